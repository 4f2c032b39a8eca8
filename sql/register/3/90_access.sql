    /*
     * Who was given access by an earlier version gets what theirs adds: tables
     * that functions they use now read, and the reporting schema.  Editors and
     * departments are in department_role; a reader is known by the right to
     * read register_info, which nobody wants by itself.  A new register has
     * none of them.
     */
    PERFORM give_access(k.role, k.kind)
    FROM (SELECT r.rolname AS role,
                 CASE WHEN bool_or(d.agency_id IS NULL) THEN 'editor' ELSE 'department' END AS kind
          FROM department_role AS d
          JOIN pg_catalog.pg_roles AS r ON r.rolname = d.role_name
          WHERE d.revoked_at IS NULL
          GROUP BY r.rolname
          UNION ALL
          SELECT r.rolname, 'reader'
          FROM pg_catalog.pg_class AS c
          CROSS JOIN LATERAL pg_catalog.aclexplode(c.relacl) AS g
          JOIN pg_catalog.pg_roles AS r ON r.oid = g.grantee
          WHERE c.oid = 'register_info'::regclass
            AND g.privilege_type = 'SELECT'
            AND g.grantee <> c.relowner
            AND NOT EXISTS (SELECT FROM department_role AS d
                            WHERE d.role_name = r.rolname AND d.revoked_at IS NULL)) AS k;
