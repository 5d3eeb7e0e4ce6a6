package dev.berth.registry.storage.fs;

import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * The directory everything is kept in, as it was when the store was opened. If it is moved away or its file system is
 * unmounted, nothing of the store is known to be missing, and nothing may be written in its place.
 */
final class Root {
    private final Path path;
    private final @Nullable Object identity;

    private Root(Path path, @Nullable Object identity) {
        this.path = path;
        this.identity = identity;
    }

    static Root of(Path path) throws IOException {
        return new Root(path, identity(path));
    }

    Path path() {
        return path;
    }

    /** True while it is the same directory; reads the file system. */
    boolean isThere() {
        try {
            Object now = identity(path);
            return identity == null || identity.equals(now);
        } catch (IOException e) {
            return false;
        }
    }

    /** Fails without it. */
    void require() throws StoreException {
        if (!isThere()) {
            throw gone(null);
        }
    }

    StoreException gone(@Nullable IOException cause) {
        return new StoreException(
                Kind.TRANSIENT,
                "storage directory " + path + " is not the one that was opened: it was moved or replaced, or its file"
                        + " system is not mounted; put it back",
                cause);
    }

    /** The identity of a directory in the file system; null if the file system has none. */
    private static @Nullable Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}
