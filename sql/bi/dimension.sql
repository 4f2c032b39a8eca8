/*
 * Dimensions: what facts are sliced by.
 *
 * Every view of this schema has built-in types only, an absent bound is NULL,
 * a code stands beside its words in two languages and its place in order, a
 * boolean beside its 0/1 twin (_n), a date beside its text (_iso).  Columns are
 * only ever appended.  Keys (_id) have the same name on both sides of a join;
 * view relationships lists them.
 */

/* ---------- status ---------- */

CREATE OR REPLACE VIEW dim_status WITH (security_invoker = true) AS
    SELECT s.sort::integer AS status_id, s.code AS status_code,
           socpolicy.status_label(s.status, 'vi') AS status_label_vi,
           socpolicy.status_label(s.status, 'en') AS status_label_en,
           s.sort AS status_sort, _code_word('status', s.code) ->> 'color' AS status_color,
           code_icon('status', s.code) AS status_icon,
           s.status <= 'missed' AS is_countable, (s.status <= 'missed')::integer::smallint AS countable_n,
           s.status <= 'met' AS is_met, (s.status <= 'met')::integer::smallint AS met_n
    FROM (SELECT e.status, e.status::text AS code, _code_sort('status', e.status::text) AS sort
          FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS e (status)) AS s;

COMMENT ON VIEW dim_status IS
    'Kết quả đánh giá: một dòng cho mỗi trạng thái, kể cả chưa có số liệu, không có chỉ tiêu | verdicts: one row per status, those without a verdict included';
COMMENT ON COLUMN dim_status.status_id IS 'Khóa | key';
COMMENT ON COLUMN dim_status.status_code IS 'Mã trạng thái | status code';
COMMENT ON COLUMN dim_status.status_label_vi IS 'Tên tiếng Việt | label in Vietnamese';
COMMENT ON COLUMN dim_status.status_label_en IS 'Tên tiếng Anh | label in English';
COMMENT ON COLUMN dim_status.status_sort IS 'Thứ tự, tốt nhất trước | order, best first';
COMMENT ON COLUMN dim_status.status_color IS 'Màu #rrggbb | colour #rrggbb';
COMMENT ON COLUMN dim_status.status_icon IS 'Ký hiệu, để không chỉ dựa vào màu | sign, so that colour is not alone';
COMMENT ON COLUMN dim_status.is_countable IS 'Đã được đánh giá | is a verdict';
COMMENT ON COLUMN dim_status.countable_n IS '1 nếu đã được đánh giá | 1 if a verdict';
COMMENT ON COLUMN dim_status.is_met IS 'Đạt hoặc vượt | met or exceeded';
COMMENT ON COLUMN dim_status.met_n IS '1 nếu đạt hoặc vượt | 1 if met or exceeded';

CREATE OR REPLACE VIEW dim_scope WITH (security_invoker = true) AS
    SELECT s.scope_code,
           code_label('scope', s.scope_code, 'vi') AS scope_label_vi,
           code_label('scope', s.scope_code, 'en') AS scope_label_en,
           _code_sort('scope', s.scope_code) AS scope_sort
    FROM (VALUES ('national'), ('local')) AS s (scope_code);

COMMENT ON VIEW dim_scope IS
    'Mục tiêu của ai: Trung ương hay địa phương; mỗi phạm vi một dòng | whose target: one row for national, one for local';
COMMENT ON COLUMN dim_scope.scope_code IS 'Mã phạm vi | scope code';
COMMENT ON COLUMN dim_scope.scope_label_vi IS 'Tên tiếng Việt | label in Vietnamese';
COMMENT ON COLUMN dim_scope.scope_label_en IS 'Tên tiếng Anh | label in English';
COMMENT ON COLUMN dim_scope.scope_sort IS 'Thứ tự | order';

/* ---------- time ---------- */

/*
 * From 25 years before the first plan, so that figures which go back further
 * have a year to stand under, to the last year with a target, or to this year
 * if plans have ended.
 */
