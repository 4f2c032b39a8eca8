/*
 * threshold_range.c - the type threshold_range: the values a target accepts.
 */
#include "threshold_range.h"

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

StaticAssertDecl(sizeof(ThresholdRange) == 24, "stored layout");

static const char *const people_hint =
	"To read a cell as people write it, use socpolicy.parse_target().";

/* ---------- guards ---------- */

bool
threshold_range_make(const Decimal *lower, const Decimal *upper,
					 bool lower_inc, bool upper_inc,
					 ThresholdRange *range, Fault *fault)
{
	memset(range, 0, sizeof(*range));
	if (!lower && !upper)
		return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
						 "At least one bound is needed.");
	if (lower)
	{
		range->lower = lower->coefficient;
		range->lower_scale = lower->scale;
		range->flags |= RANGE_HAS_LOWER | (lower_inc ? RANGE_LOWER_INC : 0);
	}
	if (upper)
	{
		range->upper = upper->coefficient;
		range->upper_scale = upper->scale;
		range->flags |= RANGE_HAS_UPPER | (upper_inc ? RANGE_UPPER_INC : 0);
	}
	if (lower && upper)
	{
		int			order = decimal_cmp(*lower, *upper);

		if (order > 0)
			return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
							 "The lower bound is above the upper bound.");
		if (order == 0 && !(lower_inc && upper_inc))
			return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
							 "No value lies between these bounds.");
	}
	return true;
}

bool
threshold_range_is_valid(const ThresholdRange *range)
{
	static const uint8 zeros[sizeof(range->unused)] = {0};
	ThresholdRange same;
	Fault		fault;
	Decimal		lower = lower_bound(range);
	Decimal		upper = upper_bound(range);

	if ((range->flags & ~RANGE_FLAGS) != 0 ||
		memcmp(range->unused, zeros, sizeof(zeros)) != 0 ||
		!decimal_is_canonical(lower) || !decimal_is_canonical(upper))
		return false;
	return threshold_range_make(has_lower_bound(range) ? &lower : NULL,
								has_upper_bound(range) ? &upper : NULL,
								lower_bound_inc(range), upper_bound_inc(range),
								&same, &fault) &&
		memcmp(&same, range, sizeof(same)) == 0;
}

/* ---------- parse ---------- */

/* Read one of < <= > >= and the two signs for them; 0 when there is none. */
static int
scan_operator(const char **cursor)
{
	static const struct
	{
		const char *text;
		int			flags;
	}			operators[] = {
		{"<=", RANGE_HAS_UPPER | RANGE_UPPER_INC},
		{"\xE2\x89\xA4", RANGE_HAS_UPPER | RANGE_UPPER_INC},
		{"<", RANGE_HAS_UPPER},
		{">=", RANGE_HAS_LOWER | RANGE_LOWER_INC},
		{"\xE2\x89\xA5", RANGE_HAS_LOWER | RANGE_LOWER_INC},
		{">", RANGE_HAS_LOWER}
	};

	for (int i = 0; i < lengthof(operators); i++)
	{
		size_t		length = strlen(operators[i].text);

		if (strncmp(*cursor, operators[i].text, length) == 0)
		{
			*cursor += length;
			return operators[i].flags;
		}
	}
	return 0;
}

/* Read '[' or '(', bounds with a comma between them, ']' or ')'. */
static bool
scan_brackets(const char **cursor, ThresholdRange *range, Fault *fault)
{
	const char *c = *cursor;
	bool		lower_inc = (*c++ == '[');
	bool		has_lower;
	bool		has_upper;
	bool		upper_inc;
	Decimal		lower;
	Decimal		upper;

	c = skip_blanks(c);
	has_lower = (*c != ',');
	if (has_lower && !decimal_parse(&c, &lower, fault))
		return false;
	c = skip_blanks(c);
	if (*c != ',')
		return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
						 people_hint, "A comma should separate the two bounds.");
	c = skip_blanks(c + 1);
	has_upper = (*c != ']' && *c != ')');
	if (has_upper && !decimal_parse(&c, &upper, fault))
		return false;
	c = skip_blanks(c);
	if (*c != ']' && *c != ')')
		return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
						 people_hint, "A closing bracket is missing.");
	upper_inc = (*c == ']');
	*cursor = c + 1;
	return threshold_range_make(has_lower ? &lower : NULL,
								has_upper ? &upper : NULL,
								lower_inc, upper_inc, range, fault);
}

