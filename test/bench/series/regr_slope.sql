-- The server's own slope, over numeric figures.
SELECT count(summary)
FROM (SELECT regr_slope(value::double precision, year) AS summary FROM :figures GROUP BY series_id) AS series;
