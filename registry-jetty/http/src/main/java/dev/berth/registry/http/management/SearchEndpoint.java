package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.Search;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.http.field.Query;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.ArtifactKind.Rule;
import dev.berth.registry.model.FoundTags;
import dev.berth.registry.model.FoundTags.FoundTag;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.TagSearch;
import dev.berth.registry.model.TagSearch.Annotation;
import dev.berth.registry.model.TagSearch.Position;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/** Search across the repositories that the caller may read. */
final class SearchEndpoint {
    private static final String TAGS = "search/tags";
    private static final String REPOSITORIES = "search/repositories";
    private static final String HOLDERS = "search/holders";
    private static final Pattern PART = Pattern.compile("[a-z0-9._/-]{1,255}");

    private final Clock clock;

    SearchEndpoint(Clock clock) {
        this.clock = clock;
    }

    HttpAnswer tags(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("annotation", "below", "cursor", "kind", "limit", "repository", "tag", "unused_for");
        TagSearch search = new TagSearch(
                parameters.limit("limit"),
                Cursor.in(call.query(), TAGS).map(SearchEndpoint::position),
                part(call.query(), "repository").orElse(""),
                parameters.part("tag"),
                kind(call.query()),
                call.query().first("annotation").map(SearchEndpoint::annotation),
                RepositoriesEndpoint.below(parameters),
                Age.in(parameters, "unused_for").map(clock.instant()::minus));
        FoundTags found = search(call).tags(search, call::reads);
        Optional<String> next = found.next().map(end -> Cursor.of(TAGS, end.repository() + ' ' + end.tag()));
        return PageJson.page(found.items(), next, SearchEndpoint::write);
    }

    private static Position position(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw Cursor.wrong();
        }
        return new Position(text.substring(0, space), text.substring(space + 1));
    }

    private static Annotation annotation(String text) {
        int equals = text.indexOf('=');
        if (text.isEmpty() || equals == 0) {
            throw Parameters.wrongValue("annotation", "the key of an annotation, or KEY=VALUE");
        }
        return equals < 0
                ? new Annotation(text, Optional.empty())
                : new Annotation(text.substring(0, equals), Optional.of(text.substring(equals + 1)));
    }

    private static void write(FoundTag tag, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("repository", tag.repository().value());
        json.writeStringField("name", tag.tag().value());
        json.writeStringField("digest", tag.digest().toString());
        json.writeStringField("kind", tag.kind().value());
        Times.write("published_at", tag.published(), json);
        json.writeEndObject();
    }

    HttpAnswer repositories(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("contains", "cursor", "limit");
        String part = part(call.query(), "contains").orElse("");
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), REPOSITORIES));
        return page(search(call).repositories(part, request, call::reads), REPOSITORIES);
    }

    HttpAnswer holders(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit");
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), HOLDERS));
        return page(search(call).holders(call.digest(), request, call::reads), HOLDERS);
    }

    private static HttpAnswer page(Page<RepositoryName> page, String list) {
        return PageJson.page(
                page.items(),
                Cursor.next(list, page, RepositoryName::value),
                (name, json) -> PageJson.named(name.value(), json));
    }

    HttpAnswer kinds(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        return PageJson.page(search(call).kinds(), Optional.empty(), SearchEndpoint::write);
    }

    private static void write(Rule rule, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("media_type", rule.mediaType());
        json.writeStringField("kind", rule.kind().value());
        json.writeEndObject();
    }

    /** The kind of artifacts that a request is about. */
    static Optional<ArtifactKind> kind(Query query) {
        return query.first("kind")
                .map(text -> ArtifactKind.parse(text)
                        .orElseThrow(() -> Parameters.wrongValue(
                                "kind", "1 to 40 lower-case letters, digits and hyphens, helm-chart for example")));
    }

    private static Optional<String> part(Query query, String name) {
        Optional<String> text = query.first(name);
        if (text.isPresent() && !PART.matcher(text.get()).matches()) {
            throw Parameters.wrongValue(
                    name, "part of the name of a repository: lower-case letters, digits, '_', '.', '-' and '/'");
        }
        return text;
    }

    private static Search search(AuthorizedRequest call) {
        return call.registry().insights().search();
    }
}
