-- Tasks: Annex II of Plan 230 as printed, rows that are wrong, and what the
-- register answers about tasks, work plans and difficulties.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET datestyle = 'ISO, YMD';
\set present `test -r ../shared/plan-230/ke-hoach-230-kh-ubnd.txt && echo true || echo false`

BEGIN;
SELECT plan(143);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/load_tasks.sql
\o
SET search_path = policy, public;
CREATE FUNCTION tasks(text) RETURNS integer LANGUAGE sql STABLE RETURN (SELECT task_id FROM task JOIN plan USING (plan_id) WHERE key = $1 AND plan.code = '230/KH-UBND');

-- What the annex holds.
SELECT is((SELECT count(*) FROM task_intake), 111::bigint, '111 rows: 5 of sections, 6 sub-headings, 100 tasks');
SELECT is((SELECT count(*) FROM task), 100::bigint, '100 tasks');
SELECT is((SELECT string_agg(section_number || ':' || n, ' ' ORDER BY section_number)
           FROM (SELECT section_number, count(*) AS n FROM task GROUP BY 1) AS c),
          '1:2 2:4 3:4 4:18 5:26 6:36 7:5 8:1 9:4', '9 sections');
SELECT is((SELECT string_agg(s.code || ':' || n, ' ' ORDER BY s.sort_order)
           FROM (SELECT task_section_id, count(*) AS n FROM task WHERE section_number = 6 GROUP BY 1) AS c
           JOIN task_section AS s USING (task_section_id)), '6.1:7 6.2:7 6.3:4 6.4:7 6.5:3 6.6:8', 'section 6 by sub-heading');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM task_section WHERE title_inferred), '1 3 4 6 9', 'titles that are ours');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM task_section WHERE NOT title_inferred),
          '2 5 6.1 6.2 6.3 6.4 6.5 6.6 7 8', 'titles that are printed');
SELECT is((SELECT count(*) FROM task WHERE code = '1'), 8::bigint, 'the number 1 stands in eight sections, 1.1 in the ninth');
SELECT is((SELECT code || ' ' || left(name_vi, 40) FROM task WHERE key = '6.2.4'), '2.4 Thực hiện Kế hoạch Chiến lược Quốc gia v', 'a key');
SELECT ok((SELECT bool_and(name_en <> '') FROM task), 'every task has an English name');
SELECT ok((SELECT bool_and(title_en <> '') FROM task_section), 'and every section');
SELECT is((SELECT count(*) FROM task_schedule WHERE submit_cell = '' AND submit_by IS NULL), 100::bigint, 'no task says when to submit it');
SELECT is((SELECT count(*) FROM rejected_row), 0::bigint, 'nothing is rejected');
SELECT results_eq($$SELECT rows_read, rows_rejected, added, revised, unchanged, remarks FROM import_batch WHERE intake = 'task_intake'$$,
                  'VALUES (111, 0, 100, 0, 0, 41)', 'the batch says so');

-- Each cell is printed in the document, where that is at hand.
\if :present
CREATE TEMPORARY TABLE printed (line text);
\copy printed FROM '../shared/plan-230/ke-hoach-230-kh-ubnd.txt' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT is_empty($$
    SELECT cell FROM task_intake CROSS JOIN LATERAL unnest(ARRAY[code, name, lead, coordinating, timing, submit_by]) AS cell
    WHERE cell <> ''
    EXCEPT
    SELECT btrim(rtrim(line, '|')) FROM printed$$, 'every cell is in the document as it is here');
\else
SELECT pass('every cell is in the document as it is here');
\endif

-- When.
SELECT is((SELECT count(DISTINCT timing) FROM task_schedule), 10::bigint, '10 timing strings');
SELECT is((SELECT string_agg(kind || ':' || n, ' ' ORDER BY n DESC, kind) FROM (SELECT kind, count(*) AS n FROM task_schedule GROUP BY kind) AS c),
          'by_reference:58 ongoing:34 annual:4 contingent:2 directed:1 fixed:1', '6 kinds');
PREPARE of_kind (text) AS
    SELECT string_agg(key, ' ' ORDER BY sort_order) FROM task JOIN task_schedule USING (task_id) WHERE kind = $1;
SELECT results_eq($$EXECUTE of_kind('annual')$$, $$VALUES ('4.13 5.17 5.20 7.4')$$, 'annual');
SELECT results_eq($$EXECUTE of_kind('contingent')$$, $$VALUES ('3.4 6.3.4')$$, 'contingent');
SELECT results_eq($$EXECUTE of_kind('directed')$$, $$VALUES ('5.2')$$, 'directed');
SELECT results_eq($$SELECT key, window_from, window_to, window_basis FROM task JOIN task_schedule USING (task_id) WHERE kind = 'fixed'$$,
                  $$VALUES ('1.1', DATE '2024-01-01', DATE '2024-12-31', 'timing')$$, 'fixed: the only date of the column');
SELECT is((SELECT count(*) FROM task_schedule WHERE window_basis = 'name'), 40::bigint, '40 names carry a period or an end');
SELECT is((SELECT string_agg(span || ':' || n, ' ' ORDER BY n DESC, span)
           FROM (SELECT concat_ws('-', extract(year FROM window_from), extract(year FROM window_to)) AS span, count(*) AS n
                 FROM task_schedule WHERE window_basis = 'name' GROUP BY 1) AS c),
          '2021-2030:14 2021-2025:10 2030:9 2025:3 2017-2025:1 2021-2026:1 2022-2025:1 2026-2030:1', 'and which');
SELECT is((SELECT string_agg(raw, ' ') FROM import_remark WHERE intake = 'task_intake' AND reason_en NOT LIKE 'window read%'),
          (SELECT name_vi FROM task WHERE key = '6.5.3'), 'a year that is no period is said and not taken');
SELECT results_eq($$SELECT window_from, window_to FROM task_schedule WHERE task_id = tasks('6.2.2')$$,
                  $$VALUES (DATE '2021-01-01', DATE '2025-12-31')$$, 'the period goes before the end of the strategy above it');
SELECT is((SELECT reference_text FROM task_schedule WHERE task_id = tasks('6.5.1')),
          'Chương trình phát triển nhà ở giai đoạn 2021 - 2030 trên địa bàn tỉnh Đồng Nai', 'the document in the name');
