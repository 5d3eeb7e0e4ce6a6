package dev.berth.registry.jetty.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.events.EventStore;
import dev.berth.registry.spi.events.NewEvent;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.ImportClaim;
import dev.berth.registry.spi.migration.ImportFinding;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Figures, uploads and events of the registry as a whole in {@code /api/v1/}; compared with the description. */
class ManagementWholeTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    @Test
    void uploadsInProgressAreListedInPages() throws Exception {
        for (int i = 1; i <= 3; i++) {
            String place = TestServer.header(
                    server.send("POST", "/v2/up/load" + i + "/blobs/uploads/", TestServer.NOTHING), "Location");
            server.send("PATCH", place.substring(place.indexOf("/v2/")), new byte[i]);
        }
        JsonNode first = json("/api/v1/uploads?limit=2");
        JsonNode second =
                json("/api/v1/uploads?limit=2&cursor=" + first.get("next").asText());
        assertThat(first.get("items")).hasSize(2);
        assertThat(second.get("items")).hasSize(1);
        assertThat(second.has("next")).isFalse();
        assertThat(first.get("items").get(0).get("repository").asText()).isEqualTo("up/load1");
        assertThat(first.get("items").get(0).get("size_bytes").asLong()).isEqualTo(1);
        assertThat(first.toString()).as("ids are secrets of their clients").doesNotContain("\"id\"");
        assertThat(server.get("/api/v1/uploads?cursor=x").statusCode()).isEqualTo(400);
    }

    @Test
    void eventsThatWereSetAsideAreListedAndResent() throws Exception {
        MetadataStore metadata = server.metadata();
        EventStore outbox = metadata.events();
        List<NewEvent> events = List.of(new NewEvent("audit", "unreadable"));
        for (int i = 0; i < 3; i++) {
            String tag = "v" + i;
            byte[] manifest = server.image("ev/ents", "layer" + i);
            server.putManifest("ev/ents", tag, manifest);
            metadata.tags().delete(new RepositoryName("ev/ents"), new Tag(tag), events);
        }
        outbox.setAside(outbox.claim("audit", 3, Duration.ofMinutes(1)).orElseThrow(), Map.of());

        JsonNode recipients = json("/api/v1/events").get("items");
        assertThat(recipients).hasSize(1);
        assertThat(recipients.get(0).get("recipient").asText()).isEqualTo("audit");
        assertThat(recipients.get(0).get("set_aside").asLong()).isEqualTo(3);
        JsonNode page = json("/api/v1/set-aside-events/audit?limit=2");
        assertThat(page.get("items")).hasSize(2);
        assertThat(json("/api/v1/set-aside-events/audit?cursor="
                                + page.get("next").asText())
                        .get("items"))
                .hasSize(1);
        assertThat(json("/api/v1/set-aside-events/none").get("items")).isEmpty();

        long position = page.get("items").get(0).get("position").asLong();
        assertThat(resend("?position=" + position + "&position=0").get("resent").asLong())
                .isEqualTo(1);
        HttpResponse<byte[]> discarded = server.delete("/api/v1/set-aside-events/audit?position="
                + page.get("items").get(1).get("position").asLong());
        assertThat(TestServer.json(discarded).get("discarded").asLong()).isEqualTo(1);
        assertThat(resend("").get("resent").asLong()).isEqualTo(1);
        assertThat(server.send("POST", "/api/v1/set-aside-events/audit?position=-1", TestServer.NOTHING)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void daysHaveFigures() throws Exception {
        server.metadata().dailyFigures().measure(Instant.now());
        JsonNode days = json("/api/v1/days").get("items");
        assertThat(days).hasSize(1);
        assertThat(days.get(0).has("bytes")).isTrue();
        assertThat(days.get(0).get("linked_bytes").asLong())
                .isGreaterThanOrEqualTo(days.get(0).get("bytes").asLong());
        assertThat(days.get(0).has("shared_bytes")).isTrue();
        assertThat(json("/api/v1/days?first=2020-01-01&last=2020-01-02").get("items"))
                .isEmpty();
        assertThat(server.get("/api/v1/days?first=2020-01-02&last=2020-01-01").statusCode())
                .isEqualTo(400);
    }

    @Test
    void theLastImportIsShown() throws Exception {
        assertThat(json("/api/v1/import")).as("before the first").isEmpty();
        try (ImportClaim claim = server.imports().runs().begin("ALL").orElseThrow()) {
            claim.record(List.of(new ImportFinding("TAG_LINK_BROKEN", "a/b", "v1", "empty")));
            claim.note(Map.of("tags", 3L), false);
            JsonNode run = json("/api/v1/import");
            assertThat(run.get("steps").asText()).isEqualTo("ALL");
            assertThat(run.has("ended_at")).isFalse();
            assertThat(run.at("/counts/tags").asLong()).isEqualTo(3);
            assertThat(run.at("/findings/0/reason").asText()).isEqualTo("TAG_LINK_BROKEN");
            claim.note(Map.of("tags", 4L), true);
        }
        assertThat(json("/api/v1/import").has("ended_at")).isTrue();
    }

    @Test
    void theStateOfTheServerIsShown() throws Exception {
        JsonNode state = json("/api/v1/server");
        assertThat(state.at("/schema/pending_after_deployment").asBoolean()).isTrue();
        assertThat(state.at("/pool/most").asInt()).isEqualTo(10);
        assertThat(state.at("/statements/0/longest_ms").asInt()).isEqualTo(4);
        assertThat(state.at("/settings/0/name").asText()).isEqualTo("http.addr");
    }

    private static JsonNode resend(String query) throws Exception {
        HttpResponse<byte[]> answer = server.send("POST", "/api/v1/set-aside-events/audit" + query, TestServer.NOTHING);
        assertThat(ManagementDescription.problems(
                        "post", "/api/v1/set-aside-events/audit", answer.statusCode(), TestServer.json(answer)))
                .isEmpty();
        return TestServer.json(answer);
    }

    private static JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(path);
        assertThat(ManagementDescription.problems("get", path, answer.statusCode(), TestServer.json(answer)))
                .as(path)
                .isEmpty();
        return TestServer.json(answer);
    }
}
