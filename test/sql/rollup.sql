-- Figures of places from their parts, rules between indicators, breaks of
-- series; then the real trees before and after July 2025, which are in
-- ../shared/real.  Without them that part skips (expected/place_1.out).
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
\set present `test -r ../shared/real/areas_old.csv && echo true || echo false`

BEGIN;
SELECT plan(85);
CALL socpolicy.create_register('regress_place');
SET search_path = regress_place, public;

-- A nation of two provinces; A has two districts of two and three communes, B
-- two communes of its own.  A's districts are no more from July 2025 on.
INSERT INTO area (area_id, code, name_vi, level, valid_to) OVERRIDING SYSTEM VALUE VALUES
    (1, 'VN', 'Việt Nam', 'nation', NULL), (2, 'A', 'Tỉnh A', 'province', NULL), (3, 'B', 'Tỉnh B', 'province', NULL),
    (4, 'A1', 'Huyện A1', 'district', '2025-06-30'), (5, 'A2', 'Huyện A2', 'district', '2025-06-30'),
    (11, 'A11', 'Xã A11', 'commune', NULL), (12, 'A12', 'Xã A12', 'commune', NULL),
    (13, 'A21', 'Xã A21', 'commune', NULL), (14, 'A22', 'Xã A22', 'commune', NULL), (15, 'A23', 'Xã A23', 'commune', NULL),
    (16, 'B1', 'Xã B1', 'commune', NULL), (17, 'B2', 'Xã B2', 'commune', NULL);
INSERT INTO area_parent (area_id, parent_id, valid_from, valid_to) VALUES
    (2, 1, NULL, NULL), (3, 1, NULL, NULL), (4, 2, NULL, '2025-06-30'), (5, 2, NULL, '2025-06-30'),
    (11, 4, NULL, '2025-06-30'), (12, 4, NULL, '2025-06-30'),
    (13, 5, NULL, '2025-06-30'), (14, 5, NULL, '2025-06-30'), (15, 5, NULL, '2025-06-30'),
    (11, 2, '2025-07-01', NULL), (12, 2, '2025-07-01', NULL), (13, 2, '2025-07-01', NULL),
    (14, 2, '2025-07-01', NULL), (15, 2, '2025-07-01', NULL), (16, 3, NULL, NULL), (17, 3, NULL, NULL);
INSERT INTO document (document_id, number, kind, issued_on, issuer) OVERRIDING SYSTEM VALUE
VALUES (1, '1/KH', 'Kế hoạch', '2020-07-02', 'UBND');
INSERT INTO plan (plan_id, code, document_id, area_id, title_vi) OVERRIDING SYSTEM VALUE VALUES (1, 'P', 1, 2, 'kế hoạch');
INSERT INTO sector (sector_id, plan_id, number, sort_order, title_vi) OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 1, 'nhóm');
INSERT INTO indicator (indicator_id, plan_id, sector_id, code, sort_order, name_vi, unit_id, measured, direction, direction_basis, aggregation)
OVERRIDING SYSTEM VALUE
SELECT i.n, 1, 1, '1.' || i.n, i.n, i.aggregation, u.unit_id, true, 'up', 'given', i.aggregation
FROM unnest(ARRAY['ratio', 'sum', 'weighted_mean', 'none', 'ratio', 'ratio', 'ratio']) WITH ORDINALITY AS i (aggregation, n)
JOIN unit AS u ON u.label = '%';
-- A mean is not per hundred.
UPDATE indicator SET factor = 1 WHERE aggregation = 'weighted_mean';
INSERT INTO source (source_id, code, name_vi, precedence, is_sample) OVERRIDING SYSTEM VALUE VALUES
    (1, 'S', 'thống kê', 10, false), (2, 'D', 'sở', 20, false), (3, 'M', 'mẫu', 900, true);

-- Indicator, area, year, value, numerator, denominator; 1,000 from source 1 unless said.
CREATE TEMPORARY TABLE said (indicator_id integer, area_id integer, year integer, value numeric,
    numerator numeric, denominator numeric, source_id integer DEFAULT 1, stage text DEFAULT 'official');
CREATE PROCEDURE pg_temp.report() LANGUAGE sql AS $$
    INSERT INTO regress_place.observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator)
    SELECT indicator_id, area_id, make_date(year, 1, 1), make_date(year, 12, 31), source_id, stage, value, numerator, denominator
    FROM pg_temp.said;
    DELETE FROM pg_temp.said;
$$;

-- 2023: every commune has counts; A1 reports itself, otherwise than its communes.
INSERT INTO said VALUES
    (1, 11, 2023, NULL, 50, 100), (1, 12, 2023, NULL, 150, 200), (1, 13, 2023, NULL, 10, 50),
    (1, 14, 2023, NULL, 20, 50), (1, 15, 2023, NULL, 90, 100), (1, 16, 2023, 30, 30, 100), (1, 17, 2023, NULL, 300, 400),
    (1, 4, 2023, NULL, 210, 300),
    (2, 11, 2023, 5, NULL, NULL), (2, 12, 2023, 7, NULL, NULL), (2, 13, 2023, 1, NULL, NULL),
    (2, 14, 2023, 2, NULL, NULL), (2, 15, 2023, 3, NULL, NULL), (2, 16, 2023, 0, NULL, NULL), (2, 17, 2023, 11, NULL, NULL),
    (3, 16, 2023, 4.0, 400, 100), (3, 17, 2023, NULL, 900, 300),
    (4, 16, 2023, 0.7, NULL, NULL), (4, 2, 2023, 0.75, NULL, NULL);
CALL pg_temp.report();
CREATE TEMPORARY TABLE place_2023 AS
SELECT f.*, a.code FROM place_figure(2023) AS f JOIN area AS a USING (area_id);

