/*
 * Batches: what a load took, refused and remarked on, and what became of it.
 */

CREATE OR REPLACE FUNCTION batch_findings(batch integer)
RETURNS TABLE (
    severity text,
    row_number integer,
    column_name text,
    raw text,
    reason_vi text,
    reason_en text)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT f.severity, f.row_number, f.column_name, f.raw, f.reason_vi, f.reason_en
    FROM (SELECT 'error' AS severity, r.row_number, r.column_name, r.raw,
                 r.reason_vi, r.reason_en, r.rejected_row_id AS id
          FROM rejected_row AS r
          WHERE r.batch_id = batch_findings.batch
          UNION ALL
          SELECT 'remark' AS severity, r.row_number, r.column_name, r.raw,
                 r.reason_vi, r.reason_en, r.import_remark_id AS id
          FROM import_remark AS r
          WHERE r.batch_id = batch_findings.batch) AS f
    ORDER BY f.row_number, f.severity, f.id;
END;

COMMENT ON FUNCTION batch_findings(integer) IS
    'Mọi chỗ bị từ chối (error) và cần xem lại (remark) của một đợt nạp | all that a load rejected (error) or took with a remark (remark)';

CREATE OR REPLACE FUNCTION _outcome_text(outcome import_batch, dry_run boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN dry_run THEN 'chạy thử, không ghi gì | dry run, nothing is kept: ' ELSE '' END
    || format('%1$s dòng: %2$s bị từ chối; %3$s mới, %4$s thay, %5$s như cũ; %6$s điểm cần xem lại | %1$s rows: %2$s rejected; %3$s added, %4$s revised, %5$s unchanged; %6$s remarks',
              outcome.rows_read, outcome.rows_rejected, outcome.added, outcome.revised,
              outcome.unchanged, outcome.remarks);

COMMENT ON FUNCTION _outcome_text(import_batch, boolean) IS
    'Kết quả một đợt nạp bằng lời | outcome of a load in words';

/*
 * The working tables of a load: the rows as they came, column by column, and
 * what is wrong with the file itself.  A key that is not there is '', so that
 * distinct texts join back by equality.
 */
CREATE OR REPLACE FUNCTION _make_intake_tables() RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    CREATE TEMPORARY TABLE intake_record (
        row_id bigint NOT NULL,
        row_number integer NOT NULL,
        series integer NOT NULL,
        of_file boolean NOT NULL,
        plan text NOT NULL,
        indicator_code text NOT NULL,
        indicator_name text NOT NULL,
        area_code text NOT NULL,
        area_name text NOT NULL,
        period text NOT NULL,
        value text,
        numerator text,
        denominator text,
        unit text NOT NULL,
        stage text NOT NULL,
        source text NOT NULL,
        note text,
        corrects bigint,
        surplus text,
        sent_by text) ON COMMIT DROP;
    CREATE TEMPORARY TABLE intake_finding (
        severity text NOT NULL,
        row_number integer NOT NULL,
        row_id bigint,
        series integer,
        column_name text NOT NULL,
        raw text,
        vi text NOT NULL,
        en text NOT NULL,
        suggestion text) ON COMMIT DROP;
END
$$;

COMMENT ON FUNCTION _make_intake_tables() IS
    'Các bảng tạm của một đợt nạp | the temporary tables of a load';

/*
 * Earlier rejections that a load settles: by a row that corrects them, by the
 * same figure where its key was known, by the same row with only the refused
 * cells changed; or the same row came again and was refused again.
 */
CREATE OR REPLACE FUNCTION _settle_rejections(batch integer) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    this CONSTANT text := 'observation_intake';
BEGIN
    IF NOT EXISTS (SELECT FROM rejected_row AS j
                   WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch) THEN
        RETURN;
    END IF;

    UPDATE rejected_row AS j
    SET resolved_at = clock_timestamp(), resolved_batch_id = batch, resolution = 'loaded'
    FROM pg_temp.intake_reading AS r
    WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch
      AND r.fate IN ('added', 'revised', 'unchanged')
      AND j.row_id = r.corrects AND r.corrects IS NOT NULL
      -- Only one's own, unless one edits all.
      AND (EXISTS (SELECT FROM observation_intake AS o WHERE o.row_id = r.corrects AND o.sent_by = r.sent_by)
           OR EXISTS (SELECT FROM pg_roles AS s
                      WHERE s.rolname = r.sent_by AND (_owns_register(s.oid) OR _edits_all(s.oid))));

    UPDATE rejected_row AS j
    SET resolved_at = clock_timestamp(), resolved_batch_id = batch, resolution = 'loaded'
    FROM pg_temp.intake_reading AS r
    WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch
      AND r.fate IN ('added', 'revised', 'unchanged')
      AND j.indicator_id = r.indicator_id AND j.area_id = r.area_id
      AND j.period_end = r.period_end AND j.period_start = r.period_start
      AND j.source_id = r.source_id;

    -- Rows as one text without the cells of a set of columns.  Each set of
    -- columns that was refused is one pass over the rows; beyond the eight
    -- most frequent sets a person has to say what is settled.
    WITH open AS (
        SELECT j.batch_id, j.row_id, j.row_number, (array_agg(j.cells))[1] AS cells,
               array_agg(DISTINCT replace(replace(j.column_name, 'indicator_name', 'indicator_code'),
                                          'area_name', 'area_code')) AS refused
        FROM rejected_row AS j
        WHERE j.intake = this AND j.resolved_at IS NULL AND j.batch_id <> batch AND j.cells IS NOT NULL
        GROUP BY j.batch_id, j.row_id, j.row_number
    ), refusal AS (
        SELECT refused FROM open
        GROUP BY refused ORDER BY count(*) DESC LIMIT 8
    ), again AS (
        SELECT s.refused, r.fate,
               array_to_string(ARRAY[
                   CASE WHEN NOT 'plan' = ANY (s.refused) THEN o.plan END,
                   CASE WHEN NOT 'indicator_code' = ANY (s.refused)
                        THEN coalesce(nullif(o.indicator_code, ''), o.indicator_name) END,
                   CASE WHEN NOT 'area_code' = ANY (s.refused)
                        THEN coalesce(nullif(o.area_code, ''), o.area_name) END,
                   CASE WHEN NOT 'period' = ANY (s.refused) THEN o.period END,
                   CASE WHEN NOT 'value' = ANY (s.refused) THEN o.value END,
                   CASE WHEN NOT 'numerator' = ANY (s.refused) THEN o.numerator END,
                   CASE WHEN NOT 'denominator' = ANY (s.refused) THEN o.denominator END,
                   CASE WHEN NOT 'stage' = ANY (s.refused) THEN o.stage END,
                   CASE WHEN NOT 'source' = ANY (s.refused) THEN o.source END,
                   o.note], E'\x01', '') AS rest
        FROM refusal AS s
        CROSS JOIN pg_temp.intake_record AS o
        JOIN pg_temp.intake_reading AS r ON r.row_number = o.row_number AND r.series = o.series
        WHERE r.fate IN ('added', 'revised', 'unchanged')
        UNION ALL
        SELECT '{}', r.fate,
               array_to_string(ARRAY[
                   o.plan, coalesce(nullif(o.indicator_code, ''), o.indicator_name),
                   coalesce(nullif(o.area_code, ''), o.area_name), o.period,
                   o.value, o.numerator, o.denominator, o.stage, o.source, o.note], E'\x01', '')
        FROM pg_temp.intake_record AS o
        JOIN pg_temp.intake_reading AS r ON r.row_number = o.row_number AND r.series = o.series
        WHERE r.fate = 'rejected'
    ), earlier AS (
        SELECT e.batch_id, e.row_id, e.row_number, e.refused AS set,
               array_to_string(ARRAY(
                   SELECT CASE WHEN NOT c.name = ANY (e.refused) THEN e.cells ->> c.name END
                   FROM unnest('{plan,indicator_code,area_code,period,value,numerator,denominator,stage,source,note}'::text[])
                       WITH ORDINALITY AS c (name, place)
                   ORDER BY c.place), E'\x01', '') AS rest
        FROM (SELECT * FROM open
              UNION ALL
              SELECT batch_id, row_id, row_number, cells, '{}' FROM open) AS e
    ), settled AS (
        SELECT DISTINCT ON (e.batch_id, e.row_id, e.row_number) e.batch_id, e.row_id, e.row_number,
               CASE WHEN a.fate = 'rejected' THEN 'sent_again' ELSE 'loaded' END AS resolution
        FROM earlier AS e
        JOIN again AS a ON a.refused = e.set AND a.rest = e.rest
        ORDER BY e.batch_id, e.row_id, e.row_number, a.fate = 'rejected'
    )
    UPDATE rejected_row AS j
    SET resolved_at = clock_timestamp(), resolved_batch_id = batch, resolution = s.resolution
    FROM settled AS s
    WHERE j.batch_id = s.batch_id AND j.row_id = s.row_id AND j.row_number = s.row_number
      AND j.intake = this AND j.resolved_at IS NULL;
END
$$;

COMMENT ON FUNCTION _settle_rejections(integer) IS
    'Đánh dấu các dòng bị từ chối trước đây mà đợt này đã giải quyết | mark the earlier rejections that a load has settled';

/* What was rejected and is still open, and the ways to settle it. */
CREATE OR REPLACE VIEW open_rejection WITH (security_invoker = true) AS
    SELECT r.batch_id, r.intake, r.row_number, r.column_name, r.raw, r.suggestion,
           r.reason_vi, r.reason_en, f.name AS file, b.started_at, b.loaded_by, r.cells, r.row_id
    FROM rejected_row AS r
    JOIN import_batch AS b ON b.batch_id = r.batch_id
    LEFT JOIN import_file AS f ON f.batch_id = r.batch_id
    WHERE r.resolved_at IS NULL;

COMMENT ON VIEW open_rejection IS
    'Các chỗ bị từ chối còn treo, mỗi dòng và cột một lý do | rejections still open, one per row and column';
COMMENT ON COLUMN open_rejection.batch_id IS 'Đợt nạp | batch';
COMMENT ON COLUMN open_rejection.intake IS 'Bảng tiếp nhận | intake table';
COMMENT ON COLUMN open_rejection.row_number IS 'Dòng của tệp hoặc của đợt | line of the file, or row of the batch';
COMMENT ON COLUMN open_rejection.column_name IS 'Cột | column';
COMMENT ON COLUMN open_rejection.raw IS 'Nội dung nguyên văn | text as it came';
COMMENT ON COLUMN open_rejection.suggestion IS 'Mã đã biết gần nhất | nearest known code';
COMMENT ON COLUMN open_rejection.reason_vi IS 'Lý do, tiếng Việt | reason in Vietnamese';
COMMENT ON COLUMN open_rejection.reason_en IS 'Lý do, tiếng Anh | reason in English';
COMMENT ON COLUMN open_rejection.file IS 'Tên tệp | name of the file';
COMMENT ON COLUMN open_rejection.started_at IS 'Thời điểm nạp | when it was loaded';
COMMENT ON COLUMN open_rejection.loaded_by IS 'Vai trò đã nạp | role that loaded';
COMMENT ON COLUMN open_rejection.cells IS 'Các ô của dòng như đã đọc | the cells of the row as read';
COMMENT ON COLUMN open_rejection.row_id IS 'Dòng của bảng tiếp nhận | row of the intake table';

/*
 * The corrected row goes into the intake beside the rejected one, which stays
 * as it came; the next load takes it.  NULL keeps a cell, '' empties it.
 */
CREATE OR REPLACE FUNCTION correct_row(
    batch integer,
    row_number integer,
    plan text DEFAULT NULL,
    indicator_code text DEFAULT NULL,
    area_code text DEFAULT NULL,
    period text DEFAULT NULL,
    value text DEFAULT NULL,
    numerator text DEFAULT NULL,
    denominator text DEFAULT NULL,
    stage text DEFAULT NULL,
    source text DEFAULT NULL,
    note text DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
#variable_conflict use_column
DECLARE
    the_row bigint;
    old jsonb;
    rows integer;
    made bigint;
BEGIN
    SELECT count(DISTINCT r.cells), min(r.row_id), (array_agg(r.cells))[1]
    INTO rows, the_row, old
    FROM rejected_row AS r
    WHERE r.batch_id = batch AND r.row_number = correct_row.row_number
      AND r.intake = 'observation_intake' AND r.resolved_at IS NULL AND r.cells IS NOT NULL;
    IF rows = 0 THEN
        RAISE EXCEPTION 'row % of batch % has no open rejection', row_number, batch
            USING ERRCODE = 'no_data_found',
                  HINT = 'View open_rejection lists them.';
    ELSIF rows > 1 THEN
        RAISE EXCEPTION 'row % of batch % holds several figures', row_number, batch
            USING ERRCODE = 'cardinality_violation',
                  HINT = 'Correct the line in the file and send it again.';
    END IF;

    INSERT INTO observation_intake (plan, indicator_code, area_code, period, value, numerator,
                                    denominator, stage, source, note, corrects)
    VALUES (coalesce(plan, old ->> 'plan'),
            coalesce(indicator_code, old ->> 'indicator_code'),
            coalesce(area_code, old ->> 'area_code'),
            coalesce(period, old ->> 'period'),
            coalesce(value, old ->> 'value'),
            coalesce(numerator, old ->> 'numerator'),
            coalesce(denominator, old ->> 'denominator'),
            coalesce(stage, old ->> 'stage'),
            coalesce(source, old ->> 'source'),
            coalesce(note, old ->> 'note'),
            the_row)
    RETURNING row_id INTO made;
    RETURN made;
END
$$;

COMMENT ON FUNCTION correct_row(integer, integer, text, text, text, text, text, text, text, text, text, text) IS
    'Sửa một dòng bị từ chối: dòng mới chờ lần nạp sau, dòng cũ giữ nguyên; NULL là giữ ô cũ | correct a rejected row: a new one waits for the next load, the old one stays; NULL keeps a cell';

CREATE OR REPLACE FUNCTION dismiss_row(batch integer, row_number integer) RETURNS bigint
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    closed bigint;
BEGIN
    UPDATE rejected_row AS r
    SET resolved_at = clock_timestamp(), resolution = 'dismissed'
    WHERE r.batch_id = dismiss_row.batch
      AND r.row_number = dismiss_row.row_number
      AND r.resolved_at IS NULL;
    GET DIAGNOSTICS closed = ROW_COUNT;
    RETURN closed;
END
$$;

COMMENT ON FUNCTION dismiss_row(integer, integer) IS
    'Bỏ một dòng bị từ chối, không nạp nữa; trả về số lý do đã đóng | give up a rejected row; returns how many reasons were closed';

/*
 * What waits to be loaded and should not be: it stays as it came in, in a
 * batch of its own that loads nothing.
 */
CREATE OR REPLACE FUNCTION withdraw_waiting_rows() RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_batch integer;
    withdrawn integer;
BEGIN
    PERFORM _wait_for_loaders();
    IF NOT EXISTS (SELECT FROM observation_intake AS o WHERE o.batch_id IS NULL) THEN
        RETURN 0;
    END IF;
    INSERT INTO import_batch (intake) VALUES ('observation_intake') RETURNING batch_id INTO the_batch;
    UPDATE observation_intake SET batch_id = the_batch WHERE batch_id IS NULL;
    GET DIAGNOSTICS withdrawn = ROW_COUNT;
    UPDATE import_batch AS b
    SET finished_at = clock_timestamp(), rows_read = withdrawn, rows_rejected = 0,
        added = 0, revised = 0, unchanged = 0, remarks = 0
    WHERE b.batch_id = the_batch;
    RETURN withdrawn;
END
$$;

COMMENT ON FUNCTION withdraw_waiting_rows() IS
    'Rút các dòng đang chờ nạp của mình: vẫn giữ nguyên văn, không nạp; trả về số dòng | withdraw one''s rows that wait to be loaded: kept as they came, never loaded; returns how many';
