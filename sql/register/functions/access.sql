/*
 * Access: who the current role is to the register, what each kind of role may
 * do, and how rights are given.  structure/access.sql says what it rests on.
 */

/*
 * Who a role is to the register: the current one, unless another is asked
 * about.  A body that is no more leads nothing, and a role that was granted
 * nothing, or whose grant was taken back, sees nothing.
 */
CREATE OR REPLACE FUNCTION _current_role() RETURNS oid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = current_user);

COMMENT ON FUNCTION _current_role() IS
    'Vai trò hiện tại | the current role';

/* Also where a function runs with its owner's rights: SET ROLE does not see those. */
CREATE OR REPLACE FUNCTION _invoking_role() RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(nullif(current_setting('role'), 'none'), session_user);

COMMENT ON FUNCTION _invoking_role() IS
    'Vai trò mà phiên đang dùng, kể cả trong hàm chạy với quyền chủ sổ | the role that the session works as, also within a function that runs with its owner''s rights';

CREATE OR REPLACE FUNCTION _owns_register(role oid DEFAULT _current_role()) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM pg_class AS c
               WHERE c.oid = 'observation'::regclass AND pg_has_role(role, c.relowner, 'USAGE'))
       OR EXISTS (SELECT FROM pg_roles AS r
                  WHERE r.oid = _owns_register.role AND (r.rolsuper OR r.rolbypassrls));

COMMENT ON FUNCTION _owns_register(oid) IS
    'Vai trò là chủ sổ, không bị quy tắc theo dòng ràng buộc | the role owns the register: row-level rules do not bind it';

CREATE OR REPLACE FUNCTION _edits_all(role oid DEFAULT _current_role()) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM department_role AS d
               WHERE d.kind = 'editor' AND d.revoked_at IS NULL
                 AND pg_has_role(_edits_all.role, d.role, 'USAGE'));

COMMENT ON FUNCTION _edits_all(oid) IS
    'Vai trò biên tập cả sổ | the role is an editor of the register';

CREATE OR REPLACE FUNCTION _sees_intake(role oid DEFAULT _current_role()) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN EXISTS (SELECT FROM department_role AS d
               WHERE d.kind IN ('editor', 'analyst') AND d.revoked_at IS NULL
                 AND pg_has_role(_sees_intake.role, d.role, 'USAGE'));

COMMENT ON FUNCTION _sees_intake(oid) IS
    'Vai trò được đọc những gì mọi người đã nạp và bị từ chối | the role reads what everybody loaded and what was rejected';

CREATE OR REPLACE FUNCTION _sees_all(role oid DEFAULT _current_role()) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN _owns_register(role)
       OR EXISTS (SELECT FROM department_role AS d
                  WHERE d.sees = 'all' AND d.revoked_at IS NULL
                    AND pg_has_role(_sees_all.role, d.role, 'USAGE'));

COMMENT ON FUNCTION _sees_all(oid) IS
    'Vai trò được đọc mọi số liệu | the role reads all figures';

CREATE OR REPLACE FUNCTION _my_agency(role oid DEFAULT _current_role()) RETURNS SETOF integer
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT a.agency_id
    FROM department_role AS d
    JOIN agency AS a ON a.agency_id = d.agency_id
    WHERE d.revoked_at IS NULL AND pg_has_role(_my_agency.role, d.role, 'USAGE')
      AND in_force(a.valid_from, a.valid_to, today());
END;

COMMENT ON FUNCTION _my_agency(oid) IS
    'Các cơ quan còn tồn tại mà vai trò thay mặt | living agencies that the role speaks for';

/* A group of bodies leads through its members. */
CREATE OR REPLACE FUNCTION _my_responsibility(of_role oid DEFAULT _current_role())
RETURNS TABLE (indicator_id integer, task_id integer, role text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.indicator_id, r.task_id, r.role
    FROM responsibility AS r
    WHERE in_force(r.valid_from, r.valid_to, today())
      AND r.agency_id IN (
          SELECT mine.agency_id FROM _my_agency(of_role) AS mine (agency_id)
          UNION ALL
          SELECT m.agency_id
          FROM _my_agency(of_role) AS mine (agency_id)
          JOIN agency_member AS m ON m.member_id = mine.agency_id
          WHERE in_force(m.valid_from, m.valid_to, today()));
END;

COMMENT ON FUNCTION _my_responsibility(oid) IS
    'Chỉ tiêu và nhiệm vụ mà hôm nay cơ quan của vai trò chủ trì hoặc phối hợp, kể cả qua nhóm | indicators and tasks that the agency of the role leads or coordinates today, through a group too';

CREATE OR REPLACE FUNCTION _may_write_figure(indicator_id integer, role oid DEFAULT _current_role())
RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE
RETURN _owns_register(role) OR _edits_all(role)
       OR EXISTS (SELECT FROM _my_responsibility(role) AS m
                  WHERE m.indicator_id = _may_write_figure.indicator_id AND m.role = 'lead');

COMMENT ON FUNCTION _may_write_figure(integer, oid) IS
    'Vai trò được ghi số liệu của chỉ tiêu này | the role may write figures of this indicator';

-- Policies ask it for everyone, also for a role that a DBA gave a table by hand.
GRANT SELECT ON department_role TO PUBLIC;

/*
 * Figures.  Each table has one policy that opens it, and named ones that
 * restrict it; whatever is refused is refused by name.  Who, when and what
 * was before is written by the register (functions/observation.sql): nobody
 * else is granted those columns or the history.  Who may not write a figure
 * may not lock it either.
 */
ALTER TABLE observation ENABLE ROW LEVEL SECURITY;
CREATE POLICY observation_open ON observation USING (true) WITH CHECK (true);
CREATE POLICY observation_seen_by_its_own ON observation
    AS RESTRICTIVE FOR SELECT
    USING ((SELECT _sees_all())
           OR indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m));
