package dev.berth.registry.launcher.management;

import java.io.IOException;

/** A call that the management API refused. */
final class RefusedCall extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A refusal.
     *
     * @param code the error code; empty when the answer has none
     */
    RefusedCall(String code, String message) {
        super(message);
        this.code = code;
    }

    /** True when the cause is a parameter of the call. */
    boolean isForAParameter() {
        return code.startsWith("INVALID_QUERY_PARAMETER");
    }

    /** True when the repository does not exist. */
    boolean isForAnUnknownName() {
        return code.equals("NAME_UNKNOWN");
    }
}
