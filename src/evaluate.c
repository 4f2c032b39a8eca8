/*
 * evaluate.c - the verdict on a value, and its distance from the promise.
 */
#include "evaluate.h"

#include "catalog/pg_enum.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/syscache.h"

#define DAYS_PER_JULIAN_YEAR	"365.25"

/* ---------- status ---------- */

const char *const status_names[STATUS_COUNT] = {
	"exceeded", "met", "near", "missed", "not_due", "no_data", "no_target"
};

void
status_oids_load(Oid enumtype, StatusOids *oids)
{
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		oids->oid[i] = GetSysCacheOid2(ENUMTYPOIDNAME, Anum_pg_enum_oid,
									   ObjectIdGetDatum(enumtype),
									   CStringGetDatum(status_names[i]));
		if (!OidIsValid(oids->oid[i]))
			elog(ERROR, "type %u has no label \"%s\"", enumtype,
				 status_names[i]);
	}
}

ComplianceStatus
status_from_oid(Oid oid, const StatusOids *oids)
{
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		if (oids->oid[i] == oid)
			return i;
	}
	elog(ERROR, "unknown compliance status %u", oid);
}

/* ---------- verdict ---------- */

const uint8 verdicts[DIRECTION_WITHIN + 1][SIDE_ABOVE + 1] = {
	[DIRECTION_UP] = {STATUS_MET, STATUS_MISSED, STATUS_EXCEEDED},
	[DIRECTION_DOWN] = {STATUS_MET, STATUS_EXCEEDED, STATUS_MISSED},
	[DIRECTION_WITHIN] = {STATUS_MET, STATUS_MISSED, STATUS_MISSED}
};

/* True if a value that missed is near the end that it missed. */
static bool
is_near(const Value *value, const Target *goal, RangeSide side)
{
	return value_is_near(value,
						 side == SIDE_BELOW ? lower_bound(&goal->threshold)
						 : upper_bound(&goal->threshold),
						 target_near(goal));
}

ComplianceStatus
judge(const Value *value, const Target *goal)
{
	RangeSide	side;
	ComplianceStatus status;

	if (goal == NULL)
		return STATUS_NO_TARGET;
	if (value == NULL)
		return STATUS_NO_DATA;
	side = value_side(value, &goal->threshold);
	status = verdicts[goal->direction][side];
	if (target_has_near(goal) && status == STATUS_MISSED &&
		is_near(value, goal, side))
		return STATUS_NEAR;
	return status;
}

ComplianceStatus
judge_datum(Datum datum, Oid type, const Target *goal)
{
	Value		value;

	value_from_datum(datum, type, &value);
	return judge(&value, goal);
}

/* What one call site of evaluate() needs to know of its signature. */
typedef struct EvaluateSite
{
	Oid			value_type;
	StatusOids	statuses;
} EvaluateSite;

static EvaluateSite *
evaluate_site(FmgrInfo *flinfo)
{
	EvaluateSite *site = flinfo->fn_extra;

	if (site == NULL)
	{
		site = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(EvaluateSite));
		site->value_type = declared_type(flinfo, 0);
		status_oids_load(get_func_rettype(flinfo->fn_oid), &site->statuses);
		flinfo->fn_extra = site;
	}
	return site;
}

/* evaluate(value, goal) and evaluate(value, goal, period_end) */
PG_FUNCTION_INFO_V1(socpolicy_evaluate);
Datum
socpolicy_evaluate(PG_FUNCTION_ARGS)
{
	EvaluateSite *site = evaluate_site(fcinfo->flinfo);
	Target	   *goal = PG_ARGISNULL(1) ? NULL : PG_GETARG_TARGET_P(1);
	ComplianceStatus status;

	if (PG_ARGISNULL(0))
		status = goal == NULL ? STATUS_NO_TARGET : STATUS_NO_DATA;
	else
		status = judge_quickly(PG_GETARG_DATUM(0), site->value_type, goal);
	if (PG_NARGS() > 2 && !PG_ARGISNULL(2))
		status = soften(status, goal, PG_GETARG_DATEADT(2));
	PG_RETURN_OID(site->statuses.oid[status]);
}

/* ---------- distance ---------- */

/* The bound that decides, as a numeric; false for within. */
static bool
deciding_bound(const Target *goal, Numeric *bound)
{
	Decimal		decimal;

	if (!target_bound(goal, &decimal))
		return false;
	*bound = decimal_to_numeric(decimal);
	return true;
}

static Numeric
hundred(void)
{
	return int64_to_numeric(100);
}

