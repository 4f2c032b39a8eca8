/*
 * folding.h - the matching key of Vietnamese text.
 */
#ifndef SOCPOLICY_FOLDING_H
#define SOCPOLICY_FOLDING_H

#include "fault.h"

/*
 * The key of UTF-8 text: composed, lower case, one tone placement, plain
 * blanks and hyphens.  Palloc'd and terminated; folding a key changes nothing.
 * NULL with a fault for what is too long, or has a chain of marks that no
 * writing has.
 */
extern char *folding_key(const char *text, int length, Fault *fault);

/*
 * The same, but a run of blanks that holds a line break becomes one '\n': to
 * a reader of numbers two lines are not one number.
 */
extern char *folding_key_lines(const char *text, int length, Fault *fault);

/* True if a text holds characters that nobody can see; a byte order mark is none. */
extern bool folding_has_invisible(const char *text, int length);

#endif							/* SOCPOLICY_FOLDING_H */
