package dev.berth.registry.launcher.command;

import dev.berth.registry.MigrationReport;
import dev.berth.registry.MigrationRequest;
import dev.berth.registry.MigrationRequest.Steps;
import dev.berth.registry.RegistryException;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ImportReport;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry database verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Compare the content of the old registry in the configured storage with the content of this one.",
            "Check every tag, manifest and blob of each repository. Servers may run meanwhile."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing is missing",
            "1:failure; the reason is printed",
            "2:invalid arguments or configuration",
            "3:content is missing, differs, or is broken in the old registry"
        },
        footer = {"", "Example:", "  registry database verify --deep --report findings.jsonl registry.yml"})
public final class VerifyCommand implements Callable<Integer> {
    private static final int DIFFERENT = 3;

    private final Output output;
    private final Terminal terminal;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--deep", description = "Read all content and verify its digests.")
    private boolean deep;

    @Option(
            names = "--repositories",
            paramLabel = "PATTERN",
            defaultValue = "*",
            description = "Verify only repositories that match PATTERN; * matches any text.")
    private String repositories = "*";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "Number of repositories verified at a time (default: 8).")
    private int threads = 8;

    @Option(
            names = "--read-tags",
            description =
                    "Read the link of every tag; required if the files were copied without their modification times.")
    private boolean readTags;

    @Option(
            names = "--report",
            paramLabel = "PATH",
            description = "Write each finding to this file, as a line of JSON.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** A command that prints to {@code output} and shows its progress on {@code terminal}. */
    public VerifyCommand(Output output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        MigrationRequest request = new MigrationRequest(Steps.ALL, true, repositories, Math.max(1, threads), readTags);
        try (ImportStores stores = ImportStores.open(source.read(), data.folder(), false);
                ImportProgress progress = ImportProgress.open(terminal, report)) {
            MigrationReport done = stores.migration().verify(request, deep, progress);
            terminal.clear();
            ImportReport shown = new ImportReport(done);
            if (json) {
                output.json(shown.asMap());
            } else {
                shown.lines().forEach(output::line);
            }
            return done.isComplete() ? 0 : DIFFERENT;
        } catch (RegistryException e) {
            throw new IOException(String.valueOf(e.getMessage()), e.getCause());
        } finally {
            terminal.clear();
        }
    }
}
