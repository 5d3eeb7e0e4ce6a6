package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.blob;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.upload;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.jdbi.JdbiMetadataStore.PoolStatus;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.testing.FullBuild;
import dev.berth.registry.testing.ServerProcess;
import dev.berth.registry.testing.TcpProxy;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@FullBuild
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
        DatabaseConfig config =
                config().pool(1, 1).acquireTimeout(Duration.ofMillis(300)).build();
        try (JdbiMetadataStore small = JdbiMetadataStore.open(config, Clock.systemUTC());
                OtherSession other = OtherSession.begin(database)) {
            other.execute("SELECT FROM repositories FOR UPDATE");
            Future<?> waiting = other.blocks(() -> small.uploads().finish(upload(APP, "other")));

            assertThatThrownBy(() -> small.blobLinks().find(APP, digest("layer")))
                    .hasMessageEndingWith("all 1 connections are in use; none became free within 300 ms")
                    .satisfies(failure -> assertThat(JdbiMetadataStore.outage((StoreException) failure))
                            .contains(Outage.EXHAUSTED));
            assertKind(Kind.TRANSIENT, small::check);
            assertThat(small.pool().orElseThrow()).isEqualTo(new PoolStatus(1, 0, 0, 1, Map.of(Outage.EXHAUSTED, 2L)));
            other.commit();
            waiting.get();
            assertThat(small.blobLinks().find(APP, digest("other"))).isPresent();
        }
    }

    @Test
    void nothingIsWaitedForWhenTheDeadlineHasPassed() throws Exception {
        try (JdbiMetadataStore own = JdbiMetadataStore.open(config().build(), Clock.systemUTC())) {
            Deadline passed = Deadline.in(Duration.ZERO);

            assertKind(Kind.TRANSIENT, () -> passed.call(() -> own.blobLinks().find(APP, digest("layer"))));
            assertThat(own.blobLinks().find(APP, digest("layer"))).isPresent();
        }
    }

    @Test
    void anAnswerIsWaitedForNoLongerThanTheDeadlineAlsoOnConnectionsOfAHost() throws Exception {
        try (JdbiMetadataStore own = JdbiMetadataStore.open(config().build(), Clock.systemUTC())) {
            assertGivesUpInTime(own);
            assertGivesUpInTime(store);
        }
    }

    private void assertGivesUpInTime(MetadataStore tried) throws Exception {
        try (OtherSession other = OtherSession.begin(database)) {
            other.execute("SELECT FROM repositories FOR UPDATE");
            long begun = System.nanoTime();

            assertKind(
                    Kind.UNKNOWN_OUTCOME,
                    () -> Deadline.in(Duration.ofMillis(500))
                            .call(() -> tried.uploads().finish(upload(APP, "other"))));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
        }
        assertThat(tried.blobLinks().find(APP, digest("layer"))).isPresent();
    }

    @Test
    void aRefusalIsToldAtOnceAndWithItsReason() throws Exception {
        DatabaseConfig nowhere = config().port(ServerProcess.freePort()).build();
        long begun = System.nanoTime();

        assertOutage(nowhere, Outage.REFUSED, "cannot connect to");

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertOutage(config().host("no-such-host.invalid").build(), Outage.REFUSED, "no-such-host.invalid");
        assertOutage(config().database("missing").build(), Outage.NO_DATABASE, "has no database missing");
    }

    private static void assertOutage(DatabaseConfig config, Outage outage, String words) {
        assertThatThrownBy(() -> JdbiMetadataStore.open(config, Clock.systemUTC()))
                .hasMessageContaining(words)
                .satisfies(failure -> assertThat(JdbiMetadataStore.outage((StoreException) failure))
                        .contains(outage));
    }

    @Test
    void connectionsThatTheServerEndedAreReplaced() throws Exception {
        try (JdbiMetadataStore own = JdbiMetadataStore.open(config().build(), Clock.systemUTC())) {
            assertThat(own.blobLinks().find(APP, digest("layer"))).isPresent();
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND datname = current_database() AND application_name = 'registry'");
            Thread.sleep(600); // longer than a connection is taken for fresh

            assertThat(own.blobLinks().find(APP, digest("layer"))).isPresent();
            assertThat(own.pool().orElseThrow().outages()).isEmpty();
        }
    }

    /** The first one met the silence; the second one waits for the same attempt, and for the next. */
    @Test
    void aRequestDoesNotFailWithAnAttemptThatBeganBeforeIt() throws Exception {
        ExecutorService requests = Executors.newFixedThreadPool(2);
        try (TcpProxy proxy = TcpProxy.to(database.config().port())) {
            DatabaseConfig config = config().port(proxy.port())
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
            try (JdbiMetadataStore own = JdbiMetadataStore.open(config, Clock.systemUTC())) {
                proxy.reset();
                assertKind(Kind.TRANSIENT, () -> own.blobLinks().find(APP, digest("layer")));
                awaitNoAttempt(proxy);
                proxy.silence();
                int accepted = proxy.accepted();
                Future<?> first = requests.submit(() -> own.blobLinks().find(APP, digest("layer")));
                for (int i = 0; i < 1_000 && proxy.accepted() == accepted; i++) {
                    Thread.sleep(5);
                }
                Thread.sleep(1_000);
                Future<Optional<StoredBlob>> second =
                        requests.submit(() -> own.blobLinks().find(APP, digest("layer")));
                assertThatThrownBy(first::get).hasMessageContaining("does not answer within");
                proxy.pass();

                assertThat(second.get()).isPresent();
            }
        } finally {
            requests.shutdownNow();
        }
    }

    /** The pool may begin one more attempt for a request that has just failed. */
    private static void awaitNoAttempt(TcpProxy proxy) throws InterruptedException {
        int before = -1;
        for (int i = 0; i < 20 && proxy.accepted() != before; i++) {
            before = proxy.accepted();
            Thread.sleep(500);
        }
    }

    @Test
    void aReadThatMeetsABrokenConnectionIsRepeatedOnAnotherOne() throws Exception {
        try (JdbiMetadataStore own = JdbiMetadataStore.open(config().build(), Clock.systemUTC())) {
            assertThat(own.blobLinks().find(APP, digest("layer"))).isPresent();
            database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND datname = current_database() AND application_name = 'registry'");

            assertThat(own.blobLinks().find(APP, digest("layer"))).isPresent();
        }
    }

    private DatabaseConfig.Builder config() {
        return DatabaseConfig.builder()
                .port(database.config().port())
                .database(database.config().database())
                .user("postgres")
                .password("postgres")
                .sslMode(DatabaseConfig.SslMode.DISABLE);
    }

    private static void assertKind(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
