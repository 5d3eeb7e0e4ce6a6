package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.StorageKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriterTokenTest {
    private static final StorageKey KEY = new StorageKey("019a5c8e2f30700080000000000000a1");

    @Test
    void readsWhatItWrote() {
        WriterToken token = new WriterToken(List.of("a", "b"), List.of("older", "oldest"));

        assertThat(WriterToken.parse(token.format(KEY), KEY)).hasValue(token);
        assertThat(WriterToken.parse(WriterToken.NOTHING.format(KEY), KEY)).hasValue(WriterToken.NOTHING);
    }

    @Test
    void refusesWhatIsOfAnotherKeyOrNoToken() {
        String text = WriterToken.NOTHING.format(KEY);

        assertThat(WriterToken.parse(text, new StorageKey("other"))).isEmpty();
        for (String other : List.of("", "1", text + "|", "2" + text.substring(1), text.replace("||", "|"))) {
            assertThat(WriterToken.parse(other, KEY)).as(other).isEmpty();
        }
    }
}
