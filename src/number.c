/*
 * number.c - a value to be judged, of any precision, compared exactly.
 *
 * This is the one file that knows how numeric.c lays out its digits.
 */
#include "number.h"

#include <float.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "common/shortest_dec.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

/*
 * A numeric on disk: two bytes that hold the sign, the display scale and, in
 * the short form, the weight; in the long form two bytes of weight; then
 * base-10000 digits of two bytes each, the first worth 10000^weight.
 */
#define FORM_MASK				0xC000
#define LONG_NEGATIVE			0x4000
#define SHORT_FORM				0x8000
#define SPECIAL					0xC000	/* NaN and infinity */
#define SHORT_SIGN				0x2000
#define SHORT_WEIGHT_SIGN		0x0040
#define SHORT_WEIGHT_MASK		0x003F
#define GROUP_BASE				10000
#define GROUP_DECIMALS			4

/*
 * Limits within which a value times a power of ten that brings it to the
 * scale of any bound, and any bound brought to its scale, stay below 2^127:
 * 10^(28+9) and 10^(18+20).
 */
#define VALUE_MAX_GROUPS		7
#define VALUE_MAX_DIGITS		(VALUE_MAX_GROUPS * GROUP_DECIMALS)
#define VALUE_MAX_SCALE			20

/* Printing is left what has more decimals than figures usually have. */
#define QUICK_DECIMALS			6

static inline int128
power10(int exponent)
{
	if (exponent <= DECIMAL_MAX_DIGITS)
		return decimal_power10[exponent];
	return (int128) decimal_power10[DECIMAL_MAX_DIGITS] *
		decimal_power10[exponent - DECIMAL_MAX_DIGITS];
}

/* ---------- numeric's own arithmetic ---------- */

Numeric
numeric_plus(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_add,
											   NumericGetDatum(a),
											   NumericGetDatum(b)));
}

Numeric
numeric_minus(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_sub,
											   NumericGetDatum(a),
											   NumericGetDatum(b)));
}

Numeric
numeric_times(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_mul,
											   NumericGetDatum(a),
											   NumericGetDatum(b)));
}

Numeric
numeric_over(Numeric a, Numeric b)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_div,
											   NumericGetDatum(a),
											   NumericGetDatum(b)));
}

Numeric
numeric_absolute(Numeric number)
{
	return DatumGetNumeric(DirectFunctionCall1(numeric_abs,
											   NumericGetDatum(number)));
}

int
numeric_order(Numeric a, Numeric b)
{
	return DatumGetInt32(DirectFunctionCall2(numeric_cmp,
											 NumericGetDatum(a),
											 NumericGetDatum(b)));
}

char *
numeric_text(Numeric number)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out,
											   NumericGetDatum(number)));
}

Numeric
numeric_from_text(const char *text)
{
	return DatumGetNumeric(DirectFunctionCall3(numeric_in,
											   CStringGetDatum(text),
											   ObjectIdGetDatum(InvalidOid),
											   Int32GetDatum(-1)));
}

/* ---------- in and out ---------- */

static void
refuse_nonfinite(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("NaN and infinity are not accepted as a number"),
			 errhint("Use NULL where there is none.")));
}

static Numeric
finite_numeric(Numeric number)
{
	if (numeric_is_nan(number) || numeric_is_inf(number))
		refuse_nonfinite();
	return number;
}

Numeric
decimal_to_numeric(Decimal number)
{
	return int64_div_fast_to_numeric(number.coefficient, number.scale);
}

Decimal
decimal_from_numeric(Numeric number)
{
	char	   *text = numeric_normalize(finite_numeric(number));
	const char *cursor = text;
	Decimal		result;
	Fault		fault;

	if (!decimal_parse(&cursor, &result, &fault))
		ereport(ERROR,
				(errcode(fault.sqlstate),
				 errmsg("number out of range: %s", text),
				 errdetail("%s", fault.detail)));
	return result;
}

