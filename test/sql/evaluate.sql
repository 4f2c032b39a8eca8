\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

-- evaluate and its company: a figure judged against a target.

BEGIN;
SET LOCAL search_path = public, socpolicy;
SELECT plan(331);

-- What a query answers, or the SQLSTATE that it fails with.
CREATE FUNCTION pg_temp.outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE query INTO answer;
	RETURN coalesce(answer, 'NULL');
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

-- ---------- verdicts ----------

SELECT is(array_to_string(enum_range(NULL::compliance_status), ' '), 'exceeded met near missed not_due no_data no_target', 'the statuses, in their order');

SELECT is(evaluate(value, goal)::text, verdict, format('%s against %s is %s', coalesce(value::text, 'NULL'), coalesce(goal::text, 'NULL'), verdict))
FROM (VALUES
	-- up: a point is exceeded above it, a lower bound is never exceeded
	(94.9,    '95 up'::target,  'missed'),
	(95,      '95 up',          'met'),
	(95.0,    '95 up',          'met'),
	(96,      '95 up',          'exceeded'),
	(94.999999999999999999999, '>=95', 'missed'),
	(95,      '>=95',           'met'),
	(96,      '>=95',           'met'),
	(1e100,   '>=95',           'met'),
	(0.7,     '>0.7',           'missed'),
	(0.70000000000000000001, '>0.7', 'met'),
	-- up, a band: a floor with a stretch end
	(27.9,    '28..30 up',      'missed'),
	(28,      '28..30 up',      'met'),
	(30,      '28..30 up',      'met'),
	(30.1,    '28..30 up',      'exceeded'),
	(30,      '[28,30) up',     'exceeded'),
	(29.999,  '[28,30) up',     'met'),
	(28,      '(28,30] up',     'missed'),
	-- down: mirrored
	(3.1,     '3 down',         'missed'),
	(3,       '3 down',         'met'),
	(2.9,     '3 down',         'exceeded'),
	(3,       '<3',             'missed'),
	(2.9,     '<3',             'met'),
	(-1000,   '<3',             'met'),
	(3,       '<=3',            'met'),
	(30.1,    '28..30 down',    'missed'),
	(30,      '28..30 down',    'met'),
	(28,      '28..30 down',    'met'),
	(27.9,    '28..30 down',    'exceeded'),
	(28,      '(28,30] down',   'exceeded'),
	(30,      '[28,30) down',   'missed'),
	-- within: never exceeded
	(48.9,    '49..51 within',  'missed'),
	(49,      '49..51 within',  'met'),
	(51,      '49..51 within',  'met'),
	(51.1,    '49..51 within',  'missed'),
	(49,      '(49,51] within', 'missed'),
	(50,      '50 within',      'met'),
	(50.1,    '50 within',      'missed'),
	-- near: at most so far from the deciding bound
	(94,      '>=95 near 1',    'near'),
	(93.9999, '>=95 near 1',    'missed'),
	(95,      '>=95 near 1',    'met'),
	(0.7,     '>0.7 near 0.1',  'near'),
	(3,       '<3 near 0.5',    'near'),
	(3.5,     '<3 near 0.5',    'near'),
	(3.50000000000000000000000000000001, '<3 near 0.5', 'missed'),
	(96,      '95 up near 1',   'exceeded'),
	(27,      '28..30 up near 1', 'near'),
	(31,      '28..30 down near 1', 'near'),
	(27,      '28..30 down near 1', 'exceeded'),
	(48,      '49..51 within near 1', 'near'),
	(52,      '49..51 within near 1', 'near'),
	(47.9,    '49..51 within near 1', 'missed'),
	(52.1,    '49..51 within near 1', 'missed'),
	(49,      '(49,51) within near 1', 'near'),
	-- negative and zero
	(-4,      '-5..-3 up',      'met'),
	(-2,      '-5..-3 up',      'exceeded'),
	(-6,      '-5..-3 up',      'missed'),
	(0,       '>0',             'missed'),
	(0,       '0 down',         'met'),
	(-0.0,    '0 within',       'met'),
	-- nothing to judge
	(NULL,    '>=95',           'no_data'),
	(95,      NULL,             'no_target'),
	(NULL,    NULL,             'no_target')
) AS judged (value, goal, verdict);