CREATE OR REPLACE VIEW dim_year WITH (security_invoker = true) AS
    SELECT y.year,
           'Năm ' || y.year AS label_vi, 'Year ' || y.year AS label_en,
           make_date(y.year, 1, 1) AS first_day, y.year || '-01-01' AS first_day_iso,
           make_date(y.year, 12, 31) AS last_day, y.year || '-12-31' AS last_day_iso,
           m.year IS NOT NULL AS is_milestone, (m.year IS NOT NULL)::integer::smallint AS milestone_n,
           y.year AS year_sort
    FROM (SELECT generate_series(span.first_year - 25, span.last_year) AS year
          FROM (SELECT min(s.first_year) AS first_year,
                       greatest(max(s.last_year), extract(year FROM today())::integer) AS last_year
                FROM _plan_span AS s) AS span) AS y
    LEFT JOIN (SELECT DISTINCT extract(year FROM t.due)::integer AS year
               FROM (SELECT DISTINCT due FROM indicator_target WHERE goal IS NOT NULL) AS t) AS m
        ON m.year = y.year;

COMMENT ON VIEW dim_year IS
    'Năm: mỗi năm một dòng, từ 25 năm trước kế hoạch đầu tiên đến năm cuối có mục tiêu, ít nhất đến năm nay | years: one row each, from 25 years before the first plan to the last year with a target, at least to this year';
COMMENT ON COLUMN dim_year.year IS 'Năm, cũng là khóa | year, and key';
COMMENT ON COLUMN dim_year.label_vi IS 'Nhãn tiếng Việt | label in Vietnamese';
COMMENT ON COLUMN dim_year.label_en IS 'Nhãn tiếng Anh | label in English';
COMMENT ON COLUMN dim_year.first_day IS 'Ngày đầu | first day';
COMMENT ON COLUMN dim_year.first_day_iso IS 'Ngày đầu, dạng chữ | first day as text';
COMMENT ON COLUMN dim_year.last_day IS 'Ngày cuối | last day';
COMMENT ON COLUMN dim_year.last_day_iso IS 'Ngày cuối, dạng chữ | last day as text';
COMMENT ON COLUMN dim_year.is_milestone IS 'Năm có mục tiêu đến hạn | a target is due in this year';
COMMENT ON COLUMN dim_year.milestone_n IS '1 nếu là năm có mục tiêu đến hạn | 1 if a target is due in this year';
COMMENT ON COLUMN dim_year.year_sort IS 'Thứ tự | order';

/* ---------- plan, sector, indicator ---------- */

CREATE OR REPLACE VIEW dim_plan WITH (security_invoker = true) AS
    SELECT p.plan_id, p.code AS plan_code, p.title_vi, coalesce(p.title_en, p.title_vi) AS title_en,
           d.number AS document_number, d.issued_on, to_char(d.issued_on, 'YYYY-MM-DD') AS issued_on_iso,
           d.issuer, p.area_id, a.code AS area_code, a.name_vi AS area_name_vi,
           coalesce(a.name_en, a.name_vi) AS area_name_en,
           s.first_year, s.last_year,
           (SELECT count(*) FROM indicator AS i WHERE i.plan_id = p.plan_id AND i.measured)::integer AS indicator_count,
           (SELECT count(*) FROM task AS t WHERE t.plan_id = p.plan_id)::integer AS task_count,
           p.plan_id AS plan_sort
    FROM plan AS p
    JOIN document AS d ON d.document_id = p.document_id
    JOIN area AS a ON a.area_id = p.area_id
    JOIN _plan_span AS s ON s.plan_id = p.plan_id;

