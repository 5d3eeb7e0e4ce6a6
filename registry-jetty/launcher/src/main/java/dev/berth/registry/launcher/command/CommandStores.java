package dev.berth.registry.launcher.command;

import dev.berth.registry.SetAsideEvents;
import dev.berth.registry.engine.audit.ClassicTree;
import dev.berth.registry.engine.audit.StorageOwner;
import dev.berth.registry.engine.maintenance.BackupEngine;
import dev.berth.registry.engine.maintenance.MaintenanceEngine;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.engine.notification.RefusedEvents;
import dev.berth.registry.jdbi.DatabaseConfig;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.launcher.assembly.CollectionMapping;
import dev.berth.registry.launcher.assembly.DataFolder;
import dev.berth.registry.launcher.assembly.DatabaseMapping;
import dev.berth.registry.launcher.assembly.DatabaseServer;
import dev.berth.registry.launcher.assembly.Resources;
import dev.berth.registry.launcher.assembly.Storage;
import dev.berth.registry.launcher.assembly.WrongSettings;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.maintenance.Backups;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** The stores of a registry for a command that works on it, whether a server runs or not. For one thread. */
public final class CommandStores implements AutoCloseable {
    private final Clock clock = Clock.systemUTC();
    private final Resources resources = new Resources();
    private final Configuration configuration;
    private final Path data;
    private final Function<DatabaseServer, DatabaseConfig> use;
    private Optional<BlobStore> opened = Optional.empty();

    private CommandStores(Configuration configuration, Path data, Function<DatabaseServer, DatabaseConfig> use) {
        this.configuration = configuration;
        this.data = data;
        this.use = use;
    }

    /** As a server uses them. */
    public static CommandStores likeAServer(Configuration configuration, Path data) {
        return new CommandStores(configuration, data, DatabaseServer::config);
    }

    /** As a server uses them, on the primary of several databases. */
    public static CommandStores likeAServerThatWrites(Configuration configuration, Path data) {
        return new CommandStores(configuration, data, server -> server.config().onPrimary());
    }

    /** For statements that may take long, and that only the primary of several databases can run. */
    public static CommandStores forLongWrites(Configuration configuration, Path data) {
        return new CommandStores(
                configuration, data, server -> server.forLongWork().onPrimary());
    }

    /** For statements that may take long. */
    public static CommandStores forLongWork(Configuration configuration, Path data) {
        return new CommandStores(configuration, data, DatabaseServer::forLongWork);
    }

    /** Opens both stores, and refuses the storage of another database. */
    public Both open() throws IOException, StoreException {
        Both both = openUnchecked();
        owner(both).require();
        return both;
    }

    /** Opens both stores for requests and collection: during a takeover they lack content that is needed. */
    public Both openImported() throws IOException, StoreException {
        Both both = open();
        if (MigrationEngine.isTakingOver(both.metadata().migration())) {
            throw new IOException("the takeover of the classic registry has not ended; `registry database import"
                    + " --status` shows its progress");
        }
        return both;
    }

    /** Opens both stores, and makes the database the owner of storage that has none. */
    public Both claim() throws IOException, StoreException {
        Both both = openUnchecked();
        owner(both).claim();
        return both;
    }

    /** Opens both stores, whatever database the storage belongs to. */
    Both openUnchecked() throws IOException, StoreException {
        return new Both(metadata(), blobs());
    }

    static StorageOwner owner(Both both) {
        return StorageOwner.over(both.metadata().owner(), both.blobs(), new SecureRandom());
    }

    /** The clock of the stores. */
    public Clock clock() {
        return clock;
    }

    /** The stores of one registry. */
    public record Both(JdbiMetadataStore metadata, BlobStore blobs) {}

    /** Opens the metadata, starting the embedded database unless another process has started it. */
    JdbiMetadataStore metadata() throws IOException, StoreException {
        try {
            return resources.add(JdbiMetadataStore.open(use.apply(database()), clock));
        } catch (IllegalArgumentException e) {
            throw new WrongSettings("invalid configuration: " + e.getMessage(), e);
        }
    }

    /** Opens the blobs, which must exist: those of an unmounted disk are not missing. */
    private BlobStore blobs() throws IOException, StoreException {
        if (opened.isEmpty()) {
            refuseMemory();
            opened = Optional.of(Storage.open(configuration, this::existing, clock, resources)
                    .blobs());
        }
        return opened.get();
    }

    /** Maintenance of the database and the storage. */
    Maintenance maintenance() throws IOException, StoreException {
        Both both = open();
        return engine().build(both.metadata(), both.blobs());
    }

    /** Maintenance that collects. */
    Maintenance collection() throws IOException, StoreException {
        Both both = openImported();
        return engine().build(both.metadata(), both.blobs());
    }

    /** True when the storage also contains repositories of a classic registry. */
    boolean hasClassicTree() throws IOException, StoreException {
        return ClassicTree.isIn(blobs());
    }

    /** Maintenance of the database; the storage need not be there. */
    Maintenance maintenanceOfDatabase() throws IOException, StoreException {
        return engine().build(metadata());
    }

    /** The holds on deletions; the storage need not be there. */
    public Backups backups() throws IOException, StoreException {
        return BackupEngine.of(metadata());
    }

    /** The events of the database that were refused permanently; the storage need not be there. */
    SetAsideEvents setAsideEvents() throws IOException, StoreException {
        return RefusedEvents.of(metadata().events());
    }

    private MaintenanceEngine.Builder engine() {
        return MaintenanceEngine.builder()
                .clock(clock)
                .config(new CollectionMapping(configuration).collector())
                .allowingMissingReferences(configuration.get(Keys.VALIDATION_SPARSE));
    }

    private Path existing(Optional<Path> configured) throws IOException {
        Path directory = configured.orElseGet(() -> DataFolder.blobs(data));
        if (!Files.isDirectory(directory)) {
            throw new IOException("storage directory not found: " + directory);
        }
        return directory;
    }

    private DatabaseServer database() throws IOException, StoreException {
        DatabaseMapping settings = new DatabaseMapping(configuration);
        if (settings.isConfigured()) {
            return DatabaseServer.configured(settings);
        }
        refuseMemory();
        if (!Files.isDirectory(data.resolve("postgresql"))) {
            throw new IOException("no registry in the data folder " + data + ": choose another with --data");
        }
        Optional<DataFolder> folder = DataFolder.take(data);
        if (folder.isEmpty()) {
            return DatabaseServer.startedByAnother(configuration, data);
        }
        return DatabaseServer.embedded(
                configuration, resources.add(folder.get()).directory(), resources);
    }

    private void refuseMemory() throws WrongSettings {
        if (configuration.get(Keys.STORAGE_INMEMORY)) {
            throw new WrongSettings(
                    "storage.inmemory is set: the memory of a server is not accessible from other processes");
        }
    }

    @Override
    public void close() {
        resources.close();
    }
}
