-- compliance_status: the verdict on one figure.
--
-- The first four are verdicts, the last three say why there is none.  Stored
-- by OID, as every enum: do not distribute or hash-partition by it.

CREATE TYPE socpolicy.compliance_status AS ENUM (
	'exceeded',
	'met',
	'near',
	'missed',
	'not_due',
	'no_data',
	'no_target'
);

COMMENT ON TYPE socpolicy.compliance_status IS
	'verdict on a figure: exceeded, met, near, missed; or why there is none: not_due, no_data, no_target';
