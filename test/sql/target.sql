\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

-- target: a threshold_range, which way is better, by when, from where, and
-- how near counts as near.

BEGIN;
SET LOCAL search_path = public, socpolicy;
SELECT plan(341);

-- ---------- helpers ----------

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

-- How a query fails: message, detail and hint.
CREATE FUNCTION pg_temp.fault(query text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;

-- ---------- written and printed ----------

SELECT is(written::target::text, printed, format('"%s" prints as "%s"', replace(written, E'\n', '\n'), printed))
FROM (VALUES
	-- a range with one end implies the direction
	('>=95',            '>=95'),         ('>=95 up',         '>=95'),
	('>0.7 UP',         '>0.7'),         ('[95,)',           '>=95'),
	('<3',              '<3'),           ('<3 down',         '<3'),
	('≤ 3 Down',        '<=3'),          ('(,3)',            '<3'),
	-- a number or a range with two ends needs it
	('95 up',           '95 up'),        ('95 down',         '95 down'),
	('28..30 up',       '28..30 up'),    ('28..30 down',     '28..30 down'),
	('[28,30) up',      '[28,30) up'),   ('(28,30] DOWN',    '(28,30] down'),
	('49..51 within',   '49..51 within'), ('50 within',      '50 within'),
	('(49,51) Within',  '(49,51) within'), ('[50,50] within', '50 within'),
	-- numbers as in threshold_range
	('+95.0 up',        '95 up'),        ('-5..-3.50 up',    '-5..-3.5 up'),
	-- by: a day, or a year that means its last day
	('>=95 by 2025',            '>=95 by 2025-12-31'),
	('>=95 by 2025-06-30',      '>=95 by 2025-06-30'),
	('>=95 by 2024-02-29',      '>=95 by 2024-02-29'),
	('>=95 by 2000-02-29',      '>=95 by 2000-02-29'),
	('>=95 by 0001',            '>=95 by 0001-12-31'),
	('>=95 by 9999',            '>=95 by 9999-12-31'),
	-- from … on
	('>=95 from 80 on 2020',    '>=95 from 80 on 2020-12-31'),
	('>=95 from -80.50 on 2020-07-01', '>=95 from -80.5 on 2020-07-01'),
	('95 up from 95 on 2020',   '95 up from 95 on 2020-12-31'),
	('>=95 by 2025 from 80 on 2025-12-30', '>=95 by 2025-12-31 from 80 on 2025-12-30'),
	-- near
	('>=95 near 1',             '>=95 near 1'),
	('>=95 near +0.50',         '>=95 near 0.5'),
	('>=95 near 0.000000001',   '>=95 near 0.000000001'),
	-- everything, keywords in any case, any blanks between
	('28..30 up by 2025 from -20.50 on 2020-07-01 near 0.50', '28..30 up by 2025-12-31 from -20.5 on 2020-07-01 near 0.5'),
	('<3 DOWN BY 2025 FROM 5 ON 2020 NEAR 1', '<3 by 2025-12-31 from 5 on 2020-12-31 near 1'),
	('  95   Up   By   2025  ', '95 up by 2025-12-31'),
	(E'95\tup\nby\t2025',       '95 up by 2025-12-31')
) AS spelling (written, printed);

-- ---------- refused as text ----------

SELECT is(pg_temp.outcome(format('SELECT %L::target', written)), sqlstate, format('%s is refused with %s', coalesce(name, '"' || written || '"'), sqlstate))
FROM (VALUES
	-- nothing is guessed
	('95',                  '22P02', NULL), ('28..30',              '22P02', NULL),
	('[28,30)',             '22P02', NULL), ('95 by 2025',          '22P02', NULL),
	('28..30 near 1',       '22P02', NULL),
	-- contradictions
	('<3 up',               '22P02', NULL), ('<=3 up',              '22P02', NULL),
	('>=95 down',           '22P02', NULL), ('>0.7 down',           '22P02', NULL),
	('<3 within',           '22P02', NULL), ('>=95 within',         '22P02', NULL),
	('95 up down',          '22P02', NULL), ('95 up up',            '22P02', NULL),
	-- what is no direction
	('95 sideways',         '22P02', NULL), ('95 upp',              '22P02', NULL),
	('95 u',                '22P02', NULL), ('95 tăng',             '22P02', NULL),
	('up',                  '22P02', NULL), ('up 95',               '22P02', NULL),
	('95up',                '22P02', NULL), ('28..30within',        '22P02', NULL),
	-- the range is read as strictly as threshold_range
	('',                    '22P02', 'the empty text'), ('  ',      '22P02', 'a blank text'),
	('12,7',                '22P02', NULL), ('12,7 up',             '22P02', NULL),
	('< 12,7',              '22P02', NULL), ('28-30 up',            '22P02', NULL),
	('28 30 up',            '22P02', NULL), ('1 triệu up',          '22P02', NULL),
	('1,234.5 up',          '22P02', NULL), ('1e3 up',              '22P02', NULL),
	('.5 up',               '22P02', NULL), ('5. up',               '22P02', NULL),
	('NaN up',              '22P02', NULL), ('infinity up',         '22P02', NULL),
	('empty up',            '22P02', NULL), ('30..28 up',           '22P02', NULL),
	('(3,3) within',        '22P02', NULL), ('(,) up',              '22P02', NULL),
	('80% up',              '22P02', NULL), ('>= 95 %',             '22P02', NULL),
	('1234567890123456789 up', '22003', NULL), ('>=0.0000000001',   '22003', NULL),
	-- dates
	('>=95 by',             '22P02', NULL), ('>=95 by 25',          '22P02', NULL),
	('>=95 by 20255',       '22P02', NULL), ('>=95 by 2025-6-30',   '22P02', NULL),
	('>=95 by 2025-06',     '22P02', NULL), ('>=95 by 2025-06-3',   '22P02', NULL),
	('>=95 by 2025-06-300', '22P02', NULL), ('>=95 by 2025/06/30',  '22P02', NULL),
	('>=95 by 30/6/2025',   '22P02', NULL), ('>=95 by 20250630',    '22P02', NULL),
	('>=95 by tomorrow',    '22P02', NULL), ('>=95 by infinity',    '22P02', NULL),
	('>=95 by -2025',       '22P02', NULL), ('>=95 by 2025-12-31 BC', '22P02', NULL),
	('>=95 by 2025-12-31T00:00', '22P02', NULL), ('>=95by 2025',    '22P02', NULL),
	('>=95 by2025',         '22P02', NULL), ('>=95 2025',           '22P02', NULL),
	('>=95 by 2025 by 2026', '22P02', NULL),
	('>=95 by 2025-02-29',  '22008', NULL), ('>=95 by 1900-02-29',  '22008', NULL),
	('>=95 by 2025-02-30',  '22008', NULL), ('>=95 by 2025-04-31',  '22008', NULL),
	('>=95 by 2025-13-01',  '22008', NULL), ('>=95 by 2025-00-10',  '22008', NULL),
	('>=95 by 2025-01-00',  '22008', NULL), ('>=95 by 2025-01-32',  '22008', NULL),
	('>=95 by 0000',        '22008', NULL),
	('>=95 from 80 on 2025-02-30', '22008', NULL),
	-- a baseline needs its date, which lies before the due date
	('>=95 from 80',        '22P02', NULL), ('>=95 from 80 on',     '22P02', NULL),
	('>=95 from on 2020',   '22P02', NULL), ('>=95 on 2020',        '22P02', NULL),
	('>=95 from 12,7 on 2020', '22P02', NULL), ('>=95 from NaN on 2020', '22P02', NULL),
	('>=95 by 2025 from 80 on 2025', '22P02', NULL),
	('>=95 by 2025 from 80 on 2026', '22P02', NULL),
	('>=95 from 0.0000000001 on 2020', '22003', NULL),
	-- near is greater than 0
	('>=95 near',           '22P02', NULL), ('>=95 near 0',         '22P02', NULL),
	('>=95 near 0.000',     '22P02', NULL), ('>=95 near -1',        '22P02', NULL),
	('>=95 near -0',        '22P02', NULL), ('>=95 near 1 near 2',  '22P02', NULL),
	('>=95 near NaN',       '22P02', NULL), ('>=95 near 1%',        '22P02', NULL),
	('>=95 near 1234567890123456789', '22003', NULL),
	-- clauses in this order
	('>=95 from 80 on 2020 by 2025', '22P02', NULL), ('>=95 near 1 by 2025', '22P02', NULL),
	('>=95 near 1 from 80 on 2020', '22P02', NULL), ('by 2025 >=95', '22P02', NULL),
	('>=95 by 2025 up',     '22P02', NULL),
	-- anything
	(repeat('x', 100000),   '22P02', 'a text of 100000 letters'),
	('95 ' || repeat('up ', 100000), '22P02', 'a direction given 100000 times'),
	('95 ' || repeat('u', 100000),   '22P02', 'a word of 100000 letters'),
	('95 up by ' || repeat('2', 100000), '22P02', 'a year of 100000 digits'),
	('95 up near ' || repeat('9', 100000), '22003', 'a number of 100000 digits'),
	(E'95 up\x01',          '22P02', 'a control character at the end'),
	(E'95\x01up',           '22P02', 'a control character between words'),
	(E'95\u00a0up',         '22P02', 'a no-break space between words')
) AS bad (written, sqlstate, name);

SELECT alike(concat_ws(' ', message, detail, hint), '%type target: "' || written || '"%' || phrase || '%',
	format('the fault of "%s" quotes it and says: %s', written, phrase))
FROM (VALUES
	('12,7',     'parse_target()'),
	('< 12,7',   'parse_target()'),
	('28-30',    'parse_target()'),
	('28-30 up', 'parse_target()'),
	('95',       'Give the direction'),
	('28..30',   'Give the direction'),
	('<3 up',    'A range with only an upper bound means "down", not "up".'),
	('<3 within', 'A range with only an upper bound means "down", not "within".'),
	('>=95 near 0', 'must be greater than 0'),
	('>=95 from 80', 'A baseline needs its date'),
	('>=95 by 2025 from 80 on 2026', 'must lie before the due date'),
	('>=95 by 2025-02-30', 'There is no such day as 2025-02-30.'),
	('>=95 by 25', 'Write YYYY-MM-DD, or YYYY for the year''s last day.')
) AS bad (written, phrase), pg_temp.fault(format('SELECT %L::target', written));

-- ---------- constructor ----------

SELECT is(pg_temp.outcome('SELECT target(' || arguments || ')'), outcome, format('target(%s) is %s', arguments, outcome))
FROM (VALUES
	('''>=95''::threshold_range',                    '>=95'),
	('''>=95''::threshold_range, ''up''',            '>=95'),
	('''95''::threshold_range, ''up''',              '95 up'),
	('''95''::threshold_range, ''WITHIN''',          '95 within'),
	('''28..30''::threshold_range, ''Down''',        '28..30 down'),
	('''>=95'', NULL, ''2025-12-31'', 80, ''2020-12-31'', 1.50', '>=95 by 2025-12-31 from 80 on 2020-12-31 near 1.5'),
	('threshold => ''<3'', near => 1',               '<3 near 1'),
	('''>=95'', due => ''0001-01-01''',              '>=95 by 0001-01-01'),
	('''>=95'', due => ''9999-12-31''',              '>=95 by 9999-12-31'),
	('NULL',                                         'NULL'),
	('NULL, ''up'', ''2025-12-31'', 80, ''2020-12-31'', 1', 'NULL'),
	('''95''::threshold_range',                      '22023'),
	('''28..30''::threshold_range, NULL, ''2025-12-31''', '22023'),
	('''>=95''::threshold_range, ''down''',          '22023'),
	('''<3''::threshold_range, ''up''',              '22023'),
	('''<3''::threshold_range, ''within''',          '22023'),
	('''95''::threshold_range, ''''',                '22023'),
	('''95''::threshold_range, '' up''',             '22023'),
	('''95''::threshold_range, ''sideways''',        '22023'),
	('''95''::threshold_range, ''tăng''',            '22023'),
	('''95''::threshold_range, repeat(''up'', 100000)', '22023'),
	('''>=95'', baseline => 80',                     '22023'),
	('''>=95'', baseline_on => ''2020-12-31''',      '22023'),
	('''>=95'', NULL, ''2025-12-31'', 80, ''2025-12-31''', '22023'),
	('''>=95'', NULL, ''2025-12-31'', 80, ''2026-01-01''', '22023'),
	('''>=95'', near => 0',                          '22023'),
	('''>=95'', near => -0.5',                       '22023'),
	('''>=95'', near => ''NaN''',                    '22003'),
	('''>=95'', near => ''Infinity''',               '22003'),
	('''>=95'', near => 1e18',                       '22003'),
	('''>=95'', near => 1e-10',                      '22003'),
	('''>=95'', baseline => ''NaN'', baseline_on => ''2020-12-31''',       '22003'),
	('''>=95'', baseline => ''-Infinity'', baseline_on => ''2020-12-31''', '22003'),
	('''>=95'', baseline => 1234567890123456789, baseline_on => ''2020-12-31''', '22003'),
	('''>=95'', due => ''infinity''',                '22008'),
	('''>=95'', due => ''-infinity''',               '22008'),
	('''>=95'', due => ''0001-12-31 BC''',           '22008'),
	('''>=95'', due => ''10000-01-01''',             '22008'),
	('''>=95'', baseline => 80, baseline_on => ''-infinity''', '22008')
) AS call (arguments, outcome);

-- ---------- accessors ----------

SELECT is(concat_ws(' ', coalesce(threshold(t)::text, '-'), coalesce(direction(t), '-'), coalesce(to_char(due(t), 'YYYY-MM-DD'), '-'),
		coalesce(baseline(t)::text, '-'), coalesce(to_char(baseline_on(t), 'YYYY-MM-DD'), '-'),
		coalesce(near(t)::text, '-'), coalesce(bound(t)::text, '-')),
	parts, format('the parts of %s are %s', t, parts))
FROM (VALUES
	('>=95'::target,  '>=95 up - - - - 95'),
	('>0.7',          '>0.7 up - - - - 0.7'),
	('<3',            '<3 down - - - - 3'),
	('95 up',         '95 up - - - - 95'),
	('95 down',       '95 down - - - - 95'),
	('50 within',     '50 within - - - - -'),
	('28..30 up',     '28..30 up - - - - 28'),
	('28..30 down',   '28..30 down - - - - 30'),
	('28..30 within', '28..30 within - - - - -'),
	('(28,30) up by 2025',  '(28,30) up 2025-12-31 - - - 28'),
	('<3 from 5.50 on 2020', '<3 down - 5.5 2020-12-31 - 3'),
	('<3 near 0.10',  '<3 down - - - 0.1 3'),
	('28..30 up by 2025 from -20 on 2020-07-01 near 2', '28..30 up 2025-12-31 -20 2020-07-01 2 28')
) AS accessor (t, parts);
SELECT is(coalesce(threshold(t)::text, direction(t), due(t)::text, baseline(t)::text, baseline_on(t)::text, near(t)::text, bound(t)::text), NULL, 'the parts of NULL are NULL')
FROM (VALUES (NULL::target)) AS none (t);

-- ---------- changed copies ----------

SELECT is(pg_temp.outcome('SELECT ' || call), outcome, format('%s is %s', call, outcome))
FROM (VALUES
	('with_due(''95 up'', ''2025-12-31'')',                        '95 up by 2025-12-31'),
	('with_due(''95 up by 2025 near 1'', ''2030-12-31'')',         '95 up by 2030-12-31 near 1'),
	('with_due(''95 up by 2025 near 1'', NULL)',                   '95 up near 1'),
	('with_due(''>=95 by 2025 from 80 on 2020'', NULL)',           '>=95 from 80 on 2020-12-31'),
	('with_due(NULL, ''2025-12-31'')',                             'NULL'),
	('with_due(''>=95 from 80 on 2020'', ''2020-12-31'')',         '22023'),
	('with_due(''>=95'', ''infinity'')',                           '22008'),
	('with_baseline(''>=95 by 2025'', 80, ''2020-12-31'')',        '>=95 by 2025-12-31 from 80 on 2020-12-31'),
	('with_baseline(''>=95 from 80 on 2020'', 81.50, ''2021-01-01'')', '>=95 from 81.5 on 2021-01-01'),
	('with_baseline(''>=95 by 2025 from 80 on 2020'', NULL, NULL)', '>=95 by 2025-12-31'),
	('with_baseline(''>=95'', NULL, NULL)',                        '>=95'),
	('with_baseline(NULL, 80, ''2020-12-31'')',                    'NULL'),
	('with_baseline(''>=95'', 80, NULL)',                          '22023'),
	('with_baseline(''>=95'', NULL, ''2020-12-31'')',              '22023'),
	('with_baseline(''>=95 by 2025'', 80, ''2025-12-31'')',        '22023'),
	('with_baseline(''>=95'', ''NaN'', ''2020-12-31'')',           '22003'),
	('with_baseline(''>=95'', 80, ''infinity'')',                  '22008'),
	('with_near(''>=95'', 0.50)',                                  '>=95 near 0.5'),
	('with_near(''>=95 by 2025 near 2'', 1)',                      '>=95 by 2025-12-31 near 1'),
	('with_near(''>=95 by 2025 near 2'', NULL)',                   '>=95 by 2025-12-31'),
	('with_near(NULL, 1)',                                         'NULL'),
	('with_near(''>=95'', 0)',                                     '22023'),
	('with_near(''>=95'', -1)',                                    '22023'),
	('with_near(''>=95'', ''NaN'')',                               '22003')
) AS copy (call, outcome);

SELECT is(original::text, '>=95 by 2025-12-31', 'a changed copy leaves its original alone')
FROM (SELECT original, with_near(with_due(original, '2030-12-31'), 1) AS copy
	  FROM (VALUES ('>=95 by 2025'::target)) AS one (original) OFFSET 0) AS both_of_them
WHERE copy::text = '>=95 by 2030-12-31 near 1';

-- ---------- strictness ----------

SELECT is(strictness(a, b), answer, format('%s is %s %s %s', a, answer, CASE answer WHEN 'equal' THEN 'to' WHEN 'incomparable' THEN 'with' ELSE 'than' END, b))
FROM (VALUES
	-- up: the higher bound, the exclusive one at equal numbers
	('>=95'::target,  '>=90'::target,   'stricter'),
	('>95',           '>=95',           'stricter'),
	('>=95.0',        '>=95',           'equal'),
	('95 up',         '>=95',           'equal'),
	('30 up',         '28..30 up',      'stricter'),
	('28..30 up',     '28..40 up',      'equal'),
	('(28,30] up',    '28..30 up',      'stricter'),
	('(28,30] up',    '>28',            'equal'),
	('>28',           '28.000000001 up', 'looser'),
	-- down: the lower bound
	('<3',            '<5',             'stricter'),
	('<3',            '<=3',            'stricter'),
	('3 down',        '<=3',            'equal'),
	('28..30 down',   '10..30 down',    'equal'),
	('28 down',       '28..30 down',    'stricter'),
	('[28,30) down',  '<30',            'equal'),
	('<-5',           '<-3',            'stricter'),
	-- within: containment
	('49..51 within', '48..52 within',  'stricter'),
	('50 within',     '49..51 within',  'stricter'),
	('(49,51) within', '49..51 within', 'stricter'),
	('49..51 within', '49..51 within',  'equal'),
	('49..51 within', '50..52 within',  'incomparable'),
	('(49,51] within', '[49,51) within', 'incomparable'),
	('49..51 within', '60..61 within',  'incomparable'),
	-- different directions
	('>=95',          '<3',             'incomparable'),
	('95 up',         '95 down',        'incomparable'),
	('95 up',         '95 within',      'incomparable'),
	('49..51 within', '>=40',           'incomparable'),
	-- due, baseline and near are ignored
	('>=95 by 2025 from 80 on 2020 near 1', '>=95 by 2030', 'equal'),
	('50 within near 1', '50 within',   'equal')
) AS comparison (a, b, answer);
SELECT is(strictness(a, b), NULL, 'strictness with NULL is NULL')
FROM (VALUES (NULL::target, '>=95'::target), ('>=95', NULL), (NULL, NULL)) AS comparison (a, b);

-- ---------- random targets for the laws below ----------

SELECT setseed(0.230);

CREATE TEMP TABLE sample AS
WITH number AS (
	SELECT i, round((random() * 20 - 10)::numeric, (random() * 2)::int) AS a,
		round((random() * 20 - 10)::numeric, (random() * 2)::int) AS b,
		random() AS shape, (random() * 2)::int AS way, random() AS closed,
		CASE WHEN random() < 0.5 THEN date '2025-12-31' + (random() * 3)::int * 365 END AS due,
		CASE WHEN random() < 0.5 THEN (random() * 10)::numeric(20, 3) END AS baseline,
		CASE WHEN random() < 0.5 THEN 0.001 + (random() * 3)::numeric(20, 2) END AS near
	FROM generate_series(1, 5000) AS i
), range AS (
	SELECT *, CASE
		WHEN shape < 0.25 THEN threshold_range(a, NULL, CASE WHEN closed < 0.5 THEN '[]' ELSE '()' END)
		WHEN shape < 0.5 THEN threshold_range(NULL, a, CASE WHEN closed < 0.5 THEN '[]' ELSE '()' END)
		WHEN shape < 0.7 OR a = b THEN threshold_range(a, a)
		ELSE threshold_range(least(a, b), greatest(a, b), ('{[],[),(],()}'::text[])[1 + (closed * 3)::int])
		END AS range
	FROM number
)
SELECT i, target(range, CASE WHEN lower(range) IS NOT NULL AND upper(range) IS NOT NULL THEN ('{up,down,within}'::text[])[1 + way] END,
	due, baseline, CASE WHEN baseline IS NOT NULL THEN date '2020-12-31' END, near) AS goal
FROM range;

SELECT is(count(*), 0::bigint, 'parse after print is the identity on 5000 random targets')
FROM sample WHERE goal::text::target IS DISTINCT FROM goal OR goal::text::target::text <> goal::text;
SELECT is(count(*), 0::bigint, 'constructor of the accessors is the identity')
FROM sample WHERE target(threshold(goal), direction(goal), due(goal), baseline(goal), baseline_on(goal), near(goal)) <> goal;
SELECT is(count(*), 0::bigint, 'adding a clause and clearing it is the identity')
FROM sample
WHERE with_near(with_near(goal, 7), near(goal)) <> goal OR with_due(with_due(goal, NULL), due(goal)) <> goal
	OR with_baseline(with_baseline(goal, NULL, NULL), baseline(goal), baseline_on(goal)) <> goal;
SELECT is(count(*), 0::bigint, 'every clause is an accessor''s answer and every absent clause is NULL')
FROM sample
WHERE (goal::text LIKE '% by %') <> (due(goal) IS NOT NULL)
	OR (goal::text LIKE '% from %') <> (baseline(goal) IS NOT NULL)
	OR (goal::text LIKE '% on %') <> (baseline_on(goal) IS NOT NULL)
	OR (goal::text LIKE '% near %') <> (near(goal) IS NOT NULL);
SELECT is(count(*), 0::bigint, 'the direction is printed only where the range does not imply it')
FROM sample
WHERE (goal::text ~ ' (up|down|within)') <> (lower(threshold(goal)) IS NOT NULL AND upper(threshold(goal)) IS NOT NULL);
SELECT is(count(*), 0::bigint, 'bound() is the lower bound for up, the upper for down, NULL for within')
FROM sample
WHERE bound(goal) IS DISTINCT FROM CASE direction(goal)
	WHEN 'up' THEN lower(threshold(goal)) WHEN 'down' THEN upper(threshold(goal)) END;

CREATE TEMP TABLE pair AS
SELECT a.goal AS a, b.goal AS b FROM sample AS a CROSS JOIN unnest(ARRAY[a.i, a.i % 5000 + 1, (a.i * 7) % 5000 + 1]) AS partner JOIN sample AS b ON b.i = partner
UNION ALL SELECT a.goal, with_due(a.goal, '2029-12-31') FROM sample AS a
UNION ALL SELECT a.goal, with_near(a.goal, 2.5) FROM sample AS a
UNION ALL SELECT a.goal, with_baseline(a.goal, 5, '2020-12-31') FROM sample AS a;

SELECT is(count(*), 0::bigint, 'strictness of b and a mirrors that of a and b')
FROM pair
WHERE strictness(b, a) <> CASE strictness(a, b) WHEN 'stricter' THEN 'looser' WHEN 'looser' THEN 'stricter' ELSE strictness(a, b) END;
SELECT is(count(*), 0::bigint, 'strictness agrees with containment of the sets accepted on the good side')
FROM (
	SELECT a, b,
		-- the values that satisfy the deciding bound, or lie within
		CASE direction(a) WHEN 'up' THEN threshold_range(bound(a), NULL, CASE WHEN lower_inc(threshold(a)) THEN '[]' ELSE '()' END)
			WHEN 'down' THEN threshold_range(NULL, bound(a), CASE WHEN upper_inc(threshold(a)) THEN '[]' ELSE '()' END)
			ELSE threshold(a) END::numrange AS good_a,
		CASE direction(b) WHEN 'up' THEN threshold_range(bound(b), NULL, CASE WHEN lower_inc(threshold(b)) THEN '[]' ELSE '()' END)
			WHEN 'down' THEN threshold_range(NULL, bound(b), CASE WHEN upper_inc(threshold(b)) THEN '[]' ELSE '()' END)
			ELSE threshold(b) END::numrange AS good_b
	FROM pair) AS good
WHERE strictness(a, b) <> CASE
	WHEN direction(a) <> direction(b) THEN 'incomparable'
	WHEN good_a = good_b THEN 'equal'
	WHEN good_b @> good_a THEN 'stricter'
	WHEN good_a @> good_b THEN 'looser'
	ELSE 'incomparable' END;

-- ---------- order, equality, hash ----------

SELECT is(count(*), 0::bigint, 'targets are equal if and only if they print alike')
FROM pair WHERE (a = b) <> (a::text = b::text) OR (a <> b) = (a = b);
SELECT is(count(*), 0::bigint, 'the operators agree with cmp')
FROM pair
WHERE (a < b, a <= b, a = b, a >= b, a > b)
	<> (target_cmp(a, b) < 0, target_cmp(a, b) <= 0, target_cmp(a, b) = 0, target_cmp(a, b) >= 0, target_cmp(a, b) > 0)
	OR sign(target_cmp(a, b)) <> -sign(target_cmp(b, a));

CREATE TEMP TABLE corner AS
SELECT goal FROM sample WHERE i <= 30
UNION SELECT unnest('{95 up,95 down,95 within,>=95,<=95,95..96 up,"[95,96) up",95 up by 2025,95 up by 2030,95 up from 5 on 2020,
	95 up from -5 on 2020,95 up from 5 on 2021,95 up near 1,95 up near 0.5,95 up by 2025 near 1,95 up by 2025 from 5 on 2020,
	95 up from 0 on 2020,95 up by 1999-12-31,95 up by 2000-01-01,95 up from 0 on 2000-01-01}'::target[]);
SELECT is(count(*), 0::bigint, 'the order is antisymmetric and total')
FROM corner AS a (x), corner AS b (y)
WHERE (x < y)::int + (x = y)::int + (x > y)::int <> 1 OR (x < y) <> (y > x) OR (x = y) <> (x::text = y::text);
SELECT is(count(*), 0::bigint, 'the order is transitive')
FROM corner AS a (x), corner AS b (y), corner AS c (z)
WHERE x <= y AND y <= z AND NOT x <= z;
SELECT is(count(*), 0::bigint, 'targets sort by threshold first')
FROM pair WHERE threshold(a) < threshold(b) AND NOT a < b;

SELECT ok('95.0 UP by 2025'::target = '95 up by 2025-12-31', '95.0 UP by 2025 and 95 up by 2025-12-31 are one');
SELECT ok('>=95'::target <> '95 up' AND '95 up'::target <> '95 up near 1', 'equality is of the whole target, not of its bound');
SELECT is(count(*), 0::bigint, 'equal targets hash equal')
FROM pair
WHERE a = b AND (target_hash(a) <> target_hash(b) OR target_hash_extended(a, 7) <> target_hash_extended(b, 7));
SELECT is(count(*), 0::bigint, 'a target read from text hashes as the constructed one')
FROM sample WHERE target_hash(goal) <> target_hash(goal::text::target) OR target_hash_extended(goal, 7) <> target_hash_extended(goal::text::target, 7);
SELECT cmp_ok(count(DISTINCT target_hash(goal)), '>=', count(DISTINCT goal) - 5, 'different targets rarely hash equal') FROM sample;
SELECT is(count(*), 0::bigint, 'the extended hash with seed 0 begins with the hash') FROM sample
WHERE (target_hash_extended(goal, 0) & 4294967295) <> (target_hash(goal)::bigint & 4294967295);

CREATE INDEX sample_btree ON sample USING btree (goal);
CREATE INDEX sample_hash ON sample USING hash (goal);
ANALYZE sample;
SET LOCAL enable_seqscan = off;
SELECT results_eq('SELECT goal FROM sample ORDER BY goal', 'SELECT goal FROM (SELECT goal FROM sample OFFSET 0) AS s ORDER BY goal',
	'a btree index returns them in order');
SELECT is(count(*), 5000::bigint, 'an index finds every target') FROM (SELECT DISTINCT i FROM sample AS a WHERE EXISTS
	(SELECT FROM sample AS b WHERE b.goal = a.goal AND b.i = a.i)) AS found;
SET LOCAL enable_seqscan = on;
SELECT is((SELECT count(*) FROM (SELECT goal FROM sample GROUP BY goal) AS g), count(DISTINCT goal::text), 'GROUP BY agrees with the text')
FROM sample;

-- ---------- binary ----------

CREATE FUNCTION pg_temp.file() RETURNS text LANGUAGE sql AS
	$$SELECT current_setting('data_directory') || '/pg_stat_tmp/socpolicy_target'$$;

CREATE TEMP TABLE sample_back (i int, goal target);
DO $$
BEGIN
	EXECUTE format('COPY (SELECT i, goal FROM sample) TO %L (FORMAT binary)', pg_temp.file());
	EXECUTE format('COPY sample_back FROM %L (FORMAT binary)', pg_temp.file());
END
$$;
SELECT is(count(*), 5000::bigint, 'binary COPY brings every target back')
FROM sample JOIN sample_back USING (i)
WHERE sample.goal = sample_back.goal AND sample.goal::text = sample_back.goal::text;

-- A message is: the threshold_range, direction (1 up, 2 down, 3 within), flags
-- (1 due, 2 baseline, 4 near), due, baseline, its decimals and date, near and
-- its decimals; dates as days since 2000-01-01.  It never changes.
CREATE FUNCTION pg_temp.message(threshold threshold_range, direction int, flags int, due int DEFAULT 0, baseline bigint DEFAULT 0,
	baseline_scale int DEFAULT 0, baseline_on int DEFAULT 0, near bigint DEFAULT 0, near_scale int DEFAULT 0) RETURNS bytea LANGUAGE sql AS $$
	SELECT threshold_range_send(threshold) || set_byte('\x00', 0, direction) || set_byte('\x00', 0, flags)
		|| int4send(due) || int8send(baseline) || set_byte('\x00', 0, baseline_scale) || int4send(baseline_on)
		|| int8send(near) || set_byte('\x00', 0, near_scale)
$$;

SELECT is(target_send(goal), message, format('"%s" is sent as %s', goal, message))
FROM (VALUES
	('>=95'::target, pg_temp.message('>=95', 1, 0)),
	('49..51 within near 0.5', pg_temp.message('49..51', 3, 4, near => 5, near_scale => 1)),
	('<3 by 2025 from -5.25 on 1999-12-31', pg_temp.message('<3', 2, 3, date '2025-12-31' - date '2000-01-01', -525, 2, -1))
) AS send (goal, message);

CREATE TEMP TABLE received (goal target);
CREATE FUNCTION pg_temp.receive(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file oid := lo_from_bytea(0, convert_to(E'PGCOPY\n', 'UTF8') || '\xff0d0a00' || '\x0000000000000000'
		|| int2send(1::smallint) || int4send(length(message)) || message || '\xffff');
	answer text;
BEGIN
	PERFORM lo_export(file, pg_temp.file()), lo_unlink(file);
	DELETE FROM received;
	EXECUTE format('COPY received FROM %L (FORMAT binary)', pg_temp.file());
	SELECT goal INTO STRICT answer FROM received;
	RETURN answer;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

SELECT is(pg_temp.receive(message), outcome, format('bytes with %s: %s', name, outcome))
FROM (VALUES
	(pg_temp.message('>=95', 1, 0),               '>=95',  'a target without clauses'),
	(pg_temp.message('95', 1, 7, 8000, 805, 1, 7000, 15, 1), '95 up by 2021-11-26 from 80.5 on 2019-03-02 near 1.5', 'every clause'),
	(pg_temp.message('>=95', 1, 1, date '9999-12-31' - date '2000-01-01'), '>=95 by 9999-12-31', 'the last day'),
	(pg_temp.message('>=95', 1, 1, date '0001-01-01' - date '2000-01-01'), '>=95 by 0001-01-01', 'the first day'),
	(set_byte(pg_temp.message('95', 1, 0), 0, 31),  '22P03', 'an unknown flag in the threshold'),
	(set_byte(pg_temp.message('90', 1, 0), 9, 1),   '22P03', 'a threshold that is not canonical'),
	(pg_temp.message('95', 0, 0),                 '22P03', 'no direction'),
	(pg_temp.message('>=95', 0, 0),               '22P03', 'no direction where the range implies one'),
	(pg_temp.message('95', 4, 0),                 '22P03', 'an unknown direction'),
	(pg_temp.message('95', 255, 0),               '22P03', 'the largest direction'),
	(pg_temp.message('>=95', 2, 0),               '22P03', 'a lower bound and down'),
	(pg_temp.message('<3', 1, 0),                 '22P03', 'an upper bound and up'),
	(pg_temp.message('<3', 3, 0),                 '22P03', 'an upper bound and within'),
	(pg_temp.message('>=95', 3, 0),               '22P03', 'a lower bound and within'),
	(pg_temp.message('95', 1, 8),                 '22P03', 'an unknown flag'),
	(pg_temp.message('95', 1, 128),               '22P03', 'the highest flag'),
	(pg_temp.message('95', 1, 0, 8000),           '22P03', 'a due date without its flag'),
	(pg_temp.message('95', 1, 0, baseline => 80), '22P03', 'a baseline without its flag'),
	(pg_temp.message('95', 1, 0, baseline_scale => 1), '22P03', 'a baseline''s decimals without its flag'),
	(pg_temp.message('95', 1, 0, baseline_on => 7000), '22P03', 'a baseline''s date without its flag'),
	(pg_temp.message('95', 1, 0, near => 1),      '22P03', 'a near without its flag'),
	(pg_temp.message('95', 1, 0, near_scale => 1), '22P03', 'a near''s decimals without its flag'),
	(pg_temp.message('95', 1, 4, near => 0),      '22P03', 'near 0'),
	(pg_temp.message('95', 1, 4, near => -1),     '22P03', 'near below 0'),
	(pg_temp.message('95', 1, 4, near => 10, near_scale => 1), '22P03', 'a near that is not canonical'),
	(pg_temp.message('95', 1, 4, near => 1, near_scale => 10), '22P03', 'a near of ten decimals'),
	(pg_temp.message('95', 1, 4, near => 1000000000000000000), '22P03', 'a near of ten to the 18'),
	(pg_temp.message('95', 1, 2, baseline => 800, baseline_scale => 1, baseline_on => 7000), '22P03', 'a baseline that is not canonical'),
	(pg_temp.message('95', 1, 2, baseline => -9223372036854775808, baseline_on => 7000), '22P03', 'the smallest baseline'),
	(pg_temp.message('95', 1, 3, 7000, 80, 0, 7000), '22P03', 'a baseline on the due date'),
	(pg_temp.message('95', 1, 3, 7000, 80, 0, 7001), '22P03', 'a baseline after the due date'),
	(pg_temp.message('95', 1, 1, 2147483647),     '22P03', 'an infinite due date'),
	(pg_temp.message('95', 1, 1, -2147483648),    '22P03', 'a due date before all time'),
	(pg_temp.message('95', 1, 1, date '9999-12-31' - date '2000-01-01' + 1), '22P03', 'a due date after the year 9999'),
	(pg_temp.message('95', 1, 1, date '0001-01-01' - date '2000-01-01' - 1), '22P03', 'a due date before the year 1'),
	(pg_temp.message('95', 1, 2, 0, 80, 0, -2147483648), '22P03', 'a baseline before all time'),
	(''::bytea,                                   '08P01', 'nothing'),
	(threshold_range_send('95'),                  '08P01', 'a threshold_range only'),
	(substr(pg_temp.message('95', 1, 0), 1, 46),  '08P01', 'the last byte missing'),
	(pg_temp.message('95', 1, 0) || '\x00',       '22P03', 'a byte too many')
) AS hostile (message, outcome, name);

CREATE TEMP TABLE hostile AS
SELECT message, pg_temp.receive(message) AS outcome
FROM (SELECT set_byte(message, (random() * 46)::int, (random() * 255)::int) AS message
	  FROM (SELECT target_send(goal) AS message FROM sample LIMIT 1500) AS sent) AS damaged;
SELECT is(count(*), 0::bigint, 'damaged bytes are refused or mean what they print')
FROM hostile
WHERE CASE WHEN outcome = '22P03' THEN false ELSE target_send(outcome::target) <> message END;

-- ---------- catalog ----------

SELECT is(
	format('commutator %s negator %s restrict %s join %s%s%s', o.oprcom::regoperator,
		nullif(o.oprnegate, 0)::regoperator, o.oprrest, o.oprjoin,
		CASE WHEN o.oprcanhash THEN ' hashes' END, CASE WHEN o.oprcanmerge THEN ' merges' END),
	metadata, 'metadata of ' || operator)
FROM (VALUES
	('=(target,target)',  'commutator =(target,target) negator <>(target,target) restrict eqsel join eqjoinsel hashes merges'),
	('<>(target,target)', 'commutator <>(target,target) negator =(target,target) restrict neqsel join neqjoinsel'),
	('<(target,target)',  'commutator >(target,target) negator >=(target,target) restrict scalarltsel join scalarltjoinsel'),
	('<=(target,target)', 'commutator >=(target,target) negator >(target,target) restrict scalarlesel join scalarlejoinsel'),
	('>=(target,target)', 'commutator <=(target,target) negator <(target,target) restrict scalargesel join scalargejoinsel'),
	('>(target,target)',  'commutator <(target,target) negator <=(target,target) restrict scalargtsel join scalargtjoinsel')
) AS expected (operator, metadata)
JOIN pg_operator AS o ON o.oid = operator::regoperator;

SELECT is(string_agg(amname || ' ' || opcname, ', ' ORDER BY amname), 'btree target_ops, hash target_hash_ops', 'default operator classes for btree and hash')
FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod
WHERE opcintype = 'target'::regtype AND opcdefault;
SELECT is(count(*) FILTER (WHERE amvalidate), count(*), 'the operator classes validate')
FROM pg_opclass, LATERAL amvalidate(oid) WHERE opcintype = 'target'::regtype;

-- ---------- the first and the last ----------

SELECT is((SELECT socpolicy.min(g)::text || ' ' || socpolicy.max(g)::text FROM unnest('{>=95,<3,95 up,28..30 up,">=95 by 2030"}'::socpolicy.target[]) AS g),
		  (SELECT first.g::text || ' ' || last.g::text FROM (SELECT g FROM unnest('{>=95,<3,95 up,28..30 up,">=95 by 2030"}'::socpolicy.target[]) AS g ORDER BY g LIMIT 1) AS first,
			(SELECT g FROM unnest('{>=95,<3,95 up,28..30 up,">=95 by 2030"}'::socpolicy.target[]) AS g ORDER BY g DESC LIMIT 1) AS last), 'min and max are the ends of the order');
SELECT is((SELECT socpolicy.max(g)::text FROM unnest('{NULL,<3}'::socpolicy.target[]) AS g), '<3', 'NULL is skipped');
SELECT is((SELECT socpolicy.min(g)::text FROM unnest('{}'::socpolicy.target[]) AS g), NULL, 'of none: NULL');

SELECT * FROM finish();
ROLLBACK;
