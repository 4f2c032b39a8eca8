/*
 * tally.c - how many of each status, and with what weight.
 *
 * A tally is a small exact value: stored, sent, added, subtracted and merged
 * without loss, and itself the state of the aggregates that make it.
 */
#include "evaluate.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/date.h"
#include "utils/jsonb.h"
#include "utils/lsyscache.h"

#define WEIGHT_DECIMALS		3
#define WEIGHT_UNIT			1000	/* weights are stored in thousandths */
#define WEIGHT_LIMIT		INT64CONST(1000000000000000)
#define WEIGHT_BUFSIZE		48		/* 39 digits, dot, terminator */

/*
 * Datums are aligned to 8 bytes, an int128 would want 16: its halves are
 * stored, and put together by memcpy.
 */
typedef struct StoredWeight
{
	uint64		half[2];
} StoredWeight;

/* Counts and weights are never negative; no count, no weight. */
typedef struct Tally
{
	int64		count[STATUS_COUNT];
	StoredWeight weight[STATUS_COUNT];
} Tally;

StaticAssertDecl(sizeof(Tally) == 168, "stored layout");

#define DatumGetTallyP(X)		((Tally *) DatumGetPointer(X))
#define PG_GETARG_TALLY_P(n)	DatumGetTallyP(PG_GETARG_DATUM(n))
#define PG_RETURN_TALLY_P(x)	PG_RETURN_POINTER(x)

/* Seven names, counts, weights and the marks between them. */
#define TALLY_BUFSIZE			(STATUS_COUNT * (16 + 24 + WEIGHT_BUFSIZE))

static const char *const tally_hint =
	"A tally reads: exceeded=0/0.000,met=0/0.000,near=0/0.000,missed=0/0.000,"
	"not_due=0/0.000,no_data=0/0.000,no_target=0/0.000.";

/* ---------- weights ---------- */

static inline int128
get_weight(const Tally *tally, int status)
{
	int128		weight;

	memcpy(&weight, &tally->weight[status], sizeof(weight));
	return weight;
}

static inline void
put_weight(Tally *tally, int status, int128 weight)
{
	memcpy(&tally->weight[status], &weight, sizeof(weight));
}

/* Write thousandths with three decimals; returns the length. */
static int
print_weight(int128 weight, char *buffer)
{
	char		digits[WEIGHT_BUFSIZE];
	int			n = 0;
	char	   *c = buffer;

	for (; weight > 0 || n <= WEIGHT_DECIMALS; weight /= 10)
		digits[n++] = '0' + (int) (weight % 10);
	while (n > 0)
	{
		if (n == WEIGHT_DECIMALS)
			*c++ = '.';
		*c++ = digits[--n];
	}
	*c = '\0';
	return c - buffer;
}

static void
refuse_weight(const char *why)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("a weight must not %s", why)));
}

/* A weight argument in thousandths. */
static int128
weight_from_datum(Datum datum)
{
	const Decimal none = {0, 0};
	const Decimal limit = {WEIGHT_LIMIT, 0};
	Value		weight;
	int128		unit = 1;

	value_from_numeric(datum, &weight);
	if (value_cmp(&weight, none) < 0)
		refuse_weight("be negative");
	if (value_cmp(&weight, limit) >= 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("a weight must be below 10^15")));
	for (int i = 0; i < weight.scale; i++)
		unit *= 10;
	/* Below the limit, what a Value cannot hold has many decimals. */
	if (weight.numeric != NULL || weight.coefficient * WEIGHT_UNIT % unit != 0)
		refuse_weight("have more than three decimals");
	return weight.coefficient * WEIGHT_UNIT / unit;
}

/* ---------- guards ---------- */

static inline bool
status_is_valid(const Tally *tally, int status)
{
	int128		weight = get_weight(tally, status);

	return tally->count[status] >= 0 && weight >= 0 &&
		(tally->count[status] > 0 || weight == 0);
}

static bool
tally_is_valid(const Tally *tally)
{
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		if (!status_is_valid(tally, i))
			return false;
	}
	return true;
}

pg_noreturn static void
refuse_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("tally out of range")));
}

pg_noreturn static void
refuse_subtraction(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("tally out of range"),
			 errdetail("More would be taken away than was counted.")));
}

/* ---------- parse and print ---------- */

