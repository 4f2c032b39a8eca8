/*
 * notation.c - numbers and targets as people write them.
 *
 *		number   := [sign] digits with marks {multiplier} ['%']
 *		cell     := {prefix word} body [suffix word]
 *		body     := quantity [('-' | "đến") quantity] | interval
 *		interval := ('[' | '(') quantity ';' quantity (']' | ')')
 *		quantity := [sign] digits with marks {multiplier} [unit]
 *
 * What the words are stands in one table.  The readers work on folded text
 * (folding.h), fill a Fault and never raise; a text is read in full or
 * refused: no word of it is ever dropped.
 */
#include "notation.h"

#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "folding.h"
#include "value.h"

#define SYNTAX_FAULT			ERRCODE_INVALID_TEXT_REPRESENTATION

#define NUMERIC_WHOLE_DIGITS	131072	/* what the type numeric can hold */
#define NUMERIC_FRACTION_DIGITS 16383
#define CELL_MAX_BYTES			1000	/* no phrase is longer */
#define NUMBER_MAX_BYTES		200000	/* numeric's digits and their marks */
#define QUOTE_BYTES				40		/* of a text quoted in a fault */
#define MESSAGE_QUOTE_BYTES		100

/* What a person should look at: bits, printed in this order. */
#define REMARK_APPROXIMATE			0x01
#define REMARK_DECIMAL_DOT			0x02
#define REMARK_GROUPED				0x04
#define REMARK_POSSIBLY_ENGLISH		0x08
#define REMARK_POSSIBLY_VIETNAMESE	0x10
#define REMARK_NONE					0x20

static const char *const remark_texts[] = {
	"approximate",
	"decimal dot",
	"grouped",
	"possibly English",
	"possibly Vietnamese",
	"none"
};

static const char *const format_names[] = {
	[FORMAT_VI] = "vi",
	[FORMAT_EN] = "en",
	[FORMAT_PLAIN] = "plain"
};

typedef enum Operator
{
	OPERATOR_NONE,
	OPERATOR_LESS,
	OPERATOR_AT_MOST,
	OPERATOR_MORE,
	OPERATOR_AT_LEAST
} Operator;

/* Kinds are bits, so that a reader can ask for several. */
typedef enum WordKind
{
	WORD_FILLER = 0x001,		/* says nothing about the number */
	WORD_APPROXIMATE = 0x002,
	WORD_OPERATOR = 0x004,		/* argument: an Operator */
	WORD_FROM = 0x008,
	WORD_CHANGE = 0x010,		/* the number is a change, not a value */
	WORD_TO = 0x020,
	WORD_SUFFIX = 0x040,		/* argument: an Operator */
	WORD_MULTIPLIER = 0x080,	/* argument: a power of ten */
	WORD_MULTIPLIER_EN = 0x100,
	WORD_PERCENT = 0x200,		/* argument of these: a Unit */
	WORD_UNIT = 0x400,
	WORD_TAIL = 0x800,			/* a unit that only follows a percentage */
	WORD_PER_MILLE = 0x1000
} WordKind;

#define PREFIX_WORDS \
	(WORD_FILLER | WORD_APPROXIMATE | WORD_OPERATOR | WORD_FROM | WORD_CHANGE)
#define UNIT_WORDS	(WORD_PERCENT | WORD_UNIT | WORD_TAIL)

/* Spellings of one unit share a member. */
typedef enum Unit
{
	UNIT_NONE,
	UNIT_ARGUMENT,
	UNIT_PERCENT,
	UNIT_PERCENT_A_YEAR,		/* from here: percentages of something */
	UNIT_PERCENT_OF_ALL,
	UNIT_PERCENT_OF_COMMUNES,
	UNIT_PERCENT_OF_LABOUR,		/* to here */
	UNIT_POINT,
	UNIT_AGE,
	UNIT_YEAR,
	UNIT_TIME,
	UNIT_PERSON,
	UNIT_BED,
	UNIT_DOCTOR,
	UNIT_DWELLING,
	UNIT_HOUSEHOLD,
	UNIT_COMMUNE,
	UNIT_KM,
	UNIT_HA,
	UNIT_TON,
	UNIT_M2,
	UNIT_FLOOR_M2_A_PERSON,
	UNIT_DONG,
	UNIT_USD
} Unit;

typedef struct Word
{
	const char *text;
	WordKind	kind;
	int			argument;
} Word;

/*
 * The words, as people spell them; the longest that matches wins.  A new
 * phrase is a line here and nothing else.
 */
