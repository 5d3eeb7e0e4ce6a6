package dev.berth.registry.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.BlobStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DeletionWorkTest {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final StorageKey STUBBORN = new StorageKey("stubborn");
    private static final StorageKey EASY = new StorageKey("easy");

    private final TestClock clock = new TestClock();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final CollectionSum sum = new CollectionSum(CollectionListener.NONE);
    private final CollectorConfig config = CollectorConfig.builder()
            .deletionAttempts(3)
            .retries(FIRST_WAIT, Duration.ofHours(1))
            .build();

    @Test
    void forgetsWhatIsGoneAndTriesTheRestAgainLater() throws Exception {
        Work work = work(storage(Map.of(STUBBORN, failure())));
        metadata.deletions().queue(List.of(STUBBORN, EASY));

        assertThat(work.step().madeProgress()).isTrue();
        assertThat(metadata.deletions().backlog().waiting()).isEqualTo(1);
        assertThat(work.step().madeProgress()).isFalse();

        clock.advance(FIRST_WAIT);
        work.step();
        assertThat(sum.report().failed()).isEqualTo(2);
        assertThat(sum.report().deleted()).isEqualTo(1);
    }

    @Test
    void setsAsideWhatCannotBeDeleted() throws Exception {
        Work work = work(storage(Map.of(STUBBORN, failure())));
        metadata.deletions().queue(List.of(STUBBORN));

        for (int i = 0; i < 3; i++) {
            work.step();
            clock.advance(Duration.ofHours(1));
        }

        assertThat(metadata.deletions().backlog().waiting()).isZero();
        assertThat(metadata.deletions().setAside(PageRequest.first(5)).items()).containsExactly(STUBBORN);
        assertThat(work.step().madeProgress()).isFalse();
    }

    @Test
    void keepsEverythingWhenTheStoreFailsAltogether() throws Exception {
        Work work = work(failing());
        metadata.deletions().queue(List.of(STUBBORN, EASY));

        assertThat(work.step().madeProgress()).isFalse();

        assertThat(metadata.deletions().backlog().waiting()).isEqualTo(2);
        assertThat(sum.report().failed()).isEqualTo(2);
    }

    @Test
    void deletesAgainWhatADeadWorkerWasLent() throws Exception {
        metadata.deletions().queue(List.of(EASY));
        metadata.deletions().claim(10, config.deletionLease());
        Work work = work(storage(Map.of()));

        assertThat(work.step().madeProgress()).isFalse();
        clock.advance(config.deletionLease());

        assertThat(work.step().madeProgress()).isTrue();
        assertThat(metadata.deletions().backlog().waiting()).isZero();
    }

    @Test
    void aPassTakesWhatADeadWorkerWasLentAtOnceAndWhatFailsOnce() throws Exception {
        metadata.deletions().queue(List.of(EASY, STUBBORN));
        metadata.deletions().claim(10, config.deletionLease());
        Work work = work(storage(Map.of(STUBBORN, failure())), config.deletionLease());

        assertThat(work.step().madeProgress()).isTrue();
        assertThat(work.step().madeProgress()).isFalse();

        assertThat(sum.report().deleted()).isEqualTo(1);
        assertThat(sum.report().failed()).isEqualTo(1);
    }

    private Work work(BlobStore storage) {
        return work(storage, Duration.ZERO);
    }

    private Work work(BlobStore storage, Duration ahead) {
        Backoff backoff = new Backoff(config.retryFirst(), config.retryLongest(), new SplittableRandom(1));
        return new DeletionWork(metadata.deletions(), storage, config, clock, backoff, sum, ahead);
    }

    /** A store in memory that answers these failures when it is to delete those keys. */
    private BlobStore storage(Map<StorageKey, StoreException> failures) {
        InMemoryBlobStore real = new InMemoryBlobStore(clock);
        return deleting(keys -> {
            Map<StorageKey, StoreException> answer = new LinkedHashMap<>(real.delete(keys));
            keys.stream().filter(failures::containsKey).forEach(key -> answer.put(key, failures.get(key)));
            return answer;
        });
    }

    private static BlobStore failing() {
        return deleting(keys -> {
            throw failure();
        });
    }

    private interface Deletion {
        Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) throws StoreException;
    }

    @SuppressWarnings("unchecked")
    private static BlobStore deleting(Deletion deletion) {
        return (BlobStore) Proxy.newProxyInstance(
                BlobStore.class.getClassLoader(),
                new Class<?>[] {BlobStore.class},
                (proxy, method, arguments) -> deletion.delete((Collection<StorageKey>) arguments[0]));
    }

    private static StoreException failure() {
        return new StoreException(Kind.TRANSIENT, "not now", null);
    }
}
