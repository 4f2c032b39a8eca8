\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
-- Figures and series as pictures in text.

BEGIN;
SELECT plan(148);

-- A server without libxml can not tell; it then says true.
CREATE FUNCTION pg_temp.well_formed(picture text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	RETURN xml_is_well_formed_document(picture);
EXCEPTION WHEN feature_not_supported THEN
	RETURN picture IS NOT NULL;
END
$$;

-- What is true of every picture.
CREATE FUNCTION pg_temp.sound(picture text) RETURNS boolean LANGUAGE sql AS $$
	SELECT pg_temp.well_formed(picture)
		AND octet_length(picture) < 20000
		AND picture LIKE '<svg xmlns="http://www.w3.org/2000/svg" role="img" xml:lang="__" width=%'
		AND picture ~ '^<svg [^<>]*><title>[^<>]+</title><desc>[^<>]+</desc>'
		AND picture LIKE '%</svg>'
		AND picture !~* '<(script|style|a|use|image|foreignObject)\M'
		AND replace(picture, 'xmlns="http://www.w3.org/2000/svg"', '') !~* '<[^<>]*(\son[a-z]+=|\sid=|href|url\(|style=)'
		AND picture !~ '[\x01-\x1f\x7f]'
		-- places are plain numbers
		AND picture !~* ' (x|y|cx|cy|r|x1|x2|y1|y2|width|height|viewBox|d|transform)="[^"]*(nan|inf|[0-9]e)'
$$;

CREATE FUNCTION pg_temp.title(picture text) RETURNS text LANGUAGE sql AS
	$$SELECT substring(picture FROM '<title>([^<]*)</title>')$$;
CREATE FUNCTION pg_temp.description(picture text) RETURNS text LANGUAGE sql AS
	$$SELECT substring(picture FROM '<desc>([^<]*)</desc>')$$;

-- ---------- bullet: what a screen reader says ----------

CREATE TEMP TABLE bullet (value numeric, goal text, period_end date, unit text, vi text, en text);
INSERT INTO bullet VALUES
	(93.5, '>=95', NULL, '%',
	 'Giá trị: 93,5%. Mục tiêu: ≥ 95%, càng cao càng tốt. Kết quả: Chưa đạt.',
	 'Value: 93.5%. Target: ≥ 95%, higher is better. Verdict: Missed.'),
	(96, '95 up', NULL, '%',
	 'Giá trị: 96%. Mục tiêu: 95%, càng cao càng tốt. Kết quả: Vượt.',
	 'Value: 96%. Target: 95%, higher is better. Verdict: Exceeded.'),
	(3, '<3', NULL, '%',
	 'Giá trị: 3%. Mục tiêu: &lt; 3%, càng thấp càng tốt. Kết quả: Chưa đạt.',
	 'Value: 3%. Target: &lt; 3%, lower is better. Verdict: Missed.'),
	(29, '28..30 up', NULL, 'giường',
	 'Giá trị: 29 giường. Mục tiêu: 28–30 giường, càng cao càng tốt. Kết quả: Đạt.',
	 'Value: 29 giường. Target: 28–30 giường, higher is better. Verdict: Met.'),
	(53, '49..51 within near 3', NULL, NULL,
	 'Giá trị: 53. Mục tiêu: 49–51, trong khoảng. Kết quả: Gần đạt.',
	 'Value: 53. Target: 49–51, within the range. Verdict: Near.'),
	(48500, '50000 up by 2030 from 12000.5 on 2020-12-31', '2025-12-31', 'căn hộ',
	 'Giá trị: 48.500 căn hộ. Mục tiêu: 50.000 căn hộ, càng cao càng tốt, hạn 31/12/2030. Kết quả: Chưa đến hạn. Xuất phát: 12.000,5 căn hộ (31/12/2020).',
	 'Value: 48,500 căn hộ. Target: 50,000 căn hộ, higher is better, due 31 December 2030. Verdict: Not yet due. Baseline: 12,000.5 căn hộ (31 December 2020).'),
	(NULL, '>=95', NULL, '%',
	 'Giá trị: chưa có số liệu. Mục tiêu: ≥ 95%, càng cao càng tốt. Kết quả: Chưa có số liệu.',
	 'Value: no data. Target: ≥ 95%, higher is better. Verdict: No data.'),
	(5, NULL, '2025-12-31', '%',
	 'Giá trị: 5%. Mục tiêu: không có mục tiêu. Kết quả: Không có mục tiêu.',
	 'Value: 5%. Target: no target. Verdict: No target.'),
	(NULL, NULL, NULL, NULL,
	 'Giá trị: chưa có số liệu. Mục tiêu: không có mục tiêu. Kết quả: Không có mục tiêu.',
	 'Value: no data. Target: no target. Verdict: No target.'),
	-- rounded for print, but never onto or over the bound
	(88.123456, '95 up', NULL, '%',
	 'Giá trị: 88,12%. Mục tiêu: 95%, càng cao càng tốt. Kết quả: Chưa đạt.',
	 'Value: 88.12%. Target: 95%, higher is better. Verdict: Missed.'),
	(94.99996, '95 up', NULL, '%',
	 'Giá trị: 94,99996%. Mục tiêu: 95%, càng cao càng tốt. Kết quả: Chưa đạt.',
	 'Value: 94.99996%. Target: 95%, higher is better. Verdict: Missed.'),
	(0.0001, '>=5', NULL, NULL,
	 'Giá trị: 0,0001. Mục tiêu: ≥ 5, càng cao càng tốt. Kết quả: Chưa đạt.',
	 'Value: 0.0001. Target: ≥ 5, higher is better. Verdict: Missed.'),
	(100.0 / 3, NULL, NULL, NULL,
	 'Giá trị: 33,33. Mục tiêu: không có mục tiêu. Kết quả: Không có mục tiêu.',
	 'Value: 33.33. Target: no target. Verdict: No target.'),
	-- too long to be read
	(1234567890123456789012345678901234567890, '>=5', NULL, NULL,
	 'Giá trị: 1,23×10³⁹. Mục tiêu: ≥ 5, càng cao càng tốt. Kết quả: Đạt.',
	 'Value: 1.23×10³⁹. Target: ≥ 5, higher is better. Verdict: Met.'),
	(-5e-300, '>=5', NULL, NULL,
	 'Giá trị: -5×10⁻³⁰⁰. Mục tiêu: ≥ 5, càng cao càng tốt. Kết quả: Chưa đạt.',
	 'Value: -5×10⁻³⁰⁰. Target: ≥ 5, higher is better. Verdict: Missed.'),
	(2.9999999999999999999999999999, '<3', NULL, NULL,
	 'Giá trị: 2,9999999999999999999999…. Mục tiêu: &lt; 3, càng thấp càng tốt. Kết quả: Đạt.',
	 'Value: 2.9999999999999999999999…. Target: &lt; 3, lower is better. Verdict: Met.');

SELECT is(pg_temp.description(socpolicy.bullet_svg(value, goal::socpolicy.target, period_end, unit)), vi, vi) FROM bullet;
SELECT is(pg_temp.description(socpolicy.bullet_svg(value, goal::socpolicy.target, period_end, unit, 'en')), en, en) FROM bullet;
SELECT is((SELECT count(*) FROM bullet, (VALUES (360, 96), (160, 22), (40, 16), (4000, 16), (40, 4000), (1000, 700)) AS size (w, h)
		   WHERE NOT pg_temp.sound(socpolicy.bullet_svg(value, goal::socpolicy.target, period_end, unit, width => w, height => h))),
		  0::bigint, 'every bullet is sound in every size');

SELECT is(pg_temp.title(socpolicy.bullet_svg(93.5, '>=95')), 'Giá trị so với mục tiêu: Chưa đạt', 'a picture has a title of its own');
SELECT is(pg_temp.title(socpolicy.bullet_svg(93.5, '>=95', lang => 'en')), 'Value against target: Missed', 'also in English');
SELECT is(pg_temp.title(socpolicy.bullet_svg(98, '>=95', title => 'Bảo hiểm y tế')), 'Bảo hiểm y tế: Đạt', 'or the one it is given');
SELECT is(pg_temp.title(socpolicy.bullet_svg(98, '>=95', title => E' \t\n')), 'Giá trị so với mục tiêu: Đạt', 'blanks are no title');
SELECT alike(pg_temp.description(socpolicy.bullet_svg(98, '>=95', unit => '%', comparison => '>97', comparison_label => 'Trung ương')),
			'% Trung ương: &gt; 97\%.', 'the comparison is told by its label');
SELECT alike(pg_temp.description(socpolicy.bullet_svg(98, '>=95', comparison => '>97')),
			'% Đối chiếu: &gt; 97.', 'or by a word');
SELECT is(socpolicy.bullet_svg(93::bigint, '95 up'), socpolicy.bullet_svg(93.0, '95 up'), 'bigint reads as numeric');
SELECT is(socpolicy.bullet_svg(92.7::real, '95 up'), socpolicy.bullet_svg(92.7, '95 up'), 'real reads as its shortest decimal');
SELECT is(socpolicy.bullet_svg(92.7::double precision, '95 up'), socpolicy.bullet_svg(92.7, '95 up'),
		  'double precision reads as its shortest decimal');

-- ---------- bullet: what is drawn ----------

SELECT alike(socpolicy.bullet_svg(93.5, '>=95', unit => '%', title => 'A', width => 360, height => 96),
			'% xml:lang="vi" width="360" height="96" viewBox="0 0 360 96" %', 'the usual size is its own view');
SELECT alike(socpolicy.bullet_svg(93.5, '>=95', width => 720, height => 192), '% viewBox="0 0 360 96" %', 'a larger picture is magnified');
SELECT alike(socpolicy.bullet_svg(93.5, '>=95', width => 160, height => 22), '% viewBox="0 0 160 22" %', 'a smaller one is not');
SELECT alike(socpolicy.bullet_svg(93.5, '>=95', unit => '%'), '%>93,5\%</text>%>Mục tiêu ≥ 95\%</text>%', 'value and target are written out');
SELECT alike(socpolicy.bullet_svg(93.5, '>=95'), '%>Chưa đạt</text>%', 'so is the verdict');
SELECT unalike(socpolicy.bullet_svg(93.5, '>=95', width => 160, height => 22), '%<text%', 'a small picture has no texts');
SELECT alike(socpolicy.bullet_svg(NULL::numeric, '>=95', width => 160, height => 22), '%>chưa có số liệu</text>%', 'but says that there is no figure');
SELECT alike(socpolicy.bullet_svg(5, NULL, width => 160, height => 22), '%>không có mục tiêu</text>%', 'and that there is no target');
SELECT is((SELECT count(DISTINCT regexp_replace(socpolicy.bullet_svg(value, goal, '2025-12-31', width => 160, height => 22),
											   '.*translate\(147 [0-9.]+\)" d="([^"]*)".*', '\1'))
		   FROM (VALUES (96.0, '95 up'::socpolicy.target), (95, '95 up'), (94, '95 up near 1'), (90, '95 up'),
					(90, '95 up by 2030'), (NULL, '95 up'), (90, NULL)) AS f (value, goal)),
		  7::bigint, 'each of the seven statuses has a shape of its own');
SELECT alike(socpolicy.bullet_svg(2, '<3'), '%<circle cx="%" cy="23.5" r="3" fill="#fff" stroke="#222"%', 'a strict bound is a ring');
SELECT unalike(socpolicy.bullet_svg(2, '<=3'), '%<circle cx="%" cy="%" r="3" fill="#fff"%', 'an inclusive one is not');
SELECT alike(socpolicy.bullet_svg(100000, '>=5'), '%M-5 7L0 -7M0 7L5 -7%', 'a value far beyond is a broken bar');
SELECT unalike(socpolicy.bullet_svg(14, '>=5'), '%M-5 7L0 -7M0 7L5 -7%', 'one that is not so far is whole');
SELECT alike(socpolicy.bullet_svg(7, '>=5', unit => 'trường hợp trên 100.000 trẻ đẻ sống'),
			'%>7 trường hợp trên 100.000 trẻ đẻ sống</text>%>Mục tiêu ≥ 5</text>%', 'a long unit is shown once');

-- ---------- trend ----------

CREATE FUNCTION pg_temp.trend(figures numeric[], goal socpolicy.target DEFAULT NULL) RETURNS text LANGUAGE sql AS $$
	SELECT socpolicy.trend_svg((SELECT array_agg(y::integer ORDER BY y) FROM generate_series(2025 - cardinality(figures), 2024) AS y),
							   figures, goal, '%')
$$;
CREATE FUNCTION pg_temp.line(picture text) RETURNS text LANGUAGE sql AS
	$$SELECT substring(picture FROM '<path fill="none" stroke="#005a9c"[^>]* d="([^"]*)"')$$;

SELECT is(pg_temp.title(pg_temp.trend('{1}')), 'Diễn biến qua các năm: Không có mục tiêu', 'a trend has a title of its own');
SELECT is(pg_temp.description(pg_temp.trend('{78,NULL,93.5}', '95 up by 2030 from 78 on 2015-12-31')),
		  'Từ năm 2022 đến năm 2024: 2 năm có số liệu, 1 năm chưa có số liệu. Năm 2022: 78%. Năm 2024: 93,5%.'
		  ' Mục tiêu: 95%, càng cao càng tốt, hạn 31/12/2030. Kết quả: Chưa đến hạn. Xuất phát: 78% (31/12/2015).',
		  'the first, the last and what is missing are told');
SELECT is(pg_temp.description(socpolicy.trend_svg('{2023,2024}', '{4,3.2}', '<3', lang => 'en')),
		  'From 2023 to 2024: 2 years with data, 0 without. 2023: 4. 2024: 3.2. Target: &lt; 3, lower is better. Verdict: Missed.',
		  'also in English');
SELECT is(pg_temp.description(pg_temp.trend('{NULL,NULL}', '>=95')),
		  'Từ năm 2023 đến năm 2024: 0 năm có số liệu, 2 năm chưa có số liệu. Giá trị: chưa có số liệu.'
		  ' Mục tiêu: ≥ 95%, càng cao càng tốt. Kết quả: Chưa có số liệu.', 'no figure at all is said');
SELECT alike(pg_temp.trend('{NULL,NULL}', '>=95'), '%>chưa có số liệu</text>%', 'and written');
SELECT is(pg_temp.description(socpolicy.trend_svg(NULL, NULL)),
		  'Giá trị: chưa có số liệu. Mục tiêu: không có mục tiêu. Kết quả: Không có mục tiêu.', 'no series is a picture too');
SELECT is(socpolicy.trend_svg(NULL, NULL), socpolicy.trend_svg('{}', '{}'), 'as is an empty one');
SELECT alike(pg_temp.title(pg_temp.trend('{NULL}', '95 up by 2030')), '%: Chưa đến hạn', 'a year before the due date is not yet judged');
SELECT alike(pg_temp.title(pg_temp.trend('{93}', '95 up by 2024')), '%: Chưa đạt', 'the year of the due date is');
SELECT is(socpolicy.trend_svg('{2024,2022,2023}', '{3,1,2}'), socpolicy.trend_svg('{2022,2023,2024}', '{1,2,3}'),
		  'the order of the years does not matter');
SELECT matches(pg_temp.line(pg_temp.trend('{1,2,NULL,4,5}')), '^M[0-9. ]+h0L[0-9. ]+M[0-9. ]+h0L[0-9. ]+$', 'a NULL breaks the line');
SELECT matches(pg_temp.line(pg_temp.trend('{1,NULL,3}')), '^M[0-9. ]+h0M[0-9. ]+h0$', 'a figure alone is a dot');
SELECT alike(pg_temp.trend('{78,NULL,93.5}'), '%>93,5\%</text>%', 'the last figure is written at its dot');
SELECT alike(pg_temp.trend('{4,3.2}', '<3 by 2025'), '%<circle cx="%" cy="%" r="3" fill="#fff" stroke="#222"%', 'a strict bound is a ring');
SELECT unalike(pg_temp.trend('{4,3.2}', '<=3 by 2025'), '%r="3" fill="#fff"%', 'an inclusive one is not');
SELECT is(length(regexp_replace(pg_temp.line(socpolicy.trend_svg(
			(SELECT array_agg(y) FROM generate_series(1801, 2000) AS y),
			(SELECT array_agg(y % 7) FROM generate_series(1801, 2000) AS y))), '[^ML]', '', 'g')), 200, '200 figures are all drawn');
SELECT ok(length(regexp_replace(pg_temp.line(picture), '[^ML]', '', 'g')) < 300 AND pg_temp.line(picture) LIKE '%M%M%'
		  AND pg_temp.sound(picture), 'more are thinned out, gaps are kept')
FROM socpolicy.trend_svg((SELECT array_agg(y) FROM generate_series(1, 9999) AS y),
						 (SELECT array_agg(CASE WHEN y <> 5000 THEN y % 97 END) FROM generate_series(1, 9999) AS y), '>=50 by 9999') AS picture;
SELECT is((SELECT count(*)
		   FROM (VALUES ('{1,2,3}'), ('{-3,2,NULL,8.1}'), ('{0}'), ('{0,0,0}'), ('{1e15,1e16}'), ('{-1e40,1e40}'), ('{1e-16383,2e-16383}'),
					('{1e130000,-1e130000}'), ('{NULL}'), ('{}'), ('{76.1,76.2,76.2}')) AS f (figures),
				(VALUES (NULL), ('>=5'), ('<3 by 2025 from 4 on 2020-06-30'), ('28..30 up by 2030'), ('49..51 within near 3'),
					('0 down by 9999 from 1 on 0001-01-01')) AS g (goal),
				(VALUES (480, 240), (160, 40), (40, 16), (300, 100), (4000, 20)) AS size (w, h)
		   WHERE NOT pg_temp.sound(socpolicy.trend_svg(
				(SELECT array_agg(y::integer) FROM generate_series(2025 - cardinality(figures::numeric[]), 2024) AS y),
				figures::numeric[], goal::socpolicy.target, comparison => '>7', width => w, height => h))),
		  0::bigint, 'every trend is sound in every size');

-- ---------- names, hair's breadths, what is near ----------

CREATE FUNCTION pg_temp.heading(picture text) RETURNS text[] LANGUAGE sql AS
	$$SELECT array_agg(m[1] ORDER BY n) FROM regexp_matches(picture, 'font-weight="[^"]*"[^>]*>([^<]*)</text>', 'g') WITH ORDINALITY AS t (m, n)$$;
CREATE TEMP TABLE named AS
SELECT name, n, w, h FROM (SELECT n, trim(left('Tỷ lệ người dân tham gia bảo hiểm y tế trên địa bàn tỉnh tính theo nơi thường trú và nơi tạm trú dài hạn', n)) AS name FROM generate_series(10, 104, 3) AS n) AS t,
	(VALUES (360, 96), (240, 96), (480, 240)) AS size (w, h);
SELECT is((SELECT count(*) FROM named, LATERAL (SELECT CASE w WHEN 480 THEN socpolicy.trend_svg('{2023,2024}', '{4,3.2}', '<3', title => name, width => w, height => h)
			ELSE socpolicy.bullet_svg(93, '>=95', title => name, width => w, height => h) END AS picture) AS p,
			LATERAL (SELECT coalesce(string_agg(m[1], ' '), '') AS drawn FROM regexp_matches(regexp_replace(picture, '<desc>.*?</desc>|<title>.*?</title>', '', 'g'), '<text x="6" y="(?:14|29)"[^>]*>([^<]*)</text>', 'g') AS m) AS d
		   WHERE drawn NOT IN (name, '') OR position('<title>' || name IN picture) = 0 OR NOT pg_temp.sound(picture)), 0::bigint, 'a name is drawn in full or not at all');
SELECT cmp_ok((SELECT count(*) FROM named, LATERAL socpolicy.bullet_svg(93, '>=95', title => name, width => w, height => h) AS picture
			   WHERE picture LIKE '%<text x="6" y="29"%'), '>', 20::bigint, 'many on two lines');
SELECT unalike(socpolicy.bullet_svg(93, '>=95', title => repeat('dài ', 39)), '%<text x="6" y="14"%dài%', 'a longer one is only read out');
SELECT is((SELECT count(*) FROM (VALUES (50, 16), (59, 200), (40, 40)) AS size (w, h), (VALUES (93.0), (NULL)) AS f (v),
		   LATERAL (SELECT socpolicy.bullet_svg(v, '>=95', width => w, height => h) || socpolicy.trend_svg('{2023,2024}', ARRAY[v, v], '>=95', width => w, height => h) AS picture) AS p
		   WHERE picture LIKE '%<text%' AND v IS NOT NULL OR picture LIKE '%translate(%' AND picture ~ 'M3.2 3.2L8.8 8.8|M6 1A5 5'), 0::bigint, 'below 60 pixels only bar and mark remain');
SELECT alike(socpolicy.bullet_svg(93, '95 up near 3'), '%fill="#f6e2b8"%', 'what counts as near is a band');
SELECT alike(socpolicy.bullet_svg(93, '49..51 within near 1'), '%fill="#f6e2b8"%fill="#f6e2b8"%', 'at both ends of a band');
SELECT alike(socpolicy.trend_svg('{2024}', '{93}', '95 up near 3'), '%fill="#f6e2b8"%', 'also over the years');
SELECT unalike(socpolicy.bullet_svg(93, '95 up'), '%fill="#f6e2b8"%', 'and none without');
CREATE FUNCTION pg_temp.gap(picture text) RETURNS numeric LANGUAGE sql AS $$
	SELECT (regexp_match(picture, '<line x1="([0-9.]+)"[^>]* stroke="#222" stroke-width="2"'))[1]::numeric - b[1]::numeric - b[2]::numeric
	FROM regexp_match(picture, '<rect x="([0-9.]+)" y="[0-9.]+" width="([0-9.]+)" height="[0-9.]+" fill="#[0-9a-f]{6}" stroke="#222" stroke-width="0.8"') AS b$$;
SELECT cmp_ok(pg_temp.gap(socpolicy.bullet_svg(94.9999, '95 up')), '>=', 3.9, 'a miss by a hair is seen');
SELECT cmp_ok(pg_temp.gap(socpolicy.bullet_svg(3.00001, '<=3')), '<=', -3.9, 'on the other side, too');
SELECT cmp_ok(abs(pg_temp.gap(socpolicy.bullet_svg(95, '95 up'))), '<', 0.2, 'what is met touches');
CREATE FUNCTION pg_temp.dot_under_line(picture text) RETURNS numeric LANGUAGE sql AS $$
	SELECT (regexp_match(picture, '<circle cx="[0-9.]+" cy="([0-9.]+)" r="4.5"'))[1]::numeric - (regexp_match(picture, '<line x1="[0-9.]+" y1="([0-9.]+)"[^>]* stroke="#222" stroke-width="1.5"'))[1]::numeric$$;
SELECT is(ARRAY[pg_temp.dot_under_line(socpolicy.trend_svg('{2023,2024}', '{90,94.999}', '>=95')), pg_temp.dot_under_line(socpolicy.trend_svg('{2023,2024}', '{5,3.0001}', '<=3'))],
		  ARRAY[6.5, -6.5], 'also at the last figure of a series');
SELECT is(pg_temp.dot_under_line(socpolicy.trend_svg('{2023,2024}', '{90,95}', '>=95')), 0.0, 'which touches when it is met');
SELECT is((SELECT count(*) FROM generate_series(900, 1000, 2) AS n, LATERAL (SELECT n / 10.0 AS v) AS f,
			LATERAL socpolicy.trend_svg('{2022,2023,2024}', ARRAY[80, 95 + (n % 7) - 3, v], '>=95', unit => '%', comparison => '>=93') AS picture,
			LATERAL (SELECT (regexp_match(picture, '<text x="[0-9.]+" y="([0-9.]+)" font-size="12"[^>]*stroke[^>]*>'))[1]::numeric AS base) AS label,
			LATERAL regexp_matches(picture, '<line x1="[0-9.]+" y1="([0-9.]+)" x2="[0-9.]+" y2="\1" stroke="#(?:222|555)"', 'g') AS line
		   WHERE line[1]::numeric BETWEEN base - 9 AND base + 2 OR base IS NULL), 0::bigint, 'the label of the last figure lies on no target''s line');

-- ---------- milestones, breaks, forecast ----------

CREATE FUNCTION pg_temp.course(goal socpolicy.target DEFAULT '>=95 by 2030', milestones socpolicy.target[] DEFAULT NULL, breaks integer[] DEFAULT NULL,
	forecast_to integer DEFAULT NULL, lower_limit numeric DEFAULT NULL, upper_limit numeric DEFAULT NULL, lang text DEFAULT 'vi') RETURNS text LANGUAGE sql AS $$
	SELECT socpolicy.trend_svg('{2019,2020,2021,2022,2023,2024}', '{80.1,82,84.5,85.2,88,89.9}', goal, '%', lang, milestones => milestones,
							   breaks => breaks, forecast_to => forecast_to, lower_limit => lower_limit, upper_limit => upper_limit)
$$;
SELECT alike(pg_temp.description(pg_temp.course(milestones => '{">=90 by 2025"}')), '% Các mốc: 2025: ≥ 90\%; 2030: ≥ 95\%.', 'a target path is told, the goal its last step');
SELECT alike(pg_temp.description(pg_temp.course(milestones => '{">=95 by 2030",">=90 by 2025"}', lang => 'en')), '% Milestones: 2025: ≥ 90\%; 2030: ≥ 95\%.', 'in the order of the dates');
SELECT is((SELECT count(*) FROM regexp_matches(pg_temp.course(milestones => '{">=90 by 2025"}'), '<line x1="([0-9.]+)" y1="[0-9.]+" x2="\1" y2="[0-9.]+" stroke="#222" stroke-width="1.5"', 'g')), 1::bigint, 'and drawn as steps');
SELECT matches(pg_temp.line(pg_temp.course(breaks => '{2022}')), '^M[0-9. ]+h0L[0-9. ]+L[0-9. ]+M[0-9. ]+h0L[0-9. ]+L[0-9. ]+$', 'no line leads over a break');
SELECT alike(pg_temp.course(breaks => '{2022}'), '%stroke="#777" stroke-dasharray="3 3"%', 'an upright shows it');
SELECT alike(pg_temp.description(pg_temp.course(breaks => '{2022}')), '% Chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm 2022.', 'and words');
SELECT alike(pg_temp.course(forecast_to => 2030), '%fill-opacity="0.15" d="M%Z"%', 'a forecast has a fan');
SELECT is((SELECT round((f).value, 2) || ' ' || trim_scale(round((f).lower, 2)) || ' ' || trim_scale(round((f).upper, 2))
		   FROM (SELECT socpolicy.forecast(socpolicy.trend_agg(y, v), 2030) AS f FROM unnest('{2019,2020,2021,2022,2023,2024}'::integer[], '{80.1,82,84.5,85.2,88,89.9}'::numeric[]) AS s (y, v)) AS t),
		  (SELECT replace(replace(concat_ws(' ', m[1], m[2], m[3]), ',', '.'), '%', '') FROM regexp_match(pg_temp.description(pg_temp.course(forecast_to => 2030)), 'Ước năm 2030: ([^ ]+) \(từ ([^ ]+) đến ([^ ]+)\)') AS m), 'that of forecast()');
SELECT alike(pg_temp.description(pg_temp.course(forecast_to => 2040, upper_limit => 100)), '% Ước năm 2040 chạm giới hạn 100\%.%', 'a limit is said');
SELECT alike(pg_temp.description(pg_temp.course(forecast_to => 2030, breaks => '{2027}')), '% Chưa dự báo được năm 2030.%', 'so is what cannot be told');
SELECT alike(pg_temp.description(pg_temp.course(forecast_to => 2030, breaks => '{2023}')), '% Chưa dự báo được năm 2030.%', 'with too few figures since a break');
SELECT is(pg_temp.course(forecast_to => 2024), pg_temp.course(), 'what is past is no forecast');
SELECT is((SELECT count(*) FROM (VALUES (480, 240), (160, 40), (40, 16), (4000, 4000)) AS size (w, h), (VALUES (2025), (2036), (2124)) AS t (year), (VALUES (NULL), (100)) AS l (upper),
			LATERAL socpolicy.trend_svg('{2019,2020,2021,2022,2023,2024}', '{80.1,82,84.5,85.2,88,89.9}', '28..30 within by 2030 near 2', '%', 'en', repeat('x ', 30), width => w, height => h,
				milestones => '{">=90 by 2025","<3 by 9999"}', breaks => '{1,2022,9999}', forecast_to => year, lower_limit => 0, upper_limit => upper) AS picture
		   WHERE NOT pg_temp.sound(picture)), 0::bigint, 'all of it is sound in every size');
SELECT throws_ok($$SELECT pg_temp.course(milestones => '{>=90}')$$, '22023', 'a milestone needs a due date');
SELECT throws_ok($$SELECT pg_temp.course(milestones => array_fill('>=90 by 2025'::socpolicy.target, ARRAY[21]))$$, '22023');
SELECT throws_ok($$SELECT pg_temp.course(breaks => array_fill(2022, ARRAY[21]))$$, '22023');
SELECT throws_ok($$SELECT pg_temp.course(breaks => '{0}')$$, '22008');
SELECT throws_ok($$SELECT pg_temp.course(forecast_to => 2125)$$, '22023', 'a picture forecasts at most 100 years');
SELECT throws_ok($$SELECT pg_temp.course(forecast_to => 2030, lower_limit => 'NaN')$$, '22003');

-- ---------- hostile texts ----------

CREATE TEMP TABLE hostile (text) AS VALUES
	('</title><script>alert(1)</script>'),
	('" onload="alert(1)'),
	($$' onload='alert(1)$$),
	('&lt;b&gt; & &#0; ]]> <!-- '),
	(E'a\x01\x08\x0b\x1b\x7f\tb\r\nc'),
	(U&'\FFFE\FFFF\0085\2028x'),
	(repeat('&', 100000)),
	(repeat('"', 100000)),
	(repeat('𝕏', 5000)),
	(repeat(U&'\0301', 5000)),
	(normalize('Tỷ lệ hộ nghèo', NFD));
SELECT is((SELECT count(*) FROM hostile, (VALUES (360, 96), (160, 22), (4000, 4000)) AS size (w, h)
		   WHERE NOT pg_temp.sound(socpolicy.bullet_svg(5, '>=3 by 2030 from 1 on 2020-12-31', NULL, text, 'vi', text, '<7', text, w, h))),
		  0::bigint, 'no text breaks a bullet');
SELECT is((SELECT count(*) FROM hostile
		   WHERE NOT pg_temp.sound(socpolicy.trend_svg((SELECT array_agg(y) FROM generate_series(1, 9999) AS y),
													   (SELECT array_agg(y % 97) FROM generate_series(1, 9999) AS y),
													   '>=3 by 9999 from 1 on 9990-12-31', text, 'vi', text, '<7', text, 4000, 4000))),
		  0::bigint, 'no text breaks a trend');
SELECT is(pg_temp.title(socpolicy.bullet_svg(5, '>=3', title => E'a <b> & "c"\x01 \n ''d''')),
		  'a &lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;: Đạt', 'texts are escaped, what XML forbids is dropped');
SELECT is(length(pg_temp.title(socpolicy.bullet_svg(5, '>=3', title => repeat('ệ', 1000)))), 160 + length('…: Đạt'), 'a long title is cut');

-- ---------- errors ----------

SELECT throws_ok($$SELECT socpolicy.bullet_svg(1.0, '95 up', width => 39)$$, '22023', 'width of a picture out of range: 39');
SELECT throws_ok($$SELECT socpolicy.bullet_svg(1.0, '95 up', width => 4001)$$, '22023', 'width of a picture out of range: 4001');
SELECT throws_ok($$SELECT socpolicy.bullet_svg(1.0, '95 up', height => 15)$$, '22023', 'height of a picture out of range: 15');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{1}', '{1}', height => 4001)$$, '22023', 'height of a picture out of range: 4001');
SELECT throws_ok($$SELECT socpolicy.bullet_svg(1.0, '95 up', height => NULL)$$, '22004', 'argument "height" must not be null');
SELECT throws_ok($$SELECT socpolicy.bullet_svg(1.0, '95 up', lang => 'fr')$$, '22023', 'invalid language: "fr"');
SELECT throws_ok($$SELECT socpolicy.bullet_svg(1.0, '95 up', lang => NULL)$$, '22004', 'argument "lang" must not be null');
SELECT throws_ok($$SELECT socpolicy.bullet_svg('NaN'::numeric, '95 up')$$, '22003');
SELECT throws_ok($$SELECT socpolicy.bullet_svg('Infinity'::double precision, NULL)$$, '22003');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{2023,2024}', '{1}')$$, '22023', 'years and values must be of the same length');
SELECT throws_ok($$SELECT socpolicy.trend_svg(NULL, '{1}')$$, '22023', 'years and values must be of the same length');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{2024,2024}', '{1,2}')$$, '22023', 'year 2024 occurs twice');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{0}', '{1}')$$, '22023', 'year out of range: 0');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{NULL}', '{1}')$$, '22004', 'a year must not be null');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{{2023},{2024}}', '{1,2}')$$, '2202E', 'array must have one dimension');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{2023}', '{NaN}')$$, '22003');
SELECT throws_ok($$SELECT socpolicy.trend_svg('{2023}', '{-Infinity}')$$, '22003');

