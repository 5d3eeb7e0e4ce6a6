package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.Times;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Manifest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import java.io.IOException;

/** The manifests of a repository. */
final class ManifestsEndpoint {
    private static final String LIST = "manifests";

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only("cursor", "limit", "untagged");
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), LIST));
        Manifest.Query query =
                parameters.flag("untagged") ? Manifest.Query.untagged(request) : Manifest.Query.all(request);
        Page<Manifest.Details> page = call.registry().insights().manifests(call.repository(), query);
        return PageJson.page(
                page.items(),
                Cursor.next(LIST, page, manifest -> manifest.digest().toString()),
                ManifestsEndpoint::write);
    }

    private static void write(Manifest.Details manifest, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("digest", manifest.digest().toString());
        json.writeStringField("media_type", manifest.mediaType().value());
        json.writeStringField("kind", manifest.kind().value());
        json.writeNumberField("manifest_size_bytes", manifest.size());
        PageJson.optional("subject", manifest.subject().map(Digest::toString), json);
        Times.write("created_at", manifest.created(), json);
        json.writeArrayFieldStart("tags");
        for (Tag tag : manifest.tags()) {
            json.writeString(tag.value());
        }
        json.writeEndArray();
        json.writeBooleanField("more_tags", manifest.moreTags());
        json.writeEndObject();
    }
}
