-- evaluate and its company: a figure judged against a target.
--
-- A value is numeric, bigint, double precision or real; a float stands for
-- the shortest decimal that prints it.  Comparison is exact.  NaN and
-- infinity as a value: 22003.
--
-- As text a value is a plain number (12.7; 22P02 for 12,7, which parse_number()
-- reads): PostgreSQL takes a literal or a parameter without a type for text
-- where it may, and would else make a float8 of it, with 15 digits.  A goal in a
-- column of text is cast to target, or read by parse_target().

-- ---------- verdict ----------

-- NULL goal: no_target.  NULL value: no_data.  Never NULL.
CREATE FUNCTION socpolicy.evaluate(value numeric, goal socpolicy.target) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(numeric, socpolicy.target) IS
	'verdict on a value; a goal in a column of text is cast to target, or read by parse_target()';

CREATE FUNCTION socpolicy.evaluate(value bigint, goal socpolicy.target) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(bigint, socpolicy.target) IS
	'verdict on a value; a goal in a column of text is cast to target, or read by parse_target()';

CREATE FUNCTION socpolicy.evaluate(value double precision, goal socpolicy.target) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(double precision, socpolicy.target) IS
	'verdict on a value; a goal in a column of text is cast to target, or read by parse_target()';

CREATE FUNCTION socpolicy.evaluate(value real, goal socpolicy.target) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(real, socpolicy.target) IS
	'verdict on a value; a goal in a column of text is cast to target, or read by parse_target()';

CREATE FUNCTION socpolicy.evaluate(value text, goal socpolicy.target) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(text, socpolicy.target) IS
	'verdict on a value; a goal in a column of text is cast to target, or read by parse_target()';

-- near, missed and no_data are not_due while period_end, the last day of the
-- period that the figure describes, lies before the due date.
CREATE FUNCTION socpolicy.evaluate(value numeric, goal socpolicy.target, period_end date) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(numeric, socpolicy.target, date) IS
	'verdict on a value that describes a period ending on period_end';

CREATE FUNCTION socpolicy.evaluate(value bigint, goal socpolicy.target, period_end date) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(bigint, socpolicy.target, date) IS
	'verdict on a value that describes a period ending on period_end';

CREATE FUNCTION socpolicy.evaluate(value double precision, goal socpolicy.target, period_end date) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(double precision, socpolicy.target, date) IS
	'verdict on a value that describes a period ending on period_end';

CREATE FUNCTION socpolicy.evaluate(value real, goal socpolicy.target, period_end date) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(real, socpolicy.target, date) IS
	'verdict on a value that describes a period ending on period_end';

CREATE FUNCTION socpolicy.evaluate(value text, goal socpolicy.target, period_end date) RETURNS socpolicy.compliance_status
	AS 'MODULE_PATHNAME', 'socpolicy_evaluate'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluate(text, socpolicy.target, date) IS
	'verdict on a value that describes a period ending on period_end';

-- ---------- distance ----------

-- NULL when the bound is not above 0, the value is negative, a down value is
-- 0, or the direction is within.
CREATE FUNCTION socpolicy.attainment(value numeric, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_attainment'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.attainment(numeric, socpolicy.target) IS
	'percent of the promised value reached';

CREATE FUNCTION socpolicy.attainment(value bigint, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_attainment'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.attainment(bigint, socpolicy.target) IS
	'percent of the promised value reached';

CREATE FUNCTION socpolicy.attainment(value double precision, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_attainment'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.attainment(double precision, socpolicy.target) IS
	'percent of the promised value reached';

CREATE FUNCTION socpolicy.attainment(value real, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_attainment'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.attainment(real, socpolicy.target) IS
	'percent of the promised value reached';

CREATE FUNCTION socpolicy.attainment(value text, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_attainment'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.attainment(text, socpolicy.target) IS
	'percent of the promised value reached';

-- NULL without a baseline, when it equals the bound, or for within.
CREATE FUNCTION socpolicy.progress_made(value numeric, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_progress_made'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_made(numeric, socpolicy.target) IS
	'percent of the way from the baseline to the bound';

CREATE FUNCTION socpolicy.progress_made(value bigint, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_progress_made'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_made(bigint, socpolicy.target) IS
	'percent of the way from the baseline to the bound';

CREATE FUNCTION socpolicy.progress_made(value double precision, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_progress_made'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_made(double precision, socpolicy.target) IS
	'percent of the way from the baseline to the bound';

CREATE FUNCTION socpolicy.progress_made(value real, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_progress_made'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_made(real, socpolicy.target) IS
	'percent of the way from the baseline to the bound';

CREATE FUNCTION socpolicy.progress_made(value text, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_progress_made'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_made(text, socpolicy.target) IS
	'percent of the way from the baseline to the bound';

-- In the unit of the value.  A gap of 0 at a strict bound is still missed.
CREATE FUNCTION socpolicy.gap(value numeric, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_gap'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.gap(numeric, socpolicy.target) IS
	'signed distance to the deciding bound, positive on the good side';

CREATE FUNCTION socpolicy.gap(value bigint, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_gap'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.gap(bigint, socpolicy.target) IS
	'signed distance to the deciding bound, positive on the good side';

CREATE FUNCTION socpolicy.gap(value double precision, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_gap'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.gap(double precision, socpolicy.target) IS
	'signed distance to the deciding bound, positive on the good side';

CREATE FUNCTION socpolicy.gap(value real, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_gap'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.gap(real, socpolicy.target) IS
	'signed distance to the deciding bound, positive on the good side';

CREATE FUNCTION socpolicy.gap(value text, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_gap'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.gap(text, socpolicy.target) IS
	'signed distance to the deciding bound, positive on the good side';

-- ---------- pace ----------

-- NULL without baseline or due date, or for within.
CREATE FUNCTION socpolicy.expected(goal socpolicy.target, on_date date) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_expected'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.expected(socpolicy.target, date) IS
	'value on the straight line by days from the baseline to the bound, flat outside';

-- (bound - value) / ((due - on_date) / 365.25), sign kept; NULL from the due
-- date on, without one, or for within.
CREATE FUNCTION socpolicy.required_pace(value numeric, on_date date, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_required_pace'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.required_pace(numeric, date, socpolicy.target) IS
	'change per year still needed to reach the bound by the due date';

CREATE FUNCTION socpolicy.required_pace(value bigint, on_date date, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_required_pace'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.required_pace(bigint, date, socpolicy.target) IS
	'change per year still needed to reach the bound by the due date';

CREATE FUNCTION socpolicy.required_pace(value double precision, on_date date, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_required_pace'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.required_pace(double precision, date, socpolicy.target) IS
	'change per year still needed to reach the bound by the due date';

CREATE FUNCTION socpolicy.required_pace(value real, on_date date, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_required_pace'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.required_pace(real, date, socpolicy.target) IS
	'change per year still needed to reach the bound by the due date';

CREATE FUNCTION socpolicy.required_pace(value text, on_date date, goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_required_pace'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.required_pace(text, date, socpolicy.target) IS
	'change per year still needed to reach the bound by the due date';
