/*
 * picture.c - a figure, a target or a series as a picture in text.
 *
 * Numbers stay exact until they become a place on the picture.  A picture
 * holds few shapes and cuts every text, so that it stays small whatever comes
 * in.  A status is a shape and a word before it is a colour.
 *
 * Sizes are in units of the view: a picture larger than its usual size is the
 * same picture magnified, a smaller one leaves out what has no room, the
 * texts first.
 */
#include "wording.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "svg.h"

#define MIN_WIDTH			40
#define MIN_HEIGHT			16
#define MAX_SIZE			4000
#define MAX_YEAR			9999

#define TITLE_CHARS			160
#define UNIT_CHARS			60
#define LABEL_CHARS			40
/* A longer unit is said once, with the value. */
#define SHORT_UNIT_BYTES	12
/* A number with more characters is written shorter. */
#define NUMBER_CHARS		24

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
#define FILLED				"fill=\"#222\" stroke=\"#222\" stroke-width=\"1.5\""
#define HOLLOW				"fill=\"#fff\" stroke=\"#222\" stroke-width=\"1.5\""

/* ---------- words ---------- */

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
} Phrases;

static const Phrases all_phrases[LANGUAGE_COUNT] = {
	{
		LANGUAGE_VI, "vi",
		"Giá trị so với mục tiêu",
		"Diễn biến qua các năm",
		"Giá trị",
		"Mục tiêu",
		"Đối chiếu",
		"Xuất phát",
		"Kết quả",
		"chưa có số liệu",
		"không có mục tiêu",
		"hạn %s",
		{NULL, "càng cao càng tốt", "càng thấp càng tốt", "trong khoảng"},
		"Từ năm %d đến năm %d: %d năm có số liệu, %d năm chưa có số liệu.",
		"Năm %d"
	},
	{
		LANGUAGE_EN, "en",
		"Value against target",
		"Over the years",
		"Value",
		"Target",
		"Reference",
		"Baseline",
		"Verdict",
		"no data",
		"no target",
		"due %s",
		{NULL, "higher is better", "lower is better", "within the range"},
		"From %d to %d: %d years with data, %d without.",
		"%d"
	}
};

/* ---------- numbers ---------- */

static Numeric
smaller(Numeric a, Numeric b)
{
	return numeric_order(a, b) <= 0 ? a : b;
}

static Numeric
larger(Numeric a, Numeric b)
{
	return numeric_order(a, b) >= 0 ? a : b;
}

static Numeric
rounded_down(Numeric number)
{
	return DatumGetNumeric(DirectFunctionCall1(numeric_floor,
											   NumericGetDatum(number)));
}

static Numeric
rounded_up(Numeric number)
{
	return DatumGetNumeric(DirectFunctionCall1(numeric_ceil,
											   NumericGetDatum(number)));
}

/* How many whole times a part goes into a positive number, which is few. */
static int
whole_times(Numeric number, Numeric part)
{
	return DatumGetInt32(DirectFunctionCall1(numeric_int4,
											 DirectFunctionCall2(numeric_div_trunc,
																 NumericGetDatum(number),
																 NumericGetDatum(part))));
}

/* NaN and infinity are refused in the words of every other function. */
static Numeric
refuse_nonfinite(Numeric number)
{
	Value		value;

	value_from_numeric(NumericGetDatum(number), &value);
	return number;
}

/* A number such as 1,23×10⁴⁵. */
static char *
number_in_powers(Numeric number, NumberFormat format)
{
	static const char *const digits[] = {
		"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"
	};
	char	   *plain = numeric_out_sci(number, 2);
	char	   *exponent = strchr(plain, 'e');
	StringInfoData out;

	*exponent++ = '\0';
	initStringInfo(&out);
	appendStringInfo(&out, "%s×10",
					 number_print(numeric_from_text(plain), format));
	if (*exponent == '-')
		appendStringInfoString(&out, "⁻");
	for (exponent++; *exponent != '\0'; exponent++)
		appendStringInfoString(&out, digits[*exponent - '0']);
	return out.data;
}

/* A number for people, never longer than a label can be. */
static char *
number_label(Numeric number, NumberFormat format)
{
	char	   *text = number_print(number, format);
	Numeric		size;

	if (strlen(text) <= NUMBER_CHARS)
		return text;
	size = numeric_absolute(number);
	if (numeric_order(size, numeric_from_text("1e18")) >= 0 ||
		numeric_order(size, numeric_from_text("1e-9")) < 0)
		return number_in_powers(number, format);
	return psprintf("%.*s…", NUMBER_CHARS, text);
}

/* The ends of a range, as numerics; NULL where there is none. */
static void
range_ends(const ThresholdRange *range, Numeric ends[2])
{
	ends[0] = has_lower_bound(range) ? decimal_to_numeric(lower_bound(range)) : NULL;
	ends[1] = has_upper_bound(range) ? decimal_to_numeric(upper_bound(range)) : NULL;
}

/* ---------- arguments ---------- */

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
	ARG_HEIGHT
};

/* The usual size of a kind of picture, and what it needs to show texts. */
typedef struct PictureSize
{
	int			width;
	int			height;
	int			text_width;
	int			text_height;
} PictureSize;

static const PictureSize bullet_size = {360, 96, 150, 40};
static const PictureSize trend_size = {480, 240, 180, 100};

static int
size_from_arg(FunctionCallInfo fcinfo, int arg, const char *name, int least)
{
	int			size;

	if (PG_ARGISNULL(arg))
		report_null_argument(name);
	size = PG_GETARG_INT32(arg);
	if (size < least || size > MAX_SIZE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s of a picture out of range: %d", name, size),
				 errdetail("It lies between %d and %d.", least, MAX_SIZE)));
	return size;
}

/* A text argument ready for a label; NULL when it says nothing. */
static char *
label_from_arg(FunctionCallInfo fcinfo, int arg, int max_chars)
{
	char	   *label;

	if (PG_ARGISNULL(arg))
		return NULL;
	label = svg_clean(text_to_cstring(PG_GETARG_TEXT_PP(arg)), max_chars);
	return *label == '\0' ? NULL : label;
}

static void
picture_from_args(FunctionCallInfo fcinfo, int goal_arg, const PictureSize *usual,
				  Picture *picture)
{
	const char *unit = label_from_arg(fcinfo, ARG_UNIT, UNIT_CHARS);
	const char *label = label_from_arg(fcinfo, ARG_COMPARISON_LABEL, LABEL_CHARS);
	double		scale;

	picture->phrases = &all_phrases[language_from_arg(fcinfo, ARG_LANG)];
	picture->goal = PG_ARGISNULL(goal_arg) ? NULL : PG_GETARG_TARGET_P(goal_arg);
	picture->comparison = PG_ARGISNULL(ARG_COMPARISON) ? NULL
		: PG_GETARG_TARGET_P(ARG_COMPARISON);
	picture->title = label_from_arg(fcinfo, ARG_TITLE, TITLE_CHARS);
	picture->unit = unit ? unit : "";
	picture->comparison_label = label ? label : picture->phrases->comparison;
	picture->width = size_from_arg(fcinfo, ARG_WIDTH, "width", MIN_WIDTH);
	picture->height = size_from_arg(fcinfo, ARG_HEIGHT, "height", MIN_HEIGHT);
	scale = Max(1.0, Min((double) picture->width / usual->width,
						 (double) picture->height / usual->height));
	picture->view_width = picture->width / scale;
	picture->view_height = picture->height / scale;
	picture->with_texts = picture->view_width >= usual->text_width &&
		picture->view_height >= usual->text_height;
}

