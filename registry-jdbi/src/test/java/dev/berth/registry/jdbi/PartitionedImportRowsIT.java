package dev.berth.registry.jdbi;

import dev.berth.registry.testing.FullBuild;

/** The contract, on a schema of several partitions. */
@FullBuild
class PartitionedImportRowsIT extends ImportRowsIT {
    @Override
    int partitions() {
        return 4;
    }
}
