/*
 * Access, now that there is a reporting schema: who only reads gets USAGE on
 * that one.  A security_invoker view needs rights on the tables under it, but
 * none on their schema.
 */
CREATE OR REPLACE FUNCTION give_access(role name, kind text) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    reporting CONSTANT text := current_schema() || '_bi';
    statement text;
BEGIN
    IF role IS NULL OR NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = role) THEN
        RAISE EXCEPTION 'role "%" does not exist', role
            USING ERRCODE = 'undefined_object',
                  HINT = 'The register makes no roles: CREATE ROLE first.';
    END IF;

    IF kind <> 'reader' THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role);
    END IF;
    FOR statement IN
        SELECT grant_statement(c.oid, w.what, role)
        FROM access_right() AS a
        CROSS JOIN LATERAL (
            SELECT CASE kind WHEN 'reader' THEN a.reader WHEN 'editor' THEN a.editor
                             ELSE a.department END AS what) AS w
        JOIN pg_class AS c
            ON c.relname = a.relation AND c.relkind IN ('r', 'p')
           AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))
        WHERE w.what <> 'none'
        UNION ALL
        SELECT format('GRANT SELECT ON %s TO %I', c.oid::regclass, role)
        FROM pg_class AS c
        WHERE c.relkind = 'v'
          AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))
          AND c.reloptions @> '{security_invoker=true}'
        UNION ALL
        SELECT format('GRANT USAGE ON SEQUENCE observation_intake_row_id_seq TO %I', role)
        WHERE kind <> 'reader'
        UNION ALL
        SELECT format(s.template, reporting, role)
        FROM (VALUES ('GRANT USAGE ON SCHEMA %I TO %I'),
                     ('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I')) AS s (template)
    LOOP
        EXECUTE statement;
    END LOOP;

    IF kind <> 'reader' AND NOT has_database_privilege(role, current_database(), 'TEMPORARY') THEN
        RAISE WARNING 'role "%" cannot load figures: it may not make temporary tables', role
            USING HINT = format('GRANT TEMPORARY ON DATABASE %I TO %I;', current_database(), role);
    END IF;
END
$$;

COMMENT ON FUNCTION give_access(name, text) IS
    'Cấp quyền trên các bảng cho một vai trò theo loại reader, editor, department | give a role the rights of a kind: reader, editor, department';
