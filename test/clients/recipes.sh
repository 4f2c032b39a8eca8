# Run the SQL of doc/bi.md as who it is for: the reader, or the owner.
# Prints TAP.
. "$top/test/tools/tap.sh"
awk -v n=0 '/^```$/ { if (file) close(file); file = "" }
	file { print > file }
	/^```sql/ { file = sprintf("recipe%02d.%s", ++n, $2 == "owner" ? "owner" : "reader"); print "\\set ON_ERROR_STOP 1" > file }' "$top/doc/bi.md"
for recipe in recipe*; do
	case $recipe in
	*.owner) answer=$(PGHOST=$work PGUSER=postgres psql -X -q -f "$recipe" 2>&1 >recipe.out) || answer="$answer." ;;
	*) answer=$(psql -X -q -f "$recipe" 2>&1 >recipe.out) || answer="$answer." ;;
	esac
	check "recipes: $recipe" "$answer" ""
done
check "recipes: doc/bi.md names every view" \
	"$(cut -f1 columns.tsv | sort -u | while read -r view; do grep -q "^| \`$view\`" "$top/doc/bi.md" || echo "$view"; done)" ""
echo "1..$n"
