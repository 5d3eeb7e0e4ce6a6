package dev.berth.registry.http.gitlab;

import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A request for a page of tags.
 *
 * @param referrerTypes the artifact types of the wanted referrers; empty for all
 */
record TagListRequest(TagQuery tags, boolean withReferrers, Set<MediaType> referrerTypes) {
    /** The parameters that links keep. */
    static final List<String> KEPT = List.of("sort", "name", "name_exact", "referrers", "referrer_type");

    private static final List<String> SORTS = List.of("name", "-name", "published_at", "-published_at");

    static TagListRequest of(Query query) {
        Parameters parameters = new Parameters(query);
        String sort = parameters.oneOf("sort", SORTS).orElse("name");
        Order order = sort.endsWith("name") ? Order.NAME : Order.PUBLISHED;
        parameters.notBoth("before", "last");
        parameters.notBoth("name", "name_exact");
        TagQuery tags = new TagQuery(
                parameters.limit("n"),
                order,
                sort.startsWith("-"),
                start(query, order),
                parameters.part("name"),
                parameters.tag("name_exact"),
                Optional.empty());
        return new TagListRequest(tags, parameters.flag("referrers"), types(query));
    }

    private static Optional<Start> start(Query query, Order order) {
        return query.first("last")
                .map(text -> TagMarker.parse("last", text, Side.AFTER, order))
                .or(() -> query.first("before").map(text -> TagMarker.parse("before", text, Side.BEFORE, order)));
    }

    private static Set<MediaType> types(Query query) {
        return query.first("referrer_type").filter(text -> !text.isEmpty()).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(text -> MediaType.parse(text)
                        .orElseThrow(() -> Parameters.wrongValue("referrer_type", "media types, separated by commas")))
                .collect(Collectors.toSet());
    }
}
