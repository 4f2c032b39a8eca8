-- What analysts and inspectors ask, question by question, of Plan 230 and the
-- sample of two years; the most useful ones are in doc/cookbook.md.  Each
-- description begins with the number of its question.  What is asked about
-- pace and forecasts (8, 9, 11, 14) is tested elsewhere.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET datestyle = ISO;
SET timezone = 'Asia/Ho_Chi_Minh';

BEGIN;
SELECT plan(114);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/load_tasks.sql
\i example/plan_230/load_reports.sql
\i example/plan_230/rules.sql
\i example/plan_230/reorganisation_2025.sql
\i example/plan_230/sample_years.sql
\o
SET client_min_messages = warning;
SET search_path = policy, socpolicy, public;

-- Codes in printed order.
CREATE FUNCTION pg_temp.codes(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text;
BEGIN
    EXECUTE format('SELECT string_agg(i.code, '' '' ORDER BY i.sort_order) FROM policy.indicator AS i WHERE i.indicator_id IN (%s)', statement)
        INTO answer;
    RETURN answer;
END
$$;
CREATE TEMPORARY TABLE verdict AS SELECT * FROM verdict_as_of(2025);

/* ---------- targets ---------- */

SELECT results_eq($$
    SELECT extract(year FROM due)::integer, comparison, count(*),
           CASE WHEN comparison NOT IN ('equal', 'none') THEN string_agg(i.code, ' ' ORDER BY i.sort_order) END
    FROM target_comparison JOIN indicator AS i USING (indicator_id) GROUP BY 1, 2 ORDER BY 1, 2$$, $$VALUES
    (2025, 'equal', 51::bigint, NULL), (2025, 'local_only', 2, '5.7 10.1.1'), (2025, 'looser', 3, '2.6 5.10 5.11'), (2025, 'none', 32, NULL),
    (2025, 'stricter', 10, '2.3 2.4 3.2 4.1 4.5 5.8 5.15 8.1.1 8.7 10.2.1'),
    (2030, 'equal', 81, NULL), (2030, 'incomparable', 1, '9.1'), (2030, 'local_only', 3, '5.10 5.11 10.2.1'), (2030, 'looser', 2, '2.6 10.1.1'),
    (2030, 'none', 4, NULL), (2030, 'stricter', 7, '2.4 3.2 4.1 4.5 4.6 5.8 8.1.1')$$,
    '1 local targets beside the national ones');

CREATE TEMPORARY TABLE pair AS
SELECT f.indicator_id, f.goal AS first, s.goal AS second
FROM indicator_target AS f JOIN indicator_target AS s USING (indicator_id, area_id, scope) JOIN indicator AS i USING (indicator_id)
WHERE f.scope = 'local' AND f.due = '2025-12-31' AND s.due = '2030-12-31' AND i.measured;
SELECT is(pg_temp.codes('SELECT indicator_id FROM pair WHERE first IS NULL'),
    '1.1 5.3 5.4 5.5 5.6 5.9 5.19 6.1 6.6 6.7 6.8 6.10 6.11 6.12 7.1 7.4.3 7.4.4 7.5 7.6 7.8 7.9 7.10 9.1 9.4 9.4.1 9.4.2 10.1.2 10.3 10.5 10.6 10.7 10.8',
    '2 the 32 without a target for 2025');
SELECT is(pg_temp.codes('SELECT indicator_id FROM pair WHERE second IS NULL'), '4.7 5.12 7.7 10.2.2', '2 those that stop after 2025');
SELECT is(pg_temp.codes($$SELECT indicator_id FROM pair WHERE socpolicy.strictness(first, second) = 'equal'$$),
    '2.1 2.2 3.1 4.11 5.2 5.7 5.10 5.11 5.16 6.3 6.4 7.14 8.1.1 8.1.2 8.3 8.4 8.5 8.6 8.7',
    '2 those to be kept; of 6.3 (95, then 95-97) the deciding bound');

SELECT is(pg_temp.codes($$SELECT indicator_id FROM policy.target_comparison JOIN policy.indicator USING (indicator_id) WHERE comparison = 'looser' AND coalesce(note, '') = ''$$),
    '2.6 10.1.1', '3 looser without a note');

SELECT results_eq($$SELECT i.code, t.scope, t.due, t.cell, t.goal::text, t.remark FROM indicator_target AS t JOIN indicator AS i USING (indicator_id)
    WHERE t.remark IS NOT NULL ORDER BY i.sort_order$$,
    $$VALUES ('4.2', 'local', '2025-12-31'::date, '2.5', '2.5 up by 2025-12-31', 'decimal dot'),
             ('9.1', 'local', '2030-12-31', '50.000', '50000 up by 2030-12-31', 'grouped')$$,
    '4 the cells whose numbers the parser had to interpret');
SELECT results_eq($$SELECT t.cell, t.goal::text FROM indicator_target AS t JOIN indicator AS i USING (indicator_id)
    WHERE (i.code, t.scope, t.due) IN (('5.10', 'national', '2025-12-31'), ('2.4', 'local', '2025-12-31'), ('9.2', 'local', '2030-12-31')) ORDER BY i.sort_order$$,
    $$VALUES ('< 12,7', '<12.7 by 2025-12-31'), ('1-1,5', '1..1.5 up by 2025-12-31'), ('Xóa bỏ hoàn toàn', '2 up by 2030-12-31')$$,
    '4 what a cell said and what was understood');
SELECT results_eq($$SELECT direction, direction_basis, count(*) FROM indicator WHERE measured GROUP BY 1, 2 ORDER BY 1, 2$$,
    $$VALUES ('down', 'operator', 5::bigint), ('up', 'assumed', 72), ('up', 'operator', 17), ('up', 'scale', 4)$$,
    '4 directions that no cell says are assumed, and marked so');

SAVEPOINT amended;
INSERT INTO document (number, kind, issued_on, issuer, title) VALUES ('MẪU 9', 'Mẫu', '2025-08-01', 'Người lập sổ', 'minh họa | invented');
SELECT lives_ok($$SELECT amend_target('2.3', '75@2024', 'local', '2025-12-31', '< 43,5', 'MẪU 9', '2025-08-15')$$, '5 a target is amended');
UPDATE indicator_target SET recorded_at = '2025-08-10 09:00+07', recorded_by = 'mau' WHERE valid_from = '2025-08-15';
UPDATE indicator_target SET closed_at = '2025-08-10 09:00+07' WHERE valid_to = '2025-08-14';
SELECT results_eq($$SELECT h.version, h.previous_cell, h.cell, h.document_number, h.valid_from, h.recorded_by, h.recorded_at
    FROM target_history AS h JOIN indicator AS i USING (indicator_id)
    WHERE i.code = '2.3' AND h.scope = 'local' AND h.due = '2025-12-31' AND h.version > 1$$,
    $$VALUES (2::bigint, '< 42', '< 43,5', 'MẪU 9', '2025-08-15'::date, 'mau', '2025-08-10 09:00+07'::timestamptz)$$,
    '5 who changed it, when, by which document, and what it was');
PREPARE target_on (date, timestamptz) AS
    SELECT t.cell FROM target_as_of($1, $2) AS t JOIN indicator AS i USING (indicator_id)
    WHERE i.code = '2.3' AND t.scope = 'local' AND t.due = '2025-12-31';
SELECT results_eq($$EXECUTE target_on('2025-08-14', NULL)$$, $$VALUES ('< 42')$$, '6 in force on its last day');
SELECT results_eq($$EXECUTE target_on('2025-08-15', NULL)$$, $$VALUES ('< 43,5')$$, '6 and on the first day of the other');
SELECT results_eq($$EXECUTE target_on('2025-08-15', '2025-08-09')$$, $$VALUES ('< 42')$$, '6 as known before the amendment was entered');
SELECT is((SELECT status::text FROM verdict_as_of(2025, '2025-12-31', '2025-12-31') WHERE code = '2.3' AND scope = 'local'), 'met',
    '6 and the estimate of 43.1, missed before, would be met');
ROLLBACK TO amended;

/* ---------- evaluation ---------- */

-- As signed in November 2025: the sample figures against the annex, counted apart from the register.
SELECT results_eq($$SELECT r.status::text, count(*) FROM report_as_signed('230/KH-UBND', 2025) AS r WHERE r.scope = 'local' GROUP BY r.status ORDER BY r.status$$,
    $$VALUES ('exceeded', 23::bigint), ('met', 26), ('missed', 17), ('not_due', 25), ('no_data', 7)$$, '7 met, exceeded or missed in November 2025');
SELECT is(pg_temp.codes($$SELECT indicator_id FROM signed_report_row WHERE scope = 'local' AND status = 'missed'$$),
    '2.3 3.2 4.2 4.6 4.9 4.11 5.10 5.18 6.2 6.5 7.3 7.12 8.1.1 8.4 8.5 9.3.2 10.2.2', '7 missed');
SELECT is(pg_temp.codes($$SELECT l.indicator_id FROM verdict AS l JOIN verdict AS n USING (indicator_id, area_id)
    WHERE l.scope = 'local' AND n.scope = 'national' AND l.status = 'missed' AND n.status IN ('met', 'exceeded')$$), '3.2 8.1.1',
    '7 met the national target and not the local one');
SELECT is(pg_temp.codes($$SELECT l.indicator_id FROM verdict AS l JOIN verdict AS n USING (indicator_id, area_id)
    WHERE l.scope = 'local' AND n.scope = 'national' AND n.status = 'missed' AND l.status IN ('met', 'exceeded')$$), '2.6 5.10 5.11',
    '7 and the looser ones the other way round');

SELECT results_eq($$SELECT code, edge, round(value, 2), status::text, rounded_value, rounded_status::text
    FROM verdict_at_bound(2025) WHERE scope = 'local' ORDER BY sort_order$$, $$VALUES
    ('4.9', 'strict_bound', 80.00, 'missed', 80::numeric, 'missed'), ('5.8', 'rounding', 95.47, 'exceeded', 95, 'met'),
    ('6.5', 'rounding', 59.94, 'missed', 60, 'met'), ('7.4.2', 'rounding', 10.10, 'exceeded', 10, 'met'),
    ('7.5', 'rounding', 95.19, 'met', 95, 'not_due'), ('10.2.2', 'strict_bound', 95.0, 'missed', 95.0, 'missed')$$,
    '10 verdicts that turn on rounding or on a strict bound');
UPDATE indicator SET decimals = 1 WHERE code IN ('5.8', '6.5', '7.5');
SELECT is(pg_temp.codes($$SELECT indicator_id FROM policy.verdict_at_bound(2025) WHERE edge = 'rounding'$$), '7.4.2',
    '10 with one published decimal three of them do not');
UPDATE indicator SET decimals = NULL;
SELECT is_empty($$SELECT FROM verdict_at_bound(2025, '2025-11-01')$$, '10 nor before the figures were known');

SELECT results_eq($$SELECT reason, string_agg(code, ' ' ORDER BY sort_order) FROM verdict_obstacle(2025)
    WHERE scope = 'local' AND reason NOT IN ('not_due', 'series_break') OR scope IS NULL GROUP BY reason ORDER BY 1$$,
    $$VALUES ('heading', '7.4 8.1 10.1 10.2'), ('never_reported', '4.4 5.12 5.14 6.13 8.2'), ('no_data', '3.3 8.7')$$,
    '12 headings, indicators without any figure, without one of the year');
SELECT is((SELECT string_agg(code, ' ') FROM verdict_obstacle(2025) WHERE scope = 'national' AND reason = 'national_sum'), '9.1',
    '12 a national sum is nobody''s target here');
SELECT is((SELECT count(*) FROM verdict_obstacle(2025) WHERE scope = 'local' AND reason = 'not_due'), 25::bigint, '12 not due yet');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM verdict_obstacle(2025) WHERE scope = 'local' AND reason = 'series_break'),
    '6.9 8.1.1 8.1.2 8.4 8.5 9.3 9.3.1 9.3.2 9.4 9.4.1 9.4.2 10.1.1 10.1.2 10.2.1 10.2.2',
    '12 judged, but communes, districts, urban and rural were redrawn in 2025');
