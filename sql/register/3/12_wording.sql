/*
 * What reports share: the words for codes in two languages, the years of a
 * plan, the moment at which a day ends.
 */

/*
 * One line per code; sort orders what a tool would order by letter.  Colours
 * are such that colour-blind readers can tell them apart, and never alone: a
 * sign stands beside.  The words for a status are the library's.
 */
CREATE FUNCTION code_word(domain text, code text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '{
    "status": {
        "exceeded":       {"sort": 1, "icon": "★", "color": "#00497a"},
        "met":            {"sort": 2, "icon": "✔", "color": "#00776e"},
        "near":           {"sort": 3, "icon": "▲", "color": "#bd7300"},
        "missed":         {"sort": 4, "icon": "✘", "color": "#b3300c"},
        "not_due":        {"sort": 5, "icon": "○", "color": "#4f76a3"},
        "no_data":        {"sort": 6, "icon": "?", "color": "#808080"},
        "no_target":      {"sort": 7, "icon": "–", "color": "#808080"}},
    "progress": {
        "achieved":       {"sort": 1, "icon": "★", "color": "#00497a", "vi": "Đã đạt", "en": "Achieved"},
        "on_track":       {"sort": 2, "icon": "●", "color": "#00776e", "vi": "Đúng tiến độ", "en": "On track"},
        "moderate":       {"sort": 3, "icon": "▲", "color": "#bd7300", "vi": "Tiến bộ vừa phải", "en": "Moderate"},
        "behind":         {"sort": 4, "icon": "◆", "color": "#bd7300", "vi": "Chậm so với lộ trình", "en": "Behind"},
        "limited":        {"sort": 5, "icon": "■", "color": "#b3300c", "vi": "Tiến bộ hạn chế", "en": "Limited"},
        "deteriorating":  {"sort": 6, "icon": "▼", "color": "#7a1a00", "vi": "Xấu đi", "en": "Deteriorating"},
        "not_available":  {"sort": 7, "icon": "?", "color": "#808080", "vi": "Chưa kết luận được", "en": "Not available"}},
    "scope": {
        "national":       {"sort": 1, "vi": "Trung ương", "en": "National", "inside_vi": "Trung ương", "inside_en": "national"},
        "local":          {"sort": 2, "vi": "Địa phương", "en": "Local", "inside_vi": "địa phương", "inside_en": "local"}},
    "stage": {
        "estimate":       {"sort": 1, "vi": "Ước thực hiện", "en": "Estimate", "inside_vi": "ước", "inside_en": "estimate"},
        "preliminary":    {"sort": 2, "vi": "Sơ bộ", "en": "Preliminary", "inside_vi": "sơ bộ", "inside_en": "preliminary"},
        "official":       {"sort": 3, "vi": "Chính thức", "en": "Official", "inside_vi": "chính thức", "inside_en": "official"}},
    "direction": {
        "up":             {"sort": 1, "vi": "Càng cao càng tốt", "en": "Higher is better"},
        "down":           {"sort": 2, "vi": "Càng thấp càng tốt", "en": "Lower is better"},
        "within":         {"sort": 3, "vi": "Trong khoảng", "en": "Within a band"}},
    "aggregation": {
        "ratio":          {"sort": 1, "vi": "Tổng tử số trên tổng mẫu số", "en": "Sum of numerators over sum of denominators"},
        "sum":            {"sort": 2, "vi": "Cộng", "en": "Sum"},
        "weighted_mean":  {"sort": 3, "vi": "Bình quân gia quyền", "en": "Weighted mean"},
        "none":           {"sort": 4, "vi": "Không tổng hợp được", "en": "Cannot be aggregated"}},
    "frequency": {
        "month":          {"sort": 1, "vi": "Hằng tháng", "en": "Monthly"},
        "quarter":        {"sort": 2, "vi": "Hằng quý", "en": "Quarterly"},
        "year":           {"sort": 3, "vi": "Hằng năm", "en": "Yearly"},
        "two_years":      {"sort": 4, "vi": "Hai năm một lần", "en": "Every two years"},
        "five_years":     {"sort": 5, "vi": "Năm năm một lần", "en": "Every five years"}},
    "area_level": {
        "nation":         {"sort": 1, "vi": "Cả nước", "en": "Nation"},
        "region":         {"sort": 2, "vi": "Vùng", "en": "Region"},
        "province":       {"sort": 3, "vi": "Cấp tỉnh", "en": "Province"},
        "district":       {"sort": 4, "vi": "Cấp huyện", "en": "District"},
        "commune":        {"sort": 5, "vi": "Cấp xã", "en": "Commune"}},
    "agency_kind": {
        "department":     {"sort": 1, "vi": "Sở, ban, ngành", "en": "Department"},
        "central":        {"sort": 2, "vi": "Cơ quan ngành dọc", "en": "Branch of a central body"},
        "council":        {"sort": 3, "vi": "Ủy ban nhân dân", "en": "People''s Committee"},
        "party":          {"sort": 4, "vi": "Cơ quan Đảng", "en": "Party body"},
        "front":          {"sort": 5, "vi": "Mặt trận, đoàn thể", "en": "Front and mass organisations"},
        "group":          {"sort": 6, "vi": "Nhóm cơ quan", "en": "Group of bodies"}},
    "role": {
        "lead":           {"sort": 1, "vi": "Chủ trì", "en": "Lead"},
        "coord":          {"sort": 2, "vi": "Phối hợp", "en": "Coordinating"}},
    "comparison": {
        "stricter":       {"sort": 1, "vi": "Địa phương cao hơn Trung ương", "en": "Local stricter than national"},
        "equal":          {"sort": 2, "vi": "Bằng nhau", "en": "Equal"},
        "looser":         {"sort": 3, "vi": "Địa phương thấp hơn Trung ương", "en": "Local looser than national"},
        "local_only":     {"sort": 4, "vi": "Chỉ có mục tiêu địa phương", "en": "Local only"},
        "national_only":  {"sort": 5, "vi": "Chỉ có mục tiêu Trung ương", "en": "National only"},
        "incomparable":   {"sort": 6, "vi": "Không so sánh được", "en": "Not comparable"},
        "none":           {"sort": 7, "vi": "Không có mục tiêu", "en": "No target"}},
    "schedule": {
        "ongoing":        {"sort": 1, "vi": "Thường xuyên", "en": "Ongoing"},
        "annual":         {"sort": 2, "vi": "Hằng năm", "en": "Annual"},
        "by_reference":   {"sort": 3, "vi": "Theo văn bản khác", "en": "Set by another document"},
        "fixed":          {"sort": 4, "vi": "Có thời hạn", "en": "Fixed window"},
        "contingent":     {"sort": 5, "vi": "Khi có điều kiện", "en": "Waits for an event"},
        "directed":       {"sort": 6, "vi": "Theo chỉ đạo của cơ quan khác", "en": "Directed by another body"}},
    "task_state": {
        "done":           {"sort": 1, "vi": "Hoàn thành", "en": "Done"},
        "in_progress":    {"sort": 2, "vi": "Đang thực hiện", "en": "In progress"},
        "not_started":    {"sort": 3, "vi": "Chưa có báo cáo tiến độ", "en": "No progress reported"},
        "dormant":        {"sort": 4, "vi": "Chờ sự kiện", "en": "Waiting for an event"},
        "overdue":        {"sort": 5, "vi": "Quá hạn", "en": "Overdue"}},
    "report": {
        "on_time":        {"sort": 1, "vi": "Đúng hạn", "en": "On time"},
        "late":           {"sort": 2, "vi": "Trễ hạn", "en": "Late"},
        "missing":        {"sort": 3, "vi": "Chưa gửi, đã quá hạn", "en": "Not received, past the deadline"},
        "pending":        {"sort": 4, "vi": "Chưa đến hạn", "en": "Not yet due"}}
    }'::jsonb -> domain -> code;

