/*
 * figure.c - the value of a period, kept exactly in a fixed size.
 */
#include "figure.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

/* Squares of larger values would leave the range of a float8. */
#define LARGEST_VALUE		1e100
#define LARGEST_DIGITS		101
/* An int128 holds any number of so many digits. */
#define FIGURE_DIGITS		37
#define FIGURE_BUFSIZE		64
#define MOST_PERIOD			(LAST_YEAR * MONTHS_PER_YEAR + MONTHS_PER_YEAR)

StaticAssertDecl(sizeof(Figure) == 24, "stored layout");

void
check_year(int year)
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

void
figure_make(Figure *figure, int period, Datum value, Oid type)
{
	figure->period = period;
	figure->ambiguous = false;
	if (type == FLOAT8OID)
		put_float8(figure, DatumGetFloat8(value));
	else
		put_numeric(figure, value);
}

void
figure_from_decimal(Figure *figure, int period, Decimal number)
{
	figure->period = period;
	figure->ambiguous = false;
	put_decimal(figure, number.coefficient, number.scale);
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

Numeric
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

void
refuse_large(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("value out of range for a trend")));
}

static const float8 exact_power10[] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
	1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22
};

/* coefficient / 10^scale as a float8 and what it leaves out. */
static CompensatedSum
quotient_in_parts(int128 coefficient, int scale)
{
	float8		unit = exact_power10[scale];
	float8		whole = (float8) coefficient;
	float8		below = (float8) (coefficient - (int128) whole);
	CompensatedSum parts = {whole / unit, 0};

	parts.rest = (fma(-parts.sum, unit, whole) + below) / unit;
	return parts;
}

/*
 * The value as a float8 that can be squared, and what that leaves out: figures
 * near 1e13 whose digits behind the dot are lost have no trend.
 */
CompensatedSum
figure_in_parts(const Figure *figure)
{
	CompensatedSum parts = {0, 0};
	int64		coefficient;
	int			scale;

	if (figure->form == FIGURE_FLOAT8)
	{
		parts.sum = figure_bits(figure);
		if (short_decimal(parts.sum, &coefficient, &scale))
			parts = quotient_in_parts(coefficient, scale);
	}
	else if (figure->scale >= 0 && figure->scale < lengthof(exact_power10))
		parts = quotient_in_parts(figure_coefficient(figure), figure->scale);
	else
		parts.sum = strtod(numeric_text(figure_numeric(figure)), NULL);
	if (fabs(parts.sum) > LARGEST_VALUE)
		refuse_large();
	return parts;
}

/* Take note of another figure of the same period. */
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

void
keep_first(Figure *first, const Figure *figure)
{
	if (first->form == FIGURE_ABSENT || figure->period < first->period)
		*first = *figure;
	else if (figure->period == first->period)
		figure_merge(first, figure);
}

/* What is replaced is pushed to previous, if asked. */
void
keep_last(Figure *last, Figure *previous, const Figure *figure)
{
	if (last->form == FIGURE_ABSENT || figure->period > last->period)
	{
		if (previous != NULL)
			*previous = *last;
		*last = *figure;
	}
	else if (figure->period == last->period)
		figure_merge(last, figure);
	else if (previous != NULL)
		keep_last(previous, NULL, figure);
}

static int
digits_of(int128 number)
{
	uint128		magnitude = number < 0 ? -(uint128) number : (uint128) number;
	int			digits = 0;

	for (; magnitude > 0; magnitude /= 10)
		digits++;
	return digits;
}

bool
figure_is_valid(const Figure *figure)
{
	if (figure->form == FIGURE_ABSENT)
		return figure->half[0] == 0 && figure->half[1] == 0 &&
			figure->period == 0 && figure->scale == 0 && figure->ambiguous == 0;
	if (figure->form > FIGURE_FLOAT8 || figure->ambiguous > 1 ||
		figure->period < FIRST_YEAR || figure->period > MOST_PERIOD ||
		figure->scale < -FIGURE_MAX_SCALE || figure->scale > FIGURE_MAX_SCALE)
		return false;
	if (figure->form == FIGURE_FLOAT8)
		return isfinite(figure_bits(figure)) && figure->half[1] == 0 && figure->scale == 0;
	return digits_of(figure_coefficient(figure)) <= FIGURE_DIGITS;
}

bool
figure_is_moderate(const Figure *figure)
{
	if (figure->form == FIGURE_FLOAT8)
		return fabs(figure_bits(figure)) <= LARGEST_VALUE;
	return digits_of(figure_coefficient(figure)) - figure->scale <= LARGEST_DIGITS;
}

void
figure_send(StringInfo buffer, const Figure *figure)
{
	uint128		bits;

	memcpy(&bits, figure->half, sizeof(bits));
	if (figure->form == FIGURE_FLOAT8)
		bits = figure->half[0];
	pq_sendint32(buffer, figure->period);
	pq_sendbyte(buffer, figure->form);
	pq_sendbyte(buffer, figure->ambiguous);
	pq_sendint16(buffer, figure->scale);
	pq_sendint64(buffer, (uint64) (bits >> 64));
	pq_sendint64(buffer, (uint64) bits);
}

void
figure_receive(StringInfo buffer, Figure *figure)
{
	uint128		bits;

	figure->period = pq_getmsgint(buffer, 4);
	figure->form = pq_getmsgbyte(buffer);
	figure->ambiguous = pq_getmsgbyte(buffer);
	figure->scale = (int16) pq_getmsgint(buffer, 2);
	bits = (uint128) (uint64) pq_getmsgint64(buffer) << 64;
	bits |= (uint64) pq_getmsgint64(buffer);
	if (figure->form == FIGURE_FLOAT8)
	{
		figure->half[0] = (uint64) bits;
		figure->half[1] = (uint64) (bits >> 64);
	}
	else
		memcpy(figure->half, &bits, sizeof(bits));
}
