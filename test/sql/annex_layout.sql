-- Annexes in other layouts than Plan 230's: what each row is, which way is
-- better, bodies unknown at first, corrections; as lines of a file.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT no_plan();
CALL socpolicy.create_register();
SET search_path = policy, public;

-- A plan of its own for each file.
CREATE FUNCTION pg_temp.send(plan text, sheet text) RETURNS void LANGUAGE sql AS $$
    SELECT create_plan(plan, plan, plan, '2024-01-02', 'UBND', '48') WHERE NOT EXISTS (SELECT FROM plan AS p WHERE p.code = send.plan);
    INSERT INTO annex_intake (line) VALUES (sheet);
$$;
CREATE VIEW pg_temp.row AS
    SELECT p.code AS plan, s.code AS sector, s.title_vi AS title, i.*, k.code AS parent
    FROM indicator AS i JOIN plan AS p USING (plan_id) JOIN sector AS s USING (sector_id)
    LEFT JOIN indicator AS k ON k.indicator_id = i.parent_id;
CREATE VIEW pg_temp.cell AS
    SELECT p.code AS plan, i.code, t.* FROM indicator_target AS t JOIN indicator AS i USING (indicator_id) JOIN plan AS p USING (plan_id);
\o /dev/null
SELECT create_areas(E'code,name_vi,level,parent\n48,Thành phố Đà Nẵng,province,\n490,Quận Liên Chiểu,district,48\n491,Quận Thanh Khê,district,48');
SELECT create_agencies($$
code,name_vi
YT,Sở Y tế
KHCN,Sở Khoa học và Công nghệ
TC,Sở Tài chính
CT,Sở Công Thương
VP,Văn phòng UBND tỉnh
BYT,Bộ Y tế
$$);
\o

-- I / 1 / +: numbers begin anew in each sector.
\o /dev/null
SELECT pg_temp.send('A1', $csv$code,name,unit,national_first,national_second,local_first,local_second,lead,coordinating,note
I,CHỈ TIÊU PHÁP LỆNH,,,,,,,,
1,Gọi công dân nhập ngũ (QĐ 921/QĐ-UBND ngày 23/11/2023),Người,"","",187,"",,,""
+,Quân sự,"","","",147,"",,,""
II,CHỈ TIÊU HƯỚNG DẪN,,,,,,,,
1,Thu NSNN trên địa bàn,Triệu đồng,"","",664.000,"",Chi cục Thuế,"",""
2,Chi NSNN,Triệu đồng,"","",684.976,"",Phòng Tài chính - Kế hoạch,"",""
3,Doanh thu bán lẻ hàng hóa,Triệu đồng,"","",4.440.000,"","","",""
4,Tăng tỷ suất sinh thô,‰,"","","0,05","","","",""
5,Số trẻ em mầm non bình quân 01 nhóm trẻ/lớp học,Trẻ em,"","",29,"","","",""
6,Số học sinh phổ thông bình quân một lớp học,Học sinh,"","","","","","",""
+,Tiểu học,"","","",41,"","","",""
+,Trung học cơ sở,"","","",45,"","","",""
8,Tỷ lệ trường học các cấp đạt chuẩn quốc gia,%,"","","","","","",""
+,Mầm non,"","","","12,5","","","",""
+,Tiểu học,"","","","7,69","","","",""
+,Trung học cơ sở,"","","",25,"","","",""
9,Tổng số giường bệnh,Giường,"","",305,"","","",""
+,Tuyến quận,"","","",270,"","","",""
+,Tuyến phường,"","","",35,"","","",""
10,Số hộ nghèo đa chiều còn sức lao động cuối năm (chuẩn TP),Hộ,"","",683,"","","",""
+,Tỷ lệ,%,"","","1,2","","","",""
11,Tỷ lệ bao phủ bảo hiểm y tế,%,"","","95,15%","","","",""
12,Tham gia bảo hiểm xã hội,"","","","","","","",""
+,BHXH bắt buộc,Người,"","",54.089,"","","",""
,Trong đó: số người do Văn phòng BHXH thành phố phân bổ về,Người,"","",17.060,"","","",""
+,BH thất nghiệp,Người,"","",53.316,"","","",""
+,BHXH tự nguyện,Người,"","",5.213,"","","",""
$csv$);
SELECT * FROM load_annex('A1', '48', '{2024-12-31}');
\o
SELECT is((SELECT count(*) FILTER (WHERE measured) || '+' || count(*) FILTER (WHERE NOT measured) FROM pg_temp.row WHERE plan = 'A1'), '22+3', '22 measured and 3 containers');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM pg_temp.row WHERE plan = 'A1'),
          'I.1 I.1.1 II.1 II.2 II.3 II.4 II.5 II.6 II.6.1 II.6.2 II.8 II.8.1 II.8.2 II.8.3 II.9 II.9.1 II.9.2 II.10 II.10.1 II.11 II.12 II.12.1 II.12.1.1 II.12.2 II.12.3',
          'all codes bear the sector''s; a number that is skipped is no fault');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM pg_temp.row WHERE plan = 'A1' AND NOT measured), 'II.6 II.8 II.12', 'the containers');
