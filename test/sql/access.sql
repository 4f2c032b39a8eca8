-- Who may read, who may write what, and that nobody writes in another's name.
\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
SET client_min_messages = warning;

BEGIN;
SELECT plan(194);
CALL socpolicy.create_register();
\o /dev/null
\i example/plan_230/load.sql
\i example/plan_230/load_reports.sql
\o
SET client_min_messages = warning;
SET search_path = policy, public;

CREATE ROLE regress_reader;
CREATE ROLE regress_editor;
CREATE ROLE regress_yt;
CREATE ROLE regress_yt_staff IN ROLE regress_yt;
CREATE ROLE regress_gddt;
CREATE ROLE regress_own;
CREATE ROLE regress_nobody;

-- What a role gets when it runs a statement: its first value, or the error.
CREATE FUNCTION pg_temp.as_role(role text, statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
    answer text;
    rows bigint;
BEGIN
    PERFORM set_config('role', role, true);
    BEGIN
        IF statement ~* '^\s*(SELECT|INSERT.*RETURNING|WITH)' THEN
            EXECUTE statement INTO answer;
        ELSE
            EXECUTE statement;
            GET DIAGNOSTICS rows = ROW_COUNT;
            answer := rows || ' rows';
        END IF;
    EXCEPTION WHEN OTHERS THEN
        answer := SQLSTATE || ' ' || SQLERRM;
    END;
    PERFORM set_config('role', 'none', true);
    RETURN answer;
END
$$;

-- Granting.
SELECT throws_ok($$SELECT grant_reader('regress_no_such_role')$$, '42704', 'role "regress_no_such_role" does not exist', 'no role is made');
SELECT throws_ok($$SELECT grant_department('regress_yt', 'XYZ')$$, '42704', 'there is no agency "XYZ"', 'no such agency');
SELECT throws_ok($$SELECT grant_department('regress_yt', 'YT', 'some')$$, '23514', NULL, 'it sees all or its own');
SELECT lives_ok($$SELECT grant_reader('regress_reader')$$, 'a reader');
SELECT lives_ok($$SELECT grant_editor('regress_editor')$$, 'an editor');
SELECT lives_ok($$SELECT grant_department('regress_yt', 'YT')$$, 'a department');
SELECT lives_ok($$SELECT grant_department('regress_gddt', 'GDDT')$$, 'another');
SELECT lives_ok($$SELECT grant_department('regress_own', 'YT', 'own')$$, 'one that sees its own only');
SELECT lives_ok($$SELECT grant_editor('regress_editor'), grant_department('regress_yt', 'YT')$$, 'granting twice');
SELECT is((SELECT count(*) FROM department_role), 5::bigint, 'changes nothing');
SELECT is_empty($$
    SELECT relname FROM pg_class WHERE relnamespace = 'policy'::regnamespace AND relkind IN ('r', 'p')
    EXCEPT SELECT object FROM access_right()$$, 'every table is in access_right()');
SELECT is_empty($$
    SELECT relname FROM pg_class WHERE relnamespace = 'policy'::regnamespace AND relkind = 'v'
       AND NOT coalesce(reloptions @> '{security_invoker=true}', false)$$, 'every view reads with the rights of its reader');
SELECT is_empty($$
    SELECT c.relname, r.rolname FROM pg_class AS c, pg_roles AS r
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind IN ('r', 'p') AND starts_with(r.rolname, 'regress_')
      AND has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE, TRIGGER, REFERENCES')$$, 'nobody may delete');
SELECT is_empty($$
    SELECT c.relname FROM pg_class AS c
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind IN ('r', 'p')
      AND (has_table_privilege('regress_reader', c.oid, 'INSERT, UPDATE')
           OR has_any_column_privilege('regress_reader', c.oid, 'INSERT, UPDATE'))$$, 'a reader may write nothing');
SELECT is_empty($$
    SELECT c.relname, a.attname, r.rolname
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0, pg_roles AS r
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind IN ('r', 'p') AND starts_with(r.rolname, 'regress_')
      AND a.attname IN ('recorded_at', 'recorded_by', 'closed_at', 'closed_by', 'signed_at', 'signed_by',
                        'answered_at', 'started_at', 'loaded_by', 'sent_by')
      AND has_column_privilege(r.oid, c.oid, a.attname, 'INSERT, UPDATE')$$, 'nobody may say who or when');
SELECT is_empty($$
    SELECT c.relname FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'closed_at'
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind = 'r'
      AND NOT EXISTS (SELECT FROM pg_attribute AS b WHERE b.attrelid = c.oid AND b.attname = 'closed_by')$$, 'what is closed says by whom');

-- The policies themselves.
SELECT results_eq($$SELECT DISTINCT tablename::text FROM pg_policies WHERE schemaname = 'policy' ORDER BY 1$$,
    $$SELECT relname::text FROM pg_class WHERE relnamespace = 'policy'::regnamespace AND relrowsecurity ORDER BY 1$$, 'policies are where they work');
SELECT is_empty($$
    SELECT tablename FROM pg_policies WHERE schemaname = 'policy'
    GROUP BY tablename HAVING count(*) FILTER (WHERE permissive = 'PERMISSIVE') <> 1$$, 'one opens a table, all others restrict');
SELECT is_empty($$SELECT relname FROM pg_class WHERE relnamespace = 'policy'::regnamespace AND relforcerowsecurity$$, 'the owner is not subject to them');

-- Reading.
SELECT count(*) AS all_figures FROM observation \gset
SELECT is(pg_temp.as_role('regress_reader', 'SELECT count(*) FROM policy_bi.fact_observation'), :'all_figures', 'a reader sees all figures');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT count(*) FROM figure'), :'all_figures', 'so does a department that sees all');
SELECT is(pg_temp.as_role('regress_reader', 'SELECT md5(string_agg(e::text, '','' ORDER BY e::text)) FROM policy_bi.fact_verdict AS e'),
    (SELECT md5(string_agg(e::text, ',' ORDER BY e::text)) FROM policy_bi.fact_verdict AS e), 'and judges as the owner does');
SELECT is(pg_temp.as_role('regress_reader', 'SELECT sum(late_n) FROM policy_bi.fact_report_obligation WHERE year = 2024'), '4', 'late reports');
SELECT is(pg_temp.as_role('regress_editor', 'SELECT count(*) > 0 FROM change_log'), 'true', 'an editor the log of changes');
SELECT alike(pg_temp.as_role('regress_reader', 'SELECT count(*) FROM policy.figure'), '42501 permission denied for schema%', 'a reader nothing beside the reporting schema');
SELECT ok(NOT has_any_column_privilege('regress_reader', 'observation_intake', 'SELECT'), 'least of all the intake');
SELECT ok(NOT has_any_column_privilege('regress_reader', 'rejected_row', 'SELECT'), 'or what was rejected');
SELECT alike(pg_temp.as_role('regress_nobody', 'SELECT count(*) FROM policy.figure'), '42501 %', 'a role without a grant sees nothing');
SELECT is_empty($$SELECT c.relname, a.attname, r.rolname
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attidentity <> '', pg_roles AS r
    WHERE c.relnamespace = 'policy'::regnamespace AND starts_with(r.rolname, 'regress_')
      AND has_column_privilege(r.oid, c.oid, a.attnum, 'INSERT, UPDATE')$$, 'nobody chooses a key');
SELECT is_empty($$SELECT c.relname, r.rolname FROM pg_class AS c, pg_roles AS r
    WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind = 'r' AND starts_with(r.rolname, 'regress_')
      AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')$$, 'or may write whole tables, which is also what locks them');

-- One that sees its own: rows of others are not there, instead of "no data".
SELECT is(pg_temp.as_role('regress_own', 'SELECT count(DISTINCT e.indicator_id) FROM verdict_as_of(2025) AS e'),
    (SELECT count(DISTINCT indicator_id)::text FROM responsibility JOIN agency USING (agency_id) JOIN indicator USING (indicator_id)
     WHERE agency.code = 'YT' AND measured), 'its own indicators are judged');
SELECT is(pg_temp.as_role('regress_own', 'SELECT count(*) FROM verdict_as_of(2025) AS e JOIN indicator AS i USING (indicator_id)
    WHERE i.indicator_id NOT IN (SELECT indicator_id FROM _my_responsibility() WHERE indicator_id IS NOT NULL)'), '0', 'and no other');
SELECT is(pg_temp.as_role('regress_own', 'SELECT string_agg(DISTINCT status::text, '','') FROM verdict_as_of(2025) WHERE code = ''7.2'' AND scope = ''local'''),
    (SELECT status::text FROM verdict_as_of(2025) WHERE code = '7.2' AND scope = 'local'), 'as the owner judges');
SELECT cmp_ok(pg_temp.as_role('regress_own', 'SELECT count(*) FROM figure')::bigint, '<', :all_figures::bigint, 'it sees fewer figures');
SELECT lives_ok($$SELECT grant_department('regress_own', 'YT', 'all')$$, 'it may be given all');
SELECT is(pg_temp.as_role('regress_own', 'SELECT count(*) FROM figure'), :'all_figures', 'and sees all');
SELECT is((SELECT count(*) FROM department_role WHERE role_name = 'regress_own'), 2::bigint, 'what it had is kept');
SELECT grant_department('regress_own', 'YT', 'own') AS ignored \gset

-- A department writes its own figures, and those only.  7.2 is led by YT, 6.1 by GDDT.
CREATE FUNCTION pg_temp.figure_of(code text, year integer, more text DEFAULT '', given text DEFAULT '') RETURNS text
LANGUAGE sql AS $$
    SELECT format('INSERT INTO observation (indicator_id, area_id, period_start, period_end, source_id, stage, value%s)
                   SELECT i.indicator_id, a.area_id, %L, %L, s.source_id, ''official'', 1%s
                   FROM indicator AS i, area AS a, source AS s WHERE i.code = %L AND a.code = ''75'' AND s.code = ''MAU''',
                  more, make_date(year, 1, 1), make_date(year, 12, 31), given, code)
$$;
SELECT is((SELECT string_agg(i.code || ' ' || a.code, ', ' ORDER BY i.sort_order) FROM responsibility JOIN indicator AS i USING (indicator_id)
    JOIN agency AS a USING (agency_id) WHERE role = 'lead' AND i.code IN ('7.2', '6.1')), '6.1 GDDT, 7.2 YT', 'who leads');
SELECT is(pg_temp.as_role('regress_yt', pg_temp.figure_of('7.2', 2010)), '1 rows', 'a department writes its own');
SELECT is((SELECT recorded_by FROM observation WHERE period_end = '2010-12-31'), 'regress_yt', 'in its name');
SELECT is(pg_temp.as_role('regress_yt', pg_temp.figure_of('6.1', 2010)),
    '42501 new row violates row-level security policy "observation_added_by_the_lead" for table "observation"', 'and not another''s');
SELECT is(pg_temp.as_role('regress_yt_staff', pg_temp.figure_of('7.2', 2011)), '1 rows', 'a member of its role does');
SELECT is((SELECT recorded_by FROM observation WHERE period_end = '2011-12-31'), 'regress_yt_staff', 'in the member''s name');
SELECT is(pg_temp.as_role('regress_yt', pg_temp.figure_of('7.2', 2012, ', recorded_by', ', ''regress_gddt''')),
    '42501 permission denied for table observation', 'nobody writes in another''s name');
SELECT is(pg_temp.as_role('regress_yt', pg_temp.figure_of('7.2', 2012, ', recorded_at', ', now() - interval ''1 day''')),
    '42501 permission denied for table observation', 'nor on another day');
SELECT is(pg_temp.as_role('regress_editor', pg_temp.figure_of('7.2', 2012, ', recorded_by', ', ''regress_gddt''')),
    '42501 permission denied for table observation', 'an editor neither');
SAVEPOINT by_hand;
GRANT INSERT, UPDATE ON observation TO regress_yt;
SELECT is(pg_temp.as_role('regress_yt', pg_temp.figure_of('7.2', 2012, ', recorded_by', ', ''regress_gddt''')),
    '42501 new row violates row-level security policy "observation_recorded_by_its_writer" for table "observation"', 'not even where a DBA granted the table by hand');
ROLLBACK TO by_hand;
SELECT is(pg_temp.as_role('regress_editor', pg_temp.figure_of('6.1', 2012)), '1 rows', 'an editor writes all');
SELECT ok(NOT has_any_column_privilege('regress_reader', 'observation', 'INSERT, UPDATE'), 'a reader writes nothing');
SELECT is(pg_temp.as_role('regress_yt', 'UPDATE observation SET recorded_at = now() WHERE period_end = ''2010-12-31'''), '42501 permission denied for table observation', 'when a figure was recorded is not rewritten');
SELECT is(pg_temp.as_role('regress_yt', 'UPDATE observation SET value = 2 WHERE period_end = ''2012-12-31'''), '0 rows', 'another''s is not overwritten');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT count(*) FROM (SELECT FROM observation WHERE period_end = ''2012-12-31'' FOR UPDATE) AS locked'), '0', 'nor locked');
SELECT alike(pg_temp.as_role('regress_yt', 'LOCK TABLE observation IN ACCESS EXCLUSIVE MODE'), '42501 %', 'nor is the table');
SELECT alike(pg_temp.as_role('regress_yt', 'LOCK TABLE observation IN SHARE MODE'), '42501 %', 'in no mode');
SELECT alike(pg_temp.as_role('regress_yt', 'DELETE FROM observation'), '42501 permission denied%', 'nor deleted');
SELECT is(pg_temp.as_role('regress_yt', $$SELECT revise_figure('7.2', '75', '2010', 'official', 'MAU', 2)$$), 'revised', 'it is revised');
SELECT results_eq($$SELECT value, recorded_by FROM observation WHERE period_end = '2010-12-31'$$, $$VALUES (2::numeric, 'regress_yt')$$, 'with the new one in force');
SELECT results_eq($$SELECT h.value, h.recorded_by, h.believed_to = o.recorded_at FROM observation_history AS h JOIN observation AS o USING (indicator_id, period_end)
    WHERE period_end = '2010-12-31'$$, $$VALUES (1::numeric, 'regress_yt', true)$$, 'and the old one in history');
SELECT is(pg_temp.as_role('regress_yt', $$SELECT revise_figure('6.1', '75', '2012', 'official', 'MAU', 2)$$),
    '42501 role "regress_yt" does not speak for the lead of indicator "6.1" today', 'another''s is not revised');
SELECT alike(pg_temp.as_role('regress_own', $$SELECT revise_figure('6.1', '75', '2012', 'official', 'MAU', 2)$$),
    '42501 role "regress_own" does not speak%', 'nor when it cannot even be seen');
SELECT alike(pg_temp.as_role('regress_yt', 'UPDATE observation_history SET value = 9'), '42501 permission denied%', 'history is not changed');
SELECT is(pg_temp.as_role('regress_yt', $$INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id, stage, value, recorded_by, believed_from, believed_to)
    SELECT indicator_id, area_id, period_end, period_start, source_id, stage, 77, recorded_by, recorded_at, clock_timestamp() FROM observation WHERE period_end = '2010-12-31'$$),
    '42501 permission denied for table observation_history', 'nor invented');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT _may_write_figure(indicator_id) FROM indicator WHERE code = ''7.2'''), 'true', 'it can ask');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT _may_write_figure(indicator_id) FROM indicator WHERE code = ''6.1'''), 'false', 'before it tries');
