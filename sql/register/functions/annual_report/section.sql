/*
 * The sections of the annual report, each a function that returns HTML.
 */

/*
 * Summary: counts only, never a mean of percentages; the unevaluated apart.
 */
CREATE OR REPLACE FUNCTION _report_tally(lines annual_report_line[]) RETURNS socpolicy.tally
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT socpolicy.tally_agg(l.status, l.weight) FROM unnest(lines) AS l WHERE l.counted);

COMMENT ON FUNCTION _report_tally(annual_report_line[]) IS
    'Đếm các dòng được tính, mỗi dòng một lần | the lines that count, each once';

CREATE OR REPLACE FUNCTION _report_counts(counts socpolicy.tally) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[socpolicy.exceeded(counts), socpolicy.met(counts), socpolicy.near(counts),
             socpolicy.missed(counts), socpolicy.not_due(counts), socpolicy.no_data(counts),
             socpolicy.no_target(counts)]::integer[];

COMMENT ON FUNCTION _report_counts(socpolicy.tally) IS
    'Bảy số đếm theo thứ tự của kết quả | the seven counts in the order of the verdicts';

/*
 * Signs in the bar are drawn, not written: a word processor that does not
 * know SVG shows its texts.
 */
CREATE OR REPLACE FUNCTION _report_stack_svg(counts integer[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT '<svg xmlns="http://www.w3.org/2000/svg" role="img" width="180" height="18" viewBox="0 0 180 18"><title>'
        || coalesce(string_agg(b.word || ': ' || b.n, ', ' ORDER BY b.rank), '') || '</title>'
        || coalesce(string_agg(
               format('<rect x="%s" y="1.5" width="%s" height="15" fill="%s" stroke="%s"%s/>',
                      round(b.start, 1), round(b.width, 1), b.fill, b.stroke,
                      CASE b.status WHEN 'no_data' THEN ' stroke-dasharray="2 2"' ELSE '' END)
               || CASE WHEN b.width >= 13
                       THEN format('<path transform="translate(%s 3)" d="%s" fill="%s" stroke="%s" stroke-width="1.5"/>',
                                   round(b.start + b.width / 2 - 6, 1), b.sign,
                                   CASE b.status WHEN 'exceeded' THEN '#fff' ELSE 'none' END, b.ink)
                       ELSE '' END,
               '' ORDER BY b.rank), '')
        || '</svg>'
    FROM (SELECT socpolicy.status_label(s.status, lang) AS word, s.status, s.rank, s.n,
                 k.fill, k.stroke, k.ink, k.sign,
                 178.0 * s.n / sum(s.n) OVER () AS width,
                 1 + 178.0 * (sum(s.n) OVER (ORDER BY s.rank) - s.n) / sum(s.n) OVER () AS start
          FROM unnest(enum_range(NULL::socpolicy.compliance_status), counts) WITH ORDINALITY AS s (status, n, rank)
          -- What was judged is filled, what was not is hollow; signs as in the other pictures.
          JOIN (VALUES
              ('exceeded'::socpolicy.compliance_status, '#00497a', '#fff', '#fff',
               'M6 1L7.3 4.5 11 4.7 8.1 7 9.1 10.6 6 8.6 2.9 10.6 3.9 7 1 4.7 4.7 4.5Z'),
              ('met', '#00776e', '#fff', '#fff', 'M3 6.2L5.2 8.6 9.2 3.8'),
              ('near', '#f0b040', '#fff', '#000', 'M6 1.5L11 10.5H1ZM6 4.5V7.5M6 8.5V9.5'),
              ('missed', '#b3300c', '#fff', '#fff', 'M3.2 3.2L8.8 8.8M8.8 3.2L3.2 8.8'),
              ('not_due', '#fff', '#4f76a3', '#4f76a3', 'M6 1A5 5 0 1 1 6 11A5 5 0 1 1 6 1ZM6 3.5V6L8 7.2'),
              ('no_data', '#fff', '#808080', '#606060', 'M4 4.6A2.1 2.1 0 1 1 6 6.6V8M6 9.2V10.4'),
              ('no_target', '#ececec', '#808080', '#606060', 'M3 6H9')
              ) AS k (status, fill, stroke, ink, sign) ON k.status = s.status
          WHERE s.n > 0) AS b);

COMMENT ON FUNCTION _report_stack_svg(integer[], text) IS
    'Thanh xếp chồng các số đếm theo kết quả | the counts by verdict as a stacked bar';

CREATE OR REPLACE FUNCTION _report_counts_words(counts socpolicy.tally, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(socpolicy.status_label(s.status, lang) || ': ' || s.n, ', ' ORDER BY s.status)
        FROM unnest(enum_range(NULL::socpolicy.compliance_status), _report_counts(counts)) AS s (status, n)
        WHERE s.n > 0);

COMMENT ON FUNCTION _report_counts_words(socpolicy.tally, text) IS
    'Các số đếm khác không bằng lời | the counts that are not zero, in words';

/* By sector and by lead agency; what several lead is in the group of each. */
CREATE OR REPLACE FUNCTION _report_groups(lines annual_report_line[], lang text)
RETURNS TABLE (by text, key text, name text, counts socpolicy.tally, place bigint)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT 'sector', l.sector_number::text, l.sector_number || '. ' || l.sector_title,
           socpolicy.tally_agg(l.status, l.weight), row_number() OVER (ORDER BY l.sector_number)
    FROM unnest(lines) AS l
    WHERE l.counted
    GROUP BY l.sector_number, l.sector_title
    UNION ALL
    SELECT 'agency', a.code,
           coalesce(_in_language(lang, a.name_vi, a.name_en),
                    _in_language(lang, 'Không có cơ quan chủ trì', 'No lead agency')),
           socpolicy.tally_agg(l.status, l.weight), row_number() OVER (ORDER BY led.agency_id)
    FROM unnest(lines) AS l
    LEFT JOIN LATERAL unnest(l.lead_agency_ids) AS led (agency_id) ON true
    LEFT JOIN agency AS a ON a.agency_id = led.agency_id
    WHERE l.counted
    GROUP BY led.agency_id, a.code, a.name_vi, a.name_en;
END;

COMMENT ON FUNCTION _report_groups(annual_report_line[], text) IS
    'Số đếm theo nhóm (by = sector) và theo cơ quan chủ trì (by = agency) | the counts by sector and by lead agency';

CREATE OR REPLACE FUNCTION _report_summary_row(class text, label text, counts socpolicy.tally, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
RETURN format(E'<tr class="%s"><td>%s</td><td class="number">%s</td><td class="number"><b>%s</b></td>%s<td>%s</td></tr>\n',
              class, _html_escape(label), socpolicy.total(counts), _report_share(counts),
              (SELECT string_agg('<td class="number">' || c.n || '</td>', '' ORDER BY c.rank)
               FROM unnest(_report_counts(counts)) WITH ORDINALITY AS c (n, rank)),
              _html_image(_report_stack_svg(_report_counts(counts), lang), _report_counts_words(counts, lang)));

COMMENT ON FUNCTION _report_summary_row(text, text, socpolicy.tally, text) IS
    'Một dòng của bảng tổng hợp | a row of a summary table';

CREATE OR REPLACE FUNCTION _report_summary_heads(first_head text, lang text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[first_head, _in_language(lang, 'Số chỉ tiêu', 'Indicators'),
             _in_language(lang, 'Đạt và vượt / được đánh giá', 'Met and exceeded / evaluated')]
    || (SELECT array_agg(code_icon('status', s.status::text) || ' ' || socpolicy.status_label(s.status, lang) ORDER BY s.status)
        FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s (status))
    || ARRAY[_in_language(lang, 'Biểu đồ', 'Chart')];

COMMENT ON FUNCTION _report_summary_heads(text, text) IS
    'Tiêu đề cột của bảng tổng hợp | column heads of a summary table';

/* No locale is asked how a letter begins small. */
CREATE OR REPLACE FUNCTION _counts_of(counts integer[], statuses socpolicy.compliance_status[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(c.n || ' ' || lower(translate(left(socpolicy.status_label(s.status, lang), 1), 'Đ', 'đ') COLLATE "C") || substr(socpolicy.status_label(s.status, lang), 2),
                          ', ' ORDER BY s.status)
        FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s (status)
        CROSS JOIN LATERAL (SELECT counts[array_position(enum_range(NULL::socpolicy.compliance_status), s.status)] AS n) AS c
        WHERE s.status = ANY (statuses) AND c.n > 0);

COMMENT ON FUNCTION _counts_of(integer[], socpolicy.compliance_status[], text) IS
    'Các số đếm khác không của những kết quả này bằng lời | the counts of these verdicts in words, without zeros';

CREATE OR REPLACE FUNCTION _report_sentence(counts socpolicy.tally, year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN concat_ws(' ',
    format(_in_language(lang, 'Năm %1$s, đánh giá theo mục tiêu %2$s: %3$s chỉ tiêu đạt và vượt%4$s.',
                        'Judged by the %2$s targets, %3$s indicators were met or exceeded in %1$s%4$s.'),
           year, _code_inside('scope', scope, lang), _report_share(counts),
           coalesce(' (' || _counts_of(_report_counts(counts), '{exceeded,met,near,missed}', lang) || ')', '')),
    CASE WHEN socpolicy.total(counts) > socpolicy.evaluated(counts) THEN
        format(_in_language(lang, 'Chưa đánh giá %s chỉ tiêu, gồm: %s.', '%s indicators could not be evaluated: %s.'),
               socpolicy.total(counts) - socpolicy.evaluated(counts),
               _counts_of(_report_counts(counts), '{not_due,no_data,no_target}', lang)) END,
    CASE WHEN socpolicy.weighted_met_rate(counts) <> socpolicy.met_rate(counts)
         THEN format(_in_language(lang, 'Tính theo trọng số, tỷ lệ đạt và vượt là %s%%.', 'By weight %s%% were met or exceeded.'),
                     socpolicy.format_number(round(socpolicy.weighted_met_rate(counts), 1), lang)) END);

COMMENT ON FUNCTION _report_sentence(socpolicy.tally, integer, text, text) IS
    'Kết quả chung bằng lời; số không thì không nói | the overall result in words, without zeros';

CREATE OR REPLACE FUNCTION _report_group_table(
    by text,
    title text,
    total text,
    lines annual_report_line[],
    lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    -- A heading between: Writer joins tables that touch.
    SELECT format(E'<h3>%s</h3>\n', _html_escape(title))
        || _html_table('lines summary', _report_summary_heads(title, lang),
                       string_agg(_report_summary_row('', g.name, g.counts, lang), '' ORDER BY g.place)
                       || _report_summary_row('total', total, _report_tally(lines), lang))
    FROM _report_groups(lines, lang) AS g
    WHERE g.by = _report_group_table.by;
END;

COMMENT ON FUNCTION _report_group_table(text, text, text, annual_report_line[], text) IS
    'Bảng tổng hợp theo nhóm hoặc theo cơ quan chủ trì | the summary by sector, or by lead agency';

CREATE OR REPLACE FUNCTION _report_summary(lines annual_report_line[], year integer, scope text, holder text, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<p class="text">%s</p>\n%s%s<p class="small">%s</p>\n',
        _html_escape(_report_sentence(_report_tally(lines), _report_summary.year, _report_summary.scope, lang)),
        _report_group_table('sector', _in_language(lang, 'Nhóm chỉ tiêu', 'Sector'),
                            coalesce(holder, _in_language(lang, 'Cả kế hoạch', 'Plan')), lines, lang),
        _report_group_table('agency', _in_language(lang, 'Cơ quan chủ trì', 'Lead agency'),
                            coalesce(holder, _in_language(lang, 'Cả kế hoạch', 'Plan'))
                            || _in_language(lang, ', mỗi chỉ tiêu một lần', ', each indicator once'), lines, lang),
        _html_escape(_in_language(lang,
            'Cách đếm: dòng con của một chỉ tiêu có đo lường chi tiết hóa chỉ tiêu đó nên in mà không tính vào tổng ('
            || coalesce((SELECT string_agg(l.code, ', ' ORDER BY l.sort_order) FROM unnest(lines) AS l
                         WHERE l.measured AND NOT l.counted), 'không có dòng nào')
            || '); dòng con của dòng tiêu đề được tính. Chỉ tiêu đồng chủ trì được tính cho từng cơ quan chủ trì, nên các dòng cơ quan không cộng thành tổng của kế hoạch. '
            || 'Tỷ lệ chỉ đếm chỉ tiêu, không lấy bình quân các giá trị phần trăm. '
            || 'Biểu đồ theo thứ tự cột từ trái sang: phần tô đặc là được đánh giá, phần để trống là chưa đánh giá.',
            'How it is counted: a sub-row of a measured indicator details it, and is printed but not counted ('
            || coalesce((SELECT string_agg(l.code, ', ' ORDER BY l.sort_order) FROM unnest(lines) AS l
                         WHERE l.measured AND NOT l.counted), 'there is none')
            || '); sub-rows of a mere heading are counted. An indicator with several leads counts for each, so the rows of agencies do not add up to the plan. '
            || 'Indicators are counted; percentages are never averaged. '
            || 'Charts follow the columns from left to right: what was evaluated is filled, what was not is hollow.')));
END;

COMMENT ON FUNCTION _report_summary(annual_report_line[], integer, text, text, text) IS
    'Kết quả chung, theo nhóm và theo cơ quan chủ trì | results overall, by sector and by lead agency';

CREATE OR REPLACE FUNCTION _report_verdict_sentence(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN line.assessment_id IS NULL THEN line.explanation
            ELSE line.verdict || '. ' || _report_reason(line, lang)
                 || _in_language(lang, ' (Theo quy tắc: ', ' (By the rule: ') || line.explanation || ')' END;

COMMENT ON FUNCTION _report_verdict_sentence(annual_report_line, text) IS
    'Kết quả bằng một câu, kể cả khi người có thẩm quyền quyết định | the verdict in a sentence, also where a person decided';

CREATE OR REPLACE FUNCTION _report_indicator_rows(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(_html_row(
            l.code,
            l.full_name || CASE WHEN l.counted THEN ''
                                ELSE _in_language(lang, ' (chi tiết, không tính vào tổng)', ' (a detail, not counted)') END,
            l.leads,
            code_icon('status', l.status::text) || ' ' || _report_verdict_sentence(l, lang)),
        '' ORDER BY l.sort_order)
        FROM unnest(lines) AS l);

COMMENT ON FUNCTION _report_indicator_rows(annual_report_line[], text) IS
    'Mỗi chỉ tiêu một dòng kèm giải thích | a row per indicator, explained';

CREATE OR REPLACE FUNCTION _report_indicator_table(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(_html_table('lines explained',
                           ARRAY[_in_language(lang, 'Mã', 'Code'), _in_language(lang, 'Chỉ tiêu', 'Indicator'),
                                 _in_language(lang, 'Chủ trì', 'Lead'), _in_language(lang, 'Giải thích', 'Explanation')],
                           _report_indicator_rows(lines, lang)),
                '<p>' || _in_language(lang, 'Không có.', 'None.') || '</p>');

COMMENT ON FUNCTION _report_indicator_table(annual_report_line[], text) IS
    'Bảng các chỉ tiêu kèm giải thích, hoặc "Không có" | a table of indicators explained, or "None"';

CREATE OR REPLACE FUNCTION _report_missed(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN _report_indicator_table(
    (SELECT array_agg(l ORDER BY l.sort_order) FROM unnest(lines) AS l WHERE l.status IN ('near', 'missed')), lang);

COMMENT ON FUNCTION _report_missed(annual_report_line[], text) IS
    'Chỉ tiêu chưa đạt và gần đạt, mỗi chỉ tiêu một câu giải thích | indicators missed or near, one sentence each';

CREATE OR REPLACE FUNCTION _report_without_value(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN _report_indicator_table(
    (SELECT array_agg(l ORDER BY l.sort_order) FROM unnest(lines) AS l WHERE l.status = 'no_data'), lang);

COMMENT ON FUNCTION _report_without_value(annual_report_line[], text) IS
    'Chỉ tiêu chưa có số liệu của năm | indicators without a figure of the year';

CREATE OR REPLACE FUNCTION _report_decided(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN _report_indicator_table(
    (SELECT array_agg(l ORDER BY l.sort_order) FROM unnest(lines) AS l WHERE l.assessment_id IS NOT NULL), lang);

COMMENT ON FUNCTION _report_decided(annual_report_line[], text) IS
    'Kết quả do người quyết định thay cho quy tắc | verdicts that a person decided in place of the rule';

/*
 * The way to the targets that lie ahead.
 */
CREATE OR REPLACE FUNCTION _report_trend(line annual_report_line, width integer, height integer, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- The words in the picture's place say what its description would.
RETURN CASE WHEN NOT line.is_level THEN
    regexp_replace(socpolicy.trend_svg(line.years, line.figures, line.pace_goal, _unit_inside(line.unit),
                                       lang, NULL, NULL, NULL, width, height),
                   '<desc>[^<]*</desc>', '') END;

COMMENT ON FUNCTION _report_trend(annual_report_line, integer, integer, text) IS
    'Biểu đồ diễn biến tới mục tiêu ở phía trước | picture of the figures on their way to the target ahead';

CREATE OR REPLACE FUNCTION _report_pace_cell(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<span class="icon">%s</span> %s%s', code_icon('progress', line.pace_status::text), _html_escape(line.pace),
              CASE WHEN line.pace_is_sample
                   THEN ' <small>(' || _in_language(lang, 'minh họa', 'sample') || ')</small>' ELSE '' END);

COMMENT ON FUNCTION _report_pace_cell(annual_report_line, text) IS
    'Tiến độ: ký hiệu và chữ, và "minh họa" nếu từ số liệu minh họa | pace: sign and word, and "sample" where invented';

CREATE OR REPLACE FUNCTION _report_pace_row(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format(E'<tr class="%s"><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n',
    line.pace_status, _html_escape(line.code), _html_escape(line.full_name), _html_escape(line.leads),
    _report_pace_cell(line, lang), _html_escape(line.forecast), _html_image(_report_trend(line, 170, 52, lang), line.forecast));

COMMENT ON FUNCTION _report_pace_row(annual_report_line, text) IS
    'Một chỉ tiêu chưa đúng tiến độ | an indicator that is off track';

CREATE OR REPLACE FUNCTION _report_pace_sentence(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT _in_language(lang, 'Trong ', 'Of ') || sum(n.n)
           || _in_language(lang, ' chỉ tiêu có mục tiêu còn ở phía trước: ', ' indicators whose target lies ahead: ')
           || string_agg(code_icon('progress', n.status::text) || ' ' || code_label('progress', n.status::text, lang) || ': ' || n.n, '; ' ORDER BY n.status)
           || _in_language(lang,
               '. Tiến độ theo phương pháp của Eurostat: tốc độ thay đổi hằng năm đã có so với tốc độ cần có. Kế hoạch không nêu lộ trình từng năm, nên đây là phép tính, không phải đánh giá của kế hoạch.',
               '. Pace by the method of Eurostat: the yearly rate of change so far against the one that is needed. The plan states no yearly path: this is arithmetic, no verdict of the plan.')
    FROM (SELECT l.pace_status AS status, count(*) AS n
          FROM unnest(lines) AS l
          WHERE l.counted AND l.pace_status IS NOT NULL
          GROUP BY l.pace_status) AS n);

COMMENT ON FUNCTION _report_pace_sentence(annual_report_line[], text) IS
    'Tiến độ bằng lời: mỗi mức bao nhiêu chỉ tiêu | pace in words: how many indicators of each';

CREATE OR REPLACE FUNCTION _report_pace(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce('<p class="text">' || _html_escape(_report_pace_sentence(lines, lang)) || E'</p>\n', '')
    || coalesce(_html_table('lines pace',
           ARRAY[_in_language(lang, 'Mã', 'Code'), _in_language(lang, 'Chỉ tiêu chưa đúng tiến độ', 'Off track'),
                 _in_language(lang, 'Chủ trì', 'Lead'), _in_language(lang, 'Tiến độ', 'Pace'),
                 _in_language(lang, 'Dự báo theo đà hiện nay', 'Where the pace leads'),
                 _in_language(lang, 'Diễn biến và mục tiêu', 'Figures and target')],
           (SELECT string_agg(_report_pace_row(l, lang), '' ORDER BY l.pace_status DESC, l.sort_order)
            FROM unnest(lines) AS l
            WHERE l.pace_status IN ('moderate', 'limited', 'deteriorating'))),
       '<p>' || _in_language(lang, 'Không có mục tiêu nào chậm tiến độ.', 'Nothing is off track.') || '</p>');

COMMENT ON FUNCTION _report_pace(annual_report_line[], text) IS
    'Chỉ tiêu nào chưa đúng tiến độ tới mục tiêu ở phía trước, nặng nhất trước | what is off track towards the targets ahead, worst first';

/*
 * Discipline of reporting, tasks, difficulties.
 */
CREATE OR REPLACE FUNCTION _reports_overdue(plan_id integer, year integer, as_of timestamptz, agency_id integer) RETURNS bigint
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT CASE WHEN count(*) > 0 THEN
               count(*) FILTER (WHERE o.days_late > 0 OR o.received_day IS NULL AND o.last_day < _as_of_day(NULL, _reports_overdue.as_of)) END
    FROM obligation_status(_reports_overdue.year, _reports_overdue.as_of) AS o
    WHERE o.plan_id = _reports_overdue.plan_id
      AND (_reports_overdue.agency_id IS NULL OR o.agency_id = _reports_overdue.agency_id);
END;

COMMENT ON FUNCTION _reports_overdue(integer, integer, timestamptz, integer) IS
    'Số báo cáo trễ hoặc chưa có đã quá hạn; NULL: không ai phải báo cáo | reports late, or missing and overdue; NULL: nobody owes one';

CREATE OR REPLACE FUNCTION _report_discipline(plan_id integer, year integer, as_of timestamptz, agency_id integer, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH owed AS (
        SELECT o.tier, _in_language(lang, a.name_vi, a.name_en) AS name, o.last_day,
               o.received_day, o.on_time, o.days_late,
               _as_of_day(NULL, _report_discipline.as_of) - o.last_day AS days_overdue,
               EXISTS (SELECT FROM report_submission AS r
                       WHERE r.plan_id = o.plan_id AND r.tier = o.tier AND r.year = o.year
                         AND r.agency_id = o.agency_id AND r.received_at = o.received_at
                         AND r.is_sample) AS is_sample
        FROM obligation_status(_report_discipline.year, _report_discipline.as_of) AS o
        JOIN agency AS a ON a.agency_id = o.agency_id
        WHERE o.plan_id = _report_discipline.plan_id
          AND (_report_discipline.agency_id IS NULL OR o.agency_id = _report_discipline.agency_id)
    ), tier AS (
        SELECT o.tier,
               format(_in_language(lang, 'Cấp %s: phải có %s báo cáo, hạn đến hết ngày %s, đã nhận %s, trong đó đúng hạn %s.',
                                  'Tier %s: %s reports expected by %s, %s received, %s of them on time.'),
                      o.tier, count(*), _report_date(max(o.last_day), lang), count(o.received_day),
                      count(*) FILTER (WHERE o.on_time)) AS words
        FROM owed AS o
        GROUP BY o.tier
    )
    SELECT coalesce(
        '<p>' || _html_escape((SELECT string_agg(t.words, ' ' ORDER BY t.tier) FROM tier AS t)) || E'</p>\n'
        || coalesce((
            SELECT _html_table('lines',
                ARRAY[_in_language(lang, 'Cấp', 'Tier'), _in_language(lang, 'Cơ quan', 'Body'),
                      _in_language(lang, 'Hạn cuối', 'Last day'), _in_language(lang, 'Ngày nhận', 'Received'),
                      _in_language(lang, 'Tình trạng', 'State')],
                string_agg(_html_row(o.tier::text, o.name, _report_date(o.last_day, lang), _report_date(o.received_day, lang),
                                    coalesce(_in_language(lang, 'Trễ ' || o.days_late || ' ngày', o.days_late || ' days late'),
                                             _in_language(lang, 'Chưa nhận, quá hạn ' || o.days_overdue || ' ngày',
                                                         'Not received, ' || o.days_overdue || ' days overdue'))
                                    || CASE WHEN o.is_sample
                                            THEN _in_language(lang, ' (dòng minh họa)', ' (invented sample)') ELSE '' END),
                           '' ORDER BY o.tier, o.received_day NULLS FIRST, o.name))
            FROM owed AS o
            WHERE o.days_late > 0 OR o.received_day IS NULL AND o.days_overdue > 0), ''),
        '<p>' || _in_language(lang, 'Sổ này chưa ghi ai phải báo cáo.', 'The register does not say who owes a report.') || '</p>');
END;

COMMENT ON FUNCTION _report_discipline(integer, integer, timestamptz, integer, text) IS
    'Cơ quan báo cáo trễ hoặc chưa báo cáo | bodies whose report was late or did not come';

CREATE OR REPLACE FUNCTION _report_tasks(plan_id integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    WITH t AS (
        SELECT s.state, s.key, s.sort_order, s.due, s.days_late,
               _in_language(lang, k.name_vi, k.name_en) AS name,
               (SELECT string_agg(_in_language(lang, a.name_vi, a.name_en), '; ' ORDER BY l.n)
                FROM unnest(s.lead_agency_ids) WITH ORDINALITY AS l (agency_id, n)
                JOIN agency AS a ON a.agency_id = l.agency_id) AS leads
        FROM task_status(NULL, _report_tasks.as_of) AS s
        JOIN task AS k ON k.task_id = s.task_id
        WHERE s.plan_id = _report_tasks.plan_id
    ), n AS (
        SELECT t.state, count(*) AS n,
               array_position('{done,in_progress,not_started,overdue,dormant}', t.state) AS rank
        FROM t
        GROUP BY t.state
    )
    SELECT coalesce(
        '<p>' || _html_escape(
            _in_language(lang, 'Tính đến ngày ', 'As of ') || _report_date(_as_of_day(NULL, _report_tasks.as_of), lang)
            || _in_language(lang, ', kế hoạch có ', ', the plan has ') || (SELECT count(*) FROM t)
            || _in_language(lang, ' nhiệm vụ: ', ' tasks: ')
            || (SELECT string_agg(code_label('task_state', n.state, lang) || ' ' || n.n, '; ' ORDER BY n.rank) FROM n)
            || _in_language(lang, '. Nhiệm vụ không có hạn riêng thì không bao giờ là quá hạn.',
                           '. A task without a due date of its own is never overdue.')) || E'</p>\n'
        || coalesce((SELECT _html_table('lines',
                                ARRAY[_in_language(lang, 'Mã', 'Key'), _in_language(lang, 'Nhiệm vụ quá hạn', 'Overdue task'),
                                      _in_language(lang, 'Chủ trì', 'Lead'), _in_language(lang, 'Hạn', 'Due'),
                                      _in_language(lang, 'Quá hạn (ngày)', 'Days overdue')],
                                string_agg(_html_row(t.key, t.name, t.leads, _report_date(t.due, lang), t.days_late::text),
                                           '' ORDER BY t.sort_order))
                     FROM t WHERE t.state = 'overdue'), ''),
        '<p>' || _in_language(lang, 'Sổ này không có nhiệm vụ của kế hoạch.', 'The register has no tasks of this plan.') || '</p>');
END;

COMMENT ON FUNCTION _report_tasks(integer, timestamptz, text) IS
    'Nhiệm vụ theo trạng thái, và tên nhiệm vụ quá hạn | tasks by state, and those overdue by name';

CREATE OR REPLACE FUNCTION _report_difficulties(plan_id integer, as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(
        _html_table('lines',
            ARRAY[_in_language(lang, 'Ngày nêu', 'Raised on'), _in_language(lang, 'Cơ quan nêu', 'Raised by'),
                  _in_language(lang, 'Liên quan', 'About'), _in_language(lang, 'Khó khăn, vướng mắc', 'Difficulty'),
                  _in_language(lang, 'Đề xuất', 'Proposal'), _in_language(lang, 'Gửi đến', 'Addressed to')],
            string_agg(_html_row(_report_date(o.raised_on, lang), _in_language(lang, a.name_vi, a.name_en),
                                coalesce(_in_language(lang, 'chỉ tiêu ', 'indicator ') || i.code,
                                         _in_language(lang, 'nhiệm vụ ', 'task ') || t.key,
                                         _in_language(lang, 'kế hoạch', 'the plan')),
                                o.content, d.proposal, _in_language(lang, r.name_vi, r.name_en)),
                       '' ORDER BY o.raised_on, o.difficulty_id)),
        '<p>' || _in_language(lang, 'Không có khó khăn nào đang chờ trả lời.', 'No difficulty waits for an answer.') || '</p>')
    FROM open_difficulties(NULL, _report_difficulties.as_of) AS o
    JOIN difficulty AS d ON d.difficulty_id = o.difficulty_id
    JOIN agency AS a ON a.agency_id = o.agency_id
    JOIN agency AS r ON r.agency_id = o.addressee_id
    LEFT JOIN indicator AS i ON i.indicator_id = o.indicator_id
    LEFT JOIN task AS t ON t.task_id = o.task_id
    WHERE o.plan_id = _report_difficulties.plan_id;
END;

COMMENT ON FUNCTION _report_difficulties(integer, timestamptz, text) IS
    'Khó khăn, vướng mắc chưa được trả lời | difficulties without an answer';

/*
 * Where the figures come from, and what the page knows.
 */
CREATE OR REPLACE FUNCTION _report_sources(lines annual_report_line[], lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(
        _html_table('lines',
            ARRAY[_in_language(lang, 'Mã', 'Code'), _in_language(lang, 'Nguồn', 'Source'),
                  _in_language(lang, 'Trích dẫn', 'Citation'), _in_language(lang, 'Số chỉ tiêu', 'Figures'),
                  _in_language(lang, 'Số liệu minh họa', 'Invented sample')],
            string_agg(_html_row(s.code, _in_language(lang, s.name_vi, s.name_en), s.citation, used.n::text,
                                CASE WHEN s.is_sample THEN _in_language(lang, 'Có, không phải số liệu thật', 'Yes, not real')
                                     ELSE _in_language(lang, 'Không', 'No') END),
                       '' ORDER BY s.precedence, s.source_id)),
        '<p>' || _in_language(lang, 'Chưa có số liệu nào.', 'There are no figures yet.') || '</p>')
    FROM (SELECT l.source_id, count(*) AS n
          FROM unnest(lines) AS l
          WHERE l.source_id IS NOT NULL
          GROUP BY l.source_id) AS used
    JOIN source AS s ON s.source_id = used.source_id;
END;

COMMENT ON FUNCTION _report_sources(annual_report_line[], text) IS
    'Nguồn của các số liệu, nguồn nào là minh họa | sources of the figures, and which are invented samples';

CREATE OR REPLACE FUNCTION _report_knowledge(as_of timestamptz, lang text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT '<p>' || _html_escape(_in_language(lang,
        'Số liệu, mục tiêu, phân công, báo cáo và nhiệm vụ là như đã biết '
        || CASE WHEN _report_knowledge.as_of IS NULL THEN 'trong ngày ' || _report_date(today(), 'vi')
                ELSE to_char(_report_knowledge.as_of AT TIME ZONE 'Asia/Ho_Chi_Minh', '"đến" HH24:MI:SS "ngày" DD/MM/YYYY')
           END || ' (giờ Việt Nam). Kết quả được đánh giá trên giá trị không làm tròn; giá trị in ra đã làm tròn.',
        'Figures, targets, leads, reports and tasks are as known '
        || CASE WHEN _report_knowledge.as_of IS NULL THEN 'on ' || _report_date(today(), 'en')
                ELSE to_char(_report_knowledge.as_of AT TIME ZONE 'Asia/Ho_Chi_Minh', '"at" YYYY-MM-DD HH24:MI:SS')
           END || ' (time of Viet Nam). Verdicts are on unrounded values; what is printed is rounded.')) || '</p>';
END;

COMMENT ON FUNCTION _report_knowledge(timestamptz, text) IS
    'Báo cáo biết gì, đến lúc nào | what the report knows, and of when';

/*
 * The annex.
 */
CREATE OR REPLACE FUNCTION _report_annex_head(dues date[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN '<colgroup>'
    || (SELECT string_agg(format('<col style="width:%smm">', w.width), '' ORDER BY w.n)
        FROM unnest('{10,42,14,12,12,12,12,36,16,32,13,38}'::integer[]) WITH ORDINALITY AS w (width, n))
    || E'</colgroup>\n<thead>\n<tr>'
    || (SELECT string_agg(format('<th %s scope="%s">%s</th>',
                                 CASE h.spans WHEN 1 THEN 'rowspan="2"' ELSE 'colspan="2"' END,
                                 CASE h.spans WHEN 1 THEN 'col' ELSE 'colgroup' END,
                                 _html_escape(h.words)), '' ORDER BY h.n)
        FROM (VALUES
            (1, 1, _in_language(lang, 'TT', 'No.')),
            (2, 1, _in_language(lang, 'Nội dung chỉ tiêu', 'Indicator')),
            (3, 1, _in_language(lang, 'Đơn vị tính', 'Unit')),
            (4, 2, _in_language(lang, 'Mục tiêu Trung ương', 'National target')),
            (5, 2, _in_language(lang, 'Mục tiêu địa phương', 'Local target')),
            (6, 1, _in_language(lang, 'Cơ quan chủ trì; phối hợp', 'Lead; coordinating')),
            (7, 1, _in_language(lang, 'Kết quả năm ', 'Result of ') || year),
            (8, 1, _in_language(lang, 'So với mục tiêu ' || _code_inside('scope', scope, 'vi'),
                            'Against the ' || _code_inside('scope', scope, 'en') || ' target')),
            (9, 1, _in_language(lang, 'Chênh lệch (+ tốt hơn)', 'Gap (+ better)')),
            (10, 1, CASE WHEN dues[2] > make_date(year, 12, 31)
                        THEN _in_language(lang, 'Tiến độ đến ', 'Pace to ') || to_char(dues[2], 'YYYY')
                             || _in_language(lang, '; ghi chú', '; note')
                        ELSE _in_language(lang, 'Ghi chú', 'Note') END)) AS h (n, spans, words))
    || E'</tr>\n<tr>'
    || (SELECT string_agg(format('<th scope="col">%s</th>', to_char(d.due, 'YYYY')), '' ORDER BY d.n)
        FROM unnest(dues || dues) WITH ORDINALITY AS d (due, n))
    || E'</tr>\n</thead>\n';

COMMENT ON FUNCTION _report_annex_head(date[], integer, text, text) IS
    'Tiêu đề cột của phụ lục, lặp lại ở mỗi trang | column heads of the annex, repeated on every page';

CREATE OR REPLACE FUNCTION _report_bullet(line annual_report_line, scope text, width integer, height integer, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN line.value IS NOT NULL AND line.goal IS NOT NULL
             AND NOT line.is_level AND line.status = line.rule_status THEN
    -- The words in the picture's place say what its description would.
    regexp_replace(socpolicy.bullet_svg(line.value, line.goal, line.period_end, _unit_inside(line.unit), lang,
                         NULL, line.comparison,
                         _code_inside('scope', CASE scope WHEN 'local' THEN 'national' ELSE 'local' END, lang),
                         width, height), '<desc>[^<]*</desc>', '') END;

COMMENT ON FUNCTION _report_bullet(annual_report_line, text, integer, integer, text) IS
    'Biểu đồ của một dòng; không có khi thiếu số liệu, là chỉ tiêu định tính, hoặc người quyết định khác quy tắc | the picture of a line; none without a figure, for levels, and where a person decided otherwise';

CREATE OR REPLACE FUNCTION _report_verdict_cell(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN line.measured THEN
    format('<span class="icon">%s</span> <span class="verdict">%s</span>',
           code_icon('status', line.status::text), _html_escape(line.verdict))
    || CASE WHEN line.due > line.period_end
            THEN format(' <small>(%s %s)</small>', _in_language(lang, 'hạn', 'due'), to_char(line.due, 'YYYY')) ELSE '' END
    || CASE WHEN line.assessment_id IS NOT NULL
            THEN format(' <small>(%s)</small>', _in_language(lang, 'do người quyết định', 'decided by a person')) ELSE '' END
    || CASE WHEN NOT line.counted
            THEN format(' <small>(%s)</small>', _in_language(lang, 'chi tiết, không tính', 'detail, not counted')) ELSE '' END
    ELSE '' END;

COMMENT ON FUNCTION _report_verdict_cell(annual_report_line, text) IS
    'Ô "so với mục tiêu": ký hiệu và chữ, hạn nếu khác năm | the cell of the verdict: sign and word, and the due date if of another year';

CREATE OR REPLACE FUNCTION _report_result_cell(line annual_report_line, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
    '<b>' || _html_escape(line.result) || '</b> <small>('
    || concat_ws('; ', line.stage,
                 CASE WHEN line.is_sample THEN _in_language(lang, 'minh họa', 'sample') END)
    || ')</small>',
    CASE WHEN line.measured THEN '…' ELSE '' END);

COMMENT ON FUNCTION _report_result_cell(annual_report_line, text) IS
    'Ô kết quả: giá trị, giai đoạn, và "minh họa" nếu là số liệu minh họa | the cell of the result: value, stage, and "sample" where invented';

CREATE OR REPLACE FUNCTION _report_annex_row(line annual_report_line, dues date[], scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN format('<tr class="indicator %s%s">', coalesce(line.status::text, 'heading'),
              CASE WHEN line.measured AND NOT line.counted THEN ' detail' ELSE '' END)
    || format('<td class="centre">%s</td><td>%s</td><td class="centre">%s</td>',
              _html_escape(line.ordinal), _html_escape(line.name), _html_escape(line.unit))
    || format('<td class="centre">%s</td><td class="centre">%s</td><td class="centre">%s</td><td class="centre">%s</td>',
              _html_escape(line.national_first), _html_escape(line.national_second),
              _html_escape(line.local_first), _html_escape(line.local_second))
    || format('<td>%s%s</td>', _html_escape(line.leads), '; <small>' || _html_escape(line.coordinating) || '</small>')
    || format('<td class="centre">%s</td><td>%s%s%s</td><td class="number">%s</td>',
              _report_result_cell(line, lang), _report_verdict_cell(line, lang),
              CASE WHEN line.due <> ALL (array_remove(dues, NULL))
                   THEN format(' <small>(%s %s)</small>', _in_language(lang, 'mục tiêu', 'target'), _html_escape(line.cell)) END,
              _html_image(_report_bullet(line, scope, 112, 24, lang), line.explanation), _html_escape(line.gap_text))
    || format(E'<td>%s%s%s</td></tr>\n',
              '<span class="' || line.pace_status || '">' || _report_pace_cell(line, lang) || '</span>',
              CASE WHEN line.pace_due <> dues[2]
                   THEN format(' <small>(%s %s)</small>', _in_language(lang, 'hạn', 'due'), to_char(line.pace_due, 'YYYY')) END,
              '<br><small>' || _html_escape(nullif(concat_ws(' ', _report_reason(line, lang), line.note), '')) || '</small>');

COMMENT ON FUNCTION _report_annex_row(annual_report_line, date[], text, text) IS
    'Một dòng của phụ lục | a row of the annex';

CREATE OR REPLACE FUNCTION _report_annex(lines annual_report_line[], dues date[], year integer, scope text, lang text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
-- What explains the table stands before it: after it, it would have a page of its own.
RETURN format(E'<p class="small">%3$s</p>\n<table class="annex" border="1" cellspacing="0" cellpadding="2">\n%1$s<tbody>\n%2$s</tbody>\n</table>\n',
    _report_annex_head(dues, year, scope, lang),
    (SELECT string_agg(
         CASE WHEN l.opens THEN
             format(E'<tr class="group"><td class="number">%s</td><td colspan="%s">%s%s</td></tr>\n',
                    (l.line).sector_number, 11, _html_escape((l.line).sector_title),
                    CASE WHEN (l.line).sector_inferred THEN '*' ELSE '' END)
         ELSE '' END || _report_annex_row(l.line, dues, scope, lang),
         '' ORDER BY (l.line).sort_order)
     FROM (SELECT s AS line,
                  s.sector_number IS DISTINCT FROM lag(s.sector_number) OVER (ORDER BY s.sort_order) AS opens
           FROM unnest(lines) AS s) AS l),
    _html_escape(concat_ws(' ',
        CASE WHEN (SELECT bool_or(s.sector_inferred) FROM unnest(lines) AS s) THEN
            _in_language(lang, '* Tên nhóm do người lập sổ đặt, phụ lục không ghi.', '* Titles of groups are ours, the annex prints none.') END,
        CASE WHEN (SELECT bool_or(s.ordinal LIKE '(%') FROM unnest(lines) AS s) THEN
            _in_language(lang, 'TT trong ngoặc: phụ lục để trống.', 'Numbers in brackets: the annex leaves them blank.') END,
        _in_language(lang, 'Chênh lệch tính theo đơn vị tính, với % là điểm phần trăm; dấu + là phía tốt hơn mục tiêu, bằng đúng một ngưỡng không được tính thì vẫn là chưa đạt.',
                    'Gaps are in the unit, with % in percentage points; + is the better side, and exactly on a bound that does not count is still missed.'),
        _in_language(lang, 'Biểu đồ: thanh là kết quả, vạch đậm là mục tiêu (chấm đặc: tính cả ngưỡng, vòng: không tính), vạch đứt có hình thoi là mục tiêu của phạm vi kia, nền xanh là vùng đạt.',
                    'Charts: the bar is the result, the bold mark the target (dot: the bound counts, ring: it does not), the dashed mark with a diamond the other scope''s target, the green shade all that is accepted.'))));

COMMENT ON FUNCTION _report_annex(annual_report_line[], date[], integer, text, text) IS
    'Phụ lục: các nhóm và các dòng theo thứ tự như in | the annex: groups and lines in printed order';

CREATE OR REPLACE FUNCTION _report_annex_title(plan_id integer, year integer, scope text, as_of timestamptz, lang text)
RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT format(E'<h1 class="capitals">%s</h1>\n<p class="centre"><b class="capitals">%s</b></p>\n<p class="centre"><i>%s</i></p>\n',
                  _in_language(lang, 'Phụ lục', 'Annex'),
                  _in_language(lang, 'Kết quả thực hiện các chỉ tiêu năm ', 'Results of the indicators in ') || _report_annex_title.year,
                  _html_escape(_in_language(lang, '(Kèm theo Báo cáo số ', '(Attached to report No. ')
                              || coalesce(signed.number, '………/BC-………')
                              || _in_language(lang, ' ', ' of ')
                              || coalesce(_report_long_date(signed.issued_on, lang),
                                          _in_language(lang, 'ngày …… tháng …… năm ………', '………-……-……')) || ')'))
    FROM (SELECT) AS one
    LEFT JOIN _report_signing(_report_annex_title.plan_id, _report_annex_title.year,
                             _report_annex_title.scope, _report_annex_title.as_of) AS signed ON true;
END;

COMMENT ON FUNCTION _report_annex_title(integer, integer, text, timestamptz, text) IS
    'Tiêu đề phụ lục | title of the annex';
