#!/bin/sh
# The scripts on a machine that is not as they would like it: each says so in
# one sentence, and what they start does not heed settings for other servers.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/cluster.sh
. test/tools/tap.sh
echo "1..9"
files=$(mktemp -d /tmp/socpolicy-places.XXXXXX)
trap 'umount "$files/noexec" 2>/dev/null || :; rm -rf "$files"' EXIT
# in_place DIRECTORY: what a script says that would make its cluster there
in_place() {
	(
		export TMPDIR="$1"
		temporary_work
		[ "$(id -u)" != 0 ] || chown postgres "$work"
		check_place "$work"
	) 2>&1 | sed 's/.*\(at most 107 bytes\|cannot enter\|Nothing can be run\).*/\1/'
}
skip() { n=$((n + 1)); echo "ok $n # SKIP $1"; }

long=$files/$(printf '%090d' 0)
mkdir "$long" "$files/closed" "$files/noexec"
chmod 755 "$files"
check "a usual place" "$(in_place "$files")" ""
check "a path too long for a socket" "$(in_place "$long")" "at most 107 bytes"
chmod 700 "$files/closed"
if [ "$(id -u)" = 0 ]; then
	check "a directory that the server's user cannot enter" "$(in_place "$files/closed")" "cannot enter"
else skip "root only"; fi
if mount -t tmpfs -o noexec,mode=755 none "$files/noexec" 2>/dev/null; then
	check "a directory mounted noexec" "$(in_place "$files/noexec")" "Nothing can be run"
else skip "no right to mount"; fi

check "a PG_CONFIG that is none is named" \
	"$( (PG_CONFIG=$files/none install_needs server) 2>&1)" "PG_CONFIG=$files/none is no pg_config that runs."
check "settings for other servers are forgotten, the choice of the server is not" \
	"$(PGPORT=1 PGCLIENTENCODING=x PGTARGETSESSIONATTRS=x PG_CONFIG=$files/none sh -c '. test/tools/cluster.sh; forget_other_servers; env | grep "^PG"')" \
	"PG_CONFIG=$files/none"

# A tree that nobody can write to, as whoever cannot.
mkdir "$files/tree" "$files/work"
cp -R Makefile README.md socpolicy.control src sql "$files/tree"
rm -f "$files"/tree/src/*.o
chmod -R a-w,a+rX "$files/tree"
find_pg_config
if [ "$(id -u)" = 0 ]; then chown postgres "$files/work"; fi
check "a read-only checkout builds" \
	"$(as_owner sh -euc "cd '$files/tree'; . '$top/test/tools/cluster.sh'; find_pg_config; build_into '$files/work' with_llvm=no COPT=-O0 && ls '$files'/work/build/*.so" 2>&1 | sed 's/.*\///')" "socpolicy.so"

# A demo that breaks off, and one while another is being made.
cp -R test example doc "$files/tree"
chmod -R u+w "$files/tree"
echo 'SELECT 1 / 0;' >"$files/tree/example/plan_230/load.sql"
demo=$files/socpolicy-demo-$(id -u)
TMPDIR=$files "$files/tree/test/tools/demo" >"$files/demo.out" 2>&1 || :
check "a demo that breaks off says why and stops its server" \
	"$(tail -n 1 "$files/demo.out" | grep -o 'division by zero') $(ls "$demo/data/postmaster.pid" 2>/dev/null)" "division by zero "
echo $$ >"$demo/socpolicy-demo"
check "a second demo says that another is being made" \
	"$(TMPDIR=$files "$files/tree/test/tools/demo" 2>&1 | tail -n 1)" \
	"Another demo is being made in $demo by process $$; wait for it, or end it."
