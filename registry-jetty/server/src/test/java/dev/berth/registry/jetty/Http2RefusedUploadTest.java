package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that continue to send after the answer, on a connection with other requests. */
class Http2RefusedUploadTest {
    private static final int OTHER = 99;

    @RegisterExtension
    static final TestServer server = TestServer.open();

    @AfterEach
    void nothingIsLeft() {
        await().until(() ->
                server.server().connections() == 0 && server.server().running() == 0);
    }

    /** Within the windows of streams and connection. */
    @ParameterizedTest
    @CsvSource({"4, 62, 16384", "1, 1000, 1024"})
    void refusalHurtsNoOtherStream(int streams, int frames, int bytes) throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say(Frames.preface());
            for (int i = 0; i < streams; i++) {
                client.say(Frames.putOfNobody(1 + 2 * i));
            }
            for (int i = 0; i < frames * streams; i++) {
                client.say(frame(Frames.DATA, 0, 1 + 2 * (i % streams), new byte[bytes]));
            }
            assertIsServed(client);
            for (int i = 0; i < streams; i++) {
                client.say(frame(Frames.DATA, Frames.END_STREAM, 1 + 2 * i, new byte[1]));
            }
            await().until(() -> server.server().running() == 0);
        }
    }

    @Test
    void whoSendsForTooLongIsToldToStopWithoutError() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say(Frames.join(Frames.preface(), Frames.putOfNobody(1), frame(Frames.DATA, 0, 1, new byte[10])));
            skipTo(client, Frames.DATA, 1);
            await().until(() -> {
                server.server().checkTimeouts(Duration.ofSeconds(11));
                return server.server().running() == 0;
            });
            byte[] error = skipTo(client, Frames.RST_STREAM, 1);
            assertThat(ByteBuffer.wrap(error).getInt()).as("NO_ERROR").isZero();
            for (int i = 0; i < 1000; i++) {
                client.say(frame(Frames.DATA, 0, 1, new byte[1000]));
            }
            assertIsServed(client);
        }
    }

    @Test
    void whoWaitsToContinueIsToldNotToWithoutError() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            byte[] expect = Frames.field("expect", "100-continue");
            client.say(Frames.join(Frames.preface(), Frames.putOfNobody(1, expect)));
            byte[] error = skipTo(client, Frames.RST_STREAM, 1);
            assertThat(ByteBuffer.wrap(error).getInt()).as("NO_ERROR").isZero();
            assertIsServed(client);
        }
    }

    private static void assertIsServed(RawClient client) throws IOException {
        client.say(Frames.ping(OTHER));
        assertThat(skipTo(client, Frames.HEADERS, OTHER)).isNotEmpty();
    }

    /** The content of the first such frame; none of those before it may end the connection. */
    private static byte[] skipTo(RawClient client, int type, int stream) throws IOException {
        for (int i = 0; i < 10_000; i++) {
            ByteBuffer head = ByteBuffer.wrap(client.read(9));
            int length = head.getInt() >>> 8;
            byte[] content = client.read(length);
            assertThat(head.get(3)).as("no GOAWAY").isNotEqualTo((byte) Frames.GOAWAY);
            if (head.get(3) == type && head.getInt(5) == stream) {
                return content;
            }
        }
        throw new AssertionError("no such frame");
    }
}
