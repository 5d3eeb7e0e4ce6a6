package dev.berth.registry.launcher.config;

import static dev.berth.registry.launcher.config.Formats.delay;
import static dev.berth.registry.launcher.config.Formats.duration;
import static dev.berth.registry.launcher.config.Formats.flag;
import static dev.berth.registry.launcher.config.Formats.number;
import static dev.berth.registry.launcher.config.Formats.oneOf;
import static dev.berth.registry.launcher.config.Formats.optional;
import static dev.berth.registry.launcher.config.Formats.share;

import dev.berth.registry.maintenance.ReviewReason;
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

    /** The treatment of untagged manifests. */
    public enum Untagged {
        COLLECT,
        KEEP
    }

    public static final Key<Boolean> DISABLED =
            key("disabled", flag(), false, "disable garbage collection and the end of expired uploads");
    public static final Key<Duration> REVIEWAFTER = key(
            "reviewafter",
            delay(),
            Duration.ofHours(24),
            "delay from the moment content becomes unreferenced to its review");
    /** By the reason for which content may be unreferenced. */
    public static final Map<ReviewReason, Key<Optional<Duration>>> DELAYS = delays();

    public static final Key<Untagged> UNTAGGED =
            key("untagged", oneOf(Untagged.class), Untagged.COLLECT, "collect or keep untagged manifests");
    public static final Key<Boolean> MANIFESTS_DISABLED =
            key("manifests.disabled", flag(), false, "alias of gc.untagged: keep");
    public static final Key<Boolean> BLOBS_DISABLED = key("blobs.disabled", flag(), false, "alias of gc.disabled");
    public static final Key<Integer> BATCH_REVIEWS =
            key("batch.reviews", number(1, 10_000), 500, "maximum number of reviews in one transaction");
    public static final Key<Integer> BATCH_DELETIONS =
            key("batch.deletions", number(1, 10_000), 1000, "maximum number of objects in one batch of deletions");
    public static final Key<Optional<Integer>> RATE_REVIEWS = key(
            "rate.reviews",
            optional(number(1, MANY)),
            Optional.empty(),
            "maximum number of reviews per second (default: no limit)");
    public static final Key<Optional<Integer>> RATE_DELETIONS = key(
            "rate.deletions",
            optional(number(1, MANY)),
            Optional.empty(),
            "maximum number of deleted objects per second (default: no limit)");
    public static final Key<Double> SHARE =
            key("share", share(), 0.5, "fraction of the time a collector thread works, above 0 to 1");

    private CollectionKeys() {}

    /** All of them, in the order they are explained and shown. */
    public static List<Key<?>> all() {
        return List.copyOf(ALL);
    }

    private static Map<ReviewReason, Key<Optional<Duration>>> delays() {
        Map<ReviewReason, Key<Optional<Duration>>> delays = new EnumMap<>(ReviewReason.class);
        for (ReviewReason reason : ReviewReason.values()) {
            String name = "delays." + reason.name().toLowerCase(Locale.ROOT).replace("_", "");
            String meaning = "delay of " + subject(reason) + " (default: gc.reviewafter)";
            delays.put(reason, key(name, optional(duration()), Optional.empty(), meaning));
        }
        return Collections.unmodifiableMap(delays);
    }

    private static String subject(ReviewReason reason) {
        return switch (reason) {
            case UPLOADED -> "uploaded blobs";
            case MOUNTED -> "mounted blobs";
            case PUT_UNTAGGED -> "manifests pushed without a tag";
            case TAG_MOVED -> "manifests whose tag was moved";
            case TAG_DELETED -> "manifests whose tag was deleted";
            case MANIFEST_DELETED -> "content of deleted manifests";
            case UNLINKED -> "blobs deleted from a repository";
            case REPOSITORY_DELETED -> "content of deleted repositories";
            case FOUND_UNHELD -> "unreferenced content found by a check";
        };
    }

    private static <T> Key<T> key(String name, Format<T> format, T fallback, String meaning) {
        Key<T> key = new Key<>("gc." + name, format, fallback, false, meaning);
        ALL.add(key);
        return key;
    }
}
