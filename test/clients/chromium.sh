# Show a page of pictures, and the annual report, in headless Chromium.
# Run as the reader of policy_bi; prints TAP.  The screenshots and the printed
# report stay where the first lines say.
. "$top/test/tools/tap.sh"
pictures="${TMPDIR:-/tmp}/socpolicy-clients-$(id -u)"
mkdir -p -m 700 "$pictures"
[ -O "$pictures" ] && [ ! -L "$pictures" ]
sandbox=
[ "$(id -u)" != 0 ] || sandbox=--no-sandbox
browse() { HOME="$PWD" chromium --headless $sandbox --disable-gpu --hide-scrollbars --user-data-dir="$PWD/profile" "$@" 2>>chromium.log; }
# What the probe found in a page, one "name: value" a line.
walk() {
	cat "$1" "$top/test/clients/probe.html" >"$PWD/probed.html"
	browse --window-size="$2" --dump-dom "file://$PWD/probed.html" | sed -n 's:^<li>\(.*\)</li>.*:\1:p' >found
}
found() { sed -n "s/^$1: //p" found; }
sound() {
	check "chromium: $1: every chart is there" "$(found charts)" "$2"
	check "chromium: $1: each with a title for screen readers" "$(found untitled)" ""
	check "chromium: $1: none is empty" "$(found empty)" ""
	check "chromium: $1: no text of a chart is cut" "$(found 'cut text')" ""
	check "chromium: $1: nor lies over another" "$(found 'text over text')" ""
	check "chromium: $1: no cell is cut" "$(found 'cut cells')" ""
	check "chromium: $1: no scripts, nothing fetched" "$(found scripts) $(found 'fetched from elsewhere')" "0 0"
}

psql -f "$top/test/clients/pictures.sql" >pictures.html
walk "$PWD/pictures.html" 1200,2600
charts=$(grep -o '<svg' pictures.html | wc -l)
check "chromium: pictures: more than a hundred" "$([ "$charts" -gt 100 ] && echo yes)" yes
sound pictures "$charts"
browse --window-size=1200,2600 --screenshot="$pictures/pictures.png" "file://$PWD/pictures.html"
check "chromium: pictures: a screenshot" "$(head -c 4 "$pictures/pictures.png" | tail -c 3)" PNG

if [ -s report.html ]; then
	walk "$PWD/report.html" 1400,2000
	check "chromium: report: a row for each line of the annex" "$(found rows)" "$(psql -A -t -c 'SELECT count(*) FROM policy_bi.dim_indicator')"
	sound report "$(grep -o '<img ' report.html | wc -l)"
	browse --window-size=1400,2000 --screenshot="$pictures/report.png" "file://$PWD/report.html"
	check "chromium: report: a screenshot" "$(head -c 4 "$pictures/report.png" | tail -c 3)" PNG
	browse --no-pdf-header-footer --print-to-pdf="$pictures/report.pdf" "file://$PWD/report.html"
	check "chromium: report: the letter prints on A4 upright, the annex across" \
		"$(grep -a -o '/MediaBox \[[^]]*\]' "$pictures/report.pdf" | sort -u | sed 's/\.[0-9]*//g')" "/MediaBox [0 0 594 841]
/MediaBox [0 0 841 594]"
else
	n=$((n + 1))
	echo "ok $n - chromium: report # SKIP this version has no policy.annual_report_html"
fi
echo "# screenshots are in $pictures"
echo "1..$n"
