/*
 * series.c - figures of one indicator over the years: trend, forecast, and the
 * progress of a whole series.
 *
 * A trend is a small value of fixed size, and itself the state of the
 * aggregate that makes it.  Its first and last figures are kept exactly; its
 * sums are compensated, so that neither order nor a parallel plan shows in the
 * digits that are printed.
 */
#include "progress.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "funcapi.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"

#include "wording.h"

#define FIRST_YEAR			1
#define LAST_YEAR			9999
/* Sums are taken over year - ORIGIN: smaller numbers, the same slope. */
#define ORIGIN				2000
/* Squares of larger values would leave the range of a float8. */
#define LARGEST_VALUE		1e100
/* An int128 holds any number of so many digits. */
#define FIGURE_DIGITS		37
#define FIGURE_MAX_SCALE	16383	/* numeric's own */
#define FIGURE_BUFSIZE		64
/* Digits that a sum of float8 can be trusted with. */
#define CERTAIN_DIGITS		14
/* So many points cannot overflow any sum of theirs. */
#define MOST_POINTS			INT64CONST(100000000000)
#define MOST_X				(LAST_YEAR - ORIGIN + 1)

typedef enum FigureForm
{
	FIGURE_ABSENT,
	FIGURE_DECIMAL,				/* coefficient / 10^scale */
	FIGURE_FLOAT8				/* the shortest decimal of a float8 */
} FigureForm;

/*
 * The value of a year.  An int128 would want an alignment of 16: its halves
 * are stored, or the bits of a float8 in the first.
 */
typedef struct Figure
{
	uint64		half[2];
	int32		year;
	int16		scale;
	uint8		form;			/* a FigureForm */
	uint8		ambiguous;		/* the year has different values */
} Figure;

/* A sum and what was lost in it. */
typedef struct CompensatedSum
{
	float8		sum;
	float8		rest;
} CompensatedSum;

typedef struct Trend
{
	int64		points;
	int64		sum_x;			/* x is the year from ORIGIN, y the value */
	int64		sum_xx;
	CompensatedSum sum_y;
	CompensatedSum sum_xy;
	CompensatedSum sum_yy;
	Figure		first;
	Figure		previous;		/* of the last year but one */
	Figure		last;
	int32		break_year;		/* all points lie on one side; 0: no break */
	uint32		unused;			/* always zero */
} Trend;

StaticAssertDecl(sizeof(Figure) == 24, "stored layout");
StaticAssertDecl(sizeof(Trend) == 152, "stored layout");

#define DatumGetTrendP(X)		((Trend *) DatumGetPointer(X))
#define PG_GETARG_TREND_P(n)	DatumGetTrendP(PG_GETARG_DATUM(n))
#define PG_RETURN_TREND_P(x)	PG_RETURN_POINTER(x)

/* ---------- figures ---------- */

static void
check_year(int32 year)
{
	if (year < FIRST_YEAR || year > LAST_YEAR)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_FIELD_OVERFLOW),
				 errmsg("year out of range: %d", year),
				 errdetail("A year of a series lies between %d and %d.",
						   FIRST_YEAR, LAST_YEAR)));
}

static void
put_decimal(Figure *figure, int128 coefficient, int scale)
{
	memcpy(figure->half, &coefficient, sizeof(coefficient));
	figure->scale = scale;
	figure->form = FIGURE_DECIMAL;
}

/*
 * Read a number that is too long for a Value.  Digits beyond FIGURE_DIGITS
 * are cut off: they lie 37 places behind the first.
 */
static void
put_long_number(Figure *figure, Numeric number)
{
	const char *c = numeric_normalize(number);
	bool		negative = (*c == '-');
	bool		fraction = false;
	int128		coefficient = 0;
	int			digits = 0;
	int			scale = 0;

	for (c += negative; *c != '\0'; c++)
	{
		if (*c == '.')
		{
			fraction = true;
			continue;
		}
		if (digits < FIGURE_DIGITS)
		{
			coefficient = coefficient * 10 + (*c - '0');
			digits += (coefficient != 0);
			scale += fraction;
		}
		else
			scale -= !fraction;
	}
	if (scale < -FIGURE_MAX_SCALE)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range for a series")));
	put_decimal(figure, negative ? -coefficient : coefficient, scale);
}

static void
put_numeric(Figure *figure, Datum number)
{
	Value		value;

	value_from_numeric(number, &value);
	if (value.numeric != NULL)
		put_long_number(figure, value.numeric);
	else
		put_decimal(figure, value.coefficient, value.scale);
}

static void
put_float8(Figure *figure, float8 number)
{
	Value		refused;

	if (isnan(number) || isinf(number))
		value_from_float8(number, &refused);
	memcpy(&figure->half[0], &number, sizeof(number));
	figure->half[1] = 0;
	figure->scale = 0;
	figure->form = FIGURE_FLOAT8;
}

