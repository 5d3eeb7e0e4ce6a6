package dev.berth.registry.storage.fs;

import static dev.berth.registry.storage.fs.Objects.key;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes one object until storage is full, reports the failure, discards it, writes a small one, and fails after a
 * checkpoint.
 */
final class FullProgram {
    private FullProgram() {}

    public static void main(String[] arguments) throws StoreException, IOException {
        FileBlobStore store = FileBlobStore.open(Path.of(arguments[0]));
        try (BlobWriter writer = store.writer(key("large"))) {
            System.out.println(failure(writer));
            writer.discard();
        }
        Objects.put(store, key("small"), "small");
        System.out.println("still here");
        System.out.println(leftAfterCheckpoint(store, Path.of(arguments[0])) + " bytes left");
    }

    /** The length of the file of an unfinished object whose writer failed after a checkpoint. */
    private static long leftAfterCheckpoint(FileBlobStore store, Path root) throws StoreException, IOException {
        WriterState state;
        try (BlobWriter writer = store.writer(key("kept"))) {
            writer.write(ByteBuffer.allocate(10));
            state = writer.checkpoint();
            failure(writer);
        }
        long left = Files.size(root.resolve("uploads/kept~"));
        try (BlobWriter writer = store.resume(key("kept"), state)) {
            writer.discard();
        }
        return left;
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
