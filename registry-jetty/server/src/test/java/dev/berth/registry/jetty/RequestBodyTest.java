package dev.berth.registry.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.content.AsyncContent;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private final EndPoint connection = new ByteArrayEndPoint();
    private final AsyncContent client = new AsyncContent();
    private final RequestBody body = new RequestBody(client, connection);

    @Test
    void comesInPiecesUntilItsEnd() throws IOException {
        send("ab");
        send("");
        send("c");
        client.close();
        assertThat(body.read()).isEqualTo('a');
        assertThat(body.available()).isEqualTo(1);
        assertThat(body.read(new byte[10], 3, 0)).isZero();
        assertThat(body.readAllBytes()).asString().isEqualTo("bc");
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.read(new byte[10])).isEqualTo(-1);
    }

    @Test
    void isWaitedFor() throws Exception {
        FutureTask<byte[]> read = new FutureTask<>(body::readAllBytes);
        Thread reader = new Thread(read);
        reader.start();
        for (int i = 0; i < 3; i++) {
            await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);
            send("ab");
        }
        client.close();
        assertThat(read.get()).asString().isEqualTo("ababab");
    }

    @Test
    void failureIsSaidAgainAndAgain() {
        client.fail(new TimeoutException("silent"));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> body.read(new byte[1]))
                    .isInstanceOf(IOException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    void nothingIsNotWaitedForMuchLongerThanAConnectionMayBeIdle() {
        ShortConnection idle = new ShortConnection();
        assertThatThrownBy(new RequestBody(client, idle)::read).isInstanceOf(EOFException.class);
        assertThat(idle.isOpen()).isFalse();
    }

    @Test
    void lostConnectionEndsTheWaitWhenNobodySaysSo() {
        RequestBody waiting = new RequestBody(new Forgetful(), connection);
        FutureTask<Integer> read = new FutureTask<>(waiting::read);
        new Thread(read).start();
        connection.close();
        assertThatThrownBy(read::get).hasRootCauseInstanceOf(EOFException.class);
    }

    private void send(String text) {
        client.write(false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), Callback.NOOP);
    }

    /** Reports its idle timeout, and leaves the check to others. */
    private static final class ShortConnection extends ByteArrayEndPoint {
        @Override
        public long getIdleTimeout() {
            return 100;
        }
    }

    /** Never calls those whom it owes a call. */
    private static final class Forgetful implements Content.Source {
        @Override
        public Content.@Nullable Chunk read() {
            return null;
        }

        @Override
        public void demand(Runnable requireCallback) {}

        @Override
        public void fail(Throwable failure) {}
    }
}
