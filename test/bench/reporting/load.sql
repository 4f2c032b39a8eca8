-- On the register of test/bench/places/setup.sql: agencies that lead and
-- coordinate, targets of every area of the levels :levels in both scopes for
-- two years, and a figure of every area, indicator and year.

SET search_path = policy;
INSERT INTO agency (code, name_vi) SELECT 'A' || n, 'Sở ' || n FROM generate_series(1, 20) AS n;
INSERT INTO responsibility (indicator_id, agency_id, role, sort_order)
SELECT i.indicator_id, a.agency_id, CASE n WHEN 0 THEN 'lead' ELSE 'coordinating' END, n + 1
FROM indicator AS i
CROSS JOIN generate_series(0, 3) AS n
JOIN agency AS a ON a.code = 'A' || 1 + (i.indicator_id + n) % 20;

INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal)
SELECT i.indicator_id, a.area_id, s.scope, d.due, g.cell,
	socpolicy.with_due(socpolicy.parse_target(g.cell, 'up'), d.due)
FROM indicator AS i
CROSS JOIN area AS a
CROSS JOIN (VALUES ('national'), ('local')) AS s (scope)
CROSS JOIN (VALUES (date '2025-12-31'), ('2030-12-31')) AS d (due)
CROSS JOIN LATERAL (SELECT CASE i.aggregation WHEN 'sum' THEN '2.500' ELSE '>= 50' END AS cell) AS g
WHERE a.level = ANY (:'levels');

-- As bulk.sql of test/bench/places: the foreign keys are made again at the end.
CREATE TEMPORARY TABLE key_of_observation AS
SELECT conname, pg_get_constraintdef(oid) AS definition
FROM pg_constraint
WHERE conrelid = 'observation'::regclass AND contype = 'f';
SELECT format('ALTER TABLE observation DROP CONSTRAINT %I', conname) FROM key_of_observation
\gexec
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator)
SELECT i.indicator_id, a.area_id, make_date(y, 1, 1), make_date(y, 12, 31), s.source_id,
	CASE WHEN y = 2025 THEN 'estimate' ELSE 'official' END,
	CASE WHEN i.aggregation = 'sum' THEN hash.number % 5000 END,
	CASE WHEN i.aggregation = 'ratio' THEN (1000 + a.area_id) * (hash.number % 1000) / 1000 END,
	CASE WHEN i.aggregation = 'ratio' THEN 1000 + a.area_id END
FROM generate_series(2016, 2025) AS y
CROSS JOIN area AS a
CROSS JOIN indicator AS i
CROSS JOIN source AS s
CROSS JOIN LATERAL (SELECT abs(hashint4(i.indicator_id * 100003 + a.area_id * 17 + y)::bigint)) AS hash (number)
ORDER BY y, a.area_id, i.indicator_id;
SELECT format('ALTER TABLE observation ADD CONSTRAINT %I %s', conname, definition) FROM key_of_observation
\gexec
VACUUM (ANALYZE);
