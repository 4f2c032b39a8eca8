/*
 * target_notation.c - targets as people write them.
 *
 *		cell     := {prefix word} body [suffix word]
 *		body     := quantity [('-' | "đến") [comparison] quantity] | interval
 *		interval := ('[' | '(') quantity ';' quantity (']' | ')')
 */
#include "notation_reader.h"

#include "utils/builtins.h"

/* What a cell says. */
typedef struct Cell
{
	Operator	op;
	Direction	implied;		/* by a word such as "giảm còn" */
	int			change;			/* -1 or 1: the number is a change */
	bool		is_change;
	bool		has_from;
	bool		has_point;		/* by apply_change(): the value itself */
	Decimal		point;
	bool		is_range;
	bool		lower_inc;
	bool		upper_inc;
	int			remarks;
	Quantity	first;
	Quantity	second;
} Cell;

/* ---------- a target cell ---------- */

static bool
take_operator(Reader *reader, const Word *word, Operator *op)
{
	if (*op != OPERATOR_NONE)
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "\"%s\" is a second comparison.", word->text);
	*op = word->argument;
	return true;
}

static bool
read_prefix(Reader *reader, Cell *cell)
{
	const Word *word;

	while ((word = take_word(reader, PREFIX_WORDS)) != NULL)
	{
		if (word->kind == WORD_REMARK)
			cell->remarks |= word->argument;
		else if (word->kind == WORD_FROM)
			cell->has_from = true;
		else if (word->kind == WORD_REFUSED)
			return refuse_text(reader, word->argument);
		else if (word->kind == WORD_FILLER && word->argument != DIRECTION_NONE)
			cell->implied = word->argument;
		else if (word->kind == WORD_CHANGE)
		{
			cell->is_change = true;
			cell->change = word->argument;
		}
		else if (word->kind == WORD_OPERATOR &&
				 !take_operator(reader, word, &cell->op))
			return false;
	}
	return true;
}

/* A hyphen beside a sign may be either: such a range has to say "đến". */
static bool
signed_range_fault(Reader *reader)
{
	return fault_set(reader->fault, SYNTAX_FAULT,
					 "Write a range below zero as: từ -5 đến -3.",
					 "A hyphen joins two numbers only if neither has a sign.");
}

/*
 * The comparisons of a range: "trên 80 đến dưới 90".  One before the first
 * number says whether that belongs to it, one before the second likewise.
 */
static bool
read_ends(Reader *reader, Cell *cell)
{
	Operator	lower = cell->op;
	Operator	upper = OPERATOR_NONE;
	const Word *word = take_word(reader, WORD_OPERATOR);

	if (word != NULL)
		upper = word->argument;
	if (lower == OPERATOR_LESS || lower == OPERATOR_AT_MOST ||
		upper == OPERATOR_MORE || upper == OPERATOR_AT_LEAST)
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "A range and a comparison exclude each other.");
	cell->lower_inc = (lower != OPERATOR_MORE);
	cell->upper_inc = (upper != OPERATOR_LESS);
	cell->op = OPERATOR_NONE;
	return true;
}

static bool
read_range(Reader *reader, Cell *cell)
{
	const char *c = skip_blanks(reader->at);
	bool		has_hyphen = (*c == '-');

	if (has_hyphen)
		reader->at = c + 1;
	else if (!take_word(reader, WORD_TO))
		return true;
	cell->is_range = true;
	if (has_hyphen && cell->first.number.has_sign)
		return signed_range_fault(reader);
	if (!read_ends(reader, cell) || !read_quantity(reader, &cell->second))
		return false;
	if (has_hyphen && cell->second.number.has_sign)
		return signed_range_fault(reader);
	return true;
}

/* Take one of two characters. */
static bool
take_mark(Reader *reader, char mark, char other, char *taken)
{
	const char *c = skip_blanks(reader->at);

	if (*c != mark && *c != other)
		return quote_fault(reader, "Write a range without one of its ends as [28; 30).",
						   mark == ';' ? "A semicolon should stand at"
						   : "A bracket should stand at", c);
	*taken = *c;
	reader->at = c + 1;
	return true;
}

