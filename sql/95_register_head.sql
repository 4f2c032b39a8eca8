/*
 * create_register: floor 2, made in a schema of the caller's.
 *
 * A register is ordinary tables, views and functions that belong to whoever
 * calls this: they dump, restore and replicate like any others, and DROP
 * EXTENSION is refused while they use the types.  The body is the steps of
 * sql/register/, one after the other: version 1, which is frozen, and what
 * each version since has added.
 */
CREATE PROCEDURE socpolicy.create_register(register name DEFAULT 'policy')
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $register$
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

    EXECUTE format('CREATE SCHEMA %I', register);
    -- Until the end of the call: the procedure's own SET restores the path.
    PERFORM set_config('search_path', format('%I, pg_temp', register), true);

