package dev.berth.registry.engine.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventTarget;
import dev.berth.registry.event.Origin;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Events as the outbox keeps them: a JSON object of ASCII characters, whose members are texts. Read by {@link
 * EventReading}, which may be that of an older or a newer version: members are added, never given another meaning.
 */
final class EventText {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EventText() {}

    static String of(Event event) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            write(event, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Event event, JsonGenerator json) throws IOException {
        json.writeStringField("id", event.id());
        json.writeStringField("at", event.at().toString());
        json.writeStringField("action", event.action().name());
        write(event.target(), json);
        write(event.origin(), json);
        write("node", event.node().address(), json);
        json.writeStringField("instance", event.node().instance());
    }

    private static void write(EventTarget target, JsonGenerator json) throws IOException {
        json.writeStringField("repository", target.repository().value());
        write("digest", target.digest(), json);
        write("mediaType", target.mediaType(), json);
        if (target.size().isPresent()) {
            json.writeStringField("size", Long.toString(target.size().getAsLong()));
        }
        write("tag", target.tag(), json);
        write("from", target.from(), json);
    }

    private static void write(String name, Optional<?> value, JsonGenerator json) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get().toString());
        }
    }

    private static void write(Origin origin, JsonGenerator json) throws IOException {
        write("request", origin.requestId(), json);
        write("address", origin.address(), json);
        write("host", origin.host(), json);
        write("method", origin.method(), json);
        write("userAgent", origin.userAgent(), json);
        write("actor", origin.actor().name(), json);
        write("userType", origin.actor().userType(), json);
        write("user", origin.actor().user(), json);
        write("baseUrl", origin.baseUrl(), json);
    }
}
