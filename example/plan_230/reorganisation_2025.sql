/*
 * What 2025 and 2026 did to the bodies and places of Plan 230: an example.
 *
 * Run from the top of the source tree, once, after example/plan_230/load.sql, as
 *   psql -v ON_ERROR_STOP=1 --single-transaction -f example/plan_230/reorganisation_2025.sql
 *
 * Marks, here and in the texts that go into the register:
 *   [W]  read on a public page or in a public data set of administrative units
 *   [M]  general knowledge, not confirmed
 *   [J]  a judgement of ours: an assumption until a document says so
 * The documents with the number "GIẢ ĐỊNH" (assumption) are no documents: they
 * stand for decisions of Đồng Nai that we have not seen.
 *
 * Code 75.  The old province ends on 2025-06-30; from 2025-07-01 the code is
 * that of the merged one, from 2026-04-30 of the city.  The plan and its
 * targets stay with the old province until an amending document moves them
 * (none is known), and so do the figures that are judged by them: a figure of
 * 2025 for the old extent is sent under 75@2024 ("75 as of the end of 2024").
 * A figure of 2025 sent under 75 describes the merged province, which has no
 * target yet.
 */
\set ON_ERROR_STOP 1
SET client_encoding = 'UTF8';
SET search_path = policy;

INSERT INTO document (number, kind, issued_on, issuer, title) VALUES
    ('GIẢ ĐỊNH 2025-03', 'Giả định', '2025-03-01', 'Người lập sổ',
     '[J] Sắp xếp sở, ngành từ ngày 01/3/2025: theo cách làm phổ biến của các tỉnh, chưa có văn bản của Đồng Nai xác nhận từng việc | reorganisation of departments, as provinces typically did it; no document of Đồng Nai confirms who took what'),
    ('384/QĐ-BTC', 'Quyết định', '2025-02-26', 'Bộ Tài chính',
     '[W] Cục Thống kê thuộc Bộ Tài chính; cơ quan ở tỉnh thành Chi cục [M] | the national statistics office; the provincial one became a branch'),
    ('202/2025/QH15', 'Nghị quyết', '2025-06-12', 'Quốc hội',
     '[W] Sáp nhập tỉnh Đồng Nai và tỉnh Bình Phước; ngày ban hành [M] | merger of Đồng Nai and Bình Phước'),
    ('203/2025/QH15', 'Nghị quyết', '2025-06-16', 'Quốc hội',
     '[M] Kết thúc cấp huyện từ ngày 01/7/2025 | the district level ends'),
    ('1662/NQ-UBTVQH15', 'Nghị quyết', '2025-06-16', 'Ủy ban Thường vụ Quốc hội',
     '[W] Sắp xếp đơn vị hành chính cấp xã của tỉnh Đồng Nai: 95 đơn vị, 72 xã và 23 phường | communes and wards of Đồng Nai'),
    ('GIẢ ĐỊNH 2025-07', 'Giả định', '2025-07-01', 'Người lập sổ',
     '[J] Ủy ban nhân dân các xã, phường phối hợp thay cho cấp huyện | communes and wards coordinate in place of the districts'),
    ('30/2026/QH16', 'Nghị quyết', '2026-04-30', 'Quốc hội',
     '[W] Thành lập thành phố Đồng Nai; ngày ban hành chưa rõ, ghi ngày hiệu lực | Đồng Nai becomes a city; the day of issue is unknown, the day in force stands for it'),
    ('237/NQ-UBTVQH16', 'Nghị quyết', '2026-04-14', 'Ủy ban Thường vụ Quốc hội',
     '[W] Thành lập phường thuộc thành phố Đồng Nai: 33 phường và 62 xã | ten communes become wards')
ON CONFLICT (number, issued_on) DO NOTHING;

/*
 * Bodies, from 2025-03-01.  A body that was put together anew has a code of
 * its own, even where it kept its name ("Sở Nội vụ").  [W] for what was done
 * elsewhere, [J] for Đồng Nai and for every single item.
 */
