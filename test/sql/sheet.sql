-- A CSV file as a spreadsheet writes it: lines in, one call, every fault said.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(72);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\o
SET search_path = policy, public;
INSERT INTO source (code, name_vi) VALUES ('TK', 'Cục Thống kê');

CREATE VIEW sent AS
SELECT i.code, a.code AS area, o.period_end, o.value, o.numerator, o.denominator, o.stage, o.note
FROM observation AS o JOIN indicator AS i USING (indicator_id) JOIN area AS a USING (area_id)
JOIN source AS s USING (source_id)
WHERE s.code = 'TK';
PREPARE outcome AS SELECT rows_read, rows_rejected, added, revised, unchanged FROM import_batch ORDER BY batch_id DESC LIMIT 1;
PREPARE errors AS
    SELECT row_number, column_name, reason_en FROM batch_findings((SELECT max(batch_id) FROM import_batch)) WHERE severity = 'error';
PREPARE remarks AS
    SELECT row_number, column_name, reason_en FROM batch_findings((SELECT max(batch_id) FROM import_batch)) WHERE severity = 'remark';
PREPARE send (text) AS INSERT INTO observation_intake (line) VALUES ($1);

-- Cells.
SELECT is_empty($$
    SELECT * FROM (VALUES
        ('a;b;c', ';', ARRAY['a', 'b', 'c']), (';;', ';', ARRAY[NULL, NULL, NULL]), (';"";', ';', ARRAY[NULL, '', NULL]), ('a', ';', ARRAY['a']),
        ('"a";"b;c"', ';', ARRAY['a', 'b;c']), ('"a";b;"c"', ';', ARRAY['a', 'b', 'c']),
        ('"a ""b"" c",,"",d', ',', ARRAY['a "b" c', NULL, '', 'd']), ('5" pipe;x', ';', ARRAY['5" pipe', 'x']),
        (E'"a\nb"\tc', E'\t', ARRAY[E'a\nb', 'c']), ('"12,5",3', ',', ARRAY['12,5', '3']),
        ('"open;b', ';', ARRAY['"open', 'b']), ('a|b', '|', ARRAY['a', 'b'])
    ) AS t (line, separator, cells)
    WHERE _split_line(line, separator) IS DISTINCT FROM cells$$, 'lines are split as CSV says');

-- Files.
SELECT results_eq($$SELECT * FROM _sheet_cells(ARRAY[E'\uFEFFa;b;"c\nd";""\r\n1;;3;4\r\n;;;\r\n"x;2;3;4\r\n5;"q"\r\n'])$$, $$VALUES
    (1, ARRAY['a', 'b', E'c\nd', ''], NULL), (3, ARRAY['1', NULL, '3', '4'], NULL),
    (5, ARRAY['"x', '2', '3', '4'], 'open_quote'), (6, ARRAY['5', 'q'], NULL)$$, 'a file as one text, cells of several lines, a quote left open');
SELECT results_eq($$SELECT row_number, cells FROM _sheet_cells(ARRAY['a,"b,c', 'd"', '1,"2,5"'])$$,
    $$VALUES (1, ARRAY['a', E'b,c\nd']), (3, ARRAY['1', '2,5'])$$, 'the same line by line');
SELECT is(_join_headers('{TT,Chỉ tiêu,ĐVT,Kết quả,NULL,NULL,Ghi chú}', '{NULL,NULL,NULL,2023,2024,2025,NULL}'),
    '{TT,Chỉ tiêu,ĐVT,Kết quả 2023,Kết quả 2024,Kết quả 2025,Ghi chú}', 'a merged header over its columns');