SELECT ok((SELECT bool_and(_may_write_figure(indicator_id)) FROM indicator), 'the owner writes all');

-- Files.
SELECT alike(pg_temp.as_role('regress_yt', 'COPY observation_intake (line) FROM PROGRAM ''true'''), '42501 %', 'a department reads no file of the server');
SET ROLE regress_yt;
COPY observation_upload (line) FROM STDIN (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02');
Mã chỉ tiêu;Mã địa bàn;Năm;Giá trị;Giai đoạn;Nguồn
7.2;75;2013;98,5;chính thức;MAU
7.5;75;2013;12,5;chính thức;MAU
\.
RESET ROLE;
SELECT alike(pg_temp.as_role('regress_yt', 'SELECT count(*) FROM observation_upload'), '42501 %', 'what was sent cannot be read there');
SELECT alike(pg_temp.as_role('regress_yt', 'INSERT INTO observation_upload (line, sent_by) VALUES (''x'', ''regress_gddt'')'), '42501 %', 'nor sent in another''s name');
SELECT is((SELECT string_agg(DISTINCT sent_by, ',') FROM observation_upload), 'regress_yt', 'it says who sent it');
SELECT is(pg_temp.as_role('regress_gddt', 'SELECT count(*) FROM observation_intake'), '0', 'others do not see it');
SELECT is(pg_temp.as_role('regress_editor', 'SELECT count(*) FROM observation_intake WHERE batch_id IS NULL'), '0', 'not even editors, while it waits');
SELECT is(pg_temp.as_role('regress_gddt', 'SELECT count(*) FROM load_figures()'), '0', 'nor load it');
SELECT is((SELECT count(*) FROM observation_upload WHERE batch_id IS NULL), 3::bigint, 'so it waits for its sender');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT count(*) FROM load_figures() WHERE severity = ''error'''), '0', 'who loads it');
SELECT results_eq($$SELECT i.code, value, recorded_by FROM observation JOIN indicator AS i USING (indicator_id) WHERE period_end = '2013-12-31' ORDER BY sort_order$$,
    $$VALUES ('7.2', 98.5, 'regress_yt'), ('7.5', 12.5, 'regress_yt')$$, 'in its name');
SELECT results_eq($$SELECT loaded_by, rows_read, rows_rejected, added FROM import_batch ORDER BY batch_id DESC LIMIT 1$$,
    $$VALUES ('regress_yt', 2, 0, 2)$$, 'with a batch of its own');
SELECT is(pg_temp.as_role('regress_yt', 'UPDATE import_batch SET added = 9'), '0 rows', 'which is not written again');
SELECT is(pg_temp.as_role('regress_yt', 'UPDATE observation_intake SET batch_id = NULL'), '0 rows', 'nor its rows taken out');
SELECT is(pg_temp.as_role('regress_gddt', 'SELECT count(*) FROM import_batch WHERE loaded_by = ''regress_yt'''), '0', 'others do not see the batch');
SELECT is(pg_temp.as_role('regress_editor', 'SELECT count(*) FROM import_batch WHERE loaded_by = ''regress_yt'''), '1', 'editors do');

