/*
 * Two years in the life of the register: an INVENTED sample.
 *
 * Run from the top of the source tree, once, after load.sql, load_tasks.sql,
 * load_reports.sql, rules.sql and reorganisation_2025.sql, as
 *   psql -v ON_ERROR_STOP=1 --single-transaction -f example/plan_230/sample_years.sql
 *
 * So that questions as of a day have something to answer, all rows are dated
 * as if the register had been kept since July 2024: plan and old figures on
 * 2 July 2024, later ones when such figures come, every change on its first
 * day.  Only the owner of a register can do that to it, and no real register
 * should.  Then come figures of places and what people do: revise, sign,
 * decide, ask, plan.  Texts say that they are samples; the only facts are the
 * names and codes of six districts (General Statistics Office).
 */
\set ON_ERROR_STOP 1
SET client_encoding = 'UTF8';
SET search_path = policy;

-- The other districts, so that the old province is whole.
INSERT INTO area (code, name_vi, level, kind, valid_to) VALUES
    ('732', 'Thành phố Long Khánh', 'district', 'thành phố', '2025-06-30'),
    ('734', 'Huyện Tân Phú',        'district', 'huyện',     '2025-06-30'),
    ('736', 'Huyện Định Quán',      'district', 'huyện',     '2025-06-30'),
    ('737', 'Huyện Trảng Bom',      'district', 'huyện',     '2025-06-30'),
    ('738', 'Huyện Thống Nhất',     'district', 'huyện',     '2025-06-30'),
    ('742', 'Huyện Nhơn Trạch',     'district', 'huyện',     '2025-06-30');
INSERT INTO area_parent (area_id, parent_id, valid_to)
SELECT a.area_id, area_at('75', '2025-06-30'), a.valid_to
FROM area AS a WHERE a.code IN ('732', '734', '736', '737', '738', '742');
INSERT INTO area_succession (area_id, on_date, document_id)
SELECT a.area_id, '2025-07-01', require_document('203/2025/QH15')
FROM area AS a WHERE a.code IN ('732', '734', '736', '737', '738', '742');

-- Figures of places for 4.6, and a second source that says otherwise.
INSERT INTO source (code, name_vi, name_en, precedence, is_sample, citation) VALUES
    ('MAU2', 'Nguồn minh họa thứ hai, không có thật', 'A second invented source', 1010, true,
     'example/plan_230/sample_years.sql');
INSERT INTO observation_intake (indicator_code, area_code, period, value, numerator, denominator, stage, source, note)
SELECT '4.6', f.area, f.period, f.value, f.numerator, f.denominator, f.stage, f.source,
       'số liệu minh họa, không phải số liệu thật | invented sample'
FROM (VALUES
    ('731', '2024', NULL, '1048000', '1120000', 'sơ bộ', 'MAU'),
    ('732', '2024', NULL, '160000',  '172000',  'sơ bộ', 'MAU'),
    ('734', '2024', NULL, '153000',  '170000',  'sơ bộ', 'MAU'),
    ('735', '2024', NULL, '161000',  '175000',  'sơ bộ', 'MAU'),
    ('736', '2024', NULL, '199000',  '222000',  'sơ bộ', 'MAU'),
    ('737', '2024', NULL, '347000',  '375000',  'sơ bộ', 'MAU'),
    ('738', '2024', NULL, '158000',  '173000',  'sơ bộ', 'MAU'),
    ('739', '2024', NULL, '150000',  '165000',  'sơ bộ', 'MAU'),
    ('740', '2024', NULL, '229000',  '246000',  'sơ bộ', 'MAU'),
    ('741', '2024', NULL, '229000',  '252000',  'sơ bộ', 'MAU'),
    ('742', '2024', NULL, '188000',  '204000',  'sơ bộ', 'MAU'),
    ('70',  '2024', NULL, '968000',  '1062000', 'sơ bộ', 'MAU'),
    ('75',  '2025', NULL, '4095000', '4382000', 'ước',   'MAU'),
    ('26359', '2025', NULL, '21500', '21000',   'ước',   'MAU'),
    ('75@2024', '2025', '95,1', NULL, NULL,     'ước',   'MAU2')
) AS f (area, period, value, numerator, denominator, stage, source);
SELECT severity, raw, reason_en FROM load_figures();

