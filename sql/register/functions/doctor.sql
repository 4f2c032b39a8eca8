/*
 * doctor(): what is wrong with this register, how grave, and what to do.
 *
 * The checks are queries that return codes and arguments; what a code says is
 * written once, in doctor_text.  Nothing here knows a plan: rules and breaks
 * are data (indicator_rule, series_break).
 *
 * Faults of figures are counted per indicator with one example, so that a
 * dirty register gives a page and not a million rows; figure_faults,
 * source_disagreement and rule_check list them one by one.
 */

/* ---------- what is wrong, as codes ---------- */

CREATE OR REPLACE FUNCTION _doctor_library()
RETURNS TABLE (code text, severity text, object text, args text[])
LANGUAGE plpgsql STABLE PARALLEL SAFE
SET search_path FROM CURRENT
AS $$
DECLARE
    register CONSTANT name := current_schema();
    objects CONSTANT text := (SELECT extversion FROM pg_extension WHERE extname = 'socpolicy');
    library CONSTANT text := socpolicy.library_version();
    version CONSTANT integer := (SELECT i.version FROM register_info AS i);
    newest CONSTANT integer := socpolicy.register_version();
    numbered record;
    used bigint;
    next bigint;
BEGIN
    IF objects IS DISTINCT FROM library THEN
        RETURN QUERY SELECT 'library_version', NULL::text, 'socpolicy', ARRAY[objects, library];
    END IF;
    IF version < newest THEN
        RETURN QUERY SELECT 'register_version', NULL::text, register::text,
                            ARRAY[version::text, newest::text, quote_literal(register)];
    END IF;

    -- Identity columns whose next number is taken, or will be.
    FOR numbered IN
        SELECT c.oid::regclass AS relation, c.relname, a.attname, s.seqrelid::regclass AS sequence,
               s.seqincrement, q.relname AS sequence_name
        FROM pg_class AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attidentity <> ''
        JOIN pg_depend AS d
            ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
           AND d.classid = 'pg_class'::regclass AND d.deptype = 'i'
        JOIN pg_sequence AS s ON s.seqrelid = d.objid
        JOIN pg_class AS q ON q.oid = s.seqrelid
        WHERE c.relnamespace = to_regnamespace(quote_ident(register))
          AND has_table_privilege(c.oid, 'SELECT')
          AND has_sequence_privilege(s.seqrelid, 'SELECT')
        ORDER BY c.relname, a.attnum
    LOOP
        EXECUTE format('SELECT (SELECT max(%1$I) FROM %2$s),
                               (SELECT CASE WHEN is_called THEN last_value + %3$s ELSE last_value END FROM %4$s)',
                       numbered.attname, numbered.relation, numbered.seqincrement, numbered.sequence)
            INTO used, next;
        IF used >= next THEN
            RETURN QUERY SELECT 'sequence_behind', NULL::text,
                format('%s.%s', numbered.relname, numbered.attname),
                ARRAY[next::text, used::text,
                      format('SELECT setval(%L, %s)',
                             format('%I.%I', register, numbered.sequence_name), used)];
        END IF;
    END LOOP;
END
$$;

COMMENT ON FUNCTION _doctor_library() IS
    'Phiên bản lệch nhau và dãy số đi sau | versions apart, and sequences that are behind';