-- A file with rows of another's indicators: those are rejected one by one, its own go in.
SELECT is(pg_temp.as_role('regress_yt', $$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source)
    VALUES ('7.2', '75', '2014', '1', 'chính thức', 'MAU'), ('6.1', '75', '2014', '1', 'chính thức', 'MAU'),
           ('6.1', '75', '2012', '9', 'ước', 'MAU'), ('7.4', '75', '2014', '1', 'ước', 'MAU')$$), '4 rows', 'a file with rows of another''s');
SELECT is(pg_temp.as_role('regress_yt', $$SELECT string_agg(concat_ws(' ', row_number, column_name, raw, reason_en), '; ' ORDER BY row_number, reason_en)
    FROM load_figures() WHERE severity = 'error'$$),
    '2 indicator_code 6.1 the sender does not speak for the lead of this indicator today: only its lead writes its figures; '
    '3 indicator_code 6.1 the sender does not speak for the lead of this indicator today: only its lead writes its figures; '
    '4 indicator_code 7.4 this indicator is a heading: figures belong to its sub-rows', 'those are rejected, with the reason and nothing about the figure in force');
SELECT is((SELECT string_agg(DISTINCT reason_vi, ';') FROM rejected_row WHERE raw = '6.1'),
    'hôm nay người gửi không thay mặt cơ quan chủ trì chỉ tiêu này: chỉ cơ quan chủ trì ghi được số liệu', 'in Vietnamese too');
