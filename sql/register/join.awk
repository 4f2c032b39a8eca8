# join.awk - writes sql/register/register.sql with its parts in place:
#     awk -v structure="FILE ..." -v functions="FILE ..." -v reporting="FILE ..." -f join.awk register.sql
# A line "@include NAME" gives way to the files of that name.  A policy is
# made anew by every upgrade, which CREATE POLICY has no words for.  A line
# "@file NAME" in a part gives way to that file, beside the part.
function paste(path,    line, got) {
	while ((got = (getline line < path)) > 0)
		print line
	close(path)
	if (got < 0) {
		print "join.awk: cannot read " path > "/dev/stderr"
		exit 1
	}
}
function include(files,    file, n, i, line, folder) {
	n = split(files, file, " ")
	for (i = 1; i <= n; i++) {
		folder = file[i]
		sub(/[^\/]*$/, "", folder)
		while ((getline line < file[i]) > 0) {
			if (line ~ /^@file /) {
				paste(folder substr(line, 7))
				continue
			}
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
