/*
 * number.h - a value to be judged, of any precision, compared exactly.
 *
 * A value is numeric, bigint, double precision or real; a float stands for
 * the shortest decimal that prints it.  What fits is held as a 128-bit
 * coefficient and compared in integers; the rest stays numeric.
 */
#ifndef SOCPOLICY_NUMBER_H
#define SOCPOLICY_NUMBER_H

#include "decimal.h"
#include "utils/numeric.h"

typedef struct Value
{
	int128		coefficient;	/* of the decimal, when it fits */
	int			scale;			/* 0 .. VALUE_MAX_SCALE */
	Numeric		numeric;		/* the value when it does not fit, else NULL */
} Value;

/*
 * Fill a value.  NaN and infinity are refused with 22003.  The types are
 * those of the SQL functions' first argument.
 */
extern void value_from_numeric(Datum datum, Value *value);
extern void value_from_float8(float8 number, Value *value);

/*
 * The shortest decimal that prints a float8, where it has at most 15 digits
 * and few decimals; else false.  NaN and infinity: false.
 */
extern bool short_decimal(float8 number, int64 *coefficient, int *scale);

/* Fill a value from a datum of one of those types. */
extern void value_from_datum(Datum datum, Oid type, Value *value);

/* The type that the called SQL function declares for an argument. */
extern Oid	declared_type(FmgrInfo *flinfo, int arg);

/*
 * The same, kept in fn_extra: for functions that keep nothing else there.
 */
extern Oid	arg_type(FunctionCallInfo fcinfo, int arg);

/*
 * An argument of one of those types as a finite numeric, for arithmetic; uses
 * arg_type().
 */
extern Numeric numeric_from_arg(FunctionCallInfo fcinfo, int arg);

extern int	value_cmp(const Value *value, Decimal bound);

/*
 * The same for what millions of rows hold, in 64 bits: the digits of a numeric
 * of at most 12, and the order of two decimals.  False where they do not fit.
 */
extern bool quick_digits(Datum numeric, int64 *coefficient, int *scale);

static inline bool
quick_cmp(int64 a, int a_scale, int64 b, int b_scale, int *order)
{
	int			shift = a_scale - b_scale;

	if (shift >= 0 ? __builtin_mul_overflow(b, decimal_power10[shift], &b)
		: __builtin_mul_overflow(a, decimal_power10[-shift], &a))
		return false;
	*order = (a > b) - (a < b);
	return true;
}

/* True if |value - bound| <= distance. */
extern bool value_is_near(const Value *value, Decimal bound, Decimal distance);

/* Numeric in and out of decimals; beyond their limits: 22003. */
extern Decimal decimal_from_numeric(Numeric number);
extern Numeric decimal_to_numeric(Decimal number);

/* numeric's own arithmetic, by name. */
extern Numeric numeric_plus(Numeric a, Numeric b);
extern Numeric numeric_minus(Numeric a, Numeric b);
extern Numeric numeric_times(Numeric a, Numeric b);
extern Numeric numeric_over(Numeric a, Numeric b);
extern Numeric numeric_absolute(Numeric number);
extern int	numeric_order(Numeric a, Numeric b);
extern int	numeric_sign_of(Numeric number);
extern char *numeric_text(Numeric number);
extern Numeric numeric_from_text(const char *text);

#endif							/* SOCPOLICY_NUMBER_H */
