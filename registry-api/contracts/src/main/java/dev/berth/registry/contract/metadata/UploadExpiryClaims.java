package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.DueDeletion;
import dev.berth.registry.spi.metadata.NewUpload;
import java.time.Duration;
import java.util.List;
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
