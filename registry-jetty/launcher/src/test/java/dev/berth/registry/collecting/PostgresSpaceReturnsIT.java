package dev.berth.registry.collecting;

import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.storage.fs.FileBlobStore;
import dev.berth.registry.testing.FullBuild;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@FullBuild
final class PostgresSpaceReturnsIT extends SpaceReturns {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestPostgres database;

    @BeforeAll
    void startDatabase() throws Exception {
        database = TestPostgres.migrated(2);
    }

    @AfterAll
    void stopDatabase() throws Exception {
        database.close();
    }

    @Override
    MetadataStore metadata(Clock with) throws Exception {
        database.clear();
        return JdbiMetadataStore.over(database.pool(), with);
    }

    @Override
    BlobStore storage(Clock with) throws Exception {
        return FileBlobStore.open(Files.createTempDirectory(folder, "blobs"));
    }
}
