package dev.berth.registry.storage.fs;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.KeysInUse;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Unfinished files that were last written before a time and have no open upload. Used once. */
final class AbandonedFiles {
    private static final int AT_A_TIME = 1_000;

    private final Root root;
    private final KeyPaths paths;
    private final Instant before;
    private final KeysInUse uploads;
    private final Map<StorageKey, Path> old = new HashMap<>();
    private int removed;

    AbandonedFiles(FileStoreContext context, Instant before, KeysInUse uploads) {
        root = context.root();
        paths = context.paths();
        this.before = before;
        this.uploads = uploads;
    }

    int remove() throws IOException, StoreException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(paths.uploads(), "*" + KeyPaths.UNFINISHED)) {
            for (Path file : files) {
                if (isOld(file)) {
                    key(file).ifPresent(key -> old.put(key, file));
                }
                if (old.size() == AT_A_TIME) {
                    removeUnowned();
                }
            }
        } catch (NoSuchFileException e) {
            root.require();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        removeUnowned();
        return removed;
    }

    private void removeUnowned() throws IOException, StoreException {
        old.keySet().removeAll(uploads.among(Set.copyOf(old.keySet())));
        for (Path file : old.values()) {
            removed += Files.deleteIfExists(file) ? 1 : 0;
        }
        old.clear();
    }

    private boolean isOld(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(before);
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static Optional<StorageKey> key(Path file) {
        String name = file.getFileName().toString();
        try {
            return Optional.of(new StorageKey(name.substring(0, name.length() - KeyPaths.UNFINISHED.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
