package dev.berth.registry.jdbi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DueDeletion;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deletions of objects claimed by two workers, and by workers that die. */
class DeletionRowsIT extends InOneDatabase {
    private static final Duration LEASE = Duration.ofMinutes(5);

    DeletionRowsIT() {
        super(2);
    }

    @BeforeEach
    void queueThree() throws Exception {
        store.deletions().queue(Stream.of("a", "b", "c").map(StorageKey::new).toList());
    }

    @Test
    void twoWorkersClaimDifferentKeysWithoutWaiting() throws Exception {
        try (OtherSession other = OtherSession.begin(database)) {
            List<DueDeletion> theirs = other.store(clock).deletions().claim(2, LEASE);
            List<DueDeletion> ours = store.deletions().claim(10, LEASE);
            other.commit();

            assertThat(theirs).hasSize(2);
            assertThat(ours).hasSize(1).doesNotContainAnyElementsOf(theirs);
        }
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
    }

    @Test
    void aWorkerKilledBeforeItsClaimIsCommittedHasClaimedNothing() throws Exception {
        try (OtherSession killed = OtherSession.begin(database)) {
            killed.store(clock).deletions().claim(10, LEASE);
            killed.terminate();
        }
        assertThat(store.deletions().claim(10, LEASE)).hasSize(3);
    }

    @Test
    void whatAWorkerDidNotFinishIsClaimedAgainWhenItsLeaseIsOver() throws Exception {
        store.deletions().claim(10, LEASE);
        clock.advance(LEASE.minusMillis(1));
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(store.deletions().claim(10, LEASE))
                .hasSize(3)
                .allSatisfy(again -> assertThat(again.attempts()).isEqualTo(1));
    }

    @Test
    void aWorkerThatIsLateAndTheOneAfterItMayBothBeDone() throws Exception {
        List<StorageKey> keys = store.deletions().claim(10, LEASE).stream()
                .map(DueDeletion::key)
                .toList();
        clock.advance(LEASE);
        store.deletions().claim(10, LEASE);

        store.deletions().done(keys);
        store.deletions().done(keys);

        assertThat(store.deletions().backlog().waiting()).isZero();
    }
}
