/*
 * Facts.  What depends on the day it is asked has a function of its own name
 * with _as_of, which answers as known at the end of a day; the view is its
 * answer of today.
 */

/* ---------- figures ---------- */

/*
 * A figure with what belongs to it.  The view gives it the rows of the table
 * itself: over a union with the history the planner has no statistics, and
 * joins in loops what should be hashed.  What is asked of the row stands in
 * WHERE alone, or the planner would call this once a row.
 */
CREATE OR REPLACE FUNCTION _fact_observation_row(
    said_indicator_id integer,
    said_area_id integer,
    said_period_start date,
    said_period_end date,
    said_source_id integer,
    said_stage text,
    said_value numeric,
    said_numerator numeric,
    said_denominator numeric,
    said_note text,
    said_recorded_at timestamptz,
    said_recorded_by text,
    as_of date)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    source_id integer,
    year integer,
    quarter integer,
    month integer,
    period_start date,
    period_start_iso text,
    period_end date,
    period_end_iso text,
    indicator_code text,
    area_code text,
    source_code text,
    source_name_vi text,
    source_name_en text,
    stage_code text,
    stage_label_vi text,
    stage_label_en text,
    stage_sort smallint,
    value double precision,
    value_text_vi text,
    numerator double precision,
    denominator double precision,
    is_computed boolean,
    computed_n smallint,
    is_sample boolean,
    sample_n smallint,
    source_precedence integer,
    note text,
    recorded_at timestamptz,
    recorded_on_iso text,
    recorded_by text,
    value_text_en text,
    value_label text,
    value_label_en text,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT i.plan_id, i.sector_id, said_indicator_id, said_area_id, said_source_id,
           extract(year FROM said_period_end)::integer,
           CASE WHEN said_period_end - said_period_start < 100 THEN extract(quarter FROM said_period_end)::integer END,
           CASE WHEN said_period_end - said_period_start < 32 THEN extract(month FROM said_period_end)::integer END,
           said_period_start, to_char(said_period_start, 'YYYY-MM-DD'), said_period_end, to_char(said_period_end, 'YYYY-MM-DD'),
           i.code, a.code, s.code, s.name_vi, coalesce(s.name_en, s.name_vi),
           said_stage, code_label('stage', said_stage, 'vi'), code_label('stage', said_stage, 'en'),
           _code_sort('stage', said_stage),
           v.value::double precision, socpolicy.format_value(v.value),
           said_numerator::double precision, said_denominator::double precision,
           said_value IS NULL, (said_value IS NULL)::integer::smallint,
           s.is_sample, s.is_sample::integer::smallint, s.precedence, said_note,
           said_recorded_at, to_char(said_recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), said_recorded_by,
           socpolicy.format_value(v.value, format => 'en'),
           CASE WHEN u.kind = 'level'
                THEN (SELECT l.label_vi FROM level AS l
                      WHERE l.indicator_id = said_indicator_id AND l.rank = v.value) END,
           CASE WHEN u.kind = 'level'
                THEN (SELECT coalesce(l.label_en, l.label_vi) FROM level AS l
                      WHERE l.indicator_id = said_indicator_id AND l.rank = v.value) END,
           -- once, not for each of millions of rows
           (SELECT coalesce(as_of, today())),
           (SELECT to_char(coalesce(as_of, today()), 'YYYY-MM-DD'))
    FROM indicator AS i
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    CROSS JOIN area AS a
    CROSS JOIN source AS s
    CROSS JOIN LATERAL (
        SELECT _figure_value(said_value, said_numerator, said_denominator, coalesce(i.factor, u.factor, 1)) AS value) AS v
    WHERE i.indicator_id = said_indicator_id AND a.area_id = said_area_id AND s.source_id = said_source_id;
END;

COMMENT ON FUNCTION _fact_observation_row(integer, integer, date, date, integer, text, numeric, numeric, numeric, text, timestamptz, text, date) IS
    'Một dòng của fact_observation | a row of fact_observation';

CREATE OR REPLACE VIEW fact_observation WITH (security_invoker = true) AS
    SELECT f.plan_id, f.sector_id, f.indicator_id, f.area_id, f.source_id, f.year, f.quarter, f.month,
           f.period_start, f.period_start_iso, f.period_end, f.period_end_iso, f.indicator_code, f.area_code,
           f.source_code, f.source_name_vi, f.source_name_en, f.stage_code, f.stage_label_vi, f.stage_label_en,
           f.stage_sort, f.value, f.value_text_vi, f.numerator, f.denominator, f.is_computed, f.computed_n,
           f.is_sample, f.sample_n, f.source_precedence, f.note, f.recorded_at, f.recorded_on_iso,
           f.recorded_by, f.value_text_en, f.value_label, f.value_label_en, f.as_of_date, f.as_of_date_iso
    FROM observation AS o
    CROSS JOIN LATERAL _fact_observation_row(o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
                                    o.value, o.numerator, o.denominator, o.note, o.recorded_at, o.recorded_by, NULL) AS f;

CREATE OR REPLACE FUNCTION fact_observation_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    source_id integer,
    year integer,
    quarter integer,
    month integer,
    period_start date,
    period_start_iso text,
    period_end date,
    period_end_iso text,
    indicator_code text,
    area_code text,
    source_code text,
    source_name_vi text,
    source_name_en text,
    stage_code text,
    stage_label_vi text,
    stage_label_en text,
    stage_sort smallint,
    value double precision,
    value_text_vi text,
    numerator double precision,
    denominator double precision,
    is_computed boolean,
    computed_n smallint,
    is_sample boolean,
    sample_n smallint,
    source_precedence integer,
    note text,
    recorded_at timestamptz,
    recorded_on_iso text,
    recorded_by text,
    value_text_en text,
    value_label text,
    value_label_en text,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.plan_id, f.sector_id, f.indicator_id, f.area_id, f.source_id, f.year, f.quarter, f.month,
           f.period_start, f.period_start_iso, f.period_end, f.period_end_iso, f.indicator_code, f.area_code,
           f.source_code, f.source_name_vi, f.source_name_en, f.stage_code, f.stage_label_vi, f.stage_label_en,
           f.stage_sort, f.value, f.value_text_vi, f.numerator, f.denominator, f.is_computed, f.computed_n,
           f.is_sample, f.sample_n, f.source_precedence, f.note, f.recorded_at, f.recorded_on_iso,
           f.recorded_by, f.value_text_en, f.value_label, f.value_label_en, f.as_of_date, f.as_of_date_iso
    FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id, f.stage,
                 f.value, f.numerator, f.denominator, f.note, f.recorded_at, f.recorded_by
          FROM observation AS f
          WHERE fact_observation_as_of.as_of IS NULL OR f.recorded_at <= _end_of_day(fact_observation_as_of.as_of)
          UNION ALL
          SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id, h.stage,
                 h.value, h.numerator, h.denominator, h.note, h.believed_from, h.recorded_by
          FROM observation_history AS h
          WHERE h.believed_from <= _end_of_day(fact_observation_as_of.as_of)
            AND h.believed_to > _end_of_day(fact_observation_as_of.as_of)) AS o
    CROSS JOIN LATERAL _fact_observation_row(o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
                                    o.value, o.numerator, o.denominator, o.note, o.recorded_at, o.recorded_by, fact_observation_as_of.as_of) AS f;
END;

COMMENT ON FUNCTION fact_observation_as_of(date) IS
    'fact_observation như đã biết vào cuối ngày này | fact_observation as known at the end of a day';

COMMENT ON VIEW fact_observation IS
    'Số liệu đang có hiệu lực: một dòng cho mỗi chỉ tiêu, địa phương, kỳ và nguồn | figures in force: one row per indicator, area, period and source';
