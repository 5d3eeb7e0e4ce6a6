package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.UploadSession;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.UploadId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Uploads that go as they should. */
abstract class UploadClaims extends RegistryClaims {

    @Test
    void aSessionStartsWithNothing() {
        UploadSession session = registry.uploads().start(APP, DigestAlgorithm.SHA256);

        assertThat(session.repository()).isEqualTo(APP);
        assertThat(session.offset()).isZero();
        assertThat(registry.uploads().status(APP, session.id())).isEqualTo(session);
        assertThat(registry.catalog().list(ALL, any -> true).items()).isEmpty();
    }

    @Test
    void noTwoSessionsAreTheSame() {
        Set<UploadId> ids = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            ids.add(start());
        }

        assertThat(ids).hasSize(100);
    }

    @Test
    void finishesWithTheWholeContent() throws Exception {
        byte[] content = generated.bytes(300_000);
        UploadId id = start();

        registry.uploads().finish(APP, id, digest(content), chunk(content));

        assertThat(read(APP, digest(content))).isEqualTo(content);
        assertGone(id);
    }

    @Test
    void finishesAfterOneStream() throws Exception {
        byte[] content = generated.bytes(300_000);
        UploadId id = start();

        UploadSession session = registry.uploads().append(APP, id, chunk(content));
        assertThat(session.offset()).isEqualTo(content.length);
        assertThat(session.id()).isEqualTo(id);
        assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(content.length);
        registry.uploads().finish(APP, id, digest(content), Chunk.empty());

        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void joinsChunks() throws Exception {
        byte[] content = generated.bytes(20_000);
        UploadId id = start();

        registry.uploads().append(APP, id, chunkAt(content, 0, 7_000));
        registry.uploads().append(APP, id, chunk(Arrays.copyOfRange(content, 7_000, 7_001)));
        registry.uploads().append(APP, id, Chunk.empty());
        registry.uploads().append(APP, id, chunkAt(content, 7_001, 15_000));
        registry.uploads().finish(APP, id, digest(content), chunkAt(content, 15_000, 20_000));

        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void anyNodeGoesOn() throws Exception {
        byte[] content = generated.bytes(60_000);
        Registry[] nodes = {registry, anotherNode(), anotherNode()};
        UploadId id = start();

        for (int i = 0; i < 6; i++) {
            Registry node = nodes[(i * 2 + 1) % 3];
            assertThat(node.uploads().status(APP, id).offset()).isEqualTo(i * 10_000L);
            node.uploads().append(APP, id, chunkAt(content, i * 10_000, (i + 1) * 10_000));
        }
        nodes[0].uploads().finish(APP, id, digest(content), Chunk.empty());

        assertThat(read(APP, digest(content))).isEqualTo(content);
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> nodes[1].uploads().status(APP, id));
    }

    @Test
    void anotherNodeFinishes() throws Exception {
        byte[] content = generated.bytes(60_000);
        UploadId id = start();
        registry.uploads().append(APP, id, chunkAt(content, 0, 50_000));

        anotherNode().uploads().finish(APP, id, digest(content), chunkAt(content, 50_000, 60_000));

        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void finishesWithAnotherAlgorithmThanAnnounced() throws Exception {
        byte[] content = generated.bytes(20_000);
        Digest sha512 = Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(content));
        UploadId id = start();
        registry.uploads().append(APP, id, chunkAt(content, 0, 15_000));

        registry.uploads().finish(APP, id, sha512, chunkAt(content, 15_000, 20_000));

        assertThat(read(APP, sha512)).isEqualTo(content);
        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
    }

    @Test
    void finishesWithTheAlgorithmAnnounced() throws Exception {
        byte[] content = generated.bytes(20_000);
        Digest sha512 = Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(content));
        UploadId id = registry.uploads().start(APP, DigestAlgorithm.SHA512).id();
        registry.uploads().append(APP, id, chunk(content));

        registry.uploads().finish(APP, id, sha512, Chunk.empty());

        assertThat(read(APP, sha512)).isEqualTo(content);
    }

    @Test
    void anEmptyBlobIsABlob() throws Exception {
        UploadId id = start();

        registry.uploads().finish(APP, id, digest(new byte[0]), Chunk.empty());

        assertThat(read(APP, digest(new byte[0]))).isEmpty();
    }

    @Test
    void manySessionsOfOneContentAreNoTrouble() throws Exception {
        byte[] content = generated.bytes(2_000);
        UploadId first = start();
        UploadId second = start();
        registry.uploads().append(APP, first, chunkAt(content, 0, 1_000));
        registry.uploads().append(APP, second, chunk(content));
        registry.uploads().finish(APP, second, digest(content), Chunk.empty());
        registry.uploads().finish(APP, first, digest(content), chunkAt(content, 1_000, 2_000));

        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void cancelledSessionsAreGone() {
        UploadId id = start();
        registry.uploads().append(APP, id, chunk(generated.bytes(1_000)));

        registry.uploads().cancel(APP, id);

        assertGone(id);
    }

    private UploadId start() {
        return registry.uploads().start(APP, DigestAlgorithm.SHA256).id();
    }

    private void assertGone(UploadId id) {
        byte[] content = generated.bytes(10);
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().status(APP, id));
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().append(APP, id, chunk(content)));
        assertRefused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN,
                () -> registry.uploads().finish(APP, id, digest(content), chunk(content)));
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().cancel(APP, id));
    }
}
