package dev.berth.registry.http.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryException;
import dev.berth.registry.TaggedImage;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Json;
import dev.berth.registry.http.Times;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Slice;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.TagDetails;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tags of a repository with details. */
final class TagEndpoint {
    /** The greatest number of referrers of one tag in a list. */
    private static final int MOST_REFERRERS = 100;

    HttpAnswer list(AuthorizedRequest call) {
        TagListRequest request = TagListRequest.of(call.query());
        Slice<TagDetails> tags = call.registry().insights().tags(call.repository(), request.tags());
        Map<Digest, List<Descriptor>> referrers =
                request.withReferrers() ? referrers(call, tags.items(), request) : Map.of();
        HttpAnswer.Builder answer = HttpAnswer.of(200).with(Json.CONTENT_TYPE).body(Json.body(json -> {
            json.writeStartArray();
            for (TagDetails tag : tags.items()) {
                write(
                        tag,
                        request.withReferrers()
                                ? Optional.of(referrers.getOrDefault(tag.digest(), List.of()))
                                : Optional.empty(),
                        json);
            }
            json.writeEndArray();
        }));
        links(call, request, tags).header().ifPresent(answer::with);
        return answer.build();
    }

    /** A page without tags has no neighbours to name. */
    private static Links links(AuthorizedRequest call, TagListRequest request, Slice<TagDetails> tags) {
        Links links = Links.of(call);
        if (tags.items().isEmpty()) {
            return links;
        }
        int limit = request.tags().limit();
        TagDetails first = tags.items().get(0);
        TagDetails last = tags.items().get(tags.items().size() - 1);
        return links.previous(
                        tags.preceded(), TagMarker.of(first, request.tags().order()), limit, TagListRequest.KEPT)
                .next(tags.more(), TagMarker.of(last, request.tags().order()), limit, TagListRequest.KEPT);
    }

    private static Map<Digest, List<Descriptor>> referrers(
            AuthorizedRequest call, List<TagDetails> tags, TagListRequest request) {
        List<Digest> digests = tags.stream().map(TagDetails::digest).distinct().toList();
        return call.registry()
                .insights()
                .referrers(call.repository(), digests, Set.copyOf(request.referrerTypes()), MOST_REFERRERS);
    }

    private static void write(TagDetails tag, Optional<List<Descriptor>> referrers, JsonGenerator json)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("name", tag.tag().value());
        json.writeStringField("digest", tag.digest().toString());
        if (tag.config().isPresent()) {
            json.writeStringField("config_digest", tag.config().get().toString());
        }
        json.writeStringField("media_type", tag.mediaType().value());
        json.writeNumberField("size_bytes", tag.size());
        Times.write("created_at", tag.created(), json);
        Times.write("updated_at", tag.changed(), json);
        Times.write("published_at", tag.published(), json);
        if (referrers.isPresent()) {
            write(referrers.get(), json);
        }
        json.writeEndObject();
    }

    private static void write(List<Descriptor> referrers, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("referrers");
        for (Descriptor referrer : referrers) {
            json.writeStartObject();
            json.writeStringField(
                    "artifactType",
                    referrer.artifactType().map(MediaType::value).orElse(""));
            json.writeStringField("digest", referrer.digest().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    HttpAnswer detail(AuthorizedRequest call) {
        TaggedImage tagged = call.registry().insights().image(call.repository(), tag(call));
        TagDetails tag = tagged.tag();
        return HttpAnswer.of(200)
                .with(Json.CONTENT_TYPE)
                .body(Json.body(json -> {
                    json.writeStartObject();
                    json.writeStringField("repository", call.repository().value());
                    json.writeStringField("name", tag.tag().value());
                    Times.write("created_at", tag.created(), json);
                    Times.write("updated_at", tag.changed(), json);
                    Times.write("published_at", tag.published(), json);
                    json.writeFieldName("image");
                    ImageJson.write(tagged.image(), json);
                    json.writeEndObject();
                }))
                .build();
    }

    private static Tag tag(AuthorizedRequest call) {
        return Tag.parse(call.argument())
                .orElseThrow(() -> new RegistryException(
                        ErrorCode.TAG_UNKNOWN,
                        "repository " + call.repository() + " has no such tag",
                        Map.of("tag", call.argument())));
    }
}
