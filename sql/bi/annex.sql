/*
 * The annex as one flat table: one row per printed line, in its order, with
 * the targets as printed and the figures and verdicts of one year.
 *
 * Without a year it is the last one for which the plan's area has a figure, or
 * else that of the day.
 */

CREATE OR REPLACE FUNCTION annex_line_as_of(year integer DEFAULT NULL, as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    sector_id integer,
    sector_code text,
    sector_name_vi text,
    sector_name_en text,
    indicator_id integer,
    indicator_code text,
    indicator_sort integer,
    printed_code text,
    name_vi text,
    name_en text,
    is_measured boolean,
    measured_n smallint,
    unit_label_vi text,
    unit_label_en text,
    direction_code text,
    area_id integer,
    first_due_year integer,
    second_due_year integer,
    national_first_text text,
    national_first_lower double precision,
    national_first_upper double precision,
    national_second_text text,
    national_second_lower double precision,
    national_second_upper double precision,
    local_first_text text,
    local_first_lower double precision,
    local_first_upper double precision,
    local_second_text text,
    local_second_lower double precision,
    local_second_upper double precision,
    year integer,
    value double precision,
    value_text_vi text,
    value_text_en text,
    stage_code text,
    stage_label_vi text,
    stage_label_en text,
    source_code text,
    source_name_vi text,
    is_sample boolean,
    sample_n smallint,
    previous_value double precision,
    change double precision,
    local_due_year integer,
    local_target_text text,
    local_status_code text,
    local_status_label_vi text,
    local_status_label_en text,
    local_status_sort smallint,
    local_status_color text,
    local_status_icon text,
    local_gap double precision,
    local_attainment_percent double precision,
    national_due_year integer,
    national_target_text text,
    national_status_code text,
    national_status_label_vi text,
    national_status_label_en text,
    national_status_sort smallint,
    national_status_color text,
    national_status_icon text,
    national_gap double precision,
    national_attainment_percent double precision,
    is_counted boolean,
    counted_n smallint,
    is_countable boolean,
    countable_n smallint,
    is_met boolean,
    met_n smallint,
    is_assessed boolean,
    assessed_n smallint,
    assessment_reason_vi text,
    explanation_vi text,
    explanation_en text,
    lead_agency_name_vi text,
    lead_agency_name_en text,
    coordinating_agencies_text text,
    note text,
    bullet_svg text,
    as_of_date date,
    as_of_date_iso text,
    source_name_en text,
    assessment_reason_en text,
    coordinating_agencies_text_en text,
    direction_label_vi text,
    direction_label_en text,
    full_name_vi text,
    full_name_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH asked AS (
        SELECT f.day, p.plan_id, p.area_id, t.first_due, t.last_due,
               coalesce(annex_line_as_of.year,
                        (SELECT max(extract(year FROM g.period_end))::integer
                         FROM figure_as_of(_end_of_day(annex_line_as_of.as_of)) AS g
                         JOIN indicator AS k ON k.indicator_id = g.indicator_id
                         WHERE k.plan_id = p.plan_id AND g.area_id = p.area_id
                           AND g.period_start = date_trunc('year', g.period_end)::date
                           AND extract(month FROM g.period_end) = 12
                           AND extract(year FROM g.period_end) <= extract(year FROM f.day)),
                        extract(year FROM f.day)::integer) AS year
        FROM plan AS p
        CROSS JOIN (SELECT coalesce(annex_line_as_of.as_of, today()) AS day) AS f
        CROSS JOIN LATERAL _report_dues(p.plan_id, p.area_id, _end_of_day(annex_line_as_of.as_of)) AS t
    ), verdict AS MATERIALIZED (
        SELECT v.indicator_id, v.area_id, v.scope, v.due, v.cell, v.goal, v.value, v.stage, v.source_id,
               v.is_sample, v.status, v.rule_status, v.assessment_id, v.gap, v.attainment
        FROM asked
        CROSS JOIN LATERAL verdict_as_of(asked.year, annex_line_as_of.as_of,
                                         _end_of_day(annex_line_as_of.as_of)) AS v
        WHERE v.plan_id = asked.plan_id AND v.area_id = asked.area_id
    ), before AS MATERIALIZED (
        SELECT DISTINCT v.indicator_id, v.area_id, v.value
        FROM asked
        CROSS JOIN LATERAL verdict_as_of(asked.year - 1, annex_line_as_of.as_of,
                                         _end_of_day(annex_line_as_of.as_of)) AS v
        WHERE v.plan_id = asked.plan_id AND v.area_id = asked.area_id
    ), target AS MATERIALIZED (
        SELECT t.indicator_id, t.area_id, t.scope, t.due, t.cell, t.goal
        FROM target_as_of(annex_line_as_of.as_of, _end_of_day(annex_line_as_of.as_of)) AS t
        WHERE t.area_id IN (SELECT asked.area_id FROM asked)
    )
    SELECT i.plan_id, p.code, i.sector_id, s.number::text, s.title_vi,
           coalesce(s.title_en, s.title_vi), i.indicator_id, i.code, i.sort_order,
           CASE WHEN i.parent_id IS NOT NULL THEN '-' WHEN i.code_inferred THEN '' ELSE i.code END,
           i.name_vi, coalesce(i.name_en, i.name_vi), i.measured, i.measured::integer::smallint,
           u.label, coalesce(u.label_en, u.label), i.direction, asked.area_id,
           extract(year FROM asked.first_due)::integer, extract(year FROM asked.last_due)::integer,
           n1.cell, socpolicy.lower(socpolicy.threshold(n1.goal))::double precision,
           socpolicy.upper(socpolicy.threshold(n1.goal))::double precision, n2.cell,
           socpolicy.lower(socpolicy.threshold(n2.goal))::double precision,
           socpolicy.upper(socpolicy.threshold(n2.goal))::double precision, l1.cell,
           socpolicy.lower(socpolicy.threshold(l1.goal))::double precision,
           socpolicy.upper(socpolicy.threshold(l1.goal))::double precision, l2.cell,
           socpolicy.lower(socpolicy.threshold(l2.goal))::double precision,
           socpolicy.upper(socpolicy.threshold(l2.goal))::double precision, asked.year,
           g.value::double precision,
           coalesce(r.label_vi, _report_number(g.value, v.goal, i.decimals, 'vi')),
           coalesce(r.label_en, r.label_vi, _report_number(g.value, v.goal, i.decimals, 'en')), g.stage,
           code_label('stage', g.stage, 'vi'), code_label('stage', g.stage, 'en'), o.code,
           o.name_vi, g.is_sample, g.is_sample::integer::smallint,
           b.value::double precision, (g.value - b.value)::double precision,
           extract(year FROM v.due)::integer, v.cell, coalesce(t.status_code, 'no_target'),
           coalesce(t.status_label_vi, none.status_label_vi),
           coalesce(t.status_label_en, none.status_label_en),
           coalesce(t.status_sort, none.status_sort), coalesce(t.status_color, none.status_color),
           coalesce(t.status_icon, none.status_icon), v.gap::double precision,
           v.attainment::double precision, extract(year FROM w.due)::integer, w.cell,
           coalesce(n.status_code, 'no_target'), coalesce(n.status_label_vi, none.status_label_vi),
           coalesce(n.status_label_en, none.status_label_en),
           coalesce(n.status_sort, none.status_sort), coalesce(n.status_color, none.status_color),
           coalesce(n.status_icon, none.status_icon), w.gap::double precision,
           w.attainment::double precision, x.is_counted, x.is_counted::integer::smallint,
           x.is_counted AND t.is_countable IS TRUE,
           (x.is_counted AND t.is_countable IS TRUE)::integer::smallint,
           x.is_counted AND t.is_met IS TRUE, (x.is_counted AND t.is_met IS TRUE)::integer::smallint,
           v.assessment_id IS NOT NULL, (v.assessment_id IS NOT NULL)::integer::smallint,
           d.reason_vi,
           CASE WHEN i.measured THEN
               _report_explanation(v.rule_status, g.value, v.goal, make_date(asked.year, 12, 31), u.label, r.label_vi,
                                  CASE WHEN u.kind = 'level' THEN _report_cell(v.cell, v.goal, i.indicator_id, 'vi') END, 'vi') END,
           CASE WHEN i.measured THEN
               _report_explanation(v.rule_status, g.value, v.goal, make_date(asked.year, 12, 31),
                                  coalesce(u.label_en, u.label), coalesce(r.label_en, r.label_vi),
                                  CASE WHEN u.kind = 'level' THEN _report_cell(v.cell, v.goal, i.indicator_id, 'en') END, 'en') END,
           h.leads_vi, h.leads_en, h.coordinating_vi, i.note,
           -- a level is a word, and its rank no figure to draw
           CASE WHEN i.measured AND u.kind IS DISTINCT FROM 'level'
                THEN socpolicy.bullet_svg(g.value, v.goal, make_date(asked.year, 12, 31), u.label, 'vi', i.name_vi, w.goal, code_label('scope', 'national', 'vi')) END,
           asked.day, to_char(asked.day, 'YYYY-MM-DD'),
           coalesce(o.name_en, o.name_vi), coalesce(d.reason_en, d.reason_vi), h.coordinating_en,
           code_label('direction', i.direction, 'vi'), code_label('direction', i.direction, 'en'),
           x.full_name_vi, x.full_name_en
    FROM plan AS p
    JOIN asked ON asked.plan_id = p.plan_id
    JOIN indicator AS i ON i.plan_id = p.plan_id
    JOIN sector AS s ON s.sector_id = i.sector_id
    JOIN _indicator_place AS x ON x.indicator_id = i.indicator_id
    JOIN _indicator_in_sight AS seen ON seen.indicator_id = i.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN target AS n1
        ON n1.indicator_id = i.indicator_id AND n1.area_id = p.area_id
       AND n1.scope = 'national' AND n1.due = asked.first_due
    LEFT JOIN target AS n2
        ON n2.indicator_id = i.indicator_id AND n2.area_id = p.area_id
       AND n2.scope = 'national' AND n2.due = asked.last_due
    LEFT JOIN target AS l1
        ON l1.indicator_id = i.indicator_id AND l1.area_id = p.area_id
       AND l1.scope = 'local' AND l1.due = asked.first_due
    LEFT JOIN target AS l2
        ON l2.indicator_id = i.indicator_id AND l2.area_id = p.area_id
       AND l2.scope = 'local' AND l2.due = asked.last_due
    LEFT JOIN verdict AS v
        ON v.indicator_id = i.indicator_id AND v.area_id = p.area_id AND v.scope = 'local'
    LEFT JOIN verdict AS w
        ON w.indicator_id = i.indicator_id AND w.area_id = p.area_id AND w.scope = 'national'
    -- What nobody promised in one scope has its figure all the same.
    CROSS JOIN LATERAL (
        SELECT coalesce(v.value, w.value) AS value, coalesce(v.stage, w.stage) AS stage,
               coalesce(v.source_id, w.source_id) AS source_id,
               coalesce(v.is_sample, w.is_sample, false) AS is_sample) AS g
    LEFT JOIN before AS b
        ON b.indicator_id = i.indicator_id AND b.area_id = p.area_id
    LEFT JOIN dim_status AS t ON t.status_code = v.status::text
    LEFT JOIN dim_status AS n ON n.status_code = w.status::text
    JOIN dim_status AS none ON none.status_code = 'no_target'
    LEFT JOIN source AS o ON o.source_id = g.source_id
    LEFT JOIN level AS r ON r.indicator_id = i.indicator_id AND u.kind = 'level' AND r.rank = g.value
    LEFT JOIN assessment AS d ON d.assessment_id = v.assessment_id
    LEFT JOIN _duty_names(annex_line_as_of.as_of, _end_of_day(annex_line_as_of.as_of)) AS h
        ON h.indicator_id = i.indicator_id;
END;

COMMENT ON FUNCTION annex_line_as_of(integer, date) IS
    'annex_line của một năm, như đã biết vào cuối ngày này | annex_line of a year, as known at the end of a day';

CREATE OR REPLACE VIEW annex_line WITH (security_invoker = true) AS
    SELECT f.plan_id, f.plan_code, f.sector_id, f.sector_code, f.sector_name_vi, f.sector_name_en,
           f.indicator_id, f.indicator_code, f.indicator_sort, f.printed_code, f.name_vi, f.name_en,
           f.is_measured, f.measured_n, f.unit_label_vi, f.unit_label_en, f.direction_code,
           f.area_id, f.first_due_year, f.second_due_year, f.national_first_text,
           f.national_first_lower, f.national_first_upper, f.national_second_text,
           f.national_second_lower, f.national_second_upper, f.local_first_text,
           f.local_first_lower, f.local_first_upper, f.local_second_text, f.local_second_lower,
           f.local_second_upper, f.year, f.value, f.value_text_vi, f.value_text_en, f.stage_code,
           f.stage_label_vi, f.stage_label_en, f.source_code, f.source_name_vi, f.is_sample,
           f.sample_n, f.previous_value, f.change, f.local_due_year, f.local_target_text,
           f.local_status_code, f.local_status_label_vi, f.local_status_label_en,
           f.local_status_sort, f.local_status_color, f.local_status_icon, f.local_gap,
           f.local_attainment_percent, f.national_due_year, f.national_target_text,
           f.national_status_code, f.national_status_label_vi, f.national_status_label_en,
           f.national_status_sort, f.national_status_color, f.national_status_icon, f.national_gap,
           f.national_attainment_percent, f.is_counted, f.counted_n, f.is_countable, f.countable_n,
           f.is_met, f.met_n, f.is_assessed, f.assessed_n, f.assessment_reason_vi, f.explanation_vi,
           f.explanation_en, f.lead_agency_name_vi, f.lead_agency_name_en,
           f.coordinating_agencies_text, f.note, f.bullet_svg, f.as_of_date,
           f.as_of_date_iso, f.source_name_en, f.assessment_reason_en, f.coordinating_agencies_text_en,
           f.direction_label_vi, f.direction_label_en, f.full_name_vi, f.full_name_en
    FROM annex_line_as_of() AS f;

COMMENT ON VIEW annex_line IS
    'Phụ lục chỉ tiêu thành một bảng phẳng: một dòng cho mỗi dòng in của mỗi kế hoạch, theo thứ tự của phụ lục (indicator_sort), với kết quả của năm cuối có số liệu | the annex as one flat table: one row per printed line of each plan, in the order of the annex (indicator_sort), with the results of the last year that has figures';
COMMENT ON COLUMN annex_line.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN annex_line.plan_code IS 'Số, ký hiệu kế hoạch | plan code';
COMMENT ON COLUMN annex_line.sector_id IS 'Nhóm | sector';
COMMENT ON COLUMN annex_line.sector_code IS 'Số nhóm | number of the group';
COMMENT ON COLUMN annex_line.sector_name_vi IS 'Tên nhóm | name of the group';
COMMENT ON COLUMN annex_line.sector_name_en IS 'Tên nhóm bằng tiếng Anh | name of the group in English';
COMMENT ON COLUMN annex_line.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN annex_line.indicator_code IS 'Mã, dạng chữ | code as text';
COMMENT ON COLUMN annex_line.indicator_sort IS 'Thứ tự dòng trong phụ lục | order of the line in the annex';
COMMENT ON COLUMN annex_line.printed_code IS 'Cột TT như in: dòng con là "-" | first column as printed: "-" for a sub-row';
COMMENT ON COLUMN annex_line.name_vi IS 'Nội dung chỉ tiêu | indicator';
COMMENT ON COLUMN annex_line.name_en IS 'Nội dung chỉ tiêu bằng tiếng Anh | indicator in English';
COMMENT ON COLUMN annex_line.is_measured IS 'Có số liệu và mục tiêu, không chỉ là tiêu đề | has figures and targets, is not just a heading';
COMMENT ON COLUMN annex_line.measured_n IS '1 nếu được đo lường | 1 if measured';
COMMENT ON COLUMN annex_line.unit_label_vi IS 'Đơn vị tính | unit';
COMMENT ON COLUMN annex_line.unit_label_en IS 'Đơn vị tính bằng tiếng Anh | unit in English';
COMMENT ON COLUMN annex_line.direction_code IS 'Chiều tốt: up, down, within | which way is better';
COMMENT ON COLUMN annex_line.area_id IS 'Địa phương của kế hoạch | area of the plan';
COMMENT ON COLUMN annex_line.first_due_year IS 'Năm của mốc đầu | year of the first due date';
COMMENT ON COLUMN annex_line.second_due_year IS 'Năm của mốc cuối | year of the last due date';
COMMENT ON COLUMN annex_line.national_first_text IS 'Mục tiêu Trung ương, mốc đầu, như in | national target, first due date, as printed';
COMMENT ON COLUMN annex_line.national_first_lower IS 'Mục tiêu Trung ương, mốc đầu: cận dưới | national target, first due date: lower bound';
COMMENT ON COLUMN annex_line.national_first_upper IS 'Mục tiêu Trung ương, mốc đầu: cận trên | national target, first due date: upper bound';
COMMENT ON COLUMN annex_line.national_second_text IS 'Mục tiêu Trung ương, mốc cuối, như in | national target, last due date, as printed';
COMMENT ON COLUMN annex_line.national_second_lower IS 'Mục tiêu Trung ương, mốc cuối: cận dưới | national target, last due date: lower bound';
COMMENT ON COLUMN annex_line.national_second_upper IS 'Mục tiêu Trung ương, mốc cuối: cận trên | national target, last due date: upper bound';
COMMENT ON COLUMN annex_line.local_first_text IS 'Mục tiêu địa phương, mốc đầu, như in | local target, first due date, as printed';
COMMENT ON COLUMN annex_line.local_first_lower IS 'Mục tiêu địa phương, mốc đầu: cận dưới | local target, first due date: lower bound';
COMMENT ON COLUMN annex_line.local_first_upper IS 'Mục tiêu địa phương, mốc đầu: cận trên | local target, first due date: upper bound';
COMMENT ON COLUMN annex_line.local_second_text IS 'Mục tiêu địa phương, mốc cuối, như in | local target, last due date, as printed';
COMMENT ON COLUMN annex_line.local_second_lower IS 'Mục tiêu địa phương, mốc cuối: cận dưới | local target, last due date: lower bound';
COMMENT ON COLUMN annex_line.local_second_upper IS 'Mục tiêu địa phương, mốc cuối: cận trên | local target, last due date: upper bound';
COMMENT ON COLUMN annex_line.year IS 'Năm được đánh giá | year that is judged';
COMMENT ON COLUMN annex_line.value IS 'Kết quả cả năm; NULL: chưa có số liệu | figure of the whole year; NULL: none';
COMMENT ON COLUMN annex_line.value_text_vi IS 'Kết quả viết kiểu Việt Nam, hoặc tên mức | figure as written in Vietnam, or the level';
COMMENT ON COLUMN annex_line.value_text_en IS 'Kết quả viết kiểu Anh, hoặc tên mức | figure as written in English, or the level';
COMMENT ON COLUMN annex_line.stage_code IS 'Giai đoạn của số liệu | stage of the figure';
COMMENT ON COLUMN annex_line.stage_label_vi IS 'Giai đoạn bằng chữ | stage in words';
COMMENT ON COLUMN annex_line.stage_label_en IS 'Giai đoạn bằng tiếng Anh | stage in English';
COMMENT ON COLUMN annex_line.source_code IS 'Mã nguồn | source code';
COMMENT ON COLUMN annex_line.source_name_vi IS 'Tên nguồn | source';
COMMENT ON COLUMN annex_line.is_sample IS 'Số liệu minh họa, không có thật | invented sample figure';
COMMENT ON COLUMN annex_line.sample_n IS '1 nếu là số liệu minh họa | 1 if an invented sample';
COMMENT ON COLUMN annex_line.previous_value IS 'Kết quả năm trước | figure of the year before';
COMMENT ON COLUMN annex_line.change IS 'Thay đổi so với năm trước, theo đơn vị tính (phần trăm: điểm) | change from the year before, in the unit (points, for a percentage)';
COMMENT ON COLUMN annex_line.local_due_year IS 'Mục tiêu địa phương dùng để đánh giá: năm đến hạn | local target that judges: year due';
COMMENT ON COLUMN annex_line.local_target_text IS 'Mục tiêu địa phương dùng để đánh giá, như in | local target that judges, as printed';
COMMENT ON COLUMN annex_line.local_status_code IS 'Kết quả theo mục tiêu địa phương: mã | verdict on the local target: code';
COMMENT ON COLUMN annex_line.local_status_label_vi IS 'Kết quả theo mục tiêu địa phương, bằng chữ | verdict on the local target in words';
COMMENT ON COLUMN annex_line.local_status_label_en IS 'Kết quả theo mục tiêu địa phương, bằng tiếng Anh | verdict on the local target in English';
COMMENT ON COLUMN annex_line.local_status_sort IS 'Kết quả theo mục tiêu địa phương: thứ tự | verdict on the local target: order';
COMMENT ON COLUMN annex_line.local_status_color IS 'Kết quả theo mục tiêu địa phương: màu | verdict on the local target: colour';
COMMENT ON COLUMN annex_line.local_status_icon IS 'Kết quả theo mục tiêu địa phương: ký hiệu | verdict on the local target: sign';
COMMENT ON COLUMN annex_line.local_gap IS 'Khoảng cách đến mục tiêu địa phương, dương là phía tốt | distance to the local target, positive on the good side';
COMMENT ON COLUMN annex_line.local_attainment_percent IS 'Phần trăm so với mục tiêu địa phương | percent of the local target';
COMMENT ON COLUMN annex_line.national_due_year IS 'Mục tiêu Trung ương dùng để đánh giá: năm đến hạn | national target that judges: year due';
COMMENT ON COLUMN annex_line.national_target_text IS 'Mục tiêu Trung ương dùng để đánh giá, như in | national target that judges, as printed';
COMMENT ON COLUMN annex_line.national_status_code IS 'Kết quả theo mục tiêu Trung ương: mã | verdict on the national target: code';
COMMENT ON COLUMN annex_line.national_status_label_vi IS 'Kết quả theo mục tiêu Trung ương, bằng chữ | verdict on the national target in words';
COMMENT ON COLUMN annex_line.national_status_label_en IS 'Kết quả theo mục tiêu Trung ương, bằng tiếng Anh | verdict on the national target in English';
COMMENT ON COLUMN annex_line.national_status_sort IS 'Kết quả theo mục tiêu Trung ương: thứ tự | verdict on the national target: order';
COMMENT ON COLUMN annex_line.national_status_color IS 'Kết quả theo mục tiêu Trung ương: màu | verdict on the national target: colour';
COMMENT ON COLUMN annex_line.national_status_icon IS 'Kết quả theo mục tiêu Trung ương: ký hiệu | verdict on the national target: sign';
COMMENT ON COLUMN annex_line.national_gap IS 'Khoảng cách đến mục tiêu Trung ương, dương là phía tốt | distance to the national target, positive on the good side';
COMMENT ON COLUMN annex_line.national_attainment_percent IS 'Phần trăm so với mục tiêu Trung ương | percent of the national target';
COMMENT ON COLUMN annex_line.is_counted IS 'Được tính vào tổng: được đo lường, không nằm dưới một chỉ tiêu đã được đo lường | counts in totals: measured, and under no measured indicator';
COMMENT ON COLUMN annex_line.counted_n IS '1 nếu được tính vào tổng | 1 if it counts in totals';
COMMENT ON COLUMN annex_line.is_countable IS 'Đã được đánh giá theo mục tiêu địa phương và được tính | has a verdict on the local target and counts';
COMMENT ON COLUMN annex_line.countable_n IS '1 nếu đã được đánh giá và được tính | 1 if it has a verdict and counts';
COMMENT ON COLUMN annex_line.is_met IS 'Đạt hoặc vượt mục tiêu địa phương và được tính | met or exceeded the local target and counts';
COMMENT ON COLUMN annex_line.met_n IS '1 nếu đạt hoặc vượt và được tính | 1 if met or exceeded and counts';
COMMENT ON COLUMN annex_line.is_assessed IS 'Kết quả (địa phương) do người quyết định | the (local) verdict was decided by a person';
COMMENT ON COLUMN annex_line.assessed_n IS '1 nếu do người quyết định | 1 if decided by a person';
COMMENT ON COLUMN annex_line.assessment_reason_vi IS 'Lý do của người quyết định | reason of the person';
COMMENT ON COLUMN annex_line.explanation_vi IS 'Một câu giải thích theo mục tiêu địa phương và quy tắc | one sentence on the local target, by the rule, in Vietnamese';
COMMENT ON COLUMN annex_line.explanation_en IS 'Câu giải thích bằng tiếng Anh | one sentence on the local target, by the rule, in English';
COMMENT ON COLUMN annex_line.lead_agency_name_vi IS 'Cơ quan chủ trì | lead agencies';
COMMENT ON COLUMN annex_line.lead_agency_name_en IS 'Cơ quan chủ trì bằng tiếng Anh | lead agencies in English';
COMMENT ON COLUMN annex_line.coordinating_agencies_text IS 'Cơ quan phối hợp | coordinating agencies';
COMMENT ON COLUMN annex_line.note IS 'Ghi chú của phụ lục | note of the annex';
COMMENT ON COLUMN annex_line.bullet_svg IS 'Hình: kết quả bên mục tiêu địa phương và Trung ương, SVG; NULL: chỉ tiêu định tính | picture: figure beside the local and national targets, SVG; NULL: judged by levels';
COMMENT ON COLUMN annex_line.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN annex_line.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';
COMMENT ON COLUMN annex_line.source_name_en IS 'Tên nguồn bằng tiếng Anh | source in English';
COMMENT ON COLUMN annex_line.assessment_reason_en IS 'Lý do của người quyết định bằng tiếng Anh | reason of the person who decided, in English';
COMMENT ON COLUMN annex_line.coordinating_agencies_text_en IS 'Cơ quan phối hợp bằng tiếng Anh | coordinating agencies in English';
COMMENT ON COLUMN annex_line.direction_label_vi IS 'Chiều tốt bằng chữ | which way is better, in words';
COMMENT ON COLUMN annex_line.direction_label_en IS 'Chiều tốt bằng tiếng Anh | which way is better, in English';
COMMENT ON COLUMN annex_line.full_name_vi IS 'Tên kèm tên chỉ tiêu cha | name with that of its parent';
COMMENT ON COLUMN annex_line.full_name_en IS 'Tên tiếng Anh kèm tên chỉ tiêu cha | name in English with that of its parent';
