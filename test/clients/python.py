"""Read policy_bi with a Python driver and compare with what psql sees.

python.py CLIENT DSN: CLIENT is odbc, psycopg2 or psycopg, DSN the driver's own
connection string.  expected.tsv and columns.tsv (see expected.sql) lie in the
working directory.  Prints TAP.
"""
import datetime
import hashlib
import math
import os
import struct
import sys

client, dsn = sys.argv[1:3]
zone = os.environ["TZ"]
n = 0


def check(description, have, want):
    global n
    n += 1
    print(f"{'ok' if have == want else 'not ok'} {n} - {client}, {zone}: {description}")
    if have != want:
        print(f"# have: {have!r}\n# want: {want!r}")


def table(name):
    with open(name, encoding="utf-8") as file:
        return [line.rstrip("\n").split("\t") for line in file]


comments, types = {}, {}
for view, column, kind, comment in table("columns.tsv"):
    comments[view, column] = comment
    if column:
        types.setdefault(view, {})[column] = kind
expected = {}
for view, kind, cells, filled, digest in table("expected.tsv"):
    expected.setdefault(view, {})[kind] = (int(cells), int(filled), digest)

OF_KIND = {"text": str, "integer": int, "double": float, "boolean": bool,
           "date": datetime.date, "instant": datetime.datetime}


def plain(kind, value):
    if type(value) is not OF_KIND[kind]:
        raise TypeError(f"{value!r} is no {kind}")
    if kind == "text":
        return value.encode()
    if kind == "double":
        return struct.pack(">d", value).hex().encode()
    if kind == "boolean":
        return b"true" if value else b"false"
    if kind == "instant":
        # ODBC knows no time zones: the driver gives the session's wall clock
        if value.tzinfo is None:
            value = value.replace(tzinfo=session_zone)
        return str(math.floor(value.timestamp() * 1000)).encode()
    return str(value).encode()


def summary(columns, rows, kinds):
    """What expected.tsv says of a view, reckoned from what the client got."""
    cells = {}
    for position, column in enumerate(columns):
        cells.setdefault(kinds[column], []).extend(row[position] for row in rows)
    answer = {"rows": (len(rows), len(rows), "")}
    for kind, values in cells.items():
        filled = sorted(plain(kind, v) for v in values if v is not None)
        answer[kind] = (len(values), len(filled), hashlib.md5(b"\n".join(filled)).hexdigest())
    return answer


def connect():
    if client == "odbc":
        import pyodbc
        return pyodbc.connect(dsn, autocommit=True), "?"
    if client == "psycopg2":
        import psycopg2
        connection = psycopg2.connect(dsn)
        connection.autocommit = True
        return connection, "%s"
    import psycopg
    return psycopg.connect(dsn, autocommit=True), "%s"


def ask(query, *parameters, **options):
    cursor = connection.cursor(**options)
    cursor.execute(query.replace("?", mark), *([parameters] if parameters else []))
    return [c[0] for c in cursor.description], [tuple(r) for r in cursor.fetchall()]


def views_found():
    if client == "odbc":
        return sorted(r.table_name for r in connection.cursor().tables(schema="policy_bi"))
    return [r[0] for r in ask("SELECT table_name FROM information_schema.tables "
                              "WHERE table_schema = 'policy_bi' ORDER BY table_name COLLATE \"C\"")[1]]


def types_found(view):
    named = {"int4": "integer", "int2": "integer", "smallint": "integer", "float8": "double",
             "double precision": "double", "bool": "boolean", "timestamptz": "instant",
             "timestamp with time zone": "instant"}
    if client == "odbc":
        found = [(r.column_name, r.type_name) for r in connection.cursor().columns(table=view, schema="policy_bi")]
    else:
        found = ask("SELECT column_name, data_type FROM information_schema.columns "
                    "WHERE table_schema = 'policy_bi' AND table_name = ? ORDER BY ordinal_position", view)[1]
    return {column: named.get(kind, kind) for column, kind in found}


connection, mark = connect()
if client == "odbc":
    import zoneinfo
    session_zone = zoneinfo.ZoneInfo(ask("SHOW TimeZone")[1][0][0])

