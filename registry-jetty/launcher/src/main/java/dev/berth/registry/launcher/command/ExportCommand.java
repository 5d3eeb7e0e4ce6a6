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

/** {@code registry database export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Write all content to the configured storage in the layout of CNCF distribution, which can serve it from"
                    + " there.",
            "Imported content stays in place, other content is copied inside the storage. It can be interrupted and"
                    + " repeated; a repetition writes only the difference. Servers may run meanwhile, the old registry"
                    + " must not take pushes."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is exported",
            "1:failure; the reason is printed",
            "2:invalid arguments or configuration",
            "3:done; some content is missing, or was left as the old registry has it"
        },
        footer = {
            "",
            "Examples:",
            "  registry database export --dry-run registry.yml",
            "  registry database export registry.yml"
        })
public final class ExportCommand implements Callable<Integer> {
    private static final int INCOMPLETE = 3;

    private final Output output;
    private final Terminal terminal;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--dry-run", description = "Show the number of files and bytes to write, write nothing.")
    private boolean dryRun;

    @Option(
            names = "--repositories",
            paramLabel = "PATTERN",
            defaultValue = "*",
            description = "Export only repositories that match PATTERN; * matches any text.")
    private String repositories = "*";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "8",
            description = "Number of repositories exported at a time (default: 8).")
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
    public ExportCommand(Output output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        MigrationRequest request =
                new MigrationRequest(Steps.ALL, dryRun, repositories, Math.max(1, threads), readTags);
        try (ImportStores stores = ImportStores.open(source.read(), data.folder(), !dryRun);
                ImportProgress progress = ImportProgress.open(terminal, report)) {
            MigrationReport done = stores.migration().export(request, progress);
            terminal.clear();
            ImportReport shown = new ImportReport(done);
            if (json) {
                output.json(shown.asMap());
            } else {
                shown.lines().forEach(output::line);
            }
            return done.isComplete() ? 0 : INCOMPLETE;
        } catch (RegistryException e) {
            throw new IOException(String.valueOf(e.getMessage()), e.getCause());
        } finally {
            terminal.clear();
        }
    }
}
