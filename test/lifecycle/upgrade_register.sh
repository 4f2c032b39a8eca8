#!/bin/sh
# A register of version 1 that holds Plan 230 is brought forward: its answers
# stay, and its shape is that of a new register.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
echo "1..5"
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d upgraded "$@"; }

dropdb --if-exists --force upgraded 2>/dev/null
createdb upgraded
ask -c 'CREATE EXTENSION socpolicy'
{
	echo 'CREATE SCHEMA policy; SET search_path = policy, pg_temp;'
	cat sql/register/1/*.sql
} | ask
ask -f sql/plan_230/load.sql >/dev/null
check "the register starts as version 1" "$(ask -c 'SELECT version FROM policy.register_info')" 1
answers() {
	ask -c "SELECT md5(string_agg(concat_ws(' ', code, scope, due, goal, value, stage, status, gap), ',' ORDER BY sort_order, scope))
	        FROM policy.evaluation(2025)"
}
before=$(answers)

ask -c "CALL socpolicy.upgrade_register('policy')"
ask -c "CALL socpolicy.create_register('fresh')"
check "it says the newest version afterwards" "$(ask -c 'SELECT version FROM policy.register_info')" \
	"$(ask -c 'SELECT version FROM fresh.register_info')"
check "its answers are the same" "$(answers)" "$before"
shape() { pg_dump -s -n "$1" upgraded | sed "s/\b$1\b/REGISTER/g" | grep -v -e '^\\restrict' -e '^\\unrestrict'; }
shape policy >"${TMPDIR:-/tmp}/socpolicy-shape.$$"
check "its shape is that of a new register" \
	"$(shape fresh | diff "${TMPDIR:-/tmp}/socpolicy-shape.$$" - | head -20)" ""
rm -f "${TMPDIR:-/tmp}/socpolicy-shape.$$"
check "bringing it forward again changes nothing" \
	"$(ask -c "CALL socpolicy.upgrade_register('policy')" 2>&1; answers)" "$before"