SELECT is((SELECT string_agg(DISTINCT sector || ' ' || title, '; ') FROM pg_temp.row WHERE plan = 'A1'), 'I CHỈ TIÊU PHÁP LỆNH; II CHỈ TIÊU HƯỚNG DẪN', 'two sectors with their printed titles');
SELECT is((SELECT parent || ' ' || name_vi FROM pg_temp.row WHERE plan = 'A1' AND code = 'II.12.1.1'),
          'II.12.1 Trong đó: số người do Văn phòng BHXH thành phố phân bổ về', '"Trong đó: …" is of the row directly above');
SELECT is((SELECT string_agg(code || '<' || parent, ' ' ORDER BY sort_order) FROM pg_temp.row WHERE plan = 'A1' AND code LIKE 'II.12._'),
          'II.12.1<II.12 II.12.2<II.12 II.12.3<II.12', 'and ends there');
SELECT is((SELECT printed_code FROM pg_temp.row WHERE plan = 'A1' AND code = 'II.1'), '1', 'the printed number is kept');
SELECT is((SELECT goal::text FROM pg_temp.cell WHERE plan = 'A1' AND code = 'II.3' AND cell <> ''), '4440000 up by 2024-12-31', 'its only due date');
SELECT results_eq($$SELECT reason_en FROM import_remark WHERE raw = 'up' AND reason_en LIKE 'WARNING%'$$,
    $$VALUES ('WARNING: the name says what nobody wants more of, yet up is only assumed: record direction')$$, 'poor households are not wanted, BH thất nghiệp is');
SELECT pg_temp.send('A1', $csv$code,name,unit,national_first,national_second,local_first,local_second,lead,coordinating,note
I,CHỈ TIÊU PHÁP LỆNH,,,,,,,,
1,Gọi công dân nhập ngũ (QĐ 921/QĐ-UBND ngày 23/11/2023),Người,"","",187,"",,,""
+,Quân sự,"","","",147,"",,,""
II,CHỈ TIÊU HƯỚNG DẪN,,,,,,,,
1,Thu NSNN trên địa bàn,Triệu đồng,"","",664.000,"",Chi cục Thuế,"",""
2,Chi NSNN,Triệu đồng,"","",684.976,"",Phòng Tài chính - Kế hoạch,"",""
3,Doanh thu bán lẻ hàng hóa,Triệu đồng,"","",4.440.000,"","","",""
4,Tăng tỷ suất sinh thô,‰,"","","0,05","","","",""
5,Số trẻ em mầm non bình quân 01 nhóm trẻ/lớp học,Trẻ em,"","",29,"","","",""
6,Số học sinh phổ thông bình quân một lớp học,Học sinh,"","","","","","",""
+,Tiểu học,"","","",41,"","","",""
+,Trung học cơ sở,"","","",45,"","","",""
8,Tỷ lệ trường học các cấp đạt chuẩn quốc gia,%,"","","","","","",""
+,Mầm non,"","","","12,5","","","",""
+,Tiểu học,"","","","7,69","","","",""
+,Trung học cơ sở,"","","",25,"","","",""
9,Tổng số giường bệnh,Giường,"","",305,"","","",""
+,Tuyến quận,"","","",270,"","","",""
+,Tuyến phường,"","","",35,"","","",""
10,Số hộ nghèo đa chiều còn sức lao động cuối năm (chuẩn TP),Hộ,"","",683,"","","",""
+,Tỷ lệ,%,"","","1,2","","","",""
11,Tỷ lệ bao phủ bảo hiểm y tế,%,"","","95,15%","","","",""
12,Tham gia bảo hiểm xã hội,"","","","","","","",""
+,BHXH bắt buộc,Người,"","",54.089,"","","",""
,Trong đó: số người do Văn phòng BHXH thành phố phân bổ về,Người,"","",17.060,"","","",""
+,BH thất nghiệp,Người,"","",53.316,"","","",""
+,BHXH tự nguyện,Người,"","",5.213,"","","",""
$csv$);
SELECT lives_ok($$SELECT * FROM load_annex('A1', '48', '{2024-12-31}')$$, 'again');
SELECT results_eq('SELECT added, revised FROM import_batch ORDER BY batch_id DESC LIMIT 1', 'VALUES (0, 0)', 'changes nothing');
SELECT is((SELECT count(*) FROM pg_temp.row WHERE plan = 'A1'), 25::bigint, '25 rows still');

