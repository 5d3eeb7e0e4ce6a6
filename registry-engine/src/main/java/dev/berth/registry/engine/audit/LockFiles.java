package dev.berth.registry.engine.audit;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.maintenance.Owner;
import dev.berth.registry.spi.maintenance.OwnerStore;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

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
    private final BlobStore storage;

    private LockFiles(OwnerStore owner, BlobStore storage) {
        this.owner = Objects.requireNonNull(owner, "owner");
        this.storage = Objects.requireNonNull(storage, "storage");
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
        Optional<String> content = content();
        Optional<Owner> own = owner.find();
        if (content.isPresent()
                && own.filter(identity -> content.get().contains(identity.id())).isEmpty()) {
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
        require();
        Optional<Owner> own = owner.find();
        if (own.isPresent()) {
            if (content().isEmpty()) {
                write(DATABASE, text(own.get()));
            }
            delete(FILES);
        }
    }

    /**
     * Records that the metadata are files: the old registry is to be started again. May be repeated.
     *
     * @throws StoreException like {@link #require}
     */
    public void handOver() throws StoreException {
        require();
        if (storage.size(FILES).isEmpty()) {
            write(FILES, VERSION);
        }
        delete(DATABASE);
    }

    /** Replaces the identity of another database of Berth by that of this one, which adopted its storage. */
    public void adopt() throws StoreException {
        Optional<Owner> own = owner.find();
        if (own.isPresent() && content().filter(text -> text.contains(OWNER)).isPresent()) {
            delete(DATABASE);
            write(DATABASE, text(own.get()));
        }
    }

    private static String text(Owner own) {
        return "{\"version\":1," + OWNER + ":\"" + own.id() + "\"}";
    }

    private Optional<String> content() throws StoreException {
        OptionalLong size = storage.size(DATABASE);
        if (size.isEmpty()) {
            return Optional.empty();
        }
        int length = (int) Math.min(size.getAsLong(), LONGEST);
        try (BlobContent content = storage.open(DATABASE, ByteRange.whole(length))) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && content.channel().read(bytes) >= 0) {
                // A channel may answer less than was asked for.
            }
            return Optional.of(new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new StoreException(Kind.TRANSIENT, "cannot read object " + DATABASE, e);
        }
    }

    /** Another node may be first; and one that was killed may have left an unfinished object, which is replaced. */
    private void write(StorageKey key, String text) throws StoreException {
        try {
            attempt(key, text);
        } catch (StoreException e) {
            if (storage.size(key).isEmpty()) {
                delete(key);
                attempt(key, text);
            }
        }
    }

    private void attempt(StorageKey key, String text) throws StoreException {
        try (BlobWriter writer = storage.writer(key)) {
            writer.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            writer.commit();
        }
    }

    private void delete(StorageKey key) throws StoreException {
        StoreException failure = storage.delete(List.of(key)).get(key);
        if (failure != null) {
            throw failure;
        }
    }
}
