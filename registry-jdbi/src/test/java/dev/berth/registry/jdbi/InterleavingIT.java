package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.blob;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.index;
import static dev.berth.registry.jdbi.Sample.upload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jdbi.sql.DigestBytes;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.PutOutcome;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Each statement against each removal of its prerequisites, with the other one held open at its worst moment. The other
 * one is a collector, or another node in the middle of the same statement.
 */
class InterleavingIT extends InOneDatabase {

    InterleavingIT() {
        super(1);
    }

    @Test
    void anUploadOutlivesTheCollectionOfItsBlob() throws Exception {
        blob(store, APP, "layer");
        store.blobLinks().unlink(APP, digest("layer"));
        FinishedUpload again = new FinishedUpload(APP, Optional.empty(), digest("layer"), 5, new StorageKey("second"));

        try (OtherSession collector = OtherSession.begin(database)) {
            collector.execute("SELECT FROM blobs FOR UPDATE");
            collector.execute("DELETE FROM blobs");
            Future<FinishOutcome> finishing =
                    collector.blocks(() -> store.uploads().finish(again));
            collector.commit();

            assertThat(finishing.get()).isEqualTo(FinishOutcome.STORED);
        }
        assertThat(store.blobLinks().find(APP, digest("layer")))
                .hasValueSatisfying(found -> assertThat(found.key()).isEqualTo(new StorageKey("second")));
        assertThat(database.query("SELECT key FROM blobs")).containsExactly("second");
        assertThat(database.query("SELECT 1 FROM blob_holders")).hasSize(1);
    }

    @Test
    void anUploadOutlivesTheCollectionOfItsLink() throws Exception {
        blob(store, APP, "layer");

        try (OtherSession collector = OtherSession.begin(database)) {
            collector.execute("DELETE FROM blob_links");
            Future<FinishOutcome> finishing =
                    collector.blocks(() -> store.uploads().finish(upload(APP, "layer")));
            collector.execute("DELETE FROM blob_holders");
            collector.execute("UPDATE blobs SET review_since = now(), review_reason = 1");
            collector.commit();

            assertThat(finishing.get()).isEqualTo(FinishOutcome.STORED);
        }
        assertThat(store.blobLinks().find(APP, digest("layer"))).isPresent();
        assertThat(database.query("SELECT 1 FROM blob_holders")).hasSize(1);
        assertThat(database.query("SELECT 1 FROM blobs WHERE review_since IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void aMountOfALinkThatGoesFindsNothing() throws Exception {
        blob(store, OTHER, "layer");

        try (OtherSession collector = OtherSession.begin(database)) {
            collector.execute("DELETE FROM blob_links");
            Future<Boolean> mounting = collector.blocks(() -> store.blobLinks().mount(APP, OTHER, digest("layer")));
            collector.commit();

            assertThat(mounting.get()).isFalse();
        }
        assertThat(database.query("SELECT path FROM repositories")).containsExactly("team/other");
    }

    @Test
    void aPutWaitsForItsLayerAndMissesIt() throws Exception {
        Digest layer = blob(store, APP, "layer");

        try (OtherSession collector = OtherSession.begin(database)) {
            collector.execute("SELECT FROM blob_links FOR UPDATE");
            collector.execute("DELETE FROM blob_links");
            Future<PutOutcome> putting =
                    collector.blocks(() -> store.manifests().put(APP, image("image", List.of("v1"), layer)));
            collector.commit();

            assertThat(putting.get()).isEqualTo(new PutOutcome.Missing(new TreeSet<>(Set.of(layer))));
        }
        assertThat(database.query("SELECT 1 FROM manifests UNION ALL SELECT 1 FROM tags"))
                .isEmpty();
    }

    @Test
    void anIndexWaitsForItsChildAndMissesIt() throws Exception {
        store.manifests().put(APP, image("child", List.of()));

        try (OtherSession collector = OtherSession.begin(database)) {
            collector.execute("SELECT FROM manifests FOR UPDATE");
            collector.execute("DELETE FROM manifests");
            Future<PutOutcome> putting =
                    collector.blocks(() -> store.manifests().put(APP, index("index", List.of(), digest("child"))));
            collector.commit();

            assertThat(putting.get()).isEqualTo(new PutOutcome.Missing(new TreeSet<>(Set.of(digest("child")))));
        }
    }

    @Test
    void aReviewOfALiveLinkDoesNotDisturbAPut() throws Exception {
        Digest layer = blob(store, APP, "layer");

        try (OtherSession collector = OtherSession.begin(database)) {
            collector.execute("SELECT FROM blob_links FOR UPDATE");
            Future<PutOutcome> putting =
                    collector.blocks(() -> store.manifests().put(APP, image("image", List.of("v1"), layer)));
            collector.execute("UPDATE blob_links SET review_since = NULL");
            collector.commit();

            assertThat(putting.get()).isEqualTo(new PutOutcome.Stored());
        }
    }

    @Test
    void aTagOutlivesTheCollectionOfItsManifest() throws Exception {
        Digest layer = blob(store, APP, "layer");
        store.manifests().put(APP, image("image", List.of(), layer));

        try (OtherSession collector = OtherSession.begin(database)) {
            collector.execute("DELETE FROM manifests");
            collector.execute("DELETE FROM manifest_references");
            Future<PutOutcome> putting =
                    collector.blocks(() -> store.manifests().put(APP, image("image", List.of("v1"), layer)));
            collector.commit();

            assertThat(putting.get()).isEqualTo(new PutOutcome.Stored());
        }
        assertThat(store.manifests().find(APP, new Tag("v1"))).isPresent();
        assertThat(store.blobLinks().unlink(APP, layer)).isEqualTo(DeleteOutcome.REFERENCED);
    }

    @Test
    void anUnlinkSeesThePutItWaitedFor() throws Exception {
        Digest layer = blob(store, APP, "layer");

        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.execute("SELECT FROM blob_links FOR KEY SHARE");
            Future<DeleteOutcome> unlinking =
                    pusher.blocks(() -> store.blobLinks().unlink(APP, layer));
            pusher.execute("INSERT INTO manifest_references (repository, digest, manifest, target, bucket)"
                    + " SELECT repository, digest, 1, 0, 0 FROM blob_links");
            pusher.commit();

            assertThat(unlinking.get()).isEqualTo(DeleteOutcome.REFERENCED);
        }
        assertThat(store.blobLinks().find(APP, layer)).isPresent();
    }

    @Test
    void aDeletionSeesTheIndexItWaitedFor() throws Exception {
        store.manifests().put(APP, image("child", List.of("v1")));

        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.execute("SELECT FROM manifests FOR KEY SHARE");
            Future<DeleteOutcome> deleting =
                    pusher.blocks(() -> store.manifests().delete(APP, digest("child")));
            pusher.execute("INSERT INTO manifest_references (repository, digest, manifest, target, bucket)"
                    + " SELECT repository, digest, 0, 1, 0 FROM manifests");
            pusher.commit();

            assertThat(deleting.get()).isEqualTo(DeleteOutcome.REFERENCED);
        }
        assertThat(store.manifests().find(APP, new Tag("v1"))).isPresent();
    }

