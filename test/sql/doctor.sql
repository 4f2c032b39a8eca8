-- doctor(): every code is found in a register that has the fault, and in none
-- that has not.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(67);

-- An empty register.
CALL socpolicy.create_register('regress_doctor');
SET search_path = regress_doctor, public;
SELECT is_empty('SELECT * FROM doctor()', 'an empty register is sound');
SELECT is_empty($$SELECT code FROM _doctor_text() GROUP BY code HAVING count(*) > 1$$, 'every code is said once');
SELECT is_empty($$SELECT code FROM _doctor_text() WHERE severity NOT IN ('error', 'warning', 'info')
                  OR '' IN (reason_vi, reason_en, hint_vi, hint_en) IS NOT FALSE$$, 'severity, message and hint in both languages');

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
        RETURN QUERY SELECT format('%s %s %s: %s', d.severity, d.code, d.object, d.reason_en) FROM doctor() AS d;
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
     'error register_renamed regress_doctor: the schema of the register has another name now, and its functions still look in elsewhere'),
    ($$ALTER SCHEMA regress_doctor_bi RENAME TO elsewhere$$,
     'error reporting_schema_lost regress_doctor: the reporting schema “regress_doctor_bi” does not exist'),
    ($$ALTER TABLE area ALTER area_id RESTART$$,
     'error sequence_behind area.area_id: the sequence will give 1, but keys up to 3 are in use'),
    ($$ALTER TABLE area DROP CONSTRAINT area_code_once;
       INSERT INTO area (code, name_vi, level, valid_from, valid_to) VALUES ('A', 'Tỉnh A cũ', 'nation', '2020-01-01', '2024-12-31')$$,
     'error area_code_overlap A: this code means two areas at the same time: Tỉnh A and Tỉnh A cũ'),
    ($$DELETE FROM area_parent WHERE area_id = area_at('B', '2024-12-31')$$,
     'warning area_without_parent province: 1 area of this level without a parent today, such as B Tỉnh B'),
    ($$UPDATE area_parent SET parent_id = area_at('A', '2024-12-31') WHERE area_id = area_at('B', '2024-12-31')$$,
     'error parent_level B: Tỉnh B (province) has a parent, Tỉnh A (province), that is not of a higher level'),
    ($$UPDATE area SET valid_from = '2020-01-01' WHERE code = 'B'$$,
     'info parent_outside_span province: 1 parent recorded for longer than the area or its parent existed, such as B Tỉnh B – Việt Nam'),
    ($$INSERT INTO agency_alias (agency_id, alias) SELECT agency_id, 'Sở A' FROM agency WHERE code = 'SB'$$,
     'error spelling_overlap Sở A: this name means two agencies, SA and SB, at the same time'),
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
     'warning target_direction P 1: target % 5 (A, local, due 2030-12-31) goes against the direction “higher is better” of the indicator'),
    ($$UPDATE indicator_target SET goal = '>=101 by 2030' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '1')$$,
     'error target_outside_limits P 1: target % 101 (A, local, due 2030-12-31) lies outside the natural limits'),
    ($$UPDATE indicator_target SET goal = '>=1 by 2019', due = '2019-12-31' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '1')$$,
     'error target_before_document P 1: target % 1 (A, local) is due on 2019-12-31, before the document that sets it was issued (2020-07-02)'),
    ($$UPDATE document_relation SET document_id = other_id, other_id = document_id$$,
     'warning document_before 2/NQ: issued on 2020-01-02, before document 1/KH (2020-07-02) that it implements'),
    ($$INSERT INTO agency_alias (agency_id, alias, valid_to, recorded_at, closed_at)
       SELECT agency_id, 'Sở A cũ', '2020-01-01', '2024-01-02', '2024-01-01' FROM agency WHERE code = 'SA'$$,
     'error closed_before_recorded agency_alias: 1 row closed before being recorded, such as key %'),
    ($$INSERT INTO import_batch (batch_id, intake, started_at) OVERRIDING SYSTEM VALUE VALUES (nextval('import_batch_batch_id_seq'), 'annex_intake', '2024-01-01 00:00+07')$$,
     'warning load_unfinished import_batch %: the load begun at 2024-01-01 00:00 has not finished'),
    ($$INSERT INTO indicator_rule (kind, indicator_id, note_vi, note_en) SELECT 'sum', indicator_id, 'x', 'x' FROM indicator WHERE code = '1'$$,
     'warning rule_without_parts P 1: the rule “sum” names no other indicators'),
    ($$INSERT INTO series_break (break_on, population, reason_vi, reason_en) VALUES ('2027-01-01', 'hộ', 'x', 'x')$$,
     'warning break_of_nothing hộ: the break on 2027-01-01 is of a population that no indicator counts'),
    ($$CALL pg_temp.say('1', 'B', 2021, NULL, 3, 2)$$,
     'error numerator_over_denominator P 1: 1 figure in percent with a numerator above the denominator, such as B, 2021: 150 (3 of 2); '
     'error outside_limits P 1: 1 figure outside the natural limits, such as B, 2021: 150 (3 of 2)'),
    ($$CALL pg_temp.say('7', 'B', 2021, 100.5)$$,
     'warning over_100 P 7: 1 figure above 100 percent of an indicator without an upper limit, such as B, 2021: 100.5'),
    ($$CALL pg_temp.say('7', 'B', 2021, -1)$$,
     'error negative P 7: 1 figure below zero of what cannot be negative, such as B, 2021: -1'),
    ($$CALL pg_temp.say('1', 'B', 2021, -1)$$,
     'error outside_limits P 1: 1 figure outside the natural limits, such as B, 2021: -1'),
    ($$CALL pg_temp.say('6', 'B', 2021, 3)$$,
     'error unknown_level P 6: 1 figure of a rank that the scale does not have, such as B, 2021: 3'),
    ($$CALL pg_temp.say('1', 'B', 2021, 12.4, 25, 200)$$,
     'warning counts_say_otherwise P 1: 1 figure published otherwise than numerator by denominator, such as B, 2021: 12.4 (25 of 200)'),
    ($$CALL pg_temp.say('1', 'B', 2999, 12)$$,
     'warning known_too_early P 1: 1 figure, preliminary or official, recorded before the period ended, such as B, 2999: 12'),
    ($$UPDATE observation SET value = 12.4 WHERE value = 12.5 AND numerator IS NULL AND period_end = '2023-12-31'$$,
     'warning sources_disagree P 2: sources disagree about 1 cell, such as A, 2023: S 12.54, D 12.4'),
    ($$INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id, stage, value, recorded_by, believed_from, believed_to)
       SELECT indicator_id, area_id, period_end, period_start, source_id, stage, 1, 'x', recorded_at - interval '1 day', recorded_at + interval '1 day'
       FROM observation WHERE value = 12.54$$,
     'error belief_overlap P 2: 1 figure believed at the same time as what replaced it, such as A, 2023');
