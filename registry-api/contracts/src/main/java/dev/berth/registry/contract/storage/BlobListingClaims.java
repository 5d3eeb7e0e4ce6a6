package dev.berth.registry.contract.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listing committed objects. */
abstract class BlobListingClaims extends BlobStoreClaims {
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(10);

    /**
     * In byte order: {@code -} before {@code .} before {@code /} before digits, capitals, {@code _} and small letters.
     */
    private static final List<String> KEYS =
            List.of("a-b/x", "a.b/x", "a/-/x", "a/b", "a/b0", "a/c/d", "a0/x", "aB/x", "a_/x", "aa/x", "b");

    @Test
    void listsInByteOrder() throws Exception {
        storeAll();

        assertThat(keys(store.list("", PageRequest.first(100)))).isEqualTo(KEYS);
    }

    @Test
    void findsByTheBeginningOfTheKey() throws Exception {
        storeAll();

        assertThat(keys(store.list("a/", PageRequest.first(100)))).containsExactly("a/-/x", "a/b", "a/b0", "a/c/d");
        assertThat(keys(store.list("a/b", PageRequest.first(100)))).containsExactly("a/b", "a/b0");
        assertThat(keys(store.list("a", PageRequest.first(100)))).isEqualTo(KEYS.subList(0, KEYS.size() - 1));
        assertThat(keys(store.list("c", PageRequest.first(100)))).isEmpty();
    }

    @Test
    void pagesGoOnBehindTheLastKey() throws Exception {
        storeAll();

        for (int limit = 1; limit <= KEYS.size() + 1; limit++) {
            int from = 0;
            Page<StoredObject> page = store.list("", PageRequest.first(limit));
            while (page.more()) {
                assertThat(keys(page)).isEqualTo(KEYS.subList(from, from + limit));
                from += limit;
                page = store.list("", PageRequest.after(KEYS.get(from - 1), limit));
            }
            assertThat(keys(page)).isEqualTo(KEYS.subList(from, KEYS.size()));
        }
    }

    @Test
    void theLastKeyNeedNotExist() throws Exception {
        storeAll();

        assertThat(keys(store.list("", PageRequest.after("a/b/zzz", 3)))).containsExactly("a/b0", "a/c/d", "a0/x");
        assertThat(keys(store.list("a/", PageRequest.after("a0", 3)))).isEmpty();
        assertThat(keys(store.list("a/", PageRequest.after("A", 3)))).containsExactly("a/-/x", "a/b", "a/b0");
    }

    @Test
    void tellsSizeAndTime() throws Exception {
        Instant before = Instant.now().minus(CLOCKS_DIFFER);
        byte[] content = chunk();
        StorageKey key = stored(content);

        List<StoredObject> objects =
                store.list(key.value(), PageRequest.first(2)).items();

        assertThat(objects).hasSize(1);
        assertThat(objects.get(0).key()).isEqualTo(key);
        assertThat(objects.get(0).size()).isEqualTo(content.length);
        assertThat(objects.get(0).modified()).isBetween(before, Instant.now().plus(CLOCKS_DIFFER));
    }

    @Test
    void aListedMd5IsThatOfTheContent() throws Exception {
        byte[] content = generated.bytes(71);
        StorageKey key = stored(content);

        StoredObject object =
                store.list(key.value(), PageRequest.first(1)).items().get(0);

        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        assertThat(object.md5().orElse(md5)).isEqualTo(md5);
    }

    @Test
    void listsNothingThatIsNotCommitted() throws Exception {
        try (BlobWriter open = store.writer(generated.storageKey());
                BlobWriter checkpointed = store.writer(generated.storageKey())) {
            open.write(ByteBuffer.wrap(chunk()));
            checkpointed.write(ByteBuffer.wrap(chunk()));
            checkpointed.checkpoint();

            assertThat(store.list("", PageRequest.first(10)).items()).isEmpty();
        }
        assertThat(store.list("", PageRequest.first(10)).items()).isEmpty();
    }

    private void storeAll() throws StoreException {
        for (int i = 0; i < KEYS.size(); i++) {
            store(new StorageKey(KEYS.get((i * 7) % KEYS.size())), generated.bytes(5));
        }
    }

    private static List<String> keys(Page<StoredObject> page) {
        return page.items().stream().map(object -> object.key().value()).toList();
    }
}
