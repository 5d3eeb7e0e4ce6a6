package dev.berth.registry.launcher.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.report.ImportReport;
import dev.berth.registry.migration.MigrationCounts;
import dev.berth.registry.migration.MigrationFinding;
import dev.berth.registry.migration.MigrationListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the progress of an import: on a terminal as a bar, elsewhere in the log, at intervals. */
final class ImportProgress implements MigrationListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ImportProgress.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOGGED_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long UNKNOWN = -1;

    private final Terminal terminal;
    private final Optional<ProgressBar> bar;
    private final Optional<PrintWriter> report;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long began = System.nanoTime();
    private long logged = began;

    private ImportProgress(Terminal terminal, Optional<ProgressBar> bar, Optional<PrintWriter> report) {
        this.terminal = terminal;
        this.bar = bar;
        this.report = report;
    }

    /**
     * @param logOnly whether progress is logged on a terminal, too
     * @param report the file of findings, each as a line of JSON
     */
    static ImportProgress open(Terminal terminal, boolean logOnly, Optional<Path> report) throws IOException {
        Optional<PrintWriter> writer = report.isEmpty()
                ? Optional.empty()
                : Optional.of(new PrintWriter(Files.newBufferedWriter(report.get(), StandardCharsets.UTF_8)));
        boolean watched = terminal.isWatched() && !logOnly;
        return new ImportProgress(terminal, watched ? Optional.of(bar(terminal)) : Optional.empty(), writer);
    }

    /** The number of repositories is not known before their names are listed. */
    private static ProgressBar bar(Terminal terminal) {
        return ProgressBar.builder()
                .setTaskName("repositories")
                .setInitialMax(UNKNOWN)
                .setStyle(ProgressBarStyle.ASCII)
                .showSpeed()
                // What the terminal left out for its rate is shown with the next update.
                .continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(terminal::show, terminal.columns() - 1))
                .build();
    }

    /** Shows the remaining work and time, too, as long as there are no more repositories than these. */
    void expect(long repositories) {
        bar.ifPresent(shown -> shown.maxHint(repositories > 0 ? repositories : UNKNOWN));
    }

    @Override
    public void progress(MigrationCounts counts) {
        bar.ifPresent(shown -> {
            if (counts.repositories() > shown.getMax()) {
                shown.maxHint(UNKNOWN);
            }
            shown.stepTo(counts.repositories());
            shown.setExtraMessage(" " + ImportReport.shortLine(counts));
        });
        if (bar.isEmpty() && isLogDue()) {
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
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        bar.ifPresent(ProgressBar::close);
        terminal.clear();
        if (report.isPresent()) {
            report.get().close();
            if (report.get().checkError()) {
                throw new IOException("the report could not be written");
            }
        }
    }
}
