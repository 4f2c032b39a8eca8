/*
 * Areas: found by code and day, and reorganised with a document behind it.
 *
 * on_date is the first day of the new state; the old one ends the day before.
 * A place that is reorganised is a new row even where it keeps its name.
 */

/*
 * A code names the area that bears it on the day of the question; code@2024
 * and code@2025-06-30 the area that bore it on that day, whatever the day of
 * the question.  So an extent that is no more can still be given
 * figures and targets.  A 31st that does not exist is the 1st after it.
 */
CREATE OR REPLACE FUNCTION area_at(code text, on_date date) RETURNS integer
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT a.area_id
        FROM (SELECT coalesce(said.part[1], btrim(area_at.code)) AS code,
                     CASE WHEN said.part IS NULL THEN area_at.on_date
                          ELSE make_date(said.part[2]::integer,
                                         coalesce(said.part[3], '12')::integer, 1)
                               + coalesce(said.part[4], '31')::integer - 1 END AS day
              FROM (SELECT regexp_match(
                        btrim(area_at.code),
                        '^(.+)@([12][0-9]{3})(?:-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))?$')
                        AS part) AS said) AS sought
        JOIN area AS a
            ON a.code = sought.code AND in_force(a.valid_from, a.valid_to, sought.day)
        ORDER BY a.valid_from DESC NULLS LAST
        LIMIT 1);

COMMENT ON FUNCTION area_at(text, date) IS
    'Đơn vị mang mã này vào ngày đó; 75@2024 là đơn vị mang mã 75 vào cuối năm 2024, 75@2025-06-30 vào ngày 30/6/2025 | the area that bore a code on a day; 75@2024 is the one that bore 75 at the end of 2024, 75@2025-06-30 on that day';

CREATE OR REPLACE FUNCTION area_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    area_id integer,
    code text,
    name_vi text,
    name_en text,
    level text,
    kind text,
    urban boolean,
    valid_from date,
    valid_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT a.area_id, a.code, a.name_vi, a.name_en, a.level, a.kind, a.urban, a.valid_from,
           _believed_last_day(a.valid_to, a.closed_at, area_as_of.known_at)
    FROM area AS a
    WHERE _believed_in_force(a.valid_from, a.valid_to, a.recorded_at, a.closed_at,
                            _as_of_day(area_as_of.on_date, area_as_of.known_at),
                            area_as_of.known_at);
END;

COMMENT ON FUNCTION area_as_of(date, timestamptz) IS
    'Các đơn vị hành chính vào ngày đó, như đã biết vào thời điểm đó | the areas of a day, as known at a moment';

CREATE OR REPLACE FUNCTION area_parent_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    area_id integer,
    parent_id integer,
    valid_from date,
    valid_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p.area_id, p.parent_id, p.valid_from,
           _believed_last_day(p.valid_to, p.closed_at, area_parent_as_of.known_at)
    FROM area_parent AS p
    WHERE _believed_in_force(p.valid_from, p.valid_to, p.recorded_at, p.closed_at,
                            _as_of_day(area_parent_as_of.on_date, area_parent_as_of.known_at),
                            area_parent_as_of.known_at);
END;

COMMENT ON FUNCTION area_parent_as_of(date, timestamptz) IS
    'Đơn vị nào thuộc đơn vị nào vào ngày đó, như đã biết vào thời điểm đó | which area belonged to which on a day, as known at a moment';

CREATE OR REPLACE FUNCTION require_area(code text, on_date date) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_id CONSTANT integer := area_at(code, on_date);
BEGIN
    IF on_date IS NULL THEN
        RAISE EXCEPTION 'a date is needed' USING ERRCODE = 'null_value_not_allowed';
    ELSIF found_id IS NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', code, iso_date(on_date)
            USING ERRCODE = 'undefined_object';
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION require_area(text, date) IS
    'Đơn vị mang mã này vào ngày đó; báo lỗi nếu không có | the area that bore a code on a day; an error if there is none';

