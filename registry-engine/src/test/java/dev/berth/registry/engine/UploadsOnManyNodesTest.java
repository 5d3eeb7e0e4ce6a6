package dev.berth.registry.engine;

import static dev.berth.registry.engine.EngineTestBed.REPOSITORY;
import static dev.berth.registry.engine.EngineTestBed.at;
import static dev.berth.registry.engine.EngineTestBed.digest;
import static dev.berth.registry.engine.EngineTestBed.read;
import static dev.berth.registry.engine.EngineTestBed.start;
import static dev.berth.registry.engine.EngineTestBed.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.Chunk;
import dev.berth.registry.UploadRangeException;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.UploadId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Over a store that refuses a key in use at once. */
class UploadsOnManyNodesTest extends ManyNodesClaims {

    UploadsOnManyNodesTest() {
        super(new EngineTestBed(InterruptedBlobStore::new));
    }

    /** The other node has read the row, but does not own the object yet. */
    @Test
    void whatIsAddedBetweenALookAndAWriteStays() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        storage().beforeNextResume(() -> one.uploads().append(REPOSITORY, id, stream(second)));

        assertThatExceptionOfType(UploadRangeException.class)
                .isThrownBy(() -> two.uploads().append(REPOSITORY, id, at(first.length, first)))
                .satisfies(refusal -> assertThat(refusal.offset()).isEqualTo(whole.length));

        one.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());
        assertThat(read(two, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    /**
     * A client of the other node receives the offset to continue at, or a time to wait, and not the answer that storage
     * does not answer.
     */
    @Test
    void aRequestOnAnotherNodeIsRefusedOrWaits() throws Exception {
        UploadId id = start(one).id();
        one.uploads().append(REPOSITORY, id, stream(first));
        PausedStream body = new PausedStream(second);
        CompletableFuture<?> running =
                CompletableFuture.runAsync(() -> one.uploads().append(REPOSITORY, id, Chunk.stream(body)));
        body.awaitReader();

        assertThatExceptionOfType(UploadRangeException.class)
                .isThrownBy(() -> two.uploads().append(REPOSITORY, id, stream(second)))
                .satisfies(refusal -> assertThat(refusal.offset()).isEqualTo(first.length));

        CompletableFuture<?> end =
                CompletableFuture.runAsync(() -> two.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty()));
        body.release();
        running.join();
        end.join();
        assertThat(read(one, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    @Test
    void whatIsAddedBeforeABegunObjectIsResumedStays() throws Exception {
        UploadId id = start(one).id();
        StorageKey key = bed.metadata
                .uploads()
                .find(REPOSITORY, id)
                .orElseThrow()
                .upload()
                .key();
        storage().beforeNextWriter(() -> bed.storage.writer(key).close());
        storage().beforeNextResume(() -> one.uploads().append(REPOSITORY, id, stream(whole)));

        assertThatExceptionOfType(UploadRangeException.class)
                .isThrownBy(() -> two.uploads().append(REPOSITORY, id, at(0, first)))
                .satisfies(refusal -> assertThat(refusal.offset()).isEqualTo(whole.length));

        two.uploads().finish(REPOSITORY, id, digest(whole), Chunk.empty());
        assertThat(read(one, REPOSITORY, digest(whole))).isEqualTo(whole);
    }

    private InterruptedBlobStore storage() {
        return (InterruptedBlobStore) bed.served;
    }
}