-- Phrases, Roman codes, blanks.
CREATE TABLE pg_temp.finding AS SELECT NULL::text AS severity, 0 AS row_number, ''::text AS code, ''::text AS column_name, ''::text AS raw, ''::text AS vi, ''::text AS en LIMIT 0;
SELECT pg_temp.send('A5', $csv$code,name,unit,national_first,national_second,local_first,local_second,lead,coordinating,note
1.1,Chú thích sao,%,≥95%*,≥ 95% (1),"95,5(*)",95¹,Sở Y tế,"",""
1.2,Kể cả,%,100% (kể cả vùng sâu),100 (tối thiểu),95 (ước),"95,0%",Sở Y tế,"",""
1.3,Giảm so với 2020,%,Giảm 10% so với 2020,giảm 10%,giảm 10 điểm %,giảm xuống còn 10%,Sở Y tế,"",""
1.4,Tăng gấp,Lần,"Tăng 1,5 lần","gấp 2 lần","1,5 lần so với 2020","tăng gấp đôi",Sở Y tế,"",""
1.5,Xếp hạng,Thứ hạng,Top 10,Trong nhóm 10,Nhóm 5 cả nước,Hạng 3,Sở Y tế,"",""
1.6,Giữ nguyên,%,Duy trì,Duy trì 95%,Giữ vững,Không tăng,Sở Y tế,"",""
1.7,Tỷ suất,"",< 1/1000,1/10.000,"0,5‰",<5‰,Sở Y tế,"",""
1.8,Tỷ lệ giáo viên/học sinh,"",1:5,1/20,1/15,1:4,Sở Y tế,"",""
1.9,Thời gian chờ,Phút,30 phút,< 30 phút,không quá 20 phút,15',Sở Y tế,"",""
1.10,Trước năm,Năm,Trước 2027,2027,Quý IV/2026,12/2027,Sở Y tế,"",""
1.11,Đánh dấu,%,x,chưa giao,X,Chưa xác định,Sở Y tế,"",""
1.12,Tốc độ,%/năm,5-7%/năm,5 - 7,bình quân 6%/năm,"6,5 -7,0",Sở Y tế,"",""
1.13,Khoảng chữ,Người,"từ 1.000 đến 1.200",trên 3.000 - 3.500,1.000-1.200 người,1000 ÷ 1200,Sở Y tế,"",""
1.14,Hai mục tiêu,%,"95; 90","95/90","TT: 95, NT: 90","≥95 và ≤98",Sở Y tế,"",""
1.15,Số lớn,Tỷ đồng,"12.500","12,500","12 500","12.500,5",Sở Y tế,"",""
1.16,Trống,%,,,,,Sở Y tế,"",""
1.17,Dưới,%,"<=3","≤3%","=<3","dưới 3",Sở Y tế,"",""
1.18,Thấp hơn bình quân,%,thấp hơn bình quân cả nước,Hoàn thành,Đạt,Cơ bản hoàn thành,Sở Y tế,"",""
1.19,Tỷ số giới tính khi sinh,"Số bé trai/100 bé gái","< 109 bé trai/100 bé gái","109-111","<109","≤ 109",Sở Y tế,"",""
1.20,Trẻ suy dinh dưỡng (càng thấp càng tốt),%,17,15,17,15,Sở Y tế,"",""
I.1.a,Đánh số La Mã,%,10,20,10,20,Sở Y tế,"",""
II,NHÓM HAI,,,,,,,,
2.1.1,Ba cấp,%,10,20,10,20,Sở Y tế,"",""
a),Mục con a,%,10,20,10,20,,,
b),Mục con b,%,10,20,10,20,,,
3,Số nguyên,%,10,20,10,20,Sở Y tế,"",""
TỔNG CỘNG,,,,,,,,,
$csv$);
INSERT INTO pg_temp.finding SELECT * FROM load_annex('A5');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM pg_temp.row WHERE plan = 'A5'),
          '1.1 1.2 1.3 1.4 1.5 1.6 1.7 1.8 1.9 1.10 1.11 1.12 1.13 1.14 1.15 1.16 1.17 1.18 1.19 1.20 I.1.a 2.1.1 2.1.1.1 2.1.1.2 3', 'codes are any text');
