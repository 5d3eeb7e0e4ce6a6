package dev.berth.registry.http.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
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
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSinkTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String SECRET = "Bearer kleinod";
    private static final Digest DIGEST =
            Digest.parse("sha256:" + "ab".repeat(32)).orElseThrow();

    @Test
    void sendsTheEnvelopeThatRegistriesHaveAlwaysSent() throws Exception {
        try (Receiver receiver = Receiver.open()) {
            sink(receiver.uri(), LONG).deliver(List.of(push(), deletion()));

            Receiver.Delivery delivery = receiver.next();
            assertThat(delivery.headers().getFirst("Content-Type"))
                    .isEqualTo("application/vnd.docker.distribution.events.v1+json");
            assertThat(delivery.headers().getFirst("Authorization")).isEqualTo(SECRET);
            JsonNode events = delivery.envelope().required("events");
            assertThat(events).hasSize(2);
            assertPush(events.get(0));
            assertThat(events.get(1).required("target").toString())
                    .isEqualTo("{\"repository\":\"team/app\",\"tag\":\"latest\"}");
        }
    }

    private static void assertPush(JsonNode event) {
        assertThat(event.required("id").asText()).isEqualTo("id-1");
        assertThat(event.required("timestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(event.required("action").asText()).isEqualTo("push");
        assertThat(event.required("target").toString())
                .isEqualTo("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":123,\"digest\":\""
                        + DIGEST + "\",\"length\":123,\"repository\":\"team/app\","
                        + "\"url\":\"https://registry.example.com/v2/team/app/manifests/" + DIGEST
                        + "\",\"tag\":\"latest\"}");
        assertThat(event.required("request").toString())
                .isEqualTo("{\"id\":\"r1\",\"addr\":\"192.0.2.1\",\"host\":\"registry.example.com\","
                        + "\"method\":\"PUT\",\"useragent\":\"skopeo\"}");
        assertThat(event.required("actor").toString())
                .isEqualTo("{\"name\":\"alice\",\"user_type\":\"personal_access_token\",\"user\":\"issued text\"}");
        assertThat(event.required("source").toString())
                .isEqualTo("{\"addr\":\"node:5000\",\"instanceID\":\"instance\"}");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 400, 401, 404, 429, 500, 503})
    void anythingButSuccessIsAFailureThatTellsTheStatusAndNoSecret(int status) throws Exception {
        try (Receiver receiver = Receiver.doing(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
            Receiver.answer(exchange, status);
        })) {
            assertFails(receiver.uri(), LONG).hasMessageContaining(Integer.toString(status));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "400, EventsRefused",
        "413, EventsRefused",
        "422, EventsRefused",
        "401, DeliveryRefused",
        "403, DeliveryRefused",
        "404, DeliveryRefused",
        "407, DeliveryRefused",
        "421, DeliveryRefused",
        "408, IOException",
        "425, IOException",
        "429, IOException",
        "302, IOException",
        "500, IOException"
    })
    void refusalsAreToldApart(int status, String failure) throws Exception {
        try (Receiver receiver = Receiver.doing(exchange -> Receiver.answer(exchange, status))) {
            assertThatThrownBy(() -> sink(receiver.uri(), LONG).deliver(List.of(push())))
                    .extracting(thrown -> thrown.getClass().getSimpleName())
                    .isEqualTo(failure);
        }
    }

    /** Secrets of the request that an endpoint repeats are not shown. */
    @ParameterizedTest
    @CsvSource({
        "'{\"error\": \"unknown action mount\"}', '400: {\"error\": \"unknown action mount\"}'",
        "'one\r\n\ttwo\u001b[31m\u202ethree ', '400: one two [31m three'",
        "'who is Bearer kleinod? kleinod=querysecret', '400: who is ***? ***=***'",
        "'', 400"
    })
    void refusalsHaveTheBeginningOfTheAnswer(String answer, String message) throws Exception {
        try (Receiver receiver = Receiver.doing(exchange -> refuse(exchange, answer))) {
            URI uri = URI.create(receiver.uri() + "?token=querysecret");
            assertFails(uri, LONG).hasMessage(receiver.uri().resolve("/***") + " answered " + message);
        }
    }

    /** Chat services have the secret in the path; their answers may repeat it. */
    @Test
    void aSecretInThePathIsNotShown() throws Exception {
        try (Receiver receiver = Receiver.doing(exchange -> refuse(exchange, "no POST " + exchange.getRequestURI()))) {
            URI uri = receiver.uri().resolve("/services/T0/secret-of-the-path");
            assertFails(uri, LONG).hasMessage(receiver.uri().resolve("/***") + " answered 400: no POST ***");
            assertThat(Webhook.shown(URI.create("https://host:8443"))).isEqualTo("https://host:8443");
            assertThat(Webhook.shown(URI.create("https://host/"))).isEqualTo("https://host/");
        }
    }

    /** The connection is closed after the beginning. */
    @Test
    void refusalsAreNotReadToTheEnd() throws Exception {
        try (Receiver receiver = Receiver.doing(exchange -> refuse(exchange, "x".repeat(50_000_000)))) {
            assertFails(receiver.uri(), LONG)
                    .hasMessage(receiver.uri().resolve("/***") + " answered 400: " + "x".repeat(200) + "…");
        }
    }

    private static void refuse(HttpExchange exchange, String answer) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(400, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(answer.getBytes(UTF_8));
        }
    }

    @Test
    void waitsForAnAnswerNoLongerThanAgreed() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Receiver receiver = Receiver.doing(exchange -> awaitQuietly(end))) {
            assertFails(receiver.uri(), SHORT).hasMessageContaining("has not answered within");
        } finally {
            end.countDown();
        }
    }

    /**
     * The status is a success, but the answer never ends: it is waited for no longer than for one that does not begin.
     */
    @Test
    void anAnswerWithoutEndIsNotReadForEver() throws Exception {
        try (Receiver receiver = Receiver.doing(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream endless = exchange.getResponseBody()) {
                while (!Thread.currentThread().isInterrupted()) {
                    endless.write(new byte[8192]);
                }
            }
        })) {
            assertFails(receiver.uri(), SHORT).hasMessageContaining("has not answered within");
        }
    }

    @Test
    void aReceiverThatDiesWhileAnsweringHasTakenNothing() throws Exception {
        try (ServerSocket listening = new ServerSocket(0)) {
            Thread dying = new Thread(() -> dieWhileAnswering(listening));
            dying.start();
            assertFails(URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/"), LONG)
                    .hasMessageContaining("cannot be reached");
            dying.join(TimeUnit.MINUTES.toMillis(1));
        }
    }

    @Test
    void nobodyListens() throws Exception {
        assertFails(URI.create("http://127.0.0.1:" + ServerProcess.freePort() + "/hook?key=kleinod"), LONG)
                .hasMessageContaining("cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/", "/relative", "http:///nohost", "mailto:x@y", "https://user:kleinod@host/"})
    void refusesWhatIsNoWebhook(String url) {
        assertThatThrownBy(() -> new Webhook(URI.create(url), Map.of(), LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("kleinod");
    }

    @Test
    void refusesHeadersThatAreNone() {
        for (String name : List.of("Bad Name", "Content-Length", "Host", "")) {
            Webhook webhook = new Webhook(URI.create("http://host/"), Map.of(name, List.of(SECRET)), LONG);
            assertThatThrownBy(() -> new WebhookSink(webhook))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("kleinod");
        }
        Webhook injecting = new Webhook(URI.create("http://host/"), Map.of("X", List.of("kleinod\r\nEvil: b")), LONG);
        assertThatThrownBy(() -> new WebhookSink(injecting))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("kleinod");
    }

    @Test
    void refusesATimeoutWithoutEnd() {
        for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMinutes(2))) {
            assertThatThrownBy(() -> new Webhook(URI.create("http://host/"), Map.of(), timeout))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertFails(URI uri, Duration timeout) {
        Throwable[] thrown = new Throwable[1];
        assertThatThrownBy(() -> sink(uri, timeout).deliver(List.of(push())))
                .isInstanceOf(IOException.class)
                .satisfies(failure -> thrown[0] = failure);
        StringWriter trace = new StringWriter();
        thrown[0].printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("kleinod");
        return assertThat(thrown[0]);
    }

    private static WebhookSink sink(URI uri, Duration timeout) {
        return new WebhookSink(new Webhook(uri, Map.of("Authorization", List.of(SECRET)), timeout));
    }

    private static void dieWhileAnswering(ServerSocket listening) {
        try (Socket connection = listening.accept()) {
            connection.getInputStream().read(new byte[1024]);
            connection.getOutputStream().write("HTTP/1.1 20".getBytes(UTF_8));
            connection.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Event push() {
        return event(new EventTarget(
                new RepositoryName("team/app"),
                Optional.of(DIGEST),
                Optional.of(MediaType.OCI_MANIFEST),
                OptionalLong.of(123),
                Optional.of(new Tag("latest")),
                Optional.empty()));
    }

    private static Event deletion() {
        return event(new EventTarget(
                new RepositoryName("team/app"),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(new Tag("latest")),
                Optional.empty()));
    }

    private static Event event(EventTarget target) {
        Origin origin = new Origin(
                Optional.of("r1"),
                Optional.of("192.0.2.1"),
                Optional.of("registry.example.com"),
                Optional.of("PUT"),
                Optional.of("skopeo"),
                new Actor(Optional.of("alice"), Optional.of("personal_access_token"), Optional.of("issued text")),
                Optional.of("https://registry.example.com"));
        return new Event(
                "id-1",
                Instant.parse("2026-01-02T03:04:05Z"),
                EventAction.PUSH,
                target,
                origin,
                new EventNode(Optional.of("node:5000"), "instance"));
    }
}