SELECT is((SELECT string_agg(key, ' ' ORDER BY sort_order) FROM task JOIN task_schedule USING (task_id)
           WHERE kind = 'by_reference' AND reference_text IS NULL), '4.14 5.1 5.24', 'three names name none');
SELECT is((SELECT string_agg(key || ' ' || number, ', ' ORDER BY sort_order) FROM task JOIN task_schedule AS s USING (task_id)
           JOIN document AS d ON d.document_id = s.reference_document_id), '6.1.5 29-CT/TW, 6.2.7 25-CT/TW, 6.6.8 06-NQ/TW', 'and some are in the register');
SELECT is((SELECT trigger_event FROM task_schedule WHERE task_id = tasks('3.4')), 'Khi có chính sách ban hành', 'what a task waits for');
SELECT is((SELECT reference_text FROM task_schedule WHERE task_id = tasks('5.2')), 'BHXH Việt Nam', 'who directs');

-- Who.
SELECT is((SELECT string_agg(leads || ':' || n, ', ' ORDER BY n DESC, leads)
           FROM (SELECT leads, count(*) AS n
                 FROM (SELECT string_agg(a.code, '+' ORDER BY r.sort_order) AS leads
                       FROM responsibility AS r JOIN agency AS a USING (agency_id)
                       WHERE r.task_id IS NOT NULL AND r.role = 'lead' GROUP BY r.task_id) AS t GROUP BY leads) AS c),
          'LDTBXH:39, GDDT:9, TTTT:8, YT:7, NNPTNT:5, KHDT:4, VHTTDL:4, BHXH:3, MTTQ:3, NV:3, XD:3, BDT:2, SBN+UBNDH:2, TNMT:2, CA:1, KHCN:1, LDTBXH+UBNDH:1, NGV:1, NHCSXH:1, TP:1',
          'leads, one of them joint and two collective');
SELECT is((SELECT string_agg(role || ' ' || a.code, ', ' ORDER BY role DESC, sort_order) FROM responsibility JOIN agency AS a USING (agency_id)
           WHERE task_id = tasks('2.3')), 'lead LDTBXH, lead UBNDH, coordinating NV, coordinating SBNLQ, coordinating UBNDH', 'districts lead and coordinate 2.3');
SELECT is((SELECT string_agg(key, ' ' ORDER BY sort_order) FROM task AS t
           WHERE NOT EXISTS (SELECT FROM responsibility AS r WHERE r.task_id = t.task_id AND role = 'coordinating')), '1.1 9.1', 'no coordinator');
SELECT is((SELECT count(*) FROM responsibility WHERE task_id IS NOT NULL), 310::bigint, '103 leads and 207 coordinators');
SELECT is((SELECT count(*) FROM responsibility WHERE num_nonnulls(indicator_id, task_id) <> 1), 0::bigint, 'each for one thing');

-- Phrases.
SELECT is_empty($$SELECT example FROM schedule_pattern AS p CROSS JOIN LATERAL _match_schedule(p.reads, p.example) AS m
    WHERE m.kind IS DISTINCT FROM p.kind OR (m.window_to IS NULL) <> (p.last_year IS NULL)$$, 'every pattern reads its example');
SELECT results_eq($$
    SELECT said, kind, recurrence, window_from, window_to FROM (VALUES
        (1, 'THƯỜNG  XUYÊN'), (2, 'Hàng năm'), (3, 'Theo Kế hoạch số 12/KH-UBND'), (4, 'Năm 2024'), (5, 'Giai đoạn 2021–2025'),
        (6, 'đến hết năm 2026'), (7, 'Quý III/2025'), (8, 'tháng 6 năm 2025'), (9, 'Khi có hướng dẫn'), (10, 'Theo chỉ đạo của Bộ Y tế'),
        (11, normalize('Hằng năm', NFD)), (12, 'Giai đoạn 2025 - 2021'), (13, 'Khi rảnh'), (14, 'Theo'), (15, ''), (16, NULL)) AS t (n, said)
    CROSS JOIN LATERAL _read_timing(said) ORDER BY n$$, $$VALUES
        ('THƯỜNG  XUYÊN', 'ongoing', NULL::text, NULL::date, NULL::date), ('Hàng năm', 'annual', 'year', NULL, NULL),
        ('Theo Kế hoạch số 12/KH-UBND', 'by_reference', NULL, NULL, NULL),
        ('Năm 2024', 'fixed', NULL, '2024-01-01', '2024-12-31'), ('Giai đoạn 2021–2025', 'fixed', NULL, '2021-01-01', '2025-12-31'),
        ('đến hết năm 2026', 'fixed', NULL, NULL, '2026-12-31'), ('Quý III/2025', 'fixed', NULL, '2025-07-01', '2025-09-30'),
        ('tháng 6 năm 2025', 'fixed', NULL, '2025-06-01', '2025-06-30'), ('Khi có hướng dẫn', 'contingent', NULL, NULL, NULL),
        ('Theo chỉ đạo của Bộ Y tế', 'directed', NULL, NULL, NULL), (normalize('Hằng năm', NFD), 'annual', 'year', NULL, NULL),
        ('Giai đoạn 2025 - 2021', NULL, NULL, NULL, NULL), ('Khi rảnh', NULL, NULL, NULL, NULL), ('Theo', NULL, NULL, NULL, NULL),
        ('', NULL, NULL, NULL, NULL), (NULL, NULL, NULL, NULL, NULL)$$, 'timing as people write it');
SELECT results_eq($$
    SELECT window_from, window_to FROM (VALUES
        (1, 'giai đoạn 2021-2025, định hướng đến năm 2030'), (2, 'tầm nhìn đến năm 2045'), (3, 'định hướng đến năm 2030'),
        (4, 'đến năm 2025, tầm nhìn 2030'), (5, 'ngày 24/11/2023'), (6, 'giai đoạn 2026 - 2021 đến năm 2030')) AS t (n, name)
    CROSS JOIN LATERAL _match_schedule('name', name) ORDER BY n$$, $$VALUES
        (DATE '2021-01-01', DATE '2025-12-31'), (NULL, NULL), (NULL, NULL), (NULL, '2025-12-31'), (NULL, NULL), (NULL, '2030-12-31')$$,
    'windows in names: a vision is no end');
