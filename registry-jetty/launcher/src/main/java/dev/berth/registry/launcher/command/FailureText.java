package dev.berth.registry.launcher.command;

/** Says why something failed, to a person who cannot see a stack trace. */
public final class FailureText {
    private FailureText() {}

    /** The message of a failure and of what caused it, as far as that says more. */
    public static String of(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        Throwable cause = failure.getCause();
        if (cause == null || cause.getMessage() == null || message.contains(cause.getMessage())) {
            return message;
        }
        return message + ": " + of(cause);
    }
}
