/*
 * The page that a leader opens: how many promises were kept, which were not
 * and who answers, what is on the way, who did not report.  It is made from
 * the lines of the annual report and decides nothing itself.
 *
 * One file that fetches nothing.  Without its script it is the whole list;
 * with it, filters that stand in the address.
 */

CREATE OR REPLACE FUNCTION _dashboard_css() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN $css$
@file dashboard.css
$css$ || _palette_css();

COMMENT ON FUNCTION _dashboard_css() IS
    'Cách trình bày trang cho lãnh đạo | how the dashboard is laid out';

CREATE OR REPLACE FUNCTION _dashboard_js() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN $js$
@file dashboard.js
$js$;

COMMENT ON FUNCTION _dashboard_js() IS
    'Bộ lọc của trang cho lãnh đạo | the filters of the dashboard';

/* Only this style and this script, and pictures that are in the page. */
CREATE OR REPLACE FUNCTION _dashboard_security(style text, script text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN format('default-src ''none''; img-src data:; style-src ''sha256-%s''; script-src ''sha256-%s''; base-uri ''none''; form-action ''none''',
              encode(sha256(convert_to(style, 'UTF8')), 'base64'), encode(sha256(convert_to(script, 'UTF8')), 'base64'));

COMMENT ON FUNCTION _dashboard_security(text, text) IS
    'Chính sách an toàn nội dung của trang: chỉ kiểu chữ và mã có dấu vân này | content security policy of the page: only the style and script of these digests';

/*
 * What filters ask of a line, and in which words.  A pace that another
 * reckoning denies is off the way.
 */
CREATE OR REPLACE FUNCTION _dashboard_verdicts(line annual_report_line) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(ARRAY[line.status::text, CASE WHEN line.status IN ('exceeded', 'met') THEN 'kept' END], NULL);

COMMENT ON FUNCTION _dashboard_verdicts(annual_report_line) IS
    'Các giá trị lọc theo kết quả của một dòng | what a line is by verdict, for the filter';

CREATE OR REPLACE FUNCTION _dashboard_paces(line annual_report_line) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_remove(ARRAY[line.pace_status::text,
                          CASE WHEN line.pace_status IN ('moderate', 'limited', 'deteriorating') OR line.pace_lags THEN 'off'
                               WHEN line.pace_status IN ('achieved', 'on_track') THEN 'way' END], NULL);

COMMENT ON FUNCTION _dashboard_paces(annual_report_line) IS
    'Các giá trị lọc theo tiến độ của một dòng | what a line is by pace, for the filter';

CREATE OR REPLACE FUNCTION _dashboard_select(name text, label text, keys text[], words text[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<label>%s <select name="%s"><option value="">%s</option>%s</select></label>\n',
              _html_escape(label), name, _in_language(lang, 'Tất cả', 'All'),
              (SELECT string_agg(format('<option value="%s">%s</option>', _html_escape(o.key), _html_escape(o.word)), '' ORDER BY o.n)
               FROM unnest(keys, words) WITH ORDINALITY AS o (key, word, n)));

COMMENT ON FUNCTION _dashboard_select(text, text, text[], text[], text) IS
    'Một ô chọn của bộ lọc | a list to choose from in the filter';

CREATE OR REPLACE FUNCTION _dashboard_form(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH grouped AS (
        SELECT g.by, array_agg(g.key ORDER BY g.place) AS keys, array_agg(g.name ORDER BY g.place) AS words
        FROM _report_groups(lines, lang) AS g
        WHERE g.key IS NOT NULL
        GROUP BY g.by
    ), verdict AS (
        SELECT array_agg(s.status::text ORDER BY s.status) AS keys,
               array_agg(socpolicy.status_label(s.status, lang) ORDER BY s.status) AS words
        FROM (SELECT DISTINCT l.status FROM unnest(lines) AS l) AS s
    ), pace AS (
        SELECT array_agg(s.status::text ORDER BY s.status) AS keys,
               array_agg(code_label('progress', s.status::text, lang) ORDER BY s.status) AS words
        FROM (SELECT DISTINCT l.pace_status AS status FROM unnest(lines) AS l WHERE l.pace_status IS NOT NULL) AS s
    )
    SELECT format(E'<form hidden>\n%s%s%s%s<label>%s <input type="search" name="text" autocomplete="off"></label>\n<button type="reset">%s</button>\n</form>\n',
        (SELECT _dashboard_select('sector', _in_language(lang, 'Nhóm chỉ tiêu', 'Sector'), g.keys, g.words, lang)
         FROM grouped AS g WHERE g.by = 'sector'),
        (SELECT _dashboard_select('agency', _in_language(lang, 'Cơ quan chủ trì', 'Lead agency'), g.keys, g.words, lang)
         FROM grouped AS g WHERE g.by = 'agency'),
        (SELECT _dashboard_select('verdict', _in_language(lang, 'Kết quả', 'Verdict'),
                                  '{kept}' || v.keys, ARRAY[_in_language(lang, 'Đạt và vượt', 'Met or exceeded')] || v.words, lang)
         FROM verdict AS v),
        (SELECT _dashboard_select('pace', _in_language(lang, 'Tiến độ', 'Pace'), '{way,off}' || p.keys,
                                  ARRAY[_in_language(lang, 'Đúng tiến độ hoặc đã đạt', 'On the way or achieved'),
                                        _in_language(lang, 'Chưa đúng tiến độ', 'Off the way')] || p.words, lang)
         FROM pace AS p WHERE p.keys IS NOT NULL),
        _in_language(lang, 'Tìm chữ', 'Search text'),
        _in_language(lang, 'Bỏ lọc', 'Clear filters'));
END;

COMMENT ON FUNCTION _dashboard_form(annual_report_line[], text) IS
    'Bộ lọc của danh sách, chỉ hiện khi mã chạy được | the filters of the list, shown where the script runs';

/*
 * A line of the list: what a leader reads first, and the rest when it opens.
 */
CREATE OR REPLACE FUNCTION _dashboard_term(term text, words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<dt>' || _html_escape(term) || '<dd>' || _html_escape(nullif(words, '')), '');

COMMENT ON FUNCTION _dashboard_term(text, text) IS
    'Một mục trong phần mở ra; trống thì không có | an item of what opens; nothing where there is nothing';

CREATE OR REPLACE FUNCTION _dashboard_figures(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN NOT line.is_level THEN
    (SELECT string_agg(f.year || ': ' || socpolicy.format_number(trim_scale(round(f.figure, 4)), lang), '; ' ORDER BY f.year)
     FROM unnest(line.years, line.figures) AS f (year, figure)
     WHERE f.figure IS NOT NULL) END;

COMMENT ON FUNCTION _dashboard_figures(annual_report_line, text) IS
    'Số liệu các năm bằng chữ | the figures of the years in words';

CREATE OR REPLACE FUNCTION _dashboard_pictures(line annual_report_line, scope text, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce('<p class="picture">' || nullif(concat(
    _html_image(_report_bullet(line, scope, 340, 84, lang), line.explanation),
    _html_image(_report_trend(line, 340, 150, lang), coalesce(line.forecast, _dashboard_figures(line, lang)))), '') || '</p>', '');

COMMENT ON FUNCTION _dashboard_pictures(annual_report_line, text, text) IS
    'Kết quả so với mục tiêu và diễn biến bằng hình | result against target, and the way to it, as pictures';

CREATE OR REPLACE FUNCTION _dashboard_targets(first text, second text, dues date[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(concat_ws('; ', nullif(first, '') || ' (' || to_char(dues[1], 'YYYY') || ')',
                        nullif(second, '') || ' (' || to_char(dues[2], 'YYYY') || ')'), '');

COMMENT ON FUNCTION _dashboard_targets(text, text, date[]) IS
    'Mục tiêu các hạn của một phạm vi | the targets of a scope by due year';

CREATE OR REPLACE FUNCTION _dashboard_more(line annual_report_line, dues date[], scope text, with_pictures boolean, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN format('<p>%s</p>%s<dl>', _html_escape(_report_verdict_sentence(line, lang)),
              CASE WHEN with_pictures THEN _dashboard_pictures(line, scope, lang) ELSE '' END)
    || _dashboard_term(_in_language(lang, 'Tiến độ', 'Pace'),
                       nullif(line.pace, code_label('progress', line.pace_status::text, lang)))
    || _dashboard_term(_in_language(lang, 'Dự báo', 'Outlook'), line.forecast)
    || _dashboard_term(_in_language(lang, 'Các năm', 'By year'), _dashboard_figures(line, lang))
    || _dashboard_term(_in_language(lang, 'Mục tiêu địa phương', 'Local targets'),
                       _dashboard_targets(line.local_first, line.local_second, dues))
    || _dashboard_term(_in_language(lang, 'Mục tiêu Trung ương', 'National targets'),
                       _dashboard_targets(line.national_first, line.national_second, dues))
    || _dashboard_term(CASE scope WHEN 'local' THEN _in_language(lang, 'Theo Trung ương', 'By the national')
                                  ELSE _in_language(lang, 'Theo địa phương', 'By the local') END,
                       socpolicy.status_label(line.other_status, lang)
                       || coalesce(format(' (%s, %s)', line.other_cell, to_char(line.other_due, 'YYYY')), ''))
    || _dashboard_term(_in_language(lang, 'Nguồn', 'Source'),
                       line.source_name || coalesce(' (' || line.stage || ')', ''))
    || _dashboard_term(_in_language(lang, 'Phối hợp', 'Coordinating'), line.coordinating)
    || _dashboard_term(_in_language(lang, 'Ghi chú', 'Note'), line.note)
    || '</dl>';

COMMENT ON FUNCTION _dashboard_more(annual_report_line, date[], text, boolean, text) IS
    'Phần mở ra của một dòng | what opens under a line';

CREATE OR REPLACE FUNCTION _dashboard_summary(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<summary class="%s"><span>%s</span><span>%s <small>%s</small></span><span><b>%s</b> <small>%s</small></span><span><span class="ink">%s %s</span>%s</span></summary>',
    line.status, _html_escape(line.code), _html_escape(line.full_name),
    _html_escape(concat_ws(' · ', line.leads,
                           CASE WHEN NOT line.counted THEN _in_language(lang, 'chi tiết, không tính', 'detail, not counted') END)),
    _html_escape(coalesce(line.result || CASE WHEN line.is_level THEN '' ELSE _unit_behind(line.unit) END, '…')),
    _html_escape(_in_language(lang, 'mục tiêu ', 'target ') || nullif(line.cell, '') || CASE WHEN line.due > line.period_end
                 THEN ' (' || to_char(line.due, 'YYYY') || ')' ELSE '' END),
    code_icon('status', line.status::text), _html_escape(line.verdict),
    coalesce(' <small>' || code_icon('progress', line.pace_status::text) || ' '
             || _html_escape(code_label('progress', line.pace_status::text, lang)
                             || CASE WHEN line.pace_lags THEN _in_language(lang, '; cách tính khác: chưa', '; by other methods not') ELSE '' END)
             || '</small>', ''));

COMMENT ON FUNCTION _dashboard_summary(annual_report_line, text) IS
    'Phần luôn thấy của một dòng: mã, tên, chủ trì, kết quả, tiến độ | what is always seen of a line: code, name, lead, result, pace';

CREATE OR REPLACE FUNCTION _dashboard_line(line annual_report_line, dues date[], scope text, with_pictures boolean, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN format('<li id="%s" data-sector="%s" data-agency="%s" data-verdict="%s" data-pace="%s"%s><details>%s<div class="more">%s</div></details></li>' || E'\n',
    _html_escape(line.code), line.sector_number, _html_escape(array_to_string(line.lead_codes, '|')),
    array_to_string(_dashboard_verdicts(line), '|'), array_to_string(_dashboard_paces(line), '|'),
    CASE WHEN line.counted THEN '' ELSE ' data-detail' END,
    _dashboard_summary(line, lang), _dashboard_more(line, dues, scope, with_pictures, lang));

COMMENT ON FUNCTION _dashboard_line(annual_report_line, date[], text, boolean, text) IS
    'Một dòng của danh sách | a line of the list';

/*
 * Pictures are most of the page's weight.  In a long plan only the worst
 * lines have theirs; a page of one agency has them for the rest.
 */
CREATE OR REPLACE FUNCTION _dashboard_list(lines annual_report_line[], dues date[], scope text, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<p><output aria-live="polite" data-words="%s">%s</output></p>\n<ul id="rows">\n%s</ul>\n',
                  _in_language(lang, 'Hiện {shown} trong {all} chỉ tiêu; {counted} được tính vào tổng.',
                               '{shown} of {all} indicators shown; {counted} are counted.'),
                  _in_language(lang, cardinality(lines) || ' chỉ tiêu, nặng nhất trước.', cardinality(lines) || ' indicators, the worst first.'),
                  string_agg(_dashboard_line(l.line, dues, _dashboard_list.scope,
                                             l.place <= CASE WHEN cardinality(lines) > 300 THEN 50 ELSE 300 END, lang), '' ORDER BY l.place))
    FROM (SELECT s AS line, row_number() OVER (ORDER BY s.severity) AS place FROM unnest(lines) AS s) AS l;
END;

COMMENT ON FUNCTION _dashboard_list(annual_report_line[], date[], text, text) IS
    'Danh sách chỉ tiêu, nặng nhất trước; các dòng đầu có hình | the indicators, the worst first; the first ones with pictures';

/*
 * Tiles and bars lead to the list.
 */
CREATE OR REPLACE FUNCTION _dashboard_tile(href text, class text, number text, words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<li><a class="%s" href="#%s"><b>%s</b>%s</a></li>\n', class, href, _html_escape(number), _html_escape(words));

COMMENT ON FUNCTION _dashboard_tile(text, text, text, text) IS
    'Một ô số liệu dẫn tới danh sách của nó | a tile that leads to its list';

CREATE OR REPLACE FUNCTION _dashboard_tiles(lines annual_report_line[], overdue bigint, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT E'<ul class="tiles">\n'
        || _dashboard_tile('verdict=kept', 'met', _report_share(n.verdicts), _in_language(lang, 'đạt và vượt, trên số được đánh giá', 'met or exceeded, of those evaluated'))
        || _dashboard_tile('verdict=missed', 'missed', socpolicy.missed(n.verdicts)::text, _in_language(lang, 'chưa đạt', 'missed'))
        || CASE WHEN socpolicy.near(n.verdicts) = 0 THEN '' ELSE
               _dashboard_tile('verdict=near', 'near', socpolicy.near(n.verdicts)::text, _in_language(lang, 'gần đạt', 'near')) END
        || _dashboard_tile('verdict=not_due', 'not_due', socpolicy.not_due(n.verdicts)::text, _in_language(lang, 'chưa đến hạn', 'not yet due'))
        || _dashboard_tile('verdict=no_data', 'no_data', socpolicy.no_data(n.verdicts)::text, _in_language(lang, 'chưa có số liệu', 'without a figure'))
        || CASE WHEN n.judged = 0 THEN '' ELSE
               _dashboard_tile('pace=way', 'on_track', n.way || '/' || n.judged,
                               _in_language(lang, 'đúng tiến độ tới các mục tiêu phía trước', 'on the way to the targets ahead')) END
        || CASE WHEN overdue IS NULL THEN '' ELSE
               _dashboard_tile('reports', CASE WHEN overdue > 0 THEN 'missed' ELSE 'met' END, overdue::text,
                               _in_language(lang, 'báo cáo trễ hoặc chưa có', 'reports late or missing')) END
        || E'</ul>\n'
    FROM (SELECT _report_tally(lines) AS verdicts,
                 count(*) FILTER (WHERE 'way' = ANY (_dashboard_paces(l))) AS way,
                 count(*) FILTER (WHERE l.pace_status <> 'not_available') AS judged
          FROM unnest(lines) AS l
          WHERE l.counted) AS n;
END;

COMMENT ON FUNCTION _dashboard_tiles(annual_report_line[], bigint, text) IS
    'Các ô đầu trang: giữ lời bao nhiêu, chưa đạt, chưa đến hạn, thiếu số liệu, tiến độ, báo cáo | the tiles: how many kept, missed, not due, without figure, on the way, reports';

CREATE OR REPLACE FUNCTION _dashboard_bars(by text, caption text, lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<table>\n<caption>%s</caption>\n', _html_escape(_dashboard_bars.caption))
        || string_agg(format(E'<tr><th scope="row">%s</th><td>%s</td><td>%s</td></tr>\n',
               CASE WHEN g.key IS NULL THEN _html_escape(g.name)
                    ELSE format('<a href="#%s=%s">%s</a>', g.by, _html_escape(_url_escape(g.key)), _html_escape(g.name)) END,
               _report_share(g.counts), _html_image(_report_stack_svg(_report_counts(g.counts), lang), _report_counts_words(g.counts, lang))),
               '' ORDER BY g.place)
        || E'</table>\n'
    FROM _report_groups(lines, lang) AS g
    WHERE g.by = _dashboard_bars.by;
END;

COMMENT ON FUNCTION _dashboard_bars(text, text, annual_report_line[], text) IS
    'Một thanh cho mỗi nhóm hoặc mỗi cơ quan chủ trì | a bar for each sector, or each lead agency';

CREATE OR REPLACE FUNCTION _dashboard_head(
    plan_id integer,
    area_id integer,
    year integer,
    scope text,
    as_of timestamptz,
    lines annual_report_line[],
    holder text,
    lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<header>\n<p class="quiet">%s</p>\n<h1>%s</h1>\n<p class="quiet">%s</p>\n%s%s%s</header>\n',
        _html_escape(coalesce(holder, d.issuer)),
        _html_escape(_in_language(lang, 'Kết quả năm ' || _dashboard_head.year || ': ' || p.title_vi,
                                  'Results of ' || _dashboard_head.year || ': ' || coalesce(p.title_en, p.title_vi))),
        _html_escape(concat_ws(' · ', p.code, _in_language(lang, a.name_vi, a.name_en),
            _in_language(lang, 'theo mục tiêu ', 'by the ') || _code_inside('scope', _dashboard_head.scope, lang)
                || _in_language(lang, '', ' targets'),
            _in_language(lang, 'như đã biết ngày ', 'as known on ')
                || _report_date(_as_of_day(NULL, _dashboard_head.as_of), lang))),
        _report_sight_notice(_dashboard_head.plan_id, lines, holder, lang),
        _report_year_notice(_dashboard_head.year, _dashboard_head.as_of, lang),
        _report_sample_notice(lines, lang))
    FROM plan AS p
    JOIN document AS d ON d.document_id = p.document_id
    JOIN area AS a ON a.area_id = _dashboard_head.area_id
    WHERE p.plan_id = _dashboard_head.plan_id;
END;

COMMENT ON FUNCTION _dashboard_head(integer, integer, integer, text, timestamptz, annual_report_line[], text, text) IS
    'Phần đầu trang: của ai, kế hoạch nào, năm nào, biết đến lúc nào | head of the page: whose, which plan and year, as known when';

CREATE OR REPLACE FUNCTION _dashboard_body(
    plan_id integer,
    area_id integer,
    year integer,
    scope text,
    as_of timestamptz,
    lines annual_report_line[],
    holder text,
    agency_id integer,
    lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT concat(
        _dashboard_head(plan_id, area_id, year, scope, as_of, lines, holder, lang), E'<main>\n',
        _dashboard_tiles(seen.measured, _reports_overdue(plan_id, year, as_of, agency_id), lang),
        _html_section('groups', _in_language(lang, 'Theo nhóm và theo cơ quan', 'By sector and by agency'),
            '<div class="bars">' || _dashboard_bars('sector', _in_language(lang, 'Nhóm chỉ tiêu', 'Sector'), seen.measured, lang)
            || _dashboard_bars('agency', _in_language(lang, 'Cơ quan chủ trì', 'Lead agency'), seen.measured, lang) || '</div>'),
        _html_section('indicators', _in_language(lang, 'Chỉ tiêu', 'Indicators'),
            _dashboard_form(seen.measured, lang) || _dashboard_list(seen.measured, ARRAY[due.first_due, due.last_due], scope, lang)),
        _html_section('reports', _in_language(lang, 'Báo cáo trễ hạn và chưa có', 'Reports late and missing'),
            '<div class="wide">' || _report_discipline(plan_id, year, as_of, agency_id, lang) || '</div>'),
        '<div class="quiet">', _report_knowledge(as_of, lang), E'</div>\n</main>\n')
    FROM (SELECT ARRAY(SELECT l FROM unnest(_dashboard_body.lines) AS l WHERE l.measured) AS measured) AS seen,
         _report_dues(_dashboard_body.plan_id, _dashboard_body.area_id, _dashboard_body.as_of) AS due;
END;

COMMENT ON FUNCTION _dashboard_body(integer, integer, integer, text, timestamptz, annual_report_line[], text, integer, text) IS
    'Nội dung trang cho lãnh đạo | what stands on the dashboard';

CREATE OR REPLACE FUNCTION dashboard_html(
    plan text,
    year integer,
    scope text DEFAULT 'local',
    as_of timestamptz DEFAULT NULL,
    lang text DEFAULT 'vi',
    area text DEFAULT NULL,
    agency text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    the_plan CONSTANT integer := require_plan(plan);
    the_agency CONSTANT integer := CASE WHEN agency IS NOT NULL THEN require_agency(agency, _as_of_day(NULL, as_of)) END;
    lines CONSTANT annual_report_line[] := ARRAY(
        SELECT l FROM annual_report_lines(plan, year, scope, as_of, lang, area) AS l
        WHERE the_agency IS NULL OR the_agency = ANY (l.lead_agency_ids)
        ORDER BY l.sort_order);
    style CONSTANT text := _dashboard_css();
    script CONSTANT text := _dashboard_js();
BEGIN
    RETURN concat(
        format(E'<!DOCTYPE html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
               || E'<meta http-equiv="Content-Security-Policy" content="%s">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n',
               lang, _html_escape(_dashboard_security(style, script)),
               _html_escape(_in_language(lang, 'Kết quả năm ', 'Results of ') || year || ' - ' || plan), style),
        _dashboard_body(the_plan, _report_area(plan, year, area), year, scope, as_of, lines,
                        _report_holder(the_plan, lines, the_agency, lang), the_agency, lang),
        format(E'<script>%s</script>\n</body>\n</html>\n', script));
END
$$;

COMMENT ON FUNCTION dashboard_html(text, integer, text, timestamptz, text, text, text) IS
    'Trang cho lãnh đạo: một tệp HTML không tải gì từ mạng, lọc được theo nhóm, cơ quan, kết quả, tiến độ và chữ; agency: chỉ phần cơ quan này chủ trì | the page for leaders: one file of HTML that fetches nothing, with filters by sector, agency, verdict, pace and text; agency: only what this body leads';
