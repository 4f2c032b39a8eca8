\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

-- threshold_range: the values that a target accepts.

BEGIN;
SET LOCAL search_path = public, socpolicy;
SELECT plan(339);

-- ---------- helpers ----------

-- What a query answers, or the SQLSTATE that it fails with.
CREATE FUNCTION pg_temp.outcome(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	answer text;
BEGIN
	EXECUTE query INTO answer;
	RETURN coalesce(answer, 'NULL');
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

-- How a query fails: message, detail and hint.
CREATE FUNCTION pg_temp.fault(query text, OUT message text, OUT detail text, OUT hint text) LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE query;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
END
$$;

-- ---------- written and printed ----------

SELECT is(written::threshold_range::text, printed, format('%s reads as %s', written, printed))
FROM (VALUES
	('<3',        '<3'),      ('< 3',       '<3'),      ('(,3)',      '<3'),
	('<=3',       '<=3'),     ('≤3',        '<=3'),     ('≤ 3',       '<=3'),
	('(,3]',      '<=3'),     ('[,3]',      '<=3'),     ('[,3)',      '<3'),
	('>0.7',      '>0.7'),    ('> 0.7',     '>0.7'),    ('(0.7,)',    '>0.7'),
	('>=95',      '>=95'),    ('≥95',       '>=95'),    ('>= 95',     '>=95'),
	('[95,)',     '>=95'),    ('[95,]',     '>=95'),
	('95',        '95'),      ('95..95',    '95'),      ('[95,95]',   '95'),
	('28..30',    '28..30'),  ('[28,30]',   '28..30'),
	('[28,30)',   '[28,30)'), ('(28,30]',   '(28,30]'), ('(28,30)',   '(28,30)'),
	('28.5..30.5', '28.5..30.5'), ('-5..-3', '-5..-3'), ('-5..5', '-5..5'),
	('  95  ',    '95'),      ('28 .. 30',  '28..30'),  ('[ 28 , 30 ]', '[28,30]'::threshold_range::text)
) AS spelling (written, printed);

SELECT is(('>=' || written)::threshold_range::text, '>=' || printed, format('the number %s prints as %s', written, printed))
FROM (VALUES
	('3.0',        '3'),        ('3.000000000000000000000', '3'),
	('+3',         '3'),        ('0.300',      '0.3'),      ('00012.50',   '12.5'),
	('-0',         '0'),        ('-0.000',     '0'),        ('+0',         '0'),
	('-12.70',     '-12.7'),    ('100',        '100'),      ('1000.0010',  '1000.001'),
	('999999999999999999',   '999999999999999999'),
	('-999999999999999999',  '-999999999999999999'),
	('999999999.999999999',  '999999999.999999999'),
	('0.000000001',          '0.000000001'),
	('-0.000000001',         '-0.000000001'),
	('0.1234567890000',      '0.123456789'),
	('123456789012345678.0', '123456789012345678'),
	('100000000000000000',   '100000000000000000')
) AS spelling (written, printed);

SELECT is((repeat('0', 100000) || '7.5' || repeat('0', 100000))::threshold_range::text, '7.5',
	'zeros around a number do not count as digits');

-- ---------- refused as text ----------

SELECT is(pg_temp.outcome(format('SELECT %L::threshold_range', written)), sqlstate,
	format('%s is refused with %s', coalesce(name, '"' || written || '"'), sqlstate))
FROM (VALUES
	('',               '22P02', 'the empty text'),
	('  ',             '22P02', 'a blank text'),
	('empty',          '22P02', NULL), ('NULL',           '22P02', NULL),
	('NaN',            '22P02', NULL), ('>=NaN',          '22P02', NULL),
	('Infinity',       '22P02', NULL), ('<inf',           '22P02', NULL),
	('(-infinity,3]',  '22P02', NULL), ('[3,infinity]',   '22P02', NULL),
	('[3,3)',          '22P02', NULL), ('(3,3]',          '22P02', NULL),
	('(3,3)',          '22P02', NULL), ('30..28',         '22P02', NULL),
	('[30,28]',        '22P02', NULL), ('(30,28)',        '22P02', NULL),
	('-3..-5',         '22P02', NULL), ('0.31..0.3',      '22P02', NULL),
	('(,)',            '22P02', NULL), ('[,]',            '22P02', NULL),
	('12,7',           '22P02', NULL), ('<12,7',          '22P02', NULL),
	('28-30',          '22P02', NULL), ('28 - 30',        '22P02', NULL),
	('28–30',          '22P02', NULL), ('28 30',          '22P02', NULL),
	('.5',             '22P02', NULL), ('5.',             '22P02', NULL),
	('-.5',            '22P02', NULL), ('.',              '22P02', NULL),
	('1e3',            '22P02', NULL), ('1E-3',           '22P02', NULL),
	('1,234.5',        '22P02', NULL), ('1.234,5',        '22P02', NULL),
	('1.234.567',      '22P02', NULL), ('1 000',          '22P02', NULL),
	('1_000',          '22P02', NULL), ('0x10',           '22P02', NULL),
	('95%',            '22P02', NULL), ('95 %',           '22P02', NULL),
	('1 triệu',        '22P02', NULL), ('95 up',          '22P02', NULL),
	('--3',            '22P02', NULL), ('+-3',            '22P02', NULL),
	('- 3',            '22P02', NULL), ('−3',             '22P02', NULL),
	('<',              '22P02', NULL), ('>=',             '22P02', NULL),
	('≤',              '22P02', NULL), ('=3',             '22P02', NULL),
	('<>3',            '22P02', NULL), ('<<3',            '22P02', NULL),
	('< =3',           '22P02', NULL), ('=<3',            '22P02', NULL),
	('<≤3',            '22P02', NULL), ('＜3',            '22P02', NULL),
	('..',             '22P02', NULL), ('28..',           '22P02', NULL),
	('..30',           '22P02', NULL), ('28...30',        '22P02', NULL),
	('28..30..32',     '22P02', NULL), ('>=28..30',       '22P02', NULL),
	('>28 <30',        '22P02', NULL), ('[28..30]',       '22P02', NULL),
	('[28;30]',        '22P02', NULL), ('[28,30',         '22P02', NULL),
	('28,30]',         '22P02', NULL), ('[28,30]]',       '22P02', NULL),
	('[28]',           '22P02', NULL), ('[28,29,30]',     '22P02', NULL),
	('{28,30}',        '22P02', NULL), ('][',             '22P02', NULL),
	('1234567890123456789',     '22003', 'a number of 19 digits'),
	('<=1234567890123456789',   '22003', 'a bound of 19 digits'),
	('1..1234567890123456789',  '22003', 'an upper end of 19 digits'),
	('1000000000000000000',     '22003', 'ten to the 18'),
	('-1000000000000000000',    '22003', 'minus ten to the 18'),
	('1234567890.123456789',    '22003', 'a number of 10 + 9 digits'),
	('0.0000000001',            '22003', 'a tenth decimal'),
	(repeat('9', 100000),       '22003', 'a number of 100000 digits'),
	('0.' || repeat('3', 100000), '22003', 'a number of 100000 decimals'),
	(repeat('x', 100000),       '22P02', 'a text of 100000 letters'),
	(repeat('[', 100000),       '22P02', 'a text of 100000 brackets'),
	(repeat('đ', 100000),       '22P02', 'a text of 100000 letters of two bytes'),
	(repeat(' ', 100000) || '3' || repeat(' ', 100000) || '4', '22P02', 'two numbers far apart'),
	(E'95\x01',                 '22P02', 'a control character behind a number'),
	(E'\x0195',                 '22P02', 'a control character before a number'),
	(E'9\x7f5',                 '22P02', 'a control character within a number'),
	(E'95\u00a0',               '22P02', 'a no-break space'),
	(E'\ufeff95',               '22P02', 'a byte order mark'),
	(E'95\\0',                  '22P02', 'what looks like an embedded NUL'),
	('٣',                       '22P02', 'an Arabic digit')
) AS bad (written, sqlstate, name);

SELECT is(concat_ws(E'\n', message, detail, hint), concat_ws(E'\n',
	'invalid input syntax for type threshold_range: "12,7"',
	'The text should end before ",7".',
	'To read a cell as people write it, use socpolicy.parse_target().'),
	'the fault of 12,7 names type, text, place and parse_target()')
FROM pg_temp.fault('SELECT ''12,7''::threshold_range');
SELECT is((pg_temp.fault('SELECT ''28-30''::threshold_range')).hint,
	'To read a cell as people write it, use socpolicy.parse_target().',
	'the hint for 28-30 names parse_target()');
SELECT is((pg_temp.fault(format('SELECT %L::threshold_range', written))).detail, detail,
	format('the detail of "%s" says what is wrong', written))
FROM (VALUES
	('30..28', 'The lower bound is above the upper bound.'),
	('(3,3)',  'No value lies between these bounds.'),
	('(,)',    'At least one bound is needed.'),
	('0.0000000001', 'A number has at most 18 significant digits here, 9 of them behind the decimal point.')
) AS bad (written, detail);

-- Soft errors exist from 16 on.
CREATE FUNCTION pg_temp.is_valid(written text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
	answer boolean;
BEGIN
	IF current_setting('server_version_num')::int >= 160000 THEN
		EXECUTE 'SELECT pg_input_is_valid($1, ''socpolicy.threshold_range'')' INTO STRICT answer USING written;
		RETURN answer;
	END IF;
	PERFORM written::threshold_range;
	RETURN true;
EXCEPTION WHEN invalid_text_representation OR numeric_value_out_of_range THEN
	IF current_setting('server_version_num')::int >= 160000 THEN
		RAISE;
	END IF;
	RETURN false;
END
$$;
SELECT is(pg_temp.is_valid(written), valid, format('"%s" is %s input', written, CASE WHEN valid THEN 'valid' ELSE 'invalid' END))
FROM (VALUES ('28..30', true), ('12,7', false), ('30..28', false), ('1234567890123456789', false)) AS input (written, valid);

-- ---------- constructor ----------

SELECT is(pg_temp.outcome('SELECT threshold_range(' || arguments || ')'), outcome,
	format('threshold_range(%s) is %s', arguments, outcome))
FROM (VALUES
	('28, 30',              '28..30'),
	('28, 30, ''[]''',      '28..30'),
	('28, 30, ''[)''',      '[28,30)'),
	('28, 30, ''(]''',      '(28,30]'),
	('28, 30, ''()''',      '(28,30)'),
	('28, NULL',            '>=28'),
	('28, NULL, ''(]''',    '>28'),
	('NULL, 30',            '<=30'),
	('NULL, 30, ''[)''',    '<30'),
	('lower => 95, upper => 95', '95'),
	('-0.0, 3.00',          '0..3'),
	('1.00000000000000000000000000, 1e17', '1..100000000000000000'),
	('NULL, NULL',          '22023'),
	('30, 28',              '22023'),
	('3, 3, ''[)''',        '22023'),
	('3, 3, ''()''',        '22023'),
	('1, 2, ''''',          '22023'),
	('1, 2, ''[''',         '22023'),
	('1, 2, ''[]]''',       '22023'),
	('1, 2, ''][''',        '22023'),
	('1, 2, ''đ''',         '22023'),
	('1, 2, NULL',          '22004'),
	('''NaN'', 1',          '22003'),
	('1, ''NaN''',          '22003'),
	('1, ''Infinity''',     '22003'),
	('''-Infinity'', 1',    '22003'),
	('1, 1e18',             '22003'),
	('1, 1234567890123456789', '22003'),
	('1, 1e100000',         '22003'),
	('1e-10, 1',            '22003'),
	('1, 1234567890.123456789', '22003')
) AS call (arguments, outcome);

-- ---------- casts ----------

SELECT is(pg_temp.outcome(format('SELECT %L::numrange::threshold_range', range)), outcome,
	format('numrange %s is %s', range, outcome))
FROM (VALUES
	('[28,30]',  '28..30'),  ('[28,30)', '[28,30)'), ('(28,30]', '(28,30]'), ('(28,30)', '(28,30)'),
	('(,3)',     '<3'),      ('(,3]',    '<=3'),     ('[95,)',   '>=95'),    ('(0.70,)', '>0.7'),
	('[3.0,3.00]', '3'),
	('empty',    '22023'),   ('(3,3)',   '22023'),   ('(,)',     '22023'),
	('[NaN,NaN]', '22003'),  ('[1,NaN]', '22003'),
	('[1,Infinity]', '22003'), ('[1,Infinity)', '22003'), ('(-Infinity,1]', '22003'),
	('[1,1234567890123456789]', '22003'), ('[0.0000000001,1]', '22003')
) AS cast_from (range, outcome);

SELECT is(range::threshold_range::numrange::text, printed, format('%s as a numrange is %s', range, printed))
FROM (VALUES
	('28..30', '[28,30]'), ('[28,30)', '[28,30)'), ('(28,30]', '(28,30]'), ('(28,30)', '(28,30)'),
	('<3', '(,3)'), ('<=3', '(,3]'), ('>0.70', '(0.7,)'), ('>=95', '[95,)'), ('3.0', '[3,3]'),
	('-999999999999999999..0.000000001', '[-999999999999999999,0.000000001]')
) AS cast_to (range, printed);

SELECT is(NULL::numrange::threshold_range, NULL, 'NULL numrange is NULL');
SELECT is('28..30'::text::threshold_range::text, '28..30', 'text casts both ways');

-- ---------- accessors ----------

SELECT is(concat_ws(' ', coalesce(lower(r)::text, 'none'), coalesce(upper(r)::text, 'none'), lower_inc(r), upper_inc(r)), parts,
	format('the bounds of %s are %s', r, parts))
FROM (VALUES
	('28..30'::threshold_range, '28 30 t t'), ('[28,30.5)', '28 30.5 t f'),
	('(-28.25,30]', '-28.25 30 f t'), ('(28,30)', '28 30 f f'), ('95.0', '95 95 t t'),
	('<3', 'none 3 f f'), ('<=3', 'none 3 f t'), ('>0.7', '0.7 none f f'), ('>=95', '95 none t f')
) AS accessor (r, parts);

-- ---------- random ranges for the laws below ----------

SELECT setseed(0.230);

-- A decimal that a bound can hold: of any size, or small so that ties happen.
CREATE FUNCTION pg_temp.random_decimal() RETURNS numeric LANGUAGE sql VOLATILE AS $$
	SELECT CASE WHEN random() < 0.5
		THEN round((random() * 8 - 4)::numeric, (random() * 1.4)::int)
		ELSE CASE WHEN random() < 0.5 THEN -1 ELSE 1 END
			* trunc(random()::numeric(20, 18) * 10::numeric ^ digits)
			/ 10::numeric ^ least(9, (random() * digits)::int)
		END
	FROM (SELECT (random() * 17.98)::int) AS size (digits)
$$;

-- A numrange that is neither empty nor unbounded on both sides.
CREATE FUNCTION pg_temp.random_numrange() RETURNS numrange LANGUAGE plpgsql VOLATILE AS $$
DECLARE
	a numeric := pg_temp.random_decimal();
	b numeric := CASE WHEN random() < 0.2 THEN a ELSE pg_temp.random_decimal() END;
	marks text[] := '{[],[),(],()}';
	range numrange;
BEGIN
	range := numrange(
		CASE WHEN random() < 0.8 THEN least(a, b) END,
		CASE WHEN random() < 0.8 THEN greatest(a, b) END,
		marks[1 + (random() * 3)::int]);
	RETURN CASE WHEN isempty(range) OR range = '(,)' THEN numrange(a, a, '[]') ELSE range END;
END
$$;

CREATE TEMP TABLE sample AS
SELECT i, range AS oracle, range::threshold_range AS range
FROM (SELECT i, pg_temp.random_numrange() AS range FROM generate_series(1, 10000) AS i) AS random_range;

SELECT is(count(*), 0::bigint, 'parse after print is the identity on 10000 random ranges')
FROM sample WHERE range::text::threshold_range IS DISTINCT FROM range;
SELECT is(count(*), 0::bigint, 'print after parse after print is the same text')
FROM sample WHERE range::text::threshold_range::text <> range::text;
SELECT is(count(*), 0::bigint, 'numrange and back is the identity')
FROM sample WHERE range::numrange <> oracle OR range::numrange::threshold_range <> range;
SELECT is(count(*), 0::bigint, 'the accessors are those of numrange')
FROM sample
WHERE (lower(range), upper(range), lower_inc(range), upper_inc(range))
	IS DISTINCT FROM (lower(oracle), upper(oracle), lower_inc(oracle), upper_inc(oracle));
SELECT is(count(*), 0::bigint, 'constructor of the accessors is the identity')
FROM sample
WHERE threshold_range(lower(range), upper(range),
	CASE WHEN lower_inc(range) THEN '[' ELSE '(' END || CASE WHEN upper_inc(range) THEN ']' ELSE ')' END) <> range;
SELECT is(count(*), 0::bigint, 'no bound prints with trailing zeros or as a negative zero')
FROM sample WHERE range::text ~ '\d\.\d*0(?!\d)' OR range::text ~ '-0(?!\.\d)';
SELECT cmp_ok(count(DISTINCT range::text), '>', 5000::bigint, 'the sample is varied') FROM sample;

-- ---------- binary ----------

CREATE FUNCTION pg_temp.file() RETURNS text LANGUAGE sql AS
	$$SELECT current_setting('data_directory') || '/pg_stat_tmp/socpolicy_threshold_range'$$;

CREATE TEMP TABLE sample_back (i int, range threshold_range);
DO $$
BEGIN
	EXECUTE format('COPY (SELECT i, range FROM sample) TO %L (FORMAT binary)', pg_temp.file());
	EXECUTE format('COPY sample_back FROM %L (FORMAT binary)', pg_temp.file());
END
$$;
SELECT is(count(*), 10000::bigint, 'binary COPY brings every range back')
FROM sample JOIN sample_back USING (i)
WHERE sample.range = sample_back.range AND sample.range::text = sample_back.range::text;

-- A message is: flags (1 lower, 2 upper, 4 lower in, 8 upper in), then each
-- bound as a 64-bit coefficient and its number of decimals.  It never changes.
CREATE FUNCTION pg_temp.message(flags int, lower bigint, lower_scale int, upper bigint, upper_scale int) RETURNS bytea LANGUAGE sql AS $$
	SELECT set_byte('\x00', 0, flags) || int8send(lower) || set_byte('\x00', 0, lower_scale)
		|| int8send(upper) || set_byte('\x00', 0, upper_scale)
$$;

SELECT is(threshold_range_send(range), message, format('%s is sent as %s', range, message))
FROM (VALUES
	('28..30.5'::threshold_range, pg_temp.message(15, 28, 0, 305, 1)),
	('<3',    pg_temp.message(2, 0, 0, 3, 0)),
	('>-0.7', pg_temp.message(1, -7, 1, 0, 0))
) AS send (range, message);

-- What a client's bytes are taken for.
CREATE TEMP TABLE received (range threshold_range);
CREATE FUNCTION pg_temp.receive(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	file oid := lo_from_bytea(0, convert_to(E'PGCOPY\n', 'UTF8') || '\xff0d0a00' || '\x0000000000000000'
		|| int2send(1::smallint) || int4send(length(message)) || message || '\xffff');
	answer text;
BEGIN
	PERFORM lo_export(file, pg_temp.file()), lo_unlink(file);
	DELETE FROM received;
	EXECUTE format('COPY received FROM %L (FORMAT binary)', pg_temp.file());
	SELECT range INTO STRICT answer FROM received;
	RETURN answer;
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

SELECT is(pg_temp.receive(message), outcome, format('bytes with %s: %s', name, outcome))
FROM (VALUES
	(pg_temp.message(15, 28, 0, 305, 1), '28..30.5', 'a band'),
	(pg_temp.message(5, 95, 0, 0, 0),    '>=95',  'a lower bound'),
	(pg_temp.message(15, 3, 0, 3, 0),    '3',     'a point'),
	(pg_temp.message(15, -999999999999999999, 9, 999999999999999999, 9), '-999999999.999999999..999999999.999999999', 'the widest bounds'),
	(pg_temp.message(0, 0, 0, 0, 0),     '22P03', 'both bounds absent'),
	(pg_temp.message(12, 0, 0, 0, 0),    '22P03', 'absent bounds marked inclusive'),
	(pg_temp.message(7, 1, 0, 1, 0),     '22P03', 'one end of a point out'),
	(pg_temp.message(11, 1, 0, 1, 0),    '22P03', 'the other end of a point out'),
	(pg_temp.message(3, 1, 0, 1, 0),     '22P03', 'both ends of a point out'),
	(pg_temp.message(15, 30, 0, 28, 0),  '22P03', 'inverted bounds'),
	(pg_temp.message(15, 31, 1, 3, 0),   '22P03', 'inverted bounds of different scale'),
	(pg_temp.message(5, 95, 0, 1, 0),    '22P03', 'a coefficient in an absent bound'),
	(pg_temp.message(5, 95, 0, 0, 1),    '22P03', 'a scale in an absent bound'),
	(pg_temp.message(13, 95, 0, 0, 0),   '22P03', 'an absent upper bound marked inclusive'),
	(pg_temp.message(6, 0, 0, 3, 0),     '22P03', 'an absent lower bound marked inclusive'),
	(pg_temp.message(31, 28, 0, 30, 0),  '22P03', 'an unknown flag'),
	(pg_temp.message(143, 28, 0, 30, 0), '22P03', 'the highest flag'),
	(pg_temp.message(255, 28, 0, 30, 0), '22P03', 'all flags'),
	(pg_temp.message(5, 30, 1, 0, 0),    '22P03', 'a trailing zero'),
	(pg_temp.message(5, 0, 1, 0, 0),     '22P03', 'a zero with a scale'),
	(pg_temp.message(5, 1, 10, 0, 0),    '22P03', 'a tenth decimal'),
	(pg_temp.message(5, 1, 255, 0, 0),   '22P03', 'the largest scale'),
	(pg_temp.message(5, 1000000000000000000, 0, 0, 0),  '22P03', 'ten to the 18'),
	(pg_temp.message(5, -1000000000000000000, 0, 0, 0), '22P03', 'minus ten to the 18'),
	(pg_temp.message(5, 9223372036854775807, 0, 0, 0),  '22P03', 'the largest coefficient'),
	(pg_temp.message(10, 0, 0, -9223372036854775808, 0), '22P03', 'the smallest coefficient'),
	(pg_temp.message(10, 0, 0, -9223372036854775808, 9), '22P03', 'the smallest coefficient with decimals'),
	(''::bytea,                          '08P01', 'nothing'),
	('\x0f',                             '08P01', 'flags only'),
	(substr(pg_temp.message(15, 28, 0, 30, 0), 1, 18), '08P01', 'the last byte missing'),
	(pg_temp.message(15, 28, 0, 30, 0) || '\x00', '22P03', 'a byte too many')
) AS hostile (message, outcome, name);

-- Whatever bytes are taken are canonical: they print to what reads back equal.
CREATE TEMP TABLE hostile AS
SELECT message, pg_temp.receive(message) AS outcome
FROM (SELECT set_byte(message, (random() * 18)::int, (random() * 255)::int) AS message
	  FROM (SELECT threshold_range_send(range) AS message FROM sample LIMIT 1000) AS sent) AS damaged;
SELECT is(count(*), 0::bigint, 'damaged bytes are refused or mean what they print')
FROM hostile
WHERE CASE WHEN outcome = '22P03' THEN false ELSE threshold_range_send(outcome::threshold_range) <> message END;

-- ---------- membership ----------

SELECT is(r @> v, inside, format('%s %s %s', r, CASE WHEN inside THEN 'contains' ELSE 'does not contain' END, v))
FROM (VALUES
	('<3'::threshold_range, 2.9999, true), ('<3', 3, false), ('<3', -1e100, true),
	('<=3', 3.000, true), ('<=3', 3.0000000000000000000000000000001, false),
	('>0.7', 0.7, false), ('>0.7', 0.70000000000000000000000000000000000001, true),
	('>=95', 95, true), ('>=95', 94.99999999999999999999999999999999999999, false), ('>=95', 1e1000, true),
	('95', 95.0, true), ('95', 95.0000000001, false),
	('28..30', 28, true), ('28..30', 30, true), ('28..30', 30.1, false),
	('[28,30)', 30, false), ('(28,30]', 28, false), ('(28,30)', 29, true),
	('999999999999999999', 999999999999999999, true),
	('<999999999999999999', 999999999999999998.9999999999999999999999, true),
	('999999999.999999999', 999999999.9999999990000000000000000000000, true),
	('999999999.999999999', 999999999.9999999990000000000000000000001, false),
	('>=0', -0.0000000000000000000000000000000000000001, false),
	('-0.000000001..0.000000001', 1e-500, true)
) AS membership (r, v, inside);

SELECT is(pg_temp.outcome(format('SELECT ''>=3''::threshold_range @> %L::numeric', v)), '22003', v || ' is no value to be contained')
FROM (VALUES ('NaN'), ('Infinity'), ('-Infinity')) AS bad (v);
SELECT is('>=3'::threshold_range @> NULL::numeric, NULL, 'whether NULL is contained is NULL');

-- Values: any decimal; a bound; a bound and a digit far behind it (40 digits).
CREATE TEMP TABLE membership AS
SELECT range, oracle, CASE i % 5
		WHEN 0 THEN pg_temp.random_decimal()
		WHEN 1 THEN bound
		WHEN 2 THEN bound + 1e-22 * sign(random() - 0.5)::numeric
		WHEN 3 THEN bound + (random() - 0.5)::numeric * 1e-5
		ELSE bound * (1 + 1e-20)
	END AS value
FROM sample, LATERAL (SELECT CASE WHEN random() < 0.5 THEN coalesce(lower(oracle), upper(oracle))
	ELSE coalesce(upper(oracle), lower(oracle)) END) AS one (bound);

SELECT is(count(*), 0::bigint, '@> agrees with numrange on 10000 values, bounds and 40 digits among them')
FROM membership WHERE (range @> value) IS DISTINCT FROM (oracle @> value);
SELECT is(count(*), 0::bigint, '<@ is its commutator')
FROM membership WHERE (value <@ range) IS DISTINCT FROM (oracle @> value);
SELECT cmp_ok(count(*) FILTER (WHERE range @> value), '>', 2000::bigint, 'many values are inside') FROM membership;
SELECT cmp_ok(count(*) FILTER (WHERE NOT range @> value), '>', 2000::bigint, 'many values are outside') FROM membership;

CREATE TEMP TABLE pair AS
SELECT a.range AS a, b.range AS b, a.oracle AS oracle_a, b.oracle AS oracle_b
FROM sample AS a CROSS JOIN unnest(ARRAY[a.i % 10000 + 1, (a.i * 7) % 10000 + 1]) AS partner JOIN sample AS b ON b.i = partner;

SELECT is(count(*), 0::bigint, '@> of two ranges agrees with numrange') FROM pair
WHERE (a @> b) IS DISTINCT FROM (oracle_a @> oracle_b);
SELECT is(count(*), 0::bigint, '<@ of two ranges agrees with numrange') FROM pair
WHERE (a <@ b) IS DISTINCT FROM (oracle_a <@ oracle_b);
SELECT is(count(*), 0::bigint, '&& agrees with numrange') FROM pair
WHERE (a && b) IS DISTINCT FROM (oracle_a && oracle_b);
SELECT cmp_ok(least(count(*) FILTER (WHERE a @> b), count(*) FILTER (WHERE a <@ b), count(*) FILTER (WHERE NOT a && b)), '>', 100::bigint,
	'each answer occurs often') FROM pair;

-- ---------- order, equality, hash ----------

SELECT is(array_agg(range::text ORDER BY range), '{<-1,<3,<=3,-0.5,">=2.9","[3,4)",3..4,>=3,>3,100}'::text[],
	'ranges sort by lower bound, then by upper bound, as numranges do')
FROM unnest('{>3,100,<3,3..4,>=3,"[3,4)",<=3,-0.5,<-1,>=2.9}'::threshold_range[]) AS range;

SELECT is(count(*), 0::bigint, '=, <>, <, <=, >=, > and cmp agree with numrange') FROM pair
WHERE (a = b, a <> b, a < b, a <= b, a >= b, a > b, sign(threshold_range_cmp(a, b)))
	IS DISTINCT FROM (oracle_a = oracle_b, oracle_a <> oracle_b, oracle_a < oracle_b, oracle_a <= oracle_b,
		oracle_a >= oracle_b, oracle_a > oracle_b,
		CASE WHEN oracle_a < oracle_b THEN -1 WHEN oracle_a = oracle_b THEN 0 ELSE 1 END::double precision);

CREATE TEMP TABLE corner AS
SELECT DISTINCT range FROM sample WHERE i <= 60
UNION
SELECT unnest('{<3,<=3,3,3..4,"[3,4)","(3,4]","(3,4)",>3,>=3,0,-0.1,<-0.1,>0,<0,>=0,<=0,
	999999999999999999,-999999999999999999,0.000000001,-0.000000001}'::threshold_range[]);
SELECT is(count(*), 0::bigint, 'the order is antisymmetric and total')
FROM corner AS a (x), corner AS b (y)
WHERE sign(threshold_range_cmp(x, y)) <> -sign(threshold_range_cmp(y, x))
	OR (threshold_range_cmp(x, y) = 0) <> (x::text = y::text)
	OR (x < y)::int + (x = y)::int + (x > y)::int <> 1;
SELECT is(count(*), 0::bigint, 'the order is transitive')
FROM corner AS a (x), corner AS b (y), corner AS c (z)
WHERE x <= y AND y <= z AND NOT x <= z;

SELECT ok('3.0'::threshold_range = '3' AND '>=3.000'::threshold_range = '[3,)', '3.0 and 3 are one');
SELECT is(threshold_range_hash('3.0'), threshold_range_hash('+3'), '3.0 and 3 hash to one');
SELECT is(count(*), 0::bigint, 'equal ranges hash equal') FROM pair
WHERE a = b AND (threshold_range_hash(a) <> threshold_range_hash(b)
	OR threshold_range_hash_extended(a, 230) <> threshold_range_hash_extended(b, 230));
SELECT cmp_ok(count(DISTINCT threshold_range_hash(range)), '>=', count(DISTINCT range) - 5, 'different ranges rarely hash equal') FROM sample;
SELECT is(count(*), 0::bigint, 'the extended hash with seed 0 begins with the hash') FROM sample
WHERE (threshold_range_hash_extended(range, 0) & 4294967295) <> (threshold_range_hash(range)::bigint & 4294967295);
SELECT isnt(threshold_range_hash_extended('3', 1), threshold_range_hash_extended('3', 2), 'the seed changes the extended hash');

-- ---------- indexes and joins ----------

CREATE FUNCTION pg_temp.plan_of(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
	line text;
	lines text := '';
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		lines := lines || line || E'\n';
	END LOOP;
	RETURN lines;
END
$$;

CREATE INDEX sample_btree ON sample USING btree (range);
CREATE INDEX sample_hash ON sample_back USING hash (range);
ANALYZE sample, sample_back;
SET LOCAL enable_seqscan = off;
SELECT matches(pg_temp.plan_of('SELECT FROM sample WHERE range < ''<0'''), 'sample_btree', 'a btree index serves <');
SELECT matches(pg_temp.plan_of('SELECT FROM sample_back WHERE range = ''3'''), 'sample_hash', 'a hash index serves =');
SELECT is((SELECT count(*) FROM sample WHERE range BETWEEN '-1' AND '>=1'),
	(SELECT count(*) FROM sample WHERE oracle BETWEEN '[-1,-1]' AND '[1,)'), 'the btree index finds what a scan finds');
SELECT is((SELECT count(*) FROM sample_back WHERE range = '3'),
	(SELECT count(*) FROM sample WHERE oracle = '[3,3]'), 'the hash index finds what a scan finds');
SELECT results_eq('SELECT range::numrange FROM sample ORDER BY range', 'SELECT oracle FROM sample ORDER BY oracle',
	'the btree index returns the order of numrange');
SET LOCAL enable_seqscan = on;

CREATE TEMP TABLE joined (method text, hits bigint);
SET LOCAL enable_nestloop = off;
SET LOCAL enable_mergejoin = off;
SELECT matches(pg_temp.plan_of('SELECT count(*) FROM sample AS a JOIN sample_back AS b ON a.range = b.range'), 'Hash Join', 'a hash join is possible');
INSERT INTO joined SELECT 'hash', count(*) FROM sample AS a JOIN sample_back AS b ON a.range = b.range;
SET LOCAL enable_mergejoin = on;
SET LOCAL enable_hashjoin = off;
SELECT matches(pg_temp.plan_of('SELECT count(*) FROM sample AS a JOIN sample_back AS b ON a.range = b.range'), 'Merge Join', 'a merge join is possible');
INSERT INTO joined SELECT 'merge', count(*) FROM sample AS a JOIN sample_back AS b ON a.range = b.range;
SET LOCAL enable_hashjoin = on;
SET LOCAL enable_nestloop = on;
INSERT INTO joined SELECT 'numrange', count(*) FROM sample AS a JOIN sample AS b ON a.oracle = b.oracle;
SELECT is(count(DISTINCT hits), 1::bigint, 'both joins find what numrange finds') FROM joined;
SELECT is(count(DISTINCT range), count(DISTINCT oracle), 'DISTINCT agrees with numrange') FROM sample;

-- ---------- catalog ----------

SELECT is(
	format('%s commutator %s negator %s restrict %s join %s%s%s', o.oid::regoperator,
		nullif(o.oprcom, 0)::regoperator, nullif(o.oprnegate, 0)::regoperator, o.oprrest, o.oprjoin,
		CASE WHEN o.oprcanhash THEN ' hashes' END, CASE WHEN o.oprcanmerge THEN ' merges' END),
	metadata, 'metadata of ' || operator)
FROM (VALUES
	('=(threshold_range,threshold_range)',  '=(threshold_range,threshold_range) commutator =(threshold_range,threshold_range) negator <>(threshold_range,threshold_range) restrict eqsel join eqjoinsel hashes merges'),
	('<>(threshold_range,threshold_range)', '<>(threshold_range,threshold_range) commutator <>(threshold_range,threshold_range) negator =(threshold_range,threshold_range) restrict neqsel join neqjoinsel'),
	('<(threshold_range,threshold_range)',  '<(threshold_range,threshold_range) commutator >(threshold_range,threshold_range) negator >=(threshold_range,threshold_range) restrict scalarltsel join scalarltjoinsel'),
	('<=(threshold_range,threshold_range)', '<=(threshold_range,threshold_range) commutator >=(threshold_range,threshold_range) negator >(threshold_range,threshold_range) restrict scalarlesel join scalarlejoinsel'),
	('>=(threshold_range,threshold_range)', '>=(threshold_range,threshold_range) commutator <=(threshold_range,threshold_range) negator <(threshold_range,threshold_range) restrict scalargesel join scalargejoinsel'),
	('>(threshold_range,threshold_range)',  '>(threshold_range,threshold_range) commutator <(threshold_range,threshold_range) negator <=(threshold_range,threshold_range) restrict scalargtsel join scalargtjoinsel'),
	('@>(threshold_range,numeric)',         '@>(threshold_range,numeric) commutator <@(numeric,threshold_range) negator  restrict contsel join contjoinsel'),
	('<@(numeric,threshold_range)',         '<@(numeric,threshold_range) commutator @>(threshold_range,numeric) negator  restrict contsel join contjoinsel'),
	('@>(threshold_range,threshold_range)', '@>(threshold_range,threshold_range) commutator <@(threshold_range,threshold_range) negator  restrict contsel join contjoinsel'),
	('<@(threshold_range,threshold_range)', '<@(threshold_range,threshold_range) commutator @>(threshold_range,threshold_range) negator  restrict contsel join contjoinsel'),
	('&&(threshold_range,threshold_range)', '&&(threshold_range,threshold_range) commutator &&(threshold_range,threshold_range) negator  restrict areasel join areajoinsel')
) AS expected (operator, metadata)
JOIN pg_operator AS o ON o.oid = operator::regoperator;

SELECT is(string_agg(amname || ' ' || opcname, ', ' ORDER BY amname), 'btree threshold_range_ops, hash threshold_range_hash_ops',
	'default operator classes for btree and hash')
FROM pg_opclass JOIN pg_am ON pg_am.oid = opcmethod
WHERE opcintype = 'threshold_range'::regtype AND opcdefault;
SELECT is(count(*) FILTER (WHERE amvalidate), count(*), 'the operator classes validate')
FROM pg_opclass, LATERAL amvalidate(oid) WHERE opcintype = 'threshold_range'::regtype;
SELECT is(string_agg(p.oid::regprocedure::text, ', ' ORDER BY p.oid), NULL, 'what the library does is immutable and parallel safe')
FROM pg_proc AS p JOIN pg_language AS l ON l.oid = prolang
WHERE pronamespace = 'socpolicy'::regnamespace AND lanname = 'c' AND proname <> 'library_version'
	AND (provolatile, proparallel) <> ('i', 's');

-- ---------- an index for containment ----------

CREATE TEMP TABLE many_ranges AS SELECT format('%s..%s', n, n + 3)::socpolicy.threshold_range AS accepts FROM generate_series(1, 5000) AS n;
CREATE INDEX ON many_ranges USING gist ((accepts::numrange));
ANALYZE many_ranges;
SELECT matches(pg_temp.plan_of('SELECT FROM many_ranges WHERE accepts::numrange @> 12.7'), 'Index|Bitmap', 'a GiST index answers @>');
SELECT matches(pg_temp.plan_of('SELECT FROM many_ranges WHERE accepts::numrange && ''[12,13]'''), 'Index|Bitmap', 'and &&');
SELECT is((SELECT count(*) FROM many_ranges WHERE accepts::numrange @> 12.7), (SELECT count(*) FROM many_ranges WHERE accepts OPERATOR(socpolicy.@>) 12.7), 'with the same answer');

SELECT * FROM finish();
ROLLBACK;