/*
 * range    := operator number | number ('..' number)? | bracket
 * operator := '<' | '<=' | '≤' | '>' | '>=' | '≥'
 * bracket  := ('[' | '(') number? ',' number? (']' | ')')
 */
bool
threshold_range_scan(const char **cursor, ThresholdRange *range, Fault *fault)
{
	const char *c = skip_blanks(*cursor);
	int			flags;
	Decimal		lower;
	Decimal		upper;

	if (*c == '[' || *c == '(')
	{
		*cursor = c;
		return scan_brackets(cursor, range, fault);
	}
	flags = scan_operator(&c);
	c = skip_blanks(c);
	if (!decimal_parse(&c, &lower, fault))
		return false;
	upper = lower;
	if (flags == 0 && strncmp(skip_blanks(c), "..", 2) == 0)
	{
		c = skip_blanks(skip_blanks(c) + 2);
		if (!decimal_parse(&c, &upper, fault))
			return false;
	}
	*cursor = c;
	if (flags == 0)
		flags = RANGE_FLAGS;
	return threshold_range_make((flags & RANGE_HAS_LOWER) ? &lower : NULL,
								(flags & RANGE_HAS_UPPER) ? &upper : NULL,
								(flags & RANGE_LOWER_INC) != 0,
								(flags & RANGE_UPPER_INC) != 0,
								range, fault);
}

/* Read a whole text as a range. */
static bool
threshold_range_parse(const char *text, ThresholdRange *range, Fault *fault)
{
	const char *c = text;

	return threshold_range_scan(&c, range, fault) &&
		expect_end(c, people_hint, fault);
}

/* ---------- print ---------- */

int
threshold_range_print(const ThresholdRange *range, char *buffer)
{
	char		lower[DECIMAL_BUFSIZE];
	char		upper[DECIMAL_BUFSIZE];

	decimal_print(lower_bound(range), lower);
	decimal_print(upper_bound(range), upper);
	if (!has_lower_bound(range))
		return snprintf(buffer, THRESHOLD_RANGE_BUFSIZE, "<%s%s",
						upper_bound_inc(range) ? "=" : "", upper);
	if (!has_upper_bound(range))
		return snprintf(buffer, THRESHOLD_RANGE_BUFSIZE, ">%s%s",
						lower_bound_inc(range) ? "=" : "", lower);
	if (!lower_bound_inc(range) || !upper_bound_inc(range))
		return snprintf(buffer, THRESHOLD_RANGE_BUFSIZE, "%c%s,%s%c",
						lower_bound_inc(range) ? '[' : '(', lower, upper,
						upper_bound_inc(range) ? ']' : ')');
	if (decimal_cmp(lower_bound(range), upper_bound(range)) == 0)
		return snprintf(buffer, THRESHOLD_RANGE_BUFSIZE, "%s", lower);
	return snprintf(buffer, THRESHOLD_RANGE_BUFSIZE, "%s..%s", lower, upper);
}

/* ---------- I/O ---------- */

PG_FUNCTION_INFO_V1(threshold_range_in);
Datum
threshold_range_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	ThresholdRange *range = palloc(sizeof(ThresholdRange));
	Fault		fault;

	if (!threshold_range_parse(text, range, &fault))
		return report_text_fault("threshold_range", text, &fault,
								 ESCONTEXT(fcinfo));
	PG_RETURN_THRESHOLD_RANGE_P(range);
}

PG_FUNCTION_INFO_V1(threshold_range_out);
Datum
threshold_range_out(PG_FUNCTION_ARGS)
{
	char		buffer[THRESHOLD_RANGE_BUFSIZE];

	threshold_range_print(PG_GETARG_THRESHOLD_RANGE_P(0), buffer);
	PG_RETURN_CSTRING(pstrdup(buffer));
}

