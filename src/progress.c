/*
 * progress.c - is a figure on its way: the published methods.
 *
 * Whatever is compared with a boundary is an exact decimal; float8 is used
 * inside powers and roots only, and what comes out of one is taken with its
 * 15 certain digits, so that no residue decides a verdict.
 */
#include "progress.h"

#include <float.h>
#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_enum.h"
#include "catalog/pg_type.h"
#include "executor/executor.h"
#include "funcapi.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datetime.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"
#include "utils/syscache.h"
#include "utils/typcache.h"

/* The methods take a zero that they would divide by as this. */
#define TAKEN_FOR_ZERO		"0.001"
/* Growth below this is linear in all digits of a float8. */
#define LINEAR_GROWTH		"0.0000000000000001"
/* A projection beyond this multiple of the current value is cut off there. */
#define LARGEST_FACTOR		1e300
#define LIMIT_POWER			4.44
#define SUM_DECIMALS		12

const char *const progress_names[PROGRESS_COUNT] = {
	"achieved", "on_track", "moderate", "limited", "deteriorating",
	"not_available"
};

/* ---------- numbers ---------- */

/* A number of the program's text, read once in a session. */
static Numeric
constant(const char *text)
{
	static struct
	{
		const char *text;
		Numeric		number;
	}			known[32];
	static int	nknown = 0;
	MemoryContext context;

	for (int i = 0; i < nknown; i++)
	{
		if (known[i].text == text)
			return known[i].number;
	}
	if (nknown == lengthof(known))
		return numeric_from_text(text);
	context = MemoryContextSwitchTo(TopMemoryContext);
	known[nknown].number = numeric_from_text(text);
	MemoryContextSwitchTo(context);
	known[nknown].text = text;
	return known[nknown++].number;
}

static Numeric
negated(Numeric number)
{
	return DatumGetNumeric(DirectFunctionCall1(numeric_uminus,
											   NumericGetDatum(number)));
}

static Numeric
smaller(Numeric a, Numeric b)
{
	return numeric_order(a, b) < 0 ? a : b;
}

static Numeric
larger(Numeric a, Numeric b)
{
	return numeric_order(a, b) > 0 ? a : b;
}

static Numeric
trimmed(Numeric number)
{
	return DatumGetNumeric(DirectFunctionCall1(numeric_trim_scale,
											   NumericGetDatum(number)));
}

/*
 * The nearest float8, or the one beside it where a number of common size is
 * divided from its digits; infinite or zero beyond its range.
 */
static float8
to_float8(Numeric number)
{
	Value		value;
	int			rest;

	value_from_numeric(NumericGetDatum(number), &value);
	if (value.numeric != NULL)
		return strtod(numeric_text(number), NULL);
	rest = Max(value.scale - DECIMAL_MAX_DIGITS, 0);
	return (float8) value.coefficient /
		((float8) decimal_power10[value.scale - rest] * decimal_power10[rest]);
}

#define LARGEST_CERTAIN		((uint128) decimal_power10[DBL_DIG])
#define MOST_DECIMALS		22	/* times 2^53 they fit an int128 */

/*
 * A float8 of a common size in its certain digits, exactly as if printed, in
 * integers.  False for what is better printed.
 */
static bool
quick_decimal(float8 number, int64 *coefficient, int *scale)
{
	int			exponent;
	uint64		mantissa = (uint64) ldexp(frexp(fabs(number), &exponent), 53);
	int			shift = 53 - exponent;
	int			decimals = (int) (DBL_DIG - exponent * 0.30103);
	uint128		scaled;
	uint128		rest;

	if (mantissa == 0 || shift <= 0 || decimals < 1 || decimals > MOST_DECIMALS - 1)
		return false;
	scaled = (uint128) mantissa;
	for (int i = 0; i < decimals; i++)
		scaled *= 10;
	/* The logarithm of a power of two may be one off. */
	if ((scaled >> shift) >= LARGEST_CERTAIN)
	{
		decimals--;
		scaled /= 10;
	}
	else if ((scaled >> shift) < LARGEST_CERTAIN / 10)
	{
		decimals++;
		scaled *= 10;
	}
	rest = scaled & (((uint128) 1 << shift) - 1);
	scaled >>= shift;
	if (rest == (uint128) 1 << (shift - 1))
		return false;			/* halfway */
	scaled += rest > (uint128) 1 << (shift - 1);
	for (; decimals > 0 && scaled % 10 == 0; decimals--)
		scaled /= 10;
	*coefficient = number < 0 ? -(int64) scaled : (int64) scaled;
	*scale = decimals;
	return true;
}

/* A finite float8 with its certain digits. */
static Numeric
from_float8(float8 number)
{
	int64		coefficient;
	int			scale;

	Assert(!isnan(number) && !isinf(number));
	if (quick_decimal(number, &coefficient, &scale))
		return int64_div_fast_to_numeric(coefficient, scale);
	return DatumGetNumeric(DirectFunctionCall1(float8_numeric,
											   Float8GetDatum(number)));
}

/*
 * A quotient with its 15 certain digits: 0.6 / 23 over 1 / 23 falls short of
 * 0.6 in the twentieth.
 */
static Numeric
certain_quotient(Numeric a, Numeric b)
{
	Numeric		quotient = numeric_over(a, b);
	float8		number = to_float8(quotient);

	return number == 0 || isinf(number) ? quotient : from_float8(number);
}

static Numeric
not_zero(Numeric number)
{
	return numeric_sign_of(number) == 0 ? constant(TAKEN_FOR_ZERO) : number;
}

