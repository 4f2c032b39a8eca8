-- The register of the intake bench: Plan 230, :areas communes, a source, and
-- the figures that are to be sent.
\set ON_ERROR_STOP 1
SET search_path = policy, public;
SELECT setseed(0.230);
INSERT INTO area (code, name_vi, level, valid_from)
SELECT to_char(n, 'FM00000'), 'Xã ' || n, 'commune', NULL FROM generate_series(1, :areas) AS n;
INSERT INTO source (code, name_vi) VALUES ('TK', 'Thống kê');

-- By commune, year and indicator: 30 indicators, 10 years; every fifth row
-- has both counts instead of a value.
CREATE TABLE public.figure_to_send AS
SELECT i.indicator_id, i.code AS indicator_code, a.area_id, a.code AS area_code, y.year, s.source_id,
       CASE WHEN row_number() OVER () % 5 <> 0 THEN round((40 + random() * 50)::numeric, 1) END AS value,
       CASE WHEN row_number() OVER () % 5 = 0 THEN 400 + floor(random() * 500)::integer END AS numerator,
       CASE WHEN row_number() OVER () % 5 = 0 THEN 1000 END AS denominator
FROM (SELECT * FROM area WHERE level = 'commune' ORDER BY code) AS a
CROSS JOIN generate_series(2015, 2024) AS y (year)
CROSS JOIN (SELECT i.* FROM indicator AS i JOIN unit AS u USING (unit_id)
            WHERE i.measured AND u.kind = 'percent' ORDER BY i.sort_order LIMIT 30) AS i
CROSS JOIN (SELECT source_id FROM source WHERE code = 'TK') AS s
ORDER BY a.code, y.year, i.sort_order;

VACUUM (FREEZE, ANALYZE);
