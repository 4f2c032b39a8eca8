/*
 * What was known, and when: every question as of a day and as of a moment.
 *
 * on_date is the day that is asked about, known_at the moment whose knowledge
 * counts; a row is believed from recorded_at, its last day from closed_at.
 * Without a moment all that is known now counts; without a day it is the day
 * of the moment, or today.
 */
CREATE FUNCTION as_of_day(on_date date, known_at timestamptz) RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(on_date, (known_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, today());

COMMENT ON FUNCTION as_of_day(date, timestamptz) IS
    'Ngày được hỏi: ngày đã cho, nếu không thì ngày của thời điểm, nếu không thì hôm nay | the day asked about: as given, else the day of the moment, else today';

CREATE FUNCTION believed_in_force(
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

COMMENT ON FUNCTION believed_in_force(date, date, timestamptz, timestamptz, date, timestamptz) IS
    'Vào thời điểm known_at người ta có biết dòng này còn hiệu lực vào ngày on_date không | was a row, as known at a moment, in force on a day';

CREATE FUNCTION believed_last_day(valid_to date, closed_at timestamptz, known_at timestamptz)
RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (closed_at > known_at) IS NOT TRUE THEN valid_to END;

COMMENT ON FUNCTION believed_last_day(date, timestamptz, timestamptz) IS
    'Ngày cuối như đã biết vào thời điểm known_at | the last day as known at a moment';

/*
 * area_at of version 1, and one more way to name an area: code@2024 and
 * code@2025-06-30 mean the area that bore the code on that day, whatever the
 * day of the question.  So an extent that is no more can still be given
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

/*
 * Dated rows as of a day and a moment.
 */
CREATE FUNCTION agency_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
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
           believed_last_day(a.valid_to, a.closed_at, agency_as_of.known_at)
    FROM agency AS a
    WHERE believed_in_force(a.valid_from, a.valid_to, a.recorded_at, a.closed_at,
                            as_of_day(agency_as_of.on_date, agency_as_of.known_at),
                            agency_as_of.known_at);
END;

COMMENT ON FUNCTION agency_as_of(date, timestamptz) IS
    'Các cơ quan hoạt động vào ngày đó, như đã biết vào thời điểm đó | the agencies of a day, as known at a moment';

ALTER TABLE area
    ADD COLUMN kind text,
    ADD COLUMN urban boolean;

COMMENT ON COLUMN area.kind IS
    'Loại như gọi: tỉnh, thành phố, huyện, xã, phường, thị trấn … | what it is called: province, city, district, commune, ward, township';
COMMENT ON COLUMN area.urban IS
    'Là đô thị; NULL: không rõ hoặc gồm cả hai | urban; NULL: unknown, or both';

CREATE FUNCTION area_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
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
           believed_last_day(a.valid_to, a.closed_at, area_as_of.known_at)
    FROM area AS a
    WHERE believed_in_force(a.valid_from, a.valid_to, a.recorded_at, a.closed_at,
                            as_of_day(area_as_of.on_date, area_as_of.known_at),
                            area_as_of.known_at);
END;

COMMENT ON FUNCTION area_as_of(date, timestamptz) IS
    'Các đơn vị hành chính vào ngày đó, như đã biết vào thời điểm đó | the areas of a day, as known at a moment';

CREATE FUNCTION area_parent_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    area_id integer,
    parent_id integer,
    valid_from date,
    valid_to date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p.area_id, p.parent_id, p.valid_from,
           believed_last_day(p.valid_to, p.closed_at, area_parent_as_of.known_at)
    FROM area_parent AS p
    WHERE believed_in_force(p.valid_from, p.valid_to, p.recorded_at, p.closed_at,
                            as_of_day(area_parent_as_of.on_date, area_parent_as_of.known_at),
                            area_parent_as_of.known_at);
END;

COMMENT ON FUNCTION area_parent_as_of(date, timestamptz) IS
    'Đơn vị nào thuộc đơn vị nào vào ngày đó, như đã biết vào thời điểm đó | which area belonged to which on a day, as known at a moment';

/*
 * Who answers for what.  A body leads nothing before its first day or after
 * its last.  What was handed over names the row that took it over.
 */
ALTER TABLE responsibility
    ADD COLUMN task_id integer,
    ADD COLUMN taken_over_by_id integer,
    ADD CONSTRAINT responsibility_taken_over_by_fkey
        FOREIGN KEY (taken_over_by_id) REFERENCES responsibility,
    ADD CONSTRAINT responsibility_taken_over_once_ended
        CHECK (taken_over_by_id IS NULL OR valid_to IS NOT NULL);
CREATE INDEX responsibility_taken_over_by_idx ON responsibility (taken_over_by_id);

COMMENT ON COLUMN responsibility.task_id IS 'Nhiệm vụ | task';
COMMENT ON COLUMN responsibility.taken_over_by_id IS
    'Dòng phân công đã tiếp nhận; NULL: chưa kết thúc, hoặc không ai tiếp nhận | the row that took it over; NULL: still open, or taken over by nobody';

CREATE FUNCTION check_agency_exists() RETURNS trigger
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
                coalesce(to_char(NEW.valid_from, 'YYYY-MM-DD'), 'the first day')
            USING ERRCODE = 'check_violation',
                  SCHEMA = TG_TABLE_SCHEMA, TABLE = TG_TABLE_NAME,
                  CONSTRAINT = 'responsibility_agency_exists',
                  DETAIL = format('"%s" exists from %s to %s.', body.name_vi,
                                  coalesce(to_char(body.valid_from, 'YYYY-MM-DD'), 'the beginning'),
                                  coalesce(to_char(body.valid_to, 'YYYY-MM-DD'), 'this day'));
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION check_agency_exists() IS
    'Từ chối phân công cho cơ quan chưa có hoặc đã giải thể vào ngày đầu | refuse a responsibility of a body that does not exist on its first day';

CREATE TRIGGER responsibility_agency_exists
    BEFORE INSERT OR UPDATE OF agency_id, valid_from ON responsibility
    FOR EACH ROW EXECUTE FUNCTION check_agency_exists();

CREATE FUNCTION responsibility_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
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
           believed_last_day(r.valid_to, r.closed_at, responsibility_as_of.known_at)
    FROM responsibility AS r
    WHERE believed_in_force(r.valid_from, r.valid_to, r.recorded_at, r.closed_at,
                            as_of_day(responsibility_as_of.on_date, responsibility_as_of.known_at),
                            responsibility_as_of.known_at);
END;

COMMENT ON FUNCTION responsibility_as_of(date, timestamptz) IS
    'Ai chủ trì, phối hợp vào ngày đó, như đã biết vào thời điểm đó | who led and coordinated on a day, as known at a moment';

/*
 * Targets as of a day and a moment, and what each replaced.
 */
CREATE FUNCTION target_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_target_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    due date,
    cell text,
    goal socpolicy.target,
    remark text,
    document_id integer,
    valid_from date,
    valid_to date,
    recorded_at timestamptz,
    recorded_by text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT t.indicator_target_id, t.indicator_id, t.area_id, t.scope, t.due, t.cell, t.goal,
           t.remark, t.document_id, t.valid_from,
           believed_last_day(t.valid_to, t.closed_at, target_as_of.known_at),
           t.recorded_at, t.recorded_by
    FROM indicator_target AS t
    WHERE believed_in_force(t.valid_from, t.valid_to, t.recorded_at, t.closed_at,
                            as_of_day(target_as_of.on_date, target_as_of.known_at),
                            target_as_of.known_at);
END;

COMMENT ON FUNCTION target_as_of(date, timestamptz) IS
    'Mục tiêu có hiệu lực vào ngày đó, như đã biết vào thời điểm đó | the targets in force on a day, as known at a moment';

CREATE VIEW target_history WITH (security_invoker = true) AS
    SELECT t.indicator_target_id, t.indicator_id, t.area_id, t.scope, t.due,
           row_number() OVER versions AS version,
           t.cell, t.goal,
           lag(t.cell) OVER versions AS previous_cell,
           lag(t.goal) OVER versions AS previous_goal,
           t.document_id, d.number AS document_number, d.issued_on AS document_issued_on,
           t.valid_from, t.valid_to, t.recorded_at, t.recorded_by, t.closed_at
    FROM indicator_target AS t
    LEFT JOIN document AS d ON d.document_id = t.document_id
    WINDOW versions AS (PARTITION BY t.indicator_id, t.area_id, t.scope, t.due
                        ORDER BY t.valid_from NULLS FIRST, t.indicator_target_id);

COMMENT ON VIEW target_history IS
    'Mọi lần đặt và sửa một mục tiêu: trước đó là gì, theo văn bản nào, ai ghi, lúc nào; mỗi lần một dòng | every version of a target: what it was before, by which document, recorded by whom and when; one row per version';
COMMENT ON COLUMN target_history.indicator_target_id IS 'Khóa | key';
COMMENT ON COLUMN target_history.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN target_history.area_id IS 'Địa phương | area';
COMMENT ON COLUMN target_history.scope IS 'Phạm vi | scope';
COMMENT ON COLUMN target_history.due IS 'Hạn | due date';
COMMENT ON COLUMN target_history.version IS 'Lần thứ mấy, từ 1 | which version, from 1';
COMMENT ON COLUMN target_history.cell IS 'Ô như in | cell as printed';
COMMENT ON COLUMN target_history.goal IS 'Mục tiêu đã đọc | the target as read';
COMMENT ON COLUMN target_history.previous_cell IS 'Ô trước đó | cell before';
COMMENT ON COLUMN target_history.previous_goal IS 'Mục tiêu trước đó | target before';
COMMENT ON COLUMN target_history.document_id IS 'Văn bản đặt mục tiêu | document that set it';
COMMENT ON COLUMN target_history.document_number IS 'Số, ký hiệu văn bản | number of the document';
COMMENT ON COLUMN target_history.document_issued_on IS 'Ngày ban hành văn bản | the document''s date of issue';
COMMENT ON COLUMN target_history.valid_from IS 'Ngày đầu có hiệu lực | first day in force';
COMMENT ON COLUMN target_history.valid_to IS 'Ngày cuối có hiệu lực | last day in force';
COMMENT ON COLUMN target_history.recorded_at IS 'Thời điểm ghi | when it was recorded';
COMMENT ON COLUMN target_history.recorded_by IS 'Vai trò đã ghi | role that recorded it';
COMMENT ON COLUMN target_history.closed_at IS 'Thời điểm ghi ngày cuối | when the last day was recorded';

/*
 * Figures as known at a moment: those in force that were recorded by then,
 * and those that have since been replaced.
 */
CREATE FUNCTION figure_as_of(known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    is_computed boolean,
    note text,
    recorded_at timestamptz,
    recorded_by text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
           figure_value(o.value, o.numerator, o.denominator, coalesce(i.factor, u.factor, 1)),
           o.value IS NULL, o.note, o.recorded_at, o.recorded_by
    FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id, f.stage,
                 f.value, f.numerator, f.denominator, f.note, f.recorded_at, f.recorded_by
          FROM observation AS f
          WHERE figure_as_of.known_at IS NULL OR f.recorded_at <= figure_as_of.known_at
          UNION ALL
          SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id, h.stage,
                 h.value, h.numerator, h.denominator, h.note, h.believed_from, h.recorded_by
          FROM observation_history AS h
          WHERE h.believed_from <= figure_as_of.known_at
            AND h.believed_to > figure_as_of.known_at) AS o
    JOIN indicator AS i ON i.indicator_id = o.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id;
END;

COMMENT ON FUNCTION figure_as_of(timestamptz) IS
    'Số liệu như đã biết vào thời điểm đó, cột như khung nhìn figure | figures as known at a moment, with the columns of the view figure';

CREATE VIEW figure_history WITH (security_invoker = true) AS
    SELECT v.indicator_id, v.area_id, v.period_start, v.period_end, v.source_id,
           row_number() OVER versions AS version,
           v.stage, v.value, v.numerator, v.denominator, v.is_computed,
           lag(v.stage) OVER versions AS previous_stage,
           lag(v.value) OVER versions AS previous_value,
           v.note, v.recorded_by, v.believed_from, v.believed_to
    FROM (SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
                 figure_value(o.value, o.numerator, o.denominator,
                              coalesce(i.factor, u.factor, 1)) AS value,
                 o.numerator, o.denominator, o.value IS NULL AS is_computed,
                 o.note, o.recorded_by, o.believed_from, o.believed_to
          FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id,
                       f.stage, f.value, f.numerator, f.denominator, f.note, f.recorded_by,
                       f.recorded_at AS believed_from, NULL::timestamptz AS believed_to
                FROM observation AS f
                UNION ALL
                SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id,
                       h.stage, h.value, h.numerator, h.denominator, h.note, h.recorded_by,
                       h.believed_from, h.believed_to
                FROM observation_history AS h) AS o
          JOIN indicator AS i ON i.indicator_id = o.indicator_id
          LEFT JOIN unit AS u ON u.unit_id = i.unit_id) AS v
    WINDOW versions AS (PARTITION BY v.indicator_id, v.area_id, v.period_end, v.period_start, v.source_id
                        ORDER BY v.believed_from);

COMMENT ON VIEW figure_history IS
    'Mọi bản của một số liệu với khoảng thời gian được coi là đúng, mỗi bản một dòng | every version of a figure with the span in which it was believed, one row per version';
COMMENT ON COLUMN figure_history.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN figure_history.area_id IS 'Địa phương | area';
COMMENT ON COLUMN figure_history.period_start IS 'Ngày đầu của kỳ | first day of the period';
COMMENT ON COLUMN figure_history.period_end IS 'Ngày cuối của kỳ | last day of the period';
COMMENT ON COLUMN figure_history.source_id IS 'Nguồn | source';
COMMENT ON COLUMN figure_history.version IS 'Bản thứ mấy, từ 1 | which version, from 1';
COMMENT ON COLUMN figure_history.stage IS 'Giai đoạn | stage';
COMMENT ON COLUMN figure_history.value IS 'Giá trị để đánh giá | the value to judge';
COMMENT ON COLUMN figure_history.numerator IS 'Tử số | numerator';
COMMENT ON COLUMN figure_history.denominator IS 'Mẫu số | denominator';
COMMENT ON COLUMN figure_history.is_computed IS 'Tính từ tử số và mẫu số | computed from both counts';
COMMENT ON COLUMN figure_history.previous_stage IS 'Giai đoạn của bản trước | stage of the version before';
COMMENT ON COLUMN figure_history.previous_value IS 'Giá trị của bản trước | value of the version before';
COMMENT ON COLUMN figure_history.note IS 'Ghi chú | note';
COMMENT ON COLUMN figure_history.recorded_by IS 'Vai trò đã ghi | role that recorded it';
COMMENT ON COLUMN figure_history.believed_from IS
    'Được coi là đúng từ thời điểm này | believed from this moment';
COMMENT ON COLUMN figure_history.believed_to IS
    'Đến trước thời điểm này; NULL: đang có hiệu lực | until before this moment; NULL: in force';

/*
 * Verdicts of a year: with the targets and leads of a day, and the figures,
 * targets and leads that were known at a moment.
 */
CREATE FUNCTION evaluation_as_of(
    year integer,
    on_date date DEFAULT NULL,
    known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    weight numeric,
    due date,
    goal socpolicy.target,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean,
    period_end date,
    status socpolicy.compliance_status,
    gap numeric,
    attainment numeric,
    lead_agency_ids integer[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT i.plan_id, i.sector_id, i.indicator_id, promised.area_id, promised.scope,
           i.code, i.sort_order, i.weight,
           judge.due, judge.goal,
           f.value, f.stage, f.source_id, f.is_sample,
           make_date(evaluation_as_of.year, 12, 31),
           socpolicy.evaluate(f.value, judge.goal, make_date(evaluation_as_of.year, 12, 31)),
           socpolicy.gap(f.value, judge.goal),
           socpolicy.attainment(f.value, judge.goal),
           ARRAY(SELECT r.agency_id
                 FROM responsibility_as_of(evaluation_as_of.on_date, evaluation_as_of.known_at) AS r
                 WHERE r.indicator_id = i.indicator_id
                   AND r.role = 'lead'
                 ORDER BY r.sort_order, r.agency_id)
    FROM (SELECT DISTINCT t.indicator_id, t.area_id, t.scope
          FROM target_as_of(evaluation_as_of.on_date, evaluation_as_of.known_at) AS t) AS promised
    JOIN indicator AS i ON i.indicator_id = promised.indicator_id AND i.measured
    JOIN area AS a ON a.area_id = promised.area_id
    -- The judge: of the targets in force, the earliest due at the year's end
    -- or later.  A national sum is promised by the nation, not by a part of it.
    LEFT JOIN LATERAL (
        SELECT t.due, t.goal
        FROM target_as_of(evaluation_as_of.on_date, evaluation_as_of.known_at) AS t
        WHERE t.indicator_id = promised.indicator_id
          AND t.area_id = promised.area_id
          AND t.scope = promised.scope
          AND t.goal IS NOT NULL
          AND t.due >= make_date(evaluation_as_of.year, 12, 31)
          AND NOT (t.scope = 'national' AND i.aggregation = 'sum' AND a.level <> 'nation')
        ORDER BY t.due
        LIMIT 1) AS judge ON true
    -- The figure: of the whole year, from the source that counts first.
    LEFT JOIN LATERAL (
        SELECT g.value, g.stage, g.source_id, s.is_sample
        FROM figure_as_of(evaluation_as_of.known_at) AS g
        JOIN source AS s ON s.source_id = g.source_id
        WHERE g.indicator_id = promised.indicator_id
          AND g.area_id = promised.area_id
          AND g.period_start = make_date(evaluation_as_of.year, 1, 1)
          AND g.period_end = make_date(evaluation_as_of.year, 12, 31)
        ORDER BY s.precedence, s.source_id
        LIMIT 1) AS f ON true;
END;

COMMENT ON FUNCTION evaluation_as_of(integer, date, timestamptz) IS
    'Đánh giá một năm theo mục tiêu và chủ trì của ngày on_date, với những gì đã biết vào thời điểm known_at; cột như evaluation | verdicts of a year by the targets and leads of a day, as known at a moment; columns as evaluation';

CREATE OR REPLACE FUNCTION evaluation(year integer)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    weight numeric,
    due date,
    goal socpolicy.target,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean,
    period_end date,
    status socpolicy.compliance_status,
    gap numeric,
    attainment numeric,
    lead_agency_ids integer[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT e.plan_id, e.sector_id, e.indicator_id, e.area_id, e.scope, e.code, e.sort_order,
           e.weight, e.due, e.goal, e.value, e.stage, e.source_id, e.is_sample, e.period_end,
           e.status, e.gap, e.attainment, e.lead_agency_ids
    FROM evaluation_as_of(evaluation.year) AS e;
END;

/*
 * What a person names, or an error that says what is not there.
 */
CREATE FUNCTION require_document(number text) RETURNS integer
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

CREATE FUNCTION require_indicator(code text, plan text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_ids integer[];
BEGIN
    SELECT array_agg(i.indicator_id) INTO found_ids
    FROM indicator AS i
    JOIN plan AS p
        ON p.plan_id = i.plan_id
       AND (require_indicator.plan IS NULL
            OR socpolicy.fold_text(p.code) = socpolicy.fold_text(require_indicator.plan))
    WHERE i.code = btrim(require_indicator.code);
    IF found_ids IS NULL THEN
        RAISE EXCEPTION 'there is no indicator "%"', code USING ERRCODE = 'undefined_object';
    ELSIF cardinality(found_ids) > 1 THEN
        RAISE EXCEPTION 'several plans have an indicator "%"', code
            USING ERRCODE = 'ambiguous_parameter', HINT = 'Say which plan.';
    END IF;
    RETURN found_ids[1];
END
$$;

COMMENT ON FUNCTION require_indicator(text, text) IS
    'Chỉ tiêu mang mã này; báo lỗi nếu không có, hoặc có ở nhiều kế hoạch | the indicator with this code; an error if there is none, or one in several plans';

CREATE FUNCTION require_area(code text, on_date date) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_id CONSTANT integer := area_at(code, on_date);
BEGIN
    IF on_date IS NULL THEN
        RAISE EXCEPTION 'a date is needed' USING ERRCODE = 'null_value_not_allowed';
    ELSIF found_id IS NULL THEN
        RAISE EXCEPTION 'there is no area "%" on %', code, to_char(on_date, 'YYYY-MM-DD')
            USING ERRCODE = 'undefined_object';
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION require_area(text, date) IS
    'Đơn vị mang mã này vào ngày đó; báo lỗi nếu không có | the area that bore a code on a day; an error if there is none';

CREATE FUNCTION require_agency(code text, on_date date) RETURNS integer
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
        RAISE EXCEPTION 'there is no agency "%" on %', code, to_char(on_date, 'YYYY-MM-DD')
            USING ERRCODE = 'undefined_object',
                  DETAIL = format('"%s" exists from %s to %s.', body.name_vi,
                                  coalesce(to_char(body.valid_from, 'YYYY-MM-DD'), 'the beginning'),
                                  coalesce(to_char(body.valid_to, 'YYYY-MM-DD'), 'this day'));
    END IF;
    RETURN body.agency_id;
END
$$;

COMMENT ON FUNCTION require_agency(text, date) IS
    'Cơ quan mang mã này vào ngày đó; báo lỗi nếu không có | the agency with this code on a day; an error if there is none';

/*
 * One figure, by the rules of load_observations.
 *
 * Writers of the same figure wait for one another at its row, and the clock
 * is read after the wait, so that spans of belief neither overlap nor turn
 * around.  The table lock comes first: a loader holds one that refuses it,
 * and taking it later could deadlock.
 */
CREATE FUNCTION revise_observation(
    indicator text,
    area text,
    period text,
    stage text,
    source text,
    value numeric DEFAULT NULL,
    numerator numeric DEFAULT NULL,
    denominator numeric DEFAULT NULL,
    level text DEFAULT NULL,
    note text DEFAULT NULL,
    plan text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_indicator CONSTANT integer := require_indicator(indicator, plan);
    the_stage CONSTANT text := parse_stage(stage);
    first_day date;
    last_day date;
    the_area integer;
    the_source integer;
    is_measured boolean;
    is_level boolean;
    figure numeric := value;
    held observation;
    stamp timestamptz;
BEGIN
    SELECT p.period_start, p.period_end INTO first_day, last_day FROM parse_period(period) AS p;
    IF last_day IS NULL THEN
        RAISE EXCEPTION 'the period cannot be read: "%"', period
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write for example 2025, Quý I/2025 or Tháng 6/2025.';
    ELSIF the_stage IS NULL THEN
        RAISE EXCEPTION 'the stage cannot be read: "%"', stage
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write estimate, preliminary or official, or ước, sơ bộ, chính thức.';
    END IF;
    the_area := require_area(area, last_day);

    SELECT s.source_id INTO the_source
    FROM source AS s WHERE s.folded = socpolicy.fold_text(revise_observation.source);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no source "%"', source USING ERRCODE = 'undefined_object';
    END IF;

    SELECT i.measured, u.kind IS NOT DISTINCT FROM 'level' INTO is_measured, is_level
    FROM indicator AS i LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    WHERE i.indicator_id = the_indicator;
    IF NOT is_measured THEN
        RAISE EXCEPTION 'indicator "%" is a heading: figures belong to its sub-rows', indicator
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF is_level THEN
        SELECT l.rank INTO figure
        FROM level AS l
        WHERE l.indicator_id = the_indicator
          AND l.folded = socpolicy.fold_text(revise_observation.level)
          AND revise_observation.value IS NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'indicator "%" needs a level of its scale', indicator
                USING ERRCODE = 'invalid_parameter_value',
                      DETAIL = (SELECT coalesce(string_agg(l.label_vi, ' < ' ORDER BY l.rank),
                                                'It has no scale yet.')
                                FROM level AS l WHERE l.indicator_id = the_indicator);
        END IF;
    ELSIF level IS NOT NULL THEN
        RAISE EXCEPTION 'indicator "%" has no scale of levels', indicator
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF (numerator IS NULL) <> (denominator IS NULL) THEN
        RAISE EXCEPTION 'numerator and denominator come together'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF denominator <= 0 THEN
        RAISE EXCEPTION 'the denominator must be greater than 0'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF figure IS NULL AND numerator IS NULL THEN
        RAISE EXCEPTION 'neither a value nor both counts'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;

    LOCK TABLE observation IN ROW EXCLUSIVE MODE;
    LOOP
        SELECT * INTO held
        FROM observation AS o
        WHERE o.indicator_id = the_indicator AND o.area_id = the_area
          AND o.period_end = last_day AND o.period_start = first_day
          AND o.source_id = the_source
        FOR UPDATE;
        EXIT WHEN FOUND;

        INSERT INTO observation (indicator_id, area_id, period_end, period_start, source_id,
                                 stage, value, numerator, denominator, note)
        VALUES (the_indicator, the_area, last_day, first_day, the_source,
                the_stage, figure, revise_observation.numerator, revise_observation.denominator,
                nullif(revise_observation.note, ''))
        ON CONFLICT DO NOTHING;
        IF FOUND THEN
            RETURN 'added';
        END IF;
        -- Another writer was first: take up their row.
    END LOOP;

    IF stage_rank(held.stage) > stage_rank(the_stage) THEN
        RAISE EXCEPTION 'there is a figure of stage %, which one of stage % never replaces',
                held.stage, the_stage
            USING ERRCODE = 'object_not_in_prerequisite_state';
    ELSIF (figure, numerator, denominator, the_stage, coalesce(nullif(note, ''), held.note))
          IS NOT DISTINCT FROM
          (held.value, held.numerator, held.denominator, held.stage, held.note) THEN
        RETURN 'unchanged';
    END IF;

    -- A clock that was set back must not turn a span of belief around.
    stamp := greatest(clock_timestamp(), held.recorded_at + interval '1 microsecond');

    INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id,
                                     stage, value, numerator, denominator, note, recorded_by,
                                     believed_from, believed_to)
    VALUES (the_indicator, the_area, last_day, first_day, the_source,
            held.stage, held.value, held.numerator, held.denominator, held.note, held.recorded_by,
            held.recorded_at, stamp);

    UPDATE observation AS o
    SET stage = the_stage, value = figure, numerator = revise_observation.numerator,
        denominator = revise_observation.denominator,
        note = coalesce(nullif(revise_observation.note, ''), o.note),
        recorded_at = stamp, recorded_by = current_user
    WHERE o.indicator_id = the_indicator AND o.area_id = the_area
      AND o.period_end = last_day AND o.period_start = first_day
      AND o.source_id = the_source;
    RETURN 'revised';
END
$$;

COMMENT ON FUNCTION revise_observation(text, text, text, text, text, numeric, numeric, numeric, text, text, text) IS
    'Ghi hoặc sửa một số liệu theo đúng quy tắc của load_observations; trả về added, revised hoặc unchanged | write or revise one figure by the rules of load_observations; returns added, revised or unchanged';
