/*
 * svg.h - writing an SVG picture as text.
 *
 * What is written can stand in an HTML page or in a file: no style sheet, no
 * script, no id, nothing outside of it.  Coordinates are written in tenths,
 * by integer arithmetic, so that no locale changes a byte.
 */
#ifndef SOCPOLICY_SVG_H
#define SOCPOLICY_SVG_H

#include "socpolicy.h"
#include "lib/stringinfo.h"

typedef enum SvgAnchor
{
	ANCHOR_START,
	ANCHOR_MIDDLE,
	ANCHOR_END
} SvgAnchor;

/* How a text is set. */
typedef struct SvgStyle
{
	double		size;
	SvgAnchor	anchor;
	bool		bold;
	bool		halo;			/* a white rim, for a text over a drawing */
} SvgStyle;

/*
 * A text from outside on one line: without the characters that XML forbids,
 * and cut to so many characters.
 */
extern char *svg_clean(const char *text, int max_chars);

/*
 * The room a text takes in a wide sans-serif font; the reader's may differ.
 * Bold text takes as much as text of this larger size.
 */
#define SVG_BOLD	1.1

extern double svg_text_width(const char *text, double size);

/* The text, or as much of it as fits, with an ellipsis; palloc'd. */
extern char *svg_fit(const char *text, double size, double room);

/* Texts are escaped here and nowhere else; paint is a list of attributes. */
extern void svg_open(StringInfo out, int width, int height, double view_width,
					 double view_height, const char *lang, const char *title,
					 const char *desc);
extern void svg_close(StringInfo out);
extern void svg_rect(StringInfo out, double x, double y, double width,
					 double height, const char *paint);
extern void svg_line(StringInfo out, double x1, double y1, double x2,
					 double y2, const char *paint);
extern void svg_circle(StringInfo out, double x, double y, double radius,
					   const char *paint);
extern void svg_text(StringInfo out, double x, double y, SvgStyle style,
					 const char *text);

/* A path in coordinates of its own, moved to x, y. */
extern void svg_shape(StringInfo out, double x, double y, const char *path,
					  const char *paint);

/* One step of a path, such as L with a point. */
extern void svg_step(StringInfo out, char command, double x, double y);

#endif							/* SOCPOLICY_SVG_H */