/* The unit of the numbers beside the value. */
static const char *
repeated_unit(const Picture *picture)
{
	return strlen(picture->unit) <= SHORT_UNIT_BYTES ? picture->unit : "";
}

static char *
value_label(const Picture *picture, Numeric value)
{
	return with_unit(number_label(rounded_value(value, picture->goal, USUAL_DECIMALS),
								  language_format(picture->phrases->language)), picture->unit);
}

static char *
target_label(const Picture *picture, const Target *target, const char *unit)
{
	return with_unit(target_wording(target, picture->phrases->language), unit);
}

static char *
baseline_label(const Picture *picture, const char *unit)
{
	return with_unit(number_label(decimal_to_numeric(target_baseline(picture->goal)),
								  language_format(picture->phrases->language)), unit);
}

/* ---------- what a screen reader says ---------- */

static char *
spoken_title(const Picture *picture, const char *kind)
{
	return psprintf("%s: %s", picture->title ? picture->title : kind,
					status_wording(picture->status, picture->phrases->language));
}

/* Append what is said of the targets and the verdict. */
static void
append_spoken_targets(StringInfo out, const Picture *picture)
{
	const Phrases *phrases = picture->phrases;
	const Target *goal = picture->goal;

	if (goal == NULL)
		appendStringInfo(out, " %s: %s.", phrases->target, phrases->no_target);
	else
	{
		appendStringInfo(out, " %s: %s, %s", phrases->target,
						 target_label(picture, goal, picture->unit),
						 phrases->better[goal->direction]);
		if (target_has_due(goal))
			appendStringInfo(out, ", %s",
							 psprintf(phrases->due, date_wording(goal->due, phrases->language)));
		appendStringInfoChar(out, '.');
	}
	appendStringInfo(out, " %s: %s.", phrases->result,
					 status_wording(picture->status, phrases->language));
	if (picture->comparison != NULL)
		appendStringInfo(out, " %s: %s.", picture->comparison_label,
						 target_label(picture, picture->comparison,
									  picture->unit));
	if (goal != NULL && target_has_baseline(goal))
		appendStringInfo(out, " %s: %s (%s).", phrases->baseline,
						 baseline_label(picture, picture->unit),
						 date_wording(goal->baseline_on, phrases->language));
}

/* ---------- axis ---------- */

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

/* Round a span outwards to whole steps; false if they are more than allowed. */
static bool
axis_try(Axis *axis, Numeric low, Numeric high, Numeric step, int max_steps)
{
	Numeric		first = rounded_down(numeric_over(low, step));
	Numeric		last = rounded_up(numeric_over(high, step));
	Numeric		steps = numeric_minus(last, first);

	if (numeric_order(steps, int64_to_numeric(max_steps)) > 0)
		return false;
	axis->low = numeric_times(first, step);
	axis->high = numeric_times(last, step);
	axis->step = step;
	axis->steps = whole_times(steps, int64_to_numeric(1));
	return true;
}

/* The finest steps of 1, 2 or 5 times a power of ten that are few enough. */
static void
axis_round(Axis *axis, Numeric low, Numeric high, int max_steps)
{
	static const char mantissas[] = "125";
	char	   *span = numeric_out_sci(numeric_minus(high, low), 0);
	int			exponent = atoi(strchr(span, 'e') + 1) - 1;

	for (;; exponent++)
	{
		for (int i = 0; mantissas[i] != '\0'; i++)
		{
			Numeric		step = numeric_from_text(psprintf("%ce%d", mantissas[i],
														  exponent));

			/* A step can be too small for a numeric to hold. */
			if (numeric_sign_of(step) > 0 &&
				axis_try(axis, low, high, step, max_steps))
				return;
		}
	}
}

static Numeric
axis_tick(const Axis *axis, int i)
{
	return numeric_plus(axis->low,
						numeric_times(axis->step, int64_to_numeric(i)));
}

static double
share_of(Numeric part, Numeric whole)
{
	Numeric		share = numeric_over(part, whole);

	return DatumGetFloat8(DirectFunctionCall1(numeric_float8_no_overflow,
											  NumericGetDatum(share)));
}

/* The place of a number, at most a little outside of the axis. */
static double
axis_place(const Axis *axis, Numeric number)
{
	double		share = share_of(numeric_minus(number, axis->low),
								 numeric_minus(axis->high, axis->low));

	share = Max(-1.0, Min(2.0, share));
	return axis->from + share * (axis->to - axis->from);
}

/* A span of numbers that grows; empty while low is NULL. */
typedef struct Span
{
	Numeric		low;
	Numeric		high;
} Span;

static void
span_add(Span *span, Numeric number)
{
	if (number == NULL)
		return;
	span->low = span->low ? smaller(span->low, number) : number;
	span->high = span->high ? larger(span->high, number) : number;
}

static void
span_add_target(Span *span, const Target *target)
{
	Numeric		ends[2];

	if (target == NULL)
		return;
	range_ends(&target->threshold, ends);
	span_add(span, ends[0]);
	span_add(span, ends[1]);
	if (target_has_baseline(target))
		span_add(span, decimal_to_numeric(target_baseline(target)));
}

/* ---------- marks ---------- */

typedef struct StatusLook
{
	const char *outline;		/* of the symbol, in a box of 12 */
	bool		is_filled;
	const char *sign;			/* drawn over it */
} StatusLook;

#define CIRCLE "M6 0A6 6 0 1 1 6 12A6 6 0 1 1 6 0Z"

static const StatusLook status_looks[STATUS_COUNT] = {
	[STATUS_EXCEEDED] = {
		"M6 0L7.6 3.9 11.8 4.2 8.6 6.9 9.6 11 6 8.8 2.4 11 3.4 6.9 .2 4.2 4.4 3.9Z",
	true, NULL},
	[STATUS_MET] = {CIRCLE, true, "M3 6.2L5.2 8.6 9.2 3.8"},
	[STATUS_NEAR] = {"M6 .5L12 11.5H0Z", true, "M6 4V7.5M6 9V10"},
	[STATUS_MISSED] = {"M.5 .5H11.5V11.5H.5Z", true,
	"M3.2 3.2L8.8 8.8M8.8 3.2L3.2 8.8"},
	[STATUS_NOT_DUE] = {CIRCLE, false, "M6 2.8V6L8.6 7.6"},
	[STATUS_NO_DATA] = {"M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1Z", false, NULL},
	[STATUS_NO_TARGET] = {"M1 6H11", false, NULL}
};

static void
draw_symbol(StringInfo out, double x, double y, ComplianceStatus status)
{
	const StatusLook *look = &status_looks[status];
	const char *color = status_colour(status);

	if (look->is_filled)
		svg_shape(out, x, y, look->outline, psprintf("fill=\"%s\"", color));
	else
		svg_shape(out, x, y, look->outline,
				  psprintf("fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"%s",
						   color, status == STATUS_NO_DATA ?
						   " stroke-dasharray=\"2 2\"" : ""));
	if (look->sign != NULL)
		svg_shape(out, x, y, look->sign,
				  psprintf("fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"",
						   look->is_filled ? "#fff" : color));
}

static const char *
bar_paint(ComplianceStatus status)
{
	return psprintf("fill=\"%s\" stroke=\"" INK "\" stroke-width=\"0.8\"",
					status_colour(status));
}

