package dev.berth.registry.jdbi.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultBearing;
import org.jdbi.v3.core.result.ResultSetException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/**
 * A statement, or several to be sent at once, with named parameters; read once. Jdbi runs it ({@link #query}, {@link
 * #update}), or for hot paths the driver ({@link #on}): Jdbi's statements do more, which costs more than half of our
 * processor time when a manifest is put (docs/decisions/0014).
 */
public final class Sql {
    /** Quoted texts and casts are skipped. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|::|:([a-zA-Z]+)");

    private final String named;
    private final String text;
    private final Map<String, int[]> positions = new HashMap<>();

    private Sql(String named) {
        this.named = named;
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
        return of(Template.of(named));
    }

    public static Sql of(Template template) {
        return new Sql(template.whole());
    }

    /** Prepares the statement; its execution closes the prepared statement. */
    public Prepared on(Connection connection) throws SQLException {
        return new Prepared(connection.prepareStatement(text), positions);
    }

    /** The statement as Jdbi runs it, for its rows. */
    public Query query(Handle handle) {
        return handle.createQuery(named);
    }

    /** The statement as Jdbi runs it, for the number of rows it changes. */
    public Update update(Handle handle) {
        return handle.createUpdate(named);
    }

    /** The rows of several statements sent at once: those of the last one that answers. */
    public static ResultBearing last(Query pipeline) {
        return pipeline.execute(
                (statement, context) -> ResultBearing.of(() -> lastResult(statement, context), context));
    }

    private static ResultSet lastResult(Supplier<PreparedStatement> statement, StatementContext context) {
        try {
            ResultSet rows = Prepared.lastResult(statement.get());
            context.addCleanable(rows::close);
            return rows;
        } catch (SQLException e) {
            throw new ResultSetException("cannot read the answer of several statements", e, context);
        }
    }

    /** The final text with its named parameters. */
    public String named() {
        return named;
    }

    /** As the driver gets it. */
    @Override
    public String toString() {
        return text;
    }
}
