package dev.berth.registry.launcher.management;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.model.Digest;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code registry search}. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Find tags by parts of their names, kind and annotation; repositories by a part of their name;"
                    + " or the repositories that have a digest.",
            "Without --tag, --kind and --annotation, --repository lists repositories."
        },
        footer = {
            "",
            "Examples:",
            "  registry search --tag 1.2 --kind helm-chart registry.yml",
            "  registry search --annotation org.opencontainers.image.vendor=Acme registry.yml",
            "  registry search --below team --unused-for 90d registry.yml",
            "  registry search --digest sha256:9b72... registry.yml"
        })
public final class SearchCommand extends ApiCommand {
    private final ListPrinter tags;
    private final ListPrinter repositories;

    @Option(names = "--tag", paramLabel = "TEXT", description = "Find tags that contain TEXT.")
    private Optional<String> tag = Optional.empty();

    @Option(names = "--repository", paramLabel = "TEXT", description = "Find in repositories whose name contains TEXT.")
    private Optional<String> repository = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Find tags of a kind: image, multi-platform-image, helm-chart, signature, sbom, ...")
    private Optional<String> kind = Optional.empty();

    @Option(
            names = "--annotation",
            paramLabel = "KEY[=VALUE]",
            description = "Find tags whose manifest has this annotation.")
    private Optional<String> annotation = Optional.empty();

    @Option(names = "--below", paramLabel = "PATH", description = "Find tags in the repositories at and below PATH.")
    private Optional<String> below = Optional.empty();

    @Option(
            names = "--unused-for",
            paramLabel = "PERIOD",
            description = "Find tags that were neither set, pulled nor asked for during this period, 90d for example.")
    private Optional<String> unusedFor = Optional.empty();

    @Option(names = "--digest", paramLabel = "DIGEST", description = "Find repositories with this manifest or blob.")
    private Optional<String> digest = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "List at most N results (default: all).")
    private Optional<Long> limit = Optional.empty();

    public SearchCommand(Output output) {
        tags = new ListPrinter(
                output,
                Column.text("REPOSITORY", "repository"),
                Column.text("TAG", "name"),
                Column.text("KIND", "kind"),
                Column.time("SET", "published_at"),
                Column.text("DIGEST", "digest"));
        repositories = new ListPrinter(output, Column.text("REPOSITORY", "name"));
    }

    @Override
    void check() {
        most(limit);
        below.ifPresent(this::repository);
        if (digest.isPresent() && (isForTags() || repository.isPresent())) {
            throw wrong("--digest takes none of --tag, --repository, --kind, --annotation, --below and --unused-for");
        }
        if (digest.isPresent() && Digest.parse(digest.get()).isEmpty()) {
            throw wrong("--digest: expected a digest such as sha256:9b72..., not '" + digest.get() + "'");
        }
        if (digest.isEmpty() && !isForTags() && repository.isEmpty()) {
            throw wrong(
                    "expected one of --tag, --repository, --kind, --annotation, --below, --unused-for and --digest");
        }
    }

    private boolean isForTags() {
        return Stream.of(tag, kind, annotation, below, unusedFor).anyMatch(Optional::isPresent);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        if (digest.isPresent()) {
            String path = "search/holders/" + digest.get();
            repositories.print(new Pages(api, path, CallQuery.NONE, most(limit)), isJson());
        } else if (isForTags()) {
            CallQuery query = CallQuery.NONE
                    .with("tag", tag)
                    .with("repository", repository)
                    .with("kind", kind)
                    .with("annotation", annotation)
                    .with("below", below)
                    .with("unused_for", unusedFor);
            tags.print(new Pages(api, "search/tags", query, most(limit)), isJson());
        } else {
            CallQuery query = CallQuery.NONE.with("contains", repository);
            repositories.print(new Pages(api, "search/repositories", query, most(limit)), isJson());
        }
        return 0;
    }
}
