package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.maintenance.UploadProgress;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.metadata.NewUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The end of abandoned upload sessions. */
abstract class UploadExpiryClaims extends MetadataClaims {

    @Test
    void expiresSessionsTheOldestFirst() throws Exception {
        NewUpload second = expiring(Duration.ofHours(2));
        NewUpload first = expiring(Duration.ofHours(1));
        NewUpload third = expiring(Duration.ofHours(3));
        clock.advance(Duration.ofHours(4));

        assertThat(store.uploads().expire(2)).isEqualTo(2);
        assertThat(claimed()).containsExactlyInAnyOrder(first.key(), second.key());
        assertThat(store.uploads().expire(2)).isEqualTo(1);
        assertThat(claimed()).containsExactly(third.key());
        assertThat(store.uploads().expire(2)).isZero();
    }

    @Test
    void expiresNoSessionTooSoon() throws Exception {
        NewUpload session = expiring(Duration.ofHours(1));
        clock.advance(Duration.ofHours(1).minusMillis(1));

        assertThat(store.uploads().expire(10)).isZero();
        assertThat(store.uploads().find(APP, session.id())).isPresent();
        clock.advance(Duration.ofMillis(1));

        assertThat(store.uploads().expire(10)).isEqualTo(1);
    }

    @Test
    void whatIsFinishedOrCancelledDoesNotExpire() throws Exception {
        NewUpload finished = expiring(Duration.ofHours(1));
        NewUpload cancelled = expiring(Duration.ofHours(1));
        Digest digest = anyDigest();
        store.uploads().finish(finished(finished, 0, digest));
        store.uploads().cancel(APP, cancelled.id());
        clock.advance(Duration.ofHours(2));

        assertThat(store.uploads().expire(10)).isZero();
        assertThat(claimed()).containsExactly(cancelled.key());
        assertThat(isLinked(APP, digest)).isTrue();
    }

    @Test
    void listsSessionsThatHaveNotExpiredInTheOrderOfTheirExpiry() throws Exception {
        Instant began = clock.instant();
        NewUpload last = expiring(Duration.ofHours(3));
        NewUpload expired = expiring(Duration.ofHours(1));
        NewUpload first = expiring(Duration.ofHours(2));
        store.uploads().advance(APP, first.id(), 0, new WriterState(7, "state"));
        assertThat(store.uploads().list(Optional.empty(), 1))
                .extracting(UploadProgress::id)
                .containsExactly(expired.id());
        clock.advance(Duration.ofHours(1));

        List<UploadProgress> page = store.uploads().list(Optional.empty(), 1);
        assertThat(page).containsExactly(new UploadProgress(APP, first.id(), 7, began, first.expires()));
        assertThat(store.uploads().list(Optional.of(page.get(0).position()), 5))
                .containsExactly(new UploadProgress(APP, last.id(), 0, began, last.expires()));
        store.uploads().cancel(APP, last.id());
        assertThat(store.uploads().list(Optional.of(page.get(0).position()), 5)).isEmpty();
    }

    @Test
    void listsSessionsOfOneExpiryByTheirIds() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(expiring(Duration.ofHours(1)).id().value());
        }
        ids.sort(Comparator.naturalOrder());

        List<String> listed = new ArrayList<>();
        Optional<UploadProgress.Position> position = Optional.empty();
        for (int i = 0; i < 3; i++) {
            List<UploadProgress> page = store.uploads().list(position, 2);
            page.forEach(upload -> listed.add(upload.id().value()));
            position = Optional.of(page.get(page.size() - 1).position());
        }
        assertThat(listed).isEqualTo(ids);
    }

    private NewUpload expiring(Duration after) throws StoreException {
        NewUpload session = new NewUpload(
                APP,
                uploadId(),
                generated.storageKey(),
                DigestAlgorithm.SHA256,
                clock.instant().plus(after));
        store.uploads().start(session);
        return session;
    }

    private List<StorageKey> claimed() throws StoreException {
        return store.deletions().claim(10, Duration.ofDays(1)).stream()
                .map(DueDeletion::key)
                .toList();
    }
}
