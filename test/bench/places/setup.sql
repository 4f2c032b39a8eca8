-- The places and indicators of the bench: one nation, 34 provinces, 3,321
-- communes and 98 indicators in 10 sectors.  The tree is the real one where
-- ../shared/real/areas.csv can be read (:real), else one of the same size.

CREATE EXTENSION socpolicy;
CALL socpolicy.create_register();
SET search_path = policy;

CREATE TEMPORARY TABLE place (code text, name text, level text, parent_code text, kind text, valid_from date,
	valid_to date, old_district_codes text, area_km2 text, population_2025 text);
\if :real
\copy place FROM '../shared/real/areas.csv' (FORMAT csv, HEADER match)
\else
INSERT INTO place (code, name, level, parent_code)
SELECT 'VN', 'Việt Nam', 'nation', NULL
UNION ALL
SELECT p::text, 'Tỉnh ' || p, 'province', 'VN' FROM generate_series(11, 44) AS p
UNION ALL
SELECT (10000 + c)::text, 'Xã ' || c, 'commune', (11 + c % 34)::text FROM generate_series(0, 3320) AS c;
\endif

INSERT INTO area (code, name_vi, level) SELECT code, name, level FROM place;
INSERT INTO area_parent (area_id, parent_id)
SELECT a.area_id, p.area_id
FROM place AS l
JOIN area AS a ON a.code = l.code
JOIN area AS p ON p.code = l.parent_code;

INSERT INTO document (number, kind, issued_on, issuer) VALUES ('1/KH', 'Kế hoạch', '2024-07-02', 'UBND');
INSERT INTO plan (code, document_id, area_id, title_vi)
SELECT '1/KH', document_id, area_id, 'Kế hoạch' FROM document, area WHERE area.level = 'nation';
INSERT INTO sector (plan_id, number, sort_order, title_vi)
SELECT plan_id, n, n, 'Nhóm ' || n FROM plan, generate_series(1, 10) AS n;
-- Nine of ten are rates, the others sums.
INSERT INTO indicator (plan_id, sector_id, code, sort_order, name_vi, unit_id, measured, direction,
	direction_basis, aggregation, natural_min, natural_max)
SELECT s.plan_id, s.sector_id, s.number || '.' || n, s.number * 100 + n, 'Chỉ tiêu', u.unit_id, true, 'up', 'given',
	CASE WHEN n % 10 = 0 THEN 'sum' ELSE 'ratio' END, 0, CASE WHEN n % 10 = 0 THEN NULL ELSE 100 END
FROM sector AS s
CROSS JOIN generate_series(1, 10) AS n
JOIN unit AS u ON u.label = CASE WHEN n % 10 = 0 THEN 'Người' ELSE '%' END
WHERE s.number * 100 + n < 1009;
INSERT INTO source (code, name_vi) VALUES ('X', 'Số liệu sinh ra để đo');
ANALYZE;
