/*
 * wording.h - what every text for readers shares: its language, the words for
 * a verdict, dates, units, and how far a value is rounded.
 */
#ifndef SOCPOLICY_WORDING_H
#define SOCPOLICY_WORDING_H

#include "evaluate.h"
#include "notation.h"

typedef enum Language
{
	LANGUAGE_VI,
	LANGUAGE_EN
} Language;

#define LANGUAGE_COUNT		(LANGUAGE_EN + 1)

/* The language named by an argument, vi or en; else 22023, NULL 22004. */
extern Language language_from_arg(FunctionCallInfo fcinfo, int arg);
extern NumberFormat language_format(Language language);

extern const char *status_wording(ComplianceStatus status, Language language);
extern char *date_wording(DateADT date, Language language);

/* A number with its unit, glued on if it is a per cent sign; NULL is none. */
extern char *with_unit(const char *number, const char *unit);

/*
 * The value rounded for print, but never so far that it would seem to lie on
 * another side of an end of the range than it does.
 */
extern Numeric rounded_value(Numeric value, const ThresholdRange *range);

/* The value rounded for print where it is compared with nothing. */
extern Numeric rounded_alone(Numeric value);

#endif							/* SOCPOLICY_WORDING_H */
