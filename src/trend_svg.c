/*
 * trend_svg.c - the figures of years against their target as a picture.
 */
#include "picture.h"

#include <math.h>


#include "catalog/pg_type.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "forecast.h"
#include "progress.h"

#define MAX_YEAR			9999
#define MAX_MILESTONES		20
#define MAX_BREAKS			20
/* So many places of a fan are reckoned; between them it is drawn straight. */
#define FAN_STEPS			12
#define MAX_FORECAST_YEARS	100
#define CONFIDENCE			95

static const PictureSize trend_size = {480, 240, 180, 100};

/* ---------- series ---------- */

typedef struct Point
{
	int			year;
	Numeric		value;			/* NULL: a gap */
} Point;

typedef struct Series
{
	int			count;
	Point	   *points;			/* in the order of the years */
	int			known;			/* how many have a value */
	int			last;			/* the last that has one, or -1 */
} Series;

static int
point_cmp(const void *a, const void *b)
{
	int			left = ((const Point *) a)->year;
	int			right = ((const Point *) b)->year;

	return (left > right) - (left < right);
}

static void
read_years(ArrayType *array, int count, Point *points)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nyears;

	check_one_dimension(array);
	deconstruct_array(array, INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &elements, &nulls, &nyears);
	if (nyears != count)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("years and values must be of the same length"),
				 errdetail("There are %d years and %d values.", nyears, count)));
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a year must not be null")));
		points[i].year = DatumGetInt32(elements[i]);
		if (points[i].year < 1 || points[i].year > MAX_YEAR)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("year out of range: %d", points[i].year)));
	}
}

/* Sort by year and say where the last figure is. */
static void
series_order(Series *series)
{
	qsort(series->points, series->count, sizeof(Point), point_cmp);
	for (int i = 0; i < series->count; i++)
	{
		const Point *point = &series->points[i];

		if (i > 0 && point[-1].year == point->year)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("year %d occurs twice", point->year)));
		if (point->value != NULL)
		{
			series->last = i;
			series->known++;
		}
	}
}

/* Read two array arguments; a NULL reads as an empty array. */
static void
series_from_args(FunctionCallInfo fcinfo, Series *series)
{
	ArrayType  *years = PG_ARGISNULL(0) ? construct_empty_array(INT4OID)
		: PG_GETARG_ARRAYTYPE_P(0);
	ArrayType  *values = PG_ARGISNULL(1) ? construct_empty_array(NUMERICOID)
		: PG_GETARG_ARRAYTYPE_P(1);
	Numeric    *numbers = numerics_from_array(values, &series->count);

	series->points = palloc(Max(series->count, 1) * sizeof(Point));
	for (int i = 0; i < series->count; i++)
		series->points[i].value = numbers[i];
	read_years(years, series->count, series->points);
	series->known = 0;
	series->last = -1;
	series_order(series);
}

/* ---------- trend ---------- */

/* With more dots than this a line is thinned, and single dots are not drawn. */
#define MAX_DOTS			200
#define THINNED_GROUPS		60
#define MAX_MARKED_DOTS		30
/* A due date or baseline farther away than this is not worth the room. */
#define MAX_YEARS_AROUND	40

typedef struct Dot
{
	double		x;
	double		y;
	bool		is_known;
	bool		is_behind_break;	/* no line leads to it */
} Dot;

/* A place of the fan. */
typedef struct FanPoint
{
	int			year;
	Forecast	forecast;
} FanPoint;

typedef struct Chart
{
	Picture		picture;
	Series		series;
	int			nmilestones;
	Target		milestones[MAX_MILESTONES + 1]; /* in the order of their dates */
	int			nbreaks;
	int			breaks[MAX_BREAKS];		/* first years of a new meaning, in order */
	int			forecast_to;	/* 0: no forecast */
	int			nfan;			/* 0: refused, or none asked */
	FanPoint	fan[FAN_STEPS];
	Axis		axis;			/* from the bottom up */
	double		first_year;		/* the end of it lies at left */
	double		last_year;
	Key			key;
	int			key_rows;
	double		left;			/* of the plot */
	double		right;
	double		top;
	double		bottom;
} Chart;

/* A date in years; the last day of a year is the year itself. */
static double
date_in_years(DateADT date)
{
	int			year;
	int			month;
	int			day;
	int			before;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	before = date2j(year - 1, 12, 31);
	return year - 1 + (double) (date + POSTGRES_EPOCH_JDATE - before) /
		(date2j(year, 12, 31) - before);
}

static DateADT
end_of_year(int year)
{
	return date2j(year, 12, 31) - POSTGRES_EPOCH_JDATE;
}

/* The place of the end of a year, which may lie outside of the plot. */
static double
year_place(const Chart *chart, double year)
{
	double		share = (year - chart->first_year) /
		(chart->last_year - chart->first_year);

	return chart->left + 8 + share * (chart->right - chart->left - 16);
}