SELECT is_empty($$SELECT FROM verdict_obstacle(2024) WHERE reason = 'series_break'$$, '12 and not before');
SELECT is_empty($$SELECT FROM verdict_obstacle(2025) AS o RIGHT JOIN verdict AS v USING (indicator_id, area_id, scope)
    WHERE v.status IN ('no_data', 'no_target', 'not_due') AND o.reason IS NULL OR '' IN (o.reason_vi, o.reason_en)$$,
    '12 nothing is left unjudged without a reason in words');
SELECT is((SELECT count(*) FROM verdict_obstacle(2026) AS o WHERE o.scope = 'local' AND o.reason <> 'not_due' AND status <> 'no_target'), 0::bigint,
    '12 in 2026 all is due in 2030, or has no target');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM verdict_obstacle(2026) WHERE scope = 'local' AND reason = 'no_target'),
    '4.7 5.12 7.7 10.2.2', '12 namely those that stop after 2025');
SAVEPOINT no_scale;
DELETE FROM level WHERE indicator_id = require_indicator('9.2');
DELETE FROM observation WHERE indicator_id = require_indicator('9.2') AND period_end = '2025-12-31';
SELECT is((SELECT reason FROM verdict_obstacle(2025) WHERE code = '9.2' AND scope = 'local'), 'no_scale', '12 a qualitative one whose scale nobody gave');
ROLLBACK TO no_scale;
SAVEPOINT in_cycle;
DELETE FROM observation WHERE indicator_id = require_indicator('9.3') AND period_end = '2025-12-31';
SELECT is((SELECT reason FROM verdict_obstacle(2025) WHERE code = '9.3' AND scope = 'local'), 'not_published_yearly', '12 published every five years');
ROLLBACK TO in_cycle;

