/*
 * Figures out of a spreadsheet: whose they are.
 *
 * A department sends what it has, and some of it may be another's.  As in
 * version 2, but rows of indicators that the sender may not write are rejected
 * one by one; the policies of observation refused the whole file.
 */
CREATE OR REPLACE FUNCTION read_intake_record(format text, known_file boolean) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
BEGIN
    CREATE TEMPORARY TABLE intake_indicator ON COMMIT DROP AS
    WITH said AS MATERIALIZED (
        SELECT DISTINCT plan, indicator_code, indicator_name FROM pg_temp.intake_record
    ), candidate AS (
        SELECT s.*, i.indicator_id, i.plan_id,
               CASE WHEN i.code = btrim(s.indicator_code) THEN 'code' ELSE 'spelling' END AS how
        FROM said AS s
        JOIN indicator AS i ON socpolicy.fold_text(i.code) = socpolicy.fold_text(s.indicator_code)
        WHERE s.indicator_code <> ''
        UNION ALL
        SELECT s.*, i.indicator_id, i.plan_id, 'name'
        FROM said AS s
        CROSS JOIN LATERAL (SELECT socpolicy.fold_text(s.indicator_name) AS text
                            UNION SELECT socpolicy.fold_text(s.indicator_code)) AS spelling
        JOIN indicator AS i ON socpolicy.fold_text(i.name_vi) = spelling.text
        WHERE spelling.text <> ''
    ), found AS (
        SELECT c.plan, c.indicator_code, c.indicator_name,
               coalesce(array_agg(c.indicator_id) FILTER (WHERE c.how = 'code'),
                        array_agg(c.indicator_id) FILTER (WHERE c.how = 'spelling')) AS coded,
               array_agg(c.indicator_id) FILTER (WHERE c.how = 'name') AS named
        FROM candidate AS c
        JOIN plan AS p
            ON p.plan_id = c.plan_id
           AND (c.plan = '' OR socpolicy.fold_text(p.code) = socpolicy.fold_text(c.plan))
        GROUP BY c.plan, c.indicator_code, c.indicator_name
    ), settled AS (
        SELECT f.*,
               CASE WHEN cardinality(f.coded) = 1 THEN f.coded[1]
                    WHEN cardinality(both_ways.id) = 1 THEN both_ways.id[1]
                    WHEN f.coded IS NULL AND cardinality(f.named) = 1 THEN f.named[1] END AS indicator_id,
               f.coded IS NOT NULL AND f.named IS NOT NULL AND cardinality(both_ways.id) = 0 AS clash
        FROM found AS f
        CROSS JOIN LATERAL (
            SELECT ARRAY(SELECT unnest(f.coded) INTERSECT SELECT unnest(f.named)) AS id) AS both_ways
    )
    SELECT s.plan, s.indicator_code, s.indicator_name, s.clash,
           CASE WHEN s.indicator_id IS NOT NULL THEN 1
                ELSE cardinality(coalesce(s.coded, s.named)) END AS indicators,
           s.coded IS NULL AND s.indicator_id IS NOT NULL AS by_name,
           CASE WHEN s.clash THEN (SELECT min(n.code) FROM indicator AS n
                                   WHERE n.indicator_id = ANY (s.named)) END AS name_is_of,
           s.indicator_id, i.measured, u.kind IS NOT DISTINCT FROM 'level' AS is_level,
           u.kind IS NOT DISTINCT FROM 'percent' AS is_percent,
           coalesce(i.factor, u.factor, 1) AS factor, i.natural_min, i.natural_max,
           w.allowed IS NOT FALSE AS may_write
    FROM settled AS s
    LEFT JOIN indicator AS i ON i.indicator_id = s.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN (SELECT d.indicator_id, may_write_figure(d.indicator_id) AS allowed
               FROM (SELECT DISTINCT indicator_id FROM settled WHERE indicator_id IS NOT NULL) AS d
               OFFSET 0) AS w ON w.indicator_id = s.indicator_id;

    CREATE TEMPORARY TABLE intake_period ON COMMIT DROP AS
    SELECT d.period, p.period_start, p.period_end,
           (p.period_start - interval '1 year')::date AS start_before,
           (p.period_end + 1 - interval '1 year')::date - 1 AS end_before
    FROM (SELECT DISTINCT period FROM pg_temp.intake_record) AS d
    CROSS JOIN LATERAL parse_period(d.period) AS p;

    -- The days on which a text means an area.  By code first; the name, where
    -- there is no code or none known, must belong to one area on the day.
    CREATE TEMPORARY TABLE intake_area ON COMMIT DROP AS
    WITH said AS MATERIALIZED (
        SELECT DISTINCT area_code, area_name FROM pg_temp.intake_record
    ), candidate AS MATERIALIZED (
        SELECT s.area_code, s.area_name, a.area_id, a.valid_from, a.valid_to,
               CASE WHEN a.code = btrim(s.area_code) THEN 1 ELSE 2 END AS how
        FROM said AS s
        JOIN area AS a ON socpolicy.fold_text(a.code) = socpolicy.fold_text(s.area_code)
        WHERE s.area_code <> ''
        -- An extent that has ended, as code@day: area_at reads it.
        UNION ALL
        SELECT s.area_code, s.area_name, area_at(s.area_code, NULL), NULL::date, NULL::date, 0
        FROM said AS s
        WHERE strpos(s.area_code, '@') > 0 AND area_at(s.area_code, NULL) IS NOT NULL
        UNION ALL
        SELECT s.area_code, s.area_name, a.area_id, a.valid_from, a.valid_to, 3
        FROM said AS s
        JOIN area AS a ON socpolicy.fold_text(a.code) = socpolicy.fold_text(s.area_name)
        WHERE s.area_name <> ''
        UNION ALL
        SELECT s.area_code, s.area_name, a.area_id, a.valid_from, a.valid_to, 4
        FROM said AS s
        CROSS JOIN LATERAL (SELECT socpolicy.fold_text(s.area_name) AS text
                            UNION SELECT socpolicy.fold_text(s.area_code)) AS spelling
        JOIN area AS a ON socpolicy.fold_text(a.name_vi) = spelling.text
        WHERE spelling.text <> ''
    ), cut AS (
        SELECT area_code, area_name, coalesce(valid_from, '-infinity') AS first_day FROM candidate
        UNION
        SELECT area_code, area_name, valid_to + 1 FROM candidate WHERE valid_to IS NOT NULL
    ), segment AS (
        SELECT area_code, area_name, first_day,
               coalesce(lead(first_day) OVER (PARTITION BY area_code, area_name ORDER BY first_day) - 1,
                        'infinity') AS last_day
        FROM cut
    ), told AS (
        SELECT s.area_code, s.area_name, s.first_day, s.last_day,
               (array_agg(c.area_id ORDER BY c.how, c.valid_from DESC NULLS LAST)
                    FILTER (WHERE c.how < 4))[1] AS coded,
               array_agg(DISTINCT c.area_id) FILTER (WHERE c.how = 4) AS named,
               bool_or(c.how < 3) AS by_code
        FROM segment AS s
        JOIN candidate AS c
            ON c.area_code = s.area_code AND c.area_name = s.area_name
           AND in_force(c.valid_from, c.valid_to, s.first_day)
        GROUP BY s.area_code, s.area_name, s.first_day, s.last_day
    )
    SELECT area_code, area_name, first_day, last_day,
           CASE WHEN coded IS NOT NULL THEN coded
                WHEN cardinality(named) = 1 THEN named[1] END AS area_id,
           coded IS NULL AND cardinality(named) > 1 AS several,
           by_code AND area_name <> '' AND named IS NOT NULL AND NOT coded = ANY (named) AS clash
    FROM told;

    CREATE TEMPORARY TABLE intake_stage ON COMMIT DROP AS
    SELECT d.stage, parse_stage(d.stage) AS said
    FROM (SELECT DISTINCT stage FROM pg_temp.intake_record) AS d;

    CREATE TEMPORARY TABLE intake_source ON COMMIT DROP AS
    SELECT d.source,
           coalesce((SELECT s.source_id FROM source AS s WHERE s.folded = socpolicy.fold_text(d.source)),
                    (SELECT min(s.source_id) FROM source AS s
                     WHERE socpolicy.fold_text(s.name_vi) = socpolicy.fold_text(d.source)
                     HAVING count(*) = 1)) AS source_id
    FROM (SELECT DISTINCT source FROM pg_temp.intake_record) AS d
    WHERE d.source <> '';

    CREATE TEMPORARY TABLE intake_rank ON COMMIT DROP AS
    SELECT d.indicator_id, d.value, l.rank
    FROM (SELECT DISTINCT i.indicator_id, r.value
          FROM pg_temp.intake_record AS r
          JOIN pg_temp.intake_indicator AS i USING (plan, indicator_code, indicator_name)
          WHERE i.is_level AND r.value IS NOT NULL) AS d
    JOIN level AS l
        ON l.indicator_id = d.indicator_id AND l.folded = socpolicy.fold_text(d.value);

    CREATE TEMPORARY TABLE intake_number ON COMMIT DROP AS
    SELECT d.said, n.value, n.remark
    FROM (SELECT value AS said FROM pg_temp.intake_record WHERE value IS NOT NULL
          UNION
          SELECT numerator FROM pg_temp.intake_record WHERE numerator IS NOT NULL
          UNION
          SELECT denominator FROM pg_temp.intake_record WHERE denominator IS NOT NULL) AS d
    CROSS JOIN LATERAL socpolicy.inspect_number(d.said, read_intake_record.format) AS n;

    ANALYZE pg_temp.intake_indicator, pg_temp.intake_period, pg_temp.intake_area,
            pg_temp.intake_stage, pg_temp.intake_source, pg_temp.intake_number;

    -- Every row once: what it says, and what is to become of it.
    CREATE TEMPORARY TABLE intake_reading ON COMMIT DROP AS
    -- A figure that the sender cannot write is not compared: it may be hidden.
    SELECT r.*, CASE WHEN r.may_write THEN o.stage END AS stage_in_force,
           CASE WHEN r.of_file AND r.indicators IS NULL AND r.says_nothing THEN 'skipped'
                WHEN (r.indicators = 1 AND r.measured AND r.may_write AND NOT r.clash
                      AND r.area_id IS NOT NULL AND NOT r.area_clash
                      AND r.source_id IS NOT NULL
                      AND r.period_end IS NOT NULL AND r.stage IS NOT NULL
                      AND (r.value IS NOT NULL OR r.value_remark = 'none')
                      AND (r.numerator IS NOT NULL OR r.numerator_remark = 'none')
                      AND (r.denominator > 0
                           OR r.denominator IS NULL AND r.denominator_remark = 'none')
                      AND (r.numerator IS NULL) = (r.denominator IS NULL)
                      AND (r.value IS NOT NULL OR r.numerator IS NOT NULL AND NOT r.is_level)
                      AND NOT r.has_surplus
                     ) IS NOT TRUE THEN 'rejected'
                WHEN o.indicator_id IS NULL THEN 'added'
                WHEN stage_rank(o.stage) > stage_rank(r.stage) THEN 'rejected'
                WHEN (r.value, r.numerator, r.denominator, r.stage, coalesce(r.note, o.note))
                     IS NOT DISTINCT FROM
                     (o.value, o.numerator, o.denominator, o.stage, o.note) THEN 'unchanged'
                WHEN known_file THEN 'rejected'
                ELSE 'revised' END AS fate
    FROM (SELECT c.row_id, c.row_number, c.series, c.of_file, c.corrects, c.note,
                 i.indicator_id, i.indicators, i.measured, i.is_level, i.by_name, i.clash,
                 i.may_write, i.factor, i.natural_min, i.natural_max, i.is_percent,
                 a.area_id, a.several AS areas_several, a.clash AS area_clash,
                 d.period_start, d.period_end, d.start_before, d.end_before, s.source_id, t.said AS stage,
                 CASE WHEN i.is_level THEN l.rank ELSE v.value END AS value,
                 CASE WHEN l.rank IS NULL THEN coalesce(v.remark, CASE WHEN c.value IS NULL THEN 'none' END) END AS value_remark,
                 n.value AS numerator,
                 coalesce(n.remark, CASE WHEN c.numerator IS NULL THEN 'none' END) AS numerator_remark,
                 b.value AS denominator,
                 coalesce(b.remark, CASE WHEN c.denominator IS NULL THEN 'none' END) AS denominator_remark,
                 (v.value IS NULL AND (c.value IS NULL OR v.remark = 'none')
                  AND n.value IS NULL AND (c.numerator IS NULL OR n.remark = 'none')
                  AND b.value IS NULL AND (c.denominator IS NULL OR b.remark = 'none')) AS says_nothing,
                 nullif(c.unit, '') AS unit, c.surplus IS NOT NULL AS has_surplus
          FROM pg_temp.intake_record AS c
          LEFT JOIN pg_temp.intake_indicator AS i
              ON i.plan = c.plan AND i.indicator_code = c.indicator_code
             AND i.indicator_name = c.indicator_name
          LEFT JOIN pg_temp.intake_period AS d ON d.period = c.period
          LEFT JOIN pg_temp.intake_area AS a
              ON a.area_code = c.area_code AND a.area_name = c.area_name
             AND d.period_end BETWEEN a.first_day AND a.last_day
          LEFT JOIN pg_temp.intake_stage AS t ON t.stage = c.stage
          LEFT JOIN pg_temp.intake_source AS s ON s.source = c.source
          LEFT JOIN pg_temp.intake_rank AS l ON l.indicator_id = i.indicator_id AND l.value = c.value
          LEFT JOIN pg_temp.intake_number AS v ON v.said = c.value
          LEFT JOIN pg_temp.intake_number AS n ON n.said = c.numerator
          LEFT JOIN pg_temp.intake_number AS b ON b.said = c.denominator) AS r
    LEFT JOIN observation AS o
        ON o.indicator_id = r.indicator_id AND o.area_id = r.area_id
       AND o.period_end = r.period_end AND o.period_start = r.period_start
       AND o.source_id = r.source_id;
    ANALYZE pg_temp.intake_reading (indicator_id, area_id, period_end, period_start, source_id, fate);

    INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, series, column_name, raw, vi, en)
    SELECT 'error', r.row_number, r.row_id, r.series,
           CASE WHEN o.indicator_code <> '' THEN 'indicator_code' ELSE 'indicator_name' END,
           coalesce(nullif(o.indicator_code, ''), o.indicator_name),
           'hôm nay người gửi không thay mặt cơ quan chủ trì chỉ tiêu này: chỉ cơ quan chủ trì ghi được số liệu',
           'the sender does not speak for the lead of this indicator today: only its lead writes its figures'
    FROM pg_temp.intake_reading AS r
    JOIN pg_temp.intake_record AS o ON o.row_number = r.row_number AND o.series = r.series
    WHERE r.measured AND NOT r.may_write
    ORDER BY r.row_number, r.series;
END
$$;
