/*
 * target.c - the type target: a promise about a value.
 */
#include "target.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/datetime.h"

StaticAssertDecl(sizeof(Target) == 56, "stored layout");

#define TARGET_BUFSIZE	(THRESHOLD_RANGE_BUFSIZE + 2 * DECIMAL_BUFSIZE + 80)

static const char *const target_hint =
	"A target reads: range [up|down|within] [by date] [from number on date]"
	" [near number]. To read a cell as people write it, use"
	" socpolicy.parse_target().";

/* ---------- guards ---------- */

static Direction
implied_direction(const ThresholdRange *threshold)
{
	if (!has_upper_bound(threshold))
		return DIRECTION_UP;
	if (!has_lower_bound(threshold))
		return DIRECTION_DOWN;
	return DIRECTION_NONE;
}

bool
target_make(const ThresholdRange *threshold, Direction direction,
			Target *target, Fault *fault)
{
	Direction	implied = implied_direction(threshold);

	if (direction == DIRECTION_NONE)
		direction = implied;
	if (direction == DIRECTION_NONE)
		return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE,
						 "Give the direction: up (more is better), down or"
						 " within, such as \"95 up\".",
						 "A number or a range with two ends does not say which"
						 " way is better.");
	if (implied != DIRECTION_NONE && implied != direction)
		return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
						 "A range with only %s bound means \"%s\", not \"%s\".",
						 implied == DIRECTION_UP ? "a lower" : "an upper",
						 direction_text(implied), direction_text(direction));
	memset(target, 0, sizeof(*target));
	target->threshold = *threshold;
	target->direction = direction;
	return true;
}

/* Only dates that print as YYYY-MM-DD can be part of a target. */
static bool
check_date(DateADT date, Fault *fault)
{
	DateADT		first = date2j(1, 1, 1) - POSTGRES_EPOCH_JDATE;
	DateADT		last = date2j(9999, 12, 31) - POSTGRES_EPOCH_JDATE;

	if (date >= first && date <= last)
		return true;
	return fault_set(fault, ERRCODE_DATETIME_FIELD_OVERFLOW, NULL,
					 "A date of a target lies in the years 1 to 9999.");
}

static bool
check_dates_in_order(const Target *target, Fault *fault)
{
	if (!target_has_due(target) || !target_has_baseline(target) ||
		target->baseline_on < target->due)
		return true;
	return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
					 "The baseline's date must lie before the due date.");
}

static bool
set_due(Target *target, DateADT due, Fault *fault)
{
	target->due = due;
	target->flags |= TARGET_HAS_DUE;
	return check_date(due, fault) && check_dates_in_order(target, fault);
}

static bool
set_baseline(Target *target, Decimal baseline, DateADT on, Fault *fault)
{
	target->baseline = baseline.coefficient;
	target->baseline_scale = baseline.scale;
	target->baseline_on = on;
	target->flags |= TARGET_HAS_BASELINE;
	return check_date(on, fault) && check_dates_in_order(target, fault);
}

static bool
set_near(Target *target, Decimal near, Fault *fault)
{
	target->near = near.coefficient;
	target->near_scale = near.scale;
	target->flags |= TARGET_HAS_NEAR;
	if (near.coefficient > 0)
		return true;
	return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
					 "The distance that counts as near must be greater than 0.");
}

/* True if bytes from outside make a target that the setters would make. */
static bool
target_is_valid(const Target *target)
{
	Target		same;
	Fault		fault;

	if (!threshold_range_is_valid(&target->threshold) ||
		target->direction < DIRECTION_UP ||
		target->direction > DIRECTION_WITHIN ||
		!decimal_is_canonical(target_baseline(target)) ||
		!decimal_is_canonical(target_near(target)))
		return false;
	if (!target_make(&target->threshold, target->direction, &same, &fault) ||
		(target_has_due(target) &&
		 !set_due(&same, target->due, &fault)) ||
		(target_has_baseline(target) &&
		 !set_baseline(&same, target_baseline(target), target->baseline_on,
					   &fault)) ||
		(target_has_near(target) &&
		 !set_near(&same, target_near(target), &fault)))
		return false;
	return memcmp(&same, target, sizeof(same)) == 0;
}

bool
target_bound(const Target *target, Decimal *bound)
{
	if (target->direction == DIRECTION_WITHIN)
		return false;
	*bound = target->direction == DIRECTION_UP ?
		lower_bound(&target->threshold) : upper_bound(&target->threshold);
	return true;
}

/* ---------- direction ---------- */

static const char *const direction_words[] = {"", "up", "down", "within"};