int
year_arg(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		return NO_YEAR;
	return year_from_datum(PG_GETARG_DATUM(arg), arg_type(fcinfo, arg));
}

int
year_from_datum(Datum datum, Oid type)
{
	float8		year;

	if (type == INT4OID)
		return DatumGetInt32(datum);
	year = DatumGetFloat8(datum);
	if (!(fabs(year) < INT_MAX) || year != rint(year))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a year must be a whole number")));
	return (int) year;
}

int
year_of(DateADT date)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return year;
}

/* ---------- growth ---------- */

/* The root in numeric, for what is too large or too small for a float8. */
static Numeric
growth_in_numeric(Numeric relative, int64 years)
{
	Numeric		one = int64_to_numeric(1);
	Datum		root = DirectFunctionCall2(numeric_power,
										   NumericGetDatum(numeric_plus(one, relative)),
										   NumericGetDatum(numeric_over(one, int64_to_numeric(years))));

	return numeric_minus(DatumGetNumeric(root), one);
}

/*
 * (current / base) ^ (1 / years) - 1, base 0 taken as 0.001, though what stays
 * at 0 has not fallen; years above 0 and no change of sign.  Exact over one year.  Over more, log1p and expm1 keep
 * the digits of a small growth, which the difference of a root and 1 loses.
 */
static Numeric
growth(Numeric base, Numeric current, int64 years)
{
	Numeric		relative;
	float8		change;
	float8		left;

	if (numeric_sign_of(base) == 0 && numeric_sign_of(current) == 0)
		return int64_to_numeric(0);
	base = not_zero(base);
	relative = numeric_over(numeric_minus(current, base), base);
	if (years == 1 || numeric_sign_of(relative) == 0 || numeric_sign_of(current) == 0)
		return relative;
	if (numeric_order(numeric_absolute(relative), constant(LINEAR_GROWTH)) < 0)
		return numeric_over(relative, int64_to_numeric(years));
	change = to_float8(relative);
	/* Next to -1 the change has lost what the quotient still holds. */
	left = change < -0.5 ? to_float8(numeric_over(current, base)) : 1 + change;
	if (isinf(change) || left == 0)
		return growth_in_numeric(relative, years);
	return from_float8(expm1((change < -0.5 ? log(left) : log1p(change)) / years));
}

/* True if neither is 0 and one is above it, the other below. */
static bool
opposite(Numeric a, Numeric b)
{
	return numeric_sign_of(a) * numeric_sign_of(b) < 0;
}

/* cagr(base_value, current_value, years) */
PG_FUNCTION_INFO_V1(socpolicy_cagr);
Datum
socpolicy_cagr(PG_FUNCTION_ARGS)
{
	Numeric		base = numeric_from_arg(fcinfo, 0);
	Numeric		current = numeric_from_arg(fcinfo, 1);
	int			years = year_arg(fcinfo, 2);

	if (years <= 0 || opposite(not_zero(base), current))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(trimmed(growth(base, current, years)));
}

/* ---------- what can be judged ---------- */

ProgressMethod
progress_method_from_arg(FunctionCallInfo fcinfo, int arg)
{
	char	   *name;

	if (PG_ARGISNULL(arg))
		report_null_argument("method");
	name = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	if (pg_strcasecmp(name, "a") == 0)
		return METHOD_PACE;
	if (pg_strcasecmp(name, "c") == 0)
		return METHOD_PROJECTION;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid method: \"%s\"", name),
			 pg_strcasecmp(name, "b") == 0
			 ? errhint("Method B gives a colour() and an arrow().")
			 : pg_strcasecmp(name, "d") == 0
			 ? errhint("Method D gives a number: status_index().")
			 : errhint("Valid values are \"A\" and \"C\".")));
}

void
aim_within(Course *course, Numeric lower, bool lower_inc,
		   Numeric upper, bool upper_inc)
{
	bool		below;

	if (course->current == NULL)
		below = true;
	else
		below = numeric_order(numeric_plus(course->current, course->current),
							  numeric_plus(lower, upper)) <= 0;
	course->direction = below ? DIRECTION_UP : DIRECTION_DOWN;
	course->target = below ? lower : upper;
	course->strict = below ? !lower_inc : !upper_inc;
}

static bool
reaches(const Course *course, Numeric target)
{
	int			order = numeric_order(course->current, target);

	if (order == 0)
		return !course->strict;
	return (order > 0) == (course->direction == DIRECTION_UP);
}

/* True if the current value meets the target, taken for zero or not. */
static bool
is_met(const Course *course)
{
	if (course->current == NULL || course->target == NULL)
		return false;
	return reaches(course, course->target) ||
		(course->method == METHOD_PACE && numeric_sign_of(course->target) == 0 &&
		 reaches(course, not_zero(course->target)));
}

/* Why no growth can be reckoned from base to current; NULL if it can. */
static const char *
why_no_growth(const Course *course)
{
	if (course->direction == DIRECTION_NONE)
		return "no target";
	if (course->current == NULL)
		return "no current figure";
	if (course->base_year != NO_YEAR && course->current_year != NO_YEAR &&
		course->base_year > course->current_year)
		return "the base year is after the current year";
	if (course->base == NULL || course->base_year == NO_YEAR ||
		course->current_year == NO_YEAR ||
		course->base_year == course->current_year)
		return "fewer than two points";
	if (course->method == METHOD_PROJECTION)
		return numeric_sign_of(course->base) <= 0 || numeric_sign_of(course->current) <= 0
			? "a figure is not above 0" : NULL;
	if (opposite(not_zero(course->base), course->current))
		return "the sign changes from base to current figure";
	return NULL;
}

