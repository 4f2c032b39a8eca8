-- Call every public function of :register and of its reporting schema once,
-- on whatever it holds, and take back what it did: one row a function and what
-- came of it.  Arguments are filled in by their names; those with a default
-- are left out.  Set :register before.
\set ON_ERROR_STOP on
SET search_path = pg_catalog;
SELECT set_config('socpolicy_test.register', :'register', false) AS ignored \gset
CREATE TEMPORARY TABLE outcome (call text, outcome text);
DO $$
DECLARE
    schemas CONSTANT oid[] := ARRAY[to_regnamespace(quote_ident(current_setting('socpolicy_test.register'))),
                                    to_regnamespace(quote_ident(current_setting('socpolicy_test.register') || '_bi'))];
    call record;
    outcome text;
BEGIN
    FOR call IN
        SELECT p.oid::regprocedure AS name, p.proname,
               format('SELECT count(*) || %L FROM %I.%I(%s) AS f', ' rows', n.nspname, p.proname,
                      (SELECT string_agg(format('%I => %L::%s', a.name, coalesce(v.value, d.value), format_type(a.type, NULL)), ', ' ORDER BY a.position)
                       FROM unnest(p.proargtypes, p.proargnames) WITH ORDINALITY AS a (type, name, position)
                       LEFT JOIN (VALUES ('plan', '230/KH-UBND'), ('document', '230/KH-UBND'), ('number', '230/KH-UBND'),
                                         ('indicator', '2.1'), ('indicator_code', '2.1'), ('area', '75'), ('area_code', '75'),
                                         ('agency', 'YT'), ('agency_code', 'YT'), ('from_agency', 'YT'), ('to_agency', 'TC'),
                                         ('code', 'YT'), ('scope', 'local'), ('lang', 'vi'), ('level', 'district'), ('role', current_user::text),
                                         ('status', 'met'), ('stage', 'official'), ('source', 'MAU'), ('cell', '95'),
                                         ('period', '2025'), ('domain', 'status'), ('agencies', '{YT,TC}'), ('areas', '{75}'), ('members', '{YT}'),
                                         ('into_areas', '{75}'), ('first_year', '2024'), ('last_year', '2025')) AS v (name, value)
                           ON v.name = a.name AND (a.type = 'text'::regtype OR v.name IN ('agencies', 'members', 'into_areas', 'role', 'first_year', 'last_year')
                                                   OR v.name = 'areas' AND a.type = 'text[]'::regtype)
                       LEFT JOIN (VALUES ('date'::regtype, '2025-12-31'), ('text', 'x'), ('integer', '2025')) AS d (type, value)
                           ON d.type = a.type AND a.name IS DISTINCT FROM 'area'
                       WHERE a.position <= p.pronargs - p.pronargdefaults)) AS statement
        FROM pg_proc AS p
        JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.oid = ANY (schemas) AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype
          AND NOT starts_with(p.proname, '_')
        ORDER BY p.proname, p.pronargs
    LOOP
        BEGIN
            EXECUTE call.statement INTO outcome;
            RAISE EXCEPTION USING ERRCODE = 'ZZ999', MESSAGE = coalesce(outcome, 'nothing');
        EXCEPTION WHEN OTHERS THEN
            outcome := CASE WHEN SQLSTATE = 'ZZ999' THEN SQLERRM ELSE SQLSTATE END;
        END;
        INSERT INTO pg_temp.outcome VALUES (call.proname || regexp_replace(call.name::text, '^[^(]*', ''), outcome);
    END LOOP;
END
$$;
SELECT concat_ws(' ', call, outcome) FROM pg_temp.outcome ORDER BY 1;
