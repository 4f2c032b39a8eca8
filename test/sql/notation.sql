\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off

BEGIN;
SELECT plan(60);

-- ---------- what the tests share ----------

-- The SQLSTATE that a call ends with, or 'read'.
CREATE FUNCTION pg_temp.number_state(input text, format text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM socpolicy.parse_number(input, format);
	RETURN 'read';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

CREATE FUNCTION pg_temp.target_state(cell text, direction text, format text, unit text) RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM socpolicy.parse_target(cell, direction, format, unit);
	RETURN 'read';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

-- The same text as others type it.
CREATE FUNCTION pg_temp.variants(input text) RETURNS SETOF text
LANGUAGE sql AS $$
	VALUES (normalize(input, NFD)),
		(normalize(input, NFC)),
		(upper(translate(input,
			'đáàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ',
			'ĐÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ'))),
		(replace(input, ' ', U&'\00A0')),
		(replace(input, ' ', U&'\202F')),
		(replace(input, ' ', U&'  \2009 ')),
		(U&'\FEFF ' || input || U&' \3000'),
		(replace(input, '-', U&'\2013')),
		(replace(input, '-', U&'\2014')),
		(replace(input, '-', U&'\2212')),
		(replace(input, '-', U&'\2011')),
		(replace(replace(input, 'oà', 'òa'), 'oả', 'ỏa'))
$$;

-- ---------- numbers ----------

CREATE TEMP TABLE numbers (format text, input text, value numeric, remark text);
INSERT INTO numbers VALUES
	('vi', '0', 0, NULL),
	('vi', '80', 80, NULL),
	('vi', '007', 7, NULL),
	('vi', '+5', 5, NULL),
	('vi', '-5', -5, NULL),
	('vi', '−5,5', -5.5, NULL),
	('vi', '12,7', 12.7, NULL),
	('vi', '0,15', 0.15, NULL),
	('vi', '0,125', 0.125, NULL),
	('vi', '12,7000', 12.7, NULL),
	('vi', '1234,5', 1234.5, NULL),
	('vi', '50.000', 50000, 'grouped'),
	('vi', '2.597', 2597, 'grouped'),
	('vi', '840.000', 840000, 'grouped'),
	('vi', '-2.597', -2597, 'grouped'),
	('vi', '1.234,5', 1234.5, NULL),
	('vi', '1.234.567', 1234567, NULL),
	('vi', '1.234.567,89', 1234567.89, NULL),
	('vi', '50 000', 50000, NULL),
	('vi', '1 234 567,8', 1234567.8, NULL),
	('vi', '2.5', 2.5, 'decimal dot'),
	('vi', '12.75', 12.75, 'decimal dot'),
	('vi', '0.5', 0.5, 'decimal dot'),
	('vi', '1234.5', 1234.5, 'decimal dot'),
	('vi', '0.3000', 0.3, 'decimal dot'),
	('vi', '1,234', 1.234, 'possibly English'),
	('vi', '123,456', 123.456, 'possibly English'),
	('vi', '1234,567', 1234.567, NULL),
	('vi', '5%', 5, NULL),
	('vi', '5 %', 5, NULL),
	('vi', '2.5%', 2.5, 'decimal dot'),
	('vi', '3 trăm', 300, NULL),
	('vi', '3 nghìn', 3000, NULL),
	('vi', '3 ngàn', 3000, NULL),
	('vi', '3 vạn', 30000, NULL),
	('vi', '1 triệu', 1000000, NULL),
	('vi', '1,5 triệu', 1500000, NULL),
	('vi', '1,5tr', 1500000, NULL),
	('vi', '2 tỷ', 2000000000, NULL),
	('vi', '2 tỉ', 2000000000, NULL),
	('vi', '2 nghìn tỷ', 2000000000000, NULL),
	('vi', '2,5 trăm nghìn tỷ', 250000000000000, NULL),
	('vi', '1,2345 nghìn', 1234.5, NULL),
	('vi', '1,234 nghìn', 1234, 'possibly English'),
	('vi', '1.000 tỷ', 1000000000000, 'grouped'),
	('vi', '-1,5 triệu', -1500000, NULL),
	('vi', '123456789012345678901234567890,123456789012345678901234567890',
		123456789012345678901234567890.123456789012345678901234567890, NULL),
	('vi', '95,', 95, NULL),
	('vi', '95;', 95, NULL),
	('vi', '95.', 95, NULL),
	('vi', '2,5,', 2.5, NULL),
	('vi', '5 tr.', 5000000, NULL),
	('vi', '95%*', 95, 'footnote'),
	('vi', '95**', 95, 'footnote'),
	('vi', '95¹', 95, 'footnote'),
	('vi', '1.234²', 1234, 'footnote; grouped'),
	('vi', '110²', 110, 'footnote'),
	('vi', '95 (1)', 95, 'footnote'),
	('vi', '95 (12);', 95, 'footnote'),
	('vi', '95(*)', 95, 'footnote'),
	('vi', '95 (ước)', 95, 'estimate'),
	('vi', '95 phần trăm', 95, NULL),
	('en', '95 percent', 95, NULL),
	('en', '5.', 5, NULL),
	('vi', U&'\200B', NULL, 'invisible characters; none'),
	('vi', U&' \FEFF ', NULL, 'none'),
	('vi', '', NULL, 'none'),
	('vi', '   ', NULL, 'none'),
	('vi', '-', NULL, 'none'),
	('vi', '–', NULL, 'none'),
	('vi', '—', NULL, 'none'),
	('vi', '−', NULL, 'none'),
	('vi', '…', NULL, 'none'),
	('vi', '...', NULL, 'none'),
	('vi', NULL, NULL, 'none'),
	('en', '80', 80, NULL),
	('en', '1,234', 1234, 'grouped'),
	('en', '1,234.5', 1234.5, NULL),
	('en', '1,234,567', 1234567, NULL),
	('en', '1 234 567.8', 1234567.8, NULL),
	('en', '12.7', 12.7, NULL),
	('en', '0.300', 0.3, NULL),
	('en', '1.234', 1.234, 'possibly Vietnamese'),
	('en', '1234.567', 1234.567, NULL),
	('en', '2 thousand', 2000, NULL),
	('en', '1.5 million', 1500000, NULL),
	('en', '3 billion', 3000000000, NULL),
	('en', '1.5 triệu', 1500000, NULL),
	('en', '12.5 %', 12.5, NULL),
	('en', '–', NULL, 'none'),
	('plain', '80', 80, NULL),
	('plain', '-12.75', -12.75, NULL),
	('plain', '+1234.567', 1234.567, NULL),
	('plain', ' 0.300 ', 0.3, NULL),
	('plain', '-', NULL, 'none'),
	('plain', '', NULL, 'none'),
	('VI', '12,7', 12.7, NULL);

CREATE TEMP TABLE bad_numbers (format text, input text, state text);
INSERT INTO bad_numbers
SELECT 'vi', input, '22P02' FROM unnest(ARRAY[
	'.5', ',5', '1e3', '1E3', '0.300', '0.123', '1234.567', '1.234.5', '1,234.5', '1,234,567', '1.23.456',
	'1..5', '1,,5', '12,5,,', '5..', '01.234', '0.000.000', '1.234 567', '1 23', '28 30', '1234 567', '- 5', '+-5', '--5', '--',
	'5‰', '5 %0', '5%%', '% 5', '1 triệu %', '5 tỷ nghìn', '5 triệu triệu', 'triệu', 'năm', 'abc', 'NaN', 'Infinity', '0x10',
	'5 người', '5 thousand', '5 million', '28-30', '<5', 'khoảng 5', '5trăn', '5 tri', '10²', '５', '٥', '½', '(5)', '*', '(1)', '5 (abc)', '5 (123)', '95/100', '1:5', '1_000',
	'1''000', '.', ',', '....', 'n/a', 'không', '5 triệu 200 nghìn', E'50\n000', E'5\t0']) AS input;
INSERT INTO bad_numbers
SELECT 'en', input, '22P02' FROM unnest(ARRAY[
	'12,7', '1.234,5', '1.234.567', '1,23', '0,300', '1234,567', '.5', '1,234,56', '1 triệu thousand', '5e3']) AS input;
INSERT INTO bad_numbers
SELECT 'plain', input, '22P02' FROM unnest(ARRAY[
	'12,7', '5.', '5,', '5*', '5 (1)', '5¹', '1,234', '1.234.567', '1 000', '5%', '5 %', '1 triệu', '5 thousand', '.5', '5.', '1e3', '- 5']) AS input;
INSERT INTO bad_numbers VALUES
	('xx', '5', '22023'),
	('', '5', '22023'),
	('vi', repeat('9', 131073), '22003'),
	('vi', '0,' || repeat('9', 16384), '22003'),
	('vi', repeat('9', 300000), '22P02'),
	('vi', repeat('ệ', 2000), '22P02');

SELECT is_empty($$
	SELECT format, input, value, socpolicy.parse_number(input, format) FROM numbers
	WHERE socpolicy.parse_number(input, format) IS DISTINCT FROM value
$$, 'numbers are read');
SELECT is_empty($$
	SELECT n.format, n.input, n.remark, i.* FROM numbers AS n, socpolicy.inspect_number(input, format) AS i
	WHERE (i.value, i.remark) IS DISTINCT FROM (n.value, n.remark)
$$, 'numbers are inspected');
SELECT is_empty($$
	SELECT n.format, n.input, v FROM numbers AS n, pg_temp.variants(input) AS v
	WHERE input IS NOT NULL AND socpolicy.parse_number(v, format) IS DISTINCT FROM value
$$, 'numbers are read in any normal form, case, blank and dash');
SELECT is_empty($$
	SELECT format, left(input, 40), state, pg_temp.number_state(input, format) FROM bad_numbers
	WHERE pg_temp.number_state(input, format) <> state
$$, 'other numbers are refused');
SELECT is_empty($$
	SELECT format, left(input, 40), i.* FROM bad_numbers, socpolicy.inspect_number(input, format) AS i
	WHERE state <> '22023'
		AND (i.value IS NOT NULL OR i.remark IS NULL OR i.remark !~ '^(invalid number|number out of range): ".*": .*\.$')
$$, 'inspect_number says why');
SELECT is_empty($$
	SELECT format, input, v FROM bad_numbers, pg_temp.variants(input) AS v
	WHERE length(input) < 100 AND pg_temp.number_state(v, format) <> state
$$, 'refusals do not depend on normal form, case, blank and dash');

SELECT throws_ok($$SELECT socpolicy.parse_number('1,234.5')$$, '22P02', 'invalid number: "1,234.5"', 'the text is quoted');
SELECT is(remark, 'invalid number: "1,234.5": "1,234.5" is not a number in Vietnamese notation, but could be one in another.',
	'message and detail make the remark') FROM socpolicy.inspect_number('1,234.5');
SELECT is(remark, 'invalid number: "50 000 x": The marks in "50 000" do not make one number in Vietnamese notation.',
	'a remark is one line') FROM socpolicy.inspect_number(E'50\n000\tx');
SELECT is(remark, 'number out of range: "' || repeat('9', 100) || '…": A number has at most 131072 digits before the decimal mark and 16383 behind it.',
	'a long text is cut') FROM socpolicy.inspect_number(repeat('9', 131073));
SELECT throws_ok($$SELECT socpolicy.parse_number('5', 'fr')$$, '22023', 'invalid number format: "fr"', 'a bad format');
SELECT throws_ok($$SELECT socpolicy.inspect_number('5', 'fr')$$, '22023', 'invalid number format: "fr"', 'a bad format is no remark');
SELECT throws_ok($$SELECT socpolicy.inspect_number(NULL, 'fr')$$, '22023', 'invalid number format: "fr"', 'a bad format without a text');
SELECT throws_ok($$SELECT socpolicy.inspect_number('5', NULL)$$, '22004', 'argument "format" must not be null', 'no format to inspect in');
SELECT is(socpolicy.parse_number('5', NULL), NULL, 'no format, no number');
SELECT is(length(socpolicy.parse_number(repeat('9', 131072))::text), 131072, 'numeric is filled to its end');
SELECT is(scale(socpolicy.parse_number('0,' || repeat('9', 16383))), 16383, 'numeric is filled to its last decimal');

-- Hints are not in pgTAP's reach.
CREATE FUNCTION pg_temp.hint(statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS hint = PG_EXCEPTION_HINT;
	RETURN hint;
END
$$;
SELECT is_empty($$
	SELECT statement, pg_temp.hint(statement), hint
	FROM (VALUES
		('SELECT socpolicy.parse_number(''1,234.5'')', 'For English notation pass format => ''en''.'),
		('SELECT socpolicy.parse_number(''0.300'')', 'For English notation pass format => ''en''.'),
		('SELECT socpolicy.parse_number(''1.234,5'', ''en'')', 'For Vietnamese notation pass format => ''vi''.'),
		('SELECT socpolicy.parse_number(''12,7'', ''en'')', 'For Vietnamese notation pass format => ''vi''.'),
		('SELECT socpolicy.parse_number(''12,7'', ''plain'')', 'For Vietnamese notation pass format => ''vi''.'),
		('SELECT socpolicy.parse_number(''5‰'')', 'Write the value as a percentage.'),
		('SELECT socpolicy.parse_target(''80'')', 'Pass direction => ''up'', ''down'' or ''within''.'),
		('SELECT socpolicy.parse_target(''-5-3'', ''up'')', 'Write a range below zero as: từ -5 đến -3.'),
		('SELECT socpolicy.parse_target(''80 x'', ''up'')',
			'Pass the unit of the indicator as unit => ''...'', or write the number alone.')) AS t (statement, hint)
	WHERE pg_temp.hint(statement) IS DISTINCT FROM hint
$$, 'hints name the remedy');

-- ---------- targets: annex I of Plan 230 ----------

CREATE TEMP TABLE annex (cell text, goal text);
INSERT INTO annex
SELECT cell, cell || ' up' FROM unnest(ARRAY[
	'2', '4', '5', '10', '15', '19', '25', '26', '27', '28', '30', '32', '33', '35', '40', '45', '50', '51', '55', '56', '60',
	'61', '67', '68', '70', '75', '80', '85', '90', '95', '97', '98', '99', '100', '2.5']) AS cell
UNION ALL
SELECT cell, replace(cell, ',', '.') || ' up' FROM unnest(ARRAY['0,15', '0,3', '2,5', '3,5', '74,5', '99,5']) AS cell
UNION ALL
SELECT cell, replace(replace(cell, ' ', ''), ',', '.') FROM unnest(ARRAY[
	'< 3', '< 4', '< 12', '< 12,7', '< 15', '< 20', '< 40', '< 42', '< 60', '> 0,7', '> 60', '> 75', '> 80', '> 90', '> 95',
	'> 99,5', '>= 2', '<15', '>3', '>90', '>95', '>97']) AS cell
UNION ALL
SELECT cell, replace(replace(cell, '-', '..'), ',', '.') || ' up' FROM unnest(ARRAY[
	'1-1,5', '28-30', '30-35', '35-40', '75-80', '85-90', '95-97']) AS cell
UNION ALL
VALUES ('50.000', '50000 up'), ('1 triệu', '1000000 up'),
	('Tiểu học', NULL), ('THCS', NULL), ('Giải quyết cơ bản', NULL), ('Xóa bỏ hoàn toàn', NULL), ('Bảo đảm vững chắc', NULL);

SELECT is((SELECT count(DISTINCT cell) FROM annex), 77::bigint, 'the distinct cells of annex I');
SELECT is_empty($$
	SELECT cell, goal FROM annex
	WHERE goal IS NOT NULL
		AND socpolicy.parse_target(cell, CASE WHEN cell !~ '^[<>]' THEN 'up' END)::text IS DISTINCT FROM goal
$$, 'the cells of annex I are read');
SELECT is_empty($$
	SELECT cell FROM annex WHERE goal IS NULL AND pg_temp.target_state(cell, 'up', 'vi', NULL) <> '22P02'
$$, 'its levels are no numbers');
SELECT results_eq($$
	SELECT cell, (socpolicy.inspect_target(cell, CASE WHEN cell !~ '^[<>]' THEN 'up' END)).remark
	FROM annex WHERE goal IS NOT NULL
		AND (socpolicy.inspect_target(cell, CASE WHEN cell !~ '^[<>]' THEN 'up' END)).remark IS NOT NULL ORDER BY cell COLLATE "C"
$$, $$VALUES ('2.5', 'decimal dot'), ('50.000', 'grouped')$$, 'two of its cells deserve a look');

-- ---------- targets: what officials write ----------

CREATE TEMP TABLE cells (cell text, direction text, unit text, goal text, remark text);
INSERT INTO cells
SELECT cell, NULL, NULL, goal, NULL FROM (VALUES
	('< 12,7', '<12.7'), ('<15', '<15'), ('<= 3', '<=3'), ('≤3', '<=3'), ('> 0,7', '>0.7'), ('>= 2', '>=2'), ('≥ 95%', '>=95'),
	('dưới 3%', '<3'), ('trên 6,5%', '>6.5'), ('hơn 80%', '>80'), ('hơn 1 triệu', '>1000000'), ('nhỏ hơn 5', '<5'),
	('thấp hơn 5', '<5'), ('ít hơn 5', '<5'), ('lớn hơn 5', '>5'), ('cao hơn 5', '>5'), ('ít nhất 80', '>=80'),
	('tối thiểu 80%', '>=80'), ('không dưới 80', '>=80'), ('không thấp hơn 80', '>=80'), ('không nhỏ hơn 80', '>=80'),
	('không ít hơn 80', '>=80'), ('tối đa 5', '<=5'), ('không quá 5%', '<=5'), ('không vượt quá 5', '<=5'), ('không trên 5', '<=5'),
	('không cao hơn 5', '<=5'), ('không lớn hơn 5', '<=5'), ('1% trở lên', '>=1'), ('5 trở xuống', '<=5'),
	('từ 80% trở lên', '>=80'), ('từ 5% trở xuống', '<=5'), ('1%trở lên', '>=1'), ('5 tr trở lên', '>=5000000'),
	('5 trở lên', '>=5'), ('đạt trên 90%', '>90'), ('đạt≥95%', '>=95'), ('giảm xuống dưới 20%', '<20'), ('giảm còn dưới 20%', '<20'),
	('giảm xuống còn dưới 20%', '<20'), ('phấn đấu đạt trên 90%', '>90'), ('phấn đấu đạt mức từ 85% trở lên', '>=85'),
	('duy trì ở mức dưới 4%', '<4'), ('=< 3', '<=3'), ('=> 3', '>=3'), ('≦ 3', '<=3'), ('≧ 3', '>=3'), ('từ 50%', '>=50'), ('đạt từ 50%', '>=50'), ('từ trên 80', '>80'),
	('nâng lên 90%', '90 up'), ('còn 1%', '1 down'), ('giảm còn 1%', '1 down'), ('giảm xuống 20%', '20 down'), ('giảm xuống còn 20%', '20 down'),
	('tăng lên 20%', '20 up'), ('at least 95 percent', '>=95'), ('no less than 95%', '>=95'), ('no more than 5%', '<=5'), ('at most 5%', '<=5'),
	('less than 5%', '<5'), ('fewer than 5', '<5'), ('below 5', '<5'), ('under 5', '<5'), ('above 5', '>5'), ('over 5', '>5'), ('more than 5', '>5'),
	('5% or more', '>=5'), ('5 or less', '<=5'), ('over 5% per year', '>5'), ('> -5', '>-5'), ('< −0,5', '<-0.5'), ('dưới 3 % tổng số', '<3'),
	('trên 75% lực lượng lao động', '>75'), (E'không\nquá\n5%', '<=5'), ('từ 2 nghìn tỷ đồng trở lên', '>=2000000000000')
) AS t (cell, goal);
INSERT INTO cells
SELECT cell, 'up', NULL, goal || ' up', remark FROM (VALUES
	('80', '80', NULL), ('+80', '80', NULL), ('-5', '-5', NULL), ('80%', '80', NULL), ('80 %', '80', NULL),
	('đạt 30%', '30', NULL), ('đạt mức 85%', '85', NULL), ('mức 85%', '85', NULL), ('là 85%', '85', NULL), ('tăng lên 20%', '20', NULL),
	('nâng lên 90%', '90', NULL), ('bình quân 5 lần', '5', NULL), ('chiếm 30%', '30', NULL), ('bằng 30%', '30', NULL), ('gần 90%', '90', 'approximate'),
	('xấp xỉ 90%', '90', 'approximate'), ('about 90%', '90', 'approximate'), ('ước đạt 90%', '90', 'estimate'), ('95 phần trăm', '95', NULL),
	('95 percent', '95', NULL), ('95%*', '95', 'footnote'), ('95¹', '95', 'footnote'), ('95 (1)', '95', 'footnote'), ('95 (ước)', '95', 'estimate'),
	('khoảng 95%*', '95', 'approximate; footnote'), ('95;', '95', NULL), ('95.', '95', NULL), ('95,', '95', NULL),
	('80÷85%', '80..85', NULL), ('80 ~ 85', '80..85', NULL), ('80% ÷ 85%', '80..85', NULL), ('từ 80 đến dưới 90', '[80,90)', NULL),
	('trên 3.000 - 3.500', '(3000,3500]', 'grouped'), ('trên 80 đến dưới 90%', '(80,90)', NULL), ('ít nhất 80 đến 90', '80..90', NULL),
	('từ 80 đến không quá 90', '80..90', NULL), ('from 28 to 30', '28..30', NULL), ('5% per year', '5', NULL), ('5%/năm', '5', NULL),
	('5 phần trăm/năm', '5', NULL), ('1-1,5% mỗi năm', '1..1.5', NULL), ('duy trì 5%', '5', NULL),
	('duy trì mức 5%', '5', NULL), ('duy trì mức giảm 1 - 1,5%/năm', '1..1.5', NULL), ('mức giảm 1%/năm', '1', NULL),
	('mức tăng 1%', '1', NULL), ('ổn định ở mức 5%', '5', NULL), ('ổn định 5', '5', NULL), ('phấn đấu 5', '5', NULL),
	('phấn đấu đạt 5', '5', NULL), ('xây dựng 8.340 căn', '8340', 'grouped'), ('xây dựng 8.340 căn hộ', '8340', 'grouped'),
	('hoàn thành 100%', '100', NULL), ('hòan thành 100%', '100', NULL), ('khoảng 25%', '25', 'approximate'),
	('khỏang 25%', '25', 'approximate'), ('đạt khoảng 2.5%', '2.5', 'approximate; decimal dot'),
	('khoảng 1,234', '1.234', 'approximate; possibly English'), ('2.5 - 2.597', '2.5..2597', 'decimal dot; grouped'),
	('28-30', '28..30', NULL), ('28 - 30', '28..30', NULL), ('28–30', '28..30', NULL), ('28% - 30%', '28..30', NULL),
	('28%-30', '28..30', NULL), ('28-30%', '28..30', NULL), ('từ 28 đến 30', '28..30', NULL), ('28 đến 30%', '28..30', NULL),
	('từ 28-30', '28..30', NULL), ('từ 28% đến 30%', '28..30', NULL), ('đạt từ 28 đến 30', '28..30', NULL), ('28 to 30', '28..30', NULL),
	('5-5', '5', NULL), ('từ -5 đến -3', '-5..-3', NULL), ('-5 đến 3', '-5..3', NULL), ('1%-1,5%/năm', '1..1.5', NULL),
	('85 - 90% số xã', '85..90', NULL), ('85% - 90% tổng số', '85..90', NULL), ('1-1,5 triệu', '1000000..1500000', NULL),
	('1 triệu - 1,5 triệu', '1000000..1500000', NULL), ('500 nghìn - 1 triệu', '500000..1000000', NULL),
	('50 000 - 60 000', '50000..60000', NULL), ('1 triệu', '1000000', NULL), ('1tr', '1000000', NULL),
	('2 nghìn tỷ', '2000000000000', NULL), ('15 tỷ USD', '15000000000', NULL), ('15 tỉ usd', '15000000000', NULL),
	('50.000', '50000', 'grouped'), ('[28; 30)', '[28,30)', NULL), ('(28;30)', '(28,30)', NULL), ('(-5,5; 30]', '(-5.5,30]', NULL),
	('[28; 30]', '28..30', NULL), ('2,5 %/năm', '2.5', NULL), ('2,5 % / năm', '2.5', NULL), ('0,3 điểm phần trăm', '0.3', NULL),
	('0,3 điểm %', '0.3', NULL), ('75 tuổi', '75', NULL), ('68 năm', '68', NULL), ('2 lần', '2', NULL), ('19 người', '19', NULL),
	('32 giường', '32', NULL), ('15 bác sĩ', '15', NULL), ('15 bác sỹ', '15', NULL), ('10 bác sĩ - 15 bác sỹ', '10..15', NULL),
	('9 căn', '9', NULL), ('9 hộ', '9', NULL), ('105 xã', '105', NULL), ('5 km', '5', NULL), ('5 ha', '5', NULL), ('5 tấn', '5', NULL),
	('27 m2', '27', NULL), ('27m²', '27', NULL), ('27m2sàn/người', '27', NULL), ('27 m2 sàn/người', '27', NULL),
	('27 m² sàn / người', '27', NULL), ('5 triệu đồng', '5000000', NULL), ('90% tổng số', '90', NULL), ('90% số xã', '90', NULL),
	('90% lực lượng lao động', '90', NULL), ('99999999999999999,9', '99999999999999999.9', NULL),
	('0,000000001', '0.000000001', NULL), ('1,500000000000', '1.5', NULL)
) AS t (cell, goal, remark);
INSERT INTO cells VALUES
	('80', 'down', NULL, '80 down', NULL),
	('80', 'WITHIN', NULL, '80 within', NULL),
	('49-51', 'within', NULL, '49..51 within', NULL),
	('<3', 'down', NULL, '<3', NULL),
	('ít nhất 80', 'up', NULL, '>=80', NULL),
	('27 m2 sàn/người', 'up', 'm2 sàn/ người', '27 up', NULL),
	('27m2sàn/ người', 'up', 'M2 sàn/ người', '27 up', NULL),
	('32 giường/vạn dân', 'up', 'giường/vạn dân', '32 up', NULL),
	('32 giường / vạn dân', 'up', 'Giường/vạn dân', '32 up', NULL),
	('80', 'up', 'Căn hộ', '80 up', NULL),
	('80%', 'up', 'Căn hộ', '80 up', NULL),
	('80 điểm', 'up', 'điểm', '80 up', NULL),
	('80', 'up', '', '80 up', NULL),
	('80 bác sỹ', 'up', 'bác sĩ', '80 up', NULL),
	('5 tỷ đồng', 'up', 'tỷ đồng', '5 up', NULL),
	('5', 'up', 'tỷ đồng', '5 up', NULL),
	('5 tỷ', 'up', 'tỷ', '5 up', NULL),
	('5 nghìn tỷ', 'up', 'Tỷ', '5000 up', NULL),
	('5,2 tỷ', 'up', 'Tỷ đồng', '5.2 up', NULL),
	('1 - 1,5 tỷ', 'up', 'tỷ đồng', '1..1.5 up', NULL),
	('≥ 2 nghìn', NULL, 'nghìn người', '>=2', NULL),
	('5‰', 'up', '‰', '5 up', NULL),
	('dưới 5‰', NULL, '‰', '<5', NULL),
	('5 ‰ - 6‰', 'down', '‰', '5..6 down', NULL),
	(U&'\200B', NULL, NULL, NULL, 'invisible characters; none'),
	('2 nghìn tỷ đồng', 'up', 'tỷ đồng', '2000 up', NULL),
	('1-1,5 tỷ đồng', 'up', 'tỷ đồng', '1..1.5 up', NULL),
	('5 tỷ đồng', 'up', 'đồng', '5000000000 up', NULL),
	('10 m² nhà', 'up', 'm2 nhà', '10 up', NULL),
	('10 m2 nhà', 'up', 'm² nhà', '10 up', NULL),
	('', NULL, NULL, NULL, 'none'),
	('-', NULL, NULL, NULL, 'none'),
	('–', 'up', NULL, NULL, 'none'),
	('…', NULL, NULL, NULL, 'none'),
	('...', NULL, NULL, NULL, 'none'),
	(U&'\00A0', NULL, NULL, NULL, 'none'),
	(NULL, NULL, NULL, NULL, 'none'),
	(NULL, 'up', NULL, NULL, 'none');

CREATE TEMP TABLE bad_cells (cell text, direction text, unit text, state text);
INSERT INTO bad_cells
SELECT cell, 'up', NULL, '22P02' FROM unnest(ARRAY[
	'abc', 'đạt', 'mức độ 3', 'Mức độ 3', 'giảm 5%', 'Giảm 5', 'tăng 5%', 'tăng thêm 5%', 'giảm thêm 5', 'dưới 3%', '<3', '5 trở xuống',
	'từ', 'trên 80 trở lên', '28-30 trở lên', 'dưới 28-30', '28 - trên 30', 'trên ít nhất 80', 'từ giảm còn 1%', 'còn 20%', 'giảm còn 1%', 'giảm xuống 20%', 'còn trên 20%', 'gấp 2 lần', 'tăng gấp 2 lần', '95/100', '1:5', 'Top 10', 'Trước 2027', 'Trước năm 2027', 'Duy trì', 'giảm 10% so với 2020', '>< 5', '< = 5',
	'30-28', '1 triệu - 1,5', '-5-3', '-5 - 3', '5--3', '-5--3', '5-+8', '5 - +8', '28-', '- 28', '28-30-32', '28 đến', 'đến 30', '28 30', '28, 30', '28;30',
	'28 hoặc 30', '28/30', '80 người nghèo', '80 xyz', '80 độ', 'tr 5', '5 trở', '5 trở l', '5 lên', '5 trởlên', 'đạt80', 'dưới3%', '5tra',
	'80 tổng số', '80 số xã', '80 lực lượng lao động', '80 người tổng số', '80%/năm tổng số', '80% %', '80%/tháng', '5‰', '5 %0',
	'28 tấn - 30 ha', '28 người - 30%', '1%/năm - 1,5%', '32 giường/vạn dân', '27 km2', '27 m3', '10²', '5 triệu %',
	'1,234.5', '1.234.5', '0.300', '1e3', '.5', 'NaN', '∞', '[28; 30', '[28 30]', '28; 30)', '[28, 30)', '[28;30}', '[30; 28]',
	'[28; 28)', '(28; 28)', '[28; 30) trở lên', 'trên [28; 30)', '[; 30)', '> [', '80 (nước)', '80 [1]', 'x80', '80!', '80..', '>', '%',
	'5 thousand', '01/7/2025', '10-11-2024', 'khoảng', '--', '28 -- 30', '5 tỷ nghìn', '2025: 80', '80; 2030: 90',
	E'50\n000', E'28\n30', 'không', 'không 5', '≮5', '<<5', '80%trởlên', '5 đồng đồng', '80 %/', 'on 5', '"80"', '''; DROP TABLE x; --']) AS cell;
INSERT INTO bad_cells VALUES
	('ít nhất 80', 'down', NULL, '22P02'),
	('<3', 'within', NULL, '22P02'),
	('>3', 'within', NULL, '22P02'),
	('>3', 'down', NULL, '22P02'),
	('80 căn', 'up', 'tỷ đồng', '22P02'),
	('5 tỷ đồng', 'up', 'triệu đồng', '22P02'),
	('nâng lên dưới 20', NULL, NULL, '22P02'),
	('còn 1%', 'up', NULL, '22P02'),
	('nâng lên 90%', 'down', NULL, '22P02'),
	('5%', 'up', '‰', '22P02'),
	('5.000.000 đồng', 'up', 'tỷ đồng', '22P02'),
	('5 triệu', 'up', 'nghìn người', '22P02'),
	('80 điểm', 'up', NULL, '22P02'),
	('80 điểm số', 'up', 'điểm', '22P02'),
	('80', NULL, NULL, '22023'),
	('đạt 80%', NULL, NULL, '22023'),
	('28-30', NULL, NULL, '22023'),
	('[28; 30)', NULL, NULL, '22023'),
	('80', 'sideways', NULL, '22023'),
	('', 'sideways', NULL, '22023'),
	(NULL, 'sideways', NULL, '22023'),
	('1234567890123456789', 'up', NULL, '22003'),
	('0,0000000001', 'up', NULL, '22003'),
	('1 - 9.999.999.999 tỷ', 'up', NULL, '22003'),
	('< 1.000.000.000.000.000.000', NULL, NULL, '22003'),
	(repeat('9', 100000), 'up', NULL, '22003'),
	('đạt ' || repeat('9', 2000), 'up', NULL, '22P02'),
	(repeat('a', 250000), 'up', NULL, '22P02'),
	(repeat(U&'a\0301\0323', 200000), 'up', NULL, '22P02');

SELECT is_empty($$
	SELECT cell, direction, unit, goal, socpolicy.parse_target(cell, direction, unit => unit) FROM cells
	WHERE socpolicy.parse_target(cell, direction, unit => unit)::text IS DISTINCT FROM goal
$$, 'cells are read');
SELECT is_empty($$
	SELECT c.cell, c.goal, c.remark, i.* FROM cells AS c, socpolicy.inspect_target(cell, direction, unit => unit) AS i
	WHERE (i.goal::text, i.remark) IS DISTINCT FROM (c.goal, c.remark)
$$, 'cells are inspected');
SELECT is_empty($$
	SELECT cell, v, goal, (socpolicy.inspect_target(v, direction, unit => unit)).* FROM cells, pg_temp.variants(cell) AS v
	WHERE cell IS NOT NULL
		AND ((socpolicy.inspect_target(v, direction, unit => unit)).goal::text IS DISTINCT FROM goal
			OR (socpolicy.inspect_target(v, direction, unit => unit)).remark IS DISTINCT FROM remark)
$$, 'cells are read in any normal form, case, blank, dash and tone placement');
SELECT is_empty($$
	SELECT cell, v, unit FROM cells, pg_temp.variants(unit) AS v
	WHERE socpolicy.parse_target(cell, direction, unit => v)::text IS DISTINCT FROM goal
$$, 'so are units');
SELECT is_empty($$
	SELECT cell, v FROM annex, pg_temp.variants(cell) AS v
	WHERE goal IS NOT NULL
		AND socpolicy.parse_target(v, CASE WHEN cell !~ '^[<>]' THEN 'up' END)::text IS DISTINCT FROM goal
$$, 'so is annex I');
SELECT is_empty($$
	SELECT left(cell, 60), direction, unit, state, pg_temp.target_state(cell, direction, 'vi', unit) FROM bad_cells
	WHERE pg_temp.target_state(cell, direction, 'vi', unit) <> state
$$, 'other cells are refused');
SELECT is_empty($$
	SELECT left(cell, 60), i.* FROM bad_cells, socpolicy.inspect_target(cell, direction, unit => unit) AS i
	WHERE direction IS DISTINCT FROM 'sideways'
		AND (i.goal IS NOT NULL OR i.remark IS NULL
			OR i.remark !~ '^(invalid target cell|target cell out of range|target cell without a direction): ".*": .*\.$')
$$, 'inspect_target says why');
SELECT is_empty($$
	SELECT cell, v FROM bad_cells, pg_temp.variants(cell) AS v
	WHERE length(cell) < 100 AND pg_temp.target_state(v, direction, 'vi', unit) <> state
$$, 'refusals do not depend on normal form, case, blank, dash and tone placement');

SELECT is_empty($$
	SELECT cell, format, direction, goal, (socpolicy.inspect_target(cell, direction, format)).*
	FROM (VALUES
		('>= 1,234.5', 'en', NULL, '>=1234.5', NULL),
		('1,234', 'en', 'up', '1234 up', 'grouped'),
		('1.234', 'en', 'up', '1.234 up', 'possibly Vietnamese'),
		('1-1.5 million', 'en', 'up', '1000000..1500000 up', NULL),
		('-5 to -3', 'en', 'up', '-5..-3 up', NULL),
		('dưới 12.7%', 'en', NULL, '<12.7', NULL),
		('28-30', 'plain', 'up', '28..30 up', NULL),
		('>= 1234.5 %', 'plain', NULL, '>=1234.5', NULL)) AS t (cell, format, direction, goal, remark)
	WHERE ((socpolicy.inspect_target(cell, direction, format)).goal::text, (socpolicy.inspect_target(cell, direction, format)).remark)
		IS DISTINCT FROM (goal, remark)
$$, 'cells in other formats are read');
SELECT is_empty($$
	SELECT cell, format
	FROM (VALUES ('12,7', 'en'), ('1.234,5', 'en'), ('12,7', 'plain'), ('1 triệu', 'plain'), ('1 000', 'plain')) AS t (cell, format)
	WHERE pg_temp.target_state(cell, 'up', format, NULL) <> '22P02'
$$, 'and refused in others');

SELECT throws_ok($$SELECT socpolicy.parse_target('giảm 5%', 'down')$$, '22P02', 'invalid target cell: "giảm 5%"', 'the cell is quoted');
SELECT throws_ok($$SELECT socpolicy.parse_target('80')$$, '22023', 'target cell without a direction: "80"', 'nothing is guessed');
SELECT throws_ok($$SELECT socpolicy.parse_target('80', 'up', 'fr')$$, '22023', 'invalid number format: "fr"', 'a bad format');
SELECT throws_ok($$SELECT socpolicy.inspect_target('80', 'up', 'fr')$$, '22023', 'invalid number format: "fr"', 'a bad format is no remark');
SELECT throws_ok($$SELECT socpolicy.inspect_target('80', 'sideways')$$, '22023', 'invalid direction: "sideways"', 'nor is a bad direction');
SELECT throws_ok($$SELECT socpolicy.parse_target('80', 'up', NULL)$$, '22004', 'argument "format" must not be null', 'no format to read in');

-- ---------- writing ----------

SELECT is_empty($$
	SELECT value, socpolicy.format_number(value), socpolicy.format_number(value, 'en'), socpolicy.format_number(value, 'plain')
	FROM (VALUES
		(0, '0', '0', '0'), (0.00, '0', '0', '0'), (12.70, '12,7', '12.7', '12.7'), (-0.5, '-0,5', '-0.5', '-0.5'),
		(999, '999', '999', '999'), (1000, '1.000', '1,000', '1000'), (-1000, '-1.000', '-1,000', '-1000'),
		(50000, '50.000', '50,000', '50000'), (1234567.8900, '1.234.567,89', '1,234,567.89', '1234567.89'),
		(100, '100', '100', '100'), (123456, '123.456', '123,456', '123456'), (1e20, '100.000.000.000.000.000.000',
			'100,000,000,000,000,000,000', '100000000000000000000')) AS t (value, vi, en, plain)
	WHERE (socpolicy.format_number(value), socpolicy.format_number(value, 'en'), socpolicy.format_number(value, 'plain'))
		<> (vi, en, plain)
$$, 'numbers are written');
SELECT throws_ok($$SELECT socpolicy.format_number('NaN')$$, '22003', 'a number to be written must be finite', 'NaN is not written');
SELECT throws_ok($$SELECT socpolicy.format_number('-Infinity')$$, '22003', 'a number to be written must be finite', 'nor is infinity');
SELECT is_empty($$
	SELECT goal, socpolicy.format_target(goal::socpolicy.target), vi, socpolicy.format_target(goal::socpolicy.target, 'en'), en
	FROM (VALUES
		('<12.7', '< 12,7', '< 12.7'), ('<=3', '<= 3', '<= 3'), ('>0.7', '> 0,7', '> 0.7'), ('>=2', '>= 2', '>= 2'), ('80 up', '80', '80'),
		('28..30 up', '28-30', '28-30'), ('1..1.5 up', '1-1,5', '1-1.5'), ('50000 down', '50.000', '50,000'), ('50 within', '50', '50'),
		('[28,30) up', '[28; 30)', '[28; 30)'), ('(0.5,3000] down', '(0,5; 3.000]', '(0.5; 3,000]'), ('(1,2) within', '(1; 2)', '(1; 2)'),
		('-5..-3 up', 'từ -5 đến -3', '-5 to -3'), ('-5..3 up', 'từ -5 đến 3', '-5 to 3'), ('<-3', '< -3', '< -3'), ('-3 up', '-3', '-3'),
		('>=95 by 2030 near 1', '>= 95', '>= 95')) AS t (goal, vi, en)
	WHERE (socpolicy.format_target(goal::socpolicy.target), socpolicy.format_target(goal::socpolicy.target, 'en')) <> (vi, en)
$$, 'targets are written');
SELECT is(socpolicy.format_number(NULL) || socpolicy.format_target(NULL), NULL, 'NULL is not written');

-- ---------- laws ----------

SELECT setseed(0.230) \gset
CREATE TEMP TABLE samples AS
	SELECT round(((random() - 0.4) * 10 ^ floor(random() * 16))::numeric, floor(random() * 7)::int) AS value
	FROM generate_series(1, 3000);
SELECT is_empty($$
	SELECT value, format, socpolicy.format_number(value, format) FROM samples, unnest(ARRAY['vi', 'en', 'plain']) AS format
	WHERE socpolicy.parse_number(socpolicy.format_number(value, format), format) IS DISTINCT FROM value
$$, 'a number that is written reads back');

CREATE TEMP TABLE goals AS
	SELECT socpolicy.target(socpolicy.threshold_range(
			CASE WHEN shape <> 1 THEN least(a, b) END,
			CASE shape WHEN 2 THEN NULL WHEN 3 THEN least(a, b) ELSE greatest(a, b) END,
			CASE WHEN shape = 3 OR a = b THEN '[]' ELSE bounds END),
		CASE shape WHEN 1 THEN 'down' WHEN 2 THEN 'up' ELSE direction END) AS goal
	FROM (SELECT 1 + i % 4 AS shape,
			(ARRAY['[]', '[)', '(]', '()'])[1 + floor(random() * 4)] AS bounds,
			(ARRAY['up', 'down', 'within'])[1 + floor(random() * 3)] AS direction,
			round(((random() - 0.3) * 10 ^ floor(random() * 9))::numeric, floor(random() * 5)::int) AS a,
			round(((random() - 0.3) * 10 ^ floor(random() * 9))::numeric, floor(random() * 5)::int) AS b
		FROM generate_series(1, 4000) AS i) AS s;
SELECT is_empty($$
	SELECT goal, format, socpolicy.format_target(goal, format) FROM goals, unnest(ARRAY['vi', 'en', 'plain']) AS format
	WHERE socpolicy.parse_target(socpolicy.format_target(goal, format), socpolicy.direction(goal), format)::text IS DISTINCT FROM goal::text
$$, 'a target that is written reads back');
SELECT is_empty($$
	SELECT cell, goal FROM cells
	WHERE socpolicy.parse_target(socpolicy.format_target(goal::socpolicy.target), socpolicy.direction(goal::socpolicy.target))::text <> goal
$$, 'so does every target that a cell can say');

-- Fragments thrown together: whatever they say, inspecting never raises and
-- agrees with parsing, and what is read can be written and read again.
CREATE TEMP TABLE noise AS
	SELECT (SELECT string_agg((ARRAY['5', '30', '1.234', '2,5', '0.300', '-', '–', '<', '>=', '≥', '%', '%/năm', ' ', ' ', ' ', ' triệu', 'tr',
			' trở lên', 'từ ', ' đến ', 'khoảng ', 'đạt ', 'm2', U&'m\00B2', 'người', '[', ';', ')', '.', ',', '…', U&'\0301', U&'\200B',
			U&'\00A0', E'\n', 'giảm ', 'không quá ', '‰', '+', '😀', 'tổng số', '\', '''', '"', '%s'])[1 + floor(random() * 45)], '')
		FROM generate_series(1, 1 + i % 6)) AS cell
	FROM generate_series(1, 8000) AS i;
SELECT ok((SELECT count(*) FROM noise WHERE pg_temp.target_state(cell, 'up', 'vi', 'm2') = 'read') BETWEEN 200 AND 7000
	AND (SELECT count(DISTINCT goal::text) FROM goals) > 3000 AND (SELECT count(DISTINCT value) FROM samples) > 2000,
	'the samples are varied');
SELECT is_empty($$
	SELECT cell, pg_temp.target_state(cell, 'up', 'vi', 'm2'), i.* FROM noise, socpolicy.inspect_target(cell, 'up', 'vi', 'm2') AS i
	WHERE CASE pg_temp.target_state(cell, 'up', 'vi', 'm2')
		WHEN 'read' THEN i.goal IS NULL AND coalesce(i.remark, '') !~ 'none$'
			OR i.goal::text IS DISTINCT FROM socpolicy.parse_target(cell, 'up', 'vi', 'm2')::text
			OR socpolicy.parse_target(socpolicy.format_target(i.goal), 'up')::text IS DISTINCT FROM i.goal::text
		WHEN '22P02' THEN i.goal IS NOT NULL OR i.remark !~ '^invalid target cell: '
		ELSE true END
$$, 'inspect_target and parse_target agree on any text');
SELECT is_empty($$
	SELECT cell, pg_temp.number_state(cell, 'vi'), i.* FROM noise, socpolicy.inspect_number(cell) AS i
	WHERE CASE pg_temp.number_state(cell, 'vi')
		WHEN 'read' THEN i.value IS NULL AND coalesce(i.remark, '') !~ 'none$'
			OR i.value IS DISTINCT FROM socpolicy.parse_number(cell)
		WHEN '22P02' THEN i.value IS NOT NULL OR i.remark !~ '^invalid number: '
		ELSE true END
$$, 'so do inspect_number and parse_number');

-- ---------- settings and attributes ----------

CREATE TEMP TABLE answers AS
	SELECT i.goal::text, i.remark, socpolicy.format_target(i.goal) AS printed, n.value
	FROM noise, socpolicy.inspect_target(cell, 'up') AS i, socpolicy.inspect_number(cell) AS n;
DO $$
BEGIN
	SET LOCAL lc_numeric = 'vi_VN.UTF-8';
EXCEPTION WHEN invalid_parameter_value THEN
	SET LOCAL lc_numeric = 'POSIX';		-- the machine has no other
END
$$;
SET LOCAL DateStyle = 'German, DMY';
SET LOCAL standard_conforming_strings = off;
SET LOCAL extra_float_digits = -15;
SET LOCAL search_path = '';
CREATE TEMP TABLE other_answers AS
	SELECT i.goal::text, i.remark, socpolicy.format_target(i.goal) AS printed, n.value
	FROM pg_temp.noise, socpolicy.inspect_target(cell, 'up') AS i, socpolicy.inspect_number(cell) AS n;
RESET search_path;
RESET standard_conforming_strings;
SELECT bag_eq('SELECT * FROM answers', 'SELECT * FROM other_answers', 'no setting has a say');
SELECT is_empty($$
	SELECT p.oid::regprocedure FROM pg_proc AS p
	WHERE p.pronamespace = 'socpolicy'::regnamespace
		AND p.proname ~ '^(parse|inspect|format)_(number|target)$'
		AND (p.provolatile <> 'i' OR p.proparallel <> 's' OR obj_description(p.oid, 'pg_proc') IS NULL
			OR p.proisstrict <> (p.proname IN ('parse_number', 'format_number', 'format_target')))
$$, 'immutable, parallel safe, commented, strict where NULL in means NULL out');

-- ---------- what to write instead ----------

SELECT is_empty($$
	SELECT cell, pg_temp.hint(format('SELECT socpolicy.parse_target(%L, %L)', cell, 'up')), hint
	FROM (VALUES
		('giảm 10%', 'Write "giảm xuống" or "tăng lên" before the value to be reached, "mức giảm" or "mức tăng" if the change itself is measured; or pass the baseline that it is measured against.'),
		('gấp 2 lần', 'Write the value to be reached.'),
		('95/100', 'Write the percentage, or numerator and denominator apart.'),
		('1:5', 'Write its value, such as 0,2, or the larger number with a unit that says to what.'),
		('Top 10', 'Write the rank as the number itself, with direction => ''down'', such as 10.'),
		('Trước 2027', 'Write the value to be reached, and the deadline as the due date.'),
		('Duy trì', 'Write the value to be reached or kept, such as duy trì 95%.')) AS t (cell, hint)
	WHERE pg_temp.hint(format('SELECT socpolicy.parse_target(%L, %L)', cell, 'up')) IS DISTINCT FROM hint
$$, 'what is refused says what to write');

-- A change needs the value that it is measured against.
SELECT is(socpolicy.parse_target('giảm 10% so với 2020', baseline => 5)::text, '4.5 down', 'a fall from a baseline');
SELECT is(socpolicy.parse_target('tăng thêm 20% so với năm 2020', 'up', baseline => 50)::text, '60 up', 'a rise from one');
SELECT throws_ok($$SELECT socpolicy.parse_target('giảm 10%', 'up', baseline => 5)$$, '22P02', NULL, 'a fall where more is better is refused');
SELECT throws_ok($$SELECT socpolicy.parse_target('giảm 10 người', 'down', baseline => 5)$$, '22P02', NULL, 'so is one that is no percentage');
SELECT throws_ok($$SELECT socpolicy.parse_target('giảm 1%', 'down', baseline => 0.123456789)$$, '22003', NULL, 'and one with too many digits');

-- Messages quote what was written.
SELECT is((socpolicy.inspect_target('Đạt 80% Hoà Bình', 'up')).remark,
		  'invalid target cell: "Đạt 80% Hoà Bình": What follows the number is not understood: "Hoà Bình".', 'in its own case and tone placement');
SELECT is((socpolicy.inspect_target(normalize('HOÀN  THIỆN 5 (1)', NFD), 'up')).remark,
		  'invalid target cell: "' || normalize('HOÀN  THIỆN 5 (1)', NFD) || '": A number should stand at "' || normalize('HOÀN  THIỆN 5 (1)', NFD) || '".', 'in its own normal form');
SELECT is((socpolicy.inspect_number('12 Khoẻ')).remark, 'invalid number: "12 Khoẻ": What follows the number is not understood: "Khoẻ".', 'of numbers, too');

SELECT * FROM finish();
ROLLBACK;
