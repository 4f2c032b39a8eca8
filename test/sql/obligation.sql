-- Who owes a report by when, who was late, and what a signed report keeps.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(76);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/load_reports.sql
\o
SET client_min_messages = warning;
SET search_path = policy, public;

-- Days.
SELECT is(local_day('2024-11-09 16:59:59.999999Z'), '2024-11-09'::date, 'the last moment of 9 November');
SELECT is(local_day('2024-11-09 17:00Z'), '2024-11-10'::date, 'and the first of the 10th');
SELECT is(local_day('2024-11-09 17:30Z'), '2024-11-10'::date, '17:30Z on the 9th is already the 10th');
SET TIME ZONE 'America/New_York';
SELECT is(local_day('2024-11-09 17:30Z'), '2024-11-10'::date, 'wherever the session is');
SELECT is((SELECT days_late FROM late_reports(2024) WHERE agency_code = 'BHXH'), 1, 'and a report of that moment is a day late');
RESET TIME ZONE;
SELECT is(_last_reporting_day(2024, 11, 10, false), '2024-11-09'::date, 'before the 10th is the 9th');
SELECT is(_last_reporting_day(2024, 11, 10, true), '2024-11-10'::date, 'unless the setting includes it');
SELECT is(_last_reporting_day(2024, 2, 29, true), '2024-02-29'::date, 'a leap day');
SELECT is(_last_reporting_day(2025, 2, 29, true), '2025-02-28'::date, 'is the last of February in a common year');
SELECT is(_last_reporting_day(2024, 3, 1, false), '2024-02-29'::date, 'before 1 March of a leap year');
SELECT is(_last_reporting_day(2025, 3, 1, false), '2025-02-28'::date, 'and of a common one');
SELECT is(_last_reporting_day(2025, 1, 1, false), '2024-12-31'::date, 'before New Year');
SELECT is(_last_reporting_day(NULL, 1, 1, false), NULL, 'no year, no day');
SELECT results_eq($$
    SELECT y, d, extract(isodow FROM _last_reporting_day(y, 11, d, true))::integer
    FROM generate_series(2024, 2026) AS y, unnest(ARRAY[10, 30]) AS d ORDER BY 1, 2$$,
    $$VALUES (2024, 10, 7), (2024, 30, 6), (2025, 10, 1), (2025, 30, 7), (2026, 10, 2), (2026, 30, 1)$$,
    'weekdays of the deadlines, which move nothing');

-- The cycles of the plan.
SELECT results_eq($$SELECT c.tier, c.month, c.day, c.day_included, t.code, r.code
    FROM report_cycle AS c JOIN agency AS t ON t.agency_id = consolidator_id JOIN agency AS r ON r.agency_id = addressee_id
    ORDER BY 1$$,
    $$VALUES (1, 11, 10, false, 'LDTBXH', 'UBNDT'), (2, 11, 30, false, 'LDTBXH', 'BTVTU')$$, 'both tiers');
SELECT is_empty('SELECT FROM report_obligation(2023)', 'the first cycle is 2024');
SELECT results_eq('SELECT tier, count(*), min(last_day) FROM report_obligation(2024) GROUP BY 1 ORDER BY 1',
    $$VALUES (1, 28::bigint, DATE '2024-11-09'), (2, 1, DATE '2024-11-29')$$, '28 bodies and the consolidator owe in 2024');
SELECT results_eq('SELECT a.code FROM report_obligation(2024) JOIN agency AS a USING (agency_id) WHERE tier = 2', $$VALUES ('LDTBXH')$$,
    'the consolidator owes the second tier');
SELECT is_empty($$SELECT FROM report_obligation(2024) JOIN agency AS a USING (agency_id) WHERE tier = 1 AND a.code IN ('LDTBXH', 'MTTQ', 'UBNDH')$$,
    'no report to itself, none from the Front, none from a collective body');
SELECT is((SELECT count(*) FROM report_obligation(2024) JOIN agency AS a USING (agency_id) WHERE a.code LIKE 'UBND7%'), 11::bigint,
    'eleven districts and cities, each by itself');
SELECT is((SELECT count(*) FROM report_obligation(2025) JOIN agency AS a USING (agency_id) WHERE a.code LIKE 'UBND7%'), 0::bigint,
    'which are no more in November 2025');
