package dev.berth.registry.collecting;

import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class PostgresUnderLoadIT extends CollectorUnderLoad {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private @Nullable TestPostgres database;

    @Override
    MetadataStore metadata(Clock with) throws Exception {
        database = TestPostgres.migrated(4);
        return JdbiMetadataStore.over(database.pool(), with);
    }

    @Override
    BlobStore storage(Clock with) throws Exception {
        return FileBlobStore.open(folder);
    }

    @AfterEach
    void stopDatabase() throws Exception {
        if (database != null) {
            database.close();
        }
    }
}