CREATE POLICY observation_added_by_the_lead ON observation
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all())
                OR indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m
                                    WHERE m.role = 'lead'));
CREATE POLICY observation_revised_by_the_lead ON observation
    AS RESTRICTIVE FOR UPDATE
    USING ((SELECT _edits_all())
           OR indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m
                               WHERE m.role = 'lead'));
CREATE POLICY observation_recorded_by_its_writer ON observation
    AS RESTRICTIVE FOR INSERT
    WITH CHECK (recorded_by = current_user);

ALTER TABLE observation_history ENABLE ROW LEVEL SECURITY;
CREATE POLICY observation_history_open ON observation_history USING (true) WITH CHECK (true);
CREATE POLICY observation_history_seen_by_its_own ON observation_history
    AS RESTRICTIVE FOR SELECT
    USING ((SELECT _sees_all())
           OR indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m));

-- Without these a department that sees its own would be told that all other
-- indicators have no data.
ALTER TABLE indicator_target ENABLE ROW LEVEL SECURITY;
CREATE POLICY indicator_target_open ON indicator_target USING (true) WITH CHECK (true);
CREATE POLICY indicator_target_seen_by_its_own ON indicator_target
    AS RESTRICTIVE FOR SELECT
    USING ((SELECT _sees_all())
           OR indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m));

/* Signed rows are written by signing, and by nothing else. */
ALTER TABLE signed_report_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY signed_report_row_open ON signed_report_row USING (true) WITH CHECK (true);
CREATE POLICY signed_report_row_seen_by_its_own ON signed_report_row
    AS RESTRICTIVE FOR SELECT
    USING ((SELECT _sees_all())
           OR indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m));

/* The batch is being loaded: it is not finished, or was begun by this statement. */
CREATE OR REPLACE FUNCTION _my_loading() RETURNS SETOF integer
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT b.batch_id
    FROM import_batch AS b
    WHERE b.loaded_by = current_user
      AND (b.finished_at IS NULL OR b.started_at >= statement_timestamp());
END;

COMMENT ON FUNCTION _my_loading() IS
    'Các đợt mà vai trò hiện tại đang nạp | batches that the current role is loading';

/*
 * Intake: everybody loads what they sent, and sees what became of it.
 * Editors see all that was loaded, but not what others have not loaded yet.
 */
ALTER TABLE observation_intake ENABLE ROW LEVEL SECURITY;
CREATE POLICY observation_intake_open ON observation_intake USING (true) WITH CHECK (true);
CREATE POLICY observation_intake_own ON observation_intake
    AS RESTRICTIVE
    USING (sent_by = current_user OR batch_id IS NOT NULL AND (SELECT _sees_intake()))
    WITH CHECK (sent_by = current_user);
CREATE POLICY observation_intake_once ON observation_intake
    AS RESTRICTIVE FOR UPDATE
    USING (batch_id IS NULL)
    WITH CHECK (batch_id IN (SELECT _my_loading()));

ALTER TABLE import_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY import_batch_open ON import_batch USING (true) WITH CHECK (true);
CREATE POLICY import_batch_own ON import_batch
    AS RESTRICTIVE
    USING (loaded_by = current_user OR (SELECT _sees_intake()))
    WITH CHECK (loaded_by = current_user);
CREATE POLICY import_batch_only_while_loading ON import_batch
    AS RESTRICTIVE FOR UPDATE
    USING (loaded_by = current_user
           AND (finished_at IS NULL OR started_at >= statement_timestamp()));

ALTER TABLE import_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY import_file_open ON import_file USING (true) WITH CHECK (true);
CREATE POLICY import_file_own ON import_file
    AS RESTRICTIVE
    USING (batch_id IN (SELECT b.batch_id FROM import_batch AS b))
    WITH CHECK (batch_id IN (SELECT _my_loading()));

