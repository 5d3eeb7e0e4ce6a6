package dev.berth.registry.examples.soak;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The state after an interval.
 *
 * @param memory resident memory of the larger server, in MiB
 * @param tables bytes of all tables
 * @param indexes bytes of all indexes
 */
record Figures(
        long memory, long tables, long indexes, long blobs, long tags, Traffic.Times pushes, Traffic.Times reads) {
    static Figures of(DataSource database, long memory, Traffic.Times pushes, Traffic.Times reads) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    SELECT sum(pg_table_size(relid)), sum(pg_indexes_size(relid)),
                           (SELECT count(*) FROM blobs), (SELECT count(*) FROM tags)
                    FROM pg_stat_user_tables
                    """)) {
            row.next();
            return new Figures(memory, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), pushes, reads);
        }
    }

    @Override
    public String toString() {
        return "memory %d MiB, tables %.1f MiB, indexes %.1f MiB, %,d blobs, %,d tags; pushes %s; reads %s"
                .formatted(memory, tables / 1048576.0, indexes / 1048576.0, blobs, tags, pushes, reads);
    }
}
