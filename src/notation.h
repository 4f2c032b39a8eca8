/*
 * notation.h - numbers and targets as people write them.
 */
#ifndef SOCPOLICY_NOTATION_H
#define SOCPOLICY_NOTATION_H

#include "target.h"
#include "utils/numeric.h"

typedef enum NumberFormat
{
	FORMAT_VI,					/* 1.234,5 */
	FORMAT_EN,					/* 1,234.5 */
	FORMAT_PLAIN				/* 1234.5 */
} NumberFormat;

/* 'vi', 'en' or 'plain'; raises 22023 for anything else. */
extern NumberFormat number_format_from_text(text *name);

/* The number without trailing zeros, grouped from 1000 up; palloc'd. */
extern char *number_print(Numeric number, NumberFormat format);

/* The threshold as an annex would print it: < 12,7 or 28-30; palloc'd. */
extern char *target_threshold_print(const Target *target,
									NumberFormat format);

#endif							/* SOCPOLICY_NOTATION_H */
