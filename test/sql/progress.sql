\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
-- The published methods of progress: each rule and each edge of it.

BEGIN;
SELECT no_plan();
SET search_path = public, socpolicy;

-- ---------- growth ----------

SELECT is(cagr(100, 121, 2), 0.1, 'growth over two years, without a residue');
SELECT is(cagr(100, 119, 1), 0.19, 'growth over one year is exact');
SELECT is(cagr(-10, -12.1, 2), 0.1, 'negative figures grow away from 0');
SELECT is(cagr(0, 0.00121, 2), 0.1, 'a base of 0 is taken as 0.001');
SELECT is(cagr(5, 0, 3), -1.0, 'down to 0');
SELECT is(cagr(0, 0, 3), 0.0, 'what stays at 0 has not fallen');
SELECT is(ARRAY[cagr(100::float8, 121::float8, 2), cagr(100.0, 121, 2::bigint), cagr(100.0, 121, 2.0), cagr(100, 121, 2::smallint)], ARRAY[0.1, 0.1, 0.1, 0.1], 'numbers of any type');
SELECT throws_ok('SELECT socpolicy.cagr(1, 2, 1.5)', '22023', 'a year must be a whole number', 'half a year is no year');
SELECT throws_ok($$SELECT socpolicy.cagr(1, 2, 'NaN'::float8)$$, '22023', NULL, 'NaN is no year');
SELECT is(cagr(5, 5, 3), 0.0, 'no growth');
SELECT is(cagr(5, -5, 3), NULL, 'no growth over a change of sign');
SELECT is(cagr(5, 6, 0), NULL, 'no growth over no time');
SELECT is(cagr(5, 6, -1), NULL, 'no growth backwards');
SELECT cmp_ok(cagr(3, 3.000000000000000000000001, 7), '>', 0.0, 'a small growth keeps its sign');
SELECT is(round(cagr(1e-300, 1e300, 2) / 1e300, 6), 1.0, 'growth beyond a float8 is a number');
SELECT is(round(cagr(1e-400, 1e400, 2) / 1e400, 6), 1.0, 'growth far beyond a float8 is a number');
SELECT is((SELECT count(*) FROM (SELECT (1 + i * 0.37) * 10.0 ^ (i % 20 - 2) AS v FROM generate_series(1, 2000) AS i) AS s
		   WHERE abs(cagr(1, v, 2) - (sqrt(v) - 1)) > abs(sqrt(v) - 1) * 1e-14), 0::bigint, 'roots keep their digits at any size');
SELECT is(cagr(round(0, 100), 0.002, 1), 1.0, 'a zero of many decimals is a zero');
SELECT is(round(cagr(56, 0.000000001, 15), 14), -0.80793239031806, 'a fall to nearly nothing keeps its digits');
SELECT is(ARRAY[cagr(-1e300, -2e300, 1), cagr(-1e300, 2e300, 1), cagr(-1e-90, -2e-90, 1)], ARRAY[1.0, NULL, 1.0], 'the sign of a large and of a small number');
SELECT throws_ok($$SELECT socpolicy.cagr('NaN', 1, 1)$$, '22003', NULL, 'NaN is refused');
SELECT throws_ok($$SELECT socpolicy.cagr(1, 'Infinity', 1)$$, '22003', NULL, 'infinity is refused');

-- ---------- A and C, row by row ----------

CREATE TEMP TABLE course (rule text, method text, direction text, t0 integer, v0 numeric, t1 integer, v1 numeric,
	t integer, v numeric, l numeric, expected text);
