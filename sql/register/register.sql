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
    -- The reporting schema's name comes first from here on: what follows is
    -- made in it, and finds the register behind it.
    PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, %I, pg_temp', register || '_bi', register), true);
@include reporting
    PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, pg_temp', register), true);
END
$functions$;

COMMENT ON PROCEDURE socpolicy._make_functions(name) IS
    'Nội bộ: tạo hoặc thay các hàm, khung nhìn, chính sách của sổ | internal: make or replace the functions, views and policies of a register';

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
    -- Until the end of the call: the procedure's own SET restores the path.
    PERFORM set_config('search_path', format('%I, pg_temp', register), true);
    CALL socpolicy._make_structure(register);
    CALL socpolicy._make_functions(register);
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

    -- Until the end of the call: the procedure's own SET restores the path.
    PERFORM set_config('search_path', format('%I, pg_temp', register), true);
    CALL socpolicy._migrate(register, found_version);
    CALL socpolicy._make_functions(register);
    UPDATE register_info SET version = newest WHERE version <> newest;
    -- What an upgrade dropped has lost its grants, what is new never had any.
    PERFORM _grant_anew();
    CALL socpolicy._check_register(register);
END
$$;

COMMENT ON PROCEDURE socpolicy.upgrade_register(name) IS
    'Đưa một sổ chỉ tiêu lên phiên bản mới nhất; cũng sửa sổ có lược đồ bị đổi tên | bring a register to the newest version; also mends one whose schema was renamed';

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
