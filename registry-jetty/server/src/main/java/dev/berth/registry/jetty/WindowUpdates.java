package dev.berth.registry.jetty;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.FrameType;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.NanoTime;

/**
 * Ends HTTP/2 connections that send more WINDOW_UPDATE frames than the data they are sent gives reason to; Jetty counts
 * only malformed ones. Clients send up to two for each read, and read a frame of data in a few reads.
 */
final class WindowUpdates implements HTTP2Session.FrameListener {
    /** For each frame of data that was sent. */
    private static final int PER_DATA_FRAME = 16;
    /** Without any data, in a second. */
    private static final int CHEAP = 1024;

    private final HTTP2Connection connection;
    private long begun = NanoTime.now();
    private long unfounded;

    private WindowUpdates(HTTP2Connection connection) {
        this.connection = connection;
    }

    /** Counts the frames of each HTTP/2 connection. */
    static final class OnOpen implements Connection.Listener {
        @Override
        public void onOpened(Connection connection) {
            if (connection instanceof HTTP2Connection http2) {
                http2.getSession().addEventListener(new WindowUpdates(http2));
            }
        }
    }

    @Override
    public void onIncomingFrame(Session session, Frame frame) {
        if (frame.getType() == FrameType.WINDOW_UPDATE && isTooMany()) {
            connection.onConnectionFailure(ErrorCode.ENHANCE_YOUR_CALM_ERROR.code, "window_update_frame_rate");
        }
    }

    @Override
    public synchronized void onOutgoingFrame(Session session, Frame frame) {
        if (frame.getType() == FrameType.DATA) {
            unfounded -= PER_DATA_FRAME;
        }
    }

    private synchronized boolean isTooMany() {
        if (NanoTime.since(begun) > TimeUnit.SECONDS.toNanos(1)) {
            begun = NanoTime.now();
            unfounded = Math.min(0, unfounded) / 2;
        }
        unfounded++;
        return unfounded > CHEAP;
    }
}
