-- doctor(): every code is found in a register that has the fault, and in none
-- that has not.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(44);

-- An empty register.
CALL socpolicy.create_register('regress_doctor');
SET search_path = regress_doctor, public;
SELECT is_empty('SELECT * FROM doctor()', 'an empty register is sound');
SELECT is_empty($$SELECT code FROM _doctor_text() GROUP BY code HAVING count(*) > 1$$, 'every code is said once');
SELECT is_empty($$SELECT code FROM _doctor_text() WHERE severity NOT IN ('error', 'warning', 'info')
                  OR '' IN (message_vi, message_en, hint_vi, hint_en) IS NOT FALSE$$, 'severity, message and hint in both languages');

-- Plan 230 as it is delivered.
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/rules.sql
\o
SET search_path = policy, public;
SELECT is_empty($$SELECT * FROM doctor() WHERE severity = 'error'$$, 'no error in Plan 230');

-- A sound register of two provinces, two agencies and eight indicators.
SET search_path = regress_doctor, public;
INSERT INTO area (code, name_vi, level) VALUES ('VN', 'Việt Nam', 'nation'), ('A', 'Tỉnh A', 'province'), ('B', 'Tỉnh B', 'province');
INSERT INTO area_parent (area_id, parent_id) SELECT a.area_id, n.area_id FROM area AS a, area AS n WHERE a.level = 'province' AND n.level = 'nation';
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('1/KH', 'Kế hoạch', '2020-07-02', 'UBND'), ('2/NQ', 'Nghị quyết', '2020-01-02', 'HĐND');
INSERT INTO document_relation SELECT d.document_id, 'implements', o.document_id FROM document AS d, document AS o WHERE d.number = '1/KH' AND o.number = '2/NQ';
INSERT INTO plan (code, document_id, area_id, title_vi) SELECT 'P', document_id, area_id, 'kế hoạch' FROM document, area WHERE number = '1/KH' AND area.code = 'A';
INSERT INTO sector (plan_id, number, sort_order, title_vi) SELECT plan_id, 1, 1, 'nhóm' FROM plan;
INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi, unit_id, measured, direction, direction_basis, aggregation, natural_min, natural_max, decimals)
SELECT plan_id, sector_id, n::text, n, 'chỉ tiêu ' || n, unit_id, true, 'up', 'given', 'ratio', CASE WHEN n < 7 THEN 0 END, CASE WHEN n < 7 THEN 100 END, 1
FROM sector, unit, generate_series(1, 8) AS n WHERE unit.label = '%';
INSERT INTO level (indicator_id, rank, label_vi) SELECT indicator_id, rank, 'mức ' || rank FROM indicator, generate_series(1, 2) AS rank WHERE code = '6';
INSERT INTO agency (code, name_vi) VALUES ('SA', 'Sở A'), ('SB', 'Sở B');
INSERT INTO responsibility (indicator_id, agency_id, role) SELECT indicator_id, agency_id, 'lead' FROM indicator, agency WHERE agency.code = 'SA';
INSERT INTO indicator_target (indicator_id, area_id, scope, due, goal, document_id)
SELECT indicator_id, area_id, 'local', '2030-12-31', '>=1 by 2030', document_id FROM indicator, area, document WHERE area.code = 'A' AND number = '1/KH';
INSERT INTO source (code, name_vi, precedence) VALUES ('S', 'thống kê', 10), ('D', 'sở', 20);
CREATE PROCEDURE pg_temp.say(the_indicator text, the_area text, year integer, value numeric,
    numerator numeric DEFAULT NULL, denominator numeric DEFAULT NULL, the_source text DEFAULT 'S', stage text DEFAULT 'official')
LANGUAGE sql AS $$
    INSERT INTO regress_doctor.observation (indicator_id, area_id, period_start, period_end, source_id, stage, value, numerator, denominator)
    SELECT i.indicator_id, a.area_id, make_date(year, 1, 1), make_date(year, 12, 31), s.source_id, stage, value, numerator, denominator
    FROM regress_doctor.indicator AS i, regress_doctor.area AS a, regress_doctor.source AS s
    WHERE i.code = the_indicator AND a.code = the_area AND s.code = the_source
