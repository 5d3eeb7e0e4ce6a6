package dev.berth.registry.auth.token;

/** A token that is not accepted. The message is for its sender, and repeats nothing of the token. */
final class BadToken extends Exception {
    private static final long serialVersionUID = 1L;

    BadToken(String message) {
        super(message);
    }

    BadToken(String message, Throwable cause) {
        super(message, cause);
    }
}
