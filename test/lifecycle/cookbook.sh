#!/bin/sh
# Every query of doc/cookbook.md gives the answer that is printed below it.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
export PSQLRC=/dev/null PGTZ=Asia/Ho_Chi_Minh PGDATESTYLE=ISO
export PGOPTIONS='-c client_min_messages=warning'
ask() { psql -X -q -v ON_ERROR_STOP=1 -d cookbook "$@"; }

dropdb --if-exists --force cookbook 2>/dev/null
createdb cookbook
ask -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()'
ask -o /dev/null --single-transaction -f "example/plan_230/all.sql"
export PGOPTIONS="$PGOPTIONS -c search_path=policy,socpolicy,public"

recipes=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-cookbook.XXXXXX")
trap 'rm -rf "$recipes"' EXIT
# N.sql, the N.text printed below it, and the N.title above.
awk -v into="$recipes" '
	/^#/ && !file { title = $0; sub(/^#+ */, "", title) }
	/^```$/ && file { close(file); file = ""; next }
	/^```sql$/ { n++; print title > (into "/" n ".title"); file = into "/" n ".sql"; next }
	/^```text$/ { file = into "/" n ".text"; next }
	file { print > file }
' doc/cookbook.md
set -- "$recipes"/*.sql
echo "1..$(($# + 1))"
check "every query has its answer" "$(find "$recipes" -name "*.text" | grep -c .)" "$#"
for i in $(seq $#); do
	ask -P pager=off -P footer=off -f "$recipes/$i.sql" 2>&1 | sed -e 's/ *$//' -e '/^$/d' >"$recipes/$i.have"
	check "$(cat "$recipes/$i.title")" "$(diff "$recipes/$i.text" "$recipes/$i.have")" ""
done
