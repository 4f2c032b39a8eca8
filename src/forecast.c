/*
 * forecast.c - where a trend leads.
 */
#include "forecast.h"

#include <math.h>

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "progress.h"
#include "wording.h"

#define FORECAST_COLUMNS	5

/* ---------- Student's t ---------- */

/* Beyond so many degrees of freedom t no longer changes in five digits. */
#define MOST_FREEDOM	100000.0

/*
 * The regularised incomplete beta function I_x(a, b) by its continued
 * fraction, after Abramowitz and Stegun 26.5.8, summed by Lentz's method.
 */
static float8
incomplete_beta(float8 a, float8 b, float8 x)
{
	float8		front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) +
							a * log(x) + b * log1p(-x));
	float8		c = 1;
	float8		d = 1 / (1 - (a + b) * x / (a + 1));
	float8		sum = d;

	for (int m = 1; m <= 10000; m++)
	{
		float8		even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		float8		odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		float8		step;

		d = 1 / (1 + even * d);
		c = 1 + even / c;
		sum *= d * c;
		d = 1 / (1 + odd * d);
		c = 1 + odd / c;
		step = d * c;
		sum *= step;
		if (fabs(step - 1) < 1e-15)
			break;
	}
	return front * sum / a;
}

/* P(|T| > t): the fraction converges fast on the side that is chosen. */
static float8
both_tails(float8 t, float8 freedom)
{
	float8		x = freedom / (freedom + t * t);

	if (x < (freedom / 2 + 1) / (freedom / 2 + 2.5))
		return incomplete_beta(freedom / 2, 0.5, x);
	return 1 - incomplete_beta(0.5, freedom / 2, t * t / (freedom + t * t));
}

/* The t that is exceeded on both sides together with this probability. */
static float8
student_t(float8 tails, float8 freedom)
{
	float8		low = 0;
	float8		high = 1;

	freedom = Min(freedom, MOST_FREEDOM);
	while (both_tails(high, freedom) > tails && high < 1e150)
		high *= 2;
	for (int i = 0; i < 100 && high - low > 1e-14 * high; i++)
	{
		float8		middle = (low + high) / 2;

		if (both_tails(middle, freedom) > tails)
			low = middle;
		else
			high = middle;
	}
	return high;
}

float8
forecast_quantile(int64 points, float8 confidence)
{
	return points < 3 ? 0 : student_t(1 - confidence / 100, points - 2);
}

/* ---------- forecast ---------- */

/* A break between the points, or between them and the period; 0 if none. */
static int
break_on_the_way(const Trend *trend, int period, int break_year)
{
	int			from = year_of_period(trend->step, Min(trend->first.period, period));
	int			to = year_of_period(trend->step, Max(trend->last.period, period));

	if (from < trend->break_year && trend->break_year <= to)
		return trend->break_year;
	if (from < break_year && break_year <= to)
		return break_year;
	return 0;
}

static bool
is_beyond(Numeric value, const Outlook *outlook)
{
	return (outlook->lower_limit != NULL && numeric_order(value, outlook->lower_limit) < 0) ||
		(outlook->upper_limit != NULL && numeric_order(value, outlook->upper_limit) > 0);
}

static Numeric
within_limits(Numeric value, const Outlook *outlook)
{
	if (outlook->lower_limit != NULL && numeric_order(value, outlook->lower_limit) < 0)
		return outlook->lower_limit;
	if (outlook->upper_limit != NULL && numeric_order(value, outlook->upper_limit) > 0)
		return outlook->upper_limit;
	return value;
}

/*
 * The interval between the limits.  Points on a line, or an interval that lies
 * beyond a limit, would leave a single number: nothing is as certain as that.
 */
static void
limit_interval(Forecast *result, Numeric lower, Numeric upper, const Outlook *outlook)
{
	lower = within_limits(lower, outlook);
	upper = within_limits(upper, outlook);
	if (numeric_order(lower, upper) >= 0)
		return;
	result->lower = lower;
	result->upper = upper;
}

/*
 * Ordinary least squares, and the interval in which a new observation lies
 * with the given confidence:
 *   y0 +- t(1 - alpha/2, n - 2) * s * sqrt(1 + 1/n + (x0 - mean x)^2 / Sxx),
 *   s^2 = sum of squared residuals / (n - 2)
 * as in Draper and Smith, Applied Regression Analysis, on the prediction of a
 * new observation from a fitted straight line.  It presumes that what made
 * the past years differ from the line goes on alike.
 */
void
forecast(const Trend *trend, const Outlook *outlook, float8 quantile,
		 Forecast *result)
{
	float8		n = trend->points;
	Line		line;
	float8		distance;
	float8		value;
	float8		margin;

	memset(result, 0, sizeof(*result));
	if (trend->points > 0)
		result->break_year = break_on_the_way(trend, outlook->period, outlook->break_year);
	if (result->break_year != 0)
		result->refusal = FORECAST_BREAK;
	else if (trend->points < 3)
		result->refusal = FORECAST_FEW_POINTS;
	else if (!trend_line(trend, &line))
		result->refusal = FORECAST_ONE_PERIOD;
	if (result->refusal != FORECAST_GIVEN)
		return;
	distance = trend_x(trend, outlook->period) - line.mean_x;
	value = line.mean_y + line.slope * distance;
	result->value = line_numeric(&line, value);
	result->at_limit = is_beyond(result->value, outlook);
	result->value = within_limits(result->value, outlook);
	if (quantile == 0)
		return;
	margin = quantile * sqrt(line.residual / (n - 2) *
							 (1 + 1 / n + distance * distance / line.deviation_x));
	limit_interval(result, line_numeric(&line, value - margin),
				   line_numeric(&line, value + margin), outlook);
}

