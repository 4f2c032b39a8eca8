/*
 * Questions of analysts and inspectors that no view answers yet.
 *
 * All of them read; a question that a short query over the views answers has
 * no function here: see doc/cookbook.md.
 */

/* ---------- verdicts that hang on little ---------- */

/*
 * A value at a bound that does not count itself, and a verdict that would be
 * another after rounding.  What was published is as round as it is; what was
 * computed from counts is rounded to the published decimals, or, where nobody
 * said how many those are, to those of the target beside which it is printed.
 */
CREATE FUNCTION verdict_on_edge(year integer, known_at timestamptz DEFAULT NULL)
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
    FROM verdict_as_of(verdict_on_edge.year, NULL, verdict_on_edge.known_at) AS v
    JOIN indicator AS i ON i.indicator_id = v.indicator_id
    JOIN figure_as_of(verdict_on_edge.known_at) AS f
        ON f.indicator_id = v.indicator_id AND f.area_id = v.area_id AND f.source_id = v.source_id
       AND f.period_start = make_date(verdict_on_edge.year, 1, 1)
       AND f.period_end = make_date(verdict_on_edge.year, 12, 31)
    CROSS JOIN LATERAL (
        SELECT round(v.value, coalesce(i.decimals,
                                       CASE WHEN f.is_computed THEN scale(socpolicy.bound(v.goal)) END,
                                       scale(v.value))) AS value) AS rounded
    CROSS JOIN LATERAL (
        SELECT rounded.value, socpolicy.evaluate(rounded.value, v.goal, v.period_end) AS status) AS r
    WHERE v.rule_status <> r.status
       OR socpolicy.gap(v.value, v.goal) = 0 AND v.rule_status NOT IN ('exceeded', 'met');
END;

COMMENT ON FUNCTION verdict_on_edge(integer, timestamptz) IS
    'Kết quả của năm phụ thuộc vào chút ít: rounding làm tròn thì ra kết quả khác, strict_bound giá trị bằng đúng giới hạn mà giới hạn không được tính | verdicts that hang on little: rounding would give another one, or the value equals a bound that does not count itself';

/*
 * What was believed of a year, one row per moment at which it changed: the
 * figure that counted before and the one that counts since, each judged by
 * the target in force today.  A better source that arrives changes the
 * verdict as a revision does.
 */
CREATE FUNCTION verdict_revision(year integer)
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
CREATE FUNCTION obstacle_text()
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

COMMENT ON FUNCTION obstacle_text() IS
    'Các lý do mà một chỉ tiêu không đánh giá được | the reasons why an indicator cannot be judged';