/* Why the way from base to target has no pace; NULL if it has. */
static const char *
why_no_way(const Course *course)
{
	if (course->target_year == NO_YEAR)
		return "the target has no year";
	if (course->target_year <= course->base_year)
		return "the target year is not after the base year";
	if (course->method == METHOD_PROJECTION)
	{
		if (course->current_year > course->target_year)
			return "no figure up to the target year";
		return numeric_order(course->base, course->target) == 0
			? "base and target are equal" : NULL;
	}
	if (opposite(not_zero(course->base), not_zero(course->target)))
		return "base and target have opposite signs";
	if (numeric_order(not_zero(course->base), not_zero(course->target)) == 0)
		return "base and target are equal";
	return NULL;
}

/* Growth a year, positive when it goes the good way. */
static Numeric
good_pace(const Course *course, Numeric pace)
{
	bool		grows_down = numeric_sign_of(course->base) < 0;

	return (course->direction == DIRECTION_UP) != grows_down
		? pace : negated(pace);
}

/* ---------- A: actual against needed pace ---------- */

static const char *const ratio_cutoffs[CUTOFFS] = {"0", "0.6", "0.95"};
static const char *const growth_cutoffs[CUTOFFS] = {"0", "0.005", "0.015"};

/* The cut-offs of a course, or those of the method. */
static void
find_cutoffs(const Course *course, const char *const usual[], Numeric *cutoffs)
{
	for (int i = 0; i < CUTOFFS; i++)
		cutoffs[i] = course->cutoffs[i] ? course->cutoffs[i] : constant(usual[i]);
}

static ProgressStatus
status_by_cutoffs(Numeric number, Numeric const *cutoffs)
{
	if (numeric_order(number, cutoffs[CUTOFF_HIGH]) >= 0)
		return PROGRESS_ON_TRACK;
	if (numeric_order(number, cutoffs[CUTOFF_MIDDLE]) >= 0)
		return PROGRESS_MODERATE;
	return numeric_order(number, cutoffs[CUTOFF_LOW]) >= 0
		? PROGRESS_LIMITED : PROGRESS_DETERIORATING;
}

/* factor * number - offset */
static Numeric
on_line(const char *factor, Numeric number, const char *offset)
{
	return numeric_minus(numeric_times(constant(factor), number),
						 constant(offset));
}

static Numeric
score_of_ratio(Numeric ratio)
{
	if (numeric_order(ratio, constant("0.6")) >= 0)
		return smaller(on_line("7.1429", ratio, "4.2857"), constant("5"));
	return larger(on_line("4.1667", ratio, "2.5"), constant("-5"));
}

static Numeric
score_of_growth(Numeric growth, Numeric factor, ProgressStatus status)
{
	Numeric		unscaled;

	if (status == PROGRESS_DETERIORATING)
		return larger(on_line("125", growth, "2.5"), constant("-5"));
	if (numeric_sign_of(factor) == 0)
		return constant("5");
	unscaled = numeric_over(growth, factor);
	if (status == PROGRESS_ON_TRACK)
		return smaller(on_line("500", unscaled, "5"), constant("5"));
	if (status == PROGRESS_MODERATE)
		return on_line("250", unscaled, "1.25");
	return on_line("500", unscaled, "2.5");
}

/* By how much the thresholds shrink as the base comes near its limit. */
static Numeric
limit_factor(Numeric base, Numeric limit)
{
	Numeric		one = int64_to_numeric(1);
	Numeric		distance;

	if (limit == NULL || numeric_sign_of(limit) == 0)
		return one;
	base = numeric_absolute(not_zero(base));
	limit = numeric_absolute(limit);
	distance = numeric_minus(numeric_plus(limit, limit), base);
	if (numeric_sign_of(distance) <= 0)
		return one;
	if (numeric_order(base, limit) <= 0)
		distance = base;
	return numeric_minus(one, from_float8(pow(to_float8(numeric_over(distance, limit)),
											  LIMIT_POWER)));
}

/* The method's words where a zero is not taken for another number. */
static const char *
with_zero(const Course *course, const char *plain, const char *taken)
{
	bool		has_zero = numeric_sign_of(course->base) == 0 ||
		(course->target != NULL && numeric_sign_of(course->target) == 0);

	return has_zero ? taken : plain;
}

/* The ratio, also of what is met already: achieved, but slipping. */
static void
reckon_ratio(const Course *course, Assessment *assessment)
{
	assessment->needed = growth(course->base, not_zero(course->target),
								(int64) course->target_year - course->base_year);
	assessment->ratio = certain_quotient(good_pace(course, assessment->growth),
										 numeric_absolute(assessment->needed));
}

static void
assess_ratio(const Course *course, Assessment *assessment)
{
	Numeric		cutoffs[CUTOFFS];

	find_cutoffs(course, ratio_cutoffs, cutoffs);
	reckon_ratio(course, assessment);
	assessment->status = status_by_cutoffs(assessment->ratio, cutoffs);
	if (course->cutoffs[0] == NULL)
		assessment->score = score_of_ratio(assessment->ratio);
	assessment->reason = with_zero(course, "actual pace against needed pace",
								   "actual pace against needed pace, 0 taken as 0.001");
}

