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

-- Kept, or not; NULL for what was not judged.
CREATE FUNCTION socpolicy.is_met(status socpolicy.compliance_status) RETURNS boolean
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN status IN ('exceeded', 'met') THEN true WHEN status IN ('near', 'missed') THEN false END;
COMMENT ON FUNCTION socpolicy.is_met(socpolicy.compliance_status) IS
	'whether a promise was kept: true for exceeded and met, false for near and missed, else NULL';
