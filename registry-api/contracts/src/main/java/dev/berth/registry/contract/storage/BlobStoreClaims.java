package dev.berth.registry.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.BrokenRules;
import dev.berth.registry.contract.Failures;
import dev.berth.registry.contract.Generated;
import dev.berth.registry.contract.Seed;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A blob store and the few steps all claims about one are made of. */
@ExtendWith(BrokenRules.class)
abstract class BlobStoreClaims {
    final Generated generated = new Generated(Seed.of(getClass()).random());
    BlobStore store;

    abstract BlobStore open() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        store = open();
    }

    /** A little more than the preferred checkpoint size of this store. */
    final byte[] chunk() {
        return generated.bytes(
                Math.toIntExact(store.capabilities().minimumChunk().orElse(1_000)) + generated.below(100));
    }

    final StorageKey stored(byte[] content) throws StoreException {
        StorageKey key = generated.storageKey();
        store(key, content);
        return key;
    }

    final void store(StorageKey key, byte[] content) throws StoreException {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }
    }

    final byte[] read(StorageKey key) throws StoreException, IOException {
        return read(key, ByteRange.whole(store.size(key).orElseThrow()));
    }

    final byte[] read(StorageKey key, ByteRange range) throws StoreException, IOException {
        try (BlobContent content = store.open(key, range)) {
            assertThat(content.length()).isEqualTo(range.length());
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(range.length()));
            while (bytes.hasRemaining()) {
                assertThat(content.channel().read(bytes)).as("bytes read").isPositive();
            }
            return bytes.array();
        }
    }

    final void assertAbsent(StorageKey key) throws StoreException {
        assertThat(store.size(key)).isEmpty();
        Failures.assertFails(
                StoreException.Kind.PERMANENT,
                () -> store.open(key, new ByteRange(0, 0)).close());
    }

    /** That the writer is refused when it is opened or, by a store that does not refuse at once, when it commits. */
    final void assertRefused(Callable<BlobWriter> opening) {
        Failures.assertFails(StoreException.Kind.PERMANENT, () -> {
            try (BlobWriter writer = opening.call()) {
                if (!store.capabilities().refusesOnOpen()) {
                    writer.write(ByteBuffer.wrap(new byte[1]));
                    writer.commit();
                }
            }
        });
    }

    static byte[] concatenation(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
