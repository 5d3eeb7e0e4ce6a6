package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Descriptor;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Properties by which manifests and their tags are listed and searched.
 *
 * @param config its config, if it is an image
 * @param annotations its annotations, as many as are to be searched
 */
public record ManifestProperties(ArtifactKind kind, Optional<Descriptor> config, Map<String, String> annotations) {
    /** Of a manifest of which nothing is known. */
    public static final ManifestProperties NONE =
            new ManifestProperties(ArtifactKind.OTHER, Optional.empty(), Map.of());

    /** Copies the annotations. */
    public ManifestProperties {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(config, "config");
        annotations = Map.copyOf(annotations);
    }
}