SELECT results_eq($$SELECT _read_deadline(cell) FROM (VALUES (1, '30/6/2025'), (2, 'ngày 05-11-2024'), (3, '29/2/2025'), (4, '31/4/2025'), (5, '10/13/2025'),
        (6, 'Tháng 6/2025'), (7, 'Năm 2025'), (8, 'sớm'), (9, ''), (10, '00/00/2025')) AS t (n, cell) ORDER BY n$$,
    $$VALUES (DATE '2025-06-30'), ('2024-11-05'), (NULL), (NULL), (NULL), ('2025-06-30'), ('2025-12-31'), (NULL), (NULL), (NULL)$$, 'last days');
SELECT throws_ok($$INSERT INTO schedule_pattern (reads, sort_order, pattern, kind) VALUES ('timing', 90, '(', 'ongoing')$$, '2201B', NULL, 'a pattern must compile');
SELECT throws_ok($$INSERT INTO schedule_pattern (reads, sort_order, pattern, kind) VALUES ('timing', 90, 'năm', 'fixed')$$, '23514', NULL, 'a fixed one must say an end');

-- The same annex again changes nothing and says so; neither does the script.
PREPARE again AS
    INSERT INTO task_intake (code, name, lead, coordinating, timing, submit_by)
    SELECT code, name, lead, coordinating, timing, submit_by FROM task_intake
    WHERE batch_id = (SELECT min(batch_id) FROM task_intake) ORDER BY row_id;
CREATE FUNCTION everything() RETURNS text LANGUAGE sql STABLE RETURN
    md5((SELECT string_agg(t::text, E'\n' ORDER BY task_id) FROM task AS t)
        || (SELECT string_agg(s::text, E'\n' ORDER BY task_schedule_id) FROM task_schedule AS s)
        || (SELECT string_agg(s::text, E'\n' ORDER BY code) FROM task_section AS s)
        || (SELECT string_agg(i::text, E'\n' ORDER BY task_id, indicator_id) FROM task_indicator AS i)
        || (SELECT string_agg(r::text, E'\n' ORDER BY responsibility_id) FROM responsibility AS r));
SELECT everything() AS before \gset
EXECUTE again;
SELECT is_empty($$SELECT * FROM load_tasks('230/KH-UBND')$$, 'again: nothing to say');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (0, 0, 100)', 'again: nothing changes');
\o /dev/null
\i example/plan_230/load_tasks.sql
\o
SET search_path = policy, public;
SELECT is(everything(), :'before', 'the script again: every row is as it was');
SELECT is_empty($$SELECT * FROM load_tasks('230/KH-UBND')$$, 'no rows at all');

-- States.  A task that has no date of its own is never late.
PREPARE states (date) AS
    SELECT string_agg(state || ':' || n, ' ' ORDER BY state) FROM (SELECT state, count(*) AS n FROM task_status($1) GROUP BY state) AS c;
SELECT is_empty($$SELECT * FROM task_status('2024-07-01')$$, 'no tasks before the plan');
SELECT results_eq($$EXECUTE states('2024-12-31')$$, $$VALUES ('dormant:2 not_started:98')$$, 'the last day is not late');
SELECT results_eq($$EXECUTE states('2025-01-01')$$, $$VALUES ('dormant:2 not_started:97 overdue:1')$$, 'the day after is');
SELECT results_eq($$SELECT key, due, days_late FROM task_status('2099-12-31') WHERE state = 'overdue'$$,
                  $$VALUES ('1.1', DATE '2024-12-31', 27393)$$, 'in 2099 still only the one with a date of its own');
SELECT is((SELECT count(*) FROM task_status('2031-01-01') WHERE due IS NOT NULL AND window_basis IS DISTINCT FROM 'timing'), 0::bigint,
          'a period in the name is no due date');

INSERT INTO document (number, kind, issued_on, issuer) VALUES ('15/NQ-HĐND', 'Nghị quyết', '2025-04-10', 'HĐND tỉnh'), ('77/BC-LĐ', 'Báo cáo', '2025-11-05', 'Sở LĐ');
INSERT INTO task_progress (task_id, as_of, state, percent, note, document_id, recorded_at) VALUES
    (tasks('1.1'), '2024-11-01', 'in_progress', 60, NULL, NULL, '2024-11-02 08:00+07'),
    (tasks('1.1'), '2025-01-20', 'done', NULL, 'muộn', NULL, '2025-01-21 08:00+07'),
    (tasks('3.4'), '2025-02-01', 'not_started', 0, 'chưa có chính sách', NULL, '2025-02-01 08:00+07'),
    (tasks('3.4'), '2025-04-10', 'triggered', NULL, NULL, (SELECT document_id FROM document WHERE number = '15/NQ-HĐND'), '2025-04-12 08:00+07'),
    (tasks('3.4'), '2025-06-01', 'in_progress', 20, NULL, NULL, '2025-06-02 08:00+07'),
    (tasks('5.20'), '2024-12-15', 'done', 100, NULL, NULL, '2024-12-16 08:00+07'),
    (tasks('5.20'), '2025-10-15', 'in_progress', 40, NULL, NULL, '2025-10-16 08:00+07'),
    (tasks('4.4'), '2025-11-05', 'in_progress', 70, NULL, NULL, '2025-11-06 08:00+07'),
    (tasks('4.4'), '2025-11-05', 'in_progress', 75, 'sửa', NULL, '2025-11-07 08:00+07');
