/*
 * wording.c - what every text for readers shares.
 */
#include "wording.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

#include "progress.h"

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

typedef struct Look
{
	const char *colour;
	const char *icon;			/* one character of text */
} Look;

/*
 * Contrast with white is at least 4.5 everywhere, so what tells exceeded from
 * missed in grey print is that one is nearly black.
 */
static const Look status_looks[STATUS_COUNT] = {
	[STATUS_EXCEEDED] = {"#00395f", "★"},
	[STATUS_MET] = {"#00776e", "✔"},
	[STATUS_NEAR] = {"#a05e00", "▲"},
	[STATUS_MISSED] = {"#cc3f1b", "✘"},
	[STATUS_NOT_DUE] = {"#4a6f9c", "○"},
	[STATUS_NO_DATA] = {"#6e6e6e", "?"},
	[STATUS_NO_TARGET] = {"#7a648f", "–"}
};

static const char *const progress_words[LANGUAGE_COUNT][PROGRESS_COUNT] = {
	{"Đã đạt", "Đúng tiến độ", "Tiến bộ vừa phải", "Tiến bộ hạn chế", "Xấu đi",
	"Chưa kết luận được"},
	{"Achieved", "On track", "Moderate", "Limited", "Deteriorating",
	"Not available"}
};

static const Look progress_looks[PROGRESS_COUNT] = {
	[PROGRESS_ACHIEVED] = {"#00395f", "★"},
	[PROGRESS_ON_TRACK] = {"#00776e", "●"},
	[PROGRESS_MODERATE] = {"#a05e00", "▲"},
	[PROGRESS_LIMITED] = {"#cc3f1b", "■"},
	[PROGRESS_DETERIORATING] = {"#7a1a00", "▼"},
	[PROGRESS_NOT_AVAILABLE] = {"#6e6e6e", "?"}
};

static const char *const month_names[] = {
	"January", "February", "March", "April", "May", "June", "July", "August",
	"September", "October", "November", "December"
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

const char *
status_colour(ComplianceStatus status)
{
	return status_looks[status].colour;
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
	return psprintf("%d %s %d", day, month_names[month - 1], year);
}

/* ---------- units ---------- */

static bool
is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The small form of an initial; the same character if it has none. */
static pg_wchar
small_initial(pg_wchar c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 0x00C0 && c <= 0x00DE && c != 0x00D7))
		return c + 0x20;
	if ((c >= 0x1EA0 && c <= 0x1EF9) || c == 0x0102 || c == 0x0110 ||
		c == 0x0128 || c == 0x0168 || c == 0x01A0 || c == 0x01AF)
		return c >= 0x1EA0 ? c | 1 : c + 1;
	return c;
}

/* Append the unit small, unless it is a sign such as USD or W. */
static void
append_initial(StringInfo out, const char **unit)
{
	int			length = pg_encoding_mblen(PG_UTF8, *unit);
	const char *next = *unit + length;
	unsigned char small[5] = {0};
	bool		is_sign = *next == '\0' || (*next >= 'A' && *next <= 'Z') ||
		*next == '/' || *next == ' ';

	unicode_to_utf8(small_initial(utf8_to_unicode((const unsigned char *) *unit)),
					small);
	if (is_sign)
		appendBinaryStringInfo(out, *unit, length);
	else
		appendStringInfoString(out, (char *) small);
	*unit = next;
}

/* Append m2 as m², and m3 likewise, where that is the whole of a word's end. */
static void
append_unit(StringInfo out, const char *unit)
{
	append_initial(out, &unit);
	for (const char *c = unit; *c != '\0'; c++)
	{
		bool		is_power = (*c == '2' || *c == '3') && out->len > 0 &&
			out->data[out->len - 1] == 'm' &&
			!is_ascii_letter(c[1]) && !(c[1] >= '0' && c[1] <= '9');

		if (is_power)
			appendStringInfoString(out, *c == '2' ? "²" : "³");
		else
			appendStringInfoChar(out, *c);
	}
}

