/*
 * evaluate.h - the verdict on a value.
 */
#ifndef SOCPOLICY_EVALUATE_H
#define SOCPOLICY_EVALUATE_H

#include "target.h"

#include "catalog/pg_type.h"

/* The labels of the enum compliance_status, in its order. */
typedef enum ComplianceStatus
{
	STATUS_EXCEEDED,
	STATUS_MET,
	STATUS_NEAR,
	STATUS_MISSED,
	STATUS_NOT_DUE,
	STATUS_NO_DATA,
	STATUS_NO_TARGET
} ComplianceStatus;

#define STATUS_COUNT		(STATUS_NO_TARGET + 1)
/* The first so many statuses are verdicts; the others say why there is none. */
#define STATUS_EVALUATED	(STATUS_MISSED + 1)

extern const char *const status_names[STATUS_COUNT];

/*
 * An enum value is an OID: this translates, and is looked up once per call
 * site.
 */
typedef struct StatusOids
{
	Oid			oid[STATUS_COUNT];
} StatusOids;

extern void status_oids_load(Oid enumtype, StatusOids *oids);
extern ComplianceStatus status_from_oid(Oid oid, const StatusOids *oids);

/* Judge a value; a NULL goal or value says so in the status. */
extern ComplianceStatus judge(const Value *value, const Target *goal);

/* By direction, and by the side on which the value lies. */
extern const uint8 verdicts[DIRECTION_WITHIN + 1][SIDE_ABOVE + 1];

/*
 * Judge a value of one of the types of evaluate(); NaN is refused without a
 * goal, too.
 */
extern ComplianceStatus judge_datum(Datum value, Oid type, const Target *goal);

/* The same for what most rows hold, where it is quick; else as above. */
static inline ComplianceStatus
judge_quickly(Datum value, Oid type, const Target *goal)
{
	RangeSide	side;
	int64		coefficient;
	int			scale;

	if (goal != NULL && !target_has_near(goal) &&
		(type == NUMERICOID ?
		 quick_digits(value, &coefficient, &scale) &&
		 quick_side(coefficient, scale, &goal->threshold, &side) :
		 type == FLOAT8OID &&
		 quick_side_float8(DatumGetFloat8(value), &goal->threshold, &side)))
		return (ComplianceStatus) verdicts[goal->direction][side];
	return judge_datum(value, type, goal);
}

/*
 * Signed distance to the deciding bound, positive on the good side; within:
 * 0 inside, negative outside.
 */
extern Numeric gap_to_goal(Numeric value, const Target *goal);

/*
 * Soften a verdict that is not yet due: the period described ends before the
 * due date.
 */
static inline ComplianceStatus
soften(ComplianceStatus status, const Target *goal, DateADT period_end)
{
	if ((status == STATUS_NEAR || status == STATUS_MISSED ||
		 status == STATUS_NO_DATA) &&
		target_has_due(goal) && period_end < goal->due)
		return STATUS_NOT_DUE;
	return status;
}

#endif							/* SOCPOLICY_EVALUATE_H */
