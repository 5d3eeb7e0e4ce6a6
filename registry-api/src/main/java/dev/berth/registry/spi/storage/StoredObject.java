package dev.berth.registry.spi.storage;

import dev.berth.registry.model.StorageKey;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A committed object as a listing shows it.
 *
 * @param size length, in bytes
 * @param modified the time of the commit, as precise as the store records it
 * @param md5 the MD5 of the content as 32 lower-case hexadecimal digits, if the store lists one. A store that encrypts
 *     objects may show other digits of this form, so equality is evidence of the content and a difference is none
 */
public record StoredObject(StorageKey key, long size, Instant modified, Optional<String> md5) {

    /** Refuses null. */
    public StoredObject {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(md5, "md5");
    }

    /** An object of a store that lists no MD5. */
    public StoredObject(StorageKey key, long size, Instant modified) {
        this(key, size, modified, Optional.empty());
    }
}
