-- Pace towards the targets of a register, by every method, with series that
-- break, stand still, pass limits or say too little; falls that cannot go on.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET datestyle = ISO;

BEGIN;
SELECT no_plan();
CALL socpolicy.create_register('regress_pace');
SET search_path = regress_pace, public;

INSERT INTO area (area_id, code, name_vi, level) OVERRIDING SYSTEM VALUE VALUES
    (1, 'VN', 'Việt Nam', 'nation'), (2, 'A', 'Tỉnh A', 'province'), (3, 'B', 'Tỉnh B', 'province');
INSERT INTO document (document_id, number, kind, issued_on, issuer) OVERRIDING SYSTEM VALUE
VALUES (1, '1/KH', 'Kế hoạch', '2024-07-02', 'UBND');
INSERT INTO plan (plan_id, code, document_id, area_id, title_vi) OVERRIDING SYSTEM VALUE VALUES (1, 'P', 1, 2, 'kế hoạch');
INSERT INTO sector (sector_id, plan_id, number, sort_order, title_vi) OVERRIDING SYSTEM VALUE VALUES (1, 1, 1, 1, 'nhóm');
INSERT INTO source (source_id, code, name_vi, precedence, is_sample) OVERRIDING SYSTEM VALUE VALUES
    (1, 'S', 'thống kê', 10, false), (2, 'D', 'sở', 20, false), (3, 'M', 'mẫu', 900, true);
INSERT INTO agency (agency_id, code, name_vi, kind) OVERRIDING SYSTEM VALUE VALUES
    (1, 'YT', 'Sở Y tế', 'department'), (2, 'NV', 'Sở Nội vụ', 'department');

-- An indicator with a target of 2030 in A, and its figures of the years up to 2025.
CREATE TEMPORARY TABLE given (code text, unit text, goal text, figures numeric[]);
INSERT INTO given VALUES
    ('steady',     '%',    '90 up by 2030',     '{70,72,74,76,78}'),
    ('given',      '%',    '90 up by 2030 from 60 on 2020-12-31', '{70,72,74,76,78}'),
    ('strict',     '%',    '<3 by 2030',        '{5,4.5,4,3.5,3}'),
    ('within',     '%',    '49..51 within by 2030', '{40,42,44,46,50}'),
    ('above',      '%',    '49..51 within by 2030', '{60,58,56,54,53}'),
    ('zero',       '%',    '10 up by 2030',     '{0,1,2,3,4}'),
    ('to_zero',    '%',    '0 down by 2030',    '{4,3,2,1,0.5}'),
    ('negative',   'Lần',  '-1 up by 2030',     '{-10,-8,-6,-5,-4}'),
    ('sign',       'Lần',  '10 up by 2030',     '{-2,-1,1,2,3}'),
    ('one',        '%',    '80 up by 2030',     '{50}'),
    ('none',       '%',    '80 up by 2030',     '{}'),
    ('equal',      '%',    '80 up by 2030',     '{80,79}'),
    ('behind',     '%',    '80 up by 2030',     '{10,20,30,60,61}'),
    ('old_base',   '%',    '80 up by 2030 from 10 on 2021-12-31', '{10,20,30,60,61}'),
    ('ahead',      '%',    '80 up by 2030',     '{50,52,54,56,58}'),
    ('both',       '%',    '80 up by 2030',     '{10,52,54,56,58}'),
    ('elsewhere',  '%',    '80 up by 2030',     '{50,52,54,56,58}'),
    ('level',      'Mức độ', '2 up by 2030',    '{0,0,1,1,1}'),
    ('flat',       '%',    '8 up by 2030',      '{4,6,5,5,5}'),
    ('worse',      '%',    '80 up by 2030',     '{60,61,62,65,64}'),
    ('full',       '%',    '>97 by 2030',       '{90,93,96,98,96.5}'),
    ('beyond',     '%',    '140 up by 2030',    '{90,101,110,122,131}'),
    ('thirds',     '%',    '100 up by 2030',    '{33.3333333333333333,66.6666666666666667}'),
    ('enough',     '%',    '88 up by 2030',     '{70,72,74,76,78}');
INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi, unit_id, measured, direction, direction_basis, aggregation)
SELECT 1, 1, g.code, row_number() OVER (), g.code, u.unit_id, true, socpolicy.direction(g.goal::socpolicy.target), 'given', 'none'
FROM given AS g JOIN unit AS u ON u.label = g.unit;
INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal)
SELECT i.indicator_id, 2, 'local', '2030-12-31', g.goal, g.goal::socpolicy.target
FROM given AS g JOIN indicator AS i ON i.code = g.code;
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT i.indicator_id, 2, make_date(y, 1, 1), make_date(y, 12, 31), 2, CASE y WHEN 2025 THEN 'estimate' ELSE 'official' END, f.value
FROM given AS g
JOIN indicator AS i ON i.code = g.code
CROSS JOIN unnest(g.figures) WITH ORDINALITY AS f (value, n)
CROSS JOIN LATERAL (SELECT (2025 - cardinality(g.figures) + f.n)::integer) AS t (y);
INSERT INTO responsibility (indicator_id, agency_id, role)
SELECT indicator_id, CASE WHEN sort_order <= 5 THEN 1 ELSE 2 END, 'lead' FROM indicator;
INSERT INTO series_break (break_on, indicator_id, area_id, reason_vi, reason_en)
SELECT b.day, i.indicator_id, b.area, 'lý do', 'reason'
FROM (VALUES ('behind', DATE '2024-07-01', NULL::integer), ('old_base', '2024-07-01', NULL), ('ahead', '2027-01-01', 2),
             ('both', '2022-01-01', NULL), ('both', '2021-06-01', NULL), ('both', '2028-01-01', NULL), ('elsewhere', '2024-01-01', 3)) AS b (code, day, area)
JOIN indicator AS i ON i.code = b.code;

CREATE TEMPORARY VIEW pace AS SELECT * FROM target_pace(2025, '2026-06-30') WHERE scope = 'local' AND due = '2030-12-31' AND area_id = 2;

SELECT is((SELECT count(*) FROM pace), (SELECT count(*) FROM given), 'one row for each target');
SELECT is(ARRAY[p.status_a::text, p.status_c::text, p.status_d, p.direction, p.last_direction, p.baseline_basis, p.forecast_status::text],
          ARRAY['on_track', 'on_track', 'behind', 'good', 'good', 'earliest', 'missed'], 'a steady series: the methods differ')
FROM pace AS p WHERE code = 'steady';
SELECT is(ARRAY[baseline_year, baseline_value, current_year, current_value, points, actual_pace, round(required_pace, 2), round(pace_ratio, 3),
                round(ratio_a, 4), round(projected_c, 2), round(index_d, 2), round(expected_d, 2), slope, last_change, round(last_change_percent, 2), forecast_value, flat_years],
          ARRAY[2021, 70, 2025, 78, 5, 2, 2.4, 0.833, 0.9684, 89.3, 4, 4.44, 2, 2, 2.63, 88, 0], 'its numbers') FROM pace WHERE code = 'steady';
SELECT is(ARRAY[actual_pace, required_pace, pace_ratio], ARRAY[2.0, 2, 1], 'a pace that just suffices: leap days do not count') FROM pace WHERE code = 'enough';
SELECT is(ARRAY[baseline_basis, baseline_year::text, baseline_value::text, actual_pace::text], ARRAY['given', '2020', '60', '3.6'], 'a baseline that the target gives')
FROM pace WHERE code = 'given';
SELECT is(ARRAY[current_stage, is_sample::text, source_id::text], ARRAY['estimate', 'false', '2'], 'what the current figure is') FROM pace WHERE code = 'steady';
SELECT is(ARRAY[years::text, figures::text], ARRAY['{2021,2022,2023,2024,2025}', '{70,72,74,76,78}'], 'the series itself') FROM pace WHERE code = 'steady';
SELECT is(lead_agency_ids, ARRAY[1], 'who leads') FROM pace WHERE code = 'steady';

-- ---------- edges ----------

SELECT is(ARRAY[status_a::text, status_c::text, status_d, pace_ratio::text, required_pace::text], ARRAY['on_track', 'on_track', 'on_track', NULL, '0'],
          'equal to a strict bound: not achieved') FROM pace WHERE code = 'strict';
SELECT is(ARRAY[status_a::text, status_c::text, status_d, last_direction, direction, required_pace::text],
          ARRAY['achieved', 'achieved', 'achieved', 'good', 'flat', NULL], 'inside a band') FROM pace WHERE code = 'within';