INSERT INTO fault (statement, finding) VALUES
    ($$UPDATE unit SET label = label WHERE false; ALTER TABLE source ALTER folded DROP EXPRESSION; UPDATE source SET folded = 'x' WHERE code = 'S'$$,
     'error stale_key source: 1 row with a stored matching key that differs from the computed one, such as S'),
    ($$ALTER SCHEMA regress_doctor RENAME TO "Chính Sách"; SET LOCAL search_path = "Chính Sách", public$$,
     'error register_renamed Chính Sách: the schema of the register has another name now, and its functions still look in regress_doctor; error reporting_schema_lost Chính Sách: the reporting schema “Chính Sách_bi” does not exist'),
    ($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell)
       SELECT indicator_id, area_at('B', '2024-12-31'), 'national', '2030-12-31', 'tăng mạnh hơn' FROM indicator WHERE code = '1'$$,
     'error unread_cell P 1: the target cell “tăng mạnh hơn” (B, national, due 2030-12-31) was not understood, so nothing is judged by it'),
    ($$INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal)
       SELECT indicator_id, area_at('B', '2024-12-31'), 'national', '2025-06-30', '77', '77 up by 2025-06-30' FROM indicator WHERE code = '1'$$,
     'warning target_unanswered P 1: target 77 (B, national) was due on 2025-06-30, and there is no figure of a period that ends on that day'),
    ($$UPDATE indicator SET direction_basis = 'assumed' WHERE code = '3';
       CALL pg_temp.say('3', 'B', 2021, 9.5); CALL pg_temp.say('3', 'B', 2022, 8.25); CALL pg_temp.say('3', 'B', 2023, 8.25)$$,
     'warning direction_assumed P 3: “higher is better” is only assumed, and the figures from 2021 to 2023 never once became better (9.5 to 8.25): chỉ tiêu 3'),
    ($$SET LOCAL search_path = regress_doctor, socpolicy, public; CREATE VIEW pg_temp.a AS SELECT indicator_id FROM indicator_target WHERE goal IS DISTINCT FROM '>=1 by 2030'$$,
     'warning not_dumpable a: compares targets by IS DISTINCT FROM: pg_dump writes it, but it cannot be restored'),
    ($$SET LOCAL search_path = regress_doctor, socpolicy, public; CREATE VIEW pg_temp.b AS SELECT nullif(goal, '>=1 by 2030') AS goal FROM indicator_target$$, 'warning not_dumpable b: compares targets by NULLIF:%'),
    ($$SET LOCAL search_path = regress_doctor, socpolicy, public; CREATE VIEW pg_temp.c AS SELECT CASE goal WHEN '>=1 by 2030' THEN 1 END AS n FROM indicator_target$$, 'warning not_dumpable c: compares targets by CASE … WHEN:%'),
    ($$SET LOCAL search_path = regress_doctor, socpolicy, public; CREATE VIEW pg_temp.d AS SELECT count(*) FROM indicator_target AS x JOIN indicator_target AS y USING (goal)$$, 'warning not_dumpable d: compares targets by JOIN … USING:%'),
    ($$SET LOCAL search_path = regress_doctor, socpolicy, public; CREATE VIEW pg_temp.e AS SELECT indicator_id FROM indicator_target WHERE goal IN (SELECT goal FROM indicator_target)$$, 'warning not_dumpable e: compares targets by IN (SELECT …):%'),
    ($$CREATE TABLE public.regress_f (goal socpolicy.target);
       SET LOCAL search_path = regress_doctor, socpolicy, public;
       CREATE TRIGGER g BEFORE UPDATE ON public.regress_f FOR EACH ROW WHEN (OLD.goal IS DISTINCT FROM NEW.goal) EXECUTE FUNCTION suppress_redundant_updates_trigger()$$,
     'warning not_dumpable regress_f.g: compares targets by IS DISTINCT FROM:%'),
    ($$SET LOCAL search_path = regress_doctor, socpolicy, public; CREATE VIEW pg_temp.h AS SELECT CASE WHEN goal = '>=1 by 2030' THEN 1 END AS n, goal IN ('>=1 by 2030', '>=2 by 2030') AS i, coalesce(goal, '>1') AS g FROM indicator_target$$, ''),
    ($$WITH r AS (INSERT INTO indicator_rule (kind, indicator_id, severity, note_vi, note_en)
                  SELECT 'at_most', indicator_id, 'warning', 'phần của', 'a part' FROM indicator WHERE code = '2' RETURNING indicator_rule_id, indicator_id)
       INSERT INTO indicator_rule_part SELECT r.indicator_rule_id, i.indicator_id, r.indicator_id FROM r, indicator AS i WHERE code = '1';
       CALL pg_temp.say('1', 'B', 2021, 10); CALL pg_temp.say('2', 'B', 2021, 11)$$,
     'warning rule_broken P 2: 2 cells against the rule “at most”, such as A, 2023: 12.54 (beside 12.5). Why: a part'),
    ($$WITH r AS (INSERT INTO indicator_rule (kind, indicator_id, note_vi, note_en)
                  SELECT 'at_most', indicator_id, 'phần của', 'a part' FROM indicator WHERE code = '3' RETURNING indicator_rule_id, indicator_id)
       INSERT INTO indicator_rule_part SELECT r.indicator_rule_id, i.indicator_id, r.indicator_id FROM r, indicator AS i WHERE code = '1';
       UPDATE indicator_target SET goal = '>=2 by 2030' WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = '3')$$,
     'warning target_against_rule P 3: target % 2 (local, due 2030-12-31) is above % 1 of P 1: a part');
