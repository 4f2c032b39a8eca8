/*
 * Plan 230/KH-UBND of Đồng Nai into the register "policy".
 *
 * Run from the top of the source tree, once, after
 *   CREATE EXTENSION socpolicy; CALL socpolicy.create_register();
 * as
 *   psql -v ON_ERROR_STOP=1 --single-transaction -f example/plan_230/load.sql
 *
 * Annex I comes from the document and is loaded as printed.  Ours, and so
 * marked: the titles of the sectors (the annex leaves them untitled), the
 * English names, and the sample figures, which are invented.
 */
\set ON_ERROR_STOP 1
SET client_encoding = 'UTF8';
SET search_path = policy;

-- What the plan carries out and cites.
SELECT create_document('42-NQ/TW', 'Tiếp tục đổi mới, nâng cao chất lượng chính sách xã hội, đáp ứng yêu cầu sự nghiệp xây dựng và bảo vệ Tổ quốc trong giai đoạn mới',
                       '2023-11-24', 'Ban Chấp hành Trung ương Đảng khóa XIII', 'Nghị quyết');
SELECT create_document('19-KH/TW', 'Thực hiện Nghị quyết số 42-NQ/TW', '2023-11-27', 'Bộ Chính trị', 'Kế hoạch',
                       implements => '{42-NQ/TW}');
SELECT create_document('68/NQ-CP', 'Chương trình hành động của Chính phủ thực hiện Nghị quyết số 42-NQ/TW',
                       '2024-05-09', 'Chính phủ', 'Nghị quyết', implements => '{42-NQ/TW}');
SELECT create_document('332-KH/TU', 'Tiếp tục đổi mới, nâng cao chất lượng chính sách xã hội trên địa bàn tỉnh Đồng Nai',
                       '2024-03-20', 'Ban Chấp hành Đảng bộ tỉnh Đồng Nai', 'Kế hoạch');

-- Areas as the plan knew them.  The mergers of 2025 are not recorded here, so
-- code 75 means the province that the targets were set for, and stays open.
SELECT create_areas($$
code,name_vi,name_en,level,parent
VN,Việt Nam,Viet Nam,nation,
75,Tỉnh Đồng Nai,Dong Nai Province,province,VN
$$);

-- Agencies named in annexes I and II.
SELECT create_agencies($$
code,name_vi,name_en,kind,aliases
LDTBXH,Sở Lao động - Thương binh và Xã hội,"Department of Labour, Invalids and Social Affairs",department,Sở LĐ-TB&XH
YT,Sở Y tế,Department of Health,department,
GDDT,Sở Giáo dục và Đào tạo,Department of Education and Training,department,Sở GD&ĐT
XD,Sở Xây dựng,Department of Construction,department,
TTTT,Sở Thông tin và Truyền thông,Department of Information and Communications,department,Sở TT&TT
VHTTDL,"Sở Văn hóa, Thể thao và Du lịch","Department of Culture, Sports and Tourism",department,"Sở VH,TT&DL"
NNPTNT,Sở Nông nghiệp và Phát triển nông thôn,Department of Agriculture and Rural Development,department,Sở NN&PTNT
TP,Sở Tư pháp,Department of Justice,department,
NV,Sở Nội vụ,Department of Home Affairs,department,
NGV,Sở Ngoại vụ,Department of Foreign Affairs,department,
KHDT,Sở Kế hoạch và Đầu tư,Department of Planning and Investment,department,
KHCN,Sở Khoa học và Công nghệ,Department of Science and Technology,department,
TNMT,Sở Tài nguyên và Môi trường,Department of Natural Resources and Environment,department,
BDT,Ban Dân tộc tỉnh,Provincial Committee for Ethnic Minority Affairs,department,
CA,Công an tỉnh,Provincial Police,central,
BHXH,Bảo hiểm xã hội tỉnh,Provincial Social Insurance,central,BHXH tỉnh
TK,Cục Thống kê tỉnh,Provincial Statistics Office,central,
NHCSXH,Chi nhánh Ngân hàng Chính sách xã hội tỉnh,Provincial branch of the Bank for Social Policies,central,
MTTQ,Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh,Provincial Committee of the Viet Nam Fatherland Front,front,UBMTTQ Việt Nam tỉnh
UBNDH,"UBND các huyện, thành phố",People's Committees of districts and cities,council,"UBND huyện, thành phố"
SBN,"Các sở, ban, ngành",All departments and agencies,group,
SBNLQ,"Các sở, ban, ngành có liên quan",Departments and agencies concerned,group,
DNVT,Các đơn vị cung cấp dịch vụ viễn thông,Telecommunications providers,group,
$$);

-- In 2025 "Cục Thống kê" became the name of the national office.
SELECT add_alias('TK', 'Cục Thống kê', valid_to => '2025-02-25');