DO $$
DECLARE
    day CONSTANT date := '2025-03-01';
    said CONSTANT text := 'GIẢ ĐỊNH 2025-03';
BEGIN
    PERFORM merge_agencies('{NV}', 'NV2025', 'Sở Nội vụ', day, said, 'Department of Home Affairs');
    PERFORM merge_agencies('{KHCN}', 'KHCN2025', 'Sở Khoa học và Công nghệ', day, said,
                           'Department of Science and Technology');
    PERFORM merge_agencies('{XD}', 'XD2025', 'Sở Xây dựng', day, said, 'Department of Construction',
                           note => 'cùng Sở Giao thông vận tải, không có tên trong kế hoạch | with the Department of Transport, which the plan does not name');
    PERFORM merge_agencies('{NNPTNT,TNMT}', 'NNMT', 'Sở Nông nghiệp và Môi trường', day, said,
                           'Department of Agriculture and Environment', aliases => '{Sở NN&MT}');
    PERFORM merge_agencies('{KHDT}', 'TC', 'Sở Tài chính', day, said, 'Department of Finance',
                           note => 'cùng Sở Tài chính cũ, không có tên trong kế hoạch | with the old Department of Finance, which the plan does not name');
    PERFORM merge_agencies('{BDT}', 'DTTG', 'Sở Dân tộc và Tôn giáo', day, said,
                           'Department of Ethnic and Religious Affairs');
    PERFORM merge_agencies('{TK}', 'CCTK', 'Chi cục Thống kê tỉnh', day, '384/QĐ-BTC',
                           'Provincial Statistics Branch', 'central',
                           aliases => '{Thống kê tỉnh}', note => '[M] tên và ngày | name and day');

    -- Annex II, if it is loaded: what does not go with the rest below.
    IF EXISTS (SELECT FROM task) THEN
        PERFORM hand_over('LDTBXH', 'GDDT', day, said, tasks => '{4.2,4.3,4.4,4.6}', role => 'lead');
        PERFORM hand_over('LDTBXH', 'YT', day, said,
                          tasks => '{5.6,5.7,5.8,5.9,5.10,5.11,5.12,5.13,7.1,7.2,7.3}', role => 'lead');
        PERFORM hand_over('LDTBXH', 'NNMT', day, said, tasks => '{5.18,5.20}', role => 'lead');
        PERFORM hand_over('LDTBXH', 'CA', day, said, tasks => '{7.4}', role => 'lead');
        PERFORM hand_over('TTTT', 'VHTTDL', day, said, tasks => '{1.2,6.4.1,6.4.2,6.4.3,6.4.6}', role => 'lead');
    END IF;

    -- Sở LĐ-TB&XH was dissolved by function: item by item, not as a whole.
    PERFORM hand_over('LDTBXH', 'NV2025', day, said, '{1.1,2.5,2.6,3.1,3.3}', role => 'lead');
    PERFORM hand_over('LDTBXH', 'GDDT', day, said, '{3.2,3.4,3.5}', role => 'lead');
    PERFORM hand_over('LDTBXH', 'YT', day, said,
                      '{5.1,5.2,5.3,5.4,5.5,5.6,5.7,5.8,5.15,5.16,5.17,5.18,5.19}', role => 'lead');
    PERFORM hand_over('LDTBXH', 'NNMT', day, said, '{5.10,5.11}', role => 'lead');
    PERFORM hand_over('LDTBXH', 'NV2025', day, said);    -- the other tasks, and what it coordinated
    PERFORM dissolve_agency('LDTBXH', day, said,
                            note => 'việc về đâu: xem responsibility | who took what: see responsibility');

    -- Sở TT&TT: press and broadcasting to culture, telecom and digital to science.
    PERFORM hand_over('TTTT', 'VHTTDL', day, said, '{8.1,8.1.1,8.1.2,8.2,8.4,8.5}', role => 'lead');
    PERFORM hand_over('TTTT', 'KHCN2025', day, said);
    PERFORM dissolve_agency('TTTT', day, said);

    -- Who consolidates and who reports, where load_reports.sql has run.
    IF EXISTS (SELECT FROM report_cycle) THEN
        PERFORM replace_consolidator('230/KH-UBND', 'NV2025', day, require_document(said));
        PERFORM enter_roster('230/KH-UBND', n.code, day, require_document(said))
        FROM unnest('{NV2025,KHCN2025,XD2025,NNMT,TC,DTTG,CCTK}'::text[]) AS n (code);
    END IF;
