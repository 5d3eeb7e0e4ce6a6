package dev.berth.registry;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * One error of a failed request, as sent to the client (OCI Distribution Specification, "Error Codes").
 *
 * @param message one sentence for a person; names no secret and nothing internal
 * @param detail the subject of the error, for example {@code digest} with the missing digest
 */
public record RegistryError(ErrorCode code, String message, Map<String, String> detail) {

    /** Copies the detail. */
    public RegistryError {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(message, "message");
        detail = Collections.unmodifiableMap(new TreeMap<>(detail));
    }
}
