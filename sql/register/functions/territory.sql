/* ---------- one territory through time ---------- */

/*
 * The areas of one day and those of another that they became or came from.
 * Who lives on both days is its own kin; who was abolished without a
 * successor has none.
 */
CREATE OR REPLACE FUNCTION area_lineage(from_day date, to_day date)
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
CREATE OR REPLACE FUNCTION territory(area integer, on_date date)
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
        JOIN _area_tree((SELECT o.day FROM own AS o)) AS t ON t.parent_id = n.area_id
    ), within AS (
        SELECT l.area_id
        FROM area_lineage(territory.on_date, (SELECT o.day FROM own AS o)) AS l
        GROUP BY l.area_id
        HAVING bool_and(l.kin_id IN (SELECT n.area_id FROM inside AS n))
    ), under AS (
        SELECT t.area_id
        FROM within AS w
        JOIN _area_tree(territory.on_date) AS t ON t.parent_id = w.area_id
        UNION
        SELECT t.area_id
        FROM under AS u
        JOIN _area_tree(territory.on_date) AS t ON t.parent_id = u.area_id
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
CREATE OR REPLACE FUNCTION _territory_rest(area integer, on_date date)
RETURNS TABLE (area_id integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH RECURSIVE own AS (
        SELECT a.area_id, least(a.valid_to, greatest(a.valid_from, _territory_rest.on_date)) AS day
        FROM area AS a
        WHERE a.area_id = _territory_rest.area
    ), inside AS (
        SELECT o.area_id FROM own AS o
        UNION
        SELECT t.area_id
        FROM inside AS n
        JOIN _area_tree((SELECT o.day FROM own AS o)) AS t ON t.parent_id = n.area_id
    ), mixed AS (
        SELECT l.area_id
        FROM area_lineage(_territory_rest.on_date, (SELECT o.day FROM own AS o)) AS l
        GROUP BY l.area_id
        HAVING bool_or(l.kin_id IN (SELECT n.area_id FROM inside AS n))
           AND NOT bool_and(l.kin_id IN (SELECT n.area_id FROM inside AS n))
    )
    SELECT m.area_id
    FROM mixed AS m
    WHERE NOT EXISTS (SELECT FROM _area_tree(_territory_rest.on_date) AS t WHERE t.parent_id = m.area_id);
END;

COMMENT ON FUNCTION _territory_rest(integer, date) IS
    'Các đơn vị của một ngày chỉ nằm một phần trong địa giới của một đơn vị: bị chia, hoặc gồm cả phần của nơi khác | areas of a day that lie only in part in the extent of an area: divided, or mixing another place in';

/*
 * The figures of a year on the territory of an area, whether or not the area
 * existed then: its own, or from the parts that lay in it.  What a part brings
 * is what place_figure lets climb, and what a part itself lacks is lacking
 * here.  What lay in the territory only in part is a part that is missing.
 */
CREATE OR REPLACE FUNCTION territory_figure(
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
    coverage numeric,
    reason text,
    reason_vi text,
    reason_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH part AS MATERIALIZED (
        SELECT t.area_id, b.level = here.level AS is_level_with
        FROM territory(territory_figure.area, make_date(territory_figure.year, 12, 31)) AS t
        JOIN area AS b ON b.area_id = t.area_id
        JOIN area AS here ON here.area_id = territory_figure.area
    ), size AS (
        SELECT (SELECT count(*) FROM part)::integer
               + (SELECT count(*)
                  FROM _territory_rest(territory_figure.area, make_date(territory_figure.year, 12, 31)))::integer AS parts
    ), found AS MATERIALIZED (
        SELECT f.*, p.area_id IS NOT NULL AS is_part, p.is_level_with
        FROM _place_figure(make_date(territory_figure.year, 1, 1), make_date(territory_figure.year, 12, 31),
                           NULL, territory_figure.only_indicator_id, territory_figure.known_at) AS f
        LEFT JOIN part AS p ON p.area_id = f.area_id
        WHERE p.area_id IS NOT NULL OR f.area_id = territory_figure.area
    ), own AS (
        -- The area itself, or the one part that is the same extent under another name.
        SELECT f.indicator_id, f.value, f.stage, f.is_sample,
               CASE WHEN f.area_id = territory_figure.area THEN f.basis ELSE 'computed' END AS basis,
               CASE f.basis WHEN 'reported' THEN f.reported_numerator ELSE f.computed_numerator END AS numerator,
               CASE f.basis WHEN 'reported' THEN f.reported_denominator ELSE f.computed_denominator END AS denominator,
               CASE WHEN f.area_id <> territory_figure.area THEN 1
                    WHEN f.basis = 'computed' THEN f.parts_known END AS parts_known,
               CASE WHEN f.area_id <> territory_figure.area THEN 1
                    WHEN f.basis = 'computed' THEN f.parts_reporting END AS parts_reporting,
               CASE f.basis WHEN 'reported' THEN 100
                            ELSE _coverage(f.size, f.lacks, f.lacking_size) END AS coverage,
               CASE f.basis WHEN 'computed' THEN f.reason END AS reason
        FROM found AS f
        CROSS JOIN size AS s
        WHERE f.value IS NOT NULL
          AND (f.area_id = territory_figure.area OR f.is_level_with AND s.parts = 1)
    ), added AS (
        SELECT f.indicator_id, i.aggregation, i.factor,
               (count(*) FILTER (WHERE f.brings))::integer AS reporting,
               sum(f.brought_value) AS total,
               sum(f.brought_numerator) AS numerator,
               sum(f.brought_denominator) AS denominator,
               min(f.brought_stage_rank) AS stage_rank,
               bool_or(f.brought_is_sample) AS is_sample,
               bool_or(f.brings_less) AS lacks,
               sum(f.lacking_size) FILTER (WHERE f.brings_less) AS lacking_size,
               bool_and(f.lacking_size IS NOT NULL) FILTER (WHERE f.brings_less) AS is_lack_known
        FROM found AS f
        JOIN indicator_measure AS i ON i.indicator_id = f.indicator_id
        WHERE f.is_part
          AND f.indicator_id NOT IN (SELECT o.indicator_id FROM own AS o)
        GROUP BY f.indicator_id, i.aggregation, i.factor
    ), absent AS (
        -- Parts that say nothing at all, as big as they last were.
        SELECT a.indicator_id,
               CASE WHEN bool_and(g.size IS NOT NULL) THEN sum(g.size) END AS size
        FROM added AS a
        CROSS JOIN part AS p
        CROSS JOIN LATERAL (
            SELECT _last_size(a.indicator_id, p.area_id, make_date(territory_figure.year, 1, 1),
                              make_date(territory_figure.year, 12, 31), territory_figure.known_at,
                              a.aggregation) AS size) AS g
        WHERE a.aggregation <> 'none'
          AND NOT EXISTS (SELECT FROM found AS f
                          WHERE f.indicator_id = a.indicator_id AND f.area_id = p.area_id AND f.brings)
        GROUP BY a.indicator_id
    ), answer AS (
        SELECT o.indicator_id, o.basis, o.value, o.numerator, o.denominator, o.stage, o.is_sample,
               o.parts_known, o.parts_reporting, o.coverage, o.reason
        FROM own AS o
        UNION ALL
        SELECT a.indicator_id, CASE WHEN c.value IS NOT NULL THEN 'computed' END, c.value,
               CASE WHEN a.aggregation IN ('ratio', 'weighted_mean') THEN a.numerator END,
               CASE WHEN a.aggregation IN ('ratio', 'weighted_mean') THEN a.denominator END,
               _stage_of(a.stage_rank), a.is_sample, s.parts, a.reporting,
               CASE WHEN c.value IS NULL THEN NULL
                    WHEN s.parts > (SELECT count(*) FROM part) THEN NULL
                    WHEN a.is_lack_known IS NOT FALSE AND (m.indicator_id IS NULL OR m.size IS NOT NULL)
                        THEN _coverage(CASE a.aggregation WHEN 'sum' THEN a.total ELSE a.denominator END,
                                       a.lacks OR m.indicator_id IS NOT NULL,
                                       coalesce(a.lacking_size, 0) + coalesce(m.size, 0)) END,
               CASE WHEN a.aggregation = 'none' THEN 'not_aggregable'
                    WHEN c.value IS NULL THEN 'without_counts'
                    WHEN a.reporting < s.parts OR a.lacks THEN 'parts_missing' END
        FROM added AS a
        CROSS JOIN size AS s
        LEFT JOIN absent AS m ON m.indicator_id = a.indicator_id
        CROSS JOIN LATERAL (
            SELECT CASE a.aggregation
                       WHEN 'none' THEN NULL
                       WHEN 'sum' THEN a.total
                       ELSE a.numerator * a.factor / nullif(a.denominator, 0)
                   END AS value) AS c
    )
    SELECT n.indicator_id, n.basis, n.value, n.numerator, n.denominator, n.stage, n.is_sample,
           n.parts_known, n.parts_reporting, n.coverage, n.reason, w.reason_vi, w.reason_en
    FROM answer AS n
    LEFT JOIN _place_reason() AS w ON w.reason = n.reason;
END;

COMMENT ON FUNCTION territory_figure(integer, integer, integer, timestamptz) IS
    'Số liệu một năm trên địa giới của một đơn vị, kể cả khi năm đó đơn vị chưa có hoặc không còn: của chính nó (reported, computed như place_figure), nếu không thì tính từ các phần nằm trọn trong địa giới đó; coverage: đã có bao nhiêu phần trăm mẫu số; thiếu phần nào, kể cả bên trong một phần, thì nói lý do | figures of a year on the territory of an area, whether or not it existed then: its own, else computed from the parts that lie wholly in it; coverage: percent of the denominator that is there; where a part, or a part of a part, is missing, the reason';