/* count := digits */
static bool
scan_count(const char **cursor, int64 *count, bool *overflow)
{
	const char *c = *cursor;

	*count = 0;
	for (; *c >= '0' && *c <= '9'; c++)
		*overflow |= __builtin_mul_overflow(*count, 10, count) ||
			__builtin_add_overflow(*count, *c - '0', count);
	if (c == *cursor)
		return false;
	*cursor = c;
	return true;
}

/* weight := digits ('.' digits{1,3})?, read in thousandths */
static bool
scan_weight(const char **cursor, int128 *weight, bool *overflow)
{
	const char *c = *cursor;
	const char *point = NULL;
	int			decimals;

	*weight = 0;
	for (; (*c >= '0' && *c <= '9') || (*c == '.' && point == NULL); c++)
	{
		if (*c == '.')
			point = c;
		else
			*overflow |= __builtin_mul_overflow(*weight, 10, weight) ||
				__builtin_add_overflow(*weight, *c - '0', weight);
	}
	decimals = point ? (int) (c - point - 1) : 0;
	if (c == *cursor || point == *cursor || (point && decimals == 0) ||
		decimals > WEIGHT_DECIMALS)
		return false;
	*overflow |= __builtin_mul_overflow(*weight,
										decimal_power10[WEIGHT_DECIMALS - decimals],
										weight);
	*cursor = c;
	return true;
}

static bool
take_char(const char **cursor, char expected)
{
	if (**cursor != expected)
		return false;
	(*cursor)++;
	return true;
}

/* tally := entry (',' entry){6}; entry := status '=' count '/' weight */
static bool
tally_parse(const char *text, Tally *tally, Fault *fault)
{
	const char *c = skip_blanks(text);
	bool		overflow = false;

	memset(tally, 0, sizeof(*tally));
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		size_t		length = strlen(status_names[i]);
		bool		named = (i == 0 || take_char(&c, ',')) &&
			strncmp(c, status_names[i], length) == 0;
		int128		weight;

		c += named ? length : 0;
		if (!named || !take_char(&c, '=') ||
			!scan_count(&c, &tally->count[i], &overflow) ||
			!take_char(&c, '/') || !scan_weight(&c, &weight, &overflow))
			return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION,
							 tally_hint,
							 "Count and weight of \"%s\" should stand at \"%.40s\".",
							 status_names[i], c);
		put_weight(tally, i, weight);
	}
	if (overflow)
		return fault_set(fault, ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, NULL,
						 "A count is below 2^63, a weight below 2^127"
						 " thousandths.");
	if (!tally_is_valid(tally))
		return fault_set(fault, ERRCODE_INVALID_TEXT_REPRESENTATION, NULL,
						 "A status that was not counted has no weight.");
	return expect_end(c, tally_hint, fault);
}

static void
tally_print(const Tally *tally, char *buffer)
{
	char	   *c = buffer;

	for (int i = 0; i < STATUS_COUNT; i++)
	{
		c += sprintf(c, "%s%s=" INT64_FORMAT "/", i > 0 ? "," : "",
					 status_names[i], tally->count[i]);
		c += print_weight(get_weight(tally, i), c);
	}
}

/* ---------- I/O ---------- */

PG_FUNCTION_INFO_V1(tally_in);
Datum
tally_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Tally	   *tally = palloc(sizeof(Tally));
	Fault		fault;

	if (!tally_parse(text, tally, &fault))
		return report_text_fault("tally", text, &fault, ESCONTEXT(fcinfo));
	PG_RETURN_TALLY_P(tally);
}

PG_FUNCTION_INFO_V1(tally_out);
Datum
tally_out(PG_FUNCTION_ARGS)
{
	char		buffer[TALLY_BUFSIZE];

	tally_print(PG_GETARG_TALLY_P(0), buffer);
	PG_RETURN_CSTRING(pstrdup(buffer));
}

PG_FUNCTION_INFO_V1(tally_send);
Datum
tally_send(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	StringInfoData buffer;

	pq_begintypsend(&buffer);
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		int128		weight = get_weight(tally, i);

		pq_sendint64(&buffer, tally->count[i]);
		pq_sendint64(&buffer, (uint64) (weight >> 64));
		pq_sendint64(&buffer, (uint64) weight);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buffer));
}

PG_FUNCTION_INFO_V1(tally_recv);
Datum
tally_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buffer = (StringInfo) PG_GETARG_POINTER(0);
	Tally	   *tally = palloc(sizeof(Tally));

	for (int i = 0; i < STATUS_COUNT; i++)
	{
		uint128		weight;

		tally->count[i] = pq_getmsgint64(buffer);
		weight = (uint128) (uint64) pq_getmsgint64(buffer) << 64;
		weight |= (uint64) pq_getmsgint64(buffer);
		put_weight(tally, i, (int128) weight);
	}
	if (!tally_is_valid(tally))
		report_binary_fault("tally");
	PG_RETURN_TALLY_P(tally);
}

