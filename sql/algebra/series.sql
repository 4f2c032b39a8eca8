-- series: figures of one indicator over the years, quarters or months.
--
-- A trend is a summary of a series: how many points, the first and the last
-- figures, the straight line through them.  Small, of fixed size, and mergeable
-- like a tally.  A year is from 1 to 9999 (22008): an integer, or a bigint,
-- numeric or double precision that is a whole number (22023); a value is numeric
-- or double precision (which stands for its shortest decimal); rows without
-- either are skipped.  Where the period that is asked for has different values,
-- the question is refused with 21000.

-- ---------- trend: type ----------

CREATE TYPE socpolicy.trend;

CREATE FUNCTION socpolicy.trend_in(cstring) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_in(cstring) IS 'I/O';

CREATE FUNCTION socpolicy.trend_out(socpolicy.trend) RETURNS cstring
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_out(socpolicy.trend) IS 'I/O';

CREATE FUNCTION socpolicy.trend_recv(internal) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_recv(internal) IS 'I/O';

CREATE FUNCTION socpolicy.trend_send(socpolicy.trend) RETURNS bytea
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_send(socpolicy.trend) IS 'I/O';

CREATE TYPE socpolicy.trend (
	INPUT = socpolicy.trend_in,
	OUTPUT = socpolicy.trend_out,
	RECEIVE = socpolicy.trend_recv,
	SEND = socpolicy.trend_send,
	INTERNALLENGTH = 152,
	ALIGNMENT = double,
	STORAGE = plain
);

COMMENT ON TYPE socpolicy.trend IS
	'summary of a series of yearly figures: points, first and last figures, straight line';

-- ---------- trend: aggregates ----------
--
-- The state is a trend, so that the aggregates run in parallel and across
-- servers.  No rows: the trend without points.

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year integer, value numeric) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, integer, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year integer, value numeric, break_year integer) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, integer, numeric, integer) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year integer, value double precision) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, integer, double precision) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year integer, value double precision, break_year integer) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, integer, double precision, integer) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year double precision, value numeric) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, double precision, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year double precision, value numeric, break_year double precision) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, double precision, numeric, double precision) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year double precision, value double precision) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, double precision, double precision) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, year double precision, value double precision, break_year double precision) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_value'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, double precision, double precision, double precision) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, on_date date, value numeric) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_date'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, date, numeric) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_count(state socpolicy.trend, on_date date, value double precision) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME', 'trend_count_date'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_count(socpolicy.trend, date, double precision) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.trend_combine(socpolicy.trend, socpolicy.trend) RETURNS socpolicy.trend
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_combine(socpolicy.trend, socpolicy.trend) IS 'aggregate combine function';

CREATE AGGREGATE socpolicy.trend_agg(year integer, value numeric) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(integer, numeric) IS
	'trend of yearly figures';

CREATE AGGREGATE socpolicy.trend_agg(year integer, value double precision) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(integer, double precision) IS
	'trend of yearly figures';

CREATE AGGREGATE socpolicy.trend_agg(year double precision, value numeric) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(double precision, numeric) IS
	'trend of yearly figures';

CREATE AGGREGATE socpolicy.trend_agg(year double precision, value double precision) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(double precision, double precision) IS
	'trend of yearly figures';

-- break_year is the first year of a new meaning (another standard, another
-- area), one for the whole series (22023); NULL is none.  Points before it are
-- not used once there are points from it on; with a break still to come, all
-- points lie before it, and forecast() does not reach over it.

CREATE AGGREGATE socpolicy.trend_agg(year integer, value numeric, break_year integer) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(integer, numeric, integer) IS
	'trend of the yearly figures on one side of a break';

CREATE AGGREGATE socpolicy.trend_agg(year integer, value double precision, break_year integer) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(integer, double precision, integer) IS
	'trend of the yearly figures on one side of a break';

CREATE AGGREGATE socpolicy.trend_agg(year double precision, value numeric, break_year double precision) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(double precision, numeric, double precision) IS
	'trend of the yearly figures on one side of a break';

CREATE AGGREGATE socpolicy.trend_agg(year double precision, value double precision, break_year double precision) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_agg(double precision, double precision, double precision) IS
	'trend of the yearly figures on one side of a break';

-- By the quarter or month that a day lies in: the last day of what the figure
-- describes, say.  The slope of such a trend is the change a year, too.

CREATE AGGREGATE socpolicy.trend_by_quarter(on_date date, value numeric) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'by=quarter,points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_by_quarter(date, numeric) IS
	'trend of quarterly figures';