SELECT is((SELECT string_agg(code, ' ' ORDER BY sort_order) FROM pg_temp.row WHERE plan = 'A5' AND title = 'NHÓM HAI'), '2.1.1 2.1.1.1 2.1.1.2 3', 'II is a sector');
SELECT is((SELECT en FROM pg_temp.finding WHERE code = '1.16' AND column_name = 'name'), 'it promises nothing', '1.16 promises nothing');
SELECT is((SELECT count(*) FROM pg_temp.finding WHERE raw = 'TỔNG CỘNG' AND severity = 'remark'), 1::bigint, 'a total is left out, and said');
SELECT ok((SELECT en LIKE 'reads in two ways: 12.5 or 12500;%' FROM pg_temp.finding WHERE raw = '12,500' AND severity <> 'remark'), '12,500 beside 12.500 is held, with both readings');
SELECT is((SELECT goal::text FROM pg_temp.cell WHERE plan = 'A5' AND code = '1.15' AND cell = '12.500'), '12500 up by 2025-12-31', '12.500 is not');
SELECT ok((SELECT unread FROM pg_temp.cell WHERE plan = 'A5' AND code = '1.15' AND cell = '12,500'), 'a held cell says no goal');
SELECT ok((SELECT direction = 'down' AND direction_basis = 'inferred' FROM pg_temp.row WHERE plan = 'A5' AND code = '1.20'), '1.20 falls');
SELECT is((SELECT string_agg(i.code || ' ' || i.direction_basis, ', ') FROM pg_temp.row AS i WHERE plan = 'A5' AND code IN ('1.3', '1.20') AND direction = 'up'
           AND NOT EXISTS (SELECT FROM pg_temp.finding AS f WHERE f.code = i.code AND f.column_name = 'direction')), NULL, 'nothing is assumed up silently');
SELECT is((SELECT count(*) FROM unread_target AS u JOIN pg_temp.row AS r USING (indicator_id) WHERE plan = 'A5'),
          (SELECT count(*) FROM pg_temp.finding WHERE severity <> 'remark' AND column_name LIKE '%\_first' OR severity <> 'remark' AND column_name LIKE '%\_second'), 'what cannot be read is listed');

-- Groups without a number; a footnote is no indicator.
\o /dev/null
SELECT pg_temp.send('A8', $csv$code,name,unit,national_first,national_second,local_first,local_second,lead,coordinating,note
,NHÓM CHỈ TIÊU KINH TẾ,,,,,,,,
1.1,Tốc độ tăng GRDP,%,8,10,8,10,Sở Tài chính,"",""
1.2,Thu ngân sách,Tỷ đồng,60.000,80.000,60.000,80.000,Sở Tài chính,"",""
,NHÓM CHỈ TIÊU XÃ HỘI,,,,,,,,
2.1,Tỷ lệ hộ nghèo,%,"1,5","0,5","1,5","0,5",Sở Y tế,"",""
2.2,Tỷ lệ bao phủ BHYT,%,95,97,95,97,Sở Y tế,"",""
,Ghi chú: số liệu theo chuẩn nghèo 2026-2030,,,,,,,,
$csv$);
SELECT * FROM load_annex('A8');
\o
SELECT is((SELECT string_agg(title || ':' || n, '; ' ORDER BY title) FROM (SELECT title, count(*) AS n FROM pg_temp.row WHERE plan = 'A8' GROUP BY title) AS c),
          'NHÓM CHỈ TIÊU KINH TẾ:2; NHÓM CHỈ TIÊU XÃ HỘI:2', '4 indicators in 2 sectors with their titles');
SELECT is((SELECT direction || direction_basis FROM pg_temp.row WHERE plan = 'A8' AND code = '2.1'), 'downinferred', 'poor households fall');

-- Headings merged into the number cell, dashes within names.
\o /dev/null
SELECT pg_temp.send('G3', $csv$code,name,unit,national_first,national_second,local_first,local_second,lead,coordinating,note
Mục tiêu 1: Xóa nghèo,,,,,,,,,
Mục tiêu 1.1: Giảm nghèo đa chiều,,,,,,,,,
1,Tỷ lệ hộ nghèo đa chiều,%,"","","2,5","1,2",Sở Y tế,"",""
,- Thành thị,%,"","","1,0","0,5","","",""
,- Nông thôn,%,"","","4,0","2,0","","",""
Mục tiêu 2: Việc làm,,,,,,,,,
2,Tỷ lệ thất nghiệp,%,"","",< 3,< 2,Sở Tài chính,"",""
$csv$);
SELECT * FROM load_annex('G3');
\o
SELECT results_eq($$SELECT k.code, k.title_vi, above.code FROM sector AS k JOIN plan AS p USING (plan_id) LEFT JOIN sector AS above ON above.sector_id = k.parent_id
                    WHERE p.code = 'G3' ORDER BY k.sort_order$$,
    $$VALUES ('Mục tiêu 1', 'Mục tiêu 1: Xóa nghèo', NULL), ('Mục tiêu 1.1', 'Mục tiêu 1.1: Giảm nghèo đa chiều', 'Mục tiêu 1'), ('Mục tiêu 2', 'Mục tiêu 2: Việc làm', NULL)$$,
    'a sector within a sector');