SELECT results_eq($$SELECT stage, count(*) FROM verdict WHERE scope = 'local' AND status IN ('met', 'exceeded') GROUP BY 1 ORDER BY 1$$,
    $$VALUES ('estimate', 49::bigint), ('official', 1)$$, '13 met on estimates, and on what else');
SELECT results_eq($$SELECT code, local_day(revised_at), stage_before, value_before, status_before::text, stage_after, value_after, status_after::text
    FROM verdict_revision(2025) WHERE scope = 'local' AND status_before <> status_after ORDER BY sort_order$$,
    $$VALUES ('2.3', '2026-09-29'::date, 'preliminary', 42.3::numeric, 'missed', 'official', 41.8::numeric, 'met'),
             ('4.3', '2026-06-30', 'estimate', 55, 'met', 'official', 54.8, 'missed')$$, '13 two flipped when official data came');
SAVEPOINT better;
INSERT INTO source (code, name_vi, precedence, is_sample) VALUES ('MAU0', 'nguồn minh họa đến trước', 900, true);
SELECT revise_figure('4.6', '75@2024', '2025', 'official', 'MAU0', 95.2) AS ignored \gset
SELECT results_eq($$SELECT round(value_before, 2), status_before::text, s.code, value_after, status_after::text
    FROM verdict_revision(2025) JOIN source AS s ON s.source_id = source_after_id WHERE verdict_revision.code = '4.6' AND scope = 'local'$$,
    $$VALUES (93.76, 'missed', 'MAU0', 95.2, 'exceeded')$$, '13 a source that counts first flips a verdict too');
ROLLBACK TO better;

SELECT results_eq($$SELECT sector_sort, met_n, countable_n, not_due_n, no_data_n
    FROM policy_bi.scorecard_by_sector WHERE year = 2025 AND scope_code = 'local' ORDER BY 1$$, $$VALUES
    (1, 0, 0, 1, 0), (2, 6, 6, 0, 0), (3, 3, 4, 0, 1), (4, 5, 10, 0, 1), (5, 10, 11, 6, 2), (6, 7, 9, 3, 1),
    (7, 10, 12, 5, 0), (8, 3, 6, 0, 2), (9, 2, 2, 2, 0), (10, 3, 4, 6, 0)$$, '15 n of m per group, the unevaluated apart');
SELECT results_eq($$SELECT agency_code, met_n, countable_n, indicators_n FROM policy_bi.scorecard_by_agency
    WHERE year = 2025 AND scope_code = 'local' AND agency_code IN ('BHXH', 'TP', 'XD2025') ORDER BY 1$$,
    $$VALUES ('BHXH', 3, 6, 7), ('TP', 0, 0, 1), ('XD2025', 3, 3, 7)$$, '15 and per agency');
SELECT is((SELECT tally_agg(v.status, v.weight) FILTER (WHERE v.is_counted) FROM verdict_as_of(2025) AS v WHERE v.scope = 'local')::text,
    'exceeded=22/22.000,met=27/27.000,near=0/0.000,missed=15/15.000,not_due=23/23.000,no_data=7/7.000,no_target=0/0.000', '15 the whole plan');

SELECT results_eq($$SELECT v.code, l.label_vi, v.stage, s.code FROM verdict AS v JOIN source AS s USING (source_id)
    JOIN level AS l ON l.indicator_id = v.indicator_id AND l.rank = v.value WHERE v.scope = 'local' ORDER BY v.sort_order$$,
    $$VALUES ('4.8', 'Tiểu học', 'estimate', 'MAU'), ('7.10', 'Giải quyết cơ bản', 'estimate', 'MAU'), ('9.2', 'Giải quyết cơ bản', 'estimate', 'MAU')$$,
    '16 stages reached; of 7.1 nothing is known');

/* ---------- figures and rolling up ---------- */

SELECT results_eq($$SELECT f.computed_numerator, f.computed_denominator, f.parts_reporting, round(f.reported_value, 3), round(f.computed_value, 3), f.basis
    FROM place_figure(2024) AS f WHERE f.indicator_id = require_indicator('4.6') AND f.area_id = area_at('75@2024', '2024-12-31')$$,
    $$VALUES (3022000::numeric, 3274000::numeric, 11, 92.364, 92.303, 'reported')$$,
    '17 the eleven districts say 2,000 fewer than the province reported, whose figure counts');

SELECT results_eq($$SELECT i.code, u.lowest, u.value, u.highest, u.holds FROM urban_rural_check(2025) AS u JOIN indicator AS i USING (indicator_id) ORDER BY i.sort_order$$,
    $$VALUES ('9.3', 25.8, 27.4, 28.7, true), ('9.4', 74.6, 83.6, 99.1, true), ('10.1', 79.8, NULL, 92.3, NULL), ('10.2', 95.0, NULL, 99.0, NULL)$$,
    '18 the parent lies between its parts, where it has a figure');
SAVEPOINT outside;
SELECT revise_figure('9.3', '75@2024', '2025', 'preliminary', 'MAU', 29.0) AS ignored \gset
SELECT results_eq($$SELECT holds, excess FROM urban_rural_check(2025) WHERE indicator_id = require_indicator('9.3')$$, 'VALUES (false, 0.25)', '18 29.0 above 28.7');
ROLLBACK TO outside;

SELECT results_eq($$SELECT a.code, f.numerator, f.denominator, f.fault FROM figure_faults() AS f JOIN area AS a USING (area_id) ORDER BY 4$$,
    $$VALUES ('26359', 21500::numeric, 21000::numeric, 'numerator_over_denominator'), ('26359', 21500, 21000, 'outside_limits')$$,
    '19 a commune insured more people than it has');

