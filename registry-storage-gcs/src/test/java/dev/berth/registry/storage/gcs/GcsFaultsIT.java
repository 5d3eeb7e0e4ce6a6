package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Generated;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import dev.berth.registry.storage.gcs.FaultyProxy.Fault;
import dev.berth.registry.testing.FullBuild;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One call fails: each call of each operation, in each way. Mostly pauses before the next attempt, so several at once.
 */
@Execution(ExecutionMode.CONCURRENT)
@FullBuild
class GcsFaultsIT {
    private static final int CHUNK = GcsStoreConfig.CHUNK_UNIT;
    private static final int FIRST = 1_000;
    private static final int SECOND = FIRST + 2 * CHUNK + 10;
    private static final int WHOLE = SECOND + 1_000;

    private final Generated generated = new Generated(new SplittableRandom(6));
    private final byte[] content = generated.bytes(WHOLE);
    private String bucket;
    private FaultyProxy proxy;
    private GcsBlobStore healthy;
    private GcsBlobStore persistent;
    private GcsBlobStore once;

    @BeforeAll
    static void startServer() {
        FakeGcsServer.require();
    }

    @BeforeEach
    void open() throws Exception {
        GcsServer server = FakeGcsServer.server();
        bucket = server.newBucket();
        proxy = new FaultyProxy(server.endpoint());
        healthy = store(server.endpoint(), 6);
        persistent = store(proxy.endpoint(), 6);
        once = store(proxy.endpoint(), 1);
    }

    private GcsBlobStore store(URI endpoint, int attempts) throws StoreException {
        return GcsBlobStore.open(GcsStoreConfig.builder(bucket)
                .endpoint(endpoint)
                .chunkSize(CHUNK)
                .maxAttempts(attempts)
                .build());
    }

    @AfterEach
    void close() {
        proxy.fail(Fault.LOST, 0);
        List.of(healthy, persistent, once).forEach(GcsBlobStore::close);
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DAMAGED")
    void oneFailureIsMadeUpFor(Fault fault) throws Exception {
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            StorageKey key = generated.storageKey();
            proxy.fail(fault, at);

            complete(persistent, key, begin(persistent, key));

            assertThat(read(persistent, key)).as("%s at %s", fault, at).isEqualTo(content);
            assertThat(committed(persistent)).containsExactly(key);
            assertThat(persistent.delete(List.of(key))).isEmpty();
            assertThat(persistent.size(key)).isEmpty();
            calls = proxy.calls().size();
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutRetriesNothingIsLostAndNothingShowsTooSoon(Fault fault) throws Exception {
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            StorageKey key = generated.storageKey();
            proxy.fail(fault, at);
            WriterState state = WriterState.NOTHING;
            try {
                state = append(once, key, state, FIRST);
                state = append(once, key, state, SECOND);
                complete(once, key, state);
            } catch (StoreException e) {
                assertThat(e.kind()).as("%s at %s", fault, at).isNotEqualTo(Kind.PERMANENT);
                goOn(key, state);
            }
            calls = proxy.calls().size();
            assertThat(read(healthy, key)).as("%s at %s", fault, at).isEqualTo(content);
        }
    }

    /** A healthy node continues from the acknowledged state; nothing else is visible. */
    private void goOn(StorageKey key, WriterState state) throws StoreException {
        if (healthy.size(key).isEmpty()) {
            complete(healthy, key, state);
        } else {
            assertThat(state.size()).isEqualTo(SECOND);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatADeletionLeavesTheNextOneRemoves(Fault fault) throws Exception {
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            StorageKey done = generated.storageKey();
            StorageKey begun = generated.storageKey();
            complete(healthy, done, begin(healthy, done));
            begin(healthy, begun);
            proxy.fail(fault, at);

            try {
                once.delete(List.of(done, begun));
            } catch (StoreException e) {
                assertThat(e.kind()).as("%s at %s", fault, at).isNotEqualTo(Kind.PERMANENT);
            }

            assertThat(healthy.delete(List.of(done, begun))).isEmpty();
            assertThat(committed(healthy)).isEmpty();
            assertThat(healthy.removeAbandoned(Instant.now().plusSeconds(60), keys -> Set.of()))
                    .isZero();
            calls = proxy.calls().size();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReaderGetsTheContentOrAnError(Fault fault) throws Exception {
        StorageKey key = generated.storageKey();
        complete(healthy, key, begin(healthy, key));
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            proxy.fail(fault, at);
            try {
                assertThat(read(once, key)).as("%s at %s", fault, at).isEqualTo(content);
            } catch (StoreException e) {
                assertThat(e.kind()).as("%s at %s", fault, at).isEqualTo(Kind.TRANSIENT);
            } catch (IOException e) {
                assertThat(e).hasMessageContaining(key.value());
            }
            calls = proxy.calls().size();
        }
    }

    /** With a component sent in one call and one sent in chunks. */
    private WriterState begin(GcsBlobStore store, StorageKey key) throws StoreException {
        return append(store, key, append(store, key, WriterState.NOTHING, FIRST), SECOND);
    }

    private WriterState append(GcsBlobStore store, StorageKey key, WriterState state, int to) throws StoreException {
        try (BlobWriter writer = store.resume(key, state)) {
            int from = (int) state.size();
            writer.write(ByteBuffer.wrap(content, from, to - from));
            return writer.checkpoint();
        }
    }

    private void complete(GcsBlobStore store, StorageKey key, WriterState state) throws StoreException {
        try (BlobWriter writer = store.resume(key, state)) {
            int from = (int) state.size();
            writer.write(ByteBuffer.wrap(content, from, WHOLE - from));
            writer.commit();
        }
    }

    private static List<StorageKey> committed(GcsBlobStore store) throws StoreException {
        return store.list("", PageRequest.first(9)).items().stream()
                .map(StoredObject::key)
                .toList();
    }

    private static byte[] read(GcsBlobStore store, StorageKey key) throws StoreException, IOException {
        try (BlobContent content = store.open(key, ByteRange.whole(WHOLE))) {
            return Channels.newInputStream(content.channel()).readAllBytes();
        }
    }
}
