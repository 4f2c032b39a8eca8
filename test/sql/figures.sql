-- The loader of figures: periods, stages, good rows, bad rows, revisions.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(55);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\o
SET search_path = policy, public;

-- Periods as people write them.
SELECT is_empty($$
    SELECT p.said, r FROM (VALUES
        ('2024', '2024-01-01', '2024-12-31'), ('Năm 2024', '2024-01-01', '2024-12-31'),
        (' năm  2024 ', '2024-01-01', '2024-12-31'),
        ('2024-06', '2024-06-01', '2024-06-30'), ('2024/6', '2024-06-01', '2024-06-30'),
        ('6/2024', '2024-06-01', '2024-06-30'), ('Tháng 6/2024', '2024-06-01', '2024-06-30'),
        ('tháng 02 năm 2024', '2024-02-01', '2024-02-29'), ('Tháng 2, năm 2023', '2023-02-01', '2023-02-28'),
        ('2024-Q2', '2024-04-01', '2024-06-30'), ('Q4/2024', '2024-10-01', '2024-12-31'),
        ('Quý II/2024', '2024-04-01', '2024-06-30'), ('quý IV năm 2024', '2024-10-01', '2024-12-31'),
        ('Quý 1/2024', '2024-01-01', '2024-03-31'), ('QUÝ III - 2024', NULL, NULL),
        ('6 tháng đầu năm 2024', '2024-01-01', '2024-06-30'), ('9 tháng năm 2024', '2024-01-01', '2024-09-30'),
        ('2024-13', NULL, NULL), ('0/2024', NULL, NULL), ('Quý V/2024', NULL, NULL), ('24', NULL, NULL),
        ('0000', NULL, NULL), ('', NULL, NULL), ('năm nay', NULL, NULL), ('13 tháng năm 2024', NULL, NULL)
    ) AS p (said, first_day, last_day)
    CROSS JOIN LATERAL parse_period(p.said) AS r
    WHERE (r.period_start, r.period_end) IS DISTINCT FROM (p.first_day::date, p.last_day::date)$$, 'periods');
SELECT is((SELECT period_end FROM parse_period(normalize('Quý II/2024', NFD))), '2024-06-30'::date, 'periods in any normal form');
SELECT is_empty($$
    SELECT p.* FROM (VALUES
        ('ước', 'estimate'), ('Ước thực hiện', 'estimate'), ('estimate', 'estimate'), ('Sơ bộ', 'preliminary'),
        ('Preliminary', 'preliminary'), ('CHÍNH THỨC', 'official'), ('official', 'official'), ('final', 'official'),
        ('', NULL), ('chắc chắn', NULL)
    ) AS p (said, stage)
    WHERE parse_stage(p.said) IS DISTINCT FROM p.stage$$, 'stages');

-- The sample and the one figure of the plan.
SELECT is((SELECT count(*) FROM rejected_row), 0::bigint, 'the shipped figures are read without a rejection');
SELECT results_eq($$SELECT indicator.code, numerator::integer, denominator::integer, period_end, stage FROM observation
    JOIN source USING (source_id) JOIN indicator USING (indicator_id) WHERE NOT is_sample$$,
    $$VALUES ('8.7', 105, 120, DATE '2024-12-31', 'estimate')$$, 'one figure is not invented');
SELECT ok((SELECT bool_and(note LIKE 'số liệu minh họa%') FROM observation JOIN source USING (source_id) WHERE is_sample),
          'every invented figure says so');
SELECT is((SELECT value FROM figure JOIN source USING (source_id) WHERE NOT is_sample), 87.5, 'which is 87.5 percent');
SELECT results_eq($$SELECT scope, status::text FROM verdict_as_of(2024) WHERE code = '8.7' ORDER BY scope$$,
    $$VALUES ('local', 'not_due'), ('national', 'met')$$, 'met against > 60, not due against 100');
SELECT is((SELECT round(value, 4) FROM figure JOIN indicator USING (indicator_id)
           WHERE code = '7.4.1' AND period_end = '2025-12-31'), round(10760 * 10000 / 3310900.0, 4), 'a rate per 10,000');
SELECT is((SELECT value FROM observation JOIN indicator USING (indicator_id) WHERE code = '4.8' AND period_end = '2025-12-31'),
          1::numeric, 'a level is stored as its rank');

-- Evaluation.
SELECT is((SELECT count(*) FROM verdict_as_of(2025)), 196::bigint, 'a verdict for each measured indicator and scope');
SELECT is((SELECT count(DISTINCT (indicator_id, area_id, scope)) FROM verdict_as_of(2025)), 196::bigint, 'and only one');
SELECT is((SELECT status::text || gap FROM verdict_as_of(2025) WHERE code = '4.9' AND scope = 'local'), 'missed0',
          'a value on a strict bound is missed with a gap of 0');
