-- The same over double precision figures.
SELECT count(summary)
FROM (
	SELECT regr_slope(value_float8, year) AS summary
	FROM :figures JOIN indicator_target USING (target_id)
	GROUP BY series_id
) AS series;
