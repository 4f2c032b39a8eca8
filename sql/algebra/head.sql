-- socpolicy: policy targets as data types, and figures judged against them.
--
-- This file is joined from the parts in sql/; edit those.

\echo Use "CREATE EXTENSION socpolicy" to load this file. \quit

-- What people write in Vietnamese has no other safe home.  A schema that was
-- there before may hold, or get while this script runs, what somebody else made
-- to be called in our stead: the extension makes its own, which nobody sees
-- before it is whole, and which is a member: a dump says CREATE EXTENSION only.
DO $$
BEGIN
	IF pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.<>) 'UTF8' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = pg_catalog.format('socpolicy needs a database with encoding UTF8, not %s', pg_catalog.getdatabaseencoding()),
			HINT = 'Create the database with ENCODING ''UTF8'' TEMPLATE template0.';
	END IF;
	IF pg_catalog.to_regnamespace('socpolicy') IS NOT NULL THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'schema socpolicy exists',
			HINT = 'Drop or rename it; the extension makes the schema itself.';
	END IF;
END
$$;

CREATE SCHEMA socpolicy;
GRANT USAGE ON SCHEMA socpolicy TO PUBLIC;
COMMENT ON SCHEMA socpolicy IS 'policy targets as data types, and figures judged against them';