SELECT is(ARRAY[last_direction, direction, status_d, sign(index_d)::text], ARRAY['good', 'good', 'on_track', '1'], 'above a band, coming down') FROM pace WHERE code = 'above';
SELECT is(ARRAY[status_a::text, status_c::text, status_d], ARRAY['on_track', 'not_available', 'behind'], 'a base of 0') FROM pace WHERE code = 'zero';
SELECT is(ARRAY[status_a::text, forecast_value::text, forecast_lower::text], ARRAY['moderate', '0', '0'], 'a target of 0; no forecast below it') FROM pace WHERE code = 'to_zero';
SELECT is(ARRAY[status_a::text, direction, status_d], ARRAY['moderate', 'good', 'on_track'], 'negative figures') FROM pace WHERE code = 'negative';
SELECT is(ARRAY[status_a::text, status_c::text, reason_a], ARRAY['not_available', 'not_available', 'the sign changes from base to current figure'], 'a change of sign')
FROM pace WHERE code = 'sign';
SELECT is(ARRAY[status_a::text, reason_a, status_d, actual_pace::text, index_d::text, expected_d::text, slope::text, last_direction, forecast_reason, baseline_basis, flat_years::text],
          ARRAY['not_available', 'fewer than two points', 'not_available', NULL, NULL, NULL, NULL, NULL, 'fewer than three points', 'earliest', '0'], 'one point') FROM pace WHERE code = 'one';
SELECT is(ARRAY[status_a::text, reason_a, status_d, points::text, current_year::text, forecast_reason, forecast_status::text, baseline_basis],
          ARRAY['not_available', 'no current figure', 'not_available', '0', NULL, 'no current figure', NULL, NULL], 'no figure') FROM pace WHERE code = 'none';
SELECT is(ARRAY[status_a::text, status_c::text, reason_a, index_d::text, status_d], ARRAY['not_available', 'not_available', 'base and target are equal', NULL, 'not_available'],
          'base equal to target, and lost since') FROM pace WHERE code = 'equal';
SELECT is(ARRAY[status_a::text, actual_pace::text], ARRAY['on_track', '33.333333333333'], 'quotients') FROM pace WHERE code = 'thirds';
SELECT is((SELECT count(*) FROM pace AS p
           CROSS JOIN LATERAL unnest(ARRAY[actual_pace, required_pace, pace_ratio, score_a, ratio_a, ratio_c, projected_c, index_d, expected_d, slope, forecast_value,
                                           forecast_lower, forecast_upper, last_change, last_change_percent]) AS n
           WHERE n IN ('NaN', 'Infinity', '-Infinity')), 0::bigint, 'never NaN or infinity');
SELECT is((SELECT count(*) FROM pace WHERE status_a IS NULL OR status_c IS NULL OR status_d IS NULL OR reason_a IS NULL OR reason_c IS NULL), 0::bigint, 'always a status and a reason');

-- ---------- breaks ----------

SELECT is(ARRAY[points::text, first_year::text, break_on::text, break_ahead::text, baseline_value::text, actual_pace::text, forecast_reason, cardinality(figures)::text],
          ARRAY['2', '2024', '2024-07-01', 'false', '60', '1', 'fewer than three points', '5'], 'figures before a break behind are shown, and not used') FROM pace WHERE code = 'behind';
SELECT is(ARRAY[baseline_basis, baseline_value::text], ARRAY['earliest', '60'], 'nor is a baseline before it') FROM pace WHERE code = 'old_base';
SELECT is(ARRAY[points::text, break_on::text, break_ahead::text, forecast_value::text, forecast_reason, status_a::text],
          ARRAY['5', '2027-01-01', 'true', NULL, 'the series breaks in 2027', 'moderate'], 'no forecast over a break ahead') FROM pace WHERE code = 'ahead';
SELECT is(ARRAY[points::text, first_year::text, break_on::text, break_ahead::text, forecast_reason],
          ARRAY['4', '2022', '2028-01-01', 'true', 'the series breaks in 2028'], 'the last of the breaks behind, and the one ahead') FROM pace WHERE code = 'both';
