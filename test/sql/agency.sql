-- Change with a document behind it: the reorganisation of 2025, and each call by itself.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
SET datestyle = ISO;

BEGIN;
SELECT plan(101);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\o
CREATE TEMPORARY TABLE before_2025 AS
SELECT indicator_id, scope, due, goal, value, status FROM policy.verdict_as_of(2025);
CREATE TEMPORARY TABLE moment AS SELECT clock_timestamp() AS loaded;
\o /dev/null
\i example/plan_230/reorganisation_2025.sql
\o
SET search_path = policy, public;
CREATE TEMPORARY VIEW led AS
    SELECT d.day, a.code AS agency, i.code AS indicator
    FROM (VALUES ('2024-12-31'::date), ('2025-02-28'), ('2025-03-01'), ('2026-11-23')) AS d (day)
    CROSS JOIN LATERAL responsibility_as_of(d.day) AS r
    JOIN agency AS a USING (agency_id) JOIN indicator AS i USING (indicator_id)
    WHERE r.role = 'lead';

-- Who leads indicator X on a day, and who was answerable for 2024?
SELECT results_eq($$SELECT day, agency FROM led WHERE indicator = '5.10' ORDER BY day$$,
    $$VALUES ('2024-12-31'::date, 'LDTBXH'), ('2025-02-28', 'LDTBXH'), ('2025-03-01', 'NNMT'), ('2026-11-23', 'NNMT')$$,
    '5.10 passed from labour to agriculture');
SELECT is((SELECT string_agg(a.name_vi, '; ') FROM verdict_as_of(2024, '2024-12-31') AS e, unnest(e.lead_agency_ids) AS l (agency_id) JOIN agency AS a USING (agency_id)
           WHERE e.code = '3.2' AND e.scope = 'local'), 'Sở Lao động - Thương binh và Xã hội', 'answerable for 3.2 of 2024');
SELECT is((SELECT string_agg(a.name_vi, '; ') FROM verdict_as_of(2024, '2026-01-01') AS e, unnest(e.lead_agency_ids) AS l (agency_id) JOIN agency AS a USING (agency_id)
           WHERE e.code = '3.2' AND e.scope = 'local'), 'Sở Lao động - Thương binh và Xã hội', 'whenever it is asked');
SELECT is((SELECT string_agg(a.name_vi, '; ') FROM verdict_as_of(2025, '2026-01-01') AS e, unnest(e.lead_agency_ids) AS l (agency_id) JOIN agency AS a USING (agency_id)
           WHERE e.code = '3.2' AND e.scope = 'local'), 'Sở Giáo dục và Đào tạo', 'who leads it since');
SELECT is((SELECT count(*) FROM responsibility_as_of('2025-03-01', (SELECT loaded FROM moment)) AS r JOIN agency AS a USING (agency_id) WHERE a.code = 'LDTBXH' AND role = 'lead'),
          23::bigint, 'as known before the reorganisation was entered, it would still lead 23');

-- What did Sở LĐ-TB&XH lead, and where has each item gone?
SELECT results_eq($$
    SELECT taker.code, string_agg(i.code, ' ' ORDER BY i.sort_order), bool_and(w.holder_id = w.taker_id),
           min(d.number), min(w.valid_to)
    FROM agency_successors('LDTBXH') AS w JOIN indicator AS i USING (indicator_id)
    LEFT JOIN agency AS taker ON taker.agency_id = w.taker_id LEFT JOIN document AS d USING (document_id)
    WHERE w.role = 'lead' GROUP BY taker.code ORDER BY 1$$, $$VALUES
    ('GDDT', '3.2 3.4 3.5', true, 'GIẢ ĐỊNH 2025-03', '2025-02-28'::date),
    ('NNMT', '5.10 5.11', true, 'GIẢ ĐỊNH 2025-03', '2025-02-28'),
    ('NV2025', '1.1 2.5 2.6 3.1 3.3', true, 'GIẢ ĐỊNH 2025-03', '2025-02-28'),
    ('YT', '5.1 5.2 5.3 5.4 5.5 5.6 5.7 5.8 5.15 5.16 5.17 5.18 5.19', true, 'GIẢ ĐỊNH 2025-03', '2025-02-28')$$,
    'its 23 indicators');
