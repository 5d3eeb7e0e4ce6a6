package dev.berth.registry.storage.fs;

import static dev.berth.registry.storage.fs.Objects.key;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes one object until storage is full, says what happened, discards it and writes a small one. */
final class FullProgram {
    private FullProgram() {}

    public static void main(String[] arguments) throws StoreException {
        FileBlobStore store = FileBlobStore.open(Path.of(arguments[0]));
        try (BlobWriter writer = store.writer(key("large"))) {
            System.out.println(failure(writer));
            writer.discard();
        }
        Objects.put(store, key("small"), "small");
        System.out.println("still here");
    }

    private static String failure(BlobWriter writer) {
        try {
            while (true) {
                writer.write(ByteBuffer.allocate(10_000));
            }
        } catch (StoreException e) {
            return e.kind() + " " + e.getMessage();
        }
    }
}
