package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registry repository list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "List repositories with their sizes, in order of their names. Servers may run meanwhile.",
        footer = {
            "",
            "Examples:",
            "  registry repository list --below team registry.yml",
            "  registry repository list --server https://registry.example.com --user ann --password-file secret"
        })
public final class RepositoryListCommand extends ApiCommand {
    private final ListPrinter printer;

    @Option(names = "--below", paramLabel = "PATH", description = "List only the repositories below PATH.")
    private Optional<String> below = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "List at most N repositories (default: all).")
    private Optional<Long> limit = Optional.empty();

    public RepositoryListCommand(Output output) {
        printer = new ListPrinter(
                output,
                Column.text("REPOSITORY", "name"),
                Column.size("SIZE", "size_bytes"),
                Column.time("CREATED", "created_at"),
                Column.time("LAST PUSH", "published_at"));
    }

    @Override
    void check() {
        below.ifPresent(this::repository);
        most(limit);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        CallQuery query = new CallQuery().with("below", below);
        printer.print(new Pages(api, "repositories", query, most(limit)), isJson());
        return 0;
    }
}