SELECT is((SELECT count(*) FROM agency_successors('LDTBXH') WHERE taker_id IS NULL), 0::bigint, 'nothing was left behind, what it coordinated neither');
SELECT is((SELECT count(*) FROM agency_successors('TTTT') AS w JOIN agency AS a ON a.agency_id = w.holder_id WHERE w.role = 'lead' AND a.code IN ('VHTTDL', 'KHCN2025')),
          9::bigint, 'Sở TT&TT: nine, to two bodies');

-- Indicators without a living lead.
PREPARE without_lead (date) AS
    SELECT i.code FROM indicator AS i
    WHERE i.measured AND NOT EXISTS (
        SELECT FROM responsibility_as_of($1) AS r JOIN agency_as_of($1) AS a USING (agency_id)
        WHERE r.indicator_id = i.indicator_id AND r.role = 'lead')
    ORDER BY i.sort_order;
SELECT is_empty(format('EXECUTE without_lead(%L)', d), 'every measured indicator has a living lead on ' || d)
FROM unnest('{2024-12-31,2025-03-01,2025-07-01,2026-11-23}'::date[]) AS d;
SAVEPOINT before_release;
SELECT is(hand_over('TP', NULL, '2026-11-01', '230/KH-UBND', '{5.9}'), 1, 'a responsibility that nobody takes over');
SELECT results_eq($$EXECUTE without_lead('2026-11-23')$$, $$VALUES ('5.9')$$, 'is missed');
SELECT is((SELECT holder_id FROM agency_successors('TP')), NULL, 'and has no holder');
ROLLBACK TO before_release;

-- History keeps the old names.
SELECT results_eq($$
    SELECT d.day, a.code, f.spelling FROM (VALUES ('2024-12-31'::date), ('2025-03-01')) AS d (day)
    CROSS JOIN LATERAL find_agencies('Sở Nội vụ; Sở LĐ-TB&XH', d.day) AS f LEFT JOIN agency AS a USING (agency_id) ORDER BY d.day, f.ordinal$$,
    $$VALUES ('2024-12-31'::date, 'NV', 'Sở Nội vụ'), ('2024-12-31', 'LDTBXH', 'Sở LĐ-TB&XH'), ('2025-03-01', 'NV2025', 'Sở Nội vụ'), ('2025-03-01', NULL, 'Sở LĐ-TB&XH')$$,
    'one name, two bodies; an abbreviation that ended');
SELECT is((SELECT name_vi || ' ' || valid_to FROM agency WHERE code = 'LDTBXH'), 'Sở Lao động - Thương binh và Xã hội 2025-02-28', 'the dissolved body has its name and its last day');
SELECT is((SELECT count(*) FROM agency_as_of('2025-02-28', (SELECT loaded FROM moment)) WHERE valid_to IS NULL AND code <> 'TK'), 22::bigint, 'nobody knew of the end before it was entered');
SELECT results_eq($$SELECT o.code, n.code, d.number FROM agency_succession AS s JOIN document AS d USING (document_id)
    LEFT JOIN agency AS o ON o.agency_id = s.agency_id LEFT JOIN agency AS n ON n.agency_id = s.successor_id
    WHERE o.code IN ('NNPTNT', 'TNMT', 'LDTBXH', 'TK') ORDER BY 1$$,
    $$VALUES ('LDTBXH', NULL, 'GIẢ ĐỊNH 2025-03'), ('NNPTNT', 'NNMT', 'GIẢ ĐỊNH 2025-03'), ('TK', 'CCTK', '384/QĐ-BTC'), ('TNMT', 'NNMT', 'GIẢ ĐỊNH 2025-03')$$,
    'which body became which, by which document');
