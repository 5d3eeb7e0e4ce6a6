package dev.berth.registry.launcher.migration;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code registry database import finish}. */
@Command(
        name = "finish",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "End the move: garbage collection may delete content that only the old registry uses; no further"
                + " import is possible.")
public final class ImportFinishCommand implements Callable<Integer> {
    @Mixin
    private final MoveEnd end;

    /** A command that prints to {@code output}. */
    public ImportFinishCommand(Output output, Terminal terminal) {
        end = new MoveEnd(output, terminal);
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        return end.run(end.configuration(), true, (migration, progress) -> end.result("reviewed", migration.finish()));
    }
}
