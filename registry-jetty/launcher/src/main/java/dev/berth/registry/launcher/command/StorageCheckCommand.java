package dev.berth.registry.launcher.command;

import dev.berth.registry.engine.audit.AuditReport;
import dev.berth.registry.engine.audit.ClassicTree;
import dev.berth.registry.engine.audit.ConsistencyCheck;
import dev.berth.registry.engine.audit.ContentAudit;
import dev.berth.registry.engine.audit.Repairs;
import dev.berth.registry.launcher.Release;
import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.InvalidConfiguration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.launcher.report.CheckReport;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.Breach;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
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
            "1:problems found, repaired or not",
            "2:not checked: failure, or invalid arguments"
        },
        footer = {
            "",
            "Examples:",
            "  registry storage check registry.yml",
            "  registry storage check --deep --rate 100 registry.yml"
        })
public final class StorageCheckCommand implements Callable<Integer> {
    private static final int BREACHES = 1;
    private static final int NOT_CHECKED = 2;

    private final Output output;
    private final Terminal terminal;

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
                "Does not restore missing objects: only a copy of them can."
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
    }

    @Override
    public Integer call() throws InvalidConfiguration {
        try {
            return check(source.read());
        } catch (IOException | StoreException e) {
            warn(FailureText.of(e));
            return NOT_CHECKED;
        } finally {
            terminal.clear();
        }
    }

    private int check(Configuration configuration) throws IOException, StoreException {
        if (rate < 1) {
            throw new ParameterException(spec.commandLine(), "--rate: expected at least 1, not " + rate);
        }
        if (repair.length > 0 && configuration.get(Keys.STORAGE_READONLY)) {
            throw new IOException("nothing repaired: read-only mode (storage.maintenance.readonly)");
        }
        try (CommandStores stores = CommandStores.forLongWork(configuration, data.folder())) {
            MetadataStore metadata = stores.metadata();
            BlobStore blobs = stores.blobs();
            Instant abandoned = Instant.now()
                    .minus(new CollectionMapping(configuration).collector().abandonedAfter());
            ConsistencyCheck referee = ConsistencyCheck.over(metadata, blobs).namingAbandonedBefore(abandoned);
            boolean sparse = configuration.get(Keys.VALIDATION_SPARSE);
            AuditReport found = (sparse ? referee.allowingMissingReferences() : referee).check(this::progress);
            found = deep ? found.with(readAll(metadata, blobs)) : found;
            terminal.clear();
            Repairs repairs = new Repairs(metadata);
            Optional<CheckReport.Repaired> repaired = repair.length > 0
                    ? repair(
                            found,
                            repairs,
                            () -> blobs.capabilities().removeAbandoned(abandoned, metadata.audit()::ofUploads))
                    : Optional.empty();
            print(new CheckReport(found, repaired, ClassicTree.isIn(blobs)));
            return found.isClean() ? 0 : BREACHES;
        }
    }

    /**
     * The position to continue from after an interruption is reported at once, since an interrupted check cannot report
     * it at its end.
     */
    private List<Breach> readAll(MetadataStore metadata, BlobStore blobs) throws IOException, StoreException {
        AtomicReference<String> last = new AtomicReference<>(after.orElse(""));
        Thread stopped =
                new Thread(() -> warn("the deep check was stopped; continue with --deep --after " + last.get()));
        Runtime.getRuntime().addShutdownHook(stopped);
        try {
            ContentAudit audit = new ContentAudit(metadata, blobs, (long) rate << 20, (count, bytes, key) -> {
                last.set(key);
                terminal.show(count + " blobs, " + bytes + " bytes read");
            });
            return after.isPresent() ? audit.checkAfter(after.get()) : audit.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the deep check was interrupted; continue with --deep --after " + last.get(), e);
        } catch (StoreException e) {
            warn("continue with --deep --after " + last.get());
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

    private interface Removal {
        int run() throws StoreException;
    }

    private Optional<CheckReport.Repaired> repair(AuditReport found, Repairs repairs, Removal abandoned)
            throws StoreException {
        if (found.blobs() == 0 && found.objects() > 0) {
            warn("nothing repaired: the database has no blobs, so it may belong to another storage");
            return Optional.empty();
        }
        if (found.isMostlyUnknown() && repair.length < 2) {
            warn("nothing repaired: " + found.unknown() + " of " + found.objects() + " objects are unknown to"
                    + " the database, so it may belong to another storage; to delete them anyway, use --repair twice");
            return Optional.empty();
        }
        return Optional.of(new CheckReport.Repaired(repairs.repair(found.breaches()), abandoned.run()));
    }

    private void warn(String message) {
        spec.commandLine().getErr().println("registry: " + message);
    }

    private void progress(long blobs, long objects) {
        terminal.show(blobs + " blobs and " + objects + " objects checked");
    }

    private void print(CheckReport report) {
        if (json) {
            output.json(report.asMap());
        } else {
            report.lines().forEach(output::line);
        }
    }
}
