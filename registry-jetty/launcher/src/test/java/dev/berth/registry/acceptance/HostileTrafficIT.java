package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of clients that mean no good from one address, a server with a small heap, and one honest client between
 * them.
 */
final class HostileTrafficIT {
    private static final int IDLE = Scale.of(4_000, 1_500);
    private static final int HEADERS = Scale.of(1_000, 300);

    /** More than the threads of a Java without virtual ones. */
    private static final int BODIES = 250;

    private static final int DEAF = 200;
    private static final int LARGEST_LAYER = 300_000;

    /** So long that who waits for the hostile ones to be ended has given up before. */
    private static final String IDLE_TIMEOUT = "2h";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void honestClientsAreServedAndMemoryStaysBounded() throws Exception {
        Launch launch = Launch.in(folder)
                .on(TestDatabase.migrated(1))
                .where("REGISTRY_HTTP_IDLETIMEOUT", IDLE_TIMEOUT)
                .where("JAVA_OPTS", "-Xmx64m -XX:+ExitOnOutOfMemoryError");
        try (RunningServer server = launch.start();
                Pests pests = new Pests(server.uri())) {
            Content blob = Content.of(new byte[8 << 20]);
            server.client().pushBlob("honest/app", blob);
            pests.sayNothing(IDLE);
            pests.say(HEADERS, "GET /v2/ HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(12_000));
            pests.say(
                    BODIES,
                    "POST /v2/honest/app/blobs/uploads/?digest=sha256:" + "0".repeat(64)
                            + " HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\nx");
            pests.say(DEAF, "GET /v2/honest/app/blobs/" + blob.digest() + " HTTP/1.1\r\nHost: a\r\n\r\n");

            assertServed(server, 1);
            pests.leave();
            assertServed(server, 2);
            assertThat(server.isAlive()).isTrue();
            assertThat(server.says()).doesNotContain("OutOfMemoryError");
            server.stop();
        }
    }

    private static void assertServed(RunningServer server, int seed) throws Exception {
        for (int i = 0; i < 20; i++) {
            Image image = Image.of(100L * seed + i, LARGEST_LAYER);
            server.client().push("honest/app", "t" + i, image);
            server.client().assertPulls("honest/app", "t" + i, image);
        }
    }
}