SELECT results_eq($$SELECT code, basis, value, reported_value, round(computed_value, 4), round(difference, 4), parts_known, parts_reporting, complete, coverage
                    FROM place_2023 WHERE indicator_id = 1 AND parts_known > 0 ORDER BY code COLLATE "C"$$,
    $$VALUES ('A',  'computed', 66.0::numeric, NULL::numeric, 66.0::numeric, NULL::numeric, 2, 2, true, 100::numeric),
             ('A1', 'reported', 70, 70, 66.6667, 3.3333, 2, 2, true, 100),
             ('A2', 'computed', 60, NULL, 60, NULL, 3, 3, true, 100),
             ('B',  'computed', 66, NULL, 66, NULL, 2, 2, true, 100),
             ('VN', 'computed', 66, NULL, 66, NULL, 2, 2, true, 100)$$,
    'a ratio is the sum of numerators over the sum of denominators, all the way up; what A1 reports itself wins and climbs');
SELECT results_eq($$SELECT computed_numerator, computed_denominator FROM place_2023 WHERE indicator_id = 1 AND code = 'VN'$$,
    'VALUES (660::numeric, 1000::numeric)', 'with the counts of all communes but those of A1, which reported itself');
SELECT results_eq($$SELECT code, value FROM place_2023 WHERE indicator_id = 2 AND parts_known > 0 ORDER BY code COLLATE "C"$$,
    $$VALUES ('A', 18::numeric), ('A1', 12), ('A2', 6), ('B', 11), ('VN', 29)$$, 'sums add up');
SELECT results_eq($$SELECT code, value, parts_known, parts_reporting, reason FROM place_2023 WHERE indicator_id = 3 AND parts_known > 0 ORDER BY code$$,
    $$VALUES ('B', 3.25::numeric, 2, 2, NULL), ('VN', 3.25, 2, 1, 'parts_missing')$$, 'a weighted mean is weighted by the denominators');
SELECT results_eq($$SELECT code, basis, value, computed_value, reason FROM place_2023 WHERE indicator_id = 4 ORDER BY code$$,
    $$VALUES ('A', 'reported', 0.75::numeric, NULL::numeric, NULL), ('B', NULL, NULL, NULL, 'not_aggregable'),
             ('B1', 'reported', 0.7, NULL, NULL), ('VN', NULL, NULL, NULL, 'not_aggregable')$$,
    'what cannot be put together is not, with the reason');
SELECT is_empty($$SELECT * FROM place_2023 WHERE reason IS NOT NULL AND (reason_vi IS NULL OR reason_en IS NULL)$$, 'reasons have words');
SELECT is_empty($$SELECT indicator_id, area_id FROM place_2023 GROUP BY 1, 2 HAVING count(*) > 1$$, 'one row per indicator and area');

-- 2024: parts are missing.
INSERT INTO said VALUES
    (1, 11, 2024, NULL, 60, 100), (1, 13, 2024, NULL, 25, 50), (1, 14, 2024, 44, NULL, NULL),
    (2, 11, 2024, 6, NULL, NULL), (2, 16, 2024, 1, NULL, NULL),
    (5, 16, 2024, 44, NULL, NULL), (5, 17, 2024, 46, NULL, NULL);
INSERT INTO said VALUES (1, 16, 2024, NULL, 50, 100, 3, 'estimate'), (1, 17, 2024, NULL, 300, 400, 1, 'preliminary');
CALL pg_temp.report();
CREATE TEMPORARY TABLE place_2024 AS
SELECT f.*, a.code FROM place_figure('2024-01-01', '2024-12-31') AS f JOIN area AS a USING (area_id);
SELECT results_eq($$SELECT code, computed_numerator, computed_denominator, parts_known, parts_reporting, complete, round(coverage, 2), reason
                    FROM place_2024 WHERE indicator_id = 1 AND parts_known > 0 ORDER BY code COLLATE "C"$$,
    $$VALUES ('A',  85::numeric, 150::numeric, 2, 2, false, 30.00, 'parts_missing'),
             ('A1', 60, 100, 2, 1, false, 33.33, 'parts_missing'),
             ('A2', 25,  50, 3, 1, false, 25.00, 'parts_missing'),
             ('B', 350, 500, 2, 2, true, 100.00, NULL),
             ('VN', 435, 650, 2, 2, false, 65.00, 'parts_missing')$$,
    'missing parts count with the denominator of the year before; a value without counts cannot be added');
SELECT results_eq($$SELECT code, value, round(coverage, 1), complete FROM place_2024 WHERE indicator_id = 2 AND parts_known > 0 ORDER BY code COLLATE "C"$$,
    $$VALUES ('A', 6::numeric, 31.6, false), ('A1', 6, 46.2, false), ('B', 1, 8.3, false), ('VN', 7, 22.6, false)$$,
    'a sum of some parts is covered by what the others were');
SELECT results_eq($$SELECT code, value, reason FROM place_2024 WHERE indicator_id = 5 AND parts_known > 0 ORDER BY code$$,
    $$VALUES ('B', NULL::numeric, 'without_counts')$$, 'percentages alone are never averaged');
SELECT results_eq($$SELECT code, stage, is_sample FROM place_2024 WHERE indicator_id = 1 AND code IN ('A1', 'B', 'VN') ORDER BY code$$,
    $$VALUES ('A1', 'official', false), ('B', 'estimate', true), ('VN', 'estimate', true)$$,
    'a whole is as provisional as its most provisional part, and a sample if a part is one');

