/*
 * fault.c - filling in what is wrong with a text, and telling the user.
 */
#include "fault.h"

#include "mb/pg_wchar.h"

bool
fault_set(Fault *fault, int sqlstate, const char *hint, const char *detail,...)
{
	va_list		args;
	int			length;

	fault->sqlstate = sqlstate;
	fault->hint = hint;
	va_start(args, detail);
	length = vsnprintf(fault->detail, sizeof(fault->detail), detail, args);
	va_end(args);
	/* A quoted text may have been cut inside a character. */
	length = Min(length, (int) sizeof(fault->detail) - 1);
	length = pg_encoding_verifymbstr(PG_UTF8, fault->detail, length);
	fault->detail[length] = '\0';
	return false;
}

bool
expect_end(const char *rest, const char *hint, Fault *fault)
{
	rest = skip_blanks(rest);
	if (*rest == '\0')
		return true;
	return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION, hint,
					 "The text should end before \"%.40s\".", rest);
}

/* Everything wrong with a text is a matter of its syntax, except its size. */
static int
text_sqlstate(const Fault *fault)
{
	if (fault->sqlstate == ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE ||
		fault->sqlstate == ERRCODE_DATETIME_FIELD_OVERFLOW)
		return fault->sqlstate;
	return ERRCODE_INVALID_TEXT_REPRESENTATION;
}

Datum
report_text_fault(const char *type, const char *text, const Fault *fault,
				  Node *escontext)
{
	int			sqlstate = text_sqlstate(fault);

	ereturn(escontext, (Datum) 0,
			(errcode(sqlstate),
			 sqlstate == ERRCODE_INVALID_TEXT_REPRESENTATION
			 ? errmsg("invalid input syntax for type %s: \"%s\"", type, text)
			 : errmsg("value out of range for type %s: \"%s\"", type, text),
			 errdetail("%s", fault->detail),
			 fault->hint ? errhint("%s", fault->hint) : 0));
}

void
report_binary_fault(const char *type)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", type)));
}

void
report_argument_fault(const char *type, const Fault *fault)
{
	ereport(ERROR,
			(errcode(fault->sqlstate),
			 errmsg("invalid value for type %s", type),
			 errdetail("%s", fault->detail),
			 fault->hint ? errhint("%s", fault->hint) : 0));
}

void
report_null_argument(const char *argument)
{
	ereport(ERROR,
			(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
			 errmsg("argument \"%s\" must not be null", argument)));
}