-- ---------- block characters ----------

SELECT is(socpolicy.sparkline('{1,2,3,4,5,6,7,8}'), '▁▂▃▄▅▆▇█', 'eight heights');
SELECT is(socpolicy.sparkline('{1,NULL,8}'), '▁ █', 'a gap');
SELECT is(socpolicy.sparkline('{5,5,5}'), '▄▄▄', 'a level line');
SELECT is(socpolicy.sparkline('[5:6]={-1,1e40}'), '▁█', 'numbers of any size, from any index');
SELECT is(socpolicy.sparkline(ARRAY[1, 2, 3]), '▁▅█', 'whole numbers');
SELECT is(socpolicy.sparkline('{}') || socpolicy.sparkline('{NULL,NULL}'), '  ', 'nothing');
SELECT is(length(socpolicy.sparkline((SELECT array_agg(i) FROM generate_series(1, 100000) AS i))), 1000, 'a long series is thinned out');
SELECT is(socpolicy.sparkline(NULL), NULL, 'NULL');
SELECT throws_ok($$SELECT socpolicy.sparkline('{{1},{2}}')$$, '2202E', 'array must have one dimension');
SELECT throws_ok($$SELECT socpolicy.sparkline('{1,NaN}')$$, '22003');

SELECT is((SELECT string_agg(socpolicy.bar(i, 16, 2), ' ' ORDER BY i) FROM generate_series(0, 17) AS i),
		  ' ▏ ▎ ▍ ▌ ▋ ▊ ▉ █ █▏ █▎ █▍ █▌ █▋ █▊ █▉ ██ █▶', 'every eighth, and beyond');
SELECT is(socpolicy.bar(0.001, 100) || socpolicy.bar(99.999, 100, 1), '▏▉', 'a little is not nothing, nearly all is not all');
SELECT is(socpolicy.bar(-3, 10), '◀', 'below zero');
SELECT is(socpolicy.bar(1e300, 1e-300, 3), '██▶', 'far beyond');
SELECT is(socpolicy.bar(0.5::double precision, 1::double precision, 4), '██', 'double precision');
SELECT is(socpolicy.bar(NULL::numeric, 1), NULL, 'NULL');
SELECT throws_ok($$SELECT socpolicy.bar(1, 0)$$, '22023', 'the number of a full bar must be greater than 0');
SELECT throws_ok($$SELECT socpolicy.bar(1, 1, 0)$$, '22023', 'width of a bar out of range: 0');
SELECT throws_ok($$SELECT socpolicy.bar(1, 1, 201)$$, '22023', 'width of a bar out of range: 201');
SELECT throws_ok($$SELECT socpolicy.bar('NaN'::numeric, 1)$$, '22003');

SELECT * FROM finish();
ROLLBACK;
