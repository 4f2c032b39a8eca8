/*
 * Figures: the one in force, those it replaced, and how one is revised.
 */

/*
 * The rule of a figure, in one place.  It multiplies before it divides, so
 * that 105 of 120 is 87.5 and not 87.49999.
 */
CREATE OR REPLACE FUNCTION _figure_value(value numeric, numerator numeric, denominator numeric, factor numeric)
RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(value, numerator * factor / nullif(denominator, 0));

COMMENT ON FUNCTION _figure_value(numeric, numeric, numeric, numeric) IS
    'Giá trị để đánh giá: giá trị công bố, nếu không có thì tử số * hệ số / mẫu số | the value to judge: as published, else numerator * factor / denominator';

CREATE OR REPLACE VIEW figure WITH (security_invoker = true) AS
    SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
           _figure_value(o.value, o.numerator, o.denominator, i.factor) AS value,
           o.value IS NULL AS is_computed,
           o.note, o.recorded_at, o.recorded_by
    FROM observation AS o
    JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id;

COMMENT ON VIEW figure IS
    'Số liệu đang có hiệu lực với giá trị để đánh giá, mỗi số liệu một dòng | figures in force with the value to judge, one row per observation';
COMMENT ON COLUMN figure.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN figure.area_id IS 'Địa phương | area';
COMMENT ON COLUMN figure.period_start IS 'Ngày đầu của kỳ | first day of the period';
COMMENT ON COLUMN figure.period_end IS 'Ngày cuối của kỳ | last day of the period';
COMMENT ON COLUMN figure.source_id IS 'Nguồn | source';
COMMENT ON COLUMN figure.stage IS 'Giai đoạn | stage';
COMMENT ON COLUMN figure.value IS 'Giá trị để đánh giá, không làm tròn | the value to judge, unrounded';
COMMENT ON COLUMN figure.is_computed IS 'Tính từ tử số và mẫu số | computed from both counts';
COMMENT ON COLUMN figure.note IS 'Ghi chú | note';
COMMENT ON COLUMN figure.recorded_at IS 'Thời điểm ghi | when it was recorded';
COMMENT ON COLUMN figure.recorded_by IS 'Vai trò đã ghi | role that recorded it';

/*
 * Figures as known at a moment: those in force that were recorded by then,
 * and those that have since been replaced.
 */
CREATE OR REPLACE FUNCTION _observation_as_of(known_at timestamptz)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    numerator numeric,
    denominator numeric,
    note text,
    recorded_at timestamptz,
    recorded_by text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id, f.stage,
           f.value, f.numerator, f.denominator, f.note, f.recorded_at, f.recorded_by
    FROM observation AS f
    WHERE _observation_as_of.known_at IS NULL OR f.recorded_at <= _observation_as_of.known_at
    UNION ALL
    SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id, h.stage,
           h.value, h.numerator, h.denominator, h.note, h.believed_from, h.recorded_by
    FROM observation_history AS h
    WHERE h.believed_from <= _observation_as_of.known_at
      AND h.believed_to > _observation_as_of.known_at;
END;

COMMENT ON FUNCTION _observation_as_of(timestamptz) IS
    'Số liệu như đã biết vào thời điểm đó, cột như bảng observation | figures as known at a moment, with the columns of the table';

CREATE OR REPLACE FUNCTION figure_as_of(known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    is_computed boolean,
    note text,
    recorded_at timestamptz,
    recorded_by text)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
           _figure_value(o.value, o.numerator, o.denominator, i.factor),
           o.value IS NULL, o.note, o.recorded_at, o.recorded_by
    FROM _observation_as_of(figure_as_of.known_at) AS o
    JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id;
END;

COMMENT ON FUNCTION figure_as_of(timestamptz) IS
    'Số liệu như đã biết vào thời điểm đó, cột như khung nhìn figure | figures as known at a moment, with the columns of the view figure';

/*
 * Of several sources the one that counts first.  The order of sources is
 * written here once, and what asks for one cell or one period reaches the key
 * of the figures through it.
 */
CREATE OR REPLACE FUNCTION chosen_figure(known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    is_computed boolean,
    is_sample boolean,
    recorded_at timestamptz)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT ON (f.indicator_id, f.area_id, f.period_end, f.period_start)
           f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id, f.stage,
           f.value, f.is_computed, s.is_sample, f.recorded_at
    FROM figure_as_of(chosen_figure.known_at) AS f
    JOIN source AS s ON s.source_id = f.source_id
    ORDER BY f.indicator_id, f.area_id, f.period_end, f.period_start, s.precedence, s.source_id;
