/*
 * The page that the sections are put on.
 */

/* Nothing is fetched: fonts are the reader's own, pictures are in the page. */
CREATE OR REPLACE FUNCTION _report_css() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN $css$
@file page.css
$css$;

COMMENT ON FUNCTION _report_css() IS
    'Cách trình bày trang in: báo cáo A4 đứng, phụ lục A4 ngang, tiêu đề bảng lặp lại | how the page is laid out: the letter upright, the annex across, table heads repeated';

CREATE OR REPLACE FUNCTION _report_head(
    plan_id integer,
    area_id integer,
    year integer,
    scope text,
    as_of timestamptz,
    lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<table class="head" width="100%%"><tr>\n<td width="50%%" align="center"><span class="capitals">%s</span><br><b class="capitals">%s</b><div class="rule"></div>%s</td>\n'
                  || E'<td width="50%%" align="center"><b class="capitals">%s</b><br><b>%s</b><div class="rule"></div><i>%s</i></td>\n</tr></table>\n'
                  || E'<h1 class="capitals">%s</h1>\n<p class="centre"><b>%s</b></p>\n<div class="rule"></div>\n',
                  CASE WHEN whose.name IS NULL THEN '' ELSE _html_escape(upper_body.name) END,
                  coalesce(_html_escape(coalesce(whose.name, upper_body.name)), '……………………'),
                  _html_escape(_in_language(lang, 'Số: ', 'No. ') || coalesce(signed.number, '………/BC-………')),
                  _in_language(lang, 'Cộng hòa xã hội chủ nghĩa Việt Nam', 'Socialist Republic of Viet Nam'),
                  _in_language(lang, 'Độc lập - Tự do - Hạnh phúc', 'Independence - Freedom - Happiness'),
                  _html_escape(CASE WHEN own.it THEN _report_place(_in_language(lang, a.name_vi, a.name_en), lang)
                                   ELSE '……………' END || ', '
                              || coalesce(_report_long_date(signed.issued_on, lang),
                                          _in_language(lang, 'ngày …… tháng …… năm ………', '………-……-……'))),
                  _in_language(lang, 'Báo cáo', 'Report'),
                  _html_escape(_in_language(lang, 'Kết quả năm ' || _report_head.year || ' thực hiện ' || p.title_vi,
                                          'Results of ' || _report_head.year || ': ' || coalesce(p.title_en, p.title_vi))
                              || CASE WHEN own.it THEN '' ELSE
                                      _in_language(lang, ' tại ' || a.name_vi,
                                                  ' in ' || coalesce(a.name_en, a.name_vi)) END))
           || coalesce(format(E'<p class="centre">%s</p>\n',
                              _html_escape(_in_language(lang, 'Kính gửi: ' || whose.addressee_vi,
                                                      'To: ' || whose.addressee_en) || '.')), '')
    FROM plan AS p
    JOIN document AS d ON d.document_id = p.document_id
    JOIN area AS a ON a.area_id = _report_head.area_id
    CROSS JOIN LATERAL (SELECT p.area_id = a.area_id AS it) AS own
    -- A document names its issuer in Vietnamese only; the agency of that name may have another.
    CROSS JOIN LATERAL (
        SELECT CASE WHEN own.it THEN
            _in_language(lang, d.issuer, (SELECT min(b.name_en) FROM agency AS b WHERE b.name_vi = d.issuer)) END AS name) AS upper_body
    LEFT JOIN _report_signing(_report_head.plan_id, _report_head.year, _report_head.scope, _report_head.as_of) AS signed ON true
    LEFT JOIN LATERAL (
        SELECT _in_language(lang, c.name_vi, c.name_en) AS name,
               r.name_vi AS addressee_vi, coalesce(r.name_en, r.name_vi) AS addressee_en
        FROM report_obligation(_report_head.year, _report_head.as_of) AS o
        JOIN agency AS c ON c.agency_id = o.consolidator_id
        JOIN agency AS r ON r.agency_id = o.addressee_id
        WHERE o.plan_id = p.plan_id AND own.it
        ORDER BY o.tier
        LIMIT 1) AS whose ON true
    WHERE p.plan_id = _report_head.plan_id;
END;

COMMENT ON FUNCTION _report_head(integer, integer, integer, text, timestamptz, text) IS
    'Phần đầu văn bản: cơ quan, Quốc hiệu, số, địa danh, tên loại và trích yếu | head of the document: issuer, state, number, dateline, kind and abstract';

