package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The smaller nouns. */
final class ValuesTest {
    private static final Digest DIGEST = Digest.compute(DigestAlgorithm.SHA256, ByteBuffer.allocate(0));

    @Test
    void aManifestLendsItsContentWithoutLettingAnybodyChangeIt() {
        ByteBuffer content = ByteBuffer.wrap(new byte[] {0, 1, 2, 3}).position(1);
        Manifest manifest = new Manifest(DIGEST, MediaType.OCI_MANIFEST, content);

        assertThat(manifest.size()).isEqualTo(3);
        manifest.content().get();
        assertThat(manifest.content().remaining()).isEqualTo(3);
        assertThat(manifest.content().isReadOnly()).isTrue();
        assertThat(content.position()).isEqualTo(1);
    }

    @Test
    void aDescriptorKeepsItsAnnotations() {
        Map<String, String> annotations = new HashMap<>(Map.of("b", "2", "a", "1"));
        Descriptor descriptor = new Descriptor(MediaType.OCI_MANIFEST, DIGEST, 1, Optional.empty(), annotations);
        annotations.clear();

        assertThat(descriptor.annotations().keySet()).containsExactly("a", "b");
        assertThatIllegalArgumentException().isThrownBy(() -> new Descriptor(MediaType.OCI_MANIFEST, DIGEST, -1));
    }

    @Test
    void aRangeHasNoNegativeNumbersAndAnEnd() {
        assertThat(new ByteRange(5, 3).end()).isEqualTo(8);
        assertThat(ByteRange.whole(9)).isEqualTo(new ByteRange(0, 9));
        assertThat(new ByteRange(Long.MAX_VALUE, 0).end()).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(Long.MAX_VALUE, 1));
    }

    @Test
    void aPageIsCutFromOneItemMoreThanItHolds() {
        assertThat(Page.ofFetched(List.of(1, 2, 3), 2)).isEqualTo(new Page<>(List.of(1, 2), true));
        assertThat(Page.ofFetched(List.of(1, 2), 2)).isEqualTo(new Page<>(List.of(1, 2), false));
        assertThat(Page.ofFetched(List.of(1), 0)).isEqualTo(new Page<>(List.of(), true));
        assertThat(new Page<>(List.of(1, 2), true).map(i -> "n" + i)).isEqualTo(new Page<>(List.of("n1", "n2"), true));
        assertThatIllegalArgumentException().isThrownBy(() -> PageRequest.first(-1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "01234567-89ab-cdef-0123-456789abcde",
                "01234567-89ab-cdef-0123-456789abcdeff",
                "01234567-89AB-cdef-0123-456789abcdef",
                "0123456789ab-cdef-0123-456789abcdef-",
                "../../../../../../../../../etc/passw"
            })
    void anUploadIdIsAUuid(String text) {
        assertThat(UploadId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new UploadId(text));
        String good = "01234567-89ab-cdef-0123-456789abcdef";
        assertThat(UploadId.parse(good)).hasValue(new UploadId(good));
    }

    @Test
    void aTextWithAColonCanOnlyBeADigest() {
        assertThat(Reference.parse("sha256:zz")).isEmpty();
        assertThat(Reference.parse(DIGEST.toString())).hasValue(DIGEST);
        assertThat(Reference.parse("sha256")).hasValue(new Tag("sha256"));
    }

    @Test
    void anAlgorithmIsNamedAsOnTheWire() {
        assertThat(DigestAlgorithm.parse("sha512")).hasValue(DigestAlgorithm.SHA512);
        assertThat(DigestAlgorithm.parse("SHA256")).isEmpty();
        assertThat(DigestAlgorithm.parse("")).isEmpty();
        assertThat(DigestAlgorithm.SHA256).hasToString("sha256");
        assertThat(DigestAlgorithm.SHA512.newMessageDigest().getDigestLength() * 2)
                .isEqualTo(DigestAlgorithm.SHA512.hexLength());
    }
}