SELECT throws_ok($$UPDATE report_cycle SET addressee_id = consolidator_id$$, '23514', NULL, 'nobody reports to the consolidator as addressee');
SELECT throws_ok($$UPDATE report_cycle SET month = 2, day = 30$$, '23514', NULL, '30 February');
SELECT lives_ok($$UPDATE report_cycle SET month = 2, day = 29 WHERE false$$, 'the leap day may be a deadline');
SELECT throws_ok($$INSERT INTO report_cycle (plan_id, tier, title_vi, consolidator_id, addressee_id, month, day, valid_from)
    SELECT plan_id, tier, 'x', consolidator_id, addressee_id, 12, 1, '2025-01-01' FROM report_cycle$$, '23P01', NULL, 'two deadlines of one tier at once');
SELECT throws_ok($$SELECT enter_roster('230/KH-UBND', 'YT', '2025-01-01')$$, '23P01', NULL, 'twice on the roster');

-- Who reported on 2024, and when.
SELECT results_eq('SELECT agency_code, days_late FROM late_reports(2024) ORDER BY 2',
    $$VALUES ('BHXH', 1), ('XD', 2), ('VHTTDL', 4), ('UBND742', 6)$$, 'four were late');
SELECT is((SELECT on_time FROM obligation_status(2024) WHERE agency_code = 'NNPTNT'), true, '23:30 on the 9th is on time');
SELECT results_eq($$SELECT agency_code, days_overdue FROM missing_reports(2024, '2024-11-20') ORDER BY 1$$,
    $$VALUES ('BDT', 11), ('UBND736', 11)$$, 'two never came');
SELECT results_eq($$SELECT agency_code, days_overdue FROM missing_reports(2024, '2024-11-12') ORDER BY 1$$,
    $$VALUES ('BDT', 3), ('UBND736', 3), ('UBND742', 3), ('VHTTDL', 3)$$, 'on the 12th two more had not come yet');
SELECT is_empty($$SELECT FROM missing_reports(2024, '2024-11-09')$$, 'on the last day nobody is late');
SELECT is((SELECT count(*) FROM missing_reports(2024, '2024-11-10')), 5::bigint, 'on the 10th five are: one sends that day');
SELECT results_eq($$SELECT agency_code, late_years, missing_years, days_late FROM repeatedly_late(2024, 2025, '2025-12-31') ORDER BY 1$$,
    $$VALUES ('BHXH', '{2024,2025}'::integer[], '{}'::integer[], 10::bigint), ('VHTTDL', '{2024,2025}', '{}', 7)$$, 'two were late in both years');
SELECT is_empty($$SELECT FROM repeatedly_late(2024, 2025, '2025-11-01')$$, 'but nobody before the second deadline');

-- Rates.
SELECT is(_rate_of(26, 28), 100.0 * 26 / 28, 'a rate');
SELECT is(_rate_of(30, 28), 100::numeric, 'is 100 at most');
SELECT is(_rate_of(0, 28), 0::numeric, 'nothing came');
SELECT is(_rate_of(0, 0), NULL, 'nothing was expected');
SELECT results_eq($$SELECT level, tier, expected, actual, round(rate, 2) FROM reporting_rate(2024) WHERE level <> 'agency' ORDER BY 1, 2$$,
    $$VALUES ('plan', NULL::integer, 29::bigint, 27::bigint, 93.10), ('tier', 1, 28, 26, 92.86), ('tier', 2, 1, 1, 100.00)$$, 'of 2024');
SELECT results_eq($$SELECT level, tier, expected, actual, round(rate, 2) FROM reporting_rate_on_time(2024) WHERE level <> 'agency' ORDER BY 1, 2$$,
    $$VALUES ('plan', NULL::integer, 29::bigint, 23::bigint, 79.31), ('tier', 1, 28, 22, 78.57), ('tier', 2, 1, 1, 100.00)$$, 'and on time');
SELECT results_eq($$SELECT level, tier, expected, rate FROM reporting_rate(2023) ORDER BY 1, 2$$,
    $$VALUES ('plan', NULL::integer, 0::bigint, NULL::numeric), ('tier', 1, 0, NULL), ('tier', 2, 0, NULL)$$, 'nothing was expected in 2023');
SELECT results_eq($$SELECT a.code, r.rate, t.rate FROM reporting_rate(2024) AS r JOIN reporting_rate_on_time(2024) AS t USING (level, plan_id, tier, agency_id)
    JOIN agency AS a USING (agency_id) WHERE level = 'agency' AND a.code IN ('YT', 'XD', 'BDT') ORDER BY 1$$,
    $$VALUES ('BDT', 0::numeric, 0::numeric), ('XD', 100, 0), ('YT', 100, 100)$$, 'by agency');
SELECT is((SELECT count(*) FROM reporting_rate(2024) WHERE level = 'agency'), 29::bigint, 'each that owes');

