package dev.berth.registry.jdbi;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.spi.metadata.MetadataStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests that share a database with this number of partitions, emptied before each test, and a store on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InOneDatabase {
    final TestClock clock = new TestClock();
    TestDatabase database;
    MetadataStore store;
    private final int partitions;

    InOneDatabase(int partitions) {
        this.partitions = partitions;
    }

    @BeforeAll
    final void makeDatabase() throws Exception {
        database = TestDatabase.migrated(partitions);
        store = JdbiMetadataStore.over(database.pool(), clock);
    }

    @BeforeEach
    final void clearDatabase() throws Exception {
        database.clear();
    }

    @AfterAll
    final void closeDatabase() {
        database.close();
    }
}
