-- The dashboard: the lines of the annual report as a page to be looked at.
-- What it does in a browser is in test/clients/dashboard.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(38);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/load_reports.sql
\i example/plan_230/reorganisation_2025.sql
\i example/plan_230/sample_years.sql
ANALYZE;
\o
SET client_min_messages = warning;
SET search_path = policy, public;

CREATE FUNCTION pg_temp.times(hay text, needle text) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (length(hay) - length(replace(hay, needle, ''))) / length(needle);
CREATE FUNCTION pg_temp.evil() RETURNS text LANGUAGE sql IMMUTABLE
RETURN '</td><script>alert("x")</script>&''';
-- The number on a tile.
CREATE FUNCTION pg_temp.tile(page text, href text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN substring(page FROM 'href="#' || href || '"><b>([^<]*)</b>');
-- A page cut to the line of one indicator.
CREATE FUNCTION pg_temp.line_of(page text, code text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (SELECT r.part FROM regexp_split_to_table(page, E'\n') AS r (part) WHERE r.part LIKE '<li id="' || code || '" %');

CREATE TEMP TABLE page AS
SELECT lang, scope, dashboard_html('230/KH-UBND', 2025, scope, lang => lang) AS html
FROM (VALUES ('vi', 'local'), ('en', 'local'), ('vi', 'national'), ('en', 'national')) AS p (lang, scope);
CREATE TEMP TABLE vi AS SELECT html FROM page WHERE lang = 'vi' AND scope = 'local';
CREATE TEMP TABLE en AS SELECT html FROM page WHERE lang = 'en' AND scope = 'local';
CREATE TEMP TABLE line AS SELECT l.*, _report_verdict_sentence(l, 'vi') AS sentence FROM annual_report_lines('230/KH-UBND', 2025) AS l;

-- What it says.
SELECT is((SELECT pg_temp.times(html, '<li id="') FROM vi), 98, 'a line per measured indicator');
SELECT is((SELECT pg_temp.tile(html, 'verdict=kept') FROM vi),
    (SELECT count(*) FILTER (WHERE status IN ('exceeded', 'met')) || '/' || count(*) FILTER (WHERE status IN ('exceeded', 'met', 'near', 'missed'))
     FROM line WHERE counted), 'kept of judged');
SELECT is((SELECT ARRAY[pg_temp.tile(html, 'verdict=missed'), pg_temp.tile(html, 'verdict=not_due'), pg_temp.tile(html, 'verdict=no_data')] FROM vi),
    (SELECT ARRAY[count(*) FILTER (WHERE status = 'missed'), count(*) FILTER (WHERE status = 'not_due'), count(*) FILTER (WHERE status = 'no_data')]::text[]
     FROM line WHERE counted), 'missed, not due, without figure');
SELECT is((SELECT pg_temp.tile(html, 'pace=way') FROM vi),
    (SELECT count(*) FILTER (WHERE pace_status IN ('achieved', 'on_track') AND NOT pace_lags) || '/' || count(*) FILTER (WHERE pace_status <> 'not_available')
     FROM line WHERE counted), 'on the way of those whose pace is known');
SELECT is((SELECT pg_temp.tile(html, 'reports') FROM vi),
    (SELECT count(*)::text FROM obligation_status(2025) AS o WHERE o.days_late > 0 OR o.received_at IS NULL AND o.last_day < today()), 'reports late or missing');
SELECT is_empty($$SELECT s.number FROM vi, (SELECT sector_number AS number, _report_share(socpolicy.tally_agg(status)) AS share FROM line WHERE counted GROUP BY 1) AS s
    WHERE html !~ ('<a href="#sector=' || s.number || '">[^<]*</a></th><td>' || s.share || '</td>')$$, 'a bar per sector, counted as elsewhere');
SELECT is_empty($$SELECT a.code FROM vi, (SELECT DISTINCT unnest(lead_codes) AS code FROM line WHERE counted) AS a
    WHERE pg_temp.times(html, '<a href="#agency=' || a.code || '">') <> 1$$, 'and per lead agency');
SELECT ok(bool_and(w.severity = w.place), 'worst first')
FROM (SELECT rank() OVER (ORDER BY l.severity) AS severity, rank() OVER (ORDER BY strpos(html, '<li id="' || l.code || '" ')) AS place
      FROM line AS l, vi WHERE l.measured) AS w;
SELECT is((SELECT array_agg(DISTINCT status ORDER BY status) FROM (SELECT status FROM line WHERE measured ORDER BY severity LIMIT 16) AS worst),
    ARRAY['missed']::socpolicy.compliance_status[], 'what was missed before all else');
SELECT ok(r.row LIKE '%data-sector="2" %data-verdict="met|kept"%<b>11,9\%</b> <small>mục tiêu &lt; 12,7</small>%Theo Trung ương%Nguồn%',
    'a line: result, target, the other scope, source')
FROM vi, LATERAL (SELECT pg_temp.line_of(html, '2.4') AS row) AS r;
SELECT is_empty($$SELECT l.code FROM line AS l, vi WHERE l.measured AND strpos(pg_temp.line_of(html, l.code), '<p>' || _html_escape(l.sentence) || '</p>') = 0$$,
    'each opens to its sentence');
SELECT is_empty($$SELECT l.code FROM line AS l, vi WHERE l.measured
    AND strpos(pg_temp.line_of(html, l.code), '<dd>' || _html_escape(socpolicy.status_label(l.other_status, 'vi'))) = 0 AND l.other_status IS NOT NULL$$,
    'with the verdict of the other scope beside');
SELECT ok(html LIKE '%Sở Văn hóa, Thể thao và Du lịch</td><td>09/11/2025</td>%', 'who was late') FROM vi;
SELECT ok(html LIKE '%BẢN MINH HỌA%', 'invented figures are announced') FROM vi;
SELECT ok(html LIKE '<!DOCTYPE html>%<html lang="en">%met or exceeded, of those evaluated%' AND html NOT LIKE '%chưa đạt%', 'in English') FROM en;

-- Pace and verdict do not contradict each other, nor do the methods in silence.
SELECT results_eq($$SELECT status::text, pace_status::text, pace FROM line WHERE code = '5.10'$$,
    $$VALUES ('met', 'not_available', 'Chưa kết luận được (kết quả do người có thẩm quyền quyết định)')$$, 'where a person decided, the pace says so');
SELECT results_eq($$SELECT pace_lags, pace FROM line WHERE code = '9.1'$$,
    $$VALUES (true, 'Đúng tiến độ; nhưng chậm so với lộ trình đều từng năm và theo đà hiện nay thì không tới mục tiêu')$$, 'where methods differ, both are said');
SELECT ok(pg_temp.line_of(html, '9.1') LIKE '%data-pace="on_track|off"%', 'and the line is off the way') FROM vi;
SELECT is((SELECT array_agg(code ORDER BY sort_order) FROM line WHERE pace_lags),
    (SELECT array_agg(p.code ORDER BY p.sort_order) FROM target_pace(2025) AS p JOIN line AS l ON l.indicator_id = p.indicator_id AND l.assessment_id IS NULL
     WHERE p.scope = 'local' AND p.due = '2030-12-31' AND p.status_a IN ('achieved', 'on_track')
       AND (p.status_d IN ('behind', 'deteriorating') OR p.forecast_status IN ('near', 'missed'))), 'of exactly these');

-- One file that fetches nothing and runs only its own script.
SELECT is_empty($$SELECT FROM page WHERE replace(html, 'src="data:image/svg+xml;base64,', '') ~* '<link|<iframe|<object|<svg|javascript:|\son[a-z]+=|https?:|url\(|@import|src=|href="[^#]|style="'$$,
    'nothing is fetched');
SELECT is((SELECT array_agg(DISTINCT pg_temp.times(html, '<script')) FROM page), ARRAY[1], 'one script');
SELECT ok(bool_and(html LIKE '%content="default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-'
    || encode(sha256(convert_to(substring(html FROM '<style>(.*)</style>'), 'UTF8')), 'base64') || '&#39;; script-src &#39;sha256-'
    || encode(sha256(convert_to(substring(html FROM '<script>(.*)</script>'), 'UTF8')), 'base64') || '&#39;;%'), 'which the policy knows by its digest') FROM page;
SELECT cmp_ok((SELECT cardinality(regexp_split_to_array(btrim(_dashboard_js(), E'\n'), E'\n'))), '<=', 80, 'of 80 lines at most');
SELECT ok(_dashboard_js() !~ 'innerHTML|eval|document\.write', 'and it writes only text') ;
SELECT is_empty($$SELECT t.tag FROM page, unnest('{table,tr,td,th,div,p,b,small,section,main,header,h1,h2,ul,li,details,summary,dl,form,select,label,output,a}'::text[]) AS t (tag)
    WHERE pg_temp.times(html, '</' || t.tag || '>') <> (SELECT count(*) FROM regexp_matches(html, '<' || t.tag || '[ >]', 'g'))$$, 'every tag is closed');
SELECT ok(bool_and(length(html) < 1500000), 'below 1.5 MB') FROM page;

-- A cut, and who sees what.
SELECT ok(html LIKE '%<p class="quiet">Sở Y tế</p>%BẢN CỦA ĐƠN VỊ: Sở Y tế. Chỉ gồm % trong 102 dòng%' AND html NOT LIKE '%<li id="2.1" %' AND html LIKE '%<li id="7.2" %',
    'an agency''s page is headed by its name') FROM dashboard_html('230/KH-UBND', 2025, agency => 'YT') AS html;
SELECT throws_ok($$SELECT dashboard_html('230/KH-UBND', 2025, agency => 'none')$$, '42704', NULL, 'of an agency that there is');
SELECT throws_ok($$SELECT dashboard_html('none', 2025)$$, '42704', NULL, 'and a plan');
SELECT throws_ok($$SELECT dashboard_html('230/KH-UBND', 2025, 'both')$$, '22023', NULL, 'and a scope');
SELECT throws_ok($$SELECT dashboard_html('230/KH-UBND', NULL)$$, '22004', NULL, 'and a year');
SELECT ok(html NOT LIKE '%BẢN CỦA ĐƠN VỊ%' AND html NOT LIKE '%CHƯA KẾT THÚC%', 'the whole plan, of a year that is over, says neither') FROM vi;
SELECT ok(dashboard_html('230/KH-UBND', extract(year FROM today())::integer) LIKE '%CHƯA KẾT THÚC%', 'a year that has not ended says so');
SELECT ok(dashboard_html('230/KH-UBND', extract(year FROM today())::integer + 1) LIKE '%CHƯA BẮT ĐẦU%', 'or has not begun');
CREATE ROLE regress_dashboard;
SELECT grant_department('regress_dashboard', 'XD2025', sees => 'own');
SET ROLE regress_dashboard;
SELECT ok(html LIKE '%<p class="quiet">Sở Xây dựng</p>%BẢN CỦA ĐƠN VỊ: Sở Xây dựng. Chỉ gồm % trong 102 dòng%' AND html NOT LIKE '%<li id="2.1" %' AND html LIKE '%<li id="9.1" %',
    'a department gets its own cut under its own name') FROM dashboard_html('230/KH-UBND', 2025) AS html;
RESET ROLE;

-- Whatever the data says is text.
\o /dev/null
UPDATE indicator SET name_vi = name_vi || pg_temp.evil(), note = pg_temp.evil(), code = code || '"><script>' WHERE code LIKE '4.%' OR code = '9.1';
UPDATE sector SET title_vi = title_vi || pg_temp.evil();
UPDATE agency SET name_vi = name_vi || pg_temp.evil(), code = code || '&"+ x';
UPDATE unit SET label = label || pg_temp.evil();
UPDATE source SET name_vi = pg_temp.evil();
UPDATE document SET issuer = pg_temp.evil();
UPDATE plan SET title_vi = pg_temp.evil(), code = code || pg_temp.evil();
UPDATE area SET name_vi = pg_temp.evil();
UPDATE level SET label_vi = label_vi || pg_temp.evil();
UPDATE indicator_target SET cell = cell || pg_temp.evil();
SELECT assess('2.1', '75@2025-06-30', 2025, 'local', 'missed', pg_temp.evil());
SELECT dashboard_html(p.code, 2025) AS html FROM plan AS p \gset
\o
SELECT is(pg_temp.times(:'html', '<script'), 1, 'no script gets in');
SELECT is(pg_temp.times(:'html', 'alert("x")'), 0, 'no quote gets in');
SELECT is(pg_temp.times(:'html', '<li id="'), 98, 'in the same lines');

SELECT * FROM finish();
ROLLBACK;
