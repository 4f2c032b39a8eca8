\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
-- Series: trend, forecast, and the progress of a whole series.

BEGIN;
SELECT no_plan();
SET search_path = public, socpolicy;

CREATE TEMP TABLE figure (year integer, value numeric);
INSERT INTO figure VALUES (2015, 70.5), (2016, 72.1), (2018, 75), (2019, 77.3), (2020, 78.2), (2021, 80), (2022, NULL), (2023, 84.1), (2024, 85.2);
CREATE TEMP VIEW t AS SELECT trend_agg(year, value) AS t FROM figure;

-- ---------- trend ----------

SELECT is(points(t), 8::bigint, 'points: a row without a value is none') FROM t;
SELECT is(first_year(t), 2015, 'first year') FROM t;
SELECT is(first_value(t), 70.5, 'first value') FROM t;
SELECT is(last_year(t), 2024, 'last year') FROM t;
SELECT is(last_value(t), 85.2, 'last value') FROM t;
SELECT is(last_change(t), 1.1, 'last change in points') FROM t;
SELECT is(round(last_change_percent(t), 6), 1.307967, 'last change in percent') FROM t;
SELECT is(slope(t), 1.6585714285714, 'slope') FROM t;
SELECT cmp_ok(abs(slope(trend_agg(year, value)) - regr_slope(value, year)::numeric), '<', 0.000000000001, 'slope is that of regr_slope()') FROM figure;
SELECT is(slope(trend_agg(y, v)), 0.1, 'decimals leave no residue in the slope')
FROM (VALUES (2001, 10.1), (2002, 10.2), (2003, 10.3)) AS s (y, v);
SELECT is(slope(trend_agg(y, v)), 0.1, 'nor do floats')
FROM (VALUES (2001, 10.1::double precision), (2002, 10.2), (2003, 10.3)) AS s (y, v);
SELECT is(slope(trend_agg(y, v)), 0.001, 'nor does a large base')
FROM (VALUES (2001, 1000000000.001), (2002, 1000000000.002), (2003, 1000000000.003)) AS s (y, v);
SELECT is(trend_agg(year, value ORDER BY year)::text, trend_agg(year, value::double precision ORDER BY year)::text,
		  'a float stands for its shortest decimal') FROM figure;
SELECT is(last_value(trend_agg(2020, 1234567890123456789012345678.12345678::numeric)), 1234567890123456789012345678.12345678, 'a long value is kept');
SELECT is(last_value(trend_agg(2020, -12e30::numeric)), -12e30, 'a large value is kept');
SELECT is(last_value(trend_agg(2020, 1e-40::numeric)), 1e-40, 'a small value is kept');
SELECT is(last_value(trend_agg(2020, 92.3076923076923077::numeric)), 92.3076923076923077, 'a quotient is kept');
SELECT is(last_value(trend_agg(2020, 'NaN'::numeric) FILTER (WHERE false)), NULL, 'no points, no last value');
SELECT is(ARRAY[points(e)::numeric, slope(e), first_value(e), last_change(e), last_change_percent(e)], ARRAY[0, NULL, NULL, NULL, NULL]::numeric[], 'no points')
FROM (SELECT trend_agg(year, value) AS e FROM figure WHERE false) AS n;
SELECT is(ARRAY[points(e)::numeric, slope(e), first_value(e), last_change(e), last_change_percent(e)], ARRAY[1, NULL, 5, NULL, NULL]::numeric[], 'one point')
FROM (SELECT trend_agg(2020, 5::numeric) AS e) AS n;
SELECT is(ARRAY[last_change(e), last_change_percent(e)], ARRAY[5, NULL]::numeric[], 'change from 0 has no percent')
FROM (SELECT trend_agg(y, v) AS e FROM (VALUES (2019, 0.0), (2020, 5)) AS s (y, v)) AS n;
SELECT is(ARRAY[last_change(e), last_change_percent(e)], ARRAY[5.0, 50.0], 'change of a negative figure: up is positive')
FROM (SELECT trend_agg(y, v) AS e FROM (VALUES (2019, -10.0), (2020, -5)) AS s (y, v)) AS n;
SELECT is(last_change(trend_agg(y, v ORDER BY y DESC)), 1.0, 'the order of the rows does not matter')
FROM (VALUES (2018, 1.0), (2019, 3), (2020, 4)) AS s (y, v);
SELECT is(last_value(trend_agg(y, v)), 4.0, 'the same value twice is one')
FROM (VALUES (2020, 4.0), (2020, 4.00)) AS s (y, v);
SELECT throws_ok($$SELECT socpolicy.last_value(socpolicy.trend_agg(y, v)) FROM (VALUES (2020, 4.0), (2020, 4.5)) AS s (y, v)$$,
				 '21000', NULL, 'two values for the last year are refused');
