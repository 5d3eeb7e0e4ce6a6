package dev.berth.registry;

import dev.berth.registry.TaggedImage.ImagePlatform;
import java.util.List;

/**
 * Properties of a manifest that a list of tags shows.
 *
 * @param platforms the platforms of an image by its config, or of an index by its descriptors, each once; none when
 *     they are unknown
 * @param isSigned true when the repository has a signature of it: a referrer of the kind signature, or a tag that is
 *     derived from its digest and ends in {@code .sig}
 */
public record ManifestTraits(List<ImagePlatform> platforms, boolean isSigned) {
    /** Nothing is known. */
    public static final ManifestTraits NONE = new ManifestTraits(List.of(), false);

    /** Copies the list. */
    public ManifestTraits {
        platforms = List.copyOf(platforms);
    }
}
