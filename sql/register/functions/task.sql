/*
 * Tasks: where each stands on a day, what waits for an answer.
 */

/*
 * Difficulties that agencies report and findings of those who supervise.
 * Both wait for an answer; an answer once given stays.
 */
CREATE OR REPLACE FUNCTION _keep_answer() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    IF OLD.decided_on IS NULL THEN
        IF NEW.decided_on IS NOT NULL THEN
            NEW.answered_at := clock_timestamp();
        END IF;
    ELSIF (NEW.answer, NEW.decided_on, NEW.document_id)
          IS DISTINCT FROM (OLD.answer, OLD.decided_on, OLD.document_id) THEN
        RAISE EXCEPTION 'an answer that was given cannot be changed'
            USING ERRCODE = 'restrict_violation',
                  DETAIL = format('It was given on %s.', iso_date(OLD.decided_on)),
                  HINT = 'Record a new row.';
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _keep_answer() IS
    'Ghi thời điểm trả lời và giữ nguyên câu trả lời đã có | stamp when an answer was recorded and keep the one that was given';

/*
 * How a task stands on a day, as known at a moment.
 *
 * Done is done; a task that waits for an event is dormant until the event, or
 * work on it, was reported; overdue needs a last day that is the task's own.
 * A recurring task is judged by the occurrence that the day lies in.
 */
CREATE OR REPLACE FUNCTION task_schedule_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    task_schedule_id integer,
    task_id integer,
    timing text,
    kind text,
    window_from date,
    window_to date,
    window_basis text,
    recurrence text,
    reference_text text,
    reference_document_id integer,
    trigger_event text,
    submit_by date,
    document_id integer,
    valid_from date,
    valid_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.task_schedule_id, s.task_id, s.timing, s.kind, s.window_from, s.window_to,
           s.window_basis, s.recurrence, s.reference_text, s.reference_document_id,
           s.trigger_event, s.submit_by, s.document_id, s.valid_from,
           _believed_last_day(s.valid_to, s.closed_at, task_schedule_as_of.known_at)
    FROM task_schedule AS s
    WHERE _believed_in_force(s.valid_from, s.valid_to, s.recorded_at, s.closed_at,
                            _as_of_day(task_schedule_as_of.on_date, task_schedule_as_of.known_at),
                            task_schedule_as_of.known_at);
END;

COMMENT ON FUNCTION task_schedule_as_of(date, timestamptz) IS
    'Thời gian thực hiện của từng nhiệm vụ vào ngày đó, như đã biết vào thời điểm đó | the schedule of each task on a day, as known at a moment';

