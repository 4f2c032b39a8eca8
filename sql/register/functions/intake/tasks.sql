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

CREATE OR REPLACE FUNCTION _task_agency(batch integer, plan_id integer, on_date date)
RETURNS TABLE (
    row_number integer,
    task_id integer,
    role text,
    ordinal integer,
    agency_id integer,
    spelling text,
    cell text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH named AS (
        SELECT r.row_number, t.task_id, c.role, c.cell
        FROM _task_reading(_task_agency.batch) AS r
        JOIN task AS t ON t.plan_id = _task_agency.plan_id AND t.key = r.key
        CROSS JOIN LATERAL (VALUES
            ('lead', r.lead), ('coordinating', r.coordinating)) AS c (role, cell)
        WHERE r.row_kind = 'task' AND r.fault_column IS NULL
    ), read AS (
        SELECT d.cell, f.ordinal, f.agency_id, f.spelling
        FROM (SELECT DISTINCT cell FROM named) AS d
        CROSS JOIN LATERAL find_agencies(d.cell, _task_agency.on_date) AS f
    )
    SELECT n.row_number, n.task_id, n.role, read.ordinal, read.agency_id, read.spelling, n.cell
    FROM named AS n
    JOIN read ON read.cell = n.cell;
END;

COMMENT ON FUNCTION _task_agency(integer, integer, date) IS
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
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'task_intake';
    the_plan integer;
    the_document integer;
    since date;
    the_batch integer;
    amended CONSTANT boolean := amendment IS NOT NULL OR in_force_from IS NOT NULL;
    sort_offset integer;
    tasks_closed integer;
    tasks_reread integer;
    tasks_written integer;
    outcome import_batch;
BEGIN
    SELECT p.plan_id, p.document_id, d.issued_on INTO the_plan, the_document, since
    FROM plan AS p JOIN document AS d ON d.document_id = p.document_id
    WHERE p.code = load_tasks.plan;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no plan "%"', load_tasks.plan
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Insert its document and its row in table plan first.';
    END IF;

    IF amendment IS NOT NULL THEN
        SELECT d.document_id, d.issued_on INTO the_document, since
        FROM document AS d
        WHERE d.number = load_tasks.amendment
        ORDER BY d.issued_on DESC
        LIMIT 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no document "%"', load_tasks.amendment
                USING ERRCODE = 'invalid_parameter_value',
                      HINT = 'Insert the amending document in table document first.';
        END IF;
    END IF;
    since := coalesce(in_force_from, since);

    BEGIN
        -- Two loaders cannot take the same rows: the second waits here and finds
        -- them taken.
        INSERT INTO import_batch (intake) VALUES (this) RETURNING batch_id INTO the_batch;
        UPDATE task_intake SET batch_id = the_batch WHERE batch_id IS NULL;

        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, r.fault_column, concat_ws(' ', nullif(r.printed_code, ''), nullif(r.name, '')),
               r.fault_vi, r.fault_en
        FROM _task_reading(the_batch) AS r
        WHERE r.fault_column IS NOT NULL
        ORDER BY r.row_number;

        -- Sections, with the title that the annex prints or one of ours, and
        -- sub-headings.
        WITH titled AS (
            SELECT DISTINCT ON (r.section_number)
                   r.section_number, r.section_number::text AS code, r.row_number,
                   coalesce(nullif(CASE WHEN r.row_kind = 'section' THEN r.name END, ''),
                            'Mục ' || r.section_number) AS title,
                   r.row_kind <> 'section' OR r.name = '' AS inferred
            FROM _task_reading(the_batch) AS r
            WHERE r.fault_column IS NULL
            ORDER BY r.section_number, r.row_kind <> 'section', r.row_number
        ), heading AS (
            SELECT r.section_number, r.key AS code, r.row_number, r.name AS title, false AS inferred
            FROM _task_reading(the_batch) AS r
            WHERE r.fault_column IS NULL AND r.row_kind = 'heading'
        ), added AS (
            INSERT INTO task_section (plan_id, number, code, title_vi, title_inferred)
            SELECT the_plan, h.section_number, h.code, h.title, h.inferred
            FROM (SELECT * FROM titled UNION ALL SELECT * FROM heading) AS h
            ORDER BY h.row_number, h.code
            ON CONFLICT (plan_id, code) DO NOTHING
            RETURNING code, title_inferred
        )
        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, t.row_number, 'section', t.code,
               'mục không có tiêu đề, đã thêm với tên tạm', 'the section has no title, added with one of ours'
        FROM added AS a
        JOIN titled AS t ON t.code = a.code
        WHERE a.title_inferred
        ORDER BY t.row_number;

        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, 'name', r.name,
               'tiêu đề khác với tiêu đề đã có, giữ tiêu đề đã có: ' || s.title_vi,
               'the title differs from the one in the register, which stays: ' || s.title_vi
        FROM _task_reading(the_batch) AS r
        JOIN task_section AS s ON s.plan_id = the_plan AND s.code = r.key
        WHERE r.row_kind <> 'task' AND r.fault_column IS NULL AND r.name <> ''
          AND socpolicy.fold_text(s.title_vi) <> socpolicy.fold_text(r.name);

        -- Tasks.  What a later annex adds comes after what is there.
        SELECT coalesce(max(t.sort_order), 0) INTO sort_offset
        FROM task AS t WHERE t.plan_id = the_plan;

        INSERT INTO task (plan_id, task_section_id, section_number, code, sort_order, name_vi)
        SELECT the_plan, coalesce(heading.task_section_id, section.task_section_id),
               r.section_number, r.code, sort_offset + r.row_number, r.name
        FROM _task_reading(the_batch) AS r
        JOIN task_section AS section
            ON section.plan_id = the_plan AND section.code = r.section_number::text
        LEFT JOIN task_section AS heading
            ON heading.plan_id = the_plan AND heading.code = r.heading_key
        WHERE r.row_kind = 'task' AND r.fault_column IS NULL
        ORDER BY r.row_number
        ON CONFLICT (plan_id, key) DO NOTHING;

        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, 'name', r.name,
               'tên khác với tên đã có, giữ tên đã có: ' || t.name_vi,
               'the name differs from the one in the register, which stays: ' || t.name_vi
        FROM _task_reading(the_batch) AS r
        JOIN task AS t ON t.plan_id = the_plan AND t.key = r.key
        WHERE r.row_kind = 'task' AND r.fault_column IS NULL
          AND socpolicy.fold_text(t.name_vi) <> socpolicy.fold_text(r.name);

        -- Timing that says nothing we know.
        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, f.column_name, f.raw, f.vi, f.en
        FROM _task_reading(the_batch) AS r
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

        -- Timing that differs from the one in force needs an amendment after it.
        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, 'timing', concat_ws('; ', r.timing, nullif(r.submit_cell, '')),
               why.vi, why.en
        FROM _task_reading(the_batch) AS r
        JOIN task AS t ON t.plan_id = the_plan AND t.key = r.key
        JOIN task_schedule AS k ON k.task_id = t.task_id AND in_force(k.valid_from, k.valid_to, since)
        CROSS JOIN LATERAL (
            SELECT CASE WHEN NOT amended
                        THEN 'khác với thời gian đang có hiệu lực (' || coalesce(k.timing, '') || '): cần văn bản sửa đổi'
                        WHEN k.valid_from >= since OR k.valid_to IS NOT NULL
                        THEN 'sửa đổi không sau ngày ' || to_char(coalesce(k.valid_to, k.valid_from), 'DD/MM/YYYY') || ' của thời gian đã ghi' END AS vi,
                   CASE WHEN NOT amended
                        THEN 'differs from the timing in force (' || coalesce(k.timing, '') || '): an amendment is needed'
                        WHEN k.valid_from >= since OR k.valid_to IS NOT NULL
                        THEN 'the amendment is not after ' || to_char(coalesce(k.valid_to, k.valid_from), 'YYYY-MM-DD') || ', a day of the timing recorded' END AS en) AS why
        WHERE r.row_kind = 'task' AND r.fault_column IS NULL AND r.kind IS NOT NULL
          AND (socpolicy.fold_text(coalesce(k.timing, '')), socpolicy.fold_text(coalesce(k.submit_cell, '')))
              <> (socpolicy.fold_text(coalesce(r.timing, '')), socpolicy.fold_text(coalesce(r.submit_cell, '')))
          AND why.en IS NOT NULL
        ORDER BY r.row_number;

        UPDATE task_schedule AS k
        SET valid_to = since - 1
        FROM _task_reading(the_batch) AS r
        JOIN task AS t ON t.plan_id = the_plan AND t.key = r.key
        WHERE amended
          AND k.task_id = t.task_id AND k.valid_to IS NULL
          AND (k.valid_from < since OR k.valid_from IS NULL)
          AND r.row_kind = 'task' AND r.fault_column IS NULL AND r.kind IS NOT NULL
          AND (socpolicy.fold_text(coalesce(k.timing, '')), socpolicy.fold_text(coalesce(k.submit_cell, '')))
              <> (socpolicy.fold_text(coalesce(r.timing, '')), socpolicy.fold_text(coalesce(r.submit_cell, '')));
        GET DIAGNOSTICS tasks_closed = ROW_COUNT;

        -- Timing that could not be read before and now can is no amendment.
        UPDATE task_schedule AS k
        SET kind = r.kind, recurrence = r.recurrence, window_from = r.window_from,
            window_to = r.window_to, window_basis = r.window_basis,
            reference_text = r.reference_text, trigger_event = r.trigger_event
        FROM _task_reading(the_batch) AS r
        JOIN task AS t ON t.plan_id = the_plan AND t.key = r.key
        WHERE k.task_id = t.task_id AND in_force(k.valid_from, k.valid_to, since)
          AND k.kind IS NULL AND r.kind IS NOT NULL AND r.fault_column IS NULL
          AND socpolicy.fold_text(k.timing) = socpolicy.fold_text(r.timing);
        GET DIAGNOSTICS tasks_reread = ROW_COUNT;

        WITH added AS (
            INSERT INTO task_schedule (task_id, timing, kind, window_from, window_to, window_basis, recurrence,
                                       reference_text, trigger_event, submit_cell, submit_by, document_id, valid_from)
            SELECT t.task_id, r.timing, r.kind, r.window_from, r.window_to, r.window_basis, r.recurrence,
                   r.reference_text, r.trigger_event, r.submit_cell, r.submit_by, the_document, since
            FROM _task_reading(the_batch) AS r
            JOIN task AS t ON t.plan_id = the_plan AND t.key = r.key
            WHERE r.row_kind = 'task' AND r.fault_column IS NULL
              AND NOT EXISTS (
                  SELECT FROM task_schedule AS k
                  WHERE k.task_id = t.task_id
                    AND (NOT amended OR k.valid_to IS NULL OR k.valid_to >= since))
            ORDER BY r.row_number
            RETURNING task_id, window_from, window_to, window_basis
        ), said AS (
            INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
            SELECT the_batch, this, r.row_number, f.column_name, f.raw, f.vi, f.en
            FROM added AS a
            JOIN task AS t ON t.task_id = a.task_id
            JOIN _task_reading(the_batch) AS r
                ON r.key = t.key AND r.row_kind = 'task' AND r.fault_column IS NULL
            CROSS JOIN LATERAL (VALUES
                (a.window_basis = 'name', 'name', r.name,
                 'thời gian đọc từ tên nhiệm vụ: ' || concat_ws(' - ', to_char(a.window_from, 'YYYY'), to_char(a.window_to, 'YYYY')),
                 'window read from the name: ' || concat_ws(' - ', to_char(a.window_from, 'YYYY'), to_char(a.window_to, 'YYYY'))),
                (a.window_basis IS NULL AND r.name ~* 'năm [12][0-9]{3}', 'name', r.name,
                 'tên có nêu năm nhưng không phải giai đoạn, không dùng làm thời gian',
                 'the name has a year that is no period and was not taken for a window'),
                (coalesce(btrim(r.lead), '') = '', 'lead', r.lead,
                 'không có cơ quan chủ trì', 'no lead is named')
            ) AS f (found, column_name, raw, vi, en)
            WHERE f.found
            ORDER BY r.row_number
        )
        SELECT count(*) INTO tasks_written FROM added;

        -- Responsibilities.
        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, a.row_number, a.role, a.cell,
               'không biết cơ quan này: ' || a.spelling, 'unknown agency: ' || a.spelling
        FROM _task_agency(the_batch, the_plan, since) AS a
        WHERE a.agency_id IS NULL
        ORDER BY a.row_number, a.role DESC, a.ordinal;

        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, named.row_number, named.role, named.cell,
               'khác với phân công đang có hiệu lực: cần văn bản sửa đổi',
               'differs from the responsibility in force: an amendment is needed'
        FROM (SELECT a.row_number, a.task_id, a.role, a.cell,
                     array_agg(DISTINCT a.agency_id) AS agencies
              FROM _task_agency(the_batch, the_plan, since) AS a
              WHERE a.agency_id IS NOT NULL
              GROUP BY a.row_number, a.task_id, a.role, a.cell) AS named
        JOIN (SELECT r.task_id, r.role,
                     array_agg(r.agency_id ORDER BY r.agency_id)
                         FILTER (WHERE in_force(r.valid_from, r.valid_to, since)) AS agencies
              FROM responsibility AS r
              GROUP BY r.task_id, r.role) AS known
            ON known.task_id = named.task_id AND known.role = named.role
        WHERE NOT amended
          AND known.agencies IS DISTINCT FROM named.agencies
        ORDER BY named.row_number, named.role DESC;

        -- Only a cell that was read to its end says who is no longer named.
        UPDATE responsibility AS r
        SET valid_to = since - 1
        FROM (SELECT a.task_id, a.role, array_agg(a.agency_id) AS agencies
              FROM _task_agency(the_batch, the_plan, since) AS a
              GROUP BY a.task_id, a.role
              HAVING bool_and(a.agency_id IS NOT NULL)) AS named
        WHERE amended
          AND r.task_id = named.task_id AND r.role = named.role
          AND r.valid_to IS NULL AND (r.valid_from < since OR r.valid_from IS NULL)
          AND r.agency_id <> ALL (named.agencies);

        -- A body that has ceased meanwhile was told all the same; hand_over says
        -- who took its place.
        WITH added AS (
            INSERT INTO responsibility (task_id, agency_id, role, sort_order, document_id, valid_from)
            SELECT a.task_id, a.agency_id, a.role, min(a.ordinal), the_document, since
            FROM _task_agency(the_batch, the_plan, since) AS a
            WHERE a.agency_id IS NOT NULL
              AND NOT EXISTS (
                  SELECT FROM responsibility AS r
                  WHERE r.task_id = a.task_id AND r.role = a.role
                    AND (NOT amended
                         OR r.agency_id = a.agency_id AND (r.valid_to IS NULL OR r.valid_to >= since)))
            GROUP BY a.row_number, a.task_id, a.agency_id, a.role
            ORDER BY a.row_number, a.role DESC, min(a.ordinal)
            RETURNING task_id, agency_id, role
        )
        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, a.role, b.name_vi,
               'cơ quan này đã kết thúc hoạt động ngày ' || to_char(b.valid_to, 'DD/MM/YYYY') || ': cần bàn giao cho cơ quan tiếp nhận',
               'this body ceased on ' || to_char(b.valid_to, 'YYYY-MM-DD') || ': its responsibility is to be handed over'
        FROM added AS a
        JOIN agency AS b ON b.agency_id = a.agency_id
        JOIN task AS t ON t.task_id = a.task_id AND t.plan_id = the_plan
        JOIN _task_reading(the_batch) AS r
            ON r.key = t.key AND r.row_kind = 'task' AND r.fault_column IS NULL
        WHERE b.valid_to < today()
        ORDER BY r.row_number, a.role DESC;

        UPDATE import_batch AS b
        SET finished_at = clock_timestamp(),
            rows_read = (SELECT count(*) FROM task_intake AS a WHERE a.batch_id = the_batch),
            rows_rejected = (SELECT count(DISTINCT r.row_number) FROM rejected_row AS r
                             WHERE r.batch_id = the_batch),
            added = tasks_written - tasks_closed,
            revised = tasks_closed + tasks_reread,
            unchanged = (SELECT count(*) - tasks_written - tasks_reread
                         FROM _task_reading(the_batch) AS r
                         WHERE r.row_kind = 'task' AND r.fault_column IS NULL),
            remarks = (SELECT count(*) FROM import_remark AS r WHERE r.batch_id = the_batch)
        WHERE b.batch_id = the_batch
        RETURNING b.* INTO outcome;

        RAISE NOTICE '%', _outcome_text(outcome, dry_run);
        RETURN QUERY
            SELECT f.severity, f.row_number, r.key, f.column_name, f.raw, f.reason_vi, f.reason_en
            FROM batch_findings(the_batch) WITH ORDINALITY AS f
            LEFT JOIN _task_reading(the_batch) AS r ON r.row_number = f.row_number
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
