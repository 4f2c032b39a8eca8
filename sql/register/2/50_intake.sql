/*
 * Figures out of a spreadsheet, as the file is.
 *
 * Lines of a CSV file go into observation_intake.line untouched; reading them
 * finds the separator, the header and the columns, and from there on a line
 * is a row like any other.  A file is what one transaction sent.
 *
 *   \copy policy.observation_intake(line) FROM 'f.csv' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
 *   SELECT * FROM policy.load_observations();
 *
 * COPY refuses a file whose rows end in CR LF and whose cells contain bare
 * LF, which is what Excel writes for a cell of several lines.  Such a file
 * goes in through FROM PROGRAM 'tr -d "\r" < f.csv', or whole, as one text:
 *
 *   \set file `cat f.csv`
 *   INSERT INTO policy.observation_intake (line) VALUES (:'file');
 */
ALTER TABLE observation_intake
    ADD COLUMN line text,
    ADD COLUMN sent_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    ADD COLUMN corrects bigint,
    -- A load stamps all its rows with the batch that it has just made; the
    -- key would look that one batch up a million times, half of what the
    -- stamping costs.
    DROP CONSTRAINT observation_intake_batch_fkey;
-- What is pending is few rows most of the time; the rows of a batch lie together.
DROP INDEX observation_intake_batch_idx;
CREATE INDEX observation_intake_pending_idx ON observation_intake (sent_in) WHERE batch_id IS NULL;
CREATE INDEX observation_intake_batch_idx ON observation_intake USING brin (batch_id);

COMMENT ON COLUMN observation_intake.line IS
    'Dòng nguyên văn của tệp CSV, hoặc cả tệp; NULL: các cột đã được tách sẵn | a line of a CSV file as it is, or the whole file; NULL: the columns came one by one';
COMMENT ON COLUMN observation_intake.sent_in IS
    'Giao dịch đã gửi: các dòng của một giao dịch là một tệp | transaction that sent it: the lines of one transaction are one file';
COMMENT ON COLUMN observation_intake.corrects IS
    'Dòng bị từ chối mà dòng này sửa lại | the rejected row that this one corrects';

ALTER TABLE rejected_row
    ADD COLUMN row_id bigint,
    ADD COLUMN cells jsonb,
    ADD COLUMN suggestion text,
    ADD COLUMN indicator_id integer,
    ADD COLUMN area_id integer,
    ADD COLUMN period_end date,
    ADD COLUMN period_start date,
    ADD COLUMN source_id integer,
    ADD COLUMN resolved_at timestamptz,
    ADD COLUMN resolved_batch_id integer,
    ADD COLUMN resolution text,
    ADD CONSTRAINT rejected_row_indicator_fkey
        FOREIGN KEY (indicator_id) REFERENCES indicator,
    ADD CONSTRAINT rejected_row_area_fkey FOREIGN KEY (area_id) REFERENCES area,
    ADD CONSTRAINT rejected_row_source_fkey FOREIGN KEY (source_id) REFERENCES source,
    ADD CONSTRAINT rejected_row_resolved_batch_fkey
        FOREIGN KEY (resolved_batch_id) REFERENCES import_batch,
    ADD CONSTRAINT rejected_row_resolution_known
        CHECK (resolution IN ('loaded', 'sent_again', 'dismissed')),
    ADD CONSTRAINT rejected_row_resolved_together
        CHECK ((resolved_at IS NULL) = (resolution IS NULL));
CREATE INDEX rejected_row_open_idx ON rejected_row (intake) WHERE resolved_at IS NULL;

COMMENT ON COLUMN rejected_row.row_id IS 'Dòng của bảng tiếp nhận | row of the intake table';
COMMENT ON COLUMN rejected_row.cells IS
    'Các ô của dòng như đã đọc, theo tên cột | the cells of the row as read, by column';
COMMENT ON COLUMN rejected_row.suggestion IS
    'Mã đã biết gần nhất với nội dung sai | the known code nearest to what stood there';
COMMENT ON COLUMN rejected_row.indicator_id IS 'Chỉ tiêu, nếu nhận ra | indicator, if recognised';
COMMENT ON COLUMN rejected_row.area_id IS 'Địa phương, nếu nhận ra | area, if recognised';
COMMENT ON COLUMN rejected_row.period_end IS
    'Ngày cuối của kỳ, nếu nhận ra | last day of the period, if recognised';
COMMENT ON COLUMN rejected_row.period_start IS
    'Ngày đầu của kỳ, nếu nhận ra | first day of the period, if recognised';
COMMENT ON COLUMN rejected_row.source_id IS 'Nguồn, nếu nhận ra | source, if recognised';
COMMENT ON COLUMN rejected_row.resolved_at IS
    'Thời điểm được giải quyết; NULL: còn treo | when it was settled; NULL: still open';
COMMENT ON COLUMN rejected_row.resolved_batch_id IS
    'Đợt nạp đã giải quyết | the load that settled it';
COMMENT ON COLUMN rejected_row.resolution IS
    'Cách giải quyết: loaded đã nạp được, sent_again gửi lại và lại bị từ chối, dismissed bỏ | how: loaded, sent again and rejected again, dismissed';

/* What a load found in a file. */
CREATE TABLE import_file (
    batch_id integer NOT NULL,
    name text,
    lines integer NOT NULL,
    header_row integer,
    header text,
    separator text,
    columns jsonb,
    unknown_columns text[],
    given jsonb,
    fingerprint text NOT NULL,
    CONSTRAINT import_file_pkey PRIMARY KEY (batch_id),
    CONSTRAINT import_file_batch_fkey FOREIGN KEY (batch_id) REFERENCES import_batch
);
CREATE INDEX import_file_fingerprint_idx ON import_file (fingerprint);

COMMENT ON TABLE import_file IS
    'Tệp của một đợt nạp: tiêu đề ở đâu, cột nào là gì | the file of a load: where its header was, which column was what';
COMMENT ON COLUMN import_file.batch_id IS 'Đợt nạp | batch';
COMMENT ON COLUMN import_file.name IS 'Tên tệp do người nạp ghi | name that the caller gave';
COMMENT ON COLUMN import_file.lines IS 'Số dòng của tệp | lines of the file';
COMMENT ON COLUMN import_file.header_row IS
    'Dòng tiêu đề đầu tiên; NULL: không thấy | line of the first header; NULL: none found';
COMMENT ON COLUMN import_file.header IS 'Dòng tiêu đề nguyên văn | the header as it stands';
COMMENT ON COLUMN import_file.separator IS 'Dấu ngăn cột | separator';
COMMENT ON COLUMN import_file.columns IS
    'Trường nào lấy từ cột nào | which field came from which column';
COMMENT ON COLUMN import_file.unknown_columns IS
    'Các cột chưa biết: giữ nguyên trong line, không nạp | unknown columns: kept in line, not loaded';
COMMENT ON COLUMN import_file.given IS
    'Những gì người nạp ghi chung cho cả tệp | what the caller gave once for the whole file';
COMMENT ON COLUMN import_file.fingerprint IS
    'Dấu vân tay của nội dung và những gì ghi kèm | fingerprint of the content and of what was given with it';

/*
 * Matching key of a column header: letters and digits only, without
 * diacritics, since half of all headers are typed without; what stands in
 * brackets (a unit, a remark) does not count.
 */
CREATE FUNCTION header_key(header text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(
    translate(regexp_replace(
        normalize(regexp_replace(socpolicy.fold_text(header), '[(\[].*?[)\]]', ' ', 'g'), NFD),
        '[\u0300-\u036f]', '', 'g'), 'đ', 'd'),
    '[^a-z0-9]+', ' ', 'g'));

COMMENT ON FUNCTION header_key(text) IS
    'Khóa so khớp của tiêu đề cột: không dấu, bỏ phần trong ngoặc | matching key of a column header: no diacritics, nothing in brackets';

CREATE TABLE header_synonym (
    header text NOT NULL,
    field text NOT NULL,
    precedence integer NOT NULL DEFAULT 100,
    key text GENERATED ALWAYS AS (header_key(header)) STORED,
    CONSTRAINT header_synonym_pkey PRIMARY KEY (header),
    CONSTRAINT header_synonym_key_once UNIQUE (key),
    CONSTRAINT header_synonym_key_given CHECK (key <> ''),
    CONSTRAINT header_synonym_field_known
        CHECK (field IN ('plan', 'indicator_code', 'indicator_name', 'area_code', 'area_name',
                         'unit_or_area', 'unit', 'period', 'year', 'quarter', 'month',
                         'value', 'numerator', 'denominator', 'stage', 'source', 'note'))
);

COMMENT ON TABLE header_synonym IS
    'Tiêu đề cột như người ta viết và trường tương ứng; thêm dòng là thêm cách viết | column headers as people write them; a row more is a spelling more';
COMMENT ON COLUMN header_synonym.header IS 'Tiêu đề | header';
COMMENT ON COLUMN header_synonym.field IS
    'Trường; unit_or_area: đơn vị tính hoặc địa bàn, tùy nội dung | field; unit_or_area: whichever its cells are';
COMMENT ON COLUMN header_synonym.precedence IS
    'Hai cột cùng trường: số nhỏ được dùng | of two columns of one field the smaller number counts';
COMMENT ON COLUMN header_synonym.key IS 'Khóa so khớp | matching key';

