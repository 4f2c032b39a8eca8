/*
 * The annex as one flat table: one row per printed line, in its order, with
 * the targets as printed and the figures, verdicts and pace of one year.
 *
 * Without a year it is every year for which the plan's area has a figure, or
 * else that of the day.  A heading has no verdict.
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
    full_name_en text,
    is_last_year boolean,
    last_year_n smallint,
    local_rule_status_code text,
    local_rule_status_label_vi text,
    local_rule_status_label_en text,
    rule_explanation_vi text,
    rule_explanation_en text,
    pace_due_year integer,
    pace_status_code text,
    pace_status_label_vi text,
    pace_status_label_en text,
    pace_status_sort smallint,
    pace_status_color text,
    pace_status_icon text,
    actual_pace double precision,
    required_pace double precision,
    pace_ratio double precision,
    forecast_value double precision,
    forecast_text_vi text,
    forecast_text_en text,
    row_key text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 200
-- A few hundred lines; compiling takes a hundred times longer than making them.
SET jit = off
BEGIN ATOMIC
    WITH figure AS MATERIALIZED (
        -- What nobody promised in one scope has its figure all the same.
        SELECT g.indicator_id, g.area_id, g.year, g.value, g.stage, g.source_id, g.is_sample
        FROM plan AS p
        JOIN indicator AS k ON k.plan_id = p.plan_id
        JOIN _yearly_figure(_end_of_day(annex_line_as_of.as_of)) AS g
            ON g.indicator_id = k.indicator_id AND g.area_id = p.area_id
    ), counted_year AS MATERIALIZED (
        SELECT p.plan_id, f.year
        FROM plan AS p
        JOIN indicator AS k ON k.plan_id = p.plan_id
        JOIN figure AS f ON f.indicator_id = k.indicator_id
        WHERE f.year BETWEEN p.first_year AND extract(year FROM coalesce(annex_line_as_of.as_of, today()))
        GROUP BY p.plan_id, f.year
    ), asked AS MATERIALIZED (
        SELECT d.day, p.plan_id, p.area_id, t.first_due, t.last_due, y.year,
               y.year = coalesce(c.year, y.year) AS is_last
        FROM plan AS p
        CROSS JOIN (SELECT coalesce(annex_line_as_of.as_of, today()) AS day) AS d
        CROSS JOIN LATERAL _report_dues(p.plan_id, p.area_id, _end_of_day(annex_line_as_of.as_of)) AS t
        CROSS JOIN LATERAL (
            SELECT c.year FROM counted_year AS c
            WHERE annex_line_as_of.year IS NULL AND c.plan_id = p.plan_id
            UNION ALL
            SELECT coalesce(annex_line_as_of.year, extract(year FROM d.day)::integer)
            WHERE annex_line_as_of.year IS NOT NULL
               OR NOT EXISTS (SELECT FROM counted_year AS c WHERE c.plan_id = p.plan_id)) AS y
        LEFT JOIN (SELECT l.plan_id, max(l.year) AS year FROM counted_year AS l GROUP BY l.plan_id) AS c
            ON c.plan_id = p.plan_id
    ), verdict AS MATERIALIZED (
        SELECT asked.year, v.indicator_id, v.scope, v.due, v.cell, v.goal,
               v.status, v.rule_status, v.assessment_id, v.gap, v.attainment
        FROM asked
        CROSS JOIN LATERAL verdict_as_of(asked.year, annex_line_as_of.as_of,
                                         _end_of_day(annex_line_as_of.as_of)) AS v
        WHERE v.plan_id = asked.plan_id AND v.area_id = asked.area_id
    ), ahead AS MATERIALIZED (
        SELECT DISTINCT ON (asked.year, p.indicator_id)
               asked.year, p.indicator_id, p.indicator_target_id, p.due, p.status_a, p.actual_pace,
               p.required_pace, p.pace_ratio, p.forecast_value
        FROM asked
        CROSS JOIN LATERAL target_pace(asked.year, annex_line_as_of.as_of,
                                       _end_of_day(annex_line_as_of.as_of)) AS p
        WHERE p.plan_id = asked.plan_id AND p.area_id = asked.area_id AND p.scope = 'local'
        ORDER BY asked.year, p.indicator_id, p.due DESC
    ), outlook AS MATERIALIZED (
        SELECT asked.year, o.indicator_target_id, o.text_vi, o.text_en
        FROM asked
        CROSS JOIN LATERAL pace_text(asked.year, annex_line_as_of.as_of,
                                     _end_of_day(annex_line_as_of.as_of)) AS o
        WHERE o.plan_id = asked.plan_id AND o.area_id = asked.area_id AND o.scope = 'local'
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
           extract(year FROM v.due)::integer, v.cell, CASE WHEN i.measured THEN coalesce(t.status_code, none.status_code) END,
           CASE WHEN i.measured THEN coalesce(t.status_label_vi, none.status_label_vi) END,
           CASE WHEN i.measured THEN coalesce(t.status_label_en, none.status_label_en) END,
           CASE WHEN i.measured THEN coalesce(t.status_sort, none.status_sort) END, CASE WHEN i.measured THEN coalesce(t.status_color, none.status_color) END,
           CASE WHEN i.measured THEN coalesce(t.status_icon, none.status_icon) END, v.gap::double precision,
           v.attainment::double precision, extract(year FROM w.due)::integer, w.cell,
           CASE WHEN i.measured THEN coalesce(n.status_code, none.status_code) END, CASE WHEN i.measured THEN coalesce(n.status_label_vi, none.status_label_vi) END,
           CASE WHEN i.measured THEN coalesce(n.status_label_en, none.status_label_en) END,
           CASE WHEN i.measured THEN coalesce(n.status_sort, none.status_sort) END, CASE WHEN i.measured THEN coalesce(n.status_color, none.status_color) END,
           CASE WHEN i.measured THEN coalesce(n.status_icon, none.status_icon) END, w.gap::double precision,
           w.attainment::double precision, x.is_counted, x.is_counted::integer::smallint,
           x.is_counted AND t.is_countable IS TRUE,
           (x.is_counted AND t.is_countable IS TRUE)::integer::smallint,
           x.is_counted AND t.is_met IS TRUE, (x.is_counted AND t.is_met IS TRUE)::integer::smallint,
           v.assessment_id IS NOT NULL, (v.assessment_id IS NOT NULL)::integer::smallint,
           d.reason_vi,
           coalesce(said.decided_vi, said.rule_vi), coalesce(said.decided_en, said.rule_en),
           h.leads_vi, h.leads_en, h.coordinating_vi, i.note,
           -- a level is a word, and its rank no figure to draw
           CASE WHEN i.measured AND u.kind IS DISTINCT FROM 'level'
                THEN socpolicy.bullet_svg(g.value, v.goal, make_date(asked.year, 12, 31), u.label, 'vi', i.name_vi, w.goal, code_label('scope', 'national', 'vi')) END,
           asked.day, to_char(asked.day, 'YYYY-MM-DD'),
           coalesce(o.name_en, o.name_vi), coalesce(d.reason_en, d.reason_vi), h.coordinating_en,
           code_label('direction', i.direction, 'vi'), code_label('direction', i.direction, 'en'),
           x.full_name_vi, x.full_name_en, asked.is_last, asked.is_last::integer::smallint,
           CASE WHEN i.measured THEN coalesce(v.rule_status::text, 'no_target') END,
           CASE WHEN i.measured THEN coalesce(socpolicy.status_label(v.rule_status, 'vi'), none.status_label_vi) END,
           CASE WHEN i.measured THEN coalesce(socpolicy.status_label(v.rule_status, 'en'), none.status_label_en) END,
           said.rule_vi, said.rule_en,
           extract(year FROM k.due)::integer, way.status_code, way.status_label_vi, way.status_label_en,
           way.status_sort, way.status_color, way.status_icon,
           k.actual_pace::double precision, k.required_pace::double precision, k.pace_ratio::double precision,
           k.forecast_value::double precision, e.text_vi, e.text_en,
           i.indicator_id || '-' || asked.year
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
        ON v.indicator_id = i.indicator_id AND v.year = asked.year AND v.scope = 'local'
    LEFT JOIN verdict AS w
        ON w.indicator_id = i.indicator_id AND w.year = asked.year AND w.scope = 'national'
    LEFT JOIN figure AS f ON f.indicator_id = i.indicator_id AND f.year = asked.year
    CROSS JOIN LATERAL (
        SELECT f.value, f.stage, f.source_id, coalesce(f.is_sample, false) AS is_sample) AS g
    LEFT JOIN figure AS b ON b.indicator_id = i.indicator_id AND b.year = asked.year - 1
    LEFT JOIN ahead AS k ON k.indicator_id = i.indicator_id AND k.year = asked.year
    LEFT JOIN outlook AS e ON e.indicator_target_id = k.indicator_target_id AND e.year = asked.year
    LEFT JOIN dim_progress_status AS way
        ON i.measured AND way.status_code = coalesce(k.status_a::text, 'not_available')
    LEFT JOIN dim_status AS t ON t.status_code = v.status::text
    LEFT JOIN dim_status AS n ON n.status_code = w.status::text
    JOIN dim_status AS none ON none.status_code = 'no_target'
    LEFT JOIN source AS o ON o.source_id = g.source_id
    LEFT JOIN level AS r ON r.indicator_id = i.indicator_id AND u.kind = 'level' AND r.rank = g.value
    LEFT JOIN assessment AS d ON d.assessment_id = v.assessment_id
    CROSS JOIN LATERAL (
        SELECT CASE WHEN i.measured THEN
                   _report_explanation(v.rule_status, g.value, v.goal, make_date(asked.year, 12, 31), u.label, r.label_vi,
                                       CASE WHEN u.kind = 'level' THEN _report_cell(v.cell, v.goal, i.indicator_id, 'vi') END,
                                       'vi') END AS rule_vi,
               CASE WHEN i.measured THEN
                   _report_explanation(v.rule_status, g.value, v.goal, make_date(asked.year, 12, 31),
                                       coalesce(u.label_en, u.label), coalesce(r.label_en, r.label_vi),
                                       CASE WHEN u.kind = 'level' THEN _report_cell(v.cell, v.goal, i.indicator_id, 'en') END,
                                       'en') END AS rule_en,
               CASE WHEN v.assessment_id IS NOT NULL THEN
                   format('%s, do người có thẩm quyền quyết định: %s', t.status_label_vi, d.reason_vi) END AS decided_vi,
               CASE WHEN v.assessment_id IS NOT NULL THEN
                   format('%s, as decided by a person: %s', t.status_label_en, coalesce(d.reason_en, d.reason_vi)) END AS decided_en
        ) AS said
    LEFT JOIN _duty_names(annex_line_as_of.as_of, _end_of_day(annex_line_as_of.as_of)) AS h
        ON h.indicator_id = i.indicator_id;
END;

COMMENT ON FUNCTION annex_line_as_of(integer, date) IS
    'annex_line của một năm, như đã biết vào cuối ngày này | annex_line of a year, as known at the end of a day';

CREATE OR REPLACE VIEW annex_line WITH (security_invoker = true) AS
    SELECT f.* FROM annex_line_as_of() AS f;

COMMENT ON VIEW annex_line IS
    'Phụ lục chỉ tiêu thành một bảng phẳng: một dòng cho mỗi dòng in của mỗi kế hoạch và mỗi năm có số liệu, theo thứ tự của phụ lục (indicator_sort); is_last_year là năm cuối có số liệu | the annex as one flat table: one row per printed line of each plan and year that has figures, in the order of the annex (indicator_sort); is_last_year is the last of these years';