void
threshold_range_write(const ThresholdRange *range, StringInfo buffer)
{
	pq_sendbyte(buffer, range->flags);
	pq_sendint64(buffer, range->lower);
	pq_sendbyte(buffer, range->lower_scale);
	pq_sendint64(buffer, range->upper);
	pq_sendbyte(buffer, range->upper_scale);
}

void
threshold_range_read(StringInfo buffer, ThresholdRange *range)
{
	memset(range, 0, sizeof(*range));
	range->flags = pq_getmsgbyte(buffer);
	range->lower = pq_getmsgint64(buffer);
	range->lower_scale = pq_getmsgbyte(buffer);
	range->upper = pq_getmsgint64(buffer);
	range->upper_scale = pq_getmsgbyte(buffer);
}

PG_FUNCTION_INFO_V1(threshold_range_send);
Datum
threshold_range_send(PG_FUNCTION_ARGS)
{
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	threshold_range_write(PG_GETARG_THRESHOLD_RANGE_P(0), &buffer);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

PG_FUNCTION_INFO_V1(threshold_range_recv);
Datum
threshold_range_recv(PG_FUNCTION_ARGS)
{
	ThresholdRange *range = palloc(sizeof(ThresholdRange));

	threshold_range_read((StringInfo) PG_GETARG_POINTER(0), range);
	if (!threshold_range_is_valid(range))
		report_binary_fault("threshold_range");
	PG_RETURN_THRESHOLD_RANGE_P(range);
}

/* ---------- constructors and casts ---------- */

/* threshold_range(lower numeric, upper numeric, bounds text) */
PG_FUNCTION_INFO_V1(threshold_range_construct);
Datum
threshold_range_construct(PG_FUNCTION_ARGS)
{
	ThresholdRange *range = palloc(sizeof(ThresholdRange));
	Decimal		lower;
	Decimal		upper;
	char	   *bounds;
	Fault		fault;

	if (PG_ARGISNULL(2))
		report_null_argument("bounds");
	bounds = text_to_cstring(PG_GETARG_TEXT_PP(2));
	if (strlen(bounds) != 2 || strchr("[(", bounds[0]) == NULL ||
		strchr("])", bounds[1]) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid bounds for threshold_range: \"%s\"", bounds),
				 errhint("Valid values are \"[]\", \"[)\", \"(]\" and \"()\".")));
	if (!PG_ARGISNULL(0))
		lower = decimal_from_numeric(PG_GETARG_NUMERIC(0));
	if (!PG_ARGISNULL(1))
		upper = decimal_from_numeric(PG_GETARG_NUMERIC(1));
	if (!threshold_range_make(PG_ARGISNULL(0) ? NULL : &lower,
							  PG_ARGISNULL(1) ? NULL : &upper,
							  bounds[0] == '[', bounds[1] == ']',
							  range, &fault))
		report_argument_fault("threshold_range", &fault);
	PG_RETURN_THRESHOLD_RANGE_P(range);
}

/* Cast a numrange; its element type is numeric by the cast's signature. */
PG_FUNCTION_INFO_V1(threshold_range_from_numrange);
Datum
threshold_range_from_numrange(PG_FUNCTION_ARGS)
{
	RangeType  *numrange = PG_GETARG_RANGE_P(0);
	TypeCacheEntry *typcache = range_get_typcache(fcinfo,
												  RangeTypeGetOid(numrange));
	ThresholdRange *range = palloc(sizeof(ThresholdRange));
	RangeBound	low;
	RangeBound	high;
	Decimal		lower;
	Decimal		upper;
	bool		empty;
	Fault		fault;

	range_deserialize(typcache, numrange, &low, &high, &empty);
	if (empty)
		fault_set(&fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
				  "An empty range accepts no value.");
	else
	{
		if (!low.infinite)
			lower = decimal_from_numeric(DatumGetNumeric(low.val));
		if (!high.infinite)
			upper = decimal_from_numeric(DatumGetNumeric(high.val));
	}
	if (empty ||
		!threshold_range_make(low.infinite ? NULL : &lower,
							  high.infinite ? NULL : &upper,
							  low.inclusive, high.inclusive, range, &fault))
		report_argument_fault("threshold_range", &fault);
	PG_RETURN_THRESHOLD_RANGE_P(range);
}

