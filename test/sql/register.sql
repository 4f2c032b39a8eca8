-- create_register and upgrade_register, and what a register promises.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(68);

-- Names.
SELECT throws_ok('CALL socpolicy.create_register(NULL)', '22004', 'register name must not be null', 'null name');
SELECT throws_ok($$CALL socpolicy.create_register('')$$, '42602', 'register name must not be empty', 'empty name');
SELECT throws_ok($$CALL socpolicy.create_register('pg_sổ')$$, '42602', 'unacceptable register name "pg_sổ"', 'pg_ prefix');
SELECT throws_ok(format('CALL socpolicy.create_register(%L)', repeat('x', 61)), '42602',
                 'register name "' || repeat('x', 61) || '" is too long', '61 bytes');
SELECT throws_ok($$CALL socpolicy.create_register('public')$$, '42P06', 'schema "public" already exists', 'a schema that exists');
SELECT lives_ok(format('CALL socpolicy.create_register(%L)', repeat('x', 60)), '60 bytes');
SELECT lives_ok('CALL socpolicy.create_register()', 'the default name');
SELECT has_table('policy', 'observation', 'the default register is policy');
SELECT throws_ok('CALL socpolicy.create_register()', '42P06', 'schema "policy" already exists', 'twice is refused');
SELECT lives_ok($$CALL socpolicy.create_register('Sổ "tỉnh" 2')$$, 'a name that needs quoting');
SELECT is(current_setting('search_path'), '"$user", public', 'the call leaves search_path alone');

-- Two registers share nothing.
INSERT INTO policy.area (code, name_vi, level) VALUES ('75', 'Đồng Nai', 'province');
SELECT is((SELECT count(*) FROM "Sổ ""tỉnh"" 2".area), 0::bigint, 'rows do not leak');
SELECT is((SELECT policy.area_at('75', '2024-01-01')), (SELECT area_id FROM policy.area), 'policy finds its area');
SELECT is("Sổ ""tỉnh"" 2".area_at('75', '2024-01-01'), NULL, 'the other register has none');
CREATE TEMPORARY VIEW thing AS
    SELECT c.tableoid AS classid, c.oid AS objid, c.relnamespace AS schema FROM pg_class AS c
    UNION ALL SELECT p.tableoid, p.oid, p.pronamespace FROM pg_proc AS p
    UNION ALL SELECT t.tableoid, t.oid, t.typnamespace FROM pg_type AS t
    UNION ALL SELECT k.tableoid, k.oid, k.connamespace FROM pg_constraint AS k
    UNION ALL SELECT r.tableoid, r.oid, c.relnamespace FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
    UNION ALL SELECT r.tableoid, r.oid, c.relnamespace FROM pg_policy AS r JOIN pg_class AS c ON c.oid = r.polrelid
    UNION ALL SELECT r.tableoid, r.oid, c.relnamespace FROM pg_trigger AS r JOIN pg_class AS c ON c.oid = r.tgrelid
    UNION ALL SELECT r.tableoid, r.oid, c.relnamespace FROM pg_attrdef AS r JOIN pg_class AS c ON c.oid = r.adrelid;
SELECT is_empty($$
    SELECT pg_describe_object(d.classid, d.objid, d.objsubid), pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
    FROM pg_depend AS d
    JOIN thing AS a ON a.classid = d.classid AND a.objid = d.objid
    JOIN thing AS b ON b.classid = d.refclassid AND b.objid = d.refobjid
    WHERE a.schema IN ('policy'::regnamespace, 'policy_bi'::regnamespace)
      AND b.schema IN ('"Sổ ""tỉnh"" 2"'::regnamespace, '"Sổ ""tỉnh"" 2_bi"'::regnamespace)
       OR b.schema IN ('policy'::regnamespace, 'policy_bi'::regnamespace)
      AND a.schema IN ('"Sổ ""tỉnh"" 2"'::regnamespace, '"Sổ ""tỉnh"" 2_bi"'::regnamespace)
$$, 'nothing in one register or its reporting schema depends on the other');
SELECT ok((SELECT count(*) > 1000 FROM pg_depend AS d
    JOIN thing AS a ON a.classid = d.classid AND a.objid = d.objid
    JOIN thing AS b ON b.classid = d.refclassid AND b.objid = d.refobjid
    WHERE a.schema = 'policy'::regnamespace AND b.schema = 'policy'::regnamespace), 'as its own do on each other');