-- What places add up to is kept as figures of a source of its own, and judged.
SAVEPOINT kept;
INSERT INTO source (source_id, code, name_vi, precedence) OVERRIDING SYSTEM VALUE VALUES (4, 'T', 'tổng hợp', 500);
SELECT throws_ok($$SELECT * FROM store_rollup('năm nào', 'T')$$, '22023', NULL, 'a period that cannot be read');
SELECT throws_ok($$SELECT * FROM store_rollup('2023', 'X')$$, '42704', 'there is no source "X"', 'an unknown source');
SELECT throws_ok($$SELECT * FROM store_rollup('2023', 'T', 'tỉnh')$$, '22023', 'there is no level "tỉnh"', 'an unknown level');
SELECT throws_ok($$SELECT * FROM store_rollup('2023', 'T', within => 'X')$$, '42704', NULL, 'an unknown area');
SELECT throws_ok($$SELECT * FROM store_rollup('2023', 'T', min_coverage => 101)$$, '22023', NULL, 'no such coverage');
SELECT results_eq($$SELECT k.indicator_id, a.code, k.fate, k.value, k.coverage FROM store_rollup('2023', 'T') AS k JOIN area AS a USING (area_id)
                    ORDER BY k.indicator_id, a.code COLLATE "C"$$,
    $$VALUES (1, 'A', 'added', 66::numeric, 100::numeric), (1, 'B', 'added', 66, 100), (2, 'A', 'added', 18, 100), (2, 'B', 'added', 11, 100),
             (3, 'B', 'added', 3.25, 100)$$, 'figures of provinces from their parts are kept');
SELECT results_eq($$SELECT k.indicator_id, k.fate, k.value, k.coverage FROM store_rollup('2023', 'T', 'nation') AS k ORDER BY 1$$,
    $$VALUES (1, 'added', 66::numeric, 100::numeric), (2, 'added', 29, 100), (3, 'left_out', 3.25, NULL)$$, 'then of the nation, but no part of a whole');
SELECT results_eq($$SELECT k.fate FROM store_rollup('2023', 'T', 'district') AS k JOIN area AS a USING (area_id) WHERE a.code = 'A1' AND k.indicator_id = 1$$,
    $$SELECT 'x' WHERE false$$, 'an area that reports itself keeps its own');
DELETE FROM observation WHERE source_id = 4 AND area_id IN (4, 5);
SELECT results_eq($$SELECT o.value, o.numerator, o.denominator, o.stage, o.note FROM observation AS o WHERE source_id = 4 AND indicator_id = 1 AND area_id = 2$$,
    $$VALUES (NULL::numeric, 330::numeric, 500::numeric, 'official', 'tổng hợp từ 2/2 đơn vị | from 2 of 2 parts')$$, 'with their counts, and from how many');
SELECT is((SELECT count(*) FROM store_rollup('2023', 'T') WHERE fate NOT IN ('unchanged', 'left_out')), 0::bigint, 'again: nothing changes');
INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal) VALUES (1, 2, 'local', '2023-12-31', '70', '70 up by 2023-12-31');
SELECT results_eq($$SELECT value, status::text, source_id FROM verdict_as_of(2023)$$, $$VALUES (66::numeric, 'missed', 4)$$, 'the evaluation sees them');
SELECT revise_figure('1.1', 'A23', '2023', 'official', 'S', numerator => 95, denominator => 100) \g /dev/null
SELECT results_eq($$SELECT a.code, k.fate, round(k.value, 1) FROM store_rollup('2023', 'T', within => 'A') AS k JOIN area AS a USING (area_id)
                    WHERE k.indicator_id = 1$$,
    $$VALUES ('A', 'revised', 67.0)$$, 'a revised part revises the whole');
SELECT is((SELECT count(*) FROM observation_history WHERE source_id = 4), 1::bigint, 'which keeps its history');
SELECT results_eq($$SELECT DISTINCT fate, reason_en FROM store_rollup('2024', 'T', min_coverage => 0) ORDER BY 1$$,
    $$VALUES ('added', NULL), ('left_out', 'rests on invented samples: a sample source is needed')$$, 'samples do not become figures of an ordinary source');
ROLLBACK TO kept;

-- Sources: the first is reported, the first with counts climbs.
INSERT INTO said VALUES (5, 16, 2023, 41, NULL, NULL, 1), (5, 16, 2023, NULL, 42, 100, 2), (5, 17, 2023, NULL, 60, 100, 2);
CALL pg_temp.report();
SELECT results_eq($$SELECT code, basis, value, source_id FROM place_figure(2023) JOIN area USING (area_id)
                    WHERE indicator_id = 5 AND code LIKE 'B%' ORDER BY code$$,
    $$VALUES ('B', 'computed', 51::numeric, NULL::integer), ('B1', 'reported', 41, 1), ('B2', 'reported', 60, 2)$$,
    'the source that counts first is reported, the first with counts is added');

-- A figure without counts lets the counts below it through.
INSERT INTO said VALUES (6, 4, 2023, 50, NULL, NULL), (6, 11, 2023, NULL, 30, 100), (6, 12, 2023, NULL, 30, 100), (6, 13, 2023, NULL, 90, 100);
CALL pg_temp.report();
SELECT results_eq($$SELECT code, basis, value, computed_value, difference, parts_reporting, coverage FROM place_figure(2023) JOIN area USING (area_id)
                    WHERE indicator_id = 6 AND parts_known > 0 ORDER BY code COLLATE "C"$$,
    $$VALUES ('A', 'computed', 50::numeric, 50::numeric, NULL::numeric, 2, NULL::numeric), ('A1', 'reported', 50, 30, 20, 2, 100),
             ('A2', 'computed', 90, 90, NULL, 1, NULL), ('VN', 'computed', 50, 50, NULL, 1, NULL)$$,
    'a district that published a percentage only is not in the way of its communes; unknown denominators leave coverage unknown');

-- The tree is that of the period's last day.
INSERT INTO said SELECT 2, area_id, 2025, 10, NULL, NULL FROM area WHERE level = 'commune';
CALL pg_temp.report();
SELECT results_eq($$SELECT code, value, parts_known, complete FROM place_figure(2025) JOIN area USING (area_id)
                    WHERE indicator_id = 2 AND parts_known > 0 ORDER BY code$$,
    $$VALUES ('A', 50::numeric, 5, true), ('B', 20, 2, true), ('VN', 70, 2, true)$$, 'after July 2025 communes make the province');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT 2, area_id, '2025-06-01', '2025-06-30', 1, 'official', 1 FROM area WHERE level = 'commune';
