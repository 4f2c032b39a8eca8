/*
 * Agencies: how a cell that names them is read, and how they begin, merge and
 * end, with a document behind it.
 *
 * on_date is the first day of the new state; the old one ends the day before.
 * Nothing is rewritten: rows are closed and new ones opened, and a body that
 * is reorganised is a new row even where it keeps its name.
 */

CREATE OR REPLACE VIEW _agency_spelling WITH (security_invoker = true) AS
    SELECT agency_id, name_vi AS spelling, folded, valid_from, valid_to
    FROM agency
    UNION ALL
    SELECT agency_id, alias, folded, valid_from, valid_to
    FROM agency_alias;

COMMENT ON VIEW _agency_spelling IS
    'Mọi cách viết đã biết: tên chính và tên khác | every known spelling: names and aliases';
COMMENT ON COLUMN _agency_spelling.agency_id IS 'Cơ quan | agency';
COMMENT ON COLUMN _agency_spelling.spelling IS 'Cách viết | spelling';
COMMENT ON COLUMN _agency_spelling.folded IS 'Khóa so khớp | matching key';
COMMENT ON COLUMN _agency_spelling.valid_from IS 'Ngày đầu | first day';
COMMENT ON COLUMN _agency_spelling.valid_to IS 'Ngày cuối | last day';

/* The longest spelling known on a day that a folded text begins with. */
CREATE OR REPLACE FUNCTION _leading_agency(
    folded text,
    on_date date,
    OUT agency_id integer,
    OUT size integer)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT s.agency_id, length(s.folded)
    FROM _agency_spelling AS s
    WHERE s.folded <> ''
      AND starts_with(_leading_agency.folded, s.folded)
      AND strpos(' ;,.:()/-', substr(_leading_agency.folded, length(s.folded) + 1, 1)) > 0
      AND in_force(s.valid_from, s.valid_to, _leading_agency.on_date)
    ORDER BY length(s.folded) DESC, s.agency_id
    LIMIT 1;
END;

COMMENT ON FUNCTION _leading_agency(text, date) IS
    'Tên dài nhất đã biết vào ngày đó ở đầu đoạn chữ đã gấp | the longest spelling known on a day at the start of a folded text';

/*
 * Names contain commas, so a cell is never split by punctuation: at each
 * word the longest spelling that fits is taken, and what no spelling covers
 * comes back as text with no agency, up to a semicolon.  In "các Sở: Y tế,
 * Tài chính" the word after "các" begins each name until a semicolon.
 */
CREATE OR REPLACE FUNCTION find_agencies(cell text, on_date date)
RETURNS TABLE (ordinal integer, agency_id integer, spelling text)
LANGUAGE plpgsql STABLE STRICT
SET search_path FROM CURRENT
AS $$
DECLARE
    separators CONSTANT text := ' ;,.:';
    boundaries CONSTANT text := separators || '()/-';
    joined CONSTANT text := '^(?:(?:và|cùng|với|and|&) )+|(?:^| )(?:và|cùng|với|and|&)$';
    sought text;
    printed text;
    rest text;
    opening text[];
    head text := '';
    here integer := 1;
    unknown_from integer := 1;
    known_id integer;
    known_size integer;