COMMENT ON VIEW dim_plan IS 'Kế hoạch: mỗi kế hoạch một dòng | plans: one row each';
COMMENT ON COLUMN dim_plan.plan_id IS 'Khóa | key';
COMMENT ON COLUMN dim_plan.plan_code IS 'Số, ký hiệu | code';
COMMENT ON COLUMN dim_plan.title_vi IS 'Tên | title';
COMMENT ON COLUMN dim_plan.title_en IS 'Tên tiếng Anh, nếu không có thì tiếng Việt | title in English, else in Vietnamese';
COMMENT ON COLUMN dim_plan.document_number IS 'Số văn bản | document number';
COMMENT ON COLUMN dim_plan.issued_on IS 'Ngày ban hành | date of issue';
COMMENT ON COLUMN dim_plan.issued_on_iso IS 'Ngày ban hành, dạng chữ | date of issue as text';
COMMENT ON COLUMN dim_plan.issuer IS 'Cơ quan ban hành | issuer';
COMMENT ON COLUMN dim_plan.area_id IS 'Địa phương của kế hoạch | area of the plan';
COMMENT ON COLUMN dim_plan.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN dim_plan.area_name_vi IS 'Tên địa phương | area name';
COMMENT ON COLUMN dim_plan.area_name_en IS 'Tên địa phương bằng tiếng Anh | area name in English';
COMMENT ON COLUMN dim_plan.first_year IS 'Năm đầu | first year';
COMMENT ON COLUMN dim_plan.last_year IS 'Năm cuối có mục tiêu | last year with a target';
COMMENT ON COLUMN dim_plan.indicator_count IS 'Số chỉ tiêu được đo lường, kể cả dòng con | measured indicators, sub-rows included';
COMMENT ON COLUMN dim_plan.task_count IS 'Số nhiệm vụ | tasks';
COMMENT ON COLUMN dim_plan.plan_sort IS 'Thứ tự | order';

CREATE OR REPLACE VIEW dim_sector WITH (security_invoker = true) AS
    SELECT s.sector_id, s.plan_id, s.number::text AS sector_code, s.number AS sector_number,
           s.title_vi AS name_vi, coalesce(s.title_en, s.title_vi) AS name_en,
           s.title_inferred AS is_title_inferred, s.title_inferred::integer::smallint AS title_inferred_n,
           s.sort_order AS sector_sort
    FROM sector AS s;

COMMENT ON VIEW dim_sector IS 'Nhóm chỉ tiêu của kế hoạch: mỗi nhóm một dòng | groups of a plan''s indicators: one row each';
COMMENT ON COLUMN dim_sector.sector_id IS 'Khóa | key';
COMMENT ON COLUMN dim_sector.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN dim_sector.sector_code IS 'Số nhóm, dạng chữ | number of the group as text';
COMMENT ON COLUMN dim_sector.sector_number IS 'Số nhóm | number of the group';
COMMENT ON COLUMN dim_sector.name_vi IS 'Tên nhóm | name';
COMMENT ON COLUMN dim_sector.name_en IS 'Tên tiếng Anh, nếu không có thì tiếng Việt | name in English, else in Vietnamese';
COMMENT ON COLUMN dim_sector.is_title_inferred IS 'Tên nhóm do người lập sổ đặt, văn bản không ghi | the name is not the document''s';
COMMENT ON COLUMN dim_sector.title_inferred_n IS '1 nếu tên do người lập sổ đặt | 1 if the name is not the document''s';
COMMENT ON COLUMN dim_sector.sector_sort IS 'Thứ tự | order';