INSERT INTO course VALUES
	('target met', 'A', 'up', 2015, 80, 2023, 95, 2030, 95, NULL, 'achieved'),
	('target met with one data point', 'A', 'up', NULL, NULL, 2023, 95, 2030, 95, NULL, 'achieved'),
	('target met, the year unknown', 'A', 'up', NULL, NULL, NULL, 95, NULL, 95, NULL, 'achieved'),
	('target met whatever the trend', 'A', 'up', 2015, 99, 2023, 96, 2030, 95, NULL, 'achieved'),
	('target met, base after current', 'A', 'up', 2024, 80, 2023, 96, 2030, 95, NULL, 'achieved'),
	('target met, equal base and target', 'A', 'up', 2015, 95, 2023, 95, 2030, 95, NULL, 'achieved'),
	('target met, opposite signs', 'A', 'up', 2015, -5, 2023, 6, 2030, 5, NULL, 'achieved'),
	('target met, target year not after the base year', 'A', 'down', 2015, 10, 2023, 4, 2015, 5, NULL, 'achieved'),
	('ratio exactly 0.95', 'A', 'up', 2015, 100, 2016, 119, 2016, 120, NULL, 'on_track'),
	('ratio exactly 0.95 over two years', 'A', 'up', 2015, 100, 2017, 119.9025, 2017, 121, NULL, 'on_track'),
	('ratio below 0.95', 'A', 'up', 2015, 100, 2016, 118.99, 2016, 120, NULL, 'moderate'),
	('ratio exactly 0.60', 'A', 'up', 2015, 100, 2016, 112, 2016, 120, NULL, 'moderate'),
	('ratio exactly 0.60 of paces that never end', 'A', 'up', 2015, 23, 2016, 23.6, 2016, 24, NULL, 'moderate'),
	('ratio below 0.60', 'A', 'up', 2015, 100, 2016, 111.99, 2016, 120, NULL, 'limited'),
	('ratio 0', 'A', 'up', 2015, 100, 2020, 100.0, 2030, 120, NULL, 'limited'),
	('ratio barely below 0', 'A', 'up', 2015, 100, 2020, 99.9999999999999999999999, 2030, 120, NULL, 'deteriorating'),
	('down on track', 'A', 'down', 2015, 20, 2020, 14, 2030, 8, NULL, 'on_track'),
	('down deteriorating', 'A', 'down', 2015, 20, 2020, 21, 2030, 8, NULL, 'deteriorating'),
	('negative, getting better', 'A', 'up', 2015, -10, 2020, -8, 2030, -5, NULL, 'on_track'),
	('negative, getting worse', 'A', 'up', 2015, -10, 2020, -12, 2030, -5, NULL, 'deteriorating'),
	('zero target taken as 0.001', 'A', 'down', 2015, 10, 2020, 5, 2030, 0, NULL, 'limited'),
	('zero target met by 0', 'A', 'down', 2015, 10, 2020, 0, 2030, 0, NULL, 'achieved'),
	('zero target met by 0.001', 'A', 'down', 2015, 10, 2020, 0.001, 2030, 0, NULL, 'achieved'),
	('zero target up met by 0', 'A', 'up', 2015, -3, 2020, 0, 2030, 0, NULL, 'achieved'),
	('zero target up from below', 'A', 'up', 2015, -3, 2020, -1, 2030, 0, NULL, 'not_available'),
	('zero base taken as 0.001', 'A', 'up', 2015, 0, 2020, 5, 2030, 10, NULL, 'on_track'),
	('zero base and current: no fall', 'A', 'up', 2015, 0, 2020, 0, 2030, 10, NULL, 'limited'),
	('zero base and target', 'A', 'down', 2015, 0, 2020, 5, 2030, 0, NULL, 'not_available'),
	('zero base, negative current', 'A', 'down', 2015, 0, 2020, -2, 2030, -5, NULL, 'not_available'),
	('zero current', 'A', 'up', 2015, 10, 2020, 0, 2030, 20, NULL, 'deteriorating'),
	('sign change', 'A', 'down', 2015, 5, 2020, -1, 2030, -5, NULL, 'not_available'),
	('opposite signs of base and target', 'A', 'up', 2015, -5, 2023, -4, 2030, 5, NULL, 'not_available'),
	('equal base and target', 'A', 'up', 2015, 95, 2023, 94, 2030, 95, NULL, 'not_available'),
	('target year at the base year', 'A', 'up', 2015, 80, 2023, 90, 2015, 95, NULL, 'not_available'),
	('target year before the base year', 'A', 'up', 2015, 80, 2023, 90, 2010, 95, NULL, 'not_available'),
	('target year past', 'A', 'up', 2010, 50, 2023, 70, 2020, 75, NULL, 'moderate'),
	('target without a year', 'A', 'up', 2015, 80, 2023, 90, NULL, 95, NULL, 'not_available'),
	('one point', 'A', 'up', 2023, 90, 2023, 90, 2030, 95, NULL, 'not_available'),
	('no base', 'A', 'up', NULL, NULL, 2023, 90, 2030, 95, NULL, 'not_available'),
	('no current value', 'A', 'up', 2015, 80, 2023, NULL, 2030, 95, NULL, 'not_available'),
	('nothing at all', 'A', 'up', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'not_available'),
	('base after current', 'A', 'up', 2024, 80, 2023, 90, 2030, 95, NULL, 'not_available'),
	('no target, exactly 1.5 %', 'A', 'up', 2015, 100, 2016, 101.5, NULL, NULL, NULL, 'on_track'),
	('no target, exactly 1.5 % over five years', 'A', 'up', 2015, 100, 2020, 107.7284003884375, NULL, NULL, NULL, 'on_track'),
	('no target, below 1.5 %', 'A', 'up', 2015, 100, 2016, 101.49, NULL, NULL, NULL, 'moderate'),
	('no target, exactly 0.5 %', 'A', 'up', 2015, 100, 2016, 100.5, NULL, NULL, NULL, 'moderate'),
	('no target, below 0.5 %', 'A', 'up', 2015, 100, 2016, 100.49, NULL, NULL, NULL, 'limited'),
	('no target, no change', 'A', 'up', 2015, 100, 2020, 100, NULL, NULL, NULL, 'limited'),
	('no target, deteriorating', 'A', 'up', 2015, 100, 2020, 99, NULL, NULL, NULL, 'deteriorating'),
	('no target, down', 'A', 'down', 2015, 100, 2016, 98.5, NULL, NULL, NULL, 'on_track'),
	('no target, negative', 'A', 'up', 2015, -100, 2016, -98, NULL, NULL, NULL, 'on_track'),
	('no target, sign change', 'A', 'up', 2015, -1, 2020, 3, NULL, NULL, NULL, 'not_available'),
	('limit near the base', 'A', 'up', 2015, 95, 2020, 96, NULL, NULL, 100, 'moderate'),
	('limit near the base from above', 'A', 'down', 2015, 12, 2020, 11.4, NULL, NULL, 10, 'on_track'),
	('limit far from the base', 'A', 'down', 2015, 20, 2020, 19.4, NULL, NULL, 10, 'moderate'),
	('limit equal to base, kept', 'A', 'up', 2015, 100, 2020, 100, NULL, NULL, 100, 'on_track'),
	('limit equal to base, lost', 'A', 'up', 2015, 100, 2020, 99.9, NULL, NULL, 100, 'deteriorating'),
	('thresholds at or below 0 are not scaled', 'A', 'up', 2015, 99, 2020, 98.999, NULL, NULL, 100, 'deteriorating'),
	('limit 0 is no limit', 'A', 'down', 2015, 100, 2016, 98.6, NULL, NULL, 0, 'moderate'),
	('limit is ignored with a target', 'A', 'up', 2015, 99, 2016, 99.01, 2030, 99.9, 100, 'limited'),
	('target met', 'C', 'up', 2015, 99, 2023, 96, 2030, 95, NULL, 'achieved'),
	('target met with one data point', 'C', 'up', NULL, NULL, 2023, 96, 2030, 95, NULL, 'achieved'),
	('exactly 0.95 of the way', 'C', 'up', 2015, 100, 2020, 119, 2020, 120, NULL, 'on_track'),
	('below 0.95 of the way', 'C', 'up', 2015, 100, 2020, 118.99, 2020, 120, NULL, 'moderate'),
	('exactly 0.10 of the way', 'C', 'up', 2015, 100, 2020, 101, 2020, 110, NULL, 'moderate'),
	('below 0.10 of the way', 'C', 'up', 2015, 100, 2020, 100.9, 2020, 110, NULL, 'limited'),
	('going back', 'C', 'up', 2015, 50, 2020, 45, 2030, 100, NULL, 'limited'),
	('down', 'C', 'down', 2015, 20, 2020, 14, 2030, 8, NULL, 'on_track'),
	('zero base', 'C', 'up', 2015, 0, 2020, 5, 2030, 10, NULL, 'not_available'),
	('zero current', 'C', 'up', 2015, 5, 2020, 0, 2010, 10, NULL, 'not_available'),
	('zero target', 'C', 'down', 2015, 5, 2020, 1, 2030, 0, NULL, 'on_track'),
	('equal base and target', 'C', 'up', 2015, 95, 2023, 94, 2030, 95, NULL, 'not_available'),
	('no figure up to the target year', 'C', 'up', 2010, 100, 2020, 121, 2015, 125, NULL, 'not_available'),
	('a figure after the target year that meets it', 'C', 'up', 2010, 100, 2020, 126, 2015, 125, NULL, 'achieved'),
	('began beyond the target and fell below it', 'C', 'up', 2015, 96, 2023, 90, 2030, 95, NULL, 'limited'),
	('began beyond the target and rose above it', 'C', 'down', 2015, 4, 2023, 8, 2030, 5, NULL, 'limited'),
	('fell below its target, recovering to above the base', 'C', 'up', 2015, 90, 2023, 94, 2030, 95, NULL, 'on_track'),
	('target year before the base year', 'C', 'up', 2015, 80, 2023, 90, 2010, 95, NULL, 'not_available'),
	('figures below 0', 'C', 'up', 2015, -10, 2023, -5, 2030, 2, NULL, 'not_available'),
	('sign change', 'C', 'up', 2015, -5, 2023, 1, 2030, 2, NULL, 'not_available'),
	('one point', 'C', 'up', 2023, 90, 2023, 90, 2030, 95, NULL, 'not_available'),
	('a projection beyond a float8', 'C', 'up', 2015, 1, 2016, 1000, 2300, 1e9, NULL, 'on_track'),
	('no target, exactly 2 %', 'C', 'up', 2015, 100, 2016, 102, NULL, NULL, NULL, 'on_track'),
	('no target, below 2 %', 'C', 'up', 2015, 100, 2016, 101.99, NULL, NULL, NULL, 'moderate'),
	('no target, exactly 0.5 %', 'C', 'up', 2015, 100, 2016, 100.5, NULL, NULL, NULL, 'moderate'),
	('no target, deteriorating is limited', 'C', 'up', 2015, 100, 2016, 99, NULL, NULL, NULL, 'limited');