SELECT results_eq($$SELECT code, name_vi, parent, direction, direction_basis FROM pg_temp.row WHERE plan = 'G3' ORDER BY sort_order$$,
    $$VALUES ('1', 'Tỷ lệ hộ nghèo đa chiều', NULL, 'down', 'inferred'), ('1.1', 'Thành thị', '1', 'down', 'parent'),
             ('1.2', 'Nông thôn', '1', 'down', 'parent'), ('2', 'Tỷ lệ thất nghiệp', NULL, 'down', 'operator')$$, 'its rows');

-- Bodies that nobody entered.
SELECT pg_temp.send('A10', $csv$code,name,unit,national_first,national_second,local_first,local_second,lead,coordinating,note
1.1,Tỷ lệ A,%,10,20,10,20,Sở Y tế,"Sở Tài chính; Sở Dân tộc và Tôn giáo",""
1.2,Tỷ lệ B,%,10,20,10,20,Sở Dân tộc và Tôn giáo,"Sở Y tế, Sở Tài chính và UBND các xã",""
1.3,Tỷ lệ C,%,10,20,10,20,SỞ Y TẾ,"Các Sở: Y tế, Tài chính; UBND cấp xã",""
$csv$);
SELECT is((SELECT string_agg(code || ' ' || column_name, ', ' ORDER BY code, column_name) FROM load_annex('A10') WHERE severity = 'error'),
          '1.1 coordinating, 1.2 coordinating, 1.2 lead, 1.3 coordinating', 'unknown bodies are said');
SELECT set_eq($$SELECT spelling, cells FROM unknown_agency WHERE first_batch_id = (SELECT max(batch_id) FROM import_batch)$$,
              $$VALUES ('Sở Dân tộc và Tôn giáo', 2::bigint), ('UBND các xã', 1), ('UBND cấp xã', 1)$$, 'once each');
\o /dev/null
SELECT create_agencies(E'code,name_vi,kind,aliases\nDTTG,Sở Dân tộc và Tôn giáo,department,\nUBNDX,UBND cấp xã,council,UBND các xã');
SELECT pg_temp.send('A10', $csv$code,name,unit,national_first,national_second,local_first,local_second,lead,coordinating,note
1.1,Tỷ lệ A,%,10,20,10,20,Sở Y tế,"Sở Tài chính; Sở Dân tộc và Tôn giáo",""
1.2,Tỷ lệ B,%,10,20,10,20,Sở Dân tộc và Tôn giáo,"Sở Y tế, Sở Tài chính và UBND các xã",""
1.3,Tỷ lệ C,%,10,20,10,20,SỞ Y TẾ,"Các Sở: Y tế, Tài chính; UBND cấp xã",""
$csv$);
\o
SELECT is_empty($$SELECT * FROM load_annex('A10') WHERE severity = 'error'$$, 'the same file again, once they are there');
SELECT is((SELECT string_agg(r.role || ' ' || a.code, ', ' ORDER BY i.code, r.role DESC, r.sort_order)
           FROM responsibility AS r JOIN pg_temp.row AS i USING (indicator_id) JOIN agency AS a USING (agency_id) WHERE plan = 'A10'),
          'lead YT, coordinating TC, coordinating DTTG, lead DTTG, coordinating YT, coordinating TC, coordinating UBNDX, lead YT, coordinating YT, coordinating TC, coordinating UBNDX',
          'completes what was open');
SELECT is_empty($$SELECT * FROM open_rejection WHERE cells ->> 'plan' = 'A10'$$, 'and no rejection stays open');

