/*
 * picture.c - what the pictures share: arguments, numbers, axis, marks, heading
 * and key.
 *
 * Numbers stay exact until they become a place on the picture.  A picture
 * holds few shapes and cuts every text, so that it stays small whatever comes
 * in.  A status is a shape and a word before it is a colour.
 *
 * Sizes are in units of the view: a picture larger than its usual size is the
 * same picture magnified, a smaller one leaves out what has no room, the
 * texts first.
 */
#include "picture.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "utils/builtins.h"

#define MIN_WIDTH			40
/* Below this only the bar, or the line, and the mark of the target remain. */
#define SYMBOL_WIDTH		60
#define TITLE_LINE			15.0
/* What a picture needs below a title of two lines. */
#define REST_HEIGHT			56.0
#define MIN_HEIGHT			16
#define MAX_SIZE			4000
#define TITLE_CHARS			160
#define UNIT_CHARS			60
#define LABEL_CHARS			40
/* A longer unit is said once, with the value. */
#define SHORT_UNIT_BYTES	12
/* A number with more characters is written shorter. */
#define NUMBER_CHARS		24

/* ---------- words ---------- */

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
		"Năm %d",
		"Các mốc",
		"Chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm %d.",
		"Ước năm %d: %s",
		"từ %s đến %s",
		"Ước năm %d chạm giới hạn %s",
		"Chưa dự báo được năm %d."
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
		"%d",
		"Milestones",
		"The series breaks in %d.",
		"Estimate for %d: %s",
		"%s to %s",
		"The estimate for %d reaches its limit of %s",
		"No forecast for %d."
	}
};

/* ---------- numbers ---------- */

Numeric
smaller_numeric(Numeric a, Numeric b)
{
	return numeric_order(a, b) <= 0 ? a : b;
}

Numeric
larger_numeric(Numeric a, Numeric b)
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
int
whole_times(Numeric number, Numeric part)
{
	return DatumGetInt32(DirectFunctionCall1(numeric_int4,
											 DirectFunctionCall2(numeric_div_trunc,
																 NumericGetDatum(number),
																 NumericGetDatum(part))));
}

/* NaN and infinity are refused in the words of every other function. */
Numeric
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
char *
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
void
range_ends(const ThresholdRange *range, Numeric ends[2])
{
	ends[0] = has_lower_bound(range) ? decimal_to_numeric(lower_bound(range)) : NULL;
	ends[1] = has_upper_bound(range) ? decimal_to_numeric(upper_bound(range)) : NULL;
}

/* ---------- arguments ---------- */

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

void
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
	picture->with_symbol = picture->view_width >= SYMBOL_WIDTH;
	picture->heading_height = HEADING_HEIGHT;
}

/* The unit of the numbers beside the value. */
const char *
repeated_unit(const Picture *picture)
{
	return strlen(picture->unit) <= SHORT_UNIT_BYTES ? picture->unit : "";
}

char *
value_label(const Picture *picture, Numeric value)
{
	return with_unit(number_label(rounded_value(value, picture->goal, USUAL_DECIMALS),
								  language_format(picture->phrases->language)), picture->unit);
}

char *
target_label(const Picture *picture, const Target *target, const char *unit)
{
	return with_unit(target_wording(target, picture->phrases->language), unit);
}

char *
baseline_label(const Picture *picture, const char *unit)
{
	return with_unit(number_label(decimal_to_numeric(target_baseline(picture->goal)),
								  language_format(picture->phrases->language)), unit);
}

void
check_one_dimension(ArrayType *array)
{
	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("array must have one dimension")));
}

Numeric *
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

/* ---------- what a screen reader says ---------- */

char *
spoken_title(const Picture *picture, const char *kind)
{
	return psprintf("%s: %s", picture->title ? picture->title : kind,
					status_wording(picture->status, picture->phrases->language));
}

/* Append what is said of the targets and the verdict. */
void
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
void
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

Numeric
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
double
axis_place(const Axis *axis, Numeric number)
{
	double		share = share_of(numeric_minus(number, axis->low),
								 numeric_minus(axis->high, axis->low));

	share = Max(-1.0, Min(2.0, share));
	return axis->from + share * (axis->to - axis->from);
}

void
span_add(Span *span, Numeric number)
{
	if (number == NULL)
		return;
	span->low = span->low ? smaller_numeric(span->low, number) : number;
	span->high = span->high ? larger_numeric(span->high, number) : number;
}

void
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

void
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

const char *
bar_paint(ComplianceStatus status)
{
	return psprintf("fill=\"%s\" stroke=\"" INK "\" stroke-width=\"0.8\"",
					status_colour(status));
}

