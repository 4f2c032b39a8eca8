-- The annex loader: Annex I of Plan 230 as printed, then rows that are wrong.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;
\set present `test -r ../shared/plan-230/ke-hoach-230-kh-ubnd.txt && echo true || echo false`

BEGIN;
SELECT plan(88);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\o
SET search_path = policy, public;

-- What the annex holds.
SELECT is((SELECT count(*) FROM annex_intake), 102::bigint, '102 rows');
SELECT is((SELECT count(*) FROM annex_intake WHERE code = '-'), 14::bigint, '14 sub-rows');
SELECT is((SELECT count(*) FROM annex_intake WHERE code <> '-'), 88::bigint, '88 numbered (1.1 prints no number)');
SELECT is((SELECT count(*) FROM indicator), 102::bigint, '102 indicators');
SELECT is((SELECT count(*) FROM indicator WHERE measured), 98::bigint, '98 measured');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM indicator WHERE NOT measured),
          '7.4 8.1 10.1 10.2', '4 containers');
SELECT is((SELECT string_agg(s.number || ':' || n, ' ' ORDER BY s.number)
           FROM (SELECT sector_id, count(*) AS n FROM indicator GROUP BY sector_id) AS c JOIN sector AS s USING (sector_id)),
          '1:1 2:6 3:5 4:11 5:19 6:13 7:18 8:9 9:8 10:12', '10 groups');
SELECT is((SELECT count(*) FROM indicator_target), 408::bigint, '408 cells');
SELECT is((SELECT count(*) FROM indicator_target WHERE goal IS NOT NULL), 315::bigint, '315 filled');
SELECT is((SELECT count(*) FROM indicator_target WHERE cell = '-' AND goal IS NULL), 76::bigint, '76 dashes');
SELECT is((SELECT count(*) FROM indicator_target WHERE cell = '' AND goal IS NULL), 17::bigint, '17 blank');
SELECT is((SELECT count(DISTINCT cell) FROM indicator_target WHERE goal IS NOT NULL), 77::bigint, '77 distinct ones');
SELECT is((SELECT count(*) FROM rejected_row), 0::bigint, 'nothing is rejected');
SELECT results_eq('SELECT rows_read, rows_rejected, added, revised, unchanged FROM import_batch WHERE intake = ''annex_intake''',
                  'VALUES (102, 0, 408, 0, 0)', 'the batch says so');

-- Each cell is printed in the document, where that is at hand.
\if :present
CREATE TEMPORARY TABLE printed (line text);
\copy printed FROM '../shared/plan-230/ke-hoach-230-kh-ubnd.txt' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT is_empty($$
    SELECT said FROM annex_intake
    CROSS JOIN LATERAL unnest(ARRAY[code, name, unit, national_first, national_second, local_first,
                                    local_second, lead, coordinating, note]) AS said
    WHERE said <> ''
    EXCEPT
    SELECT btrim(rtrim(line, '|')) FROM printed$$, 'every cell is in the document as it is here');
\else
SELECT pass('every cell is in the document as it is here');
\endif

-- Codes.
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM indicator WHERE code_inferred),
          '1.1 7.4.1 7.4.2 7.4.3 7.4.4 8.1.1 8.1.2 9.3.1 9.3.2 9.4.1 9.4.2 10.1.1 10.1.2 10.2.1 10.2.2', 'codes inferred');
SELECT is((SELECT string_agg(i.code || '<' || p.code, ' ' ORDER BY i.sort_order)
           FROM indicator AS i JOIN indicator AS p ON p.indicator_id = i.parent_id),
          '7.4.1<7.4 7.4.2<7.4 7.4.3<7.4 7.4.4<7.4 8.1.1<8.1 8.1.2<8.1 9.3.1<9.3 9.3.2<9.3 9.4.1<9.4 9.4.2<9.4 10.1.1<10.1 10.1.2<10.1 10.2.1<10.2 10.2.2<10.2',
          'parents of sub-rows');
SELECT ok((SELECT bool_and(name_en <> '') FROM indicator), 'every indicator has an English name');

