package dev.berth.registry.spi.events;

import java.util.Objects;

/**
 * An event for one recipient, recorded in the same step as the change it describes.
 *
 * @param recipient the name of the recipient, 1 to 128 characters
 * @param payload the event as text without U+0000; opaque to the store
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
