package dev.berth.registry.jdbi;

import static dev.berth.registry.jdbi.Sample.APP;
import static dev.berth.registry.jdbi.Sample.OTHER;
import static dev.berth.registry.jdbi.Sample.digest;
import static dev.berth.registry.jdbi.Sample.image;
import static dev.berth.registry.jdbi.Sample.recorded;
import static dev.berth.registry.jdbi.Sample.withEvents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.metadata.FinishedUpload;
import dev.berth.registry.spi.metadata.MetadataStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Of two changes that exclude each other the one that comes second stands second, even if its statement began first: it
 * is made to wait for a lock, and only then the other one, which has the lock already, records its event.
 */
class EventInterleavingIT extends CollectionInterleaving {
    private static final Tag LATEST = new Tag("latest");
    private static final String LINK_OF_APP =
            "SELECT FROM blob_links WHERE repository = (SELECT id FROM repositories WHERE path = 'team/app') FOR"
                    + " UPDATE";

    /** One intention. */
    private interface Change {
        Object make(MetadataStore store) throws Exception;
    }

    /** Makes the first change in a transaction that has taken a lock before the second change ran into it. */
    private void interleave(String lock, Change first, Change second) throws Exception {
        try (OtherSession other = OtherSession.begin(database)) {
            other.execute(lock);
            Future<Object> waiting = other.blocks(() -> second.make(store));
            first.make(other.store(clock));
            other.commit();
            waiting.get();
        }
        assertThat(recorded(store)).containsExactly("first", "second");
    }

    private static Change putLatest(String word, String payload) {
        return store -> store.manifests().put(APP, withEvents(image(word, List.of("latest")), payload));
    }

    private static Change put(String word, String payload) {
        return store -> store.manifests().put(APP, withEvents(image(word, List.of()), payload));
    }

    private static Change deleteTag(String payload) {
        return store -> store.tags().delete(APP, LATEST, withEvents(payload));
    }

    private static Change deleteManifest(String word, String payload) {
        return store -> store.manifests().delete(APP, digest(word), withEvents(payload));
    }

    private static Change unlink(String payload) {
        return store -> store.blobLinks().unlink(APP, digest("layer"), withEvents(payload));
    }

    private static Change mount(String payload) {
        return store -> store.blobLinks().mount(APP, OTHER, digest("layer"), withEvents(payload));
    }

    private static Change finish(String payload) {
        FinishedUpload upload = new FinishedUpload(
                APP, Optional.empty(), digest("layer"), 5, new StorageKey("layer"), withEvents(payload));
        return store -> store.uploads().finish(upload);
    }

    private Optional<Digest> latest() throws Exception {
        return store.manifests().find(APP, LATEST).map(found -> found.manifest().digest());
    }

    @Test
    void putsOnOneTag() throws Exception {
        store.manifests().put(APP, image("old", List.of("latest")));

        interleave("SELECT FROM tags FOR UPDATE", putLatest("one", "first"), putLatest("two", "second"));

        assertThat(latest()).hasValue(digest("two"));
    }

    @Test
    void putsOnANewTag() throws Exception {
        store.manifests().put(APP, image("other", List.of()));
        try (OtherSession other = OtherSession.begin(database)) {
            putLatest("one", "first").make(other.store(clock));
            Future<Object> waiting =
                    other.blocks(() -> putLatest("two", "second").make(store));
            other.commit();
            waiting.get();
        }

        assertThat(recorded(store)).containsExactly("first", "second");
        assertThat(latest()).hasValue(digest("two"));
    }

    @Test
    void putsOfOneManifest() throws Exception {
        store.manifests().put(APP, image("one", List.of()));

        interleave("SELECT FROM manifests FOR UPDATE", put("one", "first"), put("one", "second"));
    }

    @Test
    void aPutBeforeADeletionOfItsManifest() throws Exception {
        store.manifests().put(APP, image("one", List.of()));

        interleave(
                "SELECT FROM manifests FOR NO KEY UPDATE", putLatest("one", "first"), deleteManifest("one", "second"));

        assertThat(store.manifests().find(APP, digest("one"))).isEmpty();
        assertThat(latest()).isEmpty();
    }

    @Test
    void aPutAfterADeletionOfItsManifest() throws Exception {
        store.manifests().put(APP, image("one", List.of()));

        interleave("SELECT FROM manifests FOR UPDATE", deleteManifest("one", "first"), put("one", "second"));

        assertThat(store.manifests().find(APP, digest("one"))).isPresent();
    }

    @Test
    void aTaggedPutAfterADeletionOfItsManifest() throws Exception {
        store.manifests().put(APP, image("one", List.of("latest")));

        interleave("SELECT FROM tags FOR UPDATE", deleteManifest("one", "first"), putLatest("one", "second"));

        assertThat(latest()).hasValue(digest("one"));
    }

    @Test
    void aPutBeforeADeletionOfItsTag() throws Exception {
        store.manifests().put(APP, image("old", List.of("latest")));

        interleave("SELECT FROM tags FOR UPDATE", putLatest("one", "first"), deleteTag("second"));

        assertThat(latest()).isEmpty();
    }

    @Test
    void aPutAfterADeletionOfItsTag() throws Exception {
        store.manifests().put(APP, image("old", List.of("latest")));

        interleave("SELECT FROM tags FOR UPDATE", deleteTag("first"), putLatest("one", "second"));

        assertThat(latest()).hasValue(digest("one"));
    }

    @Test
    void aMountBeforeAnUnlink() throws Exception {
        linkTwice();

        interleave(LINK_OF_APP, mount("first"), unlink("second"));

        assertThat(store.blobLinks().find(APP, digest("layer"))).isEmpty();
    }

    @Test
    void aMountAfterAnUnlink() throws Exception {
        linkTwice();

        interleave(LINK_OF_APP, unlink("first"), mount("second"));

        assertThat(store.blobLinks().find(APP, digest("layer"))).isPresent();
    }

    @Test
    void anUploadBeforeAnUnlink() throws Exception {
        linkTwice();

        interleave(LINK_OF_APP, finish("first"), unlink("second"));

        assertThat(store.blobLinks().find(APP, digest("layer"))).isEmpty();
    }

    @Test
    void anUploadAfterAnUnlink() throws Exception {
        linkTwice();

        interleave(LINK_OF_APP, unlink("first"), finish("second"));

        assertThat(store.blobLinks().find(APP, digest("layer"))).isPresent();
    }

    private void linkTwice() throws Exception {
        Sample.blob(store, OTHER, "layer");
        Sample.blob(store, APP, "layer");
    }
}
