#!/bin/sh
# Bringing a register forward gives the shape of a new one, once and twice, and
# after its schema was renamed; its answers and its rights stay.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
echo "1..35"
files=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-lifecycle.XXXXXX")
trap 'rm -rf "$files"' EXIT
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning -c jit=off'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d upgraded "$@"; }
fails() { ask -v VERBOSITY=sqlstate "$@" 2>&1 | tail -n 1 || :; }
as_role() { PGOPTIONS="$PGOPTIONS -c role=$1 -c search_path=${3:-policy},public" ask -v VERBOSITY=sqlstate -c "$2" 2>&1 || :; }

# Roles belong to the cluster: grants to them are no part of the shape.
shape() {
	pg_dump -s -n "\"$1\"" -n "\"$1_bi\"" upgraded | sed "s/\b\($1\|policy\)\(_bi\)\?\b/REGISTER\2/g" |
		grep -v -e '^\\restrict' -e '^\\unrestrict' -e '^--' -e '^$' -e ' TO lifecycle_'
}
same_shape() {
	shape "$1" >"$files/old"
	diff "$files/old" "$files/fresh" | head -20 | cut -c 1-200
}
# Every public function called once; what a name or a path breaks has a code of
# these: no such schema, relation, function, column.
called() { PGOPTIONS='-c client_min_messages=error -c jit=off' ask -v register="$1" -f test/tools/call_public.sql; }
lost() { called "$1" | grep -E ' (3F000|42P01|42883|42703|42601)$' || :; }
answers() {
	ask -c "SET search_path = \"$1\"" -c "SELECT md5(string_agg(answer, ',' ORDER BY answer)) FROM (
		SELECT v::text FROM verdict_as_of(2025) AS v UNION ALL SELECT f::text FROM figure_history AS f
		UNION ALL SELECT r::text FROM report_as_signed('230/KH-UBND', 2025) AS r UNION ALL SELECT r::text FROM obligation_status(2024) AS r
		UNION ALL SELECT p::text FROM place_figure(2024) AS p UNION ALL SELECT l::text FROM change_log AS l) AS a (answer)"
}

dropdb --if-exists --force upgraded 2>/dev/null
createdb upgraded
ask -c 'CREATE EXTENSION socpolicy' -c "CALL socpolicy.create_register()" -c "CALL socpolicy.create_register('fresh')"
ask --single-transaction -f "example/plan_230/as_issued.sql" >/dev/null
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

called policy >"$files/called"
check "every public function answers" "$(grep -c ' rows$' "$files/called" | sed 's/^[0-9]\{2,\}$/many/') $(lost policy)" "many "

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

# A view and a function that many rest on have another shape than the sources
# give them, as after a release that changed theirs; a user built on the view.
ask -c "DO \$\$ BEGIN
            EXECUTE (SELECT 'CREATE OR REPLACE VIEW policy_bi.dim_agency AS SELECT d.*, 1 AS extra FROM (' || rtrim(pg_get_viewdef('policy_bi.dim_agency'::regclass), ';') || ') AS d');
            EXECUTE (SELECT replace(pg_get_functiondef(p.oid), 'known_at timestamp with time zone)', 'known_at timestamp with time zone DEFAULT NULL)')
                     FROM pg_proc AS p WHERE p.oid = 'policy._believed_in_force(date,date,timestamptz,timestamptz,date,timestamptz)'::regprocedure);
        END \$\$" \
	-c 'CREATE VIEW public.mine AS SELECT * FROM policy_bi.dim_agency'
shape policy >"$files/outgrown"
ask -c 'CALL socpolicy.upgrade_register()' >"$files/refused" 2>&1 || :
check "a user's view in the way is named, in a few lines" \
	"$(grep -E -o '^(ERROR|HINT):.*view public.mine' "$files/refused" | sed 's/ .*//' | tr '\n' ' ')$([ "$(wc -l <"$files/refused")" -lt 9 ] && echo few)" "ERROR: HINT: few"
check "and nothing was changed" "$(shape policy | diff - "$files/outgrown" | head -20)" ""
ask -c 'DROP VIEW public.mine' -c 'CALL socpolicy.upgrade_register()'
check "out of the way: what could not be replaced was made anew" "$(same_shape policy)" ""
check "with the same answers" "$(answers policy)" "$before"
check "and the same rights" "$(as_role lifecycle_reader 'SELECT count(*), md5(string_agg(v::text, $$,$$ ORDER BY v::text)) FROM policy_bi.fact_verdict AS v')
$(as_role lifecycle_yt 'SELECT count(*), md5(string_agg(v::text, $$,$$ ORDER BY v::text)) FROM policy_bi.fact_verdict AS v')" "$reader_sees
$department_sees"
ask -c 'CREATE FUNCTION policy.today(integer) RETURNS date LANGUAGE sql RETURN policy.today()' -c 'CREATE FUNCTION policy.mine() RETURNS date LANGUAGE sql RETURN policy.today()'
check "a function of ours with former arguments goes, one of another name stays" \
	"$(PGOPTIONS='-c client_min_messages=warning' ask -c 'CALL socpolicy.upgrade_register()' 2>&1 | sed 's/.*WARNING/WARNING/') $(ask -c "SELECT string_agg(oid::regprocedure::text, ' ' ORDER BY 1) FROM pg_proc WHERE proname IN ('mine', 'today') AND pronamespace = 'policy'::regnamespace" -c 'DROP FUNCTION policy.mine()')" \
	"WARNING:  dropping today(integer) of an earlier version policy.mine() policy.today()"

