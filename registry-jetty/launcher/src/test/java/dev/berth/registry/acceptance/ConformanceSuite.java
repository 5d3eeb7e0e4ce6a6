package dev.berth.registry.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The conformance suite of the OCI Distribution Specification: the program that its module {@code conformance} is. */
final class ConformanceSuite {
    private static final String MODULE =
            "github.com/opencontainers/distribution-spec/conformance@v0.0.0-20260831232431-97274622c111";
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final String subject;
    private final Path folder;
    private final Program program;

    private ConformanceSuite(String subject, Path folder, Program program) {
        this.subject = subject;
        this.folder = folder;
        this.program = program;
    }

    /** The suite for this subject, a word that its results are found under; skips the test where there is no go. */
    static ConformanceSuite of(String subject) {
        Path folder = TARGET.resolve(Path.of("oci-conformance", subject));
        Program program = Program.built(MODULE, folder);
        return new ConformanceSuite(subject, folder, program.where("OCI_TLS", "disabled"));
    }

    ConformanceSuite where(String variable, String value) {
        program.where(variable, value);
        return this;
    }

    /** The specification as it is being written, with everything the suite can ask: nothing may be left out. */
    void requireAll(URI registry) throws Exception {
        program.where("OCI_DATA_SPARSE", "true");
        ConformanceCounts counts = run("dev", registry);
        assertThat(counts.failed()).isZero();
        assertThat(counts.notRun()).isZero();
    }

    /** The specification as it was last published, with what the suite asks unless told otherwise. */
    void requireStable(URI registry) throws Exception {
        assertThat(run("stable", registry).failed()).isZero();
    }

    private ConformanceCounts run(String version, URI registry) throws Exception {
        Path results = Files.createDirectories(folder.resolve(version));
        Path report = results.resolve("junit.xml");
        Files.deleteIfExists(report);
        ask(version, registry, results);
        ConformanceCounts counts = ConformanceCounts.read(report);
        System.out.printf("OCI conformance %s, %s: %s%n", version, subject, counts);
        assertThat(counts.passed()).as("what passed").isPositive();
        return counts;
    }

    /** Failures are in the report; the exit code says only that there are some. */
    private void ask(String version, URI registry, Path results) throws IOException, InterruptedException {
        program.where("OCI_VERSION", version)
                .where("OCI_REGISTRY", registry.getAuthority())
                .where("OCI_REPO1", "conformance/" + version + "/one")
                .where("OCI_REPO2", "conformance/" + version + "/two")
                .where("OCI_RESULTS_DIR", results.toString())
                .runToEnd(results.resolve("output.txt"), results.resolve("errors.txt"));
    }
}
