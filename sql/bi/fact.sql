/*
 * Facts.  What depends on the day it is asked has a function of its own name
 * with _as_of, which answers as known at the end of a day; the view is its
 * answer of today.
 */

/* ---------- figures ---------- */

CREATE OR REPLACE VIEW fact_observation WITH (security_invoker = true) AS
    SELECT f.*
    FROM observation AS o
    CROSS JOIN LATERAL _fact_observation_row(
        o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage, o.value, o.numerator,
        o.denominator, o.note, o.recorded_at, o.recorded_by, NULL) AS f;

CREATE OR REPLACE FUNCTION fact_observation_as_of(as_of date DEFAULT NULL)
RETURNS SETOF fact_observation
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.*
    FROM _observation_as_of(_end_of_day(fact_observation_as_of.as_of)) AS o
    CROSS JOIN LATERAL _fact_observation_row(
        o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage, o.value, o.numerator,
        o.denominator, o.note, o.recorded_at, o.recorded_by, fact_observation_as_of.as_of) AS f;
END;

COMMENT ON FUNCTION fact_observation_as_of(date) IS
    'fact_observation như đã biết vào cuối ngày này | fact_observation as known at the end of a day';

COMMENT ON VIEW fact_observation IS
    'Số liệu đang có hiệu lực: một dòng cho mỗi chỉ tiêu, địa phương, kỳ và nguồn | figures in force: one row per indicator, area, period and source';

/* ---------- targets ---------- */

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
    due_year integer,
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
    direction_label_en text,
    indicator_name_vi text,
    indicator_name_en text,
    area_name_vi text,
    area_name_en text,
    row_key text)
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
           code_label('direction', socpolicy.direction(t.goal), 'en'),
           n.full_name_vi, n.full_name_en, a.name_vi, coalesce(a.name_en, a.name_vi),
           t.indicator_id || '-' || t.area_id || '-' || t.scope || '-' || to_char(t.due, 'YYYYMMDD')
    FROM target_as_of(fact_target_as_of.as_of, _end_of_day(fact_target_as_of.as_of)) AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id
    JOIN _indicator_name AS n ON n.indicator_id = i.indicator_id
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
    SELECT f.* FROM fact_target_as_of() AS f;

COMMENT ON VIEW fact_target IS
    'Mục tiêu có hiệu lực hôm nay: một dòng cho mỗi chỉ tiêu, địa phương, phạm vi và hạn, kể cả ô ghi "-" hoặc để trống | targets in force today: one row per indicator, area, scope and due date, cells with a dash or blank included';

/* ---------- verdicts ---------- */