-- Several kinds of marks, captions, blank numbers, totals in the middle.
\o /dev/null
SELECT pg_temp.send('MARKS', $csv$TT,Chỉ tiêu,ĐVT,Mục tiêu 2025,Mục tiêu 2030,Cơ quan chủ trì
A,KINH TẾ,,,,
I,Tăng trưởng,,,,
1,GRDP,Tỷ đồng,100,120,Sở Tài chính
,Trong đó:,,,,
,Nông nghiệp,Tỷ đồng,10,12,
,Công nghiệp,Tỷ đồng,40,50,
,Thu ngân sách,Tỷ đồng,5,6,Sở Tài chính
3,Dân số,Người,,,Sở Tài chính
-,Nam,Người,10,11,
+,Dưới 15 tuổi,Người,2,2,
+,Trên 15 tuổi,Người,8,9,
-,Nữ,Người,11,12,
II,Đầu tư,,,,
5,Vốn,Tỷ đồng,,,
5.1,Vốn nhà nước,Tỷ đồng,1,2,Sở Tài chính
5.2,Vốn ngoài nhà nước,Tỷ đồng,3,4,Sở Tài chính
B,XÃ HỘI,,,,
6,Tỷ lệ lao động,%,50,60,Sở Y tế
,Tổng cộng,,,,
,Nguồn: các sở,,,,
$csv$);
SELECT * FROM load_annex('MARKS');
\o
SELECT is((SELECT string_agg(code || coalesce('<' || parent, '') || CASE WHEN measured THEN '' ELSE '!' END, ' ' ORDER BY sort_order) FROM pg_temp.row WHERE plan = 'MARKS'),
          '1 1.1<1 1.2<1 1.3<1 3! 3.1<3 3.1.1<3.1 3.1.2<3.1 3.2<3 5! 5.1<5 5.2<5 6', 'what each row is');
SELECT is((SELECT string_agg(k.code || coalesce('<' || above.code, ''), ' ' ORDER BY k.sort_order) FROM sector AS k JOIN plan AS p USING (plan_id) LEFT JOIN sector AS above ON above.sector_id = k.parent_id WHERE p.code = 'MARKS'),
          'A I<A II<A B', 'sectors of two kinds');
SELECT is((SELECT string_agg(DISTINCT extract(year FROM due) || ' ' || scope, ', ') FROM pg_temp.cell WHERE plan = 'MARKS'), '2025 local, 2030 local', 'due dates from the headers');

-- The only number missing between two; one that is not.
SELECT results_eq($$SELECT _missing_code(NULL, '2.1'), _missing_code('1.3', '1.5'), _missing_code('5', '7'), _missing_code('1.4', '2.2'), _missing_code('1.4', '2.1'), _missing_code('1.4', NULL)$$,
                  $$VALUES ('1.1', '1.4', '6', '2.1', NULL, NULL)$$, 'blank numbers');

-- Long form: any due dates, areas, scopes, a column of directions, baselines.
\o /dev/null
SELECT pg_temp.send('LONG', $csv$code,name_vi,name_en,unit,direction,area,due,cell,baseline,baseline_on,lead
X-1,Tỷ lệ A,Rate A,%,up,490,2025,50,40,2023,Sở Y tế
X-1,Tỷ lệ A,,,,490,2026,55,,,
X-1,Tỷ lệ A,,,,Quận Thanh Khê,2026-06-30,60,,,
X-2,Tỷ lệ B,Rate B,%,,490,2025,30,35,2023,Sở Tài chính
X-2,Tỷ lệ B,,,,490,2026,25,,,
X-3,Tỷ lệ C,Rate C,%,up,490,2025,< 3,,,Sở Tài chính
X-3,Tỷ lệ C,,,,nowhere,2026,5,,,
X-4,Tốc độ D,Pace D,%/năm,,490,2025,5,7,2023,Sở Tài chính
$csv$);
SELECT * FROM load_annex('LONG', merged => false);
\o
SELECT results_eq($$SELECT c.code, a.code, c.due, c.goal::text FROM pg_temp.cell AS c JOIN area AS a USING (area_id) WHERE plan = 'LONG' ORDER BY 1, 2, 3$$,
    $$VALUES ('X-1', '490', DATE '2025-12-31', '50 up by 2025-12-31'), ('X-1', '490', '2026-12-31', '55 up by 2026-12-31'), ('X-1', '491', '2026-06-30', '60 up by 2026-06-30'),
             ('X-2', '490', '2025-12-31', '30 down by 2025-12-31'), ('X-2', '490', '2026-12-31', '25 down by 2026-12-31'), ('X-3', '490', '2025-12-31', NULL),
             ('X-4', '490', '2025-12-31', '5 up by 2025-12-31')$$, 'long form');
