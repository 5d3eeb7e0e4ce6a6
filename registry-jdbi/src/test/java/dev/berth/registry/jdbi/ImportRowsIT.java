package dev.berth.registry.jdbi;

import dev.berth.registry.contract.metadata.MigrationContract;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.migration.MigrationStore;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract, on a schema that is not partitioned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportRowsIT extends MigrationContract {
    private TestDatabase database;

    int partitions() {
        return 1;
    }

    @BeforeAll
    void makeDatabase() throws Exception {
        database = TestDatabase.migrated(partitions());
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    @Override
    protected MetadataStore emptyStore(Clock with) throws Exception {
        database.clear();
        return JdbiMetadataStore.over(database.pool(), with);
    }

    @Override
    protected MigrationStore migration(MetadataStore of) {
        return ((JdbiMetadataStore) of).migration();
    }
}
