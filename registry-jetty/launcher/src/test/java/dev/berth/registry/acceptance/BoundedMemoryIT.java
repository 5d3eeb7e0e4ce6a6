package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.testing.FullBuild;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 64 uploads at once to a server with a small heap. Full size: 256 MiB each, into a heap of 256 MiB. */
@FullBuild
final class BoundedMemoryIT {
    private static final int UPLOADS = 64;
    private static final long SIZE = (long) Scale.of(256, 8) << 20;
    private static final String HEAP = Scale.of(256, 64) + "m";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void manyUploadsAtOnceFitInASmallHeap() throws Exception {
        Launch launch = Launch.in(folder).where("JAVA_OPTS", "-Xmx" + HEAP + " -XX:+ExitOnOutOfMemoryError");
        try (RunningServer server = launch.start()) {
            new LargeUploads(server.client(), SIZE).atOnce(UPLOADS);

            assertThat(server.isAlive()).isTrue();
            assertThat(server.says()).doesNotContain("OutOfMemoryError");
            server.stop();
        }
    }
}
