/*
 * The annual report as people print it: the annex in its own order and
 * numbering with the year's figures and verdicts, as one page for signing
 * (annual_report_html) and as a sheet for Excel (annual_report_csv).
 *
 * Both are made from annual_report_lines and decide nothing themselves.  What is
 * dated (figures, targets, leads, reports, tasks) is as known at the moment
 * as_of, so that the same moment gives the same report later.
 *
 * What lies under a measured indicator details it (9.3.1 under 9.3): it is
 * printed and judged, but not counted.  Sub-rows of a mere heading count
 * themselves.  A role that sees only its own rows gets a report of these, and
 * the page says so.
 */

/*
 * Words.
 */
CREATE OR REPLACE FUNCTION _in_language(lang text, vi text, en text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lang WHEN 'en' THEN coalesce(nullif(en, ''), vi) ELSE vi END;

COMMENT ON FUNCTION _in_language(text, text, text) IS
    'Câu tiếng Việt hoặc tiếng Anh; thiếu tiếng Anh thì dùng tiếng Việt | the text in a language; Vietnamese where there is no English';

CREATE OR REPLACE FUNCTION _report_date(day date, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_char(day, _in_language(lang, 'DD/MM/YYYY', 'FMDD Mon YYYY'));

COMMENT ON FUNCTION _report_date(date, text) IS
    'Ngày như in trong bảng | a date as printed in a table';

CREATE OR REPLACE FUNCTION _report_long_date(day date, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN lang = 'en' THEN to_char(day, 'FMDD FMMonth YYYY')
    -- Of the months only January and February take a zero.
    WHEN day IS NOT NULL THEN format('ngày %s tháng %s năm %s', to_char(day, 'DD'),
                to_char(day, CASE WHEN extract(month FROM day) < 3 THEN 'MM' ELSE 'FMMM' END),
                to_char(day, 'YYYY'))
END;

COMMENT ON FUNCTION _report_long_date(date, text) IS
    'Ngày như trong văn bản hành chính: ngày 02 tháng 7 năm 2024 | a date as official documents write it';

/*
 * Numbers.  A value is rounded for print only as far as the rounded one gets
 * the same verdict.
 */
CREATE OR REPLACE FUNCTION _report_decimals(goal socpolicy.target, decimals integer) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(decimals, scale(trim_scale(socpolicy.bound(goal))) + 2, 2);

COMMENT ON FUNCTION _report_decimals(socpolicy.target, integer) IS
    'Số chữ số thập phân khi in: của chỉ tiêu, nếu không có thì hai số hơn mục tiêu | decimals to print: the indicator''s, else two more than the target''s';

CREATE OR REPLACE FUNCTION _report_rounded(value numeric, goal socpolicy.target, decimals integer) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce((SELECT round(value, d.n)
                 FROM generate_series(decimals, 20) AS d (n)
                 WHERE goal IS NULL
                    OR socpolicy.evaluate(round(value, d.n), goal) = socpolicy.evaluate(value, goal)
                 ORDER BY d.n
                 LIMIT 1),
                value);

COMMENT ON FUNCTION _report_rounded(numeric, socpolicy.target, integer) IS
    'Giá trị làm tròn đến số chữ số đã định, nhiều hơn nếu kết quả sẽ đổi | a value rounded to so many decimals, to more where the verdict would change';

/* The library rounds likewise, but knows nothing of published decimals. */
CREATE OR REPLACE FUNCTION _report_number(value numeric, goal socpolicy.target, decimals integer, lang text)
RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN decimals IS NULL THEN socpolicy.format_value(value, goal, lang)
            ELSE socpolicy.format_number(_report_rounded(value, goal, decimals), lang) END;

COMMENT ON FUNCTION _report_number(numeric, socpolicy.target, integer, text) IS
    'Giá trị như in: làm tròn nhưng không làm đổi kết quả | a value as printed: rounded, but never into another verdict';

CREATE OR REPLACE FUNCTION _report_gap(gap numeric, goal socpolicy.target, decimals integer, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN gap > 0 THEN '+' ELSE '' END || socpolicy.format_number(
    coalesce((SELECT round(gap, d.n)
              FROM generate_series(_report_decimals(goal, decimals), 20) AS d (n)
              WHERE round(gap, d.n) <> 0
              ORDER BY d.n
              LIMIT 1),
             gap),
    lang);

COMMENT ON FUNCTION _report_gap(numeric, socpolicy.target, integer, text) IS
    'Chênh lệch như in, có dấu | a gap as printed, with its sign';

CREATE OR REPLACE FUNCTION _report_cell(
    cell text,
    goal socpolicy.target,
    level_of integer,
    lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN lang = 'en' THEN coalesce(said.words, btrim(_report_cell.cell))
                ELSE coalesce(nullif(btrim(_report_cell.cell), ''), said.words) END
    FROM (SELECT CASE WHEN level_of IS NULL THEN socpolicy.format_target(goal, lang)
                      ELSE (SELECT _in_language(lang, l.label_vi, l.label_en)
                            FROM level AS l
                            WHERE l.indicator_id = level_of AND l.rank = socpolicy.bound(goal))
                 END AS words) AS said;
END;

COMMENT ON FUNCTION _report_cell(text, socpolicy.target, integer, text) IS
    'Ô mục tiêu: tiếng Việt như in, tiếng Anh viết lại từ mục tiêu đã đọc | a target cell: as printed, in English written anew from the target';

/*
 * The table.
 */
CREATE OR REPLACE FUNCTION _report_dues(plan_id integer, area_id integer, as_of timestamptz)
RETURNS TABLE (first_due date, last_due date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT min(t.due), nullif(max(t.due), min(t.due))
    FROM target_as_of(NULL, _report_dues.as_of) AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id
    WHERE i.plan_id = _report_dues.plan_id AND t.area_id = _report_dues.area_id;
END;

COMMENT ON FUNCTION _report_dues(integer, integer, timestamptz) IS
    'Hai hạn mà phụ lục in: hạn đầu và hạn cuối | the two due dates that the annex prints: the first and the last';

CREATE OR REPLACE FUNCTION _report_explanation(
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
    -- The rule of a figure knows no day of the question: what has not ended is not missing.
    WHEN status = 'not_due' AND value IS NULL THEN
        socpolicy.status_label(status, lang)
        || format(_in_language(lang, ': kỳ kết thúc ngày %s, chưa có số liệu.', ': the period ends on %s, no figure yet.'),
                  _report_date(period_end, lang))
    WHEN level_cell IS NULL THEN
        socpolicy.explain(value, goal, period_end, _unit_inside(unit), lang)
    ELSE socpolicy.status_label(status, lang) || ': '
         || coalesce(_in_language(lang, 'mức ', 'level ') || '"' || level_result || '"',
                     _in_language(lang, 'chưa có số liệu', 'no figure yet'))
         || _in_language(lang, ' so với mục tiêu ', ' against the target ') || '"' || level_cell || '"'
         || CASE WHEN status = 'not_due'
                 THEN _in_language(lang, ', hạn đến ngày ', ', due on ')
                      || _report_date(socpolicy.due(goal), lang) ELSE '' END || '.'
END;

COMMENT ON FUNCTION _report_explanation(socpolicy.compliance_status, numeric, socpolicy.target, date, text, text, text, text) IS
    'Kết quả theo quy tắc bằng một câu, kể cả chỉ tiêu định tính | the rule''s verdict in one sentence, levels included';

CREATE OR REPLACE FUNCTION _report_area(plan text, year integer, area text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
BEGIN
    IF area IS NOT NULL THEN
        RETURN require_area(area, make_date(year, 12, 31));
    END IF;
    RETURN (SELECT p.area_id FROM plan AS p WHERE p.plan_id = require_plan(_report_area.plan));
END
$$;

COMMENT ON FUNCTION _report_area(text, integer, text) IS
    'Địa phương của báo cáo: địa phương đã nêu, nếu không thì của kế hoạch | the area of a report: as named, else the plan''s own';

CREATE OR REPLACE FUNCTION _report_place(name text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE lang WHEN 'en' THEN name ELSE regexp_replace(name, '^(Tỉnh|Thành phố) ', '') END;

COMMENT ON FUNCTION _report_place(text, text) IS
    'Địa danh: tên không kèm cấp | the place in a dateline: the name without its level';

CREATE OR REPLACE FUNCTION _report_share(counts socpolicy.tally) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN socpolicy.evaluated(counts) = 0 THEN '–'
            ELSE (socpolicy.exceeded(counts) + socpolicy.met(counts)) || '/' || socpolicy.evaluated(counts) END;

COMMENT ON FUNCTION _report_share(socpolicy.tally) IS
    'Số đạt và vượt trên số được đánh giá, như 28/30 | met and exceeded of evaluated, as 28/30';

/*
 * Sections about single indicators.
 */
CREATE OR REPLACE FUNCTION _report_reason(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN line.assessment_id IS NOT NULL THEN
    _in_language(lang, 'Do người quyết định, không theo quy tắc: ', 'Decided by a person, not by the rule: ')
    || coalesce(line.reason, '') END;

COMMENT ON FUNCTION _report_reason(annual_report_line, text) IS
    'Lý do của kết quả do người quyết định | the reason of a verdict that a person decided';

/* Percent signs stand at the number, other units a space behind it. */
CREATE OR REPLACE FUNCTION _unit_behind(unit text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN unit IS NULL THEN '' WHEN unit LIKE '\%%' THEN unit ELSE ' ' || _unit_inside(unit) END;

COMMENT ON FUNCTION _unit_behind(text) IS
    'Đơn vị tính như viết sau một số | a unit as written behind a number';

/*
 * Notices at the head of a page.
 */
CREATE OR REPLACE FUNCTION _report_sample_notice(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT CASE WHEN count(*) FILTER (WHERE l.is_sample) > 0 THEN
                   '<p class="sample">' || _in_language(lang,
                       format('BẢN MINH HỌA: %s trong %s số liệu của báo cáo này là số liệu minh họa, không phải số liệu thật.',
                              count(*) FILTER (WHERE l.is_sample), count(l.value)),
                       format('SAMPLE: %s of the %s figures in this report are invented, not real.',
                              count(*) FILTER (WHERE l.is_sample), count(l.value))) || E'</p>\n'
               ELSE '' END
        FROM unnest(lines) AS l);

COMMENT ON FUNCTION _report_sample_notice(annual_report_line[], text) IS
    'Lời báo khi có số liệu minh họa | a notice where figures are invented samples';

/* A copy that is not of the whole plan bears the name of whose it is. */
CREATE OR REPLACE FUNCTION _report_holder(plan_id integer, lines annual_report_line[], agency_id integer, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(string_agg(_in_language(lang, a.name_vi, a.name_en), '; ' ORDER BY a.agency_id),
                    _in_language(lang, 'Phần được xem', 'Part in sight'))
    FROM agency AS a
    WHERE CASE WHEN _report_holder.agency_id IS NULL
               THEN a.agency_id IN (SELECT m.agency_id FROM _my_agency() AS m (agency_id))
               ELSE a.agency_id = _report_holder.agency_id END
    HAVING cardinality(lines) < (SELECT count(*) FROM indicator AS i WHERE i.plan_id = _report_holder.plan_id);
END;

COMMENT ON FUNCTION _report_holder(integer, annual_report_line[], integer, text) IS
    'Bản này của ai; NULL: của cả kế hoạch | whose copy this is; NULL: of the whole plan';

CREATE OR REPLACE FUNCTION _report_sight_notice(plan_id integer, lines annual_report_line[], holder text, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT '<p class="sample">' || _html_escape(_in_language(lang,
        format('BẢN CỦA ĐƠN VỊ: %s. Chỉ gồm %s trong %s dòng của phụ lục.', holder, cardinality(lines), count(*)),
        format('PARTIAL: %s. It has %s of the %s lines of the annex.', holder, cardinality(lines), count(*)))) || E'</p>\n'
    FROM indicator AS i
    WHERE i.plan_id = _report_sight_notice.plan_id
    HAVING holder IS NOT NULL;
END;

COMMENT ON FUNCTION _report_sight_notice(integer, annual_report_line[], text, text) IS
    'Lời báo khi không phải cả kế hoạch | a notice where this is not the whole plan';

CREATE OR REPLACE FUNCTION _report_year_notice(year integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE
    WHEN make_date(year, 1, 1) > _as_of_day(NULL, as_of) THEN
        '<p class="sample">' || _in_language(lang, format('NĂM %s CHƯA BẮT ĐẦU: chưa có kết quả nào để đánh giá.', year),
                                             format('%s HAS NOT BEGUN: there is nothing to judge yet.', year)) || E'</p>\n'
    WHEN make_date(year, 12, 31) >= _as_of_day(NULL, as_of) THEN
        '<p class="sample">' || _in_language(lang,
            format('NĂM %s CHƯA KẾT THÚC: kết quả tính đến ngày %s còn có thể thay đổi.', year, _report_date(_as_of_day(NULL, as_of), lang)),
            format('%s HAS NOT ENDED: results as of %s may still change.', year, _report_date(_as_of_day(NULL, as_of), lang))) || E'</p>\n'
    ELSE '' END;

COMMENT ON FUNCTION _report_year_notice(integer, timestamptz, text) IS
    'Lời báo khi năm chưa kết thúc hoặc chưa bắt đầu | a notice where the year has not ended or not begun';