CREATE AGGREGATE socpolicy.trend_by_quarter(on_date date, value double precision) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'by=quarter,points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_by_quarter(date, double precision) IS
	'trend of quarterly figures';

CREATE AGGREGATE socpolicy.trend_by_month(on_date date, value numeric) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'by=month,points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_by_month(date, numeric) IS
	'trend of monthly figures';

CREATE AGGREGATE socpolicy.trend_by_month(on_date date, value double precision) (
	SFUNC = socpolicy.trend_count, STYPE = socpolicy.trend, INITCOND = 'by=month,points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_by_month(date, double precision) IS
	'trend of monthly figures';

CREATE AGGREGATE socpolicy.trend_merge(trend socpolicy.trend) (
	SFUNC = socpolicy.trend_combine, STYPE = socpolicy.trend, INITCOND = 'points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,xy=0/0,yy=0/0',
	COMBINEFUNC = socpolicy.trend_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.trend_merge(socpolicy.trend) IS
	'trend of all the points of several trends';

-- ---------- trend: accessors ----------
--
-- NULL where there are too few points for an answer.

CREATE FUNCTION socpolicy.points(series socpolicy.trend) RETURNS bigint
	AS 'MODULE_PATHNAME', 'trend_points'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.points(socpolicy.trend) IS
	'how many figures there are';

CREATE FUNCTION socpolicy.first_year(series socpolicy.trend) RETURNS integer
	AS 'MODULE_PATHNAME', 'trend_first_year'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.first_year(socpolicy.trend) IS
	'year of the first figure';

CREATE FUNCTION socpolicy.first_value(series socpolicy.trend) RETURNS numeric
	AS 'MODULE_PATHNAME', 'trend_first_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.first_value(socpolicy.trend) IS
	'the first figure';

CREATE FUNCTION socpolicy.last_year(series socpolicy.trend) RETURNS integer
	AS 'MODULE_PATHNAME', 'trend_last_year'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.last_year(socpolicy.trend) IS
	'year of the last figure';

CREATE FUNCTION socpolicy.last_value(series socpolicy.trend) RETURNS numeric
	AS 'MODULE_PATHNAME', 'trend_last_value'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.last_value(socpolicy.trend) IS
	'the last figure';

CREATE FUNCTION socpolicy.first_period(series socpolicy.trend) RETURNS text
	AS 'MODULE_PATHNAME', 'trend_first_period'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.first_period(socpolicy.trend) IS
	'year, quarter or month of the first figure: 2024, 2024-Q1 or 2024-03';

CREATE FUNCTION socpolicy.last_period(series socpolicy.trend) RETURNS text
	AS 'MODULE_PATHNAME', 'trend_last_period'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.last_period(socpolicy.trend) IS
	'year, quarter or month of the last figure: 2024, 2024-Q1 or 2024-03';

CREATE FUNCTION socpolicy.last_change(series socpolicy.trend) RETURNS numeric
	AS 'MODULE_PATHNAME', 'trend_last_change'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.last_change(socpolicy.trend) IS
	'last figure less the one before it, in the unit of the figures (points, for a percentage)';

CREATE FUNCTION socpolicy.last_change_percent(series socpolicy.trend) RETURNS numeric
	AS 'MODULE_PATHNAME', 'trend_last_change_percent'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.last_change_percent(socpolicy.trend) IS
	'the same in percent of the one before it; NULL where that is 0';

CREATE FUNCTION socpolicy.slope(series socpolicy.trend) RETURNS numeric
	AS 'MODULE_PATHNAME', 'trend_slope'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.slope(socpolicy.trend) IS
	'change a year of the least-squares line, in the unit of the figures';

-- By the sign of the slope.  Within: good is towards the band; inside it
-- nothing needs to move, and it is flat.
CREATE FUNCTION socpolicy.trend_direction(series socpolicy.trend, goal socpolicy.target) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_trend_direction'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_direction(socpolicy.trend, socpolicy.target) IS
	'good, bad or flat, by the target; NULL where there is no slope';

-- ---------- forecast ----------

-- The least-squares line carried on to a year (of a trend by quarter or month,
-- to its end), and the interval in which a new figure lies with that confidence
-- (percent) if the years keep to the line as closely as they did.  No value
-- lies beyond a limit (0 and 100 for a share): a line that leads there is cut,
-- and the remark says 'limit reached'.  An interval is never a single number:
-- it is NULL where the points lie on a line (the remark says so) or it would lie
-- beyond a limit.  Refused, with value NULL and the reason: fewer than three
-- points, all points in one period, a break between the points and the year (the
-- one given to trend_agg(), or another given here) or between the points.
CREATE FUNCTION socpolicy.forecast(series socpolicy.trend, year integer, break_year integer DEFAULT NULL,
	confidence numeric DEFAULT 95, lower_limit numeric DEFAULT NULL, upper_limit numeric DEFAULT NULL,
	OUT value numeric, OUT lower numeric, OUT upper numeric, OUT reason text, OUT remark text)
	AS 'MODULE_PATHNAME', 'socpolicy_forecast'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.forecast(socpolicy.trend, integer, integer, numeric, numeric, numeric) IS
	'value of a later year if the trend holds, with its interval, or why there is none';

CREATE FUNCTION socpolicy.forecast(series socpolicy.trend, on_date date, break_year integer DEFAULT NULL,
	confidence numeric DEFAULT 95, lower_limit numeric DEFAULT NULL, upper_limit numeric DEFAULT NULL,
	OUT value numeric, OUT lower numeric, OUT upper numeric, OUT reason text, OUT remark text)
	AS 'MODULE_PATHNAME', 'socpolicy_forecast_on_date'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.forecast(socpolicy.trend, date, integer, numeric, numeric, numeric) IS
	'the same for the year, quarter or month that a day lies in';

-- A sentence, for the year of the goal's due date where no year is given; NULL
-- where neither is.  Rounded for print, but never so that the value would seem
-- to lie on another side of the target.
CREATE FUNCTION socpolicy.forecast_text(series socpolicy.trend, goal socpolicy.target DEFAULT NULL,
	year integer DEFAULT NULL, unit text DEFAULT NULL, lang text DEFAULT 'vi', break_year integer DEFAULT NULL,
	lower_limit numeric DEFAULT NULL, upper_limit numeric DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_forecast_text'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.forecast_text(socpolicy.trend, socpolicy.target, integer, text, text, integer, numeric, numeric) IS
	'where the trend leads, in one sentence, in Vietnamese or English';

-- ---------- progress of a series ----------
--
-- The verdict of method A or C on a whole series, with its inputs and what it
-- was reckoned from.  The main form is (year, value, goal): a target with its
-- baseline says the rest.  The current figure is the last (for C with a target,
-- the last up to the target year); the base is that of the configured base year,
-- or of the next later year with data (without one, the first).  A baseline of
-- the goal goes before both.  The form of plain numbers has the order of
-- progress(), without the base value.  Everything but year and value must be
-- the same in all rows (22023).  The state is a bytea of fixed size: parallel
-- and shippable.  No rows: NULL; no data in the rows: not_available.

CREATE FUNCTION socpolicy.progress_count(state bytea, year integer, value numeric, goal socpolicy.target) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, integer, numeric, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year integer, value numeric, goal socpolicy.target, method text, base_year integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, integer, numeric, socpolicy.target, text, integer) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year integer, value numeric, goal socpolicy.target, method text, base_year integer, cutoffs numeric[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, integer, numeric, socpolicy.target, text, integer, numeric[]) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year integer, value double precision, goal socpolicy.target) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, integer, double precision, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year integer, value double precision, goal socpolicy.target, method text, base_year integer) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, integer, double precision, socpolicy.target, text, integer) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year integer, value double precision, goal socpolicy.target, method text, base_year integer, cutoffs numeric[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, integer, double precision, socpolicy.target, text, integer, numeric[]) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year double precision, value numeric, goal socpolicy.target) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, double precision, numeric, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year double precision, value numeric, goal socpolicy.target, method text, base_year double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, double precision, numeric, socpolicy.target, text, double precision) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year double precision, value numeric, goal socpolicy.target, method text, base_year double precision, cutoffs numeric[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, double precision, numeric, socpolicy.target, text, double precision, numeric[]) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year double precision, value double precision, goal socpolicy.target) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, double precision, double precision, socpolicy.target) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year double precision, value double precision, goal socpolicy.target, method text, base_year double precision) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, double precision, double precision, socpolicy.target, text, double precision) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, year double precision, value double precision, goal socpolicy.target, method text, base_year double precision, cutoffs numeric[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_goal'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, double precision, double precision, socpolicy.target, text, double precision, numeric[]) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, method text, direction text, base_year integer, year integer, value numeric, target_year integer, target_value numeric, limit_value numeric, cutoffs numeric[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_numbers'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, text, text, integer, integer, numeric, integer, numeric, numeric, numeric[]) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, method text, direction text, base_year double precision, year double precision, value numeric, target_year double precision, target_value numeric, limit_value numeric, cutoffs numeric[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_numbers'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, text, text, double precision, double precision, numeric, double precision, numeric, numeric, numeric[]) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_count(state bytea, method text, direction text, base_year double precision, year double precision, value double precision, target_year double precision, target_value double precision, limit_value double precision, cutoffs numeric[]) RETURNS bytea
	AS 'MODULE_PATHNAME', 'progress_count_numbers'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_count(bytea, text, text, double precision, double precision, double precision, double precision, double precision, double precision, numeric[]) IS 'aggregate transition function';

CREATE FUNCTION socpolicy.progress_combine(bytea, bytea) RETURNS bytea
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_combine(bytea, bytea) IS 'aggregate combine function';

CREATE FUNCTION socpolicy.progress_final(bytea) RETURNS socpolicy.progress_result
	AS 'MODULE_PATHNAME'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.progress_final(bytea) IS 'aggregate final function';

CREATE AGGREGATE socpolicy.progress_agg(year integer, value numeric, goal socpolicy.target) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(integer, numeric, socpolicy.target) IS
	'verdict of method A on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year integer, value numeric, goal socpolicy.target, method text, base_year integer) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(integer, numeric, socpolicy.target, text, integer) IS
	'verdict of method A or C on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year integer, value numeric, goal socpolicy.target, method text, base_year integer, cutoffs numeric[]) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(integer, numeric, socpolicy.target, text, integer, numeric[]) IS
	'verdict of method A on a series, towards a target, by other cut-offs';

CREATE AGGREGATE socpolicy.progress_agg(year integer, value double precision, goal socpolicy.target) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(integer, double precision, socpolicy.target) IS
	'verdict of method A on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year integer, value double precision, goal socpolicy.target, method text, base_year integer) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(integer, double precision, socpolicy.target, text, integer) IS
	'verdict of method A or C on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year integer, value double precision, goal socpolicy.target, method text, base_year integer, cutoffs numeric[]) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(integer, double precision, socpolicy.target, text, integer, numeric[]) IS
	'verdict of method A on a series, towards a target, by other cut-offs';

CREATE AGGREGATE socpolicy.progress_agg(year double precision, value numeric, goal socpolicy.target) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(double precision, numeric, socpolicy.target) IS
	'verdict of method A on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year double precision, value numeric, goal socpolicy.target, method text, base_year double precision) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(double precision, numeric, socpolicy.target, text, double precision) IS
	'verdict of method A or C on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year double precision, value numeric, goal socpolicy.target, method text, base_year double precision, cutoffs numeric[]) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(double precision, numeric, socpolicy.target, text, double precision, numeric[]) IS
	'verdict of method A on a series, towards a target, by other cut-offs';

CREATE AGGREGATE socpolicy.progress_agg(year double precision, value double precision, goal socpolicy.target) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(double precision, double precision, socpolicy.target) IS
	'verdict of method A on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year double precision, value double precision, goal socpolicy.target, method text, base_year double precision) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(double precision, double precision, socpolicy.target, text, double precision) IS
	'verdict of method A or C on a series, towards a target';

CREATE AGGREGATE socpolicy.progress_agg(year double precision, value double precision, goal socpolicy.target, method text, base_year double precision, cutoffs numeric[]) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(double precision, double precision, socpolicy.target, text, double precision, numeric[]) IS
	'verdict of method A on a series, towards a target, by other cut-offs';

CREATE AGGREGATE socpolicy.progress_agg(method text, direction text, base_year integer, year integer, value numeric, target_year integer, target_value numeric, limit_value numeric, cutoffs numeric[]) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(text, text, integer, integer, numeric, integer, numeric, numeric, numeric[]) IS
	'verdict of method A or C on a series, from plain numbers';

CREATE AGGREGATE socpolicy.progress_agg(method text, direction text, base_year double precision, year double precision, value numeric, target_year double precision, target_value numeric, limit_value numeric, cutoffs numeric[]) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(text, text, double precision, double precision, numeric, double precision, numeric, numeric, numeric[]) IS
	'verdict of method A or C on a series, from plain numbers';

CREATE AGGREGATE socpolicy.progress_agg(method text, direction text, base_year double precision, year double precision, value double precision, target_year double precision, target_value double precision, limit_value double precision, cutoffs numeric[]) (
	SFUNC = socpolicy.progress_count, STYPE = bytea,
	COMBINEFUNC = socpolicy.progress_combine, FINALFUNC = socpolicy.progress_final,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE socpolicy.progress_agg(text, text, double precision, double precision, double precision, double precision, double precision, double precision, numeric[]) IS
	'verdict of method A or C on a series, from plain numbers';
