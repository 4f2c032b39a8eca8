/*
 * forecast.h - where a trend leads.
 */
#ifndef SOCPOLICY_FORECAST_H
#define SOCPOLICY_FORECAST_H

#include "trend.h"

typedef enum Refusal
{
	FORECAST_GIVEN,
	FORECAST_FEW_POINTS,
	FORECAST_ONE_PERIOD,
	FORECAST_BREAK
} Refusal;

/* What is asked. */
typedef struct Outlook
{
	int			period;
	int			break_year;		/* 0: none but the trend's own */
	Numeric		lower_limit;	/* no value lies below; NULL: none */
	Numeric		upper_limit;
} Outlook;

/* What is answered; absent numbers are NULL. */
typedef struct Forecast
{
	Refusal		refusal;
	int			break_year;		/* where FORECAST_BREAK */
	bool		at_limit;		/* the line leads beyond a limit */
	Numeric		value;
	Numeric		lower;			/* the interval; NULL where it would be a point */
	Numeric		upper;
} Forecast;

/*
 * The quantile of Student's t that the margin is a multiple of, for so many
 * points and a confidence in percent.
 */
extern float8 forecast_quantile(int64 points, float8 confidence);

/* With quantile 0 no interval is reckoned. */
extern void forecast(const Trend *trend, const Outlook *outlook, float8 quantile,
					 Forecast *result);

#endif							/* SOCPOLICY_FORECAST_H */
