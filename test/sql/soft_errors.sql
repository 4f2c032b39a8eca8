\set ECHO none
\set QUIET 1
\pset format unaligned
\pset tuples_only true
\pset pager off
-- From PostgreSQL 16 on bad input can be asked about instead of raised.

BEGIN;
SELECT current_setting('server_version_num')::integer >= 160000 AS soft \gset

SELECT plan(8);
\if :soft
SELECT is(pg_input_is_valid('<12.7', 'socpolicy.threshold_range'), true, 'a range is valid');
SELECT is(pg_input_is_valid('<12,7', 'socpolicy.threshold_range'), false, 'a decimal comma is not');
SELECT is(pg_input_is_valid('95 up by 2030', 'socpolicy.target'), true, 'a target is valid');
SELECT is(pg_input_is_valid('95', 'socpolicy.target'), false, 'a number without a direction is not');
SELECT is(pg_input_is_valid('met=1/1.000', 'socpolicy.tally'), false, 'a part of a tally is not');
SELECT is(e.sql_error_code, '22P02', 'the SQLSTATE is told')
FROM pg_input_error_info('28-30', 'socpolicy.target') AS e;
SELECT matches(e.hint, 'parse_target', 'the hint is told')
FROM pg_input_error_info('28-30', 'socpolicy.target') AS e;
SELECT is(e.sql_error_code, '22003', 'a number out of range is told apart')
FROM pg_input_error_info('1234567890123456789', 'socpolicy.threshold_range') AS e;
\else
SELECT skip('soft errors are new in 16', 8);
\endif

SELECT * FROM finish();
ROLLBACK;
