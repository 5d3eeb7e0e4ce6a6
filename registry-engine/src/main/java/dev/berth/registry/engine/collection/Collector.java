package dev.berth.registry.engine.collection;

import dev.berth.registry.engine.background.BackgroundTask;
import dev.berth.registry.engine.background.BackgroundWorker;
import dev.berth.registry.engine.background.BackgroundWorkers;
import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Deletes unreferenced content during pushes and pulls. Any number of collectors, in this process and others, can work
 * on the same stores. The stores stay open.
 *
 * <p>{@link #start} works in the background until {@link #close}; {@link #run} makes one pass, in the thread that calls
 * it. Safe for use by several threads.
 */
public final class Collector implements AutoCloseable {
    private final MetadataStore metadata;
    private final BlobStore storage;
    private final CollectorConfig config;
    private final Clock clock;
    private final Backoff backoff;
    private final CollectionListener listener;
    private final boolean collects;
    private final BackgroundWorkers workers;

    private Collector(MetadataStore metadata, BlobStore storage, Builder builder) {
        this.metadata = metadata;
        this.storage = storage;
        config = builder.config;
        clock = builder.clock;
        listener = builder.listener;
        collects = builder.collects;
        backoff = new Backoff(config.retryFirst(), config.retryLongest(), builder.random);
        workers = new BackgroundWorkers(works(listener, Duration.ZERO).stream()
                .map(work -> new BackgroundWorker(new RepeatedWork(work, listener), backoff, builder.reporter))
                .toList());
    }

    /** A builder that holds the defaults: the system's clock, {@link CollectorConfig#defaults}, no listener. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to work in the background.
     *
     * @throws IllegalStateException when it was started before
     */
    public Collector start() {
        workers.start();
        return this;
    }

    /**
     * Decides everything that is due, ends expired uploads, removes abandoned ones and deletes the objects that are
     * due, without rests; also those that another worker has, which may have been killed.
     *
     * @throws StoreException when a store failed; completed batches stay done
     */
    public CollectionReport run() throws StoreException {
        CollectionSum sum = new CollectionSum(listener);
        List<Work> works = works(sum, config.deletionLease());
        while (stepEach(works)) {
            // until nothing is due
        }
        return sum.report();
    }

    private static boolean stepEach(List<Work> works) throws StoreException {
        boolean progress = false;
        for (Work work : works) {
            progress |= work.step().madeProgress();
        }
        return progress;
    }

    private List<Work> works(CollectionListener observer, Duration ahead) {
        if (!collects) {
            return List.of(new CountingWork(metadata.insights().sizes()));
        }
        return List.of(
                new ReviewWork(metadata.reviews(), config, clock, observer),
                new ExpiryWork(metadata.uploads(), config, observer),
                new CountingWork(metadata.insights().sizes()),
                new ForgettingWork(metadata.deletedTags(), metadata.deletedManifests(), config, clock),
                new AbandonedWork(metadata, storage, config, clock, observer),
                new DeletionWork(metadata.deletions(), storage, config, clock, backoff, observer, ahead));
    }

    /**
     * Stops the workers, each after its current batch, or at once during a rest. A batch longer than five seconds is
     * interrupted: another worker completes it later.
     */
    @Override
    public void close() {
        workers.close();
    }

    /** A work of collection, repeated in the background. */
    private record RepeatedWork(Work work, CollectionListener listener) implements BackgroundTask {

        @Override
        public String name() {
            return work.name();
        }

        @Override
        public Duration step() throws StoreException {
            return work.step().rest();
        }

        @Override
        public void failed(StoreException failure) {
            listener.failed(work.name(), failure);
        }
    }

    /** Builds a collector. Not safe for use by several threads. */
    public static final class Builder {
        private CollectorConfig config = CollectorConfig.defaults();
        private Clock clock = Clock.systemUTC();
        private CollectionListener listener = CollectionListener.NONE;
        private RandomGenerator random = new SecureRandom();
        private boolean collects = true;
        private FailureReporter reporter = FailureReporter.NONE;

        private Builder() {}

        /** Sets the reporter of failed steps; none by default. */
        public Builder reporter(FailureReporter failures) {
            reporter = Objects.requireNonNull(failures, "failures");
            return this;
        }

        /** The configuration of the collector. */
        public Builder config(CollectorConfig settings) {
            config = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /** The clock; the one of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** The listener for the work of the collector. */
        public Builder listener(CollectionListener collectionListener) {
            listener = Objects.requireNonNull(collectionListener, "collectionListener");
            return this;
        }

        /** Counts the sizes of repositories and collects nothing. */
        public Builder countingOnly() {
            collects = false;
            return this;
        }

        /** By what waits after failures differ. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "source");
            return this;
        }

        /** A collector of these stores, which stay the caller's to close. */
        public Collector build(MetadataStore metadata, BlobStore storage) {
            return new Collector(metadata, storage, this);
        }
    }
}
