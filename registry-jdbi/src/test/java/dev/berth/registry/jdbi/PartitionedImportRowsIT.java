package dev.berth.registry.jdbi;

/** The contract, on a schema of several partitions. */
class PartitionedImportRowsIT extends ImportRowsIT {
    @Override
    int partitions() {
        return 4;
    }
}
