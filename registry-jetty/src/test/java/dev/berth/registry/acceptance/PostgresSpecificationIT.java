package dev.berth.registry.acceptance;

import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.spi.NewManifest.MissingReferences;
import dev.berth.registry.storage.fs.FileBlobStore;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The specification asked of a registry on PostgreSQL and a folder. */
final class PostgresSpecificationIT {

    @Nested
    final class Strict extends OnDisk {
        Strict() {
            super(MissingReferences.REFUSE, 1);
        }
    }

    @Nested
    final class SparseAndPartitioned extends OnDisk {
        SparseAndPartitioned() {
            super(MissingReferences.REMEMBER, 4);
        }
    }

    abstract static class OnDisk extends ServedSpecification {
        private final int partitions;
        private JdbiMetadataStore metadata;

        OnDisk(MissingReferences missing, int partitions) {
            super(missing);
            this.partitions = partitions;
        }

        @BeforeAll
        final void start(@TempDir Path folder) throws Exception {
            metadata = JdbiMetadataStore.open(TestDatabase.migrated(partitions).config(), Clock.systemUTC());
            serve(metadata, FileBlobStore.open(folder));
        }

        @AfterAll
        final void closeDatabase() {
            metadata.close();
        }
    }
}
