/*
 * Is Plan 230 on its way to 2030: at most 100 columns wide.
 *
 * Run after load.sql, load_tasks.sql, load_reports.sql, rules.sql,
 * reorganisation_2025.sql and sample_years.sql:
 *   psql -q -X -f example/plan_230/pace.sql
 * Numbered on from duties.sql.
 */
\set QUIET 1
\pset pager off
\pset border 1
\pset footer off
\pset linestyle ascii
\pset null ''
SET client_min_messages = warning;
SET search_path = policy;

\echo
\echo '  TIẾN ĐỘ TỚI 2030 | ON THE WAY TO 2030'
\echo
\echo '  Tính từ số liệu minh họa, không có thật, đến hết 2025; không phải kết luận của kế hoạch.'
\echo '  Reckoned from invented sample figures to 2025. It is arithmetic, not a verdict of the plan.'
\echo
\echo '14. Mục tiêu địa phương 2030 theo bốn phương pháp | Local targets of 2030 by four methods'
\echo '    A Eurostat, C UN Progress Chart, D ESCAP; B (SDG Index) cần ngưỡng mà kế hoạch không có'
\echo '    B needs thresholds that the plan does not have'
SELECT code_icon('progress', s.code) || ' ' || code_label('progress', s.code, 'vi') || ' | '
           || code_label('progress', s.code, 'en') AS "tiến độ | progress",
       count(*) FILTER (WHERE p.method = 'A' AND p.status = s.code) AS "A",
       count(*) FILTER (WHERE p.method = 'C' AND p.status = s.code) AS "C",
       count(*) FILTER (WHERE p.method = 'D' AND p.status = s.code) AS "D"
FROM unnest(ARRAY['achieved', 'on_track', 'moderate', 'behind', 'limited', 'deteriorating', 'not_available'])
    WITH ORDINALITY AS s (code, place)
CROSS JOIN pace_long(2025, '2026-06-30') AS p
WHERE p.scope = 'local' AND p.due = '2030-12-31'
GROUP BY s.code, s.place
ORDER BY s.place;

\echo '15. Chậm so với 2030 (phương pháp A), chậm nhất trước | Off track for 2030 (method A), slowest first'
\echo '    đạt được, cần: thay đổi mỗi năm theo đơn vị | made, needed: change a year in the unit'
SELECT p.code AS "mã", socpolicy.sparkline(p.figures) AS "các năm",
       code_icon('progress', p.status_a::text) AS " ",
       socpolicy.format_number(round(p.actual_pace, 2)) AS "đạt được",
       socpolicy.format_number(round(p.required_pace, 2)) AS "cần",
       CASE WHEN length(t.text_vi) > 56 THEN left(t.text_vi, 55) || '…' ELSE t.text_vi END AS "dự báo | forecast"
FROM target_pace(2025, '2026-06-30') AS p
JOIN pace_text(2025, '2026-06-30') AS t USING (indicator_target_id)
WHERE p.scope = 'local' AND p.due = '2030-12-31'
  AND p.status_a IN ('moderate', 'limited', 'deteriorating')
ORDER BY p.score_a, p.sort_order
LIMIT 10;
RESET search_path;
