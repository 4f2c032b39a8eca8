/*
 * socpolicy.h - what every room of the extension shares.
 *
 * Version shims stand first, each with its reason, so that no function body
 * asks for the server's version.
 */
#ifndef SOCPOLICY_H
#define SOCPOLICY_H

#include "postgres.h"

#include "fmgr.h"
#include "nodes/nodes.h"

/* The varlena macros have a header of their own since 16. */
#if PG_VERSION_NUM >= 160000
#include "varatt.h"
#endif

/* Since 18 a function that does not return is marked in front. */
#if PG_VERSION_NUM < 180000
#define pg_noreturn pg_attribute_noreturn()
#endif

#ifndef HAVE_INT128
#error "socpolicy needs a compiler with 128-bit integers"
#endif

/*
 * We build with hidden symbols, since all modules of a server share one
 * namespace; before 16 an entry point is not marked as visible.
 */
#if PG_VERSION_NUM < 160000
#undef PGDLLEXPORT
#define PGDLLEXPORT __attribute__((visibility("default")))
#undef PG_FUNCTION_INFO_V1
#define PG_FUNCTION_INFO_V1(funcname) \
extern PGDLLEXPORT Datum funcname(PG_FUNCTION_ARGS); \
extern PGDLLEXPORT const Pg_finfo_record * CppConcat(pg_finfo_,funcname)(void); \
const Pg_finfo_record * \
CppConcat(pg_finfo_,funcname) (void) \
{ \
	static const Pg_finfo_record my_finfo = { 1 }; \
	return &my_finfo; \
} \
extern int no_such_variable
#endif

/* Soft errors are new in 16; before it every fault is thrown. */
#if PG_VERSION_NUM < 160000
#define ereturn(escontext, value, ...) \
	do { \
		(void) (escontext); \
		ereport(ERROR, __VA_ARGS__); \
		return value; \
	} while (0)
#define ESCONTEXT(fcinfo) NULL
#else
#define ESCONTEXT(fcinfo) ((fcinfo)->context)
#endif

#endif							/* SOCPOLICY_H */
