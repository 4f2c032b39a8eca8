-- Notation: numbers and targets as people write them.  The format is vi
-- (1.234,5), en (1,234.5) or plain (1234.5); any other is refused with 22023.
-- A text is read in full or refused: no part of it is ever dropped.  Notes at the
-- end (*, ¹, (1), (ước)) are set apart and remarked, but not in plain.  Messages
-- quote what was written.

-- The number that a text says, of any precision, with multipliers (1,5 triệu)
-- and a percent sign.  Blank, '-', '–' and '…' give NULL, never 0; so does
-- NULL.  What is not one number, or could be two, is refused with 22P02.
CREATE FUNCTION socpolicy.parse_number(text text, format text DEFAULT 'vi')
	RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_parse_number'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.parse_number(text, text) IS
	'number that a text says; NULL for a blank or a dash';

-- The same without an error for any text: the remark is the error, or what a
-- person should look at (decimal dot, grouped, possibly English, possibly
-- Vietnamese, footnote, estimate), or 'none' where there is no number, before it
-- 'invisible characters' where the text only looks empty, or NULL.
CREATE FUNCTION socpolicy.inspect_number(text text, format text DEFAULT 'vi',
	OUT value numeric, OUT remark text)
	AS 'MODULE_PATHNAME', 'socpolicy_inspect_number'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.inspect_number(text, text) IS
	'number that a text says and what a person should look at; never an error for a text';

-- The number without trailing zeros, grouped from 1000 up.  NaN and infinity
-- are refused with 22003.  NULL gives NULL.
CREATE FUNCTION socpolicy.format_number(value numeric, format text DEFAULT 'vi')
	RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_format_number'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.format_number(numeric, text) IS
	'number as people write it';

-- The target that a cell of a plan says.  A comparison brings its direction, and
-- so do words (còn, giảm còn: down; nâng lên: up); a number or a range needs the
-- argument (22023 without).  A unit that counts in multiples (tỷ đồng) is what
-- 5,2 tỷ is stated in.  With the baseline, giảm 10% so với 2020 is 90 % of it.  NULL, blank, '-'
-- and '…' give NULL.  22P02 for what is not understood, inverted, or against
-- the direction; 22003 beyond the limits of a threshold.
CREATE FUNCTION socpolicy.parse_target(cell text, direction text DEFAULT NULL,
	format text DEFAULT 'vi', unit text DEFAULT NULL, baseline numeric DEFAULT NULL)
	RETURNS socpolicy.target
	AS 'MODULE_PATHNAME', 'socpolicy_parse_target'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.parse_target(text, text, text, text, numeric) IS
	'target that a cell says, such as < 12,7 or từ 28 đến 30';

-- The same without an error for any cell; remarks as for inspect_number, and
-- approximate for khoảng, gần, xấp xỉ.
CREATE FUNCTION socpolicy.inspect_target(cell text, direction text DEFAULT NULL,
	format text DEFAULT 'vi', unit text DEFAULT NULL, baseline numeric DEFAULT NULL,
	OUT goal socpolicy.target, OUT remark text)
	AS 'MODULE_PATHNAME', 'socpolicy_inspect_target'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.inspect_target(text, text, text, text, numeric) IS
	'target that a cell says and what a person should look at; never an error for a cell';

-- The threshold as a plan prints it; direction, due date, baseline and near
-- are not part of it.  NULL gives NULL.
CREATE FUNCTION socpolicy.format_target(goal socpolicy.target,
	format text DEFAULT 'vi')
	RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_format_target'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.format_target(socpolicy.target, text) IS
	'threshold of a target as people write it, such as < 12,7 or 28-30';
