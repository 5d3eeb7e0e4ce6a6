package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Plans are made at their first use on a connection, which on a fresh database is with empty tables. Until PostgreSQL
 * gathers statistics, a minute later at best, they serve for all data.
 */
class PlansIT {
    private static final int MANY = 3_000;

    /** A manifest of twenty layers touches each of them in three tables. */
    private static final long FEW = 100;

    private static final List<String> TABLES = List.of(
            "repositories",
            "manifests_0",
            "manifest_references_0",
            "tags_0",
            "blobs_0",
            "blob_links_0",
            "blob_holders_0",
            "uploads",
            "storage_deletions",
            "events",
            "event_lanes");

    /** Content of team/app; a third of its tags name the manifest that the calls use. */
    private static final List<String> BULK = List.of(
            "CREATE TEMP TABLE n AS SELECT i, '\\x01'::bytea || sha256(i::text::bytea) AS digest"
                    + " FROM generate_series(1, %d) i".formatted(MANY),
            "INSERT INTO repositories (path, bucket, created) SELECT 'bulk/' || i, 0, now() FROM n",
            "INSERT INTO manifests_0 (id, repository, digest, bucket, media_type, payload, created, touched)"
                    + " SELECT nextval('manifest_ids'), r.id, digest, 0, 'a/b', '', now(), now()"
                    + " FROM n, repositories r WHERE path = 'team/app'",
            "INSERT INTO tags_0 (repository, name, digest, bucket, created, updated)"
                    + " SELECT r.id, 'bulk' || i, CASE i % 3 WHEN 0 THEN t.digest ELSE n.digest END, 0, now(), now()"
                    + " FROM n, repositories r JOIN tags_0 t ON t.repository = r.id AND t.name = 'latest'"
                    + " WHERE path = 'team/app'",
            "INSERT INTO blobs_0 (digest, bucket, size, key, created) SELECT digest, 0, 1, 'bulk' || i, now() FROM n",
            "INSERT INTO blob_links_0 (repository, digest, bucket, size, key, created, touched)"
                    + " SELECT r.id, digest, 0, 1, 'bulk' || i, now(), now()"
                    + " FROM n, repositories r WHERE path = 'team/app'",
            "INSERT INTO blob_holders_0 (digest, repository, bucket) SELECT digest, r.id, 0"
                    + " FROM n, repositories r WHERE path = 'team/app'",
            "INSERT INTO manifest_references_0 (repository, digest, manifest, target, bucket)"
                    + " SELECT m.repository, digest, m.id, 0, 0 FROM manifests_0 m");

    @Test
    void plansMadeForEmptyTablesDoWhenTheyAreFull() throws Exception {
        try (TestDatabase database = TestDatabase.migrated(1);
                HikariDataSource single = TestDatabase.hosted(database.config())) {
            single.setMaximumPoolSize(1);
            withoutStatistics(database);
            WatchedDataSource watched = new WatchedDataSource(single);
            MetadataStore store = JdbiMetadataStore.over(watched, Clock.systemUTC());
            new Intentions(store).run(watched, WatchedDataSource::rowsRead);
            forEach(database, "DELETE FROM %s");

            Intentions intentions = new Intentions(store);
            database.execute(String.join(";", BULK));
            Map<String, Long> read = intentions.run(watched, WatchedDataSource::rowsRead);

            read.forEach((name, rows) -> System.out.printf("%-28s rows read %d of %d%n", name, rows, MANY));
            assertThat(read).allSatisfy((name, rows) -> assertThat(rows).isLessThan(FEW));
            assertThat(database.query("SELECT sum(reltuples) FROM pg_class WHERE relname IN ('tags_0', 'manifests_0')"))
                    .as("statistics")
                    .containsExactly("-2");
        }
    }

    /** Small repositories: to read all of one costs no more than to find a row by its key. */
    private static final List<String> SMALL = List.of(
            "INSERT INTO repositories (path, bucket, created) SELECT 'small/' || i, 0, now()"
                    + " FROM generate_series(1, 100) i",
            "INSERT INTO manifests_0 (id, repository, digest, bucket, media_type, payload, created, touched) SELECT"
                    + " nextval('manifest_ids'), id, '\\x01'::bytea || sha256((id || '-' || i)::bytea), 0, 'a/b', '',"
                    + " now(), now() FROM repositories, generate_series(1, 5) i",
            "INSERT INTO tags_0 (repository, name, digest, bucket, created, updated) SELECT repository, 'v' || id,"
                    + " digest, 0, now(), now() FROM manifests_0",
            "INSERT INTO counted_manifests_0 (repository, digest, bucket, holders, children, layers)"
                    + " SELECT repository, digest, 0, 1, '{}', '{}' FROM manifests_0");

    private static final String COUNTED =
            "INSERT INTO counted_manifests_0 (repository, digest, bucket, holders, children, layers)"
                    + " SELECT r.id, digest, 0, 1, '{}', '{}' FROM n, repositories r WHERE path = 'team/app'";

    /** Plans made when repositories were small serve a large one. */
    @Test
    void indexesOfListsServeNoLookUp() throws Exception {
        try (TestDatabase database = TestDatabase.migrated(1);
                HikariDataSource single = TestDatabase.hosted(database.config())) {
            single.setMaximumPoolSize(1);
            database.execute(String.join(";", SMALL));
            database.execute("ANALYZE");
            WatchedDataSource watched = new WatchedDataSource(single);
            MetadataStore store = JdbiMetadataStore.over(watched, Clock.systemUTC());
            pushAndPull(store);
            store.insights().sizes().count(10);
            database.execute(String.join(";", BULK) + ";" + COUNTED);

            watched.forget();
            pushAndPull(store);
            assertThat(watched.rowsRead()).as("push and pull").isLessThan(FEW);
            watched.forget();
            store.insights().sizes().count(10);

            assertThat(watched.rowsRead()).as("count").isLessThan(FEW);
            try (Connection connection = single.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_stat_force_next_flush()");
            }
            assertThat(database.query("SELECT indexrelname FROM pg_stat_user_indexes"
                            + " WHERE idx_scan > 0 AND relname IN ('tags_0', 'manifests_0')"))
                    .containsExactlyInAnyOrder("tags_0_pkey", "manifests_0_pkey");
        }
    }

    private static void pushAndPull(MetadataStore store) throws Exception {
        for (String word : List.of("one", "another")) {
            store.manifests().put(Sample.APP, Sample.image(word, List.of("latest")));
            assertThat(store.manifests().find(Sample.APP, new Tag("latest"))).isPresent();
            assertThat(store.manifests().find(Sample.APP, Sample.digest(word))).isPresent();
        }
    }

    private static void withoutStatistics(TestDatabase database) throws SQLException {
        forEach(database, "ALTER TABLE %s SET (autovacuum_enabled = false)");
    }

    private static void forEach(TestDatabase database, String statement) throws SQLException {
        for (String table : TABLES) {
            database.execute(statement.formatted(table));
        }
    }
}
