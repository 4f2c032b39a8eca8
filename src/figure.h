/*
 * figure.h - the value of a period, kept exactly in a fixed size.
 */
#ifndef SOCPOLICY_FIGURE_H
#define SOCPOLICY_FIGURE_H

#include "number.h"
#include "lib/stringinfo.h"

#define FIRST_YEAR			1
#define LAST_YEAR			9999
#define FIGURE_MAX_SCALE	16383	/* numeric's own */

typedef enum FigureForm
{
	FIGURE_ABSENT,
	FIGURE_DECIMAL,				/* coefficient / 10^scale */
	FIGURE_FLOAT8				/* the shortest decimal of a float8 */
} FigureForm;

/*
 * The value of a period.  An int128 would want an alignment of 16: its halves
 * are stored, or the bits of a float8 in the first.
 */
typedef struct Figure
{
	uint64		half[2];
	int32		period;			/* a year, or a quarter or month counted on */
	int16		scale;
	uint8		form;			/* a FigureForm */
	uint8		ambiguous;		/* the period has different values */
} Figure;

/* Fill a figure; 22003 for NaN, infinity and what is too long for a series. */
extern void figure_make(Figure *figure, int period, Datum value, Oid type);
extern void figure_from_decimal(Figure *figure, int period, Decimal number);

/* True for what figure_make() makes: for bytes from outside. */
extern bool figure_is_valid(const Figure *figure);

/* The value, without trailing zeros; NULL if there is none. */
extern Numeric figure_numeric(const Figure *figure);

/* Keep the earlier figure, or the later one; equal periods are compared. */
extern void keep_first(Figure *first, const Figure *figure);
extern void keep_last(Figure *last, Figure *previous, const Figure *figure);

extern void check_year(int year);

/* Append the fields to a binary message, and read them back unchecked. */
extern void figure_send(StringInfo buffer, const Figure *figure);
extern void figure_receive(StringInfo buffer, Figure *figure);

/* A sum and what was lost in it. */
typedef struct CompensatedSum
{
	float8		sum;
	float8		rest;
} CompensatedSum;

/*
 * The value as a float8 that can be squared, and what that leaves out: figures
 * near 1e13 whose digits behind the dot are lost have no trend.  22003 where
 * figure_is_moderate() is false.
 */
extern CompensatedSum figure_in_parts(const Figure *figure);
extern bool figure_is_moderate(const Figure *figure);
pg_noreturn extern void refuse_large(void);

#endif							/* SOCPOLICY_FIGURE_H */
