package dev.berth.registry.contract.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.contract.BrokenStream;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.UploadId;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Uploads that do not go as they should. */
abstract class BrokenUploadClaims extends RegistryClaims {

    @Test
    void refusesChunksThatBelongElsewhere() throws Exception {
        byte[] content = generated.bytes(3_000);
        UploadId id = start();
        assertOutOfPlace(0, () -> registry.uploads().append(APP, id, chunkAt(content, 1, 10)));
        registry.uploads().append(APP, id, chunkAt(content, 0, 1_000));

        assertOutOfPlace(1_000, () -> registry.uploads().append(APP, id, chunkAt(content, 0, 1_000)));
        assertOutOfPlace(1_000, () -> registry.uploads().append(APP, id, chunkAt(content, 999, 2_000)));
        assertOutOfPlace(1_000, () -> registry.uploads().append(APP, id, chunkAt(content, 1_001, 2_000)));
        assertOutOfPlace(
                1_000, () -> registry.uploads().finish(APP, id, digest(content), chunkAt(content, 2_000, 3_000)));
        assertOutOfPlace(1_000, () -> anotherNode().uploads().append(APP, id, chunkAt(content, 2_000, 3_000)));

        assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(1_000);
        registry.uploads().finish(APP, id, digest(content), chunkAt(content, 1_000, 3_000));
        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void checksTheRangeBeforeTheDigest() {
        byte[] content = generated.bytes(3_000);
        UploadId id = start();
        registry.uploads().append(APP, id, chunkAt(content, 0, 1_000));

        assertOutOfPlace(1_000, () -> registry.uploads().finish(APP, id, anyDigest(), chunkAt(content, 2_000, 3_000)));

        assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(1_000);
    }

    @Test
    void aWrongDigestLeavesNothing() {
        byte[] content = generated.bytes(3_000);
        UploadId id = start();
        registry.uploads().append(APP, id, chunkAt(content, 0, 1_000));
        Digest wrong = anyDigest();

        assertRefused(
                ErrorCode.DIGEST_INVALID,
                () -> registry.uploads().finish(APP, id, wrong, chunkAt(content, 1_000, 3_000)));

        assertThat(registry.blobs().confirm(APP, wrong)).isEmpty();
        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().status(APP, id));
    }

