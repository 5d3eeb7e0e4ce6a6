package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Confirmation;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry tag delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Delete one tag, or the tags of a repository that match all given options.",
            "tag undelete returns a tag until its manifest is collected; a tag that is set again meanwhile is kept."
        },
        footer = {
            "",
            "Examples:",
            "  registry tag delete team/app:1.0 registry.yml",
            "  registry tag delete --tag 1.0 --tag 1.1 team/app registry.yml",
            "  registry tag delete --match 'dev-*' --older-than 30d --dry-run team/app registry.yml"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:deleted, or nothing to delete, or a dry run",
            "1:not found, not confirmed, or failure",
            "2:invalid arguments or configuration"
        })
public final class TagDeleteCommand extends ApiCommand {
    private static final int FAILED = 1;

    private final Output output;
    private final Confirmation confirmation;
    private final ListPrinter preview;

    @Parameters(index = "0", paramLabel = "NAME", description = "Repository, or repository:tag for one tag.")
    private String name = "";

    @Option(names = "--tag", paramLabel = "TAG", description = "Delete this tag; may be repeated up to 100 times.")
    private List<String> tags = List.of();

    @Option(
            names = "--match",
            paramLabel = "PATTERN",
            description = "Delete tags that match PATTERN; * is any text, ? any character.")
    private Optional<String> match = Optional.empty();

    @Option(names = "--except", paramLabel = "PATTERN", description = "Keep tags that match PATTERN.")
    private Optional<String> except = Optional.empty();

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description = "Delete tags that were last set longer ago, 30d or 12h for example.")
    private Optional<String> olderThan = Optional.empty();

    @Option(
            names = "--unused-for",
            paramLabel = "PERIOD",
            description = "Delete tags that were neither set, pulled nor asked for during this period.")
    private Optional<String> unusedFor = Optional.empty();

    @Option(names = "--keep-newest", paramLabel = "N", description = "Keep the N tags that were set last, up to 1000.")
    private Optional<String> keepNewest = Optional.empty();

    @Option(names = "--all", description = "Delete all tags.")
    private boolean isAll;

    @Mixin
    private DeletionOptions options = new DeletionOptions();

    public TagDeleteCommand(Output output, Confirmation confirmation) {
        this.output = output;
        this.confirmation = confirmation;
        this.preview = new ListPrinter(
                output,
                Column.text("TAG", "name"),
                Column.time("SET", "set_at"),
                Column.text("PROTECTED", "protected"),
                Column.text("DIGEST", "digest"));
    }

    private TagName named() {
        return TagName.parse(name)
                .orElseThrow(() -> wrong("expected repository or repository:tag, not '" + name + "'"));
    }

    @Override
    void check() {
        boolean isFiltered = !tags.isEmpty()
                || Stream.of(match, except, olderThan, unusedFor, keepNewest).anyMatch(Optional::isPresent);
        if (named().tag().isPresent() && (isFiltered || isAll)) {
            throw wrong("a single tag takes no other selection");
        }
        if (named().tag().isEmpty() && isFiltered == isAll) {
            throw wrong("expected repository:tag, or one of --tag, --match, --except, --older-than, --unused-for and"
                    + " --keep-newest, or --all alone");
        }
    }

    @Override
    int run(ManagementApi api) throws IOException {
        String path = "tags/" + named().repository();
        if (options.isDryRun()) {
            dryRun(api, path);
            return 0;
        }
        CallQuery asking = selection().flag("dry_run", true).with("limit", "1");
        long selected = api.send("DELETE", path, asking).path("selected").asLong();
        if (selected == 0) {
            if (named().tag().isPresent()) {
                warn("tag not found: " + name);
                return FAILED;
            }
            print(0, 0);
            return 0;
        }
        String question = "Delete %d tags of %s?".formatted(selected, named().repository());
        if (!options.isConfirmed(confirmation, question)) {
            warn("not confirmed, nothing deleted: confirm at the terminal or use --yes");
            return FAILED;
        }
        delete(api, path);
        return 0;
    }

    private CallQuery selection() {
        return CallQuery.NONE
                .with("tag", named().tag().map(tag -> List.of(tag.value())).orElse(tags))
                .with("match", match)
                .with("except", except)
                .with("older_than", olderThan)
                .with("unused_for", unusedFor)
                .with("keep_newest", keepNewest)
                .flag("all", isAll);
    }

    /** Lists every selected tag: the preview has pages as other lists. */
    private void dryRun(ManagementApi api, String path) throws IOException {
        ManagementApi deleting = new ManagementApi() {
            @Override
            public JsonNode send(String method, String to, CallQuery query) throws IOException {
                return api.send("DELETE", to, query);
            }

            @Override
            public void close() {
                // It belongs to the command.
            }
        };
        CallQuery query = selection().flag("dry_run", true);
        preview.print(new Pages(deleting, path, query, Long.MAX_VALUE), isJson());
    }

    /** A call deletes up to 10,000 tags, and names the position at which the next one continues. */
    private void delete(ManagementApi api, String path) throws IOException {
        long deleted = 0;
        long kept = 0;
        Optional<String> next = Optional.empty();
        do {
            JsonNode done = api.send("DELETE", path, selection().with("cursor", next));
            deleted += done.path("deleted").asLong();
            kept += done.path("kept").asLong();
            next = Optional.of(done.path("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
        } while (next.isPresent());
        print(deleted, kept);
    }

    private void print(long deleted, long kept) {
        if (isJson()) {
            Map<String, Object> sums = new LinkedHashMap<>();
            sums.put("deleted", deleted);
            sums.put("kept", kept);
            output.json(sums);
        } else {
            output.line("tags: " + deleted + " deleted, " + kept + " kept");
        }
    }
}
