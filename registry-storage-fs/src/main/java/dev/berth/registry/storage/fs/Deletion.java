package dev.berth.registry.storage.fs;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Removes objects and unfinished files, once: a removal that a power failure takes back would never be repeated. */
final class Deletion {
    private final FileStoreContext context;
    private final Map<Path, Set<StorageKey>> changed = new HashMap<>();
    private final Map<StorageKey, StoreException> failed = new HashMap<>();

    Deletion(FileStoreContext context) {
        this.context = context;
    }

    /** Removes these; the answer has those that could not be. */
    Map<StorageKey, StoreException> of(Collection<StorageKey> keys) {
        keys.forEach(this::delete);
        changed.forEach(this::sync);
        if (!context.root().isThere()) {
            // The root may have been replaced before the object was missed.
            keys.forEach(key -> failed.put(key, context.root().gone(null)));
        }
        return Map.copyOf(failed);
    }

    private void delete(StorageKey key) {
        try {
            remove(key, context.paths().unfinished(key));
            remove(key, context.paths().object(key));
        } catch (StoreException e) {
            failed.put(key, e);
        } catch (IOException e) {
            failed.put(key, context.failures().of("delete", key, e));
        }
    }

    private void remove(StorageKey key, Path file) throws IOException {
        Path directory = KeyPaths.directory(file);
        try {
            context.directories().check(directory);
            if (key.isPath() && Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            Files.delete(file);
            changed.computeIfAbsent(directory, made -> new HashSet<>()).add(key);
        } catch (NoSuchFileException e) {
            return;
        }
        if (key.isPath()) {
            context.directories().removeEmpty(directory);
        }
    }

    private void sync(Path directory, Set<StorageKey> keys) {
        try {
            context.directories().syncNearest(directory);
        } catch (IOException e) {
            keys.forEach(key -> failed.put(key, context.failures().of("delete", key, e)));
        }
    }
}
