package dev.berth.registry.http;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that HTTP itself refuses, or a refusal of the engine that needs more than its code to be answered. */
public final class Refusal extends RegistryException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<HttpHeader> headers;

    private Refusal(int status, List<RegistryError> errors, @Nullable Throwable cause, HttpHeader... headers) {
        super(errors, cause);
        this.status = status;
        this.headers = List.of(headers);
    }

    /** With the status that belongs to the code. */
    public static Refusal because(ErrorCode code, String message) {
        return because(ErrorStatus.of(code), code, message);
    }

    public static Refusal because(int status, ErrorCode code, String message, HttpHeader... headers) {
        return new Refusal(status, List.of(new RegistryError(code, message, Map.of())), null, headers);
    }

    /** 429, with the seconds until a retry can succeed. */
    public static Refusal tooMany(Duration wait, String message) {
        String seconds = Long.toString(wait.plusNanos(999_999_999).toSeconds());
        return because(429, ErrorCode.TOOMANYREQUESTS, message, new HttpHeader(HeaderName.RETRY_AFTER, seconds));
    }

    /** Answers {@code cause} with its own errors and status, and these headers. */
    public static Refusal of(RegistryException cause, HttpHeader... headers) {
        return new Refusal(ErrorStatus.of(cause.code()), cause.errors(), cause, headers);
    }

    /** A refusal is an answer rather than a failure: its stack trace has no use, and its collection a cost. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    public int status() {
        return status;
    }

    List<HttpHeader> headers() {
        return headers;
    }
}