SELECT results_eq($$SELECT d.day, count(m.member_id) FROM (VALUES ('2025-06-30'::date), ('2025-07-01')) AS d (day)
    LEFT JOIN LATERAL agency_member_as_of(d.day) AS m ON true GROUP BY 1 ORDER BY 1$$,
    $$VALUES ('2025-06-30'::date, 5::bigint), ('2025-07-01', 0)$$, 'the members of the collective body ended with the districts');

-- Places.
SELECT results_eq($$SELECT d.day, a.name_vi, a.kind FROM (VALUES ('2025-06-30'::date), ('2025-07-01'), ('2026-04-29'), ('2026-04-30')) AS d (day)
    JOIN area AS a ON a.area_id = area_at('75', d.day) ORDER BY 1$$,
    $$VALUES ('2025-06-30'::date, 'Tỉnh Đồng Nai', 'tỉnh'), ('2025-07-01', 'Tỉnh Đồng Nai', 'tỉnh'), ('2026-04-29', 'Tỉnh Đồng Nai', 'tỉnh'), ('2026-04-30', 'Thành phố Đồng Nai', 'thành phố')$$,
    'code 75 through three extents and forms');
SELECT is((SELECT count(DISTINCT area_at('75', d)) FROM unnest('{2025-06-30,2025-07-01,2026-04-30}'::date[]) AS d), 3::bigint, 'which are three areas');
SELECT results_eq($$SELECT d.day, a.level, count(*) FROM (VALUES ('2025-06-30'::date), ('2025-07-01')) AS d (day) CROSS JOIN LATERAL area_as_of(d.day) AS a
    GROUP BY 1, 2 ORDER BY 1, 2$$, $$VALUES ('2025-06-30'::date, 'commune', 12::bigint), ('2025-06-30', 'district', 5), ('2025-06-30', 'nation', 1), ('2025-06-30', 'province', 2),
    ('2025-07-01', 'commune', 5), ('2025-07-01', 'nation', 1), ('2025-07-01', 'province', 1)$$, 'districts end, provinces and communes merge');
SELECT is_empty($$SELECT 1 FROM (VALUES ('2025-06-30'::date), ('2025-07-01'), ('2026-04-30')) AS d (day) CROSS JOIN LATERAL area_as_of(d.day) AS a
    LEFT JOIN area_parent_as_of(d.day) AS k USING (area_id) LEFT JOIN area_as_of(d.day) AS p ON p.area_id = k.parent_id
    WHERE a.level <> 'nation' AND p.area_id IS NULL$$, 'on each day each area is under one that exists');
SELECT results_eq($$SELECT o.name_vi, op.name_vi, s.share FROM area_succession AS s JOIN area AS n ON n.area_id = s.successor_id JOIN area AS o ON o.area_id = s.area_id
    JOIN area_parent_as_of('2025-06-30') AS k ON k.area_id = o.area_id JOIN area AS op ON op.area_id = k.parent_id
    WHERE n.name_vi = 'Phường Trảng Dài' ORDER BY o.code$$,
    $$VALUES ('Phường Trảng Dài', 'Thành phố Biên Hòa', 100::numeric), ('Xã Thiện Tân', 'Huyện Vĩnh Cửu', 100)$$, 'a ward across an old district border');
SELECT results_eq($$SELECT n.name_vi, s.share, d.number FROM area_succession AS s JOIN area AS o ON o.area_id = s.area_id JOIN area AS n ON n.area_id = s.successor_id JOIN document AS d USING (document_id)
    WHERE o.name_vi = 'Xã Xuân Tâm' ORDER BY n.code$$, $$VALUES ('Xã Xuân Đông', NULL::numeric, '1662/NQ-UBTVQH15'), ('Xã Xuân Hòa', NULL, '1662/NQ-UBTVQH15')$$, 'a commune that was divided, shares unknown');
