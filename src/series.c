/*
 * series.c - the progress of a whole series.
 */
#include "progress.h"

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#include "trend.h"

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
	Figure		cutoffs[CUTOFFS];
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

StaticAssertDecl(sizeof(Question) == 184, "no padding is compared");
StaticAssertDecl(sizeof(ProgressState) == 240, "no padding is stored");

/* What one call site needs to know of its signature. */
typedef struct SeriesSite
{
	Oid			year_type;
	Oid			value_type;
} SeriesSite;

static const SeriesSite *
series_site(FunctionCallInfo fcinfo, int year, int value)
{
	SeriesSite *site = fcinfo->flinfo->fn_extra;

	if (site == NULL)
	{
		site = MemoryContextAlloc(fcinfo->flinfo->fn_mcxt, sizeof(SeriesSite));
		site->year_type = declared_type(fcinfo->flinfo, year);
		site->value_type = declared_type(fcinfo->flinfo, value);
		fcinfo->flinfo->fn_extra = site;
	}
	return site;
}

static int
site_year(FunctionCallInfo fcinfo, int arg, const SeriesSite *site)
{
	return PG_ARGISNULL(arg) ? NO_YEAR
		: year_from_datum(PG_GETARG_DATUM(arg), site->year_type);
}

/* A number that has no year of its own. */
static void
put_bound(Figure *figure, Decimal number)
{
	figure_from_decimal(figure, FIRST_YEAR, number);
}

static void
put_argument(Figure *figure, FunctionCallInfo fcinfo, int arg, const SeriesSite *site)
{
	if (!PG_ARGISNULL(arg))
		figure_make(figure, FIRST_YEAR, PG_GETARG_DATUM(arg), site->value_type);
}

static void
question_from_goal(Question *question, const Target *goal)
{
	const ThresholdRange *range = &goal->threshold;

	question->direction = goal->direction;
	if (has_lower_bound(range))
		put_bound(&question->lower, lower_bound(range));
	if (has_upper_bound(range))
		put_bound(&question->upper, upper_bound(range));
	question->strict = (lower_bound_inc(range) ? 0 : STRICT_LOWER) |
		(upper_bound_inc(range) ? 0 : STRICT_UPPER);
	if (target_has_due(goal))
		question->target_year = year_of(goal->due);
	if (target_has_baseline(goal))
	{
		figure_from_decimal(&question->baseline, year_of(goal->baseline_on),
							target_baseline(goal));
	}
}

static void
put_cutoffs(Question *question, FunctionCallInfo fcinfo, int arg)
{
	Numeric		cutoffs[CUTOFFS];

	cutoffs_from_arg(fcinfo, arg, cutoffs);
	if (cutoffs[0] == NULL)
		return;
	if (question->method != METHOD_PACE)
		refuse_cutoffs();
	for (int i = 0; i < CUTOFFS; i++)
		figure_make(&question->cutoffs[i], FIRST_YEAR,
					NumericGetDatum(cutoffs[i]), NUMERICOID);
}

/*
 * (…, method, direction, base_year, year, value, target_year, target_value,
 * limit_value, cutoffs)
 */
static void
question_from_numbers(FunctionCallInfo fcinfo, const SeriesSite *site,
					  Question *question)
{
	question->method = progress_method_from_arg(fcinfo, 1);
	question->direction = direction_from_arg(fcinfo, 2);
	if (question->direction == DIRECTION_NONE)
		report_null_argument("direction");
	if (question->direction == DIRECTION_WITHIN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("one number is no target to stay within"),
				 errhint("Give the target itself, such as '49..51 within by 2030'.")));
	question->base_year = site_year(fcinfo, 3, site);
	question->target_year = site_year(fcinfo, 6, site);
	put_argument(question->direction == DIRECTION_UP ? &question->lower
				 : &question->upper, fcinfo, 7, site);
	put_argument(&question->limit, fcinfo, 8, site);
	put_cutoffs(question, fcinfo, 9);
}

/* (…, year, value, goal [, method, base_year [, cutoffs]]) */
static void
question_from_goal_args(FunctionCallInfo fcinfo, const SeriesSite *site,
						Question *question)
{
	question->method = METHOD_PACE;
	if (PG_NARGS() > 4)
	{
		question->method = progress_method_from_arg(fcinfo, 4);
		question->base_year = site_year(fcinfo, 5, site);
	}
	if (PG_NARGS() > 6)
		put_cutoffs(question, fcinfo, 6);
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
		&question->limit, &question->baseline, &question->cutoffs[CUTOFF_LOW],
		&question->cutoffs[CUTOFF_MIDDLE], &question->cutoffs[CUTOFF_HIGH],
		&state->base, &state->current};

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

/* The value of a figure, unless its year has two. */
static Numeric
figure_certain(const Figure *figure)
{
	if (figure->ambiguous)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("the series has different values for the year %d",
						figure->period)));
	return figure_numeric(figure);
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

	if (question->base_year == NO_YEAR || figure->period >= question->base_year)
		keep_first(&state->base, figure);
	if (counts_as_current(question, figure->period))
		keep_last(&state->current, NULL, figure);
}

/* Take note of the figure at two arguments. */
static Datum
accumulate(FunctionCallInfo fcinfo, const Question *question,
		   const SeriesSite *site, int year, int value)
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
	if (!PG_ARGISNULL(year) && !PG_ARGISNULL(value))
	{
		int			of = site_year(fcinfo, year, site);

		check_year(of);
		figure_make(&figure, of, PG_GETARG_DATUM(value), site->value_type);
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
	const SeriesSite *site = series_site(fcinfo, 4, 5);
	Question	question;

	question_clear(&question);
	question_from_numbers(fcinfo, site, &question);
	return accumulate(fcinfo, &question, site, 4, 5);
}

PG_FUNCTION_INFO_V1(progress_count_goal);
Datum
progress_count_goal(PG_FUNCTION_ARGS)
{
	const SeriesSite *site = series_site(fcinfo, 1, 2);
	Question	question;

	question_clear(&question);
	question_from_goal_args(fcinfo, site, &question);
	return accumulate(fcinfo, &question, site, 1, 2);
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
	course->base_year = course->base != NULL ? base->period : question->base_year;
	course->current = figure_certain(&state->current);
	course->current_year = course->current != NULL ? state->current.period : NO_YEAR;
	course->target_year = question->target_year;
	course->limit = figure_numeric(&question->limit);
	for (int i = 0; i < CUTOFFS; i++)
		course->cutoffs[i] = figure_numeric(&question->cutoffs[i]);
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
