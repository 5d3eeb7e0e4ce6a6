package dev.berth.registry.launcher.backup;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.CommandStores;
import dev.berth.registry.launcher.command.ConfigurationSource;
import dev.berth.registry.launcher.command.DataOption;
import dev.berth.registry.launcher.command.DurationOption;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.HoldReport;
import dev.berth.registry.maintenance.Backups;
import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code registry backup hold}. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Hold the deletion of objects by all servers, or prolong a hold, before a backup.",
            "Pushes, pulls and reviews go on; storage grows. The hold expires by itself."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:deletions are held", "1:failure", "2:invalid arguments or configuration"},
        footer = {"", "Example:", "  registry backup hold --for 6h registry.yml"})
public final class BackupHoldCommand implements Callable<Integer> {
    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Mixin
    private HoldName name = new HoldName();

    @Option(
            names = "--for",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = DurationOption.class,
            description = "The longest time of the backup, at most 168h (default: ${DEFAULT-VALUE}).")
    private Duration time = Duration.ZERO;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public BackupHoldCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        if (time.isZero() || time.compareTo(Backups.LONGEST) > 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--for: expected a time above zero and at most " + Backups.LONGEST.toHours() + "h");
        }
        try (CommandStores stores = CommandStores.likeAServerThatWrites(source.read(), data.folder())) {
            DeletionHold hold = stores.backups().hold(name.value(), time);
            HoldReport report = new HoldReport(hold, stores.clock().instant());
            if (json) {
                output.json(report.asMap());
            } else {
                output.line(report.line());
            }
        }
        return 0;
    }
}