ALTER TABLE rejected_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY rejected_row_open ON rejected_row USING (true) WITH CHECK (true);
CREATE POLICY rejected_row_own ON rejected_row
    AS RESTRICTIVE
    USING (batch_id IN (SELECT b.batch_id FROM import_batch AS b));
CREATE POLICY rejected_row_only_while_loading ON rejected_row
    AS RESTRICTIVE FOR INSERT
    WITH CHECK (batch_id IN (SELECT _my_loading()));

ALTER TABLE import_remark ENABLE ROW LEVEL SECURITY;
CREATE POLICY import_remark_open ON import_remark USING (true) WITH CHECK (true);
CREATE POLICY import_remark_own ON import_remark
    AS RESTRICTIVE
    USING (batch_id IN (SELECT b.batch_id FROM import_batch AS b));
CREATE POLICY import_remark_only_while_loading ON import_remark
    AS RESTRICTIVE FOR INSERT
    WITH CHECK (batch_id IN (SELECT _my_loading()));

/*
 * Tasks: the lead says how far it got, an agency plans its own work and tells
 * its own difficulties, a supervising body its own findings.  Answers are
 * written by editors.
 */
ALTER TABLE task_progress ENABLE ROW LEVEL SECURITY;
CREATE POLICY task_progress_open ON task_progress USING (true) WITH CHECK (true);
CREATE POLICY task_progress_added_by_the_lead ON task_progress
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all())
                OR task_id IN (SELECT m.task_id FROM _my_responsibility() AS m
                               WHERE m.role = 'lead'));

ALTER TABLE work_plan ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_plan_open ON work_plan USING (true) WITH CHECK (true);
CREATE POLICY work_plan_of_its_own_agency ON work_plan
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all())
                OR agency_id IN (SELECT a.agency_id FROM _my_agency() AS a (agency_id)));

ALTER TABLE work_plan_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY work_plan_item_open ON work_plan_item USING (true) WITH CHECK (true);
CREATE POLICY work_plan_item_of_its_own_agency ON work_plan_item
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all())
                OR work_plan_id IN (SELECT w.work_plan_id
                                    FROM work_plan AS w
                                    JOIN _my_agency() AS a (agency_id) ON a.agency_id = w.agency_id));

ALTER TABLE difficulty ENABLE ROW LEVEL SECURITY;
CREATE POLICY difficulty_open ON difficulty USING (true) WITH CHECK (true);
CREATE POLICY difficulty_seen_by_its_own ON difficulty
    AS RESTRICTIVE FOR SELECT
    USING ((SELECT _sees_all())
           OR agency_id IN (SELECT a.agency_id FROM _my_agency() AS a (agency_id)));
CREATE POLICY difficulty_of_its_own_agency ON difficulty
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all())
                OR agency_id IN (SELECT a.agency_id FROM _my_agency() AS a (agency_id)));
CREATE POLICY difficulty_answered_by_editors ON difficulty
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all()) OR answer IS NULL);

ALTER TABLE finding ENABLE ROW LEVEL SECURITY;
CREATE POLICY finding_open ON finding USING (true) WITH CHECK (true);
CREATE POLICY finding_seen_by_its_own ON finding
    AS RESTRICTIVE FOR SELECT
    USING ((SELECT _sees_all())
           OR agency_id IN (SELECT a.agency_id FROM _my_agency() AS a (agency_id))
           OR concerned_id IN (SELECT a.agency_id FROM _my_agency() AS a (agency_id)));
CREATE POLICY finding_of_its_own_agency ON finding
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all())
                OR agency_id IN (SELECT a.agency_id FROM _my_agency() AS a (agency_id)));
CREATE POLICY finding_answered_by_editors ON finding
    AS RESTRICTIVE FOR INSERT
    WITH CHECK ((SELECT _edits_all()) OR answer IS NULL);

ALTER TABLE assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY assessment_open ON assessment USING (true) WITH CHECK (true);
CREATE POLICY assessment_seen_by_its_own ON assessment
    AS RESTRICTIVE FOR SELECT
    USING ((SELECT _sees_all())
           OR indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m));

/*
 * What each kind of role may do with each table and with each function that
 * writes.  Who only reads gets USAGE on the reporting schema: a
 * security_invoker view needs rights on the tables under it, but none on
 * their schema.  An analyst reads every table and writes nothing.
 *
 * What reads may be called by everybody, since views, policies and defaults
 * call it for a reader; what writes is called by editors, unless this says
 * that departments may too, or nobody but the owner.
 */