-- Directions.
SELECT is((SELECT count(*) FROM indicator WHERE direction = 'up' AND direction_basis <> 'scale'), 89::bigint, '89 up');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM indicator WHERE direction = 'down'),
          '2.1 2.2 2.3 2.4 7.9', '5 down');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM indicator WHERE direction_basis = 'scale'),
          '4.8 7.1 7.10 9.2', '4 scales');
SELECT is((SELECT count(*) FROM indicator WHERE direction_basis = 'operator'), 22::bigint, '22 from operators');
SELECT is((SELECT count(*) FROM indicator WHERE direction_basis = 'assumed'), 72::bigint, '72 assumed');
SELECT is((SELECT count(*) FROM import_remark WHERE column_name = 'direction' AND reason_en NOT LIKE 'WARNING%'), 98::bigint, 'and each is said');
SELECT is((SELECT goal::text FROM indicator_target AS t JOIN indicator USING (indicator_id)
           WHERE code = '2.4' AND scope = 'national' AND due = '2025-12-31'),
          '25 down by 2025-12-31', 'the bare 25 of 2.4 follows its row''s operators');

-- Scales.
SELECT is((SELECT string_agg(code || ' ' || rank || ' ' || label_vi, '; ' ORDER BY sort_order, rank)
           FROM level JOIN indicator USING (indicator_id)),
          '4.8 1 Tiểu học; 4.8 2 THCS; 7.1 1 Bảo đảm vững chắc; 7.10 1 Giải quyết cơ bản; 9.2 1 Giải quyết cơ bản; 9.2 2 Xóa bỏ hoàn toàn',
          'levels rank by due year, a scale for each indicator');
SELECT is((SELECT string_agg(goal::text, ', ' ORDER BY due) FROM indicator_target JOIN indicator USING (indicator_id)
           WHERE code = '9.2' AND scope = 'local'), '1 up by 2025-12-31, 2 up by 2030-12-31', 'a level is a target of its rank');

-- Numbers that a person should look at, and bases in names.
SELECT is((SELECT string_agg(code || ' ' || cell || ' ' || remark, '; ' ORDER BY sort_order)
           FROM indicator_target JOIN indicator USING (indicator_id) WHERE remark IS NOT NULL),
          '4.2 2.5 decimal dot; 9.1 50.000 grouped', 'the parser''s remarks are kept');
SELECT is((SELECT string_agg(code || ' ' || factor, ', ' ORDER BY sort_order) FROM indicator WHERE factor IS NOT NULL),
          '5.19 1000, 7.4 10000, 7.4.1 10000, 7.4.2 10000, 7.4.3 10000, 7.4.4 10000', 'bases that live in names');

-- Agencies.
SELECT results_eq($$
    SELECT a.code, count(*)::integer FROM responsibility JOIN agency AS a USING (agency_id) JOIN indicator AS i USING (indicator_id)
    WHERE role = 'lead' AND measured GROUP BY a.code ORDER BY 2 DESC, 1$$,
    $$VALUES ('YT', 25), ('LDTBXH', 23), ('GDDT', 14), ('XD', 11), ('TTTT', 8), ('BHXH', 7), ('TK', 5),
             ('NNPTNT', 2), ('VHTTDL', 2), ('TP', 1)$$, 'lead agencies of the measured rows');
SELECT is_empty($$SELECT code FROM indicator AS i WHERE measured
    AND 1 <> (SELECT count(*) FROM responsibility AS r WHERE r.indicator_id = i.indicator_id AND role = 'lead')$$,
    'every measured row has one lead');
PREPARE agencies_of (text) AS
    SELECT string_agg(role || ' ' || a.code, ', ' ORDER BY role DESC, sort_order)
    FROM responsibility AS r JOIN agency AS a USING (agency_id)
    WHERE indicator_id = (SELECT indicator_id FROM indicator WHERE code = $1);
SELECT results_eq($$EXECUTE agencies_of('5.11')$$, $$VALUES ('lead LDTBXH, coordinating SBNLQ, coordinating UBNDH')$$,
                  '5.11 takes its agencies from 5.10');
SELECT is((SELECT count(DISTINCT note) FROM indicator WHERE code IN ('5.10', '5.11')), 1::bigint, 'and its note');
SELECT results_eq($$EXECUTE agencies_of('7.4.3')$$, $$VALUES ('lead YT, coordinating SBNLQ, coordinating UBNDH')$$,
                  'a sub-row takes its parent''s');