SELECT ok(array_to_string(found, '; ') LIKE finding, finding)
FROM (SELECT f.n, f.finding, ARRAY(SELECT * FROM pg_temp.finding(f.statement)) AS found FROM fault AS f WHERE f.finding IS NOT NULL) AS f
ORDER BY n;

-- Bodies and places that end take several findings with them.
UPDATE area SET valid_to = '2024-12-31' WHERE code = 'A';
UPDATE area_parent SET valid_to = '2024-12-31' WHERE area_id = area_at('A', '2024-12-31');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT indicator_id, area_at('A', '2024-12-31'), '2025-01-01', '2025-12-31', source_id, 'estimate', 3 FROM indicator, source WHERE indicator.code = '1' AND source.code = 'S';
SELECT results_eq('SELECT code, object, reason_en FROM doctor()',
    $$VALUES ('target_of_ended_area', 'A', 'Tỉnh A ended on 2024-12-31, with 8 targets due after that day')$$,
    'a province that ended with targets: figures of its old extent answer them');
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT indicator_id, area_at('A', '2024-12-31'), '2031-01-01', '2031-12-31', source_id, 'estimate', 3 FROM indicator, source WHERE indicator.code = '1' AND source.code = 'S';
SELECT results_eq($$SELECT object, reason_en FROM doctor() WHERE code = 'outside_area'$$,
    $$VALUES ('P 1', '1 figure of a period in which the area neither existed nor had a target, such as A, 2031: 3')$$, 'but nothing asks for those of a year after the last');
