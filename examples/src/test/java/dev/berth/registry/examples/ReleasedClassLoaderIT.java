package dev.berth.registry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that stops an application with a registry gets the class loader of the application back. */
class ReleasedClassLoaderIT {
    private static final long MINUTES = 5;

    @TempDir
    Path folder;

    @Test
    void stoppedRegistriesReleaseTheirClassLoaders() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgresql").toFile())
                .start()) {
            Path output = folder.resolve("server.log");
            Process server = start(postgres.getPort(), output);
            try {
                assertThat(server.waitFor(MINUTES, TimeUnit.MINUTES))
                        .as("the server ends")
                        .isTrue();
                assertThat(server.exitValue()).as(Files.readString(output)).isZero();
            } finally {
                server.destroyForcibly();
            }
        }
    }

    /** In a JVM that collects softly reachable objects, with a driver that ends the thread of its cleaner at once. */
    private Process start(int port, Path output) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:SoftRefLRUPolicyMSPerMB=0",
                        "-Dpgjdbc.config.cleanup.thread.ttl=100",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ApplicationServer.class.getName(),
                        Integer.toString(port),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
