package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestTest {
    private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void computesKnownDigests() {
        assertThat(Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.allocate(0)))
                .hasToString(EMPTY);
        assertThat(Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap("abc".getBytes(StandardCharsets.US_ASCII))))
                .hasToString("sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    }

    @Test
    void computesWhatRemainsAndMovesNothing() {
        ByteBuffer content =
                ByteBuffer.wrap(new byte[] {9, 1, 2, 9}).position(1).limit(3);

        assertThat(Digest.compute(DigestAlgorithm.SHA256, content))
                .isEqualTo(Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.wrap(new byte[] {1, 2})));
        assertThat(content.position()).isEqualTo(1);
    }

    @Test
    void readsWhatItWrites() {
        Digest digest = Digest.of(EMPTY);

        assertThat(digest.algorithm()).isEqualTo(DigestAlgorithm.SHA256);
        assertThat(digest.hex()).isEqualTo(HEX);
        assertThat(Digest.of(digest.algorithm(), digest.hash())).isEqualTo(digest);
        assertThat(Digest.parse(digest.toString())).hasValue(digest);
        assertThat(Reference.parse(EMPTY)).hasValue(digest);
    }

    @Test
    void givesAFreshHashEachTime() {
        Digest digest = Digest.of(EMPTY);
        digest.hash()[0] = 0;

        assertThat(digest.hash()[0]).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "sha256",
                "sha256:",
                HEX,
                ":" + HEX,
                "md5:d41d8cd98f00b204e9800998ecf8427e",
                "SHA256:" + HEX,
                "sha256:" + HEX + "0",
                "sha256:E" + "3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "sha512:" + HEX,
                " " + EMPTY,
                EMPTY + " ",
                EMPTY + "\n",
                "sha256:../../../../etc/passwd",
                "sha256::" + HEX,
                "sha256+b64:" + HEX
            })
    void refuses(String text) {
        assertThat(Digest.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.of(text));
    }

    @Test
    void refusesAHashOfTheWrongLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> Digest.of(DigestAlgorithm.SHA256, new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(DigestAlgorithm.SHA512, HEX));
    }

    @Test
    void isOrderedByAlgorithmThenHash() {
        Digest low = new Digest(DigestAlgorithm.SHA256, "0".repeat(64));
        Digest high = new Digest(DigestAlgorithm.SHA256, "f".repeat(64));
        Digest sha512 = new Digest(DigestAlgorithm.SHA512, "0".repeat(128));

        assertThat(low).isLessThan(high);
        assertThat(high).isLessThan(sha512);
    }
}