CREATE FUNCTION pg_temp.shape(register text) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT regexp_replace(concat_ws(' ', n.nspname <> register, t.what), '("Sổ ""tỉnh"" 2(_bi)?"|\mpolicy(_bi)?)\.', '', 'g')
    FROM pg_namespace AS n
    CROSS JOIN LATERAL (
        SELECT concat_ws(' ', c.relkind, c.relname, a.attname, format_type(a.atttypid, a.atttypmod)) AS what
        FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = n.oid
        UNION ALL
        SELECT concat_ws(' ', p.proname, pg_get_function_arguments(p.oid), pg_get_function_result(p.oid))
        FROM pg_proc AS p WHERE p.pronamespace = n.oid) AS t
    WHERE n.nspname IN (register, register || '_bi')
$$;
SELECT bag_eq($$SELECT * FROM pg_temp.shape('policy')$$, $$SELECT * FROM pg_temp.shape('Sổ "tỉnh" 2')$$, 'both have the same shape');
CREATE ROLE regress_socpolicy_reader;
SELECT policy.grant_reader('regress_socpolicy_reader') AS ignored \gset
SELECT is_empty($$
    SELECT n.nspname FROM pg_namespace AS n
    WHERE n.nspname LIKE 'Sổ%' AND has_schema_privilege('regress_socpolicy_reader', n.oid, 'USAGE')
    UNION ALL
    SELECT c.relname FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname LIKE 'Sổ%' AND c.relkind IN ('r', 'v') AND c.relname <> 'department_role'
      AND has_table_privilege('regress_socpolicy_reader', c.oid, 'SELECT')$$, 'who may read one may not read the other');
SELECT schema_privs_are('policy_bi', 'regress_socpolicy_reader', ARRAY['USAGE'], 'but the reporting schema of the one');
SAVEPOINT dropped;
DROP SCHEMA policy_bi, policy CASCADE;
SELECT is((SELECT count(*) FROM "Sổ ""tỉnh"" 2".verdict_as_of(2025)), 0::bigint, 'dropping one leaves the other at work');
ROLLBACK TO dropped;

-- The extension and the register.
SELECT throws_ok('DROP EXTENSION socpolicy', '2BP01', NULL, 'DROP EXTENSION is refused while a register exists');
SELECT is_empty($$
    SELECT c.relname FROM pg_class AS c
    JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
    WHERE c.relnamespace = 'policy'::regnamespace$$, 'no relation of a register is a member of the extension');
SELECT is_empty($$
    SELECT relname FROM pg_class WHERE relnamespace = 'policy'::regnamespace
    INTERSECT
    SELECT typname FROM pg_type WHERE typnamespace = 'socpolicy'::regnamespace$$,
    'no relation is named like a type of socpolicy');
SELECT set_eq($$
    SELECT proname::text FROM pg_proc WHERE pronamespace = 'policy'::regnamespace AND prosecdef$$,
    ARRAY['_analyze_new_tables', '_keep_history', '_keep_method', '_take_signed_rows'],
    'only these lend the rights of their owner');
SELECT is_empty($$
    SELECT p.proname FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.pronamespace = 'policy'::regnamespace AND l.lanname = 'plpgsql'
      AND ('search_path=policy, pg_temp' = ANY (p.proconfig)) IS NOT TRUE$$,
    'every plpgsql function fixes its search_path');
SELECT is_empty($$
    SELECT p.proname FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.pronamespace = 'policy'::regnamespace AND l.lanname = 'sql' AND p.prosqlbody IS NULL$$,
    'every SQL function has a parsed body');
SELECT set_eq($$
    SELECT t.tgname::text FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'policy'::regnamespace AND NOT t.tgisinternal
      AND t.tgtype & 3 <> 3$$,
    ARRAY['observation_history', 'indicator_method', 'unit_method', 'source_method', 'area_method', 'signed_report_rows'],
    'all other triggers look at the row at hand before it is written');
-- NOT NULL is a constraint since 18; in a table made LIKE another it has the other's name.
SELECT is_empty($$
    SELECT r.relname, c.conname
    FROM pg_constraint AS c JOIN pg_class AS r ON r.oid = c.conrelid
    WHERE c.connamespace = 'policy'::regnamespace AND c.contype <> 'n'
      AND NOT starts_with(c.conname, r.relname || '_')$$,
    'constraints are named after their table');

SELECT is_empty($$
    SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_index AS i WHERE i.indrelid = c.oid AND (i.indisprimary OR i.indisreplident))$$,
    'every table can be published: it has a replica identity');

