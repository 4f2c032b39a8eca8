\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
-- A verdict in one sentence, in Vietnamese and English.

BEGIN;
SELECT plan(51);

CREATE TEMP TABLE said (value numeric, goal text, period_end date, unit text, vi text, en text);
INSERT INTO said VALUES
	(98, '>=95', NULL, '%',
	 'Đạt: 98% so với chỉ tiêu >= 95%, cao hơn 3 điểm phần trăm.',
	 'Met: 98% against the target >= 95%, 3 percentage points above.'),
	(95, '>=95', NULL, '%',
	 'Đạt: 95% so với chỉ tiêu >= 95%.',
	 'Met: 95% against the target >= 95%.'),
	(92.5, '95 up', NULL, '%',
	 'Chưa đạt: 92,5% so với chỉ tiêu 95%, còn thiếu 2,5 điểm phần trăm.',
	 'Missed: 92.5% against the target 95%, 2.5 percentage points short.'),
	(96, '95 up', NULL, '%',
	 'Vượt: 96% so với chỉ tiêu 95%, cao hơn 1 điểm phần trăm.',
	 'Exceeded: 96% against the target 95%, 1 percentage point above.'),
	(3.2, '<3', NULL, '%',
	 'Chưa đạt: 3,2% so với chỉ tiêu < 3%, cao hơn 0,2 điểm phần trăm.',
	 'Missed: 3.2% against the target < 3%, 0.2 percentage points above.'),
	(3, '<3', NULL, '%',
	 'Chưa đạt: 3% so với chỉ tiêu < 3%, bằng đúng ngưỡng, mà ngưỡng không được tính là đạt.',
	 'Missed: 3% against the target < 3%, exactly on the limit, which itself does not count.'),
	(2.4, '<3', NULL, '%',
	 'Đạt: 2,4% so với chỉ tiêu < 3%, thấp hơn 0,6 điểm phần trăm.',
	 'Met: 2.4% against the target < 3%, 0.6 percentage points below.'),
	(94.6, '95 up near 0.5', NULL, '%',
	 'Gần đạt: 94,6% so với chỉ tiêu 95%, còn thiếu 0,4 điểm phần trăm.',
	 'Near: 94.6% against the target 95%, 0.4 percentage points short.'),
	(48500, '50000 up by 2030', '2025-12-31', 'căn hộ',
	 'Chưa đến hạn: 48.500 căn hộ so với chỉ tiêu 50.000 căn hộ, còn thiếu 1.500 căn hộ, hạn đến ngày 31/12/2030.',
	 'Not yet due: 48,500 căn hộ against the target 50,000 căn hộ, 1,500 căn hộ short, due on 2030-12-31.'),
	(NULL, '95 up by 2030', '2025-12-31', '%',
	 'Chưa đến hạn: chỉ tiêu 95%, chưa có số liệu, hạn đến ngày 31/12/2030.',
	 'Not yet due: the target is 95%, no figure yet, due on 2030-12-31.'),
	(NULL, '<3', NULL, '%',
	 'Chưa có số liệu: chỉ tiêu < 3%.',
	 'No data: the target is < 3%.'),
	(5, NULL, NULL, '%',
	 'Không có mục tiêu: giá trị 5% không được đánh giá.',
	 'No target: the value 5% is not judged.'),
	(NULL, NULL, NULL, NULL, 'Không có mục tiêu.', 'No target.'),
	(27, '49..51 within', NULL, NULL,
	 'Chưa đạt: 27 so với chỉ tiêu 49-51, thấp hơn 22.',
	 'Missed: 27 against the target 49-51, 22 below.'),
	(53, '49..51 within', NULL, NULL,
	 'Chưa đạt: 53 so với chỉ tiêu 49-51, cao hơn 2.',
	 'Missed: 53 against the target 49-51, 2 above.'),
	(50, '49..51 within', NULL, NULL,
	 'Đạt: 50 so với chỉ tiêu 49-51.',
	 'Met: 50 against the target 49-51.'),
	-- rounded for print, but never onto or over the bound
	(88.123456, '95 up', NULL, '%',
	 'Chưa đạt: 88,12% so với chỉ tiêu 95%, còn thiếu 6,88 điểm phần trăm.',
	 'Missed: 88.12% against the target 95%, 6.88 percentage points short.'),
	(94.99996, '95 up', NULL, '%',
	 'Chưa đạt: 94,99996% so với chỉ tiêu 95%, còn thiếu 0,00004 điểm phần trăm.',
	 'Missed: 94.99996% against the target 95%, 0.00004 percentage points short.'),
	(2.9999999999999999999999, '<3', NULL, '%',
	 'Đạt: 2,9999999999999999999999% so với chỉ tiêu < 3%, thấp hơn 0,0000000000000000000001 điểm phần trăm.',
	 'Met: 2.9999999999999999999999% against the target < 3%, 0.0000000000000000000001 percentage points below.');