SELECT results_eq($$EXECUTE agencies_of('10.1.2')$$,
                  $$VALUES ('lead NNPTNT, coordinating NNPTNT, coordinating SBNLQ, coordinating UBNDH')$$,
                  'spellings of one agency are one');
SELECT results_eq($$EXECUTE agencies_of('4.10')$$,
                  $$VALUES ('lead YT, coordinating BHXH, coordinating LDTBXH, coordinating SBNLQ, coordinating UBNDH')$$,
                  'commas between names and within them');
SELECT results_eq($$EXECUTE agencies_of('3.1')$$,
                  $$VALUES ('lead LDTBXH, coordinating TK, coordinating YT, coordinating SBNLQ, coordinating UBNDH')$$, 'a dot between names');
SELECT results_eq($$EXECUTE agencies_of('5.13')$$,
                  $$VALUES ('lead VHTTDL, coordinating LDTBXH, coordinating SBNLQ, coordinating UBNDH')$$, 'a name with commas');
SELECT is((SELECT note FROM indicator WHERE code = '7.4.1'), NULL, 'a blank note is none');

-- The agency cells of annex II as well.
SELECT is_empty($$
    SELECT c.cell, f.spelling
    FROM (VALUES
        ('Ban Dân tộc tỉnh'), ('Chi nhánh Ngân hàng Chính sách xã hội tỉnh'),
        ('Các sở, ban, ngành; UBND các huyện, thành phố'),
        ('Các sở, ban, ngành; UBND các huyện, thành phố; các đơn vị cung cấp dịch vụ viễn thông'),
        ('Công an tỉnh'), ('Sở Khoa học và Công nghệ'), ('Sở Kế hoạch và Đầu tư'),
        ('Sở Lao động - Thương binh và Xã hội; UBND các huyện, thành phố'), ('Sở Ngoại vụ'),
        ('Sở Ngoại vụ, Sở Nội vụ, các sở, ban, ngành có liên quan; UBND các huyện, thành phố'),
        ('Sở Nông nghiệp và Phát triển nông thôn'), ('Sở Nội vụ'),
        ('Sở Nội vụ, các sở, ban, ngành có liên quan; UBND các huyện, thành phố'),
        ('Sở Nội vụ; các sở, ban, ngành có liên quan; UBND các huyện, thành phố'),
        ('Sở Thông tin và Truyền thông; các sở, ban, ngành có liên quan; UBND các huyện, thành phố'),
        ('Sở Tài nguyên và Môi trường'), ('UBMTTQ Việt Nam tỉnh'),
        ('UBMTTQ Việt Nam tỉnh; các sở, ban, ngành; UBND các huyện, thành phố'),
        ('Bảo hiểm xã hội tỉnh; các sở, ban, ngành có liên quan; UBND các huyện, thành phố')
    ) AS c (cell)
    CROSS JOIN find_agencies(c.cell, '2024-07-02') AS f
    WHERE f.agency_id IS NULL$$, 'nothing is left over');
SELECT results_eq($$SELECT spelling FROM find_agencies('SỞ  Y TẾ;  Hội Nông dân, chi hội 2; các sở,ban, ngành có liên quan', '2024-07-02') WHERE agency_id IS NULL$$,
                  $$VALUES ('Hội Nông dân, chi hội 2'), ('các sở,ban, ngành có liên quan')$$, 'what is unknown comes back as it was written, up to a semicolon');
SELECT results_eq($$SELECT a.code, f.spelling FROM find_agencies('Các Sở: Y tế, Nội vụ và Tư pháp; UBND cấp xã', '2024-07-02') AS f LEFT JOIN agency AS a USING (agency_id)$$,
                  $$VALUES ('YT', 'Y tế'), ('NV', 'Nội vụ'), ('TP', 'Tư pháp'), (NULL, 'UBND cấp xã')$$, 'a list under one word');
