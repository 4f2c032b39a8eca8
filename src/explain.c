/*
 * explain.c - a verdict in words, in Vietnamese or English.
 *
 * A sentence is put together from the verdict, the comparison, the reason and
 * the due date; how each is said stands in one table per language.
 */
#include "wording.h"

#include "utils/builtins.h"

typedef struct Phrases
{
	const char *compared;		/* value, target */
	const char *only_value;		/* value */
	const char *only_target;	/* target */
	const char *above;			/* distance */
	const char *below;			/* distance */
	const char *short_of;		/* distance */
	const char *above_lowest;	/* distance, inside a band */
	const char *below_highest;	/* distance, inside a band */
	const char *on_bound[DIRECTION_WITHIN + 1]; /* which does not count */
	const char *no_figure;
	const char *due;			/* date */
	const char *point;			/* the unit of a difference of percents */
	const char *points;			/* the same for more than one */
} Phrases;

static const Phrases phrases[LANGUAGE_COUNT] = {
	{
		"%s so với mục tiêu %s",
		"giá trị %s không được đánh giá",
		"mục tiêu %s",
		"cao hơn %s",
		"thấp hơn %s",
		"còn thiếu %s",
		"cao hơn mức tối thiểu %s",
		"thấp hơn mức tối đa %s",
		{
			NULL,
			"đúng bằng ngưỡng, trong khi phải vượt ngưỡng mới đạt",
			"đúng bằng ngưỡng, trong khi phải dưới ngưỡng mới đạt",
			"đúng bằng ngưỡng, trong khi phải nằm giữa hai ngưỡng mới đạt"
		},
		"chưa có số liệu",
		"hạn đến ngày %s",
		"điểm phần trăm",
		"điểm phần trăm"
	},
	{
		"%s against the target %s",
		"the value %s is not judged",
		"the target is %s",
		"%s above",
		"%s below",
		"%s short",
		"%s above the minimum",
		"%s below the maximum",
		{
			NULL,
			"exactly on the limit, where only more counts",
			"exactly on the limit, where only less counts",
			"exactly on the limit, where only what lies between counts"
		},
		"no figure yet",
		"due on %s",
		"percentage point",
		"percentage points"
	}
};

/*
 * From which end the distance is told, and how: the one that was passed or
 * missed; from inside a band, the one that decides.
 */
static const char *
telling_end(Numeric value, const Target *goal, ComplianceStatus status,
			const Phrases *say, Decimal *end)
{
	const ThresholdRange *range = &goal->threshold;
	bool		up = (goal->direction == DIRECTION_UP);
	bool		is_band = has_lower_bound(range) && has_upper_bound(range);
	bool		from_lower = up;

	if (goal->direction == DIRECTION_WITHIN)
	{
		from_lower = numeric_order(value, decimal_to_numeric(lower_bound(range))) <= 0;
		*end = from_lower ? lower_bound(range) : upper_bound(range);
		return status == STATUS_MET ? NULL : from_lower ? say->below : say->above;
	}
	if (status == STATUS_EXCEEDED)
		from_lower = !up;
	*end = from_lower ? lower_bound(range) : upper_bound(range);
	if (status == STATUS_EXCEEDED)
		return up ? say->above : say->below;
	if (status == STATUS_MET && is_band)
		return up ? say->above_lowest : say->below_highest;
	if (status == STATUS_MET)
		return up ? say->above : say->below;
	return up ? say->short_of : say->above;
}

/* A distance in words; that of percents is in points. */
static char *
distance_wording(Numeric distance, const char *unit, Language language)
{
	const Phrases *say = &phrases[language];
	char	   *number = number_print(numeric_absolute(distance),
									  language_format(language));

	if (unit == NULL || *unit != '%')
		return with_unit(number, unit);
	/* What follows the sign, as in %/năm, stays. */
	return psprintf("%s %s%s", number, strcmp(number, "1") == 0 ? say->point : say->points,
					unit[1] == '/' ? unit + 1 : "");
}

/* Why the verdict is as it is: the distance, in words; NULL if none matters. */
static char *
reason(Numeric value, const Target *goal, ComplianceStatus status,
	   const char *unit, Language language)
{
	const Phrases *say = &phrases[language];
	Decimal		end;
	const char *phrase = telling_end(value, goal, status, say, &end);
	Numeric		distance;

	if (phrase == NULL)
		return NULL;
	distance = numeric_minus(value, decimal_to_numeric(end));
	if (numeric_sign_of(distance) != 0)
		return psprintf(phrase, distance_wording(distance, unit, language));
	return status == STATUS_EXCEEDED || status == STATUS_MET ? NULL
		: pstrdup(say->on_bound[goal->direction]);
}

/* What is compared with what; NULL if there is neither value nor target. */
static char *
comparison(Numeric value, const Target *goal, const char *unit,
		   Language language)
{
	const Phrases *say = &phrases[language];
	char	   *shown_value = NULL;
	char	   *shown_goal = NULL;

	if (value != NULL)
		shown_value = with_unit(number_print(value, language_format(language)), unit);
	if (goal != NULL)
		shown_goal = with_unit(target_wording(goal, language), unit);
	if (shown_value != NULL && shown_goal != NULL)
		return psprintf(say->compared, shown_value, shown_goal);
	if (shown_value != NULL)
		return psprintf(say->only_value, shown_value);
	if (shown_goal != NULL)
		return psprintf(say->only_target, shown_goal);
	return NULL;
}

/* Verdict: comparison, reason, due date. */
static char *
sentence(Numeric value, const Target *goal, ComplianceStatus status,
		 const char *unit, Language language)
{
	const Phrases *say = &phrases[language];
	StringInfoData text;
	char	   *compared;
	char	   *why = NULL;

	if (value != NULL && goal != NULL)
	{
		value = rounded_value(value, goal, USUAL_DECIMALS);
		why = reason(value, goal, status, unit, language);
	}
	else if (status == STATUS_NOT_DUE)
		why = pstrdup(say->no_figure);
	compared = comparison(value, goal, unit, language);
	initStringInfo(&text);
	appendStringInfoString(&text, status_wording(status, language));
	if (compared != NULL)
		appendStringInfo(&text, ": %s", compared);
	if (why != NULL)
		appendStringInfo(&text, ", %s", why);
	if (status == STATUS_NOT_DUE)
	{
		appendStringInfoString(&text, ", ");
		appendStringInfo(&text, say->due,
						 date_wording(goal->due, language));
	}
	appendStringInfoChar(&text, '.');
	return text.data;
}

/* explain(value, goal, period_end, unit, lang) */
PG_FUNCTION_INFO_V1(socpolicy_explain);
Datum
socpolicy_explain(PG_FUNCTION_ARGS)
{
	Numeric		number = PG_ARGISNULL(0) ? NULL : numeric_from_arg(fcinfo, 0);
	Target	   *goal = PG_ARGISNULL(1) ? NULL : PG_GETARG_TARGET_P(1);
	char	   *unit = PG_ARGISNULL(3) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(3));
	Value		value;
	Language	language = language_from_arg(fcinfo, 4);
	ComplianceStatus status;

	if (number != NULL)
		value_from_numeric(NumericGetDatum(number), &value);
	status = judge(number != NULL ? &value : NULL, goal);
	if (!PG_ARGISNULL(2))
		status = soften(status, goal, PG_GETARG_DATEADT(2));
	PG_RETURN_TEXT_P(cstring_to_text(sentence(number, goal, status, unit,
											  language)));
}