SELECT results_eq($$SELECT a.name_vi, a.urban FROM (VALUES ('2025-06-30'::date), ('2025-07-01'), ('2026-04-30')) AS d (day) JOIN area AS a ON a.area_id = area_at('26368', d.day) ORDER BY d.day$$,
    $$VALUES ('Thị trấn Long Thành', true), ('Xã Long Thành', false), ('Phường Long Thành', true)$$, 'rural and urban again');
SELECT is((SELECT count(*) FROM area_parent_as_of('2026-04-30') WHERE parent_id = area_at('75', '2026-04-30')), 5::bigint, 'the communes follow the city');

-- The plan's targets stay with the old extent, and so do their figures.
SELECT bag_eq('SELECT indicator_id, scope, due, goal, value, status FROM verdict_as_of(2025)', 'SELECT * FROM before_2025', 'no verdict of 2025 changed');
SELECT is((SELECT DISTINCT area_id FROM verdict_as_of(2025)), (SELECT area_id FROM plan), 'all of the area that the plan was made for');
INSERT INTO source (code, name_vi, precedence) VALUES ('BC', 'Báo cáo', 10);
INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES ('4.6', '75@2024', '2025', '94,9', 'ước', 'BC'), ('4.6', '75', '2025', '93,1', 'ước', 'BC');
SELECT results_eq('SELECT severity, row_number, column_name FROM load_figures()', $$VALUES ('remark', 2, 'area_code')$$, 'figures of 2025 for both extents, of which one is not judged');
SELECT results_eq($$SELECT a.valid_to, f.value FROM figure AS f JOIN area AS a USING (area_id) JOIN source USING (source_id) WHERE source.code = 'BC' ORDER BY 1$$,
    $$VALUES ('2025-06-30'::date, 94.9), ('2026-04-29', 93.1)$$, 'each with its own area');
SELECT is((SELECT (value, status)::text FROM verdict_as_of(2025) WHERE code = '4.6' AND scope = 'local'), '(94.9,missed)', 'the old extent is judged');

-- A target amended: before and after.
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('99/QĐ-UBND', 'Quyết định', '2025-10-01', 'UBND tỉnh (ví dụ của bài thử)');
SELECT throws_ok($$SELECT amend_target('4.6', '75', 'local', '2025-12-31', '94', '99/QĐ-UBND', '2025-10-10')$$, '42704',
    'indicator "4.6" has no local target of area "75" for 2025-12-31 in force on 2025-10-10', 'the merged province has no target');
SELECT lives_ok($$SELECT amend_target('4.6', '75@2024', 'local', '2025-12-31', '94', '99/QĐ-UBND', '2025-10-10')$$, 'the old extent has');
SELECT is((SELECT (value, goal, status)::text FROM verdict_as_of(2025, '2025-10-10') WHERE code = '4.6' AND scope = 'local'), '(94.9,"94 up by 2025-12-31",exceeded)', 'which changes the verdict');
SELECT is((SELECT (value, goal, status)::text FROM verdict_as_of(2025, '2025-10-09') WHERE code = '4.6' AND scope = 'local'), '(94.9,"95 up by 2025-12-31",missed)', 'by the target of the day before');
SELECT results_eq($$SELECT version, previous_cell, cell, document_number, valid_from, valid_to, closed_at IS NOT NULL, recorded_by FROM target_history
    WHERE indicator_id = require_indicator('4.6') AND scope = 'local' AND due = '2025-12-31' ORDER BY version$$,
    format($$VALUES (1::bigint, NULL, '95', '230/KH-UBND', '2024-07-02'::date, '2025-10-09'::date, true, %1$L), (2, '95', '94', '99/QĐ-UBND', '2025-10-10', NULL, false, %1$L)$$, current_user),
    'what it was before, by which document, recorded by whom');
SELECT results_eq($$SELECT cell FROM target_as_of('2025-12-31', (SELECT loaded FROM moment)) WHERE indicator_id = require_indicator('4.6') AND scope = 'local' AND due = '2025-12-31'$$, $$VALUES ('95')$$,
    'as known before the amendment was entered');