SELECT results_eq($$SELECT a.code, f.spelling FROM find_agencies('các sở y tế, văn hóa, thể thao và du lịch, bảo hiểm xã hội tỉnh và Hội Chữ thập đỏ', '2024-07-02') AS f LEFT JOIN agency AS a USING (agency_id)$$,
                  $$VALUES ('YT', 'y tế'), ('VHTTDL', 'văn hóa, thể thao và du lịch'), ('BHXH', 'bảo hiểm xã hội tỉnh'), (NULL, 'Hội Chữ thập đỏ')$$,
                  'in lower case, by longest known name');
SELECT results_eq($$SELECT agency_id IS NULL, spelling FROM find_agencies('Sở Y tế công cộng', '2024-07-02')$$,
                  $$VALUES (false, 'Sở Y tế'), (true, 'công cộng')$$, 'a longer name is not silently cut');
SELECT results_eq($$SELECT agency_id IS NULL, spelling FROM find_agencies('Phó Sở Y tếX', '2024-07-02')$$,
                  $$VALUES (true, 'Phó Sở Y tếX')$$, 'names end at a boundary');
SELECT is((SELECT count(*) FROM find_agencies(normalize('Sở Giáo dục và Đào tạo', NFD), '2024-07-02') WHERE agency_id IS NOT NULL),
          1::bigint, 'any normal form');
SELECT results_eq($$SELECT agency_id IS NULL FROM find_agencies('Cục Thống kê', '2025-06-01')$$, 'VALUES (true)', 'spellings are dated');

-- Local targets beside national ones.
PREPARE compared (date, text) AS
    SELECT string_agg(code, ' ' ORDER BY sort_order) FROM target_comparison JOIN indicator USING (indicator_id)
    WHERE due = $1 AND comparison = $2;
SELECT results_eq($$EXECUTE compared('2025-12-31', 'stricter')$$, $$VALUES ('2.3 2.4 3.2 4.1 4.5 5.8 5.15 8.1.1 8.7 10.2.1')$$, '2025 stricter');
SELECT results_eq($$EXECUTE compared('2025-12-31', 'looser')$$, $$VALUES ('2.6 5.10 5.11')$$, '2025 looser');
SELECT results_eq($$EXECUTE compared('2025-12-31', 'local_only')$$, $$VALUES ('5.7 10.1.1')$$, '2025 local only');
SELECT results_eq($$EXECUTE compared('2025-12-31', 'none')$$,
    $$VALUES ('1.1 5.3 5.4 5.5 5.6 5.9 5.19 6.1 6.6 6.7 6.8 6.10 6.11 6.12 7.1 7.4.3 7.4.4 7.5 7.6 7.8 7.9 7.10 9.1 9.4 9.4.1 9.4.2 10.1.2 10.3 10.5 10.6 10.7 10.8')$$, '2025 neither');
SELECT is((SELECT count(*) FROM target_comparison WHERE due = '2025-12-31' AND comparison = 'equal'), 51::bigint, '2025 equal: 51');
SELECT results_eq($$EXECUTE compared('2030-12-31', 'stricter')$$, $$VALUES ('2.4 3.2 4.1 4.5 4.6 5.8 8.1.1')$$, '2030 stricter');
SELECT results_eq($$EXECUTE compared('2030-12-31', 'looser')$$, $$VALUES ('2.6 10.1.1')$$, '2030 looser');
SELECT results_eq($$EXECUTE compared('2030-12-31', 'local_only')$$, $$VALUES ('5.10 5.11 10.2.1')$$, '2030 local only');
SELECT results_eq($$EXECUTE compared('2030-12-31', 'incomparable')$$, $$VALUES ('9.1')$$, '2030 not comparable: a national sum');
SELECT results_eq($$EXECUTE compared('2030-12-31', 'none')$$, $$VALUES ('4.7 5.12 7.7 10.2.2')$$, '2030 neither');
SELECT is((SELECT count(*) FROM target_comparison WHERE due = '2030-12-31' AND comparison = 'equal'), 81::bigint, '2030 equal: 81');

-- The same annex again changes nothing and says so.
PREPARE again AS
    INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note)
    SELECT code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note
    FROM annex_intake WHERE batch_id = (SELECT min(batch_id) FROM import_batch) ORDER BY row_id;
