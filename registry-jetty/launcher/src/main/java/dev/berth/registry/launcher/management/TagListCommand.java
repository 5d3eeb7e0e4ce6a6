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
    private final ListPrinter deletedTags;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(names = "--contains", paramLabel = "TEXT", description = "List only tags that contain TEXT.")
    private Optional<String> contains = Optional.empty();

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "Sort by name or published; -name and -published reverse the order (default: name).")
    private Optional<String> sort = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "List at most N tags (default: all).")
    private Optional<Long> limit = Optional.empty();

    @Option(names = "--deleted", description = "List deleted tags that tag undelete can return.")
    private boolean isDeleted;

    public TagListCommand(Output output) {
        tags = new ListPrinter(
                output,
                Column.text("TAG", "name"),
                Column.size("SIZE", "size_bytes"),
                Column.time("CREATED", "created_at"),
                Column.time("UPDATED", "updated_at"),
                Column.text("DIGEST", "digest"));
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
        if (isDeleted && (contains.isPresent() || sort.isPresent())) {
            throw wrong("--deleted takes neither --contains nor --sort");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        if (isDeleted) {
            deletedTags.print(new Pages(api, "deleted-tags/" + name, new CallQuery(), most(limit)), isJson());
        } else {
            CallQuery query = new CallQuery().with("contains", contains).with("sort", sort);
            tags.print(new Pages(api, "tags/" + name, query, most(limit)), isJson());
        }
        return 0;
    }
}
