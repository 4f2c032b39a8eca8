#!/bin/sh
# A nation over three provinces' registers, each on a cluster of its own: read
# with a reader's rights only, counted again, and never half: with one cluster
# stopped and one killed in the middle of a pull the others are read, and what
# was read of these before stays.
#
# Runs on clusters of its own, with the build of the one in PGHOST.  Prints TAP.
set -eu
. test/tools/cluster.sh
. test/tools/tap.sh
. test/tools/session.sh
stage=$PGHOST/stage
[ -d "$stage" ] || { echo "1..0 # SKIP no staged build beside the server"; exit 0; }
echo "1..25"
find_pg_config
temporary_work
files=$work
clusters="nation p1 p2"
trap 'status=$?; end_sessions; for c in $clusters; do stop_cluster "$work/$c"; done; rm -rf "$work"; exit $status' EXIT
export PSQLRC=/dev/null
chmod 755 "$work"
for c in $clusters; do
	mkdir "$work/$c"
	ln -s "$stage" "$work/$c/stage"
	start_cluster "$work/$c" </dev/null
done
PGOPTIONS='-c client_min_messages=error'
export PGOPTIONS
nation="$work/nation"
export PGHOST="$nation"
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d nation "$@"; }
# at CLUSTER ...: in the province that lives there
at() {
	cluster=$1
	shift
	PGHOST="$work/$cluster" PGUSER=postgres psql -q -A -t -v ON_ERROR_STOP=1 -d province "$@"
}
sqlstate() { PGOPTIONS='-c client_min_messages=error' psql -q -A -t -d nation -v VERBOSITY=sqlstate "$@" 2>&1 | tail -n 1; }

# Three provinces: one on the nation's own cluster.
for c in $clusters; do
	PGHOST="$work/$c" createdb province
	at "$c" -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()' -c 'CREATE ROLE federation_reader LOGIN'
	at "$c" --single-transaction -f example/plan_230/load.sql >/dev/null
	at "$c" -c "SELECT policy.grant_reader('federation_reader')" >/dev/null
done
at p1 -c "SELECT policy.revise_figure('7.2', '75', '2025', 'official', 'MAU', 1)" >/dev/null
ours() {
	at "$1" -c "SELECT year, scope_code, sum(counted_n), sum(countable_n), sum(met_n), sum(no_data_n * counted_n) FROM policy_bi.fact_verdict GROUP BY 1, 2 ORDER BY 1, 2"
}
theirs() {
	ask -c "SELECT year, scope_code, indicators_n, countable_n, met_n, no_data_n FROM quoc_gia_bi.scorecard_by_province WHERE province_code = '$1' ORDER BY 1, 2"
}

createdb nation
ask -c 'CREATE EXTENSION socpolicy'
check "without postgres_fdw it says what is missing" "$(sqlstate -c "CALL socpolicy.create_federation('quoc_gia')")" "ERROR:  55000"
ask -c 'CREATE EXTENSION postgres_fdw' -c 'CREATE ROLE federation_owner LOGIN' -c 'CREATE ROLE federation_leader LOGIN' -c 'GRANT CREATE ON DATABASE nation TO federation_owner'
for p in 75:nation 01:p1 79:p2; do
	ask -c "CREATE SERVER province_${p%:*} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '$work/${p#*:}', dbname 'province')" \
		-c "GRANT USAGE ON FOREIGN SERVER province_${p%:*} TO federation_owner" \
		-c "CREATE USER MAPPING FOR federation_owner SERVER province_${p%:*} OPTIONS (user 'federation_reader', password_required 'false')"