EXECUTE again;
SELECT is_empty($$SELECT * FROM load_annex('230/KH-UBND', '75') WHERE severity = 'error'$$, 'again: no errors');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (0, 0, 408)', 'again: nothing changes');
SELECT is((SELECT count(*) FROM indicator_target) + (SELECT count(*) FROM responsibility) + (SELECT count(*) FROM level),
          (SELECT 408 + count(*) + 6 FROM responsibility WHERE valid_to IS NULL), 'again: no rows more');

-- A changed cell needs an amendment, and then closes the old row.
EXECUTE again;
UPDATE annex_intake SET local_second = '65', lead = 'Sở Nội vụ' WHERE code = '4.1' AND batch_id IS NULL;
SELECT results_eq($$SELECT code, column_name, raw, reason_en FROM load_annex('230/KH-UBND', '75') WHERE severity = 'error'$$,
    $$VALUES ('4.1', 'local_second', '65', 'the cell differs from the target in force (61): an amendment is needed'),
             ('4.1', 'lead', 'Sở Nội vụ', 'differs from the responsibility in force: an amendment is needed')$$,
    'a changed cell without an amendment is refused');
INSERT INTO document (number, kind, issued_on, issuer) VALUES ('99/QĐ-UBND', 'Quyết định', '2025-02-01', 'UBND tỉnh');
UPDATE annex_intake SET batch_id = NULL WHERE batch_id = (SELECT max(batch_id) FROM import_batch);
SELECT is_empty($$SELECT * FROM load_annex('230/KH-UBND', '75', amendment => '99/QĐ-UBND', dry_run => true) WHERE severity = 'error'$$,
                'a dry run of the amendment');
SELECT is((SELECT count(*) FROM indicator_target WHERE valid_to IS NOT NULL)
          + (SELECT count(*) FROM annex_intake WHERE batch_id IS NULL), 102::bigint, 'a dry run keeps nothing');
SELECT is_empty($$SELECT * FROM load_annex('230/KH-UBND', '75', amendment => '99/QĐ-UBND') WHERE severity = 'error'$$, 'the amendment');
SELECT results_eq($$SELECT cell, goal::text, number, valid_from, valid_to FROM indicator_target
    JOIN indicator USING (indicator_id) JOIN document USING (document_id)
    WHERE code = '4.1' AND scope = 'local' AND due = '2030-12-31' ORDER BY valid_from$$,
    $$VALUES ('61', '61 up by 2030-12-31', '230/KH-UBND', DATE '2024-07-02', DATE '2025-01-31'),
             ('65', '65 up by 2030-12-31', '99/QĐ-UBND', '2025-02-01', NULL)$$, 'the old target is closed, the new one opened');
SELECT results_eq($$SELECT a.code, r.valid_from, r.valid_to FROM responsibility AS r JOIN agency AS a USING (agency_id)
    JOIN indicator AS i USING (indicator_id) WHERE i.code = '4.1' AND role = 'lead' ORDER BY 2$$,
    $$VALUES ('BHXH', DATE '2024-07-02', DATE '2025-01-31'), ('NV', '2025-02-01', NULL)$$, 'so is the responsibility');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (0, 1, 407)', 'one cell revised');

-- Rows that are wrong, in a plan of their own.
INSERT INTO plan (code, document_id, area_id, title_vi) SELECT 'THU', document_id, area_id, 'kế hoạch thử' FROM plan;
INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note) VALUES
    ('-',   'dòng con không cha', '%', '1', '2', '1', '2', 'Sở Y tế', 'Sở Y tế', ''),
    ('1.1', 'cơ quan lạ', '%', '1', '2', '1', '2', 'Sở Y tế; Sở Thời tiết', 'Hội Chữ thập đỏ', ''),
    ('1.2', 'ô không đọc được', '%', 'bốn mươi', '40', '0.300', '28-20', 'Sở Y tế', 'Sở Y tế', ''),
    ('1.3', 'đơn vị lạ', 'thùng', '1', '2', '1', '2', 'Sở Y tế', 'Sở Y tế', ''),
    ('1.4', 'trái chiều', '%', '< 3', '> 5', '4', '-', 'Sở Y tế', 'Sở Y tế', ''),
    ('1.5', '', '%', '1', '2', '1', '2', 'Sở Y tế', 'Sở Y tế', ''),
    ('1.6', 'trùng mã', '%', '1', '2', '1', '2', 'Sở Y tế', 'Sở Y tế', ''),
    ('1.6', 'trùng mã', '%', '1', '2', '1', '2', 'Sở Y tế', 'Sở Y tế', ''),
    ('I/7', 'mã lạ', '%', '1', '2', '1', '2', 'Sở Y tế', 'Sở Y tế', ''),
    ('',    'nhóm mới', '%', '1', '2', '1', '2', 'Sở Y tế', 'Sở Y tế', '');
