#!/bin/sh
# Several write the same figure at once: no revision is lost, and the spans of
# belief follow one another without a gap, an overlap or a turn.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
. test/tools/session.sh
echo "1..21"
files=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-lifecycle.XXXXXX")
trap 'end_sessions; rm -rf "$files"' EXIT
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning -c search_path=policy,public'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d concurrent "$@"; }
rounds=60

dropdb --if-exists --force concurrent 2>/dev/null
createdb concurrent
ask -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()'
ask --single-transaction -f example/plan_230/load.sql >/dev/null
ask -c "INSERT INTO source (code, name_vi) VALUES ('TK', 'Thống kê')"

# revise YEAR VALUE: the statement that writes indicator 2.1 of a year.
revise() { echo "SELECT revise_figure('2.1', '75', '$1', 'estimate', 'TK', $2)"; }
# The values of a year, oldest first.
values() {
	ask -c "SELECT string_agg(value::text, ' ' ORDER BY believed_from) FROM figure_history
	        JOIN source USING (source_id) WHERE code = 'TK' AND period_end = '$1-12-31'"
}
# Spans that do not begin where the one before ended, or do not go forward.
broken_spans() {
	ask -c "SELECT count(*) FROM (
	            SELECT *, lag(believed_to) OVER (PARTITION BY indicator_id, area_id, period_end, period_start, source_id
	                                             ORDER BY believed_from) AS before FROM figure_history) AS h
	        WHERE believed_to <= believed_from OR (version > 1 AND before IS DISTINCT FROM believed_from)"
}

open_session one concurrent
open_session two concurrent

# One hand over the other.
tell one BEGIN "$(revise 2010 1)"
done_with one
tell two "$(revise 2010 2)"
waits two
tell one COMMIT
done_with one
done_with two
check "who comes second waits for the first figure to be added" "$(said one) $(said two)" "added revised"
check "and revises it" "$(values 2010)" "1 2"

tell one BEGIN "$(revise 2011 1)"
done_with one
tell two "$(revise 2011 2)"
waits two
tell one ROLLBACK
done_with one
done_with two
check "or adds it, where the first gave up" "$(said one) $(said two) $(values 2011)" "added added 2"

tell one BEGIN "$(revise 2010 3)"
done_with one
tell two "$(revise 2010 4)"
waits two
moment=$(ask -c 'SELECT clock_timestamp()')
tell one COMMIT
done_with one
done_with two
check "who waits for a revision revises what was committed" "$(said one) $(said two) $(values 2010)" "revised revised 1 2 3 4"
check "and at a moment read after the wait" \
	"$(ask -c "SELECT recorded_at > '$moment' FROM observation JOIN source USING (source_id) WHERE code = 'TK' AND period_end = '2010-12-31'")" t

tell two 'BEGIN ISOLATION LEVEL REPEATABLE READ' 'SELECT 1'
done_with two
said two >/dev/null
tell one "$(revise 2010 5)"
done_with one
tell two "$(revise 2010 6)" ROLLBACK
done_with two
check "a writer with an old snapshot is refused, not let through" "$(said one) $(said two) $(values 2010)" \
	"revised ERROR:  40001 1 2 3 4 5"

# A loader and a writer.
send='INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES'
tell one BEGIN "$send ('2.1', '75', '2010', '7', 'ước', 'TK')" 'SELECT count(*) FROM load_figures()'
done_with one
tell two "$(revise 2010 8)"
waits two
tell one COMMIT
done_with one
done_with two
check "a writer waits for a loader" "$(said one) $(said two) $(values 2010)" "0 revised 1 2 3 4 5 7 8"
tell one BEGIN "$(revise 2010 9)"
done_with one
tell two "$send ('2.1', '75', '2010', '10', 'ước', 'TK')" 'SELECT count(*) FROM load_figures()'
waits two
tell one COMMIT
done_with one
done_with two
check "and a loader for a writer" "$(said one) $(said two) $(values 2010)" "revised 0 1 2 3 4 5 7 8 9 10"
tell one BEGIN "$send ('2.1', '75', '2010', '11', 'ước', 'TK')" 'SELECT count(*) FROM load_figures()'
done_with one
tell two "$send ('2.1', '75', '2010', '12', 'ước', 'TK')" 'SELECT count(*) FROM load_figures()'
waits two
tell one COMMIT
done_with one
done_with two
check "loaders wait for one another" "$(said one) $(said two) $(values 2010)" "0 0 1 2 3 4 5 7 8 9 10 11 12"
check "and each took its own rows" "$(ask -c 'SELECT count(*) FROM observation_intake WHERE batch_id IS NULL')" 0

