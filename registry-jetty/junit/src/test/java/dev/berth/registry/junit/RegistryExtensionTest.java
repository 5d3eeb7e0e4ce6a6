package dev.berth.registry.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RegistryExtension.class)
class RegistryExtensionTest {
    @SuppressWarnings("NullAway.Init")
    private RunningRegistry field;

    @Test
    void givesOneListeningRegistryToFieldsAndParameters(RunningRegistry parameter)
            throws IOException, InterruptedException {
        assertThat(field).isSameAs(parameter);
        HttpRequest ping =
                HttpRequest.newBuilder(parameter.uri().resolve("/v2/")).build();
        assertThat(HttpClient.newHttpClient()
                        .send(ping, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void namesImages(RunningRegistry registry) {
        assertThat(registry.image("a/b:1"))
                .isEqualTo("127.0.0.1:" + registry.uri().getPort() + "/a/b:1");
    }
}
