package dev.berth.registry.launcher.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.RepositoryName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReportedChangesTest {
    private static final RepositoryName APP = new RepositoryName("app");
    private static final Duration INTERVAL = Duration.ofMinutes(5);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE / 2);
    private final ReportedChanges changes = new ReportedChanges(INTERVAL, now::get);

    @Test
    void aReportedRepositoryIsDueWhenItsTagIsWritten() {
        changes.add(APP);
        advance(ReportedChanges.SETTLED);
        changes.add(new RepositoryName("later"));

        assertThat(changes.next()).contains(Set.of(APP));

        advance(ReportedChanges.SETTLED);
        assertThat(changes.next()).contains(Set.of(new RepositoryName("later")));
    }

    @Test
    void allRepositoriesAreDueAfterTheInterval() {
        changes.add(APP);
        advance(ReportedChanges.SETTLED);
        assertThat(changes.next()).contains(Set.of(APP));

        changes.add(APP);
        advance(INTERVAL);
        assertThat(changes.next()).contains(Set.of());

        changes.add(APP);
        advance(ReportedChanges.SETTLED);
        assertThat(changes.next()).contains(Set.of(APP));
    }

    @Test
    void tooManyNamesAreASweepOfAll() {
        for (int i = 0; i <= 10_000; i++) {
            changes.add(new RepositoryName("app" + i));
        }
        advance(ReportedChanges.SETTLED);

        assertThat(changes.next()).contains(Set.of());
    }

    @Test
    void aStopEndsTheImport() {
        changes.add(APP);
        advance(INTERVAL);
        changes.stop();

        assertThat(changes.next()).isEqualTo(Optional.empty());
    }

    private void advance(Duration duration) {
        now.addAndGet(duration.toNanos());
    }
}
