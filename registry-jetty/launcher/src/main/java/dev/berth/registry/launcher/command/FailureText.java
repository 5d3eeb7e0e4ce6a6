package dev.berth.registry.launcher.command;

import dev.berth.registry.jdbi.JdbiMetadataStore;
import dev.berth.registry.jdbi.sql.Outage;
import dev.berth.registry.spi.StoreException;

/** Says why something failed, to a person who cannot see a stack trace. */
public final class FailureText {
    private FailureText() {}

    /** The message of a failure and of what caused it, as far as that says more, and the settings it is about. */
    public static String of(Throwable failure) {
        String settings = failure instanceof StoreException store
                ? JdbiMetadataStore.outage(store)
                        .map(outage -> "; see " + settings(outage))
                        .orElse("")
                : "";
        return words(failure) + settings;
    }

    private static String settings(Outage outage) {
        return switch (outage) {
            case REFUSED -> "database.host and database.port";
            case TIMEOUT -> "database.host, database.port and database.connecttimeout";
            case EXHAUSTED -> "database.pool.maxopen and database.pool.wait";
            case LOGIN -> "database.user, database.password, database.passwordfile and database.sslcert";
            case NO_DATABASE -> "database.dbname";
            case OTHER -> "the section database";
        };
    }

    private static String words(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Throwable cause = failure.getCause();
        if (cause == null || cause.getMessage() == null || message.contains(cause.getMessage())) {
            return message;
        }
        return message + ": " + words(cause);
    }
}
