# cluster.sh - for scripts that build socpolicy and run it on a cluster of
# their own.  Source it from the top of the source tree; set -eu is assumed.
#
# The cluster listens on a Unix socket only, in a directory that only its
# owner can enter.  Nothing is installed into the system's PostgreSQL: the
# build is staged beside the cluster.

top=$PWD

# The server to build for: PG_CONFIG if given, else the newest with build files.
# Debian's server package brings pgxs.mk; only its -dev package brings headers.
find_pg_config() {
	for c in ${PG_CONFIG:-$(ls -d /usr/lib/postgresql/*/bin/pg_config 2>/dev/null | sort -rV) pg_config}; do
		if [ -e "$("$c" --pgxs 2>/dev/null)" ] && [ -e "$("$c" --includedir-server)/postgres.h" ] &&
			[ -x "$("$c" --bindir)/initdb" ]; then
			PG_CONFIG=$c
			BIN=$("$c" --bindir)
			return 0
		fi
	done
	return 1
}

# The packages that are missing for "server" or "tests", and of any named after.
missing_packages() {
	command -v gcc >/dev/null || echo gcc libc6-dev
	if find_pg_config; then
		major=$("$PG_CONFIG" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')
	else
		# The version of Debian's metapackage begins with the major.
		major=$(apt-cache show postgresql 2>/dev/null | sed -n 's/^Version: \([0-9]*\).*/\1/p' | head -1)
		major=${major:-15}
		echo "postgresql-$major" "postgresql-server-dev-$major"
	fi
	[ "$1" = server ] || [ -e "/usr/share/postgresql/$major/extension/pgtap.control" ] ||
		echo "postgresql-$major-pgtap"
	shift
	for p; do
		[ "$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || echo "$p"
	done
}

# Install what is missing for "server" or "tests", and of the packages named
# after, saying what.
install_needs() {
	if [ -n "${PG_CONFIG:-}" ] && ! "$PG_CONFIG" --version >/dev/null 2>&1; then
		echo "PG_CONFIG=$PG_CONFIG is no pg_config that runs." >&2
		exit 1
	fi
	missing=$(missing_packages "$@" | tr '\n' ' ')
	[ -n "$missing" ] || { find_pg_config; return; }
	command -v apt-get >/dev/null || { echo "Please install: $missing" >&2; exit 1; }
	sudo=
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null || { echo "Please install as root: $missing" >&2; exit 1; }
		sudo=sudo
	fi
	echo "Installing with apt-get: $missing"
	export DEBIAN_FRONTEND=noninteractive
	log=$(mktemp)
	{
		$sudo apt-get update -q &&
		missing=$(missing_packages "$@" | tr '\n' ' ') &&
		without_main_cluster $sudo apt-get install -y -q --no-install-recommends $missing
	} >"$log" 2>&1 || { cat "$log" >&2; rm -f "$log"; exit 1; }
	rm -f "$log"
	find_pg_config || { echo "No PostgreSQL server found after installing $missing" >&2; exit 1; }
}

# Debian's server package makes and starts a cluster "main" on port 5432, which
# nobody asked for: what is installed here is for clusters of its own.
without_main_cluster() {
	case " $missing" in *" postgresql-"[0-9]*) ;; *) "$@"; return ;; esac
	$sudo apt-get install -y -q --no-install-recommends postgresql-common || return
	no_main=/etc/postgresql-common/createcluster.d/socpolicy.conf
	$sudo mkdir -p "${no_main%/*}"
	echo 'create_main_cluster = false' | $sudo tee "$no_main" >/dev/null
	made=0
	"$@" || made=$?
	$sudo rm -f "$no_main"
	return "$made"
}

# Build a copy of the tree in $1/build and stage it in $1/stage; further
# arguments go to make.
build_into() {
	where=$1
	shift
	mkdir -p "$where/build"
	cp -R "$top/Makefile" "$top/README.md" "$top/socpolicy.control" "$top/src" "$top/sql" "$where/build/"
	chmod -R u+w "$where/build"
	(
		cd "$where/build"
		# make's own variables of an outer make would reach this one
		unset MAKEFLAGS MFLAGS MAKELEVEL
		make -s PG_CONFIG="$PG_CONFIG" clean
		make -s PG_CONFIG="$PG_CONFIG" DESTDIR="$where/stage" "$@" all install
	) >"$where/build.log" 2>&1 || { cat "$where/build.log" >&2; exit 1; }
	chmod -R a+rX "$where/stage"
}

# Run a command as the owner of the cluster: the server refuses root.
as_owner() {
	if [ "$(id -u)" = 0 ]; then
		(cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/nonexistent "$@")
	else
		(cd / && exec "$@")
	fi
}

# What else would fail somewhere in the middle, with words of the system's.
check_place() {
	socket=$1/.s.PGSQL.5432
	if [ "${#socket}" -gt 107 ]; then
		echo "The path of a socket has at most 107 bytes, $socket is longer: set TMPDIR to a shorter one." >&2
		exit 1
	elif ! as_owner test -x "$1"; then
		echo "The server does not run as root but as postgres, who cannot enter $1: set TMPDIR to a directory that everybody may enter." >&2
		exit 1
	fi
	printf '#!/bin/sh\n' >"$1/runs"
	chmod 755 "$1/runs"
	if ! "$1/runs" 2>/dev/null; then
		echo "Nothing can be run from $1, so no server can load a library from there: set TMPDIR to a directory that is not mounted noexec." >&2
		exit 1
	fi
	rm -f "$1/runs"
}

# Settings of the caller's, such as a port or an encoding, are for other servers.
forget_other_servers() {
	for variable in $(env | sed -n 's/^\(PG[A-Z]*\)=.*/\1/p'); do unset "$variable"; done
}

# Make a cluster in $1 that finds the stage in $1/stage, and start it.
# Further settings are read from standard input.
start_cluster() {
	forget_other_servers
	chmod 700 "$1"
	[ "$(id -u)" != 0 ] || chown postgres "$1"
	check_place "$1"
	as_owner "$BIN/initdb" -D "$1/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$1/initdb.log" 2>&1 ||
		{ cat "$1/initdb.log" >&2; exit 1; }
	{
		echo "listen_addresses = ''"
		echo "unix_socket_directories = '$1'"
		echo "fsync = off"
		echo "dynamic_library_path = '$1/stage$("$PG_CONFIG" --pkglibdir):\$libdir'"
		if grep -q extension_destdir "$("$PG_CONFIG" --sharedir)/postgresql.conf.sample"; then
			echo "extension_destdir = '$1/stage'"
		else
			echo "extension_control_path = '$1/stage$("$PG_CONFIG" --sharedir):\$system'"
		fi
		cat
	} >"$1/settings.conf"
	chmod a+r "$1/settings.conf"
	as_owner sh -c "cat '$1/settings.conf' >>'$1/data/postgresql.conf'"
	as_owner "$BIN/pg_ctl" -D "$1/data" -l "$1/data/server.log" -w -s start ||
		{ cat "$1/data/server.log" >&2; exit 1; }
	export PGHOST="$1" PGUSER=postgres PGDATABASE=postgres PATH="$BIN:$PATH"
}

stop_cluster() {
	[ ! -e "$1/data/postmaster.pid" ] ||
		as_owner "$BIN/pg_ctl" -D "$1/data" -m immediate -w -s stop >/dev/null 2>&1 || :
}

# As above, but the backends end in order, so that they write what they counted.
stop_server() {
	as_owner "$BIN/pg_ctl" -D "$1/data" -m fast -w -s stop
}

# A work directory that is removed at the end, with its cluster.
temporary_work() {
	# short: a socket's path has 107 bytes at most
	work=$(mktemp -d "${TMPDIR:-/tmp}/socpolicy.XXXXXX")
	trap 'status=$?; stop_cluster "$work"; rm -rf "$work"; exit $status' EXIT
	trap 'exit 130' INT TERM HUP
}
