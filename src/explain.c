/*
 * explain.c - a verdict in one sentence, in Vietnamese or English.
 *
 * A sentence is put together from the verdict, the comparison, the reason and
 * the due date; how each is said stands in one table per language.
 */
#include "evaluate.h"

#include "utils/builtins.h"
#include "utils/datetime.h"

#include "notation.h"

/* How many decimals of a value are always shown beyond those of the bound. */
#define EXTRA_DECIMALS	2
/* Beyond so many a value is shown as it is. */
#define MAX_DECIMALS	20

typedef struct Phrases
{
	NumberFormat format;
	const char *verdict[STATUS_COUNT];
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
	const char *date;			/* year, month, day by position */
} Phrases;

static const Phrases phrases_vi = {
	FORMAT_VI,
	{"Vượt", "Đạt", "Gần đạt", "Chưa đạt", "Chưa đến hạn",
	"Chưa có số liệu", "Không có chỉ tiêu"},
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
	"điểm phần trăm",
	"%3$02d/%2$02d/%1$04d"
};

static const Phrases phrases_en = {
	FORMAT_EN,
	{"Exceeded", "Met", "Near", "Missed", "Not yet due", "No data",
	"No target"},
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
	"percentage points",
	"%1$04d-%2$02d-%3$02d"
};

static const Phrases *
phrases_for(const char *lang)
{
	if (strcmp(lang, "vi") == 0)
		return &phrases_vi;
	if (strcmp(lang, "en") == 0)
		return &phrases_en;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid language: \"%s\"", lang),
			 errhint("Valid values are \"vi\" and \"en\".")));
}

/* A number with its unit; a per cent sign is glued on, other units are not. */
static char *
with_unit(const char *number, const char *unit)
{
	if (unit == NULL || *unit == '\0')
		return pstrdup(number);
	return psprintf(*unit == '%' ? "%s%s" : "%s %s", number, unit);
}

static Numeric
round_to(Numeric number, int decimals)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_round,
											   NumericGetDatum(number),
											   Int32GetDatum(decimals)));
}

/*
 * The value rounded for print, but never so far that it would seem to lie on
 * another side of an end of the range than it does.
 */
static Numeric
rounded_value(Numeric value, const ThresholdRange *range)
{
	Decimal		ends[2] = {lower_bound(range), upper_bound(range)};
	bool		given[2] = {has_lower_bound(range), has_upper_bound(range)};
	int			decimals = Max(ends[0].scale, ends[1].scale) + EXTRA_DECIMALS;

	for (; decimals <= MAX_DECIMALS; decimals++)
	{
		Numeric		rounded = round_to(value, decimals);
		bool		faithful = true;

		for (int i = 0; i < 2; i++)
		{
			Numeric		end = decimal_to_numeric(ends[i]);

			if (given[i] &&
				numeric_order(rounded, end) != numeric_order(value, end))
				faithful = false;
		}
		if (faithful)
			return rounded;
	}
	return value;
}

/* Why the verdict is as it is: the distance, in words; NULL if none matters. */
static char *
reason(Numeric value, const Target *goal, ComplianceStatus status,
	   const char *unit, const Phrases *phrases)
{
	Numeric		zero = int64_to_numeric(0);
	Numeric		gap = gap_to_goal(value, goal);
	int			side = numeric_order(gap, zero);
	bool		good = (status == STATUS_EXCEEDED || status == STATUS_MET);
	const char *phrase;
	char	   *distance;

	if (side == 0)
		return good ? NULL : pstrdup(phrases->on_strict_bound);
	if (goal->direction == DIRECTION_WITHIN)
	{
		Numeric		lower = decimal_to_numeric(lower_bound(&goal->threshold));

		phrase = numeric_order(value, lower) < 0 ? phrases->below : phrases->above;
	}
	else if (goal->direction == DIRECTION_UP)
		phrase = side > 0 ? phrases->above : phrases->short_of;
	else
		phrase = side > 0 ? phrases->below : phrases->above;
	distance = number_print(DatumGetNumeric(DirectFunctionCall1(numeric_abs,
																NumericGetDatum(gap))),
							phrases->format);
	if (unit != NULL && *unit == '%')
		unit = strcmp(distance, "1") == 0 ? phrases->point : phrases->points;
	return psprintf(phrase, with_unit(distance, unit));
}

static char *
due_text(const Target *goal, const Phrases *phrases)
{
	char		date[32];
	int			year;
	int			month;
	int			day;

	j2date(goal->due + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	snprintf(date, sizeof(date), phrases->date, year, month, day);
	return psprintf(phrases->due, date);
}

/* What is compared with what; NULL if there is neither value nor target. */
static char *
comparison(Numeric value, const Target *goal, const char *unit,
		   const Phrases *phrases)
{
	char	   *shown_value = NULL;
	char	   *shown_goal = NULL;

	if (value != NULL)
		shown_value = with_unit(number_print(value, phrases->format), unit);
	if (goal != NULL)
		shown_goal = with_unit(target_threshold_print(goal, phrases->format),
							   unit);
	if (shown_value != NULL && shown_goal != NULL)
		return psprintf(phrases->compared, shown_value, shown_goal);
	if (shown_value != NULL)
		return psprintf(phrases->only_value, shown_value);
	if (shown_goal != NULL)
		return psprintf(phrases->only_target, shown_goal);
	return NULL;
}

/* Verdict: comparison, reason, due date. */
static char *
sentence(Numeric value, const Target *goal, ComplianceStatus status,
		 const char *unit, const Phrases *phrases)
{
	StringInfoData text;
	char	   *compared;
	char	   *why = NULL;

	if (value != NULL && goal != NULL)
	{
		value = rounded_value(value, &goal->threshold);
		why = reason(value, goal, status, unit, phrases);
	}
	else if (status == STATUS_NOT_DUE)
		why = pstrdup(phrases->no_figure);
	compared = comparison(value, goal, unit, phrases);
	initStringInfo(&text);
	appendStringInfoString(&text, phrases->verdict[status]);
	if (compared != NULL)
		appendStringInfo(&text, ": %s", compared);
	if (why != NULL)
		appendStringInfo(&text, ", %s", why);
	if (status == STATUS_NOT_DUE)
		appendStringInfo(&text, ", %s", due_text(goal, phrases));
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
	ComplianceStatus status;

	if (PG_ARGISNULL(4))
		report_null_argument("lang");
	if (number != NULL)
		value_from_numeric(NumericGetDatum(number), &value);
	status = judge(number != NULL ? &value : NULL, goal);
	if (!PG_ARGISNULL(2))
		status = soften(status, goal, PG_GETARG_DATEADT(2));
	PG_RETURN_TEXT_P(cstring_to_text(sentence(number, goal, status, unit,
											  phrases_for(text_to_cstring(PG_GETARG_TEXT_PP(4))))));
}