SELECT is(progress(method, direction, t0, v0, t1, v1, t, v, l)::text, expected, method || ': ' || rule) FROM course;
SELECT is((progress_detail(method, direction, t0, v0, t1, v1, t, v, l)).status::text, expected,
		  method || ', detail: ' || rule) FROM course;

-- every reason that is given has its words
SELECT is((SELECT string_agg(DISTINCT r.reason, ', ') FROM course, LATERAL progress_detail(method, direction, t0, v0, t1, v1, t, v, l) AS r
		   WHERE reason_label(r.reason) IS NULL), NULL, 'every reason has its Vietnamese words');
SELECT cmp_ok((SELECT count(DISTINCT reason_label(r.reason)) FROM course, LATERAL progress_detail(method, direction, t0, v0, t1, v1, t, v, l) AS r), '>=', 15::bigint, 'and they are many');
SELECT is(reason_label('the series breaks in 2027'), 'chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm 2027', 'a break, too');
SELECT is(reason_label('limit reached', 'en') || coalesce(reason_label('something else'), ', nothing'), 'limit reached, nothing', 'other words have none');

-- never NaN or infinity, whatever comes
CREATE TEMP TABLE edge AS
SELECT unnest(ARRAY[0, 0.001, -0.001, 1, 100, -1e300, 1e310, 99.99999999999999999999, 1e-320]) AS v;
SELECT is(count(*) FILTER (WHERE r.status IS NULL OR r.reason IS NULL
		OR 'NaN' IN (r.growth, r.needed_growth, r.ratio, r.projected_value, r.score, r.limit_factor)
		OR 'Infinity' IN (r.growth, r.ratio, r.projected_value) OR '-Infinity' IN (r.growth, r.ratio, r.projected_value)
		OR r.score NOT BETWEEN -5 AND 5 OR r.limit_factor NOT BETWEEN 0 AND 1), 0::bigint,
	'never NaN or infinity, over ' || count(*) || ' edges')
