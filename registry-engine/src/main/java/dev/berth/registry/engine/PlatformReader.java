package dev.berth.registry.engine;

import dev.berth.registry.TaggedImage.ImagePlatform;
import dev.berth.registry.engine.manifest.ConfigReader;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.insight.PlatformDocument;
import dev.berth.registry.spi.metadata.BlobLinkStore;
import dev.berth.registry.spi.metadata.StoredBlob;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/** Reads the platforms of images from their configs, which are blobs. */
final class PlatformReader {
    static final Set<MediaType> CONFIGS = Set.of(
            new MediaType("application/vnd.oci.image.config.v1+json"),
            new MediaType("application/vnd.docker.container.image.v1+json"));
    private static final int MOST_CONFIGS = 100;

    private final BlobLinkStore links;
    private final BlobStore storage;

    PlatformReader(BlobLinkStore links, BlobStore storage) {
        this.links = links;
        this.storage = storage;
    }

    OfRepository of(RepositoryName repository) {
        return new OfRepository(repository);
    }

    /** Reads at most 100 configs of at most 256,000 bytes; others have no platform. */
    final class OfRepository {
        private final RepositoryName repository;
        private int left = MOST_CONFIGS;

        private OfRepository(RepositoryName repository) {
            this.repository = repository;
        }

        Optional<ImagePlatform> of(Descriptor config) throws StoreException {
            if (!CONFIGS.contains(config.mediaType()) || left-- <= 0) {
                return Optional.empty();
            }
            Optional<StoredBlob> blob = links.find(repository, config.digest());
            return blob.isPresent() && blob.get().size() <= PlatformDocument.LONGEST_CONFIG
                    ? platform(blob.get().key(), (int) blob.get().size())
                    : Optional.empty();
        }
    }

    /** The platform that the object of a config names. */
    Optional<ImagePlatform> platform(StorageKey key, int size) throws StoreException {
        return ConfigReader.platform(bytes(key, size));
    }

    private byte[] bytes(StorageKey key, int size) throws StoreException {
        ByteBuffer bytes = ByteBuffer.allocate(size);
        try (BlobContent content = storage.open(key, ByteRange.whole(size))) {
            while (bytes.hasRemaining()) {
                if (content.channel().read(bytes) < 0) {
                    throw new StoreException(Kind.PERMANENT, "object " + key + " is too short", null);
                }
            }
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "object " + key + " could not be read", e);
        }
        return bytes.array();
    }
}
