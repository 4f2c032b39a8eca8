/*
 * Figures of the agencies, from a table of texts to observations.
 *
 * observation_intake keeps the rows as they came, load_figures takes
 * those that belong to no batch yet.  Everything works on sets: each distinct
 * text is read once and joined back, so that a million rows are a few joins.
 */

/*
 * Figures out of a spreadsheet, corrected: whose they are, of when, and what
 * is wrong with a number in the reader's own language.
 *
 * A department sends what it has, and some of it may be another's: those rows
 * are rejected one by one, where the policies of observation refused the whole
 * file.
 */

/* A year also as a program writes a number: 2025.0; a month also as T6/2025. */
CREATE OR REPLACE FUNCTION parse_period(period text, OUT period_start date, OUT period_end date)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    WITH said AS (
        SELECT way.kind, way.months,
               found.part[way.year_at]::integer AS year,
               coalesce(array_position(ARRAY['i', 'ii', 'iii', 'iv'], found.part[3 - way.year_at]),
                        found.part[3 - way.year_at]::integer) AS number
        FROM (VALUES
            ('year',    1, 12, '^(?:(?:cả )?năm )?([0-9]{4})(?:[.,]0+)?$'),
            ('month',   1,  1, '^([0-9]{4})[-/.](0?[1-9]|1[0-2])$'),
            ('month',   2,  1, '^(?:tháng |t)?([0-9]{1,2})(?:[-/.]|/năm |[,]? năm )([0-9]{4})$'),
            ('quarter', 1,  3, '^([0-9]{4})[-/ ]?q([1-4])$'),
            ('quarter', 2,  3, '^(?:q(?:uý|úy) ?|q)([1-4])(?:[-/. ]|/năm |[,]? năm )([0-9]{4})$'),
            ('quarter', 2,  3, '^(?:q(?:uý|úy) ?|q)(i{1,3}|iv)(?:[-/. ]|/năm |[,]? năm )([0-9]{4})$'),
            ('first',   2,  1, '^([0-9]{1,2}) tháng (?:đầu )?(?:năm )?([0-9]{4})$')
        ) AS way (kind, year_at, months, pattern)
        CROSS JOIN LATERAL
            regexp_match(socpolicy.fold_text(parse_period.period), way.pattern) AS found (part)
        WHERE found.part IS NOT NULL
        LIMIT 1
    )
    SELECT start.day,
           (start.day + make_interval(months => CASE said.kind WHEN 'first' THEN said.number
                                                               ELSE said.months END))::date - 1
    FROM said
    CROSS JOIN LATERAL (
        SELECT make_date(said.year,
                         CASE WHEN said.kind IN ('month', 'quarter')
                              THEN (said.number - 1) * said.months + 1
                              ELSE 1 END, 1) AS day
        WHERE said.year >= 1900
          AND (said.kind = 'year' OR said.number BETWEEN 1 AND 12)) AS start;
END;

COMMENT ON FUNCTION parse_period(text) IS
    'Ngày đầu và ngày cuối của một kỳ như người ta viết; NULL: không đọc được | first and last day of a period as people write it; NULL: cannot be read';