# Nobody else waits for a loader, and who waits is told for whom.
tell one BEGIN "$send ('2.1', '75', '2010', '13', 'ước', 'TK')" 'SELECT count(*) FROM load_figures()'
done_with one
tell two "$(revise 2013 1)"
done_with two
check "a writer of another figure does not wait for a loader" "$(said one) $(said two)" "0 added"
check "nor does a reader" "$(ask -c "SET lock_timeout = '1s'" -c "SELECT count(*) > 0 FROM figure")" t
PGAPPNAME=waiter ask -c 'SET client_min_messages = notice' -c 'SELECT count(*) FROM load_figures()' >"$files/waiter.out" 2>&1 &
waiter=$!
session_pids="$session_pids $waiter"
waits waiter
tell one COMMIT
done_with one
wait "$waiter"
check "who waits is told for which role" \
	"$(grep -c "waiting for the unfinished load of role \"$(ask -c 'SELECT current_user')\" (process [0-9]*)" "$files/waiter.out")" 1
said one >/dev/null
said two >/dev/null

# An old snapshot meets a key that is new: what a client tries again is 40001.
for level in 'REPEATABLE READ' SERIALIZABLE; do
	year=$((${year:-2013} + 1))
	tell two "BEGIN ISOLATION LEVEL $level" 'SELECT 1' "$send ('2.1', '75', '$year', '2', 'ước', 'TK')"
	done_with two
	said two >/dev/null
	tell one "$(revise "$year" 1)"
	done_with one
	tell two 'SELECT count(*) FROM load_figures()' ROLLBACK
	done_with two
	check "$level: a load of a figure that another added is to be tried again" "$(said one) $(said two) $(values "$year")" "added ERROR:  40001 1"
done

# Many rounds, as the scheduler likes: two writers and a loader, let go at once.
writer() {
	{
		echo 'SELECT pg_advisory_lock_shared(230);'
		i=1
		while [ "$i" -le "$rounds" ]; do
			echo "$(revise 2012 "$1$i");"
			i=$((i + 1))
		done
	} >"$files/writer_$1.sql"
}
writer 1000
writer 2000
{
	echo 'SELECT pg_advisory_lock_shared(230);'
	i=1
	while [ "$i" -le "$rounds" ]; do
		echo "$send ('2.1', '75', '2012', '3000$i', 'ước', 'TK');"
		echo 'SELECT * FROM load_figures();'
		i=$((i + 1))
	done
} >"$files/loader.sql"
tell one 'SELECT pg_advisory_lock(230)'
done_with one
said one >/dev/null
started=
for w in writer_1000 writer_2000 loader; do
	PGAPPNAME=$w ask -f "$files/$w.sql" >"$files/$w.out" 2>&1 &
	started="$started $!"
	session_pids="$session_pids $!"
	waits "$w"
done
tell one 'SELECT pg_advisory_unlock(230)'
done_with one
failed=0
for p in $started; do wait "$p" || failed=$((failed + 1)); done
check "no writer fails" "$failed $(cat "$files"/*.out | grep -c ERROR || :)" "0 0"
check "every write of theirs revised, but the one that added" \
	"$(cat "$files"/writer_*.out | grep -c -x -e revised -e added) $(ask -c "SELECT count(*) FILTER (WHERE version = 1), count(*)
		FROM figure_history JOIN source USING (source_id) WHERE code = 'TK' AND period_end = '2012-12-31'")" \
	"$((2 * rounds)) 1|$((3 * rounds))"
check "and none is lost" \
	"$(ask -c "SELECT count(DISTINCT value) FROM figure_history JOIN source USING (source_id) WHERE code = 'TK' AND period_end = '2012-12-31'")" \
	"$((3 * rounds))"
check "those of one writer in the order in which they were written" \
	"$(ask -c "SELECT count(*) FROM (SELECT value, lag(value) OVER (PARTITION BY left(value::text, 4) ORDER BY believed_from) AS before
		FROM figure_history JOIN source USING (source_id) WHERE code = 'TK' AND period_end = '2012-12-31') AS v
		WHERE substr(value::text, 5)::integer <> coalesce(substr(before::text, 5)::integer, 0) + 1")" 0
check "spans of belief follow one another, the doctor finds nothing" \
	"$(broken_spans) $(ask -c "SELECT count(*) FROM doctor() WHERE code = 'belief_overlap'")" "0 0"
ask -c "UPDATE observation_history SET believed_to = believed_to + interval '1 second' WHERE value = 1"
check "and the doctor would find one that does not" "$(ask -c "SELECT count(*) FROM doctor() WHERE code = 'belief_overlap'")" 1

close_session one
close_session two
