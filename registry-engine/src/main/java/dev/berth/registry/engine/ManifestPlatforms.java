package dev.berth.registry.engine;

import dev.berth.registry.RegistryException;
import dev.berth.registry.TaggedImage.ImagePlatform;
import dev.berth.registry.engine.manifest.ListedContent;
import dev.berth.registry.engine.manifest.ManifestReader;
import dev.berth.registry.engine.manifest.ReadManifest;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Platform;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.insight.PlatformDocument;
import dev.berth.registry.spi.insight.PlatformDocument.OfImage;
import dev.berth.registry.spi.insight.PlatformDocument.OfIndex;
import dev.berth.registry.spi.insight.TagListStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads platforms of manifests. Those of the last 10,000 manifests are kept: a digest has the same ones for ever. The
 * caller may read the repository. Safe for use by several threads.
 */
final class ManifestPlatforms {
    private static final int MOST_KEPT = 10_000;
    /** The number of manifests whose documents are in memory at a time. */
    private static final int BATCH = 100;
    /** BuildKit lists attestations under this architecture. */
    private static final String UNKNOWN = "unknown";

    private final TagListStore tags;
    private final ManifestReader reader;
    private final PlatformReader configs;
    private final Map<Digest, List<ImagePlatform>> kept = new LinkedHashMap<>(16, 0.75f, true);

    ManifestPlatforms(TagListStore tags, ManifestReader reader, PlatformReader configs) {
        this.tags = tags;
        this.reader = reader;
        this.configs = configs;
    }

    /** Manifests without a known platform are absent, or have none. */
    Map<Digest, List<ImagePlatform>> of(RepositoryName repository, Collection<Digest> manifests) throws StoreException {
        Map<Digest, List<ImagePlatform>> found = known(manifests);
        List<Digest> unknown = manifests.stream()
                .distinct()
                .filter(digest -> !found.containsKey(digest))
                .sorted()
                .toList();
        for (int from = 0; from < unknown.size(); from += BATCH) {
            List<Digest> batch = unknown.subList(from, Math.min(unknown.size(), from + BATCH));
            for (PlatformDocument document : tags.platformDocuments(repository, batch, PlatformReader.CONFIGS)) {
                found.put(document.manifest(), keep(document));
            }
        }
        return found;
    }

    private Map<Digest, List<ImagePlatform>> known(Collection<Digest> manifests) {
        Map<Digest, List<ImagePlatform>> found = new HashMap<>();
        synchronized (kept) {
            for (Digest digest : manifests) {
                Optional.ofNullable(kept.get(digest)).ifPresent(platforms -> found.put(digest, platforms));
            }
        }
        return found;
    }

    private List<ImagePlatform> keep(PlatformDocument document) throws StoreException {
        List<ImagePlatform> platforms = read(document);
        synchronized (kept) {
            kept.put(document.manifest(), platforms);
            if (kept.size() > MOST_KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return platforms;
    }

    private List<ImagePlatform> read(PlatformDocument document) throws StoreException {
        if (document instanceof OfImage image) {
            return configs.platform(image.key(), image.size()).stream().toList();
        }
        return document instanceof OfIndex index ? listed(index.index()) : List.of();
    }

    /** The platforms that an index names; none when this version would not accept it. */
    private List<ImagePlatform> listed(Manifest index) {
        try {
            ReadManifest read = reader.read(Optional.of(index.mediaType()), index.content());
            List<ImagePlatform> platforms = new ArrayList<>();
            for (ListedContent child : read.children()) {
                child.platform()
                        .filter(platform -> !platform.architecture().equals(UNKNOWN))
                        .map(ManifestPlatforms::platform)
                        .filter(platform -> !platforms.contains(platform))
                        .ifPresent(platforms::add);
            }
            return List.copyOf(platforms);
        } catch (RegistryException unreadable) {
            return List.of();
        }
    }

    private static ImagePlatform platform(Platform platform) {
        return new ImagePlatform(
                platform.architecture(), platform.operatingSystem(), Optional.empty(), Optional.empty());
    }
}
