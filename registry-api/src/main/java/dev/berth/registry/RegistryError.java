package dev.berth.registry;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One reason of a refusal, as a client is told it (OCI Distribution Specification, "Error Codes").
 *
 * @param message one sentence for a person; names no secret and nothing internal
 * @param detail what it is about, {@code digest} to the missing digest for example
 */
public record RegistryError(ErrorCode code, String message, Map<String, String> detail) {

    /** Copies the detail. */
    public RegistryError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        detail = Collections.unmodifiableMap(new TreeMap<>(detail));
    }
}
