package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.jetty.RegistryServer;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The conformance suite of the OCI Distribution Specification, run as the program that its module {@code conformance}
 * builds.
 */
@EnabledIfEnvironmentVariable(
        named = "OCI_CONFORMANCE",
        matches = ".+",
        disabledReason =
                "OCI_CONFORMANCE does not name the program that github.com/opencontainers/distribution-spec/conformance builds")
final class OciConformanceIT {

    @Test
    void conformsToWhatIsMergedAndTakesSparseData() throws Exception {
        ConformanceCounts counts = run("dev", MissingReferences.REMEMBER, Map.of("OCI_DATA_SPARSE", "true"));

        assertThat(counts.failed()).isZero();
        assertThat(counts.notRun()).isZero();
    }

    @Test
    void conformsToTheReleasedSpecification() throws Exception {
        ConformanceCounts counts = run("stable", MissingReferences.REFUSE, Map.of("OCI_DATA_SPARSE", "false"));

        assertThat(counts.failed()).isZero();
    }

    private static ConformanceCounts run(String version, MissingReferences missing, Map<String, String> settings)
            throws Exception {
        Path results = Files.createDirectories(Path.of("target", "oci-conformance", version));
        Path report = results.resolve("junit.xml");
        Files.deleteIfExists(report);
        Clock clock = Clock.systemUTC();
        try (RegistryServer server =
                Served.start(new InMemoryMetadataStore(clock), new InMemoryBlobStore(clock), missing)) {
            ProcessBuilder suite = suite(version, server.uri(), results);
            suite.environment().putAll(settings);
            finish(suite.start());
        }
        ConformanceCounts counts = ConformanceCounts.read(report);
        System.out.println("OCI conformance, " + version + ": " + counts);
        return counts;
    }

    private static ProcessBuilder suite(String version, URI registry, Path results) {
        File output = results.resolve("output.txt").toFile();
        ProcessBuilder suite = new ProcessBuilder(System.getenv("OCI_CONFORMANCE"))
                .redirectErrorStream(true)
                .redirectOutput(output)
                .directory(results.toFile());
        suite.environment()
                .putAll(Map.of(
                        "OCI_VERSION",
                        version,
                        "OCI_REGISTRY",
                        registry.getAuthority(),
                        "OCI_TLS",
                        "disabled",
                        "OCI_REPO1",
                        "conformance/one",
                        "OCI_REPO2",
                        "conformance/two",
                        "OCI_RESULTS_DIR",
                        results.toAbsolutePath().toString()));
        return suite;
    }

    private static void finish(Process suite) throws InterruptedException, IOException {
        try {
            assertThat(suite.waitFor(5, TimeUnit.MINUTES)).as("the suite ends").isTrue();
        } finally {
            suite.destroyForcibly();
        }
    }
}
