package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.HoldReport;
import dev.berth.registry.launcher.report.RunReport;
import dev.berth.registry.maintenance.CollectionReport;
import dev.berth.registry.maintenance.CollectionRequest;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry gc run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Run one collection of everything that is due, without pauses, even if gc.disabled is set.",
            "Servers may run meanwhile. gc status shows what is due."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything due was collected",
            "1:failure, or objects could not be deleted; their deletion is retried",
            "2:invalid arguments or configuration"
        },
        footer = {"", "Example:", "  registry gc run registry.yml"})
public final class GcRunCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Output output;
    private final Terminal terminal;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--unsafe-delay",
            paramLabel = "DURATION",
            converter = DurationOption.class,
            description = {
                "Collect everything unreferenced for this long, 10m for example, instead of the configured delays.",
                "DANGEROUS during pushes: a push that has uploaded its layers but not its manifest fails when they are"
                        + " deleted."
            })
    private Optional<Duration> unsafeDelay = Optional.empty();

    @Option(
            names = "--retry-given-up",
            description = "Retry deletions that were given up after too many failures; gc status lists them.")
    private boolean retryGivenUp;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public GcRunCommand(Output output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        Configuration configuration = source.read();
        CollectionMapping settings = new CollectionMapping(configuration);
        if (settings.isReadOnly()) {
            throw new WrongSettings("the registry is in read-only mode (storage.maintenance.readonly)");
        }
        CollectionReport done;
        List<HoldReport> holds;
        try (CommandStores stores = CommandStores.likeAServerThatWrites(configuration, data.folder())) {
            CollectionRequest request = new CollectionRequest(unsafeDelay, retryGivenUp);
            Maintenance maintenance = stores.collection();
            done = maintenance.collect(request, this::progress);
            Instant now = stores.clock().instant();
            holds = maintenance.backlog().holds().stream()
                    .filter(hold -> hold.isInForce(now))
                    .map(hold -> new HoldReport(hold, now))
                    .toList();
        } finally {
            terminal.clear();
        }
        print(new RunReport(done, holds));
        return done.failed() == 0 ? 0 : FAILED;
    }

    private void progress(long reviewed, long removed, long deleted) {
        terminal.show(reviewed + " reviewed, " + removed + " of them removed; " + deleted + " objects deleted");
    }

    private void print(RunReport report) {
        if (json) {
            output.json(report.asMap());
        } else {
            report.lines().forEach(output::line);
        }
    }
}
