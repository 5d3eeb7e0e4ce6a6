package dev.berth.registry.jetty.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.access.OpenAccess;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.engine.notification.Notifier;
import dev.berth.registry.engine.notification.Subscription;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.http.webhook.Receiver;
import dev.berth.registry.http.webhook.Webhook;
import dev.berth.registry.http.webhook.WebhookSink;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.jetty.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The events of requests, as received by a webhook. */
class EventsOverHttpTest {
    private static final String EMPTY = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private final Receiver receiver = Receiver.open();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(Clock.systemUTC());
    private final Notifier notifier = Notifier.builder()
            .address("node:5000")
            .report(Subscription.to(
                    "receiver", new WebhookSink(new Webhook(receiver.uri(), Map.of(), Duration.ofSeconds(30)))))
            .build(metadata.events());
    private final RegistryServer server = new RegistryServer(
            RegistryEngine.builder().publisher(notifier).build(metadata, new InMemoryBlobStore(Clock.systemUTC())),
            new OpenAccess(),
            ProtocolConfig.defaults(),
            ServerConfig.builder().port(0).drainTimeout(Duration.ZERO).build());

    EventsOverHttpTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        server.start();
        notifier.start();
    }

    @AfterEach
    void close() {
        server.close();
        notifier.close();
        receiver.close();
    }

    @Test
    void whoDidWhatFromWhere() throws Exception {
        assertThat(send("POST", "/v2/team/app/blobs/uploads/?digest=" + EMPTY, "{}"))
                .isEqualTo(201);

        JsonNode event = receiver.next().envelope().required("events").get(0);
        assertThat(event.required("action").asText()).isEqualTo("push");
        String base = "http://127.0.0.1:" + server.port();
        assertThat(event.required("target").required("url").asText()).isEqualTo(base + "/v2/team/app/blobs/" + EMPTY);
        JsonNode request = event.required("request");
        assertThat(request.required("id").asText()).isEqualTo("request-1");
        assertThat(request.required("addr").asText()).isEqualTo("127.0.0.1");
        assertThat(request.required("host").asText()).isEqualTo("127.0.0.1:" + server.port());
        assertThat(request.required("method").asText()).isEqualTo("POST");
        assertThat(request.required("useragent").asText()).isEqualTo("a".repeat(256));
        assertThat(event.required("source").required("addr").asText()).isEqualTo("node:5000");
    }

    @Test
    void readsToo() throws Exception {
        send("POST", "/v2/team/app/blobs/uploads/?digest=" + EMPTY, "{}");
        receiver.next();

        assertThat(send("GET", "/v2/team/app/blobs/" + EMPTY, "")).isEqualTo(200);

        JsonNode event = receiver.next().envelope().required("events").get(0);
        assertThat(event.required("action").asText()).isEqualTo("pull");
        assertThat(event.required("target").required("digest").asText()).isEqualTo(EMPTY);
    }

    private int send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body, UTF_8))
                .header("User-Agent", "a".repeat(1_000))
                .header("X-Request-Id", "request-1")
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }
}
