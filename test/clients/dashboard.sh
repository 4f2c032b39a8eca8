# Drive the dashboard in headless Chromium: its filters, rows, links and
# looks, on a desk, a telephone and paper.  Prints TAP.  The pictures stay
# where the last line says.
mkdir dashboard
cd dashboard
here=$top/test/clients/dashboard
for pages in said many; do PGHOST=$work PGUSER=postgres psql -X -f "$here/$pages.sql"; done
cp "$here/package.json" "$here/drive.cjs" .
pictures="${TMPDIR:-/tmp}/socpolicy-clients-$(id -u)"
mkdir -p -m 700 "$pictures"
[ -O "$pictures" ] && [ ! -L "$pictures" ]
if npm install --no-fund --no-audit --no-package-lock --ignore-scripts >npm.log 2>&1; then
	HOME="$PWD" node drive.cjs . "$pictures"
	echo "# screenshots are in $pictures"
else
	echo "1..0 # SKIP npm could not fetch its packages: $(grep -m 1 -i error npm.log || tail -n 1 npm.log)"
fi
