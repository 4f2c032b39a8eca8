import java.io.File;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.*;
import java.util.*;

/**
 * Read policy_bi over JDBC and compare with what psql sees.
 * Jdbc URL: expected.tsv and columns.tsv (see expected.sql) lie in the working
 * directory.  Prints TAP.
 */
public class Jdbc {
    static int n = 0;
    static String mode;
    static Connection connection;
    static final Map<String, String> comments = new TreeMap<>();
    static final Map<String, Map<String, String>> types = new TreeMap<>();
    static final Map<String, Map<String, String>> expected = new TreeMap<>();
    static final Map<String, String> NAMED = Map.of(
        "text", "text", "int4", "integer", "int2", "integer", "float8", "double",
        "bool", "boolean", "date", "date", "timestamptz", "instant");
    static final Map<String, Class<?>> OF_KIND = Map.of(
        "text", String.class, "integer", Integer.class, "double", Double.class,
        "boolean", Boolean.class, "date", java.sql.Date.class, "instant", Timestamp.class);

    static void check(String description, Object have, Object want) {
        n++;
        boolean same = Objects.equals(have, want);
        System.out.println((same ? "ok " : "not ok ") + n + " - jdbc" + mode + ", " + TimeZone.getDefault().getID() + ": " + description);
        if (!same) {
            System.out.println("# have: " + have + "\n# want: " + want);
        }
    }

