package dev.berth.registry.launcher.migration;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
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
    @Mixin
    private final MigrationRun run;

    @Option(
            names = {"--dry-run", "-d"},
            description = "Show the number of files and bytes to write, write nothing.")
    private boolean dryRun;

    @Option(
            names = "--hand-over",
            description = "Then mark the storage as that of the old registry by its lock files, which registries and"
                    + " collectors of this layout honour. Stop all servers first: the next one marks it as its own.")
    private boolean handOver;

    /** A command that prints to {@code output} and shows its progress on {@code terminal}. */
    public ExportCommand(Output output, Terminal terminal) {
        run = new MigrationRun(output, terminal);
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        return run.withLocks(!dryRun, (migration, locks) -> {
            int code = run.report(Steps.ALL, dryRun, migration::export);
            if (handOver && !dryRun) {
                locks.handOver();
            }
            return code;
        });
    }
}
