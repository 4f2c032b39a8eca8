# session.sh - several psql sessions at once, handed work one step at a time.
# Source it after tap.sh; set -eu is assumed, and $files a directory that the
# caller removes.
#
#     open_session NAME DATABASE
#     tell NAME STATEMENT ...   hand over and do not wait
#     done_with NAME            wait until all that was handed over is done
#     waits NAME                wait until the session waits for a lock
#     said NAME                 what it printed since the last time
#     close_session NAME

patience=300                    # tenths of a second
session_pids=
# In the trap of the caller: whatever is left of the sessions ends.
end_sessions() { [ -z "$session_pids" ] || kill $session_pids 2>/dev/null || :; }

open_session() {
	mkfifo "$files/$1.in"
	: >"$files/$1.out"
	PGAPPNAME=$1 psql -X -q -A -t -d "$2" -v VERBOSITY=sqlstate <"$files/$1.in" >>"$files/$1.out" 2>&1 &
	eval "pid_$1=\$!"
	session_pids="$session_pids $!"
	# The write end stays open in a process of its own, so that the name is enough.
	sleep 3600 >"$files/$1.in" &
	eval "keeper_$1=\$!; told_$1=0"
	session_pids="$session_pids $!"
}

tell() {
	session=$1
	shift
	for statement in "$@"; do echo "$statement;" >>"$files/$session.in"; done
}

# until_true COMMAND ...
until_true() {
	tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt "$patience" ] || { echo "# gave up waiting: $*"; exit 1; }
		sleep 0.1
	done
}

done_with() {
	eval "told_$1=\$((told_$1 + 1)); step=\$told_$1"
	echo "\\! : >'$files/$1.$step'" >>"$files/$1.in"
	until_true test -e "$files/$1.$step"
}

is_waiting() {
	[ "$(psql -X -q -A -t -d postgres -c "SELECT count(*) FROM pg_stat_activity WHERE application_name = '$1' AND wait_event_type = 'Lock'")" = 1 ]
}
waits() { until_true is_waiting "$1"; }

said() {
	cat "$files/$1.out"
	: >"$files/$1.out"
}

close_session() {
	eval "kill \$keeper_$1; wait \$keeper_$1 2>/dev/null || :; wait \$pid_$1 || :"
	rm -f "$files/$1.in"
}