SELECT is(first_value(trend_agg(y, v)), 3.0, 'two values for another year do not matter')
FROM (VALUES (2018, 3.0), (2020, 4.0), (2020, 4.5), (2021, 5)) AS s (y, v);
SELECT throws_ok($$SELECT socpolicy.trend_agg(0, 1.0)$$, '22008', NULL, 'a year before 1 is refused');
SELECT throws_ok($$SELECT socpolicy.trend_agg(20240, 1.0)$$, '22008', NULL, 'a year after 9999 is refused');
SELECT throws_ok($$SELECT socpolicy.trend_agg(2024, 'NaN'::numeric)$$, '22003', NULL, 'NaN is refused');
SELECT throws_ok($$SELECT socpolicy.trend_agg(2024, 'Infinity'::double precision)$$, '22003', NULL, 'infinity is refused');
SELECT throws_ok($$SELECT socpolicy.trend_agg(2024, 1e101::numeric)$$, '22003', NULL, 'what cannot be squared is refused');

-- ---------- trend: large figures, other types, other periods ----------

SELECT is(slope(trend_agg(y, 10000000000000 + 0.05 * y)), 0.05, 'slope of large figures') FROM generate_series(2015, 2024) AS y;
SELECT is(slope(trend_agg(y, 1e15 + 0.001 * y)), 0.001, 'of larger ones') FROM generate_series(2015, 2024) AS y;
SELECT is(slope(trend_agg(y, (1e12 + 0.25 * y)::double precision)), 0.25, 'of large floats') FROM generate_series(2015, 2024) AS y;
SELECT is(slope(trend_agg(y, 0.1 * y)), 0.1, 'without a residue') FROM generate_series(2015, 2024) AS y;
SELECT is(slope(trend_agg(y, 0.1::double precision)), 0.0, 'flat is flat') FROM generate_series(2015, 2024) AS y;
SELECT is(trend_direction(trend_agg(y, 10000000000000 + 0.05 * y), '>=10000000000200'), 'good', 'and goes the good way') FROM generate_series(2015, 2024) AS y;

SELECT is(trend_agg(year::bigint, value)::text, t::text, 'years of type bigint') FROM figure, t GROUP BY t::text;
SELECT is(trend_agg(year::numeric, value)::text, t::text, 'years of type numeric, as extract() gives them') FROM figure, t GROUP BY t::text;
SELECT is(trend_agg(year::smallint, value)::text, t::text, 'years of type smallint') FROM figure, t GROUP BY t::text;
SELECT is(trend_agg(year::double precision, value::double precision)::text, t::text, 'years of type double precision') FROM figure, t GROUP BY t::text;
SELECT is(points(trend_agg(year::bigint, value, 2019::bigint)), 5::bigint, 'with a break') FROM figure;
SELECT throws_ok($$SELECT socpolicy.trend_agg(2024.5, 1.0)$$, '22023', 'a year must be a whole number', 'half a year is no year');
SELECT throws_ok($$SELECT socpolicy.trend_agg(1e10::numeric, 1.0)$$, '22023', NULL, 'nor is what no integer holds');

CREATE TEMP TABLE monthly AS SELECT ('2023-01-31'::date + make_interval(months => m))::date AS on_date, 10 + m * 0.5 AS value FROM generate_series(0, 23) AS m;
SELECT is(ARRAY[points(m)::text, first_period(m), last_period(m), first_year(m)::text, slope(m)::text, last_change(m)::text, (forecast(m, 2025)).value::text, (forecast(m, '2025-03-15'::date)).value::text],
		  ARRAY['24', '2023-01', '2024-12', '2023', '6', '0.5', '27.5', '23'], 'by month')
