-- The same over double precision figures.
SELECT count(summary)
FROM (SELECT socpolicy.trend_agg(year, value_float8) AS summary FROM :figures GROUP BY series_id) AS series;
