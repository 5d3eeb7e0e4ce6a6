package dev.berth.registry.http.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventTarget;
import dev.berth.registry.event.Origin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Events as webhooks get them ({@code application/vnd.docker.distribution.events.v1+json}). */
final class Envelope {
    static final String MEDIA_TYPE = "application/vnd.docker.distribution.events.v1+json";
    private static final String BLOB_TYPE = "application/octet-stream";
    /** Halves of surrogate pairs, which a caller's name may have, are JSON only when they are escaped. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Envelope() {}

    static byte[] of(List<Event> events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (Event event : events) {
                write(event, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(Event event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", event.id());
        json.writeStringField("timestamp", event.at().toString());
        json.writeStringField("action", event.action().name().toLowerCase(Locale.ROOT));
        writeTarget(event, json);
        writeRequest(event.origin(), json);
        json.writeObjectFieldStart("actor");
        writePresent("name", event.origin().actor().name(), json);
        writePresent("user_type", event.origin().actor().userType(), json);
        writePresent("user", event.origin().actor().user(), json);
        json.writeEndObject();
        json.writeObjectFieldStart("source");
        writePresent("addr", event.node().address(), json);
        json.writeStringField("instanceID", event.node().instance());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeTarget(Event event, JsonGenerator json) throws IOException {
        EventTarget target = event.target();
        json.writeObjectFieldStart("target");
        writePresent("mediaType", target.mediaType(), json);
        if (target.size().isPresent()) {
            json.writeNumberField("size", target.size().getAsLong());
        }
        writePresent("digest", target.digest(), json);
        if (target.size().isPresent()) {
            json.writeNumberField("length", target.size().getAsLong());
        }
        json.writeStringField("repository", target.repository().value());
        writePresent("fromRepository", target.from(), json);
        writePresent("url", url(target, event.origin().baseUrl()), json);
        writePresent("tag", target.tag(), json);
        json.writeEndObject();
    }

    /** The address of the content; empty for deleted content. */
    private static Optional<String> url(EventTarget target, Optional<String> baseUrl) {
        if (baseUrl.isEmpty() || target.digest().isEmpty() || target.mediaType().isEmpty()) {
            return Optional.empty();
        }
        String kind = target.mediaType().get().value().equals(BLOB_TYPE) ? "/blobs/" : "/manifests/";
        return Optional.of(baseUrl.get() + "/v2/" + target.repository() + kind
                + target.digest().get());
    }

    private static void writeRequest(Origin origin, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("request");
        writePresent("id", origin.requestId(), json);
        writePresent("addr", origin.address(), json);
        writePresent("host", origin.host(), json);
        writePresent("method", origin.method(), json);
        writePresent("useragent", origin.userAgent(), json);
        json.writeEndObject();
    }

    private static void writePresent(String name, Optional<?> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }
}