SELECT results_eq($$SELECT row_number, code, column_name, raw, reason_en FROM load_annex('THU', '75') WHERE severity = 'error'$$,
    $$VALUES
        (1, NULL::text, 'code', '- dòng con không cha', 'a sub-row without an indicator above it'),
        (2, '1.1', 'lead', 'Sở Y tế; Sở Thời tiết', 'unknown agency: Sở Thời tiết'),
        (2, '1.1', 'coordinating', 'Hội Chữ thập đỏ', 'unknown agency: Hội Chữ thập đỏ'),
        (3, '1.2', 'national_first', 'bốn mươi', (SELECT remark FROM socpolicy.inspect_target('bốn mươi', 'up'))),
        (3, '1.2', 'local_first', '0.300', (SELECT remark FROM socpolicy.inspect_target('0.300', 'up'))),
        (3, '1.2', 'local_second', '28-20', (SELECT remark FROM socpolicy.inspect_target('28-20', 'up'))),
        (5, '1.4', 'national_first', '< 3', 'the cells of this row point both ways'),
        (5, '1.4', 'local_first', '4', 'the cells of this row point both ways'),
        (5, '1.4', 'national_second', '> 5', 'the cells of this row point both ways'),
        (6, '1.5', 'name', '1.5', 'the indicator has no name'),
        (7, '1.6', 'code', '1.6 trùng mã', 'code 1.6 stands in several rows'),
        (8, '1.6', 'code', '1.6 trùng mã', 'code 1.6 stands in several rows')$$,
    'every fault of every row, with what it was');
SELECT ok((SELECT bool_and(reason_vi <> '' AND reason_vi <> reason_en) FROM rejected_row), 'reasons are in both languages');
SELECT is((SELECT string_agg(column_name || ' ' || raw, ', ' ORDER BY import_remark_id) FROM import_remark
           WHERE batch_id = (SELECT max(batch_id) FROM import_batch) AND column_name IN ('unit', 'code')),
          'unit thùng, code 1, code ', 'an unknown unit and an unknown sector are added and said');
SELECT is((SELECT string_agg(cell, ' | ' ORDER BY cell) FROM indicator_target JOIN indicator USING (indicator_id) JOIN plan USING (plan_id)
           WHERE plan.code = 'THU' AND goal IS NULL), '- | 0.300 | 28-20 | 4 | < 3 | > 5 | bốn mươi', 'a cell that was not read is kept');

-- A person says which way is better, and the same annex is read again.
UPDATE indicator SET direction = 'up', direction_basis = 'given' FROM plan
WHERE plan.plan_id = indicator.plan_id AND plan.code = 'THU' AND indicator.code = '1.4';
INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note) VALUES
    ('1.4', 'trái chiều', '%', '< 3', '> 5', '4', '-', 'Sở Y tế', 'Sở Y tế', '');
SELECT results_eq($$SELECT column_name FROM load_annex('THU', '75') WHERE severity = 'error'$$,
                  $$VALUES ('national_first')$$, 'only the cell against the given direction stays refused');
SELECT results_eq('SELECT added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (0, 2, 2)',
                  'the others are read now');

-- A scale that a person entered wins.
INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note) VALUES
    ('3.1', 'mức độ', 'Mức độ', '-', '', '-', '', 'Sở Y tế', 'Sở Y tế', '');