FROM edge AS a, edge AS b, (SELECT v FROM edge UNION ALL SELECT NULL) AS c, (VALUES ('A'), ('C')) AS m (method),
	(VALUES ('up'), ('down')) AS d (direction),
	(VALUES (2020, 2010), (2015, 2015), (2016, 9999)) AS y (current_year, target_year),
	progress_detail(method, direction, 2014, a.v, current_year, b.v, target_year, c.v, a.v) AS r;

-- ---------- score ----------

SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 119, 2016, 120)).score, 2.500055, 'score at ratio 0.95');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 112, 2016, 120)).score, 0.00004, 'score at ratio 0.6');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 110, 2016, 120)).score, -0.41665, 'score at ratio 0.5');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 100, 2016, 120)).score, -2.5, 'score at ratio 0');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 50, 2016, 120)).score, -5.0, 'the lowest score');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 150, 2017, 151)).score, 5.0, 'the highest score');
SELECT is((progress_detail('A', 'up', 2015, 100, 2023, 95, 2030, 95)).score, 5.0, 'achieved scores 5');
SELECT is((progress_detail('A', 'up', 2015, 95, 2023, 94, 2030, 95)).score, NULL, 'not available scores nothing');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 101.5)).score, 2.5, 'score at 1.5 %');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 105)).score, 5.0, 'the highest score without a target');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 100.5)).score, 0.0, 'score at 0.5 %');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 101)).score, 1.25, 'score at 1 %');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 100.25)).score, -1.25, 'score at 0.25 %');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 99)).score, -3.75, 'score at -1 %');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 90)).score, -5.0, 'the lowest score without a target');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 100, limit_value => 100)).score, 5.0, 'limit equal to base: 5');
SELECT is(round((progress_detail('A', 'up', 2015, 50, 2016, 50.5, limit_value => 100)).limit_factor, 6), 0.953929, 'factor below the limit');
SELECT is(round((progress_detail('A', 'down', 2015, 150, 2016, 149, limit_value => 100)).limit_factor, 6), 0.953929, 'factor above the limit');
SELECT is((progress_detail('A', 'down', 2015, 200, 2016, 199, limit_value => 100)).limit_factor, 1.0, 'factor from twice the limit on');
SELECT is(progress_from_score(2.5)::text, 'on_track', 'a mean of 2.5');
SELECT is(progress_from_score(2.4999)::text, 'moderate', 'a mean below 2.5');
SELECT is(progress_from_score(0)::text, 'moderate', 'a mean of 0');
SELECT is(progress_from_score(-0.0001)::text, 'limited', 'a mean below 0');
SELECT is(progress_from_score(-2.5)::text, 'limited', 'a mean of -2.5');
SELECT is(progress_from_score(-2.5001)::text, 'deteriorating', 'a mean below -2.5');
SELECT is(progress_from_score(5)::text, 'on_track', 'a mean of 5 is not achieved by itself');
SELECT is(progress_from_score(5, true)::text, 'achieved', 'achieved if every series is');
SELECT is(progress_from_score(NULL)::text, 'not_available', 'no mean');
SELECT throws_ok('SELECT socpolicy.progress_from_score(5.1)', '22023', NULL, 'a score beyond 5 is refused');
SELECT is((SELECT progress_from_score(avg(mean), bool_and(achieved))::text
		   FROM (SELECT avg(score) AS mean, bool_and(achieved) AS achieved
				 FROM (VALUES ('a', 5.0, true), ('a', 5.0, true), ('a', 5.0, true), ('b', -5.0, false)) AS s (nest, score, achieved)
				 GROUP BY nest) AS g), 'moderate', 'nested groups are averaged first');