INSERT INTO header_synonym (header, field, precedence) VALUES
    ('Kế hoạch số', 'plan', 100), ('Mã kế hoạch', 'plan', 100), ('plan', 'plan', 100),
    ('Mã chỉ tiêu', 'indicator_code', 10), ('indicator_code', 'indicator_code', 10),
    ('Ký hiệu chỉ tiêu', 'indicator_code', 20), ('Mã số', 'indicator_code', 30),
    ('Mã', 'indicator_code', 40), ('code', 'indicator_code', 50),
    ('TT', 'indicator_code', 60), ('Số TT', 'indicator_code', 70),
    ('STT', 'indicator_code', 70), ('Số thứ tự', 'indicator_code', 70),
    ('Nội dung chỉ tiêu', 'indicator_name', 10), ('Tên chỉ tiêu', 'indicator_name', 10),
    ('Chỉ tiêu', 'indicator_name', 20), ('indicator', 'indicator_name', 20),
    ('indicator name', 'indicator_name', 10), ('Nội dung', 'indicator_name', 40),
    ('Mã địa bàn', 'area_code', 10), ('Mã đơn vị hành chính', 'area_code', 10),
    ('Mã ĐVHC', 'area_code', 10), ('area_code', 'area_code', 10),
    ('Mã địa phương', 'area_code', 20), ('Mã xã', 'area_code', 20), ('Mã phường xã', 'area_code', 20),
    ('Mã xã phường', 'area_code', 20), ('Mã tỉnh', 'area_code', 30), ('Mã đơn vị', 'area_code', 40),
    ('Địa bàn', 'area_name', 10), ('Tên địa bàn', 'area_name', 10),
    ('Địa phương', 'area_name', 10), ('Tên địa phương', 'area_name', 10),
    ('Đơn vị hành chính', 'area_name', 10), ('Tên đơn vị', 'area_name', 20),
    ('area', 'area_name', 20), ('area name', 'area_name', 10),
    ('Xã phường', 'area_name', 30), ('Phường xã', 'area_name', 30), ('Xã', 'area_name', 30),
    ('Tỉnh thành phố', 'area_name', 40), ('Tỉnh', 'area_name', 40),
    ('Đơn vị', 'unit_or_area', 100),
    ('Đơn vị tính', 'unit', 10), ('ĐVT', 'unit', 10), ('unit', 'unit', 10),
    ('Kỳ', 'period', 10), ('Kỳ báo cáo', 'period', 10), ('Kỳ số liệu', 'period', 10),
    ('period', 'period', 10), ('Thời kỳ', 'period', 20), ('Thời gian', 'period', 30),
    ('Năm', 'year', 10), ('Năm báo cáo', 'year', 10), ('year', 'year', 10),
    ('Quý', 'quarter', 10), ('quarter', 'quarter', 10), ('Tháng', 'month', 10), ('month', 'month', 10),
    ('Giá trị', 'value', 10), ('value', 'value', 10), ('Số liệu', 'value', 20),
    ('Kết quả', 'value', 30), ('Kết quả thực hiện', 'value', 30), ('Thực hiện', 'value', 40),
    ('Số thực hiện', 'value', 40), ('Kết quả đạt được', 'value', 40), ('Đạt được', 'value', 50),
    ('Ước thực hiện', 'value', 60),
    ('Tử số', 'numerator', 10), ('numerator', 'numerator', 10),
    ('Mẫu số', 'denominator', 10), ('denominator', 'denominator', 10),
    ('Giai đoạn', 'stage', 10), ('stage', 'stage', 10), ('Loại số liệu', 'stage', 20),
    ('Tính chất số liệu', 'stage', 20), ('Trạng thái', 'stage', 30),
    ('Nguồn', 'source', 10), ('Nguồn số liệu', 'source', 10), ('Mã nguồn', 'source', 10),
    ('source', 'source', 10),
    ('Ghi chú', 'note', 10), ('note', 'note', 10), ('notes', 'note', 10), ('Diễn giải', 'note', 20);

/*
 * A line of CSV into cells, NULL for an empty one.  Lines without a quote,
 * and those whose quotes only wrap cells, take the short way.  split_line is
 * not STRICT, so that it is inlined.
 */
CREATE FUNCTION split_quoted_line(line text, separator text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT array_agg(nullif(coalesce(replace(m.part[1], '""', '"') || m.part[2], m.part[3]), '')
                         ORDER BY m.place)
        FROM regexp_matches(separator || line,
                            format('[%1$s](?:"((?:[^"]|"")*)"([^%1$s]*)|([^%1$s]*))', separator),
                            'g') WITH ORDINALITY AS m (part, place));

COMMENT ON FUNCTION split_quoted_line(text, text) IS
    'Tách một dòng CSV có dấu nháy kép thành các ô | the cells of a line of CSV with quotes in it';