-- Headers.
SELECT is_empty($$
    SELECT * FROM (VALUES
        ('  MÃ   chỉ tiêu ', 'indicator_code'), ('Ma chi tieu', 'indicator_code'), ('TT', 'indicator_code'), ('Mã', 'indicator_code'),
        ('indicator_code', 'indicator_code'), ('Giá trị (%)', 'value'), ('KẾT QUẢ', 'value'), ('Thực hiện', 'value'),
        ('Tử số', 'numerator'), ('mẫu số', 'denominator'), ('Kỳ', 'period'), ('Năm', 'year'), ('Địa bàn', 'area_name'),
        ('Nguồn', 'source'), ('Giai đoạn', 'stage'), ('Ghi chú', 'note'), ('ĐVT', 'unit'), ('Đơn vị', 'unit_or_area'),
        (normalize('Giá trị', NFD), 'value'), (E'Mẫu\nsố', 'denominator')
    ) AS h (said, field)
    WHERE field IS DISTINCT FROM (SELECT s.field FROM header_synonym AS s WHERE s.key = _header_key(h.said))$$, 'headers as people write them');

-- The nearest known.
SELECT is_empty($$
    SELECT * FROM (VALUES
        ('indicator', '4,1', '4.1'), ('indicator', '4.1O', '4.10'), ('indicator', '04.2', '4.2'), ('indicator', '2.l', '2.1'),
        ('indicator', 'tỷ lệ thất nghiệp chug', '2.1'), ('area', 'Tinh Dong Nai', '75'), ('area', 'Đồng Nai', '75'),
        ('stage', 'chính thưc', 'chính thức'), ('header', 'Giá tri', 'Giá trị'), ('header', 'Mẩu số', 'Mẫu số'),
        ('indicator', '99.9', NULL), ('indicator', 'xyz', NULL), ('source', 'ai', NULL)
    ) AS n (kind, said, code)
    WHERE code IS DISTINCT FROM (SELECT k.code FROM _nearest_known(n.kind, ARRAY[n.said]) AS k)$$, 'what people may have meant');

-- A sheet of Excel: BOM, NFD, CR LF, semicolons, comma decimals, NBSP, title
-- lines, blank lines, a heading, a footer; no column for area, period and source.
\copy policy.observation_intake(line) FROM 'test/sql/data/intake_excel.csv' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT results_eq($$SELECT count(*) FROM load_figures(source => 'TK', dry_run => true)$$, 'VALUES (4::bigint)', 'a dry run reports');
SELECT is_empty('SELECT * FROM sent', 'and keeps nothing');
SELECT is((SELECT count(*) FROM observation_intake WHERE batch_id IS NULL), 12::bigint, 'the lines are still to be loaded');
SELECT results_eq($$SELECT row_number, column_name, raw, reason_en FROM load_figures('kq.csv', source => 'TK')$$, $$VALUES
    (4, 'period', 'năm 2025', 'no column for the period, taken from the title: năm 2025'),
    (4, 'area_code', '75', 'no column for the area, taken from the plan: 75'),
    (5, 'line', normalize('II Việc làm', NFD), 'no figure and no known indicator: taken as a heading, left out'),
    (12, 'line', normalize('Người lập biểu', NFD), 'no figure and no known indicator: taken as a heading, left out')$$, 'what was inferred is said');
SELECT results_eq('SELECT code, area, period_end, value, numerator, denominator, stage, note FROM sent ORDER BY code', $$VALUES
    ('2.1', '75', '2025-12-31'::date, 2.95, NULL::numeric, NULL::numeric, 'estimate', NULL),
    ('2.2', '75', '2025-12-31', 3.10, NULL, NULL, 'preliminary', 'ghi chú; có "nháy"'),
    ('2.3', '75', '2025-12-31', 40.5, NULL, NULL, 'estimate', NULL),
    ('8.7', '75', '2025-12-31', NULL, 1105, 1200, 'estimate', NULL)$$, 'a sheet of Excel goes in as it is');
SELECT results_eq('EXECUTE outcome', 'VALUES (4, 0, 4, 0, 0)', 'all of it');
SELECT results_eq('SELECT name, lines, header_row, separator, given FROM import_file', $$VALUES
    ('kq.csv', 12, 4, ';', '{"source": "TK"}'::jsonb)$$, 'and the log says what the file was');
SELECT is((SELECT count(*) FROM observation_intake WHERE batch_id IS NULL), 0::bigint, 'no line is left over');

