package dev.berth.registry.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BatchThrottleTest {
    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofSeconds(1);

    @Test
    void growsToItsBoundWhileFullBatchesAreQuick() {
        BatchThrottle throttle = new BatchThrottle(500, 1, OptionalInt.empty());

        for (int i = 0; i < 10; i++) {
            throttle.rest(throttle.batch(), QUICK);
        }

        assertThat(throttle.batch()).isEqualTo(500);
    }

    @Test
    void doesNotGrowWhereThereIsLittleToDo() {
        BatchThrottle throttle = new BatchThrottle(500, 1, OptionalInt.empty());
        int before = throttle.batch();

        throttle.rest(3, QUICK);

        assertThat(throttle.batch()).isEqualTo(before);
    }

    @Test
    void shrinksWhileBatchesAreSlowButNotToNothing() {
        BatchThrottle throttle = new BatchThrottle(500, 1, OptionalInt.empty());

        for (int i = 0; i < 20; i++) {
            throttle.rest(throttle.batch(), SLOW);
        }

        assertThat(throttle.batch()).isEqualTo(20);
    }

    @Test
    void restsAsLongAsItsShareAsks() {
        assertThat(new BatchThrottle(500, 1, OptionalInt.empty()).rest(10, SLOW))
                .isZero();
        assertThat(new BatchThrottle(500, 0.5, OptionalInt.empty()).rest(10, SLOW))
                .isEqualTo(SLOW);
        assertThat(new BatchThrottle(500, 0.25, OptionalInt.empty()).rest(10, SLOW))
                .isEqualTo(SLOW.multipliedBy(3));
    }

    @Test
    void restsAsLongAsItsRateAsks() {
        BatchThrottle throttle = new BatchThrottle(500, 1, OptionalInt.of(100));

        assertThat(throttle.rest(50, QUICK)).isEqualTo(Duration.ofMillis(490));
        assertThat(throttle.rest(50, SLOW)).isZero();
    }

    @Test
    void neverTakesMoreThanItsBound() {
        assertThat(new BatchThrottle(1, 1, OptionalInt.empty()).batch()).isEqualTo(1);
    }
}