SELECT results_eq($$SELECT code, value, parts_known FROM place_figure('2025-06-01', '2025-06-30') JOIN area USING (area_id)
                    WHERE parts_known > 0 ORDER BY code COLLATE "C"$$,
    $$VALUES ('A', 5::numeric, 2), ('A1', 2, 2), ('A2', 3, 3), ('B', 2, 2), ('VN', 7, 2)$$, 'on the last day before it districts do');
SELECT is_empty($$SELECT * FROM place_figure('2025-06-01', '2025-06-30') WHERE coverage < 100$$, 'a month is not measured by years');

-- Narrowed.
SELECT results_eq($$SELECT code, value FROM place_figure('2023-01-01', '2023-12-31', 4) JOIN area USING (area_id) WHERE indicator_id = 1 ORDER BY code$$,
    $$VALUES ('A1', 70::numeric), ('A11', 50), ('A12', 75)$$, 'within an area: itself and what is in it');
SELECT results_eq($$SELECT DISTINCT indicator_id FROM place_figure('2023-01-01', '2023-12-31', NULL, 2)$$, 'VALUES (2)', 'of one indicator');
SELECT bag_eq($$SELECT indicator_id, area_id, value, computed_value, coverage FROM place_figure('2024-01-01', '2024-12-31', 2)$$,
    $$SELECT indicator_id, area_id, value, computed_value, coverage FROM place_2024 WHERE code LIKE 'A%'$$,
    'what is narrowed is part of the whole');

-- As known at a moment.
CREATE TEMPORARY TABLE moment AS SELECT clock_timestamp() AS before;
UPDATE observation SET numerator = 400
WHERE indicator_id = 1 AND area_id = 17 AND period_end = '2023-12-31';
SELECT results_eq($$SELECT (SELECT value FROM place_figure('2023-01-01', '2023-12-31', 3, 1) WHERE area_id = 3),
                           (SELECT value FROM place_figure('2023-01-01', '2023-12-31', 3, 1, before) WHERE area_id = 3) FROM moment$$,
    'VALUES (86::numeric, 66::numeric)', 'a revision changes the whole, and not what was known before it');
SAVEPOINT cut_off;
UPDATE area_parent SET valid_to = '2022-12-31' WHERE area_id = 17;
SELECT results_eq($$SELECT (SELECT parts_known FROM place_figure('2023-01-01', '2023-12-31', 3, 1) WHERE area_id = 3),
                           (SELECT parts_known FROM place_figure('2023-01-01', '2023-12-31', 3, 1, before) WHERE area_id = 3) FROM moment$$,
    'VALUES (1, 2)', 'nor does a change of the tree');
ROLLBACK TO cut_off;
-- A part that is missing counts with the denominator that was known for the year before.
UPDATE observation SET denominator = 400
WHERE indicator_id = 1 AND area_id = 12 AND period_end = '2023-12-31';
SELECT results_eq($$SELECT (SELECT coverage FROM place_figure('2024-01-01', '2024-12-31', 4, 1) WHERE area_id = 4),
                           (SELECT round(coverage, 2) FROM place_figure('2024-01-01', '2024-12-31', 4, 1, before) WHERE area_id = 4) FROM moment$$,
    'VALUES (20::numeric, 33.33)', 'nor a revision of the year before, by which missing parts are measured');

-- The territory of an area that is no more, or was not yet: A and B become N in 2026.
SAVEPOINT merged;
INSERT INTO area (area_id, code, name_vi, level, valid_from) OVERRIDING SYSTEM VALUE VALUES (30, 'N', 'Tỉnh N', 'province', '2026-01-01');
UPDATE area SET valid_to = '2025-12-31' WHERE area_id IN (2, 3);
INSERT INTO area_succession (area_id, successor_id, share, on_date, document_id) VALUES (2, 30, 100, '2026-01-01', 1), (3, 30, 100, '2026-01-01', 1);
SELECT results_eq('SELECT indicator_id, value, parts_known, parts_reporting, round(coverage, 2), reason FROM territory_figure(30, 2023) WHERE indicator_id IN (1, 2) ORDER BY 1',
    $$VALUES (1, 76::numeric, 2, 2, 100.00, NULL::text), (2, 29, 2, 2, 100.00, NULL)$$, 'two provinces whole');
SELECT results_eq('SELECT t.value = p.value, t.numerator, t.denominator, t.parts_known, t.parts_reporting, t.coverage = p.coverage, t.reason, p.reason
                   FROM territory_figure(30, 2024, 1) AS t, place_figure(2024) AS p WHERE p.area_id = 1 AND p.indicator_id = 1',
    $$VALUES (true, 435::numeric, 650::numeric, 2, 2, true, 'parts_missing', 'parts_missing')$$,
    'a part of which parts are missing is not whole, and lacks as much as place_figure says');
SELECT results_eq('SELECT t.coverage = p.coverage, t.reason, t.parts_reporting FROM territory_figure(30, 2024, 2) AS t, place_figure(2024) AS p WHERE p.area_id = 1 AND p.indicator_id = 2',
    $$VALUES (true, 'parts_missing', 2)$$, 'nor is a sum');
DELETE FROM observation WHERE indicator_id = 2 AND area_id IN (16, 17) AND period_end = '2024-12-31';
SELECT results_eq('SELECT value, parts_known, parts_reporting, coverage, reason FROM territory_figure(30, 2024, 2)',
    $$VALUES (6::numeric, 2, 1, NULL::numeric, 'parts_missing')$$, 'a province that says nothing, and that nobody measured before, leaves the coverage unknown');
SELECT results_eq('SELECT value, parts_known, parts_reporting, round(coverage, 1), reason FROM territory_figure(2, 2024, 2)',
    $$VALUES (6::numeric, 2, 1, 31.6, 'parts_missing')$$, 'a province of its own time that is computed from some of its parts says so');
-- A first source that has a rate only does not hide the counts of the second, here as there.
INSERT INTO said VALUES (5, 2, 2023, 70, NULL, NULL, 1), (5, 2, 2023, NULL, 140, 200, 2);
CALL pg_temp.report();
SELECT results_eq('SELECT value, numerator, denominator, parts_reporting, reason FROM territory_figure(30, 2023, 5)',
    'VALUES (60.5::numeric, 242::numeric, 400::numeric, 2, NULL::text)', 'the first source that can be added climbs');
