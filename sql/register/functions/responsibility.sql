/*
 * Responsibilities: as of a day, and handed over from one body to another.
 */

CREATE OR REPLACE FUNCTION _check_agency_exists() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    body agency;
BEGIN
    SELECT * INTO body FROM agency WHERE agency_id = NEW.agency_id;
    -- A key that is not there is the foreign key's to refuse.
    IF FOUND AND NOT in_force(body.valid_from, body.valid_to,
                              coalesce(NEW.valid_from, '-infinity'::date)) THEN
        RAISE EXCEPTION 'agency "%" does not exist on %', body.code,
                coalesce(iso_date(NEW.valid_from), 'the first day')
            USING ERRCODE = 'check_violation',
                  SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME,
                  CONSTRAINT = 'responsibility_agency_exists',
                  DETAIL = format('"%s" exists from %s to %s.', body.name_vi,
                                  coalesce(iso_date(body.valid_from), 'the beginning'),
                                  coalesce(iso_date(body.valid_to), 'this day'));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _check_agency_exists() IS
    'Từ chối phân công cho cơ quan chưa có hoặc đã giải thể vào ngày đầu | refuse a responsibility of a body that does not exist on its first day';

CREATE OR REPLACE FUNCTION responsibility_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    responsibility_id integer,
    indicator_id integer,
    task_id integer,
    agency_id integer,
    role text,
    sort_order integer,
    document_id integer,
    valid_from date,
    valid_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.responsibility_id, r.indicator_id, r.task_id, r.agency_id, r.role, r.sort_order,
           r.document_id, r.valid_from,
           _believed_last_day(r.valid_to, r.closed_at, responsibility_as_of.known_at)
    FROM responsibility AS r
    WHERE _believed_in_force(r.valid_from, r.valid_to, r.recorded_at, r.closed_at,
                            _as_of_day(responsibility_as_of.on_date, responsibility_as_of.known_at),
                            responsibility_as_of.known_at);
END;

COMMENT ON FUNCTION responsibility_as_of(date, timestamptz) IS
    'Ai chủ trì, phối hợp vào ngày đó, như đã biết vào thời điểm đó | who led and coordinated on a day, as known at a moment';

/*
 * Responsibilities pass from one body to another, item by item.  Who takes
 * over the lead no longer coordinates the same item: nobody coordinates with
 * themselves.
 */
