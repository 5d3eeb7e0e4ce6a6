package dev.berth.registry.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A request for a part of the tags of a repository.
 *
 * @param limit the greatest number of tags, at least 1
 * @param start where the part begins or ends; empty for the first part
 * @param containing only tags whose name contains this text, literally; empty text for all
 * @param exact only the tag of this name
 * @param kind only tags of artifacts of this kind
 */
public record TagQuery(
        int limit,
        Order order,
        boolean descending,
        Optional<Start> start,
        String containing,
        Optional<Tag> exact,
        Optional<ArtifactKind> kind) {

    /** The property by which tags are listed; tags of the same time or kind are in byte order of their names. */
    public enum Order {
        /** Byte order of the names. */
        NAME,
        /** The time at which they were last set. */
        PUBLISHED,
        /** Byte order of the kinds of artifacts. */
        KIND
    }

    /** The side of a position on which the tags are. */
    public enum Side {
        /** The tags that follow the position in the requested order. */
        AFTER,
        /** The tags that precede it, the nearest ones, in the requested order as well. */
        BEFORE
    }

    /**
     * A position between tags, which itself is not part of the answer.
     *
     * @param name need not be the name of a tag
     * @param published present only, and always, with {@link Order#PUBLISHED}
     * @param kind present only, and always, with {@link Order#KIND}
     */
    public record Start(Side side, String name, Optional<Instant> published, Optional<ArtifactKind> kind) {

        /** Refuses null. */
        public Start {
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(published, "published");
            Objects.requireNonNull(kind, "kind");
        }

        /** A position without a kind. */
        public Start(Side side, String name, Optional<Instant> published) {
            this(side, name, published, Optional.empty());
        }
    }

    /** Refuses a limit below 1, and a start that does not fit the order. */
    public TagQuery {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(containing, "containing");
        Objects.requireNonNull(exact, "exact");
        Objects.requireNonNull(kind, "kind");
        if (limit < 1) {
            throw new IllegalArgumentException("not a limit: " + limit);
        }
        if (start.isPresent()
                && (start.get().published().isPresent() != (order == Order.PUBLISHED)
                        || start.get().kind().isPresent() != (order == Order.KIND))) {
            throw new IllegalArgumentException("a start has the time or kind by which tags are listed, and only this");
        }
    }

    /** The first {@code limit} tags in this order. */
    public static TagQuery first(int limit, Order order, boolean descending) {
        return new TagQuery(limit, order, descending, Optional.empty(), "", Optional.empty(), Optional.empty());
    }

    /** The same from a start. */
    public TagQuery from(Start position) {
        return new TagQuery(limit, order, descending, Optional.of(position), containing, exact, kind);
    }

    /** The same for tags whose name contains a text. */
    public TagQuery containing(String text) {
        return new TagQuery(limit, order, descending, start, text, exact, kind);
    }

    /** The same for one tag. */
    public TagQuery only(Tag tag) {
        return new TagQuery(limit, order, descending, start, containing, Optional.of(tag), kind);
    }

    /** The same for artifacts of a kind. */
    public TagQuery of(ArtifactKind artifact) {
        return new TagQuery(limit, order, descending, start, containing, exact, Optional.of(artifact));
    }
}
