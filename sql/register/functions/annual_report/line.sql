/*
 * The lines of the annual report: one per printed row of the annex.
 */

/*
 * What Eurostat's method calls on the way, another reckoning may not.
 */
CREATE OR REPLACE FUNCTION _report_doubt(is_behind boolean, falls_short boolean, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif(_in_language(lang, 'nhưng ', 'but ') || concat_ws(_in_language(lang, ' và ', ' and '),
    CASE WHEN is_behind THEN _in_language(lang, 'chậm so với lộ trình đều từng năm', 'behind an even path') END,
    CASE WHEN falls_short THEN _in_language(lang, 'theo đà hiện nay thì không tới mục tiêu', 'short of the target at the present pace') END),
    _in_language(lang, 'nhưng ', 'but '));

COMMENT ON FUNCTION _report_doubt(boolean, boolean, text) IS
    'Điều mà phương pháp D và đường thẳng nói khác; NULL: không có | what method D and the straight line say to the contrary; NULL: nothing';

/* Who opens a page wants to see first what was missed, then what will be. */
CREATE OR REPLACE FUNCTION _severity(
    status socpolicy.compliance_status,
    pace socpolicy.progress_status,
    lags boolean)
RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE status WHEN 'missed' THEN 10 WHEN 'near' THEN 20
           ELSE CASE pace WHEN 'deteriorating' THEN 30 WHEN 'limited' THEN 31 WHEN 'moderate' THEN 32
                    ELSE CASE WHEN lags THEN 33 WHEN status = 'no_data' THEN 40 WHEN status = 'not_due' THEN 50
                              WHEN status = 'met' THEN 60 WHEN status = 'exceeded' THEN 61
                              WHEN status = 'no_target' THEN 70 ELSE 80 END END END;

COMMENT ON FUNCTION _severity(socpolicy.compliance_status, socpolicy.progress_status, boolean) IS
    'Càng nhỏ càng nặng: chưa đạt, gần đạt, chậm tiến độ, chưa có số liệu, còn lại | the smaller the worse: missed, near, off the way, without a figure, the rest';

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
               p.status_d IN ('behind', 'deteriorating') AS is_behind,
               p.forecast_status IN ('near', 'missed') AS falls_short,
               p.is_sample, p.years, p.figures
        FROM target_pace(_report_lines.year, NULL, _report_lines.as_of) AS p
        WHERE p.plan_id = _report_lines.plan_id AND p.area_id = _report_lines.area_id
          AND p.scope = _report_lines.scope AND p.due > make_date(_report_lines.year, 12, 31)
        ORDER BY p.indicator_id, p.due DESC
    ), spent AS MATERIALIZED (
        SELECT f.indicator_id
        FROM reduction_check(_report_lines.year, NULL, _report_lines.as_of) AS f
        WHERE f.area_id = _report_lines.area_id AND f.scope = _report_lines.scope AND f.is_exhausted
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
           code_label('progress', way.status::text, _report_lines.lang)
               || coalesce(' (' || way.reason || ')', '') || coalesce('; ' || way.doubt, ''),
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
           ahead.due, ahead.goal, way.status, ahead.is_sample, ahead.years, ahead.figures,
           _in_language(_report_lines.lang, place.full_name_vi, place.full_name_en),
           coalesce(held.lead_codes, '{}'),
           _in_language(_report_lines.lang, o.name_vi, o.name_en),
           way.doubt IS NOT NULL,
           other.status, _report_cell(other.cell, other.goal, scale.level_of, _report_lines.lang), other.due,
           row_number() OVER (ORDER BY _severity(judged.status, way.status, way.doubt IS NOT NULL),
                                       judged.attainment NULLS LAST, i.sort_order)::integer
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
    LEFT JOIN source AS o ON o.source_id = judged.source_id
    -- Where a person decided or nothing is left to reduce, pace would contradict it.
    CROSS JOIN LATERAL (
        SELECT CASE WHEN w.waived IS NULL THEN ahead.status_a ELSE 'not_available' END AS status,
               CASE WHEN ahead.status_a IS NULL THEN NULL
                    WHEN w.waived IS NOT NULL THEN w.waived
                    WHEN ahead.status_a = 'not_available'
                        THEN _in_language(_report_lines.lang, _pace_reason_vi(ahead.reason_a), ahead.reason_a)
               END AS reason,
               CASE WHEN w.waived IS NULL AND ahead.status_a IN ('achieved', 'on_track')
                        THEN _report_doubt(ahead.is_behind, ahead.falls_short, _report_lines.lang) END AS doubt
        FROM (SELECT CASE
                  WHEN ahead.status_a IS NULL THEN NULL
                  WHEN judged.assessment_id IS NOT NULL
                      THEN _in_language(_report_lines.lang, 'kết quả do người có thẩm quyền quyết định', 'the verdict was decided by a person')
                  WHEN EXISTS (SELECT FROM spent WHERE spent.indicator_id = i.indicator_id)
                      THEN _in_language(_report_lines.lang, 'phần còn lại không đủ để giảm như mục tiêu', 'what is left does not suffice for the promised fall')
              END AS waived) AS w) AS way
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
               array_agg(a.code ORDER BY r.sort_order, r.agency_id)
                   FILTER (WHERE r.role = 'lead') AS lead_codes,
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
