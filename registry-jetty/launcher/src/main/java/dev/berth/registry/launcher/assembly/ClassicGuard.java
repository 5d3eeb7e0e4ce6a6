package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.audit.ClassicTree;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Prevents the start of a registry on the storage of a classic one that was not imported, unless {@code
 * storage.classic} permits it.
 */
public final class ClassicGuard {
    private final Keys.Classic choice;

    private final Import imported;

    /** The state of an import; asked only where a classic registry is found. */
    public interface Import {
        /** True when an import of all repositories has ended. */
        boolean hasEnded() throws IOException, StoreException;
    }

    public ClassicGuard(Configuration configuration, Import imported) {
        this.choice = configuration.get(Keys.STORAGE_CLASSIC);
        this.imported = imported;
    }

    /** Checks a directory before any file is created in it. */
    public void check(Path directory) throws IOException, StoreException {
        requireKnown();
        Path repositories = directory.resolve(ClassicTree.REPOSITORIES);
        if (choice == Keys.Classic.REFUSE && Files.isDirectory(repositories)) {
            try (Stream<Path> entries = Files.list(repositories)) {
                if (entries.findAny().isPresent() && !imported.hasEnded()) {
                    throw refusal(directory.toString());
                }
            }
        }
    }

    /** Checks a store, with one listing. */
    public void check(BlobStore blobs, String description) throws IOException, StoreException {
        requireKnown();
        if (choice == Keys.Classic.REFUSE && ClassicTree.isIn(blobs) && !imported.hasEnded()) {
            throw refusal(description);
        }
    }

    private void requireKnown() throws IOException {
        if (choice == Keys.Classic.TAKEOVER) {
            throw new IOException("storage.classic: takeover is not available in this version; use refuse or ignore");
        }
    }

    private static IOException refusal(String place) {
        return new IOException("storage " + place + " holds the repositories of a classic registry ("
                + ClassicTree.REPOSITORIES + "), which were not imported; run `registry database import` with this"
                + " configuration first, use another root directory or bucket, or set storage.classic: ignore to start"
                + " beside it and leave it untouched");
    }
}