END;

COMMENT ON FUNCTION chosen_figure(timestamptz) IS
    'Số liệu được dùng của mỗi chỉ tiêu, địa phương và kỳ, từ nguồn có thứ tự ưu tiên đầu tiên, như đã biết vào thời điểm đó | the figure that counts of each indicator, area and period, from the source that counts first, as known at a moment';

/* The same of whole years only. */
CREATE OR REPLACE FUNCTION _yearly_figure(known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    year integer,
    source_id integer,
    stage text,
    value numeric,
    is_sample boolean,
    period_end date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT f.indicator_id, f.area_id, extract(year FROM f.period_end)::integer, f.source_id,
           f.stage, f.value, f.is_sample, f.period_end
    FROM chosen_figure(_yearly_figure.known_at) AS f
    WHERE f.period_start = make_date(extract(year FROM f.period_end)::integer, 1, 1)
      AND f.period_end = make_date(extract(year FROM f.period_end)::integer, 12, 31);
END;

COMMENT ON FUNCTION _yearly_figure(timestamptz) IS
    'Số liệu cả năm được dùng của mỗi chỉ tiêu, địa phương và năm | the figure that counts of each indicator, area and whole year';

CREATE OR REPLACE VIEW figure_history WITH (security_invoker = true) AS
    SELECT v.indicator_id, v.area_id, v.period_start, v.period_end, v.source_id,
           row_number() OVER versions AS version,
           v.stage, v.value, v.numerator, v.denominator, v.is_computed,
           lag(v.stage) OVER versions AS previous_stage,
           lag(v.value) OVER versions AS previous_value,
           v.note, v.recorded_by, v.believed_from, v.believed_to
    FROM (SELECT o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
                 _figure_value(o.value, o.numerator, o.denominator, i.factor) AS value,
                 o.numerator, o.denominator, o.value IS NULL AS is_computed,
                 o.note, o.recorded_by, o.believed_from, o.believed_to
          FROM (SELECT f.indicator_id, f.area_id, f.period_start, f.period_end, f.source_id,
                       f.stage, f.value, f.numerator, f.denominator, f.note, f.recorded_by,
                       f.recorded_at AS believed_from, NULL::timestamptz AS believed_to
                FROM observation AS f
                UNION ALL
                SELECT h.indicator_id, h.area_id, h.period_start, h.period_end, h.source_id,
                       h.stage, h.value, h.numerator, h.denominator, h.note, h.recorded_by,
                       h.believed_from, h.believed_to
                FROM observation_history AS h) AS o
          JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id) AS v
    WINDOW versions AS (PARTITION BY v.indicator_id, v.area_id, v.period_end, v.period_start, v.source_id
                        ORDER BY v.believed_from);

COMMENT ON VIEW figure_history IS
    'Mọi bản của một số liệu với khoảng thời gian được coi là đúng, mỗi bản một dòng | every version of a figure with the span in which it was believed, one row per version';
COMMENT ON COLUMN figure_history.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN figure_history.area_id IS 'Địa phương | area';
COMMENT ON COLUMN figure_history.period_start IS 'Ngày đầu của kỳ | first day of the period';
COMMENT ON COLUMN figure_history.period_end IS 'Ngày cuối của kỳ | last day of the period';
COMMENT ON COLUMN figure_history.source_id IS 'Nguồn | source';
COMMENT ON COLUMN figure_history.version IS 'Bản thứ mấy, từ 1 | which version, from 1';
COMMENT ON COLUMN figure_history.stage IS 'Giai đoạn | stage';
COMMENT ON COLUMN figure_history.value IS 'Giá trị để đánh giá | the value to judge';
COMMENT ON COLUMN figure_history.numerator IS 'Tử số | numerator';
COMMENT ON COLUMN figure_history.denominator IS 'Mẫu số | denominator';
COMMENT ON COLUMN figure_history.is_computed IS 'Tính từ tử số và mẫu số | computed from both counts';
COMMENT ON COLUMN figure_history.previous_stage IS 'Giai đoạn của bản trước | stage of the version before';
COMMENT ON COLUMN figure_history.previous_value IS 'Giá trị của bản trước | value of the version before';
COMMENT ON COLUMN figure_history.note IS 'Ghi chú | note';
COMMENT ON COLUMN figure_history.recorded_by IS 'Vai trò đã ghi | role that recorded it';
COMMENT ON COLUMN figure_history.believed_from IS
    'Được coi là đúng từ thời điểm này | believed from this moment';
COMMENT ON COLUMN figure_history.believed_to IS
    'Đến trước thời điểm này; NULL: đang có hiệu lực | until before this moment; NULL: in force';

/*
 * Who, when and what was before, which nobody but the register writes.
 *
 * A figure that changes is recorded now, by whoever changes it; a clock that
 * was set back must not turn a span of belief around.  The owner may say both
 * for another, by giving another moment.  What it said before goes into the
 * history with the rights of the owner: nobody else may write there.
 */
CREATE OR REPLACE FUNCTION _stamp_figure() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    IF NEW.recorded_at = OLD.recorded_at OR row_security_active('observation'::regclass) THEN
        NEW.recorded_at := clock_timestamp();
        NEW.recorded_by := current_user;
    END IF;
    NEW.recorded_at := greatest(NEW.recorded_at, OLD.recorded_at + interval '1 microsecond');
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _stamp_figure() IS
    'Ghi ai và lúc nào khi một số liệu thay đổi | say who and when where a figure changes';

CREATE OR REPLACE TRIGGER observation_stamp BEFORE UPDATE ON observation
    FOR EACH ROW
    WHEN ((OLD.stage, OLD.value, OLD.numerator, OLD.denominator, OLD.note)
          IS DISTINCT FROM (NEW.stage, NEW.value, NEW.numerator, NEW.denominator, NEW.note))
    EXECUTE FUNCTION _stamp_figure();

CREATE OR REPLACE FUNCTION _keep_history() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    IF TG_RELID <> 'observation'::regclass THEN
        RAISE EXCEPTION 'only figures have a history here' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO observation_history (indicator_id, area_id, period_end, period_start, source_id,
                                     stage, value, numerator, denominator, note, recorded_by,
                                     believed_from, believed_to)
    SELECT o.indicator_id, o.area_id, o.period_end, o.period_start, o.source_id,
           o.stage, o.value, o.numerator, o.denominator, o.note, o.recorded_by,
           o.recorded_at, n.recorded_at
    FROM replaced AS o
    JOIN replacing AS n
        ON n.indicator_id = o.indicator_id AND n.area_id = o.area_id
       AND n.period_end = o.period_end AND n.period_start = o.period_start
       AND n.source_id = o.source_id
    WHERE (o.stage, o.value, o.numerator, o.denominator, o.note)
          IS DISTINCT FROM (n.stage, n.value, n.numerator, n.denominator, n.note);
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION _keep_history() IS
    'Chuyển số liệu bị thay vào lịch sử | move the figures that were replaced to the history';

CREATE OR REPLACE TRIGGER observation_history AFTER UPDATE ON observation
    REFERENCING OLD TABLE AS replaced NEW TABLE AS replacing
    FOR EACH STATEMENT EXECUTE FUNCTION _keep_history();

/*
 * The trigger names the columns; a table of another schema cannot use it to
 * write here.
 */
CREATE OR REPLACE FUNCTION _keep_method() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    IF TG_TABLE_SCHEMA <> current_schema() THEN
        RAISE EXCEPTION 'only tables of this register have a history here'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO method_history (relation, row_id, attribute, believed_to, value, replaced_by)
    SELECT TG_TABLE_NAME, (to_jsonb(OLD) ->> (TG_TABLE_NAME || '_id'))::integer, c.name,
           greatest(clock_timestamp(),
                    (SELECT max(h.believed_to) + interval '1 microsecond'
                     FROM method_history AS h
                     WHERE h.relation = TG_TABLE_NAME AND h.attribute = c.name
                       AND h.row_id = (to_jsonb(OLD) ->> (TG_TABLE_NAME || '_id'))::integer)),
           to_jsonb(OLD) ->> c.name, _invoking_role()
    FROM unnest(TG_ARGV) AS c (name)
    WHERE to_jsonb(OLD) ->> c.name IS DISTINCT FROM to_jsonb(NEW) ->> c.name;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION _keep_method() IS
    'Giữ lại giá trị cũ của những gì việc đánh giá dựa vào | keep what verdicts rested on when it is changed';

CREATE OR REPLACE TRIGGER indicator_method
    AFTER UPDATE OF factor, unit_id, aggregation, weight, measured ON indicator
    FOR EACH ROW EXECUTE FUNCTION _keep_method('factor', 'unit_id', 'aggregation', 'weight', 'measured');
CREATE OR REPLACE TRIGGER unit_method AFTER UPDATE OF factor, kind, aggregation ON unit
    FOR EACH ROW EXECUTE FUNCTION _keep_method('factor', 'kind', 'aggregation');
CREATE OR REPLACE TRIGGER source_method AFTER UPDATE OF precedence, is_sample ON source
    FOR EACH ROW EXECUTE FUNCTION _keep_method('precedence', 'is_sample');
CREATE OR REPLACE TRIGGER area_method AFTER UPDATE OF level ON area
    FOR EACH ROW EXECUTE FUNCTION _keep_method('level');

/* Without a moment, and where nothing was changed since, it is what it is now. */
CREATE OR REPLACE FUNCTION _believed_method(
    relation text,
    row_id integer,
    attribute text,
    value_now text,
    known_at timestamptz)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN known_at IS NULL THEN value_now
                ELSE (SELECT v.value
                      FROM (SELECT h.value, h.believed_to
                            FROM method_history AS h
                            WHERE h.relation = _believed_method.relation AND h.row_id = _believed_method.row_id
                              AND h.attribute = _believed_method.attribute
                              AND h.believed_to > _believed_method.known_at
                            UNION ALL
                            SELECT value_now, 'infinity') AS v
                      ORDER BY v.believed_to
                      LIMIT 1) END;
END;

COMMENT ON FUNCTION _believed_method(text, integer, text, text, timestamptz) IS
    'Một cột mà việc đánh giá dựa vào, như đã biết vào thời điểm đó | a column that verdicts rest on, as known at a moment';

/*
 * What becomes of a figure that is sent where another is held.  A note belongs
 * to its version: with another figure it goes; with the same one it stays
 * where none is sent, and '' clears it.
 */
CREATE OR REPLACE FUNCTION _figure_fate(held observation, sent observation) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN (held).indicator_id IS NULL THEN 'added'
    WHEN _stage_rank((held).stage) > _stage_rank((sent).stage) THEN 'stage'
    WHEN ((sent).stage, (sent).value, (sent).numerator, (sent).denominator)
         IS NOT DISTINCT FROM ((held).stage, (held).value, (held).numerator, (held).denominator)
         AND coalesce((sent).note, (held).note, '') = coalesce((held).note, '') THEN 'unchanged'
    ELSE 'revised' END;

COMMENT ON FUNCTION _figure_fate(observation, observation) IS
    'Số liệu gửi đến thì sao so với số liệu đang có: added, revised, unchanged, hoặc stage (đang có bản ở giai đoạn sau) | what becomes of a figure that is sent where another is held: added, revised, unchanged, or stage (one of a later stage is held)';

/*
 * The one writer of figures.  A figure is a row of observation as it is to
 * be; recorded_by names its sender, NULL is the current role.  What the
 * sender may not write is forbidden, what the register knows better keeps its
 * place, and every figure gets its fate: a row never stops the others.
 *
 * Writers of one figure wait for one another at its row, in the order of the
 * key, and it is compared after the wait.  Where the transaction's snapshot
 * is older than what was waited for, PostgreSQL raises 40001.
 */
CREATE OR REPLACE FUNCTION _write_figures(figures observation[])
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_end date,
    period_start date,
    source_id integer,
    fate text)
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    writable observation[];
    written observation[];
    for_another boolean;