-- ---------- from a target ----------

SELECT is(progress('>=95 by 2030 from 80 on 2020-12-31', 2024, 92)::text, 'on_track', 'target with baseline and due date');
SELECT is(progress('>=95 by 2030', 2024, 92)::text, 'not_available', 'target without a baseline');
SELECT is(progress('>=95', 2024, 95)::text, 'achieved', 'target met without baseline and due date');
SELECT is(progress('<3 by 2030 from 5 on 2020-12-31', 2024, 3)::text, 'on_track', 'equal to a strict bound is not achieved');
SELECT is(progress('<=3 by 2030 from 5 on 2020-12-31', 2024, 3)::text, 'achieved', 'equal to an inclusive bound is');
SELECT is(progress('>0.7 by 2030 from 0.7 on 2020-12-31', 2024, 0.7)::text, 'not_available', 'strict bound equal to base, not met');
SELECT is(progress('28..30 up by 2030 from 20 on 2020-12-31', 2024, 35)::text, 'achieved', 'beyond the far end is achieved');
SELECT is(progress('49..51 within by 2030 from 40 on 2020-12-31', 2024, 50)::text, 'achieved', 'inside a band');
SELECT is(progress('49..51 within by 2030 from 40 on 2020-12-31', 2024, 45)::text, 'on_track', 'below a band, rising');
SELECT is(progress('49..51 within by 2030 from 40 on 2020-12-31', 2024, 55)::text, 'deteriorating', 'beyond the far end of a band from below');
SELECT is(progress('49..51 within by 2030 from 60 on 2020-12-31', 2024, 55)::text, 'on_track', 'above a band, falling');
SELECT is(progress('49..51 within by 2030 from 60 on 2020-12-31', 2024, 62)::text, 'deteriorating', 'above a band, rising');
SELECT is(progress('49..51 within by 2030 from 50 on 2020-12-31', 2024, 47)::text, 'deteriorating', 'out of a band downwards');
SELECT is(progress('(49,51) within', 2024, 49)::text, 'not_available', 'the open end of a band is outside');
SELECT is(progress('>=95 by 2030 from 80 on 2020-12-31', 2024, 92, 'C')::text, 'on_track', 'target by method C');
SELECT is(progress(NULL::target, 2024, 92)::text, 'not_available', 'no target');
SELECT is((progress_detail(NULL::target, 2024, 92)).reason, 'no target', 'no target says so');
SELECT is((progress_detail('49..51 within by 2030 from 60 on 2020-12-31', 2024, 55)).target_value, 51.0, 'the end of the band that was judged');
SELECT is((progress_detail('C', 'up', 2015, 50, 2020, 60, 2030, 100)).projected_value, 86.4, 'the projected value');

SELECT throws_ok($$SELECT socpolicy.progress('B', 'up', 2015, 1, 2020, 2)$$, '22023', NULL, 'method B gives no status');
SELECT throws_ok($$SELECT socpolicy.progress('D', 'up', 2015, 1, 2020, 2)$$, '22023', NULL, 'method D gives no status');
SELECT throws_ok($$SELECT socpolicy.progress('A', 'within', 2015, 1, 2020, 2)$$, '22023', NULL, 'one number is no band');
SELECT throws_ok($$SELECT socpolicy.progress('A', 'sideways', 2015, 1, 2020, 2)$$, '22023', NULL, 'no such direction');
SELECT throws_ok($$SELECT socpolicy.progress('A', NULL, 2015, 1, 2020, 2)$$, '22004', NULL, 'no direction');
SELECT throws_ok($$SELECT socpolicy.progress(NULL, 'up', 2015, 1, 2020, 2)$$, '22004', NULL, 'no method');
SELECT throws_ok($$SELECT socpolicy.progress('A', 'up', 2015, 1, 2020, 'NaN')$$, '22003', NULL, 'NaN is refused');