CREATE OR REPLACE FUNCTION hand_over(
    from_agency text,
    to_agency text,
    on_date date,
    document text,
    indicators text[] DEFAULT NULL,
    tasks text[] DEFAULT NULL,
    role text DEFAULT NULL,
    plan text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    giver CONSTANT integer := require_agency(from_agency, on_date - 1);
    taker CONSTANT integer := CASE WHEN to_agency IS NOT NULL
                                   THEN require_agency(to_agency, on_date) END;
    everything CONSTANT boolean := indicators IS NULL AND tasks IS NULL;
    the_indicators CONSTANT integer[] := ARRAY(SELECT require_indicator(c.code, plan)
                                               FROM unnest(indicators) AS c (code));
    the_tasks integer[] := ARRAY[]::integer[];
    handed integer[];
    missing text;
BEGIN
    IF taker = giver THEN
        RAISE EXCEPTION 'agency "%" cannot hand over to itself', from_agency
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF role NOT IN ('lead', 'coordinating') THEN
        RAISE EXCEPTION 'unknown role "%"', role
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Write lead or coordinating.';
    END IF;
    IF tasks IS NOT NULL THEN
        SELECT array_agg(t.task_id), string_agg(c.code, ', ') FILTER (WHERE t.task_id IS NULL)
        INTO the_tasks, missing
        FROM unnest(tasks) AS c (code)
        LEFT JOIN (SELECT k.task_id, k.key
                   FROM task AS k
                   JOIN plan AS p
                       ON p.plan_id = k.plan_id
                      AND (hand_over.plan IS NULL
                           OR socpolicy.fold_text(p.code) = socpolicy.fold_text(hand_over.plan))) AS t
            ON t.key = btrim(c.code);
        IF missing IS NOT NULL THEN
            RAISE EXCEPTION 'there is no task "%"', missing USING ERRCODE = 'undefined_object';
        ELSIF cardinality(the_tasks) > cardinality(tasks) THEN
            RAISE EXCEPTION 'several plans have one of these tasks'
                USING ERRCODE = 'ambiguous_parameter', HINT = 'Say which plan.';
        END IF;
    END IF;

    -- The taker must not end meanwhile, and the rows belong to this call.
    PERFORM FROM agency AS a WHERE a.agency_id = taker FOR SHARE;
    WITH locked AS (
        SELECT r.responsibility_id
        FROM responsibility AS r
        WHERE r.agency_id = giver AND r.valid_to IS NULL
          AND (hand_over.role IS NULL OR r.role = hand_over.role)
          AND (everything OR r.indicator_id = ANY (the_indicators) OR r.task_id = ANY (the_tasks))
        FOR UPDATE
    )
    SELECT array_agg(l.responsibility_id) INTO handed FROM locked AS l;

    SELECT string_agg(c.code, ', ') INTO missing
    FROM (SELECT i.code
          FROM indicator AS i
          WHERE i.indicator_id = ANY (the_indicators)
            AND NOT EXISTS (SELECT FROM responsibility AS r
                            WHERE r.responsibility_id = ANY (handed) AND r.indicator_id = i.indicator_id)
          UNION ALL
          SELECT 'task ' || t.key
          FROM task AS t
          WHERE t.task_id = ANY (the_tasks)
            AND NOT EXISTS (SELECT FROM responsibility AS r
                              WHERE r.responsibility_id = ANY (handed) AND r.task_id = t.task_id)) AS c;
    IF missing IS NOT NULL OR handed IS NULL THEN
        RAISE EXCEPTION 'agency "%" does not answer for % on %', from_agency,
                coalesce(missing, 'anything'), iso_date(on_date)
            USING ERRCODE = 'undefined_object';
    END IF;

    SELECT string_agg(coalesce(i.code, 'task ' || t.key), ', ' ORDER BY i.sort_order, t.sort_order)
    INTO missing
    FROM responsibility AS r
    LEFT JOIN indicator AS i ON i.indicator_id = r.indicator_id
    LEFT JOIN task AS t ON t.task_id = r.task_id
    WHERE r.responsibility_id = ANY (handed) AND r.valid_from >= on_date;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'agency "%" answers for % only from % or later', from_agency, missing,
                iso_date(on_date)
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;

    -- One new row an item, unless the taker leads it already or has that role.
    IF taker IS NOT NULL THEN
        INSERT INTO responsibility (indicator_id, task_id, agency_id, role, sort_order,
                                    document_id, valid_from)
        SELECT n.indicator_id, n.task_id, taker, n.role, n.sort_order, the_document, on_date
        FROM (SELECT r.indicator_id, r.task_id, max(r.role) AS role, min(r.sort_order) AS sort_order
              FROM responsibility AS r
              WHERE r.responsibility_id = ANY (handed)
              GROUP BY r.indicator_id, r.task_id) AS n
        WHERE NOT EXISTS (
            SELECT FROM responsibility AS k
            WHERE k.agency_id = taker AND k.role IN ('lead', n.role)
              AND k.indicator_id IS NOT DISTINCT FROM n.indicator_id
              AND k.task_id IS NOT DISTINCT FROM n.task_id
              AND k.valid_to IS NULL AND in_force(k.valid_from, k.valid_to, on_date))
        ORDER BY n.indicator_id, n.task_id;
    END IF;

    UPDATE responsibility AS r
    SET valid_to = on_date - 1,
        taken_over_by_id = (
            SELECT k.responsibility_id
            FROM responsibility AS k
            WHERE k.agency_id = taker
              AND k.indicator_id IS NOT DISTINCT FROM r.indicator_id
              AND k.task_id IS NOT DISTINCT FROM r.task_id
              AND k.valid_to IS NULL AND in_force(k.valid_from, k.valid_to, on_date)
            ORDER BY k.role = 'lead' DESC
            LIMIT 1)
    WHERE r.responsibility_id = ANY (handed);

    UPDATE responsibility AS r
    SET valid_to = on_date - 1, taken_over_by_id = lead.responsibility_id
    FROM responsibility AS given
    JOIN responsibility AS lead
        ON lead.responsibility_id = given.taken_over_by_id AND lead.role = 'lead'
    WHERE given.responsibility_id = ANY (handed)
      AND r.agency_id = taker AND r.role = 'coordinating' AND r.valid_to IS NULL
      AND r.indicator_id IS NOT DISTINCT FROM lead.indicator_id
      AND r.task_id IS NOT DISTINCT FROM lead.task_id
      AND (r.valid_from IS NULL OR r.valid_from < on_date);
    RETURN cardinality(handed);
END
$$;

COMMENT ON FUNCTION hand_over(text, text, date, text, text[], text[], text, text) IS
    'Bàn giao chỉ tiêu, nhiệm vụ từ cơ quan này sang cơ quan kia từ ngày đó; không nêu danh sách là tất cả, không nêu bên nhận là chưa ai nhận; trả về số dòng bàn giao | hand over indicators and tasks from a day on; without lists all of them, to NULL says that nobody takes over; returns the rows handed over';

/*
 * Who answers for an indicator or a task, as printed: leads and coordinating
 * bodies in the order of the annex.
 */
CREATE OR REPLACE FUNCTION _duty_names(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    task_id integer,
    lead_ids integer[],
    leads_vi text,
    leads_en text,
    coordinating_vi text,
    coordinating_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.indicator_id, r.task_id,
           array_agg(r.agency_id ORDER BY r.sort_order, r.agency_id) FILTER (WHERE r.role = 'lead'),
           string_agg(a.name_vi, '; ' ORDER BY r.sort_order, r.agency_id) FILTER (WHERE r.role = 'lead'),
           string_agg(coalesce(a.name_en, a.name_vi), '; ' ORDER BY r.sort_order, r.agency_id)
               FILTER (WHERE r.role = 'lead'),
           string_agg(a.name_vi, '; ' ORDER BY r.sort_order, r.agency_id)
               FILTER (WHERE r.role = 'coordinating'),
           string_agg(coalesce(a.name_en, a.name_vi), '; ' ORDER BY r.sort_order, r.agency_id)
               FILTER (WHERE r.role = 'coordinating')
    FROM responsibility_as_of(_duty_names.on_date, _duty_names.known_at) AS r
    JOIN agency AS a ON a.agency_id = r.agency_id
    GROUP BY r.indicator_id, r.task_id;
END;

COMMENT ON FUNCTION _duty_names(date, timestamptz) IS
    'Cơ quan chủ trì và phối hợp của từng chỉ tiêu, nhiệm vụ, viết thành chữ | leads and coordinating bodies of each indicator and task, as text';

CREATE OR REPLACE TRIGGER responsibility_agency_exists
    BEFORE INSERT OR UPDATE OF agency_id, valid_from ON responsibility
    FOR EACH ROW EXECUTE FUNCTION _check_agency_exists();
