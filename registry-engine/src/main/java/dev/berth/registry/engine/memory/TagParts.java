package dev.berth.registry.engine.memory;

import dev.berth.registry.model.Slice;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Cuts a part out of all tags of a repository. */
final class TagParts {
    /** A tag or a start, as they are ordered. */
    private record Position(Optional<Instant> published, String name) {}

    private static final Comparator<Position> ASCENDING = Comparator.comparing(
                    (Position position) -> position.published().orElse(Instant.MIN))
            .thenComparing(Position::name);

    private TagParts() {}

    static Comparator<TagDetails> order(TagQuery query) {
        return Comparator.comparing(tag -> position(tag, query), direction(query));
    }

    private static Comparator<Position> direction(TagQuery query) {
        return query.descending() ? ASCENDING.reversed() : ASCENDING;
    }

    private static Position position(TagDetails tag, TagQuery query) {
        Optional<Instant> published = Optional.of(tag.published()).filter(any -> query.order() == Order.PUBLISHED);
        return new Position(published, tag.tag().value());
    }

    /** The part of these tags, which are in the order of the query. */
    static Slice<TagDetails> of(List<TagDetails> sorted, TagQuery query) {
        int from = 0;
        int to = Math.min(sorted.size(), query.limit());
        if (query.start().isPresent()) {
            Start start = query.start().get();
            boolean isBefore = start.side() == Side.BEFORE;
            int place = place(sorted, new Position(start.published(), start.name()), query, isBefore);
            from = isBefore ? Math.max(0, place - query.limit()) : place;
            to = isBefore ? place : Math.min(sorted.size(), place + query.limit());
        }
        return new Slice<>(sorted.subList(from, to), from > 0, to < sorted.size());
    }

    /** The number of tags before a position, or up to and including it. */
    private static int place(List<TagDetails> sorted, Position start, TagQuery query, boolean isBefore) {
        return (int) sorted.stream()
                .map(tag -> direction(query).compare(position(tag, query), start))
                .filter(order -> order < 0 || (order == 0 && !isBefore))
                .count();
    }
}
