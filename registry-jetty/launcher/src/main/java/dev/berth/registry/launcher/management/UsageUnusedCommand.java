package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry usage unused}. */
@Command(
        name = "unused",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "List the tags of a repository that were neither set, pulled nor asked for during a period.",
        footer = {"", "Example:", "  registry usage unused --for 90d team/app registry.yml"})
public final class UsageUnusedCommand extends ApiCommand {
    private final ListPrinter printer;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(
            names = "--for",
            paramLabel = "PERIOD",
            required = true,
            description = "Length of the period until now, 90d or 12h for example.")
    private String period = "";

    @Option(names = "--limit", paramLabel = "N", description = "List at most N tags (default: all).")
    private Optional<Long> limit = Optional.empty();

    public UsageUnusedCommand(Output output) {
        printer = new ListPrinter(output, Column.text("TAG", "name"));
    }

    @Override
    void check() {
        repository(name);
        most(limit);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        CallQuery query = CallQuery.NONE.with("unused_for", period);
        printer.print(new Pages(api, "unused-tags/" + name, query, most(limit)), isJson());
        return 0;
    }
}
