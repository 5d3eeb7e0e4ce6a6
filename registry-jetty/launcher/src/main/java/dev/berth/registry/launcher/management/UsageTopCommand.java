package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registry usage top}. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "List the repositories with most pulls since a day, the most first.",
        footer = {"", "Example:", "  registry usage top --first 2026-01-01 --limit 10 registry.yml"})
public final class UsageTopCommand extends ApiCommand {
    private static final long MOST = 1_000;

    private final ListPrinter printer;

    @Option(
            names = "--first",
            paramLabel = "DAY",
            description = "First day, 2026-01-31 for example (default: 30 days ago).")
    private Optional<String> first = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "List at most N repositories, up to 1000 (default: 20).")
    private Optional<Long> limit = Optional.empty();

    public UsageTopCommand(Output output) {
        printer = new ListPrinter(
                output,
                Column.text("REPOSITORY", "name"),
                Column.number("PULLS", "pulls"),
                Column.number("PUSHES", "pushes"));
    }

    @Override
    void check() {
        most(limit);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        long wanted = Math.min(MOST, limit.orElse(20L));
        printer.print(new Pages(api, "most-pulled", CallQuery.NONE.with("first", first), wanted), isJson());
        return 0;
    }
}
