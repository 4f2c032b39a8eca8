/*
 * Figures: the one in force, those it replaced, and how one is revised.
 */

/*
 * The rule of a figure, in one place.  It multiplies before it divides, so
 * that 105 of 120 is 87.5 and not 87.49999.
 */
CREATE OR REPLACE FUNCTION _figure_value(value numeric, numerator numeric, denominator numeric, factor numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(value, numerator * factor / nullif(denominator, 0));

COMMENT ON FUNCTION _figure_value(numeric, numeric, numeric, numeric) IS
    'Giá trị để đánh giá: giá trị công bố, nếu không có thì tử số * hệ số / mẫu số | the value to judge: as published, else numerator * factor / denominator';

CREATE OR REPLACE VIEW figure WITH (security_invoker = true) AS
    SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
           _figure_value(o.value, o.numerator, o.denominator, i.factor) AS value,
           o.value IS NULL AS is_computed,
           o.note, o.recorded_at, o.recorded_by
    FROM observation AS o
    JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id;

COMMENT ON VIEW figure IS
    'Số liệu đang có hiệu lực với giá trị để đánh giá, mỗi số liệu một dòng | figures in force with the value to judge, one row per observation';
COMMENT ON COLUMN figure.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN figure.area_id IS 'Địa phương | area';
COMMENT ON COLUMN figure.period_start IS 'Ngày đầu của kỳ | first day of the period';
COMMENT ON COLUMN figure.period_end IS 'Ngày cuối của kỳ | last day of the period';
COMMENT ON COLUMN figure.source_id IS 'Nguồn | source';
COMMENT ON COLUMN figure.stage IS 'Giai đoạn | stage';
COMMENT ON COLUMN figure.value IS 'Giá trị để đánh giá, không làm tròn | the value to judge, unrounded';
COMMENT ON COLUMN figure.is_computed IS 'Tính từ tử số và mẫu số | computed from both counts';
COMMENT ON COLUMN figure.note IS 'Ghi chú | note';
COMMENT ON COLUMN figure.recorded_at IS 'Thời điểm ghi | when it was recorded';
COMMENT ON COLUMN figure.recorded_by IS 'Vai trò đã ghi | role that recorded it';

/*
 * Figures as known at a moment: those in force that were recorded by then,
 * and those that have since been replaced.
 */
CREATE OR REPLACE FUNCTION figure_as_of(known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    is_computed boolean,
    note text,
    recorded_at timestamptz,
    recorded_by text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
           _figure_value(o.value, o.numerator, o.denominator, i.factor),
           o.value IS NULL, o.note, o.recorded_at, o.recorded_by
    FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id, f.stage,
                 f.value, f.numerator, f.denominator, f.note, f.recorded_at, f.recorded_by
          FROM observation AS f
          WHERE figure_as_of.known_at IS NULL OR f.recorded_at <= figure_as_of.known_at
          UNION ALL
          SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id, h.stage,
                 h.value, h.numerator, h.denominator, h.note, h.believed_from, h.recorded_by
          FROM observation_history AS h
          WHERE h.believed_from <= figure_as_of.known_at
            AND h.believed_to > figure_as_of.known_at) AS o
    JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id;
END;

COMMENT ON FUNCTION figure_as_of(timestamptz) IS
    'Số liệu như đã biết vào thời điểm đó, cột như khung nhìn figure | figures as known at a moment, with the columns of the view figure';

/*
 * Of several sources the one that counts first.  The order of sources is
 * written here once, and what asks for one cell or one period reaches the key
 * of the figures through it.
 */
CREATE OR REPLACE FUNCTION chosen_figure(known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    is_computed boolean,
    is_sample boolean,
    recorded_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT ON (f.indicator_id, f.area_id, f.period_end, f.period_start)
           f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id, f.stage,
           f.value, f.is_computed, s.is_sample, f.recorded_at
    FROM figure_as_of(chosen_figure.known_at) AS f
    JOIN source AS s ON s.source_id = f.source_id
    ORDER BY f.indicator_id, f.area_id, f.period_end, f.period_start, s.precedence, s.source_id;
END;

COMMENT ON FUNCTION chosen_figure(timestamptz) IS
    'Số liệu được dùng của mỗi chỉ tiêu, địa phương và kỳ, từ nguồn có thứ tự ưu tiên đầu tiên, như đã biết vào thời điểm đó | the figure that counts of each indicator, area and period, from the source that counts first, as known at a moment';

/* The same of whole years only. */
CREATE OR REPLACE FUNCTION _yearly_figure(known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    year integer,
    source_id integer,
    stage text,
    value numeric,
    is_sample boolean,
    period_end date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.indicator_id, f.area_id, extract(year FROM f.period_end)::integer, f.source_id,
           f.stage, f.value, f.is_sample, f.period_end
    FROM chosen_figure(_yearly_figure.known_at) AS f
    WHERE f.period_start = make_date(extract(year FROM f.period_end)::integer, 1, 1)
      AND f.period_end = make_date(extract(year FROM f.period_end)::integer, 12, 31);
END;

COMMENT ON FUNCTION _yearly_figure(timestamptz) IS
    'Số liệu cả năm được dùng của mỗi chỉ tiêu, địa phương và năm | the figure that counts of each indicator, area and whole year';

CREATE OR REPLACE VIEW figure_history WITH (security_invoker = true) AS
    SELECT v.indicator_id, v.area_id, v.period_start, v.period_end, v.source_id,
           row_number() OVER versions AS version,
           v.stage, v.value, v.numerator, v.denominator, v.is_computed,
           lag(v.stage) OVER versions AS previous_stage,
           lag(v.value) OVER versions AS previous_value,
           v.note, v.recorded_by, v.believed_from, v.believed_to
    FROM (SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
                 _figure_value(o.value, o.numerator, o.denominator, i.factor) AS value,
                 o.numerator, o.denominator, o.value IS NULL AS is_computed,
                 o.note, o.recorded_by, o.believed_from, o.believed_to
          FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id,
                       f.stage, f.value, f.numerator, f.denominator, f.note, f.recorded_by,
                       f.recorded_at AS believed_from, NULL::timestamptz AS believed_to
                FROM observation AS f
                UNION ALL
                SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id,
                       h.stage, h.value, h.numerator, h.denominator, h.note, h.recorded_by,
                       h.believed_from, h.believed_to
                FROM observation_history AS h) AS o
          JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id) AS v
    WINDOW versions AS (PARTITION BY v.indicator_id, v.area_id, v.period_end, v.period_start, v.source_id
                        ORDER BY v.believed_from);

COMMENT ON VIEW figure_history IS
    'Mọi bản của một số liệu với khoảng thời gian được coi là đúng, mỗi bản một dòng | every version of a figure with the span in which it was believed, one row per version';
COMMENT ON COLUMN figure_history.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN figure_history.area_id IS 'Địa phương | area';
COMMENT ON COLUMN figure_history.period_start IS 'Ngày đầu của kỳ | first day of the period';
COMMENT ON COLUMN figure_history.period_end IS 'Ngày cuối của kỳ | last day of the period';
COMMENT ON COLUMN figure_history.source_id IS 'Nguồn | source';
COMMENT ON COLUMN figure_history.version IS 'Bản thứ mấy, từ 1 | which version, from 1';
COMMENT ON COLUMN figure_history.stage IS 'Giai đoạn | stage';
COMMENT ON COLUMN figure_history.value IS 'Giá trị để đánh giá | the value to judge';
COMMENT ON COLUMN figure_history.numerator IS 'Tử số | numerator';
COMMENT ON COLUMN figure_history.denominator IS 'Mẫu số | denominator';
COMMENT ON COLUMN figure_history.is_computed IS 'Tính từ tử số và mẫu số | computed from both counts';
COMMENT ON COLUMN figure_history.previous_stage IS 'Giai đoạn của bản trước | stage of the version before';
COMMENT ON COLUMN figure_history.previous_value IS 'Giá trị của bản trước | value of the version before';
COMMENT ON COLUMN figure_history.note IS 'Ghi chú | note';
COMMENT ON COLUMN figure_history.recorded_by IS 'Vai trò đã ghi | role that recorded it';
COMMENT ON COLUMN figure_history.believed_from IS
    'Được coi là đúng từ thời điểm này | believed from this moment';
COMMENT ON COLUMN figure_history.believed_to IS
    'Đến trước thời điểm này; NULL: đang có hiệu lực | until before this moment; NULL: in force';

/*
 * One figure, by the rules of load_figures.
 *
 * Writers of the same figure wait for one another at its row, and the clock
 * is read after the wait, so that spans of belief neither overlap nor turn
 * around.  The table lock comes first: a loader holds one that refuses it,
 * and taking it later could deadlock.
 */
CREATE OR REPLACE FUNCTION revise_figure(
    indicator text,
    area text,
    period text,
    stage text,
    source text,
    value numeric DEFAULT NULL,
    numerator numeric DEFAULT NULL,
    denominator numeric DEFAULT NULL,
    level text DEFAULT NULL,
    note text DEFAULT NULL,
    plan text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_indicator CONSTANT integer := require_indicator(indicator, plan);
    the_stage CONSTANT text := parse_stage(stage);
    first_day date;
    last_day date;
    the_area integer;
    the_source integer;
    is_measured boolean;
    is_level boolean;
    figure numeric := value;
    held observation;
    stamp timestamptz;
BEGIN
    SELECT p.period_start, p.period_end INTO first_day, last_day FROM parse_period(period) AS p;
    IF last_day IS NULL THEN
        RAISE EXCEPTION 'the period cannot be read: "%"', period
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write for example 2025, Quý I/2025 or Tháng 6/2025.';
    ELSIF the_stage IS NULL THEN
        RAISE EXCEPTION 'the stage cannot be read: "%"', stage
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write estimate, preliminary or official, or ước, sơ bộ, chính thức.';
    END IF;
    the_area := require_area(area, last_day);

    SELECT s.source_id INTO the_source
    FROM source AS s WHERE s.folded = socpolicy.fold_text(revise_figure.source);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no source "%"', source USING ERRCODE = 'undefined_object';
    END IF;

    SELECT i.measured, u.kind IS NOT DISTINCT FROM 'level' INTO is_measured, is_level
    FROM indicator AS i LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    WHERE i.indicator_id = the_indicator;
    IF NOT is_measured THEN
        RAISE EXCEPTION 'indicator "%" is a heading: figures belong to its sub-rows', indicator
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF is_level THEN
        SELECT l.rank INTO figure
        FROM level AS l
        WHERE l.indicator_id = the_indicator
          AND l.folded = socpolicy.fold_text(revise_figure.level)
          AND revise_figure.value IS NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'indicator "%" needs a level of its scale', indicator
                USING ERRCODE = 'invalid_parameter_value',
                      DETAIL = (SELECT coalesce(string_agg(l.label_vi, ' < ' ORDER BY l.rank),
                                                'It has no scale yet.')
                                FROM level AS l WHERE l.indicator_id = the_indicator);
        END IF;
    ELSIF level IS NOT NULL THEN
        RAISE EXCEPTION 'indicator "%" has no scale of levels', indicator
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF (numerator IS NULL) <> (denominator IS NULL) THEN
        RAISE EXCEPTION 'numerator and denominator come together'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF denominator <= 0 THEN
        RAISE EXCEPTION 'the denominator must be greater than 0'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF figure IS NULL AND numerator IS NULL THEN
        RAISE EXCEPTION 'neither a value nor both counts'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;

    LOCK TABLE observation IN ROW EXCLUSIVE MODE;
    LOOP
        SELECT * INTO held
        FROM observation AS o
        WHERE o.indicator_id = the_indicator AND o.area_id = the_area
          AND o.period_end = last_day AND o.period_start = first_day
          AND o.source_id = the_source
        FOR UPDATE;
        EXIT WHEN FOUND;

        INSERT INTO observation (indicator_id, area_id, period_end, period_start, source_id,
                                 stage, value, numerator, denominator, note)
        VALUES (the_indicator, the_area, last_day, first_day, the_source,
                the_stage, figure, revise_figure.numerator, revise_figure.denominator,
                nullif(revise_figure.note, ''))
        ON CONFLICT DO NOTHING;
        IF FOUND THEN
            RETURN 'added';
        END IF;
        -- Another writer was first: take up their row.
    END LOOP;

    IF _stage_rank(held.stage) > _stage_rank(the_stage) THEN
        RAISE EXCEPTION 'there is a figure of stage %, which one of stage % never replaces',
                held.stage, the_stage
            USING ERRCODE = 'object_not_in_prerequisite_state';
    ELSIF (figure, numerator, denominator, the_stage, coalesce(nullif(note, ''), held.note))
          IS NOT DISTINCT FROM
          (held.value, held.numerator, held.denominator, held.stage, held.note) THEN
        RETURN 'unchanged';
    END IF;

    -- A clock that was set back must not turn a span of belief around.
    stamp := greatest(clock_timestamp(), held.recorded_at + interval '1 microsecond');

    INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id,
                                     stage, value, numerator, denominator, note, recorded_by,
                                     believed_from, believed_to)
    VALUES (the_indicator, the_area, last_day, first_day, the_source,
            held.stage, held.value, held.numerator, held.denominator, held.note, held.recorded_by,
            held.recorded_at, stamp);

    UPDATE observation AS o
    SET stage = the_stage, value = figure, numerator = revise_figure.numerator,
        denominator = revise_figure.denominator,
        note = coalesce(nullif(revise_figure.note, ''), o.note),
        recorded_at = stamp, recorded_by = current_user
    WHERE o.indicator_id = the_indicator AND o.area_id = the_area
      AND o.period_end = last_day AND o.period_start = first_day
      AND o.source_id = the_source;
    RETURN 'revised';
END
$$;

COMMENT ON FUNCTION revise_figure(text, text, text, text, text, numeric, numeric, numeric, text, text, text) IS
    'Ghi hoặc sửa một số liệu theo đúng quy tắc của load_figures; trả về added, revised hoặc unchanged | write or revise one figure by the rules of load_figures; returns added, revised or unchanged';

CREATE OR REPLACE VIEW _indicator_break WITH (security_invoker = true) AS
    SELECT coalesce(b.indicator_id, p.indicator_id) AS indicator_id, b.area_id, b.break_on,
           b.population, b.reason_vi, b.reason_en, b.document_id, b.series_break_id
    FROM series_break AS b
    LEFT JOIN indicator_population AS p ON p.population = b.population
    WHERE num_nonnulls(b.indicator_id, p.indicator_id) > 0;

COMMENT ON VIEW _indicator_break IS
    'Mỗi chỉ tiêu và ngày đổi nghĩa một dòng | one row per indicator and break';
COMMENT ON COLUMN _indicator_break.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN _indicator_break.area_id IS 'Địa phương; NULL: mọi nơi | area; NULL: everywhere';
COMMENT ON COLUMN _indicator_break.break_on IS
    'Ngày đầu của nghĩa mới | first day of the new meaning';
COMMENT ON COLUMN _indicator_break.population IS 'Đối tượng | population';
COMMENT ON COLUMN _indicator_break.reason_vi IS 'Lý do, tiếng Việt | reason in Vietnamese';
COMMENT ON COLUMN _indicator_break.reason_en IS 'Lý do, tiếng Anh | reason in English';
COMMENT ON COLUMN _indicator_break.document_id IS 'Văn bản làm căn cứ | document behind it';
COMMENT ON COLUMN _indicator_break.series_break_id IS 'Khóa của ngày đổi nghĩa | key of the break';

CREATE OR REPLACE FUNCTION figure_faults(since date DEFAULT NULL)
RETURNS TABLE (
    fault text,
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    numerator numeric,
    denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH method AS MATERIALIZED (
        SELECT i.indicator_id, i.factor, i.natural_min, i.natural_max, i.lowest, i.highest,
               i.is_percent,
               EXISTS (SELECT FROM level AS l WHERE l.indicator_id = i.indicator_id) AS is_scale
        FROM indicator_measure AS i
    ), promise AS MATERIALIZED (
        SELECT t.area_id, max(t.due) AS last_due
        FROM indicator_target AS t
        WHERE t.goal IS NOT NULL
        GROUP BY t.area_id
    )
    SELECT f.fault, o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
           v.value, o.numerator, o.denominator
    FROM observation AS o
    JOIN method AS m ON m.indicator_id = o.indicator_id
    JOIN area AS a ON a.area_id = o.area_id
    LEFT JOIN promise AS p ON p.area_id = o.area_id
    CROSS JOIN LATERAL (
        SELECT _figure_value(o.value, o.numerator, o.denominator, m.factor) AS value) AS v
    CROSS JOIN LATERAL unnest(ARRAY[
        CASE WHEN m.is_percent AND o.numerator > o.denominator THEN 'numerator_over_denominator' END,
        CASE WHEN m.natural_max IS NULL AND m.is_percent AND v.value > 100 THEN 'over_100' END,
        CASE WHEN m.natural_min IS NULL AND least(v.value, o.numerator) < m.lowest
                 THEN 'negative' END,
        CASE WHEN v.value < m.natural_min OR v.value > m.natural_max THEN 'outside_limits' END,
        CASE WHEN m.is_scale AND NOT EXISTS (
                 SELECT FROM level AS l WHERE l.indicator_id = o.indicator_id AND l.rank = v.value)
                 THEN 'unknown_level' END,
        CASE WHEN o.value <> round(o.numerator * m.factor / o.denominator, scale(o.value))
                 THEN 'counts_say_otherwise' END,
        CASE WHEN o.stage <> 'estimate'
                  AND o.recorded_at < _start_of_day(o.period_end)
                 THEN 'known_too_early' END,
        -- Targets of an area that ended are answered by figures of its old extent.
        CASE WHEN o.period_end < a.valid_from
                  OR o.period_start > a.valid_to AND (o.period_start <= p.last_due) IS NOT TRUE
                 THEN 'outside_area' END
    ]) AS f (fault)
    WHERE f.fault IS NOT NULL
      -- The same conditions in short, so that a sound figure is one row and not eight.
      AND (v.value NOT BETWEEN coalesce(m.lowest, v.value) AND coalesce(m.highest, v.value)
           OR o.numerator > o.denominator OR o.numerator < 0
           OR m.is_scale
           OR o.value <> round(o.numerator * m.factor / o.denominator, scale(o.value))
           OR o.recorded_at < _start_of_day(o.period_end)
           OR o.period_end < a.valid_from OR o.period_start > a.valid_to)
      AND o.period_end >= coalesce(figure_faults.since, '-infinity');
END;

COMMENT ON FUNCTION figure_faults(date) IS
    'Số liệu không thể đúng, mỗi số liệu và lỗi một dòng: tử số lớn hơn mẫu số, ngoài giới hạn tự nhiên, âm, mức không có trong thang, giá trị khác tử số / mẫu số, chính thức trước khi hết kỳ, ngoài thời gian tồn tại của đơn vị | figures that cannot be right, one row per figure and fault';

/*
 * Sources beside the one that counts first.  Two published values are the
 * same if they are at the fewer decimals of the two; a value computed from
 * counts has as many as the one it is compared with.
 */
CREATE OR REPLACE FUNCTION source_disagreement(since date DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    used_source_id integer,
    used_stage text,
    used_value numeric,
    other_source_id integer,
    other_stage text,
    other_value numeric,
    difference numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH many AS (
        SELECT o.indicator_id, o.area_id, o.period_end, o.period_start
        FROM observation AS o
        WHERE o.period_end >= coalesce(source_disagreement.since, '-infinity')
        GROUP BY o.indicator_id, o.area_id, o.period_end, o.period_start
        HAVING count(*) > 1
    ), said AS (
        SELECT o.indicator_id, o.area_id, o.period_end, o.period_start, o.source_id, o.stage,
               _figure_value(o.value, o.numerator, o.denominator, i.factor) AS value,
               scale(o.value) AS decimals, coalesce(i.decimals, 2) AS usual_decimals, s.precedence
        FROM many AS m
        JOIN observation AS o
            ON o.indicator_id = m.indicator_id AND o.area_id = m.area_id
           AND o.period_end = m.period_end AND o.period_start = m.period_start
        JOIN source AS s ON s.source_id = o.source_id
        JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id
    ), beside AS (
        SELECT o.indicator_id, o.area_id, o.period_start, o.period_end,
               o.source_id, o.stage, o.value, o.decimals, o.usual_decimals,
               first_value(o.source_id) OVER cell AS used_source_id,
               first_value(o.stage) OVER cell AS used_stage,
               first_value(o.value) OVER cell AS used_value,
               first_value(o.decimals) OVER cell AS used_decimals
        FROM said AS o
        WINDOW cell AS (PARTITION BY o.indicator_id, o.area_id, o.period_end, o.period_start
                        ORDER BY o.precedence, o.source_id)
    )
    SELECT o.indicator_id, o.area_id, o.period_start, o.period_end,
           o.used_source_id, o.used_stage, o.used_value, o.source_id, o.stage, o.value,
           o.value - o.used_value
    FROM beside AS o
    CROSS JOIN LATERAL (
        SELECT coalesce(least(o.used_decimals, o.decimals), o.usual_decimals) AS decimals) AS d
    WHERE o.source_id <> o.used_source_id
      AND round(o.used_value, d.decimals) <> round(o.value, d.decimals);
END;

COMMENT ON FUNCTION source_disagreement(date) IS
    'Các nguồn nói khác nhau về cùng một ô (chỉ tiêu, địa phương, kỳ): nguồn được dùng và nguồn kia, mỗi nguồn kia một dòng; làm tròn khác nhau không tính | sources that disagree about a cell: the one that is used and the other, one row per other; mere rounding does not count';

CREATE OR REPLACE FUNCTION _years_between_figures(frequency text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE frequency WHEN 'five_years' THEN 5 WHEN 'two_years' THEN 2 ELSE 1 END;

COMMENT ON FUNCTION _years_between_figures(text) IS
    'Số năm giữa hai lần công bố | years from one publication to the next';

/*
 * The figure of a year, or the last one before it: what an analyst carries
 * forward.  No verdict does: a year without a figure is no_data.
 */
CREATE OR REPLACE FUNCTION figure_carried(year integer, known_at timestamptz DEFAULT NULL)
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
           f.indicator_id, f.area_id, f.year, figure_carried.year - f.year,
           figure_carried.year - f.year < _years_between_figures(i.frequency),
           f.value, f.stage, f.source_id, f.is_sample
    FROM _yearly_figure(figure_carried.known_at) AS f
    JOIN indicator AS i ON i.indicator_id = f.indicator_id
    WHERE f.period_end <= make_date(figure_carried.year, 12, 31)
    ORDER BY f.indicator_id, f.area_id, f.period_end DESC;
END;

COMMENT ON FUNCTION figure_carried(integer, timestamptz) IS
    'Số liệu năm gần nhất tính đến năm này và nó đã mấy năm tuổi (age 0: của chính năm này); đánh giá không bao giờ tự dùng số liệu năm trước | the last yearly figure up to a year and its age in years (0: of the year itself); no verdict carries a figure forward by itself';
