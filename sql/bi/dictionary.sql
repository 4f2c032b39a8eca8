/*
 * What the views say about themselves: tools that read no comments find them
 * here, and the keys that views cannot declare.
 */
CREATE OR REPLACE VIEW data_dictionary WITH (security_invoker = true) AS
    SELECT c.relname::text AS view_name, a.attnum::integer AS column_position, a.attname::text AS column_name,
           -- a client may have names quoted
           replace(format_type(a.atttypid, a.atttypmod), '"', '') AS data_type,
           split_part(w.words, ' | ', 1) AS description_vi,
           split_part(w.words, ' | ', 2) AS description_en,
           split_part(v.words, ' | ', 1) AS view_description_vi,
           split_part(v.words, ' | ', 2) AS view_description_en
    FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL (SELECT col_description(c.oid, a.attnum) AS words) AS w
    CROSS JOIN LATERAL (SELECT obj_description(c.oid, 'pg_class') AS words) AS v
    WHERE c.relkind = 'v'
      AND c.relnamespace = (SELECT d.relnamespace FROM pg_class AS d WHERE d.oid = 'dim_plan'::regclass);

COMMENT ON VIEW data_dictionary IS
    'Từ điển dữ liệu: một dòng cho mỗi cột của mỗi khung nhìn | data dictionary: one row per column of each view';
COMMENT ON COLUMN data_dictionary.view_name IS 'Khung nhìn | view';
COMMENT ON COLUMN data_dictionary.column_position IS 'Cột thứ mấy | position of the column';
COMMENT ON COLUMN data_dictionary.column_name IS 'Cột | column';
COMMENT ON COLUMN data_dictionary.data_type IS 'Kiểu dữ liệu | data type';
COMMENT ON COLUMN data_dictionary.description_vi IS 'Ý nghĩa, tiếng Việt | meaning in Vietnamese';
COMMENT ON COLUMN data_dictionary.description_en IS 'Ý nghĩa, tiếng Anh | meaning in English';
COMMENT ON COLUMN data_dictionary.view_description_vi IS 'Ý nghĩa của khung nhìn, tiếng Việt | meaning of the view in Vietnamese';
COMMENT ON COLUMN data_dictionary.view_description_en IS 'Ý nghĩa của khung nhìn, tiếng Anh | meaning of the view in English';

