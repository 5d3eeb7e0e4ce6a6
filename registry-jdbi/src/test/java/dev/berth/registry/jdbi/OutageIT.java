package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.blob;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.testing.ServerProcess;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageIT {
    private TestDatabase database;
    private MetadataStore store;

    @BeforeEach
    void makeDatabase() throws Exception {
        database = TestDatabase.migrated(1);
        store = JdbiMetadataStore.over(database.pool(), Clock.systemUTC());
        blob(store, APP, "layer");
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    @Test
    void nobodyKnowsWhatBecameOfAWriteWhoseConnectionBroke() throws Exception {
        try (OtherSession other = OtherSession.begin(database)) {
            other.execute("SELECT FROM repositories FOR UPDATE");
            Future<?> finishing = other.blocks(() -> store.uploads().finish(upload(APP, "other")));
            other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock' AND datname = current_database()");

            assertThatThrownBy(finishing::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_OUTCOME))
                    .hasMessageContaining("finish the upload of " + digest("other") + " to team/app");
        }
        assertThat(store.blobLinks().find(APP, digest("layer"))).isPresent();
    }

    @Test
    void aServerThatBecameReadOnlyStillAnswersReads() throws Exception {
        database.execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on',"
                + " current_database()); END $$");
        database.pool().getHikariPoolMXBean().softEvictConnections();

        assertThat(store.blobLinks().find(APP, digest("layer"))).isPresent();
        assertKind(Kind.TRANSIENT, () -> store.uploads().finish(upload(APP, "other")));
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUp() throws Exception {
        database.execute("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = 50', current_database());"
                + " END $$");
        database.pool().getHikariPoolMXBean().softEvictConnections();
        try (OtherSession other = OtherSession.begin(database)) {
            other.execute("SELECT FROM repositories FOR UPDATE");

            assertKind(Kind.TRANSIENT, () -> store.uploads().finish(upload(APP, "other")));
        }
    }

    @Test
    void aDatabaseThatIsNotThereMayComeBack() throws Exception {
        DatabaseConfig config = DatabaseConfig.builder()
                .port(ServerProcess.freePort())
                .acquireTimeout(Duration.ofSeconds(2))
                .build();

        assertKind(Kind.TRANSIENT, () -> JdbiMetadataStore.open(config, Clock.systemUTC()));
    }

    @Test
    void anExhaustedPoolIsAnOutage() throws Exception {
        DatabaseConfig config = DatabaseConfig.builder()
                .port(database.config().port())
                .database(database.config().database())
                .user("postgres")
                .pool(1, 1)
                .acquireTimeout(Duration.ofSeconds(2))
                .build();
        try (JdbiMetadataStore small = JdbiMetadataStore.open(config, Clock.systemUTC());
                OtherSession other = OtherSession.begin(database)) {
            other.execute("SELECT FROM repositories FOR UPDATE");
            Future<?> waiting = other.blocks(() -> small.uploads().finish(upload(APP, "other")));

            assertKind(Kind.TRANSIENT, () -> small.blobLinks().find(APP, digest("layer")));
            other.commit();
            waiting.get();
            assertThat(small.blobLinks().find(APP, digest("other"))).isPresent();
        }
    }

    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
