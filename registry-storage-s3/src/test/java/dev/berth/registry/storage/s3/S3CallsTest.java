package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.PresignedReads;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each operation makes these calls of the store and no others. */
class S3CallsTest {
    private final Trial trial = new Trial();
    private final FaultyHttp http = trial.http();
    private final S3BlobStore store = trial.store(http);
    private final StorageKey key = trial.key();

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void aSmallBlobIsOneCall() throws Exception {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(trial.bytes(100_000)));
            writer.commit();
        }

        assertThat(http.calls()).containsExactly("PUT");
    }

    @Test
    void aSmallBlobInTwoRequestsIsTwo() throws Exception {
        WriterState state = begun(trial.bytes(100_000));
        try (BlobWriter writer = store.resume(key, state)) {
            writer.commit();
        }

        assertThat(http.calls()).containsExactly("PUT", "PUT");
    }

    @Test
    void aLargeBlobIsItsPartsAndTwo() throws Exception {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(trial.bytes(22 * Trial.MIB)));
            writer.commit();
        }

        assertThat(http.calls()).isEqualTo(upload(4));
    }

    @Test
    void aLargeBlobInTwoRequestsIsNoMore() throws Exception {
        WriterState state = begun(trial.bytes(22 * Trial.MIB));
        try (BlobWriter writer = store.resume(key, state)) {
            writer.commit();
        }

        assertThat(http.calls()).isEqualTo(upload(4));
    }

    @Test
    void chunksOfTheAnnouncedLengthAreOneEach() throws Exception {
        byte[] chunk =
                trial.bytes(Math.toIntExact(store.capabilities().minimumChunk().orElseThrow()));
        WriterState state = WriterState.NOTHING;
        for (int i = 0; i < 3; i++) {
            try (BlobWriter writer = store.resume(key, state)) {
                writer.write(ByteBuffer.wrap(chunk));
                state = writer.checkpoint();
            }
        }
        try (BlobWriter writer = store.resume(key, state)) {
            writer.commit();
        }

        assertThat(http.calls()).isEqualTo(upload(3));
    }

    @Test
    void anotherNodeFetchesTheTail() throws Exception {
        WriterState state = begun(trial.bytes(100_000));
        FaultyHttp elsewhere = trial.http();
        try (BlobWriter writer = trial.store(elsewhere).resume(key, state)) {
            writer.commit();
        }

        assertThat(elsewhere.calls()).containsExactly("GET", "PUT");
    }

    @Test
    void tailsAreDeletedManyAtATime() throws Exception {
        for (int i = 0; i < 100; i++) {
            StorageKey small = trial.key();
            try (BlobWriter writer = store.writer(small)) {
                writer.write(ByteBuffer.wrap(trial.bytes(10)));
                writer.checkpoint();
                writer.commit();
            }
        }

        List<String> expected = new ArrayList<>(Collections.nCopies(200, "PUT"));
        expected.add("POST delete");
        assertThat(http.calls()).isEqualTo(expected);
    }

    @Test
    void readingIsOneCallAndLookingToo() throws Exception {
        stored(trial.bytes(10));

        store.size(key);
        try (BlobContent content = store.open(key, ByteRange.whole(10))) {
            content.channel().read(ByteBuffer.allocate(10));
        }
        store.list("", PageRequest.first(10));

        assertThat(http.calls().subList(0, 2)).containsExactly("HEAD", "GET");
        assertThat(http.calls()).hasSize(3);
    }

    @Test
    void aLinkIsNoCall() throws Exception {
        PresignedReads.Terms terms = new PresignedReads.Terms(
                PresignedReads.Method.GET, Duration.ofMinutes(5), Optional.empty(), Optional.empty());

        store.capabilities().presignedReads().orElseThrow().link(key, terms);

        assertThat(http.calls()).isEmpty();
    }

    @Test
    void aThousandKeysAreDeletedWithThreeCalls() throws Exception {
        List<StorageKey> keys = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            keys.add(trial.key());
        }

        store.delete(keys);

        assertThat(http.calls()).hasSize(3).endsWith("POST delete");
    }

    @Test
    void deletionsCountAsManyRequests() throws Exception {
        S3BlobStore slow =
                trial.store(http, trial.config().maxRequestsPerSecond(100).build());
        List<StorageKey> keys = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            keys.add(trial.key());
        }

        slow.delete(keys);

        assertThat(http.calls()).filteredOn("POST delete"::equals).hasSize(3);
    }

    @Test
    void aDeletionWaitsForTheTurnOfEachObject() {
        AtomicLong now = new AtomicLong();
        RequestRate rate = new RequestRate(OptionalInt.of(1_000), now::get);

        assertThat(rate.turn(1_000)).isZero();
        assertThat(rate.turn(500)).isEqualTo(Duration.ofMillis(500));
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(rate.turn(1)).isZero();
    }

    private WriterState begun(byte[] content) throws Exception {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            return writer.checkpoint();
        }
    }

    private void stored(byte[] content) throws Exception {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }
        http.forgetCalls();
    }

    private static List<String> upload(int parts) {
        List<String> calls = new ArrayList<>();
        calls.add("POST uploads");
        calls.addAll(Collections.nCopies(parts, "PUT partNumber&uploadId"));
        calls.add("POST uploadId");
        return calls;
    }
}