$$;
CALL pg_temp.say('1', 'A', 2023, 12.5, 25, 200);
CALL pg_temp.say('1', 'A', 2022, NULL, 25, 200);
CALL pg_temp.say('1', 'A', 2022, 12.5, NULL, NULL, 'D');
CALL pg_temp.say('2', 'A', 2023, 12.54);
CALL pg_temp.say('2', 'A', 2023, 12.5, NULL, NULL, 'D');
CALL pg_temp.say('6', 'A', 2023, 2);
SELECT is_empty('SELECT * FROM doctor()', 'a sound register; rounding is no disagreement');

-- One fault after the other, each taken back.
CREATE FUNCTION pg_temp.finding(fault text) RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        EXECUTE fault;
        RETURN QUERY SELECT format('%s %s %s: %s', d.severity, d.code, d.object, d.message_en) FROM doctor() AS d;
        RAISE EXCEPTION USING ERRCODE = 'P0R0B';
    EXCEPTION WHEN SQLSTATE 'P0R0B' THEN
        NULL;
    END;
END
$$;
CREATE TEMPORARY TABLE fault (n serial, statement text, finding text);
INSERT INTO fault (statement, finding) VALUES
    ($$CREATE OR REPLACE FUNCTION socpolicy.register_version() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN 2$$,
     'warning register_version regress_doctor: the register has version 1, the newest is 2'),
    ($$ALTER FUNCTION require_document(text) SET search_path = elsewhere, pg_temp$$,
     'error register_renamed regress_doctor: the schema of the register was renamed: its functions still look in "elsewhere"'),
    ($$ALTER SCHEMA regress_doctor_bi RENAME TO elsewhere$$,
     'error reporting_schema_lost regress_doctor: the reporting schema "regress_doctor_bi" does not exist'),
    ($$ALTER TABLE area ALTER area_id RESTART$$,
     'error sequence_behind area.area_id: the sequence will give 1, but keys up to 3 are in use'),
    ($$ALTER TABLE area DROP CONSTRAINT area_code_once;
       INSERT INTO area (code, name_vi, level, valid_from, valid_to) VALUES ('A', 'Tỉnh A cũ', 'nation', '2020-01-01', '2024-12-31')$$,
     'error area_code_overlap A: this code means two areas at the same time: Tỉnh A and Tỉnh A cũ'),
    ($$DELETE FROM area_parent WHERE area_id = area_at('B', '2024-12-31')$$,
     'warning area_without_parent province: 1 areas of this level have no parent today, such as B Tỉnh B'),
    ($$UPDATE area_parent SET parent_id = area_at('A', '2024-12-31') WHERE area_id = area_at('B', '2024-12-31')$$,
     'error parent_level B: Tỉnh B (province) has a parent, Tỉnh A (province), that is not of a higher level'),
    ($$UPDATE area SET valid_from = '2020-01-01' WHERE code = 'B'$$,
     'info parent_outside_span province: 1 parents are recorded for longer than the area or the parent existed, such as B Tỉnh B – Việt Nam'),
    ($$INSERT INTO agency_alias (agency_id, alias) SELECT agency_id, 'Sở A' FROM agency WHERE code = 'SB'$$,
     'error spelling_overlap sở a: this name means two agencies, SA and SB, at the same time'),
    ($$UPDATE indicator SET unit_id = NULL WHERE code = '8'$$, 'info no_unit P 8: no unit: chỉ tiêu 8'),
    ($$UPDATE indicator SET direction = NULL, direction_basis = NULL WHERE code = '1'$$,
     'warning no_direction P 1: measured, but which way is better is unknown: chỉ tiêu 1'),
    ($$DELETE FROM indicator_target WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '1')$$,
     'info no_goal P 1: no target of any scope and date: chỉ tiêu 1'),
    ($$INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi, measured) SELECT plan_id, sector_id, '9', 9, 'tiêu đề', false FROM sector$$,
     'warning empty_heading P 9: a heading without sub-rows: tiêu đề'),
    ($$UPDATE indicator SET direction_basis = 'scale' WHERE code = '1'$$, 'warning no_levels P 1: qualitative, but without a scale: chỉ tiêu 1'),
    ($$DELETE FROM responsibility WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '1')$$,
     'warning no_lead P 1: no living agency leads this today: chỉ tiêu 1'),
    ($$UPDATE indicator_target SET goal = '<=5 by 2030' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '1')$$,
     'warning target_direction P 1: target <=5 by 2030-12-31 (A, local, due 2030-12-31) goes against the direction up of the indicator'),
    ($$UPDATE indicator_target SET goal = '>=101 by 2030' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '1')$$,
     'error target_outside_limits P 1: target >=101 by 2030-12-31 (A, local, due 2030-12-31) lies outside the natural limits'),
    ($$UPDATE indicator_target SET goal = '>=1 by 2019', due = '2019-12-31' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '1')$$,
     'error target_before_document P 1: target >=1 by 2019-12-31 (A, local) is due on 2019-12-31, before the document that sets it was issued'),
    ($$UPDATE document_relation SET document_id = other_id, other_id = document_id$$,
     'warning document_before 2/NQ: issued on 2020-01-02, before document 1/KH (2020-07-02) that it refers to (implements)'),
    ($$INSERT INTO agency_alias (agency_id, alias, valid_to, recorded_at, closed_at)
       SELECT agency_id, 'Sở A cũ', '2020-01-01', '2024-01-02', '2024-01-01' FROM agency WHERE code = 'SA'$$,
     'error closed_before_recorded agency_alias: 1 rows were closed before they were recorded, such as key %'),
    ($$INSERT INTO import_batch (batch_id, intake, started_at) OVERRIDING SYSTEM VALUE VALUES (nextval('import_batch_batch_id_seq'), 'annex_intake', '2024-01-01 00:00+07')$$,
     'warning load_unfinished import_batch %: the load of annex_intake begun at 2024-01-01 00:00 has not finished'),
    ($$INSERT INTO indicator_rule (kind, indicator_id, note_vi, note_en) SELECT 'sum', indicator_id, 'x', 'x' FROM indicator WHERE code = '1'$$,
     'warning rule_without_parts P 1: rule sum names no other indicators'),
    ($$INSERT INTO series_break (break_on, population, reason_vi, reason_en) VALUES ('2027-01-01', 'hộ', 'x', 'x')$$,
     'warning break_of_nothing hộ: the break on 2027-01-01 is of a population that no indicator counts'),
    ($$CALL pg_temp.say('1', 'B', 2021, NULL, 3, 2)$$,
     'error numerator_over_denominator P 1: 1 percentages with a numerator above the denominator, such as B, 2021: 150 (3 / 2); '
     'error outside_limits P 1: 1 figures outside the natural limits, such as B, 2021: 150 (3 / 2)'),
    ($$CALL pg_temp.say('7', 'B', 2021, 100.5)$$,
     'warning over_100 P 7: 1 percentages above 100 of an indicator without an upper limit, such as B, 2021: 100.5'),
    ($$CALL pg_temp.say('7', 'B', 2021, -1)$$,
     'error negative P 7: 1 negative figures of what cannot be negative, such as B, 2021: -1'),
    ($$CALL pg_temp.say('1', 'B', 2021, -1)$$,
     'error outside_limits P 1: 1 figures outside the natural limits, such as B, 2021: -1'),
    ($$CALL pg_temp.say('6', 'B', 2021, 3)$$,
     'error unknown_level P 6: 1 figures are a rank that the scale does not have, such as B, 2021: 3'),
    ($$CALL pg_temp.say('1', 'B', 2021, 12.4, 25, 200)$$,
     'warning counts_say_otherwise P 1: 1 published values differ from numerator / denominator, such as B, 2021: 12.4 (25 / 200)'),
    ($$CALL pg_temp.say('1', 'B', 2999, 12)$$,
     'warning known_too_early P 1: 1 preliminary or official figures were recorded before their period ended, such as B, 2999: 12'),
    ($$UPDATE observation SET value = 12.4 WHERE value = 12.5 AND numerator IS NULL AND period_end = '2023-12-31'$$,
     'warning sources_disagree P 2: sources disagree about 1 cells, such as A, 2023: S 12.54, D 12.4'),
    ($$INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id, stage, value, recorded_by, believed_from, believed_to)
       SELECT indicator_id, area_id, period_end, period_start, source_id, stage, 1, 'x', recorded_at - interval '1 day', recorded_at + interval '1 day'
       FROM observation WHERE value = 12.54$$,
     'error belief_overlap P 2: 1 earlier figures were believed at the same time as what replaced them, such as A, 2023');