SELECT is(amend_target('4.6', '75@2024', 'local', '2025-12-31', ' 94 ', '99/QĐ-UBND', '2025-11-01'),
          (SELECT max(indicator_target_id) FROM indicator_target), 'the same target again changes nothing');
SELECT throws_ok($$SELECT amend_target('4.6', '75@2024', 'local', '2025-12-31', '93', '99/QĐ-UBND', '2025-10-10')$$, '55000',
    'the amendment is not after 2025-10-10, the first day of the target in force', 'an amendment from the same day');
SELECT throws_ok($$SELECT amend_target('4.6', '75@2024', 'local', '2025-12-31', 'cao hơn', '99/QĐ-UBND', '2025-11-01')$$, '22023',
    'the target "cao hơn" of indicator "4.6" cannot be read', 'an unreadable cell');
SELECT throws_ok($$SELECT amend_target('4.6', '75@2024', 'local', '2025-12-31', '93', NULL, '2025-11-01')$$, '22004', 'a document is needed', 'no document');
SELECT throws_ok($$SELECT amend_target('4.6', '75@2024', 'local', '2025-12-31', '93', '98/X', '2025-11-01')$$, '42704', 'there is no document "98/X"', 'an unknown document');
SELECT lives_ok($$SELECT amend_target('4.6', '75@2024', 'local', '2030-12-31', '> 97', '99/QĐ-UBND', '2025-10-10', to_area => '75')$$, 'a target may pass to the merged province');
SELECT is((SELECT (area_id = area_at('75', '2025-12-31'), value, due)::text FROM verdict_as_of(2025, '2025-12-31') WHERE code = '4.6' AND scope = 'local' AND value = 93.1),
          '(t,93.1,2030-12-31)', 'and judges its figure');
SELECT lives_ok($$SELECT amend_target('7.1', '75@2024', 'local', '2030-12-31', '-', '99/QĐ-UBND', '2025-10-10')$$, 'a target is given up');
SELECT is((SELECT goal::text FROM target_as_of('2025-10-10') WHERE indicator_id = require_indicator('7.1') AND scope = 'local' AND due = '2030-12-31'), NULL, 'a dash is no goal');
SELECT throws_ok($$SELECT set_target('4.6', '75@2024', 'local', '2025-12-31', '93', '99/QĐ-UBND', '2025-12-01')$$, '42710', NULL, 'a target that is there is amended, not set');
SELECT lives_ok($$SELECT set_target('9.2', '75', 'local', '2028-12-31', 'Xóa bỏ hoàn toàn', '99/QĐ-UBND', '2025-10-10')$$, 'a new target in words');
SELECT is((SELECT goal::text FROM indicator_target WHERE due = '2028-12-31'), '2 up by 2028-12-31', 'is a rank of the scale');
SELECT throws_ok($$SELECT set_target('7.4', '75', 'local', '2028-12-31', '5', '99/QĐ-UBND', '2025-10-10')$$, '22023', NULL, 'a heading has no target');

