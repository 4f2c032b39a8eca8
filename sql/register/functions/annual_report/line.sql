/*
 * The lines of the annual report: one per printed row of the annex.
 */

CREATE OR REPLACE FUNCTION _report_lines(
    plan_id integer,
    area_id integer,
    year integer,
    scope text,
    as_of timestamptz,
    lang text)
RETURNS SETOF annual_report_line
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- Each once, whatever the planner believes about tables without statistics.
    WITH verdict AS MATERIALIZED (
        SELECT v.indicator_id, v.scope, v.value, v.stage, v.is_sample, v.source_id,
               v.status, v.rule_status, v.assessment_id, v.gap, v.attainment, v.due, v.cell, v.goal
        FROM verdict_as_of(_report_lines.year, NULL, _report_lines.as_of) AS v
        WHERE v.plan_id = _report_lines.plan_id AND v.area_id = _report_lines.area_id
    ), y AS MATERIALIZED (
        SELECT e.first_due, e.last_due
        FROM _report_dues(_report_lines.plan_id, _report_lines.area_id, _report_lines.as_of) AS e
    ), ahead AS MATERIALIZED (
        SELECT DISTINCT ON (p.indicator_id)
               p.indicator_id, p.indicator_target_id, p.due, p.goal, p.status_a, p.reason_a,
               p.is_sample, p.years, p.figures
        FROM target_pace(_report_lines.year, NULL, _report_lines.as_of) AS p
        WHERE p.plan_id = _report_lines.plan_id AND p.area_id = _report_lines.area_id
          AND p.scope = _report_lines.scope AND p.due > make_date(_report_lines.year, 12, 31)
        ORDER BY p.indicator_id, p.due DESC
    ), outlook AS MATERIALIZED (
        SELECT o.indicator_target_id, o.text_vi, o.text_en
        FROM pace_text(_report_lines.year, NULL, _report_lines.as_of) AS o
        WHERE o.plan_id = _report_lines.plan_id AND o.area_id = _report_lines.area_id
    )
    SELECT i.sort_order, c.number, _in_language(_report_lines.lang, c.title_vi, c.title_en), c.title_inferred,
           CASE WHEN NOT i.code_inferred THEN i.code
                WHEN i.parent_id IS NOT NULL THEN '-'
                ELSE '(' || i.code || ')' END,
           _in_language(_report_lines.lang, i.name_vi, i.name_en),
           _in_language(_report_lines.lang, u.label, u.label_en),
           printed.national_first, printed.national_second, printed.local_first, printed.local_second,
           held.leads, held.coordinating,
           shown.result,
           _code_inside('stage', judged.stage, _report_lines.lang),
           socpolicy.status_label(judged.status, _report_lines.lang),
           CASE WHEN shown.level_of IS NULL THEN _report_gap(judged.gap, judged.goal, i.decimals, _report_lines.lang) END,
           code_label('progress', ahead.status_a::text, _report_lines.lang)
               || coalesce(' (' || CASE WHEN ahead.status_a = 'not_available' THEN
                      _in_language(_report_lines.lang, _pace_reason_vi(ahead.reason_a), ahead.reason_a) END || ')', ''),
           _in_language(_report_lines.lang, outlook.text_vi, outlook.text_en),
           i.note,
           _in_language(_report_lines.lang, d.reason_vi, d.reason_en),
           CASE WHEN i.measured THEN
               _report_explanation(judged.rule_status, judged.value, judged.goal, judged.period_end,
                                  _in_language(_report_lines.lang, u.label, u.label_en),
                                  shown.result,
                                  CASE WHEN shown.level_of IS NOT NULL THEN shown.cell END,
                                  _report_lines.lang) END,
           i.indicator_id, i.code, i.measured,
           place.is_counted,
           u.kind IS NOT DISTINCT FROM 'level',
           i.weight, judged.value, judged.stage, judged.is_sample, judged.source_id, judged.period_end,
           judged.status, judged.rule_status, judged.assessment_id, judged.gap, judged.attainment,
           judged.due, shown.cell, judged.goal,
           CASE WHEN other.due = judged.due THEN other.goal END,
           coalesce(held.lead_agency_ids, '{}'),
           ahead.due, ahead.goal, ahead.status_a, ahead.is_sample, ahead.years, ahead.figures,
           _in_language(_report_lines.lang, place.full_name_vi, place.full_name_en)
    FROM indicator AS i
    JOIN sector AS c ON c.sector_id = i.sector_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    JOIN _indicator_place AS place ON place.indicator_id = i.indicator_id
    JOIN _indicator_in_sight AS seen ON seen.indicator_id = i.indicator_id
    LEFT JOIN verdict AS v ON v.indicator_id = i.indicator_id AND v.scope = _report_lines.scope
    LEFT JOIN verdict AS other ON other.indicator_id = i.indicator_id AND other.scope <> _report_lines.scope
    LEFT JOIN ahead ON ahead.indicator_id = i.indicator_id
    LEFT JOIN outlook ON outlook.indicator_target_id = ahead.indicator_target_id
    -- What nobody promised in this scope has its figure all the same.
    CROSS JOIN LATERAL (
        SELECT coalesce(v.value, other.value) AS value, coalesce(v.stage, other.stage) AS stage,
               coalesce(v.is_sample, other.is_sample) AS is_sample,
               coalesce(v.source_id, other.source_id) AS source_id,
               make_date(_report_lines.year, 12, 31) AS period_end,
               coalesce(v.status, CASE WHEN i.measured THEN 'no_target'::socpolicy.compliance_status END) AS status,
               coalesce(v.rule_status, CASE WHEN i.measured THEN 'no_target'::socpolicy.compliance_status END) AS rule_status,
               v.assessment_id, v.gap, v.attainment, v.due, v.cell, v.goal) AS judged
    LEFT JOIN assessment AS d ON d.assessment_id = judged.assessment_id
    CROSS JOIN LATERAL (
        SELECT CASE WHEN u.kind = 'level' THEN i.indicator_id END AS level_of) AS scale
    CROSS JOIN LATERAL (
        SELECT scale.level_of,
               CASE WHEN scale.level_of IS NULL
                    THEN _report_number(judged.value, judged.goal, i.decimals, _report_lines.lang)
                    ELSE (SELECT _in_language(_report_lines.lang, l.label_vi, l.label_en)
                          FROM level AS l
                          WHERE l.indicator_id = i.indicator_id AND l.rank = judged.value) END AS result,
               _report_cell(judged.cell, judged.goal, scale.level_of, _report_lines.lang) AS cell) AS shown
    LEFT JOIN LATERAL (
        SELECT max(t.words) FILTER (WHERE t.scope = 'national' AND t.due = y.first_due) AS national_first,
               max(t.words) FILTER (WHERE t.scope = 'national' AND t.due = y.last_due) AS national_second,
               max(t.words) FILTER (WHERE t.scope = 'local' AND t.due = y.first_due) AS local_first,
               max(t.words) FILTER (WHERE t.scope = 'local' AND t.due = y.last_due) AS local_second
        FROM (SELECT p.scope, p.due,
                     _report_cell(p.cell, p.goal, scale.level_of, _report_lines.lang) AS words
              FROM target_as_of(NULL, _report_lines.as_of) AS p
              WHERE p.indicator_id = i.indicator_id AND p.area_id = _report_lines.area_id) AS t
        CROSS JOIN y) AS printed ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(r.agency_id ORDER BY r.sort_order, r.agency_id)
                   FILTER (WHERE r.role = 'lead') AS lead_agency_ids,
               string_agg(_in_language(_report_lines.lang, a.name_vi, a.name_en), '; ' ORDER BY r.sort_order, r.agency_id)
                   FILTER (WHERE r.role = 'lead') AS leads,
               string_agg(_in_language(_report_lines.lang, a.name_vi, a.name_en), '; ' ORDER BY r.sort_order, r.agency_id)
                   FILTER (WHERE r.role = 'coordinating') AS coordinating
        FROM responsibility_as_of(NULL, _report_lines.as_of) AS r
        JOIN agency AS a ON a.agency_id = r.agency_id
        WHERE r.indicator_id = i.indicator_id) AS held ON true
    WHERE i.plan_id = _report_lines.plan_id
    ORDER BY i.sort_order;
