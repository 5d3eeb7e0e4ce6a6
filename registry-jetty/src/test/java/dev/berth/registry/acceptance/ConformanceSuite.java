package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.registry.testing.GoProgram;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The conformance suite of the OCI Distribution Specification: the program that its module {@code conformance} is. */
final class ConformanceSuite {
    private static final String MODULE =
            "github.com/opencontainers/distribution-spec/conformance@v0.0.0-20260831232431-97274622c111";
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final long MINUTES = 5;

    private final Path program;
    private final String subject;
    private final Map<String, String> settings = new HashMap<>();

    private ConformanceSuite(Path program, String subject) {
        this.program = program;
        this.subject = subject;
        settings.put("OCI_TLS", "disabled");
    }

    /** The suite for this subject, a word that its results are found under; skips the test where there is no go. */
    static ConformanceSuite of(String subject) {
        Optional<Path> program = GoProgram.installed(MODULE, TARGET);
        assumeTrue(program.isPresent(), "no go on the path to build the conformance suite with");
        return new ConformanceSuite(program.orElseThrow(), subject);
    }

    ConformanceSuite where(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    /** The specification as it is being written, with everything the suite can ask: nothing may be left out. */
    void demandAll(URI registry) throws Exception {
        settings.put("OCI_DATA_SPARSE", "true");
        ConformanceCounts counts = run("dev", registry);
        assertThat(counts.failed()).isZero();
        assertThat(counts.notRun()).isZero();
    }

    /** The specification as it was last published, with what the suite asks unless told otherwise. */
    void demandStable(URI registry) throws Exception {
        assertThat(run("stable", registry).failed()).isZero();
    }

    private ConformanceCounts run(String version, URI registry) throws Exception {
        Path results = Files.createDirectories(TARGET.resolve(Path.of("oci-conformance", subject, version)));
        Path report = results.resolve("junit.xml");
        Files.deleteIfExists(report);
        finish(process(version, registry, results).start());
        ConformanceCounts counts = ConformanceCounts.read(report);
        System.out.printf("OCI conformance %s, %s: %s%n", version, subject, counts);
        assertThat(counts.passed()).as("what passed").isPositive();
        return counts;
    }

    private ProcessBuilder process(String version, URI registry, Path results) {
        ProcessBuilder process = new ProcessBuilder(program.toString())
                .redirectErrorStream(true)
                .redirectOutput(results.resolve("output.txt").toFile())
                .directory(results.toFile());
        process.environment().putAll(settings);
        process.environment()
                .putAll(Map.of(
                        "OCI_VERSION",
                        version,
                        "OCI_REGISTRY",
                        registry.getAuthority(),
                        "OCI_REPO1",
                        "conformance/" + version + "/one",
                        "OCI_REPO2",
                        "conformance/" + version + "/two",
                        "OCI_RESULTS_DIR",
                        results.toString()));
        return process;
    }

    private static void finish(Process suite) throws InterruptedException {
        try {
            assertThat(suite.waitFor(MINUTES, TimeUnit.MINUTES))
                    .as("the suite ends")
                    .isTrue();
        } finally {
            suite.destroyForcibly();
        }
    }
}
