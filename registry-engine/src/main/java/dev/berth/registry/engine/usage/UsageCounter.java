package dev.berth.registry.engine.usage;

import dev.berth.registry.engine.background.BackgroundTask;
import dev.berth.registry.engine.background.BackgroundWorker;
import dev.berth.registry.engine.background.BackgroundWorkers;
import dev.berth.registry.engine.background.Backoff;
import dev.berth.registry.model.Deadline;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Reference;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.Usage;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageBatch.Count;
import dev.berth.registry.spi.insight.UsageRecorder;
import dev.berth.registry.spi.insight.UsageStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts pulls, and pushes of repositories, in memory: a use costs no statement. {@link #start} records the counts in
 * the background, at an interval; {@link #close} records the rest. A process that is killed loses what it counted since
 * the last interval.
 * A batch whose outcome is unknown is recorded again under its number, by which the store knows it: nothing is counted
 * twice. Safe for use by any number of threads.
 */
public final class UsageCounter implements UsageRecorder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UsageCounter.class);
    private static final int NAMES_PER_BATCH = 500;
    private static final int EXPIRED_PER_STEP = 5_000;
    private static final int SECONDS_OF_A_DAY = 86_400;
    private static final Duration BETWEEN_EXPIRIES = Duration.ofHours(1);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
    private static final Duration LONGEST_END = Duration.ofSeconds(5);

    private final UsageStore store;
    private final Clock clock;
    private final Duration interval;
    private final int days;
    private final UsageCounts counts;
    private final UUID node;
    private final BackgroundWorkers workers;
    private Optional<UsageBatch> pending = Optional.empty();
    private Instant expired = Instant.MIN;
    private long number;

    private UsageCounter(UsageStore store, Builder builder) {
        this.store = store;
        clock = builder.clock;
        interval = builder.interval;
        days = builder.days;
        node = new UUID(builder.random.nextLong(), builder.random.nextLong());
        counts = new UsageCounts(builder.most);
        Backoff backoff = new Backoff(interval, LONGEST_BACKOFF, builder.random);
        workers = new BackgroundWorkers(List.of(new BackgroundWorker(new Recording(), backoff, builder.reporter)));
    }

    /** A builder with the defaults: the system's clock, 10 seconds, 20,000 names, 400 days. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins to record in the background. */
    public UsageCounter start() {
        workers.start();
        return this;
    }

    @Override
    public void pulled(RepositoryName repository, Reference reference, Digest manifest) {
        Instant now = clock.instant();
        Optional<Instant> time = Optional.of(now);
        add(repository, reference, manifest, now, new Usage(1, 0, time, Optional.empty(), time));
    }

    @Override
    public void confirmed(RepositoryName repository, Reference reference, Digest manifest) {
        Instant now = clock.instant();
        add(
                repository,
                reference,
                manifest,
                now,
                new Usage(0, 0, Optional.empty(), Optional.empty(), Optional.of(now)));
    }

    @Override
    public void pushed(RepositoryName repository, Digest manifest, Collection<Tag> tags) {
        Instant now = clock.instant();
        counts.addTo(repository, day(now), new Usage(0, 1, Optional.empty(), Optional.of(now), Optional.empty()));
    }

    private void add(RepositoryName repository, Reference reference, Digest manifest, Instant now, Usage usage) {
        counts.add(repository, reference, manifest, day(now), usage);
    }

    /** The day of a time, in UTC. */
    private static LocalDate day(Instant time) {
        return LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), SECONDS_OF_A_DAY));
    }

    /** The number of uses that were not counted, because too many names were in use within an interval. */
    public long dropped() {
        return counts.dropped();
    }

    /**
     * Records what was counted until now.
     *
     * @throws StoreException when the store fails; the counts are kept for the next time
     */
    public synchronized void flush() throws StoreException {
        Optional<UsageBatch> batch = next();
        while (batch.isPresent()) {
            store.add(batch.get());
            pending = Optional.empty();
            batch = next();
        }
    }

    private Optional<UsageBatch> next() {
        if (pending.isEmpty()) {
            List<Count> taken = counts.take(NAMES_PER_BATCH);
            pending = taken.isEmpty() ? Optional.empty() : Optional.of(new UsageBatch(node, ++number, taken));
        }
        return pending;
    }

    /** Removes old counts, a limited number at a time. */
    private synchronized void expire() throws StoreException {
        if (clock.instant().isBefore(expired.equals(Instant.MIN) ? expired : expired.plus(BETWEEN_EXPIRIES))) {
            return;
        }
        if (store.expire(day(clock.instant()).minusDays(days), EXPIRED_PER_STEP) == 0) {
            expired = clock.instant();
        }
    }

    /** Records what is left and ends. Does not throw; waits five seconds at most. */
    @Override
    public void close() {
        workers.close();
        try {
            Deadline.in(LONGEST_END).call(() -> {
                flush();
                return true;
            });
        } catch (StoreException e) {
            LOG.warn("cannot record the usage of manifests since the last {} s", interval.toSeconds(), e);
        }
        long lost = dropped();
        if (lost > 0) {
            LOG.warn("{} uses of manifests were not counted: too many different ones within {}", lost, interval);
        }
    }

    private final class Recording implements BackgroundTask {
        @Override
        public String name() {
            return "usage";
        }

        @Override
        public Duration step() throws StoreException {
            flush();
            expire();
            return interval;
        }
    }

    /** Builds a counter. Not safe for use by several threads. */
    public static final class Builder {
        private Clock clock = Clock.systemUTC();
        private Duration interval = Duration.ofSeconds(10);
        private int most = 20_000;
        private int days = 400;
        private RandomGenerator random = new SecureRandom();
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

        /** Sets the time between two records. */
        public Builder interval(Duration between) {
            if (between.isNegative() || between.isZero()) {
                throw new IllegalArgumentException("not an interval: " + between);
            }
            interval = between;
            return this;
        }

        /** Sets the greatest number of names of manifests that are counted within an interval. */
        public Builder most(int names) {
            most = names;
            return this;
        }

        /** Sets the number of days for which counts by day are kept. */
        public Builder days(int kept) {
            days = kept;
            return this;
        }

        /** Sets the source of the randomness of backoffs. */
        public Builder random(RandomGenerator source) {
            random = Objects.requireNonNull(source, "source");
            return this;
        }

        /** A counter that records in this store. */
        public UsageCounter build(UsageStore store) {
            return new UsageCounter(store, this);
        }
    }
}
