/*
 * create_register, upgrade_register, rename_register: floor 2, made and
 * brought forward in a schema of the caller's.
 *
 * A register is ordinary tables, views and functions that belong to whoever
 * calls this: they dump, restore and replicate like any others, and DROP
 * EXTENSION is refused while they use the types.  Its structure is made once
 * and then changed by migrations; all else is replaced by every upgrade, from
 * the same text that made it.
 *
 * The private builders work in the search_path of their caller, so that both
 * share one text.  "@include" lines are filled in by make.
 */
CREATE FUNCTION socpolicy.register_version() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 1;

COMMENT ON FUNCTION socpolicy.register_version() IS
    'Phiên bản sổ mà thư viện này tạo ra | the version of registers that this library makes';

/*
 * Refuse to build anywhere but in the caller's own schema, named first on the
 * path: a builder called by hand would scatter a register over public.
 */
CREATE PROCEDURE socpolicy._check_builder(register name)
LANGUAGE plpgsql
AS $$
BEGIN
    IF pg_catalog.current_schema() IS DISTINCT FROM register
       OR NOT EXISTS (SELECT FROM pg_catalog.pg_namespace AS n
                      JOIN pg_catalog.pg_roles AS r ON r.oid OPERATOR(pg_catalog.=) n.nspowner
                      WHERE n.nspname OPERATOR(pg_catalog.=) register
                        AND r.rolname OPERATOR(pg_catalog.=) current_user) THEN
        RAISE EXCEPTION 'a register is built by create_register and upgrade_register only'
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
END
$$;

COMMENT ON PROCEDURE socpolicy._check_builder(name) IS
    'Nội bộ: chỉ dựng sổ trong lược đồ của chính người gọi | internal: a register is built in its caller''s own schema only';

CREATE PROCEDURE socpolicy._make_structure(register name)
LANGUAGE plpgsql
AS $structure$
BEGIN
    CALL socpolicy._check_builder(register);
@include structure
END
$structure$;

COMMENT ON PROCEDURE socpolicy._make_structure(name) IS
    'Nội bộ: tạo các bảng của sổ | internal: make the tables of a register';

CREATE PROCEDURE socpolicy._make_functions(register name)
LANGUAGE plpgsql
AS $functions$
BEGIN
    CALL socpolicy._check_builder(register);
@include functions
END
$functions$;

COMMENT ON PROCEDURE socpolicy._make_functions(name) IS
    'Nội bộ: tạo hoặc thay các hàm, khung nhìn, chính sách của sổ | internal: make or replace the functions, views and policies of a register';

/*
 * The reporting schema's name comes first on the path: what follows is made in
 * it, and finds the register behind it.
 */
CREATE PROCEDURE socpolicy._make_reporting(register name)
LANGUAGE plpgsql
AS $reporting$
BEGIN
    CALL socpolicy._check_builder(register);
    PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, %I, pg_temp', register || '_bi', register), true);
@include reporting
    PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, pg_temp', register), true);
END
$reporting$;

COMMENT ON PROCEDURE socpolicy._make_reporting(name) IS
    'Nội bộ: tạo hoặc thay các khung nhìn báo cáo của sổ | internal: make or replace the reporting views of a register';