SELECT is((SELECT count(*) FROM observation JOIN indicator AS i USING (indicator_id) WHERE i.code = '6.1' AND period_end = '2014-12-31'), 0::bigint, 'another''s is not written');
SELECT results_eq($$SELECT i.code, o.recorded_by FROM observation AS o JOIN indicator AS i USING (indicator_id) WHERE period_end = '2014-12-31'$$,
    $$VALUES ('7.2', 'regress_yt')$$, 'its own is');
SELECT results_eq($$SELECT loaded_by, rows_read, rows_rejected, added FROM import_batch ORDER BY batch_id DESC LIMIT 1$$,
    $$VALUES ('regress_yt', 4, 3, 1)$$, 'and the batch counts them');
-- The figure of 6.1 is hidden from a role that sees its own only; the same file twice says the same.
SET ROLE regress_own;
COPY observation_upload (line) FROM STDIN (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02');
Mã chỉ tiêu;Mã địa bàn;Năm;Giá trị;Giai đoạn;Nguồn
6.1;75;2012;1;chính thức;MAU
7.5;75;2014;3;chính thức;MAU
\.
RESET ROLE;
SELECT is(pg_temp.as_role('regress_own', 'SELECT count(*) FROM observation JOIN indicator USING (indicator_id) WHERE code = ''6.1'''), '0', 'a figure that the sender does not see');
SELECT is(pg_temp.as_role('regress_own', $$SELECT string_agg(concat_ws(' ', row_number, column_name, raw), ';') FROM load_figures() WHERE severity = 'error'$$),
    '2 indicator_code 6.1', 'is in nobody''s way: the row is rejected');
SET ROLE regress_own;
COPY observation_upload (line) FROM STDIN (FORMAT csv, DELIMITER E'\x01', QUOTE E'\x02');
Mã chỉ tiêu;Mã địa bàn;Năm;Giá trị;Giai đoạn;Nguồn
6.1;75;2012;1;chính thức;MAU
7.5;75;2014;3;chính thức;MAU
\.
RESET ROLE;
SELECT is(pg_temp.as_role('regress_own', $$SELECT string_agg(concat_ws(' ', row_number, column_name, reason_en), '; ' ORDER BY severity, row_number) FROM load_figures() WHERE severity = 'error'$$),
    '2 indicator_code the sender does not speak for the lead of this indicator today: only its lead writes its figures', 'again, for the same reason');
SELECT is(pg_temp.as_role('regress_editor', $$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source)
    VALUES ('6.1', '75', '2014', '1', 'chính thức', 'MAU')$$), '1 rows', 'an editor sends the rejected row');
SELECT is(pg_temp.as_role('regress_editor', 'SELECT count(*) FROM load_figures() WHERE severity = ''error'''), '0', 'and may');
SELECT is((SELECT string_agg(DISTINCT resolution, ',') FROM rejected_row JOIN import_batch USING (batch_id) WHERE loaded_by = 'regress_yt' AND raw = '6.1' AND period_end = '2014-12-31'), 'loaded', 'which settles the rejection');
SELECT is(pg_temp.as_role('regress_gddt', $$INSERT INTO rejected_row (batch_id, intake, row_number, column_name, reason_vi, reason_en)
    SELECT min(batch_id), 'observation_intake', 1, 'x', 'x', 'x' FROM (VALUES (1)) AS b (batch_id)$$),
    '42501 new row violates row-level security policy "rejected_row_only_while_loading" for table "rejected_row"', 'nobody writes into another''s batch');

-- What was sent by mistake is withdrawn by its sender, and stays as it came.
SELECT pg_temp.as_role('regress_yt', $$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source)
    VALUES ('7.2', '75', '2009', '1', 'chính thức', 'MAU'), ('7.2', '75', '2008', '1', 'chính thức', 'MAU')$$) \g /dev/null
SELECT is(pg_temp.as_role('regress_gddt', 'SELECT withdraw_waiting_rows()'), '0', 'nobody withdraws what others sent');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT withdraw_waiting_rows()'), '2', 'the sender does');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT count(*) FROM load_figures()'), '0', 'so that it is not loaded');
SELECT results_eq($$SELECT b.loaded_by, b.rows_read, b.added, count(*) FROM import_batch AS b JOIN observation_intake AS o USING (batch_id)
    WHERE o.period IN ('2008', '2009') GROUP BY b.batch_id$$, $$VALUES ('regress_yt', 2, 0, 2::bigint)$$, 'but kept');

-- Responsibility is that of today.
SAVEPOINT handed_over;
UPDATE responsibility AS r SET valid_to = today() - 1 FROM agency AS a, indicator AS i
WHERE a.agency_id = r.agency_id AND i.indicator_id = r.indicator_id AND a.code = 'YT' AND i.code = '7.2';
SELECT alike(pg_temp.as_role('regress_yt', pg_temp.figure_of('7.2', 2015)), '42501 %', 'who no longer leads no longer writes');
ROLLBACK TO handed_over;
UPDATE agency SET valid_to = today() - 1 WHERE code = 'YT';
SELECT alike(pg_temp.as_role('regress_yt', pg_temp.figure_of('7.2', 2015)), '42501 %', 'nor does a body that is no more');
ROLLBACK TO handed_over;
INSERT INTO responsibility (indicator_id, agency_id, role) SELECT i.indicator_id, a.agency_id, 'lead' FROM indicator AS i, agency AS a WHERE i.code = '1.1' AND a.code = 'SBN';
SELECT alike(pg_temp.as_role('regress_yt', pg_temp.figure_of('1.1', 2015)), '42501 %', 'a group leads');
INSERT INTO agency_member (agency_id, member_id) SELECT g.agency_id, m.agency_id FROM agency AS g, agency AS m WHERE g.code = 'SBN' AND m.code = 'YT';
SELECT is(pg_temp.as_role('regress_yt', pg_temp.figure_of('1.1', 2015)), '1 rows', 'through its members');
ROLLBACK TO handed_over;

