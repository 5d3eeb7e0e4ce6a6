package dev.berth.registry.launcher.command;

import dev.berth.registry.jdbi.Migrations;
import dev.berth.registry.jdbi.Migrations.Change;
import dev.berth.registry.jdbi.Migrations.Options;
import dev.berth.registry.launcher.Logging;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.DataFolder;
import dev.berth.registry.launcher.assembly.DatabaseMapping;
import dev.berth.registry.launcher.assembly.DatabaseServer;
import dev.berth.registry.launcher.assembly.Resources;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ReportText;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry database migrate}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Create and change the schema of the configured database, or of the embedded one.",
        footer = {
            "",
            "Examples:",
            "  registry database migrate up registry.yml",
            "  registry database migrate down --limit 1 --dry-run registry.yml"
        })
public final class MigrateCommand {
    private final Output output;
    private final Confirmation confirmation;

    public MigrateCommand(Output output, Confirmation confirmation) {
        this.output = output;
        this.confirmation = confirmation;
    }

    @Command(
            name = "up",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description = "Apply pending changes.")
    int up(
            @Mixin ConfigurationSource source,
            @Mixin DataOption data,
            @Option(names = "--limit", paramLabel = "N", description = "Apply at most N changes (default: all).")
                    Optional<Integer> limit,
            @Option(names = "--dry-run", description = "Print the SQL without running it.") boolean dryRun,
            @Option(
                            names = "--skip-post-deployment",
                            description = "Skip changes that have to wait until no older version runs.")
                    boolean skipPostDeployment)
            throws IOException, InvalidConfiguration, StoreException {
        return migrate(source, data, (migrations, options) -> {
            Options chosen = limited(skipPostDeployment ? options.withoutPostDeployment() : options, limit);
            return run(chosen, dryRun, migrations::up, "applied");
        });
    }

    @Command(
            name = "down",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description = {
                "Undo changes, the latest first. Data they hold is lost, and running servers fail.",
                "Asks for confirmation on a terminal; elsewhere --force is required."
            })
    int down(
            @Mixin ConfigurationSource source,
            @Mixin DataOption data,
            @Option(names = "--limit", paramLabel = "N", description = "Undo N changes (default: 1).")
                    Optional<Integer> limit,
            @Option(names = "--dry-run", description = "Print the SQL without running it.") boolean dryRun,
            @Option(names = "--force", description = "Undo without asking.") boolean force)
            throws IOException, InvalidConfiguration, StoreException {
        int changes = limit.orElse(1);
        if (!dryRun
                && !force
                && !confirmation.given("Undo " + ReportText.of(changes, "change", "changes")
                        + " and lose the data they hold? Stop all servers first. Type yes to continue: ")) {
            throw new WrongSettings("nothing undone: confirm on a terminal, or use --force");
        }
        return migrate(
                source,
                data,
                (migrations, options) -> run(options.withLimit(changes), dryRun, migrations::down, "undid"));
    }

    @Command(
            name = "status",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description = "List the changes; exit code 1 while some are pending.")
    int status(
            @Mixin ConfigurationSource source,
            @Mixin DataOption data,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException, InvalidConfiguration, StoreException {
        return migrate(source, data, (migrations, options) -> {
            List<Change> changes = migrations.status();
            if (json) {
                output.json(changes.stream().map(MigrateCommand::asMap).toList());
            } else {
                changes.forEach(change -> output.line(asLine(change)));
            }
            return changes.stream().allMatch(change -> change.applied().isPresent()) ? 0 : 1;
        });
    }

    @Command(
            name = "version",
            mixinStandardHelpOptions = true,
            versionProvider = Release.class,
            description = "Print the last applied change.")
    int version(
            @Mixin ConfigurationSource source,
            @Mixin DataOption data,
            @Option(names = "--json", description = "Print JSON.") boolean json)
            throws IOException, InvalidConfiguration, StoreException {
        return migrate(source, data, (migrations, options) -> {
            String version = migrations.version().orElse("none");
            if (json) {
                output.json(Map.of("version", version));
            } else {
                output.line(version);
            }
            return 0;
        });
    }

    private interface Work {
        int on(Migrations migrations, Options options) throws StoreException;
    }

    private interface Direction {
        int run(Options options) throws StoreException;
    }

    private static int migrate(ConfigurationSource source, DataOption data, Work work)
            throws IOException, InvalidConfiguration, StoreException {
        Configuration configuration = source.read();
        Logging.start(configuration);
        try (Resources resources = new Resources()) {
            DatabaseServer server = server(configuration, data, resources);
            Migrations migrations = Migrations.open(server.forLongWork().onPrimary());
            return work.on(migrations, DatabaseServer.options(configuration));
        }
    }

    private static DatabaseServer server(Configuration configuration, DataOption data, Resources resources)
            throws IOException {
        DatabaseMapping settings = new DatabaseMapping(configuration);
        if (settings.isConfigured()) {
            return DatabaseServer.configured(settings);
        }
        DataFolder folder = resources.add(DataFolder.open(data.folder()));
        return DatabaseServer.started(configuration, folder.directory(), resources);
    }

    private int run(Options options, boolean dryRun, Direction direction, String done) throws StoreException {
        if (dryRun) {
            StringWriter sql = new StringWriter();
            direction.run(options.dryRun(sql));
            output.line(sql.toString());
        } else {
            output.line(done + " " + ReportText.of(direction.run(options), "change", "changes"));
        }
        return 0;
    }

    private static Options limited(Options options, Optional<Integer> limit) {
        return limit.isPresent() ? options.withLimit(limit.get()) : options;
    }

    private static String asLine(Change change) {
        String when = change.applied().map(Object::toString).orElse("pending");
        return change.id() + "  " + change.phase().name().toLowerCase(Locale.ROOT) + "  " + when;
    }

    private static Map<String, Object> asMap(Change change) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", change.id());
        map.put("phase", change.phase().name());
        map.put("applied", change.applied().map(Object::toString).orElse(""));
        return map;
    }
}