SELECT is((SELECT DISTINCT due FROM verdict_as_of(2026) WHERE code = '2.1'), '2030-12-31'::date, '2026 is judged by 2030');
SELECT is((SELECT DISTINCT due FROM verdict_as_of(2025) WHERE code = '2.1'), '2025-12-31'::date, '2025 by 2025');
SELECT results_eq('SELECT DISTINCT status::text FROM verdict_as_of(2031)', $$VALUES ('no_target')$$, '2031 by nothing');
SELECT is((SELECT status::text FROM verdict_as_of(2030) WHERE code = '9.1' AND scope = 'national'), 'no_target',
          'a national sum judges no province');
PREPARE by_sector AS SELECT sum(indicators_n)::integer FROM policy_bi.scorecard_by_sector WHERE year = 2025;
PREPARE by_agency AS SELECT sum(indicators_n)::integer FROM policy_bi.scorecard_by_agency WHERE year = 2025;
SELECT results_eq('by_sector', 'VALUES (188)', 'sectors add up: 94 of the 98 count, in each scope');
SELECT results_eq('by_agency', 'VALUES (188)', 'agencies add up while each indicator has one lead');
INSERT INTO responsibility (indicator_id, agency_id, role)
SELECT indicator_id, agency_id, 'lead' FROM indicator, agency WHERE indicator.code = '2.1' AND agency.code = 'NV';
SELECT results_eq('by_agency', 'VALUES (190)', 'a joint lead counts for both');
SELECT results_eq('by_sector', 'VALUES (188)', 'but once for the plan');
SELECT is((SELECT count(*) FROM verdict_as_of(2025) WHERE cardinality(lead_agency_ids) = 2), 2::bigint, 'both are named');

-- A source of higher precedence counts first; only the whole year counts.
INSERT INTO source (code, name_vi, precedence) VALUES ('TK', 'Thống kê', 1), ('HC', 'Hành chính', 2);
INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES
    ('2.1', '75', '2025', '2,95', 'ước', 'hc'), ('2.1', '75', '2025-Q4', '9', 'chính thức', 'TK');
SELECT is_empty('SELECT * FROM load_figures()', 'two figures of other sources');
SELECT is((SELECT DISTINCT value FROM verdict_as_of(2025) WHERE code = '2.1'), 2.95, 'the source that counts first, whole years only');

-- Rows that are wrong: every fault of every row, good rows go on.
INSERT INTO observation_intake (indicator_code, area_code, period, value, numerator, denominator, stage, source) VALUES
    ('99.9', '7500', 'năm nay', 'x',     '',     '',    '?',          'ai'),
    ('99.9', '7500', '2025',    '1',     '',     '',    'ước',        'TK'),
    ('7.4',  '75',   '2025',    '1',     '',     '',    'ước',        'TK'),
    ('2.2',  '75',   '2025',    '-',     '',     '',    'ước',        'TK'),
    ('2.2',  '75',   '2025',    NULL,    '5',    NULL,  'ước',        'TK'),
    ('2.2',  '75',   '2025',    NULL,    NULL,   '5',   'ước',        'TK'),
    ('2.2',  '75',   '2025',    NULL,    '5',    '0',   'ước',        'TK'),
    ('2.2',  '75',   '2025',    NULL,    '0.300','abc', 'ước',        'TK'),
    ('2.3',  '75',   '2025',    '40,1',  NULL,   NULL,  'ước',        'TK'),
    ('2.3',  '75',   'Năm 2025','40,10', NULL,   NULL,  'ước',        'TK'),
    ('2.4',  '75',   '2025',    '12',    NULL,   NULL,  'ước',        'TK'),
    ('2.4',  '75',   '2025',    '13',    NULL,   NULL,  'ước',        'TK'),
    ('4.8',  '75',   '2025',    'đại học', NULL, NULL,  'ước',        'TK'),
    ('4.8',  '75',   '2025',    '2',     NULL,   NULL,  'ước',        'TK'),
    ('4.8',  '75',   '2024',    NULL,    '1',    '2',   'ước',        'TK'),
    (' 4.8 ',' 75 ', ' 2023 ',  ' THCS ', NULL,  NULL,  ' SƠ  BỘ ',   ' tk '),
    ('4.7',  '75',   '2025',    '98.5',  NULL,   NULL,  'ước',        'TK'),
    ('4.7',  '75',   '2024',    '101',   NULL,   NULL,  'ước',        'TK'),
    ('4.7',  '75',   '2023',    NULL,    E'1\u00A0234', '1 300', 'ước', 'TK');
