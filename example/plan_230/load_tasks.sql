/*
 * Annex II of Plan 230/KH-UBND into the register "policy": 100 tasks.
 *
 * Run from the top of the source tree after example/plan_230/load.sql, on a new
 * register or on one brought forward by upgrade_register, as
 *   psql -v ON_ERROR_STOP=1 --single-transaction -f example/plan_230/load_tasks.sql
 * Running it again changes nothing.
 *
 * annex_ii.csv is the annex as printed, with its titles; no column says which
 * section a row is in.  Ours, and so marked: the titles of five sections, the
 * English names, and which indicators a task serves.
 */
\set ON_ERROR_STOP 1
SET client_encoding = 'UTF8';
SET search_path = policy;

-- The annex prints the titles of sections 2, 5, 7 and 8.  Those of 1 and 3 are
-- taken from part II of the plan; those of 4, 6 and 9 are lost there as well
-- and were written from what the sections hold.
INSERT INTO task_section (plan_id, number, code, title_vi, title_en, title_inferred)
SELECT p.plan_id, s.number, s.number::text, s.title_vi, s.title_en, true
FROM (VALUES
    (1, 'Nâng cao nhận thức về vị trí, vai trò của chính sách xã hội',
        'Raising awareness of the place and role of social policy'),
    (3, 'Thực hiện chính sách ưu đãi người có công với cách mạng',
        'Preferential policy for people with meritorious service'),
    (4, 'Nâng cao chất lượng nguồn nhân lực, phát triển thị trường lao động',
        'Human resources and the labour market'),
    (6, 'Bảo đảm các dịch vụ xã hội cơ bản cho người dân',
        'Basic social services for the people'),
    (9, 'Tăng cường lãnh đạo, giám sát và phát huy vai trò của Mặt trận Tổ quốc',
        'Leadership, supervision and the role of the Fatherland Front')
) AS s (number, title_vi, title_en)
JOIN plan AS p ON p.code = '230/KH-UBND'
ON CONFLICT (plan_id, code) DO NOTHING;

\copy task_intake (code, name, lead, coordinating, timing, submit_by) FROM 'example/plan_230/annex_ii.csv' (FORMAT csv, HEADER match)

SELECT severity, column_name, count(*) AS annex_ii
FROM load_tasks('230/KH-UBND')
GROUP BY severity, column_name
ORDER BY severity, column_name;

UPDATE task_section AS s
SET title_en = t.title_en
FROM (VALUES
    ('2',   'State management of social policy'),
    ('5',   'A social security system that leaves nobody behind'),
    ('6.1', 'Education'),
    ('6.2', 'Health'),
    ('6.3', 'Culture'),
    ('6.4', 'Information'),
    ('6.5', 'Housing'),
    ('6.6', 'Clean water and sanitation'),
    ('7',   'Better provision of social services'),
    ('8',   'International cooperation in social policy')
) AS t (code, title_en), plan AS p
WHERE p.code = '230/KH-UBND' AND s.plan_id = p.plan_id AND s.code = t.code AND s.title_en IS NULL;

-- Documents that names cite with number and date.
INSERT INTO document (number, kind, issued_on, issuer, title) VALUES
    ('29-CT/TW', 'Chỉ thị', '2024-01-05', 'Bộ Chính trị',
     'Công tác phổ cập giáo dục, giáo dục bắt buộc, xóa mù chữ cho người lớn và đẩy mạnh phân luồng học sinh trong giáo dục phổ thông'),
    ('25-CT/TW', 'Chỉ thị', '2023-10-25', 'Ban Bí thư',
     'Tiếp tục củng cố, hoàn thiện, nâng cao chất lượng hoạt động của y tế cơ sở trong tình hình mới'),
    ('06-NQ/TW', 'Nghị quyết', '2022-01-24', 'Bộ Chính trị',
     'Quy hoạch, xây dựng, quản lý và phát triển bền vững đô thị đến năm 2030, tầm nhìn đến năm 2045')
ON CONFLICT (number, issued_on) DO NOTHING;

