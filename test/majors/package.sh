# In a bare chroot with PostgreSQL and the packages in /root: install, make a
# register, load the example that the package brings, remove without a trace.
cd /root
dpkg -l | awk '{ print $2 }' | sort >/root/before
find / -xdev -path /proc -prune -o -path /root -prune -o -path '/var/lib/dpkg' -prune -o -path /var/log -prune -o -path /var/cache -prune -o -type f -print | sort >/root/files_before
major=$(ls /usr/lib/postgresql)
dpkg -i postgresql-"$major"-socpolicy_*.deb
as() { (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/ "$@"); }
bin=/usr/lib/postgresql/$major/bin
export PGHOST=/var/tmp PGPORT=5499
as "$bin/initdb" -D /var/tmp/try -A trust -E UTF8 --locale=C >/dev/null
as "$bin/pg_ctl" -D /var/tmp/try -o "-k /var/tmp -p 5499 -c listen_addresses=''" -l /var/tmp/try.log -w -s start
as createdb try
as psql -q -v ON_ERROR_STOP=1 -d try -c 'CREATE EXTENSION socpolicy' -c 'CALL socpolicy.create_register()'
(cd "/usr/share/doc/postgresql-$major-socpolicy" && setpriv --reuid=postgres --regid=postgres --init-groups env HOME=/ PGOPTIONS='-c client_min_messages=warning' \
	psql -q -v ON_ERROR_STOP=1 --single-transaction -o /dev/null -d try -f example/plan_230/load.sql)
counted=$(as psql -At -d try -c "SELECT sum(counted_n) FROM policy_bi.dim_indicator")
[ "$counted" = 94 ] || { echo "94 indicators count, not $counted"; exit 1; }
as "$bin/pg_ctl" -D /var/tmp/try -w -s -m immediate stop
rm -rf /var/tmp/try /var/tmp/try.log
dpkg --purge "postgresql-$major-socpolicy"
dpkg -l | awk '{ print $2 }' | sort | diff /root/before -
find / -xdev -path /proc -prune -o -path /root -prune -o -path '/var/lib/dpkg' -prune -o -path /var/log -prune -o -path /var/cache -prune -o -type f -print | sort | diff /root/files_before -
echo "installed, loaded ($counted indicators count), removed without a trace"