char *
with_unit(const char *number, const char *unit)
{
	StringInfoData out;

	if (unit == NULL || *unit == '\0')
		return pstrdup(number);
	initStringInfo(&out);
	appendStringInfoString(&out, number);
	if (*unit != '%')
		appendStringInfoChar(&out, ' ');
	append_unit(&out, unit);
	return out.data;
}

/* ---------- targets ---------- */

/* A range whose ends are not both in it, or that has a minus. */
static char *
range_wording(const ThresholdRange *range, Language language)
{
	NumberFormat format = language_format(language);
	bool		vietnamese = (language == LANGUAGE_VI);
	const char *from = lower_bound_inc(range) ? (vietnamese ? "từ" : "from")
		: (vietnamese ? "trên" : "over");
	const char *to = upper_bound_inc(range) ? (vietnamese ? "đến" : "to")
		: (vietnamese ? "đến dưới" : "to under");

	return psprintf("%s %s %s %s",
					from, number_print(decimal_to_numeric(lower_bound(range)), format),
					to, number_print(decimal_to_numeric(upper_bound(range)), format));
}

char *
target_wording(const Target *goal, Language language)
{
	const ThresholdRange *range = &goal->threshold;
	NumberFormat format = language_format(language);
	bool		has_lower = has_lower_bound(range);
	char	   *lower = number_print(decimal_to_numeric(lower_bound(range)), format);
	char	   *upper = number_print(decimal_to_numeric(upper_bound(range)), format);

	if (!has_lower)
		return psprintf("%s %s", upper_bound_inc(range) ? "≤" : "<", upper);
	if (!has_upper_bound(range))
		return psprintf("%s %s", lower_bound_inc(range) ? "≥" : ">", lower);
	if (decimal_cmp(lower_bound(range), upper_bound(range)) == 0)
		return lower;
	if (!lower_bound_inc(range) || !upper_bound_inc(range) ||
		range->lower < 0)
		return range_wording(range, language);
	return psprintf("%s–%s", lower, upper);
}

/* ---------- rounding ---------- */

static Numeric
round_to(Numeric number, int decimals)
{
	return DatumGetNumeric(DirectFunctionCall2(numeric_round,
											   NumericGetDatum(number),
											   Int32GetDatum(decimals)));
}

/* The numbers that a value must be seen to lie on its side of. */
static int
marks_of(const Target *goal, Numeric *marks)
{
	const ThresholdRange *range = &goal->threshold;
	bool		given[] = {has_lower_bound(range), has_upper_bound(range)};
	Decimal		ends[] = {lower_bound(range), upper_bound(range)};
	int			n = 0;

	for (int i = 0; i < lengthof(ends); i++)
	{
		bool		decides = goal->direction == DIRECTION_WITHIN ||
			(goal->direction == DIRECTION_UP) == (i == 0);
		Numeric		near = decimal_to_numeric(target_near(goal));

		if (!given[i])
			continue;
		marks[n++] = decimal_to_numeric(ends[i]);
		if (decides && target_has_near(goal))
		{
			marks[n] = i == 0 ? numeric_minus(marks[n - 1], near)
				: numeric_plus(marks[n - 1], near);
			n++;
		}
	}
	return n;
}

static bool
is_faithful(Numeric rounded, Numeric value, const Numeric *marks, int nmarks)
{
	if (numeric_sign_of(rounded) != numeric_sign_of(value))
		return false;
	for (int i = 0; i < nmarks; i++)
	{
		if (numeric_order(rounded, marks[i]) != numeric_order(value, marks[i]))
			return false;
	}
	return true;
}

