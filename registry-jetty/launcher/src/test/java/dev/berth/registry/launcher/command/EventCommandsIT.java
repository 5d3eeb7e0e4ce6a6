package dev.berth.registry.launcher.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.launcher.Launcher;
import dev.berth.registry.launcher.SmallImage;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about events, beside a server whose endpoint refuses what it does not know. */
@FullBuild
class EventCommandsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private HttpServer endpoint;
    private volatile boolean strict = true;

    @BeforeEach
    void listen() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", this::answer);
        endpoint.start();
    }

    @AfterEach
    void close() {
        endpoint.stop(0);
    }

    /** GitLab Rails refuses an envelope for one unknown action. */
    private void answer(HttpExchange exchange) throws IOException {
        JsonNode events = new ObjectMapper().readTree(exchange.getRequestBody()).required("events");
        boolean refused = strict && !events.findValues("tag").isEmpty();
        if (!refused) {
            events.forEach(taken::add);
        }
        exchange.sendResponseHeaders(refused ? 400 : 200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write("unknown\naction".getBytes(UTF_8));
        }
    }

    @Test
    void listAndResendWhatWasRefused() throws Exception {
        try (RunningServer server = serve()) {
            assertThat(run("events", "list")).isZero();
            assertThat(out.toString()).contains("no event is set aside");
            SmallImage.push(server.server().uri(), "app", "v1");
            await().atMost(SOON)
                    .until(() -> run("events", "list") == 0 && out.toString().contains("audit: 1 event set aside"));
            assertThat(out.toString())
                    .contains("push app:v1@sha256:")
                    .containsPattern("  refused: http://127.0.0.1:[0-9]+/ answered 400: unknown action\n");

            JsonNode listed = json("events", "list", "--json").required(0);
            assertThat(listed.required("count").asInt()).isEqualTo(1);
            assertThat(listed.required("more").asBoolean()).isFalse();
            JsonNode event = listed.required("events").required(0);
            assertThat(event.required("action").asText()).isEqualTo("push");
            assertThat(event.required("refusal").asText()).endsWith(" answered 400: unknown action");
            String position = event.required("position").asText();
            String id = event.required("id").asText();

            assertThat(run("events", "resend", "--endpoint", "audit", "--position", "9999"))
                    .isEqualTo(1);
            assertThat(run("events", "resend", "--position", position)).isEqualTo(2);
            strict = false;
            assertThat(run("events", "resend", "--endpoint", "audit", "--position", position))
                    .isZero();
            assertThat(out.toString()).contains("audit: 1 event is pending again");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(taken)
                            .extracting(told -> told.required("id").asText())
                            .contains(id));
            assertThat(run("events", "resend")).isZero();
            assertThat(out.toString()).contains("no event is set aside");
        }
    }

    @Test
    void discardWhatIsNotToBeSent() throws Exception {
        try (RunningServer server = serve()) {
            for (String tag : List.of("v1", "v2")) {
                SmallImage.push(server.server().uri(), "app", tag);
            }
            await().atMost(SOON)
                    .until(() -> run("events", "list") == 0 && out.toString().contains("audit: 2 events set aside"));
            String position = json("events", "list", "--json")
                    .required(0)
                    .required("events")
                    .required(0)
                    .required("position")
                    .asText();

            assertThat(run("events", "discard", "--endpoint", "audit")).isEqualTo(2);
            assertThat(run("events", "discard", "--all")).isEqualTo(2);
            assertThat(run("events", "discard", "--endpoint", "audit", "--position", "9999"))
                    .isEqualTo(1);
            assertThat(run("events", "discard", "--endpoint", "audit", "--position", position))
                    .isZero();
            assertThat(out.toString()).contains("audit: 1 event was deleted");
            assertThat(run("events", "discard", "--endpoint", "audit", "--all"))
                    .as("without a terminal")
                    .isEqualTo(1);
            assertThat(err.toString()).contains("not confirmed");
            assertThat(json("events", "discard", "--endpoint", "audit", "--all", "--yes", "--json")
                            .required("audit")
                            .asInt())
                    .isEqualTo(1);
            assertThat(run("events", "list")).isZero();
            assertThat(out.toString()).contains("no event is set aside");
        }
    }

    private RunningServer serve() throws Exception {
        return Assembly.start(ConfigurationReader.read(configuration(), Map.of()), folder.resolve("data"));
    }

    private Path configuration() throws IOException {
        return Files.writeString(
                folder.resolve("config.yml"),
                "{http: {addr: '127.0.0.1:0'}, notifications: {endpoints: [{name: audit, url: 'http://127.0.0.1:"
                        + endpoint.getAddress().getPort() + "/'}]}}");
    }

    private JsonNode json(String... arguments) throws IOException {
        assertThat(run(arguments)).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private int run(String... arguments) throws IOException {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(configuration().toString());
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        return Launcher.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
    }
}
