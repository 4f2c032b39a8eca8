/*
 * number_notation.c - numbers as people write them, and the words around them.
 */
#include "notation_reader.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

#include "folding.h"

#define NUMERIC_WHOLE_DIGITS	131072	/* what the type numeric can hold */
#define NUMERIC_FRACTION_DIGITS 16383
#define CELL_MAX_BYTES			1000	/* no phrase is longer */
#define NUMBER_MAX_BYTES		200000	/* numeric's digits and their marks */
#define QUOTE_BYTES				40		/* of a text quoted in a fault */
#define MESSAGE_QUOTE_BYTES		100
#define WRITTEN_MAX_BYTES		300	/* of a text that is quoted as written */

static const char *const remark_texts[] = {
	"approximate",
	"estimate",
	"footnote",
	"decimal dot",
	"grouped",
	"possibly English",
	"possibly Vietnamese",
	"invisible characters",
	"none"
};

static const char *const format_names[] = {
	[FORMAT_VI] = "vi",
	[FORMAT_EN] = "en",
	[FORMAT_PLAIN] = "plain"
};

/*
 * The words, as people spell them; the longest that matches wins.  A new
 * phrase is a line here and nothing else.
 */
static const Word words[] = {
	{"đạt", WORD_FILLER, DIRECTION_NONE},
	{"đạt mức", WORD_FILLER, DIRECTION_NONE},
	{"mức", WORD_FILLER, DIRECTION_NONE},
	{"ở mức", WORD_FILLER, DIRECTION_NONE},
	{"là", WORD_FILLER, DIRECTION_NONE},
	{"còn", WORD_FILLER, DIRECTION_DOWN},
	{"mức giảm", WORD_FILLER, DIRECTION_NONE},
	{"giảm xuống", WORD_FILLER, DIRECTION_DOWN},
	{"giảm còn", WORD_FILLER, DIRECTION_DOWN},
	{"mức tăng", WORD_FILLER, DIRECTION_NONE},
	{"tăng lên", WORD_FILLER, DIRECTION_UP},
	{"duy trì", WORD_FILLER, DIRECTION_NONE},
	{"duy trì mức", WORD_FILLER, DIRECTION_NONE},
	{"duy trì mức giảm", WORD_FILLER, DIRECTION_NONE},
	{"ổn định", WORD_FILLER, DIRECTION_NONE},
	{"ổn định ở mức", WORD_FILLER, DIRECTION_NONE},
	{"phấn đấu", WORD_FILLER, DIRECTION_NONE},
	{"phấn đấu đạt", WORD_FILLER, DIRECTION_NONE},
	{"xây dựng", WORD_FILLER, DIRECTION_NONE},
	{"hoàn thành", WORD_FILLER, DIRECTION_NONE},
	{"bình quân", WORD_FILLER, DIRECTION_NONE},
	{"chiếm", WORD_FILLER, DIRECTION_NONE},
	{"bằng", WORD_FILLER, DIRECTION_NONE},
	{"giảm xuống còn", WORD_FILLER, DIRECTION_DOWN},
	{"nâng lên", WORD_FILLER, DIRECTION_UP},

	{"khoảng", WORD_REMARK, REMARK_APPROXIMATE},
	{"gần", WORD_REMARK, REMARK_APPROXIMATE},
	{"xấp xỉ", WORD_REMARK, REMARK_APPROXIMATE},
	{"about", WORD_REMARK, REMARK_APPROXIMATE},
	{"approximately", WORD_REMARK, REMARK_APPROXIMATE},
	{"ước", WORD_REMARK, REMARK_ESTIMATE},
	{"ước đạt", WORD_REMARK, REMARK_ESTIMATE},

	{"giảm", WORD_CHANGE, -1},
	{"giảm thêm", WORD_CHANGE, -1},
	{"tăng", WORD_CHANGE, 1},
	{"tăng thêm", WORD_CHANGE, 1},
	{"so với", WORD_COMPARED, 0},
	{"so với năm", WORD_COMPARED, 0},

	{"gấp", WORD_REFUSED, REFUSED_MULTIPLE},
	{"top", WORD_REFUSED, REFUSED_RANK},
	{"trước", WORD_REFUSED, REFUSED_DEADLINE},
	{"trước năm", WORD_REFUSED, REFUSED_DEADLINE},

	{"<", WORD_OPERATOR, OPERATOR_LESS},
	{"dưới", WORD_OPERATOR, OPERATOR_LESS},
	{"nhỏ hơn", WORD_OPERATOR, OPERATOR_LESS},
	{"ít hơn", WORD_OPERATOR, OPERATOR_LESS},
	{"thấp hơn", WORD_OPERATOR, OPERATOR_LESS},
	{"less than", WORD_OPERATOR, OPERATOR_LESS},
	{"fewer than", WORD_OPERATOR, OPERATOR_LESS},
	{"below", WORD_OPERATOR, OPERATOR_LESS},
	{"under", WORD_OPERATOR, OPERATOR_LESS},
	{"<=", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"=<", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"≦", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"≤", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"tối đa", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không quá", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không vượt quá", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không trên", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không cao hơn", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"không lớn hơn", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"at most", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"no more than", WORD_OPERATOR, OPERATOR_AT_MOST},
	{"not more than", WORD_OPERATOR, OPERATOR_AT_MOST},
	{">", WORD_OPERATOR, OPERATOR_MORE},
	{"trên", WORD_OPERATOR, OPERATOR_MORE},
	{"hơn", WORD_OPERATOR, OPERATOR_MORE},
	{"lớn hơn", WORD_OPERATOR, OPERATOR_MORE},
	{"cao hơn", WORD_OPERATOR, OPERATOR_MORE},
	{"more than", WORD_OPERATOR, OPERATOR_MORE},
	{"above", WORD_OPERATOR, OPERATOR_MORE},
	{"over", WORD_OPERATOR, OPERATOR_MORE},
	{">=", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"=>", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"≧", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"≥", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"ít nhất", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"tối thiểu", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không dưới", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không thấp hơn", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không nhỏ hơn", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"không ít hơn", WORD_OPERATOR, OPERATOR_AT_LEAST},

	{"at least", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"no less than", WORD_OPERATOR, OPERATOR_AT_LEAST},
	{"not less than", WORD_OPERATOR, OPERATOR_AT_LEAST},

	{"từ", WORD_FROM, 0},
	{"from", WORD_FROM, 0},
	{"đến", WORD_TO, 0},
	{"to", WORD_TO, 0},
	{"~", WORD_TO, 0},
	{"÷", WORD_TO, 0},
	{"trở lên", WORD_SUFFIX, OPERATOR_AT_LEAST},
	{"trở xuống", WORD_SUFFIX, OPERATOR_AT_MOST},
	{"or more", WORD_SUFFIX, OPERATOR_AT_LEAST},
	{"or less", WORD_SUFFIX, OPERATOR_AT_MOST},

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
	{"phần trăm", WORD_PERCENT, UNIT_PERCENT},
	{"percent", WORD_PERCENT, UNIT_PERCENT},
	{"per cent", WORD_PERCENT, UNIT_PERCENT},
	{"%/năm", WORD_UNIT, UNIT_PERCENT_A_YEAR},
	{"/năm", WORD_TAIL, UNIT_PERCENT_A_YEAR},
	{"mỗi năm", WORD_TAIL, UNIT_PERCENT_A_YEAR},
	{"per year", WORD_TAIL, UNIT_PERCENT_A_YEAR},
	{"a year", WORD_TAIL, UNIT_PERCENT_A_YEAR},
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

/* What stands behind an estimate, as a key. */
static const char *const estimate_key = "(ước)";

/* ---------- characters and words ---------- */


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
 * True if a letter or digit stands here.  Beyond ASCII, the lead bytes 0xC2 and
 * 0xE2 hold punctuation and signs such as "¹" and "≥", and "÷" is one, too;
 * everything else is taken for a letter, which at worst refuses a word.
 */
static bool
is_word_char(const char *c)
{
	unsigned char byte = *c;

	return is_digit(byte) || (byte >= 'a' && byte <= 'z') ||
		(byte >= 0x80 && byte != 0xC2 && byte != 0xE2 && strncmp(c, "÷", 2) != 0);
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
const Word *
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

/*
 * What a place in the folded text was written as; the folded text where that
 * cannot be told.  Only for what is refused: it folds the text again and again.
 */
static const char *
as_written(const Reader *reader, const char *at)
{
	size_t		length = strlen(at) + reader->stripped;
	const char *from = reader->written + reader->written_length;
	Fault		ignored;

	if (reader->written_length > WRITTEN_MAX_BYTES)
		return at;
	while (from > reader->written)
	{
		char	   *key;

		for (from--; from > reader->written && (*from & 0xC0) == 0x80;)
			from--;
		key = folding_key_lines(from, reader->written + reader->written_length - from,
								&ignored);
		if (key == NULL)
			return at;
		flatten_square_metres(key);
		if (strlen(key) == length && strncmp(key, at, strlen(at)) == 0)
			return pnstrdup(from, reader->written + reader->written_length - from);
		pfree(key);
	}
	return at;
}

/* A fault that quotes what stands at a place. */
bool
quote_fault(Reader *reader, const char *hint, const char *detail, const char *at)
{
	const char *rest = on_one_line(pstrdup(as_written(reader, at)));

	return fault_set(reader->fault, SYNTAX_FAULT, hint, "%s \"%.*s\".", detail,
					 quotable(rest, strlen(rest)), rest);
}

static const struct
{
	const char *detail;
	const char *hint;
}			refusals[] =
{
	[REFUSED_MULTIPLE] = {
		"A multiple of another value is no value.",
		"Write the value to be reached."
	},
	[REFUSED_RANK] = {
		"A rank is no value.",
		"Write the rank as the number itself, with direction => 'down', such as 10."
	},
	[REFUSED_DEADLINE] = {
		"A deadline is no value.",
		"Write the value to be reached, and the deadline as the due date."
	},
	[REFUSED_FRACTION] = {
		"A fraction is not one number.",
		"Write the percentage, or numerator and denominator apart."
	},
	[REFUSED_RATIO] = {
		"A ratio is not one number.",
		"Write its value, such as 0,2, or the larger number with a unit that says to what."
	}
};

bool
refuse_text(Reader *reader, int which)
{
	return fault_set(reader->fault, SYNTAX_FAULT, refusals[which].hint,
					 "%s", refusals[which].detail);
}

bool
expect_nothing_more(Reader *reader, const char *hint)
{
	const char *rest = skip_blanks(reader->at);

	if (*rest == '\0')
		return true;
	if ((*rest == '/' || *rest == ':') && is_digit(*skip_blanks(rest + 1)))
		return refuse_text(reader, *rest == '/' ? REFUSED_FRACTION : REFUSED_RATIO);
	return quote_fault(reader, hint,
					   "What follows the number is not understood:", rest);
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
			return fault_set(reader->fault, SYNTAX_FAULT,
							 "Write the value to be reached or kept, such as duy trì 95%.",
							 "The text ends where a number should stand.");
		return quote_fault(reader, NULL, "A number should stand at", c);
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
check_unit(Reader *reader, Quantity *quantity)
{
	/* "5,2 tỷ" in a column of tỷ đồng */
	if (reader->unit_exponent > 0 && quantity->unit == UNIT_NONE &&
		quantity->number.exponent == reader->unit_exponent)
		quantity->number.exponent = 0;
	if (reader->unit.text && reader->unit.argument == UNIT_PER_MILLE &&
		quantity->unit >= UNIT_PERCENT && quantity->unit <= UNIT_PERCENT_OF_LABOUR)
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "The number is a percentage, the unit passed is per mille.");
	if (quantity->number.exponent > 0 && quantity->unit >= UNIT_PERCENT &&
		quantity->unit <= UNIT_POINT)
		return fault_set(reader->fault, SYNTAX_FAULT, NULL,
						 "A percentage has no multiplier.");
	if (reader->unit_exponent > 0 && quantity->unit != reader->unit.argument &&
		(quantity->unit != UNIT_NONE || quantity->number.exponent > 0))
		return fault_set(reader->fault, SYNTAX_FAULT,
						 "State the number in the unit that was passed.",
						 "The unit passed counts in multiples, and the number"
						 " is not stated in it.");
	return true;
}

bool
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

bool
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

bool
literal_decimal(const Literal *number, Decimal *value, Fault *fault)
{
	char	   *plain = plain_digits(number);
	const char *cursor = plain;
	bool		is_read = decimal_parse(&cursor, value, fault);

	pfree(plain);
	return is_read;
}

/* ---------- from the arguments to a reading ---------- */

/* Dashes and dots that stand for "no number"; the key has one dash. */
static bool
is_none(const char *key)
{
	return *key == '\0' || strcmp(key, "-") == 0 ||
		strcmp(key, "…") == 0 || strcmp(key, "...") == 0;
}

/* Move an end back over blanks. */
static char *
trimmed_end(char *key, char *end)
{
	while (end > key && (end[-1] == ' ' || end[-1] == '\n'))
		end--;
	return end;
}

/* The length of a text that ends here, if one of these does; else 0. */
static int
ends_with(const char *key, const char *end, const char *text)
{
	int			length = strlen(text);

	return end - key > length && memcmp(end - length, text, length) == 0 ? length : 0;
}

/* The length of (1), (12) or (*) at the end; else 0. */
static int
note_in_brackets(const char *key, const char *end)
{
	const char *c = end - 1;
	int			signs = 0;

	if (end - key < 4 || *c != ')')
		return 0;
	for (c--; c > key && (is_digit(*c) || *c == '*'); c--)
		signs++;
	return *c == '(' && c > key && signs >= 1 && signs <= 2 ? end - c : 0;
}

/*
 * The length of a superscript at the end; else 0.  Behind 10 it may be a power.
 */
static int
superscript(const char *key, const char *end)
{
	static const char *const signs[] = {"¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};

	for (int i = 0; i < lengthof(signs); i++)
	{
		int			length = ends_with(key, end, signs[i]);
		const char *before = end - length;

		if (length > 0 && !(ends_with(key, before, "10") && !is_digit(before[-3])) &&
			!(before - key == 2 && memcmp(key, "10", 2) == 0))
			return length;
	}
	return 0;
}

/*
 * Take notes and a closing mark off the end: ≥95%*, 95¹, 95 (1), 95 (ước), 95;
 * something is left in any case.  Returns what is to be remarked.
 */
static int
strip_end(char *key)
{
	char	   *end = trimmed_end(key, key + strlen(key));
	int			remarks = 0;
	int			length;

	if (end - key > 1 && strchr(",;.", end[-1]) && !strchr(",;.", end[-2]))
		end = trimmed_end(key, end - 1);
	for (;;)
	{
		if ((length = ends_with(key, end, estimate_key)) > 0)
			remarks |= REMARK_ESTIMATE;
		else if ((length = note_in_brackets(key, end)) > 0 ||
				 (length = superscript(key, end)) > 0 ||
				 (length = ends_with(key, end, "*")) > 0)
			remarks |= REMARK_FOOTNOTE;
		else
			break;
		end = trimmed_end(key, end - length);
	}
	if (end > key)
		*end = '\0';
	return remarks;
}

/* The key of a text; false if it is too long to be a number or a target. */
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
	{
		fault->sqlstate = SYNTAX_FAULT;
		return false;
	}
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

/*
 * Begin to read a text: false where the reading is made already, for it says
 * that there is no number, or is refused.
 */
bool
begin_reading(text *input, NumberFormat format, Reader *reader, Reading *reading)
{
	char	   *key = NULL;
	size_t		length;

	memset(reading, 0, sizeof(*reading));
	reader_init(reader, format, &reading->fault);
	reader->written = VARDATA_ANY(input);
	reader->written_length = VARSIZE_ANY_EXHDR(input);
	if (!fold_cell(input, &key, &reading->fault))
		return false;
	if (is_none(key))
	{
		reading->is_read = reading->is_none = true;
		if (*key == '\0' && folding_has_invisible(reader->written, reader->written_length))
			reading->remarks = REMARK_INVISIBLE;
		return false;
	}
	length = strlen(key);
	/* Programs, who write plain numbers, write no notes. */
	if (format != FORMAT_PLAIN)
		reading->remarks = strip_end(key);
	reader->stripped = length - strlen(key);
	reader->at = key;
	return true;
}

/* Let the reader know the unit argument; a listed one keeps its identity. */
bool
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
		: strcmp(key, "‰") == 0 ? UNIT_PER_MILLE : UNIT_ARGUMENT;
	reader->at = key;
	while ((word = take_word(reader, WORD_MULTIPLIER | WORD_MULTIPLIER_EN)) != NULL)
		reader->unit_exponent += word->argument;
	reader->unit.text = key;
	reader->unit.kind = WORD_UNIT;
	return true;
}

static Reading
read_number_text(text *input, NumberFormat format)
{
	Reading		reading;
	Reader		reader;
	Quantity	quantity;

	if (!begin_reading(input, format, &reader, &reading))
		return reading;
	if (format != FORMAT_PLAIN)
		reader.amount_words |= WORD_PERCENT;
	reading.is_read = read_quantity(&reader, &quantity) &&
		expect_nothing_more(&reader, NULL) &&
		literal_numeric(&quantity.number, &reading.number, &reading.fault);
	reading.remarks |= quantity.number.remarks;
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

NumberFormat
format_arg(FunctionCallInfo fcinfo, int arg)
{
	if (PG_ARGISNULL(arg))
		report_null_argument("format");
	return number_format_from_text(PG_GETARG_TEXT_PP(arg));
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

void
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
	int			remarks = reading->remarks | (reading->is_none ? REMARK_NONE : 0);
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
Datum
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
void
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

/* ---------- entry points ---------- */

PG_FUNCTION_INFO_V1(socpolicy_parse_number);
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

PG_FUNCTION_INFO_V1(socpolicy_inspect_number);
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

PG_FUNCTION_INFO_V1(socpolicy_format_number);
Datum
socpolicy_format_number(PG_FUNCTION_ARGS)
{
	char	   *printed = number_print(PG_GETARG_NUMERIC(0),
									   format_arg(fcinfo, 1));

	PG_RETURN_TEXT_P(cstring_to_text(printed));
}