static bool
is_in_plot(const Chart *chart, double x)
{
	return x >= chart->left && x <= chart->right;
}

/* ---------- milestones, breaks, forecast ---------- */

static int
milestone_cmp(const void *a, const void *b)
{
	DateADT		left = ((const Target *) a)->due;
	DateADT		right = ((const Target *) b)->due;

	return (left > right) - (left < right);
}

/* The steps of a target path; the goal is one of them if it has a date. */
static void
milestones_from_arg(FunctionCallInfo fcinfo, Chart *chart)
{
	ArrayType  *array;
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	const Target *goal = chart->picture.goal;
	bool		has_goal = goal == NULL || !target_has_due(goal);

	if (PG_ARGISNULL(ARG_MILESTONES))
		return;
	array = PG_GETARG_ARRAYTYPE_P(ARG_MILESTONES);
	check_one_dimension(array);
	deconstruct_array(array, ARR_ELEMTYPE(array), sizeof(Target), false,
					  TYPALIGN_DOUBLE, &elements, &nulls, &count);
	if (count > MAX_MILESTONES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a target path has at most %d milestones", MAX_MILESTONES)));
	for (int i = 0; i < count; i++)
	{
		Target	   *milestone = DatumGetTargetP(elements[i]);

		if (nulls[i])
			continue;
		if (!target_has_due(milestone))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a milestone needs a due date")));
		has_goal |= goal != NULL && milestone->due == goal->due;
		chart->milestones[chart->nmilestones++] = *milestone;
	}
	if (!has_goal && chart->nmilestones > 0)
		chart->milestones[chart->nmilestones++] = *goal;
	qsort(chart->milestones, chart->nmilestones, sizeof(Target), milestone_cmp);
}

static int
int_cmp(const void *a, const void *b)
{
	int			left = *(const int *) a;
	int			right = *(const int *) b;

	return (left > right) - (left < right);
}

static void
breaks_from_arg(FunctionCallInfo fcinfo, Chart *chart)
{
	Datum	   *elements;
	bool	   *nulls;
	int			count;

	if (PG_ARGISNULL(ARG_BREAKS))
		return;
	check_one_dimension(PG_GETARG_ARRAYTYPE_P(ARG_BREAKS));
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(ARG_BREAKS), INT4OID, sizeof(int32), true,
					  TYPALIGN_INT, &elements, &nulls, &count);
	if (count > MAX_BREAKS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a picture shows at most %d breaks", MAX_BREAKS)));
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			continue;
		check_year(DatumGetInt32(elements[i]));
		chart->breaks[chart->nbreaks++] = DatumGetInt32(elements[i]);
	}
	qsort(chart->breaks, chart->nbreaks, sizeof(int), int_cmp);
}

/* The last break up to a year, or the first behind it; 0 if none. */
static int
break_beside(const Chart *chart, int year, bool behind)
{
	int			found = 0;

	for (int i = 0; i < chart->nbreaks; i++)
	{
		if (behind && found == 0 && chart->breaks[i] > year)
			found = chart->breaks[i];
		if (!behind && chart->breaks[i] <= year)
			found = chart->breaks[i];
	}
	return found;
}

static bool
is_break_between(const Chart *chart, int year, int later)
{
	int			found = break_beside(chart, year, true);

	return found != 0 && found <= later;
}

static Numeric
limit_from_arg(FunctionCallInfo fcinfo, int arg)
{
	return PG_ARGISNULL(arg) ? NULL : refuse_nonfinite(PG_GETARG_NUMERIC(arg));
}

/* The figures since the last break, as a trend. */
static void
chart_trend(const Chart *chart, Trend *trend)
{
	const Series *series = &chart->series;
	int			since = break_beside(chart, series->points[series->last].year, false);

	memset(trend, 0, sizeof(*trend));
	for (int i = 0; i < series->count; i++)
	{
		const Point *point = &series->points[i];
		Figure		figure;

		if (point->value == NULL || point->year < since)
			continue;
		figure_make(&figure, point->year, NumericGetDatum(point->value), NUMERICOID);
		trend_count(trend, &figure);
	}
}

