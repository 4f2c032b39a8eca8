/*
 * target.h - a promise: which values are accepted, which way is better, and
 * optionally by when, from where, and how near counts as near.
 *
 * Canonical like ThresholdRange: what is absent is zero, so equal targets are
 * equal bytes.  The layout is stored on disk: it never changes.
 */
#ifndef SOCPOLICY_TARGET_H
#define SOCPOLICY_TARGET_H

#include "threshold_range.h"
#include "utils/date.h"

typedef enum Direction
{
	DIRECTION_NONE,				/* not given: never stored in a target */
	DIRECTION_UP,
	DIRECTION_DOWN,
	DIRECTION_WITHIN
} Direction;

#define TARGET_HAS_DUE		0x01
#define TARGET_HAS_BASELINE	0x02	/* value and date, always together */
#define TARGET_HAS_NEAR		0x04
#define TARGET_FLAGS		0x07

typedef struct Target
{
	ThresholdRange threshold;
	int64		baseline;		/* coefficients */
	int64		near;
	DateADT		due;
	DateADT		baseline_on;
	uint8		baseline_scale;
	uint8		near_scale;
	uint8		direction;		/* a Direction */
	uint8		flags;			/* TARGET_* */
	uint8		unused[4];		/* always zero */
} Target;

#define DatumGetTargetP(X)		((Target *) DatumGetPointer(X))
#define TargetPGetDatum(X)		PointerGetDatum(X)
#define PG_GETARG_TARGET_P(n)	DatumGetTargetP(PG_GETARG_DATUM(n))
#define PG_RETURN_TARGET_P(x)	return TargetPGetDatum(x)

static inline bool
target_has_due(const Target *target)
{
	return (target->flags & TARGET_HAS_DUE) != 0;
}

static inline bool
target_has_baseline(const Target *target)
{
	return (target->flags & TARGET_HAS_BASELINE) != 0;
}

static inline bool
target_has_near(const Target *target)
{
	return (target->flags & TARGET_HAS_NEAR) != 0;
}

static inline Decimal
target_baseline(const Target *target)
{
	Decimal		number = {target->baseline, target->baseline_scale};

	return number;
}

static inline Decimal
target_near(const Target *target)
{
	Decimal		number = {target->near, target->near_scale};

	return number;
}

/* The bound that decides; false for within, where both do. */
extern bool target_bound(const Target *target, Decimal *bound);

/*
 * Make a target without clauses from a range and a direction.
 * DIRECTION_NONE takes the direction that the range implies; a fault if it
 * implies none, or another one than was given.
 */
extern bool target_make(const ThresholdRange *threshold, Direction direction,
						Target *target, Fault *fault);

/* 'up', 'down' or 'within' in any case; false if it is no such word. */
extern bool direction_from_text(const char *word, int length,
								Direction *direction);
/* The direction named by a text argument; none when it is NULL, else 22023. */
extern Direction direction_from_arg(FunctionCallInfo fcinfo, int arg);
extern const char *direction_text(Direction direction);

#endif							/* SOCPOLICY_TARGET_H */
