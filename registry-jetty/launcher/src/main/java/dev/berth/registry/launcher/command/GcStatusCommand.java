package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.StatusReport;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry gc status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Show the content scheduled for review and the objects pending deletion. Servers may run meanwhile.",
        footer = {"", "Example:", "  registry gc status --json registry.yml"})
public final class GcStatusCommand implements Callable<Integer> {
    private static final int LISTED = 20;

    private final Output output;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public GcStatusCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        Configuration configuration = source.read();
        CollectionMapping settings = new CollectionMapping(configuration);
        try (CommandStores stores = CommandStores.forLongWork(configuration, data.folder())) {
            Maintenance maintenance = stores.maintenanceOfDatabase();
            StatusReport report = new StatusReport(
                    maintenance.backlog(),
                    maintenance.failedDeletions(PageRequest.first(LISTED)).items(),
                    settings,
                    stores.clock().instant());
            if (json) {
                output.json(report.asMap());
            } else {
                report.lines().forEach(output::line);
            }
        }
        return 0;
    }
}