CREATE FUNCTION years_between_figures(frequency text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE frequency WHEN 'five_years' THEN 5 WHEN 'two_years' THEN 2 ELSE 1 END;

COMMENT ON FUNCTION years_between_figures(text) IS
    'Số năm giữa hai lần công bố | years from one publication to the next';

/*
 * The figure of a year, or the last one before it: what an analyst carries
 * forward.  No verdict does: a year without a figure is no_data.
 */
CREATE FUNCTION figure_carried(year integer, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    figure_year integer,
    age integer,
    within_cycle boolean,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT ON (f.indicator_id, f.area_id)
           f.indicator_id, f.area_id, y.year, figure_carried.year - y.year,
           figure_carried.year - y.year < years_between_figures(i.frequency),
           f.value, f.stage, f.source_id, s.is_sample
    FROM figure_as_of(figure_carried.known_at) AS f
    JOIN indicator AS i ON i.indicator_id = f.indicator_id
    JOIN source AS s ON s.source_id = f.source_id
    CROSS JOIN LATERAL (SELECT extract(year FROM f.period_end)::integer AS year) AS y
    WHERE f.period_end <= make_date(figure_carried.year, 12, 31)
      AND f.period_start = make_date(y.year, 1, 1)
      AND f.period_end = make_date(y.year, 12, 31)
    ORDER BY f.indicator_id, f.area_id, f.period_end DESC, s.precedence, f.source_id;
END;

COMMENT ON FUNCTION figure_carried(integer, timestamptz) IS
    'Số liệu năm gần nhất tính đến năm này và nó đã mấy năm tuổi (age 0: của chính năm này); đánh giá không bao giờ tự dùng số liệu năm trước | the last yearly figure up to a year and its age in years (0: of the year itself); no verdict carries a figure forward by itself';

CREATE FUNCTION evaluation_obstacle(year integer, known_at timestamptz DEFAULT NULL)
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
                    WHEN last.age < years_between_figures(i.frequency) THEN 'not_published_yearly'
                    ELSE 'no_data' END
        FROM verdict_as_of(evaluation_obstacle.year, NULL, evaluation_obstacle.known_at) AS v
        JOIN indicator AS i ON i.indicator_id = v.indicator_id
        JOIN area AS a ON a.area_id = v.area_id
        LEFT JOIN unit AS u ON u.unit_id = i.unit_id
        LEFT JOIN LATERAL (
            SELECT evaluation_obstacle.year - extract(year FROM f.period_end)::integer AS age
            FROM figure_as_of(evaluation_obstacle.known_at) AS f
            WHERE f.indicator_id = v.indicator_id AND f.area_id = v.area_id
              AND f.period_end < make_date(evaluation_obstacle.year, 1, 1)
              AND f.period_start = date_trunc('year', f.period_end::timestamp)::date
              AND extract(month FROM f.period_end) = 12
            ORDER BY f.period_end DESC
            LIMIT 1) AS last ON true
        WHERE v.status IN ('no_data', 'no_target', 'not_due')
        UNION ALL
        SELECT v.indicator_id, v.area_id, v.scope, v.code, v.sort_order, v.status, 'series_break'
        FROM verdict_as_of(evaluation_obstacle.year, NULL, evaluation_obstacle.known_at) AS v
        JOIN indicator_target AS t ON t.indicator_target_id = v.indicator_target_id
        JOIN document AS d ON d.document_id = t.document_id
        WHERE v.value IS NOT NULL
          AND EXISTS (SELECT FROM indicator_break AS b
                      WHERE b.indicator_id = v.indicator_id
                        AND (b.area_id IS NULL OR b.area_id = v.area_id)
                        AND b.break_on > d.issued_on AND b.break_on <= v.period_end)
    )
    SELECT o.indicator_id, o.area_id, o.scope, o.code, o.sort_order, o.status,
           o.reason, w.reason_vi, w.reason_en
    FROM obstacle AS o
    JOIN obstacle_text() AS w ON w.reason = o.reason;
END;

COMMENT ON FUNCTION evaluation_obstacle(integer, timestamptz) IS
    'Chỉ tiêu nào của năm không đánh giá được, hoặc đánh giá được mà còn nghi ngờ (series_break), và vì sao; một chỉ tiêu có thể có hai dòng | which indicators of a year cannot be judged, or only with doubt (series_break), and why; an indicator may have two rows';

/* ---------- targets elsewhere ---------- */

/*
 * Another plan speaks of the same indicator if it names it the same, its
 * parent too, for the same area and due date.
 */
CREATE VIEW target_elsewhere WITH (security_invoker = true) AS
    SELECT t.indicator_id, t.area_id, t.scope, t.due, t.cell, t.goal,
           o.indicator_id AS other_indicator_id, p.plan_id AS other_plan_id, p.code AS other_plan_code,
           e.document_id AS other_document_id, e.cell AS other_cell, e.goal AS other_goal,
           socpolicy.strictness(e.goal, t.goal) AS comparison
    FROM indicator_target AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id
    LEFT JOIN indicator AS above ON above.indicator_id = i.parent_id
    JOIN indicator AS o
        ON socpolicy.fold_text(o.name_vi) = socpolicy.fold_text(i.name_vi) AND o.plan_id <> i.plan_id
    LEFT JOIN indicator AS beyond ON beyond.indicator_id = o.parent_id
    JOIN plan AS p ON p.plan_id = o.plan_id
    JOIN indicator_target AS e
        ON e.indicator_id = o.indicator_id AND e.area_id = t.area_id AND e.scope = t.scope AND e.due = t.due
    WHERE t.goal IS NOT NULL AND e.goal IS NOT NULL
      AND socpolicy.fold_text(beyond.name_vi) IS NOT DISTINCT FROM socpolicy.fold_text(above.name_vi)
      AND in_force(t.valid_from, t.valid_to, today())
      AND in_force(e.valid_from, e.valid_to, today());

COMMENT ON VIEW target_elsewhere IS
    'Mục tiêu mà kế hoạch khác đặt cho cùng một chỉ tiêu (cùng tên, địa phương, phạm vi và hạn), mỗi cặp một dòng | targets that another plan sets for the same indicator (same name, area, scope and due date), one row per pair';
COMMENT ON COLUMN target_elsewhere.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN target_elsewhere.area_id IS 'Địa phương | area';
COMMENT ON COLUMN target_elsewhere.scope IS 'Phạm vi | scope';
COMMENT ON COLUMN target_elsewhere.due IS 'Hạn | due date';
COMMENT ON COLUMN target_elsewhere.cell IS 'Ô như in | cell as printed';
COMMENT ON COLUMN target_elsewhere.goal IS 'Mục tiêu đã đọc | the target as read';
COMMENT ON COLUMN target_elsewhere.other_indicator_id IS 'Chỉ tiêu của kế hoạch kia | the other plan''s indicator';
COMMENT ON COLUMN target_elsewhere.other_plan_id IS 'Kế hoạch kia | the other plan';
COMMENT ON COLUMN target_elsewhere.other_plan_code IS 'Mã kế hoạch kia | code of the other plan';
COMMENT ON COLUMN target_elsewhere.other_document_id IS 'Văn bản đặt mục tiêu kia | document that set the other target';
COMMENT ON COLUMN target_elsewhere.other_cell IS 'Ô của kế hoạch kia như in | the other cell as printed';
COMMENT ON COLUMN target_elsewhere.other_goal IS 'Mục tiêu của kế hoạch kia | the other target';
COMMENT ON COLUMN target_elsewhere.comparison IS
    'Mục tiêu kia so với mục tiêu này: stricter cao hơn, equal bằng, looser thấp hơn, incomparable không so được | the other target beside this one';

/* ---------- one territory through time ---------- */

/*
 * The areas of one day and those of another that they became or came from.
 * Who lives on both days is its own kin; who was abolished without a
 * successor has none.
 */
CREATE FUNCTION area_lineage(from_day date, to_day date)
RETURNS TABLE (area_id integer, kin_id integer, whole boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE link AS (
        SELECT s.area_id AS here, s.successor_id AS next, coalesce(s.share = 100, false) AS whole
        FROM area_succession AS s
        WHERE s.on_date > area_lineage.from_day AND s.on_date <= area_lineage.to_day
          AND s.area_id IS NOT NULL AND s.successor_id IS NOT NULL
        UNION ALL
        SELECT s.successor_id, s.area_id, coalesce(s.share = 100, false)
        FROM area_succession AS s
        WHERE s.on_date > area_lineage.to_day AND s.on_date <= area_lineage.from_day
          AND s.area_id IS NOT NULL AND s.successor_id IS NOT NULL
    ), step AS (
        SELECT a.area_id, a.area_id AS here, true AS whole
        FROM area AS a
        WHERE in_force(a.valid_from, a.valid_to, area_lineage.from_day)
        UNION
        SELECT s.area_id, l.next, s.whole AND l.whole
        FROM step AS s
        JOIN link AS l ON l.here = s.here
    )
    SELECT s.area_id, s.here, bool_and(s.whole)
    FROM step AS s
    JOIN area AS a ON a.area_id = s.here
    WHERE in_force(a.valid_from, a.valid_to, area_lineage.to_day)
    GROUP BY s.area_id, s.here;
END;

COMMENT ON FUNCTION area_lineage(date, date) IS
    'Mỗi đơn vị của ngày thứ nhất và các đơn vị của ngày thứ hai mà nó trở thành hoặc có gốc từ đó; whole: đơn vị trước nằm trọn trong đơn vị sau | each area of the first day and those of the second that it became or came from; whole: the earlier one lies entirely in the later';

/*
 * The largest areas of a day that lie wholly in the extent which an area has
 * (had, will have) in its own time.  Across a merger that is what it was made
 * of; the other way round, those parts of the new tree that mix nothing in.
 */
CREATE FUNCTION territory(area integer, on_date date)
RETURNS TABLE (area_id integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE own AS (
        SELECT a.area_id, least(a.valid_to, greatest(a.valid_from, territory.on_date)) AS day
        FROM area AS a
        WHERE a.area_id = territory.area
    ), inside AS (
        SELECT o.area_id FROM own AS o
        UNION
        SELECT t.area_id
        FROM inside AS n
        JOIN area_tree((SELECT o.day FROM own AS o)) AS t ON t.parent_id = n.area_id
    ), within AS (
        SELECT l.area_id
        FROM area_lineage(territory.on_date, (SELECT o.day FROM own AS o)) AS l
        GROUP BY l.area_id
        HAVING bool_and(l.kin_id IN (SELECT n.area_id FROM inside AS n))
    ), under AS (
        SELECT t.area_id
        FROM within AS w
        JOIN area_tree(territory.on_date) AS t ON t.parent_id = w.area_id
        UNION
        SELECT t.area_id
        FROM under AS u
        JOIN area_tree(territory.on_date) AS t ON t.parent_id = u.area_id
    )
    SELECT w.area_id FROM within AS w
    EXCEPT
    SELECT u.area_id FROM under AS u;
END;

COMMENT ON FUNCTION territory(integer, date) IS
    'Các đơn vị lớn nhất của một ngày nằm trọn trong địa giới mà một đơn vị có vào thời của nó | the largest areas of a day that lie wholly in the extent that an area has in its own time';

/*
 * What lies in that extent only in part: an area that was divided, or one that
 * mixes something else in, and that has no parts of its own on that day.
 */
CREATE FUNCTION territory_rest(area integer, on_date date)
RETURNS TABLE (area_id integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE own AS (
        SELECT a.area_id, least(a.valid_to, greatest(a.valid_from, territory_rest.on_date)) AS day
        FROM area AS a
        WHERE a.area_id = territory_rest.area
    ), inside AS (
        SELECT o.area_id FROM own AS o
        UNION
        SELECT t.area_id
        FROM inside AS n
        JOIN area_tree((SELECT o.day FROM own AS o)) AS t ON t.parent_id = n.area_id
    ), mixed AS (
        SELECT l.area_id
        FROM area_lineage(territory_rest.on_date, (SELECT o.day FROM own AS o)) AS l
        GROUP BY l.area_id
        HAVING bool_or(l.kin_id IN (SELECT n.area_id FROM inside AS n))
           AND NOT bool_and(l.kin_id IN (SELECT n.area_id FROM inside AS n))
    )
    SELECT m.area_id
    FROM mixed AS m
    WHERE NOT EXISTS (SELECT FROM area_tree(territory_rest.on_date) AS t WHERE t.parent_id = m.area_id);
END;

COMMENT ON FUNCTION territory_rest(integer, date) IS
    'Các đơn vị của một ngày chỉ nằm một phần trong địa giới của một đơn vị: bị chia, hoặc gồm cả phần của nơi khác | areas of a day that lie only in part in the extent of an area: divided, or mixing another place in';

/*
 * The figures of a year on the territory of an area, whether or not the area
 * existed then: its own, or from the parts that lay in it.  What lay in it
 * only in part is a part that is missing.
 */
CREATE FUNCTION territory_figure(
    area integer,
    year integer,
    only_indicator_id integer DEFAULT NULL,
    known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    basis text,
    value numeric,
    numerator numeric,
    denominator numeric,
    stage text,
    is_sample boolean,
    parts_known integer,
    parts_reporting integer,
    reason text,
    reason_vi text,
    reason_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT t.area_id, b.level
        FROM territory(territory_figure.area, make_date(territory_figure.year, 12, 31)) AS t
        JOIN area AS b ON b.area_id = t.area_id
    ), found AS MATERIALIZED (
        SELECT f.indicator_id, f.area_id, f.basis, f.value, f.stage, f.is_sample,
               coalesce(o.numerator, CASE WHEN f.basis = 'computed' THEN f.computed_numerator END) AS numerator,
               coalesce(o.denominator, CASE WHEN f.basis = 'computed' THEN f.computed_denominator END) AS denominator
        FROM place_figure(make_date(territory_figure.year, 1, 1), make_date(territory_figure.year, 12, 31),
                          NULL, territory_figure.only_indicator_id, territory_figure.known_at) AS f
        LEFT JOIN LATERAL (
            SELECT b.numerator, b.denominator
            FROM observation AS b
            WHERE b.indicator_id = f.indicator_id AND b.area_id = f.area_id AND b.source_id = f.source_id
              AND b.period_start = make_date(territory_figure.year, 1, 1)
              AND b.period_end = make_date(territory_figure.year, 12, 31)
              AND (territory_figure.known_at IS NULL OR b.recorded_at <= territory_figure.known_at)
            UNION ALL
            SELECT h.numerator, h.denominator
            FROM observation_history AS h
            WHERE h.indicator_id = f.indicator_id AND h.area_id = f.area_id AND h.source_id = f.source_id
              AND h.period_start = make_date(territory_figure.year, 1, 1)
              AND h.period_end = make_date(territory_figure.year, 12, 31)
              AND h.believed_from <= territory_figure.known_at
              AND h.believed_to > territory_figure.known_at) AS o ON f.basis = 'reported'
        WHERE f.value IS NOT NULL
    ), own AS (
        SELECT f.indicator_id, f.basis, f.value, f.numerator, f.denominator, f.stage, f.is_sample
        FROM found AS f
        WHERE f.area_id = territory_figure.area
    ), added AS (
        SELECT f.indicator_id, i.aggregation, coalesce(i.factor, u.factor, 1) AS factor,
               count(*)::integer AS reporting,
               -- One part of the same level is the same extent under an earlier or later name.
               bool_and(p.level = here.level) AND count(*) = 1 AS same_extent,
               min(f.value) AS only_value, sum(f.value) AS total,
               CASE WHEN bool_and(f.denominator IS NOT NULL)
                    THEN sum(CASE i.aggregation
                                 WHEN 'weighted_mean'
                                     THEN coalesce(f.value * f.denominator / coalesce(i.factor, u.factor, 1), f.numerator)
                                 ELSE f.numerator END) END AS numerator,
               CASE WHEN bool_and(f.denominator IS NOT NULL) THEN sum(f.denominator) END AS denominator,
               (ARRAY['estimate', 'preliminary', 'official'])[min(stage_rank(f.stage))] AS stage,
               bool_or(f.is_sample) AS is_sample
        FROM part AS p
        JOIN found AS f ON f.area_id = p.area_id
        JOIN indicator AS i ON i.indicator_id = f.indicator_id
        LEFT JOIN unit AS u ON u.unit_id = i.unit_id
        JOIN area AS here ON here.area_id = territory_figure.area
        WHERE f.indicator_id NOT IN (SELECT o.indicator_id FROM own AS o)
        GROUP BY f.indicator_id, i.aggregation, coalesce(i.factor, u.factor, 1)
    ), size AS (
        SELECT (SELECT count(*) FROM part)::integer
               + (SELECT count(*)
                  FROM territory_rest(territory_figure.area, make_date(territory_figure.year, 12, 31)))::integer AS parts
    ), answer AS (
        SELECT o.indicator_id, o.basis, o.value, o.numerator, o.denominator, o.stage, o.is_sample,
               NULL::integer AS parts_known, NULL::integer AS parts_reporting, NULL::text AS reason
        FROM own AS o
        UNION ALL
        SELECT a.indicator_id, CASE WHEN c.value IS NOT NULL THEN 'computed' END, c.value,
               CASE WHEN a.aggregation IN ('ratio', 'weighted_mean') THEN a.numerator END,
               CASE WHEN a.aggregation IN ('ratio', 'weighted_mean') THEN a.denominator END,
               a.stage, a.is_sample, s.parts, a.reporting,
               CASE WHEN c.value IS NULL AND a.aggregation = 'none' THEN 'not_aggregable'
                    WHEN c.value IS NULL THEN 'without_counts'
                    WHEN a.reporting < s.parts THEN 'parts_missing' END
        FROM added AS a
        CROSS JOIN size AS s
        CROSS JOIN LATERAL (
            SELECT CASE WHEN a.same_extent AND s.parts = 1 THEN a.only_value
                        WHEN a.aggregation = 'sum' THEN a.total
                        WHEN a.aggregation <> 'none' THEN a.numerator * a.factor / a.denominator
                   END AS value) AS c
    )
    SELECT n.indicator_id, n.basis, n.value, n.numerator, n.denominator, n.stage, n.is_sample,
           n.parts_known, n.parts_reporting, n.reason, w.reason_vi, w.reason_en
    FROM answer AS n
    LEFT JOIN place_reason() AS w ON w.reason = n.reason;
END;

COMMENT ON FUNCTION territory_figure(integer, integer, integer, timestamptz) IS
    'Số liệu một năm trên địa giới của một đơn vị, kể cả khi năm đó đơn vị chưa có hoặc không còn: của chính nó (reported, computed như place_figure), nếu không thì tính từ các phần nằm trọn trong địa giới đó; thiếu phần nào thì nói lý do | figures of a year on the territory of an area, whether or not it existed then: its own, else computed from the parts that lie wholly in it, with the reason where that is not whole';
