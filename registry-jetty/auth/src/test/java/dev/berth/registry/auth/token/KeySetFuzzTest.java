package dev.berth.registry.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Key sets, which are fetched from an address. */
public final class KeySetFuzzTest {
    private static final ObjectMapper SECOND_OPINION = new ObjectMapper();

    @FuzzTest
    void keySet(byte[] input) {
        try {
            KeyRing ring = KeySetReader.read("the key set", input);
            assertThat(ring.roots()).isEmpty();
            withoutUse(input).forEach(name -> assertThat(ring.find(name)).isEmpty());
        } catch (IOException refused) {
            assertThat(refused.getMessage()).isEqualTo("the key set is not a JSON Web Key Set");
        }
    }

    /** Names that only keys have which sign nothing. */
    private static Set<String> withoutUse(byte[] input) {
        Set<String> without = new HashSet<>();
        Set<String> with = new HashSet<>();
        for (JsonNode key : secondOpinion(input).path("keys")) {
            boolean isSymmetric = key.path("kty").asText().equals("oct");
            boolean isForEncryption = key.path("use").asText().equals("enc");
            (isSymmetric || isForEncryption ? without : with)
                    .add(key.path("kid").asText());
        }
        without.removeAll(with);
        return without;
    }

    private static JsonNode secondOpinion(byte[] json) {
        try {
            return SECOND_OPINION.readTree(json);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
