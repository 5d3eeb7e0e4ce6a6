package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpClient;

/** Failures in the words an operator reads. */
class S3FailuresTest {
    private final Trial trial = new Trial();

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void namesTheBucketThatIsMissing() {
        StoreException failure = failure(S3BlobStore.over(
                trial.client(trial.http()),
                S3StoreConfig.builder("no-such-bucket").build()));

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure).hasMessageContaining("no-such-bucket").hasMessageContaining("no such bucket");
    }

    @Test
    void namesThePermissionThatIsMissing() {
        assertThat(refusal(403, "AccessDenied")).contains("s3:PutObject").contains(trial.bucket());
        assertThat(refusal(403, "SomethingElse")).contains("403 SomethingElse").doesNotContain("permission");
    }

    @ParameterizedTest
    @CsvSource({
        "403, SignatureDoesNotMatch, secret key",
        "403, InvalidAccessKeyId, access key",
        "403, RequestTimeTooSkewed, clock",
        "400, ExpiredToken, session token",
        "403, InvalidToken, session token",
        "403, InvalidObjectState, archive",
        "400, AuthorizationHeaderMalformed, region"
    })
    void tellsOtherRefusalsFromMissingPermissions(int status, String code, String words) {
        assertThat(refusal(status, code)).contains(code).contains(words).doesNotContain("permission");
    }

    @Test
    void tellsAWrongSecretWithoutShowingIt() {
        S3Connection wrong = S3Connection.builder()
                .endpoint(S3Server.inThisJvm().endpoint())
                .pathStyle(true)
                .credentials(S3Server.ACCESS_KEY, "not-the-secret")
                .build();
        try (S3BlobStore store = S3BlobStore.open(wrong, trial.config().build())) {
            StoreException failure = failure(store);

            assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
            assertThat(failure)
                    .hasMessageContaining("SignatureDoesNotMatch")
                    .hasMessageContaining(trial.bucket())
                    .hasMessageNotContaining("not-the-secret");
        }
    }

    @Test
    void nobodyThereMayPass() {
        S3Connection nobody = S3Connection.builder()
                .endpoint(URI.create("http://127.0.0.1:1"))
                .pathStyle(true)
                .credentials("a", "b")
                .build();
        SdkHttpClient http = S3Clients.httpClient(nobody);
        StoreException failure = failure(
                S3BlobStore.over(S3Clients.client(nobody, http), trial.config().build(), time -> {}));

        assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT);
        http.close();
    }

    private String refusal(int status, String code) {
        StoreException failure = failure(trial.store(
                FaultyHttp.none(new LackingHttp(trial.http(), status, code, request -> true)),
                trial.config().build()));
        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        return String.valueOf(failure.getMessage());
    }

    private StoreException failure(S3BlobStore store) {
        return catchThrowableOfType(
                StoreException.class, () -> store.writer(trial.key()).commit());
    }
}
