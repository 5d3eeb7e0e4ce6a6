package dev.berth.registry.launcher.command;

import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ReportText;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code registry events resend}. */
@Command(
        name = "resend",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Make events pending again that endpoints of notifications refused permanently; a running server sends"
                    + " them.",
            "They keep their ids, and come before later events of their repository that are still pending.",
            "An event that is refused again is set aside again."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failure, or no event at the given positions",
            "2:invalid arguments or configuration"
        },
        footer = {
            "",
            "Examples:",
            "  registry events resend registry.yml",
            "  registry events resend --endpoint audit --position 17,18 registry.yml"
        })
public final class EventsResendCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int MOST = 1_000;

    private final Output output;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--endpoint", paramLabel = "NAME", description = "Resend the events of this endpoint only.")
    private Optional<String> endpoint = Optional.empty();

    @Option(
            names = "--position",
            paramLabel = "POSITION",
            split = ",",
            description = "Resend only the events at these positions, as events list shows them; needs --endpoint.")
    private List<Long> positions = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public EventsResendCommand(Output output) {
        this.output = output;
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        if (!positions.isEmpty() && endpoint.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--position needs --endpoint");
        }
        if (positions.size() > MOST) {
            throw new ParameterException(spec.commandLine(), "at most " + MOST + " positions can be given");
        }
        SortedMap<String, Long> resent;
        try (CommandStores stores = CommandStores.forLongWork(source.read(), data.folder())) {
            resent = resend(stores.setAsideEvents());
        }
        print(resent);
        return !positions.isEmpty() && resent.values().stream().allMatch(count -> count == 0) ? FAILED : 0;
    }

    private SortedMap<String, Long> resend(SetAsideEvents events) {
        if (endpoint.isPresent()) {
            String name = endpoint.get();
            long resent = positions.isEmpty() ? events.resend(name) : events.resend(name, positions);
            return new TreeMap<>(Map.of(name, resent));
        }
        SortedMap<String, Long> resent = new TreeMap<>();
        events.counts().keySet().forEach(name -> resent.put(name, events.resend(name)));
        return resent;
    }

    private void print(SortedMap<String, Long> resent) {
        if (json) {
            output.json(resent);
        } else if (resent.isEmpty()) {
            output.line("no event is set aside");
        } else {
            resent.forEach((name, count) ->
                    output.line(name + ": " + ReportText.of(count, "event is", "events are") + " pending again"));
        }
    }
}
