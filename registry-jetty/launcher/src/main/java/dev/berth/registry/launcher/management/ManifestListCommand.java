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
            "List the manifests of a repository in the order of their digests, with and without tags.",
            "The size is that of the manifest itself; tag list shows sizes with content."
        },
        footer = {
            "",
            "Examples:",
            "  registry manifest list team/app registry.yml",
            "  registry manifest list --untagged team/app registry.yml",
            "  registry manifest list --deleted team/app registry.yml"
        })
public final class ManifestListCommand extends ApiCommand {
    private final ListPrinter manifests;
    private final ListPrinter deletedManifests;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(names = "--untagged", description = "List only manifests without a tag.")
    private boolean isUntagged;

    @Option(
            names = "--deleted",
            description = "List manifests that were deleted by their digest and that manifest undelete can return.")
    private boolean isDeleted;

    @Option(names = "--limit", paramLabel = "N", description = "List at most N manifests (default: all).")
    private Optional<Long> limit = Optional.empty();

    public ManifestListCommand(Output output) {
        manifests = new ListPrinter(
                output,
                Column.text("DIGEST", "digest"),
                Column.text("KIND", "kind"),
                Column.size("SIZE", "manifest_size_bytes"),
                Column.time("CREATED", "created_at"),
                Column.names("TAGS", "tags", "more_tags"));
        deletedManifests = new ListPrinter(
                output,
                Column.text("DIGEST", "digest"),
                Column.time("DELETED", "deleted_at"),
                Column.text("TYPE", "media_type"));
    }

    @Override
    void check() {
        repository(name);
        most(limit);
        if (isDeleted && isUntagged) {
            throw wrong("--deleted and --untagged exclude each other");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        if (isDeleted) {
            deletedManifests.print(new Pages(api, "deleted-manifests/" + name, CallQuery.NONE, most(limit)), isJson());
        } else {
            CallQuery query = CallQuery.NONE.flag("untagged", isUntagged);
            manifests.print(new Pages(api, "manifests/" + name, query, most(limit)), isJson());
        }
        return 0;
    }
}
