package dev.berth.registry.launcher.management;

import com.fasterxml.jackson.databind.JsonNode;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.command.Output;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code registry usage show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Show the pulls and pushes of a repository, in all and by day (UTC).",
        footer = {
            "",
            "Examples:",
            "  registry usage show team/app registry.yml",
            "  registry usage show --first 2026-01-01 --last 2026-01-31 team/app registry.yml"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:found", "1:not found, or failure", "2:invalid arguments or configuration"})
public final class UsageShowCommand extends ApiCommand {
    private final ListPrinter usage;
    private final ListPrinter days;

    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the repository.")
    private String name = "";

    @Option(names = "--first", paramLabel = "DAY", description = "First day of the table, 2026-01-31 for example.")
    private Optional<String> first = Optional.empty();

    @Option(names = "--last", paramLabel = "DAY", description = "Last day of the table.")
    private Optional<String> last = Optional.empty();

    public UsageShowCommand(Output output) {
        usage = new ListPrinter(
                output,
                Column.text("name", "name"),
                Column.number("pulls", "pulls"),
                Column.number("pushes", "pushes"),
                Column.time("last pull", "last_pulled_at"),
                Column.time("last push", "last_pushed_at"),
                Column.time("last use", "last_used_at"));
        days = new ListPrinter(
                output, Column.text("DAY", "day"), Column.number("PULLS", "pulls"), Column.number("PUSHES", "pushes"));
    }

    @Override
    void check() {
        repository(name);
    }

    @Override
    int run(ManagementApi api) throws IOException {
        CallQuery query = CallQuery.NONE.with("first", first).with("last", last);
        JsonNode answer = api.get("usage/" + name, query);
        usage.print(answer, isJson());
        if (!isJson()) {
            List<JsonNode> rows = new ArrayList<>();
            answer.path("days").forEach(rows::add);
            days.table(rows);
        }
        return 0;
    }
}