static const Word words[] = {
	{"đạt", WORD_FILLER, 0},
	{"đạt mức", WORD_FILLER, 0},
	{"mức", WORD_FILLER, 0},
	{"ở mức", WORD_FILLER, 0},
	{"là", WORD_FILLER, 0},
	{"còn", WORD_FILLER, 0},
	{"mức giảm", WORD_FILLER, 0},
	{"giảm xuống", WORD_FILLER, 0},
	{"giảm còn", WORD_FILLER, 0},
	{"mức tăng", WORD_FILLER, 0},
	{"tăng lên", WORD_FILLER, 0},
	{"duy trì", WORD_FILLER, 0},
	{"duy trì mức", WORD_FILLER, 0},
	{"duy trì mức giảm", WORD_FILLER, 0},
	{"ổn định", WORD_FILLER, 0},
	{"ổn định ở mức", WORD_FILLER, 0},
	{"phấn đấu", WORD_FILLER, 0},
	{"phấn đấu đạt", WORD_FILLER, 0},
	{"xây dựng", WORD_FILLER, 0},
	{"hoàn thành", WORD_FILLER, 0},

	{"khoảng", WORD_APPROXIMATE, 0},

	{"giảm", WORD_CHANGE, 0},
	{"giảm thêm", WORD_CHANGE, 0},
	{"tăng", WORD_CHANGE, 0},
	{"tăng thêm", WORD_CHANGE, 0},

	{"<", WORD_OPERATOR, OPERATOR_LESS},
	{"dưới", WORD_OPERATOR, OPERATOR_LESS},
	{"nhỏ hơn", WORD_OPERATOR, OPERATOR_LESS},
	{"ít hơn", WORD_OPERATOR, OPERATOR_LESS},
	{"thấp hơn", WORD_OPERATOR, OPERATOR_LESS},
	{"<=", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"≤", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"tối đa", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không quá", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không vượt quá", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không trên", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không cao hơn", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không lớn hơn", WORD_OPERATOR, OPERATOR_AT_MOST},
	{">", WORD_OPERATOR, OPERATOR_MORE},
	{"trên", WORD_OPERATOR, OPERATOR_MORE},
	{"hơn", WORD_OPERATOR, OPERATOR_MORE},
	{"lớn hơn", WORD_OPERATOR, OPERATOR_MORE},
	{"cao hơn", WORD_OPERATOR, OPERATOR_MORE},
	{">=", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"≥", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"ít nhất", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"tối thiểu", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không dưới", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không thấp hơn", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không nhỏ hơn", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không ít hơn", WORD_OPERATOR, OPERATOR_AT_LEAST},

	{"từ", WORD_FROM, 0},
	{"đến", WORD_TO, 0},
	{"to", WORD_TO, 0},
	{"trở lên", WORD_SUFFIX, OPERATOR_AT_LEAST},
	{"trở xuống", WORD_SUFFIX, OPERATOR_AT_MOST},

	{"trăm", WORD_MULTIPLIER, 2},
	{"nghìn", WORD_MULTIPLIER, 3},
	{"ngàn", WORD_MULTIPLIER, 3},
	{"vạn", WORD_MULTIPLIER, 4},
	{"triệu", WORD_MULTIPLIER, 6},
	{"tr", WORD_MULTIPLIER, 6},
	{"tỷ", WORD_MULTIPLIER, 9},
	{"tỉ", WORD_MULTIPLIER, 9},
	{"thousand", WORD_MULTIPLIER_EN, 3},
	{"million", WORD_MULTIPLIER_EN, 6},
	{"billion", WORD_MULTIPLIER_EN, 9},

	{"%", WORD_PERCENT, UNIT_PERCENT},
	{"%/năm", WORD_UNIT, UNIT_PERCENT_A_YEAR},
	{"tổng số", WORD_TAIL, UNIT_PERCENT_OF_ALL},
	{"số xã", WORD_TAIL, UNIT_PERCENT_OF_COMMUNES},
	{"lực lượng lao động", WORD_TAIL, UNIT_PERCENT_OF_LABOUR},
	{"điểm phần trăm", WORD_UNIT, UNIT_POINT},
	{"điểm %", WORD_UNIT, UNIT_POINT},
	{"tuổi", WORD_UNIT, UNIT_AGE},
	{"năm", WORD_UNIT, UNIT_YEAR},
	{"lần", WORD_UNIT, UNIT_TIME},
	{"người", WORD_UNIT, UNIT_PERSON},
	{"giường", WORD_UNIT, UNIT_BED},
	{"bác sĩ", WORD_UNIT, UNIT_DOCTOR},
	{"bác sỹ", WORD_UNIT, UNIT_DOCTOR},
	{"căn", WORD_UNIT, UNIT_DWELLING},
	{"căn hộ", WORD_UNIT, UNIT_DWELLING},
	{"hộ", WORD_UNIT, UNIT_HOUSEHOLD},
	{"xã", WORD_UNIT, UNIT_COMMUNE},
	{"km", WORD_UNIT, UNIT_KM},
	{"ha", WORD_UNIT, UNIT_HA},
	{"tấn", WORD_UNIT, UNIT_TON},
	{"m2", WORD_UNIT, UNIT_M2},
	{"m2 sàn/người", WORD_UNIT, UNIT_FLOOR_M2_A_PERSON},
	{"đồng", WORD_UNIT, UNIT_DONG},
	{"USD", WORD_UNIT, UNIT_USD},

	{"‰", WORD_PER_MILLE, 0},
	{"%0", WORD_PER_MILLE, 0}		/* how it is typed without the sign */
};

/* The same words as keys, made when first needed. */
static char *word_keys[lengthof(words)];

/* A number as it was written. */
typedef struct Literal
{
	const char *digits;			/* with its marks, without its sign */
	int			length;
	bool		has_sign;
	bool		negative;
	char		point;			/* the mark that is the decimal mark, or 0 */
	int			exponent;		/* of its multipliers */
	int			remarks;
} Literal;

typedef struct Quantity
{
	Literal		number;
	Unit		unit;
} Quantity;

typedef struct Reader
{
	const char *at;				/* the rest of the folded text */
	NumberFormat format;
	Word		unit;			/* the unit argument; text NULL if none */
	bool		unit_scaled;	/* it begins with a multiplier: "tỷ đồng" */
	int			amount_words;	/* kinds that may follow a number */
	Fault	   *fault;
} Reader;

/* What a cell says. */
typedef struct Cell
{
	Operator	op;
	bool		has_from;
	bool		has_suffix;
	bool		is_range;
	bool		lower_inc;
	bool		upper_inc;
	int			remarks;
	Quantity	first;
	Quantity	second;
} Cell;

/* The answer for one text, whichever function was asked. */
typedef struct Reading
{
	bool		is_read;		/* else the fault says why not */
	bool		is_none;
	Numeric		number;
	Target	   *target;
	int			remarks;
	Fault		fault;
} Reading;

PG_FUNCTION_INFO_V1(socpolicy_parse_number);
PG_FUNCTION_INFO_V1(socpolicy_inspect_number);
PG_FUNCTION_INFO_V1(socpolicy_format_number);
PG_FUNCTION_INFO_V1(socpolicy_parse_target);
PG_FUNCTION_INFO_V1(socpolicy_inspect_target);
PG_FUNCTION_INFO_V1(socpolicy_format_target);

/* ---------- characters and words ---------- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
all_digits(const char *text, int length)
{
	int			i;

	for (i = 0; i < length; i++)
	{
		if (!is_digit(text[i]))
			return false;
	}
	return length > 0;
}

/* How many bytes of a text to quote, in whole characters. */
static int
quotable(const char *text, int length)
{
	return pg_encoding_mbcliplen(PG_UTF8, text, length, QUOTE_BYTES);
}

/*
 * True if a letter or digit stands here.  Beyond ASCII, the lead byte 0xE2
 * holds punctuation and signs such as "≥"; everything else is taken for a
 * letter, which at worst refuses a word.
 */
static bool
is_word_char(const char *c)
{
	unsigned char byte = *c;

	return is_digit(byte) || (byte >= 'a' && byte <= 'z') ||
		(byte >= 0x80 && byte != 0xE2);
}

/* True if a word that ends here is whole: "tr" is not the start of "trở". */
static bool
is_word_end(const char *end)
{
	const char *last = end - 1;

	while ((*last & 0xC0) == 0x80)
		last--;
	return !is_word_char(last) || !is_word_char(end);
}

/* Match a key; units also with other blanks inside.  The end, or NULL. */
static const char *
match_key(const char *at, const char *key, bool is_unit)
{
	for (;;)
	{
		if (is_unit)
			key = skip_blanks(key);
		if (*key == '\0')
			return is_word_end(at) ? at : NULL;
		if (is_unit)
			at = skip_blanks(at);
		if (*at != *key && !(*key == ' ' && *at == '\n'))
			return NULL;
		at++;
		key++;
	}
}

/* Make the keys once; only a complete table is ever looked at. */
static void
fold_words(void)
{
	int			i;
	Fault		fault;

	if (word_keys[lengthof(words) - 1])
		return;
	for (i = 0; i < lengthof(words); i++)
	{
		char	   *key = folding_key(words[i].text, strlen(words[i].text), &fault);

		word_keys[i] = MemoryContextStrdup(TopMemoryContext, key);
		pfree(key);
	}
}

/*
 * Take the longest word of these kinds that stands here, or return NULL.  The
 * unit argument goes before a word of the same length: with unit "tỷ đồng",
 * "5 tỷ đồng" is 5.
 */
static const Word *
take_word(Reader *reader, int kinds)
{
	const char *start = skip_blanks(reader->at);
	const char *longest = start;
	const Word *found = NULL;
	int			i;

	for (i = 0; i < lengthof(words); i++)
	{
		const char *end;

		if (!(words[i].kind & kinds))
			continue;
		end = match_key(start, word_keys[i], words[i].kind & UNIT_WORDS);
		if (end && end > longest)
		{
			longest = end;
			found = &words[i];
		}
	}
	if (reader->unit.text && (kinds & WORD_UNIT))
	{
		const char *end = match_key(start, reader->unit.text, true);

		if (end && end >= longest)
		{
			longest = end;
			found = &reader->unit;
		}
	}
	if (found)
		reader->at = longest;
	return found;
}

static bool
expect_nothing_more(Reader *reader, const char *hint)
{
	const char *rest = skip_blanks(reader->at);

	if (*rest == '\0')
		return true;
	return fault_set(reader->fault, SYNTAX_FAULT, hint,
					 "What follows the number is not understood: \"%.*s\".",
					 quotable(rest, strlen(rest)), rest);
}

/* ---------- one number ---------- */

/*
 * True for one to three digits, not starting with 0, then groups of exactly
 * three, each behind the same mark.
 */
static bool
is_grouped(const char *text, int length, char mark)
{
	int			head = length % 4;
	int			i;

	if (head == 0 || text[0] == '0')
		return false;
	for (i = 0; i < length; i++)
	{
		bool		is_mark = (i >= head && (i - head) % 4 == 0);

		if (is_mark ? text[i] != mark : !is_digit(text[i]))
			return false;
	}
	return length > head;
}

/* True for one group only: 2.597, which elsewhere is two and a half. */
static bool
is_one_group(const char *text, int length, char mark)
{
	return length <= 7 && is_grouped(text, length, mark);
}

/* A dot that cannot group is a decimal mark, unless three digits follow. */
static bool
read_lone_dot(Literal *number)
{
	const char *dot = memchr(number->digits, '.', number->length);
	int			whole = dot ? (int) (dot - number->digits) : 0;
	int			fraction = number->length - whole - 1;

	if (!dot || fraction == 3 || !all_digits(number->digits, whole) ||
		!all_digits(dot + 1, fraction))
		return false;
	number->point = '.';
	number->remarks |= REMARK_DECIMAL_DOT;
	return true;
}

/* Find out what the marks mean; false if the format has no such number. */
static bool
read_marks(Literal *number, NumberFormat format)
{
	const char *text = number->digits;
	char		group = format == FORMAT_EN ? ',' : '.';
	char		decimal = format == FORMAT_VI ? ',' : '.';
	const char *point = memchr(text, decimal, number->length);
	int			whole = point ? (int) (point - text) : number->length;

	if (point && !all_digits(point + 1, number->length - whole - 1))
		return false;
	number->point = point ? decimal : '\0';
	if (all_digits(text, whole))
	{
		if (format != FORMAT_PLAIN &&
			is_one_group(text, number->length, decimal))
			number->remarks |= format == FORMAT_VI ? REMARK_POSSIBLY_ENGLISH
				: REMARK_POSSIBLY_VIETNAMESE;
		return true;
	}
	if (format == FORMAT_PLAIN)
		return false;
	if (is_grouped(text, whole, group))
	{
		if (is_one_group(text, number->length, group))
			number->remarks |= REMARK_GROUPED;
		return true;
	}
	if (is_grouped(text, whole, ' '))
		return true;
	return format == FORMAT_VI && read_lone_dot(number);
}

static bool
marks_fault(Reader *reader, const Literal *number)
{
	static const char *const languages[] = {
		[FORMAT_VI] = "Vietnamese",
		[FORMAT_EN] = "English",
		[FORMAT_PLAIN] = "plain"
	};
	static const char *const hints[] = {
		[FORMAT_VI] = "Write dots between groups of three digits and a comma"
		" before decimals, such as 1.234,5.",
		[FORMAT_EN] = "Write commas between groups of three digits and a dot"
		" before decimals, such as 1,234.5.",
		[FORMAT_PLAIN] = "Write digits and at most a decimal dot, such as"
		" 1234.5."
	};
	static const char *const other_hints[] = {
		[FORMAT_VI] = "For English notation pass format => 'en'.",
		[FORMAT_EN] = "For Vietnamese notation pass format => 'vi'.",
		[FORMAT_PLAIN] = "For Vietnamese notation pass format => 'vi'."
	};
	NumberFormat format = reader->format;
	Literal		other = *number;
	bool		is_other = read_marks(&other, format == FORMAT_VI ? FORMAT_EN
									  : FORMAT_VI);

	if (is_other)
		return fault_set(reader->fault, SYNTAX_FAULT, other_hints[format],
						 "\"%.*s\" is not a number in %s notation, but could"
						 " be one in another.",
						 quotable(number->digits, number->length),
						 number->digits, languages[format]);
	return fault_set(reader->fault, SYNTAX_FAULT, hints[format],
					 "The marks in \"%.*s\" do not make one number in %s"
					 " notation.",
					 quotable(number->digits, number->length), number->digits,
					 languages[format]);
}

/*
 * Read sign, digits and marks.  Digits behind a blank always belong: two
 * numbers never stand side by side.
 */
static bool
read_number(Reader *reader, Literal *number)
{
	const char *c = skip_blanks(reader->at);

	memset(number, 0, sizeof(*number));
	number->has_sign = (*c == '-' || *c == '+');
	number->negative = (*c == '-');
	if (number->has_sign)
		c++;
	number->digits = c;
	while (is_digit(*c) || *c == '.' || *c == ',' ||
		   ((*c == ' ' || *c == '\n') && c > number->digits && is_digit(c[1])))
		c++;
	number->length = c - number->digits;
	if (number->length == 0)
	{
		c = skip_blanks(reader->at);
		if (*c == '\0')
			return fault_set(reader->fault, SYNTAX_FAULT, NULL,
							 "The text ends where a number should stand.");
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "A number should stand at \"%.*s\".",
						 quotable(c, strlen(c)), c);
	}
	if (!read_marks(number, reader->format))
		return marks_fault(reader, number);
	reader->at = c;
	return true;
}

