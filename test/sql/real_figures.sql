-- Published figures of 63 provinces through the register's own doors.
-- ../shared/real/README.md says what they are; without it the test skips
-- (expected/real_figures_1.out).
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
\set present `test -r ../shared/real/figures.csv && echo true || echo false`

BEGIN;
SELECT plan(15);
\if :present
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\o
SET search_path = policy, public;

CREATE TEMPORARY TABLE real_area (code text, name text, level text, parent_code text, kind text, valid_from date, valid_to date);
\copy real_area FROM '../shared/real/areas_old.csv' (FORMAT csv, HEADER match)
INSERT INTO area (code, name_vi, level, valid_from, valid_to)
SELECT code, name, level, valid_from, valid_to FROM real_area
WHERE level IN ('region', 'province') AND code <> '75';
SELECT is((SELECT count(*) FROM area WHERE level = 'province'), 63::bigint, '63 provinces');
-- Hà Tây became part of Hà Nội on 1 August 2008; the file still has its figures.
INSERT INTO area (code, name_vi, level, valid_to) VALUES ('28', 'Tỉnh Hà Tây', 'province', '2008-07-31');

CREATE TEMPORARY TABLE real_source (source_id text, source text);
\copy real_source FROM '../shared/real/sources.csv' (FORMAT csv, HEADER match)
INSERT INTO source (code, name_vi, precedence)
SELECT 'R' || source_id, source, source_id::integer FROM real_source;

CREATE TEMPORARY TABLE real_figure (
    source_id text, indicator_code text, indicator_name text, area_code text, area_name text,
    year text, value text, numerator text, denominator text, unit text, note text);
\copy real_figure FROM '../shared/real/figures.csv' (FORMAT csv, HEADER match)
INSERT INTO observation_intake (indicator_code, area_code, period, value, numerator, denominator, stage, source, note)
SELECT indicator_code, area_code, year, value, numerator, denominator,
       CASE WHEN note LIKE 'status=preliminary%' THEN 'preliminary' ELSE 'official' END, 'R' || source_id, note
FROM real_figure;
SELECT is((SELECT count(*) FROM observation_intake WHERE batch_id IS NULL), 5327::bigint, '5,327 figures');

CREATE TEMPORARY TABLE report AS SELECT * FROM load_figures(format => 'plain');
SELECT results_eq($$
    SELECT column_name, substring(reason_en, '^[^,]*?(?= on one|$)'), count(*)::integer
    FROM report WHERE severity = 'error' GROUP BY 1, 2 ORDER BY 1, 2$$,
    $$VALUES ('denominator', 'a numerator without a denominator', 17),
             ('value', 'rows contradict each other', 2)$$,
    'counts without a population and one contradiction are rejected');
SELECT results_eq($$
    SELECT column_name, reason_en, count(*)::integer FROM report WHERE severity = 'remark' GROUP BY 1, 2$$,
    $$VALUES ('value', 'outside the natural limits of the indicator', 5)$$, 'completion rates over 100 % are remarked');
SELECT results_eq('SELECT rows_read, added, rows_rejected, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1',
                  'VALUES (5327, 5308, 19, 0, 0)', 'the others are in');
SELECT is((SELECT count(*) FROM observation JOIN source USING (source_id) WHERE code LIKE 'R%'), 5308::bigint, 'as observations');

-- What went in is what was published.
SELECT is_empty($$
    SELECT r.* FROM real_figure AS r
    JOIN source AS s ON s.code = 'R' || r.source_id
    JOIN indicator AS i ON i.code = r.indicator_code
    JOIN area AS a ON a.code = r.area_code
    JOIN observation AS o ON o.indicator_id = i.indicator_id AND o.area_id = a.area_id AND o.source_id = s.source_id
                         AND o.period_end = make_date(r.year::integer, 12, 31)
    WHERE (o.value, o.numerator, o.denominator)
          IS DISTINCT FROM (nullif(r.value, '')::numeric, nullif(r.numerator, '')::numeric, nullif(r.denominator, '')::numeric)$$,
    'value and counts are kept to the digit');
INSERT INTO observation_intake (indicator_code, area_code, period, value, numerator, denominator, stage, source, note)
SELECT indicator_code, area_code, 'Năm ' || year, value, numerator, denominator,
       CASE WHEN note LIKE 'status=preliminary%' THEN 'sơ bộ' ELSE 'chính thức' END, 'r' || source_id, note