SELECT results_eq('SELECT value, computed_numerator, computed_denominator FROM place_figure(2023) WHERE area_id = 1 AND indicator_id = 5',
    'VALUES (60.5::numeric, 242::numeric, 400::numeric)', 'as in place_figure');
SELECT results_eq('SELECT value, numerator, denominator, coverage, reason FROM territory_figure(2, 2023, 5)',
    'VALUES (70::numeric, NULL::numeric, NULL::numeric, 100::numeric, NULL::text)', 'what the area itself reports is reported, with the counts of that figure');
ROLLBACK TO merged;

-- A parent of the wrong level does not make a circle.
INSERT INTO area (area_id, code, name_vi, level) OVERRIDING SYSTEM VALUE VALUES (20, 'C', 'Tỉnh C', 'province'), (21, 'D', 'Tỉnh D', 'province');
INSERT INTO area_parent (area_id, parent_id) VALUES (20, 21), (21, 20);
INSERT INTO said VALUES (2, 20, 2023, 1, NULL, NULL);
CALL pg_temp.report();
SELECT is((SELECT count(*) FROM place_figure(2023) WHERE area_id IN (20, 21)), 1::bigint, 'no circle');
SELECT is((SELECT count(*) FROM place_figure(1999)), 0::bigint, 'a year without figures');

-- part_figures.
SELECT results_eq('SELECT code, basis, value, numerator, denominator, round(share, 1), last_year, last_denominator FROM part_figures(1, 5, 2024)',
    $$VALUES ('A21', 'reported', 50::numeric, 25::numeric, 50::numeric, 100.0, NULL::integer, NULL::numeric),
             ('A22', 'reported', 44, NULL, NULL, NULL, NULL, NULL), ('A23', NULL, NULL, NULL, NULL, NULL, 2023, 100)$$,
    'the parts of a district: those that are missing show their last figure');
SELECT results_eq('SELECT code, basis, round(value, 1), denominator, round(share, 1), complete FROM part_figures(1, 2, 2023)',
    $$VALUES ('A1', 'reported', 70.0, 300::numeric, 60.0, true), ('A2', 'computed', 60.0, 200, 40.0, true)$$,
    'the parts of a province and their shares of the denominator');
SELECT is((SELECT sum(numerator) / sum(denominator) * 100 FROM part_figures(1, 2, 2023)),
          (SELECT value FROM place_figure('2023-01-01', '2023-12-31', 2, 1) WHERE area_id = 2), 'which make the province');

-- Rules.
INSERT INTO indicator_rule (indicator_rule_id, kind, indicator_id, severity, tolerance, note_vi, note_en) OVERRIDING SYSTEM VALUE VALUES
    (1, 'at_most', 1, 'error', 0.05, 'phần của', 'a part of'), (2, 'between', 5, 'error', 0.05, 'ở giữa', 'between'),
    (3, 'sum', 2, 'warning', 0, 'tổng', 'sum'), (4, 'together', 3, 'info', 0, 'cùng kỳ', 'together');
INSERT INTO indicator_rule_part VALUES (1, 6, 1), (2, 6, 5), (2, 7, 5), (3, 6, 2), (3, 7, 2), (4, 6, 3);
DELETE FROM observation;
INSERT INTO said VALUES
    (1, 11, 2023, 10, NULL, NULL), (6, 11, 2023, 10, NULL, NULL),     -- equal
    (1, 12, 2023, 10.05, NULL, NULL), (6, 12, 2023, 10, NULL, NULL),  -- within the tolerance
    (1, 13, 2023, 10.06, NULL, NULL), (6, 13, 2023, 10, NULL, NULL),  -- beyond
    (1, 14, 2023, 99, NULL, NULL),                                    -- nothing to compare with
    (6, 15, 2023, 10, NULL, NULL);
INSERT INTO said VALUES (1, 15, 2023, 9, NULL, NULL, 2), (1, 15, 2023, 11, NULL, NULL, 1);
CALL pg_temp.report();
SELECT results_eq('SELECT area_id, value, lowest, holds, excess FROM rule_check() WHERE indicator_rule_id = 1 ORDER BY area_id',
    $$VALUES (11, 10::numeric, 10::numeric, true, NULL::numeric), (12, 10.05, 10, true, NULL), (13, 10.06, 10, false, 0.01),
             (14, 99, NULL, NULL, NULL), (15, 11, 10, false, 0.95)$$,
    'at_most, with its tolerance, by the source that counts first');
DELETE FROM observation;
INSERT INTO said VALUES
    (5, 11, 2023, 5, NULL, NULL), (6, 11, 2023, NULL, 90, 100), (7, 11, 2023, NULL, 10, 300),
    (5, 12, 2023, 95, NULL, NULL), (6, 12, 2023, 90, NULL, NULL), (7, 12, 2023, 10, NULL, NULL),
    (5, 13, 2023, 50, NULL, NULL), (6, 13, 2023, 10, NULL, NULL), (7, 13, 2023, 90, NULL, NULL),
    (5, 14, 2023, 50, NULL, NULL), (6, 14, 2023, 60, NULL, NULL),
    (6, 15, 2023, NULL, 30, 100), (7, 15, 2023, NULL, 10, 100),
    (2, 13, 2023, 100, NULL, NULL), (2, 12, 2023, 99, NULL, NULL), (3, 16, 2023, 1, NULL, NULL),
    (5, 11, 2024, 5, NULL, NULL), (6, 11, 2024, 4, NULL, NULL), (7, 11, 2024, 6, NULL, NULL);
