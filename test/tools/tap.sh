# tap.sh - TAP from a shell script.  Source it; print the plan first.

n=0
# check DESCRIPTION HAVE WANT
check() {
	n=$((n + 1))
	if [ "$2" = "$3" ]; then echo "ok $n - $1"; else
		echo "not ok $n - $1"
		printf '# have: %s\n# want: %s\n' "$2" "$3"
	fi
}
