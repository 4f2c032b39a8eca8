/*
 * trend.c - a summary of a series of yearly, quarterly or monthly figures.
 *
 * A trend is a small value of fixed size, and itself the state of the
 * aggregate that makes it.  Its first and last figures are kept exactly; its
 * sums are compensated, so that neither order nor a parallel plan shows in the
 * digits that are printed.
 */
#include "trend.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "progress.h"

/* Sums are taken over what lies behind this year: smaller numbers. */
#define ORIGIN				2000
/* Digits that a float8, and a compensated sum of them, can be trusted with. */
#define CERTAIN_DIGITS		14
#define SUM_DIGITS			26
/* So many points cannot overflow any sum of theirs. */
#define MOST_POINTS			INT64CONST(1000000000)
#define MOST_X				(LAST_YEAR - ORIGIN + 1)

StaticAssertDecl(sizeof(Trend) == 152, "stored layout");

/* ---------- periods ---------- */

static const char *const step_names[] = {
	[STEP_YEAR] = "year",
	[STEP_QUARTER] = "quarter",
	[STEP_MONTH] = "month"
};
static const int steps_a_year[] = {
	[STEP_YEAR] = 1,
	[STEP_QUARTER] = 4,
	[STEP_MONTH] = 12
};

int
period_of(TrendStep step, int year, int month)
{
	int			steps = steps_a_year[step];

	return year * steps + (month - 1) * steps / MONTHS_PER_YEAR;
}

int
year_of_period(TrendStep step, int period)
{
	return period / steps_a_year[step];
}

static bool
period_is_valid(const Trend *trend, int period)
{
	int			year = year_of_period(trend->step, period);

	return year >= FIRST_YEAR && year <= LAST_YEAR;
}

/* 2024, 2024-Q1 or 2024-03 */
static char *
period_text(const Trend *trend, int period)
{
	int			steps = steps_a_year[trend->step];

	if (trend->step == STEP_YEAR)
		return psprintf("%d", period);
	return psprintf(trend->step == STEP_QUARTER ? "%04d-Q%d" : "%04d-%02d",
					period / steps, period % steps + 1);
}

Numeric
trend_figure(const Trend *trend, const Figure *figure)
{
	if (figure->ambiguous)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("the series has different values for the %s %s",
						step_names[trend->step], period_text(trend, figure->period))));
	return figure_numeric(figure);
}

float8
trend_x(const Trend *trend, int period)
{
	return period - ORIGIN * steps_a_year[trend->step];
}

/* ---------- sums ---------- */

/* Knuth's TwoSum: what is lost in the sum is found exactly. */
static inline void
add_to(CompensatedSum *sum, float8 term)
{
	float8		total = sum->sum + term;
	float8		back = total - sum->sum;

	sum->rest += (sum->sum - (total - back)) + (term - back);
	sum->sum = total;
}

/* A product in two parts that are added exactly. */
static inline void
add_product_to(CompensatedSum *sum, float8 a, float8 b)
{
	float8		product = a * b;

	add_to(sum, product);
	sum->rest += fma(a, b, -product);
}

static CompensatedSum
product(CompensatedSum a, CompensatedSum b)
{
	CompensatedSum result = {0, 0};

	add_product_to(&result, a.sum, b.sum);
	result.rest += a.sum * b.rest + a.rest * b.sum;
	return result;
}

static CompensatedSum
difference(CompensatedSum a, CompensatedSum b)
{
	add_to(&a, -b.sum);
	a.rest -= b.rest;
	return a;
}

static CompensatedSum
quotient(CompensatedSum a, float8 divisor)
{
	CompensatedSum result = {a.sum / divisor, 0};

	result.rest = (fma(-result.sum, divisor, a.sum) + a.rest) / divisor;
	return result;
}

static CompensatedSum
whole(int64 number)
{
	CompensatedSum result = {number, 0};

	result.rest = number - (int64) result.sum;
	return result;
}

static inline float8
total(CompensatedSum sum)
{
	return sum.sum + sum.rest;
}

/* ---------- trend: the points ---------- */

static void
trend_clear(Trend *trend)
{
	int32		break_year = trend->break_year;
	uint32		step = trend->step;

	memset(trend, 0, sizeof(*trend));
	trend->break_year = break_year;
	trend->step = step;
}

/*
 * Points before a break do not count once there is one behind it.  False if
 * what begins in a period is to be left out; clears what it makes obsolete.
 */