/*
 * One day's reorganisation of places, however large, in one step:
 *
 *   areas  the new ones: code, name_vi, level, parent, kind, urban, name_en
 *   links  what becomes what: old, new, share (percent), document, note;
 *          every old one ends, and without a new one it is abolished
 *   moves  those that stay and change their parent: area, parent
 *
 * Areas under one that ends follow its one successor of the same level, or
 * have to be moved.  Codes of old areas are read on the day before, those of
 * new ones and of parents on the day.
 */
CREATE OR REPLACE FUNCTION reorganise_areas(
    on_date date,
    document text,
    areas jsonb DEFAULT '[]',
    links jsonb DEFAULT '[]',
    moves jsonb DEFAULT '[]')
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    the_document CONSTANT integer := require_document(document);
    eve CONSTANT date := on_date - 1;
    day CONSTANT text := iso_date(on_date);
    founded integer;
    wrong text;
BEGIN
    IF on_date IS NULL THEN
        RAISE EXCEPTION 'a date is needed' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    CREATE TEMPORARY TABLE reorganisation_link ON COMMIT DROP AS
    SELECT l.old, l.new, l.share, l.note,
           CASE WHEN l.document IS NULL THEN the_document ELSE require_document(l.document) END
               AS document_id,
           area_at(l.old, eve) AS old_id, NULL::integer AS new_id
    FROM jsonb_to_recordset(links)
        AS l (old text, new text, share numeric, document text, note text);

    SELECT min(t.code) INTO wrong
    FROM (SELECT l.old AS code
          FROM pg_temp.reorganisation_link AS l
          WHERE l.old IS NOT NULL
          GROUP BY l.old, l.new HAVING count(*) > 1
          UNION ALL
          SELECT btrim(n.code)
          FROM jsonb_to_recordset(areas) AS n (code text)
          GROUP BY btrim(n.code) HAVING count(*) > 1
          UNION ALL
          SELECT m.area
          FROM jsonb_to_recordset(moves) AS m (area text)
          GROUP BY m.area HAVING count(*) > 1) AS t;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'area "%" is named twice', wrong
            USING ERRCODE = 'invalid_parameter_value';
    END IF;

    -- What ends.
    SELECT min(l.old) INTO wrong
    FROM pg_temp.reorganisation_link AS l WHERE l.old IS NOT NULL AND l.old_id IS NULL;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', wrong, iso_date(eve)
            USING ERRCODE = 'undefined_object';
    END IF;
    -- Who ends the same area meanwhile, or puts another under it, is waited for.
    PERFORM FROM area AS a
    WHERE a.area_id IN (SELECT l.old_id FROM pg_temp.reorganisation_link AS l)
    ORDER BY a.area_id
    FOR UPDATE;
    SELECT min(a.code) INTO wrong
    FROM pg_temp.reorganisation_link AS l JOIN area AS a ON a.area_id = l.old_id
    WHERE a.valid_to IS NOT NULL;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'area "%" ends already', wrong
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    SELECT min(d.old) INTO wrong
    FROM (SELECT l.old_id, min(l.old) AS old
          FROM pg_temp.reorganisation_link AS l
          WHERE l.old_id IS NOT NULL
          GROUP BY l.old_id
          HAVING count(*) > 1 AND count(l.new) < count(*)
              OR count(l.share) NOT IN (0, count(*))
              OR abs(100 - sum(l.share)) > 0.001) AS d;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'the shares of area "%" do not make 100 %%', wrong
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Give a share for each part, or for none where they are unknown.';
    END IF;
    UPDATE area AS a SET valid_to = eve
    FROM (SELECT DISTINCT old_id FROM pg_temp.reorganisation_link) AS l
    WHERE a.area_id = l.old_id;

    -- What begins.
    SELECT min(n.code) INTO wrong
    FROM jsonb_to_recordset(areas) AS n (code text)
    WHERE area_at(n.code, on_date) IS NOT NULL;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'area "%" exists already on %', wrong, day
            USING ERRCODE = 'duplicate_object',
                  HINT = 'Say in links what becomes of it.';
    END IF;
    INSERT INTO area (code, name_vi, name_en, level, kind, urban, valid_from)
    SELECT btrim(n.code), n.name_vi, n.name_en, n.level, n.kind, n.urban, on_date
    FROM jsonb_to_recordset(areas)
        AS n (code text, name_vi text, name_en text, level text, kind text, urban boolean);
    GET DIAGNOSTICS founded = ROW_COUNT;

    UPDATE pg_temp.reorganisation_link AS l SET new_id = area_at(l.new, on_date)
    WHERE l.new IS NOT NULL;
    SELECT min(l.new) INTO wrong
    FROM pg_temp.reorganisation_link AS l WHERE l.new IS NOT NULL AND l.new_id IS NULL;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', wrong, day
            USING ERRCODE = 'undefined_object';
    END IF;
    SELECT min(a.code) INTO wrong
    FROM pg_temp.reorganisation_link AS l JOIN area AS a ON a.area_id = l.new_id
    WHERE a.valid_from IS DISTINCT FROM on_date;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'area "%" is older than %', wrong, day
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  HINT = 'An area whose extent changes is a new area: end the old one in the same call.';
    END IF;

    -- Who belongs where: what ends leaves its parent, what stays below
    -- something that ends follows its successor, and the moves count first.
    CREATE TEMPORARY TABLE reorganisation_move ON COMMIT DROP AS
    SELECT area_at(m.area, on_date) AS area_id, m.area,
           area_at(m.parent, on_date) AS parent_id, m.parent
    FROM jsonb_to_recordset(moves) AS m (area text, parent text);
    SELECT min(CASE WHEN m.area_id IS NULL THEN m.area ELSE m.parent END) INTO wrong
    FROM pg_temp.reorganisation_move AS m
    WHERE m.area_id IS NULL OR m.parent IS NOT NULL AND m.parent_id IS NULL;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', wrong, day
            USING ERRCODE = 'undefined_object';
    END IF;

    INSERT INTO pg_temp.reorganisation_move (area_id, area, parent_id, parent)
    SELECT c.area_id, c.code, heir.area_id, p.code
    FROM area_parent AS k
    JOIN area AS c ON c.area_id = k.area_id
    JOIN area AS p ON p.area_id = k.parent_id
    LEFT JOIN LATERAL (
        SELECT min(h.area_id) AS area_id
        FROM pg_temp.reorganisation_link AS l
        JOIN area AS h ON h.area_id = l.new_id AND h.level = p.level
        WHERE l.old_id = p.area_id
        HAVING count(*) = 1) AS heir ON true
    WHERE k.parent_id IN (SELECT l.old_id FROM pg_temp.reorganisation_link AS l)
      AND (k.valid_to IS NULL OR k.valid_to >= on_date)
      AND k.area_id NOT IN (SELECT l.old_id FROM pg_temp.reorganisation_link AS l
                            WHERE l.old_id IS NOT NULL)
      AND k.area_id NOT IN (SELECT m.area_id FROM pg_temp.reorganisation_move AS m);
    SELECT string_agg(DISTINCT format('%s (%s)', m.area, m.parent), ', ') INTO wrong
    FROM pg_temp.reorganisation_move AS m WHERE m.parent IS NOT NULL AND m.parent_id IS NULL;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'areas that end on % are still parents of others', iso_date(eve)
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = wrong,
                  HINT = 'Say in moves where those belong.';
    END IF;
    SELECT string_agg(DISTINCT a.code, ', ') INTO wrong
    FROM area_parent AS k
    JOIN area AS a ON a.area_id = k.area_id
    WHERE k.valid_to IS NULL AND k.valid_from >= on_date
      AND (k.area_id IN (SELECT m.area_id FROM pg_temp.reorganisation_move AS m)
           OR k.area_id IN (SELECT l.old_id FROM pg_temp.reorganisation_link AS l));
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'areas have been given a parent on % or later', day
            USING ERRCODE = 'object_not_in_prerequisite_state',
                  DETAIL = wrong,
                  HINT = 'Do what happens on one day in one call of reorganise_areas.';
    END IF;

    UPDATE area_parent AS k SET valid_to = eve
    WHERE k.valid_to IS NULL
      AND (k.area_id IN (SELECT m.area_id FROM pg_temp.reorganisation_move AS m)
           OR k.area_id IN (SELECT l.old_id FROM pg_temp.reorganisation_link AS l));
    INSERT INTO area_parent (area_id, parent_id, valid_from)
    SELECT m.area_id, m.parent_id, on_date
    FROM pg_temp.reorganisation_move AS m
    WHERE m.parent_id IS NOT NULL;

    SELECT min(n.parent) INTO wrong
    FROM jsonb_to_recordset(areas) AS n (parent text)
    WHERE n.parent IS NOT NULL AND area_at(n.parent, on_date) IS NULL;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', wrong, day
            USING ERRCODE = 'undefined_object';
    END IF;
    INSERT INTO area_parent (area_id, parent_id, valid_from)
    SELECT a.area_id, area_at(n.parent, on_date), on_date
    FROM jsonb_to_recordset(areas) AS n (code text, parent text)
    JOIN area AS a ON a.code = btrim(n.code) AND a.valid_from = on_date
    WHERE n.parent IS NOT NULL;

    INSERT INTO area_succession (area_id, successor_id, share, on_date, document_id, note)
    SELECT l.old_id, l.new_id,
           CASE WHEN l.old_id IS NULL OR l.new_id IS NULL THEN NULL
                WHEN 1 = count(*) OVER (PARTITION BY l.old_id) THEN 100
                ELSE l.share END,
           on_date, l.document_id, l.note
    FROM pg_temp.reorganisation_link AS l
    ORDER BY l.old_id, l.new_id;
    INSERT INTO area_succession (successor_id, on_date, document_id)
    SELECT a.area_id, on_date, the_document
    FROM jsonb_to_recordset(areas) AS n (code text)
    JOIN area AS a ON a.code = btrim(n.code) AND a.valid_from = on_date
    WHERE a.area_id NOT IN (SELECT l.new_id FROM pg_temp.reorganisation_link AS l
                            WHERE l.new_id IS NOT NULL);

    SELECT string_agg(DISTINCT a.code, ', ') INTO wrong
    FROM pg_temp.reorganisation_link AS l
    JOIN area AS a ON a.area_id = l.old_id
    JOIN indicator_target AS t ON t.area_id = l.old_id AND t.valid_to IS NULL;
    IF wrong IS NOT NULL THEN
        RAISE NOTICE 'the targets of area % stay with its old extent until a document amends them', wrong;
    END IF;

    DROP TABLE pg_temp.reorganisation_link, pg_temp.reorganisation_move;
    RETURN founded;