/* {"exceeded": {"count": 2, "weight": 2.000}, ...} */
PG_FUNCTION_INFO_V1(tally_to_jsonb);
Datum
tally_to_jsonb(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	char		weight[WEIGHT_BUFSIZE];
	StringInfoData json;

	initStringInfo(&json);
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		print_weight(get_weight(tally, i), weight);
		appendStringInfo(&json,
						 "%c\"%s\": {\"count\": " INT64_FORMAT ", \"weight\": %s}",
						 i == 0 ? '{' : ',', status_names[i], tally->count[i],
						 weight);
	}
	appendStringInfoChar(&json, '}');
	return DirectFunctionCall1(jsonb_in, CStringGetDatum(json.data));
}

/* ---------- arithmetic ---------- */

static inline void
tally_count(Tally *tally, ComplianceStatus status, int128 weight)
{
	int128		sum;

	if (__builtin_add_overflow(tally->count[status], 1, &tally->count[status]) ||
		__builtin_add_overflow(get_weight(tally, status), weight, &sum))
		refuse_overflow();
	put_weight(tally, status, sum);
}

static inline void
tally_uncount(Tally *tally, ComplianceStatus status, int128 weight)
{
	tally->count[status]--;
	put_weight(tally, status, get_weight(tally, status) - weight);
	if (!status_is_valid(tally, status))
		refuse_subtraction();
}

static void
tally_add_to(Tally *sum, const Tally *more)
{
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		int128		weight;

		if (__builtin_add_overflow(sum->count[i], more->count[i],
								   &sum->count[i]) ||
			__builtin_add_overflow(get_weight(sum, i), get_weight(more, i),
								   &weight))
			refuse_overflow();
		put_weight(sum, i, weight);
	}
}

static void
tally_subtract_from(Tally *rest, const Tally *less)
{
	for (int i = 0; i < STATUS_COUNT; i++)
	{
		rest->count[i] -= less->count[i];
		put_weight(rest, i, get_weight(rest, i) - get_weight(less, i));
	}
	if (!tally_is_valid(rest))
		refuse_subtraction();
}

/*
 * The first argument, to be changed: in place where it is an aggregate's own
 * state, else a copy.
 */
static Tally *
own_tally(FunctionCallInfo fcinfo)
{
	Tally	   *copy;

	if (PG_ARGISNULL(0))
		report_null_argument("state");
	if (AggCheckCallContext(fcinfo, NULL))
		return PG_GETARG_TALLY_P(0);
	copy = palloc(sizeof(Tally));
	memcpy(copy, PG_GETARG_TALLY_P(0), sizeof(Tally));
	return copy;
}

/* tally + tally; also the combine function of every aggregate here. */
PG_FUNCTION_INFO_V1(tally_add);
Datum
tally_add(PG_FUNCTION_ARGS)
{
	Tally	   *sum = own_tally(fcinfo);

	tally_add_to(sum, PG_GETARG_TALLY_P(1));
	PG_RETURN_TALLY_P(sum);
}

/* tally - tally; also the inverse of tally_merge. */
PG_FUNCTION_INFO_V1(tally_subtract);
Datum
tally_subtract(PG_FUNCTION_ARGS)
{
	Tally	   *rest = own_tally(fcinfo);

	tally_subtract_from(rest, PG_GETARG_TALLY_P(1));
	PG_RETURN_TALLY_P(rest);
}

/* ---------- aggregates ---------- */

/* What one call site of a transition function needs to know. */
typedef struct TallySite
{
	Oid			value_type;		/* of the first thing counted */
	bool		in_aggregate;	/* the state is the aggregate's own */
	StatusOids	statuses;		/* when that is a status */
} TallySite;

static pg_noinline TallySite *
make_site(FunctionCallInfo fcinfo, bool of_status)
{
	FmgrInfo   *flinfo = fcinfo->flinfo;
	TallySite  *site = MemoryContextAlloc(flinfo->fn_mcxt, sizeof(TallySite));

	site->value_type = declared_type(flinfo, 1);
	/* An FmgrInfo is of one node: an aggregate's, or an expression's. */
	site->in_aggregate = AggCheckCallContext(fcinfo, NULL) != 0;
	if (of_status)
		status_oids_load(site->value_type, &site->statuses);
	flinfo->fn_extra = site;
	return site;
}

