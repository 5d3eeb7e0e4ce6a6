package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlobProtocolTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final byte[] CONTENT = new byte[2048];

    private static String path = "";

    @BeforeAll
    static void pushBlob() {
        new Random(7).nextBytes(CONTENT);
        path = "/v2/b/blobs/" + server.pushBlob("b", CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 131_071, 131_072, 131_073, 1_000_000})
    void answersWholeBlobOfAnySize(int size) throws IOException, InterruptedException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Digest digest = server.pushBlob("sizes", content);
        HttpResponse<byte[]> response = server.get("/v2/sizes/blobs/" + digest);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(content);
        assertThat(header(response, "Content-Length")).isEqualTo(Integer.toString(size));
        HttpResponse<byte[]> head = server.head("/v2/sizes/blobs/" + digest);
        assertThat(header(head, "Content-Length")).isEqualTo(Integer.toString(size));
        assertThat(head.body()).isEmpty();
    }

    @Test
    void describesBlob() throws IOException, InterruptedException {
        for (HttpResponse<byte[]> response : Arrays.asList(server.get(path), server.head(path))) {
            assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
            assertThat(header(response, "Docker-Content-Digest"))
                    .isEqualTo(digest(CONTENT).toString());
            assertThat(header(response, "ETag")).isEqualTo("\"" + digest(CONTENT) + "\"");
            assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
            assertThat(header(response, "Cache-Control")).contains("max-age=31536000");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=500-1499, 500, 1499",
        "bytes=500-, 500, 2047",
        "bytes=-500, 1548, 2047",
        "bytes=-5000, 0, 2047",
        "bytes=2000-5000, 2000, 2047",
        "bytes=0-0, 0, 0",
        "bytes=0-99999999999999999999, 0, 2047"
    })
    void answersOneRange(String range, int first, int last) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.get(path, "Range", range);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes " + first + "-" + last + "/2048");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(CONTENT, first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=2048-", "bytes=5000-10000", "bytes=500-0", "bytes=-0", "bytes=99999999999999999999-"})
    void refusesRangeOutside(String range) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.get(path, "Range", range);
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */2048");
        assertThat(codes(response)).containsExactly("RANGE_INVALID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,5-6", "items=0-1", "bytes=a-b", "bytes=-", "bytes=", "0-1", "bytes=1-2-3"})
    void answersWholeBlobToWhatIsNotOneRangeOfBytes(String range) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.get(path, "Range", range);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(CONTENT);
    }

    @Test
    void rangeCountsOnlyForTheSameContent() throws IOException, InterruptedException {
        String entityTag = "\"" + digest(CONTENT) + "\"";
        assertThat(server.get(path, "Range", "bytes=0-9", "If-Range", entityTag).statusCode())
                .isEqualTo(206);
        assertThat(server.get(path, "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.get(path, "If-None-Match", entityTag).statusCode()).isEqualTo(304);
    }

    @Test
    void isKeptWhileManifestNeedsIt() throws IOException, InterruptedException {
        byte[] manifest = server.image("needs", "layer");
        server.putManifest("needs", "v1", manifest);
        String layer = "/v2/needs/blobs/" + digest(Manifests.bytes("layer"));
        HttpResponse<byte[]> refused = server.delete(layer);
        assertThat(refused.statusCode()).isEqualTo(405);
        assertThat(codes(refused)).containsExactly("UNSUPPORTED");
        server.delete("/v2/needs/manifests/" + digest(manifest));
        assertThat(server.delete(layer).statusCode()).isEqualTo(202);
        assertThat(server.head(layer).statusCode()).isEqualTo(404);
        assertThat(codes(server.delete(layer))).containsExactly("BLOB_UNKNOWN");
    }

    @Test
    void belongsToItsRepository() throws IOException, InterruptedException {
        assertThat(codes(server.get("/v2/other/blobs/" + digest(CONTENT)))).containsExactly("BLOB_UNKNOWN");
    }
}
