package dev.berth.registry.jdbi;

import dev.berth.registry.testing.FullBuild;

/**
 * The contract, on a schema of several partitions, with {@code -Dberth.tests=all}; in every build the servers that are
 * killed have such a schema.
 */
@FullBuild
class PartitionedMetadataStoreIT extends JdbiMetadataStoreIT {

    @Override
    int partitions() {
        return 4;
    }
}