FROM real_figure;
SELECT is((SELECT count(*) FROM load_figures(format => 'plain') WHERE severity = 'error'), 19::bigint, 'the same figures again');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1',
                  'VALUES (0, 0, 5308)', 'change nothing');

-- Judged against the plan's targets, and by an independent reading of them.
CREATE TEMPORARY TABLE judged AS
SELECT i.code, t.scope, t.due, f.value, t.goal, socpolicy.evaluate(f.value, t.goal) AS status
FROM figure AS f
JOIN source AS s ON s.source_id = f.source_id AND s.code LIKE 'R%'
JOIN indicator AS i ON i.indicator_id = f.indicator_id
JOIN indicator_target AS t ON t.indicator_id = f.indicator_id AND t.goal IS NOT NULL;
SELECT is_empty($$
    SELECT * FROM judged
    CROSS JOIN LATERAL (SELECT socpolicy.threshold(goal) AS r, socpolicy.direction(goal) AS d) AS g
    WHERE status::text IS DISTINCT FROM CASE
        WHEN d = 'up' AND (value < socpolicy.lower(r) OR value = socpolicy.lower(r) AND NOT socpolicy.lower_inc(r)) THEN 'missed'
        WHEN d = 'up' AND (value > socpolicy.upper(r) OR value = socpolicy.upper(r) AND NOT socpolicy.upper_inc(r)) THEN 'exceeded'
        WHEN d = 'down' AND (value > socpolicy.upper(r) OR value = socpolicy.upper(r) AND NOT socpolicy.upper_inc(r)) THEN 'missed'
        WHEN d = 'down' AND (value < socpolicy.lower(r) OR value = socpolicy.lower(r) AND NOT socpolicy.lower_inc(r)) THEN 'exceeded'
        ELSE 'met' END$$, 'verdicts agree with plain comparisons');
SELECT is((SELECT socpolicy.tally_agg(value, goal)::text FROM judged), (SELECT socpolicy.tally_agg(status)::text FROM judged),
          'rolled up either way they are the same');
SELECT ok((SELECT socpolicy.met(t) + socpolicy.exceeded(t) > 0 AND socpolicy.missed(t) > 0 AND socpolicy.no_data(t) = 0
           FROM (SELECT socpolicy.tally_agg(status) AS t FROM judged) AS j), 'some met, some missed');

-- Figures of old Đồng Nai (code 75) as the register judges them.
SELECT is_empty($$
    SELECT e.code FROM generate_series(2005, 2024) AS y (year)
    CROSS JOIN LATERAL verdict_as_of(y.year) AS e
    JOIN source AS s ON s.source_id = e.source_id AND s.code LIKE 'R%'
    WHERE e.status NOT IN ('exceeded', 'met', 'not_due', 'no_target')$$, 'before 2025 nothing is missed yet');

-- Published rates from both counts, through the register's own rule.
CREATE TEMPORARY TABLE real_check (
    indicator_code text, indicator_name text, area_code text, area_name text, year integer, unit text,
    published numeric, numerator numeric, denominator numeric, computed numeric, decimals integer, agrees text, source text);
\copy real_check FROM '../shared/real/checks.csv' (FORMAT csv, HEADER)
CREATE TEMPORARY TABLE reproduced AS
SELECT c.agrees, round(_figure_value(NULL, c.numerator, c.denominator, coalesce(i.factor, u.factor)), c.decimals)
                 = round(c.published, c.decimals) AS same
FROM real_check AS c
LEFT JOIN indicator AS i ON i.code = c.indicator_code
JOIN unit AS u ON u.unit_id = i.unit_id OR i.unit_id IS NULL AND u.label_en = c.unit;
SELECT results_eq('SELECT count(*) FILTER (WHERE same), count(*) FROM reproduced', 'VALUES (33::bigint, 36::bigint)',
                  '33 of 36 published rates are reproduced');
SELECT is_empty($$SELECT * FROM reproduced WHERE same <> (agrees = 'yes')$$, 'the other 3 are the faults of their source');
\else
SELECT skip('../shared/real is not here', 15);
\endif

SELECT * FROM finish();
ROLLBACK;
