-- A page of pictures from nothing but policy_bi: a bullet for each indicator,
-- and a trend where there are years to show.
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
SELECT '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Kế hoạch 230/KH-UBND</title>'
       '<style>body { font: 14px sans-serif; margin: 16px } figure { display: inline-block; margin: 4px }</style></head><body>'
       '<h1>Chỉ tiêu Kế hoạch 230/KH-UBND: kết quả và xu hướng</h1><p>Số liệu minh họa, không có thật.</p>';
SELECT format('<figure class="bullet">%s</figure>', bullet_svg)
FROM policy_bi.annex_line WHERE is_last_year AND bullet_svg IS NOT NULL ORDER BY indicator_sort;
SELECT format('<figure class="trend">%s</figure>',
              socpolicy.trend_svg(array_agg(o.year ORDER BY o.year), array_agg(o.value::numeric ORDER BY o.year),
                                  t.goal_text::socpolicy.target, i.unit_label_vi, 'vi', i.name_vi))
FROM policy_bi.fact_observation AS o
JOIN policy_bi.dim_indicator AS i USING (indicator_id)
JOIN policy_bi.dim_plan AS p ON p.plan_id = i.plan_id AND p.area_id = o.area_id
LEFT JOIN policy_bi.fact_target AS t
    ON t.indicator_id = o.indicator_id AND t.scope_code = 'local' AND t.due_year = 2030 AND NOT i.is_level
WHERE o.quarter IS NULL AND o.month IS NULL AND o.source_code = 'MAU' AND NOT i.is_level
GROUP BY i.indicator_sort, i.name_vi, i.unit_label_vi, t.goal_text
HAVING count(*) > 2
ORDER BY i.indicator_sort;
SELECT '</body></html>';
