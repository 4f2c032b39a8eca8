-- The reporting schema: what BI tools need, and that its counts are right.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(104);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/load_tasks.sql
\i example/plan_230/load_reports.sql
\i example/plan_230/rules.sql
\i example/plan_230/reorganisation_2025.sql
\o
SET client_min_messages = warning;
SET search_path = policy, policy_bi, public;

-- ---------- what every view must be ----------

CREATE TEMPORARY VIEW shown AS
    SELECT c.oid AS relation, c.relname::text AS view, a.attname::text AS col, a.attnum, a.atttypid, a.atttypmod
    FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'policy_bi'::regnamespace AND c.relkind = 'v';

SELECT is_empty($$SELECT relname FROM pg_class WHERE relnamespace = 'policy_bi'::regnamespace AND relkind <> 'v'$$,
    'only views');
SELECT is_empty($$
    SELECT view, col, format_type(atttypid, atttypmod) FROM shown
    WHERE atttypid NOT IN ('integer'::regtype, 'smallint'::regtype, 'boolean'::regtype, 'double precision'::regtype,
                           'text'::regtype, 'date'::regtype, 'timestamptz'::regtype)$$, 'built-in types only');
SELECT is_empty($$SELECT relname FROM pg_class WHERE relnamespace = 'policy_bi'::regnamespace
    AND NOT coalesce(reloptions @> '{security_invoker=true}', false)$$, 'every view reads with the rights of its reader');
SELECT is_empty($$SELECT view FROM shown WHERE obj_description(relation, 'pg_class') NOT LIKE '%_ | _%' IS NOT FALSE$$,
    'every view has a comment in both languages');
SELECT is_empty($$SELECT view, col FROM shown WHERE col_description(relation, attnum) NOT LIKE '%_ | _%' IS NOT FALSE$$,
    'every column has one');
SELECT is_empty($$SELECT proname FROM pg_proc WHERE pronamespace = 'policy_bi'::regnamespace
    AND obj_description(oid, 'pg_proc') NOT LIKE '%_ | _%' IS NOT FALSE$$, 'so has every function');
SELECT is_empty($$SELECT proname FROM pg_proc WHERE pronamespace = 'policy_bi'::regnamespace
    AND (prosecdef OR provolatile = 'v' OR proparallel <> 's')$$, 'no function writes or lends its owner''s rights');
SELECT is_empty($$SELECT view, col FROM shown WHERE col !~ '^[a-z][a-z0-9_]{0,39}$'$$, 'plain names of 40 letters at most');
SELECT is_empty($$SELECT view, col FROM shown AS s WHERE atttypid = 'date'::regtype
    AND NOT EXISTS (SELECT FROM shown AS t WHERE t.view = s.view AND t.col = s.col || '_iso')$$, 'a date beside its text');
SELECT is_empty($$SELECT view, col FROM shown AS s WHERE atttypid = 'boolean'::regtype
    AND NOT EXISTS (SELECT FROM shown AS t WHERE t.view = s.view AND t.atttypid = 'smallint'::regtype
                    AND t.col = regexp_replace(s.col, '^is_', '') || '_n')$$, 'a boolean beside its 0/1 twin');