CREATE OR REPLACE FUNCTION access_right()
RETURNS TABLE (object text, reader text, analyst text, editor text, department text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT a.relation, a.reader, 'read', a.editor, a.department
    FROM (VALUES
        ('register_info',         'read',   'read',    'read'),
        ('department_role',       'read',   'read',    'read'),
        ('document',              'read',   'append',  'read'),
        ('document_relation',     'read',   'append',  'read'),
        ('agency',                'read',   'close',   'read'),
        ('agency_alias',          'read',   'close',   'read'),
        ('agency_member',         'read',   'close',   'read'),
        ('agency_succession',     'read',   'edit',    'read'),
        ('area',                  'read',   'close',   'read'),
        ('area_parent',           'read',   'close',   'read'),
        ('area_succession',       'read',   'append',  'read'),
        ('plan',                  'read',   'edit',    'read'),
        ('sector',                'read',   'edit',    'read'),
        ('unit',                  'read',   'edit',    'read'),
        ('level',                 'read',   'edit',    'read'),
        ('indicator',             'read',   'edit',    'read'),
        ('indicator_rule',        'read',   'edit',    'read'),
        ('indicator_rule_part',   'read',   'edit',    'read'),
        ('indicator_population',  'read',   'edit',    'read'),
        ('series_break',          'read',   'edit',    'read'),
        ('indicator_threshold',   'read',   'edit',    'read'),
        ('indicator_reduction',   'read',   'edit',    'read'),
        ('responsibility',        'read',   'close',   'read'),
        ('target_scope',          'read',   'edit',    'read'),
        ('indicator_target',      'read',   'close',   'read'),
        ('indicator_baseline',    'read',   'edit',    'read'),
        ('unwanted_name',         'read',   'edit',    'read'),
        ('source',                'read',   'edit',    'read'),
        ('observation',           'read',   'figures', 'figures'),
        ('observation_history',   'read',   'read',    'read'),
        ('method_history',        'read',   'read',    'read'),
        ('assessment',            'read',   'append',  'read'),
        ('report_cycle',          'read',   'close',   'read'),
        ('report_roster',         'read',   'close',   'read'),
        ('report_submission',     'read',   'append',  'read'),
        ('signed_report',         'read',   'append',  'read'),
        ('signed_report_row',     'read',   'read',    'read'),
        ('schedule_pattern',      'read',   'edit',    'read'),
        ('task_section',          'read',   'edit',    'read'),
        ('task',                  'read',   'edit',    'read'),
        ('task_schedule',         'read',   'edit',    'read'),
        ('task_indicator',        'read',   'edit',    'read'),
        ('task_progress',         'read',   'append',  'append'),
        ('work_plan',             'read',   'append',  'append'),
        ('work_plan_item',        'read',   'append',  'append'),
        ('difficulty',            'read',   'answer',  'append'),
        ('finding',               'read',   'answer',  'append'),
        ('header_synonym',        'read',   'edit',    'read'),
        ('annex_header',          'read',   'edit',    'read'),
        ('annex_word',            'read',   'edit',    'read'),
        ('annex_intake',          'none',   'take',    'none'),
        ('task_intake',           'none',   'take',    'none'),
        ('observation_intake',    'none',   'take',    'take'),
        ('observation_upload',    'none',   'send',    'send'),
        ('import_batch',          'none',   'finish',  'finish'),
        ('import_file',           'none',   'edit',    'edit'),
        ('import_remark',         'none',   'append',  'append'),
        ('rejected_row',          'none',   'settle',  'settle')
    ) AS a (relation, reader, editor, department)
    UNION ALL
    SELECT p.oid::regprocedure::text, 'none', 'none',
           CASE WHEN w.callers IS DISTINCT FROM 'owner' THEN 'call' ELSE 'none' END,
           CASE WHEN w.callers = 'department' THEN 'call' ELSE 'none' END
    FROM pg_proc AS p
    LEFT JOIN (VALUES
        ('load_figures', 'department'), ('_wait_for_loaders', 'department'),
        ('_make_intake_tables', 'department'), ('_read_intake_rows', 'department'),
        ('_read_intake_file', 'department'), ('_read_intake_record', 'department'),
        ('_load_intake_record', 'department'), ('_settle_rejections', 'department'),
        ('_analyze_new_tables', 'department'), ('withdraw_waiting_rows', 'department'),
        ('correct_row', 'department'), ('dismiss_row', 'department'),
        ('revise_figure', 'department'), ('_write_figures', 'department'),
        ('store_rollup', 'department'), ('record_work_plan', 'department'),
        ('record_work_plan_item', 'department'), ('record_progress', 'department'),
        ('raise_difficulty', 'department'), ('record_finding', 'department'),
        ('grant_reader', 'owner'), ('grant_analyst', 'owner'), ('grant_editor', 'owner'),
        ('grant_department', 'owner'), ('revoke_access', 'owner'), ('_give_access', 'owner'),
        ('_record_grant', 'owner'), ('_grant_anew', 'owner'), ('_close_writers', 'owner')
    ) AS w (name, callers) ON w.name = p.proname
    WHERE p.pronamespace = to_regnamespace(quote_ident(current_schema()))
      AND p.provolatile = 'v' AND p.prorettype <> 'trigger'::regtype;
END;

COMMENT ON FUNCTION access_right() IS
    'Mỗi loại vai trò được làm gì với mỗi bảng, và gọi được hàm ghi nào | what each kind of role may do with each table, and which functions that write it may call';

/*
 * The statement that gives one right.  Keys that the register gives, and who
 * and when, are never granted.
 */
CREATE OR REPLACE FUNCTION _grant_statement(relation regclass, what text, role name) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'GRANT ' || concat_ws(', ',
               CASE WHEN what <> 'send' THEN 'SELECT' END,
               CASE WHEN what <> 'read' THEN 'INSERT (' || c.added || ')' END,
               'UPDATE (' || c.changed || ')')
           || ' ON ' || relation::text || ' TO ' || quote_ident(role)
    FROM (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE
                     NOT (what IN ('send', 'take') AND a.attname IN ('row_id', 'batch_id'))) AS added,
                 string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FILTER (WHERE
                     CASE what
                         WHEN 'edit' THEN true
                         WHEN 'figures' THEN a.attname IN ('stage', 'value', 'numerator', 'denominator', 'note')
                         WHEN 'close' THEN a.attname IN ('valid_to', 'taken_over_by_id', 'ended_by_id',
                                                         'goal', 'remark', 'correction', 'kind', 'urban',
                                                         'name_en')
                         WHEN 'answer' THEN a.attname IN ('answer', 'decided_by_id', 'decided_on', 'document_id')
                         WHEN 'take' THEN a.attname = 'batch_id'
                         WHEN 'finish' THEN a.attname IN ('finished_at', 'rows_read', 'rows_rejected',
                                                          'added', 'revised', 'unchanged', 'remarks')
                         WHEN 'settle' THEN a.attname IN ('resolved_at', 'resolved_batch_id', 'resolution')
                         ELSE false
                     END) AS changed
          FROM pg_attribute AS a
          WHERE a.attrelid = relation AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = '' AND a.attidentity = ''
            AND a.attname NOT IN ('recorded_at', 'recorded_by', 'closed_at', 'closed_by',
                                  'signed_at', 'signed_by', 'digest', 'started_at', 'loaded_by',
                                  'answered_at', 'answered_by', 'sent_in', 'sent_by')) AS c;
