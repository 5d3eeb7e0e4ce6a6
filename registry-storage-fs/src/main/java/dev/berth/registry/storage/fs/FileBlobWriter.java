package dev.berth.registry.storage.fs;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.WriterState;
import dev.berth.registry.spi.storage.BlobWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes an unfinished file and moves it where the object belongs. */
final class FileBlobWriter implements BlobWriter {
    private static final Logger LOG = LoggerFactory.getLogger(FileBlobWriter.class);

    /** The JDK keeps a direct buffer of the size of the largest write with each thread. */
    private static final int SLICE = 128 * 1024;

    private final StorageKey key;
    private final UnfinishedFile file;
    private final Path object;
    private final long length;
    private final FileStoreContext context;
    private long size;
    private long kept;
    private boolean trimmed;
    private boolean committed;

    /** A writer that continues after {@code size} bytes of a file of {@code length}. */
    FileBlobWriter(StorageKey key, UnfinishedFile file, Path object, long size, long length, FileStoreContext context) {
        this.key = key;
        this.file = file;
        this.object = object;
        this.size = size;
        this.kept = size;
        this.length = length;
        this.context = context;
    }

    @Override
    public void write(ByteBuffer bytes) throws StoreException {
        try {
            FileChannel channel = trimmed();
            while (bytes.hasRemaining()) {
                ByteBuffer slice = bytes.slice(bytes.position(), Math.min(SLICE, bytes.remaining()));
                int written = channel.write(slice);
                bytes.position(bytes.position() + written);
                size += written;
            }
        } catch (IOException e) {
            StoreException failure = context.failures().of("write", key, e);
            giveBack(failure);
            throw failure;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean mayDropBytes() {
        return length > size;
    }

    /**
     * All written bytes are in the file; the digest, computed again after a power failure, tells whether they are
     * intact.
     */
    @Override
    public WriterState checkpoint() {
        kept = size;
        return new WriterState(size, "");
    }

    @Override
    public void commit() throws StoreException {
        try {
            FileChannel channel = trimmed();
            if (context.durable()) {
                channel.force(false);
            }
            move();
        } catch (IOException e) {
            throw context.failures().of("commit", key, e);
        }
        makeLasting();
        committed = true;
    }

    @Override
    public void discard() {
        if (!committed) {
            try {
                file.remove();
            } catch (IOException e) {
                LOG.warn("cannot discard unfinished object {}", key, e);
            }
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("cannot close object {}", key, e);
        }
    }

    /** The file without the bytes after the state it resumes from. */
    private FileChannel trimmed() throws IOException {
        FileChannel channel = file.channel();
        if (!trimmed) {
            channel.truncate(size).position(size);
            trimmed = true;
        }
        return channel;
    }

    /** Frees the space of a file that cannot be resumed. */
    private void giveBack(StoreException failure) {
        try {
            file.channel().truncate(kept);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void move() throws IOException {
        Path directory = KeyPaths.directory(object);
        context.directories().prepare(directory);
        try {
            Files.move(file.path(), object, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // A directory goes when its last object is deleted.
            context.directories().forget(directory);
            context.directories().prepare(directory);
            Files.move(file.path(), object, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private void makeLasting() throws StoreException {
        try {
            context.directories().sync(KeyPaths.directory(object));
        } catch (IOException e) {
            throw takenBack(e);
        }
    }

    /** An object that a power failure may take away must not look committed. */
    private StoreException takenBack(IOException failure) {
        try {
            Files.deleteIfExists(object);
            return context.failures().of("commit", key, failure);
        } catch (IOException e) {
            failure.addSuppressed(e);
            return context.failures().unknown("commit of " + key, failure);
        }
    }
}
