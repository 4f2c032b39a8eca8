-- Words: what the register says in Vietnamese holds no English, what it says in
-- English no Vietnamese, and neither a word of the code; what was written is
-- quoted, not its matching key.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(12);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\o
SET search_path = policy, socpolicy, public;

-- Quoted words are those of the user or of the plan.
CREATE FUNCTION pg_temp.holds_english(said text) RETURNS boolean LANGUAGE sql AS $$
    SELECT regexp_replace(said, '“[^”]*”|"[^"]*"|''[^'']*''|[a-z]+ => \S+', '', 'g')
           ~* '\m(the|and|of|is|are|was|not|with|this|that|cell|cells|target|targets|invalid|unknown|grouped|decimal|possibly|approximate|figure|figures|row|rows|should|number|year|unit|missing|value|name|from|until|period|area|agency|together|local|national|estimate|preliminary|official|at_most|on_track|moderate|limited)\M'
$$;
CREATE FUNCTION pg_temp.holds_vietnamese(said text) RETURNS boolean LANGUAGE sql AS $$
    SELECT regexp_replace(said, '“[^”]*”|"[^"]*"|''[^'']*''|\([^)]*…\)', '', 'g') ~ '[à-ỹđĐ]'
$$;
SELECT ok(pg_temp.holds_english('không đọc được: invalid target cell') AND NOT pg_temp.holds_english('ô “the” của "area"')
          AND pg_temp.holds_vietnamese('no figure: số') AND NOT pg_temp.holds_vietnamese('no figure: "số"'), 'the lists find what they are for');

