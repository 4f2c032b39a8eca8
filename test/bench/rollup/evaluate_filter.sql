-- The verdict as a column of a view, counted by SQL's own means: the planner
-- puts the column's text into every count, so that it is judged four times.
SELECT agency_id, year,
	count(*) FILTER (WHERE status = 'exceeded'),
	count(*) FILTER (WHERE status = 'met'),
	count(*) FILTER (WHERE status = 'missed'),
	count(*) FILTER (WHERE status = 'no_data')
FROM (
	SELECT agency_id, year, socpolicy.evaluate(value, goal) AS status
	FROM observation
	JOIN indicator_target USING (target_id)
) AS judged
GROUP BY agency_id, year
ORDER BY agency_id, year;
