package dev.berth.registry.http.health;

import java.util.ArrayList;
import java.util.List;

/**
 * The checks of a server, each repeated on a thread of its own once started. Reading them never waits. Safe for use by
 * any number of threads.
 */
public final class Health implements AutoCloseable {
    private final List<PeriodicCheck> checks;
    private final List<Thread> threads = new ArrayList<>();

    /** These checks, none of which has run. Without checks a server is always ready. */
    public Health(List<HealthCheck> checks) {
        this.checks = checks.stream()
                .map(check -> new PeriodicCheck(check, System::nanoTime))
                .toList();
    }

    /** Begins to check. */
    public synchronized Health start() {
        for (PeriodicCheck check : checks) {
            Thread thread =
                    new Thread(() -> repeat(check), "health-" + check.check().name());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        return this;
    }

    /** A plain loop: a check has a fixed interval, without backoff or wake-up, and this module knows no engine. */
    private static void repeat(PeriodicCheck check) {
        try {
            while (true) {
                check.step();
                Thread.sleep(check.check().interval().toMillis());
            }
        } catch (InterruptedException e) {
            // Closed.
            Thread.currentThread().interrupt();
        }
    }

    /** The state of each check, in their order. */
    public List<HealthStatus> status() {
        return checks.stream().map(PeriodicCheck::status).toList();
    }

    /** True when all of them are up. */
    public boolean isReady() {
        for (PeriodicCheck check : checks) {
            if (!check.status().ready()) {
                return false;
            }
        }
        return true;
    }

    /** Ends the checks; a probe that ignores its interrupt ends with the process. */
    @Override
    public synchronized void close() {
        threads.forEach(Thread::interrupt);
        threads.clear();
    }
}
