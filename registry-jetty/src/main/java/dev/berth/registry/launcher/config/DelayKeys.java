package dev.berth.registry.launcher.config;

import dev.berth.registry.spi.ReviewReason;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings below {@code gc.delays}: one for each reason something may be garbage for. */
final class DelayKeys {
    private DelayKeys() {}

    static Map<ReviewReason, Key<Optional<Duration>>> byReason() {
        Map<ReviewReason, Key<Optional<Duration>>> delays = new EnumMap<>(ReviewReason.class);
        for (ReviewReason reason : ReviewReason.values()) {
            delays.put(reason, key(reason));
        }
        return Collections.unmodifiableMap(delays);
    }

    private static Key<Optional<Duration>> key(ReviewReason reason) {
        String name = reason.name().toLowerCase(Locale.ROOT).replace("_", "");
        String meaning = "the same for " + suspects(reason) + "; gc.reviewafter unless set";
        return new Key<>("gc.delays." + name, Formats.optional(Formats.duration()), Optional.empty(), false, meaning);
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
}
