/*
 * Codes in words: the words for the register's codes in two languages, their
 * order, and how units and indicators are named within a sentence.
 */

CREATE OR REPLACE FUNCTION _stage_rank(stage text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_position(ARRAY['estimate', 'preliminary', 'official'], stage);

COMMENT ON FUNCTION _stage_rank(text) IS
    'Thứ tự: 1 ước tính, 2 sơ bộ, 3 chính thức; NULL: không phải một giai đoạn | order of the stages; NULL: not a stage';

CREATE OR REPLACE FUNCTION _stage_of(rank integer) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (ARRAY['estimate', 'preliminary', 'official'])[rank];

COMMENT ON FUNCTION _stage_of(integer) IS
    'Giai đoạn theo thứ tự của nó | the stage of that rank';

/* ---------- periods and indicators in words ---------- */

CREATE OR REPLACE FUNCTION period_label(period_start date, period_end date) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN CASE WHEN to_char(period_start, 'MM-DD') = '01-01' AND to_char(period_end, 'MM-DD') = '12-31'
                 AND date_part('year', period_start) = date_part('year', period_end)
                THEN to_char(period_end, 'YYYY')
            ELSE iso_date(period_start) || '..' || iso_date(period_end) END;

COMMENT ON FUNCTION period_label(date, date) IS
    'Một kỳ bằng chữ: năm, hoặc ngày đầu..ngày cuối | a period as text: the year, or first..last day';

CREATE OR REPLACE FUNCTION _indicator_label(indicator integer) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
RETURN (SELECT p.code || ' ' || i.code
        FROM indicator AS i
        JOIN plan AS p ON p.plan_id = i.plan_id
        WHERE i.indicator_id = _indicator_label.indicator);

COMMENT ON FUNCTION _indicator_label(integer) IS
    'Mã kế hoạch và mã chỉ tiêu | plan code and indicator code';

/*
 * One line per code; sort orders what a tool would order by letter.  Colours
 * are such that colour-blind readers can tell them apart, and never alone: a
 * sign stands beside.  The words for a status are the library's.
 */
CREATE OR REPLACE FUNCTION _code_word(domain text, code text) RETURNS jsonb
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

COMMENT ON FUNCTION _code_word(text, text) IS
    'Tên gọi của một mã bằng tiếng Việt và tiếng Anh, và thứ tự của mã | words for a code in Vietnamese and English, and its place in order';

CREATE OR REPLACE FUNCTION code_label(domain text, code text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(_code_word(domain, code) ->> lang, code);

COMMENT ON FUNCTION code_label(text, text, text) IS
    'Tên gọi của một mã; mã lạ giữ nguyên | word for a code; an unknown code stays as it is';

CREATE OR REPLACE FUNCTION _code_inside(domain text, code text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN _code_word(domain, code) ->> ('inside_' || lang);

COMMENT ON FUNCTION _code_inside(text, text, text) IS
    'Tên gọi của một mã như viết trong câu | word for a code as written within a sentence';

CREATE OR REPLACE FUNCTION code_icon(domain text, code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN _code_word(domain, code) ->> 'icon';

COMMENT ON FUNCTION code_icon(text, text) IS
    'Ký hiệu của một mã, cùng hình với biểu đồ | sign of a code, shaped as in the pictures';

CREATE OR REPLACE FUNCTION _code_sort(domain text, code text) RETURNS smallint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (_code_word(domain, code) ->> 'sort')::smallint;

COMMENT ON FUNCTION _code_sort(text, text) IS
    'Thứ tự của một mã | place of a code in order';

/* Within a sentence a unit begins small: "3 lần", but "3 USD". */
CREATE OR REPLACE FUNCTION _unit_inside(label text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN label ~ '^[A-Z][^A-Z]' THEN lower(left(label, 1)) || substr(label, 2) ELSE label END;

COMMENT ON FUNCTION _unit_inside(text) IS
    'Đơn vị tính như viết trong câu | a unit as written within a sentence';
