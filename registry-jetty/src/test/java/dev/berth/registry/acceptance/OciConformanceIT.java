package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import dev.berth.registry.storage.gcs.FakeGcsServer;
import dev.berth.registry.storage.s3.S3Server;
import dev.berth.registry.storage.s3.VersityGateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The conformance suite of the OCI Distribution Specification, run as the program that its module {@code conformance}
 * builds.
 */
@EnabledIfEnvironmentVariable(
        named = "OCI_CONFORMANCE",
        matches = ".+",
        disabledReason =
                "OCI_CONFORMANCE does not name the program built of the module conformance of the specification")
final class OciConformanceIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void conformsInMemory() throws Exception {
        try (Adapters adapters = Adapters.inMemory()) {
            assertConforms("in memory", adapters);
        }
    }

    @Test
    void conformsOnPostgresAndAFolder() throws Exception {
        try (Adapters adapters = Adapters.onDisk(folder, 1)) {
            assertConforms("on PostgreSQL", adapters);
        }
    }

    @Test
    void conformsOnPostgresAndS3() throws Exception {
        try (Adapters adapters = Adapters.onS3(S3Server.inThisJvm())) {
            assertConforms("on S3Proxy", adapters);
        }
    }

    @Test
    void conformsOnPostgresAndAnotherS3() throws Exception {
        VersityGateway.demand();
        try (Adapters adapters = Adapters.onS3(VersityGateway.server())) {
            assertConforms("on the Versity gateway", adapters);
        }
    }

    @Test
    void conformsOnPostgresAndGcs() throws Exception {
        FakeGcsServer.demand();
        try (Adapters adapters = Adapters.onGcs()) {
            assertConforms("on fake-gcs-server", adapters);
        }
    }

    private static void assertConforms(String name, Adapters adapters) throws Exception {
        ConformanceCounts dev = run("dev", true, adapters);
        ConformanceCounts stable = run("stable", false, adapters);
        System.out.printf("%s %s: dev %s, stable %s%n", System.getenv("OCI_CONFORMANCE"), name, dev, stable);

        assertThat(dev.failed()).isZero();
        assertThat(dev.notRun()).isZero();
        assertThat(stable.failed()).isZero();
    }

    private static ConformanceCounts run(String version, boolean sparse, Adapters adapters) throws Exception {
        Path results = Files.createDirectories(Path.of("target", "oci-conformance", version));
        Path report = results.resolve("junit.xml");
        Files.deleteIfExists(report);
        try (RegistryServer server = adapters.serve(sparse ? MissingReferences.REMEMBER : MissingReferences.REFUSE)) {
            finish(suite(version, sparse, server.uri(), results).start());
        }
        return ConformanceCounts.read(report);
    }

    private static ProcessBuilder suite(String version, boolean sparse, URI registry, Path results) {
        ProcessBuilder suite = new ProcessBuilder(System.getenv("OCI_CONFORMANCE"))
                .redirectErrorStream(true)
                .redirectOutput(results.resolve("output.txt").toFile())
                .directory(results.toFile());
        suite.environment()
                .putAll(Map.of(
                        "OCI_VERSION",
                        version,
                        "OCI_DATA_SPARSE",
                        Boolean.toString(sparse),
                        "OCI_REGISTRY",
                        registry.getAuthority(),
                        "OCI_TLS",
                        "disabled",
                        "OCI_REPO1",
                        "conformance/" + version + "/one",
                        "OCI_REPO2",
                        "conformance/" + version + "/two",
                        "OCI_RESULTS_DIR",
                        results.toAbsolutePath().toString()));
        return suite;
    }

    private static void finish(Process suite) throws InterruptedException {
        try {
            assertThat(suite.waitFor(5, TimeUnit.MINUTES)).as("the suite ends").isTrue();
        } finally {
            suite.destroyForcibly();
        }
    }
}
