package dev.berth.registry.storage.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file in writing, by one writer at a time: enforced by a set within this JVM, and by a lock on the file among
 * processes.
 *
 * <p>The set is for the whole JVM, because two stores may share a directory, and because closing any channel of a file
 * drops every lock the process has on it: there must never be a second channel.
 */
final class UnfinishedFile implements AutoCloseable {
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private UnfinishedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Begins a file.
     *
     * @throws FileAlreadyExistsException when it is there already
     */
    static UnfinishedFile create(Path path, Directories directories) throws IOException {
        UnfinishedFile file =
                take(path, () -> begin(path, directories)).orElseThrow(() -> new FileAlreadyExistsException(null));
        if (file.channel.size() > 0) {
            // Another process resumed it between its opening and its locking.
            file.close();
            throw new FileAlreadyExistsException(null);
        }
        return file;
    }

    /**
     * Resumes a file; empty while another writer has it.
     *
     * @throws NoSuchFileException when it is not there
     */
    static Optional<UnfinishedFile> reopen(Path path) throws IOException {
        Optional<UnfinishedFile> file =
                take(path, () -> FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        if (file.isPresent() && !path.toFile().exists()) {
            // Committed between its opening and its locking: the open file is the object.
            file.get().close();
            throw new NoSuchFileException(null);
        }
        return file;
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Releases the file for another writer. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OPEN.remove(path);
        }
    }

    /** Removes the file, so that it cannot be resumed, and closes it. */
    void remove() throws IOException {
        try {
            Files.deleteIfExists(path);
        } finally {
            close();
        }
    }

    private interface Opening {
        FileChannel open() throws IOException;
    }

    private static Optional<UnfinishedFile> take(Path path, Opening opening) throws IOException {
        if (!OPEN.add(path)) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            Optional<FileChannel> channel = lock(opening.open());
            taken = channel.isPresent();
            return channel.map(locked -> new UnfinishedFile(path, locked));
        } finally {
            if (!taken) {
                OPEN.remove(path);
            }
        }
    }

    private static FileChannel begin(Path path, Directories directories) throws IOException {
        try {
            return create(path);
        } catch (NoSuchFileException e) {
            directories.create(KeyPaths.directory(path));
            return create(path);
        }
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(
                path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), Permissions.ofFile(path));
    }

    private static Optional<FileChannel> lock(FileChannel channel) throws IOException {
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
            return locked ? Optional.of(channel) : Optional.empty();
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }
}
