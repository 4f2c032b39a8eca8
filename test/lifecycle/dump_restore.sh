#!/bin/sh
# Dump and restore of a register that a DBA has made their own: an index, a
# policy, a column and a comment of theirs, and every row, must come back.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
echo "1..8"
files=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-lifecycle.XXXXXX")
trap 'rm -rf "$files"' EXIT
export PSQLRC=/dev/null
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"; }

dropdb --if-exists --force original 2>/dev/null
dropdb --if-exists --force restored 2>/dev/null
dropdb --if-exists --force again 2>/dev/null
createdb original
psql -q -v ON_ERROR_STOP=1 -d original -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()' >/dev/null
psql -q -v ON_ERROR_STOP=1 -d original -f sql/plan_230/load.sql >/dev/null 2>&1
psql -q -v ON_ERROR_STOP=1 -d original >/dev/null <<'SQL'
ALTER TABLE policy.indicator ADD COLUMN dba_note text DEFAULT 'ours';
CREATE INDEX dba_goal ON policy.indicator_target (goal);
CREATE INDEX dba_goal_hash ON policy.indicator_target USING hash (goal);
CREATE INDEX dba_strict ON policy.indicator_target ((socpolicy.evaluate(95::numeric, goal)));
ALTER TABLE policy.observation ENABLE ROW LEVEL SECURITY;
CREATE POLICY dba_policy ON policy.observation USING (true);
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
check "every object is there again" "$(objects restored | cksum)" "$(objects original | cksum)"
createdb again
pg_dump -Fc -f "$files/restored.dump" restored
pg_restore -d again --exit-on-error "$files/restored.dump"
plain() { pg_dump "$1" | grep -v -e '^\\restrict' -e '^\\unrestrict' -e '^-- Dumped' | LC_ALL=C sort; }
check "a second restore dumps to the same text" "$(plain again | cksum)" "$(plain restored | cksum)"
check "every row is there again" "$(rows restored | cksum)" "$(rows original | cksum)"
check "the policy of the DBA is there" \
	"$(ask restored "SELECT polcmd FROM pg_policy WHERE polname = 'dba_policy'")" "*"
check "an identity column goes on after the last number" \
	"$(ask restored "INSERT INTO policy.agency (code, name_vi, name_en) VALUES ('NEW', 'Mới', 'New') RETURNING agency_id > (SELECT count(*) FROM policy.agency)" )" "t"
check "evaluation says the same" \
	"$(ask restored "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM policy.evaluation(2025) AS t")" \
	"$(ask original "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM policy.evaluation(2025) AS t")"