check("the session only reads", ask("SHOW transaction_read_only")[1], [("on",)])
check("and is cut off after 30 s", ask("SHOW statement_timeout")[1], [("30s",)])
check("all views are found", views_found(), sorted(types))

unequal_dates, unequal_booleans, compared = [], [], 0
for view in sorted(types):
    kinds = types_found(view)
    check(f"{view}: columns and types", kinds, types[view])
    columns, rows = ask(f"SELECT * FROM policy_bi.{view}")
    try:
        check(f"{view}: every value", summary(columns, rows, kinds), expected[view])
    except (KeyError, TypeError) as fault:
        check(f"{view}: every value", str(fault), "")
    if client == "psycopg":
        columns, rows = ask(f"SELECT * FROM policy_bi.{view}", binary=True)
        check(f"{view}: every value in binary", summary(columns, rows, kinds), expected[view])
    at = {column: position for position, column in enumerate(columns)}
    for column, kind in kinds.items():
        twin = {"date": f"{column}_iso", "boolean": column.removeprefix("is_") + "_n"}.get(kind)
        if twin not in at:
            continue
        for row in rows:
            value, other = row[at[column]], row[at[twin]]
            compared += 1
            if kind == "date" and other != (None if value is None else value.strftime("%Y-%m-%d")):
                unequal_dates.append((view, column, value, other))
            if kind == "boolean" and other != (None if value is None else int(value)):
                unequal_booleans.append((view, column, value, other))
check("dates are the day that their text says", unequal_dates, [])
check("booleans are what their 0/1 twin says", unequal_booleans, [])
check("there were thousands to compare", compared > 5000, True)

check("code 4.10 stays text beside 4.1",
      ask("SELECT indicator_code FROM policy_bi.dim_indicator WHERE indicator_code IN (?, ?) ORDER BY indicator_sort", "4.1", "4.10")[1],
      [("4.1",), ("4.10",)])
check("a bound without an end is NULL",
      ask("SELECT target_text, target_lower, target_upper FROM policy_bi.fact_target "
          "WHERE indicator_code = '2.4' AND scope_code = 'local' AND due_year = ?", 2025)[1],
      [("< 12,7", None, 12.7)])
check("a Vietnamese name byte for byte",
      ask("SELECT name_vi FROM policy_bi.dim_sector WHERE sector_number = 4")[1][0][0].encode().hex(),
      "42e1baa36f206869e1bb836d2078c3a32068e1bb99692c20792074e1babf")
met, countable, rate = ask("SELECT sum(met_n), sum(countable_n), min(met_rate) FROM policy_bi.scorecard_by_plan "
                           "WHERE year = 2025 AND scope_code = 'local'")[1][0]
check("measure of a dashboard", abs(100.0 * met / countable - rate) < 1e-9, True)
check("a filter on a status finds rows",
      ask("SELECT count(*) > 0 FROM policy_bi.fact_verdict WHERE status_code = ?", "missed")[1], [(True,)])
if client != "odbc":
    check("comments are readable",
          {(v, c): t for v, c, t in ask(
              "SELECT c.relname::text, coalesce(a.attname, '')::text, d.description FROM pg_description AS d "
              "JOIN pg_class AS c ON c.oid = d.objoid AND d.classoid = 'pg_class'::regclass "
              "LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.objsubid AND d.objsubid > 0 "
              "JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = 'policy_bi'")[1]},
          comments)
else:
    check("words for columns come from data_dictionary",
          {(v, c): f"{vi} | {en}" for v, c, vi, en in
           ask("SELECT view_name, column_name, description_vi, description_en FROM policy_bi.data_dictionary")[1]},
          {k: v for k, v in comments.items() if k[1]})
try:
    ask("DELETE FROM policy_bi.dim_status")
    check("nothing can be written", "written", "refused")
except Exception as refusal:
    state = getattr(refusal, "pgcode", None) or getattr(refusal, "sqlstate", None) or refusal.args[0]
    check("nothing can be written", state in ("25006", "42501", "55000"), True)
print(f"1..{n}")
