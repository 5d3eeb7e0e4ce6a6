package dev.berth.registry.storage.s3;

import dev.berth.registry.testing.GoProgram;
import dev.berth.registry.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The Versity gateway, built by {@code go} where there is one and started once; it ends with this process. */
public final class VersityGateway {
    private static final String MODULE = "github.com/versity/versitygw/cmd/versitygw@v1.8.0";
    private static final Path TARGET = GoProgram.targetOf("registry-storage-s3");

    private VersityGateway() {}

    /** Skips the tests, saying why, where it cannot be built. */
    public static void require() {
        Assumptions.assumeTrue(Once.PROGRAM.isPresent(), GoProgram.reason(MODULE));
    }

    /** The server; {@link #require} first. */
    public static S3Server server() {
        return Once.SERVER.orElseThrow();
    }

    private static final class Once {
        private static final Optional<Path> PROGRAM = GoProgram.installed(MODULE);
        private static final Optional<S3Server> SERVER = PROGRAM.map(VersityGateway::start);
    }

    private static S3Server start(Path program) {
        try {
            int port = ServerProcess.freePort();
            Path directory = Files.createTempDirectory(Files.createDirectories(TARGET), "versitygw");
            ProcessBuilder start = new ProcessBuilder(
                    program.toString(), "--port", "127.0.0.1:" + port, "posix", directory.toString());
            start.environment().put("ROOT_ACCESS_KEY", S3Server.ACCESS_KEY);
            start.environment().put("ROOT_SECRET_KEY", S3Server.SECRET_KEY);
            ServerProcess.start(start, port, TARGET.resolve("versitygw.log"), directory);
            return new S3Server(URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