PREPARE state_of (text, date, timestamptz) AS SELECT state, percent, progress_on FROM task_status($2, $3) WHERE key = $1;
SELECT results_eq($$EXECUTE state_of('1.1', '2024-12-31', NULL)$$, $$VALUES ('in_progress', 60::numeric, DATE '2024-11-01')$$, '1.1 at the end of 2024');
SELECT results_eq($$EXECUTE state_of('1.1', '2025-01-10', NULL)$$, $$VALUES ('overdue', 60::numeric, DATE '2024-11-01')$$, 'overdue before it was done');
SELECT results_eq($$EXECUTE state_of('1.1', '2025-01-20', NULL)$$, $$VALUES ('done', 100::numeric, DATE '2025-01-20')$$, 'done');
SELECT results_eq($$SELECT key FROM task_status('2099-12-31') WHERE state = 'overdue'$$, ARRAY[]::text[], 'and then nothing is late');
SELECT results_eq($$EXECUTE state_of('3.4', '2025-04-09', NULL)$$, $$VALUES ('dormant', 0::numeric, DATE '2025-02-01')$$, '3.4 sleeps');
SELECT results_eq($$EXECUTE state_of('3.4', '2025-04-10', NULL)$$, $$VALUES ('not_started', NULL::numeric, DATE '2025-04-10')$$, 'its event wakes it');
SELECT results_eq($$EXECUTE state_of('3.4', '2025-12-31', NULL)$$, $$VALUES ('in_progress', 20::numeric, DATE '2025-06-01')$$, 'and it goes on');
SELECT results_eq($$EXECUTE state_of('5.20', '2024-12-31', NULL)$$, $$VALUES ('done', 100::numeric, DATE '2024-12-15')$$, 'the yearly review of 2024');
SELECT results_eq($$EXECUTE state_of('5.20', '2025-01-01', NULL)$$, $$VALUES ('not_started', NULL::numeric, NULL::date)$$, 'a new year, a new occurrence');
SELECT results_eq($$EXECUTE state_of('5.20', '2025-10-15', NULL)$$, $$VALUES ('in_progress', 40::numeric, DATE '2025-10-15')$$, 'of 2025');
SELECT results_eq($$EXECUTE state_of('4.4', '2026-06-01', NULL)$$, $$VALUES ('in_progress', 75::numeric, DATE '2025-11-05')$$, 'of two for one day the later counts; "to 2025" in a name is not late');
-- What was known.  The plan itself was recorded just now, so move it back.
UPDATE task_schedule SET recorded_at = '2024-07-10 08:00+07';
UPDATE responsibility SET recorded_at = '2024-07-10 08:00+07';
UPDATE agency SET recorded_at = '2024-07-01 08:00+07';
SELECT results_eq($$EXECUTE state_of('4.4', '2025-12-31', '2025-11-06 12:00+07')$$, $$VALUES ('in_progress', 70::numeric, DATE '2025-11-05')$$, 'as known before the correction');
SELECT results_eq($$EXECUTE state_of('3.4', '2025-04-10', '2025-04-11 12:00+07')$$, $$VALUES ('dormant', 0::numeric, DATE '2025-02-01')$$, 'the event was not known yet');
SELECT is_empty($$SELECT * FROM task_status('2025-04-10', '2024-07-09 00:00+07')$$, 'nor was the plan');

-- 34. Load per agency.
SELECT results_eq($$SELECT code, indicators_led, indicators_coordinated, tasks_led, tasks_coordinated, late_items FROM agency_workload('2025-01-10')
                    WHERE code IN ('LDTBXH', 'YT', 'SBN', 'UBNDH', 'TK', 'CA') ORDER BY tasks_led DESC, code$$,
    $$VALUES ('LDTBXH', 23::bigint, 11::bigint, 40::bigint, 3::bigint, 0::bigint), ('YT', 25, 1, 7, 0, 0), ('UBNDH', 0, 98, 3, 98, 1), ('SBN', 0, 0, 2, 42, 1),
             ('CA', 0, 0, 1, 0, 0), ('TK', 5, 7, 0, 0, 0)$$, '34: load per agency, late items before 1.1 was done');
SELECT is((SELECT sum(indicators_led) FROM agency_workload('2025-01-10')), 98::numeric, '34: every measured indicator has one lead');
SELECT is((SELECT sum(tasks_led) FROM agency_workload('2025-01-10')), 103::numeric, '34: tasks, joint leads counted for each');
SELECT is((SELECT sum(late_items) FROM agency_workload('2025-02-01')), 0::numeric, '34: nothing is late any more');

-- 35. Kinds, and what ended in 2025.
SELECT results_eq($$SELECT string_agg(key, ' ' ORDER BY t.sort_order) FROM tasks_ended_by('2025-12-31') JOIN task AS t USING (task_id, key) WHERE tasks_ended_by.window_to >= '2025-01-01'$$,
                  $$VALUES ('4.4 4.5 4.6 5.3 5.15 6.1.2 6.1.3 6.1.4 6.2.2 6.4.1 6.4.3 6.4.5 6.4.7 6.6.4 7.1')$$, '35: 15 periods end in 2025');
SELECT results_eq($$SELECT key, window_basis FROM tasks_ended_by('2025-12-30')$$, $$VALUES ('1.1', 'timing')$$, '35: the day before, only that of 1.1 had');
SELECT is((SELECT count(*) FROM tasks_ended_by('2031-01-01')), 41::bigint, '35: by 2031 all 41 have');
SELECT is((SELECT string_agg(t.key, ' ') FROM tasks_ended_by('2025-12-31') AS e CROSS JOIN unnest(e.continued_by_ids) AS next (task_id) JOIN task AS t ON t.task_id = next.task_id),
          '5.16', '35: one of them has a successor');
SELECT results_eq($$SELECT key, state FROM task_status('2025-12-31') WHERE kind IN ('contingent', 'directed') ORDER BY sort_order$$,
                  $$VALUES ('3.4', 'in_progress'), ('5.2', 'not_started'), ('6.3.4', 'dormant')$$, '35: waiting for an event, or for somebody''s word');

