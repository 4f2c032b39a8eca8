/*
 * Verdicts: every target against the figure that counts, by the rule or as a
 * person decided (structure/verdict.sql).
 */

CREATE OR REPLACE FUNCTION assess(
    indicator text,
    area text,
    year integer,
    scope text,
    status text,
    reason_vi text,
    reason_en text DEFAULT NULL,
    decided_on date DEFAULT NULL,
    decided_by text DEFAULT NULL,
    agency text DEFAULT NULL,
    document text DEFAULT NULL,
    plan text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    day CONSTANT date := coalesce(decided_on, today());
    found assessment;
BEGIN
    INSERT INTO assessment (indicator_id, area_id, year, scope, status, reason_vi, reason_en,
                            decided_by, decided_by_id, decided_on, document_id)
    VALUES (require_indicator(indicator, assess.plan),
            require_area(area, make_date(assess.year, 12, 31)),
            assess.year, assess.scope, assess.status::socpolicy.compliance_status,
            assess.reason_vi, assess.reason_en, assess.decided_by,
            CASE WHEN agency IS NOT NULL THEN require_agency(agency, day) END,
            day,
            CASE WHEN document IS NOT NULL THEN require_document(document) END)
    RETURNING * INTO found;
    -- One that stands beside no target would never be seen: a code may mean
    -- another area at the end of the year than the one the promise was made for.
    IF NOT EXISTS (SELECT FROM indicator_target AS t
                   WHERE t.indicator_id = found.indicator_id
                     AND t.area_id = found.area_id
                     AND t.scope = found.scope) THEN
        RAISE EXCEPTION 'indicator "%" has no % target for area "%" of %',
                        assess.indicator, assess.scope, assess.area, assess.year
            USING ERRCODE = 'undefined_object',
                  HINT = (SELECT 'Its targets are for: '
                                 || coalesce(string_agg(DISTINCT a.code || CASE
                                        WHEN a.valid_to IS NULL THEN ''
                                        ELSE '@' || to_char(a.valid_to, 'YYYY-MM-DD') END, ', '), 'no area')
                                 || '.'
                          FROM indicator_target AS t
                          JOIN area AS a ON a.area_id = t.area_id
                          WHERE t.indicator_id = found.indicator_id AND t.scope = found.scope);
    END IF;
    RETURN found.assessment_id;
END
$$;

COMMENT ON FUNCTION assess(text, text, integer, text, text, text, text, date, text, text, text, text) IS
    'Ghi một đánh giá do người quyết định; trạng thái NULL trả lại cho quy tắc | record a verdict that a person decided; a NULL status gives it back to the rule';

/* ---------- one verdict ---------- */

CREATE OR REPLACE FUNCTION _year_start(year integer) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
BEGIN
    IF (year BETWEEN 1900 AND 9999) IS NOT TRUE THEN
        RAISE EXCEPTION 'year out of range: %', coalesce(year::text, 'NULL')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Valid years are 1900 to 9999.';
    END IF;
    RETURN make_date(year, 1, 1);
END
$$;

COMMENT ON FUNCTION _year_start(integer) IS
    'Ngày đầu của một năm từ 1900 đến 9999; năm khác thì báo lỗi | the first day of a year from 1900 to 9999; an error for any other';

/*
 * The verdicts of some periods at once: every measured indicator that has a
 * target cell in force, in each period.
 *
 * The judge is the earliest target due on the last day of the period or
 * later; without one the last that fell due within it.  A national sum is
 * promised by the nation, not by a part of it.  The figure is of exactly that
 * period, from the source that counts first.  What a person decided is said of
 * years.  Who answers is who led at the end of the period, or on the day asked
 * about while that has not come.
 *
 * All is chosen by one sort of plain joins, so that the planner is free to
 * walk through the keys for one area, or to hash a country.  The keys of the
 * sort name the indicator and the area by code too: only what stands there can
 * be filtered below it.
 */
CREATE OR REPLACE FUNCTION _judged(
    first_days date[],
    last_days date[],
    on_date date,
    known_at timestamptz)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    weight numeric,
    is_counted boolean,
    indicator_target_id integer,
    due date,
    cell text,
    goal socpolicy.target,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean,
    recorded_at timestamptz,
    period_start date,
    period_end date,
    status socpolicy.compliance_status,
    rule_status socpolicy.compliance_status,
    assessment_id integer,
    gap numeric,
    attainment numeric,
    lead_agency_ids integer[],
    area_code text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.sector_id, c.indicator_id, c.area_id, c.scope, c.code, c.sort_order, c.weight,
           place.is_counted, c.indicator_target_id, c.due, c.cell, c.goal,
           c.value, c.stage, c.source_id, c.is_sample, c.recorded_at, c.period_start, c.period_end,
           coalesce(decided.status, rule.status), rule.status,
           CASE WHEN decided.status IS NOT NULL THEN decided.assessment_id END,
           socpolicy.gap(c.value, c.goal), socpolicy.attainment(c.value, c.goal),
           coalesce(held.lead_agency_ids, '{}'), c.area_code
    FROM (SELECT DISTINCT ON (t.indicator_id, t.area_id, t.scope, p.period_end, p.period_start,
                              i.plan_id, i.sector_id, i.code, a.code)
                 i.plan_id, i.sector_id, t.indicator_id, t.area_id, t.scope, i.code, i.sort_order, i.weight,
                 a.code AS area_code, p.period_start, p.period_end,
                 CASE WHEN judge.is THEN t.indicator_target_id END AS indicator_target_id,
                 CASE WHEN judge.is THEN t.due END AS due,
                 CASE WHEN judge.is THEN t.cell END AS cell,
                 CASE WHEN judge.is THEN t.goal END AS goal,
                 _figure_value(o.value, o.numerator, o.denominator, coalesce(i.factor, u.factor, 1)) AS value,
                 o.stage, o.source_id, s.is_sample, o.recorded_at
          FROM unnest(_judged.first_days, _judged.last_days) AS p (period_start, period_end)
          CROSS JOIN target_as_of(_judged.on_date, _judged.known_at) AS t
          JOIN indicator AS i ON i.indicator_id = t.indicator_id AND i.measured
          JOIN area AS a ON a.area_id = t.area_id
          CROSS JOIN LATERAL (
              SELECT t.goal IS NOT NULL AND t.due >= p.period_start
                     AND NOT (t.scope = 'national' AND i.aggregation = 'sum' AND a.level <> 'nation') AS is) AS judge
          LEFT JOIN unit AS u ON u.unit_id = i.unit_id
          LEFT JOIN (_observation_as_of(_judged.known_at) AS o
                     JOIN source AS s ON s.source_id = o.source_id)
              ON o.indicator_id = t.indicator_id AND o.area_id = t.area_id
             AND o.period_end = p.period_end AND o.period_start = p.period_start
          ORDER BY t.indicator_id, t.area_id, t.scope, p.period_end, p.period_start,
                   i.plan_id, i.sector_id, i.code, a.code,
                   judge.is DESC, CASE WHEN t.due >= p.period_end THEN t.due END, t.due DESC,
                   s.precedence, s.source_id) AS c
    JOIN _indicator_counted AS place ON place.indicator_id = c.indicator_id
    LEFT JOIN (SELECT DISTINCT ON (d.indicator_id, d.area_id, d.scope, d.year)
                      d.indicator_id, d.area_id, d.scope, d.year, d.assessment_id, d.status
               FROM assessment AS d
               WHERE _judged.known_at IS NULL OR d.recorded_at <= _judged.known_at
               ORDER BY d.indicator_id, d.area_id, d.scope, d.year, d.recorded_at DESC, d.assessment_id DESC
              ) AS decided
        ON decided.indicator_id = c.indicator_id AND decided.area_id = c.area_id AND decided.scope = c.scope
       AND c.period_start = make_date(decided.year, 1, 1) AND c.period_end = make_date(decided.year, 12, 31)
    LEFT JOIN (SELECT r.indicator_id, e.last_day,
                      array_agg(r.agency_id ORDER BY r.sort_order, r.agency_id) AS lead_agency_ids
               FROM unnest(_judged.last_days) AS e (last_day)
               JOIN responsibility AS r
                   ON r.role = 'lead'
                  AND _believed_in_force(r.valid_from, r.valid_to, r.recorded_at, r.closed_at,
                                         least(e.last_day, _as_of_day(_judged.on_date, _judged.known_at)),
                                         _judged.known_at)
               GROUP BY r.indicator_id, e.last_day) AS held
        ON held.indicator_id = c.indicator_id AND held.last_day = c.period_end
    CROSS JOIN LATERAL (
        -- A figure is missing from the day after its period only.
        SELECT CASE WHEN c.value IS NULL AND c.goal IS NOT NULL
                         AND c.period_end >= _as_of_day(_judged.on_date, _judged.known_at) THEN 'not_due'
                    ELSE socpolicy.evaluate(c.value, c.goal, c.period_end) END AS status) AS rule;
END;

COMMENT ON FUNCTION _judged(date[], date[], date, timestamptz) IS
    'Kết quả của nhiều kỳ một lúc; verdict_as_of và các khung nhìn báo cáo đều lấy từ đây | the verdicts of several periods at once; verdict_as_of and the reporting views take them from here';

CREATE OR REPLACE FUNCTION verdict_as_of(
    year integer,
    on_date date DEFAULT NULL,
    known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    weight numeric,
    is_counted boolean,
    indicator_target_id integer,
    due date,
    cell text,
    goal socpolicy.target,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean,
    recorded_at timestamptz,
    period_start date,
    period_end date,
    status socpolicy.compliance_status,
    rule_status socpolicy.compliance_status,
    assessment_id integer,
    gap numeric,
    attainment numeric,
    lead_agency_ids integer[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT v.plan_id, v.sector_id, v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.weight,
           v.is_counted, v.indicator_target_id, v.due, v.cell, v.goal, v.value, v.stage, v.source_id,
           v.is_sample, v.recorded_at, v.period_start, v.period_end, v.status, v.rule_status,
           v.assessment_id, v.gap, v.attainment, v.lead_agency_ids
    FROM _judged(ARRAY[_year_start(verdict_as_of.year)],
                 ARRAY[(_year_start(verdict_as_of.year) + interval '1 year')::date - 1],
                 verdict_as_of.on_date, verdict_as_of.known_at) AS v;
END;

COMMENT ON FUNCTION verdict_as_of(integer, date, timestamptz) IS
    'Kết quả đánh giá một năm theo mục tiêu của ngày on_date, với những gì đã biết vào thời điểm known_at: mỗi chỉ tiêu đo lường, địa phương và phạm vi một dòng, kèm mục tiêu dùng để đánh giá, có tính vào tổng không (is_counted), kết quả theo quy tắc (rule_status), quyết định của người (assessment_id), cơ quan chủ trì vào cuối năm | verdicts of a year by the targets of a day, as known at a moment: one row per measured indicator, area and scope, with the target that judges, whether it counts in totals, the rule''s own verdict, the person''s decision and who led at the year''s end';

CREATE OR REPLACE FUNCTION verdict_as_of(
    period text,
    on_date date DEFAULT NULL,
    known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    weight numeric,
    is_counted boolean,
    indicator_target_id integer,
    due date,
    cell text,
    goal socpolicy.target,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean,
    recorded_at timestamptz,
    period_start date,
    period_end date,
    status socpolicy.compliance_status,
    rule_status socpolicy.compliance_status,
    assessment_id integer,
    gap numeric,
    attainment numeric,
    lead_agency_ids integer[])
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    first_day date;
    last_day date;
BEGIN
    SELECT p.period_start, p.period_end INTO first_day, last_day
    FROM parse_period(verdict_as_of.period) AS p;
    IF first_day IS NULL THEN
        RAISE EXCEPTION 'invalid period: "%"', coalesce(verdict_as_of.period, 'NULL')
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write 2025, 2025-Q2, 2025-06 or "6 tháng 2025".';
    END IF;
    RETURN QUERY
        SELECT v.plan_id, v.sector_id, v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.weight,
               v.is_counted, v.indicator_target_id, v.due, v.cell, v.goal, v.value, v.stage, v.source_id,
               v.is_sample, v.recorded_at, v.period_start, v.period_end, v.status, v.rule_status,
               v.assessment_id, v.gap, v.attainment, v.lead_agency_ids
        FROM _judged(ARRAY[first_day], ARRAY[last_day], verdict_as_of.on_date, verdict_as_of.known_at) AS v;
END
$$;

COMMENT ON FUNCTION verdict_as_of(text, date, timestamptz) IS
    'Như verdict_as_of của một năm, cho kỳ bất kỳ viết như trong tệp số liệu: "2025", "2025-Q2", "6 tháng 2025" | verdict_as_of for any period, written as in files of figures';

/* ---------- verdicts that hang on little ---------- */

/*
 * A value at a bound that does not count itself, and a verdict that would be
 * another after rounding.  What was published is as round as it is; what was
 * computed from counts is rounded to the published decimals, or, where nobody
 * said how many those are, to those of the target beside which it is printed.
 */
CREATE OR REPLACE FUNCTION verdict_at_bound(year integer, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    edge text,
    goal socpolicy.target,
    value numeric,
    status socpolicy.compliance_status,
    rounded_value numeric,
    rounded_status socpolicy.compliance_status)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT v.indicator_id, v.area_id, v.scope, v.code, v.sort_order,
           CASE WHEN v.rule_status <> r.status THEN 'rounding' ELSE 'strict_bound' END,
           v.goal, v.value, v.rule_status, r.value, r.status
    FROM verdict_as_of(verdict_at_bound.year, NULL, verdict_at_bound.known_at) AS v
    JOIN indicator AS i ON i.indicator_id = v.indicator_id
    JOIN figure_as_of(verdict_at_bound.known_at) AS f
        ON f.indicator_id = v.indicator_id AND f.area_id = v.area_id AND f.source_id = v.source_id
       AND f.period_start = make_date(verdict_at_bound.year, 1, 1)
       AND f.period_end = make_date(verdict_at_bound.year, 12, 31)
    CROSS JOIN LATERAL (
        SELECT round(v.value, coalesce(i.decimals,
                                       CASE WHEN f.is_computed THEN scale(socpolicy.bound(v.goal)) END,
                                       scale(v.value))) AS value) AS rounded
    CROSS JOIN LATERAL (
        SELECT rounded.value, socpolicy.evaluate(rounded.value, v.goal, v.period_end) AS status) AS r
    WHERE v.rule_status <> r.status
       OR socpolicy.gap(v.value, v.goal) = 0 AND v.rule_status NOT IN ('exceeded', 'met');
END;

COMMENT ON FUNCTION verdict_at_bound(integer, timestamptz) IS
    'Kết quả của năm phụ thuộc vào chút ít: rounding làm tròn thì ra kết quả khác, strict_bound giá trị bằng đúng giới hạn mà giới hạn không được tính | verdicts that hang on little: rounding would give another one, or the value equals a bound that does not count itself';

/*
 * What was believed of a year, one row per moment at which it changed: the
 * figure that counted before and the one that counts since, each judged by
 * the target in force today.  A better source that arrives changes the
 * verdict as a revision does.
 */
CREATE OR REPLACE FUNCTION verdict_revision(year integer)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    goal socpolicy.target,
    revised_at timestamptz,
    source_before_id integer,
    stage_before text,
    value_before numeric,
    status_before socpolicy.compliance_status,
    source_after_id integer,
    stage_after text,
    value_after numeric,
    status_after socpolicy.compliance_status)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH version AS (
        SELECT h.indicator_id, h.area_id, h.source_id, h.stage, h.value, s.precedence,
               h.believed_from, h.believed_to
        FROM figure_history AS h
        JOIN source AS s ON s.source_id = h.source_id
        WHERE h.period_start = make_date(verdict_revision.year, 1, 1)
          AND h.period_end = make_date(verdict_revision.year, 12, 31)
    ), believed AS (
        SELECT DISTINCT ON (m.indicator_id, m.area_id, m.believed_from)
               m.indicator_id, m.area_id, m.believed_from AS at, w.source_id, w.stage, w.value
        FROM version AS m
        JOIN version AS w
            ON w.indicator_id = m.indicator_id AND w.area_id = m.area_id
           AND w.believed_from <= m.believed_from
           AND (w.believed_to > m.believed_from) IS NOT FALSE
        ORDER BY m.indicator_id, m.area_id, m.believed_from, w.precedence, w.source_id
    ), beside AS (
        SELECT b.indicator_id, b.area_id, b.at, b.source_id, b.stage, b.value,
               lag(b.source_id) OVER moments AS source_before_id,
               lag(b.stage) OVER moments AS stage_before,
               lag(b.value) OVER moments AS value_before
        FROM believed AS b
        WINDOW moments AS (PARTITION BY b.indicator_id, b.area_id ORDER BY b.at)
    )
    SELECT v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.goal, b.at,
           b.source_before_id, b.stage_before, b.value_before,
           socpolicy.evaluate(b.value_before, v.goal, v.period_end),
           b.source_id, b.stage, b.value,
           socpolicy.evaluate(b.value, v.goal, v.period_end)
    FROM beside AS b
    JOIN verdict_as_of(verdict_revision.year) AS v
        ON v.indicator_id = b.indicator_id AND v.area_id = b.area_id
    WHERE b.source_before_id IS NOT NULL
      AND (b.source_before_id, b.stage_before, b.value_before)
          IS DISTINCT FROM (b.source_id, b.stage, b.value);
END;

COMMENT ON FUNCTION verdict_revision(integer) IS
    'Mỗi lần số liệu dùng để đánh giá một năm thay đổi (sửa, hoặc có nguồn được ưu tiên hơn): trước và sau, kèm kết quả theo mục tiêu hiện hành | every change of a figure that judges a year, by revision or by a better source: before and after, with the verdicts by the target in force';

/*
 * Why a year cannot be judged, or only with doubt.  One line per reason.
 */
CREATE OR REPLACE FUNCTION _obstacle_text()
RETURNS TABLE (reason text, reason_vi text, reason_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.reason, r.reason_vi, r.reason_en
    FROM (VALUES
        ('heading', 'chỉ là tiêu đề của các chỉ tiêu con',
         'only a heading of its sub-rows'),
        ('no_scale', 'chỉ tiêu định tính chưa có thang mức',
         'a qualitative indicator without a scale of levels'),
        ('national_sum', 'mục tiêu Trung ương là tổng số của cả nước, không phải của một địa phương',
         'the national target is a sum for the whole country, not for a part of it'),
        ('no_target', 'không có mục tiêu nào đến hạn từ cuối năm này trở đi',
         'no target is due at the end of this year or later'),
        ('never_reported', 'chưa từng có số liệu năm',
         'no figure of any year'),
        ('not_published_yearly', 'không công bố hằng năm, số liệu gần nhất còn trong chu kỳ',
         'not published every year, the last figure is within its cycle'),
        ('no_data', 'chưa có số liệu của năm này, chỉ có của năm trước',
         'no figure of this year, only of earlier ones'),
        ('not_due', 'mục tiêu đến hạn sau và chưa đạt',
         'the target is due later and not reached yet'),
        ('series_break', 'chuỗi số liệu đổi nghĩa sau khi mục tiêu được đặt: kết quả cần người xem xét',
         'the series changed its meaning after the target was set: the verdict needs a person')
    ) AS r (reason, reason_vi, reason_en);
END;

COMMENT ON FUNCTION _obstacle_text() IS
    'Các lý do mà một chỉ tiêu không đánh giá được | the reasons why an indicator cannot be judged';

CREATE OR REPLACE FUNCTION verdict_obstacle(year integer, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    status socpolicy.compliance_status,
    reason text,
    reason_vi text,
    reason_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH obstacle AS (
        SELECT i.indicator_id, NULL::integer AS area_id, NULL::text AS scope, i.code, i.sort_order,
               NULL::socpolicy.compliance_status AS status, 'heading' AS reason
        FROM indicator AS i
        WHERE NOT i.measured
        UNION ALL
        SELECT v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.status,
               CASE WHEN u.kind = 'level' AND NOT EXISTS (
                        SELECT FROM level AS l WHERE l.indicator_id = v.indicator_id) THEN 'no_scale'
                    WHEN v.status = 'no_target'
                        THEN CASE WHEN v.scope = 'national' AND i.aggregation = 'sum' AND a.level <> 'nation'
                                  THEN 'national_sum' ELSE 'no_target' END
                    WHEN v.status = 'not_due' THEN 'not_due'
                    WHEN last.age IS NULL THEN 'never_reported'
                    WHEN last.age < _years_between_figures(i.frequency) THEN 'not_published_yearly'
                    ELSE 'no_data' END
        FROM verdict_as_of(verdict_obstacle.year, NULL, verdict_obstacle.known_at) AS v
        JOIN indicator AS i ON i.indicator_id = v.indicator_id
        JOIN area AS a ON a.area_id = v.area_id
        LEFT JOIN unit AS u ON u.unit_id = i.unit_id
        LEFT JOIN LATERAL (
            SELECT verdict_obstacle.year - extract(year FROM f.period_end)::integer AS age
            FROM figure_as_of(verdict_obstacle.known_at) AS f
            WHERE f.indicator_id = v.indicator_id AND f.area_id = v.area_id
              AND f.period_end < make_date(verdict_obstacle.year, 1, 1)
              AND f.period_start = date_trunc('year', f.period_end::timestamp)::date
              AND extract(month FROM f.period_end) = 12
            ORDER BY f.period_end DESC
            LIMIT 1) AS last ON true
        WHERE v.status IN ('no_data', 'no_target', 'not_due')
        UNION ALL
        SELECT v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.status, 'series_break'
        FROM verdict_as_of(verdict_obstacle.year, NULL, verdict_obstacle.known_at) AS v
        JOIN indicator_target AS t ON t.indicator_target_id = v.indicator_target_id
        JOIN document AS d ON d.document_id = t.document_id
        WHERE v.value IS NOT NULL
          AND EXISTS (SELECT FROM _indicator_break AS b
                      WHERE b.indicator_id = v.indicator_id
                        AND (b.area_id IS NULL OR b.area_id = v.area_id)
                        AND b.break_on > d.issued_on AND b.break_on <= v.period_end)
    )
    SELECT o.indicator_id, o.area_id, o.scope, o.code, o.sort_order, o.status,
           o.reason, w.reason_vi, w.reason_en
    FROM obstacle AS o
    JOIN _obstacle_text() AS w ON w.reason = o.reason;
END;

COMMENT ON FUNCTION verdict_obstacle(integer, timestamptz) IS
    'Chỉ tiêu nào của năm không đánh giá được, hoặc đánh giá được mà còn nghi ngờ (series_break), và vì sao; một chỉ tiêu có thể có hai dòng | which indicators of a year cannot be judged, or only with doubt (series_break), and why; an indicator may have two rows';