SELECT results_eq($$SELECT code, direction, direction_basis, name_en FROM pg_temp.row WHERE plan = 'LONG' ORDER BY sort_order$$,
    $$VALUES ('X-1', 'up', 'given', 'Rate A'), ('X-2', 'down', 'inferred', 'Rate B'), ('X-3', NULL, NULL, 'Rate C'), ('X-4', 'up', 'assumed', 'Pace D')$$,
    'a column says; the cells contradict it; a pace says nothing');
SELECT results_eq($$SELECT i.code, a.code, b.as_of, b.value FROM indicator_baseline AS b JOIN pg_temp.row AS i USING (indicator_id) JOIN area AS a USING (area_id) ORDER BY 1$$,
    $$VALUES ('X-1', '490', DATE '2023-12-31', 40::numeric), ('X-2', '490', '2023-12-31', 35), ('X-4', '490', '2023-12-31', 7)$$, 'baselines of the area of the row');
SELECT results_eq($$SELECT column_name, raw, reason_en FROM rejected_row WHERE cells ->> 'plan' = 'LONG' ORDER BY 1, 2$$,
    $$VALUES ('cell', '5', 'unknown area: nowhere'), ('cell', '< 3', 'the cells of this row point both ways')$$, 'what could not be taken');

-- Two header rows; scopes from the upper one.
\o /dev/null
SELECT pg_temp.send('HEADS', $csv$Biểu 1. Hệ thống chỉ tiêu,,,,,,
STT,Chỉ tiêu,Đơn vị tính,Trung ương,,Tỉnh,
,,,KH 2027,Đến năm 2030,KH 2027,Đến năm 2030
1,Tỷ lệ A,%,10,20,11,21
2,Tỷ lệ B,%,-,20,-,21
$csv$);
SELECT * FROM load_annex('HEADS');
\o
SELECT is((SELECT string_agg(scope || ' ' || extract(year FROM due) || ' ' || cell, ', ' ORDER BY scope, due) FROM pg_temp.cell WHERE plan = 'HEADS' AND code = '1'),
          'local 2027 11, local 2030 21, national 2027 10, national 2030 20', 'scopes and due dates from two header rows');

-- A correction is no amendment.
\o /dev/null
SELECT create_document('2/QĐ', 'sửa đổi', '2024-06-01', 'UBND');
SELECT correct_target('1', '48', 'local', '2027-12-31', '12', 'chép nhầm 11', 'HEADS');
\o
SELECT results_eq($$SELECT cell, valid_from, valid_to, correction FROM pg_temp.cell WHERE plan = 'HEADS' AND code = '1' AND scope = 'local' AND due = '2027-12-31' ORDER BY indicator_target_id$$,
    $$VALUES ('11', DATE '2024-01-02', DATE '2024-01-01', 'chép nhầm 11'), ('12', '2024-01-02', NULL, NULL)$$, 'the old row was never in force');
SELECT is((SELECT d.number FROM pg_temp.cell AS c JOIN document AS d USING (document_id) WHERE plan = 'HEADS' AND cell = '12' AND c.code = '1'), 'HEADS', 'the document is the same');
SELECT throws_ok($$SELECT correct_target('1', '48', 'local', '2027-12-31', '13', ' ', 'HEADS')$$, '22004', NULL, 'a correction says why');
SELECT pg_temp.send('HEADS', E'TT,Chỉ tiêu,ĐVT,Tỉnh KH 2027\n1,Tỷ lệ A,%,14\n');
SELECT is((SELECT reason_en FROM load_annex('HEADS') WHERE severity = 'error'), 'the cell differs from the target in force (12): an amendment is needed', 'a changed cell is refused');
SELECT pg_temp.send('HEADS', E'TT,Chỉ tiêu,ĐVT,Tỉnh KH 2027\n1,Tỷ lệ A,%,14\n');
SELECT is_empty($$SELECT * FROM load_annex('HEADS', correct => true) WHERE severity = 'error'$$, 'unless the copy was wrong');
SELECT pg_temp.send('HEADS', E'TT,Chỉ tiêu,ĐVT,Tỉnh KH 2027\n1,Tỷ lệ A,%,15\n');
SELECT is_empty($$SELECT * FROM load_annex('HEADS', amendment => '2/QĐ') WHERE severity = 'error'$$, 'another document amends');
SELECT pg_temp.send('HEADS', E'TT,Chỉ tiêu,ĐVT,Tỉnh KH 2027\n1,Tỷ lệ A,%,14\n');
SELECT is_empty($$SELECT * FROM load_annex('HEADS') WHERE severity = 'error'$$, 'what the document once set is unchanged');
SELECT results_eq($$SELECT cell, valid_from, valid_to, correction IS NULL FROM pg_temp.cell WHERE plan = 'HEADS' AND code = '1' AND scope = 'local' AND due = '2027-12-31' ORDER BY indicator_target_id$$,
    $$VALUES ('11', DATE '2024-01-02', DATE '2024-01-01', false), ('12', '2024-01-02', '2024-01-01', false), ('14', '2024-01-02', '2024-05-31', true), ('15', '2024-06-01', NULL, true)$$, 'the history of a cell');
