package dev.berth.registry.engine.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.RegistryException;
import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.audit.LockFiles;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.migration.MigrationListener;
import dev.berth.registry.migration.MigrationRequest;
import dev.berth.registry.migration.MigrationSweeps;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LockFilesTest {
    private static final String VERSION = "{\"version\":1}";

    private final TestClock clock = new TestClock();
    private final InMemoryBlobStore storage = new InMemoryBlobStore(clock);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final ClassicTree tree = new ClassicTree(storage, clock);
    private final LockFiles locks = LockFiles.over(metadata.owner(), storage);
    private final MigrationEngine migration =
            new MigrationEngine(metadata.migration(), metadata, storage, clock, Duration.ZERO).withLockFiles(locks);

    @BeforeEach
    void fillTree() throws Exception {
        metadata.owner().propose("owner-of-the-test");
        tree.tag("app", "latest", tree.image("app", "one"));
    }

    @Test
    void theMetadataAreInTheDatabaseAndThenInFilesAgain() throws Exception {
        write(LockFiles.FILES, VERSION);

        locks.take();
        locks.take();
        assertThat(storage.size(LockFiles.DATABASE)).isPresent();
        assertThat(storage.size(LockFiles.FILES)).isEmpty();
        migration.run(MigrationRequest.DEFAULT, MigrationListener.NONE);

        locks.handOver();
        locks.handOver();
        assertThat(storage.size(LockFiles.DATABASE)).isEmpty();
        assertThat(storage.size(LockFiles.FILES)).hasValue(VERSION.length());
    }

    @Test
    void anImportChangesNoLockFile() throws Exception {
        write(LockFiles.FILES, VERSION);

        migration.run(MigrationRequest.DEFAULT, MigrationListener.NONE);

        assertThat(storage.size(LockFiles.DATABASE)).isEmpty();
        assertThat(storage.size(LockFiles.FILES)).isPresent();
    }

    @Test
    void filesOfAnotherDatabaseAreRefused() throws Exception {
        write(LockFiles.DATABASE, VERSION);

        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> migration.run(MigrationRequest.DEFAULT, MigrationListener.NONE))
                .withMessageContaining("database-in-use");
        assertThatExceptionOfType(RegistryException.class)
                .isThrownBy(() -> migration.follow(
                        MigrationRequest.DEFAULT, MigrationListener.NONE, MigrationSweeps.ofAll(() -> false)));
        assertThatExceptionOfType(StoreException.class).isThrownBy(locks::take);
        assertThatExceptionOfType(StoreException.class).isThrownBy(locks::handOver);
        locks.adopt();
        assertThatExceptionOfType(StoreException.class).isThrownBy(locks::require);

        assertThat(metadata.repositories().list(PageRequest.first(9)).items()).isEmpty();
        assertThat(storage.size(LockFiles.DATABASE)).hasValue(VERSION.length());
    }

    @Test
    void anAdoptedStorageHasTheNewIdentity() throws Exception {
        locks.take();
        metadata.owner().replace("another-owner");
        assertThatExceptionOfType(StoreException.class).isThrownBy(locks::require);

        locks.adopt();

        locks.require();
    }

    private void write(StorageKey key, String content) throws StoreException {
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)));
            writer.commit();
        }
    }
}
