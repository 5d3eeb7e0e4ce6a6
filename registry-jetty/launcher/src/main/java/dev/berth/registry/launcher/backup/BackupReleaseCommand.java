package dev.berth.registry.launcher.backup;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.CommandStores;
import dev.berth.registry.launcher.command.ConfigurationSource;
import dev.berth.registry.launcher.command.DataOption;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.HoldReport;
import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry backup release}. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Release the hold on deletions after a backup, or after a restore of one, which contains its hold.",
            "Fails if the hold was not in force until now: then objects of the backup may be missing in the copy."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:released; deletions were held until now",
            "1:failure, no such hold, or one that has expired; repeat the backup",
            "2:invalid arguments or configuration"
        },
        footer = {"", "Example:", "  registry backup release registry.yml"})
public final class BackupReleaseCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Output output;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private HoldName name = new HoldName();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public BackupReleaseCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        try (CommandStores stores = CommandStores.likeAServerThatWrites(source.read(), data.folder())) {
            Instant now = stores.clock().instant();
            Optional<DeletionHold> released = stores.backups().release(name.value());
            DeletionHold hold = released.orElseThrow(() -> new IOException("no hold is named " + name.value()
                    + ": deletions were not held; repeat the backup, beginning with registry backup hold"));
            print(new HoldReport(hold, now));
            return hold.isInForce(now) ? 0 : FAILED;
        }
    }

    private void print(HoldReport report) {
        if (json) {
            output.json(report.asMap());
        } else {
            output.line(report.released());
        }
    }
}
