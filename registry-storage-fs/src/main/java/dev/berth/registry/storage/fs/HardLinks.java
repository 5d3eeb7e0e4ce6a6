package dev.berth.registry.storage.fs;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.storage.ObjectCopies;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Copies that share the bytes of their source: hard links. Objects do not change, so neither notices the other. */
final class HardLinks implements ObjectCopies {
    private final FileStoreContext context;

    HardLinks(FileStoreContext context) {
        this.context = context;
    }

    @Override
    public boolean copy(StorageKey source, StorageKey target, long size) throws StoreException {
        Path from = context.paths().object(source);
        Path to = context.paths().object(target);
        Path directory = KeyPaths.directory(to);
        try {
            context.directories().check(KeyPaths.directory(from));
            if (!Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
                throw new NoSuchFileException(null);
            }
        } catch (NoSuchFileException e) {
            throw context.failures().absent(source, e);
        } catch (IOException e) {
            throw context.failures().of("copy", source, e);
        }
        try {
            context.directories().prepare(directory);
            if (!link(from, to)) {
                return false;
            }
            context.directories().sync(directory);
            return true;
        } catch (IOException e) {
            throw context.failures().of("copy to", target, e);
        }
    }

    /** False where there are no hard links, or no more of this file. */
    private boolean link(Path from, Path to) throws IOException {
        try {
            attempt(from, to);
            return true;
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            return false;
        }
    }

    private void attempt(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (NoSuchFileException e) {
            // A directory goes when its last object is deleted.
            context.directories().forget(KeyPaths.directory(to));
            context.directories().prepare(KeyPaths.directory(to));
            Files.createLink(to, from);
        }
    }
}
