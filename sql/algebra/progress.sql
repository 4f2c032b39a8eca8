-- progress: is a figure on its way, by the published methods.
--
-- Growth, ratios and boundaries are decimals; float8 works inside roots and
-- powers only, and 15 digits of what it gives are used.  No function here
-- returns NaN or infinity, and both are refused as arguments with 22003.
-- Growth and pace are fractions a year (0.015 is 1.5 %).
--
-- Sources: A, Eurostat's method as open-sdg/sdg-build and Statistics Canada
-- use it; B, SDSN's Sustainable Development Report; C, the UN Progress Chart;
-- D, UN ESCAP's progress assessment; E, DHIS2's reporting rates.

CREATE TYPE socpolicy.progress_status AS ENUM (
	'achieved',
	'on_track',
	'moderate',
	'limited',
	'deteriorating',
	'not_available'
);
COMMENT ON TYPE socpolicy.progress_status IS
	'whether a figure is on its way: achieved, on_track, moderate, limited, deteriorating; or not_available';

CREATE TYPE socpolicy.progress_result AS (
	status socpolicy.progress_status,
	score numeric,
	reason text,
	method text,
	direction text,
	base_year integer,
	base_value numeric,
	base_given boolean,
	current_year integer,
	current_value numeric,
	target_year integer,
	target_value numeric,
	limit_value numeric,
	pace numeric,
	needed_pace numeric,
	ratio numeric,
	limit_factor numeric,
	projected_value numeric
);
COMMENT ON TYPE socpolicy.progress_result IS
	'verdict of a progress method with its inputs and what it was reckoned from';
COMMENT ON COLUMN socpolicy.progress_result.status IS 'the verdict';
COMMENT ON COLUMN socpolicy.progress_result.score IS 'method A: -5 to 5; NULL when not available';
COMMENT ON COLUMN socpolicy.progress_result.reason IS 'what decided, in fixed words';
COMMENT ON COLUMN socpolicy.progress_result.method IS 'A or C';
COMMENT ON COLUMN socpolicy.progress_result.direction IS 'up or down; for a band, towards the end that was judged';
COMMENT ON COLUMN socpolicy.progress_result.base_year IS 'year of the base value; the configured year where there is none';
COMMENT ON COLUMN socpolicy.progress_result.base_value IS 'value that the way starts from';
COMMENT ON COLUMN socpolicy.progress_result.base_given IS 'whether the base was given, not picked from a series; NULL without a base';
COMMENT ON COLUMN socpolicy.progress_result.current_year IS 'year of the value that was judged';
COMMENT ON COLUMN socpolicy.progress_result.current_value IS 'value that was judged';
COMMENT ON COLUMN socpolicy.progress_result.target_year IS 'year by which the target is promised';
COMMENT ON COLUMN socpolicy.progress_result.target_value IS 'number that decides';
COMMENT ON COLUMN socpolicy.progress_result.limit_value IS 'natural limit, as given';
COMMENT ON COLUMN socpolicy.progress_result.pace IS 'growth a year from base to current value, a fraction';
COMMENT ON COLUMN socpolicy.progress_result.needed_pace IS 'method A: growth a year from base to target, a fraction';
COMMENT ON COLUMN socpolicy.progress_result.ratio IS 'what was compared with the thresholds';
COMMENT ON COLUMN socpolicy.progress_result.limit_factor IS 'method A without a target: what the thresholds were multiplied by';
COMMENT ON COLUMN socpolicy.progress_result.projected_value IS 'method C: value in the target year if the pace holds';

-- ---------- growth ----------

-- (current / base) ^ (1 / years) - 1.  A base of 0 is taken as 0.001, as in
-- method A.  NULL when base and current value have opposite signs or years is
-- not above 0.
CREATE FUNCTION socpolicy.cagr(base_value numeric, current_value numeric, years integer) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_cagr'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.cagr(numeric, numeric, integer) IS
	'compound growth a year, as a fraction';