COMMENT ON COLUMN fact_observation.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN fact_observation.sector_id IS 'Nhóm | sector';
COMMENT ON COLUMN fact_observation.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN fact_observation.area_id IS 'Địa phương | area';
COMMENT ON COLUMN fact_observation.source_id IS 'Nguồn | source';
COMMENT ON COLUMN fact_observation.year IS 'Năm mà kỳ kết thúc | year in which the period ends';
COMMENT ON COLUMN fact_observation.quarter IS 'Quý, với kỳ không dài hơn một quý | quarter, for periods of a quarter at most';
COMMENT ON COLUMN fact_observation.month IS 'Tháng, với kỳ không dài hơn một tháng | month, for periods of a month at most';
COMMENT ON COLUMN fact_observation.period_start IS 'Ngày đầu kỳ | first day of the period';
COMMENT ON COLUMN fact_observation.period_start_iso IS 'Ngày đầu kỳ, dạng chữ | first day of the period as text';
COMMENT ON COLUMN fact_observation.period_end IS 'Ngày cuối kỳ | last day of the period';
COMMENT ON COLUMN fact_observation.period_end_iso IS 'Ngày cuối kỳ, dạng chữ | last day of the period as text';
COMMENT ON COLUMN fact_observation.indicator_code IS 'Mã chỉ tiêu | indicator code';
COMMENT ON COLUMN fact_observation.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN fact_observation.source_code IS 'Mã nguồn | source code';
COMMENT ON COLUMN fact_observation.source_name_vi IS 'Tên nguồn | source';
COMMENT ON COLUMN fact_observation.source_name_en IS 'Tên nguồn bằng tiếng Anh | source in English';
COMMENT ON COLUMN fact_observation.stage_code IS 'Giai đoạn: estimate, preliminary, official | stage';
COMMENT ON COLUMN fact_observation.stage_label_vi IS 'Giai đoạn bằng chữ | stage in words';
COMMENT ON COLUMN fact_observation.stage_label_en IS 'Giai đoạn bằng tiếng Anh | stage in English';
COMMENT ON COLUMN fact_observation.stage_sort IS 'Thứ tự của giai đoạn | order of the stage';
COMMENT ON COLUMN fact_observation.value IS
    'Giá trị theo đơn vị của chỉ tiêu; mức thì là số thứ tự của mức | value in the unit of the indicator; for a level its rank';
COMMENT ON COLUMN fact_observation.value_text_vi IS 'Giá trị viết kiểu Việt Nam, làm tròn hai chữ số | value as written in Vietnam, two decimals';
COMMENT ON COLUMN fact_observation.numerator IS 'Tử số | numerator';
COMMENT ON COLUMN fact_observation.denominator IS 'Mẫu số | denominator';
COMMENT ON COLUMN fact_observation.is_computed IS 'Giá trị tính từ tử số và mẫu số | value computed from numerator and denominator';
COMMENT ON COLUMN fact_observation.computed_n IS '1 nếu tính từ tử số và mẫu số | 1 if computed';
COMMENT ON COLUMN fact_observation.is_sample IS 'Số liệu minh họa, không có thật | invented sample';
COMMENT ON COLUMN fact_observation.sample_n IS '1 nếu là số liệu minh họa | 1 if an invented sample';
COMMENT ON COLUMN fact_observation.source_precedence IS
    'Thứ tự ưu tiên của nguồn: số nhỏ dùng trước | precedence of the source: the smallest counts first';
COMMENT ON COLUMN fact_observation.note IS 'Ghi chú | note';
COMMENT ON COLUMN fact_observation.recorded_at IS 'Thời điểm ghi | when it was recorded';
COMMENT ON COLUMN fact_observation.recorded_on_iso IS 'Ngày ghi theo giờ Việt Nam, dạng chữ | day of recording in Vietnam as text';
COMMENT ON COLUMN fact_observation.recorded_by IS 'Vai trò đã ghi | role that recorded it';
COMMENT ON COLUMN fact_observation.value_text_en IS 'Giá trị viết kiểu Anh | value as written in English';
COMMENT ON COLUMN fact_observation.value_label IS 'Tên mức, nếu giá trị là một mức | name of the level, if the value is one';
COMMENT ON COLUMN fact_observation.value_label_en IS 'Tên mức bằng tiếng Anh | name of the level in English';
COMMENT ON COLUMN fact_observation.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN fact_observation.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

/* ---------- targets ---------- */

