-- What was known when: figures, targets, leads and verdicts as of a moment.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET datestyle = ISO;

BEGIN;
SELECT plan(72);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\o
SET search_path = policy, public;
SET timezone = 'Asia/Ho_Chi_Minh';

-- As if the plan had been entered three days after it was signed.
UPDATE indicator_target SET recorded_at = '2024-07-05 08:00+07';
UPDATE responsibility SET recorded_at = '2024-07-05 08:00+07';
UPDATE agency SET recorded_at = '2024-07-05 08:00+07';
UPDATE area SET recorded_at = '2024-07-05 08:00+07';
UPDATE area_parent SET recorded_at = '2024-07-05 08:00+07';
INSERT INTO source (code, name_vi, precedence) VALUES ('BC', 'Báo cáo của ngành', 10);

-- The day that is asked about.
SELECT is(_as_of_day('2025-01-02', '2026-01-01 00:00+07'), '2025-01-02', 'a day that is given');
SELECT is(_as_of_day(NULL, '2025-11-09 17:30Z'), '2025-11-10', 'the day of the moment in Vietnam');
SELECT is(_as_of_day(NULL, NULL), today(), 'today');
SELECT results_eq($$
    SELECT q.said, _believed_in_force(q.first_day, q.last_day, '2025-03-05 00:00+07', q.closed, q.day, q.known)
    FROM (VALUES
        (1, NULL::date, NULL::date, NULL::timestamptz, '2025-01-01'::date, NULL::timestamptz),
        (2, NULL, NULL, NULL, '2025-01-01', '2025-03-04 23:59+07'),
        (3, NULL, NULL, NULL, '2025-01-01', '2025-03-05 00:00+07'),
        (4, '2025-01-01', '2025-06-30', NULL, '2025-06-30', NULL),
        (5, '2025-01-01', '2025-06-30', NULL, '2025-07-01', NULL),
        (6, '2025-01-01', '2025-06-30', NULL, '2024-12-31', NULL),
        (7, '2025-01-01', '2025-06-30', '2025-08-01 00:00+07', '2025-07-01', NULL),
        (8, '2025-01-01', '2025-06-30', '2025-08-01 00:00+07', '2025-07-01', '2025-07-31 00:00+07'),
        (9, '2025-01-01', '2025-06-30', '2025-08-01 00:00+07', '2025-07-01', '2025-08-01 00:00+07'),
        (10, '2025-01-01', '2025-06-30', NULL, '2025-07-01', '2025-07-31 00:00+07')
    ) AS q (said, first_day, last_day, closed, day, known) ORDER BY 1$$,
    $$VALUES (1, true), (2, false), (3, true), (4, true), (5, false), (6, false), (7, false), (8, true), (9, false), (10, false)$$,
    'in force on a day, as known at a moment');
SELECT is(_believed_last_day('2025-06-30', '2025-08-01', '2025-07-31'), NULL, 'a last day that was not known yet');
SELECT is(_believed_last_day('2025-06-30', '2025-08-01', '2025-08-01'), '2025-06-30'::date, 'and once it was');
SELECT is(_believed_last_day('2025-06-30', NULL, '2024-01-01'), '2025-06-30'::date, 'known from the start');

-- One figure at a time.
SELECT is(revise_figure('4.1', '75', '2025', 'ước', 'bc', 57), 'added', 'the estimate of November');
SELECT is((SELECT (value, stage, period_start, period_end, recorded_by)::text FROM figure JOIN source USING (source_id) WHERE code = 'BC'),
          format('(57,estimate,2025-01-01,2025-12-31,%s)', current_user), 'is in force');
UPDATE observation SET recorded_at = '2025-11-08 09:00+07' WHERE source_id = (SELECT source_id FROM source WHERE code = 'BC');
SELECT is(revise_figure('4.1', '75', 'Năm 2025', 'estimate', 'BC', 57.0), 'unchanged', 'the same figure changes nothing');
SELECT is_empty('SELECT 1 FROM observation_history', 'and leaves no history');
SELECT is(revise_figure('4.1', '75', '2025', 'chính thức', 'BC', numerator => 831, denominator => 1500, note => 'niên giám'), 'revised', 'the official figure');
SELECT results_eq($$SELECT version, stage, value, is_computed, previous_stage, previous_value, note,
                           believed_from = '2025-11-08 09:00+07', believed_to IS NULL
                    FROM figure_history JOIN source USING (source_id) WHERE code = 'BC' ORDER BY version$$,
    $$VALUES (1::bigint, 'estimate', 57::numeric, false, NULL, NULL::numeric, NULL, true, false),
             (2, 'official', 55.4, true, 'estimate', 57, 'niên giám', false, true)$$,
    'every version with what it replaced');
