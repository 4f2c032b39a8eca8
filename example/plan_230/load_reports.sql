/*
 * Who reports on Plan 230/KH-UBND, and a sample of what came in.
 *
 * Run from the top of the source tree, once, after example/plan_230/load.sql and
 * before example/plan_230/reorganisation_2025.sql, as
 *   psql -v ON_ERROR_STOP=1 --single-transaction -f example/plan_230/load_reports.sql
 *
 * The plan (III.1, III.2) says: "Giám đốc các sở; Thủ trưởng các ban, ngành và
 * Chủ tịch UBND các huyện, thành phố […] báo cáo […] về UBND tỉnh (qua Sở Lao
 * động - Thương binh và Xã hội tổng hợp) trước ngày 10 tháng 11 hàng năm", and
 * that department "tham mưu UBND tỉnh báo cáo Ban Thường vụ Tỉnh ủy […] trước
 * ngày 30 tháng 11 hằng năm".  It names no list, so the roster is our reading:
 *
 * - the departments and branches that annexes I and II name;
 * - each of the 11 districts and cities by itself: it is the chairman who
 *   owes, and a collective body can neither send nor be late;
 * - not the Fatherland Front, which the plan can only ask (III.3).
 *
 * The consolidator is on the roster as a department; while it consolidates it
 * owes the report of tier 2 and none to itself.
 */
\set ON_ERROR_STOP 1
SET client_encoding = 'UTF8';
SET search_path = policy;

-- Those who are reported to, and the districts and cities (names and codes:
-- General Statistics Office).  Run before the reorganisation of 2025, which
-- dissolves the districts; what it has already made stays.
INSERT INTO agency (code, name_vi, name_en, kind) VALUES
    ('UBNDT',  'Ủy ban nhân dân tỉnh Đồng Nai', 'People''s Committee of Dong Nai Province', 'council'),
    ('BTVTU',  'Ban Thường vụ Tỉnh ủy Đồng Nai', 'Standing Board of the Provincial Party Committee', 'party'),
    ('UBND731', 'UBND thành phố Biên Hòa',   'People''s Committee of Bien Hoa City',       'council'),
    ('UBND732', 'UBND thành phố Long Khánh', 'People''s Committee of Long Khanh City',     'council'),
    ('UBND734', 'UBND huyện Tân Phú',        'People''s Committee of Tan Phu District',    'council'),
    ('UBND735', 'UBND huyện Vĩnh Cửu',       'People''s Committee of Vinh Cuu District',   'council'),
    ('UBND736', 'UBND huyện Định Quán',      'People''s Committee of Dinh Quan District',  'council'),
    ('UBND737', 'UBND huyện Trảng Bom',      'People''s Committee of Trang Bom District',  'council'),
    ('UBND738', 'UBND huyện Thống Nhất',     'People''s Committee of Thong Nhat District', 'council'),
    ('UBND739', 'UBND huyện Cẩm Mỹ',         'People''s Committee of Cam My District',     'council'),
    ('UBND740', 'UBND huyện Long Thành',     'People''s Committee of Long Thanh District', 'council'),
    ('UBND741', 'UBND huyện Xuân Lộc',       'People''s Committee of Xuan Loc District',   'council'),
    ('UBND742', 'UBND huyện Nhơn Trạch',     'People''s Committee of Nhon Trach District', 'council')
ON CONFLICT (code) DO NOTHING;

-- Both tiers.  The first cycle is 2024: the plan was issued on 2 July 2024.
INSERT INTO report_cycle (plan_id, tier, title_vi, title_en, consolidator_id, addressee_id,
                          month, day, document_id, valid_from)
SELECT p.plan_id, c.tier, c.title_vi, c.title_en, through.agency_id, receiver.agency_id,
       c.month, c.day, d.document_id, d.issued_on
FROM (VALUES
    (1, 'Báo cáo kết quả thực hiện Kế hoạch 230/KH-UBND', 'Report on carrying out Plan 230/KH-UBND',
     'UBNDT', 11, 10),
    (2, 'Báo cáo tổng hợp kết quả thực hiện Kế hoạch 230/KH-UBND', 'Consolidated report on Plan 230/KH-UBND',
     'BTVTU', 11, 30)
) AS c (tier, title_vi, title_en, addressee, month, day)
JOIN plan AS p ON p.code = '230/KH-UBND'
JOIN document AS d ON d.document_id = p.document_id
JOIN agency AS through ON through.code = 'LDTBXH'
JOIN agency AS receiver ON receiver.code = c.addressee;

