/*
 * The register itself: which version it is.
 *
 * In every table of a register validity is two dates, first day and last day,
 * both included; NULL is open.  Belief (which figure was known when) is two
 * moments, the second excluded.
 */

CREATE TABLE register_info (
    version integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    created_by text NOT NULL DEFAULT current_user,
    CONSTRAINT register_info_pkey PRIMARY KEY (version),
    CONSTRAINT register_info_version_positive CHECK (version > 0)
);

CREATE UNIQUE INDEX register_info_one_row ON register_info ((true));

COMMENT ON TABLE register_info IS
    'Sổ này là phiên bản nào; đúng một dòng | which version this register is; exactly one row';
COMMENT ON COLUMN register_info.version IS
    'Phiên bản của sổ | version of the register';
COMMENT ON COLUMN register_info.created_at IS
    'Thời điểm tạo sổ | when the register was made';
COMMENT ON COLUMN register_info.created_by IS
    'Vai trò đã tạo sổ | role that made the register';

INSERT INTO register_info (version) VALUES (socpolicy.register_version());