# What is stored of a key function, after the function changed.
keys() { ask -c "SELECT md5(string_agg(header || key, ',' ORDER BY header)) FROM policy.header_synonym"; }
keys_before=$(keys)
ask -c "CREATE OR REPLACE FUNCTION policy._header_key(header text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN 'x' || header" \
	-c 'UPDATE policy.header_synonym SET header = header' -c 'CALL socpolicy.upgrade_register()'
check "generated columns are computed anew" "$(keys)" "$keys_before"
ask -c "CREATE OR REPLACE FUNCTION policy._code_key(code text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN 'x'" \
	-c 'CREATE INDEX mine ON policy.indicator (policy._code_key(code))' -c 'CALL socpolicy.upgrade_register()'
check "and the indexes of a DBA's" \
	"$(ask -c 'SET enable_seqscan = off' -c "SELECT count(*) FROM policy.indicator WHERE policy._code_key(code) = policy._code_key('2.1')" -c 'DROP INDEX policy.mine')" 1

# Renamed by hand, and by the procedure.
ask -c 'ALTER SCHEMA policy RENAME TO moved_by_hand'
check "doctor() of a register renamed by hand says so" \
	"$(ask -c "SELECT severity, code, object FROM moved_by_hand.doctor() WHERE severity = 'error'")" \
	"error|register_renamed|moved_by_hand
error|reporting_schema_lost|moved_by_hand"
check "half renamed is refused" "$(fails -c "CALL socpolicy.upgrade_register('moved_by_hand')")" "ERROR:  55000"
ask -c 'ALTER SCHEMA policy_bi RENAME TO moved_by_hand_bi' -c "CALL socpolicy.upgrade_register('moved_by_hand')"
check "renamed by hand and brought forward: the shape of a new register" "$(same_shape moved_by_hand)" ""
check "renamed by hand and brought forward: the same answers" "$(answers moved_by_hand)" "$before"
ask -c "CALL socpolicy.rename_register('moved_by_hand', 'Chính \"Sách\" 230')"
check "renamed by rename_register: the same answers" "$(answers 'Chính ""Sách"" 230')" "$before"
check "and every public function answers as before" "$(called 'Chính "Sách" 230' | diff "$files/called" - | head -20)" ""
check "a name that is taken is refused" "$(fails -c "CALL socpolicy.rename_register('Chính \"Sách\" 230', 'fresh')")" "ERROR:  42P06"
ask -c "CALL socpolicy.create_register('upper')" -c "CALL socpolicy.rename_register('Chính \"Sách\" 230', 'UPPER')"
check "UPPER beside upper: every public function answers as before" "$(called UPPER | diff "$files/called" - | head -20)" ""
check "and those of an empty register find all that they need" "$(lost upper)" ""
ask -c "CALL socpolicy.rename_register('UPPER', 'policy')"
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
check "a superuser in the owner's role brings it forward, and nothing becomes the superuser's" \
	"$(ask -c "SELECT (SELECT count(*) FROM pg_class WHERE relnamespace IN ('own'::regnamespace, 'own_bi'::regnamespace) AND relowner <> 'lifecycle_owner'::regrole),
		(SELECT count(*) FROM pg_proc WHERE pronamespace IN ('own'::regnamespace, 'own_bi'::regnamespace) AND proowner <> 'lifecycle_owner'::regrole)")" "0|0"
check "the builders refuse to be called by hand" \
	"$(fails -c 'SET search_path = own' -c "CALL socpolicy._make_functions('own')")" "ERROR:  55000"

# An error while building says what failed, not all of its text.
ask -c "CREATE FUNCTION no_views() RETURNS event_trigger LANGUAGE plpgsql AS \$\$ BEGIN RAISE 'no views here' USING ERRCODE = '0A000'; END \$\$" \
	-c "CREATE EVENT TRIGGER no_views ON ddl_command_end WHEN TAG IN ('CREATE VIEW') EXECUTE FUNCTION no_views()"
ask -v VERBOSITY=verbose -c "CALL socpolicy.create_register('broken')" >"$files/broken" 2>&1 || :
check "a failing create_register prints a few lines" \
	"$(grep -o -E '^(ERROR:  0A000: no views here|DETAIL:  Failed at: CREATE OR REPLACE VIEW [a-z_]+)' "$files/broken" | sed 's/VIEW .*/VIEW/')$([ "$(wc -l <"$files/broken")" -lt 9 ] && echo ' few')" \
	"ERROR:  0A000: no views here
DETAIL:  Failed at: CREATE OR REPLACE VIEW few"
check "and leaves nothing" "$(ask -c "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'broken%'")" 0

dropdb --force upgraded
psql -q -d postgres -c 'DROP ROLE lifecycle_reader, lifecycle_editor, lifecycle_yt, lifecycle_owner'
