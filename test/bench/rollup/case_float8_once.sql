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
			WHEN value_float8 IS NULL THEN 4
			WHEN value_float8 < lower_float8 OR (value_float8 = lower_float8 AND NOT lower_inc)
				THEN CASE direction WHEN 'down' THEN 1 ELSE 3 END
			WHEN value_float8 > upper_float8 OR (value_float8 = upper_float8 AND NOT upper_inc)
				THEN CASE direction WHEN 'up' THEN 1 ELSE 3 END
			ELSE 2
		END AS status
	FROM observation
	JOIN indicator_target USING (target_id)
	OFFSET 0
) AS judged
GROUP BY agency_id, year
ORDER BY agency_id, year;
