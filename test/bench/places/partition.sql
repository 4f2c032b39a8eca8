-- The experiment: the same figures in a copy that is partitioned by year.
CREATE TABLE policy.observation_by_year (LIKE policy.observation INCLUDING GENERATED INCLUDING DEFAULTS INCLUDING CONSTRAINTS)
	PARTITION BY RANGE (period_end);
SELECT format('CREATE TABLE policy.observation_%s PARTITION OF policy.observation_by_year FOR VALUES FROM (%L) TO (%L)',
	y, make_date(y, 1, 1), make_date(y + 1, 1, 1))
FROM generate_series(2016, 2016 + (:months - 1) / 12) AS y
\gexec
\timing on
\echo # rows
INSERT INTO policy.observation_by_year (indicator_id, area_id, period_end, period_start, source_id, stage, value, numerator,
	denominator, note, recorded_at, recorded_by)
SELECT indicator_id, area_id, period_end, period_start, source_id, stage, value, numerator, denominator, note, recorded_at, recorded_by
FROM policy.observation;
\echo # primary key
SET maintenance_work_mem = '1GB';
ALTER TABLE policy.observation_by_year
	ADD CONSTRAINT observation_by_year_pkey PRIMARY KEY (indicator_id, area_id, period_end, period_start, source_id);
\echo # vacuum
VACUUM (ANALYZE) policy.observation_by_year;
\timing off