END;

COMMENT ON FUNCTION _report_lines(integer, integer, integer, text, timestamptz, text) IS
    'Các dòng của báo cáo theo khóa; báo cáo gọi annual_report_lines | the lines of a report by keys; callers use annual_report_lines';

CREATE OR REPLACE FUNCTION annual_report_lines(
    plan text,
    year integer,
    scope text DEFAULT 'local',
    as_of timestamptz DEFAULT NULL,
    lang text DEFAULT 'vi',
    area text DEFAULT NULL)
RETURNS SETOF annual_report_line
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    the_plan CONSTANT integer := require_plan(plan);
    the_area integer;
BEGIN
    IF year IS NULL OR lang IS NULL THEN
        RAISE EXCEPTION 'a report needs a year and a language'
            USING ERRCODE = 'null_value_not_allowed';
    ELSIF year NOT BETWEEN 1900 AND 9999 THEN
        RAISE EXCEPTION 'year out of range: %', year
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Valid years are 1900 to 9999.';
    ELSIF lang NOT IN ('vi', 'en') THEN
        RAISE EXCEPTION 'invalid language: "%"', lang
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Valid values are "vi" and "en".';
    ELSIF (scope IN ('national', 'local')) IS NOT TRUE THEN
        RAISE EXCEPTION 'invalid scope: "%"', coalesce(scope, 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Valid values are "national" and "local"; a report is judged by one of them and prints both.';
    ELSIF NOT isfinite(as_of) THEN
        RAISE EXCEPTION 'the moment of knowledge must be finite'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;

    the_area := _report_area(plan, year, area);
    IF (SELECT d.first_due FROM _report_dues(the_plan, the_area, as_of) AS d) IS NULL THEN
        RAISE EXCEPTION 'plan "%" promises nothing for this area', plan
            USING ERRCODE = 'no_data_found',
                  DETAIL = CASE WHEN as_of IS NULL THEN 'It has no target in force today.'
                                ELSE 'No target was known at that moment.' END;
    END IF;
    RETURN QUERY SELECT l.* FROM _report_lines(the_plan, the_area, year, scope, as_of, lang) AS l
                 ORDER BY l.sort_order;
END
$$;

COMMENT ON FUNCTION annual_report_lines(text, integer, text, timestamptz, text, text) IS
    'Phụ lục kèm kết quả một năm, theo thứ tự và cột như in, mỗi dòng in một dòng; cả trang in và bảng Excel đều lấy từ đây | the annex with a year''s results, in printed order and columns, one row per printed line; both printers take it from here';

/*
 * Head and foot as official documents have them.  Number, date and signer
 * are those of a signed report if the page shows what was known when it was
 * signed, and otherwise left to be filled in.
 */
CREATE OR REPLACE FUNCTION _report_signing(plan_id integer, year integer, scope text, as_of timestamptz)
RETURNS TABLE (number text, issued_on date, signer text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT d.number, d.issued_on, g.signer
    FROM signed_report AS g
    LEFT JOIN document AS d ON d.document_id = g.document_id
    WHERE g.plan_id = _report_signing.plan_id AND g.year = _report_signing.year
      AND (g.scope IS NULL OR g.scope = _report_signing.scope)
      AND g.signed_at = _report_signing.as_of
    ORDER BY g.signed_report_id DESC
    LIMIT 1;
END;

COMMENT ON FUNCTION _report_signing(integer, integer, text, timestamptz) IS
    'Số, ngày và người ký của báo cáo được chốt đúng vào thời điểm này | number, date and signer of the report that was signed at exactly this moment';
