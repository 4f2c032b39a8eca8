/*
 * folding.c - the matching key of Vietnamese text.
 *
 * One name reaches us in many encodings: composed or not, in any case, with
 * either tone placement, with the blanks and dashes of a word processor.  The
 * key is equal for all of them.  It is made for comparing, not for showing:
 * "hoàn" becomes "hòan".
 *
 * Neither the locale nor a setting has a say, so that keys can be indexed.
 */
#include "folding.h"

#include "common/unicode_norm.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"

#define TONES 5					/* acute, grave, hook, tilde, dot */
#define MAX_UTF8_BYTES 4
/* Decoding takes four bytes for each of these, and a palloc has its limit. */
#define MAX_TEXT_BYTES	(16 * 1024 * 1024)
/* Unicode's limit for a stream-safe text; no writing has so many. */
#define MAX_MARKS		30
/* What a file may begin with, an empty first cell included. */
#define BYTE_ORDER_MARK	0xFEFF

/* A vowel and its five tones. */
typedef struct TonedVowel
{
	pg_wchar	plain;
	pg_wchar	toned[TONES];
} TonedVowel;

static const TonedVowel vowel_a =
{'a', {0x00E1, 0x00E0, 0x1EA3, 0x00E3, 0x1EA1}};
static const TonedVowel vowel_e =
{'e', {0x00E9, 0x00E8, 0x1EBB, 0x1EBD, 0x1EB9}};
static const TonedVowel vowel_o =
{'o', {0x00F3, 0x00F2, 0x1ECF, 0x00F5, 0x1ECD}};
static const TonedVowel vowel_u =
{'u', {0x00FA, 0x00F9, 0x1EE7, 0x0169, 0x1EE5}};
static const TonedVowel vowel_y =
{'y', {0x00FD, 0x1EF3, 0x1EF7, 0x1EF9, 0x1EF5}};

/* The pairs of vowels that are written with the tone on either. */
static const struct
{
	const TonedVowel *first;
	const TonedVowel *second;
}			tone_pairs[] =
{
	{&vowel_o, &vowel_a},
	{&vowel_o, &vowel_e},
	{&vowel_u, &vowel_y},
};

PG_FUNCTION_INFO_V1(socpolicy_fold_text);

/* Zero-width characters, which nobody can see and nobody meant to type. */
static bool
is_invisible(pg_wchar c)
{
	return c == 0x00AD || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
		c == 0x2060 || c == 0xFEFF;
}

static bool
is_line_break(pg_wchar c)
{
	return (c >= '\n' && c <= '\r') || c == 0x0085 ||
		c == 0x2028 || c == 0x2029;
}