static void
figure_make(Figure *figure, int32 year, Datum value, Oid type)
{
	check_year(year);
	figure->year = year;
	figure->ambiguous = false;
	if (type == FLOAT8OID)
		put_float8(figure, DatumGetFloat8(value));
	else
		put_numeric(figure, value);
}

static int128
figure_coefficient(const Figure *figure)
{
	int128		coefficient;

	memcpy(&coefficient, figure->half, sizeof(coefficient));
	return coefficient;
}

static float8
figure_bits(const Figure *figure)
{
	float8		number;

	memcpy(&number, &figure->half[0], sizeof(number));
	return number;
}

/* Write digits and exponent: "-924e-1". */
static void
print_decimal(const Figure *figure, char *buffer)
{
	int128		coefficient = figure_coefficient(figure);
	uint128		magnitude = coefficient < 0 ? -(uint128) coefficient : (uint128) coefficient;
	char		digits[FIGURE_BUFSIZE];
	int			n = 0;

	do
	{
		digits[n++] = '0' + (int) (magnitude % 10);
		magnitude /= 10;
	} while (magnitude > 0);
	if (coefficient < 0)
		*buffer++ = '-';
	while (n > 0)
		*buffer++ = digits[--n];
	sprintf(buffer, "e%d", -figure->scale);
}

/* The value of a decimal of common size; NULL for any other figure. */
static Numeric
figure_short_numeric(const Figure *figure)
{
	int128		wide = figure_coefficient(figure);
	int64		coefficient = (int64) wide;
	int			scale = figure->scale;

	if (figure->form == FIGURE_FLOAT8)
	{
		if (!short_decimal(figure_bits(figure), &coefficient, &scale))
			return NULL;
	}
	else if (figure->form != FIGURE_DECIMAL || coefficient != wide ||
			 scale < 0 || scale > DECIMAL_MAX_DIGITS)
		return NULL;
	for (; scale > 0 && coefficient % 10 == 0; scale--)
		coefficient /= 10;
	return int64_div_fast_to_numeric(coefficient, scale);
}

/* The value, without trailing zeros; NULL if there is none. */
static Numeric
figure_numeric(const Figure *figure)
{
	char		text[FIGURE_BUFSIZE + DOUBLE_SHORTEST_DECIMAL_LEN];
	Numeric		number = figure_short_numeric(figure);

	if (figure->form == FIGURE_ABSENT || number != NULL)
		return number;
	if (figure->form == FIGURE_FLOAT8)
		double_to_shortest_decimal_buf(figure_bits(figure), text);
	else
		print_decimal(figure, text);
	return DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale,
											   NumericGetDatum(numeric_from_text(text))));
}

static void
refuse_large(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value out of range for a trend")));
}

/* The value as a float8 that can be squared. */
static float8
figure_float8(const Figure *figure)
{
	static const float8 power10[] = {
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
		1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20
	};
	float8		number;

	if (figure->form == FIGURE_FLOAT8)
		number = figure_bits(figure);
	else if (figure->scale >= 0 && figure->scale < lengthof(power10))
		number = (float8) figure_coefficient(figure) / power10[figure->scale];
	else
		number = strtod(numeric_text(figure_numeric(figure)), NULL);
	if (fabs(number) > LARGEST_VALUE)
		refuse_large();
	return number;
}

/* Take note of another figure of the same year. */
static void
figure_merge(Figure *figure, const Figure *other)
{
	if (other->ambiguous)
		figure->ambiguous = true;
	else if (!figure->ambiguous &&
			 memcmp(figure, other, sizeof(Figure)) != 0 &&
			 numeric_order(figure_numeric(figure), figure_numeric(other)) != 0)
		figure->ambiguous = true;
}

/* The value, unless its year has two. */
static Numeric
figure_certain(const Figure *figure)
{
	if (figure->ambiguous)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("the series has different values for the year %d",
						figure->year)));
	return figure_numeric(figure);
}

/* Keep the earlier figure. */
static void
keep_first(Figure *first, const Figure *figure)
{
	if (first->form == FIGURE_ABSENT || figure->year < first->year)
		*first = *figure;
	else if (figure->year == first->year)
		figure_merge(first, figure);
}

/* Keep the later figure, and push what it replaces to previous if asked. */
static void
keep_last(Figure *last, Figure *previous, const Figure *figure)
{
	if (last->form == FIGURE_ABSENT || figure->year > last->year)
	{
		if (previous != NULL)
			*previous = *last;
		*last = *figure;
	}
	else if (figure->year == last->year)
		figure_merge(last, figure);
	else if (previous != NULL)
		keep_last(previous, NULL, figure);
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

	memset(trend, 0, sizeof(*trend));
	trend->break_year = break_year;
}

