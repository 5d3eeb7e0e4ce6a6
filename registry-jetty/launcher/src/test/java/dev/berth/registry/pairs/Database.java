package dev.berth.registry.pairs;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.testing.TestCache;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.Statement;
import javax.sql.DataSource;

/** The one database of these tests, emptied for each; two partitions, so that none is taken for the only one. */
final class Database {
    private static final DataSource SOURCE = open();

    private Database() {}

    /** The database, with the schema and without a row. */
    static DataSource empty() throws Exception {
        try (Connection connection = SOURCE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE repositories, manifests, manifest_references, tags, blobs, blob_links,"
                    + " blob_holders, uploads, storage_deletions, deletion_holds, events, event_lanes");
        }
        return SOURCE;
    }

    private static DataSource open() {
        try {
            HikariDataSource pool = new HikariDataSource();
            pool.setConnectionInitSql("SET search_path = registry");
            pool.setDataSource(EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(TestCache.folder("postgresql").toFile())
                    .start()
                    .getPostgresDatabase());
            Migrations.over(pool).up(Migrations.Options.DEFAULT.withPartitions(2));
            return pool;
        } catch (Exception e) {
            throw new IllegalStateException("no database to test with", e);
        }
    }
}
