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
        description = {
            "List repositories with their sizes, in order of their names, or the largest first; or namespaces by size.",
            "Servers may run meanwhile."
        },
        footer = {
            "",
            "Examples:",
            "  registry repository list --below team registry.yml",
            "  registry repository list --largest --limit 10 registry.yml",
            "  registry repository list --namespaces --below team registry.yml",
            "  registry repository list --server https://registry.example.com --user ann --password-file secret"
        })
public final class RepositoryListCommand extends ApiCommand {
    private final ListPrinter byName;
    private final ListPrinter bySize;
    private final ListPrinter namespaces;

    @Option(names = "--below", paramLabel = "PATH", description = "List only what is below PATH.")
    private Optional<String> below = Optional.empty();

    @Option(names = "--largest", description = "List the largest repositories first, with the numbers of their tags.")
    private boolean isLargest;

    @Option(
            names = "--namespaces",
            description = "List paths of one segment, or one level below PATH, with all at and below them, by size.")
    private boolean isByNamespace;

    @Option(names = "--limit", paramLabel = "N", description = "List at most N (default: all).")
    private Optional<Long> limit = Optional.empty();

    public RepositoryListCommand(Output output) {
        byName = new ListPrinter(
                output,
                Column.text("REPOSITORY", "name"),
                Column.size("SIZE", "size_bytes"),
                Column.time("CREATED", "created_at"),
                Column.time("LAST PUSH", "published_at"));
        bySize = new ListPrinter(
                output,
                Column.text("REPOSITORY", "name"),
                Column.size("SIZE", "size_bytes"),
                Column.number("TAGS", "tags"));
        namespaces = new ListPrinter(
                output,
                Column.text("PATH", "name"),
                Column.size("SIZE", "size_bytes"),
                Column.size("ALONE", "exclusive_bytes"),
                Column.number("REPOSITORIES", "repositories"),
                Column.number("TAGS", "tags"),
                Column.number("PULLS", "pulls"),
                Column.time("LAST PUSH", "last_pushed_at"));
    }

    @Override
    void check() {
        below.ifPresent(this::repository);
        most(limit);
        if (isLargest && (below.isPresent() || isByNamespace)) {
            throw wrong("--largest takes neither --below nor --namespaces");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        if (isByNamespace) {
            CallQuery query = CallQuery.NONE.with("below", below).flag("figures", true);
            namespaces.print(new Pages(api, "namespaces", query, most(limit)), isJson());
        } else if (isLargest) {
            bySize.print(new Pages(api, "largest", CallQuery.NONE, most(limit)), isJson());
        } else {
            CallQuery query = CallQuery.NONE.with("below", below);
            byName.print(new Pages(api, "repositories", query, most(limit)), isJson());
        }
        return 0;
    }
}