PG_FUNCTION_INFO_V1(threshold_range_to_numrange);
Datum
threshold_range_to_numrange(PG_FUNCTION_ARGS)
{
	ThresholdRange *range = PG_GETARG_THRESHOLD_RANGE_P(0);
	TypeCacheEntry *typcache = range_get_typcache(fcinfo, NUMRANGEOID);
	RangeBound	low = {0};
	RangeBound	high = {0};

	low.lower = true;
	low.infinite = !has_lower_bound(range);
	low.inclusive = lower_bound_inc(range);
	low.val = NumericGetDatum(decimal_to_numeric(lower_bound(range)));
	high.infinite = !has_upper_bound(range);
	high.inclusive = upper_bound_inc(range);
	high.val = NumericGetDatum(decimal_to_numeric(upper_bound(range)));
#if PG_VERSION_NUM >= 160000
	PG_RETURN_RANGE_P(make_range(typcache, &low, &high, false, NULL));
#else
	PG_RETURN_RANGE_P(make_range(typcache, &low, &high, false));
#endif
}

/* ---------- accessors ---------- */

PG_FUNCTION_INFO_V1(threshold_range_lower);
Datum
threshold_range_lower(PG_FUNCTION_ARGS)
{
	ThresholdRange *range = PG_GETARG_THRESHOLD_RANGE_P(0);

	if (!has_lower_bound(range))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(decimal_to_numeric(lower_bound(range)));
}

PG_FUNCTION_INFO_V1(threshold_range_upper);
Datum
threshold_range_upper(PG_FUNCTION_ARGS)
{
	ThresholdRange *range = PG_GETARG_THRESHOLD_RANGE_P(0);

	if (!has_upper_bound(range))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(decimal_to_numeric(upper_bound(range)));
}

PG_FUNCTION_INFO_V1(threshold_range_lower_inc);
Datum
threshold_range_lower_inc(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(lower_bound_inc(PG_GETARG_THRESHOLD_RANGE_P(0)));
}

PG_FUNCTION_INFO_V1(threshold_range_upper_inc);
Datum
threshold_range_upper_inc(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(upper_bound_inc(PG_GETARG_THRESHOLD_RANGE_P(0)));
}

/* ---------- predicates ---------- */

/* As quick_side(), for values of any size. */
RangeSide
value_side(const Value *value, const ThresholdRange *range)
{
	int			below = value_cmp(value, lower_bound(range)) < !lower_bound_inc(range);
	int			above = value_cmp(value, upper_bound(range)) > -!upper_bound_inc(range);

	below &= has_lower_bound(range);
	above &= has_upper_bound(range);
	return below * SIDE_BELOW + above * SIDE_ABOVE;
}

bool
value_in_range(const Value *value, const ThresholdRange *range)
{
	return value_side(value, range) == SIDE_INSIDE;
}

PG_FUNCTION_INFO_V1(threshold_range_contains_value);
Datum
threshold_range_contains_value(PG_FUNCTION_ARGS)
{
	Value		value;

	value_from_numeric(PG_GETARG_DATUM(1), &value);
	PG_RETURN_BOOL(value_in_range(&value, PG_GETARG_THRESHOLD_RANGE_P(0)));
}

PG_FUNCTION_INFO_V1(threshold_range_value_contained);
Datum
threshold_range_value_contained(PG_FUNCTION_ARGS)
{
	Value		value;

	value_from_numeric(PG_GETARG_DATUM(0), &value);
	PG_RETURN_BOOL(value_in_range(&value, PG_GETARG_THRESHOLD_RANGE_P(1)));
}

