package dev.berth.registry.storage.s3;

import dev.berth.registry.model.Deadline;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Retries failed calls that may succeed later: a bounded number of times, after pauses that grow and vary, and within
 * the deadline of the caller. An attempt has half of the remaining time, so that a silent connection is replaced by
 * another one.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    /** The time of a call without a deadline. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** The number of retries after a refused connection: a store of several nodes may have just lost one. */
    private static final int MAX_REFUSALS = 2;

    private static final Duration LEAST = Duration.ofMillis(100);

    private final int retries;
    private final RequestRate rate;
    private final RequestRate deletionRate;
    private final RandomGenerator random;
    private final Sleep sleep;

    /** A wait, replaceable by tests. */
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

    /** The final result of the call. */
    <T> T of(Supplier<T> call) {
        return of(Duration.ZERO, call);
    }

    /**
     * The answer of a call that transfers bytes, which restarts the deadline.
     *
     * @param allowance the time allowed beyond the deadline
     */
    <T> T of(Duration allowance, Supplier<T> call) {
        return within(allowance, () -> rate.turn(1), call);
    }

    /** The final answer of a call that deletes this number of objects; it counts as the same number of requests. */
    <T> T ofDeletion(int objects, Supplier<T> call) {
        return within(Duration.ZERO, () -> longer(rate.turn(objects), deletionRate.turn(objects)), call);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private <T> T within(Duration allowance, Supplier<Duration> turn, Supplier<T> call) {
        Deadline deadline = Deadline.currentOr(LONGEST);
        if (allowance.isZero()) {
            return deadline.call(() -> repeated(call, turn, deadline));
        }
        Deadline longer = Deadline.in(deadline.left().plus(allowance));
        T answer = longer.call(() -> repeated(call, turn, longer));
        deadline.renew();
        return answer;
    }

    private <T> T repeated(Supplier<T> call, Supplier<Duration> turn, Deadline deadline) {
        for (int failed = 0; ; failed++) {
            try {
                wait(deadline.atMost(turn.get()));
                requireTime(deadline);
                return S3Failures.answer(call);
            } catch (SdkException e) {
                Duration pause = pause(failed);
                int most = S3Failures.isRefused(e) ? Math.min(retries, MAX_REFUSALS) : retries;
                boolean isLast = failed >= most || pause.compareTo(deadline.left()) >= 0;
                if (isLast || !S3Failures.mayPass(e) || !wait(pause)) {
                    throw e;
                }
                LOG.debug("retrying after {}", e.getMessage());
            }
        }
    }

    private static void requireTime(Deadline deadline) {
        if (deadline.isPassed()) {
            throw SdkClientException.create("the deadline has passed", new ConnectException("the deadline has passed"));
        }
    }

    /** The same request with the time that this attempt has. */
    static <R extends AwsRequest> R timed(R request) {
        Duration half = Deadline.currentOr(LONGEST).left().dividedBy(2);
        Duration time = half.compareTo(LEAST) < 0 ? LEAST : half;
        AwsRequestOverrideConfiguration limited = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder)
                .apiCallTimeout(time)
                .build();
        @SuppressWarnings("unchecked") // a builder of a request builds its like
        R same = (R) request.toBuilder().overrideConfiguration(limited).build();
        return same;
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
