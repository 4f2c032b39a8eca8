/*
 * Plan 230 as it was issued: its indicators and targets, its tasks, who has to
 * report on it, and the rules between its figures.  Run as all.sql is.
 */
\ir load.sql
\ir load_tasks.sql
\ir load_reports.sql
\ir rules.sql
