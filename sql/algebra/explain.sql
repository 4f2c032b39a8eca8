-- explain: a verdict in words.
--
-- explain() is one sentence that can be pasted into a report.
--
-- lang is vi or en (22023 otherwise); a unit begins small, as within a sentence
-- (USD and W stay), and a gap in % is called percentage points.  Never NULL: for what was not evaluated the
-- sentence says why.  Numbers are rounded for print only as far as they still
-- show on which side of the target they lie.

CREATE FUNCTION socpolicy.explain(value numeric, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_explain'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.explain(numeric, socpolicy.target, date, text, text) IS
	'the verdict on a value in one sentence, in Vietnamese or English';

CREATE FUNCTION socpolicy.explain(value bigint, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_explain'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.explain(bigint, socpolicy.target, date, text, text) IS
	'the verdict on a value in one sentence, in Vietnamese or English';

CREATE FUNCTION socpolicy.explain(value double precision, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_explain'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.explain(double precision, socpolicy.target, date, text, text) IS
	'the verdict on a value in one sentence, in Vietnamese or English';

CREATE FUNCTION socpolicy.explain(value real, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_explain'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.explain(real, socpolicy.target, date, text, text) IS
	'the verdict on a value in one sentence, in Vietnamese or English';

CREATE FUNCTION socpolicy.explain(value text, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_explain'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.explain(text, socpolicy.target, date, text, text) IS
	'the verdict on a value in one sentence, in Vietnamese or English';

-- The words, colours (#rrggbb) and signs of a status, for every text, page and
-- picture.  No two statuses share a colour; each can be read on white, and grey
-- print tells exceeded from missed.
CREATE FUNCTION socpolicy.status_label(status socpolicy.compliance_status, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_status_label'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.status_label(socpolicy.compliance_status, text) IS
	'a status in words, in Vietnamese or English';

CREATE FUNCTION socpolicy.status_colour(status socpolicy.compliance_status) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_status_colour'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.status_colour(socpolicy.compliance_status) IS
	'the colour of a status, #rrggbb';

CREATE FUNCTION socpolicy.status_icon(status socpolicy.compliance_status) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_status_icon'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.status_icon(socpolicy.compliance_status) IS
	'the sign of a status, one character';

-- The one rounding of what is printed: to so many decimals (0 to 20, 22023;
-- without, two more than the target has), but never so far that the value would
-- seem to be zero, or to lie on another side of an end of the target, or of
-- what counts as near, than it does.
CREATE FUNCTION socpolicy.rounded_value(value numeric, goal socpolicy.target DEFAULT NULL, decimals integer DEFAULT NULL) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_rounded_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.rounded_value(numeric, socpolicy.target, integer) IS
	'a value rounded for print beside its target, without changing sides';

-- The same as text.  NULL value or format: NULL.
CREATE FUNCTION socpolicy.format_value(value numeric, goal socpolicy.target DEFAULT NULL, format text DEFAULT 'vi',
	decimals integer DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_format_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.format_value(numeric, socpolicy.target, text, integer) IS
	'rounded_value() as people write it';
