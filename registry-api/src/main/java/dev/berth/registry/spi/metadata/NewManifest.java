package dev.berth.registry.spi.metadata;

import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.NewEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A manifest to store, with the references the engine parsed from it.
 *
 * @param manifest its digest, type and bytes
 * @param tags the tags to set on it
 * @param references the content it needs, each digest once; external content (a layer with {@code urls}) is included
 *     only if the repository has it
 * @param properties its properties, by which it is listed and searched
 * @param missing the handling of missing references
 * @param subject the subject it refers to, existing or not
 * @param referrer its descriptor among the referrers of its subject; present only with a subject
 * @param immutable those of its tags that are set only if they name nothing yet, or this very manifest
 * @param events events to record, in order
 */
public record NewManifest(
        Manifest manifest,
        List<Tag> tags,
        Set<ManifestReference> references,
        ManifestProperties properties,
        MissingReferences missing,
        Optional<Digest> subject,
        Optional<Descriptor> referrer,
        Set<Tag> immutable,
        List<NewEvent> events) {

    /** The handling of missing references. */
    public enum MissingReferences {
        /** Store nothing and report the missing references. */
        REFUSE,
        /** Store the manifest nevertheless (sparse mode); the reference takes effect when its target arrives. */
        REMEMBER
    }

    /** Copies the collections. */
    public NewManifest {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(properties, "properties");
        Objects.requireNonNull(missing, "missing");
        tags = List.copyOf(tags);
        references = Set.copyOf(references);
        immutable = Set.copyOf(immutable);
        events = List.copyOf(events);
        if (subject.isPresent() != referrer.isPresent()) {
            throw new IllegalArgumentException("a subject and a referrer descriptor come together");
        }
    }

    /** Without properties, immutable tags and events. */
    public NewManifest(
            Manifest manifest,
            List<Tag> tags,
            Set<ManifestReference> references,
            MissingReferences missing,
            Optional<Digest> subject,
            Optional<Descriptor> referrer) {
        this(manifest, tags, references, ManifestProperties.NONE, missing, subject, referrer, Set.of(), List.of());
    }
}
