/*
 * socpolicy.c - the module itself: its magic block and its version.
 */
#include "socpolicy.h"

#include "utils/builtins.h"

#if PG_VERSION_NUM >= 180000
PG_MODULE_MAGIC_EXT(.name = "socpolicy", .version = SOCPOLICY_VERSION);
#else
PG_MODULE_MAGIC;
#endif

/* Return the version of the loaded library. */
PG_FUNCTION_INFO_V1(socpolicy_library_version);
Datum
socpolicy_library_version(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(SOCPOLICY_VERSION));
}
