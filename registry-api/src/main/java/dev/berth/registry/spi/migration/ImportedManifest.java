package dev.berth.registry.spi.migration;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.spi.metadata.ManifestReference;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest to import, with what the engine read in it.
 *
 * @param references what it needs, each digest once
 * @param subject what it refers to, be it there or not
 * @param referrer how it is listed among the referrers of its subject; present with a subject only
 * @param created when it was stored
 */
public record ImportedManifest(
        Manifest manifest,
        Set<ManifestReference> references,
        Optional<Digest> subject,
        Optional<Descriptor> referrer,
        Instant created) {

    /** Copies the references. */
    public ImportedManifest {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(created, "created");
        references = Set.copyOf(references);
        if (subject.isPresent() != referrer.isPresent()) {
            throw new IllegalArgumentException("a subject and a referrer descriptor come together");
        }
    }
}
