/*
 * The second annex of a plan, from its own columns to tasks, schedules and
 * responsibilities.
 */

CREATE OR REPLACE FUNCTION _match_schedule(
    reads text,
    said text,
    OUT kind text,
    OUT recurrence text,
    OUT window_from date,
    OUT window_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p.kind, p.recurrence, make_date(year.first, 1, 1), make_date(year.last, 12, 31)
    FROM schedule_pattern AS p
    CROSS JOIN LATERAL regexp_match(socpolicy.fold_text(_match_schedule.said), p.folded) AS found (part)
    CROSS JOIN LATERAL (
        SELECT substring(found.part[p.first_year] FROM '^[1-9][0-9]{3}$')::integer AS first,
               substring(found.part[p.last_year] FROM '^[1-9][0-9]{3}$')::integer AS last) AS year
    WHERE p.reads = _match_schedule.reads
      AND found.part IS NOT NULL
      AND (year.first IS NOT NULL) = (p.first_year IS NOT NULL)
      AND (year.last IS NOT NULL) = (p.last_year IS NOT NULL)
      AND (year.first <= year.last) IS NOT FALSE
    ORDER BY p.sort_order
    LIMIT 1;
END;

COMMENT ON FUNCTION _match_schedule(text, text) IS
    'Đọc chữ theo bảng schedule_pattern; NULL: không mẫu nào khớp | read words by table schedule_pattern; NULL: no pattern fits';

/*
 * The timing column: a phrase of the table, or else a period as parse_period
 * reads it (Quý III/2025, tháng 6 năm 2025).
 */
CREATE OR REPLACE FUNCTION _read_timing(
    timing text,
    OUT kind text,
    OUT recurrence text,
    OUT window_from date,
    OUT window_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN m.kind IS NOT NULL THEN m.kind
                WHEN p.period_end IS NOT NULL THEN 'fixed' END,
           m.recurrence,
           CASE WHEN m.kind IS NOT NULL THEN m.window_from ELSE p.period_start END,
           CASE WHEN m.kind IS NOT NULL THEN m.window_to ELSE p.period_end END
    FROM _match_schedule('timing', _read_timing.timing) AS m
    CROSS JOIN parse_period(_read_timing.timing) AS p;
END;

COMMENT ON FUNCTION _read_timing(text) IS
    'Đọc cột thời gian thực hiện; kind NULL: không đọc được | read a timing cell; kind NULL: cannot be read';

/* The document that a name begins by telling to carry out. */
CREATE OR REPLACE FUNCTION _document_in_name(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN substring(normalize(name)
                 FROM '^(?:(?:Triển khai|triển khai|Thực hiện|thực hiện) )+(?:về )?((?:Kế hoạch|Chương trình|Đề án|Chiến lược|Quyết định|Nghị quyết|Chỉ thị) .*)$');

COMMENT ON FUNCTION _document_in_name(text) IS
    'Văn bản mà tên nhiệm vụ bảo thực hiện; NULL: không nêu | the document that a task''s name says to carry out; NULL: none';

/*
 * What a row is.  A row without number and without agencies and timing is the
 * title of the next section, which may be blank; a section also begins where
 * the numbering starts at 1 again.  A numbered row without agencies and timing
 * is a sub-heading.
 */
CREATE OR REPLACE FUNCTION _task_reading(batch integer)
RETURNS TABLE (
    row_number integer,
    row_kind text,
    section_number integer,
    printed_code text,
    code text,
    key text,
    heading_key text,
    name text,
    lead text,
    coordinating text,
    timing text,
    submit_cell text,
    kind text,
    recurrence text,
    window_from date,
    window_to date,
    window_basis text,
    reference_text text,
    trigger_event text,
    submit_by date,
    fault_column text,
    fault_vi text,
    fault_en text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH numbered AS (
        SELECT row_number() OVER (ORDER BY a.row_id) AS n, a.section,
               coalesce(socpolicy.fold_text(a.code), '') AS mark,
               a.code AS printed_code, coalesce(btrim(a.name), '') AS name,
               a.lead, a.coordinating, btrim(a.timing) AS timing, btrim(a.submit_by) AS submit_cell,
               coalesce(btrim(concat(a.lead, a.coordinating, a.timing, a.submit_by)), '') = '' AS bare
        FROM task_intake AS a
        WHERE a.batch_id = _task_reading.batch
    ), marked AS (
        SELECT *,
               substring(mark FROM '^([0-9]{1,4}(?:\.[0-9]{1,4})*)\.?$') AS own_code,
               CASE WHEN mark = '' AND bare THEN 'section'
                    WHEN mark ~ '^[0-9]{1,4}\.?$' AND bare THEN 'heading'
                    ELSE 'task' END AS row_kind
        FROM numbered
    ), begun AS (
        SELECT *,
               section IS NULL
               AND (row_kind = 'section'
                    OR own_code = '1'
                       AND lag(row_kind) OVER (ORDER BY n) IS DISTINCT FROM 'section') AS begins
        FROM marked
    ), placed AS (
        SELECT *,
               coalesce(section,
                        nullif(count(*) FILTER (WHERE begins) OVER (ORDER BY n), 0)::integer) AS number
        FROM begun
    ), keyed AS (
        SELECT *,
               CASE WHEN row_kind = 'section' THEN number::text
                    ELSE number || '.' || own_code END AS full_key
        FROM placed
    )
    SELECT r.n::integer, r.row_kind, r.number, r.printed_code, r.own_code, r.full_key,
           CASE WHEN r.own_code LIKE '%.%' THEN r.number || '.' || split_part(r.own_code, '.', 1) END,
           r.name, r.lead, r.coordinating, r.timing, r.submit_cell,
           said.kind, said.recurrence,
           CASE WHEN said.own_window THEN said.window_from ELSE named.window_from END,
           CASE WHEN said.own_window THEN said.window_to ELSE named.window_to END,
           CASE WHEN said.own_window THEN 'timing'
                WHEN num_nonnulls(named.window_from, named.window_to) > 0 THEN 'name' END,
           CASE said.kind
               WHEN 'by_reference' THEN _document_in_name(r.name)
               WHEN 'directed' THEN regexp_replace(r.timing, '^.* của ', '') END,
           CASE said.kind WHEN 'contingent' THEN r.timing END,
           _read_deadline(r.submit_cell),
           fault.column_name, fault.vi, fault.en
    FROM keyed AS r
    LEFT JOIN LATERAL (
        SELECT t.*, num_nonnulls(t.window_from, t.window_to) > 0 AS own_window
        FROM _read_timing(r.timing) AS t) AS said ON r.row_kind = 'task'
    LEFT JOIN LATERAL _match_schedule('name', r.name) AS named ON r.row_kind = 'task'
    LEFT JOIN LATERAL (
        SELECT f.column_name, f.vi, f.en
        FROM (VALUES
            (r.mark = '' AND r.row_kind = 'task', 'code',
             'nhiệm vụ không có số thứ tự', 'the task has no number'),
            (r.mark <> '' AND r.own_code IS NULL, 'code',
             'không đọc được số thứ tự', 'the number cannot be read'),
            ((r.number BETWEEN 1 AND 9999) IS NOT TRUE, 'section',
             'không biết dòng này thuộc mục nào: ghi số của mục vào cột section',
             'which section this row stands in cannot be told: give its number in column section'),
            (r.row_kind <> 'section'
             AND 1 < (SELECT count(*) FROM keyed AS other
                      WHERE other.full_key = r.full_key AND other.row_kind <> 'section'), 'code',
             'mã ' || r.full_key || ' có ở nhiều dòng', 'code ' || r.full_key || ' stands in several rows'),
            (r.name = '' AND r.row_kind = 'task', 'name',
             'thiếu tên nhiệm vụ', 'the task has no name'),
            (r.name = '' AND r.row_kind = 'heading', 'name',
             'thiếu nội dung', 'the row says nothing but its number')
        ) AS f (found, column_name, vi, en)
        WHERE f.found
        LIMIT 1) AS fault ON true;
END;

COMMENT ON FUNCTION _task_reading(integer) IS
    'Đọc từng dòng phụ lục nhiệm vụ của một đợt: là mục, tiểu mục hay nhiệm vụ, mã, thời gian, lỗi nếu có | what each row of an annex of tasks is, when its task is due, or why it cannot be taken';

CREATE OR REPLACE FUNCTION _task_faults(load _load) RETURNS SETOF _finding
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'error', r.row_number, r.key, r.fault_column,
           concat_ws(' ', nullif(r.printed_code, ''), nullif(r.name, '')), r.fault_vi, r.fault_en
    FROM _task_reading((_task_faults.load).batch_id) AS r
    WHERE r.fault_column IS NOT NULL
    ORDER BY r.row_number;
END;

COMMENT ON FUNCTION _task_faults(_load) IS
    'Những dòng phụ lục nhiệm vụ không nhận được, và vì sao | rows of an annex of tasks that cannot be taken, and why';

/* Sections, with the title that the annex prints or one of ours, and sub-headings. */
CREATE OR REPLACE FUNCTION _task_write_sections(load _load) RETURNS SETOF _finding
LANGUAGE sql
BEGIN ATOMIC
    WITH read AS MATERIALIZED (
        SELECT r.* FROM _task_reading((_task_write_sections.load).batch_id) AS r WHERE r.fault_column IS NULL
    ), before AS MATERIALIZED (
        SELECT s.code, s.title_vi FROM task_section AS s WHERE s.plan_id = (_task_write_sections.load).plan_id
    ), titled AS (
        SELECT DISTINCT ON (r.section_number)
               r.section_number, r.section_number::text AS code, r.row_number,
               coalesce(nullif(CASE WHEN r.row_kind = 'section' THEN r.name END, ''),
                        'Mục ' || r.section_number) AS title,
               r.row_kind <> 'section' OR r.name = '' AS inferred
        FROM read AS r
        ORDER BY r.section_number, r.row_kind <> 'section', r.row_number
    ), heading AS (
        SELECT r.section_number, r.key AS code, r.row_number, r.name AS title, false AS inferred
        FROM read AS r
        WHERE r.row_kind = 'heading'
    ), added AS (
        INSERT INTO task_section (plan_id, number, code, title_vi, title_inferred)
        SELECT (_task_write_sections.load).plan_id, h.section_number, h.code, h.title, h.inferred
        FROM (SELECT * FROM titled UNION ALL SELECT * FROM heading) AS h
        ORDER BY h.row_number, h.code
        ON CONFLICT (plan_id, code) DO NOTHING
        RETURNING code, title_inferred
    )
    SELECT f.severity, f.row_number, f.code, f.column_name, f.raw, f.vi, f.en
    FROM (SELECT 1 AS place, 'remark' AS severity, t.row_number, t.code, 'section' AS column_name, t.code AS raw,
                 'mục không có tiêu đề, đã thêm với tên tạm' AS vi, 'the section has no title, added with one of ours' AS en
          FROM added AS a
          JOIN titled AS t ON t.code = a.code
          WHERE a.title_inferred
          UNION ALL
          SELECT 2, 'remark', r.row_number, r.key, 'name', r.name,
                 'tiêu đề khác với tiêu đề đã có, giữ tiêu đề đã có: ' || s.title_vi,
                 'the title differs from the one in the register, which stays: ' || s.title_vi
          FROM read AS r
          JOIN before AS s ON s.code = r.key
          WHERE r.row_kind <> 'task' AND r.name <> ''
            AND socpolicy.fold_text(s.title_vi) <> socpolicy.fold_text(r.name)) AS f
    ORDER BY f.place, f.row_number;
END;

COMMENT ON FUNCTION _task_write_sections(_load) IS
    'Ghi các mục và tiểu mục của phụ lục nhiệm vụ | write the sections and sub-headings of an annex of tasks';

/* Tasks that are not there yet.  What a later annex adds comes after what is there. */
CREATE OR REPLACE FUNCTION _task_write_tasks(load _load) RETURNS SETOF _finding
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    sort_offset CONSTANT integer := (SELECT coalesce(max(t.sort_order), 0) FROM task AS t WHERE t.plan_id = load.plan_id);
BEGIN
    INSERT INTO task (plan_id, task_section_id, section_number, code, sort_order, name_vi)
    SELECT load.plan_id, coalesce(heading.task_section_id, section.task_section_id),
           r.section_number, r.code, sort_offset + r.row_number, r.name
    FROM _task_reading(load.batch_id) AS r
    JOIN task_section AS section
        ON section.plan_id = load.plan_id AND section.code = r.section_number::text
    LEFT JOIN task_section AS heading
        ON heading.plan_id = load.plan_id AND heading.code = r.heading_key
    WHERE r.row_kind = 'task' AND r.fault_column IS NULL
    ORDER BY r.row_number
    ON CONFLICT (plan_id, key) DO NOTHING;

    RETURN QUERY
        SELECT 'remark', r.row_number, r.key, 'name', r.name,
               'tên khác với tên đã có, giữ tên đã có: ' || t.name_vi,
               'the name differs from the one in the register, which stays: ' || t.name_vi
        FROM _task_reading(load.batch_id) AS r
        JOIN task AS t ON t.plan_id = load.plan_id AND t.key = r.key
        WHERE r.row_kind = 'task' AND r.fault_column IS NULL
          AND socpolicy.fold_text(t.name_vi) <> socpolicy.fold_text(r.name);
    RETURN QUERY
        SELECT 'error', r.row_number, r.key, f.column_name, f.raw, f.vi, f.en
        FROM _task_reading(load.batch_id) AS r
        CROSS JOIN LATERAL (VALUES
            (r.kind IS NULL AND coalesce(r.timing, '') = '', 'timing', r.timing,
             'không có thời gian thực hiện', 'there is no timing'),
            (r.kind IS NULL AND r.timing <> '', 'timing', r.timing,
             'không hiểu thời gian thực hiện này: thêm một dòng vào schedule_pattern hoặc sửa ô',
             'this timing is not understood: add a row to schedule_pattern or correct the cell'),
            (r.submit_by IS NULL AND r.submit_cell <> '', 'submit_by', r.submit_cell,
             'không đọc được hạn trình', 'the last day to submit cannot be read')
        ) AS f (found, column_name, raw, vi, en)
        WHERE r.row_kind = 'task' AND r.fault_column IS NULL AND f.found
        ORDER BY r.row_number, f.column_name DESC;
END
$$;

COMMENT ON FUNCTION _task_write_tasks(_load) IS
    'Ghi các nhiệm vụ chưa có; trả về điều nhận thấy | write the tasks that are not there yet; returns what was found';

/*
 * What is to be done with the timing of each task: another document amends
 * what was in force on its day; what nobody understood is read again.
 */
CREATE OR REPLACE FUNCTION _task_fates(load _load)
RETURNS TABLE (
    row_number integer,
    key text,
    task_id integer,
    known_id integer,
    said text,
    known_timing text,
    known_day date,
    action text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT r.row_number, r.key, t.task_id, k.task_schedule_id, concat_ws('; ', r.timing, nullif(r.submit_cell, '')),
           coalesce(k.timing, ''), coalesce(k.valid_to, k.valid_from),
           CASE WHEN k.task_schedule_id IS NULL THEN
                    CASE WHEN EXISTS (SELECT FROM task_schedule AS o
                                      WHERE o.task_id = t.task_id
                                        AND (NOT l.amends OR o.valid_to IS NULL OR o.valid_to >= l.since))
                         THEN 'none' ELSE 'add' END
                WHEN s.same AND k.kind IS NULL AND r.kind IS NOT NULL THEN 'reread'
                WHEN s.same OR r.kind IS NULL THEN 'same'
                WHEN NOT l.amends THEN 'refuse'
                WHEN k.valid_to IS NOT NULL OR k.valid_from >= l.since THEN 'too_early'
                ELSE 'amend' END
    FROM (SELECT (_task_fates.load).*) AS l
    CROSS JOIN _task_reading((_task_fates.load).batch_id) AS r
    JOIN task AS t ON t.plan_id = l.plan_id AND t.key = r.key
    LEFT JOIN task_schedule AS k ON k.task_id = t.task_id AND in_force(k.valid_from, k.valid_to, l.since)
    CROSS JOIN LATERAL (
        SELECT (socpolicy.fold_text(coalesce(k.timing, '')), socpolicy.fold_text(coalesce(k.submit_cell, '')))
               = (socpolicy.fold_text(coalesce(r.timing, '')), socpolicy.fold_text(coalesce(r.submit_cell, ''))) AS same) AS s
    WHERE r.row_kind = 'task' AND r.fault_column IS NULL;
END;

COMMENT ON FUNCTION _task_fates(_load) IS
    'Phải làm gì với thời gian của từng nhiệm vụ | what is to be done with the timing of each task';

CREATE OR REPLACE FUNCTION _task_write_schedules(load _load, fates jsonb) RETURNS SETOF _finding
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    written integer[];
BEGIN
    UPDATE task_schedule AS k SET valid_to = load.since - 1
    FROM jsonb_to_recordset(fates) AS f (known_id integer, action text)
    WHERE f.action = 'amend' AND k.task_schedule_id = f.known_id;
    UPDATE task_schedule AS k
    SET kind = r.kind, recurrence = r.recurrence, window_from = r.window_from,
        window_to = r.window_to, window_basis = r.window_basis,
        reference_text = r.reference_text, trigger_event = r.trigger_event
    FROM jsonb_to_recordset(fates) AS f (known_id integer, row_number integer, action text)
    JOIN _task_reading(load.batch_id) AS r ON r.row_number = f.row_number
    WHERE f.action = 'reread' AND k.task_schedule_id = f.known_id;
    WITH added AS (
        INSERT INTO task_schedule (task_id, timing, kind, window_from, window_to, window_basis, recurrence,
                                   reference_text, trigger_event, submit_cell, submit_by, document_id, valid_from)
        SELECT f.task_id, r.timing, r.kind, r.window_from, r.window_to, r.window_basis, r.recurrence,
               r.reference_text, r.trigger_event, r.submit_cell, r.submit_by, load.document_id, load.since
        FROM jsonb_to_recordset(fates) AS f (task_id integer, row_number integer, action text)
        JOIN _task_reading(load.batch_id) AS r ON r.row_number = f.row_number
        WHERE f.action IN ('add', 'amend')
        ORDER BY r.row_number
        RETURNING task_id
    )
    SELECT array_agg(a.task_id) INTO written FROM added AS a;

    RETURN QUERY
        SELECT 'error', f.row_number, f.key, 'timing', f.said,
               CASE f.action WHEN 'refuse'
                             THEN 'khác với thời gian đang có hiệu lực (' || f.known_timing || '): cần văn bản sửa đổi'
                             ELSE 'sửa đổi không sau ngày ' || to_char(f.known_day, 'DD/MM/YYYY') || ' của thời gian đã ghi' END,
               CASE f.action WHEN 'refuse'
                             THEN 'differs from the timing in force (' || f.known_timing || '): an amendment is needed'
                             ELSE 'the amendment is not after ' || to_char(f.known_day, 'YYYY-MM-DD') || ', a day of the timing recorded' END
        FROM jsonb_to_recordset(fates) AS f (row_number integer, key text, said text, known_timing text, known_day date, action text)
        WHERE f.action IN ('refuse', 'too_early')
        ORDER BY f.row_number;
    RETURN QUERY
        SELECT 'remark', r.row_number, r.key, said.column_name, said.raw, said.vi, said.en
        FROM jsonb_to_recordset(fates) AS f (task_id integer, row_number integer)
        JOIN _task_reading(load.batch_id) AS r ON r.row_number = f.row_number
        CROSS JOIN LATERAL (VALUES
            (r.window_basis = 'name', 'name', r.name,
             'thời gian đọc từ tên nhiệm vụ: ' || concat_ws(' - ', to_char(r.window_from, 'YYYY'), to_char(r.window_to, 'YYYY')),
             'window read from the name: ' || concat_ws(' - ', to_char(r.window_from, 'YYYY'), to_char(r.window_to, 'YYYY'))),
            (r.window_basis IS NULL AND r.name ~* 'năm [12][0-9]{3}', 'name', r.name,
             'tên có nêu năm nhưng không phải giai đoạn, không dùng làm thời gian',
             'the name has a year that is no period and was not taken for a window'),
            (coalesce(btrim(r.lead), '') = '', 'lead', r.lead,
             'không có cơ quan chủ trì', 'no lead is named')
        ) AS said (found, column_name, raw, vi, en)
        WHERE f.task_id = ANY (written) AND said.found
        ORDER BY r.row_number;
END
$$;

COMMENT ON FUNCTION _task_write_schedules(_load, jsonb) IS
    'Ghi thời gian của các nhiệm vụ; trả về điều nhận thấy | write when tasks are due; returns what was found';

CREATE OR REPLACE FUNCTION _task_duties(load _load) RETURNS SETOF _duty
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH named AS (
        SELECT r.row_number, r.key, t.task_id, c.role, c.cell
        FROM _task_reading((_task_duties.load).batch_id) AS r
        JOIN task AS t ON t.plan_id = (_task_duties.load).plan_id AND t.key = r.key
        CROSS JOIN LATERAL (VALUES
            ('lead', r.lead), ('coordinating', r.coordinating)) AS c (role, cell)
        WHERE r.row_kind = 'task' AND r.fault_column IS NULL
    ), read AS (
        SELECT d.cell, f.ordinal, f.agency_id, f.spelling
        FROM (SELECT DISTINCT cell FROM named) AS d
        CROSS JOIN LATERAL find_agencies(d.cell, (_task_duties.load).since) AS f
    )
    SELECT n.row_number, n.key, NULL::integer, n.task_id, n.role, r.ordinal, r.agency_id, r.spelling, n.cell
    FROM named AS n
    JOIN read AS r ON r.cell = n.cell;
END;

COMMENT ON FUNCTION _task_duties(_load) IS
    'Các cơ quan trong ô chủ trì và phối hợp của một đợt; agency_id NULL: chưa biết | the agencies that the cells of a batch name; agency_id NULL: unknown';

/*
 * Load the rows of an annex of tasks that belong to no batch yet.
 *
 * Rows are compared with what was in force on the day of the document, so
 * that loading the same annex again changes nothing, whatever was handed over
 * since.  A changed timing or agency needs the amending document: the old row
 * is closed, a new one opened.  Names and titles that are there stay.  A dry
 * run is the same run, undone.
 */
CREATE OR REPLACE FUNCTION load_tasks(
    plan text,
    amendment text DEFAULT NULL,
    in_force_from date DEFAULT NULL,
    dry_run boolean DEFAULT false)
RETURNS TABLE (
    severity text,
    row_number integer,
    key text,
    column_name text,
    raw text,
    reason_vi text,
    reason_en text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    load _load;
    fates jsonb;
BEGIN
    BEGIN
        load := _begin_load('task_intake', plan, amendment, in_force_from);
        -- Two loaders cannot take the same rows: the second waits here and
        -- finds them taken.
        UPDATE task_intake SET batch_id = load.batch_id WHERE batch_id IS NULL;

        PERFORM _keep_findings(load, ARRAY(SELECT f FROM _task_faults(load) AS f));
        PERFORM _keep_findings(load, ARRAY(SELECT f FROM _task_write_sections(load) AS f));
        PERFORM _keep_findings(load, ARRAY(SELECT f FROM _task_write_tasks(load) AS f));
        fates := (SELECT jsonb_agg(to_jsonb(f)) FROM _task_fates(load) AS f);
        PERFORM _keep_findings(load, ARRAY(SELECT f FROM _task_write_schedules(load, fates) AS f));
        PERFORM _keep_findings(load, ARRAY(
            SELECT f FROM _write_duties(load, ARRAY(SELECT d FROM _task_duties(load) AS d)) AS f));
        PERFORM _close_load(load, ARRAY(SELECT f ->> 'key' FROM jsonb_array_elements(fates) AS f),
                            (SELECT count(*) FROM task_intake AS i WHERE i.batch_id = load.batch_id)::integer,
                            count(*) FILTER (WHERE f.action = 'add')::integer,
                            count(*) FILTER (WHERE f.action IN ('amend', 'reread'))::integer,
                            count(*) FILTER (WHERE f.action IN ('same', 'refuse', 'too_early', 'none'))::integer,
                            dry_run)
        FROM jsonb_to_recordset(fates) AS f (action text);

        RETURN QUERY
            SELECT f.severity, f.row_number, r.key, f.column_name, f.raw, f.reason_vi, f.reason_en
            FROM batch_findings(load.batch_id) WITH ORDINALITY AS f
            LEFT JOIN _task_reading(load.batch_id) AS r ON r.row_number = f.row_number
            ORDER BY f.ordinality;

        IF dry_run THEN
            RAISE EXCEPTION 'dry run' USING ERRCODE = 'SP000';
        END IF;
    EXCEPTION WHEN SQLSTATE 'SP000' THEN
        NULL;   -- the report is out, all else is undone
    END;
END
$$;

COMMENT ON FUNCTION load_tasks(text, text, date, boolean) IS
    'Nạp các dòng phụ lục nhiệm vụ chưa thuộc đợt nào; trả về từng chỗ bị từ chối hoặc cần xem lại | load the rows of an annex of tasks that belong to no batch yet; returns what was rejected and what to look at';
