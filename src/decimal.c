/*
 * decimal.c - exact decimals of at most 18 significant digits.
 */
#include "decimal.h"

static const char *const plain_number_hint =
	"Write digits with an optional sign and decimal dot, such as 12.7;"
	" parse_number() and parse_target() read 12,7 or 50.000.";

const int64 decimal_power10[DECIMAL_MAX_DIGITS + 1] = {
	INT64CONST(1),
	INT64CONST(10),
	INT64CONST(100),
	INT64CONST(1000),
	INT64CONST(10000),
	INT64CONST(100000),
	INT64CONST(1000000),
	INT64CONST(10000000),
	INT64CONST(100000000),
	INT64CONST(1000000000),
	INT64CONST(10000000000),
	INT64CONST(100000000000),
	INT64CONST(1000000000000),
	INT64CONST(10000000000000),
	INT64CONST(100000000000000),
	INT64CONST(1000000000000000),
	INT64CONST(10000000000000000),
	INT64CONST(100000000000000000),
	INT64CONST(1000000000000000000)
};

bool
decimal_is_canonical(Decimal number)
{
	int64		limit = decimal_power10[DECIMAL_MAX_DIGITS];

	if (number.scale < 0 || number.scale > DECIMAL_MAX_SCALE)
		return false;
	if (number.coefficient <= -limit || number.coefficient >= limit)
		return false;
	return number.scale == 0 || number.coefficient % 10 != 0;
}

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Add the digits from text up to end to a coefficient; false when there are
 * too many that count.
 */
static bool
accumulate(const char *text, const char *end, int64 *coefficient)
{
	for (; text < end; text++)
	{
		if (*coefficient >= decimal_power10[DECIMAL_MAX_DIGITS - 1])
			return false;
		*coefficient = *coefficient * 10 + (*text - '0');
	}
	return true;
}

/*
 * number   := sign? digits ('.' digits)?
 * sign     := '+' | '-'
 */
bool
decimal_parse(const char **cursor, Decimal *number, Fault *fault)
{
	const char *c = *cursor;
	bool		negative = (*c == '-');
	const char *whole;
	const char *point;
	const char *end;
	int64		coefficient = 0;

	if (*c == '-' || *c == '+')
		c++;
	whole = c;
	while (is_digit(*c))
		c++;
	point = end = c;
	if (point == whole)
		return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
						 plain_number_hint,
						 *c == '\0' ? "The text ends where a number should begin."
						 : "A number should begin at \"%.40s\".", c);
	/* Two dots are the range's, not the number's. */
	if (*point == '.' && point[1] != '.')
	{
		c++;
		while (is_digit(*c))
			c++;
		if (c == point + 1)
			return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
							 plain_number_hint,
							 "A decimal dot needs digits behind it.");
		for (end = c; end[-1] == '0';)
			end--;
		if (end == point + 1)
			end = point;
	}
	number->scale = end > point ? (int) (end - point - 1) : 0;
	if (number->scale > DECIMAL_MAX_SCALE ||
		!accumulate(whole, point, &coefficient) ||
		(end > point && !accumulate(point + 1, end, &coefficient)))
		return fault_set(fault, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, NULL,
						 "A number has at most %d significant digits here,"
						 " %d of them behind the decimal point.",
						 DECIMAL_MAX_DIGITS, DECIMAL_MAX_SCALE);
	number->coefficient = negative ? -coefficient : coefficient;
	*cursor = c;
	return true;
}

int
decimal_print(Decimal number, char *buffer)
{
	unsigned long long unit = decimal_power10[number.scale];
	unsigned long long magnitude = number.coefficient < 0 ?
		-(uint64) number.coefficient : (uint64) number.coefficient;
	const char *sign = number.coefficient < 0 ? "-" : "";

	if (number.scale == 0)
		return snprintf(buffer, DECIMAL_BUFSIZE, "%s%llu", sign, magnitude);
	return snprintf(buffer, DECIMAL_BUFSIZE, "%s%llu.%0*llu", sign,
					magnitude / unit, number.scale, magnitude % unit);
}

int
decimal_cmp(Decimal a, Decimal b)
{
	int128		left = (int128) a.coefficient * decimal_power10[b.scale];
	int128		right = (int128) b.coefficient * decimal_power10[a.scale];

	return (left > right) - (left < right);
}
