/*
 * The annex of a plan, from its own columns to indicators, targets and
 * responsibilities.
 *
 * annex_intake keeps the rows as they came: a line of a file each, or column
 * by column.  _annex_given says what each cell is by its header, _annex_rows
 * joins them to rows, _annex_place and _annex_items say what each row is,
 * _annex_direction which way is better, _annex_target and _annex_agency what
 * the cells of an item say; load_annex writes it down.
 */

/* ---------- cells ---------- */

/*
 * What a header means: a field, and of a target whose it is and when it is
 * due.  A header with a year is a target due then, if it is not what was
 * achieved by then.
 */
CREATE OR REPLACE FUNCTION _annex_column(header text, dues date[])
RETURNS TABLE (field text, scope text, due date)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH said AS (
        SELECT h.folded, y.year,
               regexp_match(h.folded, '^([a-z_]+)_(first|second|[1-9])$') AS place,
               (SELECT k.field FROM annex_header AS k
                WHERE h.folded ~ k.folded
                  AND (y.year IS NULL OR k.field IN ('baseline', 'ignored'))
                ORDER BY k.sort_order LIMIT 1) AS field
        FROM (SELECT socpolicy.fold_text(_annex_column.header) AS folded) AS h
        CROSS JOIN LATERAL (
            SELECT (regexp_match(h.folded, '(?:^|.*[^0-9])((?:19|20)[0-9]{2})(?:[^0-9]|$)'))[1]::integer AS year) AS y
    )
    SELECT CASE WHEN s.place IS NOT NULL OR s.year IS NOT NULL AND s.field IS NULL
                THEN 'target' ELSE s.field END,
           coalesce((SELECT t.scope FROM target_scope AS t
                     WHERE t.scope = s.place[1] OR s.folded ~ t.folded ORDER BY t.sort_order LIMIT 1), 'local'),
           CASE WHEN s.place IS NOT NULL
                THEN dues[CASE s.place[2] WHEN 'first' THEN 1 WHEN 'second' THEN 2 ELSE s.place[2]::integer END]
                ELSE make_date(s.year, 12, 31) END
    FROM said AS s;
END;

COMMENT ON FUNCTION _annex_column(text, date[]) IS
    'Nghĩa của một tiêu đề cột: trường, phạm vi, hạn | what a header of an annex means: field, scope, due date';

/* A day as people write a due date: a year, a period, a day. */
CREATE OR REPLACE FUNCTION _due_day(said text) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(_read_deadline(said),
                CASE WHEN btrim(said) ~ '^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$' THEN _read_deadline(
                    regexp_replace(btrim(said), '^(.{4})-(..)-(..)$', '\3/\2/\1')) END);

COMMENT ON FUNCTION _due_day(text) IS
    'Ngày cuối của một năm, một kỳ, hoặc chính ngày đó; NULL: không đọc được | the last day of a year or period, or the day itself; NULL: cannot be read';

/* The header of a sheet: the row with most known fields, and one below it that only adds to it. */
CREATE OR REPLACE FUNCTION _annex_sheet_header(lines text[], dues date[], OUT last_row integer, OUT header text[])
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH line AS (
        SELECT s.row_number, s.cells, lead(s.row_number) OVER (ORDER BY s.row_number) AS next_row,
               lead(s.cells) OVER (ORDER BY s.row_number) AS below,
               row_number() OVER (ORDER BY s.row_number) AS n
        FROM _sheet_cells(_annex_sheet_header.lines) AS s
    ), top AS (
        SELECT l.*, k.name_at
        FROM line AS l
        CROSS JOIN LATERAL (
            SELECT count(DISTINCT c.field) FILTER (WHERE c.field IN ('code', 'name', 'unit', 'lead', 'due', 'cell')) AS known,
                   min(h.place) FILTER (WHERE c.field = 'name') AS name_at
            FROM unnest(l.cells) WITH ORDINALITY AS h (header, place)
            CROSS JOIN LATERAL _annex_column(h.header, _annex_sheet_header.dues) AS c) AS k
        WHERE l.n <= 30 AND k.known >= 2 AND k.name_at IS NOT NULL
        ORDER BY k.known DESC, l.row_number
        LIMIT 1
    )
    SELECT CASE WHEN under.is_header THEN t.next_row ELSE t.row_number END,
           CASE WHEN under.is_header THEN _join_headers(t.cells, t.below) ELSE t.cells END
    FROM top AS t
    CROSS JOIN LATERAL (
        SELECT coalesce(btrim(t.below[t.name_at]), '') = '' AND coalesce(btrim(t.below[1]), '') = ''
               AND bool_or(c.field IS NOT NULL) IS TRUE AS is_header
        FROM unnest(t.below) AS h (header)
        CROSS JOIN LATERAL _annex_column(h.header, _annex_sheet_header.dues) AS c
        WHERE btrim(h.header) <> '') AS under;
END;

COMMENT ON FUNCTION _annex_sheet_header(text[], date[]) IS
    'Dòng tiêu đề của một phụ lục dạng tệp | the header of an annex that came as a file';

/*
 * Every cell with what its header says.  A row of one target (long form) says
 * its due date and scope itself.
 */
CREATE OR REPLACE FUNCTION _annex_given(batch integer, dues date[]) RETURNS SETOF _annex_cell
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH sheet AS MATERIALIZED (
        SELECT array_agg(a.line ORDER BY a.row_id) AS lines
        FROM annex_intake AS a
        WHERE a.batch_id = _annex_given.batch AND a.line IS NOT NULL
    ), header AS MATERIALIZED (
        SELECT h.last_row, c.place, c.header, k.field, k.scope, k.due
        FROM sheet
        CROSS JOIN LATERAL _annex_sheet_header(sheet.lines, _annex_given.dues) AS h
        CROSS JOIN LATERAL unnest(h.header) WITH ORDINALITY AS c (header, place)
        CROSS JOIN LATERAL _annex_column(c.header, _annex_given.dues) AS k
    ), by_column AS (
        SELECT row_number() OVER (ORDER BY a.row_id)::integer AS n, a.*
        FROM annex_intake AS a
        WHERE a.batch_id = _annex_given.batch AND a.line IS NULL
    ), cell AS (
        SELECT s.row_number AS n, h.field, h.header, h.scope, h.due, s.cells[h.place] AS cell
        FROM sheet
        CROSS JOIN LATERAL _sheet_cells(sheet.lines) AS s
        JOIN header AS h ON s.row_number > h.last_row
        WHERE h.field <> 'ignored'
        UNION ALL
        SELECT b.n, coalesce(k.field, f.field), f.field, coalesce(k.scope, 'local'), k.due, f.cell
        FROM by_column AS b
        CROSS JOIN LATERAL (VALUES
            ('code', b.code), ('parent', b.parent), ('sector', b.sector), ('name', b.name), ('name_en', b.name_en),
            ('unit', b.unit), ('direction', b.direction), ('area', b.area), ('scope', b.scope), ('due', b.due),
            ('cell', b.cell), ('baseline', b.baseline), ('baseline_on', b.baseline_on), ('lead', b.lead),
            ('coordinating', b.coordinating), ('note', b.note),
            ('national_first', b.national_first), ('national_second', b.national_second),
            ('local_first', b.local_first), ('local_second', b.local_second)) AS f (field, cell)
        LEFT JOIN LATERAL (
            SELECT c.* FROM _annex_column(f.field, _annex_given.dues) AS c
            WHERE f.field ~ '_(first|second)$') AS k ON true
    ), said AS (
        SELECT c.n, max(c.cell) FILTER (WHERE c.field = 'area') AS area,
               lower(max(btrim(c.cell)) FILTER (WHERE c.field = 'scope')) AS scope,
               _due_day(max(c.cell) FILTER (WHERE c.field = 'due')) AS due,
               _due_day(max(c.cell) FILTER (WHERE c.field = 'baseline_on')) AS baseline_on
        FROM cell AS c
        GROUP BY c.n
    )
    SELECT c.n, CASE WHEN c.field = 'cell' THEN 'target' ELSE c.field END, c.header, s.area,
           CASE WHEN c.field = 'cell' THEN coalesce(nullif(s.scope, ''), 'local') ELSE c.scope END,
           CASE WHEN c.field = 'cell' THEN coalesce(s.due, _annex_given.dues[1])
                WHEN c.field = 'baseline' THEN coalesce(c.due, s.baseline_on)
                ELSE c.due END,
           c.cell
    FROM cell AS c
    JOIN said AS s ON s.n = c.n
    -- A column that holds nothing is no column.
    WHERE c.field NOT IN ('cell', 'target') OR c.field = 'target' AND c.due IS NOT NULL
       OR c.field = 'cell' AND (s.due IS NOT NULL OR btrim(c.cell) <> '');
END;

COMMENT ON FUNCTION _annex_given(integer, date[]) IS
    'Mọi ô của một đợt với điều tiêu đề của nó nói | every cell of a batch with what its header says';

/* ---------- rows ---------- */

/* The rows of a batch; those that only add a target to an indicator (long form) are one with its first. */
CREATE OR REPLACE FUNCTION _annex_first_row(given _annex_cell[])
RETURNS TABLE (row_number integer, first_row integer)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    WITH named AS (
        SELECT g.row_number,
               bool_or(g.field = 'target' AND g.column_name IN ('cell', 'target')) AS is_long,
               concat_ws(E'\x01', max(g.cell) FILTER (WHERE g.field = 'sector'),
                         max(g.cell) FILTER (WHERE g.field = 'code'),
                         max(g.cell) FILTER (WHERE g.field = 'parent'),
                         max(g.cell) FILTER (WHERE g.field = 'name')) AS key
        FROM unnest(_annex_first_row.given) AS g
        GROUP BY g.row_number
    )
    SELECT n.row_number,
           CASE WHEN EXISTS (SELECT FROM unnest(_annex_first_row.given) AS g
                             WHERE g.field IN ('due', 'cell', 'area') AND btrim(g.cell) <> '') AND n.key <> ''
                THEN first_value(n.row_number) OVER (PARTITION BY n.key ORDER BY n.row_number)
                ELSE n.row_number END
    FROM named AS n;
