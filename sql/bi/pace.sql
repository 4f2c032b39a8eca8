/*
 * Pace towards the targets that lie ahead, for BI tools.
 */

/* ---------- status ---------- */

/* Of methods A, C and D; behind is D's word for short of the expected place. */
CREATE OR REPLACE VIEW dim_progress_status WITH (security_invoker = true) AS
    SELECT w.sort::integer AS progress_status_id, s.code AS status_code,
           code_label('progress', s.code, 'vi') AS status_label_vi,
           code_label('progress', s.code, 'en') AS status_label_en,
           w.sort AS status_sort, _code_word('progress', s.code) ->> 'color' AS status_color,
           code_icon('progress', s.code) AS status_icon,
           s.code <> 'not_available' AS is_countable,
           (s.code <> 'not_available')::integer::smallint AS countable_n,
           s.code IN ('achieved', 'on_track') AS is_on_track,
           (s.code IN ('achieved', 'on_track'))::integer::smallint AS on_track_n
    FROM (VALUES ('achieved'), ('on_track'), ('moderate'), ('behind'), ('limited'),
                 ('deteriorating'), ('not_available')) AS s (code)
    CROSS JOIN LATERAL (SELECT _code_sort('progress', s.code) AS sort) AS w;

COMMENT ON VIEW dim_progress_status IS
    'Có đang tiến tới mục tiêu không: một dòng cho mỗi kết quả của phương pháp A, C, D | is it on its way: one row per verdict of methods A, C and D';
COMMENT ON COLUMN dim_progress_status.progress_status_id IS 'Khóa | key';
COMMENT ON COLUMN dim_progress_status.status_code IS 'Mã | code';
COMMENT ON COLUMN dim_progress_status.status_label_vi IS 'Tên tiếng Việt | label in Vietnamese';
COMMENT ON COLUMN dim_progress_status.status_label_en IS 'Tên tiếng Anh | label in English';
COMMENT ON COLUMN dim_progress_status.status_sort IS 'Thứ tự, tốt nhất trước | order, best first';
COMMENT ON COLUMN dim_progress_status.status_color IS 'Màu #rrggbb | colour #rrggbb';
COMMENT ON COLUMN dim_progress_status.status_icon IS 'Ký hiệu, để không chỉ dựa vào màu | sign, so that colour is not alone';
COMMENT ON COLUMN dim_progress_status.is_countable IS 'Có kết luận | is a verdict';
COMMENT ON COLUMN dim_progress_status.countable_n IS '1 nếu có kết luận | 1 if a verdict';
COMMENT ON COLUMN dim_progress_status.is_on_track IS 'Đã đạt hoặc đúng tiến độ | achieved or on track';
COMMENT ON COLUMN dim_progress_status.on_track_n IS '1 nếu đã đạt hoặc đúng tiến độ | 1 if achieved or on track';

/* ---------- fact ---------- */

