-- Figures of :months months from month :first on, in the order in which they
-- would arrive: a month after the other, every commune with all indicators.
-- Every constraint, foreign key and index of observation is in place.

INSERT INTO policy.observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator)
SELECT i.indicator_id, a.area_id, m.month, (m.month + interval '1 month')::date - 1, s.source_id, 'official',
	CASE WHEN i.aggregation = 'sum' THEN hash.number % 5000 END,
	CASE WHEN i.aggregation = 'ratio' THEN (1000 + a.area_id) * (hash.number % 1000) / 1000 END,
	CASE WHEN i.aggregation = 'ratio' THEN 1000 + a.area_id END
FROM (SELECT (date '2016-01-01' + make_interval(months => n))::date AS month
	FROM generate_series(:first, :first + :months - 1) AS n) AS m
CROSS JOIN policy.area AS a
CROSS JOIN policy.indicator AS i
CROSS JOIN policy.source AS s
CROSS JOIN LATERAL (SELECT abs(hashint4(i.indicator_id * 100003 + a.area_id * 17 + (m.month - date '2016-01-01'))::bigint)) AS hash (number)
WHERE a.level = 'commune'
ORDER BY m.month, a.area_id, i.indicator_id;