static inline TallySite *
tally_site(FunctionCallInfo fcinfo, bool of_status)
{
	TallySite  *site = fcinfo->flinfo->fn_extra;

	return likely(site != NULL) ? site : make_site(fcinfo, of_status);
}

/* The state, to be changed; as own_tally(), but asked once a call site. */
static inline Tally *
site_tally(FunctionCallInfo fcinfo, const TallySite *site)
{
	if (likely(site->in_aggregate && !PG_ARGISNULL(0)))
		return PG_GETARG_TALLY_P(0);
	return own_tally(fcinfo);
}

/* The weight at an argument in thousandths; 1 where there is none. */
static inline int128
weight_arg(FunctionCallInfo fcinfo, int arg)
{
	if (PG_NARGS() <= arg)
		return WEIGHT_UNIT;
	if (PG_ARGISNULL(arg))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a weight must not be null"),
				 errhint("Use coalesce(weight, 1), or leave the weight out.")));
	return weight_from_datum(PG_GETARG_DATUM(arg));
}

/* The status of (value, goal, period_end) at arguments 1 to 3. */
static pg_attribute_always_inline ComplianceStatus
judge_args(FunctionCallInfo fcinfo, const TallySite *site)
{
	const Target *goal = PG_ARGISNULL(2) ? NULL : PG_GETARG_TARGET_P(2);
	ComplianceStatus status;

	if (PG_ARGISNULL(1))
		status = goal == NULL ? STATUS_NO_TARGET : STATUS_NO_DATA;
	else
		status = judge_quickly(PG_GETARG_DATUM(1), site->value_type, goal);
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
		status = soften(status, goal, PG_GETARG_DATEADT(3));
	return status;
}

/* tally_agg(status [, weight]); a NULL status is skipped. */
PG_FUNCTION_INFO_V1(tally_count_status);
Datum
tally_count_status(PG_FUNCTION_ARGS)
{
	const TallySite *site = tally_site(fcinfo, true);
	Tally	   *tally = site_tally(fcinfo, site);

	if (!PG_ARGISNULL(1))
		tally_count(tally, status_from_oid(PG_GETARG_OID(1), &site->statuses),
			 weight_arg(fcinfo, 2));
	PG_RETURN_TALLY_P(tally);
}

PG_FUNCTION_INFO_V1(tally_uncount_status);
Datum
tally_uncount_status(PG_FUNCTION_ARGS)
{
	const TallySite *site = tally_site(fcinfo, true);
	Tally	   *tally = site_tally(fcinfo, site);

	if (!PG_ARGISNULL(1))
		tally_uncount(tally, status_from_oid(PG_GETARG_OID(1), &site->statuses),
			 weight_arg(fcinfo, 2));
	PG_RETURN_TALLY_P(tally);
}

/* tally_agg(value, goal [, period_end [, weight]]) */
PG_FUNCTION_INFO_V1(tally_count_value);
Datum
tally_count_value(PG_FUNCTION_ARGS)
{
	const TallySite *site = tally_site(fcinfo, false);
	Tally	   *tally = site_tally(fcinfo, site);

	tally_count(tally, judge_args(fcinfo, site), weight_arg(fcinfo, 4));
	PG_RETURN_TALLY_P(tally);
}

PG_FUNCTION_INFO_V1(tally_uncount_value);
Datum
tally_uncount_value(PG_FUNCTION_ARGS)
{
	const TallySite *site = tally_site(fcinfo, false);
	Tally	   *tally = site_tally(fcinfo, site);

	tally_uncount(tally, judge_args(fcinfo, site), weight_arg(fcinfo, 4));
	PG_RETURN_TALLY_P(tally);
}

/* ---------- accessors ---------- */

static int64
sum_counts(const Tally *tally, int from, int to)
{
	int64		sum = 0;

	for (int i = from; i < to; i++)
	{
		if (__builtin_add_overflow(sum, tally->count[i], &sum))
			refuse_overflow();
	}
	return sum;
}

PG_FUNCTION_INFO_V1(tally_total);
Datum
tally_total(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(sum_counts(PG_GETARG_TALLY_P(0), 0, STATUS_COUNT));
}

PG_FUNCTION_INFO_V1(tally_evaluated);
Datum
tally_evaluated(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(sum_counts(PG_GETARG_TALLY_P(0), 0, STATUS_EVALUATED));
}

