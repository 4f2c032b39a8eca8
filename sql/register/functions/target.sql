/*
 * Targets: as of a day, set, amended by a document, compared.
 */

/*
 * Which says more, the local target or the national one?  A national sum
 * (a million apartments) is no measure for one province: incomparable.
 */
CREATE OR REPLACE VIEW target_comparison WITH (security_invoker = true) AS
    SELECT t.indicator_id, t.area_id, t.due,
           local.goal AS local_goal, local.cell AS local_cell,
           national.goal AS national_goal, national.cell AS national_cell,
           CASE
               WHEN local.goal IS NULL AND national.goal IS NULL THEN 'none'
               WHEN national.goal IS NULL THEN 'local_only'
               WHEN local.goal IS NULL THEN 'national_only'
               WHEN i.aggregation = 'sum' AND a.level <> 'nation' THEN 'incomparable'
               ELSE socpolicy.strictness(local.goal, national.goal)
           END AS comparison
    FROM (SELECT DISTINCT indicator_id, area_id, due
          FROM indicator_target
          WHERE in_force(valid_from, valid_to, today())) AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id AND i.measured
    JOIN area AS a ON a.area_id = t.area_id
    LEFT JOIN indicator_target AS local
        ON local.indicator_id = t.indicator_id AND local.area_id = t.area_id
       AND local.due = t.due AND local.scope = 'local'
       AND in_force(local.valid_from, local.valid_to, today())
    LEFT JOIN indicator_target AS national
        ON national.indicator_id = t.indicator_id AND national.area_id = t.area_id
       AND national.due = t.due AND national.scope = 'national'
       AND in_force(national.valid_from, national.valid_to, today());

COMMENT ON VIEW target_comparison IS
    'So sánh chỉ tiêu địa phương với Trung ương, mỗi chỉ tiêu, địa phương và hạn một dòng | local against national targets, one row per measured indicator, area and due date';
COMMENT ON COLUMN target_comparison.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN target_comparison.area_id IS 'Địa phương | area';
COMMENT ON COLUMN target_comparison.due IS 'Hạn | due date';
COMMENT ON COLUMN target_comparison.local_goal IS 'Chỉ tiêu địa phương | local target';
COMMENT ON COLUMN target_comparison.local_cell IS 'Ô địa phương như in | local cell as printed';
COMMENT ON COLUMN target_comparison.national_goal IS 'Chỉ tiêu Trung ương | national target';
COMMENT ON COLUMN target_comparison.national_cell IS 'Ô Trung ương như in | national cell as printed';
COMMENT ON COLUMN target_comparison.comparison IS
    'Địa phương so với Trung ương: stricter cao hơn, equal bằng, looser thấp hơn, incomparable không so được, local_only, national_only, none | the local target beside the national one';

/*
 * Targets as of a day and a moment, and what each replaced.
 */
