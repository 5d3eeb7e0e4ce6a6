package dev.berth.registry.storage.fs;

import static dev.berth.registry.storage.fs.Objects.bytes;
import static dev.berth.registry.storage.fs.Objects.key;
import static dev.berth.registry.storage.fs.Objects.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.StoredObject;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a second process: kill -9, two processes on one object, a full disk. */
class FileBlobStoreIT {
    private static final int KILLS = 5;

    @TempDir
    Path root;

    @Test
    void keepsEveryCommittedObjectWholeAndShowsNoOther() throws Exception {
        Set<String> committed = new HashSet<>();
        for (int round = 0; round < KILLS; round++) {
            committed.addAll(killedAfter(10 + 7 * round, "round" + round + "-"));
        }
        FileBlobStore store = FileBlobStore.open(root);
        Set<String> listed = new HashSet<>();
        for (StoredObject object : store.list("", PageRequest.first(1_000_000)).items()) {
            listed.add(object.key().value());
            assertThat(content(store, object.key()))
                    .isEqualTo(WriterProgram.content(object.key().value()));
        }
        assertThat(listed).containsAll(committed);
        // The only other possible object is a commit whose key was not printed in time.
        assertThat(listed.size() - committed.size()).isLessThanOrEqualTo(4 * KILLS);
    }

    @Test
    void waitsForTheWriterOfAnotherProcessAndGoesOnAfterItsDeath() throws Exception {
        StorageKey key = key("019a5c8e2f30700080000000000000a1");
        FileBlobStore store = FileBlobStore.open(root);
        WriterState state;
        try (ChildProcess child = ChildProcess.start(HoldingProgram.class, root, key)) {
            state = new WriterState(Long.parseLong(child.line()), "");
            fails(Kind.BUSY, store, key, state);
            // Having been refused must not have taken the other one's lock.
            fails(Kind.BUSY, store, key, state);
        }
        try (BlobWriter writer = store.resume(key, state)) {
            writer.write(bytes(" and half"));
            writer.commit();
        }
        assertThat(read(store, key)).isEqualTo("half and half");
    }

    @Test
    void saysThatStorageIsFullAndLivesOn() throws Exception {
        try (ChildProcess child = ChildProcess.startWithFilesUpTo(64, FullProgram.class, root)) {
            assertThat(child.line()).isEqualTo("TRANSIENT cannot write large: storage is full");
            assertThat(child.line()).isEqualTo("still here");
            assertThat(child.line()).isEqualTo("10 bytes left");
        }
        assertThat(keys()).containsExactly("small");
        assertThat(root.resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void saysThatADiskIsFullAndLivesOn() throws Exception {
        assumeTrue(mount(), "a small disk can only be mounted by root");
        try (ChildProcess child = ChildProcess.start(FullProgram.class, root)) {
            assertThat(child.line()).isEqualTo("TRANSIENT cannot write large: storage is full");
            assertThat(child.line()).isEqualTo("still here");
            assertThat(child.line()).isEqualTo("10 bytes left");
            assertThat(keys()).containsExactly("small");
        } finally {
            run("umount", root.toString());
        }
    }

    private List<String> killedAfter(int objects, String prefix) throws IOException {
        try (ChildProcess child = ChildProcess.start(WriterProgram.class, root, prefix)) {
            List<String> printed = new ArrayList<>();
            while (printed.size() < objects) {
                printed.add(child.line());
            }
            printed.addAll(child.kill());
            return printed;
        }
    }

    private List<String> keys() throws StoreException {
        return FileBlobStore.open(root).list("", PageRequest.first(10)).items().stream()
                .map(object -> object.key().value())
                .toList();
    }

    private boolean mount() throws IOException, InterruptedException {
        return Files.isWritable(Path.of("/etc/passwd"))
                && run("mount", "-t", "tmpfs", "-o", "size=1m", "berth-test", root.toString());
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static byte[] content(FileBlobStore store, StorageKey key) throws StoreException, IOException {
        try (BlobContent content = store.open(key, ByteRange.whole(WriterProgram.SIZE))) {
            return Channels.newInputStream(content.channel()).readAllBytes();
        }
    }

    private static void fails(Kind kind, FileBlobStore store, StorageKey key, WriterState state) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> store.resume(key, state))
                .matches(e -> e.kind() == kind, "is " + kind);
    }
}
