package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.storage.BlobWriter;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** Copies beyond the size of one request. */
class ServerCopiesTest {
    private final Trial trial = new Trial();
    private final FaultyHttp http = trial.http();
    private final S3BlobStore store = trial.store();

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void aSmallObjectIsOneCall() throws Exception {
        StorageKey target = copied(trial.bytes(1_000));

        assertThat(http.calls()).containsExactly("PUT");
        assertThat(store.size(target)).hasValue(1_000);
    }

    @Test
    void aLargeObjectIsCopiedInParts() throws Exception {
        byte[] content = trial.bytes(12 * Trial.MIB);

        StorageKey target = copied(content);

        String part = "PUT partNumber&uploadId";
        assertThat(http.calls()).containsExactly("POST uploads", part, part, part, "POST uploadId");
        assertThat(Trial.read(store, target, content.length)).isEqualTo(content);
        assertThat(trial.uploads()).isEmpty();
    }

    private StorageKey copied(byte[] content) throws Exception {
        StorageKey source = trial.key();
        try (BlobWriter writer = store.writer(source)) {
            writer.write(ByteBuffer.wrap(content));
            writer.commit();
        }
        StorageKey target = trial.key();
        RequestRate rate = new RequestRate(OptionalInt.empty(), System::nanoTime);
        try (S3Client client = trial.client(http)) {
            Attempts attempts = new Attempts(0, rate, rate, new SecureRandom(), time -> {});
            S3Calls calls = new S3Calls(client, trial.config().build(), attempts);
            ServerCopies copies = new ServerCopies(calls, ObjectNames.below(""), 5L * Trial.MIB, 5L * Trial.MIB);
            assertThat(copies.copy(source, target, content.length)).isTrue();
        }
        return target;
    }
}
