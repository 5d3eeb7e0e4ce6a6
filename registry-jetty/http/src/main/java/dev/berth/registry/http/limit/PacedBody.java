package dev.berth.registry.http.limit;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * The body of a request, whose sender has to keep a pace. Only time spent waiting for the client counts, so neither
 * slow storage nor a pause between two requests of an upload does. For one thread.
 */
public final class PacedBody extends InputStream {
    /** Time that a network may lose and regain without the client being too slow. */
    public static final Duration GRACE = Duration.ofSeconds(30);

    private final InputStream in;
    private final int rate;
    private final LongSupplier clock;
    private long waited;
    private long received;
    private boolean isBegun;
    private boolean isTooSlow;
    private boolean isAtEnd;

    /**
     * @param rate bytes in a second, 0 for any number
     * @param clock nanoseconds since any moment
     */
    public PacedBody(InputStream in, int rate, LongSupplier clock) {
        this.in = in;
        this.rate = rate;
        this.clock = clock;
    }

    /** True when the client was below the minimum upload rate or idle for too long. */
    public boolean isTooSlow() {
        return isTooSlow;
    }

    /** True once the body was requested: a client that waits for 100 Continue has received it then. */
    public boolean isBegun() {
        return isBegun;
    }

    /** True when the whole body has been read. */
    public boolean isAtEnd() {
        return isAtEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        isBegun = true;
        long before = clock.getAsLong();
        int read = readOrFail(buffer, offset, length);
        waited += clock.getAsLong() - before;
        if (read < 0) {
            isAtEnd = true;
            return read;
        }
        received += read;
        requirePace();
        return read;
    }

    /** Drops received bytes that were not read: later bytes are for the next reader of the request. */
    public void release() {
        try {
            for (long rest = in.available(); rest > 0; rest = in.available()) {
                in.skipNBytes(rest);
            }
        } catch (IOException e) {
            // the client broke off; the next read reports it
            return;
        }
    }

    private int readOrFail(byte[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (IOException e) {
            isTooSlow = e instanceof SocketTimeoutException || e.getCause() instanceof TimeoutException;
            throw e;
        }
    }

    private void requirePace() throws IOException {
        long counted = waited - GRACE.toNanos();
        if (rate > 0 && counted > 0 && received < counted / 1e9 * rate) {
            isTooSlow = true;
            throw new IOException("the client sends less than " + rate + " bytes per second");
        }
    }
}
