-- The same at its quickest: OFFSET 0 keeps the subquery apart, so that CASE is
-- evaluated once, and codes are counted: 1 exceeded, 2 met, 3 missed,
-- 4 no data.
SELECT agency_id, year,
	count(*) FILTER (WHERE status = 1),
	count(*) FILTER (WHERE status = 2),
	count(*) FILTER (WHERE status = 3),
	count(*) FILTER (WHERE status = 4)
FROM (
	SELECT agency_id, year,
		CASE
			WHEN value IS NULL THEN 4
			WHEN value <@ bounds THEN 2
			WHEN direction = 'up' AND value >= upper(bounds) THEN 1
			WHEN direction = 'down' AND value <= lower(bounds) THEN 1
			ELSE 3
		END AS status
	FROM observation
	JOIN indicator_target USING (target_id)
	OFFSET 0
) AS judged
GROUP BY agency_id, year
ORDER BY agency_id, year;