CREATE OR REPLACE FUNCTION target_as_of(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
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
           _believed_last_day(t.valid_to, t.closed_at, target_as_of.known_at),
           t.recorded_at, t.recorded_by
    FROM indicator_target AS t
    WHERE _believed_in_force(t.valid_from, t.valid_to, t.recorded_at, t.closed_at,
                            _as_of_day(target_as_of.on_date, target_as_of.known_at),
                            target_as_of.known_at);
END;

COMMENT ON FUNCTION target_as_of(date, timestamptz) IS
    'Mục tiêu có hiệu lực vào ngày đó, như đã biết vào thời điểm đó | the targets in force on a day, as known at a moment';

CREATE OR REPLACE VIEW target_history WITH (security_invoker = true) AS
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
 * Targets: set where there was none, or amended.
 */
CREATE OR REPLACE FUNCTION _read_target(
    indicator_id integer,
    cell text,
    due date,
    goal socpolicy.target DEFAULT NULL,
    format text DEFAULT 'vi')
RETURNS socpolicy.target
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    named indicator;
    unit_label text;
    is_level boolean;
    result socpolicy.target := goal;
    said text;
BEGIN
    SELECT * INTO STRICT named FROM indicator AS i WHERE i.indicator_id = _read_target.indicator_id;
    SELECT u.label, u.kind = 'level' INTO unit_label, is_level
    FROM unit AS u WHERE u.unit_id = named.unit_id;

    IF cell IS NULL OR due IS NULL THEN
        RAISE EXCEPTION 'the cell as printed and its due date are needed'
            USING ERRCODE = 'null_value_not_allowed';
    ELSIF result IS NULL THEN
        SELECT r.goal, r.remark INTO result, said
        FROM socpolicy.inspect_target(cell, named.direction, format, unit_label) AS r;
        IF result IS NULL AND is_level AND said IS DISTINCT FROM 'none' THEN
            SELECT (l.rank || ' up')::socpolicy.target, 'none' INTO result, said
            FROM level AS l
            WHERE l.indicator_id = named.indicator_id AND l.folded = socpolicy.fold_text(cell);
            said := coalesce(said, 'not a level of this indicator''s scale');
        END IF;
        IF result IS NULL AND said <> 'none' THEN
            RAISE EXCEPTION 'the target "%" of indicator "%" cannot be read', cell, named.code
                USING ERRCODE = 'invalid_parameter_value', DETAIL = said,
                      HINT = 'Pass the goal itself beside the cell.';
        END IF;
    END IF;
    IF result IS NOT NULL AND NOT named.measured THEN
        RAISE EXCEPTION 'indicator "%" is a heading of its sub-rows', named.code
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN socpolicy.with_due(result, due);
END
$$;

COMMENT ON FUNCTION _read_target(integer, text, date, socpolicy.target, text) IS
    'Mục tiêu mà một ô nói với chỉ tiêu này; NULL khi ô là "-"; báo lỗi khi không đọc được | the goal that a cell says for an indicator; NULL for a dash; an error where it cannot be read';

CREATE OR REPLACE FUNCTION set_target(
    indicator text,
    area text,
    scope text,
    due date,
    cell text,
    document text,
    in_force_from date,
    plan text DEFAULT NULL,
    goal socpolicy.target DEFAULT NULL,
    format text DEFAULT 'vi')
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    the_indicator CONSTANT integer := require_indicator(indicator, plan);
    the_area CONSTANT integer := require_area(area, in_force_from);
    written integer;
BEGIN
    IF EXISTS (SELECT FROM indicator_target AS t
               WHERE t.indicator_id = the_indicator AND t.area_id = the_area
                 AND t.scope = set_target.scope AND t.due = set_target.due
                 AND (t.valid_to IS NULL OR t.valid_to >= in_force_from)) THEN
        RAISE EXCEPTION 'indicator "%" has a % target of area "%" for % on % or later', indicator,
                scope, area, to_char(due, 'YYYY-MM-DD'), to_char(in_force_from, 'YYYY-MM-DD')
            USING ERRCODE = 'duplicate_object', HINT = 'Use amend_target.';
    END IF;
    INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal, document_id, valid_from)
    VALUES (the_indicator, the_area, set_target.scope, set_target.due, set_target.cell,
            _read_target(the_indicator, set_target.cell, set_target.due, set_target.goal, format),
            the_document, in_force_from)
    RETURNING indicator_target_id INTO written;
    PERFORM _stretch_plan(i.plan_id, due) FROM indicator AS i WHERE i.indicator_id = the_indicator;
    RETURN written;
END
$$;

COMMENT ON FUNCTION set_target(text, text, text, date, text, text, date, text, socpolicy.target, text) IS
    'Đặt mục tiêu ở nơi chưa có, theo văn bản; trả về khóa | set a target where there is none, by a document; returns its key';

