package dev.berth.registry.spi.insight;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.StorageKey;
import java.util.Objects;

/** The document that tells the platforms of a manifest. */
public sealed interface PlatformDocument {
    /** The longest index, in bytes, of which the bytes are read. */
    int LONGEST_INDEX = 65_536;
    /** The longest config, in bytes, that is read. */
    int LONGEST_CONFIG = 256_000;

    /** The manifest whose platforms it tells. */
    Digest manifest();

    /** An index of at most {@link #LONGEST_INDEX} bytes, which names the platforms of its images itself. */
    record OfIndex(Manifest index) implements PlatformDocument {
        /** Refuses null. */
        public OfIndex {
            Objects.requireNonNull(index, "index");
        }

        @Override
        public Digest manifest() {
            return index.digest();
        }
    }

    /**
     * The config of an image.
     *
     * @param key the key of its object
     * @param size its bytes, at most {@link #LONGEST_CONFIG}
     */
    record OfImage(Digest manifest, StorageKey key, int size) implements PlatformDocument {
        /** Refuses null. */
        public OfImage {
            Objects.requireNonNull(manifest, "manifest");
            Objects.requireNonNull(key, "key");
        }
    }
}
