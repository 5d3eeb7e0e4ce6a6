package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jetty.RegistryServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class InMemoryRegistryTest {

    @Test
    void listens() throws Exception {
        try (RegistryServer server = InMemoryRegistry.start(0)) {
            HttpRequest ping =
                    HttpRequest.newBuilder(server.uri().resolve("/v2/")).build();
            assertThat(HttpClient.newHttpClient()
                            .send(ping, BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