CREATE OR REPLACE FUNCTION amend_target(
    indicator text,
    area text,
    scope text,
    due date,
    cell text,
    document text,
    in_force_from date,
    to_area text DEFAULT NULL,
    plan text DEFAULT NULL,
    goal socpolicy.target DEFAULT NULL,
    format text DEFAULT 'vi')
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_document CONSTANT integer := require_document(document);
    the_indicator CONSTANT integer := require_indicator(indicator, plan);
    the_area CONSTANT integer := require_area(area, in_force_from);
    new_area CONSTANT integer := CASE WHEN to_area IS NULL THEN the_area
                                      ELSE require_area(to_area, in_force_from) END;
    new_goal CONSTANT socpolicy.target := _read_target(the_indicator, cell, due, goal, format);
    old indicator_target;
    written integer;
BEGIN
    SELECT * INTO old
    FROM indicator_target AS t
    WHERE t.indicator_id = the_indicator AND t.area_id = the_area
      AND t.scope = amend_target.scope AND t.due = amend_target.due
      AND t.valid_to IS NULL
    FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'indicator "%" has no % target of area "%" for % in force on %', indicator,
                scope, area, to_char(due, 'YYYY-MM-DD'), to_char(in_force_from, 'YYYY-MM-DD')
            USING ERRCODE = 'undefined_object',
                  HINT = coalesce(
                      (SELECT format('The area that bore the code until %2$s has one: write %1$s@%2$s.',
                                     a.code, to_char(a.valid_to, 'YYYY-MM-DD'))
                       FROM area AS a
                       JOIN indicator_target AS t
                           ON t.area_id = a.area_id AND t.indicator_id = the_indicator
                          AND t.scope = amend_target.scope AND t.due = amend_target.due
                          AND t.valid_to IS NULL
                       WHERE a.code = btrim(amend_target.area) AND a.valid_to < in_force_from
                       ORDER BY a.valid_to DESC
                       LIMIT 1),
                      'Use set_target.');
    ELSIF old.valid_from >= in_force_from THEN
        RAISE EXCEPTION 'the amendment is not after %, the first day of the target in force',
                to_char(old.valid_from, 'YYYY-MM-DD')
            USING ERRCODE = 'object_not_in_prerequisite_state';
    ELSIF new_area = the_area
          AND socpolicy.fold_text(old.cell) IS NOT DISTINCT FROM socpolicy.fold_text(cell)
          AND old.goal::text IS NOT DISTINCT FROM new_goal::text THEN
        RETURN old.indicator_target_id;
    END IF;

    UPDATE indicator_target AS t SET valid_to = in_force_from - 1
    WHERE t.indicator_target_id = old.indicator_target_id;
    INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal, document_id, valid_from)
    VALUES (the_indicator, new_area, amend_target.scope, amend_target.due, amend_target.cell,
            new_goal, the_document, in_force_from)
    RETURNING indicator_target_id INTO written;
    PERFORM _stretch_plan(i.plan_id, due) FROM indicator AS i WHERE i.indicator_id = the_indicator;
    RETURN written;
END
$$;

COMMENT ON FUNCTION amend_target(text, text, text, date, text, text, date, text, text, socpolicy.target, text) IS
    'Sửa mục tiêu theo văn bản: dòng cũ kết thúc, dòng mới bắt đầu từ ngày đó; to_area khi mục tiêu chuyển sang đơn vị khác; trả về khóa | amend a target by a document: the old row ends, a new one begins on that day; to_area where it passes to another area; returns its key';

/*
 * What was copied wrongly was never in force: the row ends the day before it
 * began, and says why; as known before, it still stands.
 */
CREATE OR REPLACE FUNCTION _withdraw_target(target_id integer, reason text) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    UPDATE indicator_target AS t
    SET valid_to = t.valid_from - 1, correction = _withdraw_target.reason
    WHERE t.indicator_target_id = _withdraw_target.target_id;
END;

COMMENT ON FUNCTION _withdraw_target(integer, text) IS
    'Ghi rằng một mục tiêu đã chép sai và chưa từng có hiệu lực | record that a target was copied wrongly and was never in force';

