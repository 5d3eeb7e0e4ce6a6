package dev.berth.registry.jdbi.schema;

import dev.berth.registry.spi.StoreException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Applies and undoes changes of a changelog, on one connection. The caller excludes other runs. */
public interface SchemaTool {
    /**
     * Changes to apply or to undo.
     *
     * @param changelog the path of its resource
     * @param table the record of applied changes
     * @param count the number of changes
     * @param partitions for a change that makes partitions
     * @param sql the recipient of the statements, which are not run then
     */
    record Task(
            Connection connection, String changelog, String table, int count, int partitions, Optional<Writer> sql) {}

    /** Applies the next changes. */
    void apply(Task task) throws SQLException, StoreException;

    /** Undoes the last changes. */
    void undo(Task task) throws SQLException, StoreException;
}
