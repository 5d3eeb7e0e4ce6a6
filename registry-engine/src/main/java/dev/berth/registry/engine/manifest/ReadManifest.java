package dev.berth.registry.engine.manifest;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a manifest says of itself.
 *
 * @param references what its repository must have, each digest once
 * @param elsewhere what its repository may have: content that can be fetched from somewhere else
 * @param subject what it refers to
 * @param artifactType how it is listed among the referrers of its subject
 * @param children what an index lists, in its order; none for an image
 */
public record ReadManifest(
        MediaType mediaType,
        Set<ManifestReference> references,
        Set<Digest> elsewhere,
        Optional<Digest> subject,
        Optional<MediaType> artifactType,
        Map<String, String> annotations,
        List<ListedContent> children) {}