static void
assess_growth(const Course *course, Assessment *assessment)
{
	Numeric		factor = limit_factor(course->base, course->limit);
	Numeric		cutoffs[CUTOFFS];

	find_cutoffs(course, growth_cutoffs, cutoffs);
	for (int i = 0; i < CUTOFFS; i++)
	{
		if (numeric_sign_of(cutoffs[i]) > 0)
			cutoffs[i] = numeric_times(cutoffs[i], factor);
	}
	assessment->limit_factor = factor;
	assessment->ratio = good_pace(course, assessment->growth);
	assessment->status = status_by_cutoffs(assessment->ratio, cutoffs);
	if (course->cutoffs[0] == NULL)
		assessment->score = score_of_growth(assessment->ratio, factor,
											assessment->status);
	assessment->reason = with_zero(course, "pace without a target",
								   "pace without a target, 0 taken as 0.001");
}

/* ---------- C: projected value ---------- */

/* The current value carried on at its pace to the target year. */
static Numeric
project(const Course *course)
{
	int64		years = (int64) course->target_year - course->current_year;
	int64		past = (int64) course->current_year - course->base_year;
	float8		factor;

	if (years == 0 || numeric_sign_of(course->current) == 0)
		return course->current;
	factor = pow(to_float8(numeric_over(course->current, not_zero(course->base))),
				 (float8) years / past);
	return numeric_times(course->current,
						 from_float8(Min(factor, LARGEST_FACTOR)));
}

static void
assess_projection(const Course *course, Assessment *assessment)
{
	bool		to_target = course->target != NULL;
	Numeric		cutoffs[CUTOFFS];

	if (to_target)
	{
		Numeric		way = numeric_minus(course->target, course->base);
		Numeric		made;

		assessment->projected = project(course);
		made = numeric_minus(assessment->projected, course->base);
		if (course->direction == DIRECTION_DOWN)
			made = negated(made);
		assessment->ratio = certain_quotient(made, numeric_absolute(way));
	}
	else
		assessment->ratio = good_pace(course, assessment->growth);
	/* This method has no word for going backwards: the lowest does not matter. */
	cutoffs[CUTOFF_LOW] = constant("0");
	cutoffs[CUTOFF_MIDDLE] = constant(to_target ? "0.10" : "0.005");
	cutoffs[CUTOFF_HIGH] = constant(to_target ? "0.95" : "0.02");
	assessment->status = status_by_cutoffs(assessment->ratio, cutoffs);
	if (assessment->status == PROGRESS_DETERIORATING)
		assessment->status = PROGRESS_LIMITED;
	assessment->reason = to_target ? "projected value against target"
		: "pace without a target";
}

/* ---------- verdict ---------- */

void
assess(const Course *course, Assessment *assessment)
{
	const char *obstacle = why_no_growth(course);

	memset(assessment, 0, sizeof(*assessment));
	if (obstacle == NULL && !(course->status_only && is_met(course)))
		assessment->growth = growth(course->base, course->current,
									(int64) course->current_year - course->base_year);
	if (obstacle == NULL && course->target != NULL)
		obstacle = why_no_way(course);
	if (is_met(course))
	{
		assessment->status = PROGRESS_ACHIEVED;
		assessment->reason = "the target is met";
		if (course->method == METHOD_PACE)
			assessment->score = constant("5");
		if (course->method == METHOD_PACE && obstacle == NULL && !course->status_only)
			reckon_ratio(course, assessment);
		return;
	}
	if (obstacle != NULL)
	{
		assessment->status = PROGRESS_NOT_AVAILABLE;
		assessment->reason = obstacle;
	}
	else if (course->method == METHOD_PROJECTION)
		assess_projection(course, assessment);
	else if (course->target != NULL)
		assess_ratio(course, assessment);
	else
		assess_growth(course, assessment);
}

/* The enum value of a label; cached by the server. */
static Oid
status_oid(Oid enumtype, ProgressStatus status)
{
	Oid			oid = GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
									  ObjectIdGetDatum(enumtype),
									  CStringGetDatum(progress_names[status]));

	if (!OidIsValid(oid))
		elog(ERROR, "type %u has no label \"%s\"", enumtype,
			 progress_names[status]);
	return oid;
}

/* The columns of progress_result, in their order. */
enum
{
	RESULT_STATUS,
	RESULT_SCORE,
	RESULT_REASON,
	RESULT_METHOD,
	RESULT_DIRECTION,
	RESULT_BASE_YEAR,
	RESULT_BASE_VALUE,
	RESULT_BASE_GIVEN,
	RESULT_CURRENT_YEAR,
	RESULT_CURRENT_VALUE,
	RESULT_TARGET_YEAR,
	RESULT_TARGET_VALUE,
	RESULT_LIMIT_VALUE,
	RESULT_GROWTH,
	RESULT_NEEDED_GROWTH,
	RESULT_RATIO,
	RESULT_LIMIT_FACTOR,
	RESULT_PROJECTED_VALUE,
	RESULT_COLUMNS
};

static void
put_number(Datum *values, bool *nulls, int column, Numeric number)
{
	nulls[column] = (number == NULL);
	if (number != NULL)
		values[column] = NumericGetDatum(trimmed(number));
}

static void
put_year(Datum *values, bool *nulls, int column, int year)
{
	nulls[column] = (year == NO_YEAR);
	values[column] = Int32GetDatum(year);
}

