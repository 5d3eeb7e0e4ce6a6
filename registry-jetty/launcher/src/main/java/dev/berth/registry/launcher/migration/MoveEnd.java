package dev.berth.registry.launcher.migration;

import dev.berth.registry.RegistryException;
import dev.berth.registry.launcher.command.ConfigurationSource;
import dev.berth.registry.launcher.command.DataOption;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.migration.Migration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands that end a move, and a run of such a command. */
final class MoveEnd {
    private final Output output;
    private final Terminal terminal;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    MoveEnd(Output output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    /** Work on the stores, which answers the exit code. */
    interface Work {
        int on(Migration migration, ImportProgress progress) throws IOException;
    }

    /** The configuration, before the first question. */
    Configuration configuration() throws IOException, InvalidConfiguration {
        return source.read();
    }

    int run(Configuration configuration, boolean writes, Work work)
            throws IOException, InvalidConfiguration, StoreException {
        try (ImportStores stores = ImportStores.open(configuration, data.folder(), writes);
                ImportProgress progress = ImportProgress.open(terminal, false, Optional.empty())) {
            return work.on(stores.migration(), progress);
        } catch (RegistryException e) {
            throw new IOException(String.valueOf(e.getMessage()), e.getCause());
        }
    }

    /** Prints a single number. */
    int result(String name, long number) {
        if (json) {
            output.json(Map.of(name, number));
        } else {
            output.line(name + ": " + number);
        }
        return 0;
    }
}
