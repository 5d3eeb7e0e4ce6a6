package dev.berth.registry.engine.collection;

import dev.berth.registry.maintenance.ReviewDelays;
import dev.berth.registry.maintenance.Reviewable;
import dev.berth.registry.model.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** The configuration of a collector. Immutable; holds no secret. */
public final class CollectorConfig {
    private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    private final ReviewDelays delays;
    private final boolean untaggedManifests;
    private final int reviewBatch;
    private final int deletionBatch;
    private final OptionalInt reviewsPerSecond;
    private final OptionalInt deletionsPerSecond;
    private final double share;
    private final int deletionAttempts;
    private final Duration deletionLease;
    private final Duration abandonedAfter;
    private final Duration retryFirst;
    private final Duration retryLongest;

    private CollectorConfig(Builder builder) {
        delays = builder.delays;
        untaggedManifests = builder.untaggedManifests;
        reviewBatch = builder.reviewBatch;
        deletionBatch = builder.deletionBatch;
        reviewsPerSecond = builder.reviewsPerSecond;
        deletionsPerSecond = builder.deletionsPerSecond;
        share = builder.share;
        deletionAttempts = builder.deletionAttempts;
        deletionLease = builder.deletionLease;
        abandonedAfter = builder.abandonedAfter;
        retryFirst = builder.retryFirst;
        retryLongest = builder.retryLongest;
    }

    private CollectorConfig(CollectorConfig other, ReviewDelays delays) {
        this.delays = delays;
        untaggedManifests = other.untaggedManifests;
        reviewBatch = other.reviewBatch;
        deletionBatch = other.deletionBatch;
        reviewsPerSecond = other.reviewsPerSecond;
        deletionsPerSecond = other.deletionsPerSecond;
        share = other.share;
        deletionAttempts = other.deletionAttempts;
        deletionLease = other.deletionLease;
        abandonedAfter = other.abandonedAfter;
        retryFirst = other.retryFirst;
        retryLongest = other.retryLongest;
    }

    /** The same configuration with other delays. */
    public CollectorConfig with(ReviewDelays other) {
        return new CollectorConfig(this, other);
    }

