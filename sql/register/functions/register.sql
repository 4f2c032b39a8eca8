/*
 * What was known, and when: every question as of a day and as of a moment.
 *
 * on_date is the day that is asked about, known_at the moment whose knowledge
 * counts; a row is believed from recorded_at, its last day from closed_at.
 * Without a moment all that is known now counts; without a day it is the day
 * of the moment, or today.
 */

/*
 * The one place of the time zone: a day is a day in Vietnam, whatever the
 * session's setting.
 */
CREATE OR REPLACE FUNCTION _time_zone() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'Asia/Ho_Chi_Minh';

COMMENT ON FUNCTION _time_zone() IS
    'Múi giờ của sổ | the time zone of the register';

CREATE OR REPLACE FUNCTION _local_time(moment timestamptz) RETURNS timestamp
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN moment AT TIME ZONE _time_zone();

COMMENT ON FUNCTION _local_time(timestamptz) IS
    'Giờ Việt Nam của một thời điểm | the time in Vietnam of a moment';

CREATE OR REPLACE FUNCTION local_day(moment timestamptz) RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN _local_time(moment)::date;

COMMENT ON FUNCTION local_day(timestamptz) IS
    'Ngày ở Việt Nam của một thời điểm: 17:30Z ngày 9 đã là ngày 10 | the day in Vietnam of a moment: 17:30Z on the 9th is already the 10th';

CREATE OR REPLACE FUNCTION _start_of_day(day date) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN day::timestamp AT TIME ZONE _time_zone();

COMMENT ON FUNCTION _start_of_day(date) IS
    'Thời điểm đầu ngày theo giờ Việt Nam | first moment of a day in Vietnam';

CREATE OR REPLACE FUNCTION _end_of_day(day date) RETURNS timestamptz
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN _start_of_day(day + 1) - interval '1 microsecond';

COMMENT ON FUNCTION _end_of_day(date) IS
    'Thời điểm cuối ngày theo giờ Việt Nam | last moment of a day in Vietnam';

CREATE OR REPLACE FUNCTION today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN local_day(now());

COMMENT ON FUNCTION today() IS
    'Hôm nay theo giờ Việt Nam, không phụ thuộc múi giờ của phiên | today in Vietnam, whatever the session''s time zone';

/* A day in words: one spelling for programs and messages, one as people in Vietnam write it. */
CREATE OR REPLACE FUNCTION iso_date(day date) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN to_char(day, 'YYYY-MM-DD');

COMMENT ON FUNCTION iso_date(date) IS
    'Một ngày viết như 2025-12-31, không phụ thuộc DateStyle | a day as 2025-12-31, whatever the DateStyle';

CREATE OR REPLACE FUNCTION _day_vi(day date) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN to_char(day, 'FMDD/FMMM/YYYY');

COMMENT ON FUNCTION _day_vi(date) IS
    'Một ngày viết như 31/12/2025 | a day as people in Vietnam write it';

/*
 * What a dated row says is asked as known at a moment, so a last day that was
 * added later has to say when, and by whom where the table has a column for it.
 */
CREATE OR REPLACE FUNCTION _stamp_closing() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    -- When the first last day was recorded would be forgotten with it.
    IF OLD.closed_at IS NOT NULL AND NEW.valid_to IS DISTINCT FROM OLD.valid_to THEN
        RAISE EXCEPTION 'a row that was closed is neither opened again nor given another last day'
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'A new row begins where this one ends.';
    END IF;
    IF NEW.valid_to IS DISTINCT FROM OLD.valid_to THEN
        NEW.closed_at := CASE WHEN NEW.valid_to IS NOT NULL THEN clock_timestamp() END;
        NEW := jsonb_populate_record(NEW, jsonb_build_object(
            'closed_by', CASE WHEN NEW.valid_to IS NOT NULL THEN current_user END));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _stamp_closing() IS
    'Ghi thời điểm một dòng được kết thúc, chỉ một lần | stamp when a row''s last day was recorded, once';

CREATE OR REPLACE FUNCTION in_force(valid_from date, valid_to date, on_date date)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (valid_from IS NULL OR valid_from <= on_date)
   AND (valid_to IS NULL OR valid_to >= on_date);

COMMENT ON FUNCTION in_force(date, date, date) IS
    'Còn hiệu lực vào ngày này; tính cả ngày đầu và ngày cuối, NULL là không giới hạn | in force on a day; both ends included, NULL is open';

CREATE OR REPLACE FUNCTION _as_of_day(on_date date, known_at timestamptz) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(on_date, local_day(known_at), today());

COMMENT ON FUNCTION _as_of_day(date, timestamptz) IS
    'Ngày được hỏi: ngày đã cho, nếu không thì ngày của thời điểm, nếu không thì hôm nay | the day asked about: as given, else the day of the moment, else today';

CREATE OR REPLACE FUNCTION _believed_in_force(
    valid_from date,
    valid_to date,
    recorded_at timestamptz,
    closed_at timestamptz,
    on_date date,
    known_at timestamptz)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (known_at IS NULL OR recorded_at <= known_at)
   AND (valid_from IS NULL OR valid_from <= on_date)
   AND (valid_to IS NULL OR valid_to >= on_date OR (closed_at > known_at) IS TRUE);