END;

COMMENT ON FUNCTION _grant_statement(regclass, text, name) IS
    'Câu lệnh GRANT cho một quyền trong access_right() trên một bảng | the GRANT statement of one right of access_right() on one table';

/* After create and upgrade: nobody calls what writes by being PUBLIC. */
CREATE OR REPLACE FUNCTION _close_writers() RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    writer regprocedure;
BEGIN
    FOR writer IN
        SELECT p.oid FROM pg_proc AS p
        WHERE p.pronamespace = to_regnamespace(quote_ident(current_schema()))
          AND (p.provolatile = 'v' OR p.prosecdef)
    LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', writer);
    END LOOP;
END
$$;

COMMENT ON FUNCTION _close_writers() IS
    'Không để PUBLIC gọi các hàm ghi | close the functions that write to PUBLIC';

/*
 * Autovacuum never looks at a table of few rows, and a planner that knows
 * nothing of it takes seconds for a page.  It runs with the owner's rights,
 * which ANALYZE asks for.
 */
CREATE OR REPLACE FUNCTION _analyze_new_tables() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
DECLARE
    unknown regclass;
BEGIN
    FOR unknown IN
        SELECT c.oid FROM pg_class AS c
        WHERE c.relnamespace = to_regnamespace(quote_ident(current_schema())) AND c.relkind = 'r'
          AND pg_relation_size(c.oid) BETWEEN 1 AND 8 * 1024 * 1024
          AND (c.reltuples < 0
               OR pg_relation_size(c.oid) > 2 * c.relpages * current_setting('block_size')::bigint)
    LOOP
        EXECUTE format('ANALYZE %s', unknown);
    END LOOP;
END
$$;

COMMENT ON FUNCTION _analyze_new_tables() IS
    'Thu thập thống kê cho các bảng nhỏ chưa có | gather statistics of small tables that have none';

/*
 * Refused as a whole to anyone but the owner: GRANT itself would only warn,
 * table by table, and grant nothing.
 */
CREATE OR REPLACE FUNCTION _give_access(role name, kind text) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    reporting CONSTANT text := current_schema() || '_bi';
    statement text;
