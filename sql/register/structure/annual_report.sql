/*
 * A line of the annual report, as _report_lines() gives it to every section.
 */

CREATE TYPE annual_report_line AS (
    sort_order integer,
    sector_number integer,
    sector_title text,
    sector_inferred boolean,
    ordinal text,
    name text,
    unit text,
    national_first text,
    national_second text,
    local_first text,
    local_second text,
    leads text,
    coordinating text,
    result text,
    stage text,
    verdict text,
    gap_text text,
    pace text,
    forecast text,
    note text,
    reason text,
    explanation text,
    indicator_id integer,
    code text,
    measured boolean,
    counted boolean,
    is_level boolean,
    weight numeric,
    value numeric,
    stage_code text,
    is_sample boolean,
    source_id integer,
    period_end date,
    status socpolicy.compliance_status,
    rule_status socpolicy.compliance_status,
    assessment_id integer,
    gap numeric,
    attainment numeric,
    due date,
    cell text,
    goal socpolicy.target,
    comparison socpolicy.target,
    lead_agency_ids integer[],
    pace_due date,
    pace_goal socpolicy.target,
    pace_status socpolicy.progress_status,
    pace_is_sample boolean,
    years integer[],
    figures numeric[],
    full_name text,
    lead_codes text[],
    source_name text,
    pace_lags boolean,
    other_status socpolicy.compliance_status,
    other_cell text,
    other_due date,
    severity integer);

COMMENT ON TYPE annual_report_line IS
    'Một dòng của phụ lục kèm kết quả năm | a line of the annex with the year''s result';
COMMENT ON COLUMN annual_report_line.sort_order IS 'Thứ tự trong phụ lục | order in the annex';
COMMENT ON COLUMN annual_report_line.sector_number IS 'Số của nhóm | number of the sector';
COMMENT ON COLUMN annual_report_line.sector_title IS 'Tên nhóm | title of the sector';
COMMENT ON COLUMN annual_report_line.sector_inferred IS
    'Tên nhóm do người lập sổ đặt | the title is ours, the document has none';
COMMENT ON COLUMN annual_report_line.ordinal IS
    'TT như in; ô để trống thì mã trong ngoặc | number as printed; where none is, our code in brackets';
COMMENT ON COLUMN annual_report_line.name IS 'Nội dung chỉ tiêu | name of the indicator';
COMMENT ON COLUMN annual_report_line.unit IS 'Đơn vị tính | unit';
COMMENT ON COLUMN annual_report_line.national_first IS
    'Mục tiêu Trung ương, hạn đầu | national target, first due date';
COMMENT ON COLUMN annual_report_line.national_second IS
    'Mục tiêu Trung ương, hạn cuối | national target, last due date';
COMMENT ON COLUMN annual_report_line.local_first IS
    'Mục tiêu địa phương, hạn đầu | local target, first due date';
COMMENT ON COLUMN annual_report_line.local_second IS
    'Mục tiêu địa phương, hạn cuối | local target, last due date';
COMMENT ON COLUMN annual_report_line.leads IS 'Cơ quan chủ trì | lead agencies';
COMMENT ON COLUMN annual_report_line.coordinating IS 'Cơ quan phối hợp | coordinating agencies';
COMMENT ON COLUMN annual_report_line.result IS 'Kết quả năm như in, đã làm tròn | the year''s figure as printed, rounded';
COMMENT ON COLUMN annual_report_line.stage IS 'Giai đoạn của số liệu | stage of the figure';
COMMENT ON COLUMN annual_report_line.verdict IS 'So với mục tiêu | verdict';
COMMENT ON COLUMN annual_report_line.gap_text IS
    'Chênh lệch so với mục tiêu như in, dấu + là tốt hơn | gap as printed, + is better';
COMMENT ON COLUMN annual_report_line.pace IS
    'Tiến độ tới mục tiêu có hạn cuối, khi hạn còn ở phía trước | pace towards the target with the last due date, while it lies ahead';
COMMENT ON COLUMN annual_report_line.forecast IS 'Dự báo đến hạn đó bằng một câu | where the pace leads, in one sentence';
COMMENT ON COLUMN annual_report_line.note IS 'Ghi chú như in | note as printed';
COMMENT ON COLUMN annual_report_line.reason IS
    'Lý do, khi kết quả do người quyết định | the reason, where a person decided the verdict';
