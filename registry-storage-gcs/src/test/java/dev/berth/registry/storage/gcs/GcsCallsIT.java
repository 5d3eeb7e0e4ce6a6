package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.storage.gcs.FaultyProxy.Fault;
import dev.berth.registry.testing.FullBuild;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The number of store calls of each operation. */
@FullBuild
class GcsCallsIT {
    private static final int CHUNK = GcsStoreConfig.CHUNK_UNIT;

    private final Generated generated = new Generated(new SplittableRandom(5));
    private FaultyProxy proxy;
    private GcsBlobStore store;

    @BeforeAll
    static void startServer() {
        FakeGcsServer.require();
    }

    @BeforeEach
    void open() throws Exception {
        GcsServer server = FakeGcsServer.server();
        proxy = new FaultyProxy(server.endpoint());
        store = GcsBlobStore.open(GcsStoreConfig.builder(server.newBucket())
                .endpoint(proxy.endpoint())
                .chunkSize(CHUNK)
                .build());
    }

    @AfterEach
    void close() {
        store.close();
        proxy.close();
    }

    @Test
    void aSmallBlobIsOneCallAndInTwoRequestsTwo() throws Exception {
        try (BlobWriter writer = store.writer(generated.storageKey())) {
            writer.write(ByteBuffer.wrap(generated.bytes(1_000)));
            writer.commit();
        }
        assertThat(proxy.calls()).hasSize(1);

        complete(generated.storageKey(), generated.bytes(1_000), 1_000);
        // The emulator is asked once more, because it ignores the conditions of a composition.
        assertThat(proxy.calls()).hasSize(3 + 1);
    }

    @Test
    void aLargeBlobIsItsChunksAndTwo() throws Exception {
        complete(generated.storageKey(), generated.bytes(4 * CHUNK - 1), 4 * CHUNK - 1);

        assertThat(proxy.calls()).hasSize(4 + 2 + 1);
    }

    @Test
    void theSumOfAllBytesComesWithTheLastChunk() throws Exception {
        byte[] content = generated.bytes(2 * CHUNK + 1);
        CRC32C crc = new CRC32C();
        crc.update(content);
        byte[] sum =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();

        complete(generated.storageKey(), content, content.length);

        assertThat(proxy.sums()).containsExactly("crc32c=" + Base64.getEncoder().encodeToString(sum));
    }

    @Test
    void readingIsOneCall() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] content = generated.bytes(3 * CHUNK);
        complete(key, content, 10);
        proxy.fail(Fault.LOST, 0);

        assertThat(read(key, content.length)).isEqualTo(content);
        assertThat(proxy.calls()).hasSize(1);
    }

    @Test
    void manyComponentsBecomeOne() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] content = generated.bytes(100);
        WriterState state = WriterState.NOTHING;
        for (int i = 0; i < content.length; i++) {
            state = append(key, state, content, i + 1);
        }
        try (BlobWriter writer = store.resume(key, state)) {
            writer.commit();
        }

        assertThat(read(key, content.length)).isEqualTo(content);
    }

    @Test
    void findsWhatWasAbandoned() throws Exception {
        append(generated.storageKey(), WriterState.NOTHING, generated.bytes(10), 10);

        assertThat(store.removeAbandoned(Instant.now().minusSeconds(60), keys -> Set.of()))
                .isZero();
        assertThat(store.removeAbandoned(Instant.now().plusSeconds(60), keys -> Set.of()))
                .isEqualTo(1);
        assertThat(store.removeAbandoned(Instant.now().plusSeconds(60), keys -> Set.of()))
                .isZero();
    }

    /** In two requests. */
    private void complete(StorageKey key, byte[] content, int first) throws StoreException {
        WriterState state = append(key, WriterState.NOTHING, content, first);
        try (BlobWriter writer = store.resume(key, state)) {
            writer.write(ByteBuffer.wrap(content, first, content.length - first));
            writer.commit();
        }
    }

    private WriterState append(StorageKey key, WriterState state, byte[] content, int to) throws StoreException {
        try (BlobWriter writer = store.resume(key, state)) {
            int from = (int) state.size();
            writer.write(ByteBuffer.wrap(content, from, to - from));
            return writer.checkpoint();
        }
    }

    private byte[] read(StorageKey key, int size) throws Exception {
        try (BlobContent content = store.open(key, ByteRange.whole(size))) {
            return Channels.newInputStream(content.channel()).readAllBytes();
        }
    }
}
