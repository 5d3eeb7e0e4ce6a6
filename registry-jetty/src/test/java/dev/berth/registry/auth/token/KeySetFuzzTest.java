package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** Key sets, which are fetched from an address. */
final class KeySetFuzzTest {
    private static final ObjectMapper SECOND_OPINION = new ObjectMapper();

    @FuzzTest
    void keySet(byte[] input) {
        try {
            KeyRing ring = KeySetReader.read("the key set", input);
            assertThat(ring.isEmpty()).isFalse();
            for (JsonNode key : SECOND_OPINION.readTree(input).path("keys")) {
                boolean counts = !key.path("kty").asText().equals("oct")
                        && !key.path("use").asText().equals("enc");
                if (counts && key.path("kid").isTextual() && key.has("n")) {
                    assertThat(ring.find(key.path("kid").asText())).isPresent();
                }
            }
        } catch (IOException refused) {
            assertThat(refused).hasMessageStartingWith("the key set ");
        }
    }
}