BEGIN
    -- Who may write is asked once for each indicator and sender.
    SELECT array_agg(f ORDER BY f.indicator_id, f.area_id, f.period_end, f.period_start, f.source_id),
           bool_or(f.recorded_by IS NOT NULL AND f.recorded_by <> current_user)
    INTO writable, for_another
    FROM unnest(figures) AS f
    JOIN (SELECT d.indicator_id, d.recorded_by,
                 _may_write_figure(d.indicator_id, r.oid) AS allowed
          FROM (SELECT DISTINCT indicator_id, recorded_by FROM unnest(figures)) AS d
          JOIN pg_roles AS r ON r.rolname = coalesce(d.recorded_by, current_user)
          OFFSET 0) AS w
        ON w.indicator_id = f.indicator_id AND w.recorded_by IS NOT DISTINCT FROM f.recorded_by
    WHERE w.allowed;

    -- Only the owner may name the columns that say who and when, and only
    -- where it writes for another are they named.
    EXECUTE format(
        'WITH written AS (
             INSERT INTO observation AS o (indicator_id, area_id, period_end, period_start, source_id,
                                           stage, value, numerator, denominator, note%1$s)
             SELECT f.indicator_id, f.area_id, f.period_end, f.period_start, f.source_id,
                    f.stage, f.value, f.numerator, f.denominator, f.note%2$s
             FROM unnest($1) AS f
             ON CONFLICT ON CONSTRAINT observation_pkey DO UPDATE
             SET stage = excluded.stage, value = excluded.value, numerator = excluded.numerator,
                 denominator = excluded.denominator, note = nullif(excluded.note, '''')%3$s
             WHERE _figure_fate(o, excluded) = ''revised''
             RETURNING o.*)
         SELECT array_agg(w::observation) FROM written AS w',
        CASE WHEN for_another THEN ', recorded_at, recorded_by' END,
        CASE WHEN for_another THEN ', clock_timestamp(), coalesce(f.recorded_by, current_user)' END,
        CASE WHEN for_another THEN ', recorded_by = excluded.recorded_by,
            recorded_at = greatest(excluded.recorded_at, o.recorded_at + interval ''1 microsecond'')' END)
    INTO written USING writable;

    -- The history says which of those replaced another.
    RETURN QUERY
    SELECT f.indicator_id, f.area_id, f.period_end, f.period_start, f.source_id,
           CASE WHEN m.indicator_id IS NULL THEN 'forbidden'
                WHEN w.indicator_id IS NULL THEN _figure_fate(o, f)
                WHEN h.indicator_id IS NULL THEN 'added'
                ELSE 'revised' END
    FROM unnest(figures) AS f
    LEFT JOIN unnest(writable) AS m
        ON m.indicator_id = f.indicator_id AND m.area_id = f.area_id AND m.period_end = f.period_end
       AND m.period_start = f.period_start AND m.source_id = f.source_id
    LEFT JOIN unnest(written) AS w
        ON w.indicator_id = f.indicator_id AND w.area_id = f.area_id AND w.period_end = f.period_end
       AND w.period_start = f.period_start AND w.source_id = f.source_id
    LEFT JOIN observation_history AS h
        ON h.indicator_id = w.indicator_id AND h.area_id = w.area_id AND h.period_end = w.period_end
       AND h.period_start = w.period_start AND h.source_id = w.source_id
       AND h.believed_to = w.recorded_at
    LEFT JOIN observation AS o
        ON w.indicator_id IS NULL
       AND o.indicator_id = m.indicator_id AND o.area_id = m.area_id AND o.period_end = m.period_end
       AND o.period_start = m.period_start AND o.source_id = m.source_id;
END
$$;

COMMENT ON FUNCTION _write_figures(observation[]) IS
    'Nơi duy nhất ghi số liệu: mỗi số liệu gửi đến một kết quả: added, revised, unchanged, stage (đang có bản ở giai đoạn sau), forbidden (người gửi không được ghi) | the one writer of figures: a fate for each that is sent: added, revised, unchanged, stage (one of a later stage is held), forbidden (not its sender''s to write)';

/*
 * Loaders wait for one another, so that two do not take the same rows, and
 * for nobody else; who has to wait is told for whom.
 */
CREATE OR REPLACE FUNCTION _wait_for_loaders() RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    key CONSTANT bigint := 'observation'::regclass::oid::bigint;
    holder record;
BEGIN
    IF pg_try_advisory_xact_lock(key) THEN
        RETURN;
    END IF;
    SELECT a.usename, a.pid, a.xact_start INTO holder
    FROM pg_locks AS l
    JOIN pg_stat_activity AS a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.classid = 0 AND l.objid = key::oid
      AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database());
    IF FOUND THEN
        RAISE NOTICE 'đang chờ đợt nạp chưa kết thúc của vai trò "%" (tiến trình %) | waiting for the unfinished load of role "%" (process %)',
                     holder.usename, holder.pid, holder.usename, holder.pid
            USING HINT = 'Its transaction has to end: COMMIT or ROLLBACK there.';
    END IF;
    PERFORM pg_advisory_xact_lock(key);
END
$$;

COMMENT ON FUNCTION _wait_for_loaders() IS
    'Các đợt nạp chờ nhau, và nói đang chờ ai | loaders wait for one another, and say for whom';

/* One figure, by the rules of load_figures. */
CREATE OR REPLACE FUNCTION revise_figure(
    indicator text,
    area text,
    period text,
    stage text,
    source text,
    value numeric DEFAULT NULL,
    numerator numeric DEFAULT NULL,
    denominator numeric DEFAULT NULL,
    level text DEFAULT NULL,
    note text DEFAULT NULL,
    plan text DEFAULT NULL)
RETURNS text
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_indicator CONSTANT integer := require_indicator(indicator, plan);
    the_stage CONSTANT text := parse_stage(stage);
    first_day date;
    last_day date;
    the_area integer;
    the_source integer;
    is_measured boolean;
    is_level boolean;
    figure numeric := value;
    fate text;
BEGIN
    SELECT p.period_start, p.period_end INTO first_day, last_day FROM parse_period(period) AS p;
    IF last_day IS NULL THEN
        RAISE EXCEPTION 'the period cannot be read: "%"', period
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write for example 2025, Quý I/2025 or Tháng 6/2025.';
    ELSIF the_stage IS NULL THEN
        RAISE EXCEPTION 'the stage cannot be read: "%"', stage
            USING ERRCODE = 'invalid_parameter_value',
                  HINT = 'Write estimate, preliminary or official, or ước, sơ bộ, chính thức.';
    END IF;
    the_area := require_area(area, last_day);

    SELECT s.source_id INTO the_source
    FROM source AS s WHERE s.folded = socpolicy.fold_text(revise_figure.source);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no source "%"', source USING ERRCODE = 'undefined_object';
    END IF;

    SELECT i.measured, u.kind IS NOT DISTINCT FROM 'level' INTO is_measured, is_level
    FROM indicator AS i LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    WHERE i.indicator_id = the_indicator;
    IF NOT is_measured THEN
        RAISE EXCEPTION 'indicator "%" is a heading: figures belong to its sub-rows', indicator
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF is_level THEN
        SELECT l.rank INTO figure
        FROM level AS l
        WHERE l.indicator_id = the_indicator
          AND l.folded = socpolicy.fold_text(revise_figure.level)
          AND revise_figure.value IS NULL;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'indicator "%" needs a level of its scale', indicator
                USING ERRCODE = 'invalid_parameter_value',
                      DETAIL = (SELECT coalesce(string_agg(l.label_vi, ' < ' ORDER BY l.rank),
                                                'It has no scale yet.')
                                FROM level AS l WHERE l.indicator_id = the_indicator);
        END IF;
    ELSIF level IS NOT NULL THEN
        RAISE EXCEPTION 'indicator "%" has no scale of levels', indicator
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF (numerator IS NULL) <> (denominator IS NULL) THEN
        RAISE EXCEPTION 'numerator and denominator come together'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF denominator <= 0 THEN
        RAISE EXCEPTION 'the denominator must be greater than 0'
            USING ERRCODE = 'invalid_parameter_value';
    ELSIF figure IS NULL AND numerator IS NULL THEN
        RAISE EXCEPTION 'neither a value nor both counts'
            USING ERRCODE = 'invalid_parameter_value';
    END IF;

    SELECT w.fate INTO fate
    FROM _write_figures(ARRAY[ROW(the_indicator, the_area, last_day, first_day, the_source, the_stage,
                                  figure, numerator, denominator, note, NULL, NULL, NULL)::observation]) AS w;
    IF fate = 'forbidden' THEN
        RAISE EXCEPTION 'role "%" does not speak for the lead of indicator "%" today', current_user, indicator
            USING ERRCODE = 'insufficient_privilege',
                  HINT = 'Only its lead and editors write its figures.';
    ELSIF fate = 'stage' THEN
        RAISE EXCEPTION 'there is a figure of stage %, which one of stage % never replaces',
                (SELECT o.stage FROM observation AS o
                 WHERE o.indicator_id = the_indicator AND o.area_id = the_area
                   AND o.period_end = last_day AND o.period_start = first_day
                   AND o.source_id = the_source), the_stage
            USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    RETURN fate;
END
$$;

COMMENT ON FUNCTION revise_figure(text, text, text, text, text, numeric, numeric, numeric, text, text, text) IS
    'Ghi hoặc sửa một số liệu theo đúng quy tắc của load_figures; trả về added, revised hoặc unchanged | write or revise one figure by the rules of load_figures; returns added, revised or unchanged';

CREATE OR REPLACE VIEW _indicator_break WITH (security_invoker = true) AS
    SELECT coalesce(b.indicator_id, p.indicator_id) AS indicator_id, b.area_id, b.break_on,
           b.population, b.reason_vi, b.reason_en, b.document_id, b.series_break_id
    FROM series_break AS b
    LEFT JOIN indicator_population AS p ON p.population = b.population
    WHERE num_nonnulls(b.indicator_id, p.indicator_id) > 0;

COMMENT ON VIEW _indicator_break IS
    'Mỗi chỉ tiêu và ngày đổi nghĩa một dòng | one row per indicator and break';
COMMENT ON COLUMN _indicator_break.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN _indicator_break.area_id IS 'Địa phương; NULL: mọi nơi | area; NULL: everywhere';
COMMENT ON COLUMN _indicator_break.break_on IS
    'Ngày đầu của nghĩa mới | first day of the new meaning';
COMMENT ON COLUMN _indicator_break.population IS 'Đối tượng | population';
COMMENT ON COLUMN _indicator_break.reason_vi IS 'Lý do, tiếng Việt | reason in Vietnamese';
COMMENT ON COLUMN _indicator_break.reason_en IS 'Lý do, tiếng Anh | reason in English';
COMMENT ON COLUMN _indicator_break.document_id IS 'Văn bản làm căn cứ | document behind it';
COMMENT ON COLUMN _indicator_break.series_break_id IS 'Khóa của ngày đổi nghĩa | key of the break';

CREATE OR REPLACE FUNCTION figure_faults(since date DEFAULT NULL)
RETURNS TABLE (
    fault text,
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    source_id integer,
    stage text,
    value numeric,
    numerator numeric,
    denominator numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH method AS MATERIALIZED (
        SELECT i.indicator_id, i.factor, i.natural_min, i.natural_max, i.lowest, i.highest,
               i.is_percent,
               EXISTS (SELECT FROM level AS l WHERE l.indicator_id = i.indicator_id) AS is_scale
        FROM indicator_measure AS i
    ), promise AS MATERIALIZED (
        SELECT t.area_id, max(t.due) AS last_due
        FROM indicator_target AS t
        WHERE t.goal IS NOT NULL
        GROUP BY t.area_id
    )
    SELECT f.fault, o.indicator_id, o.area_id, o.period_start, o.period_end, o.source_id, o.stage,
           v.value, o.numerator, o.denominator
    FROM observation AS o
    JOIN method AS m ON m.indicator_id = o.indicator_id
    JOIN area AS a ON a.area_id = o.area_id
    LEFT JOIN promise AS p ON p.area_id = o.area_id
    CROSS JOIN LATERAL (
        SELECT _figure_value(o.value, o.numerator, o.denominator, m.factor) AS value) AS v
    CROSS JOIN LATERAL unnest(ARRAY[
        CASE WHEN m.is_percent AND o.numerator > o.denominator THEN 'numerator_over_denominator' END,
        CASE WHEN m.natural_max IS NULL AND m.is_percent AND v.value > 100 THEN 'over_100' END,
        CASE WHEN m.natural_min IS NULL AND least(v.value, o.numerator) < m.lowest
                 THEN 'negative' END,
        CASE WHEN v.value < m.natural_min OR v.value > m.natural_max THEN 'outside_limits' END,
        CASE WHEN m.is_scale AND NOT EXISTS (
                 SELECT FROM level AS l WHERE l.indicator_id = o.indicator_id AND l.rank = v.value)
                 THEN 'unknown_level' END,
        CASE WHEN o.value <> round(o.numerator * m.factor / o.denominator, scale(o.value))
                 THEN 'counts_say_otherwise' END,
        CASE WHEN o.stage <> 'estimate'
                  AND o.recorded_at < _start_of_day(o.period_end)
                 THEN 'known_too_early' END,
        -- Targets of an area that ended are answered by figures of its old extent.
        CASE WHEN o.period_end < a.valid_from
                  OR o.period_start > a.valid_to AND (o.period_start <= p.last_due) IS NOT TRUE
                 THEN 'outside_area' END
    ]) AS f (fault)
    WHERE f.fault IS NOT NULL
      -- The same conditions in short, so that a sound figure is one row and not eight.
      AND (v.value NOT BETWEEN coalesce(m.lowest, v.value) AND coalesce(m.highest, v.value)
           OR o.numerator > o.denominator OR o.numerator < 0
           OR m.is_scale
           OR o.value <> round(o.numerator * m.factor / o.denominator, scale(o.value))
           OR o.recorded_at < _start_of_day(o.period_end)
           OR o.period_end < a.valid_from OR o.period_start > a.valid_to)
      AND o.period_end >= coalesce(figure_faults.since, '-infinity');
END;

COMMENT ON FUNCTION figure_faults(date) IS
    'Số liệu không thể đúng, mỗi số liệu và lỗi một dòng: tử số lớn hơn mẫu số, ngoài giới hạn tự nhiên, âm, mức không có trong thang, giá trị khác tử số / mẫu số, chính thức trước khi hết kỳ, ngoài thời gian tồn tại của đơn vị | figures that cannot be right, one row per figure and fault';

/*
 * Sources beside the one that counts first.  Two published values are the
 * same if they are at the fewer decimals of the two; a value computed from
 * counts has as many as the one it is compared with.
 */
CREATE OR REPLACE FUNCTION source_disagreement(since date DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    period_start date,
    period_end date,
    used_source_id integer,
    used_stage text,
    used_value numeric,
    other_source_id integer,
    other_stage text,
    other_value numeric,
    difference numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH many AS (
        SELECT o.indicator_id, o.area_id, o.period_end, o.period_start
        FROM observation AS o
        WHERE o.period_end >= coalesce(source_disagreement.since, '-infinity')
        GROUP BY o.indicator_id, o.area_id, o.period_end, o.period_start
        HAVING count(*) > 1
    ), said AS (
        SELECT o.indicator_id, o.area_id, o.period_end, o.period_start, o.source_id, o.stage,
               _figure_value(o.value, o.numerator, o.denominator, i.factor) AS value,
               scale(o.value) AS decimals, coalesce(i.decimals, 2) AS usual_decimals, s.precedence
        FROM many AS m
        JOIN observation AS o
            ON o.indicator_id = m.indicator_id AND o.area_id = m.area_id
           AND o.period_end = m.period_end AND o.period_start = m.period_start
        JOIN source AS s ON s.source_id = o.source_id
        JOIN indicator_measure AS i ON i.indicator_id = o.indicator_id
    ), beside AS (
        SELECT o.indicator_id, o.area_id, o.period_start, o.period_end,
               o.source_id, o.stage, o.value, o.decimals, o.usual_decimals,
               first_value(o.source_id) OVER cell AS used_source_id,
               first_value(o.stage) OVER cell AS used_stage,
               first_value(o.value) OVER cell AS used_value,
               first_value(o.decimals) OVER cell AS used_decimals
        FROM said AS o
        WINDOW cell AS (PARTITION BY o.indicator_id, o.area_id, o.period_end, o.period_start
                        ORDER BY o.precedence, o.source_id)
    )
    SELECT o.indicator_id, o.area_id, o.period_start, o.period_end,
           o.used_source_id, o.used_stage, o.used_value, o.source_id, o.stage, o.value,
           o.value - o.used_value
    FROM beside AS o
    CROSS JOIN LATERAL (
        SELECT coalesce(least(o.used_decimals, o.decimals), o.usual_decimals) AS decimals) AS d
    WHERE o.source_id <> o.used_source_id
      AND round(o.used_value, d.decimals) <> round(o.value, d.decimals);
END;

COMMENT ON FUNCTION source_disagreement(date) IS
    'Các nguồn nói khác nhau về cùng một ô (chỉ tiêu, địa phương, kỳ): nguồn được dùng và nguồn kia, mỗi nguồn kia một dòng; làm tròn khác nhau không tính | sources that disagree about a cell: the one that is used and the other, one row per other; mere rounding does not count';

CREATE OR REPLACE FUNCTION _years_between_figures(frequency text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE frequency WHEN 'five_years' THEN 5 WHEN 'two_years' THEN 2 ELSE 1 END;

COMMENT ON FUNCTION _years_between_figures(text) IS
    'Số năm giữa hai lần công bố | years from one publication to the next';

/*
 * The figure of a year, or the last one before it: what an analyst carries
 * forward.  No verdict does: a year without a figure is no_data.
 */
CREATE OR REPLACE FUNCTION figure_carried(year integer, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    figure_year integer,
    age integer,
    within_cycle boolean,
    value numeric,
    stage text,
    source_id integer,
    is_sample boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT ON (f.indicator_id, f.area_id)
           f.indicator_id, f.area_id, f.year, figure_carried.year - f.year,
           figure_carried.year - f.year < _years_between_figures(i.frequency),
           f.value, f.stage, f.source_id, f.is_sample
    FROM _yearly_figure(figure_carried.known_at) AS f
    JOIN indicator AS i ON i.indicator_id = f.indicator_id
    WHERE f.period_end <= make_date(figure_carried.year, 12, 31)
    ORDER BY f.indicator_id, f.area_id, f.period_end DESC;
END;

COMMENT ON FUNCTION figure_carried(integer, timestamptz) IS
    'Số liệu năm gần nhất tính đến năm này và nó đã mấy năm tuổi (age 0: của chính năm này); đánh giá không bao giờ tự dùng số liệu năm trước | the last yearly figure up to a year and its age in years (0: of the year itself); no verdict carries a figure forward by itself';