-- What came in from the bodies of 2025; load_reports.sql has the others.
INSERT INTO report_submission (plan_id, tier, year, agency_id, received_at, is_sample, note)
SELECT require_plan('230/KH-UBND'), s.tier, 2025, require_agency(s.agency), s.received_at, true,
       'dòng minh họa, không có thật | invented sample'
FROM (VALUES
    (1, 'CCTK',     TIMESTAMPTZ '2025-11-04 09:00+07'),
    (1, 'XD2025',   '2025-11-06 15:00+07'),
    (1, 'TC',       '2025-11-07 14:00+07'),
    (1, 'NNMT',     '2025-11-08 10:00+07'),
    (1, 'KHCN2025', '2025-11-14 08:00+07'),
    (2, 'NV2025',   '2025-11-28 16:30+07')
) AS s (tier, agency, received_at);

-- The chronology.
DO $$
DECLARE
    start CONSTANT timestamptz := '2024-07-02 08:00+07';
    dated text;
BEGIN
    FOREACH dated IN ARRAY '{agency,agency_alias,agency_member,area,area_parent,responsibility,
                             indicator_target,task_schedule,report_cycle,report_roster}'::text[] LOOP
        EXECUTE format(
            'UPDATE %I SET recorded_at = greatest($1, (valid_from + time ''08:00'') AT TIME ZONE ''Asia/Ho_Chi_Minh''),
                           closed_at = CASE WHEN closed_at IS NOT NULL
                                            THEN greatest($1, (valid_to + 1 + time ''08:00'') AT TIME ZONE ''Asia/Ho_Chi_Minh'') END',
            dated) USING start;
    END LOOP;
    UPDATE task SET recorded_at = start;
    UPDATE task_indicator SET recorded_at = start;
    UPDATE agency_succession SET recorded_at = (on_date + time '08:00') AT TIME ZONE 'Asia/Ho_Chi_Minh';
    UPDATE area_succession SET recorded_at = (on_date + time '08:00') AT TIME ZONE 'Asia/Ho_Chi_Minh';
    UPDATE report_submission SET recorded_at = received_at;
    UPDATE observation
    SET recorded_at = CASE WHEN period_end >= '2025-01-01' THEN timestamptz '2025-11-07 10:00+07'
                           WHEN period_end >= '2024-01-01' AND stage <> 'estimate' THEN '2025-04-15 10:00+07'
                           ELSE start END,
        recorded_by = 'mau';
END
$$;

-- One figure changes: who, when, and with what attached.
CREATE FUNCTION pg_temp.change(code text, stage text, value numeric, at timestamptz, attached text)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    cell CONSTANT integer := require_indicator(code);
    place CONSTANT integer := area_at('75@2024', '2025-12-31');
BEGIN
    PERFORM revise_figure(code, '75@2024', '2025', stage, 'MAU', value,
                               note => 'minh họa, không có thật | invented sample: ' || attached);
    UPDATE observation_history AS h
    SET believed_to = at
    FROM observation AS o
    WHERE o.indicator_id = cell AND o.area_id = place AND h.indicator_id = cell AND h.area_id = place
      AND h.believed_to = o.recorded_at;
    UPDATE observation AS o
    SET recorded_at = at, recorded_by = 'mau_sua'
    WHERE o.indicator_id = cell AND o.area_id = place AND o.period_end = '2025-12-31'
      AND o.source_id = (SELECT s.source_id FROM source AS s WHERE s.code = 'MAU');
END
$$;

-- Documents of the sample.
INSERT INTO document (number, kind, issued_on, issuer, title) VALUES
    ('MẪU 1', 'Mẫu', '2025-11-28', 'Người lập sổ', 'Báo cáo năm 2025, minh họa, không có thật | report of 2025, invented sample'),
    ('MẪU 2', 'Mẫu', '2025-10-02', 'Người lập sổ', 'Ý kiến giải quyết, minh họa, không có thật | an answer, invented sample'),
    ('MẪU 3', 'Mẫu', '2025-01-15', 'Người lập sổ', 'Kế hoạch công tác năm 2025 của Sở Y tế, minh họa, không có thật | work plan, invented sample');

-- November 2025: a figure corrected after the deadline, the report signed.
SELECT pg_temp.change('10.4', 'estimate', 87, '2025-11-20 15:00+07', 'công văn mẫu 4 | letter 4');
SELECT sign_report('230/KH-UBND', 2025, document_id => require_document('MẪU 1'),
                   signer => 'người ký mẫu', note => 'minh họa, không có thật | invented sample') AS signed_report;
