/*
 * The printed scorecard of Plan 230, at most 100 columns wide.
 *
 * Run after load.sql: psql -q -X -f sql/plan_230/scorecard.sql
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
\echo '  KẾ HOẠCH 230/KH-UBND, TỈNH ĐỒNG NAI | PLAN 230/KH-UBND, DONG NAI PROVINCE'
\echo
\echo '  Số liệu nguồn MAU là số liệu minh họa, không phải số liệu thật.'
\echo '  Figures of source MAU are invented samples, not real ones.'
\echo
\echo '1. Đã nạp | Loaded'
SELECT c.said AS "nội dung | what", c.n AS "số | n"
FROM (VALUES
    (1, 'dòng Phụ lục I | rows of Annex I', (SELECT count(*) FROM indicator)),
    (2, '  được đo lường | measured', (SELECT count(*) FROM indicator WHERE measured)),
    (3, '  chỉ là tiêu đề | containers', (SELECT count(*) FROM indicator WHERE NOT measured)),
    (4, 'ô mục tiêu | target cells', (SELECT count(*) FROM indicator_target)),
    (5, '  có mục tiêu | with a target', (SELECT count(goal) FROM indicator_target)),
    (6, '  ghi "-" | a dash', (SELECT count(*) FROM indicator_target WHERE cell = '-')),
    (7, '  để trống | blank', (SELECT count(*) FROM indicator_target WHERE cell = '')),
    (8, 'số liệu minh họa | invented sample figures',
        (SELECT count(*) FROM observation JOIN source USING (source_id) WHERE is_sample)),
    (9, 'số liệu có trong kế hoạch | figures the plan itself states',
        (SELECT count(*) FROM observation JOIN source USING (source_id) WHERE NOT is_sample))
) AS c (line, said, n)
ORDER BY c.line;

\echo '2. Điểm năm 2025 theo nhóm | Scorecard 2025 by sector'
\echo '   V vượt exceeded, Đ đạt met, K không đạt missed, C chưa đến hạn not due, S chưa có số liệu'
\echo '   no data, M không có mục tiêu no target; tỷ lệ đạt met rate %, độ phủ coverage %'
SELECT s.number || '. ' || s.title_vi || ' | ' || s.title_en AS "nhóm | sector",
       CASE c.scope WHEN 'local' THEN 'ĐP | local' ELSE 'TW | nat.' END AS "phạm vi",
       c.exceeded AS "V", c.met AS "Đ", c.missed AS "K", c.not_due AS "C",
       c.no_data AS "S", c.no_target AS "M",
       socpolicy.format_number(round(c.met_rate, 1)) AS "% đạt",
       socpolicy.format_number(round(c.coverage, 1)) AS "% phủ"
FROM scorecard_by_sector(2025) AS c
JOIN sector AS s USING (sector_id)
UNION ALL
SELECT 'Toàn kế hoạch | whole plan',
       CASE t.scope WHEN 'local' THEN 'ĐP | local' ELSE 'TW | nat.' END,
       socpolicy.exceeded(t.tally), socpolicy.met(t.tally), socpolicy.missed(t.tally),
       socpolicy.not_due(t.tally), socpolicy.no_data(t.tally), socpolicy.no_target(t.tally),
       socpolicy.format_number(round(socpolicy.met_rate(t.tally), 1)),
       socpolicy.format_number(round(socpolicy.coverage(t.tally), 1))
FROM (SELECT scope, socpolicy.tally_merge(tally) AS tally
      FROM scorecard_by_sector(2025) GROUP BY scope) AS t
ORDER BY "phạm vi" DESC, 1;

\echo '3. Điểm năm 2025 theo cơ quan chủ trì | Scorecard 2025 by lead agency'
SELECT a.name_vi AS "cơ quan | agency",
       CASE c.scope WHEN 'local' THEN 'ĐP | local' ELSE 'TW | nat.' END AS "phạm vi",
       c.exceeded AS "V", c.met AS "Đ", c.missed AS "K", c.not_due AS "C",
       c.no_data AS "S", c.no_target AS "M",
       socpolicy.format_number(round(c.met_rate, 1)) AS "% đạt",
       socpolicy.format_number(round(c.coverage, 1)) AS "% phủ"
FROM scorecard_by_agency(2025) AS c
LEFT JOIN agency AS a USING (agency_id)
ORDER BY "phạm vi" DESC, socpolicy.total(c.tally) DESC, a.name_vi;

\echo '4. Nhìn tới 2030: số liệu 2025 so với mục tiêu 2030 | Ahead: 2025 figures against 2030 targets'
SELECT s.number || '. ' || s.title_vi || ' | ' || s.title_en AS "nhóm | sector",
       count(*) AS "mục tiêu | targets",
       count(*) FILTER (WHERE v.status IN ('exceeded', 'met')) AS "đã đạt | reached",
       count(*) FILTER (WHERE v.status = 'missed') AS "còn thiếu | short",
       count(*) FILTER (WHERE v.status = 'no_data') AS "không số liệu | no data"
FROM indicator_target AS t
JOIN indicator AS i USING (indicator_id)
JOIN sector AS s USING (sector_id)
LEFT JOIN evaluation(2025) AS e
    ON e.indicator_id = t.indicator_id AND e.area_id = t.area_id AND e.scope = t.scope
CROSS JOIN LATERAL (SELECT socpolicy.evaluate(e.value, t.goal) AS status) AS v
WHERE t.scope = 'local' AND t.due = '2030-12-31' AND t.goal IS NOT NULL AND t.valid_to IS NULL
GROUP BY s.sector_id, s.number, s.title_vi, s.title_en
ORDER BY s.number;

\echo '5. Không đạt năm 2025, chỉ tiêu địa phương | Missed in 2025, local targets'
\pset format wrapped
\pset columns 100
SELECT e.code AS "mã | code",
       CASE WHEN e.is_sample THEN '[MINH HỌA | SAMPLE] ' ELSE '' END || i.name_vi || ': '
           || socpolicy.explain(e.value, e.goal, e.period_end, u.label, 'vi') AS "vì sao | why"
FROM evaluation(2025) AS e
JOIN indicator AS i USING (indicator_id)
LEFT JOIN unit AS u USING (unit_id)
WHERE e.scope = 'local' AND e.status = 'missed'
ORDER BY e.sort_order;

\echo '6. Chỉ tiêu địa phương so với Trung ương | Local targets beside national ones'
SELECT extract(year FROM t.due) AS "năm | year",
       CASE t.comparison
           WHEN 'stricter' THEN 'cao hơn | stricter'
           WHEN 'looser' THEN 'thấp hơn | looser'
           WHEN 'equal' THEN 'bằng | equal'
           WHEN 'local_only' THEN 'chỉ địa phương | local only'
           WHEN 'incomparable' THEN 'không so được | incomparable'
           WHEN 'none' THEN 'cả hai không có | neither'
           ELSE t.comparison END AS "so sánh | comparison",
       count(*) AS "số | n",
       CASE WHEN t.comparison NOT IN ('equal', 'none')
            THEN string_agg(i.code || ' (' || coalesce(t.local_cell, '')
                            || CASE WHEN t.national_goal IS NULL THEN '' ELSE ' / ' || t.national_cell END
                            || ')', ', ' ORDER BY i.sort_order) END
           AS "chỉ tiêu (địa phương / Trung ương) | local / national"
FROM target_comparison AS t
JOIN indicator AS i USING (indicator_id)
GROUP BY t.due, t.comparison
ORDER BY t.due, array_position(ARRAY['stricter', 'looser', 'incomparable', 'local_only', 'equal', 'none'], t.comparison);
\pset format aligned

\echo '7. Điều bộ nạp đã suy ra và từ chối | What the loaders inferred and rejected'
SELECT f.what AS "việc | what", count(*) AS "số | n"
FROM (SELECT CASE
          WHEN r.column_name = 'code' AND i.measured THEN 'mã chỉ tiêu suy ra | codes inferred'
          WHEN r.column_name = 'code' THEN 'tiêu đề không đo lường | containers'
          WHEN r.column_name = 'direction' THEN
              CASE i.direction_basis
                  WHEN 'operator' THEN 'chiều theo dấu so sánh | directions from operators'
                  WHEN 'scale' THEN 'thang mức theo năm đến hạn | scales from due years'
                  ELSE 'chiều giả định là tăng | directions assumed up' END
          WHEN r.column_name = 'name' THEN 'hệ số lấy từ tên | factors from names'
          WHEN r.column_name = 'lead' THEN 'cơ quan theo ô gộp | agencies from merged cells'
          ELSE 'cách viết số cần xem lại | numbers to look at' END AS what
      FROM import_remark AS r
      LEFT JOIN indicator AS i ON r.intake = 'annex_intake' AND i.sort_order = r.row_number
      UNION ALL
      SELECT 'bị từ chối | rejected' FROM rejected_row) AS f
GROUP BY f.what
ORDER BY 2 DESC, 1;

SELECT row_number AS "dòng | row", column_name AS "cột | column", raw AS "nguyên văn | raw",
       reason_vi AS "lý do | reason"
FROM rejected_row
ORDER BY batch_id, row_number
LIMIT 20;

\echo '8. Số liệu duy nhất mà chính kế hoạch nêu | The one figure that the plan itself states'
SELECT i.code AS "mã",
       o.numerator || '/' || o.denominator || ' xã = '
           || socpolicy.format_number(f.value) || ' %' AS "số liệu | figure",
       e.scope AS "phạm vi | scope", socpolicy.format_target(e.goal) AS "mục tiêu 2025 | target",
       e.status AS "năm 2024 | in 2024", s.code AS "nguồn | source"
FROM evaluation(2024) AS e
JOIN indicator AS i USING (indicator_id)
JOIN observation AS o
    ON o.indicator_id = e.indicator_id AND o.area_id = e.area_id AND o.source_id = e.source_id
JOIN figure AS f
    ON f.indicator_id = o.indicator_id AND f.area_id = o.area_id AND f.source_id = o.source_id
   AND f.period_end = o.period_end
JOIN source AS s ON s.source_id = o.source_id
WHERE NOT s.is_sample
ORDER BY e.scope;
\pset format wrapped
SELECT citation AS "trích dẫn | citation" FROM source WHERE code = 'KH230';
\pset format aligned
RESET search_path;
