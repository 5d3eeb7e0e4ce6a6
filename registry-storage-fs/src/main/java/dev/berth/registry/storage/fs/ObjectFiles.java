package dev.berth.registry.storage.fs;

import dev.berth.registry.model.BlobContent;
import dev.berth.registry.model.ByteRange;
import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;

/** Reads committed objects. */
final class ObjectFiles {
    private final FileStoreContext context;

    ObjectFiles(FileStoreContext context) {
        this.context = context;
    }

    BlobContent open(StorageKey key, ByteRange range) throws StoreException {
        Path path = context.paths().object(key);
        try {
            context.directories().check(KeyPaths.directory(path));
            return at(range, key, openFile(key, path));
        } catch (NoSuchFileException e) {
            throw context.failures().absent(key, e);
        } catch (IOException e) {
            throw context.failures().of("open", key, e);
        }
    }

    OptionalLong size(StorageKey key) throws StoreException {
        Path path = context.paths().object(key);
        try {
            context.directories().check(KeyPaths.directory(path));
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? OptionalLong.of(attributes.size()) : OptionalLong.empty();
        } catch (NoSuchFileException e) {
            context.root().require();
            return OptionalLong.empty();
        } catch (IOException e) {
            throw context.failures().of("look at", key, e);
        }
    }

    private static FileChannel openFile(StorageKey key, Path path) throws IOException {
        if (key.isPath() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(null);
        }
        return FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private static BlobContent at(ByteRange range, StorageKey key, FileChannel channel)
            throws IOException, StoreException {
        boolean given = false;
        try {
            long size = channel.size();
            if (size < range.end()) {
                throw new StoreException(
                        Kind.PERMANENT, "object " + key + " ends at " + size + ", not at " + range.end(), null);
            }
            if (range.offset() > 0) {
                channel.position(range.offset());
            }
            given = true;
            return new BlobContent(channel, range.length());
        } finally {
            if (!given) {
                channel.close();
            }
        }
    }
}
