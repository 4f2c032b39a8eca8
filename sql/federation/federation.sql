/*
 * create_federation: a nation over the registers of its provinces.
 *
 * Each province keeps its register where it is.  A federation reads three
 * views of each one's reporting schema through postgres_fdw (fact_verdict,
 * dim_indicator, dim_area), keeps what it read, and counts it again: keys are
 * (province, id), no rate is averaged and no tally travels.  The federation
 * needs no more of a province than a role of grant_reader.
 *
 * postgres_fdw, the servers and the user mappings are the administrator's.
 */
CREATE PROCEDURE socpolicy._make_federation_structure(federation name)
LANGUAGE plpgsql
AS $structure$
BEGIN
    CALL socpolicy._check_builder(federation);

    CREATE TABLE province (
        province_code text,
        name_vi text NOT NULL,
        server name NOT NULL,
        remote_schema name NOT NULL,
        attached_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        attached_by text NOT NULL DEFAULT current_user,
        pulled_at timestamptz,
        verdicts_n integer,
        tried_at timestamptz,
        error text,
        CONSTRAINT province_pkey PRIMARY KEY (province_code),
        CONSTRAINT province_code_given CHECK (province_code <> ''),
        CONSTRAINT province_pulled_whole CHECK ((pulled_at IS NULL) = (verdicts_n IS NULL))
    );
    COMMENT ON TABLE province IS
        'Các tỉnh tham gia, máy chủ của sổ từng tỉnh, lần lấy số liệu gần nhất | provinces, the server of each one''s register, and the last pull';
    COMMENT ON COLUMN province.province_code IS 'Mã tỉnh | code of the province';
    COMMENT ON COLUMN province.name_vi IS 'Tên tỉnh | name of the province';
    COMMENT ON COLUMN province.server IS 'Máy chủ postgres_fdw | server of postgres_fdw';
    COMMENT ON COLUMN province.remote_schema IS 'Lược đồ báo cáo ở tỉnh | the reporting schema over there';
    COMMENT ON COLUMN province.attached_at IS 'Thời điểm kết nối | when it was attached';
    COMMENT ON COLUMN province.attached_by IS 'Vai trò đã kết nối | role that attached it';
    COMMENT ON COLUMN province.pulled_at IS 'Lần lấy trọn vẹn gần nhất; NULL: chưa lấy | the last pull that was whole; NULL: none so far';
    COMMENT ON COLUMN province.verdicts_n IS 'Số dòng đánh giá đã lấy | verdicts that were read';
    COMMENT ON COLUMN province.tried_at IS 'Lần thử gần nhất | the last attempt';
    COMMENT ON COLUMN province.error IS 'Lỗi của lần thử gần nhất; NULL: không có lỗi | what went wrong at the last attempt; NULL: nothing';

    CREATE TABLE indicator (
        province_code text,
        indicator_id integer,
        plan_id integer NOT NULL,
        indicator_code text NOT NULL,
        indicator_sort integer NOT NULL,
        name_vi text NOT NULL,
        name_en text NOT NULL,
        unit_label_vi text,
        unit_label_en text,
        direction_code text,
        is_measured boolean NOT NULL,
        key text GENERATED ALWAYS AS (socpolicy.fold_text(name_vi) || ' / ' || coalesce(socpolicy.fold_text(unit_label_vi), '')) STORED,
        CONSTRAINT indicator_pkey PRIMARY KEY (province_code, indicator_id),
        CONSTRAINT indicator_province_fkey FOREIGN KEY (province_code) REFERENCES province ON DELETE CASCADE
    );
    CREATE INDEX indicator_key_idx ON indicator (key);
    COMMENT ON TABLE indicator IS
        'Chỉ tiêu của các tỉnh, như đã lấy | indicators of the provinces, as they were read';
    COMMENT ON COLUMN indicator.province_code IS 'Mã tỉnh | code of the province';
    COMMENT ON COLUMN indicator.indicator_id IS 'Khóa trong sổ của tỉnh | key in the province''s register';
    COMMENT ON COLUMN indicator.plan_id IS 'Kế hoạch, khóa trong sổ của tỉnh | plan, key in the province''s register';
    COMMENT ON COLUMN indicator.indicator_code IS 'Mã như in | code as printed';
    COMMENT ON COLUMN indicator.indicator_sort IS 'Thứ tự trong kế hoạch | order within the plan';
    COMMENT ON COLUMN indicator.name_vi IS 'Tên | name';
    COMMENT ON COLUMN indicator.name_en IS 'Tên bằng tiếng Anh | name in English';
    COMMENT ON COLUMN indicator.unit_label_vi IS 'Đơn vị tính | unit';
    COMMENT ON COLUMN indicator.unit_label_en IS 'Đơn vị tính bằng tiếng Anh | unit in English';
    COMMENT ON COLUMN indicator.direction_code IS 'Chiều: up, down, within | which way is better';
    COMMENT ON COLUMN indicator.is_measured IS 'Được đo lường, không phải tiêu đề | measured, no heading';
    COMMENT ON COLUMN indicator.key IS 'Tên và đơn vị đã gấp chữ, để so khớp giữa các tỉnh | name and unit folded, to match between provinces';

    CREATE TABLE area (
        province_code text,
        area_id integer,
        area_code text NOT NULL,
        name_vi text NOT NULL,
        name_en text NOT NULL,
        level_code text NOT NULL,
        valid_from date,
        valid_to date,
        CONSTRAINT area_pkey PRIMARY KEY (province_code, area_id),
        CONSTRAINT area_province_fkey FOREIGN KEY (province_code) REFERENCES province ON DELETE CASCADE
    );
    COMMENT ON TABLE area IS 'Địa bàn của các tỉnh, như đã lấy | areas of the provinces, as they were read';
    COMMENT ON COLUMN area.province_code IS 'Mã tỉnh | code of the province';
    COMMENT ON COLUMN area.area_id IS 'Khóa trong sổ của tỉnh | key in the province''s register';
    COMMENT ON COLUMN area.area_code IS 'Mã địa bàn | code of the area';
    COMMENT ON COLUMN area.name_vi IS 'Tên | name';
    COMMENT ON COLUMN area.name_en IS 'Tên bằng tiếng Anh | name in English';
    COMMENT ON COLUMN area.level_code IS 'Cấp | level';
    COMMENT ON COLUMN area.valid_from IS 'Ngày đầu mang mã này; NULL: từ trước | first day with this code; NULL: open';
    COMMENT ON COLUMN area.valid_to IS 'Ngày cuối; NULL: còn | last day; NULL: open';

    CREATE TABLE verdict (
        province_code text,
        indicator_id integer,
        area_id integer,
        year integer,
        scope_code text,
        due date,
        target_text text,
        value numeric,
        value_text_vi text,
        value_text_en text,
        stage_code text,
        status_code text NOT NULL,
        is_counted boolean NOT NULL,
        weight numeric NOT NULL,
        is_sample boolean NOT NULL,
        CONSTRAINT verdict_pkey PRIMARY KEY (province_code, year, indicator_id, area_id, scope_code),
        CONSTRAINT verdict_indicator_fkey
            FOREIGN KEY (province_code, indicator_id) REFERENCES indicator ON DELETE CASCADE,
        CONSTRAINT verdict_area_fkey
            FOREIGN KEY (province_code, area_id) REFERENCES area ON DELETE CASCADE
    );
    COMMENT ON TABLE verdict IS
        'Kết quả đánh giá của các tỉnh, như đã lấy | verdicts of the provinces, as they were read';
    COMMENT ON COLUMN verdict.province_code IS 'Mã tỉnh | code of the province';
    COMMENT ON COLUMN verdict.indicator_id IS 'Chỉ tiêu | indicator';
    COMMENT ON COLUMN verdict.area_id IS 'Địa bàn | area';
    COMMENT ON COLUMN verdict.year IS 'Năm được đánh giá | year that is judged';
    COMMENT ON COLUMN verdict.scope_code IS 'Phạm vi: national, local | scope';
    COMMENT ON COLUMN verdict.due IS 'Hạn của mục tiêu đã dùng | due date of the target that judged';
    COMMENT ON COLUMN verdict.target_text IS 'Mục tiêu như in | target as printed';
    COMMENT ON COLUMN verdict.value IS 'Giá trị, theo đơn vị của chỉ tiêu | value, in the indicator''s unit';
    COMMENT ON COLUMN verdict.value_text_vi IS 'Giá trị bằng chữ | value in words';
    COMMENT ON COLUMN verdict.value_text_en IS 'Giá trị bằng tiếng Anh | value in English';
    COMMENT ON COLUMN verdict.stage_code IS 'Giai đoạn của số liệu | stage of the figure';
    COMMENT ON COLUMN verdict.status_code IS 'Kết quả | status';
    COMMENT ON COLUMN verdict.is_counted IS 'Được tính vào tổng | counts in totals';
    COMMENT ON COLUMN verdict.weight IS 'Trọng số | weight';
    COMMENT ON COLUMN verdict.is_sample IS 'Số liệu minh họa | an invented sample';

    CREATE TABLE common_indicator (
        common_code text,
        name_vi text NOT NULL,
        name_en text,
        document text,
        CONSTRAINT common_indicator_pkey PRIMARY KEY (common_code)
    );
    COMMENT ON TABLE common_indicator IS
        'Chỉ tiêu của một văn bản cấp trên mà nhiều tỉnh cùng thực hiện | an indicator of a superior document that several provinces carry out';
    COMMENT ON COLUMN common_indicator.common_code IS 'Mã chung | common code';
    COMMENT ON COLUMN common_indicator.name_vi IS 'Tên | name';
    COMMENT ON COLUMN common_indicator.name_en IS 'Tên bằng tiếng Anh | name in English';
    COMMENT ON COLUMN common_indicator.document IS 'Văn bản cấp trên | the superior document';

    -- Kept by code and plan, not by key: a pull replaces the indicators.
    CREATE TABLE common_indicator_part (
        common_code text,
        province_code text,
        plan_id integer,
        indicator_code text,
        confirmed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        confirmed_by text NOT NULL DEFAULT current_user,
        CONSTRAINT common_indicator_part_pkey PRIMARY KEY (province_code, plan_id, indicator_code),
        CONSTRAINT common_indicator_part_common_fkey FOREIGN KEY (common_code) REFERENCES common_indicator,
        CONSTRAINT common_indicator_part_province_fkey
            FOREIGN KEY (province_code) REFERENCES province ON DELETE CASCADE,
        CONSTRAINT common_indicator_part_common_given CHECK (common_code IS NOT NULL)
    );
    CREATE INDEX common_indicator_part_common_idx ON common_indicator_part (common_code);
    COMMENT ON TABLE common_indicator_part IS
        'Chỉ tiêu nào của tỉnh là chỉ tiêu chung nào, do người xác nhận | which indicator of a province is which common one, confirmed by a person';
    COMMENT ON COLUMN common_indicator_part.common_code IS 'Mã chung | common code';
    COMMENT ON COLUMN common_indicator_part.province_code IS 'Mã tỉnh | code of the province';
    COMMENT ON COLUMN common_indicator_part.plan_id IS 'Kế hoạch của tỉnh | plan of the province';
    COMMENT ON COLUMN common_indicator_part.indicator_code IS 'Mã chỉ tiêu trong kế hoạch đó | code of the indicator in that plan';
    COMMENT ON COLUMN common_indicator_part.confirmed_at IS 'Thời điểm xác nhận | when it was confirmed';
    COMMENT ON COLUMN common_indicator_part.confirmed_by IS 'Vai trò đã xác nhận | role that confirmed it';