-- Comments, Vietnamese | English.
SELECT is_empty($$
    SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind IN ('r', 'v')
      AND obj_description(c.oid, 'pg_class') NOT LIKE '%_ | _%' IS NOT FALSE$$, 'every table and view has a comment in both languages');
SELECT is_empty($$
    SELECT c.relname, a.attname FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind IN ('r', 'v')
      AND col_description(c.oid, a.attnum) NOT LIKE '%_ | _%' IS NOT FALSE$$, 'every column has a comment in both languages');
SELECT is_empty($$
    SELECT p.oid::regprocedure FROM pg_proc AS p
    WHERE p.pronamespace = 'policy'::regnamespace
      AND obj_description(p.oid, 'pg_proc') NOT LIKE '%_ | _%' IS NOT FALSE$$, 'every function has a comment in both languages');

-- upgrade_register.
SELECT results_eq('SELECT version FROM policy.register_info', 'VALUES (1)', 'a new register is version 1');
SELECT lives_ok('CALL socpolicy.upgrade_register()', 'a register of the newest version is brought forward as well');
SELECT throws_ok($$CALL socpolicy.upgrade_register('nowhere')$$, '42704', 'there is no register "nowhere"', 'no such register');
SELECT throws_ok('CALL socpolicy.upgrade_register(NULL)', '22004', 'register name must not be null', 'upgrade of null');
UPDATE policy.register_info SET version = 4;
SELECT throws_ok('CALL socpolicy.upgrade_register()', '55000',
                 'register "policy" has version 4, newer than this library knows', 'a newer register');
UPDATE policy.register_info SET version = 1;
SELECT throws_ok('INSERT INTO policy.register_info (version) VALUES (1)', '23505', NULL, 'one row of register_info');

-- The owner is the caller.
CREATE ROLE regress_socpolicy_owner;
DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO regress_socpolicy_owner', current_database()); END $$;
SET ROLE regress_socpolicy_owner;
CALL socpolicy.create_register('regress_own');
INSERT INTO regress_own.area (code, name_vi, level) VALUES ('75', 'Đồng Nai', 'province');
RESET ROLE;
SELECT is_empty($$
    SELECT relname FROM pg_class
    WHERE relnamespace = 'regress_own'::regnamespace AND relowner <> 'regress_socpolicy_owner'::regrole$$,
    'an ordinary role owns all relations of its register');
SELECT is_empty($$
    SELECT proname FROM pg_proc
    WHERE pronamespace = 'regress_own'::regnamespace AND proowner <> 'regress_socpolicy_owner'::regrole$$,
    'and all functions');
SELECT schema_owner_is('regress_own', 'regress_socpolicy_owner', 'and the schema');
SELECT is((SELECT created_by FROM regress_own.register_info), 'regress_socpolicy_owner', 'the register says who made it');

-- What the constraints refuse.
SET search_path = policy, public;
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('1/KH', 'Kế hoạch', '2024-07-02', 'UBND');
INSERT INTO plan (code, document_id, area_id, title_vi)
SELECT 'P' || n, document_id, area_id, 'kế hoạch' FROM document, area, generate_series(1, 2) AS n;
INSERT INTO sector (plan_id, number, sort_order, title_vi)
SELECT plan_id, 1, 1, 'nhóm' FROM plan;
INSERT INTO indicator (indicator_id, plan_id, sector_id, code, sort_order, name_vi, measured, direction, direction_basis)
SELECT c.id, s.plan_id, s.sector_id, c.code, c.id, c.code, c.measured, c.direction, c.basis
FROM (VALUES (1001, '1.1', true, 'up', 'given'), (1002, '1.2', false, NULL, NULL)) AS c (id, code, measured, direction, basis)
JOIN sector AS s ON s.plan_id = (SELECT plan_id FROM plan WHERE code = 'P1');
INSERT INTO source (code, name_vi) VALUES ('S', 'nguồn');
INSERT INTO agency (agency_id, code, name_vi) VALUES (1001, 'A', 'Sở A');

SELECT throws_ok(format($$INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi)
    SELECT p.plan_id, s.sector_id, '1.3', 3, 'x' FROM plan AS p, sector AS s WHERE p.code = 'P2' AND s.plan_id <> p.plan_id$$),
    '23503', NULL, 'a sector of another plan');
SELECT throws_ok($$UPDATE indicator SET parent_id = indicator_id WHERE indicator_id = 1001$$, '23514', NULL, 'its own parent');
SELECT throws_ok($$UPDATE indicator SET direction = 'up', direction_basis = 'given' WHERE indicator_id = 1002$$,
    '23514', NULL, 'a direction on a container');