static bool
on_this_side(Trend *trend, int period)
{
	bool		behind = (year_of_period(trend->step, period) >= trend->break_year);

	if (trend->break_year == 0 || trend->points == 0 ||
		behind == (year_of_period(trend->step, trend->first.period) >= trend->break_year))
		return true;
	if (behind)
		trend_clear(trend);
	return behind;
}

static void
trend_set_break(Trend *trend, int32 break_year)
{
	if (trend->points > 0 && trend->break_year != break_year)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a series has one break year, the same in all its rows")));
	trend->break_year = break_year;
}

void
trend_count(Trend *trend, const Figure *figure)
{
	int64		x = (int64) trend_x(trend, figure->period);
	CompensatedSum y = figure_in_parts(figure);

	if (!on_this_side(trend, figure->period))
		return;
	if (trend->points == MOST_POINTS)
		refuse_large();
	trend->points++;
	trend->sum_x += x;
	trend->sum_xx += x * x;
	add_to(&trend->sum_y, y.sum);
	trend->sum_y.rest += y.rest;
	add_product_to(&trend->sum_xy, x, y.sum);
	trend->sum_xy.rest += x * y.rest;
	add_product_to(&trend->sum_yy, y.sum, y.sum);
	trend->sum_yy.rest += 2 * y.sum * y.rest;
	keep_first(&trend->first, figure);
	keep_last(&trend->last, &trend->previous, figure);
}

static void
merge_sums(CompensatedSum *sum, CompensatedSum more)
{
	add_to(sum, more.sum);
	sum->rest += more.rest;
}

static void
trend_merge(Trend *trend, const Trend *more)
{
	if (more->points == 0)
		return;
	if (trend->points == 0)
		trend->step = more->step;
	else if (trend->step != more->step)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trends by %s and by %s cannot be merged",
						step_names[trend->step], step_names[more->step])));
	trend_set_break(trend, more->break_year);
	if (!on_this_side(trend, more->first.period))
		return;
	if (trend->points + more->points > MOST_POINTS)
		refuse_large();
	trend->points += more->points;
	trend->sum_x += more->sum_x;
	trend->sum_xx += more->sum_xx;
	merge_sums(&trend->sum_y, more->sum_y);
	merge_sums(&trend->sum_xy, more->sum_xy);
	merge_sums(&trend->sum_yy, more->sum_yy);
	keep_first(&trend->first, &more->first);
	if (more->previous.form != FIGURE_ABSENT)
		keep_last(&trend->last, &trend->previous, &more->previous);
	keep_last(&trend->last, &trend->previous, &more->last);
}

/* ---------- trend: guards, parse and print ---------- */

/* True for a figure that a trend may hold: its text says it in full. */
static bool
is_of_trend(const Trend *trend, const Figure *figure)
{
	return figure_is_valid(figure) &&
		(figure->form == FIGURE_ABSENT ||
		 (period_is_valid(trend, figure->period) && figure_is_moderate(figure)));
}

static bool
sum_is_valid(const Trend *trend, CompensatedSum sum)
{
	return isfinite(sum.sum) && isfinite(sum.rest) &&
		(trend->points > 0 || (sum.sum == 0 && sum.rest == 0));
}

static bool
trend_is_valid(const Trend *trend)
{
	bool		empty = (trend->points == 0);
	int64		most_x;

	if (trend->points < 0 || trend->points > MOST_POINTS ||
		trend->step > STEP_MONTH)
		return false;
	most_x = MOST_X * steps_a_year[trend->step];
	if (trend->sum_x < -trend->points * most_x ||
		trend->sum_x > trend->points * most_x || trend->sum_xx < 0 ||
		trend->sum_xx > trend->points * most_x * most_x ||
		trend->break_year < 0 || trend->break_year > LAST_YEAR ||
		!is_of_trend(trend, &trend->first) ||
		!is_of_trend(trend, &trend->previous) || !is_of_trend(trend, &trend->last))
		return false;
	if (empty != (trend->first.form == FIGURE_ABSENT) ||
		empty != (trend->last.form == FIGURE_ABSENT) ||
		(empty && trend->previous.form != FIGURE_ABSENT) ||
		trend->first.period > trend->last.period ||
		(trend->previous.form != FIGURE_ABSENT &&
		 (trend->previous.period >= trend->last.period ||
		  trend->previous.period < trend->first.period)))
		return false;
	return sum_is_valid(trend, trend->sum_y) &&
		sum_is_valid(trend, trend->sum_xy) && sum_is_valid(trend, trend->sum_yy);
}

