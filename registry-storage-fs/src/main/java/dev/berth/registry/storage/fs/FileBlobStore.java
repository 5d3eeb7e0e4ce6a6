package dev.berth.registry.storage.fs;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.Page;
import dev.berth.registry.model.PageRequest;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.AbandonedRemoval;
import dev.berth.registry.spi.storage.BlobStore;
import dev.berth.registry.spi.storage.BlobWriter;
import dev.berth.registry.spi.storage.KeysInUse;
import dev.berth.registry.spi.storage.StorageCapabilities;
import dev.berth.registry.spi.storage.StoredObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Objects as files of a directory, which several processes may share (over NFS, locks have to work).
 *
 * <p>Durable unless configured otherwise: a commit syncs the content, moves the file where it belongs in one step and
 * syncs the directory. A killed process leaves at most unfinished files, which {@link #delete} removes with their key
 * and {@link #removeAbandoned} without. Symbolic links below the root are refused. A root that is moved away, replaced
 * or unmounted while the store is open is a failure of every call, not an empty store, and is not created again. New
 * files are accessible to the user and the group of the process only. A key that is a path may not lead through the key
 * of an object. Keeps no files open.
 */
public final class FileBlobStore implements BlobStore, AbandonedRemoval {
    private final FileStoreContext context;
    private final ObjectFiles objects;
    private final long leastFree;

    private FileBlobStore(FileStoreContext context, long leastFree) {
        this.leastFree = leastFree;
        this.context = context;
        this.objects = new ObjectFiles(context);
    }

    /** Opens a durable store in a directory, which is made if need be. */
    public static FileBlobStore open(Path root) throws StoreException {
        return open(FileStoreConfig.builder(root).build());
    }

    /**
     * Opens a store, making its directory if need be.
     *
     * @throws StoreException when the directory cannot be made or written to
     */
    public static FileBlobStore open(FileStoreConfig config) throws StoreException {
        try {
            Files.createDirectories(config.root(), Permissions.ofDirectory(config.root()));
            return new FileBlobStore(context(config), config.leastFree());
        } catch (IOException e) {
            throw FileFailures.inDirectory(config.root(), "use " + config.root() + " as storage", e);
        }
    }

    private static FileStoreContext context(FileStoreConfig config) throws IOException {
        Root root = Root.of(config.root().toRealPath());
        KeyPaths paths = KeyPaths.below(root.path());
        Directories directories = new Directories(root, config.durable());
        directories.prepare(paths.objects());
        directories.prepare(paths.uploads());
        return new FileStoreContext(root, paths, directories, new FileFailures(root), config.durable());
    }

    @Override
    public BlobWriter writer(StorageKey key) throws StoreException {
        Path object = context.paths().object(key);
        context.root().require();
        requireSpace();
        try {
            UnfinishedFile file = UnfinishedFile.create(context.paths().unfinished(key), context.directories());
            if (object.toFile().exists()) {
                file.remove();
                throw new FileAlreadyExistsException(null);
            }
            return new FileBlobWriter(key, file, object, 0, 0, context);
        } catch (IOException e) {
            throw context.failures().of("begin", key, e);
        }
    }

    private void requireSpace() throws StoreException {
        long free = leastFree == 0 ? 0 : context.root().path().toFile().getUsableSpace();
        if (free < leastFree) {
            throw new StoreException(
                    Kind.TRANSIENT,
                    "storage directory " + context.root().path() + " takes no new uploads: " + free
                            + " bytes are free, fewer than " + leastFree,
                    null);
        }
    }

    @Override
    public BlobWriter resume(StorageKey key, WriterState state) throws StoreException {
        Path object = context.paths().object(key);
        try {
            UnfinishedFile file = UnfinishedFile.reopen(context.paths().unfinished(key))
                    .orElseThrow(() -> new StoreException(Kind.BUSY, "another writer has object " + key, null));
            return resume(key, state, file, object);
        } catch (IOException e) {
            throw context.failures().of("resume", key, e);
        }
    }

    private BlobWriter resume(StorageKey key, WriterState state, UnfinishedFile file, Path object)
            throws IOException, StoreException {
        boolean resumed = false;
        try {
            long length = file.channel().size();
            if (length < state.size()) {
                throw new StoreException(
                        Kind.PERMANENT, "object " + key + " has " + length + " bytes, not " + state.size(), null);
            }
            resumed = true;
            return new FileBlobWriter(key, file, object, state.size(), length, context);
        } finally {
            if (!resumed) {
                file.close();
            }
        }
    }

    @Override
    public BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        return objects.open(key, range);
    }

    @Override
    public OptionalLong size(StorageKey key) throws StoreException {
        return objects.size(key);
    }

    @Override
    public Map<StorageKey, StoreException> delete(Collection<StorageKey> keys) {
        return new Deletion(context).of(keys);
    }

    @Override
    public Page<StoredObject> list(String prefix, PageRequest page) throws StoreException {
        try {
            Page<StoredObject> found = new Listing(context.paths(), prefix, page).page();
            // Checked last: a read from another directory, or from none, proves nothing.
            context.root().require();
            return found;
        } catch (IOException e) {
            throw context.failures().of("list objects", e);
        }
    }

    /** A file is as old as its last byte. */
    @Override
    public int removeAbandoned(Instant before, KeysInUse uploads) throws StoreException {
        try {
            return new AbandonedFiles(context, before, uploads).remove();
        } catch (IOException e) {
            throw context.failures().of("remove abandoned uploads", e);
        }
    }

    @Override
    public StorageCapabilities capabilities() {
        return StorageCapabilities.removing(this).copying(new HardLinks(context));
    }

    /** Fails when the directory is not the one that was opened, or cannot be read. */
    @Override
    public void check() throws StoreException {
        context.root().require();
    }

    /** Holds nothing open. */
    @Override
    public void close() {}
}
