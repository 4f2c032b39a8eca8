-- threshold_range: the values that a target accepts.
--
-- A non-empty interval of exact decimals with at least one bound.  Written
-- <3, <=3, >0.7, >=95, 95, 28..30, [28,30), (28,30], (28,30), (,3), [95,).
-- A bound has at most 18 significant digits, 9 of them decimals.
-- Errors: 22P02 syntax, 22003 a bound out of range, 22P03 binary input.

-- ---------- type ----------

CREATE TYPE socpolicy.threshold_range;

CREATE FUNCTION socpolicy.threshold_range_in(cstring) RETURNS socpolicy.threshold_range
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_in(cstring) IS 'I/O';

CREATE FUNCTION socpolicy.threshold_range_out(socpolicy.threshold_range) RETURNS cstring
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_out(socpolicy.threshold_range) IS 'I/O';

CREATE FUNCTION socpolicy.threshold_range_recv(internal) RETURNS socpolicy.threshold_range
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_recv(internal) IS 'I/O';

CREATE FUNCTION socpolicy.threshold_range_send(socpolicy.threshold_range) RETURNS bytea
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_send(socpolicy.threshold_range) IS 'I/O';

CREATE TYPE socpolicy.threshold_range (
	INPUT = socpolicy.threshold_range_in,
	OUTPUT = socpolicy.threshold_range_out,
	RECEIVE = socpolicy.threshold_range_recv,
	SEND = socpolicy.threshold_range_send,
	INTERNALLENGTH = 24,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE socpolicy.threshold_range IS
	'the values that a target accepts: a non-empty interval of exact decimals, such as <12.7, >=95 or 28..30';

-- ---------- constructor ----------

-- A NULL bound is unbounded.  Errors: 22023 empty, inverted or without any
-- bound; 22003 NaN, infinity or too many digits; 22004 bounds is NULL.
CREATE FUNCTION socpolicy.threshold_range(lower numeric, upper numeric, bounds text DEFAULT '[]') RETURNS socpolicy.threshold_range
	AS 'MODULE_PATHNAME', 'threshold_range_construct'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range(numeric, numeric, text) IS
	'threshold_range from two bounds, NULL meaning unbounded, and [], [), (] or ()';

-- ---------- accessors ----------

CREATE FUNCTION socpolicy.lower(range socpolicy.threshold_range) RETURNS numeric
	AS 'MODULE_PATHNAME', 'threshold_range_lower'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.lower(socpolicy.threshold_range) IS
	'lower bound, NULL when unbounded';

CREATE FUNCTION socpolicy.upper(range socpolicy.threshold_range) RETURNS numeric
	AS 'MODULE_PATHNAME', 'threshold_range_upper'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.upper(socpolicy.threshold_range) IS
	'upper bound, NULL when unbounded';

CREATE FUNCTION socpolicy.lower_inc(range socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME', 'threshold_range_lower_inc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.lower_inc(socpolicy.threshold_range) IS
	'is the lower bound itself accepted?';

CREATE FUNCTION socpolicy.upper_inc(range socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME', 'threshold_range_upper_inc'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.upper_inc(socpolicy.threshold_range) IS
	'is the upper bound itself accepted?';

-- ---------- set operators ----------
--
-- Set membership, not compliance: compliance is evaluate().

CREATE FUNCTION socpolicy.threshold_range_contains_value(socpolicy.threshold_range, numeric) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_contains_value(socpolicy.threshold_range, numeric) IS 'implementation of @> operator';

CREATE FUNCTION socpolicy.threshold_range_contains(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_contains(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of @> operator';

CREATE FUNCTION socpolicy.threshold_range_value_contained(numeric, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_value_contained(numeric, socpolicy.threshold_range) IS 'implementation of <@ operator';

CREATE FUNCTION socpolicy.threshold_range_contained(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_contained(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of <@ operator';

CREATE FUNCTION socpolicy.threshold_range_overlaps(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_overlaps(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of && operator';

CREATE OPERATOR socpolicy.@> (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = numeric, FUNCTION = socpolicy.threshold_range_contains_value,
	COMMUTATOR = OPERATOR(socpolicy.<@),
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR socpolicy.@> (socpolicy.threshold_range, numeric) IS 'contains the number';

CREATE OPERATOR socpolicy.<@ (
	LEFTARG = numeric, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_value_contained,
	COMMUTATOR = OPERATOR(socpolicy.@>),
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR socpolicy.<@ (numeric, socpolicy.threshold_range) IS 'is contained in the range';

CREATE OPERATOR socpolicy.@> (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_contains,
	COMMUTATOR = OPERATOR(socpolicy.<@),
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR socpolicy.@> (socpolicy.threshold_range, socpolicy.threshold_range) IS 'contains the range';

CREATE OPERATOR socpolicy.<@ (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_contained,
	COMMUTATOR = OPERATOR(socpolicy.@>),
	RESTRICT = contsel, JOIN = contjoinsel
);
COMMENT ON OPERATOR socpolicy.<@ (socpolicy.threshold_range, socpolicy.threshold_range) IS 'is contained in the range';

CREATE OPERATOR socpolicy.&& (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_overlaps,
	COMMUTATOR = OPERATOR(socpolicy.&&),
	RESTRICT = areasel, JOIN = areajoinsel
);
COMMENT ON OPERATOR socpolicy.&& (socpolicy.threshold_range, socpolicy.threshold_range) IS 'has a number in common with';

-- ---------- order, equality, hash ----------
--
-- By lower bound, then by upper bound, as ranges sort.

CREATE FUNCTION socpolicy.threshold_range_lt(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_lt(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of < operator';

CREATE FUNCTION socpolicy.threshold_range_le(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_le(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of <= operator';

CREATE FUNCTION socpolicy.threshold_range_eq(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_eq(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of = operator';

CREATE FUNCTION socpolicy.threshold_range_ne(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_ne(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of <> operator';

CREATE FUNCTION socpolicy.threshold_range_ge(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_ge(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of >= operator';

CREATE FUNCTION socpolicy.threshold_range_gt(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS boolean
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_gt(socpolicy.threshold_range, socpolicy.threshold_range) IS 'implementation of > operator';

CREATE FUNCTION socpolicy.threshold_range_cmp(socpolicy.threshold_range, socpolicy.threshold_range) RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_cmp(socpolicy.threshold_range, socpolicy.threshold_range) IS 'less-equal-greater';

CREATE FUNCTION socpolicy.threshold_range_hash(socpolicy.threshold_range) RETURNS integer
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_hash(socpolicy.threshold_range) IS 'hash';

CREATE FUNCTION socpolicy.threshold_range_hash_extended(socpolicy.threshold_range, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range_hash_extended(socpolicy.threshold_range, bigint) IS 'hash';

CREATE OPERATOR socpolicy.< (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_lt,
	COMMUTATOR = OPERATOR(socpolicy.>),
	NEGATOR = OPERATOR(socpolicy.>=),
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR socpolicy.< (socpolicy.threshold_range, socpolicy.threshold_range) IS 'sorts before';

CREATE OPERATOR socpolicy.<= (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_le,
	COMMUTATOR = OPERATOR(socpolicy.>=),
	NEGATOR = OPERATOR(socpolicy.>),
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR socpolicy.<= (socpolicy.threshold_range, socpolicy.threshold_range) IS 'sorts before or is equal';

CREATE OPERATOR socpolicy.= (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_eq,
	COMMUTATOR = OPERATOR(socpolicy.=),
	NEGATOR = OPERATOR(socpolicy.<>),
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);
COMMENT ON OPERATOR socpolicy.= (socpolicy.threshold_range, socpolicy.threshold_range) IS 'equal';

CREATE OPERATOR socpolicy.<> (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_ne,
	COMMUTATOR = OPERATOR(socpolicy.<>),
	NEGATOR = OPERATOR(socpolicy.=),
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR socpolicy.<> (socpolicy.threshold_range, socpolicy.threshold_range) IS 'not equal';

CREATE OPERATOR socpolicy.>= (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_ge,
	COMMUTATOR = OPERATOR(socpolicy.<=),
	NEGATOR = OPERATOR(socpolicy.<),
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR socpolicy.>= (socpolicy.threshold_range, socpolicy.threshold_range) IS 'sorts after or is equal';

CREATE OPERATOR socpolicy.> (
	LEFTARG = socpolicy.threshold_range, RIGHTARG = socpolicy.threshold_range, FUNCTION = socpolicy.threshold_range_gt,
	COMMUTATOR = OPERATOR(socpolicy.<),
	NEGATOR = OPERATOR(socpolicy.<=),
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR socpolicy.> (socpolicy.threshold_range, socpolicy.threshold_range) IS 'sorts after';

CREATE OPERATOR CLASS socpolicy.threshold_range_ops
	DEFAULT FOR TYPE socpolicy.threshold_range USING btree AS
	OPERATOR 1 socpolicy.<,
	OPERATOR 2 socpolicy.<=,
	OPERATOR 3 socpolicy.=,
	OPERATOR 4 socpolicy.>=,
	OPERATOR 5 socpolicy.>,
	FUNCTION 1 socpolicy.threshold_range_cmp(socpolicy.threshold_range, socpolicy.threshold_range),
	FUNCTION 4 pg_catalog.btequalimage(oid);

CREATE OPERATOR CLASS socpolicy.threshold_range_hash_ops
	DEFAULT FOR TYPE socpolicy.threshold_range USING hash AS
	OPERATOR 1 socpolicy.=,
	FUNCTION 1 socpolicy.threshold_range_hash(socpolicy.threshold_range),
	FUNCTION 2 socpolicy.threshold_range_hash_extended(socpolicy.threshold_range, bigint);

-- ---------- casts ----------

-- Errors: 22023 for an empty range or one without bounds, 22003 for NaN,
-- infinity or too many digits.
CREATE FUNCTION socpolicy.threshold_range(range numrange) RETURNS socpolicy.threshold_range
	AS 'MODULE_PATHNAME', 'threshold_range_from_numrange'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.threshold_range(numrange) IS
	'threshold_range with the bounds of a numrange';

CREATE FUNCTION socpolicy.numrange(range socpolicy.threshold_range) RETURNS numrange
	AS 'MODULE_PATHNAME', 'threshold_range_to_numrange'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.numrange(socpolicy.threshold_range) IS
	'numrange with the same bounds';

-- An index for @> and && over many ranges is one on the numrange:
--   CREATE INDEX ON rule USING gist ((accepts::numrange));
--   SELECT … FROM rule WHERE accepts::numrange @> 12.7;
CREATE CAST (numrange AS socpolicy.threshold_range) WITH FUNCTION socpolicy.threshold_range(numrange);
CREATE CAST (socpolicy.threshold_range AS numrange) WITH FUNCTION socpolicy.numrange(socpolicy.threshold_range);
