package dev.berth.registry.launcher.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.reporting.ReportedFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedReporterTest {
    private record Sent(String operation, long similar, long others) {}

    private final TestClock clock = new TestClock();
    private final List<Sent> sent = new ArrayList<>();
    private final BoundedReporter reporter = new BoundedReporter(
            (failure, fingerprint, similar, others) -> sent.add(new Sent(failure.operation(), similar, others)), clock);

    @Test
    void similarFailuresAreSentOnceAMinuteWithTheirNumber() {
        fail("GET a", 100);
        assertThat(sent).containsExactly(new Sent("GET a", 0, 0));

        clock.advance(Duration.ofSeconds(59));
        fail("GET a", 1);
        assertThat(sent).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        fail("GET a", 2);

        assertThat(sent).containsExactly(new Sent("GET a", 0, 0), new Sent("GET a", 100, 0));
    }

    @Test
    void differentFailuresAreSentUpToABoundInSum() {
        for (int i = 0; i < 1_000; i++) {
            fail("GET " + i, 1);
        }
        assertThat(sent).hasSize(BoundedReporter.PER_MINUTE);

        clock.advance(BoundedReporter.MINUTE);
        fail("GET new", 1);
        assertThat(sent).last().isEqualTo(new Sent("GET new", 0, 1_000 - BoundedReporter.PER_MINUTE));
    }

    @Test
    void aClockThatGoesBackDelaysNothing() {
        clock.advance(Duration.ofDays(1));
        for (int i = 0; i < BoundedReporter.PER_MINUTE; i++) {
            fail("GET " + i, 1);
        }
        clock.advance(Duration.ofDays(-1));
        fail("GET new", 1);
        assertThat(sent).hasSize(BoundedReporter.PER_MINUTE + 1);
        fail("GET 0", 1);
        assertThat(sent).last().isEqualTo(new Sent("GET 0", 0, 0));
    }

    private void fail(String operation, int times) {
        for (int i = 0; i < times; i++) {
            reporter.report(ReportedFailure.ofRequest(operation, "id" + i, new IllegalStateException("call " + i)));
        }
    }
}