-- Cells of Annex I of Plan 230, and figures beside them.
SELECT is(evaluate(value, goal)::text, verdict, format('%s: %s is %s', cell, value, verdict))
FROM (VALUES
	('< 12,7',  '<12.7 by 2025'::target,  12.7,  'missed'),
	('< 12,7',  '<12.7 by 2025',          12.69, 'met'),
	('> 99,5',  '>99.5 by 2030',          99.5,  'missed'),
	('>95',     '>95 by 2025',            95,    'missed'),
	('>= 2',    '>=2 by 2030',            2,     'met'),
	('28-30',   '28..30 up by 2030',      30,    'met'),
	('28-30',   '28..30 up by 2030',      30.01, 'exceeded'),
	('1-1,5',   '1..1.5 up by 2025',      0.99,  'missed'),
	('0,15',    '0.15 up by 2025',        0.15,  'met'),
	('74,5',    '74.5 up by 2025',        74.49, 'missed'),
	('50.000',  '50000 up by 2030',       50001, 'exceeded'),
	('1 triệu', '1000000 up by 2030',     999999, 'missed'),
	('80',      '80 up by 2025',          87.5,  'exceeded'),
	('90 (105 of 120 communes)', '90 up by 2025', 100.0 * 105 / 120, 'missed')
) AS annex (cell, goal, value, verdict);

-- ---------- period_end ----------

SELECT is(evaluate(value, goal, period_end)::text, verdict,
	format('%s against %s, period ending %s: %s', coalesce(value::text, 'NULL'), coalesce(goal::text, 'NULL'), coalesce(to_char(period_end, 'YYYY-MM-DD'), 'NULL'), verdict))
FROM (VALUES
	-- near, missed and no_data are not due before the due date
	(94,    '>=95 by 2025'::target,       date '2025-12-30', 'not_due'),
	(94,    '>=95 by 2025 near 1',        '2025-12-30',      'not_due'),
	(NULL,  '>=95 by 2025',               '2025-12-30',      'not_due'),
	(94,    '>=95 by 2030',               '2025-12-31',      'not_due'),
	-- the due date itself is due
	(94,    '>=95 by 2025',               '2025-12-31',      'missed'),
	(94,    '>=95 by 2025 near 1',        '2025-12-31',      'near'),
	(NULL,  '>=95 by 2025',               '2025-12-31',      'no_data'),
	(94,    '>=95 by 2025',               '2026-12-31',      'missed'),
	-- what is kept is kept early
	(95,    '>=95 by 2030',               '2025-12-31',      'met'),
	(96,    '95 up by 2030',              '2025-12-31',      'exceeded'),
	(50,    '49..51 within by 2030',      '2025-12-31',      'met'),
	-- without a due date or a period_end: as without the argument
	(94,    '>=95',                       '2025-12-31',      'missed'),
	(NULL,  '>=95',                       '2025-12-31',      'no_data'),
	(94,    '>=95 by 2025',               NULL,              'missed'),
	(94,    '>=95 by 2025 near 1',        NULL,              'near'),
	(NULL,  '>=95 by 2025',               NULL,              'no_data'),
	-- no target wins
	(94,    NULL,                         '2025-12-30',      'no_target'),
	(NULL,  NULL,                         '2025-12-30',      'no_target'),
	(NULL,  NULL,                         NULL,              'no_target'),
	-- a November estimate of the whole year 2025 has period_end 2025-12-31
	(94,    '>=95 by 2025',               '2025-11-10',      'not_due'),
	-- dates without end
	(94,    '>=95 by 2025',               'infinity',        'missed'),
	(94,    '>=95 by 2025',               '-infinity',       'not_due'),
	(94,    '>=95 by 0001-01-01',         '0001-12-31 BC',   'not_due')
) AS judged (value, goal, period_end, verdict);

-- ---------- the types of value ----------

SELECT is(verdict, 'met', description) FROM (VALUES
	(evaluate(12.7::real, '>=12.7')::text,                'a real is the shortest decimal that prints it: 12.7 satisfies >=12.7'),
	(evaluate(12.7::real, '12.7 up')::text,               'and is the point 12.7'),
	(evaluate(0.1::float8, '0.1 within')::text,           'a double precision 0.1 is 0.1'),
	(evaluate(0.1::float8 + 0.2::float8, '>0.3')::text,   '0.1 + 0.2 in double precision is 0.30000000000000004, above 0.3'),
	(evaluate(1e15::float8, '1000000000000000 up')::text, '1e15 is exact'),
	(evaluate(1e-9::float8, '0.000000001 within')::text,  '1e-9 is exact'),
	(evaluate(5e-324::float8, '>0')::text,                'the smallest double precision is above 0'),
	(evaluate(1.7976931348623157e308::float8, '>=999999999999999999')::text, 'the largest double precision is judged'),
	(evaluate(-1.7976931348623157e308::float8, '<0')::text, 'the most negative double precision is judged'),
	(evaluate(3.4028235e38::real, '>=999999999999999999')::text, 'the largest real is judged'),
	(evaluate(1e-45::real, '>0')::text,                   'the smallest real is above 0'),
	(evaluate(-0.0::float8, '0 within')::text,            'negative zero is zero'),
	(evaluate(95::bigint, '95 up')::text,                 'a bigint'),
	(evaluate(95, '95 up')::text,                         'an integer'),
	(evaluate(95::smallint, '95 up')::text,               'a smallint'),
	(evaluate(9223372036854775807, '>999999999999999999')::text, 'the largest bigint'),
	((evaluate((-9223372036854775808)::bigint, '<-999999999999999999'))::text, 'the smallest bigint'),
	(evaluate(repeat('9', 1000)::numeric, '>=95')::text,  'a numeric of 1000 digits'),
	(evaluate(('0.' || repeat('0', 1000) || '1')::numeric, '>0')::text, 'a numeric of 1000 decimals'),
	(evaluate(95.000000000000000000000000000000000000000000, '95 up')::text, 'a numeric with many zeros'),
	(evaluate(100.0 * 95 / 100, '95 up')::text,           'a computed rate'),
	(evaluate(95::numeric(200, 100), '95 up')::text,      'a numeric of a column with 100 decimals'),
	(evaluate(0::numeric(200, 100), '0 within')::text,    'zero of a column with 100 decimals'),
	(CASE evaluate(94::numeric(200, 100), '>=95 near 1') WHEN 'near' THEN 'met' END, 'near counts for such a numeric too')
) AS judged (verdict, description);

