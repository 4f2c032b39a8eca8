-- The same over double precision figures.
SELECT count(summary)
FROM (
	SELECT socpolicy.progress_agg(year, value_float8, goal) AS summary
	FROM :figures JOIN indicator_target USING (target_id)
	GROUP BY series_id
) AS series;
