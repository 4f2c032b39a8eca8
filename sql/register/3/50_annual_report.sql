/*
 * The annual report as people print it: the annex in its own order and
 * numbering with the year's figures and verdicts, as one page for signing
 * (annual_report_html) and as a sheet for Excel (annual_report_csv).
 *
 * Both are made from report_table and decide nothing themselves.  What is
 * dated (figures, targets, leads, reports, tasks) is as known at the moment
 * as_of, so that the same moment gives the same report later.
 *
 * What lies under a measured indicator details it (9.3.1 under 9.3): it is
 * printed and judged, but not counted.  Sub-rows of a mere heading count
 * themselves.  A role that sees only its own rows gets a report of these, and
 * the page says so.
 */
CREATE TYPE report_line AS (
    sort_order integer,
    sector_number integer,
    sector_title text,
    sector_inferred boolean,
    ordinal text,
    name text,
    unit text,
    national_first text,
    national_second text,
    local_first text,
    local_second text,
    leads text,
    coordinating text,
    result text,
    stage text,
    verdict text,
    gap_text text,
    pace text,
    forecast text,
    note text,
    reason text,
    explanation text,
    indicator_id integer,
    code text,
    measured boolean,
    counted boolean,
    is_level boolean,
    weight numeric,
    value numeric,
    stage_code text,
    is_sample boolean,
    source_id integer,
    period_end date,
    status socpolicy.compliance_status,
    rule_status socpolicy.compliance_status,
    assessment_id integer,
    gap numeric,
    attainment numeric,
    due date,
    cell text,
    goal socpolicy.target,
    comparison socpolicy.target,
    lead_agency_ids integer[],
    pace_due date,
    pace_goal socpolicy.target,
    pace_status socpolicy.progress_status,
    pace_is_sample boolean,
    years integer[],
    figures numeric[],
    full_name text);

COMMENT ON TYPE report_line IS
    'Một dòng của phụ lục kèm kết quả năm | a line of the annex with the year''s result';
COMMENT ON COLUMN report_line.sort_order IS 'Thứ tự trong phụ lục | order in the annex';
COMMENT ON COLUMN report_line.sector_number IS 'Số của nhóm | number of the sector';
COMMENT ON COLUMN report_line.sector_title IS 'Tên nhóm | title of the sector';
COMMENT ON COLUMN report_line.sector_inferred IS
    'Tên nhóm do người lập sổ đặt | the title is ours, the document has none';
COMMENT ON COLUMN report_line.ordinal IS
    'TT như in; ô để trống thì mã trong ngoặc | number as printed; where none is, our code in brackets';
COMMENT ON COLUMN report_line.name IS 'Nội dung chỉ tiêu | name of the indicator';
COMMENT ON COLUMN report_line.unit IS 'Đơn vị tính | unit';
COMMENT ON COLUMN report_line.national_first IS
    'Mục tiêu Trung ương, hạn đầu | national target, first due date';
COMMENT ON COLUMN report_line.national_second IS
    'Mục tiêu Trung ương, hạn cuối | national target, last due date';
COMMENT ON COLUMN report_line.local_first IS
    'Mục tiêu địa phương, hạn đầu | local target, first due date';
COMMENT ON COLUMN report_line.local_second IS
    'Mục tiêu địa phương, hạn cuối | local target, last due date';
COMMENT ON COLUMN report_line.leads IS 'Cơ quan chủ trì | lead agencies';
COMMENT ON COLUMN report_line.coordinating IS 'Cơ quan phối hợp | coordinating agencies';
COMMENT ON COLUMN report_line.result IS 'Kết quả năm như in, đã làm tròn | the year''s figure as printed, rounded';
COMMENT ON COLUMN report_line.stage IS 'Giai đoạn của số liệu | stage of the figure';
COMMENT ON COLUMN report_line.verdict IS 'So với mục tiêu | verdict';
COMMENT ON COLUMN report_line.gap_text IS
    'Chênh lệch so với mục tiêu như in, dấu + là tốt hơn | gap as printed, + is better';
COMMENT ON COLUMN report_line.pace IS
    'Tiến độ tới mục tiêu có hạn cuối, khi hạn còn ở phía trước | pace towards the target with the last due date, while it lies ahead';
COMMENT ON COLUMN report_line.forecast IS 'Dự báo đến hạn đó bằng một câu | where the pace leads, in one sentence';
COMMENT ON COLUMN report_line.note IS 'Ghi chú như in | note as printed';
COMMENT ON COLUMN report_line.reason IS
    'Lý do, khi kết quả do người quyết định | the reason, where a person decided the verdict';
COMMENT ON COLUMN report_line.explanation IS 'Giải thích bằng một câu | the verdict in one sentence';
COMMENT ON COLUMN report_line.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN report_line.code IS 'Mã chỉ tiêu | indicator code';
COMMENT ON COLUMN report_line.measured IS 'Có đo lường | measured, not only a heading';
COMMENT ON COLUMN report_line.counted IS
    'Được tính vào tổng: có đo lường, và không nằm dưới một chỉ tiêu có đo lường | counts in totals: measured, and under no measured indicator';
COMMENT ON COLUMN report_line.is_level IS 'Là chỉ tiêu định tính theo thang mức | judged on a scale of levels';
COMMENT ON COLUMN report_line.weight IS 'Trọng số | weight';
COMMENT ON COLUMN report_line.value IS
    'Giá trị không làm tròn; chỉ tiêu định tính: bậc | unrounded value; for a scale: the rank';
COMMENT ON COLUMN report_line.stage_code IS
    'Giai đoạn: estimate, preliminary, official | stage as a code';
COMMENT ON COLUMN report_line.is_sample IS 'Số liệu minh họa | invented sample figure';
COMMENT ON COLUMN report_line.source_id IS 'Nguồn | source';
COMMENT ON COLUMN report_line.period_end IS 'Ngày cuối của năm | last day of the year';
COMMENT ON COLUMN report_line.status IS
    'Kết quả; NULL: chỉ là tiêu đề | the verdict; NULL: only a heading';
COMMENT ON COLUMN report_line.rule_status IS 'Kết quả theo quy tắc | what the rule says';
COMMENT ON COLUMN report_line.assessment_id IS
    'Đánh giá do người quyết định | the decision of a person';
COMMENT ON COLUMN report_line.gap IS 'Chênh lệch so với mục tiêu | gap to the target';
COMMENT ON COLUMN report_line.attainment IS 'Mức đạt, % | attainment in percent';
COMMENT ON COLUMN report_line.due IS 'Hạn của mục tiêu đã dùng | due date of the target that judged';
COMMENT ON COLUMN report_line.cell IS 'Mục tiêu đã dùng như in | the target that judged, as printed';
COMMENT ON COLUMN report_line.goal IS 'Mục tiêu đã dùng | the target that judged';
COMMENT ON COLUMN report_line.comparison IS
    'Mục tiêu cùng hạn của phạm vi kia | the other scope''s target with the same due date';
COMMENT ON COLUMN report_line.lead_agency_ids IS 'Cơ quan chủ trì | lead agencies';
COMMENT ON COLUMN report_line.pace_due IS 'Hạn của mục tiêu ở phía trước | due date of the target ahead';
COMMENT ON COLUMN report_line.pace_goal IS 'Mục tiêu ở phía trước | the target ahead';
COMMENT ON COLUMN report_line.pace_status IS 'Tiến độ theo phương pháp A | pace by method A';
COMMENT ON COLUMN report_line.pace_is_sample IS
    'Tiến độ dựa trên số liệu minh họa | the pace rests on invented sample figures';
COMMENT ON COLUMN report_line.years IS 'Các năm có số liệu | years with a figure';
COMMENT ON COLUMN report_line.figures IS 'Số liệu các năm đó | figures of those years';
COMMENT ON COLUMN report_line.full_name IS
    'Nội dung chỉ tiêu kèm tên chỉ tiêu cha | name of the indicator with that of its parent';

/*
 * Words.
 */
