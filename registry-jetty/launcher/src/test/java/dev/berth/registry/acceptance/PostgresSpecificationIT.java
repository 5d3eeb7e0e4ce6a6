package dev.berth.registry.acceptance;

import dev.berth.registry.spi.metadata.NewManifest.MissingReferences;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

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

        OnDisk(MissingReferences missing, int partitions) {
            super(missing);
            this.partitions = partitions;
        }

        @Override
        final Adapters open(Path folder) throws Exception {
            return Adapters.onDisk(folder, partitions);
        }
    }
}