/* A dot says that the bound belongs to the range, a ring that it does not. */
void
draw_bound_dot(StringInfo out, double x, double y, bool is_inclusive)
{
	svg_circle(out, x, y, 3, is_inclusive ? FILLED : HOLLOW);
}

void
draw_diamond(StringInfo out, double x, double y, bool is_inclusive)
{
	svg_shape(out, x, y, "M0 -3.5L3.5 0 0 3.5 -3.5 0Z",
			  is_inclusive ? "fill=\"#555\" stroke=\"#555\" stroke-width=\"1.2\""
			  : "fill=\"#fff\" stroke=\"#555\" stroke-width=\"1.2\"");
}

void
draw_baseline_mark(StringInfo out, double x, double y)
{
	svg_rect(out, x - 3, y - 3, 6, 6, HOLLOW);
}

/* Whether an end (0 lower, 1 upper) decides on the verdict. */
bool
end_decides(const Target *target, int end)
{
	return target->direction == DIRECTION_WITHIN ||
		(target->direction == DIRECTION_UP) == (end == 0);
}

bool
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

bool
near_edge(const Target *target, int end, Numeric *edge)
{
	Numeric		ends[2];

	range_ends(&target->threshold, ends);
	if (!target_has_near(target) || ends[end] == NULL || !end_decides(target, end))
		return false;
	*edge = end == 0 ? numeric_minus(ends[0], decimal_to_numeric(target_near(target)))
		: numeric_plus(ends[1], decimal_to_numeric(target_near(target)));
	return true;
}

void
span_add_near(Span *span, const Target *target)
{
	Numeric		edge;

	for (int i = 0; target != NULL && i < 2; i++)
	{
		if (near_edge(target, i, &edge))
			span_add(span, edge);
	}
}

/* ---------- heading and key ---------- */

/* The room at the right that the verdict takes. */
static double
verdict_width(const Picture *picture)
{
	return svg_text_width(status_wording(picture->status, picture->phrases->language),
						  12 * SVG_BOLD) + SYMBOL + 4;
}

/* The longest part up to a blank that fits; NULL if not even one word does. */
static const char *
title_break(const char *title, double room)
{
	const char *found = NULL;

	for (const char *blank = strchr(title, ' '); blank; blank = strchr(blank + 1, ' '))
	{
		if (svg_text_width(pnstrdup(title, blank - title), HEADING_FONT * SVG_BOLD) > room)
			break;
		found = blank;
	}
	return found;
}

/*
 * A name is not cut: it stands on one line or two, or not at all, for the row
 * beside the picture has it, and so has what is read out.
 */
void
lay_title(Picture *picture)
{
	double		room = picture->view_width - 24 - verdict_width(picture);
	const char *title = picture->title;
	const char *blank;

	if (title == NULL || !picture->with_texts)
		return;
	if (svg_text_width(title, HEADING_FONT * SVG_BOLD) <= room)
	{
		picture->title_lines[0] = title;
		return;
	}
	blank = title_break(title, room);
	if (blank == NULL ||
		svg_text_width(blank + 1, HEADING_FONT * SVG_BOLD) > picture->view_width - 12 ||
		picture->view_height < HEADING_HEIGHT + TITLE_LINE + REST_HEIGHT)
		return;
	picture->title_lines[0] = pnstrdup(title, blank - title);
	picture->title_lines[1] = blank + 1;
	picture->heading_height = HEADING_HEIGHT + TITLE_LINE;
}

/* The title at the left, the verdict with its symbol at the right. */
void
draw_heading(StringInfo out, const Picture *picture)
{
	SvgStyle	style = {HEADING_FONT, ANCHOR_START, true, false};
	const char *verdict = status_wording(picture->status, picture->phrases->language);
	double		x = 6;

	if (picture->title_lines[0] != NULL)
		x = Max(6, picture->view_width - 6 - verdict_width(picture));
	for (int i = 0; i < lengthof(picture->title_lines) && picture->title_lines[i]; i++)
		svg_text(out, 6, 14 + i * TITLE_LINE, style, picture->title_lines[i]);
	draw_symbol(out, x, 4, picture->status);
	style.size = 12;
	svg_text(out, x + SYMBOL + 4, 14, style, verdict);
}

void
key_add(Key *key, KeyKind kind, bool is_inclusive, char *text)
{
	KeyItem    *item = &key->items[key->count++];

	Assert(key->count <= lengthof(key->items));
	item->kind = kind;
	item->is_inclusive = is_inclusive;
	item->text = text;
}

/* The items that both kinds of picture have behind the value. */
void
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
		case KEY_FORECAST:
			svg_line(out, x, y, x + 14, y, FORECAST_LINE);
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
int
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