/* A dot says that the bound belongs to the range, a ring that it does not. */
static void
draw_bound_dot(StringInfo out, double x, double y, bool is_inclusive)
{
	svg_circle(out, x, y, 3, is_inclusive ? FILLED : HOLLOW);
}

static void
draw_diamond(StringInfo out, double x, double y, bool is_inclusive)
{
	svg_shape(out, x, y, "M0 -3.5L3.5 0 0 3.5 -3.5 0Z",
			  is_inclusive ? "fill=\"#555\" stroke=\"#555\" stroke-width=\"1.2\""
			  : "fill=\"#fff\" stroke=\"#555\" stroke-width=\"1.2\"");
}

static void
draw_baseline_mark(StringInfo out, double x, double y)
{
	svg_rect(out, x - 3, y - 3, 6, 6, HOLLOW);
}

/* Whether an end (0 lower, 1 upper) decides on the verdict. */
static bool
end_decides(const Target *target, int end)
{
	return target->direction == DIRECTION_WITHIN ||
		(target->direction == DIRECTION_UP) == (end == 0);
}

static bool
end_is_inclusive(const Target *target, int end)
{
	return end == 0 ? lower_bound_inc(&target->threshold)
		: upper_bound_inc(&target->threshold);
}

/* Whether the bound, or both of within, belong to the range. */
static bool
deciding_ends_are_inclusive(const Target *target)
{
	return (!end_decides(target, 0) || end_is_inclusive(target, 0)) &&
		(!end_decides(target, 1) || end_is_inclusive(target, 1));
}

/* ---------- heading and key ---------- */

/* The title at the left, the verdict with its symbol at the right. */
static void
draw_heading(StringInfo out, const Picture *picture)
{
	SvgStyle	style = {HEADING_FONT, ANCHOR_START, true, false};
	const char *verdict = status_wording(picture->status, picture->phrases->language);
	double		verdict_width = svg_text_width(verdict, 12 * SVG_BOLD) + SYMBOL + 4;
	double		x = 6;

	if (picture->title != NULL)
	{
		x = Max(6, picture->view_width - 6 - verdict_width);
		svg_text(out, 6, 14, style,
				 svg_fit(picture->title, HEADING_FONT * SVG_BOLD, x - 18));
	}
	draw_symbol(out, x, 4, picture->status);
	style.size = 12;
	svg_text(out, x + SYMBOL + 4, 14, style, verdict);
}

typedef enum KeyKind
{
	KEY_BAR,
	KEY_SERIES,
	KEY_TARGET,
	KEY_PATH,
	KEY_COMPARISON,
	KEY_BASELINE
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
	KeyItem		items[4];
} Key;

static void
key_add(Key *key, KeyKind kind, bool is_inclusive, char *text)
{
	KeyItem    *item = &key->items[key->count++];

	Assert(key->count <= lengthof(key->items));
	item->kind = kind;
	item->is_inclusive = is_inclusive;
	item->text = text;
}

/* The items that both kinds of picture have behind the value. */
static void
key_add_targets(Key *key, const Picture *picture, KeyKind target_kind)
{
	const Phrases *phrases = picture->phrases;
	const Target *goal = picture->goal;
	const char *unit = repeated_unit(picture);

	if (goal != NULL)
		key_add(key, target_kind, deciding_ends_are_inclusive(goal),
				psprintf("%s %s", phrases->target,
						 target_label(picture, goal, unit)));
	if (picture->comparison != NULL)
		key_add(key, KEY_COMPARISON,
				deciding_ends_are_inclusive(picture->comparison),
				psprintf("%s %s", picture->comparison_label,
						 target_label(picture, picture->comparison, unit)));
	if (goal != NULL && target_has_baseline(goal))
		key_add(key, KEY_BASELINE, true,
				psprintf("%s %s", phrases->baseline,
						 baseline_label(picture, unit)));
}

/* The mark of an item, 14 wide, on a row with its middle at y. */
static void
draw_key_mark(StringInfo out, double x, double y, const KeyItem *item,
			  const Picture *picture)
{
	switch (item->kind)
	{
		case KEY_BAR:
			svg_rect(out, x, y - 4, 14, 8, bar_paint(picture->status));
			break;
		case KEY_SERIES:
			svg_circle(out, x + 7, y, 3.5, bar_paint(picture->status));
			break;
		case KEY_TARGET:
			svg_line(out, x + 7, y - 4, x + 7, y + 6, TARGET_LINE);
			draw_bound_dot(out, x + 7, y - 3, item->is_inclusive);
			break;
		case KEY_PATH:
			svg_line(out, x, y, x + 14, y, PATH_LINE);
			draw_bound_dot(out, x + 7, y, item->is_inclusive);
			break;
		case KEY_COMPARISON:
			svg_line(out, x, y, x + 14, y, COMPARISON_LINE);
			draw_diamond(out, x + 7, y, item->is_inclusive);
			break;
		case KEY_BASELINE:
			draw_baseline_mark(out, x + 7, y);
			break;
	}
}

/* The first item, the value, is set in bold. */
static double
key_font(int i)
{
	return i == 0 ? FONT * SVG_BOLD : FONT;
}

/* Draw the items in rows from y down (out NULL: only count the rows). */
static int
draw_key(StringInfo out, double y, int max_rows, const Key *key,
		 const Picture *picture)
{
	SvgStyle	style = {FONT, ANCHOR_START, false, false};
	double		x = 6;
	int			rows = 1;

	for (int i = 0; i < key->count; i++)
	{
		const KeyItem *item = &key->items[i];
		double		width = Min(18 + svg_text_width(item->text, key_font(i)),
								picture->view_width - 12);

		if (x > 6 && x + width > picture->view_width - 6)
		{
			x = 6;
			if (++rows > max_rows)
				break;
			y += KEY_HEIGHT;
		}
		if (out != NULL)
		{
			draw_key_mark(out, x, y + 7, item, picture);
			style.bold = (i == 0);
			svg_text(out, x + 18, y + 11, style,
					 svg_fit(item->text, key_font(i), picture->view_width - 28));
		}
		x += width + 12;
	}
	return Min(rows, max_rows);
}

/* ---------- bullet ---------- */

typedef struct Bullet
{
	Picture		picture;
	Numeric		value;			/* NULL: no figure */
	bool		is_cut;			/* the value lies far outside of the axis */
	Axis		axis;
	Key			key;
	int			key_rows;
	bool		has_ticks;
	double		left;			/* of the track */
	double		right;
	double		top;
	double		bottom;
} Bullet;

/*
 * The numbers that the axis spans.  Bars start at zero, so it is always
 * there.  A value farther from the targets than twice their span is cut, or
 * nothing else could be told apart.
 */
static Span
bullet_span(Bullet *bullet)
{
	Span		span = {int64_to_numeric(0), int64_to_numeric(0)};
	Numeric		width;
	Numeric		room;

	span_add_target(&span, bullet->picture.goal);
	span_add_target(&span, bullet->picture.comparison);
	width = numeric_minus(span.high, span.low);
	room = numeric_plus(width, width);
	bullet->is_cut = bullet->value != NULL && numeric_sign_of(width) > 0 &&
		(numeric_order(bullet->value, numeric_plus(span.high, room)) > 0 ||
		 numeric_order(bullet->value, numeric_minus(span.low, room)) < 0);
	if (!bullet->is_cut)
		span_add(&span, bullet->value);
	else if (numeric_order(bullet->value, span.high) > 0)
		span.high = numeric_plus(span.high, width);
	else						/* lift the lowest a little off the axis */
		span.low = numeric_minus(span.low, width);
	if (numeric_order(span.low, span.high) == 0)
		span.high = int64_to_numeric(1);
	return span;
}