Datum
progress_row(FunctionCallInfo fcinfo, const Course *course,
			 const Assessment *assessment)
{
	Datum		values[RESULT_COLUMNS] = {0};
	bool		nulls[RESULT_COLUMNS] = {0};
	char		method[] = {(char) course->method, '\0'};
	TupleDesc	desc;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
		desc->natts != RESULT_COLUMNS)
		elog(ERROR, "progress_result is not as this library knows it");
	values[RESULT_STATUS] =
		ObjectIdGetDatum(status_oid(TupleDescAttr(desc, RESULT_STATUS)->atttypid,
									assessment->status));
	values[RESULT_REASON] = CStringGetTextDatum(assessment->reason);
	values[RESULT_METHOD] = CStringGetTextDatum(method);
	nulls[RESULT_DIRECTION] = (course->direction == DIRECTION_NONE);
	if (course->direction != DIRECTION_NONE)
		values[RESULT_DIRECTION] = CStringGetTextDatum(direction_text(course->direction));
	values[RESULT_BASE_GIVEN] = BoolGetDatum(course->base_given);
	nulls[RESULT_BASE_GIVEN] = (course->base == NULL);
	put_year(values, nulls, RESULT_BASE_YEAR, course->base_year);
	put_year(values, nulls, RESULT_CURRENT_YEAR, course->current_year);
	put_year(values, nulls, RESULT_TARGET_YEAR, course->target_year);
	put_number(values, nulls, RESULT_SCORE, assessment->score);
	put_number(values, nulls, RESULT_BASE_VALUE, course->base);
	put_number(values, nulls, RESULT_CURRENT_VALUE, course->current);
	put_number(values, nulls, RESULT_TARGET_VALUE, course->target);
	put_number(values, nulls, RESULT_LIMIT_VALUE, course->limit);
	put_number(values, nulls, RESULT_GROWTH, assessment->growth);
	put_number(values, nulls, RESULT_NEEDED_GROWTH, assessment->needed);
	put_number(values, nulls, RESULT_RATIO, assessment->ratio);
	put_number(values, nulls, RESULT_LIMIT_FACTOR, assessment->limit_factor);
	put_number(values, nulls, RESULT_PROJECTED_VALUE, assessment->projected);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls));
}

/* ---------- entry points of A and C ---------- */

void
cutoffs_from_arg(FunctionCallInfo fcinfo, int arg, Numeric *cutoffs)
{
	Datum	   *elements;
	bool	   *nulls;
	int			count;
	bool		good;

	memset(cutoffs, 0, CUTOFFS * sizeof(Numeric));
	if (PG_ARGISNULL(arg))
		return;
	deconstruct_array(PG_GETARG_ARRAYTYPE_P(arg), NUMERICOID, -1, false,
					  TYPALIGN_INT, &elements, &nulls, &count);
	good = (count == CUTOFFS);
	for (int i = 0; good && i < count; i++)
	{
		good = !nulls[i] && !numeric_is_nan(DatumGetNumeric(elements[i])) &&
			!numeric_is_inf(DatumGetNumeric(elements[i]));
		if (good)
			cutoffs[i] = DatumGetNumeric(elements[i]);
		good = good && (i == 0 || numeric_order(cutoffs[i - 1], cutoffs[i]) < 0);
	}
	if (!good)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("cut-offs are three numbers, each above the one before"),
				 errhint("Those of method A are {0, 0.6, 0.95} with a target and {0, 0.005, 0.015} without.")));
}

void
refuse_cutoffs(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("method C has cut-offs of its own")));
}

static void
course_cutoffs(FunctionCallInfo fcinfo, int arg, Course *course)
{
	cutoffs_from_arg(fcinfo, arg, course->cutoffs);
	if (course->cutoffs[0] != NULL && course->method != METHOD_PACE)
		refuse_cutoffs();
}

static Numeric
optional_number(FunctionCallInfo fcinfo, int arg)
{
	return PG_ARGISNULL(arg) ? NULL : numeric_from_arg(fcinfo, arg);
}

/*
 * (method, direction, base_year, base_value, current_year, current_value,
 * target_year, target_value, limit_value, cutoffs)
 */
static void
course_from_numbers(FunctionCallInfo fcinfo, Course *course)
{
	memset(course, 0, sizeof(*course));
	course->method = progress_method_from_arg(fcinfo, 0);
	course->direction = direction_from_arg(fcinfo, 1);
	if (course->direction == DIRECTION_NONE)
		report_null_argument("direction");
	if (course->direction == DIRECTION_WITHIN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("one number is no target to stay within"),
				 errhint("Give the target itself, such as '49..51 within by 2030'.")));
	course->base_given = true;
	course->base_year = year_arg(fcinfo, 2);
	course->base = optional_number(fcinfo, 3);
	course->current_year = year_arg(fcinfo, 4);
	course->current = optional_number(fcinfo, 5);
	course->target_year = year_arg(fcinfo, 6);
	course->target = optional_number(fcinfo, 7);
	course->limit = optional_number(fcinfo, 8);
	course_cutoffs(fcinfo, 9, course);
}

