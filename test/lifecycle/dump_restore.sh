#!/bin/sh
# Dump and restore of a full register that a DBA has made their own: tasks,
# reports, rules, the reorganisation of 2025, a signed report, a decision, a
# revision, roles; indexes, policies, columns and comments of the DBA.  Every
# object, row and right must come back.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
echo "1..18"
files=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-lifecycle.XXXXXX")
trap 'rm -rf "$files"' EXIT
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning -c jit=off'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }
as_role() { PGOPTIONS="$PGOPTIONS -c role=$2 -c search_path=policy,public" psql -q -A -t -d "$1" -v VERBOSITY=sqlstate -c "$3" 2>&1 || :; }

for database in original restored again alone; do dropdb --if-exists --force "$database" 2>/dev/null; done
for role in reader editor yt; do
	psql -q -d postgres -c "DROP ROLE IF EXISTS lifecycle_$role" -c "CREATE ROLE lifecycle_$role"
done
createdb original
psql -q -v ON_ERROR_STOP=1 -d original -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()' >/dev/null
psql -q -v ON_ERROR_STOP=1 -d original --single-transaction -f "example/plan_230/as_issued.sql" >/dev/null 2>&1
psql -q -v ON_ERROR_STOP=1 -d original >/dev/null <<'SQL'
SET search_path = policy, public;
SELECT grant_reader('lifecycle_reader'), grant_editor('lifecycle_editor'), grant_department('lifecycle_yt', 'YT', 'own');
SELECT revise_figure('7.2', '75', '2025', 'official', 'MAU', 98);
SELECT sign_report('230/KH-UBND', 2025);
SELECT revise_figure('7.2', '75', '2025', 'official', 'MAU', 98.5);
SELECT assess('5.10', '75', 2025, 'local', 'met', 'không còn hộ nghèo để giảm', 'nothing is left to reduce', '2026-01-15', 'Người thử');
SELECT submit_report('230/KH-UBND', 2025, 'XD', '2025-11-09 16:59Z');
INSERT INTO work_plan (plan_id, agency_id, year_from, year_to) SELECT plan_id, agency_id, 2025, 2025 FROM plan, agency WHERE agency.code = 'YT';
INSERT INTO difficulty (plan_id, agency_id, content, raised_on, addressee_id)
SELECT plan_id, y.agency_id, 'thiếu vốn', '2025-01-01', u.agency_id FROM plan, agency AS y, agency AS u WHERE y.code = 'YT' AND u.code = 'UBNDT';
INSERT INTO work_plan_item (work_plan_id, task_id, person) SELECT work_plan_id, task_id, 'Người thử' FROM work_plan, task WHERE task.key = '6.2.1';
INSERT INTO task_progress (task_id, as_of, state) SELECT task_id, '2025-06-30', 'in_progress' FROM task WHERE task.key = '6.2.1';
INSERT INTO finding (plan_id, agency_id, kind, content, found_on) SELECT plan_id, agency_id, 'supervision', 'cần làm rõ', '2025-03-01' FROM plan, agency WHERE agency.code = 'MTTQ';
INSERT INTO observation_upload (line) VALUES (E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2017;3,5;MAU;ước;75');
-- A file with a fault, one that is corrected, and one that still waits.
INSERT INTO observation_intake (line) VALUES (E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2019;3;MAU;ước;75\n9,9;2019;x;MAU;ước;75\n4,1;2019;50;MAU;ước;75');
SELECT load_figures();
SELECT correct_row((SELECT max(batch_id) FROM import_batch), 4, indicator_code => '4.1');
SELECT load_figures();
INSERT INTO observation_intake (line) VALUES (E'Mã;Năm;Giá trị;Nguồn;Giai đoạn;Địa bàn\n2.1;2018;3,5;MAU;ước;75');
SQL
psql -q -v ON_ERROR_STOP=1 -d original --single-transaction -f example/plan_230/reorganisation_2025.sql >/dev/null 2>&1
psql -q -v ON_ERROR_STOP=1 -d original >/dev/null <<'SQL'
ALTER TABLE policy.indicator ADD COLUMN dba_note text DEFAULT 'ours';
ALTER TABLE policy.task ADD COLUMN dba_budget numeric CHECK (dba_budget >= 0);
UPDATE policy.task SET dba_budget = task_id;
CREATE INDEX dba_goal ON policy.indicator_target (goal);
CREATE INDEX dba_goal_hash ON policy.indicator_target USING hash (goal);
CREATE INDEX dba_strict ON policy.indicator_target ((socpolicy.evaluate(95::numeric, goal)));
CREATE INDEX dba_submission ON policy.report_submission (policy.local_day(received_at));
CREATE INDEX dba_signed ON policy.signed_report_row (status) WHERE status <> 'met';
CREATE UNIQUE INDEX dba_assessment ON policy.assessment (indicator_id, area_id, year, scope, decided_on);
CREATE STATISTICS policy.dba_statistics ON indicator_id, area_id FROM policy.observation;
CREATE POLICY dba_policy ON policy.observation AS RESTRICTIVE FOR UPDATE USING (true);
CREATE POLICY dba_policy ON policy.assessment AS RESTRICTIVE FOR INSERT WITH CHECK (reason_vi <> 'vì tôi muốn');
ALTER TABLE policy.task ENABLE ROW LEVEL SECURITY;
CREATE POLICY dba_open ON policy.task USING (true);
CREATE FUNCTION policy.dba_touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER dba_touch BEFORE UPDATE ON policy.work_plan FOR EACH ROW EXECUTE FUNCTION policy.dba_touch();
COMMENT ON COLUMN policy.area.name_vi IS 'Tên, sửa bởi quản trị | name, as the DBA says';
GRANT SELECT (code, name_vi) ON policy.area TO PUBLIC;
CREATE VIEW policy_bi.dba_view AS SELECT indicator_id, status::text AS status FROM policy.verdict_as_of(2025);
GRANT SELECT ON policy_bi.dba_view TO lifecycle_reader;
CREATE MATERIALIZED VIEW policy.dba_stored AS SELECT * FROM policy.place_figure(2024);
CREATE TABLE policy.dba_rollup AS
	SELECT i.sector_id, socpolicy.tally_agg(95::numeric, t.goal) AS verdicts
	FROM policy.indicator_target AS t JOIN policy.indicator AS i USING (indicator_id)
	GROUP BY i.sector_id;
CREATE TABLE policy.dba_check (
	value numeric CHECK (value OPERATOR(socpolicy.<@) '28..30'::socpolicy.threshold_range),
	status socpolicy.compliance_status GENERATED ALWAYS AS (socpolicy.evaluate(value, '29 up'::socpolicy.target)) STORED
);
INSERT INTO policy.dba_check VALUES (28), (30);
SQL
filled="SELECT count(*) FROM pg_class AS c
	WHERE c.relnamespace = 'policy'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'dba%'
	  AND (xpath('/row/count/text()', query_to_xml(format('SELECT count(*) AS count FROM ONLY %s', c.oid::regclass), true, true, '')))[1]::text <> '0'"
check "the register is full: all tables of version 2 and decisions have rows" "$(ask original "SELECT ($filled) >= 50")" t
check "DROP EXTENSION is refused while a register exists" \
	"$(psql -q -A -t -d original -v VERBOSITY=sqlstate -c 'DROP EXTENSION socpolicy' 2>&1)" "ERROR:  2BP01"

pg_dump -Fc -f "$files/original.dump" original
createdb restored
check "restore reports nothing" "$(pg_restore -d restored --exit-on-error "$files/original.dump" 2>&1)" ""

# The server prints a view a little differently once it has been restored: the
# first restore is compared by the names of objects and by rows, whatever order
# they lie in, a second one by the whole text.
objects() { pg_dump -Fc "$1" | pg_restore -l | sed -n "s/^[0-9]*; [0-9]* [0-9]* //p" | sed "s/$1/DATABASE/" | LC_ALL=C sort; }
rows() { pg_dump --data-only "$1" 2>/dev/null | grep -v -e '^\\restrict' -e '^\\unrestrict' -e '^-- ' | LC_ALL=C sort; }
rights() { pg_dump -s "$1" | grep -E '^(GRANT|REVOKE|CREATE POLICY|ALTER TABLE .* ROW LEVEL SECURITY)' | LC_ALL=C sort; }
check "every object is there again" "$(objects restored | cksum)" "$(objects original | cksum)"
createdb again
pg_dump -Fc -f "$files/restored.dump" restored
pg_restore -d again --exit-on-error "$files/restored.dump"
plain() { pg_dump "$1" | grep -v -e '^\\restrict' -e '^\\unrestrict' -e '^-- Dumped' | LC_ALL=C sort; }
check "a second restore dumps to the same text" "$(plain again | cksum)" "$(plain restored | cksum)"
check "every row is there again" "$(rows restored | cksum)" "$(rows original | cksum)"
check "every right and the head of every policy" "$(rights restored | cksum) $(rights restored | grep -c -e lifecycle_ -e dba_ | sed 's/^[0-9]\{3,\}$/many/')" \
	"$(rights original | cksum) many"
policies="SELECT md5(string_agg(concat_ws(' ', tablename, policyname, permissive, roles, cmd, qual, with_check), ',' ORDER BY tablename, policyname)) FROM pg_policies"
check "and its conditions" "$(ask again "$policies")" "$(ask restored "$policies")"
check "what the DBA computed and stored is there" \
	"$(ask restored 'SELECT count(*) > 0, (SELECT count(*) FROM policy.dba_rollup), (SELECT count(*) FROM policy.dba_check) FROM policy.dba_stored')" "t|10|2"
check "an identity column goes on after the last number" \
	"$(ask restored "INSERT INTO policy.agency (code, name_vi, name_en) VALUES ('NEW', 'Mới', 'New') RETURNING agency_id > (SELECT max(agency_id) FROM policy.agency)" )" "t"
answers="SET search_path = policy; SELECT md5(string_agg(answer, ',' ORDER BY answer)) FROM (
	SELECT e::text FROM verdict_as_of(2025) AS e UNION ALL SELECT v::text FROM verdict_as_of(2025) AS v
	UNION ALL SELECT f::text FROM signed_report AS s CROSS JOIN LATERAL figure_as_of(s.signed_at) AS f
	UNION ALL SELECT f::text FROM figure_history AS f UNION ALL SELECT r::text FROM report_as_signed('230/KH-UBND', 2025) AS r
	UNION ALL SELECT r::text FROM obligation_status(2025) AS r UNION ALL SELECT r::text FROM responsibility_as_of('2025-06-30') AS r
	UNION ALL SELECT a::text FROM area_as_of('2026-06-01') AS a UNION ALL SELECT p::text FROM place_figure(2024) AS p
	UNION ALL SELECT o::text FROM open_rejection AS o UNION ALL SELECT l::text FROM change_log AS l WHERE what NOT LIKE '%NEW%'
	UNION ALL SELECT d::text FROM doctor() AS d) AS a (answer)"
check "the register answers the same" "$(ask again "$answers")" "$(ask original "$answers")"

# One register, as doc/admin.md says, by the ordinary owner of a database.
pg_dump -Fc -e socpolicy -n policy -n policy_bi -f "$files/one.dump" original
psql -q -d postgres -c 'DROP ROLE IF EXISTS lifecycle_owner' -c 'CREATE ROLE lifecycle_owner LOGIN' -c 'CREATE DATABASE alone OWNER lifecycle_owner'
check "one register is restored by an ordinary owner" "$(PGUSER=lifecycle_owner pg_restore --no-owner --exit-on-error -d alone "$files/one.dump" 2>&1)" ""
check "and answers the same" "$(PGUSER=lifecycle_owner ask alone "$answers")" "$(ask original "$answers")"
PGUSER=lifecycle_owner ask alone 'DROP SCHEMA policy, policy_bi CASCADE; DROP EXTENSION socpolicy'
check "taken away, it leaves nothing" "$(ask alone "SELECT count(*) FROM pg_namespace WHERE nspname ~ 'policy'")" 0

# Rights work as before.
send="INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES ('7.2', '75', '2014', '1', 'ước', 'MAU'), ('6.1', '75', '2014', '1', 'ước', 'MAU');
	SELECT string_agg(row_number || ' ' || column_name, ',') FROM load_figures();
	SELECT added, rows_rejected FROM import_batch WHERE loaded_by = current_user"
check "a department loads its own figures and no other" "$(as_role restored lifecycle_yt "$send" | tail -2 | tr '\n' ' ')" "2 indicator_code 1|1 "
check "and sees its own indicators only" \
	"$(as_role restored lifecycle_yt 'SELECT count(DISTINCT indicator_id) FROM verdict_as_of(2024)')" \
	"$(as_role original lifecycle_yt 'SELECT count(DISTINCT indicator_id) FROM verdict_as_of(2024)')"
check "a reader writes nothing" "$(as_role restored lifecycle_reader 'DELETE FROM policy.observation')" "ERROR:  42501"
check "the file that waited is loaded" \
	"$(ask restored "SET search_path = policy; SELECT count(*) FROM load_figures() WHERE severity = 'error'; SELECT added FROM import_batch ORDER BY batch_id DESC LIMIT 1" | tr '\n' ' ')" "0 1 "

for database in original restored again alone; do dropdb --force "$database"; done
psql -q -d postgres -c 'DROP ROLE lifecycle_reader, lifecycle_editor, lifecycle_yt, lifecycle_owner'