/* What the two builders above make, written by make from the same sources. */
CREATE FUNCTION socpolicy._replaceable() RETURNS TABLE (kind text, name text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT * FROM (VALUES
@list
    ) AS l (kind, name);
END;

COMMENT ON FUNCTION socpolicy._replaceable() IS
    'Nội bộ: những gì mỗi lần nâng cấp làm lại | internal: what every upgrade makes again';

/* What rests on an object, and whether an upgrade makes it again. */
CREATE FUNCTION socpolicy._resting_on(register name, catalog regclass, object oid)
RETURNS TABLE (resting_catalog regclass, resting oid, made_again boolean)
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT DISTINCT u.catalog, u.object,
           a.object_names[1] IN (register, register || '_bi')
           AND EXISTS (SELECT FROM socpolicy._replaceable() AS m
                       WHERE m.kind = a.type AND m.name = a.object_names[cardinality(a.object_names)])
    FROM (SELECT CASE WHEN r.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END AS catalog,
                 coalesce(r.ev_class, d.objid) AS object
          FROM pg_depend AS d
          LEFT JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
          WHERE d.classid <> 'pg_type'::regclass
            AND (d.refclassid = catalog AND d.refobjid = object
                 -- a view is also the type of its rows
                 OR d.refclassid = 'pg_type'::regclass AND catalog = 'pg_class'::regclass
                    AND d.refobjid IN (SELECT unnest(ARRAY[t.oid, t.typarray]) FROM pg_type AS t
                                       WHERE t.typrelid = object))) AS u
    CROSS JOIN LATERAL pg_identify_object_as_address(u.catalog, u.object, 0) AS a
    WHERE (u.catalog, u.object) <> (_resting_on.catalog, _resting_on.object);
END;

COMMENT ON FUNCTION socpolicy._resting_on(name, regclass, oid) IS
    'Nội bộ: những gì dựa trên một đối tượng | internal: what rests on an object';

/*
 * Drop an object and, before it, those of the register that rest on it: the
 * builders make them again.  What they do not make again is somebody's own, or
 * structure, and is never dropped.
 */
CREATE PROCEDURE socpolicy._drop(register name, catalog regclass, object oid)
LANGUAGE plpgsql
AS $$
DECLARE
    asked CONSTANT record := pg_identify_object(catalog, object, 0);
    upper record;
BEGIN
    CALL socpolicy._check_builder(register);
    LOOP
        SELECT r.*, pg_describe_object(r.resting_catalog, r.resting, 0) AS name INTO upper
        FROM socpolicy._resting_on(register, catalog, object) AS r
        ORDER BY r.made_again, name
        LIMIT 1;
        EXIT WHEN NOT FOUND;
        IF NOT upper.made_again THEN
            RAISE EXCEPTION 'cannot make % % anew: % rests on it', asked.type, asked.identity, upper.name
                USING ERRCODE = 'dependent_objects_still_exist',
                      HINT = format('An upgrade drops only what it makes again. Drop %s first, and make it again afterwards.', upper.name);
        END IF;
        CALL socpolicy._drop(register, upper.resting_catalog, upper.resting);
    END LOOP;
    EXECUTE format('DROP %s %s', asked.type, asked.identity);
END
$$;

COMMENT ON PROCEDURE socpolicy._drop(name, regclass, oid) IS
    'Nội bộ: bỏ một đối tượng và những gì của sổ dựa trên nó, để dựng lại | internal: drop an object and what of the register rests on it, to be made again';

/* Changes of structure, one step a version; there is none before 1.1. */
CREATE PROCEDURE socpolicy._migrate(register name, from_version integer)
LANGUAGE plpgsql
AS $migrate$
BEGIN
    CALL socpolicy._check_builder(register);
END
$migrate$;

COMMENT ON PROCEDURE socpolicy._migrate(name, integer) IS
    'Nội bộ: đổi cấu trúc bảng từ phiên bản này lên phiên bản mới nhất | internal: change the structure from this version to the newest';

/*
 * CREATE OR REPLACE changes neither the columns of a view nor the result of a
 * function: the objects that it stumbled over, as its error tells.
 */
CREATE FUNCTION socpolicy._outgrown(register name, error_context text)
RETURNS TABLE (catalog regclass, object oid)
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH failed AS (
        SELECT f[1] AS kind, f[2]::name AS name,
               to_regnamespace(quote_ident(CASE WHEN error_context ~ '_make_reporting' THEN register || '_bi' ELSE register END)) AS schema
        FROM regexp_match(error_context, 'CREATE OR REPLACE (FUNCTION|VIEW) (\w+)') AS f)
    SELECT p.tableoid::regclass, p.oid
    FROM failed AS f
    JOIN pg_proc AS p ON f.kind = 'FUNCTION' AND p.proname = f.name AND p.pronamespace = f.schema
    UNION ALL
    SELECT c.tableoid::regclass, c.oid
    FROM failed AS f
    JOIN pg_class AS c ON f.kind = 'VIEW' AND c.relkind = 'v' AND c.relname = f.name AND c.relnamespace = f.schema;
END;

COMMENT ON FUNCTION socpolicy._outgrown(name, text) IS
    'Nội bộ: những gì phải bỏ đi vì không thay được | internal: what has to be dropped since it cannot be replaced';

/* Make what every upgrade makes; what cannot be replaced is dropped first. */
CREATE PROCEDURE socpolicy._make_replaceable(register name)
LANGUAGE plpgsql
AS $$
DECLARE
    error_context text;
    outgrown record;
BEGIN
    CALL socpolicy._check_builder(register);
    LOOP
        BEGIN
            CALL socpolicy._make_functions(register);
            CALL socpolicy._make_reporting(register);
            RETURN;
        EXCEPTION WHEN invalid_function_definition OR invalid_table_definition THEN
            GET STACKED DIAGNOSTICS error_context = PG_EXCEPTION_CONTEXT;
            FOR outgrown IN
                SELECT o.catalog, o.object FROM socpolicy._outgrown(register, error_context) AS o
            LOOP
                CALL socpolicy._drop(register, outgrown.catalog, outgrown.object);
            END LOOP;
            IF NOT FOUND THEN
                RAISE;
            END IF;
        END;
    END LOOP;
END
$$;

COMMENT ON PROCEDURE socpolicy._make_replaceable(name) IS
    'Nội bộ: dựng những gì mỗi lần nâng cấp làm lại | internal: make what every upgrade makes again';

/*
 * Build a register, from nothing where it has no version yet.  The search_path
 * stays until the end of the caller, whose own SET restores it.  An error says
 * which statement failed and not, as its context would, all of its text.
 */
CREATE PROCEDURE socpolicy._build(register name, from_version integer)
LANGUAGE plpgsql
AS $$
DECLARE
    state text;
    message text;
    detail text;
    hint text;
    error_context text;
BEGIN
    PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, pg_temp', register), true);
    CALL socpolicy._check_builder(register);
    IF from_version IS NULL THEN
        CALL socpolicy._make_structure(register);
    ELSE
        CALL socpolicy._migrate(register, from_version);
        CALL socpolicy._mark_functions(register);
    END IF;
    CALL socpolicy._make_replaceable(register);
    PERFORM _close_writers();
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS
        state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL,
        hint = PG_EXCEPTION_HINT, error_context = PG_EXCEPTION_CONTEXT;
    detail := coalesce(nullif(detail, ''),
                       'Failed at: ' || rtrim(substring(error_context FROM '"((CREATE|ALTER|COMMENT|INSERT|DROP|GRANT)[^\n]*)'), '"'),
                       'The register is as it was.');
    IF hint = '' THEN
        RAISE EXCEPTION '%', message USING ERRCODE = state, DETAIL = detail;
    END IF;
    RAISE EXCEPTION '%', message USING ERRCODE = state, DETAIL = detail, HINT = hint;
END
$$;

COMMENT ON PROCEDURE socpolicy._build(name, integer) IS
    'Nội bộ: dựng một sổ, hay đưa nó lên phiên bản mới nhất | internal: build a register, or bring it forward';

/*
 * A function of ours whose arguments changed is made beside the old one, and
 * calls would be ambiguous.  So all that bear a name of ours get a cost that
 * none is written with; whatever has it after the build was not written.
 */
CREATE PROCEDURE socpolicy._mark_functions(register name)
LANGUAGE plpgsql
AS $$
DECLARE
    statement text;
BEGIN
    CALL socpolicy._check_builder(register);
    FOR statement IN
        SELECT format('ALTER FUNCTION %s COST 123456', p.oid::regprocedure)
        FROM pg_proc AS p
        WHERE p.pronamespace IN (to_regnamespace(quote_ident(register)), to_regnamespace(quote_ident(register || '_bi')))
          AND p.prokind = 'f'
          AND p.proname IN (SELECT m.name FROM socpolicy._replaceable() AS m WHERE m.kind = 'function')
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$;

COMMENT ON PROCEDURE socpolicy._mark_functions(name) IS
    'Nội bộ: đánh dấu các hàm trước khi dựng lại | internal: mark the functions before they are made again';

/* What bears the mark still is of an earlier version. */
CREATE PROCEDURE socpolicy._drop_left_over(register name)
LANGUAGE plpgsql
AS $$
DECLARE
    left_over record;
BEGIN
    CALL socpolicy._check_builder(register);
    FOR left_over IN
        SELECT p.tableoid::regclass AS catalog, p.oid AS object, p.oid::regprocedure AS name
        FROM pg_proc AS p
        WHERE p.pronamespace IN (to_regnamespace(quote_ident(register)), to_regnamespace(quote_ident(register || '_bi')))
          AND p.procost = 123456
        ORDER BY p.oid
    LOOP
        RAISE WARNING 'dropping % of an earlier version', left_over.name;
        CALL socpolicy._drop(register, left_over.catalog, left_over.object);
    END LOOP;
END
$$;

COMMENT ON PROCEDURE socpolicy._drop_left_over(name) IS
    'Nội bộ: bỏ hàm của phiên bản cũ mang tham số khác | internal: drop functions of an earlier version that had other arguments';

/*
 * Generated columns that rest on functions of ours: what is stored, and the
 * expression that it has to be.  another is a column that can be written.
 */
CREATE FUNCTION socpolicy._stored_key(register name)
RETURNS TABLE (relation regclass, stored name, computed text, another name)
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    SELECT g.attrelid::regclass, g.attname, pg_get_expr(e.adbin, e.adrelid),
           (SELECT k.attname FROM pg_attribute AS k
            WHERE k.attrelid = g.attrelid AND k.attnum > 0 AND NOT k.attisdropped
              AND k.attgenerated = '' AND k.attidentity = ''
            ORDER BY k.attnum LIMIT 1)
    FROM pg_attribute AS g
    JOIN pg_attrdef AS e ON e.adrelid = g.attrelid AND e.adnum = g.attnum
    JOIN pg_class AS c ON c.oid = g.attrelid AND c.relkind IN ('r', 'p')
    WHERE g.attgenerated = 's' AND c.relnamespace = to_regnamespace(quote_ident(register))
      AND EXISTS (SELECT FROM pg_depend AS d
                  JOIN pg_proc AS p ON p.oid = d.refobjid
                  WHERE d.classid = 'pg_attrdef'::regclass AND d.objid = e.oid AND d.refclassid = 'pg_proc'::regclass
                    AND p.pronamespace IN ('socpolicy'::regnamespace, c.relnamespace));
END;

COMMENT ON FUNCTION socpolicy._stored_key(name) IS
    'Nội bộ: các cột sinh dựa trên hàm của sổ | internal: the generated columns that rest on functions of ours';

/* What is stored of our key functions is computed anew: they may have changed. */
CREATE PROCEDURE socpolicy._compute_keys_anew(register name)
LANGUAGE plpgsql
AS $$
DECLARE
    statement text;
BEGIN
    CALL socpolicy._check_builder(register);
    FOR statement IN
        SELECT format('UPDATE %1$s SET %2$I = %2$I WHERE %3$I IS DISTINCT FROM %4$s',
                      k.relation, k.another, k.stored, k.computed)
        FROM socpolicy._stored_key(register) AS k
        UNION ALL
        SELECT DISTINCT format('REINDEX INDEX %s', c.oid::regclass)
        FROM pg_class AS c
        JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_proc'::regclass
        JOIN pg_proc AS p ON p.oid = d.refobjid
        WHERE c.relkind = 'i' AND c.relnamespace = to_regnamespace(quote_ident(register))
          AND p.pronamespace IN ('socpolicy'::regnamespace, c.relnamespace)
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$;

COMMENT ON PROCEDURE socpolicy._compute_keys_anew(name) IS
    'Nội bộ: tính lại cột sinh và chỉ mục dựa trên hàm của sổ | internal: compute anew what generated columns and indexes hold of our functions';

/* Refuse a name that a new register cannot have. */
CREATE PROCEDURE socpolicy._check_new_name(register name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF register IS NULL THEN
        RAISE EXCEPTION 'register name must not be null'
            USING ERRCODE = 'null_value_not_allowed';
    ELSIF register = '' THEN
        RAISE EXCEPTION 'register name must not be empty'
            USING ERRCODE = 'invalid_name';
    ELSIF starts_with(register::text, 'pg_') THEN
        RAISE EXCEPTION 'unacceptable register name "%"', register
            USING ERRCODE = 'invalid_name',
                  DETAIL = 'The prefix "pg_" is reserved for system schemas.';
    ELSIF octet_length(register::text) > 60 THEN
        RAISE EXCEPTION 'register name "%" is too long', register
            USING ERRCODE = 'invalid_name',
                  DETAIL = 'A register name has at most 60 bytes: "_bi" is appended for the reporting schema.';
    ELSIF to_regnamespace(quote_ident(register)) IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" already exists', register
            USING ERRCODE = 'duplicate_schema',
                  HINT = 'A register is made in a schema of its own. Choose another name; to bring an older register forward, CALL socpolicy.upgrade_register.';
    ELSIF to_regnamespace(quote_ident(register || '_bi')) IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" already exists', register || '_bi'
            USING ERRCODE = 'duplicate_schema',
                  DETAIL = 'The register would keep its reporting views in a schema of this name.',
                  HINT = 'Choose another name, or rename or drop that schema.';
    END IF;
END
$$;

COMMENT ON PROCEDURE socpolicy._check_new_name(name) IS
    'Nội bộ: từ chối tên mà một sổ mới không thể mang | internal: refuse a name that a new register cannot have';

CREATE PROCEDURE socpolicy.create_register(register name DEFAULT 'policy')
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
    CALL socpolicy._check_new_name(register);
    EXECUTE format('CREATE SCHEMA %I', register);
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', register,
                   'Sổ: kế hoạch, mục tiêu, số liệu, nhiệm vụ và các câu hỏi về chúng | register: plans, targets, figures, tasks, and the questions about them');
    EXECUTE format('CREATE SCHEMA %I', register || '_bi');
    EXECUTE format('COMMENT ON SCHEMA %I IS %L', register || '_bi',
                   'Báo cáo: khung nhìn cho công cụ BI, chỉ kiểu dữ liệu có sẵn | reporting: views for BI tools, built-in types only');
    CALL socpolicy._build(register, NULL);
END
$$;

COMMENT ON PROCEDURE socpolicy.create_register(name) IS
    'Tạo một sổ chỉ tiêu mới trong lược đồ mang tên này, thuộc quyền người gọi | make a new register in a schema of this name, owned by the caller';

/*
 * Refuse a register that is not wholly the caller's: what an upgrade makes
 * would belong to the caller, and triggers of others would run with the
 * caller's rights.
 */
CREATE PROCEDURE socpolicy._check_register(register name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    stranger text;
    the_owner CONSTANT name := (SELECT r.rolname FROM pg_namespace AS n JOIN pg_roles AS r ON r.oid = n.nspowner
                                WHERE n.nspname = register);
BEGIN
    IF register IS NULL THEN
        RAISE EXCEPTION 'register name must not be null'
            USING ERRCODE = 'null_value_not_allowed';
    ELSIF to_regclass(format('%I.register_info', register)) IS NULL THEN
        RAISE EXCEPTION 'there is no register "%"', register
            USING ERRCODE = 'undefined_object',
                  DETAIL = format('%I.register_info does not exist.', register),
                  HINT = 'CALL socpolicy.create_register makes one.';
    ELSIF to_regnamespace(quote_ident(register || '_bi')) IS NULL THEN
        RAISE EXCEPTION 'register "%" has lost its reporting schema "%"', register, register || '_bi'
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = format('A register is renamed by socpolicy.rename_register; if its reporting views were dropped, CREATE SCHEMA %I first.', register || '_bi');
    END IF;
    SELECT format('%s belongs to %I', o.what, pg_get_userbyid(o.owner))
    INTO stranger
    FROM (SELECT format('schema %I', n.nspname) AS what, n.nspowner AS owner, n.oid AS schema_id
          FROM pg_namespace AS n
          UNION ALL
          SELECT c.oid::regclass::text, c.relowner, c.relnamespace FROM pg_class AS c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
          UNION ALL
          SELECT p.oid::regprocedure::text, p.proowner, p.pronamespace FROM pg_proc AS p
          UNION ALL
          SELECT t.oid::regtype::text, t.typowner, t.typnamespace FROM pg_type AS t WHERE t.typrelid = 0 AND t.typelem = 0) AS o
    WHERE o.schema_id IN (to_regnamespace(quote_ident(register)), to_regnamespace(quote_ident(register || '_bi')))
      AND pg_get_userbyid(o.owner) <> current_user
    ORDER BY o.what
    LIMIT 1;
    IF stranger IS NOT NULL THEN
        RAISE EXCEPTION 'register "%" is not wholly owned by "%"', register, current_user
            USING ERRCODE = 'insufficient_privilege',
                  DETAIL = stranger || '.',
                  HINT = format('SET ROLE %I first; what belongs to others in its schemas has to be given to the owner.', the_owner);
    END IF;
END
$$;

COMMENT ON PROCEDURE socpolicy._check_register(name) IS
    'Nội bộ: từ chối nếu sổ không hoàn toàn thuộc quyền người gọi | internal: refuse a register that is not wholly the caller''s';

/* What only a register that was there before needs once it is built. */
CREATE PROCEDURE socpolicy._finish_upgrade(register name)
LANGUAGE plpgsql
AS $$
DECLARE
    newest CONSTANT integer := socpolicy.register_version();
BEGIN
    CALL socpolicy._check_builder(register);
    CALL socpolicy._drop_left_over(register);
    CALL socpolicy._compute_keys_anew(register);
    UPDATE register_info SET version = newest WHERE version <> newest;
    -- What an upgrade dropped has lost its grants, what is new never had any.
    PERFORM _grant_anew();
END
$$;

COMMENT ON PROCEDURE socpolicy._finish_upgrade(name) IS
    'Nội bộ: bước cuối của nâng cấp | internal: the last step of an upgrade';

/*
 * Bring a register to the newest version.  The replaceable half always runs,
 * also when the version is the newest: so an upgrade mends a register whose
 * schema was renamed, and brings what a library of the same version changed.
 */
CREATE PROCEDURE socpolicy.upgrade_register(register name DEFAULT 'policy')
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
DECLARE
    newest CONSTANT integer := socpolicy.register_version();
    found_version integer;
BEGIN
    CALL socpolicy._check_register(register);
    EXECUTE format('SELECT version FROM %I.register_info', register)
        INTO found_version;
    IF found_version IS NULL THEN
        RAISE EXCEPTION 'register "%" does not say its version', register
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = format('%I.register_info has no row.', register);
    ELSIF found_version > newest THEN
        RAISE EXCEPTION 'register "%" has version %, newer than this library knows', register, found_version
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = format('The newest version known here is %s.', newest),
                  HINT = 'Install the newer socpolicy and run ALTER EXTENSION socpolicy UPDATE.';
    END IF;

    CALL socpolicy._build(register, found_version);
    CALL socpolicy._finish_upgrade(register);
    CALL socpolicy._check_register(register);
END
$$;

COMMENT ON PROCEDURE socpolicy.upgrade_register(name) IS
    'Đưa một sổ chỉ tiêu lên phiên bản mới nhất; cũng sửa sổ có lược đồ bị đổi tên | bring a register to the newest version; also mends one whose schema was renamed';

/*
 * What keeps a register from working at all; it stands here, since then the
 * functions of the register do not.  register_info is the register's.
 */
CREATE FUNCTION socpolicy._register_fault(register_info regclass)
RETURNS TABLE (code text, severity text, object text, args text[])
LANGUAGE sql STABLE PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH register AS (
        SELECT n.oid, n.nspname AS name
        FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.oid = register_info)
    (SELECT 'register_renamed', NULL::text, r.name::text,
            ARRAY[substring(path FROM '^search_path=(.*), pg_temp$'), quote_literal(r.name)]
     FROM register AS r
     JOIN pg_proc AS p ON p.pronamespace = r.oid
     CROSS JOIN LATERAL unnest(p.proconfig) AS path
     WHERE p.proname IN (SELECT m.name FROM socpolicy._replaceable() AS m WHERE m.kind = 'function')
       AND path LIKE 'search_path=%'
       AND path <> format('search_path=%I, pg_temp', r.name)
     ORDER BY p.oid
     LIMIT 1)
    UNION ALL
    SELECT 'reporting_schema_lost', NULL::text, r.name::text,
           ARRAY[r.name || '_bi', quote_ident(r.name || '_bi'), quote_literal(r.name)]
    FROM register AS r
    WHERE to_regnamespace(quote_ident(r.name || '_bi')) IS NULL;
END;

COMMENT ON FUNCTION socpolicy._register_fault(regclass) IS
    'Nội bộ: những gì khiến cả sổ không chạy được | internal: what keeps a register from working at all';

CREATE PROCEDURE socpolicy.rename_register(old name, new name)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET client_min_messages = warning
AS $$
BEGIN
    CALL socpolicy._check_register(old);
    CALL socpolicy._check_new_name(new);
    EXECUTE format('ALTER SCHEMA %I RENAME TO %I', old, new);
    EXECUTE format('ALTER SCHEMA %I RENAME TO %I', old || '_bi', new || '_bi');
    -- Functions keep the name of their schema in their settings.
    CALL socpolicy.upgrade_register(new);
END
$$;

COMMENT ON PROCEDURE socpolicy.rename_register(name, name) IS
    'Đổi tên một sổ cùng lược đồ báo cáo của nó | rename a register and its reporting schema';