-- The plan and its sectors.
SELECT create_plan('230/KH-UBND', 'Kế hoạch 230/KH-UBND về đổi mới, nâng cao chất lượng chính sách xã hội tỉnh Đồng Nai',
                   '230/KH-UBND', '2024-07-02', 'Ủy ban nhân dân tỉnh Đồng Nai', '75',
                   title_en => 'Plan 230/KH-UBND on renewing and improving social policy in Dong Nai',
                   document_title => 'Thực hiện Nghị quyết số 68/NQ-CP ngày 09 tháng 5 năm 2024 của Chính phủ và Kế hoạch số 332-KH/TU ngày 20 tháng 3 năm 2024 của Ban Chấp hành Đảng bộ tỉnh',
                   implements => '{68/NQ-CP,332-KH/TU}', cites => '{42-NQ/TW,19-KH/TW}');
SELECT create_sectors('230/KH-UBND', $$
number,title_vi,title_en
1,Người có công,Meritorious service
2,Việc làm,Employment
3,Nguồn nhân lực,Human resources
4,"Bảo hiểm xã hội, y tế",Social insurance
5,"Trợ giúp, giảm nghèo",Social assistance
6,Giáo dục,Education
7,Y tế,Health
8,Thông tin,Information
9,Nhà ở,Housing
10,"Nước sạch, vệ sinh",Water and sanitation
$$);

-- Annex I: one COPY, one call.
\copy annex_intake (code, name, unit, national_first, national_second, local_first, local_second, lead, coordinating, note) FROM 'example/plan_230/annex_i.csv' (FORMAT csv, HEADER match)

SELECT severity, count(*) AS annex_i
FROM load_annex('230/KH-UBND', '75')
GROUP BY severity
ORDER BY severity;

-- What the annex does not say: a survey score is weighted by respondents, a
-- survey rate by the children measured; beds and floor area are published so.
UPDATE indicator SET aggregation = 'weighted_mean' WHERE code IN ('4.4', '4.9', '7.9');
UPDATE indicator SET frequency = 'five_years' WHERE code IN ('9.3', '9.3.1', '9.3.2', '9.4', '9.4.1', '9.4.2');
UPDATE indicator SET frequency = 'two_years' WHERE code IN ('10.2', '10.2.1', '10.2.2');

-- English names: a translation of ours.
CREATE TEMPORARY TABLE name_en (code text, name_en text);
\copy name_en FROM 'example/plan_230/names_en.csv' (FORMAT csv, HEADER match)
UPDATE indicator AS i
SET name_en = n.name_en
FROM name_en AS n, plan AS p
WHERE n.code = i.code AND p.plan_id = i.plan_id AND p.code = '230/KH-UBND';
DROP TABLE name_en;
UPDATE level AS l
SET label_en = n.label_en
FROM (VALUES ('Tiểu học', 'primary school'), ('THCS', 'lower secondary school'),
             ('Bảo đảm vững chắc', 'firmly assured'), ('Giải quyết cơ bản', 'largely resolved'),
             ('Xóa bỏ hoàn toàn', 'wholly eliminated')) AS n (label_vi, label_en)
WHERE n.label_vi = l.label_vi;

-- Sources.  The plan states one observed figure: 105 of 120 communes, note
-- to 8.7, "tính đến nay", the day of issue.  All others are invented.
INSERT INTO source (code, name_vi, name_en, precedence, is_sample, citation) VALUES
    ('KH230', 'Kế hoạch 230/KH-UBND', 'Plan 230/KH-UBND', 50, false,
     'Kế hoạch số 230/KH-UBND ngày 02/7/2024 của UBND tỉnh Đồng Nai, Phụ lục I, ghi chú chỉ tiêu 8.7: "Tính đến nay, số xã đạt chuẩn nông thôn mới nâng cao […] là 105/120, đạt tỷ lệ 87,5%"'),
    ('MAU', 'Số liệu minh họa, không phải số liệu thật', 'Invented sample figures', 1000, true,
     'example/plan_230/figures_sample.csv');

INSERT INTO observation_intake (indicator_code, area_code, period, numerator, denominator, stage, source, note)
VALUES ('8.7', '75', 'Năm 2024', '105', '120', 'ước', 'KH230',
        'Tính đến ngày 02/7/2024, theo ghi chú của chỉ tiêu 8.7 | as of 2 July 2024, from the note to 8.7');

\copy observation_intake (indicator_code, area_code, period, value, numerator, denominator, stage, source, note) FROM 'example/plan_230/figures_sample.csv' (FORMAT csv, HEADER match)

SELECT severity, count(*) AS figures
FROM load_figures()
GROUP BY severity
ORDER BY severity;

RESET search_path;