Numeric
rounded_value(Numeric value, const Target *goal, int decimals)
{
	Numeric		marks[4];
	int			nmarks = goal ? marks_of(goal, marks) : 0;

	if (decimals == USUAL_DECIMALS)
		decimals = EXTRA_DECIMALS +
			(goal ? Max(goal->threshold.lower_scale, goal->threshold.upper_scale) : 0);
	for (; decimals <= MAX_DECIMALS; decimals++)
	{
		Numeric		rounded = round_to(value, decimals);

		if (is_faithful(rounded, value, marks, nmarks))
			return rounded;
	}
	return value;
}

/* ---------- reasons ---------- */

/* The fixed words of progress and forecast, and what they are in Vietnamese. */
static const struct
{
	const char *english;
	const char *vietnamese;
}			reasons[] =
{
	{"the target is met", "đã đạt mục tiêu"},
	{"actual pace against needed pace", "đà thực tế so với đà cần có"},
	{"actual pace against needed pace, 0 taken as 0.001", "đà thực tế so với đà cần có, số 0 được tính là 0,001"},
	{"pace without a target", "đà tăng, giảm khi không có mục tiêu"},
	{"pace without a target, 0 taken as 0.001", "đà tăng, giảm khi không có mục tiêu, số 0 được tính là 0,001"},
	{"projected value against target", "giá trị dự kiến so với mục tiêu"},
	{"no target", "không có mục tiêu"},
	{"no current figure", "chưa có số liệu"},
	{"fewer than two points", "chưa đủ hai điểm số liệu"},
	{"the base year is after the current year", "năm gốc ở sau năm hiện tại"},
	{"the sign changes from base to current figure", "số liệu đổi dấu so với gốc"},
	{"a figure is not above 0", "có số liệu không lớn hơn 0"},
	{"the target has no year", "mục tiêu không có hạn"},
	{"the target year is not after the base year", "hạn không ở sau năm gốc"},
	{"no figure up to the target year", "chưa có số liệu đến năm của hạn"},
	{"base and target are equal", "gốc và mục tiêu bằng nhau"},
	{"base and target have opposite signs", "gốc và mục tiêu trái dấu"},
	{"fewer than three points", "chưa đủ ba điểm số liệu"},
	{"all points lie in one period", "số liệu chỉ của một kỳ"},
	{"limit reached", "chạm giới hạn"},
	{"points on a line give no interval", "các điểm nằm trên một đường thẳng, không có khoảng dự báo"},
	{"green", "xanh"},
	{"yellow", "vàng"},
	{"orange", "cam"},
	{"red", "đỏ"},
	{"decreasing", "đi xuống"},
	{"stagnating", "chững lại"},
	{"moderately improving", "cải thiện vừa phải"},
	{"on track", "đúng tiến độ"}
};

#define BREAK_REASON	"the series breaks in "

/* ---------- entry points ---------- */

/* reason_label(reason, lang) */
PG_FUNCTION_INFO_V1(socpolicy_reason_label);
Datum
socpolicy_reason_label(PG_FUNCTION_ARGS)
{
	char	   *reason = text_to_cstring(PG_GETARG_TEXT_PP(0));

	if (language_from_arg(fcinfo, 1) == LANGUAGE_EN)
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	for (int i = 0; i < lengthof(reasons); i++)
	{
		if (strcmp(reason, reasons[i].english) == 0)
			PG_RETURN_TEXT_P(cstring_to_text(reasons[i].vietnamese));
	}
	if (strncmp(reason, BREAK_REASON, strlen(BREAK_REASON)) == 0)
		PG_RETURN_TEXT_P(cstring_to_text(psprintf("chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm %s",
												  reason + strlen(BREAK_REASON))));
	PG_RETURN_NULL();
}

/* A number of decimals that may be absent. */
static int
decimals_from_arg(FunctionCallInfo fcinfo, int arg)
{
	int			decimals;

	if (PG_ARGISNULL(arg))
		return USUAL_DECIMALS;
	decimals = PG_GETARG_INT32(arg);
	if (decimals < 0 || decimals > MAX_DECIMALS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("number of decimals out of range: %d", decimals),
				 errdetail("It lies between 0 and %d.", MAX_DECIMALS)));
	return decimals;
}

