-- What a register must hold about its own names; a row is a fault.
\set ON_ERROR_STOP 1
SELECT 'no comment: ' || pg_describe_object(o.classid, o.objid, 0)
FROM (SELECT 'pg_proc'::regclass::oid AS classid, p.oid AS objid, p.pronamespace AS schema FROM pg_proc AS p
      UNION ALL SELECT 'pg_class'::regclass, c.oid, c.relnamespace FROM pg_class AS c WHERE c.relkind IN ('r', 'v', 'p')) AS o
WHERE o.schema IN ('policy'::regnamespace, 'policy_bi'::regnamespace, 'socpolicy'::regnamespace)
  AND obj_description(o.objid, (SELECT relname FROM pg_class WHERE oid = o.classid)) IS NULL
UNION ALL
SELECT 'not in both languages: ' || p.oid::regprocedure
FROM pg_proc AS p
WHERE p.pronamespace IN ('policy'::regnamespace, 'policy_bi'::regnamespace)
  AND obj_description(p.oid, 'pg_proc') NOT LIKE '%_ | _%'
UNION ALL
SELECT 'no comment: ' || c.oid::regclass || '.' || a.attname
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'v', 'p') AND c.relnamespace IN ('policy'::regnamespace, 'policy_bi'::regnamespace)
  AND NOT starts_with(c.relname, '_') AND col_description(c.oid, a.attnum) IS NULL
ORDER BY 1;