SELECT is(pg_temp.outcome(format('SELECT %s(%s)', function, format(arguments, format('%L::%s', value, type)))), '22003', format('%s of a %s %s is refused', function, type, value))
FROM (VALUES
	('evaluate',      '%s, ''>=95'''),
	('evaluate',      '%s, ''>=95 by 2025'', ''2024-12-31'''),
	('evaluate',      '%s, ''50 within'''),
	('attainment',    '%s, ''>=95'''),
	('progress_made', '%s, ''>=95 from 80 on 2020'''),
	('gap',           '%s, ''>=95'''),
	('required_pace', '%s, ''2020-12-31'', ''>=95 by 2025''')
) AS call (function, arguments),
(VALUES ('numeric'), ('double precision'), ('real')) AS t (type),
(VALUES ('NaN'), ('Infinity'), ('-Infinity')) AS v (value);

SELECT is(pg_temp.outcome(query), '22003', query || ' is refused')
FROM (VALUES
	('SELECT evaluate(''NaN''::numeric, NULL)'),
	('SELECT attainment(''NaN''::numeric, ''50 within'')'),
	('SELECT progress_made(''NaN''::numeric, ''>=95'')'),
	('SELECT required_pace(''NaN''::numeric, ''2026-01-01'', ''>=95 by 2025'')')
) AS anywhere (query);

-- ---------- the rules, stated again ----------

-- DESIGN's rules in plpgsql, with numeric's own arithmetic.
CREATE FUNCTION pg_temp.oracle(value numeric, goal target, period_end date) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	r threshold_range := threshold(goal);
	l numeric := lower(r);
	u numeric := upper(r);
	above_lower boolean := CASE WHEN l IS NULL THEN true WHEN lower_inc(r) THEN value >= l ELSE value > l END;
	below_upper boolean := CASE WHEN u IS NULL THEN true WHEN upper_inc(r) THEN value <= u ELSE value < u END;
	distance numeric;
	verdict text;
BEGIN
	IF goal IS NULL THEN
		RETURN 'no_target';
	ELSIF value IS NULL THEN
		verdict := 'no_data';
	ELSE
		CASE direction(goal)
			WHEN 'up' THEN
				verdict := CASE WHEN NOT above_lower THEN 'missed' WHEN NOT below_upper THEN 'exceeded' ELSE 'met' END;
				distance := abs(value - l);
			WHEN 'down' THEN
				verdict := CASE WHEN NOT below_upper THEN 'missed' WHEN NOT above_lower THEN 'exceeded' ELSE 'met' END;
				distance := abs(value - u);
			WHEN 'within' THEN
				verdict := CASE WHEN above_lower AND below_upper THEN 'met' ELSE 'missed' END;
				distance := least(abs(value - l), abs(value - u));
		END CASE;
		IF verdict = 'missed' AND distance <= near(goal) THEN
			verdict := 'near';
		END IF;
	END IF;
	IF verdict IN ('near', 'missed', 'no_data') AND period_end < due(goal) THEN
		verdict := 'not_due';
	END IF;
	RETURN verdict;
END
$$;

SELECT setseed(0.230);

