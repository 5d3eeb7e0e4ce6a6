package dev.berth.registry.pairs;

import dev.berth.registry.Registry;
import dev.berth.registry.contract.RegistryContract;
import dev.berth.registry.engine.RegistryEngine;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

final class PostgresAndFilesIT extends RegistryContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private @Nullable DataSource database;

    @Override
    protected Registry open(Clock clock) throws Exception {
        if (database == null) {
            database = Database.empty();
        }
        return RegistryEngine.builder()
                .clock(clock)
                .build(JdbiMetadataStore.over(database, clock), FileBlobStore.open(folder));
    }
}