COMMENT ON FUNCTION code_word(text, text) IS
    'Tên gọi của một mã bằng tiếng Việt và tiếng Anh, và thứ tự của mã | words for a code in Vietnamese and English, and its place in order';

CREATE FUNCTION code_label(domain text, code text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(code_word(domain, code) ->> lang, code);

COMMENT ON FUNCTION code_label(text, text, text) IS
    'Tên gọi của một mã; mã lạ giữ nguyên | word for a code; an unknown code stays as it is';

CREATE FUNCTION code_inside(domain text, code text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN code_word(domain, code) ->> ('inside_' || lang);

COMMENT ON FUNCTION code_inside(text, text, text) IS
    'Tên gọi của một mã như viết trong câu | word for a code as written within a sentence';

CREATE FUNCTION code_icon(domain text, code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN code_word(domain, code) ->> 'icon';

COMMENT ON FUNCTION code_icon(text, text) IS
    'Ký hiệu của một mã, cùng hình với biểu đồ | sign of a code, shaped as in the pictures';

CREATE FUNCTION code_sort(domain text, code text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (code_word(domain, code) ->> 'sort')::smallint;

COMMENT ON FUNCTION code_sort(text, text) IS
    'Thứ tự của một mã | place of a code in order';

/* Within a sentence a unit begins small: "3 lần", but "3 USD". */
CREATE FUNCTION unit_inside(label text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN label ~ '^[A-Z][^A-Z]' THEN lower(left(label, 1)) || substr(label, 2) ELSE label END;

COMMENT ON FUNCTION unit_inside(text) IS
    'Đơn vị tính như viết trong câu | a unit as written within a sentence';

CREATE FUNCTION end_of_day(day date) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (day + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' - interval '1 microsecond';

COMMENT ON FUNCTION end_of_day(date) IS
    'Thời điểm cuối ngày theo giờ Việt Nam | last moment of a day in Vietnam';

CREATE VIEW plan_span WITH (security_invoker = true) AS
    SELECT p.plan_id, extract(year FROM d.issued_on)::integer AS first_year,
           greatest(extract(year FROM d.issued_on)::integer,
                    extract(year FROM t.last_due)::integer) AS last_year
    FROM plan AS p
    JOIN document AS d ON d.document_id = p.document_id
    LEFT JOIN (SELECT i.plan_id, max(t.last_due) AS last_due
               FROM (SELECT indicator_id, max(due) AS last_due
                     FROM indicator_target
                     GROUP BY indicator_id) AS t
               JOIN indicator AS i ON i.indicator_id = t.indicator_id
               GROUP BY i.plan_id) AS t ON t.plan_id = p.plan_id;

COMMENT ON VIEW plan_span IS
    'Những năm của mỗi kế hoạch: từ năm ban hành đến năm cuối có mục tiêu | years of each plan: from its issue to the last year with a target';
COMMENT ON COLUMN plan_span.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN plan_span.first_year IS 'Năm ban hành | year of issue';
COMMENT ON COLUMN plan_span.last_year IS 'Năm cuối có mục tiêu | last year with a target';

/*
 * An indicator in its plan.  What lies under a measured indicator, however
 * deep, details it and does not count again.
 */
CREATE VIEW indicator_place WITH (security_invoker = true) AS
    WITH RECURSIVE detail AS (
        SELECT i.indicator_id
        FROM indicator AS i
        JOIN indicator AS p ON p.indicator_id = i.parent_id
        WHERE p.measured
        UNION
        SELECT i.indicator_id
        FROM detail AS d
        JOIN indicator AS i ON i.parent_id = d.indicator_id
    )
    SELECT i.indicator_id, i.measured AND d.indicator_id IS NULL AS is_counted,
           coalesce(p.name_vi || ' – ', '') || i.name_vi AS full_name_vi,
           coalesce(coalesce(p.name_en, p.name_vi) || ' – ', '') || coalesce(i.name_en, i.name_vi) AS full_name_en
    FROM indicator AS i
    LEFT JOIN indicator AS p ON p.indicator_id = i.parent_id
    LEFT JOIN detail AS d ON d.indicator_id = i.indicator_id;

COMMENT ON VIEW indicator_place IS
    'Chỉ tiêu trong kế hoạch: tên kèm chỉ tiêu cha, có tính vào tổng không; mỗi chỉ tiêu một dòng | an indicator in its plan: its name with the parent''s, and whether it counts; one row each';
COMMENT ON COLUMN indicator_place.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN indicator_place.is_counted IS
    'Tính vào tổng: được đo lường và không nằm dưới một chỉ tiêu được đo lường | counts in totals: measured, and under no measured indicator';
COMMENT ON COLUMN indicator_place.full_name_vi IS 'Tên kèm tên chỉ tiêu cha | name with that of its parent';
COMMENT ON COLUMN indicator_place.full_name_en IS 'Tên tiếng Anh kèm tên chỉ tiêu cha | name in English with that of its parent';

/*
 * Who sees only the rows of its own duties would take the other indicators
 * for such without target and figure: printed are those in sight, with the
 * headings over them.
 */
CREATE VIEW indicator_in_sight WITH (security_invoker = true) AS
    WITH RECURSIVE line AS (
        SELECT i.indicator_id, i.parent_id
        FROM indicator AS i
        WHERE NOT row_security_active('observation'::regclass) OR (SELECT sees_all())
           OR i.indicator_id IN (SELECT m.indicator_id FROM my_responsibility() AS m)
        UNION
        SELECT h.indicator_id, h.parent_id
        FROM line AS l
        JOIN indicator AS h ON h.indicator_id = l.parent_id
        WHERE NOT h.measured
    )
    SELECT l.indicator_id
    FROM line AS l;

COMMENT ON VIEW indicator_in_sight IS
    'Chỉ tiêu mà vai trò hiện tại được xem số liệu và mục tiêu, kèm dòng tiêu đề ở trên; mỗi chỉ tiêu một dòng | indicators whose figures and targets the current role may see, with the headings over them; one row each';
COMMENT ON COLUMN indicator_in_sight.indicator_id IS 'Chỉ tiêu | indicator';

/*
 * Who answers for an indicator or a task, as printed: leads and coordinating
 * bodies in the order of the annex.
 */
CREATE FUNCTION duty_names(on_date date DEFAULT NULL, known_at timestamptz DEFAULT NULL)
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
    FROM responsibility_as_of(duty_names.on_date, duty_names.known_at) AS r
    JOIN agency AS a ON a.agency_id = r.agency_id
    GROUP BY r.indicator_id, r.task_id;
END;

COMMENT ON FUNCTION duty_names(date, timestamptz) IS
    'Cơ quan chủ trì và phối hợp của từng chỉ tiêu, nhiệm vụ, viết thành chữ | leads and coordinating bodies of each indicator and task, as text';