CREATE OR REPLACE VIEW dim_indicator WITH (security_invoker = true) AS
    SELECT i.indicator_id, i.plan_id, i.sector_id, i.parent_id,
           i.code AS indicator_code, i.sort_order AS indicator_sort,
           i.name_vi, coalesce(i.name_en, i.name_vi) AS name_en,
           p.full_name_vi, p.full_name_en,
           i.measured AS is_measured, i.measured::integer::smallint AS measured_n,
           p.is_counted, p.is_counted::integer::smallint AS counted_n,
           u.folded AS unit_code, u.label AS unit_label_vi, coalesce(u.label_en, u.label) AS unit_label_en,
           u.kind AS unit_kind,
           i.direction AS direction_code,
           code_label('direction', i.direction, 'vi') AS direction_label_vi,
           code_label('direction', i.direction, 'en') AS direction_label_en,
           i.direction_basis AS direction_basis_code,
           i.aggregation AS aggregation_code,
           code_label('aggregation', i.aggregation, 'vi') AS aggregation_label_vi,
           code_label('aggregation', i.aggregation, 'en') AS aggregation_label_en,
           i.frequency AS frequency_code,
           code_label('frequency', i.frequency, 'vi') AS frequency_label_vi,
           code_label('frequency', i.frequency, 'en') AS frequency_label_en,
           u.kind IS NOT DISTINCT FROM 'level' AS is_level,
           (u.kind IS NOT DISTINCT FROM 'level')::integer::smallint AS level_n,
           i.natural_min::double precision AS natural_min, i.natural_max::double precision AS natural_max,
           i.decimals, i.weight::double precision AS weight, i.note,
           d.leads_vi AS lead_agency_name_vi, d.leads_en AS lead_agency_name_en,
           d.coordinating_vi AS coordinating_agencies_text,
           today() AS as_of_date, to_char(today(), 'YYYY-MM-DD') AS as_of_date_iso,
           d.coordinating_en AS coordinating_agencies_text_en
    FROM indicator AS i
    JOIN _indicator_place AS p ON p.indicator_id = i.indicator_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN _duty_names() AS d ON d.indicator_id = i.indicator_id;

COMMENT ON VIEW dim_indicator IS
    'Chỉ tiêu: mỗi dòng in của phụ lục một dòng, kể cả dòng tiêu đề | indicators: one row per printed line of the annex, headings included';
COMMENT ON COLUMN dim_indicator.indicator_id IS 'Khóa | key';
COMMENT ON COLUMN dim_indicator.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN dim_indicator.sector_id IS 'Nhóm | sector';
COMMENT ON COLUMN dim_indicator.parent_id IS 'Chỉ tiêu cha | parent indicator';
COMMENT ON COLUMN dim_indicator.indicator_code IS 'Mã, dạng chữ: 4.1 khác 4.10 | code as text: 4.1 and 4.10 differ';
COMMENT ON COLUMN dim_indicator.indicator_sort IS 'Thứ tự trong phụ lục | order in the annex';
COMMENT ON COLUMN dim_indicator.name_vi IS 'Tên | name';
COMMENT ON COLUMN dim_indicator.name_en IS 'Tên tiếng Anh, nếu không có thì tiếng Việt | name in English, else in Vietnamese';
COMMENT ON COLUMN dim_indicator.full_name_vi IS 'Tên kèm tên chỉ tiêu cha | name with that of its parent';
COMMENT ON COLUMN dim_indicator.full_name_en IS 'Tên tiếng Anh kèm tên chỉ tiêu cha | name in English with that of its parent';
COMMENT ON COLUMN dim_indicator.is_measured IS 'Có số liệu và mục tiêu, không chỉ là tiêu đề | has figures and targets, is not just a heading';
COMMENT ON COLUMN dim_indicator.measured_n IS '1 nếu được đo lường | 1 if measured';
COMMENT ON COLUMN dim_indicator.is_counted IS
    'Được tính vào tổng: được đo lường và không nằm dưới một chỉ tiêu đã được đo lường | counts in totals: measured, and under no measured indicator';
COMMENT ON COLUMN dim_indicator.counted_n IS '1 nếu được tính vào tổng | 1 if it counts in totals';
COMMENT ON COLUMN dim_indicator.unit_code IS 'Mã đơn vị tính | unit code';
COMMENT ON COLUMN dim_indicator.unit_label_vi IS 'Đơn vị tính | unit';
COMMENT ON COLUMN dim_indicator.unit_label_en IS 'Đơn vị tính bằng tiếng Anh | unit in English';
COMMENT ON COLUMN dim_indicator.unit_kind IS 'Loại đơn vị | kind of unit';
COMMENT ON COLUMN dim_indicator.direction_code IS 'Chiều tốt: up, down, within | which way is better';
COMMENT ON COLUMN dim_indicator.direction_label_vi IS 'Chiều tốt bằng chữ | which way is better, in words';
COMMENT ON COLUMN dim_indicator.direction_label_en IS 'Chiều tốt bằng tiếng Anh | which way is better, in English';
COMMENT ON COLUMN dim_indicator.direction_basis_code IS
    'Chiều lấy từ đâu: operator (dấu so sánh), scale (thang mức), given (người nhập), assumed (giả định) | where the direction is from: an operator, a scale, a person, or assumed';
