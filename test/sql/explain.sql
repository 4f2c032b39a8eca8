\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
-- A verdict in one sentence, in Vietnamese and English.

BEGIN;
SELECT plan(93);

CREATE TEMP TABLE said (value numeric, goal text, period_end date, unit text, vi text, en text);
INSERT INTO said VALUES
	(98, '>=95', NULL, '%',
	 'Đạt: 98% so với mục tiêu ≥ 95%, cao hơn 3 điểm phần trăm.',
	 'Met: 98% against the target ≥ 95%, 3 percentage points above.'),
	(95, '>=95', NULL, '%',
	 'Đạt: 95% so với mục tiêu ≥ 95%.',
	 'Met: 95% against the target ≥ 95%.'),
	(92.5, '95 up', NULL, '%',
	 'Chưa đạt: 92,5% so với mục tiêu 95%, còn thiếu 2,5 điểm phần trăm.',
	 'Missed: 92.5% against the target 95%, 2.5 percentage points short.'),
	(96, '95 up', NULL, '%',
	 'Vượt: 96% so với mục tiêu 95%, cao hơn 1 điểm phần trăm.',
	 'Exceeded: 96% against the target 95%, 1 percentage point above.'),
	(3.2, '<3', NULL, '%',
	 'Chưa đạt: 3,2% so với mục tiêu < 3%, cao hơn 0,2 điểm phần trăm.',
	 'Missed: 3.2% against the target < 3%, 0.2 percentage points above.'),
	(3, '<3', NULL, '%',
	 'Chưa đạt: 3% so với mục tiêu < 3%, đúng bằng ngưỡng, trong khi phải dưới ngưỡng mới đạt.',
	 'Missed: 3% against the target < 3%, exactly on the limit, where only less counts.'),
	(2.4, '<3', NULL, '%',
	 'Đạt: 2,4% so với mục tiêu < 3%, thấp hơn 0,6 điểm phần trăm.',
	 'Met: 2.4% against the target < 3%, 0.6 percentage points below.'),
	(94.6, '95 up near 0.5', NULL, '%',
	 'Gần đạt: 94,6% so với mục tiêu 95%, còn thiếu 0,4 điểm phần trăm.',
	 'Near: 94.6% against the target 95%, 0.4 percentage points short.'),
	(48500, '50000 up by 2030', '2025-12-31', 'căn hộ',
	 'Chưa đến hạn: 48.500 căn hộ so với mục tiêu 50.000 căn hộ, còn thiếu 1.500 căn hộ, hạn đến ngày 31/12/2030.',
	 'Not yet due: 48,500 căn hộ against the target 50,000 căn hộ, 1,500 căn hộ short, due on 31 December 2030.'),
	(NULL, '95 up by 2030', '2025-12-31', '%',
	 'Chưa đến hạn: mục tiêu 95%, chưa có số liệu, hạn đến ngày 31/12/2030.',
	 'Not yet due: the target is 95%, no figure yet, due on 31 December 2030.'),
	(NULL, '<3', NULL, '%',
	 'Chưa có số liệu: mục tiêu < 3%.',
	 'No data: the target is < 3%.'),
	(5, NULL, NULL, '%',
	 'Không có mục tiêu: giá trị 5% không được đánh giá.',
	 'No target: the value 5% is not judged.'),
	(NULL, NULL, NULL, NULL, 'Không có mục tiêu.', 'No target.'),
	(27, '49..51 within', NULL, NULL,
	 'Chưa đạt: 27 so với mục tiêu 49–51, thấp hơn 22.',
	 'Missed: 27 against the target 49–51, 22 below.'),
	(53, '49..51 within', NULL, NULL,
	 'Chưa đạt: 53 so với mục tiêu 49–51, cao hơn 2.',
	 'Missed: 53 against the target 49–51, 2 above.'),
	(50, '49..51 within', NULL, NULL,
	 'Đạt: 50 so với mục tiêu 49–51.',
	 'Met: 50 against the target 49–51.'),
	-- from the end that was passed; inside a band, from the one that decides
	(31, '28..30 up', NULL, '%',
	 'Vượt: 31% so với mục tiêu 28–30%, cao hơn 1 điểm phần trăm.',
	 'Exceeded: 31% against the target 28–30%, 1 percentage point above.'),
	(15, '20..30 down', NULL, '%',
	 'Vượt: 15% so với mục tiêu 20–30%, thấp hơn 5 điểm phần trăm.',
	 'Exceeded: 15% against the target 20–30%, 5 percentage points below.'),
	(28.9, '28..30 up', NULL, '%',
	 'Đạt: 28,9% so với mục tiêu 28–30%, cao hơn mức tối thiểu 0,9 điểm phần trăm.',
	 'Met: 28.9% against the target 28–30%, 0.9 percentage points above the minimum.'),
	(28.9, '28..30 down', NULL, '%/năm',
	 'Đạt: 28,9%/năm so với mục tiêu 28–30%/năm, thấp hơn mức tối đa 1,1 điểm phần trăm/năm.',
	 'Met: 28.9%/năm against the target 28–30%/năm, 1.1 percentage points/năm below the maximum.'),
	(90, '[80,90) up', NULL, '%',
	 'Vượt: 90% so với mục tiêu từ 80 đến dưới 90%.',
	 'Exceeded: 90% against the target from 80 to under 90%.'),
	(80, '(80,90] up', NULL, '%',
	 'Chưa đạt: 80% so với mục tiêu trên 80 đến 90%, đúng bằng ngưỡng, trong khi phải vượt ngưỡng mới đạt.',
	 'Missed: 80% against the target over 80 to 90%, exactly on the limit, where only more counts.'),
	(51, '(49,51) within', NULL, NULL,
	 'Chưa đạt: 51 so với mục tiêu trên 49 đến dưới 51, đúng bằng ngưỡng, trong khi phải nằm giữa hai ngưỡng mới đạt.',
	 'Missed: 51 against the target over 49 to under 51, exactly on the limit, where only what lies between counts.'),
	-- a unit as within a sentence
	(66.5, '>=68', NULL, 'Năm',
	 'Chưa đạt: 66,5 năm so với mục tiêu ≥ 68 năm, còn thiếu 1,5 năm.',
	 'Missed: 66.5 năm against the target ≥ 68 năm, 1.5 năm short.'),
	(27, '27 up', NULL, 'm2 sàn/người',
	 'Đạt: 27 m² sàn/người so với mục tiêu 27 m² sàn/người.',
	 'Met: 27 m² sàn/người against the target 27 m² sàn/người.'),
	(5, '<=4', NULL, 'Đồng/km2',
	 'Chưa đạt: 5 đồng/km² so với mục tiêu ≤ 4 đồng/km², cao hơn 1 đồng/km².',
	 'Missed: 5 đồng/km² against the target ≤ 4 đồng/km², 1 đồng/km² above.'),
	(3, '<=4', NULL, 'USD',
	 'Đạt: 3 USD so với mục tiêu ≤ 4 USD, thấp hơn 1 USD.',
	 'Met: 3 USD against the target ≤ 4 USD, 1 USD below.'),
	(-4, '-5..-3 within', NULL, NULL,
	 'Đạt: -4 so với mục tiêu từ -5 đến -3.',
	 'Met: -4 against the target from -5 to -3.'),
	-- rounded for print, but never onto or over the bound, nor to nothing
	(2.9999333333333, '<3', NULL, '%',
	 'Đạt: 2,9999% so với mục tiêu < 3%, thấp hơn 0,0001 điểm phần trăm.',
	 'Met: 2.9999% against the target < 3%, 0.0001 percentage points below.'),
	(0.00012345, '>=3', NULL, '%',
	 'Chưa đạt: 0,0001% so với mục tiêu ≥ 3%, còn thiếu 2,9999 điểm phần trăm.',
	 'Missed: 0.0001% against the target ≥ 3%, 2.9999 percentage points short.'),
	(94.49999, '95 up near 0.5', NULL, '%',
	 'Chưa đạt: 94,49999% so với mục tiêu 95%, còn thiếu 0,50001 điểm phần trăm.',
	 'Missed: 94.49999% against the target 95%, 0.50001 percentage points short.'),
	(88.123456, '95 up', NULL, '%',
	 'Chưa đạt: 88,12% so với mục tiêu 95%, còn thiếu 6,88 điểm phần trăm.',
	 'Missed: 88.12% against the target 95%, 6.88 percentage points short.'),
	(94.99996, '95 up', NULL, '%',
	 'Chưa đạt: 94,99996% so với mục tiêu 95%, còn thiếu 0,00004 điểm phần trăm.',
	 'Missed: 94.99996% against the target 95%, 0.00004 percentage points short.'),
	(2.9999999999999999999999, '<3', NULL, '%',
	 'Đạt: 2,9999999999999999999999% so với mục tiêu < 3%, thấp hơn 0,0000000000000000000001 điểm phần trăm.',
	 'Met: 2.9999999999999999999999% against the target < 3%, 0.0000000000000000000001 percentage points below.');

