-- The data of the bench: :points figures, ten years of each series, each
-- series with one of 100 targets.  Twice: year by year, as figures arrive, and
-- series by series.  The same numbers every time.

CREATE EXTENSION socpolicy;
SELECT setseed(0.230);

CREATE TABLE indicator_target AS
SELECT target_id,
	CASE target_id % 4
		WHEN 0 THEN format('>=%s by 2030', a)
		WHEN 1 THEN format('<%s by 2030', a)
		WHEN 2 THEN format('%s up by 2030 from %s on 2020-12-31', a, a / 2)
		WHEN 3 THEN format('%s..%s within by 2030', a, a + 5)
	END::socpolicy.target AS goal
FROM (SELECT target_id, round((20 + random() * 60)::numeric, 2) AS a
	FROM generate_series(1, 100) AS target_id) AS bound;

-- A start and a slope for each series, and what a year differs from the line.
CREATE UNLOGGED TABLE by_year AS
SELECT series_id, year, 1 + series_id % 100 AS target_id, value::double precision AS value_float8, value
FROM generate_series(2016, 2025) AS year,
	LATERAL (SELECT series_id,
		round((30 + series_id % 4001 / 100.0 + (year - 2016) * (series_id % 31 - 10) / 10.0 + random())::numeric, 2) AS value
	FROM generate_series(1, :points / 10) AS series_id) AS figure;

CREATE UNLOGGED TABLE by_series AS
SELECT * FROM by_year ORDER BY series_id, year;

VACUUM (FREEZE, ANALYZE) indicator_target;
VACUUM (FREEZE, ANALYZE) by_year;
VACUUM (FREEZE, ANALYZE) by_series;
CHECKPOINT;
