\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off

BEGIN;
SELECT plan(22);

CREATE TEMP TABLE cases (input text, key text);
INSERT INTO cases VALUES
	('', ''),
	('   ', ''),
	('ABC xyz', 'abc xyz'),
	('Sở Y tế', 'sở y tế'),
	('SỞ Y TẾ', 'sở y tế'),
	('Ủy ban', 'ủy ban'),
	('ĐỒNG NAI', 'đồng nai'),
	(U&'\00D0\1ED3ng Nai', 'đồng nai'),
	(U&'\00F0\1ED3ng Nai', 'đồng nai'),
	(U&'\0189\1ED3ng Nai', 'đồng nai'),
	('ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ', 'àáâãèéêìíòóôõùúý'),
	('ĂĐĨŨƠƯ', 'ăđĩũơư'),
	('ÄÖÜÇÑØÞ×÷', 'äöüçñøþ×÷'),
	('hoá', 'hóa'),
	('hóa', 'hóa'),
	('HOÁ', 'hóa'),
	('khoẻ', 'khỏe'),
	('khỏe', 'khỏe'),
	('thuỷ', 'thủy'),
	('thủy', 'thủy'),
	('Uỷ ban', 'ủy ban'),
	('hoàn toàn', 'hòan tòan'),
	('quý', 'qúy'),
	('chuyển', 'chuyển'),
	('khuỷu', 'khủyu'),
	('toạ hoè loà xoã hoả', 'tọa hòe lòa xõa hỏa'),
	('tỷ', 'tỷ'),
	('tỉ', 'tỉ'),
	('10²', '10²'),
	(U&'a\00A0b\202Fc\2009d\3000e', 'a b c d e'),
	(U&'  a \00A0\2003  b  ', 'a b'),
	(E'a\n\t\r\n b\n', 'a b'),
	(U&'a\0085b\2028c\2029d', 'a b c d'),
	(U&'\FEFFa\200Bb\200Dc\00ADd', 'abcd'),
	(U&'1\20102\20113\20124\20135\20146\20157\22128\FE639\FF0D0', '1-2-3-4-5-6-7-8-9-0'),
	('Sở Lao động – Thương binh', 'sở lao động - thương binh'),
	(U&'\212A\212B', 'kå'),
	('日本 Ω', '日本 Ω'),
	('😀', '😀');

SELECT is_empty($$
	SELECT input, key, socpolicy.fold_text(input) FROM cases
	WHERE socpolicy.fold_text(input) IS DISTINCT FROM key
$$, 'keys as expected');
SELECT is(socpolicy.fold_text(NULL), NULL, 'NULL gives NULL');

-- The alphabet of the tones, written out once.
CREATE TEMP TABLE syllables AS
	SELECT f || v AS syllable
	FROM unnest(ARRAY['b', 'đ', 'ngh', 'qu', 'h', '']) AS f,
		regexp_split_to_table('aáàảãạăắằẳẵặâấầẩẫậeéèẻẽẹêếềểễệiíìỉĩịoóòỏõọôốồổỗộơớờởỡợuúùủũụưứừửữựyýỳỷỹỵ', '') AS v;
SELECT is((SELECT count(DISTINCT syllable) FROM syllables), 432::bigint, 'twelve vowels in six tones behind six heads');
SELECT is_empty($$
	SELECT syllable FROM syllables
	WHERE socpolicy.fold_text(normalize(syllable, NFD)) <> socpolicy.fold_text(syllable)
$$, 'decomposed syllables have the same key');
SELECT is_empty($$
	SELECT syllable FROM syllables
	WHERE socpolicy.fold_text(translate(syllable,
		'abcdđeghiklmnopqrstuvxyáàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ',
		'ABCDĐEGHIKLMNOPQRSTUVXYÁÀẢÃẠĂẮẰẲẴẶÂẤẦẨẪẬÉÈẺẼẸÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÔỐỒỔỖỘƠỚỜỞỠỢÚÙỦŨỤƯỨỪỬỮỰÝỲỶỸỴ'))
		<> socpolicy.fold_text(syllable)
$$, 'upper case syllables have the same key');
SELECT is_empty($$
	SELECT a.syllable, b.syllable
	FROM syllables AS a JOIN syllables AS b
		ON socpolicy.fold_text(a.syllable) = socpolicy.fold_text(b.syllable)
	WHERE a.syllable < b.syllable
		AND NOT (a.syllable ~ '^qu[^y]*$' OR a.syllable || b.syllable ~ 'y')
$$, 'other syllables have keys of their own');