/* ---------- arguments ---------- */

static float8
confidence_arg(FunctionCallInfo fcinfo, int arg)
{
	float8		confidence;

	if (PG_ARGISNULL(arg))
		report_null_argument("confidence");
	confidence = DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
													PG_GETARG_DATUM(arg)));
	if (!(confidence > 0 && confidence <= 99.9999))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a confidence lies above 0 and at most at 99.9999 percent")));
	return confidence;
}

static Numeric
limit_arg(FunctionCallInfo fcinfo, int arg)
{
	Value		value;

	if (PG_ARGISNULL(arg))
		return NULL;
	/* For its refusal of NaN and infinity. */
	value_from_numeric(PG_GETARG_DATUM(arg), &value);
	return PG_GETARG_NUMERIC(arg);
}

static void
outlook_from_args(FunctionCallInfo fcinfo, int break_arg, int limit, Outlook *outlook)
{
	outlook->break_year = PG_ARGISNULL(break_arg) ? 0 : PG_GETARG_INT32(break_arg);
	if (outlook->break_year != 0)
		check_year(outlook->break_year);
	outlook->lower_limit = limit_arg(fcinfo, limit);
	outlook->upper_limit = limit_arg(fcinfo, limit + 1);
	if (outlook->lower_limit != NULL && outlook->upper_limit != NULL &&
		numeric_order(outlook->lower_limit, outlook->upper_limit) >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the lower limit must lie below the upper one")));
}

/* Why there is no forecast; NULL if there is one. */
static char *
refusal_text(const Forecast *forecast, Language language)
{
	bool		vietnamese = (language == LANGUAGE_VI);

	switch (forecast->refusal)
	{
		case FORECAST_GIVEN:
			return NULL;
		case FORECAST_FEW_POINTS:
			return pstrdup(vietnamese ? "chưa đủ ba điểm số liệu"
						   : "fewer than three points");
		case FORECAST_ONE_PERIOD:
			return pstrdup(vietnamese ? "số liệu chỉ của một kỳ"
						   : "all points lie in one period");
		case FORECAST_BREAK:
			return psprintf(vietnamese ? "chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm %d"
							: "the series breaks in %d", forecast->break_year);
	}
	elog(ERROR, "unknown refusal %d", forecast->refusal);
}

/* What should be known of a forecast that was given; NULL if nothing. */
static const char *
remark_text(const Forecast *forecast)
{
	if (forecast->refusal != FORECAST_GIVEN)
		return NULL;
	if (forecast->at_limit)
		return "limit reached";
	return forecast->lower == NULL ? "points on a line give no interval" : NULL;
}

/* ---------- entry points ---------- */

/* What one call site knows: its row type, and the last quantile. */
typedef struct ForecastSite
{
	TupleDesc	desc;
	int64		points;
	float8		confidence;
	float8		quantile;
} ForecastSite;

static ForecastSite *
forecast_site(FunctionCallInfo fcinfo)
{
	ForecastSite *site = fcinfo->flinfo->fn_extra;
	MemoryContext context;

	if (site != NULL)
		return site;
	context = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);
	site = palloc0(sizeof(ForecastSite));
	if (get_call_result_type(fcinfo, NULL, &site->desc) != TYPEFUNC_COMPOSITE ||
		site->desc->natts != FORECAST_COLUMNS)
		elog(ERROR, "forecast does not return %d columns", FORECAST_COLUMNS);
	site->desc = BlessTupleDesc(CreateTupleDescCopy(site->desc));
	MemoryContextSwitchTo(context);
	fcinfo->flinfo->fn_extra = site;
	return site;
}

/* The quantile takes a hundred times what the rest of a forecast does. */
static float8
known_quantile(ForecastSite *site, int64 points, float8 confidence)
{
	if (site->points != points || site->confidence != confidence)
	{
		site->quantile = forecast_quantile(points, confidence);
		site->points = points;
		site->confidence = confidence;
	}
	return site->quantile;
}

/*
 * (series, …, break_year, confidence, lower_limit, upper_limit): value, lower,
 * upper, reason, remark
 */
