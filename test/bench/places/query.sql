-- This year's figures of one sector in one province: every month, commune and
-- indicator, from the table named by :figures.
EXPLAIN (ANALYZE, BUFFERS)
SELECT i.code, a.code, o.period_end, o.value, o.numerator, o.denominator
FROM policy.indicator AS i
JOIN policy.sector AS s ON s.sector_id = i.sector_id
CROSS JOIN policy.area_parent AS p
JOIN policy.area AS a ON a.area_id = p.area_id
JOIN :figures AS o ON o.indicator_id = i.indicator_id AND o.area_id = p.area_id
WHERE s.number = 7
	AND p.parent_id = (SELECT area_id FROM policy.area WHERE level = 'province' ORDER BY code LIMIT 1)
	AND o.period_end BETWEEN :'first_day' AND :'last_day';
