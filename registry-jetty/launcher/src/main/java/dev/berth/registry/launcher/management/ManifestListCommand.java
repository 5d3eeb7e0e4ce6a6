package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry manifest list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "List the manifests of a repository that were deleted by their digest and can return.",
            "tag list shows the manifests that are in use."
        },
        footer = {"", "Example:", "  registry manifest list --deleted team/app registry.yml"})
public final class ManifestListCommand extends ApiCommand {
    private final ListPrinter manifests;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(names = "--deleted", description = "List deleted manifests; required.", required = true)
    private boolean isDeleted;

    @Option(names = "--limit", paramLabel = "N", description = "List at most N manifests (default: all).")
    private Optional<Long> limit = Optional.empty();

    public ManifestListCommand(Output output) {
        manifests = new ListPrinter(
                output,
                Column.text("DIGEST", "digest"),
                Column.time("DELETED", "deleted_at"),
                Column.text("TYPE", "media_type"));
    }

    @Override
    void check() {
        repository(name);
        most(limit);
        if (!isDeleted) {
            throw wrong("expected --deleted; tag list shows the manifests in use");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        manifests.print(new Pages(api, "deleted-manifests/" + name, CallQuery.NONE, most(limit)), isJson());
        return 0;
    }
}