SELECT is(ARRAY[points::text, break_on::text, break_ahead::text, forecast_value::text], ARRAY['5', NULL, NULL, '68'], 'the break of another area') FROM pace WHERE code = 'elsewhere';
SELECT is(socpolicy.forecast_text(trend, goal), 'Chưa dự báo được năm 2030: chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm 2027.', 'the trend knows its break') FROM pace WHERE code = 'ahead';
SELECT is((SELECT break_on FROM target_pace(2024, '2026-06-30') WHERE code = 'behind'), '2024-07-01', 'a figure has the meaning of its last day');
SELECT is((SELECT ARRAY[points::text, break_ahead::text, forecast_reason] FROM target_pace(2023, '2026-06-30') WHERE code = 'behind'),
          ARRAY['3', 'true', 'the series breaks in 2024'], 'looked at from before, the break lies ahead');

-- ---------- levels, still, backwards, limits ----------

SELECT is(ARRAY[status_a::text, reason_a, status_c::text, reason_c, status_d, actual_pace::text, required_pace::text, slope::text, forecast_reason, flat_years::text],
          ARRAY['not_available', 'levels have no pace', 'not_available', 'levels have no pace', 'not_available', NULL, NULL, NULL, 'levels have no pace', '2'], 'levels')
FROM pace WHERE code = 'level';
SELECT is((SELECT status_a::text FROM (SELECT * FROM target_pace(2025, '2026-06-30')) AS p WHERE code = 'level' AND socpolicy.evaluate(current_value, '1 up') = 'met'), 'not_available',
          'a level short of its target');
SELECT is(ARRAY[flat_years::text, last_direction], ARRAY['2', 'flat'], 'stood still for two years') FROM pace WHERE code = 'flat';
SELECT results_eq($$SELECT code FROM pace WHERE last_direction = 'bad' AND current_year = 2025 ORDER BY sort_order$$, ARRAY['equal', 'worse', 'full'], 'went backwards');
SELECT is(ARRAY[forecast_value::text, forecast_upper::text, forecast_status::text], ARRAY['100', '100', 'met'], 'a percentage is not forecast over 100') FROM pace WHERE code = 'full';
SELECT ok(forecast_value > 140, 'unless it is over 100 already') FROM pace WHERE code = 'beyond';

-- ---------- which targets, which figures ----------

INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal)
SELECT indicator_id, 2, 'local', DATE '2024-12-31', '75', socpolicy.target '75 up by 2024' FROM indicator WHERE code = 'steady'
UNION ALL SELECT indicator_id, 2, 'local', '2025-12-31', '80', '80 up by 2025' FROM indicator WHERE code = 'steady'
UNION ALL SELECT indicator_id, 2, 'national', '2030-12-31', '80', '80 up by 2030' FROM indicator WHERE code IN ('steady', 'zero')
UNION ALL SELECT indicator_id, 1, 'national', '2030-12-31', '80', '80 up by 2030' FROM indicator WHERE code = 'zero'
UNION ALL SELECT indicator_id, 2, 'local', '2026-12-31', '-', NULL FROM indicator WHERE code = 'steady';
UPDATE indicator SET aggregation = 'sum' WHERE code = 'zero';
SELECT results_eq($$SELECT scope, due FROM target_pace(2025, '2026-06-30') WHERE code = 'steady' ORDER BY scope, due$$,
                  $$VALUES ('local', DATE '2025-12-31'), ('local', '2030-12-31'), ('national', '2030-12-31')$$, 'targets with a goal that are due at the end of the year or later');
SELECT results_eq($$SELECT area_id, scope FROM target_pace(2025, '2026-06-30') WHERE code = 'zero' ORDER BY 1$$, $$VALUES (1, 'national'), (2, 'local')$$,
                  'a national sum is not promised by a part');
SELECT is((SELECT ARRAY[forecast_value::text, forecast_reason, status_a::text, required_pace::text] FROM target_pace(2025, '2026-06-30') WHERE code = 'steady' AND due = '2025-12-31'),
          ARRAY[NULL, 'the due year has its figure', 'moderate', NULL], 'nothing is forecast for a year that has its figure');
SELECT is((SELECT ARRAY[points, baseline_year, current_year]  FROM target_pace(2025, '2026-06-30', since => 2023) WHERE code = 'steady' AND scope = 'national'), ARRAY[3, 2023, 2025],
          'since: only the last years');
SELECT is((SELECT ARRAY[baseline_basis, baseline_year::text] FROM target_pace(2025, '2026-06-30', since => 2023) WHERE code = 'given'), ARRAY['earliest', '2023'],
          'nor a baseline before them');
SELECT is((SELECT current_year FROM target_pace(2023, '2026-06-30') WHERE code = 'steady' AND scope = 'national'), 2023, 'figures up to the year');

INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT indicator_id, 2, p.first_day, p.last_day, p.source, 'official', p.value
FROM indicator, (VALUES (DATE '2025-10-01', DATE '2025-12-31', 1, 1), ('2025-01-01', '2025-06-30', 1, 2), ('2024-12-31', '2025-12-31', 1, 3),
                        ('2025-01-01', '2025-12-31', 3, 4), ('2024-01-01', '2024-12-31', 1, 77)) AS p (first_day, last_day, source, value)
WHERE code = 'steady';
SELECT is((SELECT figures FROM target_pace(2025, '2026-06-30') WHERE code = 'steady' AND scope = 'national'), '{70,72,74,77,78}',
          'whole years only, and of each year the source that counts first');
SELECT is((SELECT is_sample FROM target_pace(2025, '2026-06-30') WHERE code = 'steady' AND scope = 'national'), false, 'no invented figure is used');
SELECT is((SELECT points FROM target_pace(2025, '2026-06-30', '2020-01-01') WHERE code = 'none'), NULL, 'before anything was known there was no target');

-- ---------- method B ----------

SELECT is((SELECT count(colour_b) + count(arrow_b) + count(normalised_b) FROM pace), 0::bigint, 'without thresholds method B says nothing');
INSERT INTO indicator_threshold (indicator_id, lower, red, green, optimum, note)
SELECT indicator_id, 50, 60, 90, 100, 'đặt để thử' FROM indicator WHERE code IN ('steady', 'one');
SELECT is(ARRAY[normalised_b::numeric(5,1)::text, colour_b, arrow_b], ARRAY['56.0', 'yellow', 'moderately improving'], 'with them') FROM pace WHERE code = 'steady';
SELECT is(ARRAY[colour_b, arrow_b], ARRAY['red', 'not_available'], 'one point has a colour and no arrow') FROM pace WHERE code = 'one';
SELECT throws_ok(format('INSERT INTO indicator_threshold (indicator_id, lower, red, green, optimum, basis) SELECT indicator_id, %s FROM indicator WHERE code = ''zero''', v),
                 '23514', NULL, 'refused: ' || v)
FROM (VALUES ('0, 60, 50, 100, ''ours'''), ('0, 50, 50, 100, ''ours'''), ('0, 10, 50, 40, ''ours'''), ('0, 10, 50, ''Infinity'', ''ours'''),
             ('''NaN'', 10, 50, 90, ''ours'''), ('0, 10, 50, 90, ''document'''), ('0, 10, 50, 90, ''rumour''')) AS t (v);
SELECT lives_ok($$INSERT INTO indicator_threshold (indicator_id, lower, red, green, optimum) SELECT indicator_id, 90, 50, 10, 0 FROM indicator WHERE code = 'strict'$$, 'less may be better');

-- ---------- long, in words ----------

SELECT results_eq($$SELECT method, status, round(score, 2), round(ratio, 2), reason FROM pace_long(2025, '2026-06-30') WHERE code = 'given' ORDER BY method$$,
                  $$VALUES ('A', 'on_track', 5.00, 1.30, 'actual pace against needed pace'), ('B', 'not_available', NULL, NULL, 'no thresholds are set'),
                           ('C', 'on_track', NULL, 1.38, 'projected value against target'), ('D', 'on_track', 6.00, 1.20, 'status index against expected position')$$, 'one row per method');
SELECT results_eq($$SELECT status, reason FROM pace_long(2025, '2026-06-30') WHERE code = 'one' AND method IN ('B', 'D') ORDER BY method$$,
                  $$VALUES ('not_available', 'red'), ('not_available', 'fewer than two points')$$, 'what there is of one point');