/* (goal, current_year, current_value, method, limit_value, cutoffs) */
static void
course_from_goal(FunctionCallInfo fcinfo, Course *course)
{
	const Target *goal;
	const ThresholdRange *range;

	memset(course, 0, sizeof(*course));
	course->method = progress_method_from_arg(fcinfo, 3);
	course->current_year = year_arg(fcinfo, 1);
	course->current = optional_number(fcinfo, 2);
	course->limit = optional_number(fcinfo, 4);
	course_cutoffs(fcinfo, 5, course);
	course->base_given = true;
	course->base_year = NO_YEAR;
	course->target_year = NO_YEAR;
	if (PG_ARGISNULL(0))
		return;
	goal = PG_GETARG_TARGET_P(0);
	range = &goal->threshold;
	if (target_has_due(goal))
		course->target_year = year_of(goal->due);
	if (target_has_baseline(goal))
	{
		course->base_year = year_of(goal->baseline_on);
		course->base = decimal_to_numeric(target_baseline(goal));
	}
	course->direction = goal->direction;
	if (goal->direction == DIRECTION_WITHIN)
		aim_within(course, decimal_to_numeric(lower_bound(range)), lower_bound_inc(range),
				   decimal_to_numeric(upper_bound(range)), upper_bound_inc(range));
	else if (goal->direction == DIRECTION_UP)
	{
		course->target = decimal_to_numeric(lower_bound(range));
		course->strict = !lower_bound_inc(range);
	}
	else
	{
		course->target = decimal_to_numeric(upper_bound(range));
		course->strict = !upper_bound_inc(range);
	}
}

static Datum
status_of(FunctionCallInfo fcinfo, Course *course)
{
	Assessment	assessment;

	course->status_only = true;
	assess(course, &assessment);
	PG_RETURN_OID(status_oid(get_func_rettype(fcinfo->flinfo->fn_oid),
							 assessment.status));
}

static Datum
detail_of(FunctionCallInfo fcinfo, const Course *course)
{
	Assessment	assessment;

	assess(course, &assessment);
	return progress_row(fcinfo, course, &assessment);
}

PG_FUNCTION_INFO_V1(socpolicy_progress);
Datum
socpolicy_progress(PG_FUNCTION_ARGS)
{
	Course		course;

	course_from_numbers(fcinfo, &course);
	return status_of(fcinfo, &course);
}

PG_FUNCTION_INFO_V1(socpolicy_progress_detail);
Datum
socpolicy_progress_detail(PG_FUNCTION_ARGS)
{
	Course		course;

	course_from_numbers(fcinfo, &course);
	return detail_of(fcinfo, &course);
}

PG_FUNCTION_INFO_V1(socpolicy_progress_of_goal);
Datum
socpolicy_progress_of_goal(PG_FUNCTION_ARGS)
{
	Course		course;

	course_from_goal(fcinfo, &course);
	return status_of(fcinfo, &course);
}

PG_FUNCTION_INFO_V1(socpolicy_progress_detail_of_goal);
Datum
socpolicy_progress_detail_of_goal(PG_FUNCTION_ARGS)
{
	Course		course;

	course_from_goal(fcinfo, &course);
	return detail_of(fcinfo, &course);
}

/* progress_from_score(score, achieved) */
PG_FUNCTION_INFO_V1(socpolicy_progress_from_score);
Datum
socpolicy_progress_from_score(PG_FUNCTION_ARGS)
{
	Oid			type = get_func_rettype(fcinfo->flinfo->fn_oid);
	Numeric		score;
	ProgressStatus status;

	if (PG_ARGISNULL(0))
		PG_RETURN_OID(status_oid(type, PROGRESS_NOT_AVAILABLE));
	score = numeric_from_arg(fcinfo, 0);
	if (numeric_order(numeric_absolute(score), constant("5")) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a score lies between -5 and 5")));
	if (!PG_ARGISNULL(1) && PG_GETARG_BOOL(1))
		status = PROGRESS_ACHIEVED;
	else if (numeric_order(score, constant("-2.5")) < 0)
		status = PROGRESS_DETERIORATING;
	else if (numeric_sign_of(score) < 0)
		status = PROGRESS_LIMITED;
	else if (numeric_order(score, constant("2.5")) < 0)
		status = PROGRESS_MODERATE;
	else
		status = PROGRESS_ON_TRACK;
	PG_RETURN_OID(status_oid(type, status));
}

/*
 * progress_score(result): what an average counts; NULL where nothing was
 * determined.
 */
PG_FUNCTION_INFO_V1(socpolicy_progress_score);
Datum
socpolicy_progress_score(PG_FUNCTION_ARGS)
{
	HeapTupleHeader row = PG_GETARG_HEAPTUPLEHEADER(0);
	bool		isnull;
	Datum		score = GetAttributeByNum(row, RESULT_SCORE + 1, &isnull);
	Datum		status;

	if (!isnull)
		PG_RETURN_DATUM(score);
	status = GetAttributeByNum(row, RESULT_STATUS + 1, &isnull);
	if (!isnull && strcmp(DatumGetCString(DirectFunctionCall1(enum_out, status)),
						  progress_names[PROGRESS_NOT_AVAILABLE]) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a result without a score has no mean"),
				 errdetail("Method A with its own cut-offs gives scores.")));
	PG_RETURN_NULL();
}

/* ---------- B: linear between thresholds ---------- */

static Numeric
percent(Numeric part, Numeric whole)
{
	return numeric_over(numeric_times(int64_to_numeric(100), part), whole);
}

/* normalise(value, lower, optimum), clamped to 0..100 */
PG_FUNCTION_INFO_V1(socpolicy_normalise);
Datum
socpolicy_normalise(PG_FUNCTION_ARGS)
{
	Numeric		value = numeric_from_arg(fcinfo, 0);
	Numeric		lower = numeric_from_arg(fcinfo, 1);
	Numeric		optimum = numeric_from_arg(fcinfo, 2);
	Numeric		result;

	if (numeric_order(lower, optimum) == 0)
		PG_RETURN_NULL();
	result = percent(numeric_minus(value, lower), numeric_minus(optimum, lower));
	result = larger(int64_to_numeric(0), smaller(int64_to_numeric(100), result));
	PG_RETURN_NUMERIC(trimmed(result));
}

