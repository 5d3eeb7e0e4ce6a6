package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.TaggedImage;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tags of a repository, and the images they name. */
final class TagsEndpoint {
    private static final List<String> SORTS = List.of("name", "-name", "published", "-published");

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("contains", "cursor", "limit", "sort");
        String sort = parameters.oneOf("sort", SORTS).orElse("name");
        Order order = sort.endsWith("name") ? Order.NAME : Order.PUBLISHED;
        TagQuery query = new TagQuery(
                parameters.limit("limit"),
                order,
                sort.startsWith("-"),
                Cursor.in(call.query(), list(sort)).map(position -> start(position, order)),
                parameters.part("contains"),
                Optional.empty(),
                Optional.empty());
        Slice<TagDetails> tags = call.registry().insights().tags(call.repository(), query);
        return PageJson.page(tags.items(), next(tags, sort, order), TagsEndpoint::write);
    }

    private static String list(String sort) {
        return "tags/" + sort;
    }

    private static Optional<String> next(Slice<TagDetails> tags, String sort, Order order) {
        if (!tags.more() || tags.items().isEmpty()) {
            return Optional.empty();
        }
        TagDetails last = tags.items().get(tags.items().size() - 1);
        String position = order == Order.NAME ? last.tag().value() : last.published() + " " + last.tag();
        return Optional.of(Cursor.of(list(sort), position));
    }

    private static Start start(String position, Order order) {
        int space = position.indexOf(' ');
        String name = position.substring(space + 1);
        if (Tag.parse(name).isEmpty() || (space >= 0) != (order == Order.PUBLISHED)) {
            throw Cursor.wrong();
        }
        return new Start(Side.AFTER, name, space < 0 ? Optional.empty() : Optional.of(time(position, space)));
    }

    private static Instant time(String position, int end) {
        try {
            return Instant.parse(position.substring(0, end));
        } catch (DateTimeException e) {
            throw Cursor.wrong();
        }
    }

    HttpAnswer image(AuthorizedRequest call) {
        new Parameters(call.query()).only();
        TaggedImage image = call.registry().insights().image(call.repository(), tag(call));
        return PageJson.object(json -> {
            json.writeStringField("repository", call.repository().value());
            members(image.tag(), json);
            json.writeFieldName("image");
            ImageJson.write(image.image(), json);
        });
    }

    /** The tag in the path of a request. */
    static Tag tag(AuthorizedRequest call) {
        return Tag.parse(call.argument())
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.TAG_UNKNOWN,
                        "repository " + call.repository() + " has no such tag",
                        Map.of("tag", call.argument())));
    }

    private static void write(TagDetails tag, JsonGenerator json) throws IOException {
        json.writeStartObject();
        members(tag, json);
        json.writeEndObject();
    }

    private static void members(TagDetails tag, JsonGenerator json) throws IOException {
        json.writeStringField("name", tag.tag().value());
        json.writeStringField("digest", tag.digest().toString());
        json.writeStringField("media_type", tag.mediaType().value());
        PageJson.optional("config_digest", tag.config().map(Digest::toString), json);
        json.writeNumberField("size_bytes", tag.size());
        Times.write("created_at", tag.created(), json);
        Times.write("updated_at", tag.changed(), json);
    }
}
