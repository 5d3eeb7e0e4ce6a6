package dev.berth.registry.engine.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration QUICK = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofSeconds(1);

    @Test
    void growsToItsBoundWhileFullBatchesAreQuick() {
        Pace pace = new Pace(500, 1, OptionalInt.empty());

        for (int i = 0; i < 10; i++) {
            pace.rest(pace.batch(), QUICK);
        }

        assertThat(pace.batch()).isEqualTo(500);
    }

    @Test
    void doesNotGrowWhereThereIsLittleToDo() {
        Pace pace = new Pace(500, 1, OptionalInt.empty());
        int before = pace.batch();

        pace.rest(3, QUICK);

        assertThat(pace.batch()).isEqualTo(before);
    }

    @Test
    void shrinksWhileBatchesAreSlowButNotToNothing() {
        Pace pace = new Pace(500, 1, OptionalInt.empty());

        for (int i = 0; i < 20; i++) {
            pace.rest(pace.batch(), SLOW);
        }

        assertThat(pace.batch()).isEqualTo(20);
    }

    @Test
    void restsAsLongAsItsShareAsks() {
        assertThat(new Pace(500, 1, OptionalInt.empty()).rest(10, SLOW)).isZero();
        assertThat(new Pace(500, 0.5, OptionalInt.empty()).rest(10, SLOW)).isEqualTo(SLOW);
        assertThat(new Pace(500, 0.25, OptionalInt.empty()).rest(10, SLOW)).isEqualTo(SLOW.multipliedBy(3));
    }

    @Test
    void restsAsLongAsItsRateAsks() {
        Pace pace = new Pace(500, 1, OptionalInt.of(100));

        assertThat(pace.rest(50, QUICK)).isEqualTo(Duration.ofMillis(490));
        assertThat(pace.rest(50, SLOW)).isZero();
    }

    @Test
    void neverTakesMoreThanItsBound() {
        assertThat(new Pace(1, 1, OptionalInt.empty()).batch()).isEqualTo(1);
    }
}
