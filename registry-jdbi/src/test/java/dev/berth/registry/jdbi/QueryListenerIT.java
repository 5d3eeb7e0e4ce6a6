package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.jdbi.sql.QueryListener;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The arguments of calls to an observer of queries. */
final class QueryListenerIT {
    private static final RepositoryName APP = RepositoryName.parse("app").orElseThrow();

    private final Observed observed = new Observed();
    private TestDatabase database;
    private JdbiMetadataStore store;

    private static final class Observed implements QueryListener {
        final List<String> queries = new CopyOnWriteArrayList<>();
        final AtomicInteger connections = new AtomicInteger();

        @Override
        public void connected(Duration wait) {
            assertThat(wait.isNegative()).isFalse();
            connections.incrementAndGet();
        }

        @Override
        public void ended(String name, Duration took, Optional<StoreException.Kind> failure) {
            assertThat(took).isPositive();
            queries.add(name + failure.map(kind -> " " + kind).orElse(""));
        }
    }

    @BeforeEach
    void openStore() throws Exception {
        database = TestDatabase.migrated(1);
        store = JdbiMetadataStore.open(database.config(), Clock.systemUTC(), observed);
    }

    @AfterEach
    void closeStore() {
        store.close();
        database.close();
    }

    @Test
    void namesEachQueryOnceAndWithoutItsParameters() throws Exception {
        observed.connections.set(0);
        store.tags().list(APP, PageRequest.first(10));
        store.tags().delete(APP, new Tag("1.0"), List.of());
        store.repositories().delete(APP);
        assertThat(observed.queries).containsExactly("list_tags", "delete_tag", "delete_repository");
        assertThat(observed.connections).hasValue(3);
    }

    @Test
    void classifiesFailures() throws Exception {
        database.execute("ALTER TABLE repositories RENAME TO elsewhere");
        assertThatThrownBy(() -> store.tags().list(APP, PageRequest.first(10))).isInstanceOf(StoreException.class);
        assertThat(observed.queries).containsExactly("list_tags PERMANENT");
    }
}
