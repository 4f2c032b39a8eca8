-- What a client should see of policy_bi, as psql sees it; read as the role of
-- the clients.  Writes expected.tsv and columns.tsv into the working directory.
--
-- expected.tsv: view, kind of values, cells, cells that are not NULL, md5 over
-- all of the latter in their plain form, sorted by bytes.  The plain forms:
-- text as it is in UTF-8, integers in digits, doubles as the hexadecimal bits,
-- booleans as true and false, dates as in ISO 8601, instants as milliseconds.
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
\pset fieldsep '\t'
SET extra_float_digits = 1;
SET search_path = '';

\o columns.tsv
SELECT c.relname, '', '', obj_description(c.oid, 'pg_class')
FROM pg_class AS c WHERE c.relnamespace = 'policy_bi'::regnamespace AND c.relkind = 'v'
UNION ALL
SELECT c.relname, a.attname, CASE a.atttypid WHEN 'smallint'::regtype THEN 'integer' WHEN 'double precision'::regtype THEN 'double'
                                             WHEN 'timestamptz'::regtype THEN 'instant' ELSE format_type(a.atttypid, NULL) END,
       col_description(c.oid, a.attnum)
FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'policy_bi'::regnamespace AND c.relkind = 'v'
ORDER BY 1, 2;

\o expected.tsv
SELECT format('WITH t AS MATERIALIZED (SELECT * FROM policy_bi.%1$I) SELECT %1$L, ''rows'', count(*), count(*), '''' FROM t %2$s',
              relname, string_agg(format('UNION ALL SELECT %L, %L, count(*), count(v), md5(coalesce(string_agg(v, E''\n'' ORDER BY v COLLATE "C"), '''')) '
                                         'FROM t, LATERAL (VALUES %s) AS c (v)', relname, kind, cells), ' '))
FROM (
    SELECT c.relname, k.kind, string_agg(format('(' || k.plain || ')', 't.' || quote_ident(a.attname)), ', ') AS cells
    FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    JOIN (VALUES ('text',    'text'::regtype,             '%s'),
                 ('integer', 'integer'::regtype,          '%s::text'),
                 ('integer', 'smallint'::regtype,         '%s::text'),
                 ('double',  'double precision'::regtype, 'encode(float8send(%s), ''hex'')'),
                 ('boolean', 'boolean'::regtype,          '%s::text'),
                 ('date',    'date'::regtype,             'to_char(%s, ''YYYY-MM-DD'')'),
                 ('instant', 'timestamptz'::regtype,      'floor(extract(epoch FROM %s) * 1000)::bigint::text')) AS k (kind, type, plain)
        ON k.type = a.atttypid
    WHERE c.relnamespace = 'policy_bi'::regnamespace AND c.relkind = 'v'
    GROUP BY c.relname, k.kind) AS x
GROUP BY relname
\gexec