bool
direction_from_text(const char *word, int length, Direction *direction)
{
	for (int i = DIRECTION_UP; i <= DIRECTION_WITHIN; i++)
	{
		if (strlen(direction_words[i]) == length &&
			pg_strncasecmp(word, direction_words[i], length) == 0)
		{
			*direction = i;
			return true;
		}
	}
	return false;
}

const char *
direction_text(Direction direction)
{
	return direction_words[direction];
}

Direction
direction_from_arg(FunctionCallInfo fcinfo, int arg)
{
	Direction	direction = DIRECTION_NONE;
	text	   *word;

	if (PG_ARGISNULL(arg))
		return DIRECTION_NONE;
	word = PG_GETARG_TEXT_PP(arg);
	if (!direction_from_text(VARDATA_ANY(word), VARSIZE_ANY_EXHDR(word),
							 &direction))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid direction: \"%s\"", text_to_cstring(word)),
				 errhint("Valid values are \"up\", \"down\" and \"within\".")));
	return direction;
}

/* ---------- parse ---------- */

static inline bool
is_blank_or_end(char c)
{
	return c == '\0' || c == ' ' || (c >= '\t' && c <= '\r');
}

/* The length of the word that follows after blanks; 0 when none does. */
static int
peek_word(const char *c, const char **word)
{
	int			length = 0;

	*word = skip_blanks(c);
	if (*word == c)
		return 0;
	while (!is_blank_or_end((*word)[length]))
		length++;
	return length;
}

/* Move behind a keyword in any case, if it is what comes next. */
static bool
take_word(const char **cursor, const char *keyword)
{
	const char *word;
	int			length = peek_word(*cursor, &word);

	if (length != strlen(keyword) ||
		pg_strncasecmp(word, keyword, length) != 0)
		return false;
	*cursor = word + length;
	return true;
}

static bool
scan_number(const char **cursor, Decimal *number, Fault *fault)
{
	*cursor = skip_blanks(*cursor);
	return decimal_parse(cursor, number, fault);
}

/* Read exactly so many digits; -1 if there are others. */
static int
scan_digits(const char **cursor, int count)
{
	int			number = 0;

	for (int i = 0; i < count; i++, (*cursor)++)
	{
		if (**cursor < '0' || **cursor > '9')
			return -1;
		number = number * 10 + (**cursor - '0');
	}
	return number;
}

/* date := YYYY '-' MM '-' DD | YYYY, a year meaning its last day */
static bool
scan_date(const char **cursor, DateADT *date, Fault *fault)
{
	const char *c = skip_blanks(*cursor);
	const char *start = c;
	int			year = scan_digits(&c, 4);
	int			month = 12;
	int			day = 31;

	if (year >= 0 && *c == '-')
	{
		c++;
		month = scan_digits(&c, 2);
		day = month >= 0 && *c++ == '-' ? scan_digits(&c, 2) : -1;
	}
	if (year < 0 || month < 0 || day < 0 || !is_blank_or_end(*c))
		return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
						 "Write YYYY-MM-DD, or YYYY for the year's last day.",
						 "A date should begin at \"%.40s\".", start);
	if (year < 1 || month < 1 || month > MONTHS_PER_YEAR || day < 1 ||
		day > day_tab[isleap(year)][month - 1])
		return fault_set(fault, ERRCODE_DATETIME_FIELD_OVERFLOW, NULL,
						 "There is no such day as %04d-%02d-%02d.",
						 year, month, day);
	*date = date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
	*cursor = c;
	return true;
}

static bool
scan_clauses(const char **cursor, Target *target, Fault *fault)
{
	Decimal		number;
	DateADT		date;

	if (take_word(cursor, "by") &&
		(!scan_date(cursor, &date, fault) || !set_due(target, date, fault)))
		return false;
	if (take_word(cursor, "from"))
	{
		if (!scan_number(cursor, &number, fault))
			return false;
		if (!take_word(cursor, "on"))
			return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
							 target_hint, "A baseline needs its date: from"
							 " number on date.");
		if (!scan_date(cursor, &date, fault) ||
			!set_baseline(target, number, date, fault))
			return false;
	}
	return !take_word(cursor, "near") ||
		(scan_number(cursor, &number, fault) &&
		 set_near(target, number, fault));
}

/* True at the end of the text and where a clause begins. */
static bool
starts_clause(const char *c)
{
	return *skip_blanks(c) == '\0' || take_word(&c, "by") ||
		take_word(&c, "from") || take_word(&c, "near");
}

/*
 * target    := range direction? ('by' date)? ('from' number 'on' date)?
 *              ('near' number)?
 * direction := 'up' | 'down' | 'within'
 */
