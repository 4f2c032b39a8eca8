-- version: which SQL objects meet which library.

CREATE FUNCTION socpolicy.library_version() RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_library_version'
	LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.library_version() IS
	'version of the loaded library';

-- A difference is what an upgrade of the package without ALTER EXTENSION, or
-- the reverse, leaves behind.
CREATE FUNCTION socpolicy.version() RETURNS text
	LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	library text := socpolicy.library_version();
	objects text := (SELECT extversion FROM pg_extension WHERE extname = 'socpolicy');
BEGIN
	IF objects IS DISTINCT FROM library THEN
		RAISE WARNING USING
			MESSAGE = format('the SQL objects of socpolicy are of version %s, its library of version %s', objects, library),
			HINT = 'Run ALTER EXTENSION socpolicy UPDATE; if that does not help, reconnect.';
	END IF;
	RETURN format('socpolicy %s, library %s', objects, library);
END
$$;
COMMENT ON FUNCTION socpolicy.version() IS
	'versions of the SQL objects and of the library; a difference raises a warning';
