/*
 * bullet.c - a value against its target as a picture.
 */
#include "picture.h"

#include <math.h>

#include "utils/builtins.h"

static const PictureSize bullet_size = {360, 96, 150, 40};

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
	span_add_near(&span, bullet->picture.goal);
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
		bullet->right = picture->view_width - (picture->with_symbol ? SYMBOL + 7 : 2);
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
	rest -= picture->heading_height + 24;
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
	bullet->top = picture->heading_height + 5;
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
	if (!bullet->picture.with_symbol)
		return;
	svg_line(out, from, y, Max(to, from + 1), y,
			 "stroke=\"#0b7a5b\" stroke-width=\"2\"");
	if (!end_decides(goal, 0))
		svg_shape(out, from, y, "M-1 0L5 -3.2V3.2Z", "fill=\"#0b7a5b\"");
	if (!end_decides(goal, 1))
		svg_shape(out, to, y, "M1 0L-5 -3.2V3.2Z", "fill=\"#0b7a5b\"");
}

/* What counts as near, between that and the end that it is near to. */
static void
draw_near(StringInfo out, const Bullet *bullet)
{
	const Target *goal = bullet->picture.goal;
	Numeric		ends[2];
	Numeric		edge;

	range_ends(&goal->threshold, ends);
	for (int i = 0; i < 2; i++)
	{
		double		from;
		double		to;

		if (!near_edge(goal, i, &edge))
			continue;
		from = axis_place(&bullet->axis, i == 0 ? edge : ends[1]);
		to = axis_place(&bullet->axis, i == 0 ? ends[0] : edge);
		from = Max(from, bullet->left);
		to = Min(to, bullet->right);
		svg_rect(out, from, bullet->top, Max(to - from, 1),
				 bullet->bottom - bullet->top, NEAR_BAND);
	}
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

/* A gap that the eye sees between a bar and the mark that it does not reach. */
#define SEEN_GAP	4.0

/*
 * Where the bar ends.  A miss by a hair would look like none: the bar then
 * stays a little away from the end that it misses.
 */
static double
bar_end(const Bullet *bullet)
{
	const Target *goal = bullet->picture.goal;
	double		place = axis_place(&bullet->axis, bullet->value);
	Numeric		ends[2];

	if (goal == NULL)
		return place;
	range_ends(&goal->threshold, ends);
	for (int i = 0; i < 2; i++)
	{
		double		mark;
		int			order;

		if (ends[i] == NULL || !end_decides(goal, i))
			continue;
		mark = axis_place(&bullet->axis, ends[i]);
		order = numeric_order(bullet->value, ends[i]);
		if (i == 0 && order < 0)
			place = Min(place, mark - SEEN_GAP);
		if (i == 1 && order > 0)
			place = Max(place, mark + SEEN_GAP);
	}
	return place;
}

static void
draw_bar(StringInfo out, const Bullet *bullet)
{
	double		height = bullet->bottom - bullet->top;
	double		bar_height = height * (has_message(bullet) ? 0.15 : 0.44);
	double		y = bullet->top + height * (has_message(bullet) ? 0.85 : 0.28);
	double		zero = axis_place(&bullet->axis, int64_to_numeric(0));
	double		end = bar_end(bullet);
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
	{
		draw_accepted(out, bullet);
		draw_near(out, bullet);
	}
	svg_line(out, zero, bullet->top - 1, zero, bullet->bottom + 1,
			 "stroke=\"#888\"");
	if (bullet->value != NULL)
		draw_bar(out, bullet);
	if (has_message(bullet) && picture->with_symbol)
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
	Picture    *picture = &bullet->picture;
	const Phrases *phrases = picture->phrases;
	Span		span = bullet_span(bullet);
	StringInfoData out;

	key_add(&bullet->key, KEY_BAR, true,
			bullet->value ? value_label(picture, bullet->value)
			: pstrdup(phrases->no_value));
	key_add_targets(&bullet->key, picture, KEY_TARGET);
	lay_title(picture);
	bullet_layout(bullet);
	axis_round(&bullet->axis, span.low, span.high, picture->with_texts ? 6 : 10);
	initStringInfo(&out);
	svg_open(&out, picture->width, picture->height, picture->view_width,
			 picture->view_height, phrases->lang,
			 spoken_title(picture, phrases->bullet), spoken_bullet(bullet));
	draw_track(&out, bullet);
	if (picture->with_texts)
		draw_heading(&out, picture);
	else if (picture->with_symbol)
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
