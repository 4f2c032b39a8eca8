/*
 * Figures of an area from those of its parts, and the rules that figures must
 * obey.  Rates are added as counts, never averaged.
 */

/*
 * Why a figure of a place could not be computed, or is not whole.  One line
 * per reason.
 */
CREATE OR REPLACE FUNCTION _place_reason()
RETURNS TABLE (reason text, reason_vi text, reason_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.reason, r.reason_vi, r.reason_en
    FROM (VALUES
        ('not_aggregable',
         'chỉ tiêu không tổng hợp được từ các đơn vị cấp dưới; phải công bố riêng cho địa phương này',
         'this indicator cannot be put together from parts; it has to be published for the area itself'),
        ('without_counts',
         'các đơn vị cấp dưới chỉ báo cáo giá trị, không có tử số và mẫu số',
         'the parts reported values only, without numerator and denominator'),
        ('parts_missing',
         'chưa đủ các đơn vị cấp dưới',
         'some parts are missing')
    ) AS r (reason, reason_vi, reason_en);
END;

COMMENT ON FUNCTION _place_reason() IS
    'Các lý do mà số liệu của một địa phương không tính được hoặc chưa đủ | the reasons why a figure of a place could not be computed or is not whole';

/*
 * From the history where the question is as of a moment: what was replaced
 * since was the last figure then.  Of several sources the one that counts
 * first.
 */
CREATE OR REPLACE FUNCTION _last_size(
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    known_at timestamptz,
    aggregation text)
RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT CASE _last_size.aggregation WHEN 'sum' THEN o.value ELSE o.denominator END
        FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id,
                     f.value, f.denominator
              FROM observation AS f
              WHERE _last_size.known_at IS NULL OR f.recorded_at <= _last_size.known_at
              UNION ALL
              SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id,
                     h.value, h.denominator
              FROM observation_history AS h
              WHERE h.believed_from <= _last_size.known_at
                AND h.believed_to > _last_size.known_at) AS o
        JOIN source AS s ON s.source_id = o.source_id
        WHERE o.indicator_id = _last_size.indicator_id
          AND o.area_id = _last_size.area_id
          AND o.period_end < _last_size.period_end
          AND o.period_end - o.period_start
              BETWEEN _last_size.period_end - _last_size.period_start - 3
                  AND _last_size.period_end - _last_size.period_start + 3
          AND CASE _last_size.aggregation WHEN 'sum' THEN o.value ELSE o.denominator END IS NOT NULL
        ORDER BY o.period_end DESC, s.precedence, s.source_id
        LIMIT 1);

COMMENT ON FUNCTION _last_size(integer, integer, date, date, timestamptz, text) IS
    'Mẫu số (chỉ tiêu cộng dồn: giá trị) của kỳ gần nhất trước đó, cùng độ dài | the denominator (of a sum: the value) of the last earlier period of the same length';

/*
 * Figures of a period for all places and levels, reported and computed.
 *
 * What a part brings to the area above it is its own figure or, if it has
 * none that can be added, what its own parts bring.  So every figure climbs
 * from area to area and stops at the first that has one of its own to bring.
 *
 *  ratio          sum of numerators * factor / sum of denominators
 *  weighted_mean  sum of value * denominator / sum of denominators: the weight
 *                 (respondents, children measured) is the denominator of the
 *                 same figure, of the same source and revision, so a mean
 *                 without a denominator has no weight and is not added
 *  sum            sum of values
 *  none           nothing, and the reason
 *
 * Where several sources report an area the one that counts first is reported,
 * and the first of those that can be added climbs.
 *
 * The settings: two dates that always go together look so rare to the planner
 * that it would join the figures of a period with each other row by row; and
 * compiling so long a query takes longer than running it.  Nothing is lost by
 * not inlining: no condition from outside could reach through the climb.
 */
