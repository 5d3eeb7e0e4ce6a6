package dev.berth.registry.jdbi;

import dev.berth.registry.contract.metadata.MetadataStoreContract;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract, on a schema that is not partitioned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbiMetadataStoreIT extends MetadataStoreContract {
    private TestDatabase database;

    int partitions() {
        return 1;
    }

    TestDatabase newDatabase() throws Exception {
        return TestDatabase.migrated(partitions());
    }

    @BeforeAll
    void makeDatabase() throws Exception {
        database = newDatabase();
    }

    @AfterAll
    void closeDatabase() {
        database.close();
    }

    @Override
    protected MetadataStore emptyStore(Clock clock) throws Exception {
        database.clear();
        return JdbiMetadataStore.over(database.pool(), clock);
    }
}
