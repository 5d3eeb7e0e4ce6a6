package dev.berth.registry.launcher.postgres;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server process that is started again when it ends by itself, by the out-of-memory killer for example. PostgreSQL
 * recovers what was committed. Safe for use by several threads.
 */
final class SupervisedPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedPostgres.class);
    private static final long MAX_PAUSE_SECONDS = 60;

    private final Starter starter;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private PostgresProcess process;

    /** Starts a server process. */
    interface Starter {
        PostgresProcess start() throws IOException;
    }

    private SupervisedPostgres(Starter starter, PostgresProcess process) {
        this.starter = starter;
        this.process = process;
    }

    static SupervisedPostgres start(Starter starter) throws IOException {
        SupervisedPostgres server = new SupervisedPostgres(starter, starter.start());
        Thread supervisor = new Thread(server::supervise, "postgresql-supervisor");
        supervisor.setDaemon(true);
        supervisor.start();
        return server;
    }

    /** Ends the server for good; true when it was running and has ended. */
    boolean stop() {
        stopped.countDown();
        synchronized (this) {
            return process.isAlive() && process.stop();
        }
    }

    private void supervise() {
        try {
            do {
                current().awaitEnd();
            } while (restart());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized PostgresProcess current() {
        return process;
    }

    /** Tries until it succeeds: processes of the ended server may hold its memory for a moment. False when stopped. */
    private boolean restart() throws InterruptedException {
        for (long pause = 1; !stopped.await(pause, TimeUnit.SECONDS); pause = Math.min(2 * pause, MAX_PAUSE_SECONDS)) {
            if (restarted()) {
                return true;
            }
        }
        return false;
    }

    private synchronized boolean restarted() {
        if (stopped.getCount() == 0) {
            return false;
        }
        LOG.error("the embedded PostgreSQL ended unexpectedly and is started again");
        try {
            process = starter.start();
            LOG.info("the embedded PostgreSQL runs again");
            return true;
        } catch (IOException e) {
            LOG.error("cannot start the embedded PostgreSQL again: {}", e.getMessage());
            return false;
        }
    }
}
