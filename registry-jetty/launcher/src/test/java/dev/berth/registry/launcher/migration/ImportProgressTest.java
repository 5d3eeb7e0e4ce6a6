package dev.berth.registry.launcher.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.migration.MigrationCounts;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportProgressTest {
    private final StringWriter written = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void aTerminalShowsABarWithCounts() throws Exception {
        try (ImportProgress progress = open(true, false)) {
            progress.expect(100);
            progress.progress(counts(50));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(written.toString()).contains("50%"));
            assertThat(written.toString()).contains("repositories", "50/100");
            progress.progress(counts(101));
            Awaitility.await()
                    .untilAsserted(() -> assertThat(written.toString()).contains("101"));
        }
        assertThat(written.toString()).endsWith("\r");
    }

    @Test
    void nothingIsShownElsewhereOrOnRequest() throws Exception {
        for (boolean watched : new boolean[] {true, false}) {
            try (ImportProgress progress = open(watched, watched)) {
                progress.progress(counts(50));
            }
        }
        assertThat(written.toString()).isEmpty();
    }

    @Test
    void findingsAreLinesOfAFile() throws Exception {
        Path file = folder.resolve("findings.jsonl");
        try (ImportProgress progress =
                ImportProgress.open(new Terminal(new PrintWriter(written), false), false, Optional.of(file))) {
            progress.found(new MigrationFinding(MigrationReason.STRAY_FILE, "app", "x", "unknown"));
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"reason\":\"STRAY_FILE\",\"repository\":\"app\",\"item\":\"x\",\"detail\":\"unknown\"}");
    }

    private ImportProgress open(boolean watched, boolean logOnly) throws IOException {
        return ImportProgress.open(new Terminal(new PrintWriter(written), watched), logOnly, Optional.empty());
    }

    private static MigrationCounts counts(long repositories) {
        return new MigrationCounts(repositories, 0, 7, 8, 9, 10, 11, 0, 0, 0);
    }
}
