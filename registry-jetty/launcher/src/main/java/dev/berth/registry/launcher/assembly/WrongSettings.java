package dev.berth.registry.launcher.assembly;

import java.io.IOException;

/** Arguments or settings that are wrong in every environment: exit code 2. */
public final class WrongSettings extends IOException {
    private static final long serialVersionUID = 1L;

    /** Names the argument or setting, its value, and the values that are possible. */
    public WrongSettings(String message) {
        super(message);
    }

    /** The same, with a cause whose message is appended. */
    public WrongSettings(String message, Throwable cause) {
        super(message, cause);
    }
}
