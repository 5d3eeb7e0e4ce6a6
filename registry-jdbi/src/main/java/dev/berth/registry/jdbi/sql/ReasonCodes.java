package dev.berth.registry.jdbi.sql;

import dev.berth.registry.maintenance.ReviewReason;
import java.util.HashMap;
import java.util.Map;

/** The codes in {@code review_reason}. Numbers are never reused. */
public final class ReasonCodes {
    private static final Map<Integer, ReviewReason> REASONS = new HashMap<>();

    static {
        for (ReviewReason reason : ReviewReason.values()) {
            REASONS.put((int) of(reason), reason);
        }
    }

    private ReasonCodes() {}

    public static short of(ReviewReason reason) {
        return switch (reason) {
            case UPLOADED -> 1;
            case MOUNTED -> 2;
            case PUT_UNTAGGED -> 3;
            case TAG_MOVED -> 4;
            case TAG_DELETED -> 5;
            case MANIFEST_DELETED -> 6;
            case UNLINKED -> 7;
            case REPOSITORY_DELETED -> 8;
            case FOUND_UNHELD -> 9;
        };
    }

    public static ReviewReason parse(int code) {
        ReviewReason reason = REASONS.get(code);
        if (reason == null) {
            throw new IllegalStateException("a newer version wrote the reason of review " + code);
        }
        return reason;
    }
}