CREATE OR REPLACE FUNCTION _target_op(goal socpolicy.target, is_level boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN goal IS NULL THEN 'none'
    WHEN is_level THEN 'in_text'
    WHEN socpolicy.lower(socpolicy.threshold(goal)) = socpolicy.upper(socpolicy.threshold(goal)) THEN 'eq'
    WHEN socpolicy.lower(socpolicy.threshold(goal)) IS NULL
        THEN CASE WHEN socpolicy.upper_inc(socpolicy.threshold(goal)) THEN 'le' ELSE 'lt' END
    WHEN socpolicy.upper(socpolicy.threshold(goal)) IS NULL
        THEN CASE WHEN socpolicy.lower_inc(socpolicy.threshold(goal)) THEN 'ge' ELSE 'gt' END
    ELSE 'between' END;

COMMENT ON FUNCTION _target_op(socpolicy.target, boolean) IS
    'Dạng của mục tiêu: lt, le, ge, gt, eq, between, in_text, none | shape of a target';

CREATE OR REPLACE FUNCTION fact_target_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    target_id integer,
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    due date,
    due_iso text,
    year integer,
    indicator_code text,
    indicator_sort integer,
    area_code text,
    target_text text,
    target_op text,
    target_lower double precision,
    target_upper double precision,
    lower_inclusive boolean,
    lower_inclusive_n smallint,
    upper_inclusive boolean,
    upper_inclusive_n smallint,
    target_label text,
    goal_text text,
    unit_code text,
    unit_label_vi text,
    direction_code text,
    is_promised boolean,
    promised_n smallint,
    comparison_code text,
    comparison_label_vi text,
    comparison_label_en text,
    document_number text,
    document_issued_on date,
    document_issued_on_iso text,
    valid_from date,
    valid_from_iso text,
    remark text,
    as_of_date date,
    as_of_date_iso text,
    unit_label_en text,
    direction_label_vi text,
    direction_label_en text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT t.indicator_target_id, i.plan_id, i.sector_id, t.indicator_id, t.area_id,
           t.scope, code_label('scope', t.scope, 'vi'), code_label('scope', t.scope, 'en'),
           t.due, to_char(t.due, 'YYYY-MM-DD'), extract(year FROM t.due)::integer,
           i.code, i.sort_order, a.code,
           t.cell, _target_op(t.goal, u.kind = 'level'),
           socpolicy.lower(socpolicy.threshold(t.goal))::double precision,
           socpolicy.upper(socpolicy.threshold(t.goal))::double precision,
           w.lower_inc, w.lower_inc::integer::smallint, w.upper_inc, w.upper_inc::integer::smallint,
           CASE WHEN u.kind = 'level' THEN t.cell END,
           t.goal::text, u.folded, u.label, socpolicy.direction(t.goal),
           t.goal IS NOT NULL, (t.goal IS NOT NULL)::integer::smallint,
           c.code, code_label('comparison', c.code, 'vi'), code_label('comparison', c.code, 'en'),
           d.number, d.issued_on, to_char(d.issued_on, 'YYYY-MM-DD'),
           t.valid_from, to_char(t.valid_from, 'YYYY-MM-DD'), t.remark,
           coalesce(fact_target_as_of.as_of, today()), to_char(coalesce(fact_target_as_of.as_of, today()), 'YYYY-MM-DD'),
           coalesce(u.label_en, u.label), code_label('direction', socpolicy.direction(t.goal), 'vi'),
           code_label('direction', socpolicy.direction(t.goal), 'en')
    FROM target_as_of(fact_target_as_of.as_of, _end_of_day(fact_target_as_of.as_of)) AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id
    JOIN area AS a ON a.area_id = t.area_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN document AS d ON d.document_id = t.document_id
    LEFT JOIN target_as_of(fact_target_as_of.as_of, _end_of_day(fact_target_as_of.as_of)) AS o
        ON o.indicator_id = t.indicator_id AND o.area_id = t.area_id AND o.due = t.due
       AND o.scope <> t.scope
    CROSS JOIN LATERAL (
        SELECT CASE WHEN t.goal IS NOT NULL AND socpolicy.lower(socpolicy.threshold(t.goal)) IS NOT NULL
                    THEN socpolicy.lower_inc(socpolicy.threshold(t.goal)) END AS lower_inc,
               CASE WHEN t.goal IS NOT NULL AND socpolicy.upper(socpolicy.threshold(t.goal)) IS NOT NULL
                    THEN socpolicy.upper_inc(socpolicy.threshold(t.goal)) END AS upper_inc) AS w
    CROSS JOIN LATERAL (
        SELECT CASE t.scope WHEN 'local' THEN t.goal ELSE o.goal END AS local,
               CASE t.scope WHEN 'local' THEN o.goal ELSE t.goal END AS national) AS g
    CROSS JOIN LATERAL (
        SELECT CASE WHEN g.local IS NULL AND g.national IS NULL THEN 'none'
                    WHEN g.national IS NULL THEN 'local_only'
                    WHEN g.local IS NULL THEN 'national_only'
                    WHEN i.aggregation = 'sum' AND a.level <> 'nation' THEN 'incomparable'
                    ELSE socpolicy.strictness(g.local, g.national) END AS code) AS c
    WHERE i.measured;
END;

COMMENT ON FUNCTION fact_target_as_of(date) IS
    'fact_target như đã biết vào cuối ngày này | fact_target as known at the end of a day';

CREATE OR REPLACE VIEW fact_target WITH (security_invoker = true) AS
    SELECT t.target_id, t.plan_id, t.sector_id, t.indicator_id, t.area_id,
           t.scope_code, t.scope_label_vi, t.scope_label_en, t.due, t.due_iso, t.year,
           t.indicator_code, t.indicator_sort, t.area_code, t.target_text, t.target_op,
           t.target_lower, t.target_upper, t.lower_inclusive, t.lower_inclusive_n,
           t.upper_inclusive, t.upper_inclusive_n, t.target_label, t.goal_text,
           t.unit_code, t.unit_label_vi, t.direction_code, t.is_promised, t.promised_n,
           t.comparison_code, t.comparison_label_vi, t.comparison_label_en,
           t.document_number, t.document_issued_on, t.document_issued_on_iso,
           t.valid_from, t.valid_from_iso, t.remark, t.as_of_date,
           t.as_of_date_iso, t.unit_label_en, t.direction_label_vi, t.direction_label_en
    FROM fact_target_as_of() AS t;

COMMENT ON VIEW fact_target IS
    'Mục tiêu có hiệu lực hôm nay: một dòng cho mỗi chỉ tiêu, địa phương, phạm vi và hạn, kể cả ô ghi "-" hoặc để trống | targets in force today: one row per indicator, area, scope and due date, cells with a dash or blank included';
COMMENT ON COLUMN fact_target.target_id IS 'Khóa | key';
COMMENT ON COLUMN fact_target.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN fact_target.sector_id IS 'Nhóm | sector';
COMMENT ON COLUMN fact_target.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN fact_target.area_id IS 'Địa phương | area';
COMMENT ON COLUMN fact_target.scope_code IS 'Phạm vi: national, local | scope';
COMMENT ON COLUMN fact_target.scope_label_vi IS 'Phạm vi bằng chữ | scope in words';
COMMENT ON COLUMN fact_target.scope_label_en IS 'Phạm vi bằng tiếng Anh | scope in English';
COMMENT ON COLUMN fact_target.due IS 'Hạn | due date';
COMMENT ON COLUMN fact_target.due_iso IS 'Hạn, dạng chữ | due date as text';
COMMENT ON COLUMN fact_target.year IS 'Năm đến hạn | year in which it is due';
COMMENT ON COLUMN fact_target.indicator_code IS 'Mã chỉ tiêu | indicator code';
COMMENT ON COLUMN fact_target.indicator_sort IS 'Thứ tự trong phụ lục | order in the annex';
COMMENT ON COLUMN fact_target.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN fact_target.target_text IS 'Ô mục tiêu như in | the cell as printed';
COMMENT ON COLUMN fact_target.target_op IS
    'Dạng: lt, le, ge, gt, eq, between, in_text (mức), none (không có mục tiêu) | shape; in_text is a level, none no target';
COMMENT ON COLUMN fact_target.target_lower IS 'Cận dưới; NULL: không giới hạn | lower bound; NULL: unbounded';
COMMENT ON COLUMN fact_target.target_upper IS 'Cận trên; NULL: không giới hạn | upper bound; NULL: unbounded';
COMMENT ON COLUMN fact_target.lower_inclusive IS 'Cận dưới được tính là đạt | the lower bound itself is accepted';
COMMENT ON COLUMN fact_target.lower_inclusive_n IS '1 nếu cận dưới được tính | 1 if the lower bound is accepted';
COMMENT ON COLUMN fact_target.upper_inclusive IS 'Cận trên được tính là đạt | the upper bound itself is accepted';
COMMENT ON COLUMN fact_target.upper_inclusive_n IS '1 nếu cận trên được tính | 1 if the upper bound is accepted';
COMMENT ON COLUMN fact_target.target_label IS 'Tên mức, nếu mục tiêu là một mức | name of the level, if the target is one';
COMMENT ON COLUMN fact_target.goal_text IS 'Mục tiêu dạng chuẩn của socpolicy | the target in socpolicy''s canonical form';
COMMENT ON COLUMN fact_target.unit_code IS 'Mã đơn vị tính | unit code';
COMMENT ON COLUMN fact_target.unit_label_vi IS 'Đơn vị tính | unit';
COMMENT ON COLUMN fact_target.direction_code IS 'Chiều tốt: up, down, within | which way is better';
COMMENT ON COLUMN fact_target.is_promised IS 'Có mục tiêu, không phải ô "-" hay trống | there is a target, no dash or blank';
COMMENT ON COLUMN fact_target.promised_n IS '1 nếu có mục tiêu | 1 if there is a target';
COMMENT ON COLUMN fact_target.comparison_code IS
    'Mục tiêu địa phương so với Trung ương của cùng hạn: stricter, equal, looser, local_only, national_only, incomparable, none | the local target beside the national one of the same due date';
COMMENT ON COLUMN fact_target.comparison_label_vi IS 'So sánh bằng chữ | comparison in words';
COMMENT ON COLUMN fact_target.comparison_label_en IS 'So sánh bằng tiếng Anh | comparison in English';
COMMENT ON COLUMN fact_target.document_number IS 'Văn bản | document';
COMMENT ON COLUMN fact_target.document_issued_on IS 'Ngày ban hành văn bản | date of the document';
COMMENT ON COLUMN fact_target.document_issued_on_iso IS 'Ngày ban hành văn bản, dạng chữ | date of the document as text';
COMMENT ON COLUMN fact_target.valid_from IS 'Có hiệu lực từ ngày | in force from';
COMMENT ON COLUMN fact_target.valid_from_iso IS 'Có hiệu lực từ ngày, dạng chữ | in force from, as text';
COMMENT ON COLUMN fact_target.remark IS 'Điều người đọc ô mục tiêu cần xem lại | what to look at in the cell';
COMMENT ON COLUMN fact_target.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN fact_target.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';
COMMENT ON COLUMN fact_target.unit_label_en IS 'Đơn vị tính bằng tiếng Anh | unit in English';
COMMENT ON COLUMN fact_target.direction_label_vi IS 'Chiều tốt bằng chữ | which way is better, in words';
COMMENT ON COLUMN fact_target.direction_label_en IS 'Chiều tốt bằng tiếng Anh | which way is better, in English';

/* ---------- verdicts ---------- */

/*
 * The 0/1 measures add up: what lies under a measured indicator (9.3.1 under
 * 9.3) details it and has 0 in all of them, so that nothing counts twice.  Its
 * own verdict stands in status_code.
 *
 * Years come out of an array, of which the planner expects ten, where it
 * expects a thousand rows of generate_series and would compile the query.
 */
CREATE OR REPLACE FUNCTION fact_verdict_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    sector_id integer,
    indicator_id integer,
    area_id integer,
    year integer,
    scope_code text,
    scope_label_vi text,
    scope_label_en text,
    indicator_code text,
    indicator_sort integer,
    indicator_name_vi text,
    indicator_name_en text,
    area_code text,
    area_name_vi text,
    target_id integer,
    due date,
    due_iso text,
    due_year integer,
    target_text text,
    target_op text,
    target_lower double precision,
    target_upper double precision,
    target_label text,
    unit_label_vi text,
    value double precision,
    value_text_vi text,
    value_text_en text,
    value_label text,
    stage_code text,
    stage_label_vi text,
    stage_label_en text,
    source_id integer,
    is_estimate boolean,
    estimate_n smallint,
    is_sample boolean,
    sample_n smallint,
    recorded_at timestamptz,
    period_end date,
    period_end_iso text,
    status_id integer,
    status_code text,
    status_label_vi text,
    status_label_en text,
    status_sort smallint,
    status_color text,
    status_icon text,
    is_counted boolean,
    counted_n smallint,
    is_countable boolean,
    countable_n smallint,
    is_met boolean,
    met_n smallint,
    exceeded_n smallint,
    near_n smallint,
    missed_n smallint,
    not_due_n smallint,
    no_data_n smallint,
    no_target_n smallint,
    weight double precision,
    met_weight double precision,
    countable_weight double precision,
    gap double precision,
    attainment_percent double precision,
    is_assessed boolean,
    assessed_n smallint,
    rule_status_code text,
    assessment_reason_vi text,
    assessment_reason_en text,
    as_of_date date,
    as_of_date_iso text,
    area_name_en text,
    unit_label_en text,
    value_label_en text,
    rule_status_label_vi text,
    rule_status_label_en text,
    recorded_on_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT v.plan_id, v.sector_id, v.indicator_id, v.area_id, y.year,
           v.scope, code_label('scope', v.scope, 'vi'), code_label('scope', v.scope, 'en'),
           v.code, v.sort_order,
           p.full_name_vi, p.full_name_en,
           a.code, a.name_vi,
           v.indicator_target_id, v.due, to_char(v.due, 'YYYY-MM-DD'), extract(year FROM v.due)::integer,
           v.cell, _target_op(v.goal, u.kind = 'level'),
           socpolicy.lower(socpolicy.threshold(v.goal))::double precision,
           socpolicy.upper(socpolicy.threshold(v.goal))::double precision,
           CASE WHEN u.kind = 'level' THEN v.cell END, u.label,
           v.value::double precision,
           _report_number(v.value, v.goal, i.decimals, 'vi'), _report_number(v.value, v.goal, i.decimals, 'en'),
           l.label_vi,
           v.stage, code_label('stage', v.stage, 'vi'), code_label('stage', v.stage, 'en'),
           v.source_id,
           v.stage IS NOT DISTINCT FROM 'estimate',
           (v.stage IS NOT DISTINCT FROM 'estimate')::integer::smallint,
           coalesce(v.is_sample, false), coalesce(v.is_sample, false)::integer::smallint,
           v.recorded_at, v.period_end, to_char(v.period_end, 'YYYY-MM-DD'),
           s.status_id, s.status_code, s.status_label_vi, s.status_label_en, s.status_sort,
           s.status_color, s.status_icon,
           p.is_counted, c.counted_n,
           p.is_counted AND s.is_countable, c.counted_n * s.countable_n,
           p.is_counted AND s.is_met, c.counted_n * s.met_n,
           CASE s.status_code WHEN 'exceeded' THEN c.counted_n ELSE 0::smallint END,
           CASE s.status_code WHEN 'near' THEN c.counted_n ELSE 0::smallint END,
           CASE s.status_code WHEN 'missed' THEN c.counted_n ELSE 0::smallint END,
           CASE s.status_code WHEN 'not_due' THEN c.counted_n ELSE 0::smallint END,
           CASE s.status_code WHEN 'no_data' THEN c.counted_n ELSE 0::smallint END,
           CASE s.status_code WHEN 'no_target' THEN c.counted_n ELSE 0::smallint END,
           v.weight::double precision,
           (v.weight * c.counted_n * s.met_n)::double precision,
           (v.weight * c.counted_n * s.countable_n)::double precision,
           v.gap::double precision, v.attainment::double precision,
           v.assessment_id IS NOT NULL, (v.assessment_id IS NOT NULL)::integer::smallint,
           v.rule_status::text, d.reason_vi, coalesce(d.reason_en, d.reason_vi),
           coalesce(fact_verdict_as_of.as_of, today()), to_char(coalesce(fact_verdict_as_of.as_of, today()), 'YYYY-MM-DD'),
           coalesce(a.name_en, a.name_vi), coalesce(u.label_en, u.label), coalesce(l.label_en, l.label_vi),
           socpolicy.status_label(v.rule_status, 'vi'), socpolicy.status_label(v.rule_status, 'en'),
           to_char(v.recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD')
    FROM unnest(ARRAY(
             SELECT generate_series(min(s.first_year), max(s.last_year))
             FROM _plan_span AS s)) AS y (year)
    CROSS JOIN LATERAL verdict_as_of(y.year, fact_verdict_as_of.as_of,
                                     _end_of_day(fact_verdict_as_of.as_of)) AS v
    JOIN _plan_span AS span ON span.plan_id = v.plan_id AND y.year BETWEEN span.first_year AND span.last_year
    JOIN indicator AS i ON i.indicator_id = v.indicator_id
    JOIN _indicator_place AS p ON p.indicator_id = v.indicator_id
    JOIN area AS a ON a.area_id = v.area_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN level AS l ON u.kind = 'level' AND l.indicator_id = v.indicator_id AND l.rank = v.value
    JOIN dim_status AS s ON s.status_code = v.status::text
    LEFT JOIN assessment AS d ON d.assessment_id = v.assessment_id
    CROSS JOIN LATERAL (SELECT p.is_counted::integer::smallint AS counted_n) AS c;
END;

COMMENT ON FUNCTION fact_verdict_as_of(date) IS
    'fact_verdict như đã biết vào cuối ngày này | fact_verdict as known at the end of a day';

CREATE OR REPLACE VIEW fact_verdict WITH (security_invoker = true) AS
    SELECT f.plan_id, f.sector_id, f.indicator_id, f.area_id, f.year,
           f.scope_code, f.scope_label_vi, f.scope_label_en,
           f.indicator_code, f.indicator_sort, f.indicator_name_vi, f.indicator_name_en,
           f.area_code, f.area_name_vi, f.target_id, f.due, f.due_iso, f.due_year,
           f.target_text, f.target_op, f.target_lower, f.target_upper, f.target_label, f.unit_label_vi,
           f.value, f.value_text_vi, f.value_text_en, f.value_label,
           f.stage_code, f.stage_label_vi, f.stage_label_en, f.source_id,
           f.is_estimate, f.estimate_n, f.is_sample, f.sample_n, f.recorded_at,
           f.period_end, f.period_end_iso,
           f.status_id, f.status_code, f.status_label_vi, f.status_label_en, f.status_sort,
           f.status_color, f.status_icon,
           f.is_counted, f.counted_n, f.is_countable, f.countable_n, f.is_met, f.met_n,
           f.exceeded_n, f.near_n, f.missed_n, f.not_due_n, f.no_data_n, f.no_target_n,
           f.weight, f.met_weight, f.countable_weight, f.gap, f.attainment_percent,
           f.is_assessed, f.assessed_n, f.rule_status_code, f.assessment_reason_vi, f.assessment_reason_en,
           f.as_of_date, f.as_of_date_iso, f.area_name_en, f.unit_label_en, f.value_label_en,
           f.rule_status_label_vi, f.rule_status_label_en, f.recorded_on_iso
    FROM fact_verdict_as_of() AS f;

COMMENT ON VIEW fact_verdict IS
    'Kết quả đánh giá: một dòng cho mỗi chỉ tiêu, địa phương, năm và phạm vi, từ năm ban hành kế hoạch đến năm cuối có mục tiêu; tỷ lệ đạt = sum(met_n) / sum(countable_n) | verdicts: one row per indicator, area, year and scope, from the plan''s issue to the last year with a target; met rate = sum(met_n) / sum(countable_n)';
COMMENT ON COLUMN fact_verdict.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN fact_verdict.sector_id IS 'Nhóm | sector';
COMMENT ON COLUMN fact_verdict.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN fact_verdict.area_id IS 'Địa phương | area';
COMMENT ON COLUMN fact_verdict.year IS 'Năm được đánh giá | year that is judged';
COMMENT ON COLUMN fact_verdict.scope_code IS 'Phạm vi: national, local | scope';
COMMENT ON COLUMN fact_verdict.scope_label_vi IS 'Phạm vi bằng chữ | scope in words';
COMMENT ON COLUMN fact_verdict.scope_label_en IS 'Phạm vi bằng tiếng Anh | scope in English';
COMMENT ON COLUMN fact_verdict.indicator_code IS 'Mã chỉ tiêu | indicator code';
COMMENT ON COLUMN fact_verdict.indicator_sort IS 'Thứ tự trong phụ lục | order in the annex';
COMMENT ON COLUMN fact_verdict.indicator_name_vi IS 'Tên chỉ tiêu, kèm tên chỉ tiêu cha | name of the indicator, with its parent''s';
COMMENT ON COLUMN fact_verdict.indicator_name_en IS 'Tên chỉ tiêu bằng tiếng Anh | name of the indicator in English';
COMMENT ON COLUMN fact_verdict.area_code IS 'Mã địa phương | area code';
COMMENT ON COLUMN fact_verdict.area_name_vi IS 'Tên địa phương | area name';
COMMENT ON COLUMN fact_verdict.target_id IS 'Mục tiêu dùng để đánh giá; NULL: không có | target that judges; NULL: none';
COMMENT ON COLUMN fact_verdict.due IS 'Hạn của mục tiêu đó | due date of that target';
COMMENT ON COLUMN fact_verdict.due_iso IS 'Hạn, dạng chữ | due date as text';
COMMENT ON COLUMN fact_verdict.due_year IS 'Năm đến hạn | year in which it is due';
COMMENT ON COLUMN fact_verdict.target_text IS 'Ô mục tiêu như in | the cell as printed';
COMMENT ON COLUMN fact_verdict.target_op IS 'Dạng của mục tiêu: lt, le, ge, gt, eq, between, in_text, none | shape of the target';
COMMENT ON COLUMN fact_verdict.target_lower IS 'Cận dưới; NULL: không giới hạn | lower bound; NULL: unbounded';
COMMENT ON COLUMN fact_verdict.target_upper IS 'Cận trên; NULL: không giới hạn | upper bound; NULL: unbounded';
COMMENT ON COLUMN fact_verdict.target_label IS 'Tên mức, nếu mục tiêu là một mức | name of the level, if the target is one';
COMMENT ON COLUMN fact_verdict.unit_label_vi IS 'Đơn vị tính | unit';
COMMENT ON COLUMN fact_verdict.value IS 'Kết quả cả năm; NULL: chưa có số liệu | figure of the whole year; NULL: none';
COMMENT ON COLUMN fact_verdict.value_text_vi IS 'Kết quả viết kiểu Việt Nam, làm tròn mà không đổi kết luận | figure as written in Vietnam, rounded without changing sides';
COMMENT ON COLUMN fact_verdict.value_text_en IS 'Kết quả viết kiểu Anh | figure as written in English';
COMMENT ON COLUMN fact_verdict.value_label IS 'Tên mức đạt được | name of the level reached';
COMMENT ON COLUMN fact_verdict.stage_code IS 'Giai đoạn của số liệu | stage of the figure';
COMMENT ON COLUMN fact_verdict.stage_label_vi IS 'Giai đoạn bằng chữ | stage in words';
COMMENT ON COLUMN fact_verdict.stage_label_en IS 'Giai đoạn bằng tiếng Anh | stage in English';
COMMENT ON COLUMN fact_verdict.source_id IS 'Nguồn được dùng | source that was used';
COMMENT ON COLUMN fact_verdict.is_estimate IS 'Dựa trên số ước | rests on an estimate';
COMMENT ON COLUMN fact_verdict.estimate_n IS '1 nếu dựa trên số ước | 1 if it rests on an estimate';
COMMENT ON COLUMN fact_verdict.is_sample IS 'Số liệu minh họa, không có thật | invented sample figure';
COMMENT ON COLUMN fact_verdict.sample_n IS '1 nếu là số liệu minh họa | 1 if an invented sample';
COMMENT ON COLUMN fact_verdict.recorded_at IS 'Thời điểm ghi số liệu | when the figure was recorded';
COMMENT ON COLUMN fact_verdict.period_end IS 'Ngày cuối của kỳ được đánh giá | last day of the period judged';
COMMENT ON COLUMN fact_verdict.period_end_iso IS 'Ngày cuối kỳ, dạng chữ | last day of the period as text';
COMMENT ON COLUMN fact_verdict.status_id IS 'Trạng thái (dim_status) | status (dim_status)';
COMMENT ON COLUMN fact_verdict.status_code IS 'Mã trạng thái, không bao giờ NULL | status code, never NULL';
COMMENT ON COLUMN fact_verdict.status_label_vi IS 'Trạng thái bằng chữ | status in words';
COMMENT ON COLUMN fact_verdict.status_label_en IS 'Trạng thái bằng tiếng Anh | status in English';
COMMENT ON COLUMN fact_verdict.status_sort IS 'Thứ tự của trạng thái | order of the status';
COMMENT ON COLUMN fact_verdict.status_color IS 'Màu của trạng thái | colour of the status';
COMMENT ON COLUMN fact_verdict.status_icon IS 'Ký hiệu của trạng thái | sign of the status';
COMMENT ON COLUMN fact_verdict.is_counted IS
    'Được tính vào tổng; dòng nằm dưới một chỉ tiêu đã được đo lường thì không | counts in totals; what lies under a measured indicator does not';
COMMENT ON COLUMN fact_verdict.counted_n IS '1 nếu được tính vào tổng | 1 if it counts in totals';
COMMENT ON COLUMN fact_verdict.is_countable IS 'Đã được đánh giá và được tính vào tổng | has a verdict and counts in totals';
COMMENT ON COLUMN fact_verdict.countable_n IS '1 nếu đã được đánh giá và được tính vào tổng: mẫu số của tỷ lệ đạt | 1 if it has a verdict and counts: denominator of the met rate';
COMMENT ON COLUMN fact_verdict.is_met IS 'Đạt hoặc vượt và được tính vào tổng | met or exceeded, and counts in totals';
COMMENT ON COLUMN fact_verdict.met_n IS '1 nếu đạt hoặc vượt và được tính vào tổng: tử số của tỷ lệ đạt | 1 if met or exceeded and counts: numerator of the met rate';
COMMENT ON COLUMN fact_verdict.exceeded_n IS '1 nếu vượt | 1 if exceeded';
COMMENT ON COLUMN fact_verdict.near_n IS '1 nếu gần đạt | 1 if near';
COMMENT ON COLUMN fact_verdict.missed_n IS '1 nếu chưa đạt | 1 if missed';
COMMENT ON COLUMN fact_verdict.not_due_n IS '1 nếu chưa đến hạn | 1 if not yet due';
COMMENT ON COLUMN fact_verdict.no_data_n IS '1 nếu chưa có số liệu | 1 if there is no figure';
COMMENT ON COLUMN fact_verdict.no_target_n IS '1 nếu không có mục tiêu | 1 if there is no target';
COMMENT ON COLUMN fact_verdict.weight IS 'Trọng số | weight';
COMMENT ON COLUMN fact_verdict.met_weight IS 'Trọng số nếu đạt, không thì 0 | weight if met, else 0';
COMMENT ON COLUMN fact_verdict.countable_weight IS 'Trọng số nếu đã được đánh giá, không thì 0 | weight if it has a verdict, else 0';
COMMENT ON COLUMN fact_verdict.gap IS 'Khoảng cách đến ngưỡng, dương là phía tốt | distance to the bound, positive on the good side';
COMMENT ON COLUMN fact_verdict.attainment_percent IS 'Phần trăm so với mục tiêu | percent of the promised value';
COMMENT ON COLUMN fact_verdict.is_assessed IS 'Kết quả do người quyết định | the verdict was decided by a person';
COMMENT ON COLUMN fact_verdict.assessed_n IS '1 nếu do người quyết định | 1 if decided by a person';
COMMENT ON COLUMN fact_verdict.rule_status_code IS 'Kết quả theo quy tắc | what the rule says';
COMMENT ON COLUMN fact_verdict.assessment_reason_vi IS 'Lý do của người quyết định | reason of the person';
COMMENT ON COLUMN fact_verdict.assessment_reason_en IS 'Lý do bằng tiếng Anh | reason in English';
COMMENT ON COLUMN fact_verdict.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN fact_verdict.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';
COMMENT ON COLUMN fact_verdict.area_name_en IS 'Tên địa phương bằng tiếng Anh | area name in English';
COMMENT ON COLUMN fact_verdict.unit_label_en IS 'Đơn vị tính bằng tiếng Anh | unit in English';
COMMENT ON COLUMN fact_verdict.value_label_en IS 'Tên mức đạt được bằng tiếng Anh | name of the level reached, in English';
COMMENT ON COLUMN fact_verdict.rule_status_label_vi IS 'Kết quả theo quy tắc, bằng chữ | what the rule says, in words';
COMMENT ON COLUMN fact_verdict.rule_status_label_en IS 'Kết quả theo quy tắc, bằng tiếng Anh | what the rule says, in English';
COMMENT ON COLUMN fact_verdict.recorded_on_iso IS 'Ngày ghi số liệu theo giờ Việt Nam, dạng chữ | day of recording in Vietnam as text';

/* ---------- reports and tasks ---------- */

CREATE OR REPLACE FUNCTION fact_report_obligation_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    tier integer,
    year integer,
    agency_id integer,
    agency_code text,
    agency_name_vi text,
    agency_name_en text,
    consolidator_id integer,
    addressee_id integer,
    last_day date,
    last_day_iso text,
    received_at timestamptz,
    received_on date,
    received_on_iso text,
    report_status_code text,
    report_status_label_vi text,
    report_status_label_en text,
    report_status_sort smallint,
    expected_n smallint,
    is_received boolean,
    received_n smallint,
    is_on_time boolean,
    on_time_n smallint,
    is_late boolean,
    late_n smallint,
    is_missing boolean,
    missing_n smallint,
    days_late integer,
    is_sample boolean,
    sample_n smallint,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.plan_id, s.tier, s.year, s.agency_id, s.agency_code, s.name_vi, coalesce(a.name_en, a.name_vi),
           s.consolidator_id, s.addressee_id, s.last_day, to_char(s.last_day, 'YYYY-MM-DD'),
           r.received_at, r.received_on, to_char(r.received_on, 'YYYY-MM-DD'),
           r.code, code_label('report', r.code, 'vi'), code_label('report', r.code, 'en'),
           _code_sort('report', r.code), 1::smallint,
           r.received_on IS NOT NULL, (r.received_on IS NOT NULL)::integer::smallint,
           r.code = 'on_time', (r.code = 'on_time')::integer::smallint,
           r.code = 'late', (r.code = 'late')::integer::smallint,
           r.code = 'missing', (r.code = 'missing')::integer::smallint,
           CASE r.code WHEN 'on_time' THEN 0 WHEN 'late' THEN r.received_on - s.last_day
                       WHEN 'missing' THEN asked.day - s.last_day END,
           sample.found, sample.found::integer::smallint,
           asked.day, to_char(asked.day, 'YYYY-MM-DD')
    FROM (SELECT coalesce(fact_report_obligation_as_of.as_of, today()) AS day) AS asked
    CROSS JOIN LATERAL unnest(ARRAY(
        SELECT generate_series(min(extract(year FROM c.valid_from))::integer,
                               extract(year FROM asked.day)::integer)
        FROM report_cycle AS c)) AS y (year)
    CROSS JOIN LATERAL obligation_status(y.year, _end_of_day(fact_report_obligation_as_of.as_of)) AS s
    JOIN agency AS a ON a.agency_id = s.agency_id
    CROSS JOIN LATERAL (
        SELECT g.received_at, g.received_on,
               CASE WHEN g.received_on <= s.last_day THEN 'on_time'
                    WHEN g.received_on > s.last_day THEN 'late'
                    WHEN s.last_day < asked.day THEN 'missing'
                    ELSE 'pending' END AS code
        FROM (SELECT CASE WHEN s.received_day <= asked.day THEN s.received_at END AS received_at,
                     CASE WHEN s.received_day <= asked.day THEN s.received_day END AS received_on) AS g) AS r
    CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM report_submission AS m
                       WHERE m.plan_id = s.plan_id AND m.tier = s.tier AND m.year = s.year
                         AND m.agency_id = s.agency_id AND m.is_sample
                         AND m.received_at = r.received_at) AS found) AS sample;