/* ---------- a quantity: number, multipliers, unit ---------- */

/* Multipliers multiply while they grow: "2 nghìn tỷ", not "2 tỷ nghìn". */
static bool
multiply(Reader *reader, Literal *number, const Word *multiplier, int *last)
{
	if (multiplier->argument <= *last)
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "The multiplier \"%s\" follows one that is not"
						 " smaller.", multiplier->text);
	*last = multiplier->argument;
	number->exponent += multiplier->argument;
	return true;
}

static bool
check_unit(Reader *reader, const Quantity *quantity)
{
	if (quantity->number.exponent > 0 && quantity->unit >= UNIT_PERCENT &&
		quantity->unit <= UNIT_POINT)
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "A percentage has no multiplier.");
	if (reader->unit_scaled && quantity->unit != reader->unit.argument &&
		(quantity->unit != UNIT_NONE || quantity->number.exponent > 0))
		return fault_set(reader->fault, SYNTAX_FAULT,
						 "State the number in the unit that was passed.",
						 "The unit passed counts in multiples, and the number"
						 " is not stated in it.");
	return true;
}

static bool
read_quantity(Reader *reader, Quantity *quantity)
{
	const Word *word;
	int			last = 0;

	quantity->unit = UNIT_NONE;
	if (!read_number(reader, &quantity->number))
		return false;
	while ((word = take_word(reader, reader->amount_words)) != NULL)
	{
		if (word->kind == WORD_PER_MILLE)
			return fault_set(reader->fault, SYNTAX_FAULT,
							 "Write the value as a percentage.",
							 "Per mille (‰) is not understood.");
		if (word->kind & UNIT_WORDS)
		{
			quantity->unit = word->argument;
			break;
		}
		if (!multiply(reader, &quantity->number, word, &last))
			return false;
	}
	if (quantity->unit == UNIT_PERCENT && (reader->amount_words & WORD_UNIT) &&
		(word = take_word(reader, WORD_TAIL)) != NULL)
		quantity->unit = word->argument;
	return check_unit(reader, quantity);
}