-- 36. Tasks behind indicators that are off track: the links are ours.
SELECT is((SELECT string_agg(DISTINCT basis, ' ') FROM task_indicator), 'ours', '36: no link is the plan''s');
SELECT is((SELECT count(DISTINCT task_id) || ' ' || count(DISTINCT indicator_id) || ' ' || count(*) FROM task_indicator), '63 94 167', '36: tasks, indicators, links');
SELECT is_empty($$SELECT i.code FROM task_indicator JOIN indicator AS i USING (indicator_id) WHERE NOT i.measured$$, '36: none to a container');
SELECT results_eq($$
    SELECT e.code, string_agg(t.key, ' ' ORDER BY t.sort_order)
    FROM verdict_as_of(2025) AS e
    LEFT JOIN task_indicator AS l ON l.indicator_id = e.indicator_id
    LEFT JOIN task AS t ON t.task_id = l.task_id
    WHERE e.scope = 'local' AND e.status IN ('missed', 'near') AND e.code IN ('2.3', '4.9', '5.10', '6.2', '9.3.2', '10.2.2')
    GROUP BY e.code, e.sort_order ORDER BY e.sort_order$$,
    $$VALUES ('2.3', '4.10 4.11 4.15'), ('4.9', '6.2.3'), ('5.10', '4.15 5.18 5.20'), ('6.2', '6.1.7'), ('9.3.2', '6.5.1'), ('10.2.2', '5.22 6.6.2')$$, '36: tasks that support what was missed in 2025');

-- 29. Work plans and persons.
SELECT is((SELECT count(*) FROM not_in_work_plan(2024) WHERE missing = 'work_plan'), 18::bigint, '29: 18 bodies owe a work plan; the Front is asked, groups are no bodies');
SELECT is((SELECT count(*) FROM not_in_work_plan(2024) WHERE missing = 'person' AND indicator_id IS NOT NULL), 98::bigint, '29: no indicator names a person');
SELECT is((SELECT count(*) FROM not_in_work_plan(2024) WHERE missing = 'person' AND task_id IS NOT NULL), 103::bigint, '29: nor a task, each lead by itself');
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('12/KH-SYT', 'Kế hoạch', '2024-08-01', 'Sở Y tế');
INSERT INTO work_plan (plan_id, agency_id, year_from, year_to, document_id)
SELECT p.plan_id, a.agency_id, w.y1, w.y2, d.document_id
FROM (VALUES ('YT', 2024, 2025, '12/KH-SYT'), ('LDTBXH', 2024, 2024, NULL)) AS w (code, y1, y2, number)
JOIN agency AS a ON a.code = w.code JOIN plan AS p ON p.code = '230/KH-UBND' LEFT JOIN document AS d ON d.number = w.number;
INSERT INTO work_plan_item (work_plan_id, indicator_id, task_id, division, person)
SELECT w.work_plan_id, (SELECT indicator_id FROM indicator WHERE indicator.code = i.code), tasks(i.key), 'Phòng Nghiệp vụ', i.person
FROM (VALUES ('YT', '7.9', NULL, 'Nguyễn Văn A'), ('YT', NULL, '6.2.4', 'Nguyễn Văn A'), ('YT', NULL, '6.2.5', NULL),
             ('YT', NULL, '1.1', 'Trần Thị B'), ('LDTBXH', '1.1', NULL, 'Lê Văn C')) AS i (agency, code, key, person)
JOIN agency AS a ON a.code = i.agency JOIN work_plan AS w USING (agency_id);
SELECT is((SELECT count(*) FROM not_in_work_plan(2024) WHERE missing = 'work_plan'), 17::bigint, '29: one issued; one not issued yet counts for nothing');
SELECT is((SELECT string_agg(code, ' ' ORDER BY code) FROM (
              SELECT coalesce(t.key, i.code) AS code FROM work_plan_item LEFT JOIN task AS t USING (task_id) LEFT JOIN indicator AS i USING (indicator_id)
              EXCEPT SELECT code FROM not_in_work_plan(2024) WHERE missing = 'person') AS named), '6.2.4 7.9', '29: persons named by an issued plan of the lead');
SELECT is((SELECT count(*) FROM not_in_work_plan(2024) WHERE task_id = tasks('1.1')), 0::bigint, '29: what groups lead is covered by any body');
SELECT is((SELECT count(*) FROM not_in_work_plan(2025) WHERE missing = 'work_plan'), 17::bigint, '29: a phase plan covers its years');
SELECT is((SELECT count(*) FROM not_in_work_plan(2026) WHERE missing = 'work_plan'), 18::bigint, '29: and no more');
SELECT throws_ok($$INSERT INTO work_plan_item (work_plan_id) SELECT min(work_plan_id) FROM work_plan$$, '23514', NULL, 'an item is for something');
SELECT throws_ok($$INSERT INTO work_plan (plan_id, agency_id, year_from, year_to) SELECT plan_id, agency_id, 2026, 2025 FROM work_plan$$, '23514', NULL, 'years in order');

-- 38. Difficulties.
INSERT INTO agency (code, name_vi, kind) VALUES ('UBNDTINH-T', 'UBND tỉnh', 'council');
INSERT INTO difficulty (plan_id, agency_id, indicator_id, task_id, content, proposal, raised_on, addressee_id, through_id, recorded_at)
SELECT p.plan_id, a.agency_id, (SELECT indicator_id FROM indicator WHERE indicator.code = v.code), tasks(v.key), v.content, v.proposal, v.raised_on, u.agency_id, l.agency_id, v.raised_on
FROM (VALUES ('YT', '7.4.2', NULL, 'Thiếu bác sĩ', 'Thu hút', DATE '2025-03-01'), ('XD', NULL, '6.5.1', 'Thiếu quỹ đất', NULL, '2025-04-01'),
             ('GDDT', NULL, NULL, 'Thiếu kinh phí', NULL, '2025-05-01')) AS v (agency, code, key, content, proposal, raised_on)
JOIN agency AS a ON a.code = v.agency CROSS JOIN plan AS p JOIN agency AS u ON u.code = 'UBNDTINH-T' JOIN agency AS l ON l.code = 'LDTBXH'
WHERE p.code = '230/KH-UBND';
SELECT results_eq($$SELECT content, days_open FROM open_difficulties('2025-04-10')$$, $$VALUES ('Thiếu bác sĩ', 40), ('Thiếu quỹ đất', 9)$$, '38: open ones');
UPDATE difficulty SET answer = 'Giao Sở Nội vụ tham mưu', decided_on = '2025-04-20', decided_by_id = addressee_id,
    document_id = (SELECT document_id FROM document WHERE number = '15/NQ-HĐND') WHERE content = 'Thiếu bác sĩ';