/* A value and its thresholds, all turned so that more is better. */
typedef struct Scale
{
	Numeric		value;
	Numeric		lower;
	Numeric		red;
	Numeric		green;
	Numeric		optimum;
} Scale;

/*
 * Read (value, lower, red, green, optimum); false when lower and optimum are
 * equal, which says no direction.  With red beyond green a value would be both.
 */
static bool
scale_from_args(FunctionCallInfo fcinfo, Scale *scale)
{
	Numeric	   *fields[] = {&scale->value, &scale->lower, &scale->red,
	&scale->green, &scale->optimum};
	int			order;

	for (int i = 0; i < lengthof(fields); i++)
		*fields[i] = numeric_from_arg(fcinfo, i);
	order = numeric_order(scale->optimum, scale->lower);
	for (int i = 0; order < 0 && i < lengthof(fields); i++)
		*fields[i] = negated(*fields[i]);
	if (order != 0 && numeric_order(scale->red, scale->green) > 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("thresholds are in the wrong order"),
				 errdetail("Red lies beyond green, seen from the lower bound.")));
	return order != 0;
}

/* colour(value, lower, red, green, optimum) */
PG_FUNCTION_INFO_V1(socpolicy_colour);
Datum
socpolicy_colour(PG_FUNCTION_ARGS)
{
	Scale		scale;
	const char *colour;

	if (!scale_from_args(fcinfo, &scale))
		PG_RETURN_NULL();
	if (numeric_order(scale.value, scale.green) >= 0)
		colour = "green";
	else if (numeric_order(numeric_plus(scale.value, scale.value),
						   numeric_plus(scale.green, scale.red)) >= 0)
		colour = "yellow";
	else if (numeric_order(scale.value, scale.red) >= 0)
		colour = "orange";
	else
		colour = "red";
	PG_RETURN_TEXT_P(cstring_to_text(colour));
}

/* Place a value between two thresholds that differ: floor to floor + 1. */
static Numeric
place(Numeric value, Numeric from, Numeric to, int floor)
{
	return numeric_plus(int64_to_numeric(floor),
						numeric_over(numeric_minus(value, from),
									 numeric_minus(to, from)));
}

/*
 * colour_position(value, lower, red, green, optimum): 0 at lower, 1 at red, 2
 * at green, 3 at the optimum.  From the better end down, so that thresholds
 * that are equal never divide.
 */
PG_FUNCTION_INFO_V1(socpolicy_colour_position);
Datum
socpolicy_colour_position(PG_FUNCTION_ARGS)
{
	Scale		scale;
	Numeric		position;

	if (!scale_from_args(fcinfo, &scale))
		PG_RETURN_NULL();
	if (numeric_order(scale.value, scale.optimum) >= 0)
		position = int64_to_numeric(3);
	else if (numeric_order(scale.value, scale.green) >= 0)
		position = place(scale.value, scale.green, scale.optimum, 2);
	else if (numeric_order(scale.value, scale.red) >= 0)
		position = place(scale.value, scale.red, scale.green, 1);
	else if (numeric_order(scale.value, scale.lower) >= 0)
		position = place(scale.value, scale.lower, scale.red, 0);
	else
		position = int64_to_numeric(0);
	PG_RETURN_NUMERIC(trimmed(position));
}

/*
 * The colour of a goal whose worst two indicators stand here.  Their sum is
 * rounded, for 1 1/3 and 1 2/3 may have been rounded down in different places.
 */
static const char *
colour_of_worst(Numeric worst, Numeric second)
{
	Datum		sum = DirectFunctionCall2(numeric_round,
										  NumericGetDatum(numeric_plus(worst, second)),
										  Int32GetDatum(SUM_DECIMALS));

	if (numeric_order(worst, int64_to_numeric(2)) >= 0)
		return "green";
	if (numeric_order(second, int64_to_numeric(1)) < 0)
		return "red";
	return numeric_order(DatumGetNumeric(sum), int64_to_numeric(3)) >= 0
		? "yellow" : "orange";
}

