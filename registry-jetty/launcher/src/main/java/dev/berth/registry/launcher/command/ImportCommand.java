package dev.berth.registry.launcher.command;

import dev.berth.registry.Migration;
import dev.berth.registry.MigrationReport;
import dev.berth.registry.MigrationRequest;
import dev.berth.registry.MigrationRequest.Steps;
import dev.berth.registry.MigrationStatus;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.report.ImportReport;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.time.Duration;
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

        @Option(names = "--status", description = "Show the latest run.")
        private boolean status;

        @Option(
                names = "--finish",
                description = "End the move: garbage collection may delete content that only the old registry uses; no"
                        + " further import is possible.")
        private boolean finish;

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

    /** A command that prints to {@code output} and shows its progress on {@code terminal}. */
    public ImportCommand(Output output, Terminal terminal) {
        run = new MigrationRun(output, terminal);
    }

    @Override
    public Integer call() throws IOException, InvalidConfiguration, StoreException {
        return run.withStores(!dryRun && !step.status, this::call);
    }

    private int call(Migration migration) throws IOException {
        if (step.status) {
            return show(migration.status());
        }
        if (step.finish) {
            run.output().line("scheduled for review: " + migration.finish());
            return 0;
        }
        return run.report(
                step.chosen(),
                dryRun,
                (request, progress) ->
                        step.follow ? follow(migration, request, progress) : migration.run(request, progress));
    }

    /** A signal ends the sleep, not the sweep. */
    private MigrationReport follow(Migration migration, MigrationRequest request, ImportProgress progress) {
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        Stop.of(() -> {
            stopping.countDown();
            stopped.await(1, TimeUnit.MINUTES);
        });
        try {
            return migration.follow(request, progress, () -> isDue(stopping));
        } finally {
            stopped.countDown();
        }
    }

    private boolean isDue(CountDownLatch stopping) {
        try {
            return !stopping.await(interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
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
