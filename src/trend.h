/*
 * trend.h - a summary of a series: how many points, the first and last figures,
 * the straight line through them.
 */
#ifndef SOCPOLICY_TREND_H
#define SOCPOLICY_TREND_H

#include "number.h"

#define FIRST_YEAR			1
#define LAST_YEAR			9999

typedef enum FigureForm
{
	FIGURE_ABSENT,
	FIGURE_DECIMAL,				/* coefficient / 10^scale */
	FIGURE_FLOAT8				/* the shortest decimal of a float8 */
} FigureForm;

/*
 * The value of a period.  An int128 would want an alignment of 16: its halves
 * are stored, or the bits of a float8 in the first.
 */
typedef struct Figure
{
	uint64		half[2];
	int32		period;			/* a year, or a quarter or month counted on */
	int16		scale;
	uint8		form;			/* a FigureForm */
	uint8		ambiguous;		/* the period has different values */
} Figure;

/* Fill a figure; 22003 for NaN, infinity and what is too long for a series. */
extern void figure_make(Figure *figure, int period, Datum value, Oid type);
extern void figure_from_decimal(Figure *figure, int period, Decimal number);

/* True for what figure_make() makes: for bytes from outside. */
extern bool figure_is_valid(const Figure *figure);

/* The value, without trailing zeros; NULL if there is none. */
extern Numeric figure_numeric(const Figure *figure);

/* Keep the earlier figure, or the later one; equal periods are compared. */
extern void keep_first(Figure *first, const Figure *figure);
extern void keep_last(Figure *last, Figure *previous, const Figure *figure);

extern void check_year(int year);

/* How long a step is from one point to the next. */
typedef enum TrendStep
{
	STEP_YEAR,
	STEP_QUARTER,
	STEP_MONTH
} TrendStep;

/* A sum and what was lost in it. */
typedef struct CompensatedSum
{
	float8		sum;
	float8		rest;
} CompensatedSum;

typedef struct Trend
{
	int64		points;
	int64		sum_x;			/* x is the period from the origin, y the value */
	int64		sum_xx;
	CompensatedSum sum_y;
	CompensatedSum sum_xy;
	CompensatedSum sum_yy;
	Figure		first;
	Figure		previous;		/* of the last period but one */
	Figure		last;
	int32		break_year;		/* all points lie on one side; 0: no break */
	uint32		step;			/* a TrendStep */
} Trend;

#define DatumGetTrendP(X)		((Trend *) DatumGetPointer(X))
#define PG_GETARG_TREND_P(n)	DatumGetTrendP(PG_GETARG_DATUM(n))
#define PG_RETURN_TREND_P(x)	PG_RETURN_POINTER(x)

/* The value of a figure of a trend, unless its period has two. */
extern Numeric trend_figure(const Trend *trend, const Figure *figure);

/* The period that a day lies in, and the year that a period lies in. */
extern int	period_of(TrendStep step, int year, int month);
extern int	year_of_period(TrendStep step, int period);

/* Take note of another figure. */
extern void trend_count(Trend *trend, const Figure *figure);

/* The least-squares line; deviations are sums of squares about the means. */
typedef struct Line
{
	float8		mean_x;
	float8		mean_y;
	float8		slope;			/* a step */
	float8		deviation_x;
	float8		residual;		/* sum of squared residuals */
	float8		size;			/* typical size of a value */
} Line;

/* False where no line is determined: all points lie in one period. */
extern bool trend_line(const Trend *trend, Line *line);

/* x of a period. */
extern float8 trend_x(const Trend *trend, int period);

/* A value on the line with the decimals that values of this size have to give. */
extern Numeric line_numeric(const Line *line, float8 number);

#endif							/* SOCPOLICY_TREND_H */
