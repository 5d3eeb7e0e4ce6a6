package dev.berth.registry.engine;

import dev.berth.registry.TaggedImage.Image;
import dev.berth.registry.TaggedImage.ImageConfig;
import dev.berth.registry.engine.ImageReader.Entry;
import dev.berth.registry.engine.manifest.ListedContent;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Describes manifests that were read, each with what it lists. */
final class ImageTree {
    private final Map<Digest, Entry> entries;
    private final boolean isWhole;
    private final PlatformReader.OfRepository platforms;
    private final Set<Digest> described = new HashSet<>();

    ImageTree(Map<Digest, Entry> entries, boolean isWhole, PlatformReader.OfRepository platforms) {
        this.entries = entries;
        this.isWhole = isWhole;
        this.platforms = platforms;
    }

    /** The root, whose size is known. */
    Image image(Digest root, long size) throws StoreException {
        return image(Objects.requireNonNull(entries.get(root), "root"), OptionalLong.of(size));
    }

    private Image image(Entry entry, OptionalLong size) throws StoreException {
        Digest digest = entry.manifest().digest();
        List<Image> listed = new ArrayList<>();
        if (described.add(digest)) {
            for (ListedContent child : entry.children()) {
                Entry there = entries.get(child.descriptor().digest());
                if (there != null) {
                    listed.add(image(there, size(there)));
                }
            }
        }
        return new Image(
                digest, entry.manifest().mediaType(), size, config(entry.read().flatMap(ReadManifest::config)), listed);
    }

    private Optional<ImageConfig> config(Optional<Descriptor> descriptor) throws StoreException {
        if (descriptor.isEmpty()) {
            return Optional.empty();
        }
        Descriptor config = descriptor.get();
        return Optional.of(new ImageConfig(config.digest(), config.mediaType(), platforms.of(config)));
    }

    /** Of an index only when all it may list was read. */
    private OptionalLong size(Entry root) {
        if (root.isIndex() && !isWhole) {
            return OptionalLong.empty();
        }
        Map<Digest, Long> needed = new HashMap<>();
        Deque<Entry> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            Entry entry = left.remove();
            if (needed.put(entry.manifest().digest(), (long) entry.manifest().size()) == null) {
                entry.read().ifPresent(read -> add(read, needed, left));
            }
        }
        return OptionalLong.of(
                needed.values().stream().mapToLong(Long::longValue).sum());
    }

    private void add(ReadManifest read, Map<Digest, Long> needed, Deque<Entry> left) {
        read.references().forEach(reference -> {
            Entry child = entries.get(reference.digest());
            if (child == null) {
                needed.put(reference.digest(), reference.size().orElse(0));
            } else {
                left.add(child);
            }
        });
    }
}
