/*
 * Pace: is it on the way to a target that lies ahead?
 *
 * By four published methods, each as its makers state it (A Eurostat, B SDSN,
 * C UN Progress Chart, D UN ESCAP), and by the straight line through the
 * figures.  Nothing here is stored: it follows from targets and figures.
 */

/* ---------- what the methods need beyond the plan ---------- */

/*
 * Method B lies between four numbers that no plan of targets has.  Without a
 * row it says nothing.
 */
CREATE TABLE indicator_threshold (
    indicator_id integer NOT NULL,
    lower numeric NOT NULL,
    red numeric NOT NULL,
    green numeric NOT NULL,
    optimum numeric NOT NULL,
    basis text NOT NULL DEFAULT 'ours',
    document_id integer,
    note text,
    measured boolean GENERATED ALWAYS AS (true) STORED,
    CONSTRAINT indicator_threshold_pkey PRIMARY KEY (indicator_id),
    CONSTRAINT indicator_threshold_indicator_fkey
        FOREIGN KEY (indicator_id, measured) REFERENCES indicator (indicator_id, measured),
    CONSTRAINT indicator_threshold_document_fkey
        FOREIGN KEY (document_id) REFERENCES document,
    CONSTRAINT indicator_threshold_basis_known CHECK (basis IN ('ours', 'document')),
    CONSTRAINT indicator_threshold_document_given
        CHECK (basis = 'ours' OR document_id IS NOT NULL),
    CONSTRAINT indicator_threshold_ordered
        CHECK ((lower <= red AND red < green AND green <= optimum)
               OR (lower >= red AND red > green AND green >= optimum)),
    CONSTRAINT indicator_threshold_finite
        CHECK (least(lower, optimum) > '-Infinity' AND greatest(lower, optimum) < 'Infinity')
);
CREATE INDEX indicator_threshold_document_idx ON indicator_threshold (document_id);

COMMENT ON TABLE indicator_threshold IS
    'Bốn ngưỡng của phương pháp B cho một chỉ tiêu, kế hoạch không có; không có dòng thì phương pháp B không kết luận | the four thresholds of method B, which the plan does not have; without a row method B says nothing';
COMMENT ON COLUMN indicator_threshold.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN indicator_threshold.lower IS 'Cận xấu nhất, 0 điểm | worst bound, 0 points';
COMMENT ON COLUMN indicator_threshold.red IS 'Ngưỡng đỏ | red threshold';
COMMENT ON COLUMN indicator_threshold.green IS 'Ngưỡng xanh | green threshold';
COMMENT ON COLUMN indicator_threshold.optimum IS 'Mức tốt nhất, 100 điểm | optimum, 100 points';
COMMENT ON COLUMN indicator_threshold.basis IS
    'Căn cứ: ours do người lập sổ đặt, document theo văn bản | what it rests on: ours, or a document';
COMMENT ON COLUMN indicator_threshold.document_id IS 'Văn bản | document';
COMMENT ON COLUMN indicator_threshold.note IS 'Ghi chú | note';
COMMENT ON COLUMN indicator_threshold.measured IS
    'Luôn đúng: chỉ đặt ngưỡng cho chỉ tiêu được đo lường | always true: only measured indicators have thresholds';

/*
 * An indicator that is the yearly fall of a stock (points by which the rate of
 * poor households fell) cannot go on once the stock is exhausted.  The stock
 * may be kept in the register as an indicator of its own, of any plan.
 */
CREATE TABLE indicator_fall (
    indicator_id integer NOT NULL,
    stock_id integer,
    floor numeric NOT NULL DEFAULT 0,
    note_vi text NOT NULL,
    note_en text NOT NULL,
    document_id integer,
    measured boolean GENERATED ALWAYS AS (true) STORED,
    CONSTRAINT indicator_fall_pkey PRIMARY KEY (indicator_id),
    CONSTRAINT indicator_fall_indicator_fkey
        FOREIGN KEY (indicator_id, measured) REFERENCES indicator (indicator_id, measured),
    CONSTRAINT indicator_fall_stock_fkey
        FOREIGN KEY (stock_id, measured) REFERENCES indicator (indicator_id, measured),
    CONSTRAINT indicator_fall_document_fkey FOREIGN KEY (document_id) REFERENCES document,
    CONSTRAINT indicator_fall_of_another CHECK (stock_id <> indicator_id),
    CONSTRAINT indicator_fall_floor_finite CHECK (floor > '-Infinity' AND floor < 'Infinity'),
    CONSTRAINT indicator_fall_note_given CHECK (note_vi <> '' AND note_en <> '')
);
CREATE INDEX indicator_fall_stock_idx ON indicator_fall (stock_id);
CREATE INDEX indicator_fall_document_idx ON indicator_fall (document_id);

COMMENT ON TABLE indicator_fall IS
    'Chỉ tiêu là mức giảm hằng năm của một tỷ lệ hay số lượng còn lại: hết thì không giảm được nữa | indicators that are the yearly fall of a stock: once it is exhausted they cannot go on';
COMMENT ON COLUMN indicator_fall.indicator_id IS 'Chỉ tiêu mức giảm | the indicator that is the fall';
COMMENT ON COLUMN indicator_fall.stock_id IS
    'Chỉ tiêu là phần còn lại, cùng đơn vị; NULL: sổ này không theo dõi | the indicator that is the stock, in the same unit; NULL: not kept in this register';
COMMENT ON COLUMN indicator_fall.floor IS
    'Mức mà phần còn lại không xuống dưới được | what the stock cannot fall below';
