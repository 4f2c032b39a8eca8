-- Method B: replayed(n, agrees, difference) from the lines of a file.

CREATE TABLE replayed AS
WITH given AS (
	SELECT n, trim(id) AS id,
		nullif(trim(value), '')::numeric AS value, nullif(trim(lower), '')::numeric AS lower,
		nullif(trim(red), '')::numeric AS red, nullif(trim(green), '')::numeric AS green,
		nullif(trim(optimum), '')::numeric AS optimum,
		nullif(trim(expected_normalised), '')::numeric AS expected,
		lower(nullif(trim(expected_colour), '')) AS expected_colour
	FROM line
), answered AS (
	SELECT *, socpolicy.normalise(value, lower, optimum) AS normalised,
		socpolicy.colour(value, lower, red, green, optimum) AS colour
	FROM given
)
SELECT n,
	CASE WHEN expected IS NOT NULL OR expected_colour IS NOT NULL
		THEN
			-- half of the last printed digit, so that a tie may go either way; beyond
			-- what a float8 carries the printed digits are noise
			(expected IS NULL OR coalesce(abs(normalised - expected)
				<= greatest(0.5 * 10::numeric ^ -scale(expected), 1e-12 * greatest(1, abs(expected))), false))
			AND (expected_colour IS NULL OR coalesce(colour = expected_colour, false))
	END AS agrees,
	format('%s: value %s on %s, %s, %s, %s: expected %s %s, got %s %s',
		id, value, lower, red, green, optimum, expected, expected_colour,
		coalesce(round(normalised, greatest(scale(expected), 2))::text, 'nothing'),
		coalesce(colour, 'no colour')) AS difference
FROM answered;
