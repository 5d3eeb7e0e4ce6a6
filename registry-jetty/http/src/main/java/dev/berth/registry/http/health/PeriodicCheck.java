package dev.berth.registry.http.health;

import dev.berth.registry.model.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a check on one thread. Reading the state never waits for the probe: one that has not answered in time counts
 * as failed while it runs, and is not started a second time. Safe for use by several threads.
 */
final class PeriodicCheck {
    private static final Logger log = LoggerFactory.getLogger(PeriodicCheck.class);

    private final HealthCheck check;
    private final LongSupplier nanos;
    private boolean running;
    private long begun;
    private int failures;
    private boolean hasSucceeded;
    private Duration took = Duration.ZERO;
    private Optional<String> reason = Optional.of("not checked yet");

    PeriodicCheck(HealthCheck check, LongSupplier nanos) {
        this.check = check;
        this.nanos = nanos;
    }

    HealthCheck check() {
        return check;
    }

    /** Runs the probe once. */
    void step() throws InterruptedException {
        begin();
        try {
            Deadline.in(check.timeout()).call(() -> {
                check.probe().run();
                return true;
            });
            end(Optional.empty());
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            end(Optional.of(String.valueOf(e.getMessage())));
        }
    }

    synchronized HealthStatus status() {
        Duration elapsed = elapsed();
        if (running && elapsed.compareTo(check.timeout()) > 0) {
            long missed = elapsed.dividedBy(check.timeout());
            return new HealthStatus(
                    check.name(),
                    hasSucceeded && failures + missed < check.threshold(),
                    elapsed,
                    Optional.of("no answer within " + check.timeout().toMillis() + " ms"));
        }
        return new HealthStatus(check.name(), hasSucceeded && failures < check.threshold(), took, reason);
    }

    private synchronized void begin() {
        running = true;
        begun = nanos.getAsLong();
    }

    private synchronized void end(Optional<String> failure) {
        running = false;
        took = elapsed();
        logChange(failure);
        reason = failure;
        failures = failure.isEmpty() ? 0 : failures + 1;
        hasSucceeded |= failure.isEmpty();
    }

    /** One line when it becomes unready, one when it is ready again. */
    private void logChange(Optional<String> failure) {
        if (failure.isPresent() && failures + 1 == check.threshold()) {
            log.warn("health check {} failed {} times: {}", check.name(), check.threshold(), failure.get());
        } else if (failure.isEmpty() && failures >= check.threshold()) {
            log.info("health check {} succeeds again", check.name());
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(nanos.getAsLong() - begun);
    }
}
