/*
 * The whole example: Plan 230, and what 2025 and 2026 did to it.
 *
 * Run from the top of the source tree, once, after
 *   CREATE EXTENSION socpolicy; CALL socpolicy.create_register();
 * as
 *   psql -v ON_ERROR_STOP=1 --single-transaction -f example/plan_230/all.sql
 */
\ir as_issued.sql
\ir reorganisation_2025.sql
\ir sample_years.sql
