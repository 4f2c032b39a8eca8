-- plpgsql_check over every plpgsql function of a register; a row is a fault.
-- The builders are left out: what they make is looked at in its place.
\set ON_ERROR_STOP 1
\set QUIET 1
SET search_path = policy, public;
SELECT format('%s:%s: %s %s', p.oid::regprocedure, c.lineno, c.level, c.message)
FROM pg_proc AS p
JOIN pg_language AS l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
-- A trigger function is looked at as one of its triggers calls it.
LEFT JOIN LATERAL (SELECT t.tgrelid, t.tgoldtable, t.tgnewtable FROM pg_trigger AS t
                   WHERE t.tgfoid = p.oid ORDER BY t.oid LIMIT 1) AS t ON true
CROSS JOIN LATERAL plpgsql_check_function_tb(
    p.oid, coalesce(t.tgrelid, 0), oldtable => t.tgoldtable, newtable => t.tgnewtable,
    performance_warnings => false) AS c
WHERE p.pronamespace IN ('policy'::regnamespace, 'policy_bi'::regnamespace, 'socpolicy'::regnamespace)
  AND p.proname NOT LIKE '\_make\_%' AND p.proname <> '_migrate'
  -- They read temporary tables that their callers make; to be rewritten with the intake.
  AND p.proname <> ALL (string_to_array(:'excepted', ' '))
ORDER BY p.oid::regprocedure::text, c.lineno;