CREATE TEMPORARY TABLE extent AS
SELECT e.name, y.year, f.*
FROM (VALUES ('2024', area_at('75@2024', '2026-12-31')), ('today', area_at('75', '2026-12-31'))) AS e (name, area_id)
CROSS JOIN generate_series(2024, 2025) AS y (year)
CROSS JOIN territory_figure(e.area_id, y.year) AS f;
SELECT results_eq($$SELECT name, year, basis, numerator, denominator, parts_known, parts_reporting, reason FROM extent
    WHERE indicator_id = require_indicator('4.6') ORDER BY name, year$$, $$VALUES
    ('2024', 2024, 'reported', 3024000::numeric, 3274000::numeric, NULL::integer, NULL::integer, NULL), ('2024', 2025, 'reported', 3104250, 3310900, NULL, NULL, NULL),
    ('today', 2024, 'computed', 3992000, 4336000, 2, 2, NULL), ('today', 2025, 'computed', 4095000, 4382000, 1, 1, NULL)$$,
    '20 4.6 on the territory of 2024 and on today''s, which were two provinces in 2024');
SELECT results_eq($$SELECT round(n.value - o.value, 2), round(c.value - o.value, 2), round(n.value - c.value, 2) FROM extent AS o, extent AS c, extent AS n
    WHERE require_indicator('4.6') = ALL (ARRAY[o.indicator_id, c.indicator_id, n.indicator_id])
      AND (o.name, o.year, c.name, c.year, n.name, n.year) = ('2024', 2024, '2024', 2025, 'today', 2025)$$, 'VALUES (1.09, 1.39, -0.31)',
    '20 of a rise by 1.09 points 1.39 are change, and the merger took 0.31');
SAVEPOINT revised;
SELECT revise_figure('4.6', '70', '2024', 'official', 'MAU', numerator => 960000, denominator => 1062000) AS ignored \gset
SELECT results_eq($$SELECT k.numerator, k.stage FROM (VALUES ('2025-12-31'::timestamptz), (NULL)) AS d (known_at)
    CROSS JOIN LATERAL territory_figure(area_at('75', '2026-12-31'), 2024, require_indicator('4.6'), d.known_at) AS k ORDER BY 1 DESC$$,
    $$VALUES (3992000::numeric, 'preliminary'), (3984000, 'preliminary')$$, '20 as known before a part was revised, and after');
ROLLBACK TO revised;
SELECT results_eq($$SELECT i.code, round(e.value, 2), e.reason FROM extent AS e JOIN indicator AS i USING (indicator_id) WHERE e.name = 'today' AND e.year = 2024 AND i.code IN ('2.1', '7.2', '7.4.1') ORDER BY 1$$,
    $$VALUES ('2.1', NULL::numeric, 'without_counts'), ('7.2', NULL, 'not_aggregable'), ('7.4.1', 31.25, 'parts_missing')$$,
    '20 rates without counts and life expectancy are not added, and a province that did not report is missed');
SELECT set_eq($$SELECT a.code FROM territory(area_at('75', '2026-12-31'), '2024-12-31') JOIN area AS a USING (area_id)$$, ARRAY['70', '75'], '20 what today''s city was');
SELECT set_eq($$SELECT a.name_vi FROM territory(area_at('75@2024', '2026-12-31'), '2025-12-31') JOIN area AS a USING (area_id)$$,
    ARRAY['Xã Phú Lý', 'Phường Trảng Dài', 'Xã Xuân Đông', 'Xã Long Thành', 'Xã Xuân Hòa'], '20 what became of the old province, as far as it is recorded');
SELECT is_empty($$SELECT FROM territory(area_at('731', '2024-12-31'), '2025-12-31')$$, '20 nothing of Biên Hòa alone: Trảng Dài mixes Vĩnh Cửu in');
SELECT set_eq($$SELECT a.name_vi FROM territory(area_at('740', '2024-12-31'), '2026-12-31') JOIN area AS a USING (area_id)$$, ARRAY['Phường Long Thành'], '20 over two changes');
SELECT results_eq($$SELECT round(f.value, 3), f.basis FROM territory_figure(area_at('75', '2025-12-31'), 2024, require_indicator('4.6')) AS f$$,
    $$VALUES (92.066, 'computed')$$, '20 the same extent under its earlier name');

SELECT results_eq($$SELECT a.name_vi FROM _territory_rest(area_at('26359', '2025-12-31'), '2024-12-31') JOIN area AS a USING (area_id)$$, $$VALUES ('Xã Xuân Tâm')$$, '20 a divided commune lies in neither of its successors');
SELECT results_eq($$SELECT a.name_vi FROM _territory_rest(area_at('735', '2024-12-31'), '2025-12-31') JOIN area AS a USING (area_id)$$, $$VALUES ('Phường Trảng Dài')$$, '20 nor does a new one that mixes two districts lie in either');
SELECT is_empty($$SELECT FROM _territory_rest(area_at('75@2024', '2026-12-31'), '2025-12-31') UNION ALL SELECT FROM _territory_rest(area_at('75', '2026-12-31'), '2024-12-31')$$, '20 the provinces were merged whole');
SAVEPOINT divided;
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, numerator, denominator)
SELECT require_indicator('4.6'), a.area_id, '2024-01-01', '2024-12-31', s.source_id, 'official', 90, 100
FROM area AS a, source AS s WHERE a.code IN ('26356', '26359') AND a.valid_to = '2025-06-30' AND s.code = 'MAU2';
SELECT results_eq($$SELECT f.numerator, f.parts_known, f.parts_reporting, f.reason FROM territory_figure(area_at('26359', '2025-12-31'), 2024, require_indicator('4.6')) AS f$$,
    $$VALUES (180::numeric, 3, 2, 'parts_missing')$$, '20 which is said: the divided part is missing');
DELETE FROM area_succession WHERE area_id = (SELECT area_id FROM area WHERE code = '26356');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT require_indicator('7.2'), a.area_id, '2024-01-01', '2024-12-31', s.source_id, 'official', 75
FROM area AS a, source AS s WHERE a.code = '26359' AND a.valid_to = '2025-06-30' AND s.code = 'MAU2';
SELECT results_eq($$SELECT f.value, f.reason FROM territory_figure(area_at('26359', '2025-12-31'), 2024, require_indicator('7.2')) AS f$$,
    $$VALUES (NULL::numeric, 'not_aggregable')$$, '20 one commune and a piece of another are not the same extent');