CREATE OR REPLACE FUNCTION _doctor_areas()
RETURNS TABLE (code text, severity text, object text, args text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- The constraints see equal first and equal last days only.
    SELECT 'area_code_overlap'::text AS code, NULL::text AS severity, a.code AS object,
           ARRAY[a.name_vi, b.name_vi] AS args
    FROM area AS a
    JOIN area AS b ON b.code = a.code AND b.area_id > a.area_id
    WHERE daterange(a.valid_from, a.valid_to, '[]') && daterange(b.valid_from, b.valid_to, '[]')
    UNION ALL
    SELECT 'area_without_parent', NULL, a.level, ARRAY[count(*)::text, min(a.code || ' ' || a.name_vi)]
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
           ARRAY[a.name_vi, a.level, above.name_vi, above.level]
    FROM area_parent AS p
    JOIN area AS a ON a.area_id = p.area_id
    JOIN area AS above ON above.area_id = p.parent_id
    WHERE _area_rank(above.level) >= _area_rank(a.level)
    UNION ALL
    SELECT 'parent_outside_span', NULL, a.level,
           ARRAY[count(*)::text, min(a.code || ' ' || a.name_vi || ' – ' || above.name_vi)]
    FROM area_parent AS p
    JOIN area AS a ON a.area_id = p.area_id
    JOIN area AS above ON above.area_id = p.parent_id
    WHERE NOT daterange(a.valid_from, a.valid_to, '[]') * daterange(above.valid_from, above.valid_to, '[]')
              @> daterange(p.valid_from, p.valid_to, '[]')
    GROUP BY a.level
    UNION ALL
    SELECT 'share_unknown', NULL, to_char(s.on_date, 'YYYY-MM-DD'),
           ARRAY[count(DISTINCT a.area_id)::text, min(a.code || ' ' || a.name_vi)]
    FROM area_succession AS s
    JOIN area AS a ON a.area_id = s.area_id
    WHERE s.share IS NULL AND s.successor_id IS NOT NULL
    GROUP BY s.on_date;
END;

COMMENT ON FUNCTION _doctor_areas() IS
    'Đơn vị hành chính: mã trùng thời gian, thiếu cấp trên, cấp trên sai | areas: codes that overlap, parents that are missing or wrong';

CREATE OR REPLACE FUNCTION _doctor_agencies()
RETURNS TABLE (code text, severity text, object text, args text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT 'spelling_overlap'::text AS code, NULL::text AS severity, s.folded AS object,
           ARRAY[a.code, b.code] AS args
    FROM _agency_spelling AS s
    JOIN _agency_spelling AS t ON t.folded = s.folded AND t.agency_id > s.agency_id
    JOIN agency AS a ON a.agency_id = s.agency_id
    JOIN agency AS b ON b.agency_id = t.agency_id
    WHERE daterange(s.valid_from, s.valid_to, '[]') && daterange(t.valid_from, t.valid_to, '[]')
    UNION ALL
    SELECT 'duty_of_ended_agency', NULL, a.code, ARRAY[a.name_vi, to_char(a.valid_to, 'YYYY-MM-DD'), count(*)::text]
    FROM responsibility AS r
    JOIN agency AS a ON a.agency_id = r.agency_id
    WHERE a.valid_to < today() AND in_force(r.valid_from, r.valid_to, today())
    GROUP BY a.agency_id
    UNION ALL
    SELECT 'no_lead', NULL, _indicator_label(i.indicator_id), ARRAY[i.name_vi]
    FROM indicator AS i
    WHERE i.measured
      AND NOT EXISTS (
          SELECT FROM responsibility AS r
          JOIN agency AS a ON a.agency_id = r.agency_id
          WHERE r.indicator_id = i.indicator_id AND r.role = 'lead'
            AND in_force(r.valid_from, r.valid_to, today())
            AND in_force(a.valid_from, a.valid_to, today()))
    UNION ALL
    SELECT 'no_lead', NULL, p.code || ' ' || t.key, ARRAY[t.name_vi]
    FROM tasks_without_living_lead() AS w
    JOIN task AS t ON t.task_id = w.task_id
    JOIN plan AS p ON p.plan_id = t.plan_id
    UNION ALL
    SELECT 'role_gone', NULL, d.role_name, ARRAY[coalesce(a.name_vi, '-')]
    FROM department_role AS d
    LEFT JOIN agency AS a ON a.agency_id = d.agency_id
    WHERE d.revoked_at IS NULL
      AND NOT EXISTS (SELECT FROM pg_roles AS r WHERE r.rolname = d.role_name);
END;

COMMENT ON FUNCTION _doctor_agencies() IS
    'Cơ quan: tên trùng nhau cùng lúc, việc của cơ quan đã giải thể, chỉ tiêu và nhiệm vụ không có ai chủ trì, vai trò không còn | agencies: names two bear at once, duties of bodies that are gone, indicators and tasks that nobody leads, roles that are gone';

CREATE OR REPLACE FUNCTION _doctor_plan()
RETURNS TABLE (code text, severity text, object text, args text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.code, NULL::text AS severity, _indicator_label(i.indicator_id) AS object, ARRAY[i.name_vi] AS args
    FROM indicator AS i
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
                 WHERE l.indicator_id = i.indicator_id) THEN 'no_levels' END
    ]) AS c (code)
    WHERE c.code IS NOT NULL
    UNION ALL
    SELECT c.code, NULL, _indicator_label(t.indicator_id),
           ARRAY[a.code, t.scope, to_char(t.due, 'YYYY-MM-DD'), t.goal::text,
                 coalesce(i.direction, to_char(d.issued_on, 'YYYY-MM-DD'))]
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
    SELECT 'target_of_ended_area', NULL, a.code,
           ARRAY[a.name_vi, to_char(a.valid_to, 'YYYY-MM-DD'), count(*)::text]
    FROM indicator_target AS t
    JOIN area AS a ON a.area_id = t.area_id
    WHERE t.goal IS NOT NULL AND a.valid_to < today() AND t.due > a.valid_to
      AND in_force(t.valid_from, t.valid_to, today())
    GROUP BY a.area_id
    UNION ALL
    -- The promises have to obey the rules as the figures do.
    SELECT 'target_against_rule', 'warning', _indicator_label(r.indicator_id),
           ARRAY[t.scope, to_char(t.due, 'YYYY-MM-DD'), t.goal::text, _indicator_label(p.part_id), u.goal::text,
                 r.note_vi, r.note_en]
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
    SELECT 'rule_without_parts', NULL, _indicator_label(r.indicator_id), ARRAY[r.kind]
    FROM indicator_rule AS r
    WHERE NOT EXISTS (
        SELECT FROM indicator_rule_part AS p WHERE p.indicator_rule_id = r.indicator_rule_id)
    UNION ALL
    SELECT 'break_of_nothing', NULL, b.population, ARRAY[to_char(b.break_on, 'YYYY-MM-DD')]
    FROM series_break AS b
    WHERE b.indicator_id IS NULL
      AND NOT EXISTS (SELECT FROM indicator_population AS p WHERE p.population = b.population)
    UNION ALL
    SELECT 'document_before', NULL, d.number,
           ARRAY[to_char(d.issued_on, 'YYYY-MM-DD'), o.number, to_char(o.issued_on, 'YYYY-MM-DD'), r.relation]
    FROM document_relation AS r
    JOIN document AS d ON d.document_id = r.document_id
    JOIN document AS o ON o.document_id = r.other_id
    WHERE d.issued_on < o.issued_on
    UNION ALL
    SELECT 'closed_before_recorded', NULL, c.relation, ARRAY[count(*)::text, min(c.id)::text]
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
           ARRAY[b.intake, to_char(b.started_at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD HH24:MI')]
    FROM import_batch AS b
    WHERE b.finished_at IS NULL;
END;

COMMENT ON FUNCTION _doctor_plan() IS
    'Chỉ tiêu, mục tiêu, văn bản và quan hệ | indicators, targets, documents and rules';

CREATE OR REPLACE FUNCTION _doctor_figures(since date DEFAULT NULL)
RETURNS TABLE (code text, severity text, object text, args text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.fault AS code, NULL::text AS severity, _indicator_label(f.indicator_id) AS object,
           ARRAY[count(*)::text,
                 min(a.code || ', ' || period_label(f.period_start, f.period_end) || ': '
                     || coalesce(trim_scale(round(f.value, 4))::text, '-')
                     || coalesce(' (' || f.numerator || ' / ' || f.denominator || ')', ''))] AS args
    FROM figure_faults(_doctor_figures.since) AS f
    JOIN area AS a ON a.area_id = f.area_id
    GROUP BY f.fault, f.indicator_id
    UNION ALL
    SELECT 'sources_disagree', NULL, _indicator_label(f.indicator_id),
           ARRAY[count(*)::text,
                 min(a.code || ', ' || period_label(f.period_start, f.period_end) || ': '
                     || s.code || ' ' || trim_scale(round(f.used_value, 4)) || ', '
                     || t.code || ' ' || trim_scale(round(f.other_value, 4)))]
    FROM source_disagreement(_doctor_figures.since) AS f
    JOIN area AS a ON a.area_id = f.area_id
    JOIN source AS s ON s.source_id = f.used_source_id
    JOIN source AS t ON t.source_id = f.other_source_id
    GROUP BY f.indicator_id
    UNION ALL
    SELECT 'rule_broken', r.severity, _indicator_label(r.indicator_id),
           ARRAY[count(*)::text,
                 min(a.code || ', ' || period_label(c.period_start, c.period_end) || ': '
                     || coalesce(trim_scale(round(c.value, 4))::text, '-')
                     || coalesce(' (' || trim_scale(round(c.lowest, 4))
                                 || coalesce('..' || trim_scale(round(nullif(c.highest, c.lowest), 4)), '')
                                 || ')', '')),
                 r.kind, r.note_vi, r.note_en]
    FROM rule_check(_doctor_figures.since) AS c
    JOIN indicator_rule AS r ON r.indicator_rule_id = c.indicator_rule_id
    JOIN area AS a ON a.area_id = c.area_id
    WHERE NOT c.holds
    GROUP BY r.indicator_rule_id
    UNION ALL
    SELECT 'belief_overlap', NULL, _indicator_label(h.indicator_id),
           ARRAY[count(*)::text, min(a.code || ', ' || period_label(h.period_start, h.period_end))]
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
    JOIN area AS a ON a.area_id = h.area_id
    WHERE h.believed_to > least(h.next_from, h.recorded_at)
    GROUP BY h.indicator_id;
END;

COMMENT ON FUNCTION _doctor_figures(date) IS
    'Số liệu: không thể đúng, nguồn nói khác nhau, trái quan hệ phải đúng, lịch sử chồng nhau; mỗi chỉ tiêu và lỗi một dòng | figures: impossible, sources that disagree, rules broken, history that overlaps; one row per indicator and fault';

/* ---------- what the codes say ---------- */

CREATE OR REPLACE FUNCTION _doctor_text()
RETURNS TABLE (
    code text,
    severity text,
    message_vi text,
    message_en text,
    hint_vi text,
    hint_en text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT t.code, t.severity, t.message_vi, t.message_en, t.hint_vi, t.hint_en
    FROM (VALUES
        -- library
        ('library_version', 'error',
         'các đối tượng SQL thuộc phiên bản %1$s, thư viện thuộc phiên bản %2$s',
         'the SQL objects are of version %1$s, the library of version %2$s',
         'Chạy ALTER EXTENSION socpolicy UPDATE, rồi kết nối lại.',
         'Run ALTER EXTENSION socpolicy UPDATE, then reconnect.'),
        ('register_version', 'warning',
         'sổ ở phiên bản %1$s, mới nhất là %2$s',
         'the register has version %1$s, the newest is %2$s',
         'Sao lưu, rồi chạy CALL socpolicy.upgrade_register(%3$s).',
         'Make a backup, then CALL socpolicy.upgrade_register(%3$s).'),
        ('register_renamed', 'error',
         'lược đồ của sổ đã bị đổi tên: các hàm vẫn tìm trong "%1$s"',
         'the schema of the register was renamed: its functions still look in "%1$s"',
         'Chạy CALL socpolicy.upgrade_register(%2$s); lần sau đổi tên bằng socpolicy.rename_register.',
         'CALL socpolicy.upgrade_register(%2$s); next time rename by socpolicy.rename_register.'),
        ('reporting_schema_lost', 'error',
         'không có lược đồ báo cáo "%1$s"',
         'the reporting schema "%1$s" does not exist',
         'Nếu nó mang tên khác, đổi tên lại thành %2$s; nếu đã bị xóa, chạy CREATE SCHEMA %2$s. Sau đó chạy CALL socpolicy.upgrade_register(%3$s).',
         'If it bears another name, rename it to %2$s; if it was dropped, CREATE SCHEMA %2$s. Then CALL socpolicy.upgrade_register(%3$s).'),
        ('sequence_behind', 'error',
         'dãy số sẽ cấp %1$s nhưng khóa đã dùng đến %2$s',
         'the sequence will give %1$s, but keys up to %2$s are in use',
         'Chạy %3$s.', 'Run %3$s.'),
        -- areas
        ('area_code_overlap', 'error',
         'mã này chỉ hai đơn vị cùng một lúc: %1$s và %2$s',
         'this code means two areas at the same time: %1$s and %2$s',
         'Sửa ngày đầu hoặc ngày cuối của một trong hai.',
         'Correct the first or last day of one of them.'),
        ('area_without_parent', 'warning',
         '%1$s đơn vị cấp này không có cấp trên hôm nay, ví dụ %2$s',
         '%1$s areas of this level have no parent today, such as %2$s',
         'Ghi cấp trên vào area_parent; nếu không, số liệu không được tổng hợp lên.',
         'Record the parent in area_parent; without it figures do not roll up.'),
        ('parent_level', 'error',
         '%1$s (%2$s) có cấp trên %3$s (%4$s) không cao hơn',
         '%1$s (%2$s) has a parent, %3$s (%4$s), that is not of a higher level',
         'Sửa area_parent hoặc cấp của đơn vị; dòng này không được dùng khi tổng hợp.',
         'Correct area_parent or the level; this row is not used for rolling up.'),
        ('parent_outside_span', 'info',
         '%1$s quan hệ cấp trên kéo dài ngoài thời gian tồn tại của đơn vị hoặc cấp trên, ví dụ %2$s',
         '%1$s parents are recorded for longer than the area or the parent existed, such as %2$s',
         'Thu hẹp valid_from, valid_to của area_parent.',
         'Narrow valid_from and valid_to in area_parent.'),
        ('share_unknown', 'info',
         '%1$s đơn vị bị chia mà chưa biết tỷ lệ, ví dụ %2$s',
         '%1$s areas were divided in unknown shares, such as %2$s',
         'Ghi share khi có số dân từng phần; đến lúc đó số liệu chuyển sang địa giới mới chỉ là ước tính.',
         'Record share once the parts have been counted; until then figures carried to the new areas are estimates.'),
        -- agencies
        ('spelling_overlap', 'error',
         'tên này cùng lúc chỉ hai cơ quan %1$s và %2$s',
         'this name means two agencies, %1$s and %2$s, at the same time',
         'Đặt ngày cuối cho tên cũ, hoặc bỏ một cách viết.',
         'Give the older name a last day, or drop one spelling.'),
        ('duty_of_ended_agency', 'error',
         '%1$s đã kết thúc ngày %2$s nhưng vẫn còn %3$s phân công',
         '%1$s ended on %2$s but still holds %3$s responsibilities',
         'Giao từng việc cho cơ quan tiếp nhận, kèm văn bản.',
         'Hand each over to its successor, with the document.'),
        ('no_lead', 'warning',
         'hôm nay không có cơ quan nào đang hoạt động chủ trì: %1$s',
         'no living agency leads this today: %1$s',
         'Ghi cơ quan chủ trì vào responsibility.',
         'Record the lead in responsibility.'),
        ('role_gone', 'warning',
         'vai trò cơ sở dữ liệu của %1$s không còn', 'the database role of %1$s does not exist any more',
         'Tạo lại vai trò, hoặc ghi revoked_at vào department_role.',
         'Create the role again, or record revoked_at in department_role.'),
        -- plan
        ('no_unit', 'info',
         'chưa có đơn vị tính: %1$s', 'no unit: %1$s',
         'Ghi đơn vị tính nếu văn bản có.', 'Record the unit if the document has one.'),
        ('no_direction', 'warning',
         'được đo lường nhưng chưa biết chiều tốt lên: %1$s',
         'measured, but which way is better is unknown: %1$s',
         'Ghi direction (up, down, within) và direction_basis.',
         'Record direction (up, down, within) and direction_basis.'),
        ('no_goal', 'info',
         'không có mục tiêu nào, ở mọi phạm vi và hạn: %1$s',
         'no target of any scope and date: %1$s',
         'Nếu văn bản có đặt mục tiêu thì ghi vào indicator_target.',
         'If the document sets one, record it in indicator_target.'),
        ('empty_heading', 'warning',
         'là tiêu đề nhưng không có chỉ tiêu con: %1$s',
         'a heading without sub-rows: %1$s',
         'Nạp các chỉ tiêu con, hoặc đặt measured = true.',
         'Load its sub-rows, or set measured = true.'),
        ('no_levels', 'warning',
         'là chỉ tiêu định tính nhưng chưa có thang mức: %1$s',
         'qualitative, but without a scale: %1$s',
         'Ghi các mức vào level.', 'Record its levels in level.'),
        ('target_direction', 'warning',
         'mục tiêu %4$s (%1$s, %2$s, hạn %3$s) ngược chiều %5$s của chỉ tiêu',
         'target %4$s (%1$s, %2$s, due %3$s) goes against the direction %5$s of the indicator',
         'Xem lại ô đã in và chiều của chỉ tiêu.',
         'Look at the printed cell and at the direction of the indicator.'),
        ('target_outside_limits', 'error',
         'mục tiêu %4$s (%1$s, %2$s, hạn %3$s) nằm ngoài giới hạn tự nhiên',
         'target %4$s (%1$s, %2$s, due %3$s) lies outside the natural limits',
         'Xem lại ô đã in, đơn vị tính và giới hạn tự nhiên.',
         'Look at the printed cell, the unit and the natural limits.'),
        ('target_before_document', 'error',
         'mục tiêu %4$s (%1$s, %2$s) có hạn %3$s trước ngày ban hành văn bản đặt ra nó',
         'target %4$s (%1$s, %2$s) is due on %3$s, before the document that sets it was issued',
         'Sửa hạn hoặc văn bản.', 'Correct the due date or the document.'),
        ('target_of_ended_area', 'warning',
         '%1$s đã kết thúc ngày %2$s nhưng còn %3$s mục tiêu có hạn sau ngày đó',
         '%1$s ended on %2$s, but %3$s of its targets are due after that day',
         'Khi có văn bản thì đặt mục tiêu cho đơn vị mới; chưa có thì giữ nguyên, số liệu phải theo địa giới cũ.',
         'Once a document says so, set targets for the new area; until then keep them, with figures of the old extent.'),
        ('target_against_rule', 'warning',
         'mục tiêu %3$s (%1$s, hạn %2$s) cao hơn %5$s của %4$s: %6$s',
         'target %3$s (%1$s, due %2$s) is above %5$s of %4$s: %7$s',
         'Xem lại hai ô đã in, hoặc quan hệ trong indicator_rule.',
         'Look at both printed cells, or at the rule in indicator_rule.'),
        ('rule_without_parts', 'warning',
         'quan hệ %1$s không nêu chỉ tiêu kia', 'rule %1$s names no other indicators',
         'Ghi vào indicator_rule_part.', 'Record them in indicator_rule_part.'),
        ('break_of_nothing', 'warning',
         'ngày đổi nghĩa %1$s của một đối tượng mà không chỉ tiêu nào đếm',
         'the break on %1$s is of a population that no indicator counts',
         'Ghi vào indicator_population, hoặc sửa cách viết.',
         'Record it in indicator_population, or correct the spelling.'),
        ('document_before', 'warning',
         'ban hành ngày %1$s, trước văn bản %2$s (%3$s) mà nó dẫn chiếu (%4$s)',
         'issued on %1$s, before document %2$s (%3$s) that it refers to (%4$s)',
         'Kiểm tra ngày ban hành và chiều của quan hệ.',
         'Check the dates of issue and which way the relation goes.'),
        ('closed_before_recorded', 'error',
         '%1$s dòng có closed_at trước recorded_at, ví dụ khóa %2$s',
         '%1$s rows were closed before they were recorded, such as key %2$s',
         'Sửa recorded_at hoặc closed_at; nếu không, câu hỏi theo thời điểm trả lời sai.',
         'Correct recorded_at or closed_at; else as-of questions are answered wrongly.'),
        ('load_unfinished', 'warning',
         'đợt nạp %1$s bắt đầu lúc %2$s chưa kết thúc',
         'the load of %1$s begun at %2$s has not finished',
         'Nếu không còn phiên nào đang nạp, nạp lại các dòng của đợt này.',
         'If no session is loading any more, load its rows again.'),
        -- figures
        ('numerator_over_denominator', 'error',
         '%1$s số liệu phần trăm có tử số lớn hơn mẫu số, ví dụ %2$s',
         '%1$s percentages with a numerator above the denominator, such as %2$s',
         'Hỏi lại nơi báo cáo; danh sách: figure_faults().', 'Ask the reporter; the list: figure_faults().'),
        ('over_100', 'warning',
         '%1$s số liệu phần trăm trên 100 mà chỉ tiêu không có giới hạn trên, ví dụ %2$s',
         '%1$s percentages above 100 of an indicator without an upper limit, such as %2$s',
         'Nếu không thể vượt 100 thì ghi natural_max; danh sách: figure_faults().',
         'If it cannot pass 100, record natural_max; the list: figure_faults().'),
        ('negative', 'error',
         '%1$s số liệu âm của một đại lượng không thể âm, ví dụ %2$s',
         '%1$s negative figures of what cannot be negative, such as %2$s',
         'Hỏi lại nơi báo cáo; danh sách: figure_faults().', 'Ask the reporter; the list: figure_faults().'),
        ('outside_limits', 'error',
         '%1$s số liệu ngoài giới hạn tự nhiên, ví dụ %2$s',
         '%1$s figures outside the natural limits, such as %2$s',
         'Hỏi lại nơi báo cáo, hoặc sửa giới hạn; danh sách: figure_faults().',
         'Ask the reporter, or correct the limits; the list: figure_faults().'),
        ('unknown_level', 'error',
         '%1$s số liệu là một bậc không có trong thang mức, ví dụ %2$s',
         '%1$s figures are a rank that the scale does not have, such as %2$s',
         'Sửa số liệu hoặc thang mức; danh sách: figure_faults().',
         'Correct the figure or the scale; the list: figure_faults().'),
        ('counts_say_otherwise', 'warning',
         '%1$s số liệu có giá trị công bố khác với tử số / mẫu số, ví dụ %2$s',
         '%1$s published values differ from numerator / denominator, such as %2$s',
         'Giá trị công bố được dùng để đánh giá, tử số và mẫu số để tổng hợp; hỏi lại nơi báo cáo. Danh sách: figure_faults().',
         'The value is judged and the counts are rolled up; ask the reporter. The list: figure_faults().'),
        ('known_too_early', 'warning',
         '%1$s số liệu sơ bộ hoặc chính thức được ghi trước khi hết kỳ, ví dụ %2$s',
         '%1$s preliminary or official figures were recorded before their period ended, such as %2$s',
         'Nhiều khả năng là số ước; danh sách: figure_faults().',
         'Most likely they are estimates; the list: figure_faults().'),
        ('outside_area', 'warning',
         '%1$s số liệu có kỳ nằm ngoài thời gian tồn tại của đơn vị, ví dụ %2$s',
         '%1$s figures are of a period in which the area did not exist, such as %2$s',
         'Nếu là số liệu theo địa giới cũ thì giữ, và ghi chú; danh sách: figure_faults().',
         'If they are of the old extent keep them, with a note; the list: figure_faults().'),
        ('sources_disagree', 'warning',
         'các nguồn nói khác nhau ở %1$s ô, ví dụ %2$s',
         'sources disagree about %1$s cells, such as %2$s',
         'Nguồn có precedence nhỏ nhất được dùng; danh sách: source_disagreement().',
         'The source of the smallest precedence is used; the list: source_disagreement().'),
        ('rule_broken', 'error',
         '%1$s ô trái quan hệ %3$s, ví dụ %2$s: %4$s',
         '%1$s cells break the rule %3$s, such as %2$s: %5$s',
         'Hỏi lại nơi báo cáo; danh sách: rule_check().', 'Ask the reporter; the list: rule_check().'),
        ('belief_overlap', 'error',
         '%1$s số liệu cũ có khoảng thời gian tin cậy chồng lên bản sau, ví dụ %2$s',
         '%1$s earlier figures were believed at the same time as what replaced them, such as %2$s',
         'Sửa believed_to trong observation_history.', 'Correct believed_to in observation_history.')
    ) AS t (code, severity, message_vi, message_en, hint_vi, hint_en);
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
    message_vi text,
    message_en text,
    hint_vi text,
    hint_en text)
LANGUAGE sql STABLE PARALLEL SAFE
SET jit = off
BEGIN ATOMIC
    SELECT coalesce(f.severity, t.severity), f.code, f.object,
           format(t.message_vi, VARIADIC f.args), format(t.message_en, VARIADIC f.args),
           format(t.hint_vi, VARIADIC f.args), format(t.hint_en, VARIADIC f.args)
    FROM (SELECT d.code, d.severity, d.object, d.args FROM socpolicy._register_fault('register_info') AS d
          UNION ALL
          -- In a renamed schema these would look where the register was.
          SELECT d.code, d.severity, d.object, d.args
          FROM (SELECT WHERE NOT EXISTS (SELECT FROM socpolicy._register_fault('register_info') AS r
                                         WHERE r.code = 'register_renamed')) AS at_home
          CROSS JOIN LATERAL (
              SELECT l.code, l.severity, l.object, l.args FROM _doctor_library() AS l
              UNION ALL
              SELECT l.code, l.severity, l.object, l.args FROM _doctor_areas() AS l
              UNION ALL
              SELECT l.code, l.severity, l.object, l.args FROM _doctor_agencies() AS l
              UNION ALL
              SELECT l.code, l.severity, l.object, l.args FROM _doctor_plan() AS l
              UNION ALL
              SELECT l.code, l.severity, l.object, l.args FROM _doctor_figures(doctor.since) AS l) AS d) AS f
    JOIN _doctor_text() AS t ON t.code = f.code
    ORDER BY array_position(ARRAY['error', 'warning', 'info'], coalesce(f.severity, t.severity)),
             f.code, f.object, f.args;
END;

COMMENT ON FUNCTION doctor(date) IS
    'Sổ này có gì sai và phải làm gì; không dòng nào là không có gì. Có ngày thì chỉ xem số liệu của các kỳ kết thúc từ ngày đó | what is wrong with this register and what to do about it; no row is good news. With a day, only figures of periods that end on it or later are looked at';