BEGIN
    sought := socpolicy.fold_text(cell);
    -- What is shown is what was written, less what nobody sees; folding seldom
    -- changes its length otherwise.
    printed := btrim(regexp_replace(
        regexp_replace(normalize(cell), '[\u00ad\u200b-\u200f\u2060\ufeff]', '', 'g'), '\s+', ' ', 'g'));
    IF length(printed) <> length(sought) THEN
        printed := sought;
    END IF;
    ordinal := 0;
    -- Two pages of text are no list of agencies.
    IF length(sought) > 4000 THEN
        ordinal := 1;
        spelling := left(printed, 200) || '…';
        RETURN NEXT;
        RETURN;
    END IF;

    WHILE here <= length(sought) + 1 LOOP
        rest := substr(sought, here);
        known_id := NULL;
        IF here = 1 OR strpos(boundaries, substr(sought, here - 1, 1)) > 0 THEN
            SELECT k.agency_id, k.size INTO known_id, known_size
            FROM _leading_agency(rest, on_date) AS k;
            opening := CASE WHEN known_id IS NULL THEN regexp_match(rest, '^(các ([^ ;,.:]+):? )(.*)$') END;
            IF (SELECT k.agency_id FROM _leading_agency(opening[2] || ' ' || opening[3], on_date) AS k) IS NOT NULL THEN
                head := opening[2] || ' ';
                known_size := length(opening[1]);
            ELSIF known_id IS NULL AND head <> '' THEN
                opening := NULL;
                SELECT k.agency_id, k.size - length(head) INTO known_id, known_size
                FROM _leading_agency(head || rest, on_date) AS k;
            ELSE
                opening := NULL;
            END IF;
        ELSE
            opening := NULL;
        END IF;

        IF known_id IS NOT NULL OR opening IS NOT NULL OR left(rest, 1) IN (';', '') THEN
            spelling := btrim(regexp_replace(
                btrim(substr(printed, unknown_from, here - unknown_from), separators), joined, '', 'gi'), separators);
            IF spelling <> '' THEN
                ordinal := ordinal + 1;
                agency_id := NULL;
                RETURN NEXT;
            END IF;
            unknown_from := here;
        END IF;

        IF known_id IS NOT NULL THEN
            ordinal := ordinal + 1;
            agency_id := known_id;
            spelling := substr(printed, here, known_size);
            RETURN NEXT;
        ELSIF left(rest, 1) = ';' THEN
            head := '';
        END IF;
        IF known_id IS NOT NULL OR opening IS NOT NULL THEN
            here := here + known_size;
            unknown_from := here;
        ELSE
            here := here + 1;
        END IF;
    END LOOP;
END
$$;

COMMENT ON FUNCTION find_agencies(text, date) IS
    'Tách ô cơ quan theo tên dài nhất đã biết vào ngày đó; phần không nhận ra có agency_id NULL | split an agency cell by longest known name as of a day; what is unknown has agency_id NULL';

/*
 * Dated rows as of a day and a moment.
 */
CREATE OR REPLACE FUNCTION agency_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    agency_id integer,
    code text,
    name_vi text,
    name_en text,
    kind text,
    collective boolean,
    valid_from date,
    valid_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT a.agency_id, a.code, a.name_vi, a.name_en, a.kind, a.collective, a.valid_from,
           _believed_last_day(a.valid_to, a.closed_at, agency_as_of.known_at)
    FROM agency AS a
    WHERE _believed_in_force(a.valid_from, a.valid_to, a.recorded_at, a.closed_at,
                            _as_of_day(agency_as_of.on_date, agency_as_of.known_at),
                            agency_as_of.known_at);
END;

COMMENT ON FUNCTION agency_as_of(date, timestamptz) IS
    'Các cơ quan hoạt động vào ngày đó, như đã biết vào thời điểm đó | the agencies of a day, as known at a moment';

CREATE OR REPLACE FUNCTION require_agency(code text, on_date date) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    body agency;
BEGIN
    IF on_date IS NULL THEN
        RAISE EXCEPTION 'a date is needed' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    SELECT * INTO body FROM agency AS a WHERE a.code = btrim(require_agency.code);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no agency "%"', code USING ERRCODE = 'undefined_object';
    ELSIF NOT in_force(body.valid_from, body.valid_to, on_date) THEN
        RAISE EXCEPTION 'there is no agency "%" on %', code, iso_date(on_date)
            USING ERRCODE = 'undefined_object',
                  DETAIL = format('"%s" exists from %s to %s.', body.name_vi,
                                  coalesce(iso_date(body.valid_from), 'the beginning'),
                                  coalesce(iso_date(body.valid_to), 'this day'));
    END IF;
    RETURN body.agency_id;
END
$$;

COMMENT ON FUNCTION require_agency(text, date) IS
    'Cơ quan mang mã này vào ngày đó; báo lỗi nếu không có | the agency with this code on a day; an error if there is none';

