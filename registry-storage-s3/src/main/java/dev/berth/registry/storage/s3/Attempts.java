package dev.berth.registry.storage.s3;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Repeats calls that failed and may succeed: some times, after pauses that grow and vary. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final int retries;
    private final RequestRate rate;
    private final RequestRate deletionRate;
    private final RandomGenerator random;
    private final Sleep sleep;

    /** Waiting, as a test may want it. */
    interface Sleep {
        /** Waits as {@link Thread#sleep}. */
        void of(Duration time) throws InterruptedException;

        /** Real time. */
        static Sleep real() {
            return time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    }

    /**
     * Attempts at calls.
     *
     * @param rate of all requests
     * @param deletionRate of those that delete, besides
     */
    Attempts(int retries, RequestRate rate, RequestRate deletionRate, RandomGenerator random, Sleep sleep) {
        this.retries = retries;
        this.rate = rate;
        this.deletionRate = deletionRate;
        this.random = random;
        this.sleep = sleep;
    }

    /** What the call answers in the end. */
    <T> T of(Supplier<T> call) {
        return of(() -> rate.turn(1), call);
    }

    /** What a call answers in the end that deletes so many objects, and counts as as many requests. */
    <T> T ofDeletion(int objects, Supplier<T> call) {
        return of(() -> longer(rate.turn(objects), deletionRate.turn(objects)), call);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private <T> T of(Supplier<Duration> turn, Supplier<T> call) {
        for (int failed = 0; ; failed++) {
            try {
                wait(turn.get());
                return S3Failures.answer(call);
            } catch (SdkException e) {
                if (failed == retries || !S3Failures.mayPass(e) || !wait(pause(failed))) {
                    throw e;
                }
                LOG.debug("trying again after {}", e.getMessage());
            }
        }
    }

    /** From half to all of a time that doubles. */
    private Duration pause(int failed) {
        long nanos = Math.min(FIRST_PAUSE.toNanos() << Math.min(failed, 20), LONGEST_PAUSE.toNanos());
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2));
    }

    private boolean wait(Duration time) {
        if (time.isZero()) {
            return true;
        }
        try {
            sleep.of(time);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
