package dev.berth.registry.launcher;

import java.io.IOException;

/** Arguments or settings that cannot be right, whatever runs elsewhere: exit code 2. */
final class WrongSettings extends IOException {
    private static final long serialVersionUID = 1L;

    WrongSettings(String message) {
        super(message);
    }

    WrongSettings(String message, Throwable cause) {
        super(message, cause);
    }
}
