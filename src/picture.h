/*
 * picture.h - what the pictures share: arguments, numbers, axis, marks, heading
 * and key.
 */
#ifndef SOCPOLICY_PICTURE_H
#define SOCPOLICY_PICTURE_H

#include "wording.h"

#include "svg.h"
#include "utils/array.h"

#define FONT				11.0
#define HEADING_FONT		13.0
#define HEADING_HEIGHT		20.0
#define KEY_HEIGHT			15.0
#define SYMBOL				12.0	/* the box of a status symbol */
#define INK					"#222"
#define GRID				"stroke=\"#ddd\""
#define TARGET_LINE			"stroke=\"#222\" stroke-width=\"2\""
#define FAR_LINE			"stroke=\"#222\" stroke-dasharray=\"1 2\""
#define PATH_LINE			"stroke=\"#222\" stroke-width=\"1.5\" stroke-dasharray=\"6 3\""
#define COMPARISON_LINE		"stroke=\"#555\" stroke-width=\"1.5\" stroke-dasharray=\"2 2\""
#define FORECAST_LINE		"stroke=\"#005a9c\" stroke-width=\"1.5\" stroke-dasharray=\"4 3\""
#define NEAR_BAND			"fill=\"#f6e2b8\""
#define FILLED				"fill=\"#222\" stroke=\"#222\" stroke-width=\"1.5\""
#define HOLLOW				"fill=\"#fff\" stroke=\"#222\" stroke-width=\"1.5\""

typedef struct Phrases
{
	Language	language;
	const char *lang;
	const char *bullet;			/* what the picture is, without a title */
	const char *trend;
	const char *value;
	const char *target;
	const char *comparison;
	const char *baseline;
	const char *result;
	const char *no_value;
	const char *no_target;
	const char *due;			/* date */
	const char *better[DIRECTION_WITHIN + 1];
	const char *span;			/* first and last year, figures, gaps */
	const char *year;			/* year */
	const char *milestones;
	const char *breaks;			/* year */
	const char *forecast;		/* year, value */
	const char *interval;		/* two values */
	const char *limited;		/* year, value */
	const char *no_forecast;	/* year */
} Phrases;

/* What both pictures are given beside their figures. */
typedef struct Picture
{
	const Phrases *phrases;
	const Target *goal;
	const Target *comparison;
	const char *title;			/* NULL without one */
	const char *unit;			/* "" without one */
	const char *comparison_label;
	int			width;
	int			height;
	double		view_width;
	double		view_height;
	bool		with_texts;		/* there is room for them */
	bool		with_symbol;	/* and for that of the status */
	const char *title_lines[2]; /* as many as fit in full, else none */
	double		heading_height;
	ComplianceStatus status;
} Picture;

/* The positions of the arguments after the figures and the goal. */
enum
{
	ARG_UNIT = 3,
	ARG_LANG,
	ARG_TITLE,
	ARG_COMPARISON,
	ARG_COMPARISON_LABEL,
	ARG_WIDTH,
	ARG_HEIGHT,
	ARG_MILESTONES,				/* from here on of a trend only */
	ARG_BREAKS,
	ARG_FORECAST,
	ARG_LIMITS
};

/* The usual size of a kind of picture, and what it needs to show texts. */
typedef struct PictureSize
{
	int			width;
	int			height;
	int			text_width;
	int			text_height;
} PictureSize;

/* Round numbers, and the places where the first and the last of them lie. */
typedef struct Axis
{
	Numeric		low;
	Numeric		high;
	Numeric		step;
	int			steps;
	double		from;			/* place of low */
	double		to;				/* place of high */
} Axis;

/* A span of numbers that grows; empty while low is NULL. */
typedef struct Span
{
	Numeric		low;
	Numeric		high;
} Span;

typedef enum KeyKind
{
	KEY_BAR,
	KEY_SERIES,
	KEY_TARGET,
	KEY_PATH,
	KEY_COMPARISON,
	KEY_BASELINE,
	KEY_FORECAST
} KeyKind;

typedef struct KeyItem
{
	KeyKind		kind;
	bool		is_inclusive;
	char	   *text;
} KeyItem;

typedef struct Key
{
	int			count;
	KeyItem		items[5];
} Key;

extern Numeric smaller_numeric(Numeric a, Numeric b);
extern Numeric larger_numeric(Numeric a, Numeric b);

/* NaN and infinity are refused in the words of every other function. */
extern Numeric refuse_nonfinite(Numeric number);

/* A number for people, never longer than a label can be. */
extern char *number_label(Numeric number, NumberFormat format);

/* The ends of a range, as numerics; NULL where there is none. */
extern void range_ends(const ThresholdRange *range, Numeric ends[2]);

/* How many whole times a part goes into a positive number, which is few. */
extern int whole_times(Numeric number, Numeric part);
extern void picture_from_args(FunctionCallInfo fcinfo, int goal_arg, const PictureSize *usual,
							  Picture *picture);

/* The unit of the numbers beside the value. */
extern const char *repeated_unit(const Picture *picture);
extern char *value_label(const Picture *picture, Numeric value);
extern char *target_label(const Picture *picture, const Target *target, const char *unit);
extern char *baseline_label(const Picture *picture, const char *unit);
extern char *spoken_title(const Picture *picture, const char *kind);

/* Append what is said of the targets and the verdict. */
extern void append_spoken_targets(StringInfo out, const Picture *picture);

/* The finest steps of 1, 2 or 5 times a power of ten that are few enough. */
extern void axis_round(Axis *axis, Numeric low, Numeric high, int max_steps);
extern Numeric axis_tick(const Axis *axis, int i);

/* The place of a number, at most a little outside of the axis. */
extern double axis_place(const Axis *axis, Numeric number);
extern void span_add(Span *span, Numeric number);
extern void span_add_target(Span *span, const Target *target);
extern void span_add_near(Span *span, const Target *target);
extern void draw_symbol(StringInfo out, double x, double y, ComplianceStatus status);
extern const char *bar_paint(ComplianceStatus status);

/* A dot says that the bound belongs to the range, a ring that it does not. */
extern void draw_bound_dot(StringInfo out, double x, double y, bool is_inclusive);
extern void draw_diamond(StringInfo out, double x, double y, bool is_inclusive);
extern void draw_baseline_mark(StringInfo out, double x, double y);

/* Whether an end (0 lower, 1 upper) decides on the verdict. */
extern bool end_decides(const Target *target, int end);
extern bool end_is_inclusive(const Target *target, int end);

/* The end of what counts as near; false where the end does not decide. */
extern bool near_edge(const Target *target, int end, Numeric *edge);

/* Find out how the title fits, once the status is known. */
extern void lay_title(Picture *picture);

/* The title at the left, the verdict with its symbol at the right. */
extern void draw_heading(StringInfo out, const Picture *picture);
extern void key_add(Key *key, KeyKind kind, bool is_inclusive, char *text);

/* The items that both kinds of picture have behind the value. */
extern void key_add_targets(Key *key, const Picture *picture, KeyKind target_kind);

/* Draw the items in rows from y down (out NULL: only count the rows). */
extern int draw_key(StringInfo out, double y, int max_rows, const Key *key,
					 const Picture *picture);

/* The numbers of an array argument, NULL for a NULL; all finite. */
extern Numeric *numerics_from_array(ArrayType *array, int *count);
extern void check_one_dimension(ArrayType *array);

#endif							/* SOCPOLICY_PICTURE_H */
