-- explain: a verdict in words.
--
-- explain() is one sentence that can be pasted into a report.
--
-- lang is vi or en (22023 otherwise); unit is printed as given, and a gap in
-- % is called percentage points.  Never NULL: for what was not evaluated the
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

-- The words for a status that explain() and the pictures use.
CREATE FUNCTION socpolicy.status_label(status socpolicy.compliance_status, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_status_label'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.status_label(socpolicy.compliance_status, text) IS
	'a status in words, in Vietnamese or English';

-- A value as explain() prints it: rounded to two decimals more than the target
-- has, but never so far that it would seem to lie on another side of an end of
-- the target than it does.  Without a target to two decimals.  NULL value or
-- format: NULL.
CREATE FUNCTION socpolicy.format_value(value numeric, goal socpolicy.target DEFAULT NULL, format text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_format_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.format_value(numeric, socpolicy.target, text) IS
	'a value rounded for print beside its target, without changing sides';
