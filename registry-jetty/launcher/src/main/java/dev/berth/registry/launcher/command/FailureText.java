package dev.berth.registry.launcher.command;

import dev.berth.registry.RegistryException;
import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.spi.StoreException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The reason of a failure, for an operator without a stack trace. */
public final class FailureText {
    private FailureText() {}

    /** The message of a failure and of its causes, as far as they add something, and the settings it is about. */
    public static String of(Throwable failure) {
        Throwable shown = failure instanceof RegistryException refused && refused.getCause() instanceof StoreException
                ? refused.getCause()
                : failure;
        String settings = shown instanceof StoreException store
                ? JdbiMetadataStore.outage(store)
                        .map(outage -> "; see " + settings(outage))
                        .orElse("")
                : "";
        return words(shown) + settings;
    }

    private static String settings(Outage outage) {
        return switch (outage) {
            case REFUSED -> "database.host and database.port";
            case TIMEOUT -> "database.host, database.port and database.connecttimeout";
            case EXHAUSTED -> "database.pool.maxopen and database.pool.wait";
            case LOGIN -> "database.user, database.password, database.passwordfile and database.sslcert";
            case NO_DATABASE -> "database.dbname";
            case NO_PRIMARY -> "database.host";
            case OTHER -> "the section database";
        };
    }

    private static String words(Throwable failure) {
        String message = message(failure);
        Throwable cause = failure.getCause();
        if (cause == null || message.contains(message(cause))) {
            return message;
        }
        return message + ": " + (isNamedIn(message, cause) ? reason((FileSystemException) cause) : words(cause));
    }

    private static boolean isNamedIn(String message, Throwable cause) {
        return cause instanceof FileSystemException file && file.getFile() != null && message.contains(file.getFile());
    }

    /** Exceptions of the file system have the path as their message, and tell the reason by their class alone. */
    private static String message(Throwable failure) {
        if (failure instanceof FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String reason(FileSystemException failure) {
        if (failure.getReason() != null) {
            return failure.getReason();
        } else if (failure instanceof NoSuchFileException) {
            return "no such file or directory";
        } else if (failure instanceof AccessDeniedException) {
            return "permission denied";
        } else if (failure instanceof NotDirectoryException) {
            return "not a directory";
        } else if (failure instanceof FileAlreadyExistsException) {
            return "exists and is not a directory";
        } else if (failure instanceof DirectoryNotEmptyException) {
            return "not empty";
        }
        return failure.getClass().getSimpleName();
    }
}
