/*
 * HTML.  All text that comes from data goes through html_escape.
 */
CREATE OR REPLACE FUNCTION _html_escape(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(replace(
    regexp_replace(words, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]', '', 'g'),
    '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');

COMMENT ON FUNCTION _html_escape(text) IS
    'Chữ để đặt vào trang HTML, không ký tự điều khiển | text to be put into a page of HTML, without control characters';

CREATE OR REPLACE FUNCTION _html_table(class text, heads text[], rows text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<table class="%s" border="1" cellspacing="0" cellpadding="3">\n<thead><tr>%s</tr></thead>\n<tbody>\n', class,
              (SELECT string_agg('<th scope="col">' || _html_escape(h.words) || '</th>', '' ORDER BY h.n)
               FROM unnest(heads) WITH ORDINALITY AS h (words, n)))
       || rows || E'</tbody>\n</table>\n';

COMMENT ON FUNCTION _html_table(text, text[], text) IS
    'Bảng với các tiêu đề cột; các dòng đã là HTML; không có dòng nào: NULL | a table with column heads; its rows are HTML already; NULL without rows';

CREATE OR REPLACE FUNCTION _html_row(VARIADIC cells text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<tr>' || (SELECT string_agg('<td>' || coalesce(_html_escape(c.words), '') || '</td>', '' ORDER BY c.n)
                  FROM unnest(cells) WITH ORDINALITY AS c (words, n)) || E'</tr>\n';

COMMENT ON FUNCTION _html_row(text[]) IS
    'Một dòng của bảng, từng ô đã thoát ký tự | a row of a table, its cells escaped';

CREATE OR REPLACE FUNCTION _report_section(number text, title text, body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<h2>%s. %s</h2>\n%s\n', number, _html_escape(title), body);

COMMENT ON FUNCTION _report_section(text, text, text) IS 'Một mục của báo cáo | a section of the report';
