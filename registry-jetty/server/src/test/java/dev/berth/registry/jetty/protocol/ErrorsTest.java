package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    @Test
    void pingSaysWhichApiThisIs() throws IOException, InterruptedException {
        HttpResponse<byte[]> ping = server.get("/v2/");
        assertThat(ping.statusCode()).isEqualTo(200);
        assertThat(ping.body()).asString().isEqualTo("{}");
        assertThat(header(ping, "Docker-Distribution-API-Version")).isEqualTo("registry/2.0");
        assertThat(ping.headers().firstValue("Server")).isEmpty();
        assertThat(ping.headers().firstValue("X-Powered-By")).isEmpty();
    }

    @Test
    void headOfPingHasTheSameHeadersAndNoBody() throws IOException, InterruptedException {
        HttpResponse<byte[]> ping = server.head("/v2/");
        assertThat(ping.statusCode()).isEqualTo(200);
        assertThat(header(ping, "Content-Length")).isEqualTo("2");
        assertThat(ping.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404, UNSUPPORTED",
        "GET, /v2/a/nothing, 404, UNSUPPORTED",
        "GET, /v2/A/tags/list, 400, NAME_INVALID",
        "GET, /v2/a/tags/list, 404, NAME_UNKNOWN",
        "GET, /v2/a/manifests/none, 404, MANIFEST_UNKNOWN",
        "GET, /v2/a/manifests/.none, 404, MANIFEST_UNKNOWN",
        "GET, /v2/a/manifests/sha256:12, 400, DIGEST_INVALID",
        "GET, /v2/a/manifests/md5:d41d8cd98f00b204e9800998ecf8427e, 400, DIGEST_INVALID",
        "GET, /v2/a/blobs/none, 400, DIGEST_INVALID",
        "GET, /v2/a/blobs/sha256:12, 400, DIGEST_INVALID",
        "GET, /v2/a/referrers/sha256:12, 400, DIGEST_INVALID",
        "GET, /v2/a/blobs/uploads/1, 404, BLOB_UPLOAD_UNKNOWN",
        "GET, /v2/a/blobs/uploads/11111111-1111-1111-1111-111111111111, 404, BLOB_UPLOAD_UNKNOWN",
        "DELETE, /v2/a/manifests/none, 404, MANIFEST_UNKNOWN",
        "DELETE, /v2/a/tags/reference/none, 404, MANIFEST_UNKNOWN",
        "GET, /v2/_catalog?n=x, 400, UNSUPPORTED",
        "GET, /v2/_catalog?n=-1, 400, UNSUPPORTED",
        "GET, /v2/_catalog?last=%ff, 400, UNSUPPORTED",
        "POST, /v2/a/blobs/uploads/?digest=sha256:12, 400, DIGEST_INVALID",
        "POST, /v2/a/blobs/uploads/?digest-algorithm=md5, 400, DIGEST_INVALID",
        "POST, /v2/, 405, UNSUPPORTED",
        "BREW, /v2/a/tags/list, 405, UNSUPPORTED",
        "PUT, /v2/a/blobs/uploads/, 405, UNSUPPORTED"
    })
    void everyErrorIsJson(String method, String path, int status, String code)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.send(method, path, TestServer.NOTHING);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(codes(response)).containsExactly(code);
        assertThat(header(response, "Docker-Distribution-API-Version")).isEqualTo("registry/2.0");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/, 'GET, HEAD, OPTIONS'",
        "/v2/_catalog, 'GET, HEAD, OPTIONS'",
        "/v2/a/tags/list, 'GET, HEAD, OPTIONS'",
        "/v2/a/tags/reference/b, 'DELETE, OPTIONS'",
        "/v2/a/manifests/b, 'GET, HEAD, PUT, DELETE, OPTIONS'",
        "/v2/a/blobs/b, 'GET, HEAD, DELETE, OPTIONS'",
        "/v2/a/blobs/uploads/, 'POST, OPTIONS'",
        "/v2/a/blobs/uploads/b, 'GET, PUT, PATCH, DELETE, OPTIONS'",
        "/v2/a/referrers/b, 'GET, HEAD, OPTIONS'"
    })
    void wrongMethodIsToldTheRightOnes(String path, String allowed) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.send("PROPFIND", path, TestServer.NOTHING);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo(allowed);
        HttpResponse<byte[]> options = server.send("OPTIONS", path, TestServer.NOTHING);
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(header(options, "Allow")).isEqualTo(allowed);
        assertThat(header(options, "Content-Length")).isEqualTo("0");
    }

    @Test
    void headOfErrorHasNoBody() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.head("/v2/a/manifests/none");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({"abc-1_2.X, true", "has space, false", "'', false"})
    void saneRequestIdComesBack(String id, boolean sane) throws IOException, InterruptedException {
        String answered = header(server.get("/v2/", "X-Request-Id", id), "X-Request-Id");
        assertThat(answered.equals(id)).isEqualTo(sane);
        assertThat(answered).matches("[A-Za-z0-9._-]{1,64}");
    }

    @Test
    void overlongRequestIdIsReplaced() throws IOException, InterruptedException {
        assertThat(header(server.get("/v2/", "X-Request-Id", "x".repeat(65)), "X-Request-Id"))
                .hasSize(16);
    }

    @Test
    void unreadBodyOfRefusedRequestLeavesConnectionUsable() throws IOException, InterruptedException {
        for (int i = 0; i < 3; i++) {
            HttpResponse<byte[]> response = server.send("PUT", "/v2/A/manifests/b", new byte[300_000]);
            assertThat(response.statusCode()).isEqualTo(400);
        }
    }
}