SELECT is((SELECT h.believed_to FROM observation_history AS h), (SELECT o.recorded_at FROM observation AS o JOIN source USING (source_id) WHERE code = 'BC'),
          'belief passes from one to the other without a gap');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', numerator => 831, denominator => 1500), 'unchanged', 'no note keeps the note');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2025', 'ước', 'BC', 60)$$, '55000',
    'there is a figure of stage official, which one of stage estimate never replaces', 'an estimate after the official figure');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 55.5), 'revised', 'an official figure may be corrected');
SELECT is((SELECT count(*) FROM figure_history JOIN source USING (source_id) WHERE code = 'BC' AND believed_from >= believed_to), 0::bigint, 'no inverted span');
-- A note belongs to its version.
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 55.5, note => 'công văn 7'), 'revised', 'the same figure with a note');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 55.5), 'unchanged', 'no note says nothing about it');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 55.5, note => ''), 'revised', 'an empty one clears it');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 55.5, note => ''), 'unchanged', 'once');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 55.6, note => 'công văn 8'), 'revised', 'another figure with a note');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 55.5), 'revised', 'and one without');
SELECT is((SELECT string_agg(coalesce(note, '-'), ', ' ORDER BY version) FROM figure_history JOIN source USING (source_id) WHERE code = 'BC' AND value IN (55.5, 55.6)),
          '-, công văn 7, -, công văn 8, -', 'each version has its own');
-- The clock was set back: what comes later is later.
SAVEPOINT clock;
UPDATE observation SET recorded_at = '2099-01-01 00:00Z' WHERE source_id = (SELECT source_id FROM source WHERE code = 'BC');
SELECT is(revise_figure('4.1', '75', '2025', 'official', 'BC', 58), 'revised', 'a figure recorded before the clock was set back');
SELECT results_eq($$SELECT h.believed_to, o.recorded_at FROM observation AS o JOIN observation_history AS h USING (indicator_id, area_id, period_end, period_start, source_id)
                    WHERE o.recorded_at > '2098-01-01' AND h.believed_from = '2099-01-01 00:00Z'$$,
    $$VALUES ('2099-01-01 00:00:00.000001Z'::timestamptz, '2099-01-01 00:00:00.000001Z'::timestamptz)$$, 'is followed a microsecond later');
SELECT assess('4.1', '75', 2025, 'local', 'met', 'trước') AS first_one, sign_report('230/KH-UBND', 2025) AS first_report \gset
UPDATE assessment SET recorded_at = '2099-01-01 00:00Z';
UPDATE signed_report SET signed_at = '2099-01-01 00:00Z';
SELECT assess('4.1', '75', 2025, 'local', 'missed', 'sau') AS second_one, sign_report('230/KH-UBND', 2025) AS second_report \gset
SELECT is((SELECT status::text FROM verdict_as_of(2025) WHERE code = '4.1' AND scope = 'local'), 'missed', 'the assessment made later counts');
SELECT is((SELECT DISTINCT signed_report_id FROM report_as_signed('230/KH-UBND', 2025)), :second_report, 'and the report signed later');
SELECT is((SELECT count(*) FROM doctor() WHERE code = 'belief_overlap'), 0::bigint, 'no span overlaps');
ROLLBACK TO clock;
SELECT is(revise_figure('4.8', '75', '2024', 'official', 'BC', level => 'tiểu học'), 'added', 'a level by its word');
SELECT is((SELECT value FROM figure JOIN source USING (source_id) WHERE code = 'BC' AND period_end = '2024-12-31'), 1::numeric, 'is its rank');

