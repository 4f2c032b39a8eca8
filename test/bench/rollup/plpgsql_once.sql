-- A plpgsql function, called once a row: OFFSET 0 keeps the subquery apart.
SELECT agency_id, year,
	count(*) FILTER (WHERE status = 'exceeded'),
	count(*) FILTER (WHERE status = 'met'),
	count(*) FILTER (WHERE status = 'missed'),
	count(*) FILTER (WHERE status = 'no_data')
FROM (
	SELECT agency_id, year,
		verdict(value, direction, lower, upper, lower_inc, upper_inc) AS status
	FROM observation
	JOIN indicator_target USING (target_id)
	OFFSET 0
) AS judged
GROUP BY agency_id, year
ORDER BY agency_id, year;