static bool
read_interval(Reader *reader, Cell *cell)
{
	char		opening;
	char		semicolon;
	char		closing;

	if (!take_mark(reader, '[', '(', &opening) ||
		!read_quantity(reader, &cell->first) ||
		!take_mark(reader, ';', ';', &semicolon) ||
		!read_quantity(reader, &cell->second) ||
		!take_mark(reader, ']', ')', &closing))
		return false;
	cell->is_range = true;
	cell->lower_inc = (opening == '[');
	cell->upper_inc = (closing == ']');
	return true;
}

/* The year behind "so với", which says what the change is measured against. */
static void
read_comparison(Reader *reader)
{
	const char *c;

	if (take_word(reader, WORD_COMPARED) == NULL)
		return;
	c = skip_blanks(reader->at);
	while (is_digit(*c))
		c++;
	reader->at = c;
}

/* Read the suffix, and refuse words that do not go together. */
static bool
read_suffix(Reader *reader, Cell *cell)
{
	const Word *suffix = take_word(reader, WORD_SUFFIX);

	if (cell->is_range && (cell->op != OPERATOR_NONE || suffix))
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "A range and a comparison exclude each other.");
	if (suffix && !take_operator(reader, suffix, &cell->op))
		return false;
	/* "từ 50%" promises no less */
	if (cell->has_from && !cell->is_range && cell->op == OPERATOR_NONE)
		cell->op = OPERATOR_AT_LEAST;
	if (cell->is_change)
		read_comparison(reader);
	return expect_nothing_more(reader, "Pass the unit of the indicator as"
							   " unit => '...', or write the number alone.");
}

/* A plain "%" before "đến" agrees with "%/năm" behind it. */
static bool
units_agree(Unit first, Unit second)
{
	if (first == UNIT_NONE || second == UNIT_NONE || first == second)
		return true;
	return first == UNIT_PERCENT &&
		second >= UNIT_PERCENT_A_YEAR && second <= UNIT_PERCENT_OF_LABOUR;
}

/* Let what stands behind the second number cover the first. */
static bool
join_quantities(Reader *reader, Cell *cell)
{
	Quantity   *first = &cell->first;
	Quantity   *second = &cell->second;

	cell->remarks |= first->number.remarks;
	if (!cell->is_range)
		return true;
	cell->remarks |= second->number.remarks;
	if (!units_agree(first->unit, second->unit))
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "The two numbers have different units.");
	if (first->number.exponent == 0 && first->unit == UNIT_NONE)
		first->number.exponent = second->number.exponent;
	return true;
}

static bool
read_cell(Reader *reader, Cell *cell)
{
	memset(cell, 0, sizeof(*cell));
	cell->lower_inc = cell->upper_inc = true;
	if (!read_prefix(reader, cell))
		return false;
	reader->at = skip_blanks(reader->at);
	if (*reader->at == '[' || *reader->at == '(')
	{
		if (!read_interval(reader, cell))
			return false;
	}
	else if (!read_quantity(reader, &cell->first) ||
			 !read_range(reader, cell))
		return false;
	return read_suffix(reader, cell) && join_quantities(reader, cell);
}

/* The values that the cell accepts. */
static bool
cell_threshold(const Cell *cell, ThresholdRange *range, Fault *fault)
{
	Decimal		first;
	Decimal		second;
	int			order;

	if (cell->has_point)
		return threshold_range_make(&cell->point, &cell->point, true, true, range, fault);
	if (!literal_decimal(&cell->first.number, &first, fault))
		return false;
	switch (cell->op)
	{
		case OPERATOR_LESS:
		case OPERATOR_AT_MOST:
			return threshold_range_make(NULL, &first, false,
										cell->op == OPERATOR_AT_MOST,
										range, fault);
		case OPERATOR_MORE:
		case OPERATOR_AT_LEAST:
			return threshold_range_make(&first, NULL,
										cell->op == OPERATOR_AT_LEAST, false,
										range, fault);
		case OPERATOR_NONE:
			break;
	}
	if (!cell->is_range)
		return threshold_range_make(&first, &first, true, true, range, fault);
	if (!literal_decimal(&cell->second.number, &second, fault))
		return false;
	order = decimal_cmp(first, second);
	if (order > 0 || (order == 0 && !(cell->lower_inc && cell->upper_inc)))
		return fault_set(fault, SYNTAX_FAULT, NULL,
						 "The second number of the range is not above the"
						 " first.");
	return threshold_range_make(&first, &second, cell->lower_inc,
								cell->upper_inc, range, fault);
}

