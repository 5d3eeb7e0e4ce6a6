package dev.berth.registry.access;

import java.util.Objects;

/**
 * What a caller is told to come back with.
 *
 * @param header the value of WWW-Authenticate (RFC 9110, section 11.6.1), in which {@link #ORIGIN} may stand
 * @param reason one sentence for a person
 */
public record Challenge(String header, String reason) {
    /** Stands for the address by which the client called the registry, {@code https://registry.example.com} for example. */
    public static final String ORIGIN = "{origin}";

    /** Refuses null. */
    public Challenge {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(reason, "reason");
    }
}