done
export PGUSER=federation_owner
ask -c "CALL socpolicy.create_federation('quoc_gia')"
check "a name that is taken is refused" "$(sqlstate -c "CALL socpolicy.create_federation('quoc_gia')")" "ERROR:  42P06"
check "nothing attached, nothing to pull" "$(sqlstate -c 'CALL quoc_gia.pull()')" "ERROR:  42704"
check "a server that does not exist is refused" "$(sqlstate -c "SELECT quoc_gia.attach('99', 'nowhere')")" "ERROR:  42704"
for p in 75 79 01; do ask -c "SELECT quoc_gia.attach('$p', 'province_$p', 'Tỉnh $p')" >/dev/null; done
check "a province is attached once" "$(sqlstate -c "SELECT quoc_gia.attach('75', 'province_75')")" "ERROR:  23505"
check "not inside a transaction" "$(sqlstate -c 'BEGIN; CALL quoc_gia.pull(); COMMIT')" "ERROR:  2D000"
ask -c 'CALL quoc_gia.pull()'
check "all three are read" "$(ask -c "SELECT string_agg(province_code || ' ' || (verdicts_n > 0) || ' ' || failed_n, ',' ORDER BY province_code) FROM quoc_gia_bi.dim_province")" \
	"01 true 0,75 true 0,79 true 0"
