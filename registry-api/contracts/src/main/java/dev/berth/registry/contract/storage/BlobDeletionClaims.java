package dev.berth.registry.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Removing objects. */
abstract class BlobDeletionClaims extends BlobStoreClaims {

    @Test
    void removesObjectsAndLeavesTheOthers() throws Exception {
        byte[] content = chunk();
        StorageKey kept = stored(content);
        StorageKey gone = stored(chunk());

        assertThat(store.delete(List.of(gone))).isEmpty();

        assertAbsent(gone);
        assertThat(read(kept)).isEqualTo(content);
    }

    @Test
    void aMissingObjectIsNoFailure() throws Exception {
        StorageKey gone = stored(chunk());

        assertThat(store.delete(List.of(gone, generated.storageKey(), gone))).isEmpty();
        assertThat(store.delete(List.of(gone))).isEmpty();
        assertThat(store.delete(List.of())).isEmpty();
    }

    @Test
    void removesMoreThanAThousandAtATime() throws Exception {
        List<StorageKey> keys = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            keys.add(i % 50 == 0 ? stored(generated.bytes(10)) : generated.storageKey());
        }

        assertThat(store.delete(keys)).isEmpty();

        assertThat(store.list("", PageRequest.first(10)).items()).isEmpty();
    }

    @Test
    void removesWhatAnUnfinishedWriterLeft() throws Exception {
        StorageKey closed = generated.storageKey();
        StorageKey checkpointed = generated.storageKey();
        store.writer(closed).close();
        try (BlobWriter writer = store.writer(checkpointed)) {
            writer.write(ByteBuffer.wrap(chunk()));
            writer.checkpoint();
        }

        assertThat(open().delete(List.of(closed, checkpointed))).isEmpty();

        assertAbsent(closed);
        assertAbsent(checkpointed);
    }

    @Test
    void aCommitAfterTheDeletionPublishesNothing() throws Exception {
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(chunk()));
            writer.checkpoint();
            assertThat(open().delete(List.of(key))).isEmpty();
            assertThatExceptionOfType(StoreException.class)
                    .as("the commit of an object that was deleted while its writer was open")
                    .isThrownBy(writer::commit);
        }

        assertAbsent(key);
    }

    @Test
    void aResumedWriterPublishesNothingAfterTheDeletion() throws Exception {
        StorageKey key = generated.storageKey();
        WriterState state = checkpointed(key, chunk());

        try (BlobWriter writer = store.resume(key, state)) {
            assertThat(open().delete(List.of(key))).isEmpty();
            assertThatExceptionOfType(StoreException.class)
                    .as("the commit of an object that was deleted after its writer had resumed it")
                    .isThrownBy(writer::commit);
        }

        assertAbsent(key);
    }

    @Test
    void whatIsInUseIsNotAbandoned() throws Exception {
        byte[] content = chunk();
        StorageKey committed = stored(content);
        StorageKey key = generated.storageKey();
        WriterState state;
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            state = writer.checkpoint();
        }

        assertThat(store.capabilities().removeAbandoned(Instant.now().plus(Duration.ofHours(1)), Set::copyOf))
                .isZero();

        try (BlobWriter writer = store.resume(key, state)) {
            writer.commit();
        }
        assertThat(read(key)).isEqualTo(content);
        assertThat(read(committed)).isEqualTo(content);
    }

    @Test
    void whatWasBegunLongAgoIsAbandonedUnlessAnUploadHasIt() throws Exception {
        byte[] content = chunk();
        StorageKey committed = stored(content);
        StorageKey owned = generated.storageKey();
        StorageKey abandoned = generated.storageKey();
        WriterState state = checkpointed(owned, content);
        WriterState lost = checkpointed(abandoned, content);

        store.capabilities().removeAbandoned(Instant.now().plus(Duration.ofDays(1)), keys -> Set.of(owned));

        try (BlobWriter writer = store.resume(owned, state)) {
            writer.commit();
        }
        assertThat(read(owned)).isEqualTo(content);
        assertThat(read(committed)).isEqualTo(content);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> {
            try (BlobWriter writer = store.resume(abandoned, lost)) {
                writer.commit();
            }
        });
        assertAbsent(abandoned);
        // An attempt that failed may leave bytes, which the next call removes.
        store.capabilities().removeAbandoned(Instant.now().plus(Duration.ofDays(1)), keys -> Set.of());
        assertThat(store.capabilities().removeAbandoned(Instant.now().plus(Duration.ofDays(1)), keys -> Set.of()))
                .isZero();
    }

    private WriterState checkpointed(StorageKey key, byte[] content) throws Exception {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            return writer.checkpoint();
        }
    }
}
