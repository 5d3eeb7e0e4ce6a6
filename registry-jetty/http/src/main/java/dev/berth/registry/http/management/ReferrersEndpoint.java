package dev.berth.registry.http.management;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.berth.registry.ReferrersRequest;
import dev.berth.registry.http.AuthorizedRequest;
import dev.berth.registry.http.HttpAnswer;
import dev.berth.registry.http.field.Parameters;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Manifests whose subject is another one. */
final class ReferrersEndpoint {
    private static final String LIST = "referrers";
    private static final String TYPE = "artifact_type";

    HttpAnswer list(AuthorizedRequest call) {
        Parameters parameters = new Parameters(call.query());
        parameters.only(TYPE, "cursor", "limit");
        Optional<MediaType> type = call.query()
                .first(TYPE)
                .map(text -> MediaType.parse(text).orElseThrow(() -> Parameters.wrongValue(TYPE, "a media type")));
        PageRequest request = new PageRequest(parameters.limit("limit"), Cursor.in(call.query(), LIST));
        Page<Descriptor> page = call.registry()
                .manifests()
                .referrers(call.repository(), call.digest(), new ReferrersRequest(type, request));
        Optional<String> next =
                Cursor.next(LIST, page, referrer -> referrer.digest().toString());
        return PageJson.page(page.items(), next, ReferrersEndpoint::write);
    }

    private static void write(Descriptor referrer, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("digest", referrer.digest().toString());
        json.writeStringField("media_type", referrer.mediaType().value());
        PageJson.optional("artifact_type", referrer.artifactType().map(MediaType::value), json);
        json.writeNumberField("size_bytes", referrer.size());
        json.writeObjectFieldStart("annotations");
        for (Map.Entry<String, String> annotation : referrer.annotations().entrySet()) {
            json.writeStringField(annotation.getKey(), annotation.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }
}