CALL pg_temp.report();
SELECT results_eq('SELECT area_id, value, round(lowest, 1), highest, combined, parts_reporting, holds, round(excess, 2) FROM urban_rural_check(2023) ORDER BY area_id',
    $$VALUES (11, 5::numeric, 3.3, 90::numeric, 25::numeric, 2, true, NULL::numeric), (12, 95, 10.0, 90, NULL, 2, false, 4.95),
             (13, 50, 10.0, 90, NULL, 2, true, NULL), (14, 50, 60.0, 60, NULL, 1, NULL, NULL), (15, NULL, 10.0, 30, 20, 2, NULL, NULL)$$,
    'the whole lies between its parts; one part alone says nothing; with counts the whole is shown');
SELECT results_eq('SELECT period_end, count(*) FROM rule_check(DATE ''2024-01-01'') GROUP BY 1', $$VALUES (DATE '2024-12-31', 4::bigint)$$, 'since a day');
SELECT results_eq('SELECT area_id, total, holds FROM rule_check() WHERE kind = ''sum'' AND value IS NOT NULL ORDER BY area_id',
    'VALUES (12, 100::numeric, false), (13, 100, true)', 'sum');
SELECT results_eq('SELECT area_id, holds FROM rule_check(NULL, ''2023-12-31'') WHERE kind = ''together'' ORDER BY area_id',
    'VALUES (11, false), (12, false), (13, false), (14, false), (15, false), (16, false)', 'together: one without the other');
SELECT throws_ok('INSERT INTO indicator_rule_part VALUES (1, 1, 1)', '23514', NULL, 'a rule with itself');
SELECT throws_ok('INSERT INTO indicator_rule_part VALUES (1, 7, 2)', '23503', NULL, 'a part that names another indicator than its rule');
SELECT throws_ok($$INSERT INTO indicator_rule (kind, indicator_id, note_vi, note_en) VALUES ('at_least', 1, 'x', 'x')$$, '23514', NULL, 'an unknown kind');
SELECT throws_ok($$INSERT INTO indicator_rule (kind, indicator_id, tolerance, note_vi, note_en) VALUES ('sum', 1, 'NaN', 'x', 'x')$$, '23514', NULL, 'a tolerance that is no number');

-- Breaks.
INSERT INTO indicator_population VALUES (1, 'hộ nghèo'), (2, 'hộ nghèo'), (2, 'xã');
INSERT INTO series_break (break_on, indicator_id, population, reason_vi, reason_en) VALUES
    ('2027-01-01', NULL, 'hộ nghèo', 'chuẩn mới', 'new standard'), ('2025-07-01', NULL, 'xã', 'sắp xếp', 'reorganised'),
    ('2026-01-01', 3, NULL, 'định nghĩa mới', 'new definition');
SELECT results_eq('SELECT indicator_id, break_on FROM _indicator_break ORDER BY 1, 2',
    $$VALUES (1, DATE '2027-01-01'), (2, '2025-07-01'), (2, '2027-01-01'), (3, '2026-01-01')$$, 'breaks of indicators and of populations');
SELECT throws_ok($$INSERT INTO series_break (break_on, reason_vi, reason_en) VALUES ('2027-01-01', 'x', 'x')$$, '23514', NULL, 'a break of nothing');
SELECT throws_ok($$INSERT INTO series_break (break_on, population, reason_vi, reason_en) VALUES ('2027-01-01', 'hộ nghèo', 'x', 'x')$$, '23505', NULL, 'the same break twice');

-- Plan 230.
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/rules.sql
\o
SET search_path = policy, public;
SELECT results_eq($$SELECT kind, i.code, string_agg(o.code, ' ' ORDER BY o.sort_order)
                    FROM indicator_rule JOIN indicator AS i USING (indicator_id)
                    JOIN indicator_rule_part USING (indicator_rule_id) JOIN indicator AS o ON o.indicator_id = part_id
                    GROUP BY kind, i.code, i.sort_order ORDER BY i.sort_order$$,
    $$VALUES ('at_most', '4.2', '4.1'), ('at_most', '4.5', '4.1'), ('together', '5.11', '5.10'), ('between', '9.3', '9.3.1 9.3.2'),
             ('between', '9.4', '9.4.1 9.4.2'), ('between', '10.1', '10.1.1 10.1.2'), ('between', '10.2', '10.2.1 10.2.2')$$, 'rules of Plan 230');
SELECT results_eq($$SELECT break_on, string_agg(code, ' ' ORDER BY sort_order) FROM _indicator_break JOIN indicator USING (indicator_id) GROUP BY 1 ORDER BY 1$$,
    $$VALUES (DATE '2025-07-01', '6.9 8.1 8.1.1 8.1.2 8.4 8.5 8.7 9.3 9.3.1 9.3.2 9.4 9.4.1 9.4.2 10.1 10.1.1 10.1.2 10.2 10.2.1 10.2.2'),
             ('2026-04-30', '8.1 8.1.1 8.1.2 8.4 8.5 8.7 9.3 9.3.1 9.3.2 9.4 9.4.1 9.4.2 10.1 10.1.1 10.1.2 10.2 10.2.1 10.2.2'),
             ('2027-01-01', '5.3 5.4 5.5 5.7 5.10 5.11 5.12 9.2')$$, 'breaks of Plan 230');
SELECT results_eq('SELECT code, value, lowest, highest, holds FROM urban_rural_check(2024) JOIN indicator USING (indicator_id) ORDER BY sort_order',
    $$VALUES ('9.3', 26.5::numeric, 25.1::numeric, 27.9::numeric, true), ('9.4', 80.4, 70.2, 98.1, true), ('10.1', NULL, 76.3, 89.7, NULL), ('10.2', NULL, 93.8, 98.6, NULL)$$,
    'the sample figures lie between urban and rural; 10.1 and 10.2 are headings');
SELECT is_empty($$SELECT * FROM rule_check() WHERE NOT holds AND kind <> 'together'$$, 'and obey the rules');

