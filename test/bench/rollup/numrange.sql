-- numrange, as a column of a view: the planner puts its text into every count.
-- What lies outside and not above lies below.
SELECT agency_id, year,
	count(*) FILTER (WHERE status = 'exceeded'),
	count(*) FILTER (WHERE status = 'met'),
	count(*) FILTER (WHERE status = 'missed'),
	count(*) FILTER (WHERE status = 'no_data')
FROM (
	SELECT agency_id, year,
		CASE
			WHEN value IS NULL THEN 'no_data'
			WHEN value <@ bounds THEN 'met'
			WHEN direction = 'up' AND value >= upper(bounds) THEN 'exceeded'
			WHEN direction = 'down' AND value <= lower(bounds) THEN 'exceeded'
			ELSE 'missed'
		END AS status
	FROM observation
	JOIN indicator_target USING (target_id)
) AS judged
GROUP BY agency_id, year
ORDER BY agency_id, year;