CREATE OR REPLACE FUNCTION correct_target(
    indicator text,
    area text,
    scope text,
    due date,
    cell text,
    reason text,
    plan text DEFAULT NULL,
    goal socpolicy.target DEFAULT NULL,
    format text DEFAULT 'vi')
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_indicator CONSTANT integer := require_indicator(indicator, plan);
    new_goal CONSTANT socpolicy.target := _read_target(the_indicator, cell, due, goal, format);
    old indicator_target;
    written integer;
BEGIN
    IF coalesce(btrim(reason), '') = '' THEN
        RAISE EXCEPTION 'a correction says why' USING ERRCODE = 'null_value_not_allowed';
    END IF;
    SELECT t.* INTO old
    FROM indicator_target AS t
    JOIN area AS a ON a.area_id = t.area_id
    WHERE t.indicator_id = the_indicator AND t.scope = correct_target.scope AND t.due = correct_target.due
      AND t.valid_to IS NULL
      AND t.area_id = coalesce(area_at(correct_target.area, t.valid_from), require_area(correct_target.area, today()))
    FOR UPDATE OF t;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'indicator "%" has no % target of area "%" for % in force', indicator, scope, area,
                to_char(due, 'YYYY-MM-DD')
            USING ERRCODE = 'undefined_object', HINT = 'Use set_target.';
    ELSIF old.valid_from IS NULL THEN
        RAISE EXCEPTION 'the target says no first day, so it cannot be corrected'
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    PERFORM _withdraw_target(old.indicator_target_id, reason);
    INSERT INTO indicator_target (indicator_id, area_id, scope, due, cell, goal, document_id, valid_from)
    VALUES (the_indicator, old.area_id, old.scope, old.due, correct_target.cell, new_goal, old.document_id, old.valid_from)
    RETURNING indicator_target_id INTO written;
    RETURN written;
END
$$;

COMMENT ON FUNCTION correct_target(text, text, text, date, text, text, text, socpolicy.target, text) IS
    'Sửa mục tiêu đã chép sai, vẫn theo văn bản cũ: dòng cũ coi như chưa từng có hiệu lực; trả về khóa | correct a target that was copied wrongly, by the same document: the old row was never in force; returns the key of the new one';

/* Cells with text that say no goal: nothing is judged for their due date until they are read. */
CREATE OR REPLACE VIEW unread_target WITH (security_invoker = true) AS
    SELECT t.indicator_target_id, t.indicator_id, t.area_id, t.scope, t.due, t.cell, t.remark, t.document_id
    FROM indicator_target AS t
    WHERE t.unread AND in_force(t.valid_from, t.valid_to, today());

COMMENT ON VIEW unread_target IS
    'Các ô mục tiêu có chữ nhưng chưa đọc được, mỗi ô một dòng: gửi lại phụ lục đã sửa hoặc correct_target | target cells with text that could not be read, one row each: send the annex again or correct_target';
COMMENT ON COLUMN unread_target.indicator_target_id IS 'Khóa | key';
COMMENT ON COLUMN unread_target.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN unread_target.area_id IS 'Địa phương | area';
COMMENT ON COLUMN unread_target.scope IS 'Phạm vi | scope';
COMMENT ON COLUMN unread_target.due IS 'Hạn | due date';
COMMENT ON COLUMN unread_target.cell IS 'Ô như in | cell as printed';
COMMENT ON COLUMN unread_target.remark IS 'Vì sao không đọc được | why it cannot be read';
COMMENT ON COLUMN unread_target.document_id IS 'Văn bản đặt mục tiêu | document that set it';

/*
 * A goal that was read is amended by a new row.  load_annex reads a cell
 * again that could not be read before, which needs the right to write it.
 */
