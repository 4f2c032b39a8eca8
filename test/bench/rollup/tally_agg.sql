-- Judged inside the aggregate.
SELECT agency_id, year,
	socpolicy.exceeded(tally), socpolicy.met(tally), socpolicy.missed(tally), socpolicy.no_data(tally)
FROM (
	SELECT agency_id, year, socpolicy.tally_agg(value, goal) AS tally
	FROM observation
	JOIN indicator_target USING (target_id)
	GROUP BY agency_id, year
) AS rollup
ORDER BY agency_id, year;
