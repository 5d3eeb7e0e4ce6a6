package dev.berth.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    void belongsToTheThreadAsLongAsTheCallRuns() throws Exception {
        Deadline deadline = Deadline.in(LONG);

        assertThat(Deadline.current()).isSameAs(Deadline.NONE);
        deadline.call(() -> {
            assertThat(Deadline.current()).isSameAs(deadline);
            assertThat(CompletableFuture.supplyAsync(Deadline::current).get()).isSameAs(Deadline.NONE);
            return true;
        });
        assertThat(Deadline.current()).isSameAs(Deadline.NONE);
    }

    @Test
    void givesTheThreadBackAfterAFailure() {
        Deadline outer = Deadline.in(LONG);

        outer.call(() -> {
            assertThatThrownBy(() -> Deadline.in(LONG).call(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");
            assertThat(Deadline.current()).isSameAs(outer);
            return true;
        });
    }

    @Test
    void countsWhatWasSpentBeforeAndBeginsAnewWithBytes() {
        Deadline late = Deadline.in(Duration.ofSeconds(30), Duration.ofSeconds(31));

        assertThat(late.isPassed()).isTrue();
        assertThat(late.left()).isZero();
        assertThat(late.atMost(LONG)).isZero();

        late.renew();

        assertThat(late.isPassed()).isFalse();
        assertThat(late.left()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        assertThat(late.atMost(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void noneNeverPasses() {
        Deadline.NONE.renew();

        assertThat(Deadline.NONE.isBounded()).isFalse();
        assertThat(Deadline.NONE.isPassed()).isFalse();
        assertThat(Deadline.NONE.atMost(LONG)).isEqualTo(LONG);
        assertThat(Deadline.currentOr(LONG).isBounded()).isTrue();
    }
}
