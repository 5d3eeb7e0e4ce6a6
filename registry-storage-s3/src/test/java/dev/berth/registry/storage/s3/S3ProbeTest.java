package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.storage.StorageProbe.Problem;
import dev.berth.registry.spi.storage.StorageProbe.Scope;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpRequest;

/** A bucket that lacks something, tried before it is used. */
class S3ProbeTest {
    private final Trial trial = new Trial();

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void leavesNothingBehind() throws Exception {
        FaultyHttp http = trial.http();

        List<Problem> problems = trial.store(http).probe(Scope.WRITE);

        assertThat(problems).noneMatch(Problem::required);
        assertThat(http.calls()).hasSizeLessThanOrEqualTo(16);
        assertThat(trial.names()).isEmpty();
        assertThat(trial.uploads()).isEmpty();
    }

    @Test
    void onlyReadsWhereNothingMayBeWritten() throws Exception {
        FaultyHttp http = trial.http();

        assertThat(trial.store(http).probe(Scope.READ)).isEmpty();

        assertThat(http.calls()).hasSize(1).allMatch(call -> call.startsWith("GET"));
    }

    @Test
    void namesAMissingBucket() throws Exception {
        S3BlobStore store = S3BlobStore.over(
                trial.client(trial.http()), S3StoreConfig.builder("missing").build());

        assertThat(store.probe(Scope.WRITE))
                .singleElement()
                .matches(Problem::required)
                .extracting(Problem::message)
                .asString()
                .contains("bucket missing")
                .contains("no such bucket");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, list-type, true, s3:ListBucket",
        "PUT, '', true, s3:PutObject",
        "POST, uploads, true, s3:PutObject",
        "PUT, partNumber, true, s3:PutObject",
        "GET, uploads, false, s3:ListBucketMultipartUploads",
        "POST, delete, false, s3:DeleteObject"
    })
    void namesThePermissionThatIsMissing(String method, String parameter, boolean required, String permission)
            throws Exception {
        S3BlobStore store = refusing(403, "AccessDenied", request -> isOf(request, method, parameter));

        assertThat(store.probe(Scope.WRITE))
                .anyMatch(problem ->
                        problem.required() == required && problem.message().contains(permission));
    }

    @Test
    void namesTheSettingWhereThereAreNoConditions() throws Exception {
        S3BlobStore store = refusing(
                501,
                "NotImplemented",
                request -> request.firstMatchingHeader("If-None-Match").isPresent());

        assertThat(store.probe(Scope.WRITE))
                .anyMatch(problem -> problem.required() && problem.message().contains("conditional"));
    }

    @Test
    void reportsUploadsThatAreNotListedByPrefix() throws Exception {
        S3BlobStore store = refusing(404, "NoSuchUpload", LackingHttp::listsUploads);

        assertThat(store.probe(Scope.WRITE))
                .anyMatch(problem -> !problem.required() && problem.message().contains("lifecycle rule"));
    }

    @Test
    void knowsNothingOfAStoreThatDoesNotAnswer() {
        S3BlobStore store = refusing(503, "ServiceUnavailable", request -> true);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.probe(Scope.WRITE))
                .matches(failure -> failure.kind() == Kind.TRANSIENT);
    }

    private static boolean isOf(SdkHttpRequest request, String method, String parameter) {
        return request.method().name().equals(method)
                && (parameter.isEmpty()
                        ? request.rawQueryParameters().isEmpty()
                        : request.rawQueryParameters().containsKey(parameter));
    }

    private S3BlobStore refusing(int status, String code, Predicate<SdkHttpRequest> refused) {
        return trial.store(
                FaultyHttp.none(new LackingHttp(trial.http(), status, code, refused)),
                trial.config().maxRetries(0).build());
    }
}
