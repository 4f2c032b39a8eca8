# join.awk - writes sql/register/register.sql with its parts in place:
#     awk -v structure="FILE ..." -v functions="FILE ..." -v reporting="FILE ..." -f join.awk register.sql
# A line "@include NAME" gives way to the files of that name.  A policy is
# made anew by every upgrade, which CREATE POLICY has no words for.
function include(files,    file, n, i, line) {
	n = split(files, file, " ")
	for (i = 1; i <= n; i++) {
		while ((getline line < file[i]) > 0) {
			if (line ~ /^CREATE POLICY /) {
				split(line, word, " ")
				print "DROP POLICY IF EXISTS " word[3] " ON " word[5] ";"
			}
			print line
		}
		close(file[i])
		print ""
	}
}
# What the files make, as rows of kind and name.
function list(files,    file, n, i, line, word) {
	n = split(files, file, " ")
	for (i = 1; i <= n; i++) {
		while ((getline line < file[i]) > 0)
			if (line ~ /^CREATE (OR REPLACE )?(FUNCTION|VIEW|TRIGGER|POLICY) /) {
				sub(/^CREATE (OR REPLACE )?/, "", line)
				split(line, word, /[ (]/)
				printf "%s        (\047%s\047, \047%s\047)", separator, tolower(word[1]), word[2]
				separator = ",\n"
			}
		close(file[i])
	}
}
$1 == "@list" { list(functions " " reporting); print ""; next }
$1 == "@include" && $2 == "structure" { include(structure); next }
$1 == "@include" && $2 == "functions" { include(functions); next }
$1 == "@include" && $2 == "reporting" { include(reporting); next }
{ print }