CREATE OR REPLACE FUNCTION parse_stage(stage text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN (SELECT word.stage
        FROM (VALUES
            ('ước', 'estimate'), ('ước tính', 'estimate'), ('ước thực hiện', 'estimate'),
            ('ước thực hiện cả năm', 'estimate'), ('ước cả năm', 'estimate'),
            ('ước đạt', 'estimate'), ('số ước', 'estimate'), ('số ước tính', 'estimate'),
            ('estimate', 'estimate'), ('estimated', 'estimate'), ('est', 'estimate'), ('est.', 'estimate'),
            ('sơ bộ', 'preliminary'), ('số sơ bộ', 'preliminary'), ('số liệu sơ bộ', 'preliminary'),
            ('preliminary', 'preliminary'), ('prel', 'preliminary'), ('prel.', 'preliminary'),
            ('chính thức', 'official'), ('số chính thức', 'official'), ('số liệu chính thức', 'official'),
            ('official', 'official'), ('final', 'official')
        ) AS word (said, stage)
        WHERE socpolicy.fold_text(word.said) = socpolicy.fold_text(parse_stage.stage));

COMMENT ON FUNCTION parse_stage(text) IS
    'Giai đoạn của số liệu từ chữ tiếng Việt hoặc tiếng Anh; NULL: không đọc được | stage of a figure from a Vietnamese or English word; NULL: cannot be read';

/*
 * What each row of a batch says.  A key that is NULL could not be resolved;
 * loading turns that into reasons.
 */
/* Who may write is asked once for each indicator. */
CREATE OR REPLACE FUNCTION _read_intake_record(format text, known_file boolean) RETURNS void
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
           coalesce(i.factor, u.factor, 1) AS factor, i.natural_min, i.natural_max
    FROM settled AS s
    LEFT JOIN indicator AS i ON i.indicator_id = s.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id;

    -- Rights are the sender's, whoever loads.
    CREATE TEMPORARY TABLE intake_right ON COMMIT DROP AS
    SELECT d.indicator_id, d.sent_by, coalesce(_may_write_figure(d.indicator_id, r.oid), false) AS may_write
    FROM (SELECT DISTINCT i.indicator_id, o.sent_by
          FROM pg_temp.intake_record AS o
          JOIN pg_temp.intake_indicator AS i USING (plan, indicator_code, indicator_name)
          WHERE i.indicator_id IS NOT NULL) AS d
    LEFT JOIN pg_roles AS r ON r.rolname = d.sent_by;

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
    CROSS JOIN LATERAL socpolicy.inspect_number(d.said, _read_intake_record.format) AS n;

    ANALYZE pg_temp.intake_indicator, pg_temp.intake_period, pg_temp.intake_area,
            pg_temp.intake_stage, pg_temp.intake_source, pg_temp.intake_number, pg_temp.intake_right;

    -- Every row once: what it says, and what is to become of it.
    -- A figure that the sender cannot write is not compared: it may be hidden.
    CREATE TEMPORARY TABLE intake_reading ON COMMIT DROP AS
    SELECT r.*, CASE WHEN r.may_write THEN o.stage END AS stage_in_force,
           CASE WHEN r.of_file AND r.indicators IS NULL AND r.says_nothing THEN 'skipped'
                WHEN NOT r.sound THEN 'rejected'
                ELSE CASE f.fate WHEN 'stage' THEN 'rejected'
                                 WHEN 'revised' THEN CASE WHEN known_file THEN 'rejected' ELSE 'revised' END
                                 ELSE f.fate END END AS fate
    FROM (SELECT r.*,
                 (r.indicators = 1 AND r.measured AND r.may_write AND NOT r.clash
                  AND r.area_id IS NOT NULL AND NOT r.area_clash
                  AND r.source_id IS NOT NULL
                  AND r.period_end IS NOT NULL AND r.stage IS NOT NULL
                  AND (r.value IS NOT NULL OR r.value_remark = 'none')
                  AND (r.numerator IS NOT NULL OR r.numerator_remark = 'none')
                  AND (r.denominator > 0
                       OR r.denominator IS NULL AND r.denominator_remark = 'none')
                  AND (r.numerator IS NULL) = (r.denominator IS NULL)
                  AND (r.value IS NOT NULL OR r.numerator IS NOT NULL AND NOT r.is_level)
                  AND NOT r.has_surplus) IS TRUE AS sound
          FROM (SELECT c.row_id, c.row_number, c.series, c.of_file, c.corrects, c.note, c.sent_by,
                       i.indicator_id, i.indicators, i.measured, i.is_level, i.by_name, i.clash,
                       g.may_write IS NOT FALSE AS may_write, i.factor, i.natural_min, i.natural_max, i.is_percent,
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
                LEFT JOIN pg_temp.intake_right AS g ON g.indicator_id = i.indicator_id AND g.sent_by = c.sent_by
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
          OFFSET 0) AS r
    LEFT JOIN observation AS o
        ON o.indicator_id = r.indicator_id AND o.area_id = r.area_id
       AND o.period_end = r.period_end AND o.period_start = r.period_start
       AND o.source_id = r.source_id
    CROSS JOIN LATERAL (
        SELECT _figure_fate(o, ROW(r.indicator_id, r.area_id, r.period_end, r.period_start, r.source_id, r.stage,
                                   r.value, r.numerator, r.denominator, r.note, NULL, NULL, NULL)::observation)
               AS fate) AS f;
    ANALYZE pg_temp.intake_reading (indicator_id, area_id, period_end, period_start, source_id, fate);
END
$$;

COMMENT ON FUNCTION _read_intake_record(text, boolean) IS
    'Đọc ý nghĩa từng dòng và định việc: ghi mới, thay, như cũ, từ chối, bỏ qua | what every row says and what is to become of it: added, revised, unchanged, rejected, skipped';


CREATE OR REPLACE FUNCTION _load_intake_record(batch integer, format text, known_file boolean)
RETURNS import_batch
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'observation_intake';
    suggested CONSTANT integer := 100;      -- distinct unknown texts of a kind
    at_once CONSTANT integer := 50000;      -- figures
    chunk observation[];
    outcome import_batch;
BEGIN
    PERFORM _read_intake_record(format, known_file);

    INSERT INTO pg_temp.intake_finding
        (severity, row_number, row_id, series, column_name, raw, vi, en, suggestion)
    WITH wrong AS MATERIALIZED (
        SELECT r.*, o.plan,
               o.plan <> '' AND socpolicy.fold_text(o.plan) NOT IN (SELECT socpolicy.fold_text(p.code) FROM plan AS p)
                   AS plan_unknown,
               o.indicator_code AS code, o.indicator_name, o.area_code, o.area_name,
               o.period, o.value AS value_text, o.numerator AS numerator_text,
               o.denominator AS denominator_text, o.stage AS stage_text, o.source, o.surplus,
               CASE WHEN o.indicator_code <> '' THEN 'indicator_code' ELSE 'indicator_name' END AS code_column,
               CASE WHEN o.area_code <> '' OR o.area_name = '' THEN 'area_code' ELSE 'area_name' END AS area_column,
               coalesce(nullif(o.indicator_code, ''), nullif(o.indicator_name, '')) AS code_text,
               coalesce(nullif(o.area_code, ''), nullif(o.area_name, '')) AS area_text
        FROM pg_temp.intake_reading AS r
        JOIN pg_temp.intake_record AS o ON o.row_number = r.row_number AND o.series = r.series
        WHERE r.fate = 'rejected'
    ), hint AS MATERIALIZED (
        SELECT 'indicator' AS kind, n.*
        FROM _nearest_known('indicator', ARRAY(
            SELECT w.code_text FROM wrong AS w WHERE w.indicators IS NULL AND NOT w.plan_unknown
            GROUP BY w.code_text ORDER BY count(*) DESC LIMIT suggested)) AS n
        UNION ALL
        SELECT 'area', n.*
        FROM _nearest_known('area', ARRAY(
            SELECT w.area_text FROM wrong AS w
            WHERE w.area_id IS NULL AND w.period_end IS NOT NULL AND NOT w.areas_several IS TRUE
            GROUP BY w.area_text ORDER BY count(*) DESC LIMIT suggested)) AS n
        UNION ALL
        SELECT 'source', n.*
        FROM _nearest_known('source', ARRAY(
            SELECT w.source FROM wrong AS w WHERE w.source_id IS NULL
            GROUP BY w.source ORDER BY count(*) DESC LIMIT suggested)) AS n
        UNION ALL
        SELECT 'stage', n.*
        FROM _nearest_known('stage', ARRAY(
            SELECT w.stage_text FROM wrong AS w WHERE w.stage IS NULL
            GROUP BY w.stage_text ORDER BY count(*) DESC LIMIT suggested)) AS n
    )
    SELECT 'error', w.row_number, w.row_id, w.series, f.column_name, nullif(f.raw, ''),
           f.vi || coalesce('; gần nhất: ' || hint.code || coalesce(' ' || hint.label, ''), ''),
           f.en || coalesce('; nearest: ' || hint.code || coalesce(' ' || hint.label, ''), ''),
           coalesce(hint.code, f.suggestion)
    FROM wrong AS w
    CROSS JOIN LATERAL (VALUES
        (1, w.has_surplus, 'line', w.surplus,
         'dòng có nhiều ô hơn tiêu đề (dấu phẩy thập phân không đặt trong nháy kép?)',
         'the row has more cells than the header (a decimal comma without quotes?)', NULL, NULL),
        (2, w.plan_unknown, 'plan', w.plan,
         'không có kế hoạch mang mã này', 'there is no plan with this code', NULL, NULL),
        (2, w.indicators IS NULL AND NOT w.plan_unknown, w.code_column, w.code_text,
         'không có chỉ tiêu mang mã này', 'there is no indicator with this code', 'indicator', NULL),
        (3, w.indicators > 1, w.code_column, w.code_text,
         'mã này có ở nhiều kế hoạch: ghi thêm mã kế hoạch',
         'several plans have this code: say which plan', NULL, NULL),
        (4, w.clash, 'indicator_name', w.indicator_name,
         'tên này là của chỉ tiêu khác, không phải của mã ' || w.code,
         'this name is that of another indicator, not of code ' || w.code, NULL,
         (SELECT i.name_is_of FROM pg_temp.intake_indicator AS i
          WHERE i.plan = w.plan AND i.indicator_code = w.code AND i.indicator_name = w.indicator_name)),
        (5, NOT w.measured, w.code_column, w.code_text,
         'chỉ tiêu này chỉ là tiêu đề, số liệu ghi vào các chỉ tiêu con',
         'this indicator is a heading: figures belong to its sub-rows', NULL, NULL),
        (5, w.measured AND NOT w.may_write, w.code_column, w.code_text,
         'hôm nay người gửi không thay mặt cơ quan chủ trì chỉ tiêu này: chỉ cơ quan chủ trì ghi được số liệu',
         'the sender does not speak for the lead of this indicator today: only its lead writes its figures', NULL, NULL),
        (6, w.period_end IS NULL, 'period', w.period,
         'không đọc được kỳ', 'the period cannot be read', NULL, NULL),
        (7, w.area_id IS NULL AND w.period_end IS NOT NULL AND w.areas_several IS NOT TRUE, w.area_column, w.area_text,
         'không có đơn vị mang mã này vào ngày ' || to_char(w.period_end, 'DD/MM/YYYY'),
         'there is no area with this code on ' || to_char(w.period_end, 'YYYY-MM-DD'), 'area', NULL),
        (8, w.areas_several, w.area_column, w.area_text,
         'nhiều đơn vị mang tên này vào ngày ' || to_char(w.period_end, 'DD/MM/YYYY') || ': ghi mã',
         'several areas had this name on ' || to_char(w.period_end, 'YYYY-MM-DD') || ': give the code', NULL, NULL),
        (9, w.area_clash, 'area_name', w.area_name,
         'tên này là của đơn vị khác, không phải của mã ' || w.area_code,
         'this name is that of another area, not of code ' || w.area_code, NULL, NULL),
        (10, w.stage IS NULL, 'stage', w.stage_text,
         'không đọc được giai đoạn (ước, sơ bộ, chính thức)',
         'the stage cannot be read (estimate, preliminary, official)', 'stage', NULL),
        (11, w.source_id IS NULL, 'source', w.source,
         'không có nguồn mang mã này', 'there is no source with this code', 'source', NULL),
        (12, w.is_level AND w.value IS NULL, 'value', w.value_text,
         'cần một mức trong thang của chỉ tiêu này: '
             || (SELECT string_agg(l.label_vi, ' < ' ORDER BY l.rank)
                 FROM level AS l WHERE l.indicator_id = w.indicator_id),
         'a level of this indicator''s scale is needed: '
             || (SELECT string_agg(l.label_vi, ' < ' ORDER BY l.rank)
                 FROM level AS l WHERE l.indicator_id = w.indicator_id), NULL, NULL),
        (13, w.is_level IS NOT TRUE AND w.value IS NULL AND w.value_remark <> 'none', 'value', w.value_text,
         'không đọc được số: ' || _remark_vi(w.value_remark), 'the number cannot be read: ' || w.value_remark, NULL, NULL),
        (14, w.numerator IS NULL AND w.numerator_remark <> 'none', 'numerator', w.numerator_text,
         'không đọc được số: ' || _remark_vi(w.numerator_remark),
         'the number cannot be read: ' || w.numerator_remark, NULL, NULL),
        (15, w.denominator IS NULL AND w.denominator_remark <> 'none', 'denominator', w.denominator_text,
         'không đọc được số: ' || _remark_vi(w.denominator_remark),
         'the number cannot be read: ' || w.denominator_remark, NULL, NULL),
        (16, w.denominator <= 0, 'denominator', w.denominator_text,
         'mẫu số phải lớn hơn 0', 'the denominator must be greater than 0', NULL, NULL),
        (17, w.numerator IS NULL AND w.numerator_remark = 'none' AND w.denominator IS NOT NULL,
         'numerator', w.numerator_text, 'có mẫu số mà không có tử số', 'a denominator without a numerator', NULL, NULL),
        (18, w.denominator IS NULL AND w.denominator_remark = 'none' AND w.numerator IS NOT NULL,
         'denominator', w.denominator_text, 'có tử số mà không có mẫu số', 'a numerator without a denominator', NULL, NULL),
        (19, w.is_level IS NOT TRUE AND w.value_remark = 'none' AND w.numerator_remark = 'none'
             AND w.denominator_remark = 'none', 'value', w.value_text,
         'không có giá trị, cũng không có tử số và mẫu số', 'neither a value nor both counts', NULL, NULL),
        (20, _stage_rank(w.stage_in_force) > _stage_rank(w.stage), 'stage', w.stage_text,
         'đã có số liệu ' || _code_inside('stage', w.stage_in_force, 'vi') || ': số liệu '
             || _code_inside('stage', w.stage, 'vi') || ' không thay được',
         'there is a figure of stage ' || w.stage_in_force || ', which one of stage ' || w.stage || ' never replaces', NULL, NULL),
        (21, known_file AND w.sound AND _stage_rank(w.stage_in_force) <= _stage_rank(w.stage), 'line',
         coalesce(w.value_text, w.numerator_text || '/' || w.denominator_text),
         'tệp này đã nạp trước đây và số liệu này đã được thay từ đó: gửi tệp cũ không đổi lại số mới',
         'this file was loaded before and the figure was replaced since: an old file does not bring back an old figure', NULL, NULL)
    ) AS f (place, found, column_name, raw, vi, en, kind, suggestion)
    LEFT JOIN hint ON hint.kind = f.kind AND hint.said = f.raw
    WHERE f.found
    ORDER BY w.row_number, w.series, f.place;

    -- The same figure twice in one load: the first counts if they agree, none
    -- if they do not.
    WITH doubled AS MATERIALIZED (
        SELECT indicator_id, area_id, period_end, period_start, source_id
        FROM pg_temp.intake_reading
        WHERE fate NOT IN ('rejected', 'skipped')
        GROUP BY indicator_id, area_id, period_end, period_start, source_id
        HAVING count(*) > 1
    ), repeated AS (
        SELECT indicator_id, area_id, period_end, period_start, source_id,
               min(row_number) AS first_row, min(ARRAY[row_number, series]) AS first_place,
               count(DISTINCT (value, numerator, denominator, stage)) = 1 AS agree
        FROM pg_temp.intake_reading
        JOIN doubled USING (indicator_id, area_id, period_end, period_start, source_id)
        WHERE fate NOT IN ('rejected', 'skipped')
        GROUP BY indicator_id, area_id, period_end, period_start, source_id
    ), dropped AS (
        UPDATE pg_temp.intake_reading AS r
        SET fate = 'rejected'
        FROM repeated AS d
        WHERE r.fate NOT IN ('rejected', 'skipped')
          AND r.indicator_id = d.indicator_id AND r.area_id = d.area_id
          AND r.period_end = d.period_end AND r.period_start = d.period_start
          AND r.source_id = d.source_id
          AND (ARRAY[r.row_number, r.series] > d.first_place OR NOT d.agree)
        RETURNING r.row_number, r.row_id, r.series, d.first_row, d.agree
    )
    INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, series, column_name, raw, vi, en)
    SELECT 'error', d.row_number, d.row_id, d.series, 'value',
           coalesce(o.value, o.numerator || '/' || o.denominator),
           CASE WHEN d.agree THEN 'lặp lại dòng ' || d.first_row
                ELSE 'cùng một số liệu mà khác nhau giữa các dòng, dòng đầu là ' || d.first_row END,
           CASE WHEN d.agree THEN 'repeats row ' || d.first_row
                ELSE 'rows contradict each other on one figure, the first is row ' || d.first_row END
    FROM dropped AS d
    JOIN pg_temp.intake_record AS o ON o.row_number = d.row_number AND o.series = d.series
    ORDER BY d.row_number;

    -- A figure that another writer changed meanwhile has a fate of its own.
    FOR chunk IN
        SELECT array_agg(ROW(r.indicator_id, r.area_id, r.period_end, r.period_start, r.source_id, r.stage,
                             r.value, r.numerator, r.denominator, r.note, NULL, r.sent_by, NULL)::observation)
        FROM (SELECT *, row_number() OVER (ORDER BY indicator_id, area_id, period_end, period_start, source_id) AS place
              FROM pg_temp.intake_reading
              WHERE fate IN ('added', 'revised')) AS r
        GROUP BY (r.place - 1) / at_once
        ORDER BY (r.place - 1) / at_once
    LOOP
        WITH otherwise AS (
            UPDATE pg_temp.intake_reading AS r
            SET fate = CASE WHEN w.fate IN ('stage', 'forbidden') THEN 'rejected' ELSE w.fate END
            FROM _write_figures(chunk) AS w
            WHERE r.fate IN ('added', 'revised')
              AND r.indicator_id = w.indicator_id AND r.area_id = w.area_id AND r.period_end = w.period_end
              AND r.period_start = w.period_start AND r.source_id = w.source_id
              AND r.fate <> w.fate
            RETURNING r.row_number, r.row_id, r.series, w.fate
        )
        INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, series, column_name, raw, vi, en)
        SELECT 'error', f.row_number, f.row_id, f.series, 'stage', o.stage,
               CASE f.fate WHEN 'stage' THEN 'người khác vừa ghi số liệu ở giai đoạn sau'
                           ELSE 'chỉ cơ quan chủ trì ghi được số liệu này' END,
               CASE f.fate WHEN 'stage' THEN 'somebody else has just written a figure of a later stage'
                           ELSE 'only its lead writes this figure' END
        FROM otherwise AS f
        JOIN pg_temp.intake_record AS o ON o.row_number = f.row_number AND o.series = f.series
        WHERE f.fate IN ('stage', 'forbidden');
    END LOOP;

    -- What to look at: how it is written, and whether it can be.
    INSERT INTO pg_temp.intake_finding (severity, row_number, row_id, column_name, raw, vi, en)
    WITH last_year AS MATERIALIZED (
        SELECT c.row_number, c.series, c.last_figure
        FROM (SELECT r.row_number, r.series,
                     abs(_figure_value(r.value, r.numerator, r.denominator, r.factor)) AS figure,
                     _figure_value(o.value, o.numerator, o.denominator, r.factor) AS last_figure
              FROM pg_temp.intake_reading AS r
              JOIN observation AS o
                  ON o.indicator_id = r.indicator_id AND o.area_id = r.area_id
                 AND o.source_id = r.source_id
                 AND o.period_end = r.end_before AND o.period_start = r.start_before
              WHERE r.fate IN ('added', 'revised') AND NOT r.is_level
              OFFSET 0) AS c
        WHERE (c.figure >= 10 * abs(c.last_figure) OR 10 * c.figure <= abs(c.last_figure))
          AND c.figure <> 0 AND c.last_figure <> 0
    ), promised_elsewhere AS MATERIALIZED (
        -- a code may have come to mean another area than the one with the targets
        SELECT t.indicator_id, now.area_id,
               string_agg(DISTINCT a.code || coalesce('@' || to_char(a.valid_to, 'YYYY-MM-DD'), ''), ', ') AS areas
        FROM indicator_target AS t
        JOIN area AS a ON a.area_id = t.area_id
        JOIN area AS now ON now.code = a.code AND now.area_id <> a.area_id
        WHERE t.goal IS NOT NULL
          AND NOT EXISTS (SELECT FROM indicator_target AS own
                          WHERE own.indicator_id = t.indicator_id AND own.area_id = now.area_id
                            AND own.goal IS NOT NULL)
        GROUP BY t.indicator_id, now.area_id
    ), doubtful AS (
        SELECT r.*, l.last_figure, e.areas AS promised_areas,
               (r.figure < r.natural_min OR r.figure > r.natural_max) IS TRUE AS beyond_limits,
               (r.is_percent AND r.natural_max IS NULL AND r.figure > 100) IS TRUE AS over_all,
               (r.is_percent AND r.factor = 100 AND r.numerator > r.denominator) IS TRUE AS counts_turned,
               (abs(r.value - _figure_value(NULL, r.numerator, r.denominator, r.factor))
                > 1.5 * 10.0 ^ -scale(trim_scale(r.value))) IS TRUE AS counts_differ
        FROM (SELECT r.*, _figure_value(r.value, r.numerator, r.denominator, r.factor) AS figure
              FROM pg_temp.intake_reading AS r
              WHERE r.fate <> 'rejected'
              OFFSET 0) AS r
        LEFT JOIN last_year AS l ON l.row_number = r.row_number AND l.series = r.series
        LEFT JOIN promised_elsewhere AS e ON e.indicator_id = r.indicator_id AND e.area_id = r.area_id
        WHERE r.fate = 'skipped' OR r.by_name OR r.unit IS NOT NULL
           OR r.value_remark <> 'none' OR r.numerator_remark <> 'none' OR r.denominator_remark <> 'none'
           OR r.figure < r.natural_min OR r.figure > r.natural_max
           OR r.is_percent AND (r.figure > 100 OR r.numerator > r.denominator)
           OR r.value IS NOT NULL AND r.numerator IS NOT NULL
           OR l.last_figure IS NOT NULL
           OR e.areas IS NOT NULL
    )
    SELECT 'remark', l.row_number, l.row_id, f.column_name, nullif(f.raw, ''), f.vi, f.en
    FROM doubtful AS l
    JOIN pg_temp.intake_record AS o ON o.row_number = l.row_number AND o.series = l.series
    LEFT JOIN indicator AS i ON i.indicator_id = l.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    CROSS JOIN LATERAL (VALUES
        (1, l.fate = 'skipped', 'line', concat_ws(' ', nullif(o.indicator_code, ''), nullif(o.indicator_name, '')),
         'không có số liệu và không phải chỉ tiêu đã biết: coi là đề mục, bỏ qua',
         'no figure and no known indicator: taken as a heading, left out'),
        (2, l.by_name, 'indicator_name', coalesce(nullif(o.indicator_name, ''), o.indicator_code),
         'nhận theo tên, là chỉ tiêu ' || i.code, 'recognised by its name, indicator ' || i.code),
        (3, l.value_remark <> 'none', 'value', o.value,
         'cần xem lại cách viết số: ' || _remark_vi(l.value_remark),
         'look at how the number is written: ' || l.value_remark),
        (4, l.numerator_remark <> 'none', 'numerator', o.numerator,
         'cần xem lại cách viết số: ' || _remark_vi(l.numerator_remark),
         'look at how the number is written: ' || l.numerator_remark),
        (5, l.denominator_remark <> 'none', 'denominator', o.denominator,
         'cần xem lại cách viết số: ' || _remark_vi(l.denominator_remark),
         'look at how the number is written: ' || l.denominator_remark),
        (6, l.beyond_limits, 'value', coalesce(o.value, o.numerator || '/' || o.denominator),
         'ngoài giới hạn tự nhiên của chỉ tiêu', 'outside the natural limits of the indicator'),
        (7, l.over_all, 'value', coalesce(o.value, o.numerator || '/' || o.denominator),
         'trên 100 %', 'over 100 %'),
        (8, l.counts_turned, 'numerator', o.numerator || '/' || o.denominator,
         'tử số lớn hơn mẫu số', 'the numerator is greater than the denominator'),
        (9, l.counts_differ, 'value', o.value,
         'khác với giá trị tính từ tử số và mẫu số: '
             || socpolicy.format_number(round(l.numerator * l.factor / nullif(l.denominator, 0), 2), 'vi'),
         'differs from what both counts give: '
             || socpolicy.format_number(round(l.numerator * l.factor / nullif(l.denominator, 0), 2), 'en')),
        (10, l.last_figure IS NOT NULL, 'value', coalesce(o.value, o.numerator || '/' || o.denominator),
         CASE WHEN abs(l.figure) > abs(l.last_figure) THEN 'gấp mười lần năm trước trở lên: '
              ELSE 'chỉ bằng một phần mười năm trước trở xuống: ' END
             || socpolicy.format_number(round(l.last_figure, 2), 'vi'),
         CASE WHEN abs(l.figure) > abs(l.last_figure) THEN 'ten times last year''s figure or more: '
              ELSE 'a tenth of last year''s figure or less: ' END
             || socpolicy.format_number(round(l.last_figure, 2), 'en')),
        (11, u.folded <> _unit_key(l.unit), 'unit', l.unit,
         'đơn vị tính của chỉ tiêu này là ' || u.label, 'the unit of this indicator is ' || u.label),
        (12, l.promised_areas IS NOT NULL, 'area_code', coalesce(nullif(o.area_code, ''), o.area_name),
         'mã này ngày ' || to_char(l.period_end, 'DD/MM/YYYY') || ' là địa phương không có mục tiêu nên không được đánh giá; mục tiêu là của '
             || l.promised_areas,
         'on ' || to_char(l.period_end, 'YYYY-MM-DD') || ' this code is an area without targets, so nothing judges it; the targets are those of '
             || l.promised_areas)
    ) AS f (place, found, column_name, raw, vi, en)
    WHERE f.found
    ORDER BY l.row_number, l.series, f.place;

    INSERT INTO rejected_row (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en,
                              row_id, suggestion, cells,
                              indicator_id, area_id, period_end, period_start, source_id)
    SELECT batch, this, f.row_number, f.column_name, f.raw, f.vi, f.en, f.row_id, f.suggestion,
           CASE WHEN o.row_id IS NOT NULL THEN jsonb_strip_nulls(jsonb_build_object(
               'plan', nullif(o.plan, ''),
               'indicator_code', coalesce(nullif(o.indicator_code, ''), nullif(o.indicator_name, '')),
               'area_code', coalesce(nullif(o.area_code, ''), nullif(o.area_name, '')),
               'period', nullif(o.period, ''), 'value', o.value, 'numerator', o.numerator,
               'denominator', o.denominator, 'stage', nullif(o.stage, ''),
               'source', nullif(o.source, ''), 'note', o.note)) END,
           r.indicator_id, r.area_id, r.period_end, r.period_start, r.source_id
    FROM pg_temp.intake_finding AS f
    LEFT JOIN pg_temp.intake_record AS o ON o.row_number = f.row_number AND o.series = f.series
    LEFT JOIN pg_temp.intake_reading AS r ON r.row_number = f.row_number AND r.series = f.series
    WHERE f.severity = 'error'
    ORDER BY f.row_number, f.ctid;
    INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
    SELECT batch, this, f.row_number, f.column_name, f.raw, f.vi, f.en
    FROM pg_temp.intake_finding AS f
    WHERE f.severity = 'remark'
    ORDER BY f.row_number, f.ctid;

    PERFORM _settle_rejections(batch);

    UPDATE import_batch AS b
    SET finished_at = clock_timestamp(),
        rows_read = c.rows_read, rows_rejected = c.rows_rejected + lost.rows,
        added = c.added, revised = c.revised, unchanged = c.unchanged,
        remarks = (SELECT count(*) FROM pg_temp.intake_finding WHERE severity = 'remark')
    FROM (SELECT count(*) FILTER (WHERE fate <> 'skipped') AS rows_read,
                 count(*) FILTER (WHERE fate = 'rejected') AS rows_rejected,
                 count(*) FILTER (WHERE fate = 'added') AS added,
                 count(*) FILTER (WHERE fate = 'revised') AS revised,
                 count(*) FILTER (WHERE fate = 'unchanged') AS unchanged
          FROM pg_temp.intake_reading) AS c
    CROSS JOIN (SELECT count(*) AS rows FROM pg_temp.intake_finding
                WHERE severity = 'error' AND series IS NULL) AS lost
    WHERE b.batch_id = batch
    RETURNING b.* INTO outcome;

    DROP TABLE pg_temp.intake_reading, pg_temp.intake_indicator, pg_temp.intake_period,
               pg_temp.intake_area, pg_temp.intake_stage, pg_temp.intake_source,
               pg_temp.intake_rank, pg_temp.intake_number, pg_temp.intake_right;
    RETURN outcome;