SELECT results_eq($$SELECT content FROM open_difficulties('2025-05-01')$$, $$VALUES ('Thiếu quỹ đất'), ('Thiếu kinh phí')$$, '38: less the one answered');
SELECT is((SELECT count(*) FROM open_difficulties('2025-04-19')), 2::bigint, '38: which was open the day before');
SELECT is((SELECT count(*) FROM open_difficulties('2025-05-01', '2025-05-02 00:00+07')), 3::bigint, '38: and as known before the answer was recorded');
SELECT results_eq($$
    SELECT who.code, coalesce(i.code, t.key), d.content, d.raised_on, through.code, whom.code, d.answer, d.decided_on, doc.number
    FROM difficulty AS d JOIN agency AS who ON who.agency_id = d.agency_id JOIN agency AS whom ON whom.agency_id = d.addressee_id
    LEFT JOIN agency AS through ON through.agency_id = d.through_id LEFT JOIN indicator AS i ON i.indicator_id = d.indicator_id
    LEFT JOIN task AS t ON t.task_id = d.task_id LEFT JOIN document AS doc ON doc.document_id = d.document_id ORDER BY raised_on$$,
    $$VALUES ('YT', '7.4.2', 'Thiếu bác sĩ', DATE '2025-03-01', 'LDTBXH', 'UBNDTINH-T', 'Giao Sở Nội vụ tham mưu', DATE '2025-04-20', '15/NQ-HĐND'),
             ('XD', '6.5.1', 'Thiếu quỹ đất', '2025-04-01', 'LDTBXH', 'UBNDTINH-T', NULL, NULL, NULL),
             ('GDDT', NULL, 'Thiếu kinh phí', '2025-05-01', 'LDTBXH', 'UBNDTINH-T', NULL, NULL, NULL)$$, '38: to whom, and how they were answered');
SELECT throws_ok($$UPDATE difficulty SET answer = 'khác' WHERE content = 'Thiếu bác sĩ'$$, '23001', 'an answer that was given cannot be changed', '38: an answer stays');
SELECT lives_ok($$UPDATE difficulty SET proposal = 'Thu hút, đào tạo' WHERE content = 'Thiếu bác sĩ'$$, 'the rest may be completed');
SELECT throws_ok($$UPDATE difficulty SET answer = 'không ngày' WHERE content = 'Thiếu quỹ đất'$$, '23514', NULL, 'an answer has a day');
SELECT throws_ok($$UPDATE difficulty SET answer = 'sớm', decided_on = '2025-01-01' WHERE content = 'Thiếu quỹ đất'$$, '23514', NULL, 'not before the question');
SELECT throws_ok($$UPDATE difficulty SET task_id = tasks('1.1') WHERE content = 'Thiếu bác sĩ'$$, '23514', NULL, 'about one thing');
INSERT INTO finding (plan_id, agency_id, kind, concerned_id, task_id, found_on, content, recommendation)
SELECT p.plan_id, m.agency_id, 'supervision', x.agency_id, tasks('6.5.1'), '2025-09-01', 'Chậm', 'Đẩy nhanh'
FROM plan AS p, agency AS m, agency AS x WHERE m.code = 'MTTQ' AND x.code = 'XD';
UPDATE finding SET answer = 'Đã chỉ đạo', decided_on = '2025-10-01';
SELECT throws_ok($$UPDATE finding SET decided_on = NULL, answer = NULL$$, '23001', NULL, 'an answer to a finding stays as well');
SELECT throws_ok($$UPDATE finding SET kind = 'khác'$$, '23514', NULL, 'kinds of finding are known');

-- What cannot be.
SELECT throws_ok($$UPDATE responsibility SET indicator_id = (SELECT min(indicator_id) FROM indicator) WHERE task_id = tasks('1.1')$$, '23514', NULL, 'not for an indicator and a task at once');
SELECT throws_ok($$INSERT INTO responsibility (agency_id, role) SELECT min(agency_id), 'lead' FROM agency$$, '23514', NULL, 'nor for neither');
SELECT throws_ok($$INSERT INTO responsibility (task_id, agency_id, role, valid_from)
    SELECT task_id, agency_id, role, '2025-01-01' FROM responsibility WHERE task_id = tasks('8.1') AND role = 'lead'$$, '23P01', NULL, 'no lead twice at a time');
SELECT throws_ok($$INSERT INTO responsibility (indicator_id, agency_id, role, valid_from)
    SELECT indicator_id, agency_id, role, '2025-01-01' FROM responsibility WHERE indicator_id IS NOT NULL LIMIT 1$$, '23P01', NULL, 'nor of an indicator, as before');
SELECT throws_ok($$INSERT INTO task_schedule (task_id, kind, valid_from) VALUES (tasks('8.1'), 'ongoing', '2025-01-01')$$, '23P01', NULL, 'one schedule at a time');
SELECT throws_ok($$UPDATE task_schedule SET window_to = '2020-01-01' WHERE task_id = tasks('1.1')$$, '23514', NULL, 'a window in order');
SELECT throws_ok($$UPDATE task_schedule SET window_basis = NULL WHERE task_id = tasks('1.1')$$, '23514', NULL, 'a window has a basis');
SELECT throws_ok($$UPDATE task_schedule SET kind = 'fixed' WHERE task_id = tasks('7.1')$$, '23514', NULL, 'a name fixes no date');
SELECT throws_ok($$INSERT INTO task_progress (task_id, as_of, state, percent) VALUES (tasks('1.1'), '2025-01-01', 'in_progress', 101)$$, '23514', NULL, '101 percent');
SELECT throws_ok($$INSERT INTO task_progress (task_id, as_of, state, percent) VALUES (tasks('1.1'), '2025-01-01', 'done', 90)$$, '23514', NULL, 'done is 100');
SELECT throws_ok($$INSERT INTO task_indicator (task_id, indicator_id, basis) SELECT tasks('1.1'), min(indicator_id), 'document' FROM indicator$$, '23514', NULL, 'what a document says has a document');
SELECT throws_ok($$UPDATE task SET follows_id = task_id WHERE key = '1.1'$$, '23514', NULL, 'no task follows itself');

