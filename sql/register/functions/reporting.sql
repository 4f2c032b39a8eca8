/*
 * What the reporting schema is made of.  It holds only what is for its users;
 * what its views share stands here.
 */

/* ---------- verdicts, and the one place that counts them ---------- */

/* The years of every plan, at once, as known at the end of a day. */
CREATE OR REPLACE FUNCTION _verdict_of_plans(as_of date)
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
    area_code text,
    year integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT v.plan_id, v.sector_id, v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.weight,
           v.is_counted, v.indicator_target_id, v.due, v.cell, v.goal, v.value, v.stage, v.source_id,
           v.is_sample, v.recorded_at, v.period_start, v.period_end, v.status, v.rule_status,
           v.assessment_id, v.gap, v.attainment, v.lead_agency_ids, v.area_code,
           extract(year FROM v.period_end)::integer
    FROM (SELECT array_agg(make_date(y.year, 1, 1)) AS first_days, array_agg(make_date(y.year, 12, 31)) AS last_days
          FROM generate_series((SELECT min(first_year) FROM plan), (SELECT max(last_year) FROM plan)) AS y (year)
         ) AS span
    CROSS JOIN LATERAL _judged(span.first_days, span.last_days, _verdict_of_plans.as_of,
                               _end_of_day(_verdict_of_plans.as_of)) AS v
    JOIN plan AS p ON p.plan_id = v.plan_id
                  AND extract(year FROM v.period_end) BETWEEN p.first_year AND p.last_year;
END;

COMMENT ON FUNCTION _verdict_of_plans(date) IS
    'Kết quả mọi năm của mọi kế hoạch, như đã biết vào cuối ngày này | the verdicts of all years of all plans, as known at the end of a day';