END
$$;

COMMENT ON FUNCTION _load_intake_record(integer, text, boolean) IS
    'Đưa các dòng đã đọc vào sổ theo một đợt | take the rows that were read into the register under a batch';

/*
 * Load what is pending: the rows whose columns came one by one as one batch,
 * then every file as a batch of its own.  What is given here fills what a
 * file does not say.  A figure that is there already changes nothing; another
 * one for the same indicator, area, period and source moves the old row to
 * the history, unless it is of an earlier stage.  Loaders wait for one
 * another, readers for nobody.  A dry run is the same run, undone.
 */
CREATE OR REPLACE FUNCTION load_figures(
    name text DEFAULT NULL,
    plan text DEFAULT NULL,
    area text DEFAULT NULL,
    period text DEFAULT NULL,
    stage text DEFAULT NULL,
    source text DEFAULT NULL,
    format text DEFAULT 'vi',
    dry_run boolean DEFAULT false)
RETURNS TABLE (
    severity text,
    row_number integer,
    column_name text,
    raw text,
    reason_vi text,
    reason_en text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'observation_intake';
    sent xid8[];
    sending xid8;
    rows_pending boolean;
    the_batch integer;
    before record;
    outcome import_batch;
    memory CONSTANT text := current_setting('work_mem');
BEGIN
    PERFORM socpolicy.parse_number('0', format);    -- an unknown format raises

    -- A load is maintenance: it may use the memory that is set aside for that.
    IF pg_size_bytes(current_setting('work_mem')) < pg_size_bytes(current_setting('maintenance_work_mem')) THEN
        PERFORM set_config('work_mem', current_setting('maintenance_work_mem'), true);
    END IF;

    BEGIN
        PERFORM _wait_for_loaders();

        SELECT array_agg(f.sent_in ORDER BY f.first_row) INTO sent
        FROM (SELECT o.sent_in, min(o.row_id) AS first_row
              FROM observation_intake AS o
              WHERE o.batch_id IS NULL AND o.line IS NOT NULL
              GROUP BY o.sent_in) AS f;
        rows_pending := EXISTS (
            SELECT FROM observation_intake AS o
            WHERE o.batch_id IS NULL AND o.line IS NULL
              AND (sent IS NULL OR NOT o.sent_in = ANY (sent)
                   OR num_nonnulls(o.plan, o.indicator_code, o.area_code, o.period, o.value,
                                   o.numerator, o.denominator, o.stage, o.source, o.note) > 0));
        IF rows_pending OR sent IS NULL THEN
            sent := NULL::xid8 || sent;
        END IF;

        FOREACH sending IN ARRAY sent LOOP
            INSERT INTO import_batch (intake) VALUES (this) RETURNING batch_id INTO the_batch;
            before := NULL;
            PERFORM _make_intake_tables();
            IF sending IS NULL THEN
                PERFORM _read_intake_rows();
                UPDATE observation_intake AS o SET batch_id = the_batch
                FROM pg_temp.intake_record AS r
                WHERE o.row_id = r.row_id;
            ELSE
                PERFORM _read_intake_file(the_batch, sending, name, plan, area, period, stage, source);
                UPDATE observation_intake AS o SET batch_id = the_batch
                WHERE o.batch_id IS NULL AND o.sent_in = sending
                  AND (o.line IS NOT NULL
                       OR num_nulls(o.plan, o.indicator_code, o.area_code, o.period, o.value,
                                    o.numerator, o.denominator, o.stage, o.source, o.note) = 10);
                SELECT b.batch_id, b.started_at INTO before
                FROM import_file AS f
                JOIN import_file AS e ON e.fingerprint = f.fingerprint AND e.batch_id <> f.batch_id
                JOIN import_batch AS b ON b.batch_id = e.batch_id
                WHERE f.batch_id = the_batch
                ORDER BY b.batch_id
                LIMIT 1;
            END IF;

            outcome := _load_intake_record(the_batch, format, before IS NOT NULL);

            IF before IS NOT NULL THEN
                INSERT INTO import_remark (batch_id, intake, row_number, column_name, raw, reason_vi, reason_en)
                VALUES (the_batch, this, 1, 'line', name,
                        format('tệp này đã nạp ở đợt %s ngày %s: %s số liệu mới, còn lại không có gì thay đổi',
                               before.batch_id, to_char(before.started_at, 'DD/MM/YYYY'), outcome.added),
                        format('this file was loaded before as batch %s on %s: %s figures are new, nothing else changes',
                               before.batch_id, to_char(before.started_at, 'YYYY-MM-DD'), outcome.added));
                UPDATE import_batch AS b SET remarks = b.remarks + 1
                WHERE b.batch_id = the_batch
                RETURNING b.* INTO outcome;
            END IF;
            DROP TABLE pg_temp.intake_record, pg_temp.intake_finding;

            RAISE NOTICE '%', _outcome_text(outcome, dry_run);
            RETURN QUERY SELECT * FROM batch_findings(the_batch);
        END LOOP;

        PERFORM _analyze_new_tables();
        IF dry_run THEN
            RAISE EXCEPTION 'dry run' USING ERRCODE = 'SP000';
        END IF;
    EXCEPTION WHEN SQLSTATE 'SP000' THEN
        NULL;   -- the report is out, all else is undone
    END;
    PERFORM set_config('work_mem', memory, true);
END
$$;

COMMENT ON FUNCTION load_figures(text, text, text, text, text, text, text, boolean) IS
    'Nạp số liệu đang chờ; địa bàn, kỳ, giai đoạn, nguồn ghi ở đây bù chỗ tệp không ghi | load what is pending; area, period, stage and source given here fill what a file does not say';

/*
 * The period that the cells of a year, a quarter and a month say together.
 * What does not name a quarter or a month stays in the text, for parse_period
 * to read ("6 tháng đầu năm") or to refuse: a quarter is never a year.
 */
CREATE OR REPLACE FUNCTION _period_of_cells(year text, quarter text, month text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN year IS NULL OR coalesce(month, quarter) IS NULL THEN year
    ELSE (SELECT coalesce('Tháng ' || part.month[1] || '/',
                          CASE WHEN _period_of_cells.month IS NOT NULL THEN _period_of_cells.month || ' ' END,
                          'Quý ' || part.quarter[1] || '/',
                          _period_of_cells.quarter || ' ')
                 || regexp_replace(_period_of_cells.year, '[.,]0+$', '')
          FROM (SELECT regexp_match(socpolicy.fold_text(_period_of_cells.month),
                                    '^(?:tháng |t)?0?([1-9][0-9]?)(?:[.,]0+)?$') AS month,
                       regexp_match(socpolicy.fold_text(_period_of_cells.quarter),
                                    '^(?:q(?:uý|úy) ?|q)?([1-4]|i{1,3}|iv)(?:[.,]0+)?$') AS quarter) AS part) END;

COMMENT ON FUNCTION _period_of_cells(text, text, text) IS
    'Kỳ mà các ô năm, quý, tháng cùng nói | the period that the cells of a year, a quarter and a month say together';
