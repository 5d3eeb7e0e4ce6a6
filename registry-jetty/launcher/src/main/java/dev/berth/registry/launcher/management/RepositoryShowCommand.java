package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry repository show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Show the size and the times of a repository. The size is that of its layers, each once.",
        footer = {
            "",
            "Examples:",
            "  registry repository show team/app registry.yml",
            "  registry repository show --below team registry.yml"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:found", "1:not found, or failure", "2:invalid arguments or configuration"})
public final class RepositoryShowCommand extends ApiCommand {
    private final ListPrinter printer;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(
            names = "--below",
            description = "Show the size of all repositories at and below NAME, layers that they share once.")
    private boolean isBelow;

    @Option(
            names = "--figures",
            description = {
                "Show also numbers of tags, manifests and blobs, the bytes held and those that deletion would free.",
                "The work grows with the number of blobs."
            })
    private boolean hasFigures;

    public RepositoryShowCommand(Output output) {
        printer = new ListPrinter(
                output,
                Column.text("name", "name"),
                Column.size("size", "size_bytes"),
                Column.number("bytes", "size_bytes"),
                Column.time("created", "created_at"),
                Column.time("renamed", "renamed_at"),
                Column.time("last push", "published_at"),
                Column.number("repositories", "repositories"),
                Column.number("tags", "tags"),
                Column.number("manifests", "manifests"),
                Column.number("blobs", "blobs"),
                Column.size("held", "held_bytes"),
                Column.size("freed by deletion", "freed_bytes"),
                Column.size("shared", "shared_bytes"));
    }

    @Override
    void check() {
        repository(name);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        CallQuery query = CallQuery.NONE.flag("figures", hasFigures);
        printer.print(api.get((isBelow ? "namespaces/" : "repositories/") + name, query), isJson());
        return 0;
    }
}
