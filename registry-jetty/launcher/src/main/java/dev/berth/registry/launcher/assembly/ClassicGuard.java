package dev.berth.registry.launcher.assembly;

import dev.berth.registry.engine.audit.ClassicTree;
import dev.berth.registry.engine.audit.LockFiles;
import dev.berth.registry.launcher.config.Configuration;
import dev.berth.registry.launcher.config.Keys;
import dev.berth.registry.model.Deadline;
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

        /** True when a takeover has begun and not ended. */
        default boolean isInTakeover() throws StoreException {
            return false;
        }
    }

    public ClassicGuard(Configuration configuration, Import imported) {
        this.choice = configuration.get(Keys.STORAGE_CLASSIC);
        this.imported = imported;
    }

    /** Checks a directory before any file is created in it. */
    public void check(Path directory) throws IOException, StoreException {
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
        if (choice == Keys.Classic.REFUSE && isIn(blobs) && !imported.hasEnded()) {
            throw refusal(description);
        }
        if (choice == Keys.Classic.IGNORE && imported.isInTakeover()) {
            throw new IOException("the takeover of the classic registry in storage " + description
                    + " has not ended; set storage.classic: takeover on all nodes");
        }
    }

    /** True when the classic registry in a store is to be taken over. */
    public boolean isTakeover(BlobStore blobs) throws StoreException {
        return choice == Keys.Classic.TAKEOVER && isIn(blobs);
    }

    /**
     * Records in the lock files of an imported classic registry that its metadata are in this database.
     *
     * @throws StoreException PERMANENT when they are in another one
     */
    public void lock(BlobStore blobs, LockFiles locks) throws StoreException {
        if (choice != Keys.Classic.IGNORE && isIn(blobs)) {
            locks.take();
        }
    }

    private static boolean isIn(BlobStore blobs) throws StoreException {
        return Deadline.currentOr(BucketProbe.LONGEST).call(() -> ClassicTree.isIn(blobs));
    }

    private static IOException refusal(String place) {
        return new IOException("storage " + place + " holds the repositories of a classic registry ("
                + ClassicTree.REPOSITORIES + "), which were not imported; run `registry database import` with this"
                + " configuration first, set storage.classic: takeover to import it while"
                + " it is served, use another root directory or bucket, or set"
                + " storage.classic: ignore to start beside it and leave it untouched");
    }
}
