package dev.berth.registry.launcher.command;

import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.event.SetAsideEvent;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.EventReport;
import dev.berth.registry.launcher.report.ReportText;
import dev.berth.registry.model.Page;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code registry events}. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Show, resend and delete events that an endpoint of notifications refused permanently.")
public final class EventsCommand {
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
    public static final class Listing implements Callable<Integer> {
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

        public Listing(Output output) {
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
    public static final class Resend implements Callable<Integer> {
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

        public Resend(Output output) {
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

    /** {@code registry events discard}. */
    @Command(
            name = "discard",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description = {
                "Delete events that an endpoint of notifications refused permanently. They are never sent.",
                "--all asks for confirmation on a terminal; elsewhere --yes is required."
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:done",
                "1:failure, not confirmed, or no event at the given positions",
                "2:invalid arguments or configuration"
            },
            footer = {
                "",
                "Examples:",
                "  registry events discard --endpoint audit --position 17,18 registry.yml",
                "  registry events discard --endpoint audit --all registry.yml"
            })
    public static final class Discard implements Callable<Integer> {
        private static final int FAILED = 1;
        private static final int MOST = 1_000;

        private final Output output;
        private final Confirmation confirmation;

        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Mixin
        private ConfigurationSource source = new ConfigurationSource();

        @Mixin
        private DataOption data = new DataOption();

        @Option(
                names = "--endpoint",
                required = true,
                paramLabel = "NAME",
                description = "Delete events of this endpoint.")
        private String endpoint = "";

        @Option(
                names = "--position",
                paramLabel = "POSITION",
                split = ",",
                description = "Delete the events at these positions, as events list shows them.")
        private List<Long> positions = List.of();

        @Option(names = "--all", description = "Delete all events of the endpoint that it refused permanently.")
        private boolean isAll;

        @Option(names = "--yes", description = "Delete without confirmation.")
        private boolean confirmed;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        public Discard(Output output, Confirmation confirmation) {
            this.output = output;
            this.confirmation = confirmation;
        }

        @Override
        public Integer call() throws IOException, StoreException, InvalidConfiguration {
            if (isAll != positions.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "expected either --position or --all");
            }
            if (positions.size() > MOST) {
                throw new ParameterException(spec.commandLine(), "at most " + MOST + " positions can be given");
            }
            OptionalLong discarded;
            try (CommandStores stores = CommandStores.forLongWork(source.read(), data.folder())) {
                discarded = discard(stores.setAsideEvents());
            }
            if (discarded.isEmpty()) {
                spec.commandLine()
                        .getErr()
                        .println("not confirmed, nothing deleted: confirm on a terminal or use --yes");
                return FAILED;
            }
            print(discarded.getAsLong());
            return !isAll && discarded.getAsLong() == 0 ? FAILED : 0;
        }

        /** Empty when it was not confirmed. */
        private OptionalLong discard(SetAsideEvents events) {
            if (!isAll) {
                return OptionalLong.of(events.discard(endpoint, positions));
            }
            long count = events.counts().getOrDefault(endpoint, 0L);
            String question = "Delete " + ReportText.of(count, "event", "events") + " for " + endpoint
                    + " that it refused? Type yes to delete: ";
            return count == 0 || confirmed || confirmation.given(question)
                    ? OptionalLong.of(events.discard(endpoint))
                    : OptionalLong.empty();
        }

        private void print(long discarded) {
            if (json) {
                output.json(Map.of(endpoint, discarded));
            } else {
                output.line(endpoint + ": " + ReportText.of(discarded, "event was", "events were") + " deleted");
            }
        }
    }
}