    @Test
    void aDeletionTakesTheTagItWaitedFor() throws Exception {
        store.manifests().put(APP, image("image", List.of("v1")));

        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.execute("UPDATE manifests SET touched = now()");
            Future<DeleteOutcome> deleting =
                    pusher.blocks(() -> store.manifests().delete(APP, digest("image")));
            pusher.execute("INSERT INTO tags (repository, name, digest, bucket, created, updated)"
                    + " SELECT repository, 'v2', digest, 0, now(), now() FROM tags");
            pusher.commit();

            assertThat(deleting.get()).isEqualTo(DeleteOutcome.DELETED);
        }
        assertThat(database.query("SELECT name FROM tags")).isEmpty();
    }

    /** The pusher's manifest is newer than the statement that waits for its tag. */
    @Test
    void aTagTakenFromAManifestPutMeanwhileLeavesAReview() throws Exception {
        store.manifests().put(APP, image("old", List.of("latest")));

        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.execute("SELECT FROM tags FOR UPDATE");
            Future<PutOutcome> putting =
                    pusher.blocks(() -> store.manifests().put(APP, image("newest", List.of("latest"))));
            moveTagToNewManifest(pusher);
            pusher.commit();
            putting.get();
        }
        assertThat(underReview())
                .contains(digest("newer").toString())
                .doesNotContain(digest("newest").toString());
    }

    @Test
    void aTagDeletedFromAManifestPutMeanwhileLeavesAReview() throws Exception {
        store.manifests().put(APP, image("old", List.of("latest")));

        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.execute("SELECT FROM tags FOR UPDATE");
            Future<Boolean> deleting = pusher.blocks(() -> store.tags().delete(APP, new Tag("latest")));
            moveTagToNewManifest(pusher);
            pusher.commit();

            assertThat(deleting.get()).isTrue();
        }
        assertThat(underReview()).contains(digest("newer").toString());
    }

    private static void moveTagToNewManifest(OtherSession pusher) throws Exception {
        String newer = "'\\x" + HexFormat.of().formatHex(DigestBytes.of(digest("newer"))) + "'";
        pusher.execute("INSERT INTO manifests (id, repository, digest, bucket, media_type, payload, created, touched)"
                + " SELECT 0, repository, " + newer + ", 0, media_type, payload, created, touched FROM manifests");
        pusher.execute("UPDATE tags SET previous = digest, digest = " + newer);
    }

    @Test
    void aPushToARepositoryThatIsDeletedMakesANewOne() throws Exception {
        blob(store, APP, "layer");

        try (OtherSession deleter = OtherSession.begin(database)) {
            deleter.execute("SELECT FROM repositories FOR UPDATE");
            Future<FinishOutcome> finishing =
                    deleter.blocks(() -> store.uploads().finish(upload(APP, "other")));
            deleter.execute("DELETE FROM blob_links; DELETE FROM blob_holders; DELETE FROM repositories");
            deleter.commit();

            assertThat(finishing.get()).isEqualTo(FinishOutcome.STORED);
        }
        assertThat(store.blobLinks().find(APP, digest("other"))).isPresent();
        assertThat(store.blobLinks().find(APP, digest("layer"))).isEmpty();
    }

    @Test
    void aRepositoryIsDeletedWithWhatWasPushedMeanwhile() throws Exception {
        blob(store, APP, "layer");

        try (OtherSession pusher = OtherSession.begin(database)) {
            pusher.execute("SELECT FROM repositories FOR KEY SHARE");
            Future<Boolean> deleting = pusher.blocks(() -> store.repositories().delete(APP));
            pusher.execute("INSERT INTO tags (repository, name, digest, bucket, created, updated)"
                    + " SELECT repository, 'v1', digest, 0, now(), now() FROM blob_links");
            pusher.commit();

            assertThat(deleting.get()).isTrue();
        }
        assertThat(database.query("SELECT 1 FROM tags")).isEmpty();
    }

    private List<String> underReview() throws Exception {
        return database.query("SELECT 'sha256:' || encode(substr(digest, 2), 'hex') FROM manifests"
                + " WHERE review_since IS NOT NULL");
    }
}