static bool
target_parse(const char *text, Target *target, Fault *fault)
{
	const char *c = text;
	const char *word;
	int			length;
	ThresholdRange threshold;
	Direction	direction = DIRECTION_NONE;

	if (!threshold_range_scan(&c, &threshold, fault))
		return false;
	length = peek_word(c, &word);
	if (direction_from_text(word, length, &direction))
		c = word + length;
	else if (!starts_clause(c))
		return expect_end(c, target_hint, fault);
	return target_make(&threshold, direction, target, fault) &&
		scan_clauses(&c, target, fault) &&
		expect_end(c, target_hint, fault);
}

/* ---------- print ---------- */

static int
print_date(DateADT date, char *buffer)
{
	int			year;
	int			month;
	int			day;

	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	return sprintf(buffer, "%04d-%02d-%02d", year, month, day);
}

static void
target_print(const Target *target, char *buffer)
{
	char	   *c = buffer;

	c += threshold_range_print(&target->threshold, c);
	if (implied_direction(&target->threshold) == DIRECTION_NONE)
		c += sprintf(c, " %s", direction_text(target->direction));
	if (target_has_due(target))
	{
		c += sprintf(c, " by ");
		c += print_date(target->due, c);
	}
	if (target_has_baseline(target))
	{
		c += sprintf(c, " from ");
		c += decimal_print(target_baseline(target), c);
		c += sprintf(c, " on ");
		c += print_date(target->baseline_on, c);
	}
	if (target_has_near(target))
	{
		c += sprintf(c, " near ");
		c += decimal_print(target_near(target), c);
	}
}

/* ---------- I/O ---------- */

PG_FUNCTION_INFO_V1(target_in);
Datum
target_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Target	   *target = palloc(sizeof(Target));
	Fault		fault;

	if (!target_parse(text, target, &fault))
		return report_text_fault("target", text, &fault, ESCONTEXT(fcinfo));
	PG_RETURN_TARGET_P(target);
}

PG_FUNCTION_INFO_V1(target_out);
Datum
target_out(PG_FUNCTION_ARGS)
{
	char		buffer[TARGET_BUFSIZE];

	target_print(PG_GETARG_TARGET_P(0), buffer);
	PG_RETURN_CSTRING(pstrdup(buffer));
}

PG_FUNCTION_INFO_V1(target_send);
Datum
target_send(PG_FUNCTION_ARGS)
{
	Target	   *target = PG_GETARG_TARGET_P(0);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	threshold_range_write(&target->threshold, &buffer);
	pq_sendbyte(&buffer, target->direction);
	pq_sendbyte(&buffer, target->flags);
	pq_sendint32(&buffer, target->due);
	pq_sendint64(&buffer, target->baseline);
	pq_sendbyte(&buffer, target->baseline_scale);
	pq_sendint32(&buffer, target->baseline_on);
	pq_sendint64(&buffer, target->near);
	pq_sendbyte(&buffer, target->near_scale);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

PG_FUNCTION_INFO_V1(target_recv);
Datum
target_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	Target	   *target = palloc0(sizeof(Target));

	threshold_range_read(buffer, &target->threshold);
	target->direction = pq_getmsgbyte(buffer);
	target->flags = pq_getmsgbyte(buffer);
	target->due = pq_getmsgint(buffer, 4);
	target->baseline = pq_getmsgint64(buffer);
	target->baseline_scale = pq_getmsgbyte(buffer);
	target->baseline_on = pq_getmsgint(buffer, 4);
	target->near = pq_getmsgint64(buffer);
	target->near_scale = pq_getmsgbyte(buffer);
	if (!target_is_valid(target))
		report_binary_fault("target");
	PG_RETURN_TARGET_P(target);
}

/* ---------- constructor and changed copies ---------- */

/* Set or clear the baseline from a value and a date, which go together. */
static bool
baseline_from_args(FunctionCallInfo fcinfo, int value, int on,
				   Target *target, Fault *fault)
{
	if (PG_ARGISNULL(value) != PG_ARGISNULL(on))
		return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE, NULL,
						 "A baseline is a value and its date: give both or"
						 " neither.");
	target->baseline = 0;
	target->baseline_scale = 0;
	target->baseline_on = 0;
	target->flags &= ~TARGET_HAS_BASELINE;
	return PG_ARGISNULL(value) ||
		set_baseline(target, decimal_from_numeric(PG_GETARG_NUMERIC(value)),
					 PG_GETARG_DATEADT(on), fault);
}