/* 100 * value / bound (up), 100 * bound / value (down). */
PG_FUNCTION_INFO_V1(socpolicy_attainment);
Datum
socpolicy_attainment(PG_FUNCTION_ARGS)
{
	Numeric		value = numeric_from_arg(fcinfo, 0);
	Target	   *goal = PG_GETARG_TARGET_P(1);
	Numeric		bound;
	bool		up = (goal->direction == DIRECTION_UP);

	if (!deciding_bound(goal, &bound) || numeric_sign_of(bound) <= 0 ||
		numeric_sign_of(value) < 0 || (!up && numeric_sign_of(value) == 0))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(up
					  ? numeric_over(numeric_times(hundred(), value), bound)
					  : numeric_over(numeric_times(hundred(), bound), value));
}

/* 100 * (value - baseline) / (bound - baseline) */
PG_FUNCTION_INFO_V1(socpolicy_progress_made);
Datum
socpolicy_progress_made(PG_FUNCTION_ARGS)
{
	Numeric		value = numeric_from_arg(fcinfo, 0);
	Target	   *goal = PG_GETARG_TARGET_P(1);
	Numeric		baseline = decimal_to_numeric(target_baseline(goal));
	Numeric		bound;

	if (!deciding_bound(goal, &bound) || !target_has_baseline(goal) ||
		numeric_order(bound, baseline) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(numeric_over(numeric_times(hundred(),
												 numeric_minus(value, baseline)),
								   numeric_minus(bound, baseline)));
}

/* Distance below the lower or above the upper end, as a negative number. */
static Numeric
gap_within(Numeric value, const ThresholdRange *range)
{
	Numeric		lower = decimal_to_numeric(lower_bound(range));
	Numeric		upper = decimal_to_numeric(upper_bound(range));

	if (numeric_order(value, lower) < 0)
		return numeric_minus(value, lower);
	if (numeric_order(value, upper) > 0)
		return numeric_minus(upper, value);
	return int64_to_numeric(0);
}

Numeric
gap_to_goal(Numeric value, const Target *goal)
{
	Numeric		bound;

	if (!deciding_bound(goal, &bound))
		return gap_within(value, &goal->threshold);
	return goal->direction == DIRECTION_UP ?
		numeric_minus(value, bound) : numeric_minus(bound, value);
}

PG_FUNCTION_INFO_V1(socpolicy_gap);
Datum
socpolicy_gap(PG_FUNCTION_ARGS)
{
	PG_RETURN_NUMERIC(gap_to_goal(numeric_from_arg(fcinfo, 0),
								  PG_GETARG_TARGET_P(1)));
}

/* ---------- pace ---------- */

/* The straight line by days from the baseline to the bound, flat outside. */
PG_FUNCTION_INFO_V1(socpolicy_expected);
Datum
socpolicy_expected(PG_FUNCTION_ARGS)
{
	Target	   *goal = PG_GETARG_TARGET_P(0);
	DateADT		on = PG_GETARG_DATEADT(1);
	Numeric		baseline = decimal_to_numeric(target_baseline(goal));
	Numeric		bound;
	Numeric		way;

	if (!deciding_bound(goal, &bound) || !target_has_baseline(goal) ||
		!target_has_due(goal))
		PG_RETURN_NULL();
	if (on <= goal->baseline_on)
		PG_RETURN_NUMERIC(baseline);
	if (on >= goal->due)
		PG_RETURN_NUMERIC(bound);
	way = numeric_times(numeric_minus(bound, baseline),
						int64_to_numeric(on - goal->baseline_on));
	PG_RETURN_NUMERIC(numeric_plus(baseline,
								   numeric_over(way, int64_to_numeric(goal->due - goal->baseline_on))));
}

/* (bound - value) / ((due - on_date) / 365.25) */
PG_FUNCTION_INFO_V1(socpolicy_required_pace);
Datum
socpolicy_required_pace(PG_FUNCTION_ARGS)
{
	Numeric		value = numeric_from_arg(fcinfo, 0);
	DateADT		on = PG_GETARG_DATEADT(1);
	Target	   *goal = PG_GETARG_TARGET_P(2);
	Numeric		bound;
	Numeric		rest;

	if (!deciding_bound(goal, &bound) || !target_has_due(goal) ||
		DATE_NOT_FINITE(on) || on >= goal->due)
		PG_RETURN_NULL();
	rest = numeric_times(numeric_minus(bound, value),
						 numeric_from_text(DAYS_PER_JULIAN_YEAR));
	PG_RETURN_NUMERIC(numeric_over(rest, int64_to_numeric((int64) goal->due - on)));
}
