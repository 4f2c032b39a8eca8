/*
 * doctor(): what is wrong with this register, how grave, and what to do.
 *
 * The checks are queries that return codes, and what is to be said in either
 * language; what a code says is written once, in _doctor_text.  Nothing here
 * knows a plan: rules and breaks are data (indicator_rule, series_break).
 *
 * Faults of figures are counted per indicator with one example, so that a
 * dirty register gives a page and not a million rows; figure_faults,
 * source_disagreement and rule_check list them one by one.
 */

/* ---------- how things are said ---------- */

CREATE OR REPLACE FUNCTION _counted(number bigint, noun text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN number || ' ' || noun || CASE WHEN number <> 1 THEN 's' ELSE '' END;

COMMENT ON FUNCTION _counted(bigint, text) IS
    'Số và danh từ tiếng Anh theo số ít, số nhiều | a number with its noun, in the singular or plural';

CREATE OR REPLACE FUNCTION _said_number(number numeric, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(socpolicy.format_number(trim_scale(round(number, 4)), lang), '–');

COMMENT ON FUNCTION _said_number(numeric, text) IS
    'Một số liệu viết trong câu; chưa có thì một gạch | a figure as written within a sentence; a dash where there is none';

CREATE OR REPLACE FUNCTION _said_day(day date, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE lang WHEN 'vi' THEN _day_vi(day) ELSE iso_date(day) END;

COMMENT ON FUNCTION _said_day(date, text) IS
    'Một ngày viết trong câu | a day as written within a sentence';

CREATE OR REPLACE FUNCTION _said_period(period_start date, period_end date, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE WHEN period_label(period_start, period_end) ~ '^[0-9]+$' THEN period_label(period_start, period_end)
            WHEN lang = 'vi' THEN 'từ ' || _day_vi(period_start) || ' đến ' || _day_vi(period_end)
            ELSE iso_date(period_start) || ' to ' || iso_date(period_end) END;

COMMENT ON FUNCTION _said_period(date, date, text) IS
    'Một kỳ viết trong câu | a period as written within a sentence';

/* Which place and period, and what was said of them. */
CREATE OR REPLACE FUNCTION _said_cell(area_id integer, period_start date, period_end date, said text, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT a.code FROM area AS a WHERE a.area_id = _said_cell.area_id)
       || ', ' || _said_period(period_start, period_end, lang) || coalesce(': ' || said, '');

COMMENT ON FUNCTION _said_cell(integer, date, date, text, text) IS
    'Địa phương, kỳ và số liệu viết trong câu | place, period and figure as written within a sentence';

CREATE OR REPLACE FUNCTION _said_code(domain text, code text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(_code_inside(domain, code, lang), _unit_inside(code_label(domain, code, lang)));

COMMENT ON FUNCTION _said_code(text, text, text) IS
    'Tên gọi của một mã viết trong câu | the word for a code within a sentence';

/* ---------- what is wrong, as codes ---------- */

/* By the table, not by a name: a schema that was renamed is still the register. */
CREATE OR REPLACE FUNCTION _register_schema() RETURNS oid
LANGUAGE sql STABLE PARALLEL SAFE
RETURN (SELECT c.relnamespace FROM pg_class AS c WHERE c.oid = 'register_info'::regclass);

COMMENT ON FUNCTION _register_schema() IS
    'Lược đồ của sổ này, kể cả sau khi đổi tên | the schema of this register, also after it was given another name';

/* Names nothing of the register, so that it works in one that was renamed. */
CREATE OR REPLACE FUNCTION _doctor_sequences(register oid)
RETURNS TABLE (relation text, sequence text, next bigint, used bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
DECLARE
    numbered record;
BEGIN
    FOR numbered IN
        SELECT format('%I.%I', n.nspname, c.relname) AS relation, c.relname, a.attname,
               format('%I.%I', n.nspname, q.relname) AS sequence, s.seqincrement
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attidentity <> ''
        JOIN pg_depend AS d
            ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
           AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
        JOIN pg_sequence AS s ON s.seqrelid = d.objid
        JOIN pg_class AS q ON q.oid = s.seqrelid
        WHERE c.relnamespace = _doctor_sequences.register
          AND has_table_privilege(c.oid, 'SELECT')
          AND has_sequence_privilege(s.seqrelid, 'SELECT')
        ORDER BY c.relname, a.attnum
    LOOP
        EXECUTE format('SELECT (SELECT max(%1$I) FROM %2$s),
                               (SELECT CASE WHEN is_called THEN last_value + %3$s ELSE last_value END FROM %4$s)',
                       numbered.attname, numbered.relation, numbered.seqincrement, numbered.sequence)
            INTO used, next;
        IF used >= next THEN
            relation := numbered.relname || '.' || numbered.attname;
            sequence := numbered.sequence;
            RETURN NEXT;
        END IF;
    END LOOP;
END
$$;

COMMENT ON FUNCTION _doctor_sequences(oid) IS
    'Dãy số mà số kế tiếp đã được dùng | sequences whose next number is taken';

CREATE OR REPLACE FUNCTION _doctor_library()
RETURNS TABLE (code text, severity text, object text, vi text[], en text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT 'library_version'::text AS code, NULL::text AS severity, 'socpolicy'::text AS object,
           ARRAY[e.extversion, socpolicy.library_version()] AS vi, NULL::text[] AS en
    FROM pg_extension AS e
    WHERE e.extname = 'socpolicy' AND e.extversion <> socpolicy.library_version()
    UNION ALL
    SELECT 'register_version', NULL, n.nspname::text,
           ARRAY[i.version::text, socpolicy.register_version()::text, quote_literal(n.nspname)], NULL
    FROM register_info AS i
    JOIN pg_namespace AS n ON n.oid = _register_schema()
    WHERE i.version < socpolicy.register_version()
    UNION ALL
    SELECT f.code, f.severity, f.object, f.args, NULL FROM socpolicy._register_fault('register_info') AS f
    UNION ALL
    SELECT 'sequence_behind', NULL, s.relation,
           ARRAY[s.next::text, s.used::text, format('SELECT setval(%L, %s)', s.sequence, s.used)], NULL
    FROM _doctor_sequences(_register_schema()) AS s
    UNION ALL
    SELECT 'no_statistics', NULL, c.oid::regclass::text,
           ARRAY[pg_size_pretty(pg_table_size(c.oid)), c.oid::regclass::text], NULL
    FROM pg_class AS c
    WHERE c.relnamespace = _register_schema() AND c.relkind = 'r'
      AND c.reltuples < 0 AND pg_relation_size(c.oid) >= 1048576
    UNION ALL
    -- Keys that are stored, made by a function that a new release changed.
    SELECT 'stale_key', NULL, k.relation, ARRAY[count(*)::text, min(k.label)],
           ARRAY[_counted(count(*), 'row'), min(k.label)]
    FROM (SELECT 'unit' AS relation, u.label, u.folded = _unit_key(u.label) AS same FROM unit AS u
          UNION ALL
          SELECT 'agency', a.name_vi, a.folded = socpolicy.fold_text(a.name_vi) FROM agency AS a
          UNION ALL
          SELECT 'agency_alias', a.alias, a.folded = socpolicy.fold_text(a.alias) FROM agency_alias AS a
          UNION ALL
          SELECT 'source', s.code, s.folded = socpolicy.fold_text(s.code) FROM source AS s) AS k
    WHERE k.same IS NOT TRUE
    GROUP BY k.relation;
END;

COMMENT ON FUNCTION _doctor_library() IS
    'Phiên bản lệch nhau, sổ đổi tên, dãy số đi sau, thiếu thống kê, khóa lưu đã cũ | versions apart, a register whose schema has a new name, sequences that are behind, missing statistics, stored keys that are old';

/*
 * What people made of targets that pg_dump cannot write down: where PostgreSQL
 * prints no operator it looks for one on the path, and a restore has none.
 * Read from the parsed trees, as pg_dump does.
 */
CREATE OR REPLACE FUNCTION _doctor_dump()
RETURNS TABLE (code text, severity text, object text, vi text[], en text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH equality AS (
        SELECT '(' || string_agg(o.oid::text, '|') || ') ' AS opno
        FROM pg_operator AS o
        JOIN pg_namespace AS n ON n.oid = o.oprnamespace
        WHERE n.nspname = 'socpolicy' AND o.oprname IN ('=', '<>')
    ), made AS (
        SELECT r.ev_class AS relation, NULL::text AS part, r.ev_action::text AS tree
        FROM pg_rewrite AS r
        WHERE r.ev_class >= 16384
        UNION ALL
        SELECT t.tgrelid, t.tgname, t.tgqual::text FROM pg_trigger AS t WHERE t.tgqual IS NOT NULL
        UNION ALL
        SELECT p.polrelid, p.polname, concat(p.polqual::text, p.polwithcheck::text) FROM pg_policy AS p
        UNION ALL
        SELECT c.conrelid, c.conname, c.conbin::text
        FROM pg_constraint AS c WHERE c.conbin IS NOT NULL AND c.conrelid >= 16384
        UNION ALL
        SELECT d.adrelid, a.attname, d.adbin::text
        FROM pg_attrdef AS d
        JOIN pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        UNION ALL
        SELECT i.indrelid, x.relname, concat(i.indexprs::text, i.indpred::text)
        FROM pg_index AS i
        JOIN pg_class AS x ON x.oid = i.indexrelid
        WHERE i.indexprs IS NOT NULL OR i.indpred IS NOT NULL
    )
    SELECT 'not_dumpable'::text AS code, NULL::text AS severity,
           m.relation::regclass::text || coalesce('.' || m.part, '') AS object,
           ARRAY[b.construct] AS vi, ARRAY[b.construct] AS en
    FROM made AS m
    JOIN pg_class AS c ON c.oid = m.relation
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_namespace AS own ON own.oid = _register_schema()
    CROSS JOIN equality AS e
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.tree ~ ('\{DISTINCTEXPR :opno ' || e.opno) THEN 'IS DISTINCT FROM'
                    WHEN m.tree ~ ('\{NULLIFEXPR :opno ' || e.opno) THEN 'NULLIF'
                    WHEN m.tree ~ (':opno ' || e.opno || '[^{]*\{CASETESTEXPR') THEN 'CASE … WHEN'
                    WHEN m.tree ~ ('\{SUBLINK :subLinkType [12] [^{]*\{OPEXPR :opno ' || e.opno) THEN 'IN (SELECT …)'
                    WHEN m.tree ~ ':usingClause \("' AND m.tree ~ (':opno ' || e.opno) THEN 'JOIN … USING'
               END AS construct) AS b
    WHERE b.construct IS NOT NULL
      AND n.nspname NOT IN (own.nspname, own.nspname || '_bi');
END;

COMMENT ON FUNCTION _doctor_dump() IS
    'Khung nhìn, trigger và ràng buộc của người dùng mà pg_dump không ghi lại được | views, triggers and constraints of users that pg_dump cannot write down';

CREATE OR REPLACE FUNCTION _doctor_areas()
RETURNS TABLE (code text, severity text, object text, vi text[], en text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- The constraints see equal first and equal last days only.
    SELECT 'area_code_overlap'::text AS code, NULL::text AS severity, a.code AS object,
           ARRAY[a.name_vi, b.name_vi] AS vi,
           ARRAY[coalesce(a.name_en, a.name_vi), coalesce(b.name_en, b.name_vi)] AS en
    FROM area AS a
    JOIN area AS b ON b.code = a.code AND b.area_id > a.area_id
    WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
    UNION ALL
    SELECT 'area_without_parent', NULL, a.level,
           ARRAY[count(*)::text, min(a.code || ' ' || a.name_vi)],
           ARRAY[_counted(count(*), 'area'), min(a.code || ' ' || a.name_vi)]
    FROM area AS a
    WHERE in_force(a.valid_from, a.valid_to, today())
      AND a.level <> 'nation'
      AND EXISTS (SELECT FROM area AS n WHERE n.level = 'nation')
      AND NOT EXISTS (
          SELECT FROM area_parent AS p
          WHERE p.area_id = a.area_id AND in_force(p.valid_from, p.valid_to, today()))
    GROUP BY a.level
    UNION ALL
    SELECT 'parent_level', NULL, a.code,
           ARRAY[a.name_vi, _said_code('area_level', a.level, 'vi'),
                 above.name_vi, _said_code('area_level', above.level, 'vi')],
           ARRAY[coalesce(a.name_en, a.name_vi), _said_code('area_level', a.level, 'en'),
                 coalesce(above.name_en, above.name_vi), _said_code('area_level', above.level, 'en')]
    FROM area_parent AS p
    JOIN area AS a ON a.area_id = p.area_id
    JOIN area AS above ON above.area_id = p.parent_id
    WHERE _area_rank(above.level) >= _area_rank(a.level)
    UNION ALL
    SELECT 'parent_outside_span', NULL, a.level,
           ARRAY[count(*)::text, min(a.code || ' ' || a.name_vi || ' – ' || above.name_vi)],
           ARRAY[_counted(count(*), 'parent'), min(a.code || ' ' || a.name_vi || ' – ' || above.name_vi)]
    FROM area_parent AS p
    JOIN area AS a ON a.area_id = p.area_id
    JOIN area AS above ON above.area_id = p.parent_id
    WHERE NOT daterange(a.valid_from, a.valid_to, '[]') * daterange(above.valid_from, above.valid_to, '[]')
              @> daterange(p.valid_from, p.valid_to, '[]')
    GROUP BY a.level
    UNION ALL
    SELECT 'share_unknown', NULL, iso_date(s.on_date),
           ARRAY[count(DISTINCT a.area_id)::text, min(a.code || ' ' || a.name_vi)],
           ARRAY[_counted(count(DISTINCT a.area_id), 'area'), min(a.code || ' ' || a.name_vi)]
    FROM area_succession AS s
    JOIN area AS a ON a.area_id = s.area_id
    WHERE s.share IS NULL AND s.successor_id IS NOT NULL
    GROUP BY s.on_date;
END;

COMMENT ON FUNCTION _doctor_areas() IS
    'Đơn vị hành chính: mã trùng thời gian, thiếu cấp trên, cấp trên sai | areas: codes that overlap, parents that are missing or wrong';

CREATE OR REPLACE FUNCTION _doctor_agencies()
RETURNS TABLE (code text, severity text, object text, vi text[], en text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT 'spelling_overlap'::text AS code, NULL::text AS severity, min(s.spelling) AS object,
           ARRAY[a.code, b.code] AS vi, NULL::text[] AS en
    FROM _agency_spelling AS s
    JOIN _agency_spelling AS t ON t.folded = s.folded AND t.agency_id > s.agency_id
    JOIN agency AS a ON a.agency_id = s.agency_id
    JOIN agency AS b ON b.agency_id = t.agency_id
    WHERE daterange(s.valid_from, s.valid_to, '[]') && daterange(t.valid_from, t.valid_to, '[]')
    GROUP BY s.folded, a.code, b.code
    UNION ALL
    SELECT 'duty_of_ended_agency', NULL, a.code,
           ARRAY[a.name_vi, _day_vi(a.valid_to), count(*)::text],
           ARRAY[coalesce(a.name_en, a.name_vi), iso_date(a.valid_to),
                 count(*) || CASE count(*) WHEN 1 THEN ' responsibility' ELSE ' responsibilities' END]
    FROM responsibility AS r
    JOIN agency AS a ON a.agency_id = r.agency_id
    WHERE a.valid_to < today() AND in_force(r.valid_from, r.valid_to, today())
    GROUP BY a.agency_id
    UNION ALL
    SELECT 'no_lead', NULL, _indicator_label(i.indicator_id), ARRAY[i.name_vi],
           ARRAY[coalesce(i.name_en, i.name_vi)]
    FROM indicator AS i
    WHERE i.measured
      AND i.indicator_id IN (SELECT s.indicator_id FROM _indicator_in_sight AS s)
      AND NOT EXISTS (
          SELECT FROM responsibility AS r
          JOIN agency AS a ON a.agency_id = r.agency_id
          WHERE r.indicator_id = i.indicator_id AND r.role = 'lead'
            AND in_force(r.valid_from, r.valid_to, today())
            AND in_force(a.valid_from, a.valid_to, today()))
    UNION ALL
    SELECT 'no_lead', NULL, p.code || ' ' || t.key, ARRAY[t.name_vi], ARRAY[coalesce(t.name_en, t.name_vi)]
    FROM tasks_without_living_lead() AS w
    JOIN task AS t ON t.task_id = w.task_id
    JOIN plan AS p ON p.plan_id = t.plan_id
    UNION ALL
    SELECT 'role_gone', NULL, d.role_name, ARRAY[coalesce(a.name_vi, '–')],
           ARRAY[coalesce(a.name_en, a.name_vi, '–')]
    FROM department_role AS d
    LEFT JOIN agency AS a ON a.agency_id = d.agency_id
    WHERE d.revoked_at IS NULL
      AND NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.oid = d.role);
END;

COMMENT ON FUNCTION _doctor_agencies() IS
    'Cơ quan: tên trùng nhau cùng lúc, việc của cơ quan đã giải thể, chỉ tiêu và nhiệm vụ không có ai chủ trì, vai trò không còn | agencies: names two bear at once, duties of bodies that are gone, indicators and tasks that nobody leads, roles that are gone';

/*
 * Indicators and what was promised of them.  Who sees a part of the register
 * is told of that part.
 */
CREATE OR REPLACE FUNCTION _doctor_plan()
RETURNS TABLE (code text, severity text, object text, vi text[], en text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.code, NULL::text AS severity, _indicator_label(i.indicator_id) AS object,
           ARRAY[i.name_vi] AS vi, ARRAY[coalesce(i.name_en, i.name_vi)] AS en
    FROM indicator AS i
    JOIN _indicator_in_sight AS s ON s.indicator_id = i.indicator_id
    CROSS JOIN LATERAL unnest(ARRAY[
        CASE WHEN i.measured AND i.unit_id IS NULL THEN 'no_unit' END,
        CASE WHEN i.measured AND i.direction IS NULL THEN 'no_direction' END,
        CASE WHEN i.measured AND NOT EXISTS (
                 SELECT FROM indicator_target AS t
                 WHERE t.indicator_id = i.indicator_id AND t.goal IS NOT NULL) THEN 'no_goal' END,
        CASE WHEN NOT i.measured AND NOT EXISTS (
                 SELECT FROM indicator AS c
                 WHERE c.parent_id = i.indicator_id) THEN 'empty_heading' END,
        CASE WHEN i.direction_basis = 'scale' AND NOT EXISTS (
                 SELECT FROM level AS l
                 WHERE l.indicator_id = i.indicator_id) THEN 'no_levels' END,
        CASE WHEN i.direction_basis = 'assumed' AND _is_unwanted(i.name_vi) THEN 'direction_doubtful' END
    ]) AS c (code)
    WHERE c.code IS NOT NULL
    UNION ALL
    -- What is better was assumed, and the figures only ever went the other way.
    SELECT 'direction_assumed', NULL, _indicator_label(d.indicator_id),
           ARRAY[_said_code('direction', d.direction, 'vi'), d.first_year::text, d.last_year::text,
                 _said_number(d.first_value, 'vi'), _said_number(d.last_value, 'vi'), d.name_vi],
           ARRAY[_said_code('direction', d.direction, 'en'), d.first_year::text, d.last_year::text,
                 _said_number(d.first_value, 'en'), _said_number(d.last_value, 'en'), d.name_en]
    FROM (SELECT i.indicator_id, i.direction, i.name_vi, coalesce(i.name_en, i.name_vi) AS name_en,
                 min(y.year) AS first_year, max(y.year) AS last_year,
                 (array_agg(y.value ORDER BY y.year))[1] AS first_value,
                 (array_agg(y.value ORDER BY y.year DESC))[1] AS last_value,
                 bool_or(y.change * w.sign > 0) AS is_ever_better, count(*) AS years
          FROM (SELECT f.indicator_id, f.area_id, f.year, f.value,
                       f.value - lag(f.value) OVER (PARTITION BY f.indicator_id, f.area_id ORDER BY f.year) AS change
                FROM _yearly_figure() AS f) AS y
          JOIN indicator AS i ON i.indicator_id = y.indicator_id
          CROSS JOIN LATERAL (SELECT CASE i.direction WHEN 'up' THEN 1 WHEN 'down' THEN -1 END AS sign) AS w
          WHERE i.direction_basis IN ('assumed', 'inferred') AND w.sign IS NOT NULL
          GROUP BY i.indicator_id, y.area_id) AS d
    WHERE d.years >= 3 AND NOT d.is_ever_better AND d.first_value <> d.last_value
    UNION ALL
    SELECT c.code, NULL, _indicator_label(t.indicator_id),
           ARRAY[a.code, _code_inside('scope', t.scope, 'vi'), _day_vi(t.due),
                 socpolicy.format_target(t.goal), _said_code('direction', i.direction, 'vi'),
                 _day_vi(d.issued_on)],
           ARRAY[a.code, _code_inside('scope', t.scope, 'en'), iso_date(t.due),
                 socpolicy.format_target(t.goal, 'en'), _said_code('direction', i.direction, 'en'),
                 iso_date(d.issued_on)]
    FROM indicator_target AS t
    JOIN indicator AS i ON i.indicator_id = t.indicator_id
    JOIN area AS a ON a.area_id = t.area_id
    LEFT JOIN document AS d ON d.document_id = t.document_id
    CROSS JOIN LATERAL unnest(ARRAY[
        CASE WHEN socpolicy.direction(t.goal) <> i.direction THEN 'target_direction' END,
        CASE WHEN socpolicy.bound(t.goal) < i.natural_min
                  OR socpolicy.bound(t.goal) > i.natural_max THEN 'target_outside_limits' END,
        CASE WHEN t.due < d.issued_on THEN 'target_before_document' END
    ]) AS c (code)
    WHERE c.code IS NOT NULL
    UNION ALL
    -- A cell that says something, of which nothing was understood.
    SELECT 'unread_cell', NULL, _indicator_label(t.indicator_id),
           ARRAY[t.cell, a.code, _code_inside('scope', t.scope, 'vi'), _day_vi(t.due)],
           ARRAY[t.cell, a.code, _code_inside('scope', t.scope, 'en'), iso_date(t.due)]
    FROM indicator_target AS t
    JOIN area AS a ON a.area_id = t.area_id
    WHERE t.goal IS NULL AND t.cell <> ''
      AND in_force(t.valid_from, t.valid_to, today())
      AND (socpolicy.inspect_target(t.cell)).remark IS DISTINCT FROM 'none'
    UNION ALL
    -- Due within a year, over, and no figure of a period that ends on that day.
    SELECT 'target_unanswered', NULL, _indicator_label(t.indicator_id),
           ARRAY[a.code, _code_inside('scope', t.scope, 'vi'), _day_vi(t.due), socpolicy.format_target(t.goal)],
           ARRAY[a.code, _code_inside('scope', t.scope, 'en'), iso_date(t.due), socpolicy.format_target(t.goal, 'en')]
    FROM indicator_target AS t
    JOIN area AS a ON a.area_id = t.area_id
    WHERE t.goal IS NOT NULL AND t.due < today() AND to_char(t.due, 'MM-DD') <> '12-31'
      AND in_force(t.valid_from, t.valid_to, today())
      AND NOT EXISTS (
          SELECT FROM observation AS o
          WHERE o.indicator_id = t.indicator_id AND o.area_id = t.area_id AND o.period_end = t.due)
    UNION ALL
    SELECT 'target_of_ended_area', NULL, a.code,
           ARRAY[a.name_vi, _day_vi(a.valid_to), count(*)::text],
           ARRAY[coalesce(a.name_en, a.name_vi), iso_date(a.valid_to), _counted(count(*), 'target')]
    FROM indicator_target AS t
    JOIN area AS a ON a.area_id = t.area_id
    WHERE t.goal IS NOT NULL AND a.valid_to < today() AND t.due > a.valid_to
      AND in_force(t.valid_from, t.valid_to, today())
    GROUP BY a.area_id
    UNION ALL
    -- The promises have to obey the rules as the figures do.
    SELECT 'target_against_rule', 'warning', _indicator_label(r.indicator_id),
           ARRAY[_code_inside('scope', t.scope, 'vi'), _day_vi(t.due), socpolicy.format_target(t.goal),
                 _indicator_label(p.part_id), socpolicy.format_target(u.goal), r.note_vi],
           ARRAY[_code_inside('scope', t.scope, 'en'), iso_date(t.due), socpolicy.format_target(t.goal, 'en'),
                 _indicator_label(p.part_id), socpolicy.format_target(u.goal, 'en'), r.note_en]
    FROM indicator_rule AS r
    JOIN indicator_rule_part AS p ON p.indicator_rule_id = r.indicator_rule_id
    JOIN indicator_target AS t
        ON t.indicator_id = r.indicator_id AND in_force(t.valid_from, t.valid_to, today())
    JOIN indicator_target AS u
        ON u.indicator_id = p.part_id AND u.area_id = t.area_id AND u.scope = t.scope AND u.due = t.due
       AND in_force(u.valid_from, u.valid_to, today())
    WHERE r.kind = 'at_most'
      AND socpolicy.bound(t.goal) > socpolicy.bound(u.goal) + r.tolerance
    UNION ALL
    SELECT 'rule_without_parts', NULL, _indicator_label(r.indicator_id),
           ARRAY[code_label('rule', r.kind, 'vi')], ARRAY[code_label('rule', r.kind, 'en')]
    FROM indicator_rule AS r
    WHERE NOT EXISTS (
        SELECT FROM indicator_rule_part AS p WHERE p.indicator_rule_id = r.indicator_rule_id)
    UNION ALL
    SELECT 'break_of_nothing', NULL, b.population, ARRAY[_day_vi(b.break_on)], ARRAY[iso_date(b.break_on)]
    FROM series_break AS b
    WHERE b.indicator_id IS NULL
      AND NOT EXISTS (SELECT FROM indicator_population AS p WHERE p.population = b.population)
    UNION ALL
    SELECT 'document_before', NULL, d.number,
           ARRAY[_day_vi(d.issued_on), o.number, _day_vi(o.issued_on), code_label('relation', r.relation, 'vi')],
           ARRAY[iso_date(d.issued_on), o.number, iso_date(o.issued_on), code_label('relation', r.relation, 'en')]
    FROM document_relation AS r
    JOIN document AS d ON d.document_id = r.document_id
    JOIN document AS o ON o.document_id = r.other_id
    WHERE d.issued_on < o.issued_on
    UNION ALL
    SELECT 'closed_before_recorded', NULL, c.relation, ARRAY[count(*)::text, min(c.id)::text],
           ARRAY[_counted(count(*), 'row'), min(c.id)::text]
    FROM (SELECT 'agency' AS relation, agency_id AS id, recorded_at, closed_at FROM agency
          UNION ALL
          SELECT 'agency_alias', agency_alias_id, recorded_at, closed_at FROM agency_alias
          UNION ALL
          SELECT 'area', area_id, recorded_at, closed_at FROM area
          UNION ALL
          SELECT 'area_parent', area_parent_id, recorded_at, closed_at FROM area_parent
          UNION ALL
          SELECT 'responsibility', responsibility_id, recorded_at, closed_at FROM responsibility
          UNION ALL
          SELECT 'indicator_target', indicator_target_id, recorded_at, closed_at FROM indicator_target) AS c
    WHERE c.closed_at < c.recorded_at
    GROUP BY c.relation
    UNION ALL
    SELECT 'load_unfinished', NULL, 'import_batch ' || b.batch_id,
           ARRAY[to_char(_local_time(b.started_at), 'HH24:MI "ngày" FMDD/FMMM/YYYY')],
           ARRAY[to_char(_local_time(b.started_at), 'YYYY-MM-DD HH24:MI')]
    FROM import_batch AS b
    WHERE b.finished_at IS NULL;
END;

COMMENT ON FUNCTION _doctor_plan() IS
    'Chỉ tiêu, mục tiêu, văn bản và quan hệ | indicators, targets, documents and rules';

CREATE OR REPLACE FUNCTION _doctor_figures(since date DEFAULT NULL)
RETURNS TABLE (code text, severity text, object text, vi text[], en text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- One example for each: of the first place, the earliest period.
    SELECT f.fault AS code, NULL::text AS severity, _indicator_label(f.indicator_id) AS object,
           ARRAY[f.n::text, _said_cell(f.area_id, f.period_start, f.period_end,
                     _said_number(f.value, 'vi') || CASE WHEN f.numerator IS NULL THEN '' ELSE ' (' || _said_number(f.numerator, 'vi') || ' trên '
                         || _said_number(f.denominator, 'vi') || ')' END, 'vi')] AS vi,
           ARRAY[_counted(f.n, 'figure'), _said_cell(f.area_id, f.period_start, f.period_end,
                     _said_number(f.value, 'en') || CASE WHEN f.numerator IS NULL THEN '' ELSE ' (' || _said_number(f.numerator, 'en') || ' of '
                         || _said_number(f.denominator, 'en') || ')' END, 'en')] AS en
    FROM (SELECT DISTINCT ON (g.fault, g.indicator_id)
                 g.fault, g.indicator_id, g.area_id, g.period_start, g.period_end, g.value,
                 g.numerator, g.denominator,
                 count(*) OVER (PARTITION BY g.fault, g.indicator_id) AS n
          FROM figure_faults(_doctor_figures.since) AS g
          JOIN area AS a ON a.area_id = g.area_id
          ORDER BY g.fault, g.indicator_id, a.code, g.period_end, g.source_id) AS f
    UNION ALL
    SELECT 'sources_disagree', NULL, _indicator_label(f.indicator_id),
           ARRAY[f.n::text, _said_cell(f.area_id, f.period_start, f.period_end,
                     f.used_code || ' ' || _said_number(f.used_value, 'vi') || ', '
                     || f.other_code || ' ' || _said_number(f.other_value, 'vi'), 'vi')],
           ARRAY[_counted(f.n, 'cell'), _said_cell(f.area_id, f.period_start, f.period_end,
                     f.used_code || ' ' || _said_number(f.used_value, 'en') || ', '
                     || f.other_code || ' ' || _said_number(f.other_value, 'en'), 'en')]
    FROM (SELECT DISTINCT ON (g.indicator_id)
                 g.indicator_id, g.area_id, g.period_start, g.period_end, g.used_value, g.other_value,
                 s.code AS used_code, t.code AS other_code,
                 count(*) OVER (PARTITION BY g.indicator_id) AS n
          FROM source_disagreement(_doctor_figures.since) AS g
          JOIN area AS a ON a.area_id = g.area_id
          JOIN source AS s ON s.source_id = g.used_source_id
          JOIN source AS t ON t.source_id = g.other_source_id
          ORDER BY g.indicator_id, a.code, g.period_end, g.other_source_id) AS f
    UNION ALL
    SELECT 'rule_broken', r.severity, _indicator_label(r.indicator_id),
           ARRAY[c.n::text, _said_cell(c.area_id, c.period_start, c.period_end,
                     _said_number(c.value, 'vi') || CASE WHEN c.lowest IS NULL THEN '' ELSE ' (so với ' || _said_number(c.lowest, 'vi')
                         || CASE WHEN c.highest <> c.lowest THEN ' đến ' || _said_number(c.highest, 'vi') ELSE '' END || ')' END, 'vi'),
                 code_label('rule', r.kind, 'vi'), r.note_vi],
           ARRAY[_counted(c.n, 'cell'), _said_cell(c.area_id, c.period_start, c.period_end,
                     _said_number(c.value, 'en') || CASE WHEN c.lowest IS NULL THEN '' ELSE ' (beside ' || _said_number(c.lowest, 'en')
                         || CASE WHEN c.highest <> c.lowest THEN ' to ' || _said_number(c.highest, 'en') ELSE '' END || ')' END, 'en'),
                 code_label('rule', r.kind, 'en'), r.note_en]
    FROM (SELECT DISTINCT ON (k.indicator_rule_id)
                 k.indicator_rule_id, k.area_id, k.period_start, k.period_end, k.value, k.lowest, k.highest,
                 count(*) OVER (PARTITION BY k.indicator_rule_id) AS n
          FROM rule_check(_doctor_figures.since) AS k
          JOIN area AS a ON a.area_id = k.area_id
          WHERE NOT k.holds
          ORDER BY k.indicator_rule_id, a.code, k.period_end) AS c
    JOIN indicator_rule AS r ON r.indicator_rule_id = c.indicator_rule_id
    UNION ALL
    SELECT 'belief_overlap', NULL, _indicator_label(h.indicator_id),
           ARRAY[count(*)::text, min(_said_cell(h.area_id, h.period_start, h.period_end, NULL, 'vi'))],
           ARRAY[_counted(count(*), 'figure'), min(_said_cell(h.area_id, h.period_start, h.period_end, NULL, 'en'))]
    FROM (SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.believed_to,
                 lead(o.believed_from) OVER (
                     PARTITION BY o.indicator_id, o.area_id, o.period_end, o.period_start, o.source_id
                     ORDER BY o.believed_from) AS next_from,
                 f.recorded_at
          FROM observation_history AS o
          LEFT JOIN observation AS f
              ON f.indicator_id = o.indicator_id AND f.area_id = o.area_id
             AND f.period_end = o.period_end AND f.period_start = o.period_start
             AND f.source_id = o.source_id
          WHERE o.period_end >= coalesce(_doctor_figures.since, '-infinity')) AS h
    WHERE h.believed_to > least(h.next_from, h.recorded_at)
    GROUP BY h.indicator_id;
END;

COMMENT ON FUNCTION _doctor_figures(date) IS
    'Số liệu: không thể đúng, nguồn nói khác nhau, trái quan hệ phải đúng, lịch sử chồng nhau; mỗi chỉ tiêu và lỗi một dòng | figures: impossible, sources that disagree, rules broken, history that overlaps; one row per indicator and fault';

/* Who asks and may not know, and what somebody wrote over. */
CREATE OR REPLACE FUNCTION _doctor_rights()
RETURNS TABLE (code text, severity text, object text, vi text[], en text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT 'part_seen' AS code, NULL::text AS severity, current_user::text AS object,
           NULL::text[] AS vi, NULL::text[] AS en
    WHERE NOT _sees_all()
    UNION ALL
    SELECT 'signed_rows_changed', NULL, concat_ws(' ', p.code, s.year, s.scope),
           ARRAY[_day_vi(local_day(s.signed_at)), s.signed_report_id::text],
           ARRAY[iso_date(local_day(s.signed_at)), s.signed_report_id::text]
    FROM signed_report AS s
    JOIN plan AS p ON p.plan_id = s.plan_id
    WHERE s.digest IS DISTINCT FROM _signed_digest(s.signed_report_id);
END;

COMMENT ON FUNCTION _doctor_rights() IS
    'Người hỏi chỉ thấy một phần; báo cáo đã ký mà các dòng bị đổi | who asks sees a part only; signed reports whose rows were changed';

/* ---------- what the codes say ---------- */

CREATE OR REPLACE FUNCTION _doctor_text()
RETURNS TABLE (
    code text,
    severity text,
    reason_vi text,
    reason_en text,
    hint_vi text,
    hint_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT t.code, t.severity, t.reason_vi, t.reason_en, t.hint_vi, t.hint_en
    FROM (VALUES
        -- library
        ('library_version', 'error',
         'các đối tượng trong cơ sở dữ liệu thuộc phiên bản %1$s, thư viện thuộc phiên bản %2$s',
         'the SQL objects are of version %1$s, the library of version %2$s',
         'Chạy ALTER EXTENSION socpolicy UPDATE, rồi kết nối lại.',
         'Run ALTER EXTENSION socpolicy UPDATE, then reconnect.'),
        ('register_version', 'warning',
         'sổ ở phiên bản %1$s, mới nhất là %2$s',
         'the register has version %1$s, the newest is %2$s',
         'Sao lưu, rồi chạy CALL socpolicy.upgrade_register(%3$s).',
         'Make a backup, then CALL socpolicy.upgrade_register(%3$s).'),
        ('register_renamed', 'error',
         'lược đồ của sổ đã mang tên khác mà các hàm vẫn tìm trong %1$s',
         'the schema of the register has another name now, and its functions still look in %1$s',
         'Chạy CALL socpolicy.upgrade_register(%2$s); lần sau đổi tên bằng socpolicy.rename_register.',
         'CALL socpolicy.upgrade_register(%2$s); next time use socpolicy.rename_register.'),
        ('reporting_schema_lost', 'error',
         'không có lược đồ báo cáo “%1$s”',
         'the reporting schema “%1$s” does not exist',
         'Nếu nó mang tên khác, đổi tên lại thành %2$s; nếu đã bị xóa, chạy CREATE SCHEMA %2$s. Sau đó chạy CALL socpolicy.upgrade_register(%3$s).',
         'If it bears another name, give it the name %2$s; if it was dropped, CREATE SCHEMA %2$s. Then CALL socpolicy.upgrade_register(%3$s).'),
        ('sequence_behind', 'error',
         'dãy số sẽ cấp %1$s nhưng khóa đã dùng đến %2$s',
         'the sequence will give %1$s, but keys up to %2$s are in use',
         'Chạy %3$s.', 'Run %3$s.'),
        ('no_statistics', 'warning',
         'bảng có %1$s số liệu nhưng máy chủ chưa thống kê lần nào, nên truy vấn có thể chậm',
         'the table holds %1$s and was never analyzed, so that queries may be slow',
         'Chạy ANALYZE %2$s.', 'Run ANALYZE %2$s.'),
        ('stale_key', 'error',
         '%1$s dòng có khóa so khớp lưu sẵn khác với khóa tính lại, ví dụ %2$s',
         '%1$s with a stored matching key that differs from the computed one, such as %2$s',
         'Chạy CALL socpolicy.upgrade_register cho sổ này.', 'CALL socpolicy.upgrade_register for this register.'),
        ('not_dumpable', 'warning',
         'so sánh mục tiêu bằng %1$s: pg_dump ghi được nhưng không khôi phục được',
         'compares targets by %1$s: pg_dump writes it, but it cannot be restored',
         'Viết lại bằng phép so sánh = hoặc COALESCE, hoặc so sánh dạng chữ (goal::text).',
         'Write it with = or COALESCE, or compare the texts (goal::text).'),
        -- areas
        ('area_code_overlap', 'error',
         'mã này chỉ hai đơn vị cùng một lúc: %1$s và %2$s',
         'this code means two areas at the same time: %1$s and %2$s',
         'Sửa ngày đầu hoặc ngày cuối của một trong hai.',
         'Correct the first or last day of one of them.'),
        ('area_without_parent', 'warning',
         'cấp này có %1$s đơn vị hôm nay không thuộc đơn vị cấp trên nào, ví dụ %2$s',
         '%1$s of this level without a parent today, such as %2$s',
         'Ghi cấp trên vào bảng area_parent; nếu không, số liệu không được tổng hợp lên.',
         'Record the parent in area_parent; without it figures do not roll up.'),
        ('parent_level', 'error',
         '%1$s (%2$s) thuộc %3$s (%4$s), mà đơn vị này không ở cấp cao hơn',
         '%1$s (%2$s) has a parent, %3$s (%4$s), that is not of a higher level',
         'Sửa bảng area_parent hoặc cấp của đơn vị; dòng này không được dùng khi tổng hợp.',
         'Correct area_parent or the level; this row is not used for rolling up.'),
        ('parent_outside_span', 'info',
         '%1$s dòng cấp trên được ghi lâu hơn thời gian tồn tại của đơn vị hoặc của cấp trên, ví dụ %2$s',
         '%1$s recorded for longer than the area or its parent existed, such as %2$s',
         'Thu hẹp ngày đầu, ngày cuối trong bảng area_parent.',
         'Narrow valid_from and valid_to in area_parent.'),
        ('share_unknown', 'info',
         '%1$s đơn vị bị chia mà chưa biết tỷ lệ, ví dụ %2$s',
         '%1$s divided in unknown shares, such as %2$s',
         'Ghi tỷ lệ khi có số dân từng phần; đến lúc đó số liệu chuyển sang địa giới mới chỉ là ước tính.',
         'Record share once the parts have been counted; until then figures carried to the new areas are estimates.'),
        -- agencies
        ('spelling_overlap', 'error',
         'tên này cùng lúc chỉ hai cơ quan, %1$s và %2$s',
         'this name means two agencies, %1$s and %2$s, at the same time',
         'Đặt ngày cuối cho tên cũ, hoặc bỏ một cách viết.',
         'Give the older name a last day, or drop one spelling.'),
        ('duty_of_ended_agency', 'error',
         '%1$s đã kết thúc ngày %2$s nhưng vẫn còn %3$s phân công',
         '%1$s ended on %2$s but still holds %3$s',
         'Bàn giao từng việc cho cơ quan tiếp nhận, kèm văn bản: hand_over.',
         'Hand each over to its successor, with the document: hand_over.'),
        ('no_lead', 'warning',
         'hôm nay không có cơ quan nào đang hoạt động chủ trì: %1$s',
         'no living agency leads this today: %1$s',
         'Ghi cơ quan chủ trì vào bảng responsibility.',
         'Record the lead in responsibility.'),
        ('role_gone', 'warning',
         'vai trò đăng nhập của %1$s không còn', 'the database role of %1$s does not exist any more',
         'Tạo lại vai trò, hoặc ghi ngày thu hồi vào bảng department_role.',
         'Create the role again, or record revoked_at in department_role.'),
        -- plan
        ('no_unit', 'info',
         'chưa có đơn vị tính: %1$s', 'no unit: %1$s',
         'Ghi đơn vị tính nếu văn bản có.', 'Record the unit if the document has one.'),
        ('no_direction', 'warning',
         'được đo lường nhưng chưa biết chiều tốt lên: %1$s',
         'measured, but which way is better is unknown: %1$s',
         'Ghi chiều và căn cứ của chiều: cột direction, direction_basis.',
         'Record direction (up, down, within) and direction_basis.'),
        ('direction_assumed', 'warning',
         'chiều “%1$s” chỉ là giả định, mà số liệu từ %2$s đến %3$s chưa lần nào tốt lên (%4$s thành %5$s): %6$s',
         '“%1$s” is only assumed, and the figures from %2$s to %3$s never once became better (%4$s to %5$s): %6$s',
         'Nếu chiều đúng thì ghi căn cứ là given; nếu sai thì sửa chiều, rồi nạp lại mục tiêu.',
         'If it is right record direction_basis as given; if not, correct the direction and load the targets again.'),
        ('no_goal', 'info',
         'không có mục tiêu nào, ở mọi phạm vi và hạn: %1$s',
         'no target of any scope and date: %1$s',
         'Nếu văn bản có đặt mục tiêu thì ghi vào bảng indicator_target.',
         'If the document sets one, record it in indicator_target.'),
        ('empty_heading', 'warning',
         'là tiêu đề nhưng không có chỉ tiêu con: %1$s',
         'a heading without sub-rows: %1$s',
         'Nạp các chỉ tiêu con, hoặc đặt cột measured là true.',
         'Load its sub-rows, or set measured to true.'),
        ('no_levels', 'warning',
         'là chỉ tiêu định tính nhưng chưa có thang mức: %1$s',
         'qualitative, but without a scale: %1$s',
         'Ghi các mức vào bảng level.', 'Record its levels in level.'),
        ('direction_doubtful', 'warning',
         'coi là càng cao càng tốt chỉ vì không có gì nói khác: %1$s', 'up only since nothing says otherwise: %1$s',
         'Ghi direction, và direction_basis = given.', 'Record direction, and direction_basis = given.'),
        ('target_direction', 'warning',
         'mục tiêu %4$s (%1$s, %2$s, hạn %3$s) ngược với chiều “%5$s” của chỉ tiêu',
         'target %4$s (%1$s, %2$s, due %3$s) goes against the direction “%5$s” of the indicator',
         'Xem lại ô đã in và chiều của chỉ tiêu.',
         'Look at the printed cell and at the direction of the indicator.'),
        ('target_outside_limits', 'error',
         'mục tiêu %4$s (%1$s, %2$s, hạn %3$s) nằm ngoài giới hạn tự nhiên',
         'target %4$s (%1$s, %2$s, due %3$s) lies outside the natural limits',
         'Xem lại ô đã in, đơn vị tính và giới hạn tự nhiên.',
         'Look at the printed cell, the unit and the natural limits.'),
        ('target_before_document', 'error',
         'mục tiêu %4$s (%1$s, %2$s) có hạn %3$s, trước ngày ban hành văn bản đặt ra nó (%6$s)',
         'target %4$s (%1$s, %2$s) is due on %3$s, before the document that sets it was issued (%6$s)',
         'Sửa hạn hoặc văn bản.', 'Correct the due date or the document.'),
        ('unread_cell', 'error',
         'ô mục tiêu “%1$s” (%2$s, %3$s, hạn %4$s) chưa hiểu được nên không được đánh giá',
         'the target cell “%1$s” (%2$s, %3$s, due %4$s) was not understood, so nothing is judged by it',
         'Sửa ô trong tệp phụ lục rồi nạp lại.', 'Correct the cell in the file of the annex and load it again.'),
        ('target_unanswered', 'warning',
         'mục tiêu %4$s (%1$s, %2$s) có hạn %3$s nhưng không có số liệu của kỳ nào kết thúc ngày đó',
         'target %4$s (%1$s, %2$s) was due on %3$s, and there is no figure of a period that ends on that day',
         'Nạp số liệu của kỳ kết thúc đúng ngày đến hạn.',
         'Load the figure of a period that ends on the due day.'),
        ('target_of_ended_area', 'warning',
         '%1$s đã kết thúc ngày %2$s nhưng còn %3$s mục tiêu có hạn sau ngày đó',
         '%1$s ended on %2$s, with %3$s due after that day',
         'Khi có văn bản thì đặt mục tiêu cho đơn vị mới; chưa có thì giữ nguyên, số liệu phải theo địa giới cũ.',
         'Once a document says so, set targets for the new area; until then keep them, with figures of the old extent.'),
        ('target_against_rule', 'warning',
         'mục tiêu %3$s (%1$s, hạn %2$s) cao hơn %5$s của %4$s: %6$s',
         'target %3$s (%1$s, due %2$s) is above %5$s of %4$s: %6$s',
         'Xem lại hai ô đã in, hoặc quan hệ trong bảng indicator_rule.',
         'Look at both printed cells, or at the rule in indicator_rule.'),
        ('rule_without_parts', 'warning',
         'quan hệ “%1$s” không nêu chỉ tiêu nào khác', 'the rule “%1$s” names no other indicators',
         'Ghi các chỉ tiêu kia vào bảng indicator_rule_part.', 'Record them in indicator_rule_part.'),
        ('break_of_nothing', 'warning',
         'ngày đổi nghĩa %1$s là của một đối tượng mà không chỉ tiêu nào đếm',
         'the break on %1$s is of a population that no indicator counts',
         'Ghi vào bảng indicator_population, hoặc sửa cách viết.',
         'Record it in indicator_population, or correct the spelling.'),
        ('document_before', 'warning',
         'ban hành ngày %1$s, trước văn bản %2$s (ngày %3$s) mà nó %4$s',
         'issued on %1$s, before document %2$s (%3$s) that it %4$s',
         'Kiểm tra ngày ban hành và chiều của quan hệ.',
         'Check the dates of issue and which way the relation goes.'),
        ('closed_before_recorded', 'error',
         '%1$s dòng có thời điểm kết thúc trước thời điểm ghi, ví dụ khóa %2$s',
         '%1$s closed before being recorded, such as key %2$s',
         'Sửa cột recorded_at hoặc closed_at; nếu không, câu hỏi theo thời điểm trả lời sai.',
         'Correct recorded_at or closed_at; else as-of questions are answered wrongly.'),
        ('load_unfinished', 'warning',
         'đợt nạp bắt đầu lúc %1$s chưa kết thúc',
         'the load begun at %1$s has not finished',
         'Nếu không còn phiên nào đang nạp, nạp lại các dòng của đợt này.',
         'If no session is loading any more, load its rows again.'),
        -- figures
        ('numerator_over_denominator', 'error',
         '%1$s số liệu phần trăm có tử số lớn hơn mẫu số, ví dụ %2$s',
         '%1$s in percent with a numerator above the denominator, such as %2$s',
         'Hỏi lại nơi báo cáo; danh sách: figure_faults().', 'Ask the reporter; the list: figure_faults().'),
        ('over_100', 'warning',
         '%1$s số liệu phần trăm trên 100 mà chỉ tiêu không có giới hạn trên, ví dụ %2$s',
         '%1$s above 100 percent of an indicator without an upper limit, such as %2$s',
         'Nếu không thể vượt 100 thì ghi giới hạn trên (cột natural_max); danh sách: figure_faults().',
         'If it cannot pass 100, record natural_max; the list: figure_faults().'),
        ('negative', 'error',
         '%1$s số liệu âm của một đại lượng không thể âm, ví dụ %2$s',
         '%1$s below zero of what cannot be negative, such as %2$s',
         'Hỏi lại nơi báo cáo; danh sách: figure_faults().', 'Ask the reporter; the list: figure_faults().'),
        ('outside_limits', 'error',
         '%1$s số liệu ngoài giới hạn tự nhiên, ví dụ %2$s',
         '%1$s outside the natural limits, such as %2$s',
         'Hỏi lại nơi báo cáo, hoặc sửa giới hạn; danh sách: figure_faults().',
         'Ask the reporter, or correct the limits; the list: figure_faults().'),
        ('unknown_level', 'error',
         '%1$s số liệu là một bậc không có trong thang mức, ví dụ %2$s',
         '%1$s of a rank that the scale does not have, such as %2$s',
         'Sửa số liệu hoặc thang mức; danh sách: figure_faults().',
         'Correct the figure or the scale; the list: figure_faults().'),
        ('counts_say_otherwise', 'warning',
         '%1$s số liệu có giá trị công bố khác với tử số chia mẫu số, ví dụ %2$s',
         '%1$s published otherwise than numerator by denominator, such as %2$s',
         'Giá trị công bố được dùng để đánh giá, tử số và mẫu số để tổng hợp; hỏi lại nơi báo cáo. Danh sách: figure_faults().',
         'The value is judged and the counts are rolled up; ask the reporter. The list: figure_faults().'),
        ('known_too_early', 'warning',
         '%1$s số liệu sơ bộ hoặc chính thức được ghi trước khi hết kỳ, ví dụ %2$s',
         '%1$s, preliminary or official, recorded before the period ended, such as %2$s',
         'Nhiều khả năng là số ước; danh sách: figure_faults().',
         'Most likely they are estimates; the list: figure_faults().'),
        ('outside_area', 'warning',
         '%1$s số liệu của một kỳ mà đơn vị không tồn tại và không còn mục tiêu nào, ví dụ %2$s',
         '%1$s of a period in which the area neither existed nor had a target, such as %2$s',
         'Xem lại mã đơn vị, hoặc ghi số liệu cho đơn vị kế tục; danh sách: figure_faults().',
         'Look at the code of the area, or record them for its successor; the list: figure_faults().'),
        ('sources_disagree', 'warning',
         'các nguồn nói khác nhau ở %1$s ô, ví dụ %2$s',
         'sources disagree about %1$s, such as %2$s',
         'Nguồn có số thứ tự ưu tiên nhỏ nhất được dùng; danh sách: source_disagreement().',
         'The source of the smallest precedence is used; the list: source_disagreement().'),
        ('rule_broken', 'error',
         '%1$s ô trái quan hệ “%3$s”, ví dụ %2$s. Căn cứ: %4$s',
         '%1$s against the rule “%3$s”, such as %2$s. Why: %4$s',
         'Hỏi lại nơi báo cáo; danh sách: rule_check().', 'Ask the reporter; the list: rule_check().'),
        ('belief_overlap', 'error',
         '%1$s số liệu cũ có khoảng thời gian được coi là đúng chồng lên bản sau, ví dụ %2$s',
         '%1$s believed at the same time as what replaced it, such as %2$s',
         'Sửa cột believed_to trong bảng observation_history.', 'Correct believed_to in observation_history.'),
        ('signed_rows_changed', 'error',
         'các dòng của báo cáo ký ngày %1$s không còn như lúc ký',
         'the rows of the report signed on %1$s are not what was signed',
         'Khôi phục các dòng của báo cáo %2$s trong bảng signed_report_row từ bản sao lưu.',
         'Restore signed_report_row of report %2$s from a backup.'),
        ('part_seen', 'info',
         'vai trò này chỉ thấy một phần của sổ, nên không thể nói cả sổ có gì sai',
         'this role sees a part of the register only, so it cannot be told what is wrong with the whole',
         'Hỏi bằng vai trò thấy cả sổ: xem grant_analyst().', 'Ask as a role that sees all: see grant_analyst().')
    ) AS t (code, severity, reason_vi, reason_en, hint_vi, hint_en);
END;

COMMENT ON FUNCTION _doctor_text() IS
    'Mọi điều doctor() có thể nói: mỗi mã một dòng | all that doctor() can say: one row per code';

/*
 * Not inlined, so that it is not compiled: that takes longer than the checks
 * of an ordinary register.
 */
CREATE OR REPLACE FUNCTION doctor(since date DEFAULT NULL)
RETURNS TABLE (
    severity text,
    code text,
    object text,
    reason_vi text,
    reason_en text,
    hint_vi text,
    hint_en text)
LANGUAGE sql STABLE PARALLEL SAFE
SET jit = off
BEGIN ATOMIC
    SELECT coalesce(f.severity, t.severity), f.code, f.object,
           format(t.reason_vi, VARIADIC f.vi), format(t.reason_en, VARIADIC coalesce(f.en, f.vi)),
           format(t.hint_vi, VARIADIC f.vi), format(t.hint_en, VARIADIC coalesce(f.en, f.vi))
    FROM (SELECT d.code, d.severity, d.object, d.vi, d.en FROM _doctor_library() AS d
          UNION ALL
          SELECT d.code, d.severity, d.object, d.vi, d.en FROM _doctor_dump() AS d
          UNION ALL
          SELECT d.code, d.severity, d.object, d.vi, d.en FROM _doctor_areas() AS d
          UNION ALL
          SELECT d.code, d.severity, d.object, d.vi, d.en FROM _doctor_agencies() AS d
          UNION ALL
          SELECT d.code, d.severity, d.object, d.vi, d.en FROM _doctor_plan() AS d
          UNION ALL
          SELECT d.code, d.severity, d.object, d.vi, d.en FROM _doctor_figures(doctor.since) AS d
          UNION ALL
          SELECT d.code, d.severity, d.object, d.vi, d.en FROM _doctor_rights() AS d) AS f
    JOIN _doctor_text() AS t ON t.code = f.code
    ORDER BY array_position(ARRAY['error', 'warning', 'info'], coalesce(f.severity, t.severity)),
             f.code, f.object, f.vi;
END;

COMMENT ON FUNCTION doctor(date) IS
    'Sổ này có gì sai và phải làm gì; không dòng nào là không có gì. Có ngày thì chỉ xem số liệu của các kỳ kết thúc từ ngày đó | what is wrong with this register and what to do about it; no row is good news. With a day, only figures of periods that end on it or later are looked at';
