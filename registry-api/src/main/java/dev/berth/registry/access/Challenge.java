package dev.berth.registry.access;

import java.util.Objects;

/**
 * The credentials a caller must send.
 *
 * @param header the value of WWW-Authenticate (RFC 9110, section 11.6.1), which may contain {@link #ORIGIN}
 * @param reason one sentence for a person
 */
public record Challenge(String header, String reason) {
    /**
     * Placeholder for the address that the client used for the registry, {@code https://registry.example.com} for
     * example.
     */
    public static final String ORIGIN = "{origin}";

    /** Refuses null. */
    public Challenge {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(reason, "reason");
    }
}
