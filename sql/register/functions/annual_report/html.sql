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

CREATE OR REPLACE FUNCTION _html_section(id text, title text, body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<section>\n<h2 id="%s">%s</h2>\n%s\n</section>\n', id, _html_escape(title), body);

COMMENT ON FUNCTION _html_section(text, text, text) IS
    'Một mục có tiêu đề và chỗ neo | a section under a heading with an anchor';

/* Word processors show pictures that are files or data, but none drawn in the page. */
CREATE OR REPLACE FUNCTION _html_image(picture text, words text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN '<img src="data:image/svg+xml;base64,' || translate(encode(convert_to(picture, 'UTF8'), 'base64'), E'\n', '')
    || '" width="' || substring(picture FROM ' width="(\d+)"') || '" height="' || substring(picture FROM ' height="(\d+)"')
    || '" alt="' || _html_escape(words) || '">';

COMMENT ON FUNCTION _html_image(text, text) IS
    'Hình SVG đặt trong trang, kèm lời thay hình | an SVG picture put into the page, with the words in its place';

CREATE OR REPLACE FUNCTION _palette_css() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(format('.%s { --ink: %s; }', c.code, _code_word(c.domain, c.code) ->> 'color'), E'\n' ORDER BY c.domain, c.code) || E'\n'
        FROM (SELECT 'status' AS domain, s.code::text
              FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s (code)
              UNION ALL
              SELECT 'progress', s.code::text
              FROM unnest(enum_range(NULL::socpolicy.progress_status)) AS s (code)) AS c (domain, code));

COMMENT ON FUNCTION _palette_css() IS
    'Màu của các kết quả cho trang HTML | the colours of verdicts for a page of HTML';

CREATE OR REPLACE FUNCTION _url_escape(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(replace(words, '%', '%25'), '&', '%26'), '+', '%2B'), '#', '%23'), ' ', '+');

COMMENT ON FUNCTION _url_escape(text) IS
    'Chữ để đặt vào phần sau dấu # của địa chỉ | text to stand after the # of an address';
