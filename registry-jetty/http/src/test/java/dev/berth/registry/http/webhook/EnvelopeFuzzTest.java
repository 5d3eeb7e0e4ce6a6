package dev.berth.registry.http.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.event.Actor;
import dev.berth.registry.event.Event;
import dev.berth.registry.event.EventAction;
import dev.berth.registry.event.EventNode;
import dev.berth.registry.event.EventTarget;
import dev.berth.registry.event.Origin;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Names of clients and bearers of tokens in JSON to others. */
public final class EnvelopeFuzzTest {
    private static final ObjectMapper SECOND_OPINION = new ObjectMapper();

    @FuzzTest
    void texts(byte[] input) throws IOException {
        String text = chars(input);
        Optional<String> given = Optional.of(text);
        Origin origin = new Origin(
                Optional.of("r1"),
                Optional.of("192.0.2.1"),
                Optional.of("registry"),
                Optional.of("PUT"),
                given,
                new Actor(given, given, given),
                Optional.of("https://registry"));
        EventTarget target = new EventTarget(
                new RepositoryName("team/app"),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        Event event = new Event(
                "id", Instant.EPOCH, EventAction.PUSH, target, origin, new EventNode(Optional.of("node"), "instance"));

        byte[] envelope = Envelope.of(List.of(event, event));

        JsonNode events = SECOND_OPINION.readTree(envelope).required("events");
        assertThat(events).hasSize(2);
        assertThat(events.get(1).required("actor").path("name").asText()).isEqualTo(text);
        assertThat(events.get(1).required("request").path("useragent").asText()).isEqualTo(text);
    }

    /** Any chars, halves of surrogate pairs among them, two bytes each. */
    private static String chars(byte[] input) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i + 1 < input.length; i += 2) {
            text.append((char) ((input[i] & 0xff) << 8 | (input[i + 1] & 0xff)));
        }
        return text.toString();
    }
}
