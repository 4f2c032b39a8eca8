-- tally: how many of each status, and with what weight.
--
-- Exact and of fixed size: stored, added, subtracted and merged again without
-- loss.  Rates are percent.  Errors: 22P02 syntax, 22P03 binary input, 22003
-- below zero or overflow, 22023 a weight that is NULL, negative or has more
-- than three decimals.

-- ---------- type ----------

CREATE TYPE socpolicy.tally;

CREATE FUNCTION socpolicy.tally_in(cstring) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_in(cstring) IS 'I/O';

CREATE FUNCTION socpolicy.tally_out(socpolicy.tally) RETURNS cstring
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_out(socpolicy.tally) IS 'I/O';

CREATE FUNCTION socpolicy.tally_recv(internal) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_recv(internal) IS 'I/O';

CREATE FUNCTION socpolicy.tally_send(socpolicy.tally) RETURNS bytea
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_send(socpolicy.tally) IS 'I/O';

CREATE TYPE socpolicy.tally (
	INPUT = socpolicy.tally_in,
	OUTPUT = socpolicy.tally_out,
	RECEIVE = socpolicy.tally_recv,
	SEND = socpolicy.tally_send,
	INTERNALLENGTH = 168,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE socpolicy.tally IS
	'counts and weights of figures by compliance_status; add, subtract and merge them without loss';

-- ---------- arithmetic ----------

CREATE FUNCTION socpolicy.tally_add(socpolicy.tally, socpolicy.tally) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_add(socpolicy.tally, socpolicy.tally) IS 'implementation of + operator';

CREATE FUNCTION socpolicy.tally_subtract(socpolicy.tally, socpolicy.tally) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_subtract(socpolicy.tally, socpolicy.tally) IS 'implementation of - operator';

CREATE OPERATOR socpolicy.+ (
	LEFTARG = socpolicy.tally, RIGHTARG = socpolicy.tally, FUNCTION = socpolicy.tally_add,
	COMMUTATOR = OPERATOR(socpolicy.+)
);
COMMENT ON OPERATOR socpolicy.+ (socpolicy.tally, socpolicy.tally) IS 'sum of two tallies';

CREATE OPERATOR socpolicy.- (
	LEFTARG = socpolicy.tally, RIGHTARG = socpolicy.tally, FUNCTION = socpolicy.tally_subtract
);
COMMENT ON OPERATOR socpolicy.- (socpolicy.tally, socpolicy.tally) IS 'what is left of a tally without another that is part of it';

-- ---------- equality and hash ----------

CREATE FUNCTION socpolicy.tally_eq(socpolicy.tally, socpolicy.tally) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_eq(socpolicy.tally, socpolicy.tally) IS 'implementation of = operator';

CREATE FUNCTION socpolicy.tally_ne(socpolicy.tally, socpolicy.tally) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_ne(socpolicy.tally, socpolicy.tally) IS 'implementation of <> operator';

CREATE FUNCTION socpolicy.tally_hash(socpolicy.tally) RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_hash(socpolicy.tally) IS 'hash';

CREATE FUNCTION socpolicy.tally_hash_extended(socpolicy.tally, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_hash_extended(socpolicy.tally, bigint) IS 'hash';

CREATE OPERATOR socpolicy.= (
	LEFTARG = socpolicy.tally, RIGHTARG = socpolicy.tally, FUNCTION = socpolicy.tally_eq,
	COMMUTATOR = OPERATOR(socpolicy.=),
	NEGATOR = OPERATOR(socpolicy.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES
);
COMMENT ON OPERATOR socpolicy.= (socpolicy.tally, socpolicy.tally) IS 'equal';

CREATE OPERATOR socpolicy.<> (
	LEFTARG = socpolicy.tally, RIGHTARG = socpolicy.tally, FUNCTION = socpolicy.tally_ne,
	COMMUTATOR = OPERATOR(socpolicy.<>),
	NEGATOR = OPERATOR(socpolicy.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR socpolicy.<> (socpolicy.tally, socpolicy.tally) IS 'not equal';

CREATE OPERATOR CLASS socpolicy.tally_hash_ops
	DEFAULT FOR TYPE socpolicy.tally USING hash AS
	OPERATOR 1 socpolicy.=,
	FUNCTION 1 socpolicy.tally_hash(socpolicy.tally),
	FUNCTION 2 socpolicy.tally_hash_extended(socpolicy.tally, bigint);

-- ---------- accessors ----------

CREATE FUNCTION socpolicy.total(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_total'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.total(socpolicy.tally) IS
	'how many figures were counted';

CREATE FUNCTION socpolicy.evaluated(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_evaluated'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.evaluated(socpolicy.tally) IS
	'how many have a verdict: exceeded, met, near or missed';

CREATE FUNCTION socpolicy.exceeded(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_exceeded'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.exceeded(socpolicy.tally) IS
	'how many exceeded';

CREATE FUNCTION socpolicy.met(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_met'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.met(socpolicy.tally) IS
	'how many met, without those that exceeded';

CREATE FUNCTION socpolicy.near(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_near'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.near(socpolicy.tally) IS
	'how many are near';

CREATE FUNCTION socpolicy.missed(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_missed'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.missed(socpolicy.tally) IS
	'how many missed, without those that are near';

CREATE FUNCTION socpolicy.not_due(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_not_due'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.not_due(socpolicy.tally) IS
	'how many are not yet due';

CREATE FUNCTION socpolicy.no_data(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_no_data'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.no_data(socpolicy.tally) IS
	'how many have no figure';

CREATE FUNCTION socpolicy.no_target(tally socpolicy.tally) RETURNS bigint
	AS 'MODULE_PATHNAME', 'tally_no_target'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.no_target(socpolicy.tally) IS
	'how many have no target';

-- NULL where nothing stands below the line.
CREATE FUNCTION socpolicy.met_rate(tally socpolicy.tally) RETURNS numeric
	AS 'MODULE_PATHNAME', 'tally_met_rate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.met_rate(socpolicy.tally) IS
	'100 * (exceeded + met) / evaluated';

CREATE FUNCTION socpolicy.coverage(tally socpolicy.tally) RETURNS numeric
	AS 'MODULE_PATHNAME', 'tally_coverage'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.coverage(socpolicy.tally) IS
	'100 * evaluated / (evaluated + no_data)';

CREATE FUNCTION socpolicy.weighted_met_rate(tally socpolicy.tally) RETURNS numeric
	AS 'MODULE_PATHNAME', 'tally_weighted_met_rate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.weighted_met_rate(socpolicy.tally) IS
	'100 * (exceeded + met) / evaluated, of the weights';

-- {"exceeded": {"count": 2, "weight": 2.000}, ...}
CREATE FUNCTION socpolicy.jsonb(tally socpolicy.tally) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'tally_to_jsonb'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.jsonb(socpolicy.tally) IS
	'the counts and weights as a JSON object';

CREATE CAST (socpolicy.tally AS jsonb) WITH FUNCTION socpolicy.jsonb(socpolicy.tally);

CREATE FUNCTION socpolicy.score_text(tally socpolicy.tally) RETURNS text
	AS 'MODULE_PATHNAME', 'tally_score_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.score_text(socpolicy.tally) IS
	'how many were kept of those judged, such as 24/40; NULL when none was';

-- ---------- aggregates ----------
--
-- The state is a tally, so that the aggregates run in parallel, as moving
-- windows (the inverse is exact) and across servers.  No rows: the zero tally.

-- A NULL status is skipped.
CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, status socpolicy.compliance_status) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_status'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, socpolicy.compliance_status) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, status socpolicy.compliance_status) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_status'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, socpolicy.compliance_status) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(status socpolicy.compliance_status) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(socpolicy.compliance_status) IS
	'tally of statuses';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, status socpolicy.compliance_status, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_status'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, socpolicy.compliance_status, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, status socpolicy.compliance_status, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_status'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, socpolicy.compliance_status, numeric) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(status socpolicy.compliance_status, weight numeric) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(socpolicy.compliance_status, numeric) IS
	'tally of statuses with weights';

-- evaluate() inside the aggregate: one call a row.
CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value numeric, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, numeric, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value numeric, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, numeric, socpolicy.target) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value numeric, goal socpolicy.target) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(numeric, socpolicy.target) IS
	'tally of the verdicts on values';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value numeric, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, numeric, socpolicy.target, date) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value numeric, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, numeric, socpolicy.target, date) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value numeric, goal socpolicy.target, period_end date) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(numeric, socpolicy.target, date) IS
	'tally of the verdicts on values that describe a period ending on period_end';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value numeric, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, numeric, socpolicy.target, date, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value numeric, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, numeric, socpolicy.target, date, numeric) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value numeric, goal socpolicy.target, period_end date, weight numeric) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(numeric, socpolicy.target, date, numeric) IS
	'tally of the verdicts on values that describe a period ending on period_end, with weights';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value bigint, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, bigint, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value bigint, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, bigint, socpolicy.target) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value bigint, goal socpolicy.target) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(bigint, socpolicy.target) IS
	'tally of the verdicts on values';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value bigint, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, bigint, socpolicy.target, date) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value bigint, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, bigint, socpolicy.target, date) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value bigint, goal socpolicy.target, period_end date) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(bigint, socpolicy.target, date) IS
	'tally of the verdicts on values that describe a period ending on period_end';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value bigint, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, bigint, socpolicy.target, date, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value bigint, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, bigint, socpolicy.target, date, numeric) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value bigint, goal socpolicy.target, period_end date, weight numeric) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(bigint, socpolicy.target, date, numeric) IS
	'tally of the verdicts on values that describe a period ending on period_end, with weights';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value double precision, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, double precision, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value double precision, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, double precision, socpolicy.target) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value double precision, goal socpolicy.target) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(double precision, socpolicy.target) IS
	'tally of the verdicts on values';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value double precision, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, double precision, socpolicy.target, date) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value double precision, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, double precision, socpolicy.target, date) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value double precision, goal socpolicy.target, period_end date) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(double precision, socpolicy.target, date) IS
	'tally of the verdicts on values that describe a period ending on period_end';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value double precision, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, double precision, socpolicy.target, date, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value double precision, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, double precision, socpolicy.target, date, numeric) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value double precision, goal socpolicy.target, period_end date, weight numeric) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(double precision, socpolicy.target, date, numeric) IS
	'tally of the verdicts on values that describe a period ending on period_end, with weights';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value real, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, real, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value real, goal socpolicy.target) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, real, socpolicy.target) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value real, goal socpolicy.target) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(real, socpolicy.target) IS
	'tally of the verdicts on values';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value real, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, real, socpolicy.target, date) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value real, goal socpolicy.target, period_end date) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, real, socpolicy.target, date) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value real, goal socpolicy.target, period_end date) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(real, socpolicy.target, date) IS
	'tally of the verdicts on values that describe a period ending on period_end';

