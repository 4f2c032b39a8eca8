/*
 * Pace: is it on the way to a target that lies ahead?
 *
 * By four published methods, each as its makers state it (A Eurostat, B SDSN,
 * C UN Progress Chart, D UN ESCAP), and by the straight line through the
 * figures.  Nothing here is stored: it follows from targets and figures.
 */

/* ---------- pace towards every target ---------- */

/*
 * The figures are those of whole years up to the year asked about, of each
 * year from the source that counts first.  Not used are figures before the
 * last break that lies behind, and before "since"; nor is a baseline of the
 * target that lies before either.  A yearly figure has the meaning of its last
 * day, so that a break takes effect in its own year.
 *
 * A forecast stays inside the natural limits of the indicator: the stated
 * ones, else 0 to 100 for percentages and 0 upwards for what is never
 * negative, as long as no figure passed them.  Ranks of a scale of levels are
 * no amounts: they can meet a target, but have neither pace nor forecast.
 */
CREATE OR REPLACE FUNCTION target_pace(
    year integer,
    on_date date DEFAULT NULL,
    known_at timestamptz DEFAULT NULL,
    since integer DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    indicator_target_id integer,
    due date,
    cell text,
    goal socpolicy.target,
    points integer,
    first_year integer,
    baseline_year integer,
    baseline_value numeric,
    baseline_basis text,
    current_year integer,
    current_value numeric,
    current_stage text,
    source_id integer,
    is_sample boolean,
    previous_year integer,
    last_change numeric,
    last_change_percent numeric,
    last_direction text,
    flat_years integer,
    slope numeric,
    direction text,
    break_on date,
    break_ahead boolean,
    actual_pace numeric,
    required_pace numeric,
    pace_ratio numeric,
    status_a socpolicy.progress_status,
    score_a numeric,
    ratio_a numeric,
    reason_a text,
    normalised_b numeric,
    colour_b text,
    arrow_b text,
    status_c socpolicy.progress_status,
    ratio_c numeric,
    projected_c numeric,
    reason_c text,
    index_d numeric,
    expected_d numeric,
    status_d text,
    forecast_value numeric,
    forecast_lower numeric,
    forecast_upper numeric,
    forecast_reason text,
    forecast_status socpolicy.compliance_status,
    years integer[],
    figures numeric[],
    lead_agency_ids integer[],
    trend socpolicy.trend)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH promise AS (
        SELECT i.plan_id, i.sector_id, t.indicator_id, t.area_id, t.scope, i.code, i.sort_order,
               t.indicator_target_id, t.due, t.cell, t.goal,
               extract(year FROM t.due)::integer AS due_year,
               m.is_level, m.lowest, m.highest
        FROM target_as_of(target_pace.on_date, target_pace.known_at) AS t
        JOIN indicator AS i ON i.indicator_id = t.indicator_id AND i.measured
        JOIN area AS a ON a.area_id = t.area_id
        JOIN indicator_measure AS m ON m.indicator_id = i.indicator_id
        WHERE t.goal IS NOT NULL
          AND t.due >= make_date(target_pace.year, 12, 31)
          -- A national sum is promised by the nation, not by a part of it.
          AND NOT (t.scope = 'national' AND i.aggregation = 'sum' AND a.level <> 'nation')
    ), yearly AS (
        -- Cell by cell, each through the key of the figures.
        SELECT c.indicator_id, c.area_id, g.year, g.value, g.stage, g.source_id, g.is_sample
        FROM (SELECT DISTINCT p.indicator_id, p.area_id FROM promise AS p) AS c
        CROSS JOIN LATERAL (
            SELECT h.year, h.value, h.stage, h.source_id, h.is_sample
            FROM _yearly_figure(target_pace.known_at) AS h
            WHERE h.indicator_id = c.indicator_id
              AND h.area_id = c.area_id
              AND h.period_end <= make_date(target_pace.year, 12, 31)
              AND (target_pace.since IS NULL OR h.period_end >= make_date(target_pace.since, 12, 31))
            OFFSET 0) AS g
    ), neighbour AS (
        SELECT y.indicator_id, y.area_id, y.year, y.value, y.stage, y.source_id, y.is_sample,
               lag(y.value) OVER in_order AS before,
               max(y.year) OVER (PARTITION BY y.indicator_id, y.area_id) AS last_year
        FROM yearly AS y
        WINDOW in_order AS (PARTITION BY y.indicator_id, y.area_id ORDER BY y.year)
    ), broken AS MATERIALIZED (
        -- Once, as the series is: on tables not yet analyzed the planner would redo both for each promise.
        SELECT l.indicator_id, l.area_id,
               max(b.break_on) FILTER (WHERE extract(year FROM b.break_on) <= l.last_year) AS behind_on,
               min(b.break_on) FILTER (WHERE extract(year FROM b.break_on) > l.last_year) AS ahead_on
        FROM (SELECT DISTINCT n.indicator_id, n.area_id, n.last_year FROM neighbour AS n) AS l
        JOIN _indicator_break AS b
            ON b.indicator_id = l.indicator_id AND (b.area_id IS NULL OR b.area_id = l.area_id)
        GROUP BY l.indicator_id, l.area_id
    ), series AS MATERIALIZED (
        SELECT u.indicator_id, u.area_id, u.last_year, u.behind_on, u.ahead_on,
               socpolicy.trend_agg(u.year, u.value,
                                   extract(year FROM coalesce(u.ahead_on, u.behind_on))::integer)
                   FILTER (WHERE u.is_used) AS trend,
               max(u.year) FILTER (WHERE u.is_used AND u.year < u.last_year) AS previous_year,
               coalesce(max(u.year) FILTER (WHERE u.is_used AND u.value IS DISTINCT FROM u.before),
                        min(u.year) FILTER (WHERE u.is_used)) AS unchanged_since,
               bool_or(u.is_sample) FILTER (WHERE u.is_used) AS is_sample,
               max(u.stage) FILTER (WHERE u.year = u.last_year) AS stage,
               max(u.source_id) FILTER (WHERE u.year = u.last_year) AS source_id,
               min(u.value) AS least_value,
               max(u.value) AS greatest_value,
               array_agg(u.year ORDER BY u.year) AS years,
               array_agg(u.value ORDER BY u.year) AS figures
        FROM (SELECT n.indicator_id, n.area_id, n.year, n.value, n.stage, n.source_id, n.is_sample,
                     n.before, n.last_year, b.behind_on, b.ahead_on,
                     coalesce(n.year >= extract(year FROM b.behind_on), true) AS is_used
              FROM neighbour AS n
              LEFT JOIN broken AS b
                  ON b.indicator_id = n.indicator_id AND b.area_id = n.area_id) AS u
        GROUP BY u.indicator_id, u.area_id, u.last_year, u.behind_on, u.ahead_on
    )
    SELECT p.plan_id, p.sector_id, p.indicator_id, p.area_id, p.scope, p.code, p.sort_order,
           p.indicator_target_id, p.due, p.cell, p.goal,
           coalesce(socpolicy.points(s.trend), 0)::integer,
           socpolicy.first_year(s.trend),
           (judged.a).base_year,
           (judged.a).base_value,
           CASE (judged.a).base_given WHEN true THEN 'given' WHEN false THEN 'earliest' END,
           s.last_year, v.current_value, s.stage, s.source_id, s.is_sample,
           s.previous_year, v.last_change, socpolicy.last_change_percent(s.trend),
           CASE sign(socpolicy.gap(v.current_value, p.goal)
                     - socpolicy.gap(v.current_value - v.last_change, p.goal))
               WHEN 1 THEN 'good' WHEN 0 THEN 'flat' WHEN -1 THEN 'bad' END,
           s.last_year - s.unchanged_since,
           CASE WHEN NOT p.is_level THEN socpolicy.slope(s.trend) END,
           CASE WHEN NOT p.is_level THEN socpolicy.trend_direction(s.trend, p.goal) END,
           CASE WHEN s.ahead_on <= p.due THEN s.ahead_on ELSE s.behind_on END,
           CASE WHEN s.ahead_on <= p.due THEN true WHEN s.behind_on IS NOT NULL THEN false END,
           trim_scale(round(way.actual_pace, 12)),
           trim_scale(round(way.required_pace, 12)),
           CASE WHEN NOT v.is_met
                    THEN trim_scale(round(way.actual_pace / nullif(way.required_pace, 0), 12)) END,
           (judged.a).status, (judged.a).score, (judged.a).ratio,
           CASE WHEN p.is_level AND NOT v.is_met THEN 'levels have no pace' ELSE (judged.a).reason END,
           socpolicy.normalise(v.current_value, b.lower, b.optimum),
           socpolicy.colour(v.current_value, b.lower, b.red, b.green, b.optimum),
           CASE WHEN b.indicator_id IS NOT NULL
                    THEN socpolicy.arrow((judged.a).base_year, (judged.a).base_value,
                                         s.last_year, v.current_value, p.due_year,
                                         b.lower, b.green, b.optimum) END,
           (judged.c).status, (judged.c).ratio, (judged.c).projected_value,
           CASE WHEN p.is_level AND NOT v.is_met THEN 'levels have no pace' ELSE (judged.c).reason END,
           way.index_d, way.expected_d,
           CASE WHEN v.is_met THEN 'achieved'
                WHEN way.index_d IS NULL OR way.expected_d IS NULL THEN 'not_available'
                WHEN way.index_d < 0 THEN 'deteriorating'
                WHEN way.index_d >= way.expected_d THEN 'on_track'
                ELSE 'behind' END,
           f.value, f.lower, f.upper, f.reason,
           CASE WHEN f.value IS NOT NULL THEN socpolicy.evaluate(f.value, p.goal) END,
           s.years, s.figures,
           ARRAY(SELECT r.agency_id
                 FROM responsibility_as_of(target_pace.on_date, target_pace.known_at) AS r
                 WHERE r.indicator_id = p.indicator_id
                   AND r.role = 'lead'
                 ORDER BY r.sort_order, r.agency_id),
           s.trend
    FROM promise AS p
    LEFT JOIN series AS s ON s.indicator_id = p.indicator_id AND s.area_id = p.area_id
    LEFT JOIN indicator_threshold AS b ON b.indicator_id = p.indicator_id
    -- OFFSET 0 keeps what is used several times from being reckoned as often.
    CROSS JOIN LATERAL (
        SELECT t.current_value, t.last_change,
               socpolicy.evaluate(t.current_value, p.goal) IN ('exceeded', 'met') AS is_met
        FROM (SELECT socpolicy.last_value(s.trend) AS current_value,
                     socpolicy.last_change(s.trend) AS last_change
              OFFSET 0) AS t
        OFFSET 0) AS v
    -- The ends of the series are all that methods A and C look at.
    CROSS JOIN LATERAL (
        SELECT socpolicy.progress_agg(e.year, e.value, e.goal, 'A', NULL) AS a,
               socpolicy.progress_agg(e.year, e.value, e.goal, 'C', NULL) AS c
        FROM (SELECT CASE WHEN p.is_level
                            OR extract(year FROM socpolicy.baseline_on(p.goal)) < target_pace.since
                            OR socpolicy.baseline_on(p.goal) < s.behind_on
                              THEN socpolicy.with_baseline(p.goal, NULL, NULL)
                          ELSE p.goal END AS goal,
                     x.year, x.value
              FROM (VALUES (s.last_year, v.current_value),
                           (CASE WHEN NOT p.is_level THEN socpolicy.first_year(s.trend) END,
                            socpolicy.first_value(s.trend))) AS x (year, value)) AS e) AS judged
    CROSS JOIN LATERAL (
        SELECT CASE WHEN NOT p.is_level
                        THEN ((judged.a).current_value - (judged.a).base_value)
                             / nullif(greatest((judged.a).current_year - (judged.a).base_year, 0), 0)
               END AS actual_pace,
               -- From year's end to year's end it is whole years, as for the actual
               -- pace; leap days would make 0.9997 of a pace that suffices.
               CASE WHEN p.is_level THEN NULL
                    WHEN p.due = make_date(p.due_year, 12, 31)
                        THEN (socpolicy.bound(p.goal) - v.current_value) / nullif(greatest(p.due_year - s.last_year, 0), 0)
                    ELSE socpolicy.required_pace(v.current_value, make_date(s.last_year, 12, 31), p.goal)
               END AS required_pace,
               CASE WHEN NOT p.is_level AND (judged.a).base_year < (judged.a).current_year
                        THEN socpolicy.status_index((judged.a).base_value, (judged.a).current_value,
                                                    (judged.a).target_value, (judged.a).direction)
               END AS index_d,
               CASE WHEN NOT p.is_level AND (judged.a).base_year < (judged.a).current_year
                        THEN socpolicy.expected_position((judged.a).base_year, (judged.a).current_year,
                                                         p.due_year)
               END AS expected_d
        OFFSET 0) AS way
    CROSS JOIN LATERAL (
        SELECT CASE WHEN l.is_given THEN least(greatest(l.value, l.lowest), l.highest) END AS value,
               CASE WHEN l.is_given THEN least(greatest(l.lower, l.lowest), l.highest) END AS lower,
               CASE WHEN l.is_given THEN least(greatest(l.upper, l.lowest), l.highest) END AS upper,
               CASE WHEN s.last_year IS NULL THEN 'no current figure'
                    WHEN p.is_level THEN 'levels have no pace'
                    WHEN s.last_year >= p.due_year THEN 'the due year has its figure'
                    ELSE l.reason END AS reason
        FROM (SELECT g.value, g.lower, g.upper, g.reason,
                     g.value IS NOT NULL AND NOT p.is_level AND s.last_year < p.due_year AS is_given,
                     CASE WHEN s.least_value >= p.lowest THEN p.lowest END AS lowest,
                     CASE WHEN s.greatest_value <= p.highest THEN p.highest END AS highest
              FROM socpolicy.forecast(s.trend, p.due_year) AS g) AS l
        OFFSET 0) AS f;