END;

COMMENT ON FUNCTION fact_report_obligation_as_of(date) IS
    'fact_report_obligation như đã biết vào cuối ngày này | fact_report_obligation as known at the end of a day';

CREATE OR REPLACE VIEW fact_report_obligation WITH (security_invoker = true) AS
    SELECT f.plan_id, f.tier, f.year, f.agency_id, f.agency_code, f.agency_name_vi, f.agency_name_en,
           f.consolidator_id, f.addressee_id, f.last_day, f.last_day_iso,
           f.received_at, f.received_on, f.received_on_iso,
           f.report_status_code, f.report_status_label_vi, f.report_status_label_en, f.report_status_sort,
           f.expected_n, f.is_received, f.received_n, f.is_on_time, f.on_time_n, f.is_late, f.late_n,
           f.is_missing, f.missing_n, f.days_late, f.is_sample, f.sample_n, f.as_of_date,
           f.as_of_date_iso
    FROM fact_report_obligation_as_of() AS f;

COMMENT ON VIEW fact_report_obligation IS
    'Nghĩa vụ báo cáo: một dòng cho mỗi kế hoạch, cấp, năm và cơ quan phải báo cáo; tỷ lệ báo cáo = sum(received_n) / sum(expected_n) | reports owed: one row per plan, tier, year and body that owes; reporting rate = sum(received_n) / sum(expected_n)';