CREATE OR REPLACE FUNCTION agency_member_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    agency_id integer,
    member_id integer,
    valid_from date,
    valid_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT m.agency_id, m.member_id, m.valid_from,
           _believed_last_day(m.valid_to, m.closed_at, agency_member_as_of.known_at)
    FROM agency_member AS m
    WHERE _believed_in_force(m.valid_from, m.valid_to, m.recorded_at, m.closed_at,
                            _as_of_day(agency_member_as_of.on_date, agency_member_as_of.known_at),
                            agency_member_as_of.known_at);
END;

COMMENT ON FUNCTION agency_member_as_of(date, timestamptz) IS
    'Thành viên của các nhóm cơ quan vào ngày đó, như đã biết vào thời điểm đó | members of collective bodies on a day, as known at a moment';

CREATE OR REPLACE FUNCTION add_members(body text, members text[], on_date date, document text)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    the_body CONSTANT integer := require_agency(body, on_date);
    counted integer;
BEGIN
    INSERT INTO agency_member (agency_id, member_id, document_id, valid_from)
    SELECT the_body, require_agency(m.code, on_date), the_document, on_date
    FROM unnest(members) AS m (code);
    GET DIAGNOSTICS counted = ROW_COUNT;
    RETURN counted;
END
$$;

COMMENT ON FUNCTION add_members(text, text[], date, text) IS
    'Đưa các cơ quan vào một nhóm từ ngày đó | make bodies members of a collective one from a day on';

CREATE OR REPLACE FUNCTION remove_members(body text, members text[], on_date date, document text)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    the_body CONSTANT integer := require_agency(body, on_date);
    leaving CONSTANT integer[] := ARRAY(SELECT require_agency(m.code, on_date - 1)
                                        FROM unnest(members) AS m (code));
    counted integer;
BEGIN
    UPDATE agency_member AS m
    SET valid_to = on_date - 1, ended_by_id = the_document
    WHERE m.agency_id = the_body AND m.member_id = ANY (leaving)
      AND m.valid_to IS NULL AND in_force(m.valid_from, m.valid_to, on_date - 1);
    GET DIAGNOSTICS counted = ROW_COUNT;
    IF counted < cardinality(leaving) THEN
        RAISE EXCEPTION '% of the agencies are no members of "%" on %',
                cardinality(leaving) - counted, body, iso_date(on_date - 1)
            USING ERRCODE = 'undefined_object';
    END IF;
    RETURN counted;
END
$$;

COMMENT ON FUNCTION remove_members(text, text[], date, text) IS
    'Đưa các cơ quan ra khỏi một nhóm từ ngày đó | end the membership of bodies in a collective one';

/*
 * create_agency, dissolve_agency and merge_agencies, and the two halves that
 * they share.
 */
CREATE OR REPLACE FUNCTION _open_agency(
    code text,
    name_vi text,
    on_date date,
    name_en text,
    kind text,
    collective boolean,
    aliases text[])
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    taken record;
    founded integer;
BEGIN
    IF on_date IS NULL THEN
        RAISE EXCEPTION 'a date is needed' USING ERRCODE = 'null_value_not_allowed';
    ELSIF EXISTS (SELECT FROM agency AS a WHERE a.code = _open_agency.code) THEN
        RAISE EXCEPTION 'agency "%" exists already', code
            USING ERRCODE = 'duplicate_object',
                  HINT = 'A new body has a code of its own, even where it keeps an old name.';
    END IF;

    -- A spelling means one body on any day.
    SELECT s.spelling, a.code INTO taken
    FROM _agency_spelling AS s
    JOIN agency AS a ON a.agency_id = s.agency_id
    WHERE s.folded IN (SELECT socpolicy.fold_text(n.name)
                       FROM unnest(aliases || _open_agency.name_vi) AS n (name))
      AND (s.valid_to IS NULL OR s.valid_to >= on_date)
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'the name "%" belongs to agency "%" on %', taken.spelling, taken.code,
                iso_date(on_date)
            USING ERRCODE = 'duplicate_object',
                  HINT = 'End that body first, or merge_agencies.';
    END IF;

    INSERT INTO agency (code, name_vi, name_en, kind, collective, valid_from)
    VALUES (_open_agency.code, _open_agency.name_vi, _open_agency.name_en, _open_agency.kind,
            _open_agency.collective, on_date)
    RETURNING agency_id INTO founded;
    INSERT INTO agency_alias (agency_id, alias, valid_from)
    SELECT founded, n.name, on_date FROM unnest(aliases) AS n (name);
    RETURN founded;
