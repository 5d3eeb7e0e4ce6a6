package dev.berth.registry.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A hundred bytes in a second, after half a minute of grace. */
class PacedBodyTest {
    private static final int RATE = 100;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void slowClientIsCut() throws IOException {
        PacedBody body = body(10, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(body.read(new byte[8])).isEqualTo(1);
        }
        assertThatThrownBy(() -> body.read(new byte[8])).isInstanceOf(IOException.class);
        assertThat(body.isTooSlow()).isTrue();
    }

    @Test
    void steadyClientMayTakeAsLongAsItNeeds() throws IOException {
        PacedBody body = body(1, RATE + 1);
        for (int i = 0; i < 10_000; i++) {
            assertThat(body.read(new byte[RATE + 1])).isEqualTo(RATE + 1);
        }
        assertThat(body.isTooSlow()).isFalse();
    }

    @Test
    void clientMayPauseAfterAGoodStart() throws IOException {
        PacedBody body = body(1, 10_000);
        for (int i = 0; i < 10; i++) {
            body.read(new byte[10_000]);
        }
        nanos.addAndGet(TimeUnit.HOURS.toNanos(5));
        assertThat(body.read(new byte[10_000])).isEqualTo(10_000);
    }

    @Test
    void noRateIsNoLimit() throws IOException {
        PacedBody body = new PacedBody(new SlowStream(3_600, 1), 0, nanos::get);
        for (int i = 0; i < 1_000; i++) {
            assertThat(body.read()).isZero();
        }
    }

    @Test
    void silenceIsSlownessAndTheEndIsNot() throws IOException {
        PacedBody silent = new PacedBody(new SilentStream(), RATE, nanos::get);
        assertThatThrownBy(silent::read).isInstanceOf(IOException.class);
        assertThat(silent.isTooSlow()).isTrue();
        PacedBody ended = new PacedBody(new ByteArrayInputStream(new byte[1]), RATE, nanos::get);
        assertThat(ended.read()).isZero();
        assertThat(ended.isAtEnd()).isFalse();
        assertThat(ended.read()).isEqualTo(-1);
        assertThat(ended.isAtEnd()).isTrue();
        assertThat(ended.isTooSlow()).isFalse();
    }

    private PacedBody body(int seconds, int bytes) {
        return new PacedBody(new SlowStream(seconds, bytes), RATE, nanos::get);
    }

    /** Gives some bytes after some seconds. */
    private final class SlowStream extends InputStream {
        private final int seconds;
        private final int bytes;

        SlowStream(int seconds, int bytes) {
            this.seconds = seconds;
            this.bytes = bytes;
        }

        @Override
        public int read() {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
            return Math.min(bytes, length);
        }
    }

    private static final class SilentStream extends InputStream {

        @Override
        public int read() {
            throw new AssertionError("one byte at a time");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            throw new IOException(new TimeoutException("silence"));
        }
    }
}