SELECT throws_ok($$SELECT revise_figure('99.9', '75', '2025', 'ước', 'BC', 1)$$, '42704', 'there is no indicator "99.9"', 'unknown indicator');
SELECT throws_ok($$SELECT revise_figure('7.4', '75', '2025', 'ước', 'BC', 1)$$, '22023', 'indicator "7.4" is a heading: figures belong to its sub-rows', 'a heading');
SELECT throws_ok($$SELECT revise_figure('4.1', '99', '2025', 'ước', 'BC', 1)$$, '42704', 'there is no area "99" on 2025-12-31', 'unknown area');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', 'hôm nay', 'ước', 'BC', 1)$$, '22023', 'the period cannot be read: "hôm nay"', 'unreadable period');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2025', 'chắc', 'BC', 1)$$, '22023', 'the stage cannot be read: "chắc"', 'unreadable stage');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2025', 'ước', 'XX', 1)$$, '42704', 'there is no source "XX"', 'unknown source');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2025', 'ước', 'BC')$$, '22023', 'neither a value nor both counts', 'nothing');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2025', 'ước', 'BC', numerator => 1)$$, '22023', 'numerator and denominator come together', 'half of the counts');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2025', 'ước', 'BC', numerator => 1, denominator => 0)$$, '22023', 'the denominator must be greater than 0', 'a denominator of 0');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2021', 'ước', 'BC', 'NaN')$$, '23514', NULL, 'NaN');
SELECT throws_ok($$SELECT revise_figure('4.8', '75', '2025', 'official', 'BC', 1)$$, '22023', 'indicator "4.8" needs a level of its scale', 'a number for a level');
SELECT throws_ok($$SELECT revise_figure('4.1', '75', '2025', 'official', 'BC', level => 'cao')$$, '22023', 'indicator "4.1" has no scale of levels', 'a level for a number');

-- The question whose answer changed: was 4.1 (56 by 2025) kept?
SELECT is((SELECT (value, stage, status)::text FROM verdict_as_of(2025, known_at => '2025-11-30 17:00+07') WHERE code = '4.1' AND scope = 'local'),
          '(57,estimate,exceeded)', 'as known when the report was due');
SELECT is((SELECT (value, stage, status)::text FROM verdict_as_of(2025) WHERE code = '4.1' AND scope = 'local'),
          '(55.5,official,missed)', 'as known today');
SELECT is((SELECT status::text FROM verdict_as_of(2025, known_at => '2025-11-08 08:59+07') WHERE code = '4.1' AND scope = 'local'),
          'not_due', 'a minute before the estimate came in: a year that has not ended misses nothing');
SELECT is_empty($$SELECT 1 FROM verdict_as_of(2025, known_at => '2024-07-05 07:59+07')$$, 'before the plan was entered');
SELECT results_eq($$SELECT count(*), count(value) FROM verdict_as_of(2025, known_at => '2025-11-30 17:00+07')$$,
    'VALUES (196::bigint, 2::bigint)', 'all indicators, and the one figure that was there in both scopes');
SELECT bag_eq($$SELECT * FROM verdict_as_of('Năm 2025')$$, 'SELECT * FROM verdict_as_of(2025)', 'a year is a period like any other');
SELECT bag_eq('SELECT * FROM verdict_as_of(2025, today(), clock_timestamp())', 'SELECT * FROM verdict_as_of(2025)', 'as of now too');
SELECT bag_eq('SELECT * FROM figure_as_of()', 'SELECT * FROM figure', 'figure_as_of without a moment is figure');
SELECT is((SELECT count(*) FROM figure_as_of('2025-11-30 17:00+07')), 1::bigint, 'one figure was known');
SELECT is((SELECT count(*) FROM figure_as_of((SELECT recorded_at FROM observation JOIN source USING (source_id) WHERE code = 'BC' AND period_end = '2025-12-31')) JOIN source USING (source_id) WHERE code = 'BC' AND period_end = '2025-12-31'),
          1::bigint, 'at the moment of a revision there is one figure, not two');

-- Targets, leads and places as of.
SELECT is((SELECT count(*) FROM target_as_of('2024-07-01')), 0::bigint, 'no target before the plan');
SELECT is((SELECT count(*) FROM target_as_of('2024-07-02')), 408::bigint, 'all cells from its day on');
SELECT is((SELECT count(*) FROM target_as_of('2024-07-02', '2024-07-04 00:00+07')), 0::bigint, 'which nobody had entered yet');
SELECT is((SELECT count(*) FROM responsibility_as_of('2024-12-31') AS r JOIN agency AS a USING (agency_id) WHERE a.code = 'LDTBXH' AND role = 'lead'),
          23::bigint, 'Sở LĐ-TB&XH led 23 at the end of 2024');