/*
 * Points before a break do not count once there is one behind it.  False if
 * what begins in a year is to be left out; clears what it makes obsolete.
 */
static bool
on_this_side(Trend *trend, int32 year)
{
	bool		behind = (year >= trend->break_year);

	if (trend->break_year == 0 || trend->points == 0 ||
		behind == (trend->first.year >= trend->break_year))
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

static void
trend_count(Trend *trend, const Figure *figure)
{
	float8		x = figure->year - ORIGIN;
	float8		y = figure_float8(figure);

	if (!on_this_side(trend, figure->year))
		return;
	trend->points++;
	trend->sum_x += figure->year - ORIGIN;
	trend->sum_xx += (int64) (figure->year - ORIGIN) * (figure->year - ORIGIN);
	add_to(&trend->sum_y, y);
	add_product_to(&trend->sum_xy, x, y);
	add_product_to(&trend->sum_yy, y, y);
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
	trend_set_break(trend, more->break_year);
	if (!on_this_side(trend, more->first.year))
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

static bool
figure_is_valid(const Figure *figure)
{
	if (figure->form == FIGURE_ABSENT)
		return figure->half[0] == 0 && figure->half[1] == 0 &&
			figure->year == 0 && figure->scale == 0 && figure->ambiguous == 0;
	if (figure->form > FIGURE_FLOAT8 || figure->ambiguous > 1 ||
		figure->year < FIRST_YEAR || figure->year > LAST_YEAR ||
		figure->scale < -FIGURE_MAX_SCALE || figure->scale > FIGURE_MAX_SCALE)
		return false;
	return figure->form == FIGURE_DECIMAL || isfinite(figure_bits(figure));
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

	if (trend->points < 0 || trend->points > MOST_POINTS ||
		trend->sum_x < -trend->points * MOST_X ||
		trend->sum_x > trend->points * MOST_X || trend->sum_xx < 0 ||
		trend->sum_xx > trend->points * MOST_X * MOST_X ||
		trend->break_year < 0 || trend->break_year > LAST_YEAR ||
		trend->unused != 0 || !figure_is_valid(&trend->first) || !figure_is_valid(&trend->previous) ||
		!figure_is_valid(&trend->last))
		return false;
	if (empty != (trend->first.form == FIGURE_ABSENT) ||
		empty != (trend->last.form == FIGURE_ABSENT) ||
		(empty && trend->previous.form != FIGURE_ABSENT) ||
		trend->first.year > trend->last.year ||
		(trend->previous.form != FIGURE_ABSENT &&
		 (trend->previous.year >= trend->last.year ||
		  trend->previous.year < trend->first.year)))
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

/* figure := '-' | year ':' number '!'?; number := '-'? digits ('.' digits)? */
static bool
take_figure(const char **cursor, Figure *figure)
{
	int64		year;
	const char *number;
	size_t		length;
	size_t		digits;

	memset(figure, 0, sizeof(*figure));
	if (take(cursor, "-"))
		return true;
	if (!take_integer(cursor, &year) || year < FIRST_YEAR ||
		year > LAST_YEAR || !take(cursor, ":"))
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
	put_numeric(figure, NumericGetDatum(numeric_from_text(pnstrdup(number, length))));
	figure->year = year;
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
	good = take(&c, "points=") && take_integer(&c, &trend->points) &&
		take(&c, ",first=") && take_figure(&c, &trend->first) &&
		take(&c, ",previous=") && take_figure(&c, &trend->previous) &&
		take(&c, ",last=") && take_figure(&c, &trend->last) &&
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
print_figure(StringInfo text, const char *name, const Figure *figure)
{
	if (figure->form == FIGURE_ABSENT)
		appendStringInfo(text, ",%s=-", name);
	else
		appendStringInfo(text, ",%s=%d:%s%s", name, figure->year,
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
	appendStringInfo(&text, "points=" INT64_FORMAT, trend->points);
	print_figure(&text, "first", &trend->first);
	print_figure(&text, "previous", &trend->previous);
	print_figure(&text, "last", &trend->last);
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

static void
send_figure(StringInfo buffer, const Figure *figure)
{
	uint128		bits;

	memcpy(&bits, figure->half, sizeof(bits));
	if (figure->form == FIGURE_FLOAT8)
		bits = figure->half[0];
	pq_sendint32(buffer, figure->year);
	pq_sendbyte(buffer, figure->form);
	pq_sendbyte(buffer, figure->ambiguous);
	pq_sendint16(buffer, figure->scale);
	pq_sendint64(buffer, (uint64) (bits >> 64));
	pq_sendint64(buffer, (uint64) bits);
}

static void
receive_figure(StringInfo buffer, Figure *figure)
{
	uint128		bits;

	figure->year = pq_getmsgint(buffer, 4);
	figure->form = pq_getmsgbyte(buffer);
	figure->ambiguous = pq_getmsgbyte(buffer);
	figure->scale = (int16) pq_getmsgint(buffer, 2);
	bits = (uint128) (uint64) pq_getmsgint64(buffer) << 64;
	bits |= (uint64) pq_getmsgint64(buffer);
	if (figure->form == FIGURE_FLOAT8)
	{
		figure->half[0] = (uint64) bits;
		figure->half[1] = 0;
	}
	else
		memcpy(figure->half, &bits, sizeof(bits));
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
	send_figure(&buffer, &trend->first);
	send_figure(&buffer, &trend->previous);
	send_figure(&buffer, &trend->last);
	pq_sendint32(&buffer, trend->break_year);
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
	receive_figure(buffer, &trend->first);
	receive_figure(buffer, &trend->previous);
	receive_figure(buffer, &trend->last);
	trend->break_year = pq_getmsgint(buffer, 4);
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

/* The type of the values, looked up once per call site. */
static inline Oid
value_type(FunctionCallInfo fcinfo, int arg)
{
	Oid		   *type = fcinfo->flinfo->fn_extra;

	if (type == NULL)
	{
		type = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(Oid));
		*type = declared_type(fcinfo->flinfo, arg);
		fcinfo->flinfo->fn_extra = type;
	}
	return *type;
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

/* trend_agg(year, value [, break_year]); without year or value: no point. */
PG_FUNCTION_INFO_V1(trend_count_value);
Datum
trend_count_value(PG_FUNCTION_ARGS)
{
	Trend	   *trend;
	Figure		figure;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	trend = own_trend(fcinfo);
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_TREND_P(trend);
	figure_make(&figure, PG_GETARG_INT32(1), PG_GETARG_DATUM(2),
				value_type(fcinfo, 2));
	if (PG_NARGS() > 3)
	{
		if (!PG_ARGISNULL(3))
			check_year(PG_GETARG_INT32(3));
		trend_set_break(trend, PG_ARGISNULL(3) ? 0 : PG_GETARG_INT32(3));
	}
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
return_year(FunctionCallInfo fcinfo, const Figure *figure)
{
	if (figure->form == FIGURE_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_INT32(figure->year);
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
	return return_year(fcinfo, &PG_GETARG_TREND_P(0)->first);
}

PG_FUNCTION_INFO_V1(trend_last_year);
Datum
trend_last_year(PG_FUNCTION_ARGS)
{
	return return_year(fcinfo, &PG_GETARG_TREND_P(0)->last);
}

PG_FUNCTION_INFO_V1(trend_first_value);
Datum
trend_first_value(PG_FUNCTION_ARGS)
{
	return return_number(fcinfo, figure_certain(&PG_GETARG_TREND_P(0)->first));
}

PG_FUNCTION_INFO_V1(trend_last_value);
Datum
trend_last_value(PG_FUNCTION_ARGS)
{
	return return_number(fcinfo, figure_certain(&PG_GETARG_TREND_P(0)->last));
}

/* last - previous */
PG_FUNCTION_INFO_V1(trend_last_change);
Datum
trend_last_change(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	if (trend->previous.form == FIGURE_ABSENT)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(numeric_minus(figure_certain(&trend->last),
									figure_certain(&trend->previous)));
}

/* 100 * (last - previous) / |previous| */
PG_FUNCTION_INFO_V1(trend_last_change_percent);
Datum
trend_last_change_percent(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	Numeric		previous = figure_certain(&trend->previous);
	Numeric		change;

	if (previous == NULL ||
		numeric_order(previous, int64_to_numeric(0)) == 0)
		PG_RETURN_NULL();
	change = numeric_minus(figure_certain(&trend->last), previous);
	previous = numeric_absolute(previous);
	change = numeric_over(numeric_times(int64_to_numeric(100), change), previous);
	return DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(change));
}

/* ---------- straight line ---------- */

/* The least-squares line; deviations are sums of squares about the means. */
typedef struct Line
{
	float8		mean_x;
	float8		mean_y;
	float8		slope;
	float8		deviation_x;
	float8		residual;		/* sum of squared residuals */
	float8		size;			/* typical size of a value */
} Line;

/* False where no line is determined: all points lie in one year. */
static bool
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

/*
 * A result with the decimals that values of this size have to give: float8
 * carries 0.1 + 0.2 no further than that.
 */
static Numeric
line_numeric(const Line *line, float8 number)
{
	float8		size = Max(line->size, fabs(number));
	int			decimals = CERTAIN_DIGITS;
	Datum		result;

	if (!isfinite(number) || !isfinite(size))
		refuse_large();
	if (size > 0)
		decimals -= (int) ceil(log10(size));
	result = DirectFunctionCall1(float8_numeric, Float8GetDatum(number));
	result = DirectFunctionCall2(numeric_round, result, Int32GetDatum(decimals));
	return DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale, result));
}

PG_FUNCTION_INFO_V1(trend_slope);
Datum
trend_slope(PG_FUNCTION_ARGS)
{
	Line		line;

	if (!trend_line(PG_GETARG_TREND_P(0), &line))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(line_numeric(&line, line.slope));
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
	wanted = wanted_direction(PG_GETARG_TARGET_P(1), figure_certain(&trend->last));
	sign = numeric_order(line_numeric(&line, line.slope), int64_to_numeric(0));
	if (sign == 0 || wanted == DIRECTION_NONE)
		PG_RETURN_TEXT_P(cstring_to_text("flat"));
	PG_RETURN_TEXT_P(cstring_to_text((sign > 0) == (wanted == DIRECTION_UP)
									 ? "good" : "bad"));
}

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

/* ---------- forecast ---------- */

typedef enum Refusal
{
	FORECAST_GIVEN,
	FORECAST_FEW_POINTS,
	FORECAST_ONE_YEAR,
	FORECAST_BREAK
} Refusal;

typedef struct Forecast
{
	Refusal		refusal;
	int			break_year;		/* where FORECAST_BREAK */
	Line		line;
	float8		value;
	float8		margin;			/* to either end of the interval */
} Forecast;

/* A break between the points, or between them and the year; 0 if none. */
static int
break_on_the_way(const Trend *trend, int year, int break_year)
{
	int			from = Min(trend->first.year, year);
	int			to = Max(trend->last.year, year);

	if (from < trend->break_year && trend->break_year <= to)
		return trend->break_year;
	if (from < break_year && break_year <= to)
		return break_year;
	return 0;
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
static void
forecast(const Trend *trend, int year, int break_year, float8 confidence,
		 Forecast *result)
{
	float8		n = trend->points;
	float8		distance;
	float8		variance;

	memset(result, 0, sizeof(*result));
	if (trend->points > 0)
		result->break_year = break_on_the_way(trend, year, break_year);
	if (result->break_year != 0)
		result->refusal = FORECAST_BREAK;
	else if (trend->points < 3)
		result->refusal = FORECAST_FEW_POINTS;
	else if (!trend_line(trend, &result->line))
		result->refusal = FORECAST_ONE_YEAR;
	if (result->refusal != FORECAST_GIVEN)
		return;
	distance = year - ORIGIN - result->line.mean_x;
	variance = result->line.residual / (n - 2) *
		(1 + 1 / n + distance * distance / result->line.deviation_x);
	result->value = result->line.mean_y + result->line.slope * distance;
	result->margin = student_t(1 - confidence / 100, n - 2) * sqrt(variance);
}

/* The break year at an argument, 0 for NULL. */
static int
break_arg(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		return 0;
	check_year(PG_GETARG_INT32(arg));
	return PG_GETARG_INT32(arg);
}

static float8
confidence_arg(FunctionCallInfo fcinfo, int arg)
{
	float8		confidence;

	if (PG_ARGISNULL(arg))
		report_null_argument("confidence");
	confidence = strtod(numeric_text(numeric_from_arg(fcinfo, arg)), NULL);
	if (!(confidence > 0 && confidence <= 99.9999))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a confidence lies above 0 and at most at 99.9999 percent")));
	return confidence;
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
		case FORECAST_ONE_YEAR:
			return pstrdup(vietnamese ? "số liệu chỉ của một năm"
						   : "all points lie in one year");
		case FORECAST_BREAK:
			return psprintf(vietnamese ? "chuỗi số liệu thay đổi cách tính từ năm %d"
							: "the series breaks in %d", forecast->break_year);
	}
	elog(ERROR, "unknown refusal %d", forecast->refusal);
}

/* forecast(series, year, break_year, confidence): value, lower, upper, reason */
PG_FUNCTION_INFO_V1(socpolicy_forecast);
Datum
socpolicy_forecast(PG_FUNCTION_ARGS)
{
	Forecast	result;
	Datum		values[4] = {0};
	bool		nulls[4] = {true, true, true, true};
	TupleDesc	desc;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	check_year(PG_GETARG_INT32(1));
	forecast(PG_GETARG_TREND_P(0), PG_GETARG_INT32(1), break_arg(fcinfo, 2),
			 confidence_arg(fcinfo, 3), &result);
	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
		desc->natts != lengthof(values))
		elog(ERROR, "forecast does not return four columns");
	if (result.refusal == FORECAST_GIVEN)
	{
		float8		ends[] = {0, -result.margin, result.margin};

		for (int i = 0; i < lengthof(ends); i++)
		{
			values[i] = NumericGetDatum(line_numeric(&result.line, result.value + ends[i]));
			nulls[i] = false;
		}
	}
	else
	{
		values[3] = CStringGetTextDatum(refusal_text(&result, LANGUAGE_EN));
		nulls[3] = false;
	}
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/* ---------- forecast in words ---------- */

typedef struct Words
{
	const char *given;			/* year, value */
	const char *against;		/* target */
	const char *refused;		/* year, reason */
} Words;

static const Words words[LANGUAGE_COUNT] = {
	[LANGUAGE_VI] = {
		"với đà này, năm %d đạt %s",
		" (chỉ tiêu %s)",
		"chưa dự báo được năm %d: %s"
	},
	[LANGUAGE_EN] = {
		"at this pace, in %d it reaches %s",
		" (target %s)",
		"no forecast for %d: %s"
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

/* A number with its unit, apart from it even if that is a per cent sign. */
static char *
before_unit(char *number, const char *unit)
{
	return unit == NULL || *unit == '\0' ? number
		: psprintf("%s %s", number, unit);
}

/* forecast_text(series, goal, year, unit, lang, break_year) */
PG_FUNCTION_INFO_V1(socpolicy_forecast_text);
Datum
socpolicy_forecast_text(PG_FUNCTION_ARGS)
{
	Target	   *goal = PG_ARGISNULL(1) ? NULL : PG_GETARG_TARGET_P(1);
	int			year = year_arg(fcinfo, 2);
	char	   *unit = PG_ARGISNULL(3) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(3));
	Language	language = language_from_arg(fcinfo, 4);
	NumberFormat format = language_format(language);
	Forecast	result;
	Numeric		value;
	StringInfoData text;

	if (year == NO_YEAR && goal != NULL && target_has_due(goal))
		year = year_of(goal->due);
	if (PG_ARGISNULL(0) || year == NO_YEAR)
		PG_RETURN_NULL();
	check_year(year);
	forecast(PG_GETARG_TREND_P(0), year, break_arg(fcinfo, 5), 50, &result);
	initStringInfo(&text);
	if (result.refusal != FORECAST_GIVEN)
	{
		appendStringInfo(&text, words[language].refused, year,
						 refusal_text(&result, language));
		PG_RETURN_TEXT_P(cstring_to_text(text.data));
	}
	value = rounded_forecast(line_numeric(&result.line, result.value), goal);
	appendStringInfo(&text, words[language].given, year,
					 before_unit(number_print(value, format), unit));
	if (goal != NULL)
		appendStringInfo(&text, words[language].against,
						 before_unit(target_threshold_print(goal, format), unit));
	PG_RETURN_TEXT_P(cstring_to_text(text.data));
}

/* ---------- progress of a series ---------- */

#define STRICT_LOWER	0x01
#define STRICT_UPPER	0x02
#define STRICT_FLAGS	0x03

/* What is asked of a series: the same in every row of it. */
typedef struct Question
{
	uint8		method;			/* a ProgressMethod */
	uint8		direction;		/* a Direction; none: no target at all */
	uint8		strict;			/* STRICT_* */
	uint8		unused;			/* always zero */
	int32		base_year;		/* the earliest that may be the base */
	int32		target_year;
	int32		reserved;		/* always zero */
	Figure		lower;			/* bounds of the target */
	Figure		upper;
	Figure		limit;
	Figure		baseline;		/* the base where it is given */
} Question;

/*
 * The state is a bytea, so that it needs no type of its own and yet can be
 * shipped; what stands in it is checked like any bytes from outside.
 */
typedef struct ProgressState
{
	int32		vl_len_;		/* varlena header */
	int32		reserved;		/* always zero */
	Question	question;
	Figure		base;
	Figure		current;
} ProgressState;

StaticAssertDecl(sizeof(Question) == 112, "no padding is compared");
StaticAssertDecl(sizeof(ProgressState) == 168, "no padding is stored");

static void
put_decimal_figure(Figure *figure, Decimal number)
{
	put_decimal(figure, number.coefficient, number.scale);
	figure->year = FIRST_YEAR;
}

static void
question_from_goal(Question *question, const Target *goal)
{
	const ThresholdRange *range = &goal->threshold;

	question->direction = goal->direction;
	if (has_lower_bound(range))
		put_decimal_figure(&question->lower, lower_bound(range));
	if (has_upper_bound(range))
		put_decimal_figure(&question->upper, upper_bound(range));
	question->strict = (lower_bound_inc(range) ? 0 : STRICT_LOWER) |
		(upper_bound_inc(range) ? 0 : STRICT_UPPER);
	if (target_has_due(goal))
		question->target_year = year_of(goal->due);
	if (target_has_baseline(goal))
	{
		put_decimal_figure(&question->baseline, target_baseline(goal));
		question->baseline.year = year_of(goal->baseline_on);
	}
}

/* (…, method, direction, base_year, target_year, target_value, limit_value) */
static void
question_from_numbers(FunctionCallInfo fcinfo, Question *question)
{
	question->method = progress_method_from_arg(fcinfo, 3);
	question->direction = direction_from_arg(fcinfo, 4);
	if (question->direction == DIRECTION_NONE)
		report_null_argument("direction");
	if (question->direction == DIRECTION_WITHIN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("one number is no target to stay within"),
				 errhint("Give the target itself, such as '49..51 within by 2030'.")));
	question->base_year = year_arg(fcinfo, 5);
	question->target_year = year_arg(fcinfo, 6);
	if (!PG_ARGISNULL(7))
	{
		Figure	   *bound = question->direction == DIRECTION_UP
			? &question->lower : &question->upper;

		put_numeric(bound, PG_GETARG_DATUM(7));
		bound->year = FIRST_YEAR;
	}
	if (!PG_ARGISNULL(8))
	{
		put_numeric(&question->limit, PG_GETARG_DATUM(8));
		question->limit.year = FIRST_YEAR;
	}
}

/* (…, goal [, method, base_year]) */
static void
question_from_goal_args(FunctionCallInfo fcinfo, Question *question)
{
	question->method = METHOD_PACE;
	if (PG_NARGS() > 4)
	{
		question->method = progress_method_from_arg(fcinfo, 4);
		question->base_year = year_arg(fcinfo, 5);
	}
	if (!PG_ARGISNULL(3))
		question_from_goal(question, PG_GETARG_TARGET_P(3));
}

/* A state that lives as long as the aggregate; by hand, as long as the call. */
static ProgressState *
new_state(FunctionCallInfo fcinfo)
{
	MemoryContext context;
	ProgressState *state;

	if (!AggCheckCallContext(fcinfo, &context))
		context = CurrentMemoryContext;
	state = MemoryContextAllocZero(context, sizeof(ProgressState));
	SET_VARSIZE(state, sizeof(ProgressState));
	return state;
}

static bool
state_is_valid(const ProgressState *state)
{
	const Question *question = &state->question;
	const Figure *figures[] = {&question->lower, &question->upper,
		&question->limit, &question->baseline, &state->base, &state->current};

	for (int i = 0; i < lengthof(figures); i++)
	{
		if (!figure_is_valid(figures[i]))
			return false;
	}
	return (question->method == METHOD_PACE || question->method == METHOD_PROJECTION) &&
		question->direction <= DIRECTION_WITHIN &&
		(question->direction != DIRECTION_WITHIN ||
		 (question->lower.form != FIGURE_ABSENT && question->upper.form != FIGURE_ABSENT)) &&
		(question->strict & ~STRICT_FLAGS) == 0;
}

/* The bytes of a state at an argument, of the right size and aligned. */
static ProgressState *
state_bytes(FunctionCallInfo fcinfo, int arg)
{
	ProgressState *state = (ProgressState *) PG_GETARG_BYTEA_P(arg);

	if (VARSIZE(state) != sizeof(ProgressState))
		report_binary_fault("progress state");
	if (PointerGetDatum(state) % MAXIMUM_ALIGNOF != 0)
	{
		/* In a tuple a bytea is aligned to 4 bytes only. */
		ProgressState *aligned = palloc(sizeof(ProgressState));

		memcpy(aligned, state, sizeof(ProgressState));
		state = aligned;
	}
	return state;
}

/* The state at an argument; it may have come from another server. */
static ProgressState *
state_arg(FunctionCallInfo fcinfo, int arg)
{
	ProgressState *state = state_bytes(fcinfo, arg);

	if (!state_is_valid(state))
		report_binary_fault("progress state");
	return state;
}

/*
 * The state at argument 0, to be changed: in place where it is an aggregate's
 * own, else a copy.  What came from outside an aggregate is checked at once.
 */
static ProgressState *
own_state(FunctionCallInfo fcinfo)
{
	ProgressState *copy;

	if (AggCheckCallContext(fcinfo, NULL))
		return state_bytes(fcinfo, 0);
	copy = palloc(sizeof(ProgressState));
	memcpy(copy, state_arg(fcinfo, 0), sizeof(ProgressState));
	return copy;
}

static void
check_question(const Question *a, const Question *b)
{
	if (memcmp(a, b, sizeof(Question)) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("target, method, direction and years must be the same in all rows of a series")));
}

/* True if a figure of the year may be the current one. */
static bool
counts_as_current(const Question *question, int year)
{
	bool		has_target = question->lower.form != FIGURE_ABSENT ||
		question->upper.form != FIGURE_ABSENT;

	/* A projection is judged up to its target year only. */
	return question->method != METHOD_PROJECTION || !has_target ||
		question->target_year == NO_YEAR || year <= question->target_year;
}

static void
state_count(ProgressState *state, const Figure *figure)
{
	const Question *question = &state->question;

	if (question->base_year == NO_YEAR || figure->year >= question->base_year)
		keep_first(&state->base, figure);
	if (counts_as_current(question, figure->year))
		keep_last(&state->current, NULL, figure);
}

static Datum
accumulate(FunctionCallInfo fcinfo, const Question *question)
{
	ProgressState *state;
	Figure		figure;

	if (PG_ARGISNULL(0))
	{
		state = new_state(fcinfo);
		memcpy(&state->question, question, sizeof(Question));
	}
	else
	{
		state = own_state(fcinfo);
		check_question(&state->question, question);
	}
	if (!PG_ARGISNULL(1) && !PG_ARGISNULL(2))
	{
		figure_make(&figure, PG_GETARG_INT32(1), PG_GETARG_DATUM(2),
					value_type(fcinfo, 2));
		state_count(state, &figure);
	}
	PG_RETURN_POINTER(state);
}

static void
question_clear(Question *question)
{
	memset(question, 0, sizeof(*question));
	question->base_year = NO_YEAR;
	question->target_year = NO_YEAR;
}

PG_FUNCTION_INFO_V1(progress_count_numbers);
Datum
progress_count_numbers(PG_FUNCTION_ARGS)
{
	Question	question;

	question_clear(&question);
	question_from_numbers(fcinfo, &question);
	return accumulate(fcinfo, &question);
}

PG_FUNCTION_INFO_V1(progress_count_goal);
Datum
progress_count_goal(PG_FUNCTION_ARGS)
{
	Question	question;

	question_clear(&question);
	question_from_goal_args(fcinfo, &question);
	return accumulate(fcinfo, &question);
}

PG_FUNCTION_INFO_V1(progress_combine);
Datum
progress_combine(PG_FUNCTION_ARGS)
{
	ProgressState *state;
	ProgressState *more = PG_ARGISNULL(1) ? NULL : state_arg(fcinfo, 1);

	if (PG_ARGISNULL(0))
	{
		if (more == NULL)
			PG_RETURN_NULL();
		state = new_state(fcinfo);
		memcpy(state, more, sizeof(ProgressState));
		PG_RETURN_POINTER(state);
	}
	state = own_state(fcinfo);
	/* An aggregate's own may yet have come from another server. */
	if (!state_is_valid(state))
		report_binary_fault("progress state");
	if (more != NULL)
	{
		check_question(&state->question, &more->question);
		if (more->base.form != FIGURE_ABSENT)
			keep_first(&state->base, &more->base);
		if (more->current.form != FIGURE_ABSENT)
			keep_last(&state->current, NULL, &more->current);
	}
	PG_RETURN_POINTER(state);
}

static void
course_from_state(Course *course, const ProgressState *state)
{
	const Question *question = &state->question;
	bool		up = (question->direction == DIRECTION_UP);
	const Figure *base = question->baseline.form != FIGURE_ABSENT
		? &question->baseline : &state->base;

	memset(course, 0, sizeof(*course));
	course->method = question->method;
	course->direction = question->direction;
	course->base_given = (base == &question->baseline);
	course->base = figure_certain(base);
	course->base_year = course->base != NULL ? base->year : question->base_year;
	course->current = figure_certain(&state->current);
	course->current_year = course->current != NULL ? state->current.year : NO_YEAR;
	course->target_year = question->target_year;
	course->limit = figure_numeric(&question->limit);
	if (question->direction == DIRECTION_WITHIN)
		aim_within(course,
				   figure_numeric(&question->lower), !(question->strict & STRICT_LOWER),
				   figure_numeric(&question->upper), !(question->strict & STRICT_UPPER));
	else
	{
		course->target = figure_numeric(up ? &question->lower : &question->upper);
		course->strict = (question->strict & (up ? STRICT_LOWER : STRICT_UPPER)) != 0;
	}
}

PG_FUNCTION_INFO_V1(progress_final);
Datum
progress_final(PG_FUNCTION_ARGS)
{
	Course		course;
	Assessment	assessment;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	course_from_state(&course, state_arg(fcinfo, 0));
	assess(&course, &assessment);
	return progress_row(fcinfo, &course, &assessment);
}