-- The real trees, through the register's own calls.
\if :present
CALL socpolicy.create_register('regress_trees');
SET search_path = regress_trees, public;
CREATE TEMPORARY TABLE old_area (code text, name text, level text, parent_code text, kind text, valid_from date, valid_to date);
\copy old_area FROM '../shared/real/areas_old.csv' (FORMAT csv, HEADER match)
CREATE TEMPORARY TABLE new_area (code text, name text, level text, parent_code text, kind text, valid_from date, valid_to date, old_district_codes text, area_km2 text, population_2025 text);
\copy new_area FROM '../shared/real/areas.csv' (FORMAT csv, HEADER match)
CREATE TEMPORARY TABLE link (old_province_code text, old_district_code text, old_commune_code text, old_commune text, new_commune_code text, new_commune text, new_province_code text, is_divided boolean);
\copy link FROM '../shared/real/area_links.csv' (FORMAT csv, HEADER match)
INSERT INTO area (code, name_vi, level, kind) SELECT code, name, level, kind FROM old_area;
INSERT INTO area_parent (area_id, parent_id)
SELECT a.area_id, p.area_id FROM old_area AS o JOIN area AS a ON a.code = o.code JOIN area AS p ON p.code = o.parent_code;
SELECT results_eq('SELECT level, count(*) FROM area GROUP BY 1 ORDER BY _area_rank(level)',
    $$VALUES ('nation', 1::bigint), ('region', 6), ('province', 63), ('district', 696), ('commune', 10035)$$, 'the old tree');

-- Five island districts had no communes; they are communes now.
CREATE TEMPORARY TABLE became AS
SELECT DISTINCT coalesce(old_commune_code, old_district_code) AS old, new_commune_code AS new FROM link
UNION
SELECT DISTINCT old_province_code, new_province_code FROM link;
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('202/2025/QH15', 'Nghị quyết', '2025-06-12', 'Quốc hội');
ANALYZE area, area_parent;
SELECT is(reorganise_areas('2025-07-01', '202/2025/QH15',
    (SELECT jsonb_agg(jsonb_build_object('code', code, 'name_vi', name, 'level', level, 'parent', parent_code, 'kind', kind)
                      ORDER BY _area_rank(level)) FROM new_area WHERE level <> 'nation'),
    (SELECT jsonb_agg(jsonb_build_object('old', old, 'new', new))
     FROM (SELECT old, new FROM became
           UNION ALL
           SELECT code, NULL FROM old_area WHERE level IN ('region', 'district') AND code NOT IN (SELECT old FROM became)) AS l)),
    3355, '3,321 communes and 34 provinces in one call');
ANALYZE area, area_parent;
SELECT results_eq($$SELECT level, count(*) FROM area_as_of('2025-07-01') GROUP BY 1 ORDER BY _area_rank(level)$$,
    $$VALUES ('nation', 1::bigint), ('province', 34), ('commune', 3321)$$, 'the new tree');
SELECT results_eq($$SELECT (SELECT count(*) FROM _area_tree('2025-06-30')), (SELECT count(*) FROM _area_tree('2025-07-01'))$$,
    'VALUES (10800::bigint, 3355::bigint)', 'on both days every area but the nation has a parent');
SELECT results_eq($$SELECT count(*), count(*) FILTER (WHERE share IS NULL), count(DISTINCT area_id) FILTER (WHERE share IS NULL)
                    FROM area_succession JOIN area AS a USING (area_id) WHERE level = 'commune'$$,
    'VALUES (10597::bigint, 1033::bigint, 471::bigint)', '10,597 links of communes, 1,033 of them from 471 that are split, in shares unknown');

SELECT bag_eq($$SELECT coalesce(old_commune_code, old_district_code) AS old, new_commune_code AS new FROM link$$,
    $$SELECT o.code AS old, n.code AS new FROM area_succession AS s JOIN area AS o USING (area_id) JOIN area AS n ON n.area_id = s.successor_id
      WHERE n.level = 'commune' AND s.on_date = '2025-07-01'$$, 'all 10,602 links of the decrees and no other');

-- An invented count of every old commune (and of the five islands), carried to the new ones.
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('1/KH', 'Kế hoạch', '2024-07-02', 'UBND');
INSERT INTO plan (code, document_id, area_id, title_vi) SELECT 'P', document_id, area_at('VN', '2024-12-31'), 'kế hoạch' FROM document WHERE number = '1/KH';
INSERT INTO sector (plan_id, number, sort_order, title_vi) SELECT plan_id, 1, 1, 'nhóm' FROM plan;
INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi, unit_id, measured, direction, direction_basis, aggregation)
SELECT plan_id, sector_id, i.code, i.n, i.code, unit_id, true, 'up', 'given', i.aggregation
FROM sector, unit, (VALUES ('count', 1, 'sum', 'Người'), ('rate', 2, 'ratio', '%')) AS i (code, n, aggregation, label)
WHERE folded = socpolicy.fold_text(i.label);
INSERT INTO source (code, name_vi) VALUES ('BT', 'bịa để thử');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator)
SELECT i.indicator_id, a.area_id, '2024-01-01', '2024-12-31', s.source_id, 'official',
       CASE WHEN i.aggregation = 'sum' THEN a.area_id % 997 END,
       CASE WHEN i.aggregation = 'ratio' THEN a.area_id % 499 END, CASE WHEN i.aggregation = 'ratio' THEN a.area_id % 997 + 500 END
FROM area AS a, indicator AS i, source AS s
WHERE a.valid_to = '2025-06-30' AND (a.level = 'commune' OR a.code IN (SELECT old_district_code FROM link WHERE old_commune_code IS NULL));
-- Where the share is not known every part gets the same, and the figure is an estimate that says so.
CREATE TEMPORARY TABLE carried AS
SELECT o.indicator_id, s.successor_id AS area_id, o.source_id,
       sum(o.value * p.part) AS value, sum(o.numerator * p.part) AS numerator, sum(o.denominator * p.part) AS denominator,
       bool_or(s.share IS NULL) AS apportioned
