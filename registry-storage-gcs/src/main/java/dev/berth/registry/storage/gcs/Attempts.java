package dev.berth.registry.storage.gcs;

import com.google.cloud.BaseServiceException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Retries the calls that the client does not retry: a bounded number of times, after pauses that grow and vary. */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final int most;
    private final RandomGenerator random;

    Attempts(int most, RandomGenerator random) {
        this.most = most;
        this.random = random;
    }

    /** The final result of the call. */
    <T> T of(Supplier<T> call) {
        for (int failed = 1; ; failed++) {
            try {
                return call.get();
            } catch (BaseServiceException e) {
                if (failed >= most || !GcsFailures.mayPass(e) || !waited(pause(failed))) {
                    throw e;
                }
                LOG.debug("retrying after {}", e.getMessage());
            }
        }
    }

    /** From half to all of a time that doubles. */
    private Duration pause(int failed) {
        long first = GcsClients.FIRST_PAUSE.toNanos();
        long nanos = Math.min(first << Math.min(failed - 1, 20), GcsClients.LONGEST_PAUSE.toNanos());
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2));
    }

    private static boolean waited(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
