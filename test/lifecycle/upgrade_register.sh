#!/bin/sh
# A register of an earlier version that holds Plan 230 is brought forward: its
# answers stay, its shape, the reporting schema included, is that of a new
# register, and who could work with it still can.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
echo "1..21"
files=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-lifecycle.XXXXXX")
trap 'rm -rf "$files"' EXIT
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning -c jit=off'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d upgraded "$@"; }
as_role() { PGOPTIONS="$PGOPTIONS -c role=$1 -c search_path=policy,public" ask -v VERBOSITY=sqlstate -c "$2" 2>&1 || :; }

# old_register VERSION: as the library of that version made it.
old_register() {
	dropdb --if-exists --force upgraded 2>/dev/null
	createdb upgraded
	ask -c 'CREATE EXTENSION socpolicy'
	{
		echo 'CREATE SCHEMA policy; SET search_path = policy, pg_temp;'
		v=1
		while [ "$v" -le "$1" ]; do
			cat sql/register/$v/*.sql
			v=$((v + 1))
		done
		echo "UPDATE register_info SET version = $1;"
	} | ask
	ask --single-transaction -f example/plan_230/load.sql >/dev/null
}

# Roles belong to the cluster: grants to them are no part of the shape.
shape() {
	pg_dump -s -n "$1" -n "$1_bi" upgraded | sed "s/\b$1\(_bi\)\?\b/REGISTER\1/g" |
		grep -v -e '^\\restrict' -e '^\\unrestrict' -e '^--' -e '^$' -e ' TO lifecycle_'
}
bring_forward() {
	before=$(answers)
	ask -c "CALL socpolicy.upgrade_register('policy')"
	ask -c "CALL socpolicy.create_register('fresh')"
	check "of version $1: it says the newest version afterwards" "$(ask -c 'SELECT version FROM policy.register_info')" \
		"$(ask -c 'SELECT version FROM fresh.register_info')"
	check "its answers are the same" "$(answers)" "$before"
	shape policy >"$files/upgraded"
	shape fresh >"$files/fresh"
	check "its shape is that of a new register" "$(diff "$files/upgraded" "$files/fresh" | head -20)" ""
	check "with a reporting schema" "$(grep -c '^CREATE SCHEMA' "$files/upgraded")" 2
	check "bringing it forward again changes nothing" \
		"$(ask -c "CALL socpolicy.upgrade_register('policy')" 2>&1; answers)" "$before"
}

old_register 1
answers() {
	ask -c "SELECT md5(string_agg(concat_ws(' ', code, scope, due, goal, value, stage, status, gap), ',' ORDER BY sort_order, scope))
	        FROM policy.evaluation(2025)"
}
ask -c "INSERT INTO policy.area (code, name_vi, level, valid_from, valid_to) VALUES ('75', 'x', 'province', '2020-01-01', '2020-12-31')"
check "a code that means two areas on one day has to be put right first" \
	"$(ask -c "CALL socpolicy.upgrade_register('policy')" 2>&1 | grep -e ERROR -e DETAIL) $(ask -c 'SELECT version FROM policy.register_info')" \
	"ERROR:  codes of areas or spellings of agencies mean two things on one day
DETAIL:  75 1"
ask -c "DELETE FROM policy.area WHERE name_vi = 'x'"
bring_forward 1

# Version 2 knew tasks, reports, changes and who may do what.
old_register 2
for script in load_tasks load_reports; do
	ask --single-transaction -f "example/plan_230/$script.sql" >/dev/null
done
# What of the rules version 2 could keep.
sed '/^-- Falls of a stock/,/;$/d' example/plan_230/rules.sql | ask --single-transaction >/dev/null
for role in reader editor yt nobody; do
	ask -c "DROP ROLE IF EXISTS lifecycle_$role" -c "CREATE ROLE lifecycle_$role"
done
ask -c "SET search_path = policy" -c "SELECT grant_reader('lifecycle_reader'), grant_editor('lifecycle_editor'), grant_department('lifecycle_yt', 'YT', 'own')" >/dev/null
# One that was granted by hand, and one that is no more.
ask -c 'GRANT USAGE ON SCHEMA policy TO lifecycle_nobody' -c 'GRANT SELECT ON policy.area TO lifecycle_nobody'
ask -c 'CREATE ROLE lifecycle_gone' -c "SELECT policy.grant_department('lifecycle_gone', 'GDDT')" -c 'DROP OWNED BY lifecycle_gone' -c 'DROP ROLE lifecycle_gone' >/dev/null
ask -c "SELECT policy.revise_observation('7.2', '75', '2025', 'official', 'MAU', 98)" -c "SELECT policy.sign_report('230/KH-UBND', 2025)" >/dev/null
ask -c "SELECT policy.revise_observation('7.2', '75', '2025', 'official', 'MAU', 98.5)" >/dev/null
ask --single-transaction -f example/plan_230/reorganisation_2025.sql >/dev/null
moment=$(ask -c 'SELECT signed_at FROM policy.signed_report')
answers() {
	ask -c "SET search_path = policy" -c "SELECT md5(string_agg(answer, ',' ORDER BY answer)) FROM (
		SELECT e::text FROM evaluation(2024) AS e UNION ALL SELECT e::text FROM evaluation_as_of(2025, NULL, '$moment') AS e
		UNION ALL SELECT f::text FROM figure_as_of('$moment') AS f UNION ALL SELECT f::text FROM figure_history AS f
		UNION ALL SELECT r::text FROM report_as_signed('230/KH-UBND', 2025) AS r UNION ALL SELECT r::text FROM report_status(2024) AS r
		UNION ALL SELECT t::text FROM responsibility_as_of('2025-06-30') AS t UNION ALL SELECT a::text FROM area_as_of('2026-06-01') AS a
		UNION ALL SELECT p::text FROM place_figure(2024) AS p UNION ALL SELECT o::text FROM open_duties('2026-01-01') AS o
		UNION ALL SELECT l::text FROM change_log AS l) AS a (answer)"
}
reader_sees=$(as_role lifecycle_reader 'SELECT md5(string_agg(e::text, $$,$$ ORDER BY e::text)) FROM evaluation(2024) AS e')
department_sees=$(as_role lifecycle_yt 'SELECT md5(string_agg(e::text, $$,$$ ORDER BY e::text)) FROM evaluation(2024) AS e')
check "a reader and a department see what they may" "$(echo "$reader_sees $department_sees" | grep -c -E '^[0-9a-f]{32} [0-9a-f]{32}$')" 1
bring_forward 2

check "the reader sees the same" \
	"$(as_role lifecycle_reader 'SELECT md5(string_agg(e::text, $$,$$ ORDER BY e::text)) FROM evaluation(2024) AS e')" "$reader_sees"
check "so does the department" \
	"$(as_role lifecycle_yt 'SELECT md5(string_agg(e::text, $$,$$ ORDER BY e::text)) FROM evaluation(2024) AS e')" "$department_sees"
# privileges ROLE: on the tables and views of both schemas, and on the reporting schema.
privileges() {
	ask -c "SELECT c.oid::regclass, p.kind FROM pg_class AS c CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE')) AS p (kind)
		WHERE c.relnamespace IN ('policy'::regnamespace, 'policy_bi'::regnamespace) AND c.relkind IN ('r', 'v')
		  AND has_any_column_privilege('$1', c.oid, p.kind) ORDER BY 1, 2"
}
for role in reader editor yt; do
	case $role in
		reader) grant="grant_reader('lifecycle_new_reader')" ;;
		editor) grant="grant_editor('lifecycle_new_editor')" ;;
		yt) grant="grant_department('lifecycle_new_yt', 'GDDT')" ;;
	esac
	ask -c "DROP ROLE IF EXISTS lifecycle_new_$role" -c "CREATE ROLE lifecycle_new_$role" -c "SET search_path = policy" -c "SELECT $grant" >/dev/null
	privileges "lifecycle_$role" >"$files/old"
	privileges "lifecycle_new_$role" >"$files/new"
	check "lifecycle_$role may do all that such a role may from now on" \
		"$(grep -v -x -F -f "$files/old" "$files/new" | head -5) $(grep -c '^policy.assessment|' "$files/old" | sed 's/[1-9]/some/')" " some"
done
check "they reach the reporting schema" \
	"$(ask -c "SELECT bool_and(has_schema_privilege(r, 'policy_bi', 'USAGE')) FROM unnest('{lifecycle_reader,lifecycle_editor,lifecycle_yt}'::name[]) AS r")" t
check "who was granted a table by hand got nothing more" \
	"$(ask -c "SELECT count(*) FILTER (WHERE has_table_privilege('lifecycle_nobody', c.oid, 'SELECT')), has_schema_privilege('lifecycle_nobody', 'policy_bi', 'USAGE')
	           FROM pg_class AS c WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind = 'r'")" "2|f"
check "the department loads its figures" \
	"$(as_role lifecycle_yt "INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source)
		VALUES ('7.2', '75', '2014', '1', 'ước', 'MAU'), ('6.1', '75', '2014', '1', 'ước', 'MAU');
		SELECT string_agg(row_number || ' ' || column_name, ',') FROM load_observations();
		SELECT added, rows_rejected FROM import_batch WHERE loaded_by = current_user" | tail -2 | tr '\n' ' ')" "2 indicator_code 1|1 "
check "and its new figure is in force, in its name" \
	"$(ask -c "SELECT i.code, o.recorded_by FROM policy.observation AS o JOIN policy.indicator AS i USING (indicator_id) WHERE period_end = '2014-12-31'")" "7.2|lifecycle_yt"

dropdb --force upgraded
psql -q -d postgres -c 'DROP ROLE lifecycle_reader, lifecycle_editor, lifecycle_yt, lifecycle_nobody, lifecycle_new_reader, lifecycle_new_editor, lifecycle_new_yt'
