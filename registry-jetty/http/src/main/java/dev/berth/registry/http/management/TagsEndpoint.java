package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.TaggedImage;
import dev.berth.registry.TaggedImage.ImagePlatform;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.ArtifactKind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import dev.berth.registry.model.TagQuery;
import dev.berth.registry.model.TagQuery.Order;
import dev.berth.registry.model.TagQuery.Side;
import dev.berth.registry.model.TagQuery.Start;
import dev.berth.registry.model.Usage;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tags of a repository, and the images they name. */
final class TagsEndpoint {
    private static final List<String> SORTS = List.of("name", "-name", "published", "-published", "kind", "-kind");

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("contains", "cursor", "kind", "limit", "platforms", "signed", "sort", "usage");
        String sort = parameters.oneOf("sort", SORTS).orElse("name");
        Order order = order(sort);
        boolean withUsage = parameters.flag("usage");
        boolean withPlatforms = parameters.flag("platforms");
        boolean withSigned = parameters.flag("signed");
        TagQuery query = new TagQuery(
                parameters.limit("limit"),
                order,
                sort.startsWith("-"),
                Cursor.in(call.query(), list(sort)).map(position -> start(position, order)),
                parameters.part("contains"),
                Optional.empty(),
                SearchEndpoint.kind(call.query()));
        Slice<TagDetails> tags = call.registry().insights().tags(call.repository(), query);
        Map<Tag, Usage> usage = withUsage ? usage(call, tags.items()) : Map.of();
        Map<Digest, List<ImagePlatform>> platforms = withPlatforms ? platforms(call, tags.items()) : Map.of();
        Set<Digest> signed = withSigned ? signed(call, tags.items()) : Set.of();
        return PageJson.page(tags.items(), next(tags, sort, order), (tag, json) -> {
            json.writeStartObject();
            members(tag, json);
            if (withPlatforms) {
                platforms(platforms.getOrDefault(tag.digest(), List.of()), json);
            }
            if (withSigned) {
                json.writeBooleanField("signed", signed.contains(tag.digest()));
            }
            if (withUsage) {
                UsageEndpoint.members(usage.getOrDefault(tag.tag(), Usage.NONE), json);
            }
            json.writeEndObject();
        });
    }

    private static Map<Tag, Usage> usage(AuthorizedRequest call, List<TagDetails> tags) {
        List<Tag> names = tags.stream().map(TagDetails::tag).toList();
        return names.isEmpty() ? Map.of() : call.registry().insights().usage().tags(call.repository(), names);
    }

    private static Map<Digest, List<ImagePlatform>> platforms(AuthorizedRequest call, List<TagDetails> tags) {
        return call.registry().insights().platforms(call.repository(), digests(tags));
    }

    private static Set<Digest> signed(AuthorizedRequest call, List<TagDetails> tags) {
        return call.registry().insights().signed(call.repository(), digests(tags));
    }

    private static List<Digest> digests(List<TagDetails> tags) {
        return tags.stream().map(TagDetails::digest).distinct().toList();
    }

    private static void platforms(List<ImagePlatform> platforms, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("platforms");
        for (ImagePlatform platform : platforms) {
            json.writeString(text(platform));
        }
        json.writeEndArray();
    }

    /** As docker names a platform: {@code linux/arm64/v8}. */
    private static String text(ImagePlatform platform) {
        String variant = platform.variant().map(name -> "/" + name).orElse("");
        return platform.operatingSystem() + "/" + platform.architecture() + variant;
    }

    private static Order order(String sort) {
        return switch (sort.startsWith("-") ? sort.substring(1) : sort) {
            case "kind" -> Order.KIND;
            case "published" -> Order.PUBLISHED;
            default -> Order.NAME;
        };
    }

    private static String list(String sort) {
        return "tags/" + sort;
    }

    private static Optional<String> next(Slice<TagDetails> tags, String sort, Order order) {
        if (!tags.more() || tags.items().isEmpty()) {
            return Optional.empty();
        }
        TagDetails last = tags.items().get(tags.items().size() - 1);
        return Optional.of(Cursor.of(list(sort), position(last, order)));
    }

    private static String position(TagDetails tag, Order order) {
        return switch (order) {
            case NAME -> tag.tag().value();
            case PUBLISHED -> tag.published() + " " + tag.tag();
            case KIND -> tag.kind() + " " + tag.tag();
        };
    }

    private static Start start(String position, Order order) {
        int space = position.indexOf(' ');
        String name = position.substring(space + 1);
        if (Tag.parse(name).isEmpty() || (space < 0) != (order == Order.NAME)) {
            throw Cursor.wrong();
        }
        String property = position.substring(0, Math.max(0, space));
        return switch (order) {
            case NAME -> new Start(Side.AFTER, name, Optional.empty());
            case PUBLISHED -> new Start(Side.AFTER, name, Optional.of(time(property)));
            case KIND ->
                new Start(
                        Side.AFTER,
                        name,
                        Optional.empty(),
                        Optional.of(ArtifactKind.parse(property).orElseThrow(Cursor::wrong)));
        };
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
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

    private static void members(TagDetails tag, JsonGenerator json) throws IOException {
        json.writeStringField("name", tag.tag().value());
        json.writeStringField("digest", tag.digest().toString());
        json.writeStringField("media_type", tag.mediaType().value());
        PageJson.optional("config_digest", tag.config().map(Digest::toString), json);
        json.writeStringField("kind", tag.kind().value());
        json.writeNumberField("size_bytes", tag.size());
        Times.write("created_at", tag.created(), json);
        Times.write("updated_at", tag.changed(), json);
    }
}
