package dev.berth.registry.engine.request;

import dev.berth.registry.event.EventTarget;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Rename;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.util.Optional;
import java.util.OptionalLong;

/** Creates the targets of events: a manifest with its tags here, blobs and deletions in their own methods. */
record EventTargets(RepositoryName repository, Manifest manifest) {
    private static final MediaType BYTES = new MediaType("application/octet-stream");

    static EventTargets of(RepositoryName repository, Manifest manifest) {
        return new EventTargets(repository, manifest);
    }

    EventTarget tagged(Tag tag) {
        return target(Optional.of(tag));
    }

    EventTarget untagged() {
        return target(Optional.empty());
    }

    private EventTarget target(Optional<Tag> tag) {
        return new EventTarget(
                repository,
                Optional.of(manifest.digest()),
                Optional.of(manifest.mediaType()),
                OptionalLong.of(manifest.size()),
                tag,
                Optional.empty());
    }

    static EventTarget of(RepositoryName repository, Digest blob, long size, Optional<RepositoryName> from) {
        return new EventTarget(
                repository, Optional.of(blob), Optional.of(BYTES), OptionalLong.of(size), Optional.empty(), from);
    }

    static EventTarget of(Rename rename) {
        return new EventTarget(
                rename.to(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.of(rename.from()));
    }

    static EventTarget of(RepositoryName repository, Digest content) {
        return new EventTarget(
                repository,
                Optional.of(content),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static EventTarget of(RepositoryName repository) {
        return new EventTarget(
                repository,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
    }

    static EventTarget of(RepositoryName repository, Tag tag) {
        return new EventTarget(
                repository,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(tag),
                Optional.empty());
    }
}