COMMENT ON COLUMN fact_report_obligation.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN fact_report_obligation.tier IS 'Cấp: 1 các cơ quan, 2 báo cáo tổng hợp | tier: 1 the bodies, 2 the consolidated report';
COMMENT ON COLUMN fact_report_obligation.year IS 'Năm báo cáo | year of the report';
COMMENT ON COLUMN fact_report_obligation.agency_id IS 'Cơ quan phải báo cáo | body that owes the report';
COMMENT ON COLUMN fact_report_obligation.agency_code IS 'Mã cơ quan | agency code';
COMMENT ON COLUMN fact_report_obligation.agency_name_vi IS 'Tên cơ quan | name of the agency';
COMMENT ON COLUMN fact_report_obligation.agency_name_en IS 'Tên cơ quan bằng tiếng Anh | name of the agency in English';
COMMENT ON COLUMN fact_report_obligation.consolidator_id IS 'Cơ quan tổng hợp | body that consolidates';
COMMENT ON COLUMN fact_report_obligation.addressee_id IS 'Nơi nhận | addressee';
COMMENT ON COLUMN fact_report_obligation.last_day IS 'Ngày cuối còn đúng hạn | last day on time';
COMMENT ON COLUMN fact_report_obligation.last_day_iso IS 'Ngày cuối còn đúng hạn, dạng chữ | last day on time as text';
COMMENT ON COLUMN fact_report_obligation.received_at IS 'Thời điểm nhận | when it was received';
COMMENT ON COLUMN fact_report_obligation.received_on IS 'Ngày nhận theo giờ Việt Nam | day of receipt in Vietnam';
COMMENT ON COLUMN fact_report_obligation.received_on_iso IS 'Ngày nhận, dạng chữ | day of receipt as text';
COMMENT ON COLUMN fact_report_obligation.report_status_code IS 'Tình trạng: on_time, late, missing, pending | state of the report';
COMMENT ON COLUMN fact_report_obligation.report_status_label_vi IS 'Tình trạng bằng chữ | state in words';
COMMENT ON COLUMN fact_report_obligation.report_status_label_en IS 'Tình trạng bằng tiếng Anh | state in English';
COMMENT ON COLUMN fact_report_obligation.report_status_sort IS 'Thứ tự | order';
COMMENT ON COLUMN fact_report_obligation.expected_n IS '1: báo cáo phải có | 1: a report that is expected';
COMMENT ON COLUMN fact_report_obligation.is_received IS 'Đã nhận | received';
COMMENT ON COLUMN fact_report_obligation.received_n IS '1 nếu đã nhận | 1 if received';
COMMENT ON COLUMN fact_report_obligation.is_on_time IS 'Nhận đúng hạn | received on time';
COMMENT ON COLUMN fact_report_obligation.on_time_n IS '1 nếu đúng hạn | 1 if on time';
COMMENT ON COLUMN fact_report_obligation.is_late IS 'Nhận trễ | received late';
COMMENT ON COLUMN fact_report_obligation.late_n IS '1 nếu trễ | 1 if late';
COMMENT ON COLUMN fact_report_obligation.is_missing IS 'Chưa nhận, đã quá hạn | not received and past the deadline';
COMMENT ON COLUMN fact_report_obligation.missing_n IS '1 nếu chưa nhận mà đã quá hạn | 1 if missing';
COMMENT ON COLUMN fact_report_obligation.days_late IS
    'Số ngày trễ; chưa nhận thì tính đến as_of_date; NULL: chưa đến hạn | days late; if missing, up to as_of_date; NULL: not yet due';
