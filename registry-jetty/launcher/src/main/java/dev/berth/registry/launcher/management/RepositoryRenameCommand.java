package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry repository rename}. */
@Command(
        name = "rename",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Rename a repository with all repositories below it, at once.",
            "Servers may run meanwhile; uploads in progress continue under the new name."
        },
        footer = {"", "Example:", "  registry repository rename team/app --to platform/app registry.yml"})
public final class RepositoryRenameCommand extends ApiCommand {
    private final Output output;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository, or of a path above some.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "NEW_NAME",
            required = true,
            description = "New name, neither above nor below NAME.")
    private String to = "";

    @Option(
            names = "--dry-run",
            description = "Check the rename and reserve both names for 60 seconds, rename nothing.")
    private boolean dryRun;

    public RepositoryRenameCommand(Output output) {
        this.output = output;
    }

    @Override
    void check() {
        repository(from);
        repository(to);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        CallQuery query = CallQuery.NONE.with("to", to).flag("dry_run", dryRun);
        JsonNode renamed = api.send("POST", "renames/" + from, query);
        if (isJson()) {
            output.json(renamed);
        } else if (dryRun) {
            output.line("possible: " + from + " -> " + to);
        } else {
            output.line("renamed: " + from + " -> " + to);
        }
        return 0;
    }
}