SELECT is((SELECT count(*) FROM pace_long(2025, '2026-06-30') AS l WHERE l.reason IS NULL OR _pace_reason_vi(l.reason) = l.reason), 0::bigint, 'every reason has its Vietnamese words');
SELECT is((SELECT count(*) FROM target_pace(2025, '2026-06-30') AS l WHERE _pace_reason_vi(l.forecast_reason) = l.forecast_reason), 0::bigint, 'of no forecast, too');
SELECT is(ARRAY[text_vi, text_en], e.said, 'in words: ' || t.code || ' ' || t.due)
FROM (VALUES ('given', ARRAY['Với đà này, ước năm 2030 là 88% (mục tiêu 90%).', 'At this pace, the estimate for 2030 is 88% (target 90%).']),
             ('full', ARRAY['Với đà này, ước năm 2030 chạm giới hạn 100% (mục tiêu > 97%).', 'At this pace, the estimate for 2030 reaches its limit of 100% (target > 97%).']),
             ('ahead', ARRAY['Chưa dự báo được năm 2030: chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm 2027.', 'No forecast for 2030: the series breaks in 2027.']),
             ('level', ARRAY['Chưa dự báo được năm 2030: thang mức không có đà tăng, giảm.', 'No forecast for 2030: levels have no pace.']),
             ('none', ARRAY['Chưa dự báo được năm 2030: chưa có số liệu.', 'No forecast for 2030: no current figure.'])) AS e (code, said)
JOIN pace_text(2025, '2026-06-30') AS t ON t.code = e.code
ORDER BY t.sort_order;
SELECT is((SELECT text_vi FROM pace_text(2025, '2026-06-30') WHERE code = 'steady' AND due = '2025-12-31'),
          socpolicy.explain(78, '80 up by 2025', '2025-12-31', '%'), 'a year that has its figure gets its verdict');

-- ---------- as known at a moment ----------

UPDATE observation SET recorded_at = '2025-11-09 08:00+07';
UPDATE indicator_target SET recorded_at = '2024-07-02 08:00+07';
UPDATE observation AS o SET stage = 'official', value = 75, recorded_at = '2026-05-01 08:00+07'
FROM indicator AS i WHERE i.indicator_id = o.indicator_id AND i.code = 'steady' AND o.period_end = '2025-12-31' AND o.source_id = 2;
SELECT results_eq($$SELECT current_value, current_stage, last_direction FROM target_pace(2025, '2026-06-30', '2026-04-30 08:00+07')
                    WHERE code = 'steady' AND due = '2025-12-31'$$, $$VALUES (78.0, 'estimate', 'good')$$, 'the pace as known in April');
SELECT results_eq($$SELECT current_value, current_stage, last_direction FROM target_pace(2025, '2026-06-30') WHERE code = 'steady' AND due = '2025-12-31'$$,
                  $$VALUES (75.0, 'official', 'bad')$$, 'and as known now');
SELECT is((SELECT count(*) FROM target_pace(2025, '2026-06-30', '2024-07-01 00:00+07')), 0::bigint, 'before the targets were known there was no pace');

-- ---------- falls ----------

INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi, unit_id, measured, direction, direction_basis, aggregation)
SELECT 1, 1, c.code, 100 + c.n, c.code, unit_id, true, 'up', 'given', 'none'
FROM (VALUES ('fall', 1), ('stock', 2), ('fall_unknown', 3)) AS c (code, n), unit WHERE label = '%';
INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal)
SELECT indicator_id, a, 'local', '2025-12-31', '0,3', '0.3 up by 2025' FROM indicator, unnest('{2,3}'::integer[]) AS a WHERE code IN ('fall', 'fall_unknown');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT i.indicator_id, v.area, make_date(v.year, 1, 1), make_date(v.year, 12, 31), 2, 'official', v.value
FROM (VALUES ('fall', 2, 2025, 0.2), ('stock', 2, 2024, 0.25), ('fall', 3, 2025, 0.2), ('stock', 3, 2025, 1.3), ('fall_unknown', 2, 2025, 0.1)) AS v (code, area, year, value)
JOIN indicator AS i ON i.code = v.code;
INSERT INTO indicator_reduction (indicator_id, stock_id, note_vi, note_en)
SELECT i.indicator_id, s.indicator_id, 'mức giảm', 'fall'
FROM indicator AS i LEFT JOIN indicator AS s ON s.code = 'stock' AND i.code = 'fall' WHERE i.code IN ('fall', 'fall_unknown');
SELECT results_eq($$SELECT code, area_id, rule_status::text, fall, stock_before, stock_after, possible_fall, is_exhausted FROM reduction_check(2025, '2026-06-30') ORDER BY sort_order, area_id$$,
                  $$VALUES ('fall', 2, 'missed', 0.2, 0.25, 0.05, 0.25, true), ('fall', 3, 'missed', 0.2, 1.5, 1.3, 1.5, false),
                           ('fall_unknown', 2, 'missed', 0.1, NULL, NULL, NULL, NULL), ('fall_unknown', 3, 'no_data', NULL, NULL, NULL, NULL, NULL)$$,
                  'was enough left to fall: no, yes, nobody can say');