-- Targets: half with small numbers, so that figures meet the bounds, half with
-- bounds of any size.
CREATE TEMP TABLE goal AS
WITH number AS (
	SELECT i, i % 2 = 0 AS small, (random() * 16)::int AS digits, (random() * 9)::int AS scale,
		random() AS x, random() AS y, random() AS shape, (random() * 3)::int AS marks, (random() * 2)::int AS way, random() AS clause
	FROM generate_series(1, 1200) AS i
), bound AS (
	SELECT *, CASE WHEN small THEN round((x * 20 - 10)::numeric, scale % 3)
			ELSE trunc((x * 2 - 1)::numeric * 10::numeric ^ digits) / 10::numeric ^ least(scale, digits) END AS a,
		CASE WHEN small THEN round((y * 20 - 10)::numeric, scale % 3)
			ELSE trunc((y * 2 - 1)::numeric * 10::numeric ^ digits) / 10::numeric ^ least(scale, digits) END AS b
	FROM number
), range AS (
	SELECT *, CASE
		WHEN shape < 0.2 THEN threshold_range(a, NULL, ('{[],[),(],()}'::text[])[1 + marks])
		WHEN shape < 0.4 THEN threshold_range(NULL, a, ('{[],[),(],()}'::text[])[1 + marks])
		WHEN shape < 0.6 OR a = b THEN threshold_range(a, a)
		ELSE threshold_range(least(a, b), greatest(a, b), ('{[],[),(],()}'::text[])[1 + marks]) END AS r
	FROM bound
)
SELECT i, target(r, CASE WHEN lower(r) IS NOT NULL AND upper(r) IS NOT NULL THEN ('{up,down,within}'::text[])[1 + way] END,
	due => CASE WHEN clause < 0.6 THEN date '2025-12-31' END,
	near => CASE WHEN clause BETWEEN 0.3 AND 0.8 THEN CASE WHEN small THEN round(0.1 + clause::numeric, 2) ELSE greatest(1e-9, trunc(abs(a) / 7)) END END) AS goal
FROM range;

-- Figures: mostly on a bound, or exactly near or far of it, or a hair beside
-- those points; some anywhere; some missing.
CREATE TEMP TABLE figure AS
SELECT goal, CASE
		WHEN random() < 0.02 THEN NULL
		WHEN random() < 0.15 THEN (random() * 30 - 15)::numeric
		ELSE coalesce(CASE WHEN random() < 0.5 THEN lower(threshold(goal)) ELSE upper(threshold(goal)) END, bound(goal))
			+ coalesce(near(goal), 1) * (random() * 4 - 2)::int
			+ CASE WHEN random() < 0.5 THEN 0 ELSE (random() * 2 - 1)::int * 10::numeric ^ -(random() * 40)::int END
		END AS value,
	CASE WHEN random() < 0.8 THEN date '2025-12-31' + (random() * 4 - 2)::int END AS period_end
FROM goal, generate_series(1, 50);
INSERT INTO figure SELECT NULL, random()::numeric, '2025-12-31' FROM generate_series(1, 100);
-- Figures of up to 37 digits on either side of the point.
INSERT INTO figure
SELECT goal, CASE WHEN random() < 0.5 THEN 1 ELSE -1 END
	* trunc(('0.' || (1e15 + random() * 1e14)::bigint || (1e15 + random() * 8e15)::bigint || (1e15 + random() * 8e15)::bigint)::numeric * 10::numeric ^ digits) / 10::numeric ^ decimals, '2025-12-31'
FROM (SELECT goal, (random() * 37)::int AS digits, (random() * 37)::int AS decimals FROM goal, generate_series(1, 5)) AS wide;

CREATE FUNCTION pg_temp.verdicts_differ(type text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	differences bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM (SELECT value::%1$s AS value, goal, period_end FROM figure WHERE %2$s) AS f
		WHERE evaluate(value, goal, period_end)::text IS DISTINCT FROM pg_temp.oracle(value::text::numeric, goal, period_end)
			OR evaluate(value, goal)::text IS DISTINCT FROM evaluate(value, goal, NULL)::text',
		type, CASE type WHEN 'bigint' THEN 'abs(value) < 9e18 OR value IS NULL' ELSE 'true' END) INTO differences;
	RETURN differences;
END
$$;

SET LOCAL extra_float_digits = 1;
SELECT is(count(*), 66100::bigint, '66100 random figures') FROM figure;
SELECT is(pg_temp.verdicts_differ('numeric'), 0::bigint, 'evaluate agrees with the rules for numeric');
SELECT is(pg_temp.verdicts_differ('double precision'), 0::bigint, 'evaluate agrees with the rules for double precision');
SELECT is(pg_temp.verdicts_differ('real'), 0::bigint, 'evaluate agrees with the rules for real');
SELECT is(pg_temp.verdicts_differ('bigint'), 0::bigint, 'evaluate agrees with the rules for bigint');
SELECT cmp_ok(count(*), '>', 1000::bigint, format('the figures include many %s', status))
FROM (SELECT evaluate(value, goal, period_end) AS status FROM figure) AS f WHERE status NOT IN ('no_data', 'no_target') GROUP BY status ORDER BY status;
SELECT cmp_ok(min(n), '>', 1000::bigint, 'many figures lie exactly on a bound, and many have more than 25 digits')
FROM (SELECT count(*) FILTER (WHERE value IN (lower(threshold(goal)), upper(threshold(goal)))),
	count(*) FILTER (WHERE length(value::text) > 25) FROM figure) AS f (a, b), unnest(ARRAY[a, b]) AS n;

