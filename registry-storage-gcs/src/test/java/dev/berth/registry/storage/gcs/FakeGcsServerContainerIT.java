package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The contract, on the published image of fake-gcs-server; skipped where no Docker engine answers. */
@Testcontainers(disabledWithoutDocker = true)
class FakeGcsServerContainerIT extends GcsBlobStoreContract {
    private static final String IMAGE =
            System.getProperty("berth.image.fake-gcs-server", "fsouza/fake-gcs-server:1.56.1");
    private static final int PORT = 4443;

    @Container
    private static final GenericContainer<?> SERVER = new GenericContainer<>(DockerImageName.parse(IMAGE))
            .withCommand("-scheme=http", "-port=" + PORT, "-backend=memory")
            .withExposedPorts(PORT)
            .waitingFor(Wait.forHttp("/_internal/healthcheck"));

    FakeGcsServerContainerIT() {
        super(server());
    }

    private static GcsServer server() {
        return new GcsServer(URI.create("http://" + address()));
    }

    private static String address() {
        return SERVER.getHost() + ":" + SERVER.getMappedPort(PORT);
    }

    /** Sessions of uploads are named by this address, which is known only now. */
    @BeforeAll
    static void tellAddress() throws IOException, InterruptedException {
        String names =
                "{\"externalUrl\": \"%1$s\", \"publicHost\": \"%2$s\"}".formatted(server().endpoint(), address());
        HttpRequest request = HttpRequest.newBuilder(server().endpoint().resolve("/_internal/config"))
                .PUT(BodyPublishers.ofString(names))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
