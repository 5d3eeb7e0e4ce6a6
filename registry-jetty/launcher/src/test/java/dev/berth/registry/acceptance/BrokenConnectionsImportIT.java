package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Seed;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationReason;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.storage.fs.FileStoreConfig;
import dev.berth.registry.testing.TcpProxy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports to a PostgreSQL whose connections break: the rows are those of an undisturbed import. */
final class BrokenConnectionsImportIT {
    private static final int TRIALS = Scale.of(20, 1);
    private static final int REPOSITORIES = 12;
    private static final int TAGS = 5;
    private static final int POOL = 4;
    private static final List<Steps> STEPS = List.of(Steps.ONE, Steps.TWO, Steps.THREE);
    /** More than the answers to the begin of a connection and to the largest statement. */
    private static final int LEAST_BYTES = 3_500;

    private static final int MOST_BYTES = 5_500;

    @TempDir
    Path folder;

    private final RandomGenerator random = Seed.of(getClass()).random();
    private List<String> undisturbed = List.of();
    /** Of an undisturbed import. */
    private int connections;

    private interface Disturbance {
        void of(TcpProxy proxy);
    }

    @BeforeEach
    void importUndisturbed() throws Exception {
        new FilledTree(folder).fill(REPOSITORIES, TAGS);
        undisturbed = rows(proxy -> {}, made -> connections = made);
        assertThat(undisturbed).hasSizeGreaterThan(REPOSITORIES * TAGS * 8);
    }

    @Test
    void answersOfCommitsAreLost() throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            assertThat(rows(proxy -> proxy.loseAnswers("COMMIT", REPOSITORIES))).isEqualTo(undisturbed);
        }
    }

    @Test
    void commitsAreLost() throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            assertThat(rows(proxy -> proxy.loseRequests("COMMIT", REPOSITORIES)))
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void connectionsEndAnywhere() throws Exception {
        for (int trial = 0; trial < TRIALS; trial++) {
            int bytes = random.nextInt(LEAST_BYTES, MOST_BYTES);
            assertThat(rows(proxy -> proxy.cutAfter(bytes)))
                    .as("after %d bytes", bytes)
                    .isEqualTo(undisturbed);
        }
    }

    private List<String> rows(Disturbance disturbance) throws Exception {
        return rows(disturbance, made -> assertThat(made).as("connections").isGreaterThan(connections));
    }

    /** The rows after an import in steps, which makes a number of connections. */
    private List<String> rows(Disturbance disturbance, IntConsumer made) throws Exception {
        TestDatabase database = TestDatabase.migrated(1);
        try (TcpProxy proxy = TcpProxy.to(database.port());
                JdbiMetadataStore metadata = JdbiMetadataStore.open(config(database, proxy), Clock.systemUTC());
                BlobStore storage =
                        FileBlobStore.open(FileStoreConfig.builder(folder).build())) {
            disturbance.of(proxy);
            MigrationEngine migration =
                    MigrationEngine.over(metadata.migration(), metadata, storage, Clock.systemUTC());
            for (Steps step : STEPS) {
                MigrationReport report = migration.run(MigrationRequest.DEFAULT.with(step), MigrationListener.NONE);
                assertThat(report.reasons()).doesNotContainKey(MigrationReason.STORE_FAILED);
            }
            made.accept(proxy.accepted());
        }
        return ImportedRows.of(database);
    }

    private static DatabaseConfig config(TestDatabase database, TcpProxy proxy) {
        return DatabaseConfig.builder()
                .host("127.0.0.1")
                .port(proxy.port())
                .database(database.name())
                .user(database.user())
                .password(database.password())
                .sslMode(DatabaseConfig.SslMode.DISABLE)
                .pool(POOL, POOL)
                .build();
    }
}