/* Share out the height: bar, heading, one row of the key, ticks, more rows. */
static void
bullet_layout(Bullet *bullet)
{
	const Picture *picture = &bullet->picture;
	double		rest = picture->view_height;
	int			wanted;

	if (!picture->with_texts)
	{
		bullet->left = 2;
		bullet->right = picture->view_width - SYMBOL - 7;
		bullet->top = 5.5;
		bullet->bottom = picture->view_height - 6;
		bullet->axis.from = bullet->left + 3;
		bullet->axis.to = bullet->right - 7;
		return;
	}
	bullet->left = 6;
	bullet->right = picture->view_width - 6;
	bullet->axis.from = bullet->left + 8;
	bullet->axis.to = bullet->right - 12;
	wanted = draw_key(NULL, 0, lengthof(bullet->key.items), &bullet->key, picture);
	rest -= HEADING_HEIGHT + 24;
	while (bullet->key_rows < wanted && rest >= KEY_HEIGHT)
	{
		rest -= KEY_HEIGHT;
		bullet->key_rows++;
		if (!bullet->has_ticks && rest >= 13)
		{
			bullet->has_ticks = true;
			rest -= 13;
		}
	}
	bullet->top = HEADING_HEIGHT + 5;
	bullet->bottom = bullet->top + 12 + Min(rest, 28);
}

/* The left and right edge of what is accepted. */
static void
accepted_edges(const Bullet *bullet, double *from, double *to)
{
	const Target *goal = bullet->picture.goal;
	Numeric		ends[2];

	range_ends(&goal->threshold, ends);
	*from = end_decides(goal, 0) ? axis_place(&bullet->axis, ends[0]) : bullet->left;
	*to = end_decides(goal, 1) ? axis_place(&bullet->axis, ends[1]) : bullet->right;
}

/* A shade in the track, and a bracket with arrows below it for plain print. */
static void
draw_accepted(StringInfo out, const Bullet *bullet)
{
	const Target *goal = bullet->picture.goal;
	double		y = bullet->bottom + 3.5;
	double		from;
	double		to;

	accepted_edges(bullet, &from, &to);
	svg_rect(out, from, bullet->top, Max(to - from, 1),
			 bullet->bottom - bullet->top, "fill=\"#c5e3d7\"");
	svg_line(out, from, y, Max(to, from + 1), y,
			 "stroke=\"#0b7a5b\" stroke-width=\"2\"");
	if (!end_decides(goal, 0))
		svg_shape(out, from, y, "M-1 0L5 -3.2V3.2Z", "fill=\"#0b7a5b\"");
	if (!end_decides(goal, 1))
		svg_shape(out, to, y, "M1 0L-5 -3.2V3.2Z", "fill=\"#0b7a5b\"");
}

static void
draw_ends(StringInfo out, const Bullet *bullet, const Target *target)
{
	bool		is_comparison = (target == bullet->picture.comparison);
	Numeric		ends[2];

	range_ends(&target->threshold, ends);
	for (int i = 0; i < 2; i++)
	{
		double		x;

		if (ends[i] == NULL || (is_comparison && !end_decides(target, i)))
			continue;
		x = axis_place(&bullet->axis, ends[i]);
		if (is_comparison)
		{
			svg_line(out, x, bullet->top, x, bullet->bottom + 3, COMPARISON_LINE);
			draw_diamond(out, x, bullet->bottom + 3, end_is_inclusive(target, i));
		}
		else if (!end_decides(target, i))
			svg_line(out, x, bullet->top, x, bullet->bottom, FAR_LINE);
		else
		{
			svg_line(out, x, bullet->top - 2, x, bullet->bottom + 3, TARGET_LINE);
			draw_bound_dot(out, x, bullet->top - 1.5, end_is_inclusive(target, i));
		}
	}
}

/*
 * Whether the track says what is missing: a value, or a target where there is
 * no heading that says so.
 */
static bool
has_message(const Bullet *bullet)
{
	return bullet->value == NULL ||
		(bullet->picture.goal == NULL && !bullet->picture.with_texts);
}

static void
draw_bar(StringInfo out, const Bullet *bullet)
{
	double		height = bullet->bottom - bullet->top;
	double		bar_height = height * (has_message(bullet) ? 0.15 : 0.44);
	double		y = bullet->top + height * (has_message(bullet) ? 0.85 : 0.28);
	double		zero = axis_place(&bullet->axis, int64_to_numeric(0));
	double		end = axis_place(&bullet->axis, bullet->value);
	bool		is_negative = end < zero;

	if (bullet->is_cut)
		end = is_negative ? bullet->left : bullet->right;
	/* Even the smallest value leaves a trace. */
	svg_rect(out, Min(zero, end), y, Max(fabs(end - zero), 1), bar_height,
			 bar_paint(bullet->picture.status));
	if (bullet->is_cut)
		svg_shape(out, is_negative ? end + 14 : end - 14,
				  bullet->top + height / 2, "M-5 7L0 -7M0 7L5 -7",
				  "stroke=\"#fff\" stroke-width=\"2.5\"");
}

static void
draw_bullet_ticks(StringInfo out, const Bullet *bullet)
{
	const Axis *axis = &bullet->axis;
	SvgStyle	style = {10, ANCHOR_MIDDLE, false, false};
	double		y = bullet->bottom + 16;
	double		free_from = 0;

	for (int i = 0; i <= axis->steps; i++)
	{
		double		x = axis_place(axis, axis_tick(axis, i));
		char	   *text = number_label(axis_tick(axis, i),
										language_format(bullet->picture.phrases->language));
		double		half = svg_text_width(text, style.size) / 2;

		if (x - half < free_from || x + half > bullet->picture.view_width)
			continue;
		svg_text(out, x, y, style, text);
		free_from = x + half + 6;
	}
}

static void
draw_message(StringInfo out, const Bullet *bullet)
{
	const Phrases *phrases = bullet->picture.phrases;
	SvgStyle	style = {10, ANCHOR_START, false, false};
	double		x = bullet->axis.from + 4;

	svg_text(out, x, (bullet->top + bullet->bottom) / 2 + 2.8, style,
			 svg_fit(bullet->value ? phrases->no_target : phrases->no_value,
					 style.size, bullet->right - x));
}

static void
draw_track(StringInfo out, const Bullet *bullet)
{
	const Picture *picture = &bullet->picture;
	double		zero = axis_place(&bullet->axis, int64_to_numeric(0));

	svg_rect(out, bullet->left, bullet->top, bullet->right - bullet->left,
			 bullet->bottom - bullet->top, "fill=\"#ececec\"");
	if (picture->goal != NULL)
		draw_accepted(out, bullet);
	svg_line(out, zero, bullet->top - 1, zero, bullet->bottom + 1,
			 "stroke=\"#888\"");
	if (bullet->value != NULL)
		draw_bar(out, bullet);
	if (has_message(bullet))
		draw_message(out, bullet);
	if (picture->comparison != NULL)
		draw_ends(out, bullet, picture->comparison);
	if (picture->goal != NULL)
		draw_ends(out, bullet, picture->goal);
	if (picture->goal != NULL && target_has_baseline(picture->goal))
		draw_baseline_mark(out, axis_place(&bullet->axis,
										   decimal_to_numeric(target_baseline(picture->goal))),
						   (bullet->top + bullet->bottom) / 2);
}