END
$$;

COMMENT ON FUNCTION _open_agency(text, text, date, text, text, boolean, text[]) IS
    'Ghi một cơ quan mới và các tên gọi của nó; phần việc của create_agency và merge_agencies | write a new body and its spellings; a part of create_agency and merge_agencies';

/* End a body, its spellings and its memberships; what it answers for is not touched. */
CREATE OR REPLACE FUNCTION _close_agency(agency_id integer, on_date date, document_id integer) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    body agency;
BEGIN
    IF on_date IS NULL OR document_id IS NULL THEN
        RAISE EXCEPTION 'a body ends on a day and by a document'
            USING ERRCODE = 'null_value_not_allowed',
                  HINT = 'Use dissolve_agency or merge_agencies.';
    END IF;
    SELECT * INTO STRICT body
    FROM agency AS a WHERE a.agency_id = _close_agency.agency_id FOR UPDATE;
    IF body.valid_to IS NOT NULL THEN
        RAISE EXCEPTION 'agency "%" ends on % already', body.code, iso_date(body.valid_to)
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;

    UPDATE agency AS a SET valid_to = on_date - 1
    WHERE a.agency_id = body.agency_id;
    UPDATE agency_alias AS s SET valid_to = on_date - 1
    WHERE s.agency_id = body.agency_id AND s.valid_to IS NULL;
    UPDATE agency_member AS m SET valid_to = on_date - 1, ended_by_id = _close_agency.document_id
    WHERE body.agency_id IN (m.agency_id, m.member_id) AND m.valid_to IS NULL;
END
$$;

COMMENT ON FUNCTION _close_agency(integer, date, integer) IS
    'Kết thúc một cơ quan, các tên gọi và tư cách thành viên của nó; phần việc của dissolve_agency và merge_agencies | end a body, its spellings and memberships; a part of dissolve_agency and merge_agencies';

