-- The reference of a register, written from its comments, as Markdown.
-- Run in a database that has the extension and a new register "policy".
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
\set ON_ERROR_STOP 1
SET search_path = pg_catalog;

-- A comment is 'Tiếng Việt | English'.
CREATE FUNCTION pg_temp.both(comment text) RETURNS text
LANGUAGE sql
RETURN replace(coalesce(comment, ''), ' | ', ' — ');

CREATE FUNCTION pg_temp.plain(type text) RETURNS text
LANGUAGE sql
RETURN replace(replace(replace(replace(replace(type, 'timestamp with time zone', 'timestamptz'), 'double precision', 'float8'),
    'socpolicy.', ''), 'policy_bi.', ''), 'policy.', '');

-- What operators, types, casts and aggregates are made of is not called by name.
CREATE TEMPORARY VIEW machinery AS
    SELECT oprcode::oid AS oid FROM pg_operator WHERE oprnamespace = 'socpolicy'::regnamespace
    UNION SELECT unnest(ARRAY[typinput, typoutput, typreceive, typsend]::oid[]) FROM pg_type WHERE typnamespace = 'socpolicy'::regnamespace
    UNION SELECT unnest(ARRAY[aggtransfn, aggfinalfn, aggcombinefn, aggserialfn, aggdeserialfn, aggmtransfn, aggminvtransfn, aggmfinalfn]::oid[])
          FROM pg_aggregate WHERE aggfnoid IN (SELECT oid FROM pg_proc WHERE pronamespace = 'socpolicy'::regnamespace)
    UNION SELECT amproc::oid FROM pg_amproc;

CREATE TEMPORARY VIEW entry AS
    SELECT n.nspname AS schema, p.proname AS name, p.prokind AS kind,
           format('**%s**(%s)%s', p.proname, pg_temp.plain(pg_get_function_arguments(p.oid)),
                  ' → ' || pg_temp.plain(CASE WHEN p.proretset AND p.proargmodes @> '{t}' THEN (
                      SELECT 'rows: ' || string_agg(a.name || ' ' || format_type(a.type, NULL), ', ' ORDER BY a.position)
                      FROM unnest(p.proallargtypes, p.proargmodes, p.proargnames) WITH ORDINALITY AS a (type, mode, name, position)
                      WHERE a.mode = 't') ELSE pg_get_function_result(p.oid) END)) AS head,
           pg_temp.both(obj_description(p.oid, 'pg_proc')) AS comment
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
    WHERE n.nspname IN ('socpolicy', 'policy', 'policy_bi')
      AND p.prorettype <> 'trigger'::regtype AND NOT starts_with(p.proname, '_')
      AND p.oid NOT IN (SELECT m.oid FROM machinery AS m);

CREATE FUNCTION pg_temp.functions(schema name, aggregate boolean DEFAULT false) RETURNS SETOF text
LANGUAGE sql
RETURN (SELECT string_agg(format(E'%s  \n%s', e.heads, e.comment), E'\n\n' ORDER BY e.name COLLATE "C", e.heads COLLATE "C")
        FROM (SELECT e.name, e.comment, string_agg(e.head, E'  \n' ORDER BY e.head COLLATE "C") AS heads
              FROM entry AS e
              WHERE e.schema = functions.schema AND (e.kind = 'a') = aggregate
              GROUP BY e.name, e.comment) AS e);

CREATE FUNCTION pg_temp.relations(schema name, kind "char") RETURNS SETOF text
LANGUAGE sql
RETURN (SELECT string_agg(format(E'### %s\n%s\n\n%s', c.relname, pg_temp.both(obj_description(c.oid, 'pg_class')),
               (SELECT string_agg(format('- `%s` %s: %s', a.attname, pg_temp.plain(format_type(a.atttypid, a.atttypmod)),
                                         pg_temp.both(col_description(c.oid, a.attnum))), E'\n' ORDER BY a.attnum)
                FROM pg_attribute AS a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)),
               E'\n\n' ORDER BY c.relname COLLATE "C")
        FROM pg_class AS c
        WHERE c.relnamespace = to_regnamespace(schema) AND c.relkind = kind AND NOT starts_with(c.relname, '_'));

\qecho '# Tra cứu | Reference'
\qecho
\qecho 'Written by `make doc` from the comments that every object carries (`\\dt+`, `\\df+`, `\\d+` show the same); do not'
\qecho 'edit it. Names that begin with an underscore are internal and not in it. The schema of a register is called `policy`'
\qecho 'here, its reporting schema `policy_bi`.'
\qecho
\qecho '## Lược đồ socpolicy: hàm | Schema socpolicy: functions'
\qecho
SELECT pg_temp.functions('socpolicy');
\qecho
\qecho '## Lược đồ socpolicy: hàm gộp | Schema socpolicy: aggregates'
\qecho
SELECT pg_temp.functions('socpolicy', true);
\qecho
\qecho '## Sổ: hàm | Register: functions'
\qecho
SELECT pg_temp.functions('policy');
\qecho
\qecho '## Sổ: khung nhìn | Register: views'
\qecho
SELECT pg_temp.relations('policy', 'v');
\qecho
\qecho '## Sổ: bảng | Register: tables'
\qecho
SELECT pg_temp.relations('policy', 'r');
\qecho
\qecho '## Báo cáo: khung nhìn | Reporting: views'
\qecho
SELECT pg_temp.relations('policy_bi', 'v');
\qecho
\qecho '## Báo cáo: hàm | Reporting: functions'
\qecho
SELECT pg_temp.functions('policy_bi');
