# Convert the annual report, or the page of pictures, with LibreOffice: a table
# with all its rows must be in what comes out.  Run as the reader of policy_bi;
# prints TAP.
. "$top/test/tools/tap.sh"
convert() { HOME="$PWD" soffice --headless "-env:UserInstallation=file://$PWD/office" "$@" >>office.log 2>&1; }
# Rows and texts of an OpenDocument file.
content() { unzip -p "$1" content.xml; }

# The annex as a table of its own: what a person saves from a query.
psql -q -o annex.csv -c "\copy (SELECT indicator_code, name_vi, local_first_text, value_text_vi FROM policy_bi.annex_line WHERE is_last_year ORDER BY indicator_sort) TO STDOUT (FORMAT csv, HEADER)"
# comma, quotes, UTF-8; every column is text
convert --infilter="CSV:44,34,76,1,1/2/2/2/3/2/4/2" --convert-to ods annex.csv
content annex.ods >annex.xml 2>/dev/null || :
check "libreoffice: a CSV of annex_line opens with its rows" "$(grep -o '<table:table-row' annex.xml | wc -l)" \
	"$(($(psql -A -t -c 'SELECT count(*) FROM policy_bi.annex_line WHERE is_last_year') + 1))"
check "libreoffice: code 4.10 stays text" "$(grep -o '<text:p>4\.10</text:p>' annex.xml)" "<text:p>4.10</text:p>"
check "libreoffice: so does 28-30" "$(grep -o '<text:p>30-35</text:p>' annex.xml | head -1)" "<text:p>30-35</text:p>"
check "libreoffice: a Vietnamese name byte for byte" \
	"$(grep -o 'Tỷ lệ thất nghiệp chung' annex.xml | od -An -tx1 | tr -d ' \n')" \
	"$(printf 'Tỷ lệ thất nghiệp chung\n' | od -An -tx1 | tr -d ' \n')"

if [ -s report.html ]; then
	convert --infilter="HTML (StarWriter)" --convert-to odt:writer8 report.html
	content report.odt >report.xml 2>/dev/null || :
	annex=$(sed 's:<table\:table table\:name=:\n&:g' report.xml | tail -n 1)
	rows() { grep -o "$1" | wc -l; }
	check "libreoffice: report: its annex has all rows" "$(echo "$annex" | rows '<table:table-row')" \
		"$(sed -n '/<table class="annex"/,/<\/table>/p' report.html | rows '<tr')"
	check "libreoffice: report: each line of the plan among them" \
		"$([ "$(echo "$annex" | rows '<table:table-row')" -gt "$(psql -A -t -c 'SELECT count(*) FROM policy_bi.dim_indicator')" ] && echo yes)" yes
	check "libreoffice: report: with a head that is repeated" "$(echo "$annex" | rows '<table:table-header-rows>')" 1
	convert --infilter="HTML (StarWriter)" --convert-to pdf:writer_pdf_Export report.html
	check "libreoffice: report: a PDF" "$(head -c 4 report.pdf)" "%PDF"
else
	n=$((n + 1))
	echo "ok $n - libreoffice: report # SKIP this version has no policy.annual_report_html"
fi
echo "1..$n"