static const char *const trend_hint =
	"A trend reads: points=0,first=-,previous=-,last=-,break=-,x=0/0,y=0/0,"
	"xy=0/0,yy=0/0.";

/* Move over a fixed text; false if it is not there. */
static bool
take(const char **cursor, const char *text)
{
	size_t		length = strlen(text);

	if (strncmp(*cursor, text, length) != 0)
		return false;
	*cursor += length;
	return true;
}

static bool
take_integer(const char **cursor, int64 *number)
{
	char	   *end;

	errno = 0;
	*number = strtoll(*cursor, &end, 10);
	if (end == *cursor || errno != 0)
		return false;
	*cursor = end;
	return true;
}

static bool
take_float8(const char **cursor, float8 *number)
{
	char	   *end;

	*number = strtod(*cursor, &end);
	if (end == *cursor)
		return false;
	*cursor = end;
	return true;
}

/* period := year | year '-Q' quarter | year '-' month */
static bool
take_period(const char **cursor, const Trend *trend, int32 *period)
{
	int			steps = steps_a_year[trend->step];
	int64		year;
	int64		step = 1;

	if (!take_integer(cursor, &year) || year < FIRST_YEAR || year > LAST_YEAR)
		return false;
	if (trend->step != STEP_YEAR &&
		(!take(cursor, trend->step == STEP_QUARTER ? "-Q" : "-") ||
		 !take_integer(cursor, &step) || step < 1 || step > steps))
		return false;
	*period = year * steps + step - 1;
	return true;
}

/* figure := '-' | period ':' number '!'?; number := '-'? digits ('.' digits)? */
static bool
take_figure(const char **cursor, const Trend *trend, Figure *figure)
{
	int32		period;
	const char *number;
	size_t		length;
	size_t		digits;

	memset(figure, 0, sizeof(*figure));
	if (take(cursor, "-"))
		return true;
	if (!take_period(cursor, trend, &period) || !take(cursor, ":"))
		return false;
	number = *cursor;
	length = (*number == '-');
	length += digits = strspn(number + length, "0123456789");
	if (digits == 0 || digits > FIGURE_MAX_SCALE)
		return false;
	if (number[length] == '.')
	{
		digits = strspn(number + length + 1, "0123456789");
		if (digits == 0 || digits > FIGURE_MAX_SCALE)
			return false;
		length += digits + 1;
	}
	figure_make(figure, period,
				NumericGetDatum(numeric_from_text(pnstrdup(number, length))),
				NUMERICOID);
	*cursor += length;
	figure->ambiguous = take(cursor, "!");
	return true;
}

static bool
take_sum(const char **cursor, const char *name, CompensatedSum *sum)
{
	return take(cursor, name) && take_float8(cursor, &sum->sum) &&
		take(cursor, "/") && take_float8(cursor, &sum->rest);
}

static bool
trend_parse(const char *text, Trend *trend, Fault *fault)
{
	const char *c = skip_blanks(text);
	int64		break_year = 0;
	bool		good;

	memset(trend, 0, sizeof(*trend));
	if (take(&c, "by=quarter,"))
		trend->step = STEP_QUARTER;
	else if (take(&c, "by=month,"))
		trend->step = STEP_MONTH;
	good = take(&c, "points=") && take_integer(&c, &trend->points) &&
		take(&c, ",first=") && take_figure(&c, trend, &trend->first) &&
		take(&c, ",previous=") && take_figure(&c, trend, &trend->previous) &&
		take(&c, ",last=") && take_figure(&c, trend, &trend->last) &&
		take(&c, ",break=") && (take(&c, "-") || take_integer(&c, &break_year)) &&
		take(&c, ",x=") && take_integer(&c, &trend->sum_x) &&
		take(&c, "/") && take_integer(&c, &trend->sum_xx) &&
		take_sum(&c, ",y=", &trend->sum_y) &&
		take_sum(&c, ",xy=", &trend->sum_xy) &&
		take_sum(&c, ",yy=", &trend->sum_yy);
	if (!good || break_year < 0 || break_year > LAST_YEAR)
		return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
						 trend_hint, "The text goes wrong at \"%.40s\".", c);
	trend->break_year = break_year;
	if (!trend_is_valid(trend))
		return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
						 trend_hint, "Its parts contradict each other.");
	return expect_end(c, trend_hint, fault);
}

