package dev.berth.registry.storage.fs;

import dev.berth.registry.model.Digest;
import dev.berth.registry.model.DigestAlgorithm;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The paths of the files of a key. A key is a safe relative path by its type, so none of these leaves the root by its
 * text.
 *
 * <p>The shard of a key is its beginning: directories in byte order hold keys in byte order. Of the engine's
 * time-ordered keys, one shard holds those of four and a half hours.
 */
record KeyPaths(Path root, Path objects, Path uploads) {
    private static final int SHARD_LENGTH = 6;
    /** No key has this character, so an unfinished file is never in the way of a directory. */
    static final String UNFINISHED = "~";

    private static final String OBJECTS = "objects";
    private static final String UPLOADS = "uploads";

    static KeyPaths below(Path root) {
        return new KeyPaths(root, root.resolve(OBJECTS), root.resolve(UPLOADS));
    }

    /** True for the relative path of a directory reserved for files of the store; those below it are not asked for. */
    static boolean isReserved(String path) {
        return path.equals(OBJECTS) || path.equals(UPLOADS);
    }

    /** The file of a committed object. */
    Path object(StorageKey key) throws StoreException {
        String text = key.value();
        if (key.isPath()) {
            return inPlace(text);
        }
        return objects.resolve(shard(text) + '/' + text);
    }

    /** The file of an object that is being written. */
    Path unfinished(StorageKey key) {
        return uploads.resolve((key.isPath() ? flat(key) : key.value()) + UNFINISHED);
    }

    /** A name without directories, which would stay behind, and not longer than a file name may be. */
    private static String flat(StorageKey key) {
        ByteBuffer text = ByteBuffer.wrap(key.value().getBytes(StandardCharsets.US_ASCII));
        return UNFINISHED + Digest.compute(DigestAlgorithm.SHA256, text).hex();
    }

    /** The directory of a file of a key: there is one, for all of them lie below the root. */
    static Path directory(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    static String shard(String name) {
        return name.length() <= SHARD_LENGTH ? name : name.substring(0, SHARD_LENGTH);
    }

    private Path inPlace(String text) throws StoreException {
        Path path = root.resolve(text);
        if (path.startsWith(objects) || path.startsWith(uploads)) {
            throw new StoreException(
                    Kind.PERMANENT, "key " + text + " is in a directory reserved for files of the store", null);
        }
        return path;
    }
}
