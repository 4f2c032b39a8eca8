-- Methods A, C and D: replayed(n, agrees, difference) from the lines of a file.

CREATE TABLE replayed AS
WITH given AS (
	SELECT n, trim(id) AS id, upper(trim(method)) AS method, lower(trim(direction)) AS direction,
		year(base_year) AS base_year, number(base_value) AS base_value,
		year(current_year) AS current_year, number(current_value) AS current_value,
		year(target_year) AS target_year, number(target_value) AS target_value,
		number(limit_value) AS limit_value,
		lower(nullif(trim(expected), '')) AS expected, number(expected) AS expected_number,
		unreadable(ARRAY[base_value, current_value, target_value, limit_value,
				CASE WHEN upper(trim(method)) = 'D' THEN expected END],
			ARRAY[base_year, current_year, target_year]) AS unreadable
	FROM line
), computed AS (
	SELECT *,
		coalesce(method IN ('A', 'C', 'D') AND direction IN ('up', 'down'), false) AS known
	FROM given
), answered AS (
	SELECT *,
		CASE WHEN known AND unreadable IS NULL AND method <> 'D'
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
		WHEN NOT known OR unreadable IS NOT NULL THEN false
		WHEN method = 'D' AND expected IS NULL THEN index IS NULL
		-- half of the last printed digit, so that a tie may go either way; beyond
		-- what a float8 carries the printed digits are noise
		WHEN method = 'D' THEN coalesce(abs(index - expected_number)
			<= greatest(0.5 * 10::numeric ^ -scale(expected_number),
				1e-12 * greatest(1, abs(expected_number))), false)
		WHEN expected IS NOT NULL THEN (detail).status::text = expected
	END AS agrees,
	format('%s: method %s %s, base %s in %s, current %s in %s, target %s in %s, limit %s: expected %s, got %s',
		id, method, direction, base_value, base_year, current_value, current_year,
		target_value, target_year, limit_value, coalesce(expected, 'nothing'),
		CASE
			WHEN NOT known THEN 'neither, for want of a method A, C or D and a direction up or down'
			WHEN unreadable IS NOT NULL THEN 'neither, for no number can be read from ' || unreadable
			WHEN method = 'D' THEN coalesce(index::text, 'nothing')
			ELSE format('%s (%s, ratio %s)', (detail).status, (detail).reason, round((detail).ratio, 6))
		END) AS difference
FROM answered;
