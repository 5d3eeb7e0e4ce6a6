package dev.berth.registry.storage.fs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories below the root: created, synced, and checked once for links that lead elsewhere.
 *
 * <p>Checked and synced directories are remembered, so that frequent use costs nothing; the memory is bounded. Safe for
 * use by any number of threads.
 */
final class Directories {
    private static final int REMEMBERED = 10_000;
    /** Elsewhere a directory cannot be opened, and its entries are durable without. */
    private static final boolean SYNCABLE =
            Path.of("").getFileSystem().getSeparator().equals("/");

    private final Root identity;
    private final Path root;
    private final boolean durable;
    private final Set<Path> checked = ConcurrentHashMap.newKeySet();
    private final Set<Path> lasting = ConcurrentHashMap.newKeySet();

    Directories(Root root, boolean durable) {
        identity = root;
        this.root = root.path();
        this.durable = durable;
    }

    /**
     * Refuses a directory that is reached through a link. Costs one look at it where that above was checked before.
     *
     * @throws NoSuchFileException when there is no such directory
     */
    void check(Path directory) throws IOException {
        if (checked.contains(directory)) {
            return;
        }
        if (!directory.equals(root)) {
            check(KeyPaths.directory(directory));
            BasicFileAttributes attributes = attributes(directory);
            if (attributes.isSymbolicLink()) {
                throw new FileSystemException(null, null, "a symbolic link leads out of the storage directory");
            }
            if (!attributes.isDirectory()) {
                throw new NoSuchFileException(null);
            }
        }
        remember(checked, directory);
    }

    /** Makes a directory and, in a durable store, sees to it that it survives a power failure. */
    void prepare(Path directory) throws IOException {
        if (!lasting.contains(directory)) {
            create(directory);
            check(directory);
            // A directory on the way, created here or on another node, may not be synced yet.
            for (Path made = directory; !made.equals(root); made = KeyPaths.directory(made)) {
                sync(KeyPaths.directory(made));
            }
            remember(lasting, directory);
        }
    }

    /** Makes a directory, and those above it but the root: without that there is no place for any. */
    void create(Path directory) throws IOException {
        if (!identity.isThere()) {
            throw new NoSuchFileException(root.toString());
        }
        for (Path missing : missing(directory)) {
            try {
                Files.createDirectory(missing, Permissions.ofDirectory(missing));
            } catch (FileAlreadyExistsException e) {
                if (!missing.toFile().isDirectory()) {
                    throw e;
                }
            }
        }
    }

    /** A directory and those above it that are not there, the uppermost first. */
    private Deque<Path> missing(Path directory) {
        Deque<Path> missing = new ArrayDeque<>();
        for (Path path = directory; !path.equals(root) && !path.toFile().exists(); path = KeyPaths.directory(path)) {
            missing.push(path);
        }
        return missing;
    }

    /** Forgets a directory that is gone. */
    void forget(Path directory) {
        lasting.remove(directory);
        checked.remove(directory);
    }

    /** Makes the entries of a directory survive a power failure, in a durable store. */
    void sync(Path directory) throws IOException {
        if (durable && SYNCABLE) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Like {@link #sync}, of the nearest directory above if this one is gone. */
    void syncNearest(Path directory) throws IOException {
        Path nearest = directory;
        while (!nearest.equals(root) && !nearest.toFile().exists()) {
            nearest = KeyPaths.directory(nearest);
        }
        sync(nearest);
    }

    /** Removes a directory and those above it as long as they are empty; the uppermost stays. */
    void removeEmpty(Path directory) {
        Path empty = directory;
        while (!KeyPaths.directory(empty).equals(root) && empty.toFile().delete()) {
            forget(empty);
            empty = KeyPaths.directory(empty);
        }
    }

    /** A directory may exist without being visible to this process; any other failure says that there is none. */
    private static BasicFileAttributes attributes(Path directory) throws IOException {
        try {
            return Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            throw new NoSuchFileException(null);
        }
    }

    private static void remember(Set<Path> memory, Path directory) {
        if (memory.size() >= REMEMBERED) {
            memory.clear();
        }
        memory.add(directory);
    }
}