CREATE OR REPLACE FUNCTION _place_figure(
    period_start date,
    period_end date,
    within_area_id integer DEFAULT NULL,
    only_indicator_id integer DEFAULT NULL,
    known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    basis text,
    value numeric,
    reported_value numeric,
    reported_numerator numeric,
    reported_denominator numeric,
    source_id integer,
    stage text,
    is_sample boolean,
    computed_value numeric,
    computed_numerator numeric,
    computed_denominator numeric,
    computed_stage text,
    parts_known integer,
    parts_reporting integer,
    complete boolean,
    size numeric,
    lacks boolean,
    lacking_size numeric,
    brings boolean,
    brings_less boolean,
    brought_value numeric,
    brought_numerator numeric,
    brought_denominator numeric,
    brought_stage_rank integer,
    brought_is_sample boolean,
    reason text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000
SET enable_nestloop = off
SET jit = off
BEGIN ATOMIC
    WITH RECURSIVE whole AS MATERIALIZED (
        SELECT t.area_id, t.parent_id
        FROM _area_tree(_place_figure.period_end, _place_figure.known_at) AS t
    ), wanted AS (
        SELECT a.area_id
        FROM area AS a
        WHERE a.area_id = _place_figure.within_area_id
        UNION ALL
        SELECT t.area_id
        FROM wanted AS w
        JOIN whole AS t ON t.parent_id = w.area_id
    ), tree AS MATERIALIZED (
        SELECT t.area_id, t.parent_id
        FROM whole AS t
        WHERE _place_figure.within_area_id IS NULL
           OR t.parent_id IN (SELECT w.area_id FROM wanted AS w)
    ), method AS (
        SELECT i.indicator_id, i.aggregation, i.factor
        FROM indicator_measure AS i
        WHERE i.measured
          AND (_place_figure.only_indicator_id IS NULL
               OR i.indicator_id = _place_figure.only_indicator_id)
    ), believed AS (
        SELECT o.indicator_id, o.area_id, o.source_id, o.stage, o.value, o.numerator, o.denominator
        FROM observation AS o
        WHERE o.period_start = _place_figure.period_start
          AND o.period_end = _place_figure.period_end
          AND (_place_figure.known_at IS NULL OR o.recorded_at <= _place_figure.known_at)
          AND (_place_figure.only_indicator_id IS NULL
               OR o.indicator_id = _place_figure.only_indicator_id)
        UNION ALL
        SELECT h.indicator_id, h.area_id, h.source_id, h.stage, h.value, h.numerator, h.denominator
        FROM observation_history AS h
        WHERE h.period_start = _place_figure.period_start
          AND h.period_end = _place_figure.period_end
          AND h.believed_from <= _place_figure.known_at
          AND h.believed_to > _place_figure.known_at
          AND (_place_figure.only_indicator_id IS NULL
               OR h.indicator_id = _place_figure.only_indicator_id)
    ), said AS MATERIALIZED (
        SELECT b.indicator_id, b.area_id, b.source_id, b.stage, s.is_sample, s.precedence,
               _figure_value(b.value, b.numerator, b.denominator, m.factor) AS value,
               -- What a weighted mean brings is the mean times its weight.
               CASE m.aggregation
                   WHEN 'weighted_mean'
                       THEN coalesce(b.value * b.denominator / m.factor, b.numerator)
                   ELSE b.numerator
               END AS numerator,
               b.denominator,
               m.aggregation IN ('sum', 'none') OR b.denominator IS NOT NULL AS can_be_added
        FROM believed AS b
        JOIN method AS m ON m.indicator_id = b.indicator_id
        JOIN source AS s ON s.source_id = b.source_id
        WHERE _place_figure.within_area_id IS NULL
           OR b.area_id IN (SELECT w.area_id FROM wanted AS w)
    ), reported AS (
        SELECT DISTINCT ON (r.indicator_id, r.area_id)
               r.indicator_id, r.area_id, r.value, r.numerator, r.denominator,
               r.source_id, r.stage, r.is_sample
        FROM said AS r
        ORDER BY r.indicator_id, r.area_id, r.precedence, r.source_id
    ), own AS MATERIALIZED (
        SELECT DISTINCT ON (r.indicator_id, r.area_id)
               r.indicator_id, r.area_id, r.value, r.numerator, r.denominator,
               _stage_rank(r.stage) AS stage_rank,
               r.is_sample
        FROM said AS r
        WHERE r.can_be_added
        ORDER BY r.indicator_id, r.area_id, r.precedence, r.source_id
    ), climb AS (
        SELECT o.indicator_id, t.parent_id AS area_id, o.value, o.numerator, o.denominator,
               o.stage_rank, o.is_sample, above.area_id IS NOT NULL AS stops
        FROM own AS o
        JOIN tree AS t ON t.area_id = o.area_id
        LEFT JOIN own AS above
            ON above.indicator_id = o.indicator_id AND above.area_id = t.parent_id
        UNION ALL
        SELECT c.indicator_id, t.parent_id, c.value, c.numerator, c.denominator,
               c.stage_rank, c.is_sample, above.area_id IS NOT NULL
        FROM climb AS c
        JOIN tree AS t ON t.area_id = c.area_id
        LEFT JOIN own AS above
            ON above.indicator_id = c.indicator_id AND above.area_id = t.parent_id
        WHERE NOT c.stops
    ), brought AS MATERIALIZED (
        SELECT c.indicator_id, c.area_id, sum(c.value) AS value, sum(c.numerator) AS numerator,
               sum(c.denominator) AS denominator, min(c.stage_rank) AS stage_rank,
               bool_or(c.is_sample) AS is_sample
        FROM climb AS c
        GROUP BY c.indicator_id, c.area_id
    ), present AS MATERIALIZED (
        SELECT o.indicator_id, o.area_id FROM own AS o
        UNION
        SELECT b.indicator_id, b.area_id FROM brought AS b
    ), part AS (
        SELECT p.indicator_id, t.parent_id AS area_id, count(*) AS reporting
        FROM present AS p
        JOIN tree AS t ON t.area_id = p.area_id
        GROUP BY p.indicator_id, t.parent_id
    ), known AS (
        SELECT t.parent_id AS area_id, count(*) AS parts
        FROM tree AS t
        GROUP BY t.parent_id
    ), missing AS (
        -- Where some parts are there, the others, and how big they were when last
        -- heard of; what was never heard of is as big as its own parts were.
        SELECT b.indicator_id, t.area_id, t.parent_id, m.aggregation,
               _last_size(b.indicator_id, t.area_id, _place_figure.period_start, _place_figure.period_end,
                         _place_figure.known_at, m.aggregation) AS size
        FROM part AS b
        JOIN known AS k ON k.area_id = b.area_id AND k.parts > b.reporting
        JOIN tree AS t ON t.parent_id = b.area_id
        JOIN method AS m ON m.indicator_id = b.indicator_id AND m.aggregation <> 'none'
        LEFT JOIN present AS p
            ON p.indicator_id = b.indicator_id AND p.area_id = t.area_id
        WHERE p.area_id IS NULL
        UNION ALL
        SELECT s.indicator_id, t.area_id, s.parent_id, s.aggregation,
               _last_size(s.indicator_id, t.area_id, _place_figure.period_start, _place_figure.period_end,
                         _place_figure.known_at, s.aggregation)
        FROM missing AS s
        JOIN tree AS t ON t.parent_id = s.area_id
        WHERE s.size IS NULL
    ), gap AS (
        SELECT s.indicator_id, s.parent_id AS area_id, s.size, above.area_id IS NOT NULL AS stops
        FROM missing AS s
        LEFT JOIN own AS above
            ON above.indicator_id = s.indicator_id AND above.area_id = s.parent_id
        WHERE s.size IS NOT NULL OR s.area_id NOT IN (SELECT k.area_id FROM known AS k)
        UNION ALL
        SELECT g.indicator_id, t.parent_id, g.size, above.area_id IS NOT NULL
        FROM gap AS g
        JOIN tree AS t ON t.area_id = g.area_id
        LEFT JOIN own AS above
            ON above.indicator_id = g.indicator_id AND above.area_id = t.parent_id
        WHERE NOT g.stops
    ), lacking AS (
        SELECT g.indicator_id, g.area_id,
               CASE WHEN bool_and(g.size IS NOT NULL) THEN sum(g.size) END AS size
        FROM gap AS g
        GROUP BY g.indicator_id, g.area_id
    ), unusable AS (
        -- Parts that said something, though none could be added.
        SELECT DISTINCT r.indicator_id, t.parent_id AS area_id
        FROM said AS r
        JOIN tree AS t ON t.area_id = r.area_id
        WHERE NOT r.can_be_added
    ), place AS (
        SELECT r.indicator_id, r.area_id FROM reported AS r
        UNION
        SELECT b.indicator_id, b.area_id FROM brought AS b
        UNION
        SELECT u.indicator_id, u.area_id FROM unusable AS u
    ), computed AS (
        SELECT c.indicator_id, c.area_id,
               r.area_id IS NOT NULL AS is_reported, r.value AS reported_value,
               r.numerator AS reported_numerator, r.denominator AS reported_denominator, r.source_id,
               CASE WHEN r.area_id IS NOT NULL THEN r.stage
                    WHEN m.aggregation <> 'none'
                        THEN _stage_of(b.stage_rank)
               END AS stage,
               CASE WHEN r.area_id IS NOT NULL THEN r.is_sample
                    WHEN m.aggregation <> 'none' THEN b.is_sample
               END AS is_sample,
               CASE m.aggregation
                   WHEN 'sum' THEN b.value
                   WHEN 'none' THEN NULL
                   ELSE b.numerator * m.factor / nullif(b.denominator, 0)
               END AS computed_value,
               CASE WHEN m.aggregation IN ('ratio', 'weighted_mean') THEN b.numerator END AS numerator,
               CASE WHEN m.aggregation IN ('ratio', 'weighted_mean') THEN b.denominator END AS denominator,
               CASE WHEN m.aggregation <> 'none'
                        THEN _stage_of(b.stage_rank)
               END AS computed_stage,
               coalesce(k.parts, 0)::integer AS parts_known,
               coalesce(p.reporting, 0)::integer AS parts_reporting,
               b.area_id IS NOT NULL AND l.area_id IS NULL AS complete,
               CASE m.aggregation WHEN 'sum' THEN b.value ELSE b.denominator END AS size,
               l.area_id IS NOT NULL AS lacks, l.size AS lacking_size,
               -- What it brings to the area above: its own, else what its parts bring.
               o.area_id IS NOT NULL OR b.area_id IS NOT NULL AS brings,
               o.area_id IS NULL AND l.area_id IS NOT NULL AS brings_less,
               CASE WHEN o.area_id IS NOT NULL THEN o.value ELSE b.value END AS brought_value,
               CASE WHEN o.area_id IS NOT NULL THEN o.numerator ELSE b.numerator END AS brought_numerator,
               CASE WHEN o.area_id IS NOT NULL THEN o.denominator ELSE b.denominator END AS brought_denominator,
               CASE WHEN o.area_id IS NOT NULL THEN o.stage_rank ELSE b.stage_rank END AS brought_stage_rank,
               CASE WHEN o.area_id IS NOT NULL THEN o.is_sample ELSE b.is_sample END AS brought_is_sample,
               CASE WHEN m.aggregation = 'none' AND (b.area_id IS NOT NULL OR u.area_id IS NOT NULL)
                        THEN 'not_aggregable'
                    WHEN b.area_id IS NULL AND u.area_id IS NOT NULL THEN 'without_counts'
                    WHEN l.area_id IS NOT NULL THEN 'parts_missing'
               END AS reason
        FROM place AS c
        JOIN method AS m ON m.indicator_id = c.indicator_id
        LEFT JOIN reported AS r ON r.indicator_id = c.indicator_id AND r.area_id = c.area_id
        LEFT JOIN own AS o ON o.indicator_id = c.indicator_id AND o.area_id = c.area_id
        LEFT JOIN brought AS b ON b.indicator_id = c.indicator_id AND b.area_id = c.area_id
        LEFT JOIN part AS p ON p.indicator_id = c.indicator_id AND p.area_id = c.area_id
        LEFT JOIN lacking AS l ON l.indicator_id = c.indicator_id AND l.area_id = c.area_id
        LEFT JOIN unusable AS u ON u.indicator_id = c.indicator_id AND u.area_id = c.area_id
        LEFT JOIN known AS k ON k.area_id = c.area_id
    )
    SELECT c.indicator_id, c.area_id,
           CASE WHEN c.is_reported THEN 'reported'
                WHEN c.computed_value IS NOT NULL THEN 'computed' END,
           CASE WHEN c.is_reported THEN c.reported_value ELSE c.computed_value END,
           c.reported_value, c.reported_numerator, c.reported_denominator, c.source_id,
           c.stage, c.is_sample,
           c.computed_value, c.numerator, c.denominator, c.computed_stage,
           c.parts_known, c.parts_reporting, c.complete, c.size, c.lacks, c.lacking_size,
           c.brings, c.brings_less, c.brought_value, c.brought_numerator, c.brought_denominator,
           c.brought_stage_rank, c.brought_is_sample, c.reason
    FROM computed AS c;
END;

COMMENT ON FUNCTION _place_figure(date, date, integer, integer, timestamptz) IS
    'Phần tính của place_figure, kèm phần mà mỗi địa phương đưa lên cấp trên của nó | the reckoning of place_figure, with what each place brings to the area above it';

/* How much of the whole is there, in percent of its denominator (of a sum: its value). */
CREATE OR REPLACE FUNCTION _coverage(size numeric, lacks boolean, lacking_size numeric) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN NOT lacks THEN 100 ELSE 100 * size / nullif(size + lacking_size, 0) END;

COMMENT ON FUNCTION _coverage(numeric, boolean, numeric) IS
    'Đã có bao nhiêu phần trăm của toàn bộ; NULL: không biết phần còn thiếu lớn bao nhiêu | how much of the whole is there, in percent; NULL: nobody knows how big the rest is';

CREATE OR REPLACE FUNCTION place_figure(
    period_start date,
    period_end date,
    within_area_id integer DEFAULT NULL,
    only_indicator_id integer DEFAULT NULL,
    known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    basis text,
    value numeric,
    reported_value numeric,
    source_id integer,
    stage text,
    is_sample boolean,
    computed_value numeric,
    computed_numerator numeric,
    computed_denominator numeric,
    computed_stage text,
    difference numeric,
    parts_known integer,
    parts_reporting integer,
    complete boolean,
    coverage numeric,
    reason text,
    reason_vi text,
    reason_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.indicator_id, f.area_id, f.basis, f.value, f.reported_value, f.source_id, f.stage,
           f.is_sample, f.computed_value, f.computed_numerator, f.computed_denominator,
           f.computed_stage, f.reported_value - f.computed_value, f.parts_known, f.parts_reporting,
           CASE WHEN f.computed_value IS NOT NULL THEN f.complete END,
           CASE WHEN f.computed_value IS NOT NULL THEN _coverage(f.size, f.lacks, f.lacking_size) END,
           f.reason, w.reason_vi, w.reason_en
    FROM _place_figure(place_figure.period_start, place_figure.period_end,
                       place_figure.within_area_id, place_figure.only_indicator_id,
                       place_figure.known_at) AS f
    LEFT JOIN _place_reason() AS w ON w.reason = f.reason;
END;

COMMENT ON FUNCTION place_figure(date, date, integer, integer, timestamptz) IS
    'Số liệu một kỳ của mọi địa phương và cấp: báo cáo và tính từ các đơn vị cấp dưới, kèm chênh lệch, số đơn vị và mẫu số đã có; giá trị báo cáo được dùng trước. Cây hành chính lấy theo ngày cuối kỳ | figures of a period for all places and levels: reported, computed from the parts, their difference, and how much of the parts and of the denominator is there; a reported figure wins. The tree is that of the last day of the period';

CREATE OR REPLACE FUNCTION place_figure(year integer)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    basis text,
    value numeric,
    reported_value numeric,
    source_id integer,
    stage text,
    is_sample boolean,
    computed_value numeric,
    computed_numerator numeric,
    computed_denominator numeric,
    computed_stage text,
    difference numeric,
    parts_known integer,
    parts_reporting integer,
    complete boolean,
    coverage numeric,
    reason text,
    reason_vi text,
    reason_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.indicator_id, f.area_id, f.basis, f.value, f.reported_value, f.source_id, f.stage,
           f.is_sample, f.computed_value, f.computed_numerator, f.computed_denominator,
           f.computed_stage, f.difference, f.parts_known, f.parts_reporting, f.complete,
           f.coverage, f.reason, f.reason_vi, f.reason_en
    FROM place_figure(make_date(place_figure.year, 1, 1), make_date(place_figure.year, 12, 31)) AS f;
END;

COMMENT ON FUNCTION place_figure(integer) IS
    'Số liệu một năm của mọi địa phương và cấp | figures of a year for all places and levels';

/*
 * What an area is put together from: its parts one level down, those that
 * are missing included.
 */
CREATE OR REPLACE FUNCTION part_figures(indicator integer, area integer, year integer)
RETURNS TABLE (
    area_id integer,
    code text,
    name_vi text,
    basis text,
    value numeric,
    numerator numeric,
    denominator numeric,
    share numeric,
    stage text,
    source_id integer,
    complete boolean,
    last_year integer,
    last_value numeric,
    last_denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT t.area_id
        FROM _area_tree(make_date(part_figures.year, 12, 31)) AS t
        WHERE t.parent_id = part_figures.area
    ), found AS MATERIALIZED (
        SELECT f.area_id, f.basis, f.value, f.stage, f.source_id,
               CASE WHEN f.computed_value IS NOT NULL THEN f.complete END AS complete,
               f.brought_numerator AS numerator, f.brought_denominator AS denominator
        FROM _place_figure(make_date(part_figures.year, 1, 1), make_date(part_figures.year, 12, 31),
                           part_figures.area, part_figures.indicator) AS f
    )
    SELECT p.area_id, a.code, a.name_vi, f.basis, f.value, f.numerator, f.denominator,
           100 * f.denominator / nullif(sum(f.denominator) OVER (), 0),
           f.stage, f.source_id, f.complete, last.year, last.value, last.denominator
    FROM part AS p
    JOIN area AS a ON a.area_id = p.area_id
    LEFT JOIN found AS f ON f.area_id = p.area_id
    LEFT JOIN LATERAL (
        SELECT g.year, g.value, o.denominator
        FROM _yearly_figure() AS g
        JOIN observation AS o
            ON o.indicator_id = g.indicator_id AND o.area_id = g.area_id
           AND o.period_start = make_date(g.year, 1, 1) AND o.period_end = g.period_end
           AND o.source_id = g.source_id
        WHERE f.value IS NULL
          AND g.indicator_id = part_figures.indicator
          AND g.area_id = p.area_id
          AND g.period_end < make_date(part_figures.year, 12, 31)
        ORDER BY g.period_end DESC
        LIMIT 1) AS last ON true
    ORDER BY a.code;
END;

COMMENT ON FUNCTION part_figures(integer, integer, integer) IS
    'Các đơn vị cấp dưới trực tiếp của một địa phương với số liệu một năm của một chỉ tiêu, tử số và mẫu số là phần mỗi đơn vị góp vào địa phương; đơn vị chưa có số liệu kèm số liệu gần nhất, không dùng thay | the parts of an area with their figures of one indicator and year, and the counts that each brings to it; a part without a figure shows its last, which is not used in its place';

/*
 * Figures that rules relate, of the periods that end between two days (NULL:
 * open).  For each cell the figure from the source that counts first.
 */
CREATE OR REPLACE FUNCTION rule_check(since date DEFAULT NULL, until date DEFAULT NULL)
RETURNS TABLE (
    indicator_rule_id integer,
    kind text,
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    value numeric,
    source_id integer,
    lowest numeric,
    highest numeric,
    total numeric,
    combined numeric,
    parts_known integer,
    parts_reporting integer,
    holds boolean,
    excess numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH member AS (
        SELECT r.indicator_rule_id, r.indicator_id, true AS is_bound
        FROM indicator_rule AS r
        UNION ALL
        SELECT p.indicator_rule_id, p.part_id, false
        FROM indicator_rule_part AS p
    ), cell AS (
        SELECT f.indicator_id, f.area_id, f.period_end, f.period_start, f.source_id, f.value,
               i.factor, o.numerator, o.denominator
        FROM chosen_figure() AS f
        JOIN indicator_measure AS i ON i.indicator_id = f.indicator_id
        JOIN observation AS o
            ON o.indicator_id = f.indicator_id AND o.area_id = f.area_id
           AND o.period_end = f.period_end AND o.period_start = f.period_start
           AND o.source_id = f.source_id
        WHERE f.indicator_id IN (SELECT m.indicator_id FROM member AS m)
          AND f.period_end >= coalesce(rule_check.since, '-infinity')
          AND f.period_end <= coalesce(rule_check.until, 'infinity')
    ), gathered AS (
        SELECT m.indicator_rule_id, c.area_id, c.period_end, c.period_start,
               min(c.value) FILTER (WHERE m.is_bound) AS value,
               min(c.source_id) FILTER (WHERE m.is_bound) AS source_id,
               (count(*) FILTER (WHERE NOT m.is_bound))::integer AS parts,
               min(c.value) FILTER (WHERE NOT m.is_bound) AS lowest,
               max(c.value) FILTER (WHERE NOT m.is_bound) AS highest,
               sum(c.value) FILTER (WHERE NOT m.is_bound) AS total,
               -- A heading has no unit of its own: its parts' says what to multiply by.
               CASE WHEN bool_and(c.denominator IS NOT NULL) FILTER (WHERE NOT m.is_bound)
                        THEN max(c.factor) FILTER (WHERE NOT m.is_bound)
                             * sum(c.numerator) FILTER (WHERE NOT m.is_bound)
                             / nullif(sum(c.denominator) FILTER (WHERE NOT m.is_bound), 0)
               END AS combined
        FROM cell AS c
        JOIN member AS m ON m.indicator_id = c.indicator_id
        GROUP BY m.indicator_rule_id, c.area_id, c.period_end, c.period_start
    ), size AS (
        SELECT p.indicator_rule_id, count(*)::integer AS parts
        FROM indicator_rule_part AS p
        GROUP BY p.indicator_rule_id
    ), compared AS (
        SELECT r.indicator_rule_id, r.kind, r.indicator_id, g.area_id, g.period_start, g.period_end,
               g.value, g.source_id, g.lowest, g.highest, g.total,
               CASE WHEN g.parts = s.parts THEN g.combined END AS combined,
               s.parts AS parts_known, g.parts AS parts_reporting, r.tolerance
        FROM gathered AS g
        JOIN indicator_rule AS r ON r.indicator_rule_id = g.indicator_rule_id
        JOIN size AS s ON s.indicator_rule_id = g.indicator_rule_id
    )
    SELECT c.indicator_rule_id, c.kind, c.indicator_id, c.area_id, c.period_start, c.period_end,
           c.value, c.source_id, c.lowest, c.highest, c.total, c.combined,
           c.parts_known, c.parts_reporting, e.excess <= 0, nullif(greatest(e.excess, 0), 0)
    FROM compared AS c
    CROSS JOIN LATERAL (
        SELECT CASE
                   -- The smallest of the others decides, whichever have reported.
                   WHEN c.kind = 'at_most' THEN c.value - c.lowest - c.tolerance
                   WHEN c.kind = 'together'
                       THEN num_nulls(c.value) + c.parts_known - c.parts_reporting
                   WHEN c.parts_reporting < c.parts_known THEN NULL
                   WHEN c.kind = 'between'
                       THEN greatest(c.value - c.highest, c.lowest - c.value) - c.tolerance
                   WHEN c.kind = 'sum' THEN abs(c.value - c.total) - c.tolerance
               END AS excess) AS e;
END;

COMMENT ON FUNCTION rule_check(date, date) IS
    'So số liệu với các quan hệ phải đúng, của các kỳ kết thúc trong khoảng này, hoặc mọi kỳ: mỗi quan hệ, địa phương và kỳ một dòng; holds là NULL khi chưa đủ số liệu | figures against the rules, of periods that end in a span, or of all: one row per rule, area and period; holds is NULL where figures are missing';

CREATE OR REPLACE FUNCTION urban_rural_check(year integer)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    value numeric,
    lowest numeric,
    highest numeric,
    combined numeric,
    parts_known integer,
    parts_reporting integer,
    holds boolean,
    excess numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.indicator_id, c.area_id, c.value, c.lowest, c.highest, c.combined,
           c.parts_known, c.parts_reporting, c.holds, c.excess
    FROM rule_check(make_date(urban_rural_check.year, 12, 31),
                    make_date(urban_rural_check.year, 12, 31)) AS c
    WHERE c.kind = 'between'
      AND c.period_start = make_date(urban_rural_check.year, 1, 1)
      AND c.period_end = make_date(urban_rural_check.year, 12, 31);
END;

COMMENT ON FUNCTION urban_rural_check(integer) IS
    'Một năm: chỉ tiêu chung có nằm giữa các phần của nó (thành thị, nông thôn) hay không, theo các quan hệ between; combined: giá trị chung tính từ tử số và mẫu số của các phần | does the whole lie between its parts (urban, rural) in a year, by the rules of kind between; combined: the whole from the counts of its parts';

/*
 * Keep what places add up to as figures of a source of its own, so that the
 * evaluation, which reads figures that somebody answers for, sees it: the
 * computed figure of every area of a level that reports none itself, or whose
 * own is an earlier one of this source.  What is kept climbs like any other
 * figure: keep the lower level first.  The sources that bodies publish under
 * should count before this one.  The rules are those of load_figures:
 * what is replaced goes into the history, and an estimate never replaces an
 * official figure.
 */
CREATE OR REPLACE FUNCTION store_rollup(
    period text,
    source text,
    level text DEFAULT 'province',
    within text DEFAULT NULL,
    min_coverage numeric DEFAULT 100)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    fate text,
    value numeric,
    coverage numeric,
    reason_vi text,
    reason_en text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    first_day date;
    last_day date;
    the_source source;
    the_area integer;
BEGIN
    SELECT p.period_start, p.period_end INTO first_day, last_day FROM parse_period(period) AS p;
    IF last_day IS NULL THEN
        RAISE EXCEPTION 'the period cannot be read: "%"', period
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write for example 2025, Quý I/2025 or Tháng 6/2025.';
    ELSIF _area_rank(level) IS NULL THEN
        RAISE EXCEPTION 'there is no level "%"', level
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Levels are nation, region, province, district and commune.';
    ELSIF (min_coverage BETWEEN 0 AND 100) IS NOT TRUE THEN
        RAISE EXCEPTION 'a coverage lies between 0 and 100 percent'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT s.* INTO the_source
    FROM source AS s WHERE s.folded = socpolicy.fold_text(store_rollup.source);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no source "%"', source USING ERRCODE = 'undefined_object';
    END IF;
    IF within IS NOT NULL THEN
        the_area := require_area(within, last_day);
    END IF;

    PERFORM _wait_for_loaders();
    RETURN QUERY
    WITH computed AS MATERIALIZED (
        SELECT f.indicator_id, f.area_id, f.computed_value, f.coverage,
               ROW(f.indicator_id, f.area_id, last_day, first_day, the_source.source_id, f.computed_stage,
                   CASE WHEN f.computed_numerator IS NULL THEN f.computed_value END,
                   f.computed_numerator, f.computed_denominator,
                   format('tổng hợp từ %1$s/%2$s đơn vị | from %1$s of %2$s parts',
                          f.parts_reporting, f.parts_known), NULL, NULL, NULL)::observation AS figure,
               CASE WHEN f.coverage < min_coverage OR f.coverage IS NULL THEN 'parts_missing'
                    WHEN f.is_sample AND NOT the_source.is_sample THEN 'sample' END AS fault
        FROM place_figure(first_day, last_day, the_area) AS f
        JOIN area AS a ON a.area_id = f.area_id AND a.level = store_rollup.level
        WHERE f.computed_value IS NOT NULL
          AND (f.basis = 'computed' OR f.source_id = the_source.source_id)
    ), written AS MATERIALIZED (
        SELECT w.indicator_id, w.area_id, w.fate
        FROM _write_figures(ARRAY(SELECT c.figure FROM computed AS c WHERE c.fault IS NULL)) AS w
    )
    SELECT c.indicator_id, c.area_id,
           CASE WHEN r.code IS NULL THEN w.fate ELSE 'left_out' END,
           c.computed_value, c.coverage, r.vi, r.en
    FROM computed AS c
    LEFT JOIN written AS w ON w.indicator_id = c.indicator_id AND w.area_id = c.area_id
    LEFT JOIN (VALUES
        ('parts_missing', 'chưa đủ các đơn vị cấp dưới', 'some parts are missing'),
        ('sample', 'có số liệu minh họa: cần một nguồn minh họa', 'rests on invented samples: a sample source is needed'),
        ('stage', 'đã có số liệu ở giai đoạn sau', 'there is a figure of a later stage'),
        ('forbidden', 'chỉ cơ quan chủ trì ghi được số liệu này', 'only its lead writes this figure')
    ) AS r (code, vi, en) ON r.code = coalesce(c.fault, w.fate)
    ORDER BY c.indicator_id, c.area_id;
END
$$;

COMMENT ON FUNCTION store_rollup(text, text, text, text, numeric) IS
    'Ghi số liệu của một cấp tổng hợp từ cấp dưới thành số liệu của một nguồn, để đánh giá được; trả về từng số liệu mới, thay, như cũ hoặc bị bỏ ra kèm lý do | keep figures of a level computed from parts as figures of a source, so that they can be judged; returns each one added, revised, unchanged or left out with the reason';
