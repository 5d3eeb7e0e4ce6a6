package dev.berth.registry.jdbi;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.result.ResultProducer;

/**
 * Answers of several statements in one text. The driver sends them together and PostgreSQL commits them together, but
 * each sees what was committed before it began: so the first can take a lock and the next decide on what is true under
 * it, in one round trip.
 */
final class Pipeline {
    private Pipeline() {}

    /** The one row of the last statement. */
    static <T> ResultProducer<T> last(RowMapper<T> mapper) {
        return (statement, context) -> {
            try (PreparedStatement executed = statement.get();
                    ResultSet row = lastResult(executed)) {
                row.next();
                return mapper.map(row, context);
            }
        };
    }

    private static ResultSet lastResult(PreparedStatement executed) throws SQLException {
        ResultSet result = executed.getResultSet();
        while (executed.getMoreResults(Statement.KEEP_CURRENT_RESULT)) {
            result = executed.getResultSet();
        }
        return result;
    }
}