INSERT INTO area_succession (area_id, successor_id, on_date, document_id)
SELECT a.area_id, b.area_id, '2025-01-01', document_id FROM area AS a, area AS b, document WHERE a.code = 'A' AND b.level <> 'province' AND number = '1/KH';
SELECT results_eq($$SELECT object, reason_en FROM doctor() WHERE code = 'share_unknown'$$,
    $$VALUES ('2025-01-01', '1 area divided in unknown shares, such as A Tỉnh A')$$, 'a division in unknown shares');
INSERT INTO department_role (role, role_name, kind, agency_id) SELECT '4294967000'::regrole, 'regress_no_such_role', 'department', agency_id FROM agency WHERE code = 'SA';
SELECT results_eq($$SELECT object, reason_en FROM doctor() WHERE code = 'role_gone'$$,
    $$VALUES ('regress_no_such_role', 'the database role of Sở A does not exist any more')$$, 'a role that is gone');
UPDATE agency SET valid_to = '2024-12-31' WHERE code = 'SA';
SELECT results_eq($$SELECT object, reason_en FROM doctor() WHERE code = 'duty_of_ended_agency'$$,
    $$VALUES ('SA', 'Sở A ended on 2024-12-31 but still holds 8 responsibilities')$$, 'duties of a body that is gone');
SELECT is_empty($$SELECT code FROM doctor('2032-01-01') WHERE code = 'outside_area'$$, 'figures since a day');

-- What is said is Vietnamese or English, and neither holds the other or a word of the code.
SELECT is_empty($$SELECT code, reason_vi, hint_vi FROM _doctor_text()
    WHERE replace(reason_vi, 'pg_dump', '') ~ '[a-z]_[a-z]|together|at_most|\m(the|and|of|is|with|local|national|up|down)\M' OR reason_vi !~ '[à-ỹđ]'$$, 'Vietnamese reasons');
