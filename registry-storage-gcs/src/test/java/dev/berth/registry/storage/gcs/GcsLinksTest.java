package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.PresignedReads;
import java.net.URI;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Links are signed by the key of a service account, without a call. */
class GcsLinksTest {

    @Test
    void signsWithTheKeyThatWasGivenAsText() throws Exception {
        PresignedReads.Terms terms = new PresignedReads.Terms(
                PresignedReads.Method.GET,
                Duration.ofMinutes(5),
                Optional.of("application/octet-stream"),
                Optional.of("attachment"));
        GcsStoreConfig config = GcsStoreConfig.builder("bucket")
                .rootDirectory("root")
                .credentials(newKey())
                .build();

        try (GcsBlobStore store = GcsBlobStore.open(config)) {
            URI link = store.capabilities().presignedReads().orElseThrow().link(new StorageKey("some/key"), terms);

            assertThat(link.getScheme()).isEqualTo("https");
            assertThat(link.getPath()).isEqualTo("/bucket/root/some/key");
            assertThat(link.getQuery())
                    .contains("X-Goog-Expires=300")
                    .contains("X-Goog-Signature=")
                    .contains("response-content-type=application/octet-stream")
                    .contains("response-content-disposition=attachment")
                    .doesNotContain("PRIVATE KEY");
        }
    }

    @Test
    void givesNoneWithoutAKey() throws Exception {
        GcsStoreConfig config = GcsStoreConfig.builder("bucket")
                .endpoint(URI.create("http://127.0.0.1:9"))
                .build();

        try (GcsBlobStore store = GcsBlobStore.open(config)) {
            assertThat(store.capabilities().presignedReads()).isEmpty();
        }
    }

    private static String newKey() throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        String key = Base64.getEncoder()
                .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
        return """
            {"type":"service_account","project_id":"p","client_id":"1","client_email":"a@p.example.com",
             "private_key_id":"k","token_uri":"https://127.0.0.1:9/token",
             "private_key":"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n"}\
            """.formatted(key);
    }
}