UPDATE indicator_reduction SET stated_stock = 0.5, stated_on = '2023-12-31', stated_area_id = 2 WHERE stock_id IS NULL;
SELECT is((SELECT is_exhausted FROM reduction_check(2025, '2026-06-30') WHERE code = 'fall_unknown' AND area_id = 2), NULL, 'a stated stock with a year missing since');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT indicator_id, 2, '2024-01-01', '2024-12-31', 2, 'official', 0.3 FROM indicator WHERE code = 'fall_unknown';
SELECT is((SELECT ARRAY[stock_before::text, stock_after::text, is_exhausted::text] FROM reduction_check(2025, '2026-06-30') WHERE code = 'fall_unknown' AND area_id = 2),
          ARRAY['0.2', '0.1', 'true'], 'a stated stock, less the falls since');
SELECT is((SELECT is_exhausted FROM reduction_check(2025, '2026-06-30') WHERE code = 'fall_unknown' AND area_id = 3), NULL, 'it says nothing of another area');
SELECT throws_ok($$UPDATE indicator_reduction SET stated_on = NULL WHERE stock_id IS NULL$$, '23514', NULL, 'a stated stock has its day and area');
SELECT lives_ok($$SELECT assess('fall', 'A', 2025, 'local', 'met', 'đã giảm hết hộ nghèo có thể giảm', 'nothing was left to reduce', '2026-01-15')$$, 'a person decides');
SELECT is((SELECT ARRAY[rule_status::text, status::text, (assessment_id IS NOT NULL)::text] FROM reduction_check(2025, '2026-06-30') WHERE code = 'fall' AND area_id = 2),
          ARRAY['missed', 'met', 'true'], 'both verdicts stand side by side');
SELECT throws_ok($$INSERT INTO indicator_reduction (indicator_id, stock_id, note_vi, note_en) SELECT indicator_id, indicator_id, 'x', 'x' FROM indicator WHERE code = 'one'$$,
                 '23514', NULL, 'nothing is its own stock');

-- ---------- for BI tools ----------

SELECT is((SELECT count(*) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
           WHERE c.relnamespace = 'regress_pace_bi'::regnamespace AND c.relname IN ('fact_pace', 'dim_progress_status') AND a.attnum > 0
             AND a.atttypid NOT IN ('integer'::regtype, 'smallint'::regtype, 'boolean'::regtype, 'double precision'::regtype, 'text'::regtype, 'date'::regtype, 'timestamptz'::regtype)),
          0::bigint, 'built-in types only');
SELECT is((SELECT count(*) FROM regress_pace_bi.dim_progress_status), 7::bigint, 'a row for each status');
SELECT set_eq($$SELECT unnest(enum_range(NULL::socpolicy.progress_status))::text UNION SELECT 'behind'$$, $$SELECT status_code FROM regress_pace_bi.dim_progress_status$$,
              'all the statuses there are');
SELECT is((SELECT count(*) FROM regress_pace_bi.fact_pace_as_of(2025)), (SELECT count(*) FROM target_pace(2025)), 'every row finds its labels');
SELECT is((SELECT ARRAY[count(*), count(DISTINCT (indicator_id, area_id, year, scope_code, due))] FROM regress_pace_bi.fact_pace WHERE year = 2025),
          ARRAY[count(*), count(*)], 'one row per indicator, area, year, scope and due date') FROM target_pace(2025);
SELECT is((SELECT min(year) FROM regress_pace_bi.fact_pace), 2024, 'from the year of the plan');
SELECT is((SELECT count(*) FROM regress_pace_bi.fact_pace AS f CROSS JOIN LATERAL unnest(ARRAY[f.actual_pace, f.ratio_a, f.ratio_c, f.index_d, f.forecast_value, f.slope]) AS n
           WHERE n IN ('NaN', 'Infinity', '-Infinity')), 0::bigint, 'no NaN or infinity in a fact');

-- ---------- one pass ----------

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE 'EXPLAIN ' || query;
END
$$;
SELECT is((SELECT count(*) FROM pg_temp.plan_of('SELECT * FROM regress_pace.target_pace(2025)') AS l WHERE l LIKE '%Function Scan on target_pace%'), 0::bigint, 'target_pace is inlined');

SELECT * FROM finish();
ROLLBACK;