static char *
spoken_bullet(const Bullet *bullet)
{
	const Phrases *phrases = bullet->picture.phrases;
	StringInfoData text;

	initStringInfo(&text);
	appendStringInfo(&text, "%s: %s.", phrases->value,
					 bullet->value ? value_label(&bullet->picture, bullet->value)
					 : phrases->no_value);
	append_spoken_targets(&text, &bullet->picture);
	return text.data;
}

/* Nothing that an axis could measure. */
static bool
is_empty(const Bullet *bullet)
{
	return bullet->value == NULL && bullet->picture.goal == NULL &&
		bullet->picture.comparison == NULL;
}

static text *
draw_bullet(Bullet *bullet)
{
	const Picture *picture = &bullet->picture;
	const Phrases *phrases = picture->phrases;
	Span		span = bullet_span(bullet);
	StringInfoData out;

	key_add(&bullet->key, KEY_BAR, true,
			bullet->value ? value_label(picture, bullet->value)
			: pstrdup(phrases->no_value));
	key_add_targets(&bullet->key, picture, KEY_TARGET);
	bullet_layout(bullet);
	axis_round(&bullet->axis, span.low, span.high, picture->with_texts ? 6 : 10);
	initStringInfo(&out);
	svg_open(&out, picture->width, picture->height, picture->view_width,
			 picture->view_height, phrases->lang,
			 spoken_title(picture, phrases->bullet), spoken_bullet(bullet));
	draw_track(&out, bullet);
	if (picture->with_texts)
		draw_heading(&out, picture);
	else
		draw_symbol(&out, bullet->right + 5,
					(bullet->top + bullet->bottom - SYMBOL) / 2, picture->status);
	if (bullet->has_ticks && !is_empty(bullet))
		draw_bullet_ticks(&out, bullet);
	if (bullet->key_rows > 0)
		draw_key(&out, bullet->bottom + (bullet->has_ticks ? 20 : 7),
				 bullet->key_rows, &bullet->key, picture);
	svg_close(&out);
	return cstring_to_text_with_len(out.data, out.len);
}

/*
 * bullet_svg(value, goal, period_end, unit, lang, title, comparison,
 * comparison_label, width, height)
 */
PG_FUNCTION_INFO_V1(socpolicy_bullet_svg);
Datum
socpolicy_bullet_svg(PG_FUNCTION_ARGS)
{
	Bullet		bullet = {0};
	Picture    *picture = &bullet.picture;
	Value		value;

	picture_from_args(fcinfo, 1, &bullet_size, picture);
	if (!PG_ARGISNULL(0))
	{
		bullet.value = numeric_from_arg(fcinfo, 0);
		value_from_numeric(NumericGetDatum(bullet.value), &value);
	}
	picture->status = judge(bullet.value ? &value : NULL, picture->goal);
	if (!PG_ARGISNULL(2))
		picture->status = soften(picture->status, picture->goal,
								 PG_GETARG_DATEADT(2));
	PG_RETURN_TEXT_P(draw_bullet(&bullet));
}

/* ---------- series ---------- */

typedef struct Point
{
	int			year;
	Numeric		value;			/* NULL: a gap */
} Point;

typedef struct Series
{
	int			count;
	Point	   *points;			/* in the order of the years */
	int			known;			/* how many have a value */
	int			last;			/* the last that has one, or -1 */
} Series;

static void
check_one_dimension(ArrayType *array)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("array must have one dimension")));
}

/* The numbers of an array argument, NULL for a NULL; all finite. */
static Numeric *
numerics_from_array(ArrayType *array, int *count)
{
	Datum	   *elements;
	bool	   *nulls;
	Numeric    *numbers;

	check_one_dimension(array);
	deconstruct_array(array, NUMERICOID, -1, false, TYPALIGN_INT,
					  &elements, &nulls, count);
	numbers = palloc(Max(*count, 1) * sizeof(Numeric));
	for (int i = 0; i < *count; i++)
		numbers[i] = nulls[i] ? NULL : refuse_nonfinite(DatumGetNumeric(elements[i]));
	return numbers;
}

static int
point_cmp(const void *a, const void *b)
{
	int			left = ((const Point *) a)->year;
	int			right = ((const Point *) b)->year;

	return (left > right) - (left < right);
}

static void
read_years(ArrayType *array, int count, Point *points)
{
	Datum	   *elements;
	bool	   *nulls;
	int			nyears;

	check_one_dimension(array);
	deconstruct_array(array, INT4OID, sizeof(int32), true, TYPALIGN_INT,
					  &elements, &nulls, &nyears);
	if (nyears != count)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("years and values must be of the same length"),
				 errdetail("There are %d years and %d values.", nyears, count)));
	for (int i = 0; i < count; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("a year must not be null")));
		points[i].year = DatumGetInt32(elements[i]);
		if (points[i].year < 1 || points[i].year > MAX_YEAR)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("year out of range: %d", points[i].year)));
	}
}

/* Sort by year and say where the last figure is. */
static void
series_order(Series *series)
{
	qsort(series->points, series->count, sizeof(Point), point_cmp);
	for (int i = 0; i < series->count; i++)
	{
		const Point *point = &series->points[i];

		if (i > 0 && point[-1].year == point->year)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("year %d occurs twice", point->year)));
		if (point->value != NULL)
		{
			series->last = i;
			series->known++;
		}
	}
}

/* Read two array arguments; a NULL reads as an empty array. */
static void
series_from_args(FunctionCallInfo fcinfo, Series *series)
{
	ArrayType  *years = PG_ARGISNULL(0) ? construct_empty_array(INT4OID)
		: PG_GETARG_ARRAYTYPE_P(0);
	ArrayType  *values = PG_ARGISNULL(1) ? construct_empty_array(NUMERICOID)
		: PG_GETARG_ARRAYTYPE_P(1);
	Numeric    *numbers = numerics_from_array(values, &series->count);

	series->points = palloc(Max(series->count, 1) * sizeof(Point));
	for (int i = 0; i < series->count; i++)
		series->points[i].value = numbers[i];
	read_years(years, series->count, series->points);
	series->known = 0;
	series->last = -1;
	series_order(series);
}

/* ---------- trend ---------- */

/* With more dots than this a line is thinned, and single dots are not drawn. */
#define MAX_DOTS			200
#define THINNED_GROUPS		60
#define MAX_MARKED_DOTS		30
/* A due date or baseline farther away than this is not worth the room. */
#define MAX_YEARS_AROUND	40

typedef struct Dot
{
	double		x;
	double		y;
	bool		is_known;
} Dot;

typedef struct Trend
{
	Picture		picture;
	Series		series;
	Axis		axis;			/* from the bottom up */
	double		first_year;		/* the end of it lies at left */
	double		last_year;
	Key			key;
	int			key_rows;
	double		left;			/* of the plot */
	double		right;
	double		top;
	double		bottom;
} Trend;

/* A date in years; the last day of a year is the year itself. */
static double
date_in_years(DateADT date)
{
	int			year;
	int			month;
	int			day;
	int			before;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	before = date2j(year - 1, 12, 31);
	return year - 1 + (double) (date + POSTGRES_EPOCH_JDATE - before) /
		(date2j(year, 12, 31) - before);
}

