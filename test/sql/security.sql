\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = error;
-- Who may do what, and what a hostile neighbour can not.

-- An ordinary user with CREATE on the database installs and uses everything.
CREATE ROLE regress_socpolicy_owner;
CREATE ROLE regress_socpolicy_other;
CREATE DATABASE regress_socpolicy_trusted ENCODING 'UTF8' TEMPLATE template0;
CREATE DATABASE regress_socpolicy_latin1 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
GRANT CREATE ON DATABASE regress_socpolicy_trusted TO regress_socpolicy_owner;

SELECT current_database() AS home \gset

\c regress_socpolicy_latin1
SET client_min_messages = error;
\set VERBOSITY sqlstate
CREATE EXTENSION socpolicy;
SELECT count(*) FROM pg_extension WHERE extname = 'socpolicy' \gset latin1_

\c regress_socpolicy_trusted
SET client_min_messages = error;
-- a schema that already holds something
CREATE SCHEMA socpolicy;
CREATE FUNCTION socpolicy.evaluate(text) RETURNS text LANGUAGE sql RETURN 'trap';
CREATE EXTENSION socpolicy;
SELECT count(*) FROM pg_extension WHERE extname = 'socpolicy' \gset planted_
DROP SCHEMA socpolicy CASCADE;

SET ROLE regress_socpolicy_owner;
CREATE EXTENSION socpolicy;
SELECT count(*) FROM pg_extension WHERE extname = 'socpolicy' \gset trusted_
SELECT has_schema_privilege('regress_socpolicy_owner', 'socpolicy', 'CREATE') AS may_create,
	has_schema_privilege('regress_socpolicy_other', 'socpolicy', 'USAGE') AS may_use \gset
CALL socpolicy.create_register();
SELECT count(*) AS strangers FROM pg_class
WHERE relnamespace = 'policy'::regnamespace AND relowner <> 'regress_socpolicy_owner'::regrole \gset
RESET ROLE;
SET ROLE regress_socpolicy_other;
SELECT socpolicy.evaluate(3, '<3') AS verdict \gset other_
SELECT count(*) FROM policy.indicator;
\if :ERROR
\set other_reads no
\else
\set other_reads yes
\endif
CALL socpolicy.create_register('theirs');
\if :ERROR
\set other_creates no
\else
\set other_creates yes
\endif
RESET ROLE;

-- Objects planted in front of the search path do not change a verdict.
CREATE SCHEMA trap;
CREATE FUNCTION trap.lies(numeric, numeric) RETURNS boolean LANGUAGE sql RETURN false;
CREATE OPERATOR trap.< (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = trap.lies);
CREATE OPERATOR trap.= (LEFTARG = numeric, RIGHTARG = numeric, FUNCTION = trap.lies);
CREATE FUNCTION trap.evaluate(numeric, socpolicy.target) RETURNS text LANGUAGE sql RETURN 'trap';
SET search_path = trap, pg_temp, pg_catalog;
SELECT socpolicy.evaluate(2.9, '<3') AS verdict, socpolicy.parse_target('< 12,7') AS goal \gset trapped_
CALL socpolicy.create_register('second');
SELECT current_setting('search_path') AS path_after \gset
SELECT count(*) AS leaked FROM pg_class WHERE relnamespace = 'trap'::regnamespace \gset
RESET search_path;

\c :home
\set VERBOSITY default
SET client_min_messages = error;
SELECT plan(12);
SELECT is(:latin1_count, 0, 'a database of another encoding is refused');
SELECT is(:planted_count, 0, 'a schema that is not empty is refused');
SELECT is(:trusted_count, 1, 'an owner without superuser rights installs the extension');
SELECT is(:'may_create'::boolean, false, 'who installs it can not create in its schema');
SELECT is(:'may_use'::boolean, true, 'everyone may use it');
SELECT is(:strangers, 0, 'the register belongs to who called create_register');
SELECT is(:'other_verdict'::text, 'missed', 'another role judges a figure');
SELECT is(:'other_reads'::text, 'no', 'another role does not read the register');
SELECT is(:'other_creates'::text, 'no', 'another role without CREATE makes no register');
SELECT is(:'trapped_verdict' || ' ' || :'trapped_goal', 'met <12.7', 'planted operators change no verdict');
SELECT is(:'path_after'::text, 'trap, pg_temp, pg_catalog', 'create_register leaves the search path as it was');
SELECT is(:leaked, 0, 'create_register puts nothing in the schema in front');
SELECT * FROM finish();

DROP DATABASE regress_socpolicy_trusted WITH (FORCE);
DROP DATABASE regress_socpolicy_latin1 WITH (FORCE);
DROP ROLE regress_socpolicy_owner, regress_socpolicy_other;
