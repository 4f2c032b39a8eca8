# In a bare chroot with PostgreSQL and the packages in /root: install, make a
# register, load the example that the package brings, remove without a trace.
cd /root
dpkg -l | awk '{ print $2 }' | sort >/root/before
find / -xdev -path /proc -prune -o -path /root -prune -o -path '/var/lib/dpkg' -prune -o -path /var/log -prune -o -path /var/cache -prune -o -type f -print | sort >/root/files_before
major=$(ls /usr/lib/postgresql)
dpkg -i postgresql-"$major"-socpolicy_*.deb
pg_createcluster --port 5499 --start-conf manual "$major" try >/dev/null
pg_ctlcluster "$major" try start
as() { (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/ "$@"); }
export PGPORT=5499
as createdb try
as psql -q -v ON_ERROR_STOP=1 -d try -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()'
(cd "/usr/share/doc/postgresql-$major-socpolicy" && setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/ PGOPTIONS='-c client_min_messages=warning' \
	psql -q -v ON_ERROR_STOP=1 --single-transaction -o /dev/null -d try -f example/plan_230/load.sql)
counted=$(as psql -At -d try -c "SELECT sum(counted_n) FROM policy_bi.dim_indicator")
[ "$counted" = 94 ] || { echo "94 indicators count, not $counted"; exit 1; }
pg_dropcluster --stop "$major" try
dpkg --purge "postgresql-$major-socpolicy"
dpkg -l | awk '{ print $2 }' | sort | diff /root/before -
find / -xdev -path /proc -prune -o -path /root -prune -o -path '/var/lib/dpkg' -prune -o -path /var/log -prune -o -path /var/cache -prune -o -type f -print | sort | diff /root/files_before -
echo "installed, loaded ($counted indicators count), removed without a trace"