/* Order two lower bounds: unbounded first, at equal numbers inclusive first. */
static int
cmp_lower(const ThresholdRange *a, const ThresholdRange *b)
{
	int			order = has_lower_bound(a) - has_lower_bound(b);

	if (order == 0)
		order = decimal_cmp(lower_bound(a), lower_bound(b));
	if (order == 0)
		order = lower_bound_inc(b) - lower_bound_inc(a);
	return order;
}

/* Order two upper bounds: unbounded last, at equal numbers inclusive last. */
static int
cmp_upper(const ThresholdRange *a, const ThresholdRange *b)
{
	int			order = has_upper_bound(b) - has_upper_bound(a);

	if (order == 0)
		order = decimal_cmp(upper_bound(a), upper_bound(b));
	if (order == 0)
		order = upper_bound_inc(a) - upper_bound_inc(b);
	return order;
}

bool
threshold_range_contains_range(const ThresholdRange *outer,
							   const ThresholdRange *inner)
{
	return cmp_lower(outer, inner) <= 0 && cmp_upper(outer, inner) >= 0;
}

PG_FUNCTION_INFO_V1(threshold_range_contains);
Datum
threshold_range_contains(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(threshold_range_contains_range(PG_GETARG_THRESHOLD_RANGE_P(0),
												  PG_GETARG_THRESHOLD_RANGE_P(1)));
}

PG_FUNCTION_INFO_V1(threshold_range_contained);
Datum
threshold_range_contained(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(threshold_range_contains_range(PG_GETARG_THRESHOLD_RANGE_P(1),
												  PG_GETARG_THRESHOLD_RANGE_P(0)));
}

/* True if no value of the left range lies at or above one of the right. */
static bool
lies_before(const ThresholdRange *left, const ThresholdRange *right)
{
	int			order;

	if (!has_upper_bound(left) || !has_lower_bound(right))
		return false;
	order = decimal_cmp(upper_bound(left), lower_bound(right));
	return order < 0 ||
		(order == 0 && !(upper_bound_inc(left) && lower_bound_inc(right)));
}

PG_FUNCTION_INFO_V1(threshold_range_overlaps);
Datum
threshold_range_overlaps(PG_FUNCTION_ARGS)
{
	ThresholdRange *a = PG_GETARG_THRESHOLD_RANGE_P(0);
	ThresholdRange *b = PG_GETARG_THRESHOLD_RANGE_P(1);

	PG_RETURN_BOOL(!lies_before(a, b) && !lies_before(b, a));
}

/* ---------- comparison and hash ---------- */

int
threshold_range_cmp_internal(const ThresholdRange *a, const ThresholdRange *b)
{
	int			order = cmp_lower(a, b);

	return order != 0 ? order : cmp_upper(a, b);
}

static inline int
cmp_args(FunctionCallInfo fcinfo)
{
	return threshold_range_cmp_internal(PG_GETARG_THRESHOLD_RANGE_P(0),
										PG_GETARG_THRESHOLD_RANGE_P(1));
}

PG_FUNCTION_INFO_V1(threshold_range_cmp);
Datum
threshold_range_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(cmp_args(fcinfo));
}

PG_FUNCTION_INFO_V1(threshold_range_lt);
Datum
threshold_range_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) < 0);
}

PG_FUNCTION_INFO_V1(threshold_range_le);
Datum
threshold_range_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) <= 0);
}

PG_FUNCTION_INFO_V1(threshold_range_eq);
Datum
threshold_range_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) == 0);
}

PG_FUNCTION_INFO_V1(threshold_range_ne);
Datum
threshold_range_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) != 0);
}

PG_FUNCTION_INFO_V1(threshold_range_ge);
Datum
threshold_range_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) >= 0);
}

PG_FUNCTION_INFO_V1(threshold_range_gt);
Datum
threshold_range_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) > 0);
}

/* Equal values are equal bytes, so the bytes can be hashed. */
PG_FUNCTION_INFO_V1(threshold_range_hash);
Datum
threshold_range_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_POINTER(0),
					sizeof(ThresholdRange));
}

PG_FUNCTION_INFO_V1(threshold_range_hash_extended);
Datum
threshold_range_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_POINTER(0),
							 sizeof(ThresholdRange), PG_GETARG_INT64(1));
}