COMMENT ON COLUMN dim_indicator.aggregation_code IS 'Cách tổng hợp: ratio, sum, weighted_mean, none | how parts add up';
COMMENT ON COLUMN dim_indicator.aggregation_label_vi IS 'Cách tổng hợp bằng chữ | how parts add up, in words';
COMMENT ON COLUMN dim_indicator.aggregation_label_en IS 'Cách tổng hợp bằng tiếng Anh | how parts add up, in English';
COMMENT ON COLUMN dim_indicator.frequency_code IS 'Kỳ công bố | how often it is published';
COMMENT ON COLUMN dim_indicator.frequency_label_vi IS 'Kỳ công bố bằng chữ | how often it is published, in words';
COMMENT ON COLUMN dim_indicator.frequency_label_en IS 'Kỳ công bố bằng tiếng Anh | how often it is published, in English';
COMMENT ON COLUMN dim_indicator.is_level IS 'Giá trị là mức trong một thang, không phải số | the value is a level of a scale, not a number';
COMMENT ON COLUMN dim_indicator.level_n IS '1 nếu giá trị là mức | 1 if the value is a level';
COMMENT ON COLUMN dim_indicator.natural_min IS 'Giới hạn tự nhiên dưới | lower natural limit';
COMMENT ON COLUMN dim_indicator.natural_max IS 'Giới hạn tự nhiên trên | upper natural limit';
COMMENT ON COLUMN dim_indicator.decimals IS 'Số chữ số thập phân khi công bố | published decimals';
COMMENT ON COLUMN dim_indicator.weight IS 'Trọng số | weight';
COMMENT ON COLUMN dim_indicator.note IS 'Ghi chú của phụ lục | note of the annex';
COMMENT ON COLUMN dim_indicator.lead_agency_name_vi IS 'Cơ quan chủ trì vào ngày as_of_date | lead agencies on as_of_date';
COMMENT ON COLUMN dim_indicator.lead_agency_name_en IS 'Cơ quan chủ trì bằng tiếng Anh | lead agencies in English';
COMMENT ON COLUMN dim_indicator.coordinating_agencies_text IS 'Cơ quan phối hợp vào ngày as_of_date | coordinating agencies on as_of_date';
COMMENT ON COLUMN dim_indicator.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN dim_indicator.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';
COMMENT ON COLUMN dim_indicator.coordinating_agencies_text_en IS 'Cơ quan phối hợp bằng tiếng Anh | coordinating agencies in English';

/* ---------- agency, area ---------- */

CREATE OR REPLACE VIEW dim_agency WITH (security_invoker = true) AS
    SELECT a.agency_id, a.code AS agency_code, a.name_vi, coalesce(a.name_en, a.name_vi) AS name_en,
           a.kind AS kind_code, code_label('agency_kind', a.kind, 'vi') AS kind_label_vi,
           code_label('agency_kind', a.kind, 'en') AS kind_label_en,
           a.collective AS is_collective, a.collective::integer::smallint AS collective_n,
           a.valid_from, to_char(a.valid_from, 'YYYY-MM-DD') AS valid_from_iso,
           a.valid_to, to_char(a.valid_to, 'YYYY-MM-DD') AS valid_to_iso,
           a.valid_to IS NULL AS is_open, (a.valid_to IS NULL)::integer::smallint AS open_n,
           a.agency_id AS agency_sort
    FROM agency AS a;

COMMENT ON VIEW dim_agency IS
    'Cơ quan: mỗi cơ quan một dòng, kể cả cơ quan đã giải thể và nhóm cơ quan | agencies: one row each, former ones and groups included';