FROM (SELECT trend_by_month(on_date, value) AS m FROM monthly) AS t;
SELECT is(ARRAY[first_period(q), last_period(q), slope(q)::text, (forecast(q, 2025)).value::text], ARRAY['2023-Q1', '2024-Q4', '4', '14'], 'by quarter')
FROM (SELECT trend_by_quarter(('2023-03-31'::date + make_interval(months => 3 * n))::date, 3.0 + n) AS q FROM generate_series(0, 7) AS n) AS t;
SELECT is(m::text::trend::text, m::text, 'its text reads back') FROM (SELECT trend_by_month(on_date, value) AS m FROM monthly) AS t;
SELECT is(last_period(trend_merge(m)), '2024-12', 'parts by month merge')
FROM (SELECT trend_by_month(on_date, value) AS m FROM monthly GROUP BY extract(year FROM on_date)) AS t;
SELECT throws_ok($$SELECT socpolicy.trend_merge(m) FROM (SELECT socpolicy.trend_by_month('2024-01-01', 1.0) UNION ALL SELECT socpolicy.trend_by_quarter('2024-01-01', 1.0)) AS t (m)$$,
				 '22023', 'trends by month and by quarter cannot be merged', 'others do not');
SELECT throws_ok($$SELECT socpolicy.last_value(socpolicy.trend_by_quarter(d, v)) FROM (VALUES ('2024-01-01'::date, 1.0), ('2024-03-31', 2)) AS t (d, v)$$,
				 '21000', 'the series has different values for the quarter 2024-Q1', 'two values for a quarter are refused');
SELECT throws_ok($$SELECT socpolicy.trend_by_month('infinity', 1.0)$$, '22008', NULL, 'a day without end is refused');
SELECT is(last_period(trend_agg(2024, 1.0)), '2024', 'by year');

-- ---------- trend: text, binary, merging ----------

SELECT is(t::text::trend::text, t::text, 'text reads back') FROM t;
SELECT is(trend_merge(part)::text::trend::text, trend_merge(part)::text, 'a merged text reads back')
FROM (SELECT trend_agg(year, value) AS part FROM figure GROUP BY year % 3) AS p;
SELECT is(ARRAY[points(m)::numeric, slope(m), first_value(m), last_value(m), last_change(m)],
		  (SELECT ARRAY[points(t)::numeric, slope(t), first_value(t), last_value(t), last_change(t)] FROM t), 'merged parts are the whole')
FROM (SELECT trend_merge(part) AS m FROM (SELECT trend_agg(year, value) AS part FROM figure GROUP BY year % 3) AS p) AS q;
SELECT is(points(trend_merge(part)), 0::bigint, 'merging nothing') FROM (SELECT NULL::trend AS part) AS p;
CREATE TEMP TABLE stored AS SELECT t FROM t UNION ALL SELECT trend_agg(2020, -1e30::numeric) UNION ALL SELECT trend_agg(2020, 0.1::double precision);
SELECT is((SELECT string_agg(t::text, ' ' ORDER BY t::text) FROM stored),
		  (SELECT string_agg(t::text::trend::text, ' ' ORDER BY t::text) FROM stored), 'stored and read back');
SELECT is(points('points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0'::trend), 0::bigint, 'the trend without points');
SELECT throws_ok(format('SELECT %L::socpolicy.trend', text), '22P02', NULL, 'refused: ' || text)
FROM (VALUES (''), ('points=1'), ('points=-1,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0'),
	('points=1,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0'),
	('points=0,first=-,previous=-,last=-,break=-,x=0/0,y=1/0,xy=0/0,yy=0/0'),
	('points=1,first=2020:1,previous=-,last=2019:1,break=-,x=20/400,y=1/0,xy=20/0,yy=1/0'),
	('points=1,first=2020:1,previous=2020:1,last=2020:1,break=-,x=20/400,y=1/0,xy=20/0,yy=1/0'),
	('points=1,first=2020:1,previous=-,last=2020:1,break=-,x=20/400,y=inf/0,xy=20/0,yy=1/0'),
	('points=1,first=2020:1,previous=-,last=2020:1,break=-,x=200000/400,y=1/0,xy=20/0,yy=1/0'),
	('points=1,first=2020:1.,previous=-,last=2020:1,break=-,x=20/400,y=1/0,xy=20/0,yy=1/0'),
	('points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0 more')) AS b (text);

