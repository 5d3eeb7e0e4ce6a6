package dev.berth.registry.launcher.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.config.HostPort;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotificationReceiverTest {
    private final List<RepositoryName> changed = new CopyOnWriteArrayList<>();
    private NotificationReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = NotificationReceiver.start(HostPort.of("127.0.0.1:0"), Optional.of("Bearer secret"), changed::add);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void takesTheNamesOfRepositoriesWithOtherManifestsOrTags() throws Exception {
        String manifest = "application/vnd.oci.image.manifest.v1+json";
        String body = "{\"events\":[" + event("push", "pushed", manifest) + "," + event("delete", "deleted", "") + ","
                + event("push", "blob", "application/octet-stream") + "," + event("pull", "pulled", manifest) + ","
                + event("mount", "mounted", manifest) + "," + event("push", "Not A Name", manifest) + ",7]}";

        assertThat(send("POST", "Bearer secret", body)).isEqualTo(200);

        assertThat(changed).containsExactly(new RepositoryName("pushed"), new RepositoryName("deleted"));
    }

    @Test
    void refusesOtherRequests() throws Exception {
        String body = "{\"events\":[" + event("push", "pushed", "") + "]}";

        assertThat(send("POST", "Bearer wrong", body)).isEqualTo(401);
        assertThat(send("POST", "", body)).isEqualTo(401);
        assertThat(send("GET", "Bearer secret", "")).isEqualTo(405);
        assertThat(send("POST", "Bearer secret", "{\"events\":[")).isEqualTo(400);
        assertThat(send("POST", "Bearer secret", "\"" + "a".repeat(1024 * 1024) + "\""))
                .isEqualTo(413);
        assertThat(send("POST", "Bearer secret", "[]")).isEqualTo(200);
        assertThat(changed).isEmpty();
    }

    private static String event(String action, String repository, String type) {
        return "{\"action\":\"%s\",\"target\":{\"repository\":\"%s\",\"mediaType\":\"%s\"}}"
                .formatted(action, repository, type);
    }

    private int send(String method, String authorization, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + receiver.port() + "/"))
                .method(method, BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
