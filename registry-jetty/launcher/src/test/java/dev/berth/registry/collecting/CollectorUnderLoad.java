package dev.berth.registry.collecting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.engine.EngineConfig;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.audit.ConsistencyCheck;
import dev.berth.registry.engine.collection.CollectionQueues;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.CollectionStatus;
import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many customers and two collectors on one registry, each on a node of its own, over a storage that fails at random.
 * {@code -Dberth.calls=N} runs until the registry was called N times.
 */
abstract class CollectorUnderLoad {
    private static final long CALLS = Long.getLong("berth.calls", 5_000);
    private static final int CUSTOMERS = 6;
    private static final Duration DELAY = Duration.ofMillis(40);
    private static final RepositoryName SHARED = new RepositoryName("shared");

    private final ShiftedClock clock = new ShiftedClock();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong removed = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    abstract MetadataStore metadata(Clock with) throws Exception;

    abstract BlobStore storage(Clock with) throws Exception;

    @Test
    void losesNothingAndKeepsNothingTooMuch() throws Exception {
        MetadataStore metadata = metadata(clock);
        UnreliableStorage unreliable = new UnreliableStorage(storage(clock));
        BlobStore storage = unreliable.asStore();
        List<Customer> customers = customers(metadata, storage);

        work(customers, metadata, storage);
        unreliable.mend();
        customers.forEach(Customer::pullAll);
        drain(metadata, storage);
        customers.forEach(Customer::pullAll);

        System.out.printf(
                "%s: %d calls, %d pushes begun again, %d things collected meanwhile, %d storage failures%n",
                getClass().getSimpleName(), calls.get(), retries.get(), removed.get(), unreliable.failures());
        assertThat(removed.get()).isPositive();
    }

    private List<Customer> customers(MetadataStore metadata, BlobStore storage) {
        Generated generated = new Generated(Seed.of(getClass()).random());
        Shelf shelf = Shelf.filled(generated);
        List<RepositoryName> names = new ArrayList<>(IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> new RepositoryName("own/" + i))
                .toList());
        List<RepositoryName> neighbours = new ArrayList<>(names);
        neighbours.add(SHARED);
        EngineConfig config = EngineConfig.builder().reviewDelay(DELAY).build();
        return names.stream()
                .map(name -> {
                    RegistryEngine node =
                            RegistryEngine.builder().clock(clock).config(config).build(metadata, storage);
                    Generated draws = generated.another();
                    return new Customer(
                            new Access(node, name, calls),
                            new Access(node, SHARED, calls),
                            neighbours,
                            shelf.drawnBy(draws),
                            draws,
                            retries);
                })
                .toList();
    }

    private void work(List<Customer> customers, MetadataStore metadata, BlobStore storage) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<?>> collecting = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                collecting.add(threads.submit(() -> collect(metadata, storage)));
            }
            List<Future<?>> working = new ArrayList<>();
            for (Customer customer : customers) {
                working.add(threads.submit(() -> work(customer)));
            }
            await(working);
            ended.set(true);
            await(collecting);
        } finally {
            ended.set(true);
            threads.shutdownNow();
        }
    }

    private static void await(List<Future<?>> running) throws Exception {
        for (Future<?> future : running) {
            future.get(2, TimeUnit.HOURS);
        }
    }

    private void work(Customer customer) {
        try {
            while (calls.get() < CALLS && !ended.get()) {
                customer.act();
            }
        } catch (Throwable e) {
            ended.set(true);
            throw e;
        }
    }

    private Void collect(MetadataStore metadata, BlobStore storage) throws Exception {
        Collector collector = collector(metadata, storage, DELAY);
        while (!ended.get()) {
            CollectionReport report = collector.run();
            removed.addAndGet(report.removed().values().stream()
                    .mapToLong(Long::longValue)
                    .sum());
        }
        return null;
    }

    private Collector collector(MetadataStore metadata, BlobStore storage, Duration delay) {
        CollectorConfig config = CollectorConfig.builder()
                .delays(ReviewDelays.of(delay))
                .retries(Duration.ofMillis(1), Duration.ofMillis(5))
                .deletionAttempts(1_000)
                .build();
        return Collector.builder().clock(clock).config(config).build(metadata, storage);
    }

    /** Much later everything that is not needed has gone, and the referee finds nothing. */
    private void drain(MetadataStore metadata, BlobStore storage) throws Exception {
        clock.advance(Duration.ofDays(30));
        collector(metadata, storage, DELAY).run();

        CollectionStatus status = CollectionQueues.status(metadata, ReviewDelays.of(DELAY));
        assertThat(status.reviews()).isEmpty();
        assertThat(status.deletions().waiting()).isZero();
        assertThat(status.deletions().setAside()).isZero();
        AuditReport report = ConsistencyCheck.over(metadata, storage).check();
        assertThat(report.breaches()).isEmpty();
        assertThat(report.objects()).isEqualTo(report.blobs());
    }
}
