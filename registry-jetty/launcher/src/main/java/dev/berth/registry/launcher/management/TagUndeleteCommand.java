package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code registry tag undelete}. */
@Command(
        name = "undelete",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Set a deleted tag to its manifest again, while that is not collected.",
            "tag list --deleted shows the tags that can return."
        },
        footer = {"", "Example:", "  registry tag undelete team/app:1.0 registry.yml"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:set", "1:not found, or failure", "2:invalid arguments or configuration"})
public final class TagUndeleteCommand extends ApiCommand {
    private final Output output;

    @Parameters(index = "0", paramLabel = "NAME", description = "The tag, as repository:tag.")
    private String name = "";

    public TagUndeleteCommand(Output output) {
        this.output = output;
    }

    private Optional<TagName> named() {
        return TagName.parse(name).filter(parsed -> parsed.tag().isPresent());
    }

    @Override
    void check() {
        if (named().isEmpty()) {
            throw wrong("expected repository:tag, not '" + name + "'");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        TagName tag = named().orElseThrow();
        String path = "undeletions/" + tag.repository() + "/" + tag.tag().orElseThrow();
        JsonNode set = api.send("POST", path, CallQuery.NONE);
        if (isJson()) {
            output.json(set);
        } else {
            output.line(
                    "set: " + name + " -> " + ApiAnswer.shown(set.path("digest").asText()));
        }
        return 0;
    }
}
