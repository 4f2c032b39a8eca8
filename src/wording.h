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

/*
 * The colour of a status, #rrggbb.  No two share one, each can be read on
 * white, and grey print tells exceeded from missed.
 */
extern const char *status_colour(ComplianceStatus status);

extern char *date_wording(DateADT date, Language language);

/*
 * A number with its unit as within a sentence: small, m² for m2, and glued
 * on if it is a per cent sign; NULL is none.
 */
extern char *with_unit(const char *number, const char *unit);

/* The threshold of a target as within a sentence, such as ≥ 95 or 28–30. */
extern char *target_wording(const Target *goal, Language language);

/*
 * The one rounding of what is printed: to so many decimals (USUAL_DECIMALS:
 * two more than the target has), but never so far that the value would seem
 * to be zero, or to lie on another side of an end of the target, or of what
 * counts as near, than it does.  The goal may be NULL.
 */
#define USUAL_DECIMALS	(-1)

extern Numeric rounded_value(Numeric value, const Target *goal, int decimals);

#endif							/* SOCPOLICY_WORDING_H */
