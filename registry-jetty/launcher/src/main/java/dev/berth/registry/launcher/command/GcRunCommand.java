package dev.berth.registry.launcher.command;

import dev.berth.registry.engine.collection.CollectionReport;
import dev.berth.registry.engine.collection.Collector;
import dev.berth.registry.engine.collection.CollectorConfig;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.FailedDeletions;
import dev.berth.registry.launcher.report.RunReport;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewDelays;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
            "Collects everything that is due now, once and without rests; servers may run meanwhile.",
            "Where gc.disabled is set, too. What is due, and what will be, tells gc status."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all that was due is collected",
            "1:not done, or objects could not be deleted, which is tried again",
            "2:wrong options or configuration"
        })
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
                "takes everything nothing has held for so long, 10m for example, in place of the configured delays",
                "DANGEROUS while somebody pushes: a push that has stored its layers and not yet its manifest fails when"
                        + " they are gone."
            })
    private Optional<Duration> unsafeDelay = Optional.empty();

    @Option(names = "--retry-given-up", description = "tries the deletions again that failed too often, see gc status")
    private boolean retryGivenUp;

    @Option(names = "--json", description = "prints JSON")
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
            throw new IOException("the registry is in read-only mode (storage.maintenance.readonly)");
        }
        CollectionReport done;
        try (CommandStores stores = CommandStores.likeAServer(configuration, data.folder())) {
            done = run(stores, config(settings));
        } finally {
            terminal.clear();
        }
        print(new RunReport(done));
        return done.failed() == 0 ? 0 : FAILED;
    }

    private CollectorConfig config(CollectionMapping settings) {
        return unsafeDelay.map(delay -> settings.with(ReviewDelays.of(delay))).orElseGet(settings::collector);
    }

    private CollectionReport run(CommandStores stores, CollectorConfig config) throws IOException, StoreException {
        MetadataStore metadata = stores.metadata();
        if (retryGivenUp) {
            FailedDeletions.retry(metadata.deletions(), Instant.now());
        }
        try (Collector collector = Collector.builder()
                .config(config)
                .listener(new RunProgress(terminal))
                .build(metadata, stores.blobs())) {
            return collector.run();
        }
    }

    private void print(RunReport report) {
        if (json) {
            output.json(report.asMap());
        } else {
            report.lines().forEach(output::line);
        }
    }
}
