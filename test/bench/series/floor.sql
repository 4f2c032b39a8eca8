-- The grouping alone: what all the others contain.
SELECT count(summary)
FROM (SELECT max(year) AS summary FROM :figures GROUP BY series_id) AS series;