ROLLBACK TO divided;

SELECT results_eq($$
    SELECT a.name_vi, string_agg(DISTINCT d.name_vi, ', ')
    FROM area_lineage('2025-07-01', '2025-06-30') AS l JOIN area AS a USING (area_id)
    JOIN area_parent_as_of('2025-06-30') AS p ON p.area_id = l.kin_id JOIN area AS d ON d.area_id = p.parent_id AND d.level = 'district'
    GROUP BY a.area_id, a.name_vi HAVING count(DISTINCT d.area_id) > 1 ORDER BY min(a.code)$$,
    $$VALUES ('Phường Trảng Dài', 'Huyện Vĩnh Cửu, Thành phố Biên Hòa'), ('Xã Xuân Đông', 'Huyện Cẩm Mỹ, Huyện Xuân Lộc')$$,
    '21 across an old district border');
SELECT results_eq($$SELECT a.name_vi, b.name_vi FROM area_lineage('2025-06-30', '2025-07-01') AS l JOIN area AS a ON a.area_id = l.area_id JOIN area AS b ON b.area_id = l.kin_id
    WHERE NOT l.whole ORDER BY b.code$$, $$VALUES ('Xã Xuân Tâm', 'Xã Xuân Đông'), ('Xã Xuân Tâm', 'Xã Xuân Hòa')$$,
    '21 and divided, so that its history is an apportionment');
SELECT is((SELECT count(*) FROM area_lineage('2024-12-31', '2024-12-31') WHERE area_id = kin_id), (SELECT count(*) FROM area_as_of('2024-12-31')), '21 on one day all are their own kin');

SELECT results_eq($$SELECT i.code, u.code, round(d.used_value, 2), o.code, d.other_value FROM source_disagreement() AS d JOIN indicator AS i USING (indicator_id)
    JOIN source AS u ON u.source_id = d.used_source_id JOIN source AS o ON o.source_id = d.other_source_id$$,
    $$VALUES ('4.6', 'MAU', 93.76, 'MAU2', 95.1)$$, '22 two sources, and the one that was used');

SELECT results_eq($$SELECT i.code, c.figure_year, c.age, c.within_cycle, round(c.value, 1) FROM figure_carried(2025) AS c JOIN indicator AS i USING (indicator_id)
    WHERE c.age > 0 AND c.area_id = area_at('75@2024', '2025-12-31') ORDER BY i.sort_order$$,
    $$VALUES ('3.3', 2024, 1, false, 61.5), ('8.7', 2024, 1, false, 87.5)$$, '23 carried forward, a year old');
SELECT results_eq($$SELECT i.code, c.age, c.within_cycle FROM figure_carried(2029) AS c JOIN indicator AS i USING (indicator_id)
    WHERE i.code IN ('2.1', '9.3', '10.2.1') ORDER BY i.sort_order$$,
    $$VALUES ('2.1', 4, false), ('9.3', 4, true), ('10.2.1', 4, false)$$, '23 four years are within the cycle of what is published every five');
SELECT is((SELECT max(age) FROM figure_carried(2025, '2025-11-01') WHERE indicator_id = require_indicator('2.1')), 1, '23 before the figure of 2025 came');

SELECT results_eq($$SELECT i.code, h.version, h.previous_stage, h.stage, h.value - h.previous_value, local_day(h.believed_from)
    FROM figure_history AS h JOIN indicator AS i USING (indicator_id) WHERE h.version > 1 ORDER BY i.sort_order, h.version$$, $$VALUES
    ('2.3', 2::bigint, 'estimate', 'preliminary', -0.8, '2026-04-15'::date), ('2.3', 3, 'preliminary', 'official', -0.5, '2026-09-29'),
    ('4.3', 2, 'estimate', 'official', -0.2, '2026-06-30'), ('10.4', 2, 'estimate', 'estimate', 1, '2025-11-20')$$, '24 figures revised, and by how much');

SELECT results_eq($$SELECT i.code, r.holds, count(*) FROM rule_check() AS r JOIN indicator AS i USING (indicator_id) WHERE r.kind IN ('at_most', 'together') GROUP BY 1, 2 ORDER BY min(i.sort_order), 2$$,
    $$VALUES ('4.2', true, 5::bigint), ('4.5', true, 5), ('5.11', false, 1), ('5.11', true, 4)$$, '25 4.2 and 4.5 stay below 4.1; 5.11 of 2021 lacks its figure beside 5.10');
SAVEPOINT broken;
SELECT revise_figure('4.2', '75@2024', '2025', 'preliminary', 'MAU', 57.9) AS ignored \gset
SELECT results_eq($$SELECT value, lowest, holds, excess FROM rule_check('2025-12-31', '2025-12-31') WHERE indicator_id = require_indicator('4.2')$$,
    'VALUES (57.9, 56.9, false, 0.95)', '25 a part greater than the whole');
ROLLBACK TO broken;

/* ---------- reporting ---------- */

SELECT results_eq($$SELECT agency_code, days_late FROM obligation_status(2025) WHERE on_time IS NOT TRUE ORDER BY 2 NULLS FIRST, 1$$,
    $$VALUES ('DTTG', NULL::integer), ('NGV', NULL), ('VHTTDL', 3), ('KHCN2025', 5), ('BHXH', 9)$$, '26 late in 2025, or silent');
SELECT results_eq($$SELECT agency_code FROM missing_reports(2025, '2025-11-10') ORDER BY 1$$,
    $$VALUES ('BHXH'), ('DTTG'), ('KHCN2025'), ('NGV'), ('VHTTDL')$$, '26 on the 10th, which is late');
SELECT results_eq($$SELECT agency_code, late_years, days_late FROM repeatedly_late(2024, 2025, '2025-12-31') ORDER BY 1$$,
    $$VALUES ('BHXH', '{2024,2025}'::integer[], 10::bigint), ('VHTTDL', '{2024,2025}', 7)$$, '26 repeatedly');

SELECT signed_report_id AS report FROM signed_report \gset
SELECT results_eq(format('SELECT code FROM indicators_without_value(%s) ORDER BY sort_order', :report),
    $$VALUES ('3.3'), ('4.4'), ('5.12'), ('5.14'), ('6.13'), ('7.1'), ('8.2'), ('8.7')$$, '27 what the report lacked');
