package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.blob;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.index;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.jdbi.sql.ReasonCodes;
import dev.berth.registry.maintenance.ReviewReason;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.model.UploadId;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.NewUpload;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each change that may leave content unreferenced schedules its review. */
class ReviewIT extends InOneDatabase {

    ReviewIT() {
        super(2);
    }

    @Test
    void anUploadedBlobIsReviewedUntilSomethingNeedsIt() throws Exception {
        Digest layer = blob(store, APP, "layer");

        assertReview("blob_links", layer, ReviewReason.UPLOADED);
        assertNoReview("blobs", layer);
    }

    @Test
    void aMountedBlobIsReviewed() throws Exception {
        Digest layer = blob(store, OTHER, "layer");

        store.blobLinks().mount(APP, OTHER, layer);

        assertThat(reviews("blob_links", layer))
                .containsExactlyInAnyOrder(review(ReviewReason.UPLOADED), review(ReviewReason.MOUNTED));
    }

    @Test
    void aTouchPostponesAReviewAndBeginsNone() throws Exception {
        Digest layer = blob(store, APP, "layer");
        store.manifests().put(APP, image("image", List.of("v1"), layer));
        clock.advance(Duration.ofHours(1));

        store.blobLinks().touch(APP, layer);
        store.manifests().touch(APP, digest("image"));

        assertReview("blob_links", layer, ReviewReason.UPLOADED);
        assertNoReview("manifests", digest("image"));
    }

    @Test
    void aClockThatGoesBackBringsNoReviewForward() throws Exception {
        Digest layer = blob(store, APP, "layer");
        List<String> before = reviews("blob_links", layer);
        clock.advance(Duration.ofHours(-3));

        store.blobLinks().touch(APP, layer);
        blob(store, APP, "layer");

        assertThat(reviews("blob_links", layer)).isEqualTo(before);
    }

    @Test
    void anUntaggedManifestIsReviewedUntilItIsTagged() throws Exception {
        store.manifests().put(APP, image("image", List.of()));
        assertReview("manifests", digest("image"), ReviewReason.PUT_UNTAGGED);

        store.manifests().put(APP, image("image", List.of("v1")));

        assertNoReview("manifests", digest("image"));
    }

    @Test
    void aTagThatMovesOrGoesLeavesAReview() throws Exception {
        store.manifests().put(APP, image("first", List.of("latest", "v1")));
        store.manifests().put(APP, image("second", List.of("latest")));

        assertReview("manifests", digest("first"), ReviewReason.TAG_MOVED);
        assertNoReview("manifests", digest("second"));

        store.tags().delete(APP, new Tag("latest"));

        assertReview("manifests", digest("second"), ReviewReason.TAG_DELETED);
    }

    @Test
    void aTagSetAgainLeavesNoReview() throws Exception {
        store.manifests().put(APP, image("first", List.of("latest")));
        store.manifests().put(APP, image("first", List.of("latest")));

        assertNoReview("manifests", digest("first"));
    }

    @Test
    void aDeletedManifestLeavesReviewsOfWhatItNeededAndOfItsReferrers() throws Exception {
        Digest layer = blob(store, APP, "layer");
        store.manifests().put(APP, image("child", List.of("child")));
        store.manifests().put(APP, index("parent", List.of(), digest("child"), layer));
        store.manifests().put(APP, Sample.referrer("signature", digest("parent")));
        database.execute("UPDATE manifests SET review_since = NULL; UPDATE blob_links SET review_since = NULL");

        store.manifests().delete(APP, digest("parent"));

        assertReview("blob_links", layer, ReviewReason.MANIFEST_DELETED);
        assertReview("manifests", digest("child"), ReviewReason.MANIFEST_DELETED);
        assertReview("manifests", digest("signature"), ReviewReason.MANIFEST_DELETED);
        assertThat(database.query("SELECT 1 FROM manifest_references")).isEmpty();
    }

    @Test
    void anUnlinkedBlobIsReviewedAndAnUploadEndsThat() throws Exception {
        Digest layer = blob(store, APP, "layer");

        store.blobLinks().unlink(APP, layer);
        assertReview("blobs", layer, ReviewReason.UNLINKED);

        blob(store, OTHER, "layer");
        assertNoReview("blobs", layer);
    }

    @Test
    void aDeletedRepositoryLeavesReviewsOfItsBlobsAndNothingElse() throws Exception {
        Digest layer = blob(store, APP, "layer");
        Digest shared = blob(store, APP, "shared");
        store.blobLinks().mount(OTHER, APP, shared);
        store.manifests().put(APP, image("image", List.of("v1"), layer, shared));

        store.repositories().delete(APP);

        assertReview("blobs", layer, ReviewReason.REPOSITORY_DELETED);
        assertReview("blobs", shared, ReviewReason.REPOSITORY_DELETED);
        assertThat(database.query("SELECT count(*) FROM blob_holders")).containsExactly("1");
        for (String table : List.of("tags", "manifests", "manifest_references")) {
            assertThat(database.query("SELECT 1 FROM " + table)).as(table).isEmpty();
        }
    }

    @Test
    void keysThatLoseWaitForDeletion() throws Exception {
        blob(store, APP, "layer");
        store.uploads()
                .finish(new FinishedUpload(OTHER, Optional.empty(), digest("layer"), 5, new StorageKey("loser")));
        UploadId id = new UploadId(UUID.randomUUID().toString());
        Instant expires = clock.instant().plusSeconds(60);
        store.uploads().start(new NewUpload(APP, id, new StorageKey("cancelled"), DigestAlgorithm.SHA256, expires));
        store.uploads().cancel(APP, id);
        store.deletions().queue(List.of(new StorageKey("abandoned")));

        assertThat(database.query("SELECT key FROM storage_deletions ORDER BY key"))
                .containsExactly("abandoned", "cancelled", "loser");
        assertThat(database.query("SELECT key FROM blobs")).containsExactly("layer");
    }

    private void assertReview(String table, Digest digest, ReviewReason reason) throws Exception {
        assertThat(reviews(table, digest)).containsExactly(review(reason));
    }

    private void assertNoReview(String table, Digest digest) throws Exception {
        assertThat(reviews(table, digest)).isEmpty();
    }

    private String review(ReviewReason reason) {
        return ReasonCodes.of(reason) + " " + clock.instant().getEpochSecond();
    }

    private List<String> reviews(String table, Digest digest) throws Exception {
        return database.query("SELECT review_reason || ' ' || extract(epoch FROM review_since)::bigint FROM " + table
                + " WHERE review_since IS NOT NULL AND digest = '\\x"
                + HexFormat.of().formatHex(DigestBytes.of(digest)) + "'");
    }
}
