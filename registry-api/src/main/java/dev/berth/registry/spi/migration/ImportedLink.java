package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import java.time.Instant;
import java.util.Objects;

/** A link of a repository to the blob of this digest, created at this time. */
public record ImportedLink(Digest digest, Instant created) {

    /** Refuses null. */
    public ImportedLink {
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(created, "created");
    }
}
