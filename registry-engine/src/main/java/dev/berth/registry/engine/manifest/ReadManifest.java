package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The content of a manifest.
 *
 * @param references the content its repository must have, each digest once
 * @param config the config of an image
 * @param elsewhere the content its repository may have: it can be fetched from another host
 * @param subject its subject
 * @param artifactType its artifact type among the referrers of its subject
 * @param children the descriptors of an index, in its order; none for an image
 */
public record ReadManifest(
        MediaType mediaType,
        Set<ManifestReference> references,
        Optional<Descriptor> config,
        Set<Digest> elsewhere,
        Optional<Digest> subject,
        Optional<MediaType> artifactType,
        Map<String, String> annotations,
        List<ListedContent> children) {
    private static final int MOST_SEARCHED = 64;

    /** The annotations that a search finds: the first 64 in the order of their keys. */
    public Map<String, String> searched() {
        if (annotations.size() <= MOST_SEARCHED) {
            return annotations;
        }
        Map<String, String> first = new HashMap<>();
        annotations.keySet().stream()
                .sorted()
                .limit(MOST_SEARCHED)
                .forEach(key -> first.put(key, annotations.get(key)));
        return first;
    }
}
