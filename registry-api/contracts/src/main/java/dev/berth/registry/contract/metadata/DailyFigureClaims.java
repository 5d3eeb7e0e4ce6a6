package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.DailyFigures;
import dev.berth.registry.model.Usage;
import dev.berth.registry.spi.insight.UsageBatch;
import dev.berth.registry.spi.insight.UsageItem.OfRepository;
import dev.berth.registry.spi.maintenance.DailyFigureStore;
import dev.berth.registry.spi.metadata.FinishedUpload;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Figures of the registry as a whole by day. */
abstract class DailyFigureClaims extends MetadataClaims {

    @Test
    void measuresBlobsOnce() throws Exception {
        assertThat(figures().measure(clock.instant())).isTrue();
        assertThat(today().content()).contains(new DailyFigures.Content(clock.instant(), 0, 0, 0, 0, 0));
        Instant first = clock.instant();
        FinishedUpload blob = finished(APP, anyDigest());
        store.uploads().finish(blob);
        store.uploads().finish(finished(OTHER, blob.digest()));
        FinishedUpload lost = finished(OTHER, anyDigest());
        store.uploads().finish(lost);
        FinishedUpload own = finished(OTHER, anyDigest());
        store.uploads().finish(own);
        store.lostBlobs().mark(lost.digest(), lost.key());
        clock.advance(Duration.ofMinutes(1));

        assertThat(figures().measure(first)).as("measured since").isFalse();
        assertThat(figures().measure(clock.instant())).isTrue();
        long bytes = blob.size() + own.size();
        assertThat(today().content())
                .contains(new DailyFigures.Content(clock.instant(), 2, 2, bytes, blob.size(), bytes + blob.size()));
    }

    @Test
    void listsDaysWithAnyFigure() throws Exception {
        put(APP, draft());
        put(OTHER, draft());
        LocalDate first = day();
        pull(1, 2);
        clock.advance(Duration.ofDays(1));
        figures().measure(clock.instant());
        clock.advance(Duration.ofDays(2));
        figures().measure(clock.instant());
        pull(2, 3);

        List<DailyFigures> days = figures().days(first, day());
        assertThat(days).extracting(DailyFigures::day).containsExactly(first, first.plusDays(1), first.plusDays(3));
        assertThat(days).extracting(DailyFigures::pulls).containsExactly(4L, 0L, 6L);
        assertThat(days).extracting(each -> each.content().isPresent()).containsExactly(false, true, true);
        assertThat(figures().days(first.plusDays(1), first.plusDays(2)))
                .extracting(DailyFigures::day)
                .containsExactly(first.plusDays(1));
        assertThat(figures().days(day(), first)).isEmpty();
    }

    @Test
    void removesOldMeasurements() throws Exception {
        figures().measure(clock.instant());
        clock.advance(Duration.ofDays(1));
        figures().measure(clock.instant());

        assertThat(figures().expire(day())).isEqualTo(1);
        assertThat(figures().days(day().minusDays(5), day()))
                .extracting(DailyFigures::day)
                .containsExactly(day());
    }

    /** Pulls of two repositories. */
    private void pull(long batch, long count) throws Exception {
        Optional<Instant> now = Optional.of(clock.instant());
        Usage usage = new Usage(count, 0, now, Optional.empty(), now);
        store.insights()
                .usage()
                .add(new UsageBatch(
                        new UUID(1, 1),
                        batch,
                        List.of(
                                new UsageBatch.Count(APP, new OfRepository(), day(), usage),
                                new UsageBatch.Count(OTHER, new OfRepository(), day(), usage))));
    }

    private DailyFigures today() throws Exception {
        return figures().days(day(), day()).get(0);
    }

    private LocalDate day() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private DailyFigureStore figures() {
        return store.dailyFigures();
    }
}