/* Read the digits of a numeric; false if they do not fit. */
static inline bool
read_digits(const struct varlena *datum, Value *value)
{
	const char *data = VARDATA_ANY(datum);
	const char *end = data + VARSIZE_ANY_EXHDR(datum);
	uint16		header;
	int16		weight;
	bool		negative;
	int			ngroups;
	int			decimals;
	int128		coefficient = 0;

	memcpy(&header, data, sizeof(header));
	data += sizeof(header);
	if ((header & FORM_MASK) == SHORT_FORM)
	{
		negative = (header & SHORT_SIGN) != 0;
		weight = header & SHORT_WEIGHT_MASK;
		if (header & SHORT_WEIGHT_SIGN)
			weight |= ~SHORT_WEIGHT_MASK;
	}
	else if ((header & FORM_MASK) == SPECIAL)
		return false;
	else
	{
		negative = (header & FORM_MASK) == LONG_NEGATIVE;
		memcpy(&weight, data, sizeof(weight));
		data += sizeof(weight);
	}
	ngroups = (end - data) / sizeof(int16);
	decimals = ngroups - 1 - weight;
	if (ngroups > VALUE_MAX_GROUPS || weight >= VALUE_MAX_GROUPS ||
		decimals > VALUE_MAX_SCALE / GROUP_DECIMALS)
		return false;
	for (; data < end; data += sizeof(int16))
	{
		int16		group;

		memcpy(&group, data, sizeof(group));
		coefficient = coefficient * GROUP_BASE + group;
	}
	for (; decimals < 0; decimals++)
		coefficient *= GROUP_BASE;
	value->coefficient = negative ? -coefficient : coefficient;
	value->scale = decimals * GROUP_DECIMALS;
	value->numeric = NULL;
	return true;
}

static inline int64
group_at(const char *data, int i)
{
	uint16		group;

	memcpy(&group, data + i * sizeof(group), sizeof(group));
	return group;
}

bool
quick_digits(Datum numeric, int64 *coefficient, int *scale)
{
	const struct varlena *datum = (const struct varlena *) DatumGetPointer(numeric);
	const char *data = VARDATA_ANY(datum);
	int			header = group_at(data, 0);
	int			ngroups = VARSIZE_ANY_EXHDR(datum) / sizeof(uint16) - 1;
	int			decimals = ngroups - 1 -
		((header & SHORT_WEIGHT_MASK) - (header & SHORT_WEIGHT_SIGN));
	int64		digits;

	if ((header & FORM_MASK) != SHORT_FORM || (unsigned) decimals > 2 ||
		VARATT_IS_EXTERNAL(datum) || VARATT_IS_COMPRESSED(datum))
		return false;
	/* Written out: figures have one to three groups of four digits. */
	switch (ngroups)
	{
		case 1:
			digits = group_at(data, 1);
			break;
		case 2:
			digits = group_at(data, 1) * GROUP_BASE + group_at(data, 2);
			break;
		case 3:
			digits = (group_at(data, 1) * GROUP_BASE + group_at(data, 2)) * GROUP_BASE +
				group_at(data, 3);
			break;
		default:
			return false;
	}
	*coefficient = header & SHORT_SIGN ? -digits : digits;
	*scale = decimals * GROUP_DECIMALS;
	return true;
}

/* -1, 0 or 1; zero is the only number without digits. */
int
numeric_sign_of(Numeric number)
{
	const char *data = VARDATA_ANY(number);
	Size		size = VARSIZE_ANY_EXHDR(number);
	uint16		header;
	bool		negative;
	Size		header_size = sizeof(header);

	memcpy(&header, data, sizeof(header));
	if ((header & FORM_MASK) == SHORT_FORM)
		negative = (header & SHORT_SIGN) != 0;
	else if ((header & FORM_MASK) == SPECIAL)
		return numeric_order(number, int64_to_numeric(0));
	else
	{
		negative = (header & FORM_MASK) == LONG_NEGATIVE;
		header_size += sizeof(int16);
	}
	return size == header_size ? 0 : negative ? -1 : 1;
}

/* Hold a number that does not fit as it is. */
static void
value_keep_numeric(Numeric number, Value *value)
{
	value->coefficient = 0;
	value->scale = 0;
	value->numeric = finite_numeric(number);
}

