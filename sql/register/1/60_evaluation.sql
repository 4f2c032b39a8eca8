/*
 * Verdicts of a year, and their rollups.
 *
 * A year is seen as things stand today: today's targets, figures and leads.
 */
CREATE FUNCTION evaluation(year integer)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    weight numeric,
    due date,
    goal socpolicy.target,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean,
    period_end date,
    status socpolicy.compliance_status,
    gap numeric,
    attainment numeric,
    lead_agency_ids integer[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT i.plan_id, i.sector_id, i.indicator_id, promised.area_id, promised.scope,
           i.code, i.sort_order, i.weight,
           judge.due, judge.goal,
           f.value, f.stage, f.source_id, f.is_sample,
           make_date(evaluation.year, 12, 31),
           socpolicy.evaluate(f.value, judge.goal, make_date(evaluation.year, 12, 31)),
           socpolicy.gap(f.value, judge.goal),
           socpolicy.attainment(f.value, judge.goal),
           ARRAY(SELECT r.agency_id
                 FROM responsibility AS r
                 WHERE r.indicator_id = i.indicator_id
                   AND r.role = 'lead'
                   AND in_force(r.valid_from, r.valid_to, today())
                 ORDER BY r.sort_order, r.agency_id)
    FROM (SELECT DISTINCT t.indicator_id, t.area_id, t.scope
          FROM indicator_target AS t
          WHERE in_force(t.valid_from, t.valid_to, today())) AS promised
    JOIN indicator AS i ON i.indicator_id = promised.indicator_id AND i.measured
    JOIN area AS a ON a.area_id = promised.area_id
    -- The judge: of the targets in force, the earliest due at the year's end
    -- or later.  A national sum is promised by the nation, not by a part of it.
    LEFT JOIN LATERAL (
        SELECT t.due, t.goal
        FROM indicator_target AS t
        WHERE t.indicator_id = promised.indicator_id
          AND t.area_id = promised.area_id
          AND t.scope = promised.scope
          AND t.goal IS NOT NULL
          AND t.due >= make_date(evaluation.year, 12, 31)
          AND in_force(t.valid_from, t.valid_to, today())
          AND NOT (t.scope = 'national' AND i.aggregation = 'sum' AND a.level <> 'nation')
        ORDER BY t.due
        LIMIT 1) AS judge ON true
    -- The figure: of the whole year, from the source that counts first.
    LEFT JOIN LATERAL (
        SELECT g.value, g.stage, g.source_id, s.is_sample
        FROM figure AS g
        JOIN source AS s ON s.source_id = g.source_id
        WHERE g.indicator_id = promised.indicator_id
          AND g.area_id = promised.area_id
          AND g.period_start = make_date(evaluation.year, 1, 1)
          AND g.period_end = make_date(evaluation.year, 12, 31)
        ORDER BY s.precedence, s.source_id
        LIMIT 1) AS f ON true;
END;

COMMENT ON FUNCTION evaluation(integer) IS
    'Đánh giá một năm: mỗi chỉ tiêu đo lường, địa phương và phạm vi một dòng; cơ quan chủ trì là mảng để không đếm trùng | verdicts of a year: one row per measured indicator, area and scope; leads are an array, so that nothing is counted twice';

CREATE FUNCTION scorecard_by_sector(year integer)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    area_id integer,
    scope text,
    exceeded bigint,
    met bigint,
    near bigint,
    missed bigint,
    not_due bigint,
    no_data bigint,
    no_target bigint,
    met_rate numeric,
    coverage numeric,
    tally socpolicy.tally)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.sector_id, c.area_id, c.scope,
           socpolicy.exceeded(c.tally), socpolicy.met(c.tally), socpolicy.near(c.tally),
           socpolicy.missed(c.tally), socpolicy.not_due(c.tally), socpolicy.no_data(c.tally),
           socpolicy.no_target(c.tally),
           socpolicy.met_rate(c.tally), socpolicy.coverage(c.tally), c.tally
    FROM (SELECT e.plan_id, e.sector_id, e.area_id, e.scope,
                 socpolicy.tally_agg(e.status, e.weight) AS tally
          FROM evaluation(scorecard_by_sector.year) AS e
          GROUP BY e.plan_id, e.sector_id, e.area_id, e.scope) AS c;
END;

COMMENT ON FUNCTION scorecard_by_sector(integer) IS
    'Bảng điểm một năm theo nhóm: mỗi nhóm, địa phương và phạm vi một dòng; cộng các dòng bằng tally_merge(tally) | scorecard of a year: one row per sector, area and scope; rows add up with tally_merge(tally)';

CREATE FUNCTION scorecard_by_agency(year integer)
RETURNS TABLE (
    plan_id integer,
    agency_id integer,
    area_id integer,
    scope text,
    exceeded bigint,
    met bigint,
    near bigint,
    missed bigint,
    not_due bigint,
    no_data bigint,
    no_target bigint,
    met_rate numeric,
    coverage numeric,
    tally socpolicy.tally)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.agency_id, c.area_id, c.scope,
           socpolicy.exceeded(c.tally), socpolicy.met(c.tally), socpolicy.near(c.tally),
           socpolicy.missed(c.tally), socpolicy.not_due(c.tally), socpolicy.no_data(c.tally),
           socpolicy.no_target(c.tally),
           socpolicy.met_rate(c.tally), socpolicy.coverage(c.tally), c.tally
    FROM (SELECT e.plan_id, led.agency_id, e.area_id, e.scope,
                 socpolicy.tally_agg(e.status, e.weight) AS tally
          FROM evaluation(scorecard_by_agency.year) AS e
          LEFT JOIN LATERAL unnest(e.lead_agency_ids) AS led (agency_id) ON true
          GROUP BY e.plan_id, led.agency_id, e.area_id, e.scope) AS c;
END;

COMMENT ON FUNCTION scorecard_by_agency(integer) IS
    'Bảng điểm một năm theo cơ quan chủ trì (NULL: không có ai chủ trì); chủ trì chung thì mỗi cơ quan đều tính, nên không cộng các dòng thành tổng của kế hoạch | scorecard of a year by lead agency (NULL: nobody leads); a joint lead counts for each, so rows do not add up to the plan';