END
$$;

/*
 * Places, to 2025-06-30: of Đồng Nai only the handful that the example needs
 * [W: thanglequoc/vietnamese-provinces-database], of Bình Phước the province.
 */
CREATE TEMPORARY TABLE old_place (code text, name text, level text, parent text, kind text, urban boolean);
INSERT INTO old_place VALUES
    ('70',    'Tỉnh Bình Phước',     'province', 'VN',  'tỉnh',      NULL),
    ('731',   'Thành phố Biên Hòa',  'district', '75',  'thành phố', NULL),
    ('735',   'Huyện Vĩnh Cửu',      'district', '75',  'huyện',     NULL),
    ('739',   'Huyện Cẩm Mỹ',        'district', '75',  'huyện',     NULL),
    ('740',   'Huyện Long Thành',    'district', '75',  'huyện',     NULL),
    ('741',   'Huyện Xuân Lộc',      'district', '75',  'huyện',     NULL),
    ('25993', 'Phường Trảng Dài',    'commune',  '731', 'phường',    true),
    ('26173', 'Xã Phú Lý',           'commune',  '735', 'xã',        false),
    ('26191', 'Xã Thiện Tân',        'commune',  '735', 'xã',        false),
    ('26356', 'Xã Xuân Tây',         'commune',  '739', 'xã',        false),
    ('26359', 'Xã Xuân Đông',        'commune',  '739', 'xã',        false),
    ('26368', 'Thị trấn Long Thành', 'commune',  '740', 'thị trấn',  true),
    ('26392', 'Xã Lộc An',           'commune',  '740', 'xã',        false),
    ('26395', 'Xã Bình Sơn',         'commune',  '740', 'xã',        false),
    ('26404', 'Xã Long An',          'commune',  '740', 'xã',        false),
    ('26443', 'Xã Xuân Hòa',         'commune',  '741', 'xã',        false),
    ('26446', 'Xã Xuân Hưng',        'commune',  '741', 'xã',        false),
    ('26449', 'Xã Xuân Tâm',         'commune',  '741', 'xã',        false);
INSERT INTO area (code, name_vi, level, kind, urban)
SELECT code, name, level, kind, urban FROM old_place;
INSERT INTO area_parent (area_id, parent_id)
SELECT area_at(code, '2025-06-30'), area_at(parent, '2025-06-30') FROM old_place;
UPDATE area SET kind = 'tỉnh' WHERE code = '75' AND kind IS NULL;
DROP TABLE old_place;

-- The districts' committees were members of the plan's collective body.
INSERT INTO agency (code, name_vi, kind) VALUES
    ('UBND731', 'UBND thành phố Biên Hòa', 'council'),
    ('UBND735', 'UBND huyện Vĩnh Cửu',     'council'),
    ('UBND739', 'UBND huyện Cẩm Mỹ',       'council'),
    ('UBND740', 'UBND huyện Long Thành',   'council'),
    ('UBND741', 'UBND huyện Xuân Lộc',     'council')
ON CONFLICT (code) DO NOTHING;      -- load_reports.sql makes all of them
INSERT INTO agency_member (agency_id, member_id)
SELECT b.agency_id, m.agency_id
FROM agency AS b, agency AS m
WHERE b.code = 'UBNDH' AND m.code ~ '^UBND[0-9]';

