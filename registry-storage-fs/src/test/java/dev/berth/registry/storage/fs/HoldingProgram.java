package dev.berth.registry.storage.fs;

import static dev.berth.registry.storage.fs.Objects.bytes;
import static dev.berth.registry.storage.fs.Objects.key;

import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Begins an object, reports it and keeps it open until the end of its input. */
final class HoldingProgram {
    private HoldingProgram() {}

    public static void main(String[] arguments) throws Exception {
        try (BlobWriter writer = FileBlobStore.open(Path.of(arguments[0])).writer(key(arguments[1]))) {
            writer.write(bytes("half"));
            System.out.println(writer.checkpoint().size());
            waitForTheEnd();
        }
    }

    private static void waitForTheEnd() throws IOException {
        System.in.readAllBytes();
    }
}