CREATE OR REPLACE VIEW relationships WITH (security_invoker = true) AS
    SELECT r.from_view, r.from_col, r.to_view, r.to_col, r.cardinality
    FROM (VALUES
        ('dim_sector',              'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('dim_indicator',           'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('dim_indicator',           'sector_id',       'dim_sector',    'sector_id',    'many-to-one'),
        ('dim_indicator',           'parent_id',       'dim_indicator', 'indicator_id', 'many-to-one'),
        ('dim_area',                'parent_id',       'dim_area',      'area_id',      'many-to-one'),
        ('dim_area',                'province_id',     'dim_area',      'area_id',      'many-to-one'),
        ('dim_plan',                'area_id',         'dim_area',      'area_id',      'many-to-one'),
        ('dim_task',                'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('dim_task',                'follows_id',      'dim_task',      'task_id',      'many-to-one'),
        ('fact_observation',        'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('fact_observation',        'sector_id',       'dim_sector',    'sector_id',    'many-to-one'),
        ('fact_observation',        'indicator_id',    'dim_indicator', 'indicator_id', 'many-to-one'),
        ('fact_observation',        'area_id',         'dim_area',      'area_id',      'many-to-one'),
        ('fact_observation',        'year',            'dim_year',      'year',         'many-to-one'),
        ('fact_target',             'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('fact_target',             'sector_id',       'dim_sector',    'sector_id',    'many-to-one'),
        ('fact_target',             'indicator_id',    'dim_indicator', 'indicator_id', 'many-to-one'),
        ('fact_target',             'area_id',         'dim_area',      'area_id',      'many-to-one'),
        ('fact_target',             'year',            'dim_year',      'year',         'many-to-one'),
        ('fact_target',             'scope_code',      'dim_scope',     'scope_code',   'many-to-one'),
        ('fact_verdict',         'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('fact_verdict',         'sector_id',       'dim_sector',    'sector_id',    'many-to-one'),
        ('fact_verdict',         'indicator_id',    'dim_indicator', 'indicator_id', 'many-to-one'),
        ('fact_verdict',         'area_id',         'dim_area',      'area_id',      'many-to-one'),
        ('fact_verdict',         'year',            'dim_year',      'year',         'many-to-one'),
        ('fact_verdict',         'scope_code',      'dim_scope',     'scope_code',   'many-to-one'),
        ('fact_verdict',         'status_id',       'dim_status',    'status_id',    'many-to-one'),
        ('fact_verdict',         'target_id',       'fact_target',   'target_id',    'many-to-one'),
        ('fact_pace',               'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('fact_pace',               'sector_id',       'dim_sector',    'sector_id',    'many-to-one'),
        ('fact_pace',               'indicator_id',    'dim_indicator', 'indicator_id', 'many-to-one'),
        ('fact_pace',               'area_id',         'dim_area',      'area_id',      'many-to-one'),
        ('fact_pace',               'year',            'dim_year',      'year',         'many-to-one'),
        ('fact_pace',               'scope_code',      'dim_scope',     'scope_code',   'many-to-one'),
        ('fact_pace',               'target_id',       'fact_target',   'target_id',    'many-to-one'),
        ('fact_pace',               'progress_status_id', 'dim_progress_status', 'progress_status_id', 'many-to-one'),
        ('fact_report_obligation',  'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('fact_report_obligation',  'agency_id',       'dim_agency',    'agency_id',    'many-to-one'),
        ('fact_report_obligation',  'consolidator_id', 'dim_agency',    'agency_id',    'many-to-one'),
        ('fact_report_obligation',  'addressee_id',    'dim_agency',    'agency_id',    'many-to-one'),
        ('fact_report_obligation',  'year',            'dim_year',      'year',         'many-to-one'),
        ('fact_task_status',        'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('fact_task_status',        'task_id',         'dim_task',      'task_id',      'one-to-one'),
        ('bridge_indicator_agency', 'indicator_id',    'dim_indicator', 'indicator_id', 'many-to-one'),
        ('bridge_indicator_agency', 'agency_id',       'dim_agency',    'agency_id',    'many-to-one'),
        ('bridge_task_agency',      'task_id',         'dim_task',      'task_id',      'many-to-one'),
        ('bridge_task_agency',      'agency_id',       'dim_agency',    'agency_id',    'many-to-one'),
        ('bridge_task_indicator',   'task_id',         'dim_task',      'task_id',      'many-to-one'),
        ('bridge_task_indicator',   'indicator_id',    'dim_indicator', 'indicator_id', 'many-to-one'),
        ('scorecard_by_plan',       'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('scorecard_by_sector',     'sector_id',       'dim_sector',    'sector_id',    'many-to-one'),
        ('scorecard_by_area',       'area_id',         'dim_area',      'area_id',      'many-to-one'),
        ('scorecard_by_agency',     'agency_id',       'dim_agency',    'agency_id',    'many-to-one'),
        ('scorecard_by_year',       'plan_id',         'dim_plan',      'plan_id',      'many-to-one'),
        ('annex_line',        'indicator_id',    'dim_indicator', 'indicator_id', 'many-to-one')
    ) AS r (from_view, from_col, to_view, to_col, cardinality);

COMMENT ON VIEW relationships IS
    'Quan hệ giữa các khung nhìn: một dòng cho mỗi khóa | relationships between the views: one row per key';
COMMENT ON COLUMN relationships.from_view IS 'Từ khung nhìn | from view';
COMMENT ON COLUMN relationships.from_col IS 'Cột | column';
COMMENT ON COLUMN relationships.to_view IS 'Đến khung nhìn | to view';
COMMENT ON COLUMN relationships.to_col IS 'Cột khóa | key column';
COMMENT ON COLUMN relationships.cardinality IS 'Bội số: many-to-one, one-to-one | cardinality';