-- An amendment closes what it changes.
EXECUTE again;
UPDATE task_intake SET timing = 'Đến năm 2026', lead = 'Sở Nội vụ; Sở Y tế' WHERE code = '1' AND name LIKE 'Tổ chức quán triệt%' AND batch_id IS NULL;
UPDATE task_intake SET submit_by = '30/6/2025' WHERE name LIKE 'Triển khai Phong trào thi đua%' AND batch_id IS NULL;
SELECT results_eq($$SELECT key, column_name, raw, reason_en FROM load_tasks('230/KH-UBND') WHERE severity = 'error'$$,
    $$VALUES ('1.1', 'timing', 'Đến năm 2026', 'differs from the timing in force (Năm 2024): an amendment is needed'),
             ('1.1', 'lead', 'Sở Nội vụ; Sở Y tế', 'differs from the responsibility in force: an amendment is needed'),
             ('6.5.3', 'timing', 'Thường xuyên; 30/6/2025', 'differs from the timing in force (Thường xuyên): an amendment is needed')$$, 'without a document nothing changes');
UPDATE task_intake SET batch_id = NULL WHERE batch_id = (SELECT max(batch_id) FROM import_batch);
SELECT everything() AS before \gset
SELECT is_empty($$SELECT * FROM load_tasks('230/KH-UBND', amendment => '15/NQ-HĐND', dry_run => true) WHERE severity = 'error'$$, 'a dry run of the amendment');
SELECT is(everything(), :'before', 'a dry run keeps nothing');
SELECT is((SELECT count(*) FROM task_intake WHERE batch_id IS NULL), 111::bigint, 'and takes no rows');
SELECT is_empty($$SELECT * FROM load_tasks('230/KH-UBND', amendment => '15/NQ-HĐND') WHERE severity = 'error'$$, 'the amendment');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (0, 2, 98)', 'two schedules revised');
SELECT results_eq($$SELECT timing, valid_from, valid_to, number, closed_at IS NOT NULL FROM task_schedule JOIN document USING (document_id) WHERE task_id = tasks('1.1') ORDER BY valid_from$$,
    $$VALUES ('Năm 2024', DATE '2024-07-02', DATE '2025-04-09', '230/KH-UBND', true), ('Đến năm 2026', '2025-04-10', NULL, '15/NQ-HĐND', false)$$, 'the old schedule is closed, the new one opened');
SELECT is((SELECT string_agg(a.code || ' ' || to_char(r.valid_from, 'YYYY-MM-DD') || coalesce('/' || to_char(r.valid_to, 'YYYY-MM-DD'), ''), ', ' ORDER BY r.valid_from, r.sort_order) FROM responsibility AS r JOIN agency AS a USING (agency_id)
           WHERE task_id = tasks('1.1') AND role = 'lead'), 'SBN 2024-07-02/2025-04-09, UBNDH 2024-07-02/2025-04-09, NV 2025-04-10, YT 2025-04-10', 'so are the leads');
SELECT results_eq($$SELECT key, due FROM task_status('2025-07-01') WHERE due IS NOT NULL ORDER BY sort_order$$,
                  $$VALUES ('1.1', DATE '2026-12-31'), ('6.5.3', '2025-06-30')$$, 'a last day to submit is a date of its own');
SELECT is((SELECT timing FROM task_schedule_as_of('2025-05-01', '2025-01-01 00:00+07') WHERE task_id = tasks('1.1')), 'Năm 2024', 'as known before the amendment');
EXECUTE again;
SELECT is_empty($$SELECT * FROM load_tasks('230/KH-UBND')$$, 'the original annex is still what it was on its day');

-- 33. Bodies that ceased.
UPDATE agency SET valid_to = '2025-02-28' WHERE code = 'LDTBXH';
SELECT results_eq($$SELECT count(*), bool_and(state <> 'overdue') FROM tasks_without_living_lead('2025-03-01')$$, $$VALUES (39::bigint, true)$$, '33: 39 tasks have lost their only lead');
SELECT is((SELECT count(*) FROM tasks_without_living_lead('2025-02-28')), 0::bigint, '33: none on its last day');
SELECT ok(NOT EXISTS (SELECT FROM tasks_without_living_lead('2025-03-01') WHERE key = '2.3'), '33: a joint lead lives on');
SELECT is((SELECT living FROM agency_workload('2025-03-01') WHERE code = 'LDTBXH'), false, '34: a body that ceased and still holds something is shown');
WITH ended AS (UPDATE responsibility AS r SET valid_to = '2025-02-28' FROM agency AS a WHERE a.agency_id = r.agency_id AND a.code = 'LDTBXH' AND r.task_id = tasks('5.20') RETURNING r.task_id)
INSERT INTO responsibility (task_id, agency_id, role, valid_from) SELECT e.task_id, a.agency_id, 'lead', '2025-03-01' FROM ended AS e, agency AS a WHERE a.code = 'NNPTNT';
SELECT is((SELECT count(*) FROM tasks_without_living_lead('2025-03-01')), 38::bigint, '33: handed over, one is led again');
SELECT is((SELECT array_agg(a.code) FROM tasks_without_living_lead('2025-03-01') AS w CROSS JOIN unnest(w.last_lead_ids) AS l (agency_id) JOIN agency AS a USING (agency_id) WHERE w.key = '5.1'),
          ARRAY['LDTBXH'], '33: and who led the others');
SELECT is((SELECT count(*) FROM tasks_without_living_lead('2025-03-01', '2025-03-05 00:00+07')), 0::bigint, '33: it was not known at the time');
EXECUTE again;
SELECT is_empty($$SELECT * FROM load_tasks('230/KH-UBND') WHERE severity = 'error'$$, 'loading again after a change of bodies changes nothing');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (0, 0, 100)', 'and says so');