CREATE OR REPLACE FUNCTION task_status(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    task_id integer,
    key text,
    sort_order integer,
    kind text,
    state text,
    percent numeric,
    progress_on date,
    due date,
    days_late integer,
    window_from date,
    window_to date,
    window_basis text,
    recurrence text,
    lead_agency_ids integer[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT t.plan_id, t.task_id, t.key, t.sort_order, s.kind, is_now.state,
           CASE WHEN is_now.state = 'done' THEN 100 ELSE last.percent END,
           last.as_of, own.due,
           CASE WHEN is_now.state = 'overdue' THEN asked.day - own.due END,
           s.window_from, s.window_to, s.window_basis, s.recurrence,
           ARRAY(SELECT r.agency_id
                 FROM responsibility_as_of(task_status.on_date, task_status.known_at) AS r
                 WHERE r.task_id = t.task_id AND r.role = 'lead'
                 ORDER BY r.sort_order, r.agency_id)
    FROM task AS t
    JOIN task_schedule_as_of(task_status.on_date, task_status.known_at) AS s ON s.task_id = t.task_id
    CROSS JOIN LATERAL (
        SELECT _as_of_day(task_status.on_date, task_status.known_at) AS day) AS asked
    LEFT JOIN LATERAL (
        SELECT p.state, p.percent, p.as_of
        FROM task_progress AS p
        WHERE p.task_id = t.task_id
          AND p.as_of <= asked.day
          AND (s.recurrence IS NULL
               OR p.as_of >= date_trunc(s.recurrence, asked.day::timestamp)::date)
          AND (task_status.known_at IS NULL OR p.recorded_at <= task_status.known_at)
        ORDER BY p.as_of DESC, p.recorded_at DESC, p.task_progress_id DESC
        LIMIT 1) AS last ON true
    CROSS JOIN LATERAL (
        SELECT s.kind = 'contingent'
               AND NOT EXISTS (
                   SELECT FROM task_progress AS p
                   WHERE p.task_id = t.task_id
                     AND p.as_of <= asked.day
                     AND p.state <> 'not_started'
                     AND (task_status.known_at IS NULL OR p.recorded_at <= task_status.known_at)) AS asleep,
               least(CASE WHEN s.window_basis <> 'name' THEN s.window_to END, s.submit_by) AS due) AS own
    CROSS JOIN LATERAL (
        SELECT CASE WHEN last.state = 'done' THEN 'done'
                    WHEN own.asleep THEN 'dormant'
                    WHEN own.due < asked.day THEN 'overdue'
                    WHEN last.state = 'in_progress' THEN 'in_progress'
                    ELSE 'not_started' END AS state) AS is_now;
END;

COMMENT ON FUNCTION task_status(date, timestamptz) IS
    'Trạng thái từng nhiệm vụ vào một ngày: not_started, in_progress, done, overdue (chỉ khi có hạn riêng), dormant (chờ sự kiện) | how each task stands on a day; overdue only with a due date of its own, dormant until its event';

CREATE OR REPLACE FUNCTION tasks_ended_by(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    task_id integer,
    key text,
    name_vi text,
    kind text,
    window_from date,
    window_to date,
    window_basis text,
    reference_text text,
    reference_document_id integer,
    state text,
    continued_by_ids integer[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT t.plan_id, t.task_id, t.key, t.name_vi, s.kind,
           s.window_from, s.window_to, s.window_basis,
           s.reference_text, s.reference_document_id, is_now.state,
           ARRAY(SELECT other.task_id FROM task AS other
                 WHERE other.follows_id = t.task_id ORDER BY other.sort_order)
    FROM task AS t
    JOIN task_schedule_as_of(tasks_ended_by.on_date, tasks_ended_by.known_at) AS s
        ON s.task_id = t.task_id
    JOIN task_status(tasks_ended_by.on_date, tasks_ended_by.known_at) AS is_now
        ON is_now.task_id = t.task_id
    WHERE s.window_to <= _as_of_day(tasks_ended_by.on_date, tasks_ended_by.known_at)
    ORDER BY t.plan_id, t.sort_order;
END;

COMMENT ON FUNCTION tasks_ended_by(date, timestamptz) IS
    'Nhiệm vụ mà thời gian của chính nó, hoặc của văn bản nêu trong tên (window_basis = name), đã hết vào ngày này, tính cả ngày cuối | tasks whose window, or that of the document in their name (window_basis = name), ended on or before a day';

/*
 * No lead on the day, or only bodies that do not exist on it.
 */
CREATE OR REPLACE FUNCTION tasks_without_living_lead(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    task_id integer,
    key text,
    name_vi text,
    state text,
    last_lead_ids integer[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT t.plan_id, t.task_id, t.key, t.name_vi, s.state,
           -- The bodies whose lead ended last, or has not ended.
           ARRAY(SELECT r.agency_id
                 FROM (SELECT h.agency_id, h.sort_order,
                              rank() OVER (ORDER BY coalesce(
                                  _believed_last_day(h.valid_to, h.closed_at, tasks_without_living_lead.known_at),
                                  'infinity') DESC) AS place
                       FROM responsibility AS h
                       WHERE h.task_id = t.task_id AND h.role = 'lead'
                         AND (h.valid_from IS NULL
                              OR h.valid_from <= _as_of_day(tasks_without_living_lead.on_date,
                                                           tasks_without_living_lead.known_at))
                         AND (tasks_without_living_lead.known_at IS NULL
                              OR h.recorded_at <= tasks_without_living_lead.known_at)) AS r
                 WHERE r.place = 1
                 ORDER BY r.sort_order, r.agency_id)
    FROM task_status(tasks_without_living_lead.on_date, tasks_without_living_lead.known_at) AS s
    JOIN task AS t ON t.task_id = s.task_id
    WHERE NOT EXISTS (
        SELECT FROM agency_as_of(tasks_without_living_lead.on_date, tasks_without_living_lead.known_at) AS a
        WHERE a.agency_id = ANY (s.lead_agency_ids))
    ORDER BY t.plan_id, t.sort_order;
END;

COMMENT ON FUNCTION tasks_without_living_lead(date, timestamptz) IS
    'Nhiệm vụ không còn cơ quan chủ trì nào hoạt động vào ngày này, và cơ quan chủ trì sau cùng | tasks that no living body leads on a day, and who led them last';

/*
 * The load of each body as the annexes name it: a group ("các sở, ban,
 * ngành") is a row of its own and is not shared out to its members.
 */
CREATE OR REPLACE FUNCTION agency_workload(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    agency_id integer,
    code text,
    name_vi text,
    collective boolean,
    living boolean,
    indicators_led bigint,
    indicators_coordinated bigint,
    tasks_led bigint,
    tasks_coordinated bigint,
    late_items bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT a.agency_id, a.code, a.name_vi, a.collective, living.agency_id IS NOT NULL,
           coalesce(held.indicators_led, 0), coalesce(held.indicators_coordinated, 0),
           coalesce(held.tasks_led, 0), coalesce(held.tasks_coordinated, 0),
           coalesce(held.late_items, 0)
    FROM agency AS a
    LEFT JOIN agency_as_of(agency_workload.on_date, agency_workload.known_at) AS living
        ON living.agency_id = a.agency_id
    LEFT JOIN (
        SELECT r.agency_id,
               count(i.indicator_id) FILTER (WHERE r.role = 'lead') AS indicators_led,
               count(i.indicator_id) FILTER (WHERE r.role = 'coordinating') AS indicators_coordinated,
               count(s.task_id) FILTER (WHERE r.role = 'lead') AS tasks_led,
               count(s.task_id) FILTER (WHERE r.role = 'coordinating') AS tasks_coordinated,
               count(s.task_id) FILTER (WHERE r.role = 'lead' AND s.state = 'overdue') AS late_items
        FROM responsibility_as_of(agency_workload.on_date, agency_workload.known_at) AS r
        LEFT JOIN indicator AS i ON i.indicator_id = r.indicator_id AND i.measured
        LEFT JOIN task_status(agency_workload.on_date, agency_workload.known_at) AS s ON s.task_id = r.task_id
        GROUP BY r.agency_id) AS held ON held.agency_id = a.agency_id
    WHERE living.agency_id IS NOT NULL
       OR held.indicators_led + held.indicators_coordinated + held.tasks_led + held.tasks_coordinated > 0;
END;

COMMENT ON FUNCTION agency_workload(date, timestamptz) IS
    'Khối lượng của từng cơ quan vào một ngày: chỉ tiêu đo lường và nhiệm vụ chủ trì, phối hợp, nhiệm vụ chủ trì quá hạn; nhóm cơ quan là một dòng riêng | load per agency on a day: measured indicators and tasks led and coordinated, tasks led that are overdue; a group of bodies is a row of its own';

/*
 * What a year's work plans leave open: bodies without an issued one, and
 * indicators and tasks for which the lead names no person.  Seen on the last
 * day of the year, or today while it runs.
 *
 * A single body owes a work plan if the plan names it, or names a group that
 * it belongs to; a group whose members nobody recorded may be any of them.
 * The Front and its like are asked, not told.  What a group leads is covered
 * by a person in any body's work plan.
 */
CREATE OR REPLACE FUNCTION not_in_work_plan(year integer)
RETURNS TABLE (
    missing text,
    plan_id integer,
    agency_id integer,
    indicator_id integer,
    task_id integer,
    code text,
    name_vi text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH seen AS (
        SELECT least(make_date(not_in_work_plan.year, 12, 31),
                     greatest(make_date(not_in_work_plan.year, 1, 1), today())) AS on_date
    ), thing AS (
        SELECT i.plan_id, i.indicator_id, NULL::integer AS task_id, i.code, i.name_vi,
               1 AS annex, i.sort_order
        FROM indicator AS i
        WHERE i.measured
        UNION ALL
        SELECT t.plan_id, NULL, t.task_id, t.key, t.name_vi, 2, t.sort_order
        FROM seen
        CROSS JOIN LATERAL task_schedule_as_of(seen.on_date) AS s
        JOIN task AS t ON t.task_id = s.task_id
    ), held AS (
        SELECT g.plan_id, r.agency_id, r.role, a.collective, g.indicator_id, g.task_id
        FROM seen
        CROSS JOIN LATERAL responsibility_as_of(seen.on_date) AS r
        JOIN thing AS g ON g.indicator_id = r.indicator_id OR g.task_id = r.task_id
        JOIN agency AS a ON a.agency_id = r.agency_id
    ), covered AS (
        SELECT w.work_plan_id, w.plan_id, w.agency_id
        FROM work_plan AS w
        WHERE not_in_work_plan.year BETWEEN w.year_from AND w.year_to
          AND w.document_id IS NOT NULL
    ), lacking AS (
        SELECT 1 AS part, 'work_plan' AS missing, p.plan_id, a.agency_id,
               NULL::integer AS indicator_id, NULL::integer AS task_id, a.code, a.name_vi,
               0 AS annex, a.agency_id AS sort_order
        FROM seen
        CROSS JOIN plan AS p
        CROSS JOIN LATERAL agency_as_of(seen.on_date) AS a
        WHERE NOT a.collective AND a.kind IN ('department', 'central', 'council')
          AND EXISTS (
              SELECT FROM held AS h
              WHERE h.plan_id = p.plan_id
                AND (h.agency_id = a.agency_id
                     OR h.collective
                        AND (EXISTS (SELECT FROM agency_member_as_of(seen.on_date) AS m
                                     WHERE m.agency_id = h.agency_id AND m.member_id = a.agency_id)
                             OR NOT EXISTS (SELECT FROM agency_member AS m
                                            WHERE m.agency_id = h.agency_id))))
          AND NOT EXISTS (SELECT FROM covered AS c
                          WHERE c.plan_id = p.plan_id AND c.agency_id = a.agency_id)
        UNION ALL
        SELECT 2, 'person', g.plan_id, h.agency_id, g.indicator_id, g.task_id, g.code, g.name_vi,
               g.annex, g.sort_order
        FROM thing AS g
        LEFT JOIN held AS h
            ON h.role = 'lead' AND (h.indicator_id = g.indicator_id OR h.task_id = g.task_id)
        WHERE NOT EXISTS (
            SELECT FROM work_plan_item AS w
            JOIN covered AS c ON c.work_plan_id = w.work_plan_id
            WHERE (w.indicator_id = g.indicator_id OR w.task_id = g.task_id)
              AND w.person IS NOT NULL
              AND (h.agency_id IS NULL OR h.collective OR c.agency_id = h.agency_id))
    )
    SELECT o.missing, o.plan_id, o.agency_id, o.indicator_id, o.task_id, o.code, o.name_vi
    FROM lacking AS o
    ORDER BY o.plan_id, o.part, o.annex, o.sort_order, o.agency_id;
END;

COMMENT ON FUNCTION not_in_work_plan(integer) IS
    'Việc cụ thể hóa còn thiếu của một năm: work_plan cơ quan chưa ban hành kế hoạch công tác, person chỉ tiêu và nhiệm vụ mà cơ quan chủ trì chưa nêu người chịu trách nhiệm | what a year''s work plans leave open: bodies without one, indicators and tasks without a named person';

CREATE OR REPLACE FUNCTION open_difficulties(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    difficulty_id integer,
    plan_id integer,
    agency_id integer,
    indicator_id integer,
    task_id integer,
    content text,
    raised_on date,
    days_open integer,
    addressee_id integer,
    through_id integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT d.difficulty_id, d.plan_id, d.agency_id, d.indicator_id, d.task_id, d.content,
           d.raised_on, asked.day - d.raised_on, d.addressee_id, d.through_id
    FROM difficulty AS d
    CROSS JOIN LATERAL (
        SELECT _as_of_day(open_difficulties.on_date, open_difficulties.known_at) AS day) AS asked
    WHERE d.raised_on <= asked.day
      AND (open_difficulties.known_at IS NULL OR d.recorded_at <= open_difficulties.known_at)
      AND (d.decided_on IS NULL
           OR d.decided_on > asked.day
           OR d.answered_at > open_difficulties.known_at)
    ORDER BY d.raised_on, d.difficulty_id;
END;

COMMENT ON FUNCTION open_difficulties(date, timestamptz) IS
    'Khó khăn, vướng mắc chưa được trả lời vào một ngày | difficulties without an answer on a day';

CREATE OR REPLACE TRIGGER difficulty_answer BEFORE UPDATE ON difficulty
    FOR EACH ROW EXECUTE FUNCTION _keep_answer();
CREATE OR REPLACE TRIGGER finding_answer BEFORE UPDATE ON finding
    FOR EACH ROW EXECUTE FUNCTION _keep_answer();
