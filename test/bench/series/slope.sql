-- The slope of the trend, to compare with regr_slope as a number, too.
SELECT count(summary)
FROM (SELECT socpolicy.slope(socpolicy.trend_agg(year, value)) AS summary FROM :figures GROUP BY series_id) AS series;