/* rounded_value(value, goal, decimals) */
PG_FUNCTION_INFO_V1(socpolicy_rounded_value);
Datum
socpolicy_rounded_value(PG_FUNCTION_ARGS)
{
	Numeric		value;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	value = rounded_value(numeric_from_arg(fcinfo, 0),
						  PG_ARGISNULL(1) ? NULL : PG_GETARG_TARGET_P(1),
						  decimals_from_arg(fcinfo, 2));
	return DirectFunctionCall1(numeric_trim_scale, NumericGetDatum(value));
}

/* format_value(value, goal, format, decimals) */
PG_FUNCTION_INFO_V1(socpolicy_format_value);
Datum
socpolicy_format_value(PG_FUNCTION_ARGS)
{
	Numeric		value;
	NumberFormat format;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	format = number_format_from_text(PG_GETARG_TEXT_PP(2));
	value = rounded_value(numeric_from_arg(fcinfo, 0),
						  PG_ARGISNULL(1) ? NULL : PG_GETARG_TARGET_P(1),
						  decimals_from_arg(fcinfo, 3));
	PG_RETURN_TEXT_P(cstring_to_text(number_print(value, format)));
}

/* The place of an enum argument among names. */
static int
label_arg(FunctionCallInfo fcinfo, const char *const *names, int count)
{
	char	   *label = DatumGetCString(DirectFunctionCall1(enum_out, PG_GETARG_DATUM(0)));

	for (int i = 0; i < count; i++)
	{
		if (strcmp(label, names[i]) == 0)
			return i;
	}
	elog(ERROR, "unexpected label \"%s\"", label);
}

/* status_label(status, lang) */
PG_FUNCTION_INFO_V1(socpolicy_status_label);
Datum
socpolicy_status_label(PG_FUNCTION_ARGS)
{
	int			status = label_arg(fcinfo, status_names, STATUS_COUNT);

	PG_RETURN_TEXT_P(cstring_to_text(status_words[language_from_arg(fcinfo, 1)][status]));
}

/* status_colour(status) */
PG_FUNCTION_INFO_V1(socpolicy_status_colour);
Datum
socpolicy_status_colour(PG_FUNCTION_ARGS)
{
	int			status = label_arg(fcinfo, status_names, STATUS_COUNT);

	PG_RETURN_TEXT_P(cstring_to_text(status_looks[status].colour));
}

/* status_icon(status) */
PG_FUNCTION_INFO_V1(socpolicy_status_icon);
Datum
socpolicy_status_icon(PG_FUNCTION_ARGS)
{
	int			status = label_arg(fcinfo, status_names, STATUS_COUNT);

	PG_RETURN_TEXT_P(cstring_to_text(status_looks[status].icon));
}

/* The same for progress_status. */
PG_FUNCTION_INFO_V1(socpolicy_progress_label);
Datum
socpolicy_progress_label(PG_FUNCTION_ARGS)
{
	int			status = label_arg(fcinfo, progress_names, PROGRESS_COUNT);

	PG_RETURN_TEXT_P(cstring_to_text(progress_words[language_from_arg(fcinfo, 1)][status]));
}

PG_FUNCTION_INFO_V1(socpolicy_progress_colour);
Datum
socpolicy_progress_colour(PG_FUNCTION_ARGS)
{
	int			status = label_arg(fcinfo, progress_names, PROGRESS_COUNT);

	PG_RETURN_TEXT_P(cstring_to_text(progress_looks[status].colour));
}

PG_FUNCTION_INFO_V1(socpolicy_progress_icon);
Datum
socpolicy_progress_icon(PG_FUNCTION_ARGS)
{
	int			status = label_arg(fcinfo, progress_names, PROGRESS_COUNT);

	PG_RETURN_TEXT_P(cstring_to_text(progress_looks[status].icon));
}
