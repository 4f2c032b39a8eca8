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
    as_of_date_iso text,
    is_last_due boolean,
    last_due_n smallint,
    indicator_name_vi text,
    indicator_name_en text,
    area_name_vi text,
    area_name_en text,
    lead_agency_name_vi text,
    lead_agency_name_en text,
    forecast_text_vi text,
    forecast_text_en text,
    row_key text)
LANGUAGE sql STABLE PARALLEL SAFE
-- Not inlined, so that it is not compiled: that takes a hundred times longer
-- than running.
SET jit = off
-- Joined as written: without statistics the planner would ask for the
-- sentences once a row.
SET join_collapse_limit = 1
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
           to_char(coalesce(fact_pace_as_of.as_of, today()), 'YYYY-MM-DD'),
           p.is_last, p.is_last::integer::smallint, i.full_name_vi, i.full_name_en,
           a.name_vi, coalesce(a.name_en, a.name_vi), h.leads_vi, h.leads_en, o.text_vi, o.text_en,
           p.indicator_id || '-' || p.area_id || '-' || fact_pace_as_of.year || '-' || p.scope || '-' || to_char(p.due, 'YYYYMMDD')
    -- A target due later stands in a row of its own.
    FROM (SELECT t.*, t.due = max(t.due) OVER (PARTITION BY t.indicator_id, t.area_id, t.scope) AS is_last
          FROM target_pace(fact_pace_as_of.year, fact_pace_as_of.as_of, _end_of_day(fact_pace_as_of.as_of)) AS t) AS p
    JOIN area AS a ON a.area_id = p.area_id
    JOIN indicator AS k ON k.indicator_id = p.indicator_id
    JOIN _indicator_place AS i ON i.indicator_id = p.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = k.unit_id
    LEFT JOIN _duty_names(fact_pace_as_of.as_of, _end_of_day(fact_pace_as_of.as_of)) AS h
        ON h.indicator_id = p.indicator_id
    LEFT JOIN pace_text(fact_pace_as_of.year, fact_pace_as_of.as_of, _end_of_day(fact_pace_as_of.as_of)) AS o
        ON o.indicator_target_id = p.indicator_target_id
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
    SELECT f.*
    -- An array says that the years are few; a bare series would be taken for
    -- a thousand rows, and be compiled at length.
    FROM unnest(ARRAY(
        SELECT generate_series(min(q.first_year), extract(year FROM today())::integer)
        FROM plan AS q)) AS y (year)
    CROSS JOIN LATERAL fact_pace_as_of(y.year) AS f
    JOIN plan AS p ON p.plan_id = f.plan_id AND y.year >= p.first_year;

COMMENT ON VIEW fact_pace IS
    'Tiến độ tới mục tiêu: một dòng cho mỗi chỉ tiêu, địa phương, năm nhìn lại, phạm vi và hạn, từ năm ban hành kế hoạch đến năm nay | pace towards targets: one row per indicator, area, year looked back from, scope and due date, from the plan''s year of issue to this year';