COMMENT ON COLUMN fact_report_obligation.is_sample IS 'Lần nhận này là dòng minh họa, không có thật | the receipt is an invented sample';
COMMENT ON COLUMN fact_report_obligation.sample_n IS '1 nếu là dòng minh họa | 1 if an invented sample';
COMMENT ON COLUMN fact_report_obligation.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN fact_report_obligation.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

CREATE OR REPLACE FUNCTION fact_task_status_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    task_id integer,
    task_code text,
    task_sort integer,
    name_vi text,
    name_en text,
    schedule_code text,
    schedule_label_vi text,
    schedule_label_en text,
    task_state_code text,
    task_state_label_vi text,
    task_state_label_en text,
    task_state_sort smallint,
    percent_done double precision,
    progress_on date,
    progress_on_iso text,
    due date,
    due_iso text,
    is_dated boolean,
    dated_n smallint,
    is_done boolean,
    done_n smallint,
    is_late boolean,
    late_n smallint,
    days_late integer,
    lead_agency_name_vi text,
    lead_agency_name_en text,
    task_n smallint,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.plan_id, s.task_id, s.key, s.sort_order, t.name_vi, coalesce(t.name_en, t.name_vi),
           s.kind, code_label('schedule', s.kind, 'vi'), code_label('schedule', s.kind, 'en'),
           s.state, code_label('task_state', s.state, 'vi'), code_label('task_state', s.state, 'en'),
           _code_sort('task_state', s.state),
           s.percent::double precision, s.progress_on, to_char(s.progress_on, 'YYYY-MM-DD'),
           s.due, to_char(s.due, 'YYYY-MM-DD'),
           s.due IS NOT NULL, (s.due IS NOT NULL)::integer::smallint,
           s.state = 'done', (s.state = 'done')::integer::smallint,
           s.state = 'overdue', (s.state = 'overdue')::integer::smallint, s.days_late,
           d.leads_vi, d.leads_en, 1::smallint,
           coalesce(fact_task_status_as_of.as_of, today()), to_char(coalesce(fact_task_status_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM task_status(fact_task_status_as_of.as_of, _end_of_day(fact_task_status_as_of.as_of)) AS s
    JOIN task AS t ON t.task_id = s.task_id
    LEFT JOIN _duty_names(fact_task_status_as_of.as_of, _end_of_day(fact_task_status_as_of.as_of)) AS d
        ON d.task_id = s.task_id;
END;

COMMENT ON FUNCTION fact_task_status_as_of(date) IS
    'fact_task_status như đã biết vào cuối ngày này | fact_task_status as known at the end of a day';

CREATE OR REPLACE VIEW fact_task_status WITH (security_invoker = true) AS
    SELECT f.plan_id, f.task_id, f.task_code, f.task_sort, f.name_vi, f.name_en,
           f.schedule_code, f.schedule_label_vi, f.schedule_label_en,
           f.task_state_code, f.task_state_label_vi, f.task_state_label_en, f.task_state_sort,
           f.percent_done, f.progress_on, f.progress_on_iso, f.due, f.due_iso, f.is_dated, f.dated_n,
           f.is_done, f.done_n, f.is_late, f.late_n, f.days_late,
           f.lead_agency_name_vi, f.lead_agency_name_en, f.task_n, f.as_of_date,
           f.as_of_date_iso
    FROM fact_task_status_as_of() AS f;

COMMENT ON VIEW fact_task_status IS
    'Tình trạng nhiệm vụ hôm nay: mỗi nhiệm vụ một dòng; nhiệm vụ không có hạn riêng thì không bao giờ trễ | tasks as they stand today: one row each; a task without a date of its own is never late';
COMMENT ON COLUMN fact_task_status.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN fact_task_status.task_id IS 'Nhiệm vụ | task';
COMMENT ON COLUMN fact_task_status.task_code IS 'Mã nhiệm vụ | task code';
COMMENT ON COLUMN fact_task_status.task_sort IS 'Thứ tự trong phụ lục | order in the annex';
COMMENT ON COLUMN fact_task_status.name_vi IS 'Tên nhiệm vụ | name';
COMMENT ON COLUMN fact_task_status.name_en IS 'Tên nhiệm vụ bằng tiếng Anh | name in English';
COMMENT ON COLUMN fact_task_status.schedule_code IS 'Loại thời hạn | kind of schedule';
COMMENT ON COLUMN fact_task_status.schedule_label_vi IS 'Loại thời hạn bằng chữ | kind of schedule in words';
COMMENT ON COLUMN fact_task_status.schedule_label_en IS 'Loại thời hạn bằng tiếng Anh | kind of schedule in English';
COMMENT ON COLUMN fact_task_status.task_state_code IS 'Tình trạng: done, in_progress, not_started, dormant, overdue | state';
COMMENT ON COLUMN fact_task_status.task_state_label_vi IS 'Tình trạng bằng chữ | state in words';
COMMENT ON COLUMN fact_task_status.task_state_label_en IS 'Tình trạng bằng tiếng Anh | state in English';
COMMENT ON COLUMN fact_task_status.task_state_sort IS 'Thứ tự của tình trạng | order of the state';
COMMENT ON COLUMN fact_task_status.percent_done IS 'Phần trăm hoàn thành đã báo cáo | percent done, as reported';
COMMENT ON COLUMN fact_task_status.progress_on IS 'Ngày của báo cáo tiến độ cuối | day of the last progress report';
COMMENT ON COLUMN fact_task_status.progress_on_iso IS 'Ngày đó, dạng chữ | that day as text';
COMMENT ON COLUMN fact_task_status.due IS 'Hạn của chính nhiệm vụ; NULL: không có hạn cụ thể | the task''s own due date; NULL: none';
COMMENT ON COLUMN fact_task_status.due_iso IS 'Hạn, dạng chữ | due date as text';
COMMENT ON COLUMN fact_task_status.is_dated IS 'Có hạn cụ thể | has a due date of its own';
COMMENT ON COLUMN fact_task_status.dated_n IS '1 nếu có hạn cụ thể | 1 if it has a due date';
COMMENT ON COLUMN fact_task_status.is_done IS 'Đã hoàn thành | done';
COMMENT ON COLUMN fact_task_status.done_n IS '1 nếu đã hoàn thành | 1 if done';
COMMENT ON COLUMN fact_task_status.is_late IS 'Quá hạn | overdue';
COMMENT ON COLUMN fact_task_status.late_n IS '1 nếu quá hạn | 1 if overdue';
COMMENT ON COLUMN fact_task_status.days_late IS 'Số ngày quá hạn | days overdue';
COMMENT ON COLUMN fact_task_status.lead_agency_name_vi IS 'Cơ quan chủ trì | lead agencies';
COMMENT ON COLUMN fact_task_status.lead_agency_name_en IS 'Cơ quan chủ trì bằng tiếng Anh | lead agencies in English';
COMMENT ON COLUMN fact_task_status.task_n IS '1: để đếm | 1: for counting';
COMMENT ON COLUMN fact_task_status.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN fact_task_status.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

/* ---------- bridges ---------- */

CREATE OR REPLACE FUNCTION _bridge_agency_as_of(as_of date DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    task_id integer,
    agency_id integer,
    role_code text,
    role_label_vi text,
    role_label_en text,
    is_lead boolean,
    lead_n smallint,
    role_sort integer,
    as_of_date date,
    as_of_date_iso text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.indicator_id, r.task_id, r.agency_id, c.code,
           code_label('role', c.code, 'vi'), code_label('role', c.code, 'en'),
           c.code = 'lead', (c.code = 'lead')::integer::smallint, r.sort_order,
           coalesce(_bridge_agency_as_of.as_of, today()), to_char(coalesce(_bridge_agency_as_of.as_of, today()), 'YYYY-MM-DD')
    FROM responsibility_as_of(_bridge_agency_as_of.as_of, _end_of_day(_bridge_agency_as_of.as_of)) AS r
    CROSS JOIN LATERAL (SELECT CASE r.role WHEN 'lead' THEN 'lead' ELSE 'coord' END AS code) AS c;
END;

COMMENT ON FUNCTION _bridge_agency_as_of(date) IS
    'bridge_indicator_agency và bridge_task_agency như đã biết vào cuối ngày này | bridge_indicator_agency and bridge_task_agency as known at the end of a day';

CREATE OR REPLACE VIEW bridge_indicator_agency WITH (security_invoker = true) AS
    SELECT r.indicator_id, r.agency_id, r.role_code, r.role_label_vi, r.role_label_en, r.is_lead, r.lead_n,
           r.role_sort, r.as_of_date, r.as_of_date_iso
    FROM _bridge_agency_as_of() AS r
    WHERE r.indicator_id IS NOT NULL;

COMMENT ON VIEW bridge_indicator_agency IS
    'Cơ quan của chỉ tiêu hôm nay: một dòng cho mỗi chỉ tiêu, cơ quan và vai trò | agencies of indicators today: one row per indicator, agency and role';
COMMENT ON COLUMN bridge_indicator_agency.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN bridge_indicator_agency.agency_id IS 'Cơ quan | agency';
COMMENT ON COLUMN bridge_indicator_agency.role_code IS 'Vai trò: lead, coord | role';
COMMENT ON COLUMN bridge_indicator_agency.role_label_vi IS 'Vai trò bằng chữ | role in words';
COMMENT ON COLUMN bridge_indicator_agency.role_label_en IS 'Vai trò bằng tiếng Anh | role in English';
COMMENT ON COLUMN bridge_indicator_agency.is_lead IS 'Chủ trì | leads';
COMMENT ON COLUMN bridge_indicator_agency.lead_n IS '1 nếu chủ trì | 1 if it leads';
COMMENT ON COLUMN bridge_indicator_agency.role_sort IS 'Thứ tự trong ô | order in the cell';
COMMENT ON COLUMN bridge_indicator_agency.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN bridge_indicator_agency.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

CREATE OR REPLACE VIEW bridge_task_agency WITH (security_invoker = true) AS
    SELECT r.task_id, r.agency_id, r.role_code, r.role_label_vi, r.role_label_en, r.is_lead, r.lead_n,
           r.role_sort, r.as_of_date, r.as_of_date_iso
    FROM _bridge_agency_as_of() AS r
    WHERE r.task_id IS NOT NULL;

COMMENT ON VIEW bridge_task_agency IS
    'Cơ quan của nhiệm vụ hôm nay: một dòng cho mỗi nhiệm vụ, cơ quan và vai trò | agencies of tasks today: one row per task, agency and role';
COMMENT ON COLUMN bridge_task_agency.task_id IS 'Nhiệm vụ | task';
COMMENT ON COLUMN bridge_task_agency.agency_id IS 'Cơ quan | agency';
COMMENT ON COLUMN bridge_task_agency.role_code IS 'Vai trò: lead, coord | role';
COMMENT ON COLUMN bridge_task_agency.role_label_vi IS 'Vai trò bằng chữ | role in words';
COMMENT ON COLUMN bridge_task_agency.role_label_en IS 'Vai trò bằng tiếng Anh | role in English';
COMMENT ON COLUMN bridge_task_agency.is_lead IS 'Chủ trì | leads';
COMMENT ON COLUMN bridge_task_agency.lead_n IS '1 nếu chủ trì | 1 if it leads';
COMMENT ON COLUMN bridge_task_agency.role_sort IS 'Thứ tự trong ô | order in the cell';
COMMENT ON COLUMN bridge_task_agency.as_of_date IS 'Ngày của câu trả lời | day of the answer';
COMMENT ON COLUMN bridge_task_agency.as_of_date_iso IS 'Ngày của câu trả lời, dạng chữ | the same as text';

CREATE OR REPLACE VIEW bridge_task_indicator WITH (security_invoker = true) AS
    SELECT t.task_id, t.indicator_id, t.basis AS basis_code,
           t.basis = 'ours' AS is_ours, (t.basis = 'ours')::integer::smallint AS ours_n
    FROM task_indicator AS t;

COMMENT ON VIEW bridge_task_indicator IS
    'Nhiệm vụ phục vụ chỉ tiêu nào: một dòng cho mỗi cặp | which indicators a task serves: one row per pair';
COMMENT ON COLUMN bridge_task_indicator.task_id IS 'Nhiệm vụ | task';
COMMENT ON COLUMN bridge_task_indicator.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN bridge_task_indicator.basis_code IS 'Theo văn bản (document) hay do người lập sổ gắn (ours) | from a document, or ours';
COMMENT ON COLUMN bridge_task_indicator.is_ours IS 'Do người lập sổ gắn, kế hoạch không ghi | ours, not the plan''s';
COMMENT ON COLUMN bridge_task_indicator.ours_n IS '1 nếu do người lập sổ gắn | 1 if ours';
