package dev.berth.registry.launcher.migration;

import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.command.Confirmation;
import dev.berth.registry.launcher.command.DurationOption;
import dev.berth.registry.launcher.command.Output;
import dev.berth.registry.launcher.command.Stop;
import dev.berth.registry.launcher.command.Terminal;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ImportReport;
import dev.berth.registry.migration.Migration;
import dev.berth.registry.migration.MigrationReport;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationRequest.Steps;
import dev.berth.registry.migration.MigrationStatus;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code registry database import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Import a registry whose metadata are files in the configured storage (CNCF distribution and its"
                    + " relatives).",
            "Content is not copied. It can be interrupted and repeated; a repetition imports only what has changed."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything is imported",
            "1:failure; the reason is printed",
            "2:invalid arguments or configuration",
            "3:done; some content was skipped"
        },
        footer = {
            "",
            "Examples:",
            "  registry database import --dry-run registry.yml",
            "  registry database import --step-one --threads 16 registry.yml"
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final MigrationRun run;

    @Mixin
    private NotificationOptions notifications = new NotificationOptions();

    @ArgGroup
    private Step step = new Step();

    /** At most one of them. */
    static final class Step {
        @Option(
                names = {"--step-one", "--pre-import", "-1", "-p"},
                description = "Import blobs, links and manifests; the old registry can keep running.")
        private boolean one;

        @Option(
                names = {"--step-two", "--import-repositories", "--all-repositories", "-2", "-r"},
                description = "Import tags and the changes since step one.")
        private boolean two;

        @Option(
                names = {"--step-three", "--import-common-blobs", "--common-blobs", "-3", "-B"},
                description = "Schedule content that no repository uses for review.")
        private boolean three;

        @Option(
                names = "--follow",
                description = "Import everything, and then the changes, at the interval, until the command is"
                        + " interrupted. Run --step-two after the old registry has stopped.")
        private boolean follow;

        @Option(names = "--status", description = "Show the latest run, in progress or not.")
        private boolean status;

        @Option(
                names = "--reset",
                description =
                        "Undo all imports: delete imported tags, schedule imported manifests and links for review;"
                                + " pushes and moves through this registry stay. Asks for confirmation on a terminal;"
                                + " elsewhere --force is required.")
        private boolean reset;

        Steps chosen() {
            if (one) {
                return Steps.ONE;
            }
            if (two) {
                return Steps.TWO;
            }
            return three ? Steps.THREE : Steps.ALL;
        }
    }

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationOption.class,
            description = "Time between the end of a sweep of --follow and the next one (default: 10s).")
    private Duration interval = Duration.ofSeconds(10);

    @Option(
            names = {"--dry-run", "-d"},
            description = "Read and validate everything, write nothing.")
    private boolean dryRun;

    @Option(
            names = {"--row-count", "--count", "-c"},
            description = "Count the rows of the database at the end.")
    private boolean rowCount;

    @Option(
            names = {"--require-empty-database", "-e"},
            description = "Refuse a database that has content.")
    private boolean requireEmpty;

    @Option(names = "--force", description = "Reset without asking.")
    private boolean force;

    private final Confirmation confirmation;

    /** A command that prints to {@code output} and shows its progress on {@code terminal}. */
    public ImportCommand(Output output, Terminal terminal, Confirmation confirmation) {
        run = new MigrationRun(output, terminal);
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        notifications.require(step.follow);
        return run.withStores(!dryRun && !step.status, this::call);
    }

    private int call(Migration migration) throws IOException {
        if (step.status) {
            return show(migration.status());
        }
        if (step.reset) {
            return reset(migration);
        }
        if (requireEmpty && hasRows(migration)) {
            throw new IOException("the database has content: " + ImportReport.line(migration.rows()) + "; an import"
                    + " adds to it without --require-empty-database");
        }
        return run.report(
                step.chosen(),
                dryRun,
                (request, progress) -> importAll(migration, request, progress),
                rowCount ? migration::rows : Map::of);
    }

    /** The repositories of the run before are those of this one, more or less. */
    private MigrationReport importAll(Migration migration, MigrationRequest request, ImportProgress progress)
            throws IOException {
        if (step.follow) {
            return follow(migration, request, progress);
        }
        progress.expect(
                migration.status().map(MigrationStatus::counts).orElse(Map.of()).getOrDefault("repositories", 0L));
        return migration.run(request, progress);
    }

    private static boolean hasRows(Migration migration) {
        return migration.rows().values().stream().anyMatch(count -> count > 0);
    }

    private int reset(Migration migration) throws WrongSettings {
        if (!force && !confirmation.given("Undo all imports? Type yes to continue: ")) {
            throw new WrongSettings("nothing reset: confirm on a terminal, or use --force");
        }
        run.result("removed", migration.reset());
        return 0;
    }

    /** A signal ends the sleep, not the sweep. */
    private MigrationReport follow(Migration migration, MigrationRequest request, ImportProgress progress)
            throws IOException {
        ReportedChanges changes = new ReportedChanges(interval, System::nanoTime);
        CountDownLatch stopped = new CountDownLatch(1);
        Stop.of(() -> {
            changes.stop();
            stopped.await(1, TimeUnit.MINUTES);
        });
        Optional<NotificationReceiver> receiver = notifications.start(changes::add);
        try {
            return migration.follow(request, progress, changes);
        } finally {
            receiver.ifPresent(NotificationReceiver::close);
            stopped.countDown();
        }
    }

    private int show(Optional<MigrationStatus> status) {
        if (run.json()) {
            run.output().json(ImportReport.asMap(status));
        } else {
            ImportReport.lines(status).forEach(run.output()::line);
        }
        return 0;
    }
}
