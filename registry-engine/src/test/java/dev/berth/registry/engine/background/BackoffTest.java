package dev.berth.registry.engine.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(1));

    @Test
    void waitsAboutTwiceAsLongEachTime() {
        assertThat(backoff.after(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.after(4)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void neverWaitsLongerThanItsBound() {
        assertThat(backoff.after(1_000_000)).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    @Test
    void waitsTheFullTimeWithoutRandomness() {
        Backoff exact = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(exact.after(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(exact.after(4)).isEqualTo(Duration.ofSeconds(8));
        assertThat(exact.after(10)).isEqualTo(Duration.ofMinutes(1));
    }
}
