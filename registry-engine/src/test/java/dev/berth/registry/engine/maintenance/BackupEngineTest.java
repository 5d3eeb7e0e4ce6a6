package dev.berth.registry.engine.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.registry.contract.TestClock;
import dev.berth.registry.engine.memory.InMemoryBlobStore;
import dev.berth.registry.engine.memory.InMemoryMetadataStore;
import dev.berth.registry.maintenance.Backups;
import dev.berth.registry.maintenance.CollectionProgress;
import dev.berth.registry.maintenance.CollectionRequest;
import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.maintenance.Maintenance;
import dev.berth.registry.model.StorageKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupEngineTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final TestClock clock = new TestClock();
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(clock);
    private final Backups backups = BackupEngine.of(metadata);
    private final Maintenance maintenance =
            MaintenanceEngine.builder().clock(clock).build(metadata, new InMemoryBlobStore(clock));

    @Test
    void collectionDeletesNoObjectUntilTheHoldIsReleased() throws Exception {
        metadata.deletions().queue(List.of(new StorageKey("unreferenced")));
        DeletionHold hold = backups.hold("nightly", HOUR);

        assertThat(collected()).isZero();
        assertThat(backups.holds()).containsExactly(hold);
        assertThat(maintenance.backlog().holds()).containsExactly(hold);

        assertThat(backups.release("nightly")).contains(hold);
        assertThat(collected()).isEqualTo(1);
        assertThat(maintenance.backlog().holds()).isEmpty();
    }

    @Test
    void aHoldThatExpiredIsReportedAtItsRelease() {
        DeletionHold hold = backups.hold("nightly", HOUR);
        clock.advance(HOUR);

        assertThat(hold.isInForce(clock.instant())).isFalse();
        assertThat(backups.release("nightly")).contains(hold);
        assertThat(backups.release("nightly")).isEmpty();
    }

    @Test
    void aHoldHasABoundedTimeAndAPlainName() {
        List.of(Duration.ZERO, HOUR.negated(), Backups.LONGEST.plusNanos(1))
                .forEach(time -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> backups.hold("nightly", time))
                        .withMessageContaining("at most 7 days"));
        List.of("", "a b", "-a", "a".repeat(65)).forEach(name -> {
            assertThatIllegalArgumentException().isThrownBy(() -> backups.hold(name, HOUR));
            assertThatIllegalArgumentException().isThrownBy(() -> backups.release(name));
        });
        assertThat(backups.holds()).isEmpty();
    }

    private long collected() {
        return maintenance
                .collect(CollectionRequest.configured(), CollectionProgress.NONE)
                .deleted();
    }
}
