/*
 * wording.c - what every text for readers shares.
 */
#include "wording.h"

#include "utils/builtins.h"
#include "utils/datetime.h"

/* How many decimals of a value are always shown beyond those of the bound. */
#define EXTRA_DECIMALS	2
/* Beyond so many a value is shown as it is. */
#define MAX_DECIMALS	20

static const char *const language_names[LANGUAGE_COUNT] = {"vi", "en"};

static const char *const status_words[LANGUAGE_COUNT][STATUS_COUNT] = {
	{"Vượt", "Đạt", "Gần đạt", "Chưa đạt", "Chưa đến hạn",
	"Chưa có số liệu", "Không có mục tiêu"},
	{"Exceeded", "Met", "Near", "Missed", "Not yet due", "No data",
	"No target"}
};

Language
language_from_arg(FunctionCallInfo fcinfo, int arg)
{
	char	   *name;

	if (PG_ARGISNULL(arg))
		report_null_argument("lang");
	name = text_to_cstring(PG_GETARG_TEXT_PP(arg));
	for (int i = 0; i < LANGUAGE_COUNT; i++)
	{
		if (strcmp(name, language_names[i]) == 0)
			return i;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid language: \"%s\"", name),
			 errhint("Valid values are \"vi\" and \"en\".")));
}

NumberFormat
language_format(Language language)
{
	return language == LANGUAGE_VI ? FORMAT_VI : FORMAT_EN;
}

const char *
status_wording(ComplianceStatus status, Language language)
{
	return status_words[language][status];
}

char *
date_wording(DateADT date, Language language)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	if (language == LANGUAGE_VI)
		return psprintf("%02d/%02d/%04d", day, month, year);
	return psprintf("%04d-%02d-%02d", year, month, day);
}

char *
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

Numeric
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

Numeric
rounded_alone(Numeric value)
{
	return round_to(value, EXTRA_DECIMALS);
}