CREATE OR REPLACE FUNCTION create_agency(
    code text,
    name_vi text,
    on_date date,
    document text,
    name_en text DEFAULT NULL,
    kind text DEFAULT 'department',
    collective boolean DEFAULT false,
    aliases text[] DEFAULT '{}',
    note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    founded CONSTANT integer := _open_agency(code, name_vi, on_date, name_en, kind, collective, aliases);
BEGIN
    INSERT INTO agency_succession (successor_id, on_date, document_id, note)
    VALUES (founded, create_agency.on_date, the_document, create_agency.note);
    RETURN founded;
END
$$;

COMMENT ON FUNCTION create_agency(text, text, date, text, text, text, boolean, text[], text) IS
    'Thành lập cơ quan từ ngày đó theo văn bản; trả về khóa | found a body from a day on, by a document; returns its key';

CREATE OR REPLACE FUNCTION require_agency(code text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_id integer := (SELECT a.agency_id FROM agency AS a WHERE a.code = require_agency.code);
BEGIN
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'there is no agency "%"', code USING ERRCODE = 'undefined_object';
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION require_agency(text) IS
    'Khóa của cơ quan mang mã này; không có thì báo lỗi | key of the agency with this code, or an error';

/*
 * Bodies that a plan names and that were there before it: no document founded
 * them here.  One line each, as a spreadsheet saves it.
 */
CREATE OR REPLACE FUNCTION create_agencies(agencies text) RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    counted integer := 0;
    body record;
    made integer;
BEGIN
    FOR body IN
        SELECT * FROM _records(agencies, '{code,name_vi}', '{name_en,kind,collective,aliases}')
    LOOP
        INSERT INTO agency (code, name_vi, name_en, kind, collective)
        SELECT body.cells ->> 'code', body.cells ->> 'name_vi', body.cells ->> 'name_en', k.kind,
               coalesce((body.cells ->> 'collective')::boolean, k.kind IN ('council', 'group'))
        FROM (SELECT coalesce(body.cells ->> 'kind', 'department') AS kind) AS k
        RETURNING agency_id INTO made;
        INSERT INTO agency_alias (agency_id, alias)
        SELECT made, btrim(n.alias)
        FROM regexp_split_to_table(body.cells ->> 'aliases', ';') AS n (alias)
        WHERE btrim(n.alias) <> '';
        counted := counted + 1;
    END LOOP;
    RETURN counted;
END
$$;

COMMENT ON FUNCTION create_agencies(text) IS
    'Ghi các cơ quan đã có từ trước, mỗi dòng một cơ quan; dòng đầu nêu cột: code, name_vi, name_en, kind, collective, aliases (cách nhau bằng dấu chấm phẩy); trả về số cơ quan | record bodies that were there before, one a line under a line of columns: code, name_vi, name_en, kind, collective, aliases (with semicolons between); returns how many';

CREATE OR REPLACE FUNCTION add_alias(
    agency text,
    alias text,
    valid_from date DEFAULT NULL,
    valid_to date DEFAULT NULL)
RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO agency_alias (agency_id, alias, valid_from, valid_to)
    VALUES (require_agency(add_alias.agency), add_alias.alias, add_alias.valid_from, add_alias.valid_to);
END;

COMMENT ON FUNCTION add_alias(text, text, date, date) IS
    'Thêm một cách viết tên cơ quan, có thể chỉ dùng trong một thời gian | one more spelling of a body, dated if it must be';

CREATE OR REPLACE FUNCTION dissolve_agency(
    agency text,
    on_date date,
    document text,
    successor text DEFAULT NULL,
    note text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    the_agency CONSTANT integer := require_agency(agency, on_date - 1);
    the_successor CONSTANT integer := CASE WHEN successor IS NOT NULL
                                           THEN require_agency(successor, on_date) END;
    held text;
BEGIN
    PERFORM _close_agency(the_agency, on_date, the_document);

    SELECT string_agg(format('%s %s', r.role, coalesce(i.code, 'task ' || t.key)), ', '
                      ORDER BY r.role DESC, i.sort_order, t.sort_order)
    INTO held
    FROM responsibility AS r
    LEFT JOIN indicator AS i ON i.indicator_id = r.indicator_id
    LEFT JOIN task AS t ON t.task_id = r.task_id
    WHERE r.agency_id = the_agency AND (r.valid_to IS NULL OR r.valid_to >= on_date);
    IF held IS NOT NULL THEN
        RAISE EXCEPTION 'agency "%" still answers for indicators or tasks on %', agency,
                iso_date(on_date)
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = held,
                  HINT = 'Hand them over first: hand_over(from_agency, to_agency, …); to NULL says that nobody takes over.';
    END IF;

    INSERT INTO agency_succession (agency_id, successor_id, on_date, document_id, note)
    VALUES (the_agency, the_successor, dissolve_agency.on_date, the_document, dissolve_agency.note);
END
$$;

COMMENT ON FUNCTION dissolve_agency(text, date, text, text, text) IS
    'Giải thể cơ quan: ngày hoạt động cuối là ngày trước on_date; việc phải được bàn giao trước bằng hand_over | dissolve a body: its last day is the one before on_date; its items must be handed over first';

CREATE OR REPLACE FUNCTION merge_agencies(
    agencies text[],
    code text,
    name_vi text,
    on_date date,
    document text,
    name_en text DEFAULT NULL,
    kind text DEFAULT 'department',
    collective boolean DEFAULT false,
    aliases text[] DEFAULT '{}',
    note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    merged CONSTANT integer[] := ARRAY(SELECT require_agency(m.code, on_date - 1)
                                       FROM unnest(agencies) AS m (code) ORDER BY 1);
    memberships CONSTANT integer[] := ARRAY(
        SELECT m.agency_member_id
        FROM agency_member AS m
        WHERE (m.agency_id = ANY (merged) OR m.member_id = ANY (merged)) AND m.valid_to IS NULL);
    old agency;
    founded integer;
BEGIN
    IF cardinality(merged) = 0 THEN
        RAISE EXCEPTION 'no agency to merge' USING ERRCODE = 'invalid_parameter_value';
    ELSIF cardinality(merged) > (SELECT count(DISTINCT m.agency_id) FROM unnest(merged) AS m (agency_id)) THEN
        RAISE EXCEPTION 'an agency is named twice' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM _close_agency(m.agency_id, on_date, the_document)
    FROM unnest(merged) AS m (agency_id);
    founded := _open_agency(code, name_vi, on_date, name_en, kind, collective, aliases);

    FOR old IN SELECT a.* FROM agency AS a WHERE a.agency_id = ANY (merged) ORDER BY a.agency_id LOOP
        IF EXISTS (SELECT FROM responsibility AS r
                   WHERE r.agency_id = old.agency_id AND r.valid_to IS NULL) THEN
            PERFORM hand_over(old.code, merge_agencies.code, on_date, document);
        END IF;
    END LOOP;

    -- It is a member where they were, and has their members if it is a group.
    INSERT INTO agency_member (agency_id, member_id, document_id, valid_from)
    SELECT DISTINCT k.agency_id, k.member_id, the_document, on_date
    FROM agency_member AS m
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.agency_id = ANY (merged) THEN founded ELSE m.agency_id END AS agency_id,
               CASE WHEN m.member_id = ANY (merged) THEN founded ELSE m.member_id END AS member_id) AS k
    WHERE m.agency_member_id = ANY (memberships)
      AND (merge_agencies.collective OR m.agency_id <> ALL (merged))
      AND k.agency_id <> k.member_id;

    INSERT INTO agency_succession (agency_id, successor_id, on_date, document_id, note)
    SELECT m.agency_id, founded, merge_agencies.on_date, the_document, merge_agencies.note
    FROM unnest(merged) AS m (agency_id);
    RETURN founded;
END
$$;

COMMENT ON FUNCTION merge_agencies(text[], text, text, date, text, text, text, boolean, text[], text) IS
    'Hợp nhất, hoặc tổ chức lại một cơ quan, thành cơ quan mới tiếp nhận mọi việc còn lại; tên cũ giữ được, mã thì mới; trả về khóa | merge bodies, or reorganise one, into a new body that takes over all they still answer for; it may keep a name, not a code; returns its key';

/* What a body ever answered for, who took it over, and who has it now. */
CREATE OR REPLACE FUNCTION agency_successors(agency text)
RETURNS TABLE (
    responsibility_id integer,
    indicator_id integer,
    task_id integer,
    role text,
    valid_from date,
    valid_to date,
    taker_id integer,
    document_id integer,
    holder_id integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE chain AS (
        SELECT r.responsibility_id AS origin, r.responsibility_id AS here
        FROM responsibility AS r
        JOIN agency AS a ON a.agency_id = r.agency_id
        WHERE a.code = agency_successors.agency
        UNION
        SELECT c.origin, r.taken_over_by_id
        FROM chain AS c
        JOIN responsibility AS r ON r.responsibility_id = c.here
        WHERE r.taken_over_by_id IS NOT NULL
    )
    SELECT r.responsibility_id, r.indicator_id, r.task_id, r.role, r.valid_from, r.valid_to,
           taker.agency_id, taker.document_id,
           CASE WHEN holder.valid_to IS NULL THEN holder.agency_id END
    FROM chain AS c
    JOIN responsibility AS r ON r.responsibility_id = c.origin
    JOIN responsibility AS holder
        ON holder.responsibility_id = c.here AND holder.taken_over_by_id IS NULL
    LEFT JOIN responsibility AS taker ON taker.responsibility_id = r.taken_over_by_id;
END;

COMMENT ON FUNCTION agency_successors(text) IS
    'Một cơ quan đã chủ trì, phối hợp những gì, ai tiếp nhận theo văn bản nào, nay ai giữ (NULL: không còn ai) | what a body led and coordinated, who took it over by which document, and who has it now (NULL: nobody)';
