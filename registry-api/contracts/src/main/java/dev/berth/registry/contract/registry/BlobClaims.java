package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Blob;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.contract.ManifestText;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Descriptor;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blobs of a repository. */
abstract class BlobClaims extends RegistryClaims {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, 131_072, 131_073, 5_000_000})
    void readsBackWhatWasPushed(int length) throws Exception {
        byte[] content = generated.bytes(length);

        Digest digest = pushed(APP, content).digest();

        assertThat(registry.blobs().confirm(APP, digest)).hasValue(length);
        assertThat(registry.blobs().find(APP, digest).orElseThrow().size()).isEqualTo(length);
        assertThat(read(APP, digest)).isEqualTo(content);
        assertThat(read(APP, digest)).isEqualTo(content);
    }

    @Test
    void readsAnyRange() throws Exception {
        byte[] content = generated.bytes(50_000);
        Blob blob = registry.blobs().find(APP, pushed(APP, content).digest()).orElseThrow();

        assertThat(blob.digest()).isEqualTo(digest(content));
        for (int i = 0; i < 20; i++) {
            int offset = generated.below(content.length);
            int length = generated.below(content.length - offset + 1);
            assertThat(read(blob, new ByteRange(offset, length)))
                    .isEqualTo(Arrays.copyOfRange(content, offset, offset + length));
        }
        assertThat(read(blob, new ByteRange(content.length, 0))).isEmpty();
    }

    @Test
    void keepsSha512() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(content));

        registry.uploads().push(APP, digest, stream(content));

        assertThat(read(APP, digest)).isEqualTo(content);
        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
    }

    @Test
    void refusesContentOfAnotherDigest() {
        byte[] content = generated.bytes(1_000);
        Digest digest = anyDigest();

        assertRefused(ErrorCode.DIGEST_INVALID, () -> registry.uploads().push(APP, digest, stream(content)));

        assertThat(registry.blobs().confirm(APP, digest)).isEmpty();
        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
        assertThat(registry.catalog().list(ALL, any -> true).items()).isEmpty();
    }

    @Test
    void aRepositoryHasOnlyItsOwnBlobs() {
        Digest digest = pushed(APP, generated.bytes(10)).digest();
        pushed(OTHER, generated.bytes(10));

        assertThat(registry.blobs().confirm(OTHER, digest)).isEmpty();
        assertThat(registry.blobs().find(OTHER, digest)).isEmpty();
        assertThat(registry.blobs().find(APP, anyDigest())).isEmpty();
    }

    @Test
    void pushingAgainIsNoError() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = pushed(APP, content).digest();
        pushed(APP, content);
        pushed(OTHER, content);

        assertThat(read(APP, digest)).isEqualTo(content);
        assertThat(read(OTHER, digest)).isEqualTo(content);
    }

    @Test
    void whatOneNodeStoresAnotherReads() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = pushed(APP, content).digest();

        registry = anotherNode();

        assertThat(registry.blobs().confirm(APP, digest)).hasValue(1_000);
        assertThat(read(APP, digest)).isEqualTo(content);
    }

    @Test
    void deletesABlobOfOneRepository() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = pushed(APP, content).digest();
        pushed(OTHER, content);

        registry.blobs().delete(APP, digest);

        assertThat(registry.blobs().confirm(APP, digest)).isEmpty();
        assertThat(registry.blobs().find(APP, digest)).isEmpty();
        assertThat(read(OTHER, digest)).isEqualTo(content);
        assertRefused(ErrorCode.BLOB_UNKNOWN, () -> registry.blobs().delete(APP, digest));
    }

    @Test
    void aDeletedBlobMayBePushedAgain() throws Exception {
        byte[] content = generated.bytes(1_000);
        Digest digest = pushed(APP, content).digest();
        registry.blobs().delete(APP, digest);

        pushed(APP, content);

        assertThat(read(APP, digest)).isEqualTo(content);
    }

    @Test
    void keepsABlobThatAManifestNeeds() throws Exception {
        byte[] content = generated.bytes(1_000);
        Descriptor layer = pushed(APP, content);
        ManifestText image = ManifestText.image(pushed(APP, CONFIG, generated.bytes(10)), layer);
        put(APP, "v1", image);

        assertRefused(ErrorCode.UNSUPPORTED, () -> registry.blobs().delete(APP, layer.digest()));
        assertThat(read(APP, layer.digest())).isEqualTo(content);

        registry.manifests().delete(APP, image.digest());
        registry.blobs().delete(APP, layer.digest());
        assertThat(registry.blobs().find(APP, layer.digest())).isEmpty();
    }
}