/* ---------- a target cell ---------- */

static bool
read_prefix(Reader *reader, Cell *cell)
{
	const Word *word;

	while ((word = take_word(reader, PREFIX_WORDS)) != NULL)
	{
		if (word->kind == WORD_APPROXIMATE)
			cell->remarks |= REMARK_APPROXIMATE;
		else if (word->kind == WORD_FROM)
			cell->has_from = true;
		else if (word->kind == WORD_CHANGE)
			return fault_set(reader->fault, SYNTAX_FAULT,
							 "Write \"giảm xuống\" or \"tăng lên\" before the value"
							 " to be reached, \"mức giảm\" or \"mức tăng\" if the"
							 " change itself is measured.",
							 "After \"%s\" stands a change, not a value.",
							 word->text);
		else if (word->kind == WORD_OPERATOR)
		{
			if (cell->op != OPERATOR_NONE)
				return fault_set(reader->fault, SYNTAX_FAULT, NULL,
								 "\"%s\" is a second comparison.", word->text);
			cell->op = word->argument;
		}
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
	if (!read_quantity(reader, &cell->second))
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
		return fault_set(reader->fault, SYNTAX_FAULT,
						 "Write a range without one of its ends as [28; 30).",
						 "\"%c\" should stand at \"%.*s\".",
						 mark, quotable(c, strlen(c)), c);
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

/* Read the suffix, and refuse words that do not go together. */
static bool
read_suffix(Reader *reader, Cell *cell)
{
	const Word *suffix = take_word(reader, WORD_SUFFIX);

	if (cell->is_range && (cell->op != OPERATOR_NONE || suffix))
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "A range and a comparison exclude each other.");
	if (suffix && cell->op != OPERATOR_NONE)
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "\"%s\" is a second comparison.", suffix->text);
	if (cell->has_from && !cell->is_range && !suffix)
		return fault_set(reader->fault, SYNTAX_FAULT,
						 "Write \"từ 28 đến 30\" or \"từ 28 trở lên\".",
						 "After \"từ\" the other end is missing.");
	if (suffix)
		cell->op = suffix->argument;
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

/* ---------- from what was read to values ---------- */

/* The number with a decimal dot and nothing else; palloc'd. */
static char *
plain_digits(const Literal *number)
{
	char	   *plain = palloc(number->length + number->exponent + 3);
	char	   *out = plain;
	int			shift = number->exponent;
	bool		in_fraction = false;
	int			i;

	if (number->negative)
		*out++ = '-';
	for (i = 0; i < number->length; i++)
	{
		char		c = number->digits[i];

		if (number->point != '\0' && c == number->point)
		{
			in_fraction = true;
			if (shift == 0)
				*out++ = '.';
		}
		if (!is_digit(c))
			continue;
		*out++ = c;
		/* The multipliers move the point; nothing behind it, no point. */
		if (in_fraction && shift > 0 && --shift == 0 &&
			i + 1 < number->length)
			*out++ = '.';
	}
	for (; shift > 0; shift--)
		*out++ = '0';
	*out = '\0';
	return plain;
}

static bool
literal_numeric(const Literal *number, Numeric *value, Fault *fault)
{
	char	   *plain = plain_digits(number);
	char	   *point = strchr(plain, '.');
	int			length = strlen(plain);
	int			whole = point ? (int) (point - plain) : length;

	/* Checked here, because numeric would raise. */
	if (whole > NUMERIC_WHOLE_DIGITS ||
		(point && length - whole - 1 > NUMERIC_FRACTION_DIGITS))
		return fault_set(fault, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, NULL,
						 "A number has at most %d digits before the decimal"
						 " mark and %d behind it.",
						 NUMERIC_WHOLE_DIGITS, NUMERIC_FRACTION_DIGITS);
	*value = numeric_from_text(plain);
	pfree(plain);
	return true;
}

static bool
literal_decimal(const Literal *number, Decimal *value, Fault *fault)
{
	char	   *plain = plain_digits(number);
	const char *cursor = plain;
	bool		is_read = decimal_parse(&cursor, value, fault);

	pfree(plain);
	return is_read;
}

/* The values that the cell accepts. */
static bool
cell_threshold(const Cell *cell, ThresholdRange *range, Fault *fault)
{
	Decimal		first;
	Decimal		second;
	int			order;

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

/* Check the direction that was passed against the cell's own. */
static bool
check_direction(const Cell *cell, Direction direction, Fault *fault)
{
	Direction	implied = DIRECTION_NONE;

	if (cell->op == OPERATOR_LESS || cell->op == OPERATOR_AT_MOST)
		implied = DIRECTION_DOWN;
	else if (cell->op != OPERATOR_NONE)
		implied = DIRECTION_UP;
	if (direction == DIRECTION_NONE && implied == DIRECTION_NONE)
		return fault_set(fault, ERRCODE_INVALID_PARAMETER_VALUE,
						 "Pass direction => 'up', 'down' or 'within'.",
						 "A number or a range does not say which way is"
						 " better.");
	if (direction != DIRECTION_NONE && implied != DIRECTION_NONE &&
		direction != implied)
		return fault_set(fault, SYNTAX_FAULT, NULL,
						 "The cell says that %s is better, the direction"
						 " passed is \"%s\".",
						 implied == DIRECTION_UP ? "more" : "less",
						 direction_text(direction));
	return true;
}

/* ---------- from the arguments to a reading ---------- */

/* Dashes and dots that stand for "no number"; the key has one dash. */
static bool
is_none(const char *key)
{
	return *key == '\0' || strcmp(key, "-") == 0 ||
		strcmp(key, "…") == 0 || strcmp(key, "...") == 0;
}

/* Turn m² into m2: there and nowhere else, for 10² is not 102. */
static void
flatten_square_metres(char *key)
{
	char	   *square;

	while ((square = strstr(key, "m²")) != NULL)
	{
		square[1] = '2';
		memmove(square + 2, square + 3, strlen(square + 3) + 1);
		key = square + 2;
	}
}

/* The key of a cell; false if it is too long to be one. */
static bool
fold_cell(text *input, char **key, Fault *fault)
{
	const char *bytes = VARDATA_ANY(input);
	int			length = VARSIZE_ANY_EXHDR(input);
	int			limit = NUMBER_MAX_BYTES;
	int			i;

	for (i = 0; i < length && i <= limit; i++)
	{
		if (IS_HIGHBIT_SET(bytes[i]))
			limit = CELL_MAX_BYTES;
	}
	if (length > limit)
		return fault_set(fault, SYNTAX_FAULT, NULL,
						 "The text is too long to be a number or a target.");
	*key = folding_key_lines(bytes, length, fault);
	if (*key == NULL)
		return false;
	flatten_square_metres(*key);
	return true;
}

static void
reader_init(Reader *reader, NumberFormat format, Fault *fault)
{
	memset(reader, 0, sizeof(*reader));
	reader->format = format;
	reader->fault = fault;
	reader->amount_words = WORD_PER_MILLE;
	if (format != FORMAT_PLAIN)
		reader->amount_words |= WORD_MULTIPLIER;
	if (format == FORMAT_EN)
		reader->amount_words |= WORD_MULTIPLIER_EN;
	fold_words();
}

/* Let the reader know the unit argument; a listed one keeps its identity. */
static bool
reader_set_unit(Reader *reader, text *unit)
{
	char	   *key = folding_key(VARDATA_ANY(unit), VARSIZE_ANY_EXHDR(unit),
								  reader->fault);
	const Word *word;

	if (key == NULL)
		return false;
	flatten_square_metres(key);
	if (*key == '\0')
		return true;
	reader->at = key;
	word = take_word(reader, UNIT_WORDS);
	reader->unit.argument = word && *reader->at == '\0' ? word->argument
		: UNIT_ARGUMENT;
	reader->at = key;
	reader->unit_scaled =
		take_word(reader, WORD_MULTIPLIER | WORD_MULTIPLIER_EN) != NULL;
	reader->unit.text = key;
	reader->unit.kind = WORD_UNIT;
	return true;
}

static Reading
read_number_text(text *input, NumberFormat format)
{
	Reading		reading = {0};
	Reader		reader;
	Quantity	quantity;
	char	   *key;

	if (!fold_cell(input, &key, &reading.fault))
		return reading;
	reading.is_none = is_none(key);
	reading.is_read = reading.is_none;
	if (reading.is_none)
		return reading;
	reader_init(&reader, format, &reading.fault);
	reader.at = key;
	if (format != FORMAT_PLAIN)
		reader.amount_words |= WORD_PERCENT;
	reading.is_read = read_quantity(&reader, &quantity) &&
		expect_nothing_more(&reader, NULL) &&
		literal_numeric(&quantity.number, &reading.number, &reading.fault);
	reading.remarks = quantity.number.remarks;
	return reading;
}

static Reading
read_target_text(text *input, Direction direction, NumberFormat format,
				 text *unit)
{
	Reading		reading = {0};
	Reader		reader;
	Cell		cell;
	ThresholdRange range;
	char	   *key;

	if (!fold_cell(input, &key, &reading.fault))
		return reading;
	reading.is_none = is_none(key);
	reading.is_read = reading.is_none;
	if (reading.is_none)
		return reading;
	reader_init(&reader, format, &reading.fault);
	if (unit && !reader_set_unit(&reader, unit))
		return reading;
	reader.amount_words |= WORD_PERCENT | WORD_UNIT;
	reader.at = key;
	reading.target = palloc(sizeof(Target));
	reading.is_read = read_cell(&reader, &cell) &&
		check_direction(&cell, direction, &reading.fault) &&
		cell_threshold(&cell, &range, &reading.fault) &&
		target_make(&range, direction, reading.target, &reading.fault);
	reading.remarks = cell.remarks;
	return reading;
}

/* ---------- arguments and results ---------- */

NumberFormat
number_format_from_text(text *name)
{
	char	   *word = text_to_cstring(name);
	int			i;

	for (i = 0; i < lengthof(format_names); i++)
	{
		if (pg_strcasecmp(word, format_names[i]) == 0)
			return i;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid number format: \"%s\"", word),
			 errhint("Valid values are \"vi\", \"en\" and \"plain\".")));
}

