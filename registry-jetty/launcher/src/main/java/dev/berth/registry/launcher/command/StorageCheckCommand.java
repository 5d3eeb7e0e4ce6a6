package dev.berth.registry.launcher.command;

import dev.berth.registry.RegistryException;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.report.CheckReport;
import dev.berth.registry.maintenance.AuditReport;
import dev.berth.registry.maintenance.AuditRequest;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.maintenance.RepairReport;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code registry storage check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = {
            "Compare the database with the storage and check both for consistency. Servers may run meanwhile.",
            "Read the row of every blob and list all objects; read the content of blobs only with --deep."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:consistent",
            "1:problems found, repaired or not; or failure, whose reason is printed",
            "2:invalid arguments or configuration"
        },
        footer = {
            "",
            "Examples:",
            "  registry storage check registry.yml",
            "  registry storage check --deep --rate 100 registry.yml"
        })
public final class StorageCheckCommand implements Callable<Integer> {
    private static final int BREACHES = 1;

    private final Output output;
    private final Terminal terminal;
    private final CheckProgress progress;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private ConfigurationSource source = new ConfigurationSource();

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--repair",
            description = {
                "Delete unknown objects and schedule unreferenced content for review.",
                "Run without it first: with the wrong database every object is unknown.",
                "Give it twice to delete even if most objects are unknown.",
                "Mark blobs as lost whose objects are missing or changed: the next push of an image with them restores"
                        + " them."
            })
    private boolean[] repair = {};

    @Option(names = "--deep", description = "Read every blob, the oldest first, and compare its bytes with its digest.")
    private boolean deep;

    @Option(names = "--after", paramLabel = "KEY", description = "Continue a deep check after this key.")
    private Optional<String> after = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum rate of a deep check in MiB per second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public StorageCheckCommand(Output output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
        this.progress = new CheckProgress(terminal);
    }

    @Override
    public Integer call() throws IOException, StoreException, InvalidConfiguration {
        try {
            return check(source.read());
        } finally {
            terminal.clear();
        }
    }

    private int check(Configuration configuration) throws IOException, StoreException {
        if (rate < 1) {
            throw new ParameterException(spec.commandLine(), "--rate: expected at least 1, not " + rate);
        }
        if (repair.length > 0 && configuration.get(Keys.STORAGE_READONLY)) {
            throw new WrongSettings("nothing repaired: read-only mode (storage.maintenance.readonly)");
        }
        try (CommandStores stores = repair.length > 0
                ? CommandStores.forLongWrites(configuration, data.folder())
                : CommandStores.forLongWork(configuration, data.folder())) {
            Maintenance maintenance = stores.maintenance();
            AuditReport found = deep ? readAll(maintenance) : maintenance.check(AuditRequest.shallow(), progress);
            terminal.clear();
            Optional<RepairReport> repaired = repair.length > 0 ? repair(found, maintenance) : Optional.empty();
            print(new CheckReport(found, repaired, stores.hasClassicTree()));
            return found.isClean() ? 0 : BREACHES;
        }
    }

    /** Prints the key after which a stopped check can go on at once, since its end may not be reached. */
    private AuditReport readAll(Maintenance maintenance) {
        Thread stopped = new Thread(() -> warn("the deep check was stopped; go on with --deep --after "
                + progress.last(after).orElse("")));
        Runtime.getRuntime().addShutdownHook(stopped);
        try {
            return maintenance.check(AuditRequest.deep(after, (long) rate << 20), progress);
        } catch (RegistryException e) {
            progress.last(after).ifPresent(key -> warn("go on with --deep --after " + key));
            throw e;
        } finally {
            forget(stopped);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: the process ends.
        }
    }

    private Optional<RepairReport> repair(AuditReport found, Maintenance maintenance) {
        if (found.blobs() == 0 && found.objects() > 0) {
            warn("nothing repaired: the database has no blobs, so it may belong to another storage");
            return Optional.empty();
        }
        if (found.isMostlyUnknown() && repair.length < 2) {
            warn("nothing repaired: " + found.unknown() + " of " + found.objects() + " objects are unknown to"
                    + " the database, so it may belong to another storage; to delete them anyway, use --repair twice");
            return Optional.empty();
        }
        return Optional.of(maintenance.repair(found));
    }

    private void warn(String message) {
        spec.commandLine().getErr().println("registry: " + message);
    }

    private void print(CheckReport report) {
        if (json) {
            output.json(report.asMap());
        } else {
            report.lines().forEach(output::line);
        }
    }
}
