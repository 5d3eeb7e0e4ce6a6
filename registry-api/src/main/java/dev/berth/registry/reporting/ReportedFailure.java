package dev.berth.registry.reporting;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A failure of a request (500, or 503 because a store failed) or of a step of background work.
 *
 * @param operation the method and the route template of the request, or the name of the background work; never the
 *     name of a repository or a caller
 * @param requestId the id of the request in the log; empty for background work
 * @param cause the failure
 */
public record ReportedFailure(Origin origin, String operation, Optional<String> requestId, Throwable cause) {
    private static final int CAUSES = 5;
    private static final String OWN = "dev.berth.";

    /** The work that failed. */
    public enum Origin {
        /** A request of a client. */
        REQUEST,
        /** Work beside requests. */
        BACKGROUND
    }

    /** Refuses null. */
    public ReportedFailure {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(cause, "cause");
    }

    /** A failed request. */
    public static ReportedFailure ofRequest(String operation, String requestId, Throwable cause) {
        return new ReportedFailure(Origin.REQUEST, operation, Optional.of(requestId), cause);
    }

    /** A failed step of background work. */
    public static ReportedFailure ofBackground(String operation, Throwable cause) {
        return new ReportedFailure(Origin.BACKGROUND, operation, Optional.empty(), cause);
    }

    /**
     * Equal for failures that have the same cause in all likelihood: the operation, the types of the chain of causes,
     * and the first line of Berth's code in the last of them. No message is part of it.
     */
    public List<String> fingerprint() {
        List<String> parts = new ArrayList<>();
        parts.add(operation);
        Throwable last = cause;
        parts.add(last.getClass().getName());
        for (int i = 1; i < CAUSES && last.getCause() != null; i++) {
            last = last.getCause();
            parts.add(last.getClass().getName());
        }
        for (StackTraceElement frame : last.getStackTrace()) {
            if (frame.getClassName().startsWith(OWN)) {
                parts.add(frame.getClassName() + "." + frame.getMethodName());
                break;
            }
        }
        return parts;
    }
}