for p in 75:nation 01:p1 79:p2; do
	check "province ${p%:*} counts as at home" "$(theirs "${p%:*}")" "$(ours "${p#*:}")"
done
check "and not all alike" "$([ "$(theirs 75)" = "$(theirs 01)" ] || echo differ)" differ

# A common indicator, confirmed by a person, counts over the provinces.
ask -c "INSERT INTO quoc_gia.common_indicator VALUES ('QG1', 'Tuổi thọ', 'Life expectancy', '68/NQ-CP')"
plan=$(ask -c "SELECT DISTINCT plan_id FROM quoc_gia.indicator")
check "nothing is proposed before one is confirmed" "$(ask -c "SELECT count(common_code) FROM quoc_gia.mapping_proposal()")" 0
ask -c "SELECT quoc_gia.confirm_mapping('QG1', '75', $plan, '7.2')" >/dev/null
check "then the same name and unit are proposed elsewhere" \
	"$(ask -c "SELECT string_agg(province_code || ' ' || indicator_code || ' ' || common_code, ',' ORDER BY province_code) FROM quoc_gia.mapping_proposal() WHERE common_code IS NOT NULL")" "01 7.2 QG1,79 7.2 QG1"
ask -c "SELECT quoc_gia.confirm_mapping(m.common_code, m.province_code, m.plan_id, m.indicator_code) FROM quoc_gia.mapping_proposal() AS m WHERE m.common_code IS NOT NULL" >/dev/null
check "an indicator that a province does not have is refused" "$(sqlstate -c "SELECT quoc_gia.confirm_mapping('QG1', '75', $plan, '99')")" "ERROR:  42704"
check "the common indicator is counted over three" \
	"$(ask -c "SELECT provinces_n, indicators_n, countable_n, met_n FROM quoc_gia_bi.scorecard_by_common_indicator WHERE year = 2025 AND scope_code = 'local'")" \
	"$(for c in nation p1 p2; do at $c -c "SELECT status_code IN ('met', 'exceeded'), status_code IN ('met', 'exceeded', 'near', 'missed') FROM policy_bi.fact_verdict WHERE year = 2025 AND scope_code = 'local' AND indicator_code = '7.2'"; done | awk -F'|' '{ n++; m += $1 == "t"; c += $2 == "t" } END { print n "|" n "|" c "|" m }')"
check "built-in types only" \
	"$(ask -c "SELECT count(*) FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid WHERE c.relnamespace = 'quoc_gia_bi'::regnamespace AND a.attnum > 0 AND a.atttypid >= 16384")" 0
check "every table, view, column and function is commented in both languages" \
	"$(ask -c "SELECT count(*) FROM (
		SELECT obj_description(c.oid, 'pg_class') AS said FROM pg_class AS c WHERE c.relnamespace IN ('quoc_gia'::regnamespace, 'quoc_gia_bi'::regnamespace) AND c.relkind IN ('r', 'v', 'f')
		UNION ALL SELECT col_description(c.oid, a.attnum) FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
			WHERE c.relnamespace IN ('quoc_gia'::regnamespace, 'quoc_gia_bi'::regnamespace) AND c.relkind IN ('r', 'v')
		UNION ALL SELECT obj_description(p.oid, 'pg_proc') FROM pg_proc AS p WHERE p.pronamespace = 'quoc_gia'::regnamespace) AS s
		WHERE s.said NOT LIKE '%_ | _%' IS NOT FALSE")" 0

# A reader of the nation sees the views, and can neither write nor pull.
ask -c "SELECT quoc_gia.grant_reader('federation_leader')" >/dev/null
check "a reader reads" "$(PGUSER=federation_leader ask -c 'SELECT count(*) > 0 FROM quoc_gia_bi.fact_verdict')" t
check "and does not pull" "$(PGUSER=federation_leader sqlstate -c 'CALL quoc_gia.pull()')" "ERROR:  42501"

# The document's own commands, as printed but for the host and the password.
blocks() { sed -n '/^```sql$/,/^```$/p' doc/federation.md | sed '/^```/d'; }
blocks | grep -A 99 '^CREATE EXTENSION' | sed -e "s,province-75.example,$work/p1," -e "s/password 'secret'/password_required 'false'/" \
	-e 's/SERVER province_75/SERVER documented/' -e "s/'province_75'/'documented'/" | PGUSER=postgres ask >"$files/documented"
check "the commands of doc/federation.md run as printed" "$(head -n 2 "$files/documented" | tail -n 1 | cut -d'|' -f1,2) $(wc -l <"$files/documented")" \
	"75|Đồng Nai $(($(ask -c "SELECT count(DISTINCT year) FROM quoc_gia_bi.fact_verdict WHERE province_code = '01'") + 2))"
PGUSER=postgres ask -c 'ALTER SCHEMA lien_thong RENAME TO renamed' -c 'ALTER SCHEMA lien_thong_bi RENAME TO renamed_bi' \
	-c "CALL socpolicy.upgrade_federation('renamed')" -c 'CALL renamed.pull()'
check "a renamed federation is mended by an upgrade" "$(PGUSER=postgres ask -c 'SELECT verdicts_n > 0, error FROM renamed_bi.dim_province')" "t|"

# One stopped, one killed while it is read: a lock over there holds the pull.
before=$(theirs 01; theirs 79)
at nation -c "SELECT policy.revise_figure('7.2', '75', '2025', 'official', 'MAU', 2)" >/dev/null
PGHOST="$work/p1" PGUSER=postgres open_session holder province
tell holder 'BEGIN' 'LOCK TABLE policy.indicator IN ACCESS EXCLUSIVE MODE'
done_with holder
stop_cluster "$work/p2"
psql -q -d nation -c 'CALL quoc_gia.pull()' >"$files/pull.out" 2>&1 &
pull=$!
held() { [ "$(PGHOST="$work/p1" psql -q -A -t -U postgres -d province -c "SELECT count(*) FROM pg_stat_activity WHERE usename = 'federation_reader' AND wait_event_type = 'Lock'")" = 1 ]; }
until_true held
# shellcheck disable=SC2046 # a list
kill -9 "$(head -n 1 "$work/p1/data/postmaster.pid")" $(PGHOST="$work/p1" psql -q -A -t -U postgres -d province -c "SELECT string_agg(pid::text, ' ') FROM pg_stat_activity WHERE usename = 'federation_reader'")
outcome=ended
wait "$pull" || outcome=failed
check "the pull ends well" "$outcome" ended
check "two are noted as failed, with their last pull" \
	"$(ask -c "SELECT string_agg(province_code || ' ' || failed_n || ' ' || (pulled_at IS NOT NULL), ',' ORDER BY province_code) FROM quoc_gia_bi.dim_province")" "01 1 true,75 0 true,79 1 true"
check "what was read of them stays whole" "$(theirs 01; theirs 79)" "$before"
check "the third is as at home now" "$(theirs 75)" "$(at nation -c "SELECT year, scope_code, sum(counted_n), sum(countable_n), sum(met_n), sum(no_data_n * counted_n) FROM policy_bi.fact_verdict GROUP BY 1, 2 ORDER BY 1, 2")"
