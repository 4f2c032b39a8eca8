#!/bin/sh
# What the documents tell a reader to type works, and answers as printed: the
# loading commands of the README, and every ```sql block of README.md and
# doc/*.md.  A ```text block after it is its answer.  "sql owner" is run as the
# owner of the register; the rest as a role that only reads.  federation.sh runs
# what doc/federation.md says.
# Expects a running server in PGHOST; prints TAP.
set -eu
. test/tools/tap.sh
export PSQLRC=/dev/null PGTZ=Asia/Ho_Chi_Minh PGDATESTYLE=ISO PGDATABASE=recipes
export PGOPTIONS='-c client_min_messages=warning'

top=$PWD
recipes=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy-recipes.XXXXXX")
trap 'rm -rf "$recipes"' EXIT

dropdb --if-exists --force recipes 2>/dev/null
psql -X -q -d postgres -c 'DROP ROLE IF EXISTS recipes_reader, analyst, health'
createdb recipes
# The README's own commands, less those that install or need another database.
awk '/^```sh$/ { inside = 1; next } /^```$/ { inside = 0 } inside' README.md >"$recipes/readme.sh"
sh -e "$recipes/readme.sh" >"$recipes/readme.out" 2>&1 || :
loaded=$(psql -X -At -c 'SELECT count(*) FROM policy.observation' 2>&1)
psql -X -q -c 'ALTER DATABASE recipes SET search_path = policy, socpolicy, public' -c 'CREATE ROLE recipes_reader LOGIN' \
	-c "SELECT policy.grant_reader('recipes_reader')" -c 'GRANT USAGE ON SCHEMA policy TO recipes_reader' >/dev/null

# N.who.sql, the N.text printed below it, and N.title: the page and its line.
for page in README.md doc/*.md; do
	[ "$page" != doc/federation.md ] || continue
	awk -v into="$recipes" -v page="$page" -v n="$(find "$recipes" -name '*.title' | grep -c . || :)" '
		function open(name) { file = into "/" name; printf "" >file }
		/^ *```$/ && file { close(file); file = ""; was = NR; next }
		/^```sql/ { n++; print page ":" NR >(into "/" sprintf("%03d.title", n))
		            open(sprintf("%03d.%s.sql", n, $2 == "owner" ? "owner" : "reader")); next }
		/^```text$/ { if (NR - was <= 2) open(sprintf("%03d.text", n)); next }
		file { print >file }
	' "$page"
done
set -- "$recipes"/*.sql
echo "1..$(($# + 1))"
check "README: its commands load the plan ($(tail -1 "$recipes/readme.out"))" "$([ "$loaded" -gt 400 ] && echo loaded)" loaded
cd "$recipes"
for recipe; do
	k=$(basename "$recipe" | cut -c1-3)
	case $recipe in *.owner.sql) who=$PGUSER ;; *) who=recipes_reader ;; esac
	PGUSER=$who psql -X -q -v ON_ERROR_STOP=1 -P pager=off -P footer=off -f "$recipe" >"$k.out" 2>"$k.err" || echo failed >>"$k.err"
	if [ -e "$k.text" ]; then
		sed -e 's/ *$//' -e '/^$/d' "$k.out" >"$k.have"
		sed -e 's/ *$//' -e '/^$/d' "$k.text" >"$k.want"
		diff "$k.want" "$k.have" >>"$k.err" || :
	fi
	check "$(cat "$k.title")" "$(cat "$k.err")" ""
done
cd "$top"
dropdb --force recipes
psql -X -q -d postgres -c 'DROP ROLE IF EXISTS recipes_reader, analyst, health' || :
