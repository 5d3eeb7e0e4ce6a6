package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.StoredBlob;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The read access of repositories to blobs. */
abstract class BlobLinkStoreClaims extends MetadataClaims {

    @Test
    void findsABlobWithItsSizeAndKey() throws Exception {
        FinishedUpload upload = finished(APP, anyDigest());
        store.uploads().finish(upload);

        assertThat(store.blobLinks().find(APP, upload.digest()))
                .hasValue(new StoredBlob(upload.digest(), upload.size(), upload.key(), clock.instant()));
    }

    @Test
    void aRepositorySeesOnlyItsOwnBlobs() throws Exception {
        Digest blob = newBlob(APP);
        newBlob(OTHER);

        assertThat(isLinked(OTHER, blob)).isFalse();
        assertThat(isLinked(new RepositoryName("team"), blob)).isFalse();
        assertThat(isLinked(APP, anyDigest())).isFalse();
    }

    @Test
    void mountingLinksTheSameObject() throws Exception {
        Digest blob = newBlob(APP);
        clock.advance(Duration.ofHours(1));

        assertThat(store.blobLinks().mount(OTHER, APP, blob)).isTrue();

        StoredBlob source = store.blobLinks().find(APP, blob).orElseThrow();
        StoredBlob target = store.blobLinks().find(OTHER, blob).orElseThrow();
        assertThat(target.key()).isEqualTo(source.key());
        assertThat(target.size()).isEqualTo(source.size());
        assertThat(target.touched()).isEqualTo(clock.instant());
        assertThat(source.touched()).isBefore(clock.instant());
    }

    @Test
    void mountingAgainTouches() throws Exception {
        Digest blob = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, blob);
        clock.advance(Duration.ofHours(1));

        assertThat(store.blobLinks().mount(OTHER, APP, blob)).isTrue();

        assertThat(store.blobLinks().find(OTHER, blob).orElseThrow().touched()).isEqualTo(clock.instant());
    }

    @Test
    void mountingFromItselfTouches() throws Exception {
        Digest blob = newBlob(APP);
        clock.advance(Duration.ofHours(1));

        assertThat(store.blobLinks().mount(APP, APP, blob)).isTrue();

        assertThat(store.blobLinks().find(APP, blob).orElseThrow().touched()).isEqualTo(clock.instant());
    }

    @Test
    void mountsOnlyWhatTheSourceHas() throws Exception {
        Digest blob = newBlob(APP);
        RepositoryName third = new RepositoryName("third");

        assertThat(store.blobLinks().mount(third, OTHER, blob)).isFalse();
        newBlob(OTHER);
        assertThat(store.blobLinks().mount(third, OTHER, blob)).isFalse();
        assertThat(store.blobLinks().mount(APP, OTHER, blob)).isFalse();
        store.blobLinks().mount(OTHER, APP, blob);
        store.blobLinks().unlink(APP, blob);
        assertThat(store.blobLinks().mount(third, APP, blob)).isFalse();
        assertThat(store.blobLinks().mount(third, OTHER, blob)).isTrue();
    }

    @Test
    void touchesWhatIsThere() throws Exception {
        Digest blob = newBlob(APP);
        clock.advance(Duration.ofHours(1));

        assertThat(store.blobLinks().touch(APP, blob)).isTrue();

        assertThat(store.blobLinks().find(APP, blob).orElseThrow().touched()).isEqualTo(clock.instant());
        assertThat(store.blobLinks().touch(OTHER, blob)).isFalse();
        assertThat(store.blobLinks().touch(APP, anyDigest())).isFalse();
    }

    @Test
    void listsTheHoldersInByteOrderPageByPage() throws Exception {
        Digest blob = newBlob(new RepositoryName("a0"));
        for (String name : List.of("b", "a/b", "a-b", "aa", "a_b")) {
            store.blobLinks().mount(new RepositoryName(name), new RepositoryName("a0"), blob);
        }
        newBlob(APP);

        Page<RepositoryName> first = store.blobLinks().holders(blob, PageRequest.first(4));
        Page<RepositoryName> second = store.blobLinks().holders(blob, PageRequest.after("a_b", 4));

        assertThat(texts(first)).containsExactly("a-b", "a/b", "a0", "a_b");
        assertThat(first.more()).isTrue();
        assertThat(texts(second)).containsExactly("aa", "b");
        assertThat(second.more()).isFalse();
        assertThat(store.blobLinks().holders(anyDigest(), ALL)).isEqualTo(new Page<>(List.of(), false));
        assertThat(store.blobLinks().holders(blob, PageRequest.after("b\0", 4)).items())
                .isEmpty();
    }

    @Test
    void unlinksWhatNothingNeeds() throws Exception {
        Digest blob = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, blob);

        assertThat(store.blobLinks().unlink(APP, blob)).isEqualTo(DeleteOutcome.DELETED);

        assertThat(isLinked(APP, blob)).isFalse();
        assertThat(isLinked(OTHER, blob)).isTrue();
        assertThat(store.blobLinks().holders(blob, ALL).items()).containsExactly(OTHER);
        assertThat(store.blobLinks().unlink(APP, blob)).isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(store.blobLinks().unlink(APP, anyDigest())).isEqualTo(DeleteOutcome.UNKNOWN);
        assertThat(store.blobLinks().unlink(new RepositoryName("none"), blob)).isEqualTo(DeleteOutcome.UNKNOWN);
    }

    @Test
    void whatWasUnlinkedMayBeUploadedAgain() throws Exception {
        FinishedUpload first = finished(APP, anyDigest());
        store.uploads().finish(first);
        store.blobLinks().unlink(APP, first.digest());
        FinishedUpload second =
                new FinishedUpload(APP, first.session(), first.digest(), first.size(), generated.storageKey());

        FinishOutcome outcome = store.uploads().finish(second);

        StoredBlob found = store.blobLinks().find(APP, first.digest()).orElseThrow();
        assertThat(found.key()).isEqualTo(outcome == FinishOutcome.STORED ? second.key() : first.key());
        assertThat(found.size()).isEqualTo(first.size());
    }
}