static NumberFormat
format_arg(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		report_null_argument("format");
	return number_format_from_text(PG_GETARG_TEXT_PP(arg));
}

/* The reading that (cell, direction, format, unit) ask for. */
static Reading
read_target_args(FunctionCallInfo fcinfo)
{
	Reading		none = {.is_read = true,.is_none = true};
	Direction	direction = direction_from_arg(fcinfo, 1);
	NumberFormat format = format_arg(fcinfo, 2);

	if (PG_ARGISNULL(0))
		return none;
	return read_target_text(PG_GETARG_TEXT_PP(0), direction, format,
							PG_ARGISNULL(3) ? NULL : PG_GETARG_TEXT_PP(3));
}

/* Let a text from a cell stand on one line. */
static char *
on_one_line(char *text)
{
	char	   *c;

	for (c = text; *c; c++)
	{
		if ((unsigned char) *c < ' ' || *c == 0x7F)
			*c = ' ';
	}
	return text;
}

static char *
fault_message(const char *thing, const Fault *fault, text *input)
{
	int			length = VARSIZE_ANY_EXHDR(input);
	int			shown = pg_encoding_mbcliplen(PG_UTF8, VARDATA_ANY(input),
											  length, MESSAGE_QUOTE_BYTES);
	char	   *quote = pnstrdup(VARDATA_ANY(input), shown);
	const char *pattern = "invalid %s: \"%s%s\"";

	if (fault->sqlstate == ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE)
		pattern = "%s out of range: \"%s%s\"";
	else if (fault->sqlstate == ERRCODE_INVALID_PARAMETER_VALUE)
		pattern = "%s without a direction: \"%s%s\"";
	return psprintf(pattern, thing, on_one_line(quote),
					shown < length ? "…" : "");
}

