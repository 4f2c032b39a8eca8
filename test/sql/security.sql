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
-- A schema that was there before, though empty: somebody may yet plant in it.
SET ROLE regress_socpolicy_owner;
CREATE SCHEMA socpolicy;
CREATE EXTENSION socpolicy;
SELECT :'SQLSTATE' AS state, (SELECT count(*) FROM pg_extension WHERE extname = 'socpolicy') AS count \gset planted_
DROP SCHEMA socpolicy CASCADE;

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
SELECT plan(19);
SELECT is(:latin1_count, 0, 'a database of another encoding is refused');
SELECT is(:'planted_state' || ' ' || :planted_count, '55000 0', 'a schema that was there before is refused');
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
-- What stands in a table is not for a function to change: every function of an
-- aggregate, and every operator that serves one, called by hand.
CREATE TEMP TABLE stored (pad integer, state bytea, tally socpolicy.tally, trend socpolicy.trend);
ALTER TABLE stored ALTER state SET STORAGE plain;
CREATE AGGREGATE pg_temp.progress_state(integer, numeric, socpolicy.target) (SFUNC = socpolicy.progress_count, STYPE = bytea);
INSERT INTO stored
SELECT p.pad, pg_temp.progress_state(f.year, f.value, '>=95 by 2030'), socpolicy.tally_agg(f.value, '95 up'), socpolicy.trend_agg(f.year, f.value)
FROM (VALUES (NULL), (1)) AS p (pad), LATERAL (VALUES (2021 - coalesce(p.pad, 0), 71.5 - coalesce(p.pad, 0)), (2024, 85.2)) AS f (year, value) GROUP BY p.pad;
SELECT md5(string_agg(s::text, '|' ORDER BY pad)) AS before FROM stored AS s \gset
CREATE FUNCTION pg_temp.by_hand(called regprocedure, state_type regtype) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	states text := CASE state_type::text WHEN 'bytea' THEN 'state' WHEN 'socpolicy.tally' THEN 'tally' ELSE 'trend' END;
	arguments text;
BEGIN
	SELECT string_agg(CASE WHEN a.type = state_type THEN 's.' || states
						WHEN a.name = 'method' THEN quote_literal('A') WHEN a.name = 'direction' THEN quote_literal('up')
						WHEN a.type::text = 'socpolicy.target' THEN quote_literal('>=95 by 2030')
						WHEN a.type::text = 'socpolicy.compliance_status' THEN quote_literal('exceeded')
						WHEN a.type::text = 'date' THEN quote_literal('2030-12-31')
						WHEN a.name ~ 'year' THEN '2023' ELSE '97' END || '::' || a.type, ', ' ORDER BY a.n)
	INTO arguments
	FROM pg_proc AS p, unnest(p.proargtypes::oid[]::regtype[], p.proargnames) WITH ORDINALITY AS a (type, name, n)
	WHERE p.oid = called;
	arguments := replace(arguments, 's.' || states || '::' || state_type || ', s.' || states, 's.' || states || '::' || state_type || ', o.' || states);
	EXECUTE format('SELECT count(%s(%s)::text) FROM stored AS s, stored AS o', called::regproc, arguments);
	RETURN 'answered';
EXCEPTION WHEN internal_error THEN
	RETURN 'XX000 ' || called || ': ' || SQLERRM;
	WHEN OTHERS THEN
	RETURN SQLSTATE || ' ' || SQLERRM;
END
$$;
CREATE TEMP TABLE tried AS
SELECT f.called, pg_temp.by_hand(f.called::regprocedure, f.state) AS answer
FROM (SELECT DISTINCT p.oid AS called, a.aggtranstype::regtype AS state
	  FROM pg_aggregate AS a
	  CROSS JOIN LATERAL unnest(ARRAY[aggtransfn, aggcombinefn, aggmtransfn, aggminvtransfn, aggfinalfn]) AS u (called)
	  JOIN pg_proc AS p ON p.oid = u.called AND p.pronamespace = 'socpolicy'::regnamespace
	  WHERE a.aggtranstype::regtype::text IN ('bytea', 'socpolicy.tally', 'socpolicy.trend')) AS f;
SELECT cmp_ok((SELECT count(*) FROM tried), '>', 40::bigint, 'there are many functions of aggregates');
SELECT is((SELECT string_agg(answer, E'\n') FROM tried WHERE answer ~ '^XX'), NULL, 'called by hand none fails without a name');
SELECT is(md5(string_agg(s::text, '|' ORDER BY pad)), :'before', 'and leaves the table as it was') FROM stored AS s;
SELECT is((socpolicy.progress_final(socpolicy.progress_count(state, 2026, 95, '>=95 by 2030'))).current_year, 2026, 'by hand, the answer is right')
FROM stored WHERE pad IS NULL;
SELECT throws_ok($$SELECT socpolicy.progress_count('\x00'::bytea, 2026, 95, '>=95 by 2030')$$, '22P03', NULL, 'a forged state is refused');
SELECT throws_ok($$SELECT socpolicy.progress_count(set_byte(state, 84, 255), 2026, 95, '>=95 by 2030') FROM stored$$, '22P03', NULL, 'a damaged one, too');
SELECT throws_ok($$SELECT socpolicy.tally_count(NULL::socpolicy.tally, 97::numeric, '95 up')$$, '22004', NULL, 'no state is an error with a name');

SELECT * FROM finish();

DROP DATABASE regress_socpolicy_trusted WITH (FORCE);
DROP DATABASE regress_socpolicy_latin1 WITH (FORCE);
DROP ROLE regress_socpolicy_owner, regress_socpolicy_other;
