#!/bin/sh
# A report is signed while figures are being loaded.
#
# A row is stamped when it is written and is seen when its transaction is
# committed.  A loader that began before the signing and commits after it has
# stamped its figures with an earlier moment than the signature's, though
# nobody could see them then.  So two questions have two answers, and both are
# right: what was signed (the report's own rows, the only witness of what the
# signer saw) and what the register holds as recorded up to that moment
# (figure_as_of), which the loader's figures belong to.  changed_since_signing
# shows the difference.  To let the signing wait for loaders would make the
# answers one, at the price of a signer who waits for a stranger.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
. test/tools/session.sh
echo "1..12"
files=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-lifecycle.XXXXXX")
trap 'end_sessions; rm -rf "$files"' EXIT
export PSQLRC=/dev/null PGOPTIONS='-c client_min_messages=warning -c search_path=policy,public'
ask() { psql -q -A -t -v ON_ERROR_STOP=1 -d signing "$@"; }

dropdb --if-exists --force signing 2>/dev/null
createdb signing
ask -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()'
ask --single-transaction -f example/plan_230/load.sql >/dev/null
ask --single-transaction -f example/plan_230/load_reports.sql >/dev/null
ask -c "SELECT revise_figure('2.1', '75', '2025', 'estimate', 'MAU', 2.9);
        SELECT revise_figure('2.2', '75', '2025', 'estimate', 'MAU', 3.5)" >/dev/null

report() {
	ask -c "SELECT md5(string_agg(r::text, ',' ORDER BY r::text)) FROM signed_report_row AS r WHERE signed_report_id = $signed"
}
signed_value() {
	ask -c "SELECT DISTINCT value FROM report_as_signed('230/KH-UBND', 2025, (SELECT signed_at FROM signed_report WHERE signed_report_id = $signed))
	        WHERE code = '$1' AND area_code = '75'"
}
known_then() {
	ask -c "SELECT f.value FROM signed_report AS s CROSS JOIN LATERAL figure_as_of(s.signed_at) AS f
	        JOIN indicator AS i USING (indicator_id) WHERE signed_report_id = $signed AND i.code = '$1' AND f.period_end = '2025-12-31'"
}
verdict_then() {
	ask -c "SELECT v.value FROM signed_report AS s CROSS JOIN LATERAL verdict_as_of(s.year, NULL, s.signed_at) AS v
	        WHERE signed_report_id = $signed AND v.code = '$1' AND v.scope = 'local'"
}

open_session loader signing
tell loader BEGIN "INSERT INTO observation_intake (indicator_code, area_code, period, value, stage, source) VALUES
    ('2.1', '75', '2025', '2,5', 'chính thức', 'MAU'), ('2.3', '75', '2025', '41', 'ước', 'MAU')" 'SELECT count(*) FROM load_figures()'
done_with loader
signed=$(ask -c "SELECT sign_report('230/KH-UBND', 2025)")
check "a report is signed while a loader is at work; nobody waits" \
	"$(ask -c "SELECT count(*) FROM signed_report_row WHERE signed_report_id = $signed")" 196
before=$(report)
check "it has the figures that could be seen" "$(signed_value 2.1) $(signed_value 2.2)" "2.9 3.5"
check "so do the questions as of its moment" "$(known_then 2.1) $(verdict_then 2.1)" "2.9 2.9"
tell loader COMMIT
done_with loader
check "the loader commits" "$(said loader) $(ask -c "SELECT added, revised FROM import_batch ORDER BY batch_id DESC LIMIT 1")" "0 0|2"

check "what was signed stays what it was" "$(report)" "$before"
check "to the value" "$(signed_value 2.1) $(signed_value 2.2)" "2.9 3.5"
check "what was loaded was recorded before the signature" \
	"$(ask -c "SELECT bool_and(o.recorded_at < s.signed_at) FROM observation AS o, signed_report AS s, indicator AS i
		WHERE i.indicator_id = o.indicator_id AND i.code IN ('2.1', '2.3') AND o.period_end = '2025-12-31'")" t
check "so it belongs to what the register holds as recorded by then" "$(known_then 2.1) $(verdict_then 2.1)" "2.5 2.5"
check "and the difference is shown" \
	"$(ask -c "SELECT string_agg(DISTINCT concat_ws(' ', code, value_signed, value_now), ', ') FROM changed_since_signing($signed)")" \
	"2.1 2.9 2.5, 2.3 43.1 41"

# What is recorded after the signature is in neither.
ask -c "SELECT revise_figure('2.2', '75', '2025', 'official', 'MAU', 3.1)" >/dev/null
check "a later revision changes neither the report nor the answer as of its moment" \
	"$(report) $(signed_value 2.2) $(known_then 2.2) $(verdict_then 2.2)" "$before 3.5 3.5 3.5"

# Signing is one moment: all rows of one snapshot, however long it takes.
open_session signer signing
tell signer BEGIN "SELECT sign_report('230/KH-UBND', 2025)"
done_with signer
again=$(said signer)
ask -c "SELECT revise_figure('2.2', '75', '2025', 'official', 'MAU', 3.0)" >/dev/null
tell signer COMMIT
done_with signer
check "a revision while a report is being signed is not in it" \
	"$(ask -c "SELECT DISTINCT value FROM signed_report_row WHERE signed_report_id = $again AND code = '2.2'")" 3.1
tell signer BEGIN "SELECT sign_report('230/KH-UBND', 2025)" ROLLBACK
done_with signer
check "a signature that is taken back leaves nothing" "$(ask -c 'SELECT count(*) FROM signed_report')" 2
close_session signer
close_session loader
