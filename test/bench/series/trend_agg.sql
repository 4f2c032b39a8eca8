-- Slope, first and last figures and all that a forecast needs.
SELECT count(summary)
FROM (SELECT socpolicy.trend_agg(year, value) AS summary FROM :figures GROUP BY series_id) AS series;
