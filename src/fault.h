/*
 * fault.h - what is wrong with a text, as a value.
 *
 * Parsers fill a Fault and return false instead of raising, so that the same
 * rules serve the type input functions (soft errors included), the inspect_*
 * functions that never raise, and a fuzzer without a server.
 */
#ifndef SOCPOLICY_FAULT_H
#define SOCPOLICY_FAULT_H

#include "socpolicy.h"

typedef struct Fault
{
	int			sqlstate;		/* an ERRCODE_* */
	char		detail[160];	/* where and what, a full sentence */
	const char *hint;			/* what to write instead, or NULL */
} Fault;

/* Fill a fault; always false, so that a parser can return it. */
extern bool fault_set(Fault *fault, int sqlstate, const char *hint,
					  const char *detail,...) pg_attribute_printf(4, 5);

/* Move over blanks. */
static inline const char *
skip_blanks(const char *c)
{
	while (*c == ' ' || (*c >= '\t' && *c <= '\r'))
		c++;
	return c;
}

/* A fault unless nothing but blanks is left. */
extern bool expect_end(const char *rest, const char *hint, Fault *fault);

/*
 * The doors through which a fault reaches the user: a type's text input (soft
 * where the server can), its binary input, a function's arguments.
 */
extern Datum report_text_fault(const char *type, const char *text,
							   const Fault *fault, Node *escontext);
pg_noreturn extern void report_binary_fault(const char *type);
pg_noreturn extern void report_argument_fault(const char *type,
											  const Fault *fault);
pg_noreturn extern void report_null_argument(const char *argument);

#endif							/* SOCPOLICY_FAULT_H */
