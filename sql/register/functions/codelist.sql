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
    "period_kind": {
        "year":           {"sort": 1, "vi": "Cả năm", "en": "Year"},
        "half":           {"sort": 2, "vi": "Sáu tháng", "en": "Half-year"},
        "quarter":        {"sort": 3, "vi": "Quý", "en": "Quarter"},
        "month":          {"sort": 4, "vi": "Tháng", "en": "Month"},
        "since_january":  {"sort": 5, "vi": "Từ đầu năm", "en": "Since January"},
        "other":          {"sort": 6, "vi": "Kỳ khác", "en": "Other period"}},
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
    "rule": {
        "at_most":        {"sort": 1, "vi": "không lớn hơn", "en": "at most"},
        "between":        {"sort": 2, "vi": "nằm giữa", "en": "between"},
        "sum":            {"sort": 3, "vi": "bằng tổng", "en": "sum"},
        "together":       {"sort": 4, "vi": "báo cáo cùng kỳ", "en": "reported together"}},
    "relation": {
        "implements":     {"sort": 1, "vi": "triển khai", "en": "implements"},
        "amends":         {"sort": 2, "vi": "sửa đổi", "en": "amends"},
        "cites":          {"sort": 3, "vi": "dẫn chiếu", "en": "cites"}},
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

/*
 * What inspect_number and inspect_target remark, which remark it in English:
 * the last sentence of a fault, or words put side by side.
 */
CREATE OR REPLACE FUNCTION _remark_vi(remark text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN coalesce(
    (SELECT regexp_replace(remark, '^.*' || w.en || '$', w.vi)
     FROM (VALUES
         ('What follows the number is not understood: ("[^"]*")\.', 'không hiểu phần sau số: \1'),
         ('A number should stand at ("[^"]*")\.', 'chỗ này phải là một con số: \1'),
         ('The text ends where a number should stand\.', 'thiếu con số'),
         ('("[^"]*") is not a number in Vietnamese notation, but could be one in another\.',
          '\1 không phải cách viết của Việt Nam, có thể là cách viết tiếng Anh'),
         ('("[^"]*") is not a number in .* notation, but could be one in another\.',
          '\1 không phải cách viết đã chọn, có thể là cách viết khác'),
         ('The marks in ("[^"]*") do not make one number in .* notation\.',
          'dấu chấm, dấu phẩy trong \1 không tạo thành một số'),
         ('The multiplier ("[^"]*") follows one that is not smaller\.', 'bội số \1 đặt sai chỗ'),
         ('A percentage has no multiplier\.', 'số phần trăm không có bội số'),
         ('Per mille .* is not understood\.', 'không nhận phần nghìn, hãy ghi phần trăm'),
         ('The number is a percentage, the unit passed is per mille\.', 'số là phần trăm mà đơn vị tính là phần nghìn'),
         ('The unit passed counts in multiples, and the number is not stated in it\.',
          'số không ghi theo bội số của đơn vị tính'),
         ('The text is too long to be a number or a target\.', 'quá dài để là một số'),
         ('A number has at most .* digits .*', 'số có quá nhiều chữ số'),
         ('A multiple of another value is no value\.', 'gấp mấy lần không phải là một giá trị, hãy ghi giá trị phải đạt'),
         ('A rank is no value\.', 'thứ hạng không phải là một giá trị, hãy ghi số thứ hạng và chiều'),
         ('A deadline is no value\.', 'thời hạn không phải là một giá trị, hãy ghi giá trị phải đạt và ghi thời hạn vào hạn'),
         ('A fraction is not one number\.', 'phân số không phải một số, hãy ghi phần trăm, hoặc tử số và mẫu số riêng'),
         ('A ratio is not one number\.', 'tỷ số không phải một số, hãy ghi giá trị của nó'),
         ('A hyphen joins two numbers only if neither has a sign\.', 'khoảng có số âm phải viết “từ … đến …”'),
         ('A range and a comparison exclude each other\.', 'vừa là khoảng vừa có dấu so sánh'),
         ('A semicolon should stand at ("[^"]*")\.', 'chỗ này phải là dấu chấm phẩy: \1'),
         ('A bracket should stand at ("[^"]*")\.', 'chỗ này phải là dấu ngoặc: \1'),
         ('The two numbers have different units\.', 'hai số có đơn vị khác nhau'),
         ('The second number of the range is not above the first\.', 'số sau của khoảng không lớn hơn số trước'),
         ('The words of the cell contradict each other\.', 'các chữ trong ô mâu thuẫn nhau'),
         ('A number or a range does not say which way is better\.', 'chưa biết chiều nào là tốt lên'),
         ('The cell says that more is better, the direction passed is .*', 'ô nói càng cao càng tốt, trái với chiều của chỉ tiêu'),
         ('The cell says that less is better, the direction passed is .*', 'ô nói càng thấp càng tốt, trái với chiều của chỉ tiêu'),
         ('After ("[^"]*") stands a change, not a value\.', 'sau \1 là mức thay đổi, không phải giá trị phải đạt')
     ) AS w (en, vi)
     WHERE remark ~ (w.en || '$')
     LIMIT 1),
    (SELECT string_agg(coalesce(w.vi, said.word), ', ' ORDER BY said.place)
     FROM regexp_split_to_table(remark, ', ') WITH ORDINALITY AS said (word, place)
     LEFT JOIN (VALUES
         ('decimal dot', 'dấu chấm được hiểu là dấu thập phân'),
         ('grouped', 'dấu chấm được hiểu là dấu phân cách hàng nghìn'),
         ('approximate', 'ô chỉ ghi con số gần đúng'),
         ('invisible characters', 'ô chỉ có ký tự không nhìn thấy'),
         ('estimate', 'số ước'),
         ('footnote', 'có dấu chú thích'),
         ('possibly English', 'có thể là cách viết tiếng Anh'),
         ('possibly Vietnamese', 'có thể là cách viết của Việt Nam'),
         ('none', 'không có số')
     ) AS w (en, vi) ON w.en = said.word));

COMMENT ON FUNCTION _remark_vi(text) IS
    'Nhận xét của inspect_number, inspect_target bằng tiếng Việt | what inspect_number and inspect_target remark, in Vietnamese';