/* Set or clear the due date. */
static bool
due_from_arg(FunctionCallInfo fcinfo, int arg, Target *target, Fault *fault)
{
	target->due = 0;
	target->flags &= ~TARGET_HAS_DUE;
	return PG_ARGISNULL(arg) ||
		set_due(target, PG_GETARG_DATEADT(arg), fault);
}

/* Set or clear the distance that counts as near. */
static bool
near_from_arg(FunctionCallInfo fcinfo, int arg, Target *target, Fault *fault)
{
	target->near = 0;
	target->near_scale = 0;
	target->flags &= ~TARGET_HAS_NEAR;
	return PG_ARGISNULL(arg) ||
		set_near(target, decimal_from_numeric(PG_GETARG_NUMERIC(arg)), fault);
}

/* target(threshold, direction, due, baseline, baseline_on, near) */
PG_FUNCTION_INFO_V1(target_construct);
Datum
target_construct(PG_FUNCTION_ARGS)
{
	Target	   *target = palloc(sizeof(Target));
	Fault		fault;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (!target_make(PG_GETARG_THRESHOLD_RANGE_P(0), direction_from_arg(fcinfo, 1),
					 target, &fault) ||
		!due_from_arg(fcinfo, 2, target, &fault) ||
		!baseline_from_args(fcinfo, 3, 4, target, &fault) ||
		!near_from_arg(fcinfo, 5, target, &fault))
		report_argument_fault("target", &fault);
	PG_RETURN_TARGET_P(target);
}

/* A copy of the first argument, to be changed. */
static Target *
copy_arg(FunctionCallInfo fcinfo)
{
	Target	   *copy = palloc(sizeof(Target));

	memcpy(copy, PG_GETARG_TARGET_P(0), sizeof(Target));
	return copy;
}

PG_FUNCTION_INFO_V1(target_with_due);
Datum
target_with_due(PG_FUNCTION_ARGS)
{
	Target	   *copy;
	Fault		fault;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	copy = copy_arg(fcinfo);
	if (!due_from_arg(fcinfo, 1, copy, &fault))
		report_argument_fault("target", &fault);
	PG_RETURN_TARGET_P(copy);
}

PG_FUNCTION_INFO_V1(target_with_baseline);
Datum
target_with_baseline(PG_FUNCTION_ARGS)
{
	Target	   *copy;
	Fault		fault;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	copy = copy_arg(fcinfo);
	if (!baseline_from_args(fcinfo, 1, 2, copy, &fault))
		report_argument_fault("target", &fault);
	PG_RETURN_TARGET_P(copy);
}

PG_FUNCTION_INFO_V1(target_with_near);
Datum
target_with_near(PG_FUNCTION_ARGS)
{
	Target	   *copy;
	Fault		fault;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	copy = copy_arg(fcinfo);
	if (!near_from_arg(fcinfo, 1, copy, &fault))
		report_argument_fault("target", &fault);
	PG_RETURN_TARGET_P(copy);
}

/* ---------- accessors ---------- */

PG_FUNCTION_INFO_V1(target_threshold);
Datum
target_threshold(PG_FUNCTION_ARGS)
{
	ThresholdRange *range = palloc(sizeof(ThresholdRange));

	*range = PG_GETARG_TARGET_P(0)->threshold;
	PG_RETURN_THRESHOLD_RANGE_P(range);
}

PG_FUNCTION_INFO_V1(target_direction);
Datum
target_direction(PG_FUNCTION_ARGS)
{
	Target	   *target = PG_GETARG_TARGET_P(0);

	PG_RETURN_TEXT_P(cstring_to_text(direction_text(target->direction)));
}

PG_FUNCTION_INFO_V1(target_due);
Datum
target_due(PG_FUNCTION_ARGS)
{
	Target	   *target = PG_GETARG_TARGET_P(0);

	if (!target_has_due(target))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(target->due);
}

PG_FUNCTION_INFO_V1(target_baseline_value);
Datum
target_baseline_value(PG_FUNCTION_ARGS)
{
	Target	   *target = PG_GETARG_TARGET_P(0);

	if (!target_has_baseline(target))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(decimal_to_numeric(target_baseline(target)));
}

PG_FUNCTION_INFO_V1(target_baseline_on);
Datum
target_baseline_on(PG_FUNCTION_ARGS)
{
	Target	   *target = PG_GETARG_TARGET_P(0);

	if (!target_has_baseline(target))
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(target->baseline_on);
}

PG_FUNCTION_INFO_V1(target_near_value);
Datum
target_near_value(PG_FUNCTION_ARGS)
{
	Target	   *target = PG_GETARG_TARGET_P(0);

	if (!target_has_near(target))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(decimal_to_numeric(target_near(target)));
}

