/*
 * The sheet for Excel: byte order mark, semicolons, comma decimals, CRLF.
 * Excel reads 4.10 as a number, 28-30 as a date and what begins with = + - @
 * as a formula.  Text that it could misread is written as a formula that is
 * only that text; a formula holds 255 characters, so longer text gets an
 * apostrophe.
 */
CREATE OR REPLACE FUNCTION _csv_text(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '"' || (
    SELECT replace(CASE WHEN t.words !~ '^[\s]*[-=+@＝＋－＠0-9(.,]' THEN t.words
                        WHEN length(t.words) <= 250 THEN '="' || replace(t.words, '"', '""') || '"'
                        ELSE '''' || t.words END,
                   '"', '""')
    FROM (SELECT regexp_replace(coalesce(_csv_text.words, ''), '[\u0001-\u001f\u007f]+', ' ', 'g') AS words) AS t) || '"';

COMMENT ON FUNCTION _csv_text(text) IS
    'Một ô chữ của bảng Excel: không bị hiểu thành số, ngày hay công thức | a cell of text for Excel, never taken for a number, a date or a formula';

CREATE OR REPLACE FUNCTION _csv_number(value numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '"' || coalesce(replace(trim_scale(value)::text, '.', ','), '') || '"';

COMMENT ON FUNCTION _csv_number(numeric) IS
    'Một ô số của bảng Excel, dấu phẩy thập phân | a number for Excel, with a decimal comma';

CREATE OR REPLACE FUNCTION _csv_row(VARIADIC cells text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_string(cells, ';') || E'\r\n';

COMMENT ON FUNCTION _csv_row(text[]) IS
    'Một dòng của bảng Excel, các ô đã viết xong | a row of a sheet, its cells already written';

CREATE OR REPLACE FUNCTION _report_csv_head(dues date[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(_csv_text(h.words), ';' ORDER BY h.n) || E'\r\n'
    FROM unnest(ARRAY[
        _in_language(lang, 'TT', 'No.'), _in_language(lang, 'Mã', 'Code'),
        _in_language(lang, 'Nội dung chỉ tiêu', 'Indicator'), _in_language(lang, 'Đơn vị tính', 'Unit'),
        _in_language(lang, 'Mục tiêu Trung ương ', 'National target ') || to_char(dues[1], 'YYYY'),
        _in_language(lang, 'Mục tiêu Trung ương ', 'National target ') || coalesce(to_char(dues[2], 'YYYY'), ''),
        _in_language(lang, 'Mục tiêu địa phương ', 'Local target ') || to_char(dues[1], 'YYYY'),
        _in_language(lang, 'Mục tiêu địa phương ', 'Local target ') || coalesce(to_char(dues[2], 'YYYY'), ''),
        _in_language(lang, 'Chủ trì', 'Lead'), _in_language(lang, 'Phối hợp', 'Coordinating'),
        _in_language(lang, 'Kết quả năm ', 'Result of ') || year,
        _in_language(lang, 'Giá trị', 'Value'), _in_language(lang, 'Giai đoạn', 'Stage'),
        _in_language(lang, 'Số liệu minh họa', 'Invented sample'),
        _in_language(lang, 'So với mục tiêu ' || _code_inside('scope', scope, 'vi'),
                            'Against the ' || _code_inside('scope', scope, 'en') || ' target'),
        _in_language(lang, 'Hạn của mục tiêu', 'Due'), _in_language(lang, 'Mục tiêu đã dùng', 'Target that judged'),
        _in_language(lang, 'Chênh lệch', 'Gap'), _in_language(lang, 'Tính vào tổng', 'Counted'),
        _in_language(lang, 'Giải thích', 'Explanation'),
        _in_language(lang, 'Tiến độ', 'Pace'), _in_language(lang, 'Dự báo', 'Outlook'),
        _in_language(lang, 'Lý do của người quyết định', 'Reason of the person who decided'),
        _in_language(lang, 'Ghi chú', 'Note')]) WITH ORDINALITY AS h (words, n));

COMMENT ON FUNCTION _report_csv_head(date[], integer, text, text) IS
    'Dòng tiêu đề của bảng Excel | head row of the sheet';

CREATE OR REPLACE FUNCTION _report_csv_row(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN _csv_row(
    _csv_text(line.ordinal), _csv_text(line.code), _csv_text(line.name), _csv_text(line.unit),
    _csv_text(line.national_first), _csv_text(line.national_second),
    _csv_text(line.local_first), _csv_text(line.local_second),
    _csv_text(line.leads), _csv_text(line.coordinating),
    _csv_text(line.result), _csv_number(line.value), _csv_text(line.stage),
    _csv_text(CASE WHEN line.is_sample THEN _in_language(lang, 'minh họa', 'sample') END),
    _csv_text(line.verdict), _csv_text(_report_date(line.due, lang)), _csv_text(line.cell),
    _csv_number(line.gap),
    _csv_text(CASE WHEN line.counted THEN _in_language(lang, 'có', 'yes') ELSE _in_language(lang, 'không', 'no') END),
    _csv_text(line.explanation), _csv_text(line.pace), _csv_text(line.forecast), _csv_text(line.reason), _csv_text(line.note));

COMMENT ON FUNCTION _report_csv_row(annual_report_line, text) IS
    'Một chỉ tiêu trong bảng Excel | an indicator in the sheet';

/* As many cells as any other row: strict readers want that. */
CREATE OR REPLACE FUNCTION _report_csv_sector(line annual_report_line) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN _csv_row(VARIADIC ARRAY[_csv_text(line.sector_number::text), _csv_text(NULL), _csv_text(line.sector_title)]
                        || array_fill(_csv_text(NULL), ARRAY[21]));

COMMENT ON FUNCTION _report_csv_sector(annual_report_line) IS
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
                   CASE WHEN l.opens THEN _report_csv_sector(l.line) ELSE '' END || _report_csv_row(l.line, lang),
                   '' ORDER BY (l.line).sort_order)
        FROM (SELECT t AS line,
                     t.sector_number IS DISTINCT FROM lag(t.sector_number) OVER (ORDER BY t.sort_order) AS opens
              FROM annual_report_lines(plan, year, scope, as_of, lang, area) AS t) AS l);
    dues CONSTANT date[] := (
        SELECT ARRAY[d.first_due, d.last_due]
        FROM _report_dues(require_plan(plan), _report_area(plan, year, area), as_of) AS d);
BEGIN
    -- The mark tells Excel that this is UTF-8.
    RETURN chr(65279) || _report_csv_head(dues, year, scope, lang) || coalesce(body, '');
END
$$;

COMMENT ON FUNCTION annual_report_csv(text, integer, text, timestamptz, text, text) IS
    'Bảng của báo cáo năm để mở bằng Excel: 4.10 và 28-30 vẫn là chữ | the table of the annual report for Excel: 4.10 and 28-30 stay text';