-- Bodies: what is refused.
SELECT throws_ok($$SELECT dissolve_agency('YT', '2026-01-01', '99/QĐ-UBND')$$, '55000', 'agency "YT" still answers for indicators or tasks on 2026-01-01', 'a body that still answers for something');
SELECT is((SELECT valid_to FROM agency WHERE code = 'YT'), NULL, 'is not closed');
SELECT throws_ok($$SELECT dissolve_agency('LDTBXH', '2026-01-01', '99/QĐ-UBND')$$, '42704', 'there is no agency "LDTBXH" on 2025-12-31', 'a body that has ended');
SELECT throws_ok($$SELECT dissolve_agency('LDTBXH', '2025-02-01', '99/QĐ-UBND')$$, '55000', 'agency "LDTBXH" ends on 2025-02-28 already', 'twice');
SELECT throws_ok($$SELECT dissolve_agency('XYZ', '2026-01-01', '99/QĐ-UBND')$$, '42704', 'there is no agency "XYZ"', 'an unknown body');
SELECT throws_ok($$SELECT dissolve_agency('NGV', '2026-01-01', NULL)$$, '22004', 'a document is needed', 'dissolved by no document');
SELECT throws_ok($$SELECT dissolve_agency('NGV', NULL, '99/QĐ-UBND')$$, '22004', 'a date is needed', 'dissolved on no day');
SELECT throws_ok($$SELECT hand_over('YT', 'LDTBXH', '2026-01-01', '99/QĐ-UBND')$$, '42704', 'there is no agency "LDTBXH" on 2026-01-01', 'to a body that has ended');
SELECT throws_ok($$SELECT hand_over('YT', 'GDDT', '2026-01-01', '99/QĐ-UBND', '{5.1,9.1}')$$, '42704', 'agency "YT" does not answer for 9.1 on 2026-01-01', 'what it does not lead');
SELECT throws_ok($$SELECT hand_over('YT', 'GDDT', '2026-01-01', '99/QĐ-UBND', '{5.1,9.99}')$$, '42704', 'there is no indicator "9.99"', 'what is not there');
SELECT throws_ok($$SELECT hand_over('YT', 'GDDT', '2025-03-01', '99/QĐ-UBND', '{5.1}')$$, '55000', 'agency "YT" answers for 5.1 only from 2025-03-01 or later', 'on the day that it was given');
SELECT throws_ok($$SELECT hand_over('YT', 'YT', '2026-01-01', '99/QĐ-UBND')$$, '22023', 'agency "YT" cannot hand over to itself', 'to itself');
SELECT throws_ok($$SELECT hand_over('YT', 'GDDT', '2026-01-01', '99/QĐ-UBND', role => 'boss')$$, '22023', 'unknown role "boss"', 'an unknown role');
SELECT throws_ok($$SELECT create_agency('YT', 'Sở Y tế mới', '2026-01-01', '99/QĐ-UBND')$$, '42710', 'agency "YT" exists already', 'a code that is taken');
SELECT throws_ok($$SELECT create_agency('YT2', 'Sở Y tế', '2026-01-01', '99/QĐ-UBND')$$, '42710', 'the name "Sở Y tế" belongs to agency "YT" on 2026-01-01', 'a name that is taken');
SELECT lives_ok($$SELECT create_agency('DN', 'Sở Đối ngoại', '2026-01-01', '99/QĐ-UBND', aliases => '{Sở ĐN}')$$, 'a new body');
SELECT lives_ok($$SELECT dissolve_agency('NGV', '2026-01-01', '99/QĐ-UBND', 'DN')$$, 'and the end of one that answers for nothing');
-- Nobody coordinates with themselves.
SELECT is(hand_over('CCTK', 'BHXH', '2026-06-01', '99/QĐ-UBND', '{5.12}'), 1, 'a lead handed over');
INSERT INTO responsibility (indicator_id, agency_id, role, valid_from) SELECT require_indicator('5.12'), agency_id, 'coordinating', '2026-06-01' FROM agency WHERE code = 'CCTK';
SELECT is(hand_over('BHXH', 'CCTK', '2026-07-01', '99/QĐ-UBND', '{5.12}', role => 'lead'), 1, 'and back, to one that coordinates');
SELECT is((SELECT string_agg(role, ',') FROM responsibility_as_of('2026-07-01') AS r JOIN agency USING (agency_id) WHERE code = 'CCTK' AND indicator_id = require_indicator('5.12')), 'lead', 'which now only leads');

