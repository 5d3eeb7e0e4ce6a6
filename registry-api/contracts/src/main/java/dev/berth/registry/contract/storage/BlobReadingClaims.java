package dev.berth.registry.contract.storage;

import static dev.berth.registry.contract.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException.Kind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading committed objects. */
abstract class BlobReadingClaims extends BlobStoreClaims {

    @Test
    void readsAnyRange() throws Exception {
        int size = 200_000;
        byte[] content = generated.bytes(size);
        StorageKey key = stored(content);

        for (ByteRange range : List.of(
                ByteRange.whole(size),
                new ByteRange(0, 1),
                new ByteRange(size - 1, 1),
                new ByteRange(1, size - 1),
                new ByteRange(65_535, 2))) {
            assertThat(read(key, range)).as("%s", range).isEqualTo(part(content, range));
        }
        for (int i = 0; i < 20; i++) {
            int offset = generated.below(size);
            ByteRange range = new ByteRange(offset, generated.below(size - offset));
            assertThat(read(key, range)).as("%s", range).isEqualTo(part(content, range));
        }
    }

    @Test
    void readsEmptyRanges() throws Exception {
        StorageKey key = stored(generated.bytes(10));
        StorageKey empty = stored(new byte[0]);

        assertThat(read(key, new ByteRange(0, 0))).isEmpty();
        assertThat(read(key, new ByteRange(10, 0))).isEmpty();
        assertThat(read(empty, new ByteRange(0, 0))).isEmpty();
    }

    @Test
    void refusesARangeThatDoesNotLieWithin() throws Exception {
        StorageKey key = stored(generated.bytes(10));

        assertFails(Kind.PERMANENT, () -> store.open(key, new ByteRange(0, 11)).close());
        assertFails(Kind.PERMANENT, () -> store.open(key, new ByteRange(11, 0)).close());
        assertFails(Kind.PERMANENT, () -> store.open(key, new ByteRange(5, 6)).close());
    }

    @Test
    void knowsNothingOfAKeyThatWasNeverWritten() throws Exception {
        assertAbsent(generated.storageKey());
    }

    @Test
    void isReadAtAnotherNode() throws Exception {
        byte[] content = chunk();
        StorageKey key = stored(content);

        store = open();

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void readersDoNotDisturbEachOther() throws Exception {
        StorageKey key = stored(new byte[] {1, 2, 3});

        try (BlobContent first = store.open(key, ByteRange.whole(3));
                BlobContent second = store.open(key, new ByteRange(1, 2))) {
            assertThat(oneByte(first)).isEqualTo(1);
            assertThat(oneByte(second)).isEqualTo(2);
            assertThat(oneByte(first)).isEqualTo(2);
            first.channel().close();
            assertThat(oneByte(second)).isEqualTo(3);
        }
    }

    @Test
    void isReadByManyAtOnce() throws Exception {
        byte[] content = generated.bytes(300_000);
        StorageKey key = stored(content);

        for (byte[] answer : Race.of(8, () -> read(key))) {
            assertThat(answer).isEqualTo(content);
        }
    }

    @Test
    void checkPassesWhileTheStoreAnswers() throws Exception {
        store.check();
    }

    @Test
    void theSmallestChunkIsPositiveIfThereIsOne() {
        store.capabilities().minimumChunk().ifPresent(bytes -> assertThat(bytes).isPositive());
    }

    private static int oneByte(BlobContent content) throws Exception {
        ByteBuffer one = ByteBuffer.allocate(1);
        assertThat(content.channel().read(one)).isEqualTo(1);
        return one.get(0);
    }

    private static byte[] part(byte[] content, ByteRange range) {
        return Arrays.copyOfRange(content, Math.toIntExact(range.offset()), Math.toIntExact(range.end()));
    }
}
