-- The annual report: the annex's own lines, counted once, as a page and as a sheet.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(114);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/load_tasks.sql
\i example/plan_230/load_reports.sql
ANALYZE;
\o
SET client_min_messages = warning;
SET search_path = policy, public;

-- How often a text stands in another.
CREATE FUNCTION pg_temp.times(hay text, needle text) RETURNS integer LANGUAGE sql IMMUTABLE
RETURN (length(hay) - length(replace(hay, needle, ''))) / length(needle);
-- The words of a page, without its marks.
CREATE FUNCTION pg_temp.words(page text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN regexp_replace(regexp_replace(page, '<[^>]*>', ' ', 'g'), '\s+', ' ', 'g');
-- What a hostile cell may say.
CREATE FUNCTION pg_temp.evil() RETURNS text LANGUAGE sql IMMUTABLE
RETURN '</td><script>alert("x")</script>&''';
-- A page cut to the row of one indicator.
CREATE FUNCTION pg_temp.row_of(page text, name text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN (SELECT r.part FROM regexp_split_to_table(page, E'\n') AS r (part)
        WHERE r.part LIKE '<tr class="indicator %' AND strpos(r.part, '<td>' || name || '</td>') > 0 LIMIT 1);

\o /dev/null
SELECT assess('5.11', '75', 2025, 'local', 'met', 'Không còn hộ để giảm <theo báo cáo>', 'nothing left to reduce');
\o
CREATE TEMP TABLE page AS
SELECT lang, scope, annual_report_html('230/KH-UBND', 2025, scope, lang => lang) AS html
FROM (VALUES ('vi', 'local'), ('en', 'local'), ('vi', 'national'), ('en', 'national')) AS p (lang, scope);
CREATE TEMP TABLE vi AS SELECT html FROM page WHERE lang = 'vi' AND scope = 'local';
CREATE TEMP TABLE en AS SELECT html FROM page WHERE lang = 'en' AND scope = 'local';

-- The lines.
CREATE TEMP TABLE line AS SELECT * FROM annual_report_lines('230/KH-UBND', 2025);
SELECT is((SELECT count(*) FROM line), 102::bigint, 'a row per printed line');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM line),
    (SELECT string_agg(code, ' ' ORDER BY sort_order) FROM indicator), 'in the order of the annex');
SELECT is((SELECT count(*) FROM line WHERE measured), 98::bigint, '98 are measured');
SELECT is((SELECT count(*) FROM line WHERE counted), 94::bigint, 'of which 94 count');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM line WHERE measured AND NOT counted),
    '9.3.1 9.3.2 9.4.1 9.4.2', 'the sub-rows of measured parents do not');
SELECT results_eq($$SELECT code, ordinal FROM line WHERE code IN ('1.1', '4.10', '7.4', '7.4.1', '9.3.1') ORDER BY sort_order$$,
    $$VALUES ('1.1', '(1.1)'), ('4.10', '4.10'), ('7.4', '7.4'), ('7.4.1', '-'), ('9.3.1', '-')$$, 'numbered as printed');
SELECT results_eq($$SELECT national_first, national_second, local_first, local_second FROM line WHERE code = '4.2'$$,
    $$VALUES ('2,5', '5', '2.5', '5')$$, 'cells as printed');
SELECT results_eq($$SELECT national_first, local_first, cell FROM annual_report_lines('230/KH-UBND', 2025, lang => 'en') WHERE code = '2.4'$$,
    $$VALUES ('25', '< 12.7', '< 12.7')$$, 'in English written anew');
SELECT is_empty($$SELECT l.code FROM line AS l
    LEFT JOIN verdict_as_of(2025) AS v ON v.indicator_id = l.indicator_id AND v.scope = 'local'
    WHERE (l.status, l.value, l.gap, l.due) IS DISTINCT FROM (v.status, v.value, v.gap, v.due)$$, 'the verdicts are verdict_as_of''s');
SELECT is_empty($$SELECT l.code FROM annual_report_lines('230/KH-UBND', 2025, 'national') AS l
    LEFT JOIN verdict_as_of(2025) AS v ON v.indicator_id = l.indicator_id AND v.scope = 'national'
    WHERE l.status IS DISTINCT FROM v.status$$, 'in the other scope as well');
