package dev.berth.registry.launcher.command;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signal to stop: closes what runs before the JVM ends. */
public final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AutoCloseable running;

    private Stop(AutoCloseable running) {
        this.running = running;
    }

    /** Closes this when the JVM is terminated. */
    public static Stop of(AutoCloseable running) {
        Stop stop = new Stop(running);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::close, "stop"));
        return stop;
    }

    /** Waits until that has happened. */
    void await() throws InterruptedException {
        stopped.await();
    }

    private void close() {
        LOG.info("stopping");
        try {
            running.close();
            LOG.info("stopped");
        } catch (Exception e) {
            LOG.warn("shutdown failed", e);
        } finally {
            stopped.countDown();
        }
    }
}
