package dev.berth.registry.storage.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import dev.berth.registry.testing.FullBuild;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names of objects, ours and others', in one bucket. */
@FullBuild
class GcsNamesIT {
    private String bucket;
    private Storage client;

    @BeforeAll
    static void startServer() {
        FakeGcsServer.require();
    }

    @BeforeEach
    void makeBucket() {
        bucket = FakeGcsServer.server().newBucket();
        client = FakeGcsServer.server().client();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
    }

    @Test
    void rootDirectoriesThatBeginAlikeAreApart() throws Exception {
        GcsBlobStore a = at("a");
        GcsBlobStore slashes = at("/a/");
        GcsBlobStore ab = at("ab");
        StorageKey key = new StorageKey("k");
        store(a, key, 1);
        store(ab, key, 2);
        store(ab, new StorageKey("l"), 3);

        assertThat(keys(a, "", 9)).containsExactly("k");
        assertThat(slashes.size(key)).hasValue(1);
        assertThat(a.delete(List.of(key))).isEmpty();
        assertThat(ab.size(key)).hasValue(2);
    }

    @Test
    void listsTheMd5() throws Exception {
        byte[] content = "sha256:abc".getBytes(StandardCharsets.US_ASCII);
        client.create(BlobInfo.newBuilder(bucket, "r/link").build(), content);

        assertThat(at("r").list("", PageRequest.first(1)).items())
                .extracting(StoredObject::md5)
                .containsExactly(Optional.of(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("MD5").digest(content))));
    }

    @Test
    void passesOverWhatIsNoKey() throws Exception {
        for (String name : List.of("r/a b", "r/a&b<", "r/ä", "r/a%41", "r/b/", "r/c+d", "r/~c", "s/x")) {
            client.create(BlobInfo.newBuilder(bucket, name).build(), new byte[1]);
        }
        GcsBlobStore store = at("r");
        for (String key : List.of("a", "a-b", "b/x", "z")) {
            store(store, new StorageKey(key), 1);
        }

        assertThat(keys(store, "", 9)).containsExactly("a", "a-b", "b/x", "z");
        assertThat(keys(store, "", 2)).containsExactly("a", "a-b");
        assertThat(keys(store, "a", 1)).containsExactly("a");
        assertThat(store.list("", PageRequest.after("a", 2)).more()).isTrue();
        assertThat(store.list("", PageRequest.after("a", 3)).more()).isFalse();
    }

    private static List<String> keys(GcsBlobStore store, String prefix, int limit) throws StoreException {
        return store.list(prefix, PageRequest.first(limit)).items().stream()
                .map(StoredObject::key)
                .map(StorageKey::value)
                .toList();
    }

    private GcsBlobStore at(String rootDirectory) {
        return GcsBlobStore.over(
                client,
                GcsStoreConfig.builder(bucket)
                        .rootDirectory(rootDirectory)
                        .endpoint(FakeGcsServer.server().endpoint())
                        .build());
    }

    private static void store(GcsBlobStore store, StorageKey key, int length) throws StoreException {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(new byte[length]));
            writer.commit();
        }
    }
}