CREATE TEMPORARY TABLE report AS SELECT * FROM load_figures();
SELECT results_eq('SELECT row_number, column_name, reason_en FROM report WHERE severity = ''error''', $$VALUES
    (1, 'indicator_code', 'there is no indicator with this code'),
    (1, 'period', 'the period cannot be read'),
    (1, 'stage', 'the stage cannot be read (estimate, preliminary, official)'),
    (1, 'source', 'there is no source with this code'),
    (1, 'value', 'the number cannot be read: ' || (SELECT remark FROM socpolicy.inspect_number('x', 'vi'))),
    (2, 'indicator_code', 'there is no indicator with this code'),
    (2, 'area_code', 'there is no area with this code on 2025-12-31'),
    (3, 'indicator_code', 'this indicator is a heading: figures belong to its sub-rows'),
    (4, 'value', 'neither a value nor both counts'),
    (5, 'denominator', 'a numerator without a denominator'),
    (6, 'numerator', 'a denominator without a numerator'),
    (7, 'denominator', 'the denominator must be greater than 0'),
    (8, 'numerator', 'the number cannot be read: ' || (SELECT remark FROM socpolicy.inspect_number('0.300', 'vi'))),
    (8, 'denominator', 'the number cannot be read: ' || (SELECT remark FROM socpolicy.inspect_number('abc', 'vi'))),
    (10, 'value', 'repeats row 9'),
    (11, 'value', 'rows contradict each other on one figure, the first is row 11'),
    (12, 'value', 'rows contradict each other on one figure, the first is row 11'),
    (13, 'value', 'a level of this indicator''s scale is needed: Tiểu học < THCS'),
    (14, 'value', 'a level of this indicator''s scale is needed: Tiểu học < THCS'),
    (15, 'value', 'a level of this indicator''s scale is needed: Tiểu học < THCS')$$, 'every fault of every row');
SELECT results_eq('SELECT row_number, column_name, reason_en FROM report WHERE severity = ''remark''', $$VALUES
    (17, 'value', 'look at how the number is written: decimal dot'),
    (18, 'value', 'outside the natural limits of the indicator')$$, 'what to look at');
SELECT results_eq('SELECT rows_read, rows_rejected, added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1',
                  'VALUES (19, 14, 5, 0, 0)', 'good rows go on');
SELECT results_eq($$SELECT i.code, extract(year FROM period_end)::integer, value, numerator, denominator, stage
    FROM observation JOIN indicator AS i USING (indicator_id) JOIN source AS s USING (source_id)
    WHERE s.code = 'TK' AND period_start <> '2025-10-01' ORDER BY i.sort_order, 2$$, $$VALUES
    ('2.3', 2025, 40.1, NULL::numeric, NULL::numeric, 'estimate'), ('4.7', 2023, NULL, 1234, 1300, 'estimate'),
    ('4.7', 2024, 101, NULL, NULL, 'estimate'), ('4.7', 2025, 98.5, NULL, NULL, 'estimate'),
    ('4.8', 2023, 2, NULL, NULL, 'preliminary')$$, 'as they mean');
SELECT is((SELECT count(*) FROM rejected_row WHERE batch_id = (SELECT max(batch_id) FROM import_batch)), 20::bigint, 'rejections are kept');
SELECT is((SELECT raw FROM rejected_row WHERE reason_en LIKE 'a level%' ORDER BY rejected_row_id LIMIT 1), 'đại học', 'with the raw text');

-- Nothing to load.
SELECT is_empty('SELECT * FROM load_figures()', 'what belongs to a batch is not taken again');
SELECT throws_ok($$SELECT * FROM load_figures(format => 'de')$$, '22023', NULL, 'an unknown format');

-- The same file twice is one.
PREPARE send (text, text, text) AS
    INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source, note)
    VALUES ('2.5', '75', '2025', $1, $2, 'TK', $3);
PREPARE outcome AS SELECT added, revised, unchanged, rows_rejected FROM import_batch ORDER BY batch_id DESC LIMIT 1;
PREPARE load AS SELECT row_number, column_name, reason_en FROM load_figures();
EXECUTE send('50,5', 'ước', 'tháng 11');
SELECT is_empty('EXECUTE load', 'an estimate');
SELECT results_eq('EXECUTE outcome', 'VALUES (1, 0, 0, 0)', 'is added');
EXECUTE send('50,50', 'ước', '');
SELECT is_empty('EXECUTE load', 'the same figure');
SELECT results_eq('EXECUTE outcome', 'VALUES (0, 0, 1, 0)', 'changes nothing');
SELECT is((SELECT count(*) FROM observation_history), 0::bigint, 'and leaves no history');

