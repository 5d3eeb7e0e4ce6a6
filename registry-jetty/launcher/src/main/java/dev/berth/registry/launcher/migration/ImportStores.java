package dev.berth.registry.launcher.migration;

import dev.berth.registry.engine.audit.LockFiles;
import dev.berth.registry.engine.migration.MigrationEngine;
import dev.berth.registry.launcher.Logging;
import dev.berth.registry.launcher.assembly.InsightMapping;
import dev.berth.registry.launcher.command.CommandStores;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Path;

/** The stores of an import command, and its work on them. For one thread. */
final class ImportStores implements AutoCloseable {
    private final CommandStores stores;
    private final MigrationEngine migration;
    private final LockFiles locks;

    private ImportStores(CommandStores stores, MigrationEngine migration, LockFiles locks) {
        this.stores = stores;
        this.migration = migration;
        this.locks = locks;
    }

    /** @param writes whether storage without an owner becomes that of the database, which must be a primary */
    static ImportStores open(Configuration configuration, Path data, boolean writes)
            throws IOException, StoreException {
        Logging.start(configuration);
        CommandStores stores = writes
                ? CommandStores.forLongWrites(configuration, data)
                : CommandStores.forLongWork(configuration, data);
        try {
            CommandStores.Both both = writes ? stores.claim() : stores.open();
            LockFiles locks = LockFiles.over(both.metadata().owner(), both.blobs());
            MigrationEngine migration = MigrationEngine.over(
                            both.metadata().migration(), both.metadata(), both.blobs(), stores.clock())
                    .withKinds(new InsightMapping(configuration).kinds())
                    .withLockFiles(locks);
            return new ImportStores(stores, migration, locks);
        } catch (IOException | StoreException | RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    MigrationEngine migration() {
        return migration;
    }

    LockFiles locks() {
        return locks;
    }

    @Override
    public void close() {
        stores.close();
    }
}
