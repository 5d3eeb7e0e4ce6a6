package dev.berth.registry.storage.gcs;

import dev.berth.registry.testing.GoProgram;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The Go module fake-gcs-server, built where there is a {@code go} and started once; it ends with this process. */
public final class FakeGcsServer {
    private static final String MODULE = "github.com/fsouza/fake-gcs-server@v1.56.1";
    private static final Path TARGET = GoProgram.targetOf("registry-storage-gcs");

    private FakeGcsServer() {}

    /** Skips the tests, saying why, where it cannot be built. */
    public static void require() {
        Assumptions.assumeTrue(Once.PROGRAM.isPresent(), GoProgram.reason(MODULE));
    }

    /** The server; {@link #require} first. */
    public static GcsServer server() {
        return Once.SERVER.orElseThrow();
    }

    private static final class Once {
        private static final Optional<Path> PROGRAM = GoProgram.installed(MODULE);
        private static final Optional<GcsServer> SERVER = PROGRAM.map(FakeGcsServer::start);
    }

    private static GcsServer start(Path program) {
        try {
            int port = ServerProcess.freePort();
            String endpoint = "http://127.0.0.1:" + port;
            ProcessBuilder start = new ProcessBuilder(
                    program.toString(),
                    "-scheme=http",
                    "-host=127.0.0.1",
                    "-port=" + port,
                    "-backend=memory",
                    "-public-host=127.0.0.1:" + port,
                    "-external-url=" + endpoint);
            Files.createDirectories(TARGET);
            ServerProcess.start(start, port, TARGET.resolve("fake-gcs-server.log"));
            return new GcsServer(URI.create(endpoint));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