-- Tasks, work plans, difficulties.
INSERT INTO task_section (plan_id, number, code, title_vi) SELECT plan_id, 1, '1', 'nhóm' FROM plan;
INSERT INTO task (plan_id, task_section_id, section_number, code, sort_order, name_vi)
SELECT plan_id, task_section_id, 1, c.code, c.code::integer, 'nhiệm vụ' FROM task_section, (VALUES ('1'), ('2')) AS c (code);
INSERT INTO responsibility (task_id, agency_id, role) SELECT t.task_id, a.agency_id, 'lead' FROM task AS t JOIN agency AS a ON a.code = CASE t.code WHEN '1' THEN 'YT' ELSE 'GDDT' END;
SELECT is(pg_temp.as_role('regress_yt', 'INSERT INTO task_progress (task_id, as_of, state) SELECT task_id, ''2025-01-01'', ''done'' FROM task WHERE code = ''1'''), '1 rows', 'progress of its own task');
SELECT is(pg_temp.as_role('regress_yt', 'INSERT INTO task_progress (task_id, as_of, state) SELECT task_id, ''2025-01-01'', ''done'' FROM task WHERE code = ''2'''),
    '42501 new row violates row-level security policy "task_progress_added_by_the_lead" for table "task_progress"', 'not of another''s');
SELECT alike(pg_temp.as_role('regress_yt', 'UPDATE task_progress SET state = ''not_started'''), '42501 permission denied%', 'which is not rewritten');
SELECT is((SELECT recorded_by FROM task_progress), 'regress_yt', 'and in its name');
SELECT is(pg_temp.as_role('regress_yt', 'INSERT INTO work_plan (plan_id, agency_id, year_from, year_to) SELECT plan_id, agency_id, 2025, 2025 FROM plan, agency WHERE agency.code = ''YT'''), '1 rows', 'its own work plan');
SELECT alike(pg_temp.as_role('regress_yt', 'INSERT INTO work_plan (plan_id, agency_id, year_from, year_to) SELECT plan_id, agency_id, 2025, 2025 FROM plan, agency WHERE agency.code = ''GDDT'''),
    '42501 % "work_plan_of_its_own_agency" %', 'not another''s');
SELECT alike(pg_temp.as_role('regress_gddt', 'INSERT INTO work_plan_item (work_plan_id, task_id, person) SELECT work_plan_id, task_id, ''x'' FROM work_plan, task WHERE task.code = ''1'''),
    '42501 % "work_plan_item_of_its_own_agency" %', 'nor an item in another''s');
SELECT is(pg_temp.as_role('regress_yt', 'INSERT INTO difficulty (plan_id, agency_id, content, raised_on, addressee_id) SELECT plan_id, y.agency_id, ''thiếu vốn'', ''2025-01-01'', u.agency_id
    FROM plan, agency AS y, agency AS u WHERE y.code = ''YT'' AND u.code = ''UBNDT'''), '1 rows', 'its own difficulty');
SELECT alike(pg_temp.as_role('regress_yt', 'INSERT INTO difficulty (plan_id, agency_id, content, raised_on, addressee_id, answer, decided_on) SELECT plan_id, y.agency_id, ''thiếu vốn'', ''2025-01-01'', u.agency_id, ''có'', ''2025-02-01''
    FROM plan, agency AS y, agency AS u WHERE y.code = ''YT'' AND u.code = ''UBNDT'''), '42501 % "difficulty_answered_by_editors" %', 'which others answer');

-- The same by functions, with the rights of who calls.
SELECT pg_temp.as_role('regress_yt', $$SELECT record_work_plan('230/KH-UBND', 'YT', 2026, 2026)$$) AS work_plan \gset
SELECT isnt(pg_temp.as_role('regress_yt', format($$SELECT record_work_plan_item(%s, task => '1.1', person => 'Bà A')$$, :work_plan)), NULL, 'a work plan and who answers');
SELECT results_eq($$SELECT t.key, i.person, i.recorded_by FROM work_plan_item AS i JOIN task AS t USING (task_id)$$, $$VALUES ('1.1', 'Bà A', 'regress_yt')$$, 'are recorded');
SELECT alike(pg_temp.as_role('regress_gddt', format($$SELECT record_work_plan_item(%s, indicator => '6.1', person => 'x')$$, :work_plan)), '42501 % "work_plan_item_of_its_own_agency" %', 'by their agency');
SELECT alike(pg_temp.as_role('regress_yt', format($$SELECT record_work_plan_item(%s, task => '9.9')$$, :work_plan)), '42704 there is no task%', 'a task that is none');
SELECT alike(pg_temp.as_role('regress_yt', 'SELECT record_work_plan_item(-1)'), '42704 there is no work plan%', 'a work plan that is none');
SELECT isnt(pg_temp.as_role('regress_yt', $$SELECT record_progress('230/KH-UBND', '1.1', '2025-06-30', 'in_progress', 50)$$), NULL, 'progress');
SELECT alike(pg_temp.as_role('regress_yt', $$SELECT record_progress('230/KH-UBND', '1.2', '2025-06-30', 'done')$$), '42501 % "task_progress_added_by_the_lead" %', 'of its own tasks');
SELECT pg_temp.as_role('regress_own', $$SELECT raise_difficulty('230/KH-UBND', 'YT', 'thiếu người', 'UBNDT', '2025-01-01', indicator => '7.2')$$) AS difficulty \gset
SELECT alike(pg_temp.as_role('regress_gddt', $$SELECT raise_difficulty('230/KH-UBND', 'YT', 'x', 'UBNDT')$$), '42501 % "difficulty_of_its_own_agency" %', 'a difficulty of its own');
SELECT alike(pg_temp.as_role('regress_yt', format($$SELECT answer_difficulty(%s, 'có', 'UBNDT')$$, :difficulty)), '42501 permission denied for function%', 'is not answered by a department');
SELECT is(pg_temp.as_role('regress_editor', format($$SELECT 'x' || answer_difficulty(%s, 'có', 'UBNDT', '2025-02-01')::text$$, :difficulty)), 'x', 'but by an editor');
SELECT results_eq(format('SELECT answer, answered_at IS NOT NULL, recorded_by FROM difficulty WHERE difficulty_id = %s', :difficulty), $$VALUES ('có', true, 'regress_own')$$, 'once');
SELECT alike(pg_temp.as_role('regress_editor', format($$SELECT answer_difficulty(%s, 'không', 'UBNDT', '2025-02-02')$$, :difficulty)), '23001 %', 'and for all');
SELECT alike(pg_temp.as_role('regress_editor', $$SELECT answer_difficulty(-1, 'không', 'UBNDT')$$), '42704 %', 'where there is one');
SELECT pg_temp.as_role('regress_yt', $$SELECT record_finding('230/KH-UBND', 'YT', 'inspection', 'chậm', '2025-03-01', concerned => 'GDDT', recommendation => 'làm ngay')$$) AS finding \gset
SELECT alike(pg_temp.as_role('regress_gddt', $$SELECT record_finding('230/KH-UBND', 'YT', 'audit', 'x')$$), '42501 % "finding_of_its_own_agency" %', 'a finding of its own');
SELECT alike(pg_temp.as_role('regress_gddt', format($$SELECT answer_finding(%s, 'x')$$, :finding)), '42501 permission denied for function%', 'is not answered by a department');
SELECT is(pg_temp.as_role('regress_editor', format($$SELECT 'x' || answer_finding(%s, 'đã làm', '2025-04-01')::text$$, :finding)), 'x', 'but by an editor');
SELECT is((SELECT answer FROM finding), 'đã làm', 'and kept');

