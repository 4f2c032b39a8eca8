/*
 * The sheet for Excel: byte order mark, semicolons, comma decimals, CRLF.
 * Excel reads 4.10 as a number, 28-30 as a date and what begins with = + - @
 * as a formula.  Text that it could misread is written as a formula that is
 * only that text; a formula holds 255 characters, so longer text gets an
 * apostrophe.
 */
CREATE OR REPLACE FUNCTION csv_text(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '"' || (
    SELECT replace(CASE WHEN t.words !~ '^[\s]*[-=+@＝＋－＠0-9(.,]' THEN t.words
                        WHEN length(t.words) <= 250 THEN '="' || replace(t.words, '"', '""') || '"'
                        ELSE '''' || t.words END,
                   '"', '""')
    FROM (SELECT regexp_replace(coalesce(csv_text.words, ''), '[\u0001-\u001f\u007f]+', ' ', 'g') AS words) AS t) || '"';

COMMENT ON FUNCTION csv_text(text) IS
    'Một ô chữ của bảng Excel: không bị hiểu thành số, ngày hay công thức | a cell of text for Excel, never taken for a number, a date or a formula';

CREATE OR REPLACE FUNCTION csv_number(value numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '"' || coalesce(replace(trim_scale(value)::text, '.', ','), '') || '"';

COMMENT ON FUNCTION csv_number(numeric) IS
    'Một ô số của bảng Excel, dấu phẩy thập phân | a number for Excel, with a decimal comma';

CREATE OR REPLACE FUNCTION csv_row(VARIADIC cells text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_string(cells, ';') || E'\r\n';

COMMENT ON FUNCTION csv_row(text[]) IS
    'Một dòng của bảng Excel, các ô đã viết xong | a row of a sheet, its cells already written';

CREATE OR REPLACE FUNCTION report_csv_head(dues date[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(csv_text(h.words), ';' ORDER BY h.n) || E'\r\n'
    FROM unnest(ARRAY[
        in_language(lang, 'TT', 'No.'), in_language(lang, 'Mã', 'Code'),
        in_language(lang, 'Nội dung chỉ tiêu', 'Indicator'), in_language(lang, 'Đơn vị tính', 'Unit'),
        in_language(lang, 'Mục tiêu Trung ương ', 'National target ') || to_char(dues[1], 'YYYY'),
        in_language(lang, 'Mục tiêu Trung ương ', 'National target ') || coalesce(to_char(dues[2], 'YYYY'), ''),
        in_language(lang, 'Mục tiêu địa phương ', 'Local target ') || to_char(dues[1], 'YYYY'),
        in_language(lang, 'Mục tiêu địa phương ', 'Local target ') || coalesce(to_char(dues[2], 'YYYY'), ''),
        in_language(lang, 'Chủ trì', 'Lead'), in_language(lang, 'Phối hợp', 'Coordinating'),
        in_language(lang, 'Kết quả năm ', 'Result of ') || year,
        in_language(lang, 'Giá trị', 'Value'), in_language(lang, 'Giai đoạn', 'Stage'),
        in_language(lang, 'Số liệu minh họa', 'Invented sample'),
        in_language(lang, 'So với mục tiêu ' || code_inside('scope', scope, 'vi'),
                            'Against the ' || code_inside('scope', scope, 'en') || ' target'),
        in_language(lang, 'Hạn của mục tiêu', 'Due'), in_language(lang, 'Mục tiêu đã dùng', 'Target that judged'),
        in_language(lang, 'Chênh lệch', 'Gap'), in_language(lang, 'Tính vào tổng', 'Counted'),
        in_language(lang, 'Giải thích', 'Explanation'),
        in_language(lang, 'Tiến độ', 'Pace'), in_language(lang, 'Dự báo', 'Outlook'),
        in_language(lang, 'Lý do của người quyết định', 'Reason of the person who decided'),
        in_language(lang, 'Ghi chú', 'Note')]) WITH ORDINALITY AS h (words, n));

COMMENT ON FUNCTION report_csv_head(date[], integer, text, text) IS
    'Dòng tiêu đề của bảng Excel | head row of the sheet';

CREATE OR REPLACE FUNCTION report_csv_row(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN csv_row(
    csv_text(line.ordinal), csv_text(line.code), csv_text(line.name), csv_text(line.unit),
    csv_text(line.national_first), csv_text(line.national_second),
    csv_text(line.local_first), csv_text(line.local_second),
    csv_text(line.leads), csv_text(line.coordinating),
    csv_text(line.result), csv_number(line.value), csv_text(line.stage),
    csv_text(CASE WHEN line.is_sample THEN in_language(lang, 'minh họa', 'sample') END),
    csv_text(line.verdict), csv_text(report_date(line.due, lang)), csv_text(line.cell),
    csv_number(line.gap),
    csv_text(CASE WHEN line.counted THEN in_language(lang, 'có', 'yes') ELSE in_language(lang, 'không', 'no') END),
    csv_text(line.explanation), csv_text(line.pace), csv_text(line.forecast), csv_text(line.reason), csv_text(line.note));

COMMENT ON FUNCTION report_csv_row(report_line, text) IS
    'Một chỉ tiêu trong bảng Excel | an indicator in the sheet';

/* As many cells as any other row: strict readers want that. */
CREATE OR REPLACE FUNCTION report_csv_sector(line report_line) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN csv_row(VARIADIC ARRAY[csv_text(line.sector_number::text), csv_text(NULL), csv_text(line.sector_title)]
                        || array_fill(csv_text(NULL), ARRAY[21]));

COMMENT ON FUNCTION report_csv_sector(report_line) IS
    'Dòng tiêu đề nhóm trong bảng Excel | row of a sector in the sheet';

CREATE OR REPLACE FUNCTION annual_report_csv(
    plan text,
    year integer,
    scope text DEFAULT 'local',
    as_of timestamptz DEFAULT NULL,
    lang text DEFAULT 'vi',
    area text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    body CONSTANT text := (
        SELECT string_agg(
                   CASE WHEN l.opens THEN report_csv_sector(l.line) ELSE '' END || report_csv_row(l.line, lang),
                   '' ORDER BY (l.line).sort_order)
        FROM (SELECT t AS line,
                     t.sector_number IS DISTINCT FROM lag(t.sector_number) OVER (ORDER BY t.sort_order) AS opens
              FROM report_table(plan, year, scope, as_of, lang, area) AS t) AS l);
    dues CONSTANT date[] := (
        SELECT ARRAY[d.first_due, d.last_due]
        FROM report_dues(known_plan(plan), report_area(plan, year, area), as_of) AS d);
BEGIN
    -- The mark tells Excel that this is UTF-8.
    RETURN chr(65279) || report_csv_head(dues, year, scope, lang) || coalesce(body, '');
END
$$;

COMMENT ON FUNCTION annual_report_csv(text, integer, text, timestamptz, text, text) IS
    'Bảng của báo cáo năm để mở bằng Excel: 4.10 và 28-30 vẫn là chữ | the table of the annual report for Excel: 4.10 and 28-30 stay text';
