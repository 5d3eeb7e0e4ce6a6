package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.spi.metadata.ManifestProperties;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest to import, with the references the engine parsed from it.
 *
 * @param references the content it needs, each digest once
 * @param properties its properties, by which it is listed and searched
 * @param subject the subject it refers to, existing or not
 * @param referrer its descriptor among the referrers of its subject; present only with a subject
 * @param created the time at which it was stored
 */
public record ImportedManifest(
        Manifest manifest,
        Set<ManifestReference> references,
        ManifestProperties properties,
        Optional<Digest> subject,
        Optional<Descriptor> referrer,
        Instant created) {

    /** Copies the references. */
    public ImportedManifest {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(created, "created");
        references = Set.copyOf(references);
        if (subject.isPresent() != referrer.isPresent()) {
            throw new IllegalArgumentException("a subject and a referrer descriptor come together");
        }
    }
}
