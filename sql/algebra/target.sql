-- target: a promise about a value.
--
-- A threshold_range, which way is better, and optionally by when, from where,
-- and how near counts as near:
--   range [up|down|within] ['by' date] ['from' number 'on' date] ['near' number]
-- Errors: 22P02 syntax, 22003 a number out of range, 22008 no such day,
-- 22P03 binary input.

-- ---------- type ----------

CREATE TYPE socpolicy.target;

CREATE FUNCTION socpolicy.target_in(cstring) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_in(cstring) IS 'I/O';

CREATE FUNCTION socpolicy.target_out(socpolicy.target) RETURNS cstring
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_out(socpolicy.target) IS 'I/O';

CREATE FUNCTION socpolicy.target_recv(internal) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_recv(internal) IS 'I/O';

CREATE FUNCTION socpolicy.target_send(socpolicy.target) RETURNS bytea
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_send(socpolicy.target) IS 'I/O';

CREATE TYPE socpolicy.target (
	INPUT = socpolicy.target_in,
	OUTPUT = socpolicy.target_out,
	RECEIVE = socpolicy.target_recv,
	SEND = socpolicy.target_send,
	INTERNALLENGTH = 56,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE socpolicy.target IS
	'a promise: a threshold_range, which way is better, and optionally by when, from where, and how near counts as near';

-- ---------- constructor and changed copies ----------

-- NULL leaves a clause out or clears it; a NULL threshold or target gives
-- NULL.  Errors: 22023 contradictory or incomplete, 22003 a number out of
-- range, 22008 a date outside the years 1 to 9999.
CREATE FUNCTION socpolicy.target(threshold socpolicy.threshold_range, direction text DEFAULT NULL, due date DEFAULT NULL,
	baseline numeric DEFAULT NULL, baseline_on date DEFAULT NULL, near numeric DEFAULT NULL) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME', 'target_construct'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target(socpolicy.threshold_range, text, date, numeric, date, numeric) IS
	'target from its parts; NULL leaves a part out';

CREATE FUNCTION socpolicy.with_due(goal socpolicy.target, due date) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME', 'target_with_due'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.with_due(socpolicy.target, date) IS
	'the target with another due date, or with none';

CREATE FUNCTION socpolicy.with_baseline(goal socpolicy.target, value numeric, on_date date) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME', 'target_with_baseline'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.with_baseline(socpolicy.target, numeric, date) IS
	'the target with another baseline, or with none';

CREATE FUNCTION socpolicy.with_near(goal socpolicy.target, near numeric) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME', 'target_with_near'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.with_near(socpolicy.target, numeric) IS
	'the target with another distance that counts as near, or with none';

-- ---------- accessors ----------

CREATE FUNCTION socpolicy.threshold(goal socpolicy.target) RETURNS socpolicy.threshold_range
	AS 'MODULE_PATHNAME', 'target_threshold'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold(socpolicy.target) IS
	'the values that the target accepts';

CREATE FUNCTION socpolicy.direction(goal socpolicy.target) RETURNS text
	AS 'MODULE_PATHNAME', 'target_direction'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.direction(socpolicy.target) IS
	'up, down or within';

CREATE FUNCTION socpolicy.due(goal socpolicy.target) RETURNS date
	AS 'MODULE_PATHNAME', 'target_due'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.due(socpolicy.target) IS
	'the day by which it is promised, NULL when not given';

CREATE FUNCTION socpolicy.baseline(goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'target_baseline_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.baseline(socpolicy.target) IS
	'the value that the way starts from, NULL when not given';

CREATE FUNCTION socpolicy.baseline_on(goal socpolicy.target) RETURNS date
	AS 'MODULE_PATHNAME', 'target_baseline_on'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.baseline_on(socpolicy.target) IS
	'the day of the baseline, NULL when not given';

CREATE FUNCTION socpolicy.near(goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'target_near_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.near(socpolicy.target) IS
	'the distance that still counts as near, NULL when not given';

CREATE FUNCTION socpolicy.bound(goal socpolicy.target) RETURNS numeric
	AS 'MODULE_PATHNAME', 'target_bound_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bound(socpolicy.target) IS
	'the number that decides: the lower bound for up, the upper for down, NULL for within';

-- Compares deciding bounds only; at equal numbers the exclusive one is
-- stricter.  within: by containment.
CREATE FUNCTION socpolicy.strictness(a socpolicy.target, b socpolicy.target) RETURNS text
	AS 'MODULE_PATHNAME', 'target_strictness'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.strictness(socpolicy.target, socpolicy.target) IS
	'which target accepts less: stricter (the first), equal, looser or incomparable';

-- ---------- order, equality, hash ----------
--
-- By threshold, then direction, then the clauses, absent before present.

CREATE FUNCTION socpolicy.target_lt(socpolicy.target, socpolicy.target) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_lt(socpolicy.target, socpolicy.target) IS 'implementation of < operator';

CREATE FUNCTION socpolicy.target_le(socpolicy.target, socpolicy.target) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_le(socpolicy.target, socpolicy.target) IS 'implementation of <= operator';

CREATE FUNCTION socpolicy.target_eq(socpolicy.target, socpolicy.target) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_eq(socpolicy.target, socpolicy.target) IS 'implementation of = operator';

CREATE FUNCTION socpolicy.target_ne(socpolicy.target, socpolicy.target) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_ne(socpolicy.target, socpolicy.target) IS 'implementation of <> operator';

CREATE FUNCTION socpolicy.target_ge(socpolicy.target, socpolicy.target) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_ge(socpolicy.target, socpolicy.target) IS 'implementation of >= operator';

CREATE FUNCTION socpolicy.target_gt(socpolicy.target, socpolicy.target) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_gt(socpolicy.target, socpolicy.target) IS 'implementation of > operator';

CREATE FUNCTION socpolicy.target_cmp(socpolicy.target, socpolicy.target) RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_cmp(socpolicy.target, socpolicy.target) IS 'less-equal-greater';

CREATE FUNCTION socpolicy.target_hash(socpolicy.target) RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_hash(socpolicy.target) IS 'hash';

CREATE FUNCTION socpolicy.target_hash_extended(socpolicy.target, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_hash_extended(socpolicy.target, bigint) IS 'hash';

CREATE OPERATOR socpolicy.< (
	LEFTARG = socpolicy.target, RIGHTARG = socpolicy.target, FUNCTION = socpolicy.target_lt,
	COMMUTATOR = OPERATOR(socpolicy.>),
	NEGATOR = OPERATOR(socpolicy.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR socpolicy.< (socpolicy.target, socpolicy.target) IS 'sorts before';

CREATE OPERATOR socpolicy.<= (
	LEFTARG = socpolicy.target, RIGHTARG = socpolicy.target, FUNCTION = socpolicy.target_le,
	COMMUTATOR = OPERATOR(socpolicy.>=),
	NEGATOR = OPERATOR(socpolicy.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR socpolicy.<= (socpolicy.target, socpolicy.target) IS 'sorts before or is equal';

CREATE OPERATOR socpolicy.= (
	LEFTARG = socpolicy.target, RIGHTARG = socpolicy.target, FUNCTION = socpolicy.target_eq,
	COMMUTATOR = OPERATOR(socpolicy.=),
	NEGATOR = OPERATOR(socpolicy.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR socpolicy.= (socpolicy.target, socpolicy.target) IS 'equal';

CREATE OPERATOR socpolicy.<> (
	LEFTARG = socpolicy.target, RIGHTARG = socpolicy.target, FUNCTION = socpolicy.target_ne,
	COMMUTATOR = OPERATOR(socpolicy.<>),
	NEGATOR = OPERATOR(socpolicy.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR socpolicy.<> (socpolicy.target, socpolicy.target) IS 'not equal';

CREATE OPERATOR socpolicy.>= (
	LEFTARG = socpolicy.target, RIGHTARG = socpolicy.target, FUNCTION = socpolicy.target_ge,
	COMMUTATOR = OPERATOR(socpolicy.<=),
	NEGATOR = OPERATOR(socpolicy.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR socpolicy.>= (socpolicy.target, socpolicy.target) IS 'sorts after or is equal';

CREATE OPERATOR socpolicy.> (
	LEFTARG = socpolicy.target, RIGHTARG = socpolicy.target, FUNCTION = socpolicy.target_gt,
	COMMUTATOR = OPERATOR(socpolicy.<),
	NEGATOR = OPERATOR(socpolicy.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR socpolicy.> (socpolicy.target, socpolicy.target) IS 'sorts after';

CREATE OPERATOR CLASS socpolicy.target_ops
	DEFAULT FOR TYPE socpolicy.target USING btree AS
	OPERATOR 1 socpolicy.<,
	OPERATOR 2 socpolicy.<=,
	OPERATOR 3 socpolicy.=,
	OPERATOR 4 socpolicy.>=,
	OPERATOR 5 socpolicy.>,
	FUNCTION 1 socpolicy.target_cmp(socpolicy.target, socpolicy.target),
	FUNCTION 4 pg_catalog.btequalimage(oid);

CREATE OPERATOR CLASS socpolicy.target_hash_ops
	DEFAULT FOR TYPE socpolicy.target USING hash AS
	OPERATOR 1 socpolicy.=,
	FUNCTION 1 socpolicy.target_hash(socpolicy.target),
	FUNCTION 2 socpolicy.target_hash_extended(socpolicy.target, bigint);

-- ---------- the first and the last in this order ----------

CREATE FUNCTION socpolicy.target_smaller(socpolicy.target, socpolicy.target) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_smaller(socpolicy.target, socpolicy.target) IS 'the one that sorts first';

CREATE FUNCTION socpolicy.target_larger(socpolicy.target, socpolicy.target) RETURNS socpolicy.target
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.target_larger(socpolicy.target, socpolicy.target) IS 'the one that sorts last';

CREATE AGGREGATE socpolicy.min(goal socpolicy.target) (
	SFUNC = socpolicy.target_smaller, STYPE = socpolicy.target,
	COMBINEFUNC = socpolicy.target_smaller, SORTOP = OPERATOR(socpolicy.<),
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.min(socpolicy.target) IS
	'the target that sorts first';

CREATE AGGREGATE socpolicy.max(goal socpolicy.target) (
	SFUNC = socpolicy.target_larger, STYPE = socpolicy.target,
	COMBINEFUNC = socpolicy.target_larger, SORTOP = OPERATOR(socpolicy.>),
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.max(socpolicy.target) IS
	'the target that sorts last';