FROM observation AS o
JOIN area_succession AS s USING (area_id)
CROSS JOIN LATERAL (SELECT coalesce(s.share / 100, 1.0 / (SELECT count(*) FROM area_succession AS t WHERE t.area_id = s.area_id)) AS part) AS p
GROUP BY 1, 2, 3;
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator, note)
SELECT indicator_id, area_id, '2025-01-01', '2025-12-31', source_id, CASE WHEN apportioned THEN 'estimate' ELSE 'official' END,
       value, numerator, denominator, CASE WHEN apportioned THEN 'chia đều, chưa biết tỷ lệ' END
FROM carried;
SELECT is((SELECT count(DISTINCT area_id) FROM observation WHERE period_end = '2025-12-31'), 3321::bigint, 'every new commune has a figure');
SELECT results_eq($$SELECT count(DISTINCT area_id) FROM carried WHERE apportioned$$,
    $$SELECT count(DISTINCT new_commune_code) FROM link WHERE is_divided$$, 'those that got a part of a split one are flagged');

CREATE TEMPORARY TABLE before AS SELECT f.*, i.code AS indicator, a.code, a.level FROM place_figure(2024) AS f JOIN area AS a USING (area_id) JOIN indicator AS i USING (indicator_id);
CREATE TEMPORARY TABLE after AS SELECT f.*, i.code AS indicator, a.code, a.level FROM place_figure(2025) AS f JOIN area AS a USING (area_id) JOIN indicator AS i USING (indicator_id);
SELECT results_eq($$SELECT level, count(*), bool_and(complete) FROM before WHERE basis = 'computed' GROUP BY 1 ORDER BY _area_rank(level)$$,
    $$VALUES ('nation', 2::bigint, true), ('region', 12, true), ('province', 126, true), ('district', 1382, true)$$, 'before: districts, provinces, regions and the nation');
SELECT results_eq($$SELECT level, count(*), bool_and(complete) FROM after WHERE basis = 'computed' GROUP BY 1 ORDER BY _area_rank(level)$$,
    $$VALUES ('nation', 2::bigint, true), ('province', 68, true)$$, 'after: provinces and the nation');
SELECT results_eq($$SELECT sum(value)::bigint FROM before WHERE indicator = 'count' AND level = 'province'$$,
    $$SELECT round(value)::bigint FROM before WHERE indicator = 'count' AND level = 'nation'$$, 'provinces make the nation');
SELECT is_empty($$
    SELECT a.code, a.indicator, a.value, b.value
    FROM after AS a
    JOIN (SELECT b.indicator, n.code,
                 CASE b.indicator WHEN 'count' THEN sum(b.value) ELSE 100 * sum(b.computed_numerator) / sum(b.computed_denominator) END AS value
          FROM before AS b
          JOIN area_succession AS s USING (area_id)
          JOIN area AS n ON n.area_id = s.successor_id
          WHERE b.level = 'province'
          GROUP BY b.indicator, n.code) AS b USING (code, indicator)
    WHERE a.level = 'province' AND round(a.value, 9) IS DISTINCT FROM round(b.value, 9)$$,
    'each new province is the sum of the old ones it was made of, the split communes too: they stayed inside');
SELECT is_empty($$
    SELECT a.indicator FROM after AS a JOIN before AS b USING (area_id, indicator)
    WHERE a.level = 'nation' AND round(a.value, 9) <> round(b.value, 9)$$, 'and the nation is what it was');
SELECT results_eq($$SELECT round(b.value) <> round(a.value) FROM before AS b JOIN after AS a USING (code, indicator) WHERE code = '75' AND indicator = 'count'$$,
    'VALUES (true)', 'code 75 before and after is not one province: Bình Phước is in it now');
SELECT results_eq($$SELECT stage, count(*) FROM after WHERE level = 'province' AND indicator = 'count' GROUP BY 1 ORDER BY 1$$,
    $$SELECT CASE WHEN d THEN 'estimate' ELSE 'official' END, count(*) FROM (SELECT new_province_code, bool_or(is_divided) AS d FROM link GROUP BY 1) AS p GROUP BY 1 ORDER BY 1$$,
    'a province with an apportioned commune says that it is an estimate');
SELECT is((SELECT count(*) FROM part_figures((SELECT indicator_id FROM indicator WHERE code = 'rate'), area_at('75', '2025-12-31'), 2025)), 95::bigint,
    'Đồng Nai has 95 parts');
SELECT is_empty($$SELECT * FROM doctor() WHERE severity = 'error'$$, 'the doctor finds no error in them');
SELECT results_eq($$
    SELECT count(*) FILTER (WHERE n.districts > 1), count(*)
    FROM (SELECT count(DISTINCT d.area_id) AS districts
          FROM _area_tree('2025-07-01') AS t JOIN area_lineage('2025-07-01', '2025-06-30') AS l USING (area_id)
          JOIN _area_tree('2025-06-30') AS p ON p.area_id = l.kin_id JOIN area AS d ON d.area_id = p.parent_id AND d.level = 'district'
          WHERE t.parent_id = area_at('75', '2025-07-01') GROUP BY t.area_id) AS n$$,
    'VALUES (14::bigint, 95::bigint)', '14 of its communes lie across an old district border');
SELECT results_eq($$SELECT p.code, count(*) FROM (VALUES ('75'), ('70')) AS p (code)
    CROSS JOIN LATERAL territory(area_at(p.code, '2024-12-31'), '2025-12-31') AS t GROUP BY 1 ORDER BY 1$$,
    $$VALUES ('70', 40::bigint), ('75', 55)$$, 'and none across the border of the two old provinces');
SELECT results_eq($$SELECT i.code, f.value, f.parts_known, f.reason FROM territory_figure(area_at('75', '2025-12-31'), 2024) AS f JOIN indicator AS i USING (indicator_id)
                    WHERE i.code = 'count'$$,
    $$SELECT 'count', sum(f.value), 2, NULL::text FROM place_figure(2024) AS f JOIN indicator AS i USING (indicator_id) JOIN area AS a USING (area_id)
      WHERE i.code = 'count' AND a.code IN ('70', '75')$$, 'which were its territory in 2024');
\else
SELECT skip('../shared/real is not here', 20);
\endif

SELECT * FROM finish();
ROLLBACK;
