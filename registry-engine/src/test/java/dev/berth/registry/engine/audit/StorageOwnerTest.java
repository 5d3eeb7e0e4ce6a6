package dev.berth.registry.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.contract.Race;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class StorageOwnerTest {
    private final InMemoryBlobStore storage = new InMemoryBlobStore(Clock.systemUTC());
    private final InMemoryMetadataStore database = new InMemoryMetadataStore(Clock.systemUTC());
    private final RandomGenerator random = new SplittableRandom(1);
    private final InMemoryMetadataStore other = new InMemoryMetadataStore(Clock.systemUTC());

    @Test
    void claimsStorageOnce() throws Exception {
        owner().claim();
        owner().claim();
        owner().require();

        assertThat(database.owner().find()).map(Owner::marked).contains(true);
        assertThat(storage.list("", PageRequest.first(9)).items()).hasSize(1);
    }

    @Test
    void refusesStorageOfAnotherDatabase() throws Exception {
        owner().claim();

        refused("belongs to another database", StorageOwner.over(other.owner(), storage, random)::claim);
        refused("belongs to another database", StorageOwner.over(other.owner(), storage, random)::require);
    }

    @Test
    void refusesStorageWithoutTheMarkerThatWasWritten() throws Exception {
        owner().claim();
        storage.delete(List.of(StorageOwner.MARKER));

        refused("belongs to another storage", owner()::claim);
        refused("belongs to another storage", owner()::require);
    }

    @Test
    void finishesAClaimThatWasInterrupted() throws Exception {
        Owner proposed = database.owner().propose("one");
        try (BlobWriter writer = storage.writer(StorageOwner.MARKER)) {
            writer.write(ByteBuffer.wrap(new byte[1]));
            writer.checkpoint();
        }

        owner().claim();

        assertThat(database.owner().find()).contains(new Owner(proposed.id(), true));
        owner().require();
    }

    @Test
    void confirmsAMarkerThatAnotherNodeWrote() throws Exception {
        database.owner().propose("one");
        try (BlobWriter writer = storage.writer(StorageOwner.MARKER)) {
            writer.write(ByteBuffer.wrap("one".getBytes(StandardCharsets.UTF_8)));
            writer.commit();
        }

        owner().claim();

        assertThat(database.owner().find()).contains(new Owner("one", true));
    }

    @Test
    void theDatabaseThatAdoptsIsTheOnlyOwner() throws Exception {
        owner().claim();

        StorageOwner.over(other.owner(), storage, random).adopt();

        StorageOwner.over(other.owner(), storage, random).claim();
        refused("belongs to another database", owner()::claim);
    }

    @Test
    void requiringChangesNothing() throws Exception {
        assertThatCode(owner()::require).doesNotThrowAnyException();

        assertThat(database.owner().find()).isEmpty();
        assertThat(storage.list("", PageRequest.first(9)).items()).isEmpty();
    }

    @Test
    void nodesThatStartAtTheSameMomentClaimIt() throws Exception {
        for (int round = 0; round < Race.ROUNDS; round++) {
            InMemoryBlobStore fresh = new InMemoryBlobStore(Clock.systemUTC());
            InMemoryMetadataStore shared = new InMemoryMetadataStore(Clock.systemUTC());
            AtomicLong seed = new AtomicLong(round);

            Race.of(4, () -> {
                StorageOwner.over(shared.owner(), fresh, new SplittableRandom(seed.addAndGet(1_000)))
                        .claim();
                return isMarked(shared);
            });

            StorageOwner.over(shared.owner(), fresh, random).require();
            assertThat(isMarked(shared)).isTrue();
        }
    }

    private static boolean isMarked(InMemoryMetadataStore shared) throws StoreException {
        return shared.owner().find().orElseThrow().marked();
    }

    private StorageOwner owner() {
        return StorageOwner.over(database.owner(), storage, random);
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .withMessageContaining("registry storage adopt");
    }
}
