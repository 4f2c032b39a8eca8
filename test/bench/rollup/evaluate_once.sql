-- The same with the verdict as a column of a subquery that OFFSET 0 keeps apart.
SELECT agency_id, year,
	socpolicy.exceeded(tally), socpolicy.met(tally), socpolicy.missed(tally), socpolicy.no_data(tally)
FROM (
	SELECT agency_id, year, socpolicy.tally_agg(status) AS tally
	FROM (
		SELECT agency_id, year, socpolicy.evaluate(value, goal) AS status
		FROM observation
		JOIN indicator_target USING (target_id)
		OFFSET 0
	) AS judged
	GROUP BY agency_id, year
) AS rollup
ORDER BY agency_id, year;