-- The boundary is a setting in one place.
SAVEPOINT boundary;
UPDATE report_cycle SET day_included = true;
SELECT results_eq('SELECT agency_code, days_late FROM late_reports(2024) ORDER BY 2',
    $$VALUES ('XD', 1), ('VHTTDL', 3), ('UBND742', 5)$$, 'with the 10th included a day less, and one report on time');
ROLLBACK TO boundary;

-- The roster as of the last day; dead bodies owe nothing.
SAVEPOINT roster;
UPDATE agency SET valid_to = '2024-11-08' WHERE code = 'TP';
UPDATE agency SET valid_to = '2024-11-09' WHERE code = 'YT';
SELECT is_empty($$SELECT FROM obligation_status(2024) WHERE agency_code = 'TP'$$, 'a body that ended before the last day owes nothing');
SELECT isnt_empty($$SELECT FROM obligation_status(2024) WHERE agency_code = 'YT'$$, 'one that ended on it does');
SELECT results_eq($$SELECT agency_code FROM roster_on_deadline(2024) WHERE NOT existed$$, $$VALUES ('TP')$$, 'the roster shows who did not exist');
SELECT lives_ok($$SELECT leave_roster('230/KH-UBND', 'TK', '2024-11-08')$$, 'a body leaves the roster');
SELECT is_empty($$SELECT FROM obligation_status(2024) WHERE agency_code = 'TK'$$, 'and owes nothing');
SELECT throws_ok($$SELECT leave_roster('230/KH-UBND', 'TK', '2024-11-08')$$, 'P0002', NULL, 'once');
ROLLBACK TO roster;

-- What is known at a moment.
SELECT clock_timestamp() AS before_late_entry \gset
SELECT lives_ok($$SELECT submit_report('230/KH-UBND', 2024, 'BDT', '2024-11-21 10:00+07')$$, 'a report recorded late');
SELECT is((SELECT days_late FROM obligation_status(2024) WHERE agency_code = 'BDT'), 12, 'is 12 days late');
SELECT is((SELECT days_late FROM obligation_status(2024, :'before_late_entry') WHERE agency_code = 'BDT'), NULL, 'and was missing before it was recorded');
SELECT throws_ok($$SELECT submit_report('1/KH', 2024, 'YT')$$, '42704', 'there is no plan "1/KH"', 'no such plan');
SELECT throws_ok($$SELECT submit_report('230/KH-UBND', 2024, 'XYZ')$$, '42704', 'there is no agency "XYZ"', 'no such agency');

-- Corrections are rows.
SELECT report_submission_id AS wrong FROM report_submission JOIN agency USING (agency_id) WHERE code = 'YT' AND year = 2024 \gset
SELECT submit_report('230/KH-UBND', 2024, 'YT', '2024-11-14 09:10+07', corrects_id => :wrong) AS corrected \gset
SELECT is((SELECT days_late FROM obligation_status(2024) WHERE agency_code = 'YT'), 5, 'a correction counts instead');
SELECT is((SELECT days_late FROM obligation_status(2024, :'before_late_entry') WHERE agency_code = 'YT'), 0, 'but not before it was made');
SELECT submit_report('230/KH-UBND', 2024, 'YT', NULL, corrects_id => :corrected) AS voided \gset
SELECT isnt_empty($$SELECT FROM missing_reports(2024, '2024-12-31') WHERE agency_code = 'YT'$$, 'nothing was received after all');
SELECT throws_ok(format($$SELECT submit_report('230/KH-UBND', 2024, 'GDDT', NULL, corrects_id => %s)$$, :voided), '23503', NULL, 'a correction is of the same body');
SELECT throws_ok($$SELECT submit_report('230/KH-UBND', 2024, 'YT', NULL)$$, '23514', NULL, 'nothing received is no report');

-- The consolidator is replaced; earlier years keep the old one.
UPDATE agency SET valid_to = '2025-06-30' WHERE code = 'UBND731';
SELECT throws_ok($$SELECT replace_consolidator('230/KH-UBND', 'UBND731', '2025-07-01')$$, '42704', NULL, 'by a body that exists');
SELECT lives_ok($$SELECT replace_consolidator('230/KH-UBND', 'TP', '2025-03-01')$$, 'another consolidator');
SELECT results_eq($$SELECT o.year, o.tier, a.code, c.code FROM (SELECT * FROM report_obligation(2024) UNION ALL SELECT * FROM report_obligation(2025)) AS o
    JOIN agency AS a ON a.agency_id = o.agency_id JOIN agency AS c ON c.agency_id = consolidator_id
    WHERE a.code IN ('TP', 'LDTBXH') ORDER BY 1, 2$$,
    $$VALUES (2024, 1, 'TP', 'LDTBXH'), (2024, 2, 'LDTBXH', 'LDTBXH'), (2025, 2, 'TP', 'TP')$$, 'it owes the second tier and no longer the first');

