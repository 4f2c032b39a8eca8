/*
 * trend.h - a summary of a series: how many points, the first and last figures,
 * the straight line through them.
 */
#ifndef SOCPOLICY_TREND_H
#define SOCPOLICY_TREND_H

#include "figure.h"

/* How long a step is from one point to the next. */
typedef enum TrendStep
{
	STEP_YEAR,
	STEP_QUARTER,
	STEP_MONTH
} TrendStep;

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
