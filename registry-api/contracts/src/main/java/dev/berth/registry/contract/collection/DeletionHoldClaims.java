package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.DeletionHold;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DeletionHoldStore;
import dev.berth.registry.spi.maintenance.DueDeletion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds on deletions. */
public abstract class DeletionHoldClaims extends CollectionClaims {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void nothingIsHeldAtFirst() throws Exception {
        assertThat(store.deletionHolds().list()).isEmpty();
        assertThat(store.deletionHolds().release("backup")).isEmpty();
    }

    @Test
    void noDeletionIsClaimedWhileAHoldIsInForce() throws Exception {
        Instant now = clock.instant();
        DeletionHold hold = new DeletionHold("backup", now, now.plus(HOUR));
        assertThat(store.deletionHolds().hold("backup", HOUR)).isEqualTo(hold);
        assertThat(store.deletionHolds().list()).containsExactly(hold);

        StorageKey key = generated.storageKey();
        assertThat(store.deletions().queue(List.of(key))).isEqualTo(1);
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        assertThat(store.deletions().claim(10, LEASE, DAY)).isEmpty();
        clock.advance(HOUR.minus(MOMENT));
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        assertThat(store.deletions().backlog().waiting()).isEqualTo(1);

        assertThat(store.deletionHolds().release("backup")).contains(hold);
        assertThat(store.deletionHolds().release("backup")).isEmpty();
        assertThat(store.deletions().claim(10, LEASE))
                .extracting(DueDeletion::key)
                .containsExactly(key);
    }

    @Test
    void aHoldEndsByItselfAndIsReportedUntilItIsReleased() throws Exception {
        StorageKey key = generated.storageKey();
        store.deletions().queue(List.of(key));
        DeletionHold hold = store.deletionHolds().hold("backup", HOUR);

        clock.advance(HOUR);

        assertThat(store.deletions().claim(10, LEASE))
                .extracting(DueDeletion::key)
                .containsExactly(key);
        assertThat(store.deletionHolds().list()).containsExactly(hold);
        assertThat(store.deletionHolds().release("backup")).contains(hold);
        assertThat(store.deletionHolds().list()).isEmpty();
    }

    @Test
    void aHoldInForceIsProlongedAndNeverShortened() throws Exception {
        Instant begun = clock.instant();
        store.deletionHolds().hold("backup", HOUR);
        clock.advance(HOUR.dividedBy(2));

        assertThat(store.deletionHolds().hold("backup", MOMENT))
                .isEqualTo(new DeletionHold("backup", begun, begun.plus(HOUR)));
        Instant later = clock.instant().plus(HOUR);
        assertThat(store.deletionHolds().hold("backup", HOUR)).isEqualTo(new DeletionHold("backup", begun, later));
        assertThat(store.deletionHolds().list()).hasSize(1);
    }

    @Test
    void anExpiredHoldBeginsAnew() throws Exception {
        store.deletionHolds().hold("backup", HOUR);
        clock.advance(DAY);
        Instant now = clock.instant();

        assertThat(store.deletionHolds().hold("backup", HOUR))
                .isEqualTo(new DeletionHold("backup", now, now.plus(HOUR)));
    }

    @Test
    void deletionsAreHeldUntilTheLastHoldEnds() throws Exception {
        StorageKey key = generated.storageKey();
        store.deletions().queue(List.of(key));
        store.deletionHolds().hold("weekly", DAY);
        store.deletionHolds().hold("Nightly", HOUR);
        assertThat(store.deletionHolds().list()).extracting(DeletionHold::name).containsExactly("Nightly", "weekly");

        store.deletionHolds().release("Nightly");
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        store.deletionHolds().release("weekly");
        assertThat(store.deletions().claim(10, LEASE)).hasSize(1);
    }

    @Test
    void whatWasClaimedBeforeIsFinished() throws Exception {
        StorageKey done = generated.storageKey();
        StorageKey failed = generated.storageKey();
        store.deletions().queue(List.of(done, failed));
        store.deletions().claim(10, LEASE);
        store.deletionHolds().hold("backup", HOUR);

        store.deletions().done(List.of(done));
        store.deletions().retry(List.of(failed), clock.instant());

        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        assertThat(store.deletions().backlog().waiting()).isEqualTo(1);
    }

    @Test
    void oldHoldsAreForgotten() throws Exception {
        store.deletionHolds().hold("old", HOUR);
        clock.advance(DeletionHoldStore.REMEMBERED);
        store.deletionHolds().hold("new", HOUR);
        assertThat(store.deletionHolds().list()).extracting(DeletionHold::name).containsExactly("new", "old");

        clock.advance(HOUR.plus(MOMENT));
        store.deletionHolds().hold("newer", HOUR);

        assertThat(store.deletionHolds().list()).extracting(DeletionHold::name).containsExactly("new", "newer");
    }
}