-- ---------- B ----------

SELECT is(normalise(89, 40, 100), 81.6666666666666667, 'normalised');
SELECT is(normalise(120, 40, 100), 100.0, 'clamped above');
SELECT is(normalise(-3, 40, 100), 0.0, 'clamped below');
SELECT is(normalise(25, 100, 0), 75.0, 'normalised, less is better');
SELECT is(normalise(25, 50, 50), NULL, 'no way from lower to optimum');
SELECT is(colour(v, 40, 80, 98, 100), expected, 'colour of ' || v || ', more is better')
FROM (VALUES (98, 'green'), (97.99, 'yellow'), (89, 'yellow'), (88.99, 'orange'), (80, 'orange'), (79.99, 'red'), (30, 'red')) AS c (v, expected);
SELECT is(colour(v, 100, 25, 5, 0), expected, 'colour of ' || v || ', less is better')
FROM (VALUES (5, 'green'), (5.01, 'yellow'), (15, 'yellow'), (15.01, 'orange'), (25, 'orange'), (25.01, 'red'), (130, 'red')) AS c (v, expected);
SELECT is(colour(0.45, 0, 0.3, 0.6, 1), 'yellow', 'a boundary that float8 misses');
SELECT is(colour_position(v, 40, 80, 98, 100), expected, 'position of ' || v)
FROM (VALUES (100, 3.0), (120, 3.0), (99, 2.5), (98, 2.0), (89, 1.5), (80, 1.0), (60, 0.5), (40, 0.0), (3, 0.0)) AS c (v, expected);
SELECT is(colour_position(15, 100, 25, 5, 0), 1.5, 'position, less is better');
SELECT is(colour_position(100, 0, 50, 100, 100), 3.0, 'position where green is the optimum');
SELECT is(colour_position(0, 0, 0, 50, 100), 1.0, 'position where red is the lower bound');
SELECT is(goal_colour(positions), expected, 'goal of ' || positions::text)
FROM (VALUES ('{2,2.5,3}'::numeric[], 'green'), ('{1.99,2.5,3}', 'yellow'), ('{0.9,0.99,3}', 'red'), ('{0.9,1,3}', 'orange'),
	('{1,2,3}', 'yellow'), ('{1,1.99}', 'orange'), ('{0,3,3}', 'yellow'), ('{2}', 'green'), ('{0.5}', 'red'), ('{1.5}', 'yellow'),
	('{1.4}', 'orange'), ('{NULL,2.5}', 'green'), ('{1.3333333333333333,1.66666666666666666667}', 'yellow')) AS g (positions, expected);
SELECT is(goal_colour('{}'), NULL, 'a goal without indicators');
SELECT is(goal_colour('{NULL}'), NULL, 'a goal without figures');
SELECT throws_ok('SELECT socpolicy.colour(75, 40, 80, 70, 100)', '22023', 'thresholds are in the wrong order', 'red beyond green is refused');
SELECT throws_ok('SELECT socpolicy.colour_position(5, 100, 5, 25, 0)', '22023', NULL, 'also where less is better');
SELECT throws_ok($$SELECT socpolicy.goal_colour('{3.1}')$$, '22023', NULL, 'a position beyond 3 is refused');
SELECT is(arrow(2015, v0, 2020, v1, 2030, lower, green, optimum), expected, format('arrow from %s to %s', v0, v1))
FROM (VALUES
	(50, 49, 0, 90, 100, 'decreasing'), (50, 50, 0, 90, 100, 'stagnating'), (60, 64.99, 0, 90, 100, 'stagnating'),
	(60, 65, 0, 90, 100, 'moderately improving'), (60, 69.99, 0, 90, 100, 'moderately improving'), (60, 70, 0, 90, 100, 'on track'),
	(95, 90, 0, 90, 100, 'stagnating'), (95, 80, 0, 90, 100, 'decreasing'), (92, 92, 0, 90, 100, 'on track'), (80, 90, 0, 90, 100, 'on track'),
	(120, 119, 0, 90, 100, 'on track'), (120, 99, 0, 90, 100, 'stagnating'), (95, 90, 0, 80, 100, 'stagnating'), (-5, -8, 10, 0, -6, 'on track'), (5, 8, 100, 10, 0, 'stagnating'), (-20, -10, 0, 90, 100, 'stagnating'),
	(40, 30, 100, 10, 0, 'on track'), (40, 36, 100, 10, 0, 'stagnating'), (40, 41, 100, 10, 0, 'decreasing'), (5, 5, 100, 10, 0, 'on track')
) AS a (v0, v1, lower, green, optimum, expected);
SELECT is(arrow(2015, 50, 2020, 60, 2015, 0, 90, 100), 'not_available', 'arrow: target year not after the base year');
SELECT is(arrow(2020, 50, 2020, 60, 2030, 0, 90, 100), 'not_available', 'arrow: one point');
SELECT is(arrow(2021, 50, 2020, 60, 2030, 0, 90, 100), 'not_available', 'arrow: base after current');
SELECT is(arrow(2015, NULL, 2020, 60, 2030, 0, 90, 100), 'not_available', 'arrow: no base');
SELECT is(arrow(2015, 50, 2020, 60, 2030, 100, 90, 100), 'not_available', 'arrow: no way from lower to optimum');

