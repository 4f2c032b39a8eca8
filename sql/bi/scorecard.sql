/*
 * Scorecards: verdicts counted, ready to be shown.
 *
 * A rate is a count over a count, never a mean of rates; what has no verdict
 * is counted apart and is in no rate.  An indicator counts once in each area
 * that has a target of its own: what lies under a measured indicator does not.
 */

CREATE OR REPLACE FUNCTION _score(
    counted bigint,
    countable bigint,
    met bigint,
    exceeded bigint,
    near bigint,
    missed bigint,
    not_due bigint,
    no_data bigint,
    no_target bigint,
    assessed bigint,
    estimate bigint,
    sample bigint,
    met_weight double precision,
    countable_weight double precision)
RETURNS TABLE (
    indicators_n integer,
    countable_n integer,
    met_n integer,
    exceeded_n integer,
    near_n integer,
    missed_n integer,
    not_due_n integer,
    no_data_n integer,
    no_target_n integer,
    assessed_n integer,
    estimate_n integer,
    sample_n integer,
    met_rate double precision,
    coverage double precision,
    weighted_met_rate double precision,
    score_text_vi text,
    score_text_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT _score.counted::integer, _score.countable::integer, _score.met::integer, _score.exceeded::integer,
           _score.near::integer, _score.missed::integer, _score.not_due::integer, _score.no_data::integer,
           _score.no_target::integer, _score.assessed::integer, _score.estimate::integer, _score.sample::integer,
           (100.0 * _score.met / nullif(_score.countable, 0))::double precision,
           (100.0 * _score.countable / nullif(_score.countable + _score.no_data, 0))::double precision,
           100 * _score.met_weight / nullif(_score.countable_weight, 0),
           CASE WHEN _score.countable > 0 THEN format('%s/%s chỉ tiêu đạt và vượt', _score.met, _score.countable)
                ELSE 'chưa chỉ tiêu nào được đánh giá' END,
           CASE WHEN _score.countable > 0 THEN format('%s of %s indicators met or exceeded', _score.met, _score.countable)
                ELSE 'no indicator has a verdict' END;
END;

COMMENT ON FUNCTION _score(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, double precision, double precision) IS
    'Số đếm và tỷ lệ của một bảng điểm | counts and rates of a scorecard';


CREATE OR REPLACE FUNCTION scorecard_by_plan_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    indicators_n integer,
    countable_n integer,
    met_n integer,
    exceeded_n integer,
    near_n integer,
    missed_n integer,
    not_due_n integer,
    no_data_n integer,
    no_target_n integer,
    assessed_n integer,
    estimate_n integer,
    sample_n integer,
    met_rate double precision,
    coverage double precision,
    weighted_met_rate double precision,
    score_text_vi text,
    score_text_en text,
    as_of_date date,
    as_of_date_iso text,
    areas_n integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, p.code, p.title_vi, coalesce(p.title_en, p.title_vi), c.year, c.scope_code,
           code_label('scope', c.scope_code, 'vi'), code_label('scope', c.scope_code, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate,
           m.score_text_vi || CASE WHEN c.areas > 1 THEN format(' ở %s địa phương', c.areas) ELSE '' END,
           m.score_text_en || CASE WHEN c.areas > 1 THEN format(' in %s areas', c.areas) ELSE '' END,
           coalesce(scorecard_by_plan_as_of.as_of, today()), to_char(coalesce(scorecard_by_plan_as_of.as_of, today()), 'YYYY-MM-DD'),
           c.areas::integer
    FROM (SELECT f.plan_id, f.year, f.scope_code, count(DISTINCT f.area_id) AS areas,
                 sum(f.counted_n) AS counted,
                 sum(f.countable_n) AS countable, sum(f.met_n) AS met,
                 sum(f.exceeded_n) AS exceeded, sum(f.near_n) AS near, sum(f.missed_n) AS missed,
                 sum(f.not_due_n) AS not_due, sum(f.no_data_n) AS no_data,
                 sum(f.no_target_n) AS no_target, sum(f.assessed_n * f.counted_n) AS assessed,
                 sum(f.estimate_n * f.countable_n) AS estimate,
                 sum(f.sample_n * f.counted_n) AS sample, sum(f.met_weight) AS met_weight,
                 sum(f.countable_weight) AS countable_weight
          FROM fact_verdict_as_of(scorecard_by_plan_as_of.as_of) AS f
          GROUP BY f.plan_id, f.year, f.scope_code) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    CROSS JOIN LATERAL _score(c.counted, c.countable, c.met, c.exceeded, c.near, c.missed, c.not_due,
                             c.no_data, c.no_target, c.assessed, c.estimate, c.sample,
                             c.met_weight, c.countable_weight) AS m;
END;

COMMENT ON FUNCTION scorecard_by_plan_as_of(date) IS
    'scorecard_by_plan như đã biết vào cuối ngày này | scorecard_by_plan as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_plan WITH (security_invoker = true) AS
    SELECT f.plan_id, f.plan_code, f.plan_title_vi, f.plan_title_en, f.year, f.scope_code,
           f.scope_label_vi, f.scope_label_en, f.indicators_n, f.countable_n, f.met_n, f.exceeded_n,
           f.near_n, f.missed_n, f.not_due_n, f.no_data_n, f.no_target_n, f.assessed_n,
           f.estimate_n, f.sample_n, f.met_rate, f.coverage, f.weighted_met_rate, f.score_text_vi,
           f.score_text_en, f.as_of_date, f.as_of_date_iso, f.areas_n
    FROM scorecard_by_plan_as_of() AS f;

COMMENT ON VIEW scorecard_by_plan IS
    'Bảng điểm theo kế hoạch: một dòng cho mỗi kế hoạch, năm và phạm vi; một chỉ tiêu có mục tiêu ở nhiều địa phương được tính ở từng địa phương (areas_n; từng địa phương: scorecard_by_area) | scorecard by plan: one row per plan, year and scope; an indicator with targets in several areas counts in each of them (areas_n; one area: scorecard_by_area)';
COMMENT ON COLUMN scorecard_by_plan.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN scorecard_by_plan.plan_code IS 'Số, ký hiệu | code';
COMMENT ON COLUMN scorecard_by_plan.plan_title_vi IS 'Tên kế hoạch | title';
COMMENT ON COLUMN scorecard_by_plan.plan_title_en IS 'Tên kế hoạch bằng tiếng Anh | title in English';
COMMENT ON COLUMN scorecard_by_plan.year IS 'Năm được đánh giá | year that is judged';
COMMENT ON COLUMN scorecard_by_plan.scope_code IS 'Phạm vi: national, local | scope';
COMMENT ON COLUMN scorecard_by_plan.scope_label_vi IS 'Phạm vi bằng chữ | scope in words';
COMMENT ON COLUMN scorecard_by_plan.scope_label_en IS 'Phạm vi bằng tiếng Anh | scope in English';
COMMENT ON COLUMN scorecard_by_plan.indicators_n IS 'Số chỉ tiêu được tính, ở từng địa phương | indicators that count, in each area';
COMMENT ON COLUMN scorecard_by_plan.countable_n IS 'Số đã được đánh giá | indicators with a verdict';
COMMENT ON COLUMN scorecard_by_plan.met_n IS 'Số đạt và vượt | met or exceeded';
COMMENT ON COLUMN scorecard_by_plan.exceeded_n IS 'Số vượt | exceeded';
COMMENT ON COLUMN scorecard_by_plan.near_n IS 'Số gần đạt | near';
COMMENT ON COLUMN scorecard_by_plan.missed_n IS 'Số chưa đạt | missed';
COMMENT ON COLUMN scorecard_by_plan.not_due_n IS 'Số chưa đến hạn | not yet due';
COMMENT ON COLUMN scorecard_by_plan.no_data_n IS 'Số chưa có số liệu | without a figure';
COMMENT ON COLUMN scorecard_by_plan.no_target_n IS 'Số không có mục tiêu | without a target';
COMMENT ON COLUMN scorecard_by_plan.assessed_n IS 'Số kết quả do người quyết định | verdicts decided by a person';
COMMENT ON COLUMN scorecard_by_plan.estimate_n IS 'Số kết quả dựa trên số ước | verdicts that rest on an estimate';
COMMENT ON COLUMN scorecard_by_plan.sample_n IS 'Số dựa trên số liệu minh họa, không có thật | those that rest on invented samples';
COMMENT ON COLUMN scorecard_by_plan.met_rate IS 'Tỷ lệ đạt: 100 x met_n / countable_n; NULL: chưa có gì được đánh giá | met rate in percent; NULL: nothing has a verdict';
COMMENT ON COLUMN scorecard_by_plan.coverage IS 'Tỷ lệ có số liệu trên số đến hạn: 100 x countable_n / (countable_n + no_data_n) | percent of those due that have a figure';
COMMENT ON COLUMN scorecard_by_plan.weighted_met_rate IS 'Tỷ lệ đạt theo trọng số | met rate by weight';
COMMENT ON COLUMN scorecard_by_plan.score_text_vi IS 'Viết như báo cáo: "28/30 chỉ tiêu đạt và vượt" | as a report says it, in Vietnamese';
COMMENT ON COLUMN scorecard_by_plan.score_text_en IS 'Viết như báo cáo bằng tiếng Anh | as a report says it, in English';
COMMENT ON COLUMN scorecard_by_plan.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN scorecard_by_plan.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';
COMMENT ON COLUMN scorecard_by_plan.areas_n IS 'Số địa phương có mục tiêu | areas that have targets';

CREATE OR REPLACE FUNCTION scorecard_by_sector_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    sector_id integer,
    sector_code text,
    sector_sort integer,
    sector_name_vi text,
    sector_name_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    indicators_n integer,
    countable_n integer,
    met_n integer,
    exceeded_n integer,
    near_n integer,
    missed_n integer,
    not_due_n integer,
    no_data_n integer,
    no_target_n integer,
    assessed_n integer,
    estimate_n integer,
    sample_n integer,
    met_rate double precision,
    coverage double precision,
    weighted_met_rate double precision,
    score_text_vi text,
    score_text_en text,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, p.code, p.title_vi, coalesce(p.title_en, p.title_vi), c.sector_id,
           s.number::text, s.sort_order, s.title_vi, coalesce(s.title_en, s.title_vi), c.area_id,
           a.code, a.name_vi, coalesce(a.name_en, a.name_vi), c.year, c.scope_code,
           code_label('scope', c.scope_code, 'vi'), code_label('scope', c.scope_code, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate, m.score_text_vi, m.score_text_en,
           coalesce(scorecard_by_sector_as_of.as_of, today()), to_char(coalesce(scorecard_by_sector_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT f.plan_id, f.sector_id, f.area_id, f.year, f.scope_code,
                 sum(f.counted_n) AS counted, sum(f.countable_n) AS countable, sum(f.met_n) AS met,
                 sum(f.exceeded_n) AS exceeded, sum(f.near_n) AS near, sum(f.missed_n) AS missed,
                 sum(f.not_due_n) AS not_due, sum(f.no_data_n) AS no_data,
                 sum(f.no_target_n) AS no_target, sum(f.assessed_n * f.counted_n) AS assessed,
                 sum(f.estimate_n * f.countable_n) AS estimate,
                 sum(f.sample_n * f.counted_n) AS sample, sum(f.met_weight) AS met_weight,
                 sum(f.countable_weight) AS countable_weight
          FROM fact_verdict_as_of(scorecard_by_sector_as_of.as_of) AS f
          GROUP BY f.plan_id, f.sector_id, f.area_id, f.year, f.scope_code) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN sector AS s ON s.sector_id = c.sector_id
    JOIN area AS a ON a.area_id = c.area_id
    CROSS JOIN LATERAL _score(c.counted, c.countable, c.met, c.exceeded, c.near, c.missed, c.not_due,
                             c.no_data, c.no_target, c.assessed, c.estimate, c.sample,
                             c.met_weight, c.countable_weight) AS m;
END;

COMMENT ON FUNCTION scorecard_by_sector_as_of(date) IS
    'scorecard_by_sector như đã biết vào cuối ngày này | scorecard_by_sector as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_sector WITH (security_invoker = true) AS
    SELECT f.plan_id, f.plan_code, f.plan_title_vi, f.plan_title_en, f.sector_id, f.sector_code,
           f.sector_sort, f.sector_name_vi, f.sector_name_en, f.area_id, f.area_code,
           f.area_name_vi, f.area_name_en, f.year, f.scope_code, f.scope_label_vi, f.scope_label_en,
           f.indicators_n, f.countable_n, f.met_n, f.exceeded_n, f.near_n, f.missed_n, f.not_due_n,
           f.no_data_n, f.no_target_n, f.assessed_n, f.estimate_n, f.sample_n, f.met_rate,
           f.coverage, f.weighted_met_rate, f.score_text_vi, f.score_text_en, f.as_of_date,
           f.as_of_date_iso
    FROM scorecard_by_sector_as_of() AS f;

COMMENT ON VIEW scorecard_by_sector IS
    'Bảng điểm theo nhóm chỉ tiêu: một dòng cho mỗi nhóm, địa phương, năm và phạm vi | scorecard by sector: one row per sector, area, year and scope';
COMMENT ON COLUMN scorecard_by_sector.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN scorecard_by_sector.plan_code IS 'Số, ký hiệu | code';
COMMENT ON COLUMN scorecard_by_sector.plan_title_vi IS 'Tên kế hoạch | title';
COMMENT ON COLUMN scorecard_by_sector.plan_title_en IS 'Tên kế hoạch bằng tiếng Anh | title in English';
COMMENT ON COLUMN scorecard_by_sector.sector_id IS 'Nhóm | sector';
COMMENT ON COLUMN scorecard_by_sector.sector_code IS 'Số nhóm | number of the group';
COMMENT ON COLUMN scorecard_by_sector.sector_sort IS 'Thứ tự của nhóm | order of the group';
COMMENT ON COLUMN scorecard_by_sector.sector_name_vi IS 'Tên nhóm | name of the group';
COMMENT ON COLUMN scorecard_by_sector.sector_name_en IS 'Tên nhóm bằng tiếng Anh | name of the group in English';
COMMENT ON COLUMN scorecard_by_sector.area_id IS 'Địa phương | area';
COMMENT ON COLUMN scorecard_by_sector.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN scorecard_by_sector.area_name_vi IS 'Tên địa phương | area name';
COMMENT ON COLUMN scorecard_by_sector.area_name_en IS 'Tên địa phương bằng tiếng Anh | area name in English';
COMMENT ON COLUMN scorecard_by_sector.year IS 'Năm được đánh giá | year that is judged';
COMMENT ON COLUMN scorecard_by_sector.scope_code IS 'Phạm vi: national, local | scope';
COMMENT ON COLUMN scorecard_by_sector.scope_label_vi IS 'Phạm vi bằng chữ | scope in words';
COMMENT ON COLUMN scorecard_by_sector.scope_label_en IS 'Phạm vi bằng tiếng Anh | scope in English';
COMMENT ON COLUMN scorecard_by_sector.indicators_n IS 'Số chỉ tiêu được tính | indicators that count';
COMMENT ON COLUMN scorecard_by_sector.countable_n IS 'Số đã được đánh giá | indicators with a verdict';
COMMENT ON COLUMN scorecard_by_sector.met_n IS 'Số đạt và vượt | met or exceeded';
COMMENT ON COLUMN scorecard_by_sector.exceeded_n IS 'Số vượt | exceeded';
COMMENT ON COLUMN scorecard_by_sector.near_n IS 'Số gần đạt | near';
COMMENT ON COLUMN scorecard_by_sector.missed_n IS 'Số chưa đạt | missed';
COMMENT ON COLUMN scorecard_by_sector.not_due_n IS 'Số chưa đến hạn | not yet due';
COMMENT ON COLUMN scorecard_by_sector.no_data_n IS 'Số chưa có số liệu | without a figure';
COMMENT ON COLUMN scorecard_by_sector.no_target_n IS 'Số không có mục tiêu | without a target';
COMMENT ON COLUMN scorecard_by_sector.assessed_n IS 'Số kết quả do người quyết định | verdicts decided by a person';
COMMENT ON COLUMN scorecard_by_sector.estimate_n IS 'Số kết quả dựa trên số ước | verdicts that rest on an estimate';
COMMENT ON COLUMN scorecard_by_sector.sample_n IS 'Số dựa trên số liệu minh họa, không có thật | those that rest on invented samples';
COMMENT ON COLUMN scorecard_by_sector.met_rate IS 'Tỷ lệ đạt: 100 x met_n / countable_n; NULL: chưa có gì được đánh giá | met rate in percent; NULL: nothing has a verdict';
COMMENT ON COLUMN scorecard_by_sector.coverage IS 'Tỷ lệ có số liệu trên số đến hạn: 100 x countable_n / (countable_n + no_data_n) | percent of those due that have a figure';
COMMENT ON COLUMN scorecard_by_sector.weighted_met_rate IS 'Tỷ lệ đạt theo trọng số | met rate by weight';
COMMENT ON COLUMN scorecard_by_sector.score_text_vi IS 'Viết như báo cáo: "28/30 chỉ tiêu đạt và vượt" | as a report says it, in Vietnamese';
COMMENT ON COLUMN scorecard_by_sector.score_text_en IS 'Viết như báo cáo bằng tiếng Anh | as a report says it, in English';
COMMENT ON COLUMN scorecard_by_sector.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN scorecard_by_sector.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

CREATE OR REPLACE FUNCTION scorecard_by_area_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    indicators_n integer,
    countable_n integer,
    met_n integer,
    exceeded_n integer,
    near_n integer,
    missed_n integer,
    not_due_n integer,
    no_data_n integer,
    no_target_n integer,
    assessed_n integer,
    estimate_n integer,
    sample_n integer,
    met_rate double precision,
    coverage double precision,
    weighted_met_rate double precision,
    score_text_vi text,
    score_text_en text,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, p.code, p.title_vi, coalesce(p.title_en, p.title_vi), c.area_id, a.code,
           a.name_vi, coalesce(a.name_en, a.name_vi), c.year, c.scope_code,
           code_label('scope', c.scope_code, 'vi'), code_label('scope', c.scope_code, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate, m.score_text_vi, m.score_text_en,
           coalesce(scorecard_by_area_as_of.as_of, today()), to_char(coalesce(scorecard_by_area_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT f.plan_id, f.area_id, f.year, f.scope_code, sum(f.counted_n) AS counted,
                 sum(f.countable_n) AS countable, sum(f.met_n) AS met,
                 sum(f.exceeded_n) AS exceeded, sum(f.near_n) AS near, sum(f.missed_n) AS missed,
                 sum(f.not_due_n) AS not_due, sum(f.no_data_n) AS no_data,
                 sum(f.no_target_n) AS no_target, sum(f.assessed_n * f.counted_n) AS assessed,
                 sum(f.estimate_n * f.countable_n) AS estimate,
                 sum(f.sample_n * f.counted_n) AS sample, sum(f.met_weight) AS met_weight,
                 sum(f.countable_weight) AS countable_weight
          FROM fact_verdict_as_of(scorecard_by_area_as_of.as_of) AS f
          GROUP BY f.plan_id, f.area_id, f.year, f.scope_code) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN area AS a ON a.area_id = c.area_id
    CROSS JOIN LATERAL _score(c.counted, c.countable, c.met, c.exceeded, c.near, c.missed, c.not_due,
                             c.no_data, c.no_target, c.assessed, c.estimate, c.sample,
                             c.met_weight, c.countable_weight) AS m;
END;

COMMENT ON FUNCTION scorecard_by_area_as_of(date) IS
    'scorecard_by_area như đã biết vào cuối ngày này | scorecard_by_area as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_area WITH (security_invoker = true) AS
    SELECT f.plan_id, f.plan_code, f.plan_title_vi, f.plan_title_en, f.area_id, f.area_code,
           f.area_name_vi, f.area_name_en, f.year, f.scope_code, f.scope_label_vi, f.scope_label_en,
           f.indicators_n, f.countable_n, f.met_n, f.exceeded_n, f.near_n, f.missed_n, f.not_due_n,
           f.no_data_n, f.no_target_n, f.assessed_n, f.estimate_n, f.sample_n, f.met_rate,
           f.coverage, f.weighted_met_rate, f.score_text_vi, f.score_text_en, f.as_of_date,
           f.as_of_date_iso
    FROM scorecard_by_area_as_of() AS f;

COMMENT ON VIEW scorecard_by_area IS
    'Bảng điểm theo địa phương: một dòng cho mỗi kế hoạch, địa phương, năm và phạm vi | scorecard by area: one row per plan, area, year and scope';
COMMENT ON COLUMN scorecard_by_area.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN scorecard_by_area.plan_code IS 'Số, ký hiệu | code';
COMMENT ON COLUMN scorecard_by_area.plan_title_vi IS 'Tên kế hoạch | title';
COMMENT ON COLUMN scorecard_by_area.plan_title_en IS 'Tên kế hoạch bằng tiếng Anh | title in English';
COMMENT ON COLUMN scorecard_by_area.area_id IS 'Địa phương | area';
COMMENT ON COLUMN scorecard_by_area.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN scorecard_by_area.area_name_vi IS 'Tên địa phương | area name';
COMMENT ON COLUMN scorecard_by_area.area_name_en IS 'Tên địa phương bằng tiếng Anh | area name in English';
COMMENT ON COLUMN scorecard_by_area.year IS 'Năm được đánh giá | year that is judged';
COMMENT ON COLUMN scorecard_by_area.scope_code IS 'Phạm vi: national, local | scope';
COMMENT ON COLUMN scorecard_by_area.scope_label_vi IS 'Phạm vi bằng chữ | scope in words';
COMMENT ON COLUMN scorecard_by_area.scope_label_en IS 'Phạm vi bằng tiếng Anh | scope in English';
COMMENT ON COLUMN scorecard_by_area.indicators_n IS 'Số chỉ tiêu được tính | indicators that count';
COMMENT ON COLUMN scorecard_by_area.countable_n IS 'Số đã được đánh giá | indicators with a verdict';
COMMENT ON COLUMN scorecard_by_area.met_n IS 'Số đạt và vượt | met or exceeded';
COMMENT ON COLUMN scorecard_by_area.exceeded_n IS 'Số vượt | exceeded';
COMMENT ON COLUMN scorecard_by_area.near_n IS 'Số gần đạt | near';
COMMENT ON COLUMN scorecard_by_area.missed_n IS 'Số chưa đạt | missed';
COMMENT ON COLUMN scorecard_by_area.not_due_n IS 'Số chưa đến hạn | not yet due';
COMMENT ON COLUMN scorecard_by_area.no_data_n IS 'Số chưa có số liệu | without a figure';
COMMENT ON COLUMN scorecard_by_area.no_target_n IS 'Số không có mục tiêu | without a target';
COMMENT ON COLUMN scorecard_by_area.assessed_n IS 'Số kết quả do người quyết định | verdicts decided by a person';
COMMENT ON COLUMN scorecard_by_area.estimate_n IS 'Số kết quả dựa trên số ước | verdicts that rest on an estimate';
COMMENT ON COLUMN scorecard_by_area.sample_n IS 'Số dựa trên số liệu minh họa, không có thật | those that rest on invented samples';
COMMENT ON COLUMN scorecard_by_area.met_rate IS 'Tỷ lệ đạt: 100 x met_n / countable_n; NULL: chưa có gì được đánh giá | met rate in percent; NULL: nothing has a verdict';
COMMENT ON COLUMN scorecard_by_area.coverage IS 'Tỷ lệ có số liệu trên số đến hạn: 100 x countable_n / (countable_n + no_data_n) | percent of those due that have a figure';
COMMENT ON COLUMN scorecard_by_area.weighted_met_rate IS 'Tỷ lệ đạt theo trọng số | met rate by weight';
COMMENT ON COLUMN scorecard_by_area.score_text_vi IS 'Viết như báo cáo: "28/30 chỉ tiêu đạt và vượt" | as a report says it, in Vietnamese';
COMMENT ON COLUMN scorecard_by_area.score_text_en IS 'Viết như báo cáo bằng tiếng Anh | as a report says it, in English';
COMMENT ON COLUMN scorecard_by_area.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN scorecard_by_area.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

CREATE OR REPLACE FUNCTION scorecard_by_agency_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    agency_id integer,
    agency_code text,
    agency_name_vi text,
    agency_name_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    indicators_n integer,
    countable_n integer,
    met_n integer,
    exceeded_n integer,
    near_n integer,
    missed_n integer,
    not_due_n integer,
    no_data_n integer,
    no_target_n integer,
    assessed_n integer,
    estimate_n integer,
    sample_n integer,
    met_rate double precision,
    coverage double precision,
    weighted_met_rate double precision,
    score_text_vi text,
    score_text_en text,
    joint_n integer,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, p.code, p.title_vi, coalesce(p.title_en, p.title_vi), c.agency_id, g.code,
           coalesce(g.name_vi, 'Không có cơ quan chủ trì'), coalesce(g.name_en, g.name_vi, 'No lead agency'), c.area_id, a.code, a.name_vi,
           coalesce(a.name_en, a.name_vi), c.year, c.scope_code,
           code_label('scope', c.scope_code, 'vi'), code_label('scope', c.scope_code, 'en'),
           m.indicators_n, m.countable_n, m.met_n, m.exceeded_n, m.near_n, m.missed_n, m.not_due_n,
           m.no_data_n, m.no_target_n, m.assessed_n, m.estimate_n, m.sample_n, m.met_rate,
           m.coverage, m.weighted_met_rate, m.score_text_vi, m.score_text_en, c.joint_n::integer,
           coalesce(scorecard_by_agency_as_of.as_of, today()), to_char(coalesce(scorecard_by_agency_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT f.plan_id, b.agency_id, f.area_id, f.year, f.scope_code,
                 sum(f.counted_n) AS counted, sum(f.countable_n) AS countable, sum(f.met_n) AS met,
                 sum(f.exceeded_n) AS exceeded, sum(f.near_n) AS near, sum(f.missed_n) AS missed,
                 sum(f.not_due_n) AS not_due, sum(f.no_data_n) AS no_data,
                 sum(f.no_target_n) AS no_target, sum(f.assessed_n * f.counted_n) AS assessed,
                 sum(f.estimate_n * f.countable_n) AS estimate,
                 sum(f.sample_n * f.counted_n) AS sample, sum(f.met_weight) AS met_weight,
                 sum(f.countable_weight) AS countable_weight,
                 sum(CASE WHEN cardinality(d.lead_ids) > 1 THEN f.counted_n ELSE 0 END) AS joint_n
          FROM fact_verdict_as_of(scorecard_by_agency_as_of.as_of) AS f
          LEFT JOIN _duty_names(scorecard_by_agency_as_of.as_of, _end_of_day(scorecard_by_agency_as_of.as_of)) AS d
              ON d.indicator_id = f.indicator_id
          LEFT JOIN LATERAL unnest(d.lead_ids) AS b (agency_id) ON true
          GROUP BY f.plan_id, b.agency_id, f.area_id, f.year, f.scope_code) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN area AS a ON a.area_id = c.area_id
    LEFT JOIN agency AS g ON g.agency_id = c.agency_id
    CROSS JOIN LATERAL _score(c.counted, c.countable, c.met, c.exceeded, c.near, c.missed, c.not_due,
                             c.no_data, c.no_target, c.assessed, c.estimate, c.sample,
                             c.met_weight, c.countable_weight) AS m;
END;

COMMENT ON FUNCTION scorecard_by_agency_as_of(date) IS
    'scorecard_by_agency như đã biết vào cuối ngày này | scorecard_by_agency as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_agency WITH (security_invoker = true) AS
    SELECT f.plan_id, f.plan_code, f.plan_title_vi, f.plan_title_en, f.agency_id, f.agency_code,
           f.agency_name_vi, f.agency_name_en, f.area_id, f.area_code, f.area_name_vi,
           f.area_name_en, f.year, f.scope_code, f.scope_label_vi, f.scope_label_en, f.indicators_n,
           f.countable_n, f.met_n, f.exceeded_n, f.near_n, f.missed_n, f.not_due_n, f.no_data_n,
           f.no_target_n, f.assessed_n, f.estimate_n, f.sample_n, f.met_rate, f.coverage,
           f.weighted_met_rate, f.score_text_vi, f.score_text_en, f.joint_n, f.as_of_date,
           f.as_of_date_iso
    FROM scorecard_by_agency_as_of() AS f;

COMMENT ON VIEW scorecard_by_agency IS
    'Bảng điểm theo cơ quan chủ trì: một dòng cho mỗi cơ quan, địa phương, năm và phạm vi; chỉ tiêu nhiều cơ quan cùng chủ trì có ở từng cơ quan, nên không cộng các dòng này thành tổng của kế hoạch | scorecard by lead agency: one row per agency, area, year and scope; an indicator with joint leads is in the row of each, so these rows do not add up to the plan';
COMMENT ON COLUMN scorecard_by_agency.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN scorecard_by_agency.plan_code IS 'Số, ký hiệu | code';
COMMENT ON COLUMN scorecard_by_agency.plan_title_vi IS 'Tên kế hoạch | title';
COMMENT ON COLUMN scorecard_by_agency.plan_title_en IS 'Tên kế hoạch bằng tiếng Anh | title in English';
COMMENT ON COLUMN scorecard_by_agency.agency_id IS 'Cơ quan chủ trì; NULL: không có | lead agency; NULL: none';
COMMENT ON COLUMN scorecard_by_agency.agency_code IS 'Mã cơ quan | agency code';
COMMENT ON COLUMN scorecard_by_agency.agency_name_vi IS 'Tên cơ quan | agency';
COMMENT ON COLUMN scorecard_by_agency.agency_name_en IS 'Tên cơ quan bằng tiếng Anh | agency in English';
COMMENT ON COLUMN scorecard_by_agency.area_id IS 'Địa phương | area';
COMMENT ON COLUMN scorecard_by_agency.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN scorecard_by_agency.area_name_vi IS 'Tên địa phương | area name';
COMMENT ON COLUMN scorecard_by_agency.area_name_en IS 'Tên địa phương bằng tiếng Anh | area name in English';
COMMENT ON COLUMN scorecard_by_agency.year IS 'Năm được đánh giá | year that is judged';
COMMENT ON COLUMN scorecard_by_agency.scope_code IS 'Phạm vi: national, local | scope';
COMMENT ON COLUMN scorecard_by_agency.scope_label_vi IS 'Phạm vi bằng chữ | scope in words';
COMMENT ON COLUMN scorecard_by_agency.scope_label_en IS 'Phạm vi bằng tiếng Anh | scope in English';
COMMENT ON COLUMN scorecard_by_agency.indicators_n IS 'Số chỉ tiêu được tính | indicators that count';
COMMENT ON COLUMN scorecard_by_agency.countable_n IS 'Số đã được đánh giá | indicators with a verdict';
COMMENT ON COLUMN scorecard_by_agency.met_n IS 'Số đạt và vượt | met or exceeded';
COMMENT ON COLUMN scorecard_by_agency.exceeded_n IS 'Số vượt | exceeded';
COMMENT ON COLUMN scorecard_by_agency.near_n IS 'Số gần đạt | near';
COMMENT ON COLUMN scorecard_by_agency.missed_n IS 'Số chưa đạt | missed';
COMMENT ON COLUMN scorecard_by_agency.not_due_n IS 'Số chưa đến hạn | not yet due';
COMMENT ON COLUMN scorecard_by_agency.no_data_n IS 'Số chưa có số liệu | without a figure';
COMMENT ON COLUMN scorecard_by_agency.no_target_n IS 'Số không có mục tiêu | without a target';
COMMENT ON COLUMN scorecard_by_agency.assessed_n IS 'Số kết quả do người quyết định | verdicts decided by a person';
COMMENT ON COLUMN scorecard_by_agency.estimate_n IS 'Số kết quả dựa trên số ước | verdicts that rest on an estimate';
COMMENT ON COLUMN scorecard_by_agency.sample_n IS 'Số dựa trên số liệu minh họa, không có thật | those that rest on invented samples';
COMMENT ON COLUMN scorecard_by_agency.met_rate IS 'Tỷ lệ đạt: 100 x met_n / countable_n; NULL: chưa có gì được đánh giá | met rate in percent; NULL: nothing has a verdict';
COMMENT ON COLUMN scorecard_by_agency.coverage IS 'Tỷ lệ có số liệu trên số đến hạn: 100 x countable_n / (countable_n + no_data_n) | percent of those due that have a figure';
COMMENT ON COLUMN scorecard_by_agency.weighted_met_rate IS 'Tỷ lệ đạt theo trọng số | met rate by weight';
COMMENT ON COLUMN scorecard_by_agency.score_text_vi IS 'Viết như báo cáo: "28/30 chỉ tiêu đạt và vượt" | as a report says it, in Vietnamese';
COMMENT ON COLUMN scorecard_by_agency.score_text_en IS 'Viết như báo cáo bằng tiếng Anh | as a report says it, in English';
COMMENT ON COLUMN scorecard_by_agency.joint_n IS 'Số chỉ tiêu chủ trì cùng cơ quan khác | indicators led jointly with others';
COMMENT ON COLUMN scorecard_by_agency.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN scorecard_by_agency.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

/* National beside local. */
CREATE OR REPLACE FUNCTION scorecard_by_year_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    plan_code text,
    plan_title_vi text,
    plan_title_en text,
    area_id integer,
    area_code text,
    area_name_vi text,
    area_name_en text,
    year integer,
    indicators_n integer,
    local_countable_n integer,
    local_met_n integer,
    local_met_rate double precision,
    national_countable_n integer,
    national_met_n integer,
    national_met_rate double precision,
    both_met_n integer,
    national_only_met_n integer,
    local_only_met_n integer,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, p.code, p.title_vi, coalesce(p.title_en, p.title_vi), c.area_id, a.code, a.name_vi,
           coalesce(a.name_en, a.name_vi), c.year,
           c.counted::integer, c.local_countable::integer, c.local_met::integer,
           (100.0 * c.local_met / nullif(c.local_countable, 0))::double precision,
           c.national_countable::integer, c.national_met::integer,
           (100.0 * c.national_met / nullif(c.national_countable, 0))::double precision,
           c.both_met::integer, c.national_only_met::integer, c.local_only_met::integer,
           coalesce(scorecard_by_year_as_of.as_of, today()), to_char(coalesce(scorecard_by_year_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM (SELECT e.plan_id, e.area_id, e.year, sum(e.counted) AS counted,
                 sum(e.local_countable) AS local_countable, sum(e.local_met) AS local_met,
                 sum(e.national_countable) AS national_countable, sum(e.national_met) AS national_met,
                 sum(e.local_met * e.national_met) AS both_met,
                 sum(e.national_met * (e.local_countable - e.local_met)) AS national_only_met,
                 sum(e.local_met * (e.national_countable - e.national_met)) AS local_only_met
          FROM (SELECT f.plan_id, f.indicator_id, f.area_id, f.year, max(f.counted_n) AS counted,
                       coalesce(sum(f.countable_n) FILTER (WHERE f.scope_code = 'local'), 0) AS local_countable,
                       coalesce(sum(f.met_n) FILTER (WHERE f.scope_code = 'local'), 0) AS local_met,
                       coalesce(sum(f.countable_n) FILTER (WHERE f.scope_code = 'national'), 0) AS national_countable,
                       coalesce(sum(f.met_n) FILTER (WHERE f.scope_code = 'national'), 0) AS national_met
                FROM fact_verdict_as_of(scorecard_by_year_as_of.as_of) AS f
                GROUP BY f.plan_id, f.indicator_id, f.area_id, f.year) AS e
          GROUP BY e.plan_id, e.area_id, e.year) AS c
    JOIN plan AS p ON p.plan_id = c.plan_id
    JOIN area AS a ON a.area_id = c.area_id;
END;

COMMENT ON FUNCTION scorecard_by_year_as_of(date) IS
    'scorecard_by_year như đã biết vào cuối ngày này | scorecard_by_year as known at the end of a day';

CREATE OR REPLACE VIEW scorecard_by_year WITH (security_invoker = true) AS
    SELECT f.plan_id, f.plan_code, f.plan_title_vi, f.plan_title_en, f.area_id, f.area_code,
           f.area_name_vi, f.area_name_en, f.year, f.indicators_n, f.local_countable_n,
           f.local_met_n, f.local_met_rate, f.national_countable_n, f.national_met_n,
           f.national_met_rate, f.both_met_n, f.national_only_met_n, f.local_only_met_n,
           f.as_of_date, f.as_of_date_iso
    FROM scorecard_by_year_as_of() AS f;

COMMENT ON VIEW scorecard_by_year IS
    'Trung ương bên cạnh địa phương: một dòng cho mỗi kế hoạch, địa phương và năm | national beside local: one row per plan, area and year';
COMMENT ON COLUMN scorecard_by_year.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN scorecard_by_year.plan_code IS 'Số, ký hiệu | code';
COMMENT ON COLUMN scorecard_by_year.plan_title_vi IS 'Tên kế hoạch | title';
COMMENT ON COLUMN scorecard_by_year.plan_title_en IS 'Tên kế hoạch bằng tiếng Anh | title in English';
COMMENT ON COLUMN scorecard_by_year.area_id IS 'Địa phương | area';
COMMENT ON COLUMN scorecard_by_year.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN scorecard_by_year.area_name_vi IS 'Tên địa phương | area name';
COMMENT ON COLUMN scorecard_by_year.area_name_en IS 'Tên địa phương bằng tiếng Anh | area name in English';
COMMENT ON COLUMN scorecard_by_year.year IS 'Năm được đánh giá | year that is judged';
COMMENT ON COLUMN scorecard_by_year.indicators_n IS 'Số chỉ tiêu được tính | indicators that count';
COMMENT ON COLUMN scorecard_by_year.local_countable_n IS 'Địa phương: số đã được đánh giá | local: with a verdict';
COMMENT ON COLUMN scorecard_by_year.local_met_n IS 'Địa phương: số đạt và vượt | local: met or exceeded';
COMMENT ON COLUMN scorecard_by_year.local_met_rate IS 'Địa phương: tỷ lệ đạt | local: met rate';
COMMENT ON COLUMN scorecard_by_year.national_countable_n IS 'Trung ương: số đã được đánh giá | national: with a verdict';
COMMENT ON COLUMN scorecard_by_year.national_met_n IS 'Trung ương: số đạt và vượt | national: met or exceeded';
COMMENT ON COLUMN scorecard_by_year.national_met_rate IS 'Trung ương: tỷ lệ đạt | national: met rate';
COMMENT ON COLUMN scorecard_by_year.both_met_n IS 'Đạt cả hai | met both';
COMMENT ON COLUMN scorecard_by_year.national_only_met_n IS 'Đạt mục tiêu Trung ương nhưng không đạt mục tiêu địa phương | met the national target but not the local one';
COMMENT ON COLUMN scorecard_by_year.local_only_met_n IS 'Đạt mục tiêu địa phương nhưng không đạt mục tiêu Trung ương | met the local target but not the national one';
COMMENT ON COLUMN scorecard_by_year.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN scorecard_by_year.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';
