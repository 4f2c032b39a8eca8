/*
 * Access, now that there is a reporting schema: who only reads gets USAGE on
 * that one.  A security_invoker view needs rights on the tables under it, but
 * none on their schema.
 */

/* As in version 2, with the tables that have come since. */
CREATE OR REPLACE FUNCTION access_right()
RETURNS TABLE (relation text, reader text, editor text, department text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT a.relation, a.reader, a.editor, a.department
    FROM (VALUES
        ('register_info',        'read', 'read',    'read'),
        ('department_role',      'read', 'read',    'read'),
        ('document',             'read', 'append',  'read'),
        ('document_relation',    'read', 'append',  'read'),
        ('agency',               'read', 'close',   'read'),
        ('agency_alias',         'read', 'close',   'read'),
        ('agency_member',        'read', 'close',   'read'),
        ('agency_succession',    'read', 'edit',    'read'),
        ('area',                 'read', 'close',   'read'),
        ('area_parent',          'read', 'close',   'read'),
        ('area_succession',      'read', 'append',  'read'),
        ('plan',                 'read', 'edit',    'read'),
        ('sector',               'read', 'edit',    'read'),
        ('unit',                 'read', 'edit',    'read'),
        ('level',                'read', 'edit',    'read'),
        ('indicator',            'read', 'edit',    'read'),
        ('indicator_rule',       'read', 'edit',    'read'),
        ('indicator_rule_part',  'read', 'edit',    'read'),
        ('indicator_population', 'read', 'edit',    'read'),
        ('series_break',         'read', 'edit',    'read'),
        ('indicator_threshold',  'read', 'edit',    'read'),
        ('indicator_fall',       'read', 'edit',    'read'),
        ('responsibility',       'read', 'close',   'read'),
        ('indicator_target',     'read', 'close',   'read'),
        ('source',               'read', 'edit',    'read'),
        ('observation',          'read', 'figures', 'figures'),
        ('observation_history',  'read', 'history', 'history'),
        ('assessment',           'read', 'append',  'read'),
        ('report_cycle',         'read', 'close',   'read'),
        ('report_roster',        'read', 'close',   'read'),
        ('report_submission',    'read', 'append',  'read'),
        ('signed_report',        'read', 'append',  'read'),
        ('signed_report_row',    'read', 'append',  'read'),
        ('schedule_pattern',     'read', 'edit',    'read'),
        ('task_section',         'read', 'edit',    'read'),
        ('task',                 'read', 'edit',    'read'),
        ('task_schedule',        'read', 'edit',    'read'),
        ('task_indicator',       'read', 'edit',    'read'),
        ('task_progress',        'read', 'append',  'append'),
        ('work_plan',            'read', 'append',  'append'),
        ('work_plan_item',       'read', 'append',  'append'),
        ('difficulty',           'read', 'answer',  'append'),
        ('finding',              'read', 'answer',  'append'),
        ('header_synonym',       'read', 'edit',    'read'),
        ('annex_intake',         'none', 'take',    'none'),
        ('task_intake',          'none', 'take',    'none'),
        ('observation_intake',   'none', 'take',    'take'),
        ('observation_upload',   'none', 'send',    'send'),
        ('import_batch',         'none', 'finish',  'finish'),
        ('import_file',          'none', 'edit',    'edit'),
        ('import_remark',        'none', 'append',  'append'),
        ('rejected_row',         'none', 'settle',  'settle')
    ) AS a (relation, reader, editor, department);
END;

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