void
value_from_numeric(Datum datum, Value *value)
{
	/* No copy is made of a packed numeric, unlike with DatumGetNumeric. */
	struct varlena *packed = PG_DETOAST_DATUM_PACKED(datum);

	if (!read_digits(packed, value))
		value_keep_numeric(DatumGetNumeric(PointerGetDatum(packed)), value);
}

static void
value_from_int8(int64 number, Value *value)
{
	value->coefficient = number;
	value->scale = 0;
	value->numeric = NULL;
}

/*
 * Read what the server's shortest-decimal printer wrote:
 * digits ['.' digits] ['e' sign digits].  What does not fit becomes numeric.
 */
static void
value_from_shortest(const char *text, Value *value)
{
	const char *c = text;
	bool		negative = (*c == '-');
	bool		fraction = false;
	int128		coefficient = 0;
	int			ndigits = 0;
	int			scale = 0;

	for (c += negative; *c != '\0' && *c != 'e'; c++)
	{
		if (*c == '.')
		{
			fraction = true;
			continue;
		}
		coefficient = coefficient * 10 + (*c - '0');
		ndigits++;
		scale += fraction;
	}
	if (*c == 'e')
		scale -= atoi(c + 1);
	if (scale > VALUE_MAX_SCALE || ndigits - Min(scale, 0) > VALUE_MAX_DIGITS)
	{
		value_keep_numeric(numeric_from_text(text), value);
		return;
	}
	if (scale < 0)
		coefficient *= power10(-scale);
	value->coefficient = negative ? -coefficient : coefficient;
	value->scale = Max(scale, 0);
	value->numeric = NULL;
}

/* Print the shortest decimal that a finite float stands for. */
static void
print_float8(float8 number, char *text)
{
	if (isnan(number) || isinf(number))
		refuse_nonfinite();
	double_to_shortest_decimal_buf(number, text);
}

static void
print_float4(float4 number, char *text)
{
	if (isnan(number) || isinf(number))
		refuse_nonfinite();
	float_to_shortest_decimal_buf(number, text);
}

/*
 * Any two decimals of up to 15 digits are different float8, so that one of them
 * that is this float8 is the only one, and thereby what the printer finds.  A
 * quotient of two whole float8 is the float8 of the decimal, for it is rounded
 * once.
 */
bool
short_decimal(float8 number, int64 *coefficient, int *scale)
{
	for (int decimals = 0; decimals <= QUICK_DECIMALS; decimals++)
	{
		float8		unit = decimal_power10[decimals];
		float8		scaled = rint(number * unit);

		if (!(fabs(scaled) < decimal_power10[DBL_DIG]))
			return false;
		if (scaled / unit == number)
		{
			*coefficient = (int64) scaled;
			*scale = decimals;
			return true;
		}
	}
	return false;
}

void
value_from_float8(float8 number, Value *value)
{
	char		text[DOUBLE_SHORTEST_DECIMAL_LEN];
	int64		coefficient;

	if (short_decimal(number, &coefficient, &value->scale))
	{
		value->coefficient = coefficient;
		value->numeric = NULL;
		return;
	}
	print_float8(number, text);
	value_from_shortest(text, value);
}

static void
value_from_float4(float4 number, Value *value)
{
	char		text[FLOAT_SHORTEST_DECIMAL_LEN];

	print_float4(number, text);
	value_from_shortest(text, value);
}

/* Move over digits; false if there are none. */
static bool
skip_digits(const char **c)
{
	const char *start = *c;

	while (**c >= '0' && **c <= '9')
		(*c)++;
	return *c > start;
}

/* True for sign? digits ('.' digits)?, with blanks around it. */
static bool
is_plain_number(const char *c)
{
	c = skip_blanks(c);
	c += (*c == '-' || *c == '+');
	if (!skip_digits(&c) || (*c == '.' && (c++, !skip_digits(&c))))
		return false;
	return *skip_blanks(c) == '\0';
}