    static byte[] plain(String kind, Object value) {
        if (value.getClass() != OF_KIND.get(kind)) {
            throw new IllegalArgumentException(value.getClass() + " is no " + kind);
        }
        switch (kind) {
            case "double":
                return String.format("%016x", Double.doubleToRawLongBits((Double) value)).getBytes(StandardCharsets.UTF_8);
            case "instant":
                return Long.toString(((Timestamp) value).getTime()).getBytes(StandardCharsets.UTF_8);
            default:
                return value.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** What expected.tsv says of some values, reckoned from what the client got. */
    static String summary(String kind, List<Object> values) throws Exception {
        List<byte[]> filled = new ArrayList<>();
        for (Object value : values) {
            if (value != null) {
                filled.add(plain(kind, value));
            }
        }
        filled.sort(Arrays::compareUnsigned);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        for (int i = 0; i < filled.size(); i++) {
            if (i > 0) {
                md5.update((byte) '\n');
            }
            md5.update(filled.get(i));
        }
        return values.size() + " " + filled.size() + " " + String.format("%032x", new BigInteger(1, md5.digest()));
    }

    static List<List<Object>> ask(String query, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                List<List<Object>> rows = new ArrayList<>();
                while (answer.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int i = 1; i <= answer.getMetaData().getColumnCount(); i++) {
                        row.add(answer.getObject(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    static void readExpectations() throws Exception {
        for (String line : Files.readAllLines(Path.of("columns.tsv"))) {
            String[] f = line.split("\t", -1);
            comments.put(f[0] + "." + f[1], f[3]);
            if (!f[1].isEmpty()) {
                types.computeIfAbsent(f[0], v -> new TreeMap<>()).put(f[1], f[2]);
            }
        }
        for (String line : Files.readAllLines(Path.of("expected.tsv"))) {
            String[] f = line.split("\t", -1);
            expected.computeIfAbsent(f[0], v -> new TreeMap<>()).put(f[1], f[2] + " " + f[3] + (f[4].isEmpty() ? "" : " " + f[4]));
        }
    }

    static int compared = 0;
    static final List<String> unequal = new ArrayList<>();

    static void compareTwins(String view, Map<String, String> kinds, List<String> columns, List<List<Object>> rows) {
        for (String column : columns) {
            String kind = kinds.get(column);
            int twin = columns.indexOf(kind.equals("date") ? column + "_iso" : column.replaceFirst("^is_", "") + "_n");
            if (twin < 0 || !kind.equals("date") && !kind.equals("boolean")) {
                continue;
            }
            for (List<Object> row : rows) {
                Object value = row.get(columns.indexOf(column));
                Object want = value == null ? null : kind.equals("date") ? value.toString() : (Boolean) value ? 1 : 0;
                compared++;
                if (!Objects.equals(row.get(twin), want)) {
                    unequal.add(view + "." + column + ": " + value + " " + row.get(twin));
                }
            }
        }
    }

    static void checkView(String view, Map<String, String> kinds) throws Exception {
        check(view + ": columns and types", kinds, types.get(view));
        List<String> columns = new ArrayList<>();
        List<List<Object>> rows = new ArrayList<>();
        Map<String, List<Object>> cells = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM policy_bi." + view);
             ResultSet answer = statement.executeQuery()) {
            ResultSetMetaData of = answer.getMetaData();
            for (int i = 1; i <= of.getColumnCount(); i++) {
                columns.add(of.getColumnName(i));
            }
            while (answer.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < columns.size(); i++) {
                    row.add(answer.getObject(i + 1));
                    cells.computeIfAbsent(kinds.get(columns.get(i)), k -> new ArrayList<>()).add(row.get(i));
                }
                rows.add(row);
            }
        }
        Map<String, String> have = new TreeMap<>();
        have.put("rows", rows.size() + " " + rows.size());
        for (Map.Entry<String, List<Object>> c : cells.entrySet()) {
            have.put(c.getKey(), summary(c.getKey(), c.getValue()));
        }
        check(view + ": every value", have, expected.get(view));
        compareTwins(view, kinds, columns, rows);
    }

    /** The protocol's ways that a pool or a tool may choose: text and binary results, and no prepared statements. */
    public static void main(String[] arguments) throws Exception {
        readExpectations();
        for (String way : List.of("", "prepareThreshold=-1", "preferQueryMode=simple")) {
            mode = way.isEmpty() ? "" : " " + way;
            connection = DriverManager.getConnection(arguments[0] + (way.isEmpty() ? "" : "&" + way));
            checkAll();
            connection.close();
        }
        System.out.println("1.." + n);
    }

    static void checkAll() throws Exception {
        check("the session only reads", ask("SHOW transaction_read_only"), List.of(List.of("on")));
        check("and is cut off after 30 s", ask("SHOW statement_timeout"), List.of(List.of("30s")));

        DatabaseMetaData catalog = connection.getMetaData();
        Map<String, String> words = new TreeMap<>();
        Set<String> found = new TreeSet<>();
        try (ResultSet views = catalog.getTables(null, "policy_bi", "%", new String[] {"VIEW"})) {
            while (views.next()) {
                found.add(views.getString("TABLE_NAME"));
                words.put(views.getString("TABLE_NAME") + ".", views.getString("REMARKS"));
            }
        }
        check("all views are found", found, types.keySet());
        for (String view : types.keySet()) {
            Map<String, String> kinds = new TreeMap<>();
            try (ResultSet columns = catalog.getColumns(null, "policy_bi", view, "%")) {
                while (columns.next()) {
                    kinds.put(columns.getString("COLUMN_NAME"), NAMED.get(columns.getString("TYPE_NAME")));
                    words.put(view + "." + columns.getString("COLUMN_NAME"), columns.getString("REMARKS"));
                }
            }
            checkView(view, kinds);
        }
        check("comments are readable", words, comments);
        check("dates and booleans are what their twins say", unequal, List.of());
        check("there were thousands to compare", compared > 5000, true);
        check("code 4.10 stays text beside 4.1",
            ask("SELECT indicator_code FROM policy_bi.dim_indicator WHERE indicator_code IN (?, ?) ORDER BY indicator_sort", "4.1", "4.10"),
            List.of(List.of("4.1"), List.of("4.10")));
        check("a bound without an end is NULL",
            ask("SELECT target_text, target_lower, target_upper FROM policy_bi.fact_target "
                + "WHERE indicator_code = '2.4' AND scope_code = 'local' AND due_year = ?", 2025),
            List.of(Arrays.asList("< 12,7", null, 12.7)));
        check("a Vietnamese name byte for byte",
            String.format("%x", new BigInteger(1, ((String) ask("SELECT name_vi FROM policy_bi.dim_sector WHERE sector_number = 4")
                .get(0).get(0)).getBytes(StandardCharsets.UTF_8))),
            "42e1baa36f206869e1bb836d2078c3a32068e1bb99692c20792074e1babf");
        List<Object> score = ask("SELECT sum(met_n), sum(countable_n), min(met_rate) FROM policy_bi.scorecard_by_plan "
            + "WHERE year = 2025 AND scope_code = 'local'").get(0);
        check("measure of a dashboard",
            Math.abs(100.0 * (Long) score.get(0) / (Long) score.get(1) - (Double) score.get(2)) < 1e-9, true);
        check("a filter on a status finds rows",
            ask("SELECT count(*) > 0 FROM policy_bi.fact_verdict WHERE status_code = ?", "missed"), List.of(List.of(true)));
        String state = "written";
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM policy_bi.dim_status");
        } catch (SQLException refusal) {
            state = refusal.getSQLState();
        }
        check("nothing can be written", Set.of("25006", "42501", "55000").contains(state), true);
    }
}