PG_FUNCTION_INFO_V1(target_bound_value);
Datum
target_bound_value(PG_FUNCTION_ARGS)
{
	Decimal		bound;

	if (!target_bound(PG_GETARG_TARGET_P(0), &bound))
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(decimal_to_numeric(bound));
}

/* ---------- strictness ---------- */

/*
 * Which of two targets with a deciding bound accepts less: above 0 if it is
 * the first.  At equal numbers the exclusive bound does.
 */
static int
compare_bounds(const Target *a, const Target *b)
{
	int			order;
	Decimal		bound_a;
	Decimal		bound_b;

	target_bound(a, &bound_a);
	target_bound(b, &bound_b);
	order = decimal_cmp(bound_a, bound_b);
	if (a->direction == DIRECTION_UP)
		return order != 0 ? order :
			lower_bound_inc(&b->threshold) - lower_bound_inc(&a->threshold);
	return order != 0 ? -order :
		upper_bound_inc(&b->threshold) - upper_bound_inc(&a->threshold);
}

static const char *
strictness(const Target *a, const Target *b)
{
	bool		a_in_b;
	bool		b_in_a;
	int			order;

	if (a->direction != b->direction)
		return "incomparable";
	if (a->direction == DIRECTION_WITHIN)
	{
		a_in_b = threshold_range_contains_range(&b->threshold, &a->threshold);
		b_in_a = threshold_range_contains_range(&a->threshold, &b->threshold);
		if (!a_in_b && !b_in_a)
			return "incomparable";
		order = a_in_b - b_in_a;
	}
	else
		order = compare_bounds(a, b);
	return order > 0 ? "stricter" : order < 0 ? "looser" : "equal";
}

PG_FUNCTION_INFO_V1(target_strictness);
Datum
target_strictness(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(strictness(PG_GETARG_TARGET_P(0),
												PG_GETARG_TARGET_P(1))));
}

/* ---------- comparison and hash ---------- */

static inline int
cmp_int(int a, int b)
{
	return (a > b) - (a < b);
}

/* Order by threshold, then by what was given, absent before present. */
static int
target_cmp_internal(const Target *a, const Target *b)
{
	int			order = threshold_range_cmp_internal(&a->threshold,
													 &b->threshold);

	if (order == 0)
		order = cmp_int(a->direction, b->direction);
	if (order == 0)
		order = cmp_int(a->flags, b->flags);
	if (order == 0)
		order = cmp_int(a->due, b->due);
	if (order == 0)
		order = decimal_cmp(target_baseline(a), target_baseline(b));
	if (order == 0)
		order = cmp_int(a->baseline_on, b->baseline_on);
	if (order == 0)
		order = decimal_cmp(target_near(a), target_near(b));
	return order;
}

static inline int
cmp_args(FunctionCallInfo fcinfo)
{
	return target_cmp_internal(PG_GETARG_TARGET_P(0), PG_GETARG_TARGET_P(1));
}

PG_FUNCTION_INFO_V1(target_cmp);
Datum
target_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(cmp_args(fcinfo));
}

PG_FUNCTION_INFO_V1(target_lt);
Datum
target_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) < 0);
}

PG_FUNCTION_INFO_V1(target_le);
Datum
target_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) <= 0);
}

PG_FUNCTION_INFO_V1(target_eq);
Datum
target_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) == 0);
}

PG_FUNCTION_INFO_V1(target_ne);
Datum
target_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) != 0);
}

PG_FUNCTION_INFO_V1(target_ge);
Datum
target_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) >= 0);
}

PG_FUNCTION_INFO_V1(target_gt);
Datum
target_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(cmp_args(fcinfo) > 0);
}

/* The transitions of min() and max(). */
PG_FUNCTION_INFO_V1(target_smaller);
Datum
target_smaller(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(PG_GETARG_DATUM(cmp_args(fcinfo) <= 0 ? 0 : 1));
}

PG_FUNCTION_INFO_V1(target_larger);
Datum
target_larger(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(PG_GETARG_DATUM(cmp_args(fcinfo) >= 0 ? 0 : 1));
}

/* Equal values are equal bytes, so the bytes can be hashed. */
PG_FUNCTION_INFO_V1(target_hash);
Datum
target_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_POINTER(0), sizeof(Target));
}

PG_FUNCTION_INFO_V1(target_hash_extended);
Datum
target_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_POINTER(0),
							 sizeof(Target), PG_GETARG_INT64(1));
}