SELECT results_eq($$SELECT status::text, value, result, gap_text, stage FROM line WHERE code = '7.4'$$,
    $$VALUES (NULL::text, NULL::numeric, NULL::text, NULL::text, NULL::text)$$, 'a heading has no verdict');
SELECT results_eq($$SELECT result, cell, gap_text, explanation FROM line WHERE code = '4.8'$$,
    $$VALUES ('Tiểu học', 'Tiểu học', NULL::text, 'Đạt: mức "Tiểu học" so với mục tiêu "Tiểu học".')$$, 'levels by their labels');
SELECT is(pg_temp.times((SELECT html FROM vi), '<td>Tỷ lệ hộ gia đình được sử dụng nhà tiêu hợp vệ sinh – Nông thôn</td>'), 1,
    'away from the annex a sub-row bears the name of its parent');
SELECT is(pg_temp.times((SELECT html FROM en), '<td>Share of households using hygienic latrines – Rural</td>'), 1, 'in English too');
SELECT is((SELECT due FROM line WHERE code = '1.1'), DATE '2030-12-31', 'the target that judges may be due later');
SELECT is((SELECT string_agg(DISTINCT verdict, ', ' ORDER BY verdict) FROM annual_report_lines('230/KH-UBND', 2025, 'national', lang => 'en')),
    'Exceeded, Met, Missed, No data, No target, Not yet due', 'verdicts in words');

-- Numbers.
SELECT is(_report_number(12.7, '<12.7', NULL, 'vi'), '12,7', 'a decimal comma');
SELECT is(_report_number(50000, '1000 up', NULL, 'vi'), '50.000', 'and dots between thousands');
SELECT is(_report_number(50000.5, '1000 up', NULL, 'en'), '50,000.5', 'in English the other way round');
SELECT is(_report_number(93.756, '95 up', NULL, 'vi'), '93,76', 'rounded');
SELECT is(_report_number(94.996, '95 up', NULL, 'vi'), '94,996', 'but not into another verdict');
SELECT is(_report_number(94.99999999, '95 up', 0, 'vi'), '94,99999999', 'whatever the decimals');
SELECT is(_report_number(3.04, NULL, 1, 'vi'), '3', 'without a target as the indicator says');
SELECT is(_report_number(NULL, '95 up', 1, 'vi'), NULL, 'nothing for nothing');
SELECT is(_report_gap(1.24, '95 up', NULL, 'vi'), '+1,24', 'a gap has its sign');
SELECT is(_report_gap(-0.0004, '95 up', NULL, 'vi'), '-0,0004', 'and is not rounded to nothing');
SELECT is(_report_gap(0, '95 up', NULL, 'vi'), '0', 'unless it is');
SELECT is(_report_long_date('2024-07-02', 'vi'), 'ngày 02 tháng 7 năm 2024', 'a date as documents write it');
SELECT is(_report_long_date('2024-02-12', 'vi'), 'ngày 12 tháng 02 năm 2024', 'with a zero before January and February');
SELECT is(_report_long_date(NULL, 'vi'), NULL, 'no day, no date');

-- The page.
SELECT is(pg_temp.times(html, '<tr class="indicator '), 102, lang || ' ' || scope || ': 102 rows') FROM page ORDER BY lang, scope;
SELECT is(pg_temp.times(html, '<tr class="group">'), 10, lang || ' ' || scope || ': 10 groups') FROM page ORDER BY lang, scope;
SELECT is((SELECT count(*) FROM page, regexp_split_to_table(html, E'\n') AS r (part)
           WHERE r.part LIKE '<tr class="indicator %' AND pg_temp.times(r.part, '<td') <> 12), 0::bigint, 'twelve cells each');
SELECT is_empty($$SELECT t.tag FROM page, unnest('{table,thead,tbody,tr,td,th,div,p,span,b,i,small,section,h1,h2}'::text[]) AS t (tag)
    WHERE pg_temp.times(html, '</' || t.tag || '>') <> (SELECT count(*) FROM regexp_matches(html, '<' || t.tag || '[ >]', 'g'))$$,
    'every tag is closed');
