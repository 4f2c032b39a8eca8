#!/bin/sh
# A load that does not end: rolled back, a dry run, broken by a constraint in
# the middle, cancelled, its backend killed (kill -9).  Each time the register
# is what it was, no line is claimed, and the same call then loads everything.
#
# A killed backend takes all sessions of its cluster with it, so this runs on
# a cluster of its own, with the build of the one in PGHOST.  Prints TAP.
set -eu
. test/tools/cluster.sh
. test/tools/tap.sh
. test/tools/session.sh
stage=$PGHOST/stage
[ -d "$stage" ] || { echo "1..0 # SKIP no staged build beside the server"; exit 0; }
echo "1..17"
find_pg_config
temporary_work
files=$work
trap 'status=$?; end_sessions; stop_cluster "$work"; rm -rf "$work"; exit $status' EXIT
ln -s "$stage" "$work/stage"
start_cluster "$work" </dev/null
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning -c search_path=policy,public'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 "$@"; }
rows=20000

ask -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()'
ask --single-transaction -f example/plan_230/load.sql >/dev/null
ask -v areas=$(((rows + 299) / 300)) -f test/bench/intake/setup.sql
# The sheet adds and revises, and has a row that is rejected.
ask -c "INSERT INTO observation (indicator_id, area_id, period_end, period_start, source_id, stage, value)
        SELECT indicator_id, area_id, make_date(year, 12, 31), make_date(year, 1, 1), source_id, 'estimate', 1
        FROM figure_to_send WHERE year = 2024"
{
	echo 'Mã chỉ tiêu;Mã địa bàn;Năm;Giá trị;Tử số;Mẫu số;Giai đoạn;Nguồn'
	ask -c "COPY (SELECT concat(indicator_code, ';', area_code, ';', year, ';',
		replace(value::text, '.', ','), ';', numerator, ';', denominator, ';Chính thức;TK')
		FROM figure_to_send LIMIT $((rows - 1))) TO STDOUT"
	echo '99.9;75;2024;1;;;ước;TK'
} >"$work/sheet.csv"
ask -c "\\copy observation_intake(line) FROM '$work/sheet.csv' (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')"

# A load stops at a row that a test chose, and waits there until it is told on.
ask -c "CREATE FUNCTION stop_here() RETURNS trigger LANGUAGE plpgsql AS \$\$
        BEGIN
            PERFORM pg_advisory_xact_lock(230);
            RETURN NEW;
        END \$\$"
# stop_at TABLE EVENT CONDITION
stop_at() {
	ask -c "CREATE TRIGGER stop BEFORE $2 ON $1 FOR EACH ROW WHEN ($3) EXECUTE FUNCTION stop_here()"
	tell gate 'SELECT pg_advisory_lock(230)'
	done_with gate
}
go_on() {
	tell gate 'SELECT pg_advisory_unlock_all()'
	done_with gate
	ask -c "DROP TRIGGER stop ON $1"
}

# Every row of the register, by table; what is not there cannot be seen.
state() {
	ask -c "SELECT md5(string_agg(x, '|' ORDER BY x)) FROM (
	            SELECT relname || query_to_xml(format('SELECT count(*), sum(hashtextextended(t::text, 0)) FROM %s AS t', oid::regclass), true, true, '')::text
	            FROM pg_class WHERE relnamespace = 'policy'::regnamespace AND relkind = 'r') AS t (x)"
}
pending() { ask -c 'SELECT count(*) FROM observation_intake WHERE batch_id IS NULL'; }
before=$(state)
check "the sheet waits" "$(pending)" $((rows + 1))

open_session loader postgres
tell loader BEGIN 'SELECT count(*) FROM load_figures()' ROLLBACK
done_with loader
check "a load that is rolled back found its one fault" "$(said loader)" 1
check "and leaves nothing" "$(state)" "$before"
ask -c 'SELECT * FROM load_figures(dry_run => true)' >"$work/dry.out"
check "a dry run reports the same" "$(cut -d '|' -f 1-4 "$work/dry.out")" "error|$((rows + 1))|indicator_code|99.9"
check "and leaves nothing" "$(state)" "$before"

# A row in the middle cannot be written.
broken=$(ask -c "SELECT format('indicator_id = %s AND area_id = %s AND period_end = %L', indicator_id, area_id, make_date(year, 12, 31))
	FROM (SELECT * FROM figure_to_send LIMIT $((rows - 1))) AS f WHERE year <> 2024 OFFSET $((rows / 2)) LIMIT 1")
ask -c "ALTER TABLE observation ADD CONSTRAINT dba_check CHECK (NOT ($broken))"
tell loader 'SELECT * FROM load_figures()'
done_with loader
check "a constraint of the DBA breaks a load in the middle" "$(said loader)" "ERROR:  23514"
ask -c 'ALTER TABLE observation DROP CONSTRAINT dba_check'
check "which leaves nothing" "$(state)" "$before"

open_session gate postgres
stop_at observation INSERT "NEW.${broken%% AND*} AND NEW.period_end = '2020-12-31'"
tell loader 'SELECT * FROM load_figures()'
waits loader
ask -c "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = 'loader'" >/dev/null
done_with loader
check "a load is cancelled" "$(said loader)" "ERROR:  57014"
go_on observation
check "and leaves nothing" "$(state)" "$before"
close_session loader
close_session gate

# kill_load WHAT TABLE EVENT CONDITION: kill the backend of a load while it waits there.
kill_load() {
	open_session gate postgres
	open_session loader postgres
	stop_at "$2" "$3" "$4"
	tell loader 'SELECT * FROM load_figures()'
	waits loader
	kill -9 "$(ask -c "SELECT pid FROM pg_stat_activity WHERE application_name = 'loader'")"
	# The postmaster ends all other backends and recovers.
	close_session loader
	close_session gate
	until_true ask -c 'SELECT 1' >/dev/null 2>&1
	ask -c "DROP TRIGGER stop ON $2"
	check "killed $1: the register is what it was" "$(state)" "$before"
}
kill_load "among the rows that replace others" observation UPDATE "NEW.indicator_id > 20"
kill_load "among the rows that are new" observation INSERT "NEW.indicator_id > 20"
kill_load "at the rejections" rejected_row INSERT true
kill_load "at the last statement" import_batch UPDATE true

check "no lock is left" "$(ask -c "SELECT count(*) FROM pg_locks WHERE relation = 'observation'::regclass")" 0
ask -c 'SELECT * FROM load_figures()' >"$work/load.out"
check "the same call then loads everything" \
	"$(ask -c 'SELECT rows_read, rows_rejected, added + revised FROM import_batch ORDER BY batch_id DESC LIMIT 1')" \
	"$rows|1|$((rows - 1))"
check "and claims every line" "$(pending)" 0
check "as the dry run had said" "$(cat "$work/load.out")" "$(cat "$work/dry.out")"