COMMENT ON COLUMN annual_report_line.explanation IS 'Giải thích bằng một câu | the verdict in one sentence';
COMMENT ON COLUMN annual_report_line.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN annual_report_line.code IS 'Mã chỉ tiêu | indicator code';
COMMENT ON COLUMN annual_report_line.measured IS 'Có đo lường | measured, not only a heading';
COMMENT ON COLUMN annual_report_line.counted IS
    'Được tính vào tổng: có đo lường, và không nằm dưới một chỉ tiêu có đo lường | counts in totals: measured, and under no measured indicator';
COMMENT ON COLUMN annual_report_line.is_level IS 'Là chỉ tiêu định tính theo thang mức | judged on a scale of levels';
COMMENT ON COLUMN annual_report_line.weight IS 'Trọng số | weight';
COMMENT ON COLUMN annual_report_line.value IS
    'Giá trị không làm tròn; chỉ tiêu định tính: bậc | unrounded value; for a scale: the rank';
COMMENT ON COLUMN annual_report_line.stage_code IS
    'Giai đoạn: estimate, preliminary, official | stage as a code';
COMMENT ON COLUMN annual_report_line.is_sample IS 'Số liệu minh họa | invented sample figure';
COMMENT ON COLUMN annual_report_line.source_id IS 'Nguồn | source';
COMMENT ON COLUMN annual_report_line.period_end IS 'Ngày cuối của năm | last day of the year';
COMMENT ON COLUMN annual_report_line.status IS
    'Kết quả; NULL: chỉ là tiêu đề | the verdict; NULL: only a heading';
COMMENT ON COLUMN annual_report_line.rule_status IS 'Kết quả theo quy tắc | what the rule says';
COMMENT ON COLUMN annual_report_line.assessment_id IS
    'Đánh giá do người quyết định | the decision of a person';
COMMENT ON COLUMN annual_report_line.gap IS 'Chênh lệch so với mục tiêu | gap to the target';
COMMENT ON COLUMN annual_report_line.attainment IS 'Mức đạt, % | attainment in percent';
COMMENT ON COLUMN annual_report_line.due IS 'Hạn của mục tiêu đã dùng | due date of the target that judged';
COMMENT ON COLUMN annual_report_line.cell IS 'Mục tiêu đã dùng như in | the target that judged, as printed';
COMMENT ON COLUMN annual_report_line.goal IS 'Mục tiêu đã dùng | the target that judged';
COMMENT ON COLUMN annual_report_line.comparison IS
    'Mục tiêu cùng hạn của phạm vi kia | the other scope''s target with the same due date';
COMMENT ON COLUMN annual_report_line.lead_agency_ids IS 'Cơ quan chủ trì | lead agencies';
COMMENT ON COLUMN annual_report_line.pace_due IS 'Hạn của mục tiêu ở phía trước | due date of the target ahead';
COMMENT ON COLUMN annual_report_line.pace_goal IS 'Mục tiêu ở phía trước | the target ahead';
COMMENT ON COLUMN annual_report_line.pace_status IS 'Tiến độ theo phương pháp A | pace by method A';
COMMENT ON COLUMN annual_report_line.pace_is_sample IS
    'Tiến độ dựa trên số liệu minh họa | the pace rests on invented sample figures';
COMMENT ON COLUMN annual_report_line.years IS 'Các năm có số liệu | years with a figure';
COMMENT ON COLUMN annual_report_line.figures IS 'Số liệu các năm đó | figures of those years';
COMMENT ON COLUMN annual_report_line.full_name IS
    'Nội dung chỉ tiêu kèm tên chỉ tiêu cha | name of the indicator with that of its parent';
COMMENT ON COLUMN annual_report_line.lead_codes IS 'Mã cơ quan chủ trì | codes of the lead agencies';
COMMENT ON COLUMN annual_report_line.source_name IS 'Tên nguồn | name of the source';
COMMENT ON COLUMN annual_report_line.pace_lags IS
    'Đúng tiến độ theo phương pháp A, nhưng phương pháp D hoặc đường thẳng nói là chưa | on the way by method A, which method D or the straight line denies';
COMMENT ON COLUMN annual_report_line.other_status IS 'Kết quả theo phạm vi kia | verdict by the other scope';
COMMENT ON COLUMN annual_report_line.other_cell IS
    'Mục tiêu đã dùng của phạm vi kia, như in | the other scope''s target that judged, as printed';
COMMENT ON COLUMN annual_report_line.other_due IS 'Hạn của mục tiêu đó | its due date';
COMMENT ON COLUMN annual_report_line.severity IS
    'Thứ tự khi xếp nặng nhất trước | place when the worst come first';