/* Reckon the fan from the last figure to the year that is asked for. */
static void
chart_forecast(FunctionCallInfo fcinfo, Chart *chart)
{
	const Series *series = &chart->series;
	Outlook		outlook = {.lower_limit = limit_from_arg(fcinfo, ARG_LIMITS),
	.upper_limit = limit_from_arg(fcinfo, ARG_LIMITS + 1)};
	Trend		trend;
	float8		quantile;
	int			last;
	int			years;

	if (PG_ARGISNULL(ARG_FORECAST) || series->last < 0)
		return;
	check_year(PG_GETARG_INT32(ARG_FORECAST));
	last = series->points[series->last].year;
	years = PG_GETARG_INT32(ARG_FORECAST) - last;
	if (years <= 0)
		return;
	if (years > MAX_FORECAST_YEARS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a picture forecasts at most %d years", MAX_FORECAST_YEARS)));
	chart->forecast_to = last + years;
	chart_trend(chart, &trend);
	outlook.break_year = break_beside(chart, last, true);
	quantile = forecast_quantile(trend.points, CONFIDENCE);
	for (int i = 0; i < Min(years, FAN_STEPS); i++)
	{
		FanPoint   *point = &chart->fan[i];

		point->year = last + (years <= FAN_STEPS ? i + 1 : years * (i + 1) / FAN_STEPS);
		outlook.period = point->year;
		forecast(&trend, &outlook, quantile, &point->forecast);
		if (point->forecast.refusal != FORECAST_GIVEN)
		{
			chart->nfan = 0;
			return;
		}
		chart->nfan = i + 1;
	}
}

static void
chart_add_date(Chart *chart, bool is_given, DateADT date)
{
	double		year;

	if (!is_given)
		return;
	year = date_in_years(date);
	if (chart->series.count == 0 && chart->last_year == 0)
		chart->first_year = chart->last_year = year;
	if (year > chart->last_year && year <= chart->last_year + MAX_YEARS_AROUND)
		chart->last_year = year;
	if (year < chart->first_year && year >= chart->first_year - MAX_YEARS_AROUND)
		chart->first_year = year;
}

/* The years that the plot spans; both 0 if there are none. */
static void
chart_years(Chart *chart)
{
	const Series *series = &chart->series;
	const Target *goal = chart->picture.goal;

	chart->first_year = chart->last_year = 0;
	if (series->count > 0)
	{
		chart->first_year = series->points[0].year;
		chart->last_year = series->points[series->count - 1].year;
	}
	for (int i = 0; i < chart->nmilestones; i++)
		chart_add_date(chart, true, chart->milestones[i].due);
	if (chart->nfan > 0)
		chart->last_year = Max(chart->last_year, chart->forecast_to);
	if (goal != NULL)
	{
		chart_add_date(chart, target_has_due(goal), goal->due);
		chart_add_date(chart, target_has_baseline(goal), goal->baseline_on);
	}
	if (chart->last_year > 0 && chart->last_year - chart->first_year < 1)
	{
		chart->first_year = floor(chart->first_year) - 1;
		chart->last_year = ceil(chart->last_year) + 1;
	}
}

/* The numbers that the plot spans, down to zero if it is not far. */
static void
chart_axis(Chart *chart)
{
	const Picture *picture = &chart->picture;
	Span		span = {NULL, NULL};
	Numeric		zero = int64_to_numeric(0);
	Numeric		width;

	for (int i = 0; i < chart->series.count; i++)
		span_add(&span, chart->series.points[i].value);
	span_add_target(&span, picture->goal);
	span_add_target(&span, picture->comparison);
	span_add_near(&span, picture->goal);
	for (int i = 0; i < chart->nmilestones; i++)
		span_add_target(&span, &chart->milestones[i]);
	for (int i = 0; i < chart->nfan; i++)
	{
		span_add(&span, chart->fan[i].forecast.value);
		span_add(&span, chart->fan[i].forecast.lower);
		span_add(&span, chart->fan[i].forecast.upper);
	}
	if (span.low == NULL)
		span_add(&span, zero);
	width = numeric_minus(span.high, span.low);
	if (numeric_sign_of(width) == 0 || numeric_order(span.low, width) < 0)
		span.low = smaller_numeric(span.low, zero);
	else						/* lift the lowest a little off the axis */
		span.low = numeric_minus(span.low,
								 numeric_over(width, int64_to_numeric(10)));
	if (numeric_sign_of(width) == 0 ||
		numeric_order(numeric_minus(zero, span.high), width) < 0)
		span.high = larger_numeric(span.high, zero);
	if (numeric_order(span.low, span.high) == 0)
		span.high = int64_to_numeric(1);
	axis_round(&chart->axis, span.low, span.high,
			   picture->with_texts && picture->view_height >= 130 ? 6 : 3);
}

/* The room that the numbers of the axis take, at most a third of the view. */
static double
tick_width(const Chart *chart)
{
	double		width = 0;

	for (int i = 0; i <= chart->axis.steps; i++)
		width = Max(width, svg_text_width(number_label(axis_tick(&chart->axis, i),
													   language_format(chart->picture.phrases->language)),
										  10));
	return Min(width, chart->picture.view_width / 3);
}

static void
chart_layout(Chart *chart)
{
	const Picture *picture = &chart->picture;
	double		height = picture->view_height;
	int			max_rows = Max(0, (int) ((height - 86) / KEY_HEIGHT));

	chart->left = 4;
	chart->right = picture->view_width - 4;
	chart->top = 4;
	chart->bottom = height - 4;
	if (!picture->with_texts)
		chart->right -= picture->with_symbol ? SYMBOL + 4 : 0;
	else
	{
		max_rows = Min(max_rows, lengthof(chart->key.items));
		if (max_rows > 0)
			chart->key_rows = draw_key(NULL, 0, max_rows, &chart->key, picture);
		chart->left = 12 + tick_width(chart);
		chart->right = picture->view_width - 8;
		chart->top = picture->heading_height + 20;
		chart->bottom = height - 21 - chart->key_rows * KEY_HEIGHT;
	}
	chart->axis.from = chart->bottom;
	chart->axis.to = chart->top;
}

static void
draw_value_ticks(StringInfo out, const Chart *chart)
{
	SvgStyle	style = {10, ANCHOR_END, false, false};
	double		room = chart->left - 10;

	for (int i = 0; i <= chart->axis.steps; i++)
	{
		Numeric		tick = axis_tick(&chart->axis, i);
		double		y = axis_place(&chart->axis, tick);

		svg_line(out, chart->left, y, chart->right, y,
				 numeric_sign_of(tick) == 0 ? "stroke=\"#888\"" : GRID);
		if (chart->picture.with_texts)
			svg_text(out, chart->left - 5, y + 3.6, style,
					 svg_fit(number_label(tick, language_format(chart->picture.phrases->language)),
							 style.size, Max(room, 0) + 1));
	}
}

/* Years as far apart as their labels need: 1, 2, 5, 10, ... */
static int
year_step(const Chart *chart)
{
	static const int factors[] = {1, 2, 5};
	double		years = chart->last_year - chart->first_year;
	double		labels = Max((chart->right - chart->left) / 40, 1);

	for (int power = 1;; power *= 10)
	{
		for (int i = 0; i < lengthof(factors); i++)
		{
			if (years / (factors[i] * power) <= labels)
				return factors[i] * power;
		}
	}
}

static void
draw_year_ticks(StringInfo out, const Chart *chart)
{
	SvgStyle	style = {10, ANCHOR_MIDDLE, false, false};
	int			step = year_step(chart);
	int			year = (int) ceil(chart->first_year / step) * step;

	for (; year <= chart->last_year; year += step)
	{
		double		x = year_place(chart, year);

		svg_line(out, x, chart->bottom, x, chart->bottom + 3, "stroke=\"#888\"");
		svg_text(out, Min(x, chart->picture.view_width - 14), chart->bottom + 14,
				 style, psprintf("%d", year));
	}
}

/* An arrow on a line, towards the values that are accepted. */
static void
draw_arrow(StringInfo out, double x, double y, bool up)
{
	svg_shape(out, x, y, up ? "M0 0V-9M-3 -6L0 -10 3 -6" : "M0 0V9M-3 6L0 10 3 6",
			  "fill=\"none\" stroke=\"" INK "\" stroke-width=\"1.2\"");
}

/*
 * The straight path from the baseline to the bound at y, as far as the plot
 * goes; returns where it ends.
 */
static double
draw_path(StringInfo out, const Chart *chart, double y)
{
	const Target *goal = chart->picture.goal;
	double		start = year_place(chart, date_in_years(goal->baseline_on));
	double		end = year_place(chart, date_in_years(goal->due));
	double		low = axis_place(&chart->axis,
								 decimal_to_numeric(target_baseline(goal)));
	double		from = Max(start, chart->left);
	double		to = Min(end, chart->right);

	if (from < to)
	{
		double		slope = (y - low) / (end - start);

		svg_line(out, from, low + slope * (from - start),
				 to, low + slope * (to - start), PATH_LINE);
	}
	return end;
}

/* The end of a target's range as a line; where there is a path, behind it. */
static void
draw_limit(StringInfo out, const Chart *chart, int end, Numeric bound)
{
	const Target *goal = chart->picture.goal;
	double		y = axis_place(&chart->axis, bound);
	double		from = chart->left;
	double		at = chart->left + 6;

	if (!end_decides(goal, end))
	{
		svg_line(out, from, y, chart->right, y, FAR_LINE);
		return;
	}
	if (target_has_due(goal) && chart->last_year > 0)
	{
		double		due = year_place(chart, date_in_years(goal->due));

		if (is_in_plot(chart, due))
			at = due;
		if (target_has_baseline(goal) && goal->direction != DIRECTION_WITHIN)
			from = Max(from, draw_path(out, chart, y));
	}
	if (from > chart->right)
		return;
	svg_line(out, from, y, chart->right, y, PATH_LINE);
	/* Below the plot the years have no room for it. */
	if (end == 0 || y + 10 < chart->bottom)
		draw_arrow(out, at, y, end == 0);
	draw_bound_dot(out, at, y, end_is_inclusive(goal, end));
}

static void
draw_baseline(StringInfo out, const Chart *chart)
{
	const Target *goal = chart->picture.goal;
	double		x = year_place(chart, date_in_years(goal->baseline_on));

	if (is_in_plot(chart, x))
		draw_baseline_mark(out, x,
						   axis_place(&chart->axis,
									  decimal_to_numeric(target_baseline(goal))));
}

/*
 * The milestones of a target path as steps: each promise holds from the one
 * before it to its own date, where its dot stands.
 */
static void
draw_steps(StringInfo out, const Chart *chart, int end)
{
	double		x = chart->left;
	double		level = 0;
	bool		is_first = true;

	for (int i = 0; i < chart->nmilestones; i++)
	{
		const Target *milestone = &chart->milestones[i];
		double		due = year_place(chart, date_in_years(milestone->due));
		Numeric		ends[2];
		double		y;

		range_ends(&milestone->threshold, ends);
		if (ends[end] == NULL || !end_decides(milestone, end) || due > chart->right)
			continue;
		y = axis_place(&chart->axis, ends[end]);
		if (!is_first)
			svg_line(out, x, level, x, y, PATH_LINE);
		svg_line(out, x, y, Max(due, x), y, PATH_LINE);
		draw_bound_dot(out, Max(due, x), y, end_is_inclusive(milestone, end));
		is_first = false;
		level = y;
		x = Max(due, x);
	}
}

/* What counts as near, as a band over all years. */
static void
draw_near_bands(StringInfo out, const Chart *chart)
{
	const Target *goal = chart->picture.goal;
	Numeric		ends[2];
	Numeric		edge;

	range_ends(&goal->threshold, ends);
	for (int i = 0; i < 2; i++)
	{
		double		y;
		double		other;

		if (!near_edge(goal, i, &edge))
			continue;
		y = axis_place(&chart->axis, ends[i]);
		other = axis_place(&chart->axis, edge);
		svg_rect(out, chart->left, Min(y, other), chart->right - chart->left,
				 Max(fabs(y - other), 1), NEAR_BAND);
	}
}

static void
draw_breaks(StringInfo out, const Chart *chart)
{
	for (int i = 0; i < chart->nbreaks; i++)
	{
		double		x = year_place(chart, chart->breaks[i] - 0.5);

		if (chart->last_year > 0 && is_in_plot(chart, x))
			svg_line(out, x, chart->top, x, chart->bottom,
					 "stroke=\"#777\" stroke-dasharray=\"3 3\"");
	}
}

/* One edge of the fan, from the last figure out or back to it. */
static void
fan_edge(StringInfo out, const Chart *chart, bool upper)
{
	for (int i = 0; i < chart->nfan; i++)
	{
		const FanPoint *point = &chart->fan[upper ? i : chart->nfan - 1 - i];
		Numeric		number = upper ? point->forecast.upper : point->forecast.lower;

		if (number != NULL)
			svg_step(out, 'L', year_place(chart, point->year), axis_place(&chart->axis, number));
	}
}

/* The forecast as a dashed line, and its interval as a fan. */
static void
draw_fan(StringInfo out, const Chart *chart)
{
	const Point *last = &chart->series.points[chart->series.last];
	double		x = year_place(chart, last->year);
	double		y = axis_place(&chart->axis, last->value);

	appendStringInfoString(out, "<path fill=\"#005a9c\" fill-opacity=\"0.15\" d=\"");
	svg_step(out, 'M', x, y);
	fan_edge(out, chart, true);
	fan_edge(out, chart, false);
	appendStringInfoString(out, "Z\"/><path fill=\"none\" " FORECAST_LINE " d=\"");
	svg_step(out, 'M', x, y);
	for (int i = 0; i < chart->nfan; i++)
		svg_step(out, 'L', year_place(chart, chart->fan[i].year),
				 axis_place(&chart->axis, chart->fan[i].forecast.value));
	appendStringInfoString(out, "\"/>");
}

static void
draw_targets(StringInfo out, const Chart *chart)
{
	const Target *goal = chart->picture.goal;
	const Target *comparison = chart->picture.comparison;
	Numeric		ends[2];

	if (comparison != NULL)
	{
		range_ends(&comparison->threshold, ends);
		for (int i = 0; i < 2; i++)
		{
			double		y;

			if (ends[i] == NULL || !end_decides(comparison, i))
				continue;
			y = axis_place(&chart->axis, ends[i]);
			svg_line(out, chart->left, y, chart->right, y, COMPARISON_LINE);
			draw_diamond(out, chart->left + 22, y, end_is_inclusive(comparison, i));
		}
	}
	draw_steps(out, chart, 0);
	draw_steps(out, chart, 1);
	if (goal == NULL)
		return;
	range_ends(&goal->threshold, ends);
	for (int i = 0; i < 2 && chart->nmilestones == 0; i++)
	{
		if (ends[i] != NULL)
			draw_limit(out, chart, i, ends[i]);
	}
	if (target_has_baseline(goal) && chart->last_year > 0)
		draw_baseline(out, chart);
}

/*
 * Keep the first, lowest, highest and last dot of a group, in their order,
 * and a gap behind them if the group has one; returns how many were kept.
 */
static int
thin_group(const Dot *dots, int count, Dot *kept)
{
	int			first = -1;
	int			last = -1;
	int			low = -1;
	int			high = -1;
	int			nkept = 0;
	bool		has_gap = false;
	bool		has_break = false;

	for (int i = 0; i < count; i++)
	{
		if (!dots[i].is_known)
		{
			has_gap = true;
			continue;
		}
		first = first < 0 ? i : first;
		low = low < 0 || dots[i].y < dots[low].y ? i : low;
		high = high < 0 || dots[i].y > dots[high].y ? i : high;
		last = i;
	}
	for (int i = 0; i < count; i++)
	{
		has_break |= dots[i].is_behind_break;
		if (i == first || i == low || i == high || i == last)
		{
			kept[nkept] = dots[i];
			kept[nkept++].is_behind_break = has_break;
			has_break = false;
		}
	}
	if (has_gap)
		kept[nkept++].is_known = false;
	return nkept;
}

/* The dots of the series, thinned; returns how many. */
static int
series_dots(const Chart *chart, Dot **dots)
{
	const Series *series = &chart->series;
	Dot		   *all = palloc0(Max(series->count, 1) * sizeof(Dot));
	int			nkept = 0;

	for (int i = 0; i < series->count; i++)
	{
		const Point *point = &series->points[i];

		all[i].is_known = (point->value != NULL);
		all[i].x = year_place(chart, point->year);
		all[i].is_behind_break = i > 0 &&
			is_break_between(chart, point[-1].year, point->year);
		if (all[i].is_known)
			all[i].y = axis_place(&chart->axis, point->value);
	}
	*dots = all;
	if (series->count <= MAX_DOTS)
		return series->count;
	*dots = palloc0(THINNED_GROUPS * 5 * sizeof(Dot));
	for (int i = 0; i < THINNED_GROUPS; i++)
	{
		int			from = (int64) series->count * i / THINNED_GROUPS;
		int			to = (int64) series->count * (i + 1) / THINNED_GROUPS;

		nkept += thin_group(all + from, to - from, *dots + nkept);
	}
	return nkept;
}

/* A line through the dots that breaks at every gap. */
static void
draw_line(StringInfo out, const Dot *dots, int count)
{
	bool		is_down = false;

	appendStringInfoString(out, "<path fill=\"none\" stroke=\"#005a9c\""
						   " stroke-width=\"2\" stroke-linejoin=\"round\""
						   " stroke-linecap=\"round\" d=\"");
	for (int i = 0; i < count; i++)
	{
		is_down &= !dots[i].is_behind_break;
		if (dots[i].is_known)
			svg_step(out, is_down ? 'L' : 'M', dots[i].x, dots[i].y);
		/* A dot alone is a line that ends where it begins. */
		if (dots[i].is_known && !is_down)
			appendStringInfoString(out, "h0");
		is_down = dots[i].is_known;
	}
	appendStringInfoString(out, "\"/>");
}

/* A dot this far from a line does not touch it. */
#define CLEAR_OF_LINE	6.5

/*
 * The place of the last dot.  A miss by a hair would look like none: the dot
 * then stays clear of the line that it misses.
 */
static double
last_dot_place(const Chart *chart)
{
	const Target *goal = chart->picture.goal;
	Numeric		value = chart->series.points[chart->series.last].value;
	double		y = axis_place(&chart->axis, value);
	Numeric		ends[2];

	if (goal == NULL || chart->nmilestones > 0)
		return y;
	range_ends(&goal->threshold, ends);
	for (int i = 0; i < 2; i++)
	{
		double		line;
		int			order;

		if (ends[i] == NULL || !end_decides(goal, i))
			continue;
		line = axis_place(&chart->axis, ends[i]);
		order = numeric_order(value, ends[i]);
		if (i == 0 && order < 0)
			y = Max(y, line + CLEAR_OF_LINE);
		if (i == 1 && order > 0)
			y = Min(y, line - CLEAR_OF_LINE);
	}
	return y;
}

static void
draw_series(StringInfo out, const Chart *chart)
{
	const Series *series = &chart->series;
	Dot		   *dots;
	int			count = series_dots(chart, &dots);
	const Point *last = &series->points[series->last];

	draw_line(out, dots, count);
	for (int i = 0; i < count && chart->picture.with_texts; i++)
	{
		if (dots[i].is_known && series->count <= MAX_MARKED_DOTS)
			svg_circle(out, dots[i].x, dots[i].y, 2.5, "fill=\"#005a9c\"");
	}
	svg_circle(out, year_place(chart, last->year), last_dot_place(chart),
			   chart->picture.with_texts ? 4.5 : 3,
			   bar_paint(chart->picture.status));
}

/* Whether a line of a target runs through a text from top to bottom at x. */
static bool
is_crossed_by(const Chart *chart, const Target *target, double x, double top, double bottom)
{
	Numeric		ends[2];

	range_ends(&target->threshold, ends);
	for (int i = 0; i < 2; i++)
	{
		double		y;

		if (ends[i] == NULL)
			continue;
		y = axis_place(&chart->axis, ends[i]);
		if (y > top - 2 && y < bottom + 2)
			return true;
	}
	return false;
}

static bool
is_crossed(const Chart *chart, double x, double top, double bottom)
{
	const Picture *picture = &chart->picture;

	for (int i = 0; i < chart->nmilestones; i++)
	{
		if (is_crossed_by(chart, &chart->milestones[i], x, top, bottom))
			return true;
	}
	return (picture->goal != NULL && is_crossed_by(chart, picture->goal, x, top, bottom)) ||
		(picture->comparison != NULL &&
		 is_crossed_by(chart, picture->comparison, x, top, bottom));
}

#define LABEL_FONT		12.0
#define LABEL_RISE		9.0		/* of its letters over the base line */
#define LABEL_FALL		3.0

/*
 * The base line of the last figure's label: on the side of its dot from which
 * the line does not come, if no target's line runs there; else the nearest
 * place where none does.
 */
static double
label_place(const Chart *chart, double x, double y, bool below)
{
	for (int distance = 0; distance <= 60; distance += 6)
	{
		for (int side = 0; side < 2; side++)
		{
			bool		is_below = (side == 0) == below;
			double		base = is_below ? y + 18 + distance : y - 9 - distance;

			if (base - LABEL_RISE >= chart->picture.heading_height - 2 &&
				base + LABEL_FALL <= chart->bottom &&
				!is_crossed(chart, x, base - LABEL_RISE, base + LABEL_FALL))
				return base;
		}
	}
	return below ? y + 18 : y - 9;
}

static void
label_last(StringInfo out, const Chart *chart)
{
	const Series *series = &chart->series;
	const Point *last = &series->points[series->last];
	char	   *text = value_label(&chart->picture, last->value);
	SvgStyle	style = {LABEL_FONT, ANCHOR_MIDDLE, true, true};
	double		x = year_place(chart, last->year);
	double		y = axis_place(&chart->axis, last->value);
	bool		below = series->last > 0 && last[-1].value != NULL &&
		numeric_order(last[-1].value, last->value) > 0;
	double		half;

	text = svg_fit(text, style.size * SVG_BOLD,
				   (chart->right - chart->left) * 0.7);
	half = svg_text_width(text, style.size * SVG_BOLD) / 2;
	x = Max(chart->left + half, Min(x, chart->right - half));
	svg_text(out, x, label_place(chart, x, y, below), style, text);
}

/* The forecast in words, for who cannot see the fan. */
static void
append_spoken_forecast(StringInfo out, const Chart *chart)
{
	const Picture *picture = &chart->picture;
	const Phrases *phrases = picture->phrases;
	const Forecast *forecast = &chart->fan[Max(chart->nfan - 1, 0)].forecast;

	if (chart->forecast_to == 0)
		return;
	appendStringInfoChar(out, ' ');
	if (chart->nfan == 0)
	{
		appendStringInfo(out, phrases->no_forecast, chart->forecast_to);
		return;
	}
	appendStringInfo(out, forecast->at_limit ? phrases->limited : phrases->forecast,
					 chart->forecast_to, value_label(picture, forecast->value));
	if (forecast->lower != NULL)
	{
		appendStringInfoString(out, " (");
		appendStringInfo(out, phrases->interval, value_label(picture, forecast->lower),
						 value_label(picture, forecast->upper));
		appendStringInfoChar(out, ')');
	}
	appendStringInfoChar(out, '.');
}

static void
append_spoken_path(StringInfo out, const Chart *chart)
{
	const Picture *picture = &chart->picture;

	for (int i = 0; i < chart->nmilestones; i++)
	{
		const Target *milestone = &chart->milestones[i];

		appendStringInfo(out, i == 0 ? " %s: " : "; ", picture->phrases->milestones);
		appendStringInfo(out, "%d: %s", year_of(milestone->due),
						 target_label(picture, milestone, picture->unit));
	}
	if (chart->nmilestones > 0)
		appendStringInfoChar(out, '.');
	for (int i = 0; i < chart->nbreaks; i++)
	{
		appendStringInfoChar(out, ' ');
		appendStringInfo(out, picture->phrases->breaks, chart->breaks[i]);
	}
}

static char *
spoken_trend(const Chart *chart)
{
	const Picture *picture = &chart->picture;
	const Phrases *phrases = picture->phrases;
	const Series *series = &chart->series;
	StringInfoData text;

	initStringInfo(&text);
	if (series->count > 0)
	{
		appendStringInfo(&text, phrases->span, series->points[0].year,
						 series->points[series->count - 1].year, series->known,
						 series->count - series->known);
		appendStringInfoChar(&text, ' ');
	}
	for (int i = 0; i < series->last; i++)
	{
		if (series->points[i].value == NULL)
			continue;
		appendStringInfo(&text, phrases->year, series->points[i].year);
		appendStringInfo(&text, ": %s. ",
						 value_label(picture, series->points[i].value));
		break;
	}
	if (series->last < 0)
		appendStringInfo(&text, "%s: %s.", phrases->value, phrases->no_value);
	else
	{
		appendStringInfo(&text, phrases->year, series->points[series->last].year);
		appendStringInfo(&text, ": %s.",
						 value_label(picture, series->points[series->last].value));
	}
	append_spoken_forecast(&text, chart);
	append_spoken_targets(&text, picture);
	append_spoken_path(&text, chart);
	return text.data;
}

static void
chart_key(Chart *chart)
{
	const Picture *picture = &chart->picture;
	const Series *series = &chart->series;

	if (series->last < 0)
		key_add(&chart->key, KEY_SERIES, true, pstrdup(picture->phrases->no_value));
	else
		key_add(&chart->key, KEY_SERIES, true,
				psprintf("%d: %s", series->points[series->last].year,
						 value_label(picture, series->points[series->last].value)));
	if (chart->nfan > 0)
	{
		const Forecast *forecast = &chart->fan[chart->nfan - 1].forecast;

		key_add(&chart->key, KEY_FORECAST, true,
				psprintf(forecast->at_limit ? picture->phrases->limited
						 : picture->phrases->forecast, chart->forecast_to,
						 value_label(picture, forecast->value)));
	}
	key_add_targets(&chart->key, picture, KEY_PATH);
}

static void
draw_plot(StringInfo out, const Chart *chart)
{
	const Picture *picture = &chart->picture;
	SvgStyle	style = {12, ANCHOR_MIDDLE, false, true};

	if (chart->series.known > 0 || picture->goal != NULL ||
		picture->comparison != NULL)
		draw_value_ticks(out, chart);
	if (picture->with_texts && chart->last_year > 0)
		draw_year_ticks(out, chart);
	if (picture->goal != NULL)
		draw_near_bands(out, chart);
	draw_breaks(out, chart);
	draw_targets(out, chart);
	if (chart->series.last >= 0)
	{
		if (chart->nfan > 0)
			draw_fan(out, chart);
		draw_series(out, chart);
		if (picture->with_texts)
			label_last(out, chart);
		return;
	}
	style.size = picture->with_texts ? 12 : 10;
	svg_text(out, (chart->left + chart->right) / 2,
			 (chart->top + chart->bottom) / 2 + 4, style,
			 svg_fit(picture->phrases->no_value, style.size,
					 chart->right - chart->left));
}

static text *
draw_trend(Chart *chart)
{
	Picture    *picture = &chart->picture;
	StringInfoData out;

	chart_years(chart);
	chart_axis(chart);
	chart_key(chart);
	lay_title(picture);
	chart_layout(chart);
	initStringInfo(&out);
	svg_open(&out, picture->width, picture->height, picture->view_width,
			 picture->view_height, picture->phrases->lang,
			 spoken_title(picture, picture->phrases->trend), spoken_trend(chart));
	draw_plot(&out, chart);
	if (picture->with_texts)
		draw_heading(&out, picture);
	else if (picture->with_symbol)
		draw_symbol(&out, chart->right + 4, (picture->view_height - SYMBOL) / 2,
					picture->status);
	if (chart->key_rows > 0)
		draw_key(&out, chart->bottom + 19, chart->key_rows, &chart->key, picture);
	svg_close(&out);
	return cstring_to_text_with_len(out.data, out.len);
}

/*
 * trend_svg(years, values, goal, unit, lang, title, comparison,
 * comparison_label, width, height, milestones, breaks, forecast_to,
 * lower_limit, upper_limit).  The last figure is judged, as the figure
 * of a period that ends with its year.
 */
PG_FUNCTION_INFO_V1(socpolicy_trend_svg);
Datum
socpolicy_trend_svg(PG_FUNCTION_ARGS)
{
	Chart		chart = {0};
	Picture    *picture = &chart.picture;
	const Point *last = NULL;
	Value		value;

	series_from_args(fcinfo, &chart.series);
	picture_from_args(fcinfo, 2, &trend_size, picture);
	milestones_from_arg(fcinfo, &chart);
	breaks_from_arg(fcinfo, &chart);
	chart_forecast(fcinfo, &chart);
	if (chart.series.last >= 0)
	{
		last = &chart.series.points[chart.series.last];
		value_from_numeric(NumericGetDatum(last->value), &value);
	}
	picture->status = judge(last ? &value : NULL, picture->goal);
	if (chart.series.count > 0)
	{
		int			judged = last ? last->year
			: chart.series.points[chart.series.count - 1].year;

		picture->status = soften(picture->status, picture->goal,
								 end_of_year(judged));
	}
	PG_RETURN_TEXT_P(draw_trend(&chart));
}
