package dev.berth.registry.launcher.migration;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.command.Confirmation;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry database import clean}. */
@Command(
        name = "clean",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Remove the metadata files of the old registry from storage, after the end of the move; content stays.",
            "It can be interrupted and repeated. Asks for confirmation on a terminal; elsewhere --force is required."
        })
public final class ImportCleanCommand implements Callable<Integer> {
    private final Confirmation confirmation;

    @Mixin
    private final MoveEnd end;

    @Option(
            names = {"--dry-run", "-d"},
            description = "Count the files, remove nothing.")
    private boolean dryRun;

    @Option(names = "--force", description = "Remove without asking.")
    private boolean force;

    /** A command that prints to {@code output} and shows its progress on {@code terminal}. */
    public ImportCleanCommand(Output output, Terminal terminal, Confirmation confirmation) {
        end = new MoveEnd(output, terminal);
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        Configuration configuration = end.configuration();
        if (!dryRun
                && !force
                && !confirmation.given("Remove the metadata files of the old registry? Type yes to continue: ")) {
            throw new WrongSettings("nothing removed: confirm on a terminal, or use --force");
        }
        return end.run(
                configuration,
                !dryRun,
                (migration, progress) -> end.result("files", migration.clean(dryRun, progress)));
    }
}
