package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.blob;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.jdbi.sql.Partitions;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.DeleteOutcome;
import dev.berth.registry.spi.metadata.MetadataStore;
import dev.berth.registry.spi.metadata.PutOutcome;
import dev.berth.registry.testing.FullBuild;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A repository that is not in the partition its name suggests. */
@FullBuild
class RenamedRepositoryIT {
    private static final PageRequest ALL = PageRequest.first(10);

    private final Partitions partitions = new Partitions(16);
    private TestDatabase database;
    private WatchedDataSource watched;
    private RepositoryName renamed;
    private MetadataStore store;

    @BeforeEach
    void renameARepository() throws Exception {
        database = TestDatabase.migrated(16);
        watched = new WatchedDataSource(database.pool());
        renamed = elsewhere();
        MetadataStore before = JdbiMetadataStore.over(database.pool(), Clock.systemUTC());
        blob(before, APP, "layer");
        before.manifests().put(APP, image("image", List.of("v1"), digest("layer")));
        database.execute("UPDATE repositories SET path = '" + renamed + "'");
        store = JdbiMetadataStore.over(watched, Clock.systemUTC());
        watched.forget();
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }

    private RepositoryName elsewhere() {
        for (int i = 0; ; i++) {
            RepositoryName name = new RepositoryName("new/name" + i);
            if (partitions.chosen(name) != partitions.chosen(APP)) {
                return name;
            }
        }
    }

    @Test
    void isFoundAtTheSecondAttemptAndThenAtTheFirst() throws Exception {
        assertThat(store.manifests().find(renamed, new Tag("v1"))).isPresent();
        assertThat(watched.roundTrips()).isEqualTo(2);

        assertThat(store.blobLinks().find(renamed, digest("layer"))).isPresent();
        assertThat(watched.roundTrips()).isEqualTo(3);
    }

    @Test
    void isWrittenTo() throws Exception {
        assertThat(store.manifests().put(renamed, image("second", List.of("v2"), digest("layer"))))
                .isEqualTo(new PutOutcome.Stored());
        blob(store, renamed, "other");

        assertThat(store.tags().list(renamed, ALL).orElseThrow().items()).hasSize(2);
        assertThat(store.tags().delete(renamed, new Tag("v1"))).isTrue();
        assertThat(store.manifests().delete(renamed, digest("image"))).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.blobLinks().unlink(renamed, digest("other"))).isEqualTo(DeleteOutcome.DELETED);
        assertThat(store.manifests()
                        .referrers(renamed, digest("second"), Optional.empty(), ALL)
                        .items())
                .isEmpty();
    }

    @Test
    void givesAndTakesBlobs() throws Exception {
        assertThat(store.blobLinks().mount(OTHER, renamed, digest("layer"))).isTrue();
        blob(store, OTHER, "other");

        assertThat(store.blobLinks().mount(renamed, OTHER, digest("other"))).isTrue();
        assertThat(store.blobLinks().find(renamed, digest("other"))).isPresent();
    }

    /** Of two attempts the first one, in the wrong partition, changes nothing and tells nothing. */
    @Test
    void isToldOfOnce() throws Exception {
        store.blobLinks().mount(renamed, renamed, digest("layer"), Sample.withEvents("mount"));
        store.manifests().put(renamed, Sample.withEvents(image("second", List.of("v2")), "put"));
        MetadataStore other = JdbiMetadataStore.over(watched, Clock.systemUTC());
        other.manifests().delete(renamed, digest("second"), Sample.withEvents("delete"));

        assertThat(Sample.recorded(store)).containsExactly("mount", "put", "delete");
    }

    /** Looked for in the wrong partition it seems that no tag was set. */
    @Test
    void hasImmutableTags() throws Exception {
        assertThat(store.manifests().put(renamed, Sample.immutable(image("second", List.of("v2")), "v2")))
                .isEqualTo(new PutOutcome.Stored());
        MetadataStore other = JdbiMetadataStore.over(watched, Clock.systemUTC());

        assertThat(other.manifests().put(renamed, Sample.immutable(image("third", List.of("v2")), "v2")))
                .isInstanceOf(PutOutcome.Immutable.class);
    }

    @Test
    void isDeletedWhole() throws Exception {
        assertThat(store.repositories().delete(renamed)).isTrue();

        assertThat(database.query("SELECT 1 FROM tags UNION ALL SELECT 1 FROM manifests UNION ALL SELECT 1 FROM"
                        + " blob_links UNION ALL SELECT 1 FROM blob_holders"))
                .isEmpty();
    }
}
