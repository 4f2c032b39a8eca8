#!/bin/sh
# Bringing a register forward gives the shape of a new one, once and twice, and
# after its schema was renamed; its answers and its rights stay.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
echo "1..20"
files=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-lifecycle.XXXXXX")
trap 'rm -rf "$files"' EXIT
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning -c jit=off'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d upgraded "$@"; }
fails() { ask -v VERBOSITY=sqlstate "$@" 2>&1 | tail -n 1 || :; }
as_role() { PGOPTIONS="$PGOPTIONS -c role=$1 -c search_path=${3:-policy},public" ask -v VERBOSITY=sqlstate -c "$2" 2>&1 || :; }

# Roles belong to the cluster: grants to them are no part of the shape.
shape() {
	pg_dump -s -n "\"$1\"" -n "\"$1_bi\"" upgraded | sed "s/\b$1\(_bi\)\?\b/REGISTER\1/g" |
		grep -v -e '^\\restrict' -e '^\\unrestrict' -e '^--' -e '^$' -e ' TO lifecycle_'
}
same_shape() {
	shape "$1" >"$files/old"
	diff "$files/old" "$files/fresh" | head -20
}
answers() {
	ask -c "SET search_path = \"$1\"" -c "SELECT md5(string_agg(answer, ',' ORDER BY answer)) FROM (
		SELECT v::text FROM verdict_as_of(2025) AS v UNION ALL SELECT f::text FROM figure_history AS f
		UNION ALL SELECT r::text FROM report_as_signed('230/KH-UBND', 2025) AS r UNION ALL SELECT r::text FROM obligation_status(2024) AS r
		UNION ALL SELECT p::text FROM place_figure(2024) AS p UNION ALL SELECT l::text FROM change_log AS l) AS a (answer)"
}

dropdb --if-exists --force upgraded 2>/dev/null
createdb upgraded
ask -c 'CREATE EXTENSION socpolicy' -c "CALL socpolicy.create_register()" -c "CALL socpolicy.create_register('fresh')"
for script in load load_tasks load_reports rules; do
	ask --single-transaction -f "example/plan_230/$script.sql" >/dev/null
done
for role in reader editor yt; do
	ask -c "DROP ROLE IF EXISTS lifecycle_$role" -c "CREATE ROLE lifecycle_$role"
done
ask -c "SET search_path = policy" -c "SELECT grant_reader('lifecycle_reader'), grant_editor('lifecycle_editor'), grant_department('lifecycle_yt', 'YT', 'own')" \
	-c "SELECT revise_figure('7.2', '75', '2025', 'official', 'MAU', 98)" -c "SELECT sign_report('230/KH-UBND', 2025)" >/dev/null
shape fresh >"$files/fresh"
before=$(answers policy)
reader_sees=$(as_role lifecycle_reader 'SELECT count(*), md5(string_agg(v::text, $$,$$ ORDER BY v::text)) FROM policy_bi.fact_verdict AS v')
department_sees=$(as_role lifecycle_yt 'SELECT count(*), md5(string_agg(v::text, $$,$$ ORDER BY v::text)) FROM policy_bi.fact_verdict AS v')
check "a reader and a department see something, and not the same" \
	"$(echo "$reader_sees $department_sees" | grep -c -E '^[1-9][0-9]*[|][0-9a-f]{32} [1-9][0-9]*[|][0-9a-f]{32}$')$([ "$reader_sees" = "$department_sees" ] || echo 2)" 12

for time in once twice; do
	ask -c 'CALL socpolicy.upgrade_register()'
	check "brought forward $time: its shape is that of a new register" "$(same_shape policy)" ""
	check "brought forward $time: its answers are the same" "$(answers policy)" "$before"
done
# What an upgrade drops and makes again has lost its grants.
ask -c 'DROP VIEW policy_bi.scorecard_by_year' -c 'DROP POLICY observation_seen_by_its_own ON policy.observation' \
	-c "COMMENT ON FUNCTION policy.today() IS 'x'" -c 'REVOKE ALL ON policy.indicator FROM lifecycle_reader'
