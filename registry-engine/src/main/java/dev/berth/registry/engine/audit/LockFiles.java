package dev.berth.registry.engine.audit;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import dev.berth.registry.spi.storage.BlobStore;
import java.util.Objects;
import java.util.Optional;

/**
 * The two files of the classic layout that say where the metadata of its repositories are. A registry whose metadata
 * are files, and its offline collector, refuse a tree that has the file for a database. Borrows its stores.
 */
public final class LockFiles {
    /** The file that says: the metadata are in a database. */
    public static final StorageKey DATABASE = new StorageKey("docker/registry/lockfiles/database-in-use");

    /** The file that says: the metadata are files. */
    public static final StorageKey FILES = new StorageKey("docker/registry/lockfiles/filesystem-in-use");

    private static final int LONGEST = 4_096;
    private static final String VERSION = "{\"version\":1}";
    private static final String OWNER = "\"owner\"";

    private final OwnerStore owner;
    private final SmallObject ofDatabase;
    private final SmallObject ofFiles;

    private LockFiles(OwnerStore owner, BlobStore storage) {
        this.owner = Objects.requireNonNull(owner, "owner");
        ofDatabase = new SmallObject(Objects.requireNonNull(storage, "storage"), DATABASE, LONGEST);
        ofFiles = new SmallObject(storage, FILES, LONGEST);
    }

    /** The files of this storage, by the identity of this database. */
    public static LockFiles over(OwnerStore owner, BlobStore storage) {
        return new LockFiles(owner, storage);
    }

    /**
     * Refuses a tree whose metadata are in the database of another registry.
     *
     * @throws StoreException PERMANENT when another registry wrote the file for a database
     */
    public void require() throws StoreException {
        require(ofDatabase.text(), owner.find());
    }

    private static void require(Optional<String> text, Optional<Owner> own) throws StoreException {
        if (text.isPresent()
                && own.filter(identity -> text.get().contains(identity.id())).isEmpty()) {
            throw new StoreException(
                    Kind.PERMANENT,
                    "another registry keeps the metadata of this storage in its database (file " + DATABASE
                            + "), so the files of its repositories are not current; delete this file if that database"
                            + " is not in use any more",
                    null);
        }
    }

    /**
     * Records that the metadata are in this database. May be repeated, and done by several nodes at once.
     *
     * @throws StoreException like {@link #require}
     */
    public void take() throws StoreException {
        Optional<String> text = ofDatabase.text();
        Optional<Owner> own = owner.find();
        require(text, own);
        if (own.isPresent()) {
            if (text.isEmpty()) {
                write(ofDatabase, text(own.get()));
            }
            ofFiles.delete();
        }
    }

    /**
     * Records that the metadata are files: the old registry is to be started again. May be repeated.
     *
     * @throws StoreException like {@link #require}
     */
    public void handOver() throws StoreException {
        require();
        if (!ofFiles.isThere()) {
            write(ofFiles, VERSION);
        }
        ofDatabase.delete();
    }

    /** Replaces the identity of another database of Berth by that of this one, which adopted its storage. */
    public void adopt() throws StoreException {
        Optional<Owner> own = owner.find();
        if (own.isPresent()
                && ofDatabase.text().filter(text -> text.contains(OWNER)).isPresent()) {
            ofDatabase.delete();
            write(ofDatabase, text(own.get()));
        }
    }

    private static String text(Owner own) {
        return "{\"version\":1," + OWNER + ":\"" + own.id() + "\"}";
    }

    /** Another node may be first; and one that was killed may have left an unfinished object, which is replaced. */
    private static void write(SmallObject file, String text) throws StoreException {
        try {
            file.write(text);
        } catch (StoreException e) {
            if (!file.isThere()) {
                file.delete();
                file.write(text);
            }
        }
    }
}