static bool
is_blank(pg_wchar c)
{
	return c == ' ' || c == '\t' || c == 0x00A0 || c == 0x1680 ||
		(c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
		c == 0x3000 || is_line_break(c);
}

static bool
is_dash(pg_wchar c)
{
	return (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 ||
		c == 0xFE63 || c == 0xFF0D;
}

static pg_wchar
to_lower(pg_wchar c)
{
	/* Old fonts and keyboards type the look-alikes of the letter D. */
	if (c == 0x00D0 || c == 0x00F0 || c == 0x0189)
		return 0x0111;
	if ((c >= 'A' && c <= 'Z') ||
		(c >= 0x00C0 && c <= 0x00DE && c != 0x00D7))
		return c + 0x20;
	if (c >= 0x1EA0 && c <= 0x1EF9)
		return c | 1;
	switch (c)
	{
		case 0x0102:			/* A breve */
		case 0x0110:			/* D stroke */
		case 0x0128:			/* I tilde */
		case 0x0168:			/* U tilde */
		case 0x01A0:			/* O horn */
		case 0x01AF:			/* U horn */
			return c + 1;
		default:
			return c;
	}
}

/*
 * True for a mark on the letter before it.  Nearly all of them take no width,
 * which the server knows; those that do are listed.
 */
static bool
is_combining(pg_wchar c)
{
	static const pg_wchar wide[] = {
		0x1715, 0x1734, 0x1B44, 0x1BAA, 0x1BF2, 0x1BF3, 0x302E, 0x302F, 0xA953,
		0xA9C0, 0x111C0, 0x11235, 0x1134D, 0x116B6, 0x1193D, 0x16FF0, 0x16FF1
	};
	unsigned char bytes[MAX_UTF8_BYTES + 1] = {0};

	/* The letters with tones, and punctuation, are looked up nowhere. */
	if (c < 0x0300 || (c >= 0x1E00 && c <= 0x20CF))
		return false;
	if (c >= 0x1D165 && c <= 0x1D172)
		return true;
	for (int i = 0; i < lengthof(wide); i++)
	{
		if (c == wide[i])
			return true;
	}
	unicode_to_utf8(c, bytes);
	return pg_encoding_dsplen(PG_UTF8, (const char *) bytes) == 0;
}

/*
 * Bringing a chain of marks into order takes the square of its length, and
 * nothing can stop it.
 */
static bool
check_marks(const pg_wchar *points, Fault *fault)
{
	int			marks = 0;

	for (; *points; points++)
	{
		CHECK_FOR_INTERRUPTS();
		marks = is_combining(*points) ? marks + 1 : 0;
		if (marks > MAX_MARKS)
			return fault_set(fault, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL,
							 "A letter has at most %d combining marks here.",
							 MAX_MARKS);
	}
	return true;
}

/* Decode, leaving out what nobody can see. */
static pg_wchar *
decode(const char *text, int length)
{
	const unsigned char *in = (const unsigned char *) text;
	const unsigned char *end = in + length;
	pg_wchar   *points = palloc((length + 1) * sizeof(pg_wchar));
	pg_wchar   *out = points;

	while (in < end)
	{
		int			bytes = pg_utf_mblen(in);
		pg_wchar	c;

		CHECK_FOR_INTERRUPTS();
		if (bytes > end - in)
			break;
		c = utf8_to_unicode(in);
		if (!is_invisible(c))
			*out++ = c;
		in += bytes;
	}
	*out = 0;
	return points;
}

/* Compose; the common case, text that is composed already, costs no copy. */
static pg_wchar *
compose(pg_wchar *points)
{
	pg_wchar   *composed;

	if (unicode_is_normalized_quickcheck(UNICODE_NFC,
										 points) == UNICODE_NORM_QC_YES)
		return points;
	composed = unicode_normalize(UNICODE_NFC, points);
	pfree(points);
	return composed;
}

/* Move the tone of a pair of vowels onto the first. */
static void
move_tone(pg_wchar *pair)
{
	int			i;
	int			tone;

	for (i = 0; i < lengthof(tone_pairs); i++)
	{
		if (pair[0] != tone_pairs[i].first->plain)
			continue;
		for (tone = 0; tone < TONES; tone++)
		{
			if (pair[1] != tone_pairs[i].second->toned[tone])
				continue;
			pair[0] = tone_pairs[i].first->toned[tone];
			pair[1] = tone_pairs[i].second->plain;
			return;
		}
	}
}

/* Encode with plain dashes and single blanks, none at the ends. */
static char *
encode(const pg_wchar *points, int count, bool keep_lines)
{
	unsigned char *key = palloc(count * MAX_UTF8_BYTES + 1);
	unsigned char *out = key;
	unsigned char blank = 0;

	for (; *points; points++)
	{
		CHECK_FOR_INTERRUPTS();
		if (is_blank(*points))
		{
			if (blank != '\n')
				blank = keep_lines && is_line_break(*points) ? '\n' : ' ';
			continue;
		}
		if (blank && out > key)
			*out++ = blank;
		blank = 0;
		unicode_to_utf8(is_dash(*points) ? '-' : *points, out);
		out += pg_utf_mblen(out);
	}
	*out = '\0';
	return (char *) key;
}

static char *
fold(const char *text, int length, bool keep_lines, Fault *fault)
{
	pg_wchar   *points;
	pg_wchar   *c;
	char	   *key;

	if (length > MAX_TEXT_BYTES)
	{
		fault_set(fault, ERRCODE_PROGRAM_LIMIT_EXCEEDED, NULL,
				  "A text has at most %d bytes here.", MAX_TEXT_BYTES);
		return NULL;
	}
	points = decode(text, length);
	if (!check_marks(points, fault))
	{
		pfree(points);
		return NULL;
	}
	points = compose(points);
	for (c = points; *c; c++)
	{
		CHECK_FOR_INTERRUPTS();
		*c = to_lower(*c);
	}
	for (c = points; *c; c++)
	{
		CHECK_FOR_INTERRUPTS();
		move_tone(c);
	}

	/*
	 * Some letters compose only in lower case, and a mark that stood behind
	 * a tone may now reach its vowel: compose again, so that a key is its
	 * own key.
	 */
	points = compose(points);
	for (c = points; *c; c++)
		;
	key = encode(points, c - points, keep_lines);
	pfree(points);
	return key;
}

char *
folding_key(const char *text, int length, Fault *fault)
{
	return fold(text, length, false, fault);
}

char *
folding_key_lines(const char *text, int length, Fault *fault)
{
	return fold(text, length, true, fault);
}

bool
folding_has_invisible(const char *text, int length)
{
	const unsigned char *c = (const unsigned char *) text;
	const unsigned char *end = c + length;

	for (; c < end && pg_utf_mblen(c) <= end - c; c += pg_utf_mblen(c))
	{
		CHECK_FOR_INTERRUPTS();
		if (is_invisible(utf8_to_unicode(c)) && utf8_to_unicode(c) != BYTE_ORDER_MARK)
			return true;
	}
	return false;
}

Datum
socpolicy_fold_text(PG_FUNCTION_ARGS)
{
	text	   *input = PG_GETARG_TEXT_PP(0);
	Fault		fault;
	char	   *key = folding_key(VARDATA_ANY(input), VARSIZE_ANY_EXHDR(input),
								  &fault);

	if (key == NULL)
		ereport(ERROR,
				(errcode(fault.sqlstate),
				 errmsg("text cannot be folded"),
				 errdetail("%s", fault.detail)));
	PG_RETURN_TEXT_P(cstring_to_text(key));
}