-- One row per fault of a view's contents.
CREATE FUNCTION pg_temp.faults(fault text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    v record;
    n bigint;
BEGIN
    FOR v IN
        SELECT s.view, s.col,
               CASE fault
                   WHEN 'twin' THEN format('%I IS DISTINCT FROM %I::integer::smallint',
                                           regexp_replace(s.col, '^is_', '') || '_n', s.col)
                   WHEN 'finite' THEN format('%1$I = ''NaN'' OR %1$I = ''Infinity'' OR %1$I = ''-Infinity''', s.col)
                   WHEN 'iso' THEN format('%I IS DISTINCT FROM to_char(%I, ''YYYY-MM-DD'')', s.col || '_iso', s.col)
                   WHEN 'status' THEN format('%I IS NULL%s', s.col, CASE s.view WHEN 'annex_line' THEN ' AND is_measured' ELSE '' END)
                   WHEN 'label' THEN format('(%I IS NULL) <> (%I IS NULL)', s.col,
                                            regexp_replace(s.col, '_label_(vi|en)$', '_code'))
               END AS wrong
        FROM shown AS s
        WHERE CASE fault WHEN 'twin' THEN s.atttypid = 'boolean'::regtype
                         WHEN 'finite' THEN s.atttypid = 'double precision'::regtype
                         WHEN 'iso' THEN s.atttypid = 'date'::regtype
                         WHEN 'status' THEN s.col ~ 'status_(code|label_vi|label_en|sort|color|icon)$'
                         WHEN 'label' THEN s.col ~ '_label_(vi|en)$'
                                           AND EXISTS (SELECT FROM shown AS t
                                                       WHERE t.view = s.view
                                                         AND t.col = regexp_replace(s.col, '_label_(vi|en)$', '_code')) END
    LOOP
        EXECUTE format('SELECT count(*) FROM policy_bi.%I WHERE %s', v.view, v.wrong) INTO n;
        IF n > 0 THEN
            RETURN NEXT format('%s.%s: %s rows', v.view, v.col, n);
        END IF;
    END LOOP;
END
$$;
SELECT is_empty($$SELECT pg_temp.faults('twin')$$, 'twins agree');
SELECT is_empty($$SELECT pg_temp.faults('finite')$$, 'no NaN, no infinity');
SELECT is_empty($$SELECT pg_temp.faults('iso')$$, 'dates and their texts agree');
SELECT is_empty($$SELECT pg_temp.faults('status')$$, 'no status is NULL but that of a heading');
SELECT is_empty($$SELECT pg_temp.faults('label')$$, 'where there is a code there are its words');
SELECT is_empty($$SELECT view, col FROM shown AS s WHERE col LIKE '%\_vi'
    AND NOT EXISTS (SELECT FROM shown AS t WHERE t.view = s.view AND t.col = regexp_replace(s.col, '_vi$', '_en'))$$,
    'what is said in Vietnamese is said in English');

SELECT results_eq($$SELECT view_name || '.' || column_name FROM data_dictionary ORDER BY 1$$,
    $$SELECT view || '.' || col FROM shown ORDER BY 1$$, 'the dictionary names every column');
SELECT is_empty($$SELECT view_name, column_name FROM data_dictionary
    WHERE '' IN (description_vi, description_en, view_description_vi, view_description_en)$$, 'and says what it means');
SELECT is_empty($$
    SELECT from_view, from_col FROM relationships EXCEPT SELECT view, col FROM shown
    UNION ALL (SELECT to_view, to_col FROM relationships EXCEPT SELECT view, col FROM shown)$$, 'relationships name columns that exist');
CREATE FUNCTION pg_temp.broken_relationships() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    r record;
    n bigint;
BEGIN
    FOR r IN SELECT * FROM policy_bi.relationships LOOP
        EXECUTE format('SELECT count(*) - count(DISTINCT %I) FROM policy_bi.%I', r.to_col, r.to_view) INTO n;
        IF n <> 0 THEN
            RETURN NEXT format('%s.%s is no key', r.to_view, r.to_col);
        END IF;
        EXECUTE format('SELECT count(*) FROM policy_bi.%I AS f WHERE f.%I IS NOT NULL AND f.%2$I NOT IN (SELECT t.%I FROM policy_bi.%I AS t)',
                       r.from_view, r.from_col, r.to_col, r.to_view) INTO n;
        IF n <> 0 THEN
            RETURN NEXT format('%s.%s: %s rows without %s', r.from_view, r.from_col, n, r.to_view);
        END IF;
    END LOOP;
END
$$;
SELECT is_empty('SELECT pg_temp.broken_relationships()', 'and every key finds its row');

-- The binary form says nothing of how a session writes dates and numbers.
CREATE FUNCTION pg_temp.answers() RETURNS TABLE (view text, sum text) LANGUAGE plpgsql AS $$
BEGIN
    FOR view IN
        SELECT 'policy_bi.' || c.relname FROM pg_catalog.pg_class AS c
        WHERE c.relnamespace = 'policy_bi'::regnamespace AND c.relkind = 'v'
        UNION ALL VALUES ('policy.annual_report_html(''230/KH-UBND'', 2025)'),
                         ('policy.annual_report_csv(''230/KH-UBND'', 2025, lang => ''en'')')
    LOOP
        EXECUTE 'SELECT md5(string_agg(r.row, '''' ORDER BY r.row COLLATE "C"))
                 FROM (SELECT md5(record_send(ROW(v.*))) AS row FROM ' || view || ' AS v) AS r' INTO sum;
        RETURN NEXT;
    END LOOP;
END
$$;
CREATE TEMPORARY TABLE answer AS SELECT * FROM pg_temp.answers();
CREATE FUNCTION pg_temp.answers_elsewhere() RETURNS TABLE (view text, sum text) LANGUAGE plpgsql
SET timezone = 'America/Los_Angeles' SET datestyle = 'German' SET intervalstyle = 'sql_standard'
SET extra_float_digits = -15 SET quote_all_identifiers = on SET search_path = ''
AS $$
BEGIN
    RETURN QUERY SELECT a.view, a.sum FROM pg_temp.answers() AS a;
END
$$;
SELECT is_empty('SELECT view FROM (TABLE answer EXCEPT SELECT * FROM pg_temp.answers_elsewhere()) AS changed', 'no answer depends on a setting of the session');
SELECT is_empty($$
    SELECT f.view, f.col FROM shown AS f WHERE (f.view LIKE 'fact%' OR f.view LIKE 'bridge%') AND f.col ~ '_id$' AND f.col <> 'source_id'
       AND NOT EXISTS (SELECT FROM relationships AS r WHERE r.from_view = f.view AND r.from_col = f.col)
       AND (f.view, f.col) NOT IN (('fact_target', 'target_id'))$$, 'every key of a fact is among them');

-- ---------- the star ----------

SELECT is((SELECT string_agg(status_code, ',' ORDER BY status_sort) FROM dim_status),
    (SELECT string_agg(s::text, ',' ORDER BY s) FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s), 'all statuses in their order');
SELECT is((SELECT count(DISTINCT status_icon) FROM dim_status), 7::bigint, 'each with a sign of its own');
SELECT results_eq('SELECT min(year), max(year), sum(milestone_n)::integer FROM dim_year', 'VALUES (1999, 2030, 2)', 'years');
SELECT results_eq('SELECT plan_code, first_year, last_year, indicator_count, task_count FROM dim_plan',
    $$VALUES ('230/KH-UBND', 2024, 2030, 98, 100)$$, 'the plan');
SELECT results_eq('SELECT count(*)::integer, sum(measured_n)::integer, sum(counted_n)::integer FROM dim_indicator', 'VALUES (102, 98, 94)',
    '102 lines, 98 measured, 94 that count: 9.3.1, 9.3.2, 9.4.1 and 9.4.2 detail their parents');
SELECT is((SELECT string_agg(indicator_code, ' ' ORDER BY indicator_sort) FROM dim_indicator WHERE indicator_code LIKE '4.%'),
    '4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.8 4.9 4.10 4.11', 'codes stay text, in the annex''s order');
SELECT results_eq($$SELECT area_code, valid_from_iso, province_code, is_urban FROM dim_area WHERE area_code = '26368' ORDER BY valid_from NULLS FIRST$$,
    $$VALUES ('26368', NULL, '75', true), ('26368', '2025-07-01', '75', false), ('26368', '2026-04-30', '75', true)$$,
    'a place through its changes');
SELECT results_eq($$SELECT lead_agency_name_vi FROM dim_indicator WHERE indicator_code = '5.10'$$,
    $$VALUES ('Sở Nông nghiệp và Môi trường')$$, 'who leads today');
SELECT results_eq('SELECT schedule_code, count(*)::integer FROM dim_task GROUP BY 1 ORDER BY 2 DESC, 1',
    $$VALUES ('by_reference', 58), ('ongoing', 34), ('annual', 4), ('contingent', 2), ('directed', 1), ('fixed', 1)$$, 'tasks by kind');

SELECT results_eq($$SELECT target_op, count(*)::integer FROM fact_target GROUP BY 1 ORDER BY 1$$,
    $$SELECT CASE WHEN t.cell IN ('-', '') OR t.cell IS NULL THEN 'none' WHEN i.code IN ('4.8', '7.1', '7.10', '9.2') THEN 'in_text'
                  WHEN t.cell ~ '^< ?[0-9]' THEN 'lt' WHEN t.cell ~ '^> ?[0-9]' THEN 'gt' WHEN t.cell ~ '^>=' THEN 'ge'
                  WHEN t.cell ~ '^[0-9,]+-[0-9,]+$' THEN 'between' ELSE 'eq' END, count(*)::integer
      FROM indicator_target AS t JOIN indicator AS i USING (indicator_id) WHERE i.measured GROUP BY 1 ORDER BY 1$$, 'targets by their shape');
SELECT results_eq($$SELECT scope_code, due_year, target_text, target_op, target_lower, target_upper, lower_inclusive, upper_inclusive
    FROM fact_target WHERE indicator_code = '2.4' ORDER BY scope_code, due_year$$,
    $$VALUES ('local', 2025, '< 12,7', 'lt', NULL::float8, 12.7::float8, NULL::boolean, false), ('local', 2030, '< 12', 'lt', NULL, 12, NULL, false),
             ('national', 2025, '25', 'eq', 25, 25, true, true), ('national', 2030, '< 20', 'lt', NULL, 20, NULL, false)$$,
    'open bounds are NULL');
SELECT results_eq($$SELECT due_year, target_text, target_op, target_label FROM fact_target WHERE indicator_code = '9.2' AND scope_code = 'local' ORDER BY due_year$$,
    $$VALUES (2025, 'Giải quyết cơ bản', 'in_text', 'Giải quyết cơ bản'), (2030, 'Xóa bỏ hoàn toàn', 'in_text', 'Xóa bỏ hoàn toàn')$$, 'levels as text');
SELECT results_eq($$SELECT comparison_code, count(*)::integer FROM fact_target WHERE due_year = 2025 AND scope_code = 'local' GROUP BY 1 ORDER BY 1$$,
    $$SELECT comparison, count(*)::integer FROM target_comparison WHERE due = '2025-12-31' GROUP BY 1 ORDER BY 1$$, 'national beside local as the register compares');
SELECT is((SELECT count(*) FROM fact_observation), (SELECT count(*) FROM observation), 'every figure in force');
SELECT results_eq($$SELECT value, value_text_vi, numerator, denominator, is_computed, stage_code, is_sample FROM fact_observation WHERE source_code = 'KH230'$$,
    $$VALUES (87.5::float8, '87,5', 105::float8, 120::float8, true, 'estimate', false)$$, 'the one figure that the plan states');

SELECT is((SELECT count(*) FROM fact_verdict), 98 * 7 * 2::bigint, 'indicators x years x scopes');
SELECT results_eq($$SELECT indicator_code, scope_code, status_code, value, gap FROM fact_verdict WHERE year = 2025 ORDER BY 1, 2$$,
    $$SELECT code, scope, status::text, value::float8, gap::float8 FROM verdict_as_of(2025) ORDER BY 1, 2$$, 'verdicts are those of the register');
SELECT is_empty($$SELECT indicator_code FROM fact_verdict WHERE is_counted AND is_met <> (status_code IN ('met', 'exceeded'))
    OR is_counted AND is_countable <> (status_code IN ('met', 'exceeded', 'near', 'missed'))
    OR NOT is_counted AND (is_met OR is_countable)$$, 'what counts as met');
SELECT is((SELECT string_agg(DISTINCT indicator_code, ' ' ORDER BY indicator_code) FROM fact_verdict WHERE NOT is_counted), '9.3.1 9.3.2 9.4.1 9.4.2',
    'sub-rows of measured parents do not count again');
SELECT is_empty($$SELECT indicator_code FROM fact_verdict
    WHERE counted_n <> countable_n + not_due_n + no_data_n + no_target_n OR countable_n <> met_n + near_n + missed_n$$, 'the measures add up');

-- ---------- scorecards ----------

SELECT results_eq($$SELECT scope_code, indicators_n, met_n, countable_n, score_text_vi FROM scorecard_by_plan WHERE year = 2025 ORDER BY 1$$,
    $$SELECT e.scope, count(*)::integer, count(*) FILTER (WHERE e.status IN ('met', 'exceeded'))::integer,
             count(*) FILTER (WHERE e.status IN ('met', 'exceeded', 'near', 'missed'))::integer,
             count(*) FILTER (WHERE e.status IN ('met', 'exceeded')) || '/' ||
             count(*) FILTER (WHERE e.status IN ('met', 'exceeded', 'near', 'missed')) || ' chỉ tiêu đạt và vượt'
      FROM verdict_as_of(2025) AS e
      WHERE e.code !~ '^9\.[34]\.' GROUP BY 1 ORDER BY 1$$, 'the plan, reckoned another way');
SELECT results_eq($$SELECT year, scope_code, sum(met_n)::integer, sum(countable_n)::integer, sum(no_data_n)::integer FROM scorecard_by_sector GROUP BY 1, 2 ORDER BY 1, 2$$,
    $$SELECT year, scope_code, met_n, countable_n, no_data_n FROM scorecard_by_plan ORDER BY 1, 2$$, 'sectors add up to the plan');
SELECT results_eq($$SELECT year, scope_code, sum(indicators_n)::integer FROM scorecard_by_area GROUP BY 1, 2 ORDER BY 1, 2$$,
    $$SELECT year, scope_code, indicators_n FROM scorecard_by_plan ORDER BY 1, 2$$, 'so do areas');
SELECT results_eq($$SELECT year, scope_code, sum(indicators_n)::integer FROM scorecard_by_agency GROUP BY 1, 2 ORDER BY 1, 2$$,
    $$SELECT year, scope_code, indicators_n FROM scorecard_by_plan ORDER BY 1, 2$$, 'and agencies, while none leads jointly');
SELECT is_empty($$SELECT plan_id FROM scorecard_by_plan WHERE met_rate IS DISTINCT FROM (100.0 * met_n / nullif(countable_n, 0))::float8
    OR coverage IS DISTINCT FROM (100.0 * countable_n / nullif(countable_n + no_data_n, 0))::float8$$, 'rates are counts over counts');
SELECT results_eq($$SELECT year, met_n, national_met_n, indicators_n FROM scorecard_by_plan AS p JOIN scorecard_by_year AS y USING (plan_id, year, indicators_n)
      WHERE p.scope_code = 'local' AND p.met_n = y.local_met_n ORDER BY 1$$,
    $$SELECT l.year, l.met_n, n.met_n, l.indicators_n FROM scorecard_by_plan AS l JOIN scorecard_by_plan AS n USING (plan_id, year)
      WHERE l.scope_code = 'local' AND n.scope_code = 'national' ORDER BY 1$$, 'national beside local');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM (
        SELECT l.code, l.sort_order FROM verdict_as_of(2025) AS l JOIN verdict_as_of(2025) AS n USING (indicator_id, area_id)
        WHERE l.scope = 'local' AND n.scope = 'national' AND l.status = 'missed' AND n.status IN ('met', 'exceeded') AND l.code !~ '^9\.[34]\.') AS x),
    (SELECT string_agg(l.indicator_code, ' ' ORDER BY l.indicator_sort) FROM fact_verdict AS l
        JOIN fact_verdict AS n USING (indicator_id, area_id, year)
        WHERE year = 2025 AND l.scope_code = 'local' AND n.scope_code = 'national' AND n.is_met AND l.is_countable AND NOT l.is_met), 'met national but not local');

SAVEPOINT joint;
INSERT INTO responsibility (indicator_id, agency_id, role, sort_order, valid_from)
SELECT i.indicator_id, a.agency_id, 'lead', 2, '2025-03-01' FROM indicator AS i, agency AS a WHERE i.code = '2.1' AND a.code = 'NV2025';
SELECT results_eq($$SELECT agency_code, joint_n FROM scorecard_by_agency WHERE year = 2025 AND scope_code = 'local' AND joint_n > 0 ORDER BY 1$$,
    $$VALUES ('CCTK', 1), ('NV2025', 1)$$, 'a joint lead is in the row of each');
SELECT is((SELECT indicators_n FROM scorecard_by_plan WHERE year = 2025 AND scope_code = 'local'), 94, 'and once in the plan');
ROLLBACK TO joint;

-- A heading between a measured indicator and its sub-row does not make the sub-row count.
SAVEPOINT nested;
INSERT INTO indicator (plan_id, sector_id, code, sort_order, parent_id, name_vi, measured)
SELECT plan_id, sector_id, '9.3.9', 1000, indicator_id, 'Dòng tiêu đề', false FROM indicator WHERE code = '9.3';
UPDATE indicator SET parent_id = (SELECT h.indicator_id FROM indicator AS h WHERE h.code = '9.3.9') WHERE code = '9.3.1';
SELECT is((SELECT indicators_n FROM scorecard_by_plan WHERE year = 2025 AND scope_code = 'local'), 94, 'nothing counts again, however deep');
SELECT results_eq($$SELECT sum(counted_n)::integer FROM dim_indicator UNION ALL SELECT sum(counted_n)::integer FROM annex_line WHERE is_last_year
      UNION ALL SELECT count(*)::integer FROM annual_report_lines('230/KH-UBND', 2025) WHERE counted$$, 'VALUES (94), (94), (94)', 'in no view and not in the report');
ROLLBACK TO nested;

SAVEPOINT areas;
INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal)
SELECT i.indicator_id, a.area_id, 'local', '2025-12-31', '50', '50 up by 2025-12-31'
FROM indicator AS i, area AS a WHERE i.code = '2.1' AND a.code = '26368' AND a.valid_to IS NULL;
SELECT results_eq($$SELECT indicators_n, areas_n, score_text_vi LIKE '%chỉ tiêu đạt và vượt ở 2 địa phương', score_text_en LIKE '% in 2 areas'
      FROM scorecard_by_plan WHERE year = 2025 AND scope_code = 'local'$$, 'VALUES (95, 2, true, true)', 'what is promised in two areas is said to be');
SELECT is((SELECT sum(counted_n)::integer FROM annex_line WHERE is_last_year), 94, 'the annex is that of the plan''s area');
ROLLBACK TO areas;

SAVEPOINT unled;
DELETE FROM responsibility WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '2.1');
SELECT results_eq($$SELECT agency_name_vi, agency_name_en, indicators_n FROM scorecard_by_agency WHERE agency_id IS NULL AND year = 2025 AND scope_code = 'local'$$,
    $$VALUES ('Không có cơ quan chủ trì', 'No lead agency', 1)$$, 'who leads nothing has words too');
ROLLBACK TO unled;

-- ---------- a person decides ----------

SAVEPOINT assessed;
SELECT value, status FROM verdict_as_of(2025) WHERE code = '5.10' AND scope = 'local' \gset before_
SELECT throws_ok($$SELECT assess('5.10', '75@2024', 2025, 'local', 'no_data', 'x')$$, '23514', NULL, 'no data is no decision');
SELECT throws_ok($$SELECT assess('7.4', '75@2024', 2025, 'local', 'met', 'x')$$, '23503', NULL, 'a heading is not judged');
SELECT throws_ok($$SELECT assess('5.10', '75@2024', 2025, 'local', 'met', '')$$, '23514', NULL, 'a decision has its reason');
SELECT throws_ok($$SELECT assess('5.10', '75@2024', 2025, 'local', 'good', 'x')$$, '22P02', NULL, 'an unknown verdict');
SELECT throws_ok($$SELECT assess('5.10', '75', 2026, 'local', 'met', 'x')$$, '42704', 'indicator "5.10" has no local target for area "75" of 2026', 'a decision beside no target, where a code has come to mean another area');
SELECT lives_ok($$SELECT assess('5.10', '75@2024', 2025, 'local', 'missed', 'minh họa: thử')$$, 'a first decision');
SELECT lives_ok($$SELECT assess('5.10', '75@2024', 2025, 'local', 'near', 'minh họa: không còn hộ để giảm', 'sample: nothing left to reduce', '2025-12-01', 'Người thử')$$, 'and another');
SELECT results_eq($$SELECT status_code, is_assessed, assessed_n, rule_status_code, assessment_reason_vi, assessment_reason_en
      FROM fact_verdict WHERE indicator_code = '5.10' AND year = 2025 AND scope_code = 'local'$$,
    format($$VALUES ('near', true, 1::smallint, %L, 'minh họa: không còn hộ để giảm', 'sample: nothing left to reduce')$$, :'before_status'),
    'the last decision stands, with what the rule says');
SELECT is((SELECT assessed_n FROM scorecard_by_plan WHERE year = 2025 AND scope_code = 'local'), 1, 'and is counted apart');
SELECT is((SELECT status::text FROM verdict_as_of(2025) WHERE code = '5.10' AND scope = 'local'), 'near', 'the register says the same');
SELECT lives_ok($$SELECT assess('5.10', '75@2024', 2025, 'local', NULL, 'minh họa: rút lại')$$, 'given back to the rule');
SELECT results_eq($$SELECT status_code, is_assessed, assessment_reason_vi FROM fact_verdict WHERE indicator_code = '5.10' AND year = 2025 AND scope_code = 'local'$$,
    format($$VALUES (%L, false, NULL)$$, :'before_status'), 'which stands again');
ROLLBACK TO assessed;

-- ---------- as of a day ----------

SELECT is((SELECT count(*) FROM fact_verdict_as_of('2024-01-01')), 0::bigint, 'before the register knew anything');
SELECT results_eq('SELECT * FROM fact_verdict_as_of(today()) ORDER BY indicator_sort, scope_code, year',
    'SELECT * FROM fact_verdict ORDER BY indicator_sort, scope_code, year', 'the view is the answer of today');
SELECT is((SELECT count(*) FROM fact_observation_as_of('2024-01-01')), 0::bigint, 'nor any figure');
SELECT results_eq('SELECT * FROM fact_observation_as_of(today()) ORDER BY indicator_id, area_id, period_end, source_id',
    'SELECT * FROM fact_observation ORDER BY indicator_id, area_id, period_end, source_id', 'of today as the view says');
SAVEPOINT revised;
UPDATE observation SET recorded_at = recorded_at - interval '3 days';
WITH old AS (SELECT * FROM observation WHERE value IS NOT NULL ORDER BY indicator_id, period_end, source_id LIMIT 1)
UPDATE observation AS o SET value = o.value + 1
FROM old WHERE (o.indicator_id, o.area_id, o.period_end, o.source_id) = (old.indicator_id, old.area_id, old.period_end, old.source_id);
SELECT results_eq($$SELECT count(*)::integer, sum(n.value - y.value)::integer
      FROM fact_observation AS n JOIN fact_observation_as_of(today() - 1) AS y USING (indicator_id, area_id, period_start, period_end, source_id)$$,
    'SELECT count(*)::integer, 1 FROM observation', 'yesterday as it stood before a revision');
ROLLBACK TO revised;
SELECT is((SELECT count(*) FROM _agency_role_as_of('2024-01-01')), 0::bigint, 'nor who answers for what');
SELECT results_eq('SELECT indicator_id, agency_id, role_code FROM _agency_role_as_of(today()) WHERE indicator_id IS NOT NULL ORDER BY 1, 2, 3',
    'SELECT indicator_id, agency_id, role_code FROM bridge_indicator_agency ORDER BY 1, 2, 3', 'of today as the bridge says');
SELECT results_eq($$SELECT year, report_status_code, count(*)::integer FROM fact_report_obligation_as_of(today()) WHERE tier = 1 AND year < 2026 GROUP BY 1, 2 ORDER BY 1, 2$$,
    $$SELECT s.year, CASE WHEN s.on_time THEN 'on_time' WHEN s.received_at IS NULL THEN 'missing' ELSE 'late' END, count(*)::integer
      FROM generate_series(2024, 2025) AS y (year) CROSS JOIN LATERAL obligation_status(y.year) AS s WHERE s.tier = 1 GROUP BY 1, 2 ORDER BY 1, 2$$,
    'reports as the register counts them');
SELECT results_eq($$SELECT report_status_code, days_late FROM fact_report_obligation WHERE year = 2024 AND agency_code = 'BHXH'$$,
    $$VALUES ('late', 1)$$, 'half an hour into the 10th, in Vietnam, is late');
SELECT is((SELECT sum(late_n) FROM fact_task_status WHERE NOT is_dated), 0::bigint, 'a task without a date is never late');

-- ---------- the flat table ----------

SELECT results_eq('SELECT year, is_last_year, count(*)::integer, count(DISTINCT indicator_sort)::integer FROM annex_line GROUP BY 1, 2 ORDER BY 1', 'VALUES (2024, false, 102, 102), (2025, true, 102, 102)',
    'one row per printed line and year with figures');
SELECT results_eq($$SELECT printed_code, name_vi, unit_label_vi, national_first_text, national_second_text, local_first_text, local_second_text, coalesce(note, '')
      FROM annex_line WHERE is_last_year ORDER BY indicator_sort$$,
    $$SELECT CASE WHEN i.parent_id IS NOT NULL THEN '-' WHEN i.code = '1.1' THEN '' ELSE i.code END, i.name_vi, u.label, n1.cell, n2.cell, l1.cell, l2.cell, coalesce(i.note, '')
      FROM indicator AS i LEFT JOIN unit AS u USING (unit_id)
      JOIN indicator_target AS n1 ON n1.indicator_id = i.indicator_id AND n1.scope = 'national' AND n1.due = '2025-12-31'
      JOIN indicator_target AS n2 ON n2.indicator_id = i.indicator_id AND n2.scope = 'national' AND n2.due = '2030-12-31'
      JOIN indicator_target AS l1 ON l1.indicator_id = i.indicator_id AND l1.scope = 'local' AND l1.due = '2025-12-31'
      JOIN indicator_target AS l2 ON l2.indicator_id = i.indicator_id AND l2.scope = 'local' AND l2.due = '2030-12-31'
      ORDER BY i.sort_order$$, 'as the annex prints it');
SELECT results_eq($$SELECT indicator_code, local_status_code, national_status_code, value FROM annex_line WHERE is_measured AND is_last_year ORDER BY indicator_sort$$,
    $$SELECT l.code, l.status::text, n.status::text, l.value::float8 FROM verdict_as_of(2025) AS l JOIN verdict_as_of(2025) AS n USING (indicator_id)
      WHERE l.scope = 'local' AND n.scope = 'national' ORDER BY l.sort_order$$, 'with both verdicts');
SELECT is((SELECT string_agg(indicator_code, ' ' ORDER BY indicator_sort) FROM annex_line WHERE is_measured AND is_last_year AND bullet_svg IS NULL),
    (SELECT string_agg(indicator_code, ' ' ORDER BY indicator_sort) FROM dim_indicator WHERE is_level), 'a picture of each indicator but those of levels');
SELECT is((SELECT sum(met_n) || '/' || sum(countable_n) || ' chỉ tiêu đạt và vượt' FROM annex_line WHERE is_last_year),
    (SELECT score_text_vi FROM scorecard_by_plan WHERE year = 2025 AND scope_code = 'local'), 'and the same total');
SELECT results_eq($$SELECT explanation_vi, explanation_en FROM annex_line WHERE is_last_year AND indicator_code = '4.8'$$,
    $$VALUES ('Đạt: mức "Tiểu học" so với mục tiêu "Tiểu học".', 'Met: level "primary school" against the target "primary school".')$$, 'levels are explained by their names');
SELECT results_eq('SELECT DISTINCT year, is_last_year FROM annex_line_as_of(2024)', 'VALUES (2024, false)', 'of another year');

SAVEPOINT printed;
UPDATE indicator SET decimals = 0 WHERE code = '4.1';
DELETE FROM indicator_target WHERE scope = 'local' AND indicator_id = (SELECT indicator_id FROM indicator WHERE code = '4.3');
SELECT results_eq('SELECT indicator_code, value::numeric, value_text_vi, local_status_code, explanation_vi, explanation_en FROM annex_line WHERE is_measured AND is_last_year ORDER BY indicator_sort',
    $$SELECT v.code, v.value::float8::numeric, v.result, v.status::text, v.explanation, e.explanation
      FROM annual_report_lines('230/KH-UBND', 2025) AS v JOIN annual_report_lines('230/KH-UBND', 2025, lang => 'en') AS e USING (indicator_id)
      WHERE v.measured ORDER BY v.sort_order$$, 'figures and sentences as the report prints them');
SELECT results_eq($$SELECT local_status_code, value IS NOT NULL FROM annex_line WHERE is_last_year AND indicator_code = '4.3'$$, $$VALUES ('no_target', true)$$,
    'what only the nation promised has its figure');
SELECT results_eq($$SELECT value_text_vi FROM fact_verdict WHERE indicator_code = '4.1' AND year = 2025 AND scope_code = 'local'$$,
    $$SELECT value_text_vi FROM annex_line WHERE is_last_year AND indicator_code = '4.1'$$, 'with the decimals that are published');
ROLLBACK TO printed;

-- ---------- rights ----------

CREATE ROLE regress_bi;
CREATE ROLE regress_bi_own;
SELECT grant_reader('regress_bi'), grant_department('regress_bi_own', 'YT', 'own') \g /dev/null
CREATE FUNCTION pg_temp.unreadable(role text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    v text;
    fault text;
BEGIN
    FOR v IN SELECT DISTINCT view FROM shown LOOP
        fault := NULL;
        PERFORM set_config('role', role, true), set_config('search_path', '', true);
        BEGIN
            EXECUTE format('SELECT count(*) FROM (SELECT * FROM policy_bi.%I OFFSET 0) AS f', v);
        EXCEPTION WHEN OTHERS THEN
            fault := v || ': ' || SQLERRM;
        END;
        PERFORM set_config('role', 'none', true), set_config('search_path', 'policy, policy_bi, public', true);
        IF fault IS NOT NULL THEN
            RETURN NEXT fault;
        END IF;
    END LOOP;
END
$$;
SELECT is_empty($$SELECT pg_temp.unreadable('regress_bi')$$, 'a reader reads every view, without a search_path');
SELECT ok(has_schema_privilege('regress_bi', 'policy_bi', 'USAGE') AND NOT has_schema_privilege('regress_bi', 'policy', 'USAGE'),
    'with USAGE on the reporting schema only');
SELECT is_empty($$SELECT pg_temp.unreadable('regress_bi_own')$$, 'a department reads every view');

-- As a tool reads them on the first day: nothing is analyzed yet, and the server compiles what it takes for dear.
CREATE FUNCTION pg_temp.slow(role text, tries integer DEFAULT 3) RETURNS SETOF text LANGUAGE plpgsql
SET jit = on AS $$
DECLARE
    v text;
    began timestamptz;
    best interval;
    r record;
BEGIN
    FOR v IN SELECT DISTINCT view FROM shown ORDER BY 1 LOOP
        best := NULL;
        PERFORM set_config('role', role, true);
        FOR i IN 1..tries LOOP
            began := clock_timestamp();
            -- the columns are fetched, as by a tool
            FOR r IN EXECUTE format('SELECT * FROM policy_bi.%I', v) LOOP
            END LOOP;
            best := least(best, clock_timestamp() - began);
            EXIT WHEN best < interval '1 second';
        END LOOP;
        PERFORM set_config('role', 'none', true);
        IF best >= interval '1 second' THEN
            RETURN NEXT format('%s: %s', v, best);
        END IF;
    END LOOP;
END
$$;
-- What a fresh register has before anything was analysed: grants and loads
-- end with ANALYZE, so that is taken back.
DELETE FROM pg_statistic WHERE starelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'policy'::regnamespace);
UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE relnamespace = 'policy'::regnamespace AND relkind = 'r';
SELECT is((SELECT count(*) FROM pg_statistic AS s JOIN pg_class AS c ON c.oid = s.starelid WHERE c.relnamespace = 'policy'::regnamespace), 0::bigint, 'without statistics');
SELECT is_empty($$SELECT pg_temp.slow('regress_bi')$$, 'a reader gets every view within a second');
SELECT is_empty($$SELECT view FROM (SELECT view, count(*) AS n FROM shown WHERE col = 'row_key' GROUP BY view) AS k
    RIGHT JOIN (SELECT DISTINCT view FROM shown WHERE view LIKE 'fact%' OR view IN ('annex_line', 'area_ranking')) AS f USING (view) WHERE n IS NULL$$, 'every fact has a key of one column');
CREATE FUNCTION pg_temp.double_keys() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    v text;
    n bigint;
BEGIN
    FOR v IN SELECT view FROM shown WHERE col = 'row_key' LOOP
        EXECUTE format('SELECT count(*) - count(DISTINCT row_key) FROM policy_bi.%I', v) INTO n;
        IF n <> 0 THEN
            RETURN NEXT v;
        END IF;
    END LOOP;
END
$$;
SELECT is_empty('SELECT pg_temp.double_keys()', 'which no two rows share');
SELECT is_empty($$SELECT p.proname FROM pg_proc AS p WHERE p.pronamespace = 'policy_bi'::regnamespace AND p.proname LIKE E'\\_%'$$, 'nothing here is internal');
SELECT results_eq('SELECT sum(judging_n)::integer, count(DISTINCT (indicator_id, area_id, period_start, period_end))::integer FROM fact_observation',
    'SELECT count(*)::integer, count(*)::integer FROM chosen_figure()', 'one figure of each cell and period judges');
SELECT results_eq($$SELECT period_kind_code, months_n, is_whole_year FROM fact_observation GROUP BY 1, 2, 3 ORDER BY 1, 2$$,
    $$SELECT 'year', 12, true$$, 'the sample is of whole years');
SELECT results_eq($$SELECT p.period, _period_kind(d.period_start, d.period_end), _period_months(d.period_start, d.period_end)
    FROM unnest('{2025,2025-Q2,2025-06,"6 tháng 2025","9 tháng 2025","2 tháng 2025"}'::text[]) WITH ORDINALITY AS p (period, n), parse_period(p.period) AS d ORDER BY p.n$$,
    $$VALUES ('2025', 'year', 12), ('2025-Q2', 'quarter', 3), ('2025-06', 'month', 1), ('6 tháng 2025', 'half', 6), ('9 tháng 2025', 'since_january', 9), ('2 tháng 2025', 'since_january', 2)$$,
    'kinds of periods');
SET ROLE regress_bi_own;
SELECT is_empty($$SELECT indicator_code FROM policy_bi.fact_verdict WHERE indicator_id NOT IN (SELECT indicator_id FROM policy._my_responsibility() WHERE indicator_id IS NOT NULL)
    UNION ALL SELECT indicator_code FROM policy_bi.fact_observation WHERE indicator_id NOT IN (SELECT indicator_id FROM policy._my_responsibility() WHERE indicator_id IS NOT NULL)
    UNION ALL SELECT indicator_code FROM policy_bi.fact_target WHERE indicator_id NOT IN (SELECT indicator_id FROM policy._my_responsibility() WHERE indicator_id IS NOT NULL)$$,
    'and of the facts its own only');
SELECT is((SELECT sum(indicators_n)::integer FROM policy_bi.scorecard_by_plan WHERE year = 2025 AND scope_code = 'local'),
    (SELECT count(DISTINCT m.indicator_id)::integer FROM policy._my_responsibility() AS m JOIN policy_bi.dim_indicator AS i USING (indicator_id) WHERE i.is_counted),
    'also in scorecards');
SELECT is_empty($$SELECT indicator_code FROM policy_bi.annex_line WHERE is_measured
      AND indicator_id NOT IN (SELECT indicator_id FROM policy._my_responsibility() WHERE indicator_id IS NOT NULL)$$,
    'the annex says of no line out of sight that it has no target');
SELECT ok(annual_report_html('230/KH-UBND', 2025) LIKE '%BẢN CỦA ĐƠN VỊ: %. Chỉ gồm % trong 102 dòng%', 'and the report that it is not of the whole plan');
RESET ROLE;
SELECT ok(annual_report_html('230/KH-UBND', 2025) NOT LIKE '%BẢN CỦA ĐƠN VỊ%', 'which that of the owner is');

SELECT * FROM finish();
ROLLBACK;
