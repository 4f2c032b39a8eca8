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
	growth numeric,
	needed_growth numeric,
	ratio numeric,
	limit_factor numeric,
	projected_value numeric
);
COMMENT ON TYPE socpolicy.progress_result IS
	'verdict of a progress method with its inputs and what it was reckoned from';
COMMENT ON COLUMN socpolicy.progress_result.status IS 'the verdict';
COMMENT ON COLUMN socpolicy.progress_result.score IS 'method A: -5 to 5; NULL when not available, or with cut-offs of its own';
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
COMMENT ON COLUMN socpolicy.progress_result.growth IS 'growth a year from base to current value, a fraction';
COMMENT ON COLUMN socpolicy.progress_result.needed_growth IS 'method A: growth a year from base to target, a fraction';
COMMENT ON COLUMN socpolicy.progress_result.ratio IS 'what is compared with the cut-offs: with a target the share of what is needed, without one the growth in the good direction';
COMMENT ON COLUMN socpolicy.progress_result.limit_factor IS 'method A without a target: what the cut-offs above 0 were multiplied by';
COMMENT ON COLUMN socpolicy.progress_result.projected_value IS 'method C: value in the target year if the pace holds';

-- The words, colours and signs, as status_label() and its company have them for
-- a verdict.
CREATE FUNCTION socpolicy.progress_label(status socpolicy.progress_status, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_progress_label'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_label(socpolicy.progress_status, text) IS
	'a progress_status in words, in Vietnamese or English';

CREATE FUNCTION socpolicy.progress_colour(status socpolicy.progress_status) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_progress_colour'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_colour(socpolicy.progress_status) IS
	'the colour of a progress_status, #rrggbb';

CREATE FUNCTION socpolicy.progress_icon(status socpolicy.progress_status) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_progress_icon'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_icon(socpolicy.progress_status) IS
	'the sign of a progress_status, one character';

-- The fixed words of the reasons, colours and arrows here, and of the reasons and
-- remarks of forecast(); as they are in English, NULL for others in Vietnamese.
CREATE FUNCTION socpolicy.reason_label(reason text, lang text DEFAULT 'vi') RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_reason_label'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.reason_label(text, text) IS
	'the reason of a progress or a forecast in words, in Vietnamese or English';

-- ---------- growth ----------
--
-- Values are numeric or double precision, and a year is an integer, or a
-- numeric, bigint or double precision that is a whole number (22023).

-- (current / base) ^ (1 / years) - 1.  A base of 0 is taken as 0.001, as in
-- method A, except that what stays at 0 does not grow.  NULL when base and
-- current value have opposite signs or years is not above 0.
CREATE FUNCTION socpolicy.cagr(base_value numeric, current_value numeric, years integer) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_cagr'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.cagr(numeric, numeric, integer) IS
	'compound growth a year, as a fraction';

CREATE FUNCTION socpolicy.cagr(base_value numeric, current_value numeric, years double precision) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_cagr'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.cagr(numeric, numeric, double precision) IS
	'compound growth a year, as a fraction';

CREATE FUNCTION socpolicy.cagr(base_value double precision, current_value double precision,
	years double precision) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_cagr'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.cagr(double precision, double precision, double precision) IS
	'compound growth a year, as a fraction';

-- ---------- A and C: a status ----------
--
-- A: the growth from base to current value against the growth from base to
-- target: from 0.95 on_track, 0.60 moderate, 0 limited, below deteriorating.
-- Without a target the growth itself: from 1.5 % on_track, 0.5 % moderate, 0
-- limited; a natural limit (0 is none) shrinks the cut-offs above 0 as the base
-- comes near it, and is ignored where there is a target.  A target or base of
-- 0 is taken as 0.001, and the reason says so (a value that meets 0 itself has
-- achieved, too; one that stays at 0 has not fallen).  The ratio is given for a
-- target that is met, too: achieved, but slipping.
--
-- These are the cut-offs of Statistics Canada and of sdg-build.  Others are an
-- argument, from low to high: cutoffs => '{0, 0.005, 0.02}'; then there is no
-- score.  Eurostat's five classes are a CASE over ratio, where target_value is
-- NULL: above 0.01, 0.001, from -0.001, from -0.01, below.
--
-- C: the value that the pace leads to in the target year, as a share of the
-- way from base to target, in the good direction: from 0.95 on_track, 0.10
-- moderate, else limited.  Without a target the growth: from 2 % on_track, 0.5 %
-- moderate, else limited.  Never deteriorating; not_available unless base and
-- current value are above 0 and the current year is at most the target year.
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
	target_value numeric DEFAULT NULL, limit_value numeric DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(text, text, integer, numeric, integer, numeric, integer, numeric, numeric, numeric[]) IS
	'whether a value is on its way from a base to a target, by method A or C';

CREATE FUNCTION socpolicy.progress(method text, direction text, base_year double precision,
	base_value numeric, current_year double precision, current_value numeric,
	target_year double precision DEFAULT NULL, target_value numeric DEFAULT NULL,
	limit_value numeric DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(text, text, double precision, numeric, double precision, numeric, double precision, numeric, numeric, numeric[]) IS
	'whether a value is on its way from a base to a target, by method A or C';

CREATE FUNCTION socpolicy.progress(method text, direction text, base_year double precision,
	base_value double precision, current_year double precision, current_value double precision,
	target_year double precision DEFAULT NULL, target_value double precision DEFAULT NULL,
	limit_value double precision DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(text, text, double precision, double precision, double precision, double precision, double precision, double precision, double precision, numeric[]) IS
	'whether a value is on its way from a base to a target, by method A or C';

CREATE FUNCTION socpolicy.progress_detail(method text, direction text, base_year integer, base_value numeric,
	current_year integer, current_value numeric, target_year integer DEFAULT NULL,
	target_value numeric DEFAULT NULL, limit_value numeric DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(text, text, integer, numeric, integer, numeric, integer, numeric, numeric, numeric[]) IS
	'the same with score, growth and reason';

CREATE FUNCTION socpolicy.progress_detail(method text, direction text, base_year double precision,
	base_value numeric, current_year double precision, current_value numeric,
	target_year double precision DEFAULT NULL, target_value numeric DEFAULT NULL,
	limit_value numeric DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(text, text, double precision, numeric, double precision, numeric, double precision, numeric, numeric, numeric[]) IS
	'the same with score, growth and reason';

CREATE FUNCTION socpolicy.progress_detail(method text, direction text, base_year double precision,
	base_value double precision, current_year double precision, current_value double precision,
	target_year double precision DEFAULT NULL, target_value double precision DEFAULT NULL,
	limit_value double precision DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(text, text, double precision, double precision, double precision, double precision, double precision, double precision, double precision, numeric[]) IS
	'the same with score, growth and reason';

-- From a target: its bound, due year and baseline.  A value equal to a strict
-- bound (<3) has not achieved it, as in evaluate(); the pace is reckoned to
-- the bound all the same.  Beyond the far end of a band is achieved, except
-- for within: inside the band is achieved, below it the lower end is an up
-- target, above it the upper end a down target.  A NULL goal: not_available.
CREATE FUNCTION socpolicy.progress(goal socpolicy.target, current_year integer, current_value numeric,
	method text DEFAULT 'A', limit_value numeric DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(socpolicy.target, integer, numeric, text, numeric, numeric[]) IS
	'whether a value is on its way from the baseline of a target to its bound, by method A or C';

CREATE FUNCTION socpolicy.progress(goal socpolicy.target, current_year double precision,
	current_value numeric, method text DEFAULT 'A', limit_value numeric DEFAULT NULL,
	cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(socpolicy.target, double precision, numeric, text, numeric, numeric[]) IS
	'whether a value is on its way from the baseline of a target to its bound, by method A or C';

CREATE FUNCTION socpolicy.progress(goal socpolicy.target, current_year double precision,
	current_value double precision, method text DEFAULT 'A', limit_value double precision DEFAULT NULL,
	cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress(socpolicy.target, double precision, double precision, text, double precision, numeric[]) IS
	'whether a value is on its way from the baseline of a target to its bound, by method A or C';

CREATE FUNCTION socpolicy.progress_detail(goal socpolicy.target, current_year integer, current_value numeric,
	method text DEFAULT 'A', limit_value numeric DEFAULT NULL, cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(socpolicy.target, integer, numeric, text, numeric, numeric[]) IS
	'the same with score, growth and reason';

CREATE FUNCTION socpolicy.progress_detail(goal socpolicy.target, current_year double precision,
	current_value numeric, method text DEFAULT 'A', limit_value numeric DEFAULT NULL,
	cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(socpolicy.target, double precision, numeric, text, numeric, numeric[]) IS
	'the same with score, growth and reason';

CREATE FUNCTION socpolicy.progress_detail(goal socpolicy.target, current_year double precision,
	current_value double precision, method text DEFAULT 'A', limit_value double precision DEFAULT NULL,
	cutoffs numeric[] DEFAULT NULL) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME', 'socpolicy_progress_detail_of_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_detail(socpolicy.target, double precision, double precision, text, double precision, numeric[]) IS
	'the same with score, growth and reason';

-- ---------- A: several series of one indicator ----------

-- The status of a mean of scores; achieved only if every series is.  NULL score:
-- not_available.  22023 outside -5 to 5.
CREATE FUNCTION socpolicy.progress_from_score(score numeric, achieved boolean DEFAULT false) RETURNS socpolicy.progress_status
	AS 'MODULE_PATHNAME', 'socpolicy_progress_from_score'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_from_score(numeric, boolean) IS
	'method A: status of several series from the mean of their scores';

CREATE TYPE socpolicy.progress_summary AS (
	status socpolicy.progress_status,
	score numeric,
	series_n bigint,
	determined_n bigint,
	achieved_n bigint
);
COMMENT ON TYPE socpolicy.progress_summary IS
	'verdict of method A on several series, with how many of them had one';
COMMENT ON COLUMN socpolicy.progress_summary.status IS 'the verdict on their mean; achieved only if every series that was determined is';
COMMENT ON COLUMN socpolicy.progress_summary.score IS 'mean of the scores; NULL when none was determined';
COMMENT ON COLUMN socpolicy.progress_summary.series_n IS 'how many series there are';
COMMENT ON COLUMN socpolicy.progress_summary.determined_n IS 'how many of them have a score';
COMMENT ON COLUMN socpolicy.progress_summary.achieved_n IS 'how many of them are achieved';

CREATE FUNCTION socpolicy.progress_score(result socpolicy.progress_result) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_progress_score'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_score(socpolicy.progress_result) IS
	'score of a result; NULL when not available, refused where the method gives none';

-- The state: sum of scores, series determined, achieved, in all.
CREATE FUNCTION socpolicy.progress_mean_count(state numeric[], result socpolicy.progress_result) RETURNS numeric[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN result IS NULL THEN state
	ELSE ARRAY[state[1] + coalesce(socpolicy.progress_score(result), 0),
			   state[2] + (socpolicy.progress_score(result) IS NOT NULL)::integer,
			   state[3] + ((result).status::text = 'achieved')::integer,
			   state[4] + 1] END;
COMMENT ON FUNCTION socpolicy.progress_mean_count(numeric[], socpolicy.progress_result) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_mean_count(state numeric[], result socpolicy.progress_summary) RETURNS numeric[]
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN result IS NULL THEN state
	ELSE ARRAY[state[1] + coalesce((result).score, 0),
			   state[2] + ((result).score IS NOT NULL)::integer,
			   state[3] + ((result).status::text = 'achieved')::integer,
			   state[4] + 1] END;
COMMENT ON FUNCTION socpolicy.progress_mean_count(numeric[], socpolicy.progress_summary) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_mean_combine(numeric[], numeric[]) RETURNS numeric[]
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY[$1[1] + $2[1], $1[2] + $2[2], $1[3] + $2[3], $1[4] + $2[4]];
COMMENT ON FUNCTION socpolicy.progress_mean_combine(numeric[], numeric[]) IS 'aggregate combine function';

CREATE FUNCTION socpolicy.progress_mean_final(state numeric[]) RETURNS socpolicy.progress_summary
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ROW(socpolicy.progress_from_score(state[1] / nullif(state[2], 0), state[3] = state[2]),
		   trim_scale(state[1] / nullif(state[2], 0)),
		   state[4]::bigint, state[2]::bigint, state[3]::bigint)::socpolicy.progress_summary;
COMMENT ON FUNCTION socpolicy.progress_mean_final(numeric[]) IS 'aggregate final function';

-- Series that could not be determined are counted and left out; NULLs are
-- skipped.  Of nested groups the means are averaged: progress_mean over the
-- results of progress_mean.  No rows: not_available, of 0 series.
CREATE AGGREGATE socpolicy.progress_mean(result socpolicy.progress_result) (
	SFUNC = socpolicy.progress_mean_count, STYPE = numeric[], INITCOND = '{0,0,0,0}',
	COMBINEFUNC = socpolicy.progress_mean_combine, FINALFUNC = socpolicy.progress_mean_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_mean(socpolicy.progress_result) IS
	'verdict of method A on several series of one indicator';

CREATE AGGREGATE socpolicy.progress_mean(result socpolicy.progress_summary) (
	SFUNC = socpolicy.progress_mean_count, STYPE = numeric[], INITCOND = '{0,0,0,0}',
	COMBINEFUNC = socpolicy.progress_mean_combine, FINALFUNC = socpolicy.progress_mean_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_mean(socpolicy.progress_summary) IS
	'verdict of method A on several groups of series, each counted once';

-- ---------- B: linear between thresholds ----------
--
-- More is better where the optimum lies above the lower bound, else less;
-- NULL where they are equal.  A boundary belongs to the better side; red beyond
-- green is refused with 22023.  A goal's score is the avg() of its normalised
-- indicators, the index the avg() of the goals (SDSN takes a goal that a place
-- cannot have as the mean of its region: that is the caller's to do).  The
-- thresholds are numbers, so that neither bands nor strict bounds arise: a band
-- needs a scale on each side.

CREATE FUNCTION socpolicy.normalise(value numeric, lower numeric, optimum numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_normalise'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.normalise(numeric, numeric, numeric) IS
	'place of a value from 0 at the lower bound to 100 at the optimum, clamped';

CREATE FUNCTION socpolicy.normalise(value double precision, lower double precision, optimum double precision) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_normalise'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.normalise(double precision, double precision, double precision) IS
	'place of a value from 0 at the lower bound to 100 at the optimum, clamped';

-- From green on green, from the middle between red and green yellow, from red
-- on orange, else red.
CREATE FUNCTION socpolicy.colour(value numeric, lower numeric, red numeric, green numeric, optimum numeric) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_colour'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.colour(numeric, numeric, numeric, numeric, numeric) IS
	'green, yellow, orange or red';

CREATE FUNCTION socpolicy.colour(value double precision, lower double precision, red double precision,
	green double precision, optimum double precision) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_colour'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.colour(double precision, double precision, double precision, double precision, double precision) IS
	'green, yellow, orange or red';

CREATE FUNCTION socpolicy.colour_position(value numeric, lower numeric, red numeric, green numeric,
	optimum numeric) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_colour_position'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.colour_position(numeric, numeric, numeric, numeric, numeric) IS
	'place of a value from 0 at the lower bound over 1 at red and 2 at green to 3 at the optimum';

CREATE FUNCTION socpolicy.colour_position(value double precision, lower double precision,
	red double precision, green double precision, optimum double precision) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_colour_position'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.colour_position(double precision, double precision, double precision, double precision, double precision) IS
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
-- improving, else on track; at green on track, or stagnating if falling (beyond
-- the optimum nothing falls).  That is the edition of 2023; an immutable
-- function does not change its answer with another.  not_available when
-- anything is NULL, the current year is not after the base year, or the target
-- year is not.
CREATE FUNCTION socpolicy.arrow(base_year integer, base_value numeric, current_year integer,
	current_value numeric, target_year integer, lower numeric, green numeric, optimum numeric) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_arrow'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.arrow(integer, numeric, integer, numeric, integer, numeric, numeric, numeric) IS
	'decreasing, stagnating, moderately improving, on track or not_available';

CREATE FUNCTION socpolicy.arrow(base_year double precision, base_value numeric,
	current_year double precision, current_value numeric, target_year double precision, lower numeric,
	green numeric, optimum numeric) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_arrow'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.arrow(double precision, numeric, double precision, numeric, double precision, numeric, numeric, numeric) IS
	'decreasing, stagnating, moderately improving, on track or not_available';

CREATE FUNCTION socpolicy.arrow(base_year double precision, base_value double precision,
	current_year double precision, current_value double precision, target_year double precision,
	lower double precision, green double precision, optimum double precision) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_arrow'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.arrow(double precision, double precision, double precision, double precision, double precision, double precision, double precision, double precision) IS
	'decreasing, stagnating, moderately improving, on track or not_available';

-- ---------- D: status index ----------

-- 10 * d * (current - base) / |target - base|, negative when gone backwards; 10
-- for a target that is met, NULL for one not met where target and base are
-- equal.  Without a direction the good way is the one from base to target.
-- within is for a point that may be overshot (parity): 10 less ten times the
-- distance from the target over that of the base.
CREATE FUNCTION socpolicy.status_index(base_value numeric, current_value numeric, target_value numeric,
	direction text DEFAULT NULL) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_status_index'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.status_index(numeric, numeric, numeric, text) IS
	'way made from base to target, in tenths; to compare with expected_position()';

CREATE FUNCTION socpolicy.status_index(base_value double precision, current_value double precision,
	target_value double precision, direction text DEFAULT NULL) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_status_index'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.status_index(double precision, double precision, double precision, text) IS
	'way made from base to target, in tenths; to compare with expected_position()';

-- 10 * (current year - base year) / (target year - base year); NULL where the
-- target year is not after the base year.
CREATE FUNCTION socpolicy.expected_position(base_year integer, current_year integer, target_year integer) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_expected_position'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.expected_position(integer, integer, integer) IS
	'status index that a steady way would have by now';

CREATE FUNCTION socpolicy.expected_position(base_year double precision, current_year double precision,
	target_year double precision) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_expected_position'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.expected_position(double precision, double precision, double precision) IS
	'status index that a steady way would have by now';

-- ---------- E: reporting rate ----------

-- min(100 * actual / expected, 100); nothing expected: NULL.  With only the
-- reports sent inside the deadline it is the rate on time.
CREATE FUNCTION socpolicy.reporting_rate(actual bigint, expected bigint) RETURNS numeric
	AS 'MODULE_PATHNAME', 'socpolicy_reporting_rate'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.reporting_rate(bigint, bigint) IS
	'percent of the expected reports that came';
