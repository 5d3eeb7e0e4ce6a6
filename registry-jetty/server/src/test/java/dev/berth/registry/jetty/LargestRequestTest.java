package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.http.ProtocolConfig;
import dev.berth.registry.jetty.protocol.TestServer;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The largest headers, paths and queries; docs/configuration.md, "Sizes", has the figures. */
class LargestRequestTest {
    /** The default of {@code http.maxheaderbytes}: request line and fields together. */
    private static final int HEADER = 16_384;

    @RegisterExtension
    static final TestServer server = TestServer.with(ProtocolConfig.defaults());

    @Test
    void headerIsBoundedAsAWhole() throws IOException {
        assertBorder(length -> padded("GET /v2/ HTTP/1.1\r\nHost: a\r\nX: ", "\r\n\r\n", length));
        assertBorder(length -> padded("GET /v2/?x=", " HTTP/1.1\r\nHost: a\r\n\r\n", length));
        assertBorder(length -> padded("GET /v2/", " HTTP/1.1\r\nHost: a\r\n\r\n", length));
    }

    /** The longest useful one: names, digests and tags of maximum length, and a token of 1 KiB. */
    @Test
    void longestRequestOfTheProtocolFits() throws IOException {
        String name = "a".repeat(255);
        byte[] index =
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[]}"
                        .getBytes(StandardCharsets.US_ASCII);
        Digest digest = Digest.compute(DigestAlgorithm.SHA512, ByteBuffer.wrap(index));
        StringBuilder query = new StringBuilder("?");
        for (int i = 0; i < 100; i++) {
            query.append("tag=")
                    .append("%03d".formatted(i))
                    .append("t".repeat(125))
                    .append('&');
        }
        String request = "PUT /v2/" + name + "/manifests/" + digest + query + " HTTP/1.1\r\nHost: a\r\n"
                + "Authorization: Bearer " + "t".repeat(1024) + "\r\nContent-Length: " + index.length + "\r\n\r\n";
        try (RawClient client = new RawClient(server.server())) {
            RawClient.Answer answer = client.say(request).say(index).hear();
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header())
                    .filteredOn(line -> line.startsWith("OCI-Tag:"))
                    .hasSize(100);
        }
        assertThat(request.length()).isLessThan(HEADER);
    }

    private static void assertBorder(IntFunction<String> request) throws IOException {
        int fits = 1_000;
        int tooLong = 40_000;
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            if (isServed(request.apply(middle))) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        assertThat(fits).isEqualTo(HEADER);
    }

    private static boolean isServed(String request) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            int status = client.say(request).hear().status();
            assertThat(status).isIn(200, 404, 414, 431);
            return status < 414;
        }
    }

    private static String padded(String before, String after, int length) {
        return before + "a".repeat(length - before.length() - after.length()) + after;
    }
}
