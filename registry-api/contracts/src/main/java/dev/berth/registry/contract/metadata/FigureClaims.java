package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.contract.ManifestDraft;
import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.RepositoryFigures;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.RepositorySize;
import dev.berth.registry.model.SizePosition;
import dev.berth.registry.spi.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Counts of repositories, bytes that nothing names, and the largest repositories. */
public abstract class FigureClaims extends MetadataClaims {
    private static final RepositoryName TEAM = new RepositoryName("team");

    @Test
    void untaggedContentIsHeld() throws Exception {
        assertThat(store.insights().sizes().figures(APP)).isEmpty();
        Digest layer = newBlob(APP);
        Digest unnamed = newBlob(APP);
        put(APP, draft().needing(layer).tagged("v1", "v2"));
        put(APP, draft().needing(layer));

        long blobs = size(APP, layer) + size(APP, unnamed);
        assertThat(store.insights().sizes().figures(APP))
                .contains(new RepositoryFigures(
                        APP, 2, 2, 2, size(APP, layer), 600 + blobs, 600 + blobs, 300 + size(APP, unnamed)));
    }

    @Test
    void deletionFreesWhatNoOtherRepositoryHas() throws Exception {
        Digest shared = newBlob(APP);
        Digest own = newBlob(APP);
        assertThat(store.blobLinks().mount(OTHER, APP, shared)).isTrue();
        put(APP, draft().needing(shared, own).tagged("v1"));

        RepositoryFigures figures = store.insights().sizes().figures(APP).orElseThrow();

        assertThat(figures.held()).isEqualTo(300 + size(APP, shared) + size(APP, own));
        assertThat(figures.freed()).isEqualTo(300 + size(APP, own));
        assertThat(store.insights().sizes().figures(OTHER).orElseThrow().freed())
                .isZero();
    }

    @Test
    void aDeletionOfSeveralRepositoriesFreesWhatTheyShare() throws Exception {
        Digest shared = newBlob(APP);
        Digest own = newBlob(APP);
        Digest kept = newBlob(OTHER);
        store.blobLinks().mount(OTHER, APP, shared);
        store.blobLinks().mount(TEAM, OTHER, kept);
        put(APP, draft().needing(shared, own).tagged("v1"));
        put(OTHER, draft().needing(shared, kept).tagged("v1"));

        assertThat(freed(APP)).isEqualTo(300 + size(APP, own));
        assertThat(freed(APP, OTHER)).isEqualTo(600 + size(APP, own) + size(APP, shared));
        assertThat(freed(APP, OTHER, TEAM)).isEqualTo(600 + size(APP, own) + size(APP, shared) + size(OTHER, kept));
        assertThat(freed()).isZero();
        assertThat(freed(new RepositoryName("none"))).isZero();
    }

    private long freed(RepositoryName... repositories) throws StoreException {
        return store.insights().freedBytes().ofRepositories(List.of(repositories));
    }

    @Test
    void theLargestAreFirst() throws Exception {
        List<RepositorySize> all = new ArrayList<>();
        Digest layer = anyDigest();
        for (int i = 4; i >= 0; i--) {
            RepositoryName repository = new RepositoryName("r" + i);
            layer = newBlob(repository);
            put(repository, draft().needing(layer).tagged("v1"));
            all.add(new RepositorySize(repository, size(repository, layer), 1));
        }
        RepositoryName twin = new RepositoryName("a-twin");
        store.blobLinks().mount(twin, new RepositoryName("r0"), layer);
        put(twin, draft().needing(layer).tagged("v1"));
        all.add(new RepositorySize(twin, size(twin, layer), 1));
        put(new RepositoryName("empty"), draft().tagged("v1"));
        all.sort((one, other) -> one.size() == other.size()
                ? one.name().compareTo(other.name())
                : Long.compare(other.size(), one.size()));

        for (int limit = 1; limit <= all.size(); limit++) {
            assertThat(pages(limit)).isEqualTo(all);
        }
    }

    private List<RepositorySize> pages(int limit) throws StoreException {
        List<RepositorySize> read = new ArrayList<>();
        Optional<SizePosition> last = Optional.empty();
        boolean more = true;
        while (more) {
            Page<RepositorySize> page = store.insights().sizes().largest(limit, last);
            read.addAll(page.items());
            more = page.more();
            last = Optional.of(read.get(read.size() - 1).position());
        }
        return read;
    }

    private long size(RepositoryName repository, Digest blob) throws StoreException {
        return store.blobLinks().find(repository, blob).orElseThrow().size();
    }

    /** The number of tags is counted with the layers. */
    @Test
    void tagsAreCounted() throws Exception {
        ManifestDraft first = draft().tagged("v1", "v2");
        put(APP, first);
        put(APP, draft().tagged("v2", "v3"));
        assertThat(tags()).isEqualTo(3);
        put(APP, first);
        assertThat(tags()).isEqualTo(3);
        store.manifests().delete(APP, first.digest());
        assertThat(tags()).isEqualTo(1);
    }

    private long tags() throws StoreException {
        return store.insights().sizes().figures(APP).orElseThrow().tags();
    }
}