-- Signing.
CREATE TEMPORARY TABLE stood AS SELECT * FROM verdict_as_of(2025);
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('400/BC-UBND', 'Báo cáo', '2025-11-28', 'UBND tỉnh');
SELECT sign_report('230/KH-UBND', 2025, document_id => (SELECT document_id FROM document WHERE number = '400/BC-UBND'), signer => 'Nguyễn Văn A') AS report \gset
SELECT is((SELECT count(*) FROM signed_report_row WHERE signed_report_id = :report), 196::bigint, 'a signed report keeps every verdict');
SELECT is_empty(format($$SELECT indicator_id, area_id, scope, value, status, due, gap, attainment, lead_agency_ids FROM signed_report_row WHERE signed_report_id = %s
    EXCEPT SELECT indicator_id, area_id, scope, value, status, due, gap, attainment, lead_agency_ids FROM stood$$, :report), 'as it stood');
CREATE TEMPORARY TABLE printed AS SELECT * FROM report_as_signed('230/KH-UBND', 2025);
SELECT results_eq('SELECT code FROM printed WHERE scope = ''local'' LIMIT 3', $$VALUES ('1.1'), ('2.1'), ('2.2')$$, 'in printed order');

-- Everything under it changes.
INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source)
SELECT code, '75', '2025', '1', 'chính thức', 'MAU' FROM indicator WHERE code IN ('1.1', '2.1');
SELECT count(*) AS ignored FROM load_figures() \gset
UPDATE indicator SET name_vi = 'tên khác', weight = 2;
UPDATE agency SET name_vi = name_vi || ' cũ';
SAVEPOINT without_targets;
UPDATE indicator_target SET valid_to = '2024-12-31';
SELECT is_empty($$(SELECT t::text FROM printed AS t EXCEPT SELECT t::text FROM report_as_signed('230/KH-UBND', 2025) AS t)
    UNION ALL (SELECT t::text FROM report_as_signed('230/KH-UBND', 2025) AS t EXCEPT SELECT t::text FROM printed AS t)$$,
    'the signed report is what it was');
ROLLBACK TO without_targets;
SELECT set_eq(format('SELECT DISTINCT code, value_now FROM changed_since_signing(%s)', :report),
    $$VALUES ('1.1', 1::numeric), ('2.1', 1)$$, 'what changed since is told');

-- Signed without figures: which indicators lacked a value.
SELECT sign_report('230/KH-UBND', 2026, 'local') AS empty_report \gset
SELECT is((SELECT count(*) FROM indicators_without_value(:empty_report)), 98::bigint, 'all lacked a value in 2026');
SELECT is_empty(format('SELECT FROM signed_report_row WHERE signed_report_id = %s AND scope <> ''local''', :empty_report), 'one scope only');
SELECT results_eq($$SELECT signed_report_id FROM report_as_signed('230/KH-UBND', 2025, (SELECT min(signed_at) - interval '1 second' FROM signed_report))$$,
    'SELECT 1 WHERE false', 'before it was signed there was no report');
SELECT throws_ok($$SELECT sign_report('230/KH-UBND', 2025, 'both')$$, '23514', NULL, 'an unknown scope');

-- Open duties.
UPDATE agency SET valid_to = '2025-02-28' WHERE code = 'TTTT';
SELECT isnt_empty($$SELECT FROM duties_without_lead('2025-03-01') AS d JOIN agency AS a ON a.agency_id = d.last_lead_id
    WHERE a.code = 'TTTT' AND d.last_led_on = '2025-02-28' AND d.kind = 'indicator'$$, 'indicators of a dissolved lead are without a lead');
SELECT results_eq($$SELECT a.code, d.days_overdue FROM open_duties('2024-11-20') AS d JOIN agency AS a USING (agency_id)
    WHERE d.kind = 'report' ORDER BY 1$$, $$VALUES ('BDT', 11), ('LDTBXH', NULL), ('UBND736', 11), ('YT', 11)$$,
    'reports open on a day: overdue, or not due yet');

-- The widest spans do not keep a server busy.
SET LOCAL statement_timeout = '10s';
SELECT ok((SELECT count(*) > 0 FROM repeatedly_late(-2147483648, 2147483647)), 'late in all years');
SELECT ok((SELECT count(*) > 0 FROM open_duties('5874897-12-31')), 'open on the last day that there is');
SET LOCAL statement_timeout = 0;

SELECT * FROM finish();
ROLLBACK;