CREATE OR REPLACE FUNCTION fact_pace_as_of(year integer, as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    target_id integer,
    due date,
    due_iso text,
    due_year integer,
    indicator_code text,
    indicator_sort integer,
    area_code text,
    target_text text,
    unit_label_vi text,
    unit_label_en text,
    points_n integer,
    baseline_year integer,
    baseline_value double precision,
    baseline_basis_code text,
    current_year integer,
    current_value double precision,
    stage_code text,
    is_sample boolean,
    sample_n smallint,
    last_change double precision,
    last_change_percent double precision,
    last_direction_code text,
    went_backwards_n smallint,
    flat_years integer,
    slope double precision,
    direction_code text,
    break_on date,
    break_on_iso text,
    is_break_ahead boolean,
    break_ahead_n smallint,
    actual_pace double precision,
    required_pace double precision,
    pace_ratio double precision,
    progress_status_id integer,
    status_code text,
    status_label_vi text,
    status_label_en text,
    status_sort smallint,
    status_color text,
    status_icon text,
    is_counted boolean,
    counted_n smallint,
    is_countable boolean,
    countable_n smallint,
    is_on_track boolean,
    on_track_n smallint,
    score_a double precision,
    ratio_a double precision,
    reason_vi text,
    reason_en text,
    normalised_b double precision,
    colour_b_code text,
    arrow_b_code text,
    status_c_code text,
    status_c_label_vi text,
    status_c_label_en text,
    ratio_c double precision,
    status_d_code text,
    status_d_label_vi text,
    status_d_label_en text,
    index_d double precision,
    expected_d double precision,
    forecast_value double precision,
    forecast_lower double precision,
    forecast_upper double precision,
    forecast_reason_vi text,
    forecast_reason_en text,
    forecast_status_code text,
    forecast_status_label_vi text,
    forecast_status_label_en text,
    sparkline text,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p.plan_id, p.sector_id, p.indicator_id, p.area_id, fact_pace_as_of.year, p.scope,
           code_label('scope', p.scope, 'vi'), code_label('scope', p.scope, 'en'),
           p.indicator_target_id, p.due, to_char(p.due, 'YYYY-MM-DD'), w.due_year, p.code,
           p.sort_order, a.code, p.cell, u.label, coalesce(u.label_en, u.label), p.points,
           p.baseline_year, p.baseline_value::double precision, p.baseline_basis, p.current_year,
           p.current_value::double precision, p.current_stage, p.is_sample,
           p.is_sample::integer::smallint, p.last_change::double precision,
           p.last_change_percent::double precision, p.last_direction,
           (p.last_direction = 'bad' AND p.current_year = fact_pace_as_of.year)::integer::smallint,
           p.flat_years, p.slope::double precision, p.direction, p.break_on,
           to_char(p.break_on, 'YYYY-MM-DD'), coalesce(p.break_ahead, false),
           coalesce(p.break_ahead, false)::integer::smallint, p.actual_pace::double precision,
           p.required_pace::double precision, p.pace_ratio::double precision,
           sa.progress_status_id, p.status_a::text, sa.status_label_vi, sa.status_label_en, sa.status_sort, sa.status_color, sa.status_icon,
           i.is_counted, c.counted_n, i.is_counted AND sa.is_countable, c.counted_n * sa.countable_n,
           i.is_counted AND sa.is_on_track, c.counted_n * sa.on_track_n,
           p.score_a::double precision, p.ratio_a::double precision, _pace_reason_vi(p.reason_a),
           p.reason_a, p.normalised_b::double precision, p.colour_b, p.arrow_b, p.status_c::text,
           sc.status_label_vi, sc.status_label_en, p.ratio_c::double precision, p.status_d,
           sd.status_label_vi, sd.status_label_en, p.index_d::double precision,
           p.expected_d::double precision, p.forecast_value::double precision,
           p.forecast_lower::double precision, p.forecast_upper::double precision,
           _pace_reason_vi(p.forecast_reason), p.forecast_reason, f.status_code, f.status_label_vi, f.status_label_en,
           socpolicy.sparkline(p.figures), coalesce(fact_pace_as_of.as_of, today()),
           to_char(coalesce(fact_pace_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM target_pace(fact_pace_as_of.year, fact_pace_as_of.as_of, _end_of_day(fact_pace_as_of.as_of)) AS p
    JOIN area AS a ON a.area_id = p.area_id
    JOIN indicator AS k ON k.indicator_id = p.indicator_id
    JOIN _indicator_place AS i ON i.indicator_id = p.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = k.unit_id
    JOIN dim_progress_status AS sa ON sa.status_code = p.status_a::text
    JOIN dim_progress_status AS sc ON sc.status_code = p.status_c::text
    JOIN dim_progress_status AS sd ON sd.status_code = p.status_d
    JOIN dim_status AS f ON f.status_code = coalesce(p.forecast_status::text, 'no_data')
    CROSS JOIN LATERAL (SELECT i.is_counted::integer::smallint AS counted_n) AS c
    CROSS JOIN LATERAL (SELECT extract(year FROM p.due)::integer AS due_year) AS w;
END;

COMMENT ON FUNCTION fact_pace_as_of(integer, date) IS
    'fact_pace nhìn từ một năm, như đã biết vào cuối ngày này | fact_pace looked at from a year, as known at the end of a day';

CREATE OR REPLACE VIEW fact_pace WITH (security_invoker = true) AS
    SELECT f.plan_id, f.sector_id, f.indicator_id, f.area_id, f.year, f.scope_code,
           f.scope_label_vi, f.scope_label_en, f.target_id,
           f.due, f.due_iso, f.due_year, f.indicator_code, f.indicator_sort, f.area_code,
           f.target_text, f.unit_label_vi, f.unit_label_en, f.points_n, f.baseline_year,
           f.baseline_value, f.baseline_basis_code, f.current_year, f.current_value, f.stage_code,
           f.is_sample, f.sample_n, f.last_change, f.last_change_percent, f.last_direction_code,
           f.went_backwards_n, f.flat_years, f.slope, f.direction_code, f.break_on, f.break_on_iso,
           f.is_break_ahead, f.break_ahead_n, f.actual_pace, f.required_pace, f.pace_ratio,
           f.progress_status_id, f.status_code, f.status_label_vi, f.status_label_en, f.status_sort, f.status_color,
           f.status_icon, f.is_counted, f.counted_n, f.is_countable, f.countable_n, f.is_on_track, f.on_track_n, f.score_a,
           f.ratio_a, f.reason_vi, f.reason_en, f.normalised_b, f.colour_b_code, f.arrow_b_code,
           f.status_c_code, f.status_c_label_vi, f.status_c_label_en, f.ratio_c, f.status_d_code,
           f.status_d_label_vi, f.status_d_label_en, f.index_d, f.expected_d, f.forecast_value,
           f.forecast_lower, f.forecast_upper, f.forecast_reason_vi, f.forecast_reason_en,
           f.forecast_status_code, f.forecast_status_label_vi,
           f.forecast_status_label_en, f.sparkline, f.as_of_date, f.as_of_date_iso
    -- An array says that the years are few; a bare series would be taken for
    -- a thousand rows, and be compiled at length.
    FROM unnest(ARRAY(
        SELECT generate_series(min(extract(year FROM e.issued_on))::integer,
                               extract(year FROM today())::integer)
        FROM plan AS q
        JOIN document AS e ON e.document_id = q.document_id)) AS y (year)
    CROSS JOIN LATERAL fact_pace_as_of(y.year) AS f
    JOIN plan AS p ON p.plan_id = f.plan_id
    JOIN document AS d ON d.document_id = p.document_id
    WHERE y.year >= extract(year FROM d.issued_on);

COMMENT ON VIEW fact_pace IS
    'Tiến độ tới mục tiêu: một dòng cho mỗi chỉ tiêu, địa phương, năm nhìn lại, phạm vi và hạn, từ năm ban hành kế hoạch đến năm nay | pace towards targets: one row per indicator, area, year looked back from, scope and due date, from the plan''s year of issue to this year';
COMMENT ON COLUMN fact_pace.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN fact_pace.sector_id IS 'Nhóm | sector';
COMMENT ON COLUMN fact_pace.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN fact_pace.area_id IS 'Địa phương | area';
COMMENT ON COLUMN fact_pace.year IS 'Năm nhìn lại: số liệu đến năm này | year looked back from: figures up to it';
COMMENT ON COLUMN fact_pace.scope_code IS 'Phạm vi: national, local | scope';
COMMENT ON COLUMN fact_pace.scope_label_vi IS 'Phạm vi bằng chữ | scope in words';
COMMENT ON COLUMN fact_pace.scope_label_en IS 'Phạm vi bằng tiếng Anh | scope in English';
COMMENT ON COLUMN fact_pace.target_id IS 'Mục tiêu | target';
COMMENT ON COLUMN fact_pace.due IS 'Hạn | due date';
COMMENT ON COLUMN fact_pace.due_iso IS 'Hạn, dạng chữ | due date as text';
COMMENT ON COLUMN fact_pace.due_year IS 'Năm đến hạn | year of the due date';
COMMENT ON COLUMN fact_pace.indicator_code IS 'Mã chỉ tiêu | indicator code';
COMMENT ON COLUMN fact_pace.indicator_sort IS 'Thứ tự in | printing order';
COMMENT ON COLUMN fact_pace.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN fact_pace.target_text IS 'Mục tiêu như in | target as printed';
COMMENT ON COLUMN fact_pace.unit_label_vi IS 'Đơn vị tính | unit';
COMMENT ON COLUMN fact_pace.unit_label_en IS 'Đơn vị tính bằng tiếng Anh | unit in English';
COMMENT ON COLUMN fact_pace.points_n IS 'Số năm có số liệu được dùng | how many yearly figures are used';
COMMENT ON COLUMN fact_pace.baseline_year IS 'Năm gốc | base year';
COMMENT ON COLUMN fact_pace.baseline_value IS 'Giá trị gốc | base value';
COMMENT ON COLUMN fact_pace.baseline_basis_code IS 'Gốc: given ghi trong mục tiêu, earliest số liệu sớm nhất | the base: given in the target, or the earliest figure';
COMMENT ON COLUMN fact_pace.current_year IS 'Năm của số liệu mới nhất | year of the latest figure';
COMMENT ON COLUMN fact_pace.current_value IS 'Số liệu mới nhất | latest figure';
COMMENT ON COLUMN fact_pace.stage_code IS 'Giai đoạn của số liệu mới nhất | stage of the latest figure';
COMMENT ON COLUMN fact_pace.is_sample IS 'Có dùng số liệu minh họa, không có thật | an invented sample figure is used';
COMMENT ON COLUMN fact_pace.sample_n IS '1 nếu có số liệu minh họa | 1 if an invented sample figure is used';
COMMENT ON COLUMN fact_pace.last_change IS 'Thay đổi gần nhất, theo đơn vị | last change, in the unit';
COMMENT ON COLUMN fact_pace.last_change_percent IS 'Thay đổi gần nhất, phần trăm | last change in percent';
COMMENT ON COLUMN fact_pace.last_direction_code IS 'Thay đổi gần nhất: good tốt lên, bad xấu đi, flat đứng yên | last change: good, bad or flat';
COMMENT ON COLUMN fact_pace.went_backwards_n IS '1 nếu năm này xấu đi | 1 if it went backwards in this year';
COMMENT ON COLUMN fact_pace.flat_years IS 'Số năm liền đứng yên đến số liệu mới nhất | years without change up to the latest figure';
COMMENT ON COLUMN fact_pace.slope IS 'Thay đổi mỗi năm theo đường thẳng qua các số liệu | change a year of the line through the figures';
COMMENT ON COLUMN fact_pace.direction_code IS 'Xu hướng: good, bad, flat | direction of the line: good, bad or flat';
COMMENT ON COLUMN fact_pace.break_on IS 'Ngày chuỗi đổi nghĩa | day on which the series changes its meaning';
COMMENT ON COLUMN fact_pace.break_on_iso IS 'Ngày chuỗi đổi nghĩa, dạng chữ | the same as text';
COMMENT ON COLUMN fact_pace.is_break_ahead IS 'Ngày đó ở sau số liệu mới nhất | it lies after the latest figure';
COMMENT ON COLUMN fact_pace.break_ahead_n IS '1 nếu ngày đó ở sau số liệu mới nhất | 1 if it lies after the latest figure';
COMMENT ON COLUMN fact_pace.actual_pace IS 'Thay đổi mỗi năm từ gốc đến nay | change a year from the base on';
COMMENT ON COLUMN fact_pace.required_pace IS 'Thay đổi mỗi năm cần có từ nay đến hạn | change a year needed up to the due date';
COMMENT ON COLUMN fact_pace.pace_ratio IS 'Đà thực tế so với đà cần có; trống nếu đã đạt | actual over required pace; empty once met';
COMMENT ON COLUMN fact_pace.progress_status_id IS 'Kết quả theo phương pháp A (dim_progress_status) | verdict of method A (dim_progress_status)';
COMMENT ON COLUMN fact_pace.status_code IS 'Kết quả theo phương pháp A | verdict of method A';
COMMENT ON COLUMN fact_pace.status_label_vi IS 'Kết quả bằng chữ | verdict in Vietnamese';
COMMENT ON COLUMN fact_pace.status_label_en IS 'Kết quả bằng tiếng Anh | verdict in English';
COMMENT ON COLUMN fact_pace.status_sort IS 'Thứ tự của kết quả | order of the verdict';
COMMENT ON COLUMN fact_pace.status_color IS 'Màu của kết quả | colour of the verdict';
COMMENT ON COLUMN fact_pace.status_icon IS 'Ký hiệu của kết quả | sign of the verdict';
COMMENT ON COLUMN fact_pace.is_counted IS 'Được tính vào tổng; dòng nằm dưới một chỉ tiêu đã được đo lường thì không | counts in totals; what lies under a measured indicator does not';
COMMENT ON COLUMN fact_pace.counted_n IS '1 nếu được tính vào tổng | 1 if it counts in totals';
COMMENT ON COLUMN fact_pace.is_countable IS 'Có kết luận và được tính | there is a verdict, and it counts';
COMMENT ON COLUMN fact_pace.countable_n IS '1 nếu có kết luận và được tính | 1 if there is a verdict and it counts';
COMMENT ON COLUMN fact_pace.is_on_track IS 'Đã đạt hoặc đúng tiến độ, và được tính | achieved or on track, and counts';
COMMENT ON COLUMN fact_pace.on_track_n IS '1 nếu đã đạt hoặc đúng tiến độ, và được tính | 1 if achieved or on track, and counts';
COMMENT ON COLUMN fact_pace.score_a IS 'Điểm phương pháp A, -5 đến 5 | score of method A, -5 to 5';
COMMENT ON COLUMN fact_pace.ratio_a IS 'Tỷ số phương pháp A | ratio of method A';
COMMENT ON COLUMN fact_pace.reason_vi IS 'Lý do | reason';
COMMENT ON COLUMN fact_pace.reason_en IS 'Lý do bằng tiếng Anh | reason in English';
COMMENT ON COLUMN fact_pace.normalised_b IS 'Phương pháp B: điểm 0 đến 100; trống nếu chưa đặt ngưỡng | method B: place from 0 to 100; empty without thresholds';
COMMENT ON COLUMN fact_pace.colour_b_code IS 'Phương pháp B: màu | method B: colour';
COMMENT ON COLUMN fact_pace.arrow_b_code IS 'Phương pháp B: mũi tên | method B: arrow';
COMMENT ON COLUMN fact_pace.status_c_code IS 'Kết quả theo phương pháp C | verdict of method C';
COMMENT ON COLUMN fact_pace.status_c_label_vi IS 'Kết quả C bằng chữ | verdict of C in Vietnamese';
COMMENT ON COLUMN fact_pace.status_c_label_en IS 'Kết quả C bằng tiếng Anh | verdict of C in English';
COMMENT ON COLUMN fact_pace.ratio_c IS 'Tỷ số phương pháp C | ratio of method C';
COMMENT ON COLUMN fact_pace.status_d_code IS 'Kết quả theo phương pháp D | verdict of method D';
COMMENT ON COLUMN fact_pace.status_d_label_vi IS 'Kết quả D bằng chữ | verdict of D in Vietnamese';
COMMENT ON COLUMN fact_pace.status_d_label_en IS 'Kết quả D bằng tiếng Anh | verdict of D in English';
COMMENT ON COLUMN fact_pace.index_d IS 'Chỉ số phương pháp D, 10 là tới đích | status index of method D, 10 is reached';
COMMENT ON COLUMN fact_pace.expected_d IS 'Vị trí phải có của D | expected position of D';
COMMENT ON COLUMN fact_pace.forecast_value IS 'Dự báo năm đến hạn | forecast of the due year';
COMMENT ON COLUMN fact_pace.forecast_lower IS 'Cận dưới 95 % | lower end of 95 %';
COMMENT ON COLUMN fact_pace.forecast_upper IS 'Cận trên 95 % | upper end of 95 %';
COMMENT ON COLUMN fact_pace.forecast_reason_vi IS 'Vì sao không dự báo | why there is no forecast';
COMMENT ON COLUMN fact_pace.forecast_reason_en IS 'Vì sao không dự báo, tiếng Anh | why there is no forecast, in English';
COMMENT ON COLUMN fact_pace.forecast_status_code IS 'Kết quả nếu dự báo đúng; no_data: không dự báo được | verdict if the forecast comes true; no_data: there is none';
COMMENT ON COLUMN fact_pace.forecast_status_label_vi IS 'Kết quả đó bằng chữ | that verdict in words';
COMMENT ON COLUMN fact_pace.forecast_status_label_en IS 'Kết quả đó bằng tiếng Anh | that verdict in English';
COMMENT ON COLUMN fact_pace.sparkline IS 'Chuỗi số liệu thành hình | the figures as a line of marks';
COMMENT ON COLUMN fact_pace.as_of_date IS 'Ngày nhìn | day it is seen from';
COMMENT ON COLUMN fact_pace.as_of_date_iso IS 'Ngày nhìn, dạng chữ | the same as text';