COMMENT ON COLUMN dim_agency.agency_id IS 'Khóa | key';
COMMENT ON COLUMN dim_agency.agency_code IS 'Mã cơ quan | agency code';
COMMENT ON COLUMN dim_agency.name_vi IS 'Tên | name';
COMMENT ON COLUMN dim_agency.name_en IS 'Tên tiếng Anh, nếu không có thì tiếng Việt | name in English, else in Vietnamese';
COMMENT ON COLUMN dim_agency.kind_code IS 'Loại cơ quan | kind of body';
COMMENT ON COLUMN dim_agency.kind_label_vi IS 'Loại cơ quan bằng chữ | kind of body in words';
COMMENT ON COLUMN dim_agency.kind_label_en IS 'Loại cơ quan bằng tiếng Anh | kind of body in English';
COMMENT ON COLUMN dim_agency.is_collective IS 'Là nhóm nhiều cơ quan | is a group of bodies';
COMMENT ON COLUMN dim_agency.collective_n IS '1 nếu là nhóm | 1 if a group';
COMMENT ON COLUMN dim_agency.valid_from IS 'Ngày đầu; NULL: từ đầu | first day; NULL: from the beginning';
COMMENT ON COLUMN dim_agency.valid_from_iso IS 'Ngày đầu, dạng chữ | first day as text';
COMMENT ON COLUMN dim_agency.valid_to IS 'Ngày cuối; NULL: chưa kết thúc | last day; NULL: not ended';
COMMENT ON COLUMN dim_agency.valid_to_iso IS 'Ngày cuối, dạng chữ | last day as text';
COMMENT ON COLUMN dim_agency.is_open IS 'Chưa ghi ngày kết thúc | no last day is recorded';
COMMENT ON COLUMN dim_agency.open_n IS '1 nếu chưa ghi ngày kết thúc | 1 if no last day is recorded';
COMMENT ON COLUMN dim_agency.agency_sort IS 'Thứ tự | order';

/*
 * Places do not stay under one parent: the last one recorded is shown, and the
 * province is what is found above it.
 */
CREATE OR REPLACE VIEW dim_area WITH (security_invoker = true) AS
    WITH above AS (
        SELECT DISTINCT ON (p.area_id) p.area_id, p.parent_id, a.level, a.code, a.name_vi,
               coalesce(a.name_en, a.name_vi) AS name_en
        FROM area_parent AS p
        JOIN area AS a ON a.area_id = p.parent_id
        ORDER BY p.area_id, p.valid_from DESC NULLS LAST
    )
    SELECT a.area_id, a.code AS area_code, a.name_vi, coalesce(a.name_en, a.name_vi) AS name_en,
           a.level AS level_code, code_label('area_level', a.level, 'vi') AS level_label_vi,
           code_label('area_level', a.level, 'en') AS level_label_en,
           _code_sort('area_level', a.level) AS level_sort,
           a.kind, a.urban AS is_urban, a.urban::integer::smallint AS urban_n,
           first.parent_id, first.name_vi AS parent_name_vi,
           CASE 'province' WHEN a.level THEN a.area_id WHEN first.level THEN first.parent_id
                WHEN second.level THEN second.parent_id END AS province_id,
           CASE 'province' WHEN a.level THEN a.code WHEN first.level THEN first.code
                WHEN second.level THEN second.code END AS province_code,
           CASE 'province' WHEN a.level THEN a.name_vi WHEN first.level THEN first.name_vi
                WHEN second.level THEN second.name_vi END AS province_name_vi,
           a.valid_from, to_char(a.valid_from, 'YYYY-MM-DD') AS valid_from_iso,
           a.valid_to, to_char(a.valid_to, 'YYYY-MM-DD') AS valid_to_iso,
           a.valid_to IS NULL AS is_open, (a.valid_to IS NULL)::integer::smallint AS open_n,
           _code_sort('area_level', a.level) * 1000000 + a.area_id AS area_sort,
           first.name_en AS parent_name_en,
           CASE 'province' WHEN a.level THEN coalesce(a.name_en, a.name_vi) WHEN first.level THEN first.name_en
                WHEN second.level THEN second.name_en END AS province_name_en
    FROM area AS a
    LEFT JOIN above AS first ON first.area_id = a.area_id
    LEFT JOIN above AS second ON second.area_id = first.parent_id;

