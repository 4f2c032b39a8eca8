/*
 * What must hold between the figures of Plan 230/KH-UBND, and when their
 * series change meaning.
 *
 * Run once, after load.sql, from the top of the source tree as
 *   psql -v ON_ERROR_STOP=1 --single-transaction -f example/plan_230/rules.sql
 *
 * Notes say what is read in a document and what is an assumption of ours.
 */
\set ON_ERROR_STOP 1
SET client_encoding = 'UTF8';
SET search_path = policy;

INSERT INTO document (number, kind, issued_on, issuer, title) VALUES
    ('1662/NQ-UBTVQH15', 'Nghị quyết', '2025-06-16', 'Ủy ban Thường vụ Quốc hội',
     'Sắp xếp các đơn vị hành chính cấp xã của tỉnh Đồng Nai năm 2025'),
    ('351/2025/NĐ-CP', 'Nghị định', '2025-12-30', 'Chính phủ',
     'Chuẩn nghèo đa chiều quốc gia giai đoạn 2027-2030'),
    ('237/NQ-UBTVQH16', 'Nghị quyết', '2026-04-14', 'Ủy ban Thường vụ Quốc hội',
     'Các đơn vị hành chính cấp xã của thành phố Đồng Nai')
ON CONFLICT (number, issued_on) DO NOTHING;

-- Rules.  5.11 gets no order beside 5.10: the national targets ask for the
-- greater fall among ethnic minority households (over 3 beside 1-1,5), the
-- local ones for the smaller (0,15 beside 0,3).  What can be asked is that
-- both come from the same yearly review.
WITH given (kind, code, others, severity, tolerance, note_vi, note_en) AS (VALUES
    ('at_most', '4.2', ARRAY['4.1'], 'error', 0.05,
     'BHXH tự nguyện là phần "trong đó" của số người tham gia BHXH, cùng mẫu số (Nghị quyết 06/NQ-CP năm 2023)',
     'voluntary insurance is a part of all social insurance, over the same denominator (Resolution 06/NQ-CP of 2023)'),
    ('at_most', '4.5', ARRAY['4.1'], 'warning', 0.05,
     'người tham gia BHTN cũng tham gia BHXH, cùng mẫu số (giả định, chưa có văn bản xác nhận)',
     'who has unemployment insurance has social insurance too, over the same denominator (assumed, no document confirms it)'),
    ('together', '5.11', ARRAY['5.10'], 'info', 0,
     'cùng một đợt rà soát hộ nghèo hằng năm (giả định); không so lớn nhỏ vì chỉ tiêu Trung ương và địa phương đặt ngược nhau',
     'both come from the yearly review of poor households (assumed); no order, as the national and the local targets ask for opposite ones'),
    ('between', '9.3', ARRAY['9.3.1', '9.3.2'], 'error', 0.05,
     'mức chung nằm giữa thành thị và nông thôn', 'the whole lies between urban and rural'),
    ('between', '9.4', ARRAY['9.4.1', '9.4.2'], 'error', 0.05,
     'mức chung nằm giữa thành thị và nông thôn', 'the whole lies between urban and rural'),
    ('between', '10.1', ARRAY['10.1.1', '10.1.2'], 'error', 0.05,
     'mức chung nằm giữa thành thị và nông thôn (10.1 hiện là tiêu đề, chưa có số liệu riêng)',
     'the whole lies between urban and rural (10.1 is a heading so far, without figures of its own)'),
    ('between', '10.2', ARRAY['10.2.1', '10.2.2'], 'error', 0.05,
     'mức chung nằm giữa thành thị và nông thôn (10.2 hiện là tiêu đề, chưa có số liệu riêng)',
     'the whole lies between urban and rural (10.2 is a heading so far, without figures of its own)')
), ruled AS (
    INSERT INTO indicator_rule (kind, indicator_id, severity, tolerance, note_vi, note_en)
    SELECT g.kind, i.indicator_id, g.severity, g.tolerance, g.note_vi, g.note_en
    FROM given AS g
    JOIN plan AS p ON p.code = '230/KH-UBND'
    JOIN indicator AS i ON i.plan_id = p.plan_id AND i.code = g.code
    RETURNING indicator_rule_id, kind, indicator_id
)
INSERT INTO indicator_rule_part (indicator_rule_id, indicator_id, part_id)
SELECT r.indicator_rule_id, r.indicator_id, o.indicator_id
FROM ruled AS r
JOIN indicator AS i ON i.indicator_id = r.indicator_id
JOIN given AS g ON g.kind = r.kind AND g.code = i.code
JOIN indicator AS o ON o.plan_id = i.plan_id AND o.code = ANY (g.others);