END
$structure$;

COMMENT ON PROCEDURE socpolicy._make_federation_structure(name) IS
    'Nội bộ: tạo các bảng của liên thông | internal: make the tables of a federation';

CREATE PROCEDURE socpolicy._make_federation_functions(federation name)
LANGUAGE plpgsql
AS $functions$
BEGIN
    CALL socpolicy._check_builder(federation);

    /*
     * A foreign table of what the federation reads, and no more: later
     * versions of a province's views add columns at their end.
     */
    CREATE OR REPLACE FUNCTION attach(province_code text, server name, name_vi text DEFAULT NULL, remote_schema name DEFAULT 'policy_bi')
    RETURNS void
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
    AS $$
    DECLARE
        remote record;
    BEGIN
        IF attach.province_code IS NULL OR attach.server IS NULL OR attach.remote_schema IS NULL THEN
            RAISE EXCEPTION 'a province has a code, a server and a schema'
                USING ERRCODE = 'null_value_not_allowed';
        ELSIF NOT EXISTS (SELECT FROM pg_foreign_server AS s WHERE s.srvname = attach.server) THEN
            RAISE EXCEPTION 'there is no server "%"', attach.server
                USING ERRCODE = 'undefined_object',
                      HINT = 'CREATE SERVER … FOREIGN DATA WRAPPER postgres_fdw and CREATE USER MAPPING first.';
        END IF;
        INSERT INTO province (province_code, name_vi, server, remote_schema)
        VALUES (attach.province_code, coalesce(attach.name_vi, attach.province_code), attach.server, attach.remote_schema);
        FOR remote IN
            SELECT format('_%s_%s', r.view, attach.province_code) AS local, r.view, r.columns
            FROM (VALUES
                ('fact_verdict', 'indicator_id integer, area_id integer, year integer, scope_code text, due date, target_text text, value double precision, value_text_vi text, value_text_en text, stage_code text, status_code text, is_counted boolean, weight double precision, is_sample boolean'),
                ('dim_indicator', 'indicator_id integer, plan_id integer, indicator_code text, indicator_sort integer, name_vi text, name_en text, unit_label_vi text, unit_label_en text, direction_code text, is_measured boolean'),
                ('dim_area', 'area_id integer, area_code text, name_vi text, name_en text, level_code text, valid_from date, valid_to date')
            ) AS r (view, columns)
        LOOP
            EXECUTE format('CREATE FOREIGN TABLE %I (%s) SERVER %I OPTIONS (schema_name %L, table_name %L, fetch_size ''10000'')',
                           remote.local, remote.columns, attach.server, attach.remote_schema, remote.view);
            EXECUTE format('COMMENT ON FOREIGN TABLE %I IS %L', remote.local,
                           format('%1$s của tỉnh %2$s | %1$s of province %2$s', remote.view, attach.province_code));
        END LOOP;
    END
    $$;
    COMMENT ON FUNCTION attach(text, name, text, name) IS
        'Kết nối sổ của một tỉnh qua một máy chủ postgres_fdw; lỗi 42704 nếu không có máy chủ, 23505 nếu tỉnh đã kết nối | attach the register of a province through a server of postgres_fdw; error 42704 without the server, 23505 if the province is attached';

    CREATE OR REPLACE FUNCTION detach(province_code text) RETURNS void
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
    AS $$
    DECLARE
        view text;
    BEGIN
        DELETE FROM province AS p WHERE p.province_code = detach.province_code;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'province "%" is not attached', detach.province_code
                USING ERRCODE = 'undefined_object';
        END IF;
        FOREACH view IN ARRAY ARRAY['fact_verdict', 'dim_indicator', 'dim_area'] LOOP
            EXECUTE format('DROP FOREIGN TABLE %I', format('_%s_%s', view, detach.province_code));
        END LOOP;
    END
    $$;
    COMMENT ON FUNCTION detach(text) IS
        'Ngắt kết nối một tỉnh và bỏ những gì đã lấy từ tỉnh đó; lỗi 42704 nếu chưa kết nối | detach a province and drop what was read from it; error 42704 if it is not attached';

    /*
     * One province's verdicts, whole.  postgres_fdw reads all three views in
     * one snapshot over there.  A weight has three decimals, which a double
     * carries.
     */
    CREATE OR REPLACE FUNCTION _pull_one(province_code text) RETURNS void
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
    AS $$
    DECLARE
        read_n integer;
    BEGIN
        PERFORM FROM province AS p WHERE p.province_code = _pull_one.province_code FOR UPDATE;
        DELETE FROM indicator AS i WHERE i.province_code = _pull_one.province_code;
        DELETE FROM area AS a WHERE a.province_code = _pull_one.province_code;
        EXECUTE format('INSERT INTO indicator (province_code, indicator_id, plan_id, indicator_code, indicator_sort, name_vi, name_en, unit_label_vi, unit_label_en, direction_code, is_measured)
                        SELECT $1, r.indicator_id, r.plan_id, r.indicator_code, r.indicator_sort, r.name_vi, r.name_en, r.unit_label_vi, r.unit_label_en, r.direction_code, r.is_measured
                        FROM %I AS r', '_dim_indicator_' || _pull_one.province_code) USING _pull_one.province_code;
        EXECUTE format('INSERT INTO area (province_code, area_id, area_code, name_vi, name_en, level_code, valid_from, valid_to)
                        SELECT $1, r.area_id, r.area_code, r.name_vi, r.name_en, r.level_code, r.valid_from, r.valid_to
                        FROM %I AS r', '_dim_area_' || _pull_one.province_code) USING _pull_one.province_code;
        EXECUTE format('INSERT INTO verdict (province_code, indicator_id, area_id, year, scope_code, due, target_text, value, value_text_vi, value_text_en, stage_code, status_code, is_counted, weight, is_sample)
                        SELECT $1, r.indicator_id, r.area_id, r.year, r.scope_code, r.due, r.target_text, r.value::numeric, r.value_text_vi, r.value_text_en, r.stage_code, r.status_code, r.is_counted, round(r.weight::numeric, 3), coalesce(r.is_sample, false)
                        FROM %I AS r', '_fact_verdict_' || _pull_one.province_code) USING _pull_one.province_code;
        GET DIAGNOSTICS read_n = ROW_COUNT;
        UPDATE province AS p
        SET pulled_at = clock_timestamp(), tried_at = clock_timestamp(), verdicts_n = read_n, error = NULL
        WHERE p.province_code = _pull_one.province_code;
    END
    $$;
    COMMENT ON FUNCTION _pull_one(text) IS
        'Nội bộ: lấy trọn kết quả của một tỉnh | internal: read one province''s verdicts whole';

    CREATE OR REPLACE FUNCTION _note_failure(province_code text, error text) RETURNS void
    LANGUAGE sql
    BEGIN ATOMIC
        UPDATE province AS p
        SET tried_at = clock_timestamp(), error = _note_failure.error
        WHERE p.province_code = _note_failure.province_code;
    END;
    COMMENT ON FUNCTION _note_failure(text, text) IS
        'Nội bộ: ghi lỗi của một lần lấy bên cạnh lần lấy trước | internal: note what went wrong beside the last pull';

    CREATE OR REPLACE FUNCTION _attached() RETURNS SETOF text
    LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT p.province_code FROM province AS p ORDER BY p.province_code;
    END;
    COMMENT ON FUNCTION _attached() IS
        'Nội bộ: các tỉnh đã kết nối | internal: the provinces that are attached';

    EXECUTE format('CREATE OR REPLACE PROCEDURE pull(only_province text DEFAULT NULL) LANGUAGE plpgsql AS %L',
                   format('BEGIN CALL socpolicy._pull(%L, only_province); END', federation));
    COMMENT ON PROCEDURE pull(text) IS
        'Lấy kết quả của mọi tỉnh, hoặc của một tỉnh, mỗi tỉnh một giao dịch; tỉnh nào lỗi thì giữ số cũ và ghi lỗi. Không gọi trong giao dịch (lỗi 2D000) | read the verdicts of every province, or of one, a transaction each; one that fails keeps what was read before and the error is noted. Not inside a transaction (error 2D000)';

    CREATE OR REPLACE FUNCTION mapping_proposal()
    RETURNS TABLE (province_code text, plan_id integer, indicator_code text, name_vi text, unit_label_vi text, common_code text, alike_n bigint)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT i.province_code, i.plan_id, i.indicator_code, i.name_vi, i.unit_label_vi,
               (SELECT min(m.common_code)
                FROM common_indicator_part AS m
                JOIN indicator AS o ON o.province_code = m.province_code AND o.plan_id = m.plan_id
                                   AND o.indicator_code = m.indicator_code
                WHERE o.key = i.key
                HAVING count(DISTINCT m.common_code) = 1),
               (SELECT count(DISTINCT o.province_code) FROM indicator AS o
                WHERE o.key = i.key AND o.province_code <> i.province_code)
        FROM indicator AS i
        WHERE i.is_measured
          AND NOT EXISTS (SELECT FROM common_indicator_part AS m
                          WHERE m.province_code = i.province_code AND m.plan_id = i.plan_id
                            AND m.indicator_code = i.indicator_code)
        ORDER BY i.key, i.province_code;
    END;
    COMMENT ON FUNCTION mapping_proposal() IS
        'Chỉ tiêu chưa được ghép với chỉ tiêu chung; common_code: đề xuất theo tên và đơn vị, NULL: không có đề xuất duy nhất; alike_n: số tỉnh khác có chỉ tiêu cùng tên và đơn vị | indicators that are not mapped yet; common_code: proposed by name and unit, NULL: no single proposal; alike_n: other provinces with the same name and unit';

    CREATE OR REPLACE FUNCTION confirm_mapping(common_code text, province_code text, plan_id integer, indicator_code text)
    RETURNS void
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
    AS $$
    BEGIN
        IF NOT EXISTS (SELECT FROM indicator AS i
                       WHERE i.province_code = confirm_mapping.province_code AND i.plan_id = confirm_mapping.plan_id
                         AND i.indicator_code = confirm_mapping.indicator_code) THEN
            RAISE EXCEPTION 'province "%" has no indicator "%" in plan %', confirm_mapping.province_code,
                            confirm_mapping.indicator_code, confirm_mapping.plan_id
                USING ERRCODE = 'undefined_object';
        END IF;
        INSERT INTO common_indicator_part AS m (common_code, province_code, plan_id, indicator_code)
        VALUES (confirm_mapping.common_code, confirm_mapping.province_code, confirm_mapping.plan_id, confirm_mapping.indicator_code)
        ON CONFLICT ON CONSTRAINT common_indicator_part_pkey DO UPDATE
        SET common_code = excluded.common_code, confirmed_at = clock_timestamp(), confirmed_by = current_user
        WHERE m.common_code <> excluded.common_code;
    END
    $$;
    COMMENT ON FUNCTION confirm_mapping(text, text, integer, text) IS
        'Xác nhận chỉ tiêu của tỉnh là chỉ tiêu chung này; lỗi 42704 nếu tỉnh không có chỉ tiêu đó, 23503 nếu không có mã chung | confirm that an indicator of a province is this common one; error 42704 if the province has none such, 23503 without the common code';

    CREATE OR REPLACE FUNCTION grant_reader(role name) RETURNS void
    LANGUAGE plpgsql
    SET search_path FROM CURRENT
    AS $$
    DECLARE
        reporting CONSTANT text := current_schema() || '_bi';
    BEGIN
        EXECUTE format('GRANT SELECT ON province, indicator, area, verdict, common_indicator, common_indicator_part TO %I', role);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', reporting, role);
        EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I', reporting, role);
    END
    $$;
    COMMENT ON FUNCTION grant_reader(name) IS
        'Cho một vai trò đọc các khung nhìn của liên thông | let a role read the views of the federation';
    REVOKE EXECUTE ON FUNCTION attach(text, name, text, name), detach(text), _pull_one(text), _note_failure(text, text),
        confirm_mapping(text, text, integer, text), grant_reader(name) FROM PUBLIC;
    REVOKE EXECUTE ON PROCEDURE pull(text) FROM PUBLIC;

    PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, %I, pg_temp', federation || '_bi', federation), true);

    CREATE OR REPLACE VIEW dim_province WITH (security_invoker = true) AS
        SELECT p.province_code, p.name_vi AS province_name_vi, p.pulled_at, p.verdicts_n, p.error IS NOT NULL AS is_failed, (p.error IS NOT NULL)::integer::smallint AS failed_n, p.error
        FROM province AS p;
    COMMENT ON VIEW dim_province IS 'Các tỉnh: mỗi tỉnh một dòng, lần lấy gần nhất | provinces: one row each, with the last pull';
    COMMENT ON COLUMN dim_province.province_code IS 'Mã tỉnh | code of the province';
    COMMENT ON COLUMN dim_province.province_name_vi IS 'Tên tỉnh | name of the province';
    COMMENT ON COLUMN dim_province.pulled_at IS 'Số liệu lấy lúc | when its verdicts were read';
    COMMENT ON COLUMN dim_province.verdicts_n IS 'Số dòng đánh giá | verdicts';
    COMMENT ON COLUMN dim_province.is_failed IS 'Lần lấy gần nhất bị lỗi | the last pull failed';
    COMMENT ON COLUMN dim_province.failed_n IS '1 nếu lần lấy gần nhất bị lỗi | 1 if the last pull failed';
    COMMENT ON COLUMN dim_province.error IS 'Lỗi | error';

    CREATE OR REPLACE VIEW fact_verdict WITH (security_invoker = true) AS
        SELECT v.province_code, p.name_vi AS province_name_vi, i.plan_id, v.indicator_id, i.indicator_code, i.indicator_sort,
               i.name_vi AS indicator_name_vi, i.name_en AS indicator_name_en, m.common_code,
               v.area_id, a.area_code, a.name_vi AS area_name_vi, a.name_en AS area_name_en,
               v.year, v.scope_code, v.due, to_char(v.due, 'YYYY-MM-DD') AS due_iso, v.target_text,
               v.value::double precision AS value, v.value_text_vi, v.value_text_en, i.unit_label_vi, i.unit_label_en,
               v.stage_code, v.status_code, v.is_counted, v.is_counted::integer::smallint AS counted_n,
               (v.is_counted AND v.status_code IN ('exceeded', 'met', 'near', 'missed'))::integer::smallint AS countable_n,
               (v.is_counted AND v.status_code IN ('exceeded', 'met'))::integer::smallint AS met_n,
               v.weight::double precision AS weight, v.is_sample, v.is_sample::integer::smallint AS sample_n, p.pulled_at
        FROM verdict AS v
        JOIN indicator AS i ON i.province_code = v.province_code AND i.indicator_id = v.indicator_id
        JOIN area AS a ON a.province_code = v.province_code AND a.area_id = v.area_id
        JOIN province AS p ON p.province_code = v.province_code
        LEFT JOIN common_indicator_part AS m ON m.province_code = i.province_code AND m.plan_id = i.plan_id
                                            AND m.indicator_code = i.indicator_code;
    COMMENT ON VIEW fact_verdict IS
        'Kết quả đánh giá: một dòng cho mỗi tỉnh, chỉ tiêu, địa bàn, năm và phạm vi | verdicts: one row per province, indicator, area, year and scope';
    COMMENT ON COLUMN fact_verdict.province_code IS 'Mã tỉnh | code of the province';
    COMMENT ON COLUMN fact_verdict.province_name_vi IS 'Tên tỉnh | name of the province';
    COMMENT ON COLUMN fact_verdict.plan_id IS 'Kế hoạch của tỉnh | plan of the province';
    COMMENT ON COLUMN fact_verdict.indicator_id IS 'Chỉ tiêu, khóa trong sổ của tỉnh | indicator, key in the province''s register';
    COMMENT ON COLUMN fact_verdict.indicator_code IS 'Mã chỉ tiêu | code of the indicator';
    COMMENT ON COLUMN fact_verdict.indicator_sort IS 'Thứ tự chỉ tiêu | order of the indicator';
    COMMENT ON COLUMN fact_verdict.indicator_name_vi IS 'Tên chỉ tiêu | name of the indicator';
    COMMENT ON COLUMN fact_verdict.indicator_name_en IS 'Tên chỉ tiêu bằng tiếng Anh | name of the indicator in English';
    COMMENT ON COLUMN fact_verdict.common_code IS 'Chỉ tiêu chung đã xác nhận; NULL: chưa ghép | common indicator that was confirmed; NULL: not mapped';
    COMMENT ON COLUMN fact_verdict.area_id IS 'Địa bàn, khóa trong sổ của tỉnh | area, key in the province''s register';
    COMMENT ON COLUMN fact_verdict.area_code IS 'Mã địa bàn | code of the area';
    COMMENT ON COLUMN fact_verdict.area_name_vi IS 'Tên địa bàn | name of the area';
    COMMENT ON COLUMN fact_verdict.area_name_en IS 'Tên địa bàn bằng tiếng Anh | name of the area in English';
    COMMENT ON COLUMN fact_verdict.year IS 'Năm được đánh giá | year that is judged';
    COMMENT ON COLUMN fact_verdict.scope_code IS 'Phạm vi: national, local | scope';
    COMMENT ON COLUMN fact_verdict.due IS 'Hạn của mục tiêu đã dùng | due date of the target that judged';
    COMMENT ON COLUMN fact_verdict.due_iso IS 'Hạn, dạng chữ | due date as text';
    COMMENT ON COLUMN fact_verdict.target_text IS 'Mục tiêu như in | target as printed';
    COMMENT ON COLUMN fact_verdict.value IS 'Giá trị, theo đơn vị của chỉ tiêu; để xem, không để so | value in the indicator''s unit; to be shown, not to be compared';
    COMMENT ON COLUMN fact_verdict.value_text_vi IS 'Giá trị bằng chữ | value as text';
    COMMENT ON COLUMN fact_verdict.value_text_en IS 'Giá trị bằng chữ, tiếng Anh | value as text, in English';
    COMMENT ON COLUMN fact_verdict.unit_label_vi IS 'Đơn vị tính | unit';
    COMMENT ON COLUMN fact_verdict.unit_label_en IS 'Đơn vị tính bằng tiếng Anh | unit in English';
    COMMENT ON COLUMN fact_verdict.stage_code IS 'Giai đoạn của số liệu | stage of the figure';
    COMMENT ON COLUMN fact_verdict.status_code IS 'Kết quả | status';
    COMMENT ON COLUMN fact_verdict.is_counted IS 'Được tính vào tổng | counts in totals';
    COMMENT ON COLUMN fact_verdict.counted_n IS '1 nếu được tính vào tổng | 1 if it counts in totals';
    COMMENT ON COLUMN fact_verdict.countable_n IS '1 nếu được tính và đã có kết quả | 1 if it counts and has a verdict';
    COMMENT ON COLUMN fact_verdict.met_n IS '1 nếu được tính và đạt hoặc vượt | 1 if it counts and is met or exceeded';
    COMMENT ON COLUMN fact_verdict.weight IS 'Trọng số | weight';
    COMMENT ON COLUMN fact_verdict.is_sample IS 'Số liệu minh họa | an invented sample';
    COMMENT ON COLUMN fact_verdict.sample_n IS '1 nếu là số liệu minh họa | 1 if it is an invented sample';
    COMMENT ON COLUMN fact_verdict.pulled_at IS 'Lấy từ sổ của tỉnh lúc | when it was read from the province''s register';

    CREATE OR REPLACE VIEW scorecard_by_province WITH (security_invoker = true) AS
        SELECT t.province_code, t.province_name_vi, t.year, t.scope_code,
               socpolicy.total(t.tally)::integer AS indicators_n, socpolicy.evaluated(t.tally)::integer AS countable_n,
               (socpolicy.exceeded(t.tally) + socpolicy.met(t.tally))::integer AS met_n, socpolicy.near(t.tally)::integer AS near_n,
               socpolicy.missed(t.tally)::integer AS missed_n, socpolicy.not_due(t.tally)::integer AS not_due_n,
               socpolicy.no_data(t.tally)::integer AS no_data_n, socpolicy.no_target(t.tally)::integer AS no_target_n,
               socpolicy.met_rate(t.tally)::double precision AS met_rate,
               socpolicy.coverage(t.tally)::double precision AS coverage, t.pulled_at
        FROM (SELECT v.province_code, p.name_vi AS province_name_vi, v.year, v.scope_code, p.pulled_at,
                     socpolicy.tally_agg(v.status_code::socpolicy.compliance_status, v.weight)
                         FILTER (WHERE v.is_counted) AS tally
              FROM verdict AS v
              JOIN province AS p ON p.province_code = v.province_code
              GROUP BY v.province_code, p.name_vi, v.year, v.scope_code, p.pulled_at) AS t;
    COMMENT ON VIEW scorecard_by_province IS
        'Bảng điểm theo tỉnh: một dòng cho mỗi tỉnh, năm và phạm vi, đếm lại từ kết quả của tỉnh | scorecard by province: one row per province, year and scope, counted again from its verdicts';

    CREATE OR REPLACE VIEW scorecard_by_common_indicator WITH (security_invoker = true) AS
        SELECT t.common_code, c.name_vi AS common_name_vi, coalesce(c.name_en, c.name_vi) AS common_name_en, t.year, t.scope_code, t.provinces_n,
               socpolicy.total(t.tally)::integer AS indicators_n, socpolicy.evaluated(t.tally)::integer AS countable_n,
               (socpolicy.exceeded(t.tally) + socpolicy.met(t.tally))::integer AS met_n, socpolicy.near(t.tally)::integer AS near_n,
               socpolicy.missed(t.tally)::integer AS missed_n, socpolicy.not_due(t.tally)::integer AS not_due_n,
               socpolicy.no_data(t.tally)::integer AS no_data_n, socpolicy.no_target(t.tally)::integer AS no_target_n,
               socpolicy.met_rate(t.tally)::double precision AS met_rate,
               socpolicy.coverage(t.tally)::double precision AS coverage, t.pulled_at
        FROM (SELECT m.common_code, v.year, v.scope_code, count(DISTINCT v.province_code)::integer AS provinces_n,
                     min(p.pulled_at) AS pulled_at,
                     socpolicy.tally_agg(v.status_code::socpolicy.compliance_status, v.weight) AS tally
              FROM verdict AS v
              JOIN indicator AS i ON i.province_code = v.province_code AND i.indicator_id = v.indicator_id
              JOIN common_indicator_part AS m ON m.province_code = i.province_code AND m.plan_id = i.plan_id
                                             AND m.indicator_code = i.indicator_code
              JOIN province AS p ON p.province_code = v.province_code
              GROUP BY m.common_code, v.year, v.scope_code) AS t
        JOIN common_indicator AS c ON c.common_code = t.common_code;
    COMMENT ON VIEW scorecard_by_common_indicator IS
        'Bảng điểm theo chỉ tiêu chung: một dòng cho mỗi chỉ tiêu chung, năm và phạm vi, qua các tỉnh đã ghép | scorecard by common indicator: one row per common indicator, year and scope, over the provinces that are mapped';

    -- The same column is the same thing in both.
    DECLARE
        said record;
    BEGIN
        FOR said IN
            SELECT c.relname, a.attname, w.comment
            FROM (VALUES
                ('province_code', 'Mã tỉnh | code of the province'),
                ('province_name_vi', 'Tên tỉnh | name of the province'),
                ('common_code', 'Mã chung | common code'),
                ('common_name_vi', 'Tên chỉ tiêu chung | name of the common indicator'),
                ('common_name_en', 'Tên chỉ tiêu chung bằng tiếng Anh | name of the common indicator in English'),
                ('year', 'Năm được đánh giá | year that is judged'),
                ('scope_code', 'Phạm vi: national, local | scope'),
                ('provinces_n', 'Số tỉnh đã ghép | provinces that are mapped'),
                ('indicators_n', 'Số dòng được tính | what counts'),
                ('countable_n', 'Số đã có kết quả | with a verdict'),
                ('met_n', 'Số đạt và vượt | met or exceeded'),
                ('near_n', 'Số gần đạt | near'),
                ('missed_n', 'Số chưa đạt | missed'),
                ('not_due_n', 'Số chưa đến hạn | not due'),
                ('no_data_n', 'Số chưa có số liệu | without a figure'),
                ('no_target_n', 'Số không có mục tiêu | without a target'),
                ('met_rate', 'Tỷ lệ đạt, %: 100·met_n/countable_n; NULL: chưa có kết quả nào | share met, percent: 100·met_n/countable_n; NULL: no verdict'),
                ('coverage', 'Tỷ lệ có kết quả, %: 100·countable_n/(countable_n + no_data_n) | share with a verdict, percent: 100·countable_n/(countable_n + no_data_n)'),
                ('pulled_at', 'Số liệu lấy lúc; của tỉnh cũ nhất | when it was read; of the oldest pull')
            ) AS w (name, comment)
            JOIN pg_catalog.pg_class AS c
                ON c.relnamespace = current_schema()::regnamespace
               AND c.relname IN ('scorecard_by_province', 'scorecard_by_common_indicator')
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = w.name
        LOOP
            EXECUTE format('COMMENT ON COLUMN %I.%I IS %L', said.relname, said.attname, said.comment);
        END LOOP;
    END;
    PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, pg_temp', federation), true);
END
$functions$;

COMMENT ON PROCEDURE socpolicy._make_federation_functions(name) IS
    'Nội bộ: tạo hoặc thay các hàm và khung nhìn của liên thông | internal: make or replace the functions and views of a federation';

/*
 * A transaction each, so that one province that cannot be reached takes
 * nothing from the others.  After a failure the transaction is rolled back,
 * not committed: its connection may be gone, and a COMMIT over it would fail
 * and end the whole pull.  No SET clause, since the procedure ends
 * transactions; names are qualified instead.
 */
CREATE PROCEDURE socpolicy._pull(federation name, only_province text)
LANGUAGE plpgsql
AS $$
DECLARE
    provinces text[];
    province text;
    failure text;
BEGIN
    EXECUTE pg_catalog.format('SELECT pg_catalog.array_agg(p) FROM %I._attached() AS p WHERE $1 IS NULL OR p OPERATOR(pg_catalog.=) $1', federation)
        INTO provinces USING only_province;
    IF provinces IS NULL THEN
        RAISE EXCEPTION 'no province is attached%', pg_catalog.concat(' as "' || only_province || '"')
            USING ERRCODE = 'undefined_object';
    END IF;
    COMMIT;
    FOREACH province IN ARRAY provinces LOOP
        failure := NULL;
        BEGIN
            EXECUTE pg_catalog.format('SELECT %I._pull_one($1)', federation) USING province;
        EXCEPTION WHEN OTHERS THEN
            failure := SQLERRM;
        END;
        IF failure IS NULL THEN
            COMMIT;
        ELSE
            ROLLBACK;
            EXECUTE pg_catalog.format('SELECT %I._note_failure($1, $2)', federation) USING province, failure;
            COMMIT;
            RAISE WARNING 'province "%" was not read: %', province, failure;
        END IF;
    END LOOP;
END
$$;

COMMENT ON PROCEDURE socpolicy._pull(name, text) IS
    'Nội bộ: lấy kết quả của các tỉnh, mỗi tỉnh một giao dịch | internal: read the verdicts of the provinces, a transaction each';

CREATE PROCEDURE socpolicy.create_federation(federation name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
    CALL socpolicy._check_new_name(federation);
    IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'postgres_fdw') THEN
        RAISE EXCEPTION 'a federation reads its provinces through postgres_fdw'
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'CREATE EXTENSION postgres_fdw first.';
    END IF;
    EXECUTE format('CREATE SCHEMA %I', federation);
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', federation,
                   'Liên thông: kết quả đánh giá của các tỉnh, đếm lại ở cấp trên | federation: verdicts of the provinces, counted again above them');
    EXECUTE format('CREATE SCHEMA %I', federation || '_bi');
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', federation || '_bi',
                   'Báo cáo của liên thông, chỉ kiểu dữ liệu có sẵn | reporting of a federation, built-in types only');
    PERFORM set_config('search_path', format('%I, pg_temp', federation), true);
    CALL socpolicy._make_federation_structure(federation);
    CALL socpolicy._make_federation_functions(federation);
END
$$;

COMMENT ON PROCEDURE socpolicy.create_federation(name) IS
    'Tạo liên thông các sổ của các tỉnh trong lược đồ mang tên này; cần postgres_fdw | make a federation over provinces'' registers in a schema of this name; needs postgres_fdw';

CREATE PROCEDURE socpolicy.upgrade_federation(federation name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
    IF to_regclass(format('%I.province', federation)) IS NULL
       OR to_regnamespace(quote_ident(federation || '_bi')) IS NULL THEN
        RAISE EXCEPTION 'there is no federation "%"', federation
            USING ERRCODE = 'undefined_object',
                  HINT = 'CALL socpolicy.create_federation makes one.';
    END IF;
    PERFORM set_config('search_path', format('%I, pg_temp', federation), true);
    CALL socpolicy._make_federation_functions(federation);
END
$$;

COMMENT ON PROCEDURE socpolicy.upgrade_federation(name) IS
    'Thay các hàm và khung nhìn của một liên thông bằng bản mới nhất; cũng sửa liên thông có lược đồ bị đổi tên | replace the functions and views of a federation by the newest; also mends one whose schema was renamed';