/* The direction that a cell says itself; false if it says both. */
static bool
implied_by_cell(const Cell *cell, Direction *implied)
{
	*implied = cell->implied;
	if (cell->op == OPERATOR_NONE)
		return true;
	*implied = cell->op == OPERATOR_LESS || cell->op == OPERATOR_AT_MOST
		? DIRECTION_DOWN : DIRECTION_UP;
	return cell->implied == DIRECTION_NONE || cell->implied == *implied;
}

/* Check the direction that was passed against the cell's own, or take that. */
static bool
find_direction(const Cell *cell, Direction *direction, Fault *fault)
{
	Direction	implied;

	if (!implied_by_cell(cell, &implied))
		return fault_set(fault, SYNTAX_FAULT, NULL,
						 "The words of the cell contradict each other.");
	if (*direction == DIRECTION_NONE && implied == DIRECTION_NONE)
		return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE,
						 "Pass direction => 'up', 'down' or 'within'.",
						 "A number or a range does not say which way is"
						 " better.");
	if (*direction != DIRECTION_NONE && implied != DIRECTION_NONE &&
		*direction != implied)
		return fault_set(fault, SYNTAX_FAULT, NULL,
						 "The cell says that %s is better, the direction"
						 " passed is \"%s\".",
						 implied == DIRECTION_UP ? "more" : "less",
						 direction_text(*direction));
	if (*direction == DIRECTION_NONE)
		*direction = implied;
	return true;
}

/*
 * The value that a change in percent leads to: "giảm 10% so với 2020" from the
 * baseline of that year.
 */
static bool
apply_change(Cell *cell, Numeric baseline, Fault *fault)
{
	const char *hint = "Write \"giảm xuống\" or \"tăng lên\" before the value"
		" to be reached, \"mức giảm\" or \"mức tăng\" if the change itself is"
		" measured; or pass the baseline that it is measured against.";
	Numeric		percent;
	char	   *text;
	const char *cursor;

	if (baseline == NULL || cell->is_range || cell->op != OPERATOR_NONE ||
		cell->first.unit != UNIT_PERCENT)
		return fault_set(fault, SYNTAX_FAULT, hint,
						 "After \"%s\" stands a change, not a value.",
						 cell->change < 0 ? "giảm" : "tăng");
	if (!literal_numeric(&cell->first.number, &percent, fault))
		return false;
	if (cell->change < 0)
		percent = numeric_minus(int64_to_numeric(0), percent);
	percent = numeric_plus(int64_to_numeric(100), percent);
	text = numeric_normalize(numeric_over(numeric_times(baseline, percent),
										  int64_to_numeric(100)));
	cursor = text;
	cell->has_point = true;
	cell->implied = cell->change < 0 ? DIRECTION_DOWN : DIRECTION_UP;
	return decimal_parse(&cursor, &cell->point, fault);
}

/* ---------- from the arguments to a reading ---------- */

static Reading
read_target_text(text *input, Direction direction, NumberFormat format,
				 text *unit, Numeric baseline)
{
	Reading		reading;
	Reader		reader;
	Cell		cell;
	ThresholdRange range;
	const char *at;

	if (!begin_reading(input, format, &reader, &reading))
		return reading;
	at = reader.at;
	if (unit && !reader_set_unit(&reader, unit))
		return reading;
	reader.at = at;
	reader.amount_words |= WORD_PERCENT | WORD_UNIT;
	reading.target = palloc(sizeof(Target));
	reading.is_read = read_cell(&reader, &cell) &&
		(!cell.is_change || apply_change(&cell, baseline, &reading.fault)) &&
		find_direction(&cell, &direction, &reading.fault) &&
		cell_threshold(&cell, &range, &reading.fault) &&
		target_make(&range, direction, reading.target, &reading.fault);
	reading.remarks |= cell.remarks;
	return reading;
}

