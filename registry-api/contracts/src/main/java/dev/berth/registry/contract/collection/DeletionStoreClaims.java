package dev.berth.registry.contract.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.DeletionBacklog;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Objects to delete. */
public abstract class DeletionStoreClaims extends CollectionClaims {
    private static final Duration LEASE = Duration.ofMinutes(10);

    @Test
    void hasNothingToDeleteAtFirst() throws Exception {
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        assertThat(store.deletions().setAside(ALL)).isEqualTo(new Page<>(List.of(), false));
        assertThat(store.deletions().backlog()).isEqualTo(new DeletionBacklog(0, Optional.empty(), 0));
        assertThat(store.deletions().queue(List.of())).isZero();
    }

    @Test
    void queuesAKeyOnce() throws Exception {
        StorageKey first = generated.storageKey();
        StorageKey second = generated.storageKey();
        Instant since = clock.instant();

        assertThat(store.deletions().queue(List.of(first, first))).isEqualTo(1);
        clock.advance(LEASE);
        assertThat(store.deletions().queue(List.of(first, second))).isEqualTo(1);

        assertThat(store.deletions().claim(10, LEASE))
                .containsExactly(new DueDeletion(first, since, 0), new DueDeletion(second, clock.instant(), 0));
    }

    @Test
    void letsAloneWhatABlobOrASessionHas() throws Exception {
        FinishedUpload linked = finished(APP, anyDigest());
        store.uploads().finish(linked);
        FinishedUpload unlinked = finished(APP, anyDigest());
        store.uploads().finish(unlinked);
        store.blobLinks().unlink(APP, unlinked.digest());
        NewUpload session = started(APP);
        clock.advance(Duration.ofDays(8));

        assertThat(store.deletions().queue(List.of(linked.key(), unlinked.key(), session.key())))
                .isZero();

        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
    }

    @Test
    void objectsThatBecomeSuperfluousAreQueued() throws Exception {
        FinishedUpload first = finished(APP, anyDigest());
        store.uploads().finish(first);
        FinishedUpload duplicate = finished(OTHER, first.digest());
        store.uploads().finish(duplicate);
        NewUpload cancelled = started(APP);
        store.uploads().cancel(APP, cancelled.id());
        NewUpload finished = started(APP);
        store.uploads().finish(finished(finished, 0, anyDigest()));

        assertThat(store.deletions().claim(10, LEASE))
                .containsExactlyInAnyOrder(
                        new DueDeletion(duplicate.key(), clock.instant(), 0),
                        new DueDeletion(cancelled.key(), clock.instant(), 0));
    }

    @Test
    void claimsNoMoreThanAskedAndTheLongestDueFirst() throws Exception {
        StorageKey first = queued();
        StorageKey second = queued();
        StorageKey third = queued();
        store.deletions().claim(1, LEASE);
        store.deletions().retry(List.of(first), clock.instant());

        assertThat(store.deletions().claim(2, LEASE))
                .extracting(DueDeletion::key)
                .containsExactly(second, third);
        assertThat(store.deletions().claim(2, LEASE))
                .extracting(DueDeletion::key)
                .containsExactly(first);
    }

    @Test
    void whatWasClaimedIsDueAgainWhenTheLeaseHasPassed() throws Exception {
        Instant since = clock.instant();
        StorageKey key = queued();
        store.deletions().claim(10, LEASE);

        clock.advance(LEASE.minus(MOMENT));
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        clock.advance(MOMENT);

        assertThat(store.deletions().claim(10, LEASE)).containsExactly(new DueDeletion(key, since, 1));
        clock.advance(LEASE);
        assertThat(store.deletions().claim(10, LEASE)).containsExactly(new DueDeletion(key, since, 2));
    }

    @Test
    void forgetsWhatIsDone() throws Exception {
        StorageKey done = queued();
        StorageKey notDone = queued();
        store.deletions().claim(10, LEASE);

        store.deletions().done(List.of(done, generated.storageKey()));
        store.deletions().done(List.of());
        clock.advance(LEASE);

        assertThat(store.deletions().claim(10, LEASE))
                .extracting(DueDeletion::key)
                .containsExactly(notDone);
        assertThat(store.deletions().queue(List.of(done))).isEqualTo(1);
    }

