package dev.berth.registry.engine.audit;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object with a short text, which says something about its storage.
 *
 * @param longest the number of bytes that are read at most
 */
record SmallObject(BlobStore storage, StorageKey key, int longest) {

    /** The beginning of the text; empty when there is no such object. */
    Optional<String> text() throws StoreException {
        OptionalLong size = storage.size(key);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        int length = (int) Math.min(size.getAsLong(), longest);
        try (BlobContent content = storage.open(key, ByteRange.whole(length))) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && content.channel().read(bytes) >= 0) {
                // A channel may answer less than was asked for.
            }
            return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "cannot read object " + key, e);
        }
    }

    boolean isThere() throws StoreException {
        return storage.size(key).isPresent();
    }

    void write(String text) throws StoreException {
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            writer.commit();
        }
    }

    void delete() throws StoreException {
        StoreException failure = storage.delete(List.of(key)).get(key);
        if (failure != null) {
            throw failure;
        }
    }
}
