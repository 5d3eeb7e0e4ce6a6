package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Confirmation;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry repository delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Delete a repository with all its tags and manifests. It cannot be undone.",
            "Garbage collection frees the space later."
        },
        footer = {
            "",
            "Examples:",
            "  registry repository delete --dry-run team/app registry.yml",
            "  registry repository delete --below --yes team registry.yml"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:deleted, or a dry run",
            "1:not found, not confirmed, or failure",
            "2:invalid arguments or configuration"
        })
public final class RepositoryDeleteCommand extends ApiCommand {
    private static final int FAILED = 1;

    private final Output output;
    private final Confirmation confirmation;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(names = "--below", description = "Delete all repositories at and below NAME.")
    private boolean isBelow;

    @Mixin
    private DeletionOptions options = new DeletionOptions();

    public RepositoryDeleteCommand(Output output, Confirmation confirmation) {
        this.output = output;
        this.confirmation = confirmation;
    }

    @Override
    void check() {
        repository(name);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        String path = (isBelow ? "namespaces/" : "repositories/") + name;
        JsonNode preview = api.send("DELETE", path, CallQuery.NONE.flag("dry_run", true));
        if (options.isDryRun()) {
            print(sums(preview));
            return 0;
        }
        String more = preview.path("more").asBoolean() ? " and more" : "";
        String question = "Delete %d repositories with %d tags%s at %s, which frees %d bytes?"
                .formatted(
                        preview.path("repositories").asLong(),
                        preview.path("tags").asLong(),
                        more,
                        name,
                        preview.path("freed_bytes").asLong());
        if (!options.isConfirmed(confirmation, question)) {
            warn("not confirmed, nothing deleted: confirm at the terminal or use --yes");
            return FAILED;
        }
        print(delete(api, path));
        return 0;
    }

    /** A call deletes up to 1,000 repositories. */
    private static Map<String, Object> delete(ManagementApi api, String path) throws IOException {
        JsonNode done = api.send("DELETE", path, CallQuery.NONE);
        Map<String, Object> sums = sums(done);
        while (done.path("more").asBoolean() && done.path("repositories").asLong() > 0) {
            done = api.send("DELETE", path, CallQuery.NONE);
            Map<String, Object> more = sums(done);
            for (String name : new String[] {"repositories", "tags"}) {
                sums.merge(name, more.get(name), (one, other) -> (Long) one + (Long) other);
            }
            sums.put("kept", more.get("kept"));
            sums.put("more", more.get("more"));
        }
        return sums;
    }

    private static Map<String, Object> sums(JsonNode deletion) {
        Map<String, Object> sums = new LinkedHashMap<>();
        sums.put("dry_run", deletion.path("dry_run").asBoolean());
        sums.put("repositories", deletion.path("repositories").asLong());
        sums.put("tags", deletion.path("tags").asLong());
        if (deletion.has("freed_bytes")) {
            sums.put("freed_bytes", deletion.path("freed_bytes").asLong());
        }
        sums.put("kept", deletion.path("kept").asLong());
        sums.put("more", deletion.path("more").asBoolean());
        return sums;
    }

    private void print(Map<String, Object> sums) {
        if (isJson()) {
            output.json(sums);
            return;
        }
        String verb = options.isDryRun() ? "would be deleted" : "deleted";
        output.line("repositories: " + sums.get("repositories") + " " + verb + ", " + sums.get("kept") + " kept; tags: "
                + sums.get("tags") + " " + verb);
        if (sums.containsKey("freed_bytes")) {
            output.line("bytes that collection would free: " + sums.get("freed_bytes"));
        }
        if (Objects.equals(sums.get("more"), true)) {
            output.line("and more");
        }
    }
}
