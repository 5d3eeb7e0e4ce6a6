package dev.berth.registry.launcher.assembly;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The folder for all data of a registry without a configuration. Belongs to one process at a time, until closed. */
public final class DataFolder implements AutoCloseable {
    private final Path directory;
    private final FileChannel lock;
    private final boolean used;

    private DataFolder(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
        used = Files.isDirectory(directory.resolve("postgresql"));
    }

    /** Takes a folder, making it if need be. */
    public static DataFolder open(Path given) throws IOException {
        Path directory = directory(given);
        return take(directory)
                .orElseThrow(() -> new IOException("cannot use the data folder " + given
                        + ": another registry is using it; choose another with --data"));
    }

    private static Path directory(Path given) throws WrongSettings {
        try {
            return Files.createDirectories(given).toRealPath();
        } catch (IOException e) {
            throw new WrongSettings("cannot use the data folder " + given + ", choose another with --data", e);
        }
    }

    /** Takes an existing folder; empty when it belongs to another process. */
    public static Optional<DataFolder> take(Path directory) throws IOException {
        FileChannel channel = openLock(directory.resolve("lock"));
        if (!isLocked(channel)) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new DataFolder(directory, channel));
    }

    public Path directory() {
        return directory;
    }

    /**
     * The folder of blobs; other users have no access.
     *
     * @throws IOException also when they are missing although there is a database, so that none is made in their place
     */
    public Path blobs() throws IOException {
        Path blobs = blobs(directory);
        if (!Files.isDirectory(blobs)) {
            if (used) {
                throw new IOException("the blobs of this registry are not in " + blobs + ", though its database is in "
                        + directory + "; put them back, or make an empty directory there if they are lost");
            }
            Files.createDirectory(
                    blobs, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return blobs;
    }

    /** The folder of blobs within a data folder, existing or not. */
    public static Path blobs(Path directory) {
        return directory.resolve("blobs");
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** A user with read access to the file could lock it and so prevent the start: other users have none. */
    private static FileChannel openLock(Path file) throws IOException {
        Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(owner));
        if (!Files.getPosixFilePermissions(file).equals(owner)) {
            Files.setPosixFilePermissions(file, owner);
        }
        return channel;
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
