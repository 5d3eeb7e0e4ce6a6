package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import dev.berth.registry.storage.s3.FaultyHttp.Fault;
import dev.berth.registry.testing.FullBuild;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** One call fails: each call of each operation, in each way. */
class S3FaultsTest {
    private static final int FIRST = 1_000;
    private static final int SECOND = FIRST + 6 * Trial.MIB;
    private static final int WHOLE = SECOND + 10;
    private static final int SMALL = 100;

    private final Trial trial = new Trial();
    private final byte[] content = trial.bytes(WHOLE);

    @AfterEach
    void close() {
        trial.close();
    }

    @ParameterizedTest
    @EnumSource
    @FullBuild
    void oneFailureIsMadeUpFor(Fault fault) throws Exception {
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            FaultyHttp http = trial.http(fault, at);
            S3BlobStore store = trial.store(http);
            StorageKey small = trial.key();
            StorageKey large = trial.key();

            storeSmall(store, small);
            storeLarge(store, large);

            assertThat(Trial.read(store, small, SMALL)).hasSize(SMALL);
            assertThat(Trial.read(store, large, WHOLE))
                    .as("%s at %s", fault, at)
                    .isEqualTo(content);
            assertThat(store.list("", PageRequest.first(3)).items())
                    .extracting(StoredObject::key)
                    .containsExactlyInAnyOrder(small, large);
            assertThat(store.delete(List.of(small, large))).isEmpty();
            assertThat(store.size(small)).isEmpty();
            calls = http.calls().size();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"REFUSED", "THROTTLED", "BROKEN", "LOST"})
    void checkFailsWhileTheStoreDoesNotAnswer(Fault fault) throws Exception {
        S3BlobStore store =
                trial.store(trial.http(fault, 1), trial.config().maxRetries(0).build());
        assertThatExceptionOfType(StoreException.class).isThrownBy(store::check);
        store.check();
    }

    @ParameterizedTest
    @EnumSource
    void withoutRetriesNothingIsLostAndNothingShowsTooSoon(Fault fault) throws Exception {
        S3BlobStore healthy = trial.store();
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            FaultyHttp http = trial.http(fault, at);
            S3BlobStore store = trial.store(http, trial.config().maxRetries(0).build());
            StorageKey key = trial.key();
            Progress progress = new Progress();
            try {
                progress.advance(store, key);
                assertThat(Trial.read(healthy, key, WHOLE)).isEqualTo(content);
            } catch (StoreException e) {
                assertThat(e.kind()).isNotEqualTo(Kind.PERMANENT);
                goOn(healthy, key, progress.state);
            }
            calls = http.calls().size();
        }
    }

    @ParameterizedTest
    @EnumSource
    @FullBuild
    void whatADeletionLeavesTheNextOneRemoves(Fault fault) throws Exception {
        S3BlobStore healthy = trial.store();
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            StorageKey done = trial.key();
            StorageKey begun = trial.key();
            StorageKey other = trial.key();
            storeSmall(healthy, done);
            storeSmall(healthy, other);
            new Progress().begin(healthy, begun);
            FaultyHttp http = trial.http(fault, at);

            attempt(() ->
                    trial.store(http, trial.config().maxRetries(0).build()).delete(List.of(done, begun)));

            assertThat(healthy.delete(List.of(done, begun))).isEmpty();
            assertThat(trial.names()).as("%s at %s", fault, at).containsExactly(other.value());
            assertThat(trial.uploads()).as("%s at %s", fault, at).isEmpty();
            healthy.delete(List.of(other));
            calls = http.calls().size();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeDiscardedGoesWithItsKey(Fault fault) throws Exception {
        S3BlobStore healthy = trial.store();
        int calls = Integer.MAX_VALUE;
        for (int at = 1; at <= calls; at++) {
            StorageKey key = trial.key();
            WriterState state = new Progress().begin(healthy, key);
            FaultyHttp http = trial.http(fault, at);

            attempt(() -> {
                try (BlobWriter writer =
                        trial.store(http, trial.config().maxRetries(0).build()).resume(key, state)) {
                    writer.discard();
                }
            });

            assertThat(healthy.size(key)).isEmpty();
            assertThat(healthy.delete(List.of(key))).isEmpty();
            assertThat(trial.names()).as("%s at %s", fault, at).isEmpty();
            assertThat(trial.uploads()).as("%s at %s", fault, at).isEmpty();
            calls = http.calls().size();
        }
    }

    /** A call that may fail temporarily. */
    private interface Request {
        void send() throws StoreException;
    }

    private static void attempt(Request request) {
        try {
            request.send();
        } catch (StoreException e) {
            assertThat(e.kind()).isNotEqualTo(Kind.PERMANENT);
        }
    }

    @Test
    void aWrongChecksumIsRefusedAndSentAgain() throws Exception {
        // The bytes change between being summed up and being sent: the store must notice.
        byte[] lent = trial.bytes(SMALL);
        FaultyHttp http = trial.http();
        S3Calls calls = new S3Calls(
                trial.client(http),
                trial.config().build(),
                new Attempts(
                        2,
                        new RequestRate(OptionalInt.empty(), System::nanoTime),
                        new RequestRate(OptionalInt.empty(), System::nanoTime),
                        new SplittableRandom(1),
                        time -> {}));
        byte[] damaged = lent.clone();
        damaged[0]++;
        int[] read = new int[1];
        Payload payload = new Payload(SMALL, () -> new ByteArrayInputStream(read[0]++ == 1 ? damaged : lent));

        calls.put("name", payload);

        assertThat(http.calls()).containsExactly("PUT", "PUT");
    }

    @Test
    void aTailThatIsNotWhatWasKeptIsNotTakenUp() throws Exception {
        StorageKey key = trial.key();
        WriterState state = new Progress().begin(trial.store(), key);
        String tail = trial.names().get(0);
        try (S3Client client = trial.client(trial.http())) {
            client.putObject(
                    request -> request.bucket(trial.bucket()).key(tail), RequestBody.fromBytes(trial.bytes(Trial.MIB)));
        }
        S3BlobStore elsewhere = trial.store();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> elsewhere.resume(key, state))
                .withMessageContaining(tail)
                .matches(failure -> failure.kind() == Kind.PERMANENT);
    }

    /** The acknowledged progress; the last event may have been the commit. */
    private final class Progress {
        private WriterState state = WriterState.NOTHING;

        /** With a part and a tail. */
        WriterState begin(S3BlobStore store, StorageKey key) throws StoreException {
            return append(store, key, append(store, key, state, FIRST + 5 * Trial.MIB), SECOND);
        }

        void advance(S3BlobStore store, StorageKey key) throws StoreException {
            state = append(store, key, state, FIRST);
            state = append(store, key, state, SECOND);
            complete(store, key, state);
        }
    }

    /** A healthy node continues from the acknowledged state; nothing else is visible. */
    private void goOn(S3BlobStore store, StorageKey key, WriterState state) throws Exception {
        OptionalLong size = store.size(key);
        if (size.isEmpty()) {
            complete(store, key, state);
        } else {
            assertThat(state.size()).isEqualTo(SECOND);
        }
        assertThat(Trial.read(store, key, WHOLE)).isEqualTo(content);
    }

    private WriterState append(S3BlobStore store, StorageKey key, WriterState state, int to) throws StoreException {
        try (BlobWriter writer = store.resume(key, state)) {
            writer.write(Trial.part(content, (int) state.size(), to));
            return writer.checkpoint();
        }
    }

    private void complete(S3BlobStore store, StorageKey key, WriterState state) throws StoreException {
        try (BlobWriter writer = store.resume(key, state)) {
            writer.write(Trial.part(content, (int) state.size(), WHOLE));
            writer.commit();
        }
    }

    private void storeLarge(S3BlobStore store, StorageKey key) throws StoreException {
        new Progress().advance(store, key);
    }

    private void storeSmall(S3BlobStore store, StorageKey key) throws StoreException {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content, 0, SMALL));
            writer.commit();
        }
    }
}
