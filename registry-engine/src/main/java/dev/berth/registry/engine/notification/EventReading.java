package dev.berth.registry.engine.notification;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.berth.registry.event.Actor;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.event.EventTarget;
import dev.berth.registry.event.Origin;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.MediaType;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the text of {@link EventText}; unknown members are ignored, and missing texts are empty. */
final class EventReading {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> members;

    private EventReading(Map<String, String> members) {
        this.members = members;
    }

    /**
     * The event.
     *
     * @throws IOException when the text is not one
     */
    static Event of(String text) throws IOException {
        try {
            return new EventReading(members(text)).event();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("the outbox has a text that is no event", e);
        }
    }

    private static Map<String, String> members(String text) throws IOException {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the outbox has a text that is no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (json.currentToken() == JsonToken.VALUE_STRING) {
                    members.put(name, json.getText());
                }
                json.skipChildren();
            }
        }
        return members;
    }

    private Event event() {
        return new Event(
                text("id"),
                Instant.parse(text("at")),
                EventAction.valueOf(text("action")),
                target(),
                origin(),
                new EventNode(member("node"), text("instance")));
    }

    private EventTarget target() {
        Optional<String> size = member("size");
        return new EventTarget(
                new RepositoryName(text("repository")),
                member("digest").flatMap(Digest::parse),
                member("mediaType").map(MediaType::new),
                size.isPresent() ? OptionalLong.of(Long.parseLong(size.get())) : OptionalLong.empty(),
                member("tag").map(Tag::new),
                member("from").map(RepositoryName::new));
    }

    private Origin origin() {
        return new Origin(
                member("request"),
                member("address"),
                member("host"),
                member("method"),
                member("userAgent"),
                new Actor(member("actor"), member("userType"), member("user")),
                member("baseUrl"));
    }

    private Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    private String text(String name) {
        return members.getOrDefault(name, "");
    }
}