COMMENT ON VIEW dim_area IS
    'Địa phương: mỗi đơn vị một dòng, một mã có thể có nhiều dòng theo thời gian | areas: one row each; a code may have several, one after the other';
COMMENT ON COLUMN dim_area.area_id IS 'Khóa | key';
COMMENT ON COLUMN dim_area.area_code IS 'Mã đơn vị hành chính | code of the administrative unit';
COMMENT ON COLUMN dim_area.name_vi IS 'Tên | name';
COMMENT ON COLUMN dim_area.name_en IS 'Tên tiếng Anh, nếu không có thì tiếng Việt | name in English, else in Vietnamese';
COMMENT ON COLUMN dim_area.level_code IS 'Cấp: nation, region, province, district, commune | level';
COMMENT ON COLUMN dim_area.level_label_vi IS 'Cấp bằng chữ | level in words';
COMMENT ON COLUMN dim_area.level_label_en IS 'Cấp bằng tiếng Anh | level in English';
COMMENT ON COLUMN dim_area.level_sort IS 'Thứ tự của cấp | order of the level';
COMMENT ON COLUMN dim_area.kind IS 'Loại: xã, phường, thị trấn … | kind of unit';
COMMENT ON COLUMN dim_area.is_urban IS 'Thành thị; NULL: không phân | urban; NULL: not told apart';
COMMENT ON COLUMN dim_area.urban_n IS '1 nếu thành thị, 0 nếu nông thôn | 1 if urban, 0 if rural';
COMMENT ON COLUMN dim_area.parent_id IS 'Đơn vị cấp trên ghi sau cùng | last parent recorded';
COMMENT ON COLUMN dim_area.parent_name_vi IS 'Tên đơn vị cấp trên | name of the parent';
COMMENT ON COLUMN dim_area.province_id IS 'Tỉnh, thành phố chứa đơn vị này, hoặc chính nó | province that it lies in, or itself';
COMMENT ON COLUMN dim_area.province_code IS 'Mã tỉnh, thành phố | code of the province';
COMMENT ON COLUMN dim_area.province_name_vi IS 'Tên tỉnh, thành phố | name of the province';
COMMENT ON COLUMN dim_area.valid_from IS 'Ngày đầu; NULL: từ đầu | first day; NULL: from the beginning';
COMMENT ON COLUMN dim_area.valid_from_iso IS 'Ngày đầu, dạng chữ | first day as text';
COMMENT ON COLUMN dim_area.valid_to IS 'Ngày cuối; NULL: chưa kết thúc | last day; NULL: not ended';
COMMENT ON COLUMN dim_area.valid_to_iso IS 'Ngày cuối, dạng chữ | last day as text';
COMMENT ON COLUMN dim_area.is_open IS 'Chưa ghi ngày kết thúc | no last day is recorded';
COMMENT ON COLUMN dim_area.open_n IS '1 nếu chưa ghi ngày kết thúc | 1 if no last day is recorded';
COMMENT ON COLUMN dim_area.area_sort IS 'Thứ tự: cấp, rồi khóa | order: level, then key';
COMMENT ON COLUMN dim_area.parent_name_en IS 'Tên đơn vị cấp trên bằng tiếng Anh | name of the parent in English';
COMMENT ON COLUMN dim_area.province_name_en IS 'Tên tỉnh bằng tiếng Anh | name of the province in English';

/* ---------- task ---------- */