END;

COMMENT ON FUNCTION target_pace(integer, date, timestamptz, integer) IS
    'Tiến độ tới từng mục tiêu có hạn từ cuối năm đó trở đi, theo số liệu cả năm đến năm đó (since: chỉ từ năm này): mỗi chỉ tiêu, địa phương, phạm vi và hạn một dòng; gốc given theo mục tiêu hoặc earliest số liệu sớm nhất; phương pháp A, B, C, D; đà thực tế và đà cần có mỗi năm; break_on là ngày chuỗi đổi nghĩa, break_ahead là còn ở phía trước | pace towards every target that is due at the end of the year or later, by the yearly figures up to the year (since: only from that year on): one row per indicator, area, scope and due date; the baseline is given by the target or the earliest figure; methods A, B, C, D; actual and required change a year; break_on is where the series changes its meaning, break_ahead says that this is still to come';

/* The same, one row per method. */
CREATE OR REPLACE FUNCTION pace_long(
    year integer,
    on_date date DEFAULT NULL,
    known_at timestamptz DEFAULT NULL,
    since integer DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    indicator_target_id integer,
    due date,
    method text,
    status text,
    score numeric,
    ratio numeric,
    reason text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p.plan_id, p.sector_id, p.indicator_id, p.area_id, p.scope, p.code, p.sort_order,
           p.indicator_target_id, p.due, m.method, m.status, m.score, m.ratio, m.reason
    FROM target_pace(pace_long.year, pace_long.on_date, pace_long.known_at, pace_long.since) AS p
    CROSS JOIN LATERAL (VALUES
        ('A', p.status_a::text, p.score_a, p.ratio_a, p.reason_a),
        ('B', coalesce(p.arrow_b, 'not_available'), p.normalised_b, NULL,
         coalesce(p.colour_b, CASE WHEN p.arrow_b IS NULL THEN 'no thresholds are set'
                                   ELSE 'no current figure' END)),
        ('C', p.status_c::text, NULL, p.ratio_c, p.reason_c),
        ('D', p.status_d, p.index_d, p.index_d / nullif(p.expected_d, 0),
         CASE p.status_d WHEN 'achieved' THEN 'the target is met'
                         WHEN 'not_available' THEN p.reason_a
                         ELSE 'status index against expected position' END)
    ) AS m (method, status, score, ratio, reason);
END;

COMMENT ON FUNCTION pace_long(integer, date, timestamptz, integer) IS
    'Như target_pace, mỗi mục tiêu và phương pháp một dòng: A kết quả và điểm -5 đến 5; B mũi tên, điểm 0 đến 100 và màu (reason); C kết quả; D chỉ số 0 đến 10 so với vị trí phải có | as target_pace, one row per target and method: A status and score -5 to 5; B arrow, place 0 to 100 and colour (in reason); C status; D status index beside the expected position';

/*
 * The fixed words of reason_a, reason_c and forecast_reason, in Vietnamese.
 */
CREATE OR REPLACE FUNCTION _pace_reason_vi(reason text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE reason
    WHEN 'levels have no pace' THEN 'thang mức không có đà tăng, giảm'
    WHEN 'no current figure' THEN 'chưa có số liệu'
    WHEN 'no thresholds are set' THEN 'chưa đặt ngưỡng'
    WHEN 'status index against expected position' THEN 'chỉ số so với vị trí phải có'
    WHEN 'the due year has its figure' THEN 'năm đến hạn đã có số liệu'
    WHEN 'green' THEN 'xanh'
    WHEN 'yellow' THEN 'vàng'
    WHEN 'orange' THEN 'cam'
    WHEN 'red' THEN 'đỏ'
    ELSE coalesce(nullif(socpolicy.reason_label(reason), reason),
                  replace(reason, 'the series breaks in', 'chuỗi số liệu thay đổi khái niệm, phạm vi hoặc phương pháp tính từ năm'))
END;

COMMENT ON FUNCTION _pace_reason_vi(text) IS
    'Lý do trong target_pace và pace_long bằng tiếng Việt | the reasons of target_pace and pace_long in Vietnamese';

/*
 * Where the pace leads, in the sentence that people use; once the due year has
 * its figure, the verdict instead.  Where the line would pass a natural limit,
 * that is reached by the due year at the latest.
 */
CREATE OR REPLACE FUNCTION pace_text(
    year integer,
    on_date date DEFAULT NULL,
    known_at timestamptz DEFAULT NULL,
    since integer DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    indicator_target_id integer,
    due date,
    text_vi text,
    text_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT p.plan_id, p.indicator_id, p.area_id, p.scope, p.code, p.sort_order,
           p.indicator_target_id, p.due,
           CASE WHEN p.forecast_reason = 'the due year has its figure'
                    THEN socpolicy.explain(p.current_value, p.goal, p.due, w.unit_vi)
                WHEN p.forecast_reason IS NOT NULL
                    THEN format('Chưa dự báo được năm %s: %s.', w.due_year, _pace_reason_vi(p.forecast_reason))
                ELSE socpolicy.forecast_text(p.trend, p.goal, NULL, w.unit_vi, 'vi', NULL, l.lowest, l.highest) END,
           CASE WHEN p.forecast_reason = 'the due year has its figure'
                    THEN socpolicy.explain(p.current_value, p.goal, p.due, w.unit_en, 'en')
                WHEN p.forecast_reason IS NOT NULL
                    THEN format('No forecast for %s: %s.', w.due_year, p.forecast_reason)
                ELSE socpolicy.forecast_text(p.trend, p.goal, NULL, w.unit_en, 'en', NULL, l.lowest, l.highest) END
    FROM target_pace(pace_text.year, pace_text.on_date, pace_text.known_at, pace_text.since) AS p
    JOIN indicator AS i ON i.indicator_id = p.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    CROSS JOIN LATERAL (SELECT extract(year FROM p.due)::integer AS due_year,
                               _unit_inside(u.label) AS unit_vi,
                               _unit_inside(coalesce(u.label_en, u.label)) AS unit_en) AS w
    -- Where target_pace stopped at a natural limit, the sentence says so.
    CROSS JOIN LATERAL (SELECT CASE WHEN p.forecast_value > g.value THEN p.forecast_value END AS lowest,
                               CASE WHEN p.forecast_value < g.value THEN p.forecast_value END AS highest
                        FROM socpolicy.forecast(p.trend, w.due_year) AS g) AS l;
END;

COMMENT ON FUNCTION pace_text(integer, date, timestamptz, integer) IS
    'Với đà này thì đến hạn đạt bao nhiêu, thành một câu tiếng Việt và một câu tiếng Anh cho mỗi mục tiêu; đối số như target_pace | where the pace leads by the due year, as a sentence in each language per target; arguments as for target_pace';

/* ---------- falls that cannot go on ---------- */

/*
 * Could the promised fall be made at all?  At most what was left of the stock
 * at the end of the year before, down to its floor.  Where the register does
 * not know the stock, nobody can say: is_exhausted is NULL, unless a person
 * decides and says so with assess().
 */
CREATE OR REPLACE FUNCTION reduction_check(
    year integer,
    on_date date DEFAULT NULL,
    known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    due date,
    goal socpolicy.target,
    fall numeric,
    stock_before numeric,
    stock_after numeric,
    possible_fall numeric,
    is_exhausted boolean,
    rule_status socpolicy.compliance_status,
    status socpolicy.compliance_status,
    assessment_id integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT v.plan_id, v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.due, v.goal,
           v.value, s.stock_before, s.stock_after, s.stock_before - f.floor,
           CASE WHEN s.stock_before IS NOT NULL AND v.goal IS NOT NULL
                    THEN socpolicy.evaluate(s.stock_before - f.floor, v.goal) NOT IN ('exceeded', 'met') END,
           v.rule_status, v.status, v.assessment_id
    FROM indicator_reduction AS f
    JOIN verdict_as_of(reduction_check.year, reduction_check.on_date, reduction_check.known_at) AS v
        ON v.indicator_id = f.indicator_id
    CROSS JOIN LATERAL (
        SELECT (SELECT g.value
                FROM _yearly_figure(reduction_check.known_at) AS g
                WHERE g.indicator_id = f.stock_id
                  AND g.area_id = v.area_id
                  AND g.period_end = make_date(reduction_check.year - 1, 12, 31)) AS before,
               (SELECT g.value
                FROM _yearly_figure(reduction_check.known_at) AS g
                WHERE g.indicator_id = f.stock_id
                  AND g.area_id = v.area_id
                  AND g.period_end = make_date(reduction_check.year, 12, 31)) AS after,
               -- What was stated, less the falls of every year since.
               (SELECT CASE WHEN count(*) = reduction_check.year - 1 - extract(year FROM f.stated_on)
                                THEN f.stated_stock - coalesce(sum(y.value), 0) END
                FROM (SELECT g.value
                      FROM _yearly_figure(reduction_check.known_at) AS g
                      WHERE g.indicator_id = f.indicator_id
                        AND g.area_id = v.area_id
                        AND f.stated_area_id = v.area_id
                        AND g.period_end > f.stated_on
                        AND g.period_end < make_date(reduction_check.year, 1, 1)) AS y
                WHERE f.stated_area_id = v.area_id) AS stated) AS k
    CROSS JOIN LATERAL (
        SELECT coalesce(k.before, k.after + v.value, k.stated) AS stock_before,
               coalesce(k.after, k.before - v.value, k.stated - v.value) AS stock_after) AS s;
END;

COMMENT ON FUNCTION reduction_check(integer, date, timestamptz) IS
    'Các chỉ tiêu mức giảm hằng năm (indicator_reduction): phần còn lại đầu năm có đủ để giảm như đã hứa không; is_exhausted đúng: không đủ, NULL: sổ không biết phần còn lại | indicators that are a yearly fall: was enough left of the stock to fall as promised; is_exhausted: no; NULL: the register does not know the stock';