CREATE OR REPLACE FUNCTION _score(counts socpolicy.tally, assessed bigint, estimate bigint, sample bigint)
RETURNS TABLE (
    indicators_n integer,
    countable_n integer,
    met_n integer,
    exceeded_n integer,
    near_n integer,
    missed_n integer,
    not_due_n integer,
    no_data_n integer,
    no_target_n integer,
    assessed_n integer,
    estimate_n integer,
    sample_n integer,
    met_rate double precision,
    coverage double precision,
    weighted_met_rate double precision,
    score_text_vi text,
    score_text_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT socpolicy.total(counts)::integer, n.countable::integer, n.met::integer,
           socpolicy.exceeded(counts)::integer, socpolicy.near(counts)::integer, socpolicy.missed(counts)::integer,
           socpolicy.not_due(counts)::integer, socpolicy.no_data(counts)::integer, socpolicy.no_target(counts)::integer,
           _score.assessed::integer, _score.estimate::integer, _score.sample::integer,
           socpolicy.met_rate(counts)::double precision, socpolicy.coverage(counts)::double precision,
           socpolicy.weighted_met_rate(counts)::double precision,
           CASE WHEN n.countable > 0 THEN format('%s/%s chỉ tiêu đạt và vượt', n.met, n.countable)
                ELSE 'chưa chỉ tiêu nào được đánh giá' END,
           CASE WHEN n.countable > 0 THEN format('%s of %s indicators met or exceeded', n.met, n.countable)
                ELSE 'no indicator has a verdict' END
    FROM (SELECT socpolicy.evaluated(counts) AS countable,
                 socpolicy.exceeded(counts) + socpolicy.met(counts) AS met) AS n;
END;

COMMENT ON FUNCTION _score(socpolicy.tally, bigint, bigint, bigint) IS
    'Số đếm, tỷ lệ và câu của một bảng điểm | counts, rates and words of a scorecard';

/*
 * Who carries on, on a day, what a body that has ended once answered for: its
 * successors, or whoever took over the indicators that it led, and theirs in turn, as far as
 * they still exist.
 */
CREATE OR REPLACE FUNCTION _agency_successor(on_date date)
RETURNS TABLE (
    agency_id integer,
    successor_code text,
    successor_name_vi text,
    successor_name_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE step AS (
        SELECT s.agency_id, s.successor_id
        FROM agency_succession AS s
        WHERE s.agency_id IS NOT NULL AND s.successor_id IS NOT NULL
          AND s.on_date <= coalesce(_agency_successor.on_date, today())
        UNION
        SELECT r.agency_id, t.agency_id
        FROM responsibility AS r
        JOIN responsibility AS t ON t.responsibility_id = r.taken_over_by_id
        WHERE r.role = 'lead' AND r.indicator_id IS NOT NULL AND t.agency_id <> r.agency_id
          AND t.valid_from <= coalesce(_agency_successor.on_date, today())
    ), chain AS (
        SELECT s.agency_id, s.successor_id
        FROM step AS s
        UNION
        SELECT c.agency_id, s.successor_id
        FROM chain AS c
        JOIN step AS s ON s.agency_id = c.successor_id
    )
    SELECT c.agency_id,
           string_agg(a.code, '; ' ORDER BY a.agency_id),
           string_agg(a.name_vi, '; ' ORDER BY a.agency_id),
           string_agg(coalesce(a.name_en, a.name_vi), '; ' ORDER BY a.agency_id)
    FROM chain AS c
    JOIN agency AS a ON a.agency_id = c.successor_id
    JOIN agency AS former ON former.agency_id = c.agency_id
    WHERE in_force(a.valid_from, a.valid_to, coalesce(_agency_successor.on_date, today()))
      AND NOT in_force(former.valid_from, former.valid_to, coalesce(_agency_successor.on_date, today()))
    GROUP BY c.agency_id;
END;

COMMENT ON FUNCTION _agency_successor(date) IS
    'Cơ quan kế tục còn hoạt động vào ngày đó của mỗi cơ quan đã kết thúc | the bodies that carry on, on a day, for each body that has ended';

/* ---------- targets ---------- */

CREATE OR REPLACE FUNCTION _target_op(goal socpolicy.target, is_level boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN goal IS NULL THEN 'none'
    WHEN is_level THEN 'in_text'
    WHEN socpolicy.lower(socpolicy.threshold(goal)) = socpolicy.upper(socpolicy.threshold(goal)) THEN 'eq'
    WHEN socpolicy.lower(socpolicy.threshold(goal)) IS NULL
        THEN CASE WHEN socpolicy.upper_inc(socpolicy.threshold(goal)) THEN 'le' ELSE 'lt' END
    WHEN socpolicy.upper(socpolicy.threshold(goal)) IS NULL
        THEN CASE WHEN socpolicy.lower_inc(socpolicy.threshold(goal)) THEN 'ge' ELSE 'gt' END
    ELSE 'between' END;

COMMENT ON FUNCTION _target_op(socpolicy.target, boolean) IS
    'Dạng của mục tiêu: lt, le, ge, gt, eq, between, in_text, none | shape of a target';

/* ---------- figures ---------- */

CREATE OR REPLACE FUNCTION _period_months(period_start date, period_end date) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN extract(day FROM period_start) = 1 AND extract(day FROM period_end + 1) = 1
            THEN (12 * (extract(year FROM period_end) - extract(year FROM period_start))
                  + extract(month FROM period_end) - extract(month FROM period_start) + 1)::integer END;

COMMENT ON FUNCTION _period_months(date, date) IS
    'Số tháng của kỳ; NULL: kỳ không gồm tháng trọn | months of a period; NULL: it is not of whole months';

CREATE OR REPLACE FUNCTION _period_kind(period_start date, period_end date) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN _period_months(period_start, period_end) = 12 AND extract(month FROM period_start) = 1 THEN 'year'
    WHEN _period_months(period_start, period_end) = 6 AND extract(month FROM period_start) IN (1, 7) THEN 'half'
    WHEN _period_months(period_start, period_end) = 3 AND extract(month FROM period_start) IN (1, 4, 7, 10) THEN 'quarter'
    WHEN _period_months(period_start, period_end) = 1 THEN 'month'
    WHEN extract(month FROM period_start) = 1 AND extract(day FROM period_start) = 1
         AND extract(year FROM period_start) = extract(year FROM period_end) THEN 'since_january'
    ELSE 'other' END;

COMMENT ON FUNCTION _period_kind(date, date) IS
    'Loại kỳ: year, half, quarter, month, since_january (từ đầu năm), other | kind of a period';

/*
 * A figure with what belongs to it.  The view gives it the rows of the table
 * itself: over a union with the history the planner has no statistics, and
 * joins in loops what should be hashed.  What is asked of the row stands in
 * WHERE alone, or the planner would call this once a row.
 */
CREATE OR REPLACE FUNCTION _fact_observation_row(
    said_indicator_id integer,
    said_area_id integer,
    said_period_start date,
    said_period_end date,
    said_source_id integer,
    said_stage text,
    said_value numeric,
    said_numerator numeric,
    said_denominator numeric,
    said_note text,
    said_recorded_at timestamptz,
    said_recorded_by text,
    as_of date)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    source_id integer,
    year integer,
    quarter integer,
    month integer,
    period_start date,
    period_start_iso text,
    period_end date,
    period_end_iso text,
    indicator_code text,
    area_code text,
    source_code text,
    source_name_vi text,
    source_name_en text,
    stage_code text,
    stage_label_vi text,
    stage_label_en text,
    stage_sort smallint,
    value double precision,
    value_text_vi text,
    numerator double precision,
    denominator double precision,
    is_computed boolean,
    computed_n smallint,
    is_sample boolean,
    sample_n smallint,
    source_precedence integer,
    note text,
    recorded_at timestamptz,
    recorded_on_iso text,
    recorded_by text,
    value_text_en text,
    value_label text,
    value_label_en text,
    as_of_date date,
    as_of_date_iso text,
    indicator_name_vi text,
    indicator_name_en text,
    unit_label_vi text,
    unit_label_en text,
    area_name_vi text,
    area_name_en text,
    level_code text,
    level_label_vi text,
    level_label_en text,
    months_n integer,
    period_kind_code text,
    period_kind_label_vi text,
    period_kind_label_en text,
    is_whole_year boolean,
    whole_year_n smallint,
    is_judging boolean,
    judging_n smallint,
    row_key text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT i.plan_id, i.sector_id, said_indicator_id, said_area_id, said_source_id,
           extract(year FROM said_period_end)::integer,
           CASE WHEN said_period_end - said_period_start < 100 THEN extract(quarter FROM said_period_end)::integer END,
           CASE WHEN said_period_end - said_period_start < 32 THEN extract(month FROM said_period_end)::integer END,
           said_period_start, to_char(said_period_start, 'YYYY-MM-DD'), said_period_end, to_char(said_period_end, 'YYYY-MM-DD'),
           i.code, a.code, s.code, s.name_vi, coalesce(s.name_en, s.name_vi),
           said_stage, code_label('stage', said_stage, 'vi'), code_label('stage', said_stage, 'en'),
           _code_sort('stage', said_stage),
           v.value::double precision, socpolicy.format_value(v.value),
           said_numerator::double precision, said_denominator::double precision,
           said_value IS NULL, (said_value IS NULL)::integer::smallint,
           s.is_sample, s.is_sample::integer::smallint, s.precedence, said_note,
           said_recorded_at, to_char(said_recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), said_recorded_by,
           socpolicy.format_value(v.value, format => 'en'),
           CASE WHEN u.kind = 'level'
                THEN (SELECT l.label_vi FROM level AS l
                      WHERE l.indicator_id = said_indicator_id AND l.rank = v.value) END,
           CASE WHEN u.kind = 'level'
                THEN (SELECT coalesce(l.label_en, l.label_vi) FROM level AS l
                      WHERE l.indicator_id = said_indicator_id AND l.rank = v.value) END,
           -- once, not for each of millions of rows
           (SELECT coalesce(as_of, today())),
           (SELECT to_char(coalesce(as_of, today()), 'YYYY-MM-DD')),
           n.full_name_vi, n.full_name_en, u.label, coalesce(u.label_en, u.label),
           a.name_vi, coalesce(a.name_en, a.name_vi),
           a.level, code_label('area_level', a.level, 'vi'), code_label('area_level', a.level, 'en'),
           _period_months(said_period_start, said_period_end),
           k.kind, code_label('period_kind', k.kind, 'vi'), code_label('period_kind', k.kind, 'en'),
           k.kind = 'year', (k.kind = 'year')::integer::smallint,
           j.is_judging, j.is_judging::integer::smallint,
           said_indicator_id || '-' || said_area_id || '-' || to_char(said_period_start, 'YYYYMMDD') || '-'
               || to_char(said_period_end, 'YYYYMMDD') || '-' || said_source_id
    FROM indicator AS i
    JOIN _indicator_name AS n ON n.indicator_id = i.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    CROSS JOIN area AS a
    CROSS JOIN source AS s
    CROSS JOIN LATERAL (
        SELECT _figure_value(said_value, said_numerator, said_denominator, coalesce(i.factor, u.factor, 1)) AS value) AS v
    CROSS JOIN LATERAL (SELECT _period_kind(said_period_start, said_period_end) AS kind) AS k
    CROSS JOIN LATERAL (
        SELECT NOT EXISTS (
                   SELECT FROM _observation_as_of(_end_of_day(as_of)) AS o
                   JOIN source AS b ON b.source_id = o.source_id
                   WHERE o.indicator_id = said_indicator_id AND o.area_id = said_area_id
                     AND o.period_end = said_period_end AND o.period_start = said_period_start
                     AND (b.precedence, b.source_id) < (s.precedence, s.source_id)) AS is_judging) AS j
    WHERE i.indicator_id = said_indicator_id AND a.area_id = said_area_id AND s.source_id = said_source_id;
END;

COMMENT ON FUNCTION _fact_observation_row(integer, integer, date, date, integer, text, numeric, numeric, numeric, text, timestamptz, text, date) IS
    'Một dòng của fact_observation | a row of fact_observation';

/* ---------- who answers ---------- */

CREATE OR REPLACE FUNCTION _agency_role_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    task_id integer,
    agency_id integer,
    role_code text,
    role_label_vi text,
    role_label_en text,
    is_lead boolean,
    lead_n smallint,
    role_sort integer,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.indicator_id, r.task_id, r.agency_id, c.code,
           code_label('role', c.code, 'vi'), code_label('role', c.code, 'en'),
           c.code = 'lead', (c.code = 'lead')::integer::smallint, r.sort_order,
           coalesce(_agency_role_as_of.as_of, today()), to_char(coalesce(_agency_role_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM responsibility_as_of(_agency_role_as_of.as_of, _end_of_day(_agency_role_as_of.as_of)) AS r
    CROSS JOIN LATERAL (SELECT CASE r.role WHEN 'lead' THEN 'lead' ELSE 'coord' END AS code) AS c;
END;

COMMENT ON FUNCTION _agency_role_as_of(date) IS
    'Cơ quan và vai trò của chỉ tiêu, nhiệm vụ, như đã biết vào cuối ngày này | agencies and their roles in indicators and tasks, as known at the end of a day';