SELECT is_empty($$SELECT code, reason_en, hint_en FROM _doctor_text() WHERE reason_en || hint_en ~ '[à-ỹđ]' OR replace(reason_en, 'pg_dump', '') ~ '[a-z]_[a-z]'$$, 'English reasons and hints');
SAVEPOINT said;
CALL pg_temp.say('1', 'B', 2021, 1234.5, 3, 2);
INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value)
SELECT indicator_id, area_id, '2021-01-01', '2021-06-30', source_id, 'official', -0.25
FROM indicator, source, area WHERE indicator.code = '2' AND source.code = 'S' AND area.code = 'B';
SELECT results_eq($$SELECT code, reason_vi, reason_en FROM doctor() WHERE code = 'outside_limits' ORDER BY object$$,
    $$VALUES ('outside_limits', '1 số liệu ngoài giới hạn tự nhiên, ví dụ B, 2021: 1.234,5 (3 trên 2)', '1 figure outside the natural limits, such as B, 2021: 1,234.5 (3 of 2)'),
             ('outside_limits', '1 số liệu ngoài giới hạn tự nhiên, ví dụ B, từ 1/1/2021 đến 30/6/2021: -0,25', '1 figure outside the natural limits, such as B, 2021-01-01 to 2021-06-30: -0.25')$$,
    'commas, days and periods as either language writes them');
SELECT is((SELECT reason_vi FROM doctor() WHERE code = 'target_of_ended_area'), 'Tỉnh A đã kết thúc ngày 31/12/2024 nhưng còn 8 mục tiêu có hạn sau ngày đó', 'a day in Vietnamese');
ROLLBACK TO said;

-- A renamed register is still examined, whatever its name, and not another.
SAVEPOINT renamed;
CALL pg_temp.say('7', 'B', 2021, -1);
ALTER SCHEMA regress_doctor RENAME TO "Chính Sách 230";
SELECT results_eq($$SELECT code FROM "Chính Sách 230".doctor() WHERE severity = 'error' ORDER BY 1$$,
    $$VALUES ('duty_of_ended_agency'), ('negative'), ('register_renamed'), ('reporting_schema_lost')$$, 'a name that needs quotes');
ALTER TABLE "Chính Sách 230".area ALTER area_id RESTART;
SELECT results_eq($$SELECT object, hint_en FROM "Chính Sách 230".doctor() WHERE code = 'sequence_behind'$$,
    $$VALUES ('area.area_id', 'Run SELECT setval(''"Chính Sách 230".area_area_id_seq'', 3).')$$, 'its own sequences, by a statement that works');
ROLLBACK TO renamed;
CALL socpolicy.create_register('Chính Sách');
SELECT is_empty('SELECT * FROM "Chính Sách".doctor()', 'a new register with such a name is sound');

-- A department that sees its own duties is told of nothing that it cannot see.
SET search_path = policy, public;
CREATE ROLE regress_doctor_own;
\o /dev/null
SELECT grant_department('regress_doctor_own', 'YT', 'own');
\o
CREATE TEMPORARY TABLE seen AS SELECT 'owner' AS who, d.* FROM doctor() AS d;
GRANT ALL ON seen TO regress_doctor_own;
SET ROLE regress_doctor_own;
INSERT INTO seen SELECT 'own', d.* FROM doctor() AS d;
RESET ROLE;
SELECT results_eq($$SELECT code, object FROM seen WHERE who = 'own' EXCEPT SELECT code, object FROM seen WHERE who = 'owner'$$,
    $$VALUES ('part_seen', 'regress_doctor_own')$$, 'who sees a part is told that, and of no fault that is none');

-- A table of a megabyte that was never analyzed.
INSERT INTO observation_upload (line) SELECT repeat('xã ', 20) FROM generate_series(1, 12000) AS n;
SELECT results_eq($$SELECT object, hint_en FROM doctor() WHERE code = 'no_statistics'$$, $$VALUES ('observation_upload', 'Run ANALYZE observation_upload.')$$, 'no statistics');
ANALYZE observation_upload;
SELECT is_empty($$SELECT FROM doctor() WHERE code = 'no_statistics'$$, 'and they are there');

SELECT * FROM finish();
ROLLBACK;
