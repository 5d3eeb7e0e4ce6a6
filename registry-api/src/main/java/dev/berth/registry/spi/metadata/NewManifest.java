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
 * A manifest to store, with what the engine read in it.
 *
 * @param manifest its digest, type and bytes
 * @param tags the tags to set on it
 * @param references what it needs, each digest once; content that lives elsewhere (a layer with {@code urls}) is
 *     among them only if the repository has it all the same
 * @param missing what to do when a reference is not there
 * @param subject what it refers to, be it there or not
 * @param referrer how it is listed among the referrers of its subject; present with a subject only
 * @param immutable those of its tags that are set only if they name nothing yet, or this very manifest
 * @param events what to tell of it, in order
 */
public record NewManifest(
        Manifest manifest,
        List<Tag> tags,
        Set<ManifestReference> references,
        MissingReferences missing,
        Optional<Digest> subject,
        Optional<Descriptor> referrer,
        Set<Tag> immutable,
        List<NewEvent> events) {

    /** What to do when a reference is not there. */
    public enum MissingReferences {
        /** Store nothing and say which are missing. */
        REFUSE,
        /** Store the manifest all the same (sparse mode); the reference becomes real when its target arrives. */
        REMEMBER
    }

    /** Copies the collections. */
    public NewManifest {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(missing, "missing");
        tags = List.copyOf(tags);
        references = Set.copyOf(references);
        immutable = Set.copyOf(immutable);
        events = List.copyOf(events);
        if (subject.isPresent() != referrer.isPresent()) {
            throw new IllegalArgumentException("a subject and a referrer descriptor come together");
        }
    }

    /** With tags that may all be moved, and nothing to tell. */
    public NewManifest(
            Manifest manifest,
            List<Tag> tags,
            Set<ManifestReference> references,
            MissingReferences missing,
            Optional<Digest> subject,
            Optional<Descriptor> referrer) {
        this(manifest, tags, references, missing, subject, referrer, Set.of(), List.of());
    }
}