SELECT throws_ok($$UPDATE indicator SET weight = 0.0001$$, '23514', NULL, 'a weight of four decimals');
SELECT throws_ok($$UPDATE indicator SET weight = 'NaN'$$, '23514', NULL, 'a weight that is no number');
SELECT lives_ok($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell)
    SELECT 1002, area_id, 'local', '2025-12-31', '' FROM area$$, 'a blank cell of a container');
SELECT throws_ok($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, goal)
    SELECT 1002, area_id, 'local', '2030-12-31', '>=1 by 2030' FROM area$$, '23503', NULL, 'a goal on a container');
SELECT throws_ok($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, goal)
    SELECT 1001, area_id, 'local', '2030-12-31', '>=1 by 2025' FROM area$$, '23514', NULL, 'a goal due on another day');
SELECT throws_ok($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, goal)
    SELECT 1001, area_id, 'local', '2030-12-31', '>=1' FROM area$$, '23514', NULL, 'a goal without a due date');
SELECT lives_ok($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, goal, valid_from, valid_to)
    SELECT 1001, area_id, 'local', '2025-12-31', '>=1 by 2025', NULL, '2024-12-31' FROM area$$, 'a goal');
SELECT throws_ok($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, goal, valid_from)
    SELECT 1001, area_id, 'local', '2025-12-31', '>=2 by 2025', '2024-12-31' FROM area$$, '23P01', NULL, 'two goals in force on one day');
SELECT lives_ok($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, goal, valid_from)
    SELECT 1001, area_id, 'local', '2025-12-31', '>=2 by 2025', '2025-01-01' FROM area$$, 'one after the other');
SELECT throws_ok($$UPDATE indicator SET measured = false, direction = NULL, direction_basis = NULL WHERE indicator_id = 1001$$,
    '23503', NULL, 'an indicator with goals cannot become a container');
SELECT throws_ok($$INSERT INTO responsibility (indicator_id, agency_id, role, valid_from)
    VALUES (1001, 1001, 'lead', NULL), (1001, 1001, 'lead', '2024-01-01')$$, '23P01', NULL, 'the same lead twice on one day');
SELECT throws_ok($$INSERT INTO area (code, name_vi, level) VALUES ('75', 'Đồng Nai', 'province')$$,
    '23505', NULL, 'one code twice in one period');
SELECT throws_ok($$INSERT INTO area (code, name_vi, level, valid_from, valid_to) VALUES ('75', 'Đồng Nai', 'province', '2024-01-01', '2024-12-31')$$,
    '23P01', NULL, 'or within it');
SELECT lives_ok($$INSERT INTO area (code, name_vi, level, valid_from, valid_to) VALUES ('76', 'x', 'province', '2024-01-01', '2024-12-31'), ('76', 'y', 'province', '2025-01-01', NULL)$$,
    'one code for two extents, one after the other');
SELECT throws_ok($$INSERT INTO agency_alias (agency_id, alias, valid_from, valid_to) VALUES (1001, 'Sở của tôi', NULL, NULL), (1001, 'SỞ của  tôi', '2024-01-01', '2024-12-31')$$,
    '23P01', NULL, 'one spelling of two bodies on one day');

PREPARE figure_of (integer, numeric, numeric, numeric) AS
    INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator)
    SELECT $1, area_id, '2024-01-01', '2024-12-31', source_id, 'official', $2, $3, $4 FROM area, source;
SELECT throws_ok('EXECUTE figure_of(1002, 1, NULL, NULL)', '23503', NULL, 'a figure of a container');
SELECT throws_ok('EXECUTE figure_of(1001, NULL, NULL, NULL)', '23514', NULL, 'a figure of nothing');
SELECT throws_ok('EXECUTE figure_of(1001, NULL, 1, NULL)', '23514', NULL, 'a numerator without a denominator');
SELECT throws_ok('EXECUTE figure_of(1001, NULL, 1, 0)', '23514', NULL, 'a denominator of 0');
SELECT throws_ok($$EXECUTE figure_of(1001, 'NaN', NULL, NULL)$$, '23514', NULL, 'NaN');
SELECT throws_ok($$EXECUTE figure_of(1001, 'Infinity', NULL, NULL)$$, '23514', NULL, 'infinity');
SELECT lives_ok('EXECUTE figure_of(1001, NULL, 105, 120)', 'both counts');
SELECT throws_ok('EXECUTE figure_of(1001, 1, NULL, NULL)', '23505', NULL, 'one figure in force');

SELECT * FROM finish();
ROLLBACK;
