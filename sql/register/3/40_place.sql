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