SELECT results_eq($$SELECT code, value, stage, status::text FROM report_as_signed('230/KH-UBND', 2025, '2025-12-31') WHERE scope = 'local' AND code IN ('2.3', '4.3', '5.10', '10.4') ORDER BY sort_order$$,
    $$VALUES ('2.3', 43.1, 'estimate', 'missed'), ('4.3', 55, 'estimate', 'met'), ('5.10', 0.21, 'estimate', 'missed'), ('10.4', 87, 'estimate', 'exceeded')$$,
    '28 the report as it stood when signed');
SELECT is((SELECT count(*) FROM report_as_signed('230/KH-UBND', 2025)), 196::bigint, '28 all of it');
SELECT is_empty($$SELECT FROM report_as_signed('230/KH-UBND', 2025, '2025-11-28 15:59+07')$$, '28 and nothing before');
SELECT results_eq(format($$SELECT code, value_signed, value_now, status_signed::text, status_now::text FROM changed_since_signing(%s) WHERE scope = 'local' ORDER BY sort_order$$, :report),
    $$VALUES ('2.3', 43.1, 41.8, 'missed', 'met'), ('4.3', 55, 54.8, 'met', 'missed'), ('5.10', 0.21, 0.21, 'missed', 'met')$$, '28 what has changed since');
SELECT results_eq($$SELECT code FROM verdict_as_of(2025, '2025-11-28', '2025-11-28 16:00+07') WHERE scope = 'local' AND value IS NULL AND status = 'not_due' AND due = '2025-12-31' ORDER BY sort_order$$,
    $$VALUES ('3.3'), ('4.4'), ('5.12'), ('5.14'), ('6.13'), ('8.2'), ('8.7')$$, '28 that afternoon the year had not ended: what had no figure was not missing');
SELECT is_empty(format($$SELECT code, value, status FROM signed_report_row WHERE signed_report_id = %s AND scope = 'local' AND value IS NOT NULL EXCEPT
    SELECT code, value, status FROM verdict_as_of(2025, '2025-11-28', '2025-11-28 16:00+07') WHERE scope = 'local'$$, :report), '28 the same as known that afternoon');

SELECT results_eq($$SELECT n.code FROM not_in_work_plan(2025) AS n WHERE n.missing = 'work_plan' AND n.code IN ('YT', 'GDDT', 'BHXH', 'MTTQ') ORDER BY 1$$,
    $$VALUES ('BHXH'), ('GDDT')$$, '29 without a work plan: Health has one, the Front owes none');
SELECT results_eq($$SELECT count(*), bool_or(n.indicator_id = require_indicator('7.2')), bool_or(n.indicator_id = require_indicator('7.5')) FROM not_in_work_plan(2025) AS n JOIN agency AS a USING (agency_id)
    WHERE n.missing = 'person' AND a.code = 'YT'$$, 'VALUES (54::bigint, false, true)', '29 of 56 items of Health two name a person');

SELECT results_eq($$SELECT agency_code FROM roster_on_deadline(2025) WHERE NOT existed$$, $$VALUES ('TK')$$, '30 on the roster of 2025 and no more');
SELECT is((SELECT count(*) FROM roster_on_deadline(2024) WHERE existed), 29::bigint, '30 all of 2024 existed');
SELECT is_empty($$SELECT FROM roster_on_deadline(2025) WHERE agency_code ~ '^UBND'$$, '30 the districts are not on it in 2025');

/* ---------- responsibility ---------- */

SELECT results_eq($$SELECT d.day, a.code FROM (VALUES ('2024-12-31'::date), ('2025-02-28'), ('2025-03-01')) AS d (day)
    CROSS JOIN LATERAL responsibility_as_of(d.day) AS r JOIN agency AS a USING (agency_id)
    WHERE r.indicator_id = require_indicator('5.10') AND r.role = 'lead' ORDER BY 1$$,
    $$VALUES ('2024-12-31'::date, 'LDTBXH'), ('2025-02-28', 'LDTBXH'), ('2025-03-01', 'NNMT')$$, '31 who led 5.10 on a day');
SELECT results_eq($$SELECT a.code FROM verdict_as_of(2024, '2024-12-31') AS e CROSS JOIN unnest(e.lead_agency_ids) AS l (agency_id) JOIN agency AS a USING (agency_id)
    WHERE e.code = '5.10' AND e.scope = 'local'$$, $$VALUES ('LDTBXH')$$, '31 who was answerable for the figure of 2024');

SELECT results_eq($$SELECT h.code, count(w.indicator_id), count(w.task_id) FROM agency_successors('LDTBXH') AS w LEFT JOIN agency AS h ON h.agency_id = w.holder_id
    WHERE w.role = 'lead' GROUP BY 1 ORDER BY 1$$,
    $$VALUES ('CA', 0::bigint, 1::bigint), ('GDDT', 3, 4), ('NNMT', 2, 2), ('NV2025', 5, 22), ('YT', 13, 11)$$, '32 where its 23 indicators and 40 tasks have gone');

SELECT is_empty($$SELECT FROM duties_without_lead('2026-11-01')$$, '33 everything has a living lead');
SAVEPOINT released;
SELECT hand_over('TP', NULL, '2026-10-01', '230/KH-UBND', '{5.9}', role => 'lead') AS ignored \gset
SELECT hand_over('TP', NULL, '2026-10-01', '230/KH-UBND', tasks => ARRAY(SELECT t.key FROM task AS t JOIN responsibility AS r USING (task_id) JOIN agency AS a USING (agency_id)
    WHERE a.code = 'TP' AND r.role = 'lead'), role => 'lead') AS ignored \gset
SELECT set_eq($$SELECT d.kind, a.code FROM duties_without_lead('2026-11-01') AS d JOIN agency AS a ON a.agency_id = d.last_lead_id$$,
    $$VALUES ('indicator', 'TP'), ('task', 'TP')$$, '33 unless it was given up to nobody');
ROLLBACK TO released;

SELECT results_eq($$SELECT code, indicators_led FROM agency_workload('2024-12-31') WHERE indicators_led > 0 ORDER BY 2 DESC, 1$$, $$VALUES
    ('YT', 25::bigint), ('LDTBXH', 23), ('GDDT', 14), ('XD', 11), ('TTTT', 8), ('BHXH', 7), ('TK', 5), ('NNPTNT', 2), ('VHTTDL', 2), ('TP', 1)$$, '34 indicators led under the plan as issued');
SELECT results_eq($$SELECT code, tasks_led, late_items FROM agency_workload('2025-01-10') WHERE tasks_led > 25 OR late_items > 0 ORDER BY 1$$,
    $$VALUES ('LDTBXH', 40::bigint, 0::bigint), ('SBN', 2, 1), ('UBNDH', 3, 1)$$, '34 tasks, and what is late: 1.1, which two groups lead together');