COMMENT ON COLUMN indicator_fall.note_vi IS 'Giải thích, tiếng Việt | explanation in Vietnamese';
COMMENT ON COLUMN indicator_fall.note_en IS 'Giải thích, tiếng Anh | explanation in English';
COMMENT ON COLUMN indicator_fall.document_id IS 'Văn bản làm căn cứ | document behind it';
COMMENT ON COLUMN indicator_fall.measured IS
    'Luôn đúng: chỉ chỉ tiêu được đo lường | always true: only measured indicators';

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
CREATE FUNCTION target_pace(
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
               coalesce(u.kind = 'level', false) AS is_level,
               coalesce(i.natural_min,
                        CASE WHEN u.kind IN ('percent', 'per', 'count', 'years') THEN 0 END) AS lowest,
               coalesce(i.natural_max, CASE WHEN u.kind = 'percent' THEN 100 END) AS highest
        FROM target_as_of(target_pace.on_date, target_pace.known_at) AS t
        JOIN indicator AS i ON i.indicator_id = t.indicator_id AND i.measured
        JOIN area AS a ON a.area_id = t.area_id
        LEFT JOIN unit AS u ON u.unit_id = i.unit_id
        WHERE t.goal IS NOT NULL
          AND t.due >= make_date(target_pace.year, 12, 31)
          -- A national sum is promised by the nation, not by a part of it.
          AND NOT (t.scope = 'national' AND i.aggregation = 'sum' AND a.level <> 'nation')
    ), yearly AS (
        -- Cell by cell, each through the key of the figures.
        SELECT c.indicator_id, c.area_id, g.year, g.value, g.stage, g.source_id, g.is_sample
        FROM (SELECT DISTINCT p.indicator_id, p.area_id FROM promise AS p) AS c
        CROSS JOIN LATERAL (
            SELECT DISTINCT ON (h.period_end)
                   extract(year FROM h.period_end)::integer AS year,
                   h.value, h.stage, h.source_id, s.is_sample
            FROM figure_as_of(target_pace.known_at) AS h
            JOIN source AS s ON s.source_id = h.source_id
            WHERE h.indicator_id = c.indicator_id
              AND h.area_id = c.area_id
              AND h.period_start = make_date(extract(year FROM h.period_end)::integer, 1, 1)
              AND h.period_end = make_date(extract(year FROM h.period_end)::integer, 12, 31)
              AND h.period_end <= make_date(target_pace.year, 12, 31)
              AND (target_pace.since IS NULL OR h.period_end >= make_date(target_pace.since, 12, 31))
            ORDER BY h.period_end, s.precedence, s.source_id) AS g
    ), neighbour AS (
        SELECT y.indicator_id, y.area_id, y.year, y.value, y.stage, y.source_id, y.is_sample,
               lag(y.value) OVER in_order AS before,
               max(y.year) OVER (PARTITION BY y.indicator_id, y.area_id) AS last_year
        FROM yearly AS y
        WINDOW in_order AS (PARTITION BY y.indicator_id, y.area_id ORDER BY y.year)
    ), broken AS (
        SELECT l.indicator_id, l.area_id,
               max(b.break_on) FILTER (WHERE extract(year FROM b.break_on) <= l.last_year) AS behind_on,
               min(b.break_on) FILTER (WHERE extract(year FROM b.break_on) > l.last_year) AS ahead_on
        FROM (SELECT DISTINCT n.indicator_id, n.area_id, n.last_year FROM neighbour AS n) AS l
        JOIN indicator_break AS b
            ON b.indicator_id = l.indicator_id AND (b.area_id IS NULL OR b.area_id = l.area_id)
        GROUP BY l.indicator_id, l.area_id
    ), series AS (
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
    CROSS JOIN LATERAL (
        SELECT socpolicy.last_value(s.trend) AS current_value,
               socpolicy.last_change(s.trend) AS last_change,
               socpolicy.evaluate(socpolicy.last_value(s.trend), p.goal)
                   IN ('exceeded', 'met') AS is_met) AS v
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
               CASE WHEN NOT p.is_level
                        THEN socpolicy.required_pace(v.current_value, make_date(s.last_year, 12, 31), p.goal)
               END AS required_pace,
               CASE WHEN NOT p.is_level AND (judged.a).base_year < (judged.a).current_year
                        THEN socpolicy.status_index((judged.a).base_value, (judged.a).current_value,
                                                    (judged.a).target_value, (judged.a).direction)
               END AS index_d,
               CASE WHEN NOT p.is_level AND (judged.a).base_year < (judged.a).current_year
                        THEN socpolicy.expected_position((judged.a).base_year, (judged.a).current_year,
                                                         p.due_year)
               END AS expected_d) AS way
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
              FROM socpolicy.forecast(s.trend, p.due_year) AS g) AS l) AS f;
END;

COMMENT ON FUNCTION target_pace(integer, date, timestamptz, integer) IS
    'Tiến độ tới từng mục tiêu có hạn từ cuối năm đó trở đi, theo số liệu cả năm đến năm đó (since: chỉ từ năm này): mỗi chỉ tiêu, địa phương, phạm vi và hạn một dòng; gốc given theo mục tiêu hoặc earliest số liệu sớm nhất; phương pháp A, B, C, D; đà thực tế và đà cần có mỗi năm; break_on là ngày chuỗi đổi nghĩa, break_ahead là còn ở phía trước | pace towards every target that is due at the end of the year or later, by the yearly figures up to the year (since: only from that year on): one row per indicator, area, scope and due date; the baseline is given by the target or the earliest figure; methods A, B, C, D; actual and required change a year; break_on is where the series changes its meaning, break_ahead says that this is still to come';

/* The same, one row per method. */
CREATE FUNCTION pace_long(
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
