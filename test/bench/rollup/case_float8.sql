-- CASE over double precision columns, as a column of a view: the planner puts
-- its text into every count.
SELECT agency_id, year,
	count(*) FILTER (WHERE status = 'exceeded'),
	count(*) FILTER (WHERE status = 'met'),
	count(*) FILTER (WHERE status = 'missed'),
	count(*) FILTER (WHERE status = 'no_data')
FROM (
	SELECT agency_id, year,
		CASE
			WHEN value_float8 IS NULL THEN 'no_data'
			WHEN value_float8 < lower_float8 OR (value_float8 = lower_float8 AND NOT lower_inc)
				THEN CASE direction WHEN 'down' THEN 'exceeded' ELSE 'missed' END
			WHEN value_float8 > upper_float8 OR (value_float8 = upper_float8 AND NOT upper_inc)
				THEN CASE direction WHEN 'up' THEN 'exceeded' ELSE 'missed' END
			ELSE 'met'
		END AS status
	FROM observation
	JOIN indicator_target USING (target_id)
) AS judged
GROUP BY agency_id, year
ORDER BY agency_id, year;
