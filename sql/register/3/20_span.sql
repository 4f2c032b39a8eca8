    /*
     * A code of an area and a spelling of a body mean one thing on any day.
     *
     * Before, two rows could not begin or end together, but could still overlap.
     * Ranges of a hash stand for the text, since texts alone would need another
     * extension; halved, so that the end of a range never overflows.
     */
    IF EXISTS (SELECT FROM area AS a JOIN area AS b ON b.code = a.code AND b.area_id > a.area_id
               WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]'))
       OR EXISTS (SELECT FROM agency_alias AS a
                  JOIN agency_alias AS b ON b.folded = a.folded AND b.agency_alias_id > a.agency_alias_id
                  WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')) THEN
        RAISE EXCEPTION 'codes of areas or spellings of agencies overlap in time'
            USING ERRCODE = 'exclusion_violation',
                  HINT = format('SELECT * FROM %I.doctor() lists them: area_code_overlap, spelling_overlap. End one row before the other begins.', register);
    END IF;
    ALTER TABLE area ADD CONSTRAINT area_code_once EXCLUDE USING gist (
        int8range(hashtextextended(code, 0) / 2, hashtextextended(code, 0) / 2, '[]') WITH &&,
        daterange(valid_from, valid_to, '[]') WITH &&);
    ALTER TABLE agency_alias ADD CONSTRAINT agency_alias_once EXCLUDE USING gist (
        int8range(hashtextextended(folded, 0) / 2, hashtextextended(folded, 0) / 2, '[]') WITH &&,
        daterange(valid_from, valid_to, '[]') WITH &&);
