package dev.berth.registry.jetty;

import static dev.berth.registry.jetty.Frames.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.registry.jetty.protocol.TestServer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that cost the client little and the server much. */
class Http2FloodTest {
    private static final int MANY = 100_000;
    private static final int READERS = 50;

    @RegisterExtension
    static final TestServer server = TestServer.open();

    static Stream<Arguments> floods() {
        byte[] number = ByteBuffer.allocate(4).putInt(8).array();
        byte[] one = ByteBuffer.allocate(4).putInt(1).array();
        byte[] eight = new byte[8];
        return Stream.of(
                flood("rapid reset", i -> Frames.join(Frames.ping(2 * i + 1), reset(2 * i + 1))),
                flood("pings", i -> frame(Frames.PING, 0, 0, eight)),
                flood("settings", i -> frame(Frames.SETTINGS, 0, 0, new byte[0])),
                flood("priorities", i -> frame(Frames.PRIORITY, 0, 2 * i + 1, new byte[] {0, 0, 0, 0, 1})),
                flood(
                        "empty data",
                        i -> i == 0
                                ? frame(Frames.HEADERS, Frames.END_HEADERS, 1, Frames.header())
                                : frame(Frames.DATA, 0, 1, new byte[0])),
                flood(
                        "data of a stream that has ended",
                        i -> i == 0 ? Frames.ping(1) : many(frame(Frames.DATA, 0, 1, new byte[1]))),
                flood("windows of no stream", i -> frame(Frames.WINDOW_UPDATE, 0, 2 * i + 1, number)),
                flood("windows of the connection", i -> many(frame(Frames.WINDOW_UPDATE, 0, 0, one))),
                flood(
                        "windows of a stream",
                        i -> i == 0
                                ? frame(Frames.HEADERS, Frames.END_HEADERS, 1, Frames.header())
                                : frame(Frames.WINDOW_UPDATE, 0, 1, one)),
                flood(
                        "continuations",
                        i -> i == 0
                                ? frame(Frames.HEADERS, 0, 1, Frames.header())
                                : frame(Frames.CONTINUATION, 0, 1, Frames.field("a", "b".repeat(100)))),
                flood(
                        "empty continuations",
                        i -> i == 0
                                ? frame(Frames.HEADERS, 0, 1, Frames.header())
                                : frame(Frames.CONTINUATION, 0, 1, new byte[0])));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void floodEndsItsConnectionAndNoOther(String name, IntFunction<byte[]> flood) throws IOException {
        try (RawClient honest = new RawClient(server.server());
                RawClient hostile = new RawClient(server.server())) {
            hostile.say(Frames.preface());
            assertThat(isEnded(hostile, flood)).as("the connection of %s", name).isTrue();
            assertThat(honest.say("GET /v2/ HTTP/1.1\r\nHost: a\r\n\r\n").hear().status())
                    .isEqualTo(200);
        }
        awaitNothingLeft();
    }

    @Test
    void requestOfFramesIsServed() throws IOException {
        try (RawClient client = new RawClient(server.server())) {
            client.say(Frames.join(Frames.preface(), Frames.ping(1)));
            assertThat(hasFrame(client, Frames.HEADERS)).isTrue();
        }
    }

    /**
     * Tasks that Jetty has queued for a connection when it closes never run, including the notification of a body
     * reader.
     */
    @Test
    void floodInBodiesThatAreReadHoldsNoThread() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            clients.add(new RawClient(server.server()).say(Frames.join(Frames.preface(), Frames.put(1))));
        }
        await().until(() -> server.server().running() == READERS);
        byte[] empties = many(frame(Frames.DATA, 0, 1, new byte[0]));
        for (RawClient client : clients) {
            client.say(empties);
        }
        awaitNothingLeft();
        for (RawClient client : clients) {
            client.close();
        }
    }

    /** The server ends it, at the latest after it has read the bytes in transit. */
    private static boolean isEnded(RawClient client, IntFunction<byte[]> flood) {
        try {
            for (int i = 0; i < MANY; i++) {
                client.say(flood.apply(i));
            }
            client.hearToTheEnd();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean hasFrame(RawClient client, int type) throws IOException {
        for (int i = 0; i < 10; i++) {
            byte[] head = client.read(9);
            if (head[3] == type) {
                return true;
            }
            client.read(((head[0] & 0xff) << 16) | ((head[1] & 0xff) << 8) | (head[2] & 0xff));
        }
        return false;
    }

    private static byte[] reset(int stream) {
        return frame(Frames.RST_STREAM, 0, stream, new byte[4]);
    }

    private static byte[] many(byte[] frame) {
        byte[][] frames = new byte[500][];
        Arrays.fill(frames, frame);
        return Frames.join(frames);
    }

    private static void awaitNothingLeft() {
        await().until(() ->
                server.server().connections() == 0 && server.server().running() == 0);
    }

    private static Arguments flood(String name, IntFunction<byte[]> frames) {
        return Arguments.of(name, frames);
    }
}
