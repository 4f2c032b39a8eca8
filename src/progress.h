/*
 * progress.h - is a figure on its way: the published methods.
 */
#ifndef SOCPOLICY_PROGRESS_H
#define SOCPOLICY_PROGRESS_H

#include "target.h"

/* The labels of the enum progress_status, in its order. */
typedef enum ProgressStatus
{
	PROGRESS_ACHIEVED,
	PROGRESS_ON_TRACK,
	PROGRESS_MODERATE,
	PROGRESS_LIMITED,
	PROGRESS_DETERIORATING,
	PROGRESS_NOT_AVAILABLE
} ProgressStatus;

#define PROGRESS_COUNT		(PROGRESS_NOT_AVAILABLE + 1)

extern const char *const progress_names[PROGRESS_COUNT];

/* The methods whose verdict is a progress_status. */
typedef enum ProgressMethod
{
	METHOD_PACE = 'A',			/* actual pace against needed pace */
	METHOD_PROJECTION = 'C'		/* projected value against target */
} ProgressMethod;

#define NO_YEAR		PG_INT32_MIN

/* Where a status ends and the next begins, of method A. */
enum
{
	CUTOFF_LOW,
	CUTOFF_MIDDLE,
	CUTOFF_HIGH,
	CUTOFFS
};

/* What a method is asked.  An absent value is NULL, an absent year NO_YEAR. */
typedef struct Course
{
	ProgressMethod method;
	Direction	direction;
	bool		strict;			/* a value equal to the target misses it */
	bool		base_given;		/* not picked from a series */
	bool		status_only;	/* no more than the status is looked at */
	int			base_year;
	int			current_year;
	int			target_year;
	Numeric		base;
	Numeric		current;
	Numeric		target;
	Numeric		limit;
	Numeric		cutoffs[CUTOFFS];	/* the first NULL: the method's own */
} Course;

/* What it answers, with what it was reckoned from; absent numbers are NULL. */
typedef struct Assessment
{
	ProgressStatus status;
	const char *reason;
	Numeric		growth;			/* a year, as a fraction */
	Numeric		needed;			/* the same from base to target */
	Numeric		ratio;			/* what is compared with the thresholds */
	Numeric		limit_factor;	/* by which thresholds shrink near a limit */
	Numeric		projected;		/* value in the target year */
	Numeric		score;			/* -5 to 5, method A only */
} Assessment;

/* The method named by an argument; NULL is METHOD_PACE, anything else 22023. */
extern ProgressMethod progress_method_from_arg(FunctionCallInfo fcinfo, int arg);

/* The year of a date. */
extern int	year_of(DateADT date);

/*
 * Aim a course at the ends of a band: at the lower one from below, at the
 * upper one from above, at the nearer one from inside.
 */
extern void aim_within(Course *course, Numeric lower, bool lower_inc,
					   Numeric upper, bool upper_inc);

extern void assess(const Course *course, Assessment *assessment);

/* A row of the composite progress_result. */
extern Datum progress_row(FunctionCallInfo fcinfo, const Course *course,
						  const Assessment *assessment);

/*
 * A year that may be absent: an integer, or a double precision that is one, as
 * extract(), bigint and other languages' numbers come.  Uses arg_type().
 */
extern int	year_arg(FunctionCallInfo fcinfo, int arg);

/* The same where the type is known, and there is a year. */
extern int	year_from_datum(Datum datum, Oid type);

/* Cut-offs that may be absent: three numbers, each above the one before. */
extern void cutoffs_from_arg(FunctionCallInfo fcinfo, int arg, Numeric *cutoffs);

/* They belong to method A. */
pg_noreturn extern void refuse_cutoffs(void);

#endif							/* SOCPOLICY_PROGRESS_H */
