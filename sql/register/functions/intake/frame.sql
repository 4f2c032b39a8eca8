/*
 * The frame that annexes and tasks share: a load begins with its plan and
 * document, keeps what it finds, writes who answers for what, and closes.
 */

CREATE OR REPLACE FUNCTION _begin_load(
    intake text,
    plan text,
    amendment text,
    in_force_from date,
    corrects boolean DEFAULT false)
RETURNS _load
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    result _load;
BEGIN
    SELECT p.plan_id, p.code, p.document_id, d.issued_on
    INTO result.plan_id, result.plan, result.document_id, result.since
    FROM plan AS p JOIN document AS d ON d.document_id = p.document_id
    WHERE p.code = _begin_load.plan;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no plan "%"', _begin_load.plan
            USING ERRCODE = 'invalid_parameter_value', HINT = 'create_plan makes one.';
    ELSIF corrects AND amendment IS NOT NULL THEN
        RAISE EXCEPTION 'a correction is not an amendment'
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'What the document says is corrected; what another document changes is amended.';
    END IF;
    IF amendment IS NOT NULL THEN
        SELECT d.document_id, d.issued_on INTO result.document_id, result.since
        FROM document AS d
        WHERE d.number = amendment
        ORDER BY d.issued_on DESC
        LIMIT 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no document "%"', amendment
                USING ERRCODE = 'invalid_parameter_value', HINT = 'create_document makes one.';
        END IF;
    END IF;
    result.intake := intake;
    result.since := coalesce(in_force_from, result.since);
    result.amends := amendment IS NOT NULL OR in_force_from IS NOT NULL;
    result.corrects := corrects;
    INSERT INTO import_batch (intake, read_on) VALUES (result.intake, result.since)
    RETURNING batch_id INTO result.batch_id;
    RETURN result;
END
$$;

COMMENT ON FUNCTION _begin_load(text, text, text, date, boolean) IS
    'Mở một lần nạp của một kế hoạch, theo văn bản nào, từ ngày nào | begin a load of a plan, by which document, from which day';

/* A last day as people write it: 30/6/2025, or the end of a period. */
CREATE OR REPLACE FUNCTION _read_deadline(cell text) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(
        (SELECT day.day
         FROM regexp_match(socpolicy.fold_text(_read_deadline.cell),
                           '^(?:ngày )?([0-3]?[0-9])[/.-]([01]?[0-9])[/.-]([12][0-9]{3})$') AS found (part)
         CROSS JOIN LATERAL (
             SELECT (make_date(found.part[3]::integer, 1, 1)
                     + make_interval(months => found.part[2]::integer - 1,
                                     days => found.part[1]::integer - 1))::date AS day) AS day
         -- 31/2 would run over into March.
         WHERE extract(month FROM day.day) = found.part[2]::integer
           AND extract(day FROM day.day) = found.part[1]::integer),
        (SELECT p.period_end FROM parse_period(_read_deadline.cell) AS p));
END;

COMMENT ON FUNCTION _read_deadline(text) IS
    'Ngày cuối từ một ngày hoặc một kỳ như người ta viết; NULL: không đọc được | last day, from a day or a period as people write it; NULL: cannot be read';

CREATE OR REPLACE FUNCTION _keep_findings(load _load, findings _finding[]) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en, cells)
    SELECT load.batch_id, load.intake, f.row_number, f.column_name, f.raw, f.vi, f.en,
           jsonb_build_object('plan', load.plan, 'code', f.code)
    FROM unnest(findings) WITH ORDINALITY AS f
    WHERE f.severity <> 'remark'
    ORDER BY f.ordinality;
    INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
    SELECT load.batch_id, load.intake, f.row_number, f.column_name, f.raw, f.vi, f.en
    FROM unnest(findings) WITH ORDINALITY AS f
    WHERE f.severity = 'remark'
    ORDER BY f.ordinality;
END
$$;

COMMENT ON FUNCTION _keep_findings(_load, _finding[]) IS
    'Ghi những điều một lần nạp nhận thấy | keep what a load found';

/*
 * Who leads and coordinates, compared with what was in force on the day of
 * the document, so that loading the same annex again changes nothing,
 * whatever was handed over since.  What names a body that was unknown before
 * is completed; other changes need the amending document.
 */
