package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.StorageKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WriterTokenTest {
    private static final StorageKey KEY = new StorageKey("019a5c8e2f30700080000000000000a1");

    @Test
    void readsWhatItWrote() {
        WriterToken token = new WriterToken(
                Optional.of(new WriterToken.Upload("2~a|b,c:d=", "mark")),
                List.of(new WriterToken.Part(1, "\"e,t|a:g\"", "a+/="), new WriterToken.Part(17, "x", "")),
                Optional.of(new WriterToken.Tail("id", 3, 0xFFFFFFFFL)),
                List.of("older", "oldest"));

        assertThat(WriterToken.parse(token.format(KEY), KEY)).hasValue(token);
        assertThat(WriterToken.parse(WriterToken.NOTHING.format(KEY), KEY)).hasValue(WriterToken.NOTHING);
    }

    @Test
    void refusesWhatIsOfAnotherKeyOrNoToken() {
        String text = WriterToken.NOTHING.format(KEY);

        assertThat(WriterToken.parse(text, new StorageKey("other"))).isEmpty();
        for (String other : List.of("", "1", text + "|", text + "1", text + "1:2", "2" + text.substring(1))) {
            assertThat(WriterToken.parse(other, KEY)).as(other).isEmpty();
        }
    }

    @Test
    void fitsWithAsManyPartsAsThereMayBe() {
        List<WriterToken.Part> parts = IntStream.rangeClosed(1, PartSizes.MAX_PARTS)
                .mapToObj(number -> new WriterToken.Part(number, "0123456789abcdef0123456789abcdef", "AAAAAA=="))
                .toList();

        String text = new WriterToken(
                        Optional.of(new WriterToken.Upload("x".repeat(200), "mark")),
                        parts,
                        Optional.empty(),
                        List.of())
                .format(KEY);

        assertThat(text.length()).isLessThan(1 << 20);
    }
}
