package dev.berth.registry.engine;

import dev.berth.registry.RegistryException;
import dev.berth.registry.TaggedImage.Image;
import dev.berth.registry.engine.manifest.ListedContent;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.ManifestStore;
import dev.berth.registry.spi.metadata.StoredManifest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a manifest with everything it lists, within bounds of number and bytes: indexes may list each other's lists.
 */
final class ImageReader {
    private static final int MOST_MANIFESTS = 1_000;
    private static final int MOST_INDEXES = 50;
    private static final int MOST_BYTES = 16 << 20;

    private final ManifestStore manifests;
    private final ManifestReader reader;
    private final PlatformReader platforms;

    ImageReader(ManifestStore manifests, ManifestReader reader, PlatformReader platforms) {
        this.manifests = manifests;
        this.reader = reader;
        this.platforms = platforms;
    }

    /** A manifest and what it says; the latter is empty when this version would not accept it. */
    record Entry(Manifest manifest, Optional<ReadManifest> read) {
        List<ListedContent> children() {
            return read.map(ReadManifest::children).orElse(List.of());
        }

        boolean isIndex() {
            return manifest.mediaType().isIndex();
        }
    }

    Optional<Image> read(RepositoryName repository, Digest root, long size) throws StoreException {
        Walk walk = new Walk(repository);
        walk.from(root);
        if (!walk.entries.containsKey(root)) {
            return Optional.empty();
        }
        ImageTree tree = new ImageTree(walk.entries, walk.isWhole, platforms.of(repository));
        return Optional.of(tree.image(root, size));
    }

    private final class Walk {
        private final RepositoryName repository;
        private final Map<Digest, Entry> entries = new LinkedHashMap<>();
        private boolean isWhole = true;
        private int indexes;
        private long bytes;

        Walk(RepositoryName repository) {
            this.repository = repository;
        }

        void from(Digest root) throws StoreException {
            Deque<Digest> left = new ArrayDeque<>(List.of(root));
            while (!left.isEmpty()) {
                Digest digest = left.remove();
                if (!entries.containsKey(digest)) {
                    take(digest, left);
                }
            }
        }

        private void take(Digest digest, Deque<Digest> left) throws StoreException {
            if (entries.size() >= MOST_MANIFESTS || bytes >= MOST_BYTES || indexes >= MOST_INDEXES) {
                isWhole = false;
                return;
            }
            Optional<Manifest> found = manifests.find(repository, digest).map(StoredManifest::manifest);
            if (found.isPresent()) {
                Entry entry = new Entry(found.get(), parsed(found.get()));
                entries.put(digest, entry);
                bytes += found.get().size();
                indexes += entry.isIndex() ? 1 : 0;
                entry.children().forEach(child -> left.add(child.descriptor().digest()));
            }
        }
    }

    private Optional<ReadManifest> parsed(Manifest manifest) {
        try {
            return Optional.of(reader.read(Optional.of(manifest.mediaType()), manifest.content()));
        } catch (RegistryException unreadable) {
            return Optional.empty();
        }
    }
}