-- Reports: editors record and sign, and what was signed stays.
SELECT alike(pg_temp.as_role('regress_yt', $$SELECT submit_report('230/KH-UBND', 2025, 'YT', '2025-11-01 00:00Z')$$), '42501 permission denied%', 'a department does not say when its report came');
SELECT isnt(pg_temp.as_role('regress_editor', $$SELECT submit_report('230/KH-UBND', 2025, 'NGV', '2025-11-20 00:00Z')$$), NULL, 'an editor does');
SELECT pg_temp.as_role('regress_editor', $$SELECT sign_report('230/KH-UBND', 2025)$$) AS report \gset
SELECT is((SELECT count(*)::text || ' ' || min(s.signed_by) FROM signed_report_row AS r JOIN signed_report AS s USING (signed_report_id) WHERE signed_report_id::text = :'report'),
    '196 regress_editor', 'an editor signs');
SELECT alike(pg_temp.as_role('regress_editor', 'UPDATE signed_report_row SET value = 1'), '42501 permission denied%', 'and cannot change what was signed');
SELECT alike(pg_temp.as_role('regress_editor', 'UPDATE report_submission SET received_at = now()'), '42501 permission denied%', 'nor what was received');
SELECT alike(pg_temp.as_role('regress_yt', $$SELECT sign_report('230/KH-UBND', 2025)$$), '42501 permission denied%', 'a department does not sign');
SELECT alike(pg_temp.as_role('regress_editor', 'INSERT INTO signed_report_row SELECT signed_report_id, indicator_id + 100000, area_id, scope, sort_order, sector_number, sector_title_vi, code, name_vi, unit_label,
    area_code, area_name_vi, weight, due, cell, goal, value, stage, source_code, is_sample, figure_recorded_at, figure_recorded_by, period_end, status, gap, attainment, lead_agency_ids, lead_names_vi FROM signed_report_row'),
    '42501 permission denied%', 'nor add a row later');
SELECT alike(pg_temp.as_role('regress_editor', $$WITH made AS (INSERT INTO signed_report (plan_id, year) SELECT plan_id, 2025 FROM plan RETURNING signed_report_id)
    INSERT INTO signed_report_row (signed_report_id, indicator_id, area_id, scope, sort_order, sector_number, sector_title_vi, code, name_vi, area_code, area_name_vi, weight, period_end, status, lead_agency_ids, lead_names_vi)
    SELECT m.signed_report_id, 1, 1, 'local', 1, 1, 'x', '1', 'x', '75', 'x', 1, '2025-12-31', 'met', '{}', '{}' FROM made AS m$$),
    '42501 permission denied%', 'nor while signing by hand');
SELECT alike(pg_temp.as_role('regress_editor', $$UPDATE signed_report SET digest = 'x'$$), '42501 permission denied%', 'nor the digest');
SELECT is((SELECT count(*) FROM doctor() WHERE code = 'signed_rows_changed'), 0::bigint, 'what was signed is as it was signed');
SELECT is(_signed_digest(:report), (SELECT digest FROM signed_report WHERE signed_report_id = :report), 'as the digest says');
SAVEPOINT owner_rewrites;
SET LOCAL timezone = 'Pacific/Apia';
SET LOCAL datestyle = 'German';
SELECT is(_signed_digest(:report), (SELECT digest FROM signed_report WHERE signed_report_id = :report), 'whatever the session''s settings');
UPDATE signed_report_row SET value = 1 WHERE signed_report_id = :report AND code = '1.1';
SELECT is((SELECT string_agg(code, ',') FROM doctor() WHERE severity = 'error' AND code LIKE 'signed%'), 'signed_rows_changed', 'doctor() finds a row that even the owner changed');
ROLLBACK TO owner_rewrites;

-- Editors close rows, and the row says who.
SELECT is(pg_temp.as_role('regress_editor', 'UPDATE agency SET valid_to = ''2025-02-28'' WHERE code = ''TTTT'''), '1 rows', 'an editor closes a row');
SELECT is((SELECT closed_by FROM agency WHERE code = 'TTTT'), 'regress_editor', 'which says who');
SELECT alike(pg_temp.as_role('regress_editor', 'UPDATE agency SET valid_to = NULL WHERE code = ''TTTT'''), '55000 a row that was closed%', 'and is not opened again');
SELECT alike(pg_temp.as_role('regress_editor', 'UPDATE agency SET valid_to = ''2030-01-01'' WHERE code = ''TTTT'''), '55000 a row that was closed%', 'nor moved');
SELECT is(pg_temp.as_role('regress_editor', 'UPDATE indicator_target SET goal = ''>=1 by 2030'' WHERE due = ''2030-12-31'''), '42501 a target is amended by a new row, not rewritten', 'a target is not rewritten');
SELECT is((SELECT string_agg(DISTINCT event || ' ' || by, ', ' ORDER BY event || ' ' || by) FROM change_log WHERE by LIKE 'regress\_%' AND relation IN ('observation', 'agency')),
    'added regress_editor, added regress_own, added regress_yt, added regress_yt_staff, closed regress_editor, revised regress_yt', 'the log says who wrote');

-- What verdicts rest on keeps what it was, and by whom it was changed.
SELECT clock_timestamp() AS before \gset
SELECT is(pg_temp.as_role('regress_editor', 'UPDATE indicator SET factor = 1000 WHERE code = ''7.2'''), '1 rows', 'an editor changes a factor');
SELECT is(pg_temp.as_role('regress_editor', 'UPDATE indicator SET factor = 10 WHERE code = ''7.2'''), '1 rows', 'twice');
SELECT is(pg_temp.as_role('regress_editor', 'UPDATE source SET precedence = 7 WHERE code = ''MAU'''), '1 rows', 'and the order of sources');
SELECT is(pg_temp.as_role('regress_editor', 'UPDATE indicator SET name_en = ''x'' WHERE code = ''7.2'''), '1 rows', 'a name is nothing that verdicts rest on');
SELECT results_eq($$SELECT h.relation, h.attribute, h.value, h.replaced_by FROM method_history AS h WHERE h.replaced_by = 'regress_editor' ORDER BY h.believed_to$$,
    $$VALUES ('indicator', 'factor', NULL, 'regress_editor'), ('indicator', 'factor', '1000', 'regress_editor'), ('source', 'precedence', '1000', 'regress_editor')$$, 'what it was is kept');
SELECT results_eq(format($$SELECT _believed_method('indicator', i.indicator_id, 'factor', i.factor::text, m.known_at)
    FROM indicator AS i, (VALUES (NULL), (%L::timestamptz), ((SELECT min(believed_to) FROM method_history WHERE replaced_by = 'regress_editor')), (clock_timestamp())) AS m (known_at) WHERE i.code = '7.2'$$, :'before'),
    $$VALUES ('10'), (NULL), ('1000'), ('10')$$, 'and answers as of a moment stay');
SELECT alike(pg_temp.as_role('regress_editor', $$INSERT INTO method_history VALUES ('unit', 1, 'factor', now(), '9', 'x')$$), '42501 %', 'which nobody writes by hand');

-- A role is the role itself, whatever it is called.
ALTER ROLE regress_own RENAME TO regress_renamed;
SELECT is(pg_temp.as_role('regress_renamed', 'SELECT count(*) FROM figure WHERE indicator_id NOT IN (SELECT indicator_id FROM _my_responsibility() WHERE indicator_id IS NOT NULL)'), '0', 'a renamed role sees its own');
SELECT cmp_ok(pg_temp.as_role('regress_renamed', 'SELECT count(*) FROM figure')::bigint, '>', 0::bigint, 'and its own it sees');
SELECT is(pg_temp.as_role('regress_renamed', $$SELECT revise_figure('7.2', '75', '2020', 'official', 'MAU', 50)$$), 'added', 'and writes');
SELECT is(pg_temp.as_role('regress_renamed', 'SELECT string_agg(code, '','') FROM doctor() WHERE code = ''part_seen'''), 'part_seen', 'doctor() tells it that it sees a part');
ALTER ROLE regress_renamed RENAME TO regress_own;
SAVEPOINT without_row;
UPDATE department_role SET revoked_at = now(), revoked_by = 'x' WHERE role = 'regress_own'::regrole AND revoked_at IS NULL;
SELECT is(pg_temp.as_role('regress_own', 'SELECT count(*) FROM figure'), '0', 'without a row in force nothing is seen');
ROLLBACK TO without_row;
GRANT USAGE ON SCHEMA policy TO regress_nobody;
GRANT SELECT ON ALL TABLES IN SCHEMA policy TO regress_nobody;
SELECT is(pg_temp.as_role('regress_nobody', 'SELECT count(*) FROM figure'), '0', 'nor by tables granted by hand alone');

-- Rights are given by the owner only: one error, not eighty warnings.
SELECT alike(pg_temp.as_role('regress_editor', $$SELECT grant_reader('regress_nobody')$$), '42501 %', 'an editor gives no rights');
SELECT alike(pg_temp.as_role('regress_yt', $$SELECT grant_editor('regress_yt')$$), '42501 %', 'nor does a department');
SELECT alike(pg_temp.as_role('regress_yt', $$SELECT revoke_access('regress_gddt')$$), '42501 %', 'or take them');
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA policy TO regress_yt;
SELECT alike(pg_temp.as_role('regress_yt', $$SELECT grant_editor('regress_yt')$$), '42501 rights in register%', 'even if it may call everything');
SELECT is(pg_temp.as_role('regress_yt', $$CREATE TEMPORARY TABLE trap (LIKE observation)$$), '0 rows', 'a table of its own');
SELECT pg_temp.as_role('regress_yt', $$INSERT INTO trap SELECT * FROM observation LIMIT 1$$) \g /dev/null
SELECT is(pg_temp.as_role('regress_yt', $$CREATE TRIGGER t AFTER UPDATE ON trap REFERENCING OLD TABLE AS replaced NEW TABLE AS replacing FOR EACH STATEMENT EXECUTE FUNCTION policy._keep_history()$$), '0 rows', 'with our trigger');
SELECT alike(pg_temp.as_role('regress_yt', $$UPDATE trap SET value = coalesce(value, 0) + 1$$), '42501 only figures have a history here', 'writes no history');
SELECT pg_temp.as_role('regress_yt', $$CREATE TRIGGER u AFTER INSERT ON trap FOR EACH ROW EXECUTE FUNCTION policy._keep_method('value')$$) \g /dev/null
SELECT alike(pg_temp.as_role('regress_yt', $$INSERT INTO trap SELECT * FROM observation LIMIT 1$$), '42501 only tables of this register%', 'of either kind');

-- Waiting rows are judged by the rights of who sent them, whoever loads.
SELECT pg_temp.as_role('regress_yt', $$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source)
    VALUES ('7.2', '75', '2003', '5', 'chính thức', 'MAU'), ('6.1', '75', '2003', '5', 'chính thức', 'MAU')$$) \g /dev/null
