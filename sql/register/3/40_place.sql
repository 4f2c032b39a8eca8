/*
 * As in version 2, and from the history where the question is as of a moment:
 * what was replaced since was the last figure then.  Of several sources the
 * one that counts first.
 */
CREATE OR REPLACE FUNCTION last_size(
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    known_at timestamptz,
    aggregation text)
RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT CASE last_size.aggregation WHEN 'sum' THEN o.value ELSE o.denominator END
        FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id,
                     f.value, f.denominator
              FROM observation AS f
              WHERE last_size.known_at IS NULL OR f.recorded_at <= last_size.known_at
              UNION ALL
              SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id,
                     h.value, h.denominator
              FROM observation_history AS h
              WHERE h.believed_from <= last_size.known_at
                AND h.believed_to > last_size.known_at) AS o
        JOIN source AS s ON s.source_id = o.source_id
        WHERE o.indicator_id = last_size.indicator_id
          AND o.area_id = last_size.area_id
          AND o.period_end < last_size.period_end
          AND o.period_end - o.period_start
              BETWEEN last_size.period_end - last_size.period_start - 3
                  AND last_size.period_end - last_size.period_start + 3
          AND CASE last_size.aggregation WHEN 'sum' THEN o.value ELSE o.denominator END IS NOT NULL
        ORDER BY o.period_end DESC, s.precedence, s.source_id
        LIMIT 1);

/*
 * Keep what places add up to as figures of a source of its own, so that the
 * evaluation, which reads figures that somebody answers for, sees it: the
 * computed figure of every area of a level that reports none itself, or whose
 * own is an earlier one of this source.  What is kept climbs like any other
 * figure: keep the lower level first.  The sources that bodies publish under
 * should count before this one.  The rules are those of load_observations:
 * what is replaced goes into the history, and an estimate never replaces an
 * official figure.
 */
CREATE FUNCTION keep_place_figures(
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
    stamp timestamptz;
BEGIN
    SELECT p.period_start, p.period_end INTO first_day, last_day FROM parse_period(period) AS p;
    IF last_day IS NULL THEN
        RAISE EXCEPTION 'the period cannot be read: "%"', period
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write for example 2025, Quý I/2025 or Tháng 6/2025.';
    ELSIF area_rank(level) IS NULL THEN
        RAISE EXCEPTION 'there is no level "%"', level
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Levels are nation, region, province, district and commune.';
    ELSIF (min_coverage BETWEEN 0 AND 100) IS NOT TRUE THEN
        RAISE EXCEPTION 'a coverage lies between 0 and 100 percent'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    SELECT s.* INTO the_source
    FROM source AS s WHERE s.folded = socpolicy.fold_text(keep_place_figures.source);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no source "%"', source USING ERRCODE = 'undefined_object';
    END IF;
    IF within IS NOT NULL THEN
        the_area := require_area(within, last_day);
    END IF;

    LOCK TABLE observation IN SHARE ROW EXCLUSIVE MODE;
    stamp := clock_timestamp();
    CREATE TEMPORARY TABLE kept_figure ON COMMIT DROP AS
    SELECT f.indicator_id, f.area_id, f.computed_stage AS stage, f.computed_value, f.coverage,
           CASE WHEN f.computed_numerator IS NULL THEN f.computed_value END AS value,
           f.computed_numerator AS numerator, f.computed_denominator AS denominator,
           format('tổng hợp từ %1$s/%2$s đơn vị | from %1$s of %2$s parts',
                  f.parts_reporting, f.parts_known) AS note,
           CASE WHEN f.coverage < min_coverage OR f.coverage IS NULL THEN 'parts_missing'
                WHEN f.is_sample AND NOT the_source.is_sample THEN 'sample'
                WHEN stage_rank(o.stage) > stage_rank(f.computed_stage) THEN 'stage'
                WHEN o.indicator_id IS NULL THEN 'added'
                WHEN (o.value, o.numerator, o.denominator, o.stage) IS NOT DISTINCT FROM
                     (CASE WHEN f.computed_numerator IS NULL THEN f.computed_value END,
                      f.computed_numerator, f.computed_denominator, f.computed_stage) THEN 'unchanged'
                ELSE 'revised' END AS fate
    FROM place_figure(first_day, last_day, the_area) AS f
    JOIN area AS a ON a.area_id = f.area_id AND a.level = keep_place_figures.level
    LEFT JOIN observation AS o
        ON o.indicator_id = f.indicator_id AND o.area_id = f.area_id
       AND o.period_end = last_day AND o.period_start = first_day
       AND o.source_id = the_source.source_id
    WHERE f.computed_value IS NOT NULL
      AND (f.basis = 'computed' OR f.source_id = the_source.source_id);

    -- A clock that was set back must not turn a span of belief around.
    INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id,
                                     stage, value, numerator, denominator, note, recorded_by,
                                     believed_from, believed_to)
    SELECT o.indicator_id, o.area_id, o.period_end, o.period_start, o.source_id,
           o.stage, o.value, o.numerator, o.denominator, o.note, o.recorded_by,
           o.recorded_at, greatest(stamp, o.recorded_at + interval '1 microsecond')
    FROM pg_temp.kept_figure AS k
    JOIN observation AS o
        ON o.indicator_id = k.indicator_id AND o.area_id = k.area_id
       AND o.period_end = last_day AND o.period_start = first_day
       AND o.source_id = the_source.source_id
    WHERE k.fate = 'revised';

    UPDATE observation AS o
    SET stage = k.stage, value = k.value, numerator = k.numerator, denominator = k.denominator,
        note = k.note, recorded_by = current_user,
        recorded_at = greatest(stamp, o.recorded_at + interval '1 microsecond')
    FROM pg_temp.kept_figure AS k
    WHERE k.fate = 'revised'
      AND o.indicator_id = k.indicator_id AND o.area_id = k.area_id
      AND o.period_end = last_day AND o.period_start = first_day
      AND o.source_id = the_source.source_id;

    INSERT INTO observation (indicator_id, area_id, period_end, period_start, source_id,
                             stage, value, numerator, denominator, note, recorded_at)
    SELECT k.indicator_id, k.area_id, last_day, first_day, the_source.source_id,
           k.stage, k.value, k.numerator, k.denominator, k.note, stamp
    FROM pg_temp.kept_figure AS k
    WHERE k.fate = 'added';

    RETURN QUERY
    SELECT k.indicator_id, k.area_id,
           CASE WHEN k.fate IN ('added', 'revised', 'unchanged') THEN k.fate ELSE 'left_out' END,
           k.computed_value, k.coverage, w.vi, w.en
    FROM pg_temp.kept_figure AS k
    LEFT JOIN (VALUES
        ('parts_missing', 'chưa đủ các đơn vị cấp dưới', 'some parts are missing'),
        ('sample', 'có số liệu minh họa: cần một nguồn minh họa', 'rests on invented samples: a sample source is needed'),
        ('stage', 'đã có số liệu ở giai đoạn sau', 'there is a figure of a later stage')
    ) AS w (fate, vi, en) ON w.fate = k.fate
    ORDER BY k.indicator_id, k.area_id;
    DROP TABLE pg_temp.kept_figure;
END
$$;

COMMENT ON FUNCTION keep_place_figures(text, text, text, text, numeric) IS
    'Ghi số liệu của một cấp tổng hợp từ cấp dưới thành số liệu của một nguồn, để đánh giá được; trả về từng số liệu mới, thay, như cũ hoặc bị bỏ ra kèm lý do | keep figures of a level computed from parts as figures of a source, so that they can be judged; returns each one added, revised, unchanged or left out with the reason';
