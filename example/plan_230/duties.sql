/*
 * What Plan 230 asks of whom, and how it was done: at most 100 columns wide.
 *
 * Run after load.sql, load_tasks.sql, load_reports.sql, rules.sql,
 * reorganisation_2025.sql and sample_years.sql:
 *   psql -q -X -f example/plan_230/duties.sql
 * Numbered on from scorecard.sql.  All days are given, so that it says the
 * same whenever it is run.
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
\echo '  NHIỆM VỤ VÀ CHẾ ĐỘ BÁO CÁO CỦA KẾ HOẠCH 230 | TASKS AND REPORTS OF PLAN 230'
\echo
\echo '  Nhiệm vụ và hạn báo cáo là của kế hoạch. Báo cáo, tiến độ và việc sửa số liệu dưới đây là'
\echo '  minh họa, không có thật. Sắp xếp cơ quan từ 01/3/2025 là giả định, chưa có văn bản xác nhận.'
\echo '  Tasks and deadlines are the plan''s. Reports, progress and revised figures are invented samples.'
\echo '  Who took over what on 1 March 2025 is an assumption that no document confirms yet.'
\echo
\echo '9. Nhiệm vụ theo loại thời gian, đến 31/12/2025 | Tasks by kind of timing, on 31 December 2025'
\echo '   số n, xong done, quá hạn overdue, chờ dormant, VB hết hạn the document in its name has ended'
SELECT CASE s.kind WHEN 'ongoing' THEN 'thường xuyên | ongoing'
                   WHEN 'annual' THEN 'hằng năm | every year'
                   WHEN 'by_reference' THEN 'theo văn bản khác | by another document'
                   WHEN 'fixed' THEN 'năm 2024 | in 2024'
                   WHEN 'contingent' THEN 'chờ sự kiện | waiting for an event'
                   ELSE 'theo BHXH Việt Nam | directed from outside' END AS "loại | kind",
       count(*) AS "số",
       count(*) FILTER (WHERE s.state = 'done') AS "xong",
       count(*) FILTER (WHERE s.state = 'overdue') AS "quá hạn",
       count(*) FILTER (WHERE s.state = 'dormant') AS "chờ",
       count(*) FILTER (WHERE s.window_to <= '2025-12-31' AND s.window_basis = 'name') AS "VB hết hạn"
FROM task_status('2025-12-31') AS s
GROUP BY s.kind
ORDER BY count(*) DESC, s.kind;
\echo '   nhiệm vụ không có hạn riêng thì không quá hạn | a task without a date of its own is never overdue'
\echo

\echo '10. Báo cáo trễ hoặc chưa nhận (minh họa) | Late and missing reports (invented sample)'
SELECT s.year AS "năm", s.tier AS "cấp", s.name_vi AS "cơ quan | body",
       to_char(s.last_day, 'DD/MM/YYYY') AS "hạn | due",
       coalesce(to_char(s.received_day, 'DD/MM/YYYY'), 'chưa | never') AS "nhận | received",
       s.days_late AS "trễ, ngày | days"
FROM generate_series(2024, 2025) AS y (year)
CROSS JOIN LATERAL obligation_status(y.year) AS s
WHERE s.on_time IS NOT TRUE
ORDER BY s.year, s.tier, s.days_late NULLS FIRST, s.agency_code COLLATE "C";

\echo '11. Tỷ lệ báo cáo (minh họa) | Reporting rate (invented sample)'
\echo '    phải có owed, đã có came, đúng hạn on time'
SELECT r.year AS "năm",
       CASE r.tier WHEN 1 THEN '1 các cơ quan | all bodies'
                   ELSE '2 cơ quan tổng hợp | consolidator' END AS "cấp | tier",
       r.expected AS "phải có", r.actual AS "đã có",
       lpad(socpolicy.format_number(round(r.rate, 1)), 5) AS "% đã có",
       lpad(socpolicy.format_number(round(r.on_time, 1)), 5) AS "% đúng hạn"
FROM (SELECT y.year, a.tier, a.expected, a.actual, a.rate, t.rate AS on_time
      FROM generate_series(2024, 2025) AS y (year)
      CROSS JOIN LATERAL reporting_rate(y.year) AS a
      JOIN LATERAL reporting_rate_on_time(y.year) AS t
          ON t.level = a.level AND t.plan_id = a.plan_id AND t.tier = a.tier
      WHERE a.level = 'tier') AS r
ORDER BY r.year, r.tier;

\echo '12. Khối lượng chủ trì của từng cơ quan trước và sau sắp xếp | Load per agency, before and after'
\echo '    CT chỉ tiêu indicators, NV nhiệm vụ tasks; 2024: ngày 31/12/2024, 2025: ngày 31/12/2025'
SELECT a.name_vi AS "cơ quan | body",
       CASE WHEN NOT coalesce(o.living, false) THEN 'lập | new'
            WHEN NOT coalesce(n.living, false) THEN 'hết | gone' ELSE '' END AS "2025",
       nullif(o.indicators_led, 0) AS "CT 2024", nullif(n.indicators_led, 0) AS "CT 2025",
       nullif(o.tasks_led, 0) AS "NV 2024", nullif(n.tasks_led, 0) AS "NV 2025"
FROM agency_workload('2024-12-31') AS o
FULL JOIN agency_workload('2025-12-31') AS n USING (agency_id)
JOIN agency AS a USING (agency_id)
WHERE coalesce(o.indicators_led + o.tasks_led, 0) + coalesce(n.indicators_led + n.tasks_led, 0) > 0
ORDER BY coalesce(n.indicators_led, 0) + coalesce(n.tasks_led, 0) DESC,
         coalesce(o.indicators_led, 0) + coalesce(o.tasks_led, 0) DESC, a.code COLLATE "C";

\echo '13. Một câu hỏi, bốn ngày hỏi: năm 2025 đã đạt chưa? (mục tiêu địa phương, số liệu minh họa)'
\echo '    One question, four days of asking: was 2025 met? (local targets, invented sample figures)'
\echo '    Ký báo cáo ngày 28/11/2025; sau đó người quyết định một kết quả, số liệu mới đổi hai kết quả.'
\echo '    Signed on 28 November 2025; then a person decided one, and better figures turned two.'
SELECT e.code AS "mã", socpolicy.format_target(e.goal) AS "mục tiêu",
       max(v.said) FILTER (WHERE v.day = '2025-11-28') AS "28/11/2025",
       max(v.said) FILTER (WHERE v.day = '2025-12-31') AS "31/12/2025",
       max(v.said) FILTER (WHERE v.day = '2026-06-30') AS "30/06/2026",
       max(v.said) FILTER (WHERE v.day = '2026-10-01') AS "01/10/2026"
FROM unnest('{2025-11-28,2025-12-31,2026-06-30,2026-10-01}'::date[]) AS d (day)
CROSS JOIN LATERAL verdict_as_of(2025, '2025-12-31',
                                    (d.day + time '23:59') AT TIME ZONE 'Asia/Ho_Chi_Minh') AS e
CROSS JOIN LATERAL (
    SELECT d.day, socpolicy.format_number(e.value) || CASE e.stage WHEN 'estimate' THEN ' ước'
                                                                    WHEN 'preliminary' THEN ' sơ bộ'
                                                                    ELSE ' chính thức' END
                  || CASE e.status WHEN 'met' THEN ': Đ' ELSE ': K' END AS said) AS v
WHERE e.scope = 'local' AND e.code IN ('2.3', '4.3', '5.10')
GROUP BY e.code, e.sort_order, e.goal
ORDER BY e.sort_order;
\echo '    ước estimate, sơ bộ preliminary, chính thức official; Đ đạt met, K không đạt missed'
\echo '    Thêm câu hỏi | more questions: doc/cookbook.md'

RESET search_path;
