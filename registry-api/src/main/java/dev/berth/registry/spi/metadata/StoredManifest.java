package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Manifest;
import java.time.Instant;
import java.util.Objects;

/**
 * A manifest as it is stored.
 *
 * @param touched the time of the last put or confirmation
 */
public record StoredManifest(Manifest manifest, Instant touched) {

    /** Refuses null. */
    public StoredManifest {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(touched, "touched");
    }
}
