package dev.berth.registry.jdbi;

import dev.berth.registry.contract.metadata.OwnerStoreContract;
import dev.berth.registry.spi.maintenance.OwnerStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

class OwnerRowsIT extends OwnerStoreContract {
    private final List<TestDatabase> databases = new ArrayList<>();

    @Override
    protected OwnerStore emptyStore() throws Exception {
        TestDatabase database = TestDatabase.migrated(1);
        databases.add(database);
        return JdbiMetadataStore.over(database.pool(), Clock.systemUTC()).owner();
    }

    @AfterEach
    void closeDatabases() {
        databases.forEach(TestDatabase::close);
    }
}
