/*
 * The annex of a plan, from its own columns to indicators, targets and
 * responsibilities.
 *
 * annex_intake keeps the rows as they came.  annex_reading says what each row
 * is, annex_cell and annex_target what each target cell says, annex_agency
 * whom each agency cell names; load_annex writes it down.
 */

/*
 * What a row is.  A dash is a sub-row of the numbered row above it; a blank
 * number opens the next sector; a row that promises nothing and has sub-rows
 * is a container.  A swallowed lead or coordinating cell continues the cell
 * above, and so does the note where the lead does.
 */
CREATE OR REPLACE FUNCTION _annex_reading(batch integer)
RETURNS TABLE (
    row_number integer,
    printed_code text,
    code text,
    parent_code text,
    sector_number integer,
    name text,
    unit text,
    factor numeric,
    measured boolean,
    national_first text,
    national_second text,
    local_first text,
    local_second text,
    lead text,
    lead_continued boolean,
    coordinating text,
    note text,
    fault_column text,
    fault_vi text,
    fault_en text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH numbered AS (
        SELECT row_number() OVER (ORDER BY a.row_id) AS n,
               coalesce(socpolicy.fold_text(a.code), '') AS mark,
               a.code, a.name, nullif(btrim(a.unit), '') AS unit,
               a.national_first, a.national_second, a.local_first, a.local_second,
               a.lead, a.coordinating, a.note,
               coalesce(btrim(concat(a.national_first, a.national_second,
                                     a.local_first, a.local_second)), '') = '' AS promises_nothing,
               (socpolicy.inspect_number(
                   substring(socpolicy.fold_text(a.name)
                             FROM '(?:trên|/) ?([0-9][0-9.]*) (?:dân|người)'), 'vi')).value AS base
        FROM annex_intake AS a
        WHERE a.batch_id = _annex_reading.batch
    ), marked AS (
        SELECT *,
               mark = '-' AS is_sub,
               substring(mark FROM '^([0-9]{1,4})(?:\.[0-9]{1,4})+$')::integer AS printed_sector
        FROM numbered
    ), grouped AS (
        SELECT *,
               coalesce(printed_sector,
                        coalesce(max(printed_sector) OVER (ORDER BY n), 0) + 1) AS sector,
               coalesce(lead(is_sub) OVER (ORDER BY n), false) AS has_subs,
               count(*) FILTER (WHERE NOT is_sub) OVER (ORDER BY n) AS family,
               count(lead) OVER (ORDER BY n) AS lead_run,
               count(coordinating) OVER (ORDER BY n) AS coordinating_run
        FROM marked
    ), coded AS (
        SELECT *,
               CASE WHEN printed_sector IS NOT NULL THEN mark
                    WHEN mark = '' THEN sector || '.1' END AS own_code,
               row_number() OVER (PARTITION BY family ORDER BY n) - 1 AS place,
               first_value(lead) OVER (PARTITION BY lead_run ORDER BY n) AS run_lead,
               first_value(note) OVER (PARTITION BY lead_run ORDER BY n) AS run_note,
               first_value(coordinating) OVER (PARTITION BY coordinating_run ORDER BY n)
                   AS run_coordinating
        FROM grouped
    ), placed AS (
        SELECT *,
               CASE WHEN is_sub THEN first_value(own_code) OVER head END AS head_code,
               CASE WHEN is_sub THEN first_value(sector) OVER head ELSE sector END AS own_sector,
               coalesce(base, CASE WHEN is_sub THEN first_value(base) OVER head END) AS own_base
        FROM coded
        WINDOW head AS (PARTITION BY family ORDER BY n)
    ), named AS (
        SELECT *,
               CASE WHEN is_sub THEN head_code || '.' || place ELSE own_code END AS full_code
        FROM placed
    )
    SELECT r.n::integer, r.code, r.full_code, r.head_code, r.own_sector,
           btrim(r.name), r.unit, r.own_base,
           NOT (r.promises_nothing AND r.has_subs),
           r.national_first, r.national_second, r.local_first, r.local_second,
           r.run_lead, r.lead IS NULL AND r.run_lead IS NOT NULL, r.run_coordinating,
           nullif(CASE WHEN r.note IS NULL AND r.lead IS NULL THEN r.run_note ELSE r.note END, ''),
           fault.column_name, fault.vi, fault.en
    FROM named AS r
    LEFT JOIN LATERAL (
        SELECT f.column_name, f.vi, f.en
        FROM (VALUES
            (r.full_code IS NULL AND r.is_sub, 'code',
             'dòng "-" không có chỉ tiêu ở trên', 'a "-" row without an indicator above it'),
            (r.full_code IS NULL AND NOT r.is_sub, 'code',
             'không đọc được mã chỉ tiêu', 'the indicator code cannot be read'),
            (1 < (SELECT count(*) FROM named AS other WHERE other.full_code = r.full_code), 'code',
             'mã ' || r.full_code || ' có ở nhiều dòng', 'code ' || r.full_code || ' stands in several rows'),
            (r.is_sub AND 1 <> (SELECT count(*) FROM named AS head
                                WHERE head.full_code = r.head_code AND btrim(head.name) <> ''), 'code',
             'không nhận được chỉ tiêu cha ' || r.head_code, 'its parent ' || r.head_code || ' was not taken'),
            (coalesce(btrim(r.name), '') = '', 'name',
             'thiếu tên chỉ tiêu', 'the indicator has no name')
        ) AS f (found, column_name, vi, en)
        WHERE f.found
        LIMIT 1) AS fault ON true;
END;

COMMENT ON FUNCTION _annex_reading(integer) IS
    'Đọc từng dòng phụ lục của một đợt: mã, chỉ tiêu cha, nhóm, cơ quan kế thừa từ ô trên, lỗi nếu có | what each annex row of a batch is, or why it cannot be taken';

/*
 * The target cells, four to a row, with what they say by themselves: an
 * operator says which way is better, words without a digit name a level.
 */
CREATE OR REPLACE FUNCTION _annex_cell(batch integer, due date[], format text)
RETURNS TABLE (
    row_number integer,
    code text,
    column_name text,
    scope text,
    due date,
    cell text,
    is_words boolean,
    own_direction text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT r.row_number, r.code, c.column_name, c.scope, c.due, c.cell,
           r.cells_are_words AND read.remark IS DISTINCT FROM 'none' AND c.cell !~ '[0-9]',
           socpolicy.direction(read.goal)
    FROM (SELECT a.*, u.kind IS NOT DISTINCT FROM 'level' AS cells_are_words
          FROM _annex_reading(_annex_cell.batch) AS a
          LEFT JOIN unit AS u ON u.folded = _unit_key(a.unit)
          WHERE a.fault_column IS NULL) AS r
    CROSS JOIN LATERAL (VALUES
        ('national_first',  'national', _annex_cell.due[1], r.national_first),
        ('national_second', 'national', _annex_cell.due[2], r.national_second),
        ('local_first',     'local',    _annex_cell.due[1], r.local_first),
        ('local_second',    'local',    _annex_cell.due[2], r.local_second)
    ) AS c (column_name, scope, due, cell)
    CROSS JOIN LATERAL socpolicy.inspect_target(c.cell, NULL, _annex_cell.format, r.unit) AS read;
END;

COMMENT ON FUNCTION _annex_cell(integer, date[], text) IS
    'Các ô mục tiêu của một đợt, mỗi ô một dòng, và điều tự chúng nói ra | the target cells of a batch, one row each, with what they say by themselves';

/*
 * The target cells once their indicators are known: the goal, or why there is
 * none.  Under a unit of levels a word is a rank of the indicator's own scale.
 */
CREATE OR REPLACE FUNCTION _annex_target(batch integer, plan_id integer, due date[], format text)
RETURNS TABLE (
    row_number integer,
    indicator_id integer,
    column_name text,
    scope text,
    due date,
    cell text,
    goal socpolicy.target,
    remark text,
    fault_vi text,
    fault_en text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT c.row_number, i.indicator_id, c.column_name, c.scope, c.due, c.cell,
           CASE WHEN fault.en IS NULL THEN
               socpolicy.with_due(CASE WHEN c.is_words THEN (l.rank || ' up')::socpolicy.target
                                       ELSE read.goal END, c.due) END,
           CASE WHEN fault.en IS NULL AND NOT c.is_words THEN nullif(read.remark, 'none') END,
           fault.vi, fault.en
    FROM _annex_cell(_annex_target.batch, _annex_target.due, _annex_target.format) AS c
    JOIN indicator AS i ON i.plan_id = _annex_target.plan_id AND i.code = c.code
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN level AS l
        ON l.indicator_id = i.indicator_id AND l.folded = socpolicy.fold_text(c.cell)
    CROSS JOIN LATERAL
        socpolicy.inspect_target(c.cell, i.direction, _annex_target.format, u.label) AS read
    LEFT JOIN LATERAL (
        SELECT f.vi, f.en
        FROM (VALUES
            (c.is_words AND l.rank IS NULL,
             'không phải một mức trong thang của chỉ tiêu này',
             'not a level of this indicator''s scale'),
            (NOT i.measured AND read.remark IS DISTINCT FROM 'none',
             'chỉ tiêu này chỉ là tiêu đề của các chỉ tiêu con',
             'this indicator is a heading of its sub-rows'),
            (NOT c.is_words AND i.direction IS NULL
                 AND read.remark IS DISTINCT FROM 'none',
             'các ô của dòng này trái chiều nhau', 'the cells of this row point both ways'),
            (NOT c.is_words AND read.goal IS NULL AND read.remark <> 'none',
             'không đọc được mục tiêu: ' || _remark_vi(read.remark), read.remark)
        ) AS f (found, vi, en)
        WHERE f.found
        LIMIT 1) AS fault ON true;
END;

COMMENT ON FUNCTION _annex_target(integer, integer, date[], text) IS
    'Mục tiêu đọc từ các ô của một đợt, hoặc lý do không đọc được | the targets that the cells of a batch say, or why they say none';

CREATE OR REPLACE FUNCTION _annex_agency(batch integer, plan_id integer, on_date date)
RETURNS TABLE (
    row_number integer,
    indicator_id integer,
    role text,
    ordinal integer,
    agency_id integer,
    spelling text,
    cell text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH named AS (
        SELECT r.row_number, i.indicator_id, c.role, c.cell
        FROM _annex_reading(_annex_agency.batch) AS r
        JOIN indicator AS i ON i.plan_id = _annex_agency.plan_id AND i.code = r.code
        CROSS JOIN LATERAL (VALUES
            ('lead', r.lead), ('coordinating', r.coordinating)) AS c (role, cell)
        WHERE r.fault_column IS NULL
    ), read AS (
        SELECT d.cell, f.ordinal, f.agency_id, f.spelling
        FROM (SELECT DISTINCT cell FROM named) AS d
        CROSS JOIN LATERAL find_agencies(d.cell, _annex_agency.on_date) AS f
    )
    SELECT n.row_number, n.indicator_id, n.role, read.ordinal, read.agency_id,
           read.spelling, n.cell
    FROM named AS n
    JOIN read ON read.cell = n.cell;
END;

COMMENT ON FUNCTION _annex_agency(integer, integer, date) IS
    'Các cơ quan trong ô chủ trì và phối hợp của một đợt; agency_id NULL: chưa biết | the agencies that the cells of a batch name; agency_id NULL: unknown';

/*
 * Load the annex rows that belong to no batch yet.
 *
 * Loading the same annex again changes nothing.  A changed cell is a new row
 * with the old one closed, and needs the amending document; nothing that is
 * in the register is overwritten.  A dry run is the same run, undone.
 */
CREATE OR REPLACE FUNCTION load_annex(
    plan text,
    area text,
    due date[] DEFAULT '{2025-12-31,2030-12-31}',
    amendment text DEFAULT NULL,
    in_force_from date DEFAULT NULL,
    format text DEFAULT 'vi',
    dry_run boolean DEFAULT false)
RETURNS TABLE (
    severity text,
    row_number integer,
    code text,
    column_name text,
    raw text,
    reason_vi text,
    reason_en text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'annex_intake';
    the_plan integer;
    the_area integer;
    the_document integer;
    since date;
    the_batch integer;
    amended CONSTANT boolean := amendment IS NOT NULL OR in_force_from IS NOT NULL;
    sub_rows boolean;
    sort_offset integer;
    cells_closed integer;
    cells_reread integer;
    cells_written integer;
    outcome import_batch;
BEGIN
    SELECT p.plan_id, p.document_id, d.issued_on INTO the_plan, the_document, since
    FROM plan AS p JOIN document AS d ON d.document_id = p.document_id
    WHERE p.code = load_annex.plan;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no plan "%"', load_annex.plan
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Insert its document and its row in table plan first.';
    END IF;

    IF amendment IS NOT NULL THEN
        SELECT d.document_id, d.issued_on INTO the_document, since
        FROM document AS d
        WHERE d.number = load_annex.amendment
        ORDER BY d.issued_on DESC
        LIMIT 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'there is no document "%"', load_annex.amendment
                USING ERRCODE = 'invalid_parameter_value',
                      HINT = 'Insert the amending document in table document first.';
        END IF;
    END IF;
    since := coalesce(in_force_from, since);

    the_area := area_at(load_annex.area, since);
    IF the_area IS NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', load_annex.area, to_char(since, 'YYYY-MM-DD')
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Insert it in table area first.';
    ELSIF cardinality(load_annex.due) IS DISTINCT FROM 2
          OR (load_annex.due[1] < load_annex.due[2]) IS NOT TRUE THEN
        RAISE EXCEPTION 'due must be two dates in order'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM socpolicy.parse_number('0', format);    -- an unknown format raises

    BEGIN
        -- Two loaders cannot take the same rows: the second waits here and finds
        -- them taken.
        INSERT INTO import_batch (intake) VALUES (this) RETURNING batch_id INTO the_batch;
        UPDATE annex_intake SET batch_id = the_batch WHERE batch_id IS NULL;

        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, r.fault_column, concat_ws(' ', r.printed_code, nullif(r.name, '')),
               r.fault_vi, r.fault_en
        FROM _annex_reading(the_batch) AS r
        WHERE r.fault_column IS NOT NULL
        ORDER BY r.row_number;

        -- Units and sectors that nobody entered.
        WITH added AS (
            INSERT INTO unit (label, kind)
            SELECT DISTINCT ON (_unit_key(r.unit)) r.unit, 'unknown'
            FROM _annex_reading(the_batch) AS r
            WHERE r.fault_column IS NULL AND r.unit IS NOT NULL
            ORDER BY _unit_key(r.unit), r.row_number
            ON CONFLICT (folded) DO NOTHING
            RETURNING folded
        )
        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, 'unit', r.unit,
               'đơn vị tính chưa có, đã thêm; cần bổ sung loại và hệ số',
               'unknown unit, added; its kind and factor are to be filled in'
        FROM _annex_reading(the_batch) AS r
        JOIN added ON added.folded = _unit_key(r.unit)
        WHERE r.fault_column IS NULL;

        WITH added AS (
            INSERT INTO sector (plan_id, number, sort_order, title_vi, title_en, title_inferred)
            SELECT DISTINCT the_plan, r.sector_number, r.sector_number,
                   'Nhóm ' || r.sector_number, 'Group ' || r.sector_number, true
            FROM _annex_reading(the_batch) AS r
            WHERE r.fault_column IS NULL
            ON CONFLICT (plan_id, number) DO NOTHING
            RETURNING number
        )
        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, min(r.row_number), 'code', added.number::text,
               'nhóm chưa có, đã thêm với tên tạm', 'unknown sector, added with a title of ours'
        FROM _annex_reading(the_batch) AS r
        JOIN added ON added.number = r.sector_number
        WHERE r.fault_column IS NULL
        GROUP BY added.number;

        -- Indicators: numbered rows first, so that sub-rows find their parent.
        -- What a later annex adds comes after what is there.
        SELECT coalesce(max(i.sort_order), 0) INTO sort_offset
        FROM indicator AS i WHERE i.plan_id = the_plan;

        FOREACH sub_rows IN ARRAY ARRAY[false, true] LOOP
            WITH pointed AS (
                SELECT c.row_number,
                       bool_or(c.is_words) AS has_words,
                       array_agg(DISTINCT c.own_direction)
                           FILTER (WHERE c.own_direction IS NOT NULL) AS directions
                FROM _annex_cell(the_batch, load_annex.due, format) AS c
                GROUP BY c.row_number
            ), directed AS (
                SELECT row_number, directions, d.direction, d.basis
                FROM pointed
                CROSS JOIN LATERAL (
                    SELECT CASE WHEN cardinality(directions) > 1 THEN NULL
                                WHEN has_words OR directions IS NULL THEN 'up'
                                ELSE directions[1] END AS direction,
                           CASE WHEN cardinality(directions) > 1 THEN NULL
                                WHEN has_words THEN 'scale'
                                WHEN directions IS NULL THEN 'assumed'
                                ELSE 'operator' END AS basis) AS d
            ), added AS (
                INSERT INTO indicator (plan_id, sector_id, code, code_inferred, sort_order, parent_id,
                                       name_vi, unit_id, factor, measured, direction, direction_basis,
                                       aggregation, natural_min, natural_max, note)
                SELECT the_plan, s.sector_id, r.code, r.code IS DISTINCT FROM btrim(r.printed_code),
                       sort_offset + r.row_number, parent.indicator_id, r.name, u.unit_id, r.factor, r.measured,
                       CASE WHEN r.measured THEN d.direction END,
                       CASE WHEN r.measured THEN d.basis END,
                       CASE WHEN NOT r.measured THEN 'none'
                            WHEN r.factor IS NOT NULL THEN 'ratio'
                            ELSE coalesce(u.aggregation, 'none') END,
                       CASE WHEN r.measured AND u.kind IN ('percent', 'per', 'ratio', 'count', 'years')
                            THEN 0 END,
                       CASE WHEN r.measured AND u.kind = 'percent' THEN 100 END,
                       r.note
                FROM _annex_reading(the_batch) AS r
                JOIN directed AS d ON d.row_number = r.row_number
                JOIN sector AS s ON s.plan_id = the_plan AND s.number = r.sector_number
                LEFT JOIN unit AS u ON u.folded = _unit_key(r.unit)
                LEFT JOIN indicator AS parent
                    ON parent.plan_id = the_plan AND parent.code = r.parent_code
                WHERE r.fault_column IS NULL
                  AND (r.parent_code IS NOT NULL) = sub_rows
                ORDER BY r.row_number
                ON CONFLICT (plan_id, code) DO NOTHING
                RETURNING code, measured, direction, direction_basis, factor
            )
            INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
            SELECT the_batch, this, r.row_number, f.column_name, f.raw, f.vi, f.en
            FROM added AS a
            JOIN _annex_reading(the_batch) AS r ON r.code = a.code
            JOIN directed AS d ON d.row_number = r.row_number
            CROSS JOIN LATERAL (VALUES
                (r.code IS DISTINCT FROM btrim(r.printed_code), 'code', r.printed_code,
                 'mã được suy ra là ' || r.code, 'the code was inferred to be ' || r.code),
                (NOT a.measured, 'code', r.printed_code,
                 'không có mục tiêu và có chỉ tiêu con: chỉ là tiêu đề',
                 'no targets but sub-rows: a container'),
                (a.direction_basis = 'operator', 'direction', a.direction,
                 'chiều ' || a.direction || ' theo dấu so sánh trong các ô',
                 'direction ' || a.direction || ', from the operators of its cells'),
                (a.direction_basis = 'assumed', 'direction', a.direction,
                 'các ô không có dấu so sánh: coi là càng cao càng tốt',
                 'no cell has an operator: assumed up'),
                (a.direction_basis = 'scale', 'direction', a.direction,
                 'mức độ bằng lời: bậc xếp theo năm đến hạn',
                 'levels in words: ranked in the order of their due years'),
                (a.factor IS NOT NULL, 'name', r.name,
                 'hệ số ' || a.factor || ' lấy từ tên chỉ tiêu',
                 'factor ' || a.factor || ', from the name'),
                (r.lead_continued, 'lead', r.lead,
                 'ô gộp: lấy cơ quan của dòng trên', 'merged cell: the lead of the row above')
            ) AS f (found, column_name, raw, vi, en)
            WHERE f.found;
        END LOOP;

        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, r.row_number, 'name', r.name,
               'tên khác với tên đã có, giữ tên đã có: ' || i.name_vi,
               'the name differs from the one in the register, which stays: ' || i.name_vi
        FROM _annex_reading(the_batch) AS r
        JOIN indicator AS i ON i.plan_id = the_plan AND i.code = r.code
        WHERE r.fault_column IS NULL
          AND socpolicy.fold_text(i.name_vi) <> socpolicy.fold_text(r.name);

        -- Scales: only for indicators that have none; people's levels win.
        INSERT INTO level (indicator_id, rank, label_vi)
        SELECT w.indicator_id,
               row_number() OVER (PARTITION BY w.indicator_id ORDER BY w.first_due, w.first_column),
               w.label
        FROM (SELECT i.indicator_id, min(c.due) AS first_due, min(c.column_name) AS first_column,
                     min(btrim(c.cell)) AS label
              FROM _annex_cell(the_batch, load_annex.due, format) AS c
              JOIN indicator AS i ON i.plan_id = the_plan AND i.code = c.code
              WHERE c.is_words
                AND NOT EXISTS (SELECT FROM level AS l WHERE l.indicator_id = i.indicator_id)
              GROUP BY i.indicator_id, socpolicy.fold_text(c.cell)) AS w;

        -- Targets.
        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, t.row_number, t.column_name, t.cell,
               t.fault_vi, t.fault_en
        FROM _annex_target(the_batch, the_plan, load_annex.due, format) AS t
        WHERE t.fault_en IS NOT NULL
        ORDER BY t.row_number, t.due, t.scope DESC;

        INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, t.row_number, t.column_name, t.cell,
               'cần xem lại cách viết số: ' || _remark_vi(t.remark), 'look at how the number is written: ' || t.remark
        FROM _annex_target(the_batch, the_plan, load_annex.due, format) AS t
        WHERE t.remark IS NOT NULL
        ORDER BY t.row_number, t.due, t.scope DESC;

        -- A cell that differs from the one in force needs an amendment after it.
        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, t.row_number, t.column_name, t.cell, why.vi, why.en
        FROM _annex_target(the_batch, the_plan, load_annex.due, format) AS t
        JOIN indicator_target AS k
            ON k.indicator_id = t.indicator_id AND k.area_id = the_area
           AND k.scope = t.scope AND k.due = t.due AND k.valid_to IS NULL
        CROSS JOIN LATERAL (
            SELECT CASE WHEN NOT amended
                        THEN 'ô khác với mục tiêu đang có hiệu lực (' || coalesce(k.cell, '') || '): cần văn bản sửa đổi'
                        WHEN k.valid_from >= since
                        THEN 'sửa đổi không sau ngày ' || to_char(k.valid_from, 'DD/MM/YYYY') || ' của mục tiêu đang có hiệu lực' END AS vi,
                   CASE WHEN NOT amended
                        THEN 'the cell differs from the target in force (' || coalesce(k.cell, '') || '): an amendment is needed'
                        WHEN k.valid_from >= since
                        THEN 'the amendment is not after ' || to_char(k.valid_from, 'YYYY-MM-DD') || ', the first day of the target in force' END AS en) AS why
        WHERE socpolicy.fold_text(k.cell) IS DISTINCT FROM socpolicy.fold_text(t.cell)
          AND t.fault_en IS NULL
          AND why.en IS NOT NULL
        ORDER BY t.row_number, t.due, t.scope DESC;

        UPDATE indicator_target AS k
        SET valid_to = since - 1
        FROM _annex_target(the_batch, the_plan, load_annex.due, format) AS t
        WHERE amended
          AND k.indicator_id = t.indicator_id AND k.area_id = the_area
          AND k.scope = t.scope AND k.due = t.due AND k.valid_to IS NULL
          AND socpolicy.fold_text(k.cell) IS DISTINCT FROM socpolicy.fold_text(t.cell)
          AND t.fault_en IS NULL
          AND (k.valid_from < since OR k.valid_from IS NULL);
        GET DIAGNOSTICS cells_closed = ROW_COUNT;

        -- A cell that could not be read before and now can is no amendment.
        UPDATE indicator_target AS k
        SET goal = t.goal, remark = t.remark
        FROM _annex_target(the_batch, the_plan, load_annex.due, format) AS t
        WHERE k.indicator_id = t.indicator_id AND k.area_id = the_area
          AND k.scope = t.scope AND k.due = t.due AND k.valid_to IS NULL
          AND k.goal IS NULL AND t.goal IS NOT NULL
          AND socpolicy.fold_text(k.cell) IS NOT DISTINCT FROM socpolicy.fold_text(t.cell);
        GET DIAGNOSTICS cells_reread = ROW_COUNT;

        INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal, remark,
                                      document_id, valid_from)
        SELECT t.indicator_id, the_area, t.scope, t.due, t.cell, t.goal,
               coalesce(t.fault_en, t.remark), the_document, since
        FROM _annex_target(the_batch, the_plan, load_annex.due, format) AS t
        WHERE NOT EXISTS (
            SELECT FROM indicator_target AS k
            WHERE k.indicator_id = t.indicator_id AND k.area_id = the_area
              AND k.scope = t.scope AND k.due = t.due
              AND (k.valid_to IS NULL OR NOT amended))
        ORDER BY t.row_number, t.due, t.scope DESC;
        GET DIAGNOSTICS cells_written = ROW_COUNT;

        -- Responsibilities.
        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, a.row_number, a.role, a.cell,
               'không biết cơ quan này: ' || a.spelling, 'unknown agency: ' || a.spelling
        FROM _annex_agency(the_batch, the_plan, since) AS a
        WHERE a.agency_id IS NULL
        ORDER BY a.row_number, a.role DESC, a.ordinal;

        INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
        SELECT the_batch, this, named.row_number, named.role, named.cell,
               'khác với phân công đang có hiệu lực: cần văn bản sửa đổi',
               'differs from the responsibility in force: an amendment is needed'
        FROM (SELECT a.row_number, a.indicator_id, a.role, a.cell,
                     array_agg(DISTINCT a.agency_id) AS agencies
              FROM _annex_agency(the_batch, the_plan, since) AS a
              WHERE a.agency_id IS NOT NULL
              GROUP BY a.row_number, a.indicator_id, a.role, a.cell) AS named
        JOIN (SELECT r.indicator_id, r.role,
                     array_agg(r.agency_id ORDER BY r.agency_id)
                         FILTER (WHERE r.valid_to IS NULL) AS agencies
              FROM responsibility AS r
              GROUP BY r.indicator_id, r.role) AS known
            ON known.indicator_id = named.indicator_id AND known.role = named.role
        WHERE NOT amended
          AND known.agencies IS DISTINCT FROM named.agencies
        ORDER BY named.row_number, named.role DESC;

        -- Only a cell that was read to its end says who is no longer named.
        UPDATE responsibility AS r
        SET valid_to = since - 1
        FROM (SELECT a.indicator_id, a.role, array_agg(a.agency_id) AS agencies
              FROM _annex_agency(the_batch, the_plan, since) AS a
              GROUP BY a.indicator_id, a.role
              HAVING bool_and(a.agency_id IS NOT NULL)) AS named
        WHERE amended
          AND r.indicator_id = named.indicator_id AND r.role = named.role
          AND r.valid_to IS NULL AND (r.valid_from < since OR r.valid_from IS NULL)
          AND r.agency_id <> ALL (named.agencies);

        INSERT INTO responsibility (indicator_id, agency_id, role, sort_order, document_id, valid_from)
        SELECT a.indicator_id, a.agency_id, a.role, min(a.ordinal), the_document, since
        FROM _annex_agency(the_batch, the_plan, since) AS a
        WHERE a.agency_id IS NOT NULL
          AND NOT EXISTS (
              SELECT FROM responsibility AS r
              WHERE r.indicator_id = a.indicator_id AND r.role = a.role
                AND (NOT amended OR r.valid_to IS NULL AND r.agency_id = a.agency_id))
        GROUP BY a.row_number, a.indicator_id, a.agency_id, a.role
        ORDER BY a.row_number, a.role DESC, min(a.ordinal);

        UPDATE import_batch AS b
        SET finished_at = clock_timestamp(),
            rows_read = (SELECT count(*) FROM annex_intake AS a WHERE a.batch_id = the_batch),
            rows_rejected = (SELECT count(DISTINCT r.row_number) FROM rejected_row AS r
                             WHERE r.batch_id = the_batch),
            added = cells_written - cells_closed,
            revised = cells_closed + cells_reread,
            unchanged = (SELECT count(*) - cells_written - cells_reread
                         FROM _annex_target(the_batch, the_plan, load_annex.due, format)),
            remarks = (SELECT count(*) FROM import_remark AS r WHERE r.batch_id = the_batch)
        WHERE b.batch_id = the_batch
        RETURNING b.* INTO outcome;

        RAISE NOTICE '%', _outcome_text(outcome, dry_run);
        RETURN QUERY
            SELECT f.severity, f.row_number, r.code, f.column_name, f.raw, f.reason_vi, f.reason_en
            FROM batch_findings(the_batch) WITH ORDINALITY AS f
            LEFT JOIN _annex_reading(the_batch) AS r ON r.row_number = f.row_number
            ORDER BY f.ordinality;

        IF dry_run THEN
            RAISE EXCEPTION 'dry run' USING ERRCODE = 'SP000';
        END IF;
    EXCEPTION WHEN SQLSTATE 'SP000' THEN
        NULL;   -- the report is out, all else is undone
    END;
END
$$;

COMMENT ON FUNCTION load_annex(text, text, date[], text, date, text, boolean) IS
    'Nạp các dòng phụ lục chưa thuộc đợt nào; trả về từng chỗ bị từ chối hoặc cần xem lại | load the annex rows that belong to no batch yet; returns what was rejected and what to look at';