static DateADT
end_of_year(int year)
{
	return date2j(year, 12, 31) - POSTGRES_EPOCH_JDATE;
}

/* The place of the end of a year, which may lie outside of the plot. */
static double
year_place(const Trend *trend, double year)
{
	double		share = (year - trend->first_year) /
		(trend->last_year - trend->first_year);

	return trend->left + 8 + share * (trend->right - trend->left - 16);
}

static bool
is_in_plot(const Trend *trend, double x)
{
	return x >= trend->left && x <= trend->right;
}

static void
trend_add_date(Trend *trend, bool is_given, DateADT date)
{
	double		year;

	if (!is_given)
		return;
	year = date_in_years(date);
	if (trend->series.count == 0 && trend->last_year == 0)
		trend->first_year = trend->last_year = year;
	if (year > trend->last_year && year <= trend->last_year + MAX_YEARS_AROUND)
		trend->last_year = year;
	if (year < trend->first_year && year >= trend->first_year - MAX_YEARS_AROUND)
		trend->first_year = year;
}

/* The years that the plot spans; both 0 if there are none. */
static void
trend_years(Trend *trend)
{
	const Series *series = &trend->series;
	const Target *goal = trend->picture.goal;

	trend->first_year = trend->last_year = 0;
	if (series->count > 0)
	{
		trend->first_year = series->points[0].year;
		trend->last_year = series->points[series->count - 1].year;
	}
	if (goal != NULL)
	{
		trend_add_date(trend, target_has_due(goal), goal->due);
		trend_add_date(trend, target_has_baseline(goal), goal->baseline_on);
	}
	if (trend->last_year > 0 && trend->last_year - trend->first_year < 1)
	{
		trend->first_year = floor(trend->first_year) - 1;
		trend->last_year = ceil(trend->last_year) + 1;
	}
}

/* The numbers that the plot spans, down to zero if it is not far. */
static void
trend_axis(Trend *trend)
{
	const Picture *picture = &trend->picture;
	Span		span = {NULL, NULL};
	Numeric		zero = int64_to_numeric(0);
	Numeric		width;

	for (int i = 0; i < trend->series.count; i++)
		span_add(&span, trend->series.points[i].value);
	span_add_target(&span, picture->goal);
	span_add_target(&span, picture->comparison);
	if (span.low == NULL)
		span_add(&span, zero);
	width = numeric_minus(span.high, span.low);
	if (numeric_sign_of(width) == 0 || numeric_order(span.low, width) < 0)
		span.low = smaller(span.low, zero);
	else						/* lift the lowest a little off the axis */
		span.low = numeric_minus(span.low,
								 numeric_over(width, int64_to_numeric(10)));
	if (numeric_sign_of(width) == 0 ||
		numeric_order(numeric_minus(zero, span.high), width) < 0)
		span.high = larger(span.high, zero);
	if (numeric_order(span.low, span.high) == 0)
		span.high = int64_to_numeric(1);
	axis_round(&trend->axis, span.low, span.high,
			   picture->with_texts && picture->view_height >= 130 ? 6 : 3);
}

/* The room that the numbers of the axis take, at most a third of the view. */
static double
tick_width(const Trend *trend)
{
	double		width = 0;

	for (int i = 0; i <= trend->axis.steps; i++)
		width = Max(width, svg_text_width(number_label(axis_tick(&trend->axis, i),
													   language_format(trend->picture.phrases->language)),
										  10));
	return Min(width, trend->picture.view_width / 3);
}

static void
trend_layout(Trend *trend)
{
	const Picture *picture = &trend->picture;
	double		height = picture->view_height;
	int			max_rows = Max(0, (int) ((height - 86) / KEY_HEIGHT));

	trend->left = 4;
	trend->right = picture->view_width - 4;
	trend->top = 4;
	trend->bottom = height - 4;
	if (!picture->with_texts)
		trend->right -= SYMBOL + 4;
	else
	{
		max_rows = Min(max_rows, lengthof(trend->key.items));
		if (max_rows > 0)
			trend->key_rows = draw_key(NULL, 0, max_rows, &trend->key, picture);
		trend->left = 12 + tick_width(trend);
		trend->right = picture->view_width - 8;
		trend->top = HEADING_HEIGHT + 20;
		trend->bottom = height - 21 - trend->key_rows * KEY_HEIGHT;
	}
	trend->axis.from = trend->bottom;
	trend->axis.to = trend->top;
}

static void
draw_value_ticks(StringInfo out, const Trend *trend)
{
	SvgStyle	style = {10, ANCHOR_END, false, false};
	double		room = trend->left - 10;

	for (int i = 0; i <= trend->axis.steps; i++)
	{
		Numeric		tick = axis_tick(&trend->axis, i);
		double		y = axis_place(&trend->axis, tick);

		svg_line(out, trend->left, y, trend->right, y,
				 numeric_sign_of(tick) == 0 ? "stroke=\"#888\"" : GRID);
		if (trend->picture.with_texts)
			svg_text(out, trend->left - 5, y + 3.6, style,
					 svg_fit(number_label(tick, language_format(trend->picture.phrases->language)),
							 style.size, Max(room, 0) + 1));
	}
}

/* Years as far apart as their labels need: 1, 2, 5, 10, ... */
static int
year_step(const Trend *trend)
{
	static const int factors[] = {1, 2, 5};
	double		years = trend->last_year - trend->first_year;
	double		labels = Max((trend->right - trend->left) / 40, 1);

	for (int power = 1;; power *= 10)
	{
		for (int i = 0; i < lengthof(factors); i++)
		{
			if (years / (factors[i] * power) <= labels)
				return factors[i] * power;
		}
	}
}

static void
draw_year_ticks(StringInfo out, const Trend *trend)
{
	SvgStyle	style = {10, ANCHOR_MIDDLE, false, false};
	int			step = year_step(trend);
	int			year = (int) ceil(trend->first_year / step) * step;

	for (; year <= trend->last_year; year += step)
	{
		double		x = year_place(trend, year);

		svg_line(out, x, trend->bottom, x, trend->bottom + 3, "stroke=\"#888\"");
		svg_text(out, Min(x, trend->picture.view_width - 14), trend->bottom + 14,
				 style, psprintf("%d", year));
	}
}

/* An arrow on a line, towards the values that are accepted. */
static void
draw_arrow(StringInfo out, double x, double y, bool up)
{
	svg_shape(out, x, y, up ? "M0 0V-9M-3 -6L0 -10 3 -6" : "M0 0V9M-3 6L0 10 3 6",
			  "fill=\"none\" stroke=\"" INK "\" stroke-width=\"1.2\"");
}

/*
 * The straight path from the baseline to the bound at y, as far as the plot
 * goes; returns where it ends.
 */
static double
draw_path(StringInfo out, const Trend *trend, double y)
{
	const Target *goal = trend->picture.goal;
	double		start = year_place(trend, date_in_years(goal->baseline_on));
	double		end = year_place(trend, date_in_years(goal->due));
	double		low = axis_place(&trend->axis,
								 decimal_to_numeric(target_baseline(goal)));
	double		from = Max(start, trend->left);
	double		to = Min(end, trend->right);

	if (from < to)
	{
		double		slope = (y - low) / (end - start);

		svg_line(out, from, low + slope * (from - start),
				 to, low + slope * (to - start), PATH_LINE);
	}
	return end;
}

