package dev.berth.registry.jdbi;

/** The contract, on a schema of several partitions. */
class PartitionedMetadataStoreIT extends JdbiMetadataStoreIT {

    @Override
    int partitions() {
        return 4;
    }
}
