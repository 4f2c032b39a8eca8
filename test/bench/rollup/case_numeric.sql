-- CASE over numeric columns, as a column of a view: the planner puts its text
-- into every count.
SELECT agency_id, year,
	count(*) FILTER (WHERE status = 'exceeded'),
	count(*) FILTER (WHERE status = 'met'),
	count(*) FILTER (WHERE status = 'missed'),
	count(*) FILTER (WHERE status = 'no_data')
FROM (
	SELECT agency_id, year,
		CASE
			WHEN value IS NULL THEN 'no_data'
			WHEN value < lower OR (value = lower AND NOT lower_inc)
				THEN CASE direction WHEN 'down' THEN 'exceeded' ELSE 'missed' END
			WHEN value > upper OR (value = upper AND NOT upper_inc)
				THEN CASE direction WHEN 'up' THEN 'exceeded' ELSE 'missed' END
			ELSE 'met'
		END AS status
	FROM observation
	JOIN indicator_target USING (target_id)
) AS judged
GROUP BY agency_id, year
ORDER BY agency_id, year;