    @Test
    void aWrongDigestAtAnotherNodeLeavesNothing() throws Exception {
        byte[] content = generated.bytes(3_000);
        UploadId id = start();
        registry.uploads().append(APP, id, chunk(content));
        Digest wrong = anyDigest();
        Registry other = anotherNode();

        assertRefused(ErrorCode.DIGEST_INVALID, () -> other.uploads().finish(APP, id, wrong, Chunk.empty()));

        assertThat(registry.blobs().confirm(APP, wrong)).isEmpty();
        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().status(APP, id));
    }

    @Test
    void keepsWhatCameBeforeTheClientBrokeOff() throws Exception {
        byte[] content = generated.bytes(600_000);
        UploadId id = start();

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> registry.uploads().append(APP, id, Chunk.stream(new BrokenStream(content, 400_000))));

        assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(400_000);
        registry.uploads().finish(APP, id, digest(content), chunkAt(content, 400_000, content.length));
        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void anotherNodeGoesOnAfterTheClientBrokeOff() throws Exception {
        byte[] content = generated.bytes(600_000);
        UploadId id = start();
        registry.uploads().append(APP, id, chunkAt(content, 0, 100_000));
        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> registry.uploads()
                        .append(
                                APP,
                                id,
                                Chunk.at(
                                        new ByteRange(100_000, 500_000),
                                        new BrokenStream(part(content, 100_000, 600_000), 250_000))));

        registry = anotherNode();

        assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(350_000);
        registry.uploads().append(APP, id, chunkAt(content, 350_000, 600_000));
        registry.uploads().finish(APP, id, digest(content), Chunk.empty());
        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void theClientMayBreakOffInTheLastChunk() throws Exception {
        byte[] content = generated.bytes(600_000);
        UploadId id = start();
        registry.uploads().append(APP, id, chunkAt(content, 0, 100_000));

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> registry.uploads()
                        .finish(
                                APP,
                                id,
                                digest(content),
                                Chunk.stream(new BrokenStream(part(content, 100_000, 600_000), 250_000))));

        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
        assertGoesOn(id, content);
    }

    @Test
    void theClientMayBreakOffAtOnce() throws Exception {
        byte[] content = generated.bytes(1_000);
        UploadId id = start();

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> registry.uploads().append(APP, id, Chunk.stream(new BrokenStream(content, 0))));

        assertGoesOn(id, content);
    }

    @Test
    void theClientMayBreakOffAgainAndAgain() throws Exception {
        byte[] content = generated.bytes(100_000);
        UploadId id = start();
        for (int offset = 0; offset < content.length; offset += 10_000) {
            byte[] rest = part(content, offset, content.length);
            registry = anotherNode();
            assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(offset);
            assertRefused(
                    ErrorCode.BLOB_UPLOAD_INVALID,
                    () -> registry.uploads().append(APP, id, Chunk.stream(new BrokenStream(rest, 10_000))));
        }

        registry.uploads().finish(APP, id, digest(content), Chunk.empty());
        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    @Test
    void refusesLessThanAnnounced() throws Exception {
        byte[] content = generated.bytes(2_000);
        UploadId id = start();

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> registry.uploads()
                        .append(APP, id, Chunk.at(new ByteRange(0, 1_000), stream(part(content, 0, 400)))));

        assertGoesOn(id, content);
    }

    @Test
    void refusesMoreThanAnnounced() throws Exception {
        byte[] content = generated.bytes(2_000);
        UploadId id = start();

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> registry.uploads()
                        .append(APP, id, Chunk.at(new ByteRange(0, 1_000), stream(part(content, 0, 1_500)))));

        assertGoesOn(id, content);
    }

    @Test
    void aPushThatBreaksOffKeepsNothing() {
        byte[] content = generated.bytes(100_000);

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> registry.uploads().push(APP, digest(content), new BrokenStream(content, 50_000)));

        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
        assertThat(registry.catalog().list(ALL, any -> true).items()).isEmpty();
    }

    @Test
    void aSessionBelongsToItsRepository() {
        UploadId id = start();

        assertUnknown(() -> registry.uploads().status(OTHER, id));
        assertUnknown(() -> registry.uploads().append(OTHER, id, Chunk.empty()));
        assertUnknown(() -> registry.uploads().finish(OTHER, id, digest(new byte[0]), Chunk.empty()));
        assertUnknown(() -> registry.uploads().cancel(OTHER, id));
        assertThat(registry.uploads().status(APP, id).offset()).isZero();
    }

    @Test
    void nobodyGuessesASession() {
        UploadId id = generated.uploadId();

        assertUnknown(() -> registry.uploads().status(APP, id));
        assertUnknown(() -> registry.uploads().append(APP, id, Chunk.empty()));
        assertUnknown(() -> registry.uploads().finish(APP, id, digest(new byte[0]), Chunk.empty()));
        assertUnknown(() -> registry.uploads().cancel(APP, id));
    }

    @Test
    void sessionsExpire() throws Exception {
        byte[] content = generated.bytes(1_000);
        UploadId id = start();
        registry.uploads().append(APP, id, chunk(content));

        clock.advance(Duration.ofDays(1_000));

        assertUnknown(() -> registry.uploads().status(APP, id));
        assertUnknown(() -> registry.uploads().append(APP, id, Chunk.empty()));
        assertUnknown(() -> anotherNode().uploads().finish(APP, id, digest(content), Chunk.empty()));
        assertUnknown(() -> registry.uploads().finish(APP, id, digest(content), Chunk.empty()));
        assertThat(registry.blobs().confirm(APP, digest(content))).isEmpty();
    }

    /** The content of a session is always a prefix of the blob. */
    private void assertGoesOn(UploadId id, byte[] content) throws Exception {
        int offset = Math.toIntExact(anotherNode().uploads().status(APP, id).offset());
        assertThat(registry.uploads().status(APP, id).offset()).isEqualTo(offset);
        registry.uploads().finish(APP, id, digest(content), chunkAt(content, offset, content.length));
        assertThat(read(APP, digest(content))).isEqualTo(content);
    }

    private UploadId start() {
        return registry.uploads().start(APP, DigestAlgorithm.SHA256).id();
    }

    private static byte[] part(byte[] content, int from, int to) {
        return Arrays.copyOfRange(content, from, to);
    }

    private static void assertUnknown(ThrowingCallable call) {
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, call);
    }

    private static void assertOutOfPlace(long offset, ThrowingCallable call) {
        assertThatExceptionOfType(UploadRangeException.class).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.RANGE_INVALID);
            assertThat(refusal.offset()).isEqualTo(offset);
        });
    }
}
