package dev.berth.registry.launcher.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.launcher.SmallImage;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about content over the embedded database, beside a server and without one. */
class DatabaseCommandsIT {
    private static final Duration DELIVERY = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();
    private HttpServer receiver = listening();

    private static HttpServer listening() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void receive() throws IOException {
        receiver.createContext("/", exchange -> {
            try (exchange) {
                JsonNode envelope = new ObjectMapper().readTree(exchange.getRequestBody());
                for (JsonNode event : envelope.path("events")) {
                    delivered.add(event.path("action").asText() + " "
                            + event.at("/target/repository").asText() + " "
                            + event.at("/target/tag").asText());
                }
                exchange.sendResponseHeaders(200, -1);
            }
        });
        receiver.start();
        Files.writeString(
                config(),
                "{http: {addr: '127.0.0.1:0'}, notifications: {endpoints: [{name: rails, url: 'http://127.0.0.1:%d/'}]}}"
                        .formatted(receiver.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void worksBesideAServerAndWithoutOne() throws Exception {
        try (RunningServer server = serve()) {
            URI uri = server.server().uri();
            SmallImage.push(uri, "team/app", "v1");
            SmallImage image = SmallImage.push(uri, "team/app", "v2");
            SmallImage.push(uri, "team/app/worker", "v1");
            SmallImage.push(uri, "other", "v1");

            assertThat(run("repository", "list", "--below", "team").out())
                    .containsPattern("(?m)^REPOSITORY +SIZE +CREATED +LAST PUSH$")
                    .containsPattern("(?m)^team/app +19 B  20..-..-..T..:..:..Z  20..-..-..T..:..:..Z$")
                    .contains("team/app/worker")
                    .doesNotContain("other");
            assertThat(run("tag", "list", "team/app").out())
                    .containsPattern("(?m)^v1 .*" + image.manifest() + "$")
                    .contains("v2");

            CommandRun deletion = run("tag", "delete", "--yes", "team/app:v2");
            assertThat(deletion.out()).isEqualTo("tags: 1 deleted, 0 kept\n");
            awaitDelivery("delete team/app v2");
            assertThat(run("tag", "list", "--deleted", "team/app").out()).containsPattern("(?m)^v2 .*sha256:");
            assertThat(run("tag", "undelete", "team/app:v2").out())
                    .isEqualTo("set: team/app:v2 -> " + image.manifest() + "\n");

            assertThat(run("search", "--tag", "v", "--repository", "eam", "--kind", "image")
                            .out())
                    .containsPattern("(?m)^team/app +v1 +image +20.*sha256:")
                    .doesNotContain("other");
            assertThat(run("search", "--digest", image.manifest()).out()).isEqualTo("REPOSITORY\nteam/app\n");
            assertThat(run("search", "--repository", "oth", "--json").json().findValuesAsText("name"))
                    .containsExactly("other");
            assertThat(run("repository", "list", "--largest").out())
                    .containsPattern("(?m)^REPOSITORY +SIZE +TAGS$")
                    .containsPattern("(?m)^other +16 B +1$");
            assertThat(run("repository", "list", "--namespaces").out())
                    .containsPattern("(?m)^PATH +SIZE +ALONE +REPOSITORIES +TAGS +PULLS +LAST PUSH$")
                    .containsPattern("(?m)^other +16 B +16 B +1 +1 ");
            assertThat(run("search", "--below", "other", "--json").json().findValuesAsText("repository"))
                    .containsExactly("other");
            assertThat(run("search", "--below", "other", "--unused-for", "1d", "--json")
                            .out())
                    .isEqualTo("[]\n");
            assertThat(run("repository", "show", "--figures", "team/app").out()).contains("tags: 2\nmanifests: 1\n");

            assertThat(run("repository", "rename", "team/app", "--to", "platform/app")
                            .out())
                    .isEqualTo("renamed: team/app -> platform/app\n");
            awaitDelivery("rename platform/app ");
        }
        usageIsShown();
        assertThat(run("repository", "show", "platform/app/worker").out())
                .startsWith("name: platform/app/worker\nsize: 26 B\nbytes: 26\ncreated: 20");
        assertThat(run("repository", "delete", "--below", "--yes", "platform").out())
                .isEqualTo("repositories: 2 deleted, 0 kept; tags: 3 deleted\n");
        assertThat(run("repository", "list", "--json").json().findValuesAsText("name"))
                .containsExactly("other");
        try (RunningServer server = serve()) {
            awaitDelivery("delete platform/app/worker ");
            assertThat(server.server().uri()).isNotNull();
        }
    }

    /** The server has recorded its counts when it stopped. */
    private void usageIsShown() {
        assertThat(run("usage", "show", "other").out())
                .containsPattern("(?m)^pushes: [1-9]")
                .containsPattern("(?m)^DAY +PULLS +PUSHES$");
        assertThat(run("usage", "unused", "--for", "1d", "other").out()).isEmpty();
        assertThat(run("usage", "top", "--json").out()).startsWith("[");
        assertThat(run("tag", "list", "--usage", "other").out()).containsPattern("(?m)^TAG +SIZE +PULLS +LAST USE");
    }

    private void awaitDelivery(String event) {
        await().atMost(DELIVERY).untilAsserted(() -> assertThat(delivered).contains(event));
    }

    private Path config() {
        return folder.resolve("config.yml");
    }

    private RunningServer serve() throws Exception {
        return Assembly.start(ConfigurationReader.read(config(), Map.of()), folder.resolve("data"));
    }

    private CommandRun run(String... arguments) {
        CommandRun run = CommandRun.of(
                List.of(config().toString(), "--data", folder.resolve("data").toString()), arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }
}
