package dev.berth.registry.launcher;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the signal to stop. */
final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    private Stop() {}

    /** Waits until the JVM is told to end, and keeps it from ending before everything is closed. */
    static void await(AutoCloseable running) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            LOG.info("stopping");
                            close(running);
                            LOG.info("stopped");
                            told.countDown();
                        },
                        "stop"));
        told.await();
    }

    private static void close(AutoCloseable running) {
        try {
            running.close();
        } catch (Exception e) {
            LOG.warn("did not stop in order", e);
        }
    }
}
