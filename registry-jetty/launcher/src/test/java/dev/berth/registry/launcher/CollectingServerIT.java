package dev.berth.registry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.launcher.assembly.Assembly;
import dev.berth.registry.launcher.assembly.RunningServer;
import dev.berth.registry.launcher.config.ConfigurationReader;
import dev.berth.registry.testing.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that collects by itself and shows that it does. */
class CollectingServerIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void collectsWhatLosesItsTagAndShowsIt() throws Exception {
        int port = ServerProcess.freePort();
        Map<String, String> settings = Map.of(
                "REGISTRY_HTTP",
                "{addr: '127.0.0.1:0', debug: {addr: '127.0.0.1:" + port + "', prometheus: {enabled: true}}}",
                "REGISTRY_GC",
                "{delays: {tagdeleted: 10ms}}");
        try (RunningServer server = Assembly.start(ConfigurationReader.read(settings), folder.resolve("data"))) {
            SmallImage image = SmallImage.push(server.server().uri(), "app", "v1");
            image.deleteTag("v1");
            URI page = URI.create("http://127.0.0.1:" + port + "/metrics");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(read(page))
                            .contains(
                                    "registry_collection_reviewed_total{kind=\"manifest\",result=\"removed\"} 1.0",
                                    "registry_collection_reviewed_total{kind=\"blob\",result=\"removed\"} 2.0",
                                    "registry_collection_objects_total{result=\"deleted\"} 2.0"));
        }
    }

    private static String read(URI page) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                .body();
    }
}