SELECT is(socpolicy.explain(value, goal::socpolicy.target, period_end, unit), vi, vi) FROM said;
SELECT is(socpolicy.explain(value, goal::socpolicy.target, period_end, unit, 'en'), en, en) FROM said;

SELECT is(socpolicy.explain(93::bigint, '95 up'), socpolicy.explain(93.0, '95 up'), 'bigint reads as numeric');
SELECT is(socpolicy.explain(92.7::real, '95 up'), socpolicy.explain(92.7, '95 up'), 'real reads as its shortest decimal');
SELECT is(socpolicy.explain(92.7::double precision, '95 up'), socpolicy.explain(92.7, '95 up'),
		  'double precision reads as its shortest decimal');
SELECT throws_ok($$SELECT socpolicy.explain(1.0, '95 up', lang => 'fr')$$, '22023', NULL, 'another language is refused');
SELECT throws_ok($$SELECT socpolicy.explain(1.0, '95 up', lang => NULL)$$, '22004', NULL, 'no language is refused');
SELECT throws_ok($$SELECT socpolicy.explain('NaN'::numeric, '95 up')$$, '22003', NULL, 'NaN is refused');
SELECT is((SELECT count(*) FROM said
		   WHERE socpolicy.explain(value, goal::socpolicy.target, period_end, unit) IS NULL), 0::bigint,
		  'there is always a sentence');


