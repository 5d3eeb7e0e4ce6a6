package dev.berth.registry.engine.request;

import dev.berth.registry.ErrorCode;
import dev.berth.registry.RegistryError;
import dev.berth.registry.RegistryException;
import dev.berth.registry.spi.StoreException;
import java.util.List;
import java.util.Map;

/**
 * A call of the stores. {@link #answer} is the one place that maps a failure of a store to an error code: UNAVAILABLE
 * when a retry may succeed, RENAME_IN_PROGRESS at a name that was just given up, UNKNOWN otherwise. The failure is kept
 * as the cause for logs; its text is not sent to clients.
 */
@FunctionalInterface
public interface StoreCall<T> {

    T run() throws StoreException;

    /** A call of the stores without a result. */
    @FunctionalInterface
    interface Silent {
        void run() throws StoreException;
    }

    static <T> T answer(StoreCall<T> call) {
        try {
            return call.run();
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    static void perform(Silent call) {
        try {
            call.run();
        } catch (StoreException e) {
            throw refusal(e);
        }
    }

    private static RegistryException refusal(StoreException failure) {
        RegistryError error = switch (failure.kind()) {
            case TRANSIENT -> error(ErrorCode.UNAVAILABLE, "the database or storage does not answer; try again later");
            case BUSY -> error(ErrorCode.UNAVAILABLE, "a concurrent request changes the same content; try again later");
            case RENAMED ->
                error(
                        ErrorCode.RENAME_IN_PROGRESS,
                        "a repository was just renamed at or above this name; use its new name");
            case UNKNOWN_OUTCOME ->
                error(
                        ErrorCode.UNAVAILABLE,
                        "the request may have taken effect, its outcome is unknown; try again later");
            case PERMANENT -> error(ErrorCode.UNKNOWN, "internal error; see the server log");
        };
        return new RegistryException(List.of(error), failure);
    }

    private static RegistryError error(ErrorCode code, String message) {
        return new RegistryError(code, message, Map.of());
    }
}