SELECT is((SELECT string_agg(row_number || ' ' || reason_en, ';') FROM load_figures() WHERE severity = 'error'),
    '2 the sender does not speak for the lead of this indicator today: only its lead writes its figures', 'the owner loads what a department sent');
SELECT results_eq($$SELECT i.code, o.recorded_by FROM observation AS o JOIN indicator AS i USING (indicator_id) WHERE period_end = '2003-12-31'$$,
    $$VALUES ('7.2', 'regress_yt')$$, 'with the rights and in the name of the sender');
SELECT pg_temp.as_role('regress_yt', $$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source)
    VALUES ('7.2', '75', '2003', '6', 'chính thức', 'MAU')$$) \g /dev/null
SELECT is((SELECT count(*) FROM load_figures() WHERE severity = 'error'), 0::bigint, 'the owner loads a revision');
SELECT results_eq($$SELECT o.value, o.recorded_by, h.value, h.recorded_by, h.believed_to = o.recorded_at FROM observation AS o JOIN observation_history AS h USING (indicator_id, area_id, period_end)
    WHERE period_end = '2003-12-31'$$, $$VALUES (6::numeric, 'regress_yt', 5::numeric, 'regress_yt', true)$$, 'both in the name of who sent them');
SELECT results_eq($$SELECT fate FROM _write_figures(ARRAY(SELECT ROW(indicator_id, area_id, period_end, period_start, source_id, stage, 9, NULL, NULL, NULL, NULL, n.name, NULL)::observation
    FROM observation, (VALUES ('regress_gddt'), ('no such role')) AS n (name) WHERE period_end = '2003-12-31'))$$, $$VALUES ('forbidden'), ('forbidden')$$, 'the writer asks for each sender');