SELECT is(count(*), 0::bigint, 'met and exceeded are what the range or the far side contains')
FROM figure
WHERE value IS NOT NULL AND goal IS NOT NULL AND threshold(goal) @> value AND evaluate(value, goal) <> 'met';

-- ---------- attainment ----------

SELECT is(round(attainment(value, goal), 6), percent::numeric, format('attainment of %s against %s is %s', value, goal, coalesce(percent::text, 'NULL')))
FROM (VALUES
	(88.7,   '100 up'::target,  88.7),
	(96,     '>=95',            101.052632),
	(0,      '>=95',            0),
	(105,    '100..110 up',     105),
	(1.5,    '<3',              200),
	(6,      '<3',              50),
	(3,      '3 down',          100),
	(40,     '28..30 down',     75),
	(1,      '>=0.7',           142.857143),
	-- not a share of anything
	(5,      '>=0',             NULL),
	(5,      '>=-3',            NULL),
	(5,      '<0',              NULL),
	(5,      '<=-3',            NULL),
	(-1,     '>=95',            NULL),
	(-1,     '<3',              NULL),
	(0,      '<3',              NULL),
	(50,     '49..51 within',   NULL),
	(NULL,   '>=95',            NULL),
	(95,     NULL,              NULL)
) AS reached (value, goal, percent);

-- ---------- progress_made ----------

SELECT is(round(progress_made(value, goal), 6), percent::numeric, format('progress of %s towards %s is %s', value, goal, coalesce(percent::text, 'NULL')))
FROM (VALUES
	(80,     '>=95 from 80 on 2020'::target, 0),
	(85,     '>=95 from 80 on 2020',         33.333333),
	(95,     '>=95 from 80 on 2020',         100),
	(98,     '>=95 from 80 on 2020',         120),
	(77,     '>=95 from 80 on 2020',         -20),
	(6,      '<3 from 9 on 2020',            50),
	(12,     '<3 from 9 on 2020',            -50),
	(29,     '28..30 up from 20 on 2020',    112.5),
	(29,     '28..30 down from 40 on 2020',  110),
	(0,      '5 up from -5 on 2020',         50),
	(97,     '>=95 from 99 on 2020',         50),
	(85,     '>=95',                         NULL),
	(95,     '95 up from 95.0 on 2020',      NULL),
	(50,     '49..51 within from 40 on 2020', NULL),
	(NULL,   '>=95 from 80 on 2020',         NULL),
	(85,     NULL,                           NULL)
) AS way (value, goal, percent);

-- ---------- gap ----------

SELECT is(gap(value, goal), distance::numeric, format('gap of %s to %s is %s', value, goal, coalesce(distance::text, 'NULL')))
FROM (VALUES
	(96.5,   '>=95'::target,    1.5),
	(94,     '>=95',            -1),
	(95,     '>=95',            0),
	(0.7,    '>0.7',            0),
	(2,      '<3',              1),
	(4.25,   '<3',              -1.25),
	(3,      '<3',              0),
	(35,     '28..30 up',       7),
	(27,     '28..30 up',       -1),
	(27,     '28..30 down',     3),
	(31,     '28..30 down',     -1),
	(50,     '49..51 within',   0),
	(49,     '49..51 within',   0),
	(48,     '49..51 within',   -1),
	(52.5,   '49..51 within',   -1.5),
	(49,     '(49,51) within',  0),
	(1e-30,  '0 up',            1e-30),
	(NULL,   '>=95',            NULL),
	(95,     NULL,              NULL)
) AS distance (value, goal, distance);
SELECT is(evaluate(3, '<3')::text, 'missed', 'a gap of 0 at a strict bound is still missed');
SELECT is(array[gap(12.7::real, '>=12.7'), gap(0.3::float8, '<0.1'), gap(9223372036854775807, '>=0.5')],
	array[0, -0.2, 9223372036854775806.5], 'real, double precision and bigint have gaps, floats as they print');
SELECT is(array[attainment(12.7::real, '>=12.7'), attainment(0.1::float8, '0.1 down'), attainment(5::bigint, '10 up')],
	array[100, 100, 50]::numeric[], 'and attainments');