static void
print_figure(StringInfo text, const Trend *trend, const char *name,
			 const Figure *figure)
{
	if (figure->form == FIGURE_ABSENT)
		appendStringInfo(text, ",%s=-", name);
	else
		appendStringInfo(text, ",%s=%s:%s%s", name, period_text(trend, figure->period),
						 numeric_text(figure_numeric(figure)),
						 figure->ambiguous ? "!" : "");
}

static void
print_sum(StringInfo text, const char *name, CompensatedSum sum)
{
	char		high[DOUBLE_SHORTEST_DECIMAL_LEN];
	char		low[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(sum.sum, high);
	double_to_shortest_decimal_buf(sum.rest, low);
	appendStringInfo(text, ",%s=%s/%s", name, high, low);
}

/* ---------- trend: I/O ---------- */

PG_FUNCTION_INFO_V1(trend_in);
Datum
trend_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Trend	   *trend = palloc(sizeof(Trend));
	Fault		fault;

	if (!trend_parse(text, trend, &fault))
		return report_text_fault("trend", text, &fault, ESCONTEXT(fcinfo));
	PG_RETURN_TREND_P(trend);
}

PG_FUNCTION_INFO_V1(trend_out);
Datum
trend_out(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	StringInfoData text;

	initStringInfo(&text);
	if (trend->step != STEP_YEAR)
		appendStringInfo(&text, "by=%s,", step_names[trend->step]);
	appendStringInfo(&text, "points=" INT64_FORMAT, trend->points);
	print_figure(&text, trend, "first", &trend->first);
	print_figure(&text, trend, "previous", &trend->previous);
	print_figure(&text, trend, "last", &trend->last);
	if (trend->break_year == 0)
		appendStringInfoString(&text, ",break=-");
	else
		appendStringInfo(&text, ",break=%d", trend->break_year);
	appendStringInfo(&text, ",x=" INT64_FORMAT "/" INT64_FORMAT,
					 trend->sum_x, trend->sum_xx);
	print_sum(&text, "y", trend->sum_y);
	print_sum(&text, "xy", trend->sum_xy);
	print_sum(&text, "yy", trend->sum_yy);
	PG_RETURN_CSTRING(text.data);
}

PG_FUNCTION_INFO_V1(trend_send);
Datum
trend_send(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	CompensatedSum sums[] = {trend->sum_y, trend->sum_xy, trend->sum_yy};
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	pq_sendint64(&buffer, trend->points);
	figure_send(&buffer, &trend->first);
	figure_send(&buffer, &trend->previous);
	figure_send(&buffer, &trend->last);
	pq_sendint32(&buffer, trend->break_year);
	pq_sendbyte(&buffer, trend->step);
	pq_sendint64(&buffer, trend->sum_x);
	pq_sendint64(&buffer, trend->sum_xx);
	for (int i = 0; i < lengthof(sums); i++)
	{
		pq_sendfloat8(&buffer, sums[i].sum);
		pq_sendfloat8(&buffer, sums[i].rest);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

PG_FUNCTION_INFO_V1(trend_recv);
Datum
trend_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	Trend	   *trend = palloc0(sizeof(Trend));
	CompensatedSum *sums[] = {&trend->sum_y, &trend->sum_xy, &trend->sum_yy};

	trend->points = pq_getmsgint64(buffer);
	figure_receive(buffer, &trend->first);
	figure_receive(buffer, &trend->previous);
	figure_receive(buffer, &trend->last);
	trend->break_year = pq_getmsgint(buffer, 4);
	trend->step = pq_getmsgbyte(buffer);
	trend->sum_x = pq_getmsgint64(buffer);
	trend->sum_xx = pq_getmsgint64(buffer);
	for (int i = 0; i < lengthof(sums); i++)
	{
		sums[i]->sum = pq_getmsgfloat8(buffer);
		sums[i]->rest = pq_getmsgfloat8(buffer);
	}
	if (!trend_is_valid(trend))
		report_binary_fault("trend");
	PG_RETURN_TREND_P(trend);
}

/* ---------- trend: aggregates ---------- */

/* What one call site needs to know of its signature. */
typedef struct TrendSite
{
	Oid			time_type;		/* int4, float8 or date */
	Oid			value_type;
} TrendSite;

static TrendSite *
trend_site(FunctionCallInfo fcinfo)
{
	TrendSite  *site = fcinfo->flinfo->fn_extra;

	if (site == NULL)
	{
		site = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(TrendSite));
		site->time_type = declared_type(fcinfo->flinfo, 1);
		site->value_type = declared_type(fcinfo->flinfo, 2);
		fcinfo->flinfo->fn_extra = site;
	}
	return site;
}