-- The roster.  What 2025 ended is not in the plan: the districts are a fact;
-- that the departments below were merged or divided on 1 March 2025 is what
-- other provinces did, an assumption for Đồng Nai.  The bodies that came
-- after them enter with the script of that reorganisation (enter_roster).
INSERT INTO report_roster (plan_id, agency_id, document_id, valid_from, valid_to, note)
SELECT p.plan_id, a.agency_id, d.document_id, d.issued_on, r.valid_to, r.note
FROM (SELECT n.code, NULL::date AS valid_to, NULL AS note
      FROM unnest(ARRAY['YT', 'GDDT', 'VHTTDL', 'TP', 'NGV', 'CA', 'BHXH', 'TK', 'NHCSXH']) AS n (code)
      UNION ALL
      SELECT n.code, '2025-02-28',
             'Giả định: sắp xếp lại từ 01/3/2025 | assumption: reorganised on 1 March 2025'
      FROM unnest(ARRAY['LDTBXH', 'XD', 'TTTT', 'NNPTNT', 'NV', 'KHDT', 'KHCN', 'TNMT', 'BDT']) AS n (code)
      UNION ALL
      SELECT a.code, '2025-06-30',
             'Kết thúc cấp huyện từ 01/7/2025 | the district level ended on 1 July 2025'
      FROM agency AS a WHERE a.code ~ '^UBND[0-9]{3}$') AS r
JOIN agency AS a ON a.code = r.code
JOIN plan AS p ON p.code = '230/KH-UBND'
JOIN document AS d ON d.document_id = p.document_id;

-- A sample of what came in, invented, and so marked.
INSERT INTO report_submission (plan_id, tier, year, agency_id, received_at, is_sample, note)
SELECT p.plan_id, s.tier, s.year, a.agency_id, s.received_at, true,
       'dòng minh họa, không có thật | invented sample'
FROM (VALUES
    (1, 2024, 'YT',     TIMESTAMPTZ '2024-11-07 09:10+07'),
    (1, 2024, 'GDDT',   TIMESTAMPTZ '2024-11-08 16:40+07'),
    (1, 2024, 'VHTTDL', TIMESTAMPTZ '2024-11-13 10:05+07'),
    (1, 2024, 'TP',     TIMESTAMPTZ '2024-11-05 14:00+07'),
    (1, 2024, 'NGV',    TIMESTAMPTZ '2024-11-06 08:20+07'),
    (1, 2024, 'CA',     TIMESTAMPTZ '2024-11-08 15:15+07'),
    (1, 2024, 'BHXH',   TIMESTAMPTZ '2024-11-10 00:30+07'),
    (1, 2024, 'TK',     TIMESTAMPTZ '2024-11-04 09:00+07'),
    (1, 2024, 'NHCSXH', TIMESTAMPTZ '2024-11-07 13:30+07'),
    (1, 2024, 'XD',     TIMESTAMPTZ '2024-11-11 08:00+07'),
    (1, 2024, 'TTTT',   TIMESTAMPTZ '2024-11-08 11:00+07'),
    (1, 2024, 'NNPTNT', TIMESTAMPTZ '2024-11-09 23:30+07'),
    (1, 2024, 'NV',     TIMESTAMPTZ '2024-11-06 16:00+07'),
    (1, 2024, 'KHDT',   TIMESTAMPTZ '2024-11-07 10:45+07'),
    (1, 2024, 'KHCN',   TIMESTAMPTZ '2024-11-08 09:30+07'),
    (1, 2024, 'TNMT',   TIMESTAMPTZ '2024-11-08 17:00+07'),
    (1, 2024, 'UBND731', TIMESTAMPTZ '2024-11-08 08:00+07'),
    (1, 2024, 'UBND732', TIMESTAMPTZ '2024-11-07 08:00+07'),
    (1, 2024, 'UBND734', TIMESTAMPTZ '2024-11-08 14:00+07'),
    (1, 2024, 'UBND735', TIMESTAMPTZ '2024-11-06 10:00+07'),
    (1, 2024, 'UBND737', TIMESTAMPTZ '2024-11-08 16:30+07'),
    (1, 2024, 'UBND738', TIMESTAMPTZ '2024-11-05 09:45+07'),
    (1, 2024, 'UBND739', TIMESTAMPTZ '2024-11-08 10:10+07'),
    (1, 2024, 'UBND740', TIMESTAMPTZ '2024-11-07 15:50+07'),
    (1, 2024, 'UBND741', TIMESTAMPTZ '2024-11-08 13:20+07'),
    (1, 2024, 'UBND742', TIMESTAMPTZ '2024-11-15 09:00+07'),
    (2, 2024, 'LDTBXH', TIMESTAMPTZ '2024-11-29 16:00+07'),
    (1, 2025, 'YT',     TIMESTAMPTZ '2025-11-06 09:00+07'),
    (1, 2025, 'GDDT',   TIMESTAMPTZ '2025-11-07 16:00+07'),
    (1, 2025, 'VHTTDL', TIMESTAMPTZ '2025-11-12 10:00+07'),
    (1, 2025, 'TP',     TIMESTAMPTZ '2025-11-05 14:00+07'),
    (1, 2025, 'CA',     TIMESTAMPTZ '2025-11-07 15:00+07'),
    (1, 2025, 'BHXH',   TIMESTAMPTZ '2025-11-18 08:30+07'),
    (1, 2025, 'NHCSXH', TIMESTAMPTZ '2025-11-07 11:00+07')
) AS s (tier, year, agency, received_at)
JOIN agency AS a ON a.code = s.agency
JOIN plan AS p ON p.code = '230/KH-UBND';

RESET search_path;
