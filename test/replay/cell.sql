-- What is said in a cell of the file: a number, a whole year, or nothing.
-- What is neither gives NULL and is found by unreadable(), so that one bad cell
-- is one row that does not agree and not the end of the replay.

CREATE FUNCTION number(cell text) RETURNS numeric
	LANGUAGE sql IMMUTABLE
	RETURN CASE WHEN trim(cell) ~* '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]{1,3})?$'
		THEN trim(cell)::numeric END;

CREATE FUNCTION year(cell text) RETURNS integer
	LANGUAGE sql IMMUTABLE
	RETURN CASE WHEN number(cell) = trunc(number(cell)) AND abs(number(cell)) < 10000
		THEN number(cell)::integer END;

CREATE FUNCTION unreadable(numbers text[], years text[] DEFAULT '{}') RETURNS text
	LANGUAGE sql IMMUTABLE
	RETURN (SELECT string_agg(format('"%s"', cell), ', ')
		FROM (SELECT cell FROM unnest(numbers) AS cell WHERE number(cell) IS NULL
			UNION ALL
			SELECT cell FROM unnest(years) AS cell WHERE year(cell) IS NULL) AS bad
		WHERE trim(cell) <> '');
