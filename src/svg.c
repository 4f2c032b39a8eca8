/*
 * svg.c - writing an SVG picture as text.
 */
#include "svg.h"

#include <math.h>

#include "mb/pg_wchar.h"
#include "miscadmin.h"

/* No picture is so large; it keeps a coordinate within an integer. */
#define MAX_COORDINATE	100000.0

#define ELLIPSIS		"\xE2\x80\xA6"

/* ---------- text ---------- */

/* What XML 1.0 forbids, and the control characters that it only discourages. */
static bool
is_forbidden(pg_wchar c)
{
	return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xFFFE || c == 0xFFFF;
}

static bool
is_blank(pg_wchar c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 ||
		c == 0x2029;
}

char *
svg_clean(const char *text, int max_chars)
{
	StringInfoData out;
	bool		pending_blank = false;
	int			length;

	initStringInfo(&out);
	for (; *text != '\0' && max_chars > 0; text += length)
	{
		pg_wchar	c = utf8_to_unicode((const unsigned char *) text);

		CHECK_FOR_INTERRUPTS();
		length = pg_encoding_mblen(PG_UTF8, text);
		if (is_blank(c))
			pending_blank = (out.len > 0);
		else if (!is_forbidden(c))
		{
			if (pending_blank)
				appendStringInfoChar(&out, ' ');
			pending_blank = false;
			appendBinaryStringInfo(&out, text, length);
			max_chars--;
		}
	}
	if (*text != '\0')
		appendStringInfoString(&out, ELLIPSIS);
	return out.data;
}

/* The advance of a character in thousandths of the font size, rounded up. */
static int
advance(const char *text)
{
	unsigned char c = (unsigned char) *text;

	if (c >= 0x80)
	{
		int			cells = pg_encoding_dsplen(PG_UTF8, text);

		return cells <= 0 ? 0 : cells == 1 ? 680 : 1050;
	}
	if (strchr("mwMW%@", c) != NULL)
		return 990;
	if (strchr("ijl|.,:;' ", c) != NULL)
		return 340;
	if (strchr("()[]-/frtI!\"", c) != NULL)
		return 430;
	if ((c >= 'A' && c <= 'Z') || strchr("<>=+~#&", c) != NULL)
		return 810;
	return 640;
}

double
svg_text_width(const char *text, double size)
{
	int			thousandths = 0;

	for (; *text != '\0'; text += pg_encoding_mblen(PG_UTF8, text))
		thousandths += advance(text);
	return thousandths * size / 1000.0;
}

char *
svg_fit(const char *text, double size, double room)
{
	double		used = svg_text_width(ELLIPSIS, size);
	const char *end = text;

	if (svg_text_width(text, size) <= room)
		return pstrdup(text);
	for (;;)
	{
		used += advance(end) * size / 1000.0;
		if (used > room)
			break;
		end += pg_encoding_mblen(PG_UTF8, end);
	}
	while (end > text && end[-1] == ' ')
		end--;
	return end == text ? pstrdup("")
		: psprintf("%.*s%s", (int) (end - text), text, ELLIPSIS);
}

static void
append_escaped(StringInfo out, const char *text)
{
	for (; *text != '\0'; text++)
	{
		switch (*text)
		{
			case '&':
				appendStringInfoString(out, "&amp;");
				break;
			case '<':
				appendStringInfoString(out, "&lt;");
				break;
			case '>':
				appendStringInfoString(out, "&gt;");
				break;
			case '"':
				appendStringInfoString(out, "&quot;");
				break;
			case '\'':
				appendStringInfoString(out, "&#39;");
				break;
			default:
				appendStringInfoChar(out, *text);
		}
	}
}

/* ---------- shapes ---------- */

static void
append_coordinate(StringInfo out, double number)
{
	int			tenths;

	number = Max(-MAX_COORDINATE, Min(MAX_COORDINATE, number));
	tenths = (int) rint(number * 10.0);
	if (tenths < 0)
		appendStringInfoChar(out, '-');
	tenths = abs(tenths);
	appendStringInfo(out, "%d", tenths / 10);
	if (tenths % 10 != 0)
		appendStringInfo(out, ".%d", tenths % 10);
}

