-- The pages that drive.cjs looks at, and what the register says of them.
\set QUIET 1
\set ON_ERROR_STOP 1
\pset format unaligned
\pset tuples_only true
BEGIN;
SET LOCAL search_path = policy, public;
\o plan.html
SELECT dashboard_html('230/KH-UBND', 2025);
\o said.json
CREATE TEMP TABLE line ON COMMIT DROP AS SELECT * FROM annual_report_lines('230/KH-UBND', 2025);
-- codes in the order that JavaScript sorts in
SELECT json_build_object(
    'lines', count(*),
    'measured', count(*) FILTER (WHERE measured),
    'sector4', json_agg(code ORDER BY code COLLATE "C") FILTER (WHERE sector_number = 4 AND measured),
    'sector4_missed', json_agg(code ORDER BY code COLLATE "C") FILTER (WHERE sector_number = 4 AND status = 'missed'),
    'agency_yt', json_agg(code ORDER BY code COLLATE "C") FILTER (WHERE 'YT' = ANY (lead_codes) AND measured),
    'off', json_agg(code ORDER BY code COLLATE "C") FILTER (WHERE pace_status IN ('moderate', 'limited', 'deteriorating') OR pace_lags),
    'tiles', json_build_object(
        'kept', count(*) FILTER (WHERE counted AND status IN ('exceeded', 'met')),
        'missed', count(*) FILTER (WHERE counted AND status = 'missed'),
        'not_due', count(*) FILTER (WHERE counted AND status = 'not_due'),
        'no_data', count(*) FILTER (WHERE counted AND status = 'no_data')),
    'department', (SELECT json_build_object('name', min(a.name_vi),
                                            'lines', count(*), 'measured', count(*) FILTER (WHERE i.measured))
                   FROM agency AS a
                   JOIN responsibility_as_of() AS r ON r.agency_id = a.agency_id AND r.role = 'lead'
                   JOIN indicator AS i ON i.indicator_id = r.indicator_id
                   WHERE a.code = 'YT'))
FROM line;
\o department.html
SELECT dashboard_html('230/KH-UBND', 2025, agency => 'YT');
\o
ROLLBACK;