CREATE OR REPLACE VIEW dim_task WITH (security_invoker = true) AS
    SELECT t.task_id, t.plan_id, t.key AS task_code, t.sort_order AS task_sort,
           s.code AS section_code, s.title_vi AS section_name_vi, coalesce(s.title_en, s.title_vi) AS section_name_en,
           s.sort_order AS section_sort,
           t.name_vi, coalesce(t.name_en, t.name_vi) AS name_en,
           h.timing AS timing_text, h.kind AS schedule_code,
           code_label('schedule', h.kind, 'vi') AS schedule_label_vi,
           code_label('schedule', h.kind, 'en') AS schedule_label_en,
           h.window_from, to_char(h.window_from, 'YYYY-MM-DD') AS window_from_iso,
           h.window_to, to_char(h.window_to, 'YYYY-MM-DD') AS window_to_iso,
           h.window_basis AS window_basis_code,
           t.follows_id,
           d.leads_vi AS lead_agency_name_vi, d.leads_en AS lead_agency_name_en,
           d.coordinating_vi AS coordinating_agencies_text,
           today() AS as_of_date, to_char(today(), 'YYYY-MM-DD') AS as_of_date_iso,
           d.coordinating_en AS coordinating_agencies_text_en
    FROM task AS t
    JOIN task_section AS s ON s.task_section_id = t.task_section_id
    LEFT JOIN task_schedule_as_of() AS h ON h.task_id = t.task_id
    LEFT JOIN _duty_names() AS d ON d.task_id = t.task_id;

COMMENT ON VIEW dim_task IS 'Nhiệm vụ của phụ lục II: mỗi nhiệm vụ một dòng | tasks of the second annex: one row each';
COMMENT ON COLUMN dim_task.task_id IS 'Khóa | key';
COMMENT ON COLUMN dim_task.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN dim_task.task_code IS 'Mã nhiệm vụ: phần và số | section and number';
COMMENT ON COLUMN dim_task.task_sort IS 'Thứ tự trong phụ lục | order in the annex';
COMMENT ON COLUMN dim_task.section_code IS 'Mã phần | section code';
COMMENT ON COLUMN dim_task.section_name_vi IS 'Tên phần | section name';
COMMENT ON COLUMN dim_task.section_name_en IS 'Tên phần bằng tiếng Anh | section name in English';
COMMENT ON COLUMN dim_task.section_sort IS 'Thứ tự của phần | order of the section';
COMMENT ON COLUMN dim_task.name_vi IS 'Tên nhiệm vụ | name';
COMMENT ON COLUMN dim_task.name_en IS 'Tên tiếng Anh, nếu không có thì tiếng Việt | name in English, else in Vietnamese';
COMMENT ON COLUMN dim_task.timing_text IS 'Thời gian thực hiện như in | timing as printed';
COMMENT ON COLUMN dim_task.schedule_code IS 'Loại thời hạn | kind of schedule';
COMMENT ON COLUMN dim_task.schedule_label_vi IS 'Loại thời hạn bằng chữ | kind of schedule in words';
COMMENT ON COLUMN dim_task.schedule_label_en IS 'Loại thời hạn bằng tiếng Anh | kind of schedule in English';
COMMENT ON COLUMN dim_task.window_from IS 'Từ ngày | first day';
COMMENT ON COLUMN dim_task.window_from_iso IS 'Từ ngày, dạng chữ | first day as text';
COMMENT ON COLUMN dim_task.window_to IS 'Đến ngày | last day';
COMMENT ON COLUMN dim_task.window_to_iso IS 'Đến ngày, dạng chữ | last day as text';
COMMENT ON COLUMN dim_task.window_basis_code IS
    'Khoảng thời gian lấy từ đâu: timing (cột thời gian), name (tên nhiệm vụ), given (người nhập) | where the window is from';
COMMENT ON COLUMN dim_task.follows_id IS 'Nhiệm vụ mà nhiệm vụ này tiếp nối | task that this one follows';
COMMENT ON COLUMN dim_task.lead_agency_name_vi IS 'Cơ quan chủ trì vào ngày as_of_date | lead agencies on as_of_date';
COMMENT ON COLUMN dim_task.lead_agency_name_en IS 'Cơ quan chủ trì bằng tiếng Anh | lead agencies in English';
COMMENT ON COLUMN dim_task.coordinating_agencies_text IS 'Cơ quan phối hợp vào ngày as_of_date | coordinating agencies on as_of_date';
COMMENT ON COLUMN dim_task.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN dim_task.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';
COMMENT ON COLUMN dim_task.coordinating_agencies_text_en IS 'Cơ quan phối hợp bằng tiếng Anh | coordinating agencies in English';