static void
append_attribute(StringInfo out, const char *name, double number)
{
	appendStringInfo(out, " %s=\"", name);
	append_coordinate(out, number);
	appendStringInfoChar(out, '"');
}

void
svg_open(StringInfo out, int width, int height, double view_width,
		 double view_height, const char *lang, const char *title,
		 const char *desc)
{
	appendStringInfo(out, "<svg xmlns=\"http://www.w3.org/2000/svg\""
					 " role=\"img\" xml:lang=\"%s\" width=\"%d\""
					 " height=\"%d\" viewBox=\"0 0 ", lang, width, height);
	append_coordinate(out, view_width);
	appendStringInfoChar(out, ' ');
	append_coordinate(out, view_height);
	appendStringInfoString(out, "\" font-family=\"sans-serif\" fill=\"#222\">"
						   "<title>");
	append_escaped(out, title);
	appendStringInfoString(out, "</title><desc>");
	append_escaped(out, desc);
	appendStringInfoString(out, "</desc>");
	/* Dark text stays legible on a page in dark mode. */
	svg_rect(out, 0, 0, view_width, view_height, "fill=\"#fff\"");
}

void
svg_close(StringInfo out)
{
	appendStringInfoString(out, "</svg>");
}

void
svg_rect(StringInfo out, double x, double y, double width, double height,
		 const char *paint)
{
	appendStringInfoString(out, "<rect");
	append_attribute(out, "x", x);
	append_attribute(out, "y", y);
	append_attribute(out, "width", Max(width, 0));
	append_attribute(out, "height", Max(height, 0));
	appendStringInfo(out, " %s/>", paint);
}

void
svg_line(StringInfo out, double x1, double y1, double x2, double y2,
		 const char *paint)
{
	appendStringInfoString(out, "<line");
	append_attribute(out, "x1", x1);
	append_attribute(out, "y1", y1);
	append_attribute(out, "x2", x2);
	append_attribute(out, "y2", y2);
	appendStringInfo(out, " %s/>", paint);
}

void
svg_circle(StringInfo out, double x, double y, double radius,
		   const char *paint)
{
	appendStringInfoString(out, "<circle");
	append_attribute(out, "cx", x);
	append_attribute(out, "cy", y);
	append_attribute(out, "r", radius);
	appendStringInfo(out, " %s/>", paint);
}

static void
append_text_element(StringInfo out, double x, double y, SvgStyle style,
					const char *text, const char *paint)
{
	static const char *const anchors[] = {
		[ANCHOR_START] = "",
		[ANCHOR_MIDDLE] = " text-anchor=\"middle\"",
		[ANCHOR_END] = " text-anchor=\"end\""
	};

	appendStringInfoString(out, "<text");
	append_attribute(out, "x", x);
	append_attribute(out, "y", y);
	append_attribute(out, "font-size", style.size);
	appendStringInfo(out, "%s%s%s>", anchors[style.anchor],
					 style.bold ? " font-weight=\"bold\"" : "", paint);
	append_escaped(out, text);
	appendStringInfoString(out, "</text>");
}

/*
 * The rim is a text of its own below the text: readers that do not know
 * paint-order would put it on top.
 */
void
svg_text(StringInfo out, double x, double y, SvgStyle style, const char *text)
{
	if (*text == '\0')
		return;
	if (style.halo)
		append_text_element(out, x, y, style, text,
							" stroke=\"#fff\" stroke-width=\"3\""
							" stroke-linejoin=\"round\" aria-hidden=\"true\"");
	append_text_element(out, x, y, style, text, "");
}

void
svg_shape(StringInfo out, double x, double y, const char *path,
		  const char *paint)
{
	appendStringInfoString(out, "<path transform=\"translate(");
	append_coordinate(out, x);
	appendStringInfoChar(out, ' ');
	append_coordinate(out, y);
	appendStringInfo(out, ")\" d=\"%s\" %s/>", path, paint);
}

void
svg_step(StringInfo out, char command, double x, double y)
{
	appendStringInfoChar(out, command);
	append_coordinate(out, x);
	appendStringInfoChar(out, ' ');
	append_coordinate(out, y);
}
