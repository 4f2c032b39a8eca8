/*
 * blocks.c - numbers as lines and bars of block characters.
 */
#include "picture.h"

#include "utils/builtins.h"

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
