-- The server's own slope over the same join to the targets: what progress_agg
-- is compared with.
SELECT count(summary)
FROM (
	SELECT regr_slope(value::double precision, year) AS summary
	FROM :figures JOIN indicator_target USING (target_id)
	GROUP BY series_id
) AS series;