-- ---------- D and E ----------

SELECT is(status_index(50, 70, 90), 5.0, 'halfway');
SELECT is(status_index(50, 90, 90), 10.0, 'reached');
SELECT is(status_index(50, 40, 90), -2.5, 'gone backwards');
SELECT is(status_index(20, 14, 8), 5.0, 'halfway down');
SELECT is(status_index(20, 14, 8, 'down'), 5.0, 'halfway down, said so');
SELECT is(status_index(100, 85, 90, 'up'), -15.0, 'a base better than the target, fallen below it');
SELECT is(status_index(100, 95, 90, 'up'), 10.0, 'a target that is met');
SELECT is(status_index(50, 95, 90), 10.0, 'and passed');
SELECT is(status_index(90, 95, 90, 'up'), 10.0, 'met though base and target are equal');
SELECT is(status_index(90, 85, 90, 'up'), NULL, 'not met where base and target are equal');
SELECT is(ARRAY[status_index(0.8, 0.9, 1, 'within'), status_index(0.8, 1.1, 1, 'within'), status_index(0.8, 1.4, 1, 'within'), status_index(0.8, 1, 1, 'within')],
		  ARRAY[5.0, 5.0, -10.0, 10.0], 'a point that may be overshot');
SELECT is(status_index(90, 95, 90), NULL, 'equal base and target');
SELECT is(status_index(90, NULL, 95), NULL, 'no current value');
SELECT is(expected_position(2015, 2020, 2030), 3.3333333333333333, 'expected position');
SELECT is(expected_position(2015, 2020, 2015), NULL, 'expected position, target year not after the base year');
SELECT is(reporting_rate(9, 10), 90.0, 'reporting rate');
SELECT is(reporting_rate(12, 10), 100.0, 'reporting rate is at most 100');
SELECT is(reporting_rate(0, 10), 0.0, 'nothing came');
SELECT is(reporting_rate(3, 0), NULL, 'nothing expected is not 100');
SELECT is(reporting_rate(0, 0), NULL, 'nothing expected is not 0');
SELECT throws_ok('SELECT socpolicy.reporting_rate(-1, 10)', '22023', NULL, 'a negative number of reports is refused');

-- ---------- cut-offs, ratio, means ----------

SELECT is(progress('A', 'up', 2015, 100, 2016, 101, cutoffs => '{0,0.001,0.01}')::text, 'on_track', 'other cut-offs');
SELECT is(progress('A', 'up', 2015, 100, 2016, 100.9, cutoffs => '{0,0.001,0.01}')::text, 'moderate', 'below them');
SELECT is(progress('A', 'up', 2015, 100, 2016, 99.5, cutoffs => '{-0.01,0.001,0.01}')::text, 'limited', 'a lowest below 0');
SELECT is(progress('A', 'up', 2015, 100, 2016, 110, 2016, 120, cutoffs => '{0,0.5,0.9}')::text, 'moderate', 'with a target');
SELECT is(progress('A', 'up', 2015, 100, 2016, 100, limit_value => 100, cutoffs => '{-0.01,0.001,0.01}')::text, 'on_track', 'a limit shrinks those above 0');
SELECT is((progress_detail('A', 'up', 2015, 100, 2016, 101, cutoffs => '{0,0.001,0.01}')).score, NULL, 'no score with them');
SELECT is(progress('>=120 by 2016 from 100 on 2015-12-31', 2016, 110, cutoffs => '{0,0.5,0.9}')::text, 'moderate', 'of a target');
SELECT throws_ok(format('SELECT socpolicy.progress(%L, ''up'', 2015, 1, 2020, 2, cutoffs => %L)', m, c), '22023', NULL, 'refused: ' || m || c)
FROM (VALUES ('A', '{0,1}'), ('A', '{0,0,1}'), ('A', '{0,NULL,1}'), ('A', '{0,1,NaN}'), ('A', '{}'), ('C', '{0,1,2}')) AS r (m, c);
SELECT is(round((progress_detail('A', 'up', 2015, 100, 2023, 96, 2030, 95)).ratio, 4) || ' ' || (progress_detail('A', 'up', 2015, 100, 2023, 96, 2030, 95)).status::text,
		  '-1.4910 achieved', 'achieved, but slipping');
