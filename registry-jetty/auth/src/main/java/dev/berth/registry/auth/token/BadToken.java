package dev.berth.registry.auth.token;

/** A token that is not believed. The message is for whoever sent it, and repeats nothing of it. */
final class BadToken extends Exception {
    private static final long serialVersionUID = 1L;

    BadToken(String message) {
        super(message);
    }

    BadToken(String message, Throwable cause) {
        super(message, cause);
    }
}
