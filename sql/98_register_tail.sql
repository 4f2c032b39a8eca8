
        UPDATE register_info SET version = 3;
    END IF;
END
$upgrade$;

COMMENT ON PROCEDURE socpolicy.upgrade_register(name) IS
    'Đưa một sổ chỉ tiêu lên phiên bản mới nhất | bring a register to the newest version';