CREATE FUNCTION socpolicy.tally_count(state socpolicy.tally, value real, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_count(socpolicy.tally, real, socpolicy.target, date, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.tally_uncount(state socpolicy.tally, value real, goal socpolicy.target, period_end date, weight numeric) RETURNS socpolicy.tally
	AS 'MODULE_PATHNAME', 'tally_uncount_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.tally_uncount(socpolicy.tally, real, socpolicy.target, date, numeric) IS 'inverse aggregate transition function';

CREATE AGGREGATE socpolicy.tally_agg(value real, goal socpolicy.target, period_end date, weight numeric) (
	SFUNC = socpolicy.tally_count, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_count, MINVFUNC = socpolicy.tally_uncount, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_agg(real, socpolicy.target, date, numeric) IS
	'tally of the verdicts on values that describe a period ending on period_end, with weights';

CREATE AGGREGATE socpolicy.tally_merge(tally socpolicy.tally) (
	SFUNC = socpolicy.tally_add, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_add, MINVFUNC = socpolicy.tally_subtract, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.tally_merge(socpolicy.tally) IS
	'sum of tallies';

-- What people look for.
CREATE AGGREGATE socpolicy.sum(tally socpolicy.tally) (
	SFUNC = socpolicy.tally_add, STYPE = socpolicy.tally, INITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	COMBINEFUNC = socpolicy.tally_add,
	MSFUNC = socpolicy.tally_add, MINVFUNC = socpolicy.tally_subtract, MSTYPE = socpolicy.tally, MINITCOND = 'exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,not_due=0/0.000,no_data=0/0.000,no_target=0/0.000',
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.sum(socpolicy.tally) IS
	'sum of tallies; the same as tally_merge';