SELECT throws_ok($$SELECT load_annex('HEADS', correct => true, amendment => '2/QĐ')$$, '22023', NULL, 'not both');

-- A cell that was not understood is replaced by the next load.
\o /dev/null
SELECT pg_temp.send('UNREAD', E'TT,Chỉ tiêu,ĐVT,2025\n1,Tỷ lệ A,%,phấn đấu\n');
SELECT * FROM load_annex('UNREAD');
\o
SELECT is((SELECT string_agg(cell, ',') FROM unread_target JOIN pg_temp.row USING (indicator_id) WHERE plan = 'UNREAD'), 'phấn đấu', 'it is listed');
SELECT pg_temp.send('UNREAD', E'TT,Chỉ tiêu,ĐVT,2025\n1,Tỷ lệ A,%,95\n');
SELECT is_empty($$SELECT * FROM load_annex('UNREAD') WHERE severity = 'error'$$, 'sent again as it can be read');
SELECT is((SELECT count(*) FROM unread_target JOIN pg_temp.row USING (indicator_id) WHERE plan = 'UNREAD'), 0::bigint, 'it is not any more');
SELECT is_empty($$SELECT * FROM open_rejection WHERE cells ->> 'plan' = 'UNREAD'$$, 'nothing stays open');

-- An editor does it all; a reader and a department nothing of it.
\o /dev/null
CREATE ROLE annex_editor;
CREATE ROLE annex_reader;
SELECT grant_editor('annex_editor');
SELECT grant_reader('annex_reader');
GRANT USAGE ON SCHEMA policy TO annex_reader;
GRANT SELECT ON pg_temp.cell, pg_temp.row TO annex_editor, annex_reader;
SET ROLE annex_editor;
SELECT create_document('9/QĐ', 'Quyết định', '2024-01-01', 'UBND');
SELECT create_plan('ED', 'Kế hoạch', '8/KH', '2024-01-02', 'UBND', '48', implements => '{9/QĐ}');
SELECT create_agencies(E'code,name_vi,aliases\nNV,Sở Nội vụ,Sở NV');
SELECT create_sectors('ED', E'number,title_vi\n1,Một');
INSERT INTO annex_intake (line) VALUES (E'TT,Chỉ tiêu,ĐVT,Thực hiện 2023,Kế hoạch 2025,Chủ trì\n1,Tỷ lệ A,%,40,50,Sở NV; Sở lạ\n2,Tỷ lệ hộ nghèo,%,,5,\n3,Tỷ lệ B,%,,?,\n');
SELECT * FROM load_annex('ED');
SELECT correct_target('1', '48', 'local', '2025-12-31', '51', 'chép nhầm', 'ED');
\o
SELECT results_eq($$SELECT code, cell, valid_to IS NULL FROM pg_temp.cell WHERE plan = 'ED' ORDER BY indicator_target_id$$,
    $$VALUES ('1', '50', false), ('2', '5', true), ('3', '?', true), ('1', '51', true)$$, 'an editor loads and corrects');
SELECT is((SELECT spelling FROM unknown_agency WHERE spelling = 'Sở lạ'), 'Sở lạ', 'and sees who is unknown');
SELECT is((SELECT value FROM indicator_baseline WHERE cell = '40' AND as_of = '2023-12-31' AND document_id = (SELECT document_id FROM document WHERE number = '8/KH')), 40::numeric,
          'what was achieved before is the baseline');
RESET ROLE;
SELECT results_eq($$SELECT code, severity FROM doctor() WHERE code IN ('direction_doubtful', 'unread_cell') AND object LIKE '%ED%' ORDER BY 1$$,
    $$VALUES ('direction_doubtful', 'warning'), ('unread_cell', 'error')$$, 'doctor says what nobody decided, and what nobody can read');
SET ROLE annex_reader;
SELECT throws_ok($$SELECT create_plan('RD', 'Kế hoạch', '8/KH', '2024-01-02', 'UBND', '48')$$, '42501', NULL, 'a reader makes no plan');
SELECT throws_ok($$SELECT correct_target('1', '48', 'local', '2025-12-31', '52', 'không', 'ED')$$, '42501', NULL, 'and corrects nothing');
RESET ROLE;

SELECT * FROM finish();
ROLLBACK;