BEGIN
    IF NOT _owns_register() THEN
        RAISE EXCEPTION 'rights in register "%" are given and taken by its owner only', current_schema()
            USING ERRCODE = 'insufficient_privilege';
    ELSIF role IS NULL OR NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = role) THEN
        RAISE EXCEPTION 'role "%" does not exist', role
            USING ERRCODE = 'undefined_object',
                  HINT = 'The register makes no roles: CREATE ROLE first.';
    END IF;

    IF kind <> 'reader' THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), role);
    END IF;
    FOR statement IN
        WITH given AS MATERIALIZED (
            SELECT a.object,
                   CASE kind WHEN 'reader' THEN a.reader WHEN 'analyst' THEN a.analyst
                             WHEN 'editor' THEN a.editor ELSE a.department END AS what
            FROM access_right() AS a
        )
        SELECT CASE g.what WHEN 'call' THEN format('GRANT EXECUTE ON FUNCTION %s TO %I', g.object, role)
                           ELSE _grant_statement(g.object::regclass, g.what, role) END
        FROM given AS g
        WHERE g.what <> 'none'
        UNION ALL
        SELECT format('GRANT SELECT ON %s TO %I', c.oid::regclass, role)
        FROM pg_class AS c
        WHERE c.relkind = 'v'
          AND c.relnamespace = to_regnamespace(quote_ident(current_schema()))
          AND c.reloptions @> '{security_invoker=true}'
        UNION ALL
        SELECT format('GRANT USAGE ON SEQUENCE observation_intake_row_id_seq TO %I', role)
        WHERE kind IN ('editor', 'department')
        UNION ALL
        SELECT format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA %I TO %I', current_schema(), role)
        WHERE kind = 'analyst'
        UNION ALL
        SELECT format(s.template, reporting, role)
        FROM (VALUES ('GRANT USAGE ON SCHEMA %I TO %I'),
                     ('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO %I')) AS s (template)
    LOOP
        EXECUTE statement;
    END LOOP;

    IF kind IN ('editor', 'department') AND NOT has_database_privilege(role, current_database(), 'TEMPORARY') THEN
        RAISE WARNING 'role "%" cannot load figures: it may not make temporary tables', role
            USING HINT = format('GRANT TEMPORARY ON DATABASE %I TO %I;', current_database(), role);
    END IF;
    PERFORM _analyze_new_tables();
END
$$;

COMMENT ON FUNCTION _give_access(name, text) IS
    'Cấp quyền cho một vai trò theo loại reader, analyst, editor, department | give a role the rights of a kind: reader, analyst, editor, department';

/* What a role has been granted, once; another sight of the same agency takes the place of the first. */
CREATE OR REPLACE FUNCTION _record_grant(role name, kind text, agency_id integer DEFAULT NULL, sees text DEFAULT 'all')
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_variable
DECLARE
    the_role CONSTANT regrole := quote_ident(role)::regrole;
BEGIN
    UPDATE department_role AS d
    SET revoked_at = clock_timestamp(), revoked_by = current_user
    WHERE d.role = the_role AND d.kind = _record_grant.kind AND d.revoked_at IS NULL
      AND d.agency_id IS NOT DISTINCT FROM _record_grant.agency_id AND d.sees <> _record_grant.sees;
    INSERT INTO department_role AS d (role, role_name, kind, agency_id, sees)
    VALUES (the_role, role, kind, agency_id, sees)
    ON CONFLICT DO NOTHING;
END
$$;

COMMENT ON FUNCTION _record_grant(name, text, integer, text) IS
    'Ghi lại quyền đã giao | record what was granted';

CREATE OR REPLACE FUNCTION grant_reader(role name) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM _give_access(role, 'reader');
    PERFORM _record_grant(role, 'reader');
END
$$;

COMMENT ON FUNCTION grant_reader(name) IS
    'Cho một vai trò đọc mọi thứ mà báo cáo cần, không ghi gì | let a role read all that reporting needs, and write nothing';

CREATE OR REPLACE FUNCTION grant_analyst(role name) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM _give_access(role, 'analyst');
    PERFORM _record_grant(role, 'analyst');
END
$$;

COMMENT ON FUNCTION grant_analyst(name) IS
    'Cho một vai trò đọc cả sổ và hỏi mọi câu hỏi, kể cả doctor() và các dòng bị từ chối, không ghi gì | let a role read the whole register and ask every question, doctor() and rejections included, and write nothing';

CREATE OR REPLACE FUNCTION grant_editor(role name) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM _give_access(role, 'editor');
    PERFORM _record_grant(role, 'editor');
END
$$;

COMMENT ON FUNCTION grant_editor(name) IS
    'Cho một vai trò biên tập cả sổ: kế hoạch, cơ quan, số liệu, báo cáo; không xóa, không sửa dấu vết | let a role edit the whole register; it deletes nothing and cannot touch who wrote what when';

