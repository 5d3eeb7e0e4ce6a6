package dev.berth.registry.contract.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.Tag;
import dev.berth.registry.spi.StoreException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names of manifests. */
abstract class TagStoreClaims extends MetadataClaims {
    /** In byte order, which is not that of a dictionary. */
    private static final List<String> NAMES =
            List.of("0", "1.0", "1.0-rc", "10", "2", "A", "B", "Z", "_", "a", "a_b", "b");

    @Test
    void anUnknownRepositoryHasNoList() throws Exception {
        assertThat(store.tags().list(APP, ALL)).isEmpty();
    }

    @Test
    void listsInByteOrderPageByPage() throws Exception {
        storeAll();

        for (int limit = 1; limit <= NAMES.size() + 1; limit++) {
            int from = 0;
            Page<Tag> page = list(PageRequest.first(limit));
            while (page.more()) {
                assertThat(texts(page)).isEqualTo(NAMES.subList(from, from + limit));
                from += limit;
                page = list(PageRequest.after(NAMES.get(from - 1), limit));
            }
            assertThat(texts(page)).isEqualTo(NAMES.subList(from, NAMES.size()));
        }
    }

    @Test
    void theLastTagMayBeAnyText() throws Exception {
        storeAll();

        assertThat(texts(list(PageRequest.after("", 2)))).containsExactly("0", "1.0");
        assertThat(texts(list(PageRequest.after("\0", 2)))).containsExactly("0", "1.0");
        assertThat(texts(list(PageRequest.after("1.0.", 2)))).containsExactly("10", "2");
        assertThat(texts(list(PageRequest.after("a\u00e9", 9)))).containsExactly("b");
        assertThat(texts(list(PageRequest.after("b", 9)))).isEmpty();
    }

    @Test
    void aPageOfNothingTellsWhetherThereIsMore() throws Exception {
        storeAll();

        assertThat(list(PageRequest.first(0))).isEqualTo(new Page<>(List.of(), true));
        assertThat(list(PageRequest.after("b", 0))).isEqualTo(new Page<>(List.of(), false));
    }

    @Test
    void listsTheTagsOfOneRepositoryOnly() throws Exception {
        put(APP, draft().tagged("here"));
        put(OTHER, draft().tagged("there"));

        assertThat(texts(list(ALL))).containsExactly("here");
    }

    @Test
    void deletesATagAndNotItsManifest() throws Exception {
        Digest manifest = put(APP, draft().tagged("v1", "v2"));

        assertThat(store.tags().delete(APP, new Tag("v1"))).isTrue();

        assertThat(named(APP, "v1")).isEmpty();
        assertThat(named(APP, "v2")).hasValue(manifest);
        assertThat(isStored(APP, manifest)).isTrue();
        assertThat(texts(list(ALL))).containsExactly("v2");
    }

    @Test
    void deletesOnlyWhatIsThere() throws Exception {
        assertThat(store.tags().delete(APP, new Tag("v1"))).isFalse();
        put(OTHER, draft().tagged("v1"));
        put(APP, draft().tagged("v2"));

        assertThat(store.tags().delete(APP, new Tag("v1"))).isFalse();
        assertThat(store.tags().delete(APP, new Tag("V2"))).isFalse();
        assertThat(store.tags().delete(APP, new Tag("v2"))).isTrue();
        assertThat(store.tags().delete(APP, new Tag("v2"))).isFalse();
    }

    @Test
    void aDeletedTagMayBeSetAgain() throws Exception {
        put(APP, draft().tagged("v1"));
        store.tags().delete(APP, new Tag("v1"));

        Digest manifest = put(APP, draft().tagged("v1"));

        assertThat(named(APP, "v1")).hasValue(manifest);
    }

    private void storeAll() throws StoreException {
        for (int i = 0; i < NAMES.size(); i++) {
            put(APP, draft().tagged(NAMES.get((i * 5) % NAMES.size())));
        }
    }

    private Page<Tag> list(PageRequest page) throws StoreException {
        return store.tags().list(APP, page).orElseThrow();
    }
}
