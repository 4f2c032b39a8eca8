-- explain: a verdict in one sentence that can be pasted into a report.
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

