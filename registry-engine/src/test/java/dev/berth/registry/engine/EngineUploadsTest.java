package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.assertRefused;
import static dev.berth.registry.engine.EngineTestBed.at;
import static dev.berth.registry.engine.EngineTestBed.concatenation;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.read;
import static dev.berth.registry.engine.EngineTestBed.sha512;
import static dev.berth.registry.engine.EngineTestBed.start;
import static dev.berth.registry.engine.EngineTestBed.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.Chunk;
import dev.berth.registry.ErrorCode;
import dev.berth.registry.Registry;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.Uploads;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Uploads on one node. */
class EngineUploadsTest {
    private final EngineTestBed bed = new EngineTestBed();
    private final Registry registry = bed.node();
    private final Uploads uploads = registry.uploads();
    private final byte[] first = bed.generated.bytes(300_000);
    private final byte[] second = bed.generated.bytes(70_001);
    private final byte[] whole = concatenation(first, second);

    @Test
    void storesWhatWasStreamed() throws Exception {
        UploadId id = start(registry).id();

        assertThat(uploads.append(REPOSITORY, id, stream(whole)).offset()).isEqualTo(whole.length);
        uploads.finish(REPOSITORY, id, digest(whole), Chunk.empty());

        assertThat(read(registry, REPOSITORY, digest(whole))).isEqualTo(whole);
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(REPOSITORY, id));
    }

    @Test
    void takesChunksInOrderAndTheLastWithTheEnd() throws Exception {
        UploadId id = start(registry).id();

        uploads.append(REPOSITORY, id, at(0, first));
        assertThat(uploads.status(REPOSITORY, id).offset()).isEqualTo(first.length);
        uploads.finish(REPOSITORY, id, digest(whole), at(first.length, second));

        assertThat(read(registry, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void takesAWholeBlobWithTheEnd() throws Exception {
        UploadId id = start(registry).id();

        uploads.finish(REPOSITORY, id, digest(whole), stream(whole));

        assertThat(read(registry, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void takesAnEmptyBlob() throws Exception {
        Digest empty = digest(new byte[0]);

        uploads.finish(REPOSITORY, start(registry).id(), empty, Chunk.empty());

        assertThat(registry.blobs().confirm(REPOSITORY, empty)).hasValue(0);
        assertThat(read(registry, REPOSITORY, empty)).isEmpty();
    }

    @Test
    void takesSha512HoweverItWasAnnounced() throws Exception {
        Digest digest = sha512(whole);
        UploadId chunked = start(registry).id();
        uploads.append(REPOSITORY, chunked, stream(first));
        uploads.finish(REPOSITORY, chunked, digest, stream(second));
        assertThat(read(registry, REPOSITORY, digest)).isEqualTo(whole);

        UploadId announced =
                uploads.start(EngineTestBed.OTHER, DigestAlgorithm.SHA512).id();
        uploads.append(EngineTestBed.OTHER, announced, stream(whole));
        uploads.finish(EngineTestBed.OTHER, announced, digest, Chunk.empty());
        assertThat(read(registry, EngineTestBed.OTHER, digest)).isEqualTo(whole);
    }

    @Test
    void refusesChunksOutOfOrderAndGoesOn() throws Exception {
        UploadId id = start(registry).id();
        assertOffset(0, () -> uploads.append(REPOSITORY, id, at(first.length, second)));
        uploads.append(REPOSITORY, id, at(0, first));

        assertOffset(first.length, () -> uploads.append(REPOSITORY, id, at(0, first)));
        assertOffset(first.length, () -> uploads.finish(REPOSITORY, id, digest(whole), at(1, second)));

        uploads.finish(REPOSITORY, id, digest(whole), at(first.length, second));
        assertThat(read(registry, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void checksTheRangeBeforeTheDigest() {
        UploadId id = start(registry).id();
        uploads.append(REPOSITORY, id, stream(first));

        assertOffset(first.length, () -> uploads.finish(REPOSITORY, id, digest(second), at(3, second)));

        assertThat(uploads.status(REPOSITORY, id).offset()).isEqualTo(first.length);
    }

    @Test
    void leavesNothingOfAWrongDigest() throws Exception {
        UploadId streamed = start(registry).id();
        uploads.append(REPOSITORY, streamed, stream(first));
        assertRefused(
                ErrorCode.DIGEST_INVALID, () -> uploads.finish(REPOSITORY, streamed, digest(second), Chunk.empty()));
        UploadId whole = start(registry).id();
        assertRefused(ErrorCode.DIGEST_INVALID, () -> uploads.finish(REPOSITORY, whole, digest(second), stream(first)));
        UploadId rehashed = start(registry).id();
        uploads.append(REPOSITORY, rehashed, stream(first));
        assertRefused(
                ErrorCode.DIGEST_INVALID, () -> uploads.finish(REPOSITORY, rehashed, sha512(second), Chunk.empty()));
        assertRefused(
                ErrorCode.DIGEST_INVALID,
                () -> uploads.push(REPOSITORY, digest(second), new ByteArrayInputStream(first)));

        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(REPOSITORY, streamed));
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(REPOSITORY, rehashed));
        assertThat(registry.blobs().find(REPOSITORY, digest(second))).isEmpty();
        assertThat(bed.objects()).isZero();
    }

    @Test
    void keepsWhatABrokenStreamSent() throws Exception {
        UploadId id = start(registry).id();

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> uploads.append(REPOSITORY, id, Chunk.stream(new BrokenStream(first))));

        assertThat(uploads.status(REPOSITORY, id).offset()).isEqualTo(first.length);
        uploads.append(REPOSITORY, id, stream(second));
        uploads.finish(REPOSITORY, id, digest(whole), Chunk.empty());
        assertThat(read(registry, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void goesOnAfterAFinishThatBrokeOff() throws Exception {
        UploadId id = start(registry).id();
        uploads.append(REPOSITORY, id, stream(first));

        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID,
                () -> uploads.finish(REPOSITORY, id, digest(whole), Chunk.stream(new BrokenStream(first))));

        uploads.finish(REPOSITORY, id, digest(whole), at(first.length, second));
        assertThat(read(registry, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void keepsNothingOfAChunkOfTheWrongLength() throws Exception {
        UploadId id = start(registry).id();
        for (int announced : new int[] {first.length - 1, first.length + 1}) {
            Chunk chunk = Chunk.at(new ByteRange(0, announced), new ByteArrayInputStream(first));
            assertRefused(ErrorCode.BLOB_UPLOAD_INVALID, () -> uploads.append(REPOSITORY, id, chunk));
            assertThat(uploads.status(REPOSITORY, id).offset()).isZero();
        }

        uploads.finish(REPOSITORY, id, digest(first), stream(first));
        assertThat(read(registry, REPOSITORY, digest(first))).isEqualTo(first);
    }

    @Test
    void keepsNothingOfAPushThatBrokeOff() throws Exception {
        assertRefused(
                ErrorCode.BLOB_UPLOAD_INVALID, () -> uploads.push(REPOSITORY, digest(first), new BrokenStream(first)));

        assertThat(bed.objects()).isZero();
        assertThat(registry.blobs().find(REPOSITORY, digest(first))).isEmpty();
    }

    @Test
    void forgetsACancelledUpload() {
        UploadId id = start(registry).id();
        uploads.append(REPOSITORY, id, stream(first));

        uploads.cancel(REPOSITORY, id);

        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.status(REPOSITORY, id));
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.cancel(REPOSITORY, id));
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.append(REPOSITORY, id, stream(second)));
        assertRefused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.finish(REPOSITORY, id, digest(first), Chunk.empty()));
    }

    @Test
    void leavesNoCommittedObjectWithoutAnOwnerWhenItsSessionIsLost() throws Exception {
        EngineTestBed lossy = new EngineTestBed(InterruptedBlobStore::new);
        Uploads node = lossy.node().uploads();
        UploadId id = node.start(REPOSITORY, DigestAlgorithm.SHA256).id();
        node.append(REPOSITORY, id, stream(first));
        ((InterruptedBlobStore) lossy.served).beforeNextOpen(() -> {
            StorageKey key = lossy.metadata
                    .uploads()
                    .cancel(REPOSITORY, id)
                    .orElseThrow()
                    .upload()
                    .key();
            lossy.metadata.deletions().done(List.of(key));
        });

        assertRefused(ErrorCode.DIGEST_INVALID, () -> node.finish(REPOSITORY, id, sha512(second), Chunk.empty()));

        assertThat(lossy.objects()).isOne();
        assertThat(lossy.metadata.deletions().backlog().waiting()).isOne();
    }

    @Test
    void forgetsAnExpiredUpload() {
        UploadId fresh = start(registry).id();
        UploadId begun = start(registry).id();
        uploads.append(REPOSITORY, begun, stream(first));

        bed.clock.advance(Duration.ofDays(7));

        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.append(REPOSITORY, fresh, stream(first)));
        assertRefused(
                ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.finish(REPOSITORY, begun, digest(first), Chunk.empty()));
        assertThat(registry.blobs().find(REPOSITORY, digest(first))).isEmpty();
    }

    @Test
    void knowsAnUploadInItsOwnRepositoryOnly() {
        UploadId id = start(registry).id();

        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.append(EngineTestBed.OTHER, id, stream(first)));
        assertRefused(ErrorCode.BLOB_UPLOAD_UNKNOWN, () -> uploads.cancel(EngineTestBed.OTHER, id));

        assertThat(uploads.append(REPOSITORY, id, stream(first)).offset()).isEqualTo(first.length);
    }

    @Test
    void refusesBlobsBeyondTheLimit() throws Exception {
        EngineConfig config = EngineConfig.builder().blobLimit(first.length).build();
        Uploads limited = bed.node(config).uploads();
        limited.push(REPOSITORY, digest(first), new ByteArrayInputStream(first));
        UploadId id = limited.start(REPOSITORY, DigestAlgorithm.SHA256).id();

        assertRefused(ErrorCode.SIZE_INVALID, () -> limited.append(REPOSITORY, id, stream(whole)));
        assertRefused(
                ErrorCode.SIZE_INVALID, () -> limited.push(REPOSITORY, digest(whole), new ByteArrayInputStream(whole)));

        assertThat(limited.status(REPOSITORY, id).offset()).isZero();
        assertThat(bed.objects()).isOne();
    }

    @Test
    void writesNothingInReadOnlyMode() {
        UploadId id = start(registry).id();
        Uploads readOnly = bed.node(
                        EngineConfig.builder().readOnly("moving house").build())
                .uploads();

        assertRefused(ErrorCode.UNSUPPORTED, () -> readOnly.start(REPOSITORY, DigestAlgorithm.SHA256))
                .withMessageContaining("moving house");
        assertRefused(ErrorCode.UNSUPPORTED, () -> readOnly.append(REPOSITORY, id, stream(first)));
        assertRefused(ErrorCode.UNSUPPORTED, () -> readOnly.cancel(REPOSITORY, id));
        assertThat(readOnly.status(REPOSITORY, id).offset()).isZero();
    }

    private static void assertOffset(long offset, ThrowingCallable call) {
        assertThatExceptionOfType(UploadRangeException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.offset()).isEqualTo(offset));
    }
}
