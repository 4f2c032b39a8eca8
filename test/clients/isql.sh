# Read policy_bi with unixODBC's isql, through the DSN policy_bi of ODBCINI.
# expected.tsv lies in the working directory.  Prints TAP.
. "$top/test/tools/tap.sh"
ask() { echo "$1" | isql policy_bi -b -v -d'|' 2>&1; }

while IFS="$(printf '\t')" read -r view kind rows rest; do
	[ "$kind" = rows ] || continue
	check "isql: $view: rows" "$(echo "SELECT * FROM policy_bi.$view" | isql policy_bi -v 2>&1 | sed -n 's/^\([0-9]*\) rows fetched$/\1/p')" "$rows"
done <expected.tsv
check "isql: SQLTables finds the views" \
	"$(echo 'help' | isql policy_bi -b -d'|' | grep '|policy_bi|' | cut -d'|' -f3 | LC_ALL=C sort)" \
	"$(cut -f1 columns.tsv | LC_ALL=C sort -u)"
check "isql: code 4.10 stays text beside 4.1" \
	"$(ask "SELECT indicator_code FROM policy_bi.dim_indicator WHERE indicator_code IN ('4.1', '4.10') ORDER BY indicator_sort" | tr '\n' ' ')" "4.1 4.10 "
check "isql: a bound without an end is empty" \
	"$(ask "SELECT target_text, target_lower, target_upper FROM policy_bi.fact_target WHERE indicator_code = '2.4' AND scope_code = 'local' AND due_year = 2025")" "< 12,7||12.7"
check "isql: a Vietnamese name byte for byte" \
	"$(ask "SELECT name_vi FROM policy_bi.dim_sector WHERE sector_number = 4" | od -An -tx1 | tr -d ' \n')" \
	"42e1baa36f206869e1bb836d2078c3a32068e1bb99692c20792074e1babf0a"
check "isql: a date and its text" \
	"$(ask "SELECT issued_on, issued_on_iso FROM policy_bi.dim_plan")" "2024-07-02|2024-07-02"
check "isql: a boolean and its 0/1 twin" \
	"$(ask "SELECT DISTINCT is_met, met_n FROM policy_bi.dim_status ORDER BY 2" | tr '\n' ' ')" "0|0 1|1 "
echo "1..$n"