/* The end of a target's range as a line; where there is a path, behind it. */
static void
draw_limit(StringInfo out, const Trend *trend, int end, Numeric bound)
{
	const Target *goal = trend->picture.goal;
	double		y = axis_place(&trend->axis, bound);
	double		from = trend->left;
	double		at = trend->left + 6;

	if (!end_decides(goal, end))
	{
		svg_line(out, from, y, trend->right, y, FAR_LINE);
		return;
	}
	if (target_has_due(goal) && trend->last_year > 0)
	{
		double		due = year_place(trend, date_in_years(goal->due));

		if (is_in_plot(trend, due))
			at = due;
		if (target_has_baseline(goal) && goal->direction != DIRECTION_WITHIN)
			from = Max(from, draw_path(out, trend, y));
	}
	if (from > trend->right)
		return;
	svg_line(out, from, y, trend->right, y, PATH_LINE);
	/* Below the plot the years have no room for it. */
	if (end == 0 || y + 10 < trend->bottom)
		draw_arrow(out, at, y, end == 0);
	draw_bound_dot(out, at, y, end_is_inclusive(goal, end));
}

static void
draw_baseline(StringInfo out, const Trend *trend)
{
	const Target *goal = trend->picture.goal;
	double		x = year_place(trend, date_in_years(goal->baseline_on));

	if (is_in_plot(trend, x))
		draw_baseline_mark(out, x,
						   axis_place(&trend->axis,
									  decimal_to_numeric(target_baseline(goal))));
}

static void
draw_targets(StringInfo out, const Trend *trend)
{
	const Target *goal = trend->picture.goal;
	const Target *comparison = trend->picture.comparison;
	Numeric		ends[2];

	if (comparison != NULL)
	{
		range_ends(&comparison->threshold, ends);
		for (int i = 0; i < 2; i++)
		{
			double		y;

			if (ends[i] == NULL || !end_decides(comparison, i))
				continue;
			y = axis_place(&trend->axis, ends[i]);
			svg_line(out, trend->left, y, trend->right, y, COMPARISON_LINE);
			draw_diamond(out, trend->left + 22, y, end_is_inclusive(comparison, i));
		}
	}
	if (goal == NULL)
		return;
	range_ends(&goal->threshold, ends);
	for (int i = 0; i < 2; i++)
	{
		if (ends[i] != NULL)
			draw_limit(out, trend, i, ends[i]);
	}
	if (target_has_baseline(goal) && trend->last_year > 0)
		draw_baseline(out, trend);
}

/*
 * Keep the first, lowest, highest and last dot of a group, in their order,
 * and a gap behind them if the group has one; returns how many were kept.
 */
static int
thin_group(const Dot *dots, int count, Dot *kept)
{
	int			first = -1;
	int			last = -1;
	int			low = -1;
	int			high = -1;
	int			nkept = 0;
	bool		has_gap = false;

	for (int i = 0; i < count; i++)
	{
		if (!dots[i].is_known)
		{
			has_gap = true;
			continue;
		}
		first = first < 0 ? i : first;
		low = low < 0 || dots[i].y < dots[low].y ? i : low;
		high = high < 0 || dots[i].y > dots[high].y ? i : high;
		last = i;
	}
	for (int i = 0; i < count; i++)
	{
		if (i == first || i == low || i == high || i == last)
			kept[nkept++] = dots[i];
	}
	if (has_gap)
		kept[nkept++].is_known = false;
	return nkept;
}

/* The dots of the series, thinned; returns how many. */
static int
series_dots(const Trend *trend, Dot **dots)
{
	const Series *series = &trend->series;
	Dot		   *all = palloc0(Max(series->count, 1) * sizeof(Dot));
	int			nkept = 0;

	for (int i = 0; i < series->count; i++)
	{
		const Point *point = &series->points[i];

		all[i].is_known = (point->value != NULL);
		all[i].x = year_place(trend, point->year);
		if (all[i].is_known)
			all[i].y = axis_place(&trend->axis, point->value);
	}
	*dots = all;
	if (series->count <= MAX_DOTS)
		return series->count;
	*dots = palloc0(THINNED_GROUPS * 5 * sizeof(Dot));
	for (int i = 0; i < THINNED_GROUPS; i++)
	{
		int			from = (int64) series->count * i / THINNED_GROUPS;
		int			to = (int64) series->count * (i + 1) / THINNED_GROUPS;

		nkept += thin_group(all + from, to - from, *dots + nkept);
	}
	return nkept;
}

/* A line through the dots that breaks at every gap. */
static void
draw_line(StringInfo out, const Dot *dots, int count)
{
	bool		is_down = false;

	appendStringInfoString(out, "<path fill=\"none\" stroke=\"#005a9c\""
						   " stroke-width=\"2\" stroke-linejoin=\"round\""
						   " stroke-linecap=\"round\" d=\"");
	for (int i = 0; i < count; i++)
	{
		if (dots[i].is_known)
			svg_step(out, is_down ? 'L' : 'M', dots[i].x, dots[i].y);
		/* A dot alone is a line that ends where it begins. */
		if (dots[i].is_known && !is_down)
			appendStringInfoString(out, "h0");
		is_down = dots[i].is_known;
	}
	appendStringInfoString(out, "\"/>");
}

static void
draw_series(StringInfo out, const Trend *trend)
{
	const Series *series = &trend->series;
	Dot		   *dots;
	int			count = series_dots(trend, &dots);
	const Point *last = &series->points[series->last];

	draw_line(out, dots, count);
	for (int i = 0; i < count && trend->picture.with_texts; i++)
	{
		if (dots[i].is_known && series->count <= MAX_MARKED_DOTS)
			svg_circle(out, dots[i].x, dots[i].y, 2.5, "fill=\"#005a9c\"");
	}
	svg_circle(out, year_place(trend, last->year),
			   axis_place(&trend->axis, last->value),
			   trend->picture.with_texts ? 4.5 : 3,
			   bar_paint(trend->picture.status));
}

/* The last figure, on the side of its dot from which the line does not come. */
static void
label_last(StringInfo out, const Trend *trend)
{
	const Series *series = &trend->series;
	const Point *last = &series->points[series->last];
	char	   *text = value_label(&trend->picture, last->value);
	SvgStyle	style = {12, ANCHOR_MIDDLE, true, true};
	double		x = year_place(trend, last->year);
	double		y = axis_place(&trend->axis, last->value);
	bool		below = series->last > 0 && last[-1].value != NULL &&
		numeric_order(last[-1].value, last->value) > 0;
	double		half;

	text = svg_fit(text, style.size * SVG_BOLD,
				   (trend->right - trend->left) * 0.7);
	half = svg_text_width(text, style.size * SVG_BOLD) / 2;
	x = Max(trend->left + half, Min(x, trend->right - half));
	if (below ? y + 20 > trend->bottom : y - 20 < HEADING_HEIGHT - 2)
		below = !below;
	svg_text(out, x, below ? y + 18 : y - 9, style, text);
}