static Datum
forecast_row(FunctionCallInfo fcinfo, int period)
{
	ForecastSite *site = forecast_site(fcinfo);
	Trend	   *trend = PG_GETARG_TREND_P(0);
	Outlook		outlook = {.period = period};
	Forecast	result;
	Numeric    *numbers[] = {&result.value, &result.lower, &result.upper};
	Datum		values[FORECAST_COLUMNS] = {0};
	bool		nulls[FORECAST_COLUMNS];
	char	   *reason;
	const char *remark;

	outlook_from_args(fcinfo, 2, 4, &outlook);
	forecast(trend, &outlook,
			 known_quantile(site, trend->points, confidence_arg(fcinfo, 3)), &result);
	for (int i = 0; i < lengthof(numbers); i++)
	{
		nulls[i] = (*numbers[i] == NULL);
		if (!nulls[i])
			values[i] = NumericGetDatum(*numbers[i]);
	}
	reason = refusal_text(&result, LANGUAGE_EN);
	remark = remark_text(&result);
	nulls[3] = (reason == NULL);
	nulls[4] = (remark == NULL);
	values[3] = reason ? CStringGetTextDatum(reason) : (Datum) 0;
	values[4] = remark ? CStringGetTextDatum(remark) : (Datum) 0;
	return HeapTupleGetDatum(heap_form_tuple(site->desc, values, nulls));
}

/* The last period of a year. */
static int
end_of_year(const Trend *trend, int year)
{
	check_year(year);
	return period_of(trend->step, year, MONTHS_PER_YEAR);
}

PG_FUNCTION_INFO_V1(socpolicy_forecast);
Datum
socpolicy_forecast(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	return forecast_row(fcinfo, end_of_year(PG_GETARG_TREND_P(0), PG_GETARG_INT32(1)));
}

PG_FUNCTION_INFO_V1(socpolicy_forecast_on_date);
Datum
socpolicy_forecast_on_date(PG_FUNCTION_ARGS)
{
	DateADT		date;
	int			year = 0;
	int			month = 0;
	int			day;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	date = PG_GETARG_DATEADT(1);
	if (!DATE_NOT_FINITE(date))
		j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	check_year(year);
	return forecast_row(fcinfo, period_of(PG_GETARG_TREND_P(0)->step, year, month));
}

/* ---------- forecast in words ---------- */

typedef struct Words
{
	const char *given;			/* year, value */
	const char *limited;		/* year, limit */
	const char *against;		/* target */
	const char *refused;		/* year, reason */
} Words;

static const Words words[LANGUAGE_COUNT] = {
	[LANGUAGE_VI] = {
		"Với đà này, ước năm %d là %s",
		"Với đà này, ước năm %d chạm giới hạn %s",
		" (mục tiêu %s)",
		"Chưa dự báo được năm %d: %s"
	},
	[LANGUAGE_EN] = {
		"At this pace, the estimate for %d is %s",
		"At this pace, the estimate for %d reaches its limit of %s",
		" (target %s)",
		"No forecast for %d: %s"
	}
};

/* One decimal, none from 1000 on, and as many as the target has. */
static Numeric
rounded_forecast(Numeric value, const Target *goal)
{
	Numeric		thousand = int64_to_numeric(1000);
	int			decimals = numeric_order(numeric_absolute(value), thousand) < 0;

	if (goal != NULL)
		decimals = Max(decimals, Max(goal->threshold.lower_scale,
									 goal->threshold.upper_scale));
	return rounded_value(value, goal, decimals);
}

/* A forecast in one sentence. */
static char *
forecast_sentence(const Forecast *forecast, const Target *goal, int year,
				  const char *unit, Language language)
{
	const Words *say = &words[language];
	StringInfoData text;

	initStringInfo(&text);
	if (forecast->refusal != FORECAST_GIVEN)
		appendStringInfo(&text, say->refused, year, refusal_text(forecast, language));
	else
	{
		Numeric		value = forecast->at_limit ? forecast->value
			: rounded_forecast(forecast->value, goal);

		appendStringInfo(&text, forecast->at_limit ? say->limited : say->given, year,
						 with_unit(number_print(value, language_format(language)), unit));
		if (goal != NULL)
			appendStringInfo(&text, say->against,
							 with_unit(target_wording(goal, language), unit));
	}
	appendStringInfoChar(&text, '.');
	return text.data;
}

/*
 * forecast_text(series, goal, year, unit, lang, break_year, lower_limit,
 * upper_limit)
 */
PG_FUNCTION_INFO_V1(socpolicy_forecast_text);
Datum
socpolicy_forecast_text(PG_FUNCTION_ARGS)
{
	Target	   *goal = PG_ARGISNULL(1) ? NULL : PG_GETARG_TARGET_P(1);
	int			year = PG_ARGISNULL(2) ? NO_YEAR : PG_GETARG_INT32(2);
	char	   *unit = PG_ARGISNULL(3) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(3));
	Language	language = language_from_arg(fcinfo, 4);
	Outlook		outlook;
	Forecast	result;

	if (year == NO_YEAR && goal != NULL && target_has_due(goal))
		year = year_of(goal->due);
	if (PG_ARGISNULL(0) || year == NO_YEAR)
		PG_RETURN_NULL();
	outlook_from_args(fcinfo, 5, 6, &outlook);
	outlook.period = end_of_year(PG_GETARG_TREND_P(0), year);
	forecast(PG_GETARG_TREND_P(0), &outlook, 0, &result);
	PG_RETURN_TEXT_P(cstring_to_text(forecast_sentence(&result, goal, year, unit,
													   language)));
}