INSERT INTO fault (statement, finding) VALUES
    ($$WITH r AS (INSERT INTO indicator_rule (kind, indicator_id, severity, note_vi, note_en)
                  SELECT 'at_most', indicator_id, 'warning', 'phần của', 'a part' FROM indicator WHERE code = '2' RETURNING indicator_rule_id, indicator_id)
       INSERT INTO indicator_rule_part SELECT r.indicator_rule_id, i.indicator_id, r.indicator_id FROM r, indicator AS i WHERE code = '1';
       CALL pg_temp.say('1', 'B', 2021, 10); CALL pg_temp.say('2', 'B', 2021, 11)$$,
     'warning rule_broken P 2: 2 cells break the rule at_most, such as A, 2023: 12.54 (12.5): a part'),
    ($$WITH r AS (INSERT INTO indicator_rule (kind, indicator_id, note_vi, note_en)
                  SELECT 'at_most', indicator_id, 'phần của', 'a part' FROM indicator WHERE code = '3' RETURNING indicator_rule_id, indicator_id)
       INSERT INTO indicator_rule_part SELECT r.indicator_rule_id, i.indicator_id, r.indicator_id FROM r, indicator AS i WHERE code = '1';
       UPDATE indicator_target SET goal = '>=2 by 2030' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '3')$$,
     'warning target_against_rule P 3: target >=2 by 2030-12-31 (local, due 2030-12-31) is above >=1 by 2030-12-31 of P 1: a part');
