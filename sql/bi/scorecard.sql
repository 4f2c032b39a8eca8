/*
 * Scorecards: verdicts counted, ready to be shown.
 *
 * A rate is a count over a count, never a mean of rates; what has no verdict
 * is counted apart and is in no rate.  An indicator counts once in each area
 * that has a target of its own: what lies under a measured indicator does not.
 * What people filter by stands in the keys, so that it is filtered below the
 * count.
 */

CREATE OR REPLACE FUNCTION scorecard_by_plan_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
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
    score_text_en text,
    areas_n integer,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.plan_code, p.title_vi, coalesce(p.title_en, p.title_vi),
           c.year, c.scope,
           code_label('scope', c.scope, 'vi'), code_label('scope', c.scope, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate,
           m.score_text_vi || CASE WHEN c.areas_n > 1 THEN format(' ở %s địa phương', c.areas_n) ELSE '' END,
           m.score_text_en || CASE WHEN c.areas_n > 1 THEN format(' in %s areas', c.areas_n) ELSE '' END,
           c.areas_n::integer,
           coalesce(scorecard_by_plan_as_of.as_of, today()), to_char(coalesce(scorecard_by_plan_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT v.plan_id, k.code AS plan_code, v.year, v.scope,
                 count(DISTINCT v.area_id) AS areas_n,
                 socpolicy.tally_agg(v.status, v.weight) FILTER (WHERE v.is_counted) AS counts,
                 count(v.assessment_id) FILTER (WHERE v.is_counted) AS assessed,
                 count(*) FILTER (WHERE v.is_counted AND v.status <= 'missed' AND v.stage = 'estimate') AS estimate,
                 count(*) FILTER (WHERE v.is_counted AND v.is_sample) AS sample
          FROM _verdict_of_plans(scorecard_by_plan_as_of.as_of) AS v
          JOIN plan AS k ON k.plan_id = v.plan_id
          GROUP BY v.plan_id, k.code, v.year, v.scope) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    CROSS JOIN LATERAL _score(c.counts, c.assessed, c.estimate, c.sample) AS m;
END;

COMMENT ON FUNCTION scorecard_by_plan_as_of(date) IS
    'scorecard_by_plan như đã biết vào cuối ngày này | scorecard_by_plan as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_plan WITH (security_invoker = true) AS
    SELECT f.* FROM scorecard_by_plan_as_of() AS f;

COMMENT ON VIEW scorecard_by_plan IS
    'Bảng điểm theo kế hoạch: một dòng cho mỗi kế hoạch, năm và phạm vi; một chỉ tiêu có mục tiêu ở nhiều địa phương được tính ở từng địa phương (areas_n; từng địa phương: scorecard_by_area) | scorecard by plan: one row per plan, year and scope; an indicator with targets in several areas counts in each of them (areas_n; one area: scorecard_by_area)';

CREATE OR REPLACE FUNCTION scorecard_by_sector_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    sector_id integer,
    sector_code text,
    sector_sort integer,
    sector_name_vi text,
    sector_name_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
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
    score_text_en text,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.plan_code, p.title_vi, coalesce(p.title_en, p.title_vi),
           c.sector_id, s.number::text, s.sort_order, s.title_vi, coalesce(s.title_en, s.title_vi),
           c.area_id, c.area_code, a.name_vi, coalesce(a.name_en, a.name_vi),
           c.year, c.scope,
           code_label('scope', c.scope, 'vi'), code_label('scope', c.scope, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate,
           m.score_text_vi,
           m.score_text_en,
           coalesce(scorecard_by_sector_as_of.as_of, today()), to_char(coalesce(scorecard_by_sector_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT v.plan_id, k.code AS plan_code, v.sector_id, v.area_id, v.area_code, v.year, v.scope,
                 socpolicy.tally_agg(v.status, v.weight) FILTER (WHERE v.is_counted) AS counts,
                 count(v.assessment_id) FILTER (WHERE v.is_counted) AS assessed,
                 count(*) FILTER (WHERE v.is_counted AND v.status <= 'missed' AND v.stage = 'estimate') AS estimate,
                 count(*) FILTER (WHERE v.is_counted AND v.is_sample) AS sample
          FROM _verdict_of_plans(scorecard_by_sector_as_of.as_of) AS v
          JOIN plan AS k ON k.plan_id = v.plan_id
          GROUP BY v.plan_id, k.code, v.sector_id, v.area_id, v.area_code, v.year, v.scope) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN sector AS s ON s.sector_id = c.sector_id
    JOIN area AS a ON a.area_id = c.area_id
    CROSS JOIN LATERAL _score(c.counts, c.assessed, c.estimate, c.sample) AS m;
END;

COMMENT ON FUNCTION scorecard_by_sector_as_of(date) IS
    'scorecard_by_sector như đã biết vào cuối ngày này | scorecard_by_sector as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_sector WITH (security_invoker = true) AS
    SELECT f.* FROM scorecard_by_sector_as_of() AS f;

COMMENT ON VIEW scorecard_by_sector IS
    'Bảng điểm theo nhóm chỉ tiêu: một dòng cho mỗi nhóm, địa phương, năm và phạm vi | scorecard by sector: one row per sector, area, year and scope';

CREATE OR REPLACE FUNCTION scorecard_by_area_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
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
    score_text_en text,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.plan_code, p.title_vi, coalesce(p.title_en, p.title_vi),
           c.area_id, c.area_code, a.name_vi, coalesce(a.name_en, a.name_vi),
           c.year, c.scope,
           code_label('scope', c.scope, 'vi'), code_label('scope', c.scope, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate,
           m.score_text_vi,
           m.score_text_en,
           coalesce(scorecard_by_area_as_of.as_of, today()), to_char(coalesce(scorecard_by_area_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT v.plan_id, k.code AS plan_code, v.area_id, v.area_code, v.year, v.scope,
                 socpolicy.tally_agg(v.status, v.weight) FILTER (WHERE v.is_counted) AS counts,
                 count(v.assessment_id) FILTER (WHERE v.is_counted) AS assessed,
                 count(*) FILTER (WHERE v.is_counted AND v.status <= 'missed' AND v.stage = 'estimate') AS estimate,
                 count(*) FILTER (WHERE v.is_counted AND v.is_sample) AS sample
          FROM _verdict_of_plans(scorecard_by_area_as_of.as_of) AS v
          JOIN plan AS k ON k.plan_id = v.plan_id
          GROUP BY v.plan_id, k.code, v.area_id, v.area_code, v.year, v.scope) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN area AS a ON a.area_id = c.area_id
    CROSS JOIN LATERAL _score(c.counts, c.assessed, c.estimate, c.sample) AS m;
END;

COMMENT ON FUNCTION scorecard_by_area_as_of(date) IS
    'scorecard_by_area như đã biết vào cuối ngày này | scorecard_by_area as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_area WITH (security_invoker = true) AS
    SELECT f.* FROM scorecard_by_area_as_of() AS f;

COMMENT ON VIEW scorecard_by_area IS
    'Bảng điểm theo địa phương: một dòng cho mỗi kế hoạch, địa phương, năm và phạm vi | scorecard by area: one row per plan, area, year and scope';

CREATE OR REPLACE FUNCTION scorecard_by_agency_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    agency_id integer,
    agency_code text,
    agency_name_vi text,
    agency_name_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
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
    score_text_en text,
    joint_n integer,
    as_of_date date,
    as_of_date_iso text,
    successor_code text,
    successor_name_vi text,
    successor_name_en text)
LANGUAGE sql STABLE PARALLEL SAFE
-- Not inlined, so that it is not compiled: that takes a hundred times longer
-- than running.
SET jit = off
BEGIN ATOMIC
    SELECT c.plan_id, c.plan_code, p.title_vi, coalesce(p.title_en, p.title_vi),
           c.agency_id, g.code, coalesce(g.name_vi, 'Không có cơ quan chủ trì'),
           coalesce(g.name_en, g.name_vi, 'No lead agency'),
           c.area_id, c.area_code, a.name_vi, coalesce(a.name_en, a.name_vi),
           c.year, c.scope,
           code_label('scope', c.scope, 'vi'), code_label('scope', c.scope, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate,
           m.score_text_vi,
           m.score_text_en,
           c.joint_n::integer,
           coalesce(scorecard_by_agency_as_of.as_of, today()), to_char(coalesce(scorecard_by_agency_as_of.as_of, today()), 'YYYY-MM-DD'),
           h.successor_code, h.successor_name_vi, h.successor_name_en
    FROM (SELECT v.plan_id, k.code AS plan_code, led.agency_id, v.area_id, v.area_code, v.year, v.scope,
                 count(*) FILTER (WHERE v.is_counted AND cardinality(v.lead_agency_ids) > 1) AS joint_n,
                 socpolicy.tally_agg(v.status, v.weight) FILTER (WHERE v.is_counted) AS counts,
                 count(v.assessment_id) FILTER (WHERE v.is_counted) AS assessed,
                 count(*) FILTER (WHERE v.is_counted AND v.status <= 'missed' AND v.stage = 'estimate') AS estimate,
                 count(*) FILTER (WHERE v.is_counted AND v.is_sample) AS sample
          FROM _verdict_of_plans(scorecard_by_agency_as_of.as_of) AS v
          JOIN plan AS k ON k.plan_id = v.plan_id
          LEFT JOIN LATERAL unnest(v.lead_agency_ids) AS led (agency_id) ON true
          GROUP BY v.plan_id, k.code, led.agency_id, v.area_id, v.area_code, v.year, v.scope) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN area AS a ON a.area_id = c.area_id
    LEFT JOIN agency AS g ON g.agency_id = c.agency_id
    LEFT JOIN _agency_successor(scorecard_by_agency_as_of.as_of) AS h ON h.agency_id = c.agency_id
    CROSS JOIN LATERAL _score(c.counts, c.assessed, c.estimate, c.sample) AS m;
END;

COMMENT ON FUNCTION scorecard_by_agency_as_of(date) IS
    'scorecard_by_agency như đã biết vào cuối ngày này | scorecard_by_agency as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_agency WITH (security_invoker = true) AS
    SELECT f.* FROM scorecard_by_agency_as_of() AS f;

COMMENT ON VIEW scorecard_by_agency IS
    'Bảng điểm theo cơ quan chủ trì vào cuối năm được đánh giá: một dòng cho mỗi cơ quan, địa phương, năm và phạm vi, bên cạnh là cơ quan kế tục hiện nay; chỉ tiêu nhiều cơ quan cùng chủ trì có ở từng cơ quan, nên không cộng các dòng này thành tổng của kế hoạch | scorecard by the agency that led at the end of the year, its successor of today beside it: one row per agency, area, year and scope; an indicator with joint leads is in the row of each, so these rows do not add up to the plan';

/* National beside local. */
CREATE OR REPLACE FUNCTION scorecard_by_year_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    indicators_n integer,
    local_countable_n integer,
    local_met_n integer,
    local_met_rate double precision,
    national_countable_n integer,
    national_met_n integer,
    national_met_rate double precision,
    both_met_n integer,
    national_only_met_n integer,
    local_only_met_n integer,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.plan_code, p.title_vi, coalesce(p.title_en, p.title_vi), c.area_id, c.area_code,
           a.name_vi, coalesce(a.name_en, a.name_vi), c.year,
           c.counted::integer, socpolicy.evaluated(c.local)::integer,
           (socpolicy.exceeded(c.local) + socpolicy.met(c.local))::integer,
           socpolicy.met_rate(c.local)::double precision,
           socpolicy.evaluated(c.national)::integer,
           (socpolicy.exceeded(c.national) + socpolicy.met(c.national))::integer,
           socpolicy.met_rate(c.national)::double precision,
           c.both_met::integer, c.national_only_met::integer, c.local_only_met::integer,
           coalesce(scorecard_by_year_as_of.as_of, today()), to_char(coalesce(scorecard_by_year_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT e.plan_id, k.code AS plan_code, e.area_id, e.area_code, e.year, count(*) AS counted,
                 socpolicy.tally_agg(e.local, e.weight) FILTER (WHERE e.local IS NOT NULL) AS local,
                 socpolicy.tally_agg(e.national, e.weight) FILTER (WHERE e.national IS NOT NULL) AS national,
                 count(*) FILTER (WHERE e.local <= 'met' AND e.national <= 'met') AS both_met,
                 count(*) FILTER (WHERE e.national <= 'met' AND e.local > 'met' AND e.local <= 'missed') AS national_only_met,
                 count(*) FILTER (WHERE e.local <= 'met' AND e.national > 'met' AND e.national <= 'missed') AS local_only_met
          FROM (SELECT v.plan_id, v.indicator_id, v.area_id, v.area_code, v.year, v.weight,
                       min(v.status) FILTER (WHERE v.scope = 'local') AS local,
                       min(v.status) FILTER (WHERE v.scope = 'national') AS national
                FROM _verdict_of_plans(scorecard_by_year_as_of.as_of) AS v
                WHERE v.is_counted
                GROUP BY v.plan_id, v.indicator_id, v.area_id, v.area_code, v.year, v.weight) AS e
          JOIN plan AS k ON k.plan_id = e.plan_id
          GROUP BY e.plan_id, k.code, e.area_id, e.area_code, e.year) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN area AS a ON a.area_id = c.area_id;
END;

COMMENT ON FUNCTION scorecard_by_year_as_of(date) IS
    'scorecard_by_year như đã biết vào cuối ngày này | scorecard_by_year as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_year WITH (security_invoker = true) AS
    SELECT f.* FROM scorecard_by_year_as_of() AS f;

COMMENT ON VIEW scorecard_by_year IS
    'Trung ương bên cạnh địa phương: một dòng cho mỗi kế hoạch, địa phương và năm | national beside local: one row per plan, area and year';

/* ---------- places beside one another ---------- */

/*
 * Areas of one level by how they stand to the target: their own, else that of
 * the plan's area.  A sum is promised by the whole and by no part of it; there
 * the figures alone decide.  Nearer the good side is first, equals share a
 * place, and who has no figure has none.
 */
CREATE OR REPLACE FUNCTION area_ranking_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    indicator_id integer,
    indicator_code text,
    indicator_sort integer,
    indicator_name_vi text,
    indicator_name_en text,
    unit_label_vi text,
    unit_label_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    level_code text,
    level_label_vi text,
    level_label_en text,
    valid_from date,
    valid_from_iso text,
    valid_to date,
    valid_to_iso text,
    value double precision,
    value_text_vi text,
    value_text_en text,
    is_sample boolean,
    sample_n smallint,
    is_own_target boolean,
    own_target_n smallint,
    target_text text,
    gap double precision,
    status_id integer,
    status_code text,
    status_label_vi text,
    status_label_en text,
    status_sort smallint,
    status_color text,
    status_icon text,
    place integer,
    place_sort integer,
    areas_ranked_n integer,
    as_of_date date,
    as_of_date_iso text,
    row_key text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH verdict AS MATERIALIZED (
        SELECT v.plan_id, v.indicator_id, v.area_id, v.year, v.scope, v.cell, v.goal, v.value, v.is_sample,
               v.status, v.period_end, v.area_id = p.area_id AS is_plan
        FROM _verdict_of_plans(area_ranking_as_of.as_of) AS v
        JOIN plan AS p ON p.plan_id = v.plan_id
    ), figure AS MATERIALIZED (
        SELECT g.indicator_id, g.area_id, g.year, g.value, g.is_sample
        FROM _yearly_figure(_end_of_day(area_ranking_as_of.as_of)) AS g
    ), cell AS (
        SELECT v.plan_id, v.indicator_id, v.area_id, v.year, v.scope, v.cell, v.goal, v.value, v.is_sample,
               v.status, true AS is_own
        FROM verdict AS v
        UNION ALL
        SELECT v.plan_id, v.indicator_id, f.area_id, v.year, v.scope,
               CASE WHEN NOT i.is_sum THEN v.cell END, CASE WHEN NOT i.is_sum THEN v.goal END, f.value, f.is_sample,
               socpolicy.evaluate(f.value, CASE WHEN NOT i.is_sum THEN v.goal END, v.period_end), false
        FROM verdict AS v
        JOIN figure AS f ON f.indicator_id = v.indicator_id AND f.year = v.year
        JOIN (SELECT k.indicator_id, k.aggregation = 'sum' AS is_sum FROM indicator AS k) AS i
            ON i.indicator_id = v.indicator_id
        WHERE v.is_plan
          AND NOT EXISTS (SELECT FROM verdict AS o
                          WHERE o.indicator_id = f.indicator_id AND o.area_id = f.area_id
                            AND o.year = f.year AND o.scope = v.scope)
    )
    SELECT r.plan_id, p.code, r.indicator_id, r.code, r.sort_order, n.full_name_vi, n.full_name_en,
           u.label, coalesce(u.label_en, u.label), r.year,
           r.scope, code_label('scope', r.scope, 'vi'), code_label('scope', r.scope, 'en'),
           r.area_id, a.code, a.name_vi, coalesce(a.name_en, a.name_vi),
           r.level, code_label('area_level', r.level, 'vi'), code_label('area_level', r.level, 'en'),
           a.valid_from, to_char(a.valid_from, 'YYYY-MM-DD'), a.valid_to, to_char(a.valid_to, 'YYYY-MM-DD'),
           r.value::double precision, _report_number(r.value, r.goal, r.decimals, 'vi'),
           _report_number(r.value, r.goal, r.decimals, 'en'),
           coalesce(r.is_sample, false), coalesce(r.is_sample, false)::integer::smallint,
           r.is_own, r.is_own::integer::smallint, r.cell, r.gap::double precision,
           s.status_id, s.status_code, s.status_label_vi, s.status_label_en, s.status_sort, s.status_color, s.status_icon,
           CASE WHEN r.value IS NOT NULL THEN r.place END, r.place, r.ranked,
           coalesce(area_ranking_as_of.as_of, today()), to_char(coalesce(area_ranking_as_of.as_of, today()), 'YYYY-MM-DD'),
           r.indicator_id || '-' || r.area_id || '-' || r.year || '-' || r.scope
    FROM (SELECT c.plan_id, c.indicator_id, c.area_id, c.year, c.scope, c.cell, c.goal, c.value, c.is_sample,
                 c.status, c.is_own, i.code, i.sort_order, i.unit_id, i.decimals, l.level, w.gap,
                 (rank() OVER (PARTITION BY c.indicator_id, c.year, c.scope, l.level
                               ORDER BY c.value IS NULL, w.gap DESC NULLS LAST,
                                        CASE i.direction WHEN 'down' THEN c.value ELSE - c.value END))::integer AS place,
                 (count(c.value) OVER (PARTITION BY c.indicator_id, c.year, c.scope, l.level))::integer AS ranked
          FROM cell AS c
          JOIN indicator AS i ON i.indicator_id = c.indicator_id
          JOIN area AS l ON l.area_id = c.area_id
          CROSS JOIN LATERAL (SELECT socpolicy.gap(c.value, c.goal) AS gap) AS w) AS r
    JOIN plan AS p ON p.plan_id = r.plan_id
    JOIN area AS a ON a.area_id = r.area_id
    JOIN _indicator_name AS n ON n.indicator_id = r.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = r.unit_id
    JOIN dim_status AS s ON s.status_code = r.status::text;
END;

COMMENT ON FUNCTION area_ranking_as_of(date) IS
    'area_ranking như đã biết vào cuối ngày này | area_ranking as known at the end of a day';

CREATE OR REPLACE VIEW area_ranking WITH (security_invoker = true) AS
    SELECT f.* FROM area_ranking_as_of() AS f;

COMMENT ON VIEW area_ranking IS
    'Xếp hạng các địa phương cùng cấp theo mục tiêu: một dòng cho mỗi chỉ tiêu, địa phương, năm và phạm vi; mã địa phương kèm khoảng thời gian mang mã đó, để ghép với bản đồ của năm | areas of one level ranked against the target: one row per indicator, area, year and scope; the code of an area stands beside the span in which it bore it, so that it joins to the map of the year';