-- The words and the rounding alone.
SELECT is((SELECT string_agg(socpolicy.status_label(s), ', ' ORDER BY s)
		   FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s),
		  'Vượt, Đạt, Gần đạt, Chưa đạt, Chưa đến hạn, Chưa có số liệu, Không có mục tiêu', 'statuses in Vietnamese');
SELECT is((SELECT string_agg(socpolicy.status_label(s, 'en'), ', ' ORDER BY s)
		   FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s),
		  'Exceeded, Met, Near, Missed, Not yet due, No data, No target', 'statuses in English');
SELECT throws_ok($$SELECT socpolicy.status_label('met', 'fr')$$, '22023', NULL, 'a status in another language is refused');
SELECT results_eq($$
	SELECT socpolicy.format_value(v.value, v.goal::socpolicy.target, v.format)
	FROM (VALUES (1, 88.123456, '95 up', 'vi'), (2, 94.99996, '95 up', 'vi'), (3, 2.99999, '<3', 'en'),
		  (4, 87.5, NULL, 'vi'), (5, 66.66666, NULL, 'vi'), (6, 1234567.891, NULL, 'en'), (7, 1234567.891, NULL, 'plain'),
		  (8, NULL, '95 up', 'vi')) AS v (n, value, goal, format) ORDER BY v.n$$,
	$$VALUES ('88,12'), ('94,99996'), ('2.99999'), ('87,5'), ('66,67'), ('1,234,567.89'), ('1234567.89'), (NULL)$$,
	'a value is rounded, but stays on its side');
SELECT results_eq($$
	SELECT socpolicy.rounded_value(v.value, v.goal::socpolicy.target, v.decimals)
	FROM (VALUES (1, 2.9999333333333, '<3', NULL), (2, 0.00012345, NULL, NULL), (3, 0.00012345, '>=3', 0), (4, 12.345, '>=3', 1),
		  (5, 2.96, '<3', 1), (6, -0.004, NULL, 2), (7, 0, NULL, 2)) AS v (n, value, goal, decimals) ORDER BY v.n$$,
	$$VALUES (2.9999), (0.0001), (0.0001), (12.3), (2.96), (-0.004), (0.0)$$, 'one rounding');
