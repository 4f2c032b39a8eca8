\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

-- tally: how many figures of each status, and with what weight; and the
-- aggregates that count them.

BEGIN;
SET LOCAL search_path = public, socpolicy;
SELECT plan(307);

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

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		lines := lines || line || E'\n';
	END LOOP;
	RETURN lines;
END
$$;

-- A tally by its seven counts and weights, such as '2/2 25/25 0/0 1/1.5 0/0 3/3 0/0'.
CREATE FUNCTION pg_temp.tally_of(numbers text) RETURNS tally LANGUAGE sql AS $$
	SELECT string_agg(status || '=' || number, ',' ORDER BY n)::tally
	FROM unnest(enum_range(NULL::compliance_status), string_to_array(numbers, ' ')) WITH ORDINALITY AS part (status, number, n)
$$;
\set zero '''exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000'''

-- ---------- text ----------

SELECT is(written::tally::text, coalesce(printed, written), 'the text form: ' || description)
FROM (VALUES
	('exceeded=2/2.000,met=25/25.000,near=0/0.000,missed=1/1.500,not_due=0/0.000,no_data=3/3.000,no_target=0/0.000', NULL, 'all seven, in this order'),
	(:zero, NULL, 'the zero tally'),
	('exceeded=2/2,met=25/25.0,near=0/0,missed=1/1.5,not_due=0/0.00,no_data=3/3,no_target=0/0',
	 'exceeded=2/2.000,met=25/25.000,near=0/0.000,missed=1/1.500,not_due=0/0.000,no_data=3/3.000,no_target=0/0.000', 'weights print with three decimals'),
	('exceeded=2/0.000,met=1/0.001,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000', NULL, 'counts of little or no weight'),
	('exceeded=9223372036854775807/170141183460469231731687303715884105.727,met=9223372036854775807/1.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=9223372036854775807/0.000', NULL, 'the largest counts and weight')
) AS form (written, printed, description);

