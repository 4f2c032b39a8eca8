-- A dashboard of 2,000 and more indicators: Plan 230 twenty-one times, each
-- copy with its targets, figures and leads.  Nothing of it stays.
\set QUIET 1
\set ON_ERROR_STOP 1
BEGIN;
SET LOCAL search_path = policy;
SET LOCAL session_replication_role = replica;
CREATE FUNCTION pg_temp.copied(id integer, n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN id + n * 1000000;
INSERT INTO indicator OVERRIDING SYSTEM VALUE
SELECT c.* FROM indicator AS i, generate_series(1, 20) AS n,
    jsonb_populate_record(i, jsonb_build_object('indicator_id', pg_temp.copied(i.indicator_id, n), 'parent_id', pg_temp.copied(i.parent_id, n),
                                                'code', n + 100 || '.' || i.code, 'sort_order', i.sort_order + n * 1000)) AS c;
INSERT INTO indicator_target (indicator_target_id, indicator_id, area_id, scope, due, cell, goal, valid_from, recorded_at, recorded_by)
OVERRIDING SYSTEM VALUE
SELECT c.indicator_target_id, c.indicator_id, c.area_id, c.scope, c.due, c.cell, c.goal, c.valid_from, c.recorded_at, c.recorded_by
FROM indicator_target AS i, generate_series(1, 20) AS n,
    jsonb_populate_record(i, jsonb_build_object('indicator_target_id', pg_temp.copied(i.indicator_target_id, n),
                                                'indicator_id', pg_temp.copied(i.indicator_id, n))) AS c
WHERE i.valid_to IS NULL;
INSERT INTO responsibility OVERRIDING SYSTEM VALUE
SELECT c.* FROM responsibility AS i, generate_series(1, 20) AS n,
    jsonb_populate_record(i, jsonb_build_object('responsibility_id', pg_temp.copied(i.responsibility_id, n),
                                                'indicator_id', pg_temp.copied(i.indicator_id, n))) AS c
WHERE i.indicator_id IS NOT NULL;
INSERT INTO observation (indicator_id, area_id, period_end, period_start, source_id, stage, value, numerator, denominator, recorded_at, recorded_by)
SELECT c.indicator_id, c.area_id, c.period_end, c.period_start, c.source_id, c.stage, c.value, c.numerator, c.denominator, c.recorded_at, c.recorded_by
FROM observation AS i, generate_series(1, 20) AS n,
    jsonb_populate_record(i, jsonb_build_object('indicator_id', pg_temp.copied(i.indicator_id, n))) AS c;
\pset format unaligned
\pset tuples_only true
\o many.html
SELECT dashboard_html('230/KH-UBND', 2025);
\o
ROLLBACK;
