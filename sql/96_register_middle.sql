    UPDATE register_info SET version = 3;
END
$register$;

COMMENT ON PROCEDURE socpolicy.create_register(name) IS
    'Tạo một sổ chỉ tiêu mới trong lược đồ mang tên này, thuộc quyền người gọi | make a new register in a schema of this name, owned by the caller';

/*
 * upgrade_register: bring a register to the newest version, step by step.
 * Each version is a step that create_register runs too, so that a register
 * brought forward has the shape of a new one; a step never changes.
 */
CREATE PROCEDURE socpolicy.upgrade_register(register name DEFAULT 'policy')
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $upgrade$
DECLARE
    newest CONSTANT integer := 3;
    found_version integer;
BEGIN
    IF register IS NULL THEN
        RAISE EXCEPTION 'register name must not be null'
            USING ERRCODE = 'null_value_not_allowed';
    ELSIF to_regclass(format('%I.register_info', register)) IS NULL THEN
        RAISE EXCEPTION 'there is no register "%"', register
            USING ERRCODE = 'undefined_object',
                  DETAIL = format('%I.register_info does not exist.', register),
                  HINT = 'CALL socpolicy.create_register makes one.';
    END IF;

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
    ELSIF found_version < 3 AND to_regnamespace(quote_ident(register || '_bi')) IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" already exists', register || '_bi'
            USING ERRCODE = 'duplicate_schema',
                  DETAIL = 'The register keeps its reporting views in a schema of this name.',
                  HINT = 'Rename or drop that schema first.';
    END IF;

    -- Until the end of the call: the procedure's own SET restores the path.
    PERFORM set_config('search_path', format('%I, pg_temp', register), true);

    IF found_version = newest THEN
        RAISE NOTICE 'register "%" has version %, which is the newest', register, found_version;
    END IF;
    IF found_version < 2 THEN