-- Members.
SELECT throws_ok($$SELECT add_members('YT', '{GDDT}', '2026-01-01', '99/QĐ-UBND')$$, '23503', NULL, 'a department is no group');
SELECT is(add_members('SBNLQ', '{YT,GDDT}', '2026-01-01', '99/QĐ-UBND'), 2, 'members of a group');
SELECT throws_ok($$SELECT add_members('SBNLQ', '{YT}', '2026-02-01', '99/QĐ-UBND')$$, '23P01', NULL, 'twice at once');
SELECT throws_ok($$SELECT add_members('SBNLQ', '{LDTBXH}', '2026-02-01', '99/QĐ-UBND')$$, '42704', NULL, 'a member that has ended');
SELECT is(remove_members('SBNLQ', '{YT}', '2026-03-01', '99/QĐ-UBND'), 1, 'one leaves');
SELECT lives_ok($$SELECT merge_agencies('{GDDT}', 'GD2026', 'Sở Giáo dục', '2026-05-01', '99/QĐ-UBND')$$, 'the other is reorganised');
SELECT results_eq($$SELECT a.code FROM agency_member_as_of('2026-05-01') AS m JOIN agency AS a ON a.agency_id = m.member_id$$, $$VALUES ('GD2026')$$, 'and stays a member under its new name');

-- Places: each call by itself, on a country of its own.
INSERT INTO area (code, name_vi, level) VALUES ('P', 'tỉnh', 'province'), ('D', 'huyện', 'district'), ('C1', 'xã 1', 'commune'), ('C2', 'xã 2', 'commune'), ('C3', 'xã 3', 'commune'), ('C4', 'xã 4', 'commune');
INSERT INTO area_parent (area_id, parent_id)
SELECT area_at(c, '2024-01-01'), area_at(p, '2024-01-01') FROM (VALUES ('P', 'VN'), ('D', 'P'), ('C1', 'D'), ('C2', 'D'), ('C3', 'D'), ('C4', 'D')) AS k (c, p);
SELECT throws_ok($$SELECT abolish_area('D', '2025-01-01', '99/QĐ-UBND')$$, '55000', 'areas that end on 2024-12-31 are still parents of others', 'a district that still has communes');
SELECT lives_ok($$SELECT merge_areas('{C1,C2}', 'C1', 'xã 1 mới', '2025-01-01', '99/QĐ-UBND')$$, 'a merger under an old code');
SELECT throws_ok($$SELECT split_area('C3', '{C3,C5}', '2025-01-01', '99/QĐ-UBND', '{60,30}', '{a,b}')$$, '22023', 'the shares of area "C3" do not make 100 %', 'shares that do not add up');
SELECT throws_ok($$SELECT split_area('C3', '{C4,C1}', '2025-01-01', '99/QĐ-UBND')$$, '55000', 'area "C4" is older than 2025-01-01', 'into an area that stays as it is');
SELECT is(split_area('C3', '{C3,C5}', '2025-01-01', '99/QĐ-UBND', '{60,40}', '{xã 3 mới,xã 5}'), 2, 'a split in 60 and 40');
SELECT throws_ok($$SELECT create_area('C4', 'xã', 'commune', '2025-01-01', '99/QĐ-UBND', 'D')$$, '42710', 'area "C4" exists already on 2025-01-01', 'a code that is taken');
SELECT throws_ok($$SELECT create_area('C6', 'xã', 'commune', '2025-01-01', '99/QĐ-UBND', 'Q')$$, '42704', 'there is no area "Q" on 2025-01-01', 'an unknown parent');
SELECT throws_ok($$SELECT merge_areas('{C1,D}', 'C7', 'x', '2025-06-01', '99/QĐ-UBND')$$, '22023', 'areas to merge must be of one level', 'a commune and a district');
SELECT throws_ok($$SELECT abolish_level('district', '2025-01-01', '99/QĐ-UBND', 'P')$$, '55000', 'areas have been given a parent on 2025-01-01 or later', 'one day is one call');
SELECT is(abolish_level('district', '2025-07-01', '99/QĐ-UBND', 'P'), 1, 'the level of districts ends');
SELECT results_eq($$SELECT a.name_vi, p.code FROM area_parent_as_of('2025-07-01') AS k JOIN area AS a USING (area_id) JOIN area AS p ON p.area_id = k.parent_id WHERE a.code ~ '^C' ORDER BY a.code$$,
    $$VALUES ('xã 1 mới', 'P'), ('xã 3 mới', 'P'), ('xã 4', 'P'), ('xã 5', 'P')$$, 'and the communes move up');
