package dev.berth.registry;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.TagDetails;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A tag and the image it names. */
public record TaggedImage(TagDetails tag, Image image) {

    /** Refuses null. */
    public TaggedImage {
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(image, "image");
    }

    /**
     * A manifest, with what is known of it.
     *
     * @param size bytes of everything it needs, each digest once; empty for an index below the tag's when something was
     *     left out
     * @param config the config of an image
     * @param listed the stored manifests that an index lists; an index that is listed twice is described once, and
     *     manifests beyond 1,000 manifests, 50 indexes or 16 MiB are left out
     */
    public record Image(
            Digest digest, MediaType mediaType, OptionalLong size, Optional<ImageConfig> config, List<Image> listed) {

        /** Copies the list. */
        public Image {
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(size, "size");
            Objects.requireNonNull(config, "config");
            listed = List.copyOf(listed);
        }
    }

    /**
     * The config of an image.
     *
     * @param platform its platform, if it names one
     */
    public record ImageConfig(Digest digest, MediaType mediaType, Optional<ImagePlatform> platform) {

        /** Refuses null. */
        public ImageConfig {
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(platform, "platform");
        }
    }

    /** The platform of an image (OCI Image Specification, config.md). */
    public record ImagePlatform(
            String architecture, String operatingSystem, Optional<String> variant, Optional<String> version) {

        /** Refuses null. */
        public ImagePlatform {
            Objects.requireNonNull(architecture, "architecture");
            Objects.requireNonNull(operatingSystem, "operatingSystem");
            Objects.requireNonNull(variant, "variant");
            Objects.requireNonNull(version, "version");
        }
    }
}