SELECT is((SELECT count(*) FROM (VALUES (2.9999333333333, '<3'), (0.00012345, '>=3'), (0.00012345, NULL)) AS v (value, goal)
		   WHERE position(socpolicy.format_value(value, goal::socpolicy.target) IN socpolicy.explain(value, goal::socpolicy.target)) = 0
			  OR position(': ' || socpolicy.format_value(value, goal::socpolicy.target) || '.' IN socpolicy.bullet_svg(value, goal::socpolicy.target)) = 0),
		  0::bigint, 'sentence and picture show the same');
SELECT throws_ok($$SELECT socpolicy.rounded_value(1, decimals => -2147483648)$$, '22023', 'number of decimals out of range: -2147483648', 'decimals have bounds');
SELECT throws_ok($$SELECT socpolicy.format_value(1, decimals => 21)$$, '22023', NULL, 'on both sides');
SELECT is(socpolicy.explain('123456789012345678', '>=123456789012345679'),
		  'Chưa đạt: 123.456.789.012.345.678 so với mục tiêu ≥ 123.456.789.012.345.679, còn thiếu 1.', 'a literal keeps its digits');

-- One palette: no colour twice, all readable on white, exceeded and missed apart in grey.
CREATE FUNCTION pg_temp.lightness(colour text) RETURNS numeric LANGUAGE sql AS $$
	SELECT round((116 * cbrt(sum(w * CASE WHEN c <= 0.04045 THEN c / 12.92 ELSE ((c + 0.055) / 1.055) ^ 2.4 END)) - 16)::numeric, 1)
	FROM (SELECT w, get_byte(decode(substr(colour, 2), 'hex'), i) / 255.0::float8 AS c
		  FROM (VALUES (0, 0.2126), (1, 0.7152), (2, 0.0722)) AS p (i, w)) AS s
$$;
CREATE TEMP TABLE look AS
SELECT 'status' AS scale, s::text AS status, socpolicy.status_colour(s) AS colour, socpolicy.status_icon(s) AS icon, socpolicy.status_label(s) AS label
FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s
UNION ALL SELECT 'progress', s::text, socpolicy.progress_colour(s), socpolicy.progress_icon(s), socpolicy.progress_label(s)
FROM unnest(enum_range(NULL::socpolicy.progress_status)) AS s;
SELECT is((SELECT count(*) FROM look AS a JOIN look AS b ON a.scale = b.scale AND a.status < b.status
		   AND (a.colour = b.colour OR a.icon = b.icon OR a.label = b.label)), 0::bigint, 'no two statuses share colour, sign or word');
SELECT is((SELECT count(*) FROM look WHERE colour !~ '^#[0-9a-f]{6}$' OR length(icon) <> 1), 0::bigint, 'colours and signs are well formed');
-- a lightness of 50 has a contrast of 4.5 with white
SELECT cmp_ok((SELECT max(pg_temp.lightness(colour)) FROM look), '<=', 50.0, 'all can be read on white');
SELECT cmp_ok(pg_temp.lightness(socpolicy.status_colour('missed')) - pg_temp.lightness(socpolicy.status_colour('exceeded')), '>=', 20.0,
			  'grey print tells exceeded from missed');
SELECT is((SELECT count(*) FROM look WHERE position(colour IN socpolicy.bullet_svg(
			(SELECT v FROM (VALUES ('exceeded', 96), ('met', 95), ('near', 94), ('missed', 90), ('not_due', 90), ('no_target', 90)) AS f (s, v) WHERE s = status),
			CASE status WHEN 'no_target' THEN NULL WHEN 'near' THEN '95 up near 1' WHEN 'not_due' THEN '95 up by 2030' ELSE '95 up' END::socpolicy.target,
			'2025-12-31', width => 160, height => 22)) = 0 AND scale = 'status'), 0::bigint, 'pictures use it');
SELECT is(socpolicy.progress_label('on_track', 'en'), 'On track', 'progress in English');
SELECT throws_ok($$SELECT socpolicy.progress_label('on_track', 'fr')$$, '22023', NULL, 'progress in another language is refused');

SELECT throws_ok($$SELECT socpolicy.format_value('Infinity')$$, '22003', NULL, 'infinity is not written');
SELECT throws_ok($$SELECT socpolicy.format_value(1, '95 up', 'fr')$$, '22023', NULL, 'another format is refused');

SELECT * FROM finish();
ROLLBACK;
