\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
-- The extension as a whole: its version and the labels of what it holds.

BEGIN;
SELECT plan(10);

SELECT is(socpolicy.version(), format('socpolicy %1$s, library %1$s', extversion),
		  'objects and library are of one version')
FROM pg_extension WHERE extname = 'socpolicy';

CREATE TEMP VIEW member AS
SELECT p.*
FROM pg_depend AS d
	JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
	JOIN pg_proc AS p ON p.oid = d.objid AND d.classid = 'pg_proc'::regclass
WHERE e.extname = 'socpolicy' AND d.deptype = 'e';

SELECT is_empty($$
	SELECT oid::regprocedure FROM member
	WHERE prokind <> 'p' AND provolatile <> 'i' AND proname NOT IN ('version', 'library_version')
	  -- what upgrades a register looks at the catalogs
	  AND NOT starts_with(proname, '_')
$$, 'every function of the algebra is immutable');
SELECT is_empty($$
	SELECT oid::regprocedure FROM member WHERE prokind <> 'p' AND proparallel <> 's'
$$, 'every function is parallel safe');
SELECT is_empty($$SELECT oid::regprocedure FROM member WHERE prosecdef$$, 'no function is security definer');
SELECT is_empty($$
	SELECT oid::regprocedure FROM member
	WHERE proleakproof OR (prolang <> (SELECT oid FROM pg_language WHERE lanname = 'c')
						   AND prokind <> 'a' AND proconfig IS NULL AND prosqlbody IS NULL
						   -- these build in the path of their caller, and check it first
						   AND NOT (prokind = 'p' AND (proname IN ('_check_builder', '_pull') OR prosrc ~ 'CALL socpolicy\._check_builder\(')))
$$, 'what is not C pins its search_path, or is bound when it is made');
SELECT is_empty($$
	SELECT oid::regprocedure FROM member WHERE obj_description(oid, 'pg_proc') IS NULL
$$, 'every function, aggregate and procedure has a comment');
SELECT is_empty($$
	SELECT pg_describe_object(d.classid, d.objid, 0)
	FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'socpolicy' AND d.deptype = 'e'
	  AND (d.classid = 'pg_type'::regclass AND (SELECT typelem = 0 FROM pg_type WHERE oid = d.objid)
		   OR d.classid = 'pg_operator'::regclass)
	  AND obj_description(d.objid, d.classid::regclass::name) IS NULL
$$, 'every type and operator has a comment');
SELECT is_empty($$
	SELECT d.objid::regclass
	FROM pg_depend AS d JOIN pg_extension AS e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass
	WHERE e.extname = 'socpolicy' AND d.classid = 'pg_class'::regclass
$$, 'no table is a member of the extension');
SELECT is(string_agg(format('%s %s %s %s', typname, typlen, typcategory, typstorage), ', ' ORDER BY typname),
		  'tally 168 U p, target 56 U p, threshold_range 24 U p, trend 152 U p',
		  'the types keep their stored size')
FROM pg_type WHERE typnamespace = 'socpolicy'::regnamespace AND typtype = 'b' AND typelem = 0;
SELECT is((SELECT extrelocatable FROM pg_extension WHERE extname = 'socpolicy'), false, 'the schema is fixed');

SELECT * FROM finish();
ROLLBACK;