SELECT is((SELECT sum(late_items) FROM agency_workload('2025-01-21')), 0::numeric, '34 and was done on 20 January');

/* ---------- tasks ---------- */

SELECT results_eq($$SELECT kind, count(*), count(*) FILTER (WHERE state = 'dormant') FROM task_status('2025-12-31') GROUP BY 1 ORDER BY 2 DESC, 1$$,
    $$VALUES ('by_reference', 58::bigint, 0::bigint), ('ongoing', 34, 0), ('annual', 4, 0), ('contingent', 2, 1), ('directed', 1, 0), ('fixed', 1, 0)$$,
    '35 tasks by kind; one of two events has come');
SELECT is((SELECT string_agg(key, ' ') FROM tasks_ended_by('2025-12-31') WHERE window_to >= '2025-01-01'),
    '4.4 4.5 4.6 5.3 5.15 6.1.2 6.1.3 6.1.4 6.2.2 6.4.1 6.4.3 6.4.5 6.4.7 6.6.4 7.1', '35 fifteen whose plans ended in 2025');
SELECT results_eq($$SELECT e.key, t.key FROM tasks_ended_by('2025-12-31') AS e JOIN task AS t ON t.task_id = ANY (e.continued_by_ids)$$, $$VALUES ('5.15', '5.16')$$, '35 one of them goes on');

SELECT results_eq($$SELECT v.code, string_agg(t.key, ' ' ORDER BY t.sort_order), string_agg(DISTINCT n.basis, ' ')
    FROM verdict AS v JOIN task_indicator AS n USING (indicator_id) JOIN task AS t USING (task_id)
    WHERE v.scope = 'local' AND v.status = 'missed' AND v.code IN ('4.2', '6.5', '8.5') GROUP BY v.code ORDER BY 1$$,
    $$VALUES ('4.2', '5.1 5.5', 'ours'), ('6.5', '6.1.4', 'ours'), ('8.5', '6.4.2 6.4.4', 'ours')$$, '36 tasks that serve what was missed, by links of ours');

/* ---------- inspection ---------- */

SELECT results_eq($$
    SELECT i.code, h.recorded_by, local_day(h.believed_from), h.previous_value, h.value, h.note
    FROM figure_history AS h JOIN indicator AS i USING (indicator_id)
    WHERE h.period_end = '2025-12-31' AND h.version > 1 AND h.believed_from < '2026-01-01'
      AND local_day(h.believed_from) > (SELECT max(last_day) FROM report_obligation(2025) WHERE tier = 1)$$,
    $$VALUES ('10.4', 'mau_sua', '2025-11-20'::date, 86::numeric, 87::numeric, 'minh họa, không có thật | invented sample: công văn mẫu 4 | letter 4')$$,
    '37 altered between the deadline and the end of the year, by whom and with what');
SELECT results_eq($$SELECT event, count(*) FROM change_log WHERE relation = 'observation' AND by = 'mau_sua' GROUP BY 1$$, $$VALUES ('revised', 4::bigint)$$, '37 the log agrees');
SELECT results_eq($$SELECT relation, what FROM change_log WHERE event = 'signed'$$, $$VALUES ('signed_report', '230/KH-UBND 2025')$$, '37 who approved is who signed');

SELECT results_eq($$SELECT a.code, i.code, t.code, h.code, d.decided_on, w.number FROM difficulty AS d JOIN agency AS a USING (agency_id) JOIN indicator AS i USING (indicator_id)
    JOIN agency AS t ON t.agency_id = addressee_id JOIN agency AS h ON h.agency_id = through_id LEFT JOIN document AS w USING (document_id) ORDER BY d.raised_on$$,
    $$VALUES ('BHXH', '4.2', 'UBNDT', 'NV2025', '2025-10-02'::date, 'MẪU 2'), ('NNMT', '10.6', 'UBNDT', 'NV2025', NULL, NULL)$$, '38 difficulties, to whom, and answered how');
SELECT results_eq($$SELECT i.code, o.days_open FROM open_difficulties('2025-12-31') AS o JOIN indicator AS i USING (indicator_id)$$, $$VALUES ('10.6', 55)$$, '38 still open at the end of 2025');
SELECT results_eq($$SELECT i.code FROM open_difficulties('2025-09-01') AS o JOIN indicator AS i USING (indicator_id)$$, $$VALUES ('4.2')$$, '38 and in September');

SELECT results_eq($$SELECT i.code, (regexp_match(i.note, 'Kế hoạch số (\S+)'))[1] FROM indicator AS i WHERE i.note ~ 'Kế hoạch số \S+' ORDER BY i.sort_order$$,
    $$VALUES ('8.5', '214/KH-UBND'), ('8.7', '185/KH-UBND')$$, '39 notes that name another plan');
SELECT is_empty('SELECT FROM target_elsewhere', '39 whose targets the register does not have');
WITH other AS (
    INSERT INTO document (number, kind, issued_on, issuer, title) VALUES ('MẪU 8', 'Mẫu', '2023-09-05', 'Người lập sổ', 'kế hoạch minh họa | invented plan')
    RETURNING document_id
)
INSERT INTO plan (code, document_id, area_id, title_vi) SELECT 'MẪU', document_id, area_at('75@2024', '2024-12-31'), 'kế hoạch minh họa' FROM other;
INSERT INTO sector (plan_id, number, sort_order, title_vi) SELECT plan_id, 1, 1, 'nhóm' FROM plan WHERE code = 'MẪU';
INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi, unit_id, direction, direction_basis, aggregation)
SELECT s.plan_id, s.sector_id, n.code, n.sort_order, n.name_vi, u.unit_id, 'up', 'given', 'ratio'
FROM sector AS s JOIN plan AS p ON p.plan_id = s.plan_id AND p.code = 'MẪU'
JOIN (VALUES ('1', 1, (SELECT upper(name_vi) FROM indicator WHERE code = '8.5')), ('2', 2, 'Thành thị')) AS n (code, sort_order, name_vi) ON true
JOIN unit AS u ON u.label = '%';
SELECT set_target('1', '75@2024', 'local', '2025-12-31', '95', 'MẪU 8', '2023-09-05', 'MẪU') AS ignored \gset
SELECT set_target('2', '75@2024', 'local', '2025-12-31', '95', 'MẪU 8', '2023-09-05', 'MẪU') AS ignored \gset
SELECT results_eq($$SELECT i.code, e.cell, e.other_plan_code, e.other_cell, e.comparison FROM target_elsewhere AS e JOIN indicator AS i USING (indicator_id) WHERE e.other_plan_code = 'MẪU'$$,
    $$VALUES ('8.5', '100', 'MẪU', '95', 'looser')$$, '39 another plan with a looser target for 8.5; "Thành thị" alone names nothing');