SELECT is(array[progress_made(12.7::real, '>=12.7 from 2.7 on 2020'), progress_made(0.1::float8, '<0.1 from 0.2 on 2020'), progress_made(5::bigint, '10 up from 0 on 2020')],
	array[100, 100, 50]::numeric[], 'and progress');
SELECT is(count(*), 0::bigint, 'a gap is negative exactly where the figure lies outside on the bad side')
FROM figure
WHERE (gap(value, goal) < 0) <> (evaluate(value, goal) IN ('near', 'missed') AND value NOT IN (coalesce(bound(goal), lower(threshold(goal))), coalesce(bound(goal), upper(threshold(goal)))));
SELECT is(count(*), 0::bigint, 'near means missed by a gap of at most near')
FROM figure
WHERE value IS NOT NULL AND goal IS NOT NULL AND evaluate(value, goal) IN ('near', 'missed')
	AND (evaluate(value, goal) = 'near') <> coalesce(-gap(value, goal) <= near(goal), false);

-- ---------- expected ----------

SELECT is(round(expected(goal, on_date), 6), value::numeric, format('expected for %s on %s is %s', goal, coalesce(to_char(on_date, 'YYYY-MM-DD'), 'NULL'), coalesce(value::text, 'NULL')))
FROM (VALUES
	('>=95 by 2025 from 80 on 2020'::target, date '2020-12-31', 80),
	('>=95 by 2025 from 80 on 2020', '2021-12-31', 82.998357),
	('>=95 by 2025 from 80 on 2020', '2023-07-02', 87.5),
	('>=95 by 2025 from 80 on 2020', '2025-12-31', 95),
	('<3 by 2021-01-11 from 9 on 2021-01-01', '2021-01-06', 6),
	('28..30 up by 2021-01-11 from 18 on 2021-01-01', '2021-01-02', 19),
	('28..30 down by 2021-01-11 from 40 on 2021-01-01', '2021-01-02', 39),
	-- flat outside
	('>=95 by 2025 from 80 on 2020', '1999-12-31', 80),
	('>=95 by 2025 from 80 on 2020', '2026-01-01', 95),
	('>=95 by 2025 from 80 on 2020', '-infinity',  80),
	('>=95 by 2025 from 80 on 2020', 'infinity',   95),
	('>=95 by 9999 from 80 on 0001', '5000-12-31', 87.5),
	('95 up by 2025 from 95 on 2020', '2023-07-02', 95),
	-- no line
	('>=95 by 2025',        '2023-07-02', NULL),
	('>=95 from 80 on 2020', '2023-07-02', NULL),
	('>=95',                '2023-07-02', NULL),
	('49..51 within by 2025 from 80 on 2020', '2023-07-02', NULL),
	(NULL,                  '2023-07-02', NULL),
	('>=95 by 2025 from 80 on 2020', NULL, NULL)
) AS line (goal, on_date, value);

-- ---------- required_pace ----------

SELECT is(round(required_pace(value, on_date, goal), 6), pace::numeric, format('pace required from %s on %s to %s is %s', value, coalesce(to_char(on_date, 'YYYY-MM-DD'), 'NULL'), goal, coalesce(pace::text, 'NULL')))
FROM (VALUES
	(80,   date '2020-12-31', '>=95 by 2025'::target,   3.000411),
	(80,   '2021-12-31',  '>=95 by 2025-12-31',         3.75),
	(9,    '2021-12-31',  '<3 by 2025',                 -1.5),
	(96,   '2021-12-31',  '>=95 by 2025',               -0.25),
	(1,    '2021-12-31',  '<3 by 2025',                 0.5),
	(95,   '2021-12-31',  '>=95 by 2025',               0),
	(20,   '2021-12-31',  '28..30 up by 2025',          2),
	(40,   '2021-12-31',  '28..30 down by 2025',        -2.5),
	(94,   '2025-12-30',  '>=95 by 2025',               365.25),
	(94,   '2025-12-31',  '>=95 by 2025',               NULL),
	(94,   '2026-01-01',  '>=95 by 2025',               NULL),
	(94,   'infinity',    '>=95 by 2025',               NULL),
	(94,   '2025-12-30',  '>=95',                       NULL),
	(94,   '2025-12-30',  '95 within by 2025',          NULL),
	(NULL, '2025-12-30',  '>=95 by 2025',               NULL),
	(94,   NULL,          '>=95 by 2025',               NULL),
	(94,   '2025-12-30',  NULL,                         NULL)
) AS needed (value, on_date, goal, pace);
SELECT is(array[round(required_pace(80::bigint, '2021-12-31', '>=95 by 2025'), 6), round(required_pace(80.5::float8, '2021-12-31', '>=95 by 2025'), 6),
	round(required_pace(80.1::real, '2021-12-31', '>=95 by 2025'), 6)], array[3.75, 3.625, 3.725], 'bigint, double precision and real have paces');