/* goal_colour(positions): of one indicator alone, its own colour. */
PG_FUNCTION_INFO_V1(socpolicy_goal_colour);
Datum
socpolicy_goal_colour(PG_FUNCTION_ARGS)
{
	ArrayType  *positions = PG_GETARG_ARRAYTYPE_P(0);
	ArrayIterator iterator = array_create_iterator(positions, 0, NULL);
	Numeric		worst = NULL;
	Numeric		second = NULL;
	Datum		element;
	bool		isnull;

	while (array_iterate(iterator, &element, &isnull))
	{
		Numeric		position = isnull ? NULL : DatumGetNumeric(element);

		if (position == NULL)
			continue;
		if (numeric_is_nan(position) || numeric_is_inf(position) ||
			numeric_sign_of(position) < 0 ||
			numeric_order(position, int64_to_numeric(3)) > 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a colour position lies between 0 and 3")));
		if (worst == NULL || numeric_order(position, worst) < 0)
		{
			second = worst;
			worst = position;
		}
		else if (second == NULL || numeric_order(position, second) < 0)
			second = position;
	}
	if (worst == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(colour_of_worst(worst, second ? second : worst)));
}

/* Two figures of a course, turned so that more is better. */
typedef struct Way
{
	Numeric		base;
	Numeric		current;
	Numeric		green;
	Numeric		optimum;
	int64		past;			/* years */
	int64		whole;
} Way;

/*
 * The arrow by the edition of 2023.  Normalising would divide all by the same
 * number, so the plain values decide the same.  At green, what lies beyond the
 * optimum is taken for it, and falling is stagnating.
 */
static const char *
arrow_of(const Way *way)
{
	Numeric		made = numeric_minus(way->current, way->base);
	Numeric		needed = numeric_minus(way->green, way->base);

	if (numeric_order(way->current, way->green) >= 0)
		return numeric_order(smaller(way->current, way->optimum),
							 smaller(way->base, way->optimum)) < 0
			? "stagnating" : "on track";
	if (numeric_sign_of(made) < 0)
		return "decreasing";
	made = numeric_times(made, int64_to_numeric(way->whole));
	needed = numeric_times(needed, int64_to_numeric(way->past));
	if (numeric_order(numeric_plus(made, made), needed) < 0)
		return "stagnating";
	return numeric_order(made, needed) < 0 ? "moderately improving" : "on track";
}

/*
 * arrow(base_year, base_value, current_year, current_value, target_year,
 * lower, green, optimum)
 */
PG_FUNCTION_INFO_V1(socpolicy_arrow);
Datum
socpolicy_arrow(PG_FUNCTION_ARGS)
{
	const char *arrow = "not_available";
	bool		complete = true;

	for (int i = 0; i < 8; i++)
		complete &= !PG_ARGISNULL(i);
	if (complete)
	{
		int64		first = year_arg(fcinfo, 0);
		Way			way = {numeric_from_arg(fcinfo, 1), numeric_from_arg(fcinfo, 3),
			numeric_from_arg(fcinfo, 6), numeric_from_arg(fcinfo, 7),
			year_arg(fcinfo, 2) - first, year_arg(fcinfo, 4) - first};
		int			order = numeric_order(way.optimum, numeric_from_arg(fcinfo, 5));

		if (order < 0)
		{
			way.base = negated(way.base);
			way.current = negated(way.current);
			way.green = negated(way.green);
			way.optimum = negated(way.optimum);
		}
		if (way.past > 0 && way.whole > 0 && order != 0)
			arrow = arrow_of(&way);
	}
	PG_RETURN_TEXT_P(cstring_to_text(arrow));
}

/* ---------- D: status index ---------- */

/*
 * The way made of the way from base to target, in tenths; within: how near the
 * target is, seen from as far as the base was.
 */
static Numeric
tenths(Numeric base, Numeric current, Numeric target, Direction direction)
{
	Numeric		way = numeric_absolute(numeric_minus(target, base));
	Numeric		made;

	if (numeric_sign_of(way) == 0)
		return NULL;
	if (direction == DIRECTION_WITHIN)
		made = numeric_minus(way, numeric_absolute(numeric_minus(target, current)));
	else
		made = direction == DIRECTION_UP ? numeric_minus(current, base)
			: numeric_minus(base, current);
	return numeric_over(numeric_times(int64_to_numeric(10), made), way);
}

/* status_index(base_value, current_value, target_value, direction) */
PG_FUNCTION_INFO_V1(socpolicy_status_index);
Datum
socpolicy_status_index(PG_FUNCTION_ARGS)
{
	Direction	direction = direction_from_arg(fcinfo, 3);
	Numeric		base;
	Numeric		current;
	Numeric		target;
	Numeric		index;
	int			order;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	base = numeric_from_arg(fcinfo, 0);
	current = numeric_from_arg(fcinfo, 1);
	target = numeric_from_arg(fcinfo, 2);
	if (direction == DIRECTION_NONE && numeric_order(base, target) == 0)
		PG_RETURN_NULL();
	if (direction == DIRECTION_NONE)
		direction = numeric_order(base, target) < 0 ? DIRECTION_UP : DIRECTION_DOWN;
	order = numeric_order(current, target);
	if (order == 0 || (order > 0 && direction == DIRECTION_UP) ||
		(order < 0 && direction == DIRECTION_DOWN))
		PG_RETURN_NUMERIC(int64_to_numeric(10));
	index = tenths(base, current, target, direction);
	if (index == NULL)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(trimmed(index));
}

/* expected_position(base_year, current_year, target_year) */
PG_FUNCTION_INFO_V1(socpolicy_expected_position);
Datum
socpolicy_expected_position(PG_FUNCTION_ARGS)
{
	int64		past = (int64) year_arg(fcinfo, 1) - year_arg(fcinfo, 0);
	int64		whole = (int64) year_arg(fcinfo, 2) - year_arg(fcinfo, 0);

	if (whole <= 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(trimmed(numeric_over(int64_to_numeric(10 * past),
										   int64_to_numeric(whole))));
}

/* ---------- E: reporting rate ---------- */

/* reporting_rate(actual, expected) */
PG_FUNCTION_INFO_V1(socpolicy_reporting_rate);
Datum
socpolicy_reporting_rate(PG_FUNCTION_ARGS)
{
	int64		actual = PG_GETARG_INT64(0);
	int64		expected = PG_GETARG_INT64(1);

	if (actual < 0 || expected < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a number of reports must not be negative")));
	if (expected == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(trimmed(percent(int64_to_numeric(Min(actual, expected)),
									  int64_to_numeric(expected))));
}
