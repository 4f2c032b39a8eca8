-- Pictures as text: SVG for pages and cells that show HTML, block characters
-- for psql.
--
-- An SVG is one element without scripts, styles, ids or references, below
-- 20 kB, with a title and a description for screen readers; every text that
-- comes in is escaped and cut.  A status is told by shape and word, and by
-- colour only beside them.  A picture smaller than its usual size leaves out
-- its texts, a larger one is magnified.
--
-- lang is vi or en, width (40 to 4000) and height (16 to 4000) are in pixels:
-- 22023 for others, 22004 for NULL.  NaN and infinity: 22003.  A unit of more
-- than 12 bytes is shown once, with the value.

-- ---------- one figure ----------

-- A bar from zero to the value; a mark at the target, with a filled dot if the
-- bound is accepted and a ring if not; a shade over, and a bracket below, all
-- that is accepted; a dashed mark with a diamond for the comparison (the
-- national target beside the local one); a square at the baseline that the
-- goal states.  A value far beyond the targets is drawn as a broken bar.
-- NULL value or goal: the picture says so.  Never NULL.
CREATE FUNCTION socpolicy.bullet_svg(value numeric, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi', title text DEFAULT NULL,
	comparison socpolicy.target DEFAULT NULL, comparison_label text DEFAULT NULL,
	width integer DEFAULT 360, height integer DEFAULT 96) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_bullet_svg'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bullet_svg(numeric, socpolicy.target, date, text, text, text, socpolicy.target, text, integer, integer) IS
	'a value against its target as an SVG picture';

CREATE FUNCTION socpolicy.bullet_svg(value bigint, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi', title text DEFAULT NULL,
	comparison socpolicy.target DEFAULT NULL, comparison_label text DEFAULT NULL,
	width integer DEFAULT 360, height integer DEFAULT 96) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_bullet_svg'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bullet_svg(bigint, socpolicy.target, date, text, text, text, socpolicy.target, text, integer, integer) IS
	'a value against its target as an SVG picture';

CREATE FUNCTION socpolicy.bullet_svg(value double precision, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi', title text DEFAULT NULL,
	comparison socpolicy.target DEFAULT NULL, comparison_label text DEFAULT NULL,
	width integer DEFAULT 360, height integer DEFAULT 96) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_bullet_svg'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bullet_svg(double precision, socpolicy.target, date, text, text, text, socpolicy.target, text, integer, integer) IS
	'a value against its target as an SVG picture';

CREATE FUNCTION socpolicy.bullet_svg(value real, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi', title text DEFAULT NULL,
	comparison socpolicy.target DEFAULT NULL, comparison_label text DEFAULT NULL,
	width integer DEFAULT 360, height integer DEFAULT 96) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_bullet_svg'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bullet_svg(real, socpolicy.target, date, text, text, text, socpolicy.target, text, integer, integer) IS
	'a value against its target as an SVG picture';

CREATE FUNCTION socpolicy.bullet_svg(value text, goal socpolicy.target, period_end date DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi', title text DEFAULT NULL,
	comparison socpolicy.target DEFAULT NULL, comparison_label text DEFAULT NULL,
	width integer DEFAULT 360, height integer DEFAULT 96) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_bullet_svg'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bullet_svg(text, socpolicy.target, date, text, text, text, socpolicy.target, text, integer, integer) IS
	'a value against its target as an SVG picture';

-- ---------- a series ----------

-- The figures of years, in any order; a NULL is a gap in the line.  The last
-- figure is labelled and judged as that of a period that ends with its year.
-- The goal is a dashed line: the straight path from its baseline to its bound,
-- where it has baseline and due date, and level elsewhere.  Its dot at the due
-- date, or at the left without one, is a ring if the bound is not accepted;
-- the arrow points to what is accepted.  Many figures are thinned out to the
-- highest and lowest.  Milestones (a target path: 2025 and 2030; 22023 without a
-- due date, or more than 20) are steps, of which the goal is the last; breaks are
-- first years of a new meaning: a dashed upright, over which no line leads.
-- forecast_to (at most 100 years on) carries the figures since the last break on
-- as forecast() does, with its interval of 95 % as a fan.  22023 for arrays of different length, a year twice or
-- outside 1 to 9999; 22004 for a NULL year; 2202E for more than one dimension.
-- Never NULL.
CREATE FUNCTION socpolicy.trend_svg(years integer[], figures numeric[], goal socpolicy.target DEFAULT NULL,
	unit text DEFAULT NULL, lang text DEFAULT 'vi', title text DEFAULT NULL,
	comparison socpolicy.target DEFAULT NULL, comparison_label text DEFAULT NULL,
	width integer DEFAULT 480, height integer DEFAULT 240, milestones socpolicy.target[] DEFAULT NULL,
	breaks integer[] DEFAULT NULL, forecast_to integer DEFAULT NULL, lower_limit numeric DEFAULT NULL,
	upper_limit numeric DEFAULT NULL) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_trend_svg'
	LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.trend_svg(integer[], numeric[], socpolicy.target, text, text, text, socpolicy.target, text, integer, integer, socpolicy.target[], integer[], integer, numeric, numeric) IS
	'figures of years against their target as an SVG picture';

-- ---------- block characters ----------

-- One mark for each number, from the lowest to the highest in eight heights,
-- a blank for a NULL.  Of more than 1000 numbers a mark shows the last of a
-- group.  2202E for more than one dimension.
CREATE FUNCTION socpolicy.sparkline(figures numeric[]) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_sparkline'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.sparkline(numeric[]) IS
	'series of numbers as a line of block characters';

-- width (1 to 200) characters stand for max, which is greater than 0 (22023).
-- A number beyond it ends in an arrow, one below zero is an arrow.
CREATE FUNCTION socpolicy.bar(value numeric, max numeric, width integer DEFAULT 20) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_bar'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bar(numeric, numeric, integer) IS
	'number as a bar of block characters, exact to an eighth';

CREATE FUNCTION socpolicy.bar(value double precision, max double precision, width integer DEFAULT 20) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_bar'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.bar(double precision, double precision, integer) IS
	'number as a bar of block characters, exact to an eighth';