-- What is counted; the sub-rows of an indicator count what it counts.
INSERT INTO indicator_population (indicator_id, population)
SELECT i.indicator_id, c.population
FROM (VALUES
    ('hộ nghèo, hộ cận nghèo', ARRAY['5.3', '5.4', '5.5', '5.7', '5.10', '5.11', '5.12', '9.2']),
    ('xã', ARRAY['8.4', '8.5', '8.7']),
    ('huyện', ARRAY['6.9']),
    ('thành thị, nông thôn', ARRAY['8.1', '9.3', '9.4', '10.1', '10.2'])
) AS c (population, codes)
JOIN plan AS p ON p.code = '230/KH-UBND'
JOIN indicator AS i ON i.plan_id = p.plan_id
LEFT JOIN indicator AS above ON above.indicator_id = i.parent_id
WHERE i.code = ANY (c.codes) OR above.code = ANY (c.codes);

-- Breaks.  The reorganisation of 2025 was that of the whole country, the one
-- of 2026 that of Đồng Nai.
INSERT INTO series_break (break_on, population, area_id, reason_vi, reason_en, document_id)
SELECT b.break_on, b.population, b.area_id, b.reason_vi, b.reason_en, d.document_id
FROM (VALUES
    (DATE '2027-01-01', 'hộ nghèo, hộ cận nghèo', NULL,
     'chuẩn nghèo đa chiều mới cho giai đoạn 2027-2030; chuẩn theo Nghị định 07/2021/NĐ-CP áp dụng đến hết năm 2026',
     'new multidimensional poverty standard for 2027-2030; that of Decree 07/2021 applies to the end of 2026',
     '351/2025/NĐ-CP'),
    (DATE '2025-07-01', 'xã', NULL,
     'sắp xếp đơn vị hành chính cấp xã: số xã làm mẫu số thay đổi (ghi chú 8.7: 120 xã năm 2024; sau sắp xếp 72 xã, gồm cả Bình Phước)',
     'communes reorganised: the number of communes, the denominator, changed (120 in 2024 by the note to 8.7; then 72, Bình Phước included)',
     '1662/NQ-UBTVQH15'),
    (DATE '2025-07-01', 'thành thị, nông thôn', NULL,
     'sắp xếp đơn vị hành chính cấp xã: ranh giới thành thị và nông thôn thay đổi',
     'communes reorganised: the line between urban and rural moved',
     '1662/NQ-UBTVQH15'),
    (DATE '2025-07-01', 'huyện', NULL,
     'không còn cấp huyện', 'there are no districts any more', NULL),
    (DATE '2026-04-30', 'xã', area_at('75', '2026-04-30'),
     'mười xã thành phường khi Đồng Nai thành thành phố trực thuộc Trung ương (33 phường, 62 xã)',
     'ten communes became wards as Đồng Nai became a centrally run city (33 wards, 62 communes)',
     '237/NQ-UBTVQH16'),
    (DATE '2026-04-30', 'thành thị, nông thôn', area_at('75', '2026-04-30'),
     'mười xã thành phường mà dân cư không đổi',
     'ten communes became wards with the same inhabitants',
     '237/NQ-UBTVQH16')
) AS b (break_on, population, area_id, reason_vi, reason_en, number)
LEFT JOIN document AS d ON d.number = b.number;

-- Falls of a stock.  The rate of poor households itself is no indicator of the
-- plan; its note to 5.10, of July 2024, expects it for the end of 2024.
INSERT INTO indicator_reduction (indicator_id, stated_stock, stated_on, stated_area_id, note_vi, note_en, document_id)
SELECT i.indicator_id, f.stated_stock, f.stated_on,
       CASE WHEN f.stated_stock IS NOT NULL THEN p.area_id END, f.note_vi, f.note_en,
       CASE WHEN f.stated_stock IS NOT NULL THEN p.document_id END
FROM (VALUES
    ('5.10', 0.3, DATE '2024-12-31',
     'mức giảm tỷ lệ hộ nghèo so với năm trước; ghi chú của kế hoạch (tháng 7/2024) dự kiến cuối năm 2024 còn 2.597 hộ, chiếm 0,3 %: một dự kiến, không phải số liệu',
     'points by which the rate of poor households fell since the year before; the note in the plan (July 2024) expects 2,597 households, 0.3 %, at the end of 2024: an expectation, not a figure'),
    ('5.11', NULL, NULL,
     'mức giảm tỷ lệ hộ nghèo dân tộc thiểu số so với năm trước; kế hoạch không ghi tỷ lệ này',
     'points by which the rate among ethnic minority households fell since the year before; the plan does not state that rate')
) AS f (code, stated_stock, stated_on, note_vi, note_en)
JOIN plan AS p ON p.code = '230/KH-UBND'
JOIN indicator AS i ON i.plan_id = p.plan_id AND i.code = f.code;

RESET search_path;