END;

COMMENT ON FUNCTION _annex_first_row(_annex_cell[]) IS
    'Dòng đầu của chỉ tiêu mà mỗi dòng nói tới | the first row of the indicator that each row speaks of';

CREATE OR REPLACE FUNCTION _annex_rows(given _annex_cell[]) RETURNS SETOF _annex_row
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT f.first_row,
           (array_agg(g.cell ORDER BY g.row_number) FILTER (WHERE g.field = 'code' AND g.cell IS NOT NULL))[1],
           max(btrim(g.cell)) FILTER (WHERE g.field = 'parent' AND btrim(g.cell) <> ''),
           max(btrim(g.cell)) FILTER (WHERE g.field = 'sector' AND btrim(g.cell) <> ''),
           (array_agg(btrim(g.cell) ORDER BY g.row_number) FILTER (WHERE g.field = 'name' AND g.cell IS NOT NULL))[1],
           max(btrim(g.cell)) FILTER (WHERE g.field = 'name_en' AND btrim(g.cell) <> ''),
           max(btrim(g.cell)) FILTER (WHERE g.field = 'unit' AND btrim(g.cell) <> ''),
           lower(max(btrim(g.cell)) FILTER (WHERE g.field = 'direction' AND btrim(g.cell) <> '')),
           (array_agg(g.cell ORDER BY g.due DESC) FILTER (WHERE g.field = 'baseline' AND btrim(g.cell) <> ''))[1],
           coalesce(max(g.cell) FILTER (WHERE g.field = 'baseline_on' AND btrim(g.cell) <> ''),
                    to_char(max(g.due) FILTER (WHERE g.field = 'baseline' AND btrim(g.cell) <> ''), 'YYYY-MM-DD')),
           (array_agg(g.cell ORDER BY g.row_number) FILTER (WHERE g.field = 'lead' AND g.cell IS NOT NULL))[1],
           (array_agg(g.cell ORDER BY g.row_number) FILTER (WHERE g.field = 'coordinating' AND g.cell IS NOT NULL))[1],
           (array_agg(g.cell ORDER BY g.row_number) FILTER (WHERE g.field = 'note' AND g.cell IS NOT NULL))[1],
           bool_or(g.field = 'target' AND btrim(g.cell) <> '') IS TRUE
    FROM unnest(_annex_rows.given) AS g
    JOIN _annex_first_row(_annex_rows.given) AS f ON f.row_number = g.row_number
    GROUP BY f.first_row
    ORDER BY f.first_row;
END;

COMMENT ON FUNCTION _annex_rows(_annex_cell[]) IS
    'Các dòng của phụ lục từ các ô | the rows of an annex from its cells';