/* ---------- one verdict, one count ---------- */

SELECT results_eq($$SELECT scope_code, indicators_n, met_n, countable_n FROM policy_bi.scorecard_by_plan WHERE plan_id = require_plan('230/KH-UBND') AND year = 2025 ORDER BY 1$$,
    $$SELECT v.scope, count(*)::integer, count(*) FILTER (WHERE v.status <= 'met')::integer, count(*) FILTER (WHERE v.status <= 'missed')::integer
      FROM verdict_as_of(2025) AS v WHERE v.plan_id = require_plan('230/KH-UBND') AND v.is_counted GROUP BY 1 ORDER BY 1$$, 'the register and its reports count alike');
SELECT results_eq($$SELECT met_n, countable_n, indicators_n FROM policy_bi.scorecard_by_plan WHERE plan_code = '230/KH-UBND' AND year = 2025 AND scope_code = 'local'$$, 'VALUES (49, 64, 94)',
    'the sample of 2025: 49 of 64, of 94');
SELECT results_eq($$SELECT count(*) FILTER (WHERE l.status <= 'met')::integer, count(*) FILTER (WHERE l.status <= 'missed')::integer FROM annual_report_lines('230/KH-UBND', 2025) AS l WHERE l.counted$$,
    'VALUES (49, 64)', 'also on the printed report');
SELECT results_eq($$SELECT sum(met_n)::integer, sum(countable_n)::integer FROM policy_bi.annex_line WHERE plan_code = '230/KH-UBND' AND is_last_year$$, 'VALUES (49, 64)', 'and in the flat table');

SELECT results_eq($$SELECT DISTINCT status::text FROM verdict_as_of(2030, '2026-11-30') WHERE value IS NULL AND goal IS NOT NULL$$, $$VALUES ('not_due')$$,
    '2030 asked in 2026 misses nothing');
SELECT results_eq($$SELECT v.status::text FROM (VALUES ('2025-12-31'::date), ('2026-01-01')) AS d (day) CROSS JOIN LATERAL verdict_as_of(2025, d.day) AS v
    WHERE v.code = '3.3' AND v.scope = 'local' ORDER BY d.day$$, $$VALUES ('not_due'), ('no_data')$$, 'a figure is missing from the day after its year');
SELECT throws_ok('SELECT * FROM verdict_as_of(20255)', '22023', 'year out of range: 20255', 'no year at all');
SELECT throws_ok('SELECT * FROM verdict_as_of(NULL::integer)', '22023', 'year out of range: NULL', 'nor none');
SELECT throws_ok($$SELECT * FROM verdict_as_of('hôm qua')$$, '22023', 'invalid period: "hôm qua"', 'no period');

SELECT results_eq($$SELECT local_status_code, local_status_label_vi, explanation_vi, explanation_en, local_rule_status_code, rule_explanation_vi
    FROM policy_bi.annex_line WHERE indicator_code = '5.10' AND year = 2025$$,
    $$VALUES ('met', 'Đạt', 'Đạt, do người có thẩm quyền quyết định: minh họa: chỉ còn 0,3% hộ nghèo, giảm được 0,21 điểm là gần hết phần còn có thể giảm',
              'Met, as decided by a person: ' || (SELECT reason_en FROM assessment WHERE indicator_id = require_indicator('5.10')), 'missed',
              'Chưa đạt: 0,21%/năm so với mục tiêu 0,3%/năm, còn thiếu 0,09 điểm phần trăm/năm.')$$, 'label and sentence agree where a person decided, the rule''s own apart');

SELECT results_eq($$SELECT agency_code, indicators_n, successor_code FROM policy_bi.scorecard_by_agency
    WHERE year = 2024 AND scope_code = 'local' AND agency_code IN ('YT', 'NNPTNT', 'LDTBXH') ORDER BY 1$$,
    $$VALUES ('LDTBXH', 23, 'YT; GDDT; NV2025; NNMT'), ('NNPTNT', 2, 'NNMT'), ('YT', 25, NULL)$$, '2024 credits who led at its end, today''s bodies beside them');
SELECT is((SELECT indicators_n FROM policy_bi.scorecard_by_agency WHERE year = 2025 AND scope_code = 'local' AND agency_code = 'YT'), 38, '2025 credits who led then');

SAVEPOINT half;
SELECT set_target('7.2', '75@2024', 'local', '2025-06-30', '77', '230/KH-UBND', '2025-01-01') AS ignored \gset
SELECT results_eq($$SELECT status::text, due, value FROM verdict_as_of('6 tháng 2025') WHERE code = '7.2' AND scope = 'local'$$,
    $$VALUES ('no_data', '2025-06-30'::date, NULL::numeric)$$, 'a target due within a year is judged in the period that ends on its day');
SELECT revise_figure('7.2', '75@2024', '6 tháng 2025', 'official', 'MAU', 76.1) AS ignored \gset
SELECT results_eq($$SELECT status::text, due, value FROM verdict_as_of('6 tháng 2025') WHERE code = '7.2' AND scope = 'local'$$,
    $$VALUES ('missed', '2025-06-30'::date, 76.1)$$, 'by the figure of that period');
SELECT results_eq($$SELECT due FROM verdict_as_of(2025) WHERE code = '7.2' AND scope = 'local'$$, $$VALUES ('2025-12-31'::date)$$, 'the year by the target of its end');
UPDATE indicator_target SET valid_to = '2025-01-31' WHERE indicator_id = require_indicator('7.2') AND scope = 'local' AND due > '2025-06-30';
SELECT results_eq($$SELECT due, status::text FROM verdict_as_of(2025) WHERE code = '7.2' AND scope = 'local'$$, $$VALUES ('2025-06-30'::date, 'missed')$$,
    'and without one by the last that fell due within it');
ROLLBACK TO half;
SAVEPOINT later;
SELECT set_target('7.2', '75@2024', 'local', '2035-12-31', '80', '230/KH-UBND', '2025-01-01') AS ignored \gset
SELECT is((SELECT last_year FROM plan WHERE code = '230/KH-UBND'), 2035, 'a target due later stretches the years of its plan');
ROLLBACK TO later;

SELECT * FROM finish();
ROLLBACK;