/* In place where it is an aggregate's own state, else a copy. */
static Trend *
own_trend(FunctionCallInfo fcinfo)
{
	Trend	   *copy;

	if (AggCheckCallContext(fcinfo, NULL))
		return PG_GETARG_TREND_P(0);
	copy = palloc(sizeof(Trend));
	memcpy(copy, PG_GETARG_TREND_P(0), sizeof(Trend));
	return copy;
}

static int
checked_year(FunctionCallInfo fcinfo, int arg, const TrendSite *site)
{
	int			year = year_from_datum(PG_GETARG_DATUM(arg), site->time_type);

	check_year(year);
	return year;
}

/* trend_agg(year, value [, break_year]); without year or value: no point. */
PG_FUNCTION_INFO_V1(trend_count_value);
Datum
trend_count_value(PG_FUNCTION_ARGS)
{
	TrendSite  *site = trend_site(fcinfo);
	Trend	   *trend;
	Figure		figure;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	trend = own_trend(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_TREND_P(trend);
	figure_make(&figure, checked_year(fcinfo, 1, site), PG_GETARG_DATUM(2),
				site->value_type);
	if (PG_NARGS() > 3)
		trend_set_break(trend, PG_ARGISNULL(3) ? 0 : checked_year(fcinfo, 3, site));
	trend_count(trend, &figure);
	PG_RETURN_TREND_P(trend);
}

/*
 * trend_by_month(on_date, value) and trend_by_quarter: the state says which,
 * from its first on.
 */
PG_FUNCTION_INFO_V1(trend_count_date);
Datum
trend_count_date(PG_FUNCTION_ARGS)
{
	TrendSite  *site = trend_site(fcinfo);
	Trend	   *trend = own_trend(fcinfo);
	DateADT		date = PG_GETARG_DATEADT(1);
	Figure		figure;
	int			year = 0;
	int			month;
	int			day;

	if (!DATE_NOT_FINITE(date))
		j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	check_year(year);
	figure_make(&figure, period_of(trend->step, year, month), PG_GETARG_DATUM(2),
				site->value_type);
	trend_count(trend, &figure);
	PG_RETURN_TREND_P(trend);
}

/* Combine function, and the transition of trend_merge. */
PG_FUNCTION_INFO_V1(trend_combine);
Datum
trend_combine(PG_FUNCTION_ARGS)
{
	Trend	   *trend = own_trend(fcinfo);

	trend_merge(trend, PG_GETARG_TREND_P(1));
	PG_RETURN_TREND_P(trend);
}

/* ---------- trend: accessors ---------- */

PG_FUNCTION_INFO_V1(trend_points);
Datum
trend_points(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TREND_P(0)->points);
}

