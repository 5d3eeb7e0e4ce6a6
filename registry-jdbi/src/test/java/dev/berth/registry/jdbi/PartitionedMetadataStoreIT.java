package dev.berth.registry.jdbi;

import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The contract, on a schema of several partitions, with {@code -Dberth.stores=all}; in every build the servers that are
 * killed have such a schema.
 */
@EnabledIfSystemProperty(named = "berth.stores", matches = "all")
class PartitionedMetadataStoreIT extends JdbiMetadataStoreIT {

    @Override
    int partitions() {
        return 4;
    }
}
