package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.time.Instant;
import java.util.Objects;

/** A tag that names the manifest of this digest since this time. */
public record ImportedTag(Tag tag, Digest digest, Instant updated) {

    /** Refuses null. */
    public ImportedTag {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(digest, "digest");
        Objects.requireNonNull(updated, "updated");
    }
}