-- bytes from outside hold nothing that the text could not say
CREATE TEMP TABLE received (t trend);
CREATE FUNCTION pg_temp.file() RETURNS text LANGUAGE sql
	RETURN current_setting('data_directory') || '/pg_stat_tmp/socpolicy_series';
CREATE FUNCTION pg_temp.receive(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file oid := lo_from_bytea(0, convert_to(E'PGCOPY\n', 'UTF8') || '\xff0d0a00' || '\x0000000000000000'
		|| int2send(1::smallint) || int4send(length(message)) || message || '\xffff');
	answer text;
BEGIN
	PERFORM lo_export(file, pg_temp.file()), lo_unlink(file);
	DELETE FROM received;
	EXECUTE format('COPY received FROM %L (FORMAT binary)', pg_temp.file());
	SELECT t INTO STRICT answer FROM received;
	RETURN answer;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;
SELECT is(pg_temp.receive(trend_send(stored.t)), stored.t::text, 'binary reads back: ' || first_value(stored.t)) FROM stored;
SELECT is(pg_temp.receive(trend_send(m)), m::text, 'binary of months, too') FROM (SELECT trend_by_month(on_date, value) AS m FROM monthly) AS t;
SELECT is(pg_temp.receive(bytes), '22P03', 'refused: ' || name)
FROM (SELECT trend_send(trend_agg(2020, 4.5)) AS good, trend_send(trend_agg(2020, 0.1::double precision)) AS good_float8) AS g,
	LATERAL (VALUES (set_byte(good, 16, 75), '38 digits'), (set_byte(good, 16, 180), '38 digits below zero'), (set_byte(good, 12, 3), 'an unknown form'), (set_byte(good, 13, 2), 'neither ambiguous nor not'),
		(set_byte(set_byte(good, 14, 254), 15, 255), 'more than can be squared'), (set_byte(good, 84, 9), 'an unknown step'),
		(set_byte(set_byte(good_float8, 24, 127), 25, 240), 'infinity'), (set_byte(good_float8, 23, 1), 'a float8 of more than 64 bits'),
		(set_byte(good_float8, 15, 1), 'a float8 with decimals'), (set_byte(good_float8, 24, 100), 'a large float8')) AS b (bytes, name);
SELECT throws_ok(format('SELECT %L::socpolicy.trend', replace(t::text, '2020:4.5', '2020:' || repeat('9', 102))), '22P02', NULL, 'nor does the text')
FROM (SELECT trend_agg(2020, 4.5) AS t) AS n;

-- ---------- direction ----------

SELECT is(trend_direction(t, '>=95'), 'good', 'rising towards more') FROM t;
SELECT is(trend_direction(t, '<3'), 'bad', 'rising where less is better') FROM t;
SELECT is(trend_direction(t, '90..100 within'), 'good', 'rising towards a band') FROM t;
SELECT is(trend_direction(t, '40..50 within'), 'bad', 'rising away from a band') FROM t;
SELECT is(trend_direction(t, '80..90 within'), 'flat', 'inside a band nothing needs to move') FROM t;
SELECT is(trend_direction(trend_agg(y, 5.1), '>=95'), 'flat', 'standing still') FROM generate_series(2015, 2024) AS y;
SELECT is(trend_direction(trend_agg(2020, 5.0), '>=95'), NULL, 'one point has no direction');

-- ---------- forecast ----------

SELECT is((forecast(t, 2030)).value, 95.215, 'forecast') FROM t;
SELECT is(ROUND((forecast(t, 2030)).lower, 9), 93.784161701, 'its interval, from below') FROM t;
SELECT is(ROUND((forecast(t, 2030)).upper, 9), 96.645838299, 'its interval, from above') FROM t;
SELECT is(ROUND((forecast(t, 2030, confidence => 90)).upper - 95.215, 9), 1.136279906, 'a lower confidence narrows it') FROM t;
SELECT is((forecast(t, 2030)).reason, NULL, 'a forecast needs no reason') FROM t;
SELECT is(forecast(trend_agg(y, v), 2010)::text, '(11,,,,"points on a line give no interval")', 'points on a line have no interval')
FROM (VALUES (2001, 10.1), (2002, 10.2), (2003, 10.3)) AS s (y, v);
-- with one degree of freedom Student's t is the Cauchy distribution
SELECT is(round((forecast(trend_agg(y, v), 2004)).upper, 6), round((0.5 + tan(0.475 * pi()) * sqrt(1.5 * (1 + 1 / 3.0 + 4 / 2.0)))::numeric, 6), 'three points, one degree of freedom')
FROM (VALUES (2001, 0.0), (2002, 1.5), (2003, 0.0)) AS s (y, v);
SELECT is(forecast(trend_agg(year, value), 2030)::text, '(,,,"fewer than three points",)', 'refused under three points') FROM figure WHERE year < 2018;
SELECT is(forecast(trend_agg(year, value), 2030)::text, '(,,,"fewer than three points",)', 'refused without points') FROM figure WHERE false;
SELECT is(forecast(trend_agg(2020, v), 2030)::text, '(,,,"all points lie in one period",)', 'refused when all points lie in one year')
FROM generate_series(1.0, 5.0) AS v;
SELECT is(forecast(t, 2030, 2027)::text, '(,,,"the series breaks in 2027",)', 'refused across a break to come') FROM t;
SELECT is((forecast(t, 2026, 2027)).value, 88.580714285714, 'not refused before it') FROM t;
SELECT is(forecast(t, 2030, 2018)::text, '(,,,"the series breaks in 2018",)', 'refused where the points lie on both sides') FROM t;
SELECT is((forecast(t, 2030, 2015)).value, 95.215, 'a break before the points does not matter') FROM t;
SELECT is(forecast(trend_agg(year, value, 2027), 2030)::text, '(,,,"the series breaks in 2027",)', 'a break to come, given to the trend') FROM figure;
SELECT is(points(trend_agg(year, value, 2019)), 5::bigint, 'points before a break are not used') FROM figure;
SELECT is(points(trend_agg(year, value, 2019 ORDER BY year DESC)), 5::bigint, 'in any order') FROM figure;
SELECT is(points(trend_agg(year, value, 2027)), 8::bigint, 'all points before a break to come are') FROM figure;
SELECT is(points(trend_agg(year, value, NULL)), 8::bigint, 'no break') FROM figure;
SELECT is((forecast(trend_agg(year, value, 2019), 2030)).value, (SELECT (forecast(trend_agg(year, value), 2030)).value FROM figure WHERE year >= 2019),
		  'the forecast is that of the points behind the break') FROM figure;
SELECT is(points(trend_merge(part)), 5::bigint, 'parts on both sides of a break merge to those behind it')
FROM (SELECT trend_agg(year, value, 2019) AS part FROM figure GROUP BY year) AS p;
SELECT throws_ok('SELECT socpolicy.trend_agg(year, value, year) FROM figure', '22023', NULL, 'a series has one break year');
SELECT throws_ok('SELECT socpolicy.forecast(t, 2030, confidence => 100) FROM t', '22023', NULL, 'nothing is certain');
SELECT throws_ok('SELECT socpolicy.forecast(t, 10000) FROM t', '22008', NULL, 'a year beyond 9999 is refused');
SELECT is(forecast(NULL, 2030)::text, NULL, 'no trend, no forecast');

-- limits, and what is never certain
SELECT is(forecast(t, 2040, upper_limit => 100)::text, '(100,,,,"limit reached")', 'a line that leads beyond a limit is cut') FROM t;
SELECT is((forecast(t, 2030, upper_limit => 96)).upper || ' ' || (forecast(t, 2030, upper_limit => 96)).value, '96 95.215', 'so is an interval') FROM t;
SELECT is((forecast(t, 2030)).remark, NULL, 'a forecast as it should be needs no remark') FROM t;
SELECT is(forecast(trend_agg(y, 100.0), 2030, upper_limit => 100)::text, '(100,,,,"points on a line give no interval")', 'what stood still is not certain to do so')
FROM generate_series(2020, 2024) AS y;
SELECT is((forecast(trend_agg(y, v), 2030, lower_limit => 0)).value || ' ' || (forecast(trend_agg(y, v), 2030, lower_limit => 0)).remark, '0 limit reached', 'a falling rate ends at 0')
FROM (VALUES (2020, 4.0), (2021, 3.1), (2022, 1.9), (2023, 1.1), (2024, 0.4)) AS s (y, v);
SELECT is((SELECT count(*) FROM figure AS a, LATERAL (SELECT trend_agg(b.year, b.value) AS t FROM figure AS b WHERE b.year <= a.year) AS p,
			generate_series(2020, 2060, 5) AS y, LATERAL forecast(p.t, y, lower_limit => 0, upper_limit => 100) AS f WHERE f.lower = f.upper OR f.lower > f.upper), 0::bigint, 'no interval is a point');
SELECT throws_ok('SELECT socpolicy.forecast(t, 2030, lower_limit => 1, upper_limit => 1) FROM t', '22023', NULL, 'limits in the wrong order are refused');
SELECT throws_ok($$SELECT socpolicy.forecast(t, 2030, upper_limit => 'NaN') FROM t$$, '22003', NULL, 'NaN is no limit');
-- one call site, confidences and points in turn
SELECT is(string_agg(round(f.upper - f.value, 6)::text, ' ' ORDER BY n), '1.430838 1.136280 1.430838 1.136280', 'a quantile is kept for its points and confidence only')
FROM t, generate_series(1, 4) AS n, LATERAL forecast(t, 2030, confidence => CASE n % 2 WHEN 1 THEN 95 ELSE 90 END) AS f;
SELECT is(forecast_text(trend_agg(y, v), '<1 by 2030', unit => '%', lower_limit => 0), 'Với đà này, ước năm 2030 chạm giới hạn 0% (mục tiêu < 1%).', 'a limit in words')
FROM (VALUES (2020, 4.0), (2021, 3.1), (2022, 1.9), (2023, 1.1), (2024, 0.4)) AS s (y, v);
SELECT is(forecast_text(trend_agg(y, v), '<1 by 2030', unit => '%', lang => 'en', lower_limit => 0), 'At this pace, the estimate for 2030 reaches its limit of 0% (target < 1%).', 'in English')
FROM (VALUES (2020, 4.0), (2021, 3.1), (2022, 1.9), (2023, 1.1), (2024, 0.4)) AS s (y, v);
SELECT is(forecast_text(trend_agg(y, v), '19 up by 2030', unit => 'Người'), 'Với đà này, ước năm 2030 là 12,8 người (mục tiêu 19 người).', 'a miss is not said to be reached')
FROM (VALUES (2020, 9.0), (2021, 9.4), (2022, 9.8), (2023, 10.1), (2024, 10.5), (2025, 10.9)) AS s (y, v);

SELECT is(forecast_text(t, '95 up by 2030', unit => '%'), 'Với đà này, ước năm 2030 là 95,2% (mục tiêu 95%).', 'in Vietnamese') FROM t;
SELECT is(forecast_text(t, '>=95 by 2030', unit => '%', lang => 'en'), 'At this pace, the estimate for 2030 is 95.2% (target ≥ 95%).', 'in English') FROM t;
SELECT is(forecast_text(t, '95.2 up by 2030', unit => '%'), 'Với đà này, ước năm 2030 là 95,22% (mục tiêu 95,2%).', 'not rounded onto the target') FROM t;
SELECT is(forecast_text(t, year => 2028), 'Với đà này, ước năm 2028 là 91,9.', 'without a target') FROM t;
SELECT is(forecast_text(t, '95 up by 2030', break_year => 2027), 'Chưa dự báo được năm 2030: chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm 2027.', 'refused in words') FROM t;
SELECT is(forecast_text(trend_agg(year, value), '95 up by 2030', lang => 'en'), 'No forecast for 2030: fewer than three points.', 'refused in English')
FROM figure WHERE year < 2018;
SELECT is(forecast_text(t, '95 up'), NULL, 'no year, no words') FROM t;
SELECT throws_ok($$SELECT socpolicy.forecast_text(t, year => 2030, lang => 'fr') FROM t$$, '22023', NULL, 'another language is refused');

-- ---------- progress of a series ----------

CREATE FUNCTION pg_temp.shown(r progress_result) RETURNS text LANGUAGE sql
	RETURN concat_ws(' ', r.status, r.base_year, trim_scale(r.base_value), r.base_given, r.current_year, trim_scale(r.current_value), r.target_year, r.target_value);
SELECT is(pg_temp.shown(progress_agg(year, value, '>=95 by 2030')), 'on_track 2015 70.5 f 2024 85.2 2030 95', 'from the first to the last figure') FROM figure;
SELECT is(pg_temp.shown(progress_agg(year, value, '>=95 by 2030', 'A', 2017)), 'on_track 2018 75 f 2024 85.2 2030 95', 'base: the next later year with data') FROM figure;
SELECT is(pg_temp.shown(progress_agg(year, value, '>=95 by 2030', 'A', 2018)), 'on_track 2018 75 f 2024 85.2 2030 95', 'base: the configured year') FROM figure;
SELECT is(pg_temp.shown(progress_agg(year, value, '>=95 by 2030 from 60 on 2012-12-31')), 'on_track 2012 60 t 2024 85.2 2030 95', 'base: given by the target') FROM figure;
SELECT is(pg_temp.shown(progress_agg('A', 'up', 2017, year, value, 2030, 95, NULL, NULL)), 'on_track 2018 75 f 2024 85.2 2030 95', 'from plain numbers') FROM figure;
SELECT is(pg_temp.shown(progress_agg('A', 'up', 2017, year, value::double precision, 2030, 95, NULL, NULL)), 'on_track 2018 75 f 2024 85.2 2030 95', 'over floats') FROM figure;
SELECT is((progress_agg('A', 'up', 2015, year, value, NULL, NULL, 100, NULL)).limit_factor, (progress_detail('A', 'up', 2015, 70.5, 2024, 85.2, limit_value => 100)).limit_factor, 'with a natural limit') FROM figure;
SELECT is((progress_agg('A', 'up', 2025, year, value, 2030, 95, NULL, NULL)).reason, 'the base year is after the current year', 'base after current') FROM figure;
SELECT is((progress_agg('A', 'up', 2024, year, value, 2030, 95, NULL, NULL)).reason, 'fewer than two points', 'one point') FROM figure;
SELECT is((progress_agg('A', 'up', 2025, year, value, 2030, 85, NULL, NULL)).status::text, 'achieved', 'achieved with one point') FROM figure;
SELECT is((progress_agg(year, NULL::numeric, '>=95 by 2030')).reason, 'no current figure', 'rows without data') FROM figure;
SELECT is((progress_agg(year, value, NULL::target)).status::text, 'not_available', 'rows without a target') FROM figure;
SELECT is(progress_agg(year, value, '>=95 by 2030')::text, NULL, 'no rows') FROM figure WHERE false;
SELECT is(pg_temp.shown(progress_agg('C', 'up', 2015, year, value, 2020, 95, NULL, NULL)), 'moderate 2015 70.5 f 2020 78.2 2020 95', 'C is judged up to its target year') FROM figure;
SELECT is(pg_temp.shown(progress_agg('A', 'up', 2015, year, value, 2020, 95, NULL, NULL)), 'limited 2015 70.5 f 2024 85.2 2020 95', 'A by the last figure') FROM figure;
SELECT is(pg_temp.shown(progress_agg(year, value, '90..92 within by 2030')), 'on_track 2015 70.5 f 2024 85.2 2030 90', 'a band from below') FROM figure;
SELECT is((progress_agg(year, value, '<85.2 by 2030')).status::text, 'deteriorating', 'a strict bound') FROM figure;
SELECT is((progress_agg(year, value, '<=85.2 by 2030')).status::text, 'achieved', 'an inclusive bound') FROM figure;
SELECT throws_ok('SELECT socpolicy.progress_agg(''A'', ''up'', year, year, value, 2030, 95, NULL, NULL) FROM figure', '22023', NULL, 'the question must be one');
SELECT throws_ok($$SELECT socpolicy.progress_agg(y, v, '>=95 by 2030') FROM (VALUES (2019, 1.0), (2020, 4.0), (2020, 4.5)) AS s (y, v)$$,
				 '21000', NULL, 'two values for the current year are refused');
SELECT throws_ok($$SELECT socpolicy.progress_final('\x00')$$, '22P03', NULL, 'a forged state is refused');
SELECT throws_ok($$SELECT socpolicy.progress_final(convert_to(repeat('x', 164), 'UTF8'))$$, '22P03', NULL, 'a forged state of the right size, too');

SELECT is(pg_temp.shown(progress_agg(year::bigint, value, '>=95 by 2030')), 'on_track 2015 70.5 f 2024 85.2 2030 95', 'years of type bigint') FROM figure;
SELECT is(pg_temp.shown(progress_agg(year::numeric, value::double precision, '>=95 by 2030', 'A', 2017)), 'on_track 2018 75 f 2024 85.2 2030 95', 'years of type numeric') FROM figure;
SELECT is(pg_temp.shown(progress_agg('A', 'up', 2017, year::bigint, value, 2030, 95, NULL, NULL)), 'on_track 2018 75 f 2024 85.2 2030 95', 'also from plain numbers') FROM figure;
SELECT is((progress_agg('A', 'up', 2015, year, value, NULL, NULL, NULL, '{0,0.01,0.03}')).status::text, 'moderate', 'other cut-offs') FROM figure;
SELECT is((progress_agg(year, value, '>=95 by 2030', 'A', 2015, '{0,0.6,1.2}')).status::text, 'moderate', 'also with a target') FROM figure;
SELECT throws_ok($$SELECT socpolicy.progress_agg(year, value, '>=95 by 2030', 'C', 2015, '{0,0.6,1.2}') FROM figure$$, '22023', 'method C has cut-offs of its own', 'not of method C');
SELECT is(progress_mean(r)::text, '(on_track,3.277905138255541382,1,1,0)', 'a mean of series') FROM (SELECT progress_agg(year, value, '>=95 by 2030') AS r FROM figure) AS s;

-- ---------- parallel ----------

CREATE TABLE pg_temp_series AS SELECT s AS series, y AS year, round((50 + s % 7 + (y - 2010) * 1.1 + (s * y) % 13 / 10.0)::numeric, 2) AS value
FROM generate_series(1, 2000) AS s, generate_series(2010, 2024) AS y;
ANALYZE pg_temp_series;
CREATE TEMP TABLE serial AS SELECT series % 5 AS g, slope(trend_agg(year, value)) AS slope, (forecast(trend_agg(year, value), 2030)).* FROM pg_temp_series GROUP BY 1;
CREATE TEMP TABLE serial_progress AS SELECT series AS g, (progress_agg(year, value, '>=95 by 2030')).* FROM pg_temp_series GROUP BY 1;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL parallel_leader_participation = off;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL enable_sort = off;
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS off) ' || query; END$$;
SELECT ok(EXISTS (SELECT FROM pg_temp.plan_of('SELECT series % 5, trend_agg(year, value) FROM pg_temp_series GROUP BY 1') AS p (line) WHERE line ~ 'Partial'), 'trend_agg runs in parallel');
SELECT ok(EXISTS (SELECT FROM pg_temp.plan_of('SELECT series % 5, progress_agg(year, value, ''>=95 by 2030'') FROM pg_temp_series GROUP BY 1') AS p (line) WHERE line ~ 'Partial'), 'progress_agg runs in parallel');
CREATE TEMP TABLE parallel AS SELECT series % 5 AS g, slope(trend_agg(year, value)) AS slope, (forecast(trend_agg(year, value), 2030)).* FROM pg_temp_series GROUP BY 1;
CREATE TEMP TABLE parallel_progress AS SELECT series AS g, (progress_agg(year, value, '>=95 by 2030')).* FROM pg_temp_series GROUP BY 1;
SELECT is(count(*), 0::bigint, 'trends in parallel are as in one process') FROM (TABLE serial EXCEPT TABLE parallel) AS d;
SELECT is(count(*), 0::bigint, 'progress in parallel is as in one process') FROM (TABLE serial_progress EXCEPT TABLE parallel_progress) AS d;

-- ---------- double precision ----------

SELECT is((SELECT count(*)
           FROM (SELECT n, (n * 7919::bigint % 1000003)::float8 / 10 ^ (n % 9) * CASE n % 3 WHEN 0 THEN -1 WHEN 1 THEN 1 ELSE 1e9 END
                           + CASE n % 5 WHEN 0 THEN 1e-13 ELSE 0 END AS f
                 FROM generate_series(0, 20000) AS n) AS v
           JOIN LATERAL (SELECT trend_agg(2020, q.f) AS t FROM (SELECT v.f) AS q) AS a ON last_value(a.t) IS DISTINCT FROM v.f::text::numeric),
          0::bigint, 'a float8 is the shortest decimal that prints it, of few digits or many');

SELECT * FROM finish();
ROLLBACK;
