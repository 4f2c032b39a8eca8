/*
 * decimal.h - exact decimals of at most 18 significant digits.
 *
 * A Decimal is coefficient / 10^scale.  Canonical form: the scale is the
 * smallest that holds the number, and zero is 0 with scale 0, so that equal
 * numbers have equal fields.  No function here allocates or raises.
 */
#ifndef SOCPOLICY_DECIMAL_H
#define SOCPOLICY_DECIMAL_H

#include "socpolicy.h"
#include "fault.h"

#define DECIMAL_MAX_DIGITS	18
#define DECIMAL_MAX_SCALE	9
#define DECIMAL_BUFSIZE		32	/* sign, 18 digits, "0.", terminator */

typedef struct Decimal
{
	int64		coefficient;	/* |coefficient| < 10^18 */
	int			scale;			/* 0 .. DECIMAL_MAX_SCALE */
} Decimal;

extern const int64 decimal_power10[DECIMAL_MAX_DIGITS + 1];

/* True if the fields are in range and canonical. */
extern bool decimal_is_canonical(Decimal number);

/*
 * Read [+-]digits[.digits] at *cursor and move the cursor behind it.
 * Leading and trailing zeros do not count towards the limits.
 */
extern bool decimal_parse(const char **cursor, Decimal *number, Fault *fault);

/* Write the shortest form, without trailing zeros; returns its length. */
extern int	decimal_print(Decimal number, char *buffer);

extern int	decimal_cmp(Decimal a, Decimal b);

#endif							/* SOCPOLICY_DECIMAL_H */