SELECT lives_ok($$SELECT reclassify_area('C4', '2026-01-01', '99/QĐ-UBND', 'phường 4', 'phường', true)$$, 'a commune becomes a ward');
SELECT results_eq($$SELECT o.name_vi, n.name_vi, s.share FROM area_succession AS s LEFT JOIN area AS o USING (area_id) LEFT JOIN area AS n ON n.area_id = s.successor_id
    WHERE coalesce(o.code, n.code) ~ '^[CD]' ORDER BY 1, 2$$, $$VALUES ('huyện', NULL, NULL::numeric), ('xã 1', 'xã 1 mới', 100), ('xã 2', 'xã 1 mới', 100), ('xã 3', 'xã 3 mới', 60), ('xã 3', 'xã 5', 40), ('xã 4', 'phường 4', 100)$$,
    'what became what');
SELECT throws_ok($$SELECT abolish_area('C2', '2026-01-01', '99/QĐ-UBND')$$, '42704', 'there is no area "C2" on 2025-12-31', 'an area that has ended');

-- What is no cell of a spreadsheet is looked at quickly.
SET LOCAL statement_timeout = '5s';
SELECT results_eq(format('SELECT * FROM find_agencies(%L, ''2024-07-02'')', repeat('1', 100000)),
    format('VALUES (1, NULL::integer, %L)', repeat('1', 200) || '…'), 'a long number names nobody');
SET LOCAL statement_timeout = 0;

SELECT throws_ok($$SELECT merge_areas('{C1,C1}', 'C9', 'x', '2027-01-01', '99/QĐ-UBND')$$, '22023', 'area "C1" is named twice', 'one area twice');
SELECT throws_ok($$SELECT split_area('C1', '{C8,C8}', '2027-01-01', '99/QĐ-UBND', NULL, '{a,b}')$$, '22023', 'area "C1" is named twice', 'into one area twice');
SELECT throws_ok($$SELECT reorganise_areas('2027-01-01', '99/QĐ-UBND', '[{"code": "C8", "name_vi": "a", "level": "commune"}, {"code": " C8", "name_vi": "b", "level": "commune"}]')$$,
    '22023', 'area "C8" is named twice', 'a new area twice');
SELECT throws_ok($$SELECT reorganise_areas('2027-01-01', '99/QĐ-UBND', moves => '[{"area": "C1", "parent": "P"}, {"area": "C1", "parent": "P"}]')$$,
    '22023', 'area "C1" is named twice', 'a move twice');
SELECT throws_ok($$SELECT merge_agencies(ARRAY[a.code, a.code], 'ZZ', 'x', '2027-01-01', '99/QĐ-UBND') FROM agency AS a WHERE a.valid_to IS NULL ORDER BY a.code LIMIT 1$$,
    '22023', 'an agency is named twice', 'one agency twice');
SELECT throws_ok($$SELECT _close_agency(a.agency_id, '2027-01-01', NULL) FROM agency AS a WHERE a.valid_to IS NULL ORDER BY a.code LIMIT 1$$,
    '22004', 'a body ends on a day and by a document', 'no body ends without a document');
SELECT throws_ok($$SELECT _close_agency(a.agency_id, NULL, 1) FROM agency AS a WHERE a.valid_to IS NULL ORDER BY a.code LIMIT 1$$, '22004', NULL, 'nor without a day');

SELECT results_eq($$SELECT spelling FROM find_agencies(E'Sở Hòan\u200b thành, \u200bkhác', '2025-01-01')$$, $$VALUES ('Sở Hòan thành, khác')$$, 'what was written is quoted, not its key');

SELECT * FROM finish();
ROLLBACK;
