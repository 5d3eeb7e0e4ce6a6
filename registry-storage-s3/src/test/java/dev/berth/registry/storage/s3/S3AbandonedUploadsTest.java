package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.testing.FullBuild;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The remains of unfinished writers, and of writers that do not know of their commit. */
class S3AbandonedUploadsTest {
    private static final int LEAST = (int) PartSizes.LEAST;

    private final Trial trial = new Trial();
    private final S3BlobStore store = trial.store();

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void deletingAKeyRemovesItsUploadAndTail() throws Exception {
        begun(new StorageKey("k"));
        WriterState sibling = begun(new StorageKey("kk"));
        begun(new StorageKey("m"));

        assertThat(trial.store().delete(List.of(new StorageKey("k"), new StorageKey("m"))))
                .isEmpty();

        assertThat(trial.uploads()).containsExactly("kk");
        assertThat(trial.names()).hasSize(1).allMatch(name -> name.startsWith("~kk~"));
        assertThat(trial.store().resume(new StorageKey("kk"), sibling).size()).isEqualTo(sibling.size());
    }

    @Test
    void discardingRemovesBothAtOnce() throws Exception {
        StorageKey key = trial.key();
        try (BlobWriter writer = store.resume(key, begun(key))) {
            writer.discard();
        }

        assertThat(trial.uploads()).isEmpty();
        assertThat(trial.names()).isEmpty();
    }

    @Test
    void findsWhatWasAbandoned() throws Exception {
        begun(trial.key());
        begun(trial.key());

        assertThat(store.removeAbandoned(Instant.now().minusSeconds(60), keys -> Set.of()))
                .isZero();
        assertThat(trial.uploads()).hasSize(2);
        assertThat(store.removeAbandoned(Instant.now().plusSeconds(60), keys -> Set.of()))
                .isEqualTo(4);
        assertThat(trial.uploads()).isEmpty();
        assertThat(trial.names()).isEmpty();
    }

    @Test
    void whateverItsDateWhatIsInUseIsNotAbandoned() throws Exception {
        StorageKey used = trial.key();
        StorageKey unused = trial.key();
        WriterState state = begun(used);
        begun(unused);

        assertThat(store.removeAbandoned(Instant.now().plusSeconds(60), keys -> Set.of(used)))
                .isEqualTo(2);

        assertThat(trial.uploads()).containsExactly(used.value());
        try (BlobWriter writer = store.resume(used, state)) {
            writer.commit();
        }
    }

    @Test
    void leavesWhatOtherProgramsBeganAlone() throws Exception {
        begun(new StorageKey("docker/registry/v2/repositories/app/_uploads/1/data"));

        store.removeAbandoned(Instant.now().plusSeconds(60), keys -> Set.of());

        assertThat(trial.uploads()).hasSize(1);
    }

    @Test
    void closingTheStoreRemovesTheTailsOfWhatIsFinished() throws Exception {
        StorageKey key = trial.key();
        try (BlobWriter writer = store.resume(key, begun(key))) {
            writer.commit();
        }
        store.close();

        assertThat(trial.names()).containsExactly(key.value());
    }

    @Test
    @FullBuild
    void whoWasGivenUpPutsNothingIntoTheObject() throws Exception {
        for (int i = 0; i < 5; i++) {
            StorageKey key = trial.key();
            byte[] first = trial.bytes(LEAST);
            byte[] second = trial.bytes(LEAST);
            WriterState state;
            try (BlobWriter writer = store.writer(key)) {
                writer.write(ByteBuffer.wrap(first));
                state = writer.checkpoint();
            }
            try (BlobWriter givenUp = trial.store().resume(key, state);
                    BlobWriter writer = store.resume(key, state)) {
                writer.write(ByteBuffer.wrap(second));
                writer.checkpoint();
                givenUp.write(ByteBuffer.wrap(trial.bytes(LEAST)));
                givenUp.checkpoint();
                committedOrRefused(writer, key, first, second);
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> {
                            givenUp.write(ByteBuffer.wrap(first));
                            givenUp.commit();
                        })
                        .matches(failure -> failure.kind() == Kind.PERMANENT);
            }
        }
    }

    /** Refused if both used the same number for their parts. */
    private void committedOrRefused(BlobWriter writer, StorageKey key, byte[] first, byte[] second) throws Exception {
        try {
            writer.commit();
        } catch (StoreException e) {
            assertThat(e.kind()).isEqualTo(Kind.PERMANENT);
            assertThat(store.size(key)).isEmpty();
            // So that the other is too late.
            store.delete(List.of(key));
            return;
        }
        byte[] content = Trial.read(store, key, first.length + second.length);
        assertThat(content).startsWith(first).endsWith(second);
    }

    @Test
    void looksFirstWhereTheStoreHasNoConditions() throws Exception {
        S3StoreConfig config = trial.config().conditionalWrites(false).build();
        StorageKey key = trial.key();
        S3BlobStore without = trial.store(trial.http(), config);
        try (BlobWriter writer = without.writer(key)) {
            writer.commit();
        }
        try (BlobWriter writer = without.writer(key)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(writer::commit)
                    .matches(failure -> failure.kind() == Kind.PERMANENT);
        }
    }

    /** With a part and a tail. */
    private WriterState begun(StorageKey key) throws StoreException {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(trial.bytes(LEAST)));
            writer.checkpoint();
            writer.write(ByteBuffer.wrap(trial.bytes(10)));
            return writer.checkpoint();
        }
    }
}