ask -c 'CALL socpolicy.upgrade_register()'
check "what was dropped is there again" "$(same_shape policy)" ""
check "the reader sees the same" "$(as_role lifecycle_reader 'SELECT count(*), md5(string_agg(v::text, $$,$$ ORDER BY v::text)) FROM policy_bi.fact_verdict AS v')" "$reader_sees"
check "so does the department" "$(as_role lifecycle_yt 'SELECT count(*), md5(string_agg(v::text, $$,$$ ORDER BY v::text)) FROM policy_bi.fact_verdict AS v')" "$department_sees"
check "the reader may read what was made anew" "$(as_role lifecycle_reader 'SELECT count(*) > 0 FROM policy_bi.scorecard_by_year')" t
check "an own policy and index of the DBA's stay" \
	"$(ask -c 'CREATE POLICY mine ON policy.observation AS RESTRICTIVE USING (true)' -c 'CREATE INDEX mine ON policy.observation (recorded_at)' \
		-c 'CALL socpolicy.upgrade_register()' -c "SELECT (SELECT count(*) FROM pg_policy WHERE polname = 'mine'), (SELECT count(*) FROM pg_class WHERE relname = 'mine')" \
		-c 'DROP POLICY mine ON policy.observation' -c 'DROP INDEX policy.mine')" "1|1"

# Renamed by hand, and by the procedure.
ask -c 'ALTER SCHEMA policy RENAME TO renamed'
check "half renamed is refused" "$(fails -c "CALL socpolicy.upgrade_register('renamed')")" "ERROR:  55000"
ask -c 'ALTER SCHEMA policy_bi RENAME TO renamed_bi' -c "CALL socpolicy.upgrade_register('renamed')"
check "renamed by hand and brought forward: the shape of a new register" "$(same_shape renamed)" ""
check "renamed by hand and brought forward: the same answers" "$(answers renamed)" "$before"
ask -c "CALL socpolicy.rename_register('renamed', 'Chính \"Sách\" 230')"
check "renamed by rename_register: the same answers" "$(answers 'Chính ""Sách"" 230')" "$before"
check "a name that is taken is refused" "$(fails -c "CALL socpolicy.rename_register('Chính \"Sách\" 230', 'fresh')")" "ERROR:  42P06"
ask -c "CALL socpolicy.rename_register('Chính \"Sách\" 230', 'policy')"
check "and back: the shape of a new register" "$(same_shape policy)" ""

# Only by whoever owns all of it.
ask -c 'DROP ROLE IF EXISTS lifecycle_owner' -c 'CREATE ROLE lifecycle_owner' -c 'GRANT CREATE ON DATABASE upgraded TO lifecycle_owner'
ask -c 'SET ROLE lifecycle_owner' -c "CALL socpolicy.create_register('own')"
check "a superuser is refused on somebody else's register" \
	"$(ask -v VERBOSITY=sqlstate -c "CALL socpolicy.upgrade_register('own')" 2>&1) $(ask -c "SELECT count(*) FROM pg_class WHERE relnamespace IN ('own'::regnamespace, 'own_bi'::regnamespace) AND relowner <> 'lifecycle_owner'::regrole")" \
	"ERROR:  42501 0"
ask -c 'CREATE FUNCTION own.planted() RETURNS int LANGUAGE sql RETURN 1'
check "so is the owner where something is another's" \
	"$(fails -c 'SET ROLE lifecycle_owner' -c "CALL socpolicy.upgrade_register('own')")" "ERROR:  42501"
ask -c 'DROP FUNCTION own.planted()' -c 'SET ROLE lifecycle_owner' -c "CALL socpolicy.upgrade_register('own')"
check "the owner brings it forward, and owns all of it" \
	"$(ask -c "SELECT count(*) FROM pg_class WHERE relnamespace IN ('own'::regnamespace, 'own_bi'::regnamespace) AND relowner <> 'lifecycle_owner'::regrole")" 0
check "the builders refuse to be called by hand" \
	"$(fails -c 'SET search_path = own' -c "CALL socpolicy._make_functions('own')")" "ERROR:  55000"

dropdb --force upgraded
psql -q -d postgres -c 'DROP ROLE lifecycle_reader, lifecycle_editor, lifecycle_yt, lifecycle_owner'
