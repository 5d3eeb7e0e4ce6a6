package dev.berth.registry.storage.fs;

import static dev.berth.registry.storage.fs.Objects.bytes;
import static dev.berth.registry.storage.fs.Objects.key;
import static dev.berth.registry.storage.fs.Objects.put;
import static dev.berth.registry.storage.fs.Objects.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import dev.berth.registry.testing.DirectMemory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {
    private static final StorageKey KEY = key("019a5c8e2f30700080000000000000a1");

    @TempDir
    Path root;

    private FileBlobStore store;

    @BeforeEach
    void open() throws StoreException {
        store = FileBlobStore.open(root);
    }

    @Test
    void keepsAnObjectInTheShardOfItsBeginning() throws Exception {
        put(store, KEY, "content");
        assertThat(root.resolve("objects/019a5c/" + KEY)).hasContent("content");
        assertThat(root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void aLargeWriteHoldsLittleDirectMemory() throws Exception {
        ByteBuffer large = ByteBuffer.allocate(16 << 20);
        try (BlobWriter writer = store.writer(KEY)) {
            assertThat(DirectMemory.heldAfter(() -> writer.write(large))).isLessThan(1 << 20);
            assertThat(writer.size()).isEqualTo(16 << 20);
        }
        assertThat(large.hasRemaining()).isFalse();
    }

    @Test
    void failsWhileItsRootIsAwayAndGoesOnWhenItIsBack() throws Exception {
        put(store, KEY, "content");
        StorageKey begun = key("019a5c8e2f30700080000000000000b2");
        store.writer(begun).close();
        BlobWriter writing = store.writer(key("019a5c8e2f30700080000000000000b3"));
        Path elsewhere = Files.move(root, root.resolveSibling(root.getFileName() + "-moved"));

        assertEverythingFails(begun);
        assertGone(writing::commit);
        assertThat(root).doesNotExist();
        Files.createDirectories(root.resolve("objects"));
        Files.createDirectories(root.resolve("uploads"));
        assertEverythingFails(begun);
        writing.close();
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }

        for (String made : List.of("objects", "uploads", "")) {
            Files.delete(root.resolve(made));
        }
        Files.move(elsewhere, root);
        assertThat(read(store, KEY)).isEqualTo("content");
        store.resume(begun, WriterState.NOTHING).close();
        assertThat(store.delete(List.of(KEY))).isEmpty();
        assertThat(store.size(KEY)).isEmpty();
    }

    @Test
    void letsOnlyItsUserAndGroupRead() throws Exception {
        Path made = root.resolve("made/here");
        put(FileBlobStore.open(made), KEY, "content");
        put(FileBlobStore.open(made), key("a/b"), "content");

        try (Stream<Path> files = Files.walk(made)) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwxr-x---" : "rw-r-----");
            }
        }
    }

    @Test
    void beginsNothingWhereTooLittleSpaceIsFree() throws Exception {
        FileBlobStore full = FileBlobStore.open(
                FileStoreConfig.builder(root).leastFree(Long.MAX_VALUE).build());
        store.writer(KEY).close();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> full.writer(key("another")))
                .withMessageContaining("takes no new uploads")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT));
        full.resume(KEY, WriterState.NOTHING).close();
    }

    private void assertEverythingFails(StorageKey begun) throws Exception {
        assertGone(() -> store.writer(key("019a5c8e2f30700080000000000000a2")));
        assertGone(() -> store.resume(begun, WriterState.NOTHING));
        assertGone(() -> store.open(KEY, new ByteRange(0, 1)));
        assertGone(() -> store.size(KEY));
        assertGone(store::check);
        assertGone(() -> store.list("", PageRequest.first(1)));
        assertThat(store.delete(List.of(KEY))).containsOnlyKeys(KEY);
    }

    private void assertGone(ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(call)
                .withMessageContaining(root.toString())
                .withMessageContaining("moved or replaced")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.TRANSIENT));
    }

    @Test
    void worksWithoutDurability() throws Exception {
        FileBlobStore quick =
                FileBlobStore.open(FileStoreConfig.builder(root).durable(false).build());
        put(quick, KEY, "content");
        assertThat(read(store, KEY)).isEqualTo("content");
    }

    @Test
    void handsOutTheFileItself() throws Exception {
        put(store, KEY, "0123456789");
        try (var content = store.open(KEY, new ByteRange(3, 4))) {
            assertThat(content.channel()).isInstanceOf(FileChannel.class);
            assertThat(((FileChannel) content.channel()).position()).isEqualTo(3);
        }
    }

    @Test
    void readsTheContentOfAnotherRegistryWhereItLies() throws Exception {
        StorageKey classic = key("docker/registry/v2/blobs/sha256/ab/abcd/data");
        Path file = root.resolve(classic.value());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "old");
        assertThat(read(store, classic)).isEqualTo("old");
        assertThat(store.size(key("docker/registry/v2/blobs/sha256/ab/abcd"))).isEmpty();
        assertThat(store.delete(List.of(classic))).isEmpty();
        assertThat(root.resolve("docker")).isEmptyDirectory();
    }

    @Test
    void leavesNothingAmongUploadsWhenAPathIsCommitted() throws Exception {
        put(store, key("a/b/one"), "1");
        assertThat(root.resolve("uploads")).isEmptyDirectory();
        put(store, key("a/" + "long/".repeat(60) + "two"), "2");
        assertThat(root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void writesPathsAgainAfterTheirDirectoryWasRemoved() throws Exception {
        put(store, key("a/b/one"), "1");
        store.delete(List.of(key("a/b/one")));
        put(store, key("a/b/two"), "2");
        assertThat(read(store, key("a/b/two"))).isEqualTo("2");
    }

    @Test
    void listsNamesAndPathsInOneByteOrder() throws Exception {
        List<String> keys = List.of("a", "a-b/x", "a.b/x", "a/b", "a/b-c", "a/bb/c", "aab", "abcdefg", "abcdefgh", "b");
        for (String key : keys) {
            put(store, key(key), key);
        }
        assertThat(list("", "", 100))
                .containsExactlyElementsOf(keys.stream().sorted().toList());
        assertThat(list("a/", "", 100)).containsExactly("a/b", "a/b-c", "a/bb/c");
        assertThat(list("a", "a/b-b", 3)).containsExactly("a/b-c", "a/bb/c", "aab");
        assertThat(list("abcdefg", "abcdefg", 3)).containsExactly("abcdefgh");
        assertThat(store.list("", PageRequest.first(9)).more()).isTrue();
        assertThat(store.list("", PageRequest.first(10)).more()).isFalse();
    }

    @Test
    void pagesOfEveryLengthListTheSame() throws Exception {
        List<String> keys = List.of("x/a", "x/a-b/c", "x/a.b/c/d", "x/a0/b", "x/b/a", "x/b/b/c", "x/bb", "y/a");
        for (String key : keys) {
            put(store, key(key), key);
        }
        for (String prefix : List.of("", "x", "x/", "x/a", "x/b/", "x/b/b/c", "z/")) {
            List<String> all = list(prefix, "", 100).toList();
            assertThat(all)
                    .containsExactlyElementsOf(keys.stream()
                            .filter(key -> key.startsWith(prefix))
                            .sorted()
                            .toList());
            for (int limit = 1; limit <= all.size(); limit++) {
                List<String> paged = new ArrayList<>();
                while (paged.size() < all.size()) {
                    String last = paged.isEmpty() ? "" : paged.get(paged.size() - 1);
                    paged.addAll(list(prefix, last, limit).toList());
                }
                assertThat(paged).as(prefix + " by " + limit).isEqualTo(all);
            }
        }
    }

    @Test
    void doesNotListWhatIsUnfinished() throws Exception {
        try (BlobWriter writer = store.writer(KEY)) {
            writer.write(bytes("half"));
            writer.checkpoint();
        }
        assertThat(store.list("", PageRequest.first(1)).items()).isEmpty();
        assertThat(store.delete(List.of(KEY))).isEmpty();
        assertThat(root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void doesNotResumeAFileThatGotShorter() throws Exception {
        try (BlobWriter writer = store.writer(KEY)) {
            writer.write(bytes("four"));
        }
        fails(Kind.PERMANENT, () -> store.resume(KEY, new WriterState(5, "")));
        try (BlobWriter writer = store.resume(KEY, new WriterState(4, ""))) {
            assertThat(writer.size()).isEqualTo(4);
        }
    }

    @Test
    void doesNotTouchAnObjectByResumingIt() throws Exception {
        put(store, KEY, "content");
        fails(Kind.PERMANENT, () -> store.resume(KEY, WriterState.NOTHING));
        assertThat(read(store, KEY)).isEqualTo("content");
    }

    @Test
    void givesUpWhenItsFileWasDeletedMeanwhile() throws Exception {
        try (BlobWriter writer = store.writer(KEY)) {
            writer.write(bytes("lost"));
            store.delete(List.of(KEY));
            fails(Kind.PERMANENT, writer::commit);
        }
        assertThat(store.size(KEY)).isEmpty();
    }

    @Test
    void excludesWritersOfAnotherStoreOnTheSameDirectory() throws Exception {
        FileBlobStore other = FileBlobStore.open(root);
        try (BlobWriter writer = store.writer(KEY)) {
            writer.write(bytes("x"));
            WriterState state = writer.checkpoint();
            fails(Kind.BUSY, () -> other.resume(KEY, state));
            fails(Kind.PERMANENT, () -> other.writer(KEY));
        }
        other.resume(KEY, WriterState.NOTHING).close();
    }

    @Test
    void refusesALinkInPlaceOfAnObject(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createDirectories(root.resolve("objects/019a5c"));
        Files.createSymbolicLink(root.resolve("objects/019a5c/" + KEY), secret);
        fails(Kind.PERMANENT, () -> store.open(KEY, ByteRange.whole(1)));
        assertThat(store.size(KEY)).isEmpty();
        assertThat(store.list("", PageRequest.first(1)).items()).isEmpty();
    }

    @Test
    void refusesADirectoryThatIsALink(@TempDir Path elsewhere) throws Exception {
        Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("out"), elsewhere);
        Files.createSymbolicLink(root.resolve("objects/019a5c"), elsewhere);
        fails(Kind.PERMANENT, () -> store.open(key("out/secret"), ByteRange.whole(6)));
        fails(Kind.PERMANENT, () -> put(store, key("out/new"), "new"));
        fails(Kind.PERMANENT, () -> put(store, KEY, "new"));
        assertThat(store.delete(List.of(key("out/secret")))).containsOnlyKeys(key("out/secret"));
        assertThat(store.list("", PageRequest.first(1)).items()).isEmpty();
        assertThat(store.list("out/", PageRequest.first(1)).items()).isEmpty();
        assertThat(elsewhere.resolve("secret")).hasContent("secret");
        assertThat(elsewhere).isDirectoryNotContaining(file -> file.endsWith("new") || file.endsWith(KEY.value()));
    }

    @Test
    void keepsKeysOutOfItsOwnDirectories() {
        fails(Kind.PERMANENT, () -> store.writer(key("objects/019a5c/x")));
        fails(Kind.PERMANENT, () -> store.size(key("uploads/x")));
    }

    @Test
    void findsNothingBelowAnObject() throws Exception {
        put(store, key("a/b"), "x");
        assertThat(store.size(key("a/b/c"))).isEmpty();
        assertThat(store.size(key("a/b/c/d"))).isEmpty();
        assertThat(store.delete(List.of(key("a/b/c"), key("a/b/c/d"), key("a"))))
                .isEmpty();
        fails(Kind.PERMANENT, () -> put(store, key("a/b/c"), "y"));
        assertThat(read(store, key("a/b"))).isEqualTo("x");
    }

    @Test
    void saysWhatItCannotUse() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> FileBlobStore.open(file))
                .withMessageContaining(file.toString())
                .matches(e -> e.kind() == Kind.PERMANENT);
    }

    private Stream<String> list(String prefix, String last, int limit) throws StoreException {
        return store.list(prefix, PageRequest.after(last, limit)).items().stream()
                .map(StoredObject::key)
                .map(StorageKey::value);
    }

    private static void fails(Kind kind, ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class).isThrownBy(call).matches(e -> e.kind() == kind, "is " + kind);
    }
}