SELECT is((progress_detail('A', 'up', NULL, NULL, 2023, 96, 2030, 95)).ratio, NULL, 'no ratio without a base');
SELECT is((progress_detail('A', 'down', 2015, 10, 2020, 5, 2030, 0)).reason, 'actual pace against needed pace, 0 taken as 0.001', 'a zero that is taken for another number is said');
SELECT is((progress_detail('C', 'up', 2015, 0, 2020, 5, 2030, 10)).reason, 'a figure is not above 0', 'why there is no projection');

-- Eurostat's five classes without a target
SELECT is((SELECT string_agg(CASE WHEN r.ratio > 0.01 THEN '++' WHEN r.ratio > 0.001 THEN '+' WHEN r.ratio >= -0.001 THEN '0'
							 WHEN r.ratio >= -0.01 THEN '-' ELSE '--' END, ' ' ORDER BY v)
		   FROM (VALUES (98.9), (99.0), (99.8), (99.9), (100), (100.1), (100.2), (101), (101.1)) AS s (v),
			LATERAL progress_detail('A', 'up', 2015, 100, 2016, v) AS r), '-- - - 0 0 0 + + ++', 'five classes are a CASE');
SELECT is((SELECT string_agg(CASE WHEN r.ratio > 0.01 THEN '++' WHEN r.ratio > 0.001 THEN '+' WHEN r.ratio >= -0.001 THEN '0'
							 WHEN r.ratio >= -0.01 THEN '-' ELSE '--' END, ' ' ORDER BY v)
		   FROM (VALUES (98.9), (99.5), (100), (100.5), (101.1)) AS s (v),
			LATERAL progress_detail('A', 'down', 2015, 100, 2016, v) AS r), '++ + 0 - --', 'also where less is better');

SELECT is((SELECT progress_mean(r)::text FROM (VALUES (2015, 101.0), (2015, 100.5), (2016, 90)) AS s (t0, v), LATERAL progress_detail('A', 'up', t0, 100, 2016, v) AS r),
		  '(moderate,0.625,3,2,0)', 'a mean leaves out what could not be determined');
SELECT is((SELECT progress_mean(r)::text FROM (VALUES ('A', 2015, 95.0), ('A', 2015, 95.5), ('A', 2016, 90)) AS s (m, t0, v), LATERAL progress_detail(m, 'up', t0, 80, 2016, v, 2030, 95) AS r),
		  '(achieved,5,3,2,2)', 'achieved if every determined one is');
SELECT is((SELECT progress_mean(r)::text FROM LATERAL progress_detail('A', 'up', 2016, 80, 2016, 90, 2030, 95) AS r), '(not_available,,1,0,0)', 'none determined');
SELECT is((SELECT progress_mean(r)::text FROM progress_detail('A', 'up', 2016, 80, 2016, 90, 2030, 95) AS r WHERE false), '(not_available,,0,0,0)', 'no series');
SELECT is((SELECT progress_mean(g)::text FROM (SELECT progress_mean(r) AS g FROM (VALUES (1, 100.5), (1, 100.5), (1, 100.5), (2, 90.0)) AS s (nest, v),
			LATERAL progress_detail('A', 'up', 2015, 100, 2016, v) AS r GROUP BY nest) AS n), '(limited,-2.5,2,2,0)', 'nested groups are averaged first');
SELECT throws_ok($$SELECT socpolicy.progress_mean(socpolicy.progress_detail('C', 'up', 2015, 80, 2016, 90, 2030, 95))$$, '22023', NULL, 'what has no score has no mean');

-- ---------- numbers of any type ----------

SELECT is(count(*), 0::bigint, 'years and values of other types are judged alike')
FROM course, LATERAL progress(method, direction, t0, v0, t1, v1, t, v, l) AS n
WHERE n <> progress(method, direction, t0::bigint, v0, t1::numeric, v1, t::smallint, v, l)
	OR n <> progress(method, direction, t0, v0::float8, t1, v1::float8, t, v::float8, l::float8) AND rule NOT LIKE '%barely%';
SELECT is(progress('>=95 by 2030 from 80 on 2020-12-31', extract(year FROM date '2024-06-01'), 92::float8)::text, 'on_track', 'also of a target');
SELECT is(ARRAY[normalise(89::float8, 40, 100), colour_position(89::float8, 40, 80, 98, 100), status_index(50::float8, 70, 90), expected_position(2015::bigint, 2020, 2025)],
		  ARRAY[81.6666666666666667, 1.5, 5, 5], 'numbers of B and D');
SELECT is(colour(0.45::float8, 0, 0.3, 0.6, 1) || ' ' || arrow(2015::bigint, 60::float8, 2020, 65, 2030, 0, 90, 100), 'yellow moderately improving', 'words of B');
SELECT throws_ok('SELECT socpolicy.progress(''A'', ''up'', 2015.5, 1.0, 2020, 2)', '22023', NULL, 'half a year is no year');

SELECT * FROM finish();
ROLLBACK;
