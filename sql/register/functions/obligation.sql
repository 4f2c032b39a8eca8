/*
 * Obligations: who owes which report, who was late, and what was signed.
 */

CREATE OR REPLACE FUNCTION _last_reporting_day(year integer, month integer, day integer, day_included boolean)
RETURNS date
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN make_date(year, month,
                 least(day, extract(day FROM make_date(year, month, 1)
                                             + interval '1 month - 1 day')::integer))
       - CASE WHEN day_included THEN 0 ELSE 1 END;

COMMENT ON FUNCTION _last_reporting_day(integer, integer, integer, boolean) IS
    'Ngày cuối cùng còn đúng hạn: "trước ngày 10/11" là ngày 9/11; ngày nghỉ không lùi hạn; 29/2 của năm không nhuận là 28/2 | the last day on time: "before 10 November" is the 9th; a weekend moves nothing; 29 February of a common year is the 28th';

/*
 * Obligations of a year, as known at a moment: what was recorded later, or
 * closed later, does not count.  Two cycles of one tier in one year can only
 * be a deadline that was moved between them: the later one holds.
 */
CREATE OR REPLACE FUNCTION report_obligation(year integer, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    tier integer,
    year integer,
    agency_id integer,
    consolidator_id integer,
    addressee_id integer,
    last_day date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.plan_id, c.tier, report_obligation.year, owing.agency_id,
           c.consolidator_id, c.addressee_id, c.last_day
    FROM (SELECT DISTINCT ON (k.plan_id, k.tier)
                 k.plan_id, k.tier, k.consolidator_id, k.addressee_id, d.last_day
          FROM report_cycle AS k
          CROSS JOIN LATERAL (
              SELECT _last_reporting_day(report_obligation.year, k.month, k.day, k.day_included) AS last_day
          ) AS d
          WHERE _believed_in_force(k.valid_from, k.valid_to, k.recorded_at, k.closed_at,
                                  d.last_day, known_at)
          ORDER BY k.plan_id, k.tier, k.valid_from DESC) AS c
    CROSS JOIN LATERAL (
        SELECT r.agency_id
        FROM report_roster AS r
        JOIN agency AS a ON a.agency_id = r.agency_id
        WHERE c.tier = 1
          AND r.plan_id = c.plan_id
          AND r.agency_id <> c.consolidator_id
          AND _believed_in_force(r.valid_from, r.valid_to, r.recorded_at, r.closed_at,
                                c.last_day, known_at)
          AND _believed_in_force(a.valid_from, a.valid_to, a.recorded_at, a.closed_at,
                                c.last_day, known_at)
        UNION ALL
        SELECT c.consolidator_id
        WHERE c.tier = 2) AS owing;
END;

COMMENT ON FUNCTION report_obligation(integer, timestamptz) IS
    'Ai phải báo cáo năm này, cho ai, qua ai, đến hết ngày nào: danh sách vào ngày cuối còn đúng hạn, trừ cơ quan khi đó không tồn tại và cơ quan tổng hợp; cấp 2 luôn còn dù cơ quan tổng hợp đã giải thể | who owes a report of a year, to whom, through whom, until the end of which day: the roster on the last day on time, less bodies that did not exist then and the consolidator itself; tier 2 stays owed even if the consolidator is gone';

/* Which reporters on the roster existed on the day it counts? */
CREATE OR REPLACE FUNCTION roster_on_deadline(year integer)
RETURNS TABLE (
    plan_id integer,
    agency_id integer,
    agency_code text,
    name_vi text,
    last_day date,
    existed boolean)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT r.plan_id, r.agency_id, a.code, a.name_vi, d.last_day,
           in_force(a.valid_from, a.valid_to, d.last_day)
    FROM report_cycle AS k
    CROSS JOIN LATERAL (
        SELECT _last_reporting_day(roster_on_deadline.year, k.month, k.day, k.day_included) AS last_day
    ) AS d
    JOIN report_roster AS r
        ON r.plan_id = k.plan_id AND in_force(r.valid_from, r.valid_to, d.last_day)
    JOIN agency AS a ON a.agency_id = r.agency_id
    WHERE k.tier = 1 AND in_force(k.valid_from, k.valid_to, d.last_day);
END;

COMMENT ON FUNCTION roster_on_deadline(integer) IS
    'Danh sách phải báo cáo vào ngày cuối còn đúng hạn, và cơ quan nào khi đó còn tồn tại | the roster on the last day on time, and which of its bodies existed then';

CREATE OR REPLACE FUNCTION obligation_status(year integer, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    plan_id integer,
    tier integer,
    year integer,
    agency_id integer,
    agency_code text,
    name_vi text,
    consolidator_id integer,
    addressee_id integer,
    last_day date,
    received_at timestamptz,
    received_day date,
    submissions bigint,
    on_time boolean,
    days_late integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT o.plan_id, o.tier, o.year, o.agency_id, a.code, a.name_vi,
           o.consolidator_id, o.addressee_id, o.last_day,
           s.received_at, local_day(s.received_at), s.submissions,
           local_day(s.received_at) <= o.last_day,
           greatest(local_day(s.received_at) - o.last_day, CASE WHEN s.submissions > 0 THEN 0 END)
    FROM report_obligation(obligation_status.year, known_at) AS o
    JOIN agency AS a ON a.agency_id = o.agency_id
    CROSS JOIN LATERAL (
        SELECT min(r.received_at) AS received_at, count(*) AS submissions
        FROM report_submission AS r
        WHERE r.plan_id = o.plan_id AND r.tier = o.tier
          AND r.year = o.year AND r.agency_id = o.agency_id
          AND r.received_at IS NOT NULL
          AND (r.recorded_at > known_at) IS NOT TRUE
          AND NOT EXISTS (
              SELECT FROM report_submission AS n
              WHERE n.corrects_id = r.report_submission_id
                AND (n.recorded_at > known_at) IS NOT TRUE)) AS s;
END;

COMMENT ON FUNCTION obligation_status(integer, timestamptz) IS
    'Mỗi nghĩa vụ báo cáo của một năm một dòng: nhận lúc nào (lần đầu), đúng hạn không, trễ mấy ngày; chưa nhận thì on_time và days_late là NULL | one row per obligation of a year: when it was first received, on time or not, days late; nothing received: both NULL';

CREATE OR REPLACE FUNCTION missing_reports(year integer, on_date date DEFAULT today())
RETURNS TABLE (
    plan_id integer,
    tier integer,
    agency_id integer,
    agency_code text,
    name_vi text,
    last_day date,
    days_overdue integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.plan_id, s.tier, s.agency_id, s.agency_code, s.name_vi, s.last_day,
           missing_reports.on_date - s.last_day
    FROM obligation_status(missing_reports.year) AS s
    WHERE s.last_day < missing_reports.on_date
      AND (s.received_day <= missing_reports.on_date) IS NOT TRUE;
END;

COMMENT ON FUNCTION missing_reports(integer, date) IS
    'Báo cáo của một năm đã quá hạn mà đến hết ngày này vẫn chưa nhận | reports of a year past their deadline and not received by the end of this day';

CREATE OR REPLACE FUNCTION late_reports(year integer)
RETURNS TABLE (
    plan_id integer,
    tier integer,
    agency_id integer,
    agency_code text,
    name_vi text,
    last_day date,
    received_at timestamptz,
    received_day date,
    days_late integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.plan_id, s.tier, s.agency_id, s.agency_code, s.name_vi, s.last_day,
           s.received_at, s.received_day, s.days_late
    FROM obligation_status(late_reports.year) AS s
    WHERE s.days_late > 0;
END;

COMMENT ON FUNCTION late_reports(integer) IS
    'Báo cáo của một năm nhận sau hạn, trễ mấy ngày theo giờ Việt Nam; chưa nhận thì xem missing_reports | reports of a year received after the deadline, with days late in Vietnam; those never received are in missing_reports';

/*
 * The years of a span in which reports can be owed: none before the first
 * cycle, and none that nobody alive will report on.
 */
CREATE OR REPLACE FUNCTION _report_years(first_year integer, last_year integer)
RETURNS TABLE (year integer)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT generate_series(greatest(first_year, b.first), least(last_year, b.last))
    FROM (SELECT min(extract(year FROM c.valid_from))::integer AS first,
                 extract(year FROM today())::integer + 100 AS last
          FROM report_cycle AS c) AS b
    WHERE b.first IS NOT NULL;
END;

COMMENT ON FUNCTION _report_years(integer, integer) IS
    'Các năm có thể có nghĩa vụ báo cáo | the years in which reports can be owed';

CREATE OR REPLACE FUNCTION repeatedly_late(first_year integer, last_year integer, on_date date DEFAULT today())
RETURNS TABLE (
    plan_id integer,
    tier integer,
    agency_id integer,
    agency_code text,
    name_vi text,
    owed bigint,
    late_years integer[],
    missing_years integer[],
    days_late bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT s.plan_id, s.tier, s.agency_id, s.agency_code, s.name_vi, count(*),
           coalesce(array_agg(s.year ORDER BY s.year) FILTER (WHERE s.days_late > 0), '{}'),
           coalesce(array_agg(s.year ORDER BY s.year) FILTER (WHERE s.received_at IS NULL), '{}'),
           coalesce(sum(s.days_late), 0)
    FROM _report_years(first_year, last_year) AS y
    CROSS JOIN LATERAL obligation_status(y.year) AS s
    WHERE s.last_day < repeatedly_late.on_date
    GROUP BY s.plan_id, s.tier, s.agency_id, s.agency_code, s.name_vi
    HAVING count(*) FILTER (WHERE s.on_time IS NOT TRUE) >= 2;
END;

COMMENT ON FUNCTION repeatedly_late(integer, integer, date) IS
    'Cơ quan trễ hoặc không báo cáo ít nhất hai lần trong các năm này, trong số kỳ đã đến hạn vào ngày này | bodies late or silent at least twice in these years, of the cycles due by this day';

/*
 * Reporting rates, in DHIS2's words: actual of expected, at most 100, and
 * NULL where nothing was expected.
 */
CREATE OR REPLACE FUNCTION _rate_of(actual bigint, expected bigint) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN expected > 0 THEN least(100.0 * actual / expected, 100) END;

COMMENT ON FUNCTION _rate_of(bigint, bigint) IS
    'min(100 * đã có / phải có, 100); không có gì phải có: NULL | min(100 * actual / expected, 100); nothing expected: NULL';

CREATE OR REPLACE FUNCTION _reporting_count(year integer)
RETURNS TABLE (
    level text,
    plan_id integer,
    tier integer,
    agency_id integer,
    expected bigint,
    received bigint,
    received_on_time bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN grouping(s.agency_id) = 0 THEN 'agency'
                WHEN grouping(c.tier) = 0 THEN 'tier'
                ELSE 'plan' END,
           c.plan_id, c.tier, s.agency_id,
           count(s.agency_id), count(s.received_at), count(*) FILTER (WHERE s.on_time)
    FROM (SELECT DISTINCT k.plan_id, k.tier FROM report_cycle AS k) AS c
    LEFT JOIN obligation_status(_reporting_count.year) AS s
        ON s.plan_id = c.plan_id AND s.tier = c.tier
    GROUP BY GROUPING SETS ((c.plan_id), (c.plan_id, c.tier), (c.plan_id, c.tier, s.agency_id))
    HAVING grouping(s.agency_id) = 1 OR s.agency_id IS NOT NULL;
END;

COMMENT ON FUNCTION _reporting_count(integer) IS
    'Số báo cáo phải có, đã có và đúng hạn của một năm: theo cơ quan, theo cấp, và cả kế hoạch | reports expected, received and on time: by agency, by tier, and for the plan';

CREATE OR REPLACE FUNCTION reporting_rate(year integer)
RETURNS TABLE (
    level text,
    plan_id integer,
    tier integer,
    agency_id integer,
    expected bigint,
    actual bigint,
    rate numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.level, c.plan_id, c.tier, c.agency_id, c.expected, c.received,
           _rate_of(c.received, c.expected)
    FROM _reporting_count(reporting_rate.year) AS c;
END;

COMMENT ON FUNCTION reporting_rate(integer) IS
    'Tỷ lệ báo cáo (%) của một năm, dù sớm hay muộn; level: agency, tier, plan | reporting rate of a year in percent, early or late; level: agency, tier, plan';

CREATE OR REPLACE FUNCTION reporting_rate_on_time(year integer)
RETURNS TABLE (
    level text,
    plan_id integer,
    tier integer,
    agency_id integer,
    expected bigint,
    actual bigint,
    rate numeric)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT c.level, c.plan_id, c.tier, c.agency_id, c.expected, c.received_on_time,
           _rate_of(c.received_on_time, c.expected)
    FROM _reporting_count(reporting_rate_on_time.year) AS c;
END;

COMMENT ON FUNCTION reporting_rate_on_time(integer) IS
    'Tỷ lệ báo cáo đúng hạn (%) của một năm; level: agency, tier, plan | rate of reports on time of a year in percent; level: agency, tier, plan';

/*
 * What people do: enter and leave the roster, replace the consolidator,
 * record a report, sign one.
 */
CREATE OR REPLACE FUNCTION enter_roster(plan text, agency text, from_day date, document_id integer DEFAULT NULL,
                             note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    new_id integer;
BEGIN
    INSERT INTO report_roster (plan_id, agency_id, document_id, note, valid_from)
    VALUES (require_plan(plan), require_agency(agency, from_day), enter_roster.document_id, enter_roster.note, from_day)
    RETURNING report_roster_id INTO new_id;
    RETURN new_id;
END
$$;

COMMENT ON FUNCTION enter_roster(text, text, date, integer, text) IS
    'Đưa một cơ quan vào danh sách phải báo cáo từ ngày này | put a body on the roster from this day on';

CREATE OR REPLACE FUNCTION leave_roster(plan text, agency text, last_day date) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE report_roster AS r
    SET valid_to = last_day
    WHERE r.plan_id = require_plan(plan) AND r.agency_id = require_agency(agency)
      AND r.valid_to IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'agency "%" is not on the roster', agency USING ERRCODE = 'no_data_found';
    END IF;
END
$$;

COMMENT ON FUNCTION leave_roster(text, text, date) IS
    'Cơ quan thôi thuộc danh sách phải báo cáo sau ngày này | a body leaves the roster after this day';

CREATE OR REPLACE FUNCTION replace_consolidator(plan text, agency text, from_day date, document_id integer DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_plan CONSTANT integer := require_plan(plan);
    the_agency CONSTANT integer := require_agency(agency, from_day);
BEGIN
    UPDATE report_cycle AS c
    SET valid_to = from_day - 1
    WHERE c.plan_id = the_plan AND c.valid_to IS NULL AND c.consolidator_id <> the_agency;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'plan "%" has no reports to take over', plan USING ERRCODE = 'no_data_found';
    END IF;

    INSERT INTO report_cycle (plan_id, tier, title_vi, title_en, consolidator_id, addressee_id,
                              month, day, day_included, document_id, valid_from)
    SELECT c.plan_id, c.tier, c.title_vi, c.title_en, the_agency, c.addressee_id,
           c.month, c.day, c.day_included, coalesce(replace_consolidator.document_id, c.document_id),
           from_day
    FROM report_cycle AS c
    WHERE c.plan_id = the_plan AND c.valid_to = from_day - 1 AND c.consolidator_id <> the_agency;
END
$$;

COMMENT ON FUNCTION replace_consolidator(text, text, date, integer) IS
    'Thay cơ quan tổng hợp của cả hai cấp từ ngày này; các năm trước giữ tên cũ | replace the consolidator of both tiers from this day on; earlier years keep the old one';

CREATE OR REPLACE FUNCTION submit_report(
    plan text,
    year integer,
    agency text,
    received_at timestamptz DEFAULT clock_timestamp(),
    document_id integer DEFAULT NULL,
    tier integer DEFAULT 1,
    corrects_id integer DEFAULT NULL,
    note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_plan CONSTANT integer := require_plan(plan);
    the_agency CONSTANT integer := require_agency(agency);
    new_id integer;
BEGIN
    IF NOT EXISTS (SELECT FROM report_obligation(submit_report.year) AS o
                   WHERE o.plan_id = the_plan AND o.tier = submit_report.tier
                     AND o.agency_id = the_agency) THEN
        RAISE NOTICE 'cơ quan "%" không phải báo cáo năm %: vẫn ghi, không tính | agency "%" owes no report for %: recorded, not counted',
                     agency, year, agency, year;
    END IF;

    INSERT INTO report_submission (plan_id, tier, year, agency_id, received_at, document_id,
                                   corrects_id, note)
    VALUES (the_plan, submit_report.tier, submit_report.year, the_agency, submit_report.received_at,
            submit_report.document_id, submit_report.corrects_id, submit_report.note)
    RETURNING report_submission_id INTO new_id;
    RETURN new_id;
END
$$;

COMMENT ON FUNCTION submit_report(text, integer, text, timestamptz, integer, integer, integer, text) IS
    'Ghi một báo cáo đã nhận; corrects_id: đính chính dòng ghi sai, received_at NULL khi đó là chưa nhận | record a report that was received; corrects_id: corrects a wrong row, where received_at NULL says nothing was received';

/*
 * The rows of a report are written by signing it and by nothing else: with
 * the owner's rights, when its row in signed_report is made.  All are seen at
 * one instant, and nothing is locked: a loader that commits later is simply
 * not in the report.  A clock that was set back does not let a later report
 * come before an earlier one.
 */
CREATE OR REPLACE FUNCTION _stamp_signing() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    NEW.signed_at := greatest(NEW.signed_at,
        (SELECT max(s.signed_at) + interval '1 microsecond'
         FROM signed_report AS s
         WHERE s.plan_id = NEW.plan_id AND s.year = NEW.year));
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _stamp_signing() IS
    'Báo cáo ký sau không mang thời điểm trước báo cáo ký trước | a report signed later does not bear an earlier moment';

CREATE OR REPLACE TRIGGER signed_report_stamp BEFORE INSERT ON signed_report
    FOR EACH ROW EXECUTE FUNCTION _stamp_signing();

/* The same whatever the settings of the session. */
CREATE OR REPLACE FUNCTION _signed_digest(signed_report_id integer) RETURNS text
LANGUAGE sql STABLE
SET datestyle = 'ISO'
SET timezone = 'UTC'
BEGIN ATOMIC
    SELECT encode(sha256(convert_to(coalesce(string_agg(
               ROW(r.indicator_id, r.area_id, r.scope, r.sort_order, r.sector_number, r.sector_title_vi,
                   r.code, r.name_vi, r.unit_label, r.area_code, r.area_name_vi, r.weight, r.due, r.cell,
                   r.goal, r.value, r.stage, r.source_code, r.is_sample, r.figure_recorded_at,
                   r.figure_recorded_by, r.period_end, r.status, r.gap, r.attainment,
                   r.lead_agency_ids, r.lead_names_vi)::text,
               E'\n' ORDER BY r.indicator_id, r.area_id, r.scope), ''), 'UTF8')), 'hex')
    FROM signed_report_row AS r
    WHERE r.signed_report_id = _signed_digest.signed_report_id;
END;

COMMENT ON FUNCTION _signed_digest(integer) IS
    'SHA-256 của các dòng của một báo cáo đã ký | SHA-256 of the rows of a signed report';

CREATE OR REPLACE FUNCTION _take_signed_rows() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT
AS $$
BEGIN
    IF TG_RELID <> 'signed_report'::regclass THEN
        RAISE EXCEPTION 'only reports are signed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO signed_report_row (signed_report_id, indicator_id, area_id, scope, sort_order,
                                   sector_number, sector_title_vi, code, name_vi, unit_label,
                                   area_code, area_name_vi, weight, due, cell, goal,
                                   value, stage, source_code, is_sample,
                                   figure_recorded_at, figure_recorded_by,
                                   period_end, status, gap, attainment,
                                   lead_agency_ids, lead_names_vi)
    SELECT NEW.signed_report_id, e.indicator_id, e.area_id, e.scope, e.sort_order,
           c.number, c.title_vi, e.code, i.name_vi, u.label,
           a.code, a.name_vi, e.weight, e.due, t.cell, e.goal,
           e.value, e.stage, s.code, e.is_sample,
           o.recorded_at, o.recorded_by,
           e.period_end, e.status, e.gap, e.attainment,
           e.lead_agency_ids,
           ARRAY(SELECT g.name_vi
                 FROM unnest(e.lead_agency_ids) WITH ORDINALITY AS l (agency_id, n)
                 JOIN agency AS g ON g.agency_id = l.agency_id
                 ORDER BY l.n)
    FROM verdict_as_of(NEW.year) AS e
    JOIN indicator AS i ON i.indicator_id = e.indicator_id
    JOIN sector AS c ON c.sector_id = e.sector_id
    JOIN area AS a ON a.area_id = e.area_id
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id
    LEFT JOIN source AS s ON s.source_id = e.source_id
    LEFT JOIN observation AS o
        ON o.indicator_id = e.indicator_id AND o.area_id = e.area_id
       AND o.period_end = e.period_end AND o.period_start = make_date(NEW.year, 1, 1)
       AND o.source_id = e.source_id
    LEFT JOIN indicator_target AS t
        ON t.indicator_id = e.indicator_id AND t.area_id = e.area_id
       AND t.scope = e.scope AND t.due = e.due
       AND in_force(t.valid_from, t.valid_to, today())
    WHERE e.plan_id = NEW.plan_id
      AND (NEW.scope IS NULL OR e.scope = NEW.scope);

    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is nothing to sign'
            USING ERRCODE = 'no_data_found',
                  DETAIL = format('Plan "%s" promises nothing in the scope %s.',
                                  (SELECT p.code FROM plan AS p WHERE p.plan_id = NEW.plan_id),
                                  coalesce(NEW.scope, '(both)'));
    END IF;
    UPDATE signed_report AS s
    SET digest = _signed_digest(s.signed_report_id)
    WHERE s.signed_report_id = NEW.signed_report_id;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION _take_signed_rows() IS
    'Giữ lại mọi dòng đánh giá như lúc ký | keep all verdicts as they stand when a report is signed';

CREATE OR REPLACE TRIGGER signed_report_rows AFTER INSERT ON signed_report
    FOR EACH ROW EXECUTE FUNCTION _take_signed_rows();

CREATE OR REPLACE FUNCTION sign_report(
    plan text,
    year integer,
    scope text DEFAULT NULL,
    document_id integer DEFAULT NULL,
    signer text DEFAULT NULL,
    note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_report integer;
BEGIN
    INSERT INTO signed_report (plan_id, year, scope, document_id, signer, note)
    VALUES (require_plan(plan), sign_report.year, sign_report.scope, sign_report.document_id,
            sign_report.signer, sign_report.note)
    RETURNING signed_report_id INTO the_report;
    RETURN the_report;
END
$$;

COMMENT ON FUNCTION sign_report(text, integer, text, integer, text, text) IS
    'Chốt báo cáo tổng hợp: giữ lại mọi dòng đánh giá như lúc này, trả về khóa của báo cáo | sign the consolidated report: keep all verdicts as they stand now; returns the key of the report';

CREATE OR REPLACE FUNCTION report_as_signed(plan text, year integer, known_at timestamptz DEFAULT NULL)
RETURNS TABLE (
    signed_report_id integer,
    signed_at timestamptz,
    signer text,
    document_number text,
    sort_order integer,
    sector_number integer,
    sector_title_vi text,
    code text,
    name_vi text,
    unit_label text,
    area_code text,
    scope text,
    due date,
    cell text,
    goal socpolicy.target,
    value numeric,
    stage text,
    source_code text,
    is_sample boolean,
    status socpolicy.compliance_status,
    gap numeric,
    attainment numeric,
    lead_names_vi text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.signed_report_id, s.signed_at, s.signer, d.number,
           r.sort_order, r.sector_number, r.sector_title_vi, r.code, r.name_vi, r.unit_label,
           r.area_code, r.scope, r.due, r.cell, r.goal,
           r.value, r.stage, r.source_code, r.is_sample,
           r.status, r.gap, r.attainment, r.lead_names_vi
    FROM (SELECT g.signed_report_id, g.signed_at, g.signer, g.document_id
          FROM signed_report AS g
          JOIN plan AS p ON p.plan_id = g.plan_id
          WHERE p.code = report_as_signed.plan
            AND g.year = report_as_signed.year
            AND (g.signed_at > known_at) IS NOT TRUE
          ORDER BY g.signed_at DESC, g.signed_report_id DESC
          LIMIT 1) AS s
    JOIN signed_report_row AS r ON r.signed_report_id = s.signed_report_id
    LEFT JOIN document AS d ON d.document_id = s.document_id
    ORDER BY r.sort_order, r.area_code, r.scope;
END;

COMMENT ON FUNCTION report_as_signed(text, integer, timestamptz) IS
    'Báo cáo đã ký gần nhất của một năm (hoặc gần nhất trước thời điểm này), đúng như lúc ký, theo thứ tự in | the last report signed for a year (or the last by this moment), exactly as signed, in printed order';

CREATE OR REPLACE FUNCTION indicators_without_value(signed_report_id integer)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    code text,
    name_vi text,
    sort_order integer,
    lead_agency_ids integer[],
    lead_names_vi text[])
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT DISTINCT r.indicator_id, r.area_id, r.code, r.name_vi, r.sort_order,
           r.lead_agency_ids, r.lead_names_vi
    FROM signed_report_row AS r
    WHERE r.signed_report_id = indicators_without_value.signed_report_id
      AND r.value IS NULL;
END;

COMMENT ON FUNCTION indicators_without_value(integer) IS
    'Chỉ tiêu không có số liệu trong báo cáo đã ký, và ai chủ trì lúc ký | indicators without a value in a signed report, and who led them then';

CREATE OR REPLACE FUNCTION changed_since_signing(signed_report_id integer)
RETURNS TABLE (
    indicator_id integer,
    area_id integer,
    scope text,
    code text,
    sort_order integer,
    value_signed numeric,
    value_now numeric,
    stage_signed text,
    stage_now text,
    status_signed socpolicy.compliance_status,
    status_now socpolicy.compliance_status)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT r.indicator_id, r.area_id, r.scope, r.code, r.sort_order,
           r.value, e.value, r.stage, e.stage, r.status, e.status
    FROM signed_report AS g
    JOIN signed_report_row AS r ON r.signed_report_id = g.signed_report_id
    LEFT JOIN LATERAL verdict_as_of(g.year) AS e
        ON e.indicator_id = r.indicator_id AND e.area_id = r.area_id AND e.scope = r.scope
    WHERE g.signed_report_id = changed_since_signing.signed_report_id
      AND (r.value, r.stage, r.status, r.due) IS DISTINCT FROM (e.value, e.stage, e.status, e.due);
END;

COMMENT ON FUNCTION changed_since_signing(integer) IS
    'Những dòng của báo cáo đã ký mà nay số liệu hoặc kết quả đã khác | rows of a signed report whose figure or verdict is another today';

/*
 * Duties that nobody fulfils on a day.
 */
CREATE OR REPLACE FUNCTION duties_without_lead(on_date date DEFAULT today())
RETURNS TABLE (
    plan_id integer,
    kind text,
    indicator_id integer,
    task_id integer,
    code text,
    name_vi text,
    last_lead_id integer,
    last_led_on date)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT d.plan_id, d.kind, d.indicator_id, d.task_id, d.code, d.name_vi,
           former.agency_id, former.last_day
    FROM (SELECT i.plan_id, 'indicator' AS kind, i.indicator_id, NULL::integer AS task_id,
                 i.code, i.name_vi
          FROM indicator AS i
          WHERE i.measured
          UNION ALL
          SELECT t.plan_id, 'task', NULL, t.task_id, t.key, t.name_vi
          FROM task AS t) AS d
    LEFT JOIN LATERAL (
        SELECT r.agency_id, least(r.valid_to, a.valid_to) AS last_day
        FROM responsibility AS r
        JOIN agency AS a ON a.agency_id = r.agency_id
        WHERE r.role = 'lead'
          AND (r.indicator_id = d.indicator_id OR r.task_id = d.task_id)
          AND (r.valid_from <= duties_without_lead.on_date) IS NOT FALSE
        ORDER BY least(r.valid_to, a.valid_to) DESC NULLS FIRST, r.sort_order, r.agency_id
        LIMIT 1) AS former ON true
    WHERE NOT EXISTS (
        SELECT FROM responsibility AS r
        JOIN agency AS a ON a.agency_id = r.agency_id
        WHERE r.role = 'lead'
          AND (r.indicator_id = d.indicator_id OR r.task_id = d.task_id)
          AND in_force(r.valid_from, r.valid_to, duties_without_lead.on_date)
          AND in_force(a.valid_from, a.valid_to, duties_without_lead.on_date));
END;

COMMENT ON FUNCTION duties_without_lead(date) IS
    'Chỉ tiêu đo lường và nhiệm vụ mà vào ngày này không có cơ quan chủ trì nào còn tồn tại, và ai chủ trì gần nhất | measured indicators and tasks that no living body leads on a day, and who led them last';

CREATE OR REPLACE FUNCTION open_duties(on_date date DEFAULT today())
RETURNS TABLE (
    kind text,
    plan_id integer,
    code text,
    agency_id integer,
    due date,
    days_overdue integer,
    what_vi text,
    what_en text)
LANGUAGE sql STABLE PARALLEL SAFE
-- The planner takes the years for a thousand, and compiling for them takes a
-- hundred times longer than running.
SET jit = off
BEGIN ATOMIC
    SELECT 'report', s.plan_id, s.agency_code, s.agency_id, s.last_day,
           CASE WHEN s.last_day < open_duties.on_date THEN open_duties.on_date - s.last_day END,
           'báo cáo năm ' || s.year || ' cấp ' || s.tier || ': ' || s.name_vi,
           'report of ' || s.year || ', tier ' || s.tier || ': ' || s.agency_code
    FROM _report_years(NULL, extract(year FROM open_duties.on_date)::integer) AS y
    CROSS JOIN LATERAL obligation_status(y.year) AS s
    WHERE (s.received_day <= open_duties.on_date) IS NOT TRUE
    UNION ALL
    SELECT d.kind || '_lead', d.plan_id, d.code, d.last_lead_id, NULL, NULL,
           CASE d.kind WHEN 'task' THEN 'nhiệm vụ ' ELSE 'chỉ tiêu ' END || d.code
               || ' không còn cơ quan chủ trì: ' || d.name_vi,
           d.kind || ' ' || d.code || ' has no living lead'
    FROM duties_without_lead(open_duties.on_date) AS d
    UNION ALL
    SELECT 'difficulty', f.plan_id, f.difficulty_id::text, f.agency_id, NULL, NULL,
           'khó khăn chưa được trả lời, nêu ngày ' || to_char(f.raised_on, 'DD/MM/YYYY') || ': ' || f.content,
           'difficulty without an answer, raised on ' || to_char(f.raised_on, 'YYYY-MM-DD')
    FROM open_difficulties(open_duties.on_date) AS f;
END;

COMMENT ON FUNCTION open_duties(date) IS
    'Nghĩa vụ còn bỏ ngỏ vào ngày này: báo cáo chưa nhận (quá hạn thì có days_overdue), chỉ tiêu và nhiệm vụ không có cơ quan chủ trì, khó khăn chưa được trả lời | duties open on a day: reports not received (days_overdue once late), indicators and tasks that nobody leads, difficulties without an answer';

/*
 * What agencies record beside figures: their work plans and who answers for
 * what, the progress of tasks, difficulties and their answers, findings of
 * those who supervise.  Who may is said by the policies of the tables.
 */
CREATE OR REPLACE FUNCTION _require_task(key text, plan text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_id integer;
BEGIN
    IF key IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT t.task_id INTO found_id
    FROM task AS t
    WHERE t.plan_id = require_plan(plan) AND t.key = _require_task.key;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no task "%" in plan "%"', key, plan USING ERRCODE = 'undefined_object';
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION _require_task(text, text) IS
    'Nhiệm vụ mang mã này của kế hoạch; không có thì báo lỗi | the task with this key in the plan, or an error';

CREATE OR REPLACE FUNCTION record_work_plan(
    plan text,
    agency text,
    first_year integer,
    last_year integer,
    document text DEFAULT NULL,
    note text DEFAULT NULL)
RETURNS integer
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO work_plan (plan_id, agency_id, year_from, year_to, document_id, note)
    VALUES (require_plan(plan), require_agency(agency), first_year, last_year,
            CASE WHEN document IS NOT NULL THEN require_document(document) END, note)
    RETURNING work_plan_id;
END;

COMMENT ON FUNCTION record_work_plan(text, text, integer, integer, text, text) IS
    'Ghi kế hoạch công tác của một cơ quan, trả về khóa | record the work plan of an agency; returns its key';

CREATE OR REPLACE FUNCTION record_work_plan_item(
    work_plan_id integer,
    indicator text DEFAULT NULL,
    task text DEFAULT NULL,
    person text DEFAULT NULL,
    division text DEFAULT NULL,
    due date DEFAULT NULL,
    note text DEFAULT NULL)
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_plan text;
    made integer;
BEGIN
    SELECT p.code INTO the_plan
    FROM work_plan AS w
    JOIN plan AS p ON p.plan_id = w.plan_id
    WHERE w.work_plan_id = record_work_plan_item.work_plan_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no work plan %', work_plan_id USING ERRCODE = 'undefined_object';
    END IF;
    INSERT INTO work_plan_item (work_plan_id, indicator_id, task_id, person, division, due, note)
    VALUES (record_work_plan_item.work_plan_id,
            CASE WHEN indicator IS NOT NULL THEN require_indicator(indicator, the_plan) END,
            _require_task(task, the_plan), record_work_plan_item.person, record_work_plan_item.division,
            record_work_plan_item.due, record_work_plan_item.note)
    RETURNING work_plan_item_id INTO made;
    RETURN made;
END
$$;

COMMENT ON FUNCTION record_work_plan_item(integer, text, text, text, text, date, text) IS
    'Ghi một chỉ tiêu hoặc nhiệm vụ vào kế hoạch công tác, với người chịu trách nhiệm | record an indicator or a task in a work plan, with the person who answers for it';

CREATE OR REPLACE FUNCTION record_progress(
    plan text,
    task text,
    as_of date,
    state text,
    percent numeric DEFAULT NULL,
    note text DEFAULT NULL,
    document text DEFAULT NULL)
RETURNS integer
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO task_progress (task_id, as_of, state, percent, note, document_id)
    VALUES (_require_task(task, plan), as_of, state, percent, note,
            CASE WHEN document IS NOT NULL THEN require_document(document) END)
    RETURNING task_progress_id;
END;

COMMENT ON FUNCTION record_progress(text, text, date, text, numeric, text, text) IS
    'Ghi tiến độ của một nhiệm vụ: triggered, not_started, in_progress, done | record the progress of a task';

CREATE OR REPLACE FUNCTION raise_difficulty(
    plan text,
    agency text,
    content text,
    addressee text,
    raised_on date DEFAULT today(),
    indicator text DEFAULT NULL,
    task text DEFAULT NULL,
    proposal text DEFAULT NULL,
    through text DEFAULT NULL)
RETURNS integer
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO difficulty (plan_id, agency_id, content, addressee_id, raised_on, indicator_id, task_id,
                            proposal, through_id)
    VALUES (require_plan(plan), require_agency(agency), content, require_agency(addressee), raised_on,
            CASE WHEN indicator IS NOT NULL THEN require_indicator(indicator, plan) END,
            _require_task(task, plan), proposal,
            CASE WHEN through IS NOT NULL THEN require_agency(through) END)
    RETURNING difficulty_id;
END;

COMMENT ON FUNCTION raise_difficulty(text, text, text, text, date, text, text, text, text) IS
    'Nêu một khó khăn, vướng mắc, trả về khóa để trả lời | raise a difficulty; returns the key by which it is answered';

CREATE OR REPLACE FUNCTION answer_difficulty(
    difficulty_id integer,
    answer text,
    decided_by text,
    decided_on date DEFAULT today(),
    document text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE difficulty AS d
    SET answer = answer_difficulty.answer, decided_by_id = require_agency(decided_by),
        decided_on = answer_difficulty.decided_on,
        document_id = CASE WHEN document IS NOT NULL THEN require_document(document) END
    WHERE d.difficulty_id = answer_difficulty.difficulty_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no difficulty %', difficulty_id USING ERRCODE = 'undefined_object';
    END IF;
END
$$;

COMMENT ON FUNCTION answer_difficulty(integer, text, text, date, text) IS
    'Trả lời một khó khăn; câu trả lời đã có thì giữ nguyên | answer a difficulty; an answer that was given stays';

CREATE OR REPLACE FUNCTION record_finding(
    plan text,
    agency text,
    kind text,
    content text,
    found_on date DEFAULT today(),
    concerned text DEFAULT NULL,
    indicator text DEFAULT NULL,
    task text DEFAULT NULL,
    recommendation text DEFAULT NULL,
    document text DEFAULT NULL)
RETURNS integer
LANGUAGE sql VOLATILE
BEGIN ATOMIC
    INSERT INTO finding (plan_id, agency_id, kind, content, found_on, concerned_id, indicator_id, task_id,
                         recommendation, finding_document_id)
    VALUES (require_plan(plan), require_agency(agency), kind, content, found_on,
            CASE WHEN concerned IS NOT NULL THEN require_agency(concerned) END,
            CASE WHEN indicator IS NOT NULL THEN require_indicator(indicator, plan) END,
            _require_task(task, plan), recommendation,
            CASE WHEN document IS NOT NULL THEN require_document(document) END)
    RETURNING finding_id;
END;

COMMENT ON FUNCTION record_finding(text, text, text, text, date, text, text, text, text, text) IS
    'Ghi một kết luận, kiến nghị giám sát: supervision, social_criticism, inspection, audit; trả về khóa | record a finding of those who supervise; returns its key';

CREATE OR REPLACE FUNCTION answer_finding(
    finding_id integer,
    answer text,
    decided_on date DEFAULT today(),
    document text DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE finding AS f
    SET answer = answer_finding.answer, decided_on = answer_finding.decided_on,
        document_id = CASE WHEN document IS NOT NULL THEN require_document(document) END
    WHERE f.finding_id = answer_finding.finding_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'there is no finding %', finding_id USING ERRCODE = 'undefined_object';
    END IF;
END
$$;

COMMENT ON FUNCTION answer_finding(integer, text, date, text) IS
    'Trả lời một kết luận, kiến nghị; câu trả lời đã có thì giữ nguyên | answer a finding; an answer that was given stays';
