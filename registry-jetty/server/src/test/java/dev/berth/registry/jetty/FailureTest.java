package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.registry.access.AccessController;
import dev.berth.registry.access.Authentication;
import dev.berth.registry.access.Caller;
import dev.berth.registry.access.Credentials;
import dev.berth.registry.access.Decision;
import dev.berth.registry.access.Permission;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.reporting.ReportedFailure;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The answers to clients during an outage of a component. */
class FailureTest {

    @ParameterizedTest
    @CsvSource({"TRANSIENT, 503, UNAVAILABLE", "UNKNOWN_OUTCOME, 503, UNAVAILABLE", "PERMANENT, 500, UNKNOWN"})
    void brokenStorageFailsOnlyWhatNeedsBytes(Kind kind, int status, String code)
            throws IOException, InterruptedException {
        WatchedBlobStore storage = new WatchedBlobStore(new InMemoryBlobStore(Clock.systemUTC()));
        TestServer server = TestServer.over(storage, TestServer.settings());
        try {
            byte[] layer = "layer".getBytes(StandardCharsets.UTF_8);
            byte[] manifest = server.image("f", "layer");
            server.putManifest("f", "v1", manifest);
            String location = header(server.send("POST", "/v2/f/blobs/uploads/", NOTHING), "Location");
            storage.letEverythingFail(kind);
            for (String path : new String[] {"/v2/", "/v2/_catalog", "/v2/f/tags/list", "/v2/f/manifests/v1"}) {
                assertThat(server.get(path).statusCode()).isEqualTo(200);
            }
            assertThat(server.head("/v2/f/blobs/" + digest(layer)).statusCode()).isEqualTo(200);
            assertRefused(server.get("/v2/f/blobs/" + digest(layer)), status, code);
            assertRefused(server.send("PATCH", location, layer), status, code);
        } finally {
            server.close();
        }
    }

    @Test
    void whatNobodyExpectedIsNotTold() throws IOException, InterruptedException {
        TestServer server = TestServer.guardedBy(new BrokenAccess());
        try {
            HttpResponse<byte[]> response = server.get("/v2/f/tags/list", "X-Request-Id", "id-7");
            assertRefused(response, 500, "UNKNOWN");
            assertThat(response.body()).asString().contains("id-7");
        } finally {
            server.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RENAMED")
    void failureOfAComponentIsReportedOnceForEachRequest(Kind kind) throws IOException, InterruptedException {
        WatchedBlobStore storage = new WatchedBlobStore(new InMemoryBlobStore(Clock.systemUTC()));
        List<ReportedFailure> reported = new CopyOnWriteArrayList<>();
        ProtocolConfig protocol =
                ProtocolConfig.builder().failureReporter(reported::add).build();
        try (TestServer server = TestServer.over(storage, protocol)) {
            server.image("f", "layer");
            String layer = "/v2/f/blobs/" + digest("layer".getBytes(StandardCharsets.UTF_8));
            server.get("/v2/f/blobs/sha256:12");
            server.get("/v2/f/manifests/none");
            assertThat(reported).isEmpty();
            storage.letEverythingFail(kind);
            server.get(layer, "X-Request-Id", "first");
            server.get(layer, "X-Request-Id", "second");
        }
        assertThat(reported)
                .extracting(
                        ReportedFailure::operation,
                        failure -> failure.requestId().orElseThrow())
                .containsExactly(
                        tuple("GET /v2/{name}/blobs/{digest}", "first"),
                        tuple("GET /v2/{name}/blobs/{digest}", "second"));
        assertThat(reported)
                .extracting(ReportedFailure::fingerprint)
                .allMatch(reported.get(0).fingerprint()::equals);
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status, String code) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(codes(response)).containsExactly(code);
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        assertThat(response.body()).asString().doesNotContain("secret", "bucket", "internal-name", "Exception");
    }

    private static final class BrokenAccess implements AccessController {

        @Override
        public Authentication authenticate(Credentials credentials) {
            return new Authentication.Authenticated(Caller.ANONYMOUS);
        }

        @Override
        public Decision decide(Caller caller, Set<Permission> needed) {
            throw new IllegalStateException("internal secret");
        }
    }
}
