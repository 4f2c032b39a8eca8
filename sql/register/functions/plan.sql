/*
 * The plan and its indicators: found by code, and where each stands.
 */

CREATE OR REPLACE FUNCTION require_indicator(code text, plan text DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_ids integer[];
BEGIN
    SELECT array_agg(i.indicator_id) INTO found_ids
    FROM indicator AS i
    JOIN plan AS p
        ON p.plan_id = i.plan_id
       AND (require_indicator.plan IS NULL
            OR socpolicy.fold_text(p.code) = socpolicy.fold_text(require_indicator.plan))
    WHERE i.code = btrim(require_indicator.code);
    IF found_ids IS NULL THEN
        RAISE EXCEPTION 'there is no indicator "%"', code USING ERRCODE = 'undefined_object';
    ELSIF cardinality(found_ids) > 1 THEN
        RAISE EXCEPTION 'several plans have an indicator "%"', code
            USING ERRCODE = 'ambiguous_parameter', HINT = 'Say which plan.';
    END IF;
    RETURN found_ids[1];
END
$$;

COMMENT ON FUNCTION require_indicator(text, text) IS
    'Chỉ tiêu mang mã này; báo lỗi nếu không có, hoặc có ở nhiều kế hoạch | the indicator with this code; an error if there is none, or one in several plans';

/*
 * Keys by code, or a clear error.
 */
CREATE OR REPLACE FUNCTION require_plan(code text) RETURNS integer
LANGUAGE plpgsql STABLE
SET search_path FROM CURRENT
AS $$
DECLARE
    found_id integer := (SELECT p.plan_id FROM plan AS p WHERE p.code = require_plan.code);
BEGIN
    IF found_id IS NULL THEN
        RAISE EXCEPTION 'there is no plan "%"', code USING ERRCODE = 'undefined_object';
    END IF;
    RETURN found_id;
END
$$;

COMMENT ON FUNCTION require_plan(text) IS
    'Khóa của kế hoạch mang mã này; không có thì báo lỗi | key of the plan with this code, or an error';

/* An assumed "up" of something that nobody wants more of. */
CREATE OR REPLACE FUNCTION _is_unwanted(name text) RETURNS boolean
LANGUAGE sql STABLE
RETURN (SELECT coalesce(bool_or(NOT u.spares), false) AND NOT coalesce(bool_or(u.spares), false)
        FROM unwanted_name AS u
        WHERE socpolicy.fold_text(name) ~ u.folded);

COMMENT ON FUNCTION _is_unwanted(text) IS
    'Tên nói điều không ai muốn tăng | does a name say what nobody wants more of';

/*
 * A plan begins with its document, and what that carries out or cites.
 */
CREATE OR REPLACE FUNCTION create_document(
    number text,
    title text,
    issued_on date,
    issuer text,
    kind text DEFAULT 'Văn bản',
    implements text[] DEFAULT '{}',
    cites text[] DEFAULT '{}',
    amends text[] DEFAULT '{}')
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    made integer;
BEGIN
    INSERT INTO document (number, kind, issued_on, issuer, title)
    VALUES (create_document.number, create_document.kind, create_document.issued_on,
            create_document.issuer, create_document.title)
    RETURNING document_id INTO made;
    INSERT INTO document_relation (document_id, relation, other_id)
    SELECT made, r.relation, require_document(r.number)
    FROM (SELECT 'implements', unnest(implements)
          UNION ALL SELECT 'cites', unnest(cites)
          UNION ALL SELECT 'amends', unnest(amends)) AS r (relation, number);
    RETURN made;
END
$$;

COMMENT ON FUNCTION create_document(text, text, date, text, text, text[], text[], text[]) IS
    'Ghi một văn bản và các văn bản mà nó thực hiện, căn cứ hoặc sửa đổi; trả về khóa | record a document and those that it carries out, cites or amends; returns its key';

CREATE OR REPLACE FUNCTION create_plan(
    code text,
    title text,
    number text,
    issued_on date,
    issuer text,
    area text,
    title_en text DEFAULT NULL,
    document_title text DEFAULT NULL,
    kind text DEFAULT 'Kế hoạch',
    implements text[] DEFAULT '{}',
    cites text[] DEFAULT '{}')
RETURNS integer
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
DECLARE
    the_area CONSTANT integer := require_area(area, issued_on);
    the_document integer;
    made integer;
BEGIN
    SELECT d.document_id INTO the_document
    FROM document AS d
    WHERE d.number = create_plan.number AND d.issued_on = create_plan.issued_on;
    IF NOT FOUND THEN
        the_document := create_document(number, coalesce(document_title, title), issued_on, issuer, kind,
                                        implements, cites);
    END IF;
    INSERT INTO plan (code, document_id, area_id, title_vi, title_en)
    VALUES (create_plan.code, the_document, the_area, create_plan.title, create_plan.title_en)
    RETURNING plan_id INTO made;
    RETURN made;
END
$$;

COMMENT ON FUNCTION create_plan(text, text, text, date, text, text, text, text, text, text[], text[]) IS
    'Mở một kế hoạch cùng văn bản ban hành nó; trả về khóa | open a plan with the document that issues it; returns its key';

CREATE OR REPLACE FUNCTION create_sectors(plan text, sectors text) RETURNS integer
LANGUAGE sql
BEGIN ATOMIC
    WITH added AS (
        INSERT INTO sector (plan_id, number, sort_order, title_vi, title_en, title_inferred)
        SELECT require_plan(create_sectors.plan), (r.cells ->> 'number')::integer,
               (r.cells ->> 'number')::integer, r.cells ->> 'title_vi', r.cells ->> 'title_en', true
        FROM _records(create_sectors.sectors, '{number,title_vi}', '{title_en}') AS r
        RETURNING sector_id
    )
    SELECT count(*)::integer FROM added;
END;

COMMENT ON FUNCTION create_sectors(text, text) IS
    'Đặt tên cho các nhóm chỉ tiêu mà phụ lục để trống, mỗi dòng một nhóm: number, title_vi, title_en; trả về số nhóm | titles of ours for sectors that an annex leaves untitled, one a line: number, title_vi, title_en; returns how many';

/*
 * The years of a plan, from its issue to its last target, stand on its row:
 * reporting asks for them before anything else, and a look at all targets for
 * two numbers costs more than all verdicts of a province.
 */
CREATE OR REPLACE FUNCTION _set_plan_years() RETURNS trigger
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    NEW.first_year := coalesce((SELECT extract(year FROM d.issued_on) FROM document AS d
                                WHERE d.document_id = NEW.document_id), NEW.first_year);
    NEW.last_year := greatest(NEW.first_year, NEW.last_year);
    RETURN NEW;
END
$$;

COMMENT ON FUNCTION _set_plan_years() IS
    'Năm đầu của kế hoạch là năm ban hành văn bản | a plan begins in the year of its document';

/* Whoever writes targets calls it; doctor() names a target that is due later. */
CREATE OR REPLACE FUNCTION _stretch_plan(plan_id integer, due date) RETURNS void
LANGUAGE plpgsql
SET search_path FROM CURRENT
AS $$
BEGIN
    UPDATE plan AS p
    SET last_year = extract(year FROM _stretch_plan.due)
    WHERE p.plan_id = _stretch_plan.plan_id
      AND p.last_year < extract(year FROM _stretch_plan.due);
END
$$;

COMMENT ON FUNCTION _stretch_plan(integer, date) IS
    'Một mục tiêu đến hạn sau kéo dài các năm của kế hoạch | a target due later stretches the years of its plan';

CREATE OR REPLACE TRIGGER plan_years BEFORE INSERT OR UPDATE OF document_id ON plan
    FOR EACH ROW EXECUTE FUNCTION _set_plan_years();

/*
 * What lies under a measured indicator, however deep, details it and does not
 * count again.
 */
CREATE OR REPLACE VIEW _indicator_counted WITH (security_invoker = true) AS
    WITH RECURSIVE detail AS (
        SELECT i.indicator_id
        FROM indicator AS i
        JOIN indicator AS p ON p.indicator_id = i.parent_id
        WHERE p.measured
        UNION
        SELECT i.indicator_id
        FROM detail AS d
        JOIN indicator AS i ON i.parent_id = d.indicator_id
    )
    SELECT i.indicator_id,
           i.measured AND NOT EXISTS (SELECT FROM detail AS d WHERE d.indicator_id = i.indicator_id) AS is_counted
    FROM indicator AS i;

COMMENT ON VIEW _indicator_counted IS
    'Chỉ tiêu có tính vào tổng không; mỗi chỉ tiêu một dòng | whether an indicator counts in totals; one row each';
COMMENT ON COLUMN _indicator_counted.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN _indicator_counted.is_counted IS
    'Tính vào tổng: được đo lường và không nằm dưới một chỉ tiêu được đo lường | counts in totals: measured, and under no measured indicator';

CREATE OR REPLACE VIEW _indicator_name WITH (security_invoker = true) AS
    SELECT i.indicator_id,
           coalesce(p.name_vi || ' – ', '') || i.name_vi AS full_name_vi,
           coalesce(coalesce(p.name_en, p.name_vi) || ' – ', '') || coalesce(i.name_en, i.name_vi) AS full_name_en
    FROM indicator AS i
    LEFT JOIN indicator AS p ON p.indicator_id = i.parent_id;

COMMENT ON VIEW _indicator_name IS
    'Tên chỉ tiêu kèm tên chỉ tiêu cha; mỗi chỉ tiêu một dòng | the name of an indicator with its parent''s; one row each';
COMMENT ON COLUMN _indicator_name.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN _indicator_name.full_name_vi IS 'Tên kèm tên chỉ tiêu cha | name with that of its parent';
COMMENT ON COLUMN _indicator_name.full_name_en IS 'Tên tiếng Anh kèm tên chỉ tiêu cha | name in English with that of its parent';

CREATE OR REPLACE VIEW _indicator_place WITH (security_invoker = true) AS
    SELECT n.indicator_id, c.is_counted, n.full_name_vi, n.full_name_en
    FROM _indicator_name AS n
    JOIN _indicator_counted AS c ON c.indicator_id = n.indicator_id;

COMMENT ON VIEW _indicator_place IS
    'Chỉ tiêu trong kế hoạch: tên kèm chỉ tiêu cha, có tính vào tổng không; mỗi chỉ tiêu một dòng | an indicator in its plan: its name with the parent''s, and whether it counts; one row each';
COMMENT ON COLUMN _indicator_place.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN _indicator_place.is_counted IS
    'Tính vào tổng: được đo lường và không nằm dưới một chỉ tiêu được đo lường | counts in totals: measured, and under no measured indicator';
COMMENT ON COLUMN _indicator_place.full_name_vi IS 'Tên kèm tên chỉ tiêu cha | name with that of its parent';
COMMENT ON COLUMN _indicator_place.full_name_en IS 'Tên tiếng Anh kèm tên chỉ tiêu cha | name in English with that of its parent';

/*
 * Who sees only the rows of its own duties would take the other indicators
 * for such without target and figure: printed are those in sight, with the
 * headings over them.
 */
CREATE OR REPLACE VIEW _indicator_in_sight WITH (security_invoker = true) AS
    WITH RECURSIVE line AS (
        SELECT i.indicator_id, i.parent_id
        FROM indicator AS i
        WHERE (SELECT _sees_all())
           OR i.indicator_id IN (SELECT m.indicator_id FROM _my_responsibility() AS m)
        UNION
        SELECT h.indicator_id, h.parent_id
        FROM line AS l
        JOIN indicator AS h ON h.indicator_id = l.parent_id
        WHERE NOT h.measured
    )
    SELECT l.indicator_id
    FROM line AS l;

COMMENT ON VIEW _indicator_in_sight IS
    'Chỉ tiêu mà vai trò hiện tại được xem số liệu và mục tiêu, kèm dòng tiêu đề ở trên; mỗi chỉ tiêu một dòng | indicators whose figures and targets the current role may see, with the headings over them; one row each';
COMMENT ON COLUMN _indicator_in_sight.indicator_id IS 'Chỉ tiêu | indicator';

/*
 * What an indicator measures and how: the one place of its factor, of what
 * its unit says about it, and of the limits inside which its figures lie.
 * natural_min and natural_max are those that a person stated; lowest and
 * highest take what the unit says where nobody did.
 */
CREATE OR REPLACE VIEW indicator_measure WITH (security_invoker = true) AS
    SELECT i.indicator_id, i.plan_id, i.measured, i.aggregation, i.decimals,
           coalesce(i.factor, u.factor, 1) AS factor,
           u.kind AS unit_kind, u.label AS unit_vi, coalesce(u.label_en, u.label) AS unit_en,
           coalesce(u.kind = 'level', false) AS is_level,
           coalesce(u.kind = 'percent', false) AS is_percent,
           i.natural_min, i.natural_max,
           coalesce(i.natural_min,
                    CASE WHEN u.kind IN ('percent', 'per', 'count', 'years') THEN 0 END) AS lowest,
           coalesce(i.natural_max, CASE WHEN u.kind = 'percent' THEN 100 END) AS highest
    FROM indicator AS i
    LEFT JOIN unit AS u ON u.unit_id = i.unit_id;

COMMENT ON VIEW indicator_measure IS
    'Mỗi chỉ tiêu đo bằng gì: hệ số, loại đơn vị tính, giới hạn; mỗi chỉ tiêu một dòng | what each indicator measures: its factor, kind of unit and limits; one row each';
COMMENT ON COLUMN indicator_measure.indicator_id IS 'Chỉ tiêu | indicator';
COMMENT ON COLUMN indicator_measure.plan_id IS 'Kế hoạch | plan';
COMMENT ON COLUMN indicator_measure.measured IS 'Có đo lường | measured';
COMMENT ON COLUMN indicator_measure.aggregation IS 'Cách tổng hợp | how figures roll up';
COMMENT ON COLUMN indicator_measure.decimals IS 'Số chữ số thập phân khi công bố | published decimals';
COMMENT ON COLUMN indicator_measure.factor IS
    'Hệ số: của chỉ tiêu, nếu không có thì của đơn vị tính, nếu không có thì 1 | factor: the indicator''s, else the unit''s, else 1';
COMMENT ON COLUMN indicator_measure.unit_kind IS 'Loại đơn vị tính | kind of unit';
COMMENT ON COLUMN indicator_measure.unit_vi IS 'Đơn vị tính | unit in Vietnamese';
COMMENT ON COLUMN indicator_measure.unit_en IS 'Đơn vị tính, tiếng Anh | unit in English';
COMMENT ON COLUMN indicator_measure.is_level IS 'Là chỉ tiêu định tính theo thang mức | judged on a scale of levels';
COMMENT ON COLUMN indicator_measure.is_percent IS 'Tính bằng phần trăm | a percentage';
COMMENT ON COLUMN indicator_measure.natural_min IS 'Giới hạn dưới đã nêu | lower limit as stated';
COMMENT ON COLUMN indicator_measure.natural_max IS 'Giới hạn trên đã nêu | upper limit as stated';
COMMENT ON COLUMN indicator_measure.lowest IS
    'Giới hạn dưới đã nêu, nếu không thì theo đơn vị tính | lower limit as stated, else as the unit says';
COMMENT ON COLUMN indicator_measure.highest IS
    'Giới hạn trên đã nêu, nếu không thì theo đơn vị tính | upper limit as stated, else as the unit says';