static Datum
return_year(FunctionCallInfo fcinfo, const Trend *trend, const Figure *figure)
{
	if (figure->form == FIGURE_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_INT32(year_of_period(trend->step, figure->period));
}

static Datum
return_period(FunctionCallInfo fcinfo, const Trend *trend, const Figure *figure)
{
	if (figure->form == FIGURE_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(period_text(trend, figure->period)));
}

static Datum
return_number(FunctionCallInfo fcinfo, Numeric number)
{
	if (number == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(number);
}

PG_FUNCTION_INFO_V1(trend_first_year);
Datum
trend_first_year(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return return_year(fcinfo, trend, &trend->first);
}

PG_FUNCTION_INFO_V1(trend_last_year);
Datum
trend_last_year(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return return_year(fcinfo, trend, &trend->last);
}

PG_FUNCTION_INFO_V1(trend_first_period);
Datum
trend_first_period(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return return_period(fcinfo, trend, &trend->first);
}

PG_FUNCTION_INFO_V1(trend_last_period);
Datum
trend_last_period(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return return_period(fcinfo, trend, &trend->last);
}

PG_FUNCTION_INFO_V1(trend_first_value);
Datum
trend_first_value(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return return_number(fcinfo, trend_figure(trend, &trend->first));
}

PG_FUNCTION_INFO_V1(trend_last_value);
Datum
trend_last_value(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return return_number(fcinfo, trend_figure(trend, &trend->last));
}

/* last - previous */
PG_FUNCTION_INFO_V1(trend_last_change);
Datum
trend_last_change(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	if (trend->previous.form == FIGURE_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(numeric_minus(trend_figure(trend, &trend->last),
									trend_figure(trend, &trend->previous)));
}

/* 100 * (last - previous) / |previous| */
PG_FUNCTION_INFO_V1(trend_last_change_percent);
Datum
trend_last_change_percent(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	Numeric		previous = trend_figure(trend, &trend->previous);
	Numeric		change;

	if (previous == NULL ||
		numeric_order(previous, int64_to_numeric(0)) == 0)
		PG_RETURN_NULL();
	change = numeric_minus(trend_figure(trend, &trend->last), previous);
	previous = numeric_absolute(previous);
	change = numeric_over(numeric_times(int64_to_numeric(100), change), previous);
	return DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(change));
}

/* ---------- straight line ---------- */

bool
trend_line(const Trend *trend, Line *line)
{
	float8		n = trend->points;
	CompensatedSum points = whole(trend->points);
	CompensatedSum xy;
	CompensatedSum yy;
	float8		xx = (int128) trend->points * trend->sum_xx -
		(int128) trend->sum_x * trend->sum_x;

	if (xx <= 0)
		return false;
	/* n times the deviations, in which the products cancel. */
	xy = difference(product(points, trend->sum_xy),
					product(whole(trend->sum_x), trend->sum_y));
	yy = difference(product(points, trend->sum_yy),
					product(trend->sum_y, trend->sum_y));
	line->mean_x = trend->sum_x / n;
	line->mean_y = total(trend->sum_y) / n;
	line->slope = total(xy) / xx;
	line->deviation_x = xx / n;
	line->residual = total(difference(yy, quotient(product(xy, xy), xx))) / n;
	line->residual = Max(line->residual, 0);
	line->size = sqrt(Max(total(trend->sum_yy), 0) / n);
	return true;
}

/* A number rounded to so many decimals, without trailing zeros. */
static Numeric
rounded_float8(float8 number, int decimals)
{
	Datum		result = DirectFunctionCall1(float8_numeric, Float8GetDatum(number));

	result = DirectFunctionCall2(numeric_round, result, Int32GetDatum(decimals));
	return DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale, result));
}

/* How many digits a number has before the dot; negative for zeros behind it. */
static int
magnitude_of(float8 number)
{
	if (!isfinite(number))
		refuse_large();
	return number == 0 ? 0 : (int) ceil(log10(fabs(number)));
}

/*
 * Figures are float8 to whoever reads the answer: 0.1 + 0.2 is carried no
 * further than their size has digits.
 */
Numeric
line_numeric(const Line *line, float8 number)
{
	return rounded_float8(number, CERTAIN_DIGITS -
						  magnitude_of(Max(line->size, fabs(number))));
}

/*
 * The slope a year.  The sums hold twice the digits of a float8, so that what
 * is left of a difference of large numbers is certain, but for its last.
 */
static Numeric
slope_a_year(const Trend *trend, const Line *line)
{
	float8		slope = line->slope * steps_a_year[trend->step];

	return rounded_float8(slope, Min(CERTAIN_DIGITS - magnitude_of(slope),
									 SUM_DIGITS - magnitude_of(line->size)));
}

PG_FUNCTION_INFO_V1(trend_slope);
Datum
trend_slope(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	Line		line;

	if (!trend_line(trend, &line))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(slope_a_year(trend, &line));
}

/* Whether a band would have the last value go up, down or nowhere. */
static Direction
wanted_direction(const Target *goal, Numeric last)
{
	const ThresholdRange *range = &goal->threshold;

	if (goal->direction != DIRECTION_WITHIN)
		return goal->direction;
	if (numeric_order(last, decimal_to_numeric(lower_bound(range))) < 0)
		return DIRECTION_UP;
	if (numeric_order(last, decimal_to_numeric(upper_bound(range))) > 0)
		return DIRECTION_DOWN;
	return DIRECTION_NONE;
}

/* trend_direction(series, goal) */
PG_FUNCTION_INFO_V1(socpolicy_trend_direction);
Datum
socpolicy_trend_direction(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	Line		line;
	Direction	wanted;
	int			sign;

	if (!trend_line(trend, &line))
		PG_RETURN_NULL();
	wanted = wanted_direction(PG_GETARG_TARGET_P(1), trend_figure(trend, &trend->last));
	sign = numeric_order(slope_a_year(trend, &line), int64_to_numeric(0));
	if (sign == 0 || wanted == DIRECTION_NONE)
		PG_RETURN_TEXT_P(cstring_to_text("flat"));
	PG_RETURN_TEXT_P(cstring_to_text((sign > 0) == (wanted == DIRECTION_UP)
									 ? "good" : "bad"));
}
