package dev.berth.registry.storage.fs;

import static dev.berth.registry.storage.fs.Objects.key;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Commits objects of one size and content without end, in several threads, and prints the key of each. */
final class WriterProgram {
    static final int SIZE = 300_000;
    private static final int THREADS = 4;

    private WriterProgram() {}

    public static void main(String[] arguments) throws StoreException {
        FileBlobStore store = FileBlobStore.open(Path.of(arguments[0]));
        IntStream.range(0, THREADS)
                .mapToObj(thread -> new Thread(() -> write(store, arguments[1] + thread)))
                .forEach(Thread::start);
    }

    static byte[] content(String name) {
        byte[] content = new byte[SIZE];
        Arrays.fill(content, (byte) name.hashCode());
        return content;
    }

    private static void write(FileBlobStore store, String prefix) {
        for (int i = 0; true; i++) {
            String name = prefix + "-" + i;
            try (BlobWriter writer = store.writer(key(name))) {
                writer.write(ByteBuffer.wrap(content(name)));
                writer.commit();
            } catch (StoreException e) {
                throw new IllegalStateException(e);
            }
            System.out.println(name);
        }
    }
}
