package dev.berth.registry.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Names of objects, ours and others', in one bucket. */
class S3NamesTest {
    private final Trial trial = new Trial();

    @AfterEach
    void close() {
        trial.close();
    }

    @Test
    void rootDirectoriesThatBeginAlikeAreApart() throws Exception {
        S3BlobStore a = at("a");
        S3BlobStore slashes = at("/a/");
        S3BlobStore ab = at("ab");
        StorageKey key = trial.key();
        store(a, key, 1);
        store(ab, key, 2);
        store(ab, trial.key(), 3);

        assertThat(a.list("", PageRequest.first(9)).items()).hasSize(1);
        assertThat(slashes.size(key)).hasValue(1);
        assertThat(a.delete(List.of(key))).isEmpty();
        assertThat(ab.size(key)).hasValue(2);
    }

    @Test
    void passesOverWhatIsNoKey() throws Exception {
        try (S3Client client = trial.client(trial.http())) {
            for (String name : List.of("r/a b", "r/a&b<", "r/ä", "r/a%41", "r/b/", "r/c+d", "r/~c", "s/x")) {
                client.putObject(request -> request.bucket(trial.bucket()).key(name), RequestBody.fromString("other"));
            }
        }
        S3BlobStore store = at("r");
        for (String key : List.of("a", "a-b", "b/x", "z")) {
            store(store, new StorageKey(key), 1);
        }

        assertThat(keys(store, "", 9)).containsExactly("a", "a-b", "b/x", "z");
        assertThat(keys(store, "", 2)).containsExactly("a", "a-b");
        assertThat(keys(store, "a", 1)).containsExactly("a");
        assertThat(store.list("", PageRequest.after("a", 2)).more()).isTrue();
        assertThat(store.list("", PageRequest.after("a", 3)).more()).isFalse();
        assertThat(store.list("", PageRequest.first(0)).more()).isTrue();
    }

    @Test
    void listsTheMd5OfAnObjectStoredByOneRequest() throws Exception {
        try (S3Client client = trial.client(trial.http())) {
            client.putObject(
                    request -> request.bucket(trial.bucket()).key("r/link"), RequestBody.fromString("sha256:abc"));
        }

        assertThat(at("r").list("", PageRequest.first(1)).items())
                .extracting(StoredObject::md5)
                .containsExactly(Optional.of(md5("sha256:abc")));
    }

    private static String md5(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    }

    private static List<String> keys(S3BlobStore store, String prefix, int limit) throws StoreException {
        return store.list(prefix, PageRequest.first(limit)).items().stream()
                .map(StoredObject::key)
                .map(StorageKey::value)
                .toList();
    }

    private S3BlobStore at(String rootDirectory) {
        return trial.store(
                trial.http(), trial.config().rootDirectory(rootDirectory).build());
    }

    private void store(S3BlobStore store, StorageKey key, int length) throws StoreException {
        try (BlobWriter writer = store.writer(key)) {
            writer.write(ByteBuffer.wrap(trial.bytes(length)));
            writer.commit();
        }
    }
}
