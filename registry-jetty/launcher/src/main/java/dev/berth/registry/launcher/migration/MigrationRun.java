package dev.berth.registry.launcher.migration;

import dev.berth.registry.RegistryException;
import dev.berth.registry.engine.audit.LockFiles;
import dev.berth.registry.launcher.command.ConfigurationSource;
import dev.berth.registry.launcher.command.DataOption;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ImportReport;
import dev.berth.registry.migration.Migration;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
            names = {"--tag-concurrency", "-t"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Number of links of tags read at a time in a repository (default: 1). Links are read with"
                    + " --read-tags, and where the times of files are not conclusive.")
    private int tagReads = 1;

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

    @Option(
            names = {"--log-to-stdout", "-l"},
            description = "Log the progress every five seconds, on a terminal too, instead of showing a bar.")
    private boolean logged;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    MigrationRun(Output output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    /** Work on the stores, which answers the exit code. */
    interface Work {
        int on(Migration migration) throws IOException;
    }

    /** Work that also changes the lock files of the old registry. */
    interface LockingWork {
        int on(Migration migration, LockFiles locks) throws IOException, StoreException;
    }

    /** An import, an export or a verification. */
    interface Operation {
        MigrationReport run(MigrationRequest request, ImportProgress progress) throws IOException;
    }

    /** @param writes true for a command that makes storage without an owner that of the database */
    int withStores(boolean writes, Work work) throws IOException, InvalidConfiguration, StoreException {
        return withLocks(writes, (migration, locks) -> work.on(migration));
    }

    int withLocks(boolean writes, LockingWork work) throws IOException, InvalidConfiguration, StoreException {
        try (ImportStores stores = ImportStores.open(source.read(), data.folder(), writes)) {
            return work.on(stores.migration(), stores.locks());
        } catch (RegistryException e) {
            throw new IOException(String.valueOf(e.getMessage()), e.getCause());
        } finally {
            terminal.clear();
        }
    }

    /** Runs the operation with its progress, and prints its report; the exit code is 3 if something was skipped. */
    int report(Steps steps, boolean dryRun, Operation operation) throws IOException {
        return report(steps, dryRun, operation, Map::of);
    }

    /** The same with the number of rows of the database afterwards; empty to leave them out. */
    int report(Steps steps, boolean dryRun, Operation operation, Supplier<Map<String, Long>> rows) throws IOException {
        require("--threads", threads);
        require("--tag-concurrency", tagReads);
        MigrationRequest request = new MigrationRequest(steps, dryRun, repositories, threads, readTags, tagReads);
        MigrationReport done;
        try (ImportProgress progress = progress()) {
            done = operation.run(request, progress);
        }
        ImportReport shown = new ImportReport(done, rows.get());
        if (json) {
            output.json(shown.asMap());
        } else {
            shown.lines().forEach(output::line);
        }
        return done.isComplete() ? 0 : INCOMPLETE;
    }

    ImportProgress progress() throws IOException {
        return ImportProgress.open(terminal, logged, report);
    }

    private void require(String option, int number) {
        if (number < 1) {
            throw new ParameterException(spec.commandLine(), option + ": expected at least 1, not " + number);
        }
    }

    /** Prints a single number. */
    void result(String name, long number) {
        if (json) {
            output.json(Map.of(name, number));
        } else {
            output.line(name + ": " + number);
        }
    }

    Output output() {
        return output;
    }

    boolean json() {
        return json;
    }
}