PG_FUNCTION_INFO_V1(tally_exceeded);
Datum
tally_exceeded(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->count[STATUS_EXCEEDED]);
}

PG_FUNCTION_INFO_V1(tally_met);
Datum
tally_met(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->count[STATUS_MET]);
}

PG_FUNCTION_INFO_V1(tally_near);
Datum
tally_near(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->count[STATUS_NEAR]);
}

PG_FUNCTION_INFO_V1(tally_missed);
Datum
tally_missed(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->count[STATUS_MISSED]);
}

PG_FUNCTION_INFO_V1(tally_not_due);
Datum
tally_not_due(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->count[STATUS_NOT_DUE]);
}

PG_FUNCTION_INFO_V1(tally_no_data);
Datum
tally_no_data(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->count[STATUS_NO_DATA]);
}

PG_FUNCTION_INFO_V1(tally_no_target);
Datum
tally_no_target(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_TALLY_P(0)->count[STATUS_NO_TARGET]);
}

static Numeric
percent(Numeric part, Numeric whole)
{
	return numeric_over(numeric_times(int64_to_numeric(100), part), whole);
}

/* 100 * (exceeded + met) / evaluated */
PG_FUNCTION_INFO_V1(tally_met_rate);
Datum
tally_met_rate(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	int64		evaluated = sum_counts(tally, 0, STATUS_EVALUATED);

	if (evaluated == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(percent(int64_to_numeric(sum_counts(tally, 0, STATUS_NEAR)),
							  int64_to_numeric(evaluated)));
}

/* exceeded + met of evaluated: 24/40 */
PG_FUNCTION_INFO_V1(tally_score_text);
Datum
tally_score_text(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	int64		evaluated = sum_counts(tally, 0, STATUS_EVALUATED);

	if (evaluated == 0)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(psprintf(INT64_FORMAT "/" INT64_FORMAT,
											  sum_counts(tally, 0, STATUS_NEAR),
											  evaluated)));
}

/* 100 * evaluated / (evaluated + no_data) */
PG_FUNCTION_INFO_V1(tally_coverage);
Datum
tally_coverage(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	Numeric		evaluated = int64_to_numeric(sum_counts(tally, 0, STATUS_EVALUATED));
	Numeric		answerable = numeric_plus(evaluated,
										  int64_to_numeric(tally->count[STATUS_NO_DATA]));

	if (numeric_order(answerable, int64_to_numeric(0)) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(percent(evaluated, answerable));
}

/* A sum of weights as a numeric; every status from one up to another. */
static Numeric
sum_weights(const Tally *tally, int from, int to)
{
	Numeric		sum = int64_to_numeric(0);
	char		text[WEIGHT_BUFSIZE];

	for (int i = from; i < to; i++)
	{
		print_weight(get_weight(tally, i), text);
		sum = numeric_plus(sum, numeric_from_text(text));
	}
	return sum;
}

/* The same share as met_rate, of the weights. */
PG_FUNCTION_INFO_V1(tally_weighted_met_rate);
Datum
tally_weighted_met_rate(PG_FUNCTION_ARGS)
{
	Tally	   *tally = PG_GETARG_TALLY_P(0);
	Numeric		evaluated = sum_weights(tally, 0, STATUS_EVALUATED);

	if (numeric_order(evaluated, int64_to_numeric(0)) == 0)
		PG_RETURN_NULL();
	PG_RETURN_NUMERIC(percent(sum_weights(tally, 0, STATUS_NEAR), evaluated));
}

/* ---------- equality and hash ---------- */

PG_FUNCTION_INFO_V1(tally_eq);
Datum
tally_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(memcmp(PG_GETARG_TALLY_P(0), PG_GETARG_TALLY_P(1),
						  sizeof(Tally)) == 0);
}

PG_FUNCTION_INFO_V1(tally_ne);
Datum
tally_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(memcmp(PG_GETARG_TALLY_P(0), PG_GETARG_TALLY_P(1),
						  sizeof(Tally)) != 0);
}

PG_FUNCTION_INFO_V1(tally_hash);
Datum
tally_hash(PG_FUNCTION_ARGS)
{
	return hash_any((unsigned char *) PG_GETARG_POINTER(0), sizeof(Tally));
}

PG_FUNCTION_INFO_V1(tally_hash_extended);
Datum
tally_hash_extended(PG_FUNCTION_ARGS)
{
	return hash_any_extended((unsigned char *) PG_GETARG_POINTER(0),
							 sizeof(Tally), PG_GETARG_INT64(1));
}
