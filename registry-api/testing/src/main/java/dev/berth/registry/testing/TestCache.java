package dev.berth.registry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A folder of this user for artifacts that tests build once and execute: programs and unpacked binaries. Other users
 * cannot write to it, since they could then choose the code that tests run.
 */
public final class TestCache {
    private TestCache() {}

    /** The folder of this name; it exists, and only this user has access. */
    public static Path folder(String name) {
        try {
            Path root = Files.createDirectories(root());
            if (Files.getFileAttributeView(root, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for tests in " + root(), e);
        }
    }

    private static Path root() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(given -> !given.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("berth-tests");
    }
}