CREATE OR REPLACE FUNCTION _duty_change(load _load, duties _duty[])
RETURNS TABLE (
    row_number integer,
    code text,
    indicator_id integer,
    task_id integer,
    role text,
    cell text,
    named integer[],
    held integer[],
    completes boolean,
    read_whole boolean)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT d.row_number, d.code, d.indicator_id, d.task_id, d.role, d.cell, d.named, known.held,
           known.held <@ d.named AND EXISTS (
               SELECT FROM rejected_row AS j
               WHERE j.resolved_at IS NULL AND j.intake = (_duty_change.load).intake
                 AND j.batch_id <> (_duty_change.load).batch_id AND j.column_name = d.role
                 AND j.cells ->> 'plan' = (_duty_change.load).plan AND j.cells ->> 'code' = d.code),
           d.read_whole
    FROM (SELECT u.row_number, u.code, u.indicator_id, u.task_id, u.role, u.cell,
                 array_agg(DISTINCT u.agency_id) FILTER (WHERE u.agency_id IS NOT NULL) AS named,
                 bool_and(u.agency_id IS NOT NULL) AS read_whole
          FROM unnest(_duty_change.duties) AS u
          GROUP BY u.row_number, u.code, u.indicator_id, u.task_id, u.role, u.cell) AS d
    LEFT JOIN LATERAL (
        SELECT coalesce(array_agg(r.agency_id ORDER BY r.agency_id)
                            FILTER (WHERE in_force(r.valid_from, r.valid_to, (_duty_change.load).since)),
                        '{}') AS held
        FROM responsibility AS r
        WHERE (r.indicator_id = d.indicator_id OR r.task_id = d.task_id) AND r.role = d.role
        HAVING count(*) > 0) AS known ON true;
END;

COMMENT ON FUNCTION _duty_change(_load, _duty[]) IS
    'Mỗi ô chủ trì, phối hợp: nêu ai, đang có hiệu lực là ai | each cell of agencies: whom it names and who is in force';

CREATE OR REPLACE FUNCTION _write_duties(load _load, duties _duty[]) RETURNS SETOF _finding
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    changes CONSTANT jsonb := (SELECT jsonb_agg(to_jsonb(c)) FROM _duty_change(load, duties) AS c);
BEGIN
    RETURN QUERY
        SELECT 'error', d.row_number, d.code, d.role, d.cell,
               'không biết cơ quan này: ' || d.spelling, 'unknown agency: ' || d.spelling
        FROM unnest(duties) AS d
        WHERE d.agency_id IS NULL
        ORDER BY d.row_number, d.role DESC, d.ordinal;
    RETURN QUERY
        SELECT 'error', c.row_number, c.code, c.role, c.cell,
               'khác với phân công đang có hiệu lực: cần văn bản sửa đổi',
               'differs from the responsibility in force: an amendment is needed'
        FROM _duty_change(load, duties) AS c
        WHERE NOT load.amends AND NOT c.completes AND c.held <> c.named
        ORDER BY c.row_number, c.role DESC;

    -- Only a cell that was read to its end says who is no longer named.
    UPDATE responsibility AS r
    SET valid_to = load.since - 1
    FROM _duty_change(load, duties) AS c
    WHERE load.amends AND c.read_whole
      AND (r.indicator_id = c.indicator_id OR r.task_id = c.task_id) AND r.role = c.role
      AND r.valid_to IS NULL AND (r.valid_from < load.since OR r.valid_from IS NULL)
      AND r.agency_id <> ALL (c.named);

    -- A body that has ceased meanwhile was told all the same; hand_over says
    -- who took its place.
    RETURN QUERY
        WITH wanted AS (
            SELECT d.row_number, d.code, d.indicator_id, d.task_id, d.role, d.agency_id, min(d.ordinal) AS place
            FROM unnest(duties) AS d
            JOIN jsonb_to_recordset(changes) AS c (row_number integer, role text, held integer[], completes boolean)
                ON c.row_number = d.row_number AND c.role = d.role
            WHERE d.agency_id IS NOT NULL
              AND (c.held IS NULL OR load.amends OR c.completes)
            GROUP BY d.row_number, d.code, d.indicator_id, d.task_id, d.role, d.agency_id
        ), added AS (
            INSERT INTO responsibility (indicator_id, task_id, agency_id, role, sort_order, document_id, valid_from)
            SELECT w.indicator_id, w.task_id, w.agency_id, w.role, w.place, load.document_id, load.since
            FROM wanted AS w
            WHERE NOT EXISTS (
                SELECT FROM responsibility AS r
                WHERE (r.indicator_id = w.indicator_id OR r.task_id = w.task_id) AND r.role = w.role
                  AND r.agency_id = w.agency_id AND (r.valid_to IS NULL OR r.valid_to >= load.since))
            ORDER BY w.row_number, w.role DESC, w.place
            RETURNING indicator_id, task_id, agency_id, role
        )
        SELECT 'remark', w.row_number, w.code, w.role, b.name_vi,
               'cơ quan này đã kết thúc hoạt động ngày ' || to_char(b.valid_to, 'DD/MM/YYYY') || ': cần bàn giao cho cơ quan tiếp nhận',
               'this body ceased on ' || to_char(b.valid_to, 'YYYY-MM-DD') || ': its responsibility is to be handed over'
        FROM added AS a
        JOIN agency AS b ON b.agency_id = a.agency_id
        JOIN wanted AS w
            ON (w.indicator_id = a.indicator_id OR w.task_id = a.task_id)
           AND w.role = a.role AND w.agency_id = a.agency_id
        WHERE b.valid_to < today()
        ORDER BY w.row_number, w.role DESC;
END
$$;

COMMENT ON FUNCTION _write_duties(_load, _duty[]) IS
    'Ghi cơ quan chủ trì, phối hợp; trả về điều nhận thấy | write who leads and coordinates; returns what was found';