END
$$;

COMMENT ON FUNCTION reorganise_areas(date, text, jsonb, jsonb, jsonb) IS
    'Sắp xếp đơn vị hành chính trong một ngày, trọn gói: areas đơn vị mới, links đơn vị nào thành đơn vị nào, moves đơn vị nào đổi cấp trên; trả về số đơn vị mới | one day''s reorganisation of areas in one step: new areas, what becomes what, who changes the parent; returns the number of new areas';

/*
 * The usual cases, each one call.
 */
CREATE OR REPLACE FUNCTION create_area(
    code text,
    name_vi text,
    level text,
    on_date date,
    document text,
    parent text DEFAULT NULL,
    kind text DEFAULT NULL,
    urban boolean DEFAULT NULL,
    name_en text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM reorganise_areas(on_date, document, jsonb_build_array(jsonb_build_object(
        'code', code, 'name_vi', name_vi, 'name_en', name_en, 'level', level,
        'parent', parent, 'kind', kind, 'urban', urban)));
    RETURN area_at(code, on_date);
END
$$;

COMMENT ON FUNCTION create_area(text, text, text, date, text, text, text, boolean, text) IS
    'Lập một đơn vị hành chính mới từ ngày đó; trả về khóa | found an area from a day on; returns its key';

/* Areas that were there before the register: no document founded them here. */
CREATE OR REPLACE FUNCTION create_areas(areas text) RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    counted integer := 0;
    extent record;
    made integer;
BEGIN
    FOR extent IN
        SELECT * FROM _records(areas, '{code,name_vi,level}', '{name_en,parent,kind,urban}')
    LOOP
        INSERT INTO area (code, name_vi, name_en, level, kind, urban)
        VALUES (extent.cells ->> 'code', extent.cells ->> 'name_vi', extent.cells ->> 'name_en',
                extent.cells ->> 'level', extent.cells ->> 'kind', (extent.cells ->> 'urban')::boolean)
        RETURNING area_id INTO made;
        INSERT INTO area_parent (area_id, parent_id)
        SELECT made, require_area(extent.cells ->> 'parent', today())
        WHERE extent.cells ? 'parent';
        counted := counted + 1;
    END LOOP;
    RETURN counted;
END
$$;

COMMENT ON FUNCTION create_areas(text) IS
    'Ghi các đơn vị hành chính đã có từ trước, mỗi dòng một đơn vị, cấp trên trước; dòng đầu nêu cột: code, name_vi, name_en, level, parent, kind, urban; trả về số đơn vị | record areas that were there before, one a line, parents first, under a line of columns: code, name_vi, name_en, level, parent, kind, urban; returns how many';

CREATE OR REPLACE FUNCTION merge_areas(
    areas text[],
    code text,
    name_vi text,
    on_date date,
    document text,
    parent text DEFAULT NULL,
    kind text DEFAULT NULL,
    urban boolean DEFAULT NULL,
    name_en text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    merged CONSTANT integer[] := ARRAY(SELECT require_area(m.code, on_date - 1)
                                       FROM unnest(areas) AS m (code));
    the_level text;
    the_parent text := parent;
BEGIN
    SELECT CASE WHEN count(DISTINCT a.level) = 1 THEN min(a.level) END INTO the_level
    FROM area AS a WHERE a.area_id = ANY (merged);
    IF the_level IS NULL THEN
        RAISE EXCEPTION 'areas to merge must be of one level'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF the_parent IS NULL THEN
        SELECT min(p.code) INTO the_parent
        FROM area_parent AS k
        JOIN area AS p ON p.area_id = k.parent_id
        WHERE k.area_id = ANY (merged) AND in_force(k.valid_from, k.valid_to, on_date - 1)
        HAVING count(DISTINCT k.parent_id) = 1;
        IF NOT FOUND AND the_level <> 'nation' THEN
            RAISE EXCEPTION 'the areas have no parent in common'
                USING ERRCODE = 'invalid_parameter_value', HINT = 'Say which parent the new area has.';
        END IF;
    END IF;
    PERFORM reorganise_areas(on_date, document,
        jsonb_build_array(jsonb_build_object(
            'code', code, 'name_vi', name_vi, 'name_en', name_en, 'level', the_level,
            'parent', the_parent, 'kind', kind, 'urban', urban)),
        (SELECT jsonb_agg(jsonb_build_object('old', m.code, 'new', merge_areas.code))
         FROM unnest(areas) AS m (code)));
    RETURN area_at(code, on_date);
END
$$;

COMMENT ON FUNCTION merge_areas(text[], text, text, date, text, text, text, boolean, text) IS
    'Nhập các đơn vị thành một đơn vị mới, mã cũ dùng lại được; trả về khóa | merge areas into a new one, which may bear an old code; returns its key';

CREATE OR REPLACE FUNCTION split_area(
    area text,
    into_areas text[],
    on_date date,
    document text,
    shares numeric[] DEFAULT NULL,
    names text[] DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    divided CONSTANT integer := require_area(area, on_date - 1);
BEGIN
    IF cardinality(into_areas) < 2 OR into_areas IS NULL
       OR cardinality(shares) <> cardinality(into_areas)
       OR cardinality(names) <> cardinality(into_areas) THEN
        RAISE EXCEPTION 'a split needs two parts or more, with a share and a name for each or for none'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN reorganise_areas(on_date, document,
        (SELECT coalesce(jsonb_agg(jsonb_build_object(
                    'code', n.code, 'name_vi', n.name, 'level', a.level, 'kind', a.kind,
                    'urban', a.urban, 'parent', p.code)), '[]')
         FROM unnest(into_areas, names) AS n (code, name)
         CROSS JOIN area AS a
         LEFT JOIN area_parent AS k
             ON k.area_id = a.area_id AND in_force(k.valid_from, k.valid_to, on_date - 1)
         LEFT JOIN area AS p ON p.area_id = k.parent_id
         WHERE a.area_id = divided AND n.name IS NOT NULL),
        (SELECT jsonb_agg(jsonb_build_object('old', split_area.area, 'new', n.code, 'share', n.share))
         FROM unnest(into_areas, shares) AS n (code, share)));
END
$$;

COMMENT ON FUNCTION split_area(text, text[], date, text, numeric[], text[]) IS
    'Chia một đơn vị: có names thì lập các phần mới, không thì nhập vào các đơn vị lập cùng ngày; shares là %, bỏ trống khi chưa biết | divide an area: with names the parts are founded, without they go to areas founded that day; shares in percent, none where unknown';

CREATE OR REPLACE FUNCTION abolish_area(area text, on_date date, document text) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM require_area(area, on_date - 1);
    PERFORM reorganise_areas(on_date, document, '[]', jsonb_build_array(jsonb_build_object('old', area)));
END
$$;

COMMENT ON FUNCTION abolish_area(text, date, text) IS
    'Bãi bỏ một đơn vị không có đơn vị kế tục và không còn đơn vị trực thuộc | abolish an area that has no successor and no areas under it';

CREATE OR REPLACE FUNCTION abolish_level(level text, on_date date, document text, within text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_parent CONSTANT integer := CASE WHEN within IS NOT NULL
                                        THEN require_area(within, on_date - 1) END;
    ended integer[];
BEGIN
    SELECT array_agg(a.area_id) INTO ended
    FROM area AS a
    WHERE a.level = abolish_level.level AND a.valid_to IS NULL
      AND in_force(a.valid_from, a.valid_to, on_date - 1)
      AND (the_parent IS NULL
           OR EXISTS (SELECT FROM area_parent AS k
                      WHERE k.area_id = a.area_id AND k.parent_id = the_parent
                        AND in_force(k.valid_from, k.valid_to, on_date - 1)));
    IF ended IS NULL THEN
        RAISE EXCEPTION 'there is no area of level "%" on %', level, iso_date(on_date - 1)
            USING ERRCODE = 'undefined_object';
    END IF;
    -- What was under one of them is now under what was above it.
    PERFORM reorganise_areas(on_date, document, '[]',
        (SELECT jsonb_agg(jsonb_build_object('old', a.code))
         FROM area AS a WHERE a.area_id = ANY (ended)),
        (SELECT coalesce(jsonb_agg(jsonb_build_object('area', c.code, 'parent', p.code)), '[]')
         FROM area_parent AS k
         JOIN area AS c ON c.area_id = k.area_id
         JOIN area_parent AS up
             ON up.area_id = k.parent_id AND in_force(up.valid_from, up.valid_to, on_date - 1)
         JOIN area AS p ON p.area_id = up.parent_id
         WHERE k.parent_id = ANY (ended) AND k.valid_to IS NULL AND c.valid_to IS NULL));
    RETURN cardinality(ended);
END
$$;

COMMENT ON FUNCTION abolish_level(text, date, text, text) IS
    'Bãi bỏ một cấp, có thể chỉ trong một đơn vị; đơn vị trực thuộc chuyển lên cấp trên; trả về số đơn vị bị bãi bỏ | abolish a level, perhaps only within one area; what was under it moves up; returns the number of areas that end';

CREATE OR REPLACE FUNCTION reclassify_area(
    area text,
    on_date date,
    document text,
    name_vi text DEFAULT NULL,
    kind text DEFAULT NULL,
    urban boolean DEFAULT NULL,
    code text DEFAULT NULL,
    name_en text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    old CONSTANT integer := require_area(area, on_date - 1);
    the_code text;
BEGIN
    PERFORM reorganise_areas(on_date, document,
        (SELECT jsonb_build_array(jsonb_build_object(
                    'code', coalesce(reclassify_area.code, a.code),
                    'name_vi', coalesce(reclassify_area.name_vi, a.name_vi),
                    'name_en', coalesce(reclassify_area.name_en, a.name_en),
                    'level', a.level,
                    'kind', coalesce(reclassify_area.kind, a.kind),
                    'urban', coalesce(reclassify_area.urban, a.urban),
                    'parent', p.code))
         FROM area AS a
         LEFT JOIN area_parent AS k
             ON k.area_id = a.area_id AND in_force(k.valid_from, k.valid_to, on_date - 1)
         LEFT JOIN area AS p ON p.area_id = k.parent_id
         WHERE a.area_id = old),
        (SELECT jsonb_build_array(jsonb_build_object(
                    'old', a.code, 'new', coalesce(reclassify_area.code, a.code)))
         FROM area AS a WHERE a.area_id = old));
    SELECT coalesce(reclassify_area.code, a.code) INTO the_code FROM area AS a WHERE a.area_id = old;
    RETURN area_at(the_code, on_date);
END
$$;

COMMENT ON FUNCTION reclassify_area(text, date, text, text, text, boolean, text, text) IS
    'Đổi tên, loại hoặc khu vực của một đơn vị, cùng địa giới (xã thành phường, tỉnh thành thành phố); đơn vị trực thuộc đi theo; trả về khóa mới | new name, kind or class of the same extent (commune to ward, province to city); what is under it follows; returns the new key';

CREATE OR REPLACE FUNCTION _area_rank(level text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_position(ARRAY['nation', 'region', 'province', 'district', 'commune'], level);

COMMENT ON FUNCTION _area_rank(text) IS
    'Thứ tự của cấp: 1 cả nước đến 5 xã; NULL: không phải một cấp | order of the levels, 1 nation to 5 commune; NULL: not a level';

/*
 * The tree on a day, as known at a moment.  A parent stands at a higher level,
 * so that there are no circles, whatever was recorded.
 */
CREATE OR REPLACE FUNCTION _area_tree(on_date date, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (area_id integer, parent_id integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p.area_id, p.parent_id
    FROM area_parent_as_of(_area_tree.on_date, _area_tree.known_at) AS p
    JOIN area_as_of(_area_tree.on_date, _area_tree.known_at) AS a ON a.area_id = p.area_id
    JOIN area_as_of(_area_tree.on_date, _area_tree.known_at) AS above ON above.area_id = p.parent_id
    WHERE _area_rank(above.level) < _area_rank(a.level);
END;

COMMENT ON FUNCTION _area_tree(date, timestamptz) IS
    'Cây đơn vị hành chính của một ngày, theo những gì biết được vào một thời điểm: mỗi đơn vị có cấp trên một dòng | the tree of areas on a day, as known at a moment: one row per area that has a parent';