/* The shape of a number as printed: 2 and 7, II and IV, A and B are of one. */
CREATE OR REPLACE FUNCTION _code_shape(code text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN code ~ '^[IVX]+$' THEN 'R'
            WHEN code ~ '^[A-ZĐ]$' THEN 'A'
            ELSE regexp_replace(code, '[0-9]+', '0', 'g') END;

COMMENT ON FUNCTION _code_shape(text) IS 'Dạng của một số hiệu | the shape of a number as printed';

CREATE OR REPLACE FUNCTION _code_number(code text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN code ~ '^[0-9]{1,4}$' THEN code::integer
            WHEN code ~ '^[IVX]{1,9}$' THEN (
                SELECT sum(CASE WHEN v.value < v.next THEN -v.value ELSE v.value END)::integer
                FROM (SELECT d.value, lead(d.value, 1, 0) OVER (ORDER BY d.place) AS next
                      FROM (SELECT CASE c.digit WHEN 'I' THEN 1 WHEN 'V' THEN 5 ELSE 10 END AS value, c.place
                            FROM string_to_table(code, NULL) WITH ORDINALITY AS c (digit, place)) AS d) AS v)
            WHEN code ~ '^[A-Z]$' THEN ascii(code) - 64 END;

COMMENT ON FUNCTION _code_number(text) IS 'Giá trị của một số hiệu: 2, II, B là 2 | the value of a number as printed: 2, II and B are 2';

/* The only code missing between two: 1.1 before 2.1, 5.4 between 5.3 and 5.5. */
CREATE OR REPLACE FUNCTION _missing_code(before text, after text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE
               WHEN a.head = b.head AND a.last = b.last + 2 THEN a.head || (b.last + 1)
               WHEN a.head ~ '^[0-9]+\.$' AND b.head ~ '^[0-9]*\.?$' THEN
                   CASE a.sector - b.sector
                       WHEN 1 THEN CASE a.last WHEN 2 THEN a.head || '1' END
                       WHEN 2 THEN CASE a.last WHEN 1 THEN (a.sector - 1) || '.1' END END
               WHEN before IS NULL AND a.head = '' AND a.last = 2 THEN '1'
           END
    FROM (SELECT substring(after FROM '^(.*?)[0-9]{1,4}$') AS head,
                 substring(after FROM '([0-9]{1,4})$')::integer AS last,
                 substring(after FROM '^([0-9]{1,4})\.')::integer AS sector) AS a
    CROSS JOIN (SELECT coalesce(substring(before FROM '^(.*?)[0-9]{1,4}$'), '') AS head,
                       coalesce(substring(before FROM '([0-9]{1,4})$')::integer, 0) AS last,
                       coalesce(substring(before FROM '^([0-9]{1,4})\.')::integer, 0) AS sector) AS b;
END;

COMMENT ON FUNCTION _missing_code(text, text) IS
    'Mã duy nhất thiếu giữa hai mã; NULL: không chỉ một | the only code missing between two; NULL: not just one';

/* What a row says by itself. */
CREATE OR REPLACE FUNCTION _annex_features(rows _annex_row[])
RETURNS TABLE (
    n integer,
    code text,
    name text,
    mark text,
    is_sub boolean,
    left_out boolean,
    silent boolean,
    has_cells boolean,
    next_is_sub boolean,
    next_mark text,
    next_code text,
    next_printed text,
    sector text,
    parent text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH said AS (
        SELECT r.row_number AS n, btrim(coalesce(r.code, '')) AS code, coalesce(r.name, '') AS name, r.has_cells,
               r.sector, r.parent,
               NOT r.has_cells AND r.unit IS NULL AND coalesce(btrim(r.lead), '') = '' AS silent
        FROM unnest(_annex_features.rows) AS r
    ), named AS (
        -- Text in the code cell only is the name.
        SELECT s.n, s.has_cells, s.silent, s.sector, s.parent,
               CASE WHEN s.name = '' AND s.silent THEN '' ELSE s.code END AS code,
               CASE WHEN s.name = '' AND s.silent THEN s.code ELSE s.name END AS name
        FROM said AS s
    ), marked AS (
        SELECT s.*, socpolicy.fold_text(s.name) AS folded,
               CASE WHEN t.mark ~ '^[-+*•]+$' THEN left(t.mark, 1)
                    WHEN t.mark ~ '^[a-zđ]\)?\.?$' AND s.code !~ '^[A-ZĐ]\.?$' THEN 'a' END AS mark
        FROM named AS s
        CROSS JOIN LATERAL (
            SELECT CASE WHEN s.code <> '' THEN socpolicy.fold_text(s.code)
                        ELSE substring(socpolicy.fold_text(s.name) FROM '^([-+*•]|[a-zđ]\)) ') END AS mark) AS t
    ), worded AS (
        SELECT m.*,
               (SELECT max(w.means) FROM annex_word AS w
                WHERE m.folded ~ w.folded
                  AND (w.means = 'of_which' OR w.means IN ('caption', 'note') AND m.silent
                       OR w.means = 'total' AND m.code = '')) AS means,
               max(m.n) FILTER (WHERE m.has_cells) OVER () AS last_cells
        FROM marked AS m
    ), kept AS (
        SELECT w.*, w.mark IS NOT NULL OR w.means IS NOT DISTINCT FROM 'of_which' AS is_sub,
               coalesce(w.means IN ('total', 'note'), false) OR (w.silent AND w.n > w.last_cells) IS TRUE AS left_out
        FROM worded AS w
    ), own AS (
        SELECT k.*,
               CASE WHEN k.is_sub THEN NULL
                    WHEN k.code <> '' THEN coalesce(substring(k.code FROM '^(.*[0-9A-Za-zĐđ])[.):]+$'), k.code)
                    WHEN k.silent THEN substring(k.name FROM '^((?:[^0-9:.)]{1,20} )?(?:[0-9]+(?:\.[0-9]+)*|[IVX]+|[A-ZĐ]))[.:)] ')
               END AS own_code
        FROM kept AS k
    ), printed AS (
        SELECT o.own_code, row_number() OVER (ORDER BY o.n) AS place
        FROM own AS o
        WHERE o.own_code IS NOT NULL AND NOT o.left_out
    ), followed AS (
        SELECT o.n, lead(o.is_sub) OVER w AS next_is_sub, lead(o.means) OVER w AS next_means,
               lead(o.mark) OVER w AS next_mark, lead(o.own_code) OVER w AS next_code,
               count(o.own_code) OVER w AS place
        FROM own AS o
        WHERE NOT o.left_out
        WINDOW w AS (ORDER BY o.n)
    )
    SELECT o.n, coalesce(o.own_code, ''), o.name,
           CASE WHEN o.means IN ('of_which', 'caption') THEN o.means ELSE o.mark END,
           o.is_sub, o.left_out, o.silent, o.has_cells,
           f.next_is_sub OR f.next_means IS NOT DISTINCT FROM 'caption',
           CASE WHEN f.next_means = 'of_which' THEN f.next_means ELSE f.next_mark END,
           f.next_code, p.own_code, o.sector, o.parent
    FROM own AS o
    LEFT JOIN followed AS f ON f.n = o.n
    LEFT JOIN printed AS p ON p.place = f.place + 1
    ORDER BY o.n;
END;

COMMENT ON FUNCTION _annex_features(_annex_row[]) IS
    'Điều mỗi dòng phụ lục tự nói: số hiệu, dấu đầu dòng, có ô mục tiêu không | what each row of an annex says by itself: number, mark, whether it promises anything';

/*
 * What each row is, in the order of the annex: sectors over sectors, numbered
 * rows, sub-rows of the row above.  A second kind of mark hangs on the last
 * sub-row of the first kind; "of which" hangs on the row directly above.
 */
CREATE OR REPLACE FUNCTION _annex_place(rows _annex_row[])
RETURNS TABLE (
    n integer,
    kind text,
    code text,
    parent_code text,
    sector integer,
    parent_sector integer)
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    f record;
    above record;
    open text[] := '{}'::text[];            -- codes of the sectors that are open, outermost first
    open_number integer[] := '{}'::integer[];
    used integer[] := '{}'::integer[];
    titles jsonb := '{}'::jsonb;           -- sectors that a column names
    children jsonb := '{}'::jsonb;
    printed boolean := false;       -- the sector in force is printed, or in a column
    numbered boolean := true;       -- and numbers in it begin with its own
    head text;
    previous text;
    first_mark text;
    first_sub text;
    captioned text;
    level integer;
BEGIN
    SELECT NULL::text AS code, NULL::text AS kind INTO above;
    FOR f IN SELECT * FROM _annex_features(rows) AS x ORDER BY x.n LOOP
        n := f.n;
        code := nullif(f.code, '');
        parent_code := f.parent;
        parent_sector := NULL;
        IF f.left_out OR f.mark = 'caption' THEN
            kind := CASE WHEN f.left_out THEN 'left_out' ELSE 'caption' END;
            captioned := CASE WHEN f.left_out THEN captioned ELSE above.code END;
            RETURN NEXT;
            CONTINUE;
        ELSIF f.sector IS NOT NULL THEN
            IF NOT titles ? f.sector THEN
                sector := CASE WHEN _code_number(f.sector) = ANY (used) THEN NULL ELSE _code_number(f.sector) END;
                sector := coalesce(sector, (SELECT coalesce(max(u), 0) + 1 FROM unnest(used) AS u));
                used := used || sector;
                titles := titles || jsonb_build_object(f.sector, sector);
                kind := 'named_sector';
                RETURN NEXT;
            END IF;
            sector := (titles ->> f.sector)::integer;
            printed := true;
        END IF;

        IF f.is_sub OR captioned IS NOT NULL AND code IS NULL THEN
            parent_code := CASE
                WHEN f.mark = 'of_which' THEN above.code
                WHEN captioned IS NOT NULL AND f.mark IS DISTINCT FROM coalesce(first_mark, 'none') THEN captioned
                WHEN first_mark IS NULL OR f.mark = first_mark THEN head
                ELSE first_sub END;
            children := children || jsonb_build_object(coalesce(parent_code, ''),
                                                       coalesce((children ->> parent_code)::integer, 0) + 1);
            code := parent_code || '.' || (children ->> parent_code);
            IF parent_code = head AND f.mark <> 'of_which' THEN
                first_mark := f.mark;
                first_sub := code;
            END IF;
            kind := CASE WHEN NOT f.has_cells AND f.next_is_sub AND f.mark = first_mark AND f.next_mark <> f.mark
                         THEN 'container' ELSE 'indicator' END;
        ELSE
            kind := CASE
                WHEN NOT f.has_cells AND (f.next_is_sub OR printed AND open <> '{}' AND code IS NOT NULL
                         AND starts_with(f.next_code, code || '.')
                         AND NOT EXISTS (SELECT FROM unnest(open) AS o
                                         WHERE _code_shape(o) = _code_shape(code))) THEN 'container'
                WHEN f.sector IS NULL AND (f.silent OR NOT f.has_cells AND starts_with(f.next_code, code || '.'))
                    THEN 'sector'
                ELSE 'indicator' END;
            IF kind = 'sector' THEN
                level := coalesce((SELECT max(o.place) FROM unnest(open) WITH ORDINALITY AS o (code, place)
                                   WHERE _code_shape(o.code) = _code_shape(f.code)), 0);
                IF level = 0 OR starts_with(f.code, open[cardinality(open)] || '.') THEN
                    level := CASE WHEN above.kind = 'sector' OR starts_with(f.code, open[cardinality(open)] || '.')
                                  THEN cardinality(open) + 1 ELSE 1 END;
                END IF;
                parent_sector := open_number[level - 1];
                sector := CASE WHEN level = 1 THEN _code_number(f.code) END;
                IF sector IS NULL OR sector = ANY (used) THEN
                    sector := (SELECT coalesce(max(u), 0) + 1 FROM unnest(used) AS u);
                END IF;
                used := used || sector;
                open := open[:level - 1] || f.code;
                open_number := open_number[:level - 1] || sector;
                printed := true;
                numbered := true;
                head := NULL;
                previous := NULL;
            ELSE
                IF code IS NULL THEN
                    code := coalesce(_missing_code(previous, f.next_printed), '#' || n);
                END IF;
                IF code ~ '^[0-9]{1,4}\.[0-9]' AND f.sector IS NULL THEN
                    level := split_part(code, '.', 1)::integer;
                    IF NOT printed OR level <> sector AND numbered AND previous IS NOT NULL
                       AND split_part(previous, '.', 1) = sector::text THEN
                        sector := level;
                        printed := false;
                        used := used || level;
                    END IF;
                    numbered := numbered AND level = sector;
                END IF;
                IF sector IS NULL THEN
                    sector := 1;
                    used := used || 1;
                END IF;
                IF code NOT LIKE '#%' THEN
                    previous := code;
                END IF;
                head := code;
            END IF;
            first_mark := NULL;
            first_sub := NULL;
            captioned := NULL;
        END IF;
        SELECT code AS code, kind AS kind INTO above;
        RETURN NEXT;
    END LOOP;
END
$$;

COMMENT ON FUNCTION _annex_place(_annex_row[]) IS
    'Mỗi dòng phụ lục là gì và ở đâu: nhóm, tiêu đề, chỉ tiêu, dòng con | what each row of an annex is and where: sector, container, indicator, sub-row';

/*
 * The rows with their codes, parents and what a merged cell continues.  Where
 * a number repeats in the plan all codes bear the sector's; a code that
 * extends another of its sector has it as parent.
 */
CREATE OR REPLACE FUNCTION _annex_items(rows _annex_row[], bear_sector boolean, merged boolean)
RETURNS SETOF _annex_item
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH placed AS MATERIALIZED (
        SELECT p.*, p.kind IN ('indicator', 'container') AS is_row FROM _annex_place(_annex_items.rows) AS p
    ), sector_mark AS (
        SELECT p.sector, coalesce(max(p.code) FILTER (WHERE p.kind = 'sector'), p.sector::text) || '.' AS mark
        FROM placed AS p
        GROUP BY p.sector
    ), item AS (
        SELECT p.n, p.kind, p.is_row, p.code, p.parent_code, p.sector, p.parent_sector,
               CASE WHEN _annex_items.bear_sector AND p.is_row AND NOT starts_with(p.code, m.mark)
                    THEN m.mark ELSE '' END AS prefix,
               nullif(btrim(r.code), '') AS printed,
               CASE WHEN p.kind = 'named_sector' THEN r.sector
                    ELSE coalesce(nullif(r.name, ''), nullif(btrim(r.code), '')) END AS title,
               CASE WHEN coalesce(btrim(r.code), '') = '' AND p.parent_code IS NOT NULL
                    THEN regexp_replace(r.name, '^([-–—+*•]|[a-zđ]\)) +', '') ELSE r.name END AS name,
               r.name_en, r.unit, r.direction, r.baseline, r.baseline_on, r.lead, r.coordinating,
               r.note, r.has_cells,
               (socpolicy.inspect_number(
                   substring(socpolicy.fold_text(r.name)
                             FROM '(?:trên|/) ?([0-9][0-9.]*) (?:dân|người)'), 'vi')).value AS base,
               count(r.lead) OVER run AS lead_run, count(r.coordinating) OVER run AS coordinating_run
        FROM placed AS p
        JOIN unnest(_annex_items.rows) AS r ON r.row_number = p.n
        JOIN sector_mark AS m ON m.sector = p.sector OR p.sector IS NULL AND m.sector IS NULL
        WINDOW run AS (PARTITION BY p.sector, p.is_row ORDER BY p.n)
    ), run AS (
        SELECT i.*,
               first_value(i.lead) OVER lead_run AS run_lead,
               first_value(i.note) OVER lead_run AS run_note,
               first_value(i.coordinating) OVER (PARTITION BY i.sector, i.is_row, i.coordinating_run
                                                 ORDER BY i.n) AS run_coordinating
        FROM item AS i
        WINDOW lead_run AS (PARTITION BY i.sector, i.is_row, i.lead_run ORDER BY i.n)
    ), continued AS (
        SELECT r.*, r.lead IS NULL AND r.run_lead IS NOT NULL AND _annex_items.merged AS continues
        FROM run AS r
    ), extended AS (
        SELECT DISTINCT ON (c.n) c.n, l.code
        FROM continued AS c
        CROSS JOIN LATERAL string_to_array(c.code, '.') AS part
        CROSS JOIN LATERAL generate_series(1, cardinality(part) - 1) AS k (parts)
        JOIN continued AS l
            ON l.is_row AND l.sector = c.sector AND l.code = array_to_string(part[:k.parts], '.')
        WHERE c.is_row
        ORDER BY c.n, k.parts DESC
    )
    SELECT c.n, c.kind, c.printed, c.prefix || c.code,
           CASE WHEN c.is_row THEN c.prefix || coalesce(c.parent_code, e.code) ELSE c.parent_sector::text END,
           c.sector, CASE WHEN c.is_row THEN nullif(c.name, '') ELSE c.title END, c.name_en, c.unit,
           coalesce(c.base, above.base), c.direction, c.baseline, c.baseline_on,
           CASE WHEN c.continues THEN c.run_lead ELSE c.lead END, c.continues,
           CASE WHEN c.continues AND c.coordinating IS NULL THEN c.run_coordinating ELSE c.coordinating END,
           c.continues AND c.coordinating IS NULL AND btrim(c.run_coordinating) <> '',
           nullif(CASE WHEN c.continues AND c.note IS NULL THEN c.run_note ELSE c.note END, ''),
           c.has_cells
    FROM continued AS c
    LEFT JOIN extended AS e ON e.n = c.n
    LEFT JOIN continued AS above
        ON above.is_row AND above.sector = c.sector AND above.code = c.parent_code
    ORDER BY c.n, c.kind <> 'named_sector';
END;

COMMENT ON FUNCTION _annex_items(_annex_row[], boolean, boolean) IS
    'Các dòng phụ lục với mã, chỉ tiêu cha, và điều ô gộp kế thừa | the rows of an annex with codes, parents and what merged cells continue';

/* A number that stands in several sectors: then all codes of the plan bear the sector's. */
CREATE OR REPLACE FUNCTION _annex_numbers_repeat(rows _annex_row[]) RETURNS boolean
LANGUAGE sql STABLE
RETURN EXISTS (
    SELECT FROM _annex_place(rows) AS p
    WHERE p.kind IN ('indicator', 'container') AND p.parent_code IS NULL AND p.code NOT LIKE '#%'
    GROUP BY p.code
    HAVING count(DISTINCT p.sector) > 1);

COMMENT ON FUNCTION _annex_numbers_repeat(_annex_row[]) IS
    'Có số thứ tự lặp lại ở nhiều nhóm | does a number stand in several sectors';

/* Why a row cannot be taken, and what is left out. */
CREATE OR REPLACE FUNCTION _annex_faults(items _annex_item[], plan_id integer) RETURNS SETOF _finding
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH item AS (
        SELECT i.*, count(i.code) OVER (PARTITION BY i.code, i.kind IN ('indicator', 'container')) AS namesakes
        FROM unnest(_annex_faults.items) AS i
    ), row AS (
        SELECT i.* FROM item AS i WHERE i.kind IN ('indicator', 'container')
    )
    SELECT f.severity, i.row_number, CASE WHEN f.severity = 'error' AND i.namesakes = 1 THEN i.code END, f.column_name,
           concat_ws(' ', i.printed_code, CASE WHEN i.name IS DISTINCT FROM i.printed_code THEN i.name END),
           f.vi, f.en
    FROM item AS i
    CROSS JOIN LATERAL (
        SELECT f.*
        FROM (VALUES
            (1, i.kind = 'left_out', 'remark', 'name',
             'dòng tổng, ghi chú hoặc tiêu đề cuối bảng: bỏ qua', 'a total, a note or an empty heading: left out'),
            (2, i.kind IN ('indicator', 'container') AND i.code IS NULL, 'error', 'code',
             'dòng con không có chỉ tiêu ở trên', 'a sub-row without an indicator above it'),
            (3, i.kind IN ('indicator', 'container') AND i.namesakes > 1, 'error', 'code',
             'mã ' || i.code || ' có ở nhiều dòng', 'code ' || i.code || ' stands in several rows'),
            (4, i.kind IN ('indicator', 'container') AND i.parent_code IS NOT NULL
                AND 1 <> (SELECT count(*) FROM row AS above WHERE above.code = i.parent_code AND above.name <> '')
                AND NOT EXISTS (SELECT FROM indicator AS k
                                WHERE k.plan_id = _annex_faults.plan_id AND k.code = i.parent_code), 'error', 'code',
             'không nhận được chỉ tiêu cha ' || i.parent_code, 'its parent ' || i.parent_code || ' was not taken'),
            (5, i.kind IN ('indicator', 'container') AND i.name IS NULL, 'error', 'name',
             'thiếu tên chỉ tiêu', 'the indicator has no name')
        ) AS f (place, found, severity, column_name, vi, en)
        WHERE f.found
        ORDER BY f.place
        LIMIT 1) AS f
    ORDER BY i.row_number;
END;

COMMENT ON FUNCTION _annex_faults(_annex_item[], integer) IS
    'Những dòng phụ lục không nhận được, và vì sao | rows of an annex that cannot be taken, and why';

/* ---------- direction ---------- */

/*
 * What the cells of a row say: operators and words point a way, words without
 * a digit are levels, cells of one scope that never rise and end lower fall.
 */
CREATE OR REPLACE FUNCTION _annex_pointers(items _annex_item[], cells _annex_cell[], format text)
RETURNS TABLE (row_number integer, has_words boolean, directions text[], falls boolean)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH item AS (
        SELECT i.row_number, i.unit, u.kind IS NOT DISTINCT FROM 'level' AS is_scale,
               i.baseline, NOT EXISTS (SELECT FROM annex_word AS w
                                       WHERE w.means = 'pace' AND socpolicy.fold_text(i.name) ~ w.folded) AS may_fall
        FROM unnest(_annex_pointers.items) AS i
        LEFT JOIN unit AS u ON u.folded = _unit_key(i.unit)
        WHERE i.kind IN ('indicator', 'container')
    ), said AS (
        SELECT i.row_number, i.may_fall, c.area, c.scope, c.due,
               i.is_scale AND said.remark IS DISTINCT FROM 'none' AND c.cell !~ '[0-9]' AS is_words,
               socpolicy.direction(said.goal) AS direction,
               CASE WHEN plain.remark IS NULL THEN socpolicy.bound(plain.goal) END AS value
        FROM item AS i
        JOIN unnest(_annex_pointers.cells) AS c ON c.row_number = i.row_number AND c.field = 'target'
        CROSS JOIN LATERAL socpolicy.inspect_target(c.cell, NULL, _annex_pointers.format, i.unit) AS said
        CROSS JOIN LATERAL socpolicy.inspect_target(c.cell, 'up', _annex_pointers.format, i.unit) AS plain
    ), started AS (
        SELECT s.row_number, s.area, s.scope, s.due, s.value FROM said AS s WHERE s.value IS NOT NULL AND s.may_fall
        UNION ALL
        SELECT DISTINCT i.row_number, s.area, s.scope, '-infinity'::date, b.value
        FROM item AS i
        JOIN said AS s ON s.row_number = i.row_number
        CROSS JOIN LATERAL socpolicy.inspect_number(i.baseline, _annex_pointers.format) AS b
        WHERE i.may_fall AND b.value IS NOT NULL AND b.remark IS NULL
    ), step AS (
        SELECT s.row_number, s.area, s.scope,
               s.value - lag(s.value) OVER (PARTITION BY s.row_number, s.area, s.scope ORDER BY s.due) AS by
        FROM started AS s
    ), fall AS (
        SELECT s.row_number, coalesce(bool_and(s.by <= 0), false) AND coalesce(bool_or(s.by < 0), false) AS falls
        FROM step AS s
        GROUP BY s.row_number
    )
    SELECT s.row_number, bool_or(s.is_words),
           array_agg(DISTINCT s.direction) FILTER (WHERE s.direction IS NOT NULL),
           coalesce(bool_or(f.falls), false)
    FROM said AS s
    LEFT JOIN fall AS f ON f.row_number = s.row_number
    GROUP BY s.row_number;
END;

COMMENT ON FUNCTION _annex_pointers(_annex_item[], _annex_cell[], text) IS
    'Các ô của mỗi dòng nói gì về chiều tốt lên | what the cells of each row say about which way is better';

/*
 * Which way is better, and why: a column, the row's own cells, a scale, the
 * parent, cells that fall, or nothing.  A contradiction gives none.
 */
CREATE OR REPLACE FUNCTION _annex_direction(items _annex_item[], cells _annex_cell[], format text)
RETURNS TABLE (row_number integer, direction text, basis text, contradicts boolean)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH RECURSIVE own AS MATERIALIZED (
        SELECT i.row_number, i.code, i.parent_code,
               i.direction IN ('up', 'down', 'within') AND NOT p.directions <@ ARRAY[i.direction]
               OR cardinality(p.directions) > 1 AS contradicts,
               CASE WHEN i.direction IN ('up', 'down', 'within') THEN i.direction
                    WHEN cardinality(p.directions) = 1 THEN p.directions[1]
                    WHEN p.has_words THEN 'up' END AS direction,
               CASE WHEN i.direction IN ('up', 'down', 'within') THEN 'given'
                    WHEN cardinality(p.directions) = 1 THEN 'operator'
                    WHEN p.has_words THEN 'scale' END AS basis,
               p.falls
        FROM unnest(_annex_direction.items) AS i
        LEFT JOIN _annex_pointers(_annex_direction.items, _annex_direction.cells, _annex_direction.format) AS p
            ON p.row_number = i.row_number
        WHERE i.kind IN ('indicator', 'container')
    ), line AS (
        SELECT o.row_number, o.parent_code AS above, 1 AS steps FROM own AS o
        UNION ALL
        SELECT l.row_number, p.parent_code, l.steps + 1
        FROM line AS l
        JOIN own AS p ON p.code = l.above AND p.direction IS NULL AND p.falls IS NOT TRUE
        WHERE l.steps < 20
    ), from_above AS (
        SELECT DISTINCT ON (l.row_number) l.row_number, coalesce(p.direction, 'down') AS direction
        FROM line AS l
        JOIN own AS p ON p.code = l.above AND (p.direction IS NOT NULL OR p.falls) AND p.contradicts IS NOT TRUE
        ORDER BY l.row_number, l.steps
    )
    SELECT o.row_number,
           CASE WHEN o.contradicts THEN NULL
                ELSE coalesce(o.direction, a.direction, CASE WHEN o.falls THEN 'down' ELSE 'up' END) END,
           CASE WHEN o.contradicts THEN NULL
                ELSE coalesce(o.basis, CASE WHEN a.direction IS NOT NULL THEN 'parent'
                                            WHEN o.falls THEN 'inferred' ELSE 'assumed' END) END,
           o.contradicts IS TRUE
    FROM own AS o
    LEFT JOIN from_above AS a ON a.row_number = o.row_number;
END;

COMMENT ON FUNCTION _annex_direction(_annex_item[], _annex_cell[], text) IS
    'Chiều tốt lên của mỗi chỉ tiêu và căn cứ; trái chiều thì NULL | which way is better for each indicator and why; NULL where its cells contradict';

/* ---------- writing ---------- */

/* Units and sectors that nobody entered, and the titles that the annex prints. */
CREATE OR REPLACE FUNCTION _annex_write_units(items _annex_item[]) RETURNS SETOF _finding
LANGUAGE sql
BEGIN ATOMIC
    WITH added AS (
        INSERT INTO unit (label, kind)
        SELECT DISTINCT ON (_unit_key(i.unit)) i.unit, 'unknown'
        FROM unnest(_annex_write_units.items) AS i
        WHERE i.unit IS NOT NULL AND i.kind IN ('indicator', 'container')
        ORDER BY _unit_key(i.unit), i.row_number
        ON CONFLICT (folded) DO NOTHING
        RETURNING folded
    )
    SELECT 'remark', i.row_number, i.code, 'unit', i.unit,
           'đơn vị tính chưa có, đã thêm; cần bổ sung loại và hệ số',
           'unknown unit, added; its kind and factor are to be filled in'
    FROM unnest(_annex_write_units.items) AS i
    JOIN added ON added.folded = _unit_key(i.unit)
    WHERE i.kind IN ('indicator', 'container');
END;

COMMENT ON FUNCTION _annex_write_units(_annex_item[]) IS
    'Thêm các đơn vị tính chưa có | add the units that nobody entered';

/*
 * The sectors of a load as those of the register: by title or number as
 * printed, else by place; a title that is printed replaces one of ours.
 */
CREATE OR REPLACE FUNCTION _annex_write_sectors(
    load _load,
    items _annex_item[],
    OUT findings _finding[],
    OUT sectors jsonb)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    s record;
    known sector;
    the_number integer;
BEGIN
    findings := '{}';
    sectors := '{}';
    FOR s IN
        SELECT i.sector, min(i.row_number) AS row_number, max(k.printed_code) AS printed, max(k.code) AS code,
               max(k.name) AS title, max(k.name_en) AS title_en, max(k.parent_code) AS parent
        FROM unnest(items) AS i
        LEFT JOIN unnest(items) AS k
            ON k.sector = i.sector AND k.kind IN ('sector', 'named_sector') AND i.row_number = k.row_number
        WHERE i.kind IN ('sector', 'named_sector', 'indicator', 'container')
        GROUP BY i.sector
        ORDER BY 2
    LOOP
        SELECT * INTO known
        FROM sector AS k
        WHERE k.plan_id = load.plan_id
          AND (s.title IS NOT NULL AND NOT k.title_inferred
                   AND socpolicy.fold_text(k.title_vi) = socpolicy.fold_text(s.title)
               OR k.number = s.sector AND (s.title IS NULL OR k.title_inferred))
        ORDER BY k.title_inferred
        LIMIT 1;
        IF NOT FOUND THEN
            the_number := CASE WHEN EXISTS (SELECT FROM sector AS k WHERE k.plan_id = load.plan_id AND k.number = s.sector)
                               THEN (SELECT max(k.number) + 1 FROM sector AS k WHERE k.plan_id = load.plan_id)
                               ELSE s.sector END;
            INSERT INTO sector (plan_id, number, sort_order, code, title_vi, title_en, title_inferred)
            VALUES (load.plan_id, the_number, the_number, nullif(s.code, ''), coalesce(s.title, 'Nhóm ' || the_number),
                    CASE WHEN s.title IS NULL THEN 'Group ' || the_number ELSE s.title_en END, s.title IS NULL)
            RETURNING * INTO known;
            IF s.title IS NULL THEN
                findings := findings || ROW('remark', s.row_number, NULL, 'code', the_number::text,
                    'nhóm chưa có, đã thêm với tên tạm', 'unknown sector, added with a title of ours')::_finding;
            END IF;
        ELSIF known.title_inferred AND s.title IS NOT NULL THEN
            UPDATE sector AS k
            SET title_vi = s.title, title_en = coalesce(s.title_en, k.title_en), title_inferred = false,
                code = nullif(s.code, '')
            WHERE k.sector_id = known.sector_id;
        END IF;
        IF s.parent IS NOT NULL AND known.parent_id IS NULL THEN
            UPDATE sector AS k SET parent_id = (sectors ->> s.parent)::integer WHERE k.sector_id = known.sector_id;
        END IF;
        sectors := sectors || jsonb_build_object(s.sector, known.sector_id);
    END LOOP;
END
$$;

COMMENT ON FUNCTION _annex_write_sectors(_load, _annex_item[]) IS
    'Ghi các nhóm của phụ lục; trả về khóa của từng nhóm | write the sectors of an annex; returns the key of each';

/* Indicators that are not there yet, one generation after the other. */
CREATE OR REPLACE FUNCTION _annex_write_indicators(
    load _load,
    items _annex_item[],
    cells _annex_cell[],
    sectors jsonb,
    format text)
RETURNS SETOF _finding
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    -- What a later annex adds comes after what is there.
    sort_offset CONSTANT integer := (SELECT coalesce(max(i.sort_order), 0) FROM indicator AS i WHERE i.plan_id = load.plan_id);
    pointed CONSTANT jsonb := (SELECT jsonb_object_agg(d.row_number, to_jsonb(d)) FROM _annex_direction(items, cells, format) AS d);
    generation integer[];
BEGIN
    FOR generation IN
        WITH RECURSIVE depth AS (
            SELECT i.row_number, i.code, 1 AS depth FROM unnest(items) AS i
            WHERE i.kind IN ('indicator', 'container')
              AND NOT EXISTS (SELECT FROM unnest(items) AS p WHERE p.code = i.parent_code AND p.kind IN ('indicator', 'container'))
            UNION ALL
            SELECT i.row_number, i.code, d.depth + 1
            FROM depth AS d JOIN unnest(items) AS i ON i.parent_code = d.code AND i.kind IN ('indicator', 'container')
            WHERE d.depth < 20
        )
        SELECT array_agg(d.row_number) FROM depth AS d GROUP BY d.depth ORDER BY d.depth
    LOOP
        RETURN QUERY
            WITH added AS (
                INSERT INTO indicator (plan_id, sector_id, code, code_inferred, printed_code, sort_order, parent_id,
                                       name_vi, name_en, unit_id, factor, measured, direction, direction_basis,
                                       aggregation, natural_min, natural_max, note)
                SELECT load.plan_id, (sectors ->> i.sector::text)::integer, i.code,
                       i.printed_code IS NULL OR i.code <> i.printed_code AND i.code NOT LIKE '%.' || i.printed_code,
                       i.printed_code, sort_offset + i.row_number, parent.indicator_id, i.name, i.name_en, u.unit_id,
                       i.factor, k.measured,
                       CASE WHEN k.measured THEN pointed -> i.row_number::text ->> 'direction' END,
                       CASE WHEN k.measured THEN pointed -> i.row_number::text ->> 'basis' END,
                       CASE WHEN NOT k.measured THEN 'none'
                            WHEN i.factor IS NOT NULL THEN 'ratio'
                            ELSE coalesce(u.aggregation, 'none') END,
                       CASE WHEN k.measured AND u.kind IN ('percent', 'per', 'ratio', 'count', 'years') THEN 0 END,
                       CASE WHEN k.measured AND u.kind = 'percent' THEN 100 END,
                       i.note
                FROM unnest(items) AS i
                CROSS JOIN LATERAL (SELECT i.kind = 'indicator' AS measured) AS k
                LEFT JOIN unit AS u ON u.folded = _unit_key(i.unit)
                LEFT JOIN indicator AS parent ON parent.plan_id = load.plan_id AND parent.code = i.parent_code
                WHERE i.row_number = ANY (generation) AND i.kind IN ('indicator', 'container')
                ORDER BY i.row_number
                ON CONFLICT (plan_id, code) DO NOTHING
                RETURNING *
            )
            SELECT r.*
            FROM unnest(items) AS i
            JOIN added AS a ON a.code = i.code AND i.kind IN ('indicator', 'container')
            CROSS JOIN LATERAL _annex_remarks(i, a.measured, a.direction, a.direction_basis, a.factor, a.code_inferred) AS r;
    END LOOP;
    RETURN QUERY
        SELECT 'remark', i.row_number, i.code, 'name', i.name,
               'tên khác với tên đã có, giữ tên đã có: ' || k.name_vi,
               'the name differs from the one in the register, which stays: ' || k.name_vi
        FROM unnest(items) AS i
        JOIN indicator AS k ON k.plan_id = load.plan_id AND k.code = i.code
        WHERE i.kind IN ('indicator', 'container')
          AND socpolicy.fold_text(k.name_vi) <> socpolicy.fold_text(i.name);
END
$$;

COMMENT ON FUNCTION _annex_write_indicators(_load, _annex_item[], _annex_cell[], jsonb, text) IS
    'Ghi các chỉ tiêu chưa có; trả về những gì đã suy ra | write the indicators that are not there yet; returns what was inferred';

/* What had to be inferred for a new indicator. */
CREATE OR REPLACE FUNCTION _annex_remarks(
    item _annex_item,
    measured boolean,
    direction text,
    basis text,
    factor numeric,
    code_inferred boolean)
RETURNS SETOF _finding
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'remark', item.row_number, item.code, f.column_name, f.raw, f.vi, f.en
    FROM (VALUES
        (_annex_remarks.basis = 'inferred', 'direction', _annex_remarks.direction,
         'các ô giảm dần: suy ra càng thấp càng tốt', 'its cells fall: inferred that lower is better'),
        (_annex_remarks.basis = 'assumed' AND _is_unwanted(item.name), 'direction', _annex_remarks.direction,
         'CẢNH BÁO: tên nói điều không mong muốn mà chiều up chỉ là giả định: ghi direction',
         'WARNING: the name says what nobody wants more of, yet up is only assumed: record direction'),
        (_annex_remarks.code_inferred, 'code', coalesce(item.printed_code, ''),
         'mã được suy ra là ' || item.code, 'the code was inferred to be ' || item.code),
        (NOT _annex_remarks.measured, 'code', coalesce(item.printed_code, ''),
         'không có mục tiêu và có chỉ tiêu con: chỉ là tiêu đề', 'no targets but sub-rows: a container'),
        (_annex_remarks.measured AND NOT item.has_cells, 'name', item.name,
         'không có mục tiêu nào', 'it promises nothing'),
        (_annex_remarks.basis = 'operator', 'direction', _annex_remarks.direction,
         'chiều ' || _annex_remarks.direction || ' theo dấu so sánh trong các ô',
         'direction ' || _annex_remarks.direction || ', from the operators of its cells'),
        (_annex_remarks.basis = 'parent', 'direction', _annex_remarks.direction,
         'chiều ' || _annex_remarks.direction || ' theo chỉ tiêu cha', 'direction ' || _annex_remarks.direction || ', of its parent'),
        (_annex_remarks.basis = 'assumed', 'direction', _annex_remarks.direction,
         'các ô không có dấu so sánh: coi là càng cao càng tốt', 'no cell has an operator: assumed up'),
        (_annex_remarks.basis = 'scale', 'direction', _annex_remarks.direction,
         'mức độ bằng lời: bậc xếp theo năm đến hạn', 'levels in words: ranked in the order of their due years'),
        (_annex_remarks.factor IS NOT NULL, 'name', item.name,
         'hệ số ' || _annex_remarks.factor || ' lấy từ tên chỉ tiêu', 'factor ' || _annex_remarks.factor || ', from the name'),
        (item.lead_continued, 'lead', item.lead,
         'ô gộp: lấy cơ quan của dòng trên', 'merged cell: the lead of the row above'),
        (item.coordinating_continued, 'coordinating', item.coordinating,
         'ô gộp: lấy cơ quan của dòng trên', 'merged cell: those of the row above')
    ) AS f (found, column_name, raw, vi, en)
    WHERE f.found;
END;

COMMENT ON FUNCTION _annex_remarks(_annex_item, boolean, text, text, numeric, boolean) IS
    'Những gì phải suy ra cho một chỉ tiêu mới | what had to be inferred for a new indicator';

/* Scales: only for indicators that have none; people's levels win. */
CREATE OR REPLACE FUNCTION _annex_write_levels(goals _annex_goal[]) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO level (indicator_id, rank, label_vi)
    SELECT w.indicator_id,
           row_number() OVER (PARTITION BY w.indicator_id ORDER BY w.first_due, w.first_column), w.label
    FROM (SELECT g.indicator_id, min(g.due) AS first_due, min(g.column_name) AS first_column,
                 min(btrim(g.cell)) AS label
          FROM unnest(_annex_write_levels.goals) AS g
          WHERE g.is_words
            AND NOT EXISTS (SELECT FROM level AS l WHERE l.indicator_id = g.indicator_id)
          GROUP BY g.indicator_id, socpolicy.fold_text(g.cell)) AS w;
END;

COMMENT ON FUNCTION _annex_write_levels(_annex_goal[]) IS
    'Ghi thang mức của các chỉ tiêu định tính chưa có thang | write the scales of indicators that have none';

/* The area that a cell or argument names, by code or by name. */
CREATE OR REPLACE FUNCTION _area_named(said text, on_date date) RETURNS integer
LANGUAGE sql STABLE
RETURN coalesce(area_at(said, on_date),
                (SELECT CASE WHEN count(*) = 1 THEN min(a.area_id) END
                 FROM area AS a
                 WHERE socpolicy.fold_text(a.name_vi) = socpolicy.fold_text(said)
                    OR socpolicy.fold_text(a.name_en) = socpolicy.fold_text(said)));

COMMENT ON FUNCTION _area_named(text, date) IS
    'Địa phương theo mã hoặc tên vào ngày đó; NULL: không có, hoặc nhiều hơn một | the area of this code or name on a day; NULL: none, or several';

/*
 * 12.500 is 12500 and 12,500 is 12.5, unless the row's other cells are nearer
 * to the other reading: then the cell is held, with both.
 */
CREATE OR REPLACE FUNCTION _annex_two_readings(cells _annex_cell[], format text)
RETURNS TABLE (row_number integer, column_name text, scope text, area text, due date, taken text, other text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH said AS (
        SELECT c.row_number, c.column_name, c.scope, c.area, c.due, read.remark,
               socpolicy.bound(read.goal) AS value,
               socpolicy.bound((socpolicy.inspect_target(
                   c.cell, 'up', CASE _annex_two_readings.format WHEN 'vi' THEN 'en' ELSE 'vi' END)).goal) AS other
        FROM unnest(_annex_two_readings.cells) AS c
        CROSS JOIN LATERAL socpolicy.inspect_target(c.cell, 'up', _annex_two_readings.format) AS read
        WHERE c.field = 'target' AND read.goal IS NOT NULL
    )
    SELECT s.row_number, s.column_name, s.scope, s.area, s.due, trim_scale(s.value)::text, trim_scale(s.other)::text
    FROM said AS s
    CROSS JOIN LATERAL (
        SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY o.value) AS middle
        FROM said AS o
        WHERE o.row_number = s.row_number AND o.value > 0
          AND (o.column_name, o.scope, o.due, coalesce(o.area, '')) <> (s.column_name, s.scope, s.due, coalesce(s.area, ''))
    ) AS others
    WHERE s.remark IN ('grouped', 'possibly English') AND s.value > 0 AND s.other > 0 AND s.other <> s.value
      AND greatest(s.other, others.middle) / least(s.other, others.middle)
          < greatest(s.value, others.middle) / least(s.value, others.middle);
END;

COMMENT ON FUNCTION _annex_two_readings(_annex_cell[], text) IS
    'Các ô đọc được hai cách mà cách kia gần các ô khác của dòng hơn | cells that read in two ways, where the other way is nearer to the other cells of the row';

/* The target cells of indicators that are there, with the goal or why there is none. */
CREATE OR REPLACE FUNCTION _annex_goals(
    load _load,
    items _annex_item[],
    cells _annex_cell[],
    area_id integer,
    format text)
RETURNS SETOF _annex_goal
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT c.row_number, i.code, c.column_name, i.indicator_id, c.area_id, c.scope, c.due, c.cell, c.is_words,
           CASE WHEN fault.en IS NULL THEN
               socpolicy.with_due(CASE WHEN c.is_words THEN (l.rank || ' up')::socpolicy.target
                                       ELSE read.goal END, c.due) END,
           CASE WHEN fault.en IS NULL AND NOT c.is_words THEN nullif(read.remark, 'none') END,
           fault.severity, fault.vi, fault.en, NULL, NULL::integer
    FROM (SELECT g.row_number, i.code, g.column_name, g.area, g.scope, g.due, g.cell,
                 CASE WHEN coalesce(btrim(g.area), '') = '' THEN _annex_goals.area_id
                      ELSE _area_named(g.area, (_annex_goals.load).since) END AS area_id,
                 w.taken, w.other, u.kind IS NOT DISTINCT FROM 'level' AND g.cell !~ '[0-9]'
                     AND (socpolicy.inspect_target(g.cell, 'up', _annex_goals.format)).remark IS DISTINCT FROM 'none' AS is_words
          FROM unnest(_annex_goals.cells) AS g
          JOIN unnest(_annex_goals.items) AS i
              ON i.row_number = g.row_number AND i.kind IN ('indicator', 'container') AND g.field = 'target'
          LEFT JOIN _annex_two_readings(_annex_goals.cells, _annex_goals.format) AS w
              ON w.row_number = g.row_number AND w.column_name = g.column_name AND w.scope = g.scope AND w.due = g.due
             AND w.area IS NOT DISTINCT FROM g.area
          LEFT JOIN unit AS u ON u.folded = _unit_key(i.unit)) AS c
    JOIN indicator AS i ON i.plan_id = (_annex_goals.load).plan_id AND i.code = c.code
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN target_scope AS s ON s.scope = c.scope
    LEFT JOIN level AS l
        ON l.indicator_id = i.indicator_id AND l.folded = socpolicy.fold_text(c.cell)
    CROSS JOIN LATERAL
        socpolicy.inspect_target(c.cell, i.direction, _annex_goals.format, u.label) AS read
    LEFT JOIN LATERAL (
        SELECT f.severity, f.vi, f.en
        FROM (VALUES
            (1, c.area_id IS NULL, 'error',
             'không biết địa phương này: ' || c.area, 'unknown area: ' || c.area),
            (2, s.scope IS NULL, 'error',
             'không biết phạm vi này: ' || c.scope || '; thêm vào target_scope',
             'unknown scope: ' || c.scope || '; add it to target_scope'),
            (3, c.is_words AND l.rank IS NULL, 'error',
             'không phải một mức trong thang của chỉ tiêu này',
             'not a level of this indicator''s scale'),
            (4, NOT i.measured AND read.remark IS DISTINCT FROM 'none', 'error',
             'chỉ tiêu này chỉ là tiêu đề của các chỉ tiêu con',
             'this indicator is a heading of its sub-rows'),
            (5, NOT c.is_words AND i.direction IS NULL AND read.remark IS DISTINCT FROM 'none', 'held',
             'các ô của dòng này trái chiều nhau', 'the cells of this row point both ways'),
            (6, c.taken IS NOT NULL, 'held',
             'đọc được hai cách: ' || c.taken || ' hoặc ' || c.other || '; các ô khác của dòng gần ' || c.other,
             'reads in two ways: ' || c.taken || ' or ' || c.other || '; the other cells of the row are near ' || c.other),
            (7, NOT c.is_words AND read.goal IS NULL AND read.remark <> 'none', 'error',
             'không đọc được mục tiêu: ' || _remark_vi(read.remark), read.remark)
        ) AS f (place, found, severity, vi, en)
        WHERE f.found
        ORDER BY f.place
        LIMIT 1) AS fault ON true
    ORDER BY c.row_number, c.due, c.scope DESC;
END;

COMMENT ON FUNCTION _annex_goals(_load, _annex_item[], _annex_cell[], integer, text) IS
    'Mục tiêu đọc từ các ô của một đợt, hoặc lý do không đọc được | the targets that the cells of a batch say, or why they say none';

/*
 * What is to be done with each cell.  Another document amends; what this
 * document once set, sent again, is unchanged; a cell that nobody understood
 * is replaced, one that was copied wrongly corrected.
 */
CREATE OR REPLACE FUNCTION _annex_fates(load _load, goals _annex_goal[]) RETURNS SETOF _annex_goal
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT g.row_number, g.code, g.column_name, g.indicator_id, g.area_id, g.scope, g.due, g.cell, g.is_words,
           g.goal, g.remark,
           CASE WHEN fate.action = 'refuse' THEN 'error' ELSE g.fault_severity END,
           CASE WHEN fate.action <> 'refuse' THEN g.fault_vi
                WHEN NOT (_annex_fates.load).amends
                THEN 'ô khác với mục tiêu đang có hiệu lực (' || coalesce(k.cell, '') || '): cần văn bản sửa đổi'
                ELSE 'sửa đổi không sau ngày ' || to_char(k.valid_from, 'DD/MM/YYYY') || ' của mục tiêu đang có hiệu lực' END,
           CASE WHEN fate.action <> 'refuse' THEN g.fault_en
                WHEN NOT (_annex_fates.load).amends
                THEN 'the cell differs from the target in force (' || coalesce(k.cell, '') || '): an amendment is needed'
                ELSE 'the amendment is not after ' || to_char(k.valid_from, 'YYYY-MM-DD') || ', the first day of the target in force' END,
           fate.action, k.indicator_target_id
    FROM unnest(_annex_fates.goals) AS g
    LEFT JOIN LATERAL (
        SELECT t.indicator_target_id, t.cell, t.goal, t.unread, t.valid_from, t.valid_to, t.document_id
        FROM indicator_target AS t
        WHERE t.indicator_id = g.indicator_id AND t.area_id = g.area_id AND t.scope = g.scope AND t.due = g.due
          AND t.correction IS NULL
        ORDER BY t.valid_to IS NULL DESC, t.valid_from DESC
        LIMIT 1) AS k ON true
    CROSS JOIN LATERAL (
        SELECT socpolicy.fold_text(k.cell) IS NOT DISTINCT FROM socpolicy.fold_text(g.cell) AS same,
               EXISTS (SELECT FROM indicator_target AS o
                       WHERE o.indicator_id = g.indicator_id AND o.area_id = g.area_id AND o.scope = g.scope
                         AND o.due = g.due AND o.document_id = (_annex_fates.load).document_id
                         AND o.correction IS NULL
                         AND socpolicy.fold_text(o.cell) IS NOT DISTINCT FROM socpolicy.fold_text(g.cell)) AS once_set) AS c
    CROSS JOIN LATERAL (
        SELECT CASE WHEN g.area_id IS NULL OR g.fault_en LIKE 'unknown scope%' THEN 'none'
                    WHEN k.indicator_target_id IS NULL THEN 'add'
                    WHEN c.same AND k.unread AND g.goal IS NOT NULL THEN 'reread'
                    WHEN c.same OR c.once_set AND NOT (_annex_fates.load).corrects THEN 'same'
                    WHEN k.unread AND k.document_id = (_annex_fates.load).document_id THEN 'replace'
                    WHEN g.fault_en IS NOT NULL THEN 'none'
                    WHEN (_annex_fates.load).corrects AND k.document_id = (_annex_fates.load).document_id
                         AND k.valid_to IS NULL THEN 'correct'
                    WHEN (_annex_fates.load).amends AND k.valid_to IS NULL
                         AND (k.valid_from < (_annex_fates.load).since OR k.valid_from IS NULL) THEN 'amend'
                    ELSE 'refuse' END AS action) AS fate;
END;

COMMENT ON FUNCTION _annex_fates(_load, _annex_goal[]) IS
    'Phải làm gì với từng ô mục tiêu: thêm, giữ, đọc lại, thay, sửa chép sai, sửa đổi hay từ chối | what is to be done with each target cell';

CREATE OR REPLACE FUNCTION _annex_write_targets(load _load, goals _annex_goal[]) RETURNS SETOF _finding
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE indicator_target AS k
    SET valid_to = load.since - 1
    FROM unnest(goals) AS g
    WHERE g.action = 'amend' AND k.indicator_target_id = g.known_id;
    PERFORM _withdraw_target(g.known_id,
                             CASE g.action WHEN 'correct' THEN 'phụ lục được chép lại cho đúng | the annex was copied again'
                                           ELSE 'trước đây không đọc được | it could not be read' END)
    FROM unnest(goals) AS g
    WHERE g.action IN ('correct', 'replace');
    -- A cell that could not be read before and now can is no amendment.
    UPDATE indicator_target AS k
    SET goal = g.goal, remark = g.remark
    FROM unnest(goals) AS g
    WHERE g.action = 'reread' AND k.indicator_target_id = g.known_id;
    INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal, remark, document_id, valid_from)
    SELECT g.indicator_id, g.area_id, g.scope, g.due, g.cell, g.goal, coalesce(g.fault_en, g.remark),
           load.document_id, coalesce(CASE WHEN g.action <> 'amend' THEN k.valid_from END, load.since)
    FROM unnest(goals) WITH ORDINALITY AS g
    LEFT JOIN indicator_target AS k ON k.indicator_target_id = g.known_id
    WHERE g.action IN ('add', 'amend', 'correct', 'replace')
    ORDER BY g.ordinality;

    RETURN QUERY
        SELECT coalesce(g.fault_severity, 'remark'), g.row_number, g.code, g.column_name, g.cell,
               coalesce(g.fault_vi, 'cần xem lại cách viết số: ' || _remark_vi(g.remark)),
               coalesce(g.fault_en, 'look at how the number is written: ' || g.remark)
        FROM unnest(goals) WITH ORDINALITY AS g
        WHERE g.fault_en IS NOT NULL OR g.remark IS NOT NULL
        ORDER BY g.fault_en IS NULL, g.ordinality;
END
$$;

COMMENT ON FUNCTION _annex_write_targets(_load, _annex_goal[]) IS
    'Ghi các mục tiêu; trả về điều nhận thấy | write the targets; returns what was found';

/* Where the plan starts from. */
CREATE OR REPLACE FUNCTION _annex_write_baselines(
    load _load,
    items _annex_item[],
    cells _annex_cell[],
    area_id integer,
    format text)
RETURNS SETOF _finding
LANGUAGE sql
BEGIN ATOMIC
    WITH said AS (
        SELECT i.row_number, i.code, k.indicator_id, c.due AS as_of, c.cell, r.value, r.remark,
               CASE WHEN coalesce(btrim(c.area), '') = '' THEN _annex_write_baselines.area_id
                    ELSE _area_named(c.area, (_annex_write_baselines.load).since) END AS area_id
        FROM unnest(_annex_write_baselines.cells) AS c
        JOIN unnest(_annex_write_baselines.items) AS i ON i.row_number = c.row_number AND i.kind = 'indicator'
        JOIN indicator AS k ON k.plan_id = (_annex_write_baselines.load).plan_id AND k.code = i.code
        CROSS JOIN LATERAL socpolicy.inspect_number(c.cell, _annex_write_baselines.format) AS r
        WHERE c.field = 'baseline' AND btrim(c.cell) <> '' AND r.remark IS DISTINCT FROM 'none'
    ), added AS (
        INSERT INTO indicator_baseline (indicator_id, area_id, as_of, cell, value, document_id)
        SELECT DISTINCT ON (s.indicator_id, s.area_id, s.as_of)
               s.indicator_id, s.area_id, s.as_of, btrim(s.cell), s.value, (_annex_write_baselines.load).document_id
        FROM said AS s
        WHERE s.as_of IS NOT NULL AND s.area_id IS NOT NULL
        ORDER BY s.indicator_id, s.area_id, s.as_of, s.row_number
        ON CONFLICT (indicator_id, area_id, as_of) DO NOTHING
    )
    SELECT f.severity, s.row_number, s.code, 'baseline', s.cell, f.vi, f.en
    FROM said AS s
    CROSS JOIN LATERAL (
        SELECT f.*
        FROM (VALUES
            (1, s.value IS NULL, 'error', 'không đọc được mốc xuất phát: ' || _remark_vi(s.remark), 'the baseline cannot be read: ' || s.remark),
            (2, s.as_of IS NULL, 'remark', 'không biết mốc xuất phát của năm nào: chưa ghi',
             'which year the baseline is of is not said: not kept'),
            (3, s.remark IS NOT NULL, 'remark', 'cần xem lại cách viết số: ' || _remark_vi(s.remark),
             'look at how the number is written: ' || s.remark)
        ) AS f (place, found, severity, vi, en)
        WHERE f.found
        ORDER BY f.place
        LIMIT 1) AS f;
END;

COMMENT ON FUNCTION _annex_write_baselines(_load, _annex_item[], _annex_cell[], integer, text) IS
    'Ghi mốc xuất phát của các chỉ tiêu | write where indicators start from';

/* Whom the cells of lead and coordinating agencies name. */
CREATE OR REPLACE FUNCTION _annex_duties(load _load, items _annex_item[]) RETURNS SETOF _duty
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH named AS (
        SELECT i.row_number, i.code, k.indicator_id, c.role, c.cell
        FROM unnest(_annex_duties.items) AS i
        JOIN indicator AS k ON k.plan_id = (_annex_duties.load).plan_id AND k.code = i.code
        CROSS JOIN LATERAL (VALUES
            ('lead', i.lead), ('coordinating', i.coordinating)) AS c (role, cell)
        WHERE i.kind IN ('indicator', 'container')
    ), read AS (
        SELECT d.cell, f.ordinal, f.agency_id, f.spelling
        FROM (SELECT DISTINCT cell FROM named) AS d
        CROSS JOIN LATERAL find_agencies(d.cell, (_annex_duties.load).since) AS f
    )
    SELECT n.row_number, n.code, n.indicator_id, NULL::integer, n.role, r.ordinal, r.agency_id, r.spelling, n.cell
    FROM named AS n
    JOIN read AS r ON r.cell = n.cell;
END;

COMMENT ON FUNCTION _annex_duties(_load, _annex_item[]) IS
    'Các cơ quan trong ô chủ trì và phối hợp; agency_id NULL: chưa biết | the agencies that the cells name; agency_id NULL: unknown';

/* ---------- load ---------- */

/* Two due dates that a plan without dates in its headers means: the ends of this five-year plan and the next. */
CREATE OR REPLACE FUNCTION _five_year_ends(issued_on date) RETURNS date[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT make_date((ceil(extract(year FROM issued_on) / 5) * 5)::integer + k.later, 12, 31)
             FROM (VALUES (0), (5)) AS k (later) ORDER BY k.later);

COMMENT ON FUNCTION _five_year_ends(date) IS
    'Ngày cuối của kế hoạch năm năm này và kế hoạch năm năm sau | the last days of this five-year plan and of the next';

/* The area that a load is for: as said, or that of the plan. */
CREATE OR REPLACE FUNCTION _load_area(load _load, area text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_id integer;
BEGIN
    IF area IS NULL THEN
        RETURN (SELECT p.area_id FROM plan AS p WHERE p.plan_id = load.plan_id);
    END IF;
    found_id := area_at(area, load.since);
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', area, to_char(load.since, 'YYYY-MM-DD')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'create_areas makes it.';
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION _load_area(_load, text) IS
    'Địa phương của một lần nạp: như đã ghi, hoặc của kế hoạch | the area of a load: as said, or the plan''s';

/* Decided by the first load of a plan that has rows. */
CREATE OR REPLACE FUNCTION _codes_bear_sector(plan_id integer, rows _annex_row[]) RETURNS boolean
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    decided boolean := (SELECT p.codes_bear_sector FROM plan AS p WHERE p.plan_id = _codes_bear_sector.plan_id);
BEGIN
    IF decided IS NULL AND cardinality(rows) > 0 THEN
        decided := _annex_numbers_repeat(rows);
        UPDATE plan AS p SET codes_bear_sector = decided WHERE p.plan_id = _codes_bear_sector.plan_id;
    END IF;
    RETURN coalesce(decided, false);
END
$$;

COMMENT ON FUNCTION _codes_bear_sector(integer, _annex_row[]) IS
    'Mã của kế hoạch này có mang mã nhóm không; lần nạp đầu quyết định | do the codes of this plan bear the sector''s; the first load decides';

/*
 * Load the annex rows that belong to no batch yet.
 *
 * Loading the same annex again changes nothing.  A changed cell is a new row
 * with the old one closed, and needs the amending document, or correct =>
 * true where only the copy was wrong; nothing that is in the register is
 * overwritten.  A dry run is the same run, undone.
 */
CREATE OR REPLACE FUNCTION load_annex(
    plan text,
    area text DEFAULT NULL,
    due date[] DEFAULT NULL,
    amendment text DEFAULT NULL,
    in_force_from date DEFAULT NULL,
    format text DEFAULT 'vi',
    dry_run boolean DEFAULT false,
    merged boolean DEFAULT true,
    correct boolean DEFAULT false)
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
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    load _load;
    the_area integer;
    dues date[] := due;
    given _annex_cell[];
    cells _annex_cell[];
    rows _annex_row[];
    items _annex_item[];
    goals _annex_goal[];
    faults _finding[];
    written record;
    bears boolean;
BEGIN
    PERFORM socpolicy.parse_number('0', format);    -- an unknown format raises
    BEGIN
        load := _begin_load('annex_intake', plan, amendment, in_force_from, correct);
        the_area := _load_area(load, area);
        dues := coalesce(dues, _five_year_ends(load.since));
        IF cardinality(dues) = 0 OR dues <> ARRAY(SELECT DISTINCT d FROM unnest(dues) AS d ORDER BY d) THEN
            RAISE EXCEPTION 'due must be dates in order' USING ERRCODE = 'invalid_parameter_value';
        END IF;
        -- Two loaders cannot take the same rows: the second waits here and
        -- finds them taken.
        UPDATE annex_intake SET batch_id = load.batch_id WHERE batch_id IS NULL;

        given := ARRAY(SELECT g FROM _annex_given(load.batch_id, dues) AS g);
        rows := ARRAY(SELECT r FROM _annex_rows(given) AS r);
        cells := ARRAY(SELECT ROW(f.first_row, g.field, g.column_name, g.area, g.scope, g.due, g.cell)::_annex_cell
                       FROM unnest(given) AS g
                       JOIN _annex_first_row(given) AS f ON f.row_number = g.row_number
                       WHERE g.field IN ('target', 'baseline'));
        bears := _codes_bear_sector(load.plan_id, rows);
        items := ARRAY(SELECT i FROM _annex_items(rows, bears, merged) AS i);
        faults := ARRAY(SELECT f FROM _annex_faults(items, load.plan_id) AS f);
        PERFORM _keep_findings(load, faults);
        items := ARRAY(SELECT i FROM unnest(items) AS i
                       WHERE NOT EXISTS (SELECT FROM unnest(faults) AS f
                                         WHERE f.severity = 'error' AND f.row_number = i.row_number));

        PERFORM _keep_findings(load, ARRAY(SELECT f FROM _annex_write_units(items) AS f));
        SELECT * INTO written FROM _annex_write_sectors(load, items) AS w;
        PERFORM _keep_findings(load, written.findings);
        PERFORM _keep_findings(load, ARRAY(
            SELECT f FROM _annex_write_indicators(load, items, cells, written.sectors, format) AS f));
        goals := ARRAY(SELECT g FROM _annex_goals(load, items, cells, the_area, format) AS g);
        PERFORM _annex_write_levels(goals);
        goals := ARRAY(SELECT g FROM _annex_goals(load, items, cells, the_area, format) AS g);
        goals := ARRAY(SELECT g FROM _annex_fates(load, goals) AS g);
        PERFORM _keep_findings(load, ARRAY(SELECT f FROM _annex_write_targets(load, goals) AS f));
        PERFORM _stretch_plan(load.plan_id, (SELECT max(g.due) FROM unnest(goals) AS g));
        PERFORM _keep_findings(load, ARRAY(
            SELECT f FROM _annex_write_baselines(load, items, cells, the_area, format) AS f));
        PERFORM _keep_findings(load, ARRAY(
            SELECT f FROM _write_duties(load, ARRAY(SELECT d FROM _annex_duties(load, items) AS d)) AS f));
        PERFORM _close_load(load, ARRAY(SELECT i.code FROM unnest(items) AS i WHERE i.kind IN ('indicator', 'container')),
                            cardinality(rows),
                            (SELECT count(*) FROM unnest(goals) AS g WHERE g.action = 'add')::integer,
                            (SELECT count(*) FROM unnest(goals) AS g
                             WHERE g.action IN ('amend', 'correct', 'replace', 'reread'))::integer,
                            (SELECT count(*) FROM unnest(goals) AS g
                             WHERE g.action IN ('same', 'refuse', 'none'))::integer,
                            dry_run);

        RETURN QUERY
            SELECT f.severity, f.row_number, i.code, f.column_name, f.raw, f.reason_vi, f.reason_en
            FROM batch_findings(load.batch_id) WITH ORDINALITY AS f
            LEFT JOIN (SELECT x.row_number, max(x.code) AS code
                       FROM _annex_items(rows, bears, merged) AS x
                       WHERE x.kind IN ('indicator', 'container')
                       GROUP BY x.row_number) AS i ON i.row_number = f.row_number
            ORDER BY f.ordinality;

        IF dry_run THEN
            RAISE EXCEPTION 'dry run' USING ERRCODE = 'SP000';
        END IF;
    EXCEPTION WHEN SQLSTATE 'SP000' THEN
        NULL;   -- the report is out, all else is undone
    END;
END
$$;

COMMENT ON FUNCTION load_annex(text, text, date[], text, date, text, boolean, boolean, boolean) IS
    'Nạp các dòng phụ lục chưa thuộc đợt nào; trả về từng chỗ bị từ chối hoặc cần xem lại | load the annex rows that belong to no batch yet; returns what was rejected and what to look at';
