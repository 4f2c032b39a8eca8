    /*
     * The reporting schema, and from here on its name first on the path: what
     * follows is made in it, and finds the register behind it.
     */
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', register,
                   'Sổ: kế hoạch, mục tiêu, số liệu, nhiệm vụ và các câu hỏi về chúng | register: plans, targets, figures, tasks, and the questions about them');
    EXECUTE format('CREATE SCHEMA %I', register || '_bi');
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', register || '_bi',
                   'Báo cáo: khung nhìn cho công cụ BI, chỉ kiểu dữ liệu có sẵn | reporting: views for BI tools, built-in types only');
    PERFORM set_config('search_path', format('%I, %I, pg_temp', register || '_bi', register), true);
