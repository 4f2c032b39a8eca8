/*
 * threshold_range.h - the values that a target accepts.
 *
 * A non-empty interval of exact decimals with at least one bound.  Every
 * value is canonical (see decimal.h; absent bounds and unused bytes are zero,
 * a bound that is absent is not inclusive), so equal values are equal bytes.
 * The layout is stored on disk: it never changes.
 */
#ifndef SOCPOLICY_THRESHOLD_RANGE_H
#define SOCPOLICY_THRESHOLD_RANGE_H

#include "number.h"
#include "lib/stringinfo.h"

#define RANGE_HAS_LOWER		0x01
#define RANGE_HAS_UPPER		0x02
#define RANGE_LOWER_INC		0x04
#define RANGE_UPPER_INC		0x08
#define RANGE_FLAGS			0x0F

typedef struct ThresholdRange
{
	int64		lower;			/* coefficients */
	int64		upper;
	uint8		lower_scale;
	uint8		upper_scale;
	uint8		flags;			/* RANGE_* */
	uint8		unused[5];		/* always zero */
} ThresholdRange;

#define DatumGetThresholdRangeP(X)	((ThresholdRange *) DatumGetPointer(X))
#define ThresholdRangePGetDatum(X)	PointerGetDatum(X)
#define PG_GETARG_THRESHOLD_RANGE_P(n) \
	DatumGetThresholdRangeP(PG_GETARG_DATUM(n))
#define PG_RETURN_THRESHOLD_RANGE_P(x) \
	return ThresholdRangePGetDatum(x)

/* Room for two printed bounds and their marks. */
#define THRESHOLD_RANGE_BUFSIZE (2 * DECIMAL_BUFSIZE + 8)

static inline bool
has_lower_bound(const ThresholdRange *range)
{
	return (range->flags & RANGE_HAS_LOWER) != 0;
}

static inline bool
has_upper_bound(const ThresholdRange *range)
{
	return (range->flags & RANGE_HAS_UPPER) != 0;
}

static inline bool
lower_bound_inc(const ThresholdRange *range)
{
	return (range->flags & RANGE_LOWER_INC) != 0;
}

static inline bool
upper_bound_inc(const ThresholdRange *range)
{
	return (range->flags & RANGE_UPPER_INC) != 0;
}

static inline Decimal
lower_bound(const ThresholdRange *range)
{
	Decimal		bound = {range->lower, range->lower_scale};

	return bound;
}

static inline Decimal
upper_bound(const ThresholdRange *range)
{
	Decimal		bound = {range->upper, range->upper_scale};

	return bound;
}

/*
 * Make a range from its bounds (NULL: unbounded).  False with a fault if it
 * would accept nothing or everything.
 */
extern bool threshold_range_make(const Decimal *lower, const Decimal *upper,
								 bool lower_inc, bool upper_inc,
								 ThresholdRange *range, Fault *fault);

/*
 * Read a range at *cursor and move the cursor behind it; what may follow is
 * the caller's business.
 */
extern bool threshold_range_scan(const char **cursor, ThresholdRange *range,
								 Fault *fault);

/* Write the canonical text; returns its length. */
extern int	threshold_range_print(const ThresholdRange *range, char *buffer);

extern int	threshold_range_cmp_internal(const ThresholdRange *a,
										 const ThresholdRange *b);
extern bool threshold_range_contains_range(const ThresholdRange *outer,
										   const ThresholdRange *inner);

/* Where a value lies, seen from a range. */
typedef enum RangeSide
{
	SIDE_INSIDE,
	SIDE_BELOW,
	SIDE_ABOVE
} RangeSide;

extern RangeSide value_side(const Value *value, const ThresholdRange *range);

extern bool value_in_range(const Value *value, const ThresholdRange *range);

/*
 * The same in 64 bits; false where it needs more.  Both ends are compared and
 * the answers joined without branches: on mixed data a mispredicted branch
 * costs more than a comparison.  An absent bound is a zero, which can be
 * compared like any other.
 */
static inline bool
quick_side(int64 coefficient, int scale, const ThresholdRange *range, RangeSide *side)
{
	int			below;
	int			above;

	if (!quick_cmp(coefficient, scale, range->lower, range->lower_scale, &below) ||
		!quick_cmp(coefficient, scale, range->upper, range->upper_scale, &above))
		return false;
	below = (below < !lower_bound_inc(range)) & has_lower_bound(range);
	above = (above > -!upper_bound_inc(range)) & has_upper_bound(range);
	*side = below * SIDE_BELOW + above * SIDE_ABOVE;
	return true;
}

/*
 * And for a float8, without its decimal.  A bound of at most 15 digits is the
 * only decimal of so few that its float8 stands for, and rounding keeps the
 * order: what is below, at or above that float8 prints below, at or above the
 * bound.  False for longer bounds, NaN and infinity.
 */
static inline bool
quick_side_float8(float8 number, const ThresholdRange *range, RangeSide *side)
{
	const int64 most = INT64CONST(1000000000000000);
	float8		lower = (float8) range->lower / (float8) decimal_power10[range->lower_scale];
	float8		upper = (float8) range->upper / (float8) decimal_power10[range->upper_scale];
	int			below;
	int			above;

	if (range->lower >= most || range->lower <= -most ||
		range->upper >= most || range->upper <= -most || !(number - number == 0))
		return false;
	below = (lower_bound_inc(range) ? number < lower : number <= lower) & has_lower_bound(range);
	above = (upper_bound_inc(range) ? number > upper : number >= upper) & has_upper_bound(range);
	*side = below * SIDE_BELOW + above * SIDE_ABOVE;
	return true;
}

/* Append the fields to a binary message, and read them back unchecked. */
extern void threshold_range_write(const ThresholdRange *range,
								  StringInfo buffer);
extern void threshold_range_read(StringInfo buffer, ThresholdRange *range);

/* True if the fields obey the invariants above: for bytes from outside. */
extern bool threshold_range_is_valid(const ThresholdRange *range);

#endif							/* SOCPOLICY_THRESHOLD_RANGE_H */