-- A different figure revises.
EXECUTE send('51', 'sơ bộ', '');
SELECT is_empty('EXECUTE load', 'a preliminary figure');
SELECT results_eq('EXECUTE outcome', 'VALUES (0, 1, 0, 0)', 'revises');
EXECUTE send('51', 'chính thức', 'công bố');
SELECT is_empty('EXECUTE load', 'the official figure, the same value');
SELECT results_eq('EXECUTE outcome', 'VALUES (0, 1, 0, 0)', 'revises the stage');
SELECT results_eq('SELECT value, stage, note FROM observation_history ORDER BY believed_from',
                  $$VALUES (50.5, 'estimate', 'tháng 11'), (51, 'preliminary', NULL)$$, 'what was believed is kept, each version with its own note');
SELECT results_eq($$SELECT value, stage, o.note FROM observation AS o JOIN indicator AS i USING (indicator_id) JOIN source AS s USING (source_id)
                    WHERE i.code = '2.5' AND s.code = 'TK'$$, $$VALUES (51::numeric, 'official', 'công bố')$$, 'and one is in force');
SELECT is_empty($$
    SELECT * FROM (
        SELECT believed_to, lead(believed_from, 1, (SELECT max(recorded_at) FROM observation)) OVER (ORDER BY believed_from) AS next
        FROM observation_history) AS h
    WHERE believed_to <> next$$, 'spans of belief join without gap or overlap');
EXECUTE send('49', 'ước', '');
SELECT results_eq('EXECUTE load', $$VALUES (1, 'stage', 'there is a figure of stage official, which one of stage estimate never replaces')$$,
                  'an estimate never replaces an official figure');
SELECT results_eq('EXECUTE outcome', 'VALUES (0, 0, 0, 1)', 'it is rejected');

-- A dry run reports and keeps nothing.
EXECUTE send('52', 'chính thức', '');
EXECUTE send('x', 'chính thức', '');
SELECT results_eq('SELECT row_number, column_name FROM load_figures(dry_run => true)', $$VALUES (2, 'value')$$, 'a dry run reports');
SELECT is((SELECT count(*) FROM observation_intake WHERE batch_id IS NULL), 2::bigint, 'the rows are still to be loaded');
SELECT is((SELECT count(*) FROM observation_history), 2::bigint, 'nothing was revised');
SELECT results_eq('SELECT row_number, column_name FROM load_figures()', $$VALUES (2, 'value')$$, 'the run itself');
SELECT is((SELECT count(*) FROM observation_history), 3::bigint, 'revises');

-- A code in two plans needs the plan; areas are resolved as of the period.
INSERT INTO plan (code, document_id, area_id, title_vi) SELECT 'HAI', document_id, area_id, 'kế hoạch hai' FROM plan;
INSERT INTO sector (plan_id, number, sort_order, title_vi) SELECT plan_id, 2, 2, 'nhóm' FROM plan WHERE code = 'HAI';
INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi)
SELECT plan_id, sector_id, '2.5', 1, 'chỉ tiêu' FROM sector JOIN plan USING (plan_id) WHERE plan.code = 'HAI';
EXECUTE send('1', 'ước', '');
SELECT results_eq('EXECUTE load', $$VALUES (1, 'indicator_code', 'several plans have this code: say which plan')$$, 'an ambiguous code');
INSERT INTO observation_intake (plan, indicator_code, area_code, period, value, stage, source)
VALUES ('hai', '2.5', '75', '2025', '1', 'ước', 'TK');
SELECT is_empty('EXECUTE load', 'with its plan');
UPDATE area SET valid_to = '2025-06-30' WHERE code = '75';
INSERT INTO area (code, name_vi, level, valid_from) VALUES ('75', 'Đồng Nai mới', 'province', '2025-07-01');
INSERT INTO observation_intake (plan, indicator_code, area_code, period, value, stage, source)
VALUES ('HAI', '2.5', '75', '2024', '1', 'ước', 'TK'), ('HAI', '2.5', '75', '2026', '1', 'ước', 'TK');
SELECT is_empty('EXECUTE load', 'one code in two periods');
SELECT results_eq($$SELECT a.name_vi FROM observation JOIN area AS a USING (area_id) JOIN indicator AS i USING (indicator_id)
    WHERE i.name_vi = 'chỉ tiêu' ORDER BY period_end$$, $$VALUES ('Tỉnh Đồng Nai'), ('Tỉnh Đồng Nai'), ('Đồng Nai mới')$$, 'is two areas');

SELECT * FROM finish();
ROLLBACK;