/*
 * The 0/1 measures add up: what lies under a measured indicator (9.3.1 under
 * 9.3) details it and has 0 in all of them, so that nothing counts twice.  Its
 * own verdict stands in status_code.
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
    recorded_on_iso text,
    row_key text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT v.plan_id, v.sector_id, v.indicator_id, v.area_id, v.year,
           v.scope, code_label('scope', v.scope, 'vi'), code_label('scope', v.scope, 'en'),
           v.code, v.sort_order,
           p.full_name_vi, p.full_name_en,
           v.area_code, a.name_vi,
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
           v.is_counted, c.counted_n,
           v.is_counted AND s.is_countable, c.counted_n * s.countable_n,
           v.is_counted AND s.is_met, c.counted_n * s.met_n,
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
           to_char(v.recorded_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'),
           v.indicator_id || '-' || v.area_id || '-' || v.year || '-' || v.scope
    FROM _verdict_of_plans(fact_verdict_as_of.as_of) AS v
    JOIN indicator AS i ON i.indicator_id = v.indicator_id
    JOIN _indicator_name AS p ON p.indicator_id = v.indicator_id
    JOIN area AS a ON a.area_id = v.area_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN level AS l ON u.kind = 'level' AND l.indicator_id = v.indicator_id AND l.rank = v.value
    JOIN dim_status AS s ON s.status_code = v.status::text
    LEFT JOIN assessment AS d ON d.assessment_id = v.assessment_id
    CROSS JOIN LATERAL (SELECT v.is_counted::integer::smallint AS counted_n) AS c;
END;

COMMENT ON FUNCTION fact_verdict_as_of(date) IS
    'fact_verdict như đã biết vào cuối ngày này | fact_verdict as known at the end of a day';

CREATE OR REPLACE VIEW fact_verdict WITH (security_invoker = true) AS
    SELECT f.* FROM fact_verdict_as_of() AS f;

COMMENT ON VIEW fact_verdict IS
    'Kết quả đánh giá: một dòng cho mỗi chỉ tiêu, địa phương, năm và phạm vi, từ năm ban hành kế hoạch đến năm cuối có mục tiêu; tỷ lệ đạt = 100.0 * sum(met_n) / nullif(sum(countable_n), 0) | verdicts: one row per indicator, area, year and scope, from the plan''s issue to the last year with a target; met rate = 100.0 * sum(met_n) / nullif(sum(countable_n), 0)';

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
    as_of_date_iso text,
    row_key text)
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
           asked.day, to_char(asked.day, 'YYYY-MM-DD'),
           s.plan_id || '-' || s.tier || '-' || s.year || '-' || s.agency_id
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
    SELECT f.* FROM fact_report_obligation_as_of() AS f;

COMMENT ON VIEW fact_report_obligation IS
    'Nghĩa vụ báo cáo: một dòng cho mỗi kế hoạch, cấp, năm và cơ quan phải báo cáo; tỷ lệ báo cáo = 100.0 * sum(received_n) / nullif(sum(expected_n), 0) | reports owed: one row per plan, tier, year and body that owes; reporting rate = 100.0 * sum(received_n) / nullif(sum(expected_n), 0)';

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
    as_of_date_iso text,
    row_key text)
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
           coalesce(fact_task_status_as_of.as_of, today()), to_char(coalesce(fact_task_status_as_of.as_of, today()), 'YYYY-MM-DD'),
           s.task_id::text
    FROM task_status(fact_task_status_as_of.as_of, _end_of_day(fact_task_status_as_of.as_of)) AS s
    JOIN task AS t ON t.task_id = s.task_id
    LEFT JOIN _duty_names(fact_task_status_as_of.as_of, _end_of_day(fact_task_status_as_of.as_of)) AS d
        ON d.task_id = s.task_id;
END;

COMMENT ON FUNCTION fact_task_status_as_of(date) IS
    'fact_task_status như đã biết vào cuối ngày này | fact_task_status as known at the end of a day';

CREATE OR REPLACE VIEW fact_task_status WITH (security_invoker = true) AS
    SELECT f.* FROM fact_task_status_as_of() AS f;

COMMENT ON VIEW fact_task_status IS
    'Tình trạng nhiệm vụ hôm nay: mỗi nhiệm vụ một dòng; nhiệm vụ không có hạn riêng thì không bao giờ trễ | tasks as they stand today: one row each; a task without a date of its own is never late';

/* ---------- bridges ---------- */

CREATE OR REPLACE VIEW bridge_indicator_agency WITH (security_invoker = true) AS
    SELECT r.indicator_id, r.agency_id, r.role_code, r.role_label_vi, r.role_label_en, r.is_lead, r.lead_n,
           r.role_sort, r.as_of_date, r.as_of_date_iso
    FROM _agency_role_as_of() AS r
    WHERE r.indicator_id IS NOT NULL;

COMMENT ON VIEW bridge_indicator_agency IS
    'Cơ quan của chỉ tiêu hôm nay: một dòng cho mỗi chỉ tiêu, cơ quan và vai trò | agencies of indicators today: one row per indicator, agency and role';

CREATE OR REPLACE VIEW bridge_task_agency WITH (security_invoker = true) AS
    SELECT r.task_id, r.agency_id, r.role_code, r.role_label_vi, r.role_label_en, r.is_lead, r.lead_n,
           r.role_sort, r.as_of_date, r.as_of_date_iso
    FROM _agency_role_as_of() AS r
    WHERE r.task_id IS NOT NULL;

COMMENT ON VIEW bridge_task_agency IS
    'Cơ quan của nhiệm vụ hôm nay: một dòng cho mỗi nhiệm vụ, cơ quan và vai trò | agencies of tasks today: one row per task, agency and role';

CREATE OR REPLACE VIEW bridge_task_indicator WITH (security_invoker = true) AS
    SELECT t.task_id, t.indicator_id, t.basis AS basis_code,
           t.basis = 'ours' AS is_ours, (t.basis = 'ours')::integer::smallint AS ours_n
    FROM task_indicator AS t;

COMMENT ON VIEW bridge_task_indicator IS
    'Nhiệm vụ phục vụ chỉ tiêu nào: một dòng cho mỗi cặp | which indicators a task serves: one row per pair';
