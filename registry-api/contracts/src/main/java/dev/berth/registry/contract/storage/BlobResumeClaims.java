package dev.berth.registry.contract.storage;

import static dev.berth.registry.contract.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Resuming an unfinished object. */
abstract class BlobResumeClaims extends BlobStoreClaims {

    @Test
    void goesOnWhereTheCheckpointWasTaken() throws Exception {
        byte[] first = chunk();
        byte[] second = chunk();
        StorageKey key = generated.storageKey();
        WriterState state = begun(key, first);
        assertThat(state.size()).isEqualTo(first.length);

        try (BlobWriter writer = store.resume(key, state)) {
            assertThat(writer.size()).isEqualTo(first.length);
            writer.write(ByteBuffer.wrap(second));
            assertThat(writer.size()).isEqualTo(first.length + second.length);
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(concatenation(first, second));
    }

    @Test
    void goesOnAtAnotherNodeAsOftenAsNeedBe() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] content = chunk();
        WriterState state = begun(key, content);

        for (int round = 0; round < 5; round++) {
            byte[] more = chunk();
            try (BlobWriter writer = open().resume(key, state)) {
                writer.write(ByteBuffer.wrap(more));
                state = writer.checkpoint();
            }
            content = concatenation(content, more);
            assertThat(state.size()).isEqualTo(content.length);
        }
        try (BlobWriter writer = open().resume(key, state)) {
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    /** The newest state can be determined only with the writer open. */
    @Test
    void goingOnFromAnOldStateDropsNothingBeforeAWrite() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] first = chunk();
        byte[] second = chunk();
        WriterState old = begun(key, first);
        WriterState newest;
        try (BlobWriter writer = store.resume(key, old)) {
            writer.write(ByteBuffer.wrap(second));
            newest = writer.checkpoint();
        }

        try (BlobWriter writer = store.resume(key, old)) {
            assertThat(writer.size()).isEqualTo(first.length);
        }
        try (BlobWriter writer = store.resume(key, WriterState.NOTHING)) {
            assertThat(writer.size()).isZero();
        }
        try (BlobWriter writer = store.resume(key, newest)) {
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(concatenation(first, second));
    }

    @Test
    void writingGoesOnAfterACheckpoint() throws Exception {
        byte[] first = chunk();
        byte[] second = chunk();
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(first));
            writer.checkpoint();
            writer.write(ByteBuffer.wrap(second));
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(concatenation(first, second));
    }

    @Test
    void dropsWhatWasWrittenAfterTheCheckpoint() throws Exception {
        byte[] kept = chunk();
        byte[] last = chunk();
        StorageKey key = generated.storageKey();
        WriterState state;
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(kept));
            state = writer.checkpoint();
            writer.write(ByteBuffer.wrap(chunk()));
        }

        try (BlobWriter writer = store.resume(key, state)) {
            assertThat(writer.size()).isEqualTo(kept.length);
            writer.write(ByteBuffer.wrap(last));
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(concatenation(kept, last));
    }

    @Test
    void dropsLaterCheckpointsToo() throws Exception {
        byte[] kept = chunk();
        byte[] last = chunk();
        StorageKey key = generated.storageKey();
        WriterState earlier;
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(kept));
            earlier = writer.checkpoint();
            writer.write(ByteBuffer.wrap(chunk()));
            writer.checkpoint();
            writer.write(ByteBuffer.wrap(chunk()));
            writer.checkpoint();
        }

        try (BlobWriter writer = store.resume(key, earlier)) {
            writer.write(ByteBuffer.wrap(last));
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(concatenation(kept, last));
    }

    @Test
    void goesOnWithAnObjectOfWhichNothingWasWritten() throws Exception {
        byte[] content = chunk();
        StorageKey key = generated.storageKey();
        WriterState state;
        try (BlobWriter writer = store.writer(key)) {
            state = writer.checkpoint();
        }
        assertThat(state.size()).isZero();

        try (BlobWriter writer = store.resume(key, state)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void startsAgainAfterAFirstWriteThatKeptNothing() throws Exception {
        byte[] content = chunk();
        StorageKey key = generated.storageKey();
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(chunk()));
        }

        try (BlobWriter writer = begunOrNew(key)) {
            assertThat(writer.size()).isZero();
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void refusesASecondWriterWhileOneIsOpen() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] content = chunk();
        WriterState state = begun(key, content);

        try (BlobWriter writer = store.resume(key, state)) {
            assertThat(writer.size()).isEqualTo(content.length);
            assertFails(Kind.BUSY, () -> store.resume(key, state).close());
        }
        try (BlobWriter writer = store.resume(key, state)) {
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void ofManyThatResumeOneWins() throws Exception {
        StorageKey key = generated.storageKey();
        WriterState state = begun(key, chunk());
        int threads = 8;
        CyclicBarrier allHaveTried = new CyclicBarrier(threads);

        List<String> outcomes = Race.of(threads, () -> {
            try (BlobWriter writer = store.resume(key, state)) {
                allHaveTried.await(1, TimeUnit.MINUTES);
                return "won at " + writer.size();
            } catch (StoreException e) {
                allHaveTried.await(1, TimeUnit.MINUTES);
                return e.kind().toString();
            }
        });

        assertThat(outcomes).containsOnly("won at " + state.size(), "BUSY").containsOnlyOnce("won at " + state.size());
    }

    @Test
    void refusesToResumeWhatIsBeingWritten() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] content = chunk();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            WriterState state = writer.checkpoint();
            assertFails(Kind.BUSY, () -> store.resume(key, state).close());
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void refusesToResumeWhatWasNeverBegun() throws Exception {
        WriterState foreign = begun(generated.storageKey(), chunk());

        assertRefused(() -> store.resume(generated.storageKey(), foreign));
    }

    @Test
    void refusesToResumeWhatIsCommitted() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] content = chunk();
        WriterState state = begun(key, content);
        try (BlobWriter writer = store.resume(key, state)) {
            writer.commit();
        }

        assertRefused(() -> store.resume(key, state));

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void refusesToResumeWhatWasDiscarded() throws Exception {
        StorageKey key = generated.storageKey();
        WriterState state = begun(key, chunk());
        try (BlobWriter writer = store.resume(key, state)) {
            writer.discard();
        }

        assertRefused(() -> store.resume(key, state));
    }

    @Test
    void refusesToResumeWhatWasDeleted() throws Exception {
        StorageKey key = generated.storageKey();
        WriterState state = begun(key, chunk());
        assertThat(store.delete(List.of(key))).isEmpty();

        assertRefused(() -> store.resume(key, state));
        assertAbsent(key);
    }

    private WriterState begun(StorageKey key, byte[] content) throws StoreException {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            return writer.checkpoint();
        }
    }

    private BlobWriter begunOrNew(StorageKey key) throws StoreException {
        try {
            return store.writer(key);
        } catch (StoreException inUse) {
            return store.resume(key, WriterState.NOTHING);
        }
    }
}
