-- socpolicy: policy targets as data types, and figures judged against them.
--
-- This file is joined from the parts in sql/; edit those.

\echo Use "CREATE EXTENSION socpolicy" to load this file. \quit

-- What people write in Vietnamese has no other safe home, and a schema that
-- already holds something may hold a trap.
DO $$
BEGIN
	IF pg_catalog.getdatabaseencoding() OPERATOR(pg_catalog.<>) 'UTF8' THEN
		RAISE EXCEPTION USING
			ERRCODE = 'feature_not_supported',
			MESSAGE = pg_catalog.format('socpolicy needs a database with encoding UTF8, not %s', pg_catalog.getdatabaseencoding()),
			HINT = 'Create the database with ENCODING ''UTF8'' TEMPLATE template0.';
	END IF;
	IF EXISTS (SELECT FROM pg_catalog.pg_depend AS d
			   WHERE d.refclassid OPERATOR(pg_catalog.=) 'pg_catalog.pg_namespace'::pg_catalog.regclass
				 AND d.refobjid OPERATOR(pg_catalog.=) 'socpolicy'::pg_catalog.regnamespace
				 AND d.deptype OPERATOR(pg_catalog.=) 'n'
				 AND d.classid OPERATOR(pg_catalog.<>) 'pg_catalog.pg_extension'::pg_catalog.regclass) THEN
		RAISE EXCEPTION USING
			ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = 'schema socpolicy exists and is not empty',
			HINT = 'Move or drop what is in it; the extension makes the schema itself.';
	END IF;
END
$$;

-- A trusted extension's scripts run as the bootstrap superuser with this
-- schema in their path: nobody else may create in it, the installer included.
ALTER SCHEMA socpolicy OWNER TO CURRENT_USER;
GRANT USAGE ON SCHEMA socpolicy TO PUBLIC;
COMMENT ON SCHEMA socpolicy IS 'policy targets as data types, and figures judged against them';