    /** A delay of one day for all reasons; half of the time at rest. */
    public static CollectorConfig defaults() {
        return builder().build();
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The retention of unreferenced content, by reason. */
    public ReviewDelays delays() {
        return delays;
    }

    /**
     * True when untagged manifests without a holder are collected; otherwise they stay, with their content, until they
     * are deleted.
     */
    public boolean untaggedManifests() {
        return untaggedManifests;
    }

    /** The most reviews in one transaction. */
    public int reviewBatch() {
        return reviewBatch;
    }

    /** The most objects in one call of the blob store. */
    public int deletionBatch() {
        return deletionBatch;
    }

    /** The largest number of reviews per second; empty for no limit but the share. */
    public OptionalInt reviewsPerSecond() {
        return reviewsPerSecond;
    }

    /** The largest number of deleted objects per second; empty for no limit but the share. */
    public OptionalInt deletionsPerSecond() {
        return deletionsPerSecond;
    }

    /** The share of time in which each worker works, above 0 and at most 1. */
    public double share() {
        return share;
    }

    /** The number of failed attempts after which a deletion is set aside. */
    public int deletionAttempts() {
        return deletionAttempts;
    }

    /** The time after which another worker takes over a deletion without a result. */
    public Duration deletionLease() {
        return deletionLease;
    }

    /**
     * Minimum age of an unfinished object without an upload session at which it is removed; 7 days and an hour unless
     * set, longer than a session lives.
     */
    public Duration abandonedAfter() {
        return abandonedAfter;
    }

    /** The first wait after a failure; each further wait is twice as long. */
    public Duration retryFirst() {
        return retryFirst;
    }

    /** The longest wait after a failure. */
    public Duration retryLongest() {
        return retryLongest;
    }

    List<Reviewable.Kind> kinds() {
        return untaggedManifests
                ? List.of(Reviewable.Kind.values())
                : List.of(Reviewable.Kind.LINK, Reviewable.Kind.BLOB);
    }

    Duration shortestRest() {
        return SHORTEST_REST;
    }

    Duration longestRest() {
        return LONGEST_REST;
    }

    Duration bounded(Duration rest) {
        if (rest.compareTo(SHORTEST_REST) < 0) {
            return SHORTEST_REST;
        }
        return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    }

    @Override
    public String toString() {
        return "CollectorConfig[delays=" + delays + ", untaggedManifests=" + untaggedManifests + ", reviewBatch="
                + reviewBatch + ", deletionBatch=" + deletionBatch + ", reviewsPerSecond=" + reviewsPerSecond
                + ", deletionsPerSecond=" + deletionsPerSecond + ", share=" + share + ", deletionAttempts="
                + deletionAttempts + ", deletionLease=" + deletionLease + ", abandonedAfter=" + abandonedAfter
                + ", retryFirst=" + retryFirst + ", retryLongest=" + retryLongest + "]";
    }

    /** Collects settings; {@link #build} checks them. Not safe for use by several threads. */
    public static final class Builder {
        private ReviewDelays delays = ReviewDelays.of(Duration.ofHours(24));
        private boolean untaggedManifests = true;
        private int reviewBatch = 500;
        private int deletionBatch = 1000;
        private OptionalInt reviewsPerSecond = OptionalInt.empty();
        private OptionalInt deletionsPerSecond = OptionalInt.empty();
        private double share = 0.5;
        private int deletionAttempts = 20;
        private Duration deletionLease = Duration.ofMinutes(3);
        private Duration abandonedAfter = Duration.ofDays(7).plusHours(1);
        private Duration retryFirst = Duration.ofSeconds(1);
        private Duration retryLongest = Duration.ofMinutes(30);

        private Builder() {}

        /** See {@link CollectorConfig#delays}. */
        public Builder delays(ReviewDelays byReason) {
            delays = Objects.requireNonNull(byReason, "byReason");
            return this;
        }

        /** See {@link CollectorConfig#untaggedManifests}. */
        public Builder untaggedManifests(boolean collected) {
            untaggedManifests = collected;
            return this;
        }

        /** See {@link CollectorConfig#reviewBatch}. */
        public Builder reviewBatch(int number) {
            reviewBatch = number;
            return this;
        }

        /** See {@link CollectorConfig#deletionBatch}. */
        public Builder deletionBatch(int number) {
            deletionBatch = number;
            return this;
        }

        /** See {@link CollectorConfig#reviewsPerSecond}. */
        public Builder reviewsPerSecond(int number) {
            reviewsPerSecond = OptionalInt.of(number);
            return this;
        }

        /** See {@link CollectorConfig#deletionsPerSecond}. */
        public Builder deletionsPerSecond(int number) {
            deletionsPerSecond = OptionalInt.of(number);
            return this;
        }

        /** See {@link CollectorConfig#share}. */
        public Builder share(double part) {
            share = part;
            return this;
        }

        /** See {@link CollectorConfig#deletionAttempts}. */
        public Builder deletionAttempts(int number) {
            deletionAttempts = number;
            return this;
        }

        /** See {@link CollectorConfig#deletionLease}. */
        public Builder deletionLease(Duration duration) {
            deletionLease = Objects.requireNonNull(duration, "deletionLease");
            return this;
        }

        /** See {@link CollectorConfig#abandonedAfter}. */
        public Builder abandonedAfter(Duration duration) {
            abandonedAfter = Objects.requireNonNull(duration, "duration");
            return this;
        }

        /** See {@link CollectorConfig#retryFirst} and {@link CollectorConfig#retryLongest}. */
        public Builder retries(Duration first, Duration longest) {
            retryFirst = Objects.requireNonNull(first, "first");
            retryLongest = Objects.requireNonNull(longest, "longest");
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException naming every invalid setting
         */
        public CollectorConfig build() {
            Problems problems = new Problems();
            problems.require(reviewBatch > 0, "reviewBatch is not positive");
            problems.require(deletionBatch > 0, "deletionBatch is not positive");
            problems.require(reviewsPerSecond.orElse(1) > 0, "reviewsPerSecond is not positive");
            problems.require(deletionsPerSecond.orElse(1) > 0, "deletionsPerSecond is not positive");
            problems.require(share > 0 && share <= 1, "share is not above 0 and at most 1");
            problems.require(deletionAttempts > 0, "deletionAttempts is not positive");
            problems.require(deletionLease.toSeconds() > 0, "deletionLease is less than a second");
            problems.require(!abandonedAfter.isNegative(), "abandonedAfter is negative");
            problems.require(retryFirst.toMillis() > 0, "the first wait is less than a millisecond");
            problems.require(retryLongest.compareTo(retryFirst) >= 0, "the longest wait is shorter than the first");
            problems.refuse();
            return new CollectorConfig(this);
        }
    }
}