CREATE OR REPLACE FUNCTION _keep_goal() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    IF OLD.goal IS NOT NULL AND NEW.goal::text IS DISTINCT FROM OLD.goal::text
       AND row_security_active(TG_RELID) THEN
        RAISE EXCEPTION 'a target is amended by a new row, not rewritten'
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Close the row with valid_to and insert the new target.';
    END IF;
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _keep_goal() IS
    'Mục tiêu đã đọc chỉ được sửa bằng một dòng mới | a goal that was read is amended by a new row';

/* ---------- targets elsewhere ---------- */

/*
 * Another plan speaks of the same indicator if it names it the same, its
 * parent too, for the same area and due date.
 */
CREATE OR REPLACE VIEW target_elsewhere WITH (security_invoker = true) AS
    SELECT t.indicator_id, t.area_id, t.scope, t.due, t.cell, t.goal,
           o.indicator_id AS other_indicator_id, p.plan_id AS other_plan_id, p.code AS other_plan_code,
           e.document_id AS other_document_id, e.cell AS other_cell, e.goal AS other_goal,
           socpolicy.strictness(e.goal, t.goal) AS comparison
    FROM indicator_target AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id
    LEFT JOIN indicator AS above ON above.indicator_id = i.parent_id
    JOIN indicator AS o
        ON socpolicy.fold_text(o.name_vi) = socpolicy.fold_text(i.name_vi) AND o.plan_id <> i.plan_id
    LEFT JOIN indicator AS beyond ON beyond.indicator_id = o.parent_id
    JOIN plan AS p ON p.plan_id = o.plan_id
    JOIN indicator_target AS e
        ON e.indicator_id = o.indicator_id AND e.area_id = t.area_id AND e.scope = t.scope AND e.due = t.due
    WHERE t.goal IS NOT NULL AND e.goal IS NOT NULL
      AND socpolicy.fold_text(beyond.name_vi) IS NOT DISTINCT FROM socpolicy.fold_text(above.name_vi)
      AND in_force(t.valid_from, t.valid_to, today())
      AND in_force(e.valid_from, e.valid_to, today());

COMMENT ON VIEW target_elsewhere IS
    'Mục tiêu mà kế hoạch khác đặt cho cùng một chỉ tiêu (cùng tên, địa phương, phạm vi và hạn), mỗi cặp một dòng | targets that another plan sets for the same indicator (same name, area, scope and due date), one row per pair';
COMMENT ON COLUMN target_elsewhere.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN target_elsewhere.area_id IS 'Địa phương | area';
COMMENT ON COLUMN target_elsewhere.scope IS 'Phạm vi | scope';
COMMENT ON COLUMN target_elsewhere.due IS 'Hạn | due date';
COMMENT ON COLUMN target_elsewhere.cell IS 'Ô như in | cell as printed';
COMMENT ON COLUMN target_elsewhere.goal IS 'Mục tiêu đã đọc | the target as read';
COMMENT ON COLUMN target_elsewhere.other_indicator_id IS 'Chỉ tiêu của kế hoạch kia | the other plan''s indicator';
COMMENT ON COLUMN target_elsewhere.other_plan_id IS 'Kế hoạch kia | the other plan';
COMMENT ON COLUMN target_elsewhere.other_plan_code IS 'Mã kế hoạch kia | code of the other plan';
COMMENT ON COLUMN target_elsewhere.other_document_id IS 'Văn bản đặt mục tiêu kia | document that set the other target';
COMMENT ON COLUMN target_elsewhere.other_cell IS 'Ô của kế hoạch kia như in | the other cell as printed';
COMMENT ON COLUMN target_elsewhere.other_goal IS 'Mục tiêu của kế hoạch kia | the other target';
COMMENT ON COLUMN target_elsewhere.comparison IS
    'Mục tiêu kia so với mục tiêu này: stricter cao hơn, equal bằng, looser thấp hơn, incomparable không so được | the other target beside this one';

CREATE OR REPLACE TRIGGER indicator_target_keep_goal BEFORE UPDATE OF goal ON indicator_target
    FOR EACH ROW EXECUTE FUNCTION _keep_goal();