-- The same file again.
\copy policy.observation_intake(line) FROM 'test/sql/data/intake_excel.csv' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT matches((SELECT reason_en FROM load_figures(source => 'TK') WHERE row_number = 1),
    '^this file was loaded before as batch [0-9]+ on [0-9-]+: 0 figures are new, nothing else changes$', 'the same file twice says so');
SELECT results_eq('EXECUTE outcome', 'VALUES (4, 0, 0, 0, 4)', 'and changes nothing');

-- An old file does not bring back an old figure.
EXECUTE send(E'Mã;Kỳ;Giá trị;Giai đoạn;Nguồn;Mã địa bàn\n2.1;2025;2,85;ước;TK;75');
SELECT is_empty('SELECT * FROM load_figures()', 'a file sent as one text, revising a figure');
SELECT results_eq('EXECUTE outcome', 'VALUES (1, 0, 0, 1, 0)', 'is a revision');
\copy policy.observation_intake(line) FROM 'test/sql/data/intake_excel.csv' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT results_eq($$SELECT row_number, reason_en FROM load_figures(source => 'TK') WHERE severity = 'error'$$, $$VALUES
    (6, 'this file was loaded before and the figure was replaced since: an old file does not bring back an old figure')$$, 'an old file again');
SELECT is((SELECT value FROM sent WHERE code = '2.1'), 2.85, 'leaves the newer figure');

-- Commas, quotes, line breaks within quotes, an unknown column, half a number.
\copy policy.observation_intake(line) FROM 'test/sql/data/intake_newline.csv' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
SELECT results_eq('SELECT severity, row_number, column_name, raw, reason_en FROM load_figures()', $$VALUES
    ('remark', 1, 'line', 'Remarks of the office', 'an unknown column, kept in the file, not loaded'),
    ('error', 5, 'line', ',', 'the row has more cells than the header (a decimal comma without quotes?)'),
    ('error', 5, 'stage', '5', 'the stage cannot be read (estimate, preliminary, official)'),
    ('error', 5, 'source', 'official', 'there is no source with this code')$$, 'a decimal comma between commas is found');
SELECT results_eq($$SELECT code, value, note FROM sent WHERE period_end = '2023-12-31' ORDER BY code$$, $$VALUES
    ('2.1', 3.1, E'first line\nsecond line, with a comma'), ('2.2', 3.4, NULL), ('2.4', 8.5, 'quoted "word"')$$, 'cells of several lines');
SELECT is((SELECT unknown_columns FROM import_file ORDER BY batch_id DESC LIMIT 1), ARRAY['Remarks of the office'], 'the unknown column is logged');
SELECT ok(EXISTS (SELECT FROM observation_intake WHERE line = '2.4,75,2023,"8,5",official,TK,"quoted ""word""",y'), 'and its cells are kept');