/*
 * 2025-07-01, one step: provinces merged, districts abolished, communes
 * merged.  Xuân Tâm is divided, the weights unknown; Trảng Dài lies across an
 * old district border.  [W: tranngocminhhieu/vietnamadminunits]  That Phú Lý goes on
 * unchanged under the province is read from its only link, to its own code.
 */
SELECT reorganise_areas('2025-07-01', '1662/NQ-UBTVQH15',
    '[{"code": "75",    "name_vi": "Tỉnh Đồng Nai",    "level": "province", "parent": "VN", "kind": "tỉnh", "name_en": "Dong Nai Province"},
      {"code": "25993", "name_vi": "Phường Trảng Dài", "level": "commune",  "parent": "75", "kind": "phường", "urban": true},
      {"code": "26359", "name_vi": "Xã Xuân Đông",     "level": "commune",  "parent": "75", "kind": "xã", "urban": false},
      {"code": "26368", "name_vi": "Xã Long Thành",    "level": "commune",  "parent": "75", "kind": "xã", "urban": false},
      {"code": "26446", "name_vi": "Xã Xuân Hòa",      "level": "commune",  "parent": "75", "kind": "xã", "urban": false}]',
    '[{"old": "75",    "new": "75", "document": "202/2025/QH15"},
      {"old": "70",    "new": "75", "document": "202/2025/QH15"},
      {"old": "731",   "document": "203/2025/QH15"},
      {"old": "735",   "document": "203/2025/QH15"},
      {"old": "739",   "document": "203/2025/QH15"},
      {"old": "740",   "document": "203/2025/QH15"},
      {"old": "741",   "document": "203/2025/QH15"},
      {"old": "25993", "new": "25993"},
      {"old": "26191", "new": "25993"},
      {"old": "26356", "new": "26359"},
      {"old": "26359", "new": "26359"},
      {"old": "26368", "new": "26368"},
      {"old": "26392", "new": "26368"},
      {"old": "26395", "new": "26368"},
      {"old": "26404", "new": "26368"},
      {"old": "26443", "new": "26446"},
      {"old": "26446", "new": "26446"},
      {"old": "26449", "new": "26359", "note": "[W] chia, chưa biết tỷ lệ | divided, share unknown"},
      {"old": "26449", "new": "26446", "note": "[W] chia, chưa biết tỷ lệ | divided, share unknown"}]',
    '[{"area": "26173", "parent": "75"}]') AS new_areas;

DO $$
DECLARE
    day CONSTANT date := '2025-07-01';
BEGIN
    PERFORM dissolve_agency(a.code, day, '203/2025/QH15')
    FROM agency AS a WHERE a.code ~ '^UBND[0-9]';
    PERFORM merge_agencies('{UBNDH}', 'UBNDX', 'UBND các xã, phường', day, 'GIẢ ĐỊNH 2025-07',
                           'People''s Committees of communes and wards', 'council', true);
END
$$;

/*
 * 2026-04-30: the province becomes a city on the same extent, ten communes
 * become wards.  The names of the ten are not in our sources; Long Thành is
 * taken as one of them for the example [J].
 */
SELECT reorganise_areas('2026-04-30', '30/2026/QH16',
    '[{"code": "75",    "name_vi": "Thành phố Đồng Nai", "level": "province", "parent": "VN", "kind": "thành phố", "name_en": "Dong Nai City"},
      {"code": "26368", "name_vi": "Phường Long Thành",  "level": "commune",  "parent": "75", "kind": "phường", "urban": true}]',
    '[{"old": "75",    "new": "75"},
      {"old": "26368", "new": "26368", "document": "237/NQ-UBTVQH16", "note": "[J] ví dụ, chưa xác nhận là một trong mười xã | example, not confirmed as one of the ten"}]')
    AS new_areas;

RESET search_path;