-- ---------- A and C: a status ----------
--
-- A: the pace from base to current value against the pace from base to
-- target: from 0.95 on_track, 0.60 moderate, 0 limited, below deteriorating.
-- Without a target the pace itself: from 1.5 % on_track, 0.5 % moderate, 0
-- limited; a natural limit shrinks the two thresholds above 0 as the base
-- comes near it, and is ignored where there is a target.  A target or base of
-- 0 is taken as 0.001 (a value that meets 0 itself has achieved, too).
--
-- C: the value that the pace leads to in the target year, as a share of the
-- way from base to target: from 0.95 on_track, 0.10 moderate, else limited.
-- Without a target the pace: from 2 % on_track, 0.5 % moderate, else limited.
-- Never deteriorating.  After the target year it is the value that the pace
-- gave in that year.
--
-- Both: a target that is met is achieved, whatever the base; a value equal to
-- the target meets it.  not_available without current value, with fewer than
-- two points, a base after the current year, a change of sign since the base,
-- a base equal to the target or (A) of opposite sign, a target year not after
-- the base year or missing.
--
-- Other methods are refused with 22023: B has colour() and arrow(), D
-- status_index().
CREATE FUNCTION socpolicy.progress(method text, direction text, base_year integer, base_value numeric,
	current_year integer, current_value numeric, target_year integer DEFAULT NULL,
	target_value numeric DEFAULT NULL, limit_value numeric DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(text, text, integer, numeric, integer, numeric, integer, numeric, numeric) IS
	'whether a value is on its way from a base to a target, by method A or C';

CREATE FUNCTION socpolicy.progress_detail(method text, direction text, base_year integer, base_value numeric,
	current_year integer, current_value numeric, target_year integer DEFAULT NULL,
	target_value numeric DEFAULT NULL, limit_value numeric DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(text, text, integer, numeric, integer, numeric, integer, numeric, numeric) IS
	'the same with score, pace and reason';

-- From a target: its bound, due year and baseline.  A value equal to a strict
-- bound (<3) has not achieved it, as in evaluate(); the pace is reckoned to
-- the bound all the same.  Beyond the far end of a band is achieved, except
-- for within: inside the band is achieved, below it the lower end is an up
-- target, above it the upper end a down target.  A NULL goal: not_available.
CREATE FUNCTION socpolicy.progress(goal socpolicy.target, current_year integer, current_value numeric,
	method text DEFAULT 'A', limit_value numeric DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(socpolicy.target, integer, numeric, text, numeric) IS
	'whether a value is on its way from the baseline of a target to its bound, by method A or C';

CREATE FUNCTION socpolicy.progress_detail(goal socpolicy.target, current_year integer, current_value numeric,
	method text DEFAULT 'A', limit_value numeric DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(socpolicy.target, integer, numeric, text, numeric) IS
	'the same with score, pace and reason';

-- Several series of one indicator: the mean of their scores (of nested groups,
-- the means of the groups first), achieved only if every series is:
--   progress_from_score(avg(score), bool_and(status = 'achieved')) over the
--   series that have a score.
-- NULL score: not_available.  22023 outside -5 to 5.
CREATE FUNCTION socpolicy.progress_from_score(score numeric, achieved boolean DEFAULT false) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress_from_score'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_from_score(numeric, boolean) IS
	'method A: status of several series from the mean of their scores';

-- ---------- B: linear between thresholds ----------
--
-- More is better where the optimum lies above the lower bound, else less;
-- NULL where they are equal.  A boundary belongs to the better side.  A goal's
-- score is the avg() of its normalised indicators, the index the avg() of the
-- goals.  The thresholds are numbers, so that neither bands nor strict bounds
-- arise: a band needs a scale on each side.

CREATE FUNCTION socpolicy.normalise(value numeric, lower numeric, optimum numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_normalise'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.normalise(numeric, numeric, numeric) IS
	'place of a value from 0 at the lower bound to 100 at the optimum, clamped';

-- From green on green, from the middle between red and green yellow, from red
-- on orange, else red.
CREATE FUNCTION socpolicy.colour(value numeric, lower numeric, red numeric, green numeric, optimum numeric) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_colour'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.colour(numeric, numeric, numeric, numeric, numeric) IS
	'green, yellow, orange or red';

CREATE FUNCTION socpolicy.colour_position(value numeric, lower numeric, red numeric, green numeric, optimum numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_colour_position'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.colour_position(numeric, numeric, numeric, numeric, numeric) IS
	'place of a value from 0 at the lower bound over 1 at red and 2 at green to 3 at the optimum';

-- Green only if all are; red only if the two worst are; else yellow if the
-- mean of the two worst is at least 1.5, otherwise orange.  One indicator
-- alone gives its own colour.  NULL positions are skipped; none: NULL.
CREATE FUNCTION socpolicy.goal_colour(positions numeric[]) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_goal_colour'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.goal_colour(numeric[]) IS
	'colour of a goal from the colour positions of its indicators';

-- The pace made against the pace needed to reach green in the target year,
-- both linear: decreasing, below one half stagnating, below 1 moderately
-- improving, else on track; on track at green, too, unless falling.
-- not_available when anything is NULL, the current year is not after the base
-- year, or the target year is not.
CREATE FUNCTION socpolicy.arrow(base_year integer, base_value numeric, current_year integer, current_value numeric,
	target_year integer, lower numeric, green numeric, optimum numeric) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_arrow'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.arrow(integer, numeric, integer, numeric, integer, numeric, numeric, numeric) IS
	'decreasing, stagnating, moderately improving, on track or not_available';

-- ---------- D: status index ----------

-- 10 * d * (current - base) / |target - base|: 10 is reached, negative gone
-- backwards; NULL where target and base are equal.  Without a direction the
-- good way is the one from base to target.  A number has neither strictness
-- nor a band: within is refused with 22023.
CREATE FUNCTION socpolicy.status_index(base_value numeric, current_value numeric, target_value numeric,
	direction text DEFAULT NULL) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_status_index'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.status_index(numeric, numeric, numeric, text) IS
	'way made from base to target, in tenths; to compare with expected_position()';

-- 10 * (current year - base year) / (target year - base year); NULL where the
-- target year is not after the base year.
CREATE FUNCTION socpolicy.expected_position(base_year integer, current_year integer, target_year integer) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_expected_position'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.expected_position(integer, integer, integer) IS
	'status index that a steady way would have by now';

-- ---------- E: reporting rate ----------

-- min(100 * actual / expected, 100); nothing expected: NULL.  With only the
-- reports sent inside the deadline it is the rate on time.
CREATE FUNCTION socpolicy.reporting_rate(actual bigint, expected bigint) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_reporting_rate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.reporting_rate(bigint, bigint) IS
	'percent of the expected reports that came';
