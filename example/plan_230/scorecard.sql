/*
 * The printed scorecard of Plan 230, at most 100 columns wide.
 *
 * Run after load.sql: psql -q -X -f example/plan_230/scorecard.sql
 * What load_tasks.sql and the others add is printed by duties.sql.
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
\echo '   ĐP địa phương local, TW Trung ương national; V vượt exceeded, Đ đạt met, K không đạt missed,'
\echo '   C chưa đến hạn not due, S chưa có số liệu no data, M không có mục tiêu no target'
SELECT CASE c.scope WHEN 'local' THEN 'ĐP' ELSE 'TW' END AS " ",
       coalesce(s.number || '. ' || s.title_vi || ' | ' || s.title_en,
                'Toàn kế hoạch | Whole plan') AS "nhóm | sector",
       socpolicy.exceeded(c.tally) AS "V", socpolicy.met(c.tally) AS "Đ",
       socpolicy.missed(c.tally) AS "K", socpolicy.not_due(c.tally) AS "C",
       socpolicy.no_data(c.tally) AS "S", socpolicy.no_target(c.tally) AS "M",
       lpad(socpolicy.format_number(round(socpolicy.met_rate(c.tally), 1)), 5) AS "% đạt",
       lpad(socpolicy.format_number(round(socpolicy.coverage(c.tally), 1)), 5) AS "% phủ"
FROM (SELECT scope, sector_id,
             socpolicy.tally_agg(status, weight) FILTER (WHERE is_counted) AS tally
      FROM verdict_as_of(2025)
      GROUP BY scope, ROLLUP (sector_id)) AS c
LEFT JOIN sector AS s USING (sector_id)
ORDER BY c.scope, s.sort_order;
\echo '   98 dòng được đo lường; tính 94, trừ dòng con của 9.3 và 9.4'
\echo '   98 measured lines; 94 count, without sub-rows of 9.3 and 9.4'
\echo '   % đạt = met rate, (V + Đ) / (V + Đ + K); % phủ = coverage, có số liệu trên số đến hạn'
\echo

\echo '3. Điểm năm 2025 theo cơ quan chủ trì đang ghi trong sổ | Scorecard 2025 by lead agency on record'
SELECT CASE c.scope WHEN 'local' THEN 'ĐP' ELSE 'TW' END AS " ",
       a.name_vi AS "cơ quan | agency",
       socpolicy.exceeded(c.tally) AS "V", socpolicy.met(c.tally) AS "Đ",
       socpolicy.missed(c.tally) AS "K", socpolicy.not_due(c.tally) AS "C",
       socpolicy.no_data(c.tally) AS "S", socpolicy.no_target(c.tally) AS "M",
       lpad(socpolicy.format_number(round(socpolicy.met_rate(c.tally), 1)), 5) AS "% đạt",
       lpad(socpolicy.format_number(round(socpolicy.coverage(c.tally), 1)), 5) AS "% phủ"
FROM (SELECT v.scope, l.agency_id,
             socpolicy.tally_agg(v.status, v.weight) FILTER (WHERE v.is_counted) AS tally
      FROM verdict_as_of(2025) AS v
      LEFT JOIN LATERAL unnest(v.lead_agency_ids) AS l (agency_id) ON true
      GROUP BY v.scope, l.agency_id) AS c
LEFT JOIN agency AS a USING (agency_id)
ORDER BY c.scope, socpolicy.total(c.tally) DESC, a.name_vi;

\echo '4. Nhìn tới 2030: số liệu 2025 so với mục tiêu địa phương 2030'
\echo '   Ahead: the figures of 2025 against the local targets of 2030'
SELECT coalesce(s.number || '. ' || s.title_vi || ' | ' || s.title_en,
                'Toàn kế hoạch | Whole plan') AS "nhóm | sector",
       c.targets AS "mục tiêu", c.reached AS "đã đạt", c.short AS "còn thiếu", c.no_data AS "không SL"
FROM (SELECT i.sector_id, count(*) AS targets,
             count(*) FILTER (WHERE v.status IN ('exceeded', 'met')) AS reached,
             count(*) FILTER (WHERE v.status IN ('near', 'missed')) AS short,
             count(*) FILTER (WHERE v.status = 'no_data') AS no_data
      FROM indicator_target AS t
      JOIN indicator AS i USING (indicator_id)
      JOIN verdict_as_of(2025) AS e
          ON e.indicator_id = t.indicator_id AND e.area_id = t.area_id AND e.scope = t.scope
      CROSS JOIN LATERAL (SELECT socpolicy.evaluate(e.value, t.goal) AS status) AS v
      WHERE t.scope = 'local' AND t.due = '2030-12-31' AND t.goal IS NOT NULL
        AND in_force(t.valid_from, t.valid_to, today())
      GROUP BY ROLLUP (i.sector_id)) AS c
LEFT JOIN sector AS s USING (sector_id)
ORDER BY s.sort_order;
\echo '   đã đạt reached, còn thiếu short, không SL no data'
\echo

\echo '5. Không đạt năm 2025, chỉ tiêu địa phương | Missed in 2025, local targets'
\echo '   [MINH HỌA] = số liệu minh họa, không phải số liệu thật | invented sample figure'
\pset format unaligned
\pset tuples_only on
SELECT format('   %-7s', e.code) || CASE WHEN e.is_sample THEN '[MINH HỌA] ' ELSE '' END
       || ltrim(rtrim(regexp_replace(
              coalesce(p.name_vi || ' – ', '') || i.name_vi, '(.{1,76})( |$)', E'          \\1\n', 'g'), E'\n'))
       || E'\n' || rtrim(regexp_replace(
              socpolicy.explain(e.value, e.goal, e.period_end, u.label, 'vi'),
              '(.{1,88})( |$)', E'          \\1\n', 'g'), E'\n')
FROM verdict_as_of(2025) AS e
JOIN indicator AS i USING (indicator_id)
LEFT JOIN indicator AS p ON p.indicator_id = i.parent_id
LEFT JOIN unit AS u ON u.unit_id = i.unit_id
WHERE e.scope = 'local' AND e.status = 'missed'
ORDER BY e.sort_order;
\echo

\echo '6. Chỉ tiêu địa phương so với Trung ương (địa phương / Trung ương)'
\echo '   Local targets beside national ones (local / national)'
SELECT format('   %s  %-32s %3s', extract(year FROM t.due),
              CASE t.comparison
                  WHEN 'stricter' THEN 'cao hơn | stricter'
                  WHEN 'looser' THEN 'thấp hơn | looser'
                  WHEN 'equal' THEN 'bằng | equal'
                  WHEN 'local_only' THEN 'chỉ địa phương | local only'
                  WHEN 'national_only' THEN 'chỉ Trung ương | national only'
                  WHEN 'incomparable' THEN 'không so được | incomparable'
                  ELSE 'cả hai không có | neither' END,
              count(*))
       || CASE WHEN t.comparison IN ('equal', 'none') THEN ''
               ELSE E'\n' || rtrim(regexp_replace(
                   string_agg(i.code || ': ' || concat_ws(' / ', t.local_cell,
                                  CASE WHEN t.national_goal IS NOT NULL THEN t.national_cell END),
                              '; ' ORDER BY i.sort_order),
                   '(.{1,88})( |$)', E'          \\1\n', 'g'), E'\n') END
FROM target_comparison AS t
JOIN indicator AS i USING (indicator_id)
GROUP BY t.due, t.comparison
ORDER BY t.due, array_position(
    ARRAY['stricter', 'looser', 'local_only', 'national_only', 'incomparable', 'equal', 'none'],
    t.comparison);
\echo
\pset tuples_only off
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
      WHERE r.intake <> 'task_intake'
      UNION ALL
      SELECT 'bị từ chối | rejected' FROM rejected_row) AS f
GROUP BY f.what
ORDER BY 2 DESC, 1;

SELECT count(*) > 0 AS any_rejected FROM rejected_row \gset
\if :any_rejected
SELECT r.intake AS "bảng | table", r.row_number AS "dòng | row", r.column_name AS "cột | column",
       left(r.raw, 20) AS "nguyên văn | raw", left(r.reason_vi, 34) AS "lý do | reason"
FROM rejected_row AS r
ORDER BY r.batch_id, r.row_number
LIMIT 20;
\else
\echo '   Không có gì bị từ chối | Nothing was rejected'
\echo
\endif

\echo '8. Số liệu duy nhất mà chính kế hoạch nêu | The one figure that the plan itself states'
SELECT i.code AS "mã",
       o.numerator || '/' || o.denominator || ' xã = '
           || socpolicy.format_number(f.value) || ' %' AS "số liệu | figure",
       e.scope AS "phạm vi | scope", socpolicy.format_target(e.goal) AS "mục tiêu 2025",
       e.status AS "năm 2024 | in 2024", s.code AS "nguồn | source"
FROM verdict_as_of(2024) AS e
JOIN indicator AS i USING (indicator_id)
JOIN observation AS o
    ON o.indicator_id = e.indicator_id AND o.area_id = e.area_id AND o.source_id = e.source_id
JOIN figure AS f
    ON f.indicator_id = o.indicator_id AND f.area_id = o.area_id AND f.source_id = o.source_id
   AND f.period_end = o.period_end
JOIN source AS s ON s.source_id = o.source_id
WHERE NOT s.is_sample
ORDER BY e.scope;
\pset format unaligned
\pset tuples_only on
SELECT rtrim(regexp_replace('Nguồn | source: ' || citation, '(.{1,94})( |$)', E'   \\1\n', 'g'), E'\n')
FROM source
WHERE code = 'KH230';
\pset tuples_only off
\pset format aligned
RESET search_path;
