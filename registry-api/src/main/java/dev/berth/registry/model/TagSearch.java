package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A search for tags. All conditions must hold; without one all tags are found.
 *
 * @param limit the greatest number of tags, at least 1
 * @param after the tags that follow this position
 * @param repository only repositories whose name contains this text, literally; empty text for all
 * @param tag only tags whose name contains this text, literally; empty text for all
 * @param kind only tags of artifacts of this kind
 * @param annotation only tags of manifests with this annotation
 * @param below only repositories at and below this path
 * @param unusedSince only tags that were set before this time, and neither pulled nor confirmed (HEAD) since
 */
public record TagSearch(
        int limit,
        Optional<Position> after,
        String repository,
        String tag,
        Optional<ArtifactKind> kind,
        Optional<Annotation> annotation,
        Optional<RepositoryName> below,
        Optional<Instant> unusedSince) {

    /** A position in byte order of repositories and tags; neither need exist. */
    public record Position(String repository, String tag) {

        /** Refuses null. */
        public Position {
            Objects.requireNonNull(repository, "repository");
            Objects.requireNonNull(tag, "tag");
        }
    }

    /**
     * An annotation of a manifest (OCI Image Specification, annotations.md).
     *
     * @param value its value, exactly; empty for any
     */
    public record Annotation(String key, Optional<String> value) {

        /** Refuses null. */
        public Annotation {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(value, "value");
        }
    }

    /** Refuses a limit below 1. */
    public TagSearch {
        Objects.requireNonNull(after, "after");
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(annotation, "annotation");
        Objects.requireNonNull(below, "below");
        Objects.requireNonNull(unusedSince, "unusedSince");
        if (limit < 1) {
            throw new IllegalArgumentException("not a limit: " + limit);
        }
    }

    /** A search for all tags, from the first one. */
    public static TagSearch all(int limit) {
        return new TagSearch(
                limit,
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same for another number of tags. */
    public TagSearch atMost(int number) {
        return new TagSearch(number, after, repository, tag, kind, annotation, below, unusedSince);
    }

    /** The same from a position. */
    public TagSearch from(Position position) {
        return new TagSearch(limit, Optional.of(position), repository, tag, kind, annotation, below, unusedSince);
    }

    /** The same for repositories whose name contains a text. */
    public TagSearch inRepositories(String text) {
        return new TagSearch(limit, after, text, tag, kind, annotation, below, unusedSince);
    }

    /** The same for tags whose name contains a text. */
    public TagSearch named(String text) {
        return new TagSearch(limit, after, repository, text, kind, annotation, below, unusedSince);
    }

    /** The same for artifacts of a kind. */
    public TagSearch of(ArtifactKind artifact) {
        return new TagSearch(limit, after, repository, tag, Optional.of(artifact), annotation, below, unusedSince);
    }

    /** The same for manifests with an annotation. */
    public TagSearch annotated(Annotation with) {
        return new TagSearch(limit, after, repository, tag, kind, Optional.of(with), below, unusedSince);
    }

    /** The same for repositories at and below a path. */
    public TagSearch below(RepositoryName path) {
        return new TagSearch(limit, after, repository, tag, kind, annotation, Optional.of(path), unusedSince);
    }

    /** The same for tags that were neither set nor used since a time. */
    public TagSearch unusedSince(Instant time) {
        return new TagSearch(limit, after, repository, tag, kind, annotation, below, Optional.of(time));
    }
}
