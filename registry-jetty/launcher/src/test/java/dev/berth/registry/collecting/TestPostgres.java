package dev.berth.registry.collecting;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.testing.TestCache;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A database with the schema in a PostgreSQL of its own. */
record TestPostgres(EmbeddedPostgres server, HikariDataSource pool) implements AutoCloseable {
    private static final int CONNECTIONS = 12;

    static TestPostgres migrated(int partitions) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(TestCache.folder("postgresql").toFile())
                .start();
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(server.getPostgresDatabase());
        pool.setConnectionInitSql("SET search_path = registry");
        pool.setMaximumPoolSize(CONNECTIONS);
        Migrations.over(pool).up(Migrations.Options.DEFAULT.withPartitions(partitions));
        return new TestPostgres(server, pool);
    }

    /** Removes every row. */
    void clear() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE repositories, manifests, manifest_references, tags, blobs, blob_links,"
                    + " blob_holders, uploads, storage_deletions, deletion_holds, events, event_lanes");
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
