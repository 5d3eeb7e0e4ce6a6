package dev.berth.registry.launcher.command;

import dev.berth.registry.Migration;
import dev.berth.registry.MigrationReport;
import dev.berth.registry.MigrationRequest;
import dev.berth.registry.MigrationRequest.Steps;
import dev.berth.registry.RegistryException;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ImportReport;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that import, export and verification have in common, and a run of such a command. */
final class MigrationRun {
    private static final int INCOMPLETE = 3;

    private final Output output;
    private final Terminal terminal;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--repositories",
            paramLabel = "PATTERN",
            defaultValue = "*",
            description = "Process only repositories that match PATTERN; * matches any text.")
    private String repositories = "*";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "Number of repositories processed at a time (default: 8).")
    private int threads = 8;

    @Option(
            names = "--read-tags",
            description =
                    "Read the link of every tag; required if the files were copied without their modification times.")
    private boolean readTags;

    @Option(
            names = {"--report", "--log-file"},
            paramLabel = "PATH",
            description = "Write each finding to this file, as a line of JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    MigrationRun(Output output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    /** Work on the stores, which answers the exit code. */
    interface Work {
        int on(Migration migration) throws IOException;
    }

    /** An import, an export or a verification. */
    interface Operation {
        MigrationReport run(MigrationRequest request, ImportProgress progress);
    }

    /** @param writes true for a command that makes storage without an owner that of the database */
    int withStores(boolean writes, Work work) throws IOException, InvalidConfiguration, StoreException {
        try (ImportStores stores = ImportStores.open(source.read(), data.folder(), writes)) {
            return work.on(stores.migration());
        } catch (RegistryException e) {
            throw new IOException(String.valueOf(e.getMessage()), e.getCause());
        } finally {
            terminal.clear();
        }
    }

    /** Runs the operation with its progress, and prints its report; the exit code is 3 if something was skipped. */
    int report(Steps steps, boolean dryRun, Operation operation) throws IOException {
        MigrationRequest request = new MigrationRequest(steps, dryRun, repositories, Math.max(1, threads), readTags);
        try (ImportProgress progress = ImportProgress.open(terminal, report)) {
            MigrationReport done = operation.run(request, progress);
            terminal.clear();
            ImportReport shown = new ImportReport(done);
            if (json) {
                output.json(shown.asMap());
            } else {
                shown.lines().forEach(output::line);
            }
            return done.isComplete() ? 0 : INCOMPLETE;
        }
    }

    Output output() {
        return output;
    }

    boolean json() {
        return json;
    }
}
