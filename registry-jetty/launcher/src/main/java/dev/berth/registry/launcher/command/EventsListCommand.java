package dev.berth.registry.launcher.command;

import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.event.SetAsideEvent;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.EventReport;
import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code registry events list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Show the events that endpoints of notifications refused permanently, by endpoint.",
            "They are kept within the limits of notifications.outbox. Servers may run meanwhile."
        },
        footer = {"", "Example:", "  registry events list --endpoint audit registry.yml"})
public final class EventsListCommand implements Callable<Integer> {
    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Show the events of this endpoint only.")
    private Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--after",
            paramLabel = "POSITION",
            defaultValue = "0",
            description = "Continue after this position.")
    private long after;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "Show at most N events of an endpoint (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public EventsListCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        if (limit < 1 || limit == Integer.MAX_VALUE) {
            throw new ParameterException(spec.commandLine(), "--limit: expected at least 1, not " + limit);
        }
        try (CommandStores stores = CommandStores.forLongWork(source.read(), data.folder())) {
            print(reports(stores.setAsideEvents()));
        }
        return 0;
    }

    private List<EventReport> reports(SetAsideEvents events) {
        List<EventReport> reports = new ArrayList<>();
        for (Map.Entry<String, Long> count : events.counts().entrySet()) {
            if (endpoint.isEmpty() || endpoint.get().equals(count.getKey())) {
                Page<SetAsideEvent> page = events.list(count.getKey(), after, limit);
                reports.add(new EventReport(count.getKey(), count.getValue(), page));
            }
        }
        return reports;
    }

    private void print(List<EventReport> reports) {
        if (json) {
            output.json(reports.stream().map(EventReport::asMap).toList());
        } else if (reports.isEmpty()) {
            output.line("no event is set aside"
                    + endpoint.map(name -> " for " + name).orElse(""));
        } else {
            reports.forEach(report -> report.lines().forEach(output::line));
        }
    }
}
