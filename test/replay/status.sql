-- Methods A, C and D: replayed(n, agrees, difference) from the lines of a file.

CREATE TABLE replayed AS
WITH given AS (
	SELECT n, trim(id) AS id, upper(trim(method)) AS method, lower(trim(direction)) AS direction,
		nullif(trim(base_year), '')::numeric::integer AS base_year,
		nullif(trim(base_value), '')::numeric AS base_value,
		nullif(trim(current_year), '')::numeric::integer AS current_year,
		nullif(trim(current_value), '')::numeric AS current_value,
		nullif(trim(target_year), '')::numeric::integer AS target_year,
		nullif(trim(target_value), '')::numeric AS target_value,
		nullif(trim(limit_value), '')::numeric AS limit_value,
		lower(nullif(trim(expected), '')) AS expected
	FROM line
), computed AS (
	SELECT *,
		-- what cannot be computed is a row that does not agree, not an end
		coalesce(method IN ('A', 'C', 'D') AND direction IN ('up', 'down'), false) AS known
	FROM given
), answered AS (
	SELECT *,
		CASE WHEN known AND method <> 'D'
			THEN socpolicy.progress_detail(method, direction, base_year, base_value,
				current_year, current_value, target_year, target_value, limit_value)
		END AS detail,
		CASE WHEN known AND method = 'D'
			THEN socpolicy.status_index(base_value, current_value, target_value, direction)
		END AS index
	FROM computed
)
SELECT n,
	CASE
		WHEN NOT known THEN false
		WHEN method = 'D' AND expected IS NULL THEN index IS NULL
		-- half of the last printed digit, so that a tie may go either way; beyond
		-- what a float8 carries the printed digits are noise
		WHEN method = 'D' THEN coalesce(abs(index - expected::numeric)
			<= greatest(0.5 * 10::numeric ^ -scale(expected::numeric),
				1e-12 * greatest(1, abs(expected::numeric))), false)
		WHEN expected IS NOT NULL THEN (detail).status::text = expected
	END AS agrees,
	format('%s: method %s %s, base %s in %s, current %s in %s, target %s in %s, limit %s: expected %s, got %s',
		id, method, direction, base_value, base_year, current_value, current_year,
		target_value, target_year, limit_value, coalesce(expected, 'nothing'),
		CASE
			WHEN NOT known THEN 'neither, for want of a method A, C or D and a direction up or down'
			WHEN method = 'D' THEN coalesce(index::text, 'nothing')
			ELSE format('%s (%s, ratio %s)', (detail).status, (detail).reason, round((detail).ratio, 6))
		END) AS difference
FROM answered;
