/*
 * text.c - fuzz the text form of a type without a server.
 *
 * ROOM is the type: its source file is included, so that its static parser can
 * be called.  What the parser accepts must be valid, print, and read back to
 * the same bytes; what it refuses must come with an SQLSTATE and a detail.
 * Server functions that the parser does not call stay unresolved.
 */
#include ROOM_SOURCE

#include <stdio.h>
#include <stdlib.h>

#define NAME(room, function) NAME_(room, function)
#define NAME_(room, function) room##_##function

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The server's own functions that the parsers do call. */
#undef vsnprintf
#undef vsprintf

int
pg_encoding_verifymbstr(int encoding, const char *text, int length)
{
	return length;
}

int
pg_strncasecmp(const char *a, const char *b, size_t n)
{
	return strncasecmp(a, b, n);
}

int
pg_vsnprintf(char *buffer, size_t size, const char *format, va_list args)
{
	return vsnprintf(buffer, size, format, args);
}

int
pg_snprintf(char *buffer, size_t size, const char *format,...)
{
	va_list		args;
	int			length;

	va_start(args, format);
	length = vsnprintf(buffer, size, format, args);
	va_end(args);
	return length;
}

int
pg_sprintf(char *buffer, const char *format,...)
{
	va_list		args;
	int			length;

	va_start(args, format);
	length = vsprintf(buffer, format, args);
	va_end(args);
	return length;
}

#ifndef isleap
#define isleap(y) ((y) % 4 == 0 && ((y) % 100 != 0 || (y) % 400 == 0))
#endif

/* Days since 4713 BC and back, by counting: slow, and plainly right. */
const int	day_tab[2][13] = {
	{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0},
	{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 0}
};

static int
days_before_year(int year)
{
	int			y = year - 1;

	return 365 * y + y / 4 - y / 100 + y / 400;
}

int
date2j(int year, int month, int day)
{
	int			days = 1721425 + days_before_year(year) + day;

	for (int m = 1; m < month; m++)
		days += day_tab[isleap(year)][m - 1];
	return days;
}

void
j2date(int julian, int *year, int *month, int *day)
{
	for (*year = 1; date2j(*year + 1, 1, 1) <= julian;)
		(*year)++;
	for (*month = 1; *month < 12 && date2j(*year, *month + 1, 1) <= julian;)
		(*month)++;
	*day = julian - date2j(*year, *month, 1) + 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char	   *text = malloc(size + 1);
	char		printed[PRINTED_BUFSIZE];
	STRUCT		value;
	STRUCT		again;
	Fault		fault = {0};

	memcpy(text, data, size);
	text[size] = '\0';
	if (NAME(ROOM, parse) (text, &value, &fault))
	{
		if (!NAME(ROOM, is_valid) (&value))
			abort();
		NAME(ROOM, print) (&value, printed);
		if (!NAME(ROOM, parse) (printed, &again, &fault) ||
			memcmp(&value, &again, sizeof(value)) != 0)
			abort();
	}
	else if (fault.sqlstate == 0 || fault.detail[0] == '\0')
		abort();
	free(text);
	return 0;
}
