package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The health pages of a running server while things it needs go away and come back. */
@SuppressWarnings("NullAway.Init")
class HealthIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void showsEachCheckAndAnswers503WhileOneFails() throws Exception {
        HttpServer needed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        needed.start();
        try (RunningServer server = start(needed.getAddress().getPort())) {
            URI ready = debug(server, "/health/ready");
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertStatus(ready, 200));
            assertThat(get(ready).body())
                    .contains("\"database\":{\"status\":\"up\"", "\"migrations\":{\"status\":\"up\"")
                    .contains("\"storage\":{\"status\":\"up\"", "\"owner\":{\"status\":\"up\"", "\"tcp 127.0.0.1:");

            Path blobs = folder.resolve("data").resolve("blobs");
            Files.move(blobs, folder.resolve("away"));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertStatus(ready, 503));
            assertThat(get(ready).body()).contains("\"storage\":{\"status\":\"down\"", "\"reason\":");
            assertStatus(debug(server, "/health/live"), 200);
            Files.move(folder.resolve("away"), blobs);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertStatus(ready, 200));

            needed.stop(0);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertStatus(ready, 503));
            assertThat(get(main(server, "/health/ready")).body())
                    .contains("\"status\":\"down\"")
                    .doesNotContain("reason");
            assertStatus(main(server, "/health/ready"), 503);
            assertStatus(main(server, "/health/live"), 200);
            assertStatus(main(server, "/"), 200);
            assertStatus(main(server, "/v2/"), 200);
            assertStatus(main(server, "/elsewhere"), 404);
        }
    }

    @Test
    void refusesRequestsWhileUnreadyIfSet() throws Exception {
        HttpServer needed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        needed.start();
        try (RunningServer server = start(needed.getAddress().getPort(), true)) {
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertStatus(main(server, "/v2/"), 200));

            needed.stop(0);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertStatus(main(server, "/v2/"), 503));
            HttpResponse<String> refused = get(main(server, "/v2/app/tags/list"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("UNAVAILABLE", "not ready");
            assertThat(refused.headers().firstValue("Retry-After")).contains("5");
            assertStatus(main(server, "/api/v1/"), 503);
            assertStatus(main(server, "/"), 200);
            assertStatus(main(server, "/health/live"), 200);
            assertStatus(main(server, "/health/ready"), 503);
        }
    }

    private RunningServer start(int needed) throws Exception {
        return start(needed, false);
    }

    private RunningServer start(int needed, boolean refuses) throws Exception {
        Map<String, String> settings = Map.of(
                "REGISTRY_HTTP",
                "{addr: '127.0.0.1:0', health: true, debug: {addr: '127.0.0.1:0'}}",
                "REGISTRY_HEALTH",
                "{refuserequests: " + refuses
                        + ", storagedriver: {interval: 50ms, threshold: 2}, tcp: [{addr: '127.0.0.1:" + needed
                        + "', interval: 50ms, timeout: 1s, threshold: 2}]}");
        return Assembly.start(ConfigurationReader.read(settings), folder.resolve("data"));
    }

    private static URI main(RunningServer server, String path) {
        return server.server().uri().resolve(path);
    }

    private static URI debug(RunningServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.debugPort().orElseThrow() + path);
    }

    private static void assertStatus(URI page, int status) throws Exception {
        HttpResponse<String> answer = get(page);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static HttpResponse<String> get(URI page) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
    }
}