SELECT is((SELECT count(*) FROM agency_as_of('2024-12-31')), 23::bigint, 'agencies');
SELECT is((SELECT string_agg(code, ',' ORDER BY code) FROM area_as_of('2024-12-31')), '75,VN', 'areas');
SELECT is((SELECT count(*) FROM area_parent_as_of('2024-12-31')), 1::bigint, 'and what belongs to what');
SELECT is((SELECT count(*) FROM target_history WHERE version > 1), 0::bigint, 'no target was amended yet');

-- A lead that does not exist on the day.
INSERT INTO agency (code, name_vi, valid_from, valid_to) VALUES ('NEW', 'Sở Mới', '2025-03-01', '2025-12-31');
SELECT throws_ok($$INSERT INTO responsibility (indicator_id, agency_id, role, valid_from)
    SELECT require_indicator('9.1'), agency_id, 'lead', '2025-02-28' FROM agency WHERE code = 'NEW'$$, '23514',
    'agency "NEW" does not exist on 2025-02-28', 'not yet');
SELECT throws_ok($$INSERT INTO responsibility (indicator_id, agency_id, role, valid_from)
    SELECT require_indicator('9.1'), agency_id, 'lead', '2026-01-01' FROM agency WHERE code = 'NEW'$$, '23514',
    'agency "NEW" does not exist on 2026-01-01', 'no more');
SELECT throws_ok($$INSERT INTO responsibility (indicator_id, agency_id, role)
    SELECT require_indicator('9.1'), agency_id, 'lead' FROM agency WHERE code = 'NEW'$$, '23514',
    'agency "NEW" does not exist on the first day', 'not since ever');
SELECT lives_ok($$INSERT INTO responsibility (indicator_id, agency_id, role, valid_from)
    SELECT require_indicator('9.1'), agency_id, 'lead', '2025-03-01' FROM agency WHERE code = 'NEW'$$, 'from its first day');

-- An area by the code it bore on another day.
INSERT INTO area (code, name_vi, level, valid_to) VALUES ('X', 'cũ', 'district', '2025-06-30');
INSERT INTO area (code, name_vi, level, valid_from) VALUES ('X', 'mới', 'commune', '2025-07-01');
SELECT results_eq($$SELECT q.said, a.name_vi FROM (VALUES (1, 'X'), (2, 'X@2024'), (3, ' X@2025-06-30 '), (4, 'X@2025-07-01'), (5, 'X@2025'),
                          (6, 'X@2025-13-01'), (7, 'X@'), (8, '@2024'), (9, 'X@2025-06-31')) AS q (said, code)
                    LEFT JOIN area AS a ON a.area_id = area_at(q.code, '2026-01-01') ORDER BY 1$$,
    $$VALUES (1, 'mới'), (2, 'cũ'), (3, 'cũ'), (4, 'mới'), (5, 'mới'), (6, NULL), (7, NULL), (8, NULL), (9, 'mới')$$,
    'code, code@year and code@day');
SELECT is(revise_figure('4.1', 'X@2024', '2025', 'ước', 'BC', 50), 'added', 'a figure of an extent that is no more');
INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES ('4.2', 'X@2024', '2025', '2,5', 'ước', 'BC');
SELECT is_empty('SELECT * FROM load_figures()', 'the loader knows the notation too');
SELECT results_eq($$SELECT DISTINCT a.name_vi FROM figure JOIN area AS a USING (area_id) WHERE code = 'X'$$, $$VALUES ('cũ')$$, 'both are of the old extent');

-- As-of functions inline: no function scans, figures by their key.
CREATE FUNCTION pg_temp.plan_of(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN RETURN QUERY EXECUTE 'EXPLAIN (COSTS OFF) ' || query; END $$;
SET enable_seqscan = off;
SELECT is_empty($$SELECT p FROM pg_temp.plan_of('SELECT * FROM verdict_as_of(2025, ''2025-12-31'', now())') AS p WHERE p LIKE '%Function Scan%' AND p !~ 'Function Scan on (p|unnest e)$'$$, 'verdict_as_of inlines but for its list of periods');
SELECT is((SELECT count(*) FROM pg_temp.plan_of('SELECT * FROM figure_as_of(now()) WHERE indicator_id = 5 AND area_id = 2 AND period_end = ''2025-12-31''') AS p
           WHERE p ~ 'Index Scan using observation(_history)?_pkey'), 2::bigint, 'figure_as_of reads both tables by their keys');

SELECT * FROM finish();
ROLLBACK;