SELECT is_empty($$SELECT * FROM load_annex('THU', '75') WHERE severity = 'error'$$, 'an indicator of levels without a level yet');
INSERT INTO level (indicator_id, rank, label_vi)
SELECT indicator_id, l.rank, l.label FROM (VALUES (1, 'Thấp'), (2, 'Vừa'), (3, 'Cao')) AS l (rank, label), indicator
WHERE code = '3.1' AND name_vi = 'mức độ';
INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note) VALUES
    ('3.1', 'mức độ', 'Mức độ', '-', 'cao', 'VỪA', 'rất cao', 'Sở Y tế', 'Sở Y tế', '');
SELECT results_eq($$SELECT column_name, reason_en FROM load_annex('THU', '75', in_force_from => '2025-01-01') WHERE severity = 'error'$$,
                  $$VALUES ('local_second', 'not a level of this indicator''s scale')$$, 'a word that is not on the scale is refused');
SELECT is((SELECT string_agg(cell || ' ' || goal::text, ', ' ORDER BY due) FROM indicator_target JOIN indicator AS i USING (indicator_id)
           WHERE name_vi = 'mức độ' AND goal IS NOT NULL), 'VỪA 2 up by 2025-12-31, cao 3 up by 2030-12-31', 'ranks are the person''s');

SELECT results_eq($$SELECT indicator.code, measured, direction FROM indicator JOIN plan USING (plan_id) WHERE plan.code = 'THU' ORDER BY sort_order$$,
    $$VALUES ('1.1', true, 'up'), ('1.2', true, 'up'), ('1.3', true, 'up'), ('1.4', true, 'up'), ('I/7', true, 'up'), ('#10', true, 'up'), ('3.1', true, 'up')$$,
    'the rows that could be read are there');
INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note) VALUES
    ('4.1', '', '%', '', '', '', '', 'Sở Y tế', 'Sở Y tế', ''),
    ('-', 'con của dòng không tên', '%', '1', '2', '1', '2', NULL, NULL, ''),
    ('4.2', 'tiêu đề', '%', '', '', '', '', 'Sở Y tế', 'Sở Y tế', ''),
    ('-', 'con', '%', '1', '2', '1', '2', NULL, NULL, '');
SELECT results_eq($$SELECT row_number, column_name, reason_en FROM load_annex('THU', '75') WHERE severity = 'error'$$,
    $$VALUES (1, 'name', 'the indicator has no name'), (2, 'code', 'its parent 4.1 was not taken')$$,
    'a sub-row goes with its parent');
INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note) VALUES
    ('4.2', 'tiêu đề', '%', '5', '', '', '', 'Sở Y tế', 'Sở Y tế', '');
SELECT results_eq($$SELECT column_name, reason_en FROM load_annex('THU', '75', in_force_from => '2025-01-01') WHERE severity = 'error'$$,
    $$VALUES ('national_first', 'this indicator is a heading of its sub-rows')$$, 'a container cannot get a goal by an annex');
SELECT throws_ok($$SELECT * FROM load_annex('KHÔNG', '75')$$, '22023', 'there is no plan "KHÔNG"', 'no such plan');
SELECT throws_ok($$SELECT * FROM load_annex('THU', '7500')$$, '22023', NULL, 'no such area');
SELECT throws_ok($$SELECT * FROM load_annex('THU', '75', '{2030-12-31,2025-12-31}')$$, '22023', NULL, 'due dates out of order');
SELECT throws_ok($$SELECT * FROM load_annex('THU', '75', format => 'de')$$, '22023', NULL, 'an unknown format');
SELECT throws_ok($$SELECT * FROM load_annex('THU', '75', amendment => '0/KH')$$, '22023', 'there is no document "0/KH"', 'no such document');

-- What a plan begins with.
SELECT throws_ok($$SELECT create_agencies('name\nSở Y tế')$$, '22023', NULL, 'a line of columns is needed');
SELECT throws_ok($$SELECT create_plan('X', 'x', '1/KH', '2024-01-02', 'UBND', 'nowhere')$$, '42704', NULL, 'a plan needs an area that exists');
SELECT results_eq($$SELECT create_agencies(E'code,name_vi,kind,aliases\r\nHCTD,Hội Chữ thập đỏ,front,"Hội CTĐ; HCTĐ"\r\n,,,\r\n')$$, 'VALUES (1)', 'as a spreadsheet saves it');
SELECT * FROM finish();
ROLLBACK;
