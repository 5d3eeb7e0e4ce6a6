package dev.berth.registry.jetty;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.util.NanoTime;

/**
 * The limit of cheap frames on one HTTP/2 connection. Data of a stream that has been reset is the exception: a client
 * that sends at full speed learns of the reset late, and that must not end the connection for its other streams. Used
 * by one thread at a time.
 */
final class FrameRate implements RateControl {
    /** In a second: Jetty's default. */
    private static final int CHEAP = 128;

    /** In a second: the windows of a dozen streams in small frames. */
    private static final int LATE_DATA = 16 * 1024;

    private final RateControl cheap = new WindowRateControl(CHEAP, Duration.ofSeconds(1));
    private long begun = NanoTime.now();
    private int lateData;

    @Override
    public boolean onEvent(Object event) {
        boolean isLateData = event instanceof DataFrame data && data.remaining() > 0;
        return isLateData ? isFewLateData() : cheap.onEvent(event);
    }

    private boolean isFewLateData() {
        if (NanoTime.since(begun) > TimeUnit.SECONDS.toNanos(1)) {
            begun = NanoTime.now();
            lateData = 0;
        }
        lateData++;
        return lateData <= LATE_DATA;
    }

    static final class Factory implements RateControl.Factory {
        @Override
        public RateControl newRateControl(EndPoint endPoint) {
            return new FrameRate();
        }
    }
}