-- The texts that stand in the register's own functions and views.
CREATE TEMPORARY TABLE literal AS
WITH body AS (
    SELECT p.proname AS name, CASE l.lanname WHEN 'plpgsql' THEN p.prosrc ELSE pg_get_function_sqlbody(p.oid) END AS body
    FROM pg_proc AS p JOIN pg_language AS l ON l.oid = p.prolang
    WHERE p.pronamespace IN ('policy'::regnamespace, 'policy_bi'::regnamespace) AND p.prokind IN ('f', 'p')
    UNION ALL
    SELECT c.relname, pg_get_viewdef(c.oid) FROM pg_class AS c
    WHERE c.relkind = 'v' AND c.relnamespace IN ('policy'::regnamespace, 'policy_bi'::regnamespace)
)
SELECT b.name, replace(m[1], '''''', '''') AS said
FROM body AS b CROSS JOIN LATERAL regexp_matches(b.body, '''((?:[^'']|'''')*)''', 'g') AS m;
-- Patterns and the words for codes are no sentences.
DELETE FROM literal WHERE said ~ '[{}\\^$]' OR said !~ ' ';
SELECT ok((SELECT count(*) > 300 FROM literal WHERE said ~ '[à-ỹđĐ]'), 'there are texts');
SELECT is_empty($$SELECT name, said FROM literal WHERE said ~ '[à-ỹđĐ]' AND said !~ '^(no header line found|Write )' AND pg_temp.holds_english(split_part(said, ' | ', 1))$$,
    'no English in Vietnamese texts');
SELECT is_empty($$SELECT name, said FROM literal WHERE said ~ ' \| ' AND pg_temp.holds_vietnamese(split_part(said, ' | ', 2))$$,
    'no Vietnamese in English texts');

-- The words for codes.
CREATE TEMPORARY TABLE word AS
SELECT d.key AS domain, c.key AS code, w.key AS lang, w.value AS said
FROM jsonb_each((regexp_match(pg_get_function_sqlbody('_code_word(text, text)'::regprocedure), '''(\{.*\})''::jsonb'))[1]::jsonb) AS d
CROSS JOIN LATERAL jsonb_each(d.value) AS c
CROSS JOIN LATERAL jsonb_each_text(c.value) AS w;
SELECT ok((SELECT count(*) > 50 FROM word WHERE lang = 'vi'), 'there are words');
SELECT is_empty($$SELECT domain, code, said FROM word WHERE lang IN ('vi', 'inside_vi') AND pg_temp.holds_english(said)$$, 'no English among Vietnamese words');
SELECT is_empty($$SELECT domain, code, said FROM word WHERE lang IN ('en', 'inside_en') AND pg_temp.holds_vietnamese(said)$$, 'no Vietnamese among English words');

-- What is said of files with every kind of fault.
CREATE TEMPORARY TABLE finding (kind text, raw text, vi text, en text);
INSERT INTO annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note)
SELECT '4.' || n, 'thử ' || n, unit, first, '-', second, '1-', 'Cơ quan lạ', 'Sở Y tế, ai đó', ''
FROM (VALUES (21, '%', 'abc', '< mười'), (22, '%', 'hòan thành', '2.5'), (23, 'Lần', 'giảm 10%', 'gấp 2 lần'), (24, 'lạ lắm', '95/100', '1:5'),
             (25, '%', E'\u200b', '50.000'), (26, '%', '1.234,5', '120'), (27, '%', 'Top 10', 'trước 2027'), (28, '', 'Duy trì', '95%?'),
             (29, '%', 'khoảng 20', '1,234'), (30, '%', '>= 5 < 3', '0.300'), (31, '%', '30-20', 'từ 5 đến 3'), (32, '%', 'tăng 5%', '5‰')) AS v (n, unit, first, second);
INSERT INTO finding SELECT 'annex', raw, reason_vi, reason_en FROM load_annex('230/KH-UBND', '75');
INSERT INTO observation_intake (indicator_code, area_code, period, value, numerator, denominator, stage, source, note)
SELECT code, area, period, value, numerator, denominator, stage, source, ''
FROM (VALUES ('4.1', '75', '2023', 'abc', NULL, NULL, 'estimate', 'MAU'), ('4.1', '75', '2023', '1.234,5', NULL, NULL, 'lạ', 'MAU'),
             ('44.1', '75', '2023', '1', NULL, NULL, 'estimate', 'MAU'), ('4.1', '99', '2023', '1', NULL, NULL, 'estimate', 'MAU'),
             ('4.1', '75', 'năm nào', '1', NULL, NULL, 'estimate', 'MAU'), ('4.1', '75', '2023', '2.5', NULL, NULL, 'estimate', 'nguồn lạ'),
             ('4.1', '75', '2023', NULL, '5', '0', 'estimate', 'MAU'), ('4.1', '75', '2023', NULL, 'x', '3', 'estimate', 'MAU'),
             ('7.1', '75', '2023', 'hòan thành', NULL, NULL, 'estimate', 'MAU'), ('7.4', '75', '2023', '1', NULL, NULL, 'estimate', 'MAU'),
             ('4.2', '75', '2023', '2.5', NULL, NULL, 'estimate', 'MAU'), ('4.3', '75', '2023', '1,234', NULL, NULL, 'estimate', 'MAU'),
             ('4.4', '75', '2023', E'\u200b', NULL, NULL, 'estimate', 'MAU'), ('4.6', '75', '2023', '50.000', NULL, NULL, 'estimate', 'MAU'),
             ('4.7', '75', '2023', '-5', NULL, NULL, 'estimate', 'MAU'), ('4.9', '75', '2023', NULL, '5', '3', 'estimate', 'MAU'))
    AS v (code, area, period, value, numerator, denominator, stage, source);
INSERT INTO finding SELECT 'figures', raw, reason_vi, reason_en FROM load_figures();
SELECT ok((SELECT count(*) > 40 FROM finding), 'much is wrong with them');
SELECT is_empty($$SELECT kind, raw, vi FROM finding WHERE vi IS NULL OR vi = '' OR pg_temp.holds_english(vi)$$, 'findings in Vietnamese');
SELECT is_empty($$SELECT kind, raw, en FROM finding WHERE en IS NULL OR en = '' OR en !~* '(indicator|agency|nearest|unknown|named|level|scale)' AND pg_temp.holds_vietnamese(en)$$, 'findings in English');

-- Nor in what is said of verdicts, of pace, and of what cannot be put together.
SELECT is_empty($$SELECT reason_vi AS vi FROM _obstacle_text() WHERE pg_temp.holds_english(reason_vi) OR pg_temp.holds_vietnamese(reason_en)
                  UNION ALL SELECT reason_vi FROM _place_reason() WHERE pg_temp.holds_english(reason_vi) OR pg_temp.holds_vietnamese(reason_en)
                  UNION ALL SELECT reason_vi FROM _doctor_text() WHERE pg_temp.holds_english(reason_vi) OR pg_temp.holds_vietnamese(reason_en)$$, 'reasons');
SELECT is_empty($$SELECT code, text_vi, text_en FROM pace_text(2024) WHERE pg_temp.holds_english(text_vi) OR pg_temp.holds_vietnamese(text_en)$$, 'forecasts');

SELECT * FROM finish();
ROLLBACK;