-- Tasks that are loaded only after a body ceased, and rows that are wrong.
INSERT INTO plan (code, document_id, area_id, title_vi) SELECT 'THU', document_id, area_id, 'kế hoạch thử' FROM plan;
INSERT INTO task_intake (code, name, lead, coordinating, timing, submit_by) VALUES
    ('2',   'không biết mục nào', 'Sở Y tế', '', 'Thường xuyên', ''),
    ('',    'Mục một', NULL, NULL, NULL, NULL),
    ('1',   'việc của sở đã giải thể', 'Sở LĐ-TB&XH', 'Sở Y tế', 'Thường xuyên', ''),
    ('2.',  'thời gian lạ', 'Sở Y tế', '', 'Khi rảnh', ''),
    ('3',   'không thời gian', 'Sở Y tế', '', '', ''),
    ('4',   '', 'Sở Y tế', '', 'Năm 2025', ''),
    ('5',   'trùng', 'Sở Y tế', '', 'Năm 2025', ''),
    ('5',   'trùng', 'Sở Y tế', '', 'Năm 2025', ''),
    ('VI',  'số lạ', 'Sở Y tế', '', 'Năm 2025', ''),
    ('',    'không số', 'Sở Y tế', '', 'Năm 2025', ''),
    ('6',   'cơ quan lạ', 'Sở Y tế; Sở Thời tiết', 'Hội Chữ thập đỏ', 'Năm 2025', 'sớm'),
    ('7',   'không ai làm trong năm 2025', '', '', 'Thường xuyên', 'Tháng 6/2025'),
    ('1',   'mục mới không có tiêu đề', 'Sở Y tế', '', 'Quý IV/2025', '');
SELECT results_eq($$SELECT row_number, key, column_name, raw, reason_en FROM load_tasks('THU') WHERE severity = 'error'$$, $$VALUES
        (1, NULL::text, 'section', '2 không biết mục nào', 'which section this row stands in cannot be told: give its number in column section'),
        (4, '1.2', 'timing', 'Khi rảnh', 'this timing is not understood: add a row to schedule_pattern or correct the cell'),
        (5, '1.3', 'timing', '', 'there is no timing'),
        (6, '1.4', 'name', '4', 'the task has no name'),
        (7, '1.5', 'code', '5 trùng', 'code 1.5 stands in several rows'),
        (8, '1.5', 'code', '5 trùng', 'code 1.5 stands in several rows'),
        (9, NULL, 'code', 'VI số lạ', 'the number cannot be read'),
        (10, NULL, 'code', 'không số', 'the task has no number'),
        (11, '1.6', 'submit_by', 'sớm', 'the last day to submit cannot be read'),
        (11, '1.6', 'lead', 'Sở Y tế; Sở Thời tiết', 'unknown agency: Sở Thời tiết'),
        (11, '1.6', 'coordinating', 'Hội Chữ thập đỏ', 'unknown agency: Hội Chữ thập đỏ')$$, 'every fault of every row, with what it was');
SELECT ok((SELECT bool_and(reason_vi <> '' AND reason_vi <> reason_en) FROM (SELECT reason_vi, reason_en FROM rejected_row UNION ALL SELECT reason_vi, reason_en FROM import_remark) AS r), 'reasons are in both languages');
SELECT results_eq($$SELECT row_number, column_name, raw, reason_en FROM import_remark WHERE batch_id = (SELECT max(batch_id) FROM import_batch) ORDER BY row_number, import_remark_id$$, $$VALUES
        (3, 'lead', 'Sở Lao động - Thương binh và Xã hội', 'this body ceased on 2025-02-28: its responsibility is to be handed over'),
        (12, 'name', 'không ai làm trong năm 2025', 'the name has a year that is no period and was not taken for a window'),
        (12, 'lead', '', 'no lead is named'),
        (13, 'section', '2', 'the section has no title, added with one of ours')$$, 'and what to look at');
SELECT is((SELECT string_agg(key || ' ' || coalesce(kind, '-') || coalesce(' ' || to_char(window_to, 'YYYY-MM-DD'), ''), ', ' ORDER BY t.sort_order) FROM task AS t JOIN task_schedule USING (task_id) JOIN plan USING (plan_id) WHERE plan.code = 'THU'),
          '1.1 ongoing, 1.2 -, 1.3 -, 1.6 fixed 2025-12-31, 1.7 ongoing, 2.1 fixed 2025-12-31', 'tasks whose timing was not read are there, without a kind');
SELECT is((SELECT count(*) FROM task_status('2099-01-01') JOIN plan USING (plan_id) WHERE plan.code = 'THU' AND kind IS NULL AND state <> 'not_started'), 0::bigint, 'and are never late');
SELECT is((SELECT string_agg(key, ' ' ORDER BY key) FROM tasks_without_living_lead('2025-03-01') JOIN plan USING (plan_id) WHERE plan.code = 'THU'), '1.1 1.7', '33: as the list says');
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('1/QĐ', 'Quyết định', '2025-02-20', 'UBND tỉnh');
SELECT is(hand_over('LDTBXH', 'NNPTNT', '2025-03-01', '1/QĐ', tasks => '{1.1}', plan => 'THU'), 1, 'a task that came in after its lead had ceased is handed over like any other');
SELECT is((SELECT string_agg(key, ' ' ORDER BY key) FROM tasks_without_living_lead('2025-03-01') JOIN plan USING (plan_id) WHERE plan.code = 'THU'), '1.7', '33: and is led again');

-- A phrase is a row, and the same annex is read again; part of an annex says its section.
INSERT INTO schedule_pattern (reads, sort_order, pattern, kind, recurrence) VALUES ('timing', 85, '^khi rảnh$', 'ongoing', NULL);
INSERT INTO task_intake (section, code, name, lead, coordinating, timing, submit_by) VALUES
    (1, '2', 'thời gian lạ', 'Sở Y tế', '', 'Khi rảnh', ''), (1, '8', 'thêm', 'Sở Y tế', '', 'Hằng năm', '');
SELECT is_empty($$SELECT * FROM load_tasks('THU') WHERE severity = 'error'$$, 'now it is read');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (1, 1, 0)', 'as no amendment');
SELECT is((SELECT kind FROM task_schedule JOIN task USING (task_id) JOIN plan USING (plan_id) WHERE plan.code = 'THU' AND key = '1.2'), 'ongoing', 'in its own row');
SELECT throws_ok($$SELECT * FROM load_tasks('KHÔNG')$$, '22023', 'there is no plan "KHÔNG"', 'no such plan');
SELECT throws_ok($$SELECT * FROM load_tasks('THU', amendment => '0/KH')$$, '22023', 'there is no document "0/KH"', 'no such document');

SELECT * FROM finish();
ROLLBACK;
