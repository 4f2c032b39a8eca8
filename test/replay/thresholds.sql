-- Method B: replayed(n, agrees, difference) from the lines of a file.

CREATE TABLE replayed AS
WITH given AS (
	SELECT n, trim(id) AS id, number(value) AS value, number(lower) AS lower,
		number(red) AS red, number(green) AS green, number(optimum) AS optimum,
		number(expected_normalised) AS expected,
		lower(nullif(trim(expected_colour), '')) AS expected_colour,
		unreadable(ARRAY[value, lower, red, green, optimum, expected_normalised]) AS unreadable
	FROM line
), answered AS (
	SELECT *, socpolicy.normalise(value, lower, optimum) AS normalised,
		socpolicy.colour(value, lower, red, green, optimum) AS colour
	FROM given
)
SELECT n,
	CASE
		WHEN unreadable IS NOT NULL THEN false
		WHEN expected IS NOT NULL OR expected_colour IS NOT NULL THEN
			-- half of the last printed digit, so that a tie may go either way; beyond
			-- what a float8 carries the printed digits are noise
			(expected IS NULL OR coalesce(abs(normalised - expected)
				<= greatest(0.5 * 10::numeric ^ -scale(expected), 1e-12 * greatest(1, abs(expected))), false))
			AND (expected_colour IS NULL OR coalesce(colour = expected_colour, false))
	END AS agrees,
	format('%s: value %s on %s, %s, %s, %s: expected %s %s, got %s',
		id, value, lower, red, green, optimum, expected, expected_colour,
		CASE WHEN unreadable IS NOT NULL THEN 'neither, for no number can be read from ' || unreadable
			ELSE format('%s %s', coalesce(round(normalised, greatest(scale(expected), 2))::text, 'nothing'),
				coalesce(colour, 'no colour')) END) AS difference
FROM answered;