UPDATE task_schedule AS s
SET reference_document_id = d.document_id
FROM (VALUES
    ('6.1.5', '29-CT/TW', DATE '2024-01-05'),
    ('6.2.7', '25-CT/TW', '2023-10-25'),
    ('6.6.8', '06-NQ/TW', '2022-01-24')
) AS c (key, number, issued_on)
JOIN document AS d ON d.number = c.number AND d.issued_on = c.issued_on
CROSS JOIN plan AS p
JOIN task AS t ON t.plan_id = p.plan_id
WHERE p.code = '230/KH-UBND' AND t.key = c.key AND s.task_id = t.task_id
  AND s.reference_document_id IS NULL;

-- The strategy on gender equality of 2021-2025 and of 2026-2030.
UPDATE task AS t
SET follows_id = earlier.task_id
FROM task AS earlier, plan AS p
WHERE p.code = '230/KH-UBND' AND t.plan_id = p.plan_id AND earlier.plan_id = p.plan_id
  AND t.key = '5.16' AND earlier.key = '5.15' AND t.follows_id IS NULL;

-- English names, and the indicators that a task serves: both ours.  The plan
-- links no task to an indicator; an empty list is a task that serves none of
-- those measured, or all alike.
CREATE TEMPORARY TABLE task_note (key text, name_en text, serves text[]);
INSERT INTO task_note VALUES
    ('1.1', 'Make known the provincial Party plan that carries out Resolution 42-NQ/TW', '{}'),
    ('1.2', 'Inform about social policy through the press and grassroots information', '{}'),
    ('2.1', 'Review and issue documents and mechanisms on social policy', '{}'),
    ('2.2', 'Review and strengthen the bodies that manage social policy', '{}'),
    ('2.3', 'Approve job positions and ranks of labour, invalids and social affairs bodies', '{}'),
    ('2.4', 'Modernise management and digitise social policy procedures', '{}'),
    ('3.1', 'Plan on strengthening Party leadership of work for people with meritorious service', '{1.1}'),
    ('3.2', 'Preferential policies for people with meritorious service and their families', '{1.1}'),
    ('3.3', 'Ensure upper-middle or better living standards of people with meritorious service', '{1.1}'),
    ('3.4', 'Support people with meritorious service to build and repair houses', '{1.1,9.2}'),
    ('4.1', 'Continue the fundamental reform of education and training', '{3.2}'),
    ('4.2', 'Plan on renewing vocational education to 2030', '{3.2,3.5}'),
    ('4.3', 'Plan of the vocational education strategy 2021-2030', '{3.2,3.4,3.5}'),
    ('4.4', 'Plan of the programme to train and retrain skills for the fourth industrial revolution, to 2025', '{3.2}'),
    ('4.5', 'Scheme on human resources of the province 2021-2025', '{3.1,3.2}'),
    ('4.6', 'Plan on digital transformation of vocational education 2021-2025', '{3.3}'),
    ('4.7', 'Yearly plans to recruit and train civil servants and public employees', '{}'),
    ('4.8', 'Foreign language training for civil servants and public employees', '{}'),
    ('4.9', 'Plan on renewing the growth model and productivity', '{}'),
    ('4.10', 'Plan of the programme to support the labour market to 2030', '{2.1,2.2,2.3}'),
    ('4.11', 'Plan on a flexible, modern and sustainable labour market', '{2.1,2.2,2.3,2.4}'),
    ('4.12', 'Plan on Party leadership of sending workers abroad', '{2.1}'),
    ('4.13', 'Yearly plan on labour, employment and vocational education', '{2.1,2.2,3.2}'),
    ('4.14', 'Build the labour and employment database', '{}'),
    ('4.15', 'Plan on Party leadership of social policy credit', '{2.3,5.10,5.12}'),
    ('4.16', 'Plan on harmonious, stable and progressive labour relations', '{}'),
    ('4.17', 'Strengthen Party leadership of occupational safety and health', '{}'),
    ('4.18', 'Scheme to develop labour relations', '{}'),
    ('5.1', 'Reform of social insurance policy', '{4.1,4.2,4.3,4.5}'),
    ('5.2', 'Strategy of the Viet Nam Social Insurance sector', '{4.1,4.4,4.6}'),
    ('5.3', 'Plan towards universal health insurance 2021-2025', '{4.6,4.7,4.8,4.10,4.11}'),
    ('5.4', 'Plan of the scheme to strengthen bodies in charge of unemployment insurance', '{4.5}'),
    ('5.5', 'Widen coverage of social, unemployment and health insurance', '{4.1,4.2,4.5,4.6}'),
    ('5.6', 'Carry out social assistance policies in time', '{5.1,5.2,5.3,5.4,5.5,5.6,5.7,5.16}'),
    ('5.7', 'Plan on health care of people with meritorious service, older people, children and persons with disabilities 2021-2030', '{5.17,7.11,7.13,7.14}'),
    ('5.8', 'Plan of the national action programme on older people 2021-2030', '{5.5,5.18,7.13,7.14}'),
    ('5.9', 'Plan of the programme to assist persons with disabilities 2021-2030', '{2.6,3.4,4.10,6.13,7.11}'),
    ('5.10', 'Plan on Party leadership of work for persons with disabilities', '{2.6,3.4,7.11}'),
    ('5.11', 'Plan of the national action programme for children 2021-2030', '{5.8}'),
    ('5.12', 'Plan of the programme against accidents and injuries of children 2021-2030', '{5.8}'),
    ('5.13', 'Plan on care, education and protection of children', '{5.8}'),
    ('5.14', 'Build the national social security database', '{}'),
    ('5.15', 'Plan of the national strategy on gender equality 2021-2025', '{2.5,3.5,5.13,5.14,5.15}'),
    ('5.16', 'Plan of the national strategy on gender equality 2026-2030', '{2.5,3.5,5.13,5.14,5.15}'),
    ('5.17', 'Yearly month of action for gender equality and against gender-based violence', '{5.13,5.14}'),
    ('5.18', 'Plan on Party leadership of sustainable poverty reduction to 2030', '{5.10,5.12}'),
    ('5.19', 'Plan of the strategy on ethnic affairs 2021-2030', '{4.7,5.11}'),
    ('5.20', 'Yearly review of poor and near-poor households', '{5.10,5.11}'),
    ('5.21', 'National target programme for ethnic minority and mountainous areas 2021-2030', '{4.7,5.11}'),
    ('5.22', 'National target programme on new rural development', '{8.7,10.1.2,10.2.2,10.6}'),
    ('5.23', 'Pilot delegation of national target programmes to districts', '{}'),
    ('5.24', 'Socio-economic development and defence of the Southeast region to 2030', '{}'),
    ('5.25', 'Improve legal aid', '{5.9}'),
    ('5.26', 'Science and technology that create livelihoods in remote and ethnic minority areas', '{}'),
    ('6.1.1', 'Plan of the scheme "Building a learning society 2021-2030"', '{6.9}'),
    ('6.1.2', 'Plan on universal education and literacy 2021-2025', '{6.1,6.6,6.7,6.9,6.10,6.11}'),
    ('6.1.3', 'Plan to rearrange schools, school sites and classes 2021-2025', '{}'),
    ('6.1.4', 'Plan to build schools that meet the national standard 2021-2025', '{6.5}'),
    ('6.1.5', 'Directive 29-CT/TW on universal and compulsory education and literacy of adults', '{6.1,6.9,6.10,6.11,6.12}'),
    ('6.1.6', 'Information technology and digital transformation in education', '{}'),
    ('6.1.7', 'Private contribution to education and training', '{6.2,6.3}'),
    ('6.2.1', 'Plan on population work', '{7.1}'),
    ('6.2.2', 'Action plan 2021-2025 of the population strategy to 2030', '{7.1,7.2,7.12}'),
    ('6.2.3', 'Plan on protecting and improving people''s health', '{4.9,7.2,7.3,7.4.1,7.4.2,7.4.3,7.4.4,7.6,7.8,7.10}'),
    ('6.2.4', 'Plan of the national nutrition strategy 2021-2030', '{7.9}'),
    ('6.2.5', 'Plan of the programme "Nutrition in the first 1,000 days"', '{7.7,7.9}'),
    ('6.2.6', 'Plan of the scheme on the grassroots health network', '{7.5,7.6}'),
    ('6.2.7', 'Directive 25-CT/TW on grassroots health care', '{7.5,7.6}'),
    ('6.3.1', 'Plan of the strategy on culture to 2030', '{}'),
    ('6.3.2', 'Plan on culture and people of Viet Nam', '{}'),
    ('6.3.3', 'Plan of the movement "All people unite to build a cultured life" 2021-2026', '{}'),
    ('6.3.4', 'National target programme on culture to 2030', '{}'),
    ('6.4.1', 'National information strategy to 2025', '{8.1.1,8.1.2,8.2}'),
    ('6.4.2', 'Policy and law on the right of access to information', '{8.5}'),
    ('6.4.3', 'Plan of the programme to protect children online 2021-2025', '{}'),
    ('6.4.4', 'Programme of universal telecommunications', '{8.3,8.5,8.6}'),
    ('6.4.5', 'Plan on digital transformation of the province to 2025', '{}'),
    ('6.4.6', 'Plan of the scheme on grassroots information by information technology', '{8.4,8.7}'),
    ('6.4.7', 'Plan of the scheme on population data, identification and authentication 2022-2025', '{}'),
    ('6.5.1', 'Housing development programme of the province 2021-2030', '{9.1,9.3,9.3.1,9.3.2,9.4,9.4.1,9.4.2}'),
    ('6.5.2', 'Scheme to remove temporary and dilapidated houses of poor households', '{9.2}'),
    ('6.5.3', 'Movement "The whole country joins hands to remove temporary and dilapidated houses in 2025"', '{9.2}'),
    ('6.6.1', 'Plan on agriculture, farmers and rural areas to 2030', '{}'),
    ('6.6.2', 'Plan of the national strategy on rural water supply and sanitation to 2030', '{10.1.2,10.2.2,10.3,10.4,10.5}'),
    ('6.6.3', 'Plan on concentrated rural water supply works', '{10.1.2}'),
    ('6.6.4', 'Plan on safe water supply in rural areas 2021-2025', '{10.1.2}'),
    ('6.6.5', 'Plan on land, minerals and environmental protection', '{10.7,10.8}'),
    ('6.6.6', 'Decision 882/QĐ-TTg: national action plan on green growth 2021-2030', '{}'),
    ('6.6.7', 'Scheme on managing domestic solid waste', '{}'),
    ('6.6.8', 'Resolution 06-NQ/TW on urban planning and sustainable urban development to 2030', '{}'),
    ('7.1', 'Plan of the scheme "Renewing social assistance 2017-2025"', '{5.1,5.17}'),
    ('7.2', 'Plan of the programme on social work 2021-2030', '{5.17,5.19}'),
    ('7.3', 'Plan of the programme for people with mental illness and autistic children 2021-2030', '{5.17,7.11}'),
    ('7.4', 'Repair and upgrade the drug treatment facility and the social work centre (if any)', '{}'),
    ('7.5', 'Cashless payment to social policy beneficiaries', '{}'),
    ('8.1', 'Raise and use foreign aid for social policy', '{}'),
    ('9.1', 'Raise awareness and responsibility of Party committees and authorities', '{}'),
    ('9.2', 'Check, follow and supervise the carrying out of social policy', '{}'),
    ('9.3', 'Supervision and social criticism of social policy', '{}'),
    ('9.4', 'Mobilise members and people to agree with and take part in social policy', '{}');

UPDATE task AS t
SET name_en = n.name_en
FROM task_note AS n, plan AS p
WHERE p.code = '230/KH-UBND' AND t.plan_id = p.plan_id AND t.key = n.key AND t.name_en IS NULL;

INSERT INTO task_indicator (task_id, indicator_id, basis)
SELECT t.task_id, i.indicator_id, 'ours'
FROM task_note AS n
CROSS JOIN LATERAL unnest(n.serves) AS c (code)
JOIN plan AS p ON p.code = '230/KH-UBND'
JOIN task AS t ON t.plan_id = p.plan_id AND t.key = n.key
JOIN indicator AS i ON i.plan_id = p.plan_id AND i.code = c.code
ORDER BY t.sort_order, i.sort_order
ON CONFLICT (task_id, indicator_id) DO NOTHING;
DROP TABLE task_note;

RESET search_path;
