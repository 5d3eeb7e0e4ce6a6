package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Tag;
import java.util.Objects;

/** A thing of a repository whose usage is counted. */
public sealed interface UsageItem {

    /** The repository itself. */
    record OfRepository() implements UsageItem {}

    /** A tag, whatever manifest it names. */
    record OfTag(Tag tag) implements UsageItem {

        /** Refuses null. */
        public OfTag {
            Objects.requireNonNull(tag, "tag");
        }
    }

    /** A manifest, by whatever name. */
    record OfManifest(Digest digest) implements UsageItem {

        /** Refuses null. */
        public OfManifest {
            Objects.requireNonNull(digest, "digest");
        }
    }
}