/*
 * Earlier rejections of the same plan, code and column are settled: taken
 * now, or refused once more.
 */
CREATE OR REPLACE FUNCTION _settle_earlier(load _load, codes text[]) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    UPDATE rejected_row AS j
    SET resolved_at = clock_timestamp(), resolved_batch_id = (_settle_earlier.load).batch_id,
        resolution = CASE WHEN EXISTS (
                              SELECT FROM rejected_row AS n
                              WHERE n.batch_id = (_settle_earlier.load).batch_id
                                AND n.column_name = j.column_name
                                AND n.cells ->> 'code' IS NOT DISTINCT FROM j.cells ->> 'code'
                                AND (j.cells ->> 'code' IS NOT NULL OR n.raw IS NOT DISTINCT FROM j.raw))
                          THEN 'sent_again' ELSE 'loaded' END
    WHERE j.intake = (_settle_earlier.load).intake AND j.resolved_at IS NULL
      AND j.batch_id <> (_settle_earlier.load).batch_id
      AND j.cells ->> 'plan' = (_settle_earlier.load).plan
      AND (j.cells ->> 'code' = ANY (_settle_earlier.codes)
           OR j.cells ->> 'code' IS NULL
              AND EXISTS (SELECT FROM rejected_row AS n
                          WHERE n.batch_id = (_settle_earlier.load).batch_id
                            AND n.column_name = j.column_name AND n.raw = j.raw));
END;

COMMENT ON FUNCTION _settle_earlier(_load, text[]) IS
    'Đóng các chỗ bị từ chối trước đây của cùng kế hoạch, mã và cột | settle earlier rejections of the same plan, code and column';

CREATE OR REPLACE FUNCTION _close_load(
    load _load,
    codes text[],
    rows_read integer,
    added integer,
    revised integer,
    unchanged integer,
    dry_run boolean)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    outcome import_batch;
BEGIN
    PERFORM _settle_earlier(load, codes);
    UPDATE import_batch AS b
    SET finished_at = clock_timestamp(),
        rows_read = _close_load.rows_read,
        rows_rejected = (SELECT count(DISTINCT r.row_number) FROM rejected_row AS r
                         WHERE r.batch_id = load.batch_id),
        added = _close_load.added,
        revised = _close_load.revised,
        unchanged = _close_load.unchanged,
        remarks = (SELECT count(*) FROM import_remark AS r WHERE r.batch_id = load.batch_id)
    WHERE b.batch_id = load.batch_id
    RETURNING b.* INTO outcome;
    RAISE NOTICE '%', _outcome_text(outcome, dry_run);
END
$$;

COMMENT ON FUNCTION _close_load(_load, text[], integer, integer, integer, integer, boolean) IS
    'Đóng một lần nạp: đếm và nói kết quả | close a load: count, and say how it went';

/* Bodies that loads could not find, once each, however many cells name them. */
CREATE OR REPLACE VIEW unknown_agency WITH (security_invoker = true) AS
    SELECT u.spelling, n.code AS nearest_code, n.label AS nearest_name, u.read_on, u.cells, u.first_batch_id
    FROM (SELECT (array_agg(f.spelling ORDER BY r.rejected_row_id))[1] AS spelling,
                 min(b.read_on) AS read_on, count(*) AS cells, min(r.batch_id) AS first_batch_id
          FROM rejected_row AS r
          JOIN import_batch AS b ON b.batch_id = r.batch_id AND b.read_on IS NOT NULL
          CROSS JOIN LATERAL find_agencies(r.raw, b.read_on) AS f
          WHERE r.resolved_at IS NULL AND r.column_name IN ('lead', 'coordinating')
            AND f.agency_id IS NULL
          GROUP BY socpolicy.fold_text(f.spelling)) AS u
    LEFT JOIN LATERAL _nearest_known('agency', ARRAY[u.spelling]) AS n ON true;

COMMENT ON VIEW unknown_agency IS
    'Các cơ quan mà lần nạp chưa nhận ra, mỗi cơ quan một dòng, kèm tên gần nhất: ghi bằng create_agencies hoặc add_alias rồi nạp lại | bodies that loads could not find, one row each, with the nearest name: create_agencies or add_alias takes them, the next load completes what was open';
COMMENT ON COLUMN unknown_agency.spelling IS 'Tên như viết | as written';
COMMENT ON COLUMN unknown_agency.nearest_code IS 'Mã cơ quan gần nhất | code of the nearest body';
COMMENT ON COLUMN unknown_agency.nearest_name IS 'Tên gần nhất đã biết | the nearest known name';
COMMENT ON COLUMN unknown_agency.read_on IS 'Tên được hiểu theo ngày này | the day as of which names were read';
COMMENT ON COLUMN unknown_agency.cells IS 'Số ô nêu tên này | cells that name it';
COMMENT ON COLUMN unknown_agency.first_batch_id IS 'Đợt nạp đầu tiên gặp | the first load that met it';
