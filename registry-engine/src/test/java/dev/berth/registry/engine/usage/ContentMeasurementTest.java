package dev.berth.registry.engine.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.DailyFigures;
import dev.berth.registry.reporting.FailureReporter;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContentMeasurementTest {
    private final TestClock clock = new TestClock();
    private final DailyFigureStore figures = new InMemoryMetadataStore(clock).dailyFigures();

    @Test
    void restsLongerAfterALongMeasurement() throws Exception {
        assertThat(measurement(Duration.ZERO).measure()).isEqualTo(Duration.ofMinutes(1));
        clock.advance(Duration.ofHours(1));
        assertThat(measurement(Duration.ofSeconds(2)).measure()).isEqualTo(Duration.ofSeconds(2_000));
        clock.advance(Duration.ofHours(1));
        assertThat(measurement(Duration.ofHours(1)).measure()).isEqualTo(Duration.ofHours(6));
    }

    @Test
    void ofSeveralNodesOneMeasures() throws Exception {
        Slow slow = new Slow(Duration.ZERO);
        ContentMeasurement first = ContentMeasurement.of(slow, clock, new Random(1), 400, FailureReporter.NONE);
        ContentMeasurement second = ContentMeasurement.of(slow, clock, new Random(1), 400, FailureReporter.NONE);
        first.measure();
        clock.advance(Duration.ofSeconds(10));
        second.measure();
        assertThat(slow.measured).isEqualTo(1);
        clock.advance(Duration.ofSeconds(50));
        first.measure();
        assertThat(slow.measured).isEqualTo(2);
    }

    private ContentMeasurement measurement(Duration took) {
        return ContentMeasurement.of(new Slow(took), clock, new Random(1), 400, FailureReporter.NONE);
    }

    /** A store whose measurements take some time. */
    private final class Slow implements DailyFigureStore {
        private final Duration took;
        private int measured;

        private Slow(Duration took) {
            this.took = took;
        }

        @Override
        public boolean measure(Instant before) throws StoreException {
            boolean isMeasured = figures.measure(before);
            clock.advance(took);
            measured += isMeasured ? 1 : 0;
            return isMeasured;
        }

        @Override
        public List<DailyFigures> days(LocalDate first, LocalDate last) throws StoreException {
            return figures.days(first, last);
        }

        @Override
        public int expire(LocalDate before) throws StoreException {
            return figures.expire(before);
        }
    }
}
