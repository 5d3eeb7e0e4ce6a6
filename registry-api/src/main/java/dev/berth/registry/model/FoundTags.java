package dev.berth.registry.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A page of tags that a search found.
 *
 * @param next the position at which the search continues; empty at its end
 */
public record FoundTags(List<FoundTag> items, Optional<TagSearch.Position> next) {

    /** Copies the items. */
    public FoundTags {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
    }

    /**
     * A tag, the manifest it names and the kind of artifact that is.
     *
     * @param published the time at which the tag was last set
     */
    public record FoundTag(RepositoryName repository, Tag tag, Digest digest, ArtifactKind kind, Instant published) {

        /** Refuses null. */
        public FoundTag {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(tag, "tag");
            Objects.requireNonNull(digest, "digest");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(published, "published");
        }

        /** Its position in a search. */
        public TagSearch.Position position() {
            return new TagSearch.Position(repository.value(), tag.value());
        }
    }
}