CREATE OR REPLACE FUNCTION grant_department(role name, agency_code text, sees text DEFAULT 'all') RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_agency CONSTANT integer := require_agency(agency_code);
BEGIN
    PERFORM _give_access(role, 'department');
    PERFORM _record_grant(role, 'department', the_agency, sees);
END
$$;

COMMENT ON FUNCTION grant_department(name, text, text) IS
    'Cho một vai trò thay mặt một cơ quan: ghi số liệu và tiến độ của việc cơ quan đó chủ trì; sees: all đọc mọi số liệu, own chỉ của mình | let a role speak for an agency: it writes figures and progress of what that agency leads; sees: all figures, or only its own';

CREATE OR REPLACE FUNCTION revoke_access(role name) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    reporting CONSTANT text := current_schema() || '_bi';
    statement text;
BEGIN
    IF NOT _owns_register() THEN
        RAISE EXCEPTION 'rights in register "%" are given and taken by its owner only', current_schema()
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE department_role AS d
    SET revoked_at = clock_timestamp(), revoked_by = current_user
    WHERE d.role = quote_ident(revoke_access.role)::regrole AND d.revoked_at IS NULL;

    FOR statement IN
        SELECT format(s.template, n.name, role)
        FROM (VALUES (current_schema()::text), (reporting)) AS n (name)
        CROSS JOIN (VALUES ('REVOKE ALL ON ALL TABLES IN SCHEMA %I FROM %I'),
                           ('REVOKE ALL ON ALL SEQUENCES IN SCHEMA %I FROM %I'),
                           ('REVOKE ALL ON ALL FUNCTIONS IN SCHEMA %I FROM %I'),
                           ('REVOKE ALL ON SCHEMA %I FROM %I')) AS s (template)
        WHERE to_regnamespace(quote_ident(n.name)) IS NOT NULL
    LOOP
        EXECUTE statement;
    END LOOP;
END
$$;

COMMENT ON FUNCTION revoke_access(name) IS
    'Thu hồi mọi quyền mà grant_reader, grant_analyst, grant_editor, grant_department đã cấp; không xóa vai trò | take back all that grant_reader, grant_analyst, grant_editor and grant_department gave; the role stays';

CREATE OR REPLACE FUNCTION _grant_anew() RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    PERFORM _give_access(r.rolname, d.kind)
    FROM (SELECT DISTINCT g.role, g.kind FROM department_role AS g WHERE g.revoked_at IS NULL) AS d
    JOIN pg_roles AS r ON r.oid = d.role;
END
$$;

COMMENT ON FUNCTION _grant_anew() IS
    'Cấp lại quyền cho mọi vai trò đã được cấp, sau khi sổ được nâng cấp | give every role that was granted access its rights again, after an upgrade';

/*
 * Who wrote what when, out of the rows themselves.
 */