SELECT is(count(*), 0::bigint, 'attainment, progress_made, expected and required_pace follow their formulas on random figures')
FROM (SELECT value, on_date, goal, bound(goal) AS bound, baseline(goal) AS baseline, baseline_on(goal) AS baseline_on, due(goal) AS due, direction(goal) AS direction
	FROM (SELECT value, period_end AS on_date, with_baseline(goal, 7.25, date '2025-12-30') AS goal FROM figure WHERE random() < 0.1) AS f) AS f
WHERE round(attainment(value, goal), 9) IS DISTINCT FROM round(CASE
		WHEN bound <= 0 OR value < 0 THEN NULL
		WHEN direction = 'up' THEN 100 * value / bound
		WHEN direction = 'down' THEN 100 * bound / nullif(value, 0) END, 9)
	OR round(progress_made(value, goal), 9) IS DISTINCT FROM round(100 * (value - baseline) / nullif(bound - baseline, 0), 9)
	OR round(expected(goal, on_date), 9) IS DISTINCT FROM round(CASE
		WHEN due IS NULL OR on_date IS NULL THEN NULL
		ELSE baseline + (bound - baseline) * least(greatest(on_date - baseline_on, 0), due - baseline_on) / (due - baseline_on) END, 9)
	OR round(required_pace(value, on_date, goal), 6) IS DISTINCT FROM round(CASE WHEN on_date < due THEN (bound - value) * 365.25 / (due - on_date) END, 6);

-- ---------- settings do not matter ----------

CREATE TEMP TABLE specimen AS
SELECT value, goal::text AS goal, to_char(period_end, 'YYYYMMDD') AS period_end FROM figure WHERE random() < 0.02;

