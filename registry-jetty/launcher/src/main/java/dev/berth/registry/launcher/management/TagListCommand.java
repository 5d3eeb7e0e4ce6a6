package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry tag list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "List the tags of a repository. The size of a tag is that of a pull of all its platforms.",
        footer = {
            "",
            "Examples:",
            "  registry tag list team/app registry.yml",
            "  registry tag list --sort -published --limit 10 team/app registry.yml",
            "  registry tag list --deleted team/app registry.yml"
        })
public final class TagListCommand extends ApiCommand {
    private final ListPrinter tags;
    private final ListPrinter usedTags;
    private final ListPrinter deletedTags;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(names = "--contains", paramLabel = "TEXT", description = "List only tags that contain TEXT.")
    private Optional<String> contains = Optional.empty();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description =
                    "Sort by name, published or kind; -name, -published and -kind reverse the order (default: name).")
    private Optional<String> sort = Optional.empty();

    @Option(names = "--kind", paramLabel = "KIND", description = "List only tags of a kind, image or sbom for example.")
    private Optional<String> kind = Optional.empty();

    @Option(names = "--usage", description = "Show pulls, and the time of the last pull or HEAD request.")
    private boolean hasUsage;

    @Option(names = "--limit", paramLabel = "N", description = "List at most N tags (default: all).")
    private Optional<Long> limit = Optional.empty();

    @Option(names = "--deleted", description = "List deleted tags that tag undelete can return.")
    private boolean isDeleted;

    public TagListCommand(Output output) {
        tags = new ListPrinter(
                output,
                Column.text("TAG", "name"),
                Column.text("KIND", "kind"),
                Column.size("SIZE", "size_bytes"),
                Column.time("CREATED", "created_at"),
                Column.time("UPDATED", "updated_at"),
                Column.text("DIGEST", "digest"));
        usedTags = new ListPrinter(
                output,
                Column.text("TAG", "name"),
                Column.size("SIZE", "size_bytes"),
                Column.number("PULLS", "pulls"),
                Column.time("LAST USE", "last_used_at"),
                Column.time("LAST PUSH", "last_pushed_at"));
        deletedTags = new ListPrinter(
                output,
                Column.text("TAG", "name"),
                Column.time("DELETED", "deleted_at"),
                Column.text("DIGEST", "digest"));
    }

    @Override
    void check() {
        repository(name);
        most(limit);
        if (isDeleted && (contains.isPresent() || sort.isPresent() || kind.isPresent() || hasUsage)) {
            throw wrong("--deleted takes none of --contains, --sort, --kind and --usage");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        if (isDeleted) {
            deletedTags.print(new Pages(api, "deleted-tags/" + name, CallQuery.NONE, most(limit)), isJson());
        } else {
            CallQuery query = CallQuery.NONE
                    .with("contains", contains)
                    .with("sort", sort)
                    .with("kind", kind)
                    .flag("usage", hasUsage);
            ListPrinter printer = hasUsage ? usedTags : tags;
            printer.print(new Pages(api, "tags/" + name, query, most(limit)), isJson());
        }
        return 0;
    }
}