    @Test
    void whatFailedIsDueWhenItIsSaidToBe() throws Exception {
        Instant since = clock.instant();
        StorageKey key = queued();
        store.deletions().claim(10, LEASE);

        store.deletions()
                .retry(List.of(key, generated.storageKey()), clock.instant().plus(DAY));
        store.deletions().retry(List.of(), clock.instant());
        clock.advance(DAY.minus(MOMENT));
        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        clock.advance(MOMENT);

        assertThat(store.deletions().claim(10, LEASE)).containsExactly(new DueDeletion(key, since, 1));
        assertThat(store.deletions().backlog().waiting()).isEqualTo(1);
    }

    @Test
    void whatWasSetAsideIsNeverDue() throws Exception {
        StorageKey key = queued();
        store.deletions().claim(10, LEASE);

        store.deletions().setAside(List.of(key, generated.storageKey()));
        store.deletions().setAside(List.of());
        clock.advance(Duration.ofDays(365));

        assertThat(store.deletions().claim(10, LEASE)).isEmpty();
        assertThat(store.deletions().setAside(ALL)).isEqualTo(new Page<>(List.of(key), false));
    }

    @Test
    void whatWasSetAsideBeginsAnewWhenItIsQueuedAgain() throws Exception {
        StorageKey key = queued();
        store.deletions().claim(10, LEASE);
        store.deletions().setAside(List.of(key));
        clock.advance(DAY);

        assertThat(store.deletions().queue(List.of(key))).isEqualTo(1);

        assertThat(store.deletions().setAside(ALL).items()).isEmpty();
        assertThat(store.deletions().claim(10, LEASE)).containsExactly(new DueDeletion(key, clock.instant(), 0));
    }

    @Test
    void whatWasSetAsideCanBeRetried() throws Exception {
        Instant since = clock.instant();
        StorageKey key = queued();
        store.deletions().claim(10, LEASE);
        store.deletions().setAside(List.of(key));

        store.deletions().retry(List.of(key), clock.instant());

        assertThat(store.deletions().setAside(ALL).items()).isEmpty();
        assertThat(store.deletions().claim(10, LEASE)).containsExactly(new DueDeletion(key, since, 1));
    }

    @Test
    void listsWhatWasSetAsideInByteOrderPageByPage() throws Exception {
        List<StorageKey> keys = List.of(
                new StorageKey("B"),
                new StorageKey("a-b"),
                new StorageKey("a.b"),
                new StorageKey("a/b"),
                new StorageKey("a_b"),
                new StorageKey("ab"));
        store.deletions().queue(keys);
        store.deletions().setAside(keys);

        assertThat(store.deletions().setAside(PageRequest.first(4))).isEqualTo(new Page<>(keys.subList(0, 4), true));
        assertThat(store.deletions().setAside(PageRequest.after("a/b", 4)))
                .isEqualTo(new Page<>(keys.subList(4, 6), false));
        assertThat(store.deletions().setAside(PageRequest.after("a/", 1)))
                .isEqualTo(new Page<>(keys.subList(3, 4), true));
    }

    @Test
    void tellsHowMuchIsWaiting() throws Exception {
        StorageKey first = queued();
        Instant since = clock.instant();
        queued();
        queued();
        store.deletions().claim(1, LEASE);
        store.deletions().setAside(List.of(first));

        assertThat(store.deletions().backlog()).isEqualTo(new DeletionBacklog(2, Optional.of(since), 1));
    }

    /** A key that is queued now; afterwards a moment passes. */
    private StorageKey queued() throws Exception {
        StorageKey key = generated.storageKey();
        assertThat(store.deletions().queue(List.of(key))).isEqualTo(1);
        clock.advance(MOMENT);
        return key;
    }
}
