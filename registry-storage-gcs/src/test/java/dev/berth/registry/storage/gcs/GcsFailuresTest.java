package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.storage.StorageException;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures in the words an operator reads. */
class GcsFailuresTest {
    private final StorageException damaged =
            new StorageException(400, "Provided CRC32C \"a\" doesn't match calculated CRC32C \"b\".");

    @Test
    void namesThePermissionThatIsMissing() {
        StoreException failure = failure(new StorageException(403, "Forbidden"));

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure).hasMessageContainingAll("object name", "bucket berth", "storage.objects.create");
    }

    @Test
    void tellsRefusedCredentialsFromAMissingPermission() {
        assertThat(failure(new StorageException(401, "Unauthorized")))
                .hasMessageContaining("refused the credentials")
                .hasMessageNotContaining("permission");
    }

    @Test
    void namesTheBucketThatIsMissing() {
        StoreException failure = failure(new StorageException(404, "Not Found"));

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure).hasMessageContainingAll("bucket berth", "no such bucket");
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void whatMayPassIsTransient(int status) {
        assertThat(failure(new StorageException(status, "x")).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void damagedBytesMayBeSentAgainAndOtherNonsenseNot() {
        assertThat(failure(damaged).kind()).isEqualTo(Kind.TRANSIENT);
        assertThat(failure(new StorageException(400, "Invalid argument")).kind())
                .isEqualTo(Kind.PERMANENT);
    }

    @Test
    void onlyWhatWasBegunLeavesADoubt() {
        assertThat(GcsFailures.leavesDoubt(new StorageException(503, "x"))).isTrue();
        assertThat(GcsFailures.leavesDoubt(new StorageException(0, "x", new SocketTimeoutException())))
                .isTrue();
        assertThat(GcsFailures.leavesDoubt(new StorageException(429, "x"))).isFalse();
        assertThat(GcsFailures.leavesDoubt(damaged)).isFalse();
        assertThat(GcsFailures.leavesDoubt(new StorageException(0, "x", new ConnectException())))
                .isFalse();
    }

    private static StoreException failure(StorageException cause) {
        return new GcsFailures("berth").of("write", "name", "storage.objects.create", cause);
    }
}
