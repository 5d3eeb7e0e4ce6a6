package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Uploads through a heap of 256 MiB to S3: with {@code -Dberth.tests=all}. Full size: one of 20 GiB, and 64 of 1 GiB
 * at once.
 */
@FullBuild
final class BoundedMemoryOnS3IT {
    private static final long LARGEST = (long) Scale.of(20 << 10, 384) << 20;
    private static final long LARGE = (long) Scale.of(1 << 10, 8) << 20;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void oneOfManyTimesTheHeapGoesThrough() throws Exception {
        push(LARGEST, 1);
    }

    @Test
    void manyAtOnceGoThrough() throws Exception {
        push(LARGE, 64);
    }

    private void push(long size, int uploads) throws Exception {
        try (Sink sink = Sink.start();
                RunningServer server = Launch.in(folder)
                        .onS3(sink.endpoint(), "bucket")
                        .where("REGISTRY_STORAGE_S3_CONDITIONALWRITES", "false")
                        .where("JAVA_OPTS", "-Xmx256m -XX:+ExitOnOutOfMemoryError")
                        .start()) {
            new LargeUploads(server.client(), size).atOnce(uploads);

            assertThat(sink.swallowed()).isGreaterThanOrEqualTo(size * uploads);
            assertThat(server.isAlive()).isTrue();
            server.stop();
        }
    }
}