CREATE OR REPLACE VIEW change_log WITH (security_invoker = true) AS
    SELECT l.at, l.by, l.relation, l.event, l.what, l.note
    FROM (SELECT o.recorded_at AS at, o.recorded_by AS by, 'observation' AS relation,
                 CASE WHEN EXISTS (SELECT FROM observation_history AS h
                                   WHERE h.indicator_id = o.indicator_id AND h.area_id = o.area_id
                                     AND h.period_end = o.period_end AND h.period_start = o.period_start
                                     AND h.source_id = o.source_id AND h.believed_to = o.recorded_at)
                      THEN 'revised' ELSE 'added' END AS event,
                 concat_ws(' ', i.code, a.code, o.period_start, o.period_end, s.code) AS what,
                 concat_ws(' ', o.stage, o.value, o.numerator || '/' || o.denominator) AS note
          FROM observation AS o
          JOIN indicator AS i ON i.indicator_id = o.indicator_id
          JOIN area AS a ON a.area_id = o.area_id
          JOIN source AS s ON s.source_id = o.source_id
          UNION ALL
          SELECT h.believed_from, h.recorded_by, 'observation',
                 CASE WHEN EXISTS (SELECT FROM observation_history AS e
                                   WHERE e.indicator_id = h.indicator_id AND e.area_id = h.area_id
                                     AND e.period_end = h.period_end AND e.period_start = h.period_start
                                     AND e.source_id = h.source_id AND e.believed_to = h.believed_from)
                      THEN 'revised' ELSE 'added' END,
                 concat_ws(' ', i.code, a.code, h.period_start, h.period_end, s.code),
                 concat_ws(' ', h.stage, h.value, h.numerator || '/' || h.denominator)
          FROM observation_history AS h
          JOIN indicator AS i ON i.indicator_id = h.indicator_id
          JOIN area AS a ON a.area_id = h.area_id
          JOIN source AS s ON s.source_id = h.source_id
          UNION ALL
          SELECT v.at, v.by, 'indicator_target', v.event,
                 concat_ws(' ', i.code, a.code, t.scope, t.due), t.cell
          FROM indicator_target AS t
          JOIN indicator AS i ON i.indicator_id = t.indicator_id
          JOIN area AS a ON a.area_id = t.area_id
          CROSS JOIN LATERAL (VALUES (t.recorded_at, t.recorded_by, 'added'),
                                     (t.closed_at, t.closed_by, 'closed')) AS v (at, by, event)
          UNION ALL
          SELECT v.at, v.by, 'responsibility', v.event,
                 concat_ws(' ', coalesce(i.code, 'task ' || t.key), r.role), a.code
          FROM responsibility AS r
          JOIN agency AS a ON a.agency_id = r.agency_id
          LEFT JOIN indicator AS i ON i.indicator_id = r.indicator_id
          LEFT JOIN task AS t ON t.task_id = r.task_id
          CROSS JOIN LATERAL (VALUES (r.recorded_at, r.recorded_by, 'added'),
                                     (r.closed_at, r.closed_by, 'closed')) AS v (at, by, event)
          UNION ALL
          SELECT v.at, v.by, 'agency', v.event, a.code, a.name_vi
          FROM agency AS a
          CROSS JOIN LATERAL (VALUES (a.recorded_at, a.recorded_by, 'added'),
                                     (a.closed_at, a.closed_by, 'closed')) AS v (at, by, event)
          UNION ALL
          SELECT v.at, v.by, 'area', v.event, a.code, a.name_vi
          FROM area AS a
          CROSS JOIN LATERAL (VALUES (a.recorded_at, a.recorded_by, 'added'),
                                     (a.closed_at, a.closed_by, 'closed')) AS v (at, by, event)
          UNION ALL
          SELECT v.at, v.by, 'report_cycle', v.event, 'tier ' || c.tier, a.code
          FROM report_cycle AS c
          JOIN agency AS a ON a.agency_id = c.consolidator_id
          CROSS JOIN LATERAL (VALUES (c.recorded_at, c.recorded_by, 'added'),
                                     (c.closed_at, c.closed_by, 'closed')) AS v (at, by, event)
          UNION ALL
          SELECT v.at, v.by, 'report_roster', v.event, a.code, r.note
          FROM report_roster AS r
          JOIN agency AS a ON a.agency_id = r.agency_id
          CROSS JOIN LATERAL (VALUES (r.recorded_at, r.recorded_by, 'added'),
                                     (r.closed_at, r.closed_by, 'closed')) AS v (at, by, event)
          UNION ALL
          SELECT s.recorded_at, s.recorded_by, 'report_submission',
                 CASE WHEN s.corrects_id IS NULL THEN 'added' ELSE 'corrected' END,
                 concat_ws(' ', a.code, s.year, 'tier ' || s.tier), s.note
          FROM report_submission AS s
          JOIN agency AS a ON a.agency_id = s.agency_id
          UNION ALL
          SELECT s.signed_at, s.signed_by, 'signed_report', 'signed',
                 concat_ws(' ', p.code, s.year, s.scope), s.note
          FROM signed_report AS s
          JOIN plan AS p ON p.plan_id = s.plan_id
          UNION ALL
          SELECT v.at, v.by, 'department_role', v.event,
                 concat_ws(' ', coalesce(r.rolname::text COLLATE "default", d.role_name), d.kind, a.code), d.sees
          FROM department_role AS d
          LEFT JOIN pg_roles AS r ON r.oid = d.role
          LEFT JOIN agency AS a ON a.agency_id = d.agency_id
          CROSS JOIN LATERAL (VALUES (d.granted_at, d.granted_by, 'granted'),
                                     (d.revoked_at, d.revoked_by, 'revoked')) AS v (at, by, event)
         ) AS l
    WHERE l.at IS NOT NULL;

COMMENT ON VIEW change_log IS
    'Ai đã ghi gì lúc nào, lấy từ chính các dòng: mỗi lần ghi một dòng | who wrote what when, out of the rows themselves: one row per writing';
COMMENT ON COLUMN change_log.at IS 'Thời điểm | when';
COMMENT ON COLUMN change_log.by IS 'Vai trò | role';
COMMENT ON COLUMN change_log.relation IS 'Bảng | table';
COMMENT ON COLUMN change_log.event IS
    'Việc: added thêm, revised thay số liệu, closed kết thúc, corrected đính chính, signed ký, granted giao quyền, revoked thu hồi | what was done';
COMMENT ON COLUMN change_log.what IS 'Đối tượng, theo mã | the object, by codes';
COMMENT ON COLUMN change_log.note IS 'Nội dung | content';
