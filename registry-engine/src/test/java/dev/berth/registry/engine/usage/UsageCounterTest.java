package dev.berth.registry.engine.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageItem;
import dev.berth.registry.spi.insight.UsageItem.OfManifest;
import dev.berth.registry.spi.insight.UsageItem.OfRepository;
import dev.berth.registry.spi.insight.UsageItem.OfTag;
import dev.berth.registry.spi.insight.UsageStore;
import dev.berth.registry.spi.metadata.NewManifest;
import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UsageCounterTest {
    private static final RepositoryName APP = new RepositoryName("team/app");
    private static final Tag V1 = new Tag("v1");
    private static final Tag V2 = new Tag("v2");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T23:00:00Z"), ZoneOffset.UTC);

    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(CLOCK);
    private final UsageStore store = metadata.insights().usage();
    private final Digest image = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(new byte[] {1}));

    @BeforeEach
    void putImage() throws StoreException {
        Manifest manifest = new Manifest(image, MediaType.OCI_MANIFEST, ByteBuffer.wrap(new byte[] {1}));
        metadata.manifests()
                .put(
                        APP,
                        new NewManifest(
                                manifest,
                                List.of(V1, V2),
                                Set.of(),
                                MissingReferences.REFUSE,
                                Optional.empty(),
                                Optional.empty()));
    }

    private UsageCounter counter(UsageStore into) {
        return UsageCounter.builder().clock(CLOCK).most(3).build(into);
    }

    private Usage found(UsageItem item) throws StoreException {
        return store.find(APP, List.of(item)).orElseThrow().getOrDefault(item, Usage.NONE);
    }

    @Test
    void aPullCountsForTagManifestAndRepository() throws Exception {
        UsageCounter counter = counter(store);
        counter.pulled(APP, V1, image);
        counter.pulled(APP, V1, image);
        counter.pulled(APP, image, image);
        counter.confirmed(APP, V2, image);
        assertThat(found(new OfRepository())).isEqualTo(Usage.NONE);

        counter.flush();

        assertThat(found(new OfTag(V1)).pulls()).isEqualTo(2);
        Optional<Instant> now = Optional.of(CLOCK.instant());
        assertThat(found(new OfTag(V2))).isEqualTo(new Usage(0, 1, Optional.empty(), now, now));
        assertThat(found(new OfManifest(image)).pulls()).isEqualTo(3);
        assertThat(found(new OfRepository()).pulls()).isEqualTo(3);
    }

    @Test
    void aPushOfSeveralTagsIsOnePushOfTheRepository() throws Exception {
        UsageCounter counter = counter(store);
        counter.pushed(APP, image, List.of(V1, V2));
        counter.pushed(APP, image, List.of());
        counter.flush();

        assertThat(found(new OfRepository()).pushes()).isEqualTo(2);
    }

    /** The answer is lost after the batch was added, and before. */
    @Test
    void aBatchOfUnknownOutcomeIsCountedOnce() throws Exception {
        for (boolean wasAdded : List.of(true, false)) {
            long before = found(new OfRepository()).pulls();
            AtomicInteger failures = new AtomicInteger(2);
            UsageCounter counter = counter(adding(batch -> {
                if (failures.getAndDecrement() > 0) {
                    if (wasAdded) {
                        store.add(batch);
                    }
                    throw new StoreException(Kind.UNKNOWN_OUTCOME, "the answer is lost", null);
                }
                return store.add(batch);
            }));
            counter.pulled(APP, V1, image);
            assertThatThrownBy(counter::flush).isInstanceOf(StoreException.class);
            counter.pulled(APP, V1, image);
            assertThatThrownBy(counter::flush).isInstanceOf(StoreException.class);
            counter.flush();

            assertThat(found(new OfRepository()).pulls()).isEqualTo(before + 2);
        }
    }

    @Test
    void aNodeThatIsKilledLosesItsLastInterval() throws Exception {
        UsageCounter killed = counter(store);
        UsageCounter other = counter(store);
        killed.pulled(APP, V1, image);
        killed.flush();
        other.pulled(APP, V1, image);
        killed.pulled(APP, V1, image);
        other.close();

        assertThat(found(new OfTag(V1)).pulls()).isEqualTo(2);
    }

    @Test
    void memoryIsBounded() throws Exception {
        UsageCounter counter = counter(store);
        for (int i = 0; i < 10; i++) {
            counter.pulled(APP, new Tag("t" + i), image);
            counter.pulled(APP, new Tag("t0"), image);
        }

        assertThat(counter.dropped()).isEqualTo(7);
        counter.flush();
        assertThat(found(new OfRepository()).pulls()).isEqualTo(13);
    }

    @Test
    void countsDuringRecordsAreNeitherLostNorDoubled() throws Exception {
        UsageCounter counter = counter(store);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < 3; t++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        counter.pulled(APP, V1, image);
                    }
                }));
            }
            for (int i = 0; i < 200; i++) {
                counter.flush();
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        counter.close();

        assertThat(found(new OfTag(V1)).pulls()).isEqualTo(15_000);
    }

    private interface Adding {
        boolean add(UsageBatch batch) throws StoreException;
    }

    /** A store that only takes batches. */
    private static UsageStore adding(Adding adding) {
        return (UsageStore) Proxy.newProxyInstance(
                UsageStore.class.getClassLoader(),
                new Class<?>[] {UsageStore.class},
                (proxy, method, arguments) -> adding.add((UsageBatch) arguments[0]));
    }
}
