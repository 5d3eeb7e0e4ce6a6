package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.RepositoryName;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.metadata.FinishOutcome;
import dev.berth.registry.spi.metadata.NewUpload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The list of repositories. */
abstract class RepositoryStoreClaims extends MetadataClaims {
    /** In byte order, which is not that of a dictionary. */
    private static final List<String> NAMES =
            List.of("a-b", "a.b", "a/b", "a/b/c", "a0", "a1", "a10", "a2", "a_b", "aa", "b", "b/a");

    @Test
    void checkPassesWhileTheStoreAnswers() throws Exception {
        store.check();
    }

    @Test
    void knowsNoneAtFirst() throws Exception {
        assertThat(store.repositories().list(ALL)).isEqualTo(new Page<>(List.of(), false));
        assertThat(store.repositories().delete(APP)).isFalse();
    }

    @Test
    void oneComesToBeWithItsFirstBlob() throws Exception {
        newBlob(APP);

        assertThat(repositories()).containsExactly(APP);
        assertThat(store.tags().list(APP, ALL)).hasValue(new Page<>(List.of(), false));
    }

    @Test
    void oneComesToBeWithItsFirstManifest() throws Exception {
        put(APP, draft());

        assertThat(repositories()).containsExactly(APP);
    }

    @Test
    void oneComesToBeWithItsFirstMount() throws Exception {
        Digest blob = newBlob(OTHER);
        store.blobLinks().mount(APP, OTHER, blob);

        assertThat(repositories()).containsExactly(APP, OTHER);
    }

    @Test
    void whatStoresNothingMakesNone() throws Exception {
        started(APP);
        store.uploads().cancel(APP, started(APP).id());
        store.uploads().finish(finished(started(APP), 5, anyDigest()));
        store.manifests().put(APP, draft().needing(anyDigest()).build());
        store.blobLinks().mount(APP, OTHER, anyDigest());
        store.manifests().touch(APP, anyDigest());
        store.blobLinks().touch(APP, anyDigest());

        assertThat(repositories()).isEmpty();
        assertThat(store.tags().list(APP, ALL)).isEmpty();
    }

    @Test
    void oneStaysWhenItsContentGoes() throws Exception {
        Digest blob = newBlob(APP);
        Digest manifest = put(APP, draft().tagged("v1").needing(blob));

        store.manifests().delete(APP, manifest);
        store.blobLinks().unlink(APP, blob);

        assertThat(repositories()).containsExactly(APP);
        assertThat(store.tags().list(APP, ALL)).hasValue(new Page<>(List.of(), false));
    }

    @Test
    void listsInByteOrderPageByPage() throws Exception {
        storeAll();

        for (int limit = 1; limit <= NAMES.size() + 1; limit++) {
            int from = 0;
            Page<RepositoryName> page = store.repositories().list(PageRequest.first(limit));
            while (page.more()) {
                assertThat(texts(page)).isEqualTo(NAMES.subList(from, from + limit));
                from += limit;
                page = store.repositories().list(PageRequest.after(NAMES.get(from - 1), limit));
            }
            assertThat(texts(page)).isEqualTo(NAMES.subList(from, NAMES.size()));
        }
    }

    @Test
    void theLastNameMayBeAnyText() throws Exception {
        storeAll();

        assertThat(behind("")).isEqualTo(NAMES);
        assertThat(behind("\0")).isEqualTo(NAMES);
        assertThat(behind("A")).isEqualTo(NAMES);
        assertThat(behind("a11")).containsExactly("a2", "a_b", "aa", "b", "b/a");
        assertThat(behind("a_%'\\")).containsExactly("a_b", "aa", "b", "b/a");
        assertThat(behind("b/")).containsExactly("b/a");
        assertThat(behind("b\u00e9\u4e2d\ud83d\ude00")).isEmpty();
    }

    @Test
    void aPageOfNothingTellsWhetherThereIsMore() throws Exception {
        storeAll();

        assertThat(store.repositories().list(PageRequest.first(0))).isEqualTo(new Page<>(List.of(), true));
        assertThat(store.repositories().list(PageRequest.after("b/a", 0))).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void deletingTakesTagsManifestsAndLinks() throws Exception {
        Digest blob = newBlob(APP);
        store.blobLinks().mount(OTHER, APP, blob);
        Digest subject = put(APP, draft().tagged("v1").needing(blob));
        Digest index = put(APP, draft().listing(subject).tagged("all"));
        put(APP, draft().about(subject));

        assertThat(store.repositories().delete(APP)).isTrue();

        assertThat(store.repositories().delete(APP)).isFalse();
        assertThat(repositories()).containsExactly(OTHER);
        assertThat(store.tags().list(APP, ALL)).isEmpty();
        assertThat(store.manifests().find(APP, new Tag("v1"))).isEmpty();
        assertThat(isStored(APP, subject)).isFalse();
        assertThat(isStored(APP, index)).isFalse();
        assertThat(isLinked(APP, blob)).isFalse();
        assertThat(isLinked(OTHER, blob)).isTrue();
        assertThat(store.blobLinks().holders(blob, ALL).items()).containsExactly(OTHER);
    }

    @Test
    void aNewOneOfTheSameNameHasNothingOfTheOld() throws Exception {
        Digest blob = newBlob(APP);
        Digest subject = put(APP, draft().tagged("v1").needing(blob));
        put(APP, draft().about(subject));
        put(APP, draft().listing(subject));
        store.repositories().delete(APP);

        Digest fresh = newBlob(APP);
        put(APP, draft().tagged("v2").needing(fresh));

        assertThat(texts(store.tags().list(APP, ALL).orElseThrow())).containsExactly("v2");
        assertThat(isLinked(APP, blob)).isFalse();
        assertThat(store.manifests()
                        .referrers(APP, subject, Optional.empty(), ALL)
                        .items())
                .isEmpty();
    }

    @Test
    void sessionsOutliveTheirRepository() throws Exception {
        newBlob(APP);
        NewUpload session = started(APP);
        store.repositories().delete(APP);

        assertThat(store.uploads().find(APP, session.id())).isPresent();
        Digest digest = anyDigest();
        assertThat(store.uploads().finish(finished(session, 0, digest))).isEqualTo(FinishOutcome.STORED);
        assertThat(isLinked(APP, digest)).isTrue();
    }

    private void storeAll() throws StoreException {
        for (int i = 0; i < NAMES.size(); i++) {
            newBlob(new RepositoryName(NAMES.get((i * 5) % NAMES.size())));
        }
    }

    private List<String> behind(String last) throws StoreException {
        return texts(store.repositories().list(PageRequest.after(last, 100)));
    }
}
