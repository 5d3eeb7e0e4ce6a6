package dev.berth.registry.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.MigrationCounts;
import dev.berth.registry.MigrationFinding;
import dev.berth.registry.MigrationListener;
import dev.berth.registry.launcher.report.ImportReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the progress of an import: on a terminal in one changing line, elsewhere in the log, at intervals. */
final class ImportProgress implements MigrationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportProgress.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOGGED_NANOS = Duration.ofSeconds(5).toNanos();

    private final Terminal terminal;
    private final Optional<PrintWriter> report;
    private final long began = System.nanoTime();
    private long logged = began;

    private ImportProgress(Terminal terminal, Optional<PrintWriter> report) {
        this.terminal = terminal;
        this.report = report;
    }

    /**
     * @param report the writer of findings, each as a line of JSON
     */
    static ImportProgress open(Terminal terminal, Optional<Path> report) throws IOException {
        return new ImportProgress(
                terminal,
                report.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PrintWriter(Files.newBufferedWriter(report.get(), StandardCharsets.UTF_8))));
    }

    @Override
    public void progress(MigrationCounts counts) {
        terminal.show(ImportReport.line(counts) + rate(counts));
        if (isLogDue()) {
            LOG.atInfo()
                    .addKeyValue("repositories", counts.repositories())
                    .addKeyValue("manifests", counts.manifests())
                    .addKeyValue("tags", counts.tags())
                    .addKeyValue("blobs", counts.blobs())
                    .addKeyValue("bytes", counts.bytes())
                    .addKeyValue("skipped", counts.skipped())
                    .log("{}{}", ImportReport.line(counts), rate(counts));
        }
    }

    private synchronized boolean isLogDue() {
        long now = System.nanoTime();
        boolean due = now - logged >= LOGGED_NANOS;
        logged = due ? now : logged;
        return due;
    }

    private String rate(MigrationCounts counts) {
        long seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - began).toSeconds());
        return "; " + seconds + " s, " + counts.manifests() / seconds + " manifests a second";
    }

    @Override
    public void found(MigrationFinding finding) {
        report.ifPresent(writer -> {
            try {
                writer.println(JSON.writeValueAsString(ImportReport.asMap(finding)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Override
    public void close() throws IOException {
        if (report.isPresent()) {
            report.get().close();
            if (report.get().checkError()) {
                throw new IOException("the report could not be written");
            }
        }
    }
}
