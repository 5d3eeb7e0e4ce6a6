package dev.berth.registry.launcher.command;

import dev.berth.registry.engine.audit.LockFiles;
import dev.berth.registry.launcher.Logging;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry storage adopt}. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Make the configured database the owner of the configured storage, after a restore or a move of either.",
            "A database that owned the storage before cannot use it any more. Stop all servers first.",
            "Asks for confirmation on a terminal; elsewhere --force is required."
        })
public final class StorageAdoptCommand implements Callable<Integer> {
    private final Output output;
    private final Confirmation confirmation;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--force", description = "Adopt without asking.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public StorageAdoptCommand(Output output, Confirmation confirmation) {
        this.output = output;
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        Configuration configuration = source.read();
        Logging.start(configuration);
        if (!force
                && !confirmation.given("Make this database the owner of the storage? A collector deletes what its"
                        + " database does not know. Type yes to continue: ")) {
            throw new WrongSettings("nothing adopted: confirm on a terminal, or use --force");
        }
        try (CommandStores stores = CommandStores.likeAServerThatWrites(configuration, data.folder())) {
            CommandStores.Both both = stores.openUnchecked();
            CommandStores.owner(both).adopt();
            LockFiles.over(both.metadata().owner(), both.blobs()).adopt();
        }
        if (json) {
            output.json(Map.of("adopted", true));
        } else {
            output.line("adopted");
        }
        return 0;
    }
}
