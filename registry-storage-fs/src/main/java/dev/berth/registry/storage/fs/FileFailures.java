package dev.berth.registry.storage.fs;

import dev.berth.registry.model.StorageKey;
import dev.berth.registry.spi.StoreException;
import dev.berth.registry.spi.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The classification of failures of the file system; the only one of this module. */
final class FileFailures {
    /** No space, no quota, or a file beyond the size limit of the process. */
    private static final List<String> FULL = List.of("no space left", "quota exceeded", "file too large");

    private static final List<String> HOPELESS = List.of(
            "not a directory", "is a directory", "file name too long", "symbolic link", "operation not permitted");

    private final Root root;

    FileFailures(Root root) {
        this.root = root;
    }

    /** The failure to do {@code what} with a key. */
    StoreException of(String what, StorageKey key, IOException cause) {
        return of(what + " " + key, cause);
    }

    /** The failure to do {@code what}. */
    StoreException of(String what, IOException cause) {
        if (!root.isThere()) {
            return root.gone(cause);
        }
        return inDirectory(root.path(), what, cause);
    }

    /** The failure to do {@code what} in a directory. */
    static StoreException inDirectory(Path root, String what, IOException cause) {
        String reason = reason(cause);
        if (isFull(root, cause, reason)) {
            return new StoreException(Kind.TRANSIENT, "cannot " + what + ": storage is full", cause);
        }
        Kind kind = isHopeless(cause, reason) ? Kind.PERMANENT : Kind.TRANSIENT;
        return new StoreException(kind, "cannot " + what + ": " + reason, cause);
    }

    /** A failure with unknown outcome of {@code what}. */
    StoreException unknown(String what, IOException cause) {
        return new StoreException(
                Kind.UNKNOWN_OUTCOME, "outcome of the " + what + " is unknown: " + reason(cause), cause);
    }

    /** There is no object of this key. */
    StoreException absent(StorageKey key, IOException cause) {
        if (!root.isThere()) {
            return root.gone(cause);
        }
        return new StoreException(Kind.PERMANENT, "there is no object " + key, cause);
    }

    private static boolean isFull(Path root, IOException cause, String reason) {
        // The words are the system's and may be in another language; the free space speaks for itself.
        return contains(FULL, reason)
                || (!isHopeless(cause, reason) && root.toFile().getUsableSpace() == 0);
    }

    private static boolean isHopeless(IOException cause, String reason) {
        return cause instanceof NoSuchFileException
                || cause instanceof AccessDeniedException
                || cause instanceof FileAlreadyExistsException
                || cause instanceof NotDirectoryException
                || cause instanceof DirectoryNotEmptyException
                || contains(HOPELESS, reason);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "no such file";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof FileAlreadyExistsException) {
            return "the key is in use";
        }
        if (cause instanceof ClosedChannelException) {
            return "the file was closed, possibly by an interrupt";
        }
        String words = cause instanceof FileSystemException file ? file.getReason() : cause.getMessage();
        return words == null ? cause.getClass().getSimpleName() : words;
    }

    private static boolean contains(List<String> phrases, String reason) {
        String words = reason.toLowerCase(Locale.ROOT);
        return phrases.stream().anyMatch(words::contains);
    }
}
