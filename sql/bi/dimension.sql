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

CREATE OR REPLACE VIEW dim_scope WITH (security_invoker = true) AS
    SELECT s.scope_code,
           code_label('scope', s.scope_code, 'vi') AS scope_label_vi,
           code_label('scope', s.scope_code, 'en') AS scope_label_en,
           _code_sort('scope', s.scope_code) AS scope_sort
    FROM (VALUES ('national'), ('local')) AS s (scope_code);

COMMENT ON VIEW dim_scope IS
    'Mục tiêu của ai: Trung ương hay địa phương; mỗi phạm vi một dòng | whose target: one row for national, one for local';

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
                FROM plan AS s) AS span) AS y
    LEFT JOIN (SELECT DISTINCT extract(year FROM t.due)::integer AS year
               FROM (SELECT DISTINCT due FROM indicator_target WHERE goal IS NOT NULL) AS t) AS m
        ON m.year = y.year;

COMMENT ON VIEW dim_year IS
    'Năm: mỗi năm một dòng, từ 25 năm trước kế hoạch đầu tiên đến năm cuối có mục tiêu, ít nhất đến năm nay | years: one row each, from 25 years before the first plan to the last year with a target, at least to this year';

/* ---------- plan, sector, indicator ---------- */

CREATE OR REPLACE VIEW dim_plan WITH (security_invoker = true) AS
    SELECT p.plan_id, p.code AS plan_code, p.title_vi, coalesce(p.title_en, p.title_vi) AS title_en,
           d.number AS document_number, d.issued_on, to_char(d.issued_on, 'YYYY-MM-DD') AS issued_on_iso,
           d.issuer, p.area_id, a.code AS area_code, a.name_vi AS area_name_vi,
           coalesce(a.name_en, a.name_vi) AS area_name_en,
           p.first_year, p.last_year,
           (SELECT count(*) FROM indicator AS i WHERE i.plan_id = p.plan_id AND i.measured)::integer AS indicator_count,
           (SELECT count(*) FROM task AS t WHERE t.plan_id = p.plan_id)::integer AS task_count,
           p.plan_id AS plan_sort
    FROM plan AS p
    JOIN document AS d ON d.document_id = p.document_id
    JOIN area AS a ON a.area_id = p.area_id;

COMMENT ON VIEW dim_plan IS 'Kế hoạch: mỗi kế hoạch một dòng | plans: one row each';

CREATE OR REPLACE VIEW dim_sector WITH (security_invoker = true) AS
    SELECT s.sector_id, s.plan_id, s.number::text AS sector_code, s.number AS sector_number,
           s.title_vi AS name_vi, coalesce(s.title_en, s.title_vi) AS name_en,
           s.title_inferred AS is_title_inferred, s.title_inferred::integer::smallint AS title_inferred_n,
           s.sort_order AS sector_sort
    FROM sector AS s;

COMMENT ON VIEW dim_sector IS 'Nhóm chỉ tiêu của kế hoạch: mỗi nhóm một dòng | groups of a plan''s indicators: one row each';

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