/* A literal without a type comes as text. */
static Numeric
numeric_from_literal(Datum datum)
{
	char	   *written = TextDatumGetCString(datum);

	if (pg_strcasecmp(written, "nan") == 0 || pg_strcasecmp(written, "infinity") == 0 ||
		pg_strcasecmp(written, "-infinity") == 0)
		refuse_nonfinite();
	if (!is_plain_number(written))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid value: \"%s\"", written),
				 errhint("Write digits with an optional sign and decimal dot, such as 12.7; parse_number() reads 12,7 or 50.000.")));
	return numeric_from_text(written);
}

void
value_from_datum(Datum datum, Oid type, Value *value)
{
	switch (type)
	{
		case NUMERICOID:
			value_from_numeric(datum, value);
			break;
		case INT8OID:
			value_from_int8(DatumGetInt64(datum), value);
			break;
		case FLOAT8OID:
			value_from_float8(DatumGetFloat8(datum), value);
			break;
		case FLOAT4OID:
			value_from_float4(DatumGetFloat4(datum), value);
			break;
		case TEXTOID:
			value_from_numeric(NumericGetDatum(numeric_from_literal(datum)), value);
			break;
		default:
			elog(ERROR, "no value can be read from type %u", type);
	}
}

Oid
declared_type(FmgrInfo *flinfo, int arg)
{
	Oid		   *types;
	int			ntypes;
	Oid			type;

	get_func_signature(flinfo->fn_oid, &types, &ntypes);
	Assert(arg < ntypes);
	type = types[arg];
	pfree(types);
	return type;
}

/* The types of all arguments, looked up once a call site. */
typedef struct ArgTypes
{
	int			count;
	Oid			types[FUNC_MAX_ARGS];
} ArgTypes;

Oid
arg_type(FunctionCallInfo fcinfo, int arg)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	ArgTypes   *known = flinfo->fn_extra;

	if (known == NULL)
	{
		Oid		   *types;

		known = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(ArgTypes));
		get_func_signature(flinfo->fn_oid, &types, &known->count);
		memcpy(known->types, types, known->count * sizeof(Oid));
		pfree(types);
		flinfo->fn_extra = known;
	}
	Assert(arg < known->count);
	return known->types[arg];
}

Numeric
numeric_from_arg(FunctionCallInfo fcinfo, int arg)
{
	Datum		datum = PG_GETARG_DATUM(arg);
	char		text[DOUBLE_SHORTEST_DECIMAL_LEN];

	switch (arg_type(fcinfo, arg))
	{
		case NUMERICOID:
			return finite_numeric(DatumGetNumeric(datum));
		case INT8OID:
			return int64_to_numeric(DatumGetInt64(datum));
		case FLOAT8OID:
			print_float8(DatumGetFloat8(datum), text);
			return numeric_from_text(text);
		case FLOAT4OID:
			print_float4(DatumGetFloat4(datum), text);
			return numeric_from_text(text);
		case TEXTOID:
			return numeric_from_literal(datum);
	}
	elog(ERROR, "no number can be read from argument %d", arg);
}

/* ---------- comparison ---------- */

int
value_cmp(const Value *value, Decimal bound)
{
	int			shift = value->scale - bound.scale;
	int128		left = value->coefficient;
	int128		right = bound.coefficient;

	if (unlikely(value->numeric != NULL))
		return numeric_order(value->numeric, decimal_to_numeric(bound));
	if (shift >= 0)
		right *= power10(shift);
	else
		left *= power10(-shift);
	return (left > right) - (left < right);
}

/* Absolute distance of a value that stayed numeric. */
static Numeric
numeric_distance(Numeric number, Decimal bound)
{
	return numeric_absolute(numeric_minus(number, decimal_to_numeric(bound)));
}

bool
value_is_near(const Value *value, Decimal bound, Decimal distance)
{
	int			scale = Max(Max(value->scale, bound.scale), distance.scale);
	int128		difference;

	if (unlikely(value->numeric != NULL))
		return numeric_order(numeric_distance(value->numeric, bound),
							 decimal_to_numeric(distance)) <= 0;
	difference = value->coefficient * power10(scale - value->scale) -
		bound.coefficient * power10(scale - bound.scale);
	if (difference < 0)
		difference = -difference;
	return difference <= distance.coefficient * power10(scale - distance.scale);
}