COMMENT ON FUNCTION _believed_in_force(date, date, timestamptz, timestamptz, date, timestamptz) IS
    'Vào thời điểm known_at người ta có biết dòng này còn hiệu lực vào ngày on_date không | was a row, as known at a moment, in force on a day';

CREATE OR REPLACE FUNCTION _believed_last_day(valid_to date, closed_at timestamptz, known_at timestamptz)
RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (closed_at > known_at) IS NOT TRUE THEN valid_to END;

COMMENT ON FUNCTION _believed_last_day(date, timestamptz, timestamptz) IS
    'Ngày cuối như đã biết vào thời điểm known_at | the last day as known at a moment';

/*
 * What a person names, or an error that says what is not there.
 */
CREATE OR REPLACE FUNCTION require_document(number text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_id integer;
BEGIN
    IF number IS NULL THEN
        RAISE EXCEPTION 'a document is needed'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Every change names the document behind it.';
    END IF;
    SELECT d.document_id INTO found_id
    FROM document AS d
    WHERE d.number = require_document.number
    ORDER BY d.issued_on DESC
    LIMIT 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no document "%"', number
            USING ERRCODE = 'undefined_object',
                  HINT = 'Insert it in table document first.';
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION require_document(text) IS
    'Văn bản mang số này, bản ban hành sau cùng; báo lỗi nếu không có | the document with this number, the latest issued; an error if there is none';

/*
 * A few lines with their columns in the first, as people write or paste them,
 * one object each; a blank cell is left out.
 */
CREATE OR REPLACE FUNCTION _records(sheet text, needed text[], allowed text[])
RETURNS TABLE (line integer, cells jsonb)
LANGUAGE plpgsql IMMUTABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    lines CONSTANT text[] := ARRAY(
        SELECT btrim(l.line, E' \t\r')
        FROM regexp_split_to_table(sheet, E'\n') WITH ORDINALITY AS l (line, place)
        WHERE btrim(l.line, E' \t\r') <> ''
        ORDER BY l.place);
    columns CONSTANT text[] := ARRAY(
        SELECT btrim(c.name)
        FROM unnest(_split_line(lines[1], ',')) WITH ORDINALITY AS c (name, place)
        ORDER BY c.place);
BEGIN
    IF NOT columns @> needed OR NOT columns <@ (needed || allowed) THEN
        RAISE EXCEPTION 'the first line does not name the columns: %', lines[1]
            USING ERRCODE = 'invalid_parameter_value',
                  DETAIL = format('Needed: %s. Allowed: %s.', array_to_string(needed, ', '),
                                  array_to_string(allowed, ', '));
    END IF;
    RETURN QUERY
        SELECT l.place::integer, jsonb_object_agg(c.name, btrim(v.cell))
        FROM unnest(lines[2:]) WITH ORDINALITY AS l (line, place)
        CROSS JOIN LATERAL unnest(_split_line(l.line, ',')) WITH ORDINALITY AS v (cell, place)
        JOIN unnest(columns) WITH ORDINALITY AS c (name, place) ON c.place = v.place
        WHERE btrim(v.cell) <> ''
        GROUP BY l.place
        ORDER BY l.place;
END
$$;

COMMENT ON FUNCTION _records(text, text[], text[]) IS
    'Vài dòng CSV có tên cột ở dòng đầu, mỗi dòng một đối tượng | a few lines of CSV under a line of columns, one object each';

CREATE OR REPLACE TRIGGER agency_closing BEFORE UPDATE OF valid_to ON agency
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER agency_alias_closing BEFORE UPDATE OF valid_to ON agency_alias
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER area_closing BEFORE UPDATE OF valid_to ON area
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER area_parent_closing BEFORE UPDATE OF valid_to ON area_parent
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER responsibility_closing BEFORE UPDATE OF valid_to ON responsibility
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER indicator_target_closing BEFORE UPDATE OF valid_to ON indicator_target
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER agency_member_closing BEFORE UPDATE OF valid_to ON agency_member
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER task_schedule_closing BEFORE UPDATE OF valid_to ON task_schedule
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER report_cycle_closing BEFORE UPDATE OF valid_to ON report_cycle
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();
CREATE OR REPLACE TRIGGER report_roster_closing BEFORE UPDATE OF valid_to ON report_roster
    FOR EACH ROW EXECUTE FUNCTION _stamp_closing();

/* With the clock set back, too, the assessment made later is the later one. */
CREATE OR REPLACE FUNCTION _stamp_assessment() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    NEW.recorded_at := greatest(NEW.recorded_at,
        (SELECT max(a.recorded_at) + interval '1 microsecond'
         FROM assessment AS a
         WHERE a.indicator_id = NEW.indicator_id AND a.area_id = NEW.area_id
           AND a.year = NEW.year AND a.scope = NEW.scope));
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _stamp_assessment() IS
    'Quyết định ghi sau không mang thời điểm trước quyết định ghi trước | an assessment made later does not bear an earlier moment';

CREATE OR REPLACE TRIGGER assessment_stamp BEFORE INSERT ON assessment
    FOR EACH ROW EXECUTE FUNCTION _stamp_assessment();
