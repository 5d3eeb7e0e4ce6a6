package dev.berth.registry.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.contract.Race;
import dev.berth.registry.contract.storage.BlobStoreContract;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cache is a blob store like any other, but reads small objects once. */
class SmallBlobCacheTest extends BlobStoreContract {
    private final BlobStore shared = new InMemoryBlobStore(Clock.systemUTC());
    private final EngineTestBed bed = new EngineTestBed();
    private final Faults calls = Faults.none();
    private final SmallBlobCache cache = new SmallBlobCache(calls.over(bed.storage), 1 << 20);

    @Override
    protected BlobStore open() {
        return new SmallBlobCache(shared, 1 << 20);
    }

    @Test
    void readsASmallObjectOnce() throws Exception {
        StorageKey key = stored(bed.generated.bytes(10_000));

        byte[] whole = read(key, new ByteRange(0, 10_000));
        assertThat(read(key, new ByteRange(0, 10_000))).isEqualTo(whole);
        assertThat(read(key, new ByteRange(100, 50))).isEqualTo(Arrays.copyOfRange(whole, 100, 150));
        assertThat(read(key, new ByteRange(10_000, 0))).isEmpty();

        assertThat(calls.calls()).containsExactly("BlobStore.open");
    }

    @Test
    void readsMoreOfWhatItHasTheBeginningOf() throws Exception {
        StorageKey key = stored(bed.generated.bytes(100_000));

        byte[] beginning = read(key, new ByteRange(0, 10));
        byte[] more = read(key, new ByteRange(5, 60_000));
        byte[] whole = read(key, new ByteRange(0, 100_000));

        assertThat(whole).startsWith(beginning);
        assertThat(more).isEqualTo(Arrays.copyOfRange(whole, 5, 60_005));
        assertThat(cache.bytes()).isEqualTo(60_005);
    }

    @Test
    void answersAsItsStoreWhatItCannotKnow() {
        BlobStore loose = new LooseBlobStore(shared);

        assertThat(new SmallBlobCache(loose, 1 << 20).capabilities().refusesOnOpen())
                .isFalse();
        assertThat(cache.capabilities().refusesOnOpen()).isTrue();
        assertThat(cache.capabilities().presignedReads()).isEmpty();
    }

    @Test
    void staysWithinItsBounds() throws Exception {
        for (int i = 0; i < 100; i++) {
            read(stored(bed.generated.bytes(60_000)), new ByteRange(0, 60_000));
            assertThat(cache.bytes()).isLessThanOrEqualTo(1 << 20);
        }
        assertThat(cache.bytes()).isGreaterThan(500_000);
    }

    @Test
    void forgetsWhatIsDeleted() throws Exception {
        StorageKey key = stored(bed.generated.bytes(10));
        read(key, new ByteRange(0, 10));

        cache.delete(List.of(key));

        assertThat(cache.bytes()).isZero();
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> cache.open(key, new ByteRange(0, 10)));
    }

    @Test
    void keepsNothingOfAReadThatFailed() throws Exception {
        StorageKey key = stored(bed.generated.bytes(10));

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> cache.open(key, new ByteRange(0, 11)));

        assertThat(cache.bytes()).isZero();
        assertThat(read(key, new ByteRange(0, 10))).hasSize(10);
    }

    @Test
    void countsRightUnderManyThreads() throws Exception {
        SmallBlobCache contended = new SmallBlobCache(bed.storage, 1 << 16);
        List<StorageKey> keys = List.of(stored(new byte[1_000]), stored(new byte[2_000]), stored(new byte[3_000]));

        Race.of(8, () -> {
            for (int i = 0; i < 2_000; i++) {
                try (BlobContent content = contended.open(keys.get(i % 3), new ByteRange(0, 1_000))) {
                    assertThat(content.length()).isEqualTo(1_000);
                }
            }
            return true;
        });

        assertThat(contended.bytes()).isEqualTo(3_000);
    }

    private byte[] read(StorageKey key, ByteRange range) throws Exception {
        try (BlobContent content = cache.open(key, range)) {
            return Channels.newInputStream(content.channel()).readNBytes((int) content.length());
        }
    }

    private StorageKey stored(byte[] content) throws StoreException {
        StorageKey key = bed.generated.storageKey();
        try (BlobWriter writer = bed.storage.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }
        return key;
    }
}