CREATE FUNCTION in_language(lang text, vi text, en text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lang WHEN 'en' THEN coalesce(nullif(en, ''), vi) ELSE vi END;

COMMENT ON FUNCTION in_language(text, text, text) IS
    'Câu tiếng Việt hoặc tiếng Anh; thiếu tiếng Anh thì dùng tiếng Việt | the text in a language; Vietnamese where there is no English';

CREATE FUNCTION report_date(day date, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_char(day, in_language(lang, 'DD/MM/YYYY', 'YYYY-MM-DD'));

COMMENT ON FUNCTION report_date(date, text) IS
    'Ngày như in trong bảng | a date as printed in a table';

CREATE FUNCTION report_long_date(day date, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN lang = 'en' THEN to_char(day, 'YYYY-MM-DD')
    -- Of the months only January and February take a zero.
    WHEN day IS NOT NULL THEN format('ngày %s tháng %s năm %s', to_char(day, 'DD'),
                to_char(day, CASE WHEN extract(month FROM day) < 3 THEN 'MM' ELSE 'FMMM' END),
                to_char(day, 'YYYY'))
END;

COMMENT ON FUNCTION report_long_date(date, text) IS
    'Ngày như trong văn bản hành chính: ngày 02 tháng 7 năm 2024 | a date as official documents write it';

/*
 * Numbers.  A value is rounded for print only as far as the rounded one gets
 * the same verdict.
 */
CREATE FUNCTION report_decimals(goal socpolicy.target, decimals integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(decimals, scale(trim_scale(socpolicy.bound(goal))) + 2, 2);

COMMENT ON FUNCTION report_decimals(socpolicy.target, integer) IS
    'Số chữ số thập phân khi in: của chỉ tiêu, nếu không có thì hai số hơn mục tiêu | decimals to print: the indicator''s, else two more than the target''s';

CREATE FUNCTION report_rounded(value numeric, goal socpolicy.target, decimals integer) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce((SELECT round(value, d.n)
                 FROM generate_series(decimals, 20) AS d (n)
                 WHERE goal IS NULL
                    OR socpolicy.evaluate(round(value, d.n), goal) = socpolicy.evaluate(value, goal)
                 ORDER BY d.n
                 LIMIT 1),
                value);

COMMENT ON FUNCTION report_rounded(numeric, socpolicy.target, integer) IS
    'Giá trị làm tròn đến số chữ số đã định, nhiều hơn nếu kết quả sẽ đổi | a value rounded to so many decimals, to more where the verdict would change';

/* The library rounds likewise, but knows nothing of published decimals. */
CREATE FUNCTION report_number(value numeric, goal socpolicy.target, decimals integer, lang text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN decimals IS NULL THEN socpolicy.format_value(value, goal, lang)
            ELSE socpolicy.format_number(report_rounded(value, goal, decimals), lang) END;

COMMENT ON FUNCTION report_number(numeric, socpolicy.target, integer, text) IS
    'Giá trị như in: làm tròn nhưng không làm đổi kết quả | a value as printed: rounded, but never into another verdict';

CREATE FUNCTION report_gap(gap numeric, goal socpolicy.target, decimals integer, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN gap > 0 THEN '+' ELSE '' END || socpolicy.format_number(
    coalesce((SELECT round(gap, d.n)
              FROM generate_series(report_decimals(goal, decimals), 20) AS d (n)
              WHERE round(gap, d.n) <> 0
              ORDER BY d.n
              LIMIT 1),
             gap),
    lang);

COMMENT ON FUNCTION report_gap(numeric, socpolicy.target, integer, text) IS
    'Chênh lệch như in, có dấu | a gap as printed, with its sign';

CREATE FUNCTION report_cell(
    cell text,
    goal socpolicy.target,
    level_of integer,
    lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN lang = 'en' THEN coalesce(said.words, btrim(report_cell.cell))
                ELSE coalesce(nullif(btrim(report_cell.cell), ''), said.words) END
    FROM (SELECT CASE WHEN level_of IS NULL THEN socpolicy.format_target(goal, lang)
                      ELSE (SELECT in_language(lang, l.label_vi, l.label_en)
                            FROM level AS l
                            WHERE l.indicator_id = level_of AND l.rank = socpolicy.bound(goal))
                 END AS words) AS said;
END;

COMMENT ON FUNCTION report_cell(text, socpolicy.target, integer, text) IS
    'Ô mục tiêu: tiếng Việt như in, tiếng Anh viết lại từ mục tiêu đã đọc | a target cell: as printed, in English written anew from the target';

/*
 * The table.
 */
CREATE FUNCTION report_dues(plan_id integer, area_id integer, as_of timestamptz)
RETURNS TABLE (first_due date, last_due date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT min(t.due), nullif(max(t.due), min(t.due))
    FROM target_as_of(NULL, report_dues.as_of) AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id
    WHERE i.plan_id = report_dues.plan_id AND t.area_id = report_dues.area_id;
END;

COMMENT ON FUNCTION report_dues(integer, integer, timestamptz) IS
    'Hai hạn mà phụ lục in: hạn đầu và hạn cuối | the two due dates that the annex prints: the first and the last';

CREATE FUNCTION report_explanation(
    status socpolicy.compliance_status,
    value numeric,
    goal socpolicy.target,
    period_end date,
    unit text,
    level_result text,
    level_cell text,
    lang text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN level_cell IS NULL THEN
        socpolicy.explain(value, goal, period_end, unit_inside(unit), lang)
    ELSE socpolicy.status_label(status, lang) || ': '
         || coalesce(in_language(lang, 'mức ', 'level ') || '"' || level_result || '"',
                     in_language(lang, 'chưa có số liệu', 'no figure yet'))
         || in_language(lang, ' so với mục tiêu ', ' against the target ') || '"' || level_cell || '"'
         || CASE WHEN status = 'not_due'
                 THEN in_language(lang, ', hạn đến ngày ', ', due on ')
                      || report_date(socpolicy.due(goal), lang) ELSE '' END || '.'
END;

COMMENT ON FUNCTION report_explanation(socpolicy.compliance_status, numeric, socpolicy.target, date, text, text, text, text) IS
    'Kết quả theo quy tắc bằng một câu, kể cả chỉ tiêu định tính | the rule''s verdict in one sentence, levels included';

CREATE FUNCTION report_lines(
    plan_id integer,
    area_id integer,
    year integer,
    scope text,
    as_of timestamptz,
    lang text)
RETURNS SETOF report_line
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- Each once, whatever the planner believes about tables without statistics.
    WITH verdict AS MATERIALIZED (
        SELECT v.indicator_id, v.scope, v.value, v.stage, v.is_sample, v.source_id,
               v.status, v.rule_status, v.assessment_id, v.gap, v.attainment, v.due, v.cell, v.goal
        FROM verdict_as_of(report_lines.year, NULL, report_lines.as_of) AS v
        WHERE v.plan_id = report_lines.plan_id AND v.area_id = report_lines.area_id
    ), y AS MATERIALIZED (
        SELECT e.first_due, e.last_due
        FROM report_dues(report_lines.plan_id, report_lines.area_id, report_lines.as_of) AS e
    ), ahead AS MATERIALIZED (
        SELECT DISTINCT ON (p.indicator_id)
               p.indicator_id, p.indicator_target_id, p.due, p.goal, p.status_a, p.reason_a,
               p.is_sample, p.years, p.figures
        FROM target_pace(report_lines.year, NULL, report_lines.as_of) AS p
        WHERE p.plan_id = report_lines.plan_id AND p.area_id = report_lines.area_id
          AND p.scope = report_lines.scope AND p.due > make_date(report_lines.year, 12, 31)
        ORDER BY p.indicator_id, p.due DESC
    ), outlook AS MATERIALIZED (
        SELECT o.indicator_target_id, o.text_vi, o.text_en
        FROM pace_text(report_lines.year, NULL, report_lines.as_of) AS o
        WHERE o.plan_id = report_lines.plan_id AND o.area_id = report_lines.area_id
    )
    SELECT i.sort_order, c.number, in_language(report_lines.lang, c.title_vi, c.title_en), c.title_inferred,
           CASE WHEN NOT i.code_inferred THEN i.code
                WHEN i.parent_id IS NOT NULL THEN '-'
                ELSE '(' || i.code || ')' END,
           in_language(report_lines.lang, i.name_vi, i.name_en),
           in_language(report_lines.lang, u.label, u.label_en),
           printed.national_first, printed.national_second, printed.local_first, printed.local_second,
           held.leads, held.coordinating,
           shown.result,
           code_inside('stage', judged.stage, report_lines.lang),
           socpolicy.status_label(judged.status, report_lines.lang),
           CASE WHEN shown.level_of IS NULL THEN report_gap(judged.gap, judged.goal, i.decimals, report_lines.lang) END,
           code_label('progress', ahead.status_a::text, report_lines.lang)
               || coalesce(' (' || CASE WHEN ahead.status_a = 'not_available' THEN
                      in_language(report_lines.lang, pace_reason_vi(ahead.reason_a), ahead.reason_a) END || ')', ''),
           in_language(report_lines.lang, outlook.text_vi, outlook.text_en),
           i.note,
           in_language(report_lines.lang, d.reason_vi, d.reason_en),
           CASE WHEN i.measured THEN
               report_explanation(judged.rule_status, judged.value, judged.goal, judged.period_end,
                                  in_language(report_lines.lang, u.label, u.label_en),
                                  shown.result,
                                  CASE WHEN shown.level_of IS NOT NULL THEN shown.cell END,
                                  report_lines.lang) END,
           i.indicator_id, i.code, i.measured,
           place.is_counted,
           u.kind IS NOT DISTINCT FROM 'level',
           i.weight, judged.value, judged.stage, judged.is_sample, judged.source_id, judged.period_end,
           judged.status, judged.rule_status, judged.assessment_id, judged.gap, judged.attainment,
           judged.due, shown.cell, judged.goal,
           CASE WHEN other.due = judged.due THEN other.goal END,
           coalesce(held.lead_agency_ids, '{}'),
           ahead.due, ahead.goal, ahead.status_a, ahead.is_sample, ahead.years, ahead.figures,
           in_language(report_lines.lang, place.full_name_vi, place.full_name_en)
    FROM indicator AS i
    JOIN sector AS c ON c.sector_id = i.sector_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    JOIN indicator_place AS place ON place.indicator_id = i.indicator_id
    JOIN indicator_in_sight AS seen ON seen.indicator_id = i.indicator_id
    LEFT JOIN verdict AS v ON v.indicator_id = i.indicator_id AND v.scope = report_lines.scope
    LEFT JOIN verdict AS other ON other.indicator_id = i.indicator_id AND other.scope <> report_lines.scope
    LEFT JOIN ahead ON ahead.indicator_id = i.indicator_id
    LEFT JOIN outlook ON outlook.indicator_target_id = ahead.indicator_target_id
    -- What nobody promised in this scope has its figure all the same.
    CROSS JOIN LATERAL (
        SELECT coalesce(v.value, other.value) AS value, coalesce(v.stage, other.stage) AS stage,
               coalesce(v.is_sample, other.is_sample) AS is_sample,
               coalesce(v.source_id, other.source_id) AS source_id,
               make_date(report_lines.year, 12, 31) AS period_end,
               coalesce(v.status, CASE WHEN i.measured THEN 'no_target'::socpolicy.compliance_status END) AS status,
               coalesce(v.rule_status, CASE WHEN i.measured THEN 'no_target'::socpolicy.compliance_status END) AS rule_status,
               v.assessment_id, v.gap, v.attainment, v.due, v.cell, v.goal) AS judged
    LEFT JOIN assessment AS d ON d.assessment_id = judged.assessment_id
    CROSS JOIN LATERAL (
        SELECT CASE WHEN u.kind = 'level' THEN i.indicator_id END AS level_of) AS scale
    CROSS JOIN LATERAL (
        SELECT scale.level_of,
               CASE WHEN scale.level_of IS NULL
                    THEN report_number(judged.value, judged.goal, i.decimals, report_lines.lang)
                    ELSE (SELECT in_language(report_lines.lang, l.label_vi, l.label_en)
                          FROM level AS l
                          WHERE l.indicator_id = i.indicator_id AND l.rank = judged.value) END AS result,
               report_cell(judged.cell, judged.goal, scale.level_of, report_lines.lang) AS cell) AS shown
    LEFT JOIN LATERAL (
        SELECT max(t.words) FILTER (WHERE t.scope = 'national' AND t.due = y.first_due) AS national_first,
               max(t.words) FILTER (WHERE t.scope = 'national' AND t.due = y.last_due) AS national_second,
               max(t.words) FILTER (WHERE t.scope = 'local' AND t.due = y.first_due) AS local_first,
               max(t.words) FILTER (WHERE t.scope = 'local' AND t.due = y.last_due) AS local_second
        FROM (SELECT p.scope, p.due,
                     report_cell(p.cell, p.goal, scale.level_of, report_lines.lang) AS words
              FROM target_as_of(NULL, report_lines.as_of) AS p
              WHERE p.indicator_id = i.indicator_id AND p.area_id = report_lines.area_id) AS t
        CROSS JOIN y) AS printed ON true
    LEFT JOIN LATERAL (
        SELECT array_agg(r.agency_id ORDER BY r.sort_order, r.agency_id)
                   FILTER (WHERE r.role = 'lead') AS lead_agency_ids,
               string_agg(in_language(report_lines.lang, a.name_vi, a.name_en), '; ' ORDER BY r.sort_order, r.agency_id)
                   FILTER (WHERE r.role = 'lead') AS leads,
               string_agg(in_language(report_lines.lang, a.name_vi, a.name_en), '; ' ORDER BY r.sort_order, r.agency_id)
                   FILTER (WHERE r.role = 'coordinating') AS coordinating
        FROM responsibility_as_of(NULL, report_lines.as_of) AS r
        JOIN agency AS a ON a.agency_id = r.agency_id
        WHERE r.indicator_id = i.indicator_id) AS held ON true
    WHERE i.plan_id = report_lines.plan_id
    ORDER BY i.sort_order;
END;

COMMENT ON FUNCTION report_lines(integer, integer, integer, text, timestamptz, text) IS
    'Các dòng của báo cáo theo khóa; báo cáo gọi report_table | the lines of a report by keys; callers use report_table';

CREATE FUNCTION report_area(plan text, year integer, area text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
BEGIN
    IF area IS NOT NULL THEN
        RETURN require_area(area, make_date(year, 12, 31));
    END IF;
    RETURN (SELECT p.area_id FROM plan AS p WHERE p.plan_id = known_plan(report_area.plan));
END
$$;

COMMENT ON FUNCTION report_area(text, integer, text) IS
    'Địa phương của báo cáo: địa phương đã nêu, nếu không thì của kế hoạch | the area of a report: as named, else the plan''s own';

CREATE FUNCTION report_table(
    plan text,
    year integer,
    scope text DEFAULT 'local',
    as_of timestamptz DEFAULT NULL,
    lang text DEFAULT 'vi',
    area text DEFAULT NULL)
RETURNS SETOF report_line
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    the_plan CONSTANT integer := known_plan(plan);
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

    the_area := report_area(plan, year, area);
    IF (SELECT d.first_due FROM report_dues(the_plan, the_area, as_of) AS d) IS NULL THEN
        RAISE EXCEPTION 'plan "%" promises nothing for this area', plan
            USING ERRCODE = 'no_data_found',
                  DETAIL = CASE WHEN as_of IS NULL THEN 'It has no target in force today.'
                                ELSE 'No target was known at that moment.' END;
    END IF;
    RETURN QUERY SELECT l.* FROM report_lines(the_plan, the_area, year, scope, as_of, lang) AS l
                 ORDER BY l.sort_order;
END
$$;

COMMENT ON FUNCTION report_table(text, integer, text, timestamptz, text, text) IS
    'Phụ lục kèm kết quả một năm, theo thứ tự và cột như in, mỗi dòng in một dòng; cả trang in và bảng Excel đều lấy từ đây | the annex with a year''s results, in printed order and columns, one row per printed line; both printers take it from here';

/*
 * HTML.  All text that comes from data goes through html_escape.
 */
CREATE FUNCTION html_escape(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN replace(replace(replace(replace(replace(
    regexp_replace(words, '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]', '', 'g'),
    '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;');

COMMENT ON FUNCTION html_escape(text) IS
    'Chữ để đặt vào trang HTML, không ký tự điều khiển | text to be put into a page of HTML, without control characters';

CREATE FUNCTION html_table(class text, heads text[], rows text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<table class="%s" border="1" cellspacing="0" cellpadding="3">\n<thead><tr>%s</tr></thead>\n<tbody>\n', class,
              (SELECT string_agg('<th scope="col">' || html_escape(h.words) || '</th>', '' ORDER BY h.n)
               FROM unnest(heads) WITH ORDINALITY AS h (words, n)))
       || rows || E'</tbody>\n</table>\n';

COMMENT ON FUNCTION html_table(text, text[], text) IS
    'Bảng với các tiêu đề cột; các dòng đã là HTML; không có dòng nào: NULL | a table with column heads; its rows are HTML already; NULL without rows';

CREATE FUNCTION html_row(VARIADIC cells text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<tr>' || (SELECT string_agg('<td>' || coalesce(html_escape(c.words), '') || '</td>', '' ORDER BY c.n)
                  FROM unnest(cells) WITH ORDINALITY AS c (words, n)) || E'</tr>\n';

COMMENT ON FUNCTION html_row(text[]) IS
    'Một dòng của bảng, từng ô đã thoát ký tự | a row of a table, its cells escaped';

CREATE FUNCTION report_section(number text, title text, body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<h2>%s. %s</h2>\n%s\n', number, html_escape(title), body);

COMMENT ON FUNCTION report_section(text, text, text) IS 'Một mục của báo cáo | a section of the report';

/* Nothing is fetched: fonts are the reader's own, pictures are in the page. */
CREATE FUNCTION report_css() RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN $css$
@page { size: A4 landscape; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt "Times New Roman", "Liberation Serif", serif; } }
@page :first { @top-center { content: none; } }
body { font: 13pt/1.35 "Times New Roman", "Liberation Serif", serif; color: #000; background: #fff; max-width: 252mm; margin: 0 auto; }
p { margin: 4pt 0; }
.text, .basis { text-align: justify; }
h1 { font: bold 14pt "Times New Roman", "Liberation Serif", serif; text-align: center; margin: 14pt 0 0; }
h2 { font: bold 13pt "Times New Roman", "Liberation Serif", serif; margin: 14pt 0 4pt; break-after: avoid; }
.capitals { text-transform: uppercase; }
.centre { text-align: center; }
.rule { width: 30mm; border-top: 1px solid #000; margin: 3pt auto 8pt; }
.basis { font-style: italic; }
.sample { border: 1.5pt solid #000; padding: 4pt 8pt; font-weight: bold; text-align: center; }
.small, small { font-size: 85%; }
.annex small { font-size: 90%; }
table { border-collapse: collapse; width: 99.7%; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
td, th { vertical-align: top; padding: 2pt 3pt; }
.lines { font-size: 11pt; margin: 4pt 0 6pt; }
.lines td, .lines th, .annex td, .annex th { border: 0.75pt solid #444; }
.lines th, .annex th { background: #eee; text-align: center; vertical-align: middle; }
.number { text-align: center; white-space: nowrap; }
.total td, .group td { font-weight: bold; }
.group { break-after: avoid; }
.group td { background: #f4f4f4; }
.detail td { font-style: italic; }
.head td { padding: 0; }
.sign td { padding-top: 14pt; }
.annex { font-size: 9pt; line-height: 1.2; table-layout: fixed; }
.annex td { overflow-wrap: break-word; padding: 2pt; }
.new-page { break-before: page; }
svg { display: block; max-width: 100%; height: auto; }
.summary th:last-child { width: 48mm; }
.explained th { width: 18%; }
.explained th:first-child { width: 5%; }
.explained th:nth-child(2) { width: 37%; }
.explained th:last-child { width: 40%; }
.exceeded .icon { color: #00497a; } .met .icon { color: #00776e; } .near .icon { color: #8a5400; }
.missed .icon { color: #b3300c; } .not_due .icon { color: #4f76a3; }
.missed .verdict { font-weight: bold; }
.achieved .icon { color: #00497a; } .on_track .icon { color: #00776e; } .moderate .icon { color: #8a5400; }
.limited .icon { color: #b3300c; } .deteriorating .icon { color: #7a1a00; } .not_available .icon { color: #606060; }
.pace th { width: 21%; }
.pace th:first-child { width: 6%; }
.pace th:nth-child(3), .pace th:nth-child(4) { width: 15.5%; }
$css$;

COMMENT ON FUNCTION report_css() IS
    'Cách trình bày trang in: A4 ngang, tiêu đề bảng lặp lại | how the page is laid out: A4 landscape, table heads repeated';

/*
 * Head and foot as official documents have them.  Number, date and signer
 * are those of a signed report if the page shows what was known when it was
 * signed, and otherwise left to be filled in.
 */
CREATE FUNCTION report_signing(plan_id integer, year integer, scope text, as_of timestamptz)
RETURNS TABLE (number text, issued_on date, signer text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT d.number, d.issued_on, g.signer
    FROM signed_report AS g
    LEFT JOIN document AS d ON d.document_id = g.document_id
    WHERE g.plan_id = report_signing.plan_id AND g.year = report_signing.year
      AND (g.scope IS NULL OR g.scope = report_signing.scope)
      AND g.signed_at = report_signing.as_of
    ORDER BY g.signed_report_id DESC
    LIMIT 1;
END;

COMMENT ON FUNCTION report_signing(integer, integer, text, timestamptz) IS
    'Số, ngày và người ký của báo cáo được chốt đúng vào thời điểm này | number, date and signer of the report that was signed at exactly this moment';

CREATE FUNCTION report_place(name text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lang WHEN 'en' THEN name ELSE regexp_replace(name, '^(Tỉnh|Thành phố) ', '') END;

COMMENT ON FUNCTION report_place(text, text) IS
    'Địa danh: tên không kèm cấp | the place in a dateline: the name without its level';

CREATE FUNCTION report_head(
    plan_id integer,
    area_id integer,
    year integer,
    scope text,
    as_of timestamptz,
    lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<table class="head" width="100%%"><tr>\n<td width="50%%" align="center"><span class="capitals">%s</span><br><b class="capitals">%s</b><div class="rule"></div>%s</td>\n'
                  || E'<td width="50%%" align="center"><b class="capitals">%s</b><br><b>%s</b><div class="rule"></div><i>%s</i></td>\n</tr></table>\n'
                  || E'<h1 class="capitals">%s</h1>\n<p class="centre"><b>%s</b></p>\n<div class="rule"></div>\n',
                  CASE WHEN whose.name IS NULL THEN '' ELSE html_escape(upper_body.name) END,
                  coalesce(html_escape(coalesce(whose.name, upper_body.name)), '……………………'),
                  html_escape(in_language(lang, 'Số: ', 'No. ') || coalesce(signed.number, '………/BC-………')),
                  in_language(lang, 'Cộng hòa xã hội chủ nghĩa Việt Nam', 'Socialist Republic of Viet Nam'),
                  in_language(lang, 'Độc lập - Tự do - Hạnh phúc', 'Independence - Freedom - Happiness'),
                  html_escape(CASE WHEN own.it THEN report_place(in_language(lang, a.name_vi, a.name_en), lang)
                                   ELSE '……………' END || ', '
                              || coalesce(report_long_date(signed.issued_on, lang),
                                          in_language(lang, 'ngày …… tháng …… năm ………', '………-……-……'))),
                  in_language(lang, 'Báo cáo', 'Report'),
                  html_escape(in_language(lang, 'Kết quả năm ' || report_head.year || ' thực hiện ' || p.title_vi,
                                          'Results of ' || report_head.year || ': ' || coalesce(p.title_en, p.title_vi))
                              || CASE WHEN own.it THEN '' ELSE
                                      in_language(lang, ' tại ' || a.name_vi,
                                                  ' in ' || coalesce(a.name_en, a.name_vi)) END))
           || coalesce(format(E'<p class="centre">%s</p>\n',
                              html_escape(in_language(lang, 'Kính gửi: ' || whose.addressee_vi,
                                                      'To: ' || whose.addressee_en) || '.')), '')
    FROM plan AS p
    JOIN document AS d ON d.document_id = p.document_id
    JOIN area AS a ON a.area_id = report_head.area_id
    CROSS JOIN LATERAL (SELECT p.area_id = a.area_id AS it) AS own
    -- A document names its issuer in Vietnamese only; the agency of that name may have another.
    CROSS JOIN LATERAL (
        SELECT CASE WHEN own.it THEN
            in_language(lang, d.issuer, (SELECT min(b.name_en) FROM agency AS b WHERE b.name_vi = d.issuer)) END AS name) AS upper_body
    LEFT JOIN report_signing(report_head.plan_id, report_head.year, report_head.scope, report_head.as_of) AS signed ON true
    LEFT JOIN LATERAL (
        SELECT in_language(lang, c.name_vi, c.name_en) AS name,
               r.name_vi AS addressee_vi, coalesce(r.name_en, r.name_vi) AS addressee_en
        FROM report_obligation(report_head.year, report_head.as_of) AS o
        JOIN agency AS c ON c.agency_id = o.consolidator_id
        JOIN agency AS r ON r.agency_id = o.addressee_id
        WHERE o.plan_id = p.plan_id AND own.it
        ORDER BY o.tier
        LIMIT 1) AS whose ON true
    WHERE p.plan_id = report_head.plan_id;
END;

COMMENT ON FUNCTION report_head(integer, integer, integer, text, timestamptz, text) IS
    'Phần đầu văn bản: cơ quan, Quốc hiệu, số, địa danh, tên loại và trích yếu | head of the document: issuer, state, number, dateline, kind and abstract';

CREATE FUNCTION report_bases(plan_id integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT string_agg('<p class="basis">' || html_escape(b.words)
                      || CASE WHEN b.n = b.last_n THEN '.' ELSE ';' END || '</p>', E'\n' ORDER BY b.n) || E'\n'
    FROM (SELECT in_language(lang, 'Căn cứ ' || d.kind || ' số ' || d.number || ' ' || report_long_date(d.issued_on, 'vi')
                                   || ' của ' || d.issuer,
                             'Pursuant to ' || d.kind || ' ' || d.number || ' of ' || report_long_date(d.issued_on, 'en')
                                   || ', ' || d.issuer)
                 || coalesce(' (' || nullif(d.title, '') || ')', '') AS words,
                 row_number() OVER (ORDER BY basis.rank, d.issued_on, d.document_id) AS n,
                 count(*) OVER () AS last_n
          FROM plan AS p
          CROSS JOIN LATERAL (
              SELECT r.other_id AS document_id, 1 AS rank
              FROM document_relation AS r
              WHERE r.document_id = p.document_id AND r.relation IN ('implements', 'cites')
              UNION
              SELECT p.document_id, 2
              UNION
              SELECT r.document_id, 3
              FROM document_relation AS r
              WHERE r.other_id = p.document_id AND r.relation = 'amends') AS basis
          JOIN document AS d ON d.document_id = basis.document_id
          WHERE p.plan_id = report_bases.plan_id
            AND d.issued_on <= as_of_day(NULL, report_bases.as_of)) AS b;
END;

COMMENT ON FUNCTION report_bases(integer, timestamptz, text) IS
    'Các căn cứ: văn bản mà kế hoạch thực hiện, kế hoạch, và văn bản sửa đổi | legal bases: what the plan implements, the plan, and what amends it';

CREATE FUNCTION report_foot(plan_id integer, year integer, scope text, as_of timestamptz, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<table class="sign" width="100%%"><tr>\n<td width="50%%" class="small"><b><i>%s</i></b><br>- ……………………;<br>- ……………………;<br>- ……………………</td>\n'
                  || E'<td width="50%%" align="center"><b>%s</b><br><i>%s</i><br><br><br><br><b>%s</b></td>\n</tr></table>\n',
                  in_language(lang, 'Nơi nhận:', 'Recipients:'),
                  in_language(lang, '(QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ)', '(AUTHORITY AND OFFICE OF THE SIGNER)'),
                  in_language(lang, '(Chữ ký, họ và tên)', '(Signature and name)'),
                  coalesce(html_escape((SELECT s.signer
                                        FROM report_signing(report_foot.plan_id, report_foot.year,
                                                            report_foot.scope, report_foot.as_of) AS s)),
                           '……………………'));
END;

COMMENT ON FUNCTION report_foot(integer, integer, text, timestamptz, text) IS
    'Nơi nhận và chỗ ký, để điền | recipients and signature, to be filled in';

/*
 * Summary: counts only, never a mean of percentages; the unevaluated apart.
 */
CREATE FUNCTION report_tally(lines report_line[]) RETURNS socpolicy.tally
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT socpolicy.tally_agg(l.status, l.weight) FROM unnest(lines) AS l WHERE l.counted);

COMMENT ON FUNCTION report_tally(report_line[]) IS
    'Đếm các dòng được tính, mỗi dòng một lần | the lines that count, each once';

CREATE FUNCTION report_counts(counts socpolicy.tally) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[socpolicy.exceeded(counts), socpolicy.met(counts), socpolicy.near(counts),
             socpolicy.missed(counts), socpolicy.not_due(counts), socpolicy.no_data(counts),
             socpolicy.no_target(counts)]::integer[];

COMMENT ON FUNCTION report_counts(socpolicy.tally) IS
    'Bảy số đếm theo thứ tự của kết quả | the seven counts in the order of the verdicts';

/*
 * Signs in the bar are drawn, not written: a word processor that does not
 * know SVG shows its texts.
 */
CREATE FUNCTION report_stack_svg(counts integer[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="180" height="18" viewBox="0 0 180 18"><title>'
        || coalesce(string_agg(b.word || ': ' || b.n, ', ' ORDER BY b.rank), '') || '</title>'
        || coalesce(string_agg(
               format('<rect x="%s" y="1.5" width="%s" height="15" fill="%s" stroke="%s"%s/>',
                      round(b.start, 1), round(b.width, 1), b.fill, b.stroke,
                      CASE b.status WHEN 'no_data' THEN ' stroke-dasharray="2 2"' ELSE '' END)
               || CASE WHEN b.width >= 13
                       THEN format('<path transform="translate(%s 3)" d="%s" fill="%s" stroke="%s" stroke-width="1.5"/>',
                                   round(b.start + b.width / 2 - 6, 1), b.sign,
                                   CASE b.status WHEN 'exceeded' THEN '#fff' ELSE 'none' END, b.ink)
                       ELSE '' END,
               '' ORDER BY b.rank), '')
        || '</svg>'
    FROM (SELECT socpolicy.status_label(s.status, lang) AS word, s.status, s.rank, s.n,
                 k.fill, k.stroke, k.ink, k.sign,
                 178.0 * s.n / sum(s.n) OVER () AS width,
                 1 + 178.0 * (sum(s.n) OVER (ORDER BY s.rank) - s.n) / sum(s.n) OVER () AS start
          FROM unnest(enum_range(NULL::socpolicy.compliance_status), counts) WITH ORDINALITY AS s (status, n, rank)
          -- What was judged is filled, what was not is hollow; signs as in the other pictures.
          JOIN (VALUES
              ('exceeded'::socpolicy.compliance_status, '#00497a', '#fff', '#fff',
               'M6 1L7.3 4.5 11 4.7 8.1 7 9.1 10.6 6 8.6 2.9 10.6 3.9 7 1 4.7 4.7 4.5Z'),
              ('met', '#00776e', '#fff', '#fff', 'M3 6.2L5.2 8.6 9.2 3.8'),
              ('near', '#f0b040', '#fff', '#000', 'M6 1.5L11 10.5H1ZM6 4.5V7.5M6 8.5V9.5'),
              ('missed', '#b3300c', '#fff', '#fff', 'M3.2 3.2L8.8 8.8M8.8 3.2L3.2 8.8'),
              ('not_due', '#fff', '#4f76a3', '#4f76a3', 'M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1ZM6 3.5V6L8 7.2'),
              ('no_data', '#fff', '#808080', '#606060', 'M4 4.6A2.1 2.1 0 1 1 6 6.6V8M6 9.2V10.4'),
              ('no_target', '#ececec', '#808080', '#606060', 'M3 6H9')
              ) AS k (status, fill, stroke, ink, sign) ON k.status = s.status
          WHERE s.n > 0) AS b);

COMMENT ON FUNCTION report_stack_svg(integer[], text) IS
    'Thanh xếp chồng các số đếm theo kết quả | the counts by verdict as a stacked bar';

CREATE FUNCTION report_share(counts socpolicy.tally) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN socpolicy.evaluated(counts) = 0 THEN '–'
            ELSE (socpolicy.exceeded(counts) + socpolicy.met(counts)) || '/' || socpolicy.evaluated(counts) END;

COMMENT ON FUNCTION report_share(socpolicy.tally) IS
    'Số đạt và vượt trên số được đánh giá, như 28/30 | met and exceeded of evaluated, as 28/30';

CREATE FUNCTION report_summary_row(class text, label text, counts socpolicy.tally, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<tr class="%s"><td>%s</td><td class="number">%s</td><td class="number"><b>%s</b></td>%s<td>%s</td></tr>\n',
              class, html_escape(label), socpolicy.total(counts), report_share(counts),
              (SELECT string_agg('<td class="number">' || c.n || '</td>', '' ORDER BY c.rank)
               FROM unnest(report_counts(counts)) WITH ORDINALITY AS c (n, rank)),
              report_stack_svg(report_counts(counts), lang));

COMMENT ON FUNCTION report_summary_row(text, text, socpolicy.tally, text) IS
    'Một dòng của bảng tổng hợp | a row of a summary table';

CREATE FUNCTION report_summary_heads(first_head text, lang text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[first_head, in_language(lang, 'Số chỉ tiêu', 'Indicators'),
             in_language(lang, 'Đạt và vượt / được đánh giá', 'Met and exceeded / evaluated')]
    || (SELECT array_agg(code_icon('status', s.status::text) || ' ' || socpolicy.status_label(s.status, lang) ORDER BY s.status)
        FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s (status))
    || ARRAY[in_language(lang, 'Biểu đồ', 'Chart')];

COMMENT ON FUNCTION report_summary_heads(text, text) IS
    'Tiêu đề cột của bảng tổng hợp | column heads of a summary table';

CREATE FUNCTION report_sentence(counts socpolicy.tally, year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lang
    WHEN 'en' THEN format(
        'Judged by the %s targets, %s indicators were met or exceeded in %s (%s exceeded, %s met); %s are near and %s missed. '
        || '%s indicators could not be evaluated: %s not yet due, %s without data, %s without a target.',
        code_inside('scope', scope, lang), report_share(counts), year,
        socpolicy.exceeded(counts), socpolicy.met(counts), socpolicy.near(counts), socpolicy.missed(counts),
        socpolicy.total(counts) - socpolicy.evaluated(counts),
        socpolicy.not_due(counts), socpolicy.no_data(counts), socpolicy.no_target(counts))
        || CASE WHEN socpolicy.weighted_met_rate(counts) <> socpolicy.met_rate(counts)
                THEN format(' By weight %s%% were met or exceeded.',
                            socpolicy.format_number(round(socpolicy.weighted_met_rate(counts), 1), 'en')) ELSE '' END
    ELSE format(
        'Năm %s, đánh giá theo mục tiêu %s: %s chỉ tiêu đạt và vượt (vượt %s, đạt %s), gần đạt %s, chưa đạt %s. '
        || 'Chưa đánh giá %s chỉ tiêu, gồm: %s chưa đến hạn, %s chưa có số liệu, %s không có mục tiêu.',
        year, code_inside('scope', scope, lang), report_share(counts),
        socpolicy.exceeded(counts), socpolicy.met(counts), socpolicy.near(counts), socpolicy.missed(counts),
        socpolicy.total(counts) - socpolicy.evaluated(counts),
        socpolicy.not_due(counts), socpolicy.no_data(counts), socpolicy.no_target(counts))
        || CASE WHEN socpolicy.weighted_met_rate(counts) <> socpolicy.met_rate(counts)
                THEN format(' Tính theo trọng số, tỷ lệ đạt và vượt là %s%%.',
                            socpolicy.format_number(round(socpolicy.weighted_met_rate(counts), 1), 'vi')) ELSE '' END
END;

COMMENT ON FUNCTION report_sentence(socpolicy.tally, integer, text, text) IS
    'Kết quả chung bằng lời | the overall result in words';

CREATE FUNCTION report_summary(lines report_line[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<p class="text">%s</p>\n%s%s<p class="small">%s</p>\n',
        html_escape(report_sentence(report_tally(lines), report_summary.year, report_summary.scope, lang)),
        html_table('lines summary', report_summary_heads(in_language(lang, 'Nhóm chỉ tiêu', 'Sector'), lang),
            (SELECT string_agg(report_summary_row('', s.number || '. ' || s.title, s.counts, lang), '' ORDER BY s.number)
             FROM (SELECT l.sector_number AS number, l.sector_title AS title,
                          socpolicy.tally_agg(l.status, l.weight) AS counts
                   FROM unnest(lines) AS l
                   WHERE l.counted
                   GROUP BY l.sector_number, l.sector_title) AS s)
            || report_summary_row('total', in_language(lang, 'Cả kế hoạch', 'Plan'), report_tally(lines), lang)),
        html_table('lines summary', report_summary_heads(in_language(lang, 'Cơ quan chủ trì', 'Lead agency'), lang),
            (SELECT string_agg(report_summary_row('', s.name, s.counts, lang), '' ORDER BY s.agency_id)
             FROM (SELECT led.agency_id,
                          coalesce(in_language(lang, a.name_vi, a.name_en),
                                   in_language(lang, 'Không có cơ quan chủ trì', 'No lead agency')) AS name,
                          socpolicy.tally_agg(l.status, l.weight) AS counts
                   FROM unnest(lines) AS l
                   LEFT JOIN LATERAL unnest(l.lead_agency_ids) AS led (agency_id) ON true
                   LEFT JOIN agency AS a ON a.agency_id = led.agency_id
                   WHERE l.counted
                   GROUP BY led.agency_id, a.name_vi, a.name_en) AS s)
            || report_summary_row('total', in_language(lang, 'Cả kế hoạch, mỗi chỉ tiêu một lần', 'Plan, each indicator once'),
                                  report_tally(lines), lang)),
        html_escape(in_language(lang,
            'Cách đếm: dòng con của một chỉ tiêu có đo lường chi tiết hóa chỉ tiêu đó nên in mà không tính vào tổng ('
            || coalesce((SELECT string_agg(l.code, ', ' ORDER BY l.sort_order) FROM unnest(lines) AS l
                         WHERE l.measured AND NOT l.counted), 'không có dòng nào')
            || '); dòng con của dòng tiêu đề được tính. Chỉ tiêu đồng chủ trì được tính cho từng cơ quan chủ trì, nên các dòng cơ quan không cộng thành tổng của kế hoạch. '
            || 'Tỷ lệ chỉ đếm chỉ tiêu, không lấy bình quân các giá trị phần trăm. '
            || 'Biểu đồ theo thứ tự cột từ trái sang: phần tô đặc là được đánh giá, phần để trống là chưa đánh giá.',
            'How it is counted: a sub-row of a measured indicator details it, and is printed but not counted ('
            || coalesce((SELECT string_agg(l.code, ', ' ORDER BY l.sort_order) FROM unnest(lines) AS l
                         WHERE l.measured AND NOT l.counted), 'there is none')
            || '); sub-rows of a mere heading are counted. An indicator with several leads counts for each, so the rows of agencies do not add up to the plan. '
            || 'Indicators are counted; percentages are never averaged. '
            || 'Charts follow the columns from left to right: what was evaluated is filled, what was not is hollow.')));
END;

COMMENT ON FUNCTION report_summary(report_line[], integer, text, text) IS
    'Kết quả chung, theo nhóm và theo cơ quan chủ trì | results overall, by sector and by lead agency';

/*
 * Sections about single indicators.
 */
CREATE FUNCTION report_reason(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN line.assessment_id IS NOT NULL THEN
    in_language(lang, 'Do người quyết định, không theo quy tắc: ', 'Decided by a person, not by the rule: ')
    || coalesce(line.reason, '') END;

COMMENT ON FUNCTION report_reason(report_line, text) IS
    'Lý do của kết quả do người quyết định | the reason of a verdict that a person decided';

CREATE FUNCTION report_indicator_rows(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(html_row(
            l.code,
            l.full_name || CASE WHEN l.counted THEN ''
                                ELSE in_language(lang, ' (chi tiết, không tính vào tổng)', ' (a detail, not counted)') END,
            l.leads,
            code_icon('status', l.status::text) || ' '
            || CASE WHEN l.assessment_id IS NULL THEN l.explanation
                    ELSE l.verdict || '. ' || report_reason(l, lang)
                         || in_language(lang, ' (Theo quy tắc: ', ' (By the rule: ') || l.explanation || ')' END),
        '' ORDER BY l.sort_order)
        FROM unnest(lines) AS l);

COMMENT ON FUNCTION report_indicator_rows(report_line[], text) IS
    'Mỗi chỉ tiêu một dòng kèm giải thích | a row per indicator, explained';

CREATE FUNCTION report_indicator_table(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(html_table('lines explained',
                           ARRAY[in_language(lang, 'Mã', 'Code'), in_language(lang, 'Chỉ tiêu', 'Indicator'),
                                 in_language(lang, 'Chủ trì', 'Lead'), in_language(lang, 'Giải thích', 'Explanation')],
                           report_indicator_rows(lines, lang)),
                '<p>' || in_language(lang, 'Không có.', 'None.') || '</p>');

COMMENT ON FUNCTION report_indicator_table(report_line[], text) IS
    'Bảng các chỉ tiêu kèm giải thích, hoặc "Không có" | a table of indicators explained, or "None"';

CREATE FUNCTION report_missed(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN report_indicator_table(
    (SELECT array_agg(l ORDER BY l.sort_order) FROM unnest(lines) AS l WHERE l.status IN ('near', 'missed')), lang);

COMMENT ON FUNCTION report_missed(report_line[], text) IS
    'Chỉ tiêu chưa đạt và gần đạt, mỗi chỉ tiêu một câu giải thích | indicators missed or near, one sentence each';

CREATE FUNCTION report_without_value(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN report_indicator_table(
    (SELECT array_agg(l ORDER BY l.sort_order) FROM unnest(lines) AS l WHERE l.measured AND l.value IS NULL), lang);

COMMENT ON FUNCTION report_without_value(report_line[], text) IS
    'Chỉ tiêu chưa có số liệu của năm | indicators without a figure of the year';

CREATE FUNCTION report_decided(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN report_indicator_table(
    (SELECT array_agg(l ORDER BY l.sort_order) FROM unnest(lines) AS l WHERE l.assessment_id IS NOT NULL), lang);

COMMENT ON FUNCTION report_decided(report_line[], text) IS
    'Kết quả do người quyết định thay cho quy tắc | verdicts that a person decided in place of the rule';

/*
 * The way to the targets that lie ahead.
 */
CREATE FUNCTION report_trend(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- Its description says what the cells of the row say.
RETURN CASE WHEN NOT line.is_level THEN
    regexp_replace(socpolicy.trend_svg(line.years, line.figures, line.pace_goal, unit_inside(line.unit),
                                       lang, left(line.name, 80), NULL, NULL, 170, 52),
                   '<desc>[^<]*</desc>', '') END;

COMMENT ON FUNCTION report_trend(report_line, text) IS
    'Biểu đồ diễn biến tới mục tiêu ở phía trước | picture of the figures on their way to the target ahead';

CREATE FUNCTION report_pace_cell(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<span class="icon">%s</span> %s%s', code_icon('progress', line.pace_status::text), html_escape(line.pace),
              CASE WHEN line.pace_is_sample
                   THEN ' <small>(' || in_language(lang, 'minh họa', 'sample') || ')</small>' ELSE '' END);

COMMENT ON FUNCTION report_pace_cell(report_line, text) IS
    'Tiến độ: ký hiệu và chữ, và "minh họa" nếu từ số liệu minh họa | pace: sign and word, and "sample" where invented';

CREATE FUNCTION report_pace_row(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<tr class="%s"><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n',
    line.pace_status, html_escape(line.code), html_escape(line.full_name), html_escape(line.leads),
    report_pace_cell(line, lang), html_escape(line.forecast), report_trend(line, lang));

COMMENT ON FUNCTION report_pace_row(report_line, text) IS
    'Một chỉ tiêu chưa đúng tiến độ | an indicator that is off track';

CREATE FUNCTION report_pace_sentence(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT in_language(lang, 'Trong ', 'Of ') || sum(n.n)
           || in_language(lang, ' chỉ tiêu có mục tiêu còn ở phía trước: ', ' indicators whose target lies ahead: ')
           || string_agg(code_icon('progress', n.status::text) || ' ' || code_label('progress', n.status::text, lang) || ': ' || n.n, '; ' ORDER BY n.status)
           || in_language(lang,
               '. Tiến độ theo phương pháp của Eurostat: tốc độ thay đổi hằng năm đã có so với tốc độ cần có. Kế hoạch không nêu lộ trình từng năm, nên đây là phép tính, không phải đánh giá của kế hoạch.',
               '. Pace by the method of Eurostat: the yearly rate of change so far against the one that is needed. The plan states no yearly path: this is arithmetic, no verdict of the plan.')
    FROM (SELECT l.pace_status AS status, count(*) AS n
          FROM unnest(lines) AS l
          WHERE l.counted AND l.pace_status IS NOT NULL
          GROUP BY l.pace_status) AS n);

COMMENT ON FUNCTION report_pace_sentence(report_line[], text) IS
    'Tiến độ bằng lời: mỗi mức bao nhiêu chỉ tiêu | pace in words: how many indicators of each';

CREATE FUNCTION report_pace(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<p class="text">' || html_escape(report_pace_sentence(lines, lang)) || E'</p>\n', '')
    || coalesce(html_table('lines pace',
           ARRAY[in_language(lang, 'Mã', 'Code'), in_language(lang, 'Chỉ tiêu chưa đúng tiến độ', 'Off track'),
                 in_language(lang, 'Chủ trì', 'Lead'), in_language(lang, 'Tiến độ', 'Pace'),
                 in_language(lang, 'Dự báo theo đà hiện nay', 'Where the pace leads'),
                 in_language(lang, 'Diễn biến và mục tiêu', 'Figures and target')],
           (SELECT string_agg(report_pace_row(l, lang), '' ORDER BY l.pace_status DESC, l.sort_order)
            FROM unnest(lines) AS l
            WHERE l.pace_status IN ('moderate', 'limited', 'deteriorating'))),
       '<p>' || in_language(lang, 'Không có mục tiêu nào chậm tiến độ.', 'Nothing is off track.') || '</p>');

COMMENT ON FUNCTION report_pace(report_line[], text) IS
    'Chỉ tiêu nào chưa đúng tiến độ tới mục tiêu ở phía trước, nặng nhất trước | what is off track towards the targets ahead, worst first';

/*
 * Discipline of reporting, tasks, difficulties.
 */
CREATE FUNCTION report_discipline(plan_id integer, year integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH owed AS (
        SELECT o.tier, in_language(lang, a.name_vi, a.name_en) AS name, o.last_day,
               o.received_day, o.on_time, o.days_late,
               as_of_day(NULL, report_discipline.as_of) - o.last_day AS days_overdue,
               EXISTS (SELECT FROM report_submission AS r
                       WHERE r.plan_id = o.plan_id AND r.tier = o.tier AND r.year = o.year
                         AND r.agency_id = o.agency_id AND r.received_at = o.received_at
                         AND r.is_sample) AS is_sample
        FROM report_status(report_discipline.year, report_discipline.as_of) AS o
        JOIN agency AS a ON a.agency_id = o.agency_id
        WHERE o.plan_id = report_discipline.plan_id
    ), tier AS (
        SELECT o.tier,
               format(in_language(lang, 'Cấp %s: phải có %s báo cáo, hạn đến hết ngày %s, đã nhận %s, trong đó đúng hạn %s.',
                                  'Tier %s: %s reports expected by %s, %s received, %s of them on time.'),
                      o.tier, count(*), report_date(max(o.last_day), lang), count(o.received_day),
                      count(*) FILTER (WHERE o.on_time)) AS words
        FROM owed AS o
        GROUP BY o.tier
    )
    SELECT coalesce(
        '<p>' || html_escape((SELECT string_agg(t.words, ' ' ORDER BY t.tier) FROM tier AS t)) || E'</p>\n'
        || coalesce((
            SELECT html_table('lines',
                ARRAY[in_language(lang, 'Cấp', 'Tier'), in_language(lang, 'Cơ quan', 'Body'),
                      in_language(lang, 'Hạn cuối', 'Last day'), in_language(lang, 'Ngày nhận', 'Received'),
                      in_language(lang, 'Tình trạng', 'State')],
                string_agg(html_row(o.tier::text, o.name, report_date(o.last_day, lang), report_date(o.received_day, lang),
                                    coalesce(in_language(lang, 'Trễ ' || o.days_late || ' ngày', o.days_late || ' days late'),
                                             in_language(lang, 'Chưa nhận, quá hạn ' || o.days_overdue || ' ngày',
                                                         'Not received, ' || o.days_overdue || ' days overdue'))
                                    || CASE WHEN o.is_sample
                                            THEN in_language(lang, ' (dòng minh họa)', ' (invented sample)') ELSE '' END),
                           '' ORDER BY o.tier, o.received_day NULLS FIRST, o.name))
            FROM owed AS o
            WHERE o.days_late > 0 OR o.received_day IS NULL AND o.days_overdue > 0), ''),
        '<p>' || in_language(lang, 'Sổ này chưa ghi ai phải báo cáo.', 'The register does not say who owes a report.') || '</p>');
END;

COMMENT ON FUNCTION report_discipline(integer, integer, timestamptz, text) IS
    'Cơ quan báo cáo trễ hoặc chưa báo cáo | bodies whose report was late or did not come';

CREATE FUNCTION report_tasks(plan_id integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH t AS (
        SELECT s.state, s.key, s.sort_order, s.due, s.days_late,
               in_language(lang, k.name_vi, k.name_en) AS name,
               (SELECT string_agg(in_language(lang, a.name_vi, a.name_en), '; ' ORDER BY l.n)
                FROM unnest(s.lead_agency_ids) WITH ORDINALITY AS l (agency_id, n)
                JOIN agency AS a ON a.agency_id = l.agency_id) AS leads
        FROM task_status(NULL, report_tasks.as_of) AS s
        JOIN task AS k ON k.task_id = s.task_id
        WHERE s.plan_id = report_tasks.plan_id
    ), n AS (
        SELECT t.state, count(*) AS n,
               array_position('{done,in_progress,not_started,overdue,dormant}', t.state) AS rank
        FROM t
        GROUP BY t.state
    )
    SELECT coalesce(
        '<p>' || html_escape(
            in_language(lang, 'Tính đến ngày ', 'As of ') || report_date(as_of_day(NULL, report_tasks.as_of), lang)
            || in_language(lang, ', kế hoạch có ', ', the plan has ') || (SELECT count(*) FROM t)
            || in_language(lang, ' nhiệm vụ: ', ' tasks: ')
            || (SELECT string_agg(code_label('task_state', n.state, lang) || ' ' || n.n, '; ' ORDER BY n.rank) FROM n)
            || in_language(lang, '. Nhiệm vụ không có hạn riêng thì không bao giờ là quá hạn.',
                           '. A task without a due date of its own is never overdue.')) || E'</p>\n'
        || coalesce((SELECT html_table('lines',
                                ARRAY[in_language(lang, 'Mã', 'Key'), in_language(lang, 'Nhiệm vụ quá hạn', 'Overdue task'),
                                      in_language(lang, 'Chủ trì', 'Lead'), in_language(lang, 'Hạn', 'Due'),
                                      in_language(lang, 'Quá hạn (ngày)', 'Days overdue')],
                                string_agg(html_row(t.key, t.name, t.leads, report_date(t.due, lang), t.days_late::text),
                                           '' ORDER BY t.sort_order))
                     FROM t WHERE t.state = 'overdue'), ''),
        '<p>' || in_language(lang, 'Sổ này không có nhiệm vụ của kế hoạch.', 'The register has no tasks of this plan.') || '</p>');
END;

COMMENT ON FUNCTION report_tasks(integer, timestamptz, text) IS
    'Nhiệm vụ theo trạng thái, và tên nhiệm vụ quá hạn | tasks by state, and those overdue by name';

CREATE FUNCTION report_difficulties(plan_id integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(
        html_table('lines',
            ARRAY[in_language(lang, 'Ngày nêu', 'Raised on'), in_language(lang, 'Cơ quan nêu', 'Raised by'),
                  in_language(lang, 'Liên quan', 'About'), in_language(lang, 'Khó khăn, vướng mắc', 'Difficulty'),
                  in_language(lang, 'Đề xuất', 'Proposal'), in_language(lang, 'Gửi đến', 'Addressed to')],
            string_agg(html_row(report_date(o.raised_on, lang), in_language(lang, a.name_vi, a.name_en),
                                coalesce(in_language(lang, 'chỉ tiêu ', 'indicator ') || i.code,
                                         in_language(lang, 'nhiệm vụ ', 'task ') || t.key,
                                         in_language(lang, 'kế hoạch', 'the plan')),
                                o.content, d.proposal, in_language(lang, r.name_vi, r.name_en)),
                       '' ORDER BY o.raised_on, o.difficulty_id)),
        '<p>' || in_language(lang, 'Không có khó khăn nào đang chờ trả lời.', 'No difficulty waits for an answer.') || '</p>')
    FROM open_difficulties(NULL, report_difficulties.as_of) AS o
    JOIN difficulty AS d ON d.difficulty_id = o.difficulty_id
    JOIN agency AS a ON a.agency_id = o.agency_id
    JOIN agency AS r ON r.agency_id = o.addressee_id
    LEFT JOIN indicator AS i ON i.indicator_id = o.indicator_id
    LEFT JOIN task AS t ON t.task_id = o.task_id
    WHERE o.plan_id = report_difficulties.plan_id;
END;

COMMENT ON FUNCTION report_difficulties(integer, timestamptz, text) IS
    'Khó khăn, vướng mắc chưa được trả lời | difficulties without an answer';

/*
 * Where the figures come from, and what the page knows.
 */
CREATE FUNCTION report_sources(lines report_line[], lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(
        html_table('lines',
            ARRAY[in_language(lang, 'Mã', 'Code'), in_language(lang, 'Nguồn', 'Source'),
                  in_language(lang, 'Trích dẫn', 'Citation'), in_language(lang, 'Số chỉ tiêu', 'Figures'),
                  in_language(lang, 'Số liệu minh họa', 'Invented sample')],
            string_agg(html_row(s.code, in_language(lang, s.name_vi, s.name_en), s.citation, used.n::text,
                                CASE WHEN s.is_sample THEN in_language(lang, 'Có, không phải số liệu thật', 'Yes, not real')
                                     ELSE in_language(lang, 'Không', 'No') END),
                       '' ORDER BY s.precedence, s.source_id)),
        '<p>' || in_language(lang, 'Chưa có số liệu nào.', 'There are no figures yet.') || '</p>')
    FROM (SELECT l.source_id, count(*) AS n
          FROM unnest(lines) AS l
          WHERE l.source_id IS NOT NULL
          GROUP BY l.source_id) AS used
    JOIN source AS s ON s.source_id = used.source_id;
END;

COMMENT ON FUNCTION report_sources(report_line[], text) IS
    'Nguồn của các số liệu, nguồn nào là minh họa | sources of the figures, and which are invented samples';

CREATE FUNCTION report_knowledge(as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT '<p>' || html_escape(in_language(lang,
        'Số liệu, mục tiêu, phân công, báo cáo và nhiệm vụ là như đã biết '
        || CASE WHEN report_knowledge.as_of IS NULL THEN 'trong ngày ' || report_date(today(), 'vi')
                ELSE to_char(report_knowledge.as_of AT TIME ZONE 'Asia/Ho_Chi_Minh', '"đến" HH24:MI:SS "ngày" DD/MM/YYYY')
           END || ' (giờ Việt Nam). Kết quả được đánh giá trên giá trị không làm tròn; giá trị in ra đã làm tròn.',
        'Figures, targets, leads, reports and tasks are as known '
        || CASE WHEN report_knowledge.as_of IS NULL THEN 'on ' || report_date(today(), 'en')
                ELSE to_char(report_knowledge.as_of AT TIME ZONE 'Asia/Ho_Chi_Minh', '"at" YYYY-MM-DD HH24:MI:SS')
           END || ' (time of Viet Nam). Verdicts are on unrounded values; what is printed is rounded.')) || '</p>';
END;

COMMENT ON FUNCTION report_knowledge(timestamptz, text) IS
    'Báo cáo biết gì, đến lúc nào | what the report knows, and of when';

CREATE FUNCTION report_sample_notice(lines report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT CASE WHEN count(*) FILTER (WHERE l.is_sample) > 0 THEN
                   '<p class="sample">' || in_language(lang,
                       format('BẢN MINH HỌA: %s trong %s số liệu của báo cáo này là số liệu minh họa, không phải số liệu thật.',
                              count(*) FILTER (WHERE l.is_sample), count(l.value)),
                       format('SAMPLE: %s of the %s figures in this report are invented, not real.',
                              count(*) FILTER (WHERE l.is_sample), count(l.value))) || E'</p>\n'
               ELSE '' END
        FROM unnest(lines) AS l);

COMMENT ON FUNCTION report_sample_notice(report_line[], text) IS
    'Lời báo khi có số liệu minh họa | a notice where figures are invented samples';

CREATE FUNCTION report_sight_notice(plan_id integer, lines report_line[], lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN cardinality(lines) < count(*) THEN
                '<p class="sample">' || in_language(lang,
                    format('BẢN CỦA ĐƠN VỊ: chỉ gồm %s trong %s dòng của phụ lục, là những dòng mà người lập bản này được xem.',
                           cardinality(lines), count(*)),
                    format('PARTIAL: %s of the %s lines of the annex, those that the maker of this copy may see.',
                           cardinality(lines), count(*))) || E'</p>\n'
                ELSE '' END
    FROM indicator AS i
    WHERE i.plan_id = report_sight_notice.plan_id;
END;

COMMENT ON FUNCTION report_sight_notice(integer, report_line[], text) IS
    'Lời báo khi người lập không được xem cả kế hoạch | a notice where the maker may not see the whole plan';

/*
 * The annex.
 */
CREATE FUNCTION report_annex_head(dues date[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<colgroup>'
    || (SELECT string_agg(format('<col style="width:%smm">', w.width), '' ORDER BY w.n)
        FROM unnest('{10,42,14,12,12,12,12,36,16,32,13,38}'::integer[]) WITH ORDINALITY AS w (width, n))
    || E'</colgroup>\n<thead>\n<tr>'
    || (SELECT string_agg(format('<th %s scope="%s">%s</th>',
                                 CASE h.spans WHEN 1 THEN 'rowspan="2"' ELSE 'colspan="2"' END,
                                 CASE h.spans WHEN 1 THEN 'col' ELSE 'colgroup' END,
                                 html_escape(h.words)), '' ORDER BY h.n)
        FROM (VALUES
            (1, 1, in_language(lang, 'TT', 'No.')),
            (2, 1, in_language(lang, 'Nội dung chỉ tiêu', 'Indicator')),
            (3, 1, in_language(lang, 'Đơn vị tính', 'Unit')),
            (4, 2, in_language(lang, 'Mục tiêu Trung ương', 'National target')),
            (5, 2, in_language(lang, 'Mục tiêu địa phương', 'Local target')),
            (6, 1, in_language(lang, 'Cơ quan chủ trì; phối hợp', 'Lead; coordinating')),
            (7, 1, in_language(lang, 'Kết quả năm ', 'Result of ') || year),
            (8, 1, in_language(lang, 'So với mục tiêu ' || code_inside('scope', scope, 'vi'),
                            'Against the ' || code_inside('scope', scope, 'en') || ' target')),
            (9, 1, in_language(lang, 'Chênh lệch (+ tốt hơn)', 'Gap (+ better)')),
            (10, 1, CASE WHEN dues[2] > make_date(year, 12, 31)
                        THEN in_language(lang, 'Tiến độ đến ', 'Pace to ') || to_char(dues[2], 'YYYY')
                             || in_language(lang, '; ghi chú', '; note')
                        ELSE in_language(lang, 'Ghi chú', 'Note') END)) AS h (n, spans, words))
    || E'</tr>\n<tr>'
    || (SELECT string_agg(format('<th scope="col">%s</th>', to_char(d.due, 'YYYY')), '' ORDER BY d.n)
        FROM unnest(dues || dues) WITH ORDINALITY AS d (due, n))
    || E'</tr>\n</thead>\n';

COMMENT ON FUNCTION report_annex_head(date[], integer, text, text) IS
    'Tiêu đề cột của phụ lục, lặp lại ở mỗi trang | column heads of the annex, repeated on every page';

CREATE FUNCTION report_chart(line report_line, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN line.value IS NOT NULL AND line.goal IS NOT NULL
             AND NOT line.is_level AND line.status = line.rule_status THEN
    -- Its description says what the cells of the row say.
    regexp_replace(socpolicy.bullet_svg(line.value, line.goal, line.period_end, unit_inside(line.unit), lang,
                         left(line.name, 80), line.comparison,
                         code_inside('scope', CASE scope WHEN 'local' THEN 'national' ELSE 'local' END, lang),
                         112, 24), '<desc>[^<]*</desc>', '') END;

COMMENT ON FUNCTION report_chart(report_line, text, text) IS
    'Biểu đồ của một dòng; không có khi thiếu số liệu, là chỉ tiêu định tính, hoặc người quyết định khác quy tắc | the picture of a line; none without a figure, for levels, and where a person decided otherwise';

CREATE FUNCTION report_verdict_cell(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN line.measured THEN
    format('<span class="icon">%s</span> <span class="verdict">%s</span>',
           code_icon('status', line.status::text), html_escape(line.verdict))
    || CASE WHEN line.due > line.period_end
            THEN format(' <small>(%s %s)</small>', in_language(lang, 'hạn', 'due'), to_char(line.due, 'YYYY')) ELSE '' END
    || CASE WHEN line.assessment_id IS NOT NULL
            THEN format(' <small>(%s)</small>', in_language(lang, 'do người quyết định', 'decided by a person')) ELSE '' END
    || CASE WHEN NOT line.counted
            THEN format(' <small>(%s)</small>', in_language(lang, 'chi tiết, không tính', 'detail, not counted')) ELSE '' END
    ELSE '' END;

COMMENT ON FUNCTION report_verdict_cell(report_line, text) IS
    'Ô "so với mục tiêu": ký hiệu và chữ, hạn nếu khác năm | the cell of the verdict: sign and word, and the due date if of another year';

CREATE FUNCTION report_result_cell(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
    '<b>' || html_escape(line.result) || '</b> <small>('
    || concat_ws('; ', line.stage,
                 CASE WHEN line.is_sample THEN in_language(lang, 'minh họa', 'sample') END)
    || ')</small>',
    CASE WHEN line.measured THEN '…' ELSE '' END);

COMMENT ON FUNCTION report_result_cell(report_line, text) IS
    'Ô kết quả: giá trị, giai đoạn, và "minh họa" nếu là số liệu minh họa | the cell of the result: value, stage, and "sample" where invented';

CREATE FUNCTION report_annex_row(line report_line, dues date[], scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<tr class="indicator %s%s">', coalesce(line.status::text, 'heading'),
              CASE WHEN line.measured AND NOT line.counted THEN ' detail' ELSE '' END)
    || format('<td class="centre">%s</td><td>%s</td><td class="centre">%s</td>',
              html_escape(line.ordinal), html_escape(line.name), html_escape(line.unit))
    || format('<td class="centre">%s</td><td class="centre">%s</td><td class="centre">%s</td><td class="centre">%s</td>',
              html_escape(line.national_first), html_escape(line.national_second),
              html_escape(line.local_first), html_escape(line.local_second))
    || format('<td>%s%s</td>', html_escape(line.leads), '; <small>' || html_escape(line.coordinating) || '</small>')
    || format('<td class="centre">%s</td><td>%s%s%s</td><td class="number">%s</td>',
              report_result_cell(line, lang), report_verdict_cell(line, lang),
              CASE WHEN line.due <> ALL (array_remove(dues, NULL))
                   THEN format(' <small>(%s %s)</small>', in_language(lang, 'mục tiêu', 'target'), html_escape(line.cell)) END,
              report_chart(line, scope, lang), html_escape(line.gap_text))
    || format(E'<td>%s%s%s</td></tr>\n',
              '<span class="' || line.pace_status || '">' || report_pace_cell(line, lang) || '</span>',
              CASE WHEN line.pace_due <> dues[2]
                   THEN format(' <small>(%s %s)</small>', in_language(lang, 'hạn', 'due'), to_char(line.pace_due, 'YYYY')) END,
              '<br><small>' || html_escape(nullif(concat_ws(' ', report_reason(line, lang), line.note), '')) || '</small>');

COMMENT ON FUNCTION report_annex_row(report_line, date[], text, text) IS
    'Một dòng của phụ lục | a row of the annex';

CREATE FUNCTION report_annex(lines report_line[], dues date[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<table class="annex" border="1" cellspacing="0" cellpadding="2">\n%s<tbody>\n%s</tbody>\n</table>\n<p class="small">%s</p>\n',
    report_annex_head(dues, year, scope, lang),
    (SELECT string_agg(
         CASE WHEN l.opens THEN
             format(E'<tr class="group"><td class="number">%s</td><td colspan="%s">%s%s</td></tr>\n',
                    (l.line).sector_number, 11, html_escape((l.line).sector_title),
                    CASE WHEN (l.line).sector_inferred THEN '*' ELSE '' END)
         ELSE '' END || report_annex_row(l.line, dues, scope, lang),
         '' ORDER BY (l.line).sort_order)
     FROM (SELECT s AS line,
                  s.sector_number IS DISTINCT FROM lag(s.sector_number) OVER (ORDER BY s.sort_order) AS opens
           FROM unnest(lines) AS s) AS l),
    html_escape(concat_ws(' ',
        CASE WHEN (SELECT bool_or(s.sector_inferred) FROM unnest(lines) AS s) THEN
            in_language(lang, '* Tên nhóm do người lập sổ đặt, phụ lục không ghi.', '* Titles of groups are ours, the annex prints none.') END,
        CASE WHEN (SELECT bool_or(s.ordinal LIKE '(%') FROM unnest(lines) AS s) THEN
            in_language(lang, 'TT trong ngoặc: phụ lục để trống.', 'Numbers in brackets: the annex leaves them blank.') END,
        in_language(lang, 'Chênh lệch tính theo đơn vị tính, với % là điểm phần trăm; dấu + là phía tốt hơn mục tiêu, bằng đúng một ngưỡng không được tính thì vẫn là chưa đạt.',
                    'Gaps are in the unit, with % in percentage points; + is the better side, and exactly on a bound that does not count is still missed.'),
        in_language(lang, 'Biểu đồ: thanh là kết quả, vạch đậm là mục tiêu (chấm đặc: tính cả ngưỡng, vòng: không tính), vạch đứt có hình thoi là mục tiêu của phạm vi kia, nền xanh là vùng đạt.',
                    'Charts: the bar is the result, the bold mark the target (dot: the bound counts, ring: it does not), the dashed mark with a diamond the other scope''s target, the green shade all that is accepted.'))));

COMMENT ON FUNCTION report_annex(report_line[], date[], integer, text, text) IS
    'Phụ lục: các nhóm và các dòng theo thứ tự như in | the annex: groups and lines in printed order';

CREATE FUNCTION report_annex_title(plan_id integer, year integer, scope text, as_of timestamptz, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<div class="new-page"></div>\n<h1 class="capitals">%s</h1>\n<p class="centre"><b class="capitals">%s</b></p>\n<p class="centre"><i>%s</i></p>\n',
                  in_language(lang, 'Phụ lục', 'Annex'),
                  in_language(lang, 'Kết quả thực hiện các chỉ tiêu năm ', 'Results of the indicators in ') || report_annex_title.year,
                  html_escape(in_language(lang, '(Kèm theo Báo cáo số ', '(Attached to report No. ')
                              || coalesce(signed.number, '………/BC-………')
                              || in_language(lang, ' ', ' of ')
                              || coalesce(report_long_date(signed.issued_on, lang),
                                          in_language(lang, 'ngày …… tháng …… năm ………', '………-……-……')) || ')'))
    FROM (SELECT) AS one
    LEFT JOIN report_signing(report_annex_title.plan_id, report_annex_title.year,
                             report_annex_title.scope, report_annex_title.as_of) AS signed ON true;
END;

COMMENT ON FUNCTION report_annex_title(integer, integer, text, timestamptz, text) IS
    'Tiêu đề phụ lục | title of the annex';

CREATE FUNCTION annual_report_html(
    plan text,
    year integer,
    scope text DEFAULT 'local',
    as_of timestamptz DEFAULT NULL,
    lang text DEFAULT 'vi',
    area text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    the_plan CONSTANT integer := known_plan(plan);
    lines CONSTANT report_line[] := ARRAY(
        SELECT l FROM report_table(plan, year, scope, as_of, lang, area) AS l ORDER BY l.sort_order);
    the_area CONSTANT integer := report_area(plan, year, area);
    dues CONSTANT date[] := (SELECT ARRAY[d.first_due, d.last_due] FROM report_dues(the_plan, the_area, as_of) AS d);
BEGIN
    RETURN concat(
        format(E'<!DOCTYPE html>\n<html lang="%s">\n<head>\n<meta charset="utf-8">\n<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n',
               lang, html_escape(in_language(lang, 'Báo cáo năm ', 'Report of ') || year || ' - ' || plan), report_css()),
        report_head(the_plan, the_area, year, scope, as_of, lang),
        report_sight_notice(the_plan, lines, lang),
        report_sample_notice(lines, lang),
        report_bases(the_plan, as_of, lang),
        report_section('1', in_language(lang, 'Kết quả chung', 'Results'),
                       report_summary(lines, year, scope, lang)),
        report_section('2', in_language(lang, 'Chỉ tiêu chưa đạt và gần đạt', 'Indicators missed or near'),
                       report_missed(lines, lang)),
        report_section('3', in_language(lang, 'Tiến độ tới các mục tiêu ở phía trước', 'Pace towards the targets ahead'),
                       report_pace(lines, lang)),
        report_section('4', in_language(lang, 'Chỉ tiêu chưa có số liệu', 'Indicators without a figure'),
                       report_without_value(lines, lang)),
        report_section('5', in_language(lang, 'Kết quả do người quyết định', 'Verdicts decided by a person'),
                       report_decided(lines, lang)),
        report_section('6', in_language(lang, 'Chế độ báo cáo: trễ hạn và chưa báo cáo', 'Reporting: late and missing'),
                       report_discipline(the_plan, year, as_of, lang)),
        report_section('7', in_language(lang, 'Nhiệm vụ', 'Tasks'),
                       report_tasks(the_plan, as_of, lang)),
        report_section('8', in_language(lang, 'Khó khăn, vướng mắc chưa được trả lời', 'Difficulties without an answer'),
                       report_difficulties(the_plan, as_of, lang)),
        report_section('9', in_language(lang, 'Nguồn số liệu', 'Sources of the figures'),
                       report_sources(lines, lang) || report_knowledge(as_of, lang)),
        report_foot(the_plan, year, scope, as_of, lang),
        report_annex_title(the_plan, year, scope, as_of, lang),
        report_annex(lines, dues, year, scope, lang),
        E'</body>\n</html>\n');
END
$$;

COMMENT ON FUNCTION annual_report_html(text, integer, text, timestamptz, text, text) IS
    'Báo cáo năm để in và trình ký: một trang HTML trọn vẹn, không tải gì từ mạng; cùng as_of thì cùng báo cáo | the annual report for printing and signing: one self-contained page of HTML; the same as_of gives the same report';

/*
 * The sheet for Excel: byte order mark, semicolons, comma decimals, CRLF.
 * Excel reads 4.10 as a number, 28-30 as a date and what begins with = + - @
 * as a formula.  Text that it could misread is written as a formula that is
 * only that text; a formula holds 255 characters, so longer text gets an
 * apostrophe.
 */
CREATE FUNCTION csv_text(words text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '"' || (
    SELECT replace(CASE WHEN t.words !~ '^[\s]*[-=+@＝＋－＠0-9(.,]' THEN t.words
                        WHEN length(t.words) <= 250 THEN '="' || replace(t.words, '"', '""') || '"'
                        ELSE '''' || t.words END,
                   '"', '""')
    FROM (SELECT regexp_replace(coalesce(csv_text.words, ''), '[\u0001-\u001f\u007f]+', ' ', 'g') AS words) AS t) || '"';

COMMENT ON FUNCTION csv_text(text) IS
    'Một ô chữ của bảng Excel: không bị hiểu thành số, ngày hay công thức | a cell of text for Excel, never taken for a number, a date or a formula';

CREATE FUNCTION csv_number(value numeric) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '"' || coalesce(replace(trim_scale(value)::text, '.', ','), '') || '"';

COMMENT ON FUNCTION csv_number(numeric) IS
    'Một ô số của bảng Excel, dấu phẩy thập phân | a number for Excel, with a decimal comma';

CREATE FUNCTION csv_row(VARIADIC cells text[]) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_string(cells, ';') || E'\r\n';

COMMENT ON FUNCTION csv_row(text[]) IS
    'Một dòng của bảng Excel, các ô đã viết xong | a row of a sheet, its cells already written';

CREATE FUNCTION report_csv_head(dues date[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(csv_text(h.words), ';' ORDER BY h.n) || E'\r\n'
    FROM unnest(ARRAY[
        in_language(lang, 'TT', 'No.'), in_language(lang, 'Mã', 'Code'),
        in_language(lang, 'Nội dung chỉ tiêu', 'Indicator'), in_language(lang, 'Đơn vị tính', 'Unit'),
        in_language(lang, 'Mục tiêu Trung ương ', 'National target ') || to_char(dues[1], 'YYYY'),
        in_language(lang, 'Mục tiêu Trung ương ', 'National target ') || coalesce(to_char(dues[2], 'YYYY'), ''),
        in_language(lang, 'Mục tiêu địa phương ', 'Local target ') || to_char(dues[1], 'YYYY'),
        in_language(lang, 'Mục tiêu địa phương ', 'Local target ') || coalesce(to_char(dues[2], 'YYYY'), ''),
        in_language(lang, 'Chủ trì', 'Lead'), in_language(lang, 'Phối hợp', 'Coordinating'),
        in_language(lang, 'Kết quả năm ', 'Result of ') || year,
        in_language(lang, 'Giá trị', 'Value'), in_language(lang, 'Giai đoạn', 'Stage'),
        in_language(lang, 'Số liệu minh họa', 'Invented sample'),
        in_language(lang, 'So với mục tiêu ' || code_inside('scope', scope, 'vi'),
                            'Against the ' || code_inside('scope', scope, 'en') || ' target'),
        in_language(lang, 'Hạn của mục tiêu', 'Due'), in_language(lang, 'Mục tiêu đã dùng', 'Target that judged'),
        in_language(lang, 'Chênh lệch', 'Gap'), in_language(lang, 'Tính vào tổng', 'Counted'),
        in_language(lang, 'Giải thích', 'Explanation'),
        in_language(lang, 'Tiến độ', 'Pace'), in_language(lang, 'Dự báo', 'Outlook'),
        in_language(lang, 'Lý do của người quyết định', 'Reason of the person who decided'),
        in_language(lang, 'Ghi chú', 'Note')]) WITH ORDINALITY AS h (words, n));

COMMENT ON FUNCTION report_csv_head(date[], integer, text, text) IS
    'Dòng tiêu đề của bảng Excel | head row of the sheet';

CREATE FUNCTION report_csv_row(line report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN csv_row(
    csv_text(line.ordinal), csv_text(line.code), csv_text(line.name), csv_text(line.unit),
    csv_text(line.national_first), csv_text(line.national_second),
    csv_text(line.local_first), csv_text(line.local_second),
    csv_text(line.leads), csv_text(line.coordinating),
    csv_text(line.result), csv_number(line.value), csv_text(line.stage),
    csv_text(CASE WHEN line.is_sample THEN in_language(lang, 'minh họa', 'sample') END),
    csv_text(line.verdict), csv_text(report_date(line.due, lang)), csv_text(line.cell),
    csv_number(line.gap),
    csv_text(CASE WHEN line.counted THEN in_language(lang, 'có', 'yes') ELSE in_language(lang, 'không', 'no') END),
    csv_text(line.explanation), csv_text(line.pace), csv_text(line.forecast), csv_text(line.reason), csv_text(line.note));

COMMENT ON FUNCTION report_csv_row(report_line, text) IS
    'Một chỉ tiêu trong bảng Excel | an indicator in the sheet';

/* As many cells as any other row: strict readers want that. */
CREATE FUNCTION report_csv_sector(line report_line) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN csv_row(VARIADIC ARRAY[csv_text(line.sector_number::text), csv_text(NULL), csv_text(line.sector_title)]
                        || array_fill(csv_text(NULL), ARRAY[21]));

COMMENT ON FUNCTION report_csv_sector(report_line) IS
    'Dòng tiêu đề nhóm trong bảng Excel | row of a sector in the sheet';

CREATE FUNCTION annual_report_csv(
    plan text,
    year integer,
    scope text DEFAULT 'local',
    as_of timestamptz DEFAULT NULL,
    lang text DEFAULT 'vi',
    area text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    body CONSTANT text := (
        SELECT string_agg(
                   CASE WHEN l.opens THEN report_csv_sector(l.line) ELSE '' END || report_csv_row(l.line, lang),
                   '' ORDER BY (l.line).sort_order)
        FROM (SELECT t AS line,
                     t.sector_number IS DISTINCT FROM lag(t.sector_number) OVER (ORDER BY t.sort_order) AS opens
              FROM report_table(plan, year, scope, as_of, lang, area) AS t) AS l);
    dues CONSTANT date[] := (
        SELECT ARRAY[d.first_due, d.last_due]
        FROM report_dues(known_plan(plan), report_area(plan, year, area), as_of) AS d);
BEGIN
    -- The mark tells Excel that this is UTF-8.
    RETURN chr(65279) || report_csv_head(dues, year, scope, lang) || coalesce(body, '');
END
$$;

COMMENT ON FUNCTION annual_report_csv(text, integer, text, timestamptz, text, text) IS
    'Bảng của báo cáo năm để mở bằng Excel: 4.10 và 28-30 vẫn là chữ | the table of the annual report for Excel: 4.10 and 28-30 stay text';