/* The reading that (cell, direction, format, unit, baseline) ask for. */
static Reading
read_target_args(FunctionCallInfo fcinfo)
{
	Reading		none = {.is_read = true,.is_none = true};
	Direction	direction = direction_from_arg(fcinfo, 1);
	NumberFormat format = format_arg(fcinfo, 2);

	if (PG_ARGISNULL(0))
		return none;
	return read_target_text(PG_GETARG_TEXT_PP(0), direction, format,
							PG_ARGISNULL(3) ? NULL : PG_GETARG_TEXT_PP(3),
							PG_ARGISNULL(4) ? NULL : PG_GETARG_NUMERIC(4));
}

/* ---------- writing ---------- */

static void
append_decimal(StringInfo out, Decimal number, NumberFormat format)
{
	char		plain[DECIMAL_BUFSIZE];

	decimal_print(number, plain);
	append_number(out, plain, format);
}

static void
append_range(StringInfo out, const ThresholdRange *range, NumberFormat format)
{
	Decimal		lower = lower_bound(range);
	Decimal		upper = upper_bound(range);
	bool		is_closed = lower_bound_inc(range) && upper_bound_inc(range);
	const char *opening = "";
	const char *middle = "-";
	const char *closing = "";

	if (!is_closed)
	{
		opening = lower_bound_inc(range) ? "[" : "(";
		middle = "; ";
		closing = upper_bound_inc(range) ? "]" : ")";
	}
	else if (lower.coefficient < 0)
	{
		/* A hyphen beside a minus cannot be read. */
		opening = format == FORMAT_VI ? "từ " : "";
		middle = format == FORMAT_VI ? " đến " : " to ";
	}
	appendStringInfoString(out, opening);
	append_decimal(out, lower, format);
	appendStringInfoString(out, middle);
	append_decimal(out, upper, format);
	appendStringInfoString(out, closing);
}

char *
target_threshold_print(const Target *target, NumberFormat format)
{
	const ThresholdRange *range = &target->threshold;
	StringInfoData out;

	initStringInfo(&out);
	if (!has_lower_bound(range))
	{
		appendStringInfoString(&out, upper_bound_inc(range) ? "<= " : "< ");
		append_decimal(&out, upper_bound(range), format);
	}
	else if (!has_upper_bound(range))
	{
		appendStringInfoString(&out, lower_bound_inc(range) ? ">= " : "> ");
		append_decimal(&out, lower_bound(range), format);
	}
	else if (decimal_cmp(lower_bound(range), upper_bound(range)) == 0)
		append_decimal(&out, lower_bound(range), format);
	else
		append_range(&out, range, format);
	return out.data;
}

/* ---------- entry points ---------- */

PG_FUNCTION_INFO_V1(socpolicy_parse_target);
Datum
socpolicy_parse_target(PG_FUNCTION_ARGS)
{
	Reading		reading = read_target_args(fcinfo);

	if (!reading.is_read)
		raise_fault("target cell", &reading.fault, PG_GETARG_TEXT_PP(0));
	if (reading.is_none)
		PG_RETURN_NULL();
	PG_RETURN_TARGET_P(reading.target);
}

PG_FUNCTION_INFO_V1(socpolicy_inspect_target);
Datum
socpolicy_inspect_target(PG_FUNCTION_ARGS)
{
	Reading		reading = read_target_args(fcinfo);

	return inspection(fcinfo, &reading, TargetPGetDatum(reading.target),
					  "target cell",
					  PG_ARGISNULL(0) ? NULL : PG_GETARG_TEXT_PP(0));
}

PG_FUNCTION_INFO_V1(socpolicy_format_target);
Datum
socpolicy_format_target(PG_FUNCTION_ARGS)
{
	char	   *printed = target_threshold_print(PG_GETARG_TARGET_P(0),
												 format_arg(fcinfo, 1));

	PG_RETURN_TEXT_P(cstring_to_text(printed));
}