-- One number for all that the algebra answers, under given settings.
CREATE FUNCTION pg_temp.digest(settings jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	setting record;
	answer text;
BEGIN
	FOR setting IN SELECT * FROM jsonb_each_text(settings) LOOP
		PERFORM pg_catalog.set_config(setting.key, setting.value, true);
	END LOOP;
	EXECUTE $query$
		SELECT pg_catalog.md5(pg_catalog.string_agg(pg_catalog.concat_ws(' ', g, socpolicy.threshold(g),
			socpolicy.evaluate(value, g, day), socpolicy.evaluate(f8, g, day), socpolicy.evaluate(f4, g),
			socpolicy.gap(value, g), socpolicy.gap(f8, g), socpolicy.gap(f4, g),
			socpolicy.attainment(value, g), socpolicy.attainment(f8, g), socpolicy.attainment(f4, g),
			socpolicy.with_due(g, day), socpolicy.expected(socpolicy.with_baseline(g, 1.5, '2020-12-31'), day),
			socpolicy.required_pace(f8, '2020-12-31', g),
			socpolicy.target('28..30', 'up', '2025-12-31'::date, 1.5, '2020-12-31'::date)), E'\n' ORDER BY value, goal, period_end)
			|| socpolicy.tally_agg(f8, g, day)::text || socpolicy.tally_agg(value, g, day, 1.5)::jsonb::text || socpolicy.met_rate(socpolicy.tally_agg(f4, g)))
		FROM (SELECT *, goal::socpolicy.target AS g, value::float8 AS f8, value::float4 AS f4, pg_catalog.to_date(period_end, 'YYYYMMDD') AS day
			  FROM pg_temp.specimen) AS f
	$query$ INTO STRICT answer;
	-- leave by rollback: the settings are the caller's again
	RAISE EXCEPTION USING ERRCODE = 'ZZ999', MESSAGE = answer;
EXCEPTION WHEN SQLSTATE 'ZZ999' THEN
	RETURN SQLERRM;
END
$$;

SELECT is(pg_temp.digest(settings::jsonb), pg_temp.digest('{}'), 'nothing changes under ' || settings)
FROM (VALUES
	('{"DateStyle": "SQL, DMY"}'), ('{"DateStyle": "German, YMD"}'), ('{"DateStyle": "ISO, MDY"}'),
	('{"extra_float_digits": "-15"}'), ('{"extra_float_digits": "0"}'), ('{"extra_float_digits": "3"}'),
	('{"TimeZone": "Pacific/Kiritimati"}'), ('{"TimeZone": "America/Los_Angeles"}'),
	('{"search_path": ""}'), ('{"search_path": "pg_temp"}'),
	('{"IntervalStyle": "iso_8601"}'), ('{"bytea_output": "escape"}'), ('{"standard_conforming_strings": "off"}')
) AS setting (settings);

-- Any locale with a decimal comma that this machine has.
CREATE FUNCTION pg_temp.digest_in_locales() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	locale text;
	answer text := pg_temp.digest('{}');
BEGIN
	FOREACH locale IN ARRAY '{C,vi_VN.UTF-8,vi_VN,de_DE.UTF-8,fr_FR.UTF-8}'::text[] LOOP
		BEGIN
			PERFORM set_config('lc_numeric', locale, true), set_config('lc_monetary', locale, true), set_config('lc_time', locale, true);
		EXCEPTION WHEN invalid_parameter_value THEN
			CONTINUE;
		END;
		IF pg_temp.digest('{}') <> answer THEN
			RETURN locale;
		END IF;
	END LOOP;
	RETURN NULL;
END
$$;
SELECT is(pg_temp.digest_in_locales(), NULL, 'nothing changes under another lc_numeric');

-- ---------- the quick ways are the slow ones ----------

-- Bounds of 1 to 18 digits, and the floats at and around each.
CREATE TEMP TABLE around AS
SELECT b.bound, (b.bound::double precision) * (1 + u.ulps * 2.220446049250313e-16) AS f
FROM (SELECT setseed(0.5) IS NULL AS seeded, NULL::numeric AS bound
	  UNION ALL SELECT true, trim_scale(trunc((random() * 10 ^ (n % 18))::numeric) / (10 ^ (n % 10))::numeric) * (CASE n % 3 WHEN 0 THEN -1 ELSE 1 END) FROM generate_series(1, 3000) AS n
	  UNION ALL SELECT true, b FROM unnest('{0.1,0.3,12.7,100,0,-0.1,999999999999999,0.999999999,123456.789}'::numeric[]) AS b) AS b,
	(VALUES (0), (1), (-1), (2), (-2)) AS u (ulps) WHERE b.bound IS NOT NULL;
SELECT cmp_ok((SELECT count(*) FROM around), '>', 14000::bigint, 'many floats around bounds');
SELECT is((SELECT count(*) FROM around, unnest('{>=%s,>%s,<=%s,<%s,%s up,%s down,%s within}'::text[]) AS shape, LATERAL (SELECT format(shape, bound)::target AS goal) AS g
		   WHERE evaluate(f, goal) <> evaluate(f::text::numeric, goal)), 0::bigint, 'a float is judged as its shortest decimal');
SELECT is((SELECT count(*) FROM around, unnest('{>=%s,<%s,%s up}'::text[]) AS shape, LATERAL (SELECT format(shape, bound)::target AS goal) AS g
		   WHERE evaluate(f::text::numeric, goal) <> CASE WHEN f::text::numeric < bound THEN CASE shape WHEN '<%s' THEN 'met' ELSE 'missed' END
				WHEN f::text::numeric = bound THEN CASE shape WHEN '<%s' THEN 'missed' ELSE 'met' END
				ELSE CASE shape WHEN '<%s' THEN 'missed' WHEN '%s up' THEN 'exceeded' ELSE 'met' END END::compliance_status), 0::bigint, 'a numeric as numeric compares');
SELECT is((SELECT count(*) FROM around AS a, (SELECT f::text::numeric AS v FROM around LIMIT 40) AS b, LATERAL (SELECT format('>=%s', a.bound)::target AS goal) AS g
		   WHERE (evaluate(b.v, goal) = 'met') <> (b.v >= a.bound)), 0::bigint, 'of any size against any');
SELECT is((SELECT tally_agg(f, format('%s up', bound)::target) FROM around), (SELECT tally_agg(evaluate(f::text::numeric, format('%s up', bound)::target)) FROM around), 'in an aggregate, too');

-- ---------- literals ----------

-- PostgreSQL would make a float8 of a literal, and its 15 digits of this.
SELECT is(evaluate('123456789012345678', '>=123456789012345679')::text, 'missed', 'a literal is judged by all its digits');
SELECT is(evaluate('123456789012345679', '>=123456789012345679', '2025-12-31')::text, 'met', 'also with a period');
SELECT is(gap('123456789012345678', '>=123456789012345679'), -1.0, 'so is its gap');
SELECT is(ARRAY[attainment(' 50 ', '>=100'), progress_made('-5.0', '>=95 by 2030 from -10 on 2020'), required_pace('+5', '2029-12-31', '>=95 by 2030')],
		  ARRAY[50, 4.7619047619047619, 90.0616438356164384], 'and what is reckoned from it');
SELECT is(evaluate(NULL, '>=95')::text, 'no_data', 'NULL without a type is no figure');
SELECT throws_ok(format('SELECT socpolicy.evaluate(%L, %L)', v, '>=95'), state, NULL, 'refused: ' || v)
FROM (VALUES ('12,5', '22P02'), ('', '22P02'), ('1e3', '22P02'), ('.5', '22P02'), ('NaN', '22003'), ('-Infinity', '22003')) AS l (v, state);

SELECT * FROM finish();
ROLLBACK;
