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
 */
public record TagQuery(
        int limit, Order order, boolean descending, Optional<Start> start, String containing, Optional<Tag> exact) {

    /** The property by which tags are listed; tags of the same time are in byte order of their names. */
    public enum Order {
        /** Byte order of the names. */
        NAME,
        /** The time at which they were last set. */
        PUBLISHED
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
     */
    public record Start(Side side, String name, Optional<Instant> published) {

        /** Refuses null. */
        public Start {
            Objects.requireNonNull(side, "side");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(published, "published");
        }
    }

    /** Refuses a limit below 1, and a start that does not fit the order. */
    public TagQuery {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(containing, "containing");
        Objects.requireNonNull(exact, "exact");
        if (limit < 1) {
            throw new IllegalArgumentException("not a limit: " + limit);
        }
        if (start.isPresent() && start.get().published().isPresent() != (order == Order.PUBLISHED)) {
            throw new IllegalArgumentException("a start has a time if and only if tags are listed by time");
        }
    }

    /** The first {@code limit} tags in this order. */
    public static TagQuery first(int limit, Order order, boolean descending) {
        return new TagQuery(limit, order, descending, Optional.empty(), "", Optional.empty());
    }

    /** The same from a start. */
    public TagQuery from(Start position) {
        return new TagQuery(limit, order, descending, Optional.of(position), containing, exact);
    }

    /** The same for tags whose name contains a text. */
    public TagQuery containing(String text) {
        return new TagQuery(limit, order, descending, start, text, exact);
    }

    /** The same for one tag. */
    public TagQuery only(Tag tag) {
        return new TagQuery(limit, order, descending, start, containing, Optional.of(tag));
    }
}
