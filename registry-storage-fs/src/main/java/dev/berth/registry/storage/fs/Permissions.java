package dev.berth.registry.storage.fs;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions of new files: user and group of the process only, for any umask. */
final class Permissions {
    private static final FileAttribute<?> DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-x---"));
    private static final FileAttribute<?> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));

    private Permissions() {}

    static FileAttribute<?>[] ofDirectory(Path path) {
        return where(path, DIRECTORY);
    }

    static FileAttribute<?>[] ofFile(Path path) {
        return where(path, FILE);
    }

    private static FileAttribute<?>[] where(Path path, FileAttribute<?> attribute) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {attribute} : new FileAttribute<?>[0];
    }
}
