package dev.berth.registry.storage.fs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;

/** Objects as these tests write and read them. */
final class Objects {
    private Objects() {}

    static StorageKey key(String text) {
        return new StorageKey(text);
    }

    static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    static void put(BlobStore store, StorageKey key, String content) throws StoreException {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(bytes(content));
            writer.commit();
        }
    }

    static String read(BlobStore store, StorageKey key) throws StoreException, IOException {
        long size = store.size(key).orElseThrow();
        try (BlobContent content = store.open(key, ByteRange.whole(size))) {
            return new String(Channels.newInputStream(content.channel()).readAllBytes(), UTF_8);
        }
    }
}