SELECT is(socpolicy.explain(value, goal::socpolicy.target, period_end, unit), vi, vi) FROM said;
SELECT is(socpolicy.explain(value, goal::socpolicy.target, period_end, unit, 'en'), en, en) FROM said;

SELECT is(socpolicy.explain(93::bigint, '95 up'), socpolicy.explain(93.0, '95 up'), 'bigint reads as numeric');
SELECT is(socpolicy.explain(92.7::real, '95 up'), socpolicy.explain(92.7, '95 up'), 'real reads as its shortest decimal');
SELECT is(socpolicy.explain(92.7::double precision, '95 up'), socpolicy.explain(92.7, '95 up'),
		  'double precision reads as its shortest decimal');
SELECT throws_ok($$SELECT socpolicy.explain(1.0, '95 up', lang => 'fr')$$, '22023', NULL, 'another language is refused');
SELECT throws_ok($$SELECT socpolicy.explain(1.0, '95 up', lang => NULL)$$, '22004', NULL, 'no language is refused');
SELECT throws_ok($$SELECT socpolicy.explain('NaN'::numeric, '95 up')$$, '22003', NULL, 'NaN is refused');
SELECT is((SELECT count(*) FROM said
		   WHERE socpolicy.explain(value, goal::socpolicy.target, period_end, unit) IS NULL), 0::bigint,
		  'there is always a sentence');


-- The words and the rounding alone.
SELECT is((SELECT string_agg(socpolicy.status_label(s), ', ' ORDER BY s)
		   FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s),
		  'Vượt, Đạt, Gần đạt, Chưa đạt, Chưa đến hạn, Chưa có số liệu, Không có mục tiêu', 'statuses in Vietnamese');
SELECT is((SELECT string_agg(socpolicy.status_label(s, 'en'), ', ' ORDER BY s)
		   FROM unnest(enum_range(NULL::socpolicy.compliance_status)) AS s),
		  'Exceeded, Met, Near, Missed, Not yet due, No data, No target', 'statuses in English');
SELECT throws_ok($$SELECT socpolicy.status_label('met', 'fr')$$, '22023', NULL, 'a status in another language is refused');
SELECT results_eq($$
	SELECT socpolicy.format_value(v.value, v.goal::socpolicy.target, v.format)
	FROM (VALUES (1, 88.123456, '95 up', 'vi'), (2, 94.99996, '95 up', 'vi'), (3, 2.99999, '<3', 'en'),
		  (4, 87.5, NULL, 'vi'), (5, 66.66666, NULL, 'vi'), (6, 1234567.891, NULL, 'en'), (7, 1234567.891, NULL, 'plain'),
		  (8, NULL, '95 up', 'vi')) AS v (n, value, goal, format) ORDER BY v.n$$,
	$$VALUES ('88,12'), ('94,99996'), ('2.99999'), ('87,5'), ('66,67'), ('1,234,567.89'), ('1234567.89'), (NULL)$$,
	'a value is rounded, but stays on its side');
SELECT throws_ok($$SELECT socpolicy.format_value('Infinity')$$, '22003', NULL, 'infinity is not written');
SELECT throws_ok($$SELECT socpolicy.format_value(1, '95 up', 'fr')$$, '22023', NULL, 'another format is refused');

SELECT * FROM finish();
ROLLBACK;
