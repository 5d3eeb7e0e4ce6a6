package dev.berth.registry.jetty.protocol;

import static dev.berth.registry.jetty.protocol.TestServer.NOTHING;
import static dev.berth.registry.jetty.protocol.TestServer.codes;
import static dev.berth.registry.jetty.protocol.TestServer.digest;
import static dev.berth.registry.jetty.protocol.TestServer.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadProtocolTest {
    @RegisterExtension
    static final TestServer server = TestServer.open();

    private static final String START = "/v2/u/blobs/uploads/";

    @Test
    void startsSessionWithRelativeLocation() throws IOException, InterruptedException {
        HttpResponse<byte[]> started = server.send("POST", START, NOTHING);
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(header(started, "Location")).isEqualTo(START + header(started, "Docker-Upload-UUID"));
        assertThat(header(started, "Range")).isEqualTo("0-0");
        assertThat(header(started, "Content-Length")).isEqualTo("0");
    }

    @Test
    void takesWholeBlobAtOnce() throws IOException, InterruptedException {
        byte[] content = Manifests.bytes("at once");
        HttpResponse<byte[]> pushed = server.send("POST", START + "?digest=" + digest(content), content);
        assertThat(pushed.statusCode()).isEqualTo(201);
        assertThat(header(pushed, "Location")).isEqualTo("/v2/u/blobs/" + digest(content));
        assertThat(header(pushed, "Docker-Content-Digest"))
                .isEqualTo(digest(content).toString());
        assertThat(server.get(header(pushed, "Location")).body()).isEqualTo(content);
    }

    @Test
    void wrongDigestLeavesNothingReadable() throws IOException, InterruptedException {
        Digest other = digest(Manifests.bytes("promised"));
        HttpResponse<byte[]> atOnce = server.send("POST", START + "?digest=" + other, Manifests.bytes("given"));
        assertThat(atOnce.statusCode()).isEqualTo(400);
        assertThat(codes(atOnce)).containsExactly("DIGEST_INVALID");
        String location = start();
        HttpResponse<byte[]> closed = server.send("PUT", location + "?digest=" + other, Manifests.bytes("given"));
        assertThat(codes(closed)).containsExactly("DIGEST_INVALID");
        assertThat(server.head("/v2/u/blobs/" + other).statusCode()).isEqualTo(404);
        assertThat(server.head("/v2/u/blobs/" + digest(Manifests.bytes("given")))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void takesChunksInOrderOnly() throws IOException, InterruptedException {
        String location = start();
        HttpResponse<byte[]> first = patch(location, "hello ", "0-5");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(header(first, "Range")).isEqualTo("0-5");
        for (String wrong : new String[] {"0-5", "7-12", "5-10"}) {
            HttpResponse<byte[]> refused = patch(location, "hello ", wrong);
            assertThat(refused.statusCode()).isEqualTo(416);
            assertThat(codes(refused)).containsExactly("RANGE_INVALID");
            assertThat(header(refused, "Range")).isEqualTo("0-5");
            assertThat(header(refused, "Location")).isEqualTo(location);
            assertThat(header(refused, "Docker-Upload-UUID")).isEqualTo(location.substring(START.length()));
        }
        HttpResponse<byte[]> status = server.get(location);
        assertThat(status.statusCode()).isEqualTo(204);
        assertThat(header(status, "Range")).isEqualTo("0-5");
        Digest digest = digest(Manifests.bytes("hello world"));
        HttpResponse<byte[]> closed =
                server.send("PUT", location + "?digest=" + digest, Manifests.bytes("world"), "Content-Range", "6-10");
        assertThat(closed.statusCode()).isEqualTo(201);
        assertThat(server.get("/v2/u/blobs/" + digest).body()).asString().isEqualTo("hello world");
    }

    @Test
    void rangeIsCheckedBeforeDigest() throws IOException, InterruptedException {
        String location = start();
        Digest digest = digest(Manifests.bytes("x"));
        HttpResponse<byte[]> early =
                server.send("PUT", location + "?digest=" + digest, Manifests.bytes("x"), "Content-Range", "5-5");
        assertThat(early.statusCode()).isEqualTo(416);
        assertThat(server.send("PUT", location + "?digest=" + digest, Manifests.bytes("x"))
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 0-4/4",
                "bytes 4-0/*",
                "bytes 0-3/*",
                "bytes=0-4",
                "bytes */5",
                "0",
                "a-b",
                "0-4/5",
                "4-0",
                "0-9",
                "0-99999999999999999999",
                "-4"
            })
    void refusesMalformedRange(String range) throws IOException, InterruptedException {
        String location = start();
        HttpResponse<byte[]> refused = patch(location, "hello", range);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(codes(refused)).containsExactly("BLOB_UPLOAD_INVALID");
        assertThat(patch(location, "hello", "0-4").statusCode()).isEqualTo(202);
    }

    /** As answers have it (RFC 9110, section 14.4), and as some clients send it. */
    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-4/*", "bytes 0-4/5", "Bytes 0-4/9"})
    void takesRangeOfAnswersToo(String range) throws IOException, InterruptedException {
        String location = start();
        assertThat(header(patch(location, "hello", range), "Range")).isEqualTo("0-4");
        assertThat(patch(location, "hello", range).statusCode()).isEqualTo(416);
    }

    @Test
    void streamGoesWhereTheSessionStands() throws IOException, InterruptedException {
        String location = start();
        server.send("PATCH", location, Manifests.bytes("one "));
        server.send("PATCH", location, Manifests.bytes("two "));
        Digest digest = digest(Manifests.bytes("one two three"));
        assertThat(server.send("PUT", location + "?digest=" + digest, Manifests.bytes("three"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(server.get("/v2/u/blobs/" + digest).body()).asString().isEqualTo("one two three");
    }

    @Test
    void canceledAndFinishedSessionsAreGone() throws IOException, InterruptedException {
        String canceled = start();
        HttpResponse<byte[]> gone = server.delete(canceled);
        assertThat(gone.statusCode()).isEqualTo(204);
        String finished = start();
        server.send("PUT", finished + "?digest=" + digest(NOTHING), NOTHING);
        for (String location : new String[] {canceled, finished}) {
            for (String method : new String[] {"GET", "PATCH", "DELETE"}) {
                HttpResponse<byte[]> response = server.send(method, location, NOTHING);
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(codes(response)).containsExactly("BLOB_UPLOAD_UNKNOWN");
            }
        }
    }

    @Test
    void sessionBelongsToItsRepository() throws IOException, InterruptedException {
        String elsewhere = start().replace("/v2/u/", "/v2/other/");
        assertThat(codes(server.get(elsewhere))).containsExactly("BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void closingNeedsDigest() throws IOException, InterruptedException {
        assertThat(codes(server.send("PUT", start(), NOTHING))).containsExactly("DIGEST_INVALID");
        assertThat(codes(
                        server.send("PUT", start() + "?digest=sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709", NOTHING)))
                .containsExactly("DIGEST_INVALID");
    }

    @Test
    void hashesByWhatTheClosingRequestNames() throws IOException, InterruptedException {
        byte[] content = Manifests.bytes("sha512 after all");
        Digest sha512 = Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(content));
        for (String query : new String[] {"", "?digest-algorithm=sha512", "?digest-algorithm=sha256"}) {
            String location = header(server.send("POST", START + query, NOTHING), "Location");
            server.send("PATCH", location, content);
            HttpResponse<byte[]> closed = server.send("PUT", location + "?digest=" + sha512, NOTHING);
            assertThat(closed.statusCode()).isEqualTo(201);
            assertThat(header(closed, "Docker-Content-Digest")).isEqualTo(sha512.toString());
        }
    }

    @Test
    void mountsFromNamedOrAnyRepository() throws IOException, InterruptedException {
        Digest digest = server.pushBlob("mount/source", Manifests.bytes("mounted"));
        String query = "/v2/mount/target/blobs/uploads/?mount=" + digest;
        HttpResponse<byte[]> mounted = server.send("POST", query + "&from=mount%2Fsource", NOTHING);
        assertThat(mounted.statusCode()).isEqualTo(201);
        assertThat(header(mounted, "Location")).isEqualTo("/v2/mount/target/blobs/" + digest);
        assertThat(server.head("/v2/mount/target/blobs/" + digest).statusCode()).isEqualTo(200);
        String elsewhere = "/v2/mount/elsewhere/blobs/uploads/?mount=" + digest;
        assertThat(server.send("POST", elsewhere, NOTHING).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?mount=sha256:0000000000000000000000000000000000000000000000000000000000000000&from=nowhere",
                "?mount=sha256:0000000000000000000000000000000000000000000000000000000000000000",
                "?mount=sha256:0000000000000000000000000000000000000000000000000000000000000000&from=NOT%20A%20NAME",
                "?mount=no-digest&from=u",
                "?mount="
            })
    void mountThatCannotBeIsAnUpload(String query) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.send("POST", START + query, NOTHING);
        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(header(response, "Location")).startsWith(START);
    }

    private static String start() throws IOException, InterruptedException {
        return header(server.send("POST", START, NOTHING), "Location");
    }

    private static HttpResponse<byte[]> patch(String location, String chunk, String range)
            throws IOException, InterruptedException {
        return server.send("PATCH", location, Manifests.bytes(chunk), "Content-Range", range);
    }
}