CREATE FUNCTION split_line(line text, separator text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN position('"' IN line) = 0 THEN string_to_array(line, separator, '')
    WHEN line ~ format('^(?:"[^"%1$s]*"|[^"%1$s]*)(?:[%1$s](?:"[^"%1$s]*"|[^"%1$s]*))*$', separator)
        THEN string_to_array(replace(line, '"', ''), separator, '')
    ELSE split_quoted_line(line, separator) END;

COMMENT ON FUNCTION split_line(text, text) IS
    'Tách một dòng CSV thành các ô; ô rỗng là NULL | the cells of a line of CSV; an empty one is NULL';

/*
 * What people may have meant.  Two measures, both over sets: codes that
 * become equal when a character is left out of one or both, and the share of
 * common trigrams.  What a spreadsheet does to a code (4,1 for 4.1, no
 * leading zeros) and O for 0, l for 1 comes first.
 */
CREATE FUNCTION code_key(code text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ltrim(rtrim(translate(socpolicy.fold_text(code), ',ol ', '.01'), '.'), '0');

COMMENT ON FUNCTION code_key(text) IS
    'Mã bỏ qua các lỗi gõ thường gặp: phẩy thay chấm, O thay 0, l thay 1, mất số 0 đầu | a code without the usual slips: comma for dot, O for 0, l for 1, lost leading zeros';

CREATE FUNCTION nearest_known(kind text, said text[])
RETURNS TABLE (
    said text,
    code text,
    label text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    WITH asked AS MATERIALIZED (
        SELECT row_number() OVER () AS n, s.said, code_key(s.said) AS short,
               translate(header_key(s.said), 'y', 'i') AS long
        FROM (SELECT DISTINCT u.said FROM unnest(nearest_known.said) AS u (said)) AS s
        WHERE s.said <> ''
    ), pool AS MATERIALIZED (
        SELECT i.code, i.name_vi AS label, i.code AS spelling
        FROM indicator AS i WHERE nearest_known.kind = 'indicator'
        UNION
        SELECT i.code, i.name_vi, i.name_vi
        FROM indicator AS i WHERE nearest_known.kind = 'indicator'
        UNION
        SELECT a.code, a.name_vi, a.code
        FROM area AS a WHERE nearest_known.kind = 'area'
        UNION
        SELECT a.code, a.name_vi, a.name_vi
        FROM area AS a WHERE nearest_known.kind = 'area'
        UNION
        SELECT s.code, s.name_vi, spelling.text
        FROM source AS s CROSS JOIN LATERAL (VALUES (s.code), (s.name_vi)) AS spelling (text)
        WHERE nearest_known.kind = 'source'
        UNION
        SELECT w.word, NULL, w.word
        FROM unnest(ARRAY['ước', 'ước thực hiện', 'sơ bộ', 'chính thức',
                          'estimate', 'preliminary', 'official']) AS w (word)
        WHERE nearest_known.kind = 'stage'
        UNION
        SELECT h.header, NULL, h.header
        FROM header_synonym AS h WHERE nearest_known.kind = 'header'
    ), known AS MATERIALIZED (
        SELECT row_number() OVER () AS n, p.code, p.label,
               code_key(p.spelling) AS short, translate(header_key(p.spelling), 'y', 'i') AS long
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

COMMENT ON FUNCTION nearest_known(text, text[]) IS
    'Mã hoặc tên đã biết gần nhất với từng nội dung lạ; loại: indicator, area, source, stage, header | the known code or name nearest to each unknown text; kinds: indicator, area, source, stage, header';

/*
 * The columns of a header line, under each separator that it could have.  A
 * year after a known word ("Thực hiện năm 2025") is the period of the column.
 */
CREATE FUNCTION header_columns(line text)
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
    CROSS JOIN LATERAL unnest(split_line(header_columns.line, s.separator))
        WITH ORDINALITY AS c (header, place)
    CROSS JOIN LATERAL (
        SELECT header_key(c.header) AS key,
               regexp_match(header_key(c.header),
                            '^(.+?) ((?:quy (?:[1-4]|i{1,3}|iv) |[1-9] thang (?:dau )?)?(?:nam )?(?:19|20)[0-9]{2})$')
                   AS dated) AS k
    LEFT JOIN header_synonym AS whole ON whole.key = k.key
    LEFT JOIN header_synonym AS h ON h.key = coalesce(whole.key, k.dated[1])
    LEFT JOIN LATERAL (
        SELECT replace(replace(replace(k.dated[2], 'quy', 'quý'), 'thang', 'tháng'), 'nam', 'năm') AS period
        WHERE whole.key IS NULL AND h.field IS NOT NULL) AS said ON true
    WHERE position(s.separator IN header_columns.line) > 0;
END;

COMMENT ON FUNCTION header_columns(text) IS
    'Các cột của một dòng tiêu đề theo từng dấu ngăn có thể | the columns of a header line, under each separator it could have';

/*
 * The working tables of a load: the rows as they came, column by column, and
 * what is wrong with the file itself.  A key that is not there is '', so that
 * distinct texts join back by equality.
 */
CREATE FUNCTION make_intake_tables() RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    CREATE TEMPORARY TABLE intake_record (
        row_id bigint NOT NULL,
        row_number integer NOT NULL,
        series integer NOT NULL,
        of_file boolean NOT NULL,
        plan text NOT NULL,
        indicator_code text NOT NULL,
        indicator_name text NOT NULL,
        area_code text NOT NULL,
        area_name text NOT NULL,
        period text NOT NULL,
        value text,
        numerator text,
        denominator text,
        unit text NOT NULL,
        stage text NOT NULL,
        source text NOT NULL,
        note text,
        corrects bigint,
        surplus text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE intake_finding (
        severity text NOT NULL,
        row_number integer NOT NULL,
        row_id bigint,
        series integer,
        column_name text NOT NULL,
        raw text,
        vi text NOT NULL,
        en text NOT NULL,
        suggestion text) ON COMMIT DROP;
END
$$;

COMMENT ON FUNCTION make_intake_tables() IS
    'Các bảng tạm của một đợt nạp | the temporary tables of a load';

/* Rows whose columns came one by one. */
CREATE FUNCTION read_intake_rows() RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    INSERT INTO pg_temp.intake_record
    SELECT o.row_id, row_number() OVER (ORDER BY o.row_id), 0, false,
           coalesce(btrim(o.plan), ''), coalesce(o.indicator_code, ''), '',
           coalesce(o.area_code, ''), '', coalesce(o.period, ''),
           o.value, o.numerator, o.denominator, '',
           coalesce(o.stage, ''), coalesce(o.source, ''), nullif(o.note, ''), o.corrects, NULL
    FROM observation_intake AS o
    WHERE o.batch_id IS NULL AND o.line IS NULL
      AND NOT (o.sent_in = ANY (ARRAY(SELECT l.sent_in FROM observation_intake AS l
                                      WHERE l.batch_id IS NULL AND l.line IS NOT NULL))
               AND num_nulls(o.plan, o.indicator_code, o.area_code, o.period, o.value, o.numerator,
                             o.denominator, o.stage, o.source, o.note) = 10);
END
$$;

COMMENT ON FUNCTION read_intake_rows() IS
    'Đọc các dòng đã tách cột | read the rows whose columns came one by one';

/*
 * The lines of one sending: where the header is, which column is what, and
 * the cells of every row under it.
 */
CREATE FUNCTION read_intake_file(batch integer, sending xid8, name text, plan text, area text,
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
        line text) ON COMMIT DROP;
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
        SELECT row_number() OVER (ORDER BY o.row_id, l.place), o.row_id, ltrim(l.line, U&'\FEFF')
        FROM observation_intake AS o
        CROSS JOIN LATERAL string_to_table(
            replace(replace(rtrim(o.line, E'\r\n'), E'\r\n', E'\n'), E'\r', E'\n'), E'\n')
            WITH ORDINALITY AS l (line, place)
        WHERE o.batch_id IS NULL AND o.sent_in = sending AND o.line IS NOT NULL;
    ELSE
        INSERT INTO pg_temp.intake_line
        SELECT row_number() OVER (ORDER BY o.row_id), o.row_id, ltrim(o.line, U&'\FEFF')
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
        CROSS JOIN LATERAL header_columns(d.line) AS c
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
        FROM header_columns(s.header) AS h
        WHERE h.separator = s.separator) AS c
    WHERE f.batch_id = batch;

    -- Đơn vị is the unit, unless nothing else can be the area and no cell is a unit.
    SELECT bool_and(s.area_at IS NULL AND s.place_at IS NULL AND s.unit_at IS NOT NULL)
           AND area IS NULL
           AND NOT EXISTS (
               SELECT FROM pg_temp.intake_line AS l
               JOIN pg_temp.intake_section AS u
                   ON l.row_number > u.row_number AND l.row_number < coalesce(u.before, 2147483647)
               JOIN unit ON unit.folded = unit_key((split_line(l.line, u.separator))[u.unit_at])
               WHERE l.row_number <= u.row_number + 100)
           AND bool_and(EXISTS (
               SELECT FROM header_columns(s.header) AS h
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
        CROSS JOIN LATERAL header_columns(s.header) AS h
        WHERE h.separator = s.separator AND h.header IS NOT NULL
    ), hint AS MATERIALIZED (
        SELECT n.said, n.code
        FROM nearest_known('header', (SELECT array_agg(c.header) FROM columns AS c
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
                    CASE WHEN r.cells[r.year_at] IS NOT NULL THEN
                        coalesce('Tháng ' || substring(r.cells[r.month_at] FROM '[0-9]+') || '/',
                                 'Quý ' || substring(upper(r.cells[r.quarter_at]) FROM '([1-4]|I{1,3}|IV)\s*$') || '/',
                                 '') || r.cells[r.year_at] END,
                    period, title_period, ''),
           r.cells[r.value_at], r.cells[r.numerator_at], r.cells[r.denominator_at],
           coalesce(r.cells[r.unit_at], ''),
           coalesce(r.cells[r.stage_at], stage, CASE WHEN NOT has.stage THEN 'ước' END, ''),
           coalesce(r.cells[r.source_at], source, default_source, ''),
           normalize(r.cells[r.note_at]), NULL,
           -- Under commas even an empty cell too many may be half of a number.
           CASE WHEN cardinality(r.cells) > r.columns
                THEN nullif(btrim(array_to_string(r.cells[r.columns + 1:], r.separator,
                                                  CASE r.separator WHEN ',' THEN ',' ELSE '' END)), '') END
    FROM (SELECT l.row_id, l.row_number, split_line(l.line, s.separator) AS cells,
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

COMMENT ON FUNCTION read_intake_file(integer, xid8, text, text, text, text, text, text) IS
    'Đọc một tệp: dấu ngăn, tiêu đề, các cột, từng dòng | read a file: separator, header, columns, every row';

/*
 * What the rows of intake_record say, each distinct text looked up once, and
 * what is to become of them: into intake_reading.
 */
CREATE FUNCTION read_intake_record(format text, known_file boolean) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
BEGIN
    CREATE TEMPORARY TABLE intake_indicator ON COMMIT DROP AS
    WITH said AS MATERIALIZED (
        SELECT DISTINCT plan, indicator_code, indicator_name FROM pg_temp.intake_record
    ), candidate AS (
        SELECT s.*, i.indicator_id, i.plan_id,
               CASE WHEN i.code = btrim(s.indicator_code) THEN 'code' ELSE 'spelling' END AS how
        FROM said AS s
        JOIN indicator AS i ON socpolicy.fold_text(i.code) = socpolicy.fold_text(s.indicator_code)
        WHERE s.indicator_code <> ''
        UNION ALL
        SELECT s.*, i.indicator_id, i.plan_id, 'name'
        FROM said AS s
        CROSS JOIN LATERAL (SELECT socpolicy.fold_text(s.indicator_name) AS text
                            UNION SELECT socpolicy.fold_text(s.indicator_code)) AS spelling
        JOIN indicator AS i ON socpolicy.fold_text(i.name_vi) = spelling.text
        WHERE spelling.text <> ''
    ), found AS (
        SELECT c.plan, c.indicator_code, c.indicator_name,
               coalesce(array_agg(c.indicator_id) FILTER (WHERE c.how = 'code'),
                        array_agg(c.indicator_id) FILTER (WHERE c.how = 'spelling')) AS coded,
               array_agg(c.indicator_id) FILTER (WHERE c.how = 'name') AS named
        FROM candidate AS c
        JOIN plan AS p
            ON p.plan_id = c.plan_id
           AND (c.plan = '' OR socpolicy.fold_text(p.code) = socpolicy.fold_text(c.plan))
        GROUP BY c.plan, c.indicator_code, c.indicator_name
    ), settled AS (
        SELECT f.*,
               CASE WHEN cardinality(f.coded) = 1 THEN f.coded[1]
                    WHEN cardinality(both_ways.id) = 1 THEN both_ways.id[1]
                    WHEN f.coded IS NULL AND cardinality(f.named) = 1 THEN f.named[1] END AS indicator_id,
               f.coded IS NOT NULL AND f.named IS NOT NULL AND cardinality(both_ways.id) = 0 AS clash
        FROM found AS f
        CROSS JOIN LATERAL (
            SELECT ARRAY(SELECT unnest(f.coded) INTERSECT SELECT unnest(f.named)) AS id) AS both_ways
    )
    SELECT s.plan, s.indicator_code, s.indicator_name, s.clash,
           CASE WHEN s.indicator_id IS NOT NULL THEN 1
                ELSE cardinality(coalesce(s.coded, s.named)) END AS indicators,
           s.coded IS NULL AND s.indicator_id IS NOT NULL AS by_name,
           CASE WHEN s.clash THEN (SELECT min(n.code) FROM indicator AS n
                                   WHERE n.indicator_id = ANY (s.named)) END AS name_is_of,
           s.indicator_id, i.measured, u.kind IS NOT DISTINCT FROM 'level' AS is_level,
           u.kind IS NOT DISTINCT FROM 'percent' AS is_percent,
           coalesce(i.factor, u.factor, 1) AS factor, i.natural_min, i.natural_max
    FROM settled AS s
    LEFT JOIN indicator AS i ON i.indicator_id = s.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id;

    CREATE TEMPORARY TABLE intake_period ON COMMIT DROP AS
    SELECT d.period, p.period_start, p.period_end,
           (p.period_start - interval '1 year')::date AS start_before,
           (p.period_end + 1 - interval '1 year')::date - 1 AS end_before
    FROM (SELECT DISTINCT period FROM pg_temp.intake_record) AS d
    CROSS JOIN LATERAL parse_period(d.period) AS p;

    -- The days on which a text means an area.  By code first; the name, where
    -- there is no code or none known, must belong to one area on the day.
    CREATE TEMPORARY TABLE intake_area ON COMMIT DROP AS
    WITH said AS MATERIALIZED (
        SELECT DISTINCT area_code, area_name FROM pg_temp.intake_record
    ), candidate AS MATERIALIZED (
        SELECT s.area_code, s.area_name, a.area_id, a.valid_from, a.valid_to,
               CASE WHEN a.code = btrim(s.area_code) THEN 1 ELSE 2 END AS how
        FROM said AS s
        JOIN area AS a ON socpolicy.fold_text(a.code) = socpolicy.fold_text(s.area_code)
        WHERE s.area_code <> ''
        -- An extent that has ended, as code@day: area_at reads it.
        UNION ALL
        SELECT s.area_code, s.area_name, area_at(s.area_code, NULL), NULL::date, NULL::date, 0
        FROM said AS s
        WHERE strpos(s.area_code, '@') > 0 AND area_at(s.area_code, NULL) IS NOT NULL
        UNION ALL
        SELECT s.area_code, s.area_name, a.area_id, a.valid_from, a.valid_to, 3
        FROM said AS s
        JOIN area AS a ON socpolicy.fold_text(a.code) = socpolicy.fold_text(s.area_name)
        WHERE s.area_name <> ''
        UNION ALL
        SELECT s.area_code, s.area_name, a.area_id, a.valid_from, a.valid_to, 4
        FROM said AS s
        CROSS JOIN LATERAL (SELECT socpolicy.fold_text(s.area_name) AS text
                            UNION SELECT socpolicy.fold_text(s.area_code)) AS spelling
        JOIN area AS a ON socpolicy.fold_text(a.name_vi) = spelling.text
        WHERE spelling.text <> ''
    ), cut AS (
        SELECT area_code, area_name, coalesce(valid_from, '-infinity') AS first_day FROM candidate
        UNION
        SELECT area_code, area_name, valid_to + 1 FROM candidate WHERE valid_to IS NOT NULL
    ), segment AS (
        SELECT area_code, area_name, first_day,
               coalesce(lead(first_day) OVER (PARTITION BY area_code, area_name ORDER BY first_day) - 1,
                        'infinity') AS last_day
        FROM cut
    ), told AS (
        SELECT s.area_code, s.area_name, s.first_day, s.last_day,
               (array_agg(c.area_id ORDER BY c.how, c.valid_from DESC NULLS LAST)
                    FILTER (WHERE c.how < 4))[1] AS coded,
               array_agg(DISTINCT c.area_id) FILTER (WHERE c.how = 4) AS named,
               bool_or(c.how < 3) AS by_code
        FROM segment AS s
        JOIN candidate AS c
            ON c.area_code = s.area_code AND c.area_name = s.area_name
           AND in_force(c.valid_from, c.valid_to, s.first_day)
        GROUP BY s.area_code, s.area_name, s.first_day, s.last_day
    )
    SELECT area_code, area_name, first_day, last_day,
           CASE WHEN coded IS NOT NULL THEN coded
                WHEN cardinality(named) = 1 THEN named[1] END AS area_id,
           coded IS NULL AND cardinality(named) > 1 AS several,
           by_code AND area_name <> '' AND named IS NOT NULL AND NOT coded = ANY (named) AS clash
    FROM told;

    CREATE TEMPORARY TABLE intake_stage ON COMMIT DROP AS
    SELECT d.stage, parse_stage(d.stage) AS said
    FROM (SELECT DISTINCT stage FROM pg_temp.intake_record) AS d;

    CREATE TEMPORARY TABLE intake_source ON COMMIT DROP AS
    SELECT d.source,
           coalesce((SELECT s.source_id FROM source AS s WHERE s.folded = socpolicy.fold_text(d.source)),
                    (SELECT min(s.source_id) FROM source AS s
                     WHERE socpolicy.fold_text(s.name_vi) = socpolicy.fold_text(d.source)
                     HAVING count(*) = 1)) AS source_id
    FROM (SELECT DISTINCT source FROM pg_temp.intake_record) AS d
    WHERE d.source <> '';

    CREATE TEMPORARY TABLE intake_rank ON COMMIT DROP AS
    SELECT d.indicator_id, d.value, l.rank
    FROM (SELECT DISTINCT i.indicator_id, r.value
          FROM pg_temp.intake_record AS r
          JOIN pg_temp.intake_indicator AS i USING (plan, indicator_code, indicator_name)
          WHERE i.is_level AND r.value IS NOT NULL) AS d
    JOIN level AS l
        ON l.indicator_id = d.indicator_id AND l.folded = socpolicy.fold_text(d.value);

    CREATE TEMPORARY TABLE intake_number ON COMMIT DROP AS
    SELECT d.said, n.value, n.remark
    FROM (SELECT value AS said FROM pg_temp.intake_record WHERE value IS NOT NULL
          UNION
          SELECT numerator FROM pg_temp.intake_record WHERE numerator IS NOT NULL
          UNION
          SELECT denominator FROM pg_temp.intake_record WHERE denominator IS NOT NULL) AS d
    CROSS JOIN LATERAL socpolicy.inspect_number(d.said, read_intake_record.format) AS n;

    ANALYZE pg_temp.intake_indicator, pg_temp.intake_period, pg_temp.intake_area,
            pg_temp.intake_stage, pg_temp.intake_source, pg_temp.intake_number;

    -- Every row once: what it says, and what is to become of it.
    CREATE TEMPORARY TABLE intake_reading ON COMMIT DROP AS
    SELECT r.*, o.stage AS stage_in_force,
           CASE WHEN r.of_file AND r.indicators IS NULL AND r.says_nothing THEN 'skipped'
                WHEN (r.indicators = 1 AND r.measured AND NOT r.clash
                      AND r.area_id IS NOT NULL AND NOT r.area_clash
                      AND r.source_id IS NOT NULL
                      AND r.period_end IS NOT NULL AND r.stage IS NOT NULL
                      AND (r.value IS NOT NULL OR r.value_remark = 'none')
                      AND (r.numerator IS NOT NULL OR r.numerator_remark = 'none')
                      AND (r.denominator > 0
                           OR r.denominator IS NULL AND r.denominator_remark = 'none')
                      AND (r.numerator IS NULL) = (r.denominator IS NULL)
                      AND (r.value IS NOT NULL OR r.numerator IS NOT NULL AND NOT r.is_level)
                      AND NOT r.has_surplus
                     ) IS NOT TRUE THEN 'rejected'
                WHEN o.indicator_id IS NULL THEN 'added'
                WHEN stage_rank(o.stage) > stage_rank(r.stage) THEN 'rejected'
                WHEN (r.value, r.numerator, r.denominator, r.stage, coalesce(r.note, o.note))
                     IS NOT DISTINCT FROM
                     (o.value, o.numerator, o.denominator, o.stage, o.note) THEN 'unchanged'
                WHEN known_file THEN 'rejected'
                ELSE 'revised' END AS fate
    FROM (SELECT c.row_id, c.row_number, c.series, c.of_file, c.corrects, c.note,
                 i.indicator_id, i.indicators, i.measured, i.is_level, i.by_name, i.clash,
                 i.factor, i.natural_min, i.natural_max, i.is_percent,
                 a.area_id, a.several AS areas_several, a.clash AS area_clash,
                 d.period_start, d.period_end, d.start_before, d.end_before, s.source_id, t.said AS stage,
                 CASE WHEN i.is_level THEN l.rank ELSE v.value END AS value,
                 CASE WHEN l.rank IS NULL THEN coalesce(v.remark, CASE WHEN c.value IS NULL THEN 'none' END) END AS value_remark,
                 n.value AS numerator,
                 coalesce(n.remark, CASE WHEN c.numerator IS NULL THEN 'none' END) AS numerator_remark,
                 b.value AS denominator,
                 coalesce(b.remark, CASE WHEN c.denominator IS NULL THEN 'none' END) AS denominator_remark,
                 (v.value IS NULL AND (c.value IS NULL OR v.remark = 'none')
                  AND n.value IS NULL AND (c.numerator IS NULL OR n.remark = 'none')
                  AND b.value IS NULL AND (c.denominator IS NULL OR b.remark = 'none')) AS says_nothing,
                 nullif(c.unit, '') AS unit, c.surplus IS NOT NULL AS has_surplus
          FROM pg_temp.intake_record AS c
          LEFT JOIN pg_temp.intake_indicator AS i
              ON i.plan = c.plan AND i.indicator_code = c.indicator_code
             AND i.indicator_name = c.indicator_name
          LEFT JOIN pg_temp.intake_period AS d ON d.period = c.period
          LEFT JOIN pg_temp.intake_area AS a
              ON a.area_code = c.area_code AND a.area_name = c.area_name
             AND d.period_end BETWEEN a.first_day AND a.last_day
          LEFT JOIN pg_temp.intake_stage AS t ON t.stage = c.stage
          LEFT JOIN pg_temp.intake_source AS s ON s.source = c.source
          LEFT JOIN pg_temp.intake_rank AS l ON l.indicator_id = i.indicator_id AND l.value = c.value
          LEFT JOIN pg_temp.intake_number AS v ON v.said = c.value
          LEFT JOIN pg_temp.intake_number AS n ON n.said = c.numerator
          LEFT JOIN pg_temp.intake_number AS b ON b.said = c.denominator) AS r
    LEFT JOIN observation AS o
        ON o.indicator_id = r.indicator_id AND o.area_id = r.area_id
       AND o.period_end = r.period_end AND o.period_start = r.period_start
       AND o.source_id = r.source_id;
    ANALYZE pg_temp.intake_reading (indicator_id, area_id, period_end, period_start, source_id, fate);
END
$$;

COMMENT ON FUNCTION read_intake_record(text, boolean) IS
    'Đọc ý nghĩa từng dòng và định việc: ghi mới, thay, như cũ, từ chối, bỏ qua | what every row says and what is to become of it: added, revised, unchanged, rejected, skipped';

/*
 * Take the rows of intake_record into the register under a batch: findings
 * first, then the figures, then what earlier rejections they settle.
 */
CREATE FUNCTION load_intake_record(batch integer, format text, stamp timestamptz, known_file boolean)
RETURNS import_batch
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'observation_intake';
    suggested CONSTANT integer := 100;      -- distinct unknown texts of a kind
    outcome import_batch;
BEGIN
    PERFORM read_intake_record(format, known_file);

    INSERT INTO pg_temp.intake_finding
        (severity, row_number, row_id, series, column_name, raw, vi, en, suggestion)
    WITH wrong AS MATERIALIZED (
        SELECT r.*, o.plan, o.indicator_code AS code, o.indicator_name, o.area_code, o.area_name,
               o.period, o.value AS value_text, o.numerator AS numerator_text,
               o.denominator AS denominator_text, o.stage AS stage_text, o.source, o.surplus,
               CASE WHEN o.indicator_code <> '' THEN 'indicator_code' ELSE 'indicator_name' END AS code_column,
               CASE WHEN o.area_code <> '' OR o.area_name = '' THEN 'area_code' ELSE 'area_name' END AS area_column,
               coalesce(nullif(o.indicator_code, ''), nullif(o.indicator_name, '')) AS code_text,
               coalesce(nullif(o.area_code, ''), nullif(o.area_name, '')) AS area_text
        FROM pg_temp.intake_reading AS r
        JOIN pg_temp.intake_record AS o ON o.row_number = r.row_number AND o.series = r.series
        WHERE r.fate = 'rejected'
    ), hint AS MATERIALIZED (
        SELECT 'indicator' AS kind, n.*
        FROM nearest_known('indicator', ARRAY(
            SELECT w.code_text FROM wrong AS w WHERE w.indicators IS NULL
            GROUP BY w.code_text ORDER BY count(*) DESC LIMIT suggested)) AS n
        UNION ALL
        SELECT 'area', n.*
        FROM nearest_known('area', ARRAY(
            SELECT w.area_text FROM wrong AS w
            WHERE w.area_id IS NULL AND w.period_end IS NOT NULL AND NOT w.areas_several IS TRUE
            GROUP BY w.area_text ORDER BY count(*) DESC LIMIT suggested)) AS n
        UNION ALL
        SELECT 'source', n.*
        FROM nearest_known('source', ARRAY(
            SELECT w.source FROM wrong AS w WHERE w.source_id IS NULL
            GROUP BY w.source ORDER BY count(*) DESC LIMIT suggested)) AS n
        UNION ALL
        SELECT 'stage', n.*
        FROM nearest_known('stage', ARRAY(
            SELECT w.stage_text FROM wrong AS w WHERE w.stage IS NULL
            GROUP BY w.stage_text ORDER BY count(*) DESC LIMIT suggested)) AS n
    )
    SELECT 'error', w.row_number, w.row_id, w.series, f.column_name, nullif(f.raw, ''),
           f.vi || coalesce('; gần nhất: ' || hint.code || coalesce(' ' || hint.label, ''), ''),
           f.en || coalesce('; nearest: ' || hint.code || coalesce(' ' || hint.label, ''), ''),
           coalesce(hint.code, f.suggestion)
    FROM wrong AS w
    CROSS JOIN LATERAL (VALUES
        (1, w.has_surplus, 'line', w.surplus,
         'dòng có nhiều ô hơn tiêu đề (dấu phẩy thập phân không đặt trong nháy kép?)',
         'the row has more cells than the header (a decimal comma without quotes?)', NULL, NULL),
        (2, w.indicators IS NULL, w.code_column, w.code_text,
         'không có chỉ tiêu mang mã này', 'there is no indicator with this code', 'indicator', NULL),
        (3, w.indicators > 1, w.code_column, w.code_text,
         'mã này có ở nhiều kế hoạch: ghi thêm mã kế hoạch',
         'several plans have this code: say which plan', NULL, NULL),
        (4, w.clash, 'indicator_name', w.indicator_name,
         'tên này là của chỉ tiêu khác, không phải của mã ' || w.code,
         'this name is that of another indicator, not of code ' || w.code, NULL,
         (SELECT i.name_is_of FROM pg_temp.intake_indicator AS i
          WHERE i.plan = w.plan AND i.indicator_code = w.code AND i.indicator_name = w.indicator_name)),
        (5, NOT w.measured, w.code_column, w.code_text,
         'chỉ tiêu này chỉ là tiêu đề, số liệu ghi vào các chỉ tiêu con',
         'this indicator is a heading: figures belong to its sub-rows', NULL, NULL),
        (6, w.period_end IS NULL, 'period', w.period,
         'không đọc được kỳ', 'the period cannot be read', NULL, NULL),
        (7, w.area_id IS NULL AND w.period_end IS NOT NULL AND w.areas_several IS NOT TRUE, w.area_column, w.area_text,
         'không có đơn vị mang mã này vào ngày ' || to_char(w.period_end, 'DD/MM/YYYY'),
         'there is no area with this code on ' || to_char(w.period_end, 'YYYY-MM-DD'), 'area', NULL),
        (8, w.areas_several, w.area_column, w.area_text,
         'nhiều đơn vị mang tên này vào ngày ' || to_char(w.period_end, 'DD/MM/YYYY') || ': ghi mã',
         'several areas had this name on ' || to_char(w.period_end, 'YYYY-MM-DD') || ': give the code', NULL, NULL),
        (9, w.area_clash, 'area_name', w.area_name,
         'tên này là của đơn vị khác, không phải của mã ' || w.area_code,
         'this name is that of another area, not of code ' || w.area_code, NULL, NULL),
        (10, w.stage IS NULL, 'stage', w.stage_text,
         'không đọc được giai đoạn (ước, sơ bộ, chính thức)',
         'the stage cannot be read (estimate, preliminary, official)', 'stage', NULL),
        (11, w.source_id IS NULL, 'source', w.source,
         'không có nguồn mang mã này', 'there is no source with this code', 'source', NULL),
        (12, w.is_level AND w.value IS NULL, 'value', w.value_text,
         'cần một mức trong thang của chỉ tiêu này: '
             || (SELECT string_agg(l.label_vi, ' < ' ORDER BY l.rank)
                 FROM level AS l WHERE l.indicator_id = w.indicator_id),
         'a level of this indicator''s scale is needed: '
             || (SELECT string_agg(l.label_vi, ' < ' ORDER BY l.rank)
                 FROM level AS l WHERE l.indicator_id = w.indicator_id), NULL, NULL),
        (13, w.is_level IS NOT TRUE AND w.value IS NULL AND w.value_remark <> 'none', 'value', w.value_text,
         'không đọc được số: ' || w.value_remark, 'the number cannot be read: ' || w.value_remark, NULL, NULL),
        (14, w.numerator IS NULL AND w.numerator_remark <> 'none', 'numerator', w.numerator_text,
         'không đọc được số: ' || w.numerator_remark,
         'the number cannot be read: ' || w.numerator_remark, NULL, NULL),
        (15, w.denominator IS NULL AND w.denominator_remark <> 'none', 'denominator', w.denominator_text,
         'không đọc được số: ' || w.denominator_remark,
         'the number cannot be read: ' || w.denominator_remark, NULL, NULL),
        (16, w.denominator <= 0, 'denominator', w.denominator_text,
         'mẫu số phải lớn hơn 0', 'the denominator must be greater than 0', NULL, NULL),
        (17, w.numerator IS NULL AND w.numerator_remark = 'none' AND w.denominator IS NOT NULL,
         'numerator', w.numerator_text, 'có mẫu số mà không có tử số', 'a denominator without a numerator', NULL, NULL),
        (18, w.denominator IS NULL AND w.denominator_remark = 'none' AND w.numerator IS NOT NULL,
         'denominator', w.denominator_text, 'có tử số mà không có mẫu số', 'a numerator without a denominator', NULL, NULL),
        (19, w.is_level IS NOT TRUE AND w.value_remark = 'none' AND w.numerator_remark = 'none'
             AND w.denominator_remark = 'none', 'value', w.value_text,
         'không có giá trị, cũng không có tử số và mẫu số', 'neither a value nor both counts', NULL, NULL),
        (20, stage_rank(w.stage_in_force) > stage_rank(w.stage), 'stage', w.stage_text,
         'đã có số liệu ' || w.stage_in_force || ': số liệu ' || w.stage || ' không thay được',
         'there is a figure of stage ' || w.stage_in_force || ', which one of stage ' || w.stage || ' never replaces', NULL, NULL),
        (21, known_file AND stage_rank(w.stage_in_force) <= stage_rank(w.stage), 'line',
         coalesce(w.value_text, w.numerator_text || '/' || w.denominator_text),
         'tệp này đã nạp trước đây và số liệu này đã được thay từ đó: gửi tệp cũ không đổi lại số mới',
         'this file was loaded before and the figure was replaced since: an old file does not bring back an old figure', NULL, NULL)
    ) AS f (place, found, column_name, raw, vi, en, kind, suggestion)
    LEFT JOIN hint ON hint.kind = f.kind AND hint.said = f.raw
    WHERE f.found
    ORDER BY w.row_number, w.series, f.place;

    -- The same figure twice in one load: the first counts if they agree, none
    -- if they do not.
    WITH doubled AS MATERIALIZED (
        SELECT indicator_id, area_id, period_end, period_start, source_id
        FROM pg_temp.intake_reading
        WHERE fate NOT IN ('rejected', 'skipped')
        GROUP BY indicator_id, area_id, period_end, period_start, source_id
        HAVING count(*) > 1
    ), repeated AS (
        SELECT indicator_id, area_id, period_end, period_start, source_id,
               min(row_number) AS first_row, min(ARRAY[row_number, series]) AS first_place,
               count(DISTINCT (value, numerator, denominator, stage)) = 1 AS agree
        FROM pg_temp.intake_reading
        JOIN doubled USING (indicator_id, area_id, period_end, period_start, source_id)
        WHERE fate NOT IN ('rejected', 'skipped')
        GROUP BY indicator_id, area_id, period_end, period_start, source_id
    ), dropped AS (
        UPDATE pg_temp.intake_reading AS r
        SET fate = 'rejected'
        FROM repeated AS d
        WHERE r.fate NOT IN ('rejected', 'skipped')
          AND r.indicator_id = d.indicator_id AND r.area_id = d.area_id
          AND r.period_end = d.period_end AND r.period_start = d.period_start
          AND r.source_id = d.source_id
          AND (ARRAY[r.row_number, r.series] > d.first_place OR NOT d.agree)
        RETURNING r.row_number, r.row_id, r.series, d.first_row, d.agree
    )
    INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, series, column_name, raw, vi, en)
    SELECT 'error', d.row_number, d.row_id, d.series, 'value',
           coalesce(o.value, o.numerator || '/' || o.denominator),
           CASE WHEN d.agree THEN 'lặp lại dòng ' || d.first_row
                ELSE 'cùng một số liệu mà khác nhau giữa các dòng, dòng đầu là ' || d.first_row END,
           CASE WHEN d.agree THEN 'repeats row ' || d.first_row
                ELSE 'rows contradict each other on one figure, the first is row ' || d.first_row END
    FROM dropped AS d
    JOIN pg_temp.intake_record AS o ON o.row_number = d.row_number AND o.series = d.series
    ORDER BY d.row_number;

    -- A clock that was set back must not turn a span of belief around.
    INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id,
                                     stage, value, numerator, denominator, note, recorded_by,
                                     believed_from, believed_to)
    SELECT o.indicator_id, o.area_id, o.period_end, o.period_start, o.source_id,
           o.stage, o.value, o.numerator, o.denominator, o.note, o.recorded_by,
           o.recorded_at, greatest(stamp, o.recorded_at + interval '1 microsecond')
    FROM observation AS o
    JOIN pg_temp.intake_reading AS r
        ON o.indicator_id = r.indicator_id AND o.area_id = r.area_id
       AND o.period_end = r.period_end AND o.period_start = r.period_start
       AND o.source_id = r.source_id
    WHERE r.fate = 'revised';
    IF FOUND THEN
        UPDATE observation AS o
        SET stage = r.stage, value = r.value, numerator = r.numerator,
            denominator = r.denominator, note = coalesce(r.note, o.note),
            recorded_at = greatest(stamp, o.recorded_at + interval '1 microsecond'),
            recorded_by = current_user
        FROM pg_temp.intake_reading AS r
        WHERE r.fate = 'revised'
          AND o.indicator_id = r.indicator_id AND o.area_id = r.area_id
          AND o.period_end = r.period_end AND o.period_start = r.period_start
          AND o.source_id = r.source_id;
    END IF;

    INSERT INTO observation (indicator_id, area_id, period_end, period_start, source_id,
                             stage, value, numerator, denominator, note, recorded_at)
    SELECT r.indicator_id, r.area_id, r.period_end, r.period_start, r.source_id,
           r.stage, r.value, r.numerator, r.denominator, r.note, stamp
    FROM pg_temp.intake_reading AS r
    WHERE r.fate = 'added';

    -- What to look at: how it is written, and whether it can be.
    INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, column_name, raw, vi, en)
    WITH last_year AS MATERIALIZED (
        SELECT c.row_number, c.series, c.last_figure
        FROM (SELECT r.row_number, r.series,
                     abs(figure_value(r.value, r.numerator, r.denominator, r.factor)) AS figure,
                     figure_value(o.value, o.numerator, o.denominator, r.factor) AS last_figure
              FROM pg_temp.intake_reading AS r
              JOIN observation AS o
                  ON o.indicator_id = r.indicator_id AND o.area_id = r.area_id
                 AND o.source_id = r.source_id
                 AND o.period_end = r.end_before AND o.period_start = r.start_before
              WHERE r.fate IN ('added', 'revised') AND NOT r.is_level
              OFFSET 0) AS c
        WHERE (c.figure >= 10 * abs(c.last_figure) OR 10 * c.figure <= abs(c.last_figure))
          AND c.figure <> 0 AND c.last_figure <> 0
    ), doubtful AS (
        SELECT r.*, l.last_figure,
               (r.figure < r.natural_min OR r.figure > r.natural_max) IS TRUE AS beyond_limits,
               (r.is_percent AND r.natural_max IS NULL AND r.figure > 100) IS TRUE AS over_all,
               (r.is_percent AND r.factor = 100 AND r.numerator > r.denominator) IS TRUE AS counts_turned,
               (abs(r.value - figure_value(NULL, r.numerator, r.denominator, r.factor))
                > 1.5 * 10.0 ^ -scale(trim_scale(r.value))) IS TRUE AS counts_differ
        FROM (SELECT r.*, figure_value(r.value, r.numerator, r.denominator, r.factor) AS figure
              FROM pg_temp.intake_reading AS r
              WHERE r.fate <> 'rejected'
              OFFSET 0) AS r
        LEFT JOIN last_year AS l ON l.row_number = r.row_number AND l.series = r.series
        WHERE r.fate = 'skipped' OR r.by_name OR r.unit IS NOT NULL
           OR r.value_remark <> 'none' OR r.numerator_remark <> 'none' OR r.denominator_remark <> 'none'
           OR r.figure < r.natural_min OR r.figure > r.natural_max
           OR r.is_percent AND (r.figure > 100 OR r.numerator > r.denominator)
           OR r.value IS NOT NULL AND r.numerator IS NOT NULL
           OR l.last_figure IS NOT NULL
    )
    SELECT 'remark', l.row_number, l.row_id, f.column_name, nullif(f.raw, ''), f.vi, f.en
    FROM doubtful AS l
    JOIN pg_temp.intake_record AS o ON o.row_number = l.row_number AND o.series = l.series
    LEFT JOIN indicator AS i ON i.indicator_id = l.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    CROSS JOIN LATERAL (VALUES
        (1, l.fate = 'skipped', 'line', concat_ws(' ', nullif(o.indicator_code, ''), nullif(o.indicator_name, '')),
         'không có số liệu và không phải chỉ tiêu đã biết: coi là đề mục, bỏ qua',
         'no figure and no known indicator: taken as a heading, left out'),
        (2, l.by_name, 'indicator_name', coalesce(nullif(o.indicator_name, ''), o.indicator_code),
         'nhận theo tên, là chỉ tiêu ' || i.code, 'recognised by its name, indicator ' || i.code),
        (3, l.value_remark <> 'none', 'value', o.value,
         'cần xem lại cách viết số: ' || l.value_remark,
         'look at how the number is written: ' || l.value_remark),
        (4, l.numerator_remark <> 'none', 'numerator', o.numerator,
         'cần xem lại cách viết số: ' || l.numerator_remark,
         'look at how the number is written: ' || l.numerator_remark),
        (5, l.denominator_remark <> 'none', 'denominator', o.denominator,
         'cần xem lại cách viết số: ' || l.denominator_remark,
         'look at how the number is written: ' || l.denominator_remark),
        (6, l.beyond_limits, 'value', coalesce(o.value, o.numerator || '/' || o.denominator),
         'ngoài giới hạn tự nhiên của chỉ tiêu', 'outside the natural limits of the indicator'),
        (7, l.over_all, 'value', coalesce(o.value, o.numerator || '/' || o.denominator),
         'trên 100 %', 'over 100 %'),
        (8, l.counts_turned, 'numerator', o.numerator || '/' || o.denominator,
         'tử số lớn hơn mẫu số', 'the numerator is greater than the denominator'),
        (9, l.counts_differ, 'value', o.value,
         'khác với giá trị tính từ tử số và mẫu số: '
             || socpolicy.format_number(round(l.numerator * l.factor / nullif(l.denominator, 0), 2), 'vi'),
         'differs from what both counts give: '
             || socpolicy.format_number(round(l.numerator * l.factor / nullif(l.denominator, 0), 2), 'en')),
        (10, l.last_figure IS NOT NULL, 'value', coalesce(o.value, o.numerator || '/' || o.denominator),
         CASE WHEN abs(l.figure) > abs(l.last_figure) THEN 'gấp mười lần năm trước trở lên: '
              ELSE 'chỉ bằng một phần mười năm trước trở xuống: ' END
             || socpolicy.format_number(round(l.last_figure, 2), 'vi'),
         CASE WHEN abs(l.figure) > abs(l.last_figure) THEN 'ten times last year''s figure or more: '
              ELSE 'a tenth of last year''s figure or less: ' END
             || socpolicy.format_number(round(l.last_figure, 2), 'en')),
        (11, u.folded <> unit_key(l.unit), 'unit', l.unit,
         'đơn vị tính của chỉ tiêu này là ' || u.label, 'the unit of this indicator is ' || u.label)
    ) AS f (place, found, column_name, raw, vi, en)
    WHERE f.found
    ORDER BY l.row_number, l.series, f.place;

    INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en,
                              row_id, suggestion, cells,
                              indicator_id, area_id, period_end, period_start, source_id)
    SELECT batch, this, f.row_number, f.column_name, f.raw, f.vi, f.en, f.row_id, f.suggestion,
           CASE WHEN o.row_id IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
               'plan', nullif(o.plan, ''),
               'indicator_code', coalesce(nullif(o.indicator_code, ''), nullif(o.indicator_name, '')),
               'area_code', coalesce(nullif(o.area_code, ''), nullif(o.area_name, '')),
               'period', nullif(o.period, ''), 'value', o.value, 'numerator', o.numerator,
               'denominator', o.denominator, 'stage', nullif(o.stage, ''),
               'source', nullif(o.source, ''), 'note', o.note)) END,
           r.indicator_id, r.area_id, r.period_end, r.period_start, r.source_id
    FROM pg_temp.intake_finding AS f
    LEFT JOIN pg_temp.intake_record AS o ON o.row_number = f.row_number AND o.series = f.series
    LEFT JOIN pg_temp.intake_reading AS r ON r.row_number = f.row_number AND r.series = f.series
    WHERE f.severity = 'error'
    ORDER BY f.row_number, f.ctid;
    INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
    SELECT batch, this, f.row_number, f.column_name, f.raw, f.vi, f.en
    FROM pg_temp.intake_finding AS f
    WHERE f.severity = 'remark'
    ORDER BY f.row_number, f.ctid;

    PERFORM settle_rejections(batch);

    UPDATE import_batch AS b
    SET finished_at = clock_timestamp(),
        rows_read = c.rows_read, rows_rejected = c.rows_rejected + lost.rows,
        added = c.added, revised = c.revised, unchanged = c.unchanged,
        remarks = (SELECT count(*) FROM pg_temp.intake_finding WHERE severity = 'remark')
    FROM (SELECT count(*) FILTER (WHERE fate <> 'skipped') AS rows_read,
                 count(*) FILTER (WHERE fate = 'rejected') AS rows_rejected,
                 count(*) FILTER (WHERE fate = 'added') AS added,
                 count(*) FILTER (WHERE fate = 'revised') AS revised,
                 count(*) FILTER (WHERE fate = 'unchanged') AS unchanged
          FROM pg_temp.intake_reading) AS c
    CROSS JOIN (SELECT count(*) AS rows FROM pg_temp.intake_finding
                WHERE severity = 'error' AND series IS NULL) AS lost
    WHERE b.batch_id = batch
    RETURNING b.* INTO outcome;

    DROP TABLE pg_temp.intake_reading, pg_temp.intake_indicator, pg_temp.intake_period,
               pg_temp.intake_area, pg_temp.intake_stage, pg_temp.intake_source,
               pg_temp.intake_rank, pg_temp.intake_number;
    RETURN outcome;
END
$$;

COMMENT ON FUNCTION load_intake_record(integer, text, timestamptz, boolean) IS
    'Đưa các dòng đã đọc vào sổ theo một đợt | take the rows that were read into the register under a batch';

/*
 * Earlier rejections that a load settles: by a row that corrects them, by the
 * same figure where its key was known, by the same row with only the refused
 * cells changed; or the same row came again and was refused again.
 */
CREATE FUNCTION settle_rejections(batch integer) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'observation_intake';
BEGIN
    IF NOT EXISTS (SELECT FROM rejected_row AS j
                   WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch) THEN
        RETURN;
    END IF;

    UPDATE rejected_row AS j
    SET resolved_at = clock_timestamp(), resolved_batch_id = batch, resolution = 'loaded'
    FROM pg_temp.intake_reading AS r
    WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch
      AND r.fate IN ('added', 'revised', 'unchanged')
      AND (j.row_id = r.corrects AND r.corrects IS NOT NULL);

    UPDATE rejected_row AS j
    SET resolved_at = clock_timestamp(), resolved_batch_id = batch, resolution = 'loaded'
    FROM pg_temp.intake_reading AS r
    WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch
      AND r.fate IN ('added', 'revised', 'unchanged')
      AND j.indicator_id = r.indicator_id AND j.area_id = r.area_id
      AND j.period_end = r.period_end AND j.period_start = r.period_start
      AND j.source_id = r.source_id;

    -- Rows as one text without the cells of a set of columns.  Each set of
    -- columns that was refused is one pass over the rows; beyond the eight
    -- most frequent sets a person has to say what is settled.
    WITH open AS (
        SELECT j.batch_id, j.row_id, j.row_number, (array_agg(j.cells))[1] AS cells,
               array_agg(DISTINCT replace(replace(j.column_name, 'indicator_name', 'indicator_code'),
                                          'area_name', 'area_code')) AS refused
        FROM rejected_row AS j
        WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch AND j.cells IS NOT NULL
        GROUP BY j.batch_id, j.row_id, j.row_number
    ), refusal AS (
        SELECT refused FROM open
        GROUP BY refused ORDER BY count(*) DESC LIMIT 8
    ), again AS (
        SELECT s.refused, r.fate,
               array_to_string(ARRAY[
                   CASE WHEN NOT 'plan' = ANY (s.refused) THEN o.plan END,
                   CASE WHEN NOT 'indicator_code' = ANY (s.refused)
                        THEN coalesce(nullif(o.indicator_code, ''), o.indicator_name) END,
                   CASE WHEN NOT 'area_code' = ANY (s.refused)
                        THEN coalesce(nullif(o.area_code, ''), o.area_name) END,
                   CASE WHEN NOT 'period' = ANY (s.refused) THEN o.period END,
                   CASE WHEN NOT 'value' = ANY (s.refused) THEN o.value END,
                   CASE WHEN NOT 'numerator' = ANY (s.refused) THEN o.numerator END,
                   CASE WHEN NOT 'denominator' = ANY (s.refused) THEN o.denominator END,
                   CASE WHEN NOT 'stage' = ANY (s.refused) THEN o.stage END,
                   CASE WHEN NOT 'source' = ANY (s.refused) THEN o.source END,
                   o.note], E'\x01', '') AS rest
        FROM refusal AS s
        CROSS JOIN pg_temp.intake_record AS o
        JOIN pg_temp.intake_reading AS r ON r.row_number = o.row_number AND r.series = o.series
        WHERE r.fate IN ('added', 'revised', 'unchanged')
        UNION ALL
        SELECT '{}', r.fate,
               array_to_string(ARRAY[
                   o.plan, coalesce(nullif(o.indicator_code, ''), o.indicator_name),
                   coalesce(nullif(o.area_code, ''), o.area_name), o.period,
                   o.value, o.numerator, o.denominator, o.stage, o.source, o.note], E'\x01', '')
        FROM pg_temp.intake_record AS o
        JOIN pg_temp.intake_reading AS r ON r.row_number = o.row_number AND r.series = o.series
        WHERE r.fate = 'rejected'
    ), earlier AS (
        SELECT e.batch_id, e.row_id, e.row_number, e.refused AS set,
               array_to_string(ARRAY(
                   SELECT CASE WHEN NOT c.name = ANY (e.refused) THEN e.cells ->> c.name END
                   FROM unnest('{plan,indicator_code,area_code,period,value,numerator,denominator,stage,source,note}'::text[])
                       WITH ORDINALITY AS c (name, place)
                   ORDER BY c.place), E'\x01', '') AS rest
        FROM (SELECT * FROM open
              UNION ALL
              SELECT batch_id, row_id, row_number, cells, '{}' FROM open) AS e
    ), settled AS (
        SELECT DISTINCT ON (e.batch_id, e.row_id, e.row_number) e.batch_id, e.row_id, e.row_number,
               CASE WHEN a.fate = 'rejected' THEN 'sent_again' ELSE 'loaded' END AS resolution
        FROM earlier AS e
        JOIN again AS a ON a.refused = e.set AND a.rest = e.rest
        ORDER BY e.batch_id, e.row_id, e.row_number, a.fate = 'rejected'
    )
    UPDATE rejected_row AS j
    SET resolved_at = clock_timestamp(), resolved_batch_id = batch, resolution = s.resolution
    FROM settled AS s
    WHERE j.batch_id = s.batch_id AND j.row_id = s.row_id AND j.row_number = s.row_number
      AND j.intake = this AND j.resolved_at IS NULL;
END
$$;

COMMENT ON FUNCTION settle_rejections(integer) IS
    'Đánh dấu các dòng bị từ chối trước đây mà đợt này đã giải quyết | mark the earlier rejections that a load has settled';

/*
 * Load what is pending: the rows whose columns came one by one as one batch,
 * then every file as a batch of its own.  What is given here fills what a
 * file does not say.  A figure that is there already changes nothing; another
 * one for the same indicator, area, period and source moves the old row to
 * the history, unless it is of an earlier stage.  Loaders wait for one
 * another, readers for nobody.  A dry run is the same run, undone.
 */
CREATE FUNCTION load_observation_file(
    name text DEFAULT NULL,
    plan text DEFAULT NULL,
    area text DEFAULT NULL,
    period text DEFAULT NULL,
    stage text DEFAULT NULL,
    source text DEFAULT NULL,
    format text DEFAULT 'vi',
    dry_run boolean DEFAULT false)
RETURNS TABLE (
    severity text,
    row_number integer,
    column_name text,
    raw text,
    reason_vi text,
    reason_en text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'observation_intake';
    sent xid8[];
    sending xid8;
    rows_pending boolean;
    the_batch integer;
    before record;
    stamp timestamptz;
    outcome import_batch;
    memory CONSTANT text := current_setting('work_mem');
BEGIN
    PERFORM socpolicy.parse_number('0', format);    -- an unknown format raises

    -- A load is maintenance: it may use the memory that is set aside for that.
    IF pg_size_bytes(current_setting('work_mem')) < pg_size_bytes(current_setting('maintenance_work_mem')) THEN
        PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    END IF;

    BEGIN
        LOCK TABLE observation IN SHARE ROW EXCLUSIVE MODE;
        stamp := clock_timestamp();

        SELECT array_agg(f.sent_in ORDER BY f.first_row) INTO sent
        FROM (SELECT o.sent_in, min(o.row_id) AS first_row
              FROM observation_intake AS o
              WHERE o.batch_id IS NULL AND o.line IS NOT NULL
              GROUP BY o.sent_in) AS f;
        rows_pending := EXISTS (
            SELECT FROM observation_intake AS o
            WHERE o.batch_id IS NULL AND o.line IS NULL
              AND (sent IS NULL OR NOT o.sent_in = ANY (sent)
                   OR num_nonnulls(o.plan, o.indicator_code, o.area_code, o.period, o.value,
                                   o.numerator, o.denominator, o.stage, o.source, o.note) > 0));
        IF rows_pending OR sent IS NULL THEN
            sent := NULL::xid8 || sent;
        END IF;

        FOREACH sending IN ARRAY sent LOOP
            INSERT INTO import_batch (intake) VALUES (this) RETURNING batch_id INTO the_batch;
            before := NULL;
            PERFORM make_intake_tables();
            IF sending IS NULL THEN
                PERFORM read_intake_rows();
                UPDATE observation_intake AS o SET batch_id = the_batch
                FROM pg_temp.intake_record AS r
                WHERE o.row_id = r.row_id;
            ELSE
                PERFORM read_intake_file(the_batch, sending, name, plan, area, period, stage, source);
                UPDATE observation_intake AS o SET batch_id = the_batch
                WHERE o.batch_id IS NULL AND o.sent_in = sending
                  AND (o.line IS NOT NULL
                       OR num_nulls(o.plan, o.indicator_code, o.area_code, o.period, o.value,
                                    o.numerator, o.denominator, o.stage, o.source, o.note) = 10);
                SELECT b.batch_id, b.started_at INTO before
                FROM import_file AS f
                JOIN import_file AS e ON e.fingerprint = f.fingerprint AND e.batch_id <> f.batch_id
                JOIN import_batch AS b ON b.batch_id = e.batch_id
                WHERE f.batch_id = the_batch
                ORDER BY b.batch_id
                LIMIT 1;
            END IF;

            outcome := load_intake_record(the_batch, format, stamp, before IS NOT NULL);

            IF before IS NOT NULL THEN
                INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
                VALUES (the_batch, this, 1, 'line', name,
                        format('tệp này đã nạp ở đợt %s ngày %s: %s số liệu mới, còn lại không có gì thay đổi',
                               before.batch_id, to_char(before.started_at, 'DD/MM/YYYY'), outcome.added),
                        format('this file was loaded before as batch %s on %s: %s figures are new, nothing else changes',
                               before.batch_id, to_char(before.started_at, 'YYYY-MM-DD'), outcome.added));
                UPDATE import_batch AS b SET remarks = b.remarks + 1
                WHERE b.batch_id = the_batch
                RETURNING b.* INTO outcome;
            END IF;
            DROP TABLE pg_temp.intake_record, pg_temp.intake_finding;

            RAISE NOTICE '%', outcome_text(outcome, dry_run);
            RETURN QUERY SELECT * FROM batch_report(the_batch);
        END LOOP;

        IF dry_run THEN
            RAISE EXCEPTION 'dry run' USING ERRCODE = 'SP000';
        END IF;
    EXCEPTION WHEN SQLSTATE 'SP000' THEN
        NULL;   -- the report is out, all else is undone
    END;
    PERFORM set_config('work_mem', memory, true);
END
$$;

COMMENT ON FUNCTION load_observation_file(text, text, text, text, text, text, text, boolean) IS
    'Nạp số liệu đang chờ; địa bàn, kỳ, giai đoạn, nguồn ghi ở đây bù chỗ tệp không ghi | load what is pending; area, period, stage and source given here fill what a file does not say';

CREATE OR REPLACE FUNCTION load_observations(format text DEFAULT 'vi', dry_run boolean DEFAULT false)
RETURNS TABLE (
    severity text,
    row_number integer,
    column_name text,
    raw text,
    reason_vi text,
    reason_en text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    RETURN QUERY
    SELECT * FROM load_observation_file(format => load_observations.format,
                                        dry_run => load_observations.dry_run);
END
$$;

/* What was rejected and is still open, and the ways to settle it. */
CREATE VIEW open_rejection WITH (security_invoker = true) AS
    SELECT r.batch_id, r.intake, r.row_number, r.column_name, r.raw, r.suggestion,
           r.reason_vi, r.reason_en, f.name AS file, b.started_at, b.loaded_by, r.cells, r.row_id
    FROM rejected_row AS r
    JOIN import_batch AS b ON b.batch_id = r.batch_id
    LEFT JOIN import_file AS f ON f.batch_id = r.batch_id
    WHERE r.resolved_at IS NULL;

COMMENT ON VIEW open_rejection IS
    'Các chỗ bị từ chối còn treo, mỗi dòng và cột một lý do | rejections still open, one per row and column';
COMMENT ON COLUMN open_rejection.batch_id IS 'Đợt nạp | batch';
COMMENT ON COLUMN open_rejection.intake IS 'Bảng tiếp nhận | intake table';
COMMENT ON COLUMN open_rejection.row_number IS 'Dòng của tệp hoặc của đợt | line of the file, or row of the batch';
COMMENT ON COLUMN open_rejection.column_name IS 'Cột | column';
COMMENT ON COLUMN open_rejection.raw IS 'Nội dung nguyên văn | text as it came';
COMMENT ON COLUMN open_rejection.suggestion IS 'Mã đã biết gần nhất | nearest known code';
COMMENT ON COLUMN open_rejection.reason_vi IS 'Lý do, tiếng Việt | reason in Vietnamese';
COMMENT ON COLUMN open_rejection.reason_en IS 'Lý do, tiếng Anh | reason in English';
COMMENT ON COLUMN open_rejection.file IS 'Tên tệp | name of the file';
COMMENT ON COLUMN open_rejection.started_at IS 'Thời điểm nạp | when it was loaded';
COMMENT ON COLUMN open_rejection.loaded_by IS 'Vai trò đã nạp | role that loaded';
COMMENT ON COLUMN open_rejection.cells IS 'Các ô của dòng như đã đọc | the cells of the row as read';
COMMENT ON COLUMN open_rejection.row_id IS 'Dòng của bảng tiếp nhận | row of the intake table';

/*
 * The corrected row goes into the intake beside the rejected one, which stays
 * as it came; the next load takes it.  NULL keeps a cell, '' empties it.
 */
CREATE FUNCTION correct_rejected_row(
    batch integer,
    row_number integer,
    plan text DEFAULT NULL,
    indicator_code text DEFAULT NULL,
    area_code text DEFAULT NULL,
    period text DEFAULT NULL,
    value text DEFAULT NULL,
    numerator text DEFAULT NULL,
    denominator text DEFAULT NULL,
    stage text DEFAULT NULL,
    source text DEFAULT NULL,
    note text DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    the_row bigint;
    old jsonb;
    rows integer;
    made bigint;
BEGIN
    SELECT count(DISTINCT r.cells), min(r.row_id), (array_agg(r.cells))[1]
    INTO rows, the_row, old
    FROM rejected_row AS r
    WHERE r.batch_id = batch AND r.row_number = correct_rejected_row.row_number
      AND r.intake = 'observation_intake' AND r.resolved_at IS NULL AND r.cells IS NOT NULL;
    IF rows = 0 THEN
        RAISE EXCEPTION 'row % of batch % has no open rejection', row_number, batch
            USING ERRCODE = 'no_data_found',
                  HINT = 'View open_rejection lists them.';
    ELSIF rows > 1 THEN
        RAISE EXCEPTION 'row % of batch % holds several figures', row_number, batch
            USING ERRCODE = 'cardinality_violation',
                  HINT = 'Correct the line in the file and send it again.';
    END IF;

    INSERT INTO observation_intake (plan, indicator_code, area_code, period, value, numerator,
                                    denominator, stage, source, note, corrects)
    VALUES (coalesce(plan, old ->> 'plan'),
            coalesce(indicator_code, old ->> 'indicator_code'),
            coalesce(area_code, old ->> 'area_code'),
            coalesce(period, old ->> 'period'),
            coalesce(value, old ->> 'value'),
            coalesce(numerator, old ->> 'numerator'),
            coalesce(denominator, old ->> 'denominator'),
            coalesce(stage, old ->> 'stage'),
            coalesce(source, old ->> 'source'),
            coalesce(note, old ->> 'note'),
            the_row)
    RETURNING row_id INTO made;
    RETURN made;
END
$$;

COMMENT ON FUNCTION correct_rejected_row(integer, integer, text, text, text, text, text, text, text, text, text, text) IS
    'Sửa một dòng bị từ chối: dòng mới chờ lần nạp sau, dòng cũ giữ nguyên; NULL là giữ ô cũ | correct a rejected row: a new one waits for the next load, the old one stays; NULL keeps a cell';

CREATE FUNCTION dismiss_rejected_row(batch integer, row_number integer) RETURNS bigint
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    closed bigint;
BEGIN
    UPDATE rejected_row AS r
    SET resolved_at = clock_timestamp(), resolution = 'dismissed'
    WHERE r.batch_id = dismiss_rejected_row.batch
      AND r.row_number = dismiss_rejected_row.row_number
      AND r.resolved_at IS NULL;
    GET DIAGNOSTICS closed = ROW_COUNT;
    RETURN closed;
END
$$;

COMMENT ON FUNCTION dismiss_rejected_row(integer, integer) IS
    'Bỏ một dòng bị từ chối, không nạp nữa; trả về số lý do đã đóng | give up a rejected row; returns how many reasons were closed';