-- Every fault of every row, with the nearest known code; tabs, areas by name.
\copy policy.observation_intake(line) FROM 'test/sql/data/intake_faults.csv' (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02')
CREATE TEMPORARY TABLE report AS SELECT * FROM load_figures();
SELECT results_eq($$SELECT row_number, column_name, raw, reason_en FROM report WHERE severity = 'error'$$, $$VALUES
    (2, 'indicator_code', '4,1', 'there is no indicator with this code; nearest: 4.1 Tỷ lệ lực lượng lao động trong độ tuổi tham gia BHXH'),
    (3, 'indicator_code', '99.9', 'there is no indicator with this code'),
    (3, 'period', 'năm nay', 'the period cannot be read'),
    (3, 'stage', '?', 'the stage cannot be read (estimate, preliminary, official)'),
    (3, 'source', 'ai', 'there is no source with this code'),
    (3, 'value', 'x', 'the number cannot be read: ' || (SELECT remark FROM socpolicy.inspect_number('x', 'vi'))),
    (4, 'area_name', 'Tỉnh Đồng Nay', 'there is no area with this code on 2024-12-31; nearest: 75 Tỉnh Đồng Nai'),
    (4, 'stage', 'chính thưc', 'the stage cannot be read (estimate, preliminary, official); nearest: chính thức'),
    (4, 'source', 'T.K', 'there is no source with this code'),
    (5, 'denominator', '0', 'the denominator must be greater than 0')$$, 'every fault of every row');
SELECT is((SELECT reason_vi FROM report WHERE raw = 'Tỉnh Đồng Nay'),
    'không có đơn vị mang mã này vào ngày 31/12/2024; gần nhất: 75 Tỉnh Đồng Nai', 'in Vietnamese too');
SELECT is((SELECT suggestion FROM open_rejection WHERE raw = '4,1'), '4.1', 'the suggestion is a code');
SELECT results_eq($$SELECT row_number, column_name, reason_en FROM report WHERE severity = 'remark'$$, $$VALUES
    (6, 'value', 'outside the natural limits of the indicator'),
    (6, 'numerator', 'the numerator is greater than the denominator')$$, 'what cannot well be');

-- Corrected and sent again.
SELECT ok(correct_row((SELECT max(batch_id) FROM import_batch), 2, indicator_code => '4.1') > 0, 'a row is corrected');
SELECT is_empty('SELECT * FROM load_figures()', 'and loaded');
SELECT is((SELECT value FROM sent WHERE code = '4.1'), 53::numeric, 'as it was meant');
SELECT is((SELECT resolution FROM rejected_row WHERE raw = '4,1'), 'loaded', 'the rejection is settled');
SELECT is((SELECT indicator_code FROM observation_intake WHERE line IS NULL AND corrects IS NOT NULL), '4.1', 'the correction stands beside the line');
SELECT throws_ok($$SELECT correct_row((SELECT max(batch_id) FROM import_file), 2, value => '1')$$, 'P0002', NULL, 'once');
EXECUTE send(E'Mã chỉ tiêu;Địa bàn;Kỳ;Giá trị;Tử số;Mẫu số;Giai đoạn;Nguồn\n2.2;75;2024;;5;10;ước;TK\n2.1;Tỉnh Đồng Nai;2024;3;;;chính thức;TK');
SELECT lives_ok('SELECT * FROM load_figures()', 'corrected lines come again');
SELECT results_eq($$SELECT DISTINCT row_number, resolution FROM rejected_row WHERE raw IN ('0', 'Tỉnh Đồng Nay', 'T.K') ORDER BY 1$$,
    $$VALUES (4, 'loaded'), (5, 'loaded')$$, 'by the figure, and by the row with other cells where it was refused');
EXECUTE send(E'Mã chỉ tiêu;Địa bàn;Kỳ;Giá trị;Giai đoạn;Nguồn\n99.9;75;năm nay;x;?;ai');
SELECT lives_ok('SELECT * FROM load_figures()', 'the wrong row again');
SELECT results_eq($$SELECT resolution, count(*)::integer FROM rejected_row WHERE raw = '99.9' GROUP BY 1 ORDER BY 1$$,
    $$VALUES ('sent_again', 1), (NULL, 1)$$, 'is open once');
SELECT is(dismiss_row((SELECT max(batch_id) FROM import_batch), 2), 5::bigint, 'or it is given up');

-- Ten times last year, over 100 percent, a foreign unit, counts that differ.
EXECUTE send(E'Mã;ĐVT;Năm;Kết quả;Tử số;Mẫu số;Giai đoạn;Nguồn;Địa bàn\n2.4;%;2024;85,5;;;ước;TK;75\n2.5;Người;2025;55,5;;;ước;TK;75\n2.3;%;2024;45;41;100;ước;TK;75\n4.7;%;2025;120;;;ước;TK;75\n');
SELECT is((SELECT count(*) FROM load_figures() WHERE severity = 'error'), 0::bigint, 'doubtful figures are taken');
SELECT results_eq('EXECUTE remarks', $$VALUES
    (2, 'value', 'ten times last year''s figure or more: 8.5'),
    (3, 'unit', 'the unit of this indicator is %'),
    (4, 'value', 'differs from what both counts give: 41'),
    (5, 'value', 'outside the natural limits of the indicator')$$, 'and remarked');
UPDATE indicator SET natural_max = NULL WHERE code = '4.7';
EXECUTE send(E'Mã;Năm;Kết quả;Giai đoạn;Nguồn;Địa bàn\n4.7;2024;130;ước;TK;75\n2.4;2025;8,4;ước;TK;75');
SELECT lives_ok('SELECT * FROM load_figures()', 'again');
SELECT results_eq('EXECUTE remarks', $$VALUES (2, 'value', 'over 100 %'),
    (3, 'value', 'a tenth of last year''s figure or less: 85.5')$$, 'over 100 percent, and a tenth');

-- Names instead of codes, and names against codes.
EXECUTE send(E'STT;Chỉ tiêu;Thực hiện năm 2022;Thực hiện năm 2021;Nguồn;Giai đoạn\n1;Tỷ lệ thất nghiệp chung;3,3;3,2;Cục Thống kê;sơ bộ\n2.3;Tỷ lệ thất nghiệp chung;41;42;TK;sơ bộ');
SELECT lives_ok('SELECT * FROM load_figures()', 'names');
SELECT results_eq('EXECUTE errors', $$VALUES
    (3, 'indicator_name', 'this name is that of another indicator, not of code 2.3'),
    (3, 'indicator_name', 'this name is that of another indicator, not of code 2.3')$$, 'a name beside the code of another is refused');
SELECT results_eq($$SELECT period_end, value FROM sent WHERE code = '2.1' AND period_end < '2023-01-01' ORDER BY 1$$,
    $$VALUES ('2021-12-31'::date, 3.2), ('2022-12-31', 3.3)$$, 'a column for each year');

-- Files that are none.
EXECUTE send(E'một;hai\n1;2');
SELECT results_eq($$SELECT row_number, column_name, raw FROM load_figures()$$, $$VALUES (1, 'line', 'một;hai')$$, 'no header is one error');
EXECUTE send(E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn;Ghi chú\n2.1;2020;3;TK;ước;75;"mở\n2.2;2020;3;TK;ước;75;');
SELECT lives_ok('SELECT * FROM load_figures()', 'a quote that is not closed');
SELECT results_eq('EXECUTE errors', $$VALUES (2, 'line', 'a quote is opened and not closed')$$, 'costs its own line');
SELECT is((SELECT value FROM sent WHERE code = '2.2' AND period_end = '2020-12-31'), 3::numeric, 'and no other');

-- A quarter or a month that cannot be read is never a year.
SELECT is_empty($$
    SELECT * FROM (VALUES
        ('2025', 'IV', NULL, '2025-10-01'::date, '2025-12-31'::date), ('2025', 'Quý 3', NULL, '2025-07-01', '2025-09-30'),
        ('2025', '2,0', NULL, '2025-04-01', '2025-06-30'), ('2025.0', 'q1', NULL, '2025-01-01', '2025-03-31'),
        ('2025', '5', NULL, NULL, NULL), ('2025', 'x', NULL, NULL, NULL), ('2025', 'cả năm', NULL, '2025-01-01', '2025-12-31'),
        ('2025', NULL, NULL, '2025-01-01', '2025-12-31'), ('2025', NULL, '06', '2025-06-01', '2025-06-30'),
        ('2025', NULL, 'Tháng 6', '2025-06-01', '2025-06-30'), ('2025', NULL, '6.0', '2025-06-01', '2025-06-30'),
        ('2025', NULL, '6 tháng đầu năm', '2025-01-01', '2025-06-30'), ('2025', NULL, '13', NULL, NULL), ('2025', NULL, 'x', NULL, NULL),
        ('2025', NULL, '0', NULL, NULL), ('2025', '2', '5', '2025-05-01', '2025-05-31'), (NULL, '2', NULL, NULL, NULL)
    ) AS c (year, quarter, month, first_day, last_day)
    CROSS JOIN LATERAL parse_period(_period_of_cells(year, quarter, month)) AS p
    WHERE (p.period_start, p.period_end) IS DISTINCT FROM (first_day, last_day)$$, 'cells of year, quarter and month');
EXECUTE send(E'Mã;Năm;Quý;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2014;IV;3;TK;ước;75\n2.2;2014;5;4;TK;ước;75\n2.3;2014.0;;41;TK;ước;75');
SELECT results_eq($$SELECT row_number, column_name, raw FROM load_figures()$$, $$VALUES (3, 'period', '5 2014')$$, 'a fifth quarter');
SELECT results_eq($$SELECT code, period_end, value FROM sent WHERE period_end BETWEEN '2014-01-01' AND '2014-12-31' ORDER BY 1$$,
    $$VALUES ('2.1', '2014-12-31'::date, 3::numeric), ('2.3', '2014-12-31', 41)$$, 'is not taken for the year; 2014.0 is one');
SELECT is_empty($$
    SELECT * FROM (VALUES ('2025.0', '2025-01-01'::date), ('2025,00', '2025-01-01'), ('cả năm 2025', '2025-01-01'), ('T6/2025', '2025-06-01'),
        ('2025.06', '2025-06-01'), ('2025-6', '2025-06-01'), ('2025.5', '2025-05-01'), ('2025.13', NULL), ('2.025', NULL), ('IV/2025', NULL)) AS p (said, first_day)
    WHERE (parse_period(said)).period_start IS DISTINCT FROM first_day$$, 'more ways to write a period');

-- What is wrong with a number, in Vietnamese too.
SELECT is_empty($$
    SELECT said, remark, _remark_vi(remark)
    FROM unnest('{1e6,abc,3 4,"1,234.5",0.300,5‰,"3,",3 tỷ triệu,2.597,2.5,"1,234"}'::text[]) AS t (said),
         socpolicy.inspect_number(said, 'vi') AS n
    WHERE remark <> 'none' AND (_remark_vi(remark) = remark OR _remark_vi(remark) ~* '[a-z]* (the|is|not|number)\M')$$, 'no English among it');
SELECT is(_remark_vi((socpolicy.inspect_number(repeat('9', 200001), 'vi')).remark), 'quá dài để là một số', 'however long');
EXECUTE send(E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2013;1e6;TK;ước;75\n2.2;2013;2.5;TK;ước;75');
SELECT results_eq($$SELECT row_number, reason_vi, reason_en FROM load_figures()$$, $$VALUES
    (2, 'không đọc được số: không hiểu phần sau số: "e6"', 'the number cannot be read: invalid number: "1e6": What follows the number is not understood: "e6".'),
    (3, 'cần xem lại cách viết số: dấu chấm được hiểu là dấu thập phân', 'look at how the number is written: decimal dot')$$, 'each language for itself');

-- A row that was wrong from the start is not an old figure when it comes again.
EXECUTE send(E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2014;x;TK;ước;75\n2.2;2013;3;TK;ước;75');
SELECT lives_ok('SELECT * FROM load_figures()', 'a file with a fault');
EXECUTE send(E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2014;3,3;TK;ước;75');
SELECT lives_ok('SELECT * FROM load_figures()', 'the figure comes otherwise');
EXECUTE send(E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2014;x;TK;ước;75\n2.2;2013;3;TK;ước;75');
SELECT results_eq($$SELECT row_number, column_name FROM load_figures() WHERE severity = 'error'$$, $$VALUES (2, 'value')$$, 'the same file again has the same fault');

-- A plan that is not there is said to be, and not the indicator.
EXECUTE send(E'Kế hoạch số;Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n999/KH;2.1;2011;3;TK;ước;75\n230/kh-ubnd;2.2;2011;3;TK;ước;75\n;2.3;2011;41;TK;ước;75');
SELECT results_eq($$SELECT row_number, column_name, raw, reason_en FROM load_figures()$$,
    $$VALUES (2, 'plan', '999/KH', 'there is no plan with this code')$$, 'an unknown plan');

-- Lines and columns of one sending; two headers in one file.
INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES ('2.1', '75', '2019', '3', 'ước', 'TK');
EXECUTE send('Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn');
EXECUTE send('2.1;2018;3,1;TK;ước;75');
EXECUTE send('Địa bàn;Giai đoạn;Nguồn;Giá trị;Năm;Mã');
EXECUTE send('75;ước;TK;3,2;2017;2.1');
SELECT is_empty('SELECT * FROM load_figures()', 'rows and a file with two tables');
SELECT results_eq($$SELECT period_end, value FROM sent WHERE code = '2.1' AND period_end BETWEEN '2017-01-01' AND '2019-12-31' ORDER BY 1$$,
    $$VALUES ('2017-12-31'::date, 3.2), ('2018-12-31', 3.1), ('2019-12-31', 3)$$, 'each under its own header');

-- What Excel writes for a cell of several lines: rows end in CR LF, the cell
-- has LF.  COPY refuses it; as one text it goes in.
EXECUTE send(E'\uFEFFMã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn;Ghi chú\r\n2.1;2015;3;TK;ước;75;"một\nhai"\r\n2.2;2015;4;TK;ước;75;\r\n');
SELECT is_empty('SELECT * FROM load_figures()', 'CR LF with LF in a cell');
SELECT is((SELECT note FROM sent WHERE code = '2.1' AND period_end = '2015-12-31'), E'một\nhai', 'is one cell');
EXECUTE send(E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn;Ghi chú\n2.1;2015;3;TK;ước;75;"một\nhai"\n2.2;2015;4;TK;ước;75;');
SELECT matches((SELECT reason_vi FROM load_figures()), '^tệp này đã nạp ở đợt ', 'the same file however its lines end');

-- A DBA's own spelling of a header.
INSERT INTO header_synonym (header, field) VALUES ('Số chốt', 'value');
EXECUTE send(E'Mã;Năm;Số chốt;Nguồn;Giai đoạn;Địa bàn\n2.1;2016;3;TK;ước;75');
SELECT is_empty('SELECT * FROM load_figures()', 'a new spelling is a row');

-- A code that has come to mean another area than the one with the targets.
UPDATE area SET valid_to = '2025-06-30' WHERE code = '75';
INSERT INTO area (code, name_vi, level, valid_from) VALUES ('75', 'Tỉnh Đồng Nai', 'province', '2025-07-01');
INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES
    ('2.1', '75', '2025', '3,5', 'ước', 'TK'), ('2.1', '75@2024', '2025', '3,6', 'ước', 'TK'), ('2.1', '75', '2013', '3,7', 'ước', 'TK');
SELECT results_eq('SELECT severity, row_number, column_name, raw, reason_en FROM load_figures()', $$VALUES
    ('remark', 1, 'area_code', '75', 'on 2025-12-31 this code is an area without targets, so nothing judges it; the targets are those of 75@2025-06-30')$$,
    'a figure that nothing will judge is pointed out');
SELECT results_eq($$SELECT value FROM sent WHERE code = '2.1' AND period_end = '2025-12-31' ORDER BY 1$$, 'VALUES (3.5), (3.6)', 'and kept');
UPDATE indicator_target SET area_id = area_at('75', '2025-12-31') WHERE indicator_id = require_indicator('2.1');
INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES ('2.1', '75', '2025', '3,4', 'sơ bộ', 'TK');
SELECT is_empty('SELECT * FROM load_figures()', 'one that a target waits for is not');

SELECT throws_ok($$INSERT INTO header_synonym (header, field) VALUES ('GIÁ TRỊ', 'note')$$, '23505', NULL, 'one spelling says one thing');
SELECT is_empty($$
    SELECT c.relname, a.attname FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relnamespace = 'policy'::regnamespace
      AND c.relname IN ('header_synonym', 'import_file', 'open_rejection', 'observation_intake', 'rejected_row')
      AND c.relkind IN ('r', 'v') AND col_description(c.oid, a.attnum) !~ ' \| '$$, 'every column says what it is, twice');

SELECT * FROM finish();
ROLLBACK;
