-- As load.sql, for many months: the keys of observation are taken off, the
-- months loaded a year at a time, and the keys made again, each over the
-- whole table at once.  What they are comes from the catalog.

CREATE TABLE key_of_observation AS
SELECT conname, contype, pg_get_constraintdef(oid) AS definition
FROM pg_constraint
WHERE conrelid = 'policy.observation'::regclass AND contype IN ('p', 'f');
SELECT format('ALTER TABLE policy.observation DROP CONSTRAINT %I', conname) FROM key_of_observation
\gexec

\timing on
\echo # rows
SELECT format($$INSERT INTO policy.observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator)
SELECT i.indicator_id, a.area_id, m.month, (m.month + interval '1 month')::date - 1, s.source_id, 'official',
	CASE WHEN i.aggregation = 'sum' THEN hash.number %% 5000 END,
	CASE WHEN i.aggregation = 'ratio' THEN (1000 + a.area_id) * (hash.number %% 1000) / 1000 END,
	CASE WHEN i.aggregation = 'ratio' THEN 1000 + a.area_id END
FROM (SELECT (date '2016-01-01' + make_interval(months => n))::date AS month
	FROM generate_series(%s, %s) AS n) AS m
CROSS JOIN policy.area AS a
CROSS JOIN policy.indicator AS i
CROSS JOIN policy.source AS s
CROSS JOIN LATERAL (SELECT abs(hashint4(i.indicator_id * 100003 + a.area_id * 17 + (m.month - date '2016-01-01'))::bigint)) AS hash (number)
WHERE a.level = 'commune'
ORDER BY m.month, a.area_id, i.indicator_id$$, n, least(n + 11, :first + :months - 1))
FROM generate_series(:first, :first + :months - 1, 12) AS n
\gexec
\echo # keys
SET maintenance_work_mem = '1GB';
SELECT format('ALTER TABLE policy.observation ADD CONSTRAINT %I %s', conname, definition)
FROM key_of_observation
ORDER BY contype DESC, conname
\gexec
\echo # vacuum
VACUUM (ANALYZE) policy.observation;
\timing off
DROP TABLE key_of_observation;