-- Both tone placements.
SELECT is_empty($$
	SELECT a, b
	FROM (VALUES ('oá', 'óa'), ('oà', 'òa'), ('oả', 'ỏa'), ('oã', 'õa'), ('oạ', 'ọa'),
		('oé', 'óe'), ('oè', 'òe'), ('oẻ', 'ỏe'), ('oẽ', 'õe'), ('oẹ', 'ọe'),
		('uý', 'úy'), ('uỳ', 'ùy'), ('uỷ', 'ủy'), ('uỹ', 'ũy'), ('uỵ', 'ụy')) AS t (a, b)
	WHERE socpolicy.fold_text('x' || a || 'n') <> 'x' || b || 'n'
		OR socpolicy.fold_text('x' || b || 'n') <> 'x' || b || 'n'
$$, 'the tone of oa, oe and uy stands on the first vowel');

-- Laws over random text, hostile marks included.
CREATE TEMP TABLE noise AS
	SELECT setseed(0.42) IS NULL AS seeded, ''::text AS value
	UNION ALL
	SELECT true, (SELECT string_agg((ARRAY['o', 'u', 'a', 'e', 'y', 'O', 'U', 'Y', 'á', 'ý', 'Ẻ', 'K', 'J', 'W', 'T', 'h',
			U&'\0301', U&'\0300', U&'\0309', U&'\0303', U&'\0323', U&'\0302', U&'\0306', U&'\031B', U&'\030C', U&'\030A',
			U&'\0331', U&'\1DCA', U&'\212A', U&'\212B', U&'\0130', U&'\200D', U&'\00A0', ' ', U&'\2028', U&'\2212', '-',
			U&'\AC00', U&'\11A8', U&'\0344', U&'\0958'])[1 + floor(random() * 41)], '')
		FROM generate_series(1, 1 + i % 9)) FROM generate_series(1, 6000) AS i;
SELECT cmp_ok((SELECT count(DISTINCT value) FROM noise), '>', 4000::bigint, 'random texts');
SELECT is_empty($$
	SELECT value FROM noise
	WHERE socpolicy.fold_text(socpolicy.fold_text(value)) <> socpolicy.fold_text(value)
$$, 'a key is its own key');
SELECT is_empty($$
	SELECT value FROM noise
	WHERE socpolicy.fold_text(normalize(replace(value, U&'\200D', ''), NFD)) <> socpolicy.fold_text(value)
		OR socpolicy.fold_text(normalize(replace(value, U&'\200D', ''), NFC)) <> socpolicy.fold_text(value)
$$, 'normal forms have one key');
SELECT is_empty($$
	SELECT value FROM noise WHERE NOT socpolicy.fold_text(value) IS NFC NORMALIZED
$$, 'keys are composed');

SELECT is(length(socpolicy.fold_text(repeat('Hoá ', 250000))), 999999, 'a long text');
SELECT is(socpolicy.fold_text(repeat(U&'\00A0', 100000)), '', 'a long blank');
SELECT is(socpolicy.fold_text(normalize(repeat('ệ', 100000), NFD)), repeat('ệ', 100000), 'a long decomposed text');

-- Bringing a chain of marks into order takes the square of its length.
SELECT is(socpolicy.fold_text('a' || repeat(U&'\0323\0331', 15)), normalize('a' || repeat(U&'\0323\0331', 15), NFC), 'thirty marks in a row');
SELECT throws_ok($$SELECT socpolicy.fold_text('a' || repeat(U&'\0323\0331', 16))$$, '54000', 'text cannot be folded', 'not more');
SELECT throws_ok($$SELECT socpolicy.fold_text(repeat(U&'\0302\200B\0323', 100000))$$, '54000', NULL, 'nor with what nobody sees between them');
SELECT throws_ok($$SELECT socpolicy.fold_text('a' || repeat(U&'\302E\302F', 16))$$, '54000', NULL, 'nor marks that take room');
SELECT lives_ok($$SELECT socpolicy.fold_text(repeat(normalize('ộ', NFD) || 'x', 1000))$$, 'many letters with marks');
SELECT throws_ok($$SELECT socpolicy.fold_text(repeat('x', 300000000))$$, '54000', 'text cannot be folded', 'what is too long has an error with a name');
SELECT alike((socpolicy.inspect_number('1' || repeat(U&'\0301', 100))).remark, '%at most 30 combining marks%', 'inspect_number says it');

SELECT results_eq($$
	SELECT provolatile::text, proparallel::text, proisstrict, obj_description(oid, 'pg_proc') IS NOT NULL
	FROM pg_proc WHERE oid = 'socpolicy.fold_text(text)'::regprocedure
$$, $$VALUES ('i', 's', true, true)$$, 'immutable, parallel safe, strict, commented');

SELECT * FROM finish();
ROLLBACK;
