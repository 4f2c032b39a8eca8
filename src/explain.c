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
	const char *on_strict_bound;
	const char *no_figure;
	const char *due;			/* date */
	const char *point;			/* the unit of a difference of percents */
	const char *points;			/* the same for more than one */
} Phrases;

static const Phrases phrases[LANGUAGE_COUNT] = {
	{
		"%s so với chỉ tiêu %s",
		"giá trị %s không được đánh giá",
		"chỉ tiêu %s",
		"cao hơn %s",
		"thấp hơn %s",
		"còn thiếu %s",
		"bằng đúng ngưỡng, mà ngưỡng không được tính là đạt",
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
		"exactly on the limit, which itself does not count",
		"no figure yet",
		"due on %s",
		"percentage point",
		"percentage points"
	}
};

/* Why the verdict is as it is: the distance, in words; NULL if none matters. */
static char *
reason(Numeric value, const Target *goal, ComplianceStatus status,
	   const char *unit, Language language)
{
	const Phrases *say = &phrases[language];
	Numeric		zero = int64_to_numeric(0);
	Numeric		gap = gap_to_goal(value, goal);
	int			side = numeric_order(gap, zero);
	bool		good = (status == STATUS_EXCEEDED || status == STATUS_MET);
	const char *phrase;
	char	   *distance;

	if (side == 0)
		return good ? NULL : pstrdup(say->on_strict_bound);
	if (goal->direction == DIRECTION_WITHIN)
	{
		Numeric		lower = decimal_to_numeric(lower_bound(&goal->threshold));

		phrase = numeric_order(value, lower) < 0 ? say->below : say->above;
	}
	else if (goal->direction == DIRECTION_UP)
		phrase = side > 0 ? say->above : say->short_of;
	else
		phrase = side > 0 ? say->below : say->above;
	distance = number_print(numeric_absolute(gap),
							language_format(language));
	if (unit != NULL && *unit == '%')
		unit = strcmp(distance, "1") == 0 ? say->point : say->points;
	return psprintf(phrase, with_unit(distance, unit));
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
		shown_goal = with_unit(target_threshold_print(goal, language_format(language)),
							   unit);
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
		value = rounded_value(value, &goal->threshold);
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

/* status_label(status, lang) */
PG_FUNCTION_INFO_V1(socpolicy_status_label);
Datum
socpolicy_status_label(PG_FUNCTION_ARGS)
{
	char	   *name = DatumGetCString(DirectFunctionCall1(enum_out, PG_GETARG_DATUM(0)));
	Language	language = language_from_arg(fcinfo, 1);
	int			status = 0;

	while (status < STATUS_COUNT && strcmp(name, status_names[status]) != 0)
		status++;
	if (status == STATUS_COUNT)
		elog(ERROR, "unexpected compliance_status \"%s\"", name);
	PG_RETURN_TEXT_P(cstring_to_text(status_wording(status, language)));
}

/* format_value(value, goal, format) */
PG_FUNCTION_INFO_V1(socpolicy_format_value);
Datum
socpolicy_format_value(PG_FUNCTION_ARGS)
{
	Numeric		value;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	value = numeric_from_arg(fcinfo, 0);
	value = PG_ARGISNULL(1) ? rounded_alone(value) :
		rounded_value(value, &PG_GETARG_TARGET_P(1)->threshold);
	PG_RETURN_TEXT_P(cstring_to_text(number_print(value,
												  number_format_from_text(PG_GETARG_TEXT_PP(2)))));
}