SELECT is(pg_temp.outcome(format('SELECT %L::tally', written)), sqlstate, format('%s is refused with %s', description, sqlstate))
FROM (VALUES
	('', '22P02', 'the empty text'),
	('{}', '22P02', 'something else'),
	('exceeded=0/0', '22P02', 'a single status'),
	('exceeded=0/0,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0', '22P02', 'a missing status'),
	('met=0/0,exceeded=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'another order'),
	('exceeded=0/0,met=0/0,met=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a status twice'),
	('exceeded=0/0,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0,late=0/0', '22P02', 'an eighth status'),
	('exceeded=0/0,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0,', '22P02', 'a comma too many'),
	('exceeded=0/0,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/', '22P02', 'a missing weight'),
	('exceeded=0,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a count alone'),
	('exceeded=-1/1,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a negative count'),
	('exceeded=1/-1,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a negative weight'),
	('exceeded=1.5/1,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a broken count'),
	('exceeded=1/0.0001,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a fourth decimal'),
	('exceeded=1/1.,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a dot without decimals'),
	('exceeded=1/.5,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a dot without digits before it'),
	('exceeded=1/1e3,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'an exponent'),
	('exceeded=1/NaN,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'NaN'),
	('exceeded=0/1,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22P02', 'a weight without a count'),
	('exceeded=9223372036854775808/1,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22003', 'a count of 2^63'),
	('exceeded=1/170141183460469231731687303715884105.728,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22003', 'a weight of 2^127 thousandths'),
	('exceeded=' || repeat('9', 100000) || '/1,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22003', 'a count of 100000 digits'),
	('exceeded=1/' || repeat('9', 100000) || ',met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0', '22003', 'a weight of 100000 digits'),
	(repeat('x', 100000), '22P02', 'a text of 100000 letters'),
	(E'exceeded=0/0,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0\x01', '22P02', 'a control character at the end')
) AS bad (written, sqlstate, description);

-- ---------- accessors ----------

SELECT is(concat_ws(' ', total(t), evaluated(t), exceeded(t), met(t), near(t), missed(t), not_due(t), no_data(t), no_target(t)), counts,
	format('total, evaluated and the seven counts of %s', numbers))
FROM (VALUES
	('2/2 25/25 4/4 1/1.5 6/6 3/3 7/7', '48 32 2 25 4 1 6 3 7'),
	('0/0 0/0 0/0 0/0 0/0 0/0 0/0',     '0 0 0 0 0 0 0 0 0'),
	('0/0 0/0 0/0 0/0 5/5 0/0 1/1',     '6 0 0 0 0 0 5 0 1')
) AS counted (numbers, counts), pg_temp.tally_of(numbers) AS t;

SELECT is(concat_ws(' ', coalesce(round(met_rate(t), 4)::text, 'NULL'), coalesce(round(coverage(t), 4)::text, 'NULL'), coalesce(round(weighted_met_rate(t), 4)::text, 'NULL')), rates,
	format('met_rate, coverage and weighted_met_rate of %s', numbers))
FROM (VALUES
	('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0',  '96.4286 90.3226 94.7368'),
	('1/1 1/1 1/1 1/1 9/9 0/0 9/9',      '50.0000 100.0000 50.0000'),
	('0/0 1/3 0/0 1/1 0/0 2/2 0/0',      '50.0000 50.0000 75.0000'),
	('0/0 0/0 1/1 1/1 0/0 0/0 0/0',      '0.0000 100.0000 0.0000'),
	-- NULL where the denominator is 0
	('0/0 0/0 0/0 0/0 0/0 0/0 0/0',      'NULL NULL NULL'),
	('0/0 0/0 0/0 0/0 5/5 0/0 1/1',      'NULL NULL NULL'),
	('0/0 0/0 0/0 0/0 0/0 3/3 0/0',      'NULL 0.0000 NULL'),
	('0/0 1/0 0/0 1/0 0/0 0/0 0/0',      '50.0000 100.0000 NULL')
) AS counted (numbers, rates), pg_temp.tally_of(numbers) AS t;
SELECT is(concat(total(t), evaluated(t), met(t), met_rate(t), coverage(t), weighted_met_rate(t), t + t, t::jsonb::text), '', 'everything of NULL is NULL')
FROM (VALUES (NULL::tally)) AS none (t);
SELECT is(pg_temp.outcome(format('SELECT %s(%L::tally)', accessor, pg_temp.tally_of('9223372036854775807/1 1/1 0/0 0/0 0/0 0/0 0/0'))), '22003', accessor || ' refuses to overflow')
FROM unnest('{total,evaluated}'::text[]) AS accessor;

SELECT is(pg_temp.tally_of('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0')::jsonb,
	'{"exceeded": {"count": 2, "weight": 2.000}, "met": {"count": 25, "weight": 25.000}, "near": {"count": 0, "weight": 0.000}, "missed": {"count": 1, "weight": 1.500},
	  "not_due": {"count": 0, "weight": 0.000}, "no_data": {"count": 3, "weight": 3.000}, "no_target": {"count": 0, "weight": 0.000}}'::jsonb,
	'as jsonb');
SELECT is(pg_temp.tally_of('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0')::jsonb #>> '{exceeded,weight}', '2.000', 'jsonb keeps the three decimals');
SELECT is((pg_temp.tally_of('9223372036854775807/170141183460469231731687303715884105.727 0/0 0/0 0/0 0/0 0/0 0/0')::jsonb -> 'exceeded')::text,
	'{"count": 9223372036854775807, "weight": 170141183460469231731687303715884105.727}', 'jsonb is exact');

-- ---------- plus and minus ----------

SELECT is(pg_temp.outcome(format('SELECT %L::tally %s %L', pg_temp.tally_of(a), operator, pg_temp.tally_of(b))),
	CASE WHEN outcome ~ '/' THEN pg_temp.tally_of(outcome)::text ELSE outcome END, format('%s %s %s is %s', a, operator, b, outcome))
FROM (VALUES
	('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0', '+', '1/0.5 0/0 1/1 1/1 1/1 1/1 1/1', '3/2.5 25/25 1/1 2/2.5 1/1 4/4 1/1'),
	('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0', '+', '0/0 0/0 0/0 0/0 0/0 0/0 0/0', '2/2 25/25 0/0 1/1.5 0/0 3/3 0/0'),
	('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0', '-', '1/0.5 5/5 0/0 0/0 0/0 3/3 0/0', '1/1.5 20/20 0/0 1/1.5 0/0 0/0 0/0'),
	('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0', '-', '2/2 25/25 0/0 1/1.5 0/0 3/3 0/0', '0/0 0/0 0/0 0/0 0/0 0/0 0/0'),
	('1/1000000000000000000000.001 0/0 0/0 0/0 0/0 0/0 0/0', '-', '1/1000000000000000000000.001 0/0 0/0 0/0 0/0 0/0 0/0', '0/0 0/0 0/0 0/0 0/0 0/0 0/0'),
	-- a weight that carries from 64 bits to the next
	('1/18446744073709551.615 0/0 0/0 0/0 0/0 0/0 0/0', '+', '1/0.001 0/0 0/0 0/0 0/0 0/0 0/0', '2/18446744073709551.616 0/0 0/0 0/0 0/0 0/0 0/0'),
	('2/18446744073709551.616 0/0 0/0 0/0 0/0 0/0 0/0', '-', '1/0.001 0/0 0/0 0/0 0/0 0/0 0/0', '1/18446744073709551.615 0/0 0/0 0/0 0/0 0/0 0/0'),
	-- below zero
	('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0', '-', '3/2 0/0 0/0 0/0 0/0 0/0 0/0', '22003'),
	('2/2 25/25 0/0 1/1.5 0/0 3/3 0/0', '-', '1/2.001 0/0 0/0 0/0 0/0 0/0 0/0', '22003'),
	('0/0 0/0 0/0 0/0 0/0 0/0 0/0',     '-', '0/0 0/0 0/0 0/0 0/0 0/0 1/1', '22003'),
	('2/2 0/0 0/0 0/0 0/0 0/0 0/0',     '-', '2/1 0/0 0/0 0/0 0/0 0/0 0/0', '22003'),
	-- overflow
	('9223372036854775807/1 0/0 0/0 0/0 0/0 0/0 0/0', '+', '1/1 0/0 0/0 0/0 0/0 0/0 0/0', '22003'),
	('1/1 0/0 0/0 0/0 0/0 0/0 9223372036854775807/1', '+', '1/1 0/0 0/0 0/0 0/0 0/0 9223372036854775807/1', '22003'),
	('1/170141183460469231731687303715884105.727 0/0 0/0 0/0 0/0 0/0 0/0', '+', '1/0.001 0/0 0/0 0/0 0/0 0/0 0/0', '22003')
) AS sum (a, operator, b, outcome);

-- ---------- a sample ----------

SELECT setseed(0.230);

-- An ordinary table, since temporary ones cannot be read in parallel.
CREATE TABLE sample AS
WITH goal AS (
	SELECT n, ('{>=5,>5,<5,<=5,5 up,5 down,5 within,3..7 up,"[3,7) down",3..7 within,>=5 near 1,<5 near 1,4..6 within near 0.5,
		>=5 by 2025,<5 by 2025 near 1,5 up by 2030,3..7 up by 2025 near 0.5,0.5 up,99 down by 2030 near 9,>=-5}'::target[])[n] AS goal
	FROM generate_series(1, 21) AS n
)
SELECT i, (i % 63)::int AS agency, g.goal, value, value::bigint AS v_bigint, value::double precision AS v_double, value::real AS v_real,
	period_end, weight, CASE WHEN random() < 0.95 THEN evaluate(value, g.goal, period_end) END AS status
FROM generate_series(1, 12000) AS i
CROSS JOIN LATERAL (SELECT i AS row, 1 + (random() * 20)::int AS n,
	CASE WHEN random() < 0.9 THEN round((random() * 10)::numeric, (random() * 3)::int) END AS value,
	CASE WHEN random() < 0.9 THEN date '2025-12-31' + (random() * 2 - 1)::int END AS period_end,
	round((random() * 3)::numeric, (random() * 3)::int) AS weight) AS r
JOIN goal AS g USING (n);
CREATE UNIQUE INDEX ON sample (i);
ANALYZE sample;
SELECT is(count(*), 12000::bigint, 'a sample of 12000 figures') FROM sample;
SELECT is(count(DISTINCT evaluate(value, goal, period_end)), 7::bigint, 'of every status') FROM sample;

-- Every form of tally_agg, and what it is short for.
CREATE TEMP TABLE form (call text, status text, weight text);
INSERT INTO form VALUES
	('tally_agg(status)',         'status', '1'),
	('tally_agg(status, weight)', 'status', 'weight');
INSERT INTO form
SELECT replace(call, 'VALUE', value), replace(status, 'VALUE', value), weight
FROM unnest('{value,v_bigint,v_double,v_real}'::text[]) AS value, (VALUES
	('tally_agg(VALUE, goal)',                     'evaluate(VALUE, goal)',             '1'),
	('tally_agg(VALUE, goal, period_end)',         'evaluate(VALUE, goal, period_end)', '1'),
	('tally_agg(VALUE, goal, period_end, weight)', 'evaluate(VALUE, goal, period_end)', 'weight')) AS f (call, status, weight);

-- Count by built-in means.
CREATE FUNCTION pg_temp.recount(status text, weight text, condition text DEFAULT 'true') RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT string_agg(s || ''='' || coalesce(n, 0) || ''/'' || coalesce(w, 0)::numeric(40, 3), '','' ORDER BY s)
		FROM unnest(enum_range(NULL::compliance_status)) AS s
		LEFT JOIN (SELECT %s AS s, count(*) AS n, sum(%s) AS w FROM sample WHERE %s GROUP BY 1) AS counted USING (s)', status, weight, condition)
	INTO STRICT answer;
	RETURN answer;
END
$$;

-- ---------- the aggregates count ----------

SELECT is(pg_temp.outcome(format('SELECT %s FROM sample', call)), pg_temp.recount(status, weight), call || ' is evaluate and count') FROM form;
SELECT is(pg_temp.outcome(format('SELECT %s FROM sample WHERE agency = 7', call)), pg_temp.recount(status, weight, 'agency = 7'), call || ' of one agency') FROM form;
SELECT is(pg_temp.outcome(format('SELECT %s FROM sample WHERE i < 0', call)), :zero, call || ' of no rows is the zero tally') FROM form;
SELECT is(tally_merge(t)::text, :zero, 'tally_merge of no rows is the zero tally') FROM (SELECT NULL::tally AS t WHERE false) AS none;
SELECT is(tally_merge(t)::text, :zero, 'tally_merge skips NULL') FROM (VALUES (NULL::tally), (NULL)) AS none (t);
SELECT is((SELECT tally_agg(status) FROM sample), (SELECT tally_agg(status) FROM sample WHERE status IS NOT NULL), 'a NULL status is skipped');
SELECT is(tally_agg(status)::text, :zero, 'nothing but NULL statuses is the zero tally') FROM (VALUES (NULL::compliance_status), (NULL)) AS none (status);
SELECT is(tally_agg(value, goal)::text, 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=1/1.000,no_target=2/2.000', 'NULL values and goals are counted')
FROM (VALUES (NULL::numeric, '>=3'::target), (NULL, NULL), (3, NULL)) AS figure (value, goal);

SELECT is(pg_temp.outcome(format('SELECT tally_agg(%s, %s)', first, weight)),
	CASE WHEN outcome ~ '/' THEN pg_temp.tally_of(outcome)::text ELSE outcome END, format('tally_agg(%s, %s) is %s', first, weight, outcome))
FROM (VALUES
	('1.5',              '0/0 1/1.5 0/0 0/0 0/0 0/0 0/0'),
	('0',                '0/0 1/0 0/0 0/0 0/0 0/0 0/0'),
	('0.001',            '0/0 1/0.001 0/0 0/0 0/0 0/0 0/0'),
	('2.5000000000000',  '0/0 1/2.5 0/0 0/0 0/0 0/0 0/0'),
	('1.5::numeric(100, 80)', '0/0 1/1.5 0/0 0/0 0/0 0/0 0/0'),
	('0::numeric(100, 80)', '0/0 1/0 0/0 0/0 0/0 0/0 0/0'),
	('1.2345::numeric(100, 80)', '22023'),
	('-1::numeric(100, 80)', '22023'),
	('999999999999999.999', '0/0 1/999999999999999.999 0/0 0/0 0/0 0/0 0/0'),
	('999999999999999',  '0/0 1/999999999999999 0/0 0/0 0/0 0/0 0/0'),
	('NULL',             '22023'),
	('-1',               '22023'),
	('-0.001',           '22023'),
	('0.0001',           '22023'),
	('1.2345',           '22023'),
	('1.00000000000001', '22023'),
	('1e-20',            '22023'),
	('''NaN''',          '22003'),
	('''Infinity''',     '22003'),
	('1e100',            '22003')
) AS w (weight, outcome),
(VALUES ('''met''::compliance_status'), ('95, ''>=95'', NULL')) AS f (first);
SELECT is(tally_agg(NULL::compliance_status, 1)::text, :zero, 'a NULL status is skipped with its weight');
SELECT is(pg_temp.outcome(format('SELECT tally_agg(%L::%s, ''>=3'')', value, type)), '22003', format('tally_agg of a %s %s is refused', type, value))
FROM (VALUES ('numeric'), ('double precision'), ('real')) AS t (type), (VALUES ('NaN'), ('Infinity'), ('-Infinity')) AS v (value);
SELECT is(pg_temp.outcome(format('SELECT tally_merge(t) FROM (VALUES (%L::tally), (%L)) AS v (t)', t, t)), '22003', 'tally_merge refuses to overflow')
FROM pg_temp.tally_of('9223372036854775807/1 0/0 0/0 0/0 0/0 0/0 0/0') AS t;

-- ---------- rollups ----------

-- The whole, counted in parts that chance makes.
CREATE FUNCTION pg_temp.by_parts(call text, parts int) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE format('SELECT tally_merge(part) FROM (SELECT %s AS part FROM (SELECT *, (random() * %s)::int AS p FROM sample OFFSET 0) AS s GROUP BY p) AS parts', call, parts)
	INTO STRICT answer;
	RETURN answer;
END
$$;
SELECT is(count(*) FILTER (WHERE pg_temp.by_parts(call, parts) <> whole), 0::bigint, call || ': the parts of any split add up to the whole')
FROM (SELECT call, pg_temp.recount(status, weight) AS whole FROM form OFFSET 0) AS f, unnest('{0,1,2,10,1000,100000}'::int[]) AS parts
GROUP BY call ORDER BY call;

CREATE TEMP TABLE stored AS SELECT agency, tally_agg(value, goal, period_end, weight) AS tally FROM sample GROUP BY agency;
SELECT is(tally_merge(tally), (SELECT tally_agg(value, goal, period_end, weight) FROM sample), 'stored tallies can be merged') FROM stored;
SELECT is((SELECT tally_merge(tally) FROM stored) - (SELECT tally FROM stored WHERE agency = 7), (SELECT tally_agg(value, goal, period_end, weight) FROM sample WHERE agency <> 7), 'and taken away again');
SELECT is(count(*), 0::bigint, 'GROUPING SETS keep their states apart')
FROM (SELECT agency, grouping(agency) AS g, tally_agg(value, goal, period_end, weight) AS tally FROM sample GROUP BY ROLLUP (agency)) AS r
WHERE tally <> CASE g WHEN 1 THEN (SELECT tally_merge(tally) FROM stored) ELSE (SELECT tally FROM stored WHERE stored.agency = r.agency) END;
SELECT is(count(*), 0::bigint, 'sums commute and associate, and minus undoes plus')
FROM stored AS a JOIN stored AS b ON b.agency < 20, (SELECT tally AS c FROM stored WHERE agency = 8) AS third
WHERE a.tally + b.tally <> b.tally + a.tally OR (a.tally + b.tally) + c <> a.tally + (b.tally + c)
	OR (a.tally + b.tally) - b.tally <> a.tally OR a.tally - a.tally <> :zero;
SELECT is(count(*), 0::bigint, 'text is read back as it was printed') FROM stored WHERE tally::text::tally <> tally OR tally::text::tally::text <> tally::text;

SET LOCAL enable_hashagg = off;
SELECT is(count(*), 0::bigint, 'sorted groups are the hashed groups')
FROM (SELECT agency, tally_agg(value, goal, period_end, weight) AS tally FROM sample GROUP BY agency) AS s JOIN stored USING (agency) WHERE s.tally <> stored.tally;
SET LOCAL enable_hashagg = on;
SET LOCAL enable_sort = off;
SET LOCAL work_mem = '64kB';
SELECT is((SELECT tally_merge(t) FROM (SELECT tally_agg(value, goal, period_end, weight) AS t FROM sample GROUP BY i) AS g),
	(SELECT tally_merge(tally) FROM stored), 'groups that spill to disk are counted whole');
RESET work_mem;
SET LOCAL enable_sort = on;

-- ---------- in parallel ----------

SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL min_parallel_index_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 3;
SET LOCAL parallel_leader_participation = off;

SELECT matches(pg_temp.plan_of(format('SELECT %s FROM sample', call)), 'Finalize Aggregate\s+->  Gather\s+Workers Planned: \d\s+->  Partial Aggregate', call || ' runs in parallel') FROM form;
SELECT matches(pg_temp.plan_of('SELECT tally_merge(''' || :zero || '''::tally) FROM sample'), 'Partial Aggregate', 'tally_merge runs in parallel');

-- As statements of their own, since a query inside a function gets no workers.
SELECT string_agg(format('%s AS c%s', call, n), ', ' ORDER BY n) AS calls, string_agg('c' || n, ', ') AS columns FROM (SELECT *, row_number() OVER (ORDER BY call) AS n FROM form) AS f \gset
CREATE TEMP TABLE whole AS SELECT :calls FROM sample;
CREATE TEMP TABLE nothing AS SELECT :calls FROM sample WHERE value > 1e6 AND v_real > 1e6;
CREATE TEMP TABLE by_agency AS SELECT agency, :calls FROM sample GROUP BY agency;
CREATE TEMP TABLE merged AS SELECT tally_merge(tally_count(:zero, value, goal, period_end, weight)) AS tally FROM sample;
SELECT is(tally::text, pg_temp.recount('evaluate(value, goal, period_end)', 'weight'), 'parallel tally_merge is the serial one') FROM merged;

SET LOCAL max_parallel_workers_per_gather = 0;
SELECT doesnt_match(pg_temp.plan_of('SELECT tally_agg(status) FROM sample'), 'Partial', 'no workers from here on');
CREATE TEMP TABLE whole_serial AS SELECT :calls FROM sample;
CREATE TEMP TABLE by_agency_serial AS SELECT agency, :calls FROM sample GROUP BY agency;
SELECT is(whole::text, whole_serial::text, 'parallel is serial in every form') FROM whole, whole_serial;
SELECT is(count(*), 63::bigint, 'parallel is serial in every form and group')
FROM by_agency AS p JOIN by_agency_serial AS s USING (agency) WHERE p::text = s::text;
SELECT is(count(*), 14::bigint, 'parallel workers that find nothing make the zero tally')
FROM nothing, unnest(ARRAY[:columns]) AS t WHERE t = :zero;

-- Partial states per partition, one of them empty.
CREATE TABLE parted (LIKE sample) PARTITION BY RANGE (i);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (11990);
CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (11990) TO (20000);
CREATE TABLE parted_3 PARTITION OF parted FOR VALUES FROM (20000) TO (30000);
INSERT INTO parted SELECT * FROM sample;
ANALYZE parted;
SET LOCAL enable_partitionwise_aggregate = on;
SET LOCAL max_parallel_workers_per_gather = 3;
SELECT matches(pg_temp.plan_of('SELECT tally_agg(value, goal) FROM parted'), 'Partial Aggregate.*Partial Aggregate', 'partitions are counted one by one');
CREATE TEMP TABLE whole_parted AS SELECT :calls FROM parted;
SELECT is(whole_parted::text, whole_serial::text, 'lopsided and empty partitions add up to the whole') FROM whole_parted, whole_serial;
SET LOCAL enable_partitionwise_aggregate = off;
SET LOCAL max_parallel_workers_per_gather = 0;

-- ---------- moving windows ----------

-- How often a moving window differs from the same frame counted anew.
CREATE FUNCTION pg_temp.windows_differ(call text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
	differences bigint;
BEGIN
	EXECUTE format('SELECT count(*) FROM (SELECT i, %1$s OVER (ORDER BY i ROWS BETWEEN 7 PRECEDING AND 2 FOLLOWING) AS moving FROM sample WHERE i <= 1500) AS w
		WHERE moving <> (SELECT %1$s FROM sample AS s WHERE s.i BETWEEN w.i - 7 AND least(w.i + 2, 1500))', call) INTO STRICT differences;
	RETURN differences;
END
$$;
SELECT is(pg_temp.windows_differ(call), 0::bigint, call || ' in a moving window is the frame recounted') FROM form;

-- The same through tally_merge of stored tallies, and in other frames.
SELECT is(count(*), 0::bigint, 'tally_merge in a moving window is the frame recounted')
FROM (SELECT agency, tally_merge(tally) OVER (ORDER BY agency ROWS 6 PRECEDING) AS moving FROM stored) AS w
WHERE moving <> (SELECT tally_merge(tally) FROM stored AS s WHERE s.agency BETWEEN w.agency - 6 AND w.agency);
SELECT is(count(*), 0::bigint, 'a frame that jumps over the current row')
FROM (SELECT agency, tally_merge(tally) OVER (ORDER BY agency ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING EXCLUDE CURRENT ROW) AS moving FROM stored) AS w
WHERE moving <> (SELECT tally_merge(tally) FROM stored AS s WHERE s.agency BETWEEN w.agency - 3 AND w.agency + 3 AND s.agency <> w.agency);
SELECT is(count(*), 0::bigint, 'a frame that runs empty')
FROM (SELECT agency, tally_merge(tally) OVER (ORDER BY agency ROWS BETWEEN 9 PRECEDING AND 8 PRECEDING) AS moving FROM stored) AS w
WHERE moving <> (SELECT tally_merge(tally) FROM stored AS s WHERE s.agency BETWEEN w.agency - 9 AND w.agency - 8);
SELECT is(count(*), 0::bigint, 'a window with FILTER')
FROM (SELECT i, tally_agg(value, goal, period_end, weight) FILTER (WHERE agency % 3 = 0) OVER (ORDER BY i ROWS 20 PRECEDING) AS moving FROM sample WHERE i <= 1500) AS w
WHERE moving <> (SELECT tally_agg(value, goal, period_end, weight) FILTER (WHERE agency % 3 = 0) FROM sample AS s WHERE s.i BETWEEN w.i - 20 AND w.i);
SELECT is(count(*), 0::bigint, 'a growing window keeps every step')
FROM (SELECT array_agg(growing ORDER BY i) AS steps FROM (SELECT i, tally_agg(status) OVER (ORDER BY i) AS growing FROM sample WHERE i <= 300) AS g) AS kept,
	unnest(steps) WITH ORDINALITY AS step (growing, i)
WHERE growing <> (SELECT tally_agg(status) FROM sample AS s WHERE s.i <= step.i);
SELECT is(count(*), 0::bigint, 'partitions of a window start from zero')
FROM (SELECT agency, tally_agg(value, goal, period_end, weight) OVER (PARTITION BY agency) AS t FROM sample) AS w JOIN stored USING (agency) WHERE w.t <> stored.tally;
SELECT is(count(*), 0::bigint, 'neighbouring rows of a window are themselves')
FROM (SELECT t, lag(t) OVER (ORDER BY agency) AS before, tally FROM (SELECT agency, tally, tally_merge(tally) OVER (ORDER BY agency) AS t FROM stored) AS g) AS l
WHERE t - before <> tally;

-- ---------- in other company ----------

SELECT is(tally_agg(status ORDER BY value DESC, i), tally_agg(status), 'ORDER BY within the aggregate changes nothing') FROM sample;
SELECT is(tally_agg(value, goal ORDER BY i DESC)::text, tally_agg(value, goal)::text, 'nor in the value form') FROM sample;
SELECT is(tally_agg(DISTINCT status), pg_temp.tally_of('1/1 1/1 1/1 1/1 1/1 1/1 1/1'), 'DISTINCT statuses are one each') FROM sample;
SELECT is(tally_agg(DISTINCT value, goal), (SELECT tally_agg(value, goal) FROM (SELECT DISTINCT value, goal FROM sample) AS d), 'DISTINCT values and goals') FROM sample;
SELECT is(tally_agg(status) FILTER (WHERE agency = 7) + tally_agg(status) FILTER (WHERE agency <> 7), tally_agg(status), 'FILTER splits') FROM sample;
SELECT is(pg_temp.outcome('SELECT tally_agg(DISTINCT status) OVER () FROM sample LIMIT 1'), '0A000', 'the server has no DISTINCT in windows');
SELECT is(pg_temp.outcome('SELECT tally_merge(DISTINCT tally) FROM stored'), '42883', 'tallies have no order, so DISTINCT within an aggregate is refused');
SELECT is(count(*), 63::bigint, 'results of a group stay what they were when states go on')
FROM (SELECT agency, tally_agg(status) AS a, tally_agg(status) AS b, tally_agg(status) + tally_agg(status) AS c FROM sample GROUP BY agency) AS g WHERE a = b AND a + b = c;
SELECT is((SELECT t FROM (SELECT (SELECT tally_agg(status) FROM sample AS s WHERE s.agency = a.agency) AS t FROM stored AS a WHERE agency = 7) AS c),
	(SELECT tally_agg(status) FROM sample WHERE agency = 7), 'as a correlated subquery');

-- An aggregate of one's own over tally_add, without an initial state.
CREATE AGGREGATE pg_temp.sum(tally) (SFUNC = tally_add, STYPE = tally, COMBINEFUNC = tally_add);
SELECT is(pg_temp.sum(tally), tally_merge(tally), 'an aggregate of one''s own over tally_add') FROM stored;
SELECT is(pg_temp.sum(tally), NULL, 'which is NULL for no rows') FROM stored WHERE false;
SELECT is(tally_merge(tally)::text, (SELECT tally_merge(tally)::text FROM stored), 'and which leaves its rows alone') FROM stored;

-- The functions behind the aggregates can be called by hand, and change no
-- argument then.
SELECT is(tally_merge(tally_count(:zero, status)), pg_temp.tally_of('1/1 1/1 1/1 1/1 1/1 1/1 1/1'), 'tally_count counts from a constant, not into it')
FROM unnest(enum_range(NULL::compliance_status)) AS status;
SELECT is(t::text, pg_temp.tally_of('0/0 1/1 0/0 0/0 0/0 0/0 0/0')::text, format('%s leaves its argument alone', name))
FROM (SELECT t, name, CASE name
		WHEN 'tally_count of a status' THEN tally_count(t, 'met'::compliance_status)
		WHEN 'tally_count of a weighted status' THEN tally_count(t, 'met'::compliance_status, 1)
		WHEN 'tally_count of a value' THEN tally_count(t, 3, '>=3')
		WHEN 'tally_count of a weighted value' THEN tally_count(t, 3.0, '>=3', NULL, 1)
		WHEN 'tally_uncount of a status' THEN tally_uncount(t, 'met'::compliance_status)
		WHEN 'tally_uncount of a value' THEN tally_uncount(t, 3::real, '>=3')
		WHEN 'plus' THEN t + t
		WHEN 'minus' THEN t - t
		END AS answer
	FROM (SELECT pg_temp.tally_of('0/0 1/1 0/0 0/0 0/0 0/0 0/0') AS t OFFSET 0) AS one,
		unnest('{tally_count of a status,tally_count of a weighted status,tally_count of a value,tally_count of a weighted value,tally_uncount of a status,tally_uncount of a value,plus,minus}'::text[]) AS name
	OFFSET 0) AS called
WHERE answer <> t;

CREATE FUNCTION pg_temp.by_hand() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	t tally := 'exceeded=0/0,met=0/0,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0';
	before tally := t;
	figure record;
BEGIN
	FOR figure IN SELECT * FROM sample ORDER BY i LIMIT 500 LOOP
		before := t;
		t := tally_count(t, figure.value, figure.goal, figure.period_end, figure.weight);
		IF total(t) <> total(before) + 1 OR tally_uncount(t, figure.value, figure.goal, figure.period_end, figure.weight) <> before THEN
			RETURN 'wrong at ' || figure.i;
		END IF;
	END LOOP;
	RETURN t;
END
$$;
SELECT is(pg_temp.by_hand(), tally_agg(value, goal, period_end, weight)::text, 'counting by hand is the aggregate, and uncounting undoes it') FROM sample WHERE i <= 500;

-- NULL and nonsense at every argument.
SELECT is(pg_temp.outcome(replace('SELECT ' || call, 'ZERO', '''' || :zero || '''::tally')), outcome, format('%s: %s', call, outcome))
FROM (VALUES
	('tally_count(NULL, ''met''::compliance_status)',                '22004'),
	('tally_count(NULL, ''met''::compliance_status, 1)',             '22004'),
	('tally_count(NULL, 3, ''>=3'')',                                '22004'),
	('tally_count(NULL, 3.5, ''>=3'', ''2025-12-31'')',              '22004'),
	('tally_count(NULL, 3::float8, ''>=3'', ''2025-12-31'', 1)',     '22004'),
	('tally_uncount(NULL, ''met''::compliance_status)',              '22004'),
	('tally_uncount(NULL, ''met''::compliance_status, 1)',           '22004'),
	('tally_uncount(NULL, 3::real, ''>=3'')',                        '22004'),
	('tally_uncount(NULL, 3, ''>=3'', ''2025-12-31'')',              '22004'),
	('tally_uncount(NULL, 3.5, ''>=3'', ''2025-12-31'', 1)',         '22004'),
	('tally_count(NULL, NULL::compliance_status)',                   '22004'),
	('tally_add(NULL, NULL)',                                        'NULL'),
	('tally_add(NULL, ZERO)',                                        'NULL'),
	('tally_subtract(ZERO, NULL)',                                   'NULL'),
	('tally_uncount(ZERO, ''met''::compliance_status)',              '22003'),
	('tally_uncount(ZERO, ''met''::compliance_status, 1)',           '22003'),
	('tally_uncount(ZERO, 3, ''>=3'')',                              '22003'),
	('tally_uncount(tally_count(ZERO, 3, ''>=3''), 3, ''>=3'', NULL, 2)', '22003'),
	('tally_uncount(tally_count(ZERO, 3, ''>=3''), 3, ''>=3'', NULL, 0.5)', '22003'),
	('tally_uncount(tally_count(ZERO, 3, ''>=3''), 3, ''>=3'', NULL, 1) = ZERO', 'true'),
	('tally_count(''exceeded=0/0,met=9223372036854775807/1,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0'', 3, ''>=3'')', '22003'),
	('tally_count(''exceeded=0/0,met=1/170141183460469231731687303715884105.727,near=0/0,missed=0/0,not_due=0/0,no_data=0/0,no_target=0/0'', 3, ''>=3'')', '22003')
) AS by_hand (call, outcome);

-- ---------- equality and hash ----------

SELECT ok(pg_temp.tally_of('1/1 0/0 0/0 0/0 0/0 0/0 0/0') = pg_temp.tally_of('1/1.000 0/0 0/0 0/0 0/0 0/0 0/0'), '1 and 1.000 are one weight');
SELECT ok(pg_temp.tally_of(a) <> pg_temp.tally_of('1/1 0/0 0/0 0/0 0/0 0/0 0/0') AND NOT pg_temp.tally_of(a) = pg_temp.tally_of('1/1 0/0 0/0 0/0 0/0 0/0 0/0'), a || ' is another tally')
FROM unnest('{1/1.001 0/0 0/0 0/0 0/0 0/0 0/0,0/0 1/1 0/0 0/0 0/0 0/0 0/0,1/1 0/0 0/0 0/0 0/0 0/0 1/0,1/18446744073709552.616 0/0 0/0 0/0 0/0 0/0 0/0}'::text[]) AS a;
CREATE TEMP TABLE varied AS SELECT tally_agg(value, goal, period_end, weight) AS t FROM sample GROUP BY i % 4001 UNION ALL SELECT tally FROM stored UNION ALL SELECT tally FROM stored;
SELECT is(count(*), 0::bigint, 'tallies are equal if and only if they print alike, and then hash equal')
FROM stored AS s, varied AS v
WHERE (s.tally = v.t) <> (s.tally::text = v.t::text) OR (s.tally <> v.t) = (s.tally = v.t)
	OR (s.tally = v.t AND (tally_hash(s.tally), tally_hash_extended(s.tally, 7)) <> (tally_hash(v.t), tally_hash_extended(v.t, 7)));
SELECT is((SELECT count(*) FROM (SELECT DISTINCT t FROM varied) AS d), count(DISTINCT t::text), 'DISTINCT agrees with the text') FROM varied;
SELECT cmp_ok(count(DISTINCT tally_hash(t)), '>=', count(DISTINCT t::text) - 5, 'different tallies rarely hash equal') FROM varied;
SELECT is(count(*), 0::bigint, 'the extended hash with seed 0 begins with the hash') FROM varied
WHERE (tally_hash_extended(t, 0) & 4294967295) <> (tally_hash(t)::bigint & 4294967295);
SELECT matches(pg_temp.plan_of('SELECT FROM stored AS a JOIN stored AS b ON a.tally = b.tally'), 'Hash Join', 'tallies can be joined by hash');
CREATE INDEX varied_hash ON varied USING hash (t);
SET LOCAL enable_seqscan = off;
SELECT is(count(*), (SELECT count(*) FROM varied WHERE t::text = :zero), 'a hash index finds them') FROM varied WHERE t = :zero;
SET LOCAL enable_seqscan = on;

-- ---------- binary ----------

CREATE FUNCTION pg_temp.file() RETURNS text LANGUAGE sql AS
	$$SELECT current_setting('data_directory') || '/pg_stat_tmp/socpolicy_tally'$$;
INSERT INTO varied SELECT pg_temp.tally_of(numbers) FROM unnest('{9223372036854775807/170141183460469231731687303715884105.727 0/0 0/0 0/0 0/0 0/0 1/18446744073709551.616,
	1/9223372036854775.807 1/9223372036854775.808 1/18446744073709551.615 0/0 0/0 0/0 0/0}'::text[]) AS numbers;
CREATE TEMP TABLE varied_back (t tally, printed text);
DO $$
BEGIN
	EXECUTE format('COPY (SELECT t, t::text FROM varied) TO %L (FORMAT binary)', pg_temp.file());
	EXECUTE format('COPY varied_back FROM %L (FORMAT binary)', pg_temp.file());
END
$$;
SELECT is(count(*), (SELECT count(*) FROM varied), 'binary COPY brings every tally back') FROM varied_back WHERE t = printed::tally AND t::text = printed;

-- A message is, for each status, the count and the weight in thousandths as
-- 64 and 128 bits.  It never changes.
CREATE FUNCTION pg_temp.message(first_count bigint, high bigint, low bigint, last_count bigint DEFAULT 0) RETURNS bytea LANGUAGE sql AS $$
	SELECT int8send(first_count) || int8send(high) || int8send(low) || decode(repeat('00', 5 * 24), 'hex') || int8send(last_count) || decode(repeat('00', 16), 'hex')
$$;
SELECT is(tally_send(pg_temp.tally_of(numbers)), message, format('%s is sent as %s…', numbers, left(message::text, 50)))
FROM (VALUES
	('2/1.5 0/0 0/0 0/0 0/0 0/0 3/0', pg_temp.message(2, 0, 1500, 3)),
	('1/18446744073709551.617 0/0 0/0 0/0 0/0 0/0 0/0', pg_temp.message(1, 1, 1))
) AS send (numbers, message);

CREATE TEMP TABLE received (t tally);
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
SELECT is(pg_temp.receive(message), CASE WHEN outcome ~ '/' THEN pg_temp.tally_of(outcome)::text ELSE outcome END, format('bytes with %s: %s', name, outcome))
FROM (VALUES
	(pg_temp.message(2, 0, 1500, 3),       '2/1.5 0/0 0/0 0/0 0/0 0/0 3/0', 'counts and a weight'),
	(pg_temp.message(9223372036854775807, 9223372036854775807, -1), '9223372036854775807/170141183460469231731687303715884105.727 0/0 0/0 0/0 0/0 0/0 0/0', 'the largest count and weight'),
	(pg_temp.message(-1, 0, 0),            '22P03', 'a negative count'),
	(pg_temp.message(-9223372036854775808, 0, 0), '22P03', 'the smallest count'),
	(pg_temp.message(1, -1, -1),           '22P03', 'a negative weight'),
	(pg_temp.message(1, -9223372036854775808, 0), '22P03', 'the smallest weight'),
	(pg_temp.message(0, 0, 1),             '22P03', 'a weight without a count'),
	(pg_temp.message(0, 0, 0, -1),         '22P03', 'a negative last count'),
	(''::bytea,                            '08P01', 'nothing'),
	('\x00',                               '08P01', 'one byte'),
	(substr(pg_temp.message(2, 0, 1500, 3), 1, 167), '08P01', 'the last byte missing'),
	(substr(pg_temp.message(2, 0, 1500, 3), 1, 144), '08P01', 'the last status missing'),
	(pg_temp.message(2, 0, 1500, 3) || '\x00', '22P03', 'a byte too many')
) AS hostile (message, outcome, name);

-- ---------- catalog ----------

SELECT is(string_agg(p.oid::regprocedure::text, E'\n' ORDER BY p.oid::regprocedure::text COLLATE "C"), $$sum(tally)
tally_agg(bigint,target)
tally_agg(bigint,target,date)
tally_agg(bigint,target,date,numeric)
tally_agg(compliance_status)
tally_agg(compliance_status,numeric)
tally_agg(double precision,target)
tally_agg(double precision,target,date)
tally_agg(double precision,target,date,numeric)
tally_agg(numeric,target)
tally_agg(numeric,target,date)
tally_agg(numeric,target,date,numeric)
tally_agg(real,target)
tally_agg(real,target,date)
tally_agg(real,target,date,numeric)
tally_merge(tally)$$, 'the aggregates: each parallel safe, with tally as state, tally_add to combine and an inverse')
FROM pg_proc AS p JOIN pg_aggregate AS a ON a.aggfnoid = p.oid
WHERE pronamespace = 'socpolicy'::regnamespace AND proparallel = 's' AND provolatile = 'i'
	AND aggtranstype = 'tally'::regtype AND aggmtranstype = 'tally'::regtype AND aggcombinefn = 'tally_add'::regproc
	AND aggminvtransfn <> 0 AND aggserialfn = 0 AND agginitval::tally = :zero AND aggminitval::tally = :zero;

SELECT is(
	format('commutator %s negator %s%s%s', nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator,
		CASE WHEN o.oprcanhash THEN ' hashes' END, CASE WHEN o.oprcanmerge THEN ' merges' END),
	metadata, 'metadata of ' || operator)
FROM (VALUES
	('=(tally,tally)',  'commutator =(tally,tally) negator <>(tally,tally) hashes'),
	('<>(tally,tally)', 'commutator <>(tally,tally) negator =(tally,tally)'),
	('+(tally,tally)',  'commutator +(tally,tally) negator '),
	('-(tally,tally)',  'commutator  negator ')
) AS expected (operator, metadata)
JOIN pg_operator AS o ON o.oid = operator::regoperator;
SELECT is(string_agg(amname || ' ' || opcname, ', '), 'hash tally_hash_ops', 'the default operator class')
FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod
WHERE opcintype = 'tally'::regtype AND opcdefault AND amvalidate(pg_opclass.oid);

-- ---------- short words ----------

SELECT is((SELECT score_text(tally_agg(s)) FROM unnest('{exceeded,met,met,near,missed,not_due,no_data}'::compliance_status[]) AS s), '3/5', 'kept of judged');
SELECT is((SELECT score_text(tally_agg(s)) FROM unnest('{not_due,no_data}'::compliance_status[]) AS s), NULL, 'none judged is no score');
SELECT is((SELECT string_agg(s || ' ' || coalesce(is_met(s)::text, 'NULL'), ', ' ORDER BY s) FROM unnest(enum_range(NULL::compliance_status)) AS s),
		  'exceeded true, met true, near false, missed false, not_due NULL, no_data NULL, no_target NULL', 'kept or not');
SELECT is((SELECT sum(t)::text FROM (SELECT tally_agg(v, '95 up') AS t FROM generate_series(90.0, 99) AS v GROUP BY v::integer % 3) AS p),
		  (SELECT tally_agg(v, '95 up')::text FROM generate_series(90.0, 99) AS v), 'sum of tallies');
SELECT is((SELECT string_agg(c::text, ' ' ORDER BY n) FROM (SELECT n, total(sum(tally_agg(n::numeric, '95 up')) OVER (ORDER BY n ROWS 1 PRECEDING)) AS c FROM generate_series(1, 4) AS n GROUP BY n) AS w), '1 2 2 2', 'also in a moving frame');

SELECT * FROM finish();
ROLLBACK;
