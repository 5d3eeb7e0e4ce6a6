package dev.berth.registry.spi.events;

import java.util.Objects;

/**
 * Something to tell somebody, recorded in the same step as the change it tells of.
 *
 * @param recipient the name of who is to be told, 1 to 128 characters
 * @param payload what is to be told, without U+0000; nothing a store looks into
 */
public record NewEvent(String recipient, String payload) {
    private static final int LONGEST_NAME = 128;

    /** Refuses a recipient without a name. */
    public NewEvent {
        Objects.requireNonNull(payload, "payload");
        if (recipient.isEmpty() || recipient.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of a recipient has 1 to " + LONGEST_NAME + " characters");
        }
    }
}
