package dev.berth.registry.jdbi.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of a hot path, or several to be sent at once, with named parameters; read once.
 *
 * <p>Jdbi's statements do more, which costs more than half of our processor time when a manifest is put
 * (docs/decisions/0014).
 */
public final class Sql {
    /** Quoted texts and casts are skipped. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|::|:([a-zA-Z]+)");

    private final String text;
    private final Map<String, int[]> positions = new HashMap<>();

    private Sql(String named) {
        Map<String, List<Integer>> places = new HashMap<>();
        StringBuilder numbered = new StringBuilder();
        Matcher matcher = PARAMETER.matcher(named);
        int count = 0;
        while (matcher.find()) {
            String name = matcher.group(1);
            matcher.appendReplacement(numbered, name == null ? "$0" : "?");
            if (name != null) {
                places.computeIfAbsent(name, unused -> new ArrayList<>()).add(++count);
            }
        }
        this.text = matcher.appendTail(numbered).toString();
        places.forEach((name, numbers) ->
                positions.put(name, numbers.stream().mapToInt(Integer::intValue).toArray()));
    }

    public static Sql of(String named) {
        return new Sql(named);
    }

    /** Prepares the statement; its execution closes the prepared statement. */
    public Prepared on(Connection connection) throws SQLException {
        return new Prepared(connection.prepareStatement(text), positions);
    }

    /** As the driver gets it. */
    @Override
    public String toString() {
        return text;
    }
}
