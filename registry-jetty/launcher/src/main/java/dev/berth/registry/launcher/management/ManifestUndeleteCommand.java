package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.RepositoryName;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry manifest undelete}. */
@Command(
        name = "undelete",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Store a manifest that was deleted by its digest again, with its tags and the deleted manifests that it"
                    + " lists.",
            "manifest list --deleted shows the manifests that can return."
        },
        footer = {"", "Example:", "  registry manifest undelete team/app@sha256:4f53... registry.yml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stored", "1:not found, or failure", "2:invalid arguments or configuration"})
public final class ManifestUndeleteCommand extends ApiCommand {
    private final Output output;

    @Parameters(index = "0", paramLabel = "NAME", description = "The manifest, as repository@digest.")
    private String name = "";

    public ManifestUndeleteCommand(Output output) {
        this.output = output;
    }

    @Override
    void check() {
        int at = name.indexOf('@');
        if (at < 0
                || RepositoryName.parse(name.substring(0, at)).isEmpty()
                || Digest.parse(name.substring(at + 1)).isEmpty()) {
            throw wrong("expected repository@digest, not '" + name + "'");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        JsonNode stored = api.send("POST", "manifest-undeletions/" + name.replace('@', '/'), CallQuery.NONE);
        if (isJson()) {
            output.json(stored);
        } else {
            output.line("stored: " + name + ", tags: " + stored.path("tags").asInt());
        }
        return 0;
    }
}