SELECT ok(array_to_string(found, '; ') LIKE finding, finding)
FROM (SELECT f.n, f.finding, ARRAY(SELECT * FROM pg_temp.finding(f.statement)) AS found FROM fault AS f WHERE f.finding IS NOT NULL) AS f
ORDER BY n;

-- Bodies and places that end take several findings with them.
UPDATE area SET valid_to = '2024-12-31' WHERE code = 'A';
UPDATE area_parent SET valid_to = '2024-12-31' WHERE area_id = area_at('A', '2024-12-31');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT indicator_id, area_at('A', '2024-12-31'), '2025-01-01', '2025-12-31', source_id, 'estimate', 3 FROM indicator, source WHERE indicator.code = '1' AND source.code = 'S';
SELECT results_eq('SELECT code, object, message_en FROM doctor()',
    $$VALUES ('outside_area', 'P 1', '1 figures are of a period in which the area did not exist, such as A, 2025: 3'),
             ('target_of_ended_area', 'A', 'Tỉnh A ended on 2024-12-31, but 8 of its targets are due after that day')$$,
    'a province that ended with targets and figures after it');
INSERT INTO area_succession (area_id, successor_id, on_date, document_id)
SELECT a.area_id, b.area_id, '2025-01-01', document_id FROM area AS a, area AS b, document WHERE a.code = 'A' AND b.level <> 'province' AND number = '1/KH';
SELECT results_eq($$SELECT object, message_en FROM doctor() WHERE code = 'share_unknown'$$,
    $$VALUES ('2025-01-01', '1 areas were divided in unknown shares, such as A Tỉnh A')$$, 'a division in unknown shares');
INSERT INTO department_role (role_name, agency_id) SELECT 'regress_no_such_role', agency_id FROM agency WHERE code = 'SA';
SELECT results_eq($$SELECT object, message_en FROM doctor() WHERE code = 'role_gone'$$,
    $$VALUES ('regress_no_such_role', 'the database role of Sở A does not exist any more')$$, 'a role that is gone');
UPDATE agency SET valid_to = '2024-12-31' WHERE code = 'SA';
SELECT results_eq($$SELECT object, message_en FROM doctor() WHERE code = 'duty_of_ended_agency'$$,
    $$VALUES ('SA', 'Sở A ended on 2024-12-31 but still holds 8 responsibilities')$$, 'duties of a body that is gone');
SELECT is_empty($$SELECT code FROM doctor('2026-01-01') WHERE code = 'outside_area'$$, 'figures since a day');

SELECT * FROM finish();
ROLLBACK;
