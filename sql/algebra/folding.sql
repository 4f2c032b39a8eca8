-- Folding: the key by which names, units, levels and headers are matched.
-- Equal for any Unicode normal form, case, tone placement (hoá, hóa), blank
-- and dash.  For comparing, not for showing.  NULL gives NULL; no errors.

CREATE FUNCTION socpolicy.fold_text(value text) RETURNS text
	AS 'MODULE_PATHNAME', 'socpolicy_fold_text'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION socpolicy.fold_text(text) IS
	'matching key of Vietnamese text: case, tone placement, normal form, blanks and dashes unified';
