-- The data of the bench: 100 targets, :observations figures of 20 agencies in
-- 10 years, and texts to be read.  Every way of judging finds the same bounds
-- in columns of its own.  The same numbers every time.

CREATE EXTENSION socpolicy;
SELECT setseed(0.230);

-- Nine shapes of targets in turn.
CREATE TABLE indicator_target AS
WITH bound AS (
	SELECT target_id, round((20 + random() * 60)::numeric, 2) AS a,
		round((1 + random() * 15)::numeric, 1) AS width
	FROM generate_series(1, 100) AS target_id
), shape AS (
	SELECT target_id,
		CASE target_id % 9
			WHEN 0 THEN format('>= %s', a)
			WHEN 1 THEN format('< %s', a)
			WHEN 2 THEN format('> %s', a)
			WHEN 3 THEN format('<= %s', a)
			WHEN 4 THEN format('%s..%s up', a, a + width)
			WHEN 5 THEN format('%s..%s within', a, a + width)
			WHEN 6 THEN format('%s up', a)
			WHEN 7 THEN format('%s down', a)
			WHEN 8 THEN format('[%s,%s) down', a, a + width)
		END::socpolicy.target AS goal
	FROM bound
)
SELECT target_id,
	goal,
	socpolicy.direction(goal) AS direction,
	lower(bounds) AS lower,
	upper(bounds) AS upper,
	lower_inc(bounds) AS lower_inc,
	upper_inc(bounds) AS upper_inc,
	lower(bounds)::double precision AS lower_float8,
	upper(bounds)::double precision AS upper_float8,
	bounds
FROM shape, LATERAL (SELECT socpolicy.threshold(goal)::numrange) AS threshold (bounds);

-- Values of two decimals, one in twenty of six, one in five hundred not there.
CREATE UNLOGGED TABLE observation (
	agency_id integer NOT NULL,
	year integer NOT NULL,
	target_id integer NOT NULL,
	value_float8 double precision,
	value numeric
) WITH (parallel_workers = 2);

INSERT INTO observation
SELECT agency_id, year, target_id, value::double precision, value
FROM (
	SELECT 1 + floor(random() * 20)::integer AS agency_id,
		2021 + floor(random() * 10)::integer AS year,
		1 + floor(random() * 100)::integer AS target_id,
		CASE
			WHEN n % 500 = 0 THEN NULL
			WHEN n % 20 = 0 THEN round((random() * 100)::numeric, 6)
			ELSE round((random() * 100)::numeric, 2)
		END AS value
	FROM generate_series(1, :observations) AS n
) AS figure;

CREATE UNLOGGED TABLE observation_tenth AS
SELECT * FROM observation LIMIT :observations / 10;

-- The way without an extension, as a function.
CREATE FUNCTION verdict(value numeric, direction text, lower numeric, upper numeric,
	lower_inc boolean, upper_inc boolean) RETURNS text
	LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
	IF value IS NULL THEN
		RETURN 'no_data';
	ELSIF value < lower OR (value = lower AND NOT lower_inc) THEN
		RETURN CASE direction WHEN 'down' THEN 'exceeded' ELSE 'missed' END;
	ELSIF value > upper OR (value = upper AND NOT upper_inc) THEN
		RETURN CASE direction WHEN 'up' THEN 'exceeded' ELSE 'missed' END;
	END IF;
	RETURN 'met';
END
$$;

-- One threshold a row, as each type writes it.
CREATE UNLOGGED TABLE written AS
WITH bound AS (
	SELECT n, round((random() * 100)::numeric, 1) AS a, round((1 + random() * 20)::numeric, 1) AS width
	FROM generate_series(1, :observations / 10) AS n
)
SELECT a::text AS number,
	CASE n % 4
		WHEN 0 THEN format('(,%s)', a)
		WHEN 1 THEN format('[%s,)', a)
		ELSE format('[%s,%s]', a, a + width)
	END AS bounds,
	CASE n % 4
		WHEN 0 THEN format('< %s', a)
		WHEN 1 THEN format('>=%s', a)
		ELSE format('%s..%s', a, a + width)
	END AS threshold,
	CASE n % 4
		WHEN 0 THEN format('< %s', a)
		WHEN 1 THEN format('>=%s', a)
		ELSE format('%s..%s up', a, a + width)
	END AS goal,
	CASE n % 4
		WHEN 0 THEN format('< %s by 2025', a)
		WHEN 1 THEN format('>=%s by 2030-06-30', a)
		ELSE format('%s..%s up by 2025 near 0.5', a, a + width)
	END AS goal_with_clauses
FROM bound;

VACUUM (FREEZE, ANALYZE) indicator_target;
VACUUM (FREEZE, ANALYZE) observation;
VACUUM (FREEZE, ANALYZE) observation_tenth;
VACUUM (FREEZE, ANALYZE) written;
CHECKPOINT;
