package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.share;

import dev.berth.registry.spi.maintenance.ReviewReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings of {@code gc}. */
public final class CollectionKeys {
    private static final List<Key<?>> ALL = new ArrayList<>();
    private static final int MANY = 1_000_000;

    /** What becomes of manifests that nothing names. */
    public enum Untagged {
        COLLECT,
        KEEP
    }

    public static final Key<Boolean> DISABLED =
            key("disabled", flag(), false, "collects no garbage and ends no expired upload");
    public static final Key<Duration> REVIEWAFTER =
            key("reviewafter", duration(), Duration.ofHours(24), "how long what nothing refers to is kept");
    /** By the reason for which something may be garbage. */
    public static final Map<ReviewReason, Key<Optional<Duration>>> DELAYS = delays();

    public static final Key<Untagged> UNTAGGED =
            key("untagged", oneOf(Untagged.class), Untagged.COLLECT, "collects or keeps manifests nothing names");
    public static final Key<Boolean> MANIFESTS_DISABLED =
            key("manifests.disabled", flag(), false, "another word for gc.untagged: keep");
    public static final Key<Boolean> BLOBS_DISABLED =
            key("blobs.disabled", flag(), false, "another word for gc.disabled");
    public static final Key<Integer> BATCH_REVIEWS =
            key("batch.reviews", number(1, 10_000), 500, "the most reviews in a transaction");
    public static final Key<Integer> BATCH_DELETIONS =
            key("batch.deletions", number(1, 10_000), 1000, "the most objects deleted in one go");
    public static final Key<Optional<Integer>> RATE_REVIEWS =
            key("rate.reviews", optional(number(1, MANY)), Optional.empty(), "the most reviews in a second");
    public static final Key<Optional<Integer>> RATE_DELETIONS =
            key("rate.deletions", optional(number(1, MANY)), Optional.empty(), "the most deleted objects in a second");
    public static final Key<Double> SHARE =
            key("share", share(), 0.5, "the part of the time a collecting thread is at work, 1 for all of it");

    private CollectionKeys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static Map<ReviewReason, Key<Optional<Duration>>> delays() {
        Map<ReviewReason, Key<Optional<Duration>>> delays = new EnumMap<>(ReviewReason.class);
        for (ReviewReason reason : ReviewReason.values()) {
            String name = "delays." + reason.name().toLowerCase(Locale.ROOT).replace("_", "");
            String meaning = "the same for " + suspects(reason) + "; gc.reviewafter unless set";
            delays.put(reason, key(name, optional(duration()), Optional.empty(), meaning));
        }
        return Collections.unmodifiableMap(delays);
    }

    private static String suspects(ReviewReason reason) {
        return switch (reason) {
            case UPLOADED -> "a blob that was uploaded";
            case MOUNTED -> "a blob that was mounted";
            case PUT_UNTAGGED -> "a manifest that was pushed without a tag";
            case TAG_MOVED -> "what a tag was moved from";
            case TAG_DELETED -> "what a deleted tag named";
            case MANIFEST_DELETED -> "what a deleted manifest held";
            case UNLINKED -> "a blob that was deleted from a repository";
            case REPOSITORY_DELETED -> "what a deleted repository had";
            case FOUND_UNHELD -> "what a check found that nothing holds";
        };
    }

    private static <T> Key<T> key(String name, Format<T> format, T fallback, String meaning) {
        Key<T> key = new Key<>("gc." + name, format, fallback, false, meaning);
        ALL.add(key);
        return key;
    }
}
