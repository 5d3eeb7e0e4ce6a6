package dev.berth.registry.engine.takeover;

import dev.berth.registry.Registry;
import dev.berth.registry.engine.background.BackgroundWorker;
import dev.berth.registry.engine.background.BackgroundWorkers;
import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.engine.manifest.KindTable;
import dev.berth.registry.engine.migration.ClassicSource;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.migration.MigrationStore;
import dev.berth.registry.spi.migration.TakeoverStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The takeover of an old registry of the classic layout that has stopped: a registry serves in front of it, and each
 * repository is imported a last time, by the first request for it or in the background. Several nodes share the work.
 * Safe for use by several threads.
 *
 * <p>Until the end, no collector may run: content that no repository of this registry references may be content of one
 * that is not imported yet. Requests that concern many repositories, other than the catalog, are refused with {@link
 * dev.berth.registry.ErrorCode#UNAVAILABLE} until then, and so are those for a repository whose import takes too long.
 */
public final class Takeover implements AutoCloseable {
    private static final Duration BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final int CLAIMANT_BYTES = 16;

    private final MigrationStore migration;
    private final TakeoverStore store;
    private final RepositoryImports imports;
    private final TakeoverGate gate;
    private final BackgroundWorkers workers;

    private Takeover(Builder builder, MigrationStore migration, BlobStore storage) {
        TakeoverConfig config = builder.config;
        ClassicSource source = new ClassicSource(migration, storage, builder.kinds, builder.clock, builder.backoff);
        this.migration = migration;
        store = migration.takeover();
        imports = new RepositoryImports(store, source, builder.clock, builder.claimant(), config);
        gate = new TakeoverGate(store, source, imports, config.longestWait());
        TakeoverTask task = new TakeoverTask(store, source, imports, gate, config, builder.whenEnded);
        ClaimRenewal renewal = new ClaimRenewal(imports, config.lease().dividedBy(3));
        Backoff backoff = new Backoff(config.rest(), LONGEST_BACKOFF, builder.random);
        workers = new BackgroundWorkers(List.of(
                new BackgroundWorker(task, backoff, builder.reporter),
                new BackgroundWorker(renewal, backoff, builder.reporter)));
    }

    /** A builder with the defaults, the clock of the system and a secure random generator. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins the takeover, or joins the one that has begun.
     *
     * @return false when it, or the whole move, has ended: neither {@link #start} nor {@link #inFrontOf} is needed
     */
    public boolean begin() throws StoreException {
        return !MigrationEngine.isFinished(migration) && !store.begin().ended();
    }

    /** The registry to serve: requests reach the given one when its content is complete for them. */
    public Registry inFrontOf(Registry registry) {
        return new GatedRegistry(registry, gate);
    }

    /**
     * Starts the import of all repositories in the background.
     *
     * @throws IllegalStateException when it was started before
     */
    public Takeover start() {
        workers.start();
        return this;
    }

    /** True when this node knows that all repositories are finished. */
    public boolean isEnded() {
        return gate.isEnded();
    }

    /** Stops the imports; any node continues them. Does not throw. */
    @Override
    public void close() {
        imports.close();
        workers.close();
    }

    /** Builds a takeover. Not safe for use by several threads. */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private TakeoverConfig config = TakeoverConfig.DEFAULT;
        private KindTable kinds = KindTable.defaults();
        private Duration backoff = BACKOFF;
        private Runnable whenEnded = () -> {};
        private FailureReporter reporter = FailureReporter.NONE;

        private Builder() {}

        /** Sets the reporter of failed steps; none by default. */
        public Builder reporter(FailureReporter failures) {
            reporter = Objects.requireNonNull(failures, "failures");
            return this;
        }

        /** Sets the clock, which is that of the metadata store. */
        public Builder clock(Clock time) {
            clock = Objects.requireNonNull(time, "time");
            return this;
        }

        /** Sets the source of randomness for the name of this node; used by several threads at once. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "source");
            return this;
        }

        /** Sets the table of kinds of artifacts; {@link KindTable#defaults} by default. */
        public Builder kinds(KindTable table) {
            kinds = Objects.requireNonNull(table, "table");
            return this;
        }

        /** Sets the longest wait of a request for the import of its repository; 10 seconds by default. */
        public Builder longestWait(Duration longest) {
            config = new TakeoverConfig(longest, config.lease(), config.threads(), config.rest());
            return this;
        }

        /** Sets the number of repositories this node imports at a time; 4 by default. */
        public Builder threads(int count) {
            config = new TakeoverConfig(config.longestWait(), config.lease(), count, config.rest());
            return this;
        }

        /** Sets the action of the background work when all repositories are finished; it is run once. */
        public Builder whenEnded(Runnable action) {
            whenEnded = Objects.requireNonNull(action, "action");
            return this;
        }

        Builder pace(Duration lease, Duration rest, Duration afterFailure) {
            config = new TakeoverConfig(config.longestWait(), lease, config.threads(), rest);
            backoff = afterFailure;
            return this;
        }

        private String claimant() {
            byte[] bytes = new byte[CLAIMANT_BYTES];
            random.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }

        /**
         * A takeover over these stores, which does not work yet.
         *
         * @param migration the bulk roles of the metadata store of the registry
         * @param storage the files of the old registry, and the blob storage of the new one
         */
        public Takeover build(MigrationStore migration, BlobStore storage) {
            return new Takeover(this, migration, storage);
        }
    }
}
