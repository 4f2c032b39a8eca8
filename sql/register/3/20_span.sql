    /*
     * A code of an area and a spelling of a body mean one thing on any day.
     *
     * Before, two rows could not begin or end together, but could still overlap.
     * Ranges of a hash stand for the text, since texts alone would need another
     * extension; halved, so that the end of a range never overflows.
     */
    DECLARE
        overlapping CONSTANT text := (
            SELECT string_agg(DISTINCT o.text, ', ')
            FROM (SELECT a.code AS text
                  FROM area AS a
                  JOIN area AS b ON b.code = a.code AND b.area_id > a.area_id
                  WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
                  UNION ALL
                  SELECT a.alias
                  FROM agency_alias AS a
                  JOIN agency_alias AS b ON b.folded = a.folded AND b.agency_alias_id > a.agency_alias_id
                  WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')) AS o);
    BEGIN
        IF overlapping IS NOT NULL THEN
            RAISE EXCEPTION 'codes of areas or spellings of agencies mean two things on one day'
                USING ERRCODE = 'exclusion_violation',
                      DETAIL = overlapping,
                      HINT = 'End one row of area or agency_alias before the other begins, and upgrade again.';
        END IF;
    END;
    ALTER TABLE area ADD CONSTRAINT area_code_once EXCLUDE USING gist (
        int8range(hashtextextended(code, 0) / 2, hashtextextended(code, 0) / 2, '[]') WITH &&,
        daterange(valid_from, valid_to, '[]') WITH &&);
    ALTER TABLE agency_alias ADD CONSTRAINT agency_alias_once EXCLUDE USING gist (
        int8range(hashtextextended(folded, 0) / 2, hashtextextended(folded, 0) / 2, '[]') WITH &&,
        daterange(valid_from, valid_to, '[]') WITH &&);