static char *
spoken_trend(const Trend *trend)
{
	const Picture *picture = &trend->picture;
	const Phrases *phrases = picture->phrases;
	const Series *series = &trend->series;
	StringInfoData text;

	initStringInfo(&text);
	if (series->count > 0)
	{
		appendStringInfo(&text, phrases->span, series->points[0].year,
						 series->points[series->count - 1].year, series->known,
						 series->count - series->known);
		appendStringInfoChar(&text, ' ');
	}
	for (int i = 0; i < series->last; i++)
	{
		if (series->points[i].value == NULL)
			continue;
		appendStringInfo(&text, phrases->year, series->points[i].year);
		appendStringInfo(&text, ": %s. ",
						 value_label(picture, series->points[i].value));
		break;
	}
	if (series->last < 0)
		appendStringInfo(&text, "%s: %s.", phrases->value, phrases->no_value);
	else
	{
		appendStringInfo(&text, phrases->year, series->points[series->last].year);
		appendStringInfo(&text, ": %s.",
						 value_label(picture, series->points[series->last].value));
	}
	append_spoken_targets(&text, picture);
	return text.data;
}

static void
trend_key(Trend *trend)
{
	const Picture *picture = &trend->picture;
	const Series *series = &trend->series;

	if (series->last < 0)
		key_add(&trend->key, KEY_SERIES, true, pstrdup(picture->phrases->no_value));
	else
		key_add(&trend->key, KEY_SERIES, true,
				psprintf("%d: %s", series->points[series->last].year,
						 value_label(picture, series->points[series->last].value)));
	key_add_targets(&trend->key, picture, KEY_PATH);
}

static void
draw_plot(StringInfo out, const Trend *trend)
{
	const Picture *picture = &trend->picture;
	SvgStyle	style = {12, ANCHOR_MIDDLE, false, true};

	if (trend->series.known > 0 || picture->goal != NULL ||
		picture->comparison != NULL)
		draw_value_ticks(out, trend);
	if (picture->with_texts && trend->last_year > 0)
		draw_year_ticks(out, trend);
	draw_targets(out, trend);
	if (trend->series.last >= 0)
	{
		draw_series(out, trend);
		if (picture->with_texts)
			label_last(out, trend);
		return;
	}
	style.size = picture->with_texts ? 12 : 10;
	svg_text(out, (trend->left + trend->right) / 2,
			 (trend->top + trend->bottom) / 2 + 4, style,
			 svg_fit(picture->phrases->no_value, style.size,
					 trend->right - trend->left));
}

static text *
draw_trend(Trend *trend)
{
	const Picture *picture = &trend->picture;
	StringInfoData out;

	trend_years(trend);
	trend_axis(trend);
	trend_key(trend);
	trend_layout(trend);
	initStringInfo(&out);
	svg_open(&out, picture->width, picture->height, picture->view_width,
			 picture->view_height, picture->phrases->lang,
			 spoken_title(picture, picture->phrases->trend), spoken_trend(trend));
	draw_plot(&out, trend);
	if (picture->with_texts)
		draw_heading(&out, picture);
	else
		draw_symbol(&out, trend->right + 4, (picture->view_height - SYMBOL) / 2,
					picture->status);
	if (trend->key_rows > 0)
		draw_key(&out, trend->bottom + 19, trend->key_rows, &trend->key, picture);
	svg_close(&out);
	return cstring_to_text_with_len(out.data, out.len);
}

/*
 * trend_svg(years, values, goal, unit, lang, title, comparison,
 * comparison_label, width, height).  The last figure is judged, as the figure
 * of a period that ends with its year.
 */
PG_FUNCTION_INFO_V1(socpolicy_trend_svg);
Datum
socpolicy_trend_svg(PG_FUNCTION_ARGS)
{
	Trend		trend = {0};
	Picture    *picture = &trend.picture;
	const Point *last = NULL;
	Value		value;

	series_from_args(fcinfo, &trend.series);
	picture_from_args(fcinfo, 2, &trend_size, picture);
	if (trend.series.last >= 0)
	{
		last = &trend.series.points[trend.series.last];
		value_from_numeric(NumericGetDatum(last->value), &value);
	}
	picture->status = judge(last ? &value : NULL, picture->goal);
	if (trend.series.count > 0)
	{
		int			judged = last ? last->year
			: trend.series.points[trend.series.count - 1].year;

		picture->status = soften(picture->status, picture->goal,
								 end_of_year(judged));
	}
	PG_RETURN_TEXT_P(draw_trend(&trend));
}

/* ---------- block characters ---------- */

#define SPARKLINE_MAX_MARKS	1000
#define BAR_MAX_WIDTH		200
#define EIGHTHS				8

/* The height of a number between two others, in eighths from 1 to 8. */
static int
spark_level(Numeric number, Numeric low, Numeric high)
{
	Numeric		width = numeric_minus(high, low);

	if (numeric_sign_of(width) == 0)
		return EIGHTHS / 2;
	return Min(whole_times(numeric_times(numeric_minus(number, low),
										 int64_to_numeric(EIGHTHS)), width) + 1,
			   EIGHTHS);
}

/* Replace every group by its last number; returns how many are left. */
static int
thin_numbers(Numeric *numbers, int count, int most)
{
	int			group = (count + most - 1) / most;
	int			kept = 0;

	for (int from = 0; from < count; from += group)
	{
		Numeric		last = NULL;

		for (int i = from; i < Min(from + group, count); i++)
			last = numbers[i] ? numbers[i] : last;
		numbers[kept++] = last;
	}
	return kept;
}

PG_FUNCTION_INFO_V1(socpolicy_sparkline);
Datum
socpolicy_sparkline(PG_FUNCTION_ARGS)
{
	static const char *const blocks[] = {
		" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"
	};
	int			count;
	Numeric    *numbers = numerics_from_array(PG_GETARG_ARRAYTYPE_P(0), &count);
	Span		span = {NULL, NULL};
	StringInfoData out;

	count = thin_numbers(numbers, count, SPARKLINE_MAX_MARKS);
	for (int i = 0; i < count; i++)
		span_add(&span, numbers[i]);
	initStringInfo(&out);
	for (int i = 0; i < count; i++)
		appendStringInfoString(&out, blocks[numbers[i] == NULL ? 0 :
											spark_level(numbers[i], span.low,
														span.high)]);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}

/* The length of a bar in eighths of a character, rounded down but not to 0. */
static int
bar_eighths(Numeric value, Numeric max, int width)
{
	if (numeric_sign_of(value) == 0)
		return 0;
	return Max(whole_times(numeric_times(value, int64_to_numeric(width * EIGHTHS)),
						   max), 1);
}

/* bar(value, max, width): what does not fit ends in an arrow. */
PG_FUNCTION_INFO_V1(socpolicy_bar);
Datum
socpolicy_bar(PG_FUNCTION_ARGS)
{
	static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	Numeric		value = numeric_from_arg(fcinfo, 0);
	Numeric		max = numeric_from_arg(fcinfo, 1);
	int			width = PG_GETARG_INT32(2);
	bool		is_over = numeric_order(value, max) > 0;
	int			eighths;
	StringInfoData out;

	if (numeric_sign_of(max) <= 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the number of a full bar must be greater than 0")));
	if (width < 1 || width > BAR_MAX_WIDTH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width of a bar out of range: %d", width),
				 errdetail("It lies between %d and %d.", 1, BAR_MAX_WIDTH)));
	if (numeric_sign_of(value) < 0)
		PG_RETURN_TEXT_P(cstring_to_text("◀"));
	eighths = is_over ? (width - 1) * EIGHTHS : bar_eighths(value, max, width);
	initStringInfo(&out);
	for (int i = 0; i < eighths / EIGHTHS; i++)
		appendStringInfoString(&out, "█");
	appendStringInfoString(&out, is_over ? "▶" : parts[eighths % EIGHTHS]);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(out.data, out.len));
}
