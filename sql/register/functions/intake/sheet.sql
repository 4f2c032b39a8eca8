/*
 * Sheets: lines of a file into cells, headers into columns.
 */

/*
 * A line of CSV into cells: NULL for a bare empty one, which a merged cell may
 * have swallowed, '' for an empty one in quotes, which is printed blank.
 * Lines without a quote, and those whose quotes only wrap cells, take the
 * short way.  _split_line is not STRICT, so that it is inlined.
 */
CREATE OR REPLACE FUNCTION _split_quoted_line(line text, separator text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT array_agg(coalesce(replace(m.part[1], '""', '"') || m.part[2], nullif(m.part[3], ''))
                         ORDER BY m.place)
        FROM regexp_matches(separator || line,
                            format('[%1$s](?:"((?:[^"]|"")*)"([^%1$s]*)|([^%1$s]*))', separator),
                            'g') WITH ORDINALITY AS m (part, place));

COMMENT ON FUNCTION _split_quoted_line(text, text) IS
    'Tách một dòng CSV có dấu nháy kép thành các ô | the cells of a line of CSV with quotes in it';

CREATE OR REPLACE FUNCTION _split_line(line text, separator text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN position('"' IN line) = 0 THEN string_to_array(line, separator, '')
    WHEN position('""' IN line) = 0
         AND line ~ format('^(?:"[^"%1$s]*"|[^"%1$s]*)(?:[%1$s](?:"[^"%1$s]*"|[^"%1$s]*))*$', separator)
        THEN string_to_array(replace(line, '"', ''), separator, '')
    ELSE _split_quoted_line(line, separator) END;

COMMENT ON FUNCTION _split_line(text, text) IS
    'Tách một dòng CSV thành các ô; ô rỗng là NULL, ô rỗng trong nháy kép là chuỗi rỗng | the cells of a line of CSV; an empty one is NULL, an empty one in quotes an empty string';

/*
 * The separator of a sheet: the one that stands in most of its first lines,
 * as often in each.  Quoted cells do not count.
 */
CREATE OR REPLACE FUNCTION _sheet_separator(lines text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
    (SELECT s.separator
     FROM (VALUES (1, E'\t'), (2, ';'), (3, '|'), (4, ',')) AS s (place, separator)
     CROSS JOIN LATERAL (
         SELECT count(*) AS lines
         FROM unnest(lines[1:200]) AS l (line)
         CROSS JOIN LATERAL (
             SELECT length(bare.line) - length(replace(bare.line, s.separator, '')) AS separators
             FROM (SELECT regexp_replace(l.line, '"(?:[^"]|"")*"', '', 'g') AS line) AS bare) AS c
         WHERE c.separators > 0
         GROUP BY c.separators
         ORDER BY count(*) DESC, c.separators DESC
         LIMIT 1) AS n
     ORDER BY n.lines DESC, s.place
     LIMIT 1),
    ';');

COMMENT ON FUNCTION _sheet_separator(text[]) IS
    'Dấu ngăn cột của một tệp: dấu có mặt đều nhất ở các dòng đầu | the separator of a sheet: the one that stands as often in most of its first lines';

/*
 * The lines of a file: a line that holds line breaks is a whole file sent as
 * one text; a cell of several lines, as Excel writes it, is one line again,
 * under the number of its first.  A quote that is opened and not closed
 * within max_lines lines is a fault of that line alone.
 */
CREATE OR REPLACE FUNCTION _file_lines(lines text[], max_lines integer DEFAULT 200)
RETURNS TABLE (
    row_number integer,
    line text,
    fault text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH single AS MATERIALIZED (
        SELECT (row_number() OVER (ORDER BY t.place, l.place))::integer AS n, ltrim(l.line, U&'\FEFF') AS line
        FROM unnest(_file_lines.lines) WITH ORDINALITY AS t (text, place)
        CROSS JOIN LATERAL string_to_table(
            CASE WHEN t.text ~ '[\n\r]'
                 THEN replace(replace(rtrim(t.text, E'\r\n'), E'\r\n', E'\n'), E'\r', E'\n')
                 ELSE t.text END, E'\n') WITH ORDINALITY AS l (line, place)
    ), span AS (
        -- A line with an odd number of quotes opens or closes a cell; one
        -- that can do neither is only badly typed.
        SELECT o.opening, o.closing, o.closing - o.opening < _file_lines.max_lines IS TRUE AS closes
        FROM (SELECT s.n AS opening, lead(s.n) OVER (ORDER BY s.n) AS closing,
                     row_number() OVER (ORDER BY s.n) AS place
              FROM single AS s
              WHERE position('"' IN s.line) > 0
                AND (length(s.line) - length(replace(s.line, '"', ''))) % 2 = 1
                AND (s.line ~ '(?:^|[;,\t|])"(?:[^"]|"")*$' OR s.line ~ '^(?:[^"]|"")*"(?:$|[;,\t|])')) AS o
        WHERE o.place % 2 = 1
    )
    SELECT s.n,
           CASE WHEN p.closes
                THEN (SELECT string_agg(m.line, E'\n' ORDER BY m.n)
                      FROM single AS m WHERE m.n BETWEEN p.opening AND p.closing)
                ELSE s.line END,
           CASE WHEN NOT p.closes THEN 'open_quote' END
    FROM single AS s
    LEFT JOIN span AS p ON p.opening = s.n
    WHERE NOT EXISTS (SELECT FROM span AS i WHERE i.closes AND s.n > i.opening AND s.n <= i.closing)
    ORDER BY s.n;
END;

COMMENT ON FUNCTION _file_lines(text[], integer) IS
    'Các dòng của một tệp, ô nhiều dòng đã nối lại; fault: open_quote là nháy kép không đóng | the lines of a file, cells of several lines joined; fault: open_quote, a quote that is not closed';

/* Lines of a sheet to rows of cells; rows without any text are left out. */
CREATE OR REPLACE FUNCTION _sheet_cells(lines text[], separator text DEFAULT NULL)
RETURNS TABLE (
    row_number integer,
    cells text[],
    fault text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH line AS MATERIALIZED (
        SELECT l.row_number, l.line, l.fault FROM _file_lines(_sheet_cells.lines) AS l
    ), cut AS (
        SELECT coalesce(_sheet_cells.separator,
                        _sheet_separator(ARRAY(SELECT l.line FROM line AS l
                                               ORDER BY l.row_number LIMIT 200))) AS by
    )
    SELECT l.row_number, c.cells, l.fault
    FROM line AS l
    CROSS JOIN cut
    CROSS JOIN LATERAL (SELECT _split_line(l.line, cut.by) AS cells) AS c
    WHERE btrim(array_to_string(c.cells, ''), E' \t\u00A0') <> ''
    ORDER BY l.row_number;
END;

COMMENT ON FUNCTION _sheet_cells(text[], text) IS
    'Các dòng của một bảng thành các ô; ô rỗng là NULL, ô rỗng trong nháy kép là chuỗi rỗng | lines of a sheet to rows of cells; an empty cell is NULL, an empty one in quotes an empty string';

/*
 * A header row over another: a merged cell is filled right over what stands
 * below it, then the rows are joined down ("Kết quả thực hiện" over 2023 and
 * 2024).
 */
CREATE OR REPLACE FUNCTION _join_headers(upper_row text[], lower_row text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY(
    SELECT nullif(concat_ws(' ', nullif(btrim(coalesce(nullif(btrim(u.cell), ''), left_of.cell)), ''),
                            nullif(btrim(l.cell), '')), '')
    FROM generate_series(1, greatest(cardinality(upper_row), cardinality(lower_row))) AS p (place)
    CROSS JOIN LATERAL (SELECT upper_row[p.place] AS cell) AS u
    CROSS JOIN LATERAL (SELECT lower_row[p.place] AS cell) AS l
    LEFT JOIN LATERAL (
        SELECT upper_row[q.place] AS cell, lower_row[q.place] AS below
        FROM generate_series(1, p.place - 1) AS q (place)
        WHERE btrim(upper_row[q.place]) <> ''
        ORDER BY q.place DESC
        LIMIT 1) AS left_of ON btrim(l.cell) <> '' AND btrim(left_of.below) <> ''
    ORDER BY p.place);

COMMENT ON FUNCTION _join_headers(text[], text[]) IS
    'Hai dòng tiêu đề thành một: ô gộp điền sang phải, rồi nối xuống | two header rows to one: merged cells filled right, then joined down';

CREATE OR REPLACE FUNCTION _nearest_known(kind text, said text[])
RETURNS TABLE (
    said text,
    code text,
    label text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH asked AS MATERIALIZED (
        SELECT row_number() OVER () AS n, s.said, _code_key(s.said) AS short,
               translate(_header_key(s.said), 'y', 'i') AS long
        FROM (SELECT DISTINCT u.said FROM unnest(_nearest_known.said) AS u (said)) AS s
        WHERE s.said <> ''
    ), pool AS MATERIALIZED (
        SELECT i.code, i.name_vi AS label, i.code AS spelling
        FROM indicator AS i WHERE _nearest_known.kind = 'indicator'
        UNION
        SELECT i.code, i.name_vi, i.name_vi
        FROM indicator AS i WHERE _nearest_known.kind = 'indicator'
        UNION
        SELECT a.code, a.name_vi, a.code
        FROM area AS a WHERE _nearest_known.kind = 'area'
        UNION
        SELECT a.code, a.name_vi, a.name_vi
        FROM area AS a WHERE _nearest_known.kind = 'area'
        UNION
        SELECT s.code, s.name_vi, spelling.text
        FROM source AS s CROSS JOIN LATERAL (VALUES (s.code), (s.name_vi)) AS spelling (text)
        WHERE _nearest_known.kind = 'source'
        UNION
        SELECT g.code, g.name_vi, k.spelling
        FROM agency AS g JOIN _agency_spelling AS k ON k.agency_id = g.agency_id
        WHERE _nearest_known.kind = 'agency'
        UNION
        SELECT w.word, NULL, w.word
        FROM unnest(ARRAY['ước', 'ước thực hiện', 'sơ bộ', 'chính thức',
                          'estimate', 'preliminary', 'official']) AS w (word)
        WHERE _nearest_known.kind = 'stage'
        UNION
        SELECT h.header, NULL, h.header
        FROM header_synonym AS h WHERE _nearest_known.kind = 'header'
    ), known AS MATERIALIZED (
        SELECT row_number() OVER () AS n, p.code, p.label,
               _code_key(p.spelling) AS short, translate(_header_key(p.spelling), 'y', 'i') AS long
        FROM pool AS p
        WHERE EXISTS (SELECT FROM asked)
    ), asked_cut AS MATERIALIZED (
        SELECT a.said, a.short, overlay(a.short PLACING '' FROM n.n FOR 1) AS cut
        FROM asked AS a CROSS JOIN LATERAL generate_series(1, length(a.short) + 1) AS n (n)
        WHERE length(a.short) BETWEEN 2 AND 12
    ), known_cut AS (
        SELECT k.code, k.label, k.short, overlay(k.short PLACING '' FROM n.n FOR 1) AS cut
        FROM known AS k CROSS JOIN LATERAL generate_series(1, length(k.short) + 1) AS n (n)
        WHERE length(k.short) BETWEEN 2 AND 12
          AND EXISTS (SELECT FROM asked_cut)
    ), asked_part AS MATERIALIZED (
        SELECT DISTINCT a.n, length(a.long) AS long, substr('  ' || a.long || ' ', n.n, 3) AS part
        FROM asked AS a CROSS JOIN LATERAL generate_series(1, length(a.long) + 1) AS n (n)
        WHERE length(a.long) >= 4
    ), known_part AS (
        SELECT DISTINCT k.n, substr('  ' || k.long || ' ', n.n, 3) AS part
        FROM known AS k CROSS JOIN LATERAL generate_series(1, length(k.long) + 1) AS n (n)
        WHERE length(k.long) >= 4
          AND EXISTS (SELECT FROM asked_part)
    ), near AS (
        SELECT a.said, k.code, k.label, 1.0 AS likeness
        FROM asked AS a
        JOIN known AS k ON k.short = a.short
        UNION ALL
        SELECT a.said, k.code, k.label, 1.0
        FROM asked AS a
        JOIN known AS k ON k.long = a.long
        WHERE a.long <> ''
        UNION ALL
        SELECT DISTINCT a.said, k.code, k.label,
               CASE WHEN length(a.short) <> length(k.short) THEN 0.8
                    WHEN left(a.short, -1) = left(k.short, -1) THEN 0.7
                    ELSE 0.75 END
        FROM asked_cut AS a
        JOIN known_cut AS k ON k.cut = a.cut
        WHERE abs(length(a.short) - length(k.short)) <= 1 AND length(k.short) >= 3
        UNION ALL
        -- What shares too few parts for any length is left out at once.
        SELECT shared.said, k.code, k.label, shared.likeness
        FROM (SELECT a.n, p.n AS known_n, count(*) AS parts
              FROM asked_part AS a
              JOIN known_part AS p ON p.part = a.part
              GROUP BY a.n, a.long, p.n
              HAVING 2.0 * count(*) > 0.55 * (a.long + 2)
              OFFSET 0) AS c
        JOIN asked AS a ON a.n = c.n
        JOIN known AS k ON k.n = c.known_n
        CROSS JOIN LATERAL (
            SELECT a.said, 2.0 * c.parts / (length(a.long) + length(k.long) + 2) AS likeness) AS shared
        WHERE shared.likeness > 0.55
    )
    SELECT DISTINCT ON (n.said) n.said, n.code, n.label
    FROM near AS n
    ORDER BY n.said, n.likeness DESC, abs(length(n.said) - length(n.code)), n.code;
END;

COMMENT ON FUNCTION _nearest_known(text, text[]) IS
    'Mã hoặc tên đã biết gần nhất với từng nội dung lạ; loại: indicator, area, agency, source, stage, header | the known code or name nearest to each unknown text; kinds: indicator, area, agency, source, stage, header';

/*
 * The columns of a header line, under each separator that it could have.  A
 * year after a known word ("Thực hiện năm 2025") is the period of the column.
 */
CREATE OR REPLACE FUNCTION _header_columns(line text)
RETURNS TABLE (
    separator text,
    place integer,
    header text,
    field text,
    precedence integer,
    period text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT s.separator, c.place::integer, c.header, h.field, h.precedence, said.period
    FROM (VALUES (';'), (','), (E'\t'), ('|')) AS s (separator)
    CROSS JOIN LATERAL unnest(_split_line(_header_columns.line, s.separator))
        WITH ORDINALITY AS c (header, place)
    CROSS JOIN LATERAL (
        SELECT _header_key(c.header) AS key,
               regexp_match(_header_key(c.header),
                            '^(.+?) ((?:quy (?:[1-4]|i{1,3}|iv) |[1-9] thang (?:dau )?)?(?:nam )?(?:19|20)[0-9]{2})$')
                   AS dated) AS k
    LEFT JOIN header_synonym AS whole ON whole.key = k.key
    LEFT JOIN header_synonym AS h ON h.key = coalesce(whole.key, k.dated[1])
    LEFT JOIN LATERAL (
        SELECT replace(replace(replace(k.dated[2], 'quy', 'quý'), 'thang', 'tháng'), 'nam', 'năm') AS period
        WHERE whole.key IS NULL AND h.field IS NOT NULL) AS said ON true
    WHERE position(s.separator IN _header_columns.line) > 0;
END;

COMMENT ON FUNCTION _header_columns(text) IS
    'Các cột của một dòng tiêu đề theo từng dấu ngăn có thể | the columns of a header line, under each separator it could have';

/* Rows whose columns came one by one. */
CREATE OR REPLACE FUNCTION _read_intake_rows() RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    INSERT INTO pg_temp.intake_record
    SELECT o.row_id, row_number() OVER (ORDER BY o.row_id), 0, false,
           coalesce(btrim(o.plan), ''), coalesce(o.indicator_code, ''), '',
           coalesce(o.area_code, ''), '', coalesce(o.period, ''),
           o.value, o.numerator, o.denominator, '',
           coalesce(o.stage, ''), coalesce(o.source, ''), nullif(o.note, ''), o.corrects, NULL, o.sent_by
    FROM observation_intake AS o
    WHERE o.batch_id IS NULL AND o.line IS NULL
      AND NOT (o.sent_in = ANY (ARRAY(SELECT l.sent_in FROM observation_intake AS l
                                      WHERE l.batch_id IS NULL AND l.line IS NOT NULL))
               AND num_nulls(o.plan, o.indicator_code, o.area_code, o.period, o.value, o.numerator,
                             o.denominator, o.stage, o.source, o.note) = 10);
END
$$;

COMMENT ON FUNCTION _read_intake_rows() IS
    'Đọc các dòng đã tách cột | read the rows whose columns came one by one';


CREATE OR REPLACE FUNCTION _read_intake_file(batch integer, sending xid8, name text, plan text, area text,
                                 period text, stage text, source text)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    longest_cell CONSTANT integer := 200;   -- lines
    known_fields CONSTANT text[] := '{indicator_code,indicator_name}';
    title_period text;
    default_area text;
    default_source text;
    unit_is_area boolean;
    given jsonb;
    has record;
BEGIN
    CREATE TEMPORARY TABLE intake_line (
        row_number integer NOT NULL,
        row_id bigint NOT NULL,
        line text,
        sent_by text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE intake_section (
        series integer NOT NULL,
        row_number integer NOT NULL,
        before integer,
        header text NOT NULL,
        separator text NOT NULL,
        columns integer NOT NULL,
        period_said text,
        plan_at integer, code_at integer, indicator_at integer, area_at integer, place_at integer,
        period_at integer, year_at integer, quarter_at integer, month_at integer,
        value_at integer, numerator_at integer, denominator_at integer, unit_at integer,
        stage_at integer, source_at integer, note_at integer) ON COMMIT DROP;

    -- A line that holds line breaks is a whole file sent as one text.
    IF EXISTS (SELECT FROM observation_intake AS o
               WHERE o.batch_id IS NULL AND o.sent_in = sending
                 AND (position(E'\n' IN o.line) > 0 OR position(E'\r' IN o.line) > 0)) THEN
        INSERT INTO pg_temp.intake_line
        SELECT row_number() OVER (ORDER BY o.row_id, l.place), o.row_id, ltrim(l.line, U&'\FEFF'), o.sent_by
        FROM observation_intake AS o
        CROSS JOIN LATERAL string_to_table(
            replace(replace(rtrim(o.line, E'\r\n'), E'\r\n', E'\n'), E'\r', E'\n'), E'\n')
            WITH ORDINALITY AS l (line, place)
        WHERE o.batch_id IS NULL AND o.sent_in = sending AND o.line IS NOT NULL;
    ELSE
        INSERT INTO pg_temp.intake_line
        SELECT row_number() OVER (ORDER BY o.row_id), o.row_id, ltrim(o.line, U&'\FEFF'), o.sent_by
        FROM observation_intake AS o
        WHERE o.batch_id IS NULL AND o.sent_in = sending
          AND (o.line IS NOT NULL
               OR num_nulls(o.plan, o.indicator_code, o.area_code, o.period, o.value, o.numerator,
                            o.denominator, o.stage, o.source, o.note) = 10);
    END IF;

    given := jsonb_strip_nulls(jsonb_build_object('plan', plan, 'area', area, 'period', period,
                                                  'stage', stage, 'source', source));
    INSERT INTO import_file (batch_id, name, given, lines, fingerprint)
    SELECT batch, name, given, count(*),
           concat_ws('-', to_hex(count(*) FILTER (WHERE l.line <> '')),
                     to_hex(bit_xor(hashtextextended(l.line, l.row_number)) FILTER (WHERE l.line <> '')),
                     to_hex(hashtextextended(given::text, 0)))
    FROM pg_temp.intake_line AS l;

    -- Line breaks within quotes: a line with an odd number of quotes opens
    -- or closes a cell.  One that can do neither is only badly typed.
    CREATE TEMPORARY TABLE intake_span ON COMMIT DROP AS
    SELECT opening, closing
    FROM (SELECT row_number AS opening,
                 lead(row_number) OVER (ORDER BY row_number) AS closing,
                 row_number() OVER (ORDER BY row_number) AS place
          FROM pg_temp.intake_line
          WHERE position('"' IN line) > 0
            AND (length(line) - length(replace(line, '"', ''))) % 2 = 1
            AND (line ~ '(?:^|[;,\t|])"(?:[^"]|"")*$' OR line ~ '^(?:[^"]|"")*"(?:$|[;,\t|])')
         ) AS odd
    WHERE place % 2 = 1;
    IF FOUND THEN
        CREATE INDEX ON pg_temp.intake_line (row_number);
        ANALYZE pg_temp.intake_line, pg_temp.intake_span;
        INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, column_name, raw, vi, en)
        SELECT 'error', l.row_number, l.row_id, 'line', l.line,
               'dấu nháy kép mở mà không đóng', 'a quote is opened and not closed'
        FROM pg_temp.intake_span AS s
        JOIN pg_temp.intake_line AS l ON l.row_number = s.opening
        WHERE coalesce(s.closing - s.opening, longest_cell) >= longest_cell;
        UPDATE pg_temp.intake_line AS l SET line = NULL
        FROM pg_temp.intake_span AS s
        WHERE l.row_number = s.opening AND coalesce(s.closing - s.opening, longest_cell) >= longest_cell;
        DELETE FROM pg_temp.intake_span
        WHERE coalesce(closing - opening, longest_cell) >= longest_cell;

        UPDATE pg_temp.intake_line AS l
        SET line = CASE WHEN l.row_number = j.opening THEN j.line END
        FROM (SELECT s.opening, s.closing, string_agg(coalesce(p.line, ''), E'\n' ORDER BY p.row_number) AS line
              FROM pg_temp.intake_span AS s
              JOIN pg_temp.intake_line AS p ON p.row_number BETWEEN s.opening AND s.closing
              GROUP BY s.opening, s.closing) AS j
        WHERE l.row_number BETWEEN j.opening AND j.closing;
    END IF;

    -- Headers: lines that name an indicator and a figure, in the first lines
    -- of the file or, having no digit, anywhere: files pasted together and
    -- printed pages repeat theirs.
    INSERT INTO pg_temp.intake_section
    WITH candidate AS (
        SELECT l.row_number, l.line
        FROM pg_temp.intake_line AS l
        WHERE l.line <> '' AND (l.row_number <= 100 OR l.line !~ '[0-9]')
    ), read AS MATERIALIZED (
        SELECT d.line, c.*
        FROM (SELECT DISTINCT line FROM candidate) AS d
        CROSS JOIN LATERAL _header_columns(d.line) AS c
    ), separated AS (
        SELECT DISTINCT ON (line) line, separator, max(place) AS columns
        FROM read
        GROUP BY line, separator
        HAVING bool_or(field = ANY (known_fields)) AND bool_or(field IN ('value', 'numerator'))
        ORDER BY line, count(DISTINCT field) DESC, separator
    ), header AS (
        SELECT c.row_number, s.*,
               lag(c.line) OVER (ORDER BY c.row_number) IS NOT DISTINCT FROM c.line AS again
        FROM candidate AS c JOIN separated AS s ON s.line = c.line
    ), bounded AS (
        SELECT row_number, line, separator, columns,
               lead(row_number) OVER (ORDER BY row_number) AS before
        FROM header
        WHERE NOT again
    ), chosen AS (
        SELECT DISTINCT ON (line, field) line, field, place
        FROM (SELECT r.line, r.field, r.place, r.precedence
              FROM read AS r JOIN separated AS s ON s.line = r.line AND s.separator = r.separator
              WHERE r.field IS NOT NULL) AS f
        ORDER BY line, field, precedence, place
    ), at AS (
        SELECT line, jsonb_object_agg(field, place) AS field
        FROM chosen
        GROUP BY line
    ), measured AS (
        -- Columns of figures with a year each are so many series.
        SELECT r.line, r.place, r.period
        FROM read AS r JOIN separated AS s ON s.line = r.line AND s.separator = r.separator
        WHERE r.field = 'value'
          AND (r.period IS NOT NULL
               OR r.place = (SELECT c.place FROM chosen AS c WHERE c.line = r.line AND c.field = 'value')
                  AND NOT EXISTS (SELECT FROM read AS o
                                  WHERE o.line = r.line AND o.separator = r.separator
                                    AND o.field = 'value' AND o.period IS NOT NULL))
    )
    SELECT row_number() OVER (ORDER BY b.row_number, m.place), b.row_number, b.before, b.line,
           b.separator, b.columns, m.period,
           (f.field ->> 'plan')::integer, (f.field ->> 'indicator_code')::integer,
           (f.field ->> 'indicator_name')::integer, (f.field ->> 'area_code')::integer,
           (f.field ->> 'area_name')::integer, (f.field ->> 'period')::integer,
           (f.field ->> 'year')::integer, (f.field ->> 'quarter')::integer,
           (f.field ->> 'month')::integer, m.place,
           (f.field ->> 'numerator')::integer, (f.field ->> 'denominator')::integer,
           coalesce((f.field ->> 'unit')::integer, (f.field ->> 'unit_or_area')::integer),
           (f.field ->> 'stage')::integer, (f.field ->> 'source')::integer,
           (f.field ->> 'note')::integer
    FROM bounded AS b
    JOIN at AS f ON f.line = b.line
    LEFT JOIN measured AS m ON m.line = b.line;

    IF NOT FOUND THEN
        INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, column_name, raw, vi, en)
        SELECT 'error', l.row_number, l.row_id, 'line', l.line,
               'không thấy dòng tiêu đề: cần một cột chỉ tiêu (Mã chỉ tiêu, TT …) và một cột số liệu (Giá trị, Kết quả, Tử số …)',
               'no header line found: a column of indicators (Mã chỉ tiêu, TT, code …) and one of figures (Giá trị, Kết quả, value …) are needed'
        FROM pg_temp.intake_line AS l
        WHERE l.line <> ''
        ORDER BY l.row_number
        LIMIT 1;
        DROP TABLE pg_temp.intake_line, pg_temp.intake_section, pg_temp.intake_span;
        RETURN;
    END IF;

    UPDATE import_file AS f
    SET header_row = s.row_number, header = s.header, separator = s.separator,
        columns = c.columns, unknown_columns = c.unknown_columns
    FROM (SELECT * FROM pg_temp.intake_section ORDER BY series LIMIT 1) AS s
    CROSS JOIN LATERAL (
        SELECT jsonb_object_agg(h.field, h.header ORDER BY h.precedence DESC, h.place DESC)
                   FILTER (WHERE h.field IS NOT NULL) AS columns,
               array_agg(h.header ORDER BY h.place)
                   FILTER (WHERE h.field IS NULL AND h.header IS NOT NULL) AS unknown_columns
        FROM _header_columns(s.header) AS h
        WHERE h.separator = s.separator) AS c
    WHERE f.batch_id = batch;

    -- Đơn vị is the unit, unless nothing else can be the area and no cell is a unit.
    SELECT bool_and(s.area_at IS NULL AND s.place_at IS NULL AND s.unit_at IS NOT NULL)
           AND area IS NULL
           AND NOT EXISTS (
               SELECT FROM pg_temp.intake_line AS l
               JOIN pg_temp.intake_section AS u
                   ON l.row_number > u.row_number AND l.row_number < coalesce(u.before, 2147483647)
               JOIN unit ON unit.folded = _unit_key((_split_line(l.line, u.separator))[u.unit_at])
               WHERE l.row_number <= u.row_number + 100)
           AND bool_and(EXISTS (
               SELECT FROM _header_columns(s.header) AS h
               WHERE h.separator = s.separator AND h.place = s.unit_at AND h.field = 'unit_or_area'))
    INTO unit_is_area
    FROM pg_temp.intake_section AS s;
    IF unit_is_area THEN
        UPDATE pg_temp.intake_section SET place_at = unit_at, unit_at = NULL;
    END IF;

    -- What the file does not say, in the order: said by the caller, by the
    -- title, by the register.
    SELECT bool_and(area_at IS NOT NULL OR place_at IS NOT NULL) AS area,
           bool_and(num_nonnulls(period_at, year_at, period_said) > 0) AS period,
           bool_and(stage_at IS NOT NULL) AS stage,
           bool_and(source_at IS NOT NULL) AS source,
           min(row_number) AS first_row
    INTO has
    FROM pg_temp.intake_section;
    IF period IS NULL AND NOT has.period THEN
        SELECT found.part[1] INTO title_period
        FROM pg_temp.intake_line AS l
        CROSS JOIN LATERAL regexp_match(socpolicy.fold_text(l.line),
            '((?:q(?:uý|úy) (?:[1-4]|i{1,3}|iv)[ /,]+|tháng [0-9]{1,2}[ /,]+|[1-9] tháng (?:đầu )?)?năm (?:19|20)[0-9]{2})') AS found (part)
        WHERE l.row_number < has.first_row AND found.part IS NOT NULL
          AND (parse_period(found.part[1])).period_end IS NOT NULL
        ORDER BY l.row_number
        LIMIT 1;
    END IF;
    IF area IS NULL AND NOT has.area THEN
        SELECT min(a.code || coalesce('@' || to_char(a.valid_to, 'YYYY-MM-DD'), '')) INTO default_area
        FROM plan AS p JOIN area AS a ON a.area_id = p.area_id
        HAVING count(DISTINCT a.code) = 1;
    END IF;
    IF source IS NULL AND NOT has.source THEN
        SELECT min(s.code) INTO default_source FROM source AS s
        WHERE NOT s.is_sample
        HAVING count(*) = 1;
    END IF;
    INSERT INTO pg_temp.intake_finding (severity, row_number, column_name, raw, vi, en)
    SELECT 'remark', has.first_row, f.column_name, nullif(f.taken, ''), f.vi || f.taken, f.en || f.taken
    FROM (VALUES
        ('period', CASE WHEN period IS NULL AND NOT has.period AND title_period IS NULL THEN '' END,
         'không có cột kỳ: thêm cột hoặc ghi period => …',
         'no column for the period: add one, or say period => …'),
        ('area_code', CASE WHEN area IS NULL AND NOT has.area AND default_area IS NULL THEN '' END,
         'không có cột địa bàn: thêm cột hoặc ghi area => …',
         'no column for the area: add one, or say area => …'),
        ('source', CASE WHEN source IS NULL AND NOT has.source AND default_source IS NULL THEN '' END,
         'không có cột nguồn: thêm cột hoặc ghi source => …',
         'no column for the source: add one, or say source => …'),
        ('period', title_period, 'không có cột kỳ, lấy theo tên bảng: ',
         'no column for the period, taken from the title: '),
        ('area_code', default_area, 'không có cột địa bàn, lấy địa phương của kế hoạch: ',
         'no column for the area, taken from the plan: '),
        ('stage', CASE WHEN stage IS NULL AND NOT has.stage THEN 'ước' END,
         'không có cột giai đoạn, coi là số ước: ',
         'no column for the stage, taken as an estimate: '),
        ('source', default_source, 'không có cột nguồn, lấy nguồn duy nhất: ',
         'no column for the source, taken the only one: ')
    ) AS f (column_name, taken, vi, en)
    WHERE f.taken IS NOT NULL;

    INSERT INTO pg_temp.intake_finding (severity, row_number, column_name, raw, vi, en)
    WITH columns AS (
        SELECT DISTINCT s.row_number, h.place, h.header, h.field,
               h.place IN (s.plan_at, s.code_at, s.indicator_at, s.area_at, s.place_at, s.period_at,
                           s.year_at, s.quarter_at, s.month_at, s.numerator_at, s.denominator_at,
                           s.unit_at, s.stage_at, s.source_at, s.note_at)
               OR EXISTS (SELECT FROM pg_temp.intake_section AS o
                          WHERE o.row_number = s.row_number AND o.value_at = h.place) AS used
        FROM pg_temp.intake_section AS s
        CROSS JOIN LATERAL _header_columns(s.header) AS h
        WHERE h.separator = s.separator AND h.header IS NOT NULL
    ), hint AS MATERIALIZED (
        SELECT n.said, n.code
        FROM _nearest_known('header', (SELECT array_agg(c.header) FROM columns AS c
                                      WHERE c.field IS NULL)) AS n
    )
    SELECT 'remark', c.row_number, 'line', c.header,
           CASE WHEN c.field IS NULL THEN 'cột chưa biết, giữ nguyên trong tệp, không nạp'
                                          || coalesce('; gần nhất: ' || hint.code, '')
                ELSE 'đã có cột khác cùng nghĩa, không dùng cột này' END,
           CASE WHEN c.field IS NULL THEN 'an unknown column, kept in the file, not loaded'
                                          || coalesce('; nearest: ' || hint.code, '')
                ELSE 'another column says the same, this one is not used' END
    FROM columns AS c
    LEFT JOIN hint ON c.field IS NULL AND hint.said = c.header
    WHERE c.used IS NOT TRUE
    ORDER BY c.row_number, c.place;

    INSERT INTO pg_temp.intake_record
    SELECT r.row_id, r.row_number, r.series, true,
           coalesce(btrim(r.cells[r.plan_at]), plan, ''),
           coalesce(r.cells[r.code_at], ''), coalesce(r.cells[r.indicator_at], ''),
           coalesce(r.cells[r.area_at], CASE WHEN r.cells[r.place_at] IS NULL
                                             THEN coalesce(area, default_area) END, ''),
           coalesce(r.cells[r.place_at], ''),
           coalesce(r.period_said, r.cells[r.period_at],
                    CASE WHEN r.cells[r.quarter_at] IS NULL AND r.cells[r.month_at] IS NULL THEN r.cells[r.year_at]
                         ELSE _period_of_cells(r.cells[r.year_at], r.cells[r.quarter_at], r.cells[r.month_at]) END,
                    period, title_period, ''),
           r.cells[r.value_at], r.cells[r.numerator_at], r.cells[r.denominator_at],
           coalesce(r.cells[r.unit_at], ''),
           coalesce(r.cells[r.stage_at], stage, CASE WHEN NOT has.stage THEN 'ước' END, ''),
           coalesce(r.cells[r.source_at], source, default_source, ''),
           normalize(r.cells[r.note_at]), NULL,
           -- Under commas even an empty cell too many may be half of a number.
           CASE WHEN cardinality(r.cells) > r.columns
                THEN nullif(btrim(array_to_string(r.cells[r.columns + 1:], r.separator,
                                                  CASE r.separator WHEN ',' THEN ',' ELSE '' END)), '') END,
           r.sent_by
    FROM (SELECT l.row_id, l.row_number, l.sent_by, _split_line(l.line, s.separator) AS cells,
                 s.series, s.separator, s.columns, s.period_said, s.plan_at, s.code_at, s.indicator_at,
                 s.area_at, s.place_at, s.period_at, s.year_at, s.quarter_at, s.month_at,
                 s.value_at, s.numerator_at, s.denominator_at, s.unit_at, s.stage_at,
                 s.source_at, s.note_at
          FROM pg_temp.intake_section AS s
          JOIN pg_temp.intake_line AS l
              ON l.row_number > s.row_number AND l.row_number < coalesce(s.before, 2147483647)
          WHERE l.line <> '' AND l.line <> s.header
          OFFSET 0) AS r
    WHERE r.cells[r.code_at] IS NOT NULL OR r.cells[r.value_at] IS NOT NULL
       OR r.cells[r.indicator_at] IS NOT NULL OR btrim(array_to_string(r.cells, '')) <> '';

    DROP TABLE pg_temp.intake_line, pg_temp.intake_section, pg_temp.intake_span;
END
$$;

COMMENT ON FUNCTION _read_intake_file(integer, xid8, text, text, text, text, text, text) IS
    'Đọc một tệp: dấu ngăn, tiêu đề, các cột, từng dòng | read a file: separator, header, columns, every row';
