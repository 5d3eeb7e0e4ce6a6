package dev.berth.registry.examples.mount;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class JdkServerRegistryTest {
    private static final String EMPTY = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void takesAndGivesABlob() throws Exception {
        HttpServer server = JdkServerRegistry.start(0);
        try {
            URI blobs = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v2/team/app/blobs/");
            HttpRequest push = HttpRequest.newBuilder(blobs.resolve("uploads/?digest=" + EMPTY))
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            HttpRequest pull =
                    HttpRequest.newBuilder(blobs.resolve("./" + EMPTY)).build();

            assertThat(client.send(push, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(201);
            assertThat(client.send(pull, BodyHandlers.ofString()).body()).isEqualTo("{}");
        } finally {
            server.stop(0);
        }
    }
}