static void
raise_fault(const char *thing, const Fault *fault, text *input)
{
	ereport(ERROR,
			(errcode(fault->sqlstate),
			 errmsg("%s", fault_message(thing, fault, input)),
			 errdetail("%s", fault->detail),
			 fault->hint ? errhint("%s", fault->hint) : 0));
}

/* The remark on a reading, or NULL when there is nothing to look at. */
static char *
remark(const Reading *reading, const char *thing, text *input)
{
	StringInfoData out;
	int			remarks = reading->is_none ? REMARK_NONE : reading->remarks;
	int			i;

	if (!reading->is_read)
		return on_one_line(psprintf("%s: %s",
									fault_message(thing, &reading->fault,
												  input),
									reading->fault.detail));
	if (remarks == 0)
		return NULL;
	initStringInfo(&out);
	for (i = 0; i < lengthof(remark_texts); i++)
	{
		if (remarks & (1 << i))
			appendStringInfo(&out, "%s%s", out.len > 0 ? "; " : "",
							 remark_texts[i]);
	}
	return out.data;
}

/* The row (value, remark) of the inspecting functions. */
static Datum
inspection(FunctionCallInfo fcinfo, const Reading *reading, Datum value,
		   const char *thing, text *input)
{
	TupleDesc	descriptor;
	char	   *text = remark(reading, thing, input);
	Datum		columns[2];
	bool		nulls[2];

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	nulls[0] = !reading->is_read || reading->is_none;
	nulls[1] = (text == NULL);
	columns[0] = value;
	columns[1] = text ? CStringGetTextDatum(text) : (Datum) 0;
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor),
											 columns, nulls));
}