UPDATE signed_report SET signed_at = '2025-11-28 16:00+07', signed_by = 'mau';

-- December 2025: a person decides.  Then better figures come.
SELECT assess('5.10', '75@2024', 2025, 'local', 'met',
              'minh họa: chỉ còn 0,3% hộ nghèo, giảm được 0,21 điểm là gần hết phần còn có thể giảm',
              'invented sample: with 0.3% of households poor, a fall by 0.21 points is nearly all that was left',
              decided_on => '2025-12-05', decided_by => 'người quyết định mẫu') AS assessment;
UPDATE assessment SET recorded_at = '2025-12-05 09:00+07', recorded_by = 'mau';
SELECT pg_temp.change('2.3', 'preliminary', 42.3, '2026-04-15 09:00+07', 'sơ bộ | preliminary');
SELECT pg_temp.change('4.3', 'official', 54.8, '2026-06-30 09:00+07', 'quyết toán | final account');
SELECT pg_temp.change('2.3', 'official', 41.8, '2026-09-29 09:00+07', 'chính thức | official');

-- Difficulties, a work plan, progress of tasks.
INSERT INTO difficulty (plan_id, agency_id, indicator_id, content, proposal, raised_on, addressee_id, through_id,
                        answer, decided_by_id, decided_on, document_id, recorded_at, recorded_by)
SELECT require_plan('230/KH-UBND'), require_agency(d.agency), require_indicator(d.indicator), d.content, d.proposal,
       d.raised_on, require_agency('UBNDT'), require_agency('NV2025'), d.answer,
       CASE WHEN d.answer IS NOT NULL THEN require_agency('UBNDT') END, d.decided_on,
       CASE WHEN d.answer IS NOT NULL THEN require_document('MẪU 2') END,
       (d.raised_on + time '09:00') AT TIME ZONE 'Asia/Ho_Chi_Minh', 'mau'
FROM (VALUES
    ('BHXH', '4.2', 'minh họa: lao động tự do khó đóng đủ | sample: the self-employed cannot pay in full',
     'hỗ trợ thêm mức đóng | more support', DATE '2025-08-15',
     'minh họa: đồng ý hỗ trợ thêm | sample: more support granted', DATE '2025-10-02'),
    ('NNMT', '10.6', 'minh họa: thiếu vốn hạ tầng thu gom | sample: no funds for sewers',
     NULL, '2025-11-06', NULL, NULL)
) AS d (agency, indicator, content, proposal, raised_on, answer, decided_on);

WITH planned AS (
    INSERT INTO work_plan (plan_id, agency_id, year_from, year_to, document_id, note, recorded_at, recorded_by)
    VALUES (require_plan('230/KH-UBND'), require_agency('YT'), 2025, 2025, require_document('MẪU 3'),
            'minh họa, không có thật | invented sample', '2025-01-15 09:00+07', 'mau')
    RETURNING work_plan_id
)
INSERT INTO work_plan_item (work_plan_id, indicator_id, person, note, recorded_at, recorded_by)
SELECT p.work_plan_id, require_indicator(w.code), w.person, 'minh họa, không có thật | invented sample',
       '2025-01-15 09:00+07', 'mau'
FROM planned AS p,
     (VALUES ('7.2', 'người phụ trách mẫu 1'), ('7.4.1', 'người phụ trách mẫu 2'), ('7.5', NULL)) AS w (code, person);

INSERT INTO task_progress (task_id, as_of, state, percent, note, recorded_at, recorded_by)
SELECT t.task_id, g.as_of, g.state, g.percent, 'minh họa, không có thật | invented sample',
       (g.as_of + time '09:00') AT TIME ZONE 'Asia/Ho_Chi_Minh', 'mau'
FROM (VALUES
    ('1.1',   DATE '2024-11-29', 'in_progress', 90),
    ('1.1',   '2025-01-20', 'done',        100),
    ('3.4',   '2025-05-20', 'triggered',   NULL),
    ('5.20',  '2025-12-20', 'done',        100),
    ('6.5.1', '2025-11-05', 'in_progress', 45)
) AS g (key, as_of, state, percent)
JOIN task AS t ON t.plan_id = require_plan('230/KH-UBND') AND t.key = g.key;

RESET search_path;
