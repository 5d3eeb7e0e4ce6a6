package dev.berth.registry.contract.storage;

import static dev.berth.registry.contract.Failures.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.Race;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing an object from its first byte. */
abstract class BlobWriterClaims extends BlobStoreClaims {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4_096, 65_536, 65_537, 3_000_001})
    void keepsTheBytes(int length) throws Exception {
        byte[] content = generated.bytes(length);

        StorageKey key = stored(content);

        assertThat(store.size(key)).hasValue(length);
        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void joinsPiecesOfAnyLengthFromAnyBuffer() throws Exception {
        byte[] content = generated.bytes(300_000);
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            for (int from = 0; from < content.length; ) {
                int length = Math.min(generated.below(20_000), content.length - from);
                ByteBuffer piece = buffer(content, from, length);
                writer.write(piece);
                assertThat(piece.hasRemaining()).isFalse();
                from += length;
                assertThat(writer.size()).isEqualTo(from);
            }
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void keepsNoHoldOfTheBuffer() throws Exception {
        byte[] content = generated.bytes(10_000);
        byte[] lent = content.clone();
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(lent));
            Arrays.fill(lent, (byte) 0);
            writer.commit();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void showsNothingBeforeTheCommit() throws Exception {
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(chunk()));
            assertAbsent(key);
            writer.checkpoint();
            assertAbsent(key);
            writer.commit();
            assertThat(store.size(key)).isPresent();
        }
    }

    @Test
    void closingPublishesNothing() throws Exception {
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(chunk()));
        }

        assertAbsent(key);
    }

    @Test
    void discardingPublishesNothing() throws Exception {
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(chunk()));
            writer.checkpoint();
            writer.discard();
            writer.discard();
        }

        assertAbsent(key);
    }

    @Test
    void discardingAfterTheCommitDoesNothing() throws Exception {
        byte[] content = chunk();
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
            writer.discard();
        }

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void closesTwice() throws Exception {
        StorageKey committed = generated.storageKey();
        BlobWriter writer = store.writer(committed);
        writer.commit();
        writer.close();
        writer.close();

        BlobWriter unfinished = store.writer(generated.storageKey());
        unfinished.close();
        unfinished.close();

        assertThat(store.size(committed)).hasValue(0);
    }

    @Test
    void refusesAKeyThatIsBeingWritten() throws Exception {
        StorageKey key = generated.storageKey();

        try (BlobWriter writer = store.writer(key)) {
            assertFails(Kind.PERMANENT, () -> store.writer(key).close());
            writer.commit();
        }
    }

    @Test
    void refusesAKeyThatAnotherNodeIsWriting() throws Exception {
        StorageKey key = generated.storageKey();
        BlobStore other = open();

        if (store.capabilities().refusesOnOpen()) {
            try (BlobWriter writer = store.writer(key)) {
                assertFails(Kind.PERMANENT, () -> other.writer(key).close());
                writer.commit();
            }
            assertThat(store.size(key)).hasValue(0);
        }
    }

    @Test
    void ofManyNodesThatBeginOneKeyOneWins() throws Exception {
        List<BlobStore> nodes = List.of(store, open(), open(), open());
        for (int round = 0; round < Race.ROUNDS && store.capabilities().refusesOnOpen(); round++) {
            StorageKey key = generated.storageKey();
            CyclicBarrier allHaveTried = new CyclicBarrier(nodes.size());
            List<Callable<String>> runners = new ArrayList<>();
            nodes.forEach(node -> runners.add(() -> begin(node, key, allHaveTried)));

            assertThat(Race.between(runners)).containsOnly("won", "PERMANENT").containsOnlyOnce("won");
        }
    }

    private static String begin(BlobStore node, StorageKey key, CyclicBarrier allHaveTried) throws Exception {
        try (BlobWriter writer = node.writer(key)) {
            allHaveTried.await(1, TimeUnit.MINUTES);
            writer.commit();
            return "won";
        } catch (StoreException e) {
            allHaveTried.await(1, TimeUnit.MINUTES);
            return e.kind().toString();
        }
    }

    @Test
    void refusesAKeyThatWasBegun() throws Exception {
        StorageKey key = generated.storageKey();
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(chunk()));
            writer.checkpoint();
        }

        if (store.capabilities().refusesOnOpen()) {
            assertRefused(() -> store.writer(key));
            assertRefused(() -> open().writer(key));
        }
    }

    @Test
    void ofTwoThatWriteOneKeyTheFirstToCommitWins() throws Exception {
        StorageKey key = generated.storageKey();
        byte[] first = chunk();
        BlobStore other = open();

        try (BlobWriter winner = store.writer(key)) {
            winner.write(ByteBuffer.wrap(first));
            winner.checkpoint();
            assertRefused(() -> {
                BlobWriter loser = other.writer(key);
                loser.write(ByteBuffer.wrap(chunk()));
                loser.checkpoint();
                loser.write(ByteBuffer.wrap(chunk()));
                winner.commit();
                return loser;
            });
            if (store.capabilities().refusesOnOpen()) {
                winner.commit();
            }
        }

        assertThat(read(key)).isEqualTo(first);
    }

    @Test
    void refusesAKeyThatIsCommitted() throws Exception {
        byte[] content = chunk();
        StorageKey key = stored(content);

        assertRefused(() -> store.writer(key));
        assertRefused(() -> open().writer(key));

        assertThat(read(key)).isEqualTo(content);
    }

    @Test
    void tellsKeysApartByEveryCharacter() throws Exception {
        String long1000 = "deep/".repeat(200) + "a";
        for (String key : List.of("a/b", "a/B", "a/b.", "a/.b", "a_b", "a-b", "a.b", "A.b", long1000, long1000 + "a")) {
            store(new StorageKey(key), key.getBytes(StandardCharsets.US_ASCII));
        }
        for (String key : List.of("a/b", "a/B", "a/b.", "a/.b", "a_b", "a-b", "a.b", "A.b", long1000, long1000 + "a")) {
            assertThat(read(new StorageKey(key))).asString().isEqualTo(key);
        }
    }

    @Test
    void ofManyThatBeginOneKeyOneWins() throws Exception {
        StorageKey key = generated.storageKey();
        int threads = 8;
        CyclicBarrier allHaveTried = new CyclicBarrier(threads);

        List<String> outcomes = Race.of(threads, () -> begin(store, key, allHaveTried));

        assertThat(outcomes).containsOnly("won", "PERMANENT").containsOnlyOnce("won");
    }

    @Test
    void writesManyObjectsAtOnce() throws Exception {
        List<StorageKey> keys = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        List<Callable<StorageKey>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            StorageKey key = generated.storageKey();
            byte[] content = generated.bytes(200_000);
            keys.add(key);
            contents.add(content);
            writers.add(() -> {
                store(key, content);
                return key;
            });
        }

        Race.between(writers);

        for (int i = 0; i < keys.size(); i++) {
            assertThat(read(keys.get(i))).isEqualTo(contents.get(i));
        }
    }

    private ByteBuffer buffer(byte[] content, int from, int length) {
        return switch (generated.below(3)) {
            case 0 -> ByteBuffer.wrap(content, from, length);
            case 1 -> ByteBuffer.wrap(content, from, length).slice().asReadOnlyBuffer();
            default ->
                ByteBuffer.allocateDirect(length).put(content, from, length).flip();
        };
    }
}