/* ---------- writing ---------- */

/* Append a plain number, such as 1234.5, in the format. */
static void
append_number(StringInfo out, const char *plain, NumberFormat format)
{
	char		group = format == FORMAT_EN ? ',' : '.';
	char		decimal = format == FORMAT_VI ? ',' : '.';
	int			whole;

	if (*plain == '-')
		appendStringInfoChar(out, *plain++);
	for (whole = strspn(plain, "0123456789"); whole > 0; whole--)
	{
		appendStringInfoChar(out, *plain++);
		if (format != FORMAT_PLAIN && whole > 1 && whole % 3 == 1)
			appendStringInfoChar(out, group);
	}
	if (*plain == '.')
	{
		appendStringInfoChar(out, decimal);
		appendStringInfoString(out, plain + 1);
	}
}

static void
append_decimal(StringInfo out, Decimal number, NumberFormat format)
{
	char		plain[DECIMAL_BUFSIZE];

	decimal_print(number, plain);
	append_number(out, plain, format);
}

char *
number_print(Numeric number, NumberFormat format)
{
	StringInfoData out;

	if (numeric_is_nan(number) || numeric_is_inf(number))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a number to be written must be finite")));
	initStringInfo(&out);
	append_number(&out, numeric_normalize(number), format);
	return out.data;
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

Datum
socpolicy_parse_number(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	Reading		reading = read_number_text(input, format_arg(fcinfo, 1));

	if (!reading.is_read)
		raise_fault("number", &reading.fault, input);
	if (reading.is_none)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(reading.number);
}

Datum
socpolicy_inspect_number(PG_FUNCTION_ARGS)
{
	NumberFormat format = format_arg(fcinfo, 1);
	text	   *input = PG_ARGISNULL(0) ? NULL : PG_GETARG_TEXT_PP(0);
	Reading		reading = {.is_read = true,.is_none = true};

	if (input)
		reading = read_number_text(input, format);
	return inspection(fcinfo, &reading, NumericGetDatum(reading.number),
					  "number", input);
}

Datum
socpolicy_format_number(PG_FUNCTION_ARGS)
{
	char	   *printed = number_print(PG_GETARG_NUMERIC(0),
									   format_arg(fcinfo, 1));

	PG_RETURN_TEXT_P(cstring_to_text(printed));
}

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

Datum
socpolicy_inspect_target(PG_FUNCTION_ARGS)
{
	Reading		reading = read_target_args(fcinfo);

	return inspection(fcinfo, &reading, TargetPGetDatum(reading.target),
					  "target cell",
					  PG_ARGISNULL(0) ? NULL : PG_GETARG_TEXT_PP(0));
}

Datum
socpolicy_format_target(PG_FUNCTION_ARGS)
{
	char	   *printed = target_threshold_print(PG_GETARG_TARGET_P(0),
												 format_arg(fcinfo, 1));

	PG_RETURN_TEXT_P(cstring_to_text(printed));
}
