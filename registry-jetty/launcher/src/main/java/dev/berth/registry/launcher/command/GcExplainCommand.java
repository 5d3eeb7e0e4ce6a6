package dev.berth.registry.launcher.command;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.Explanation;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.RetentionStatus;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code registry gc explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Explain why a manifest or blob is kept: what references it, or when it is due for deletion.",
            "Servers may run meanwhile."
        },
        footer = {"", "Example:", "  registry gc explain team/app:1.0"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:found", "1:not found, or failure", "2:invalid arguments or configuration"})
public final class GcExplainCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "CONTENT",
            description =
                    "Digest, repository:tag or repository@digest; a digest alone is searched in every repository.")
    private String thing = "";

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public GcExplainCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        ContentName named = ContentName.parse(thing)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "expected a digest, repository:tag or repository@digest, not '" + thing + "'"));
        Configuration configuration = source.read();
        CollectionMapping settings = new CollectionMapping(configuration);
        try (CommandStores stores = CommandStores.forLongWork(configuration, data.folder())) {
            List<RetentionStatus> standings = standings(stores.maintenanceOfDatabase(), named);
            Instant now = stores.clock().instant();
            print(standings.stream()
                    .map(retention -> new Explanation(retention, settings, now))
                    .toList());
            return standings.isEmpty() ? FAILED : 0;
        }
    }

    private static List<RetentionStatus> standings(Maintenance maintenance, ContentName named) {
        if (named.repository().isPresent()) {
            return maintenance.explain(named.repository().get(), named.reference());
        }
        return maintenance.explain((Digest) named.reference());
    }

    private void print(List<Explanation> explanations) {
        if (json) {
            output.json(explanations.stream().map(Explanation::asMap).toList());
        } else if (explanations.isEmpty()) {
            output.line("not found: " + thing);
        } else {
            explanations.forEach(explanation -> explanation.lines().forEach(output::line));
        }
    }
}