SELECT is_empty($$SELECT FROM page WHERE html ~* '<script|<link|<iframe|<object|<svg|<form|javascript:|\son[a-z]+='$$, 'no scripts, nothing embedded');
SELECT is_empty($$SELECT FROM page WHERE replace(html, 'src="data:image/svg+xml;base64,', '') ~* 'https?:|url\(|@import|src=|href="[^#]'$$,
    'nothing is fetched');
SELECT ok(bool_and(length(html) < 1500000), 'below 1.5 MB') FROM page;
SELECT is_empty($$SELECT FROM page, regexp_matches(html, '<img src="data:image/svg\+xml;base64,([^"]*)"[^>]*>', 'g') AS s (picture)
    WHERE octet_length(s.picture[1]) >= 20000
       OR convert_from(decode(s.picture[1], 'base64'), 'UTF8') !~ '^<svg xmlns="http://www.w3.org/2000/svg" .*</svg>$'$$,
    'each picture is one, below 20 kB');
SELECT is_empty($$SELECT FROM page, regexp_matches(html, '<img [^>]*>', 'g') AS s (mark) WHERE s.mark[1] !~ 'alt="[^"]+"'$$,
    'with words in its place');
SELECT is((SELECT count(*) FROM vi, regexp_split_to_table(html, E'\n') AS r (part)
           WHERE r.part LIKE '<tr class="indicator %' AND r.part LIKE '%<img %'),
    (SELECT count(*) FROM line WHERE value IS NOT NULL AND goal IS NOT NULL AND NOT is_level AND status = rule_status), 'a chart per number that the rule judged');
SELECT is_empty($$SELECT FROM page WHERE html NOT LIKE '<!DOCTYPE html>%' OR html NOT LIKE '%<html lang="' || lang || '">%'
    OR html NOT LIKE '%size: A4 portrait%@page annex { size: A4 landscape%<section class="across">%class="annex"%' OR html NOT LIKE '%table-header-group%'$$, 'a letter upright, an annex across, heads repeated');

-- What it says.
SELECT ok(html LIKE '%Cộng hòa xã hội chủ nghĩa Việt Nam%Độc lập - Tự do - Hạnh phúc%Báo cáo%Kết quả năm 2025%', 'the head') FROM vi;
SELECT ok(html LIKE '%Căn cứ Nghị quyết số 68/NQ-CP ngày 09 tháng 5 năm 2024 của Chính phủ%;</p>%Căn cứ Kế hoạch số 230/KH-UBND ngày 02 tháng 7 năm 2024 %.</p>%',
    'the legal bases, the plan last') FROM vi;
SELECT ok(html LIKE '%Sở Lao động - Thương binh và Xã hội</b>%Kính gửi: Ủy ban nhân dân tỉnh Đồng Nai.%', 'the consolidator reports to the addressee') FROM vi;
SELECT ok(html LIKE '%Số: ………/BC-………%' AND html LIKE '%Đồng Nai, ngày …… tháng …… năm ………%', 'number and date are left blank') FROM vi;
SELECT ok(html LIKE '%BẢN MINH HỌA: 90 trong 90 số liệu%', 'invented figures are announced') FROM vi;
SELECT ok(html LIKE '%SAMPLE: 90 of the 90 figures in this report are invented%', 'in English too') FROM en;
SELECT ok(strpos(pg_temp.words(html), (SELECT format('%s/%s chỉ tiêu đạt và vượt (%s). Chưa đánh giá %s chỉ tiêu, gồm: %s.',
        n.exceeded + n.met, n.exceeded + n.met + n.near + n.missed,
        concat_ws(', ', nullif(n.exceeded, 0) || ' vượt', nullif(n.met, 0) || ' đạt', nullif(n.near, 0) || ' gần đạt', nullif(n.missed, 0) || ' chưa đạt'),
        n.not_due + n.no_data + n.no_target,
        concat_ws(', ', nullif(n.not_due, 0) || ' chưa đến hạn', nullif(n.no_data, 0) || ' chưa có số liệu', nullif(n.no_target, 0) || ' không có mục tiêu'))
    FROM (SELECT count(*) FILTER (WHERE status = 'exceeded') AS exceeded, count(*) FILTER (WHERE status = 'met') AS met,
                 count(*) FILTER (WHERE status = 'near') AS near, count(*) FILTER (WHERE status = 'missed') AS missed,
                 count(*) FILTER (WHERE status = 'not_due') AS not_due, count(*) FILTER (WHERE status = 'no_data') AS no_data,
                 count(*) FILTER (WHERE status = 'no_target') AS no_target
          FROM line WHERE counted) AS n)) > 0, 'the result in officials'' words, without zeros') FROM vi;
