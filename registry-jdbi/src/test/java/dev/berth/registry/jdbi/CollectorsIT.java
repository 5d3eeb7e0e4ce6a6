package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.index;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.registry.maintenance.Reviewable.Kind;
import dev.berth.registry.model.Digest;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.maintenance.ReviewBatch;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collectors among themselves, collectors that die, and clocks that err. */
class CollectorsIT extends CollectionInterleaving {

    /** Makes one item to remove and one to keep due, of each kind. */
    private void makeDue() throws Exception {
        Digest dead = Sample.blob(store, APP, "dead");
        Digest needed = Sample.blob(store, APP, "needed");
        store.manifests().put(APP, image("dead image", List.of(), needed));
        store.manifests().put(APP, image("child", List.of(), needed));
        store.manifests().put(APP, index("index", List.of("v1"), digest("child")));
        Sample.blob(store, APP, "unlinked");
        store.blobLinks().unlink(APP, digest("unlinked"));
        store.reviews().schedule(blob(dead));
        clock.advance(DELAY);
    }

    private static ReviewBatch expected(Kind kind) {
        return new ReviewBatch(1, 1, 0, kind == Kind.BLOB ? "unlinked".length() : 0);
    }

    @Test
    void twoShareTheLinksOfAPartition() throws Exception {
        makeDue();
        try (OtherSession first = OtherSession.begin(database)) {
            ReviewBatch one = first.store(clock).reviews().review(Kind.LINK, DELAYS, 1);
            ReviewBatch rest = review(Kind.LINK);
            first.commit();

            assertThat(one.reviewed()).isEqualTo(1);
            assertThat(rest.reviewed()).isEqualTo(1);
            assertThat(one.removed() + rest.removed()).isEqualTo(1);
        }
    }

    @Test
    void twoShareTheBlobsOfAPartition() throws Exception {
        makeDue();
        try (OtherSession first = OtherSession.begin(database)) {
            ReviewBatch one = first.store(clock).reviews().review(Kind.BLOB, DELAYS, 1);
            ReviewBatch rest = review(Kind.BLOB);
            first.commit();

            assertThat(one.reviewed() + rest.reviewed()).isEqualTo(2);
        }
    }

    @Test
    void oneReviewsTheManifestsOfAPartition() throws Exception {
        makeDue();
        try (OtherSession first = OtherSession.begin(database)) {
            assertThat(first.store(clock)
                            .reviews()
                            .review(Kind.MANIFEST, DELAYS, 1)
                            .reviewed())
                    .isEqualTo(1);
            assertThat(review(Kind.MANIFEST)).isEqualTo(left(2));
            first.commit();
        }
        assertThat(review(Kind.MANIFEST).reviewed()).isEqualTo(1);
    }

    /** Killed before its first, second, ... statement. */
    @ParameterizedTest
    @CsvSource({
        "MANIFEST, 1",
        "MANIFEST, 2",
        "MANIFEST, 3",
        "LINK, 1",
        "LINK, 2",
        "LINK, 3",
        "LINK, 4",
        "BLOB, 1",
        "BLOB, 2",
        "BLOB, 3"
    })
    void aCollectorThatIsKilledHasDoneNothing(Kind kind, int statement) throws Exception {
        makeDue();
        List<String> before = everything();
        try (OtherSession killed = OtherSession.begin(database)) {
            MetadataStore itsStore = killed.store(clock);
            killed.before(statement, killed::terminate);
            assertThatThrownBy(() -> review(itsStore, kind)).isInstanceOf(StoreException.class);
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(review(kind)).isEqualTo(expected(kind));
    }

    @ParameterizedTest
    @CsvSource({"MANIFEST", "LINK", "BLOB"})
    void aCollectorThatIsKilledBeforeItCommitsHasDoneNothing(Kind kind) throws Exception {
        makeDue();
        List<String> before = everything();
        try (OtherSession killed = OtherSession.begin(database)) {
            assertThat(review(killed.store(clock), kind)).isEqualTo(expected(kind));
            killed.terminate();
        }
        assertThat(everything()).isEqualTo(before);
        assertThat(review(kind)).isEqualTo(expected(kind));
    }

    @Test
    void aClockThatGoesBackMakesNothingDue() throws Exception {
        makeDue();
        Instant due = store.reviews().next(Kind.LINK, DELAYS).orElseThrow();
        clock.advance(Duration.ofMinutes(-1));

        assertThat(review(Kind.LINK)).isEqualTo(ReviewBatch.EMPTY);
        assertThat(store.reviews().next(Kind.LINK, DELAYS)).hasValue(due);

        clock.advance(Duration.ofMinutes(1));
        assertThat(review(Kind.LINK)).isEqualTo(expected(Kind.LINK));
    }

    @Test
    void aTouchByAClockThatIsBehindBringsNoReviewForward() throws Exception {
        Digest layer = Sample.blob(store, APP, "layer");
        Instant due = store.reviews().next(Kind.LINK, DELAYS).orElseThrow();
        clock.advance(Duration.ofHours(-5));

        store.blobLinks().touch(APP, layer);

        assertThat(store.reviews().next(Kind.LINK, DELAYS)).hasValue(due);
        clock.advance(Duration.ofHours(5));
    }

    @Test
    void whatWasTouchedByAClockThatWasAheadKeepsThatTimeWhenItIsLetGo() throws Exception {
        Digest layer = Sample.blob(store, APP, "layer");
        store.manifests().put(APP, image("image", List.of(), layer));
        clock.advance(Duration.ofHours(5));
        store.blobLinks().touch(APP, layer);
        clock.advance(Duration.ofHours(-4));

        assertThat(review(Kind.MANIFEST)).isEqualTo(removed(1));
        assertThat(review(Kind.LINK)).isEqualTo(ReviewBatch.EMPTY);
        clock.advance(Duration.ofHours(5));
        assertThat(review(Kind.LINK)).isEqualTo(removed(1));
    }

    private List<String> everything() throws Exception {
        List<String> rows = new ArrayList<>();
        for (String table : List.of(
                "manifests",
                "manifest_references",
                "tags",
                "blob_links",
                "blob_holders",
                "blobs",
                "storage_deletions")) {
            rows.addAll(database.query("SELECT '" + table + "' || t::text FROM " + table + " t ORDER BY 1"));
        }
        return rows;
    }
}
