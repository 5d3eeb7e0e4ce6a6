package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import java.time.Instant;
import java.util.Objects;

/** A repository may read the blob of this digest, and may since then. */
public record ImportedLink(Digest digest, Instant created) {

    /** Refuses null. */
    public ImportedLink {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(created, "created");
    }
}
