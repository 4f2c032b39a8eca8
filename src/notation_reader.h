/*
 * notation_reader.h - what the readers of numbers and of targets share.
 *
 *		number   := [sign] digits with marks {multiplier} ['%']
 *		quantity := [sign] digits with marks {multiplier} [unit]
 *
 * What the words are stands in one table.  The readers work on folded text
 * (folding.h), fill a Fault and never raise; a text is read in full or
 * refused: no word of it is ever dropped, and what is set apart is remarked.
 */
#ifndef SOCPOLICY_NOTATION_READER_H
#define SOCPOLICY_NOTATION_READER_H

#include "notation.h"
#include "number.h"

#define SYNTAX_FAULT			ERRCODE_INVALID_TEXT_REPRESENTATION

/* What a person should look at: bits, printed in this order. */
#define REMARK_APPROXIMATE			0x001
#define REMARK_ESTIMATE				0x002
#define REMARK_FOOTNOTE				0x004
#define REMARK_DECIMAL_DOT			0x008
#define REMARK_GROUPED				0x010
#define REMARK_POSSIBLY_ENGLISH		0x020
#define REMARK_POSSIBLY_VIETNAMESE	0x040
#define REMARK_INVISIBLE			0x080
#define REMARK_NONE					0x100

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
	WORD_FILLER = 0x001,		/* argument: which way is better, or none */
	WORD_REMARK = 0x002,		/* argument: a REMARK_* */
	WORD_OPERATOR = 0x004,		/* argument: an Operator */
	WORD_FROM = 0x008,
	WORD_CHANGE = 0x010,		/* the number is a change; argument: its sign */
	WORD_TO = 0x020,
	WORD_SUFFIX = 0x040,		/* argument: an Operator */
	WORD_MULTIPLIER = 0x080,	/* argument: a power of ten */
	WORD_MULTIPLIER_EN = 0x100,
	WORD_PERCENT = 0x200,		/* argument of these: a Unit */
	WORD_UNIT = 0x400,
	WORD_TAIL = 0x800,			/* a unit that only follows a percentage */
	WORD_PER_MILLE = 0x1000,
	WORD_REFUSED = 0x2000,		/* argument: what to write instead */
	WORD_COMPARED = 0x4000		/* to what a change is measured against */
} WordKind;

#define PREFIX_WORDS \
	(WORD_FILLER | WORD_REMARK | WORD_OPERATOR | WORD_FROM | WORD_CHANGE | \
	 WORD_REFUSED)
#define UNIT_WORDS	(WORD_PERCENT | WORD_UNIT | WORD_TAIL)

/* Spellings of one unit share a member. */
typedef enum Unit
{
	UNIT_NONE,
	UNIT_ARGUMENT,
	UNIT_PER_MILLE,
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

/* Texts that are no value, and what to write instead. */
enum
{
	REFUSED_MULTIPLE,
	REFUSED_RANK,
	REFUSED_DEADLINE,
	REFUSED_FRACTION,
	REFUSED_RATIO
};

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
	const char *written;		/* the text as it was written */
	int			written_length;
	int			stripped;		/* bytes taken off the end of the folded text */
	NumberFormat format;
	Word		unit;			/* the unit argument; text NULL if none */
	int			unit_exponent;	/* of its multipliers: 9 in "tỷ đồng" */
	int			amount_words;	/* kinds that may follow a number */
	Fault	   *fault;
} Reader;

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

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/*
 * Begin to read a text: false where the reading is made already, for it says
 * that there is no number, or is refused.
 */
extern bool begin_reading(text *input, NumberFormat format, Reader *reader,
						  Reading *reading);
extern bool reader_set_unit(Reader *reader, text *unit);

/* Take the longest word of these kinds that stands here, or return NULL. */
extern const Word *take_word(Reader *reader, int kinds);
extern bool read_quantity(Reader *reader, Quantity *quantity);
extern bool expect_nothing_more(Reader *reader, const char *hint);

/* Faults: what to write instead; what stands at a place, as it was written. */
extern bool refuse_text(Reader *reader, int which);
extern bool quote_fault(Reader *reader, const char *hint, const char *detail,
						const char *at);

extern bool literal_numeric(const Literal *number, Numeric *value, Fault *fault);
extern bool literal_decimal(const Literal *number, Decimal *value, Fault *fault);

extern NumberFormat format_arg(FunctionCallInfo fcinfo, int arg);
extern void raise_fault(const char *thing, const Fault *fault, text *input);

/* The row (value, remark) of the inspecting functions. */
extern Datum inspection(FunctionCallInfo fcinfo, const Reading *reading,
						Datum value, const char *thing, text *input);

/* Append a plain number, such as 1234.5, in the format. */
extern void append_number(StringInfo out, const char *plain, NumberFormat format);

#endif							/* SOCPOLICY_NOTATION_READER_H */
