package dev.berth.registry.maintenance;

import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A hold on deletions: while it is in force, no object is deleted from storage.
 *
 * @param name 1 to 64 letters, digits, dots, underscores and hyphens, beginning with a letter or digit
 * @param since the time since which it has been in force without a gap
 * @param until the time at which it expires
 */
public record DeletionHold(String name, Instant since, Instant until) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Refuses another name. */
    public DeletionHold {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a name of a hold: " + name);
        }
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }

    /** True for a permitted name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** True until it expires. */
    public boolean isInForce(Instant now) {
        return now.isBefore(until);
    }
}