CREATE OR REPLACE FUNCTION _report_bases(plan_id integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT string_agg('<p class="basis">' || _html_escape(b.words)
                      || CASE WHEN b.n = b.last_n THEN '.' ELSE ';' END || '</p>', E'\n' ORDER BY b.n) || E'\n'
    FROM (SELECT _in_language(lang, 'Căn cứ ' || d.kind || ' số ' || d.number || ' ' || _report_long_date(d.issued_on, 'vi')
                                   || ' của ' || d.issuer,
                             'Pursuant to ' || d.kind || ' ' || d.number || ' of ' || _report_long_date(d.issued_on, 'en')
                                   || ', ' || d.issuer)
                 || coalesce(' (' || nullif(d.title, '') || ')', '') AS words,
                 row_number() OVER (ORDER BY basis.rank, d.issued_on, d.document_id) AS n,
                 count(*) OVER () AS last_n
          FROM plan AS p
          CROSS JOIN LATERAL (
              SELECT r.other_id AS document_id, 1 AS rank
              FROM document_relation AS r
              WHERE r.document_id = p.document_id AND r.relation IN ('implements', 'cites')
              UNION
              SELECT p.document_id, 2
              UNION
              SELECT r.document_id, 3
              FROM document_relation AS r
              WHERE r.other_id = p.document_id AND r.relation = 'amends') AS basis
          JOIN document AS d ON d.document_id = basis.document_id
          WHERE p.plan_id = _report_bases.plan_id
            AND d.issued_on <= _as_of_day(NULL, _report_bases.as_of)) AS b;
END;

COMMENT ON FUNCTION _report_bases(integer, timestamptz, text) IS
    'Các căn cứ: văn bản mà kế hoạch thực hiện, kế hoạch, và văn bản sửa đổi | legal bases: what the plan implements, the plan, and what amends it';

CREATE OR REPLACE FUNCTION _report_foot(plan_id integer, year integer, scope text, as_of timestamptz, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<table class="sign" width="100%%"><tr>\n<td width="50%%" class="small"><b><i>%s</i></b><br>- ……………………;<br>- ……………………;<br>- ……………………</td>\n'
                  || E'<td width="50%%" align="center"><b>%s</b><br><i>%s</i><br><br><br><br><b>%s</b></td>\n</tr></table>\n',
                  _in_language(lang, 'Nơi nhận:', 'Recipients:'),
                  _in_language(lang, '(QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ)', '(AUTHORITY AND OFFICE OF THE SIGNER)'),
                  _in_language(lang, '(Chữ ký, họ và tên)', '(Signature and name)'),
                  coalesce(_html_escape((SELECT s.signer
                                        FROM _report_signing(_report_foot.plan_id, _report_foot.year,
                                                            _report_foot.scope, _report_foot.as_of) AS s)),
                           '……………………'));
END;

COMMENT ON FUNCTION _report_foot(integer, integer, text, timestamptz, text) IS
    'Nơi nhận và chỗ ký, để điền | recipients and signature, to be filled in';

CREATE OR REPLACE FUNCTION annual_report_html(
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
    the_plan CONSTANT integer := require_plan(plan);
    lines CONSTANT annual_report_line[] := ARRAY(
        SELECT l FROM annual_report_lines(plan, year, scope, as_of, lang, area) AS l ORDER BY l.sort_order);
    the_area CONSTANT integer := _report_area(plan, year, area);
    holder CONSTANT text := _report_holder(the_plan, lines, NULL, lang);
    dues CONSTANT date[] := (SELECT ARRAY[d.first_due, d.last_due] FROM _report_dues(the_plan, the_area, as_of) AS d);
BEGIN
    RETURN concat(
        format(E'<!DOCTYPE html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n',
               lang, _html_escape(_in_language(lang, 'Báo cáo năm ', 'Report of ') || year || ' - ' || plan), _report_css()),
        _report_head(the_plan, the_area, year, scope, as_of, lang),
        _report_sight_notice(the_plan, lines, holder, lang),
        _report_year_notice(year, as_of, lang),
        _report_sample_notice(lines, lang),
        _report_bases(the_plan, as_of, lang),
        _html_section('s1', _in_language(lang, '1. Kết quả chung', '1. Results'),
                       _report_summary(lines, year, scope, holder, lang)),
        _html_section('s2', _in_language(lang, '2. Chỉ tiêu chưa đạt và gần đạt', '2. Indicators missed or near'),
                       _report_missed(lines, lang)),
        _html_section('s3', _in_language(lang, '3. Tiến độ tới các mục tiêu ở phía trước', '3. Pace towards the targets ahead'),
                       _report_pace(lines, lang)),
        _html_section('s4', _in_language(lang, '4. Chỉ tiêu chưa có số liệu', '4. Indicators without a figure'),
                       _report_without_value(lines, lang)),
        _html_section('s5', _in_language(lang, '5. Kết quả do người quyết định', '5. Verdicts decided by a person'),
                       _report_decided(lines, lang)),
        _html_section('s6', _in_language(lang, '6. Chế độ báo cáo: trễ hạn và chưa báo cáo', '6. Reporting: late and missing'),
                       _report_discipline(the_plan, year, as_of, NULL, lang)),
        _html_section('s7', _in_language(lang, '7. Nhiệm vụ', '7. Tasks'),
                       _report_tasks(the_plan, as_of, lang)),
        _html_section('s8', _in_language(lang, '8. Khó khăn, vướng mắc chưa được trả lời', '8. Difficulties without an answer'),
                       _report_difficulties(the_plan, as_of, lang)),
        _html_section('s9', _in_language(lang, '9. Nguồn số liệu', '9. Sources of the figures'),
                       _report_sources(lines, lang) || regexp_replace(_report_knowledge(as_of, lang), '\.</p>$', './.</p>')),
        _report_foot(the_plan, year, scope, as_of, lang),
        E'<section class="across">\n',
        _report_annex_title(the_plan, year, scope, as_of, lang),
        _report_annex(lines, dues, year, scope, lang), E'</section>\n',
        E'</body>\n</html>\n');
END
$$;

COMMENT ON FUNCTION annual_report_html(text, integer, text, timestamptz, text, text) IS
    'Báo cáo năm để in và trình ký: một trang HTML trọn vẹn, không tải gì từ mạng; cùng as_of thì cùng báo cáo | the annual report for printing and signing: one self-contained page of HTML; the same as_of gives the same report';