SELECT alike(pg_temp.as_role('regress_editor', $$SELECT string_agg(w.fate, ',') FROM _write_figures(ARRAY(SELECT ROW(indicator_id, area_id, period_end, period_start, source_id, stage, 9, NULL, NULL, NULL, NULL, 'regress_yt', NULL)::observation
    FROM observation WHERE period_end = '2003-12-31')) AS w$$), '42501 permission denied%', 'and nobody but the owner writes for another');

-- "corrects" reaches only the sender's own rejections.
SELECT pg_temp.as_role('regress_gddt', $$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES ('99.9', '75', '2003', '5', 'ước', 'MAU')$$) \g /dev/null
SELECT pg_temp.as_role('regress_gddt', 'SELECT count(*) FROM load_figures()') \g /dev/null
SELECT row_id AS others_row FROM rejected_row WHERE raw = '99.9' \gset
SELECT pg_temp.as_role('regress_yt', format($$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source, corrects) VALUES ('7.2', '75', '2002', '5', 'ước', 'MAU', %s)$$, :others_row)) \g /dev/null
SELECT count(*) AS ignored FROM load_figures() \gset
SELECT is((SELECT count(*) FROM rejected_row WHERE raw = '99.9' AND resolved_at IS NOT NULL), 0::bigint, 'a guessed key closes nothing of others');
SELECT pg_temp.as_role('regress_gddt', format($$INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source, corrects) VALUES ('6.1', '75', '2002', '5', 'ước', 'MAU', %s)$$, :others_row)) \g /dev/null
SELECT count(*) AS ignored FROM load_figures() \gset
SELECT is((SELECT resolution FROM rejected_row WHERE raw = '99.9'), 'loaded', 'the sender''s own does, whoever loads it');

-- Keys and batches are not chosen.
SELECT alike(pg_temp.as_role('regress_yt', $$INSERT INTO import_batch (batch_id, intake) VALUES (999999, 'observation_intake')$$), '42501 permission denied%', 'nobody chooses a batch');
SELECT alike(pg_temp.as_role('regress_yt', $$INSERT INTO observation_intake (batch_id, line) VALUES (1, 'x')$$), '42501 permission denied%', 'or sends into one');
SELECT alike(pg_temp.as_role('regress_yt', $$INSERT INTO observation_intake (row_id, line) VALUES (1, 'x')$$), '42501 permission denied%', 'or chooses a row');
SELECT pg_temp.as_role('regress_yt', $$INSERT INTO observation_intake (indicator_code) VALUES ('7.2')$$) \g /dev/null
SELECT alike(pg_temp.as_role('regress_yt', $$UPDATE observation_intake SET batch_id = (SELECT max(batch_id) + 1 FROM import_batch) WHERE batch_id IS NULL$$), '42501 new row violates%', 'or puts its rows into a future batch');
SELECT is(pg_temp.as_role('regress_yt', 'SELECT withdraw_waiting_rows()'), '1', 'what waits can be withdrawn');

-- An analyst asks everything and writes nothing.
CREATE ROLE regress_analyst;
SELECT lives_ok($$SELECT grant_analyst('regress_analyst')$$, 'an analyst');
SELECT is(pg_temp.as_role('regress_analyst', 'SELECT count(*) FROM figure'), (SELECT count(*)::text FROM figure), 'reads all figures');
SELECT is(pg_temp.as_role('regress_analyst', 'SELECT count(*) FROM open_rejection'), (SELECT count(*)::text FROM open_rejection), 'and all rejections');
SELECT is(pg_temp.as_role('regress_analyst', 'SELECT md5(string_agg(d::text, '','')) FROM doctor() AS d'), (SELECT md5(string_agg(d::text, ',')) FROM doctor() AS d), 'asks the doctor, and is told what the owner is');
SELECT is_empty($$SELECT c.relname FROM pg_class AS c WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind IN ('r', 'p')
    AND (has_table_privilege('regress_analyst', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES') OR has_any_column_privilege('regress_analyst', c.oid, 'INSERT, UPDATE')
         OR NOT has_table_privilege('regress_analyst', c.oid, 'SELECT'))$$, 'writes nothing');
SELECT is(pg_temp.as_role('regress_analyst', 'SELECT count(*) FROM observation_intake WHERE batch_id IS NULL'), '0', 'what waits is its sender''s');
SELECT alike(pg_temp.as_role('regress_analyst', 'SELECT count(*) FROM load_figures()'), '42501 permission denied for function load_figures', 'and calls nothing that writes');

-- Nothing that writes is open to PUBLIC; what a reader's view calls is.
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p WHERE p.pronamespace = 'policy'::regnamespace AND (p.provolatile = 'v' OR p.prosecdef)
    AND has_function_privilege('regress_nobody', p.oid, 'EXECUTE')$$, 'what writes is closed to PUBLIC');
SELECT is_empty($$SELECT p.oid::regprocedure FROM pg_proc AS p WHERE p.pronamespace = 'policy'::regnamespace AND p.provolatile <> 'v' AND NOT p.prosecdef
    AND NOT has_function_privilege('regress_nobody', p.oid, 'EXECUTE')$$, 'what reads is not');
SELECT is_empty($$SELECT object FROM access_right() WHERE 'call' IN (reader, analyst)$$, 'readers and analysts call nothing that writes');

-- Taking back.
SELECT lives_ok($$SELECT revoke_access('regress_yt'), revoke_access('regress_editor')$$, 'rights are taken back');
SELECT alike(pg_temp.as_role('regress_yt', 'SELECT count(*) FROM policy.observation'), '42501 %', 'a former department sees nothing');
SELECT is((SELECT count(*) FROM department_role WHERE revoked_at IS NULL AND role_name IN ('regress_yt', 'regress_editor')), 0::bigint, 'and speaks for nobody');
DROP OWNED BY regress_yt;
DROP ROLE regress_yt_staff, regress_yt;
SELECT is(pg_temp.as_role('regress_gddt', pg_temp.figure_of('6.1', 2016)), '1 rows', 'a role that was dropped breaks nothing');

SELECT * FROM finish();
ROLLBACK;