SELECT ok(html LIKE '%</h3>%<table class="lines summary"%</table>
<h3>%<table class="lines summary"%', 'each summary table under a heading of its own') FROM vi;
SELECT ok(html LIKE '%đã làm tròn./.</p>%', 'the letter ends as letters do') FROM vi;
SELECT ok(html LIKE '%of 9 May 2024%' AND html !~ '\d{4}-\d{2}-\d{2}', 'English dates as English writes them') FROM en;
SELECT ok(html LIKE '%(9.3.1, 9.3.2, 9.4.1, 9.4.2); dòng con của dòng tiêu đề được tính.%', 'which rows do not count') FROM vi;
SELECT ok(pg_temp.row_of(html, 'Tỷ lệ lao động nông nghiệp trong tổng lao động') LIKE '%<b>11,9</b> <small>(ước; minh họa)</small>%✔%Đạt%+0,8%',
    'a row: result, stage, sample, verdict, gap') FROM vi;
SELECT ok(pg_temp.row_of(html, 'Share of agricultural workers in total employment') LIKE '%<b>11.9</b> <small>(estimate; sample)</small>%✔%Met%+0.8%',
    'in English') FROM en;
SELECT is_empty($$SELECT l.code FROM line AS l, vi WHERE l.status IN ('missed', 'near') AND l.assessment_id IS NULL
    AND strpos(html, '<td>' || code_icon('status', l.status::text) || ' ' || _html_escape(l.explanation) || '</td>') = 0$$, 'what was missed is explained');
SELECT is_empty($$SELECT s.agency_code FROM obligation_status(2025) AS s, vi WHERE s.on_time IS NOT TRUE AND s.last_day < today()
    AND html NOT LIKE '%<td>' || s.name_vi || '</td><td>%'$$, 'who was late or silent is named');
SELECT ok(html LIKE '%<td>Sở Văn hóa, Thể thao và Du lịch</td><td>09/11/2025</td><td>12/11/2025</td><td>Trễ 3 ngày (dòng minh họa)</td>%',
    'a late report, invented') FROM vi;
SELECT ok(html LIKE '%<td>1.1</td><td>Tổ chức quán triệt%<td>31/12/2024</td>%', 'the overdue task') FROM vi;
SELECT ok(html LIKE '%<td>MAU</td><td>Số liệu minh họa, không phải số liệu thật</td><td>example/plan_230/figures_sample.csv</td><td>90</td><td>Có, không phải số liệu thật</td>%',
    'the source') FROM vi;
SELECT ok(html LIKE '%giá trị không làm tròn; giá trị in ra đã làm tròn%', 'and what is rounded') FROM vi;

-- A joint lead counts for both, and once for the plan.
SAVEPOINT joint;
SELECT is((SELECT socpolicy.total(_report_tally(ARRAY(SELECT l FROM annual_report_lines('230/KH-UBND', 2025) AS l)))), 94::bigint, 'the plan counts 94');
\o /dev/null
SELECT html AS before FROM vi \gset
INSERT INTO responsibility (indicator_id, agency_id, role, sort_order)
SELECT require_indicator('7.1'), require_agency('TP', '2026-01-01'), 'lead', 2;
SELECT annual_report_html('230/KH-UBND', 2025) AS after \gset
\o
SELECT ok(pg_temp.words(:'before') LIKE '% Sở Tư pháp 1 – %' AND pg_temp.words(:'after') LIKE '% Sở Tư pháp 2 – %', 'a joint lead has the row');
SELECT ok(:'after' LIKE '%Cả kế hoạch, mỗi chỉ tiêu một lần</td><td class="number">94</td>%', 'the plan still 94');
ROLLBACK TO joint;

-- A person's verdict.
SELECT results_eq($$SELECT status::text, rule_status::text, reason FROM line WHERE code = '5.11'$$,
    $$SELECT 'met', rule_status::text, 'Không còn hộ để giảm <theo báo cáo>' FROM verdict_as_of(2025) WHERE code = '5.11' AND scope = 'local'$$, 'a person decided 5.11');
SELECT ok(r.row LIKE '%(do người quyết định)%' AND r.row LIKE '%Do người quyết định, không theo quy tắc: Không còn hộ để giảm &lt;theo báo cáo&gt;%',
    'and the page says so, and why')
FROM vi, line AS l, LATERAL (SELECT pg_temp.row_of(html, _html_escape(l.name)) AS row) AS r WHERE l.code = '5.11';
SELECT ok(html LIKE '%5. Verdicts decided by a person%✔ Met. Decided by a person, not by the rule: nothing left to reduce (By the rule:%', 'in a section of its own') FROM en;

-- The way to the targets that lie ahead.
SELECT is_empty($$SELECT l.code FROM line AS l
    JOIN target_pace(2025) AS p ON p.indicator_id = l.indicator_id AND p.scope = 'local' AND p.due = '2030-12-31'
    WHERE l.assessment_id IS NULL AND (l.pace_status, l.pace_goal::text) IS DISTINCT FROM (p.status_a, p.goal::text)$$, 'the pace is target_pace''s');
SELECT is((SELECT count(*) FROM line WHERE pace IS NOT NULL),
    (SELECT count(*) FROM target_pace(2025) WHERE scope = 'local' AND due = '2030-12-31'), 'where a target lies ahead');
SELECT is((SELECT count(pace) FROM annual_report_lines('230/KH-UBND', 2030)), 0::bigint, 'and nowhere else');
SELECT is_empty($$SELECT l.code FROM line AS l, vi WHERE l.pace_status IN ('moderate', 'limited', 'deteriorating')
    AND NOT html ~ ('<tr class="' || l.pace_status || '"><td>' || l.code || '</td>.*?' || l.pace || ' <small>\(minh họa\)</small>')$$,
    'what is off track is named, with the sample mark');
SELECT ok(pg_temp.row_of(html, 'Tỷ lệ lao động nữ làm công hưởng lương') LIKE '%<span class="moderate"><span class="icon">▲</span> Tiến bộ vừa phải <small>(minh họa)</small></span></td></tr>',
    'the annex says the pace') FROM vi;
SELECT ok(pg_temp.words(html) LIKE '%Tiến độ đến 2030; ghi chú%' AND pg_temp.words(html) LIKE '%3. Tiến độ tới các mục tiêu ở phía trước Trong % chỉ tiêu có mục tiêu còn ở phía trước: ★ Đã đạt: %không phải đánh giá của kế hoạch.%',
    'and the page whose arithmetic it is') FROM vi;
SELECT ok(annual_report_html('230/KH-UBND', 2024) LIKE '%(minh họa)</small></span> <small>(hạn 2025)</small></td></tr>%', 'a pace to an earlier date says so');

-- The same moment, the same report.
\o /dev/null
SELECT clock_timestamp() AS moment \gset
SELECT pg_sleep(0.001);
CREATE TEMP TABLE then_known AS
SELECT annual_report_html('230/KH-UBND', 2025, as_of => :'moment') AS html, annual_report_csv('230/KH-UBND', 2025, as_of => :'moment') AS csv;
SELECT revise_figure('2.3', '75', '2025', 'official', 'MAU', 39.5);
SELECT assess('2.3', '75', 2025, 'local', 'missed', 'x');
SELECT submit_report('230/KH-UBND', 2025, 'LDTBXH', '2025-11-28 10:00+07', tier => 2);
INSERT INTO difficulty (plan_id, agency_id, content, raised_on, addressee_id)
SELECT plan_id, agency_id, 'Thiếu kinh phí', '2025-10-01', agency_id FROM plan, agency WHERE agency.code = 'YT';
INSERT INTO task_progress (task_id, as_of, state) SELECT task_id, '2024-12-30', 'done' FROM task WHERE key = '1.1';
UPDATE indicator_target SET valid_to = today() - 2 WHERE indicator_id = require_indicator('3.1') AND scope = 'local';
UPDATE responsibility SET valid_to = today() - 2 WHERE indicator_id = require_indicator('3.2');
\o
SELECT ok(html = annual_report_html('230/KH-UBND', 2025, as_of => :'moment'), 'the page of a moment stays as it was') FROM then_known;
SELECT ok(csv = annual_report_csv('230/KH-UBND', 2025, as_of => :'moment'), 'and so does the sheet') FROM then_known;
SELECT ok(now_known.html LIKE '%<b>39,5</b> <small>(chính thức; minh họa)</small>%Thiếu kinh phí%' OR now_known.html LIKE '%Thiếu kinh phí%<b>39,5</b> <small>(chính thức; minh họa)</small>%',
    'while today''s page is another') FROM (SELECT annual_report_html('230/KH-UBND', 2025) AS html) AS now_known;
SELECT ok(html LIKE '%<b>43,1</b> <small>(ước; minh họa)</small>%' AND html LIKE '%như đã biết đến %', 'which says what was known when') FROM then_known;

-- A signed report lends the page its number, date and signer.
\o /dev/null
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('77/BC-<X>', 'Báo cáo', '2026-01-05', 'Sở');
SELECT sign_report('230/KH-UBND', 2025, 'local', require_document('77/BC-<X>'), 'Nguyễn Văn "A"') AS signed \gset
SELECT annual_report_html('230/KH-UBND', 2025, as_of => signed_at) AS html FROM signed_report WHERE signed_report_id = :signed \gset
\o
SELECT ok(:'html' LIKE '%Số: 77/BC-&lt;X&gt;%Đồng Nai, ngày 05 tháng 01 năm 2026%Nguyễn Văn &quot;A&quot;%(Kèm theo Báo cáo số 77/BC-&lt;X&gt; ngày 05 tháng 01 năm 2026)%',
    'as it was signed');
SELECT ok(annual_report_html('230/KH-UBND', 2025) LIKE '%Số: ………/BC-………%', 'a page of another moment is not the signed one');

-- Whatever the data says is text.
SAVEPOINT weighed;
UPDATE indicator SET weight = 0;
SELECT ok(annual_report_html('230/KH-UBND', 2025) !~ 'Tính theo trọng số', 'nothing is said of weights where nothing weighs');
UPDATE indicator SET weight = CASE code WHEN '2.1' THEN 10 ELSE 1 END;
SELECT ok(annual_report_html('230/KH-UBND', 2025) ~ 'Tính theo trọng số, tỷ lệ đạt và vượt là [0-9,]+%\.', 'and the rate where it differs');
ROLLBACK TO weighed;

SAVEPOINT hostile;
\o /dev/null
UPDATE indicator SET name_vi = name_vi || pg_temp.evil(), note = pg_temp.evil();
UPDATE sector SET title_vi = title_vi || pg_temp.evil();
UPDATE agency SET name_vi = name_vi || pg_temp.evil();
UPDATE unit SET label = label || pg_temp.evil();
UPDATE source SET code = code || pg_temp.evil(), name_vi = pg_temp.evil(), citation = pg_temp.evil();
UPDATE document SET kind = pg_temp.evil(), issuer = pg_temp.evil(), title = pg_temp.evil(), number = number || pg_temp.evil();
UPDATE plan SET title_vi = pg_temp.evil(), code = code || pg_temp.evil();
UPDATE area SET name_vi = pg_temp.evil();
UPDATE level SET label_vi = label_vi || pg_temp.evil();
UPDATE indicator_target SET cell = cell || pg_temp.evil();
UPDATE task SET name_vi = pg_temp.evil();
UPDATE difficulty SET content = pg_temp.evil(), proposal = pg_temp.evil();
INSERT INTO task_progress (task_id, as_of, state) SELECT task_id, '2024-12-31', 'not_started' FROM task WHERE key = '1.1';
SELECT assess('2.1', '75', 2025, 'local', 'missed', pg_temp.evil());
SELECT annual_report_html(p.code, 2025) AS html FROM plan AS p \gset
\o
SELECT is(pg_temp.times(:'html', '<script'), 0, 'no script gets in');
SELECT is(pg_temp.times(:'html', 'alert("x")'), 0, 'no quote gets in');
SELECT cmp_ok(pg_temp.times(:'html', '&lt;/td&gt;&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;'), '>', 700, 'all is there as text');
SELECT is(pg_temp.times(:'html', '<tr class="indicator '), 102, 'in the same rows');
ROLLBACK TO hostile;
SELECT is(_html_escape(E'a\u0001<b>&"''' || E'\t'), 'a&lt;b&gt;&amp;&quot;&#39;' || E'\t', 'escaped, without control characters');

-- The sheet.
CREATE TEMP TABLE sheet AS SELECT annual_report_csv('230/KH-UBND', 2025) AS csv;
SELECT is((SELECT count(*) FROM sheet, regexp_matches(csv, E'\r\n', 'g')), 113::bigint, 'head, 10 groups, 102 lines');
SELECT is((SELECT array_agg(DISTINCT cardinality(regexp_split_to_array(l, '";"'))) FROM sheet, regexp_split_to_table(rtrim(csv, E'\r\n'), E'\r\n') AS l), ARRAY[24], 'every line has 24 cells');
SELECT ok(ascii(csv) = 65279 AND replace(csv, E'\r\n', '') !~ '[\r\n]' AND csv LIKE '_"TT";"Mã";%', 'begins with a byte order mark, ends lines as Windows does') FROM sheet;
SELECT ok(csv LIKE '%"=""4.10""";"=""4.10""";%', '4.10 stays text') FROM sheet;
SELECT ok(csv LIKE '%"=""28-30""";"=""35-40""";"=""30""";"=""40""";%' AND csv LIKE '%"=""1-1,5""";%', 'so do 28-30 and 1-1,5') FROM sheet;
SELECT ok(csv LIKE '%;"11,9";"ước";"minh họa";"Đạt";%;"0,8";"có";%', 'numbers have a decimal comma') FROM sheet;
SELECT ok(csv LIKE '%;"Tiến bộ vừa phải";"Với đà này, %' AND csv LIKE '%;"Tiến độ";"Dự báo";%', 'the pace') FROM sheet;
SELECT is(_csv_number(-1234567.50), '"-1234567,5"', 'a number for Excel');
SELECT is((SELECT string_agg(_csv_text(t), ' ') FROM unnest(ARRAY['=1+1', '+1', '-', '@x', ' =1', E'\t=1', '＝1', 'a=1', '4.10', NULL]) AS t),
    '"=""=1+1""" "=""+1""" "=""-""" "=""@x""" "="" =1""" "="" =1""" "=""＝1""" "a=1" "=""4.10""" ""', 'no formula of anybody''s');
SELECT is(_csv_text('=HYPERLINK("x";"y")'), '"=""=HYPERLINK(""""x"""";""""y"""")"""', 'quotes in the text stay in the text');
SELECT is(_csv_text('=' || repeat('x', 300)), '"''=' || repeat('x', 300) || '"', 'a long one gets an apostrophe');
SELECT is(_csv_text(E'a;"b"\r\nc'), '"a;""b"" c"', 'separators, quotes and new lines');

-- What cannot be printed.
SELECT throws_ok($$SELECT annual_report_html('none', 2025)$$, '42704', NULL, 'another plan');
SELECT throws_ok($$SELECT annual_report_html('230/KH-UBND', 2025, 'both')$$, '22023', NULL, 'both scopes at once');
SELECT throws_ok($$SELECT annual_report_csv('230/KH-UBND', 2025, NULL)$$, '22023', NULL, 'no scope');
SELECT throws_ok($$SELECT annual_report_csv('230/KH-UBND', 2025, lang => 'fr')$$, '22023', NULL, 'another language');
SELECT throws_ok($$SELECT annual_report_html('230/KH-UBND', NULL)$$, '22004', NULL, 'no year');
SELECT throws_ok($$SELECT annual_report_html('230/KH-UBND', 12345)$$, '22023', NULL, 'a year far off');
SELECT throws_ok($$SELECT annual_report_html('230/KH-UBND', 2025, area => 'x')$$, '42704', NULL, 'another area');
SELECT throws_ok($$SELECT annual_report_html('230/KH-UBND', 2025, area => 'VN')$$, 'P0002', NULL, 'an area without promises');
SELECT throws_ok($$SELECT annual_report_html('230/KH-UBND', 2025, as_of => '2020-01-01')$$, 'P0002', NULL, 'a moment when nothing was known');
SELECT throws_ok($$SELECT annual_report_html('230/KH-UBND', 2025, as_of => 'infinity')$$, '22023', NULL, 'no moment');

SELECT * FROM finish();
ROLLBACK;
